"""newton(f, jac, x0, tol, max_iter): the states on the way are known exactly, so they are checked, not only the end."""

import numpy as np

from autograder import expect, systems
from autograder.checks import problems

PARTS = ("x", "converged", "n_iter")
NEVER = 1e-14  # no step of the searches that use it is so short before max_iter stops them
STEPS = "three linear systems of condition at most 20"  # right: off by 1e-15; a Jacobian off by 1e-6: off by 2e-9
SHIFTED = "rounding next to a shift of 100"  # right: off by 5e-14; a Jacobian off by 1e-6: off by 7e-8


def transformed(function, jacobian, left, right, shift):
    """left F(right (x - shift)) and its Jacobian, as two maps of x alone."""
    return (systems.Autonomous(systems.Conjugate(system, left, right, shift)) for system in (function, jacobian))


def polynomial_in_one(rng, powers, coefficients):
    """f(x) = c p(r (x - s)), p of one unknown, with |c| and |r| from 1 to 2 and |s| from 50 to 100: f, jac, r, s."""
    (c, r), s = rng.choice([-1, 1], 2) * rng.uniform(1, 2, 2), rng.choice([-1, 1]) * rng.uniform(50, 100)
    powers, coefficients = np.array(powers), np.array(coefficients, dtype=float)
    p = systems.Polynomial(powers[:, None], coefficients[None])
    dp = systems.Polynomial(np.maximum(powers - 1, 0)[:, None], (powers * coefficients)[None, None])
    return *transformed(p, dp, np.array([[c]]), np.array([[r]]), np.array([s])), r, s


def coupled_squares(rng, d, size=1.0):
    """u_i^2 = a_i with u = right (x - shift): f, jac, and the states of Newton's method after 0, 1, ..., 5 steps."""
    a, shift = rng.uniform(1, 2, d), rng.uniform(-2, 2, d)
    left, right = size * problems.well_conditioned(rng, d), problems.well_conditioned(rng, d)
    p = systems.Polynomial(np.vstack([2 * np.eye(d), np.zeros(d)]), np.column_stack([np.eye(d), -a]))
    dp = systems.Polynomial(np.eye(d), 2 * np.einsum("ik,jk->ijk", np.eye(d), np.eye(d)))
    e = rng.uniform(0.2, 0.4, d) ** (2.0 ** np.arange(6)[:, None])  # (u - root) / (u + root), squared by each step
    states = shift + np.linalg.solve(right, (np.sqrt(a) * (1 + e) / (1 - e)).T).T
    return *transformed(p, dp, left, right, shift), states


def check_newton__goes_from_1_to_17_twelfths(student, rng):
    """For x^2 - 2, two steps from 1 lead to 3/2 and then to 17/12: you can check it by hand.

    Kills nothing alone: it stays as the first thing to look at when another claim fails.
    """
    f = systems.Autonomous(systems.Polynomial(np.array([[2], [0]]), np.array([[1.0, -2.0]])))
    jac = systems.Autonomous(systems.Polynomial(np.array([[1]]), np.array([[[2.0]]])))
    x, _, _ = expect.parts(student.newton(f, jac, np.array([1.0]), NEVER, 2), PARTS)
    expect.close(got=x, want=[17 / 12], rtol=0, atol=1e-12, why="a few sums and quotients", what="x")


def check_newton__squares_the_relative_error(student, rng):
    """On a mix of three squares every step squares (u - root)/(u + root), which gives the third state exactly.

    Kills nothing alone: it stays as the claim that says what a Newton step is.
    """
    f, jac, states = coupled_squares(rng, 3)
    x, _, _ = expect.parts(student.newton(f, jac, states[0], NEVER, 3), PARTS)
    hint = "Compare one step on paper: J s = -f(x), with J at the present x, is one system for all components."
    expect.close(got=x, want=states[3], rtol=0, atol=1e-10, why=STEPS, what="x", hint=hint)


def check_newton__takes_the_same_steps_for_f_of_any_size(student, rng):
    """f = 0 and 1e-10 f = 0 have the same zeros and the same steps: a Jacobian of small numbers is not singular."""
    f, jac, states = coupled_squares(rng, 2, size=1e-10)
    x, _, _ = expect.parts(student.newton(f, jac, states[0], NEVER, 3), PARTS)
    hint = "If yours is the start: what do you take for a sign that no step can be taken?"
    expect.close(got=x, want=states[3], rtol=0, atol=1e-10, why=STEPS, what="x", hint=hint)


def check_newton__takes_full_steps(student, rng):
    """On x^3 - 2x + 2, shifted and scaled, a start at 0 goes to 1 and back for ever: no step is shortened."""
    f, jac, r, s = polynomial_in_one(rng, [3, 1, 0], [1, -2, 2])
    limit = int(rng.integers(6, 12))
    x, _, _ = expect.parts(student.newton(f, jac, np.array([s]), NEVER, limit), PARTS)
    expect.close(got=x, want=[s + limit % 2 / r], rtol=0, atol=1e-9, why=SHIFTED, what="x")


