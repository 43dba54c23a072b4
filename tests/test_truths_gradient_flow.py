"""The truths of the unit, and what its lesson says of flow and descent, found a second time by other means."""

import mpmath
import numpy as np
import pytest
import scipy.integrate
import scipy.linalg
import sympy

from autograder.checks.hidden import check_gradient_flow as hidden
from autograder.checks.public import check_gradient_flow as public
from reference import gradient_flow as reference
from reference.gradient_flow import grad_ab, loss_ab

A, B = sympy.symbols("a b", real=True)
LOSS = (A**2 + B**2 - 1) ** 2 + A * B
GRADIENT = sympy.lambdify((A, B), [sympy.diff(LOSS, A), sympy.diff(LOSS, B)])
HESSIAN = sympy.lambdify((A, B), sympy.hessian(LOSS, (A, B)))
MINIMUM, SADDLE = 10**0.5 / 4, 6**0.5 / 4


def flow(start, stop):
    """Where the gradient flow is at time `stop`, by DOP853 at 1e-12."""
    rhs = lambda t, z: -np.array(GRADIENT(*z))  # noqa: E731
    return scipy.integrate.solve_ivp(rhs, (0, stop), start, method="DOP853", rtol=1e-12, atol=1e-14).y[:, -1]


def test_the_gradient_is_that_of_the_loss_by_computer_algebra():
    z = np.random.default_rng(0).uniform(-3, 3, (50, 2))
    np.testing.assert_allclose(grad_ab(z), np.transpose(GRADIENT(*z.T)), rtol=1e-12, atol=1e-13)
    np.testing.assert_allclose(loss_ab(z), sympy.lambdify((A, B), LOSS)(*z.T), rtol=1e-12, atol=1e-13)
    np.testing.assert_allclose(public.loss(*z.T), loss_ab(z), rtol=0, atol=0)


def test_the_public_difference_is_exact_for_polynomials_of_degree_four_and_no_further():
    h = sympy.symbols("h")
    c = sympy.symbols("c0:6")
    polynomial = sympy.lambdify(h, sum(ck * h**k for k, ck in enumerate(c)), "sympy")
    half = sympy.Rational(1, 2)
    quotient = (8 * (polynomial(half) - polynomial(-half)) - (polynomial(1) - polynomial(-1))) / 6
    assert sympy.expand(quotient) == c[1] - c[5] / 4
    assert public.slope(lambda x: 7 + 3 * x - 5 * x**2 + x**3 - 2 * x**4) == pytest.approx(3, abs=1e-14)


def test_differences_in_the_check_are_right_to_a_fiftieth_of_its_tolerance():
    z = np.random.default_rng(1).uniform(-1.5, 1.5, (2000, 2))
    exact = np.array([GRADIENT(*p) for p in z])
    assert np.max(np.abs(np.array([public.slopes(*p) for p in z]) - exact)) < 2e-14


def test_the_flow_falls_apart_on_the_diagonals_as_the_hidden_check_says():
    u, v = sympy.symbols("u v", real=True)
    turned = LOSS.subs({A: (u + v) / sympy.sqrt(2), B: (u - v) / sympy.sqrt(2)}, simultaneous=True)
    square = u**2 + v**2
    assert sympy.expand(sympy.diff(turned, u) - u * (4 * square - 3)) == 0
    assert sympy.expand(sympy.diff(turned, v) - v * (4 * square - 5)) == 0


def test_the_hidden_check_rests_at_the_five_critical_points():
    class Student:
        def __init__(self):
            self.points = []

        def grad_ab(self, z):
            self.points.append(z)
            return np.array(GRADIENT(*z))

    student = Student()
    hidden.check_grad_ab__holds_far_away_and_at_rest(student, np.random.default_rng(2))
    at_rest = [z for z in student.points if np.linalg.norm(GRADIENT(*z)) < 1e-12]
    want = [(0, 0), (SADDLE, SADDLE), (-SADDLE, -SADDLE), (MINIMUM, -MINIMUM), (-MINIMUM, MINIMUM)]
    np.testing.assert_allclose(at_rest, want, atol=1e-15)


