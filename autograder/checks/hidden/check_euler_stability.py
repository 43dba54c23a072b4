"""The methods once more, where state and clock act on each other."""

from itertools import pairwise

import numpy as np

from autograder import expect, systems
from autograder.checks import problems

# The classical tableau: when each slope is taken, by which parts of the slopes before, and its weight in the step.
NODES, PARTS, WEIGHTS = (0, 1 / 2, 1 / 2, 1), np.diag([1 / 2, 1 / 2, 1], k=-1), np.array([1, 2, 2, 1]) / 6


def check_euler__follows_state_and_clock(student, rng):
    """On y' = cos(w t) A y + t b, where state and clock act together, every step has the slope of its own start.

    Kills nothing alone: the public claims keep state and clock apart. It is for answers fitted to those two fields.
    """
    A, b, t = problems.coupled_matrix(rng, 3), rng.uniform(1, 2, 3), problems.uneven_grid(rng, 12, start=0.5, stop=2.0)
    omega, want = rng.uniform(2, 4), [rng.uniform(-2, -1, 3)]
    for start, stop in pairwise(t):
        want.append(want[-1] + (stop - start) * (np.cos(omega * start) * (A @ want[-1]) + start * b))
    y = student.euler(systems.Trigonometric(A=A, omega=omega, b=b), want[0], t)
    expect.close(got=y, want=want, why="a few sums and products of doubles")  # measured <= 1e-15 relative


def check_rk4__follows_state_and_clock(student, rng):
    """On y' = cos(w t) A y + t b, where state and clock act together, each step is that of the classical tableau.

    Kills nothing alone: the public claims keep state and clock apart. It is for answers fitted to those fields.
    """
    A, b, t = problems.coupled_matrix(rng, 3), rng.uniform(1, 2, 3), problems.uneven_grid(rng, 5, start=0.5, stop=2.0)
    omega, want = rng.uniform(2, 4), [rng.uniform(-2, -1, 3)]
    for start, stop in pairwise(t):
        h, slopes = stop - start, np.zeros((4, 3))
        for i, node in enumerate(NODES):
            time, state = start + node * h, want[-1] + h * PARTS[i] @ slopes
            slopes[i] = np.cos(omega * time) * (A @ state) + time * b
        want.append(want[-1] + h * WEIGHTS @ slopes)
    y = student.rk4(systems.Trigonometric(A=A, omega=omega, b=b), want[0], t)
    expect.close(got=y, want=want, why="a few sums and products of doubles")
