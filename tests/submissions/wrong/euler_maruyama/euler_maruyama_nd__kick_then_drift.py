"""Two half-steps, kick first."""

import numpy as np


def euler_maruyama_nd(f, g, x0, t, dW):
    state, x = np.array(x0, dtype=float), [np.array(x0, dtype=float)]
    for k in range(len(t) - 1):
        state = state + np.einsum("ijk,ik->ij", g(t[k], state), dW[k])
        state = state + f(t[k], state) * (t[k + 1] - t[k])
        x.append(state)
    return np.array(x)
