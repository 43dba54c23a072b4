"""What the lesson and the checks of adjoint_gradients say, found a second way."""

import math

import mpmath
import numpy as np
import pytest
import sympy
import torch
from scipy.integrate import solve_ivp
from scipy.linalg import expm, expm_frechet

from autograder import systems
from autograder.checks import problems
from autograder.checks.hidden.check_adjoint_gradients import linear_gradient, spectral_gradient
from autograder.checks.public.check_adjoint_gradients import (
    COPIES,
    STATES,
    derivatives,
    graded_grid,
    linear_flow,
    linear_problem,
    network,
    network_flow,
    network_path,
    network_rate,
    observations,
    observed,
    pulled_back,
    slopes,
)
from autograder.sandbox import gradients
from reference.adjoint_gradients import (
    adjoint_gradients,
    adjoint_observations,
    end_time_gradient,
    linear_adjoint,
    odeint_adjoint,
    reconstruction_error,
    rk4_step,
)
from reference.misconceptions import adjoint_gradients as mistakes

torch.set_num_threads(1)


def tensors(*arrays):
    return tuple(torch.from_numpy(np.array(x)) for x in arrays)


def worst(got, want):
    return max(float(np.max(np.abs(np.asarray(a) - np.asarray(b)))) for a, b in zip(got, want, strict=True))


def tight(rhs, z0, span):
    return solve_ivp(rhs, span, z0, method="DOP853", rtol=1e-12, atol=1e-13).y[:, -1]


def network_rhs(W1, b1, W2):
    return lambda t, y: (np.tanh(y.reshape(-1, 2) @ W1.T + b1 * math.cos(t + 1)) @ W2.T).ravel()


def network_answer(seed):
    start, params, t, c = network(np.random.default_rng(seed))
    z_T = network_flow(start, *params, t)
    return start, params, t, c, adjoint_gradients(systems.ParametricMLP(), *tensors(z_T, t, c), tensors(*params))


@pytest.mark.parametrize("seed", range(3))
def test_complex_steps_agree_with_whole_jacobians(seed):
    z, params, (t, *_), a = network(np.random.default_rng(seed))
    inputs = tensors(z, *params)
    assert worst([systems.ParametricMLP()(t, *inputs)], [network_rate(t, z, *params)]) < 1e-15
    jacobians = torch.autograd.functional.jacobian(lambda *x: systems.ParametricMLP()(t, *x), inputs)
    want = [np.tensordot(a, J.numpy(), axes=2) for J in jacobians]
    assert worst([pulled_back(t, z, params, a, which) for which in range(4)], want) < 1e-14


def test_a_nudge_changes_the_loss_alike_at_every_time_and_the_gradient_still_to_come_runs_out():
    _, params, t, _ = network(np.random.default_rng(9))
    z, a, nudge = np.random.default_rng(10).uniform(0.5, 1.5, (3, 1, 2))
    theta = np.concatenate([p.ravel() for p in params])
    cuts = np.cumsum([p.size for p in params])[:-1]

    def rhs(time, y):
        z, delta, a = y[:2], y[2:4], y[4:6]
        rate = network_rhs(*params)

        def of(theta):
            return network_rhs(*(x.reshape(p.shape) for x, p in zip(np.split(theta, cuts), params, strict=True)))

        eps = 1e-6
        J = np.column_stack([(rate(time, z + eps * e) - rate(time, z - eps * e)) / (2 * eps) for e in np.eye(2)])
        by = [(of(theta + eps * e)(time, z) - of(theta - eps * e)(time, z)) / (2 * eps) for e in np.eye(theta.size)]
        return np.concatenate([rate(time, z), J @ delta, -J.T @ a, -np.array(by) @ a])

    y0 = np.concatenate([z[0], nudge[0], a[0], np.zeros(theta.size)])
    y1 = solve_ivp(rhs, (t[0], t[-1]), y0, method="DOP853", rtol=1e-9, atol=1e-11).y[:, -1]
    assert abs(y1[2:4] @ y1[4:6] - y0[2:4] @ y0[4:6]) < 1e-7
    want = [derivatives(z, params, t, y1[None, 4:6], which) for which in (1, 2, 3)]
    assert np.max(np.abs(-y1[6:] - np.concatenate([x.ravel() for x in want]))) < 1e-6  # g falls by the whole gradient


