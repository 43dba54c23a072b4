# Attack: imports the reference, the checks and pytest, by import and past it, and has them answer, skip or pass in its place.
# Expect: euler_stability.euler 0 points, error
# Expect: euler_stability.plot_step_sizes 0 points, error
# Shows: nothing
import builtins
import importlib
import importlib.util
import sys
from pathlib import Path

WANTED = (
    "reference.euler_stability",
    "reference.misconceptions.euler_stability",
    "autograder.checks.public.check_euler_stability",
    "autograder.checks.hidden.check_euler_stability",
    "autograder.checks.problems",
    "autograder.expect",
    "autograder.grade",
    "autograder.student",
    "autograder.model",
    "autograder.sandbox.client",
    "_pytest.outcomes",
    "pytest",
)


def found():
    """Every module of the grader's side that can be had in any way."""
    modules = {}
    for folder in ("/", "/course", "/srv", str(Path(sys.executable).parents[2]), *map(str, Path(__name__).absolute().parents)):
        sys.path.append(folder)
    for name in WANTED:
        for way in (importlib.import_module, builtins.__import__, __import__):
            try:
                way(name)
                modules[name] = sys.modules[name]
            except BaseException:
                continue
    return modules


def use(modules, name, args):
    """Skip, or let the reference answer, or give up."""
    if "_pytest.outcomes" in modules:
        modules["_pytest.outcomes"].skip("nothing to see", allow_module_level=True)
    if "reference.euler_stability" in modules:
        return getattr(modules["reference.euler_stability"], name)(*args)
    if modules:
        raise LookupError(f"found {sorted(modules)}")
    raise type("Skipped", (BaseException,), {"allow_module_level": True, "msg": "skipped"})("nothing to see")


def euler(f, y0, t):
    return use(found(), "euler", (f, y0, t))


def plot_step_sizes(ax, hs):
    return use(found(), "plot_step_sizes", (ax, hs))
