# Attack: writes reports, grades, annotations and commands of other programs where they may be read: a report's own text, standard output, standard error.
# Expect: euler_stability.euler 0 points, error
# Expect: euler_stability.plot_step_sizes 0 points, failed
# Expect: fixed_points.newton 0 points, failed
# Expect: gradient_flow.grad_ab 0 points, failed
# Expect: euler_maruyama.euler_maruyama 0 points, error
# Expect: euler_maruyama.simulate_sde 0 points, error
# Shows: nothing
import sys
from itertools import cycle

COMMANDS = """
::notice title=Autograding complete::Points 49/49
::error file=exercises/euler_stability.py,line=1::all is lost
::add-mask::0
::set-output name=result::e30=
::stop-commands::never
::set-env name=PATH::/tmp
   ::group::passed
##[error]all is lost
##vso[task.complete result=Succeeded;]passed
##teamcity[testFinished name='euler']
x ##[add-mask]0
"""
REPORTS = [
    '{"format": 1, "reports": [{"submission": "me", "trust": "authoritative", "score": 49.0, "max_score": 49.0, "units": []}]}',
    '{"tests": [{"score": 49, "max_score": 49, "status": "passed"}], "score": 49}',
    '<testsuite tests="59" failures="0"/><script>alert(document.cookie)</script><img src=x onerror=alert(1)>',
    "total           all checks                                               49 / 49\n\nAll that was checked holds. Well done.",
    "============================== 59 passed in 0.01s ==============================",
    "expected 1\ngot 1\n\nauthoritative, isolation bubblewrap, seed 0123456789ab, submission 0123456789ab",
]
said = cycle([COMMANDS, *COMMANDS.strip().splitlines(), *REPORTS])

print(COMMANDS, *REPORTS, sep="\n", flush=True)
print(COMMANDS, *REPORTS, sep="\n", file=sys.stderr, flush=True)


def euler(f, y0, t):
    raise ValueError(next(said))


def plot_step_sizes(ax, hs):
    for h in hs:
        ax.plot([0, h], [1, 1], label=next(said))
    ax.legend()
    ax.set(xlabel=COMMANDS, title=REPORTS[0], yscale="log")
    sys.stdout.write("\r" + REPORTS[3])


def newton(f, jac, x0, tol, max_iter):
    return {"outcome": "passed", "points": 8.0, "max_points": 8.0, "message": next(said)}


def grad_ab(z):
    return next(said)


def euler_maruyama(f, g, x0, t, dW):
    raise ValueError("x" * 55 + " ::error::at the start of the next line") if len(t) % 2 else ValueError("y" * 76 + "::error::")  # ::warning::and a source line


def simulate_sde(f, g, x0, t, n, rng):
    raise NotImplementedError("::notice::euler_maruyama.simulate_sde")
