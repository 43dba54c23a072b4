"""No guard."""


def gd_basin_label(w0, lr):
    w, k = w0, 0
    while k < 1500:
        w, k = w - 4 * lr * (w**3 - w), k + 1
    return 0 if abs(w) < 0.5 else -1 if w < 0 else 1
