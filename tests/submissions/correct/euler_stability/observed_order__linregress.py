"""scipy.stats.linregress, and an error of its own kind."""
from itertools import pairwise

import numpy as np
from scipy.stats import linregress


class TooFew(ValueError):
    pass


def observed_order(hs, errs):
    h, e = map(list, zip(*sorted(zip(hs, errs), key=lambda pair: -pair[0])))
    n = 1
    for before, after in pairwise(e):
        if after <= 0 or after >= before:
            break
        n += 1
    if n == 1:
        raise TooFew("no slope")
    return linregress(np.log10(h[:n]), np.log10(e[:n])).slope
