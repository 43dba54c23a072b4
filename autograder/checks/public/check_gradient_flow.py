"""loss_ab(z), grad_ab(z), hess_ab(z): held against the loss, whose differences give its derivatives exactly.
gradient_flow(grad, z0, t): on losses whose flow is known exactly.
gradient_descent(grad, z0, lr, n_steps): on bowls and on a cycle of two states, both known without a loop.
quartic_flow(t, w0): held against a solver, and against what is plain without one.
lyapunov_rate(grad, z), is_decreasing(V, traj), lyapunov_matrix(A, Q): what falls along a path, and how fast.
basin_labels(grad, z0s, minima, t_max, tol), gd_basin_label(w0, lr): where flow and descent end.
gd_stability_limit(H), optimal_lr(H): by what a step does with each direction of a bowl.
modified_loss(loss, grad, lr, z): on bowls, where descent and flow are both known."""

import numpy as np
import scipy.integrate

from autograder import expect, systems
from autograder.checks import problems

ROUNDING = "rounding of L in exact differences"  # right: 2e-14; central differences at best 2e-10
ONE_BY_ONE = "the same sums, at most in another order"  # right: 4e-15; another point's slopes are off by 1e-2 and more
NEAR = 1e-12  # distance from the origin at which terms of third order are gone: they are 1e-24 of the first
DIGITS = "10 digits of its length"  # right: 1e-16; float32 is off by 1e-7 of it, a difference quotient by 1e-4
SECOND = "rounding of L in exact second differences"  # right: 1e-12; differences of the gradient at best 1e-9
SOLVER = "what the default tolerances give"  # RK45, LSODA, DOP853: 4e-8 at most; scipy's own defaults: 2e-4 at least
FINER = "what rtol = 1e-12 and atol = 1e-14 give"  # right: 2e-12 at most; 1e-8 whatever is asked for: 1e-9 at least
FORMULA = "DOP853 at 1e-13"  # right: 1e-12 relative; a solver at 1e-8 is off by 1e-8
BALANCE = "eight digits of a linear system"  # right: 1e-14, by eigenvectors 1e-12; wrong: 1e-2 at least
EIGENVALUES = "eigenvalues of a symmetric matrix"  # right: 1e-15; by iteration 1e-12; wrong: 1e-2 at least
SHAPES = ((2,), (5,), (2, 3), (3, 1, 2))  # leading shapes of batches; (2,) is the one that mixes up axes unseen

# the gradient of w^4 - 2 w^2 along each of two coordinates
WELLS = systems.Polynomial(np.array([[3, 0], [1, 0], [0, 3], [0, 1]]), np.array([[4.0, -4, 0, 0], [0, 0, 4, -4]]))


def loss(a, b):
    """The loss of the lesson."""
    return (a**2 + b**2 - 1) ** 2 + a * b


def slope(line):
    """Derivative at 0 of a polynomial of degree four at most, for which this quotient is exact but for rounding."""
    return (8 * (line(0.5) - line(-0.5)) - (line(1.0) - line(-1.0))) / 6


def slopes(a, b):
    """The slopes of the loss at (a, b), along a and along b."""
    return slope(lambda h: loss(a + h, b)), slope(lambda h: loss(a, b + h))


def curvature(line):
    """Second derivative at 0 of a polynomial of degree four, for which this quotient is exact but for rounding."""
    return (16 * (line(0.5) + line(-0.5)) - (line(1.0) + line(-1.0)) - 30 * line(0.0)) / 3


def curvatures(a, b):
    """The Hessian of the loss at (a, b), from the curvature along a, along b and along both at once."""
    along_a, along_b = curvature(lambda h: loss(a + h, b)), curvature(lambda h: loss(a, b + h))
    mixed = (curvature(lambda h: loss(a + h, b + h)) - along_a - along_b) / 2
    return [[along_a, mixed], [mixed, along_b]]


def bowl(rng, lambdas):
    """Gradient of sum of lambda u^2 / 2 in turned coordinates u = R (z - m): the gradient, R and m."""
    R, m = problems.rotation(rng, len(lambdas)), rng.uniform(-2, 2, len(lambdas))
    return turned(systems.Linear(np.diag(lambdas)), R, m), R, m


