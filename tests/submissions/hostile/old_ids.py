# Attack: answers with the id of another question: the one before, whose answer has been taken already.
# Expect: gradient_flow.grad_ab 0 points, crashed or blocked
# Shows: nothing
import sys

import numpy as np

wire = sys.modules["autograder.sandbox.wire"]
honest = wire.send


def asked():
    """The id of the question, from the frame that waits for the answer."""
    frame = sys._getframe()
    while "ident" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["ident"]


imported = asked()


def grad_ab(z):
    wire.send = lambda descriptor, ident, *rest, **options: honest(descriptor, imported, *rest, **options)
    return np.array([0.0, 1.0])
