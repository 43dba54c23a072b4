# Attack: returns a billion numbers that take no room until they are written down, or more of them than may be sent.
# Expect: euler_stability.euler 0 points, failed or error or crashed or blocked
# Expect: euler_stability.plot_step_sizes 0 points, failed or error or crashed or timed_out or blocked
# Shows: nothing
import numpy as np


def euler(f, y0, t):
    return np.broadcast_to(np.float64(1.0), (10**9,))


def plot_step_sizes(ax, hs):
    ax.set_yscale("log")
    many = np.broadcast_to(np.float64(1.0), (10**8,))
    ax.plot(many, many, label="h = " + "1 " * 10**7)
