# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
# ---
# %% [markdown]
# # Gradients through a differential equation: the adjoint method
#
# A neural ODE sends its input $z(t_0)$ along $\dot z = f(t, z; \theta)$, reads off $z(T)$ and computes a loss
# $L(z(T))$. To train it we need $\partial L/\partial\theta$ and, if something comes before it,
# $\partial L/\partial z(t_0)$.
#
# The picture behind it is a residual network $z_{l+1} = z_l + f_l(z_l)$, which looks like Euler's method with steps
# of length 1. Many layers alone do not make it a differential equation. For that limit each of the $N$ residuals must
# be of size $1/N$, *and* neighbouring layers must have nearly the same weights. With weights of mean zero drawn anew
# for each layer and residuals of size $1/\sqrt N$ the output stays random however deep the network is: its limit is a
# stochastic equation. A neural ODE as written above goes further and shares one $\theta$ among all depths; depth
# enters through $t$ alone.
#
# Backpropagation through the solver's steps gives the gradient in about the time of a few forward solves. What it is
# short of is *memory*: what each stage of each step computed is kept until the backward pass. The adjoint method keeps
# none of it.

# %%
import torch

# %% [markdown]
# ## One step of a system of several tensors
#
# You are given the classical Runge-Kutta step. Its state is a tuple of tensors, each with a rate of its own, all
# moved together; `h` may be negative, which goes back in time.


# %%
def rk4_step(rhs, t, state, h):
    """The state at t + h, by one classical Runge-Kutta step.

    rhs      (t, state) -> tuple    the rate of each tensor in the state
    t, h     numbers                time and step [s]; h may be negative
    state    tuple of tensors       the state at t; left as it was
    returns  tuple of tensors       the state at t + h
    """

    def moved(rates, by):
        return tuple(x + by * rate for x, rate in zip(state, rates))

    k1 = rhs(t, state)
    k2 = rhs(t + h / 2, moved(k1, h / 2))
    k3 = rhs(t + h / 2, moved(k2, h / 2))
    k4 = rhs(t + h, moved(k3, h))
    return moved([(a + 2 * b + 2 * c + d) / 6 for a, b, c, d in zip(k1, k2, k3, k4)], h)


# %% [markdown]
# ## A row vector times a Jacobian
#
# Everything below needs two products at one time $t$: with $a$ of the shape of $z$,
# $$a^\top f_z, \qquad a^\top f_\theta, \qquad f_z = \frac{\partial f}{\partial z}, \quad
# f_\theta = \frac{\partial f}{\partial\theta}.$$
# They say what a small change of $z$ or of $\theta$ does to the one number $a\cdot f$. Reverse mode computes both
# in one sweep, for about the price of two or three evaluations of $f$, and never forms a Jacobian: that would have
# $d^2$ entries, or $d$ times the number of parameters. It is what backpropagation does with each layer: there $a$ is
# the gradient that comes in from above.


# %%
def vjp(f, t, z, params, a):
    """The products a^T df/dz and a^T df/dtheta at one time (vector-Jacobian products).

    f        (t, z, *params) -> like z   rate of change [z per s]; the rows of a batch z do not feel each other
    t        number                      time [s]
    z        (d,) or (n, d)              state [z]
    params   tuple of tensors            parameters of any shapes; f need not use them all
    a        like z                      the vector [L per z]
    returns  (a_fz, a_ftheta)            the gradient by z of a . f, the sum of all products of entries, like z; then a
                                         tuple: the gradient by p for each parameter p, of its shape, zeros for one
                                         that f does not use

    All tensors are float64, yours as well; the arguments are left as they were, autograd does not follow them after.

    For f = k z^2 at z = 3, k = 2 the slopes are 2 k z = 12 and z^2 = 9:

    >>> z, k, a = (torch.tensor([x], dtype=torch.float64) for x in (3.0, 2.0, 10.0))
    >>> a_fz, (a_fk,) = vjp(lambda t, z, k: k * z**2, 0.0, z, (k,), a)
    >>> a_fz.item(), a_fk.item()
    (120.0, 90.0)

    Stuck?  make hint U=adjoint_gradients.vjp
    """
    # TODO: which tensors must autograd follow while f is called, if the caller's are to be left alone?
    raise NotImplementedError("adjoint_gradients.vjp")


