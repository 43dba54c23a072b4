"""State by state; nested lists come back."""


def modified_loss(loss, grad, lr, z):
    if z.ndim > 1:
        return [modified_loss(loss, grad, lr, row) for row in z]
    return float(loss(z)) + lr / 4 * sum(slope**2 for slope in grad(z))
