"""jacobian_fd(f, x, eps): what central differences are, exactly, of polynomials.
newton(f, jac, x0, tol, max_iter): the states on the way are known exactly, so they are checked, not only the end.
find_fixed_points(f, jac, starts, tol): zeros that are known, from starts of which it is known where they lead.
classify_fixed_point(J, tol): matrices whose kinds are known, as they are and in other coordinates.
stability_1d(f, x, delta): polynomials whose signs are known.
critical_point_type(H, tol): matrices made from their eigenvalues.
linearized_flow(J, x_star, x0, t): matrices whose exponential is known in closed form."""

import numpy as np

from autograder import expect, systems
from autograder.checks import problems

PARTS = ("x", "converged", "n_iter")
NEVER = 1e-14  # no step of the searches that use it is so short before max_iter stops them
STEPS = "three linear systems of condition at most 20"  # right: off by 1e-15; a Jacobian off by 1e-6: off by 2e-9
FEW = "a few sums and products of doubles"  # right: off by 3e-13; wrong: off by 0.2
STEP = "rounding of f over 1e-6"  # right: off by 6e-9; one-sided: by 1e-5; eps of 1e-12: by 6e-4; eps of 1e-3: by 1e-5
SEARCH = 1e-10  # ends a search: right: off by as much, at a double zero; states rounded to two decimals: by 3e-4
ENDED = "each search ends with a step of 1e-10"
FLOW = "an exponential of a matrix of size 4 to 13 digits"  # right: off by 3e-13; solve_ivp at its default: by 6e-7
SHIFTED = "rounding next to a shift of 100"  # right: off by 5e-14; a Jacobian off by 1e-6: off by 7e-8

# Of each kind, matrices on which one wrong rule or another goes astray.
KINDS = {
    "stable node": [[[-1, 0], [0, -3]], [[-1, 100], [0, -2]]],  # the second stretches before it contracts
    "unstable node": [[[2, 1], [0, 1]]],
    "saddle": [[[1, 0], [0, -2]], [[0, 1], [1, 0]], [[-3, 4], [1, 0.5]], [[-1, 3], [2, -1]]],
    "stable spiral": [[[-0.5, 2], [-2, -0.5]], [[1, -2], [3, -2]], [[-1, 0.5], [-0.5, -1]]],
    "unstable spiral": [[[0.5, 2], [-2, 0.5]], [[-1, 2], [-3, 2]]],
    "center": [[[0, 1], [-1, 0]], [[1, -2], [1, -1]]],
    "non-hyperbolic": [[[-1, 0], [0, 0]], [[2, 1], [2, 1]]],
}
SYNONYMS = {
    **dict.fromkeys(["nodal sink", "attracting node", "stable star", "stable degenerate node"], "stable node"),
    **dict.fromkeys(["nodal source", "repelling node", "unstable star", "unstable degenerate node"], "unstable node"),
    **dict.fromkeys(["saddle point", "hyperbolic saddle"], "saddle"),
    **dict.fromkeys(["stable focus", "spiral sink", "focal sink", "attracting spiral"], "stable spiral"),
    **dict.fromkeys(["unstable focus", "spiral source", "focal source", "repelling spiral"], "unstable spiral"),
    **dict.fromkeys(["centre", "linear center", "linear centre"], "center"),
    "nonhyperbolic": "non-hyperbolic",
}
COARSER = {
    **dict.fromkeys(["sink", "stable", "attractor"], "That may be a stable node or a stable spiral: say which."),
    **dict.fromkeys(["source", "repeller"], "That may be an unstable node or an unstable spiral: say which."),
    "unstable": "That may be an unstable node, an unstable spiral or a saddle: say which.",
    **dict.fromkeys(["node", "spiral", "focus"], "Is it stable or unstable? Put that first."),
}

ON_THE_LINE = {
    **dict.fromkeys(["asymptotically stable", "attracting", "attractor", "sink"], "stable"),
    **dict.fromkeys(["repelling", "repeller", "source"], "unstable"),
    **dict.fromkeys(["half stable", "semistable", "halfstable"], "semi-stable"),
}
OF_A_LOSS = {
    **dict.fromkeys(["min", "local minimum", "strict minimum", "strict local minimum"], "minimum"),
    **dict.fromkeys(["max", "local maximum", "strict maximum", "strict local maximum"], "maximum"),
    **dict.fromkeys(["saddle point", "strict saddle"], "saddle"),
    **dict.fromkeys(["degenerate critical point", "inconclusive", "undecided"], "degenerate"),
}
SAYS_LESS = {
    "extremum": "That may be a minimum or a maximum: say which.",
    **dict.fromkeys(["stable", "unstable"], "That is said of the flow. What is the point for the loss?"),
}


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


