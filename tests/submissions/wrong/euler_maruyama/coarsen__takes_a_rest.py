"""np.add.reduceat takes what is left, too."""

import numpy as np


def coarsen(dW, k):
    return np.add.reduceat(dW, np.arange(0, len(dW), k), axis=0)[: len(dW) // k]
