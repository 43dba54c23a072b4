"""A derivative by differences, with zero in between."""


def stability_1d(f, x, delta):
    h = 1e-5
    slope = (f(x + h) - f(x - h)) / (2 * h)
    if slope < -1e-5:
        return "stable"
    if slope > 1e-5:
        return "unstable"
    return "semi-stable"
