"""Known wrong answers on Brownian motion and its steps: the reference with one thing changed. Docstring: what a tutor would say."""

import math
from itertools import product

import numpy as np

from reference.euler_maruyama import (
    coarsen,
    em_ou_moments,
    euler_maruyama,
    euler_maruyama_nd,
    milstein,
    ou_moments,
    transitions,
)


def brownian_increments__times_step(t, n, rng):
    """Your increments are of size h, not sqrt(h): cut the time into more steps and what they add up to dies out. Their
    *variance* is h.
    """
    return np.diff(t)[:, None] * rng.standard_normal((len(t) - 1, n))


def brownian_increments__without_step(t, n, rng):
    """Your increments are as large over short steps as over long ones. Halve all steps: what the increments add up to
    should vary as before. It is h an increment.
    """
    return rng.standard_normal((len(t) - 1, n))


def brownian_increments__of_one_size(t, n, rng):
    """Your increments all have the same variance, but the steps are uneven. Scale row k by the root of its own step,
    t[k+1] - t[k].
    """
    return np.sqrt(t[1] - t[0]) * rng.standard_normal((len(t) - 1, n))


def brownian_increments__depends_on_the_time(t, n, rng):
    """Your increments change with the time on the clock: their variance is t itself, as if each were all of W from time 0
    on. An increment knows only how long its step is, not when it is.
    """
    return np.sqrt(t[1:])[:, None] * rng.standard_normal((len(t) - 1, n))


def brownian_increments__of_wrong_size(t, n, rng):
    """Even over steps of length 1 your increments have not variance 1; print it. 2 is an extra sqrt(2), 1/3 is uniform
    numbers.
    """
    return np.sqrt(2 * np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, n))


def brownian_increments__one_for_all_paths(t, n, rng):
    """All your paths get the same increment, so they are one path n times. Draw n numbers at each step."""
    return np.sqrt(np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, 1)) * np.ones(n)


def brownian_increments__dependent_steps(t, n, rng):
    """A path's next increment knows the one before: drawn once for all steps, perhaps, or mixed from both. Increments
    over disjoint intervals are independent: draw n new ones for each step.
    """
    return np.sqrt(np.diff(t))[:, None] * rng.standard_normal(n)


def brownian_increments__position_for_increment(t, n, rng):
    """Your rows grow with time: they are W itself, the sum of all increments so far. Only what is new in each step is
    asked for.
    """
    return np.cumsum(np.sqrt(np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, n)), axis=0)


def brownian_increments__not_normal(t, n, rng):
    """Mean and variance of your increments are right, their shape is not: they are coin flips or uniform numbers. Draw
    rng.standard_normal.
    """
    return np.sqrt(np.diff(t))[:, None] * rng.choice([-1.0, 1.0], (len(t) - 1, n))


def brownian_increments__wrong_tails(t, n, rng):
    """Your large increments are too few or too many: clipped, or drawn from a law with other tails. Rare large kicks
    carry paths over barriers. Take what rng.standard_normal gives, and leave it as it is.
    """
    return np.sqrt(np.diff(t))[:, None] * np.clip(rng.standard_normal((len(t) - 1, n)), -3, 3)


def brownian_increments__only_upward(t, n, rng):
    """None of your increments is negative: rng.random() lies between 0 and 1, and an absolute value has lost the sign.
    Increments have mean 0.
    """
    return np.sqrt(np.diff(t))[:, None] * rng.random((len(t) - 1, n))


def brownian_increments__balanced_paths(t, n, rng):
    """Your paths depend on one another: mirror images, copies, or a mean that was subtracted. Here the n paths are
    independent; draw n numbers a step.
    """
    half = np.sqrt(np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, n - n // 2))
    return np.hstack([half, -half])[:, :n]


def brownian_increments__ignores_the_generator(t, n, rng):
    """The same generator gives other increments each time: your numbers come from elsewhere (np.random, or a generator
    of your own). Draw from rng.
    """
    return np.sqrt(np.diff(t))[:, None] * np.random.default_rng().standard_normal((len(t) - 1, n))


def brownian_increments__seeds_anew(t, n, rng):
    """Every generator gives the same increments: you seed one of your own with a fixed number. Whoever hands rng over
    decides; draw from rng.
    """
    return np.sqrt(np.diff(t))[:, None] * np.random.default_rng(0).standard_normal((len(t) - 1, n))


def brownian_increments__of_another_shape(t, n, rng):
    """The shape is (K - 1, n): one row for each step, so one fewer than there are times, and one column for each path."""
    return np.vstack([np.zeros(n), np.sqrt(np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, n))])


def brownian_path__zero_left_out(dW):
    """A path begins at 0, and that row is missing: K - 1 increments lead to K times."""
    return np.cumsum(dW, axis=0)


def brownian_path__last_row_missing(dW):
    """Your path begins at 0 but stops one step early: the last increment is not used. K - 1 increments, K rows."""
    return np.vstack([np.zeros(np.shape(dW)[1]), np.cumsum(dW, axis=0)])[:-1]


def brownian_path__zero_at_the_end(dW):
    """The row of zeros stands at the end. W is 0 at t[0], so it comes first."""
    return np.vstack([np.cumsum(dW, axis=0), np.zeros(np.shape(dW)[1])])


def brownian_path__not_summed(dW):
    """Your rows are single increments. W is where they have led together: add up all increments so far."""
    return np.vstack([np.zeros(np.shape(dW)[1]), dW])


def brownian_path__sums_over_paths(dW):
    """You add up different paths, from left to right. Time runs down the rows: sum along axis 0."""
    return np.vstack([np.zeros(np.shape(dW)[1]), np.cumsum(dW, axis=1)])


def brownian_path__one_sum_for_all(dW):
    """Your columns run into one another: without an axis, np.cumsum flattens the array first. Say axis=0."""
    return np.vstack([np.zeros(np.shape(dW)[1]), np.reshape(np.cumsum(dW), np.shape(dW))])


def brownian_path__running_mean(dW):
    """You divide by the number of steps so far. Increments add; their mean would shrink as the path goes on."""
    dW = np.asarray(dW)
    means = np.cumsum(dW, axis=0) / np.arange(1, len(dW) + 1)[:, None]
    return np.vstack([np.zeros(dW.shape[1]), means])


def brownian_path__summed_from_the_end(dW):
    """You add the increments up from the last one back. Row k has the first k of them."""
    return np.vstack([np.zeros(np.shape(dW)[1]), np.cumsum(np.asarray(dW)[::-1], axis=0)])


def brownian_path__begins_after_the_first_step(dW):
    """Your path begins where the first step has led, and takes that step once more. Row 0 is 0."""
    dW = np.asarray(dW)
    return np.vstack([dW[0], dW[0] + np.cumsum(dW, axis=0)])


def brownian_path__time_last(dW):
    """You returned one path per row. Time comes first here: row k holds all paths at t[k]."""
    return np.vstack([np.zeros(np.shape(dW)[1]), np.cumsum(dW, axis=0)]).T


def brownian_path__changes_dW(dW):
    """You add up in dW itself, and whoever handed it over has lost the increments. Work on a copy."""
    for k in range(1, len(dW)):
        dW[k] += dW[k - 1]
    return np.vstack([np.zeros(np.shape(dW)[1]), dW])


def euler_maruyama__kick_scaled_again(f, g, x0, t, dW):
    """You multiplied dW by the root of the step, but dW is an increment: its variance is the step already. Use it
    as it is.
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(start, x[-1]) * (stop - start) + g(start, x[-1]) * np.sqrt(stop - start) * kick)
    return np.stack(x)


def euler_maruyama__kick_times_step(f, g, x0, t, dW):
    """You multiplied the noise by h as well as the drift. Only a rate needs multiplying by time; dW is a finished
    increment of size sqrt(h).
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + (f(start, x[-1]) + g(start, x[-1]) * kick) * (stop - start))
    return np.stack(x)


def euler_maruyama__strength_squared(f, g, x0, t, dW):
    """Your noise enters with g squared. g^2 h is the variance of a kick; the kick itself is g dW."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(start, x[-1]) * (stop - start) + g(start, x[-1]) ** 2 * kick)
    return np.stack(x)


def euler_maruyama__strength_left_out(f, g, x0, t, dW):
    """You add dW itself. How strong the noise is at a state is g's to say: the kick is g(t[k], X[k]) dW[k]."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(start, x[-1]) * (stop - start) + kick)
    return np.stack(x)


def euler_maruyama__first_step_for_all(f, g, x0, t, dW):
    """Your step never changes, but the grid does: take t[k+1] - t[k] anew in each pass of the loop."""
    h = t[1] - t[0]
    x = [np.array(x0, dtype=float)]
    for start, kick in zip(t[:-1], dW):
        x.append(x[-1] + f(start, x[-1]) * h + g(start, x[-1]) * kick)
    return np.stack(x)


def euler_maruyama__noise_at_right_time(f, g, x0, t, dW):
    """You asked for g at the time of the step's end. Ito takes the strength at the start, g(t[k], X[k]): try g = t
    by hand.
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(start, x[-1]) * (stop - start) + g(stop, x[-1]) * kick)
    return np.stack(x)


def euler_maruyama__drift_at_right_time(f, g, x0, t, dW):
    """You asked for the drift at the time of the step's end; like Euler's method this one takes it at the start,
    f(t[k], X[k]).
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(stop, x[-1]) * (stop - start) + g(start, x[-1]) * kick)
    return np.stack(x)


def euler_maruyama__strength_at_start(f, g, x0, t, dW):
    """Your g stays at x0 while the path moves away from it. The strength follows the state: g(t[k], X[k])."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(start, x[-1]) * (stop - start) + g(start, x[0]) * kick)
    return np.stack(x)


def euler_maruyama__stratonovich(f, g, x0, t, dW):
    """You averaged g over both ends of the step. That solves Stratonovich's equation, another one: with f = 0 its
    mean moves, Ito's does not.
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        ahead = x[-1] + g(start, x[-1]) * kick
        x.append(x[-1] + f(start, x[-1]) * (stop - start) + (g(start, x[-1]) + g(stop, ahead)) / 2 * kick)
    return np.stack(x)


def euler_maruyama__strength_at_predicted_state(f, g, x0, t, dW):
    """You took g at the state after the kick, so a kick decides its own size. Ito's g must not see the future:
    take it before the step.
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        drifted = x[-1] + f(start, x[-1]) * (stop - start)
        ahead = drifted + g(start, x[-1]) * kick
        x.append(drifted + g(start, ahead) * kick)
    return np.stack(x)


def euler_maruyama__drift_then_kick(f, g, x0, t, dW):
    """You let the drift act first and took g where it had led. Take f and g both at X[k], then move once."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        drifted = x[-1] + f(start, x[-1]) * (stop - start)
        x.append(drifted + g(start, drifted) * kick)
    return np.stack(x)


