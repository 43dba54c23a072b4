"""euler(f, y0, t): what Euler's method does exactly, on equations where that can be said without running it."""

import numpy as np

from autograder import expect, systems
from autograder.checks import problems

SUMS = "a few sums and products of doubles"  # 12 steps: measured error <= 4e-16 relative


def check_euler__halves_by_hand(student, rng):
    """y' = -y from 1 with steps of 1/2 gives 1, 1/2, 1/4: you can check it by hand."""
    y = student.euler(systems.Linear(np.array([[-1.0]])), np.array([1.0]), np.array([0.0, 0.5, 1.0]))
    expect.close(got=y, want=[[1.0], [0.5], [0.25]], rtol=0, atol=1e-14, why="exact in binary")


def check_euler__multiplies_by_one_plus_hA(student, rng):
    """For y' = A y each step multiplies the state by I + h A, h being that step's own length."""
    A, t = problems.coupled_matrix(rng, 3), problems.uneven_grid(rng, 12)
    want = [rng.uniform(1, 2, 3)]
    for h in np.diff(t):
        want.append((np.eye(3) + h * A) @ want[-1])
    expect.close(got=student.euler(systems.Linear(A), want[0], t), want=want, why=SUMS)