def test_the_critical_points_are_of_the_kinds_the_lesson_names():
    for point, eigenvalues in (((0, 0), (-5, -3)), ((SADDLE, SADDLE), (-2, 6)), ((MINIMUM, -MINIMUM), (2, 10))):
        np.testing.assert_allclose(np.linalg.eigvalsh(np.array(HESSIAN(*point), dtype=float)), eigenvalues, atol=1e-13)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ((1.3, 0.2), (MINIMUM, -MINIMUM)),
        ((0.5, 0.49), (MINIMUM, -MINIMUM)),
        ((-1.3, 0.2), (-MINIMUM, MINIMUM)),
        ((0.1, 0.1), (SADDLE, SADDLE)),
        ((-2.0, -2.0), (-SADDLE, -SADDLE)),
        ((0.0, 0.0), (0.0, 0.0)),
    ],
)
def test_starts_reach_the_minimum_on_their_side_and_starts_on_the_line_a_saddle(start, end):
    np.testing.assert_allclose(flow(start, 15.0), end, atol=1e-6)


def test_descent_lowers_the_loss_only_if_the_step_is_short_for_the_curvature():
    near = np.array([MINIMUM, -MINIMUM]) + 1e-3 * np.array([1.0, -1.0])  # the direction of the eigenvalue 10
    assert loss_ab(near - 0.19 * grad_ab(near)) < loss_ab(near) < loss_ab(near - 0.21 * grad_ab(near))


class Noted:
    """A student who is right by other means; what was asked is noted."""

    def __init__(self, **answers):
        self.asked = []
        for name, answer in answers.items():
            setattr(self, name, lambda *args, answer=answer: self.asked.append(args) or answer(*args))


def exact_flow(grad, z0, t, rtol=1e-8, atol=1e-10):
    """Every state by a solve of its own, with DOP853 at 1e-13."""
    follow = lambda span: scipy.integrate.solve_ivp(  # noqa: E731
        lambda _, z: -grad(z), (0, span), z0, method="DOP853", rtol=1e-13, atol=1e-15
    )
    return np.array([follow(span).y[:, -1] if span else z0 for span in np.asarray(t) - t[0]])


def test_the_hessian_is_that_of_the_loss_by_computer_algebra():
    z = np.random.default_rng(3).uniform(-3, 3, (50, 2))
    want = np.array([HESSIAN(*p) for p in z], dtype=float)
    np.testing.assert_allclose(reference.hess_ab(z), want, rtol=1e-12, atol=1e-12)
    near = z / 2
    got = np.array([public.curvatures(*p) for p in near])
    np.testing.assert_allclose(got, np.array([HESSIAN(*p) for p in near], dtype=float), rtol=0, atol=3e-12)


def test_the_public_second_difference_is_exact_for_polynomials_of_degree_five():
    c, h, half = sympy.symbols("c0:6"), sympy.symbols("h"), sympy.Rational(1, 2)
    f = sympy.lambdify(h, sum(ck * h**k for k, ck in enumerate(c)), "sympy")
    assert sympy.expand((16 * (f(half) + f(-half)) - f(1) - f(-1) - 30 * f(0)) / 3) == 2 * c[2]


def test_the_hidden_claim_names_the_curvatures_of_all_critical_points():
    student = Noted(hess_ab=lambda z: np.array(HESSIAN(*z), dtype=float))
    hidden.check_hess_ab__tells_the_critical_points_apart(student, np.random.default_rng(4))
    assert np.allclose([GRADIENT(*z) for (z,) in student.asked], 0, atol=1e-14)


@pytest.mark.parametrize(
    "check",
    [
        public.check_gradient_flow__decays_at_the_curvature_of_each_direction,
        public.check_gradient_flow__counts_time_from_the_first,
        public.check_gradient_flow__obeys_the_tolerances,
        hidden.check_gradient_flow__leaves_a_saddle_in_time,
    ],
)
def test_flows_known_in_closed_form_are_those_of_dop853(check):
    for seed in range(3):
        check(Noted(gradient_flow=exact_flow), np.random.default_rng(seed))


