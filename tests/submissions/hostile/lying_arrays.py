# Attack: answers with arrays whose description is a lie: of memory that is not there, without end, of themselves, cut off behind their back.
# Expect: euler_maruyama.euler_maruyama 0 points, crashed or blocked
# Expect: euler_maruyama.simulate_sde 0 points, failed
# Writes: files
# Shows: nothing
import os
from itertools import cycle

import numpy as np
from numpy.lib.stride_tricks import as_strided


class Finalized(np.ndarray):
    """Raises whenever an array is made of it."""

    def __array_finalize__(self, other):
        if other is not None and not isinstance(other, Finalized):
            return
        raise MemoryError("no array is made of this")

    def __array__(self, *args, **kwargs):
        raise RecursionError

    tobytes = reshape = view = astype = __array__


class Interface:
    """An address where nothing is, as an array."""

    __array_interface__ = {"shape": (13, 3), "typestr": "<f8", "data": (8, False), "version": 3}


class Struct:
    """No capsule where one belongs."""

    @property
    def __array_struct__(self):
        return object()

    @property
    def __array_interface__(self):
        raise SystemExit

    def __buffer__(self, flags):
        return memoryview(bytes(8))


itself = np.empty(2, dtype=object)
itself[:] = [itself, itself]
point = np.dtype([("a", float), ("b", object), ("c", "<U9"), ("d", "V3")])
answers = cycle(
    [
        np.zeros((2, 2)).view(Finalized),
        as_strided(np.zeros(1), (10**6, 10**6), (0, 0)),
        as_strided(np.zeros(1, np.int8), (2**31,) * 2, (0, 0)),
        Struct(),
        Interface,
        itself,
        np.zeros(3, point),
        np.rec.array([(1.0, 2)], dtype=[("a", float), ("b", int)]),
        np.ma.masked_array(np.ones((3, 1)), mask=True, hard_mask=True),
        np.zeros((1,) * 32),
        np.zeros((2**33, 0), np.int8),
        np.zeros(3, "M8[s]"),
        np.array(["1.0"], "U9"),
        np.zeros(3, np.float16),
        np.zeros(3, np.clongdouble),
        as_strided(np.zeros(2, np.int8), (3,), (2**40,))[:0],
        np.full((2, 1), np.uint64(0x7FF8_DEAD_BEEF_0001)).view(float),
        np.full((2, 1), np.uint64(0x7FF0_0000_0000_0001)).view(float),
    ]
)


def euler_maruyama(f, g, x0, t, dW):
    """The file under an array is cut off before the array is read."""
    with open("cut_off", "wb") as file:
        file.write(bytes(2**20))
    values = np.memmap("cut_off", dtype=float, mode="r+", shape=(2**16, 2))
    os.truncate("cut_off", 0)
    return values


def simulate_sde(f, g, x0, t, n, rng):
    return next(answers)
