"""Plain Python floats, returned as a list of lists."""


def rk4(f, y0, t):
    def move(y, k, h):
        return [u + h * v for u, v in zip(y, k)]

    rows = [[float(v) for v in y0]]
    for a, b in zip(t[:-1], t[1:]):
        a, b = float(a), float(b)
        y, h, m = rows[-1], b - a, (a + b) / 2
        k1 = f(a, y)
        k2 = f(m, move(y, k1, h / 2))
        k3 = f(m, move(y, k2, h / 2))
        k4 = f(b, move(y, k3, h))
        rows.append([u + h * (p + 2 * q + 2 * r + s) / 6 for u, p, q, r, s in zip(y, k1, k2, k3, k4)])
    return rows
