# Attack: none: right answers in odd clothes: reversed, in Fortran's order, of the other byte order, in files, subclasses, rows and fields.
# Expect: euler_maruyama.euler_maruyama 8 points, passed
# Expect: euler_maruyama.simulate_sde 8 points, passed
# Writes: files
# Shows: nothing
from itertools import cycle

import numpy as np
from numpy.lib.stride_tricks import as_strided


class Named(np.ndarray):
    """An array with a name, and text of its own."""

    name = "x"

    def __repr__(self):
        return self.name

    __str__ = __repr__


class Rows(list):
    """A list by another name."""


def field(x):
    table = np.zeros(x.shape, dtype=[("w", "i1"), ("x", ">f8")])
    table["x"] = x
    return table["x"]


def filed(x):
    values = np.memmap("x", dtype=float, mode="w+", shape=x.shape)
    values[:] = x
    return values


def kept(x):
    x.flags.writeable = False
    return x


def spread(x):
    wide = np.repeat(np.repeat(x, 3, axis=0), 2, axis=1)
    return wide[::3, ::2]


def zero_strides(x):
    same = np.all(x == x[:, :1])
    return as_strided(x[:, :1], x.shape, (x.strides[0], 0)) if same else x


clothes = cycle(
    [
        lambda x: x[::-1].copy()[::-1],
        lambda x: np.ascontiguousarray(x.T).T,
        lambda x: x.astype(">f8"),
        field,
        filed,
        lambda x: x.view(Named),
        lambda x: [tuple(row) for row in x],
        lambda x: Rows(x.tolist()),
        kept,
        spread,
        lambda x: np.ma.masked_array(x, mask=False),
        lambda x: np.asmatrix(x),
        lambda x: [np.array(row) for row in x],
        lambda x: np.lib.format.open_memmap("y.npy", mode="w+", shape=x.shape)[...].__iadd__(x),
        zero_strides,
        lambda x: x + -0.0,
    ]
)


def states(f, g, x0, t, dW):
    x = [np.array(x0, dtype=float)]
    for k in range(len(dW)):
        x.append(x[k] + f(t[k], x[k]) * (t[k + 1] - t[k]) + g(t[k], x[k]) * np.asarray(dW[k]))
    return np.array(x)


def euler_maruyama(f, g, x0, t, dW):
    return next(clothes)(states(f, g, x0, t, dW))


def simulate_sde(f, g, x0, t, n, rng):
    dW = rng.normal(size=(len(t) - 1, n)) * np.sqrt(np.diff(t))[:, None]
    return next(clothes)(states(f, g, np.full(n, x0), t, dW))
