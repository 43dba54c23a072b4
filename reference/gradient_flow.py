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
import scipy.linalg
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
# ## A flow with a formula
#
# On $L(w) = w^4 - 2w^2$ the flow is $\dot w = 4w - 4w^3$. It rests at $-1$, $0$ and $1$. The slope of the
# velocity, $4 - 12w^2$, is $-8$ at $\pm 1$, the minima, which attract, and $+4$ at 0, a maximum (not a saddle: there is
# one dimension only), which repels. So every start to the right of 0 goes to 1 and every start to the left goes to
# $-1$. That is all there is to see on a line, but here one can say *when*: the equation becomes linear in $1/w^2$,
# $$\frac{d}{dt} \frac{1}{w^2} = -\frac{2 \dot w}{w^3} = 8 - 8\,\frac{1}{w^2}.$$
# Solve that, and go back to $w$. From a start very near 0 nothing seems to happen for a time of about
# $\tfrac14 \ln(1/|w_0|)$, and then all of it happens at once. Losses that stand on a plateau and then drop are often
# of this kind: a weight is leaving a saddle, and its distance from it has been growing all the time.
#
# A formula can be right and a program of it wrong: $e^{8t}$ has no double beyond $t = 88$. Quantities that decay do no
# such harm.


# %%
def quartic_flow(t, w0):
    """The gradient flow w' = 4 w - 4 w^3 of the loss w^4 - 2 w^2, from its formula.

    t        (K,)   times from 0 to 200, in any order
    w0       float  the state at time 0 (not at t[0]): positive, negative or 0, of size 1e-6 to 100 if it is not 0
    returns  (K,)   the state at each of the times, to 10 digits; finite at all of them

    >>> quartic_flow(np.array([0.0, 0.25, 200.0]), 0.5).round(6).tolist()
    [0.5, 0.843347, 1.0]

    Stuck?  make hint U=gradient_flow.quartic_flow
    """
    # TODO: which equation does s = 1/w^2 obey, and where did the sign of w go?
    ### BEGIN SOLUTION
    if w0 == 0:
        return np.zeros(len(t))
    decay = np.exp(-8 * np.asarray(t))
    return np.sign(w0) / np.sqrt(1 + (1 / w0**2 - 1) * decay)
    ### END SOLUTION


# %% [markdown]
# ## The loss is a Lyapunov function
#
# Along the flow the chain rule gives $\frac{d}{dt} L(z(t)) = \nabla L \cdot \dot z$, and $\dot z$ is known. The result
# is never positive, so the loss falls, and it says how fast: where the gradient is small, training is slow, whether
# or not there is a minimum near. A function of the state that no path of a system can raise is called a *Lyapunov
# function*. It tells where paths can go, without any of them being solved for.


# %%
def lyapunov_rate(grad, z):
    """How fast the loss changes along the gradient flow, at each of many states.

    grad     z -> (..., d)  gradient of a loss at a state (d,), or at many, (..., d)
    z        (K, d)         states, one a row; left as it was
    returns  (K,)           dL/dt at each of them, for a state that moves with the flow from there

    >>> lyapunov_rate(lambda z: 2 * z, np.array([[1.0, 0.0], [3.0, 4.0]])).tolist()
    [-4.0, -100.0]

    Stuck?  make hint U=gradient_flow.lyapunov_rate
    """
    # TODO: what is the velocity of the flow, and what is its product with the gradient?
    ### BEGIN SOLUTION
    return -np.sum(grad(z) ** 2, axis=-1)
    ### END SOLUTION


# %% [markdown]
# ## Does it fall?
#
# Of *descent* one cannot say so much: its steps have a length. That the loss falls along the flow is often given as
# the reason why it falls in training. It is a reason only as far as training follows the flow, that is for
# $\eta < 2/\beta$ as above; networks are often trained at rates where the loss goes up and down and falls in the long
# run. So look at a run and see. One step up is enough to say that it is not the flow.
#
# Two things must be settled first, as with any yes or no from numbers. A state at rest repeats its loss: that is
# allowed, since a flow at an equilibrium does it. And near a minimum the loss changes by less than its rounding, which
# may well go up: such a rise is no rise.


# %%
def is_decreasing(V, traj):
    """Whether no step along a trajectory raises V.

    V        z -> (...)  a function of a state (d,), or of many, (..., d); of either sign
    traj     (K, d)      states in their order, K >= 2; left as it was
    returns  bool        True if V(traj[k + 1]) <= V(traj[k]) + 1e-12 (1 + |V(traj[k])|) for every k, else False

    So a flat trajectory counts as decreasing, and so does one that rises by rounding only.

    >>> is_decreasing(lambda z: z[..., 0] ** 2, np.array([[2.0], [-1.0], [0.5], [0.5]]))
    True
    >>> is_decreasing(lambda z: z[..., 0] ** 2, np.array([[2.0], [0.5], [-1.0]]))
    False

    Stuck?  make hint U=gradient_flow.is_decreasing
    """
    # TODO: which values of V do you compare with which, and how many comparisons are there?
    ### BEGIN SOLUTION
    values = V(np.asarray(traj))
    rounding = 1e-12 * (1 + np.abs(values[:-1]))
    return bool(np.all(np.diff(values) <= rounding))
    ### END SOLUTION


