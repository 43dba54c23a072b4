# Attack: ends its process while it is being asked: quietly, as if all were well, and by a segmentation fault.
# Expect: euler_stability.euler 0 points, crashed or blocked
# Expect: euler_stability.plot_step_sizes 0 points, crashed or blocked
# Shows: nothing
import ctypes
import os


def euler(f, y0, t):
    os._exit(0)


def plot_step_sizes(ax, hs):
    ctypes.string_at(0)
