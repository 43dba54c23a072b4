"""What the lesson and the checks on Euler-Maruyama say, held against a second, independent way to it."""

import math
import re

import mpmath
import numpy as np
import pytest
import sympy
from scipy import integrate, stats

from autograder import expect, systems
from autograder.checks import problems
from autograder.checks.hidden import check_euler_maruyama as hidden
from autograder.checks.public import check_euler_maruyama as public
from reference import euler_maruyama as lesson
from reference.euler_maruyama import (
    brownian_increments,
    brownian_path,
    em_ou_moments,
    euler_maruyama,
    euler_maruyama_nd,
    ito_drift,
    milstein,
    ou_moments,
    simulate_sde,
    strong_errors,
    transitions,
    weak_errors_binary,
)


class Student:
    """The reference behind the calls that a check makes, the generator made as the worker makes it."""

    def __getattr__(self, name):
        """Rng is data: it becomes a generator here."""

        def ask(*args):
            made = (np.random.default_rng(a.seed) if isinstance(a, systems.Rng) else a for a in args)
            return getattr(lesson, name)(*made)

        return ask

    def refused(self, name, *args):
        """Whether it raised ValueError."""
        try:
            getattr(lesson, name)(*args)
        except ValueError:
            return {"refused": True}
        return {"refused": False}


def all_signs(t):
    """All paths of kicks +-sqrt(h) over the grid t, one per column, (K - 1, 2^(K - 1))."""
    steps = np.diff(t)
    bits = np.arange(2 ** len(steps)) >> np.arange(len(steps))[:, None] & 1
    return np.sqrt(steps)[:, None] * (2.0 * bits - 1)


def test_increments_have_the_covariance_of_brownian_motion():
    """Cov(W(s), W(t)) = min(s, t) at the times of an uneven grid, from 100000 paths; its entries are known to 1 %."""
    t = np.array([3.0, 3.5, 3.6, 4.0])
    W = brownian_path(brownian_increments(t, 100_000, np.random.default_rng(0)))
    assert np.abs(np.cov(W) - np.minimum.outer(t - 3, t - 3)).max() < 0.03


def test_squares_of_increments_add_up_to_the_time():
    """N / T times their sum is chi^2 with N degrees of freedom; absolute values add up to about sqrt(2 N T / pi)."""
    N, T = 50, 2.0
    dW = brownian_increments(np.linspace(1, 1 + T, N + 1), 20_000, np.random.default_rng(1))
    assert stats.kstest((dW**2).sum(axis=0) * N / T, stats.chi2(N).cdf).pvalue > 1e-4
    assert np.abs(dW).sum(axis=0).mean() == pytest.approx(math.sqrt(2 * N * T / math.pi), rel=0.01)


def test_moments_over_all_signs_are_those_of_the_chain():
    """E X = x0 prod(1 + mu h), E X^2 = x0^2 prod((1 + mu h)^2 + sigma^2 h): kicks +-sqrt(h) have the moments needed."""
    t, mu, sigma, x0 = problems.uneven_grid(np.random.default_rng(0), 10), 0.7, 0.8, 1.3
    dW, h = all_signs(t), np.diff(t)
    x = euler_maruyama(lambda t, x: mu * x, lambda t, x: sigma * x, np.full(dW.shape[1], x0), t, dW)[-1]
    assert x.mean() == pytest.approx(x0 * np.prod(1 + mu * h), rel=1e-12)
    assert (x**2).mean() == pytest.approx(x0**2 * np.prod((1 + mu * h) ** 2 + sigma**2 * h), rel=1e-12)


def test_ornstein_uhlenbeck_chain_has_its_own_moments():
    """On equal steps: mean mu + (x0 - mu)(1 - theta h)^n, variance s^2 h (1 - q^n) / (1 - q), q = (1 - theta h)^2."""
    n, h, theta, mu, sigma, x0 = 10, 0.1, 1.5, 0.4, 0.7, 2.0
    dW = all_signs(h * np.arange(n + 1))
    drift, strength = (lambda t, x: -theta * (x - mu)), (lambda t, x: sigma + 0 * x)
    x = euler_maruyama(drift, strength, np.full(2**n, x0), h * np.arange(n + 1), dW)[-1]
    q = (1 - theta * h) ** 2
    assert x.mean() == pytest.approx(mu + (x0 - mu) * (1 - theta * h) ** n, rel=1e-12)
    assert x.var() == pytest.approx(sigma**2 * h * (1 - q**n) / (1 - q), rel=1e-12)


