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
from itertools import product

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
    ### BEGIN SOLUTION
    steps = np.diff(t)
    return np.sqrt(steps)[:, None] * rng.standard_normal((len(steps), n))
    ### END SOLUTION


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
    ### BEGIN SOLUTION
    return np.vstack([np.zeros(np.shape(dW)[1]), np.cumsum(dW, axis=0)])
    ### END SOLUTION


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
    ### BEGIN SOLUTION
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(start, x[-1]) * (stop - start) + g(start, x[-1]) * np.asarray(kick))
    return np.stack(x)
    ### END SOLUTION


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
    ### BEGIN SOLUTION
    steps = np.diff(t)
    dW = np.sqrt(steps)[:, None] * rng.standard_normal((len(steps), n))  # or brownian_increments(t, n, rng)
    return euler_maruyama(f, g, np.full(n, x0, dtype=float), t, dW)
    ### END SOLUTION


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
    ### BEGIN SOLUTION
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(start, x[-1]) * (stop - start) + np.einsum("nab,nb->na", g(start, x[-1]), kick))
    return np.stack(x)
    ### END SOLUTION


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
    returns  (mean, var)   each (K,), in [X] and [X^2]; the variance to nine digits also where theta t is tiny

    After a long time the start is forgotten:

    >>> mean, var = ou_moments([0.0, 50.0], 3.0, 2.0, 1.0, 4.0)
    >>> np.round(mean, 6).tolist(), np.round(var, 6).tolist()
    ([3.0, 1.0], [0.0, 4.0])

    Stuck?  make hint U=euler_maruyama.ou_moments
    """
    # TODO: what is the variance for theta = 0, and how do you come near that case without losing digits?
    ### BEGIN SOLUTION
    t = np.asarray(t, dtype=float)
    mean = mu + (x0 - mu) * np.exp(-theta * t)
    var = sigma**2 * (t if theta == 0 else np.expm1(-2 * theta * t) / (-2 * theta))
    return mean, var
    ### END SOLUTION


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
    ### BEGIN SOLUTION
    mean, var = x0, 0.0
    for _ in range(n):
        mean = mu + (1 - theta * h) * (mean - mu)
        var = (1 - theta * h) ** 2 * var + sigma**2 * h
    return mean, var
    ### END SOLUTION


# %% [markdown]
# ## The same noise on a coarser grid
#
# How wrong is a simulation with large steps? That cannot be read off two runs with different noise: the paths differ
# anyway. So the noise is replayed. Increments over neighbouring intervals add up to the increment over both, hence the
# increments of a coarser grid are *sums* of those of the finer one. (Their mean would have a variance $k^2$ times too
# small.) The noise of minibatches adds up in the same way: $k$ of them, each with a kick of its own, kick like one that is
# $\sqrt k$ times as strong.


# %%
def coarsen(dW, k):
    """The increments of the same Brownian paths over steps that join k steps each.

    dW       (M, n)      row j: the increments from t[j] to t[j+1] [sqrt(s)]; left as it was
    k        int         steps that are joined, from 1 to M; ValueError if M is no multiple of k
    returns  (M / k, n)  row i: the increments from t[k i] to t[k (i+1)] [sqrt(s)]

    Two by two:

    >>> coarsen([[0.5], [0.25], [-1.0], [2.0]], 2).tolist()
    [[0.75], [1.0]]

    Stuck?  make hint U=euler_maruyama.coarsen
    """
    # TODO: which rows belong together, what becomes of them, and what if the last ones are too few?
    ### BEGIN SOLUTION
    dW = np.asarray(dW)
    if len(dW) % k:
        raise ValueError(f"{len(dW)} steps cannot be joined by {k}")
    return dW.reshape(-1, k, dW.shape[1]).sum(axis=1)
    ### END SOLUTION


# %% [markdown]
# ## Strong order: how far off is each path?
#
# The strong error at the time $T$ is $E\,|X_N - X(T)|$, the mean distance between the chain's end and the true end on
# the *same* Brownian path. It asks whether a path can be trusted, such as the one that crosses the barrier. For general
# $g$ it shrinks like $\sqrt h$, for additive noise like $h$: so an experiment with additive noise, such as the double
# well below, is no test of order $\tfrac12$.
#
# Some equations are solved exactly. For $dX = \mu X\,dt + \sigma X\,dW$ it is
# $X(T) = x_0\, e^{(\mu - \sigma^2/2)\,T + \sigma W(T)}$, and `dW.sum(axis=0)` is $W(T)$. Where nothing better is at hand,
# a much finer grid with the same noise serves as the truth.


# %%
def strong_errors(f, g, x0, t, dW, ks, x_exact):
    """Mean distance of the Euler-Maruyama chain's end from the exact one on the same paths, for steps of several lengths.

    f, g     (t, x) -> (n,)  drift [X per s] and strength of the noise [X per sqrt(s)]
    x0       (n,)            states at t[0] [X]
    t        (M + 1,)        finest grid [s], increasing, steps may be uneven
    dW       (M, n)          its increments [sqrt(s)]
    ks       list of int     for each k in ks the chain visits every k-th time of t only, with the same noise; k divides M
    x_exact  (n,)            exact states at t[-1], path by path [X]
    returns  (len(ks),)      mean over the paths of |X - x_exact| at t[-1] [X], in the order of ks

    X dW from 1, in two steps and in one, compared with 2 on both paths:

    >>> f, g, dW = lambda t, x: 0 * x, lambda t, x: x, [[0.5, 0.5], [0.5, -0.5]]
    >>> strong_errors(f, g, [1.0, 1.0], [0.0, 0.5, 1.0], dW, [1, 2], [2.0, 2.0]).tolist()
    [0.75, 0.5]

    Stuck?  make hint U=euler_maruyama.strong_errors
    """
    # TODO: which times and which increments does the chain of a larger k get? And which comes first, |...| or the mean?
    ### BEGIN SOLUTION
    ends = [euler_maruyama(f, g, x0, t[::k], coarsen(dW, k))[-1] for k in ks]
    return np.array([np.mean(np.abs(x - x_exact)) for x in ends])
    ### END SOLUTION


# %% [markdown]
# ## Weak order: how far off is the law?
#
# Often no single path matters, only what they do on average: the expected loss, the spread of the weights. The weak
# error for a quantity $\varphi$ is $E\,\varphi(X_N) - E\,\varphi(X(T))$: first the mean, then the difference. It may be
# positive or negative, and for smooth coefficients it shrinks like $h$, even where single paths are only good to
# $\sqrt h$.
#
# To estimate it with random paths is hard, because chance is larger than the error: a thousandth needs a million paths.
# But the mean of the chain over coin flips $\pm\sqrt h$ in place of normal kicks can be computed without any chance:
# with $N$ steps there are $2^N$ equally likely paths, and one can take them all. A coin flip has the mean 0, the variance
# $h$ and the third moment 0 of the normal kick, and that is enough for the same weak order. For linear $f$ and $g$ the
# chain's first three moments are even exactly the same.


# %%
def weak_errors_binary(f, g, x0, t, ks, phi, exact):
    """E phi(X) - exact at t[-1] for the Euler-Maruyama chain with kicks +-sqrt(h), for steps of several lengths.

    f, g     (t, x) -> (n,)  drift [X per s] and strength of the noise [X per sqrt(s)]; x is any number of states
    x0       number          state at t[0] [X]
    t        (M + 1,)        finest grid [s], increasing, steps may be uneven
    ks       list of int     for each k in ks the chain visits every k-th time of t only; k divides M, and M / k <= 12
    phi      x -> (n,)       the quantity of interest, of any number n of states
    exact    number          its exact expectation at t[-1]
    returns  (len(ks),)      mean of phi over all 2^(M / k) paths, all equally likely, minus exact; in the order of ks

    For X dW from 1 and phi = x^2 a step h multiplies the mean by 1 + h; two steps of 1/2 compared with one of 1:

    >>> f, g, square = lambda t, x: 0 * x, lambda t, x: x, lambda x: x**2
    >>> np.round(weak_errors_binary(f, g, 1.0, [0.0, 0.5, 1.0], [1, 2], square, 3.0), 12).tolist()
    [-0.75, -1.0]

    Stuck?  make hint U=euler_maruyama.weak_errors_binary
    """
    # TODO: how do you write down all sequences of N signs, and what is a kick over a step that joins k?
    ### BEGIN SOLUTION
    errors = []
    for k in ks:
        roots = np.sqrt(np.diff(t[::k]))
        signs = np.array(list(product([-1.0, 1.0], repeat=len(roots))))
        x = euler_maruyama(f, g, np.full(len(signs), x0, dtype=float), t[::k], roots[:, None] * signs.T)
        errors.append(np.mean(phi(x[-1])) - exact)
    return np.array(errors)
    ### END SOLUTION


# %% [markdown]
# ## Which calculus?
#
# If the strength depends on the state, it must be said where in a step it is taken. The left end is Ito's choice, and
# it fits SGD: the batch of the next step knows nothing of where it will lead. Noise that is smooth on a very short time
# scale, as physical noise is, leads to the mean of both ends, Stratonovich's choice, written $g(X) \circ dW$. The two
# can be translated. To first order in the kick, the mean of $g$ at both ends is $g + \tfrac12\, g\,g'\,\Delta W$; times
# $\Delta W$ this has the expectation $\tfrac12\, g\,g'\, h$, so
# $$dX = f\,dt + g \circ dW \quad\text{is}\quad dX = \bigl(f + \tfrac12\, g\,g'\bigr)\,dt + g\,dW.$$
# For $g = \sigma X$ and $f = 0$ the mean grows like $e^{\sigma^2 t/2}$ in the one reading and stays in the other. For
# additive noise $g' = 0$ and there is nothing to choose.
#
# It matters for what is said about SGD, too. That the weights settle in a Boltzmann distribution,
# $p \propto e^{-L/T}$, holds for noise that is constant and alike in all directions, which minibatch noise is not. In one
# dimension with a strength $\sigma(x)$ (Ito) and drift $b$ it is
# $$p \propto \sigma^{-2} \exp\Bigl(\int 2b/\sigma^2\,dx\Bigr):$$
# noise also drives the state to where there is less of it. For $b = -x$ and $\sigma^2 = (1 + x^2)/4$ the mean of $x^2$ is
# $1/7$; who forgets the factor $\sigma^{-2}$ finds $1/5$.


# %%
def ito_drift(f, g, dg, t, x):
    """The drift of the Ito equation that has the same solutions as dX = f dt + g o dW in the sense of Stratonovich.

    f, g     (t, x) -> (n,)  drift [X per s] and strength of the noise [X per sqrt(s)]
    dg       (t, x) -> (n,)  derivative of g with respect to x [per sqrt(s)]
    t        number          time [s]
    x        (n,)            states [X]
    returns  (n,)            the Ito drift at time t and the states x [X per s]: values, not a function

    With g = x, noise adds half the state:

    >>> ito_drift(lambda t, x: -x, lambda t, x: x, lambda t, x: 1 + 0 * x, 0.0, np.array([1.0, 4.0])).tolist()
    [-0.5, -2.0]

    Stuck?  make hint U=euler_maruyama.ito_drift
    """
    # TODO: which product of g and its derivative is the mean of what Stratonovich's rule adds in a step?
    ### BEGIN SOLUTION
    return f(t, x) + g(t, x) * dg(t, x) / 2
    ### END SOLUTION


# %% [markdown]
# ## Milstein's method
#
# What does Euler-Maruyama leave out? While a step lasts, the state moves, and $g$ with it: by $g\,g'\,(W(s) - W(t_k))$ to
# leading order. Integrated against $dW$ over the step this gives $\tfrac12\, g\,g'\,(\Delta W^2 - h)$, of size $h$, and to
# add it is Milstein's method:
# $$X_{k+1} = X_k + f h + g\,\Delta W + \tfrac12\, g\, g'\,(\Delta W^2 - h).$$
# The new term has mean 0, so the law hardly notices: the weak order stays 1. Each single path does: the strong order
# rises from $\tfrac12$ to 1. The $-h$ makes it Ito's; without it the method solves the Stratonovich equation. In several
# dimensions it needs integrals of one source against another, which the increments do not tell; plain steps are the rule
# there.
#
# A test that needs no statistics: $X = (\sqrt{x_0} + W)^2$ solves $dX = dt + 2\sqrt X\, dW$ as long as the root stays
# positive, and Milstein's step is then $X + h + 2\sqrt X\,\Delta W + \Delta W^2 - h = (\sqrt X + \Delta W)^2$: exact,
# whatever the step.


# %%
def milstein(f, g, dg, x0, t, dW):
    """Paths of dX = f dt + g dW (Ito) by Milstein's method, one path per column.

    f, g     (t, x) -> (n,)   drift [X per s] and strength of the noise [X per sqrt(s)]; t is a number, x all n states
    dg       (t, x) -> (n,)   derivative of g with respect to x [per sqrt(s)]
    x0       (n,)             states at t[0] [X]; whole numbers are allowed; left as it was
    t        (K,)             grid [s], increasing, steps may be uneven; K >= 2
    dW       (K - 1, n)       row k: the increments from t[k] to t[k+1] [sqrt(s)]; left as it was
    returns  (K, n)           row k is the states at t[k], in float64; row 0 is x0

    X dW from 1, a step of 1/4 with a kick of 1/2 and one with a kick of 0:

    >>> f, g, dg = lambda t, x: 0 * x, lambda t, x: x, lambda t, x: 1 + 0 * x
    >>> milstein(f, g, dg, [1.0], [0.0, 0.25, 0.5], [[0.5], [0.0]])[:, 0].tolist()
    [1.0, 1.5, 1.3125]

    Stuck?  make hint U=euler_maruyama.milstein
    """
    # TODO: what vanishes from the new term if the kick is exactly as large as it usually is?
    ### BEGIN SOLUTION
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        h, kick, now = stop - start, np.asarray(kick), x[-1]
        strength = g(start, now)
        x.append(now + f(start, now) * h + strength * kick + strength * dg(start, now) * (kick**2 - h) / 2)
    return np.stack(x)
    ### END SOLUTION


# %% [markdown]
# ## Counting transitions
#
# Take the loss $L(w) = (w^2 - 1)^2$, two wells at $\pm 1$ with a barrier at 0, and additive noise. How often does a weight
# change wells? Not as often as it changes sign: on top of the barrier a path chatters, and the finer the grid the more
# zeros it has. A transition has been made when the path arrives *in the other well*. Two thresholds say so: a path is on
# the left from when it is at `low` or below until it is at `high` or above, and the other way round; between the two it
# stays what it was. Such a memory is called hysteresis, and thermostats have it for the same reason.


# %%
def transitions(x, low=-0.5, high=0.5):
    """How often each path changes between the left well and the right one, counted with two thresholds.

    x        (K, n)   row k: states at the k-th time [X]
    low      number   a path that is at low or below is on the left [X]
    high     number   a path that is at high or above is on the right [X]; high > low
    returns  (n,)     whole numbers: changes from left to right and from right to left, together

    Between low and high a path stays on the side where it was last. One that starts between them has no side yet: to
    reach its first is no transition.

    >>> transitions(np.array([[-1.0, 0.1], [0.1, -0.1], [-0.1, 1.0], [1.0, 0.2], [-1.0, 1.0]])).tolist()
    [2, 0]

    Stuck?  make hint U=euler_maruyama.transitions
    """
    # TODO: what do you have to remember about a path besides how many transitions it has made?
    ### BEGIN SOLUTION
    side = np.zeros(np.shape(x)[1], dtype=int)  # -1 on the left, 1 on the right, 0 before either was reached
    count = np.zeros_like(side)
    for states in np.asarray(x):
        now = np.where(states <= low, -1, np.where(states >= high, 1, side))
        count += now * side == -1
        side = now
    return count
    ### END SOLUTION


# %% [markdown]
# ## Key exercise: the double well with noise
#
# Take $L(w) = (w^2 - 1)^2$, so $f = -L' = 4w - 4w^3$ (a constant apart this is $w^4 - 2w^2$, the same dynamics), and
# $g = \sigma$. With `simulate_sde` start 1000 paths at $w = -1$, let time run to 20 with steps of 0.01, and count their
# `transitions`, for several $\sigma$. Which noise is too small to explore, which too large to stay anywhere?
#
# - Then halve the step twice. With $\sigma = 1$ a path makes about 2.3 transitions in that time, whatever the step. But it
#   changes its sign 15 times with steps of 0.01 and 30 times with steps a quarter as long: that number says something
#   about your grid, not about the weight.
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
# - Peter Kloeden, Eckhard Platen, "Numerical solution of stochastic differential equations" (1992): strong and weak
#   order, binary kicks, Milstein's method and all that comes after it.
# - Mandt, Hoffman, Blei, "Stochastic gradient descent as approximate Bayesian inference",
#   https://arxiv.org/abs/1704.04289: SGD as an equation of this kind, and what that assumes about its noise.
# - Sander Dieleman on diffusion models: a forward equation of this kind, run backward.
# - Steven Strogatz, "Nonlinear dynamics and chaos", on the double well without noise; there is no chapter on noise in it.
