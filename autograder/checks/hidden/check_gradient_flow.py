"""Truths that would give an answer away: on the axes of the loss, where its flow falls apart into two equations; flows
and descents on losses with more than one minimum."""

import numpy as np

from autograder import expect, systems
from autograder.checks import problems

S, M = np.sqrt(6) / 4, np.sqrt(10) / 4
CRITICAL = np.array([[0, 0], [S, S], [-S, -S], [M, -M], [-M, M]])  # a maximum, two saddles, two minima
CURVATURES = np.array([[-3, -5], [6, -2], [6, -2], [2, 10], [2, 10]])  # along a = b, along a = -b


def double_well(rates):
    """Gradient of a loss that falls apart into double wells: rate * (u^3 - u) along each coordinate."""
    d = len(rates)
    exponents, slopes = np.vstack([3 * np.eye(d, dtype=int), np.eye(d, dtype=int)]), np.diag(rates)
    return systems.Polynomial(exponents, np.hstack([slopes, -slopes]))


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


def check_hess_ab__tells_the_critical_points_apart(student, rng):
    """At the five critical points the curvatures along a = b and along a = -b are those of a maximum, saddles, minima.

    Kills nothing alone: it is what the Hessian is for.
    """
    order, turn = rng.permutation(5), np.array([[1, 1], [1, -1]]) / 2**0.5
    got = np.array([expect.array(student.hess_ab(z), shape=(2, 2)) for z in CRITICAL[order]])
    want = CURVATURES[order][:, :, None] * np.eye(2)
    expect.close(got=turn @ got @ turn, want=want, rtol=0, atol=1e-10, why="sums of a few products")


def check_gradient_flow__leaves_a_saddle_in_time(student, rng):
    """A start near a saddle, or near a maximum, leaves it slowly and comes to a minimum, all at the right times.

    Kills nothing alone: it is where small errors grow, and for solvers that are good for short times only.
    """
    rates, R, m = rng.uniform(0.9, 1.1, 2), problems.rotation(rng, 2), rng.uniform(-2, 2, 2)
    t, u0 = problems.uneven_grid(rng, 8, stop=10.0), rng.choice([-1, 1], 2) * np.array([rng.uniform(0.01, 0.03), 1.3])
    field = systems.Autonomous(systems.Conjugate(double_well(rates), R.T, R, m))
    z = student.gradient_flow(field, m + u0 @ R, t)
    u = np.sign(u0) / np.sqrt(1 + (1 / u0**2 - 1) * np.exp(-2 * np.outer(t, rates)))
    expect.close(got=z, want=m + u @ R, rtol=0, atol=1e-6, why="what the default tolerances give")  # right: 4e-8


def check_gradient_descent__follows_a_loss_with_mixed_terms(student, rng):
    """On a loss of degree four in which the coordinates mix, every step takes the whole gradient where it stands.

    Kills nothing alone: it is for answers fitted to bowls, or to coordinates that do not feel each other.
    """
    d = 2
    exponents = np.array([[3, 0], [2, 1], [1, 2], [0, 3], [1, 0], [0, 1]])
    p, q = rng.uniform(0.5, 1, 2)  # L = (a^4 + b^4)/4 + p a^2 b^2 + q a b - (a^2 + b^2)/2
    grad = systems.Polynomial(exponents, np.array([[1, 0, 2 * p, 0, -1, q], [0, 2 * p, 0, 1, q, -1]]))
    lr, want = rng.uniform(0.1, 0.2), [rng.choice([-1, 1], d) * rng.uniform(0.3, 0.9, d)]
    for _ in range(12):
        a, b = want[-1]
        slopes = [a**3 + 2 * p * a * b**2 + q * b - a, b**3 + 2 * p * b * a**2 + q * a - b]
        want.append(want[-1] - lr * np.array(slopes))
    z = student.gradient_descent(systems.Autonomous(grad), want[0], lr, 12)
    expect.close(got=z, want=want, rtol=0, atol=1e-10, why="12 steps in doubles")