def turned(field, R, m):
    """A gradient that is known in the coordinates u = R (z - m), as a function of z."""
    return systems.Autonomous(systems.Conjugate(field, R.T, R, m))


def powers(coefficients, power):
    """The field (c_1 u_1^power, c_2 u_2^power, ...), each coordinate by itself."""
    return systems.Polynomial(power * np.eye(len(coefficients), dtype=int), np.diag(coefficients))


def check_loss_ab__is_known_from_radius_and_angle(student, rng):
    """At (r cos p, r sin p) the loss is (r^2 - 1)^2 + (r^2 sin 2p)/2."""
    r, p = rng.uniform(0.2, 2, 8), rng.uniform(0, 2 * np.pi, 8)
    points = np.column_stack([r * np.cos(p), r * np.sin(p)])
    got = [expect.array(student.loss_ab(z), shape=(), float32=False) for z in points]
    want = (r**2 - 1) ** 2 + r**2 * np.sin(2 * p) / 2
    expect.close(got=got, want=want, rtol=0, atol=1e-11, why="a few sums and products")


def check_loss_ab__treats_each_point_by_itself(student, rng):
    """Many points at once, in an array of any leading shape, get what each of them gets alone."""
    for shape in SHAPES:
        points = rng.uniform(-1.5, 1.5, (*shape, 2))
        alone = [expect.array(student.loss_ab(z), shape=(), float32=False) for z in points.reshape(-1, 2)]
        expect.holds(np.ptp(alone) != 0, expected="other values at other points", got="the same at all of them")
        expect.close(got=student.loss_ab(points), want=np.reshape(alone, shape), rtol=0, atol=1e-9, why=ONE_BY_ONE)


def one_by_one(student, points):
    """The answers (n, 2) to points (n, 2), each asked for by itself. All alike, they would say nothing."""
    got = np.array([expect.array(student.grad_ab(z), shape=(2,), float32=False) for z in points])
    differ = bool(np.all(np.ptp(got, axis=0) != 0))
    expect.holds(differ, expected="other slopes at other points", got="the same at all of them")
    return got


def check_grad_ab__is_one_along_b_at_1_0(student, rng):
    """At (1, 0) the loss is level along a and rises with slope 1 along b: you can check it by hand.

    Kills nothing alone: it stays as the first thing to look at when another claim fails.
    """
    got = student.grad_ab(np.array([1.0, 0.0]))
    expect.close(got=got, want=[0.0, 1.0], rtol=0, atol=1e-12, why="a few sums and products", float32=False)


def check_grad_ab__is_the_slope_of_the_loss(student, rng):
    """At single points all over the plane its entries are the slopes of L along a and along b, right to rounding.

    Kills nothing alone: a hidden claim sees the same mistakes, but this one tells a student of them.
    """
    points = rng.uniform(-1.5, 1.5, (8, 2))
    want = [slopes(a, b) for a, b in points]
    got = [expect.array(student.grad_ab(z), shape=(2,), float32=False) for z in points]
    expect.close(got=got, want=want, rtol=0, atol=1e-12, why=ROUNDING)


def check_grad_ab__treats_each_point_by_itself(student, rng):
    """Many points at once, in an array of any leading shape, get what each of them gets alone."""
    for shape in ((2,), (5,), (2, 3), (3, 1, 2)):
        points = rng.uniform(-1.5, 1.5, (*shape, 2))
        want = one_by_one(student, points.reshape(-1, 2)).reshape(points.shape)
        expect.close(got=student.grad_ab(points), want=want, rtol=0, atol=1e-9, why=ONE_BY_ONE, float32=False)


def check_grad_ab__is_linear_next_to_the_origin(student, rng):
    """Next to the origin, where the loss has a maximum, it is linear: a part of the way gives that part of it."""
    z, part = NEAR * rng.uniform(0.5, 1, (8, 2)) * rng.choice([-1, 1], (8, 2)), rng.uniform(0.3, 0.7)
    whole, some = one_by_one(student, z), one_by_one(student, part * z)
    expect.close(got=some, want=part * whole, rtol=0, atol=1e-10 * NEAR, why=DIGITS)


