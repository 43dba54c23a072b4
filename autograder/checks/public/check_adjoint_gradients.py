"""Products, rates and gradients of the adjoint method, judged by the loss itself: its forward solve needs no adjoint.

The network problems are f = W2 tanh(W1 z + b1 cos(t + 1)) on a batch, from a start that only the check knows. What the loss
c . z(T) does when an input moves is found by complex steps through a forward solve in numpy.
"""

import numpy as np

from autograder import expect, systems
from autograder.checks import problems

PRODUCTS = "a few sums and products of doubles"  # measured error of right answers <= 1e-13 relative
EXACT = "all integrands are polynomials that RK4 integrates exactly"
EXPONENTIAL = "the stub allows 1e-9"  # measured error of right answers <= 2e-12 relative
THERE_AND_BACK = "a few dozen products of doubles"  # measured error of right answers <= 1e-11 relative
RK4 = "RK4 on this grid"
RTOL = 5e-5  # of 300 seeds, RK4 on these grids reaches 0.3 of it at worst, and no wrong answer comes below 40 times it
FINER = 3  # forward steps of the check per interval of the grid: their error is 3^4 times below that of the grid


def graded_grid(rng, intervals, start, stop):
    """Times from start to stop [s] whose steps grow, about threefold: equal steps would be far off in between."""
    widths = np.sort(rng.uniform(1.0, 3.0, intervals))
    return start + (stop - start) * np.concatenate([[0.0], np.cumsum(widths)]) / widths.sum()


def network(rng):
    """A start (5, 2), parameters of a tanh network, a grid that does not begin at 0, and c = dL/dz(T).

    W2 has the signs of W1^T, so that the hidden units never cancel and every mistake shows in every gradient.
    """
    W1, b1, W2 = (rng.uniform(0.45, 0.75, shape) for shape in ((3, 2), (3,), (2, 3)))
    signs = rng.choice([-1.0, 1.0], (3, 2))
    start, c = rng.uniform(-1.0, 1.0, (5, 2)), rng.uniform(0.5, 1.5, (5, 2))
    return start, [signs * W1, rng.choice([-1.0, 1.0], 3) * b1, signs.T * W2], graded_grid(rng, 20, 0.4, 1.4), c


def network_rate(time, z, W1, b1, W2):
    """W2 tanh(W1 z + b1 cos(t + 1)) for a batch z (n, 2); leading axes are problems apart."""
    return np.tanh(z @ np.swapaxes(W1, -1, -2) + b1[..., None, :] * np.cos(time + 1)) @ np.swapaxes(W2, -1, -2)


def network_path(z, W1, b1, W2, t):
    """z at each time of t for z' = network_rate from z at t[0], by small RK4 steps; leading axes are problems apart."""

    def rate(time, z):
        return network_rate(time, z, W1, b1, W2)

    times = np.interp(np.arange(FINER * (len(t) - 1) + 1) / FINER, np.arange(len(t)), t)
    path = [z]
    for time, h in zip(times[:-1], np.diff(times), strict=True):
        k1 = rate(time, z)
        k2 = rate(time + h / 2, z + h / 2 * k1)
        k3 = rate(time + h / 2, z + h / 2 * k2)
        z = z + h / 6 * (k1 + 2 * k2 + 2 * k3 + rate(time + h, z + h * k3))
        path.append(z)
    return path[::FINER]


def network_flow(z, W1, b1, W2, t):
    """The last of these states."""
    return network_path(z, W1, b1, W2, t)[-1]


def slopes(value, inputs, which):
    """d value(*inputs) / d(entry) for each entry of inputs[which], of its shape, by complex steps."""
    moved = inputs[which] + 1e-30j * np.eye(inputs[which].size).reshape(-1, *inputs[which].shape)
    inputs = [*inputs[:which], moved, *inputs[which + 1 :]]
    return value(*inputs).imag.reshape(moved.shape[1:]) * 1e30


def derivatives(z, params, t, c, which):
    """d(c . z(T)) / d(entry) for each entry of input `which`, of its shape; 0 is the start z, 1... the parameters."""
    return slopes(lambda *inputs: np.sum(c * network_flow(*inputs, t), axis=(-1, -2)), [z, *params], which)