def check_newton__takes_at_most_max_iter_steps(student, rng):
    """At a double root each step halves the distance, so that the state tells how many were taken: max_iter here.

    Kills nothing alone: it stays because in other claims a step too many looks like any other wrong state.
    """
    f, jac, _, s = polynomial_in_one(rng, [2], [1])
    limit, distance = int(rng.integers(3, 9)), rng.uniform(1, 2)
    x, _, _ = expect.parts(student.newton(f, jac, np.array([s + distance]), NEVER, limit), PARTS)
    expect.close(got=x, want=[s + distance / 2**limit], rtol=0, atol=1e-9, why=SHIFTED, what="x")


def check_newton__stops_after_the_first_short_step(student, rng):
    """tol bounds the length of the step, not |f| nor a share of |x|: the first step so short is taken, and the last."""
    f, jac, _, s = polynomial_in_one(rng, [2], [1])
    last, distance = int(rng.integers(8, 12)), rng.uniform(1, 2)  # step k is distance / 2^k long
    tol = 2**0.5 * distance / 2**last
    x, _, _ = expect.parts(student.newton(f, jac, np.array([s + distance]), tol, 50), PARTS)
    expect.close(got=x, want=[s + distance / 2**last], rtol=0, atol=1e-9, why=SHIFTED, what="x")


def check_newton__knows_success(student, rng):
    """It says converged exactly if the last step taken is short enough, even if that was the last one allowed."""
    f, jac, _, s = polynomial_in_one(rng, [2], [1e5])  # when the step is short, |f| is still far above tol
    last, distance = int(rng.integers(8, 12)), rng.uniform(1, 2)  # step k is distance / 2^k long
    start, tol = np.array([s + distance]), 2**0.5 * distance / 2**last
    limits = (last + 5, last, last - 1)
    replies = [expect.parts(student.newton(f, jac, start, tol, limit), PARTS) for limit in limits]
    for limit, (_, converged, _) in zip(limits, replies, strict=True):
        what = f"converged (max_iter {limit}; step {last} is the first short one)"
        hint = "" if isinstance(converged, bool) else "The order is (x, converged, n_iter)."
        expect.label(got=converged, want=limit >= last, what=what, hint=hint)


def check_newton__finds_no_root_of_x2_plus_1(student, rng):
    """x^2 + 1, shifted and scaled, has no real root, and no Newton step on it is shorter than 1: it says not converged.

    Kills nothing alone: it stays as the plainest case of a search that cannot succeed.
    """
    f, jac, r, s = polynomial_in_one(rng, [2, 0], [1, 1])
    start = np.array([s + rng.uniform(0.2, 2) / r])
    _, converged, n_iter = expect.parts(student.newton(f, jac, start, 1e-9, 30), PARTS)
    expect.label(got=converged, want=False, what="converged")
    steps = float(expect.array(n_iter, shape=()))
    expect.holds(steps >= 29, expected="n_iter = 30, all steps that it may take", got=f"{steps:g}")


def check_newton__stops_at_a_singular_jacobian(student, rng):
    """Where the Jacobian is exactly singular it stops at that state, unmoved and not converged."""
    a, b = rng.choice([-1, 1], (2, 3)) * rng.uniform(1, 2, (2, 3))  # f = (a0 x^2 + a1 y + a2, b0 x^2 + b1 y + b2)
    p = systems.Polynomial(np.array([[2, 0], [0, 1], [0, 0]]), np.array([a, b]))
    dp = systems.Polynomial(np.array([[1, 0], [0, 0]]), np.array([[[2 * c[0], 0], [0, c[1]]] for c in (a, b)]))
    start = np.array([0.0, rng.uniform(1, 2)])
    reply = student.newton(systems.Autonomous(p), systems.Autonomous(dp), start, 1e-6, 5)
    x, converged, _ = expect.parts(reply, PARTS)
    expect.close(got=x, want=start, rtol=0, atol=1e-12, why="no step was taken", what="x")
    expect.label(got=converged, want=False, what="converged", hint="Nothing was found: f is not 0 here.")
    f, jac, _, s = polynomial_in_one(rng, [2], [1])
    _, converged, _ = expect.parts(student.newton(f, jac, np.array([s]), 1e-6, 5), PARTS)
    expect.label(got=converged, want=False, what="converged", hint="f is 0 here, but no step was taken that shows it.")


def check_newton__counts_its_steps(student, rng):
    """n_iter is the number of steps, give or take one: few on success, as right digits double; max_iter on failure."""
    f, jac, states = coupled_squares(rng, 2)
    steps = np.linalg.norm(np.diff(states, axis=0), axis=1)
    tol = (steps[3] * steps[4]) ** 0.5  # the fourth step is at least 10 times too long, the fifth as much shorter
    for limit, want in ((3, 3), (12, 5)):
        _, _, n_iter = expect.parts(student.newton(f, jac, states[0], tol, limit), PARTS)
        n_iter = float(expect.array(n_iter, shape=(), what="n_iter"))
        what = f"n_iter with max_iter = {limit}"
        expect.holds(abs(n_iter - want) <= 1, expected=f"{want} as {what}, give or take one", got=f"{n_iter:g}")
