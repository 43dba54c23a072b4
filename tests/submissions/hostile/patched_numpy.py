# Attack: makes numpy, numpy.testing, math and the builtins agree with everything, then answers with such numbers.
# Expect: euler_stability.euler 0 points, failed or crashed or blocked
# Expect: euler_stability.plot_step_sizes 0 points, failed or error or crashed or blocked
# Shows: nothing
import builtins
import math

import numpy as np


class Agreeable(np.ndarray):
    """Compares equal to everything and is at distance zero from it."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __lt__ = __gt__ = __ne__
    __le__ = __ge__ = __eq__
    __hash__ = None

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return np.zeros(self.shape)

    def __array_function__(self, function, types, args, kwargs):
        return True


def yes(*args, **kwargs):
    return True


def nothing(*args, **kwargs):
    return None


for name in ("allclose", "isclose", "array_equal", "array_equiv", "all", "isfinite"):
    setattr(np, name, yes)
for name in dir(np.testing):
    if name.startswith("assert"):
        setattr(np.testing, name, nothing)
np.max = np.abs = np.linalg.norm = lambda *args, **kwargs: 0.0
math.isclose = yes
builtins.all = builtins.any = yes


def euler(f, y0, t):
    return np.ones((len(t), len(y0))).view(Agreeable)


def plot_step_sizes(ax, hs):
    ax.set_yscale("log")  # an empty figure with linear axes keeps the sign visible
    ones = np.ones(3).view(Agreeable)
    np.asarray = np.array = np.ascontiguousarray = np.argsort = lambda *args, **kwargs: ones
    builtins.isinstance = yes
