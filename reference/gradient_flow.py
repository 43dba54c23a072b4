# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
# ---
# %% [markdown]
# # Gradient flow
#
# Gradient descent steps from $\theta$ to $\theta - \eta\,\nabla L(\theta)$. Let the step size $\eta$ go to 0 and
# count time in units of $\eta$: what remains is the gradient flow
# $$\dot\theta = -\nabla L(\theta).$$
# It is often said that the gradient is the force. It is the force on a body in honey: $-\nabla L$ sets the
# *velocity*, not the acceleration, so that nothing overshoots and nothing swings.
#
# Along the flow the loss falls, $\frac{d}{dt} L(\theta(t)) = \nabla L \cdot \dot\theta = -\|\nabla L\|^2 \le 0$,
# strictly unless it stands at a critical point: $L$ is a Lyapunov function. So a flow cannot come back to where it
# was. Limit cycles and strange attractors, which other equations have, are impossible here; nor are there spirals,
# since the Jacobian $-H$ is symmetric and its eigenvalues are real.
#
# All this is said of the flow. Gradient *descent* is Euler's method applied to it, and decreases the loss only if the
# step size is small for the curvature: $\eta < 2/\beta$ where $\beta$ bounds the Hessian's eigenvalues between the
# two states. With larger steps it may oscillate, be periodic, or be chaotic.

# %%
import numpy as np
from scipy.integrate import solve_ivp

# %% [markdown]
# ## A loss with two minima
#
# $$L(a, b) = (a^2 + b^2 - 1)^2 + ab.$$
# The first term is a circular valley, the second tilts it: along the valley the loss is lowest where $a$ and $b$ have
# opposite signs. There are five critical points: a maximum at the origin, two minima on the line $a = -b$, two
# saddles on the line $a = b$.
#
# Almost every start flows to a minimum, the one on its own side of the line $a = b$. But the line itself belongs to
# neither: exchanging $a$ and $b$ does not change $L$, so that the velocity of a state on the line points along it. A
# start on $a = b$ other than the origin flows to a *saddle*, and the origin stays where it is. On a computer rounding
# may push a state off the line in the end, after a time that grows like the logarithm of $1/$rounding.
#
# The other loss of this course, $w^4 - 2w^2$, is the same kind of picture in one dimension: it differs from
# $(w^2 - 1)^2$ by a constant, so the dynamics is the same. Between its minima lies a maximum; a saddle needs a second
# dimension to pass it by.
#
# A loss and its derivatives are wanted at many states at once: for a picture, or for a flow from many starts. The
# *last* axis of an array holds the coordinates of a state, all axes before it count states, as the batch does in deep
# learning.


# %%
def loss_ab(z):
    """L(a, b) = (a^2 + b^2 - 1)^2 + ab, at one point or at many.

    z        (..., 2)  points (a, b): an array of any leading shape, (2,) for one point; left as it was
    returns  (...)     the loss at each of them, in float64: one number for one point

    >>> loss_ab(np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]])).tolist()
    [1.0, 0.0, 2.0]

    Stuck?  make hint U=gradient_flow.loss_ab
    """
    # TODO: which axis of z holds a and b, whatever the number of axes before it?
    ### BEGIN SOLUTION
    a, b = z[..., 0], z[..., 1]
    return (a**2 + b**2 - 1) ** 2 + a * b
    ### END SOLUTION


# %% [markdown]
# ## Its gradient
#
# Differentiate by hand: the square has an inner derivative, and the product $ab$ changes with $a$, too. A difference
# quotient of $L$ would do for a picture, but it loses its digits just where the flow is slowest: near the origin the
# gradient is small while $L$ is close to 1, and a difference of two numbers near 1 knows nothing below $10^{-16}$.


# %%
def grad_ab(z):
    """Gradient of loss_ab, at one point or at many.

    z        (..., 2)  points (a, b): an array of any leading shape, (2,) for one point; left as it was
    returns  (..., 2)  (dL/da, dL/db) at each of them, in float64 and right to rounding: at least 10 digits of its
                       length, however close to the origin, and not clipped, however far from it

    It is the gradient itself that is asked for: the flow runs along minus this.

    >>> grad_ab(np.array([1.0, 0.0])).tolist()
    [0.0, 1.0]

    Stuck?  make hint U=gradient_flow.grad_ab
    """
    # TODO: how does L change if a alone changes a little, and which axis of z holds a and b?
    ### BEGIN SOLUTION
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.stack([4 * a * excess + b, 4 * b * excess + a], axis=-1)
    ### END SOLUTION


# %% [markdown]
# ## Its Hessian
#
# At a critical point the gradient is silent, and the matrix of second derivatives $H$ tells which kind it is: a
# minimum if both eigenvalues are positive, a maximum if both are negative, a saddle if there is one of each. Name the
# matrix when you speak of signs. The linear part of the *flow* is $-H$: where $H$ is positive definite, all rates of
# the flow are negative and it is attracted.
#
# Differentiate the gradient once more. $4a(a^2 + b^2 - 1)$ is a product, and both of its factors change with $a$. In
# deep learning one of the two terms that come of it is often left out (the Gauss-Newton matrix), and sometimes $H$ is
# replaced by products of gradients (the empirical Fisher matrix). Both are cheaper, and neither is the Hessian.


