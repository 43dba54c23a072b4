# Attack: leaves shared memory, semaphores, message queues and files without names for its next exercise and the next submission, which look for them first.
# Expect: euler_stability.euler 0 points, failed
# Expect: euler_stability.plot_step_sizes 0 points, failed
# Expect: gradient_flow.grad_ab 0 points, failed
# Shows: nothing
import contextlib
import ctypes
import mmap
import os

import numpy as np

NAME, KEYS = b"/left_here", (0x1EF7, 0x1EF8)
CREATE = 0o1000 | 0o666
LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.sem_open.restype = ctypes.c_void_p
LIBC.mq_open.restype = LIBC.shm_open.restype = ctypes.c_int
IPC_STAT_OF_ANY = {"shmctl": 13, "semctl": 18, "msgctl": 11}  # SHM_STAT, SEM_STAT, MSG_STAT: by place, whatever the key


def left():
    """What of all this is here already, by name, key or place."""
    for key in KEYS:
        yield from (name for name, ident in (("shm", LIBC.shmget(key, 0, 0)), ("sem", LIBC.semget(key, 0, 0)), ("msg", LIBC.msgget(key, 0))) if ident >= 0)
    room = ctypes.create_string_buffer(512)
    for place in range(16):
        yield from (name for name in ("shmctl", "msgctl") if getattr(LIBC, name)(place, IPC_STAT_OF_ANY[name], room) >= 0)
    if LIBC.shm_open(NAME, os.O_RDWR, 0) >= 0:
        yield "POSIX shared memory"
    if LIBC.sem_open(NAME, 0):
        yield "a POSIX semaphore"
    if LIBC.mq_open(NAME, os.O_RDWR) >= 0:
        yield "a POSIX queue"
    for folder in ("/dev/shm", "/dev/mqueue"):
        with contextlib.suppress(OSError):
            yield from os.listdir(folder)


def leave():
    for key in (0, *KEYS):
        LIBC.shmat(LIBC.shmget(key, 2**20, CREATE), None, 0)
        LIBC.semop(LIBC.semget(key, 4, CREATE), (ctypes.c_short * 3)(0, 1, 0), 1)
        LIBC.msgsnd(LIBC.msgget(key, CREATE), ctypes.create_string_buffer(64), 32, 0o4000)
    LIBC.ftruncate(LIBC.shm_open(NAME, os.O_CREAT | os.O_RDWR, 0o666), 4096)
    LIBC.sem_open(NAME, os.O_CREAT, 0o666, 7)
    LIBC.mq_open(NAME, os.O_CREAT | os.O_RDWR, 0o666, None)
    with contextlib.suppress(OSError):
        os.ftruncate(os.memfd_create("left_here"), 2**20)
    mmap.mmap(-1, 2**20).write(b"left here")


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
