"""math instead of numpy."""

import math


def quartic_flow(t, w0):
    def at(time):
        s = 1 + (1 / (w0 * w0) - 1) * math.exp(-8 * time)
        return math.copysign(1 / math.sqrt(s), w0)

    return [at(float(time)) if w0 else 0.0 for time in t]