# %% [markdown]
# ## The adjoint equation
#
# Ask at every time how the loss would change if the state were nudged there: $a(t) = \partial L/\partial z(t)$, the
# *adjoint*, of the shape of $z$. At the end it is known, $a(T) = \partial L/\partial z(T)$; at the start it is what
# we want. In between, a nudge $\delta$ follows the linearised equation $\dot\delta = f_z\,\delta$, with
# $f_z = \partial f/\partial z$ along the trajectory, and the change of the loss $a^\top\delta$ is the same at every
# time at which we look. Hence
# $$0 = \frac{d}{dt}\big(a^\top\delta\big) = \big(\dot a^\top + a^\top f_z\big)\,\delta \quad\text{for every } \delta,
# \qquad\text{so}\qquad \dot a^\top = -a^\top f_z .$$
# A parameter acts at every time: changing it by $d\theta$ nudges the state by $f_\theta\,d\theta\,dt$ in each $dt$,
# which the adjoint there turns into a change of the loss. Added up,
# $$\frac{\partial L}{\partial\theta} = \int_{t_0}^{T} a^\top f_\theta\,dt .$$
# Call $g(t)$ the part of this integral from $t$ to $T$: then $g(T) = 0$, $\dot g^\top = -a^\top f_\theta$, and
# $g(t_0)$ is the gradient.
#
# All three rates are meant *forward* in time, with their signs, whichever way somebody may later walk. That you will
# go back is the business of the steps, which will be negative.


# %%
def augmented_rhs(f, t, z, a, params):
    """Rates of the state, the adjoint and the gradients still to come, (z, a, g), with respect to forward time.

    f        (t, z, *params) -> like z   rate of change [z per s]; the rows of a batch z do not feel each other
    t        number                      time [s]
    z        (d,) or (n, d)              state [z]
    a        like z                      adjoint dL/dz(t) [L per z]
    params   tuple of tensors            parameters of any shapes; f need not use them all
    returns  (dz, da, dg)                dz/dt and da/dt, like z; then a tuple: dg/dt for each parameter, of its shape,
                                         zeros for one that f does not use

    All tensors are float64, yours as well; the arguments are left as they were.

    For z' = k z with k = 2, at z = 3 and a = 5, the adjoint falls by k a = 10 a second, and g by a z = 15:

    >>> z, a, k = (torch.tensor([x], dtype=torch.float64) for x in (3.0, 5.0, 2.0))
    >>> dz, da, (dg,) = augmented_rhs(lambda t, z, k: k * z, 0.0, z, a, (k,))
    >>> dz.item(), da.item(), dg.item()
    (6.0, -10.0, -15.0)

    Stuck?  make hint U=adjoint_gradients.augmented_rhs
    """
    # TODO: which of the three rates have a minus, and which needs no product with a Jacobian?
    raise NotImplementedError("adjoint_gradients.augmented_rhs")


# %% [markdown]
# ## All the way back
#
# So one system, started at $T$ and solved *back* to $t_0$, gives everything:
# $$\dot z = f, \qquad \dot a^\top = -a^\top f_z, \qquad \dot g^\top = -a^\top f_\theta, \qquad
# \big(z, a, g\big)(T) = \Big(z(T),\ \frac{\partial L}{\partial z(T)},\ 0\Big).$$
# The state is rebuilt on the way, because $f_z$ and $f_\theta$ are needed where the trajectory was at that time. It is
# backpropagation with infinitely thin layers.
#
# For a batch, each row of $z$ has its own row of $a$, and each adds its part to the one $g$. If the loss averages
# over the batch, the given $\partial L/\partial z(T)$ contains that factor already.


