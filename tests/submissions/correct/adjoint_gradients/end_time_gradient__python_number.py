"""A Python float."""


def end_time_gradient(f, z_T, T, grad_zT, params):
    rate = f(T, z_T, *params)
    return sum(a * b for a, b in zip(grad_zT.flatten().tolist(), rate.flatten().tolist()))
