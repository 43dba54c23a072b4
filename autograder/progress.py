"""What is remembered between runs: how each claim stood when it was last checked, and which hints were shown."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from autograder import files, reset, submission
from autograder.model import Course, Data, Exercise, Outcome, Report, Submission, Unit
from autograder.report import advice
from autograder.report.next import Step

FILE = ".progress.json"
DONE = {Outcome.PASSED, Outcome.MANUAL}


class Progress(Data, frozen=True):
    """The content of the file. Points are not in it: they follow from the outcomes."""

    format: int = 1
    outcomes: Mapping[str, Outcome] = {}  # unit.exercise.claim -> how it ended when last checked
    sources: Mapping[str, str] = {}  # unit.exercise -> SHA-256 of the file in which it was checked
    hints: Mapping[str, int] = {}  # unit.exercise -> rungs shown


def load(root: Path) -> tuple[Progress, str]:
    """What is remembered, and a line on what was wrong with the file: one that is damaged is set aside."""
    path = root / FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=Progress), ""
    except FileNotFoundError:
        return Progress(), ""
    except OSError as error:
        return Progress(), f"{FILE} cannot be read ({error.strerror}), so nothing is remembered; move it away"
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    aside = path.with_name(path.name + ".broken")
    try:
        path.replace(aside)
    except OSError as error:
        return Progress(), f"{FILE} is damaged and cannot be moved ({error.strerror}); delete it"
    return Progress(), f"{FILE} was damaged and is now {aside.name}; what it remembered starts anew"


def save(root: Path, progress: Progress) -> str:
    """Remember it; a line where that is not possible here."""
    try:
        files.replace(root / FILE, msgspec.json.format(msgspec.json.encode(progress), indent=1) + b"\n")
    except OSError as error:
        return f"{FILE} cannot be written ({error.strerror}), so this run is not remembered"
    return ""


def remember(root: Path, course: Course, report: Report, handed_in: Submission) -> list[str]:
    """Remember a report on the course, read anew since other commands write too; lines on what changed and what is amiss."""
    before, complaint = load(root)
    amiss = save(root, after(before, course, report, handed_in))
    return [line for line in (complaint, amiss, advice.since(report, before.outcomes)) if line]


def after(progress: Progress, course: Course, report: Report, handed_in: Submission) -> Progress:
    """The same with the course's claims as the report has them; what was not asked for keeps what it had."""
    asked = {name: digest(handed_in, unit.name) for name, unit, _ in course.exercises()}
    kept = {name: outcome for name, outcome in progress.outcomes.items() if name.rpartition(".")[0] not in asked}
    checks = [check for unit in report.units for exercise in unit.exercises for check in exercise.checks]
    now = {check.id: check.outcome for check in checks if check.outcome is not Outcome.GRADER_ERROR}
    return msgspec.structs.replace(progress, outcomes=kept | now, sources={**progress.sources, **asked})


def digest(handed_in: Submission, unit: str) -> str:
    """Tells one state of a unit's file from another; one that cannot be read is like one that is empty."""
    return hashlib.sha256(handed_in.sources.get(unit, b"")).hexdigest()


def claims(progress: Progress, name: str) -> list[Outcome]:
    """How the claims of an exercise stood; none where it was never checked, or nothing is claimed of it."""
    return [outcome for claim, outcome in progress.outcomes.items() if claim.rpartition(".")[0] == name]


def done(course: Course, progress: Progress) -> set[str]:
    """The exercises, unit.exercise, that were checked and have nothing left to do."""
    names = [name for name, _, _ in course.exercises() if name in progress.sources]
    return {name for name in names if DONE.issuperset(claims(progress, name))}


def shown(progress: Progress, name: str, rung: int) -> Progress:
    """The same once a hint was shown."""
    rungs = max(rung, progress.hints.get(name, 0))
    return msgspec.structs.replace(progress, hints={**progress.hints, name: rungs})


def upcoming(course: Course, progress: Progress) -> tuple[str, Unit, Exercise] | None:
    """The first exercise in the course's order that is not done while all that it needs is; None when all are."""
    ready = done(course, progress)
    left = [each for each in course.exercises() if each[0] not in ready and ready.issuperset(each[2].needs)]
    return left[0] if left else None


def step(course: Course, progress: Progress, handed_in: Submission) -> Step | None:
    """The next exercise and what speaks for it; None when all are done."""
    if (found := upcoming(course, progress)) is None:
        return None
    name, unit, exercise = found
    outcomes, source = claims(progress, name), handed_in.sources.get(unit.name, b"")
    ready = done(course, progress)
    return Step(
        name=name,
        lesson=unit.title,
        minutes=exercise.minutes,
        file=f"{submission.FOLDER}/{unit.name}.py",
        line=reset.line(source, exercise.name),
        hold=sum(outcome in DONE for outcome in outcomes),
        claims=len(outcomes),
        begun=not {Outcome.NOT_ATTEMPTED, Outcome.BLOCKED}.issuperset(outcomes),
        needs=exercise.needs,
        opens=[other for other, _, each in course.exercises() if name in each.needs and other not in ready],
    )


def outdated(course: Course, progress: Progress, handed_in: Submission) -> list[str]:
    """The units whose files are not as they were when last checked."""
    now = {unit.name: digest(handed_in, unit.name) for unit in course.units}
    then = {(name.partition(".")[0], seen) for name, seen in progress.sources.items()}
    return [unit for unit in now if any(seen != now[unit] for name, seen in then if name == unit)]
