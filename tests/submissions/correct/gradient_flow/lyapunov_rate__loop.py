"""One state after the other."""


def lyapunov_rate(grad, z):
    return [-sum(slope * slope for slope in grad(row).tolist()) for row in z]