def euler_maruyama__kick_then_drift(f, g, x0, t, dW):
    """You let the kick act first and took f where it had led. Take f and g both at X[k], then move once."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        kicked = x[-1] + g(start, x[-1]) * kick
        x.append(kicked + f(start, kicked) * (stop - start))
    return np.stack(x)


def euler_maruyama__heun_drift(f, g, x0, t, dW):
    """You averaged the drift over both ends of the step. That is more accurate without noise, but another method:
    one f a step, at its start.
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        noise = g(start, x[-1]) * kick
        ahead = x[-1] + f(start, x[-1]) * (stop - start) + noise
        x.append(x[-1] + (f(start, x[-1]) + f(stop, ahead)) / 2 * (stop - start) + noise)
    return np.stack(x)


def euler_maruyama__drift_uphill(f, g, x0, t, dW):
    """Your drift has the wrong sign. f is the drift itself (for gradient descent it contains the minus already):
    set dW = 0 and compare with Euler.
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] - f(start, x[-1]) * (stop - start) + g(start, x[-1]) * kick)
    return np.stack(x)


def euler_maruyama__drift_without_step(f, g, x0, t, dW):
    """Your drift is not multiplied by the length of the step. f is a rate; rate times time is the move."""
    x = [np.array(x0, dtype=float)]
    for start, kick in zip(t[:-1], dW):
        x.append(x[-1] + f(start, x[-1]) + g(start, x[-1]) * kick)
    return np.stack(x)


def euler_maruyama__drift_times_root_step(f, g, x0, t, dW):
    """You multiplied the drift by the root of the step. Only noise scales like sqrt(h), and it is in dW; the drift
    takes h itself.
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(start, x[-1]) * np.sqrt(stop - start) + g(start, x[-1]) * kick)
    return np.stack(x)


def euler_maruyama__one_kick_for_all_paths(f, g, x0, t, dW):
    """All your paths feel the same kick. dW has a column for each path: use the whole row dW[k]."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(start, x[-1]) * (stop - start) + g(start, x[-1]) * kick[0])
    return np.stack(x)


def euler_maruyama__one_kick_for_all_steps(f, g, x0, t, dW):
    """You use the first row of dW at every step. Increments over other intervals are other numbers: row k belongs
    to the step from t[k].
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, _ in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(start, x[-1]) * (stop - start) + g(start, x[-1]) * dW[0])
    return np.stack(x)


def euler_maruyama__kick_of_another_step(f, g, x0, t, dW):
    """Your steps take the kick of the step before, dW[k - 1], and the first one the last row: index -1 is the end. Row
    k belongs to the step from t[k].
    """
    x = [np.array(x0, dtype=float)]
    for k in range(len(t) - 1):
        x.append(x[-1] + f(t[k], x[-1]) * (t[k + 1] - t[k]) + g(t[k], x[-1]) * dW[k - 1])
    return np.stack(x)


def euler_maruyama__path_for_increment(f, g, x0, t, dW):
    """You kick with W itself, the sum of all increments so far. The kick over one interval is its own increment,
    dW[k].
    """
    return euler_maruyama(f, g, x0, t, np.cumsum(dW, axis=0))


def euler_maruyama__milstein(f, g, x0, t, dW):
    """You added a correction with (dW^2 - h), as Milstein does. It is more accurate along each path, but this
    exercise is the plain method.
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        h, strength = stop - start, g(start, x[-1])
        slope = (g(start, x[-1] + 1e-5) - g(start, x[-1] - 1e-5)) / 2e-5
        x.append(x[-1] + f(start, x[-1]) * h + strength * kick + strength * slope * (kick**2 - h) / 2)
    return np.stack(x)


def euler_maruyama__rows_are_one_array(f, g, x0, t, dW):
    """All your rows are the last state: you stored the same array each time and changed it in place. Append a
    copy, or a new array.
    """
    state = np.array(x0, dtype=float)
    x = [state]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        state += f(start, state) * (stop - start) + g(start, state) * kick
        x.append(state)
    return np.stack(x)


def euler_maruyama__whole_numbers(f, g, x0, t, dW):
    """Your states lose their decimals when x0 is of whole numbers: an array made like x0 has its type. Make it a
    float array.
    """
    x = np.zeros((len(t), len(x0)), dtype=np.asarray(x0).dtype)
    x[0] = x0
    for k, kick in enumerate(dW):
        x[k + 1] = x[k] + f(t[k], x[k]) * (t[k + 1] - t[k]) + g(t[k], x[k]) * kick
    return x


def euler_maruyama__clipped(f, g, x0, t, dW):
    """You keep the states within bounds. That hides an explosion that the method really has: show it, then take
    smaller steps.

    (hidden only)
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(np.clip(x[-1] + f(start, x[-1]) * (stop - start) + g(start, x[-1]) * kick, -100, 100))
    return np.stack(x)


def euler_maruyama__start_left_out(f, g, x0, t, dW):
    """K times need K rows, and yours are one fewer: row 0 is the start, x0."""
    return euler_maruyama(f, g, x0, t, dW)[1:]


def euler_maruyama__time_last(f, g, x0, t, dW):
    """You returned one path per row. Time comes first here: row k holds all paths at t[k]."""
    return euler_maruyama(f, g, x0, t, dW).T


