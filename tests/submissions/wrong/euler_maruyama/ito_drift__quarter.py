"""A quarter, as of the derivative of g squared."""

def ito_drift(f, g, dg, t, x):
    return f(t, x) + 0.25 * g(t, x) * dg(t, x)
