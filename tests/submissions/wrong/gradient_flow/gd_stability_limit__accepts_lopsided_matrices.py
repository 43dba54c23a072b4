"""cholesky reads one half as well."""

import numpy as np


def gd_stability_limit(H):
    np.linalg.cholesky(H)
    return 2 / max(np.linalg.eigvalsh(H))
