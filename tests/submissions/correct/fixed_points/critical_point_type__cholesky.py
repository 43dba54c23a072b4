"""H - tol I and -H - tol I and their opposites are tried by Cholesky's factorisation."""

import numpy as np


def positive(A):
    try:
        np.linalg.cholesky(A)
    except np.linalg.LinAlgError:
        return False
    return True


def critical_point_type(H, tol):
    H, shift = np.asarray(H, dtype=float), tol * np.eye(len(H))
    if positive(H - shift):
        return "minimum"
    if positive(-H - shift):
        return "maximum"
    rises = not positive(1.000001 * shift - H)
    falls = not positive(1.000001 * shift + H)
    return "saddle" if rises and falls else "degenerate"
