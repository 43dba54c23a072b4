"""The truths that euler and plot_step_sizes are held against, found a second time by other means."""

from fractions import Fraction
from itertools import pairwise
from math import exp

import mpmath
import numpy as np
import pytest
import torch
import torchdiffeq
from matplotlib.figure import Figure

from autograder import systems
from autograder.checks import problems
from autograder.checks.public import check_euler_stability as public
from autograder.sandbox import probes
from reference.euler_stability import T, euler, plot_step_sizes


def regime(h):
    """What (1 - h)^k does over its first twelve steps, in exact arithmetic."""
    y = [(1 - Fraction(str(h))) ** k for k in range(13)]
    sizes = [abs(value) for value in y]
    alternates = all(a * b < 0 for a, b in pairwise(y))
    if sizes == sorted(sizes, reverse=True) and sizes[-1] < sizes[0]:
        return "alternating decay" if alternates else "monotone decay"
    return "period two" if y[:11] == y[2:] else "alternating growth" if alternates else "other"


@pytest.mark.parametrize(
    ("h", "name"),
    [
        (0.1, "monotone decay"),
        (0.9, "monotone decay"),
        (1, "monotone decay"),
        (1.2, "alternating decay"),
        (1.9, "alternating decay"),
        (2, "period two"),
        (2.4, "alternating growth"),
        (3, "alternating growth"),
    ],
)
def test_the_four_regimes_of_the_lesson_are_those_of_exact_arithmetic(h, name):
    assert regime(h) == name
    y = euler(lambda t, y: -y, [1.0], np.arange(13) * h)[:, 0]
    np.testing.assert_allclose(y, [float((1 - Fraction(str(h))) ** k) for k in range(13)], rtol=1e-12, atol=1e-12)


def test_the_steps_agree_with_torchdiffeq_on_an_uneven_grid():
    rng = np.random.default_rng(3)
    field = systems.Trigonometric(A=problems.coupled_matrix(rng, 3), omega=2.5, b=rng.uniform(1, 2, 3))
    y0, t = rng.uniform(-2, -1, 3), problems.uneven_grid(rng, 12, start=0.5, stop=2.0)
    rate = lambda s, y: torch.from_numpy(field(float(s), y.numpy()))  # noqa: E731
    theirs = torchdiffeq.odeint(rate, torch.from_numpy(y0), torch.from_numpy(t), method="euler")
    np.testing.assert_allclose(euler(field, y0, t), theirs.numpy(), rtol=1e-12)


def test_the_error_times_the_number_of_steps_tends_to_minus_half_of_1_over_e():
    """The leading term of (1 - 1/n)^n - 1/e is -1/(2 e n): Euler ends below the exact solution, at order one."""
    for n in (64, 128, 256):
        miss = euler(lambda t, y: -y, [1.0], np.linspace(0, 1, n + 1))[-1, 0] - exp(-1)
        with mpmath.workdps(40):
            exact = (1 - mpmath.mpf(1) / n) ** n - mpmath.exp(-1)
        assert miss == pytest.approx(float(exact), rel=1e-9)
        assert miss * n == pytest.approx(-exp(-1) / 2, rel=1 / n)


def test_the_window_of_the_order_holds_every_rate_that_is_drawn():
    steps = np.array([32, 64, 128, 256])
    for rate in np.linspace(0.5, 1.5, 101):
        errors = np.exp(-rate) - (1 - rate / steps) ** steps
        assert abs(np.polyfit(np.log(1 / steps), np.log(errors), 1)[0] - 1) < 0.02  # allowed: 0.1


def test_explicit_euler_spirals_outward_on_the_rotation_for_every_step():
    for h in (1e-3, 0.1, 1.0):
        x = euler(lambda t, z: np.array([-z[1], z[0]]), [1.0, 0.0], np.arange(11) * h)
        np.testing.assert_allclose(np.hypot(*x.T), (1 + h * h) ** (np.arange(11) / 2), rtol=1e-12)


def test_each_draw_of_step_sizes_has_every_regime_and_every_trap_of_rounding():
    for seed in range(200):
        hs = public.step_sizes(np.random.default_rng(seed))
        assert {regime(h) for h in hs} == {"monotone decay", "alternating decay", "period two", "alternating growth"}
        assert all(abs(round(T / h) * h - T) < 1e-12 for h in hs)
        assert hs != sorted(hs)
        assert any(len(np.arange(0, T + h, h)) > round(T / h) + 1 for h in hs)
        assert any(int(T // h) < round(T / h) for h in hs)
        assert any(np.cumsum(np.full(round(T / h), h))[-1] < T for h in hs)


def test_a_smooth_curve_is_within_5e_4_of_the_exact_solution():
    t = np.linspace(0, T, public.SMOOTH)
    between = (t[:-1] + t[1:]) / 2
    chord = (np.exp(-t[:-1]) + np.exp(-t[1:])) / 2
    assert np.max(np.abs(chord - np.exp(-between))) < 5e-4


def test_the_drawing_shows_what_the_lesson_says():
    ax = Figure().add_subplot()
    assert plot_step_sizes(ax, [2.4, 0.1]) is None
    drawing = probes.describe(ax)
    assert [len(artist["xy"]) for artist in drawing["artists"]] == [6, 121, 601]
    assert drawing["legend"] == ["h = 2.4", "h = 0.1", "exact"]
    assert public.END == T
