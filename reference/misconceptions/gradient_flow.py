"""Known wrong answers to gradient_flow: the reference with one thing changed; the docstring is a tutor's remark."""

import numpy as np
import scipy.linalg
from scipy.integrate import solve_ivp

from reference.gradient_flow import grad_ab, loss_ab


def grad_ab__minus_sign(z):
    """You return the velocity of the flow, which is minus the gradient. The gradient points uphill."""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return -np.stack([4 * a * excess + b, 4 * b * excess + a], axis=-1)


def grad_ab__drops_the_product(z):
    """The term ab is missing from your gradient. It, too, changes when a changes, and b says by how much."""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.stack([4 * a * excess, 4 * b * excess], axis=-1)


def grad_ab__product_by_itself(z):
    """The slope of ab along a is not a: fix b, let a grow by 1, and see how much ab grows."""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.stack([4 * a * excess + a, 4 * b * excess + b], axis=-1)


def grad_ab__product_sign(z):
    """The slope of ab has the wrong sign: L holds + ab. From (1, 0), does L rise or fall as b grows a little?"""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.stack([4 * a * excess - b, 4 * b * excess - a], axis=-1)


def grad_ab__product_of_both(z):
    """Your gradient still holds the product ab itself. With b fixed it is a straight line in a: what is its slope?"""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.stack([4 * a * excess + a * b, 4 * b * excess + a * b], axis=-1)


def grad_ab__no_inner_derivative(z):
    """The square is differentiated, what stands inside it is not. Chain rule: times the derivative of a^2 + b^2 - 1."""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.stack([2 * excess + b, 2 * excess + a], axis=-1)


def grad_ab__factor_two(z):
    """A factor 2 is missing: the square gives one, and a^2 inside it gives another."""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.stack([2 * a * excess + b, 2 * b * excess + a], axis=-1)


def grad_ab__keeps_the_square(z):
    """The derivative of a square holds what was squared to the first power. Yours still holds the square."""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.stack([4 * a * excess**2 + b, 4 * b * excess**2 + a], axis=-1)


def grad_ab__forgets_the_other(z):
    """Inside the square stand both a and b, along a as along b. To keep b fixed is not to leave it out."""
    a, b = z[..., 0], z[..., 1]
    return np.stack([4 * a * (a**2 - 1) + b, 4 * b * (b**2 - 1) + a], axis=-1)


def grad_ab__swapped(z):
    """Both entries are right, and in the wrong places: the slope along a comes first."""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.stack([4 * b * excess + a, 4 * a * excess + b], axis=-1)


def grad_ab__same_slope_twice(z):
    """Both your entries are the slope along a. The second is the one along b: the same formula, a and b exchanged."""
    a, b = z[..., 0], z[..., 1]
    along_a = 4 * a * (a**2 + b**2 - 1) + b
    return np.stack([along_a, along_a], axis=-1)


def grad_ab__unit_length(z):
    """You return arrows of length 1. They draw well, but how steep it is, and where it is flat, has gone."""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    g = np.stack([4 * a * excess + b, 4 * b * excess + a], axis=-1)
    return g / np.linalg.norm(g, axis=-1, keepdims=True)


def grad_ab__first_axis(z):
    """You take a and b from the first axis. With many points that axis counts the points; a and b are on the last."""
    a, b = z[0], z[1]
    excess = a**2 + b**2 - 1
    return np.stack([4 * a * excess + b, 4 * b * excess + a], axis=-1)


def grad_ab__stacked_first(z):
    """You put the two slopes on a new first axis. For one point that is the same; for many, a and b belong last."""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.array([4 * a * excess + b, 4 * b * excess + a])


def grad_ab__sums_all_points(z):
    """Your sum of squares runs over all points at once. Each point has its own a^2 + b^2: sum over the last axis."""
    a, b = z[..., 0], z[..., 1]
    excess = np.sum(z**2) - 1
    return np.stack([4 * a * excess + b, 4 * b * excess + a], axis=-1)


def grad_ab__forward_difference(z):
    """A forward difference with h = 1e-6 is right to five or six digits. The derivative by hand is right to sixteen."""
    h = 1e-6
    a, b = np.array([h, 0.0]), np.array([0.0, h])
    return np.stack([(loss_ab(z + a) - loss_ab(z)) / h, (loss_ab(z + b) - loss_ab(z)) / h], axis=-1)


def grad_ab__central_difference(z):
    """A central difference loses digits to rounding: ten are left, none next to the origin. Differentiate by hand."""
    h = 1e-6
    a, b = np.array([h, 0.0]), np.array([0.0, h])
    along_a = (loss_ab(z + a) - loss_ab(z - a)) / (2 * h)
    along_b = (loss_ab(z + b) - loss_ab(z - b)) / (2 * h)
    return np.stack([along_a, along_b], axis=-1)


def grad_ab__wide_difference(z):
    """A wide difference is exact here but for rounding: too much next to the origin. Differentiate by hand."""
    slopes = []
    for e in np.eye(2):
        far, near = loss_ab(z + e) - loss_ab(z - e), loss_ab(z + e / 2) - loss_ab(z - e / 2)
        slopes.append((8 * near - far) / 6)
    return np.stack(slopes, axis=-1)


def grad_ab__single_precision(z):
    """You compute with seven digits: float32. The points come in float64, and so should the slopes."""
    z = z.astype(np.float32)
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.stack([4 * a * excess + b, 4 * b * excess + a], axis=-1).astype(float)


def grad_ab__clipped(z):
    """You clip steep slopes. That tames a step that is too long; the gradient is as steep as it is, so clip the step.

    (hidden only)
    """
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.clip(np.stack([4 * a * excess + b, 4 * b * excess + a], axis=-1), -100, 100)


def loss_ab__drops_the_product(z):
    """The term ab is missing. Without it every point of the circle is a minimum; it is what tilts the valley."""
    a, b = z[..., 0], z[..., 1]
    return (a**2 + b**2 - 1) ** 2


def loss_ab__forgets_the_square(z):
    """What stands in the brackets is squared as a whole. Without the square the loss falls for ever towards 0."""
    a, b = z[..., 0], z[..., 1]
    return (a**2 + b**2 - 1) + a * b


def loss_ab__one_outside_the_square(z):
    """The 1 is taken off inside the brackets, before they are squared. Try (1, 0): the loss there is 0."""
    a, b = z[..., 0], z[..., 1]
    return (a**2 + b**2) ** 2 - 1 + a * b


def loss_ab__product_inside(z):
    """The product ab stands outside the square. Inside it, it would be squared as well."""
    a, b = z[..., 0], z[..., 1]
    return (a**2 + b**2 - 1 + a * b) ** 2


def loss_ab__product_sign(z):
    """The product is added, not taken off. Your minima lie on a = b, where those of this loss are its saddles."""
    a, b = z[..., 0], z[..., 1]
    return (a**2 + b**2 - 1) ** 2 - a * b


