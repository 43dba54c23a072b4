# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
# ---
# %% [markdown]
# # Euler's method, accuracy and stability
#
# A differential equation $\dot y = f(t, y)$ says how fast the state changes, not where it is. To find out where it
# goes, a computer takes steps. The simplest step follows the arrow at the present point for a short while: Euler's
# method. Gradient descent is this method applied to $\dot\theta = -\nabla L(\theta)$, with the learning rate as step
# size $h$; a residual block $x + f(x)$ is one such step with $h = 1$. What can go wrong with the step size here goes
# wrong there too.

# %%
import numpy as np

# %% [markdown]
# ## One step
#
# You stand at the state $y$ at the time $t$. The slope there is $f(t, y)$. Follow it for a time $h$ as if it did not
# change on the way:
# $$y(t + h) \approx y + h\, f(t, y).$$
# It does change, so the step misses: Taylor's formula says by about $\tfrac12 h^2\, \ddot y$. The step $h$ may be
# negative, and then this looks back in time. (One step forward and one back do not cancel, though: for
# $\dot y = \lambda y$ they multiply by $(1 + h\lambda)(1 - h\lambda) = 1 - h^2\lambda^2$.)
#
# Units are a free test of such a formula: slope times time is a change, and a change may be added to a state. With
# $f = -\nabla L$ this line is one step of gradient descent.


# %%
def euler_step(f, t, y, h):
    """The state after one step of Euler's method for y' = f(t, y).

    f        (t, y) -> (d,)   rate of change [y per s]; t is a number, y an array of shape (d,)
    t        float            time at the start of the step [s]
    y        (d,)             state at time t [y], an array, perhaps of integers; left as it was
    h        float            length of the step [s], negative for a step back in time
    returns  (d,)             state at time t + h, in float64

    >>> euler_step(lambda t, y: t * y, 2.0, np.array([1.0, 3.0]), 0.5).tolist()
    [2.0, 6.0]

    Stuck?  make hint U=euler_stability.euler_step
    """
    # TODO: which of the slopes on the way from t to t + h do you know already?
    raise NotImplementedError("euler_stability.euler_step")


# %% [markdown]
# ## Euler's method
#
# On a grid $t_0, t_1, \dots$ (of uneven steps, perhaps, or running backward in time) Euler's method computes
# $$y_{k+1} = y_k + (t_{k+1} - t_k)\, f(t_k, y_k).$$
# One step from the exact value misses by $O(h^2)$; about $1/h$ steps add these errors up to $O(h)$ at a fixed time:
# order one. Half the step costs twice the work and halves the error.


# %%
def euler(f, y0, t):
    """States of y' = f(t, y) by Euler's method, one row per time.

    f        (t, y) -> (d,)   rate of change [y per s]; t is a number, y an array of shape (d,)
    y0       (d,)             state at t[0] [y], perhaps integers; left as it was
    t        (K,)             grid [s]; steps may be uneven or negative; K >= 1; left as it was
    returns  (K, d)           row k is the state at t[k], in float64; row 0 is y0

    >>> euler(lambda t, y: -y, [1.0], [0.0, 0.5, 1.0])[:, 0].tolist()
    [1.0, 0.5, 0.25]

    Stuck?  make hint U=euler_stability.euler
    """
    # TODO: over which interval does the slope f(t[k], y[k]) act?
    raise NotImplementedError("euler_stability.euler")


# %% [markdown]
# ## Four slopes a step
#
# Euler's method asks for one slope a step. The classical method of Runge and Kutta asks for four, each at a point that
# the ones before have found, and steps with their weighted mean. From $y$ at $t$, with the step $h$:
# $$k_1 = f(t, y), \qquad k_2 = f(t + \tfrac h2, y + \tfrac h2 k_1), \qquad k_3 = f(t + \tfrac h2, y + \tfrac h2 k_2),
# \qquad k_4 = f(t + h, y + h k_3),$$
# $$y(t + h) \approx y + \tfrac h6 (k_1 + 2 k_2 + 2 k_3 + k_4).$$
# Where $f$ depends on the clock alone, $k_2 = k_3$ and this is Simpson's rule. One step misses by $O(h^5)$, so that the
# error at a fixed time is $O(h^4)$: order four. Half the step costs twice the work and leaves a *sixteenth* of the
# error.
#
# There are other methods of four slopes and order four. The 3/8 rule is one, and `torchdiffeq` means that one by `rk4`;
# after a step the two differ by $O(h^5)$. Asked for is the classical one. In a neural ODE every slope is a pass through
# the network: this step costs four of them, as much as four of Euler's.


