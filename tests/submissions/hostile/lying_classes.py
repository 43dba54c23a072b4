# Attack: answers with objects that lie about their class, length, keys and items, or are something else each time they are looked at.
# Expect: euler_maruyama.euler_maruyama 0 points, crashed or blocked
# Expect: euler_maruyama.simulate_sde 0 points, failed
# Shows: nothing
import collections
import itertools
import types
from itertools import cycle

import numpy as np


class Mask:
    """Says that it is an array."""

    __class__ = np.ndarray
    dtype, shape, ndim, size = np.dtype(float), (1,), 1, 1

    def __len__(self):
        return 1

    def __getitem__(self, key):
        return [9.0][key]


class Keys(dict):
    """No two looks at it find the same."""

    def keys(self):
        return itertools.repeat("x")

    def items(self):
        return [("x", np.array([9.0])), (1, 2)]

    def __iter__(self):
        return iter(["x", b"y", 3])

    def __len__(self):
        return 3

    __getitem__ = get = lambda self, *key: 9.0


class Long(list):
    """Longer than it is."""

    def __len__(self):
        return 2**40

    def __iter__(self):
        return iter([9.0, True, 99])


class Short(tuple):
    """Of no length, or of a negative one."""

    def __len__(self):
        return -1


class Shifting(list):
    """One more item at each look."""

    def __iter__(self):
        self.append(9.0)
        return super().__iter__()


class Word(str):
    """A text without letters, or with others."""

    def __len__(self):
        return 0

    def __str__(self):
        return "other"

    def encode(self, *args):
        return b"\xff"


class Number(int):
    """An integer of another value for each who asks."""

    def __index__(self):
        return 2**100

    __int__ = __float__ = __index__

    def __lt__(self, other):
        return False

    __le__ = __gt__ = __ge__ = lambda self, other: True


class Meta(type):
    """Every class is this one, and this one is none."""

    def __instancecheck__(cls, value):
        return True

    __subclasscheck__ = __instancecheck__
    __name__ = "tuple"


class Cell(metaclass=Meta):
    """Ends whoever looks at it."""

    def __getattribute__(self, name):
        raise KeyboardInterrupt(name) if name == "__class__" else SystemExit(name)


async def awaited():
    return 9.0


def yielded():
    yield from (9.0, True, 99)


answers = cycle(
    [
        Mask(),
        (Mask(), True, 99),
        Keys(),
        (Keys(x=1), True, 99),
        Long([1.0]),
        Short((9.0, True, 99)),
        Shifting([1.0]),
        (Word("9.0"), Word("True"), Word("99")),
        ([Number(9)], Number(1), Number(99)),
        yielded(),
        types.SimpleNamespace(x=9.0, converged=True, n_iter=99),
        collections.ChainMap({"x": 9.0}),
        collections.deque([9.0, True, 99]),
        {9.0, True, 99},
        Keys,
        types.MappingProxyType({"x": 9.0}),
        (itertools.count(), True, 99),
    ]
)


def euler_maruyama(f, g, x0, t, dW):
    return Cell()


def simulate_sde(f, g, x0, t, n, rng):
    return next(answers)
