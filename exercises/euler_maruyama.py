# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
# ---
# %% [markdown]
# # Brownian motion and the Euler-Maruyama method
#
# A gradient computed from a few examples is the full gradient plus noise, so training is not a smooth slide down the
# loss but a slide that is kicked at every step. The usual model is a stochastic differential equation,
# $$dX = f(t, X)\,dt + g(t, X)\,dW,$$
# with a drift $f$ (for gradient descent $-\nabla L$), a noise strength $g$, and Brownian motion $W$: it starts at 0,
# its increments over disjoint intervals are independent, and the increment over an interval of length $h$ is normal
# with mean 0 and *variance* $h$. A kick is therefore of size $\sqrt h$, not $h$. This is what makes the variance
# after a time $s$ equal to $s$ however finely time is cut: $N$ kicks of variance $s/N$ add up to variance $s$. A
# constant strength $g = \sigma$ acts as a temperature $T = \sigma^2/2$.

# %%
import numpy as np

# %% [markdown]
# ## The increments of Brownian motion
#
# On a grid $t_0 < t_1 < \dots$ all that is needed of $W$ are its increments
# $$\Delta W_k = W(t_{k+1}) - W(t_k) \sim N(0,\ t_{k+1} - t_k),$$
# one for each step and each path, all independent. They do not depend on *when* a step is taken, only on its length.
#
# The numbers come from a random generator that is handed in. Whoever hands it in decides whether a run can be
# repeated, so it is used as it comes: not replaced by another, not seeded again, and never numpy's global one. That is
# a habit for training runs too: a result that depends on a hidden generator cannot be looked at twice.


# %%
def brownian_increments(t, n, rng):
    """The increments of n independent Brownian paths over the steps of a grid, drawn from rng.

    t        (K,)             grid [s], increasing from any time on, steps may be uneven; K >= 2
    n        int              number of paths; no antithetic pairs or other balancing of paths against one another
    rng      numpy Generator  the only source of randomness; a generator in the same state gives the same increments
    returns  (K - 1, n)       row k: W(t[k+1]) - W(t[k]) of each path [sqrt(s)], normal and independent of all others

    A step a hundred times shorter has increments that are ten times smaller:

    >>> dW = brownian_increments([3.0, 4.0, 4.01], 10_000, np.random.default_rng(7))
    >>> dW.shape, np.round(dW.std(axis=1), 1).tolist()
    ((2, 10000), [1.0, 0.1])

    Stuck?  make hint U=euler_maruyama.brownian_increments
    """
    # TODO: how many independent numbers are needed, and what is the standard deviation of an increment?
    raise NotImplementedError("euler_maruyama.brownian_increments")


# %% [markdown]
# ## Brownian paths
#
# A path is the sum of its increments, begun at 0: $W(t_k) = \Delta W_0 + \dots + \Delta W_{k-1}$. Two times share the
# increments up to the earlier one, so $\operatorname{Cov}(W(s), W(t)) = \min(s, t)$. After a time $s$ a path is about
# $\sqrt s$ away, but it has walked much further: $N$ steps of equal length up to $T$ have squares that add up to about
# $T$ (their sum is $T/N$ times a $\chi^2_N$ number), while their absolute values add up to about $\sqrt{2NT/\pi}$,
# without bound. A path is continuous and has no slope anywhere, which is why the next section needs a rule for where in
# a step to look. A weight whose gradient is all noise moves like this: after 100 times as many steps it is 10 times as
# far away.


# %%
def brownian_path(dW):
    """Brownian paths from their increments, one path per column.

    dW       (K - 1, n)  row k: the increments from t[k] to t[k+1] [sqrt(s)]; left as it was
    returns  (K, n)      row k is W at t[k] [sqrt(s)]; row 0 is 0, where every path begins

    Two paths and two steps:

    >>> brownian_path([[0.5, 1.0], [-0.25, 2.0]]).tolist()
    [[0.0, 0.0], [0.5, 1.0], [0.25, 3.0]]

    Stuck?  make hint U=euler_maruyama.brownian_path
    """
    # TODO: K - 1 increments lead to K times. Which row is not a sum of increments, and along which axis is time?
    raise NotImplementedError("euler_maruyama.brownian_path")


