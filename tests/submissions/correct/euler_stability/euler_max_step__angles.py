"""Size and angle of each eigenvalue; clipped at zero."""
import numpy as np


def euler_max_step(A):
    modes = np.linalg.eigvals(A)
    if not np.all(modes):
        return 0.0
    return max(0.0, min(-2 * np.cos(np.angle(m)) / abs(m) for m in modes))
