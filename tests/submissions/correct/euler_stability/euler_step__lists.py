"""A list of Python floats."""


def euler_step(f, t, y, h):
    return [float(a) + h * float(b) for a, b in zip(y, f(t, y))]