def test_covariance_in_many_dimensions_is_that_of_g_times_its_transpose():
    """Over all signs of 3 sources in 2 steps, dX = A x dt + G dW: S becomes (1 + h A) S (1 + h A)^T + h G G^T."""
    rng, t = np.random.default_rng(5), np.array([0.0, 0.3, 0.5])
    A, G = rng.uniform(-1, 1, (2, 2)), rng.uniform(-1, 1, (2, 3))
    signs = 2.0 * (np.arange(64) >> np.arange(6)[:, None] & 1).reshape(2, 3, 64) - 1
    dW = np.moveaxis(signs * np.sqrt(np.diff(t))[:, None, None], 2, 1)
    x = euler_maruyama_nd(
        lambda t, x: x @ A.T, lambda t, x: np.tile(G, (64, 1, 1)), np.tile([1.0, 2.0], (64, 1)), t, dW
    )
    S = np.zeros((2, 2))
    for h in np.diff(t):
        S = (np.eye(2) + h * A) @ S @ (np.eye(2) + h * A).T + h * G @ G.T
    assert np.allclose(np.cov(x[-1].T, bias=True), S, rtol=1e-12)


def test_one_source_for_each_of_d_components_is_d_equations():
    """With a diagonal g each component is a path of its own."""
    rng, t = np.random.default_rng(6), np.array([0.0, 0.3, 0.5])
    x0, dW = rng.uniform(1, 2, (4, 2)), rng.uniform(-1, 1, (2, 4, 2))
    x = euler_maruyama_nd(lambda t, x: -x, lambda t, x: np.sin(x)[:, :, None] * np.eye(2), x0, t, dW)
    for a in range(2):
        assert np.allclose(
            x[:, :, a], euler_maruyama(lambda t, x: -x, lambda t, x: np.sin(x), x0[:, a], t, dW[:, :, a])
        )


@pytest.mark.parametrize("theta", [1.3, 0.02, 1e-13, 0.0, -0.7])
def test_moments_of_the_bowl_solve_their_equations(theta):
    """Fifty digits of the closed form, and the two equations by DOP853, for the reference and for the checks' oracle."""
    t, x0, mu, sigma = np.array([0.0, 0.1, 0.7, 3.0]), 2.5, -1.5, 1.7
    got, oracle = ou_moments(t, x0, theta, mu, sigma), public.moments(t, x0, theta, mu, sigma)
    with mpmath.workdps(50):
        y = [-2 * mpmath.mpf(theta) * mpmath.mpf(float(s)) for s in t]
        mean = [float(mu + (x0 - mu) * mpmath.exp(v / 2)) for v in y]
        var = [float(mpmath.mpf(sigma) ** 2 * (mpmath.mpf(s) if theta == 0 else (mpmath.exp(v) - 1) / (-2 * mpmath.mpf(theta))))
               for v, s in zip(y, t.tolist(), strict=True)]  # fmt: skip
    solved = integrate.solve_ivp(
        lambda t, y: [-theta * (y[0] - mu), -2 * theta * y[1] + sigma**2],
        (0, 3), [x0, 0.0], "DOP853", t, rtol=1e-12, atol=1e-14,
    )  # fmt: skip
    assert np.allclose(got, [mean, var], rtol=1e-14) and np.allclose(oracle, [mean, var], rtol=1e-12)
    assert np.allclose(solved.y, [mean, var], rtol=1e-10)