def loss_ab__radius_not_squared(z):
    """You take the length of z where its square is asked for: a^2 + b^2, without the root."""
    a, b = z[..., 0], z[..., 1]
    return (np.sqrt(a**2 + b**2) - 1) ** 2 + a * b


def loss_ab__first_axis(z):
    """You take a and b from the first axis. With many points that axis counts the points; a and b are on the last."""
    a, b = z[0], z[1]
    return (a**2 + b**2 - 1) ** 2 + a * b


def loss_ab__second_axis(z):
    """z[:, 0] holds a if there is exactly one axis of points. For one point, or a grid of them, use z[..., 0]."""
    a, b = z[:, 0], z[:, 1]
    return (a**2 + b**2 - 1) ** 2 + a * b


def loss_ab__sums_all_points(z):
    """Your sum of squares runs over all points at once. Each point has its own a^2 + b^2: sum over the last axis."""
    return (np.sum(z**2) - 1) ** 2 + np.prod(z, axis=-1)


def loss_ab__mean_of_points(z):
    """You average over the points. The mean is what a training loop reports; here each point keeps its own loss."""
    a, b = z[..., 0], z[..., 1]
    return np.mean((a**2 + b**2 - 1) ** 2 + a * b)


def loss_ab__keeps_an_axis(z):
    """The numbers are right, with an axis of length 1 at the end. A loss is one number a point: keepdims keeps too much."""
    return (np.sum(z**2, axis=-1, keepdims=True) - 1) ** 2 + np.prod(z, axis=-1, keepdims=True)


def _hessian(aa, ab, bb):
    return np.stack([np.stack([aa, ab], axis=-1), np.stack([ab, bb], axis=-1)], axis=-2)


def hess_ab__minus_sign(z):
    """You return the linear part of the flow, which is minus the Hessian. At a minimum of the loss H is positive."""
    a, b = z[..., 0], z[..., 1]
    return -_hessian(12 * a**2 + 4 * b**2 - 4, 8 * a * b + 1, 4 * a**2 + 12 * b**2 - 4)


def hess_ab__mixed_without_the_product(z):
    """The term ab is missing off the diagonal: its slope along a is b, and the slope of that along b is 1."""
    a, b = z[..., 0], z[..., 1]
    return _hessian(12 * a**2 + 4 * b**2 - 4, 8 * a * b, 4 * a**2 + 12 * b**2 - 4)


def hess_ab__mixed_of_the_product_only(z):
    """Off the diagonal you see the term ab only. In 4a (a^2 + b^2 - 1) the brackets change with b as well."""
    a, b = z[..., 0], z[..., 1]
    return _hessian(12 * a**2 + 4 * b**2 - 4, np.ones_like(a), 4 * a**2 + 12 * b**2 - 4)


def hess_ab__mixed_is_zero(z):
    """Your matrix is diagonal: the two unknowns would not feel each other. How does the slope along a change with b?"""
    a, b = z[..., 0], z[..., 1]
    return _hessian(12 * a**2 + 4 * b**2 - 4, 0 * a, 4 * a**2 + 12 * b**2 - 4)


def hess_ab__mixed_half(z):
    """Half of the mixed term is missing: 4a times b^2 has the slope 8ab along b."""
    a, b = z[..., 0], z[..., 1]
    return _hessian(12 * a**2 + 4 * b**2 - 4, 4 * a * b + 1, 4 * a**2 + 12 * b**2 - 4)


def hess_ab__forgets_the_other(z):
    """On the diagonal the other unknown is missing: with b fixed, 4a b^2 still has the slope 4 b^2 along a."""
    a, b = z[..., 0], z[..., 1]
    return _hessian(12 * a**2 - 4, 8 * a * b + 1, 12 * b**2 - 4)


def hess_ab__brackets_held_fixed(z):
    """You hold the brackets fixed. 4a (a^2 + b^2 - 1) is a product of two factors that both change: product rule."""
    a, b = z[..., 0], z[..., 1]
    excess = 4 * (a**2 + b**2 - 1)
    return _hessian(excess, np.ones_like(a), excess)


def hess_ab__gauss_newton(z):
    """You keep the term with the slopes of the brackets and drop the one with the brackets themselves. That is the
    Gauss-Newton matrix: it can see no maximum."""
    a, b = z[..., 0], z[..., 1]
    return _hessian(8 * a**2, 8 * a * b + 1, 8 * b**2)


def hess_ab__gradient_by_itself(z):
    """Products of gradients are no second derivatives. (Their mean over samples is the empirical Fisher matrix.) At
    every critical point yours vanishes, and that is where the Hessian is needed."""
    g = grad_ab(z)
    return g[..., :, None] * g[..., None, :]


def hess_ab__diagonal_exchanged(z):
    """The two diagonal entries are in each other's place: along a it is a^2 that counts three times."""
    a, b = z[..., 0], z[..., 1]
    return _hessian(4 * a**2 + 12 * b**2 - 4, 8 * a * b + 1, 12 * a**2 + 4 * b**2 - 4)


def hess_ab__first_axis(z):
    """You take a and b from the first axis. With many points that axis counts the points; a and b are on the last."""
    a, b = z[0], z[1]
    return _hessian(12 * a**2 + 4 * b**2 - 4, 8 * a * b + 1, 4 * a**2 + 12 * b**2 - 4)


def hess_ab__stacked_first(z):
    """You put rows and columns on the first two axes. For one point that is the same; for many, they belong last."""
    a, b = z[..., 0], z[..., 1]
    mixed = 8 * a * b + 1
    return np.array([[12 * a**2 + 4 * b**2 - 4, mixed], [mixed, 4 * a**2 + 12 * b**2 - 4]])


def hess_ab__sums_all_points(z):
    """Your sum of squares runs over all points at once. Each point has its own a^2 + b^2: sum over the last axis."""
    a, b = z[..., 0], z[..., 1]
    excess = 4 * (np.sum(z**2) - 1)
    return _hessian(8 * a**2 + excess, 8 * a * b + 1, 8 * b**2 + excess)


def hess_ab__difference_of_gradients(z):
    """A central difference of the gradient is right to nine digits or so. By hand it is right to sixteen, and quicker."""
    h = 1e-6
    columns = [(grad_ab(z + e) - grad_ab(z - e)) / (2 * h) for e in h * np.eye(2)]
    return np.stack(columns, axis=-1)


def _flow(grad, z0, t, **options):
    return solve_ivp(lambda _, z: -grad(z), (t[0], t[-1]), z0, t_eval=t, **options).y.T


def gradient_flow__uphill(grad, z0, t, rtol=1e-8, atol=1e-10):
    """The loss rises along your path. Downhill is minus the gradient."""
    return solve_ivp(lambda _, z: grad(z), (t[0], t[-1]), z0, t_eval=t, rtol=rtol, atol=atol).y.T


