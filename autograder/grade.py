"""(Course, Submission, Sandbox) -> Report. The only module that runs pytest.

Checks run in this process, student code in the sandbox's. For each submission pytest collects the checks of the course's units
and runs them in the course's order, one child process per exercise.
"""

import functools
import hashlib
import importlib
import inspect
import io
import platform
import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from types import FunctionType
from typing import Any

import msgspec
import numpy as np
import pytest

from autograder import course as courses
from autograder import diagnose, expect, submission
from autograder.model import (
    CheckResult,
    Course,
    Exercise,
    ExerciseResult,
    Outcome,
    Report,
    Submission,
    Unit,
    UnitResult,
)
from autograder.sandbox import client, local, nursery
from autograder.student import Attempt, Budget, Child, Ended, Exchange, Student, printable

PLUGIN = "autograder-grading"
CHECKS = Path(__file__).parent / "checks"
TRIES = 3  # a submission under which a nursery dies is tried again, alone in a fresh one
# unraisableexception collects garbage ten times a session: half of what grading a submission costs.
# logging sets handlers 360 times: 60 ms. debugging needs the terminal; without it, breakpoint() is Python's own.
# The others do nothing for a check, and take 8 ms of each submission together.
WITHOUT = (
    *("cacheprovider", "terminal", "faulthandler", "debugging", "unraisableexception", "threadexception", "logging"),
    *("legacypath", "tmpdir", "monkeypatch", "recwarn", "pastebin", "junitxml", "doctest", "unittest", "subtests"),
    *("setuponly", "setupplan", "stepwise", "warnings", "skipping"),
)
# What was expected and got in a hidden claim would show its inputs, to one who returns them.
NOT_SHOWN = "expected it to hold on instances that are not shown\ngot an answer for which it does not"
PYTEST = ["-c", "/dev/null", "--disable-plugin-autoload", *(f"-pno:{name}" for name in WITHOUT), "--capture=no"]
COLLECT = ["-o", "python_files=check_*.py", "-o", "python_functions=check_*"]


@dataclass(frozen=True)
class Check:
    """One claim: a function of (student, rng) and where it belongs."""

    unit: Unit
    exercise: Exercise
    claim: str
    visibility: str
    function: Callable[[Any, np.random.Generator], None]

    @property
    def id(self) -> str:
        """unit.exercise.claim"""
        return f"{self.of}.{self.claim}"

    @property
    def of(self) -> str:
        """unit.exercise"""
        return f"{self.unit.name}.{self.exercise.name}"

    @property
    def sentence(self) -> str:
        """What a student reads: the docstring's first paragraph on one line."""
        return " ".join((inspect.getdoc(self.function) or self.claim).split("\n\n")[0].split())


@dataclass(frozen=True)
class Seed:
    """Where the instances come from: public ones are the same for everyone, secret ones differ for every submission."""

    secret: bytes
    public: bool = False

    def rng(self, check_id: str, submission_sha256: str) -> np.random.Generator:
        """The generator of one check's instances."""
        parts = [self.secret, check_id.encode()] + ([] if self.public else [submission_sha256.encode()])
        return np.random.default_rng(int.from_bytes(hashlib.sha256(b"\0".join(parts)).digest()))

    @property
    def fingerprint(self) -> str:
        """Tells two seeds apart and gives neither away."""
        return "public" if self.public else hashlib.sha256(b"fingerprint\0" + self.secret).hexdigest()[:12]


PUBLIC = Seed(b"public", public=True)


def checks(course: Course, visibilities: Sequence[str] = ("public", "hidden")) -> list[Check]:
    """The checks of a course, in its order; those of an exercise are public first."""
    found: dict[str, list[Check]] = {name: [] for name, _, _ in course.exercises()}
    for unit in course.units:
        exercises = {exercise.name: exercise for exercise in unit.exercises}
        for visibility in visibilities:
            if not (CHECKS / visibility / f"check_{unit.name}.py").exists():
                continue
            module = importlib.import_module(f"autograder.checks.{visibility}.check_{unit.name}")
            for name, function in vars(module).items():
                exercise, _, claim = name.removeprefix("check_").partition("__")
                if name.startswith("check_") and isinstance(function, FunctionType) and exercise in exercises:
                    found[f"{unit.name}.{exercise}"].append(
                        Check(unit, exercises[exercise], claim, visibility, function)
                    )
    return [check for listed in found.values() for check in listed]


