"""The truths that the unit is held against, found a second time by other means."""

import mpmath
import numpy as np
import pytest
import scipy.integrate
import scipy.linalg
import scipy.optimize
import sympy

from autograder import expect, systems
from autograder.checks import problems
from autograder.checks.hidden import check_fixed_points as hidden
from autograder.checks.public import check_fixed_points as public
from reference.fixed_points import jacobian_fd, newton

SEEDS = range(20)


def complex_step(f, x):
    """The Jacobian of f at x by imaginary steps of 1e-30: exact to rounding."""
    return np.column_stack([f(x + 1e-30j * e).imag / 1e-30 for e in np.eye(len(x))])


def test_newton_on_a_square_squares_the_relative_error():
    x, a = sympy.symbols("x a", positive=True)
    root = sympy.sqrt(a)
    after = x - (x**2 - a) / (2 * x)
    assert sympy.simplify((after - root) / (after + root) - ((x - root) / (x + root)) ** 2) == 0


def test_a_newton_step_on_x2_plus_1_is_never_shorter_than_1():
    x = sympy.symbols("x", positive=True)
    assert sympy.factor((x**2 + 1) / (2 * x) - 1) == (x - 1) ** 2 / (2 * x)


def test_newton_on_the_cubic_goes_from_0_to_1_and_back_and_is_drawn_to_that_cycle():
    x = sympy.symbols("x")
    p = x**3 - 2 * x + 2
    after = x - p / sympy.diff(p, x)
    assert (after.subs(x, 0), after.subs(x, 1)) == (1, 0)
    assert sympy.diff(after, x).subs(x, 0) == 0  # so that the cycle's multiplier is 0
    assert [float(r) for r in sympy.real_roots(p)] == pytest.approx([-1.7692923542386314])


@pytest.mark.parametrize("seed", SEEDS)
def test_states_of_the_coupled_squares_are_newtons_to_30_digits(seed):
    f, _, states = public.coupled_squares(np.random.default_rng(seed), 3)
    conjugate = f.field
    left, right = mpmath.matrix(conjugate.left), mpmath.matrix(conjugate.right)
    shift, a = mpmath.matrix(conjugate.shift), -conjugate.field.coefficients[:, -1]
    with mpmath.workdps(30):
        x = mpmath.matrix(states[0])
        for want in states[1:4]:
            u = right * (x - shift)
            value = left * mpmath.matrix([u[i] ** 2 - a[i] for i in range(3)])
            x = x - mpmath.lu_solve(left * mpmath.diag([2 * v for v in u]) * right, value)
            np.testing.assert_allclose(np.array(x.tolist(), dtype=float)[:, 0], want, rtol=0, atol=1e-13)


@pytest.mark.parametrize("seed", SEEDS)
def test_jacobians_sent_to_students_are_those_of_their_functions(seed):
    rng = np.random.default_rng(seed)
    R, shift = problems.rotation(rng, 2), rng.uniform(-2, 2, 2)
    loss = [systems.Autonomous(systems.Conjugate(s, R.T, R, shift)) for s in (hidden.GRADIENT, hidden.HESSIAN)]
    cubic = public.polynomial_in_one(rng, [3, 1, 0], [1, -2, 2])
    for (f, jac, *_), d in ((public.coupled_squares(rng, 3), 3), (cubic, 1), (loss, 2)):
        x = rng.uniform(-2, 2, d)
        np.testing.assert_allclose(jac(x), complex_step(f, x), rtol=1e-12, atol=1e-12)


def test_the_hidden_loss_has_its_gradient_its_hessian_and_five_critical_points():
    a, b = sympy.symbols("a b", real=True)
    loss = (a**2 + b**2 - 1) ** 2 + a * b
    gradient = [sympy.diff(loss, v) for v in (a, b)]
    roots = sympy.solve(gradient, [a, b], dict=True)
    found = sorted((float(root[a]), float(root[b])) for root in roots)
    np.testing.assert_allclose(found, sorted(map(tuple, hidden.CRITICAL.tolist())), atol=1e-15)
    z = np.random.default_rng(0).uniform(-2, 2, (5, 2))
    hessian = sympy.lambdify((a, b), sympy.hessian(loss, (a, b)))
    np.testing.assert_allclose(hidden.GRADIENT(0.0, z), [sympy.lambdify((a, b), gradient)(*p) for p in z], rtol=1e-13)
    np.testing.assert_allclose(hidden.HESSIAN(0.0, z), [hessian(*p) for p in z], rtol=1e-13)