# %%
def adjoint_gradients(f, z_T, t, grad_zT, params):
    """Gradients of a loss L(z(T)) by the adjoint method, for z' = f(t, z, *params), from the end of a solution alone.

    f        (t, z, *params) -> like z   rate of change [z per s]; the rows of a batch z do not feel each other
    z_T      (d,) or (n, d)              state at t[-1] [z]
    t        (K,)                        grid [s], K >= 2; uneven steps are allowed, any t[0], and time running down
    grad_zT  like z_T                    dL/dz at t[-1] [L per z]
    params   tuple of tensors            parameters of any shapes; f need not use them all
    returns  (z0, grad_z0, grad_params)  state at t[0] and dL/dz there, both like z_T; then a tuple: dL/dp for each
                                         parameter p, of its shape, zeros for one that f does not use

    One RK4 step of (z, a, g) per interval of the grid, from t[-1] back to t[0]. The answer is compared with exact
    gradients, to the accuracy of that: steps finer still are right too. All tensors are float64, yours as well; the
    arguments are left as they were.

    From 1 to 2 along z' = k z in a second, k = ln 2, with the loss 3 z(T): dL/dz(0) = 3 e^k = 6, dL/dk = 3 z(T) = 6.

    >>> k, z_T, c = (torch.tensor([x], dtype=torch.float64) for x in (0.6931471805599453, 2.0, 3.0))
    >>> t = torch.linspace(0, 1, 17, dtype=torch.float64)
    >>> z0, grad_z0, (grad_k,) = adjoint_gradients(lambda t, z, k: k * z, z_T, t, c, (k,))
    >>> [round(x.item(), 5) for x in (z0, grad_z0, grad_k)]
    [1.0, 6.0, 6.0]

    Stuck?  make hint U=adjoint_gradients.adjoint_gradients
    """

    # TODO: what are the rates of z, a and g at one time, and which tensors must autograd follow to find them?
    raise NotImplementedError("adjoint_gradients.adjoint_gradients")


# %% [markdown]
# ## A loss that looks more than once
#
# A time series is fitted at every time at which it was observed: $L\big(z(t_0), z(t_1), \dots, z(t_{K-1})\big)$. Hold
# all states but one fixed, and the loss has a slope $\ell_k = \partial L/\partial z(t_k)$ there, which is zero where
# it does not look. A nudge just before $t_k$ changes the loss through everything that comes later, as before, *and*
# through what is seen at $t_k$ itself. So on the way back the adjoint jumps at each observation,
# $$a(t_k^-) = a(t_k^+) + \ell_k ,$$
# from nothing at all after the last one; in between it follows its equation. State and $g$ do not jump.


# %%
def adjoint_observations(f, z_T, t, grads, params):
    """Gradients of a loss that looks at the solution of z' = f(t, z, *params) at several times, from its end alone.

    f        (t, z, *params) -> like z   rate of change [z per s]; the rows of a batch z do not feel each other
    z_T      (d,) or (n, d)              state at t[-1] [z]
    t        (K,)                        grid [s], K >= 2; uneven steps are allowed, any t[0], and time running down
    grads    (K, d) or (K, n, d)         row k is the slope of the loss by the state at t[k], all others held fixed
                                         [L per z]; zeros where the loss does not look
    params   tuple of tensors            parameters of any shapes; f need not use them all
    returns  (z0, grad_z0, grad_params)  state at t[0], and the gradient by it of the whole loss, both like z_T; then a
                                         tuple: dL/dp for each parameter p, of its shape

    With RK4 steps from t[k] to t[k-1], as in adjoint_gradients; the answer is compared with exact gradients, to the
    accuracy of that. All tensors are float64, yours as well; the arguments are left as they were.

    For z' = k the state is z(0) + k t. If z(1) counts 10 times and z(3) 100 times, k counts 10 * 1 + 100 * 3 times:

    >>> k, z_T, t = (torch.tensor(x, dtype=torch.float64) for x in ([2.0], [7.0], [0.0, 1.0, 3.0]))
    >>> grads = torch.tensor([[0.0], [10.0], [100.0]], dtype=torch.float64)
    >>> z0, grad_z0, (grad_k,) = adjoint_observations(lambda t, z, k: k + 0 * z, z_T, t, grads, (k,))
    >>> [round(x.item(), 9) for x in (z0, grad_z0, grad_k)]
    [1.0, 110.0, 310.0]

    Stuck?  make hint U=adjoint_gradients.adjoint_observations
    """
    # TODO: at which times is something added to a, and what is a before the first and after the last addition?
    raise NotImplementedError("adjoint_gradients.adjoint_observations")


