# Attack: describes a figure in the probe's place, in ways that the grader's reading of figures may not survive.
# Expect: euler_stability.plot_step_sizes 0 points, failed
# Expect: euler_stability.euler 0 points, failed
# Shows: nothing
import sys
from itertools import cycle

import numpy as np

probes = sys.modules["autograder.sandbox.probes"]
LINE = {"xy": np.zeros((2, 2)), "data": True, "visible": True, "numbers": [], "label": "", "kind": "line"}
FIGURE = {"artists": [LINE], "legend": [], "xlabel": "", "ylabel": "", "title": "", "xscale": "log", "yscale": "log", "has_legend": False}

figures = cycle(
    [
        np.zeros(3),
        FIGURE | {"artists": np.zeros(3)},
        FIGURE | {"artists": [LINE | {"xy": np.array([[np.nan, np.inf]])}], "legend": {}},
        FIGURE | {"artists": [LINE | {"xy": {"x": 1}, "numbers": ["nan", None]}]},
        FIGURE | {"artists": [LINE | {"xy": np.full((4, 2), 1.7e308), "data": np.zeros(2)}]},
        FIGURE | {"artists": ["line"], "legend": "log", "xscale": ["log"], "xlabel": None},
    ]
)


def euler(f, y0, t):
    return next(figures)


def plot_step_sizes(ax, hs):
    probes.describe = lambda ax: next(figures)
