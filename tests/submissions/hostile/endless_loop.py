# Attack: never answers: a loop that swallows every exception and signal, and one in C that no signal handler interrupts.
# Expect: euler_stability.euler 0 points, timed_out or blocked
# Expect: euler_stability.plot_step_sizes 0 points, timed_out or blocked
# Limits: real
# Shows: nothing
import itertools
import signal

for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))


def euler(f, y0, t):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue


def plot_step_sizes(ax, hs):
    return sum(itertools.repeat(0))