def check_hess_ab__is_the_curvature_of_the_loss(student, rng):
    """At single points all over the plane its entries are the second derivatives of L, right to rounding."""
    points = rng.uniform(-1.5, 1.5, (8, 2))
    got = [expect.array(student.hess_ab(z), shape=(2, 2), float32=False) for z in points]
    expect.close(got=got, want=[curvatures(*z) for z in points], rtol=0, atol=1e-10, why=SECOND)


def check_hess_ab__treats_each_point_by_itself(student, rng):
    """Many points at once, in an array of any leading shape, get what each of them gets alone."""
    for shape in SHAPES:
        points = rng.uniform(-1.5, 1.5, (*shape, 2))
        alone = np.array([expect.array(student.hess_ab(z), shape=(2, 2)) for z in points.reshape(-1, 2)])
        expect.holds(np.ptp(alone, axis=0).any(), expected="other curvatures at other points", got="the same at all")
        got, want = student.hess_ab(points), alone.reshape(*shape, 2, 2)
        expect.close(got=got, want=want, rtol=0, atol=1e-9, why=ONE_BY_ONE)


def check_gradient_flow__decays_at_the_curvature_of_each_direction(student, rng):
    """In a bowl the distance along an eigenvector of curvature c shrinks like exp(-c t), each at its own rate.

    Kills nothing alone: it is the flow that can be computed on paper, so it is the first that is shown.
    """
    lambdas, t = rng.permutation([0.5, 1.5, 3.0]) * rng.uniform(0.9, 1.1, 3), problems.uneven_grid(rng, 6, stop=2.0)
    grad, R, m = bowl(rng, lambdas)
    u0 = rng.choice([-1, 1], 3) * rng.uniform(1, 2, 3)
    z = student.gradient_flow(grad, m + u0 @ R, t)
    expect.close(got=z, want=m + (u0 * np.exp(-np.outer(t, lambdas))) @ R, rtol=0, atol=1e-6, why=SOLVER)


def check_gradient_flow__counts_time_from_the_first(student, rng):
    """The state is z0 at t[0], whatever t[0] is: only the time since then counts. In a valley c u^4 / 4 it is known.

    Kills nothing alone: it is the one public flow that is not linear, and not solved by exponentials.
    """
    c, R, m = rng.uniform(1, 3, 2), problems.rotation(rng, 2), rng.uniform(-2, 2, 2)
    t, u0 = problems.uneven_grid(rng, 5, start=rng.uniform(1, 2), stop=4.0), rng.uniform(1, 2, 2)
    z = student.gradient_flow(turned(powers(c, 3), R, m), m + u0 @ R, t)
    u = u0 / np.sqrt(1 + 2 * np.outer(t - t[0], c * u0**2))  # from u' = -c u^3: 1/u^2 grows at the rate 2 c
    expect.close(got=z, want=m + u @ R, rtol=0, atol=1e-6, why=SOLVER)


def check_gradient_flow__obeys_the_tolerances(student, rng):
    """A caller who asks for more digits, rtol = 1e-12 and atol = 1e-14, gets more digits."""
    lambdas, t = rng.uniform(1, 2, 2), problems.uneven_grid(rng, 3, stop=2.0)
    grad, R, m = bowl(rng, lambdas)
    u0 = rng.uniform(1, 2, 2)
    z = student.gradient_flow(grad, m + u0 @ R, t, 1e-12, 1e-14)
    expect.close(got=z, want=m + (u0 * np.exp(-np.outer(t, lambdas))) @ R, rtol=0, atol=1e-10, why=FINER)


