"""Known wrong answers to euler_stability: the reference with one thing changed, and what a tutor would say."""

import matplotlib.pyplot as plt
import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import fsolve

T = 12.0


def euler_step__step_forgotten(f, t, y, h):
    """You added the slope itself. Look at the units: slope times time is a change, so multiply by h."""
    return y + np.asarray(f(t, y))


def euler_step__minus(f, t, y, h):
    """You step against the arrow. The slope is f itself; where a loss is to shrink, f is minus the gradient already."""
    return y - h * np.asarray(f(t, y))


def euler_step__change_only(f, t, y, h):
    """h f(t, y) is how far the state moves. Asked for is where it arrives: add it to y."""
    return h * np.asarray(f(t, y))


def euler_step__clock_at_the_end(f, t, y, h):
    """You ask for the slope at the time t + h. Euler uses the one at the start of the step, f(t, y)."""
    return y + h * np.asarray(f(t + h, y))


def euler_step__clock_in_the_middle(f, t, y, h):
    """You ask for the slope half a step later, but at the state of the start. Euler's slope is f(t, y), both at the
    start."""
    return y + h * np.asarray(f(t + h / 2, y))


def euler_step__clock_at_zero(f, t, y, h):
    """You call f with the time 0. The equation may change in time: hand on the t that you were given."""
    return y + h * np.asarray(f(0.0, y))


def euler_step__h_as_end_time(f, t, y, h):
    """You read h as the time at which the step ends. It is how long the step is: no difference has to be taken."""
    return y + (h - t) * np.asarray(f(t, y))


def euler_step__step_without_sign(f, t, y, h):
    """You took the absolute value of h. A negative step looks back in time, and its sign must stay."""
    return y + abs(h) * np.asarray(f(t, y))


def euler_step__changes_y(f, t, y, h):
    """`y += ...` changes the caller's array. Compute a new one: y + h * f(t, y)."""
    y += h * np.asarray(f(t, y))
    return y


def euler_step__integer_state(f, t, y, h):
    """Your new state takes its dtype from y, so integers stay integers and the decimals are cut off. Make it float."""
    new = np.array(y)
    new[:] = y + h * np.asarray(f(t, y))
    return new


def euler_step__one_component_after_another(f, t, y, h):
    """Your second component already sees the new first one. That is another method (a symplectic one): take all slopes
    at the old state."""
    new = np.array(y, dtype=float)
    for i in range(len(new)):
        new[i] += h * np.asarray(f(t, new))[i]
    return new


def euler_step__heun(f, t, y, h):
    """More accurate than asked: you average the slopes at both ends (Heun's method). Euler uses one. Which?"""
    left = np.asarray(f(t, y))
    return y + h / 2 * (left + np.asarray(f(t + h, y + h * left)))


def euler_step__midpoint(f, t, y, h):
    """More accurate than asked: yours is the slope in the middle of the step. Euler uses the one at its start."""
    return y + h * np.asarray(f(t + h / 2, y + h / 2 * np.asarray(f(t, y))))


def euler_step__slope_at_predicted_end(f, t, y, h):
    """You go to the end of the step, ask for the slope there, and start again with that one. The first of the two was
    Euler's step."""
    return y + h * np.asarray(f(t + h, y + h * np.asarray(f(t, y))))


def euler_step__implicit(f, t, y, h):
    """You solve for the state whose slope at the *end* leads there: that is backward Euler. Here the slope at the
    start, which is known, is enough."""
    return fsolve(lambda new: new - y - h * np.asarray(f(t + h, new)), np.array(y, dtype=float), xtol=1e-13)


def euler_step__swapped_arguments(f, t, y, h):
    """You call f(y, t). In this course, as in scipy's solve_ivp, time comes first: f(t, y)."""
    return y + h * np.asarray(f(y, t))


def euler_step__returns_time_too(f, t, y, h):
    """You return the new time along with the state. Asked for is the state alone."""
    return t + h, y + h * np.asarray(f(t, y))


def euler_step__no_return(f, t, y, h):
    """Your function computes the new state and then forgets it: nothing is returned. End it with return."""
    y + h * np.asarray(f(t, y))


def euler__right_endpoint(f, y0, t):
    """Euler uses the slope at the *start* of the step; you asked for it at the time of its end."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        y.append(y[-1] + (stop - start) * np.asarray(f(stop, y[-1])))
    return np.stack(y)


def euler__first_step_for_all(f, y0, t):
    """Your step never changes, but the grid does: compute t[k+1] - t[k] inside the loop."""
    h = t[1] - t[0]
    y = [np.array(y0, dtype=float)]
    for start in t[:-1]:
        y.append(y[-1] + h * np.asarray(f(start, y[-1])))
    return np.stack(y)


def euler__mean_step(f, y0, t):
    """You divided the whole span by the number of steps. The grid may be uneven: each step has its own length, t[k+1] -
    t[k]."""
    h = (t[-1] - t[0]) / max(len(t) - 1, 1)
    y = [np.array(y0, dtype=float)]
    for start in t[:-1]:
        y.append(y[-1] + h * np.asarray(f(start, y[-1])))
    return np.stack(y)


def euler__step_of_the_interval_before(f, y0, t):
    """Your step is t[k] - t[k-1], the interval that lies behind. From t[k] the state goes on to t[k+1]: the step is
    t[k+1] - t[k]. (And t[-1] is the last time: the first of your steps goes back over the whole grid.)"""
    y = [np.array(y0, dtype=float)]
    for k in range(len(t) - 1):
        y.append(y[-1] + (t[k] - t[k - 1]) * np.asarray(f(t[k], y[-1])))
    return np.stack(y)


def euler__own_grid(f, y0, t):
    """You walk with `while time < end: time += h`. The caller gives the grid: loop over its intervals, and no
    accumulated time can then overshoot (0.1 is not exact in binary: ten of them make 0.9999999999999999)."""
    y = [np.array(y0, dtype=float)]
    time, h = t[0], t[1] - t[0]
    while time < t[-1]:
        y.append(y[-1] + h * np.asarray(f(time, y[-1])))
        time += h
    return np.stack(y)


def euler__step_forgotten(f, y0, t):
    """You added the slope itself. Look at the units: slope times time is a change, so multiply by the length of the
    step."""
    y = [np.array(y0, dtype=float)]
    for start in t[:-1]:
        y.append(y[-1] + np.asarray(f(start, y[-1])))
    return np.stack(y)


def euler__clock_time_as_step(f, y0, t):
    """You multiplied by the time on the clock, t[k+1]. The slope acts for the length of the interval only: t[k+1] -
    t[k]."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        y.append(y[-1] + stop * np.asarray(f(start, y[-1])))
    return np.stack(y)


def euler__minus(f, y0, t):
    """You walk against the slope: the sign of the step is reversed. With y' = 1, should y grow or shrink?"""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        y.append(y[-1] - (stop - start) * np.asarray(f(start, y[-1])))
    return np.stack(y)


def euler__step_without_sign(f, y0, t):
    """You take the absolute value of the step. On a grid that runs backward in time t[k+1] - t[k] is negative, and it
    must be."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        y.append(y[-1] + abs(stop - start) * np.asarray(f(start, y[-1])))
    return np.stack(y)


def euler__changes_y0(f, y0, t):
    """Your rows are right, but the caller's y0 has changed: `y += ...` writes into the array you were given. Work on a
    copy of it."""
    state = y0
    y = [state.copy()]
    for start, stop in zip(t[:-1], t[1:]):
        state += (stop - start) * np.asarray(f(start, state))
        y.append(state.copy())
    return np.stack(y)


def euler__same_row_every_time(f, y0, t):
    """All your rows equal the last one: you put the same array into the list each time and `+=` changed it. Append a
    copy."""
    state = np.array(y0, dtype=float)
    y = [state]
    for start, stop in zip(t[:-1], t[1:]):
        state += (stop - start) * np.asarray(f(start, state))
        y.append(state)
    return np.stack(y)


def euler__aliased_with_y0(f, y0, t):
    """All your rows equal the last one, and so does the caller's y0 now: they are one array, which `+=` changes. Start
    from a copy, and append copies."""
    state = y0
    y = [state]
    for start, stop in zip(t[:-1], t[1:]):
        state += (stop - start) * np.asarray(f(start, state))
        y.append(state)
    return np.stack(y)


def euler__one_component_after_another(f, y0, t):
    """Your second component already sees the new first one: that is a different (semi-implicit) method. Compute the
    whole slope first."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        state = y[-1].copy()
        for i in range(len(state)):
            state[i] = state[i] + (stop - start) * np.asarray(f(start, state))[i]
        y.append(state)
    return np.stack(y)


def euler__integer_rows(f, y0, t):
    """Your array has y0's dtype, and an array of integers drops the decimals silently. Make it float, whatever y0
    is."""
    y0 = np.asarray(y0)
    y = np.zeros((len(t), len(y0)), dtype=y0.dtype)
    y[0] = y0
    for k in range(len(t) - 1):
        y[k + 1] = y[k] + (t[k + 1] - t[k]) * np.asarray(f(t[k], y[k]))
    return y


def euler__last_row_missing(f, y0, t):
    """You stop one interval early. K times have K - 1 intervals, and each one gives a row."""
    y = [np.array(y0, dtype=float)]
    for k in range(len(t) - 2):
        y.append(y[-1] + (t[k + 1] - t[k]) * np.asarray(f(t[k], y[-1])))
    return np.stack(y)


def euler__first_row_missing(f, y0, t):
    """n intervals give n + 1 rows. Is the start in your result? Row 0 is y0."""
    y, rows = np.array(y0, dtype=float), []
    for start, stop in zip(t[:-1], t[1:]):
        y = y + (stop - start) * np.asarray(f(start, y))
        rows.append(y)
    return np.array(rows)


def euler__last_state_only(f, y0, t):
    """You return where the solution ends. The whole way is asked for, one row per time: keep each state in a list."""
    y = np.array(y0, dtype=float)
    for start, stop in zip(t[:-1], t[1:]):
        y = y + (stop - start) * np.asarray(f(start, y))
    return y


def euler__transposed(f, y0, t):
    """Rows and columns are exchanged. In this course time comes first: one row per time, one column per component."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        y.append(y[-1] + (stop - start) * np.asarray(f(start, y[-1])))
    return np.stack(y, axis=1)


def euler__returns_times_too(f, y0, t):
    """You return the times along with the states. The caller has them already: return the states alone."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        y.append(y[-1] + (stop - start) * np.asarray(f(start, y[-1])))
    return t, np.stack(y)


