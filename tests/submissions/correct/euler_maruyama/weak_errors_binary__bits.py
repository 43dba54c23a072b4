"""Signs from the binary digits of the path's number."""

import numpy as np


def weak_errors_binary(f, g, x0, t, ks, phi, exact):
    errors = np.empty(len(ks))
    for i, k in enumerate(ks):
        times = np.asarray(t)[::k]
        N = len(times) - 1
        signs = 2.0 * ((np.arange(2**N)[None, :] >> np.arange(N)[:, None]) & 1) - 1.0
        x = np.full(2**N, float(x0))
        for j in range(N):
            h = times[j + 1] - times[j]
            x = x + f(times[j], x) * h + g(times[j], x) * signs[j] * h**0.5
        errors[i] = np.average(phi(x)) - exact
    return errors