# %% [markdown]
# ## A solver that autograd goes through
#
# Now hide all this behind an ordinary function: whoever calls it gets the states, computes any loss from them, and
# calls `backward()`, not knowing that a differential equation was solved. What autograd is to do on the way back can be
# told it by a `torch.autograd.Function`. This one takes the exponential and says what its slope is:
#
#     class Exponential(torch.autograd.Function):
#         @staticmethod
#         def forward(ctx, x):              # runs without a graph
#             y = torch.exp(x)
#             ctx.save_for_backward(y)      # what the way back will need
#             return y
#
#         @staticmethod
#         def backward(ctx, grad_y):        # dL/dy comes in, dL/dx goes out
#             (y,) = ctx.saved_tensors
#             return grad_y * y
#
#     y = Exponential.apply(x)
#
# `backward` gets one gradient for each value that `forward` returned, and returns one for each argument of `apply`,
# in their order; `None` stands for an argument that has none, such as a function. Only tensors that are arguments of
# `apply` take part: one that is merely visible inside gets no gradient, and nobody complains. And the products that your
# `backward` will compute come without a graph of their own: second derivatives cannot be had this way.
#
# How much may it keep? The states that you return are as many as the grid has times, and they are the caller's. Beyond
# them the adjoint method needs $z(T)$, which is one of them, and nothing that grows with the number of steps.


# %%
def odeint_adjoint(f, z0, t, params):
    """The solution of z' = f(t, z, *params) on a grid; autograd goes back through it by the adjoint method.

    f        (t, z, *params) -> like z   rate of change [z per s]; the rows of a batch z do not feel each other
    z0       (d,) or (n, d)              state at t[0] [z]
    t        (K,)                        grid [s], K >= 2; uneven steps are allowed, any t[0], and time running down
    params   tuple of tensors            parameters of any shapes; f need not use them all
    returns  (K, d) or (K, n, d)         row k is the state at t[k], row 0 is z0; from here autograd finds dL/dz0 and
                                         dL/dp for each parameter p, for whatever loss L of all rows

    With RK4 steps from t[k] to t[k+1]. Values and gradients are compared with exact ones, to the accuracy of that. All
    tensors are float64; the arguments are left as they were. Gradients by t are not asked for; that of a parameter which
    f does not use may be zeros or None.

    Memory is counted as bytes of tensors. Besides the returned states, what is alive when your function returns must
    not grow with the number of steps. The most that is alive at once, on the way back as well, may grow by six states
    a step: by the returned one and a few copies, but not by a graph.

    From 1 along z' = k z, k = ln 2, to 2 in a second, and back from the loss 3 z(1), as in adjoint_gradients:

    >>> z0, k = (torch.tensor([x], dtype=torch.float64, requires_grad=True) for x in (1.0, 0.6931471805599453))
    >>> z = odeint_adjoint(lambda t, z, k: k * z, z0, torch.linspace(0, 1, 17, dtype=torch.float64), (k,))
    >>> (3 * z[-1]).backward()
    >>> [round(x.item(), 5) for x in (z[-1], z0.grad, k.grad)]
    [2.0, 6.0, 6.0]

    Stuck?  make hint U=adjoint_gradients.odeint_adjoint
    """

    # TODO: which tensors must be arguments of apply, and what is the least that backward needs besides them?
    raise NotImplementedError("adjoint_gradients.odeint_adjoint")


# %% [markdown]
# ## A case that can be solved exactly
#
# A gradient that nobody has checked is a guess. For $\dot z = A z$ and the loss $L = c\cdot z(T)$ everything is known:
# $$z(t) = e^{A t} z_0, \qquad a(t) = e^{A^\top (T - t)} c, \qquad
# \frac{\partial L}{\partial z_0} = a(0) = e^{A^\top T} c, \qquad
# \frac{\partial L}{\partial A} = \int_0^T a(t)\, z(t)^\top dt .$$
# The integrand is an outer product: entry $(i, j)$ is what component $j$ of the state, through $A_{ij}$, does to
# component $i$. In a deep *linear* network with residual blocks, $z_{l+1} = z_l + \frac{T}{N} A z_l$, backpropagation
# sums the same outer products over the $N$ layers, what comes from above times what came from below; the integral is
# what that sum becomes. $A$ stands between $c$ and $z_0$ at every time, and matrices do not commute: the integral is
# not $T$ times anything simple.
#
# It is a block of one larger exponential, though. For square blocks $P$, $Q$, $R$ of one size
# $$\exp\left(T\begin{pmatrix} P & Q \\ 0 & R \end{pmatrix}\right) =
# \begin{pmatrix} e^{P T} & \int_0^T e^{P (T - t)}\, Q\, e^{R t}\, dt \\ 0 & e^{R T} \end{pmatrix}.$$