# %% [markdown]
# ## The Euler-Maruyama method
#
# On a grid $t_0 < t_1 < \dots$, whose steps $h_k = t_{k+1} - t_k$ need not be equal, the method takes
# $$X_{k+1} = X_k + f(t_k, X_k)\, h_k + g(t_k, X_k)\, \Delta W_k, \qquad \Delta W_k \sim N(0, h_k).$$
# Drift and strength are both taken at the left end of the interval: the coefficient of a kick must not know the kick.
# That choice is called Ito's, and with $f = 0$ it keeps the mean of $X$ where it was. Averaging $g$ over the two ends
# of the step solves another equation, Stratonovich's, whose mean moves: for $g = \sigma X$ by a factor
# $e^{\sigma^2 t/2}$. If $g$ does not depend on $X$ the two agree, so an experiment with such additive noise cannot
# tell whether $g$ was taken at the right place.
#
# Here the increments are handed to you instead of drawn: then the result can be said exactly, and the same noise can
# be replayed on a coarser grid (increments over joined intervals add). Replaying is how accuracy along each path is
# measured: for general $g$ the error shrinks like $\sqrt h$ (strong order 1/2), but for additive noise like $h$
# (order 1), since what the method leaves out of a step, $\tfrac12\, g\,g'\,(\Delta W^2 - h)$ to leading order,
# vanishes with $g'$.


# %%
def euler_maruyama(f, g, x0, t, dW):
    """Paths of dX = f dt + g dW by the Euler-Maruyama method, one path per column.

    f, g     (t, x) -> (n,)   drift [X per s] and strength of the noise [X per sqrt(s)]; t is a number, x all n states
    x0       (n,)             states at t[0] [X]; whole numbers are allowed; left as it was
    t        (K,)             grid [s], increasing, steps may be uneven; K >= 2
    dW       (K - 1, n)       row k: the increments from t[k] to t[k+1] [sqrt(s)], used as they are; left as it was
    returns  (K, n)           row k is the states at t[k], in float64; row 0 is x0; large states are not clipped

    Without noise this is Euler's method; with one kick of a quarter and g = x:

    >>> euler_maruyama(lambda t, x: -x, lambda t, x: x, [1.0], [0.0, 0.5, 1.0], [[0.25], [0.0]])[:, 0].tolist()
    [1.0, 0.75, 0.375]

    Stuck?  make hint U=euler_maruyama.euler_maruyama
    """
    # TODO: over which interval does dW[k] act, and at which end of it are f and g taken?
    raise NotImplementedError("euler_maruyama.euler_maruyama")


# %% [markdown]
# ## Drawing the noise
#
# To simulate, the increments must come from somewhere, and you have written where: only the generator that is handed in
# is asked.
#
# Each path gets kicks of its own at each step, independent of all other paths and steps. (There are tricks that break
# this to save work, such as antithetic pairs, where every path has a mirror image, or shifting the kicks so that
# their mean is exactly 0; and some equations have exact transitions that need no small steps. None of them here:
# plain Euler-Maruyama steps with independent normal kicks.) Such a simulation can be judged without knowing the
# solution. From the paths alone one computes
# $$\xi = \frac{X_{k+1} - X_k - f(t_k, X_k)\,h_k}{g(t_k, X_k)\,\sqrt{h_k}},$$
# and these numbers are independent standard normal *exactly*, for any $f$, $g$ and any steps. That is how yours will
# be looked at.


# %%
def simulate_sde(f, g, x0, t, n, rng):
    """n independent paths of dX = f dt + g dW from x0, by Euler-Maruyama steps with normal increments drawn from rng.

    f, g     (t, x) -> (n,)   drift [X per s] and strength of the noise [X per sqrt(s)]; t is a number, x all n states
    x0       number           state of every path at t[0] [X]
    t        (K,)             grid [s], increasing, steps may be uneven; K >= 2
    n        int              number of paths; no antithetic pairs or other balancing of paths against one another
    rng      numpy Generator  the only source of randomness; a generator in the same state gives the same paths
    returns  (K, n)           row k is the states at t[k]; row 0 is x0

    One equation, two generators of the same seed:

    >>> f, g = lambda t, x: -x, lambda t, x: 0.5 + 0 * x
    >>> x = simulate_sde(f, g, 1.0, [0.0, 0.1, 0.3], 4, np.random.default_rng(7))
    >>> again = simulate_sde(f, g, 1.0, [0.0, 0.1, 0.3], 4, np.random.default_rng(7))
    >>> x.shape, x[0].tolist(), bool(np.all(x == again))
    ((3, 4), [1.0, 1.0, 1.0, 1.0], True)

    Stuck?  make hint U=euler_maruyama.simulate_sde
    """
    # TODO: you have the method and you have the increments. What is still missing, and of which shape and type is it?
    raise NotImplementedError("euler_maruyama.simulate_sde")


