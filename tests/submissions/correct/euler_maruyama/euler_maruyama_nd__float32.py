"""Float64 inside, float32 on the way out."""

import numpy as np


def euler_maruyama_nd(f, g, x0, t, dW):
    x = [np.asarray(x0, dtype=float)]
    for k, h in enumerate(np.diff(t)):
        x.append(x[-1] + h * f(t[k], x[-1]) + (g(t[k], x[-1]) * dW[k][:, None]).sum(2))
    return np.array(x, dtype=np.float32)