def check_gradient_descent__multiplies_by_one_minus_lr_times_curvature(student, rng):
    """In a bowl a step multiplies the distance along each eigenvector by 1 - lr c: one creeps, one jumps, one grows.

    Kills nothing alone: a hidden claim sees the same mistakes, but this one tells a student of them.
    """
    products, lr = rng.permutation([0.1, 1.7, 2.2]) + rng.uniform(-0.05, 0.05, 3), rng.uniform(0.05, 0.5)
    grad, R, m = bowl(rng, products / lr)
    u0, k = rng.choice([-1, 1], 3) * rng.uniform(1, 2, 3), np.arange(13)
    z = student.gradient_descent(grad, m + u0 @ R, lr, 12)
    expect.close(got=z, want=m + (u0 * (1 - products) ** k[:, None]) @ R, atol=1e-10, why="12 steps in doubles")


def check_gradient_descent__jumps_between_two_states_for_ever(student, rng):
    """On w^4 - 2 w^2 with lr between 1/4 and 0.309 it goes to and fro around a minimum, on either side of 0.

    Kills nothing alone: it is what no flow can do, and where an average or a safeguard shows first.
    """
    lr, w = rng.uniform(0.26, 0.3), rng.choice([-1, 1], 2)
    a = 1 + 4 * lr
    inner, outer = np.sqrt((a + np.array([-1, 1]) * np.sqrt(a**2 - 4)) / (8 * lr))
    z = student.gradient_descent(systems.Autonomous(WELLS), w * [inner, outer], lr, 9)
    want = [w * ([outer, inner] if k % 2 else [inner, outer]) for k in range(10)]
    expect.close(got=z, want=want, rtol=0, atol=1e-10, why="the cycle takes rounding back")


def check_gradient_descent__keeps_decimals_of_integer_starts(student, rng):
    """A start given as integers loses no decimals: with L = z^2/2 and lr = 1/2 an odd number n goes to n/2, n/4."""
    z0 = 2 * rng.integers(1, 50, 2) + 1
    z = student.gradient_descent(systems.Autonomous(systems.Linear(np.eye(2))), z0, 0.5, 2)
    hint = "If yours are whole numbers: what is the dtype of your array?"
    expect.close(got=z, want=[z0, z0 / 2, z0 / 4], rtol=0, atol=1e-12, why="exact in binary", hint=hint)


def check_quartic_flow__solves_the_equation(student, rng):
    """From w0 at time 0, whatever the first of the times, it is where a good solver finds it; on both sides of 0 and 1.

    Kills nothing alone: a hidden claim sees the same mistakes, but this one tells a student of them.
    """
    starts = rng.choice([-1, 1], 3) * np.array([rng.uniform(0.01, 0.1), rng.uniform(0.4, 0.8), rng.uniform(1.5, 3)])
    t, order = problems.uneven_grid(rng, 5, start=rng.uniform(0.05, 0.1), stop=2.0), rng.permutation(6)
    follow = scipy.integrate.solve_ivp(
        lambda _, w: 4 * w - 4 * w**3, (0, t[-1]), starts, "DOP853", t_eval=t, rtol=1e-13, atol=1e-15
    )
    for w0, want in zip(starts.tolist(), follow.y, strict=True):
        expect.close(got=student.quartic_flow(t[order], w0), want=want[order], rtol=1e-10, atol=0, why=FORMULA)


def check_quartic_flow__arrives_and_stays(student, rng):
    """At late times, t = 100 and t = 200, it has long been at the minimum on its own side of 0.

    Kills nothing alone: it is where an overflow shows first, and says so.
    """
    for w0 in (rng.uniform(0.1, 0.9), -rng.uniform(0.1, 0.9), rng.uniform(1.1, 3), -1e-6, 100.0):
        got = student.quartic_flow(np.array([100.0, 200.0]), w0)
        expect.close(got=got, want=np.full(2, np.sign(w0)), rtol=0, atol=1e-12, why="what is left is e^-800")


def check_quartic_flow__rests_where_the_gradient_vanishes(student, rng):
    """From 0, 1 and -1 it does not move, not even after a long time."""
    t = np.array([0.0, rng.uniform(1, 2), 200.0])
    for w0 in (0.0, 1.0, -1.0):
        got = student.quartic_flow(t, w0)
        expect.close(got=got, want=np.full(3, w0), rtol=0, atol=1e-12, why="no motion", what=f"w from {w0:g}")