def euler__no_return(f, y0, t):
    """Your function computes the states and then forgets them: nothing is returned. End it with return."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        y.append(y[-1] + (stop - start) * np.asarray(f(start, y[-1])))


def euler__heun(f, y0, t):
    """More accurate than asked: you average the slopes at both ends (Heun's method). Euler uses one slope a step.
    Which?"""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, left = stop - start, np.asarray(f(start, y[-1]))
        y.append(y[-1] + h / 2 * (left + np.asarray(f(stop, y[-1] + h * left))))
    return np.stack(y)


def euler__midpoint(f, y0, t):
    """More accurate than asked: you use the slope in the middle of the step (the midpoint method). Euler uses the one
    at its start."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h = stop - start
        half = y[-1] + h / 2 * np.asarray(f(start, y[-1]))
        y.append(y[-1] + h * np.asarray(f(start + h / 2, half)))
    return np.stack(y)


def euler__implicit(f, y0, t):
    """You solve for the state whose slope at the *end* leads there: that is implicit (backward) Euler. Here the slope
    at the start, which is known, is enough."""

    def residual(new, old, start, stop):
        return new - old - (stop - start) * np.asarray(f(stop, new))

    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        y.append(fsolve(residual, y[-1], args=(y[-1], start, stop), xtol=1e-13))
    return np.stack(y)


def euler__slope_at_predicted_end(f, y0, t):
    """You step to the end, ask for the slope there, and step again from the start with that one. Euler stops after the
    first of these two."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        predicted = y[-1] + (stop - start) * np.asarray(f(start, y[-1]))
        y.append(y[-1] + (stop - start) * np.asarray(f(stop, predicted)))
    return np.stack(y)


def euler__exact_solution(f, y0, t):
    """You hand over a solver's accurate solution. Asked for is what Euler's method gives on this grid, its errors
    included."""
    return solve_ivp(f, (t[0], t[-1]), np.array(y0, dtype=float), method="DOP853", t_eval=t, rtol=1e-11, atol=1e-12).y.T


def euler__first_slope_for_all(f, y0, t):
    """You computed the slope once, before the loop. It changes along the way: ask f again at the start of each step."""
    slope = np.asarray(f(t[0], np.array(y0, dtype=float)))
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        y.append(y[-1] + (stop - start) * slope)
    return np.stack(y)


def euler__always_from_the_start(f, y0, t):
    """Each of your steps begins at y0 again. A step begins where the last one ended: y[k+1] = y[k] + ..."""
    start_state = np.array(y0, dtype=float)
    y = [start_state]
    for start, stop in zip(t[:-1], t[1:]):
        y.append(start_state + (stop - start) * np.asarray(f(start, y[-1])))
    return np.stack(y)


def euler__start_forgotten(f, y0, t):
    """Row 0 of your result is still zero: put y0 there before the loop."""
    y = np.zeros((len(t), len(y0)))
    for k in range(len(t) - 1):
        y[k + 1] = y[k] + (t[k + 1] - t[k]) * np.asarray(f(t[k], y[k]))
    return y


def euler__clock_from_zero(f, y0, t):
    """Your clock starts at 0, but the grid may not: call f with t[k], not with the time since t[0]."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        y.append(y[-1] + (stop - start) * np.asarray(f(start - t[0], y[-1])))
    return np.stack(y)


def euler__clock_stands_still(f, y0, t):
    """You call f with the same time at every step. f may depend on time: at step k the clock shows t[k]."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        y.append(y[-1] + (stop - start) * np.asarray(f(t[0], y[-1])))
    return np.stack(y)


def euler__swapped_arguments(f, y0, t):
    """You call f(y, t). In this course, as in scipy's solve_ivp, time comes first: f(t, y)."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        y.append(y[-1] + (stop - start) * np.asarray(f(y[-1], start)))
    return np.stack(y)


def euler__refuses_a_single_time(f, y0, t):
    """You refuse a grid of a single time. It is allowed: there is no step to take, and the answer is the start alone,
    as one row."""
    if len(t) < 2:
        raise ValueError("t needs at least two times")
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        y.append(y[-1] + (stop - start) * np.asarray(f(start, y[-1])))
    return np.stack(y)


def rk4__three_eighths_rule(f, y0, t):
    """This is the 3/8 rule: of order four as well, but another method. The classical one asks for the middle of the
    step twice."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h = stop - start
        k1 = np.asarray(f(start, y[-1]))
        third, two_thirds = start + h / 3, start + 2 * h / 3
        k2 = np.asarray(f(third, y[-1] + h / 3 * k1))
        k3 = np.asarray(f(two_thirds, y[-1] + h * (k2 - k1 / 3)))
        k4 = np.asarray(f(stop, y[-1] + h * (k1 - k2 + k3)))
        y.append(y[-1] + h / 8 * (k1 + 3 * k2 + 3 * k3 + k4))
    return np.stack(y)


def rk4__equal_weights(f, y0, t):
    """All four slopes count the same in your mean. The two in the middle count twice: 1/6, 1/3, 1/3, 1/6."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, middle = stop - start, (start + stop) / 2
        k1 = np.asarray(f(start, y[-1]))
        k2 = np.asarray(f(middle, y[-1] + h / 2 * k1))
        k3 = np.asarray(f(middle, y[-1] + h / 2 * k2))
        k4 = np.asarray(f(stop, y[-1] + h * k3))
        y.append(y[-1] + h / 4 * (k1 + k2 + k3 + k4))
    return np.stack(y)


def rk4__weights_do_not_add_up(f, y0, t):
    """Your weights add up to 4/6: on y' = 1 the step would be too short. The two slopes in the middle count twice."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, middle = stop - start, (start + stop) / 2
        k1 = np.asarray(f(start, y[-1]))
        k2 = np.asarray(f(middle, y[-1] + h / 2 * k1))
        k3 = np.asarray(f(middle, y[-1] + h / 2 * k2))
        k4 = np.asarray(f(stop, y[-1] + h * k3))
        y.append(y[-1] + h / 6 * (k1 + k2 + k3 + k4))
    return np.stack(y)


def rk4__divisor_forgotten(f, y0, t):
    """Your weights add up to 6, so each step is six times too long: divide by 6."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, middle = stop - start, (start + stop) / 2
        k1 = np.asarray(f(start, y[-1]))
        k2 = np.asarray(f(middle, y[-1] + h / 2 * k1))
        k3 = np.asarray(f(middle, y[-1] + h / 2 * k2))
        k4 = np.asarray(f(stop, y[-1] + h * k3))
        y.append(y[-1] + h * (k1 + 2 * k2 + 2 * k3 + k4))
    return np.stack(y)


def rk4__weights_exchanged(f, y0, t):
    """You count the slopes at the ends twice. It is those in the middle that count twice, as in Simpson's rule."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, middle = stop - start, (start + stop) / 2
        k1 = np.asarray(f(start, y[-1]))
        k2 = np.asarray(f(middle, y[-1] + h / 2 * k1))
        k3 = np.asarray(f(middle, y[-1] + h / 2 * k2))
        k4 = np.asarray(f(stop, y[-1] + h * k3))
        y.append(y[-1] + h / 6 * (2 * k1 + k2 + k3 + 2 * k4))
    return np.stack(y)


def rk4__step_twice(f, y0, t):
    """Your slopes already contain the factor h, and then h multiplies them once more. Once is enough: slope times time
    is a change."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, middle = stop - start, (start + stop) / 2
        k1 = h * np.asarray(f(start, y[-1]))
        k2 = h * np.asarray(f(middle, y[-1] + k1 / 2))
        k3 = h * np.asarray(f(middle, y[-1] + k2 / 2))
        k4 = h * np.asarray(f(stop, y[-1] + k3))
        y.append(y[-1] + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4))
    return np.stack(y)


def rk4__full_steps_inside(f, y0, t):
    """You go a whole step before you ask for k2 and k3. They stand at the middle of the step: go h/2, in state and
    time."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h = stop - start
        k1 = np.asarray(f(start, y[-1]))
        k2 = np.asarray(f(stop, y[-1] + h * k1))
        k3 = np.asarray(f(stop, y[-1] + h * k2))
        k4 = np.asarray(f(stop, y[-1] + h * k3))
        y.append(y[-1] + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4))
    return np.stack(y)


def rk4__third_slope_from_the_first(f, y0, t):
    """Your k3 is taken where k2 was: both go along k1. The third slope goes half a step along the second."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, middle = stop - start, (start + stop) / 2
        k1 = np.asarray(f(start, y[-1]))
        k2 = np.asarray(f(middle, y[-1] + h / 2 * k1))
        k3 = np.asarray(f(middle, y[-1] + h / 2 * k1))
        k4 = np.asarray(f(stop, y[-1] + h * k3))
        y.append(y[-1] + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4))
    return np.stack(y)


def rk4__fourth_slope_after_half_a_step(f, y0, t):
    """Your k4 has the time of the end, but the state of the middle: it goes the whole step along k3, y + h k3."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, middle = stop - start, (start + stop) / 2
        k1 = np.asarray(f(start, y[-1]))
        k2 = np.asarray(f(middle, y[-1] + h / 2 * k1))
        k3 = np.asarray(f(middle, y[-1] + h / 2 * k2))
        k4 = np.asarray(f(stop, y[-1] + h / 2 * k3))
        y.append(y[-1] + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4))
    return np.stack(y)


def rk4__fourth_slope_from_the_second(f, y0, t):
    """Your k4 goes along k2. It goes the whole step along the latest slope, k3."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, middle = stop - start, (start + stop) / 2
        k1 = np.asarray(f(start, y[-1]))
        k2 = np.asarray(f(middle, y[-1] + h / 2 * k1))
        k3 = np.asarray(f(middle, y[-1] + h / 2 * k2))
        k4 = np.asarray(f(stop, y[-1] + h * k2))
        y.append(y[-1] + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4))
    return np.stack(y)


def rk4__slopes_stacked(f, y0, t):
    """Each of your slopes starts from the state of the slope before. All of them start from y, the state at the start
    of the step."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, middle = stop - start, (start + stop) / 2
        k1 = np.asarray(f(start, y[-1]))
        second = y[-1] + h / 2 * k1
        k2 = np.asarray(f(middle, second))
        third = second + h / 2 * k2
        k3 = np.asarray(f(middle, third))
        k4 = np.asarray(f(stop, third + h * k3))
        y.append(y[-1] + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4))
    return np.stack(y)


def rk4__steps_not_in_the_state(f, y0, t):
    """All your slopes are taken at the same state; only the clock moves. Each slope is taken at y plus a part of the
    slope before it."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, middle = stop - start, (start + stop) / 2
        k1 = np.asarray(f(start, y[-1]))
        k2 = k3 = np.asarray(f(middle, y[-1]))
        k4 = np.asarray(f(stop, y[-1]))
        y.append(y[-1] + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4))
    return np.stack(y)


def rk4__clock_at_the_start(f, y0, t):
    """All your slopes have the time at which the step starts. The clock moves too: k2 and k3 belong to the middle, k4
    to the end."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h = stop - start
        k1 = np.asarray(f(start, y[-1]))
        k2 = np.asarray(f(start, y[-1] + h / 2 * k1))
        k3 = np.asarray(f(start, y[-1] + h / 2 * k2))
        k4 = np.asarray(f(start, y[-1] + h * k3))
        y.append(y[-1] + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4))
    return np.stack(y)


def rk4__last_clock_in_the_middle(f, y0, t):
    """Your k4 has the state of the end, but the time of the middle: its time is t + h."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, middle = stop - start, (start + stop) / 2
        k1 = np.asarray(f(start, y[-1]))
        k2 = np.asarray(f(middle, y[-1] + h / 2 * k1))
        k3 = np.asarray(f(middle, y[-1] + h / 2 * k2))
        k4 = np.asarray(f(middle, y[-1] + h * k3))
        y.append(y[-1] + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4))
    return np.stack(y)