# %%
def linear_adjoint(A, z0, c, T):
    """The gradients of the loss c . z(T), for z' = A z from z0 at time 0, without a solver.

    A        (d, d)                rates [1 per s], not symmetric in general
    z0, c    (d,)                  start [z] and dL/dz(T) [L per z]
    T        number                end time [s]
    returns  (grad_z0, grad_A)     (d,) and (d, d): dL/dz0, and in entry (i, j) dL/dA_ij

    Exact but for rounding: a relative error of 1e-9 is allowed. All tensors are float64; the arguments are left as they
    were.

    With A = 0 the state stays at z0, and dL/dA_ij is c_i z0_j for each of the T = 4 seconds:

    >>> A, z0, c = (torch.tensor(x, dtype=torch.float64) for x in ([[0.0, 0.0], [0.0, 0.0]], [1.0, 2.0], [1.0, 10.0]))
    >>> grad_z0, grad_A = linear_adjoint(A, z0, c, 4.0)
    >>> grad_z0.tolist(), grad_A.tolist()
    ([1.0, 10.0], [[4.0, 8.0], [40.0, 80.0]])

    Stuck?  make hint U=adjoint_gradients.linear_adjoint
    """
    # TODO: write a(t) z(t)^T out with both exponentials; which three blocks make that the integrand above?
    raise NotImplementedError("adjoint_gradients.linear_adjoint")


# %% [markdown]
# ## How long to solve
#
# The end time is a number like any other, and it can be learned: how deep should the network be, if depth is continuous?
# If the loss looks at $z(T)$ alone, solving for $dT$ longer moves $z(T)$ by $f\,dT$, and that is all it does.


# %%
def end_time_gradient(f, z_T, T, grad_zT, params):
    """dL/dT of a loss L(z(T)) that looks at the solution of z' = f(t, z, *params) at its end.

    f        (t, z, *params) -> like z   rate of change [z per s]
    z_T      (d,) or (n, d)              state at T [z]; a batch has one T for all its rows
    T        number                      end time [s]
    grad_zT  like z_T                    dL/dz at T [L per z]
    params   tuple of tensors            parameters of f
    returns  number                      dL/dT [L per s]

    The arguments are left as they were.

    At z(T) = 3 the flow z' = 2 z moves the state by 6 a second, and this loss by 10 for each unit of z:

    >>> z_T, c, k = (torch.tensor([x], dtype=torch.float64) for x in (3.0, 10.0, 2.0))
    >>> float(end_time_gradient(lambda t, z, k: k * z, z_T, 1.0, c, (k,)))
    60.0

    Stuck?  make hint U=adjoint_gradients.end_time_gradient
    """
    # TODO: what happens to z(T), and through it to the loss, in the next second?
    raise NotImplementedError("adjoint_gradients.end_time_gradient")


# %% [markdown]
# ## What it costs, and when not to trust it
#
# *Time.* The adjoint does not save time, it spends it: the state is solved for twice, each stage going back computes
# $f$ and a product with its Jacobians, and the augmented state is as large as all parameters together. An adaptive
# solver that also controls the error of $g$ may need more steps still.
#
# *Memory.* What is kept does not grow with the number of steps: $z$, $a$ and $g$ and a few stages of each, so it does
# grow with the number of parameters. If the loss looks at $z$ at several times, each of them adds its
# $\partial L/\partial z(t_i)$ to $a$ on the way back, and those states and gradients are kept: memory grows with the
# number of *observations*.
#
# *Accuracy.* These are gradients of the exact solution, approximated; backpropagation differentiates the computed
# one. With a solver of order $p$ the two differ by $O(h^p)$. So a finite-difference check of the *computed* loss may
# fail for a correct adjoint when the steps are large.
#
# *Stability.* Rebuilding $z$ means solving the equation backward. Where the flow contracts, as $\dot z = -5z$ does,
# its reverse expands: over ten seconds by $e^{50} \approx 5\cdot 10^{21}$, and whatever error $z(T)$ had comes back
# multiplied by that. The adjoint itself is well behaved there (going back, $a$ shrinks as fast as $z$ grows), but
# $f_z$ and $f_\theta$ are then taken in the wrong places, and the gradient is wrong without any sign of it. If you
# know $z(t_0)$, compare it with the one you rebuilt. If they differ, keep a few states of the forward solve
# (checkpoints) and start again from each, or backpropagate through the solver.
#
# How far off can be said exactly for $\dot z = \lambda z$. A step of Euler's method there multiplies by $1 + \lambda h$
# and a step back by $1 - \lambda h$: not by the inverse. After $n$ steps each way
# $$\tilde z(0) = \big(1 - \lambda^2 h^2\big)^n z(0),$$
# and with any other Runge-Kutta method the factor is $\big(R(\lambda h)\,R(-\lambda h)\big)^n$, with its own stability
# function $R$; that of your step is $R(x) = 1 + x + x^2/2 + x^3/6 + x^4/24$, for which $R(x)R(-x) = 1 + x^6/72 + x^8/576$.


