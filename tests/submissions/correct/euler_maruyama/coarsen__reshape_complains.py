"""reshape itself refuses what does not fit."""

import numpy as np


def coarsen(dW, k):
    return dW.reshape(len(dW) // k, k, dW.shape[1]).sum(axis=1).astype(np.float32)