def euler_maruyama__state_first(f, g, x0, t, dW):
    """You called f(x, t). In this course time comes first: f(t, x) and g(t, x)."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(x[-1], start) * (stop - start) + g(x[-1], start) * kick)
    return np.stack(x)


def simulate_sde__kick_times_step(f, g, x0, t, n, rng):
    """Your kicks are of size h, not sqrt(h): the variance after a fixed time dies out as you refine the grid.
    Their *variance* is h.
    """
    dW = rng.normal(0.0, np.diff(t)[:, None], (len(t) - 1, n))
    return euler_maruyama(f, g, np.full(n, x0), t, dW)


def simulate_sde__kick_without_step(f, g, x0, t, n, rng):
    """Your kicks are as large over short steps as over long ones. Halve the step: the variance at the end should
    stay as it is. It is h a kick.
    """
    dW = rng.standard_normal((len(t) - 1, n))
    return euler_maruyama(f, g, np.full(n, x0), t, dW)


def simulate_sde__strength_squared(f, g, x0, t, n, rng):
    """With g = 1 all is well, with any other strength it is not: your noise enters with g squared. The kick is g
    dW; g^2 h is its variance.
    """
    dW = np.sqrt(np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, n))
    return euler_maruyama__strength_squared(f, g, np.full(n, x0), t, dW)


def simulate_sde__strength_left_out(f, g, x0, t, n, rng):
    """With g = 1 all is well, but with g = 0 your paths still feel noise: g is left out. The kick is g(t[k], X[k]) dW[k]."""
    dW = np.sqrt(np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, n))
    return euler_maruyama__strength_left_out(f, g, np.full(n, x0), t, dW)


def simulate_sde__kicks_of_wrong_size(f, g, x0, t, n, rng):
    """Even with g = 1 and steps of 1 your kicks have not variance 1; print it. 2 is an extra sqrt(2) (a
    temperature is g^2/2), 1/3 is uniform numbers.
    """
    dW = np.sqrt(2 * np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, n))
    return euler_maruyama(f, g, np.full(n, x0), t, dW)


def simulate_sde__one_kick_for_all_paths(f, g, x0, t, n, rng):
    """All your paths feel the same kick, so they are one path n times. Draw n numbers at each step."""
    dW = np.sqrt(np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, 1)) * np.ones(n)
    return euler_maruyama(f, g, np.full(n, x0), t, dW)


def simulate_sde__dependent_steps(f, g, x0, t, n, rng):
    """A path's next kick knows the one before: drawn once for all steps, perhaps, or mixed from both. Increments
    over disjoint intervals are independent: draw n new ones for each step.
    """
    dW = np.sqrt(np.diff(t))[:, None] * rng.standard_normal(n)
    return euler_maruyama(f, g, np.full(n, x0), t, dW)


def simulate_sde__position_for_increment(f, g, x0, t, n, rng):
    """Your first kick is right and the later ones grow: you kick with W(t), a sum of increments, where only this
    step's increment belongs.
    """
    dW = np.sqrt(np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, n))
    return euler_maruyama__path_for_increment(f, g, np.full(n, x0), t, dW)


def simulate_sde__not_normal(f, g, x0, t, n, rng):
    """Mean and variance of your kicks are right, their shape is not: they are coin flips or uniform numbers. Draw
    rng.standard_normal.
    """
    dW = np.sqrt(np.diff(t))[:, None] * rng.choice([-1.0, 1.0], (len(t) - 1, n))
    return euler_maruyama(f, g, np.full(n, x0), t, dW)


def simulate_sde__wrong_tails(f, g, x0, t, n, rng):
    """Your large kicks are too few or too many: clipped, or drawn from a law with other tails. Rare large kicks carry
    paths over barriers. Take what rng.standard_normal gives, and leave it as it is.
    """
    dW = np.sqrt(np.diff(t))[:, None] * np.clip(rng.standard_normal((len(t) - 1, n)), -3, 3)
    return euler_maruyama(f, g, np.full(n, x0), t, dW)


def simulate_sde__only_upward(f, g, x0, t, n, rng):
    """None of your kicks is negative: rng.random() lies between 0 and 1, and an absolute value has lost the sign.
    Increments have mean 0.
    """
    dW = np.sqrt(np.diff(t))[:, None] * rng.random((len(t) - 1, n))
    return euler_maruyama(f, g, np.full(n, x0), t, dW)


def simulate_sde__balanced_paths(f, g, x0, t, n, rng):
    """Your paths depend on one another: mirror images, copies, or a mean that was subtracted. Here the n paths are
    independent; draw n kicks a step.
    """
    half = np.sqrt(np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, n - n // 2))
    return euler_maruyama(f, g, np.full(n, x0), t, np.hstack([half, -half])[:, :n])


def simulate_sde__ignores_the_generator(f, g, x0, t, n, rng):
    """The same generator gives other paths each time: your numbers come from elsewhere (np.random, or a generator
    of your own). Draw from rng.
    """
    own = np.random.default_rng()
    dW = np.sqrt(np.diff(t))[:, None] * own.standard_normal((len(t) - 1, n))
    return euler_maruyama(f, g, np.full(n, x0), t, dW)


def simulate_sde__seeds_anew(f, g, x0, t, n, rng):
    """Every generator gives the same paths: you seed one of your own with a fixed number. Whoever hands rng over
    decides; draw from rng.
    """
    own = np.random.default_rng(0)
    dW = np.sqrt(np.diff(t))[:, None] * own.standard_normal((len(t) - 1, n))
    return euler_maruyama(f, g, np.full(n, x0), t, dW)


def simulate_sde__first_step_for_all(f, g, x0, t, n, rng):
    """Your step never changes, but the grid does: both the drift and the kicks need t[k+1] - t[k] of their own
    step.
    """
    dW = np.sqrt(t[1] - t[0]) * rng.standard_normal((len(t) - 1, n))
    return euler_maruyama__first_step_for_all(f, g, np.full(n, x0), t, dW)


def simulate_sde__kicks_of_one_size(f, g, x0, t, n, rng):
    """Your drift takes each step's own length, but the kicks all have the same variance. Their standard deviation
    is np.sqrt(np.diff(t)), step by step.
    """
    dW = np.sqrt(np.mean(np.diff(t))) * rng.standard_normal((len(t) - 1, n))
    return euler_maruyama(f, g, np.full(n, x0), t, dW)


def simulate_sde__drift_not_times_step(f, g, x0, t, n, rng):
    """With g = 0 and a constant drift c the state must move by c h. Multiply f by the step itself: neither by
    nothing, nor by its root.
    """
    dW = np.sqrt(np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, n))
    return euler_maruyama__drift_without_step(f, g, np.full(n, x0), t, dW)


def simulate_sde__drift_uphill(f, g, x0, t, n, rng):
    """Your drift has the wrong sign. f is the drift itself (for gradient descent it contains the minus already):
    set g = 0 and compare with Euler.
    """
    dW = np.sqrt(np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, n))
    return euler_maruyama__drift_uphill(f, g, np.full(n, x0), t, dW)


def simulate_sde__drift_at_right_time(f, g, x0, t, n, rng):
    """You asked for the drift at the time of the step's end; like Euler's method this one takes it at the start,
    f(t[k], X[k]).
    """
    dW = np.sqrt(np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, n))
    return euler_maruyama__drift_at_right_time(f, g, np.full(n, x0), t, dW)


def simulate_sde__heun_drift(f, g, x0, t, n, rng):
    """You averaged the drift over both ends of the step. That is more accurate without noise, but another method:
    one f a step, at its start.
    """
    dW = np.sqrt(np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, n))
    return euler_maruyama__heun_drift(f, g, np.full(n, x0), t, dW)


def simulate_sde__strength_at_start(f, g, x0, t, n, rng):
    """Your g stays at x0 while the paths move away from it. The strength follows the state: g(t[k], X[k])."""
    dW = np.sqrt(np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, n))
    return euler_maruyama__strength_at_start(f, g, np.full(n, x0), t, dW)


def simulate_sde__stratonovich(f, g, x0, t, n, rng):
    """You averaged g over both ends of the step. That solves Stratonovich's equation, another one: with f = 0 its
    mean moves, Ito's does not.
    """
    dW = np.sqrt(np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, n))
    return euler_maruyama__stratonovich(f, g, np.full(n, x0), t, dW)


def simulate_sde__strength_sees_the_kick(f, g, x0, t, n, rng):
    """A kick decides its own size: g is taken at the state after it, or a term has its square (Milstein's). Here g
    must not see the future: take it before the step, times dW alone.
    """
    dW = np.sqrt(np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, n))
    return euler_maruyama__strength_at_predicted_state(f, g, np.full(n, x0), t, dW)


def simulate_sde__noise_at_right_time(f, g, x0, t, n, rng):
    """You asked for g at the time of the step's end. Ito takes the strength at the start, g(t[k], X[k]): try g = t
    by hand.
    """
    dW = np.sqrt(np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, n))
    return euler_maruyama__noise_at_right_time(f, g, np.full(n, x0), t, dW)


def simulate_sde__drift_then_kick(f, g, x0, t, n, rng):
    """You let the drift act first and took g where it had led. Take f and g both at X[k], then move once."""
    dW = np.sqrt(np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, n))
    return euler_maruyama__drift_then_kick(f, g, np.full(n, x0), t, dW)


def simulate_sde__kick_then_drift(f, g, x0, t, n, rng):
    """You let the kick act first and took f where it had led. Take f and g both at X[k], then move once."""
    dW = np.sqrt(np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, n))
    return euler_maruyama__kick_then_drift(f, g, np.full(n, x0), t, dW)


def times(g, kick):
    """For each path its matrix (d, m) times its vector (m,)."""
    return np.einsum("nab,nb->na", g, kick)


def euler_maruyama_nd__sources_added_up(f, g, x0, t, dW):
    """You add up the sources before g weighs them. Source b has a strength of its own for each component: sum the
    products g[a, b] dW[b].
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(
            x[-1]
            + f(start, x[-1]) * (stop - start)
            + times(g(start, x[-1]).mean(axis=-1, keepdims=True), np.sum(kick, axis=1, keepdims=True))
        )
    return np.stack(x)


def euler_maruyama_nd__first_source_only(f, g, x0, t, dW):
    """Only the first source of noise moves anything. There are m of them, and m is the last axis of g and of dW."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(start, x[-1]) * (stop - start) + times(g(start, x[-1])[:, :, :1], kick[:, :1]))
    return np.stack(x)


def euler_maruyama_nd__components_kicked_apart(f, g, x0, t, dW):
    """You gave each component noise of its own, of the right size. But what moves several components at once makes them
    move together: keep the matrix, not the lengths of its rows.
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        sizes = np.sqrt(np.sum(g(start, x[-1]) ** 2, axis=-1))
        x.append(x[-1] + f(start, x[-1]) * (stop - start) + sizes * kick[:, : sizes.shape[1]])
    return np.stack(x)


def euler_maruyama_nd__multiplied_entry_by_entry(f, g, x0, t, dW):
    """You multiplied g and dW entry by entry, and their shapes do not fit, or the matrix came transposed. For each path it is
    a matrix (d, m) times a vector (m,): sum over the last axis of both.
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(start, x[-1]) * (stop - start) + g(start, x[-1]) * kick)
    return np.stack(x)


def euler_maruyama_nd__one_kick_for_all_paths(f, g, x0, t, dW):
    """All your paths feel the same kicks. dW has a row for each path: dW[k] has shape (n, m)."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(start, x[-1]) * (stop - start) + times(g(start, x[-1]), kick[:1].repeat(len(kick), axis=0)))
    return np.stack(x)


def euler_maruyama_nd__strength_of_the_first_path(f, g, x0, t, dW):
    """You take the strength that the first path feels for all paths. g gives a matrix for each path, at the state where that
    path is.
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(start, x[-1]) * (stop - start) + times(g(start, x[-1])[:1].repeat(len(kick), axis=0), kick))
    return np.stack(x)


def euler_maruyama_nd__kick_scaled_again(f, g, x0, t, dW):
    """You multiplied dW by the root of the step, but dW is an increment: its variance is the step already. Use it
    as it is.
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(start, x[-1]) * (stop - start) + times(g(start, x[-1]), np.sqrt(stop - start) * kick))
    return np.stack(x)


def euler_maruyama_nd__kick_times_step(f, g, x0, t, dW):
    """You multiplied the noise by h as well as the drift. Only a rate needs multiplying by time; dW is a finished
    increment of size sqrt(h).
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(start, x[-1]) * (stop - start) + times(g(start, x[-1]), (stop - start) * kick))
    return np.stack(x)


def euler_maruyama_nd__first_step_for_all(f, g, x0, t, dW):
    """Your step never changes, but the grid does: take t[k+1] - t[k] anew in each pass of the loop."""
    h = t[1] - t[0]
    x = [np.array(x0, dtype=float)]
    for start, kick in zip(t[:-1], dW):
        x.append(x[-1] + f(start, x[-1]) * h + times(g(start, x[-1]), kick))
    return np.stack(x)


def euler_maruyama_nd__noise_at_right_time(f, g, x0, t, dW):
    """You asked for g at the time of the step's end. Ito takes the strength at the start, g(t[k], X[k]): try g = t
    by hand.
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(start, x[-1]) * (stop - start) + times(g(stop, x[-1]), kick))
    return np.stack(x)


def euler_maruyama_nd__drift_at_right_time(f, g, x0, t, dW):
    """You asked for the drift at the time of the step's end; like Euler's method this one takes it at the start,
    f(t[k], X[k]).
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(stop, x[-1]) * (stop - start) + times(g(start, x[-1]), kick))
    return np.stack(x)


def euler_maruyama_nd__strength_at_start(f, g, x0, t, dW):
    """Your g stays at x0 while the paths move away from it. The strength follows the state: g(t[k], X[k])."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(start, x[-1]) * (stop - start) + times(g(start, x[0]), kick))
    return np.stack(x)


def euler_maruyama_nd__stratonovich(f, g, x0, t, dW):
    """You averaged g over both ends of the step. That solves Stratonovich's equation, another one: with f = 0 its
    mean moves, Ito's does not.
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        ahead = x[-1] + times(g(start, x[-1]), kick)
        x.append(x[-1] + f(start, x[-1]) * (stop - start) + times((g(start, x[-1]) + g(stop, ahead)) / 2, kick))
    return np.stack(x)


def euler_maruyama_nd__drift_then_kick(f, g, x0, t, dW):
    """You let the drift act first and took g where it had led. Take f and g both at X[k], then move once."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(
            x[-1] + f(start, x[-1]) * (stop - start) + times(g(start, x[-1] + f(start, x[-1]) * (stop - start)), kick)
        )
    return np.stack(x)


def euler_maruyama_nd__kick_then_drift(f, g, x0, t, dW):
    """You let the kick act first and took f where it had led. Take f and g both at X[k], then move once."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + f(start, x[-1] + times(g(start, x[-1]), kick)) * (stop - start) + times(g(start, x[-1]), kick))
    return np.stack(x)


def euler_maruyama_nd__drift_uphill(f, g, x0, t, dW):
    """Your drift has the wrong sign. f is the drift itself (for gradient descent it contains the minus already):
    set dW = 0 and compare with Euler.
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        x.append(x[-1] + (start - stop) * f(start, x[-1]) + times(g(start, x[-1]), kick))
    return np.stack(x)


