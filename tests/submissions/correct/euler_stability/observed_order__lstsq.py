"""np.linalg.lstsq in base 2; the first bad point by a mask."""
import numpy as np


def observed_order(hs, errs):
    order = np.argsort(-np.asarray(hs))
    h, e = np.asarray(hs)[order], np.asarray(errs)[order]
    bad = np.flatnonzero((e[1:] >= e[:-1]) | (e[1:] <= 0))
    n = bad[0] + 1 if len(bad) else len(e)
    if n < 2:
        raise ValueError(n)
    M = np.column_stack([np.log2(h[:n]), np.ones(n)])
    return np.linalg.lstsq(M, np.log2(e[:n]), rcond=None)[0][0]