# %%
def rk4(f, y0, t):
    """States of y' = f(t, y) by the classical Runge-Kutta method of order four, one row per time.

    f        (t, y) -> (d,)   rate of change [y per s]; t is a number, y an array of shape (d,)
    y0       (d,)             state at t[0] [y], perhaps integers; left as it was
    t        (K,)             grid [s]; steps may be uneven or negative; K >= 1; left as it was
    returns  (K, d)           row k is the state at t[k], in float64; row 0 is y0

    Each step from t[k] to t[k+1] has the four slopes and the weights 1/6, 1/3, 1/3, 1/6 above, and none besides: two
    half steps, or the 3/8 rule, are other methods.

    >>> rk4(lambda t, y: [4 * t**3], [0.0], [0.0, 1.0, 2.0])[:, 0].tolist()
    [0.0, 1.0, 16.0]

    Stuck?  make hint U=euler_stability.rk4
    """
    # TODO: at which time and at which state is each of the four slopes taken?
    raise NotImplementedError("euler_stability.rk4")


# %% [markdown]
# ## How far off
#
# Every step adds an error of its own, the *local* error, and carries along what the steps before have left. What has
# gathered at the time $t_k$ is the *global* error, the difference $y_k - y(t_k)$ between the row that was computed and
# the exact solution. It is a vector; its size is its Euclidean length,
# $$e_k = \sqrt{\textstyle\sum_i \bigl(y_{k,i} - y_i(t_k)\bigr)^2},$$
# in which errors of unlike sign in two components do not cancel. Two states can be equally long and far apart: compare
# the states, not their lengths.
#
# For $\dot y = -y$ on $[0, 1]$ Euler's method with $n$ steps ends $0.1839/n$ *below* the exact solution, to leading
# order ($0.1839$ is $\tfrac12 e^{-1}$). Gradient descent after $k$ steps of learning rate $\eta$, compared with
# gradient flow at the time $k\eta$, has a global error in just this sense.


# %%
def global_errors(y, y_exact):
    """Size of the error at each time.

    y        (K, d)  states that were computed, one row per time [y]; left as they were
    y_exact  (K, d)  exact states at the same times [y]; left as they were
    returns  (K,)    Euclidean length of row k of y - y_exact [y], not divided by anything

    Small differences of large states keep their digits: subtract before you square. K and d may be 1.

    >>> global_errors(np.array([[1.0, 1.0], [1.0, 5.0]]), np.array([[1.0, 1.0], [-2.0, 1.0]])).tolist()
    [0.0, 5.0]

    Stuck?  make hint U=euler_stability.global_errors
    """
    # TODO: over which axis do you sum, and what is left then?
    raise NotImplementedError("euler_stability.global_errors")


# %% [markdown]
# ## The order, measured
#
# A method of order $p$ has an error $e \approx C h^p$ at a fixed time. In logarithms that is a straight line,
# $$\log e \approx \log C + p\,\log h,$$
# and its slope is the order. Every implementation should be measured once in this way: a method with a slip in it still
# draws a plausible curve, but seldom with the right slope.
#
# Two things spoil the measurement.
#
# - *Too few points.* Two step sizes always lie on a straight line, whatever it is worth. Take four halvings of the step
#   or more, and the line of least squares through all of them.
# - *Round-off.* A computed error does not fall for ever: it stops where the rounding of the numbers is as large as what
#   the method leaves, and rises a little then, since more steps round more often. With order four that takes some ten
#   halvings from $h = 1/4$. These points say nothing about the method and are left out: go from the largest step to
#   smaller ones, and stop at the first whose error is not below the one before, or is exactly 0. It and all smaller
#   steps are dropped, for what falls behind it falls by chance.
#
# The scaling law of a network's loss is a slope in logarithms too, with the same two traps: a line through too few
# points, and a floor that is no part of the law.


