# Attack: takes over the codec: more allowed of everything, other tags, values of its own making, and whatever the grader alone may send.
# Expect: euler_stability.euler 0 points, crashed or blocked or timed_out
# Expect: euler_stability.plot_step_sizes 0 points, crashed or blocked or timed_out
# Shows: nothing
import sys

import numpy as np

wire = sys.modules["autograder.sandbox.wire"]
systems = sys.modules["autograder.systems"]


def unlimited():
    wire.HEADER_LIMIT = wire.PAYLOAD_LIMIT = wire.DEPTH_LIMIT = wire.LONG_LIST = 2**31
    wire.DTYPES |= {"V8", "O", "f16", "M8[s]", "U4"}
    wire.AXES_LIMIT = 64


def euler(f, y0, t):
    """A header of 1 MiB."""
    unlimited()
    return [[float(k)] for k in range(100_000)]


def plot_step_sizes(ax, hs):
    """Systems and generators in place of a drawing: only the grader may send those."""
    unlimited()
    honest = wire.encode
    wire.encode = lambda value, arrays, depth=0, *, plain=False: honest(value, arrays, depth)
    sys.modules["autograder.sandbox.probes"].describe = lambda ax: [systems.Linear(np.eye(2)), systems.Rng(1)]
