"""newton and find_fixed_points on the lesson's loss of two parameters, stability_1d and critical_point_type on that of one:
truths that would give away other exercises."""

import numpy as np

from autograder import expect, systems
from autograder.checks import problems
from autograder.checks.public.check_fixed_points import OF_A_LOSS, ON_THE_LINE

# (a^2 + b^2 - 1)^2 + ab: its gradient and its Hessian as polynomials in (a, b), and where the gradient vanishes
GRADIENT = systems.Polynomial(
    np.array([[3, 0], [1, 2], [1, 0], [0, 1], [2, 1], [0, 3]]),
    np.array([[4.0, 4, -4, 1, 0, 0], [0, 0, 1, -4, 4, 4]]),
)
HESSIAN = systems.Polynomial(
    np.array([[2, 0], [0, 2], [0, 0], [1, 1]]),
    np.array([[[12.0, 4, -4, 0], [0, 0, 1, 8]], [[0, 0, 1, 8], [4, 12, -4, 0]]]),
)
S, M = np.sqrt(6) / 4, np.sqrt(10) / 4
CRITICAL = np.array([[0, 0], [S, S], [-S, -S], [M, -M], [-M, M]])  # a maximum, two saddles, two minima
NEAR = 0.1  # from twice as far Newton's method still reaches its own point, in each of 720 directions


def check_newton__reaches_saddles_and_maxima_like_minima(student, rng):
    """From nearby it reaches a minimum, a saddle and a maximum of a loss alike, in turned and shifted coordinates.

    Kills nothing alone: it stays as the one field here that no change of coordinates takes apart.
    """
    R, shift, angle = problems.rotation(rng, 2), rng.uniform(-2, 2, 2), rng.uniform(0, 2 * np.pi, 5)
    f, jac = (systems.Autonomous(systems.Conjugate(system, R.T, R, shift)) for system in (GRADIENT, HESSIAN))
    want = shift + CRITICAL @ R
    starts = want + NEAR * np.column_stack([np.cos(angle), np.sin(angle)])
    replies = [expect.parts(student.newton(f, jac, x0, 1e-11, 7), ("x", "converged", "n_iter")) for x0 in starts]
    got = [expect.array(x, shape=(2,), what="x") for x, _, _ in replies]
    expect.close(got=got, want=want, rtol=0, atol=1e-9, why="the last step is below 1e-11", what="x")


def check_find_fixed_points__finds_all_critical_points_of_a_loss(student, rng):
    """For the gradient flow of a loss in turned and shifted coordinates it finds the minima, the saddles and the maximum.

    Kills nothing alone: it stays as the case that all of this is for, and is no system of squares.
    """
    R, shift, angle = problems.rotation(rng, 2), rng.uniform(-2, 2, 2), rng.uniform(0, 2 * np.pi, 10)
    f, jac = (systems.Autonomous(systems.Conjugate(system, -R.T, R, shift)) for system in (GRADIENT, HESSIAN))
    want = shift + CRITICAL @ R
    starts = np.repeat(want, 2, axis=0) + NEAR * np.column_stack([np.cos(angle), np.sin(angle)])
    got = student.find_fixed_points(f, jac, rng.permutation(starts), 1e-10)
    expect.points(got=got, want=want, atol=1e-6, why="the last step is below 1e-10", what="fixed points")


def check_stability_1d__reads_the_phase_line_of_a_loss(student, rng):
    """For the gradient flow of c (w^4 - 2 w^2) it finds which fixed points attract, wherever the loss is shifted to.

    Kills nothing alone: it stays as the phase line that is drawn by hand in this unit.
    """
    a, c, delta = rng.uniform(-2, 2), rng.uniform(0.5, 2), rng.uniform(0.2, 0.8)
    flow = np.polynomial.Polynomial([0, 4 * c, 0, -4 * c])(np.polynomial.Polynomial([-a, 1]))
    f = systems.Autonomous(problems.elementwise(*((b, 0, k) for k, b in enumerate(flow.coef.tolist()))))
    for w, want in ((-1, "stable"), (0, "unstable"), (1, "stable")):
        got = student.stability_1d(f, a + w, delta)
        expect.label(got=got, want=want, what="the fixed point", synonyms=ON_THE_LINE)


def check_critical_point_type__knows_the_critical_points_of_a_loss(student, rng):
    """At the critical points of a loss of two parameters it finds two minima, two saddles and a maximum.

    Kills nothing alone: it stays as the question that Hessians are asked in this course.
    """
    R, c = problems.rotation(rng, 2), rng.uniform(0.5, 2)
    for H, want in zip(HESSIAN(0.0, CRITICAL), ("maximum", "saddle", "saddle", "minimum", "minimum"), strict=True):
        got = student.critical_point_type(c * R @ H @ R.T, 1e-9)
        expect.label(got=got, want=want, what="the critical point", synonyms=OF_A_LOSS)