# %%
def observed_order(hs, errs):
    """Order of a method: the slope of log(error) over log(h), by least squares, round-off left out.

    hs       (n,)   step sizes [s], > 0, unlike one another, in any order; left as they were
    errs     (n,)   error at the same time for each of them, >= 0 [y]; left as they were
    returns  float  the slope, no whole number in general

    Used are the largest step and, in decreasing order, the ones after it as long as the error falls from one to the
    next and is not 0; from the first step on at which it does not, all are left out. There is no fixed size below which
    an error counts as round-off: states may be measured in any unit. A ValueError is raised where fewer than two points
    are left, for then there is no slope.

    >>> round(observed_order([0.1, 0.2, 0.4, 0.05], [1e-4, 8e-4, 64e-4, 2e-4]), 9)
    3.0

    Stuck?  make hint U=euler_stability.observed_order
    """
    # TODO: which of the points lie on the straight line?
    raise NotImplementedError("euler_stability.observed_order")


# %% [markdown]
# ## Four regimes of the step size
#
# Take $\dot y = -y$, $y(0) = 1$. The exact solution $e^{-t}$ decays, slowly and without drama. With a fixed step $h$
# Euler's method gives
# $$y_{k+1} = y_k - h\,y_k = (1 - h)\,y_k, \qquad\text{so}\qquad y_k = (1 - h)^k.$$
# Everything depends on the factor $1 - h$:
#
# | step | factor | what the numbers do |
# | --- | --- | --- |
# | $0 < h < 1$ | between 0 and 1 | decay monotonically, as the exact solution does ($h = 1$ lands on 0 and stays) |
# | $1 < h < 2$ | between −1 and 0 | jump across 0 at each step, and decay all the same |
# | $h = 2$ | −1 | 1, −1, 1, −1, ...: period two; they neither decay nor grow |
# | $h > 2$ | below −1 | jump across 0 and grow without bound, though the exact solution decays |
#
# So a large step is not simply "unstable": first it is inaccurate, then it oscillates, and only from $h = 2$ on does it
# fail to decay. The limit is strict: stable means $|1 - h| < 1$. The equation $\dot y = -\lambda y$ with $\lambda > 0$
# behaves in the same way in the variable $h\lambda$, with the limit $h < 2/\lambda$. That is gradient descent on
# $L(\theta) = \tfrac12 \lambda \theta^2$ with learning rate $h$: the sharpest direction of a loss is the first that
# oscillates, and the first that diverges.
#
# Below you draw this. `T` is where every line of the figure ends.

# %%
T = 12.0  # [s]

# %% [markdown]
# ## A figure of the four regimes
#
# A plotting function draws on the `ax` that it is given, so that the caller decides where the figure goes. Colours,
# markers, order and title are your taste, and they are not checked. To look at yours:
#
#     import matplotlib.pyplot as plt
#     figure, ax = plt.subplots()
#     plot_step_sizes(ax, [0.1, 0.8, 1.5, 2.0, 2.4])
#     figure.savefig("step_sizes.png")


# %%
def plot_step_sizes(ax, hs):
    """Draw Euler's solution of y' = -y, y(0) = 1 on [0, T], T = 12 s, for each step size, and the exact solution.

    ax       matplotlib Axes  to draw on: this one, no other and no new figure
    hs       (n,)             step sizes [s], unlike one another, in any order; each divides T
    returns  None             (or anything; only what is drawn counts)

    The figure shows
    - for each h one line, or one set of markers, through the round(T / h) + 1 points (k h, y_k), from t = 0 to t = T;
    - each of these named by a label that contains h, as in f"h = {h}", and a legend with an entry for each h;
    - the exact solution exp(-t) as a smooth curve of 200 points or more, from 0 to T;
    - a name on both axes, neither of them logarithmic (a logarithm shows neither y < 0 nor t = 0).

    You may call your own `euler` or do without it: y_k = (1 - h)**k. Calling it before it is written leaves this
    exercise blocked.

    >>> from matplotlib.figure import Figure
    >>> ax = Figure().add_subplot()
    >>> plot_step_sizes(ax, [0.5, 1.5])
    >>> sum(len(line.get_xdata()) == 25 for line in ax.lines)
    1

    Stuck?  make hint U=euler_stability.plot_step_sizes
    """
    # TODO: how many steps of length h lead from 0 to T, and how many points is that?
    raise NotImplementedError("euler_stability.plot_step_sizes")


