"""What a notebook calls: `check("unit.exercise")` holds the notebook's own function against the public claims, in its kernel.

Nothing here is evidence: a grade is made elsewhere, from the notebook's text (`nbgrader.Grade`).
"""

import os
import sys
import textwrap
from collections import Counter
from collections.abc import Mapping
from typing import Any

from autograder import course as courses
from autograder import grade
from autograder.model import Course, Submission
from autograder.report import notebook, terminal
from autograder.sandbox import client, local

_seen: Counter[str] = Counter()  # hints, since the kernel began


class NotYet(Exception):
    """A claim does not hold: what `nbgrader validate` shows of a cell is the exception that ended it."""

    def _render_traceback_(self) -> list[str]:  # IPython asks for it
        return [str(self)]


class Here(local.InProcess):
    """The functions of this kernel. Its interrupt ends an exercise, not one call only."""

    def call(self, kind: str, body: Any, cpu_seconds: float, wall_seconds: float) -> tuple[str, Any]:
        """The reply to one request."""
        reply, answer = super().call(kind, body, cpu_seconds, wall_seconds)
        if reply == "raised" and answer["type"] == "KeyboardInterrupt":
            raise client.TimedOut("your interrupt")
        return reply, answer


def check(target: str) -> None:
    """Show how the function `exercise` of this notebook does by the public claims about "unit.exercise".

    Raises ValueError for a name that is not in the course; under `nbgrader validate` also NotYet, where a claim does not hold.
    """
    course, unit, exercise = _exercise(target)
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        raise RuntimeError("nothing is graded in a kernel: use the nbgrader_config.py of `autograder notebooks`")
    own: Mapping[str, Any] = sys._getframe(1).f_globals
    nothing = Submission(name=target, sources={}, unreadable={}, sha256="")
    report = grade.grade(course, nothing, None, grade.PUBLIC, ["public"], start=lambda: Here(own))
    shown = notebook.bundle(notebook.only(report, unit, exercise), "public checks only")
    if os.environ.get("NBGRADER_EXECUTION") == "validate" and report.score < report.max_score:
        raise NotYet(shown["text/plain"])
    _show(shown)


def hint(target: str, rung: int = 0) -> None:
    """Show a hint for "unit.exercise": one more each time, or that of the given number."""
    course, _, _ = _exercise(target)
    hints = course.units[0].exercises[0].hints
    _seen[target] = rung or min(_seen[target] + 1, len(hints))
    if not 1 <= _seen[target] <= len(hints):
        raise ValueError(f"{target}: there are hints 1 to {len(hints)}, not {rung}")
    print(textwrap.fill(f"Hint {_seen[target]} of {len(hints)}: {hints[_seen[target] - 1]}", terminal.WIDTH))


def _exercise(target: str) -> tuple[Course, str, str]:
    """The course restricted to one exercise, and the names of its unit and of itself."""
    try:
        course = courses.select(courses.here()[1], [target])
    except courses.CourseError as error:
        raise ValueError(str(error)) from None
    unit, _, exercise = target.partition(".")
    if not exercise:
        raise ValueError(f"{target}: name one exercise, such as {target}.{course.units[0].exercises[0].name}")
    return course, unit, exercise


def _show(shown: dict[str, str]) -> None:
    """As HTML where there is something to show it, else as text."""
    if "IPython" in sys.modules and (shell := sys.modules["IPython"].get_ipython()) is not None:
        shell.display_pub.publish(shown)
    else:
        print(shown["text/plain"])
