"""Applies f once from both sides."""


def stability_1d(f, x, delta):
    shrinks = 0
    for start in (x + delta, x - delta):
        shrinks += int(abs(f(start) - x) < abs(start - x))
    return ("unstable", "semi-stable", "stable")[shrinks]
