"""The residual's own curvature is left out."""

import numpy as np


def hess_ab(z):
    J = 2 * z
    return 2 * J[..., :, None] * J[..., None, :] + np.fliplr(np.eye(2))