def test_descent_in_the_checks_is_the_recurrence_in_exact_arithmetic_of_forty_digits():
    def descend(grad, z0, lr, n_steps):
        z = [np.array(z0, dtype=float)]
        for _ in range(n_steps):
            g = grad(z[-1])
            z.append(
                np.array(
                    [
                        float(sympy.Float(x, 40) - sympy.Float(lr, 40) * sympy.Float(y, 40))
                        for x, y in zip(z[-1], g, strict=True)
                    ]
                )
            )
        return np.array(z)

    for module in (public, hidden):
        for check in (value for name, value in vars(module).items() if name.startswith("check_gradient_descent__")):
            check(Noted(gradient_descent=descend), np.random.default_rng(5))


def test_the_cycle_of_two_states_is_as_the_lesson_says():
    w, rate = 0.9, 0.28
    for _ in range(200):
        w -= rate * (4 * w**3 - 4 * w)
    after = w - rate * (4 * w**3 - 4 * w)
    np.testing.assert_allclose(sorted([w, after]), [0.79531670, 1.12264353], atol=1e-8)


def formula(t, w0):
    """The quartic flow at fifty digits, from a formula that overflows in doubles."""
    with mpmath.workdps(50):
        grown = [mpmath.exp(8 * mpmath.mpf(x)) for x in t]
        return np.array([float(w0 * mpmath.sqrt(g) / mpmath.sqrt(1 + mpmath.mpf(w0) ** 2 * (g - 1))) for g in grown])


def test_the_formula_of_the_quartic_flow_solves_its_equation_by_computer_algebra():
    t, w0 = sympy.symbols("t w0", positive=True)
    w = w0 * sympy.exp(4 * t) / sympy.sqrt(1 + w0**2 * (sympy.exp(8 * t) - 1))
    assert sympy.simplify(sympy.diff(w, t) - 4 * w + 4 * w**3) == 0
    assert sympy.simplify(w.subs(t, 0) - w0) == 0
    s = 1 / w**2
    assert sympy.simplify(sympy.diff(s, t) - 8 * (1 - s)) == 0


@pytest.mark.parametrize("w0", [-100.0, -2.0, -1.0, -0.3, -1e-6, 0.0, 1e-6, 0.01, 0.7, 1.0, 3.0, 100.0])
def test_the_quartic_flow_has_ten_digits_at_all_times_of_its_stub(w0):
    t = np.array([0.0, 1e-3, 0.1, 0.5, 2.0, 7.0, 50.0, 88.0, 200.0, 1000.0])
    np.testing.assert_allclose(reference.quartic_flow(t, w0), formula(t, w0), rtol=1e-13, atol=0)


def test_claims_about_the_quartic_flow_hold_for_fifty_digits():
    for module in (public, hidden):
        for check in (value for name, value in vars(module).items() if name.startswith("check_quartic_flow__")):
            for seed in range(3):
                check(Noted(quartic_flow=formula), np.random.default_rng(seed))


def test_the_rate_of_the_loss_is_its_derivative_along_the_flow():
    def by_following(grad, z):
        """Work done along a short piece of the flow, both ways, in place of a formula for the rate."""
        h, rates = 1e-4, []
        for state in z:
            ends = [exact_flow(grad, state, [0, h], 0, 0)[-1], exact_flow(lambda y: -grad(y), state, [0, h], 0, 0)[-1]]
            nodes, weights = np.polynomial.legendre.leggauss(3)
            middle, half = (ends[0] + ends[1]) / 2, (ends[0] - ends[1]) / 2
            loss = sum(w * grad(middle + x * half) @ half for x, w in zip(nodes, weights, strict=True))
            rates.append(loss / (2 * h))
        return np.array(rates)

    rng = np.random.default_rng(6)
    z = rng.uniform(-1, 1, (6, 2))
    np.testing.assert_allclose(
        reference.lyapunov_rate(reference.grad_ab, z), by_following(grad_ab, z), rtol=1e-5, atol=1e-7
    )
    for name in ("is_the_slope_of_a_falling_loss", "is_zero_only_at_rest"):
        student = Noted(lyapunov_rate=reference.lyapunov_rate)
        getattr(public, f"check_lyapunov_rate__{name}")(student, rng)
        for grad, states in student.asked:
            np.testing.assert_allclose(
                reference.lyapunov_rate(grad, states), by_following(grad, states), rtol=1e-4, atol=1e-5
            )


