"""Voronoi cells."""

import numpy as np
from scipy.spatial import KDTree


def basin_labels(grad, z0s, minima, t_max, tol):
    return np.asarray(KDTree(minima).query(z0s)[1])
