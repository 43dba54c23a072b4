# Attack: takes all the memory it can get and keeps it: on the heap, in mappings shared with nobody, and in files.
# Expect: euler_stability.euler 0 points, error or crashed or blocked
# Expect: euler_stability.plot_step_sizes 0 points, error or timed_out or crashed or blocked
# Shows: nothing
import mmap
import os

import numpy as np

kept = []


def euler(f, y0, t):
    size = 2**28
    while size > 2**12:
        try:
            kept.append(np.zeros(size // 8))  # of address space, which is what is limited
        except MemoryError:
            size //= 2
    raise MemoryError("nothing is left")


def plot_step_sizes(ax, hs):
    for number in range(10_000):
        try:
            with open(f"flood{number}", "wb") as file:
                file.write(bytes(2**20))
        except OSError:
            break
    while True:
        block = mmap.mmap(-1, 2**26, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)
        block.write(b"\1" * 2**26)
        kept.append((block, os.urandom(2**20)))