def unchecked(course: Course, visibilities: Sequence[str] = ("public", "hidden")) -> list[str]:
    """The exercises, unit.exercise, of which there is no check."""
    checked = {check.of for check in checks(course, visibilities)}
    return [name for name, _, _ in course.exercises() if name not in checked]


def by_exercise(all_checks: Iterable[Check]) -> list[list[Check]]:
    """The checks of each exercise."""
    groups: dict[str, list[Check]] = {}
    for check in all_checks:
        groups.setdefault(check.of, []).append(check)
    return list(groups.values())


def points(all_checks: Iterable[Check]) -> dict[str, float]:
    """Points of each check: its share, by weight, of its exercise's."""
    result = {}
    for listed in by_exercise(all_checks):
        exercise = listed[0].exercise
        weights = [exercise.weights.get(check.claim, 1.0) for check in listed]
        whole = sum(weights) + exercise.hidden_weight
        for check, weight in zip(listed, weights, strict=True):
            result[check.id] = exercise.points * weight / whole
    return result


@dataclass
class Grading:
    """The pytest plugin: gives checks their student and rng, and writes down how each ended."""

    course: Course
    submission: Submission
    sandbox: client.Sandbox | None  # None: student code runs in this process
    seed: Seed
    listed: list[Check]
    progress: Callable[[str], None] = lambda _: None
    start: Callable[[], Child] | None = None  # whose functions are there already, as those of a notebook's kernel
    results: dict[str, CheckResult] = field(default_factory=dict)
    exchanges: dict[str, list[Exchange]] = field(default_factory=dict)
    nursery_died: str = ""
    unavailable: str = ""  # a nursery's trial failed: nothing can be judged here

    def __post_init__(self) -> None:
        self.__name__ = PLUGIN  # pytest registers it under this name, where conftest finds it
        self.by_name = {(check.function.__module__, check.function.__name__): check for check in self.listed}
        self.worth = points(checks(self.course))
        self.budget = Budget.of(self.course.limits)
        firsts = [own[0] for own in by_exercise(self.listed)]
        self.following = {check.of: after for check, after in pairwise(firsts)}
        self.attempt: Attempt | None = None
        self.ahead: Attempt | None = None  # of the next exercise
        self.failed_imports: dict[str, Ended] = {}
        self.notices: list[str] = []
        self.remarks: dict[str, tuple[str, ...]] = {}

    def check(self, function: Any) -> Check:
        """The check behind a pytest item's function."""
        return self.by_name[(function.__module__, function.__name__)]

    def rng(self, function: Any) -> np.random.Generator:
        """The fixture of the same name."""
        return self.seed.rng(self.check(function).id, self.submission.sha256)

    def student(self, function: Any) -> Student:
        """The fixture of the same name: the exercise's process goes on from check to check."""
        check = self.check(function)
        if self.attempt is None or not self.attempt.serves(check.unit, check.exercise):
            self.finish()
            ready, self.ahead = self.ahead, None
            if ready is not None and not ready.serves(check.unit, check.exercise):  # pytest was told to leave it out
                ready.close()
                ready = None
            self.attempt = ready or self.begin(check)
        elif self.ahead is None and self.attempt.loaded and self.sandbox is not None:
            self.ahead = self.prepared(check)
        student = Student(self.attempt)
        self.exchanges[check.id] = student.exchanges
        return student

    def begin(self, check: Check) -> Attempt:
        """A fresh attempt at an exercise."""
        if self.start is not None:
            return Attempt(check.unit, check.exercise, self.course.limits, self.start, self.budget)

        def start() -> Child:
            if self.sandbox is None:
                return local.InProcess()
            asked = time.monotonic()
            child = self.sandbox.child(check.unit.libraries, check.exercise.draws)
            self.budget.end += time.monotonic() - asked  # a new nursery is not this submission's time
            return child

        attempt = Attempt(
            check.unit,
            check.exercise,
            self.course.limits,
            start,
            self.budget,
            self.submission.sources,
            nursery.DISTRIBUTIONS,
            self.submission.cells,
        )
        name = check.unit.name
        if name in self.submission.unreadable:
            attempt.ended = Ended(Outcome.ERROR, self.submission.unreadable[name])
        elif name not in self.submission.sources:
            file = name + (".ipynb" if self.submission.assignment else ".py")
            attempt.ended = Ended(Outcome.NOT_ATTEMPTED, f"{file} was not handed in")
        elif name in self.failed_imports:
            attempt.ended = self.failed_imports[name]
        return attempt

    def prepared(self, check: Check) -> Attempt | None:
        """The next exercise, whose unit is imported while this one is judged: 3 ms of each with numpy, 6 with torch."""
        following = self.following.get(check.of)
        # Not of other libraries: their nursery may have to start first.
        if following is None or following.unit.libraries != check.unit.libraries:
            return None
        attempt = self.begin(following)
        if attempt.ended:
            return attempt
        try:
            attempt.prepare()
            return attempt
        except (Ended, client.NurseryDied, client.Unavailable):  # it is begun anew when its turn comes
            with suppress(client.NurseryDied):
                attempt.close()
            return None

    def finish(self) -> None:
        """End the present exercise's process; an import that failed is not tried again for the unit's other exercises."""
        attempt, self.attempt = self.attempt, None
        if attempt is not None:
            if attempt.ended and not attempt.loaded:
                self.failed_imports[attempt.unit.name] = attempt.ended
            if attempt.remarks:
                self.remarks[attempt.unit.name] = attempt.remarks
            attempt.close()

    @pytest.hookimpl
    def pytest_configure(self, config: pytest.Config) -> None:
        """No source is parsed for tracebacks that nobody sees: that was half of what a wrong submission costs."""
        if not config.pluginmanager.has_plugin("terminal"):
            config.option.tbstyle = "no"

    @pytest.hookimpl
    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """The course's order, and nothing that was not asked for."""
        place = {key: number for number, key in enumerate(self.by_name)}
        wanted = [item for item in items if (item.function.__module__, item.function.__name__) in place]
        items[:] = sorted(wanted, key=lambda item: place[(item.function.__module__, item.function.__name__)])

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Any:
        """Remarks that cost nothing, such as an answer in single precision."""
        with expect.recording() as record:
            try:
                return (yield)
            finally:
                self.notices = record.notices

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: Any, call: Any) -> Any:
        """What became of one check."""
        report = yield
        error = call.excinfo.value if call.excinfo else None
        if isinstance(error, client.NurseryDied):
            self.nursery_died = str(error)
            item.session.shouldstop = "the nursery died"
        elif isinstance(error, client.Unavailable):
            self.unavailable = str(error)
            item.session.shouldstop = "there is no sandbox"
        elif call.when == "call" or (call.when == "setup" and error is not None):
            check = self.check(item.function)
            self.results[check.id] = self.judge(check, error, call.duration)
            self.progress(check.id)
        return report

    @pytest.hookimpl
    def pytest_sessionfinish(self) -> None:
        """No process outlives the session."""
        for end in (self.finish, self.ahead.close if self.ahead else lambda: None):
            try:
                end()
            except client.NurseryDied as error:
                self.nursery_died = str(error)

    def judge(self, check: Check, error: BaseException | None, seconds: float) -> CheckResult:
        """How a check ended, by the exception that ended it."""
        hidden = check.visibility == "hidden"
        message, detail, hint, line = "", "", "", None
        match error:
            case None:
                outcome, message = Outcome.PASSED, "; ".join(self.notices)
            case expect.Failed():
                detail, hint = f"expected {error.expected}\ngot {error.got}", error.hint
                outcome, message = Outcome.FAILED, NOT_SHOWN if hidden else detail
            case Ended():
                outcome, message = error.outcome, error.brief if hidden else error.message
                detail, line = error.message, error.line
            case _:
                outcome, message = Outcome.GRADER_ERROR, "the check itself went wrong"
                detail = "".join(traceback.format_exception(error))[-4000:]
        return self.result(check, outcome, message, detail, hint, seconds, line)

    def result(
        self,
        check: Check,
        outcome: Outcome,
        message: str,
        detail: str,
        hint: str,
        seconds: float,
        line: int | None = None,
    ) -> CheckResult:
        """One line of the report; what the student's code printed goes to staff."""
        child = self.attempt.child if self.attempt else None
        if child is not None and child.printed:
            printed = printable(bytes(child.printed[:2000]).decode(errors="replace"), 2000)
            detail += f"\nprinted: {printed}" + (
                f"\n({child.dropped} bytes more were not kept)" if child.dropped else ""
            )
        worth = self.worth[check.id]
        return CheckResult(
            id=check.id,
            claim=check.sentence,
            visibility=check.visibility,
            outcome=outcome,
            points=worth if outcome is Outcome.PASSED else 0.0,
            max_points=worth,
            message=message,
            detail=detail.strip(),
            hint=hint,
            seconds=round(seconds, 4 if check.visibility == "public" else 1),  # a clock in student code's hands
            line=line,
        )