def powers(d, *which):
    """The exponents of x_j^p, for each p after the other and each j."""
    return np.vstack([p * np.eye(d) for p in which])


def four_zeros(rng):
    """f = M (u^2 - 1) in oblique coordinates u: f, jac, its zeros in order, two starts for each, in no order."""
    basis = np.column_stack([rng.uniform([1.5, 1], 2), rng.uniform([0.7, 1], [1.2, 2]) * [1, -1]])
    shift = rng.uniform([-9, -2], [-8, 2])  # far to the left: those further right are nearer to the origin
    M = rng.uniform(-0.3, 0.3, (2, 2)) - np.eye(2)  # the flow is attracted by u = (1, 1) alone
    p = systems.Polynomial(np.vstack([powers(2, 2), np.zeros(2)]), np.column_stack([np.eye(2), [-1.0, -1.0]]))
    dp = systems.Polynomial(np.eye(2), 2 * np.einsum("ik,jk->ijk", np.eye(2), np.eye(2)))
    f, jac = transformed(p, dp, basis @ M, np.linalg.inv(basis), shift)
    signs = np.array([[-1, -1], [-1, 1], [1, -1], [1, 1]])  # Newton's method keeps them: u becomes (u + 1/u) / 2
    u = np.tile(signs[[2, 0, 3, 1]], (2, 1)) * rng.uniform(0.3, 3, (8, 2))
    return f, jac, shift + signs @ basis.T, shift + u @ basis.T


def quotient_in_one(rng, top, bottom, d_top, d_bottom):
    """f(x) = p(u)/(r q(u)), u = r (x - s), and its derivative, of polynomials {power: coefficient}: f, jac, r, s."""
    r, s = rng.choice([-1, 1]) * rng.uniform(1, 2), rng.uniform(-2, 2)
    parts = [systems.Polynomial(np.array([list(p)]).T, np.array([list(p.values())])) for p in (top, bottom)]
    slopes = [systems.Polynomial(np.array([list(p)]).T, np.array([[list(p.values())]])) for p in (d_top, d_bottom)]
    f, jac = systems.Quotient(*parts), systems.Quotient(*slopes)
    return *transformed(f, jac, np.array([[1 / r]]), np.array([[r]]), np.array([s])), r, s


def kinds(student, cases, *tol):
    """Each matrix of the cases [(J, kind)] has its kind, by this or by another name."""
    for J, kind in cases:
        got = student.classify_fixed_point(np.array(J, dtype=float), *tol)
        what = f"the kind of {np.array(J).round(3).tolist()}" + (f" with tol = {tol[0]:g}" if tol else "")
        expect.label(got=got, want=kind, what=what, synonyms=SYNONYMS, coarser=COARSER)


def in_powers(a, *c):
    """f(x) = c[0] + c[1] u + c[2] u^2 + ... with u = x - a, a function of one number."""
    coefficients = np.polynomial.Polynomial(c)(np.polynomial.Polynomial([-a, 1])).coef
    return systems.Autonomous(problems.elementwise(*((b, 0, k) for k, b in enumerate(coefficients.tolist()))))


def on_the_line(student, f, x, delta, want, u):
    """A point on the line is stable, unstable or semi-stable; in u = x - (that point) f is what `u` says."""
    what = f"x = {x:.3g} of x' = {u}, delta = {delta:.2g},"
    expect.label(got=student.stability_1d(f, x, delta), want=want, what=what, synonyms=ON_THE_LINE)


def turned(rng, *eigenvalues):
    """A symmetric matrix of these eigenvalues, with random eigenvectors."""
    R = problems.rotation(rng, len(eigenvalues)) if len(eigenvalues) > 1 else np.eye(1)
    H = R * np.array(eigenvalues) @ R.T
    return (H + H.T) / 2


def of_a_loss(student, H, tol, want):
    """A critical point with this Hessian is a minimum, a maximum, a saddle or degenerate."""
    what = f"the type of {H.round(4).tolist()} with tol = {tol:g}"
    got = student.critical_point_type(H, tol)
    expect.label(got=got, want=want, what=what, synonyms=OF_A_LOSS, coarser=SAYS_LESS)


