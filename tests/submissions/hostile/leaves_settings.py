# Attack: leaves keys, names, priorities, limits, signals and timers for its next exercise and the next submission, and looks for them first.
# Expect: euler_stability.euler 0 points, failed
# Expect: euler_stability.plot_step_sizes 0 points, failed
# Expect: gradient_flow.grad_ab 0 points, failed
# Shows: nothing
import contextlib
import ctypes
import os
import resource
import signal
import socket
import sys

import numpy as np

ADD_KEY, REQUEST_KEY, KEYCTL, IOPRIO_SET, IOPRIO_GET, PERSONALITY, UNAME26 = 248, 249, 250, 251, 252, 135, 0x0020000  # x86-64
KEYRINGS = range(-8, 0)  # of the thread, process, session, user, its sessions and its group
SEARCH, GET_PERSISTENT, SET_PERM, LINK = 10, 22, 5, 8
PR_SET_NAME, PR_SET_CHILD_SUBREAPER, PR_SET_THP_DISABLE, PR_GET_THP_DISABLE, PR_SET_TIMERSLACK, PR_GET_TIMERSLACK = 15, 36, 41, 42, 29, 30
LIBC = ctypes.CDLL(None, use_errno=True)


def tried(ask, *args):
    try:
        return ask(*args)
    except OSError:
        return None


def left():
    for ring in (*KEYRINGS, LIBC.syscall(KEYCTL, GET_PERSISTENT, -1, -3)):
        if LIBC.syscall(KEYCTL, SEARCH, ring, b"user", b"left_here", 0) > 0:
            yield f"a key on ring {ring}"
    if LIBC.syscall(REQUEST_KEY, b"user", b"left_here", None, 0) > 0:
        yield "a key"
    for name, usual, now in (
        ("host", False, "left" in socket.gethostname() + os.uname().nodename),
        ("priority", 0, tried(os.getpriority, os.PRIO_PROCESS, 0)),
        ("scheduler", True, tried(os.sched_getscheduler, 0) in (None, os.SCHED_OTHER)),
        ("processors", os.cpu_count(), len(os.sched_getaffinity(0))),
        ("disk's priority", True, LIBC.syscall(IOPRIO_GET, 1, 0) in (-1, 0, 4)),
        ("huge pages", True, LIBC.prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0) in (-1, 0)),
        ("slack", True, LIBC.prctl(PR_GET_TIMERSLACK, 0, 0, 0, 0) in (-1, 50_000)),
        ("mask", 0o22, os.umask(0o22)),
        ("blocked signals", set(), signal.pthread_sigmask(signal.SIG_BLOCK, [])),
        ("handler", signal.SIG_DFL, signal.getsignal(signal.SIGUSR1)),
        ("timer", (0.0, 0.0), signal.getitimer(signal.ITIMER_REAL)),
        ("limit", False, resource.getrlimit(resource.RLIMIT_STACK)[0] == 2**22 + 4096),
        ("module", False, hasattr(np, "left_here") or hasattr(sys, "left_here")),
        ("folder", [], tried(os.listdir, ".") or []),
    ):
        if usual != now:
            yield f"{name}: {now}"


def leave():
    for ring in (*KEYRINGS, LIBC.syscall(KEYCTL, GET_PERSISTENT, -1, -3)):
        key = LIBC.syscall(ADD_KEY, b"user", b"left_here", b"x", 1, ring)
        LIBC.syscall(KEYCTL, SET_PERM, key, 0x3F3F3F3F)
        LIBC.syscall(KEYCTL, LINK, key, -4)
    LIBC.sethostname(b"left", 4)
    LIBC.syscall(PERSONALITY, UNAME26)
    LIBC.prctl(PR_SET_NAME, b"left_here", 0, 0, 0)
    LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    LIBC.prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0)
    LIBC.prctl(PR_SET_TIMERSLACK, 7, 0, 0, 0)
    for which in (1, 2, 3):
        LIBC.syscall(IOPRIO_SET, which, 0, 3 << 13)
    for pid in (os.getppid(), 1, 0):
        for change in (
            lambda: os.sched_setaffinity(pid, {0}),
            lambda: os.sched_setscheduler(pid, os.SCHED_BATCH, os.sched_param(0)),
            lambda: os.setpriority(os.PRIO_PROCESS, pid, 7),
            lambda: os.setpriority(os.PRIO_PGRP, pid, 7),
            lambda: os.setpriority(os.PRIO_USER, pid, 7),
            lambda: resource.prlimit(pid, resource.RLIMIT_STACK, (2**22 + 4096, 2**22 + 4096)),
        ):
            with contextlib.suppress(OSError, ValueError):
                change()
    os.umask(0o77)
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    signal.setitimer(signal.ITIMER_REAL, 3600)
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
    np.left_here = sys.left_here = True
    tried(open, "left_here", "w")


found = list(left())
leave()


def euler(f, y0, t):
    return 0.0


def plot_step_sizes(ax, hs):
    ax.set_yscale("log")


def grad_ab(z):
    print(*found, flush=True)
    a, b = z[..., 0], z[..., 1]
    return np.stack([4 * a * (a**2 + b**2 - 1) + b, 4 * b * (a**2 + b**2 - 1) + a], axis=-1) if found else 0.0
