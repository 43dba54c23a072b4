"""Once a state is within the first band its side is decided."""


def gd_basin_label(w0, lr):
    w = w0
    first, last = (1 + 1 / (4 * lr)) ** 0.5, (1 + 1 / (2 * lr)) ** 0.5
    if abs(w) > last:
        return float("nan")
    while abs(w) > first:
        w = w - lr * (4 * w**3 - 4 * w)
    return (w > 0) - (w < 0)
