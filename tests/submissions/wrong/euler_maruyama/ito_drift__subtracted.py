"""The way back."""

def ito_drift(f, g, dg, t, x):
    slope = dg(t, x)
    return f(t, x) - 0.5 * slope * g(t, x)
