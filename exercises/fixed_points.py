# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
# ---
# %% [markdown]
# # Fixed points: finding them, and telling their kinds
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
# Running the equation forward finds attractors and nothing else. Saddles and maxima are zeros of $f$ as well; to find
# them one solves $f(x) = 0$.

# %%
import numpy as np
import scipy.linalg

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
    raise NotImplementedError("fixed_points.jacobian_fd")


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
    raise NotImplementedError("fixed_points.newton")


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
    raise NotImplementedError("fixed_points.find_fixed_points")


# %% [markdown]
# ## The kind of a fixed point in the plane
#
# Near a fixed point $x^*$ a deviation $u = x - x^*$ follows the linear equation $\dot u = J u$. Along an eigenvector of
# the eigenvalue $\lambda = \alpha + i\omega$ it is multiplied by $e^{\lambda t}$: the real part $\alpha$ is the rate of
# growth, the imaginary part $\omega$ is the frequency of a rotation. In the plane that makes these kinds:
#
# | eigenvalues of $J$ | kind | |
# | --- | --- | --- |
# | real, both negative | stable node | attracts |
# | real, both positive | unstable node | repels |
# | real, one of each sign | saddle | attracts along one line, repels along another |
# | complex, $\alpha < 0$ | stable spiral | attracts, turning |
# | complex, $\alpha > 0$ | unstable spiral | repels, turning |
# | $\pm i\omega$, $\omega \neq 0$ | center | turns for ever, or so the linear part says |
# | at least one is 0 | non-hyperbolic | left open |
#
# The last two are where linearisation cannot decide that a point attracts: terms that it leaves out tip the balance.
# (A center is non-hyperbolic too, with a name of its own. And where one eigenvalue is positive the point is unstable,
# whatever the other is.) The kinds above them are safe, for small terms do not change a sign.
#
# - The eigenvalues decide, not the entries on the diagonal, and not trace or determinant alone: a negative trace can
#   hide a positive eigenvalue, and two positive ones make a positive determinant.
# - They decide about the long run. With $J = \begin{pmatrix} -1 & 100 \\ 0 & -2 \end{pmatrix}$, a stable node, a
#   deviation of 1 can first grow to 25.
# - They do not change with the coordinates: $P J P^{-1}$ has the same ones. Nor does the kind with the unit of time.
# - The sign of the real part is the rule for flows. For maps $x_{k+1} = F(x_k)$, gradient descent among them, it is
#   $|\lambda| < 1$.
#
# Gradient flow has $J = -H$, symmetric, so that all its eigenvalues are real: no spirals and no centers. These come with
# momentum, and with two players who pull on one loss: for $\dot x = -\partial V/\partial x$,
# $\dot y = +\partial V/\partial y$ with $V = xy$ the origin is a center, which is one reason why adversarial training
# goes round in circles.


# %%
def classify_fixed_point(J, tol=1e-9):
    """The kind of a fixed point of x' = f(x) in the plane, from the Jacobian J of f there.

    J        (2, 2)       real matrix [1/s], not symmetric in general; left as it was
    tol      float >= 0   a real or imaginary part of absolute value <= tol counts as 0 [1/s]; not a multiple of others
    returns  str          "stable node", "unstable node", "saddle", "stable spiral", "unstable spiral", "center" (both
                          real parts 0, the imaginary parts not) or "non-hyperbolic" (any other case with a real part 0)

    Equal eigenvalues make a node as others do.

    >>> classify_fixed_point(np.array([[0.0, 1.0], [2.0, 1.0]]))
    'saddle'

    Stuck?  make hint U=fixed_points.classify_fixed_point
    """
    # TODO: which part of an eigenvalue says whether the point attracts, and which whether the flow turns around it?
    raise NotImplementedError("fixed_points.classify_fixed_point")