# %% [markdown]
# ## One number for each method
#
# Near a fixed point a system looks like $\dot y = A y$, and along each eigenvector of $A$ like the test equation
# $$\dot y = \lambda y, \qquad \lambda = \alpha + i\omega:$$
# the real part of the eigenvalue is the rate of growth, the imaginary part the rate of turning. With a fixed step each
# of the methods here multiplies $y$ by the same number in every step, and that depends on $z = h\lambda$ only. It is
# called the stability function $R(z)$. For Euler's method
# $$y_{k+1} = y_k + h\lambda y_k = (1 + z)\, y_k, \qquad\text{so}\qquad R(z) = 1 + z.$$
# The solution itself is multiplied by $e^z$. A method of order $p$ agrees with that up to $z^p$; far from 0 it need not
# resemble it at all. The numbers decay where $|R(z)| < 1$, strictly, and that region is what one knows a method by:
#
# | method | negative real axis | imaginary axis |
# | --- | --- | --- |
# | Euler | $-2 < z < 0$ | nowhere |
# | second-order Runge-Kutta | $-2 < z < 0$ | nowhere |
# | classical Runge-Kutta | $-2.785 < z < 0$ | $0 < \lvert z\rvert < 2\sqrt 2$ |
# | backward Euler | everywhere | everywhere but at 0 |
#
# For Euler's method the region is the disc of radius 1 about $-1$. It touches the imaginary axis at 0 only: on the
# rotation $\dot x = -y$, $\dot y = x$, whose eigenvalues are $\pm i$, the radius grows by the factor
# $|1 + ih| = \sqrt{1 + h^2}$ at each step, however small the step is. A direction field drawn with Euler's method shows
# spirals where there are circles.
#
# To find the other three, put $f(t, y) = \lambda y$ into the formulae of the method and see what $y_k$ is multiplied
# by. Second-order Runge-Kutta may be the midpoint method, $k_1 = f(t, y)$, $k_2 = f(t + \tfrac h2, y + \tfrac h2 k_1)$,
# $y + h k_2$, or Heun's, $y + \tfrac h2 (f(t, y) + f(t + h, y + h k_1))$: the result is the same. Backward Euler takes
# the slope at the end of the step, $y_{k+1} = y_k + h f(t_{k+1}, y_{k+1})$, and the equation has to be solved for
# $y_{k+1}$.


# %%
def stability_function(method, z):
    """What one step of the method multiplies y by, on y' = lambda y with z = h lambda.

    method   str            "euler", "rk2", "rk4" (the classical one) or "backward euler"; anything else is a ValueError
    z        (...) complex  array of any shape, () included; not 1 for backward Euler; left as it was
    returns  (...) complex  R(z) at each entry of z, of the shape of z

    >>> complex(stability_function("euler", np.array(-0.5 + 0.5j)))
    (0.5+0.5j)

    Stuck?  make hint U=euler_stability.stability_function
    """
    # TODO: begin with y = 1. What are the slopes, and where does the step end?
    raise NotImplementedError("euler_stability.stability_function")


# %% [markdown]
# ## Is this step stable?
#
# For $\dot y = A y$ with a whole matrix one step of Euler's method multiplies the state by $I + hA$. Its eigenvalues
# are $1 + h\lambda$, with $\lambda$ running through those of $A$, and $k$ steps multiply the part of the state along an
# eigenvector by $(1 + h\lambda)^k$. So *every* eigenvalue has a say: the step is stable exactly if
# $$|1 + h\lambda| < 1 \qquad\text{for all eigenvalues $\lambda$ of } A,$$
# and one that is on the boundary, at $|1 + h\lambda| = 1$, is enough to keep a part of the state alive for ever.
#
# What does not decide:
#
# - *The signs of the real parts.* They say whether the solution decays, whatever the step.
# - *The size of $A$.* Norms bound a single step, eigenvalues decide the long run. The state may well grow at first:
#   with $A = \begin{pmatrix} -1 & 100 \\ 0 & -2 \end{pmatrix}$ and $h = \tfrac12$ the state $(0, 1)$ becomes $(50, 0)$
#   in one step, then $(25, 0)$, $(12.5, 0)$, ... A matrix whose eigenvectors are not orthogonal is called non-normal.
#   For normal ones, such as symmetric matrices and rotations, the norm of $I + hA$ is the size of its largest
#   eigenvalue; for others it can be far above.
# - *The diagonal of $A$, its symmetric part, its trace or its determinant.* They are not the eigenvalues.
#
# For gradient descent near a minimum $A = -H$ is symmetric and all $\lambda$ are real. With momentum, and in games
# where two networks descend on losses of their own, it is not, and eigenvalues may be complex.