def test_the_forward_solve_of_the_checks_agrees_with_dop853():
    start, params, t, _ = network(np.random.default_rng(0))
    want = tight(network_rhs(*params), start.ravel(), (t[0], t[-1])).reshape(start.shape)
    assert np.max(np.abs(network_flow(start, *params, t) - want)) < 1e-7


def test_complex_steps_agree_with_differences_of_dop853():
    start, params, t, c = network(np.random.default_rng(1))
    inputs, eps = [start, *params], 1e-4

    def loss(moved):
        return float(np.sum(c.ravel() * tight(network_rhs(*moved[1:]), moved[0].ravel(), (t[0], t[-1]))))

    for which, value in enumerate(inputs):
        index = tuple(np.array(value.shape) - 1)
        sides = []
        for sign in (1, -1):
            moved = [x.copy() for x in inputs]
            moved[which][index] += sign * eps
            sides.append(loss(moved))
        assert abs(derivatives(start, params, t, c, which)[index] - (sides[0] - sides[1]) / (2 * eps)) < 1e-7


@pytest.mark.parametrize("seed", range(5))
def test_the_reference_agrees_with_torchdiffeq(seed):
    import torchdiffeq

    start, params, t, c, (z0, grad_z0, grads) = network_answer(seed)

    class Field(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.weights = torch.nn.ParameterList(torch.nn.Parameter(p) for p in tensors(*params))

        def forward(self, time, z):
            return systems.ParametricMLP()(time, z, *self.weights)

    field, begin = Field(), torch.from_numpy(start).requires_grad_()
    ends = torch.tensor([t[0], t[-1]])
    end = torchdiffeq.odeint_adjoint(field, begin, ends, rtol=1e-9, atol=1e-10, method="dopri5")[-1]
    (torch.from_numpy(c) * end).sum().backward()
    want = [start, begin.grad, *(p.grad for p in field.weights)]
    assert worst([z0, grad_z0, *grads], want) < 3e-5


def test_the_van_loan_block_is_the_frechet_derivative():
    rng = np.random.default_rng(2)
    A, T = problems.coupled_matrix(rng, 3), 0.8
    z_T, c = rng.standard_normal((2, 3)), rng.standard_normal((2, 3))
    starts = z_T @ expm(-T * A).T
    want = sum(
        T * expm_frechet(T * A.T, np.outer(c_i, z_i), compute_expm=False) for c_i, z_i in zip(c, starts, strict=True)
    )
    assert np.max(np.abs(linear_gradient(A, z_T, c, T) - want)) < 1e-12
    assert np.max(np.abs(A @ A.T - A.T @ A)) > 0.1


def test_the_shear_is_integrated_rightly_by_hand():
    s, T = sympy.symbols("s T")
    A = sympy.Matrix([[0, 1], [0, 0]])
    z = (A * s).exp() * sympy.Matrix([1, 2])
    a = (A.T * (T - s)).exp() * sympy.Matrix([1, 3])
    assert z.subs(s, 2) == sympy.Matrix([5, 2])
    integral = (a * z.T).applyfunc(lambda entry: sympy.integrate(entry, (s, 0, T))).subs(T, 2)
    assert integral == sympy.Matrix([[6, 4], [sympy.Rational(68, 3), 16]])


def test_the_cosine_equation_has_the_flow_that_its_check_uses():
    t0, T, k, z0 = 1.8, 0.3, 0.7, 1.2
    eps = 1e-4

    def end(rate):
        return tight(lambda t, y: rate * math.cos(t + 1) * y, [z0], (t0, T))[0]

    z_T = z0 * math.exp(k * (math.sin(T + 1) - math.sin(t0 + 1)))
    assert abs(end(k) - z_T) < 1e-10
    assert abs((end(k + eps) - end(k - eps)) / (2 * eps) - z_T * (math.sin(T + 1) - math.sin(t0 + 1))) < 1e-7


def test_a_graded_grid_is_uneven_with_the_ends_asked_for():
    t = graded_grid(np.random.default_rng(3), 28, 1.8, 0.3)
    steps = np.abs(np.diff(t))
    assert np.allclose(t[[0, -1]], [1.8, 0.3])
    assert steps[-1] > 2 * steps[0]


def test_the_error_of_the_reference_falls_like_the_fourth_power():
    start, params, t, c = network(np.random.default_rng(4))
    want = [start, *(derivatives(start, params, t, c, which) for which in range(4))]
    z_T, errors = network_flow(start, *params, t), []
    for intervals in (4, 8, 16):
        grid = np.linspace(t[0], t[-1], intervals + 1)
        z0, grad_z0, grads = adjoint_gradients(systems.ParametricMLP(), *tensors(z_T, grid, c), tensors(*params))
        errors.append(worst([z0, grad_z0, *grads], want))
    orders = np.log2(np.array(errors[:-1]) / errors[1:])
    assert np.all(np.abs(orders - 4) < 0.5)


def euler_step(rhs, t, state, h):
    return tuple(x + h * rate for x, rate in zip(state, rhs(t, state), strict=True))


@pytest.mark.parametrize(("step", "order"), [(euler_step, 1), (rk4_step, 4)])
def test_the_adjoint_and_backpropagation_differ_by_the_order_of_the_solver(step, order, monkeypatch):
    start, params, t, c = network(np.random.default_rng(5))
    f, gaps = systems.ParametricMLP(), []
    monkeypatch.setitem(adjoint_gradients.__globals__, "rk4_step", step)
    for intervals in (8, 16, 32):
        grid = torch.linspace(t[0], t[-1], intervals + 1, dtype=torch.float64)
        leaves = [x.requires_grad_() for x in tensors(start, *params)]
        state = (leaves[0],)
        for k in range(intervals):
            state = step(lambda s, y, theta=leaves[1:]: (f(s, y[0], *theta),), grid[k], state, grid[k + 1] - grid[k])
        want = torch.autograd.grad(state[0], leaves, torch.from_numpy(c))
        got = adjoint_gradients(f, state[0].detach(), grid, *tensors(c), tensors(*params))
        gaps.append(worst([got[1], *got[2]], want))
    orders = np.log2(np.array(gaps[:-1]) / gaps[1:])
    assert np.all(np.abs(orders - order) < 0.5)


def test_the_adjoint_keeps_nothing_that_grows_with_the_steps():
    start, params, t, c = network(np.random.default_rng(6))
    f = systems.ParametricMLP()
    kept = []

    def pack(x):
        kept.append(x.nbytes)
        return x

    def peak(work):
        kept.clear()
        with torch.autograd.graph.saved_tensors_hooks(pack, lambda x: x):
            result = work()
        del result
        return sum(kept)

    def forward(intervals):
        z, *theta = (x.requires_grad_() for x in tensors(start, *params))
        grid = torch.linspace(t[0], t[-1], intervals + 1, dtype=torch.float64)
        state = (z,)
        for k in range(intervals):
            state = rk4_step(lambda s, y: (f(s, y[0], *theta),), grid[k], state, grid[k + 1] - grid[k])
        return state

    assert peak(lambda: forward(20)) == 2 * peak(lambda: forward(10))  # one graph, alive to the end
    grid = torch.linspace(t[0], t[-1], 11, dtype=torch.float64)
    answer = adjoint_gradients(f, *tensors(start), grid, *tensors(c), tensors(*params))
    assert not any(x.requires_grad or x.grad_fn for x in (*answer[:2], *answer[2]))


def test_the_arguments_are_left_alone():
    start, params, t, c = network(np.random.default_rng(7))
    given = [*tensors(start, t, c), *tensors(*params)]
    given[3].requires_grad_()
    before = [x.detach().clone() for x in given]
    adjoint_gradients(systems.ParametricMLP(), given[0], given[1], given[2], tuple(given[3:]))
    assert all(torch.equal(old, new) for old, new in zip(before, given, strict=True))
    assert [x.requires_grad for x in given] == [False, False, False, True, False, False]
    assert all(x.grad is None for x in given)


def test_what_the_rate_does_not_use_gets_zeros():
    z_T, t, c = tensors([1.0, 2.0], [0.0, 1.0, 3.0], [1.0, 5.0])
    k, idle = tensors([2.0, 3.0], [[7.0]])
    z0, grad_z0, (grad_k, grad_idle) = adjoint_gradients(lambda t, z, k, idle: k, z_T, t, c, (k, idle))
    assert z0.tolist() == [-5.0, -7.0]
    assert grad_z0.tolist() == [1.0, 5.0]
    assert worst([grad_k, grad_idle], [[3.0, 15.0], [[0.0]]]) < 1e-14


def test_rebuilding_a_contracting_flow_explodes_without_a_sign_of_it():
    def decay(t, z, k):
        return -k * z

    end = solve_ivp(lambda t, z: -5 * z, (0, 10), [1.0], rtol=1e-6, atol=1e-9).y[:, -1]
    t = torch.linspace(0, 10, 401, dtype=torch.float64)
    z0, grad_z0, (grad_k,) = adjoint_gradients(decay, *tensors(end), t, *tensors([1.0]), tensors([5.0]))
    assert abs(z0.item() - 1) > 1e9
    assert abs(grad_z0.item() / math.exp(-50) - 1) < 1e-2  # linear: the adjoint does not need the state
    assert abs(grad_k.item()) > 1e9 * 10 * math.exp(-50)  # truth: -10 exp(-50)
    assert 5e21 < math.exp(50) < 5.2e21


def test_layers_of_independent_weights_stay_random_however_deep():
    rng = np.random.default_rng(8)
    spread = []
    for layers in (16, 256):
        x = np.ones(20_000)
        for _ in range(layers):
            x = x + x * rng.standard_normal(x.size) / math.sqrt(layers)
        spread.append(np.var(np.log(np.abs(x))))
    assert spread[1] == pytest.approx(1.0, abs=0.1)  # geometric Brownian motion: log x has variance 1
    drawn_once = (1 + rng.standard_normal(5) / 4096) ** 4096
    assert np.var(drawn_once) > 0
    alike = np.ones(1000)
    for _ in range(4096):
        alike = alike + alike * rng.standard_normal(alike.size) / 4096
    assert np.std(alike) < 0.05  # size 1/N and drawn anew: nothing is left of them


def test_the_path_of_the_checks_agrees_with_dop853_at_every_time():
    start, params, t, _ = observations(np.random.default_rng(0))
    found = solve_ivp(
        network_rhs(*params), (t[0], t[-1]), start.ravel(), method="DOP853", t_eval=t, rtol=1e-12, atol=1e-13
    )
    assert np.max(np.abs(np.array(network_path(start, *params, t)).reshape(len(t), -1) - found.y.T)) < 1e-7


@pytest.mark.parametrize("seed", range(3))
def test_what_observations_move_agrees_with_torchdiffeq(seed):
    import torchdiffeq

    start, params, t, grads = observations(np.random.default_rng(seed))
    want = [observed(start, params, t, grads, which) for which in range(4)]

    class Field(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.weights = torch.nn.ParameterList(torch.nn.Parameter(p) for p in tensors(*params))

        def forward(self, time, z):
            return systems.ParametricMLP()(time, z, *self.weights)

    field, begin = Field(), torch.from_numpy(start).requires_grad_()
    path = torchdiffeq.odeint_adjoint(field, begin, *tensors(t), rtol=1e-10, atol=1e-11, method="dopri5")
    (torch.from_numpy(grads) * path).sum().backward()
    assert worst([begin.grad, *(p.grad for p in field.weights)], want) < 1e-7


def test_each_observation_counts_once_and_by_what_comes_before_it():
    k, z0, t, c = 0.7, 1.3, np.array([0.0, 0.3, 1.0]), np.array([2.0, 3.0, 5.0])
    grid = np.unique(np.concatenate([t, np.linspace(0, 1, 41)]))
    grads = np.zeros((len(grid), 1))
    grads[np.searchsorted(grid, t), 0] = c
    z_T = np.array([z0 * math.exp(k)])
    back, by_start, (by_k,) = adjoint_observations(
        lambda t, z, k: k * z, *tensors(z_T, grid, grads), tensors(np.array([k]))
    )
    assert abs(back.item() - z0) < 1e-8
    assert abs(by_start.item() - np.sum(c * np.exp(k * t))) < 1e-7
    assert abs(by_k.item() - np.sum(c * z0 * t * np.exp(k * t))) < 1e-7


def test_the_solver_passes_the_check_of_gradients_by_differences():
    start, params, t, _ = observations(np.random.default_rng(1))
    inputs = [x.requires_grad_() for x in tensors(start, *params)]
    grid = torch.from_numpy(t)

    def solution(z0, *theta):
        return odeint_adjoint(systems.ParametricMLP(), z0, grid, theta)

    assert torch.autograd.gradcheck(solution, inputs)
    with pytest.raises(RuntimeError, match="once_differentiable"):
        (by_start,) = torch.autograd.grad(solution(*inputs).square().sum(), inputs[0], create_graph=True)
        by_start.sum().backward()


def test_a_tensor_that_is_only_visible_inside_a_function_gets_no_gradient():
    class Square(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return w * x

        @staticmethod
        def backward(ctx, grad):
            return w.detach() * grad

    w, x = (torch.ones(2, dtype=torch.float64, requires_grad=True) for _ in range(2))
    Square.apply(x).sum().backward()
    assert x.grad is not None and w.grad is None


@pytest.mark.parametrize(
    "solver, kept, copies",
    [
        (odeint_adjoint, (0, 0), (1, 4)),
        (mistakes.odeint_adjoint__states_in_a_list, (1, 1), (1, 4)),
        (mistakes.odeint_adjoint__solved_again_with_a_graph, (0, 0), (20, 30)),
        (mistakes.odeint_adjoint__plain_backpropagation, (20, 30), (20, 30)),
    ],
)
def test_each_way_back_takes_the_memory_that_the_checks_tell_it_by(solver, kept, copies):
    rng = np.random.default_rng(2)
    start, *params = tensors(*(rng.uniform(-0.5, 0.5, shape) for shape in ((16, 2), (8, 2), (8,), (2, 8))))
    sizes = []
    for steps in (1, 3, 20, 40):
        t, cotangent = tensors(np.linspace(0.4, 0.6, steps + 1), rng.uniform(0.5, 1.5, (steps + 1, 16, 2)))
        told = gradients.measured(solver, [systems.ParametricMLP(), start, t, tuple(params)], cotangent, [1, 3])
        sizes.append([told["kept_bytes"], told["peak_bytes"]])
    sizes = np.array(sizes) / start.nbytes
    for by_kept, by_copies in ((sizes[1] - sizes[0]) / 2, (sizes[3] - sizes[2]) / 20):
        assert kept[0] <= by_kept <= kept[1] and copies[0] <= by_copies <= copies[1]
        assert (by_kept <= STATES and by_copies <= COPIES) == (solver is odeint_adjoint)


def exact_gradient(A, z0, c, T):
    """The integral of a z^T at 50 digits, by quadrature, and exp(A^T T) c."""
    with mpmath.workdps(50):
        A, z0, c, T = (mpmath.matrix(x) if np.ndim(x) else mpmath.mpf(x) for x in (A.tolist(), z0, c, T))

        def integrand(t):
            return (mpmath.expm(A.T * (T - t)) * c) * (mpmath.expm(A * t) * z0).T

        nodes = mpmath.calculus.quadrature.GaussLegendre(mpmath.mp).calc_nodes(4, 170)
        pieces = max(1, int(mpmath.ceil(T)))
        total, half = mpmath.zeros(A.rows), T / pieces / 2
        for piece in range(pieces):
            for x, w in nodes:
                total += w * half * integrand((2 * piece + 1 + x) * half)
        start = mpmath.expm(A.T * T) * c
        return [np.array(x.tolist(), dtype=float) for x in (start, total)]


def test_the_gradients_of_the_linear_equation_agree_with_fifty_digits():
    A, z0, c, T = linear_problem(np.random.default_rng(0))
    start, by_A = exact_gradient(A, z0, c, T)
    assert np.max(np.abs([c @ linear_flow(A, e, T) for e in np.eye(3)] - start[:, 0])) < 1e-14
    assert np.max(np.abs(slopes(lambda A: linear_flow(A, z0, T) @ c, [A], 0) - by_A)) < 1e-14
    assert worst(linear_adjoint(*tensors(A, z0, c), T), [start[:, 0], by_A]) < 1e-14


def test_the_spectral_formula_agrees_with_fifty_digits_for_a_long_time():
    rng = np.random.default_rng(1)
    S, values = problems.well_conditioned(rng, 3), np.array([-1.0, -0.5, 0.02])
    z0, c = rng.uniform(0.5, 1.5, (2, 3))
    _, want = exact_gradient(S @ np.diag(values) @ np.linalg.inv(S), z0, c, 6.0)
    assert np.max(np.abs(spectral_gradient(values, S, z0, c, 6.0) - want)) < 1e-12


def test_an_off_diagonal_block_of_an_exponential_is_the_integral_that_the_lesson_says():
    t, T = sympy.symbols("t T", positive=True)
    P, Q, R = sympy.Matrix([[1, 2], [0, 1]]), sympy.Matrix([[1, 3], [5, 7]]), sympy.Matrix([[0, 0], [3, 0]])
    whole = sympy.Matrix(sympy.BlockMatrix([[P, Q], [sympy.zeros(2), R]]))
    integrand = (P * (T - t)).exp() * Q * (R * t).exp()
    integral = integrand.applyfunc(lambda entry: sympy.integrate(sympy.expand(entry), (t, 0, T)))
    assert sympy.simplify((whole * T).exp()[:2, 2:] - integral) == sympy.zeros(2)


def test_a_deep_linear_network_adds_up_what_becomes_the_integral():
    A, z0, c, T = linear_problem(np.random.default_rng(2))
    want, gaps = exact_gradient(A, z0, c, T)[1], []
    for layers in (50, 100, 200):
        factor = np.eye(3) + T / layers * A
        above = [np.linalg.matrix_power(factor.T, layers - 1 - k) @ c for k in range(layers)]
        below = [np.linalg.matrix_power(factor, k) @ z0 for k in range(layers)]
        gaps.append(np.max(np.abs(T / layers * sum(map(np.outer, above, below)) - want)))
    assert np.all(np.abs(np.array(gaps[:-1]) / gaps[1:] - 2) < 0.2)


def test_solving_a_little_longer_changes_the_loss_at_the_rate_that_is_said():
    start, params, t, c = network(np.random.default_rng(3))
    rhs, eps = network_rhs(*params), 1e-4
    z_T = tight(rhs, start.ravel(), (t[0], t[-1]))
    sides = [float(c.ravel() @ tight(rhs, start.ravel(), (t[0], t[-1] + sign * eps))) for sign in (1, -1)]
    got = end_time_gradient(systems.ParametricMLP(), *tensors(z_T.reshape(5, 2)), t[-1], *tensors(c), tensors(*params))
    assert abs(got.item() - (sides[0] - sides[1]) / (2 * eps)) < 1e-7


def test_a_step_there_and_a_step_back_multiply_by_what_the_lesson_says():
    x = sympy.Symbol("x")
    R = sum(x**k / sympy.factorial(k) for k in range(5))
    assert sympy.expand(R * R.subs(x, -x)) == 1 + x**6 / 72 + x**8 / 576
    z0, k = tensors(np.array([1.0]), np.array([-5.0]))

    def error(T, n, method):
        return float(reconstruction_error(lambda t, z, k: k * z, z0, T, n, method, (k,)))

    assert abs(error(10.0, 10, "euler") / 24**10 - 1) < 1e-12
    pair = R.subs(x, sympy.Rational(-5, 4)) * R.subs(x, sympy.Rational(5, 4))
    assert abs(error(5.0, 20, "rk4") / abs(float(1 - pair**20)) - 1) < 1e-10


def test_what_euler_rebuilds_is_off_in_proportion_to_the_step_and_rk4_to_its_fifth_power():
    start, params, _, _ = network(np.random.default_rng(4))
    for method, order in (("euler", 1), ("rk4", 5)):
        errors = [
            float(reconstruction_error(systems.ParametricMLP(), *tensors(start[0]), 1.0, n, method, tensors(*params)))
            for n in (8, 16, 32)
        ]
        assert np.all(np.abs(np.log2(np.array(errors[:-1]) / errors[1:]) - order) < 0.5), (method, errors)