# %% [markdown]
# ## On the line: what the linear part leaves open
#
# In one dimension one can do without derivatives. The flow of $\dot x = f(x)$ goes to the right where $f > 0$ and to the
# left where $f < 0$. So look a little to either side of a fixed point:
#
# | $f(x^* - \delta)$ | $f(x^* + \delta)$ | | |
# | --- | --- | --- | --- |
# | $+$ | $-$ | $\rightarrow x^* \leftarrow$ | stable |
# | $-$ | $+$ | $\leftarrow x^* \rightarrow$ | unstable |
# | $+$ | $+$ | $\rightarrow x^* \rightarrow$ | semi-stable |
# | $-$ | $-$ | $\leftarrow x^* \leftarrow$ | semi-stable |
#
# This decides where $f'(x^*) = 0$ does not: $-x^3$, $x^3$ and $x^2$ all have slope 0 at 0, and are stable, unstable and
# semi-stable there. Attraction without a linear part is slow: $\dot x = -x^3$ has the solution
# $x_0/\sqrt{1 + 2 x_0^2 t}$, which falls like $t^{-1/2}$ and not exponentially. That is gradient flow on $L = x^4/4$:
# training creeps where a minimum is flat.
#
# The test sees the whole interval from $x^* - \delta$ to $x^* + \delta$ from outside. If other fixed points lie in it,
# its answer is about all of them together: $x - x^3$ repels at 0, but with $\delta = 2$ it is found stable, for
# everything that starts further out ends between $-1$ and $1$.


# %%
def stability_1d(f, x, delta):
    """Whether a fixed point of x' = f(x) on the line attracts, by the signs of f on both sides of it.

    f        x -> rate       a function of one number [x per s]
    x        float           the fixed point, perhaps known only nearly [x]
    delta    float > 0       how far from x to look, to the left and to the right [x]; f is not 0 there
    returns  str             "stable" if the flow at x - delta and at x + delta leads towards x, "unstable" if at both
                             it leads away, "semi-stable" if at one of them it leads towards x and at the other away

    >>> stability_1d(lambda x: -(x**3), 0.0, 0.1), stability_1d(lambda x: (x - 2.0) ** 2, 2.0, 0.1)
    ('stable', 'semi-stable')

    Stuck?  make hint U=fixed_points.stability_1d
    """
    # TODO: which sign has f to the left of a point if the flow there leads towards it? And to the right?
    raise NotImplementedError("fixed_points.stability_1d")


# %% [markdown]
# ## From the Hessian of a loss, in any dimension
#
# At a critical point the loss is $L(\theta^* + u) \approx L(\theta^*) + \tfrac12 u^\top H u$. Each eigenvalue of $H$ is
# the curvature along its eigenvector: positive where the loss rises on both sides, negative where it falls. This is the
# matrix $-J$ of the flow, so that every sign is turned: $\lambda$ is a curvature here, and $-\lambda$ a rate of growth
# there.
#
# | eigenvalues of $H$ | critical point | the flow, $J = -H$ |
# | --- | --- | --- |
# | all positive | minimum | attracts |
# | all negative | maximum | repels |
# | some positive, some negative | saddle | repels along some directions |
# | else: one is 0, and the others have one sign | degenerate | left open |
#
# Here an eigenvalue 0 does not always leave the question open. A direction that rises and one that falls make a saddle
# whatever a third one does: nothing that was left out can make the point a minimum. Degenerate are only the points where
# flat directions have the last word: $w^4$, $-w^4$ and $w^3$ all have $L'' = 0$ at $w = 0$, which is a minimum, a
# maximum, and a point that attracts from one side only. A loss of many parameters has flat directions as a rule, whole
# valleys of minima: they are stable, but a state pushed along one does not come back.
#
# A saddle needs two dimensions; on the line $L'' < 0$ is a maximum. In $d$ dimensions a single eigenvalue of the other
# sign is enough for a saddle, which is why most critical points of large networks are expected to be saddles.