def check_lyapunov_rate__is_the_slope_of_a_falling_loss(student, rng):
    """In a bowl the loss along the flow is a sum of c u^2 exp(-2 c t) / 2: its slope at t = 0 is known at every state.

    Kills nothing alone: it says what the rate is the rate of.
    """
    for states, d in ((1, 3), (2, 4), (5, 2)):
        lambdas = rng.uniform(0.5, 3, d)
        grad, R, m = bowl(rng, lambdas)
        u = rng.uniform(-2, 2, (states, d))
        got = student.lyapunov_rate(grad, m + u @ R)
        expect.close(got=got, want=-(u**2) @ lambdas**2, rtol=1e-9, atol=1e-9, why="a few sums and products")


def check_lyapunov_rate__is_zero_only_at_rest(student, rng):
    """On w^4 - 2 w^2 along each coordinate it is 0 at a minimum, a maximum and a saddle, and negative elsewhere.

    Kills nothing alone: it is for answers that are right in bowls only.
    """
    rest, off = rng.permutation(np.array([[1.0, -1], [0, 0], [0, 1], [-1, -1]])), rng.choice([0.5, 1.5, -0.5], (3, 2))
    slopes = np.where(off == 1.5, 7.5, np.sign(off) * -1.5)  # of w^4 - 2 w^2 at 1.5, 0.5 and -0.5
    grad = systems.Autonomous(WELLS)
    got = student.lyapunov_rate(grad, np.vstack([rest, off]))
    want = np.concatenate([np.zeros(4), -np.sum(slopes * slopes, axis=1)])
    expect.close(got=got, want=want, rtol=0, atol=1e-10, why="a few sums and products")


def bowl_of_both_signs(rng):
    """V(z) = |z - m|^2 - c with m far from the origin; m."""
    m, c = rng.choice([-1, 1], 2) * rng.uniform(10, 20, 2), rng.uniform(5, 10)
    exponents = np.array([[2, 0], [0, 2], [1, 0], [0, 1], [0, 0]])
    return systems.Autonomous(systems.Polynomial(exponents, np.array([1, 1, *-2 * m, m @ m - c]))), m


def path(rng, m, radii):
    """States at these distances from m, in directions that have nothing to do with one another."""
    angle = rng.uniform(0, 2 * np.pi, len(radii))
    return m + np.asarray(radii)[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])


def check_is_decreasing__tells_down_from_up(student, rng):
    """A path that goes down at every step is decreasing; one that goes up is not, nor one that only ends higher up.

    Kills nothing alone: it is the plainest case, for the first look.
    """
    V, m = bowl_of_both_signs(rng)
    up = np.linspace(1, 5, 8) + rng.uniform(-0.1, 0.1, 8)
    expect.label(got=student.is_decreasing(V, path(rng, m, up)), want=False, what="up at every step")
    with_a_fall = up[[0, 1, 2, 4, 3, 5, 6, 7]]
    expect.label(got=student.is_decreasing(V, path(rng, m, with_a_fall)), want=False, what="up but for one step")
    expect.label(got=student.is_decreasing(V, path(rng, m, up[::-1])), want=True, what="down at every step")


def check_is_decreasing__sees_one_step_up(student, rng):
    """A single step up, at the beginning, in the middle or at the end, is enough, however far down the path goes else."""
    (V, m), radii = bowl_of_both_signs(rng), np.linspace(5, 1, 9) + rng.uniform(-0.1, 0.1, 9)
    expect.label(got=student.is_decreasing(V, path(rng, m, radii)), want=True, what="no step up")
    for k, where in ((0, "the first step"), (4, "a step in the middle"), (7, "the last step")):
        bumpy = radii.copy()
        bumpy[[k, k + 1]] = bumpy[[k + 1, k]]
        expect.label(got=student.is_decreasing(V, path(rng, m, bumpy)), want=False, what=f"{where} goes up")