# %%
def is_euler_stable(A, h):
    """Whether Euler's method with step h makes every solution of y' = A y decay to 0.

    A        (d, d)   real matrix [1 per s], symmetric or not; its eigenvalues may be complex; left as it was
    h        float    step, > 0 [s]
    returns  bool     True if |1 + h lambda| < 1 for every eigenvalue lambda of A, strictly; else False

    What is neither growing nor decaying is not stable, as an eigenvalue 0, or -1 with h = 2. There is no tolerance: no
    matrix that is asked about is within 1e-3 of the limit, but for some that are exactly there.

    >>> is_euler_stable(np.array([[-1.0]]), 1.5), is_euler_stable(np.array([[-1.0]]), 2.0)
    (True, False)

    Stuck?  make hint U=euler_stability.is_euler_stable
    """
    # TODO: by which numbers does one step multiply, and how many of them must be small?
    raise NotImplementedError("euler_stability.is_euler_stable")


# %% [markdown]
# ## How large may a step be?
#
# One eigenvalue $\lambda = \alpha + i\omega$ by itself: the step has to meet
# $$|1 + h\lambda|^2 = (1 + h\alpha)^2 + (h\omega)^2 < 1,$$
# which two lines on paper solve for $h$. In the plane of complex numbers the limit is where the ray from 0 through
# $\lambda$ leaves the disc about $-1$. For a real $\lambda = -k$ it is $2/k$. A spiral has less than that: $\lambda =
# -1 + i$ has the limit 1, and $-0.1 + i$, which decays slowly and turns fast, has $0.198$, not the $1.99$ that its size
# alone would allow. A mode that rests, turns in a circle or grows ($\alpha \ge 0$) has no limit above 0: no step makes
# it decay.
#
# A system has the limit of its most demanding mode. Which one that is cannot be told from the sizes alone: beside
# $\lambda = -5$, whose limit is $0.4$, the spiral $-0.1 \pm i$ is five times smaller and sets the limit all the same.
# Where all eigenvalues are real, the fastest decay sets it, though its part of the state is gone after a moment: a
# system whose time scales lie so far apart is called stiff.
#
# In deep learning the same condition says why some games cannot be trained by descent alone. Two players on $L = xy$,
# one descending and one ascending, follow $\dot x = -y$, $\dot y = x$: a rotation. No learning rate is small enough;
# each step leads outward.


# %%
def euler_max_step(A):
    """The limit of the steps with which Euler's method makes every solution of y' = A y decay.

    A        (d, d)      real matrix [1 per s], symmetric or not; its eigenvalues may be complex; left as it was
    returns  float >= 0  the largest h such that every step below it is stable [s]; h itself no longer is

    The answer is 0.0 where no step is stable: where an eigenvalue is 0, lies on the imaginary axis or has a positive
    real part. You may call your own `is_euler_stable`, or do without it.

    >>> euler_max_step(np.array([[-4.0, 0.0], [0.0, -1.0]])), euler_max_step(np.array([[0.0, -1.0], [1.0, 0.0]]))
    (0.5, 0.0)

    Stuck?  make hint U=euler_stability.euler_max_step
    """
    # TODO: what limit does each eigenvalue set by itself, and which of the limits is that of all?
    raise NotImplementedError("euler_stability.euler_max_step")


