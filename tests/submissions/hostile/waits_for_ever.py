# Attack: waits for what never comes: a lock of its own, an empty pipe, a blocked signal, itself; while called, while read, while explained.
# Expect: euler_stability.euler 0 points, timed_out or blocked
# Expect: euler_stability.plot_step_sizes 0 points, timed_out or blocked
# Expect: fixed_points.newton 0 points, timed_out or blocked
# Expect: gradient_flow.grad_ab 0 points, timed_out or blocked
# Expect: euler_maruyama.euler_maruyama 0 points, failed or timed_out or blocked
# Expect: euler_maruyama.simulate_sde 0 points, timed_out or blocked
# Shows: nothing
import os
import signal
import threading
import time


class Slow(float):
    def __del__(self):
        time.sleep(3600)


class Speechless(Exception):
    def __str__(self):
        time.sleep(3600)


def euler(f, y0, t):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()


def plot_step_sizes(ax, hs):
    reading, writing = os.pipe()
    ax.set_title(os.read(reading, 1))


def newton(f, jac, x0, tol, max_iter):
    signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))
    while True:
        signal.pause()


def grad_ab(z):
    other = threading.Thread(target=lambda: threading.main_thread().join())
    other.start()
    other.join()


def euler_maruyama(f, g, x0, t, dW):
    return Slow(0.0)


def simulate_sde(f, g, x0, t, n, rng):
    raise Speechless