def test_every_start_twice_as_far_as_the_hidden_ones_reaches_its_own_critical_point():
    f, jac = systems.Autonomous(hidden.GRADIENT), systems.Autonomous(hidden.HESSIAN)
    for point in hidden.CRITICAL:
        for angle in np.linspace(0, 2 * np.pi, 72, endpoint=False):
            start = point + 2 * hidden.NEAR * np.array([np.cos(angle), np.sin(angle)])
            x, converged, n_iter = newton(f, jac, start, 1e-11, 20)
            assert converged and n_iter <= 7
            np.testing.assert_allclose(x, point, atol=1e-14)


def test_a_singular_jacobian_is_seen_exactly_and_least_squares_would_call_it_a_zero():
    class Student:
        def newton(self, f, jac, x0, tol, max_iter):
            with pytest.raises(np.linalg.LinAlgError):
                scipy.linalg.solve(jac(x0), -f(x0))
            x = x0
            for _ in range(3):
                step = -np.linalg.pinv(jac(x)) @ f(x)
                x = x + step
            at_rest = np.linalg.norm(f(x0)) == 0  # the double root itself, which the check tries last
            assert np.linalg.norm(step) < 1e-12 and (at_rest or np.linalg.norm(f(x)) > 1e-6)
            return x0, False, 0

    for seed in SEEDS:
        public.check_newton__stops_at_a_singular_jacobian(Student(), np.random.default_rng(seed))


def test_small_jacobians_are_as_far_from_singular_as_large_ones():
    for seed in range(200):
        f, jac, states = public.coupled_squares(np.random.default_rng(seed), 2, size=1e-10)
        large = public.coupled_squares(np.random.default_rng(seed), 2)
        np.testing.assert_allclose(1e-10 * large[0](states[0]), f(states[0]), rtol=1e-12)
        for x in states[:4]:  # no threshold in use is so low
            assert abs(np.linalg.det(jac(x))) < 1e-17 and np.linalg.cond(jac(x)) < 20


def test_a_count_in_the_place_of_converged_is_met_with_the_order():
    class Student:
        def newton(self, f, jac, x0, tol, max_iter):
            x, converged, n_iter = newton(f, jac, x0, tol, max_iter)
            return x, n_iter - 1, converged

    with pytest.raises(expect.Failed) as caught:
        public.check_newton__knows_success(Student(), np.random.default_rng(0))
    assert "(x, converged, n_iter)" in caught.value.hint


def test_the_number_of_steps_is_the_same_in_every_usual_norm():
    for seed in range(200):
        _, _, states = public.coupled_squares(np.random.default_rng(seed), 2)
        steps = np.diff(states, axis=0)
        tol = np.prod(np.linalg.norm(steps[3:5], axis=1)) ** 0.5
        for norm in (1, 2, np.inf):
            assert np.argmax(np.linalg.norm(steps, ord=norm, axis=1) <= tol) == 4


def test_a_search_that_fails_is_not_believed():
    class Student:
        def newton(self, f, jac, x0, tol, max_iter):
            return x0, True, max_iter

    with pytest.raises(expect.Failed, match="converged = False"):
        public.check_newton__finds_no_root_of_x2_plus_1(Student(), np.random.default_rng(0))


@pytest.mark.parametrize("seed", SEEDS)
def test_central_differences_of_cubes_and_fifth_powers_are_what_exact_arithmetic_finds(seed):
    x, e = sympy.symbols("x e")
    assert sympy.expand(((x + e) ** 3 - (x - e) ** 3) / (2 * e)) == 3 * x**2 + e**2
    assert sympy.expand(((x + e) ** 5 - (x - e) ** 5) / (2 * e)) == 5 * x**4 + 10 * x**2 * e**2 + e**4
    rng = np.random.default_rng(seed)
    f = systems.Autonomous(systems.Polynomial(public.powers(3, 5), problems.coupled_matrix(rng, 3)[:2]))
    at = rng.uniform(1, 2, 3)
    for eps, low, high in ((1e-6, 0, 1e-8), (1e-12, 1e-5, 1), (1e-3, 1e-5, 1)):  # as the lesson and STEP say
        assert low <= np.max(np.abs(jacobian_fd(f, at, eps) - complex_step(f, at))) < high


