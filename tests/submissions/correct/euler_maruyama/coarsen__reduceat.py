"""np.add.reduceat, after a look at the rest."""

import numpy as np


def coarsen(dW, k):
    if len(dW) % k != 0:
        raise ValueError(f"{k} does not divide {len(dW)}")
    return np.add.reduceat(dW, range(0, len(dW), k), axis=0)