def test_paths_in_the_checks_rise_and_fall_as_they_are_said_to_in_exact_arithmetic():
    def exactly(V, traj):
        p = V.field
        value = lambda z: sum(  # noqa: E731
            sympy.Rational(float(c))
            * sympy.prod(sympy.Rational(float(x)) ** int(e) for x, e in zip(z, es, strict=True))
            for es, c in zip(p.exponents, p.coefficients, strict=True)
        )
        v = [value(z) for z in traj]
        room = [sympy.Rational(1, 10**12) * (1 + abs(x)) for x in v]
        return all(after <= before + r for before, after, r in zip(v[:-1], v[1:], room[:-1], strict=True))

    for check in (value for name, value in vars(public).items() if name.startswith("check_is_decreasing__")):
        for seed in range(3):
            check(Noted(is_decreasing=exactly), np.random.default_rng(seed))


def test_the_loss_falls_along_the_flow_and_rises_in_some_steps_of_descent():
    flow_path = reference.gradient_flow(grad_ab, np.array([1.3, 0.2]), np.linspace(0, 15, 50))
    assert reference.is_decreasing(loss_ab, flow_path)
    assert not reference.is_decreasing(loss_ab, reference.gradient_descent(grad_ab, np.array([1.3, 0.2]), 0.25, 30))


def test_the_lyapunov_matrix_is_the_cost_of_all_that_is_to_come():
    def by_doubling(A, Q):
        """The integral of exp(A^T t) Q exp(A t) over all times: one short piece by quadrature, then doubled and doubled."""
        h = 0.1
        nodes, weights = np.polynomial.legendre.leggauss(12)
        pieces = [
            w * h / 2 * (X := scipy.linalg.expm(A * h * (1 + x) / 2)).T @ Q @ X
            for x, w in zip(nodes, weights, strict=True)
        ]
        total, ahead = sum(pieces), scipy.linalg.expm(A * h)
        for _ in range(14):
            total, ahead = total + ahead.T @ total @ ahead, ahead @ ahead
        return total

    A, Q = np.array([[-1.0, 3.0], [0.0, -0.5]]), np.array([[2.0, 0.3], [0.3, 1.0]])
    np.testing.assert_allclose(reference.lyapunov_matrix(A, Q), by_doubling(A, Q), rtol=1e-8)
    for check in (value for name, value in vars(public).items() if name.startswith("check_lyapunov_matrix__")):
        check(Noted(lyapunov_matrix=by_doubling), np.random.default_rng(7))


def test_with_momentum_the_loss_may_rise_and_the_quadratic_function_still_falls():
    A = np.array([[0.0, 1.0], [-4.0, -0.4]])  # z'' = -4 z - 0.4 z'
    P = reference.lyapunov_matrix(A, np.eye(2))
    x = np.stack([scipy.linalg.expm(A * t) @ [1.0, 0.0] for t in np.linspace(0, 10, 60)])
    assert np.all(np.diff(np.einsum("ki,ij,kj->k", x, P, x)) < 0)
    assert np.any(np.diff(2 * x[:, 0] ** 2) > 0)


def ends_by_dop853(grad, z0s, minima, t_max, tol, share=1.0):
    """Labels from solves of each start by itself; None where an end is not clearly within tol or clearly beyond."""
    labels = []
    for z0 in z0s:
        end = exact_flow(grad, z0, [0.0, t_max])[-1]
        near = [i for i, minimum in enumerate(minima) if np.hypot.reduce(end - minimum) <= share * tol]
        labels.append(near[0] if near else -1)
    return labels


@pytest.mark.parametrize("share", [0.9, 1.0, 1.1])
def test_basins_in_the_checks_are_those_of_dop853_with_a_tenth_to_spare(share):
    for module in (public, hidden):
        for check in (value for name, value in vars(module).items() if name.startswith("check_basin_labels__")):
            for seed in range(3):
                student = Noted(basin_labels=lambda *args: ends_by_dop853(*args, share=share))
                check(student, np.random.default_rng(seed))


