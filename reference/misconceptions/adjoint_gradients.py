"""Known wrong answers about the adjoint method: the reference with one thing changed. Docstrings are a tutor's words."""

import torch

from reference.adjoint_gradients import (
    adjoint_gradients,
    adjoint_observations,
    augmented_rhs,
    linear_adjoint,
    odeint_adjoint,
    reconstruction_error,
    rk4_step,
    vjp,
)


def vjp__jacobian_not_transposed(f, t, z, params, a):
    """For the state you compute f_z a, which carries a nudge forward, where a^T f_z is asked for. Symmetric Jacobians
    hide it; try f = A z with A = [[0, 1], [0, 0]].
    """
    inputs = [x.detach().requires_grad_() for x in (z, *params)]
    with torch.enable_grad():
        rate = f(t, *inputs)
    _, *a_ftheta = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
    along = torch.autograd.functional.jvp(lambda state: f(t, state, *params), z, a)[1]
    return along, tuple(a_ftheta)


def vjp__vector_of_ones(f, t, z, params, a):
    """You differentiate the sum of f: that is the product with a vector of ones, and a never enters. Hand a to autograd
    as the vector, grad(rate, inputs, a).
    """
    inputs = [x.detach().requires_grad_() for x in (z, *params)]
    with torch.enable_grad():
        rate = f(t, *inputs)
    a_fz, *a_ftheta = torch.autograd.grad(rate.sum(), inputs, allow_unused=True, materialize_grads=True)
    return a_fz, tuple(a_ftheta)


def vjp__multiplied_after(f, t, z, params, a):
    """You differentiate the sum of f and multiply the slopes by a afterwards. Entry j of a^T f_z adds up a_i df_i/dz_j
    over i: the weights belong before the sum, a . f, and there they serve the parameters as well.
    """
    inputs = [x.detach().requires_grad_() for x in (z, *params)]
    with torch.enable_grad():
        rate = f(t, *inputs)
    slope, *slopes = torch.autograd.grad(rate.sum(), inputs, allow_unused=True, materialize_grads=True)
    return a * slope, tuple(slopes)


def vjp__mean_for_sum(f, t, z, params, a):
    """You differentiate the mean of a * f; the product a^T f is a sum. All your numbers are too small by the number of
    entries of z.
    """
    inputs = [x.detach().requires_grad_() for x in (z, *params)]
    with torch.enable_grad():
        rate = f(t, *inputs)
    a_fz, *a_ftheta = torch.autograd.grad((a * rate).mean(), inputs, allow_unused=True, materialize_grads=True)
    return a_fz, tuple(a_ftheta)


def vjp__batch_mean(f, t, z, params, a):
    """For the parameters you average over the rows of the batch. Each row adds its own part: if the loss averages, that
    factor is in a already.
    """
    a_fz, a_ftheta = vjp(f, t, z, params, a)
    return a_fz, tuple(product / (len(z) if z.dim() == 2 else 1) for product in a_ftheta)


def vjp__minus_signs(f, t, z, params, a):
    """Right size, opposite sign. The minus belongs to the adjoint equation, a' = -a^T f_z; here the product alone is
    asked for.
    """
    a_fz, a_ftheta = vjp(f, t, z, params, a)
    return -a_fz, tuple(-product for product in a_ftheta)


def vjp__unused_not_allowed(f, t, z, params, a):
    """Not every parameter need enter f, and autograd raises if asked for the gradient of one that does not. Say
    allow_unused=True, and put zeros where it then answers None.
    """
    inputs = [x.detach().requires_grad_() for x in (z, *params)]
    with torch.enable_grad():
        rate = f(t, *inputs)
    a_fz, *a_ftheta = torch.autograd.grad(rate, inputs, a)
    return a_fz, tuple(a_ftheta)


def vjp__none_not_replaced(f, t, z, params, a):
    """For a parameter that f does not use autograd answers None, and you pass that on. Nothing depends on it, so its
    product is zero: put zeros of its shape there.
    """
    inputs = [x.detach().requires_grad_() for x in (z, *params)]
    with torch.enable_grad():
        rate = f(t, *inputs)
    a_fz, *a_ftheta = torch.autograd.grad(rate, inputs, a, allow_unused=True)
    return a_fz, tuple(a_ftheta)


def vjp__unused_dropped(f, t, z, params, a):
    """You leave out the parameters that f does not use, and then nobody can tell which product belongs to which. Give
    zeros for them.
    """
    inputs = [x.detach().requires_grad_() for x in (z, *params)]
    with torch.enable_grad():
        rate = f(t, *inputs)
    a_fz, *a_ftheta = torch.autograd.grad(rate, inputs, a, allow_unused=True)
    return a_fz, tuple(product for product in a_ftheta if product is not None)


def vjp__no_graph(f, t, z, params, a):
    """f was called on tensors that autograd does not follow, so there is nothing to differentiate. Call it on copies
    that are marked, x.detach().requires_grad_(), under torch.enable_grad().
    """
    inputs = [z, *params]
    rate = f(t, *inputs)
    a_fz, *a_ftheta = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
    return a_fz, tuple(a_ftheta)


def vjp__parameters_not_followed(f, t, z, params, a):
    """You ask for the gradient of copies, but call f with the original parameters: f never sees the copies, and their
    products are zero. Call f with the very tensors that you differentiate with respect to.
    """
    inputs = [x.detach().requires_grad_() for x in (z, *params)]
    with torch.enable_grad():
        rate = f(t, inputs[0], *params)
    a_fz, *a_ftheta = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
    return a_fz, tuple(a_ftheta)


def vjp__marks_the_arguments(f, t, z, params, a):
    """Your products are right, but requires_grad_() marks the very tensors that you were given, and autograd follows
    the caller's from then on. Mark copies of them: x.detach().requires_grad_().
    """
    inputs = [x.requires_grad_() for x in (z, *params)]
    rate = f(t, *inputs)
    a_fz, *a_ftheta = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
    return a_fz, tuple(a_ftheta)


def vjp__first_parameter_only(f, t, z, params, a):
    """Only your first parameter has a product; the others come out as zeros. Ask autograd for all of them at once:
    grad(rate, (z, *params), a).
    """
    a_fz, a_ftheta = vjp(f, t, z, params, a)
    return a_fz, (a_ftheta[0], *(torch.zeros_like(p) for p in params[1:]))


def vjp__flat_tuple(f, t, z, params, a):
    """You return all products in one row. Two values are asked for: the one for z, and a tuple with one product for
    each parameter.
    """
    a_fz, a_ftheta = vjp(f, t, z, params, a)
    return a_fz, *a_ftheta


def vjp__parameters_first(f, t, z, params, a):
    """The two values have changed places: the product for z comes first, then those for the parameters."""
    a_fz, a_ftheta = vjp(f, t, z, params, a)
    return a_ftheta, a_fz


def vjp__clock_at_zero(f, t, z, params, a):
    """You call f at time 0, whatever the clock shows. An equation without explicit time hides it; hand t on to f."""
    return vjp(f, 0.0, z, params, a)


def vjp__batch_required(f, t, z, params, a):
    """You multiply as if z always were a batch (n, d); a single state comes as (d,). Leave the shapes to autograd: it
    takes a in the shape of z, whatever that is.
    """
    n, d = z.shape
    a_fz, a_ftheta = vjp(f, t, z, params, a)
    return a_fz.reshape(n, d), a_ftheta


def vjp__not_returned(f, t, z, params, a):
    """You call backward() on copies and leave the products in their .grad, where your caller never sees them. Return
    them.
    """
    inputs = [x.detach().requires_grad_() for x in (z, *params)]
    f(t, *inputs).backward(a)