def check_jacobian_fd__is_exact_for_squares_and_products(student, rng):
    """Of squares and products central differences give the Jacobian itself, for every eps and with d inputs, m outputs."""
    for m, d in ((2, 3), (4, 2), (1, 3)):
        A, b, x = problems.coupled_matrix(rng, 4)[:m, :d], rng.uniform(1, 2, m), rng.uniform(1, 2, d)
        f = systems.Polynomial(np.vstack([powers(d, 2), np.eye(d)[0] + np.eye(d)[1]]), np.column_stack([A, b]))
        want = 2 * A * x + np.outer(b, x[1] * np.eye(d)[0] + x[0] * np.eye(d)[1])  # f = A x^2 + b x_0 x_1
        J = student.jacobian_fd(systems.Autonomous(f), x, rng.uniform(0.2, 0.5))
        expect.close(got=J, want=want, rtol=0, atol=1e-8, why=FEW, what=f"J with m = {m}, d = {d}")


def check_jacobian_fd__makes_the_error_of_eps(student, rng):
    """Of x^3 they give 3 x^2 + eps^2, of x^5 they give 5 x^4 + 10 x^2 eps^2 + eps^4: you can check it by hand."""
    A, B = problems.coupled_matrix(rng, 3)[:2], problems.coupled_matrix(rng, 3)[:2]
    f = systems.Polynomial(powers(3, 3, 5), np.column_stack([A, B]))
    x, eps = rng.uniform(2, 3, 3) * rng.choice([-1, 1], 3), rng.uniform(0.2, 0.5)
    want = A * (3 * x**2 + eps**2) + B * (5 * x**4 + 10 * x**2 * eps**2 + eps**4)
    hint = "Is each component moved by eps itself, to either side, and the difference divided by what was moved in all?"
    J = student.jacobian_fd(systems.Autonomous(f), x, eps)
    expect.close(got=J, want=want, rtol=0, atol=1e-6, why=FEW, what="J", hint=hint)


def check_jacobian_fd__has_a_good_step_of_its_own(student, rng):
    """Called without eps it is right to 3e-7: neither rounding nor the third derivative is seen."""
    A, x = problems.coupled_matrix(rng, 3)[:2], rng.uniform(1, 2, 3)
    f = systems.Polynomial(powers(3, 5), A)
    expect.close(got=student.jacobian_fd(systems.Autonomous(f), x), want=5 * A * x**4, rtol=0, atol=3e-7, why=STEP)


def check_jacobian_fd__keeps_decimals_of_integer_states(student, rng):
    """At a state given as integers it moves by eps all the same, not by 0 or 1."""
    A, x = problems.coupled_matrix(rng, 3)[:2], rng.integers(2, 9, 3)
    J = student.jacobian_fd(systems.Autonomous(systems.Polynomial(powers(3, 2), A)), x, rng.uniform(0.2, 0.5))
    hint = "What is the dtype of the array to which you add eps?"
    expect.close(got=J, want=2 * A * x, rtol=0, atol=1e-7, why=FEW, what="J", hint=hint)


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
    first = int(rng.integers(6, 12))
    for limit in (first, first + 1):  # with one of them alone the start, or its first step, would do for an answer
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


def check_find_fixed_points__finds_each_zero_once(student, rng):
    """Eight starts, four zeros in two dimensions, two starts for each: it returns the four.

    Kills nothing alone: with the next one it says whether the points are wrong or their order.
    """
    f, jac, zeros, starts = four_zeros(rng)
    hint = "One start finds one zero at most, the flow finds attractors only, and ends that agree to 1e-4 are one zero."
    got = student.find_fixed_points(f, jac, starts, SEARCH)
    expect.points(got=got, want=zeros, atol=1e-6, why=ENDED, what="fixed points", hint=hint)


def check_find_fixed_points__puts_them_in_order(student, rng):
    """The rows are sorted as words in a dictionary, and stay whole."""
    f, jac, zeros, starts = four_zeros(rng)
    hint = "Are these the right points in another order, or the components in an order of their own?"
    got = student.find_fixed_points(f, jac, starts, SEARCH)
    expect.close(got=got, want=zeros, rtol=0, atol=1e-6, why=ENDED, what="the fixed points", hint=hint)