# %% [markdown]
# ## Many weights, correlated noise
#
# The noise of a minibatch kicks all weights of a network at once, and not independently: an example that pulls one
# weight up pulls others with it. With $d$ weights and $m$ sources of noise the strength is a matrix, $d \times m$,
# $$X_{k+1} = X_k + f(t_k, X_k)\, h_k + g(t_k, X_k)\, \Delta W_k, \qquad \Delta W_k \in \mathbb{R}^m,$$
# and over a short step the kicks have covariance $g\,g^T h$. Only $g\,g^T$ shows in the law of the paths: for SGD with
# learning rate $\eta$, batches of $B$ and covariance $C$ of the gradients of single examples, $g$ is any matrix with
# $g\,g^T = \eta\, C / B$. If there are fewer examples than weights then $m < d$ is enough: the noise leaves some
# directions alone.


# %%
def euler_maruyama_nd(f, g, x0, t, dW):
    """Paths of dX = f dt + g dW in d dimensions, driven by m sources of noise, by the Euler-Maruyama method.

    f        (t, x) -> (n, d)     drift [X per s]; t is a number, x all n states
    g        (t, x) -> (n, d, m)  strength: entry [j, a, b] is how source b moves component a of path j [X per sqrt(s)]
    x0       (n, d)               states at t[0] [X]; whole numbers are allowed; left as it was
    t        (K,)                 grid [s], increasing, steps may be uneven; K >= 2
    dW       (K - 1, n, m)        the sources' increments from t[k] to t[k+1] for each path [sqrt(s)]; left as it was
    returns  (K, n, d)            entry k is the states at t[k], in float64; entry 0 is x0

    One path in two dimensions, both components moved by one source, in opposite directions:

    >>> f, g = lambda t, x: 0 * x, lambda t, x: np.array([[[1.0], [-1.0]]])
    >>> euler_maruyama_nd(f, g, [[0.0, 5.0]], [0.0, 1.0], [[[0.25]]]).tolist()
    [[[0.0, 5.0]], [[0.25, 4.75]]]

    Stuck?  make hint U=euler_maruyama.euler_maruyama_nd
    """
    # TODO: for each path a matrix (d, m) meets a vector (m,). Which axis is summed over, and which stays?
    raise NotImplementedError("euler_maruyama.euler_maruyama_nd")


# %% [markdown]
# ## A bowl with noise
#
# Near a minimum a loss is a parabola of curvature $\theta$, and with constant noise
# $$dX = -\theta\,(X - \mu)\,dt + \sigma\,dW,$$
# which is called the Ornstein-Uhlenbeck process. It stays normal, so mean $m$ and variance $v$ say all, and they obey
# two ordinary differential equations,
# $$m' = -\theta\,(m - \mu), \qquad v' = -2\theta\, v + \sigma^2.$$
# From a known start, $v(0) = 0$, this gives
# $$m(t) = \mu + (x_0 - \mu)\,e^{-\theta t}, \qquad v(t) = \sigma^2\,\frac{1 - e^{-2\theta t}}{2\theta}.$$
# For $\theta > 0$ it settles, with variance $\sigma^2/(2\theta)$, or $T/\theta$ in terms of the temperature: sharp bowls
# hold the weight tightly. The variance is settled twice as fast as the mean. For $\theta < 0$, at a maximum, it grows;
# in between, at $\theta = 0$, it is Brownian motion with $v = \sigma^2 t$, where the formula reads $0/0$. And close to
# $\theta = 0$ a computer loses digits: $1 - e^{-y}$ of a small $y$ is the difference of two numbers that are nearly
# equal. `np.expm1(y)` computes $e^y - 1$ without that loss.


# %%
def ou_moments(t, x0, theta, mu, sigma):
    """Mean and variance of dX = -theta (X - mu) dt + sigma dW at the times t, exactly.

    t        (K,)          times since the start [s], nonnegative, in any order; whole numbers are allowed
    x0       number        state at time 0 [X]
    theta    number        strength of the pull towards mu [1/s]; also 0, tiny, or negative for a push away
    mu       number        where it pulls to [X]
    sigma    number        strength of the noise [X per sqrt(s)]
    returns  (mean, var)   each (K,), mean in [X] and variance in [X^2], to nine digits also where theta t is tiny

    After a long time the start is forgotten:

    >>> mean, var = ou_moments([0.0, 50.0], 3.0, 2.0, 1.0, 4.0)
    >>> np.round(mean, 6).tolist(), np.round(var, 6).tolist()
    ([3.0, 1.0], [0.0, 4.0])

    Stuck?  make hint U=euler_maruyama.ou_moments
    """
    # TODO: what is the variance for theta = 0, and how do you come near that case without losing digits?
    raise NotImplementedError("euler_maruyama.ou_moments")


