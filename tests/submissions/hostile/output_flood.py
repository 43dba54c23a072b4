# Attack: prints without end, through print and past it from several threads; and as much as it can in time, in a terminal's codes.
# Expect: euler_stability.euler 0 points, timed_out or blocked
# Expect: euler_stability.plot_step_sizes 0 points, failed or timed_out or blocked
# Shows: nothing
import os
import sys
import threading

LINE = b"\x1b[2J\x1b[31m===== 50 passed in 0.01s =====\x1b]0;graded\x07\r\n" * 1000


def pour(descriptor):
    while True:
        os.write(descriptor, LINE)


def euler(f, y0, t):
    for descriptor in (1, 1, 2, 2):
        threading.Thread(target=pour, args=(descriptor,), daemon=True).start()
    while True:
        print(LINE.decode(), end="")


def plot_step_sizes(ax, hs):
    os.set_blocking(1, False)
    sys.stderr.write(LINE.decode())
    for _ in range(100):
        try:
            os.write(1, LINE)
        except BlockingIOError:
            break
    ax.set_yscale("log")
