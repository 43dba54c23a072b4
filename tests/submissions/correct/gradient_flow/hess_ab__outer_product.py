"""8 z z^T + 4 (|z|^2 - 1) I + the exchange of a and b."""

import numpy as np


def hess_ab(z):
    excess = np.sum(z * z, axis=-1)[..., None, None] - 1
    return 8 * z[..., :, None] * z[..., None, :] + 4 * excess * np.eye(2) + np.array([[0.0, 1], [1, 0]])