def observed(z, params, t, grads, which):
    """d(sum of grads[k] . z(t_k)) / d(entry) for each entry of input `which`; 0 is the start z, 1... the parameters."""

    def loss(*inputs):
        return sum(np.sum(c * z, axis=(-1, -2)) for c, z in zip(grads, network_path(*inputs, t), strict=True))

    return slopes(loss, [z, *params], which)


def pulled_back(time, z, params, a, which):
    """d(a . f(t, z)) / d(entry) for each entry of input `which`; 0 is the state z, 1... the parameters."""
    return slopes(lambda *inputs: np.sum(a * network_rate(time, *inputs), axis=(-1, -2)), [z, *params], which)


def answer(student, f, z_T, t, c, params):
    """The three parts of the student's answer, with one gradient per parameter."""
    got = student.adjoint_gradients(f, z_T, t, c, tuple(params))
    z0, grad_z0, grads = expect.parts(got, ("z0", "grad_z0", "grad_params"))
    return z0, grad_z0, expect.parts(grads, [f"grad_params[{i}]" for i in range(len(params))])


def products(student, f, t, z, params, a):
    """The two parts of the student's vjp, with one product per parameter."""
    a_fz, a_ftheta = expect.parts(student.vjp(f, t, z, tuple(params), a), ("a_fz", "a_ftheta"))
    return a_fz, expect.parts(a_ftheta, [f"a_ftheta[{i}]" for i in range(len(params))])


def check_vjp__pulls_back_to_the_state(student, rng):
    """Each entry of a_fz is the slope of a . f when that entry of z moves: f a tanh network, with a batch of states."""
    z, params, (t, *_), a = network(rng)
    a_fz, _ = products(student, systems.ParametricMLP(), t, z, params, a)
    expect.close(got=a_fz, want=pulled_back(t, z, params, a, 0), why=PRODUCTS, what="a_fz", float32=False)


def check_vjp__pulls_back_to_each_parameter(student, rng):
    """Each entry of a_ftheta is the slope of a . f when that entry of a parameter moves."""
    z, params, (t, *_), a = network(rng)
    _, a_ftheta = products(student, systems.ParametricMLP(), t, z, params, a)
    for i, (name, got) in enumerate(zip(("W1", "b1", "W2"), a_ftheta, strict=True), start=1):
        want = pulled_back(t, z, params, a, i)
        expect.close(got=got, want=want, why=PRODUCTS, what=f"the product for {name}", float32=False)


def check_vjp__needs_no_batch(student, rng):
    """For f = k cos(t + 1) z and a single state z (d,) the products are a k cos(t + 1) and a z cos(t + 1)."""
    k, z, a, t = *rng.uniform(0.5, 1.5, (3, 3)), rng.uniform(0.5, 1.5)
    a_fz, (a_fk,) = products(student, systems.ParametricCosine(), t, z, [k], a)
    want = np.array([a * k, a * z]) * np.cos(t + 1)
    expect.close(got=[a_fz, a_fk], want=want, why=PRODUCTS, what="(a_fz, a_fk)", float32=False)


def check_vjp__unused_parameter_gets_zeros(student, rng):
    """A further parameter, which f does not use, gets zeros of its own shape."""
    A, unused, t = problems.coupled_matrix(rng, 2), rng.uniform(1, 2, (3, 1)), rng.uniform(0.5, 1.5)
    z, a = rng.uniform(0.5, 1.5, (2, 2)), rng.uniform(0.5, 1.5, (2, 2))
    products(student, systems.ParametricLinear(), t, z, [A], a)  # what fails here already is another mistake
    _, (a_fA, got) = products(student, systems.ParametricLinear(), t, z, [A, unused], a)
    used = bool(np.any(expect.array(a_fA, shape=(2, 2))))
    expect.holds(used, expected="a product for the parameter that f uses", got="zeros for both")
    expect.close(got=got, want=np.zeros((3, 1)), rtol=0, why="nothing depends on it", what="the product")


