"""All or nothing."""


def stability_1d(f, x, delta):
    attracts = f(x - delta) > 0 and f(x + delta) < 0
    return "stable" if attracts else "unstable"