def check_quartic_flow__leaves_zero_late(student, rng):
    """From a start very near 0, on either side, it leaves at its time and not before.

    Kills nothing alone: it is for formulas that lose digits where 1/w^2 is large.
    """
    t = rng.permutation(problems.uneven_grid(rng, 8, start=1.0, stop=6.0))
    for w0 in (rng.uniform(1e-6, 1e-5), -rng.uniform(1e-4, 1e-3)):
        want = np.sign(w0) / np.sqrt(1 + (1 / w0**2 - 1) * np.exp(-8 * t))
        expect.close(got=student.quartic_flow(t, w0), want=want, rtol=1e-10, atol=0, why="a formula")  # right: 1e-15


def check_basin_labels__splits_the_plane_of_the_lesson(student, rng):
    """On the loss of the lesson a start comes to the minimum on its own side of a = b, however near to that line.

    Kills nothing alone: it is the one loss here whose flow does not fall apart into its coordinates.
    """
    exponents = np.array([[3, 0], [1, 2], [1, 0], [0, 1], [2, 1], [0, 3]])
    slopes = np.array([[4.0, 4, -4, 1, 0, 0], [0, 0, 1, -4, 4, 4]])
    grad = systems.Autonomous(systems.Polynomial(exponents, slopes))
    side, order = rng.permutation([-1, -1, 1, 1, 1]), rng.permutation([-1, 1])
    apart = side * rng.permutation([0.05, 0.05, 0.1, 0.5, 1.5])  # a - b
    middle = rng.uniform(-1.2, 1.2, 5)
    starts = np.column_stack([middle + apart / 2, middle - apart / 2])
    got = student.basin_labels(grad, starts, np.outer(order, [M, -M]), 8.0, 1e-3)
    want = np.where(side == order[0], 0, 1)
    expect.close(got=got, want=want, rtol=0, atol=1e-9, why="whole numbers", what="label")


def edges(lr, bands):
    """Where the bands of w0 > 0 end: the first goes to 0 in one step, each other one to minus the one before."""
    found = [0.0]
    for _ in range(bands):
        roots = np.roots([-4 * lr, 0, 1 + 4 * lr, found[-1]])
        found.append(np.max(roots.real[np.abs(roots.imag) < 1e-9]))
    return np.array(found)


def check_gd_basin_label__alternates_from_band_to_band(student, rng):
    """In the middle of each band of starts it ends at 1 and -1 in turns, at any learning rate.

    Kills nothing alone: it is for rules fitted to three learning rates.
    """
    for lr in rng.uniform(0.03, 0.23, 2):
        edge = edges(lr, 3)
        for k, w0 in enumerate(edge[:-1] + rng.uniform(0.4, 0.6) * np.diff(edge)):
            for sign in (1, -1):
                got, want = student.gd_basin_label(float(sign * w0), float(lr)), sign * (-1) ** k
                expect.label(got=got, want=want, what="the end of a start within a band")


def check_gd_stability_limit__is_one_fifth_at_the_minima_of_the_lesson(student, rng):
    """At the minima of the lesson's loss the limit is 1/5.

    Kills nothing alone: it is the number that the lesson leads to.
    """
    H = np.array([[6.0, -4.0], [-4.0, 6.0]])
    for size in (1.0, rng.uniform(1, 2)):
        expect.close(got=student.gd_stability_limit(size * H), want=0.2 / size, why="eigenvalues 2 and 10")


def check_optimal_lr__is_one_sixth_at_the_minima_of_the_lesson(student, rng):
    """At the minima of the lesson's loss the best rate is 1/6.

    Kills nothing alone: it is the number that the lesson leads to.
    """
    H = np.array([[6.0, -4.0], [-4.0, 6.0]])
    for size in (1.0, rng.uniform(1, 2)):
        expect.close(got=student.optimal_lr(size * H), want=1 / (6 * size), why="eigenvalues 2 and 10")
