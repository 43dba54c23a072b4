"""Uphill taken for towards."""


def stability_1d(f, x, delta):
    signs = (f(x - delta) > 0, f(x + delta) > 0)
    return {(False, True): "stable", (True, False): "unstable"}.get(signs, "semi-stable")
