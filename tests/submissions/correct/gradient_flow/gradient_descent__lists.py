"""Lists of Python floats."""


def gradient_descent(grad, z0, lr, n_steps):
    out = [[float(x) for x in z0]]
    while len(out) <= n_steps:
        out.append([x - lr * g for x, g in zip(out[-1], grad(out[-1]).tolist(), strict=True)])
    return out
