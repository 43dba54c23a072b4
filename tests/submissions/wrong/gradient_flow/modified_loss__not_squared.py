"""The length."""


def modified_loss(loss, grad, lr, z):
    g = grad(z)
    return loss(z) + lr / 4 * (g * g).sum(-1) ** 0.5
