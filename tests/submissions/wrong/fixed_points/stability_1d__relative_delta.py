"""delta as a share of x."""


def stability_1d(f, x, delta):
    step = delta * x
    before, after = f(x - step) > 0, f(x + step) > 0
    nothing = f(x + step) == f(x - step) == 0
    if before and not after and not nothing:
        return "stable"
    if after and not before and f(x - step) < 0:
        return "unstable"
    return "semi-stable"