# %% [markdown]
# ## A Lyapunov function for any stable linear system
#
# Not every system runs downhill on a loss. With momentum, for instance, the state is $(z, \dot z)$ and its matrix is
# not symmetric: it may spiral, and the loss rises now and then, though every path ends at the minimum. Near a stable
# equilibrium, $\dot x = A x$ with all eigenvalues of $A$ to the left of the imaginary axis, there is a function that
# falls all the same. Try $V(x) = x^\top P x$ with a symmetric $P$:
# $$\frac{d}{dt} V = \dot x^\top P x + x^\top P \dot x = x^\top (A^\top P + P A)\, x.$$
# Demand that this be $-x^\top Q x$, with any positive definite $Q$ that you like. The result is a linear equation for
# $P$, with one solution, and that is positive definite. For gradient flow in a bowl, with $A = -H$ and $Q = H^2$, it is
# the loss itself: $P = H/2$.


# %%
def lyapunov_matrix(A, Q):
    """The matrix P of a Lyapunov function x^T P x that falls at the rate x^T Q x along x' = A x.

    A        (d, d)  matrix of the system, of any d >= 1; not symmetric in general; all its eigenvalues have negative
                     real parts
    Q        (d, d)  symmetric positive definite
    returns  (d, d)  the solution P of A^T P + P A = -Q, to 8 digits

    >>> lyapunov_matrix(np.array([[-1.0, 2.0], [0.0, -1.0]]), 2 * np.eye(2)).round(9).tolist()
    [[1.0, 1.0], [1.0, 3.0]]

    Stuck?  make hint U=gradient_flow.lyapunov_matrix
    """
    # TODO: the unknown stands to the right of A^T and to the left of A. Which equation does your solver solve?
    ### BEGIN SOLUTION
    return scipy.linalg.solve_continuous_lyapunov(A.T, -Q)
    ### END SOLUTION


# %% [markdown]
# ## Basins of attraction
#
# The basin of a minimum is the set of all starts from which the flow comes to it. Where the basins of two minima meet
# there is a ridge, and a state on it belongs to neither. A basin is not the set of points that are nearest to its
# minimum: paths are bent, and the ridge need not lie half-way. So one has to follow the flow, and long enough: a path
# that comes by a saddle lingers there, close to a point at which it will not stay.
#
# A program must be able to say "I do not know". Here a path counts as arrived if, at the time at which the caller has
# had enough, it is within `tol` of one of the minima; a path that is not gets the label $-1$. A caller who sees many
# of those should wait longer.
#
# Many starts need not be many solves: put all their coordinates into one long state. The solver then takes its steps
# for all of them together.


# %%
def basin_labels(grad, z0s, minima, t_max, tol):
    """To which minimum the gradient flow takes each of many starts.

    grad     z -> (..., d)  gradient of a loss at a state (d,), or at many, (..., d)
    z0s      (n, d)         starts, one a row; left as it was
    minima   (m, d)         minima of the loss, in any order
    t_max    float > 0      how long the flow is followed
    tol      float > 0      how close to a minimum it must then be: in the usual distance of d dimensions
    returns  (n,) int       for each start the row of `minima` within tol of its state at t_max, or -1 if there is none

    No two minima are within 2 tol of one another. Flows as accurate as those of gradient_flow are good enough; you may
    call it. Calling it before it is written leaves this exercise blocked.

    >>> wells = np.array([[-1.0], [1.0]])
    >>> basin_labels(lambda z: 4 * z**3 - 4 * z, np.array([[3.0], [-0.2], [0.0]]), wells, 10.0, 1e-3).tolist()
    [1, 0, -1]

    Stuck?  make hint U=gradient_flow.basin_labels
    """
    # TODO: where is each start at t_max, and how far is that from each of the minima?
    ### BEGIN SOLUTION
    z0s, minima = np.asarray(z0s), np.asarray(minima)

    def long_grad(z):
        return grad(z.reshape(z0s.shape)).ravel()

    ends = gradient_flow(long_grad, z0s.ravel(), np.array([0.0, t_max]))[-1].reshape(z0s.shape)
    distances = np.linalg.norm(ends[:, None, :] - minima[None, :, :], axis=-1)
    return np.where(distances.min(axis=1) <= tol, distances.argmin(axis=1), -1)
    ### END SOLUTION