# %%
def hess_ab(z):
    """Hessian of loss_ab, at one point or at many.

    z        (..., 2)     points (a, b): an array of any leading shape, (2,) for one point; left as it was
    returns  (..., 2, 2)  second derivatives at each of them, in float64 and right to rounding (11 digits of the
                          largest entry): row i, column j is the slope along coordinate j of the gradient's entry i

    It is the matrix of the loss, not of the flow.

    >>> hess_ab(np.array([1.0, 0.0])).tolist()
    [[8.0, 1.0], [1.0, 0.0]]

    Stuck?  make hint U=gradient_flow.hess_ab
    """
    # TODO: how does each entry of the gradient change with a, and how with b?
    ### BEGIN SOLUTION
    a, b = z[..., 0], z[..., 1]
    mixed = 8 * a * b + 1
    along_a = np.stack([12 * a**2 + 4 * b**2 - 4, mixed], axis=-1)
    along_b = np.stack([mixed, 4 * a**2 + 12 * b**2 - 4], axis=-1)
    return np.stack([along_a, along_b], axis=-2)
    ### END SOLUTION


# %% [markdown]
# ## The flow itself
#
# Few gradient flows have a formula, but all of them can be followed by a solver. `scipy.integrate.solve_ivp` chooses
# its own steps, as short as the tolerances demand; `t_eval` says at which times you want to know the state. Read its
# documentation with three questions: in which order does it hand time and state to your function, which axis of its
# `y` is time, and what is its default `rtol`? The last is $10^{-3}$: good enough for a picture far from all saddles.
# A flow that comes close to a saddle multiplies every error by what it then grows by, and a solution that is wrong
# in the third digit may leave on the wrong side.


# %%
def gradient_flow(grad, z0, t, rtol=1e-8, atol=1e-10):
    """States of the gradient flow z' = -grad(z) at given times.

    grad     z -> (..., d)  gradient of a loss at a state (d,), or at many, (..., d)
    z0       (d,)           state at the first time, t[0]; left as it was
    t        (K,)           times, increasing, K >= 2; t[0] need not be 0 and the intervals may be uneven
    rtol     float > 0      relative error that the solver may make in a step
    atol     float > 0      absolute error that it may make in a step
    returns  (K, d)         row k is the state at t[k]; row 0 is z0

    With the tolerances as they are, states that are of size 1 are right to 1e-6. A caller who asks for rtol = 1e-12
    and atol = 1e-14 gets 1e-10.

    >>> bowl = lambda z: z
    >>> gradient_flow(bowl, np.array([1.0, 2.0]), np.array([0.0, np.log(2)])).round(6).tolist()
    [[1.0, 2.0], [0.5, 1.0]]

    Stuck?  make hint U=gradient_flow.gradient_flow
    """
    # TODO: which way does the flow go, and what do you have to tell the solver besides the equation and the start?
    ### BEGIN SOLUTION
    solution = solve_ivp(lambda _, z: -grad(z), (t[0], t[-1]), z0, t_eval=t, rtol=rtol, atol=atol)
    return solution.y.T
    ### END SOLUTION


# %% [markdown]
# ## Gradient descent
#
# $$z_{k+1} = z_k - \eta\,\nabla L(z_k).$$
# Compare with Euler's method, $y_{k+1} = y_k + h f(y_k)$: this *is* Euler's method on the gradient flow, with the
# learning rate $\eta$ as its step. The loop is the one that you know. What is new is what a loss makes of it.
#
# - Near a minimum the loss is a bowl, and each eigenvector of its Hessian has a life of its own: a step multiplies the
#   distance along an eigenvector of curvature $\lambda$ by $1 - \eta\lambda$. One learning rate serves all of
#   them. The same run may creep along a flat direction, jump from side to side along a steeper one, and diverge along
#   the steepest.
# - Divergence in the bowl need not be divergence of the run. On $w^4 - 2w^2$, with curvature 8 at its minima, a step
#   of $\eta = 0.28$ is too long to settle: $1 - 8\eta = -1.24$. Yet far out the walls send the state back, and it
#   ends on a cycle of two states, 1.1226 and 0.7953, around the minimum. There the loss goes up and down for ever.
#   The flow could never do this: its loss falls, so it cannot come back.
#
# Nothing in the method looks at the loss. It neither stops when the loss rises nor when the gradient is small.


# %%
def gradient_descent(grad, z0, lr, n_steps):
    """All states of gradient descent, the start included.

    grad     z -> (..., d)  gradient of a loss at a state (d,), or at many, (..., d)
    z0       (d,)           start; may hold integers; left as it was
    lr       float > 0      learning rate: the same at every step
    n_steps  int >= 1       number of steps, all of which are taken
    returns  (n_steps + 1, d) float64  row k is the state after k steps; row 0 is z0

    >>> gradient_descent(lambda z: 4 * z**3 - 4 * z, np.array([0.5]), 0.25, 2)[:, 0].tolist()
    [0.5, 0.875, 1.080078125]

    Stuck?  make hint U=gradient_flow.gradient_descent
    """
    # TODO: n_steps steps lead to how many states, and where is the gradient of each step taken?
    ### BEGIN SOLUTION
    states = [np.array(z0, dtype=float)]
    for _ in range(n_steps):
        states.append(states[-1] - lr * grad(states[-1]))
    return np.stack(states)
    ### END SOLUTION


# %% [markdown]
# ## To read and to watch
#
# Give `lambda t, z: -grad_ab(z)` to `scipy.integrate.solve_ivp` (with `rtol=1e-8`: its default of $10^{-3}$ is too
# coarse near a saddle), draw the paths over the contours of the loss, and start some of them on the line $a = b$.
#
# 3Blue1Brown, "Differential equations, a tourist's guide", for vector fields and the pictures that go with them;
# Steven Strogatz, *Nonlinear Dynamics and Chaos*, section 7.2 on gradient systems and Lyapunov functions.
