"""Known wrong answers on Brownian motion and its steps: the reference with one thing changed. Docstring: what a tutor would say."""

import math

import numpy as np

from reference.euler_maruyama import em_ou_moments, euler_maruyama, euler_maruyama_nd, ou_moments


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