def gradient_flow__time_last(grad, z0, t, rtol=1e-8, atol=1e-10):
    """solve_ivp puts time on the last axis of its y; here it comes first. Transpose."""
    return _flow(grad, z0, t, rtol=rtol, atol=atol).T


def gradient_flow__solver_times(grad, z0, t, rtol=1e-8, atol=1e-10):
    """You return the states at the times that the solver chose. The caller chose others: t_eval=t."""
    return solve_ivp(lambda _, z: -grad(z), (t[0], t[-1]), z0, rtol=rtol, atol=atol).y.T


def gradient_flow__default_tolerances(grad, z0, t, rtol=1e-8, atol=1e-10):
    """The tolerances never reach the solver. Its own are rtol = 1e-3 and atol = 1e-6: three digits. Hand on yours."""
    return _flow(grad, z0, t)


def gradient_flow__fixed_tolerances(grad, z0, t, rtol=1e-8, atol=1e-10):
    """Your tolerances are always the same. The caller may ask for more digits: hand on both rtol and atol."""
    return _flow(grad, z0, t, rtol=1e-8, atol=1e-10)


def gradient_flow__descent_on_the_grid(grad, z0, t, rtol=1e-8, atol=1e-10):
    """You take one step of descent from each time to the next. That is Euler's method, far too coarse on this grid: the
    flow is the limit of short steps, so let a solver choose them."""
    z = [np.array(z0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        z.append(z[-1] - (stop - start) * grad(z[-1]))
    return np.stack(z)


def gradient_flow__descent_in_short_steps(grad, z0, t, rtol=1e-8, atol=1e-10):
    """You follow the flow by descent in steps of 0.01. Halve the step and the error halves: for six digits you would
    need millions of them. A solver of higher order needs a few dozen."""
    z = [np.array(z0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        n = int(np.ceil((stop - start) / 0.01))
        state = z[-1]
        for _ in range(n):
            state = state - (stop - start) / n * grad(state)
        z.append(state)
    return np.stack(z)


def gradient_flow__rk4_on_the_grid(grad, z0, t, rtol=1e-8, atol=1e-10):
    """One Runge-Kutta step from each time to the next is good, but only as good as the caller's grid is fine. Times at
    which one wants to look are not the steps one has to take."""
    z = [np.array(z0, dtype=float)]
    for h in np.diff(t):
        k1 = -grad(z[-1])
        k2 = -grad(z[-1] + h / 2 * k1)
        k3 = -grad(z[-1] + h / 2 * k2)
        k4 = -grad(z[-1] + h * k3)
        z.append(z[-1] + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4))
    return np.stack(z)


def gradient_flow__clock_from_zero(grad, z0, t, rtol=1e-8, atol=1e-10):
    """You start the solver at time 0. z0 is the state at t[0], whatever that is: begin the span there."""
    return solve_ivp(lambda _, z: -grad(z), (0, t[-1]), z0, t_eval=t, rtol=rtol, atol=atol).y.T


def gradient_flow__even_times(grad, z0, t, rtol=1e-8, atol=1e-10):
    """Your times are evenly spread from the first to the last. The caller's need not be: use t as it is."""
    return _flow(grad, z0, np.linspace(t[0], t[-1], len(t)), rtol=rtol, atol=atol)


def gradient_flow__without_the_start(grad, z0, t, rtol=1e-8, atol=1e-10):
    """The first row is missing. K times have K states, and the one at t[0] is z0."""
    return _flow(grad, z0, t, rtol=rtol, atol=atol)[1:]


def gradient_flow__last_state_only(grad, z0, t, rtol=1e-8, atol=1e-10):
    """You return where the flow ends. All states on the way are asked for, one row a time."""
    return _flow(grad, z0, t, rtol=rtol, atol=atol)[-1]


def gradient_flow__force(grad, z0, t, rtol=1e-8, atol=1e-10):
    """You take the gradient for a force that accelerates a body from rest. In gradient flow it sets the velocity: there
    is no momentum, and nothing overshoots."""
    d = len(z0)
    rate = lambda _, y: np.concatenate([y[d:], -grad(y[:d])])  # noqa: E731
    start = np.concatenate([z0, np.zeros(d)])
    return solve_ivp(rate, (t[0], t[-1]), start, t_eval=t, rtol=rtol, atol=atol).y[:d].T


def gradient_descent__uphill(grad, z0, lr, n_steps):
    """You climb: a step goes against the gradient, minus lr times it."""
    z = [np.array(z0, dtype=float)]
    for _ in range(n_steps):
        z.append(z[-1] + lr * grad(z[-1]))
    return np.stack(z)


def gradient_descent__without_the_start(grad, z0, lr, n_steps):
    """n steps lead through n + 1 states. Is the start among yours?"""
    z = [np.array(z0, dtype=float)]
    for _ in range(n_steps):
        z.append(z[-1] - lr * grad(z[-1]))
    return np.reshape(z[1:], (n_steps, len(z0)))


def gradient_descent__one_step_short(grad, z0, lr, n_steps):
    """You stop one step early: n_steps rows hold n_steps - 1 steps and the start. Make room for one more."""
    z = [np.array(z0, dtype=float)]
    for _ in range(n_steps - 1):
        z.append(z[-1] - lr * grad(z[-1]))
    return np.stack(z)


def gradient_descent__last_state_only(grad, z0, lr, n_steps):
    """You return where descent ends. All states on the way are asked for, one row each."""
    z = np.array(z0, dtype=float)
    for _ in range(n_steps):
        z = z - lr * grad(z)
    return z


def gradient_descent__same_array(grad, z0, lr, n_steps):
    """All your rows are the last state: `z -= ...` changes the one array that the list holds n times. Make a new one."""
    z = np.array(z0, dtype=float)
    states = [z]
    for _ in range(n_steps):
        z -= lr * grad(z)
        states.append(z)
    return np.stack(states)


def gradient_descent__changes_z0(grad, z0, lr, n_steps):
    """Your rows are right, but the caller's z0 has changed: `z -= ...` writes into the array that you were given. Work
    on a copy."""
    z = z0
    states = [np.array(z, dtype=float)]
    for _ in range(n_steps):
        z -= (lr * grad(z)).astype(z.dtype)
        states.append(np.array(z, dtype=float))
    return np.stack(states)


def gradient_descent__integer_states(grad, z0, lr, n_steps):
    """An array like an integer start drops the decimals of every state. Make it float."""
    z = np.zeros((n_steps + 1, len(z0)), dtype=np.asarray(z0).dtype)
    z[0] = z0
    for k in range(n_steps):
        z[k + 1] = z[k] - lr * grad(z[k])
    return z


def gradient_descent__gradient_of_the_start(grad, z0, lr, n_steps):
    """Every step uses the gradient at the start. It changes along the way: ask for it at the present state."""
    z = [np.array(z0, dtype=float)]
    g = grad(z[0])
    for _ in range(n_steps):
        z.append(z[-1] - lr * g)
    return np.stack(z)


def gradient_descent__rate_forgotten(grad, z0, lr, n_steps):
    """The learning rate is missing: the whole gradient is subtracted, as if lr were 1."""
    z = [np.array(z0, dtype=float)]
    for _ in range(n_steps):
        z.append(z[-1] - grad(z[-1]))
    return np.stack(z)


def gradient_descent__unit_gradient(grad, z0, lr, n_steps):
    """All your steps are lr long. A step is lr times the gradient as it is: short where it is flat, long where it is
    steep."""
    z = [np.array(z0, dtype=float)]
    for _ in range(n_steps):
        g = grad(z[-1])
        z.append(z[-1] - lr * g / np.linalg.norm(g))
    return np.stack(z)


def gradient_descent__decaying_rate(grad, z0, lr, n_steps):
    """Your learning rate shrinks from step to step. That is a schedule; here it is the same at every step."""
    z = [np.array(z0, dtype=float)]
    for k in range(n_steps):
        z.append(z[-1] - lr / (k + 1) * grad(z[-1]))
    return np.stack(z)


def gradient_descent__momentum(grad, z0, lr, n_steps):
    """You carry over a part of the step before. That is momentum, another method: here a step is the gradient alone."""
    z, v = [np.array(z0, dtype=float)], 0.0
    for _ in range(n_steps):
        v = 0.9 * v - lr * grad(z[-1])
        z.append(z[-1] + v)
    return np.stack(z)


def gradient_descent__one_coordinate_after_the_other(grad, z0, lr, n_steps):
    """You step along one coordinate and take the gradient anew before the next: that is coordinate descent. In gradient
    descent all coordinates move at once, with the gradient of one state."""
    z = [np.array(z0, dtype=float)]
    for _ in range(n_steps):
        state = z[-1].copy()
        for i in range(len(state)):
            state[i] -= lr * grad(state)[i]
        z.append(state)
    return np.stack(z)


def gradient_descent__midpoint(grad, z0, lr, n_steps):
    """You take the gradient half a step ahead: closer to the flow, but not gradient descent, which uses the gradient
    where it stands."""
    z = [np.array(z0, dtype=float)]
    for _ in range(n_steps):
        ahead = z[-1] - lr / 2 * grad(z[-1])
        z.append(z[-1] - lr * grad(ahead))
    return np.stack(z)


def gradient_descent__solves_the_flow(grad, z0, lr, n_steps):
    """You follow the flow and look at it at times 0, lr, 2 lr, ... Descent takes steps of finite length, and what they
    do to it is the point here."""
    t = lr * np.arange(n_steps + 1)
    return solve_ivp(lambda _, z: -grad(z), (t[0], t[-1]), z0, t_eval=t, rtol=1e-9, atol=1e-11).y.T


def gradient_descent__stops_when_the_gradient_grows(grad, z0, lr, n_steps):
    """You stop when a step makes things worse. The method has no such safeguard: take all steps, and see what a long
    step does."""
    z = [np.array(z0, dtype=float)]
    for _ in range(n_steps):
        new = z[-1] - lr * grad(z[-1])
        if np.linalg.norm(grad(new)) > np.linalg.norm(grad(z[-1])):
            new = z[-1]
        z.append(new)
    return np.stack(z)


def gradient_descent__clipped(grad, z0, lr, n_steps):
    """You clip the gradient at length 1. That tames a run that would diverge; here it is to be seen as it is."""
    z = [np.array(z0, dtype=float)]
    for _ in range(n_steps):
        g = grad(z[-1])
        z.append(z[-1] - lr * g / max(1.0, np.linalg.norm(g)))
    return np.stack(z)


def quartic_flow__overflows(t, w0):
    """Right on paper, but exp(8 t) has no double beyond t = 88, and inf/inf is nan. Divide numerator and denominator by
    exp(4 t): what decays does no harm."""
    growth = np.exp(4 * np.asarray(t))
    return w0 * growth / np.sqrt(1 + w0**2 * (growth**2 - 1))


def quartic_flow__without_the_sign(t, w0):
    """1/w^2 has forgotten the sign of w. The flow cannot cross 0: it stays on the side of its start."""
    if w0 == 0:
        return np.zeros(len(t))
    return 1 / np.sqrt(1 + (1 / w0**2 - 1) * np.exp(-8 * np.asarray(t)))


def quartic_flow__zero_over_zero(t, w0):
    """Your formula divides 0 by 0 for w0 = 0 as soon as the exponential is gone. Where does a state at rest go? Say it
    apart."""
    return w0 / np.sqrt(w0**2 + (1 - w0**2) * np.exp(-8 * np.asarray(t)))


def quartic_flow__half_the_rate(t, w0):
    """1/w^2 approaches 1 at the rate 8, twice the rate 4 at which w leaves 0: its equation holds 8 (1 - 1/w^2)."""
    if w0 == 0:
        return np.zeros(len(t))
    return np.sign(w0) / np.sqrt(1 + (1 / w0**2 - 1) * np.exp(-4 * np.asarray(t)))


def quartic_flow__rate_of_the_unscaled_equation(t, w0):
    """You solved w' = w - w^3. The gradient is 4 w^3 - 4 w: the same path, four times as fast."""
    if w0 == 0:
        return np.zeros(len(t))
    return np.sign(w0) / np.sqrt(1 + (1 / w0**2 - 1) * np.exp(-2 * np.asarray(t)))


def quartic_flow__backward_in_time(t, w0):
    """Your exponential grows: this is the flow uphill, from the minima to 0. What should be left at late times?"""
    if w0 == 0:
        return np.zeros(len(t))
    return np.sign(w0) / np.sqrt(1 + (1 / w0**2 - 1) * np.exp(8 * np.asarray(t)))


def quartic_flow__linear_growth(t, w0):
    """w0 exp(4 t) is the linear part next to 0. It is right at first; then the cubic term takes over, and w stops at the
    minimum."""
    return w0 * np.exp(4 * np.asarray(t))


def quartic_flow__growth_cut_off(t, w0):
    """You let it grow as next to 0 and cut it off at 1. The cubic term bends the curve long before, and starts beyond 1
    come back."""
    return np.clip(w0 * np.exp(4 * np.asarray(t)), -1, 1)


def quartic_flow__root_forgotten(t, w0):
    """You solved for s = 1/w^2 and returned 1/s, which is w^2. Take the root, with the sign of the start."""
    if w0 == 0:
        return np.zeros(len(t))
    return np.sign(w0) / (1 + (1 / w0**2 - 1) * np.exp(-8 * np.asarray(t)))


def quartic_flow__start_not_met(t, w0):
    """At time 0 your formula does not give w0. The constant in front of the exponential is what 1/w^2 is away from 1 at
    the start: 1/w0^2 - 1."""
    if w0 == 0:
        return np.zeros(len(t))
    return np.sign(w0) / np.sqrt(1 + np.exp(-8 * np.asarray(t)) / w0**2)


def quartic_flow__clock_from_the_first_time(t, w0):
    """You count time from t[0]. Here w0 is the state at time 0, and t[0] may be later: use t as it is."""
    if w0 == 0:
        return np.zeros(len(t))
    since = np.asarray(t) - t[0]
    return np.sign(w0) / np.sqrt(1 + (1 / w0**2 - 1) * np.exp(-8 * np.abs(since)))


def quartic_flow__solver(t, w0):
    """A solver gives eight digits or so, and takes steps for them. There is a formula, right to rounding at any time:
    solve the equation for 1/w^2 on paper."""
    order = np.argsort(t)
    out = np.empty(len(t))
    rate = lambda _, w: 4 * w - 4 * w**3  # noqa: E731
    times = np.asarray(t)[order]
    out[order] = solve_ivp(rate, (0, times[-1]), [w0], "LSODA", t_eval=times, rtol=1e-8, atol=1e-10).y[0]
    return out


def lyapunov_rate__not_squared(grad, z):
    """Both factors of the product hold the gradient: the slope of the loss and the velocity. So its length is squared."""
    return -np.linalg.norm(grad(z), axis=-1)


def lyapunov_rate__plus_sign(grad, z):
    """By yours the loss rises. The velocity is minus the gradient."""
    return np.sum(grad(z) ** 2, axis=-1)


def lyapunov_rate__half(grad, z):
    """There is no one half in it: half of |z|^2 has the rate z z', but here nothing is differentiated twice."""
    return -np.sum(grad(z) ** 2, axis=-1) / 2


def lyapunov_rate__mean_of_coordinates(grad, z):
    """You average over the coordinates. The product of two vectors is a sum."""
    return -np.mean(grad(z) ** 2, axis=-1)


def lyapunov_rate__sum_over_states(grad, z):
    """You sum over the states. Each has its own rate: sum over the coordinates, which are on the last axis."""
    return -np.sum(grad(z) ** 2, axis=0)


def lyapunov_rate__sum_over_all(grad, z):
    """You sum over everything. There is one rate for each state: sum over the last axis only."""
    return -np.sum(grad(z) ** 2)


def lyapunov_rate__not_summed(grad, z):
    """You return the share of each coordinate. The rate of the loss is their sum."""
    return -(grad(z) ** 2)


def lyapunov_rate__all_products(grad, z):
    """g @ g.T holds the products of all states with all others. Only its diagonal is asked for: each state with itself."""
    g = grad(z)
    return -g @ g.T


def lyapunov_rate__product_with_the_state(grad, z):
    """You multiply the gradient by the state. That is (half) the rate of |z|^2; for the loss, multiply by the velocity."""
    return -np.sum(grad(z) * z, axis=-1)


def lyapunov_rate__sum_squared(grad, z):
    """You sum the slopes and square the sum, in which slopes of opposite signs cancel. Square each one first."""
    return -(np.sum(grad(z), axis=-1) ** 2)


def _rounding(values):
    return 1e-12 * (1 + np.abs(values[:-1]))


def is_decreasing__strictly(V, traj):
    """You ask for a fall at every step. A state at rest repeats its value, and the stub lets that pass."""
    return bool(np.all(np.diff(V(traj)) < 0))


def is_decreasing__no_room_for_rounding(V, traj):
    """Near a minimum V changes by less than its rounding, and may seem to rise. Allow for that, as the stub says."""
    return bool(np.all(np.diff(V(traj)) <= 0))


def is_decreasing__same_room_for_all(V, traj):
    """Rounding is a share of the number: where V is 100, so are its last digits larger. Your allowance is the same at
    all sizes."""
    return bool(np.all(np.diff(V(traj)) <= 1e-12))


def is_decreasing__factor_for_rounding(V, traj):
    """You allow V (1 + 1e-12). Where V is negative that is *below* V: add the allowance, with the size of V in it."""
    values = V(traj)
    return bool(np.all(values[1:] <= values[:-1] * (1 + 1e-12)))


def is_decreasing__too_much_room(V, traj):
    """np.isclose lets rises of 1e-5 of V pass. That is far more than rounding: a run that climbs slowly would pass, too."""
    values = V(traj)
    return bool(np.all((values[1:] < values[:-1]) | np.isclose(values[1:], values[:-1])))


def is_decreasing__ends_only(V, traj):
    """You compare the end with the start. In between it may have gone up and down: look at every step."""
    values = V(traj)
    return bool(values[-1] <= values[0] + _rounding(values)[0])


def is_decreasing__some_step(V, traj):
    """You ask whether any step goes down. All of them must: np.all, not np.any."""
    values = V(traj)
    return bool(np.any(np.diff(values) <= _rounding(values)))


def is_decreasing__all_below_the_start(V, traj):
    """You compare every state with the first. A path can fall deep, climb half the way back and still lie below its
    start: compare neighbours."""
    values = V(traj)
    return bool(np.all(values <= values[0] + _rounding(values)[0]))


def is_decreasing__coordinates(V, traj):
    """You look at the states themselves. It is V that must fall; the coordinates may do what they like."""
    return bool(np.all(np.diff(traj, axis=0) <= 1e-12))


def is_decreasing__distance_from_the_origin(V, traj):
    """You look at the distance from the origin. It is the function V that must fall, whatever it is."""
    size = np.linalg.norm(traj, axis=-1)
    return bool(np.all(np.diff(size) <= _rounding(size)))


def is_decreasing__increasing(V, traj):
    """You test whether V rises. Which of two neighbours has to be the larger one?"""
    values = V(traj)
    return bool(np.all(np.diff(values) >= -_rounding(values)))


def is_decreasing__last_step_left_out(V, traj):
    """Your loop ends one step early. K states have K - 1 steps, and the last of them counts."""
    values = V(traj)
    return bool(np.all((np.diff(values) <= _rounding(values))[:-1]))


def is_decreasing__first_step_left_out(V, traj):
    """Your loop begins one step late. The first step leads from traj[0] to traj[1], and it counts."""
    values = V(traj)
    return bool(np.all((np.diff(values) <= _rounding(values))[1:]))


def is_decreasing__each_step_by_itself(V, traj):
    """You return an answer for each step. One word is asked for: whether all of them hold."""
    values = V(traj)
    return np.diff(values) <= _rounding(values)


def lyapunov_matrix__plus_q(A, Q):
    """A^T P + P A is +Q by yours: V would grow along every path, and P is negative definite."""
    return scipy.linalg.solve_continuous_lyapunov(A.T, Q)


def lyapunov_matrix__scipys_form(A, Q):
    """scipy solves A X + X A^T = Q, with the transpose on the right. Here it stands on the left: which matrix must you
    hand over?"""
    return scipy.linalg.solve_continuous_lyapunov(A, -Q)


def lyapunov_matrix__no_transpose(A, Q):
    """You solve A P + P A = -Q. One of the two holds A transposed: it comes from the x^T on the left."""
    return scipy.linalg.solve_sylvester(A, A, -Q)


def lyapunov_matrix__discrete(A, Q):
    """A^T P A - P = -Q belongs to maps, x_{k+1} = A x_k. For x' = A x the two terms are products with A once."""
    return scipy.linalg.solve_discrete_lyapunov(A.T, Q)


def lyapunov_matrix__one_term(A, Q):
    """P A = -Q/2 makes the sum right only if P A is symmetric. In general it is not, and neither is your P."""
    return -Q @ np.linalg.inv(A) / 2


def lyapunov_matrix__one_term_without_half(A, Q):
    """You leave one of the two terms out. A^T P and P A both belong to the sum; already for d = 1 that is a factor 2."""
    return -Q @ np.linalg.inv(A)


def lyapunov_matrix__identity_for_q(A, Q):
    """You take the identity for Q. It is a common choice; here the caller chooses."""
    return scipy.linalg.solve_continuous_lyapunov(A.T, -np.eye(len(A)))


def lyapunov_matrix__symmetric_part(A, Q):
    """You replace A by its symmetric part. That decides how |x|^2 changes, which may grow at first; P is there to take
    care of just that."""
    return scipy.linalg.solve_continuous_lyapunov((A + A.T) / 2, -Q)


def lyapunov_matrix__entry_by_entry(A, Q):
    """You divide entry by entry. A^T P + P A are matrix products: each equation holds several entries of P."""
    return -Q / (A + A.T)


def lyapunov_matrix__inverse(A, Q):
    """You return the inverse of P. Put yours into A^T P + P A + Q: it should vanish."""
    return np.linalg.inv(scipy.linalg.solve_continuous_lyapunov(A.T, -Q))


def _end(grad, z0s, t_max):
    shape = np.shape(z0s)
    rate = lambda _, z: -grad(z.reshape(shape)).ravel()  # noqa: E731
    return solve_ivp(rate, (0, t_max), np.ravel(z0s), rtol=1e-8, atol=1e-10).y[:, -1].reshape(shape)


def _distances(z, minima):
    return np.linalg.norm(z[:, None, :] - minima[None, :, :], axis=-1)


def _labels(distances, tol):
    return np.where(distances.min(axis=1) <= tol, distances.argmin(axis=1), -1)


def basin_labels__nearest_to_the_start(grad, z0s, minima, t_max, tol):
    """You look for the minimum nearest to the start. A basin follows the paths, not the distances: the ridge may be
    closer to one minimum than to the other."""
    return _distances(z0s, minima).argmin(axis=1)


def basin_labels__nearest_to_the_end(grad, z0s, minima, t_max, tol):
    """Some minimum is always the nearest. A path counts as arrived only if that one is within tol; else its label is -1."""
    return _distances(_end(grad, z0s, t_max), minima).argmin(axis=1)


def basin_labels__given_up_early(grad, z0s, minima, t_max, tol):
    """You stop while paths are still leaving the ridge, and take the nearest minimum. Follow them for the time t_max,
    and believe only those that have arrived."""
    return _distances(_end(grad, z0s, 0.6), minima).argmin(axis=1)


def basin_labels__own_time(grad, z0s, minima, t_max, tol):
    """You follow the flow for a time of your own. The caller says how long, and wants to know what has arrived by then."""
    return _labels(_distances(_end(grad, z0s, 20.0), minima), tol)


def basin_labels__time_as_steps(grad, z0s, minima, t_max, tol):
    """t_max is a time, and you take that many steps of descent. A step of learning rate lr is a time of lr."""
    z = np.array(z0s, dtype=float)
    for _ in range(int(t_max)):
        z = z - 0.05 * grad(z)
    return _labels(_distances(z, minima), tol)


def basin_labels__uphill(grad, z0s, minima, t_max, tol):
    """You follow the gradient uphill, away from all minima. The velocity is minus the gradient."""
    return _labels(_distances(_end(lambda z: np.clip(-grad(z), -100, 100), z0s, t_max), minima), tol)


def basin_labels__squared_distance(grad, z0s, minima, t_max, tol):
    """You compare a squared distance with tol. Take the root, or square tol."""
    return _labels(_distances(_end(grad, z0s, t_max), minima) ** 2, tol)


def basin_labels__each_coordinate_by_itself(grad, z0s, minima, t_max, tol):
    """You ask whether each coordinate is within tol. In d dimensions the distance may then still be sqrt(d) times that:
    use the norm."""
    gaps = np.abs(_end(grad, z0s, t_max)[:, None, :] - minima[None, :, :])
    return _labels(gaps.max(axis=-1), tol)


def basin_labels__sum_of_coordinates(grad, z0s, minima, t_max, tol):
    """You add up the distances along the coordinates. The straight distance is shorter: the root of the sum of squares."""
    gaps = np.abs(_end(grad, z0s, t_max)[:, None, :] - minima[None, :, :])
    return _labels(gaps.sum(axis=-1), tol)


def basin_labels__counted_from_one(grad, z0s, minima, t_max, tol):
    """Your labels are one too high, with 0 for none. They are rows of `minima`, counted from 0, and -1 for none."""
    return _labels(_distances(_end(grad, z0s, t_max), minima), tol) + 1


def basin_labels__zero_for_none(grad, z0s, minima, t_max, tol):
    """A path that has not arrived gets 0 from you, which is the label of the first minimum. Say -1."""
    return np.maximum(_labels(_distances(_end(grad, z0s, t_max), minima), tol), 0)


def basin_labels__sorted_minima(grad, z0s, minima, t_max, tol):
    """You number the minima in an order of your own. The label is the row in which the caller gave them."""
    order = np.lexsort(minima.T[::-1])
    return _labels(_distances(_end(grad, z0s, t_max), minima[order]), tol)


def basin_labels__minima_themselves(grad, z0s, minima, t_max, tol):
    """You return where the paths end. One whole number for each start is asked for."""
    return minima[_distances(_end(grad, z0s, t_max), minima).argmin(axis=1)]


def basin_labels__starts_for_minima(grad, z0s, minima, t_max, tol):
    """You ask for each minimum which start is nearest to it. There is one label for each start: the other axis."""
    return _distances(_end(grad, z0s, t_max), minima).argmin(axis=0)


def _descend(w, lr, steps=2000, slope=lambda w: 4 * w**3 - 4 * w):
    for _ in range(steps):
        w = w - lr * slope(w)
        if abs(w) > 1e6:
            return np.nan
    return w


def gd_basin_label__side_of_the_start(w0, lr):
    """That is what the flow does. A step of finite length may jump over 0, or never come back. Do the first step from
    w0 = 2 with lr = 0.1 by hand."""
    return int(np.sign(w0))


def gd_basin_label__flow_within_the_limit(w0, lr):
    """You see the divergence, and let all other starts end on their own side. Long before runs diverge they jump over 0:
    try w0 = 2 with lr = 0.1."""
    return np.nan if abs(w0) > np.sqrt(1 + 1 / (2 * lr)) else int(np.sign(w0))


def gd_basin_label__one_jump_for_all(w0, lr):
    """Beyond the first edge you let all starts change sides. The step may land so far out that the next one jumps back:
    the bands go on, in turns."""
    if abs(w0) > np.sqrt(1 + 1 / (2 * lr)):
        return np.nan
    return int(np.sign(w0)) * (-1 if abs(w0) > np.sqrt(1 + 1 / (4 * lr)) else 1)


def gd_basin_label__divergence_at_the_first_jump(w0, lr):
    """You call a run divergent that jumps over 0. It lands on the other side and may well converge there."""
    if abs(w0) > np.sqrt(1 + 1 / (4 * lr)):
        return np.nan
    return int(np.sign(w0))


def gd_basin_label__one_step(w0, lr):
    """You look at the sign after one step. The next step may jump again: go on until the run has settled."""
    w = w0 - lr * (4 * w0**3 - 4 * w0)
    return int(np.sign(w))


def gd_basin_label__too_few_steps(w0, lr):
    """Twenty steps are too few: from a start near 0 it takes a hundred to leave, and with factors near 1 or -1 as many to
    settle."""
    w = _descend(w0, lr, steps=20)
    return w if np.isnan(w) else round(w)


def gd_basin_label__infinity(w0, lr):
    """You return infinity for a run that diverges. It goes to both infinities in turns; the stub asks for nan."""
    w = _descend(w0, lr)
    return np.inf if np.isnan(w) else round(w)


def gd_basin_label__zero_for_divergence(w0, lr):
    """0 is the label of the maximum, at which a run that starts there stays. A run that diverges is nan."""
    w = _descend(w0, lr)
    return 0 if np.isnan(w) else round(w)


def gd_basin_label__no_maximum(w0, lr):
    """A start at 0 stays there: its gradient vanishes. Your test of the sign puts it into one of the basins."""
    w = _descend(w0, lr)
    return w if np.isnan(w) else 1 if w > 0 else -1


def gd_basin_label__overflows(w0, lr):
    """A run that diverges grows like a power of a power, and Python gives up at 1e308 with an OverflowError. Stop as soon
    as it is too far out to come back."""
    w = w0
    for _ in range(2000):
        w = w - lr * (4 * w**3 - 4 * w)
    return round(w)


def gd_basin_label__uphill(w0, lr):
    """Your steps climb, to the maximum at 0. Minus the gradient."""
    w = _descend(w0, lr, slope=lambda w: 4 * w - 4 * w**3)
    return w if np.isnan(w) else round(w)


def gd_basin_label__gradient_without_four(w0, lr):
    """The gradient of w^4 - 2 w^2 is 4 w^3 - 4 w. Without the 4 your steps are as if lr were a quarter of what it is."""
    w = _descend(w0, lr, steps=8000, slope=lambda w: w**3 - w)
    return w if np.isnan(w) else round(w)


def gd_basin_label__without_the_side(w0, lr):
    """You return the size of the state at the end. Its sign says which minimum it is."""
    w = _descend(w0, lr)
    return w if np.isnan(w) else abs(round(w))


def _spectrum(H):
    eigenvalues = np.linalg.eigvalsh(H)
    if not np.allclose(H, np.transpose(H)) or eigenvalues[0] <= 0:
        raise ValueError("H is not symmetric positive definite")
    return eigenvalues


def gd_stability_limit__inverse_of_the_sharpest(H):
    """At 1 over the largest eigenvalue the sharpest direction is done in one step: its factor is 0. It can go on to -1."""
    return 1 / _spectrum(H)[-1]


def gd_stability_limit__flattest_direction(H):
    """You took the smallest eigenvalue. The factor 1 - lr * eigenvalue reaches -1 first for the largest."""
    return 2 / _spectrum(H)[0]


def gd_stability_limit__trace(H):
    """The trace is the sum of all curvatures. A run is in danger along each direction by itself: take the largest one."""
    _spectrum(H)
    return 2 / np.trace(H)


def gd_stability_limit__frobenius_norm(H):
    """np.linalg.norm(H) is the root of the sum of squares of all entries, at least as large as the largest eigenvalue. For
    that, np.linalg.norm(H, 2) or the eigenvalues themselves."""
    _spectrum(H)
    return 2 / np.linalg.norm(H)


def gd_stability_limit__diagonal(H):
    """The diagonal entries are the curvatures along the axes. The sharpest direction lies between them in general: its
    curvature is an eigenvalue."""
    _spectrum(H)
    return 2 / np.max(np.diag(H))


def gd_stability_limit__row_sums(H):
    """The largest sum of a row is a bound on the eigenvalues. It is safe, and too careful: the eigenvalue is asked for."""
    _spectrum(H)
    return 2 / np.max(np.sum(np.abs(H), axis=1))


def gd_stability_limit__mean_curvature(H):
    """You took the mean of the curvatures. The sharpest direction diverges, whatever the others do."""
    return 2 / np.mean(_spectrum(H))


def gd_stability_limit__refuses_nothing(H):
    """You give a limit for every matrix. Where an eigenvalue is not positive, no learning rate brings a run in: raise
    ValueError."""
    return 2 / np.max(np.abs(np.linalg.eigvalsh(H)))


def gd_stability_limit__refuses_maxima_only(H):
    """You refuse a Hessian if no eigenvalue is positive. At a saddle one negative eigenvalue is enough: along it the run
    leaves."""
    largest = np.linalg.eigvalsh(H)[-1]
    if largest <= 0 or not np.allclose(H, np.transpose(H)):
        raise ValueError("a maximum")
    return 2 / largest


def gd_stability_limit__determinant(H):
    """You look at the sign of the determinant. Two negative eigenvalues make it positive again: look at the least of them."""
    if np.linalg.det(H) <= 0 or np.trace(H) <= 0 or not np.allclose(H, np.transpose(H)):
        raise ValueError("not positive definite")
    return 2 / np.linalg.eigvalsh(H)[-1]


def gd_stability_limit__accepts_flat_directions(H):
    """You let an eigenvalue of 0 pass. Along it nothing ever moves, so the run does not converge to the minimum: refuse
    it, too."""
    eigenvalues = np.linalg.eigvalsh(H)
    if eigenvalues[0] < 0 or not np.allclose(H, np.transpose(H)):
        raise ValueError("not a minimum")
    return 2 / eigenvalues[-1]


def gd_stability_limit__accepts_lopsided_matrices(H):
    """You do not ask whether H is symmetric. eigvalsh looks at one half of the matrix only and answers for another one."""
    eigenvalues = np.linalg.eigvalsh(H)
    if eigenvalues[0] <= 0:
        raise ValueError("not positive definite")
    return 2 / eigenvalues[-1]


def optimal_lr__sharpest_in_one_step(H):
    """1 over the largest eigenvalue finishes the sharpest direction in one step, and lets the flattest wait. Go on until
    both are equally slow."""
    return 1 / _spectrum(H)[-1]


def optimal_lr__stability_limit(H):
    """That is the limit. There the sharpest direction jumps to and fro for ever."""
    return 2 / _spectrum(H)[-1]


def optimal_lr__trace(H):
    """For two directions the trace is the sum of both eigenvalues. For more of them it counts those between, which do not
    matter here: only the least and the largest do."""
    _spectrum(H)
    return 2 / np.trace(H)


def optimal_lr__inverse_of_the_mean(H):
    """You took the mean of all eigenvalues. Only the least and the largest decide: the mean of these two."""
    return 1 / np.mean(_spectrum(H))


def optimal_lr__half(H):
    """A factor 2 is missing. Set 1 - lr * least = -(1 - lr * largest) and solve: the two ones add up."""
    eigenvalues = _spectrum(H)
    return 1 / (eigenvalues[0] + eigenvalues[-1])


def optimal_lr__geometric_mean(H):
    """The geometric mean balances ratios. Here two differences from 1 are balanced: the arithmetic mean."""
    eigenvalues = _spectrum(H)
    return 1 / np.sqrt(eigenvalues[0] * eigenvalues[-1])


def optimal_lr__momentum(H):
    """That is the best rate with momentum. Without it the eigenvalues stand there as they are, not their roots."""
    eigenvalues = _spectrum(H)
    return 4 / (np.sqrt(eigenvalues[0]) + np.sqrt(eigenvalues[-1])) ** 2


def optimal_lr__difference(H):
    """The eigenvalues are added: for a round bowl, where both are equal, your rate would be infinite, and 1/eigenvalue is
    best."""
    eigenvalues = _spectrum(H)
    return 2 / (eigenvalues[-1] - eigenvalues[0])


def optimal_lr__diagonal(H):
    """The diagonal holds the curvatures along the axes. The flattest and the sharpest direction lie between them in
    general: take eigenvalues."""
    _spectrum(H)
    return 2 / (np.min(np.diag(H)) + np.max(np.diag(H)))


def optimal_lr__refuses_nothing(H):
    """You give a rate for every matrix. Where an eigenvalue is not positive, none brings a run in: raise ValueError."""
    size = np.abs(np.linalg.eigvalsh(H))
    return 2 / (size.min() + size.max())


def optimal_lr__refuses_maxima_only(H):
    """You refuse a Hessian if no eigenvalue is positive. At a saddle one negative eigenvalue is enough: along it the run
    leaves."""
    eigenvalues = np.linalg.eigvalsh(H)
    if eigenvalues[-1] <= 0 or not np.allclose(H, np.transpose(H)):
        raise ValueError("a maximum")
    return 2 / (eigenvalues[0] + eigenvalues[-1])


def optimal_lr__accepts_flat_directions(H):
    """You let an eigenvalue of 0 pass. Along it the factor is 1 at any rate, and none is best: refuse it, too."""
    eigenvalues = np.linalg.eigvalsh(H)
    if eigenvalues[0] < 0 or not np.allclose(H, np.transpose(H)):
        raise ValueError("not a minimum")
    return 2 / (eigenvalues[0] + eigenvalues[-1])


def optimal_lr__accepts_lopsided_matrices(H):
    """You do not ask whether H is symmetric. eigvalsh looks at one half of the matrix only and answers for another one."""
    eigenvalues = np.linalg.eigvalsh(H)
    if eigenvalues[0] <= 0:
        raise ValueError("not positive definite")
    return 2 / (eigenvalues[0] + eigenvalues[-1])


def modified_loss__half(loss, grad, lr, z):
    """lr/2 is what remains of the Taylor series at first sight. Half of it is taken up by the gradient of the new term:
    lr/4."""
    return loss(z) + lr / 2 * np.sum(grad(z) ** 2, axis=-1)


def modified_loss__minus_sign(loss, grad, lr, z):
    """You take the term off: steep places would be liked. Descent decays faster than the flow in a bowl, as if it were
    steeper."""
    return loss(z) - lr / 4 * np.sum(grad(z) ** 2, axis=-1)


def modified_loss__not_squared(loss, grad, lr, z):
    """The length of the gradient is squared in the formula. Look at the units: only so does it fit the loss."""
    return loss(z) + lr / 4 * np.linalg.norm(grad(z), axis=-1)


def modified_loss__term_alone(loss, grad, lr, z):
    """You return what is added. The modified loss is the loss and that."""
    return lr / 4 * np.sum(grad(z) ** 2, axis=-1)


def modified_loss__rate_forgotten(loss, grad, lr, z):
    """The term shrinks with the learning rate: multiply by lr. In the limit of short steps the plain flow is left."""
    return loss(z) + np.sum(grad(z) ** 2, axis=-1) / 4


def modified_loss__rate_squared(loss, grad, lr, z):
    """The term is of first order in lr, not of second: it is lr that descent departs from the flow by."""
    return loss(z) + lr**2 / 4 * np.sum(grad(z) ** 2, axis=-1)


def modified_loss__plain_loss(loss, grad, lr, z):
    """You return the loss as it is. Its flow is what descent follows to first order only."""
    return loss(z) + 0 * lr


def modified_loss__sum_over_all(loss, grad, lr, z):
    """You sum over all states. Each has a gradient of its own: sum over the last axis."""
    return loss(z) + lr / 4 * np.sum(grad(z) ** 2)


def modified_loss__mean_of_coordinates(loss, grad, lr, z):
    """You average over the coordinates. The squared length is a sum."""
    return loss(z) + lr / 4 * np.mean(grad(z) ** 2, axis=-1)


def modified_loss__not_summed(loss, grad, lr, z):
    """You add the squares of the slopes coordinate by coordinate. The squared length is their sum: one number a state."""
    return np.asarray(loss(z))[..., None] + lr / 4 * grad(z) ** 2


def modified_loss__first_axis(loss, grad, lr, z):
    """You sum over the first axis. That is right for one state; of many, it counts the states."""
    return loss(z) + lr / 4 * np.sum(grad(z) ** 2, axis=0)


def modified_loss__loss_a_step_ahead(loss, grad, lr, z):
    """You look at the loss one step later. What is asked for is another loss at the same state."""
    return loss(z - lr * grad(z))


def modified_loss__uphill_by_a_quarter_step(loss, grad, lr, z):
    """The loss a quarter of a step uphill agrees with this one to first order in lr only. The formula is meant as it
    stands."""
    return loss(z + lr / 4 * grad(z))