def test_a_minimum_may_be_the_nearest_and_not_the_one_a_start_flows_to():
    grad = lambda u: u * (u + 1) * (u - 2)  # noqa: E731
    minima, start = np.array([[-1.0], [2.0]]), np.array([[0.2]])
    assert abs(start[0, 0] - minima[0, 0]) < abs(start[0, 0] - minima[1, 0])
    assert ends_by_dop853(grad, start, minima, 15.0, 1e-3) == [1]
    assert reference.basin_labels(grad, start, minima, 15.0, 1e-3).tolist() == [1]


def descend_exactly(w0, lr, steps=60):
    """Descent on w^4 - 2 w^2 at thirty digits; the side it is on in the end, nan beyond 1000."""
    with mpmath.workdps(30):
        w, lr = mpmath.mpf(w0), mpmath.mpf(lr)
        for _ in range(steps):
            w = (1 + 4 * lr) * w - 4 * lr * w**3
            if abs(w) > 1000:
                return float("nan")
        return int(mpmath.sign(w))


def test_ends_of_descent_in_the_checks_are_those_of_thirty_digits():
    for module in (public, hidden):
        for check in (value for name, value in vars(module).items() if name.startswith("check_gd_basin_label__")):
            check(Noted(gd_basin_label=lambda w0, lr: descend_exactly(w0, lr, 400)), np.random.default_rng(8))


@pytest.mark.parametrize(
    ("lr", "table"),
    [
        (0.05, (2.44949, 3.14543, 3.284544, 3.310671)),
        (0.1, (1.870829, 2.344181, 2.431163, 2.446325)),
        (0.2, (1.5, 1.812339, 1.861913, 1.869477)),
    ],
)
def test_the_edges_of_the_bands_are_where_the_end_changes_sides(lr, table):
    found = hidden.edges(lr, 4)[1:]
    np.testing.assert_allclose(found, table, atol=1e-5)
    for k, edge in enumerate(found):
        inside, outside = descend_exactly(edge * (1 - 1e-5), lr), descend_exactly(edge * (1 + 1e-5), lr)
        assert (inside, outside) == ((-1) ** k, -((-1) ** k))
        assert reference.gd_basin_label(edge * (1 - 1e-5), lr) == inside
        assert reference.gd_basin_label(edge * (1 + 1e-5), lr) == outside


@pytest.mark.parametrize("lr", [0.02, 0.1, 0.24])
def test_descent_diverges_just_beyond_the_cycle_that_the_lesson_names(lr):
    radius = (1 + 1 / (2 * lr)) ** 0.5
    assert (1 + 4 * lr) * radius - 4 * lr * radius**3 == pytest.approx(-radius)
    assert np.isnan(descend_exactly(radius * 1.001, lr, 4000)) and np.isnan(
        reference.gd_basin_label(radius * 1.001, lr)
    )
    assert not np.isnan(descend_exactly(radius * 0.999, lr, 4000))


def test_the_examples_of_the_lesson_on_jumps():
    assert 2.0 - 0.1 * (4 * 2.0**3 - 4 * 2.0) == pytest.approx(-0.4)
    assert [descend_exactly(2.0, lr) for lr in (0.01, 0.1)] == [1, -1] and np.isnan(descend_exactly(2.0, 0.2))


def growth(H, lr):
    """Size of the state after many steps of descent in a bowl, by repeated multiplication."""
    z = np.ones(len(H)) + np.arange(len(H)) / 7
    for _ in range(4000):
        z = z - lr * H @ z
    return np.linalg.norm(z)


def test_below_the_limit_descent_converges_and_above_it_does_not():
    rng = np.random.default_rng(9)
    for H in public.bowls(rng):
        limit = reference.gd_stability_limit(H)
        assert growth(H, 0.99 * limit) < 1e-6 * growth(H, 1.01 * limit)
        assert growth(H, 1.01 * limit) > 1e6


def test_no_other_learning_rate_is_faster_than_the_best():
    for H in public.bowls(np.random.default_rng(10)):
        best = reference.optimal_lr(H)
        slowest = lambda lr, H=H: np.linalg.norm(np.eye(len(H)) - lr * H, 2)  # noqa: E731
        assert all(slowest(best) < slowest(best * share) for share in (0.9, 0.99, 1.01, 1.1))
        kappa = np.linalg.cond(H)
        assert slowest(best) == pytest.approx((kappa - 1) / (kappa + 1), abs=1e-12)


