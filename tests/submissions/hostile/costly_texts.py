# Attack: sends large arrays of many axes where texts and points belong: to write one of them down takes three seconds.
# Expect: euler_stability.euler 0 points, failed
# Expect: euler_stability.plot_step_sizes 0 points, failed
# Shows: nothing
import sys

import numpy as np

worker = sys.modules["autograder.sandbox.worker"]
AXES = np.zeros((6,) * 8, dtype=np.uint8)
WIDE = np.zeros((10_000, 1400), dtype=np.uint8)
LINE = {"kind": "line", "xy": np.ones((2, 2)), "data": True, "visible": True, "label": "", "numbers": []}
TEXTS = dict.fromkeys(("xlabel", "ylabel", "title", "xscale", "yscale"), "x")

figures = iter(
    [
        {"artists": [LINE], "legend": [AXES] * 9, "has_legend": True, **TEXTS},
        {"artists": [LINE], "legend": AXES, "has_legend": AXES, **TEXTS},
        {"artists": [LINE], "legend": [], "has_legend": True, **dict.fromkeys(TEXTS, AXES)},
        {"artists": [LINE | {"xy": WIDE}], "legend": [], "has_legend": True, **TEXTS},
        {"artists": [LINE | {"xy": AXES, "numbers": AXES}], "legend": [], "has_legend": True, **TEXTS},
        {"artists": AXES, "legend": ["1 " * 20_000], "has_legend": True, **TEXTS},
    ]
)


def euler(f, y0, t):
    worker.Worker.call = lambda self, **question: ("value", {"value": 1.0, "changed": [AXES] * 8})


def plot_step_sizes(ax, hs):
    ax.set_yscale("log")
    worker.Worker.call = lambda self, **question: ("value", {"value": next(figures), "changed": []})