def grade(
    course: Course,
    handed_in: Submission,
    sandbox: client.Sandbox | None,
    seed: Seed,
    visibilities: Sequence[str] = ("public", "hidden"),
    progress: Callable[[str], None] = lambda _: None,
    start: Callable[[], Child] | None = None,
) -> Report:
    """Judge one submission. Never raises for anything that the submission does."""
    began = time.monotonic()
    listed = checks(course, visibilities)
    results, exchanges, remarks = _judge(course, handed_in, sandbox, seed, listed, progress, start)
    for own in by_exercise(listed):
        results |= _named(own, results, exchanges, lambda check_id: seed.rng(check_id, handed_in.sha256))
    ordered = [results[check.id] for check in listed]
    return _report(course, handed_in, sandbox, seed, ordered, remarks, time.monotonic() - began)


def _judge(
    course: Course,
    handed_in: Submission,
    sandbox: client.Sandbox | None,
    seed: Seed,
    listed: list[Check],
    progress: Callable[[str], None],
    start: Callable[[], Child] | None,
) -> tuple[dict[str, CheckResult], dict[str, list[Exchange]], dict[str, tuple[str, ...]]]:
    """Results and transcripts of all checks, and remarks on units; what a dying nursery leaves unfinished is tried again."""
    results: dict[str, CheckResult] = {}
    exchanges: dict[str, list[Exchange]] = {}
    remarks: dict[str, tuple[str, ...]] = {}
    for _ in range(TRIES):
        left = [check for check in listed if check.id not in results]
        grading = Grading(course, handed_in, sandbox, seed, left, progress, start)
        _run_pytest(grading)
        # What was judged before a nursery died stays judged; an unfinished exercise is done again as a whole.
        unfinished = {check.of for check in left if check.id not in grading.results}
        results |= {check.id: grading.results[check.id] for check in left if check.of not in unfinished}
        exchanges |= grading.exchanges
        remarks |= grading.remarks
        if sandbox is not None:
            sandbox.settle()
        if grading.unavailable or not grading.nursery_died:
            break
    left = [check for check in listed if check.id not in results]
    end = _unfinished(grading, {check.unit.libraries for check in left})
    return results | {check.id: grading.result(check, *end, "", 0.0) for check in left}, exchanges, remarks


