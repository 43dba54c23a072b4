"""A derivative as in one dimension."""


def jacobian_fd(f, x, eps=1e-6):
    ahead, behind = f(x + eps), f(x - eps)
    return (ahead - behind) / (2 * eps)
