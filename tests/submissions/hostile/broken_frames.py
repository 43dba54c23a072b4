# Attack: writes to the grader's socket itself: a length of 4 GiB, then silence; nested emptiness as deep as a header is long.
# Expect: euler_stability.euler 0 points, crashed or blocked
# Expect: euler_stability.plot_step_sizes 0 points, crashed or blocked
# Shows: nothing
import os
import struct
import time

SOCKET = 3


def euler(f, y0, t):
    os.write(SOCKET, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF))
    while True:
        time.sleep(1)


def plot_step_sizes(ax, hs):
    size = 64 * 1024
    os.write(SOCKET, struct.pack("<II", size, 0) + b"\x91" * size)
    while True:
        time.sleep(1)
