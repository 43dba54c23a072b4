# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
# ---
# %% [markdown]
# # Fixed points, and Newton's method to find them
#
# A fixed point of $\dot x = f(x)$ is a state $x^*$ with $f(x^*) = 0$: started there, the system stays. For gradient
# flow, $\dot\theta = -\nabla L(\theta)$, the fixed points are exactly the critical points of the loss, whatever their
# kind.
#
# Which kind one is can often be read from the linear part there, but name the matrix: the Jacobian of gradient flow
# is $J = -H$, minus the Hessian of the loss, so that all signs flip between the two. Where $H$ is positive definite
# the point is a minimum, all eigenvalues of $J$ are negative, and the flow is attracted; an eigenvector of a positive
# eigenvalue of $J$ is a direction in which the loss falls away. A saddle has both kinds of direction and so needs two
# dimensions: $L(w) = w^4 - 2w^2$ has minima at $w = \pm 1$ and between them no saddle but a local *maximum*, $w = 0$,
# where $L'' = -4$ and the flow grows at the rate $+4$. (The loss $(w^2 - 1)^2$ differs from it by the constant 1: the
# same dynamics.)
#
# An eigenvalue 0 decides nothing by itself: at $x = 0$ the equations $\dot x = -x^3$, $\dot x = x^3$ and
# $\dot x = x^2$ all have $f' = 0$, and the point is stable, unstable, and attracting from the left only. Nor is every
# stable point an isolated minimum: a valley of minima is stable, but a state pushed along it does not come back.
#
# Running the equation forward finds attractors and nothing else. Saddles and maxima are zeros of $f$ as well; to find
# them one solves $f(x) = 0$.

# %%
import numpy as np

# %% [markdown]
# ## The Jacobian, by differences
#
# Finding fixed points and telling their kinds both need the Jacobian $J$ of $f$: row $i$, column $j$ holds
# $\partial f_i/\partial x_j$. Written by hand it is easily wrong, and a wrong one makes Newton's method creep where it
# should run. So it is held against differences of $f$ itself. Move one component of the state by $\pm\varepsilon$ and
# see how *all* components of $f$ answer: column $j$ is about
# $$\frac{f(x + \varepsilon e_j) - f(x - \varepsilon e_j)}{2\varepsilon}.$$
# Deep learning tests hand-written gradients in this way; PyTorch's `gradcheck` is this formula with a tolerance.
#
# Which $\varepsilon$? The differences miss the derivative by about $\varepsilon^2 f'''/6$; for $x^3$ they give exactly
# $3x^2 + \varepsilon^2$. (A one-sided difference misses it by $\varepsilon f''/2$, far more.) That calls for a small
# $\varepsilon$. But $f$ is known to about 16 digits only, and its rounding error is divided by $\varepsilon$ too: with
# $\varepsilon = 10^{-12}$ only four digits are left. For numbers of size 1 the two errors are about $10^{-13}$ and
# $10^{-10}$ at $\varepsilon = 10^{-6}$.


# %%
def jacobian_fd(f, x, eps=1e-6):
    """The Jacobian of f at x by central differences.

    f        x -> (m,)    any function; x is an array of shape (d,), and m need not be d
    x        (d,)         state [x], perhaps integers; left as it was
    eps      float > 0    how far each component is moved to either side [x]; absolute: not a multiple of |x|
    returns  (m, d)       row i, column j is (f(x + eps e_j) - f(x - eps e_j))[i] / (2 eps), where e_j moves component j
                          alone [f per x]

    >>> jacobian_fd(lambda x: np.array([x[0] * x[1], x[0], x[1] ** 2]), [2.0, 3.0], 0.5).tolist()
    [[3.0, 2.0], [1.0, 0.0], [0.0, 6.0]]

    Stuck?  make hint U=fixed_points.jacobian_fd
    """
    # TODO: two calls of f give one row or one column of the answer. Which of the two, and how far apart are the calls?
    ### BEGIN SOLUTION
    x = np.array(x, dtype=float)
    columns = []
    for e in eps * np.eye(len(x)):
        columns.append((np.asarray(f(x + e)) - np.asarray(f(x - e))) / (2 * eps))
    return np.stack(columns, axis=1)
    ### END SOLUTION


