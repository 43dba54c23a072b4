"""brownian_increments and simulate_sde draw noise, so their claims are laws. All else gets its noise, and claims are exact.

The kicks X[k+1] - X[k] - f h of Euler-Maruyama, over g sqrt(h), are independent standard normal exactly, for any f, g
and steps. Each law is tested on a problem where one mistake shows and the others do not, mostly on steps of length 1:
so the set of claims that fail names the mistake. A claim fails correct work with probability at most ALPHA; limits are
exact quantiles.
"""

import math
from functools import cache
from itertools import product

import numpy as np
from scipy import linalg, stats

from autograder import expect, systems
from autograder.checks import problems

COLUMNS = 4  # enough to see paths mixed up
MOMENTS = ("mean", "var")
SUMS = "a few sums and products of doubles"  # measured: relative error <= 2e-13, of wrong answers >= 1e-5
MEAN = 1e-6  # measured: 3e-16 in double precision, 4e-8 in single; Stratonovich's mean is off by 0.3 at least
MATRIX = "a dozen products of matrices of norm about 1"  # measured: relative error <= 2e-13, of wrong answers >= 5e-3
EXPONENTIALS = "a few exponentials of doubles"  # measured: relative error <= 5e-13, of wrong answers >= 3e-4
WEAK = 1e-13  # so weak that 1 - exp(-theta t) is rounded to three digits

ALPHA = 3e-10  # false-fail probability of each law of drawn noise; a claim tests at most three of them
MOVES = 1e-5  # measured: off by 2e-7 in single precision; of wrong answers by 0.9
PATHS = 4000  # a variance is then known to 15 %; the mistakes looked for are off by a factor of 1.7 at least
MANY = 12_000  # Kolmogorov-Smirnov distance below 0.030, known to 0.004; uniform numbers of variance 1 are at 0.057
FAR = 3.1  # beyond 3, where kicks get clipped; of 3 MANY normal ones 70 are further out, of Student's t(10) 220
UNIT = np.array([0.0, 1.0, 2.0])  # sqrt(h) = h = 1: mistakes about the step's length do not show
ALIKE = 1e-20  # the variance of equal kicks, if rounding lets them differ at all, is 1e-32
STRENGTH = problems.elementwise((1 / 16, 0, 0), (4, 0, 2), root=True)  # sqrt(1/16 + 4 x^2)


def fresh(rng):
    """A generator of a new seed, as it crosses to the student."""
    return systems.Rng(int(rng.integers(2**32)))


def expect_variance(kicks, want, what):
    """The sample variance of n independent normal kicks is `want` times chi^2 / (n - 1)."""
    df = len(kicks) - 1
    low, high = stats.chi2.ppf(ALPHA / 2, df) / df, stats.chi2.isf(ALPHA / 2, df) / df
    expect.law(got=float(np.var(kicks, ddof=1)), low=want * low, high=want * high, what=what, false_fail=ALPHA)


@cache
def farthest(n):
    """The Kolmogorov-Smirnov distance that n right kicks exceed with probability ALPHA; scipy searches for it for 4 ms."""
    return float(stats.kstwo.isf(ALPHA, n))


def expect_normal(kicks, what):
    """The kicks' distribution is as near to the standard normal one as chance brings it."""
    distance = stats.kstest(kicks, "norm", method="asymp").statistic
    what = f"distance of {what} from the normal distribution"
    expect.law(got=float(distance), low=0.0, high=farthest(len(kicks)), what=what, false_fail=ALPHA)


def expect_uncorrelated(one, other, what):
    """The angle between n independent normal kicks and n others: cos^2 is Beta(1/2, (n - 1)/2)."""
    norms = np.linalg.norm(one) * np.linalg.norm(other)
    cosine = float(abs(one @ other) / norms)
    high = math.sqrt(stats.beta.isf(ALPHA, 0.5, (len(one) - 1) / 2))
    expect.law(got=cosine, low=0.0, high=high, what=what, false_fail=ALPHA)


def expect_fair(kicks):
    """Half of the kicks are positive, but for chance."""
    n, up = len(kicks), float(np.sum(kicks > 0))
    low, high = stats.binom.ppf(ALPHA / 2, n, 0.5), stats.binom.isf(ALPHA / 2, n, 0.5)
    expect.law(got=up, low=low, high=high, what=f"paths of {n} that go up", false_fail=ALPHA)