def check_find_fixed_points__counts_a_double_zero_once(student, rng):
    """u^2 (u - 3), reached from both sides of u = 0: there f has no change of sign, and the ends agree to tol only."""
    f, jac, r, s = polynomial_in_one(rng, [3, 2], [1, -3])
    u = rng.permutation([rng.uniform(-1.5, -0.5), rng.uniform(0.4, 1), rng.uniform(2.6, 5)])
    got = student.find_fixed_points(f, jac, (s + u / r)[:, None], SEARCH)
    want = np.sort([s, s + 3 / r])[:, None]
    expect.points(got=got, want=want, atol=1e-4, why="u = 0 is a double zero", what="fixed points")


def check_find_fixed_points__leaves_out_searches_that_fail(student, rng):
    """A search that runs in circles leaves no trace beside one that succeeds; where all fail, the answer has shape (0, d)."""
    f, jac, r, s = polynomial_in_one(rng, [3, 1, 0], [1, -2, 2])  # 0 -> 1 -> 0, and a cycle that draws starts to it
    u = np.concatenate([rng.uniform(-0.05, 0.05, 1), rng.uniform(-3, -1.5, 1)])
    zero = np.roots([1, 0, -2, 2]).real.min()
    got = student.find_fixed_points(f, jac, (s + u / r)[:, None], SEARCH)
    expect.points(got=got, want=[[s + zero / r]], atol=1e-6, why=ENDED, what="fixed points")
    p = systems.Polynomial(np.vstack([powers(2, 2), np.zeros(2)]), np.column_stack([np.eye(2), [1.0, -1.0]]))
    dp = systems.Polynomial(np.eye(2), 2 * np.einsum("ik,jk->ijk", np.eye(2), np.eye(2)))
    mixed = problems.well_conditioned(rng, 2), problems.well_conditioned(rng, 2), rng.uniform(-2, 2, 2)
    got = student.find_fixed_points(*transformed(p, dp, *mixed), rng.uniform(-2, 2, (2, 2)), SEARCH)
    expect.points(got=got, want=np.empty((0, 2)), atol=1e-6, why=ENDED, what="fixed points of (u^2 + 1, v^2 - 1)")


def check_find_fixed_points__takes_no_pole_for_a_zero(student, rng):
    """(1 - u^2)/u changes its sign at u = 0 too, and the Newton step of a start next to it is short: it is a pole."""
    f, jac, r, s = quotient_in_one(rng, {2: -1.0, 0: 1.0}, {1: 1.0}, {2: -1.0, 0: -1.0}, {2: 1.0})
    u = rng.permutation([-1.0, 1e-12, rng.uniform(0.5, 2)])  # one start is a zero itself
    got = student.find_fixed_points(f, jac, (s + u / r)[:, None], SEARCH)
    hint = "A search may end next to a pole with a step as short as at a zero. How large is f there?"
    want = np.sort([s - 1 / r, s + 1 / r])[:, None]
    expect.points(got=got, want=want, atol=1e-6, why=ENDED, what="fixed points", hint=hint)


def check_find_fixed_points__takes_no_escape_for_a_zero(student, rng):
    """u/(1 + u^2) is as small as you like far out, where some searches run to: its only zero is u = 0."""
    f, jac, r, s = quotient_in_one(rng, {1: 1.0}, {2: 1.0, 0: 1.0}, {0: 1.0, 2: -1.0}, {4: 1.0, 2: 2.0, 0: 1.0})
    u = rng.permutation([rng.uniform(0.2, 0.5), rng.choice([-1, 1]) * rng.uniform(1.5, 3)])
    got = student.find_fixed_points(f, jac, (s + u / r)[:, None], SEARCH)
    hint = "Far out f is small and no step is: a search succeeds by its step."
    expect.points(got=got, want=[[s]], atol=1e-6, why=ENDED, what="fixed points", hint=hint)


def check_find_fixed_points__ends_searches_by_tol(student, rng):
    """At a double zero each step halves the distance, which shows where a search ended: with the first step <= tol."""
    f, jac, _, s = polynomial_in_one(rng, [2], [1])
    last, distance = int(rng.integers(14, 18)), rng.uniform(1, 2)  # step k is distance / 2^k long
    got = student.find_fixed_points(f, jac, np.array([[s + distance]]), 2**0.5 * distance / 2**last)
    expect.close(got=got, want=[[s + distance / 2**last]], rtol=0, atol=1e-9, why=SHIFTED, what="the fixed point")


