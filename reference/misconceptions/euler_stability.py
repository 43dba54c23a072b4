"""Known wrong answers to euler_stability: the reference with one thing changed. The docstring is what a tutor would say."""

import numpy as np


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
