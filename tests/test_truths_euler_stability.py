"""The truths that the functions of euler_stability are held against, found a second time by other means."""

from fractions import Fraction
from itertools import pairwise
from math import exp

import mpmath
import numpy as np
import pytest
import sympy
import torch
import torchdiffeq
from matplotlib.figure import Figure

from autograder import systems
from autograder.checks import problems
from autograder.checks.hidden import check_euler_stability as hidden
from autograder.checks.public import check_euler_stability as public
from autograder.sandbox import probes
from reference.euler_stability import (
    T,
    backward_euler,
    euler,
    euler_max_step,
    euler_step,
    global_errors,
    is_euler_stable,
    observed_order,
    plot_step_sizes,
    rk4,
    stability_function,
)


def regime(h):
    """What (1 - h)^k does over its first twelve steps, in exact arithmetic."""
    y = [(1 - Fraction(str(h))) ** k for k in range(13)]
    sizes = [abs(value) for value in y]
    alternates = all(a * b < 0 for a, b in pairwise(y))
    if sizes == sorted(sizes, reverse=True) and sizes[-1] < sizes[0]:
        return "alternating decay" if alternates else "monotone decay"
    return "period two" if y[:11] == y[2:] else "alternating growth" if alternates else "other"


@pytest.mark.parametrize(
    ("h", "name"),
    [
        (0.1, "monotone decay"),
        (0.9, "monotone decay"),
        (1, "monotone decay"),
        (1.2, "alternating decay"),
        (1.9, "alternating decay"),
        (2, "period two"),
        (2.4, "alternating growth"),
        (3, "alternating growth"),
    ],
)
def test_the_four_regimes_of_the_lesson_are_those_of_exact_arithmetic(h, name):
    assert regime(h) == name
    y = euler(lambda t, y: -y, [1.0], np.arange(13) * h)[:, 0]
    np.testing.assert_allclose(y, [float((1 - Fraction(str(h))) ** k) for k in range(13)], rtol=1e-12, atol=1e-12)


def test_the_steps_agree_with_torchdiffeq_on_an_uneven_grid():
    rng = np.random.default_rng(3)
    field = systems.Trigonometric(A=problems.coupled_matrix(rng, 3), omega=2.5, b=rng.uniform(1, 2, 3))
    y0, t = rng.uniform(-2, -1, 3), problems.uneven_grid(rng, 12, start=0.5, stop=2.0)
    rate = lambda s, y: torch.from_numpy(field(float(s), y.numpy()))  # noqa: E731
    theirs = torchdiffeq.odeint(rate, torch.from_numpy(y0), torch.from_numpy(t), method="euler")
    np.testing.assert_allclose(euler(field, y0, t), theirs.numpy(), rtol=1e-12)


def test_the_error_times_the_number_of_steps_tends_to_minus_half_of_1_over_e():
    """The leading term of (1 - 1/n)^n - 1/e is -1/(2 e n): Euler ends below the exact solution, at order one."""
    for n in (64, 128, 256):
        miss = euler(lambda t, y: -y, [1.0], np.linspace(0, 1, n + 1))[-1, 0] - exp(-1)
        with mpmath.workdps(40):
            exact = (1 - mpmath.mpf(1) / n) ** n - mpmath.exp(-1)
        assert miss == pytest.approx(float(exact), rel=1e-9)
        assert miss * n == pytest.approx(-exp(-1) / 2, rel=1 / n)


def test_the_window_of_the_order_holds_every_rate_that_is_drawn():
    steps = np.array([32, 64, 128, 256])
    for rate in np.linspace(0.5, 1.5, 101):
        errors = np.exp(-rate) - (1 - rate / steps) ** steps
        assert abs(np.polyfit(np.log(1 / steps), np.log(errors), 1)[0] - 1) < 0.02  # allowed: 0.1


def test_explicit_euler_spirals_outward_on_the_rotation_for_every_step():
    for h in (1e-3, 0.1, 1.0):
        x = euler(lambda t, z: np.array([-z[1], z[0]]), [1.0, 0.0], np.arange(11) * h)
        np.testing.assert_allclose(np.hypot(*x.T), (1 + h * h) ** (np.arange(11) / 2), rtol=1e-12)