def check_classify_fixed_point__names_nodes(student, rng):
    """Two real eigenvalues of one sign make a node, however the matrix looks, and also if the two are equal."""
    c = rng.uniform(0.5, 2, 2)  # equal eigenvalues that are exact: rounding would part them by its square root
    equal = [(c[0] * np.array([[-1, 1], [0, -1]]), "stable node"), (c[1] * np.eye(2), "unstable node")]
    kinds(student, [(J, kind) for kind in ("stable node", "unstable node") for J in KINDS[kind]] + equal)


def check_classify_fixed_point__names_saddles(student, rng):
    """Two real eigenvalues of unlike sign make a saddle, whatever the signs of trace and entries.

    Kills nothing alone: a later claim has these in other coordinates. Here they can be done by hand.
    """
    kinds(student, [(J, "saddle") for J in KINDS["saddle"]])


def check_classify_fixed_point__names_spirals(student, rng):
    """Complex eigenvalues make a spiral: stable if their real part is negative, also if it turns slowly.

    Kills nothing alone: a later claim has these in other coordinates. Here they can be done by hand.
    """
    kinds(student, [(J, kind) for kind in ("stable spiral", "unstable spiral") for J in KINDS[kind]])


def check_classify_fixed_point__does_not_decide_what_is_open(student, rng):
    """A real part of 0 leaves it open whether the point attracts: a center if it turns, non-hyperbolic if it does not.

    Kills nothing alone: a later claim has these in other coordinates. Here they can be done by hand.
    """
    still = [[[1, 0], [0, 0]], [[0, 1], [0, 0]], [[0, 0], [0, 0]]]
    kinds(student, [(J, kind) for kind in ("center", "non-hyperbolic") for J in KINDS[kind]])
    kinds(student, [(J, "non-hyperbolic") for J in still])


def check_classify_fixed_point__sees_no_coordinates(student, rng):
    """In other coordinates, P J P^-1, and another unit of time, c J, a fixed point is of the same kind.

    Kills nothing alone: it is for answers that know some matrices by heart.
    """
    cases = []
    for kind, J in [(kind, J) for kind, matrices in KINDS.items() for J in matrices]:
        P, c = problems.well_conditioned(rng, 2), 10 ** rng.uniform(-2, 2)
        cases.append((c * P @ J @ np.linalg.inv(P), kind))
    kinds(student, cases)


def check_classify_fixed_point__counts_what_is_within_tol_as_zero(student, rng):
    """tol is the bound below which a real or imaginary part counts as 0, however large other parts are."""
    sign, small, large = (
        rng.choice([-1, 1]),
        rng.uniform(0.03, 0.08),
        rng.uniform(10, 20),
    )  # 0.1 and 0.01 are far from these
    side = "stable" if sign < 0 else "unstable"
    slow = sign * np.diag([small, large])
    drifting = np.array([[sign * small, large], [-large, sign * small]])
    turning = np.array([[sign * large, small], [-small, sign * large]])
    kinds(student, [(slow, "non-hyperbolic"), (drifting, "center"), (turning, f"{side} node")], 0.1)
    kinds(student, [(slow, f"{side} node"), (drifting, f"{side} spiral"), (turning, f"{side} spiral")], 0.01)


def check_stability_1d__decides_where_the_slope_is_zero(student, rng):
    """At u = 0 the flow of -u^3 attracts, that of u^3 repels, and that of u^2 or -u^2 does one on each side; as do -u and u.

    Kills nothing alone: it has the cases that can be drawn by hand, and the other claims have one thing more each.
    """
    for a in (0.0, -rng.uniform(0.5, 2)):
        c, delta = rng.uniform(1, 2), rng.uniform(0.1, 0.3)
        on_the_line(student, in_powers(a, 0, 0, 0, -c), a, delta, "stable", "-u^3")
        on_the_line(student, in_powers(a, 0, 0, 0, c), a, delta, "unstable", "u^3")
        on_the_line(student, in_powers(a, 0, 0, c), a, delta, "semi-stable", "u^2")
        on_the_line(student, in_powers(a, 0, 0, -c), a, delta, "semi-stable", "-u^2")
        on_the_line(student, in_powers(a, 0, -c), a, delta, "stable", "-u")
        on_the_line(student, in_powers(a, 0, c), a, delta, "unstable", "u")