def test_limit_and_best_rate_in_the_checks_are_those_of_the_hessian_by_computer_algebra():
    H = sympy.hessian(LOSS, (A, B)).subs({A: sympy.sqrt(10) / 4, B: -sympy.sqrt(10) / 4})
    assert H == sympy.Matrix([[6, -4], [-4, 6]])
    low, high = sorted(H.eigenvals())
    assert (2 / high, 2 / (low + high)) == (sympy.Rational(1, 5), sympy.Rational(1, 6))
    characteristic = lambda H: np.sort(np.roots(np.poly(H)).real)  # noqa: E731
    for module in (public, hidden):
        for name, check in vars(module).items():
            if name.startswith("check_gd_stability_limit__") and "refuses" not in name:
                check(Noted(gd_stability_limit=lambda H: 2 / characteristic(H)[-1]), np.random.default_rng(11))
            if name.startswith("check_optimal_lr__") and "refuses" not in name:
                check(Noted(optimal_lr=lambda H: 2 / np.sum(characteristic(H)[[0, -1]])), np.random.default_rng(11))


@pytest.mark.parametrize("function", [reference.gd_stability_limit, reference.optimal_lr])
def test_what_is_no_minimum_is_refused(function):
    for H in ([[1.0, 0], [0, -1]], [[-1.0]], [[1.0, 0], [0, 0]], [[2.0, 1], [0, 2]], [[1.0, 2], [2, 1]]):
        with pytest.raises(ValueError, match="positive definite"):
            function(np.array(H))


def test_descent_follows_the_modified_flow_to_second_order_and_the_plain_flow_to_first():
    start, rates, gaps = np.array([1.0, 0.3]), np.array([0.02, 0.01, 0.005, 0.0025]), []
    for lr in rates:
        end = start
        for _ in range(round(0.4 / lr)):
            end = end - lr * np.array(GRADIENT(*end))
        modified = sympy.lambdify(
            (A, B),
            [sympy.diff(LOSS + lr / 4 * (sympy.diff(LOSS, A) ** 2 + sympy.diff(LOSS, B) ** 2), x) for x in (A, B)],
        )
        flows = [exact_flow(lambda z, g=g: np.array(g(*z)), start, [0.0, 0.4])[-1] for g in (GRADIENT, modified)]
        gaps.append([np.linalg.norm(end - flow) for flow in flows])
    plain, better = np.polyfit(np.log(rates), np.log(gaps), 1)[0]
    assert plain == pytest.approx(1, abs=0.05) and better == pytest.approx(2, abs=0.1)


def test_the_modified_loss_is_the_one_written_out_by_computer_algebra():
    lr, z = 0.3, np.random.default_rng(12).uniform(-1.5, 1.5, (4, 3, 2))
    formula = LOSS + sympy.Rational(3, 40) * (sympy.diff(LOSS, A) ** 2 + sympy.diff(LOSS, B) ** 2)
    want = sympy.lambdify((A, B), sympy.expand(formula))(z[..., 0], z[..., 1])
    np.testing.assert_allclose(reference.modified_loss(loss_ab, grad_ab, lr, z), want, rtol=1e-9, atol=1e-10)


def test_claims_about_the_modified_loss_hold_for_slopes_by_complex_step():
    def modified(loss, grad, lr, z):
        slopes = [loss(z + 1e-30j * e).imag / 1e-30 for e in np.eye(z.shape[-1])]
        return loss(z) + lr / 4 * sum(slope**2 for slope in slopes)

    for check in (value for name, value in vars(public).items() if name.startswith("check_modified_loss__")):
        for seed in range(3):
            check(Noted(modified_loss=modified), np.random.default_rng(seed))


def test_a_start_on_the_line_stays_there_and_one_beside_it_leaves_after_a_while():
    t = np.linspace(0, 20, 81)
    on, off = (reference.gradient_flow(grad_ab, np.array([1.0, 1.0 + d]), t) for d in (0.0, 1e-9))
    apart = np.linalg.norm(on - off, axis=1)
    assert np.all(on[:, 0] == on[:, 1])
    assert apart[t <= 5].max() < 1e-4 and apart[-1] > 0.9
