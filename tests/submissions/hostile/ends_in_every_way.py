# Attack: ends its process in the ways that exits.py has not: abort, overflow of the C stack, another program, signals, a lost main thread.
# Expect: euler_stability.euler 0 points, crashed or blocked
# Expect: euler_stability.plot_step_sizes 0 points, crashed or blocked
# Expect: fixed_points.newton 0 points, failed or error or crashed or blocked
# Expect: gradient_flow.grad_ab 0 points, failed or error or timed_out or crashed or blocked
# Expect: euler_maruyama.euler_maruyama 0 points, failed or crashed or blocked
# Expect: euler_maruyama.simulate_sde 0 points, timed_out or crashed or blocked
# Expect: adjoint_gradients.adjoint_gradients 0 points, crashed or blocked
# Shows: nothing
import ctypes
import os
import signal
import sys
import threading
import time

PR_SET_SECCOMP, STRICT = 22, 1
LIBC = ctypes.CDLL(None)


def euler(f, y0, t):
    os.abort()


def plot_step_sizes(ax, hs):
    sys.setrecursionlimit(10**9)

    def deeper(_):
        [None].sort(key=deeper)

    deeper(None)


def newton(f, jac, x0, tol, max_iter):
    for program in ("/bin/sh", sys.executable, "/proc/self/exe"):
        try:
            os.execv(program, [program, "-c", "exit 0"])
        except OSError:
            continue
    return 0.0


def grad_ab(z):
    for number in (signal.SIGSTOP, signal.SIGTSTP, signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV, signal.SIGXCPU):
        os.kill(os.getpid(), number)
        signal.raise_signal(number)
    return 0.0


def euler_maruyama(f, g, x0, t, dW):
    LIBC.prctl(PR_SET_SECCOMP, STRICT, 0, 0, 0)  # from here on it may read, write and exit
    return x0


def simulate_sde(f, g, x0, t, n, rng):
    threading.Thread(target=time.sleep, args=(3600,)).start()
    LIBC.pthread_exit(None)


def adjoint_gradients(f, z_T, t, grad_zT, params):
    import torch

    x = torch.ones(1, requires_grad=True)
    x.register_hook(lambda _: os._exit(0))
    (x * x).sum().backward()
