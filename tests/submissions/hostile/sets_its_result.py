# Attack: what beat a grader in one process: finds or makes the classes of results, and has every one of them passed, with full points.
# Expect: fixed_points.newton 0 points, failed
# Shows: nothing
import enum
import gc
import sys
import types

import numpy as np

NAMES = ("CheckResult", "ExerciseResult", "UnitResult", "Report", "Outcome", "Failed", "Ended", "Attempt", "Student", "Grading")


class Passed:
    """A result that cannot be set to anything but full marks."""

    passed = True
    outcome = "passed"
    points = max_points = score = max_score = 8.0

    def __init__(self, *args, **kwargs):
        pass

    def __setattr__(self, name, value):
        pass

    def __init_subclass__(cls, **kwargs):
        pass


class Outcome(enum.StrEnum):
    PASSED = FAILED = ERROR = CRASHED = TIMED_OUT = "passed"


def classes():
    """Every class of that name that this process holds, at a module or nowhere."""
    held = (value for module in list(sys.modules.values()) for value in list(vars(module).values()))
    for value in (*held, *gc.get_objects()):
        if isinstance(value, type) and value.__name__ in NAMES and value.__module__ != __name__:
            yield value


for each in classes():
    for name in ("__init__", "__setattr__", "__new__"):
        try:
            setattr(each, name, getattr(Passed, name))
        except (TypeError, AttributeError):
            continue
model = types.ModuleType("autograder.model")
for name in NAMES:
    setattr(model, name, Passed)
model.Outcome = Outcome
grade = types.ModuleType("autograder.grade")
grade.Grading = Passed
sys.modules |= {"autograder.model": model, "autograder.grade": grade, "autograder.expect": model, "check50": model}


def newton(f, jac, x0, tol, max_iter):
    for name in NAMES:
        setattr(sys.modules["autograder.sandbox.worker"], name, Passed)
    return np.full(len(x0), 9.0), Passed().passed, 99