def rk4__midpoint(f, y0, t):
    """This is the midpoint method: two slopes, order two. Ask for two more, k3 and k4, and weigh all four."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, middle = stop - start, (start + stop) / 2
        k1 = np.asarray(f(start, y[-1]))
        k2 = np.asarray(f(middle, y[-1] + h / 2 * k1))
        y.append(y[-1] + h * k2)
    return np.stack(y)


def rk4__heun(f, y0, t):
    """This is Heun's method: two slopes, order two. The classical method of order four has two more in the middle."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h = stop - start
        k1 = np.asarray(f(start, y[-1]))
        k2 = np.asarray(f(stop, y[-1] + h * k1))
        y.append(y[-1] + h / 2 * (k1 + k2))
    return np.stack(y)


def rk4__euler(f, y0, t):
    """This is Euler's method: one slope a step, order one. Three more slopes make it order four."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h = stop - start
        k1 = np.asarray(f(start, y[-1]))
        y.append(y[-1] + h * k1)
    return np.stack(y)


def rk4__kutta_of_order_three(f, y0, t):
    """This is Kutta's method of order three, with three slopes. The middle is asked for twice: k3 goes half a step
    along k2."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, middle = stop - start, (start + stop) / 2
        k1 = np.asarray(f(start, y[-1]))
        k2 = np.asarray(f(middle, y[-1] + h / 2 * k1))
        k3 = np.asarray(f(stop, y[-1] + h * (2 * k2 - k1)))
        y.append(y[-1] + h / 6 * (k1 + 4 * k2 + k3))
    return np.stack(y)


def rk4__step_without_sign(f, y0, t):
    """You took the absolute value of the step. Where the grid turns back in time the step is negative, and its sign
    must stay."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, middle = abs(stop - start), (start + stop) / 2
        k1 = np.asarray(f(start, y[-1]))
        k2 = np.asarray(f(middle, y[-1] + h / 2 * k1))
        k3 = np.asarray(f(middle, y[-1] + h / 2 * k2))
        k4 = np.asarray(f(stop, y[-1] + h * k3))
        y.append(y[-1] + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4))
    return np.stack(y)


def rk4__first_step_for_all(f, y0, t):
    """Your step never changes, but the grid does: compute t[k+1] - t[k] inside the loop."""
    h = t[1] - t[0] if len(t) > 1 else 0.0
    y = [np.array(y0, dtype=float)]
    for start in t[:-1]:
        k1 = np.asarray(f(start, y[-1]))
        k2 = np.asarray(f(start + h / 2, y[-1] + h / 2 * k1))
        k3 = np.asarray(f(start + h / 2, y[-1] + h / 2 * k2))
        k4 = np.asarray(f(start + h, y[-1] + h * k3))
        y.append(y[-1] + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4))
    return np.stack(y)


def rk4__two_half_steps(f, y0, t):
    """You take two half steps in each interval. More accurate than asked, at twice the price: one step goes from t[k]
    to t[k+1]."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        now, h = y[-1], (stop - start) / 2
        for time in (start, start + h):
            k1 = np.asarray(f(time, now))
            k2 = np.asarray(f(time + h / 2, now + h / 2 * k1))
            k3 = np.asarray(f(time + h / 2, now + h / 2 * k2))
            k4 = np.asarray(f(time + h, now + h * k3))
            now = now + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        y.append(now)
    return np.stack(y)


def rk4__exact_solution(f, y0, t):
    """You hand over an adaptive solver's solution. Asked for is what this method gives on this grid, its errors
    included."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        y.append(solve_ivp(f, (start, stop), y[-1], method="DOP853", rtol=1e-12, atol=1e-13).y[:, -1])
    return np.stack(y)


def rk4__same_row_every_time(f, y0, t):
    """You stored the same array each time, and `y += ...` changes it everywhere: all rows show the last state. Append
    y.copy()."""
    y = np.array(y0, dtype=float)
    rows = [y]
    for start, stop in zip(t[:-1], t[1:]):
        h, middle = stop - start, (start + stop) / 2
        k1 = np.asarray(f(start, y))
        k2 = np.asarray(f(middle, y + h / 2 * k1))
        k3 = np.asarray(f(middle, y + h / 2 * k2))
        k4 = np.asarray(f(stop, y + h * k3))
        y += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        rows.append(y)
    return np.stack(rows)


def rk4__integer_rows(f, y0, t):
    """Your array takes its dtype from y0, so integers stay integers and the decimals are cut off. Make it float."""
    y = np.zeros((len(t), len(y0)), dtype=np.asarray(y0).dtype)
    y[0] = y0
    for k in range(len(t) - 1):
        h, middle = t[k + 1] - t[k], (t[k] + t[k + 1]) / 2
        k1 = np.asarray(f(t[k], y[k]))
        k2 = np.asarray(f(middle, y[k] + h / 2 * k1))
        k3 = np.asarray(f(middle, y[k] + h / 2 * k2))
        k4 = np.asarray(f(t[k + 1], y[k] + h * k3))
        y[k + 1] = y[k] + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return y


def rk4__first_row_missing(f, y0, t):
    """Your result begins after the first step. n steps give n + 1 states: row 0 is y0."""
    return _rk4(f, y0, t)[1:]


def rk4__last_state_only(f, y0, t):
    """You return where the solution ends. The whole way is asked for, one row per time: keep each state in a list."""
    return _rk4(f, y0, t)[-1]


def rk4__transposed(f, y0, t):
    """Rows and columns are exchanged. In this course time comes first: one row per time, one column per component."""
    return _rk4(f, y0, t).T


def rk4__no_return(f, y0, t):
    """Your function computes the states and then forgets them: nothing is returned. End it with return."""
    _rk4(f, y0, t)


def rk4__refuses_a_single_time(f, y0, t):
    """You refuse a grid of a single time. It is allowed: there is no step to take, and the answer is the start alone,
    as one row."""
    if len(t) < 2:
        raise ValueError("t needs at least two times")
    return _rk4(f, y0, t)


def _rk4(f, y0, t):
    """What these answers compute rightly."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, middle = stop - start, (start + stop) / 2
        k1 = np.asarray(f(start, y[-1]))
        k2 = np.asarray(f(middle, y[-1] + h / 2 * k1))
        k3 = np.asarray(f(middle, y[-1] + h / 2 * k2))
        k4 = np.asarray(f(stop, y[-1] + h * k3))
        y.append(y[-1] + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4))
    return np.stack(y)


def global_errors__squared(y, y_exact):
    """You return the squares of the errors. Their unit tells: the error of a length is a length. Take the root."""
    return np.sum((y - y_exact) ** 2, axis=1)


def global_errors__sum_of_absolute_values(y, y_exact):
    """You add the absolute values of the components. The Euclidean length adds their squares, and takes the root."""
    return np.sum(np.abs(y - y_exact), axis=1)


def global_errors__largest_component(y, y_exact):
    """You return the largest component alone. A useful size as well, but the length counts all of them."""
    return np.max(np.abs(y - y_exact), axis=1)


def global_errors__root_mean_square(y, y_exact):
    """Your mean divides by the number of components. The length is the root of the *sum* of squares: 3 and 4 make 5."""
    return np.sqrt(np.mean((y - y_exact) ** 2, axis=1))


def global_errors__mean_of_absolute_values(y, y_exact):
    """You return the mean of the absolute components. Asked for is the length: squares, sum, root."""
    return np.mean(np.abs(y - y_exact), axis=1)


def global_errors__one_number_for_all(y, y_exact):
    """Your norm runs over the whole array and leaves one number. There is one error for each time: give the norm an
    axis."""
    return np.linalg.norm(y - y_exact)


def global_errors__end_only(y, y_exact):
    """You return the error at the last time. Asked for is one for each time."""
    return np.linalg.norm(y[-1] - y_exact[-1])


def global_errors__along_time(y, y_exact):
    """You sum over the times, axis 0, and are left with one number per component. Sum over the components, axis 1."""
    return np.linalg.norm(y - y_exact, axis=0)


def global_errors__vectors(y, y_exact):
    """You return the errors themselves, as vectors with signs. Asked for are their lengths."""
    return y - y_exact


def global_errors__difference_of_lengths(y, y_exact):
    """You compare the lengths of the states. Two states can be equally long and far apart: take the difference
    first."""
    return np.abs(np.linalg.norm(y, axis=1) - np.linalg.norm(y_exact, axis=1))


def global_errors__relative(y, y_exact):
    """You divide by the size of the exact state. That relative error is useful too; here the absolute one is asked
    for."""
    return np.linalg.norm(y - y_exact, axis=1) / np.linalg.norm(y_exact, axis=1)


def global_errors__column(y, y_exact):
    """Your answer keeps an axis of length 1: shape (K, 1). Asked for is (K,): leave keepdims out."""
    return np.linalg.norm(y - y_exact, axis=1, keepdims=True)


def global_errors__largest_so_far(y, y_exact):
    """Your errors never shrink: you return the largest one so far. Each time has its own."""
    return np.maximum.accumulate(np.linalg.norm(y - y_exact, axis=1))


def global_errors__added_up(y, y_exact):
    """You add up the errors of all rows before. Row k of y has gathered all of it already: its distance from row k is
    enough."""
    return np.cumsum(np.linalg.norm(y - y_exact, axis=1))


def global_errors__start_left_out(y, y_exact):
    """You leave the first row out. At the start the error is 0, perhaps, but it has its place: K rows, K errors."""
    return np.linalg.norm(y - y_exact, axis=1)[1:]


def global_errors__square_expanded(y, y_exact):
    """You expand the square, |y|^2 - 2 y.x + |x|^2. On paper that is the same; here the digits that matter cancel.
    Subtract first."""
    squares = np.sum(y * y, axis=1) - 2 * np.sum(y * y_exact, axis=1) + np.sum(y_exact * y_exact, axis=1)
    return np.sqrt(np.maximum(squares, 0))


def global_errors__first_two_components(y, y_exact):
    """You use two components, however many there are. Sum over the whole axis: np.sum(..., axis=1)."""
    off = y - y_exact
    return np.hypot(off[:, 0], off[:, 1]) if off.shape[1] > 1 else np.abs(off[:, 0])


def global_errors__squeezed(y, y_exact):
    """You squeeze the arrays first. With one unknown or one time that takes away the wrong axis: leave them
    two-dimensional."""
    return np.linalg.norm(np.squeeze(y - y_exact), axis=-1)


def global_errors__changes_y(y, y_exact):
    """`y -= y_exact` changes the caller's array. Compute a new one: y - y_exact."""
    y -= y_exact
    return np.linalg.norm(y, axis=1)


def global_errors__step_to_step(y, y_exact):
    """You measure how far each step moves. The error is the distance from the exact state at the same time."""
    return np.linalg.norm(np.diff(y, axis=0), axis=1)


def global_errors__no_return(y, y_exact):
    """Your function computes the errors and then forgets them: nothing is returned. End it with return."""
    np.linalg.norm(y - y_exact, axis=1)


def observed_order__keeps_the_floor(hs, errs):
    """You fit all points, those on the floor of round-off too. There the error has stopped falling, and it pulls the
    slope down: leave them out."""
    h, e = _coarse_first(hs, errs)
    if len(e) < 2 or e[1] >= e[0]:
        raise ValueError("fewer than two points")
    return float(np.polyfit(np.log(h[e > 0]), np.log(e[e > 0]), 1)[0])


def observed_order__finest_pair(hs, errs):
    """You use the two smallest steps alone. Two points always lie on a line, and these are the ones that round-off
    reaches first: fit all that fall."""
    h, e = _coarse_first(hs, errs)
    used = _falling(e)
    if used < 2:
        raise ValueError("fewer than two points")
    return float(np.log(e[used - 2] / e[used - 1]) / np.log(h[used - 2] / h[used - 1]))


