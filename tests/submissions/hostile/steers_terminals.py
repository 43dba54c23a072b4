# Attack: puts what steers terminals and misleads the eye into exceptions, type names, source lines, names of functions and arguments, labels and prints.
# Expect: euler_stability.euler 0 points, error
# Expect: euler_stability.plot_step_sizes 0 points, failed
# Expect: fixed_points.newton 0 points, failed
# Expect: gradient_flow.grad_ab 0 points, failed
# Expect: euler_maruyama.euler_maruyama 0 points, error
# Expect: euler_maruyama.simulate_sde 0 points, failed
# Expect: adjoint_gradients.adjoint_gradients 0 points, failed
# Shows: nothing
import sys
from itertools import cycle

MISLEADING = "\u202e\u2066\u200b\u200d\u2028\u2029\ufeff\u061c\u00ad\u034f\U000e0041" + "Z" + "\u0301" * 40
STEERING = "\x1b[2J\x1b]0;graded\x07\x1b]8;;http://example.org\x1b\\\x9b31m\x90q\x9c\x00\x08\x7f\r\x0b\x0c\x85\t" + MISLEADING + "[red]all passed[/red]"
NAMES = ("Passed\u202e", "\x1b[2J", "O\u0301" * 30, "x" * 10_000)
errors = cycle([ValueError(STEERING), *(type(name, (Exception,), {})(STEERING * 9) for name in NAMES), SyntaxError(STEERING, ("euler_stability.py", 1, 3, STEERING))])
worker = sys.modules["autograder.sandbox.worker"]


class Default:
    def __repr__(self):
        return STEERING


def euler(f, y0, t):
    print(STEERING, flush=True)
    print(STEERING, file=sys.stderr, flush=True)
    raise next(errors)


def plot_step_sizes(ax, hs):
    for h in hs:
        ax.plot([h, 1], [1, 2], label=STEERING + str(h))
    ax.legend(title=STEERING)
    ax.set(xlabel=STEERING, title=STEERING, yscale="log")


def grad_ab(z, a, b=Default()):
    return STEERING


globals()["newton" + MISLEADING[:3]] = globals()["newton\x1b[2J"] = lambda f, jac, x0, tol, max_iter: None


def euler_maruyama(f, g, x0, t, dW):
    raise ValueError  # this whole line is shown: [2J[31m ‮⁦dessap⁩ ​31m


def simulate_sde(f, g, x0, t, n, rng):
    return STEERING


def adjoint_gradients(f, z_T, t, grad_zT, params):
    worker.Worker.call = lambda self, **question: ("value", {"value": STEERING, "changed": [STEERING, MISLEADING]})
    return {STEERING: STEERING}
