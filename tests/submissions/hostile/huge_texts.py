# Attack: answers with texts and integers that cannot be written down: half letters, text without end, 10^5000, and raises and prints the same.
# Expect: euler_maruyama.euler_maruyama 0 points, failed or error
# Expect: euler_maruyama.simulate_sde 0 points, failed
# Shows: nothing
import io
import itertools
import os
import sys
from itertools import cycle

HALF = "\ud800\udfff\udc00"


class Text(str):
    """Ends nowhere."""

    def __len__(self):
        return sys.maxsize

    def __iter__(self):
        return itertools.repeat("x")

    def __getitem__(self, part):
        return HALF


class Half(Exception):
    def __str__(self):
        return HALF * 1000


answers = cycle(
    [
        HALF,
        {HALF: 1.0},
        (HALF, "True", "99"),
        Text("x"),
        io.StringIO("x" * 10**6),
        "9" * 10**7,
        10**5000,
        -(2**63) - 1,
        (10**4300, 2**64, -(10**4301)),
        [10**400] * 40,
        b"\xed\xa0\x80" * 300,
        "\0" * 70_000,
        "\U0010ffff" * 16_000,
        "\u202e\u0000\x1b[2J",
        (HALF + "x") * 30_000,
        {"x" * 66_000: 1.0},
    ]
)


def euler_maruyama(f, g, x0, t, dW):
    os.write(1, HALF.encode("utf-8", "surrogatepass") * 1000)
    raise Half(10**5000)


def simulate_sde(f, g, x0, t, n, rng):
    return next(answers)
