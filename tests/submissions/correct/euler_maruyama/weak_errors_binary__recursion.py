"""The mean of the two means after a kick up and down."""

import numpy as np


def weak_errors_binary(f, g, x0, t, ks, phi, exact):
    def mean(x, times):
        if len(times) == 1:
            return float(phi(np.array([x]))[0])
        now, h = np.array([x]), times[1] - times[0]
        drift, kick = float(f(times[0], now)[0]) * h, float(g(times[0], now)[0]) * h**0.5
        return 0.5 * (mean(x + drift + kick, times[1:]) + mean(x + drift - kick, times[1:]))

    return [mean(float(x0), t[::k]) - exact for k in ks]
