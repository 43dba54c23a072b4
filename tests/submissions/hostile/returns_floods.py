# Attack: returns as much as may be sent, at every call and in every shape: arrays, texts, bytes, keys, and more than may be.
# Expect: euler_stability.euler 0 points, failed
# Expect: euler_stability.plot_step_sizes 0 points, failed or error or timed_out or blocked
# Expect: fixed_points.newton 0 points, failed
# Expect: euler_maruyama.euler_maruyama 0 points, failed
# Expect: euler_maruyama.simulate_sde 0 points, failed
# Shows: nothing
from itertools import cycle

import numpy as np

MOST = 2**24
many = cycle(
    [
        np.zeros(MOST // 8),
        np.zeros(MOST, dtype=np.bool_),
        np.zeros((1,) * 8 + (0,)),
        [np.zeros(MOST // 80)] * 10,
        np.zeros(MOST, dtype=np.complex64),
        bytes(MOST),
        bytes(MOST + 1),
    ]
)
texts = cycle(["x" * MOST, "\U0001f600" * 15_000, "\ud800" * 1000, "\0" * 60_000, ["\u202e" * 100] * 100, b"\x1b[2J" * 200])
keys = cycle([{str(k): k for k in range(10**5)}, {"k" * 60_000: 0}, {"": ""}, [{}] * 10_000, dict.fromkeys(map(chr, range(32)))])


def euler(f, y0, t):
    return next(many)


def plot_step_sizes(ax, hs):
    for _ in range(30):
        ax.plot(np.zeros(10**5), label="h = " + "9" * 10**5)
    ax.set(title="\n" * 10**5, yscale="log")


def newton(f, jac, x0, tol, max_iter):
    return next(texts)


def euler_maruyama(f, g, x0, t, dW):
    return next(keys)


def simulate_sde(f, g, x0, t, n, rng):
    return [np.zeros(MOST // 8)] * 100
