# Attack: returns values that are small to send and large to look at: one long text among many numbers, a legend of bytes.
# Expect: euler_stability.euler 0 points, failed
# Expect: euler_stability.plot_step_sizes 0 points, failed
# Shows: nothing
import sys
from itertools import cycle

import numpy as np

wire = sys.modules["autograder.sandbox.wire"]
probes = sys.modules["autograder.sandbox.probes"]
LINE = {"xy": np.ones((1, 2)), "data": True, "visible": True, "numbers": []}
FIGURE = {"artists": [LINE], "legend": [], "xlabel": "", "ylabel": "", "title": "", "xscale": "log", "yscale": "log", "has_legend": True}
BYTES = np.zeros(2**24 - 2**20, dtype=np.uint8)

values = cycle([[1] * 15_000 + ["x" * 15_000], [[1] * 10_000 + [bytes(2**23)]], [1] * 15_000 + [b"x" * 15_000]])
figures = cycle([FIGURE | {"legend": BYTES}, FIGURE | {"artists": [LINE | {"numbers": BYTES}]}, FIGURE | {"artists": [LINE | {"xy": BYTES}]}])


def euler(f, y0, t):
    wire._as_array = lambda items: None
    return next(values)


def plot_step_sizes(ax, hs):
    probes.describe = lambda ax: next(figures)
