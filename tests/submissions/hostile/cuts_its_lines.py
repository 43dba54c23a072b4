# Attack: closes, replaces and shares the descriptors that it is asked through, and takes away its own rights and limits.
# Expect: euler_stability.euler 0 points, crashed or blocked
# Expect: euler_stability.plot_step_sizes 0 points, crashed or timed_out or blocked
# Expect: fixed_points.newton 0 points, crashed or blocked
# Expect: gradient_flow.grad_ab 0 points, failed or crashed or blocked
# Expect: euler_maruyama.euler_maruyama 0 points, failed or error or crashed or timed_out or blocked
# Expect: euler_maruyama.simulate_sde 0 points, failed or error or crashed or timed_out or blocked
# Shows: nothing
import contextlib
import ctypes
import os
import resource
import signal
import threading

SOCKET, PR_SET_PDEATHSIG, PTRACE_TRACEME, SHUT_RDWR = 3, 1, 0, 2
LIBC = ctypes.CDLL(None)


def euler(f, y0, t):
    os.closerange(0, 4096)
    return 0.0


def plot_step_sizes(ax, hs):
    os.dup2(os.open(os.devnull, os.O_RDWR), SOCKET)


def newton(f, jac, x0, tol, max_iter):
    os.dup2(SOCKET, 1)
    print("passed", flush=True)
    return 0.0


def grad_ab(z):
    LIBC.shutdown(SOCKET, SHUT_RDWR)
    return 0.0


def steal():
    """Takes the next questions before they are heard."""
    while True:
        os.read(SOCKET, 2**20)


def euler_maruyama(f, g, x0, t, dW):
    for _ in range(8):
        threading.Thread(target=steal, daemon=True).start()
    os.set_blocking(SOCKET, False)
    return 0.0


def simulate_sde(f, g, x0, t, n, rng):
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGSTOP, 0, 0, 0)
    LIBC.ptrace(PTRACE_TRACEME, 0, 0, 0)
    signal.alarm(1)
    for name in ("NOFILE", "FSIZE", "AS", "NPROC", "STACK", "DATA", "CPU"):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (0, 0))
    return 0.0
