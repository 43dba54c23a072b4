"""A report as Gradescope's results.json: for each exercise a line with its public claims and one with its hidden claims.

A whole course has more than two hundred claims, and a page of so many lines is not read: the claims stand in the text of their
exercise's line. Hidden claims appear when the instructor publishes the grades. Before that a student who may hand in again
would learn from their sentences what is asked beyond the public ones; nor is anything said of the points they give.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from autograder.model import CheckResult, Outcome, Report
from autograder.report.advice import MAKE, advice, mistake, number
from autograder.report.plain import one_line, plain

PUBLIC, HIDDEN = "public", "hidden"
_SHOWN = {PUBLIC: "visible", HIDDEN: "after_published"}
_LATER = "Claims on further instances count as well. They are shown when your grades are published."
_WORDS = {
    Outcome.PASSED: "holds",
    Outcome.FAILED: "does not hold yet",
    Outcome.ERROR: "your code raised an exception",
    Outcome.TIMED_OUT: "ran longer than it may",
    Outcome.CRASHED: "the process that ran your code died",
    Outcome.NOT_ATTEMPTED: "not begun yet",
    Outcome.BLOCKED: "not tried, it waits for something else",
    Outcome.MANUAL: "marked by hand",
    Outcome.GRADER_ERROR: "could not be judged: our fault, not yours",
}
_KEPT = ("trust", "isolation", "complete", "submission_sha256", "course_version", "checks_sha256", "seed_fingerprint")


def render(report: Report) -> str:
    """results.json; `score` is the sum of all points, and all texts are plain ones."""
    tests = [
        _test(f"{u}.{e}.{part}", f"{unit.name}.{exercise.name}", visibility, own)
        for u, unit in enumerate(report.units, 1)
        for e, exercise in enumerate(unit.exercises, 1)
        for part, visibility in enumerate(_SHOWN, 1)
        if (own := [check for check in exercise.checks if check.visibility == visibility])
    ]
    return _dump(
        {
            "score": _points(report.score),
            "execution_time": round(report.seconds, 2),
            "output": "\n\n".join(_output(report)),
            "output_format": "text",
            "test_output_format": "text",
            "test_name_format": "text",
            "stdout_visibility": "hidden",
            "tests": tests,
            "extra_data": {key: _value(getattr(report, key)) for key in _KEPT},
        }
    )


def _dump(results: dict[str, Any]) -> str:
    return json.dumps(results, indent=1) + "\n"


def _test(place: str, name: str, visibility: str, checks: Sequence[CheckResult]) -> dict[str, Any]:
    """A line of Gradescope's: what an exercise's claims of one visibility earn together."""
    holds = all(check.outcome is Outcome.PASSED for check in checks)
    return {
        "number": place,
        "name": one_line(name) + (": further claims" if visibility == HIDDEN else ""),
        "name_format": "text",
        "score": _points(sum(check.points for check in checks)),
        "max_score": _points(sum(check.max_points for check in checks)),
        "status": "passed" if holds else "failed",
        "output": "\n\n".join(_told(checks)),
        "output_format": "text",
        "visibility": _SHOWN[visibility],
    }


def _told(checks: Sequence[CheckResult]) -> Iterator[str]:
    """Each claim with what came of it, and what is said about it; what was said once in an exercise is not repeated."""
    said: set[str] = set()
    for check in checks:
        lines = [f"[{_WORDS[check.outcome]}] {one_line(check.claim)}"]
        if check.outcome is not Outcome.PASSED:
            known = f"This looks like a known mistake: {mistake(check)}." if check.misconception else ""
            new = [text for text in (plain(check.message), known, plain(check.hint)) if text and text not in said]
            said.update(new)
            lines += [f"    {line}" for text in new for line in text.splitlines()]
        yield "\n".join(lines)


def _output(report: Report) -> Iterator[str]:
    """What stands above all lines. It is about public claims alone, but for a fault of ours, which is never kept back."""
    public = _only_public(report)
    if not report.complete:
        yield "This is our fault, not yours: not all could be judged, and no points are lost by it."
        yield "Please submit again. If it stays, tell your instructor, who can have it graded again."
    yield f"Public claims: {number(public.score)} / {number(public.max_score)} points."
    yield from (one_line(remark) for unit in report.units for remark in unit.remarks)
    if public.max_score < report.max_score:
        yield _LATER
    for text, quoted, _ in advice(msgspec.structs.replace(public, complete=True), MAKE):
        yield "\n".join([text, *(f"    {line}" for line in plain(quoted).splitlines())])


def _only_public(report: Report) -> Report:
    """The report with its public claims only, and their points."""
    units = []
    for unit in report.units:
        exercises = tuple(
            msgspec.structs.replace(one, checks=tuple(check for check in one.checks if check.visibility == PUBLIC))
            for one in unit.exercises
        )
        units.append(msgspec.structs.replace(unit, exercises=exercises))
    checks = [check for unit in units for one in unit.exercises for check in one.checks]
    score, full = sum(check.points for check in checks), sum(check.max_points for check in checks)
    return msgspec.structs.replace(report, units=tuple(units), score=score, max_score=full)


def _points(points: float) -> float:
    return round(points, 6)  # 2.2999999999999998 is 2.3


def _value(value: Any) -> Any:
    return one_line(value) if isinstance(value, str) else value
