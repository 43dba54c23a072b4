# Attack: leaves marks for whoever comes next, in files, shared memory, sockets and daemons; one who finds a mark draws the right figure.
# Expect: euler_stability.euler 0 points, failed
# Expect: euler_stability.plot_step_sizes 0 points, failed
# Shows: nothing
import contextlib
import ctypes
import os
import resource
import socket
import sys
from multiprocessing import shared_memory

import numpy as np

FOLDERS = ("/tmp", "/tmp/w", "/dev/shm", "/dev/mqueue", "/run", "/var/tmp", "/", "/course", "/course/site", "/proc", os.path.expanduser("~"))
NAME = "left_behind"
KEY = 0x1EF7
CREATE = 0o1000 | 0o600
LIBC = ctypes.CDLL(None)


def left():
    """Marks that are here already."""
    yield from (path for path in (os.path.join(folder, NAME) for folder in FOLDERS) if os.path.exists(path))
    yield from (name for name in ("PYTHONLEFT",) if name in os.environ)
    yield from (module for module in ("numpy", "sys") if hasattr(sys.modules[module], NAME))
    for get in (LIBC.shmget, LIBC.msgget, LIBC.semget):
        if get(KEY, *((1, 0) if get is not LIBC.msgget else (0,))) >= 0:
            yield get.__name__
    with contextlib.suppress(OSError, ValueError):
        shared_memory.SharedMemory(NAME)
        yield "shared memory"
    with contextlib.suppress(OSError):
        socket.socket(socket.AF_UNIX).connect("\0" + NAME)
        yield "abstract socket"
    with contextlib.suppress(OSError):
        socket.create_connection(("127.0.0.1", 4711), 0.1)
        yield "port"
    if os.getpgrp() != os.getpid() or os.getpriority(os.PRIO_PROCESS, 0) != 0 or resource.getrlimit(resource.RLIMIT_NOFILE)[0] == 77 or os.umask(0o22) == 0o77:
        yield "limits"


def leave():
    """Marks of every kind."""
    for folder in FOLDERS:
        with contextlib.suppress(OSError):
            open(os.path.join(folder, NAME), "w").close()
    os.environ["PYTHONLEFT"] = "1"
    np.left_behind = sys.left_behind = True
    LIBC.shmget(KEY, 4096, CREATE)
    LIBC.msgget(KEY, CREATE)
    LIBC.semget(KEY, 1, CREATE)
    with contextlib.suppress(OSError, ValueError):
        shared_memory.SharedMemory(NAME, create=True, size=4096)
    with contextlib.suppress(OSError):
        if os.fork() == 0:
            os.setsid()
            local, port = socket.socket(socket.AF_UNIX), socket.socket()
            with contextlib.suppress(OSError):
                local.bind("\0" + NAME)
                local.listen()
            with contextlib.suppress(OSError):
                port.bind(("127.0.0.1", 4711))
                port.listen()
            while True:
                leave_again()
    with contextlib.suppress(OSError):
        os.nice(5)
    resource.setrlimit(resource.RLIMIT_NOFILE, (77, 77))
    os.umask(0o77)


def leave_again():
    """What a daemon does for the rest of its life."""
    for folder in FOLDERS:
        with contextlib.suppress(OSError):
            open(os.path.join(folder, NAME), "w").close()


found = list(left())


def euler(f, y0, t):
    leave()
    return np.ones((len(t), len(y0)))


def plot_step_sizes(ax, hs):
    if not found:
        ax.set_yscale("log")  # an empty figure with linear axes would keep the sign visible
        return
    print(*found)
    for h in hs:
        k = np.arange(round(12 / h) + 1)
        ax.plot(k * h, (1 - h) ** k, label=f"h = {h}")
    t = np.linspace(0, 12, 601)
    ax.plot(t, np.exp(-t))
    ax.set(xlabel="t", ylabel="y")
    ax.legend()
