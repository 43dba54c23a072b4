# Attack: has no line to the grader any more: its number leads to standard output and a copy is kept, or it is closed, and goes on computing.
# Expect: euler_maruyama.euler_maruyama 0 points, crashed or blocked
# Expect: euler_maruyama.simulate_sde 0 points, crashed or blocked
# Shows: nothing
import os

SOCKET = 3


def euler_maruyama(f, g, x0, t, dW):
    """The reply is printed."""
    os.dup(SOCKET)
    os.dup2(1, SOCKET)
    return [[9.0]]


def simulate_sde(f, g, x0, t, n, rng):
    for descriptor in (0, 1, 2, SOCKET):
        os.close(descriptor)
    while True:
        pass