def check_stability_1d__needs_no_symmetry(student, rng):
    """The speeds on the two sides may differ: of u^2 (1 + k u) and u^3 (1 + k u) only the signs count."""
    a, delta, c = rng.uniform(-2, -1), rng.uniform(0.1, 0.3), rng.choice([-1, 1])
    k = rng.choice([-1, 1]) * rng.uniform(0.5, 0.8) / delta  # 1 + k u is positive within delta
    on_the_line(student, in_powers(a, 0, 0, c, c * k), a, delta, "semi-stable", f"{c} u^2 (1 + k u)")
    on_the_line(student, in_powers(a, 0, 0, 0, -1, -k), a, delta, "stable", "-u^3 (1 + k u)")
    on_the_line(student, in_powers(a, 0, 0, 0, 1, k), a, delta, "unstable", "u^3 (1 + k u)")


def check_stability_1d__looks_from_delta(student, rng):
    """u - u^3 repels at u = 0; from beyond u = -1 and u = 1, the other fixed points, all three together attract."""
    a, c = rng.uniform(-2, 2), rng.choice([-1, 1])
    near, far = ("unstable", "stable") if c > 0 else ("stable", "unstable")
    on_the_line(student, in_powers(a, 0, c, 0, -c), a, rng.uniform(0.3, 0.7), near, f"{c} (u - u^3)")
    on_the_line(student, in_powers(a, 0, c, 0, -c), a, rng.uniform(1.5, 2), far, f"{c} (u - u^3)")


def check_critical_point_type__reads_the_signs_in_any_dimension(student, rng):
    """Curved upward along all eigenvectors is a minimum, downward a maximum, both a saddle; in 1, 2, 3 and 4 dimensions.

    Kills nothing alone: it is what the exercise asks, where nothing is flat and no entry misleads under every seed.
    """
    for d in (1, 2, 3, 4):
        sizes = rng.uniform(0.5, 2, d)
        of_a_loss(student, turned(rng, *sizes), 1e-9, "minimum")
        of_a_loss(student, turned(rng, *-sizes), 1e-9, "maximum")
        if d > 1:
            of_a_loss(student, turned(rng, *sizes[1:], -sizes[0]), 1e-9, "saddle")
            of_a_loss(student, turned(rng, *-sizes[1:], sizes[0]), 1e-9, "saddle")


def check_critical_point_type__is_not_taken_in_by_entries(student, rng):
    """[[1, 2], [2, 1]] is a saddle and [[2, -1], [-1, 2]] a minimum: the entries' own signs do not decide.

    Kills nothing alone: turned matrices mislead as well. These can be done by hand.
    """
    c = rng.uniform(0.5, 2)
    of_a_loss(student, c * np.array([[1.0, 2], [2, 1]]), 1e-9, "saddle")
    of_a_loss(student, c * np.array([[-1.0, 2], [2, -1]]), 1e-9, "saddle")
    of_a_loss(student, c * np.array([[2.0, -1], [-1, 2]]), 1e-9, "minimum")
    of_a_loss(student, c * np.array([[-2.0, 1], [1, -2]]), 1e-9, "maximum")


def check_critical_point_type__knows_what_flat_directions_leave_open(student, rng):
    """Flat along one direction and curved one way along the others is degenerate; curved both ways is a saddle all the same."""
    one, other = rng.uniform(0.5, 2, 2)
    of_a_loss(student, turned(rng, one, other, 0), 1e-9, "degenerate")
    of_a_loss(student, turned(rng, -one, -other, 0), 1e-9, "degenerate")
    of_a_loss(student, turned(rng, one, 0), 1e-9, "degenerate")
    of_a_loss(student, turned(rng, -one, 0), 1e-9, "degenerate")
    of_a_loss(student, np.zeros((2, 2)), 1e-9, "degenerate")
    of_a_loss(student, turned(rng, one, -other, 0), 1e-9, "saddle")


