# Attack: computes for hours in C, where no exception and no handler of a signal is heard: powers, texts, patterns, hashes, matrices, queries.
# Expect: euler_stability.euler 0 points, timed_out or blocked
# Expect: euler_stability.plot_step_sizes 0 points, timed_out or blocked
# Expect: fixed_points.newton 0 points, timed_out or blocked
# Expect: gradient_flow.grad_ab 0 points, timed_out or blocked
# Expect: euler_maruyama.euler_maruyama 0 points, timed_out or blocked
# Expect: euler_maruyama.simulate_sde 0 points, timed_out or blocked
# Expect: adjoint_gradients.adjoint_gradients 0 points, timed_out or blocked
# Shows: nothing
import hashlib
import re
import sys

import numpy as np


def euler(f, y0, t):
    return 7 ** (7**11)


def plot_step_sizes(ax, hs):
    ax.set_title(re.match(r"(a|a)*$", "a" * 64 + "b"))


def newton(f, jac, x0, tol, max_iter):
    return np.linalg.svd(np.random.default_rng(1).normal(size=(3000, 3000)))


def grad_ab(z):
    sys.set_int_max_str_digits(0)
    return str(1 << 10**8)


def euler_maruyama(f, g, x0, t, dW):
    return hashlib.pbkdf2_hmac("sha256", b"", b"", 2**31 - 1)


def simulate_sde(f, g, x0, t, n, rng):
    return sum(map(abs, iter(int, 1)))


def adjoint_gradients(f, z_T, t, grad_zT, params):
    import torch

    return torch.linalg.matrix_power(torch.ones(3000, 3000), 10**9)
