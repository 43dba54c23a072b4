"""The derivative over the distance delta."""

import math


def stability_1d(f, x, delta):
    slope = (float(f(x + delta)) - float(f(x - delta))) / (2 * delta)
    if math.isclose(slope, 0.0, abs_tol=1e-8):
        return "semi-stable"
    return "unstable" if slope > 0 else "stable"
