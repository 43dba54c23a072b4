# Attack: answers each question twice, so that the second answer waits for the next question.
# Expect: fixed_points.newton 0 points, failed or crashed or blocked
# Shows: nothing
import sys

import numpy as np

wire = sys.modules["autograder.sandbox.wire"]
honest = wire.send
PASSED = {"value": (np.array([17 / 12]), True, 2), "changed": []}


def send(descriptor, ident, kind, body, *args, **options):
    honest(descriptor, ident, kind, body, *args, **options)
    honest(descriptor, ident, "value", PASSED)


def newton(f, jac, x0, tol, max_iter):
    wire.send = send
    return x0, True, 99
