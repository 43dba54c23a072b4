# Attack: sends replies in the worker's name that are well framed and ill made, so that the grader stumbles over them.
# Expect: euler_maruyama.euler_maruyama 0 points, failed or error
# Expect: euler_maruyama.simulate_sde 0 points, failed or error
# Shows: nothing
import sys
from itertools import cycle

import numpy as np

worker = sys.modules["autograder.sandbox.worker"]
HERE = ["euler_maruyama", 1]
LOUD = "\x1b[2J\x1b]0;graded\x07<script>alert(1)</script>\u202e" * 200
EMPTY = {"value": None, "changed": []}

replies = cycle(
    [
        ("raised", {"type": "ValueError", "text": "unhashable places", "lines": [[[], 1], [{}, 2], [np.zeros(2), 3]], "offset": 0}),
        ("raised", {"type": "SyntaxError", "text": "no such place", "lines": [["euler_maruyama", 10**18], ["..", -1]], "offset": 2**62}),
        ("raised", {"type": "ValueError", "text": "many places", "lines": [HERE] * 2500, "offset": 0}),
        ("raised", {"type": LOUD, "text": LOUD, "lines": None, "offset": True}),
        ("raised", {"type": np.zeros(3), "text": {"a": 1}, "lines": {"a": 1}, "offset": 0.5}),
        ("raised", None),
        ("missing", {"near": [LOUD, LOUD]}),
        ("missing", {"near": [np.zeros(3)]}),
        ("missing", []),
        ("signature", {"theirs": LOUD, "problem": [LOUD]}),
        ("unfit", {"what": LOUD}),
        ("unfit", LOUD),
        ("value", {"value": LOUD, "changed": [LOUD] * 2}),
        ("value", {"value": LOUD, "changed": []}),
        ("value", {"value": None, "changed": [np.zeros(9), {}, []]}),
        ("value", EMPTY),
        ("value", EMPTY | {"value": 1e308}),
        ("value", EMPTY | {"value": {"value": {"value": [None, (), {}]}}}),
        ("value", EMPTY | {"value": np.zeros((2**31, 0, 5))}),
        ("value", EMPTY | {"value": [[1.0], [1.0, 2.0]]}),
        ("value", EMPTY | {"value": [1.0, "x" * 1000, b"y", None, 1j]}),
        ("value", EMPTY | {"value": np.full((3, 4000), 1.7e308)}),
    ]
)
worker.Worker.call = lambda self, **question: next(replies)


def euler_maruyama(f, g, x0, t, dW):
    raise AssertionError("never called")


simulate_sde = euler_maruyama
