"""Reports as JUnit XML of the family xunit2, as GitLab and Jenkins read it: a suite for each exercise, a case for each claim.

The schema gives properties to suites only: there stand the points of the exercise and of each of its claims. Nothing is put into
`system-out`, where GitLab looks for paths of attachments.
"""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from autograder.model import CheckResult, ExerciseResult, Outcome, Report
from autograder.report.advice import mistake
from autograder.report.plain import one_line, plain

_ELEMENTS = {
    Outcome.FAILED: "failure",
    Outcome.ERROR: "error",
    Outcome.TIMED_OUT: "error",
    Outcome.CRASHED: "error",
    Outcome.GRADER_ERROR: "error",
    Outcome.NOT_ATTEMPTED: "skipped",
    Outcome.BLOCKED: "skipped",
    Outcome.MANUAL: "skipped",
}
_OURS = "This is our fault, not yours; it costs no points."


def render(reports: Sequence[Report]) -> str:
    """The claims of all reports as one document; suites of a class are named after the submission, too."""
    root = ElementTree.Element("testsuites")
    for report in reports:
        who = f"{one_line(report.submission)}: " if len(reports) > 1 else ""
        for unit in report.units:
            for exercise in unit.exercises:
                root.append(_suite(who, one_line(f"{unit.name}.{exercise.name}"), exercise, report))
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _suite(who: str, name: str, exercise: ExerciseResult, report: Report) -> ElementTree.Element:
    found = [_ELEMENTS.get(check.outcome, "") for check in exercise.checks]
    counts = {"failures": found.count("failure"), "errors": found.count("error"), "skipped": found.count("skipped")}
    seconds = sum(check.seconds for check in exercise.checks)
    suite = ElementTree.Element(
        "testsuite",
        {"name": who + name, "tests": str(len(found))}
        | {key: str(count) for key, count in counts.items()}
        | {"time": f"{seconds:.3f}"},
    )
    properties = ElementTree.SubElement(suite, "properties")
    for key, value in _properties(exercise, report):
        ElementTree.SubElement(properties, "property", {"name": key, "value": value})
    suite.extend(_case(name, check) for check in exercise.checks)
    return suite


def _properties(exercise: ExerciseResult, report: Report) -> Iterator[tuple[str, str]]:
    yield "points", f"{exercise.score:.10g}"
    yield "max_points", f"{exercise.max_score:.10g}"
    for check in exercise.checks:
        yield f"points.{_claim(check)}", f"{check.points:.10g} of {check.max_points:.10g}"
    yield "trust", one_line(report.trust)
    yield "isolation", one_line(report.isolation)


def _case(name: str, check: CheckResult) -> ElementTree.Element:
    case = ElementTree.Element(
        "testcase", {"classname": name, "name": _claim(check), "time": f"{max(check.seconds, 0):.3f}"}
    )
    if kind := _ELEMENTS.get(check.outcome):
        told = ElementTree.SubElement(case, kind, {"type": check.outcome.value, "message": one_line(check.claim)})
        told.text = "\n\n".join(_told(check))
    return case


def _told(check: CheckResult) -> Iterator[str]:
    """What a student reads about a claim that does not hold; some readers show this and not the attributes."""
    if check.outcome is Outcome.GRADER_ERROR:
        yield _OURS
    yield from filter(None, (one_line(check.claim), plain(check.message)))
    if check.misconception:
        yield f"This looks like a known mistake: {mistake(check)}."
    if check.hint:
        yield plain(check.hint)


def _claim(check: CheckResult) -> str:
    return one_line(check.id.rpartition(".")[2])