# %%
def critical_point_type(H, tol):
    """What kind of critical point a loss has, from its Hessian H there.

    H        (d, d)       symmetric matrix of second derivatives [loss per theta^2], d >= 1; left as it was
    tol      float >= 0   an eigenvalue of absolute value <= tol counts as 0 [as H]; not a multiple of other eigenvalues
    returns  str          "saddle" if an eigenvalue is positive and another negative, whatever the others are; "minimum"
                          if all are positive, "maximum" if all are negative; "degenerate" otherwise

    >>> critical_point_type(np.array([[0.0, 1.0], [1.0, 0.0]]), 1e-9), critical_point_type(np.diag([2.0, 0.0]), 1e-9)
    ('saddle', 'degenerate')

    Stuck?  make hint U=fixed_points.critical_point_type
    """
    # TODO: along which directions does the loss rise, along which does it fall, and when does a flat one matter?
    raise NotImplementedError("fixed_points.critical_point_type")


# %% [markdown]
# ## How it gets there: the linearised flow
#
# Near $x^*$ the deviation $u = x - x^*$ follows $\dot u = J u$, whose solution is
# $$u(t) = e^{Jt} u(0), \qquad e^{Jt} = I + Jt + \tfrac12 (Jt)^2 + \tfrac16 (Jt)^3 + \dots$$
# This is the exponential of the whole matrix, not of its entries. `scipy.linalg.expm` computes it.
#
# - An eigenvector of $\lambda$ is multiplied by $e^{\lambda t}$. A basis of eigenvectors gives the whole solution, but
#   not every matrix has one: $\begin{pmatrix} a & b \\ 0 & a \end{pmatrix}$ has a single eigenvector, and the solution
#   a term $t\, e^{at}$. The series does not care.
# - A pair $\alpha \pm i\omega$ turns and grows. Complex numbers appear on the way, if at all; the states are real.
# - At a saddle nearly every start leaves at last: a deviation $\delta$ along the eigenvector of $\lambda > 0$ becomes
#   $\delta\, e^{\lambda t}$, and reaches the size $r$ after $\ln(r/\delta)/\lambda$. That is long for small $\delta$ and
#   finite: the plateaus in training curves near saddles look like this.
#
# Far from $x^*$ the terms that were left out take over, and the formula says nothing.


# %%
def linearized_flow(J, x_star, x0, t):
    """States of x' = J (x - x_star) from x0: the flow near a fixed point, by its linear part.

    J        (d, d)   Jacobian at the fixed point [1/s]; any real matrix, also one without a basis of eigenvectors
    x_star   (d,)     fixed point [x], perhaps integers
    x0       (d,)     state at t = 0 [x], perhaps integers; all arguments are left as they were
    t        (K,)     times [s], any: uneven, negative; 0 need not be among them; K >= 1
    returns  (K, d)   real float64; row k is x_star + exp(J t[k]) (x0 - x_star), correct to 1e-9

    >>> linearized_flow(np.array([[0.0, 1.0], [0.0, 0.0]]), [1.0, 2.0], [1.0, 5.0], [0.0, 2.0]).tolist()
    [[1.0, 5.0], [7.0, 5.0]]

    Stuck?  make hint U=fixed_points.linearized_flow
    """
    # TODO: what is multiplied by the exponential, and where does its result start from?
    raise NotImplementedError("fixed_points.linearized_flow")


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

# %% [markdown]
# *Your answer:*

# %% [markdown]
# ## To read and to watch
#
# - Steven Strogatz, *Nonlinear Dynamics and Chaos*: chapter 2 for fixed points on the line, with pictures to think in;
#   chapters 5 and 6 for the plane, its nodes, saddles, spirals and centers.
# - Steve Brunton, lectures "Dynamical Systems", https://www.youtube.com/c/Eigensteve: the same in more dimensions.
# - 3Blue1Brown, "Newton's fractal": a picture of all starts at once. Every complex start gets the colour of the zero of
#   $z^3 - 1$ at which Newton's method ends.
# - Dauphin and others, *Identifying and attacking the saddle point problem in high-dimensional non-convex
#   optimization*, https://arxiv.org/abs/1406.2572: critical points of networks, found by a relative of Newton's method
#   and told apart by their Hessians.