def rates(student, f, t, z, a, params):
    """The three parts of the student's augmented_rhs, with one rate per parameter."""
    dz, da, dg = expect.parts(student.augmented_rhs(f, t, z, a, tuple(params)), ("dz", "da", "dg"))
    return dz, da, expect.parts(dg, [f"dg[{i}]" for i in range(len(params))])


def check_augmented_rhs__state_follows_f(student, rng):
    """dz is f at that time: the state moves by the equation itself."""
    z, params, (t, *_), a = network(rng)
    dz, _, _ = rates(student, systems.ParametricMLP(), t, z, a, params)
    expect.close(got=dz, want=network_rate(t, z, *params), why=PRODUCTS, what="dz", float32=False)


def check_augmented_rhs__nudge_keeps_its_effect(student, rng):
    """A nudge of the state, which follows delta' = f_z delta, changes the loss by a . delta whenever we look.

    So da . delta + a . (f_z delta) = 0 for each nudge delta.
    """
    z, params, (t, *_), a = network(rng)
    _, da, _ = rates(student, systems.ParametricMLP(), t, z, a, params)
    want = -pulled_back(t, z, params, a, 0)
    expect.close(got=da, want=want, why=PRODUCTS, what="da", float32=False)


def check_augmented_rhs__parameter_has_less_time_left(student, rng):
    """What a parameter does to the loss at each time, a . f_theta, is what its gradient still to come has less after it."""
    z, params, (t, *_), a = network(rng)
    _, _, dg = rates(student, systems.ParametricMLP(), t, z, a, params)
    for i, (name, got) in enumerate(zip(("W1", "b1", "W2"), dg, strict=True), start=1):
        want = -pulled_back(t, z, params, a, i)
        expect.close(got=got, want=want, why=PRODUCTS, what=f"dg for {name}", float32=False)


def check_augmented_rhs__unused_parameter_stands_still(student, rng):
    """A further parameter, which f does not use, gets zeros of its own shape; a single state (d,) will do."""
    A, unused, t = problems.coupled_matrix(rng, 2), rng.uniform(1, 2, (3, 1)), rng.uniform(0.5, 1.5)
    z, a = rng.uniform(0.5, 1.5, (2, 2))
    rates(student, systems.ParametricLinear(), t, z, a, [A])  # what fails here already is another mistake
    _, _, (dg_A, got) = rates(student, systems.ParametricLinear(), t, z, a, [A, unused])
    used = bool(np.any(expect.array(dg_A, shape=(2, 2))))
    expect.holds(used, expected="a rate for the parameter that f uses", got="zeros for both")
    expect.close(got=got, want=np.zeros((3, 1)), rtol=0, why="nothing depends on it", what="its rate")


def check_adjoint_gradients__integrates_a_shear_by_hand(student, rng):
    """With A = [[0, 1], [0, 0]], z' = A z moves (1, 2) to (5, 2) in 2 s: dL/dA by hand, for dL/dz = (1, 3) there."""
    A, t = np.array([[0.0, 1.0], [0.0, 0.0]]), np.array([1.0, 1.5, 3.0])
    z_T, c = np.array([5.0, 2.0]), np.array([1.0, 3.0])
    _, _, (grad_A,) = answer(student, systems.ParametricLinear(), z_T, t, c, [A])
    # dL/dA is the integral of a z^T, with z = (1 + 2 s, 2) and a = (1, 5 - s), s = t - 1.
    expect.close(got=grad_A, want=[[6.0, 4.0], [68 / 3, 16.0]], rtol=1e-9, why=EXACT, what="dL/dA", float32=False)


def check_adjoint_gradients__rebuilds_the_start(student, rng):
    """z0 is where the trajectory that ends at z_T was at t[0]."""
    start, params, t, c = network(rng)
    z0, _, _ = answer(student, systems.ParametricMLP(), network_flow(start, *params, t), t, c, params)
    expect.close(got=z0, want=start, rtol=RTOL, atol=RTOL, why=RK4, what="z0", float32=False)


