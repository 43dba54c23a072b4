# Attack: replaces what every line of Python leans on: __import__, __build_class__, isinstance, len, type, sorted, and numpy itself.
# Expect: fixed_points.newton 0 points, failed or error or crashed or blocked
# Shows: nothing
import builtins
import sys
import types

import numpy as np

calls = []


class Everything(types.ModuleType):
    """A module that has every name; all that it has agrees with everything."""

    def __getattr__(self, name):
        return Everything(name)

    def __call__(self, *args, **kwargs):
        return True

    def __eq__(self, other):
        return True

    __hash__ = object.__hash__
    __lt__ = __le__ = __gt__ = __ge__ = __eq__


honest_import, honest_class = builtins.__import__, builtins.__build_class__


def imported(name, *args, **kwargs):
    calls.append(name)
    return Everything(name) if name.split(".")[0] in ("autograder", "pytest", "reference") else honest_import(name, *args, **kwargs)


def built(function, name, *bases, **kwargs):
    made = honest_class(function, name, *bases, **kwargs)
    made.__eq__ = lambda self, other: True
    return made


def replace(number):
    """One thing more at every call, the gravest last."""
    if number == 0:
        builtins.__import__, builtins.__build_class__ = imported, built
    elif number == 1:
        for name in ("pytest", "autograder.expect", "autograder.grade", "autograder.model", "reference", "reference.fixed_points"):
            sys.modules[name] = Everything(name)
    elif number == 2:
        builtins.sorted = builtins.sum = builtins.max = builtins.min = lambda *args, **kwargs: 0
        builtins.print = builtins.open = builtins.repr = Everything("nothing")
    elif number == 3:
        builtins.hash = builtins.id = lambda value: 0
    elif number == 4:
        sys.modules["numpy"] = sys.modules["autograder.sandbox.worker"].np = Everything("numpy")
    else:
        builtins.isinstance = builtins.issubclass = builtins.callable = lambda *args: True
        builtins.len = lambda value: 3


def newton(f, jac, x0, tol, max_iter):
    calls.append("newton")
    replace(calls.count("newton") - 1)
    return np.full(1, 9.0), "True", "3"
