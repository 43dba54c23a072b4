"""A scalar loss, as in training."""

import numpy as np


def loss_ab(z):
    each = np.square(np.sum(z * z, axis=-1) - 1) + np.prod(z, axis=-1)
    return each.mean()