def check_adjoint_gradients__start_moves_the_loss(student, rng):
    """grad_z0 is what the loss changes by when the start is moved and the equation is solved again."""
    start, params, t, c = network(rng)
    _, grad_z0, _ = answer(student, systems.ParametricMLP(), network_flow(start, *params, t), t, c, params)
    want = derivatives(start, params, t, c, 0)
    expect.close(got=grad_z0, want=want, rtol=RTOL, atol=RTOL, why=RK4, what="dL/dz0", float32=False)


def check_adjoint_gradients__parameters_move_the_loss(student, rng):
    """grad_params is what the loss changes by when a parameter is moved and the equation is solved again."""
    start, params, t, c = network(rng)
    _, _, grads = answer(student, systems.ParametricMLP(), network_flow(start, *params, t), t, c, params)
    for i, (name, got) in enumerate(zip(("W1", "b1", "W2"), grads, strict=True), start=1):
        want = derivatives(start, params, t, c, i)
        expect.close(got=got, want=want, rtol=RTOL, atol=RTOL, why=RK4, what=f"dL/d{name}", float32=False)


def check_adjoint_gradients__unused_parameter_gets_zeros(student, rng):
    """A further parameter, which f does not use, gets zeros of its own shape."""
    A, unused, t = problems.coupled_matrix(rng, 2), rng.uniform(1, 2, (3, 1)), problems.uneven_grid(rng, 2)
    z_T, c = rng.uniform(0.5, 1.5, (2, 2)), rng.uniform(0.5, 1.5, (2, 2))
    answer(student, systems.ParametricLinear(), z_T, t, c, [A])  # what fails here already is another mistake
    _, _, (grad_A, grad) = answer(student, systems.ParametricLinear(), z_T, t, c, [A, unused])
    used = bool(np.any(expect.array(grad_A, shape=(2, 2))))
    expect.holds(used, expected="a gradient of the parameter that f uses", got="zeros for both")
    expect.close(got=grad, want=np.zeros((3, 1)), rtol=0, why="nothing depends on it", what="the gradient")


def observations(rng):
    """A network problem with grads (K, 5, 2): the loss looks at the start, at two times within, and at the end."""
    start, params, _, _ = network(rng)
    t = graded_grid(rng, 6, 0.4, 0.7)
    grads = np.zeros((len(t), *start.shape))
    grads[[0, rng.integers(1, 3), rng.integers(3, 6), -1]] = rng.uniform(0.5, 1.5, (4, *start.shape))
    return start, params, t, grads


def seen(student, f, z_T, t, grads, params):
    """The three parts of the student's adjoint_observations, with one gradient per parameter."""
    got = student.adjoint_observations(f, z_T, t, grads, tuple(params))
    z0, grad_z0, found = expect.parts(got, ("z0", "grad_z0", "grad_params"))
    return z0, grad_z0, expect.parts(found, [f"grad_params[{i}]" for i in range(len(params))])


def check_adjoint_observations__rebuilds_the_start(student, rng):
    """z0 is where the trajectory that ends at z_T was at t[0]; the state does not jump."""
    start, params, t, grads = observations(rng)
    z0, _, _ = seen(student, systems.ParametricMLP(), network_flow(start, *params, t), t, grads, params)
    expect.close(got=z0, want=start, rtol=RTOL, atol=RTOL, why=RK4, what="z0", float32=False)


def check_adjoint_observations__start_moves_all_that_is_seen(student, rng):
    """grad_z0 is what the loss, which looks at four times, changes by when the start is moved."""
    start, params, t, grads = observations(rng)
    _, got, _ = seen(student, systems.ParametricMLP(), network_flow(start, *params, t), t, grads, params)
    want = observed(start, params, t, grads, 0)
    expect.close(got=got, want=want, rtol=RTOL, atol=RTOL, why=RK4, what="dL/dz0", float32=False)


def check_adjoint_observations__parameters_move_all_that_is_seen(student, rng):
    """grad_params is what the loss, which looks at four times, changes by when a parameter is moved."""
    start, params, t, grads = observations(rng)
    _, _, found = seen(student, systems.ParametricMLP(), network_flow(start, *params, t), t, grads, params)
    for i, (name, got) in enumerate(zip(("W1", "b1", "W2"), found, strict=True), start=1):
        want = observed(start, params, t, grads, i)
        expect.close(got=got, want=want, rtol=RTOL, atol=RTOL, why=RK4, what=f"dL/d{name}", float32=False)


