"""A small step with the flow from each side: is it nearer to x than before?"""


def stability_1d(f, x, delta):
    nearer = []
    for start in (x - delta, x + delta):
        rate = float(f(start))
        step = 1e-3 * delta / abs(rate) * rate
        nearer.append(abs(start + step - x) < abs(start - x))
    return "stable" if all(nearer) else "semi-stable" if any(nearer) else "unstable"