def test_the_error_of_the_lessons_differences_is_of_the_size_that_it_says():
    x = 1.0
    for f, d1, d2, d3 in ((np.exp, *[np.e] * 3), (np.sin, np.cos(x), -np.sin(x), -np.cos(x))):
        for eps in (1e-2, 1e-3):
            assert (f(x + eps) - f(x - eps)) / (2 * eps) - d1 == pytest.approx(eps**2 * d3 / 6, rel=1e-2)
            assert (f(x + eps) - f(x)) / eps - d1 == pytest.approx(eps * d2 / 2, rel=2e-2)
        assert abs((f(x + 1e-12) - f(x - 1e-12)) / 2e-12 - d1) > 1e-6


@pytest.mark.parametrize("seed", SEEDS)
def test_the_four_zeros_are_zeros_in_order_and_a_solver_of_another_kind_finds_them_from_their_starts(seed):
    f, jac, zeros, starts = public.four_zeros(np.random.default_rng(seed))
    assert sorted(map(tuple, zeros)) == list(map(tuple, zeros)) and np.min(np.diff(zeros[:, 0])) > 0.1
    for zero, x in zip(np.tile(zeros[[2, 0, 3, 1]], (2, 1)), starts, strict=True):
        np.testing.assert_allclose(jac(x), complex_step(f, x), rtol=1e-12, atol=1e-12)
        near = newton(f, jac, x, 1e-30, 4)[0]
        got = scipy.optimize.root(f, near, method="lm", tol=1e-13).x
        np.testing.assert_allclose(got, zero, atol=1e-9)
    stable = [np.all(np.linalg.eigvals(complex_step(f, zero)).real < 0) for zero in zeros]
    assert stable == [False, False, False, True]  # so that the flow finds one of four


def test_newton_next_to_a_pole_and_far_out_is_as_the_lesson_says():
    x = sympy.symbols("x", positive=True)
    step = lambda f: sympy.simplify(-f / sympy.diff(f, x))  # noqa: E731
    assert step(1 / x) == x  # as short as x itself, and away from the pole
    assert sympy.limit(step(x / (1 + x**2)) / x, x, sympy.oo) == 1  # never short, though f vanishes
    after = lambda f: sympy.factor(x + step(f))  # noqa: E731
    assert sympy.simplify(after((1 - x**2) / x) - 2 * x / (x**2 + 1)) == 0  # between 0 and 1 it grows towards 1
    assert sympy.simplify(after(x / (1 + x**2)) - 2 * x**3 / (x**2 - 1)) == 0
    assert sympy.simplify(after(x**2 * (x - 3)) - x * (2 * x - 3) / (3 * (x - 2))) == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_quotients_have_the_derivatives_that_are_sent_with_them(seed):
    class Student:
        def find_fixed_points(self, f, jac, starts, tol):
            for x in starts[np.abs(f(starts)[:, 0]) < 1e6]:
                np.testing.assert_allclose(jac(x), complex_step(f, x), rtol=1e-9, atol=1e-12)
            return np.empty((0, 1))

    for check in ("takes_no_pole_for_a_zero", "takes_no_escape_for_a_zero", "counts_a_double_zero_once"):
        with pytest.raises(expect.Failed, match="got 0"):
            getattr(public, f"check_find_fixed_points__{check}")(Student(), np.random.default_rng(seed))


class ByOtherMeans:
    """What a check would be told by the dynamics themselves and by arithmetic of 40 digits."""

    def classify_fixed_point(self, J, tol=1e-9):
        with mpmath.workdps(40):
            (a, b), (c, d) = ([mpmath.mpf(value) for value in row] for row in J)
            root = mpmath.sqrt((a - d) ** 2 / 4 + b * c)
            pair = [mpmath.mpc((a + d) / 2 + sign * root) for sign in (1, -1)]
        signs = {int(mpmath.sign(z.real)) * (abs(z.real) > tol) for z in pair}
        kind = "spiral" if abs(root.imag) > tol else "node"
        if 0 in signs:
            return "center" if kind == "spiral" else "non-hyperbolic"
        return {(1, -1): "saddle", (-1,): f"stable {kind}", (1,): f"unstable {kind}"}[tuple(signs)]

    def stability_1d(self, f, x, delta):
        nearer = []
        for side in (-1, 1):
            way = scipy.integrate.solve_ivp(lambda t, y: f(y[0]), (0, 1e-4), [x + side * delta], "DOP853", rtol=1e-12)
            nearer.append(abs(way.y[0, -1] - x) < delta)
        return {2: "stable", 1: "semi-stable", 0: "unstable"}[sum(nearer)]

    def critical_point_type(self, H, tol):
        with mpmath.workdps(40):
            eigenvalues = list(mpmath.eigsy(mpmath.matrix(H.tolist()), eigvals_only=True))
        d, up, down = len(H), sum(value > tol for value in eigenvalues), sum(value < -tol for value in eigenvalues)
        if up and down:
            return "saddle"
        return {up: "minimum", down: "maximum"}.get(d, "degenerate")

    def linearized_flow(self, J, x_star, x0, t):
        with mpmath.workdps(40):
            u = mpmath.matrix(np.subtract(x0, x_star).tolist())
            rows = [mpmath.expm(mpmath.matrix(J.tolist()) * time, method="taylor") * u for time in t.tolist()]
            return [[float(x + y) for x, y in zip(x_star.tolist(), row, strict=True)] for row in rows]


