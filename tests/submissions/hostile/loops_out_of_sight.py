# Attack: never ends, in code that nobody calls by name: destructors, signatures, metaclasses, labels, profilers, threads, at its end.
# Expect: euler_stability.euler 0 points, failed or timed_out or blocked
# Expect: euler_stability.plot_step_sizes 0 points, timed_out or blocked
# Expect: fixed_points.newton 0 points, timed_out or blocked
# Expect: gradient_flow.grad_ab 0 points, failed or timed_out or blocked
# Expect: euler_maruyama.euler_maruyama 0 points, timed_out or blocked
# Expect: euler_maruyama.simulate_sde 0 points, timed_out or blocked
# Expect: adjoint_gradients.adjoint_gradients 0 points, timed_out or blocked
# Shows: nothing
import atexit
import itertools
import sys
import threading


def loop(*args):
    while True:
        pass


class Lasting(float):
    __del__ = loop


class Root:
    """Takes any arguments, if anyone finds out which."""

    __signature__ = property(loop)

    def __call__(self, *args):
        return 0.0


class Named(type):
    __name__ = property(loop)


class Nameless(Exception, metaclass=Named):
    pass


newton = Root()
atexit.register(loop)


def euler(f, y0, t):
    return Lasting(0.0)


def plot_step_sizes(ax, hs):
    ax.get_ylabel = loop


def grad_ab(z):
    threading.Thread(target=sum, args=(itertools.repeat(0),), daemon=True).start()
    return 0.0


def euler_maruyama(f, g, x0, t, dW):
    raise Nameless


def simulate_sde(f, g, x0, t, n, rng):
    sys.setprofile(loop)
    return 0.0


def adjoint_gradients(f, z_T, t, grad_zT, params):
    import torch

    torch.Tensor.detach = loop
    return z_T, grad_zT, params
