"""One look."""


def stability_1d(f, x, delta):
    rate = f(x + delta)
    if rate >= 0:
        return "unstable"
    return "stable"
