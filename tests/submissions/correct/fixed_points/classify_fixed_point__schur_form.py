"""The complex Schur form has the eigenvalues on its diagonal."""

import numpy as np
import scipy.linalg


def classify_fixed_point(J, tol=1e-9, **options):
    triangle, _ = scipy.linalg.schur(J, output="complex")
    signs = [0 if abs(z.real) <= tol else int(np.sign(z.real)) for z in np.diag(triangle)]
    turning = max(abs(np.diag(triangle).imag)) > tol
    table = {-2: "stable", 2: "unstable"}
    if 0 in signs:
        return "center" if turning else "non-hyperbolic"
    return f"{table[sum(signs)]} {'spiral' if turning else 'node'}" if sum(signs) else "saddle"