def _unfinished(grading: Grading, libraries: Iterable[str]) -> tuple[Outcome, str, str]:
    """Outcome, message and detail of what was not judged: the submission's fault only where a fresh nursery is sound."""
    ours = grading.unavailable or _no_nursery(grading.sandbox, libraries)
    if ours or not grading.nursery_died:
        return Outcome.GRADER_ERROR, "the sandbox failed, not this code", ours
    detail = f"the nursery died {TRIES} times under this submission: look at it ({grading.nursery_died})"
    return Outcome.CRASHED, "expected a returned value\ngot none: the sandbox ended while this exercise ran", detail


def _no_nursery(sandbox: client.Sandbox | None, libraries: Iterable[str]) -> str:
    """Why a nursery that holds cannot be had; empty where it can."""
    if sandbox is not None:
        try:
            for each in libraries:
                sandbox.nursery(each)
        except (client.Unavailable, client.NurseryDied) as error:
            return str(error)
    return ""


def _named(
    own: list[Check],
    results: dict[str, CheckResult],
    exchanges: dict[str, list[Exchange]],
    rng: Callable[[str], np.random.Generator],
) -> dict[str, CheckResult]:
    """The failed results of an exercise with the mistake's name and the tutor's words, where it is recognised."""
    known = diagnose.known(own[0].unit.name, own[0].exercise.name, rng)
    outcomes = {check.id: results[check.id].outcome for check in own}
    mistake = diagnose.recognise(own, outcomes, exchanges, known.words, known.answers)
    if mistake is None:
        return {}
    change = {"misconception": mistake, "hint": known.words[mistake]}
    failed = [name for name, outcome in outcomes.items() if outcome in diagnose.WRONG]
    return {name: msgspec.structs.replace(results[name], **change) for name in failed}


