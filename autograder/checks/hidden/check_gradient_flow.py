"""grad_ab on axes where the flow falls apart into two equations: truths that would give the answer away."""

import numpy as np

from autograder import expect


def check_grad_ab__has_slopes_of_3_and_5_on_the_diagonals(student, rng):
    """It is right along both diagonals, at every distance from the origin, and 0 at all five critical points.

    It stays, though it kills nothing alone: the one truth here that takes no value of the loss.
    """
    radius = np.append(10 ** rng.uniform(-6, 2, 12), [0.0, 6**0.5 / 4 * 2**0.5, 10**0.5 / 4 * 2**0.5])
    angle = np.append(rng.uniform(0, 2 * np.pi, 12), [0.0, np.pi / 2, 0.0])
    v, u = radius * np.cos(angle), radius * np.sin(angle)  # along (1, -1) and along (1, 1)
    along_v, along_u = v * (4 * radius**2 - 5), u * (4 * radius**2 - 3)
    z = np.column_stack([u + v, u - v]) / 2**0.5
    want = np.column_stack([along_u + along_v, along_u - along_v]) / 2**0.5
    scale = np.where(radius > 0, radius + radius**3, 1)[:, None]  # the size of the terms that are summed
    got = expect.array(student.grad_ab(z), shape=z.shape, float32=False)
    expect.close(got=got / scale, want=want / scale, rtol=0, atol=1e-12, why="12 digits of the terms")