# %% [markdown]
# ## Backward Euler: stable at any step
#
# Take the slope at the *end* of each step instead:
# $$y_{k+1} = y_k + (t_{k+1} - t_k)\, f(t_{k+1}, y_{k+1}).$$
# The new state stands on both sides, so each step is an equation to be solved: the method is implicit. What that buys
# is $|R(z)| < 1$ wherever $\operatorname{Re} z < 0$. However stiff a system of decays is, every step is stable, and
# accuracy alone decides how long it may be. (It even damps what really turns in a circle, or grows fast: too stable can
# be wrong as well.)
#
# The equation is $g(u) = u - y_k - h\, f(t_{k+1}, u) = 0$ with $h = t_{k+1} - t_k$, and its Jacobian is
# $I - h\, \partial f / \partial y$. Newton's method starts from $u = y_k$ and repeats
# $$(I - h J)\, s = -g(u), \qquad u \leftarrow u + s, \qquad J = \tfrac{\partial f}{\partial y}(t_{k+1}, u),$$
# until $s$ is tiny. A linear $f$ needs one step of it and a second one to see that nothing is left to do. To repeat
# $u \leftarrow y_k + h f(t_{k+1}, u)$ instead looks simpler, but converges only where all $|h\lambda| < 1$: for decays,
# where the explicit method would have been stable anyway.
#
# The order is one, as for Euler's method, and the error has the opposite sign: on $\dot y = -y$, $y(0) = 1$, with $n$
# steps to $t = 1$, backward Euler ends $0.1839/n$ *above* $e^{-1}$. On a convex loss, $f = -\nabla L$, the new
# state minimises $L(u) + \tfrac{1}{2h} |u - y_k|^2$: in optimisation this is called a proximal step.


# %%
def backward_euler(f, jac, y0, t):
    """States of y' = f(t, y) by backward Euler, one row per time.

    f        (t, y) -> (d,)    rate of change [y per s]; t is a number, y an array of shape (d,)
    jac      (t, y) -> (d, d)  its Jacobian [1 per s]: row i, column j is the derivative of f[i] by y[j]
    y0       (d,)              state at t[0] [y], perhaps integers; left as it was
    t        (K,)              grid [s], increasing; steps may be uneven; K >= 1; left as it was
    returns  (K, d)            row k is the state at t[k], in float64; row 0 is y0

    Each row solves its equation to 1e-8 [y], by Newton's method from the row before (or in any other way that leads to
    the same solution). Five of its steps or so are enough for what is asked here; the steps of the grid are too long
    for repeating u <- y + h f(t, u).

    >>> backward_euler(lambda t, y: -y, lambda t, y: np.array([[-1.0]]), [1.0], [0.0, 1.0, 4.0])[:, 0].tolist()
    [1.0, 0.5, 0.125]

    Stuck?  make hint U=euler_stability.backward_euler
    """
    # TODO: of which equation is the next row the solution, and what is the Jacobian of that equation?
    raise NotImplementedError("euler_stability.backward_euler")


# %% [markdown] written="euler_at_two"
# ## In words: what is special about the step 2?
#
# Two friends solve $\dot y = -y$ from $y(0) = y_0 \ne 0$ by Euler's method. One takes $h = 2$ and says: "My numbers
# stay bounded, so this is stable." The other takes $h = 1.5$, sees the sign change at every step, and says: "This is
# unstable." Answer both, in your own words and in half a page:
#
# 1. Derive the state $y_n$ after $n$ steps from one step of the method.
# 2. Say what the numbers do for every $h > 0$: name each regime and the steps at which one turns into the next. Which
#    of them is the second friend in?
# 3. What do the numbers do at $h = 2$, and why is that not called stable?
# 4. Gradient descent with learning rate $\eta$ runs on $L(\theta) = \tfrac12 \lambda \theta^2$ with $\lambda = 50$.
#    What stands where $h$ stood, and at which values of $\eta$ does the behaviour change?
#
# A person reads this; each of the four counts the same.

# %% [markdown]
# *Your answer:*

# %% [markdown]
# ## Read and watch
#
# - 3Blue1Brown, *Differential equations, a tourist's guide*, https://www.youtube.com/watch?v=p_di4Zn4wz4: equations as
#   fields of arrows. Euler's method is what you do when you follow the arrows with finite steps.
# - Steven Strogatz, *Nonlinear Dynamics and Chaos*, chapter 2: flows on the line, and how a computer follows them.
# - Gabriel Goh, *Why Momentum Really Works*, https://distill.pub/2017/momentum/: the factor $1 - h\lambda$ for each
#   direction of a quadratic loss, and what momentum does to it.
# - Ernst Hairer and Gerhard Wanner, *Solving Ordinary Differential Equations II*, chapter IV: stability regions drawn
#   large, and what stiff means.
# - Tian Qi Chen and others, *Neural Ordinary Differential Equations*, https://arxiv.org/abs/1806.07366: networks whose
#   layers are the steps of a solver.
#
# To think about: steps of Euler's method on the rotation lead outward, steps of backward Euler inward. By which factor
# does each change the radius, and what does a step of the one do after a step of the other?