def augmented_rhs__adjoint_sign(f, t, z, a, params):
    """Your adjoint has the rate of a nudge. A nudge grows where f pushes states apart, and what it does to the loss in
    the end stays the same: per nudge, a must fall. Its rate is minus a^T f_z.
    """
    a_fz, a_ftheta = vjp(f, t, z, params, a)
    return f(t, z, *params), a_fz, tuple(-product for product in a_ftheta)


def augmented_rhs__parameter_sign(f, t, z, a, params):
    """Right size, opposite sign: g(t) is what the parameter still does to the loss from t on, so forward in time it
    can only lose, dg/dt = -a^T f_theta. Your g is what has been done so far.
    """
    a_fz, a_ftheta = vjp(f, t, z, params, a)
    return f(t, z, *params), -a_fz, a_ftheta


def augmented_rhs__no_minus_signs(f, t, z, a, params):
    """z is right, but the other two rates lack their minus: da/dt = -a^T f_z and dg/dt = -a^T f_theta. The products of
    your vjp have no sign yet.
    """
    a_fz, a_ftheta = vjp(f, t, z, params, a)
    return f(t, z, *params), a_fz, a_ftheta


def augmented_rhs__rates_going_back(f, t, z, a, params):
    """All three signs are turned round: these are the rates for a walk back in time. Forward rates are asked for; who
    walks back takes negative steps.
    """
    a_fz, a_ftheta = vjp(f, t, z, params, a)
    return -f(t, z, *params), a_fz, a_ftheta


def augmented_rhs__state_backward(f, t, z, a, params):
    """The adjoint is right, but you turned the sign of dz: the state follows f in forward time. That it is later
    rebuilt going back is the business of the steps.
    """
    a_fz, a_ftheta = vjp(f, t, z, params, a)
    return -f(t, z, *params), -a_fz, tuple(-product for product in a_ftheta)


def augmented_rhs__jacobian_not_transposed(f, t, z, a, params):
    """You multiply f_z a, as for a nudge, where the adjoint needs a^T f_z. Symmetric Jacobians hide this; try A = [[0,
    1], [0, 0]].
    """
    _, a_ftheta = vjp(f, t, z, params, a)
    along = torch.autograd.functional.jvp(lambda state: f(t, state, *params), z, a)[1]
    return f(t, z, *params), -along, tuple(-product for product in a_ftheta)


def augmented_rhs__adjoint_not_used(f, t, z, a, params):
    """Your products are taken with a vector of ones; the adjoint never enters them. Hand a to vjp."""
    a_fz, a_ftheta = vjp(f, t, z, params, torch.ones_like(a))
    return f(t, z, *params), -a_fz, tuple(-product for product in a_ftheta)


def augmented_rhs__adjoint_and_state_swapped(f, t, z, a, params):
    """The Jacobians are taken at the adjoint, and multiplied by the state: vjp wants z before params and a at the end,
    augmented_rhs has a before params.
    """
    a_fz, a_ftheta = vjp(f, t, a, params, z)
    return f(t, z, *params), -a_fz, tuple(-product for product in a_ftheta)


def augmented_rhs__adjoint_times_rate(f, t, z, a, params):
    """You multiply a by f itself. What a nudge does depends on how f changes with z: da/dt has the Jacobian in it,
    -a^T f_z.
    """
    _, a_ftheta = vjp(f, t, z, params, a)
    rate = f(t, z, *params)
    return rate, -a * rate, tuple(-product for product in a_ftheta)


def augmented_rhs__clock_negated(f, t, z, a, params):
    """You ask f at -t, as if the clock ran down. The rates are asked for at time t, and f reads that."""
    a_fz, a_ftheta = vjp(f, -t, z, params, a)
    return f(-t, z, *params), -a_fz, tuple(-product for product in a_ftheta)


def augmented_rhs__parameters_before_adjoint(f, t, z, a, params):
    """The rates of g come second in your answer and that of a last. Keep the order of the state: z, a, g."""
    a_fz, a_ftheta = vjp(f, t, z, params, a)
    return f(t, z, *params), tuple(-product for product in a_ftheta), -a_fz


def augmented_rhs__state_forgotten(f, t, z, a, params):
    """You return the rates of a and g only. z is stepped together with them, so its rate f belongs to the answer."""
    a_fz, a_ftheta = vjp(f, t, z, params, a)
    return -a_fz, tuple(-product for product in a_ftheta)


def augmented_rhs__flat_tuple(f, t, z, a, params):
    """You return all rates in one row. Three values are asked for, the third a tuple with one rate for each
    parameter.
    """
    a_fz, a_ftheta = vjp(f, t, z, params, a)
    return f(t, z, *params), -a_fz, *(-product for product in a_ftheta)


def augmented_rhs__batch_mean(f, t, z, a, params):
    """You average the parameters' rates over the batch. Each row adds its part; if the loss averages, that factor is in
    a already.
    """
    a_fz, a_ftheta = vjp(f, t, z, params, a)
    rows = len(z) if z.dim() == 2 else 1
    return f(t, z, *params), -a_fz, tuple(-product / rows for product in a_ftheta)


def augmented_rhs__unused_not_allowed(f, t, z, a, params):
    """Not every parameter need enter f, and autograd raises if asked for the gradient of one that does not. Your vjp
    knows what to do; call it.
    """
    inputs = [x.detach().requires_grad_() for x in (z, *params)]
    rate = f(t, *inputs)
    da, *dg = (-product for product in torch.autograd.grad(rate, inputs, a))
    return rate.detach(), da, tuple(dg)


def augmented_rhs__unused_dropped(f, t, z, a, params):
    """You leave out the parameters that f does not use, and then nobody can tell which rate belongs to which. Give zeros
    for them.
    """
    inputs = [x.detach().requires_grad_() for x in (z, *params)]
    rate = f(t, *inputs)
    a_fz, *a_ftheta = torch.autograd.grad(rate, inputs, a, allow_unused=True)
    return rate.detach(), -a_fz, tuple(-product for product in a_ftheta if product is not None)


def adjoint_gradients__adjoint_sign(f, z_T, t, grad_zT, params):
    """Your adjoint has the sign of a nudge, not of a sensitivity: its rate is minus a^T f_z, and time running back is
    in h already. Try z' = k z by hand: the gradient is e^(kT) times a(T), yours is e^(-kT).
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        toward_z, *toward_params = products
        return rate.detach(), toward_z, *(-product for product in toward_params)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__parameter_sign(f, z_T, t, grad_zT, params):
    """Right size, opposite sign: the integral runs from t[0] to T, you run from T back to t[0]. Either h is negative
    and the rate is -a^T f_theta, or neither has a sign.
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        toward_z, *toward_params = products
        return rate.detach(), -toward_z, *toward_params

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__no_minus_signs(f, z_T, t, grad_zT, params):
    """z is rebuilt well, but both other rates lack their minus: da/dt = -a^T f_z and dg/dt = -a^T f_theta. The negative
    h does not supply it; it is there for z as well.
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *products

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__forward_from_start(f, z_T, t, grad_zT, params):
    """The gradient you are given belongs to the end, a(T) = dL/dz(T); you started the adjoint with it at t[0] and went
    forward. Carry it back together with z.
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        toward_z, *toward_params = products
        return rate.detach(), -toward_z, *toward_params

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    start = state[0]
    state = (start, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1):
        state = rk4_step(rates, t[k], state, t[k + 1] - t[k])
    _, grad_z0, *grad_params = state
    return start, grad_z0, tuple(grad_params)