def observed_order__coarsest_pair(hs, errs):
    """You use the two largest steps alone. Two points always lie on a line: fit all that fall."""
    h, e = _coarse_first(hs, errs)
    used = _falling(e)
    if used < 2:
        raise ValueError("fewer than two points")
    return float(np.log(e[0] / e[1]) / np.log(h[0] / h[1]))


def observed_order__ends_only(hs, errs):
    """You join the first point and the last, and those between have no say. Least squares weighs all of them."""
    h, e = _coarse_first(hs, errs)
    used = _falling(e)
    if used < 2:
        raise ValueError("fewer than two points")
    return float(np.log(e[0] / e[used - 1]) / np.log(h[0] / h[used - 1]))


def observed_order__median_of_pairs(hs, errs):
    """You take the median of the slopes from point to point. Asked for is the line of least squares through all of
    them."""
    h, e = _coarse_first(hs, errs)
    used = _falling(e)
    if used < 2:
        raise ValueError("fewer than two points")
    return float(np.median(np.diff(np.log(e[:used])) / np.diff(np.log(h[:used]))))


def observed_order__without_logarithms(hs, errs):
    """You fit a line to the errors themselves. A power becomes a line in logarithms, of both."""
    h, e = _coarse_first(hs, errs)
    used = _falling(e)
    if used < 2:
        raise ValueError("fewer than two points")
    return float(np.polyfit(h[:used], e[:used], 1)[0])


def observed_order__half_logarithmic(hs, errs):
    """You take the logarithm of the error, but not of h. That would be a line for exponentials; for a power take
    both."""
    h, e = _coarse_first(hs, errs)
    used = _falling(e)
    if used < 2:
        raise ValueError("fewer than two points")
    return float(np.polyfit(h[:used], np.log(e[:used]), 1)[0])


def observed_order__axes_exchanged(hs, errs):
    """You fit log h over log e, so your slope is about 1/p. polyfit takes x first, log h, then y, log e."""
    h, e = _coarse_first(hs, errs)
    used = _falling(e)
    if used < 2:
        raise ValueError("fewer than two points")
    return float(np.polyfit(np.log(e[:used]), np.log(h[:used]), 1)[0])


def observed_order__intercept(hs, errs):
    """You return the intercept, log C. polyfit gives the highest power first: the slope is entry 0."""
    h, e = _coarse_first(hs, errs)
    used = _falling(e)
    if used < 2:
        raise ValueError("fewer than two points")
    return float(np.polyfit(np.log(h[:used]), np.log(e[:used]), 1)[1])


def observed_order__slope_and_intercept(hs, errs):
    """You return all that polyfit gives. Asked for is the slope alone, as a number."""
    h, e = _coarse_first(hs, errs)
    used = _falling(e)
    if used < 2:
        raise ValueError("fewer than two points")
    return np.polyfit(np.log(h[:used]), np.log(e[:used]), 1)


def observed_order__minus(hs, errs):
    """Your order is negative: you fitted over the number of steps, 1/h, perhaps. Over h the error rises, with slope
    +p."""
    h, e = _coarse_first(hs, errs)
    used = _falling(e)
    if used < 2:
        raise ValueError("fewer than two points")
    return float(np.polyfit(-np.log(h[:used]), np.log(e[:used]), 1)[0])


def observed_order__unlike_logarithms(hs, errs):
    """One of your logarithms is natural and the other is not. Take the same one for h and for the error."""
    h, e = _coarse_first(hs, errs)
    used = _falling(e)
    if used < 2:
        raise ValueError("fewer than two points")
    return float(np.polyfit(np.log10(h[:used]), np.log(e[:used]), 1)[0])


def observed_order__constant_forgotten(hs, errs):
    """You divide log e by log h. That is p only if C = 1: the line need not go through the origin. Fit an intercept
    too."""
    h, e = _coarse_first(hs, errs)
    used = _falling(e)
    if used < 2:
        raise ValueError("fewer than two points")
    return float(np.mean(np.log(e[:used]) / np.log(h[:used])))


def observed_order__through_the_origin(hs, errs):
    """Your line goes through the origin, as if C = 1. Fit an intercept too."""
    h, e = _coarse_first(hs, errs)
    used = _falling(e)
    if used < 2:
        raise ValueError("fewer than two points")
    x, y = np.log(h[:used]), np.log(e[:used])
    return float(x @ y / (x @ x))


def observed_order__order_of_the_list(hs, errs):
    """You take the points in the order in which they came. The steps may be given in any order: sort them first, the
    errors along with them."""
    h, e = np.array(hs, dtype=float), np.array(errs, dtype=float)
    used = _falling(e)
    if used < 2:
        raise ValueError("fewer than two points")
    return float(np.polyfit(np.log(h[:used]), np.log(e[:used]), 1)[0])


def observed_order__sorted_apart(hs, errs):
    """You sort steps and errors each by themselves. Round-off does not grow in step with h, so pairs get lost: sort
    both by h."""
    h, e = np.sort(hs)[::-1], np.sort(errs)[::-1]
    used = _falling(e)
    if used < 2:
        raise ValueError("fewer than two points")
    return float(np.polyfit(np.log(h[:used]), np.log(e[:used]), 1)[0])


def observed_order__fixed_threshold(hs, errs):
    """You drop what is below 1e-12. Errors may be in any unit, and round-off with them: look for where they stop
    falling."""
    h, e = _coarse_first(hs, errs)
    h, e = h[e > 1e-12], e[e > 1e-12]
    if len(e) < 2 or e[1] >= e[0]:
        raise ValueError("fewer than two points")
    return float(np.polyfit(np.log(h), np.log(e), 1)[0])


def observed_order__up_to_the_smallest(hs, errs):
    """You go on to the smallest error of all. On the floor of round-off the smallest is an accident: stop where it
    first fails to fall."""
    h, e = _coarse_first(hs, errs)
    used = int(np.argmin(np.where(e > 0, e, np.inf))) + 1
    if used < 2:
        raise ValueError("fewer than two points")
    return float(np.polyfit(np.log(h[:used]), np.log(e[:used]), 1)[0])


def observed_order__each_that_falls(hs, errs):
    """You leave out the points that rise and keep those behind them that fall again. Behind the first that fails,
    falling is chance."""
    h, e = _coarse_first(hs, errs)
    keep = np.append(True, (e[1:] < e[:-1]) & (e[1:] > 0)) & (e > 0)
    if np.sum(keep) < 2:
        raise ValueError("fewer than two points")
    return float(np.polyfit(np.log(h[keep]), np.log(e[keep]), 1)[0])


def observed_order__one_point_of_the_floor(hs, errs):
    """You keep the first point at which the error no longer falls. It lies on the floor already: leave it out too."""
    h, e = _coarse_first(hs, errs)
    used = _falling(e)
    if used < 2:
        raise ValueError("fewer than two points")
    used += used < len(e) and e[used] > 0
    return float(np.polyfit(np.log(h[:used]), np.log(e[:used]), 1)[0])


def observed_order__last_point_dropped(hs, errs):
    """You drop the last point that still falls. Only from the first that does not on are they left out."""
    h, e = _coarse_first(hs, errs)
    used = _falling(e)
    if used < 2:
        raise ValueError("fewer than two points")
    used = max(2, used - 1)
    return float(np.polyfit(np.log(h[:used]), np.log(e[:used]), 1)[0])


def observed_order__zero_kept(hs, errs):
    """An error of exactly 0 has no logarithm. It is round-off like any other: stop there."""
    h, e = _coarse_first(hs, errs)
    used = 1
    while used < len(e) and e[used] < e[used - 1]:
        used += 1
    if used < 2:
        raise ValueError("fewer than two points")
    with np.errstate(divide="ignore", invalid="ignore"):
        x, y = np.log(h[:used]), np.log(e[:used])
        return float(np.sum((x - np.mean(x)) * y) / np.sum((x - np.mean(x)) ** 2))


def observed_order__whole_number(hs, errs):
    """You round the slope. What is measured is seldom a whole number, and by how much it differs tells whether h is
    small enough yet."""
    h, e = _coarse_first(hs, errs)
    used = _falling(e)
    if used < 2:
        raise ValueError("fewer than two points")
    return round(float(np.polyfit(np.log(h[:used]), np.log(e[:used]), 1)[0]))


def observed_order__guesses(hs, errs):
    """Where fewer than two points are left there is no slope, and you return a number all the same. Raise a
    ValueError."""
    h, e = _coarse_first(hs, errs)
    used = _falling(e)
    if used < 2:
        return 0.0
    return float(np.polyfit(np.log(h[:used]), np.log(e[:used]), 1)[0])


def observed_order__asks_for_three(hs, errs):
    """You refuse two points. Two that fall make a slope, and the caller knows what it is worth."""
    h, e = _coarse_first(hs, errs)
    used = _falling(e)
    if used < 3:
        raise ValueError("fewer than three points")
    return float(np.polyfit(np.log(h[:used]), np.log(e[:used]), 1)[0])


def observed_order__no_return(hs, errs):
    """Your function fits the line and then forgets it: nothing is returned. End it with return."""
    h, e = _coarse_first(hs, errs)
    used = _falling(e)
    if used < 2:
        raise ValueError("fewer than two points")
    np.polyfit(np.log(h[:used]), np.log(e[:used]), 1)


def _coarse_first(hs, errs):
    """Steps and errors, the largest step first."""
    order = np.argsort(hs)[::-1]
    return np.array(hs, dtype=float)[order], np.array(errs, dtype=float)[order]


def _falling(e):
    """How many errors there are before the first that does not fall."""
    used = 1
    while used < len(e) and 0 < e[used] < e[used - 1]:
        used += 1
    return used


def plot_step_sizes__growth(ax, hs):
    """Your lines grow from the start: they solve y' = +y. For y' = -y each step multiplies by 1 - h."""
    for h in hs:
        k = np.arange(round(T / h) + 1)
        ax.plot(k * h, (1 + h) ** k, label=f"h = {h:g}")
    _finish(ax)


def plot_step_sizes__backward_euler(ax, hs):
    """Your lines divide by 1 + h at each step: backward Euler, which is stable for every h. Euler's method multiplies
    by 1 - h."""
    for h in hs:
        k = np.arange(round(T / h) + 1)
        ax.plot(k * h, (1 + h) ** -k.astype(float), label=f"h = {h:g}")
    _finish(ax)


def plot_step_sizes__same_h_for_all(ax, hs):
    """All your lines are drawn with the first h; only their labels differ. Make the grid inside the loop, from that
    line's own h."""
    k = np.arange(round(T / hs[0]) + 1)
    for h in hs:
        ax.plot(k * hs[0], (1 - hs[0]) ** k, label=f"h = {h:g}")
    _finish(ax)


def plot_step_sizes__exact_values(ax, hs):
    """You drew the exact solution at the times of each grid. Each line should show what Euler's method gives there: (1
    - h)^k."""
    for h in hs:
        t = h * np.arange(round(T / h) + 1)
        ax.plot(t, np.exp(-t), label=f"h = {h:g}")
    _finish(ax)


def plot_step_sizes__absolute_values(ax, hs):
    """You drew |y|. The change of sign at each step is what tells 1 < h < 2 from h < 1: draw y itself."""
    for h in hs:
        k = np.arange(round(T / h) + 1)
        ax.plot(k * h, abs(1 - h) ** k, label=f"h = {h:g}")
    _finish(ax)


