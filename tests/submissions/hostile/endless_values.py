# Attack: returns what never ends when it is read: lists that lie about their length, generators, nests, lists within themselves.
# Expect: euler_maruyama.euler_maruyama 0 points, failed
# Expect: euler_maruyama.simulate_sde 0 points, timed_out or crashed or blocked
# Shows: nothing
import itertools


class Endless(list):
    """A list of one item that goes on for ever."""

    def __len__(self):
        return 2

    def __iter__(self):
        return itertools.repeat(1.0)


def nest(depth):
    value = 1.0
    for _ in range(depth):
        value = [value]
    return value


loop = []
loop.append(loop)
answers = iter([itertools.count(), nest(17), nest(100_000), loop, {"x": nest(15)}, range(10**12), [[1.0] * 1000] * 1000])


def euler_maruyama(f, g, x0, t, dW):
    return next(answers)


def simulate_sde(f, g, x0, t, n, rng):
    return Endless([1.0])
