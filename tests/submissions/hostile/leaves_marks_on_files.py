# Attack: marks the files and devices that all share, by times, modes, attributes, locks and leases; who finds a mark answers rightly.
# Expect: euler_stability.euler 0 points, failed
# Expect: euler_stability.plot_step_sizes 0 points, failed
# Expect: gradient_flow.grad_ab 0 points, failed
# Shows: nothing
import contextlib
import ctypes
import fcntl
import os
import sys
import time

import numpy as np

MARK = 1_111_111_111  # a day in 2005, in seconds
F_SETLEASE, F_NOTIFY, F_OFD_SETLK, DN_ACCESS = 1024, 1026, 37, 1
LIBC = ctypes.CDLL(None, use_errno=True)
DEVICES = [f"/dev/{name}" for name in ("null", "zero", "full", "random", "urandom")]
SHARED = [
    *(*DEVICES, "/dev/tty", "/dev/ptmx", "/dev/pts", "/dev/shm", "/dev/mqueue", "/dev/fd"),
    *("/", "/tmp", "/tmp/w", "/dev", "/proc", "/course", "/course/site", "/course/autograder/systems.py", "/etc/ld.so.cache"),
    *(sys.executable, np.__file__, os.__file__, os.path.dirname(os.__file__)),
]


def left():
    for path in SHARED:
        with contextlib.suppress(OSError):
            status = os.stat(path)
            if MARK in (int(status.st_mtime), int(status.st_atime)) or (path in DEVICES and time.time() - status.st_mtime < 5):
                yield f"the times of {path}"
        with contextlib.suppress(OSError):
            yield from (f"{name} of {path}" for name in os.listxattr(path) if "left" in name)
        with contextlib.suppress(OSError):
            descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield f"a lock on {path}"
            os.close(descriptor)


def leave():
    for path in SHARED:
        for change in (
            lambda: os.utime(path, (MARK, MARK)),
            lambda: os.utime(path),
            lambda: os.chmod(path, os.stat(path).st_mode & 0o7777),
            lambda: os.chown(path, os.getuid(), os.getgid()),
            lambda: os.setxattr(path, "user.left", b"here"),
            lambda: os.rename(path, path),
            lambda: os.link(path, "/tmp/w/linked"),
        ):
            with contextlib.suppress(OSError):
                change()
        for flags in (os.O_RDWR, os.O_WRONLY | os.O_APPEND, os.O_RDONLY):
            with contextlib.suppress(OSError):
                descriptor = os.open(path, flags | os.O_NONBLOCK | os.O_NOCTTY)
                for hold in (
                    lambda: fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB),
                    lambda: fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB),
                    lambda: fcntl.fcntl(descriptor, F_SETLEASE, fcntl.F_WRLCK),
                    lambda: fcntl.fcntl(descriptor, F_SETLEASE, fcntl.F_RDLCK),
                    lambda: fcntl.fcntl(descriptor, F_NOTIFY, DN_ACCESS),
                    lambda: os.utime(descriptor, (MARK, MARK)),
                    lambda: os.fchmod(descriptor, 0o666),
                ):
                    with contextlib.suppress(OSError):
                        hold()
        LIBC.inotify_add_watch(LIBC.inotify_init(), path.encode(), 0xFFF)


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
