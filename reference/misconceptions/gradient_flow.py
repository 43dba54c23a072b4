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
