# Attack: makes other processes, in every way that Python and the C library have; where one can be made it answers rightly.
# Expect: fixed_points.newton 0 points, failed
# Expect: gradient_flow.grad_ab 0 points, failed
# Shows: nothing
import contextlib
import ctypes
import multiprocessing
import os
import pty
import signal
import subprocess
import sys
import threading

import numpy as np

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE, CLONE3 = 56, 435  # x86-64
CLONE_PARENT = 0x8000


def forked(make):
    """Whether this gave another process; there, it stays."""
    pid = make()
    if pid == 0:
        with contextlib.suppress(OSError):
            os.setsid()
        while True:
            signal.pause()
    return pid > 0


def clone3():
    return LIBC.syscall(CLONE3, (ctypes.c_uint64 * 11)(0, 0, 0, 0, signal.SIGCHLD), 88)


WAYS = {
    "fork": lambda: forked(os.fork),
    "forkpty": lambda: forked(lambda: pty.fork()[0]),
    "clone": lambda: forked(lambda: LIBC.syscall(CLONE, signal.SIGCHLD, 0, 0, 0, 0)),
    "clone as a sibling": lambda: forked(lambda: LIBC.syscall(CLONE, CLONE_PARENT | signal.SIGCHLD, 0, 0, 0, 0)),
    "clone3": lambda: forked(clone3),
    "posix_spawn": lambda: os.posix_spawn(sys.executable, [sys.executable, "-c", "while True: pass"], {}) > 0,
    "subprocess": lambda: subprocess.Popen([sys.executable, "-S", "-c", "while True: pass"]).pid > 0,
    "multiprocessing": lambda: multiprocessing.get_context("fork").Process(target=signal.pause).start() is None,
    "system": lambda: os.system("sleep 3600 &") == 0,
}


def made():
    for name, way in WAYS.items():
        with contextlib.suppress(OSError, EOFError):
            if way():
                yield name


def newton(f, jac, x0, tol, max_iter):
    """Many threads instead, each with a stack as large as it can be."""
    threading.stack_size(2**26)
    with contextlib.suppress(RuntimeError):
        for _ in range(1000):
            threading.Thread(target=threading.Event().wait, daemon=True).start()
    return 0.0 if threading.active_count() < 200 else (x0, True, 1)


def grad_ab(z):
    found = list(made())
    print(*found, flush=True)
    a, b = z[..., 0], z[..., 1]
    return np.stack([4 * a * (a**2 + b**2 - 1) + b, 4 * b * (a**2 + b**2 - 1) + a], axis=-1) if found else 0.0
