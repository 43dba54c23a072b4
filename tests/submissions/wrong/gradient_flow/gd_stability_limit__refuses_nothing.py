"""The formula alone."""

import numpy as np


def gd_stability_limit(H):
    return 2 / np.linalg.norm(H, 2)
