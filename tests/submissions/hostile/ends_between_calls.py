# Attack: ends its process when no function of it is called: while its answer is read, in a timer, in a thread, while text is made of it.
# Expect: euler_stability.euler 0 points, failed or crashed or blocked
# Expect: euler_stability.plot_step_sizes 0 points, crashed or blocked
# Expect: fixed_points.newton 0 points, crashed or blocked
# Expect: gradient_flow.grad_ab 0 points, failed or crashed or blocked
# Expect: euler_maruyama.euler_maruyama 0 points, crashed or blocked
# Expect: euler_maruyama.simulate_sde 0 points, crashed or blocked
# Shows: nothing
import faulthandler
import os
import signal
import sys
import threading


def leave(*args):
    os._exit(0)


class Answer(list):
    __len__ = __iter__ = leave


class Ending(Exception):
    __str__ = leave


class Finished(float):
    __del__ = leave


def euler(f, y0, t):
    threading.Timer(1e-3, leave).start()
    return 0.0


def plot_step_sizes(ax, hs):
    ax.get_xlabel = leave


def newton(f, jac, x0, tol, max_iter):
    return Answer([x0, True, 1])


def grad_ab(z):
    signal.signal(signal.SIGALRM, leave)
    signal.setitimer(signal.ITIMER_REAL, 1e-3, 1e-3)
    faulthandler.dump_traceback_later(1e-3, exit=True)
    return Finished(0.0)


def euler_maruyama(f, g, x0, t, dW):
    raise Ending


def simulate_sde(f, g, x0, t, n, rng):
    sys.stdout = type("Output", (), {"flush": leave})()
    return 0.0
