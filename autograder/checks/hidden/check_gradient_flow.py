"""grad_ab on axes where the flow falls apart into two equations: truths that would give the answer away."""

import numpy as np

from autograder import expect


def check_grad_ab__holds_far_away_and_at_rest(student, rng):
    """It is right far from the origin, where slopes are steep, and 0 at the five points where the flow rests."""
    radius = np.append(10 ** rng.uniform(1, 3, 12), [0, 0.75**0.5, 0.75**0.5, 1.25**0.5, 1.25**0.5])
    angle = np.append(rng.uniform(0, 2 * np.pi, 12), [0, np.pi / 2, -np.pi / 2, 0, np.pi])
    v, u = radius * np.cos(angle), radius * np.sin(angle)  # along (1, -1) and along (1, 1)
    along_v, along_u = v * (4 * radius**2 - 5), u * (4 * radius**2 - 3)
    want = np.column_stack([along_u + along_v, along_u - along_v]) / 2**0.5
    points = np.column_stack([u + v, u - v]) / 2**0.5
    got = np.array([expect.array(student.grad_ab(z), shape=(2,), float32=False) for z in points])
    size = (1 + radius**3)[:, None]  # of the terms that are summed
    expect.close(got=got / size, want=want / size, rtol=0, atol=1e-11, why="11 digits of the terms that are summed")