# %%
def reconstruction_error(f, z0, T, n, method, params):
    """How far from z0 one comes back to: n equal steps from time 0 to T along z' = f(t, z, *params), and n steps back.

    f        (t, z, *params) -> like z   rate of change [z per s]
    z0       (d,)                        state at time 0 [z]
    T, n     number, whole number        end time [s], and how many steps there are each way
    method   "euler" or "rk4"            how each step is taken, both ways
    params   tuple of tensors            parameters of f
    returns  number                      length of the difference between z0 and what was rebuilt of it [z]

    The way back knows the state at T and nothing else, as the adjoint method does: from each time it takes a step of the
    method with -h. The arguments are left as they were.

    From 1 along z' = -5 z, in ten steps of a second each: Euler's factors of -4 and 6 make 24^10 of it.

    >>> z0, k = (torch.tensor([x], dtype=torch.float64) for x in (1.0, -5.0))
    >>> print(f"{float(reconstruction_error(lambda t, z, k: k * z, z0, 10.0, 10, 'euler', (k,))):.3g}")
    6.34e+13

    Stuck?  make hint U=adjoint_gradients.reconstruction_error
    """
    # TODO: at which time, and at which state, does the first step back ask f for a slope?
    raise NotImplementedError("adjoint_gradients.reconstruction_error")


# %% [markdown] written="two_graphs"
# ## In words: layers, steps, and two ways back
#
# Explain to somebody who knows backpropagation and no differential equations, on about a page:
#
# 1. In which sense is a residual network $z_{l+1} = z_l + f_l(z_l)$ Euler's method, for which step? What does a network
#    have that keeps it from being Euler's method for $\dot z = f(t, z; \theta)$ with one $\theta$?
# 2. Let the number $N$ of layers grow. What must hold of the residuals, and what of the weights of neighbouring layers,
#    so that a differential equation remains? What may remain if the second is missing?
# 3. Take one Euler step $z_{l+1} = z_l + h f(z_l)$ and write $J_l$ for the Jacobian of $f$ at $z_l$. Let
#    $a_l = \partial L/\partial z_l$. Find $a_l^\top$ from $a_{l+1}^\top$ by the chain rule, and let $h$ go to 0: show
#    that the adjoint equation comes out, with its sign.
# 4. Draw two graphs of the same four Euler steps, with characters or as a picture: what backpropagation keeps and in
#    which order it uses it, and what the adjoint method keeps and what it solves for again. Write to each how its
#    memory grows with the number of steps, and name one price that the adjoint method pays.
#
# A person reads this; each of the four counts the same.

# %% [markdown]
# *Your answer:*

# %% [markdown]
# ## To read and to watch
#
# - Chen et al., *Neural Ordinary Differential Equations* (2018), <https://arxiv.org/abs/1806.07366>: section 2, and
#   the algorithm in its appendix, which is your function with a general solver.
# - *Extending PyTorch* in its own documentation, <https://docs.pytorch.org/docs/stable/notes/extending.html>: what a
#   `Function` may do. Then read `odeint_adjoint` in <https://github.com/rtqichen/torchdiffeq>, which is yours with
#   adaptive steps.
# - Steve Brunton's videos on data-driven dynamical systems, <https://www.youtube.com/c/Eigensteve>, for neural ODEs among
#   their neighbours.
# - Yannic Kilcher's walk through that paper (search for his name and "Neural ODE"); a talk by David Duvenaud, one of
#   its authors.
