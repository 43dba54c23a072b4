"""In sums and differences of a and b."""

import numpy as np


def loss_ab(z):
    s, d = z[..., 0] + z[..., 1], z[..., 0] - z[..., 1]
    return ((s * s + d * d) / 2 - 1) ** 2 + (s * s - d * d) / 4