def test_each_draw_of_step_sizes_has_every_regime_and_every_trap_of_rounding():
    for seed in range(200):
        hs = public.step_sizes(np.random.default_rng(seed))
        assert {regime(h) for h in hs} == {"monotone decay", "alternating decay", "period two", "alternating growth"}
        assert all(abs(round(T / h) * h - T) < 1e-12 for h in hs)
        assert hs != sorted(hs)
        assert any(len(np.arange(0, T + h, h)) > round(T / h) + 1 for h in hs)
        assert any(int(T // h) < round(T / h) for h in hs)
        assert any(np.cumsum(np.full(round(T / h), h))[-1] < T for h in hs)


def test_a_smooth_curve_is_within_5e_4_of_the_exact_solution():
    t = np.linspace(0, T, public.SMOOTH)
    between = (t[:-1] + t[1:]) / 2
    chord = (np.exp(-t[:-1]) + np.exp(-t[1:])) / 2
    assert np.max(np.abs(chord - np.exp(-between))) < 5e-4


def test_the_drawing_shows_what_the_lesson_says():
    ax = Figure().add_subplot()
    assert plot_step_sizes(ax, [2.4, 0.1]) is None
    drawing = probes.describe(ax)
    assert [len(artist["xy"]) for artist in drawing["artists"]] == [6, 121, 601]
    assert drawing["legend"] == ["h = 2.4", "h = 0.1", "exact"]
    assert public.END == T


def test_one_step_of_euler_misses_by_half_of_h_squared_times_the_second_derivative():
    """y = tan(t + 1/2) solves y' = 1 + y^2, and there y'' = 2 y (1 + y^2)."""
    y0 = np.tan(0.5)
    for h in (1e-3, -1e-3):
        miss = np.tan(0.5 + h) - euler_step(lambda t, y: 1 + y**2, 0.0, np.array([y0]), h)[0]
        assert miss == pytest.approx(h * h / 2 * 2 * y0 * (1 + y0**2), rel=3e-3)


def test_a_step_forward_and_one_back_do_not_cancel():
    there = euler_step(lambda t, y: -y, 0.0, np.array([1.0]), 0.5)
    assert euler_step(lambda t, y: -y, 0.5, there, -0.5).tolist() == [1 - 0.5**2]


def runge_kutta_in_fractions(f, y, grid):
    """The lesson's formulae in exact arithmetic, for one unknown."""
    rows = [y]
    for a, b in pairwise(grid):
        h = b - a
        k1 = f(a, y)
        k2 = f(a + h / 2, y + h / 2 * k1)
        k3 = f(a + h / 2, y + h / 2 * k2)
        k4 = f(b, y + h * k3)
        y += h * Fraction(1, 6) * (k1 + 2 * k2 + 2 * k3 + k4)
        rows.append(y)
    return rows


def test_rk4_agrees_with_exact_arithmetic_on_a_nonlinear_equation():
    grid = [Fraction(n, 8) for n in (3, 5, 6, 9, 7)]
    want = runge_kutta_in_fractions(lambda t, y: t * y * y - y, Fraction(3, 2), grid)
    got = rk4(lambda t, y: t * y * y - y, [1.5], [float(t) for t in grid])[:, 0]
    np.testing.assert_allclose(got, [float(y) for y in want], rtol=1e-14)


def test_the_tableau_meets_the_eight_conditions_of_order_four_and_not_all_of_order_five():
    A, b, c = (
        sympy.Matrix(4, 4, lambda i, j: sympy.Rational(hidden.PARTS[i, j])),
        sympy.Matrix([1, 2, 2, 1]) / 6,
        sympy.Matrix([0, 1, 1, 2]) / 2,
    )
    assert np.allclose(hidden.WEIGHTS, [float(x) for x in b]) and list(hidden.NODES) == [float(x) for x in c]
    assert A * sympy.ones(4, 1) == c
    square, cube = c.multiply_elementwise(c), c.multiply_elementwise(c).multiply_elementwise(c)
    sums = [sum(b), b.dot(c), b.dot(square), b.dot(A * c), b.dot(cube), b.dot(c.multiply_elementwise(A * c))]
    sums += [b.dot(A * square), b.dot(A * A * c)]
    assert sums == [sympy.Rational(1, n) for n in (1, 2, 3, 6, 4, 8, 12, 24)]
    assert b.dot(cube.multiply_elementwise(c)) != sympy.Rational(1, 5)


def test_the_three_eighths_rule_of_torchdiffeq_differs_from_the_classical_method_at_order_five():
    field = lambda t, y: np.sin(3 * y) + t  # noqa: E731
    gaps = []
    for h in (0.2, 0.1):
        rate = lambda s, y: torch.sin(3 * y) + s  # noqa: E731
        theirs = torchdiffeq.odeint(
            rate, torch.tensor([0.4], dtype=torch.float64), torch.tensor([0.0, h]).double(), method="rk4"
        )
        gaps.append(abs(theirs[-1].item() - rk4(field, [0.4], [0.0, h])[-1, 0]))
    assert 20 < gaps[0] / gaps[1] < 45


def test_the_chain_of_five_is_solved_by_the_exponential():
    s = sympy.Symbol("s")
    chain = sympy.Matrix(np.eye(5, k=1).astype(int).tolist())
    want = (chain * s).exp()
    series = sympy.Matrix(5, 5, lambda i, j: s ** (j - i) / sympy.factorial(j - i) if j >= i else 0)
    assert sympy.simplify(want - series) == sympy.zeros(5)


def test_the_window_of_order_four_holds_every_rate_that_is_drawn():
    steps = np.array([8, 16, 32, 64])
    for rate in np.linspace(0.5, 1.5, 101):
        z = -rate / steps
        errors = np.abs((1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24) ** steps - np.exp(-rate))
        assert abs(np.polyfit(np.log(1 / steps), np.log(errors), 1)[0] - 4) < 0.1  # allowed: 0.2


def test_the_error_of_euler_on_the_rotation_is_known_in_full():
    """With z = x + i y the method multiplies by 1 + ih, the flow by e^(ih): the distance is |(1 + ih)^k - e^(ikh)|."""
    h, k = 0.1, np.arange(21)
    y = euler(lambda t, z: np.array([-z[1], z[0]]), [1.0, 0.0], h * k)
    got = global_errors(y, np.column_stack([np.cos(h * k), np.sin(h * k)]))
    with mpmath.workdps(40):
        step, turn = mpmath.mpc(1, mpmath.mpf("0.1")), mpmath.expj(mpmath.mpf("0.1"))
        want = [float(abs(step ** int(n) - turn ** int(n))) for n in k]
    np.testing.assert_allclose(got, want, rtol=1e-9, atol=1e-15)
    assert 3**2 + 4**2 + 12**2 == 13**2


def test_errors_that_scatter_have_the_slope_of_the_normal_equations_and_fall_throughout():
    for seed in range(200):
        h, errs, want = public.scattered(np.random.default_rng(seed))
        with mpmath.workdps(40):
            x, y = [mpmath.log(v) for v in h.tolist()], [mpmath.log(v) for v in errs.tolist()]
            n, sx, sy = len(x), sum(x), sum(y)
            slope = (n * sum(a * b for a, b in zip(x, y, strict=True)) - sx * sy) / (
                n * sum(a * a for a in x) - sx * sx
            )
        assert want == pytest.approx(float(slope), abs=1e-11)
        assert all(0 < later < earlier for earlier, later in pairwise(errs))


def test_round_off_spoils_the_order_of_rk4_and_the_rule_of_the_lesson_mends_it():
    steps = 4 * 2 ** np.arange(13)
    errs = [abs(rk4(lambda t, y: -y, [1.0], np.linspace(0, 1, n + 1))[-1, 0] - exp(-1)) for n in steps]
    assert any(later >= earlier for earlier, later in pairwise(errs))  # the floor is reached, and not smooth
    assert observed_order(1 / steps, errs) == pytest.approx(4, abs=0.15)
    kept = np.array(errs) > 0
    assert np.polyfit(np.log(1 / steps[kept]), np.log(np.array(errs)[kept]), 1)[0] < 3.2


Z = sympy.Symbol("z")
TABLEAUX = {
    "euler": ([[0]], [1]),
    "rk2": ([[0, 0], [sympy.Rational(1, 2), 0]], [0, 1]),
    "heun": ([[0, 0], [1, 0]], [sympy.Rational(1, 2)] * 2),
    "rk4": (
        [[0, 0, 0, 0], [sympy.Rational(1, 2), 0, 0, 0], [0, sympy.Rational(1, 2), 0, 0], [0, 0, 1, 0]],
        [sympy.Rational(n, 6) for n in (1, 2, 2, 1)],
    ),
    "backward euler": ([[1]], [1]),
}


def stability(method):
    """det(I - z A + z 1 b) / det(I - z A), from the tableau."""
    A, b = map(sympy.Matrix, TABLEAUX[method])
    one, unit = sympy.ones(len(b), 1), sympy.eye(len(b))
    return sympy.cancel((unit - Z * A + Z * one * b.T).det() / (unit - Z * A).det())


@pytest.mark.parametrize("method", public.ORDERS)
def test_stability_functions_are_those_of_the_tableaux(method):
    R, z = stability(method), np.array([0.3 + 0.4j, -2.0, 3j])
    want = [complex(R.subs(Z, sympy.sympify(complex(v))).evalf(20)) for v in z]
    np.testing.assert_allclose(stability_function(method, z), want, rtol=1e-13)


def test_midpoint_and_heun_have_the_same_stability_function():
    assert sympy.expand(stability("rk2") - stability("heun")) == 0


@pytest.mark.parametrize("method", public.ORDERS)
def test_the_first_coefficient_that_is_not_that_of_the_exponential_is_known(method):
    p = public.ORDERS[method]
    series = sympy.series(stability(method) - sympy.exp(Z), Z, 0, p + 2).removeO()
    assert sympy.Poly(series, Z).as_dict() == {(p + 1,): sympy.nsimplify(public.MISSES[method], rational=True)}


def test_the_limits_of_the_lesson():
    x, y = sympy.symbols("x y", real=True)
    size = lambda method, z: sympy.expand(sympy.Abs(stability(method).subs(Z, z)) ** 2)  # noqa: E731
    assert sympy.simplify(size("euler", sympy.I * y)) == 1 + y**2
    assert sympy.simplify(size("rk2", sympy.I * y) - 1 - y**4 / 4) == 0
    assert sympy.simplify(size("rk4", sympy.I * y) - 1 - y**6 * (y**2 - 8) / 576) == 0
    ends = sympy.Poly(sympy.expand((stability("rk4").subs(Z, x) - 1) / x), x).nroots(n=30)
    assert float(next(end for end in ends if end.is_real)) == -2.785293563405282
    for z in np.linspace(-1.999, -0.001, 50):
        assert abs(stability_function("euler", z)) < 1 and abs(stability_function("rk2", z)) < 1
    for z in np.linspace(-2.785, -0.001, 50):
        assert abs(stability_function("rk4", z)) < 1
    for z in (2j, -1e6, 1e-3j, 2.1, 1 + 1.01j):
        assert abs(stability_function("backward euler", z)) < 1


def test_a_run_of_each_method_is_multiplied_by_its_stability_function():
    lam, h, t = -0.7 + 1.3j, 0.4, 0.4 * np.arange(6)
    A = np.array([[lam.real, -lam.imag], [lam.imag, lam.real]])
    for method, name in ((euler, "euler"), (rk4, "rk4")):
        y = method(lambda t, y: A @ y, [1.0, 0.0], t)
        want = stability_function(name, np.array(h * lam)) ** np.arange(6)
        np.testing.assert_allclose(y @ [1, 1j], want, rtol=1e-12)


def characteristic_roots(A, h):
    """The largest eigenvalue of I + h A in size, from its characteristic polynomial at 50 digits."""
    with mpmath.workdps(50):
        M = sympy.Matrix([[sympy.Rational(float(v)) for v in row] for row in np.asarray(A, dtype=float)])
        M = sympy.eye(M.rows) + sympy.Rational(float(h)) * M
        return max(abs(complex(root)) for root in sympy.Poly(M.charpoly().as_expr()).nroots(n=30, maxsteps=200))


class Asked:
    """A student who writes down what is asked, and answers rightly."""

    def __init__(self):
        self.cases = []

    def is_euler_stable(self, A, h):
        self.cases.append((A, h, is_euler_stable(A, h)))
        return self.cases[-1][2]


def test_the_labels_of_the_matrices_are_those_of_their_characteristic_polynomials():
    for check in (
        public.check_is_euler_stable__asks_every_mode,
        public.check_is_euler_stable__knows_spirals_from_circles,
        public.check_is_euler_stable__looks_at_eigenvalues_not_at_entries,
        hidden.check_is_euler_stable__holds_in_any_coordinates,
    ):
        asked = Asked()
        check(asked, np.random.default_rng(1))
        assert {stable for *_, stable in asked.cases} == {True, False}
        for A, h, stable in asked.cases:
            size = characteristic_roots(A, h)
            assert stable == (size < 1) and abs(size - 1) > 1e-3


def test_a_large_matrix_grows_first_and_decays_then():
    y = euler(lambda t, y: np.array([[-1.0, 100], [0, -2]]) @ y, [0.0, 1.0], [0.0, 0.5, 1.0, 1.5])
    assert y.tolist() == [[0, 1], [50, 0], [25, 0], [12.5, 0]]


def test_the_limit_of_a_mode_is_where_its_factor_has_size_one():
    a, w, h = sympy.symbols("a w h", real=True, nonzero=True)
    steps = sympy.solve(sympy.expand((1 + h * a) ** 2 + (h * w) ** 2 - 1), h)
    assert [sympy.simplify(step + 2 * a / (a**2 + w**2)) for step in steps] == [0]
    assert euler_max_step(np.array([[-0.1, 1], [-1, -0.1]])) == pytest.approx(0.2 / 1.01, rel=1e-12)
    assert 0.2 / 1.01 == pytest.approx(0.198, abs=1e-4) and 2 / 1.01**0.5 == pytest.approx(1.99, abs=1e-3)


def test_mixed_matrices_have_the_eigenvalues_that_they_are_said_to_have():
    for seed in range(50):
        A, modes = public.mixed(np.random.default_rng(seed), [-5, -0.3], [(-0.1, 1)])
        theirs = [float(c) for c in sympy.Matrix(A).charpoly().all_coeffs()]
        np.testing.assert_allclose(np.poly(modes), theirs, atol=1e-9)
        assert np.linalg.norm(A @ A.T - A.T @ A) > 0.1  # not normal


def test_the_limit_is_the_first_step_that_is_not_stable():
    rng = np.random.default_rng(5)
    for decays, spirals in (([-5], [(-0.1, 1)]), ([-5], [(-1, 0.2)]), ([-5], [(-1, 6)]), ([-1, -50], [])):
        A, _ = public.mixed(rng, decays, spirals)
        limit = euler_max_step(A)
        assert is_euler_stable(A, 0.999 * limit) and not is_euler_stable(A, 1.001 * limit)
        assert 0 < limit and abs(characteristic_roots(A, limit) - 1) < 1e-9


def test_a_slow_spiral_can_be_more_demanding_than_a_decay_five_times_as_large():
    for spiral in (-0.08 + 0.9j, -0.12 + 0.9j, -0.08 + 1.1j, -0.12 + 1.1j):  # the corners of what is drawn
        assert -2 * spiral.real / abs(spiral) ** 2 < 0.3 < 2 / 5


def test_two_players_on_xy_are_led_outward_at_any_rate():
    for h in (1e-3, 0.1, 1.0):
        x = euler(lambda t, z: np.array([-z[1], z[0]]), [0.6, 0.8], np.arange(11) * h)  # x down and y up on L = xy
        np.testing.assert_allclose(np.hypot(*x.T), (1 + h * h) ** (np.arange(11) / 2), rtol=1e-12)
    assert euler_max_step(np.array([[0.0, -1], [1, 0]])) == 0


def test_backward_euler_leads_inward_and_a_step_of_each_keeps_the_radius():
    h, A = 0.3, np.array([[0.0, -1], [1, 0]])
    y = backward_euler(lambda t, y: A @ y, lambda t, y: A, [1.0, 0.0], [0.0, h])[-1]
    assert np.hypot(*y) == pytest.approx((1 + h * h) ** -0.5, rel=1e-14)
    assert np.hypot(*euler_step(lambda t, y: A @ y, h, y, h)) == pytest.approx(1, rel=1e-14)


def test_backward_euler_ends_above_the_exact_solution_by_half_of_1_over_e_n():
    for n in (64, 128, 256):
        y = backward_euler(lambda t, y: -y, lambda t, y: np.array([[-1.0]]), [1.0], np.linspace(0, 1, n + 1))
        miss = y[-1, 0] - exp(-1)
        with mpmath.workdps(40):
            assert miss == pytest.approx(float((1 + mpmath.mpf(1) / n) ** -n - mpmath.exp(-1)), rel=1e-9)
        assert miss * n == pytest.approx(0.1839, abs=1 / n)


def test_the_rows_of_a_linear_equation_solve_it_in_exact_arithmetic():
    A, b = sympy.Matrix([[-3, 2], [1, -400]]), sympy.Matrix([1, 2])
    y, times, want = sympy.Matrix([1, 1]), [sympy.Rational(n, 4) for n in (2, 3, 5)], []
    for start, stop in pairwise(times):
        y = (sympy.eye(2) - (stop - start) * A).LUsolve(y + (stop - start) * stop * b)
        want.append([float(value) for value in y])
    M, c = np.array(A).astype(float), np.array(b).astype(float)[:, 0]
    got = backward_euler(lambda t, y: M @ y + t * c, lambda t, y: M, [1, 1], [float(time) for time in times])
    np.testing.assert_allclose(got[1:], want, rtol=1e-12)


class Solver:
    """A student who writes down what is asked, counts the calls of f, and answers rightly."""

    def backward_euler(self, f, jac, y0, t):
        def counted(t, y):
            self.calls += 1
            return f(t, y)

        self.calls, self.asked = 0, (f, jac, y0, t)
        self.rows = backward_euler(counted, jac, y0, t)
        return self.rows


@pytest.mark.parametrize("seed", range(5))
def test_the_nonlinear_equation_is_that_of_the_quadratics_and_takes_about_five_newton_steps(seed):
    solver = Solver()
    public.check_backward_euler__solves_its_equation_where_f_is_not(solver, np.random.default_rng(seed))
    f, jac, _, t = solver.asked
    assert 3 <= solver.calls / (len(t) - 1) <= 6
    for start, stop, old, new in zip(t[:-1], t[1:], solver.rows[:-1], solver.rows[1:], strict=True):
        np.testing.assert_allclose(new - (stop - start) * f(stop, new), old, atol=1e-12)
        slopes = [np.imag(f(stop, new + 1e-30j * unit)) / 1e-30 for unit in np.eye(3)]  # complex step
        np.testing.assert_allclose(np.transpose(slopes), jac(stop, new), rtol=1e-12)


def test_insertion_explodes_on_the_stiff_equation():
    solver = Solver()
    public.check_backward_euler__solves_its_equation_where_f_is_linear(solver, np.random.default_rng(0))
    f, jac, _, t = solver.asked
    A = jac(0.0, np.zeros(4))
    assert min(np.diff(t)) * max(abs(np.linalg.eigvals(A))) > 10
    assert max(np.diff(t)) * np.linalg.norm(A, 2) < 999  # the tolerance on y - h f allows for 1 + this
    slope = f(2.0, np.ones(4))
    np.testing.assert_allclose(slope, A @ np.ones(4) + 2 * f(1.0, np.zeros(4)), rtol=1e-12)