def check_is_decreasing__lets_rest_and_rounding_pass(student, rng):
    """A flat path is decreasing, also if it rises by a rounding of V; but a rise of a thousand times that is a rise."""
    V = systems.Autonomous(systems.Polynomial(np.array([[1]]), np.array([1.0])))
    for level in rng.uniform(1, 1.9) * np.array([1, -1, 100, -100]):
        rest, size = np.full((5, 1), level), 1 + abs(level)
        expect.label(got=student.is_decreasing(V, rest), want=True, what="a flat path")
        rounding = rest + size * 3e-13 * np.array([0, 1, 0, 1, 0])[:, None]
        expect.label(got=student.is_decreasing(V, rounding), want=True, what="a rise by rounding")
        rise = rest + size * 1e-9 * np.array([0, -3, -2, -4, -5])[:, None]
        expect.label(got=student.is_decreasing(V, rise), want=False, what="a rise by 1e-9 of V")


def check_lyapunov_matrix__balances_the_equation(student, rng):
    """A^T P + P A is -Q, for a matrix A that is far from symmetric and any positive definite Q."""
    for d in (1, 2, 4):
        R = problems.rotation(rng, d)
        rates = rng.permutation(np.linspace(0.5, 2, d) + rng.uniform(0, 0.3, d))
        A = R.T @ (np.diag(-rates) + np.triu(rng.uniform(1, 2, (d, d)), 1)) @ R
        B = problems.well_conditioned(rng, d)
        P = expect.array(student.lyapunov_matrix(A, B @ B.T), shape=(d, d))
        size = 1 + np.max(np.abs(P))
        expect.close(got=(A.T @ P + P @ A) / size, want=-B @ B.T / size, rtol=0, atol=1e-8, why=BALANCE)


def check_lyapunov_matrix__is_the_loss_of_a_bowl(student, rng):
    """For gradient flow in a bowl, A = -H and Q = H^2, it is H/2: x^T P x is the loss itself.

    Kills nothing alone: it is the case that the lesson speaks of.
    """
    R = problems.rotation(rng, 3)
    H = R.T @ np.diag(rng.uniform(0.5, 3, 3)) @ R
    expect.close(got=student.lyapunov_matrix(-H, H @ H), want=H / 2, rtol=0, atol=1e-8, why=BALANCE)


def uneven_wells(rng):
    """A gradient along each of two coordinates, u (u + 1) (u - s), its ridge at 0 nearer to -1 than to s; s."""
    s = rng.uniform(2.0, 2.5, 2)
    exponents = np.array([[3, 0], [2, 0], [1, 0], [0, 3], [0, 2], [0, 1]])
    row = [[1, 1 - s, -s] for s in s]
    return systems.Polynomial(exponents, np.array([[*row[0], 0, 0, 0], [0, 0, 0, *row[1]]])), s


def check_basin_labels__follows_the_flow_over_no_ridge(student, rng):
    """Of four minima each start comes to the one on its own side of both ridges, be another nearer or not. One of them
    is not in the list: a start that comes there gets -1.

    Kills nothing alone: a hidden claim sees the same mistakes, but this one tells a student of them.
    """
    field, s = uneven_wells(rng)
    R, m = problems.rotation(rng, 2), rng.uniform(-2, 2, 2)
    corners = rng.permutation(np.array([[-1, -1], [-1, s[1]], [s[0], -1], s]))
    sides = np.vstack([[[1, 1], [1, 1]], np.sign(corners)])
    apart = np.vstack([rng.uniform(0.36, 0.4, 2), rng.uniform(0.05, 0.08, 2), rng.uniform(0.1, 0.4, (4, 2))])
    u = (sides * apart)[rng.permutation(6)]
    rows = [int(np.flatnonzero(np.all((corners > 0) == (start > 0), axis=1))[0]) for start in u]
    want = [row if row < 3 else -1 for row in rows]
    got = student.basin_labels(turned(field, R, m), m + u @ R, m + corners[:3] @ R, 5.0, 1e-2)
    expect.close(got=got, want=want, rtol=0, atol=1e-9, why="whole numbers", what="label")