# %% [markdown]
# ## Newton's method
#
# Replace $f$ by its linear part at the present point and go to the zero of that: the step $s_k$ solves
# $$J(x_k)\, s_k = -f(x_k), \qquad x_{k+1} = x_k + s_k, \qquad J = \partial f / \partial x.$$
# Near a zero where $J$ is invertible the number of right digits doubles with each step: for $x^2 - a$, with
# $e_k = (x_k - \sqrt a)/(x_k + \sqrt a)$, one finds $e_{k+1} = e_k^2$ exactly. That is why the length of the step is
# a good measure of what is left to do: the step that is short enough was, but for its square, the whole remaining
# error. (At a *double* zero such as $x^2$ it is only half of it: there Newton's method halves the distance each time,
# no more.) The size of $f$ would be a poor measure, since $f = 0$ and $1000 f = 0$ have the same zeros and the same
# steps.
#
# Three things can go wrong, and a good program says so instead of handing back a number that looks like a zero:
#
# - there is no zero: for $x^2 + 1$ every Newton step is at least 1 long, and the states wander about for ever;
# - there is one, but the start is bad: for $x^3 - 2x + 2$ the method goes from 0 to 1 and from 1 to 0, though there
#   is a zero near $-1.77$;
# - the Jacobian is singular: then no single step solves the equation. A least-squares solver still gives one, the
#   shortest among the best, and may find it to be of length 0 where $f$ is not 0 at all.
#
# Singular means that the rows of $J$ depend on one another, not that its numbers are small: $10^{-10} f = 0$ has the
# steps of $f = 0$, though the determinant of a $2 \times 2$ Jacobian shrinks to $10^{-20}$ of what it was. So no
# threshold on the determinant can tell. (The condition number stays as it was; a large one says that the step is
# known poorly.)


# %%
def newton(f, jac, x0, tol, max_iter):
    """A zero of f by Newton's method, and whether it was found.

    f         x -> (d,)      what is to vanish; x is an array of shape (d,)
    jac       x -> (d, d)    its Jacobian: row i, column j is the derivative of f[i] by x[j]
    x0        (d,)           start [x]; left as it was; d may be 1
    tol       float > 0      the search ends with the first step of length <= tol [x], in any usual norm;
                             absolute: not a multiple of |x|
    max_iter  int >= 1       at most so many steps are taken
    returns   (x, converged, n_iter)

    x          (d,) float64  state after the last step taken, also when the search failed; the step that was short
                             enough has been taken
    converged  bool          True if the last step was of length <= tol, be it the last one allowed; nothing else
                             counts as success
    n_iter     int           number of steps taken (one more or less, by another way of counting, is accepted)

    Every step is a full step, from jac itself: none is shortened, and differences of f do not replace it. At a state
    where the Jacobian is exactly singular (its rank is below d, whatever its size: 1e-10 f has the same steps as f)
    there is no step: stop there with converged = False, whatever f is. Failure is reported, never raised.

    >>> x, converged, n_iter = newton(lambda x: x**2 - 4, lambda x: np.diag(2 * x), [1.0], 1e-9, 50)
    >>> x.round(9).tolist(), converged, n_iter
    ([2.0], True, 6)

    Stuck?  make hint U=fixed_points.newton
    """
    # TODO: which linear system gives the step, and after which of the steps do you know that you have arrived?
    ### BEGIN SOLUTION
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        try:
            step = np.linalg.solve(jac(x), -np.asarray(f(x)))
        except np.linalg.LinAlgError:
            return x, False, taken
        x = x + step
        if np.linalg.norm(step) <= tol:
            return x, True, taken + 1
    return x, False, max_iter
    ### END SOLUTION


# %% [markdown]
# ## All the fixed points that your starts lead to
#
# One search ends in one fixed point at most. To see the others one starts from many places: a grid, or random states.
# What comes back is a heap to be sorted through.
#
# - *Some searches failed.* Newton's method says so; their last states are no zeros, however harmless they look.
# - *Some only seem to succeed.* Next to a pole the linear part of $f$ has a zero close by, so that the step is short
#   though $f$ is huge: for $1/x$ it is $s = x$. A short step is a sign of a zero *or* of a pole, and the size of $f$
#   tells them apart. Nor is a small $f$ enough by itself: $x/(1 + x^2)$ becomes as small as you like far out, where
#   there is no zero at all.
# - *Most are repeated.* Two searches end in states that agree to ten digits and seldom to the last one. At a double
#   zero they agree to about `tol` only. So compare with a distance, not with `==`.
#
# Does a change of sign not find zeros as well, in one dimension? A change of sign is no zero at a pole, and a double
# zero has none.
#
# For a loss $L$ with $f = -\nabla L$ this finds minima, saddles and maxima alike; which is which is the next question.
# It is how critical points of small networks are looked for. No list of starts proves that nothing was missed.