@pytest.mark.parametrize("times_h", [0.2, 1.0, 1.5, 2.0, 2.5, 0.0])
def test_moments_of_the_chain_are_those_over_all_signs_and_of_the_formula(times_h):
    """The reference, the checks' oracle, and sigma^2 h (1 - q^n) / (1 - q) by fractions' arithmetic at fifty digits."""
    n, h, x0, mu, sigma = 7, 0.25, 2.5, -1.5, 1.7
    theta = times_h / h
    got, oracle = em_ou_moments(n, h, x0, theta, mu, sigma), public.moments_over_all_signs(n, h, x0, theta, mu, sigma)
    with mpmath.workdps(50):
        q = (1 - mpmath.mpf(theta) * h) ** 2
        var = float(mpmath.mpf(sigma) ** 2 * h * (n if q == 1 else (1 - q**n) / (1 - q)))
    assert got == pytest.approx((mu + (x0 - mu) * (1 - times_h) ** n, var), rel=1e-13)
    assert oracle == pytest.approx(got, rel=1e-12)


@pytest.mark.parametrize(("times_h", "more"), [(0.2, 1.11), (1.8, 10.0)])
def test_a_large_learning_rate_heats_as_the_lesson_says(times_h, more):
    """The settled variance over the equation's sigma^2 / (2 theta)."""
    _, var = em_ou_moments(2000, times_h, 0.0, 1.0, 0.0, 1.0)
    assert var / 0.5 == pytest.approx(1 / (1 - times_h / 2), rel=1e-12) and var / 0.5 == pytest.approx(more, rel=0.01)


def test_stratonovich_mean_grows():
    """For dX = sigma X o dW the Ito drift is g g'/2 = sigma^2 X / 2, so the mean grows like exp(sigma^2 t / 2)."""
    x, sigma, t = sympy.symbols("x sigma t", positive=True)
    drift = sympy.diff(sigma * x, x) * sigma * x / 2
    mean = sympy.Function("m")
    solution = sympy.dsolve(mean(t).diff(t) - drift.subs(x, mean(t)), mean(t), ics={mean(0): 1})
    assert sympy.simplify(solution.rhs - sympy.exp(sigma**2 * t / 2)) == 0