# %% [markdown]
# ## Basins of descent
#
# It is tempting to run gradient descent and to compare it "with the continuous prediction", as if the two differed by
# a small error. On $w^4 - 2w^2$ the flow takes every positive start to 1. Take $\eta = 0.1$ and $w_0 = 2$: the slope
# there is 24, the first step leads to $-0.4$, and the run ends at $-1$. A long step jumps the ridge.
#
# Work it out: a step is $w \mapsto (1 + 4\eta) w - 4\eta w^3$. A state beyond $|w| = \sqrt{1 + 1/(4\eta)}$ lands on the
# other side of 0. From still farther out it lands so far away that it jumps twice, then three times: the basins of
# $\pm 1$ lie in turns, in ever narrower bands, and they pile up at $|w| = \sqrt{1 + 1/(2\eta)}$. This state goes to its
# own negative and back for ever, and beyond it every step leads farther out: divergence. (For a network, too, the
# basin that a run ends in depends on the learning rate, not on the start alone.)


# %%
def gd_basin_label(w0, lr):
    """Where gradient descent on L(w) = w^4 - 2 w^2 ends.

    w0       float  start: 0, or of size 0.001 to 1000, and not within 0.1 % of the edge of a band
    lr       float  learning rate, from 0.02 to 0.24, at which both minima attract
    returns  1 or -1 for the minimum that it converges to, 0 if it stays at the maximum, float("nan") if it diverges

    >>> gd_basin_label(2.0, 0.01), gd_basin_label(2.0, 0.1), gd_basin_label(-2.0, 0.1), gd_basin_label(2.0, 0.2)
    (1, -1, 1, nan)

    Stuck?  make hint U=gradient_flow.gd_basin_label
    """
    # TODO: how do you see that a run will never come back, and from when on can it no longer change sides?
    ### BEGIN SOLUTION
    w = w0
    for _ in range(2000):
        w = w - lr * (4 * w**3 - 4 * w)
        if abs(w) > 1e6:
            return float("nan")
    return round(w)
    ### END SOLUTION


# %% [markdown]
# ## The largest learning rate
#
# Near a minimum a step multiplies the distance along an eigenvector of the Hessian by $1 - \eta\lambda$. All of these
# factors must be of size below 1. The eigenvalues are positive there, so the factors are below 1 in any case, and what
# is in danger is the other end: the sharpest direction of all sets the limit, however flat the rest may be.
#
# The limit says what a learning rate *permits*. Lowering it during training makes it possible to settle in a sharper
# minimum, one that the higher rate could not stay in; it does not push the run there. Another reason for lowering it
# is noise, which shakes the state less if the steps are shorter, so that it lies lower in the same valley. Both can
# be at work; a claim that a schedule helps should say which is meant.
#
# At a saddle or a maximum some eigenvalue is negative, and no learning rate makes its factor smaller than 1. There the
# question has no answer, and a number would be a lie. In Python such a case is refused with
# `raise ValueError("...")`.


# %%
def gd_stability_limit(H):
    """Learning rate below which gradient descent converges near a minimum, and above which it does not.

    H        (d, d)  Hessian at the minimum: symmetric positive definite, d >= 1; left as it was
    returns  float   the limit

    Raises ValueError if H has an eigenvalue that is negative or 0, or is not symmetric at all. (No H comes close to
    these cases: an eigenvalue that should be positive is at least 0.01, one that is negative is below -0.01, and 0
    occurs in diagonal matrices only.)

    >>> gd_stability_limit(np.array([[4.0, 0.0], [0.0, 1.0]]))
    0.5

    Stuck?  make hint U=gradient_flow.gd_stability_limit
    """
    # TODO: which eigenvalue has the factor that reaches -1 first?
    ### BEGIN SOLUTION
    eigenvalues = np.linalg.eigvalsh(H)
    if not np.allclose(H, np.transpose(H)) or eigenvalues[0] <= 0:
        raise ValueError("H is not symmetric positive definite")
    return float(2 / eigenvalues[-1])
    ### END SOLUTION


# %% [markdown]
# ## The best learning rate
#
# A run in a bowl is as slow as its slowest direction: the factor of the largest size counts. A short step leaves the
# flattest direction with a factor near 1, a long one the sharpest with a factor near $-1$. Plot the sizes of both
# over $\eta$, and see where the larger of them is least.
#
# What is left there is $(\kappa - 1)/(\kappa + 1)$ a step, with $\kappa = \lambda_{max} / \lambda_{min}$. For
# $\kappa = 1000$ it takes a thousand steps for each factor $e^2$, though each direction by itself could be
# done in one. That is the case for momentum and for preconditioning. (Adam scales each coordinate by a running mean of
# its own squared gradients; it is diagonal, so it helps as far as the eigenvectors lie along the axes. To call it
# the natural gradient says more than is known.)