def check_adjoint_observations__takes_one_state_and_time_running_down(student, rng):
    """For z' = k cos(t + 1) z, one state (d,), a decreasing grid and a further, unused parameter: in closed form."""
    k, z_T, unused, t = *rng.uniform(0.5, 1.0, (2, 2)), rng.uniform(1, 2, (3, 1)), graded_grid(rng, 5, 1.1, 0.7)
    grads = rng.uniform(0.5, 1.5, (len(t), 2)) * (np.arange(len(t)) > 0)[:, None]
    _, grad_z0, (grad_k, got) = seen(student, systems.ParametricCosine(), z_T, t, grads, [k, unused])
    since, left = np.sin(t + 1)[:, None] - np.sin(t[0] + 1), np.sin(t + 1)[:, None] - np.sin(t[-1] + 1)
    z = z_T * np.exp(k * left)  # at each time; that at t[0], times exp(k * since)
    want = [np.sum(grads * np.exp(k * since), axis=0), np.sum(grads * z * since, axis=0)]
    expect.close(got=grad_z0, want=want[0], rtol=RTOL, why=RK4, what="dL/dz0", float32=False)
    expect.close(got=grad_k, want=want[1], rtol=RTOL, why=RK4, what="dL/dk", float32=False)
    expect.close(got=got, want=np.zeros((3, 1)), rtol=0, why="nothing depends on it", what="that of the unused one")


BY = (1, 3)  # of (f, z0, t, params): what is differentiated by
STATES = 0.25  # of a state a step: room for the times and lengths of the steps, and for no state
COPIES = 6.0  # states a step: right answers were measured at one to three, a graph of the tanh network more than twenty


def gradients(student, f, z0, t, params, cotangent):
    """The gradients of sum(cotangent * solution) by the start and by each parameter, once the solution's shape is right."""
    value, found = student.differentiated("odeint_adjoint", cotangent, f, z0, t, tuple(params), by=BY)
    expect.array(value, shape=cotangent.shape, what="the solution", float32=False)
    grad_z0, grads = expect.parts(found, ("dL/dz0", "dL/dparams"))
    return grad_z0, expect.parts(grads, [f"dL/dparams[{i}]" for i in range(len(params))])


def found_back(got, want, what):
    """Autograd found the way back to an input, and the right gradient on it."""
    hint = "Only tensors that are arguments of apply take part."
    expect.holds(got is not None, expected=f"a way for autograd from the solution to {what}", got="none", hint=hint)
    expect.close(got=got, want=want, rtol=RTOL, atol=RTOL, why=RK4, what=f"the gradient by {what}", float32=False)


def check_odeint_adjoint__gives_the_state_at_every_time(student, rng):
    """Row k is the state at t[k], on an uneven grid and for a batch."""
    start, params, t, _ = observations(rng)
    got = student.odeint_adjoint(systems.ParametricMLP(), start, t, tuple(params))
    want = network_path(start, *params, t)
    expect.close(got=got, want=want, rtol=RTOL, atol=RTOL, why=RK4, what="the solution", float32=False)


def check_odeint_adjoint__leads_back_to_the_start(student, rng):
    """Autograd finds what a loss, which looks at four times, changes by when the start is moved."""
    start, params, t, grads = observations(rng)
    got, _ = gradients(student, systems.ParametricMLP(), start, t, params, grads)
    found_back(got, observed(start, params, t, grads, 0), "z0")


def check_odeint_adjoint__leads_back_to_the_parameters(student, rng):
    """Autograd finds what a loss, which looks at four times, changes by when a parameter is moved."""
    start, params, t, grads = observations(rng)
    _, found = gradients(student, systems.ParametricMLP(), start, t, params, grads)
    for i, (name, got) in enumerate(zip(("W1", "b1", "W2"), found, strict=True), start=1):
        found_back(got, observed(start, params, t, grads, i), name)