def _run_pytest(grading: Grading) -> None:
    files = [
        str(CHECKS / visibility / f"check_{unit.name}.py")
        for unit in grading.course.units
        for visibility in ("public", "hidden")
        if any(check.unit is unit and check.visibility == visibility for check in grading.listed)
    ]
    if not files:
        return
    said = io.StringIO()
    # Under --debug the terminal is the debugger's.
    with nullcontext() if grading.sandbox is None else redirect_stdout(said), redirect_stderr(said):
        code = pytest.main(
            [*PYTEST, f"--rootdir={CHECKS}", f"--confcutdir={CHECKS}", *COLLECT, *files], plugins=[grading]
        )
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED):
        raise RuntimeError(f"pytest could not run the checks (exit code {code}): {said.getvalue()[-2000:]}")


def _report(
    course: Course,
    handed_in: Submission,
    sandbox: client.Sandbox | None,
    seed: Seed,
    results: list[CheckResult],
    remarks: dict[str, tuple[str, ...]],
    seconds: float,
) -> Report:
    found = (
        _unit_result(unit, results, remarks.get(unit.name, ()), submission.lines(handed_in, unit.name))
        for unit in course.units
    )
    units = [result for result in found if result.exercises]
    isolation = sandbox.isolation if sandbox else "none"
    return Report(
        submission=handed_in.name,
        submission_sha256=handed_in.sha256,
        commit=handed_in.commit,
        trust="advisory" if isolation == "none" or seed.public else "authoritative",
        isolation=isolation,
        complete=all(result.outcome is not Outcome.GRADER_ERROR for result in results),
        score=_sum(units, "score"),
        max_score=_sum(units, "max_score"),
        course=course.title,
        course_version=course.version,
        checks_sha256=checks_sha256(),
        seed_fingerprint=seed.fingerprint,
        versions={"python": platform.python_version(), **(sandbox.versions() if sandbox else {})},
        seconds=round(seconds, 3),
        units=tuple(units),
    )


def _unit_result(
    unit: Unit, results: list[CheckResult], remarks: tuple[str, ...], lines: Mapping[str, int]
) -> UnitResult:
    """A unit's part of a report; an exercise of which nothing was checked is not in it."""
    exercises = []
    for exercise in unit.exercises:
        if own := tuple(result for result in results if result.id.startswith(f"{unit.name}.{exercise.name}.")):
            score, full = _sum(own, "points"), _sum(own, "max_points")
            line = lines.get(exercise.name)
            exercises.append(ExerciseResult(name=exercise.name, score=score, max_score=full, checks=own, line=line))
    score, full = _sum(exercises, "score"), _sum(exercises, "max_score")
    return UnitResult(name=unit.name, score=score, max_score=full, exercises=tuple(exercises), remarks=remarks)


def _sum(items: Iterable[Any], name: str) -> float:
    """A sum of points, rounded so that thirds add up to wholes."""
    return round(sum(getattr(item, name) for item in items), 6)


@functools.cache  # a process imports them once, too
def checks_sha256() -> str:
    """The hash of all that decides a verdict: the checks, their words, and the systems that they send."""
    digest = hashlib.sha256()
    for path in [*sorted(CHECKS.rglob("*.py")), CHECKS.parent / "expect.py", CHECKS.parent / "systems.py"]:
        digest.update(path.relative_to(CHECKS.parent).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def standalone(root: Path) -> Grading:
    """The plugin for plain pytest: ./exercises, public checks and instances, no isolation."""
    folder = courses.find_root(root)
    course = courses.load(folder)
    handed_in = submission.read(folder, course)
    return Grading(course, handed_in, local.sandbox(course.limits), PUBLIC, checks(course, ["public"]))