def expect_unrelated_paths(kicks):
    """The kicks of n paths in one step neither agree nor cancel."""
    # The angle between normal kicks and a fixed direction, here (1, ..., 1): cos^2 is Beta(1/2, (n - 1)/2).
    n = len(kicks)
    cosine = float(abs(kicks.sum()) / max(math.sqrt(n) * np.linalg.norm(kicks), ALIKE))
    low, high = (math.sqrt(quantile(ALPHA / 2, 0.5, (n - 1) / 2)) for quantile in (stats.beta.ppf, stats.beta.isf))
    expect.law(got=cosine, low=low, high=high, what="sum of kicks over sqrt(n sum of squares)", false_fail=ALPHA)
    for one, other in ((kicks[0::2], kicks[1::2]), (kicks[: n // 2], kicks[n // 2 :])):
        expect_uncorrelated(one, other, "correlation of a path's kick with another's")


def expect_unrelated_steps(kicks):
    """The successive kicks of one path say nothing about one another."""
    for one, other in ((kicks[0:-1:2], kicks[1::2]), (kicks[1::2], kicks[2::2])):
        expect_uncorrelated(one, other, "correlation of a kick with the next")


def expect_growth(short, long, ratio):
    """The variance of the kicks over a step `ratio` times longer is so many times larger, or at any rate not less."""
    short, long = (max(float(np.var(kicks, ddof=1)), ALIKE) for kicks in (short, long))
    low = ratio * stats.f.ppf(ALPHA, PATHS - 1, PATHS - 1)
    what = "variance over the long step / over the short one"
    expect.law(got=long / short, low=low, high=math.inf, what=what, false_fail=ALPHA)


def expect_tails(kicks):
    """Kicks beyond FAR are as many as of standard normal ones, and as often up as down."""
    n, share, up, down = len(kicks), 2 * stats.norm.sf(FAR), int(np.sum(kicks > FAR)), int(np.sum(kicks < -FAR))
    for got, tries, chance, what in ((up + down, n, share, "kicks"), (up, up + down, 0.5, "upward kicks among those")):
        low, high = stats.binom.ppf(ALPHA / 2, tries, chance), stats.binom.isf(ALPHA / 2, tries, chance)
        expect.law(got=got, low=low, high=high, what=f"{what} beyond {FAR} (of {tries})", false_fail=ALPHA)


def expect_repeated(first, second, what):
    """The same numbers again."""
    hint = "Does every random number come from the rng you are given?"
    expect.holds(np.array_equal(first, second), expected=f"the same {what} twice", got=f"other {what}", hint=hint)


def expect_other(first, second, what):
    """Not the same numbers again."""
    hint = "Is a generator seeded inside the function?"
    expect.holds(not np.array_equal(first, second), expected=f"other {what}", got=f"the same {what}", hint=hint)


def drawn(student, t, n, seed):
    """n paths' increments over the grid t, (len(t) - 1, n)."""
    return expect.array(student.brownian_increments(t, n, seed), shape=(len(t) - 1, n))


def later(rng):
    """Two steps of length 1, begun at a whole number from 2 to 9: what depends on the time and not on the step shows."""
    return UNIT + float(rng.integers(2, 10))


def check_brownian_increments__same_generator_same_increments(student, rng):
    """Two generators in the same state give the same increments."""
    seed = fresh(rng)
    first, second = (drawn(student, UNIT, COLUMNS, seed) for _ in range(2))
    expect_repeated(first, second, "increments")
    expect.holds(bool(np.any(first)), expected="increments that are not all 0", got="zeros")


def check_brownian_increments__other_generator_other_increments(student, rng):
    """Two generators in different states give different increments."""
    expect_other(*(drawn(student, UNIT, COLUMNS, fresh(rng)) for _ in range(2)), "increments")


def check_brownian_increments__are_positive_half_the_time(student, rng):
    """Half of the increments are positive, but for chance: their mean is 0.

    Kills nothing alone: it tells increments that lost their sign from increments of a wrong size.
    """
    expect_fair(drawn(student, UNIT, PATHS, fresh(rng))[1])


def check_brownian_increments__paths_are_independent(student, rng):
    """In one step the increments of the paths neither agree nor cancel: their sum is as large as chance makes it."""
    expect_unrelated_paths(drawn(student, UNIT, PATHS, fresh(rng))[1])


def check_brownian_increments__steps_are_independent(student, rng):
    """An increment says nothing about the next of its path: over 1200 pairs they are uncorrelated, but for chance."""
    expect_unrelated_steps(drawn(student, np.arange(1202.0), 2, fresh(rng))[:, 0])


def check_brownian_increments__variance_is_the_step(student, rng):
    """Over equal steps of length h the variance of an increment is h."""
    h = float(rng.uniform(0.02, 0.2))
    dW = drawn(student, 1 + h * np.arange(4.0), PATHS, fresh(rng))
    expect_variance(dW[2], want=h, what=f"variance over a step of {h:.3g} s")


def check_brownian_increments__longer_steps_have_more_variance(student, rng):
    """Over a step nine times longer increments have nine times the variance, or at any rate not less."""
    dW = drawn(student, 1 + rng.uniform(0.5, 1.0) * np.array([0.0, 0.1, 1.0]), PATHS, fresh(rng))
    expect_growth(*dW, ratio=9)


def check_brownian_increments__are_normal(student, rng):
    """Over a step of length 1, whenever it begins, increments are standard normal in shape, not only in variance.

    Kills nothing alone: what has another shape has other tails too; this one says that the middle is wrong as well.
    """
    expect_normal(drawn(student, later(rng), MANY, fresh(rng))[1], "the increments")


def check_brownian_increments__large_ones_are_as_rare_as_normal_ones(student, rng):
    """Over a step of length 1, two increments in a thousand are beyond 3.1, up as often as down, but for chance."""
    expect_tails(drawn(student, later(rng)[:2], 3 * MANY, fresh(rng))[0])


def check_brownian_path__begins_at_zero(student, rng):
    """Row 0 is 0 for every path, and each of the K - 1 increments leads to one row more."""
    W = expect.array(student.brownian_path(rng.uniform(1, 2, (12, COLUMNS))), shape=(13, COLUMNS))
    expect.close(got=W[0], want=np.zeros(COLUMNS), why="no arithmetic", what="row 0")
    expect.holds(bool(np.all(W[1:] > 0)), expected="paths above 0 if all increments are positive", got="others")


def check_brownian_path__moves_by_its_increments(student, rng):
    """From t[k] to t[k+1] each path moves by dW[k] of its own column, wherever it stands."""
    dW = rng.uniform(-1, 1, (12, COLUMNS))
    W = expect.array(student.brownian_path(dW), shape=(13, COLUMNS))
    expect.close(
        got=np.diff(W, axis=0), want=dW, rtol=0, atol=MOVES, why="single precision is enough", what="the moves"
    )


def check_euler_maruyama__two_steps_by_hand(student, rng):
    """dX = -X dt + dW from the whole number 1, kicks 1/4 and -1/2, steps 1/2: by hand this gives 1, 3/4, -1/8."""
    t, dW = np.array([0.0, 0.5, 1.0]), np.array([[0.25], [-0.5]])
    x = student.euler_maruyama(systems.Linear(np.array([[-1.0]])), systems.one(), np.array([1]), t, dW)
    expect.close(got=x, want=[[1.0], [0.75], [-0.125]], rtol=0, atol=1e-14, why="exact in binary")


def check_euler_maruyama__sums_the_noise(student, rng):
    """dX = dW is solved exactly: X at t[k] is x0 plus the sum of the increments so far, each path with its own.

    Kills nothing alone: it is the noise alone, the first thing to get right.
    """
    t, x0, dW = problems.uneven_grid(rng, 12), rng.uniform(-1, 1, COLUMNS), rng.uniform(-1, 1, (12, COLUMNS))
    x = student.euler_maruyama(systems.zero(), systems.one(), x0, t, dW)
    hint = "Is every kick the number dW[k] of its own path, and nothing that you draw?"
    expect.close(got=x, want=np.vstack([x0, x0 + dW.cumsum(axis=0)]), why=SUMS, hint=hint)


def check_euler_maruyama__is_euler_without_noise(student, rng):
    """With g = 0 it is Euler's method: for f = -(1 + t) x a step of length h from t multiplies by 1 - (1 + t) h."""
    t, x0, dW = problems.uneven_grid(rng, 12), rng.uniform(1, 2, COLUMNS), rng.uniform(-1, 1, (12, COLUMNS))
    x = student.euler_maruyama(problems.elementwise((-1, 0, 1), (-1, 1, 1)), systems.zero(), x0, t, dW)
    factors = np.cumprod(1 - (1 + t[:-1]) * np.diff(t))
    expect.close(got=x, want=np.outer([1, *factors], x0), why=SUMS)


def check_euler_maruyama__takes_the_strength_at_the_left_end(student, rng):
    """With f = 0 and g = (1 + t) sqrt(1 + x^2) / 2, the kick dW[k] counts g(t[k], X[k]) times."""
    t, x0, dW = problems.uneven_grid(rng, 12), rng.uniform(-1, 1, COLUMNS), rng.uniform(-1, 1, (12, COLUMNS))
    squared = ((c / 4, a, p) for c, a in [(1, 0), (2, 1), (1, 2)] for p in (0, 2))
    x = student.euler_maruyama(systems.zero(), problems.elementwise(*squared, root=True), x0, t, dW)
    before = expect.array(x, shape=(13, COLUMNS))[:-1]
    want = np.vstack([x0, before + (1 + t[:-1, None]) * np.hypot(1, before) / 2 * dW])  # each step from its own start
    expect.close(got=x, want=want, why=SUMS)


def check_euler_maruyama__moves_once_by_drift_and_kick(student, rng):
    """For dX = 0.7 (1 - X) dt + 0.8 X dW a step makes (1 - 0.7 h + 0.8 dW) X + 0.7 h of the state X."""
    t, dW = problems.uneven_grid(rng, 12), rng.uniform(-0.5, 0.5, (12, COLUMNS))
    want = [rng.uniform(1, 2, COLUMNS)]
    for h, kick in zip(np.diff(t), dW, strict=True):
        want.append((1 - 0.7 * h + 0.8 * kick) * want[-1] + 0.7 * h)
    drift, strength = problems.elementwise((0.7, 0, 0), (-0.7, 0, 1)), problems.elementwise((0.8, 0, 1))
    expect.close(got=student.euler_maruyama(drift, strength, want[0], t, dW), want=want, why=SUMS)


def check_euler_maruyama__keeps_the_mean_where_it_was(student, rng):
    """With f = 0 and g = 0.8 X, the mean over all 2^6 paths of kicks +-sqrt(h) stays at x0: the noise is Ito's.

    Kills nothing alone: it says why g at the end of a step is another equation.
    """
    t, x0 = problems.uneven_grid(rng, 6), float(rng.uniform(1, 2))
    dW = np.array(list(product([-1.0, 1.0], repeat=6))).T * np.sqrt(np.diff(t))[:, None]
    x = student.euler_maruyama(systems.zero(), problems.elementwise((0.8, 0, 1)), np.full(64, x0), t, dW)
    mean = expect.array(x, shape=(7, 64)).mean(axis=1)
    expect.close(got=mean, want=np.full(7, x0), rtol=MEAN, why="rounding", what="mean over the paths")


def simulated(student, rng, f, g, x0, t, n=PATHS):
    """n paths from a fresh generator, (len(t), n)."""
    return expect.array(student.simulate_sde(f, g, x0, t, n, fresh(rng)), shape=(len(t), n))


def check_simulate_sde__same_generator_same_paths(student, rng):
    """Two generators in the same state give the same paths."""
    seed = fresh(rng)
    asked = (student.simulate_sde(systems.zero(), systems.one(), 0.0, UNIT, COLUMNS, seed) for _ in range(2))
    first, second = (expect.array(paths, shape=(3, COLUMNS)) for paths in asked)
    expect_repeated(first, second, "paths")
    expect.holds(bool(np.any(np.diff(first, axis=0))), expected="paths that move", got="paths that stand still")


def check_simulate_sde__other_generator_other_paths(student, rng):
    """Two generators in different states give different paths."""
    expect_other(*(simulated(student, rng, systems.zero(), systems.one(), 0.0, UNIT) for _ in range(2)), "paths")


def check_simulate_sde__kicks_up_as_often_as_down(student, rng):
    """In one step of Brownian motion half of the paths go up, but for chance: increments have mean 0.

    Kills nothing alone: it tells kicks that lost their sign from kicks of a wrong size.
    """
    x = simulated(student, rng, systems.zero(), systems.one(), 0.0, UNIT)
    expect_fair(x[2] - x[1])


def check_simulate_sde__paths_are_independent(student, rng):
    """In one step the paths' kicks neither agree nor cancel: their sum is as large as chance makes it, and not 0."""
    x = simulated(student, rng, systems.zero(), systems.one(), 0.0, UNIT)
    expect_unrelated_paths(x[2] - x[1])


def check_simulate_sde__steps_are_independent(student, rng):
    """A path's kick says nothing about its next kick: over 1200 pairs of steps they are uncorrelated, but for chance."""
    x = simulated(student, rng, systems.zero(), systems.one(), 0.0, np.arange(1202.0), 2)
    expect_unrelated_steps(np.diff(x[:, 0]))


def check_simulate_sde__longer_steps_kick_harder(student, rng):
    """Over a step nine times longer the kicks have nine times the variance, or at any rate not less."""
    x = simulated(student, rng, systems.zero(), systems.one(), 0.0, rng.uniform(0.5, 1.0) * np.array([0.0, 0.1, 1.0]))
    expect_growth(*np.diff(x, axis=0), ratio=9)


def check_simulate_sde__variance_is_the_step(student, rng):
    """With g = 1 and equal steps of length h, the variance of a kick is h."""
    h = float(rng.uniform(0.02, 0.2))
    x = simulated(student, rng, systems.zero(), systems.one(), 0.0, h * np.arange(4.0))
    expect_variance(x[3] - x[2], want=h, what=f"variance over a step of {h:.3g} s")


def check_simulate_sde__constant_strength_scales_the_noise(student, rng):
    """With a constant g and steps of length 1, the standard deviation of a kick is g.

    Kills nothing alone: it is the plainest case.
    """
    g = float(rng.uniform(0.3, 0.6))
    x = simulated(student, rng, systems.zero(), problems.elementwise((g, 0, 0)), 0.0, UNIT)
    expect_variance(x[2] - x[1], want=g**2, what=f"variance with g = {g:.3g}")


def check_simulate_sde__kicks_are_normal(student, rng):
    """With g = 1 and steps of length 1, the kicks are standard normal in shape, not only in variance.

    Kills nothing alone: it shows the draws themselves, without f or g.
    """
    x = simulated(student, rng, systems.zero(), systems.one(), 0.0, UNIT, MANY)
    expect_normal(x[2] - x[1], "the kicks")


def check_simulate_sde__large_kicks_are_as_rare_as_normal_ones(student, rng):
    """With g = 1 and a step of length 1, two kicks in a thousand are beyond 3.1, up as often as down, but for chance."""
    x = simulated(student, rng, systems.zero(), systems.one(), 0.0, UNIT[:2], 3 * MANY)
    expect_tails(x[1] - x[0])


def check_simulate_sde__strength_follows_the_state(student, rng):
    """With f = 0 and g = sqrt(1/16 + 4 x^2), a kick over g at the state where its step begins is standard normal.

    Kills nothing alone: without a drift, only g can be at fault.
    """
    x = simulated(student, rng, systems.zero(), STRENGTH, 0.0, UNIT, MANY)
    expect_normal((x[2] - x[1]) / np.hypot(0.25, 2 * x[1]), "kicks over g")


def check_simulate_sde__strength_does_not_see_the_kick(student, rng):
    """With f = 0 and g = sqrt(1/16 + 4 x^2), the first kick from x0 is normal around 0: g is taken before the kick.

    Kills nothing alone: from one start only g at a later state shows, or the draws.
    """
    x0 = float(rng.uniform(2.0, 3.0))
    x = simulated(student, rng, systems.zero(), STRENGTH, x0, UNIT, MANY)
    expect_normal((x[1] - x0) / math.hypot(0.25, 2 * x0), "first kicks over g(x0)")


def check_simulate_sde__strength_is_taken_at_the_left_time(student, rng):
    """With f = 0 and g = 1 + 2 t, kicks from t = 1 to t = 2 have standard deviation 3."""
    x = simulated(student, rng, systems.zero(), problems.elementwise((1, 0, 0), (2, 1, 0)), 0.0, UNIT)
    expect_variance(x[2] - x[1], want=9.0, what="variance from t = 1 to t = 2")


def check_simulate_sde__drift_is_multiplied_by_the_step(student, rng):
    """With g = 0 and a constant drift c, the state moves by c times the time gone, over uneven steps."""
    t, x0, c = problems.uneven_grid(rng, 6), float(rng.uniform(1, 2)), float(rng.uniform(1, 2))
    x = student.simulate_sde(problems.elementwise((c, 0, 0)), systems.zero(), x0, t, COLUMNS, fresh(rng))
    expect.close(got=x, want=np.outer(x0 + c * t, np.ones(COLUMNS)), why=SUMS)


def check_simulate_sde__is_euler_without_noise(student, rng):
    """With g = 0 it is Euler's method: for f = -(1 + t) x / 4 a step of length 1 multiplies by 1 - (1 + t) / 4."""
    t, x0 = np.arange(4.0), float(rng.uniform(1, 2))
    f = problems.elementwise((-0.25, 0, 1), (-0.25, 1, 1))
    x = student.simulate_sde(f, systems.zero(), x0, t, COLUMNS, fresh(rng))
    factors = np.cumprod(1 - (1 + t[:-1]) / 4)
    expect.close(got=x, want=np.outer([x0, *(x0 * factors)], np.ones(COLUMNS)), why=SUMS)


def check_simulate_sde__drift_does_not_see_the_kick(student, rng):
    """With f = -0.8 x, g = 1 and steps of length 1, a move less the drift at its start is standard normal.

    Kills nothing alone: with a constant g, only the drift can be at fault.
    """
    x = simulated(student, rng, problems.elementwise((-0.8, 0, 1)), systems.one(), 1.0, UNIT, MANY)
    expect_normal(x[2] - x[1] + 0.8 * x[1], "what the drift does not explain")


def check_simulate_sde__drift_and_kick_start_together(student, rng):
    """With f = -x, g = sqrt(1/16 + 4 x^2) and steps of length 1, (move - f) / g at its start is standard normal."""
    x = simulated(student, rng, problems.elementwise((-1, 0, 1)), STRENGTH, 0.0, UNIT, MANY)
    expect_normal((x[2] - x[1] + x[1]) / np.hypot(0.25, 2 * x[1]), "(move - f) / g")


def matrices(B):
    """The strength whose column b is B[b] x: B (m, d, d), values (n, d, m)."""
    return systems.Polynomial(np.eye(B.shape[1], dtype=np.int64), np.moveaxis(B, 0, 1))


def check_euler_maruyama_nd__sums_the_noise(student, rng):
    """dX = G dW with a constant matrix G, 2 x 3, is solved exactly: X is x0 plus G times the increments added up.

    The start is given in whole numbers.
    """
    G, t, x0 = rng.uniform(0.5, 1.5, (2, 3)), problems.uneven_grid(rng, 12), rng.integers(1, 9, (COLUMNS, 2))
    dW = rng.uniform(-1, 1, (12, COLUMNS, 3))
    g = systems.Polynomial(np.zeros((1, 2), dtype=np.int64), G[:, :, None])
    x = student.euler_maruyama_nd(systems.Linear(np.zeros((2, 2))), g, x0, t, dW)
    expect.close(got=x, want=np.concatenate([x0[None], x0 + dW.cumsum(axis=0) @ G.T]), why=SUMS)


def check_euler_maruyama_nd__is_euler_without_noise(student, rng):
    """With g = 0 it is Euler's method, path by path: on f = cos(w t) A x + t b every slope is that of a step's start."""
    A, b, t = problems.coupled_matrix(rng, 2), rng.uniform(1, 2, 2), problems.uneven_grid(rng, 12, start=0.5, stop=2.0)
    omega, want = rng.uniform(2, 4), [rng.uniform(1, 2, (COLUMNS, 2))]
    for start, h in zip(t[:-1], np.diff(t), strict=True):
        want.append(want[-1] + h * np.array([math.cos(omega * start) * (A @ x) + start * b for x in want[-1]]))
    f, g = systems.Trigonometric(A=A, omega=omega, b=b), matrices(np.zeros((3, 2, 2)))
    x = student.euler_maruyama_nd(f, g, want[0], t, rng.uniform(-1, 1, (12, COLUMNS, 3)))
    expect.close(got=x, want=want, why=MATRIX)


def check_euler_maruyama_nd__takes_the_strength_at_the_left_end(student, rng):
    """With f = 0 and (1 + t) B x as column for each of 3 sources, source b moves path j by (1 + t) B_b X_j dW[k, j, b]."""
    B, t = np.array([problems.coupled_matrix(rng, 2) for _ in range(3)]), problems.uneven_grid(rng, 12)
    x0, dW = rng.uniform(1, 2, (COLUMNS, 2)), rng.uniform(-0.5, 0.5, (12, COLUMNS, 3))
    g = systems.Modulated(matrices(B), 1.0)
    x = student.euler_maruyama_nd(systems.Linear(np.zeros((2, 2))), g, x0, t, dW)
    before = expect.array(x, shape=(13, COLUMNS, 2))[:-1]  # each step from its own start
    moves = sum((1 + t[:-1, None, None]) * (before @ B[b].T) * dW[:, :, b, None] for b in range(3))
    expect.close(got=x, want=np.concatenate([x0[None], before + moves]), why=MATRIX)


def check_euler_maruyama_nd__moves_once_by_drift_and_kick(student, rng):
    """For f = A x and columns B_b x of g, a step multiplies a path's state by I + h A + sum of dW_b B_b over b."""
    A, B = problems.coupled_matrix(rng, 2), np.array([problems.coupled_matrix(rng, 2) for _ in range(3)])
    t, dW, want = (
        problems.uneven_grid(rng, 12),
        rng.uniform(-0.5, 0.5, (12, COLUMNS, 3)),
        [rng.uniform(1, 2, (COLUMNS, 2))],
    )
    for h, kicks in zip(np.diff(t), dW, strict=True):
        step = np.eye(2) + h * A + np.tensordot(kicks, B, axes=1)  # (n, 2, 2): a matrix for each path
        want.append((step @ want[-1][:, :, None])[:, :, 0])
    expect.close(got=student.euler_maruyama_nd(systems.Linear(A), matrices(B), want[0], t, dW), want=want, why=MATRIX)


def moments(t, x0, theta, mu, sigma):
    """The solution of m' = -theta (m - mu), v' = -2 theta v + sigma^2 at the times t, by a matrix exponential."""
    rates = np.array([[-theta, 0, theta * mu], [0, -2 * theta, sigma**2], [0, 0, 0]])
    return np.array([linalg.expm(time * rates) @ [x0, 0, 1] for time in t])[:, :2].T


def bowl(rng):
    """x0, theta, mu and sigma of a bowl."""
    return float(rng.uniform(2, 3)), float(rng.uniform(0.5, 2)), float(rng.uniform(-2, -1)), float(rng.uniform(1.5, 2))


def check_ou_moments__mean_follows_its_equation(student, rng):
    """The mean starts at x0 and obeys m' = -theta (m - mu), at times in any order.

    Kills nothing alone: with the next claim it says which of the two moments went wrong.
    """
    t, parameters = rng.permutation(problems.uneven_grid(rng, 12, stop=3.0)), bowl(rng)
    mean, _ = expect.parts(student.ou_moments(t, *parameters), MOMENTS)
    expect.close(got=mean, want=moments(t, *parameters)[0], why=EXPONENTIALS, what="mean")


def check_ou_moments__variance_follows_its_equation(student, rng):
    """The variance starts at 0 and obeys v' = -2 theta v + sigma^2, at times in any order.

    Kills nothing alone: with the claim before it says which of the two moments went wrong.
    """
    t, parameters = rng.permutation(problems.uneven_grid(rng, 12, stop=3.0)), bowl(rng)
    _, var = expect.parts(student.ou_moments(t, *parameters), MOMENTS)
    hint = "Does a kick fade twice as fast in the variance as in the state?"
    expect.close(got=var, want=moments(t, *parameters)[1], why=EXPONENTIALS, what="var", hint=hint)


def check_ou_moments__is_brownian_motion_without_pull(student, rng):
    """For theta = 0 the mean stays at x0 and the variance is sigma^2 t, here at the whole times 0, 1, ..., 4."""
    x0, _, mu, sigma = bowl(rng)
    mean, var = expect.parts(student.ou_moments(np.arange(5), x0, 0.0, mu, sigma), MOMENTS)
    expect.close(got=mean, want=np.full(5, x0), why=EXPONENTIALS, what="mean")
    expect.close(got=var, want=sigma**2 * np.arange(5.0), why=EXPONENTIALS, what="var")


def check_ou_moments__is_pushed_away_by_a_maximum(student, rng):
    """For theta < 0, a push away from mu, the same two equations hold: mean and variance grow."""
    x0, theta, mu, sigma = bowl(rng)
    t = problems.uneven_grid(rng, 6)
    mean, var = expect.parts(student.ou_moments(t, x0, -theta, mu, sigma), MOMENTS)
    wanted = moments(t, x0, -theta, mu, sigma)
    expect.close(got=mean, want=wanted[0], why=EXPONENTIALS, what="mean")
    expect.close(got=var, want=wanted[1], why=EXPONENTIALS, what="var")


def check_ou_moments__keeps_its_digits_where_the_pull_is_weak(student, rng):
    """For theta = 1e-13 the variance is sigma^2 t (1 - theta t) to nine digits at t < 1, and no longer so at t = 1 / theta."""
    x0, _, mu, sigma = bowl(rng)
    t = problems.uneven_grid(rng, 8)[1:]
    _, var = expect.parts(student.ou_moments(t, x0, WEAK, mu, sigma), MOMENTS)
    hint = "1 - exp(-y) of a small y has lost its digits; np.expm1 has not."
    expect.close(got=var, want=sigma**2 * t * (1 - WEAK * t), why=EXPONENTIALS, what="var", hint=hint)
    _, var = expect.parts(student.ou_moments(t / WEAK, x0, WEAK, mu, sigma), MOMENTS)
    want = moments(t, 0, 1, 0, sigma)[1] / WEAK  # time counted in units of 1 / theta
    expect.close(got=var, want=want, why=EXPONENTIALS, what="var", hint="Small is theta t, not theta.")


def moments_over_all_signs(n, h, x0, theta, mu, sigma):
    """Mean and variance of the chain's state after n steps over all 2^n paths of kicks +-sqrt(h)."""
    signs = np.array(list(product([-1.0, 1.0], repeat=n))).reshape(2**n, n).T
    x = np.full(2**n, x0)
    for sign in signs:
        x = x - theta * (x - mu) * h + sigma * math.sqrt(h) * sign
    return float(np.mean(x)), float(np.var(x))


def check_em_ou_moments__are_those_over_all_signs(student, rng):
    """Kicks of +-sqrt(h) have the chain's mean and variance too; over all 2^n paths, n = 0, 1 and 6, these are the same.

    Kills nothing alone: it is the case of short steps, to be settled before the others.
    """
    x0, theta, mu, sigma = bowl(rng)
    h = float(rng.uniform(0.2, 0.6)) / theta
    for n in (0, 1, 6):
        got = expect.parts(student.em_ou_moments(n, h, x0, theta, mu, sigma), MOMENTS)
        for name, value, want in zip(MOMENTS, got, moments_over_all_signs(n, h, x0, theta, mu, sigma), strict=True):
            expect.close(got=value, want=want, why=SUMS, what=f"{name} after {n} steps")


def check_em_ou_moments__overshoot_where_steps_are_long(student, rng):
    """For theta h from 1 to 2 the mean changes sides at each step, beyond 2 it also flies away, and the variance grows."""
    x0, theta, mu, sigma = bowl(rng)
    for product_, n in ((rng.uniform(1.3, 1.8), 5), (rng.uniform(2.2, 2.6), 6)):
        h = float(product_) / theta
        got = expect.parts(student.em_ou_moments(n, h, x0, theta, mu, sigma), MOMENTS)
        for name, value, want in zip(MOMENTS, got, moments_over_all_signs(n, h, x0, theta, mu, sigma), strict=True):
            expect.close(got=value, want=want, why=SUMS, what=f"{name} at theta h = {product_:.3g}")


def check_em_ou_moments__settle_wider_than_the_equation(student, rng):
    """After 400 steps the mean is mu and the variance sigma^2 / (2 theta) times 1 / (1 - theta h / 2).

    Kills nothing alone: it is what a learning rate does to the noise around a minimum, and the reason for this exercise.
    """
    x0, theta, mu, sigma = bowl(rng)
    h = float(rng.uniform(0.2, 0.6)) / theta
    mean, var = expect.parts(student.em_ou_moments(400, h, x0, theta, mu, sigma), MOMENTS)
    expect.close(got=mean, want=mu, why=SUMS, what="mean")
    expect.close(got=var, want=sigma**2 / (2 * theta) / (1 - theta * h / 2), why=SUMS, what="var")


def check_em_ou_moments__add_up_where_nothing_pulls(student, rng):
    """For theta = 0, and for a theta so small that 1 - theta h is rounded to 1, mean and variance are x0 and n sigma^2 h."""
    x0, _, mu, sigma = bowl(rng)
    n, h = int(rng.integers(5, 9)), float(rng.uniform(0.1, 0.5))
    for theta in (0.0, 1e-20):
        mean, var = expect.parts(student.em_ou_moments(n, h, x0, theta, mu, sigma), MOMENTS)
        expect.close(got=mean, want=x0, why=SUMS, what=f"mean for theta = {theta:g}")
        expect.close(
            got=var, want=n * sigma**2 * h, why=SUMS, what=f"var for theta = {theta:g}", hint="What is q here?"
        )


def check_em_ou_moments__add_up_at_the_limit_of_stability(student, rng):
    """For theta h = 2 the mean goes to its mirror image in mu at each step, and the variance is n sigma^2 h."""
    x0, _, mu, sigma = bowl(rng)
    n = int(rng.integers(5, 9))
    mean, var = expect.parts(student.em_ou_moments(n, 0.5, x0, 4.0, mu, sigma), MOMENTS)
    expect.close(got=mean, want=mu + (-1) ** n * (x0 - mu), why=SUMS, what="mean")
    expect.close(got=var, want=n * sigma**2 * 0.5, why=SUMS, what="var", hint="What is q here?")


def check_coarsen__joins_neighbouring_steps(student, rng):
    """The new increments are those of the same Brownian path, W(t[k (i+1)]) - W(t[k i]), if it is looked at less often."""
    k = int(rng.integers(3, 5))
    dW = rng.uniform(-1, 1, (12, COLUMNS))
    W = np.tri(13, 12, -1) @ dW
    expect.close(got=student.coarsen(dW, k), want=np.diff(W[::k], axis=0), why=SUMS)


def check_coarsen__joins_all(student, rng):
    """For k = M one row is left: the increments over the whole time.

    Kills nothing alone: it is the plainest case, and tells sums from anything else.
    """
    dW = rng.uniform(-1, 1, (6, COLUMNS))
    expect.close(got=student.coarsen(dW, 6), want=np.ones((1, 6)) @ dW, why=SUMS)


def check_coarsen__refuses_a_rest(student, rng):
    """7 steps cannot be joined by 2, nor 6 by 4, and this is a ValueError; by 1 they can, and stay as they are."""
    dW = rng.uniform(-1, 1, (7, COLUMNS))
    expect.close(got=student.coarsen(dW, 1), want=dW, why=SUMS)
    expect.refused(student.refused("coarsen", dW, 2), what="7 steps joined by 2")
    expect.refused(student.refused("coarsen", dW[:6], 4), what="6 steps joined by 4")


def divided(rng):
    """An uneven grid of 12 steps from 1/2 on, paths' starts, increments, and numbers of steps to join, not in order."""
    t, dW = problems.uneven_grid(rng, 12, start=0.5, stop=1.5), rng.uniform(-0.5, 0.5, (12, COLUMNS))
    return t, rng.uniform(1, 2, COLUMNS), dW, [int(k) for k in rng.permutation([1, 2, 3, 6])]


def check_strong_errors__are_mean_distances(student, rng):
    """dX = dW is solved exactly with any step, so the error is the mean distance of x_exact from x0 plus the noise.

    Kills nothing alone: no step's length enters here, so that only the kind of mean and the sums of increments can be wrong.
    """
    t, x0, dW, ks = divided(rng)
    off = rng.uniform(0.5, 1.0, COLUMNS) * [1, -1, -1, -1]  # the mean of these is not their mean size
    errors = student.strong_errors(systems.zero(), systems.one(), x0, t, dW, ks, x0 + dW.sum(axis=0) + off)
    expect.close(got=errors, want=np.full(4, np.abs(off).mean()), why=SUMS)


def check_strong_errors__replay_the_noise_on_coarser_grids(student, rng):
    """For dX = 0.7 X dt + 0.8 X dW a step makes 1 + 0.7 h + 0.8 dW of X; larger steps have the sums of both h and dW.

    Kills nothing alone: here times and noise have to be joined alike, which the claims before and after take one by one.
    """
    t, x0, dW, ks = divided(rng)
    x_exact = x0 * np.exp((0.7 - 0.32) * (t[-1] - t[0]) + 0.8 * dW.sum(axis=0))
    starts = [np.arange(0, 12, k) for k in ks]
    factors = [1 + 0.7 * np.add.reduceat(np.diff(t), i)[:, None] + 0.8 * np.add.reduceat(dW, i) for i in starts]
    f, g = problems.elementwise((0.7, 0, 1)), problems.elementwise((0.8, 0, 1))
    want = [np.mean(np.abs(x0 * np.prod(factor, axis=0) - x_exact)) for factor in factors]
    expect.close(got=student.strong_errors(f, g, x0, t, dW, ks, x_exact), want=want, why=SUMS)


def check_strong_errors__keep_the_time(student, rng):
    """With f = 2 t and g = 0 an end is too low by the sum of the squares of its grid's steps; the clock begins at 1/2."""
    t, x0, dW, ks = divided(rng)
    errors = student.strong_errors(
        problems.elementwise((2, 1, 0)), systems.zero(), x0, t, dW, ks, x0 + t[-1] ** 2 - t[0] ** 2
    )
    expect.close(got=errors, want=[np.sum(np.diff(t[::k]) ** 2) for k in ks], why=SUMS)


def check_weak_errors_binary__two_steps_by_hand(student, rng):
    """dX = -X^3 dt + dW in two steps of 1/4: from x there are two ends x - x^3/4 +- 1/2, and then four, for phi = x^2.

    Kills nothing alone: the drift is bent, so that the mean of the paths is not the path without noise.
    """
    x0, exact = rng.uniform(1, 1.5), rng.uniform(1, 2)
    f, phi = problems.elementwise((-1, 0, 3)), systems.Autonomous(problems.elementwise((1, 0, 2)))
    errors = student.weak_errors_binary(f, systems.one(), float(x0), np.array([0, 0.25, 0.5]), [1], phi, float(exact))
    ends = [x0]
    for _ in range(2):
        ends = [x - x**3 / 4 + kick for x in ends for kick in (-0.5, 0.5)]
    expect.close(got=errors, want=[sum(x**2 for x in ends) / 4 - exact], why=SUMS)


def check_weak_errors_binary__know_the_mean_square(student, rng):
    """For dX = 0.7 X dt + 0.8 X dW a step h multiplies E X^2 by (1 + 0.7 h)^2 + 0.64 h: the rest is the error.

    Kills nothing alone: it is the plain case, a chain's mean square against the equation's.
    """
    t, (x0, exact), ks = (
        problems.uneven_grid(rng, 8),
        rng.uniform(1, 2, 2),
        [int(k) for k in rng.permutation([1, 2, 4, 8])],
    )
    f, g, phi = problems.elementwise((0.7, 0, 1)), problems.elementwise((0.8, 0, 1)), problems.elementwise((1, 0, 2))
    errors = student.weak_errors_binary(f, g, float(x0), t, ks, systems.Autonomous(phi), float(exact))
    want = [x0**2 * np.prod((1 + 0.7 * h) ** 2 + 0.64 * h) - exact for h in (np.diff(t[::k]) for k in ks)]
    expect.close(got=errors, want=want, why=SUMS)


def check_weak_errors_binary__take_every_quantity(student, rng):
    """For dX = 0.8 X dW and phi = x^3 - 5 x a step multiplies E X^3 by 1 + 1.92 h and leaves E X: errors have a sign.

    Kills nothing alone: phi changes sign here, so that no mean of sizes will do.
    """
    t, x0, exact = problems.uneven_grid(rng, 6), float(rng.uniform(1, 2)), float(rng.uniform(5, 6))
    phi = systems.Autonomous(problems.elementwise((1, 0, 3), (-5, 0, 1)))
    errors = student.weak_errors_binary(systems.zero(), problems.elementwise((0.8, 0, 1)), x0, t, [3, 1], phi, exact)
    want = [x0**3 * np.prod(1 + 1.92 * np.diff(t[::k])) - 5 * x0 - exact for k in (3, 1)]
    expect.close(got=errors, want=want, why=SUMS)


def check_weak_errors_binary__keep_the_time(student, rng):
    """With f = 2 t and g = 1 + t the end has the mean x0 + sum of 2 t h and the variance sum of (1 + t)^2 h, t from 1/2 on."""
    t, x0 = problems.uneven_grid(rng, 6, start=0.5, stop=1.5), float(rng.uniform(1, 2))
    f, g, phi = (
        problems.elementwise((2, 1, 0)),
        problems.elementwise((1, 0, 0), (1, 1, 0)),
        problems.elementwise((1, 0, 2)),
    )
    errors = student.weak_errors_binary(f, g, x0, t, [1, 2], systems.Autonomous(phi), 0.0)
    grids = [(t[::k][:-1], np.diff(t[::k])) for k in (1, 2)]
    want = [(x0 + np.sum(2 * start * h)) ** 2 + np.sum((1 + start) ** 2 * h) for start, h in grids]
    expect.close(got=errors, want=want, why=SUMS)


def check_weak_errors_binary__have_order_one(student, rng):
    """For dX = s X dW the error of E X^2 = exp(s^2 t) shrinks in proportion to h: half the step, half the error.

    Kills nothing alone: it is what the lesson says of the law, where single paths are good to the root of h only.
    """
    strength, phi = float(rng.uniform(0.4, 0.6)), systems.Autonomous(problems.elementwise((1, 0, 2)))
    g, t, exact = problems.elementwise((strength, 0, 1)), np.linspace(0, 1, 9), math.exp(strength**2)
    errors = student.weak_errors_binary(systems.zero(), g, 1.0, t, [1, 2, 4], phi, exact)
    expect.order(h=[1 / 8, 1 / 4, 1 / 2], errors=-expect.array(errors, shape=(3,)), want=1)


def check_ito_drift__adds_half_of_g_dg(student, rng):
    """With f = -x and g = a + b x + c x^2 it is -x plus a quarter of the derivative of g^2, for every state by itself.

    Kills nothing alone: with the next claim it tells the state from the clock.
    """
    a, b, c = rng.uniform(0.5, 1.5, 3)
    x = rng.uniform(1, 2, COLUMNS)
    g, dg = problems.elementwise((a, 0, 0), (b, 0, 1), (c, 0, 2)), problems.elementwise((b, 0, 0), (2 * c, 0, 1))
    square = np.polynomial.Polynomial([a, b, c]) ** 2
    drift = student.ito_drift(problems.elementwise((-1, 0, 1)), g, dg, 0.0, x)
    expect.close(got=drift, want=-x + square.deriv()(x) / 4, why=SUMS)


def check_ito_drift__asks_at_the_given_time(student, rng):
    """With f = t and g = (1 + t) x it is t + (1 + t)^2 x / 2."""
    t, x = float(rng.uniform(1, 2)), rng.uniform(1, 2, COLUMNS)
    g, dg = problems.elementwise((1, 0, 1), (1, 1, 1)), problems.elementwise((1, 0, 0), (1, 1, 0))
    expect.close(
        got=student.ito_drift(problems.elementwise((1, 1, 0)), g, dg, t, x), want=t + (1 + t) ** 2 * x / 2, why=SUMS
    )


def check_ito_drift__leaves_additive_noise_alone(student, rng):
    """If g does not depend on x the drift stays f: Ito and Stratonovich agree.

    Kills nothing alone: it is the case of the double well below.
    """
    t, x = float(rng.uniform(1, 2)), rng.uniform(1, 2, COLUMNS)
    well = problems.elementwise((4, 0, 1), (-4, 0, 3))
    drift = student.ito_drift(well, problems.elementwise((0.7, 0, 0)), systems.zero(), t, x)
    expect.close(got=drift, want=4 * x * (1 - x) * (1 + x), why=SUMS)


def check_milstein__is_exact_for_a_square(student, rng):
    """dX = dt + 2 sqrt(X) dW is solved by X = (sqrt(x0) + W)^2, and Milstein's method follows it with any steps.

    Kills nothing alone: the truth is the solution itself, which no other method of this unit follows.
    """
    t, root, dW = problems.uneven_grid(rng, 12), rng.uniform(4, 5, COLUMNS), rng.uniform(-0.3, 0.3, (12, COLUMNS))
    g, dg = problems.elementwise((4, 0, 1), root=True), problems.elementwise((1, 0, -1), root=True)
    want = np.vstack([root, root + dW.cumsum(axis=0)]) ** 2
    expect.close(got=student.milstein(systems.one(), g, dg, root**2, t, dW), want=want, why=SUMS)


def check_milstein__is_euler_maruyama_for_additive_noise(student, rng):
    """If g does not depend on x nothing is added: for f = 0.7 (1 - x), g = 0.8 a step makes (1 - 0.7 h) x + 0.7 h + 0.8 dW.

    The start is given in whole numbers.
    """
    t, x0, dW = problems.uneven_grid(rng, 12), rng.integers(2, 9, COLUMNS), rng.uniform(-0.5, 0.5, (12, COLUMNS))
    want = [x0]
    for h, kick in zip(np.diff(t), dW, strict=True):
        want.append((1 - 0.7 * h) * want[-1] + 0.7 * h + 0.8 * kick)
    f, g = problems.elementwise((0.7, 0, 0), (-0.7, 0, 1)), problems.elementwise((0.8, 0, 0))
    expect.close(got=student.milstein(f, g, systems.zero(), x0, t, dW), want=want, why=SUMS)


def check_milstein__takes_everything_at_the_left_end(student, rng):
    """With f = t x and g = (1 + t) (1 + x^2) / 8, each step has f, g and dg = (1 + t) x / 4 of its own start."""
    t, x0, dW = problems.uneven_grid(rng, 12), rng.uniform(0.5, 1, COLUMNS), rng.uniform(-0.5, 0.5, (12, COLUMNS))
    g = problems.elementwise(*((1 / 8, a, p) for a in (0, 1) for p in (0, 2)))
    dg = problems.elementwise((1 / 4, 0, 1), (1 / 4, 1, 1))
    x = student.milstein(problems.elementwise((1, 1, 1)), g, dg, x0, t, dW)
    now, start, h = expect.array(x, shape=(13, COLUMNS))[:-1], t[:-1, None], np.diff(t)[:, None]
    slope = (1 + start) * now / 4
    moves = start * now * h + (1 + start) * (1 + now**2) / 8 * (dW + slope * (dW**2 - h) / 2)
    expect.close(got=x, want=np.vstack([x0, now + moves]), why=SUMS)


def counted(student, paths, want, *thresholds, hint=""):
    """The transitions of these paths, given as one list a path."""
    got = student.transitions(np.array(paths, dtype=float).T, *thresholds)
    expect.close(got=got, want=want, rtol=0, atol=1e-6, why="whole numbers", what="transitions", hint=hint)


def wander(rng, sides, low, high):
    """A path of 40 states that comes to these sides, -1 or 1, in turn, and between the thresholds in between."""
    stays = np.sort(rng.permutation(np.arange(1, 40))[: len(sides) - 1])
    path = np.repeat(np.asarray(sides, dtype=float), np.diff([0, *stays, 40]))
    path = np.where(path < 0, low, high) + path * rng.uniform(0, 1, 40)
    between = rng.random(40) < 0.5
    between[[0, *stays]] = False  # each arrival counts
    return np.where(between, rng.uniform(0.9 * low + 0.1 * high, 0.1 * low + 0.9 * high, 40), path)


def check_transitions__counts_arrivals_in_the_other_well(student, rng):
    """A path that comes to 1, 2, 4 or 7 sides in turn has made one transition fewer, whatever it did in between.

    Kills nothing alone: it is the definition; the other claims look into its corners.
    """
    numbers, first = [1, 2, 4, 7], rng.choice([-1, 1], 4)
    paths = [
        wander(rng, side * (-1) ** np.arange(number), -0.5, 0.5) for side, number in zip(first, numbers, strict=True)
    ]
    counted(student, paths, [number - 1 for number in numbers])


def check_transitions__does_not_count_chatter(student, rng):
    """Changes of sign between the thresholds are no transitions, and coming and going over one threshold is none either.

    Kills nothing alone: it shows the commonest mistake where nothing else happens.
    """
    chatter = rng.uniform(0.05, 0.45, 12) * (-1) ** np.arange(12)
    paths = [[-1, *chatter, -1], [1, *(0.5 + chatter), 1], [-1, *(-0.5 + chatter), -1], [-1, *chatter, 1]]
    counted(student, paths, [0, 0, 0, 1], hint="Has the path been in the other well?")


def check_transitions__takes_no_first_arrival_for_one(student, rng):
    """A path that starts between the thresholds has no side yet: to reach its first one is no transition."""
    a = rng.uniform(0.1, 0.4)
    paths = [[a, 1, a, 1], [a, -1, -a, -1], [-a, 1, -1, 1], [a, -a, a, -a]]
    counted(student, paths, [0, 0, 2, 0])


def check_transitions__counts_a_touch_as_an_arrival(student, rng):
    """At a threshold is beyond it: -1/2 is on the left, and 1/2 on the right."""
    counted(student, [[-1, 0.5, -1, 0], [1, -0.5, 0, 1], [-0.5, 0.5, 0, -0.5]], [2, 2, 2])


def check_transitions__uses_the_thresholds_given(student, rng):
    """Other thresholds may be given, such as -0.3 and 0.9, or 1 and 3 for wells at 0 and 4."""
    counted(student, [[-0.6, 1, -0.6, 1], [-1, 0.6, -1, 0.6]], [3, 0], -0.3, 0.9)
    paths = [wander(rng, (-1) ** np.arange(number), 1.0, 3.0) for number in (5, 2, 3)]
    counted(student, paths, [4, 1, 2], 1.0, 3.0)