def euler_maruyama_nd__one_component_after_another(f, g, x0, t, dW):
    """You moved the first component before you asked for the second one's drift, so the second already sees the new first. Ask
    for all of f and g at the old state, then move.
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        state = x[-1].copy()
        for a in range(state.shape[1]):
            state[:, a] += (f(start, state) * (stop - start) + times(g(start, state), kick))[:, a]
        x.append(state)
    return np.stack(x)


def euler_maruyama_nd__rows_are_one_array(f, g, x0, t, dW):
    """All your entries are the last state: you stored the same array each time and changed it in place. Append a
    copy, or a new array.
    """
    state = np.array(x0, dtype=float)
    x = [state]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        state += f(start, state) * (stop - start) + times(g(start, state), kick)
        x.append(state)
    return np.stack(x)


def euler_maruyama_nd__whole_numbers(f, g, x0, t, dW):
    """Your states lose their decimals when x0 is of whole numbers: an array made like x0 has its type. Make it a
    float array.
    """
    x = np.zeros((len(t), *np.shape(x0)), dtype=np.asarray(x0).dtype)
    x[0] = x0
    for k, kick in enumerate(dW):
        x[k + 1] = x[k] + f(t[k], x[k]) * (t[k + 1] - t[k]) + times(g(t[k], x[k]), kick)
    return x


def euler_maruyama_nd__start_left_out(f, g, x0, t, dW):
    """K times need K states, and yours are one fewer: entry 0 is the start, x0."""
    return euler_maruyama_nd(f, g, x0, t, dW)[1:]


def euler_maruyama_nd__paths_last(f, g, x0, t, dW):
    """Your axes are in another order. It is (K, n, d): time first, then the paths, then the components of each."""
    return np.swapaxes(euler_maruyama_nd(f, g, x0, t, dW), 1, 2)


def grown(theta, t):
    """(1 - exp(-2 theta t)) / (2 theta), and t for theta = 0: the variance without sigma^2."""
    return t if theta == 0 else np.expm1(-2 * theta * t) / (-2 * theta)


def ou_moments__fades_as_fast_as_the_mean(t, x0, theta, mu, sigma):
    """Your variance fades like exp(-theta t), as the mean does. A variance is a square, so its kicks fade twice as fast:
    exp(-2 theta t), and 2 theta below.
    """
    t = np.asarray(t, dtype=float)
    mean = mu + (x0 - mu) * np.exp(-theta * t)
    var = sigma**2 * grown(theta / 2, t)
    return mean, var


def ou_moments__exponent_without_two(t, x0, theta, mu, sigma):
    """Your variance settles where it should, but too slowly: it fades like exp(-2 theta t), and your exponent lacks the 2."""
    t = np.asarray(t, dtype=float)
    mean = mu + (x0 - mu) * np.exp(-theta * t)
    var = sigma**2 * (t if theta == 0 else np.expm1(-theta * t) / (-2 * theta))
    return mean, var


def ou_moments__twice_the_variance(t, x0, theta, mu, sigma):
    """Your variance is twice what it should be, except without a pull. Its equation is v' = -2 theta v + sigma^2: where does it
    come to rest?
    """
    t = np.asarray(t, dtype=float)
    mean = mu + (x0 - mu) * np.exp(-theta * t)
    var = sigma**2 * (t if theta == 0 else np.expm1(-2 * theta * t) / -theta)
    return mean, var


def ou_moments__strength_not_squared(t, x0, theta, mu, sigma):
    """Your variance has sigma, not sigma^2. Noise of twice the strength has four times the variance."""
    t = np.asarray(t, dtype=float)
    mean = mu + (x0 - mu) * np.exp(-theta * t)
    var = sigma * grown(theta, t)
    return mean, var


def ou_moments__standard_deviation(t, x0, theta, mu, sigma):
    """You returned the standard deviation. The variance is its square."""
    t = np.asarray(t, dtype=float)
    mean = mu + (x0 - mu) * np.exp(-theta * t)
    var = sigma * np.sqrt(grown(theta, t))
    return mean, var


def ou_moments__zero_over_zero(t, x0, theta, mu, sigma):
    """For theta = 0 your variance is 0/0. Without a pull X is Brownian motion: what is its variance?"""
    t = np.asarray(t, dtype=float)
    mean = mu + (x0 - mu) * np.exp(-theta * t)
    var = sigma**2 * np.expm1(-2 * theta * t) / np.float64(-2 * theta)
    return mean, var


def ou_moments__digits_lost(t, x0, theta, mu, sigma):
    """Where theta t is tiny your variance has lost its digits: 1 - exp(-y) is a difference of two numbers that are nearly equal.
    np.expm1 computes it without that loss.
    """
    t = np.asarray(t, dtype=float)
    mean = mu + (x0 - mu) * np.exp(-theta * t)
    var = sigma**2 * (t if theta == 0 else (1 - np.exp(-2 * theta * t)) / (2 * theta))
    return mean, var


def ou_moments__small_pull_is_none(t, x0, theta, mu, sigma):
    """You treat a small theta as 0. After a long time even a weak pull is felt: what has to be small is theta t."""
    t = np.asarray(t, dtype=float)
    mean = mu + (x0 - mu) * np.exp(-theta * t)
    var = sigma**2 * (t if abs(theta) < 1e-8 else grown(theta, t))
    return mean, var


def ou_moments__settled_from_the_start(t, x0, theta, mu, sigma):
    """Your variance is the settled one at all times. At time 0 the state is known, so the variance begins at 0 and grows."""
    t = np.asarray(t, dtype=float)
    mean = mu + (x0 - mu) * np.exp(-theta * t)
    var = sigma**2 * (t if theta == 0 else 0 * t + 1 / (2 * theta))
    return mean, var


def ou_moments__pulled_to_zero(t, x0, theta, mu, sigma):
    """Your mean goes to 0. The pull is towards mu: what decays is the distance x0 - mu."""
    t = np.asarray(t, dtype=float)
    mean = x0 * np.exp(-theta * t)
    var = sigma**2 * grown(theta, t)
    return mean, var


def ou_moments__mean_runs_away(t, x0, theta, mu, sigma):
    """Your mean runs away from mu for positive theta. The equation has -theta: a pull back."""
    t = np.asarray(t, dtype=float)
    mean = mu + (x0 - mu) * np.exp(theta * t)
    var = sigma**2 * grown(theta, t)
    return mean, var


def ou_moments__start_not_subtracted(t, x0, theta, mu, sigma):
    """At time 0 your mean is x0 + mu. Only the distance from mu decays, and that is x0 - mu."""
    t = np.asarray(t, dtype=float)
    mean = mu + x0 * np.exp(-theta * t)
    var = sigma**2 * grown(theta, t)
    return mean, var


def ou_moments__variance_of_the_start(t, x0, theta, mu, sigma):
    """Your variance has a share of x0. The start is a known number, it has no variance; did you compute the mean square?"""
    t = np.asarray(t, dtype=float)
    mean = mu + (x0 - mu) * np.exp(-theta * t)
    var = sigma**2 * grown(theta, t) + x0**2 * np.exp(-2 * theta * t)
    return mean, var


def ou_moments__variance_first(t, x0, theta, mu, sigma):
    """You returned them in the other order. It is (mean, var)."""
    t = np.asarray(t, dtype=float)
    mean = mu + (x0 - mu) * np.exp(-theta * t)
    var = sigma**2 * grown(theta, t)
    return var, mean


def ou_moments__never_pushed_away(t, x0, theta, mu, sigma):
    """You take a negative theta for a positive one, or for none. At a maximum the push is away, and both moments grow: the same
    formula holds.
    """
    t = np.asarray(t, dtype=float)
    theta = abs(theta)
    mean = mu + (x0 - mu) * np.exp(-theta * t)
    var = sigma**2 * grown(theta, t)
    return mean, var


def ou_moments__one_time_only(t, x0, theta, mu, sigma):
    """Your formula takes one time, and t is an array of them: math.exp knows numbers only. np.exp and np.expm1 take arrays."""
    mean = mu + (x0 - mu) * math.exp(-theta * t)
    var = sigma**2 * (t if theta == 0 else math.expm1(-2 * theta * t) / (-2 * theta))
    return mean, var


def em_ou_moments__moments_of_the_equation(n, h, x0, theta, mu, sigma):
    """These are the equation's own moments, at time n h. The chain with its finite steps has others; one step by hand shows it."""
    return ou_moments(n * h, x0, theta, mu, sigma)


def em_ou_moments__zero_over_zero(n, h, x0, theta, mu, sigma):
    """Where q = 1 your variance is 0/0: at theta = 0, and at theta h = 2. What is the geometric sum if every term is 1?"""
    q = np.float64(1 - theta * h)
    return mu + (x0 - mu) * q**n, sigma**2 * h * (1 - q ** (2 * n)) / (1 - q**2)


def em_ou_moments__limit_of_stability_forgotten(n, h, x0, theta, mu, sigma):
    """You thought of theta = 0, but q is 1 at theta h = 2 as well: there the state goes to its mirror image, and kicks add up."""
    q = np.float64(1 - theta * h)
    total = n if q == 1 else (1 - q ** (2 * n)) / (1 - q**2)
    return mu + (x0 - mu) * q**n, sigma**2 * h * total


def em_ou_moments__asks_for_theta_itself(n, h, x0, theta, mu, sigma):
    """You add up where theta is 0, but theta h can be so small that 1 - theta h is rounded to 1: then your quotient is 0/0
    all the same. Ask whether q is 1, or do without a quotient.
    """
    q = np.float64(1 - theta * h)
    total = n if theta == 0 or theta * h == 2 else (1 - q ** (2 * n)) / (1 - q**2)
    return mu + (x0 - mu) * q**n, sigma**2 * h * total


def em_ou_moments__kick_of_the_step_squared(n, h, x0, theta, mu, sigma):
    """Your kicks have variance h^2. An increment over a step of length h has variance h."""
    mean, var = x0, 0.0
    for _ in range(n):
        mean = mu + (1 - theta * h) * (mean - mu)
        var = (1 - theta * h) ** 2 * var + sigma**2 * h**2
    return mean, var


def em_ou_moments__kick_without_step(n, h, x0, theta, mu, sigma):
    """Your kicks have the same variance whatever the step. An increment over a step of length h has variance h."""
    mean, var = x0, 0.0
    for _ in range(n):
        mean = mu + (1 - theta * h) * (mean - mu)
        var = (1 - theta * h) ** 2 * var + sigma**2
    return mean, var


def em_ou_moments__strength_not_squared(n, h, x0, theta, mu, sigma):
    """Your variance has sigma, not sigma^2. Noise of twice the strength has four times the variance."""
    mean, var = x0, 0.0
    for _ in range(n):
        mean = mu + (1 - theta * h) * (mean - mu)
        var = (1 - theta * h) ** 2 * var + sigma * h
    return mean, var


def em_ou_moments__factor_not_squared(n, h, x0, theta, mu, sigma):
    """A step multiplies distances by 1 - theta h, and a variance, which is a square, by (1 - theta h)^2. You multiply it by the
    first.
    """
    mean, var = x0, 0.0
    for _ in range(n):
        mean = mu + (1 - theta * h) * (mean - mu)
        var = (1 - theta * h) * var + sigma**2 * h
    return mean, var


def em_ou_moments__exponential_decay(n, h, x0, theta, mu, sigma):
    """Your factor for a step is exp(-theta h). That is how the equation decays; the chain's step is straight: 1 - theta h."""
    mean, var = x0, 0.0
    for _ in range(n):
        mean = mu + np.exp(-theta * h) * (mean - mu)
        var = np.exp(-2 * theta * h) * var + sigma**2 * h
    return mean, var


