"""scipy, a loop, and a tolerance for the axis."""
import scipy.linalg


def euler_max_step(A):
    limit = float("inf")
    for mode in scipy.linalg.eigvals(A):
        if mode.real > -1e-12:
            return 0
        limit = min(limit, -2 * mode.real / (mode.real**2 + mode.imag**2))
    return limit
