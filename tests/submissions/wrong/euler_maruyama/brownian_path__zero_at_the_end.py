"""Sums are written from row 0 on."""

import numpy as np


def brownian_path(dW):
    K = len(dW) + 1
    W = np.zeros((K, dW.shape[1]))
    for k in range(K - 1):
        W[k] = dW[: k + 1].sum(axis=0)
    return W