def check_basin_labels__says_minus_one_before_arrival(student, rng):
    """In a bowl the distance left at t_max is known: a start counts as arrived if that is within tol, and gets -1 if not."""
    c, m, tol = rng.uniform(0.9, 1.1), rng.uniform(-2, 2, 3), rng.uniform(0.2, 0.3)
    t_max = rng.uniform(1.9, 2.1) / c
    grad = turned(systems.Linear(c * np.eye(3)), np.eye(3), m)
    left = tol * np.array([0.1, 0.85, 0.85, 1.2, 1.2, 3.0])  # distance from m at t_max
    axis, diagonal = np.eye(3)[0], rng.choice([-1, 1], 3) / 3**0.5
    directions, order = np.array([axis, axis, diagonal, axis, diagonal, axis]), rng.permutation(6)
    starts = m + np.exp(c * t_max) * (left[:, None] * directions)[order]
    want = np.where(left < tol, 1, -1)[order]
    got = student.basin_labels(grad, starts, np.vstack([m + 40.0, m]), t_max, tol)
    expect.close(got=got, want=want, rtol=0, atol=1e-9, why="whole numbers", what="label")


def named(got):
    """The label of gd_basin_label in a word, so that nan can be compared."""
    value = got.item() if isinstance(got, np.ndarray) and got.ndim == 0 else got
    if not isinstance(value, int | float):
        return expect.kind(got)
    return {-1: "left minimum", 0: "maximum", 1: "right minimum"}.get(value, "nan" if value != value else "no label")


def ends(student, lr, cases):
    """Each start of these (w0, where it ends) ends there, and its mirror image at the mirror image."""
    mirror = {"left minimum": "right minimum", "right minimum": "left minimum"}
    for w0, want in cases:
        for start, end in ((w0, want), (-w0, mirror.get(want, want))):
            expect.label(got=named(student.gd_basin_label(float(start), float(lr))), want=end, what=f"from {start:.4g}")


def check_gd_basin_label__agrees_with_the_flow_near_by(student, rng):
    """Starts that no step takes over the ridge end at the minimum on their own side, and 0 stays at the maximum."""
    for lr in (0.02, rng.uniform(0.05, 0.15), 0.24):
        near, far = rng.uniform(0.001, 0.01), rng.uniform(0.5, 0.9) * np.sqrt(1 + 1 / (4 * lr))
        ends(student, lr, [(near, "right minimum"), (far, "right minimum"), (0.0, "maximum")])


def check_gd_basin_label__jumps_over_the_ridge(student, rng):
    """Farther out a step lands on the other side, and from still farther two of them on this side again.

    Kills nothing alone: a hidden claim has more bands, at any learning rate; this one tells a student of them.
    """
    for lr, once, twice in (
        (0.05, (2.6, 3.0), (3.17, 3.26)),
        (0.1, (1.95, 2.25), (2.36, 2.42)),
        (0.2, (1.55, 1.75), (1.82, 1.855)),
    ):
        ends(student, lr, [(rng.uniform(*once), "left minimum"), (rng.uniform(*twice), "right minimum")])


def check_gd_basin_label__says_nan_beyond_all_bands(student, rng):
    """Beyond sqrt(1 + 1/(2 lr)) each step leads farther out: nan; within it there is an end, if a far one."""
    for lr in (0.02, rng.uniform(0.05, 0.2), 0.24):
        outside = np.sqrt(1 + 1 / (2 * lr)) * np.array([rng.uniform(1.002, 1.01), rng.uniform(1.1, 3)])
        ends(student, lr, [(1000.0, "nan"), (outside[1], "nan"), (outside[0], "nan"), (0.9, "right minimum")])


def bowls(rng):
    """Hessians (d, d), symmetric to the last bit, with eigenvalues from 0.1 to 10, for several d."""
    for d in (1, 2, 4):
        R = problems.rotation(rng, d)
        H = R.T @ np.diag(rng.permutation(np.geomspace(rng.uniform(0.1, 0.5), rng.uniform(3, 10), d))) @ R
        yield (H + H.T) / 2