def em_ou_moments__variance_before_its_decay(n, h, x0, theta, mu, sigma):
    """You shrink the new kick along with the old ones. A kick comes after the drift of its own step has acted: first multiply,
    then add.
    """
    mean, var = x0, 0.0
    for _ in range(n):
        mean = mu + (1 - theta * h) * (mean - mu)
        var = (1 - theta * h) ** 2 * (var + sigma**2 * h)
    return mean, var


def em_ou_moments__one_step_more(n, h, x0, theta, mu, sigma):
    """You took n + 1 steps. After 0 steps the mean is x0 and the variance 0."""
    mean, var = x0, 0.0
    for _ in range(n + 1):
        mean = mu + (1 - theta * h) * (mean - mu)
        var = (1 - theta * h) ** 2 * var + sigma**2 * h
    return mean, var


def em_ou_moments__one_step_fewer(n, h, x0, theta, mu, sigma):
    """You took n - 1 steps. After 1 step the variance is sigma^2 h."""
    mean, var = x0, 0.0
    for _ in range(n - 1):
        mean = mu + (1 - theta * h) * (mean - mu)
        var = (1 - theta * h) ** 2 * var + sigma**2 * h
    return mean, var


def em_ou_moments__pulled_to_zero(n, h, x0, theta, mu, sigma):
    """Your mean goes to 0. The pull is towards mu: what a step multiplies is the distance from mu."""
    mean, var = x0, 0.0
    for _ in range(n):
        mean = (1 - theta * h) * mean
        var = (1 - theta * h) ** 2 * var + sigma**2 * h
    return mean, var


def em_ou_moments__sides_not_changed(n, h, x0, theta, mu, sigma):
    """Where theta h is more than 1 a step leads to the other side of mu. Yours stays: keep the sign of 1 - theta h."""
    mean, var = x0, 0.0
    for _ in range(n):
        mean = mu + abs(1 - theta * h) * (mean - mu)
        var = (1 - theta * h) ** 2 * var + sigma**2 * h
    return mean, var


def em_ou_moments__settled_from_the_start(n, h, x0, theta, mu, sigma):
    """Your variance is the settled one whatever n is. The state is known at the start: after 1 step the variance is sigma^2 h."""
    mean, var = em_ou_moments(n, h, x0, theta, mu, sigma)
    q = (1 - theta * h) ** 2
    return mean, var if q == 1 else sigma**2 * h / (1 - q)


def em_ou_moments__infinite_beyond_the_limit(n, h, x0, theta, mu, sigma):
    """Where the chain is unstable you say that its variance is infinite. It grows without bound, but after n steps it is a
    number.
    """
    mean, var = em_ou_moments(n, h, x0, theta, mu, sigma)
    return mean, var if theta * h < 2 else np.inf


def em_ou_moments__standard_deviation(n, h, x0, theta, mu, sigma):
    """You returned the standard deviation. The variance is its square."""
    mean, var = x0, 0.0
    for _ in range(n):
        mean = mu + (1 - theta * h) * (mean - mu)
        var = (1 - theta * h) ** 2 * var + sigma**2 * h
    return mean, np.sqrt(var)


def em_ou_moments__mean_square(n, h, x0, theta, mu, sigma):
    """You returned the mean square. The variance is what is left of it when the mean's square is taken away."""
    mean, var = x0, 0.0
    for _ in range(n):
        mean = mu + (1 - theta * h) * (mean - mu)
        var = (1 - theta * h) ** 2 * var + sigma**2 * h
    return mean, var + mean**2


def em_ou_moments__variance_first(n, h, x0, theta, mu, sigma):
    """You returned them in the other order. It is (mean, var)."""
    mean, var = x0, 0.0
    for _ in range(n):
        mean = mu + (1 - theta * h) * (mean - mu)
        var = (1 - theta * h) ** 2 * var + sigma**2 * h
    return var, mean


def coarsen__averages(dW, k):
    """You took means. Increments add: over a step twice as long the variance is twice as large, and not half."""
    dW = np.asarray(dW)
    if len(dW) % k:
        raise ValueError
    return dW.reshape(-1, k, dW.shape[1]).mean(axis=1)


def coarsen__keeps_every_kth(dW, k):
    """You kept every k-th row and dropped the others. What the path did in their steps is lost: add them up."""
    dW = np.asarray(dW)
    if len(dW) % k:
        raise ValueError
    return dW[::k]


def coarsen__keeps_every_kth_larger(dW, k):
    """Your rows have the variance of the longer steps, but they belong to another path. Add the k increments up instead
    of stretching one.
    """
    dW = np.asarray(dW)
    if len(dW) % k:
        raise ValueError
    return np.sqrt(k) * dW[::k]


def coarsen__sums_over_the_root(dW, k):
    """You divided the sums by sqrt(k), which keeps the variance as it was. Over a longer step it is larger: leave the
    sums as they are.
    """
    dW = np.asarray(dW)
    if len(dW) % k:
        raise ValueError
    return dW.reshape(-1, k, dW.shape[1]).sum(axis=1) / np.sqrt(k)


def coarsen__joins_distant_steps(dW, k):
    """Your sums join steps that lie far apart. Rows that belong together are neighbours: reshape to (-1, k, n), and sum
    over axis 1.
    """
    dW = np.asarray(dW)
    if len(dW) % k:
        raise ValueError
    return dW.reshape(k, -1, dW.shape[1]).sum(axis=0)


def coarsen__makes_k_steps(dW, k):
    """You made k steps. k is how many are joined, so that M / k are left."""
    dW = np.asarray(dW)
    if len(dW) % k:
        raise ValueError
    return dW.reshape(k, -1, dW.shape[1]).sum(axis=1)


def coarsen__slides(dW, k):
    """Your sums overlap: each increment occurs in several. Over disjoint intervals each is used once."""
    dW = np.asarray(dW)
    if len(dW) % k:
        raise ValueError
    return np.array([dW[j : j + k].sum(axis=0) for j in range(len(dW) - k + 1)])


def coarsen__running_sums(dW, k):
    """Your rows are W itself at the coarse times. An increment is what is new since the last of them."""
    dW = np.asarray(dW)
    if len(dW) % k:
        raise ValueError
    return np.cumsum(dW, axis=0)[k - 1 :: k]


def coarsen__mixes_paths(dW, k):
    """Your rows mix the paths: the array was reshaped as if it were flat. Give the columns an axis of their own, (-1,
    k, n).
    """
    dW = np.asarray(dW)
    if len(dW) % k:
        raise ValueError
    return dW.reshape(-1, k).sum(axis=1).reshape(-1, dW.shape[1])


def coarsen__takes_a_rest(dW, k):
    """7 steps cannot be joined by 2, and you return something all the same: the last steps are dropped, or joined to a shorter
    one. Whoever called wants to know: raise ValueError.
    """
    dW = np.asarray(dW)
    return np.array([dW[j : j + k].sum(axis=0) for j in range(0, len(dW) - k + 1, k)])


