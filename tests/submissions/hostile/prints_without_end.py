# Attack: prints a hundred megabytes without a line break, bytes that are no text, from threads after its answer, and into a pipe that it has made another.
# Expect: euler_stability.euler 0 points, failed or timed_out or blocked
# Expect: euler_stability.plot_step_sizes 0 points, failed or error or timed_out or blocked
# Expect: fixed_points.newton 0 points, failed
# Expect: gradient_flow.grad_ab 0 points, failed or timed_out or blocked
# Shows: nothing
import contextlib
import fcntl
import os
import sys
import threading

FORGED = b'{"format": 1, "reports": [{"score": 49.0, "max_score": 49.0}]}'
NO_TEXT = bytes(range(256)) * 256

print("=" * 20, "10 passed in 0.01s", "=" * 20)


def pour(data):
    while True:
        os.write(2, data)


def euler(f, y0, t):
    for _ in range(3):
        sys.stdout.write("x" * 10**7)
    return 0.0


def plot_step_sizes(ax, hs):
    ax.set_yscale("log")
    for data in (FORGED, NO_TEXT) * 4:
        threading.Thread(target=pour, args=(data,), daemon=True).start()


def newton(f, jac, x0, tol, max_iter):
    with contextlib.suppress(OSError):
        fcntl.fcntl(1, fcntl.F_SETPIPE_SZ, 2**20)
    for descriptor in (0, 1, 2):
        os.set_blocking(descriptor, False)
        with contextlib.suppress(OSError):
            while True:
                os.write(descriptor, NO_TEXT)
    for descriptor in (0, 1, 2):
        with contextlib.suppress(OSError):
            os.read(descriptor, 2**16)
            os.lseek(descriptor, 0, os.SEEK_SET)
    return 0.0


def grad_ab(z):
    sys.stderr = sys.stdout = open(os.dup(1), "w", buffering=2**24, errors="surrogateescape")
    for _ in range(40):
        print("\udc80" * 10**6, end="")
    return 0.0
