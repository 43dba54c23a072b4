"""-2 Re(1 / lambda), which is the same."""
import numpy as np


def euler_max_step(A):
    modes = np.linalg.eigvals(np.array(A, dtype=complex))
    if (modes.real >= 0).any():
        return np.float64(0)
    return (-2 * (1 / modes).real).min()
