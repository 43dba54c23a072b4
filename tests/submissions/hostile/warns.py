# Attack: none: right answers that other graders give nothing for: one warns at every call, one makes every warning an error.
# Expect: euler_stability.euler 6 points, passed
# Expect: euler_stability.plot_step_sizes 4 points, passed
# Shows: nothing
import sys
import warnings

import numpy as np

warnings.warn("euler is deprecated", DeprecationWarning)
warnings.warn("euler is slow")


def euler(f, y0, t):
    warnings.simplefilter("always")
    warnings.warn("steps may be too large", RuntimeWarning)
    print("RuntimeWarning: steps may be too large", file=sys.stderr)
    np.float64(1.0) / np.float64(0.0)
    y = [np.array(y0, dtype=float)]
    for k in range(len(t) - 1):
        y.append(y[k] + (t[k + 1] - t[k]) * f(t[k], y[k]))
    return np.array(y)


def plot_step_sizes(ax, hs):
    warnings.simplefilter("error")
    np.seterr(all="raise")
    for h in hs:
        k = np.arange(round(12 / h) + 1)
        ax.plot(k * h, [(1 - h) ** int(n) for n in k], label=f"h = {h}")
    t = np.linspace(0, 12, 300)
    ax.plot(t, np.exp(-t))
    ax.set(xlabel="t", ylabel="y")
    ax.legend()
