# Attack: answers at once and goes on computing in threads, at the best priority it can get, while its next call, its other exercise or its neighbour is judged.
# Expect: euler_stability.euler 0 points, failed or timed_out or crashed or blocked
# Expect: euler_stability.plot_step_sizes 0 points, failed or timed_out or crashed or blocked
# Expect: euler_maruyama.euler_maruyama 0 points, failed or timed_out or crashed or blocked
# Expect: euler_maruyama.simulate_sde 0 points, failed or timed_out or crashed or blocked
# Shows: nothing
import contextlib
import hashlib
import os
import resource
import threading

import numpy as np


def hash_on():
    hashlib.pbkdf2_hmac("sha256", b"", b"", 2**31 - 1)


def multiply_on():
    x = np.ones((200, 200))
    while True:
        x = x @ x * 0


def work(target):
    for target_pid in (0, 1, os.getppid()):
        for ask in (
            lambda pid: os.setpriority(os.PRIO_PROCESS, pid, -20),
            lambda pid: os.setpriority(os.PRIO_USER, pid, 19),
            lambda pid: os.sched_setscheduler(pid, os.SCHED_FIFO, os.sched_param(99)),
            lambda pid: os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0)),
            lambda pid: os.sched_setaffinity(pid, {0}),
            lambda pid: resource.prlimit(pid, resource.RLIMIT_CPU, (1, 1)) if pid else None,
        ):
            with contextlib.suppress(OSError, ValueError):
                ask(target_pid)
    with contextlib.suppress(RuntimeError):
        for _ in range(40):
            threading.Thread(target=target, daemon=True).start()


def euler(f, y0, t):
    work(hash_on)
    return 0.0


def plot_step_sizes(ax, hs):
    work(multiply_on)
    ax.set_yscale("log")


def euler_maruyama(f, g, x0, t, dW):
    work(hash_on)
    return x0


def simulate_sde(f, g, x0, t, n, rng):
    work(multiply_on)
    return x0