# %% [markdown]
# ## The same bowl in steps
#
# The Euler-Maruyama chain on equal steps $h$ is gradient descent with learning rate $h$ on this parabola, with noise. It
# has moments of its own, and they can be said as exactly. A step multiplies the distance from $\mu$ by $1 - \theta h$
# and adds an independent kick of variance $\sigma^2 h$, so
# $$m_{k+1} = \mu + (1 - \theta h)(m_k - \mu), \qquad v_{k+1} = (1 - \theta h)^2\, v_k + \sigma^2 h.$$
# The second is a geometric sum. With $q = (1 - \theta h)^2$ it is $v_n = \sigma^2 h\,(1 - q^n)/(1 - q)$, except where
# $q = 1$: there the quotient is $0/0$ and $v_n = \sigma^2 h\, n$. That happens twice. At $\theta = 0$ nothing pulls, and a
# pull so weak that $1 - \theta h$ is rounded to 1 is none for a computer either. At $\theta h = 2$, the limit of stability
# of Euler's method, each step throws the state to the mirror image of where it was. In between, the chain settles with
# variance
# $$\frac{\sigma^2}{2\theta}\cdot\frac{1}{1 - \theta h/2},$$
# which is more than the equation's: by 11 % at $\theta h = 0.2$, tenfold at 1.8. A large learning rate heats, the
# sharpest directions most, and the stochastic differential equation knows nothing of it.


# %%
def em_ou_moments(n, h, x0, theta, mu, sigma):
    """Mean and variance of the Euler-Maruyama chain for dX = -theta (X - mu) dt + sigma dW after n equal steps, exactly.

    n        int           number of steps; 0 is allowed
    h        number        length of a step [s]
    x0       number        state at the start [X]
    theta    number        strength of the pull towards mu [1/s]; theta h may be 0, 2 or more, or so small that 1 - theta h is 1
    mu       number        where it pulls to [X]
    sigma    number        strength of the noise [X per sqrt(s)]; an increment has variance h
    returns  (mean, var)   two numbers, in [X] and [X^2]

    One step of 1/2, and then a second:

    >>> em_ou_moments(1, 0.5, 3.0, 1.0, 1.0, 2.0), em_ou_moments(2, 0.5, 3.0, 1.0, 1.0, 2.0)
    ((2.0, 2.0), (1.5, 2.5))

    Stuck?  make hint U=euler_maruyama.em_ou_moments
    """
    # TODO: what does one step do to the mean and to the variance, and where may you not divide by 1 - q?
    raise NotImplementedError("euler_maruyama.em_ou_moments")


# %% [markdown]
# ## Things to try: the double well
#
# Take $L(w) = (w^2 - 1)^2$, so $f = -L' = 4w - 4w^3$ (a constant apart this is $w^4 - 2w^2$, the same dynamics), and
# $g = \sigma$. Start 1000 paths at $w = -1$, let time run to 20 with steps of 0.01, and count those on the right.
#
# - With $\sigma = 0.4$ practically none leaves its well; with 0.7 some cross, now and then; with 1 they jump back and
#   forth. "More noise, faster escape" has a formula, Kramers' rate out of a well, with $T = \sigma^2/2$ and a barrier
#   $\Delta L = 1$: it is $\sqrt{L''(\pm 1)\,|L''(0)|}\, e^{-\Delta L/T}/(2\pi) = (2\sqrt2/\pi)\, e^{-2/\sigma^2}$.
#   It holds for $T$ well below $\Delta L$, and even there it is an approximation. The exact mean time from $-1$ to
#   $+1$ is 3500 at $\sigma = 0.5$ and 10.3 at $\sigma = 1$, where one over the rate is 3311 and 8.2.
# - Do not take large steps. The cubic drift overshoots: once $|w| > \sqrt{1 + 1/(2h)}$ a step without noise throws
#   the state further out on the other side than it was, and the next one further still, until the numbers overflow.
#   With $\sigma = 1.5$ and up to time 20 no path of a few thousand explodes at $h = 0.05$, about a tenth at $h = 0.1$
#   and nearly all at $h = 0.2$. The true solution never explodes; the method does.
# - This noise is additive. It says nothing about whether your $g$ is taken at the left end, and the error along a
#   path shrinks like $h$, not $\sqrt h$. Try $g = 0.8\,w$, $f = 0$ for the contrast.

# %% [markdown]
# ## Read and watch
#
# - Desmond Higham, "An algorithmic introduction to numerical simulation of stochastic differential equations", SIAM
#   Review 43 (2001): ten short programs, from Brownian paths to strong and weak order.
# - Mandt, Hoffman, Blei, "Stochastic gradient descent as approximate Bayesian inference",
#   https://arxiv.org/abs/1704.04289: SGD as an equation of this kind, and what that assumes about its noise.
# - Sander Dieleman on diffusion models: a forward equation of this kind, run backward.