EXERCISES = ("classify_fixed_point", "stability_1d", "critical_point_type", "linearized_flow")
CHECKS = [
    (name, check)
    for module in (public, hidden)
    for name, check in vars(module).items()
    if name.startswith(tuple(f"check_{exercise}__" for exercise in EXERCISES))
]


@pytest.mark.parametrize("check", [check for _, check in CHECKS], ids=[name for name, _ in CHECKS])
def test_what_is_claimed_is_found_by_other_means_too(check):
    for seed in range(5):
        check(ByOtherMeans(), np.random.default_rng(seed))


@pytest.mark.parametrize("kind", public.KINDS)
def test_the_kinds_are_what_the_linear_flow_does(kind):
    def size(J, time):
        with mpmath.workdps(60):
            return float(mpmath.norm(mpmath.expm(mpmath.matrix(J) * time, method="taylor"), "inf"))

    for J in public.KINDS[kind]:
        ahead, behind = size(J, 40), size(J, -40)
        grows, shrinks = ahead > 1e3, behind > 1e3
        turns = sympy.discriminant(sympy.Matrix(J).charpoly().as_expr()) < 0
        if kind in ("center", "non-hyperbolic"):
            assert turns == (kind == "center")
            assert not (grows and shrinks) and (not turns or max(ahead, behind) < 10)
        else:
            assert (grows, shrinks) == ("unstable" in kind or kind == "saddle", "unstable" not in kind)
            assert turns == ("spiral" in kind)


def test_the_stable_node_of_the_lesson_first_grows_to_25():
    t = sympy.symbols("t", positive=True)
    first = (sympy.Matrix([[-1, 100], [0, -2]]) * t).exp()[0, 1]
    assert sympy.simplify(first.subs(t, sympy.log(2))) == 25
    assert sympy.simplify(sympy.diff(first, t).subs(t, sympy.log(2))) == 0


def test_two_players_who_pull_on_xy_go_round():
    x, y = sympy.symbols("x y")
    V = x * y
    J = sympy.Matrix([-sympy.diff(V, x), sympy.diff(V, y)]).jacobian([x, y])
    assert set(J.eigenvals()) == {sympy.I, -sympy.I}


def test_the_flow_of_minus_a_cube_decays_like_one_over_the_root_of_time():
    t, x0 = sympy.symbols("t x0", positive=True)
    x = x0 / sympy.sqrt(1 + 2 * x0**2 * t)
    assert sympy.simplify(sympy.diff(x, t) + x**3) == 0 and x.subs(t, 0) == x0
    assert sympy.limit(x * sympy.sqrt(2 * t), t, sympy.oo) == 1


def test_the_fixed_points_of_the_key_exercise_attract_where_the_derivative_says():
    w = sympy.symbols("w")
    flow = -sympy.diff(w**4 - 2 * w**2, w)
    assert sympy.solve(flow, w) == [-1, 0, 1]
    assert [sympy.diff(flow, w).subs(w, point) for point in (-1, 0, 1)] == [-8, 4, -8]


def test_a_matrix_with_one_eigenvector_has_the_exponential_of_the_claim():
    a, b, t = sympy.symbols("a b t", real=True)
    assert (sympy.Matrix([[a, b], [0, a]]) * t).exp() == sympy.exp(a * t) * sympy.Matrix([[1, b * t], [0, 1]])