# %%
def find_fixed_points(f, jac, starts, tol):
    """The zeros of f that Newton's method reaches from the given starts, each once, in order.

    f        x -> (d,)      what is to vanish; x is an array of shape (d,)
    jac      x -> (d, d)    its Jacobian, as in `newton`
    starts   (n, d)         a search from each row [x], n >= 1; left as they were
    tol      float > 0      bounds the Newton step that ends a search, as in `newton` [x]
    returns  (k, d)         float64, each fixed point once; rows in lexicographic order: by the first component, and
                            where those are equal by the next; of shape (0, d) where no search finds one

    The state in which a search ends counts if a step of length <= tol was among its first 50, and if |f| <= 1e-6 at
    that state. States within 1e-4 of one another are one fixed point [x], and any of them stands for it. (Unlike fixed
    points are much further apart in all that is asked here, and no two have the same first component.)

    You may call your own `newton` or do without it. Calling it before it is written leaves this exercise blocked.

    >>> def f(x):
    ...     return x**2 - 4
    >>> find_fixed_points(f, lambda x: np.diag(2 * x), [[5.0], [1.0], [-3.0]], 1e-9).round(6).tolist()
    [[-2.0], [2.0]]

    Stuck?  make hint U=fixed_points.find_fixed_points
    """
    # TODO: which ends of a search do you believe, and how do you see that you have been there before?
    ### BEGIN SOLUTION
    found = []
    for start in starts:
        x, converged, _ = newton(f, jac, start, tol, 50)
        if converged and np.linalg.norm(f(x)) <= 1e-6 and all(np.linalg.norm(x - known) > 1e-4 for known in found):
            found.append(x)
    return np.array(sorted(found, key=tuple)).reshape(-1, len(starts[0]))
    ### END SOLUTION


# %% [markdown] written="phase_line"
# ## In words: the phase line of a loss with two minima
#
# Take the loss $L(w) = w^4 - 2w^2$ of a single weight. Work by hand, and draw with characters or put in a picture:
#
# 1. Write down the equation of gradient flow, $\dot w = -L'(w)$, and find all its fixed points.
# 2. Decide by a derivative which of them attract and which repel, and say of each what it is for the loss: a minimum,
#    a maximum, a saddle?
# 3. Draw the phase line: the points in their order, and between and beyond them arrows in the direction of the flow.
#    Which starts $w_0$ flow to which point? Leave no start out.
# 4. Gradient descent takes steps instead, $w \leftarrow w - \eta\, L'(w)$, and need not do what the flow does. Find two
#    ways in which it departs from the flow, and give for each an $\eta$ and a start $w_0$ that show it. A derivative
#    explains what happens near a minimum; a loop of three lines shows what large steps do.
#
# A person reads this; each of the four counts the same.
#
# === BEGIN MARK SCHEME ===
# 1. The flow is $\dot w = 4w - 4w^3 = 4w(1 - w)(1 + w)$, with the fixed points $-1$, $0$ and $1$.
# 2. Its derivative $4 - 12w^2$ is $-8$ at $\pm 1$, which attract and are minima, and $+4$ at $0$, which repels and is a
#    local maximum (those words: a saddle needs two dimensions).
# 3. The phase line is `-> -1 <- 0 -> 1 <-`. Every $w_0 < 0$ flows to $-1$, every $w_0 > 0$ to $1$, and $0$ stays
#    where it is.
# 4. Two departures or more, each with $\eta$ and $w_0$. Near $\pm 1$ a step multiplies the distance by $1 - 8\eta$: it
#    jumps from side to side for $1/8 < \eta < 1/4$ (as $\eta = 0.2$, $w_0 = 0.9$) and no longer settles for
#    $\eta > 1/4$ ($\eta = 0.28$, $w_0 = 0.9$ ends on a cycle of 0.795 and 1.123). A start may land in the other basin
#    ($\eta = 0.1$, $w_0 = 2$: the next state is $-0.4$, the end $-1$), or diverge: $|w_0| > \sqrt{1 + 1/(2\eta)}$,
#    2.449 for $\eta = 0.1$.
# === END MARK SCHEME ===

# %% [markdown]
# *Your answer:*

# %% [markdown]
# ## To read and to watch
#
# Steven Strogatz, *Nonlinear Dynamics and Chaos*, chapter 2: fixed points and linear stability on the line, with
# pictures to think in. Steve Brunton's lectures "Dynamical Systems" show the same in more dimensions. For a picture
# of all starts at once, colour every complex start by the zero of $z^3 - 1$ at which Newton's method ends:
# 3Blue1Brown, "Newton's fractal".