# %%
def optimal_lr(H):
    """Learning rate for which the slowest direction of gradient descent in a bowl is as fast as can be.

    H        (d, d)  Hessian of the bowl: symmetric positive definite, d >= 1; left as it was
    returns  float   the learning rate at which the largest size of a factor 1 - lr * eigenvalue is least

    Raises ValueError if H has an eigenvalue that is negative or 0, or is not symmetric at all, on the terms of
    gd_stability_limit.

    >>> optimal_lr(np.array([[4.0, 0.0], [0.0, 1.0]]))
    0.4

    Stuck?  make hint U=gradient_flow.optimal_lr
    """
    # TODO: how large are the factors of the flattest and of the sharpest direction where neither can be made smaller
    # without the other growing?
    ### BEGIN SOLUTION
    eigenvalues = np.linalg.eigvalsh(H)
    if not np.allclose(H, np.transpose(H)) or eigenvalues[0] <= 0:
        raise ValueError("H is not symmetric positive definite")
    return float(2 / (eigenvalues[0] + eigenvalues[-1]))
    ### END SOLUTION


# %% [markdown]
# ## A flow that descent does follow
#
# Descent departs from the flow by an error of order $\eta$. That error has a system of its own: to the next order
# descent follows the gradient flow of *another* loss,
# $$\tilde L(z) = L(z) + \frac{\eta}{4}\, \|\nabla L(z)\|^2.$$
# Expand one step of the modified flow, $z(\eta) = z + \eta \dot z + \tfrac12 \eta^2 \ddot z + \dots$, and choose the
# second term of the loss such that the terms of order $\eta^2$ cancel: that is where the $\tfrac14$ comes from. So a
# finite learning rate acts as if steep places were penalised. It is one of the reasons given for why large learning rates
# can be good for more than speed: an *implicit regulariser*. It is a statement about small $\eta\lambda$, and says
# nothing about cycles and jumps.


# %%
def modified_loss(loss, grad, lr, z):
    """The loss whose gradient flow gradient descent follows to second order, at one state or at many.

    loss     z -> (...)     a loss at a state (d,), or at many, (..., d)
    grad     z -> (..., d)  its gradient
    lr       float > 0      learning rate
    z        (..., d)       states: an array of any leading shape, (d,) for one; left as it was
    returns  (...)          L + (lr / 4) |grad L|^2 at each of them

    >>> modified_loss(lambda z: (z**2).sum(-1) / 2, lambda z: z, 0.2, np.array([3.0, 4.0])).round(9).tolist()
    13.75

    Stuck?  make hint U=gradient_flow.modified_loss
    """
    # TODO: over which axis is the squared length of the gradient summed?
    ### BEGIN SOLUTION
    return loss(z) + lr / 4 * np.sum(grad(z) ** 2, axis=-1)
    ### END SOLUTION


# %% [markdown]
# ## One loss from all sides
#
# With these functions you can do what this unit is about on $L(w) = w^4 - 2w^2$. Say first what you expect, then run it.
#
# - The flow: fixed points, which of them attract, basins. `quartic_flow` from several starts in one figure shows all of
#   it; so does `basin_labels`, for a loss without a formula.
# - Descent near a minimum: `hess_ab` has its like in $L''(1) = 8$. What are the limit and the best learning rate? Run
#   `gradient_descent` from 0.9 at $\eta = 0.05, 0.125, 0.2, 0.24, 0.28$, and ask `is_decreasing` about the loss.
# - Descent far out: `gd_basin_label` over a fine grid of starts, at three learning rates, coloured by label. Where is
#   the picture that of the flow, and where not?
#
# Then do the same on $L(a, b)$: colour a square of starts with `basin_labels`, and draw a few paths of `gradient_flow`
# over it, one of them begun on the line $a = b$ and one at a distance of $10^{-9}$ from it. How long do the two agree?

# %% [markdown]
# ## To read and to watch
#
# - 3Blue1Brown, *Differential equations, a tourist's guide*, https://www.youtube.com/watch?v=p_di4Zn4wz4, for vector
#   fields and the pictures that go with them.
# - Steven Strogatz, *Nonlinear Dynamics and Chaos*, chapter 2 for flows on the line, section 7.2 for gradient systems and
#   Lyapunov functions.
# - Steve Brunton, "Dynamical Systems", the first lectures: https://www.youtube.com/c/Eigensteve.
# - Gabriel Goh, *Why Momentum Really Works*, https://distill.pub/2017/momentum/: limit and best learning rate, for each
#   direction of a bowl, to play with.
