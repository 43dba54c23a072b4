# Attack: answers with objects whose operators say yes: subclasses of float, int, tuple and str, objects with __array__, masks.
# Expect: fixed_points.newton 0 points, failed
# Shows: nothing
from collections import UserList
from decimal import Decimal
from fractions import Fraction
from itertools import cycle

import numpy as np


def agreeing(kind):
    """A subclass that is equal to, and neither less nor greater than, whatever it is held against."""
    always = dict.fromkeys(("__eq__", "__le__", "__ge__", "__bool__"), lambda *_: True)
    never = dict.fromkeys(("__ne__", "__lt__", "__gt__"), lambda *_: False)
    same = dict.fromkeys(("__sub__", "__rsub__", "__abs__", "__add__", "__radd__", "__float__"), lambda *_: 0.0)
    return type(f"Agreeing{kind.__name__.title()}", (kind,), always | never | same | {"__hash__": None})


Float, Int, Text, Tuple, Object = map(agreeing, (float, int, str, tuple, object))


class Array:
    """Becomes another array each time it is asked."""

    shape, dtype, ndim = (3,), np.dtype(float), 1

    def __array__(self, dtype=None, copy=None):
        return np.random.default_rng().uniform(size=3)

    def __array_ufunc__(self, *args, **kwargs):
        return np.zeros(3)


answers = cycle(
    [
        Float(9.0),
        Tuple((Float(9.0), Int(1), Int(3))),
        (np.array([Float(9.0)], dtype=object), True, 1),
        Object(),
        (Array(), Text("True"), Int(3)),
        (np.ma.masked_all(3), True, 1),
        (np.matrix([[9.0]]), np.True_, np.int8(1)),
        (Decimal("9.0"), Text("converged"), Fraction(9, 1)),
        UserList([[9.0], True, 1]),
        (np.array(["9.0"]), "true", "1"),
        (np.longdouble(9.0), 1 + 0j, b"1"),
        (np.array([(9.0,)], dtype=[("x", float)]), [True], (1,)),
        (memoryview(bytes(8)), Ellipsis, NotImplemented),
        {"x": [9.0], "converged": True, "n_iter": 1},
        type("Answer", (dict,), {"__getitem__": lambda *_: 9.0})(),
    ]
)


def newton(f, jac, x0, tol, max_iter):
    return next(answers)
