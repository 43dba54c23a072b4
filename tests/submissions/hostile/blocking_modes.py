# Attack: changes the modes of the descriptors that it shares with the grader: not blocking, signalling, packets, buffers of one page.
# Expect: euler_stability.euler 0 points, failed
# Expect: euler_stability.plot_step_sizes 0 points, failed
# Shows: nothing
import contextlib
import fcntl
import os
import signal

import numpy as np


def change(descriptor):
    """Everything that can be set, one thing after another."""
    for command, value in (
        (fcntl.F_SETSIG, signal.SIGKILL),
        (fcntl.F_SETOWN, os.getppid() or 1),
        (fcntl.F_SETOWN, 1),
        (fcntl.F_SETPIPE_SZ, 4096),
        (fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK | os.O_DIRECT | os.O_APPEND),
        (fcntl.F_SETFL, os.O_NONBLOCK | os.O_DIRECT),
        (fcntl.F_SETLEASE, fcntl.F_RDLCK),
        (fcntl.F_NOTIFY, fcntl.DN_ACCESS),
    ):
        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, command, value)
    with contextlib.suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with contextlib.suppress(OSError):
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def euler(f, y0, t):
    for descriptor in range(4):
        change(descriptor)
    return np.ones((len(t), len(y0)))


def plot_step_sizes(ax, hs):
    """Writes into its end of the pipe what nobody takes, in packets of a byte."""
    change(1)
    for _ in range(2000):
        try:
            os.write(1, b"x")
        except OSError:
            break