@pytest.mark.parametrize(("strength", "order"), [(lambda t, x: 0.8 * x, 0.5), (lambda t, x: 0.8 + 0 * x, 1.0)])
def test_strong_order_is_a_half_and_one_for_additive_noise(strength, order):
    """Mean error along 1500 paths against a grid 16 times finer than the finest, the same noise replayed on all."""
    rng, levels, fine, paths = np.random.default_rng(1), [16, 32, 64, 128], 2048, 1500
    dW = rng.normal(0.0, math.sqrt(1 / fine), (fine, paths))

    def end(n):
        joined = dW.reshape(n, fine // n, paths).sum(axis=1)
        return euler_maruyama(lambda t, x: -x, strength, np.ones(paths), np.linspace(0, 1, n + 1), joined)[-1]

    errors = [np.abs(end(n) - end(fine)).mean() for n in levels]
    assert -np.polyfit(np.log(levels), np.log(errors), 1)[0] == pytest.approx(order, abs=0.12)


def test_coarse_steps_of_strong_errors_give_the_orders_of_the_lesson():
    """For dX = 0.8 X dW 1/2, and 1 for additive noise in a bowl, where the finest of 512 steps serves as the truth."""
    rng, M, ks = np.random.default_rng(7), 512, [4, 8, 16, 32]
    t, dW, x0 = np.linspace(0, 1, M + 1), rng.normal(0.0, math.sqrt(1 / 512), (512, 3000)), np.ones(3000)
    exact = np.exp(-0.32 + 0.8 * dW.sum(axis=0))
    half = strong_errors(lambda t, x: 0 * x, lambda t, x: 0.8 * x, x0, t, dW, ks, exact)
    bowl, constant = (lambda t, x: -x), (lambda t, x: 0.8 + 0 * x)
    one = strong_errors(bowl, constant, x0, t, dW, ks, euler_maruyama(bowl, constant, x0, t, dW)[-1])
    assert np.polyfit(np.log(ks), np.log(half), 1)[0] == pytest.approx(0.5, abs=0.1)
    assert np.polyfit(np.log(ks), np.log(one), 1)[0] == pytest.approx(1.0, abs=0.15)


def test_milstein_has_strong_order_one():
    """For dX = 0.8 X dW against the exact solution on the same paths."""
    rng, steps = np.random.default_rng(8), [32, 64, 128, 256]
    dW, errors = rng.normal(0.0, math.sqrt(1 / 256), (256, 3000)), []
    exact = np.exp(-0.32 + 0.8 * dW.sum(axis=0))
    for n in steps:
        joined = dW.reshape(n, 256 // n, 3000).sum(axis=1)
        f, g, dg = (lambda t, x: 0 * x), (lambda t, x: 0.8 * x), (lambda t, x: 0.8 + 0 * x)
        x = milstein(f, g, dg, np.ones(3000), np.linspace(0, 1, n + 1), joined)
        errors.append(np.abs(x[-1] - exact).mean())
    assert -np.polyfit(np.log(steps), np.log(errors), 1)[0] == pytest.approx(1.0, abs=0.12)


@pytest.mark.parametrize("power", [1, 2, 3, 4])
def test_coin_flips_have_the_first_three_moments_of_the_normal_chain(power):
    """E X^p for linear f and g, a step's factor by Gauss-Hermite quadrature; the fourth moment differs."""
    t, mu, sigma, x0 = np.array([0.0, 0.3, 0.5, 0.9]), 0.7, 0.8, 1.3
    z, w = np.polynomial.hermite_e.hermegauss(10)
    factors = [((1 + mu * h + sigma * math.sqrt(h) * z) ** power) @ w / w.sum() for h in np.diff(t)]
    f, g = (lambda t, x: mu * x), (lambda t, x: sigma * x)
    (error,) = weak_errors_binary(f, g, x0, t, [1], lambda x: x**power, x0**power * math.prod(factors))
    assert abs(error) < 1e-13 if power < 4 else error < -0.1


def test_weak_order_is_one_for_a_bent_drift():
    """dX = -sin X dt + 0.5 dW, phi = cos: errors of 1, 2, 4, 8 and 16 flips against Richardson's limit."""
    f, g, t = (lambda t, x: -np.sin(x)), (lambda t, x: 0.5 + 0 * x), np.linspace(0, 1, 17)
    means = weak_errors_binary(f, g, 1.0, t, [1, 2, 4, 8], np.cos, 0.0)
    limit = 2 * means[0] - means[1]
    ratios = (means[1:] - limit) / (means[:-1] - limit)
    assert np.all(np.abs(ratios - 2) < 0.35)


def test_ito_drift_is_the_mean_of_a_stratonovich_step():
    """Heun's step, g at both ends averaged, has over kicks +-sqrt(h) the mean (f + g g'/2) h to leading order."""
    g, dg, x = (lambda t, x: 0.3 + 0.5 * x**2), (lambda t, x: x), np.array([0.4, 1.2])
    for h in (1e-4, 1e-5):
        moves = []
        for kick in (math.sqrt(h), -math.sqrt(h)):
            ahead = x - x * h + g(0, x) * kick
            moves.append(-x * h + (g(0, x) + g(0, ahead)) / 2 * kick)
        assert np.mean(moves, axis=0) / h == pytest.approx(ito_drift(lambda t, x: -x, g, dg, 0.0, x), abs=3 * h)


def test_stationary_law_with_noise_that_depends_on_the_state():
    """p = sigma^-2 exp(int 2b/sigma^2) has no flux, and for b = -x, sigma^2 = (1 + x^2)/4 the mean square is 1/7, not 1/5."""
    x = sympy.symbols("x", real=True)
    b, square = -x, (1 + x**2) / 4
    boltzmann = sympy.exp(sympy.integrate(2 * b / square, x))
    p = boltzmann / square
    assert sympy.simplify(b * p - sympy.diff(square * p, x) / 2) == 0
    for density, share in ((p, 1 / 7), (boltzmann, 1 / 5)):
        weigh = sympy.lambdify(x, density)
        mass, second = (integrate.quad(lambda v, n=n, weigh=weigh: v**n * weigh(v), -np.inf, np.inf)[0] for n in (0, 2))
        assert second / mass == pytest.approx(share, rel=1e-8)


def test_square_of_brownian_motion_solves_the_equation_that_milstein_is_exact_for():
    """Ito's formula for (r + W)^2: the rate is half the second derivative, 1, the strength the first, 2 (r + W)."""
    r, w = sympy.symbols("r w", positive=True)
    y = (r + w) ** 2
    assert sympy.diff(y, w, 2) / 2 == 1 and sympy.simplify(sympy.diff(y, w) - 2 * sympy.sqrt(y)) == 0


def test_milstein_without_the_step_keeps_the_stratonovich_mean():
    """g g' dW^2 / 2 has the mean g g' h / 2; with dW^2 - h it has none."""
    f, g, dg, t = (lambda t, x: 0 * x), (lambda t, x: 0.8 * x), (lambda t, x: 0.8 + 0 * x), [0.0, 0.01]
    x = milstein(f, g, dg, [1.0, 1.0], t, [[0.1, -0.1]])[-1]
    assert x.mean() == pytest.approx(1.0, rel=1e-14)
    assert (x + 0.64 * 0.01 / 2).mean() == pytest.approx(1 + 0.8**2 * 0.01 / 2, rel=1e-14)


def test_transitions_are_those_of_the_word_of_sides():
    """A path as a word of L, R and -, in which LR and RL are counted once the - are crossed out."""
    x = np.random.default_rng(9).uniform(-1.2, 1.2, (60, 200))
    x[np.abs(x) > 1.1] = np.sign(x[np.abs(x) > 1.1]) * 0.5
    for path, got in zip(x.T, transitions(x), strict=True):
        word = "".join("L" if v <= -0.5 else "R" if v >= 0.5 else "-" for v in path).replace("-", "")
        assert got == len(re.findall("(?=LR|RL)", word))


def test_paths_of_the_checks_make_the_transitions_that_are_claimed():
    """Whatever lies in between: by the same word."""
    rng = np.random.default_rng(10)
    for number in (1, 2, 4, 7):
        path = public.wander(rng, (-1) ** np.arange(number), 1.0, 3.0)
        word = "".join("L" if v <= 1 else "R" if v >= 3 else "-" for v in path).replace("-", "")
        assert len(re.findall("(?=LR|RL)", word)) == number - 1 and len(path) == 40


def test_transitions_of_the_double_well_do_not_depend_on_the_grid_and_changes_of_sign_do():
    """sigma = 1 up to t = 20: 2.3 transitions a path, and 15 or 30 changes of sign with steps of 0.01 or 0.0025."""
    noise = np.ones(500)
    for h, signs in ((0.01, 15), (0.0025, 30)):
        t = np.arange(0, 20 + h / 2, h)
        x = simulate_sde(lambda t, x: 4 * x - 4 * x**3, lambda t, x: noise, -1.0, t, 500, np.random.default_rng(11))
        assert transitions(x).mean() == pytest.approx(2.3, abs=0.3)
        assert np.sum(np.diff(np.sign(x), axis=0) != 0, axis=0).mean() == pytest.approx(signs, rel=0.15)


def test_double_well_explodes_at_large_steps_only():
    """sigma = 1.5 up to t = 20: no path of 2000 at h = 0.05, about a tenth at 0.1, nearly all at 0.2."""
    share, noise = {}, 1.5 * np.ones(2000)
    for h in (0.05, 0.1, 0.2):
        with np.errstate(over="ignore", invalid="ignore"):
            t = np.arange(0, 20 + h / 2, h)
            x = simulate_sde(lambda t, x: 4 * x - 4 * x**3, lambda t, x: noise, -1.0, t, 2000, np.random.default_rng(2))
        share[h] = np.mean(~np.isfinite(x[-1]))
    assert share[0.05] == 0 and 0.05 < share[0.1] < 0.15 and share[0.2] > 0.95


@pytest.mark.parametrize("h", [0.05, 0.1, 0.5])
def test_double_well_throws_out_beyond_the_stated_radius(h):
    """|w| = sqrt(1 + 1/(2h)) is mapped to its mirror image; a step leads further out from beyond, else in."""
    edge = math.sqrt(1 + 1 / (2 * h))

    def step(w):
        return abs(w + h * (4 * w - 4 * w**3))

    assert step(edge) == pytest.approx(edge, rel=1e-12)
    assert step(1.01 * edge) > 1.01 * edge and step(0.99 * edge) < 0.99 * edge


@pytest.mark.parametrize(("sigma", "time", "one_over_rate"), [(0.5, 3500.03, 3311.01), (1.0, 10.2586, 8.207)])
def test_mean_passage_times_of_the_lesson(sigma, time, one_over_rate):
    """The exact mean time from -1 to +1 by double quadrature, and one over Kramers' rate."""
    T = sigma**2 / 2
    y = np.linspace(-4, 1, 20001)
    L = (y**2 - 1) ** 2
    inner = integrate.cumulative_simpson(np.exp(-L / T), x=y, initial=0)
    start = np.searchsorted(y, -1.0)
    exact = integrate.simpson(np.exp(L[start:] / T) * inner[start:], x=y[start:]) / T
    assert exact == pytest.approx(time, rel=1e-3)
    assert math.pi / (2 * math.sqrt(2)) * math.exp(2 / sigma**2) == pytest.approx(one_over_rate, rel=1e-3)
    assert math.sqrt(8 * 4) / (2 * math.pi) == pytest.approx(2 * math.sqrt(2) / math.pi)


def test_innovations_are_standard_normal_whatever_the_coefficients():
    """The law that all statistical checks rest on, at every step of an uneven grid, for bent f and g."""
    t, rng, n = np.array([0.0, 0.1, 0.25, 0.65]), np.random.default_rng(3), 20_000
    f = problems.elementwise((6, 0, 0), (-2, 0, 1), (-1, 0, 3))
    g = problems.elementwise((0.25, 0, 0), (4, 1, 2), (0.25, 2, 0), root=True)
    x = simulate_sde(f, g, 0.0, t, n, rng)
    kicks = [(x[k + 1] - x[k] - f(t[k], x[k]) * h) / (g(t[k], x[k]) * math.sqrt(h)) for k, h in enumerate(np.diff(t))]
    assert all(stats.kstest(z, "norm").pvalue > 1e-4 for z in kicks)
    assert np.abs(np.corrcoef(kicks) - np.eye(3)).max() < 4.5 / math.sqrt(n)


@pytest.mark.parametrize("n", [7, 60])
def test_cosine_of_a_normal_vector_has_the_stated_law(n):
    """cos^2 of the angle between n normal numbers and (1, ..., 1) is Beta(1/2, (n - 1)/2)."""
    z = np.random.default_rng(4).standard_normal((20_000, n))
    squared = z.sum(axis=1) ** 2 / (n * (z**2).sum(axis=1))
    assert stats.kstest(squared, stats.beta(0.5, (n - 1) / 2).cdf).pvalue > 1e-4


def test_false_fail_probability_is_as_stated():
    """What lies beyond the limits of each law, added up, is ALPHA at most."""
    n = public.PATHS
    low, high = stats.binom.ppf(public.ALPHA / 2, n, 0.5), stats.binom.isf(public.ALPHA / 2, n, 0.5)
    assert stats.binom.cdf(low - 1, n, 0.5) + stats.binom.sf(high, n, 0.5) <= public.ALPHA
    distance = stats.kstwo.isf(public.ALPHA, public.MANY)
    assert stats.kstwo.sf(distance, public.MANY) == pytest.approx(public.ALPHA, rel=1e-3)
    chi = stats.chi2(n - 1)
    outside = chi.cdf(chi.ppf(public.ALPHA / 2)) + chi.sf(chi.isf(public.ALPHA / 2))
    assert outside == pytest.approx(public.ALPHA, rel=1e-3)


def test_kicks_of_other_tails_are_told_from_normal_ones():
    """Of 3 MANY kicks, none of the clipped ones is far and, but for 1e-10, too many of Student's t(10) of variance 1."""
    n, share = 3 * public.MANY, 2 * stats.norm.sf(public.FAR)
    low, high = stats.binom.ppf(public.ALPHA / 2, n, share), stats.binom.isf(public.ALPHA / 2, n, share)
    assert stats.binom.cdf(low - 1, n, share) + stats.binom.sf(high, n, share) <= public.ALPHA
    assert low > 0 and stats.binom.cdf(high, n, 2 * stats.t(10).sf(public.FAR / math.sqrt(0.8))) < 1e-10


DRAWS = {
    "clipped at 2": lambda rng, n: np.clip(rng.standard_normal(n), -2, 2),
    "clipped at 3": lambda rng, n: np.clip(rng.standard_normal(n), -3, 3),
    "Student's": lambda rng, n: rng.standard_t(10, n) * math.sqrt(0.8),
    "none downward": lambda rng, n: np.abs(rng.standard_normal(n)),
}


@pytest.mark.parametrize("draws", DRAWS)
def test_drawn_kicks_of_other_tails_fail(draws):
    """Whatever else they pass."""

    class Other:
        @staticmethod
        def simulate_sde(f, g, x0, t, n, rng):
            return np.vstack([np.full(n, x0), x0 + DRAWS[draws](np.random.default_rng(rng.seed), n)])

    for seed in range(10):
        with pytest.raises(expect.Failed):
            public.check_simulate_sde__large_kicks_are_as_rare_as_normal_ones(Other, np.random.default_rng(seed))


def test_uniform_numbers_of_variance_one_are_told_from_normal_ones():
    """Their greatest distance, 0.057, is more than 6 sd of the empirical one beyond the limit."""
    x = np.linspace(-4, 4, 80001)
    gap = np.abs(stats.uniform(-math.sqrt(3), 2 * math.sqrt(3)).cdf(x) - stats.norm.cdf(x))
    limit = stats.kstwo.isf(public.ALPHA, public.MANY)
    assert gap.max() - limit > 6 * math.sqrt(0.732 * 0.268 / public.MANY)


def checks(module):
    """The check functions that a module defines."""
    return [check for name, check in vars(module).items() if name.startswith("check_")]


@pytest.mark.parametrize("check", checks(public) + checks(hidden), ids=lambda check: check.__name__)
def test_reference_passes(check):
    """Every claim holds under 20 seeds."""
    for seed in range(20):
        check(Student(), np.random.default_rng(seed))


def test_exact_transitions_are_no_euler_maruyama():
    """An exact Ornstein-Uhlenbeck step, were f given away as -0.8 x, is told from Euler-Maruyama."""

    class Exact:
        @staticmethod
        def simulate_sde(f, g, x0, t, n, rng):
            x, rng = [np.full(n, float(x0))], np.random.default_rng(rng.seed)
            for h in np.diff(t):
                spread = math.sqrt((1 - math.exp(-1.6 * h)) / 1.6)
                x.append(x[-1] * math.exp(-0.8 * h) + spread * rng.standard_normal(n))
            return np.array(x)

    with pytest.raises(expect.Failed):
        public.check_simulate_sde__drift_does_not_see_the_kick(Exact, np.random.default_rng(0))


def test_coefficients_of_the_checks_are_what_their_claims_say():
    """sqrt(1/16 + 4 x^2), and zero and one, at a handful of states."""
    x = np.linspace(-2, 2, 9)
    assert np.allclose(public.STRENGTH(0.7, x), np.sqrt(1 / 16 + 4 * x**2), rtol=1e-14)
    assert np.all(systems.zero()(0.3, x) == 0) and np.all(systems.one()(0.3, x) == 1)
    B, states = np.arange(12.0).reshape(3, 2, 2), np.arange(10.0).reshape(5, 2)
    strength = systems.Modulated(public.matrices(B), 2.0)(0.25, states)
    assert np.allclose(strength, 1.5 * np.stack([states @ matrix.T for matrix in B], axis=-1), rtol=1e-14)