def refusals(student, name, rng):
    """Maxima, saddles, a flat direction and a matrix that is not symmetric are refused, a minimum is not."""
    R = problems.rotation(rng, 3)
    for eigenvalues, what in (([-1, -2, -3], "a maximum"), ([5, 2, -1], "a saddle"), ([9, -1, -2], "a saddle")):
        H = R.T @ np.diag(rng.uniform(0.9, 1.1) * np.array(eigenvalues)) @ R
        expect.refused(student.refused(name, (H + H.T) / 2), what=f"the Hessian of {what}")
    expect.refused(student.refused(name, np.diag([rng.uniform(1, 2), 0.0])), what="a direction without curvature")
    lopsided = np.array([[2.0, rng.uniform(0.5, 0.9)], [0.0, 3.0]])
    expect.refused(student.refused(name, lopsided), what="a matrix that is not symmetric")
    answer = float(expect.array(getattr(student, name)(np.diag(rng.uniform(1, 2, 3))), shape=()))
    expect.holds(answer > 0, expected="a positive number for a minimum", got=f"{answer:g}")


def check_gd_stability_limit__turns_the_sharpest_direction_round(student, rng):
    """With the limit itself as learning rate, the least of all factors 1 - lr * eigenvalue is exactly -1."""
    for H in bowls(rng):
        lr = float(expect.array(student.gd_stability_limit(H), shape=(), what="the limit"))
        least = np.min(1 - lr * np.linalg.eigvalsh(H))
        expect.close(got=least, want=-1.0, rtol=0, atol=1e-8, why=EIGENVALUES, what="the least factor")


def check_gd_stability_limit__refuses_what_is_no_minimum(student, rng):
    """A Hessian that is not symmetric positive definite has no limit: ValueError."""
    refusals(student, "gd_stability_limit", rng)


def check_optimal_lr__balances_the_flattest_and_the_sharpest(student, rng):
    """At the best rate the largest and the least of the factors 1 - lr * eigenvalue are of one size and of unlike signs."""
    for H in bowls(rng):
        lr = float(expect.array(student.optimal_lr(H), shape=(), what="the learning rate"))
        factors = 1 - lr * np.linalg.eigvalsh(H)
        got = np.min(factors) + np.max(factors)
        expect.close(got=got, want=0.0, rtol=0, atol=1e-8, why=EIGENVALUES, what="the sum of both factors")


def check_optimal_lr__refuses_what_is_no_minimum(student, rng):
    """A Hessian that is not symmetric positive definite has no best rate: ValueError."""
    refusals(student, "optimal_lr", rng)


def check_modified_loss__decays_as_descent_does(student, rng):
    """In a bowl of curvature c descent decays at the rate -ln(1 - lr c)/lr; its curvature agrees to an error ~ lr^2.

    Kills nothing alone: it says what the modified loss is good for.
    """
    c, rates = rng.uniform(0.8, 1.2), np.array([0.04, 0.02, 0.01, 0.005])
    loss = systems.Autonomous(systems.Polynomial(np.array([[2]]), np.array([c / 2])))
    grad, z = systems.Autonomous(systems.Linear(np.array([[c]]))), np.array([1.0])
    curvature = np.array([2 * expect.array(student.modified_loss(loss, grad, float(lr), z), shape=()) for lr in rates])
    errors = np.abs(curvature + np.log1p(-rates * c) / rates)
    hint = "Slope 1 means that it is no nearer than the loss itself; slope 0, that it is another one even for small lr."
    expect.order(h=rates, errors=errors, want=2, hint=hint)


def check_modified_loss__penalises_steep_states(student, rng):
    """At every state it is the loss plus lr/4 of the squared slope, in batches of any leading shape."""
    for shape in ((), *SHAPES):
        c, lr, level = rng.uniform(0.5, 2, 2), rng.uniform(0.05, 0.5), rng.uniform(1, 2)
        quartic = systems.Polynomial(np.array([[4, 0], [0, 4], [0, 0]]), np.array([*c / 4, level]))
        z = rng.choice([-1, 1], (*shape, 2)) * rng.uniform(0.5, 1.5, (*shape, 2))
        got = student.modified_loss(systems.Autonomous(quartic), systems.Autonomous(powers(c, 3)), lr, z)
        want = level + np.sum(c * z**4 / 4 * (1 + lr * c * z**2), axis=-1)
        expect.close(got=got, want=want, rtol=1e-9, atol=0, why="a few sums and products")
