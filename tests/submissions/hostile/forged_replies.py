# Attack: takes over the worker: answers for it, calls itself passed, and queues up replies to questions not yet asked.
# Expect: euler_stability.euler 0 points, failed or crashed or blocked
# Expect: euler_stability.plot_step_sizes 0 points, crashed or blocked
# Shows: nothing
import os
import sys

wire = sys.modules["autograder.sandbox.wire"]
worker = sys.modules["autograder.sandbox.worker"]
honest = wire.send
passed = {"value": True, "changed": [], "outcome": "passed", "points": 6.0, "max_points": 6.0}


def send(descriptor, ident, kind, body, *args, **options):
    """The reply, the same again, and 100 replies with ids of which one may be asked for next."""
    honest(descriptor, ident, kind, body, *args, **options)
    for number in range(100):
        guess = ident if number == 0 else os.urandom(16) if number % 2 else number.to_bytes(16, "big")
        honest(descriptor, guess, "value", passed)


def euler(f, y0, t):
    wire.send = worker.wire.send = send
    worker._same = worker._misfit = lambda *args: None
    return passed


def plot_step_sizes(ax, hs):
    wire.send = lambda descriptor, ident, *rest, **options: honest(descriptor, ident, "passed", passed)
    worker.Worker.handle = lambda self, kind, body: ("passed", passed)
    sys.modules["autograder.sandbox.probes"].describe = lambda ax: passed
