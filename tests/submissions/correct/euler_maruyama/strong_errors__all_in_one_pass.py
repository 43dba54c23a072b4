"""All levels walk along the fine grid together."""

import numpy as np


def strong_errors(f, g, x0, t, dW, ks, x_exact):
    ends = [np.array(x0, dtype=float) for _ in ks]
    kicks = [np.zeros(len(x0)) for _ in ks]
    for j in range(len(dW)):
        for i, k in enumerate(ks):
            kicks[i] = kicks[i] + dW[j]
            if (j + 1) % k == 0:
                start = t[j + 1 - k]
                ends[i] = ends[i] + f(start, ends[i]) * (t[j + 1] - start) + g(start, ends[i]) * kicks[i]
                kicks[i] = np.zeros(len(x0))
    return tuple(float(np.abs(end - x_exact).mean()) for end in ends)
