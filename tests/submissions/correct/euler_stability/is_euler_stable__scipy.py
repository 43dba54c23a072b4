"""scipy, squares of sizes, a Python loop."""
import scipy.linalg


def is_euler_stable(A, h):
    for mode in scipy.linalg.eig(A)[0]:
        x, y = 1 + h * mode.real, h * mode.imag
        if x * x + y * y >= 1:
            return False
    return True
