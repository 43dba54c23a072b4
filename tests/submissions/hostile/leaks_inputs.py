# Attack: has what it is asked with shown to its author: in exceptions, their types and lines, prints, arguments, values, other exercises' names.
# Expect: euler_stability.euler 0 points, failed or error
# Expect: euler_stability.plot_step_sizes 0 points, failed or error
# Shows: nothing
import sys
from itertools import count

import numpy as np

calls = count()


def spelled(value):
    """The numbers of an input as an identifier."""
    return "x" + "_".join(f"{abs(number):.6g}".replace(".", "p").replace("-", "m") for number in np.ravel(value)[:4])


def told(*question):
    """In one way after another, so that every claim meets some of them."""
    word = spelled(question[-1])
    print(word, *question, flush=True)
    print(word, *question, file=sys.stderr, flush=True)
    number = next(calls)
    if number % 6 == 0:
        raise ValueError(f"{word} {question}")
    if number % 6 == 1:
        raise NotImplementedError(f"{word}.{word}")
    if number % 6 == 2:
        return type(word, (), {})()
    if number % 6 == 3:
        raise type(word, (LookupError,), {"__module__": word})(question)
    if number % 6 == 4:
        exec(compile("\n" * int(abs(np.ravel(question[-1])[0]) * 1000) + "raise KeyError(0)", "euler_stability.py", "exec"))
    return {word: question[-1].tolist() if isinstance(question[-1], np.ndarray) else word}


def euler(f, y0, t):
    return told(f, y0, t)


def plot_step_sizes(ax, hs):
    ax.set_yscale("log")
    told(ax, hs)