def coarsen__lets_some_rests_pass(dW, k):
    """7 steps by 2 you refuse, but 6 by 4 you join: whether a split into M // k parts works out is another question.
    Ask for M % k.
    """
    return np.array([block.sum(axis=0) for block in np.split(np.asarray(dW), len(dW) // k)])


def coarsen__asserts(dW, k):
    """You refuse a rest with assert, and that is an AssertionError, which python -O leaves out. For a wrong value raise
    ValueError.
    """
    dW = np.asarray(dW)
    assert len(dW) % k == 0
    return dW.reshape(-1, k, dW.shape[1]).sum(axis=1)


def coarsen__changes_dW(dW, k):
    """You add up in dW itself, and the fine increments are gone for whoever handed them over. Work on a copy."""
    dW = np.asarray(dW)
    if len(dW) % k:
        raise ValueError
    for j in range(1, k):
        dW[::k] += dW[j::k]
    return dW[::k].copy()


def strong_errors__of_the_mean(f, g, x0, t, dW, ks, x_exact):
    """You took the mean before the distance: errors of different sign cancel. That is a weak error. First |X - x_exact|
    for each path, then the mean.
    """
    errors = []
    for k in ks:
        x = euler_maruyama(f, g, x0, t[::k], coarsen(dW, k))
        errors.append(abs(np.mean(x[-1] - x_exact)))
    return np.array(errors)


def strong_errors__signed(f, g, x0, t, dW, ks, x_exact):
    """Your errors of different sign cancel: take the distance of each path, which is positive, before the mean."""
    errors = []
    for k in ks:
        x = euler_maruyama(f, g, x0, t[::k], coarsen(dW, k))
        errors.append(np.mean(x[-1] - x_exact))
    return np.array(errors)


def strong_errors__root_mean_square(f, g, x0, t, dW, ks, x_exact):
    """You took the root of the mean square. It is as good a strong error, but another: here it is the mean of |X -
    x_exact|.
    """
    errors = []
    for k in ks:
        x = euler_maruyama(f, g, x0, t[::k], coarsen(dW, k))
        errors.append(np.sqrt(np.mean((x[-1] - x_exact) ** 2)))
    return np.array(errors)


def strong_errors__mean_square(f, g, x0, t, dW, ks, x_exact):
    """You took the mean square, which shrinks twice as fast. Here it is the mean of |X - x_exact|."""
    errors = []
    for k in ks:
        x = euler_maruyama(f, g, x0, t[::k], coarsen(dW, k))
        errors.append(np.mean((x[-1] - x_exact) ** 2))
    return np.array(errors)


def strong_errors__largest(f, g, x0, t, dW, ks, x_exact):
    """You took the worst path. It is the mean over the paths that is asked for."""
    errors = []
    for k in ks:
        x = euler_maruyama(f, g, x0, t[::k], coarsen(dW, k))
        errors.append(np.max(np.abs(x[-1] - x_exact)))
    return np.array(errors)


def strong_errors__summed(f, g, x0, t, dW, ks, x_exact):
    """You summed over the paths, so that more of them make more error. Take the mean."""
    errors = []
    for k in ks:
        x = euler_maruyama(f, g, x0, t[::k], coarsen(dW, k))
        errors.append(np.sum(np.abs(x[-1] - x_exact)))
    return np.array(errors)


def strong_errors__relative(f, g, x0, t, dW, ks, x_exact):
    """You divided by the exact states. It is the distance itself, in the units of X."""
    errors = []
    for k in ks:
        x = euler_maruyama(f, g, x0, t[::k], coarsen(dW, k))
        errors.append(np.mean(np.abs(x[-1] / x_exact - 1)))
    return np.array(errors)


def strong_errors__noise_averaged(f, g, x0, t, dW, ks, x_exact):
    """On coarser grids your noise is too small: increments over joined steps are summed, not averaged."""
    errors = []
    for k in ks:
        x = euler_maruyama(f, g, x0, t[::k], coarsen(dW, k) / k)
        errors.append(np.mean(np.abs(x[-1] - x_exact)))
    return np.array(errors)


def strong_errors__noise_skipped(f, g, x0, t, dW, ks, x_exact):
    """You dropped the increments between the coarse times. The path is no longer the same: add them up."""
    errors = []
    for k in ks:
        x = euler_maruyama(f, g, x0, t[::k], dW[::k])
        errors.append(np.mean(np.abs(x[-1] - x_exact)))
    return np.array(errors)


def strong_errors__noise_of_another_path(f, g, x0, t, dW, ks, x_exact):
    """Your coarse increments have the right variance, but they are of another path, so that no step would ever be small
    enough. Add the fine ones up.
    """
    errors = []
    for k in ks:
        x = euler_maruyama(f, g, x0, t[::k], np.sqrt(k) * dW[::k])
        errors.append(np.mean(np.abs(x[-1] - x_exact)))
    return np.array(errors)


def strong_errors__first_times_only(f, g, x0, t, dW, ks, x_exact):
    """Your coarse chain takes the first times of the grid, one after another. It has to go all the way: every k-th
    time, t[::k].
    """
    errors = []
    for k in ks:
        x = euler_maruyama(f, g, x0, t[: len(dW) // k + 1], coarsen(dW, k))
        errors.append(np.mean(np.abs(x[-1] - x_exact)))
    return np.array(errors)


def strong_errors__even_steps(f, g, x0, t, dW, ks, x_exact):
    """You gave the coarse chain equal steps. The grid is uneven: its times are every k-th of t."""
    errors = []
    for k in ks:
        x = euler_maruyama(f, g, x0, np.linspace(t[0], t[-1], len(dW) // k + 1), coarsen(dW, k))
        errors.append(np.mean(np.abs(x[-1] - x_exact)))
    return np.array(errors)


def strong_errors__clock_from_zero(f, g, x0, t, dW, ks, x_exact):
    """Your grids begin at time 0. f and g are asked at the times of t itself, which may begin anywhere."""
    errors = []
    for k in ks:
        x = euler_maruyama(f, g, x0, t[::k] - t[0], coarsen(dW, k))
        errors.append(np.mean(np.abs(x[-1] - x_exact)))
    return np.array(errors)


def strong_errors__k_counts_steps(f, g, x0, t, dW, ks, x_exact):
    """You took k for the number of steps. It is how many are joined: the chain for k has M / k of them."""
    errors = []
    for k in ks:
        x = euler_maruyama(f, g, x0, t[:: len(dW) // k], coarsen(dW, len(dW) // k))
        errors.append(np.mean(np.abs(x[-1] - x_exact)))
    return np.array(errors)


def strong_errors__against_the_finest(f, g, x0, t, dW, ks, x_exact):
    """You compared with your own finest chain. Here the exact states are handed to you; the finest chain has an error,
    too.
    """
    finest = euler_maruyama(f, g, x0, t, dW)[-1]
    errors = []
    for k in ks:
        x = euler_maruyama(f, g, x0, t[::k], coarsen(dW, k))
        errors.append(np.mean(np.abs(x[-1] - finest)))
    return np.array(errors)


def strong_errors__sorted_by_k(f, g, x0, t, dW, ks, x_exact):
    """Your errors are in the order of increasing k. They belong in the order in which ks came."""
    errors = []
    for k in sorted(ks):
        x = euler_maruyama(f, g, x0, t[::k], coarsen(dW, k))
        errors.append(np.mean(np.abs(x[-1] - x_exact)))
    return np.array(errors)


def strong_errors__last_only(f, g, x0, t, dW, ks, x_exact):
    """You return the error for the last k only. There is one for each: collect them in a list."""
    errors = []
    for k in ks:
        x = euler_maruyama(f, g, x0, t[::k], coarsen(dW, k))
        errors.append(np.mean(np.abs(x[-1] - x_exact)))
    return errors[-1]


def weak_errors_binary__phi_of_the_mean(f, g, x0, t, ks, phi, exact):
    """You took phi of the mean path. The mean of phi is something else: for x^2 they differ by the variance. First phi
    of each path, then the mean.
    """
    errors = []
    for k in ks:
        roots = np.sqrt(np.diff(t[::k]))
        signs = np.array(list(product([-1.0, 1.0], repeat=len(roots))))
        x = euler_maruyama(f, g, np.full(len(signs), x0, dtype=float), t[::k], roots[:, None] * signs.T)
        errors.append(phi(np.mean(x[-1], keepdims=True))[0] - exact)
    return np.array(errors)


def weak_errors_binary__mean_distance(f, g, x0, t, ks, phi, exact):
    """You took |phi - exact| on each path before the mean. That is no error of the law: take the mean of phi, then
    subtract.
    """
    errors = []
    for k in ks:
        roots = np.sqrt(np.diff(t[::k]))
        signs = np.array(list(product([-1.0, 1.0], repeat=len(roots))))
        x = euler_maruyama(f, g, np.full(len(signs), x0, dtype=float), t[::k], roots[:, None] * signs.T)
        errors.append(np.mean(np.abs(phi(x[-1]) - exact)))
    return np.array(errors)


def weak_errors_binary__sign_lost(f, g, x0, t, ks, phi, exact):
    """You took the absolute value. A weak error has a sign: negative where the chain's mean is too small."""
    errors = []
    for k in ks:
        roots = np.sqrt(np.diff(t[::k]))
        signs = np.array(list(product([-1.0, 1.0], repeat=len(roots))))
        x = euler_maruyama(f, g, np.full(len(signs), x0, dtype=float), t[::k], roots[:, None] * signs.T)
        errors.append(abs(np.mean(phi(x[-1])) - exact))
    return np.array(errors)


def weak_errors_binary__exact_minus_mean(f, g, x0, t, ks, phi, exact):
    """Your errors have the other sign. It is the chain's mean minus the exact one, negative where the chain's is too
    small.
    """
    errors = []
    for k in ks:
        roots = np.sqrt(np.diff(t[::k]))
        signs = np.array(list(product([-1.0, 1.0], repeat=len(roots))))
        x = euler_maruyama(f, g, np.full(len(signs), x0, dtype=float), t[::k], roots[:, None] * signs.T)
        errors.append(exact - np.mean(phi(x[-1])))
    return np.array(errors)


def weak_errors_binary__relative(f, g, x0, t, ks, phi, exact):
    """You divided by the exact value. It is the difference itself that is asked for."""
    errors = []
    for k in ks:
        roots = np.sqrt(np.diff(t[::k]))
        signs = np.array(list(product([-1.0, 1.0], repeat=len(roots))))
        x = euler_maruyama(f, g, np.full(len(signs), x0, dtype=float), t[::k], roots[:, None] * signs.T)
        errors.append(np.mean(phi(x[-1])) / exact - 1 if exact else np.mean(phi(x[-1])))
    return np.array(errors)


def weak_errors_binary__summed(f, g, x0, t, ks, phi, exact):
    """You summed over the paths. All are equally likely, and there are 2^N: take the mean."""
    errors = []
    for k in ks:
        roots = np.sqrt(np.diff(t[::k]))
        signs = np.array(list(product([-1.0, 1.0], repeat=len(roots))))
        x = euler_maruyama(f, g, np.full(len(signs), x0, dtype=float), t[::k], roots[:, None] * signs.T)
        errors.append(np.sum(phi(x[-1])) - exact)
    return np.array(errors)


def weak_errors_binary__kick_is_the_step(f, g, x0, t, ks, phi, exact):
    """Your kicks are +-h. Their variance has to be h, so they are +-sqrt(h)."""
    errors = []
    for k in ks:
        roots = np.sqrt(np.diff(t[::k]))
        signs = np.array(list(product([-1.0, 1.0], repeat=len(roots))))
        x = euler_maruyama(f, g, np.full(len(signs), x0, dtype=float), t[::k], roots[:, None] ** 2 * signs.T)
        errors.append(np.mean(phi(x[-1])) - exact)
    return np.array(errors)


def weak_errors_binary__kick_without_step(f, g, x0, t, ks, phi, exact):
    """Your kicks are +-1 whatever the step. Their variance has to be h, so they are +-sqrt(h)."""
    errors = []
    for k in ks:
        roots = np.sqrt(np.diff(t[::k]))
        signs = np.array(list(product([-1.0, 1.0], repeat=len(roots))))
        x = euler_maruyama(f, g, np.full(len(signs), x0, dtype=float), t[::k], signs.T)
        errors.append(np.mean(phi(x[-1])) - exact)
    return np.array(errors)


def weak_errors_binary__kick_of_the_first_step(f, g, x0, t, ks, phi, exact):
    """All your kicks are of the first step's size. Each has the root of its own step of t[::k]."""
    errors = []
    for k in ks:
        roots = np.sqrt(np.diff(t[::k]))
        signs = np.array(list(product([-1.0, 1.0], repeat=len(roots))))
        x = euler_maruyama(f, g, np.full(len(signs), x0, dtype=float), t[::k], roots[0] * signs.T)
        errors.append(np.mean(phi(x[-1])) - exact)
    return np.array(errors)


def weak_errors_binary__kick_of_fine_steps(f, g, x0, t, ks, phi, exact):
    """On coarser grids your kicks are too small: over a step that joins k the variance is the whole step."""
    errors = []
    for k in ks:
        roots = np.sqrt(np.diff(t[::k]))
        signs = np.array(list(product([-1.0, 1.0], repeat=len(roots))))
        x = euler_maruyama(
            f, g, np.full(len(signs), x0, dtype=float), t[::k], (np.sqrt(np.diff(t))[::k])[:, None] * signs.T
        )
        errors.append(np.mean(phi(x[-1])) - exact)
    return np.array(errors)


def weak_errors_binary__only_upward(f, g, x0, t, ks, phi, exact):
    """Half of your kicks are 0 and none is negative: bits are 0 and 1, signs are -1 and 1."""
    errors = []
    for k in ks:
        roots = np.sqrt(np.diff(t[::k]))
        signs = np.array(list(product([0.0, 1.0], repeat=len(roots))))
        x = euler_maruyama(f, g, np.full(len(signs), x0, dtype=float), t[::k], roots[:, None] * signs.T)
        errors.append(np.mean(phi(x[-1])) - exact)
    return np.array(errors)


def weak_errors_binary__one_sign_for_all_steps(f, g, x0, t, ks, phi, exact):
    """You have two paths, one that is kicked up all the time and one that is kicked down. Each step has a sign of its
    own, which makes 2^N paths.
    """
    errors = []
    for k in ks:
        roots = np.sqrt(np.diff(t[::k]))
        signs = np.array(list([[s] * len(roots) for s in (-1.0, 1.0)]))
        x = euler_maruyama(f, g, np.full(len(signs), x0, dtype=float), t[::k], roots[:, None] * signs.T)
        errors.append(np.mean(phi(x[-1])) - exact)
    return np.array(errors)


def weak_errors_binary__without_noise(f, g, x0, t, ks, phi, exact):
    """Your chain feels no noise: that is Euler's method. Its kicks are +-sqrt(h), in all 2^N sequences."""
    errors = []
    for k in ks:
        roots = np.sqrt(np.diff(t[::k]))
        signs = np.array(list(product([-1.0, 1.0], repeat=len(roots))))
        x = euler_maruyama(f, g, np.full(len(signs), x0, dtype=float), t[::k], 0 * roots[:, None] * signs.T)
        errors.append(np.mean(phi(x[-1])) - exact)
    return np.array(errors)


def weak_errors_binary__a_path_missing(f, g, x0, t, ks, phi, exact):
    """One of the 2^N paths is missing, the first or the last: does your range of numbers begin at 1, or end too early?"""
    errors = []
    for k in ks:
        roots = np.sqrt(np.diff(t[::k]))
        signs = np.array(list(list(product([-1.0, 1.0], repeat=len(roots)))[1:]))
        x = euler_maruyama(f, g, np.full(len(signs), x0, dtype=float), t[::k], roots[:, None] * signs.T)
        errors.append(np.mean(phi(x[-1])) - exact)
    return np.array(errors)


def weak_errors_binary__first_times_only(f, g, x0, t, ks, phi, exact):
    """Your coarse chain takes the first times of the grid, one after another. It has to go all the way: every k-th
    time, t[::k].
    """
    errors = []
    for k in ks:
        roots = np.sqrt(np.diff(t[: len(t[::k])]))
        signs = np.array(list(product([-1.0, 1.0], repeat=len(roots))))
        x = euler_maruyama(f, g, np.full(len(signs), x0, dtype=float), t[: len(t[::k])], roots[:, None] * signs.T)
        errors.append(np.mean(phi(x[-1])) - exact)
    return np.array(errors)


def weak_errors_binary__even_steps(f, g, x0, t, ks, phi, exact):
    """You gave the coarse chain equal steps. The grid is uneven: its times are every k-th of t."""
    errors = []
    for k in ks:
        roots = np.sqrt(np.diff(np.linspace(t[0], t[-1], (len(t) - 1) // k + 1)))
        signs = np.array(list(product([-1.0, 1.0], repeat=len(roots))))
        x = euler_maruyama(
            f,
            g,
            np.full(len(signs), x0, dtype=float),
            np.linspace(t[0], t[-1], (len(t) - 1) // k + 1),
            roots[:, None] * signs.T,
        )
        errors.append(np.mean(phi(x[-1])) - exact)
    return np.array(errors)


def weak_errors_binary__clock_from_zero(f, g, x0, t, ks, phi, exact):
    """Your grids begin at time 0. f and g are asked at the times of t itself, which may begin anywhere."""
    errors = []
    for k in ks:
        roots = np.sqrt(np.diff(t[::k] - t[0]))
        signs = np.array(list(product([-1.0, 1.0], repeat=len(roots))))
        x = euler_maruyama(f, g, np.full(len(signs), x0, dtype=float), t[::k] - t[0], roots[:, None] * signs.T)
        errors.append(np.mean(phi(x[-1])) - exact)
    return np.array(errors)


def weak_errors_binary__k_counts_steps(f, g, x0, t, ks, phi, exact):
    """You took k for the number of steps. It is how many are joined: the chain for k has M / k of them."""
    errors = []
    for k in ks:
        roots = np.sqrt(np.diff(t[:: (len(t) - 1) // k]))
        signs = np.array(list(product([-1.0, 1.0], repeat=len(roots))))
        x = euler_maruyama(
            f, g, np.full(len(signs), x0, dtype=float), t[:: (len(t) - 1) // k], roots[:, None] * signs.T
        )
        errors.append(np.mean(phi(x[-1])) - exact)
    return np.array(errors)


def weak_errors_binary__sorted_by_k(f, g, x0, t, ks, phi, exact):
    """Your errors are in the order of increasing k. They belong in the order in which ks came."""
    errors = []
    for k in sorted(ks):
        roots = np.sqrt(np.diff(t[::k]))
        signs = np.array(list(product([-1.0, 1.0], repeat=len(roots))))
        x = euler_maruyama(f, g, np.full(len(signs), x0, dtype=float), t[::k], roots[:, None] * signs.T)
        errors.append(np.mean(phi(x[-1])) - exact)
    return np.array(errors)


def weak_errors_binary__last_only(f, g, x0, t, ks, phi, exact):
    """You return the error for the last k only. There is one for each: collect them in a list."""
    errors = []
    for k in ks:
        roots = np.sqrt(np.diff(t[::k]))
        signs = np.array(list(product([-1.0, 1.0], repeat=len(roots))))
        x = euler_maruyama(f, g, np.full(len(signs), x0, dtype=float), t[::k], roots[:, None] * signs.T)
        errors.append(np.mean(phi(x[-1])) - exact)
    return errors[-1]


def ito_drift__subtracted(f, g, dg, t, x):
    """Your correction has the wrong sign: that is the way from Ito to Stratonovich. With f = 0 and g = x Stratonovich's
    mean grows.
    """
    return f(t, x) - g(t, x) * dg(t, x) / 2


def ito_drift__whole_product(f, g, dg, t, x):
    """You added all of g dg. The mean of both ends is half the way to the end: it is half of it."""
    return f(t, x) + g(t, x) * dg(t, x)


def ito_drift__quarter(f, g, dg, t, x):
    """You added a quarter of g dg. It is half of g dg, or a quarter of the derivative of g squared: not both."""
    return f(t, x) + g(t, x) * dg(t, x) / 4


def ito_drift__drift_left_out(f, g, dg, t, x):
    """You return the correction alone. It is added to the drift that there is, f."""
    return g(t, x) * dg(t, x) / 2


def ito_drift__nothing_added(f, g, dg, t, x):
    """You return f as it is. That is right for additive noise only; if g depends on x, half of g dg is added."""
    return 1.0 * f(t, x)


def ito_drift__strength_squared(f, g, dg, t, x):
    """You added half of g squared. What counts is how g changes: half of g times its derivative."""
    return f(t, x) + g(t, x) ** 2 / 2


def ito_drift__slope_squared(f, g, dg, t, x):
    """You squared the derivative. It is g times its derivative, once each."""
    return f(t, x) + dg(t, x) ** 2 / 2


def ito_drift__without_strength(f, g, dg, t, x):
    """You added half of the derivative. A state moves by g in a kick, so that g changes by g times dg."""
    return f(t, x) + dg(t, x) / 2


def ito_drift__strength_without_slope(f, g, dg, t, x):
    """You added half of g. The correction needs its derivative as well: for constant g it vanishes."""
    return f(t, x) + g(t, x) / 2


def ito_drift__clock_at_zero(f, g, dg, t, x):
    """You asked f, g or dg at the time 0. All are asked at the time t."""
    return f(0.0, x) + g(0.0, x) * dg(0.0, x) / 2


def ito_drift__state_first(f, g, dg, t, x):
    """You called f(x, t). In this course time comes first: f(t, x), g(t, x) and dg(t, x)."""
    return f(x, t) + g(x, t) * dg(x, t) / 2


def ito_drift__function_returned(f, g, dg, t, x):
    """You return a function. The drift's values at (t, x) are asked for: a number for each state."""
    return lambda time, state: f(time, state) + g(time, state) * dg(time, state) / 2


def milstein__euler_maruyama(f, g, dg, x0, t, dW):
    """You took the plain step. What is new is half of g dg (dW^2 - h), and it is missing."""
    return euler_maruyama(f, g, x0, t, dW)


def milstein__without_half(f, g, dg, x0, t, dW):
    """Your correction is twice too large: half of g dg (dW^2 - h) is added."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        now, h = x[-1], stop - start
        strength = g(start, now)
        x.append(now + f(start, now) * h + strength * kick + strength * dg(start, now) * (kick**2 - h))
    return np.stack(x)


def milstein__subtracted(f, g, dg, x0, t, dW):
    """Your correction has the wrong sign: a large kick, of either sign, moves more than g says, if g grows with x."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        now, h = x[-1], stop - start
        strength = g(start, now)
        x.append(now + f(start, now) * h + strength * kick - strength * dg(start, now) * (kick**2 - h) / 2)
    return np.stack(x)


def milstein__step_not_subtracted(f, g, dg, x0, t, dW):
    """Your correction has dW^2 where dW^2 - h belongs, and its mean is not 0: that solves the Stratonovich equation. Or
    did you take the drift from ito_drift as well? Here f is Ito's already.
    """
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        now, h = x[-1], stop - start
        strength = g(start, now)
        x.append(now + f(start, now) * h + strength * kick + strength * dg(start, now) * kick**2 / 2)
    return np.stack(x)


def milstein__step_added(f, g, dg, x0, t, dW):
    """You added h to dW^2. It is subtracted, so that the correction has the mean 0."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        now, h = x[-1], stop - start
        strength = g(start, now)
        x.append(now + f(start, now) * h + strength * kick + strength * dg(start, now) * (kick**2 + h) / 2)
    return np.stack(x)


def milstein__difference_squared(f, g, dg, x0, t, dW):
    """You squared dW - h. It is the square of dW, and h is subtracted afterwards."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        now, h = x[-1], stop - start
        strength = g(start, now)
        x.append(now + f(start, now) * h + strength * kick + strength * dg(start, now) * (kick - h) ** 2 / 2)
    return np.stack(x)


def milstein__kick_for_its_square(f, g, dg, x0, t, dW):
    """Your correction has dW - h. A kick's square is as large as h, not the kick: dW^2 - h."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        now, h = x[-1], stop - start
        strength = g(start, now)
        x.append(now + f(start, now) * h + strength * kick + strength * dg(start, now) * (kick - h) / 2)
    return np.stack(x)


def milstein__times_the_step(f, g, dg, x0, t, dW):
    """You multiplied the correction by h. It has the size of h already: dW^2 - h."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        now, h = x[-1], stop - start
        strength = g(start, now)
        x.append(now + f(start, now) * h + strength * kick + strength * dg(start, now) * (kick**2 - h) * h / 2)
    return np.stack(x)


def milstein__strength_squared(f, g, dg, x0, t, dW):
    """Your correction has g^2. It is g times its derivative dg."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        now, h = x[-1], stop - start
        strength = g(start, now)
        x.append(now + f(start, now) * h + strength * kick + strength * strength * (kick**2 - h) / 2)
    return np.stack(x)


def milstein__slope_left_out(f, g, dg, x0, t, dW):
    """Your correction has g, but not its derivative. For constant g it must vanish."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        now, h = x[-1], stop - start
        strength = g(start, now)
        x.append(now + f(start, now) * h + strength * kick + strength * 0.5 * 2 * (kick**2 - h) / 2)
    return np.stack(x)


def milstein__strength_left_out(f, g, dg, x0, t, dW):
    """Your correction has the derivative of g, but not g itself. The state moves by g in a kick, and g changes with it."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        now, h = x[-1], stop - start
        strength = g(start, now)
        x.append(now + f(start, now) * h + strength * kick + dg(start, now) * (kick**2 - h) / 2)
    return np.stack(x)


def milstein__slope_at_right_time(f, g, dg, x0, t, dW):
    """You asked for dg at the time of the step's end. All is taken at its start."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        now, h = x[-1], stop - start
        strength = g(start, now)
        x.append(now + f(start, now) * h + strength * kick + strength * dg(stop, now) * (kick**2 - h) / 2)
    return np.stack(x)


def milstein__noise_at_right_time(f, g, dg, x0, t, dW):
    """You asked for g at the time of the step's end. All is taken at its start."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        now, h = x[-1], stop - start
        strength = g(stop, now)
        x.append(now + f(start, now) * h + strength * kick + strength * dg(start, now) * (kick**2 - h) / 2)
    return np.stack(x)


def milstein__drift_at_right_time(f, g, dg, x0, t, dW):
    """You asked for f at the time of the step's end. All is taken at its start."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        now, h = x[-1], stop - start
        strength = g(start, now)
        x.append(now + f(stop, now) * h + strength * kick + strength * dg(start, now) * (kick**2 - h) / 2)
    return np.stack(x)


def milstein__correction_where_the_step_led(f, g, dg, x0, t, dW):
    """You took dg where the plain step had led. All is taken at the start of the step, and then the state moves once."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        now, h = x[-1], stop - start
        ahead = now + f(start, now) * h + g(start, now) * kick
        strength = g(start, now)
        x.append(now + f(start, now) * h + strength * kick + strength * dg(start, ahead) * (kick**2 - h) / 2)
    return np.stack(x)


def milstein__drift_forgotten(f, g, dg, x0, t, dW):
    """Your drift is missing. Set dW = 0 and dg = 0 and compare with Euler."""
    x = [np.array(x0, dtype=float)]
    for start, stop, kick in zip(t[:-1], t[1:], dW):
        now, h = x[-1], stop - start
        strength = g(start, now)
        x.append(now + 0.0 * h + strength * kick + strength * dg(start, now) * (kick**2 - h) / 2)
    return np.stack(x)


def milstein__first_step_for_all(f, g, dg, x0, t, dW):
    """Your step never changes, but the grid does: take t[k+1] - t[k] anew in each pass of the loop."""
    x, h = [np.array(x0, dtype=float)], t[1] - t[0]
    for start, kick in zip(t[:-1], dW):
        now, strength = x[-1], g(start, x[-1])
        x.append(now + f(start, now) * h + strength * kick + strength * dg(start, now) * (kick**2 - h) / 2)
    return np.stack(x)


def milstein__kick_scaled_again(f, g, dg, x0, t, dW):
    """You multiplied dW by the root of the step, but dW is an increment: its variance is the step already. Use it as it
    is.
    """
    return milstein(f, g, dg, x0, t, np.sqrt(np.diff(t))[:, None] * dW)


def milstein__whole_numbers(f, g, dg, x0, t, dW):
    """Your states lose their decimals when x0 is of whole numbers: an array made like x0 has its type. Make it a float
    array.
    """
    x = np.zeros((len(t), len(x0)), dtype=np.asarray(x0).dtype)
    x[0] = x0
    for k, kick in enumerate(dW):
        h, strength = t[k + 1] - t[k], g(t[k], x[k])
        x[k + 1] = x[k] + f(t[k], x[k]) * h + strength * kick + strength * dg(t[k], x[k]) * (kick**2 - h) / 2
    return x


def milstein__start_left_out(f, g, dg, x0, t, dW):
    """K times need K rows, and yours are one fewer: row 0 is the start, x0."""
    return milstein(f, g, dg, x0, t, dW)[1:]


def milstein__time_last(f, g, dg, x0, t, dW):
    """You returned one path per row. Time comes first here: row k holds all paths at t[k]."""
    return milstein(f, g, dg, x0, t, dW).T


def transitions__zero_crossings(x, low=-0.5, high=0.5):
    """You count changes of sign. On the barrier a path changes sign many times without arriving anywhere: a transition
    ends in the other well.
    """
    x = np.asarray(x)
    return np.sum(np.sign(x[1:]) * np.sign(x[:-1]) == -1, axis=0)


def transitions__threshold_crossings(x, low=-0.5, high=0.5):
    """You count every passage of a threshold, of both and in both directions. A transition is to have been on one side
    and then on the other.
    """
    x = np.asarray(x)
    passed = [np.sum((x[1:] >= level) != (x[:-1] >= level), axis=0) for level in (low, high)]
    return passed[0] + passed[1]


def transitions__one_threshold(x, low=-0.5, high=0.5):
    """You count passages of the upper threshold. A path that chatters there makes no transition: only after it has been
    at low or below does its return count.
    """
    x = np.asarray(x)
    return np.sum((x[1:] >= high) != (x[:-1] >= high), axis=0)


def transitions__only_direct_jumps(x, low=-0.5, high=0.5):
    """You count only transitions that take a single step. On the way over the barrier a path may stay between the
    thresholds: remember where it was last.
    """
    x = np.asarray(x)
    side = np.where(x <= low, -1, np.where(x >= high, 1, 0))
    return np.sum(side[1:] * side[:-1] == -1, axis=0)


def transitions__between_counts_as_a_side(x, low=-0.5, high=0.5):
    """You count each change of side, with the room between the thresholds as a third one. There a path stays what it
    was.
    """
    x = np.asarray(x)
    side = np.where(x <= low, -1, np.where(x >= high, 1, 0))
    return np.sum(side[1:] != side[:-1], axis=0)


def transitions__first_arrival_counted(x, low=-0.5, high=0.5):
    """A path that starts between the thresholds has no side yet, and you count its first arrival. Nothing has been left
    for it.
    """
    x = np.asarray(x)
    side = np.full(x.shape[1], 0)
    count = np.zeros(x.shape[1], dtype=int)
    for states in x:
        now = np.where(states <= low, -1, np.where(states >= high, 1, side))
        count += now != side
        side = now
    return count


def transitions__side_by_the_first_sign(x, low=-0.5, high=0.5):
    """You give a path that starts between the thresholds the side of its sign. It has none until it reaches one."""
    x = np.asarray(x)
    side = np.where(x[0] < (low + high) / 2, -1, 1)
    count = np.zeros(x.shape[1], dtype=int)
    for states in x:
        now = np.where(states <= low, -1, np.where(states >= high, 1, side))
        count += now * side == -1
        side = now
    return count


def transitions__starts_on_the_left(x, low=-0.5, high=0.5):
    """You take it that all paths start on the left. One that starts on the right is there at once, without a
    transition.
    """
    x = np.asarray(x)
    side = np.full(x.shape[1], -1)
    count = np.zeros(x.shape[1], dtype=int)
    for states in x:
        now = np.where(states <= low, -1, np.where(states >= high, 1, side))
        count += now * side == -1
        side = now
    return count


def transitions__touch_not_counted(x, low=-0.5, high=0.5):
    """A path that is exactly at a threshold has arrived: compare with <= and >=."""
    x = np.asarray(x)
    side = np.full(x.shape[1], 0)
    count = np.zeros(x.shape[1], dtype=int)
    for states in x:
        now = np.where(states < low, -1, np.where(states > high, 1, side))
        count += now * side == -1
        side = now
    return count


def transitions__own_thresholds(x, low=-0.5, high=0.5):
    """You use -1/2 and 1/2 whatever thresholds are given. Compare with low and high."""
    x = np.asarray(x)
    side = np.full(x.shape[1], 0)
    count = np.zeros(x.shape[1], dtype=int)
    for states in x:
        now = np.where(states <= -0.5, -1, np.where(states >= 0.5, 1, side))
        count += now * side == -1
        side = now
    return count


def transitions__mirrored_threshold(x, low=-0.5, high=0.5):
    """You take the negative of one threshold for the other. low and high are given separately, and need not lie around
    0.
    """
    x = np.asarray(x)
    side = np.full(x.shape[1], 0)
    count = np.zeros(x.shape[1], dtype=int)
    for states in x:
        now = np.where(states <= -high, -1, np.where(states >= high, 1, side))
        count += now * side == -1
        side = now
    return count


def transitions__from_left_to_right_only(x, low=-0.5, high=0.5):
    """You count the ways to the right only. The ways back are transitions as well."""
    x = np.asarray(x)
    side = np.full(x.shape[1], 0)
    count = np.zeros(x.shape[1], dtype=int)
    for states in x:
        now = np.where(states <= low, -1, np.where(states >= high, 1, side))
        count += (side == -1) & (now == 1)
        side = now
    return count


def transitions__round_trips(x, low=-0.5, high=0.5):
    """You count journeys there and back. Each way is a transition of its own."""
    x = np.asarray(x)
    side = np.full(x.shape[1], 0)
    count = np.zeros(x.shape[1], dtype=int)
    for states in x:
        now = np.where(states <= low, -1, np.where(states >= high, 1, side))
        count += now * side == -1
        side = now
    return count // 2


def transitions__at_most_one(x, low=-0.5, high=0.5):
    """You say whether a path has ever changed wells. It is asked how often."""
    x = np.asarray(x)
    side = np.full(x.shape[1], 0)
    count = np.zeros(x.shape[1], dtype=int)
    for states in x:
        now = np.where(states <= low, -1, np.where(states >= high, 1, side))
        count += now * side == -1
        side = now
    return np.minimum(count, 1)


def transitions__ends_compared(x, low=-0.5, high=0.5):
    """You compare where a path starts with where it ends. What happened in between counts as well."""
    x = np.asarray(x)
    return ((x[0] <= low) & (x[-1] >= high)).astype(int) + ((x[0] >= high) & (x[-1] <= low))


def transitions__all_paths_together(x, low=-0.5, high=0.5):
    """You return one number for all paths. It is one for each: do not sum over the columns."""
    x = np.asarray(x)
    side = np.full(x.shape[1], 0)
    count = np.zeros(x.shape[1], dtype=int)
    for states in x:
        now = np.where(states <= low, -1, np.where(states >= high, 1, side))
        count += now * side == -1
        side = now
    return int(count.sum())


def transitions__along_the_wrong_axis(x, low=-0.5, high=0.5):
    """You walked from path to path at each time. Time runs down the rows: x[k] is all paths at one time."""
    return transitions(np.asarray(x).T, low, high)
