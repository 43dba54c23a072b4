# Attack: throws exceptions, signals and interrupts into the thread that serves the grader, from another one, at any moment.
# Expect: euler_stability.euler 0 points, failed or error or crashed or timed_out or blocked
# Expect: fixed_points.newton 0 points, failed or error or crashed or timed_out or blocked
# Expect: gradient_flow.grad_ab 0 points, failed or error or crashed or timed_out or blocked
# Expect: euler_stability.plot_step_sizes 0 points, failed or error or crashed or timed_out or blocked
# Expect: euler_maruyama.euler_maruyama 0 points, failed or error or crashed or timed_out or blocked
# Expect: euler_maruyama.simulate_sde 0 points, failed or error or crashed or timed_out or blocked
# Shows: nothing
import _thread
import contextlib
import ctypes
import os
import signal
import sys
import threading
import time

MAIN = threading.main_thread().ident


def again_and_again(strike):
    def go():
        while True:
            with contextlib.suppress(Exception):
                strike()
            time.sleep(1e-4)

    threading.Thread(target=go, daemon=True).start()


def throw(kind):
    again_and_again(lambda: ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(MAIN), ctypes.py_object(kind)))


def euler(f, y0, t):
    throw(SystemExit)
    return 0.0


def plot_step_sizes(ax, hs):
    throw(NotImplementedError)
    ax.set_yscale("log")


def newton(f, jac, x0, tol, max_iter):
    again_and_again(_thread.interrupt_main)
    return 0.0


def grad_ab(z):
    for number in (signal.SIGALRM, signal.SIGUSR1, signal.SIGSEGV):
        again_and_again(lambda number=number: signal.pthread_kill(MAIN, number))
    return 0.0


def euler_maruyama(f, g, x0, t, dW):
    """Tears at the serving thread's own frames."""
    worker = sys.modules["autograder.sandbox.worker"]
    again_and_again(lambda: vars(worker).clear())
    sys.setswitchinterval(1e-6)
    return x0


def simulate_sde(f, g, x0, t, n, rng):
    again_and_again(lambda: os.write(3, os.urandom(8)))
    return x0