def adjoint_gradients__seed_of_ones(f, z_T, t, grad_zT, params):
    """You start from a(T) = 1, which is right only for the loss that adds up z(T). What if the loss is z^2? Start from
    the gradient that you are given.
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, torch.ones_like(grad_zT), *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__adjoint_not_used(f, z_T, t, grad_zT, params):
    """You differentiate the sum of f, so your products are 1^T f_z and 1^T f_theta; the adjoint a never enters them.
    Hand it to autograd as the vector: grad(rate, inputs, a).
    """

    def rates(time, state):
        z = state[0]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate.sum(), inputs, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__mean_for_sum(f, z_T, t, grad_zT, params):
    """You differentiate the mean of a * f; the product a^T f is a sum. Your rates are too small by the number of
    entries of z.
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad((a * rate).mean(), inputs, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__state_frozen(f, z_T, t, grad_zT, params):
    """Your Jacobians are all taken at z(T). They belong where the trajectory was at that time: rebuild z going back, in
    the same state as a.
    """

    def rates(time, state):
        z, a = z_T, state[1]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__state_runs_on(f, z_T, t, grad_zT, params):
    """Two minus signs cancel: h is negative already, and you negated f as well, so that z runs on past the end while
    time runs back. The rate of z is f, whichever way you go.
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return -rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__steps_forward(f, z_T, t, grad_zT, params):
    """Your steps are positive, so you start at T and go on into the future. From t[k] to t[k-1] the step is t[k-1] -
    t[k], which is negative.
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k] - t[k - 1])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__batch_mean(f, z_T, t, grad_zT, params):
    """Each sample adds its own part to dL/dtheta; you average them. If the loss averages, that factor is in grad_zT
    already.
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    samples = len(z_T) if z_T.dim() == 2 else 1
    return z0, grad_z0, tuple(g / samples for g in grad_params)


def adjoint_gradients__last_interval_only(f, z_T, t, grad_zT, params):
    """A parameter acts at all times, and you keep what it did in one interval only: each step overwrites g. Carry g on
    from step to step.
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        fresh = (torch.zeros_like(p) for p in params)
        state = rk4_step(rates, t[k], (state[0], state[1], *fresh), t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__step_length_forgotten(f, z_T, t, grad_zT, params):
    """dL/dtheta is an integral over time, and you add up its integrand without the length of the step. Twice as fine a
    grid would double your gradient; let g be part of the state that is stepped.
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        total = tuple(g - rate for g, rate in zip(state[2:], rates(t[k], state)[2:]))
        state = (*rk4_step(rates, t[k], state, t[k - 1] - t[k])[:2], *total)
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__rectangle_for_parameters(f, z_T, t, grad_zT, params):
    """z and a are stepped with RK4, but the parameter integral by rectangles, which is of first order and spoils it.
    Let g be part of the state, with the rate -a^T f_theta.
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        h = t[k - 1] - t[k]
        total = tuple(g + h * rate for g, rate in zip(state[2:], rates(t[k], state)[2:]))
        state = (*rk4_step(rates, t[k], state, h)[:2], *total)
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__euler_steps(f, z_T, t, grad_zT, params):
    """These are Euler steps: the error falls only like h. Use the rk4_step that you are given, on all of z, a and g."""

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        h = t[k - 1] - t[k]
        state = tuple(x + h * rate for x, rate in zip(state, rates(t[k], state)))
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__one_after_the_other(f, z_T, t, grad_zT, params):
    """You step z first and then a and g with z held at its new value. Inside a step each stage needs its own z: put all
    three into one state and step them together.
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        h = t[k - 1] - t[k]
        (z,) = rk4_step(lambda time, part: (f(time, part[0], *params),), t[k], state[:1], h)
        rest = rk4_step(lambda time, part, z=z: rates(time, (z, *part))[1:], t[k], state[1:], h)
        state = (z, *rest)
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__end_adjoint_returned(f, z_T, t, grad_zT, params):
    """The second value is dL/dz at t[-1], which you were given. What belongs to z0 is the adjoint that has arrived at
    t[0].
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, _, *grad_params = state
    return z0, grad_zT, tuple(grad_params)


def adjoint_gradients__end_state_returned(f, z_T, t, grad_zT, params):
    """The first value is z(T), which you were given. Return the state that you have rebuilt, at t[0]."""

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    _, grad_z0, *grad_params = state
    return z_T, grad_z0, tuple(grad_params)


def adjoint_gradients__start_and_gradient_swapped(f, z_T, t, grad_zT, params):
    """The first two values have changed places: the state z0 comes first, then dL/dz0."""

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return grad_z0, z0, tuple(grad_params)


def adjoint_gradients__one_long_gradient(f, z_T, t, grad_zT, params):
    """You return all parameters' gradients as one long vector. Give each parameter a gradient of its own shape, in the
    order of params.
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, torch.cat([g.flatten() for g in grad_params])


def adjoint_gradients__unused_not_allowed(f, z_T, t, grad_zT, params):
    """Not every parameter need enter f, and autograd raises if asked for the gradient of one that does not. Say
    allow_unused=True, and put zeros where it then answers None.
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__none_not_replaced(f, z_T, t, grad_zT, params):
    """With allow_unused=True the gradient of an unused parameter is None, and arithmetic with None raises. None means
    zero: put zeros of that parameter's shape there.
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__unused_dropped(f, z_T, t, grad_zT, params):
    """You leave out the parameters that f does not use, and then nobody can tell which gradient belongs to which. Give
    zeros for them.
    """

    used = []

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True)
        used[:] = [product is not None for product in products[1:]]
        products = [0 * x.detach() if product is None else product for x, product in zip(inputs, products)]
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(g for g, is_used in zip(grad_params, used) if is_used)


def adjoint_gradients__no_graph(f, z_T, t, grad_zT, params):
    """f was called where autograd keeps no record, so there is nothing to differentiate. Inside your rate function
    detach z, call requires_grad_() on it, and call f under torch.enable_grad().
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.no_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__parameters_not_followed(f, z_T, t, grad_zT, params):
    """You ask for the gradient of copies, but call f with the originals: f never sees the copies, and their gradients
    are zero. Call f with the very tensors that you differentiate with respect to.
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, inputs[0], *params)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__marks_the_arguments(f, z_T, t, grad_zT, params):
    """Your gradients are right, but requires_grad_() marks the very tensors that you were given, and autograd follows
    the caller's from then on. Mark copies of them: x.detach().requires_grad_().
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.requires_grad_() for x in (z, *params)]
        rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__gradients_pile_up(f, z_T, t, grad_zT, params):
    """backward() adds to .grad, and your parameter leaves live through all stages: each rate contains all earlier ones.
    Use torch.autograd.grad, or make fresh leaves for every call.
    """

    leaves = [p.detach().clone().requires_grad_() for p in params]

    def rates(time, state):
        z, a = state[:2]
        z = z.detach().requires_grad_()
        with torch.enable_grad():
            rate = f(time, z, *leaves)
        (a * rate).sum().backward()
        return rate.detach(), -z.grad, *(torch.zeros_like(p) if p.grad is None else -p.grad for p in leaves)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__clock_counts_from_end(f, z_T, t, grad_zT, params):
    """On the way back f is asked at the time that has passed since the end, T - t. The clock shows t itself: at the
    k-th grid time it is t[k]. An equation without explicit time hides this.
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(t[-1] - time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__clock_stands_within_step(f, z_T, t, grad_zT, params):
    """All four stages of a step ask f at the same time. Use the time that rk4_step hands to your rate function, not the
    loop's t[k].
    """

    def rates(_, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(t[k], *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__uniform_steps(f, z_T, t, grad_zT, params):
    """Your clock follows the grid, but your steps all have the average length, and the grid is uneven: the step from
    t[k] is t[k-1] - t[k].
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    h = (t[0] - t[-1]) / (len(t) - 1)
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, h)
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__starts_at_zero(f, z_T, t, grad_zT, params):
    """You go back from t[-1] to time 0, in equal steps. The trajectory began at t[0], and the grid says what each step
    is.
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    h = t[-1] / (len(t) - 1)
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, k * h, state, -h)
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__seed_at_every_time(f, z_T, t, grad_zT, params):
    """You add dL/dz(T) to the adjoint at every grid time. The loss looks at z once, at t[-1]; the other times only
    serve the solver.
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, torch.zeros_like(grad_zT), *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        z, a, *g = state
        state = rk4_step(rates, t[k], (z, a + grad_zT, *g), t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__jacobian_not_transposed(f, z_T, t, grad_zT, params):
    """You multiply f_z a, as for a nudge, where the adjoint needs a^T f_z. Symmetric Jacobians hide this; try A = [[0,
    1], [0, 0]].
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        along = torch.autograd.functional.jvp(lambda state: f(time, state, *params), z, a)[1]
        return rate.detach(), -along, *(-product for product in products[1:])

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__batch_required(f, z_T, t, grad_zT, params):
    """You unpack z_T.shape as (n, d), but a single state comes as (d,). Do not unpack it at all: autograd does not mind
    the shape.
    """

    n, d = z_T.shape

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0.reshape(n, d), grad_z0.reshape(n, d), tuple(grad_params)


def adjoint_gradients__clock_negated(f, z_T, t, grad_zT, params):
    """You ask f at -t, as if time itself had changed its sign. Only the steps are negative: at the grid time t[k] the
    clock that f reads shows t[k], whichever way you walk.
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(-time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__times_sorted(f, z_T, t, grad_zT, params):
    """You sort the times from large to small, which turns a decreasing grid round: z_T belongs to t[-1], whichever way
    time runs. Walk from the last grid time to the first, whatever they are.

    (hidden only)
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, *params)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products)

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    back = torch.sort(t, descending=True).values
    for k in range(len(t) - 1):
        state = rk4_step(rates, back[k], state, back[k + 1] - back[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_gradients__first_parameter_only(f, z_T, t, grad_zT, params):
    """Only your first parameter has a gradient; the others come out as zeros. Ask autograd for all of them at once:
    grad(rate, (z, *params), a).
    """

    def rates(time, state):
        z, a = state[:2]
        inputs = [x.detach().requires_grad_() for x in (z, params[0])]
        with torch.enable_grad():
            rate = f(time, *inputs, *params[1:])
        products = torch.autograd.grad(rate, inputs, a, allow_unused=True, materialize_grads=True)
        return rate.detach(), *(-product for product in products), *(torch.zeros_like(p) for p in params[1:])

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in range(len(t) - 1, 0, -1):
        state = rk4_step(rates, t[k], state, t[k - 1] - t[k])
    z0, grad_z0, *grad_params = state
    return z0, grad_z0, tuple(grad_params)


def adjoint_observations__only_the_end(f, z_T, t, grads, params):
    """The loss looks at several times, and only the last of them enters your adjoint. Every observation adds its slope
    to a, on the way back, at its own time.
    """
    return adjoint_gradients(f, z_T, t, grads[-1], params)


def adjoint_observations__added_twice(f, z_T, t, grads, params):
    """The observations between the ends count twice: you add grads[k] when you arrive at t[k], and again when you leave
    it. Once is enough.
    """
    z, a, total = z_T, grads[-1], [torch.zeros_like(p) for p in params]
    for k in range(len(t) - 1, 0, -1):
        leaving = a + grads[k] if k < len(t) - 1 else a
        z, a, parts = adjoint_gradients(f, z, t[k - 1 : k + 1], leaving, params)
        a = a + grads[k - 1]
        total = [g + part for g, part in zip(total, parts)]
    return z, a, tuple(total)


def adjoint_observations__start_not_added(f, z_T, t, grads, params):
    """The observation at t[0] is missing. Your loop ends when the start is reached; what the loss sees there itself is
    still to be added to a.
    """
    return adjoint_observations(f, z_T, t, torch.cat([torch.zeros_like(grads[:1]), grads[1:]]), params)


def adjoint_observations__end_not_added(f, z_T, t, grads, params):
    """The observation at t[-1] is missing. The adjoint is zero only after the last observation: on the way back it
    begins with grads[-1].
    """
    return adjoint_observations(f, z_T, t, torch.cat([grads[:-1], torch.zeros_like(grads[:1])]), params)


def adjoint_observations__one_interval_late(f, z_T, t, grads, params):
    """You add grads[k] after the step from t[k], when the clock already shows t[k-1]. It has to ride along: add it
    before that step.
    """
    z, a, total = z_T, torch.zeros_like(z_T), [torch.zeros_like(p) for p in params]
    for k in range(len(t) - 1, 0, -1):
        z, a, parts = adjoint_gradients(f, z, t[k - 1 : k + 1], a, params)
        a = a + grads[k]
        total = [g + part for g, part in zip(total, parts)]
    return z, a + grads[0], tuple(total)


def adjoint_observations__replaces_the_adjoint(f, z_T, t, grads, params):
    """At each observation you begin anew with a = grads[k] and forget what the later ones said. The adjoint jumps by
    grads[k]: add it.
    """
    z, a, total = z_T, torch.zeros_like(z_T), [torch.zeros_like(p) for p in params]
    for k in range(len(t) - 1, 0, -1):
        a = grads[k] if grads[k].any() else a
        z, a, parts = adjoint_gradients(f, z, t[k - 1 : k + 1], a, params)
        total = [g + part for g, part in zip(total, parts)]
    return z, grads[0] if grads[0].any() else a, tuple(total)


def adjoint_observations__all_at_the_end(f, z_T, t, grads, params):
    """You add up all slopes first and start with them at t[-1]. What is seen at an earlier time cannot be changed by
    what happens after it: each slope joins at its own time.
    """
    return adjoint_gradients(f, z_T, t, grads.sum(dim=0), params)


def adjoint_observations__subtracted(f, z_T, t, grads, params):
    """You subtract the slopes on the way. Going back turns the sign of the steps, not that of what the loss sees: the
    adjoint just before t[k] is larger by grads[k].
    """
    return adjoint_observations(f, z_T, t, torch.cat([-grads[:-1], grads[-1:]]), params)


def adjoint_observations__averaged(f, z_T, t, grads, params):
    """You divide by the number of times. If the loss averages over its observations, that factor is in grads already."""
    return adjoint_observations(f, z_T, t, grads / len(t), params)


def adjoint_observations__times_the_step(f, z_T, t, grads, params):
    """You multiply each slope by the length of a step, as if the loss were an integral over time. It looks at single
    times: the jump is grads[k] itself.
    """
    steps = torch.cat([t[1:2] - t[:1], torch.diff(t)])
    return adjoint_observations(f, z_T, t, grads * steps.reshape(-1, *[1] * z_T.dim()), params)


def adjoint_observations__rows_from_the_wrong_end(f, z_T, t, grads, params):
    """Your walk goes back in time and your rows of grads forward: grads[k] belongs to t[k]. Count both in the same way."""
    return adjoint_observations(f, z_T, t, grads.flip(0), params)


def adjoint_observations__first_interval_only(f, z_T, t, grads, params):
    """A parameter acts in every interval, and you return what it did in one of them: each interval overwrites the
    gradient of the one before. Add them up.
    """
    z, a = z_T, torch.zeros_like(z_T)
    for k in range(len(t) - 1, 0, -1):
        z, a, total = adjoint_gradients(f, z, t[k - 1 : k + 1], a + grads[k], params)
    return z, a + grads[0], total


def adjoint_observations__state_not_handed_on(f, z_T, t, grads, params):
    """Every interval starts from z(T) again. The state of the next interval is the z0 of the one you have just gone
    back over.
    """
    z, a, total = z_T, torch.zeros_like(z_T), [torch.zeros_like(p) for p in params]
    for k in range(len(t) - 1, 0, -1):
        z, a, parts = adjoint_gradients(f, z_T, t[k - 1 : k + 1], a + grads[k], params)
        total = [g + part for g, part in zip(total, parts)]
    return z, a + grads[0], tuple(total)


def adjoint_observations__each_for_itself(f, z_T, t, grads, params):
    """You go back from every observed time to the start, which is right for a, but always from the state z(T). The state
    at t[k] is the one to start from there.
    """
    a, total = grads[0], [torch.zeros_like(p) for p in params]
    for k in range(1, len(t)):
        if grads[k].any():
            _, part, parts = adjoint_gradients(f, z_T, t[: k + 1], grads[k], params)
            a, total = a + part, [g + part for g, part in zip(total, parts)]
    return adjoint_gradients(f, z_T, t, grads[-1], params)[0], a, tuple(total)


def adjoint_observations__state_jumps(f, z_T, t, grads, params):
    """You add grads[k] to the state, not to the adjoint. Nothing happens to z at an observation; it is only looked at."""
    z, a, total = z_T, grads[-1], [torch.zeros_like(p) for p in params]
    for k in range(len(t) - 1, 0, -1):
        z, a, parts = adjoint_gradients(f, z, t[k - 1 : k + 1], a, params)
        z = z + grads[k - 1]
        total = [g + part for g, part in zip(total, parts)]
    return z, a, tuple(total)


def adjoint_observations__adds_in_place(f, z_T, t, grads, params):
    """Your gradients are right, but a is a row of grads, not a copy of it, and += writes into what you were given. Write
    a = a + grads[k].
    """
    z, a, total = z_T, grads[-1], [torch.zeros_like(p) for p in params]
    for k in range(len(t) - 1, 0, -1):
        z, back, parts = adjoint_gradients(f, z, t[k - 1 : k + 1], a, params)
        a = grads[k - 1]
        a += back
        total = [g + part for g, part in zip(total, parts)]
    return z, a.clone(), tuple(total)


def adjoint_observations__end_state_returned(f, z_T, t, grads, params):
    """The first value is z(T), which you were given. Return the state that you have rebuilt, at t[0]."""
    return z_T, *adjoint_observations(f, z_T, t, grads, params)[1:]


def adjoint_observations__batch_mean(f, z_T, t, grads, params):
    """You average the parameters' gradients over the batch. Each row adds its part; if the loss averages, that factor is
    in grads already.
    """
    z0, grad_z0, grad_params = adjoint_observations(f, z_T, t, grads, params)
    return z0, grad_z0, tuple(g / (len(z_T) if z_T.dim() == 2 else 1) for g in grad_params)


def adjoint_observations__times_sorted(f, z_T, t, grads, params):
    """You sort the times from large to small, which turns a decreasing grid round: z_T belongs to t[-1], whichever way
    time runs. Walk from the last grid time to the first, whatever they are.
    """
    return adjoint_observations(f, z_T, torch.sort(t).values, grads, params)


def adjoint_observations__batch_required(f, z_T, t, grads, params):
    """You unpack the shape of grads as (K, n, d), but with a single state it is (K, d). Leave the shapes alone: a row of
    grads is like z, whatever that is.
    """
    K, n, d = grads.shape
    return adjoint_observations(f, z_T.reshape(n, d), t, grads.reshape(K, n, d), params)


def adjoint_observations__unused_dropped(f, z_T, t, grads, params):
    """You leave out the parameters that f does not use, and then nobody can tell which gradient belongs to which. Give
    zeros for them.
    """
    z0, grad_z0, grad_params = adjoint_observations(f, z_T, t, grads, params)
    return z0, grad_z0, tuple(g for g in grad_params if g.any())


def adjoint_observations__every_adjoint_returned(f, z_T, t, grads, params):
    """You return the adjoint at every time. Only the one at t[0] is asked for, after the observation there."""
    z, a, total = z_T, grads[-1], [torch.zeros_like(p) for p in params]
    rows = [a]
    for k in range(len(t) - 1, 0, -1):
        z, a, parts = adjoint_gradients(f, z, t[k - 1 : k + 1], a, params)
        a = a + grads[k - 1]
        rows.insert(0, a)
        total = [g + part for g, part in zip(total, parts)]
    return z, torch.stack(rows), tuple(total)


def _path(f, z0, t, params, step=rk4_step):
    """The states on the grid."""
    states = [z0]
    for k in range(len(t) - 1):
        states += step(lambda time, state: (f(time, *state, *params),), t[k], states[-1:], t[k + 1] - t[k])
    return states


def _solution(f, z0, t, params, backward, path=_path):
    """A solver whose way back is backward(states, grads, params) -> (grad_z0, grad_params)."""

    class Solution(torch.autograd.Function):
        @staticmethod
        def forward(ctx, z0, *params):
            states = torch.stack(path(f, z0, t, params))
            ctx.save_for_backward(states, *params)
            return states

        @staticmethod
        def backward(ctx, grads):
            states, *params = ctx.saved_tensors
            grad_z0, grad_params = backward(states, grads, params)
            return grad_z0, *grad_params

    return Solution.apply(z0, *params)


def odeint_adjoint__plain_backpropagation(f, z0, t, params):
    """Right values and right gradients, but this is backpropagation through the solver: autograd keeps what every stage
    of every step computed. Solve inside a Function, whose forward has no graph.
    """
    return torch.stack(_path(f, z0, t, params))


def odeint_adjoint__states_in_a_list(f, z0, t, params):
    """Right gradients, but you keep all states a second time beside those that you return, and that grows with every
    step, as backpropagation's memory does. Keep the last one and rebuild z, or save the returned states themselves.
    """

    class Solution(torch.autograd.Function):
        @staticmethod
        def forward(ctx, z0, *params):
            ctx.states, ctx.params = _path(f, z0, t, params), params
            return torch.stack(ctx.states)

        @staticmethod
        def backward(ctx, grads):
            a, total = grads[-1], [torch.zeros_like(p) for p in ctx.params]
            for k in range(len(t) - 1, 0, -1):
                _, a, parts = adjoint_gradients(f, ctx.states[k], t[k - 1 : k + 1], a, ctx.params)
                a, total = a + grads[k - 1], [g + part for g, part in zip(total, parts)]
            return a, *total

    return Solution.apply(z0, *params)


def odeint_adjoint__solved_again_with_a_graph(f, z0, t, params):
    """Nothing is kept on the way there, but on the way back you solve once more with a graph of all steps and go back
    through that: at that moment it is backpropagation's memory. Solve the adjoint equation, one step at a time.
    """

    class Solution(torch.autograd.Function):
        @staticmethod
        def forward(ctx, z0, *params):
            ctx.save_for_backward(z0, *params)
            return torch.stack(_path(f, z0, t, params))

        @staticmethod
        def backward(ctx, grads):
            inputs = [x.detach().requires_grad_() for x in ctx.saved_tensors]
            with torch.enable_grad():
                states = torch.stack(_path(f, inputs[0], t, inputs[1:]))
            return torch.autograd.grad(states, inputs, grads, allow_unused=True, materialize_grads=True)

    return Solution.apply(z0, *params)


def odeint_adjoint__params_from_outside(f, z0, t, params):
    """Your Function sees the parameters, but is not given them: apply(z0) makes z0 the only input that autograd knows
    of. The function must be told which tensors to differentiate by: apply(z0, *params).
    """

    class Solution(torch.autograd.Function):
        @staticmethod
        def forward(ctx, z0):
            states = torch.stack(_path(f, z0, t, params))
            ctx.save_for_backward(states)
            return states

        @staticmethod
        def backward(ctx, grads):
            (states,) = ctx.saved_tensors
            return adjoint_observations(f, states[-1], t, grads, params)[1]

    return Solution.apply(z0)


def odeint_adjoint__no_way_back(f, z0, t, params):
    """You solve without a graph, which saves the memory, but nothing tells autograd what to do instead: your states
    depend on nothing. Wrap the solve in a torch.autograd.Function with a backward of its own.
    """
    with torch.no_grad():
        return torch.stack(_path(f, z0, t, params))


def odeint_adjoint__backward_counts_wrong(f, z0, t, params):
    """backward must return one value for each argument of apply, in their order. f and t have no gradient, but they have
    a place: put None there, or leave them out of apply.
    """

    class Solution(torch.autograd.Function):
        @staticmethod
        def forward(ctx, f, t, z0, *params):
            states = torch.stack(_path(f, z0, t, params))
            ctx.save_for_backward(states, *params)
            return states

        @staticmethod
        def backward(ctx, grads):
            states, *params = ctx.saved_tensors
            _, grad_z0, grad_params = adjoint_observations(f, states[-1], t, grads, params)
            return grad_z0, *grad_params

    return Solution.apply(f, t, z0, *params)


def odeint_adjoint__only_the_end_counts(f, z0, t, params):
    """Your way back begins with the gradient of the last row and ignores the others. The loss may look at every row that
    you return: each adds its part to a, at its time.
    """
    return _solution(f, z0, t, params, lambda z, c, theta: adjoint_gradients(f, z[-1], t, c[-1], theta)[1:])


def odeint_adjoint__seed_of_ones(f, z0, t, params):
    """Your way back starts from ones at every time, which is right only for the sum of all states. backward is handed
    dL/d(states): start from that.
    """
    return _solution(
        f, z0, t, params, lambda z, c, theta: adjoint_observations(f, z[-1], t, torch.ones_like(c), theta)[1:]
    )


def odeint_adjoint__start_not_counted(f, z0, t, params):
    """Row 0 of your solution is z0 itself, and a loss that looks at it pulls on z0 directly. Your way back ends one
    addition too early: the first row's gradient is missing.
    """

    def backward(z, c, theta):
        c = torch.cat([torch.zeros_like(c[:1]), c[1:]])
        return adjoint_observations(f, z[-1], t, c, theta)[1:]

    return _solution(f, z0, t, params, backward)


def odeint_adjoint__batch_mean(f, z0, t, params):
    """You average the parameters' gradients over the batch. Each row adds its part; if the loss averages, that factor is
    in dL/d(states) already.
    """

    def backward(z, c, theta):
        _, grad_z0, grad_params = adjoint_observations(f, z[-1], t, c, theta)
        return grad_z0, tuple(g / (len(grad_z0) if grad_z0.dim() == 2 else 1) for g in grad_params)

    return _solution(f, z0, t, params, backward)


def odeint_adjoint__unused_not_allowed(f, z0, t, params):
    """Not every parameter need enter f, and on your way back autograd raises if asked for the gradient of one that does
    not. Say allow_unused=True there, or call your adjoint_observations.
    """

    def rates(time, state, theta):
        inputs = [x.detach().requires_grad_() for x in (state[0], *theta)]
        with torch.enable_grad():
            rate = f(time, *inputs)
        return rate.detach(), *(-product for product in torch.autograd.grad(rate, inputs, state[1]))

    def backward(z, c, theta):
        state = (z[-1], c[-1], *(torch.zeros_like(p) for p in theta))
        for k in range(len(t) - 1, 0, -1):
            z, a, *g = rk4_step(lambda time, y: rates(time, y, theta), t[k], state, t[k - 1] - t[k])
            state = (z, a + c[k - 1], *g)
        return state[1], state[2:]

    return _solution(f, z0, t, params, backward)


def odeint_adjoint__back_from_the_start(f, z0, t, params):
    """Your way back begins at t[-1] with the state at t[0]. It begins with the last state of the solution."""
    return _solution(f, z0, t, params, lambda z, c, theta: adjoint_observations(f, z[0], t, c, theta)[1:])


def odeint_adjoint__gradients_from_the_wrong_end(f, z0, t, params):
    """You turn the rows of dL/d(states) round, but adjoint_observations wants row k for t[k], whichever way it walks."""
    return _solution(f, z0, t, params, lambda z, c, theta: adjoint_observations(f, z[-1], t, c.flip(0), theta)[1:])


def odeint_adjoint__times_turned_round(f, z0, t, params):
    """For the way back you turn the grid round, and the walk back turns it round again: your adjoint goes from t[0] on
    to T. Hand over t as it is.
    """
    return _solution(f, z0, t, params, lambda z, c, theta: adjoint_observations(f, z[-1], t.flip(0), c, theta)[1:])


def odeint_adjoint__euler_steps(f, z0, t, params):
    """Your states are those of Euler's method, whose error falls only like h. Use the rk4_step that you are given."""

    def euler(rhs, time, state, h):
        return [x + h * rate for x, rate in zip(state, rhs(time, state))]

    return _solution(
        f,
        z0,
        t,
        params,
        lambda z, c, theta: adjoint_observations(f, z[-1], t, c, theta)[1:],
        lambda *given: _path(*given, step=euler),
    )


def odeint_adjoint__equal_steps(f, z0, t, params):
    """Your steps all have the average length, and the grid is uneven: row k is then not the state at t[k]. The step
    there is t[k+1] - t[k].
    """

    def path(f, z0, t, params):
        return _path(f, z0, torch.linspace(t[0], t[-1], len(t), dtype=t.dtype), params)

    return _solution(f, z0, t, params, lambda z, c, theta: adjoint_observations(f, z[-1], t, c, theta)[1:], path)


def odeint_adjoint__end_only(f, z0, t, params):
    """You return the last state. Every time of the grid has a row in the answer."""
    return odeint_adjoint(f, z0, t, params)[-1]


def odeint_adjoint__start_left_out(f, z0, t, params):
    """You return K - 1 rows: one for each step. The start is the first row of the answer."""
    return odeint_adjoint(f, z0, t, params)[1:]


def odeint_adjoint__time_second(f, z0, t, params):
    """Your rows run along the second axis. Time comes first: stack the states along axis 0."""
    return odeint_adjoint(f, z0, t, params).transpose(0, 1)


def odeint_adjoint__steps_in_place(f, z0, t, params):
    """You step z in place, and z is the start that you were given: it changes for your caller, or autograd refuses. Make
    a new tensor in each step, z = z + ...
    """
    states, z = [z0], z0
    for k in range(len(t) - 1):
        (new,) = rk4_step(lambda time, state: (f(time, *state, *params),), t[k], (z,), t[k + 1] - t[k])
        z += new - z
        states.append(z)
    return torch.stack(states)


def _block(P, Q, R, T):
    """The upper right block of exp(T [[P, Q], [0, R]])."""
    d = len(P)
    blocks = torch.zeros(2 * d, 2 * d, dtype=P.dtype)
    blocks[:d, :d], blocks[:d, d:], blocks[d:, d:] = P, Q, R
    return torch.linalg.matrix_exp(T * blocks)[:d, d:]


def linear_adjoint__not_transposed(A, z0, c, T):
    """You carry c with exp(A T), which moves states forward. The adjoint is a row vector: a^T(0) = c^T exp(A T), as a
    column exp(A^T T) c. Symmetric A hide it.
    """
    return torch.linalg.matrix_exp(T * A) @ c, _block(A, torch.outer(c, z0), A, T)


def linear_adjoint__start_not_transposed(A, z0, c, T):
    """grad_A is right, but grad_z0 is exp(A T) c, which moves c forward like a state. Going back it is the transposed
    matrix, exp(A^T T) c.
    """
    return torch.linalg.matrix_exp(T * A) @ c, linear_adjoint(A, z0, c, T)[1]


def linear_adjoint__rates_transposed(A, z0, c, T):
    """grad_A is the transposed one. A_ij takes component j of the state into the rate of component i: entry (i, j) is
    the integral of a_i z_j, an outer product with a first.
    """
    grad_z0, grad_A = linear_adjoint(A, z0, c, T)
    return grad_z0, grad_A.T


def linear_adjoint__outer_product_turned(A, z0, c, T):
    """In the middle of your integrand stands z0 c^T. With a(t) on the left and z(t)^T on the right it is c z0^T."""
    return linear_adjoint(A, z0, c, T)[0], _block(A.T, torch.outer(z0, c), A.T, T)


def linear_adjoint__adjoint_from_the_start(A, z0, c, T):
    """You start the adjoint with c at time 0. c is dL/dz at T; at t it is exp(A^T (T - t)) c, and at 0 exp(A^T T) c,
    with a plus.
    """
    back = torch.linalg.matrix_exp(-T * A.T)
    return back @ c, back @ _block(A.T, torch.outer(c, z0), A.T, T)


def linear_adjoint__matrices_commuted(A, z0, c, T):
    """You take the integrand for constant: T times a(0) z(0)^T. Both factors change with t, and A does not commute with
    c z0^T; one component alone, d = 1, would hide it.
    """
    grad_z0, _ = linear_adjoint(A, z0, c, T)
    return grad_z0, T * torch.outer(grad_z0, z0)


def linear_adjoint__end_values(A, z0, c, T):
    """You take a and z at the end for the whole time: T times c z(T)^T. The rates act at every time; integrate."""
    return linear_adjoint(A, z0, c, T)[0], T * torch.outer(c, torch.linalg.matrix_exp(T * A) @ z0)


def linear_adjoint__trapezoid(A, z0, c, T):
    """Your integral is the mean of its two ends, times T. That is a first guess; the exact integral is asked for."""
    grad_z0, _ = linear_adjoint(A, z0, c, T)
    ends = torch.outer(grad_z0, z0) + torch.outer(c, torch.linalg.matrix_exp(T * A) @ z0)
    return grad_z0, T / 2 * ends


def linear_adjoint__entries_exponentiated(A, z0, c, T):
    """torch.exp takes the exponential of every entry by itself. That of a matrix is torch.linalg.matrix_exp."""
    return torch.exp(T * A.T) @ c, T * torch.exp(T * A.T) @ torch.outer(c, z0)


def linear_adjoint__time_forgotten(A, z0, c, T):
    """Your gradient by A is an average over time. It is an integral: the longer A acts, the more it does."""
    grad_z0, grad_A = linear_adjoint(A, z0, c, T)
    return grad_z0, grad_A / T


def linear_adjoint__rates_sign(A, z0, c, T):
    """Right size, opposite sign: the integral of a z^T runs from 0 to T, not from T to 0."""
    grad_z0, grad_A = linear_adjoint(A, z0, c, T)
    return grad_z0, -grad_A


def linear_adjoint__deep_network(A, z0, c, T):
    """This is a network of a hundred residual layers, and its gradient comes near the one that is asked for. The limit
    of infinitely many layers is exact: use the exponential.
    """
    layers, z, a, path = 100, z0, c, []
    for _ in range(layers):
        path.append(z)
        z = z + T / layers * A @ z
    grad_A = torch.zeros_like(A)
    for z in reversed(path):
        grad_A = grad_A + T / layers * torch.outer(a, z)
        a = a + T / layers * A.T @ a
    return a, grad_A


def linear_adjoint__solved_in_steps(A, z0, c, T):
    """Your adjoint method works, and its steps have an error. Here no solver is needed: the exponential of a matrix
    gives both gradients exactly.
    """
    t, f = torch.linspace(0, T, 11, dtype=A.dtype), lambda time, z, A: A @ z
    _, grad_z0, (grad_A,) = adjoint_gradients(f, torch.linalg.matrix_exp(T * A) @ z0, t, c, (A,))
    return grad_z0, grad_A


def linear_adjoint__too_few_terms(A, z0, c, T):
    """Your series ends too early: the terms of exp(M) grow until k is as large as the norm of M, and T may be long.
    torch.linalg.matrix_exp knows how many it needs.

    (hidden only)
    """
    d = len(A)
    blocks = torch.zeros(2 * d, 2 * d, dtype=A.dtype)
    blocks[:d, :d] = blocks[d:, d:] = T * A.T
    blocks[:d, d:] = T * torch.outer(c, z0)
    total = term = torch.eye(2 * d, dtype=A.dtype)
    for k in range(1, 30):
        term = term @ blocks / k
        total = total + term
    return total[:d, :d] @ c, total[:d, d:]


def linear_adjoint__end_state_returned(A, z0, c, T):
    """The first value is the state at T. Asked for is the gradient by the start, exp(A^T T) c."""
    return torch.linalg.matrix_exp(T * A) @ z0, linear_adjoint(A, z0, c, T)[1]


def linear_adjoint__gradients_swapped(A, z0, c, T):
    """The two values have changed places: grad_z0 comes first."""
    grad_z0, grad_A = linear_adjoint(A, z0, c, T)
    return grad_A, grad_z0


def end_time_gradient__mean_for_sum(f, z_T, T, grad_zT, params):
    """You average the products; every entry of z moves, and each move adds its part. A mean in the loss is in grad_zT
    already.
    """
    return (grad_zT * f(T, z_T, *params)).mean()


def end_time_gradient__row_by_row(f, z_T, T, grad_zT, params):
    """You return one number for each row of the batch. All rows share the one T, so their parts add up."""
    return (grad_zT * f(T, z_T, *params)).sum(dim=-1)


def end_time_gradient__batch_mean(f, z_T, T, grad_zT, params):
    """You average over the rows of the batch. All rows share the one T, so their parts add up; a mean in the loss is in
    grad_zT already.
    """
    return torch.atleast_2d(grad_zT * f(T, z_T, *params)).sum(dim=-1).mean()


def end_time_gradient__not_summed(f, z_T, T, grad_zT, params):
    """You return the products entry by entry. dL/dT is one number: add them up."""
    return grad_zT * f(T, z_T, *params)


def end_time_gradient__sign(f, z_T, T, grad_zT, params):
    """The minus belongs to the other end: starting later takes time away. A later end gives the state more of it."""
    return -(grad_zT * f(T, z_T, *params)).sum()


def end_time_gradient__clock_at_zero(f, z_T, T, grad_zT, params):
    """You ask f at time 0. The state moves on from T: f must read that."""
    return (grad_zT * f(0.0, z_T, *params)).sum()


def end_time_gradient__seed_of_ones(f, z_T, T, grad_zT, params):
    """You add up the rates themselves, which is right only for the loss that adds up z(T). Weigh them with dL/dz."""
    return f(T, z_T, *params).sum()


def end_time_gradient__state_for_rate(f, z_T, T, grad_zT, params):
    """You multiply dL/dz by the state. In a moment more the state moves by its rate, f."""
    return torch.tensordot(grad_zT, z_T, dims=z_T.dim())


def end_time_gradient__times_the_end(f, z_T, T, grad_zT, params):
    """You multiply by T, as if the rate had been the same all the time. Only the last moment is longer."""
    return T * (grad_zT * f(T, z_T, *params)).sum()


def end_time_gradient__lengths_multiplied(f, z_T, T, grad_zT, params):
    """You multiply the lengths of the two vectors, which is right only if they point the same way. Take their inner
    product.
    """
    return torch.linalg.vector_norm(grad_zT) * torch.linalg.vector_norm(f(T, z_T, *params))


def end_time_gradient__one_state_only(f, z_T, T, grad_zT, params):
    """torch.dot takes two vectors, and a batch comes as a matrix. Multiply entry by entry and add everything up."""
    return torch.dot(grad_zT, f(T, z_T, *params))


def end_time_gradient__batch_only(f, z_T, T, grad_zT, params):
    """You unpack the shape as (n, d), but a single state comes as (d,). Add up over all entries, whatever the shape."""
    n, d = z_T.shape
    return (grad_zT * f(T, z_T, *params)).reshape(n * d).sum()


def end_time_gradient__adjoint_moved_too(f, z_T, T, grad_zT, params):
    """You differentiate the product a . z with both factors moving. a . z is not the loss: its slope by z is given,
    and in the next moment only the state moves.
    """
    rate, da, _ = augmented_rhs(f, T, z_T, grad_zT, params)
    return (grad_zT * rate + da * z_T).sum()


def _there_and_back(f, z0, T, n, method, params, there=lambda k, h: k * h, back=lambda k, h: k * h):
    """The rebuilt start; `there` and `back` say what the clock shows at step k."""
    h, z = T / n, z0

    def step(t, z, h):
        if method == "euler":
            return z + h * f(t, z, *params)
        return rk4_step(lambda time, state: (f(time, *state, *params),), t, (z,), h)[0]

    for k in range(n):
        z = step(there(k, h), z, h)
    for k in range(n, 0, -1):
        z = step(back(k, h), z, -h)
    return z


def reconstruction_error__trusts_the_reconstruction(f, z0, T, n, method, params):
    """You undo each step with the slope that was used on the way there, and are back at the start, of course. The
    adjoint method keeps no slopes: it starts from z(T) and asks f anew, where it then is.
    """
    h, z, moves = T / n, z0, []
    for k in range(n):
        if method == "euler":
            moved = z + h * f(k * h, z, *params)
        else:
            (moved,) = rk4_step(lambda time, state: (f(time, *state, *params),), k * h, (z,), h)
        moves.append(moved - z)
        z = moved
    for move in reversed(moves):
        z = z - move
    return torch.linalg.vector_norm(z - z0)


def reconstruction_error__clock_runs_on(f, z0, T, n, method, params):
    """On the way back your clock runs on, T + h, T + 2 h. Going back it shows T first, and then T - h."""
    z = _there_and_back(f, z0, T, n, method, params, back=lambda k, h: (2 * n - k) * h)
    return torch.linalg.vector_norm(z - z0)


def reconstruction_error__clock_starts_again(f, z0, T, n, method, params):
    """On the way back your clock starts at 0 again. It shows T first, then T - h, and h before the last step."""
    z = _there_and_back(f, z0, T, n, method, params, back=lambda k, h: (n - k) * h)
    return torch.linalg.vector_norm(z - z0)


def reconstruction_error__clock_one_step_ahead(f, z0, T, n, method, params):
    """The step back from t to t - h asks f for a slope at t - h already. It begins where you are, at t, with the state
    that you have there.
    """
    z = _there_and_back(f, z0, T, n, method, params, back=lambda k, h: (k - 1) * h)
    return torch.linalg.vector_norm(z - z0)


def reconstruction_error__clock_stands(f, z0, T, n, method, params):
    """You ask f at time 0 in every step. An equation without explicit time hides it: hand the clock on."""
    z = _there_and_back(f, z0, T, n, method, params, lambda k, h: 0.0, lambda k, h: 0.0)
    return torch.linalg.vector_norm(z - z0)


def reconstruction_error__step_of_one(f, z0, T, n, method, params):
    """Your steps have the length T each, n of them. n steps make T together: h = T / n."""
    z = _there_and_back(f, z0, n * T, n, method, params)
    return torch.linalg.vector_norm(z - z0)


def reconstruction_error__one_step_missing(f, z0, T, n, method, params):
    """You take n - 1 steps each way. From 0 to T there are n intervals, and n + 1 times."""
    z = _there_and_back(f, z0, T * (n - 1) / n, n - 1, method, params)
    return torch.linalg.vector_norm(z - z0)


def reconstruction_error__always_euler(f, z0, T, n, method, params):
    """Both methods give you what Euler's gives: method is not looked at."""
    return reconstruction_error(f, z0, T, n, "euler", params)


def reconstruction_error__always_rk4(f, z0, T, n, method, params):
    """Both methods give you what RK4 gives: method is not looked at."""
    return reconstruction_error(f, z0, T, n, "rk4", params)


def reconstruction_error__difference_returned(f, z0, T, n, method, params):
    """You return the difference, component by component. Its length is asked for."""
    return _there_and_back(f, z0, T, n, method, params) - z0


def reconstruction_error__squared(f, z0, T, n, method, params):
    """You return the square of the distance: the root is missing."""
    return ((_there_and_back(f, z0, T, n, method, params) - z0) ** 2).sum()


def reconstruction_error__largest_component(f, z0, T, n, method, params):
    """You return the largest component of the difference. Its length is asked for, the root of the sum of squares."""
    return (_there_and_back(f, z0, T, n, method, params) - z0).abs().max()


def reconstruction_error__root_mean_square(f, z0, T, n, method, params):
    """You take the mean of the squares; the length of a vector is the root of their sum."""
    return ((_there_and_back(f, z0, T, n, method, params) - z0) ** 2).mean().sqrt()


def reconstruction_error__lengths_compared(f, z0, T, n, method, params):
    """You compare the lengths of the two states. They may be equally long and far apart: take the length of their
    difference.
    """
    z = _there_and_back(f, z0, T, n, method, params)
    return (torch.linalg.vector_norm(z) - torch.linalg.vector_norm(z0)).abs()


def reconstruction_error__relative(f, z0, T, n, method, params):
    """You divide by the length of z0. The distance itself is asked for, in the units of z."""
    z = _there_and_back(f, z0, T, n, method, params)
    return torch.linalg.vector_norm(z - z0) / torch.linalg.vector_norm(z0)


def reconstruction_error__end_compared(f, z0, T, n, method, params):
    """You compare the start with the state at T. It is to be compared with what comes back from there."""
    z, h = z0, T / n
    for k in range(n):
        if method == "euler":
            z = z + h * f(k * h, z, *params)
        else:
            (z,) = rk4_step(lambda time, state: (f(time, *state, *params),), k * h, (z,), h)
    return torch.linalg.vector_norm(z - z0)


def reconstruction_error__steps_in_place(f, z0, T, n, method, params):
    """You step z in place, and z is z0 itself: your caller's start has changed, and there is nothing left to compare
    with. Make a new tensor in each step.
    """
    z, h = z0, T / n
    for k in range(n):
        z += h * f(k * h, z, *params)
    for k in range(n, 0, -1):
        z -= h * f(k * h, z, *params)
    return torch.linalg.vector_norm(z - z0)
