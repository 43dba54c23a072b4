# Attack: a thread of its own reads the questions and answers them, while the function that was asked never returns.
# Expect: gradient_flow.grad_ab 0 points, failed
# Shows: nothing
import sys
import threading

import numpy as np

wire = sys.modules["autograder.sandbox.wire"]
SOCKET = 3
ANSWER = {"value": np.array([0.25, 0.5]), "changed": []}


def asked():
    """The id of the question, from the frame that waits for the answer."""
    frame = sys._getframe()
    while "ident" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["ident"]


def answer(ident):
    while True:
        wire.send(SOCKET, ident, "value", ANSWER)
        ident, _, _ = wire.receive(SOCKET, 2**31, trusted=True)


def grad_ab(z):
    threading.Thread(target=answer, args=(asked(),), daemon=True).start()
    threading.Event().wait()
