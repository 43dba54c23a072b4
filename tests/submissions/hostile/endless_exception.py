# Attack: raises exceptions whose text never ends, is 100 MB long, steers a terminal, or kills whoever reads it.
# Expect: euler_maruyama.euler_maruyama 0 points, error or timed_out or blocked
# Expect: euler_maruyama.simulate_sde 0 points, timed_out or blocked
# Shows: nothing
import sys
from itertools import cycle

LOUD = "\x1b[2J\x1b]0;graded\x07<script>alert(1)</script>\u202e\0" * 10


class Long(Exception):
    def __str__(self):
        return LOUD * 200_000


class Worse(Exception):
    def __str__(self):
        raise Worse

    __repr__ = __str__


class Endless(Exception):
    def __str__(self):
        while True:
            pass


class Numbered(str):
    """A text that is something else whenever it is cut."""

    def __getitem__(self, part):
        return {"outcome": "passed"}


class Texted(Exception):
    def __str__(self):
        return Numbered(LOUD)


def recurse():
    recurse()


raised = cycle([Long(), Worse(), Texted(LOUD), type(LOUD.replace("\0", "") * 1000, (Exception,), {})(), SystemExit(0), KeyboardInterrupt(), GeneratorExit()])


def euler_maruyama(f, g, x0, t, dW):
    sys.stdout = sys.stderr = None
    error = next(raised)
    if isinstance(error, SystemExit):
        recurse()
    raise error from Worse()


def simulate_sde(f, g, x0, t, n, rng):
    raise Endless