def check_odeint_adjoint__takes_an_unused_parameter(student, rng):
    """A further parameter, which f does not use, gets zeros or None; here for one state (d,), and time running down."""
    k, unused, t = rng.uniform(0.5, 1.0, 2), rng.uniform(1, 2, (3, 1)), problems.uneven_grid(rng, 4, 0.9, 0.6)
    z0, c = rng.uniform(0.5, 1.5, (2, 2))
    cotangent = np.zeros((len(t), 2))
    cotangent[-1] = c
    _, (grad_k, got) = gradients(student, systems.ParametricCosine(), z0, t, [k, unused], cotangent)
    sine = np.sin(t[-1] + 1) - np.sin(t[0] + 1)  # z(T) = z0 exp(k sine)
    found_back(grad_k, c * z0 * np.exp(k * sine) * sine, "k")
    if got is not None:
        expect.close(got=got, want=np.zeros((3, 1)), rtol=0, why="nothing depends on it", what="the gradient")


def growth(student, rng, count):
    """By how many states a count of bytes grows with each step, from solutions of 1 step and of 3."""
    shapes, found = ((16, 2), (8, 2), (8,), (2, 8)), []
    start, *params = (rng.uniform(-0.5, 0.5, shape) for shape in shapes)
    for steps in (1, 3):
        t, f = np.linspace(0.4, 0.6, steps + 1), systems.ParametricMLP()
        cotangent = rng.uniform(0.5, 1.5, (steps + 1, *start.shape))
        value, _, counts = student.measured("odeint_adjoint", cotangent, f, start, t, tuple(params), by=BY)
        want = network_path(start, *params, t)
        expect.close(got=value, want=want, rtol=RTOL, atol=RTOL, why=RK4, what="the solution", float32=False)
        found.append(float(expect.array(counts[count], shape=(), what="a count of bytes")))
    return (found[1] - found[0]) / (3 - 1) / start.nbytes


def check_odeint_adjoint__keeps_no_more_for_more_steps(student, rng):
    """Besides the returned states, nothing that is kept for the way back grows with the number of steps."""
    got = growth(student, rng, "kept_bytes")
    expected = "no more bytes kept for more steps, besides the returned states"
    hint = "What does the adjoint method need besides the last of the states that you return?"
    expect.holds(got <= STATES, expected=expected, got=f"{got:.3g} states more for each step", hint=hint)


def check_odeint_adjoint__builds_no_graph_of_all_steps(student, rng):
    """The most memory in use at once, on the way back as well, grows by no more than six states a step."""
    got = growth(student, rng, "peak_bytes")
    expected = f"at most {COPIES:g} states more in use at once for each step, the returned one among them"
    hint = "A graph of one stage at a time is enough. Is there one of all steps?"
    expect.holds(got <= COPIES, expected=expected, got=f"{got:.3g} states more", hint=hint)


def linear_flow(A, z, T):
    """exp(A T) z (d,) by its series; leading axes of A are problems apart."""
    total = term = z + 0 * A[..., 0]
    for k in range(1, 50):
        term = np.einsum("...ij,...j->...i", A, term) * T / k
        total = total + term
    return total


def linear_problem(rng):
    """A (3, 3), not normal; a start, c = dL/dz(T), and T [s]."""
    z0, c = rng.uniform(0.5, 1.5, (2, 3))
    return problems.coupled_matrix(rng, 3), z0, c, float(rng.uniform(0.6, 0.9))


def check_linear_adjoint__start_moves_the_loss(student, rng):
    """Entry i of grad_z0 is c . z(T) from a start of 1 in component i and 0 in the others: the loss is linear in z0."""
    A, z0, c, T = linear_problem(rng)
    grad_z0, _ = expect.parts(student.linear_adjoint(A, z0, c, T), ("grad_z0", "grad_A"))
    want = [c @ linear_flow(A, e, T) for e in np.eye(3)]
    expect.close(got=grad_z0, want=want, why=EXPONENTIAL, what="dL/dz0", float32=False)


