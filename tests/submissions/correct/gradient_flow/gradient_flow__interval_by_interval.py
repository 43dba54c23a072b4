"""A solve for each interval; lists come back."""

import numpy as np
from scipy.integrate import solve_ivp


def gradient_flow(grad, z0, t, rtol=1e-8, atol=1e-10):
    rows = [np.array(z0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:], strict=True):
        out = solve_ivp(lambda s, z: -grad(z), (start, stop), rows[-1], method="DOP853", rtol=rtol, atol=atol)
        rows.append(out.y[:, -1])
    return [row.tolist() for row in rows]
