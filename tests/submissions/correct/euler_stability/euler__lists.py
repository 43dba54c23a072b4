"""Plain Python floats, returned as a list of lists."""


def euler(f, y0, t):
    rows = [[float(v) for v in y0]]
    for k in range(1, len(t)):
        h = float(t[k] - t[k - 1])
        slope = f(float(t[k - 1]), rows[-1])
        rows.append([v + h * s for v, s in zip(rows[-1], slope, strict=True)])
    return rows