def plot_step_sizes__last_point_missing(ax, hs):
    """Your lines end one step before T: np.arange(0, T, h) leaves out its end. n = round(T / h) steps have n + 1
    points."""
    for h in hs:
        k = np.arange(round(T / h))
        ax.plot(k * h, (1 - h) ** k, label=f"h = {h:g}")
    _finish(ax)


def plot_step_sizes__arange_beyond_the_end(ax, hs):
    """np.arange(0, T + h, h) sometimes has a point too many (for h = 0.3 it does), for 0.3 is not exact in binary.
    Count the steps first, round(T / h), and use np.linspace or h * np.arange(n + 1)."""
    for h in hs:
        t = np.arange(0, T + h, h)
        ax.plot(t, (1 - h) ** np.arange(len(t)), label=f"h = {h:g}")
    _finish(ax)


def plot_step_sizes__accumulated_time(ax, hs):
    """`while t < T: t += h` takes a step too many for h = 0.1 and 0.2: these are not exact in binary, and their sum
    stays just below T. Loop over an index, not over accumulated time."""
    for h in hs:
        t, y = [0.0], [1.0]
        while t[-1] < T:
            t.append(t[-1] + h)
            y.append(y[-1] - h * y[-1])
        ax.plot(t, y, label=f"h = {h:g}")
    _finish(ax)


