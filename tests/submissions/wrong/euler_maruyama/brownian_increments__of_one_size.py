"""The mean step's root for all rows."""

def brownian_increments(t, n, rng):
    h = (t[-1] - t[0]) / (len(t) - 1)
    return rng.normal(0.0, h**0.5, size=(len(t) - 1, n))
