"""What to say to a student first, as paragraphs for any format: our faults, then theirs, else the next step."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from autograder.model import CheckResult, ExerciseResult, Outcome, Report
from autograder.report.plain import one_line

_FAULTS = {
    Outcome.FAILED: "This does not hold yet:",
    Outcome.ERROR: "Your code raised an exception while this was checked:",
    Outcome.TIMED_OUT: "Your code ran longer than it may and was stopped while this was checked:",
    Outcome.CRASHED: "The process that runs your code died while this was checked:",
}
_IMPORT = re.compile(r"importing \w+\.py raised (\w+)")  # as `student.Attempt.load` says it
_NOT_PYTHON = ("SyntaxError", "IndentationError", "TabError")
_FILES = (".py", ".ipynb")
_BREAKPOINT = "There is a breakpoint() in your code. Take it out, or stop there:"
_CALLS = re.compile(r"it calls (\w+\.\w+), which is not written yet")  # as `student.Attempt.raised` says it


class Paragraph(NamedTuple):
    """Our words, then words quoted from a check or from student code, which a format sets apart."""

    text: str
    quoted: str = ""
    heading: bool = False


class Fault(NamedTuple):
    """The first claim at fault of an exercise, or of a file with which nothing in it could be checked."""

    title: str  # "unit.exercise", or the file's name
    file: str
    exercise: ExerciseResult
    check: CheckResult
    mistake: str  # in words, where it is recognised
    said: list[Paragraph]


class Commands(NamedTuple):
    """What to type, where a report is read."""

    hint: str  # {} stands for "unit.exercise"
    next: str = ""


# What another isolation than bubblewrap's changes for right answers; SECURITY.md has the rest.
WITHOUT_NAMESPACES = "This was judged without namespaces: there, code that writes files ends in an error."
MAKE = Commands("make hint U={}", "make next")


def advice(report: Report, commands: Commands) -> list[Paragraph]:
    """What to read under the points."""
    first = _first_fault(report, commands) or _next_step(report, commands)
    return [*_our_fault(report), *first, *([Paragraph(WITHOUT_NAMESPACES)] if "confine" in report.isolation else [])]


def claims(report: Report) -> Iterator[tuple[str, ExerciseResult, CheckResult]]:
    """Every claim in the order of the course, after "unit.exercise" and that exercise."""
    for unit in report.units:
        for exercise in unit.exercises:
            yield from ((one_line(f"{unit.name}.{exercise.name}"), exercise, check) for check in exercise.checks)


def faults(report: Report, commands: Commands) -> Iterator[Fault]:
    """The first fault of each exercise, in the order of the course; a file that is at fault as a whole comes once."""
    said = set()
    for unit in report.units:
        for exercise in unit.exercises:
            found = next((check for check in exercise.checks if check.outcome in _FAULTS), None)
            if found is None:
                continue
            fault = _fault(unit.name, exercise, found, commands)
            if fault.title not in said:
                said.add(fault.title)
                yield fault


def since(report: Report, before: Mapping[str, Outcome]) -> str:
    """What has changed since these outcomes (claim's id -> outcome), in a line; empty where nothing was known."""
    judged = [(name, check) for name, _, check in claims(report) if check.outcome is not Outcome.GRADER_ERROR]
    known = [(name.partition(".")[2], check) for name, check in judged if check.id in before]
    if not known:
        return ""
    held = {check.id for _, check in known if before[check.id] is Outcome.PASSED}
    hold = {check.id for _, check in known if check.outcome is Outcome.PASSED}
    more = [name for name, check in known if check.id in hold - held]
    fewer = [name for name, check in known if check.id in held - hold]
    if not more and not fewer:
        return "Nothing has changed since last time."
    said = [_count(more, "more claim", "holds", "hold")] if more else []
    said += [_count(fewer, "claim", "no longer holds", "no longer hold")] if fewer else []
    points = sum(check.max_points for _, check in known if check.id in held)
    return f"Points: {number(report.score)}, last time {number(points)}. {', '.join(said)}."


def _count(names: list[str], noun: str, one: str, many: str) -> str:
    """'2 more claims hold (exercise)': each name once, three of them at most."""
    listed = list(dict.fromkeys(names))
    where = ", ".join(listed[:3]) + (f" and {len(listed) - 3} more" if len(listed) > 3 else "")
    return f"{len(names)} {noun}{'s' if len(names) > 1 else ''} {one if len(names) == 1 else many} ({where})"


def number(points: float) -> str:
    """Points as they are shown: one decimal, none for whole numbers."""
    return f"{points:.1f}".removesuffix(".0")


def student(report: Report) -> str:
    """Whose a report is: the name of the submission's folder, without that of the assignment, which nbgrader has in it."""
    return report.submission.partition("/")[0]


def mistake(check: CheckResult) -> str:
    """The recognised mistake in words: "euler__right_endpoint" is "right endpoint"."""
    return one_line((check.misconception or "").split("__", 1)[-1].replace("_", " "))


def _our_fault(report: Report) -> list[Paragraph]:
    lost = {name: check.message for name, _, check in claims(report) if check.outcome is Outcome.GRADER_ERROR}
    if report.complete and not lost:
        return []
    names = ", ".join(lost) or "this submission"
    return [
        Paragraph("This is our fault, not yours; it costs no points.", heading=True),
        Paragraph(f"We could not judge all of {names}.", next(iter(lost.values()), "")),
        Paragraph("Please run it again. If it stays, send your instructor what the same command prints with --json."),
    ]


def _first_fault(report: Report, commands: Commands) -> list[Paragraph]:
    """The first claim at fault, in full; nothing where there is none."""
    first = next(faults(report, commands), None)
    return [Paragraph(f"Worth fixing first: {first.title}", heading=True), *first.said] if first else []


def _fault(unit: str, exercise: ExerciseResult, check: CheckResult, commands: Commands) -> Fault:
    """What to say of a claim at fault."""
    name = one_line(f"{unit}.{exercise.name}")
    known = next((each for each in (check, *exercise.checks) if each.misconception), check)
    file = one_line(unit) + next((end for end in _FILES if f"{end}: " in check.message), ".py")
    if lead := _file_fault(name, check):
        said = [Paragraph(f"{lead}, so nothing in it is checked yet:", check.message)]
        return Fault(file, file, exercise, check, "", said)
    lead = f"This looks like a known mistake, {mistake(known)}:" if known.misconception else "Where to look:"
    waiting = sum(each.outcome is Outcome.BLOCKED for each in exercise.checks)
    stopped = "raised BdbQuit" in check.message
    said = [
        Paragraph(_FAULTS[check.outcome], check.claim),
        *([Paragraph("What came out:", check.message)] if check.message else []),
        *([Paragraph(lead, known.hint)] if known.hint or known.misconception else []),
        *([Paragraph(_BREAKPOINT, f"make check U={name} DEBUG=1")] if stopped else []),
        *([Paragraph(f"Claims not tried until this is mended: {waiting}.")] if waiting else []),
        Paragraph(f"For a hint: {commands.hint.format(name)}"),
    ]
    return Fault(name, file, exercise, check, mistake(known), said)


def _file_fault(name: str, check: CheckResult) -> str:
    """What is wrong with an exercise's file as a whole; empty where nothing is."""
    if check.outcome is not Outcome.ERROR:
        return ""
    if importing := _IMPORT.match(check.message):
        return "This is not Python yet" if importing[1] in _NOT_PYTHON else "This file cannot be imported"
    return (
        "This file cannot be read"
        if check.message.startswith(tuple(f"{name.partition('.')[0]}{end}: " for end in _FILES))
        else ""
    )


def _next_step(report: Report, commands: Commands) -> list[Paragraph]:
    """Where nothing is at fault: the first exercise to do, else what the first that waits needs, else a word of praise."""
    for name, _, check in claims(report):
        if check.outcome is Outcome.NOT_ATTEMPTED:
            return [Paragraph(f"Next: {name}", heading=True), Paragraph(f"For a hint: {commands.hint.format(name)}")]
    for name, _, check in claims(report):
        if check.outcome is Outcome.BLOCKED:
            called = _CALLS.match(check.message)
            first = one_line(called[1]) if called else name
            what = f"{name} waits for it:" if called else "It waits for something else:"
            return [
                Paragraph(f"Next: {first}", heading=True),
                Paragraph(what, check.message),
                Paragraph(f"For a hint: {commands.hint.format(first)}"),
            ]
    if {check.outcome for _, _, check in claims(report)} != {Outcome.PASSED}:
        return []
    more = [Paragraph(f"What comes next: {commands.next}")] if commands.next else []
    return [Paragraph("All that was checked holds. Well done."), *more]