def plot_step_sizes__floor_division(ax, hs):
    """T // h loses a step for h = 0.1 and 0.2: the quotient lies just below a whole number, and // rounds down. Use
    round(T / h)."""
    for h in hs:
        k = np.arange(int(T // h) + 1)
        ax.plot(k * h, (1 - h) ** k, label=f"h = {h:g}")
    _finish(ax)


def plot_step_sizes__points_for_steps(ax, hs):
    """np.linspace(0, T, n) has n points but only n - 1 steps, so your steps are longer than h. Ask for round(T / h) + 1
    points."""
    for h in hs:
        t = np.linspace(0.0, T, round(T / h))
        step = t[1] - t[0]
        ax.plot(t, (1 - step) ** np.arange(len(t)), label=f"h = {h:g}")
    _finish(ax)


def plot_step_sizes__end_values_only(ax, hs):
    """You drew where each solution ends. The way there is what differs between the four regimes: draw every step."""
    for h in hs:
        ax.plot([T], [(1 - h) ** round(T / h)], "o", label=f"h = {h:g}")
    _finish(ax)


def plot_step_sizes__number_of_step(ax, hs):
    """Your horizontal axis counts steps. It should be time, k h: only then do all lines run from 0 to T, along the
    exact solution."""
    for h in hs:
        ax.plot((1 - h) ** np.arange(round(T / h) + 1), label=f"h = {h:g}")
    _finish(ax)


def plot_step_sizes__axes_exchanged(ax, hs):
    """You drew t over y. Time belongs on the horizontal axis: ax.plot(t, y)."""
    for h in hs:
        k = np.arange(round(T / h) + 1)
        ax.plot((1 - h) ** k, k * h, label=f"h = {h:g}")
    t = np.linspace(0.0, T, 601)
    ax.plot(np.exp(-t), t, label="exact")
    ax.set(xlabel="y", ylabel="t")
    ax.legend()


def plot_step_sizes__three_colours(ax, hs):
    """Only the first three step sizes are drawn: zip stops at the end of your list of colours. Let matplotlib choose
    the colours."""
    for h, colour in zip(hs, "rgb"):
        k = np.arange(round(T / h) + 1)
        ax.plot(k * h, (1 - h) ** k, colour, label=f"h = {h:g}")
    _finish(ax)


def plot_step_sizes__labels_sorted(ax, hs):
    """Your labels are in another order than your lines: one was sorted, the other was not. Name each line where it is
    drawn."""
    for h, name in zip(hs, sorted(hs)):
        k = np.arange(round(T / h) + 1)
        ax.plot(k * h, (1 - h) ** k, label=f"h = {name:g}")
    _finish(ax)


def plot_step_sizes__legend_shifted(ax, hs):
    """Your legend is off by one: legend([...]) names the artists in the order in which they were drawn, and the exact
    curve came first. Give each line its own label= instead."""
    t = np.linspace(0.0, T, 601)
    ax.plot(t, np.exp(-t), "k--")
    for h in hs:
        k = np.arange(round(T / h) + 1)
        ax.plot(k * h, (1 - h) ** k)
    ax.set(xlabel="t [s]", ylabel="y")
    ax.legend([f"h = {h:g}" for h in hs])


def plot_step_sizes__labels_without_h(ax, hs):
    """The legend cannot tell your lines apart: a label must contain the line's h, as in label=f"h = {h}"."""
    for h in hs:
        k = np.arange(round(T / h) + 1)
        ax.plot(k * h, (1 - h) ** k, label="Euler")
    _finish(ax)


def plot_step_sizes__no_legend(ax, hs):
    """Your labels are there, but nothing shows them: call ax.legend() at the end."""
    for h in hs:
        k = np.arange(round(T / h) + 1)
        ax.plot(k * h, (1 - h) ** k, label=f"h = {h:g}")
    t = np.linspace(0.0, T, 601)
    ax.plot(t, np.exp(-t), label="exact")
    ax.set(xlabel="t [s]", ylabel="y")


def plot_step_sizes__no_labels(ax, hs):
    """Neither labels nor legend: nobody can tell which line has which h. Pass label=f"h = {h}" to each line, then call
    ax.legend()."""
    for h in hs:
        k = np.arange(round(T / h) + 1)
        ax.plot(k * h, (1 - h) ** k)
    t = np.linspace(0.0, T, 601)
    ax.plot(t, np.exp(-t))
    ax.set(xlabel="t [s]", ylabel="y")


def plot_step_sizes__exact_missing(ax, hs):
    """The exact solution is missing: without it the figure does not say which lines are good. Draw exp(-t) on a fine
    grid."""
    for h in hs:
        k = np.arange(round(T / h) + 1)
        ax.plot(k * h, (1 - h) ** k, label=f"h = {h:g}")
    ax.set(xlabel="t [s]", ylabel="y")
    ax.legend()


def plot_step_sizes__exact_growing(ax, hs):
    """Your exact curve grows: it is exp(+t), which solves y' = +y. The solution of y' = -y is exp(-t)."""
    for h in hs:
        k = np.arange(round(T / h) + 1)
        ax.plot(k * h, (1 - h) ** k, label=f"h = {h:g}")
    t = np.linspace(0.0, T, 601)
    ax.plot(t, np.exp(t), label="exact")
    ax.set(xlabel="t [s]", ylabel="y")
    ax.legend()


def plot_step_sizes__exact_at_the_steps(ax, hs):
    """Your exact curve is drawn at the steps of the last line only, so it has corners that the solution has not. Give
    it a grid of its own: 200 points or more."""
    for h in hs:
        k = np.arange(round(T / h) + 1)
        ax.plot(k * h, (1 - h) ** k, label=f"h = {h:g}")
    ax.plot(k * h, np.exp(-k * h), label="exact")
    ax.set(xlabel="t [s]", ylabel="y")
    ax.legend()


def plot_step_sizes__axes_without_names(ax, hs):
    """Your axes have no names: ax.set_xlabel and ax.set_ylabel (plt.xlabel names the axes of another figure,
    perhaps)."""
    for h in hs:
        k = np.arange(round(T / h) + 1)
        ax.plot(k * h, (1 - h) ** k, label=f"h = {h:g}")
    t = np.linspace(0.0, T, 601)
    ax.plot(t, np.exp(-t), label="exact")
    ax.legend()


def plot_step_sizes__logarithmic(ax, hs):
    """A logarithmic axis hides every negative value, and with them the alternation that this figure is about. Use
    ax.plot."""
    for h in hs:
        k = np.arange(round(T / h) + 1)
        ax.semilogy(k * h, (1 - h) ** k, label=f"h = {h:g}")
    _finish(ax)


def plot_step_sizes__logarithm_of_absolute_values(ax, hs):
    """|y| on a logarithmic axis shows how fast it decays, but not that its sign changes at each step. Draw y itself, on
    a linear axis."""
    for h in hs:
        k = np.arange(round(T / h) + 1)
        ax.semilogy(k * h, abs(1 - h) ** k, label=f"h = {h:g}")
    _finish(ax)


def plot_step_sizes__another_figure(ax, hs):
    """Nothing is on the Axes you were given: you drew somewhere else (plt.plot, or a new figure). Call the methods of
    ax: ax.plot."""
    _, own = plt.subplots()
    for h in hs:
        k = np.arange(round(T / h) + 1)
        own.plot(k * h, (1 - h) ** k, label=f"h = {h:g}")
    _finish(own)


def stability_function__rk4_stops_at_the_cube(method, z):
    """Your rk4 ends at z^3. Four slopes, each made from the one before, lead to z^4: follow k4 through."""
    z = np.asarray(z)
    if method == "euler":
        return 1 + z
    if method == "rk2":
        return 1 + z + z**2 / 2
    if method == "rk4":
        return 1 + z + z**2 / 2 + z**3 / 6
    if method == "backward euler":
        return 1 / (1 - z)
    raise ValueError(method)


def stability_function__without_factorials(method, z):
    """Your powers of z have no denominators. They come from the halves inside the slopes and from the weights."""
    z = np.asarray(z)
    if method == "euler":
        return 1 + z
    if method == "rk2":
        return 1 + z + z**2
    if method == "rk4":
        return 1 + z + z**2 + z**3 + z**4
    if method == "backward euler":
        return 1 / (1 - z)
    raise ValueError(method)


def stability_function__k_for_k_factorial(method, z):
    """You divide z^k by k. In the series of e^z it is k factorial: 1, 2, 6, 24."""
    z = np.asarray(z)
    if method == "euler":
        return 1 + z
    if method == "rk2":
        return 1 + z + z**2 / 2
    if method == "rk4":
        return 1 + z + z**2 / 2 + z**3 / 3 + z**4 / 4
    if method == "backward euler":
        return 1 / (1 - z)
    raise ValueError(method)


def stability_function__rk2_with_euler_twice(method, z):
    """Your rk2 is two steps of Euler's method, (1 + z/2)^2. One step of a method of two slopes has z^2/2."""
    z = np.asarray(z)
    if method == "euler":
        return 1 + z
    if method == "rk2":
        return (1 + z / 2) ** 2
    if method == "rk4":
        return 1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24
    if method == "backward euler":
        return 1 / (1 - z)
    raise ValueError(method)


def stability_function__backward_with_plus(method, z):
    """Your backward Euler is 1/(1 + z). From w = 1 + z w comes w (1 - z) = 1. (On y' = -k y it is 1/(1 + h k): z is -h
    k.)"""
    z = np.asarray(z)
    if method == "euler":
        return 1 + z
    if method == "rk2":
        return 1 + z + z**2 / 2
    if method == "rk4":
        return 1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24
    if method == "backward euler":
        return 1 / (1 + z)
    raise ValueError(method)


def stability_function__backward_not_inverted(method, z):
    """Your backward Euler is 1 - z. That is what the new state is multiplied by; solve for it."""
    z = np.asarray(z)
    if method == "euler":
        return 1 + z
    if method == "rk2":
        return 1 + z + z**2 / 2
    if method == "rk4":
        return 1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24
    if method == "backward euler":
        return 1 - z
    raise ValueError(method)


def stability_function__backward_as_mean(method, z):
    """Yours takes the mean of both slopes: the trapezoidal rule. Backward Euler takes the one at the end alone."""
    z = np.asarray(z)
    if method == "euler":
        return 1 + z
    if method == "rk2":
        return 1 + z + z**2 / 2
    if method == "rk4":
        return 1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24
    if method == "backward euler":
        return (1 + z / 2) / (1 - z / 2)
    raise ValueError(method)


def stability_function__backward_as_series(method, z):
    """You cut the series 1 + z + z^2 + ... off. Backward Euler is the whole of it, 1/(1 - z), also where it does not
    converge."""
    z = np.asarray(z)
    if method == "euler":
        return 1 + z
    if method == "rk2":
        return 1 + z + z**2 / 2
    if method == "rk4":
        return 1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24
    if method == "backward euler":
        return 1 + z + z**2 + z**3 + z**4
    raise ValueError(method)


def stability_function__size_only(method, z):
    """You return |R|. R itself is complex: it says by which angle a step turns, too."""
    z = np.asarray(z)
    if method == "euler":
        return np.abs(1 + z)
    if method == "rk2":
        return np.abs(1 + z + z**2 / 2)
    if method == "rk4":
        return np.abs(1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24)
    if method == "backward euler":
        return np.abs(1 / (1 - z))
    raise ValueError(method)


def stability_function__real_part_only(method, z):
    """You keep the real part only. z is complex, and R(z) as well."""
    z = np.asarray(z)
    if method == "euler":
        return np.real(1 + z)
    if method == "rk2":
        return np.real(1 + z + z**2 / 2)
    if method == "rk4":
        return np.real(1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24)
    if method == "backward euler":
        return np.real(1 / (1 - z))
    raise ValueError(method)


def stability_function__is_it_stable(method, z):
    """You return whether |R| < 1. Asked for is the number itself; what it means is the next exercise."""
    z = np.asarray(z)
    if method == "euler":
        return np.abs(1 + z) < 1
    if method == "rk2":
        return np.abs(1 + z + z**2 / 2) < 1
    if method == "rk4":
        return np.abs(1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24) < 1
    if method == "backward euler":
        return np.abs(1 / (1 - z)) < 1
    raise ValueError(method)


def stability_function__change_only(method, z):
    """You return what one step adds, R - 1. Asked for is what it multiplies by."""
    z = np.asarray(z)
    if method == "euler":
        return 1 + z - 1
    if method == "rk2":
        return 1 + z + z**2 / 2 - 1
    if method == "rk4":
        return 1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24 - 1
    if method == "backward euler":
        return 1 / (1 - z) - 1
    raise ValueError(method)


def stability_function__conjugate(method, z):
    """Your imaginary part has the wrong sign: on complex arrays .T.conj() and .H conjugate. R is made of z itself."""
    z = np.asarray(z)
    if method == "euler":
        return np.conj(1 + z)
    if method == "rk2":
        return np.conj(1 + z + z**2 / 2)
    if method == "rk4":
        return np.conj(1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24)
    if method == "backward euler":
        return np.conj(1 / (1 - z))
    raise ValueError(method)


def stability_function__decay_for_growth(method, z):
    """You wrote R for y' = -k y, in terms of h k. Here z = h lambda, and for a decay z is negative."""
    z = -np.asarray(z)
    if method == "euler":
        return 1 + z
    if method == "rk2":
        return 1 + z + z**2 / 2
    if method == "rk4":
        return 1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24
    if method == "backward euler":
        return 1 / (1 - z)
    raise ValueError(method)


def stability_function__exact_exponential(method, z):
    """e^z is what the solution is multiplied by. The method only comes near it, and how near is what tells methods
    apart."""
    z = np.asarray(z)
    if method == "euler":
        return np.exp(z)
    if method == "rk2":
        return np.exp(z)
    if method == "rk4":
        return np.exp(z)
    if method == "backward euler":
        return np.exp(z)
    raise ValueError(method)


def stability_function__backward_taken_for_euler(method, z):
    """You ask whether "euler" occurs in the name, and it does in "backward euler". Compare with ==."""
    z = np.asarray(z)
    if "euler" in method:
        return 1 + z
    if method == "rk2":
        return 1 + z + z**2 / 2
    if method == "rk4":
        return 1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24
    if method == "backward euler":
        return 1 / (1 - z)
    raise ValueError(method)


def stability_function__name_with_underscore(method, z):
    """You know "backward_euler", but the name has a space in it: "backward euler"."""
    z = np.asarray(z)
    if method == "euler":
        return 1 + z
    if method == "rk2":
        return 1 + z + z**2 / 2
    if method == "rk4":
        return 1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24
    if method == "backward_euler":
        return 1 / (1 - z)
    raise ValueError(method)


def stability_function__accepts_other_names(method, z):
    """A name that is not among the four gets an answer all the same, as if it were another. Raise a ValueError: a wrong
    name should not get far."""
    z = np.asarray(z)
    if method == "euler":
        return 1 + z
    if method == "rk2":
        return 1 + z + z**2 / 2
    if method == "rk4":
        return 1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24
    return 1 / (1 - z)


def stability_function__flattened(method, z):
    """You flatten z. The answer has the shape of z: numpy computes entry by entry by itself."""
    z = np.ravel(z)
    if method == "euler":
        return 1 + z
    if method == "rk2":
        return 1 + z + z**2 / 2
    if method == "rk4":
        return 1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24
    if method == "backward euler":
        return 1 / (1 - z)
    raise ValueError(method)


def stability_function__changes_z(method, z):
    """`z += 1` changes the caller's array. Compute a new one: 1 + z."""
    z = np.asarray(z)
    if method == "euler":
        return np.add(z, 1, out=z)
    if method == "rk2":
        return 1 + z + z**2 / 2
    if method == "rk4":
        return 1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24
    if method == "backward euler":
        return 1 / (1 - z)
    raise ValueError(method)


def stability_function__first_entry_only(method, z):
    """You compute R for the first entry alone. z is a whole array: 1 + z does all of them at once."""
    z = complex(np.ravel(z)[0])
    if method == "euler":
        return 1 + z
    if method == "rk2":
        return 1 + z + z**2 / 2
    if method == "rk4":
        return 1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24
    if method == "backward euler":
        return 1 / (1 - z)
    raise ValueError(method)


def stability_function__no_return(method, z):
    """Your function computes R and then forgets it: nothing is returned. Begin the lines with return."""
    if method not in ("euler", "rk2", "rk4", "backward euler"):
        raise ValueError(method)


def is_euler_stable__boundary_counts(A, h):
    """At equality the factor has size 1: what it multiplies never decays. Stable means |1 + h lambda| < 1, strictly."""
    modes = np.linalg.eigvals(A)
    return bool(np.all(np.abs(1 + h * modes) <= 1))


def is_euler_stable__two_over_size(A, h):
    """h < 2/|lambda| asks how large the eigenvalues are, not where they lie. Draw h lambda in the plane: the region is
    a disc around -1."""
    modes = np.linalg.eigvals(A)
    return bool(np.all(h * np.abs(modes) < 2))


def is_euler_stable__two_over_size_of_decays(A, h):
    """h < 2/|lambda| is right on the real axis only. For complex lambda draw h lambda in the plane: the region is a
    disc around -1."""
    modes = np.linalg.eigvals(A)
    return bool(np.all(modes.real < 0) and np.all(h * np.abs(modes) < 2))


def is_euler_stable__slowest_mode_only(A, h):
    """You ask the eigenvalue with the largest real part, the slowest decay. The fastest decay leaves the disc first:
    ask all of them."""
    modes = np.linalg.eigvals(A)
    return bool(abs(1 + h * modes[np.argmax(modes.real)]) < 1)


def is_euler_stable__largest_mode_only(A, h):
    """You ask the eigenvalue of largest size alone. A smaller one may grow or rest: ask all of them."""
    modes = np.linalg.eigvals(A)
    return bool(abs(1 + h * modes[np.argmax(np.abs(modes))]) < 1)


def is_euler_stable__first_mode_only(A, h):
    """You ask the first eigenvalue alone, and numpy gives them in no order that you could rely on. Ask all of them."""
    modes = np.linalg.eigvals(A)
    return bool(abs(1 + h * modes[0]) < 1)


def is_euler_stable__one_mode_is_enough(A, h):
    """You say yes if *any* mode decays. The state has a part along each of them: all must decay."""
    modes = np.linalg.eigvals(A)
    return bool(np.any(np.abs(1 + h * modes) < 1))


def is_euler_stable__norm_of_the_step(A, h):
    """You ask for the norm of I + h A. A norm bounds one step; eigenvalues decide the long run, and a non-normal matrix
    may grow first and decay later."""
    return bool(np.linalg.norm(np.eye(len(A)) + h * A, 2) < 1)


def is_euler_stable__norm_of_the_matrix(A, h):
    """You ask whether h times the norm of A is below 2. Neither direction nor sign is in a norm: look at the
    eigenvalues."""
    return bool(h * np.linalg.norm(A, 2) < 2)


def is_euler_stable__row_sums(A, h):
    """The largest row sum of |I + h A| is a norm too: enough for stability where it is below 1, but not needed.
    Eigenvalues decide."""
    return bool(np.max(np.sum(np.abs(np.eye(len(A)) + h * A), axis=1)) < 1)


def is_euler_stable__real_parts_only(A, h):
    """You left the imaginary parts out, so a spiral is judged as if it did not turn. |1 + h lambda| is the size of a
    complex number: both parts count."""
    modes = np.linalg.eigvals(A)
    return bool(np.all(np.abs(1 + h * modes.real) < 1))


def is_euler_stable__circle_counts(A, h):
    """You let a mode on the imaginary axis pass if the step is small: the solution only turns, after all. The numbers
    do not: compute |1 + ih|^2. Is it ever below 1?"""
    modes = np.linalg.eigvals(A)
    return bool(np.all(modes.real <= 0) and np.all(h * np.abs(modes) < 2))


def is_euler_stable__decay_of_the_flow(A, h):
    """All real parts negative: that is when the *solution* decays. Where does the step come in?"""
    modes = np.linalg.eigvals(A)
    return bool(np.all(modes.real < 0))


def is_euler_stable__size_of_the_modes(A, h):
    """|lambda| < 1 is the rule for maps x -> A x. Here the map is I + h A: its eigenvalues are 1 + h lambda."""
    modes = np.linalg.eigvals(A)
    return bool(np.all(np.abs(modes) < 1))


def is_euler_stable__step_forgotten(A, h):
    """You compute |1 + lambda|, which is the step h = 1. Multiply by h."""
    modes = np.linalg.eigvals(A)
    return bool(np.all(np.abs(1 + modes) < 1))


def is_euler_stable__minus(A, h):
    """You compute |1 - h lambda|. The minus belongs to y' = -k y; for y' = A y the factor is 1 + h lambda."""
    modes = np.linalg.eigvals(A)
    return bool(np.all(np.abs(1 - h * modes) < 1))


def is_euler_stable__diagonal_entries(A, h):
    """You take the diagonal for the eigenvalues. That is so for triangular matrices only: np.linalg.eigvals(A)."""
    return bool(np.all(np.abs(1 + h * np.diag(A)) < 1))


def is_euler_stable__symmetric_part(A, h):
    """You symmetrise A. Its symmetric part says whether lengths shrink at once, not whether they do in the end."""
    return bool(np.all(np.abs(1 + h * np.linalg.eigvalsh((A + A.T) / 2)) < 1))


def is_euler_stable__eigvalsh(A, h):
    """eigvalsh reads the lower triangle of A and takes the rest for its mirror image. A need not be symmetric here: use
    eigvals."""
    return bool(np.all(np.abs(1 + h * np.linalg.eigvalsh(A)) < 1))


def is_euler_stable__determinant(A, h):
    """The determinant of I + h A is the product of all factors. A small one can hide a large one."""
    return bool(abs(np.linalg.det(np.eye(len(A)) + h * A)) < 1)


def is_euler_stable__trace(A, h):
    """The trace is the sum of the eigenvalues: in a sum one that grows can hide. Ask each of them."""
    return bool(abs(1 + h * np.trace(A) / len(A)) < 1)


def is_euler_stable__backward_euler(A, h):
    """1/|1 - h lambda| < 1 is the condition for backward Euler. Euler's own method multiplies by 1 + h lambda."""
    modes = np.linalg.eigvals(A)
    return bool(np.all(np.abs(1 - h * modes) > 1))


def is_euler_stable__runge_kutta(A, h):
    """You test the classical Runge-Kutta method, which is stable for larger steps. Euler's method has R(z) = 1 + z."""
    modes = np.linalg.eigvals(A)
    z = h * modes
    return bool(np.all(np.abs(1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24) < 1))


def is_euler_stable__a_run_from_one_start(A, h):
    """You run the method from one start and see whether it shrinks. That start may have no part in the mode that grows,
    and 50 steps may be too few: ask the eigenvalues."""
    y = np.ones(len(A))
    for _ in range(50):
        y = y + h * (A @ y)
    return bool(np.linalg.norm(y) < len(A) ** 0.5)


def is_euler_stable__opposite(A, h):
    """You return True where the step is *not* stable. Look at the direction of your comparison."""
    modes = np.linalg.eigvals(A)
    return bool(np.any(np.abs(1 + h * modes) >= 1))


def is_euler_stable__one_answer_per_mode(A, h):
    """You return one answer for each eigenvalue. Asked for is one in all: np.all."""
    modes = np.linalg.eigvals(A)
    return np.abs(1 + h * modes) < 1


def is_euler_stable__spectral_radius(A, h):
    """You return the largest |1 + h lambda|. Compare it with 1 and return True or False."""
    modes = np.linalg.eigvals(A)
    return float(np.max(np.abs(1 + h * modes)))


def is_euler_stable__no_return(A, h):
    """Your function decides and then forgets: nothing is returned. End it with return."""
    modes = np.linalg.eigvals(A)
    np.all(np.abs(1 + h * modes) < 1)


def euler_max_step__two_over_size(A):
    """2/|lambda| is the limit on the real axis only. A spiral leaves the disc about -1 earlier: solve |1 + h lambda| =
    1 with both parts."""
    modes = np.linalg.eigvals(A)
    if np.any(modes.real >= 0):
        return 0.0
    return float(np.min(2 / np.abs(modes)))


def euler_max_step__two_over_fastest_decay(A):
    """You left the imaginary parts out. A mode that turns leaves the disc sooner than its decay alone would: |1 + h
    lambda|^2 has the square of both parts."""
    modes = np.linalg.eigvals(A)
    if np.any(modes.real >= 0):
        return 0.0
    return float(np.min(-2 / modes.real))


def euler_max_step__slowest_mode(A):
    """You ask the slowest decay alone. Each mode has a limit of its own, and the smallest of the limits counts."""
    modes = np.linalg.eigvals(A)
    if np.any(modes.real >= 0):
        return 0.0
    return float((-2 * modes.real / np.abs(modes) ** 2)[np.argmax(modes.real)])


def euler_max_step__fastest_mode(A):
    """You ask the fastest decay alone. A slow spiral can be more demanding: compute all limits and take the
    smallest."""
    modes = np.linalg.eigvals(A)
    if np.any(modes.real >= 0):
        return 0.0
    return float((-2 * modes.real / np.abs(modes) ** 2)[np.argmin(modes.real)])


def euler_max_step__largest_mode(A):
    """You ask the eigenvalue of largest size alone. A smaller one near the imaginary axis can be more demanding:
    compute all limits and take the smallest."""
    modes = np.linalg.eigvals(A)
    if np.any(modes.real >= 0):
        return 0.0
    return float((-2 * modes.real / np.abs(modes) ** 2)[np.argmax(np.abs(modes))])


def euler_max_step__largest_limit(A):
    """You take the largest of the limits. That step is stable for one mode only: all of them have to decay, so take the
    smallest."""
    modes = np.linalg.eigvals(A)
    if np.any(modes.real >= 0):
        return 0.0
    return float(np.max(-2 * modes.real / np.abs(modes) ** 2))


def euler_max_step__factor_two_forgotten(A):
    """Your limit is half of the right one: at -1/lambda the factor is 0, and the step can grow as much again."""
    modes = np.linalg.eigvals(A)
    if np.any(modes.real >= 0):
        return 0.0
    return float(np.min(-modes.real / np.abs(modes) ** 2))


def euler_max_step__size_not_squared(A):
    """You divide by |lambda|, not by its square. Check the units: a limit is a time, 1 over a rate."""
    modes = np.linalg.eigvals(A)
    if np.any(modes.real >= 0):
        return 0.0
    return float(np.min(-2 * modes.real / np.abs(modes)))


def euler_max_step__one_over_size(A):
    """1/|lambda| is where the error of a step becomes large, not where it becomes unstable: solve |1 + h lambda| =
    1."""
    modes = np.linalg.eigvals(A)
    if np.any(modes.real >= 0):
        return 0.0
    return float(1 / np.max(np.abs(modes)))


def euler_max_step__growth_left_out(A):
    """You leave out the modes that do not decay. They make every step unstable: where there is one, the answer is
    0.0."""
    modes = np.linalg.eigvals(A)
    limits = (-2 * modes.real / np.abs(modes) ** 2)[modes.real < 0]
    return float(np.min(limits, initial=np.inf if len(limits) else 0.0))


def euler_max_step__growth_taken_for_decay(A):
    """You take the absolute value of the real part, so growth looks like decay. Where a real part is not negative, the
    answer is 0.0."""
    modes = np.linalg.eigvals(A)
    return float(np.min(2 * np.abs(modes.real) / np.abs(modes) ** 2)) if np.all(modes != 0) else 0.0


def euler_max_step__negative_step(A):
    """For a mode that grows your formula gives a negative step, and for an eigenvalue 0 it divides by 0. No step is
    stable there: return 0.0."""
    modes = np.linalg.eigvals(A)
    return float(np.min(-2 * modes.real / np.abs(modes) ** 2))


def euler_max_step__rest_left_out(A):
    """You leave out an eigenvalue 0. What rests does not decay, at any step: the answer is 0.0."""
    modes = np.linalg.eigvals(A)
    modes = modes[modes != 0]
    if np.any(modes.real >= 0) or not len(modes):
        return 0.0
    return float(np.min(-2 * modes.real / np.abs(modes) ** 2))


def euler_max_step__circle_left_out(A):
    """On the imaginary axis the limit is 0 as well: |1 + ih| > 1 for every h. You ask for real parts > 0 only, and
    forget those that are 0."""
    modes = np.linalg.eigvals(A)
    if np.any(modes.real > 0):
        return 0.0
    return float(np.min((-2 * modes.real / np.abs(modes) ** 2)[modes.real < 0], initial=np.inf))


def euler_max_step__refuses(A):
    """Where no step is stable you raise an error. It is a good answer, not a fault of the caller: 0.0."""
    modes = np.linalg.eigvals(A)
    if np.any(modes.real >= 0):
        raise ValueError("no step is stable")
    return float(np.min(-2 * modes.real / np.abs(modes) ** 2))


def euler_max_step__none_for_none(A):
    """Where no step is stable you return None. The stub asks for a number there: 0.0."""
    modes = np.linalg.eigvals(A)
    if np.any(modes.real >= 0):
        return None
    return float(np.min(-2 * modes.real / np.abs(modes) ** 2))


def euler_max_step__norm(A):
    """You take the norm of A for its eigenvalues. It is never smaller than any of them, but direction and sign are not
    in it."""
    modes = np.linalg.eigvals(A)
    if np.any(modes.real >= 0):
        return 0.0
    return float(2 / np.linalg.norm(A, 2))


def euler_max_step__symmetric_part(A):
    """You symmetrise A, and its eigenvalues become real. A turns as well as it shrinks: use eigvals of A itself."""
    modes = np.linalg.eigvalsh((A + A.T) / 2)
    if np.any(modes.real >= 0):
        return 0.0
    return float(np.min(-2 / modes))


def euler_max_step__eigvalsh(A):
    """eigvalsh reads the lower triangle of A and takes the rest for its mirror image. A need not be symmetric here: use
    eigvals."""
    modes = np.linalg.eigvalsh(A)
    if np.any(modes.real >= 0):
        return 0.0
    return float(np.min(-2 / modes))


def euler_max_step__diagonal_entries(A):
    """You take the diagonal for the eigenvalues. That is so for triangular matrices only: np.linalg.eigvals(A)."""
    modes = np.diag(A)
    if np.any(modes.real >= 0):
        return 0.0
    return float(np.min(-2 / modes))


def euler_max_step__runge_kutta(A):
    """2.785 is the limit of the classical Runge-Kutta method, on the real axis. Euler's method has its own disc."""
    modes = np.linalg.eigvals(A)
    if np.any(modes.real >= 0):
        return 0.0
    return float(2.785293563405282 / np.max(np.abs(modes)))


def euler_max_step__safety_factor(A):
    """You stay a little below the limit. Careful in practice; asked for is the limit itself."""
    modes = np.linalg.eigvals(A)
    if np.any(modes.real >= 0):
        return 0.0
    return float(0.9 * np.min(-2 * modes.real / np.abs(modes) ** 2))


def euler_max_step__scan(A):
    """You try steps one after another until one is unstable, so your limit is as coarse as they are. Solve for it."""
    modes = np.linalg.eigvals(A)
    if np.any(modes.real >= 0):
        return 0.0
    h = 1e-3
    while np.all(np.abs(1 + h * modes) < 1):
        h += 1e-3
    return h


def euler_max_step__one_limit_per_mode(A):
    """You return one limit for each eigenvalue. All modes take the same step: return the smallest."""
    modes = np.linalg.eigvals(A)
    if np.any(modes.real >= 0):
        return 0.0
    return -2 * modes.real / np.abs(modes) ** 2


def euler_max_step__no_return(A):
    """Your function finds the limit and then forgets it: nothing is returned. End it with return."""
    modes = np.linalg.eigvals(A)
    np.min(-2 * modes.real / np.abs(modes) ** 2)


def backward_euler__explicit(f, jac, y0, t):
    """This is Euler's own method: the slope is that of the start. Here the new state stands on both sides of the
    equation."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        y.append(y[-1] + (stop - start) * np.asarray(f(start, y[-1])))
    return np.stack(y)


def backward_euler__slope_at_predicted_end(f, jac, y0, t):
    """You guess the end of the step with Euler's method and take the slope there. That is explicit still: the state
    whose slope you use must be the one that you return."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        predicted = y[-1] + (stop - start) * np.asarray(f(start, y[-1]))
        y.append(y[-1] + (stop - start) * np.asarray(f(stop, predicted)))
    return np.stack(y)


def backward_euler__repeated_insertion(f, jac, y0, t):
    """You repeat u <- y + h f(u). Where h times the Jacobian is above 1 each round leads further away: solve the
    equation with Newton's method."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        u = y[-1]
        for _ in range(5):
            u = y[-1] + (stop - start) * np.asarray(f(stop, u))
        y.append(u)
    return np.stack(y)


def backward_euler__one_newton_step(f, jac, y0, t):
    """You take one step of Newton's method. For a linear f that is all; otherwise repeat it until the correction is
    tiny."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, u = stop - start, y[-1]
        for _ in range(1):
            residual = u - y[-1] - h * np.asarray(f(stop, u))
            correction = np.linalg.solve(np.eye(len(u)) - h * np.asarray(jac(stop, u)), -residual)
            u = u + correction
            if np.max(np.abs(correction)) <= 1e-10:
                break
        y.append(u)
    return np.stack(y)


def backward_euler__loose_tolerance(f, jac, y0, t):
    """Your search stops at corrections of 0.1. The next one would be about the square of it: go on until they are
    tiny."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, u = stop - start, y[-1]
        for _ in range(50):
            residual = u - y[-1] - h * np.asarray(f(stop, u))
            correction = np.linalg.solve(np.eye(len(u)) - h * np.asarray(jac(stop, u)), -residual)
            u = u + correction
            if np.max(np.abs(correction)) <= 0.1:
                break
        y.append(u)
    return np.stack(y)


def backward_euler__clock_at_the_start(f, jac, y0, t):
    """You ask for the slope at the time at which the step starts. Backward Euler takes state and clock from its end."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, u = stop - start, y[-1]
        for _ in range(50):
            residual = u - y[-1] - h * np.asarray(f(start, u))
            correction = np.linalg.solve(np.eye(len(u)) - h * np.asarray(jac(start, u)), -residual)
            u = u + correction
            if np.max(np.abs(correction)) <= 1e-10:
                break
        y.append(u)
    return np.stack(y)


def backward_euler__trapezoidal_rule(f, jac, y0, t):
    """You take the mean of both slopes: the trapezoidal rule, of order two. Backward Euler takes the one at the end
    alone."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, u = stop - start, y[-1]
        for _ in range(50):
            residual = u - y[-1] - h / 2 * (np.asarray(f(start, y[-1])) + np.asarray(f(stop, u)))
            correction = np.linalg.solve(np.eye(len(u)) - h / 2 * np.asarray(jac(stop, u)), -residual)
            u = u + correction
            if np.max(np.abs(correction)) <= 1e-10:
                break
        y.append(u)
    return np.stack(y)


def backward_euler__implicit_midpoint(f, jac, y0, t):
    """You take the slope half-way between both states: the implicit midpoint rule. Backward Euler takes the one at the
    end."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, u = stop - start, y[-1]
        for _ in range(50):
            middle, half = (start + stop) / 2, (y[-1] + u) / 2
            residual = u - y[-1] - h * np.asarray(f(middle, half))
            correction = np.linalg.solve(np.eye(len(u)) - h / 2 * np.asarray(jac(middle, half)), -residual)
            u = u + correction
            if np.max(np.abs(correction)) <= 1e-10:
                break
        y.append(u)
    return np.stack(y)


def backward_euler__step_forgotten(f, jac, y0, t):
    """Your equation is u - y - f = 0, without h. Slope times time is a change: multiply by the step, in the Jacobian as
    well."""
    y = [np.array(y0, dtype=float)]
    for stop in t[1:]:
        u = y[-1]
        for _ in range(50):
            residual = u - y[-1] - np.asarray(f(stop, u))
            correction = np.linalg.solve(np.eye(len(u)) - np.asarray(jac(stop, u)), -residual)
            u = u + correction
            if np.max(np.abs(correction)) <= 1e-10:
                break
        y.append(u)
    return np.stack(y)


def backward_euler__step_missing_in_the_jacobian(f, jac, y0, t):
    """Your residual has h f in it, but its Jacobian only J. Differentiate u - y - h f(u): it is I - h J."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, u = stop - start, y[-1]
        for _ in range(8):
            residual = u - y[-1] - h * np.asarray(f(stop, u))
            correction = np.linalg.solve(np.eye(len(u)) - np.asarray(jac(stop, u)), -residual)
            u = u + correction
            if np.max(np.abs(correction)) <= 1e-10:
                break
        y.append(u)
    return np.stack(y)


def backward_euler__identity_missing_in_the_jacobian(f, jac, y0, t):
    """The Jacobian of your equation is I - h J: you left out the I, which comes from u itself."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, u = stop - start, y[-1]
        for _ in range(8):
            residual = u - y[-1] - h * np.asarray(f(stop, u))
            correction = np.linalg.solve(-h * np.asarray(jac(stop, u)), -residual)
            u = u + correction
            if np.max(np.abs(correction)) <= 1e-10:
                break
        y.append(u)
    return np.stack(y)


def backward_euler__plus_in_the_jacobian(f, jac, y0, t):
    """You solve with I + h J. Differentiate u - y - h f(u) once more: the sign of h J is a minus."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, u = stop - start, y[-1]
        for _ in range(8):
            residual = u - y[-1] - h * np.asarray(f(stop, u))
            correction = np.linalg.solve(np.eye(len(u)) + h * np.asarray(jac(stop, u)), -residual)
            u = u + correction
            if np.max(np.abs(correction)) <= 1e-10:
                break
        y.append(u)
    return np.stack(y)


def backward_euler__newton_against_the_residual(f, jac, y0, t):
    """Your corrections have the wrong sign: they lead away from the solution, J s = -g, with a minus."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, u = stop - start, y[-1]
        for _ in range(8):
            residual = u - y[-1] - h * np.asarray(f(stop, u))
            correction = np.linalg.solve(np.eye(len(u)) - h * np.asarray(jac(stop, u)), residual)
            u = u + correction
            if np.max(np.abs(correction)) <= 1e-10:
                break
        y.append(u)
    return np.stack(y)


def backward_euler__transposed_jacobian(f, jac, y0, t):
    """You solve with J transposed. Row i of J belongs to f[i]: it multiplies the correction from the left."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, u = stop - start, y[-1]
        for _ in range(8):
            residual = u - y[-1] - h * np.asarray(f(stop, u))
            correction = np.linalg.solve(np.eye(len(u)) - h * np.asarray(jac(stop, u)).T, -residual)
            u = u + correction
            if np.max(np.abs(correction)) <= 1e-10:
                break
        y.append(u)
    return np.stack(y)


def backward_euler__diagonal_jacobian(f, jac, y0, t):
    """You divide each component by its own slope. The equations hold all components: solve them together."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, u = stop - start, y[-1]
        for _ in range(8):
            residual = u - y[-1] - h * np.asarray(f(stop, u))
            correction = -residual / (1 - h * np.diag(np.asarray(jac(stop, u))))
            u = u + correction
            if np.max(np.abs(correction)) <= 1e-10:
                break
        y.append(u)
    return np.stack(y)


def backward_euler__first_step_for_all(f, jac, y0, t):
    """Your step never changes, but the grid does: compute t[k+1] - t[k] inside the loop."""
    y = [np.array(y0, dtype=float)]
    for stop in t[1:]:
        h, u = t[1] - t[0], y[-1]
        for _ in range(50):
            residual = u - y[-1] - h * np.asarray(f(stop, u))
            correction = np.linalg.solve(np.eye(len(u)) - h * np.asarray(jac(stop, u)), -residual)
            u = u + correction
            if np.max(np.abs(correction)) <= 1e-10:
                break
        y.append(u)
    return np.stack(y)


def backward_euler__minus(f, jac, y0, t):
    """Your equation is u = y - h f(u): time runs backward in it. Check it on y' = -y, which must shrink."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, u = stop - start, y[-1]
        for _ in range(8):
            residual = u - y[-1] + h * np.asarray(f(stop, u))
            u = u - np.linalg.solve(np.eye(len(u)) + h * np.asarray(jac(stop, u)), residual)
        y.append(u)
    return np.stack(y)


def backward_euler__row_before_changed(f, jac, y0, t):
    """`u += ...` changes the row before, since u is that very array. Write u = u + s, or copy the row first."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, u = stop - start, y[-1]
        for _ in range(50):
            residual = u - y[-1] - h * np.asarray(f(stop, u))
            correction = np.linalg.solve(np.eye(len(u)) - h * np.asarray(jac(stop, u)), -residual)
            u += correction
            if np.max(np.abs(correction)) <= 1e-10:
                break
        y.append(u)
    return np.stack(y)


def backward_euler__integer_rows(f, jac, y0, t):
    """Your rows take their dtype from y0, so integers stay integers and the decimals are cut off. Make them float."""
    y = np.zeros((len(t), len(y0)), dtype=np.asarray(y0).dtype)
    y[:] = _backward(f, jac, y0, t)[:1]
    for k in range(len(t) - 1):
        y[k + 1] = _backward(f, jac, y[k], t[k : k + 2])[1]
    return y


def backward_euler__exact_solution(f, jac, y0, t):
    """You hand over an adaptive solver's accurate solution. Asked for is what backward Euler gives on this grid, its
    errors included."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        y.append(solve_ivp(f, (start, stop), y[-1], method="Radau", jac=jac, rtol=1e-8, atol=1e-10).y[:, -1])
    return np.stack(y)


def backward_euler__first_row_missing(f, jac, y0, t):
    """Your result begins after the first step. n steps give n + 1 states: row 0 is y0."""
    return _backward(f, jac, y0, t)[1:]


def backward_euler__last_state_only(f, jac, y0, t):
    """You return where the solution ends. The whole way is asked for, one row per time: keep each state in a list."""
    return _backward(f, jac, y0, t)[-1]


def backward_euler__transposed(f, jac, y0, t):
    """Rows and columns are exchanged. In this course time comes first: one row per time, one column per component."""
    return _backward(f, jac, y0, t).T


def backward_euler__no_return(f, jac, y0, t):
    """Your function computes the states and then forgets them: nothing is returned. End it with return."""
    states = _backward(f, jac, y0, t)
    states[0] = np.asarray(y0, dtype=float)


def backward_euler__refuses_a_single_time(f, jac, y0, t):
    """You refuse a grid of a single time. It is allowed: there is no step to take, and the answer is the start alone,
    as one row."""
    if len(t) < 2:
        raise ValueError("t needs at least two times")
    return _backward(f, jac, y0, t)


def _backward(f, jac, y0, t):
    """What these answers compute rightly."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        h, u = stop - start, y[-1]
        for _ in range(50):
            residual = u - y[-1] - h * np.asarray(f(stop, u))
            correction = np.linalg.solve(np.eye(len(u)) - h * np.asarray(jac(stop, u)), -residual)
            u = u + correction
            if np.max(np.abs(correction)) <= 1e-10:
                break
        y.append(u)
    return np.stack(y)


def _finish(ax):
    """What these figures do right: the exact solution, the axes' names and the legend."""
    t = np.linspace(0.0, T, 601)
    ax.plot(t, np.exp(-t), "k--", label="exact")
    ax.set(xlabel="t [s]", ylabel="y")
    ax.legend()
