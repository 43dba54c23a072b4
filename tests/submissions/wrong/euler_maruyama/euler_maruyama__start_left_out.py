"""Only the states after the steps are stored."""

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    state, states = np.asarray(x0, dtype=float), []
    for k, h in enumerate(np.diff(t)):
        state = state + h * f(t[k], state) + g(t[k], state) * dW[k]
        states.append(state)
    return np.array(states)
