# Attack: takes over the worker: replies of kinds that belong to other questions, and a look at the exercise as already loaded and passed.
# Expect: euler_stability.euler 0 points, failed or crashed or blocked
# Expect: euler_stability.plot_step_sizes 0 points, failed
# Shows: nothing
import sys

worker = sys.modules["autograder.sandbox.worker"]
probes = sys.modules["autograder.sandbox.probes"]


class Worker(worker.Worker):
    """Answers that all is well, to whatever is asked."""

    def handle(self, kind, body):
        return "loaded", {"outcome": "passed", "points": 6.0, "value": True, "changed": []}


def serving():
    """The worker that is asking this."""
    frame = sys._getframe()
    while not isinstance(frame.f_locals.get("self"), worker.Worker):
        frame = frame.f_back
    return frame.f_locals["self"]


def euler(f, y0, t):
    serving().__class__ = Worker
    return True


def plot_step_sizes(ax, hs):
    own = serving()
    own.signatures, own.units = {}, {"euler_stability", "passed"}
    own.functions = {"plot_step_sizes": lambda *args: own}
    probes.axes = probes.describe = probes.sketch = lambda *args: {"outcome": "passed"}
    worker._copy = worker._same = lambda *args: True