def check_linear_adjoint__every_rate_moves_the_loss(student, rng):
    """Entry (i, j) of grad_A is what c . z(T) changes by when A_ij is moved and the equation is solved again.

    Kills nothing alone: a hidden claim asks the same for long times, from a truth that would give the answer away.
    """
    A, z0, c, T = linear_problem(rng)
    _, grad_A = expect.parts(student.linear_adjoint(A, z0, c, T), ("grad_z0", "grad_A"))
    want = slopes(lambda A: linear_flow(A, z0, T) @ c, [A], 0)
    expect.close(got=grad_A, want=want, why=EXPONENTIAL, what="dL/dA", float32=False)


def check_end_time_gradient__is_what_a_moment_longer_changes(student, rng):
    """For a batch it is what the loss c . z(T) gains per second, in the moment after T, if the equation is solved on."""
    z_T, params, (T, *_), c = network(rng)
    got = student.end_time_gradient(systems.ParametricMLP(), z_T, T, c, tuple(params))
    want = np.sum(c * network_path(z_T, *params, np.array([T, T + 1e-30j]))[-1]).imag * 1e30
    expect.close(got=got, want=want, why=PRODUCTS, what="dL/dT")


def check_end_time_gradient__needs_no_batch(student, rng):
    """For z' = k cos(t + 1) z and one state (d,), it is the slope of c . z(T) in closed form, with T in k's place."""
    k, z_T, c, T = *rng.uniform(0.5, 1.5, (3, 3)), rng.uniform(0.2, 0.5)
    got = student.end_time_gradient(systems.ParametricCosine(), z_T, T, c, (k,))
    later = z_T * np.exp(k * (np.sin(T + 1e-30j + 1) - np.sin(T + 1)))
    expect.close(got=got, want=np.sum(c * later).imag * 1e30, why=PRODUCTS, what="dL/dT")


def check_reconstruction_error__is_that_of_euler_there_and_back(student, rng):
    """For z' = A z and Euler's method each pair of steps, one there and one back, multiplies by 1 - h^2 A^2.

    Kills nothing alone: it is the lesson's own law. The claim about the clock has a nonlinear f at once.
    """
    A, z0, T, n = problems.coupled_matrix(rng, 3), rng.uniform(0.5, 1.5, 3), float(rng.uniform(0.6, 0.9)), 8
    got = student.reconstruction_error(systems.ParametricLinear(), z0, T, n, "euler", (A,))
    rebuilt = np.linalg.matrix_power(np.eye(3) - (T / n) ** 2 * A @ A, n) @ z0
    expect.close(got=got, want=np.linalg.norm(rebuilt - z0), why=THERE_AND_BACK, what="the distance")


def check_reconstruction_error__is_that_of_rk4_there_and_back(student, rng):
    """For z' = A z and the Runge-Kutta step it is 1 + (h A)^6 / 72 + (h A)^8 / 576 instead."""
    A, z0, T, n = problems.coupled_matrix(rng, 3), rng.uniform(0.5, 1.5, 3), float(rng.uniform(2.0, 3.0)), 4
    got = student.reconstruction_error(systems.ParametricLinear(), z0, T, n, "rk4", (A,))
    square = (T / n) ** 2 * A @ A
    pair = np.eye(3) + square @ square @ square / 72 + square @ square @ square @ square / 576
    rebuilt = np.linalg.matrix_power(pair, n) @ z0
    expect.close(got=got, want=np.linalg.norm(rebuilt - z0), why=THERE_AND_BACK, what="the distance")


def check_reconstruction_error__clock_runs_back_too(student, rng):
    """Euler's steps there ask f at 0, h, ..., T - h, and those back at T, T - h, ..., h: f a tanh network with a clock."""
    start, params, _, _ = network(rng)
    T, n, z = float(rng.uniform(1.0, 1.5)), 5, start[:1]
    got = student.reconstruction_error(systems.ParametricMLP(), start[0], T, n, "euler", tuple(params))
    for k in range(n):
        z = z + T / n * network_rate(k * T / n, z, *params)
    for k in range(n, 0, -1):
        z = z - T / n * network_rate(k * T / n, z, *params)
    expect.close(got=got, want=np.linalg.norm(z - start[0]), why=THERE_AND_BACK, what="the distance")
