"""The time of the arguments is not used."""

def ito_drift(f, g, dg, t, x):
    now = 0.0
    return f(now, x) + 0.5 * dg(now, x) * g(now, x)
