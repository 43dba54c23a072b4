"""A closure."""

def ito_drift(f, g, dg, t, x):
    def drift(s, y):
        return f(s, y) + 0.5 * g(s, y) * dg(s, y)

    return drift