def check_critical_point_type__counts_what_is_within_tol_as_zero(student, rng):
    """tol is a curvature, below which an eigenvalue counts as 0, however large or small the others are."""
    sign, small, large = (
        rng.choice([-1, 1]),
        rng.uniform(0.03, 0.08),
        rng.uniform(10, 20),
    )  # 0.1 and 0.01 are far from these
    side = "minimum" if sign > 0 else "maximum"
    of_a_loss(student, turned(rng, sign * small, sign * large), 0.1, "degenerate")
    of_a_loss(student, turned(rng, sign * small, sign * large), 0.01, side)
    of_a_loss(student, turned(rng, -sign * small, sign * large), 0.1, "degenerate")
    of_a_loss(student, turned(rng, -sign * small, sign * large), 0.01, "saddle")
    of_a_loss(student, turned(rng, *(sign * 1e-3 * rng.uniform(1, 2, 3))), 1e-8, side)  # of a determinant below 1e-8


def flow_case(rng, d):
    """Coordinates P, a fixed point, a start, and times before and after 0, uneven, none of them 0."""
    return (
        problems.well_conditioned(rng, d),
        rng.uniform(1, 2, d),
        rng.uniform(-2, -1, d),
        problems.uneven_grid(rng, 6, -0.7, 2),
    )


def check_linearized_flow__multiplies_along_eigenvectors(student, rng):
    """Along an eigenvector the deviation from x_star is multiplied by exp(eigenvalue times t), for t > 0 and t < 0.

    Kills nothing alone: it is the case without any difficulty, so that its failure says that the formula is wrong.
    """
    P, x_star, x0, t = flow_case(rng, 3)
    rates = np.array([-rng.uniform(1, 2), rng.uniform(0.3, 0.8), 0.0])
    J = P @ np.diag(rates) @ np.linalg.inv(P)
    want = x_star + (np.exp(np.outer(t, rates)) * np.linalg.solve(P, x0 - x_star)) @ P.T
    hint = "Check three things: what is at t = 0, what stays at x_star, and what becomes of one eigenvector."
    expect.close(got=student.linearized_flow(J, x_star, x0, t), want=want, rtol=0, atol=1e-9, why=FLOW, hint=hint)


def check_linearized_flow__turns_with_complex_eigenvalues(student, rng):
    """A pair a +- i w turns the deviation by w t while it grows by exp(a t): the states are real.

    Kills nothing alone: ways through eigenvectors fail in the next claim too. This one says whether they turn.
    """
    P, x_star, x0, t = flow_case(rng, 2)
    a, w = rng.uniform(-1, 0.5), rng.uniform(1, 3)
    J = P @ np.array([[a, -w], [w, a]]) @ np.linalg.inv(P)
    u, v = np.linalg.solve(P, x0 - x_star)
    turned = np.column_stack([u * np.cos(w * t) - v * np.sin(w * t), u * np.sin(w * t) + v * np.cos(w * t)])
    want = x_star + (np.exp(a * t)[:, None] * turned) @ P.T
    expect.close(got=student.linearized_flow(J, x_star, x0, t), want=want, rtol=0, atol=1e-9, why=FLOW)


def check_linearized_flow__needs_no_basis_of_eigenvectors(student, rng):
    """J = [[a, b], [0, a]] has one eigenvector only; there (u, v) becomes exp(a t) (u + b t v, v)."""
    _, x_star, x0, t = flow_case(rng, 2)
    a, b = -rng.uniform(0.3, 1), rng.uniform(1, 2)
    u, v = x0 - x_star
    want = x_star + np.exp(a * t)[:, None] * np.column_stack([u + b * t * v, np.full(len(t), v)])
    hint = "Do you divide by a matrix of eigenvectors? Here it is singular: the exponential itself is not."
    J = np.array([[a, b], [0, a]])
    expect.close(got=student.linearized_flow(J, x_star, x0, t), want=want, rtol=0, atol=1e-9, why=FLOW, hint=hint)


def check_linearized_flow__keeps_decimals_of_integer_starts(student, rng):
    """From integers it goes to numbers with decimals, at a single time too: along an axis to x_star + exp(t/2) (x0 - x_star)."""
    x_star, x0, t = rng.integers(5, 9, 2), rng.integers(-9, 1, 2), rng.uniform(0.5, 1.5, 1)
    want = [x_star + np.exp(t * [0.5, -0.5]) * (x0 - x_star)]
    got = student.linearized_flow(np.diag([0.5, -0.5]), x_star, x0, t)
    expect.close(got=got, want=want, rtol=0, atol=1e-9, why=FLOW, hint="What is the dtype of your array?")
