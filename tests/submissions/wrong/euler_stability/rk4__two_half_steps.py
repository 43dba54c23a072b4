"""Refines every interval once."""
import numpy as np


def one(f, s, x, h):
    a = f(s, x)
    b = f(s + h / 2, x + h * a / 2)
    c = f(s + h / 2, x + h * b / 2)
    d = f(s + h, x + h * c)
    return x + (a + 2 * b + 2 * c + d) * h / 6


def rk4(f, y0, t):
    fine = np.concatenate([[s, (s + e) / 2] for s, e in zip(t[:-1], t[1:])] + [t[-1:]])
    rows = [np.array(y0, dtype=float)]
    for s, e in zip(fine[:-1], fine[1:]):
        rows.append(one(f, s, rows[-1], e - s))
    return np.array(rows[::2])
