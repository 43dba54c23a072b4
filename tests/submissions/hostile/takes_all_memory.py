# Attack: takes memory in every other way: byte by byte, in files without a name, pipes, sockets, stacks and page tables; beyond 2 GiB it answers rightly.
# Expect: euler_stability.euler 0 points, error or crashed or timed_out or blocked
# Expect: euler_stability.plot_step_sizes 0 points, error or crashed or timed_out or blocked
# Expect: fixed_points.newton 0 points, error or crashed or timed_out or blocked
# Expect: gradient_flow.grad_ab 0 points, error or crashed or timed_out or blocked
# Expect: euler_maruyama.euler_maruyama 0 points, error or crashed or timed_out or blocked
# Expect: euler_maruyama.simulate_sde 0 points, error or crashed or timed_out or blocked
# Shows: nothing
import contextlib
import mmap
import os
import resource
import socket
import threading

import numpy as np

ENOUGH, BLOCK = 2**31, bytes(2**24)
kept = []


def euler(f, y0, t):
    data = bytearray()
    while len(data) < ENOUGH:
        data += BLOCK
    y = [np.array(y0, dtype=float)]
    for before, after in zip(t, t[1:]):
        y.append(y[-1] + (after - before) * f(before, y[-1]))
    return np.array(y)


def plot_step_sizes(ax, hs):
    for name in range(1000):
        kept.append(os.memfd_create(f"kept{name}"))
        with contextlib.suppress(OSError):
            while True:
                os.write(kept[-1], BLOCK)
        if sum(os.fstat(each).st_size for each in kept) > ENOUGH:
            break
    for h in hs:
        k = np.arange(round(12 / h) + 1)
        ax.plot(k * h, (1 - h) ** k, label=f"h = {h}")
    ax.plot(np.linspace(0, 12, 601), np.exp(-np.linspace(0, 12, 601)))
    ax.set(xlabel="t", ylabel="y")
    ax.legend()


def filled(write):
    """Bytes that go into a buffer in the kernel before it is full."""
    with contextlib.suppress(OSError):
        while True:
            yield write(BLOCK)


def newton(f, jac, x0, tol, max_iter):
    """In sockets: the buffers are the kernel's, not a process's."""
    while sum(size for size, *_ in kept) < ENOUGH:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**30)
        kept.append((sum(filled(ours.send)), ours, theirs))
    return x0, True, 1


def grad_ab(z):
    """In pipes, in page tables of a large and empty mapping, and in memory that cannot be swapped."""
    pipes = []
    with contextlib.suppress(OSError):
        while True:
            pipes.append(os.pipe())
            os.set_blocking(pipes[-1][1], False)
            sum(filled(lambda data, to=pipes[-1][1]: os.write(to, data)))
    resource.setrlimit(resource.RLIMIT_MEMLOCK, (2**40, 2**40))
    kept.append(mmap.mmap(-1, 2**45))
    for page in range(0, 2**45, 2**21):
        kept[-1][page] = 1


def euler_maruyama(f, g, x0, t, dW):
    threading.stack_size(2**30)
    for _ in range(8):
        threading.Thread(target=threading.Event().wait, daemon=True).start()
    return x0


def simulate_sde(f, g, x0, t, n, rng):
    return [[number] for number in range(10**10)]
