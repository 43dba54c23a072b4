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


def check_stability_function__has_its_own_value_everywhere(student, rng):
    """At any z, near and far, it is the method's own function.

    Kills nothing alone: for answers that are fitted to the neighbourhood of 0.
    """
    z = rng.uniform(0.5, 8, (4, 3)) * np.exp(1j * rng.uniform(0.5, 6, (4, 3)))
    powers = [[1, 1], [1 / 2, 1, 1], [1 / 24, 1 / 6, 1 / 2, 1, 1]]
    want = [*map(np.polyval, powers, z[:3]), np.conj(1 - z[3]) / np.abs(1 - z[3]) ** 2]
    for method, row, values in zip(("euler", "rk2", "rk4", "backward euler"), z, want, strict=True):
        got = student.stability_function(method, row)
        expect.close(got=got, want=values, why="a few products", what=f"{method}: R(z)")


def check_is_euler_stable__holds_in_any_coordinates(student, rng):
    """Four modes mixed at random: stable if all of I + h A's eigenvalues are below 0.98, not if one pair is above 1.02.

    Kills nothing alone: for answers that are fitted to the public matrices.
    """
    cases = []
    for largest in rng.permutation([0.7, 0.9, 0.98, 0.98, 1.02, 1.02, 1.1, 1.5]):
        (a, b), (p, q) = rng.uniform(0.3, 2.8, 2), rng.permutation([largest, rng.uniform(0.2, 0.9) * min(largest, 1)])
        M = np.zeros((4, 4))
        M[:2, :2] = p * np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])
        M[2:, 2:] = q * np.array([[np.cos(b), np.sin(b)], [-np.sin(b), np.cos(b)]])
        T, h = problems.well_conditioned(rng, 4), rng.uniform(0.05, 0.5)
        cases.append(((T @ M @ np.linalg.inv(T) - np.eye(4)) / h, h, bool(largest < 1)))
    answers = [student.is_euler_stable(A, h) for A, h, _ in cases]
    for (_, _, stable), got in zip(cases, answers, strict=True):
        expect.label(got=got, want=stable, what="stable")
