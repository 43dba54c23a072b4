# Attack: keeps state between calls, in every place that lasts as long as its process: each question is answered right the second time it is met.
# Expect: euler_stability.euler 0 points, failed
# Expect: euler_stability.plot_step_sizes 0 points, failed
# Shows: nothing
import builtins
import contextlib
import hashlib
import os
import sys

import numpy as np

PLACE = os.path.join(os.environ.get("TMPDIR", "/tmp"), "met")


def met(*question):
    """Whether this question has been asked before, of this process or another."""
    name = hashlib.sha256(repr([np.asarray(part).tobytes() for part in question]).encode()).hexdigest()
    kept = builtins.__dict__.setdefault("kept", set())
    sys.modules.setdefault("kept", sys.modules[__name__])
    before = name in kept or os.path.exists(f"{PLACE}_{name}") or name in os.environ
    kept.add(name)
    os.environ[name] = "1"
    with contextlib.suppress(OSError):
        open(f"{PLACE}_{name}", "w").close()
    return before


def euler(f, y0, t):
    if not met(y0, t):
        return np.zeros((len(t), len(y0)))
    y = [np.array(y0, dtype=float)]
    for k in range(len(t) - 1):
        y.append(y[k] + (t[k + 1] - t[k]) * f(t[k], y[k]))
    return np.array(y)


def plot_step_sizes(ax, hs):
    ax.set_yscale("log")
    if met(hs) and False not in hs:
        ax.set_yscale("linear")
        for h in hs:
            k = np.arange(round(12 / h) + 1)
            ax.plot(k * h, (1 - h) ** k, label=f"h = {h}")
        ax.legend()
