"""The course proves itself: known wrong answers fail and are named, right ones pass, attacks are contained.

Trusted code (reference, misconceptions, the wrong and correct files of tests/submissions) runs in this process, through
the codec; hostile files run in the sandbox.
"""

import json
import math
import multiprocessing
import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from autograder import course as courses
from autograder import diagnose, expect, grade, hostile, stubs
from autograder.model import Course, Limits, Outcome
from autograder.sandbox import local, nursery
from autograder.student import Ended, Exchange

SEEDS = 20  # instances on which every right answer must be right
WRONG_SEEDS = 6  # instances on which every wrong answer must be wrong
NAMING_SEEDS = 3  # instances on which a mistake must be given its name
TIME_FACTOR = 10.0  # a call may take so many times the reference's CPU time
SEPARATION = 100.0  # least error of a wrong answer over the worst of a right one
NAMED = 0.95  # share of the independently written wrong files that must be given their name
JUNK: dict[str, Any] = {
    "None": None,
    "text": "0",
    "nan": math.nan,
    "a number": 1,
    "huge": 2**63 - 1,
    "empty": [],
    "ragged": [[1.0], [1.0, 2.0]],
    "dict": {"y": 1.0},
    "triple": (None, "x", {}),
    "bytes": b"1",
    "complex": 1j,
}


@dataclass
class Proof:
    """What was found about one exercise, or about all."""

    units: int = 0
    exercises: int = 0
    checks: int = 0
    stub_points: float = 0.0
    seeds: int = SEEDS
    wrong: int = 0  # misconceptions and independently written files
    caught: int = 0
    files: int = 0  # independently written wrong files
    named: int = 0
    correct: int = 0
    passed: int = 0
    hostile: int = 0
    contained: int = 0
    separation: dict[str, float] = field(default_factory=dict)  # check -> least wrong over worst right error
    kills: dict[str, list[str]] = field(default_factory=dict)  # check -> wrong answers that fail it
    unnamed: list[str] = field(default_factory=list)  # wrong files that were given no name
    shortfalls: list[str] = field(default_factory=list)

    def add(self, other: "Proof") -> None:
        """Take in what was found elsewhere."""
        for name, value in asdict(other).items():
            mine = getattr(self, name)
            if isinstance(mine, dict):
                mine.update(value)
            elif name != "seeds":
                setattr(self, name, mine + value)


@dataclass
class Trial:
    """All checks of an exercise on one function under one seed."""

    errors: dict[str, BaseException | None]
    exchanges: dict[str, list[Exchange]]
    margins: dict[str, float]  # worst error over tolerance of each check that compares numbers
    slowest: float  # seconds of one check

    @property
    def failed(self) -> set[str]:
        """Ids of the checks that did not pass."""
        return {name for name, error in self.errors.items() if error is not None}

    @property
    def outcomes(self) -> dict[str, Outcome]:
        """Id -> how it ended."""
        return {name: _outcome(error) for name, error in self.errors.items()}


def _outcome(error: BaseException | None) -> Outcome:
    match error:
        case None:
            return Outcome.PASSED
        case expect.Failed():
            return Outcome.FAILED
        case Ended():
            return error.outcome
    return Outcome.GRADER_ERROR


def _rng(number: int) -> Callable[[str], Any]:
    seed = grade.Seed(b"verify %d" % number)
    return lambda check_id: seed.rng(check_id, "")


def trial(own: list[grade.Check], function: Callable[..., Any], number: int) -> Trial:
    """Run every check of an exercise on a trusted function."""
    result = Trial({}, {}, {}, 0.0)
    rng = _rng(number)
    for check in own:
        began = time.process_time()
        with expect.recording() as record:
            result.errors[check.id], result.exchanges[check.id] = diagnose.run(check, function, rng(check.id))
        result.slowest = max(result.slowest, time.process_time() - began)
        if record.margins:
            result.margins[check.id] = max(record.margins)
    return result


def loaded(source: bytes, unit: str, exercise: str) -> Callable[..., Any]:
    """An exercise's function from the bytes of a trusted file."""
    child = local.InProcess()
    reply, answer = child.call(
        "load", {"unit": unit, "sources": {unit: source}, "libraries": list(nursery.DISTRIBUTIONS), "cells": {}}, 0, 0
    )
    if reply != "loaded":
        raise RuntimeError(f"a file of {unit}.{exercise} cannot be imported: {answer}")
    function = child.worker.functions[exercise]
    assert callable(function)
    return function


@dataclass
class Case:
    """One exercise under proof: what its steps share."""

    root: Path
    own: list[grade.Check]
    proof: Proof
    right: dict[str, float] = field(default_factory=dict)  # check -> worst error over tolerance of a right answer
    wrong: dict[str, float] = field(default_factory=dict)  # check -> least one of a wrong answer that it fails

    @property
    def unit(self) -> str:
        """The unit's name."""
        return self.own[0].unit.name

    @property
    def exercise(self) -> str:
        """The exercise's name."""
        return self.own[0].exercise.name

    def complain(self, what: str) -> None:
        """One thing falls short."""
        self.proof.shortfalls.append(f"{self.own[0].of}: {what}")

    def files(self, kind: str) -> dict[str, Callable[..., Any]]:
        """The functions of the files in tests/submissions that are written for this exercise."""
        paths = sorted((self.root / "tests" / "submissions" / kind / self.unit).glob(f"{self.exercise}__*.py"))
        return {path.stem: loaded(path.read_bytes(), self.unit, self.exercise) for path in paths}


def prove_exercise(root: Path, unit: str, exercise: str) -> Proof:
    """Everything about one exercise but the hostile files."""
    own = grade.checks(courses.select(courses.load(root), [f"{unit}.{exercise}"]))
    if not own:
        return Proof(exercises=1, shortfalls=[f"{unit}.{exercise}: there is no check of it"])
    case = Case(root, own, Proof(exercises=1, checks=len(own)))
    for claim in sorted(own[0].exercise.weights.keys() - {check.claim for check in own}):
        case.complain(f"course.toml gives a weight to {claim}, and there is no such claim")
    source = (root / "reference" / f"{unit}.py").read_text()
    _prove_stub(case, loaded(stubs.stub(source, unit).encode(), unit, exercise))
    _prove_right(case, loaded(source.encode(), unit, exercise))
    alone = _prove_wrong(case)
    _prove_checks(case, alone)
    _prove_junk(case, loaded(source.encode(), unit, exercise))
    return case.proof


def _prove_stub(case: Case, stub: Callable[..., Any]) -> None:
    """What is not written earns nothing, and is called so."""
    outcomes = trial(case.own, stub, 0).outcomes
    if set(outcomes.values()) != {Outcome.NOT_ATTEMPTED}:
        case.complain(f"the stub is {sorted(set(outcomes.values()))}, not not_attempted throughout")
    worth = grade.points(case.own)
    case.proof.stub_points = sum(worth[check] for check, outcome in outcomes.items() if outcome is Outcome.PASSED)


def _prove_right(case: Case, reference: Callable[..., Any]) -> None:
    """Reference and correct files are right on every instance, and quick."""
    correct = case.files("correct")
    case.proof.correct = len(correct)
    for label, function in {"the reference": reference, **correct}.items():
        bad, seconds = _sweep_right(case, function)
        if bad:
            case.complain(f"the right answer {label} fails {', '.join(sorted(bad))}")
        elif label in correct:
            case.proof.passed += 1
        allowed = case.own[0].exercise.cpu_seconds or Limits().cpu_seconds
        if function is reference and TIME_FACTOR * seconds > allowed:
            case.complain(f"needs cpu_seconds of at least {TIME_FACTOR * seconds:.1f} in course.toml")


def _prove_wrong(case: Case) -> set[str]:
    """Misconceptions and wrong files fail on every instance, and are named; the checks that kill one of them alone."""
    proof, alone = case.proof, set()
    mistakes = diagnose.mistakes(case.unit, case.exercise)
    known = {name: [trial(case.own, f, number) for number in range(NAMING_SEEDS)] for name, f in mistakes.items()}
    public = {check.id for check in case.own if check.visibility == "public"}
    proof.kills = {check.id: [] for check in case.own}
    for name, function in mistakes.items():
        killers = _sweep_wrong(case, function, known[name])
        alone |= killers if len(killers) == 1 else set()
        for killer in killers:
            proof.kills[killer].append(name)
        if not killers:
            case.complain(f"{name} is not caught under every seed")
        elif not killers & public and "(hidden only)" not in (function.__doc__ or ""):
            case.complain(f"{name} is caught by hidden checks only, and does not say so")
        elif _recognised(case.own, known[name], known) != name:
            case.complain(f"{name} is not recognised as itself")
        proof.caught += bool(killers)
    if not mistakes:
        case.complain(f"no wrong answers in reference/misconceptions/{case.unit}.py")
    files = case.files("wrong")
    for stem, function in files.items():
        trials = [trial(case.own, function, number) for number in range(NAMING_SEEDS)]
        killers = _sweep_wrong(case, function, trials)
        meant = "__".join(stem.split("__")[:2])
        given = _recognised(case.own, trials, known)
        proof.caught += bool(killers)
        proof.named += given == meant
        if not killers:
            case.complain(f"the wrong file {stem}.py is not caught")
        elif given not in (meant, None):
            case.complain(f"the wrong file {stem}.py is taken for {given}")
        elif given is None:
            proof.unnamed.append(f"{case.own[0].of}: {stem}.py")
    proof.files = len(files)
    proof.wrong = len(mistakes) + len(files)
    return alone


def _prove_checks(case: Case, alone: set[str]) -> None:
    """Every check kills, and keeps wrong answers far from right ones."""
    for check in case.own:
        text = check.function.__doc__ or ""
        if not case.proof.kills[check.id]:
            case.complain(f"{check.claim} kills no wrong answer")
        elif check.id not in alone and "Kills nothing alone:" not in text:
            case.complain(f"{check.claim} kills nothing alone, and its docstring does not say why it stays")
        if check.id in case.wrong and case.right.get(check.id):
            ratio = case.proof.separation[check.id] = case.wrong[check.id] / case.right[check.id]
            if ratio < SEPARATION and "Separation:" not in text:
                case.complain(f"{check.claim}: separation {ratio:.3g} is below {SEPARATION:g}")


def _prove_junk(case: Case, reference: Callable[..., Any]) -> None:
    """No answer of any kind breaks a check, or passes it, zeros of the right shape least of all."""
    junk: dict[str, Callable[..., Any]] = {label: lambda *_, value=value: value for label, value in JUNK.items()}
    junk["a ValueError"] = _refuse
    if not case.own[0].exercise.draws:
        junk["zeros"] = lambda *args: _zeros(reference(*args))
    for label, function in junk.items():
        for judged, error in trial(case.own, function, 0).errors.items():
            if not isinstance(error, expect.Failed | Ended):
                case.complain(
                    f"{judged}: an answer of {label} {f'ends in {error!r}' if error else 'passes'}, and should fail"
                )


def _refuse(*_: Any) -> Any:
    raise ValueError("whatever it is")


def _zeros(value: Any) -> Any:
    """The same but for its numbers."""
    return type(value)(map(_zeros, value)) if isinstance(value, list | tuple) else 0 * value


def _sweep_right(case: Case, function: Callable[..., Any]) -> tuple[set[str], float]:
    """Checks that a right answer fails under some seed, and the median over seeds of the slowest check's seconds."""
    bad: set[str] = set()
    slowest = []
    for number in range(SEEDS):
        result = trial(case.own, function, number)
        bad |= result.failed
        slowest.append(result.slowest)
        for check, margin in result.margins.items():
            case.right[check] = max(case.right.get(check, 0.0), margin)
    return bad, statistics.median(slowest)


def _sweep_wrong(case: Case, function: Callable[..., Any], trials: list[Trial]) -> set[str]:
    """Checks that a wrong answer fails under every seed; its least error over tolerance is kept. Some are tried already."""
    always = set.intersection(*(tried.failed for tried in trials))
    for number in range(len(trials), WRONG_SEEDS):
        trials = [*trials, trial([check for check in case.own if check.id in always], function, number)]
        always &= trials[-1].failed
    for check in always:
        for tried in trials:
            margin = tried.margins.get(check, 0.0)
            if isinstance(tried.errors[check], expect.Failed) and math.isfinite(margin) and margin > 1:
                case.wrong[check] = min(case.wrong.get(check, math.inf), margin)
    return always


def _recognised(own: list[grade.Check], trials: list[Trial], known: dict[str, list[Trial]]) -> str | None:
    """The name that a wrong answer is given under every seed; None if it has none or several."""
    names = set()
    for number, result in enumerate(trials):

        def answers(mistake: str, check: Any, number: int = number) -> Any:
            told = known[mistake][number]
            return told.errors[check.id], told.exchanges[check.id]

        names.add(diagnose.recognise(own, result.outcomes, result.exchanges, known, answers))
    return names.pop() if len(names) == 1 else None


def verify(root: Path, course: Course, start: Callable[[int], None], step: Callable[[str], None]) -> Proof:
    """Prove every exercise of the course, several at a time, and then the hostile files."""
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
    slow_first = sorted(course.units, key=lambda unit: unit.libraries != "torch")
    exercises = [(unit.name, exercise.name) for unit in slow_first for exercise in unit.exercises]
    known = {name for name, _, _ in course.exercises()}
    attacks = sorted((root / "tests" / "submissions" / "hostile").glob("*.py"))
    attacks = [path for path in attacks if known.issuperset(hostile.expectation(path.read_text()).targets)]
    start(len(exercises) + bool(attacks))
    total = Proof(units=len(course.units), hostile=len(attacks))
    # The hostile files first, and beside the rest: they wait for their own ends, three quarters of their time.
    jobs = (os.cpu_count() or 1) + bool(attacks)
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
        attacked = pool.submit(hostile.contain, root, course, attacks) if attacks else None
        waiting = {pool.submit(prove_exercise, root, *exercise): ".".join(exercise) for exercise in exercises}
        for future in as_completed(waiting):
            total.add(future.result())
            step(waiting[future])
        if attacked is not None:
            total.contained, faults = attacked.result()
            total.shortfalls += [f"hostile: {fault}" for fault in faults]
            step("hostile")
    if total.files and total.named < NAMED * total.files:
        total.shortfalls.append(f"only {total.named} of {total.files} independently written wrong files are named")
    for name in stubs.stale(root, course):  # a lesson with bad markers has ended above, in StubError
        total.shortfalls.append(f"exercises/{name}.py is not the stub of reference/{name}.py: run make stubs")
    return total


def as_text(proof: Proof) -> str:
    """The shortfalls, a line each, and the line that says it all."""
    least = min(proof.separation.values(), default=math.inf)
    lines = [f"shortfall: {shortfall}" for shortfall in proof.shortfalls]
    lines.append(
        f"verify: {proof.units} units, {proof.exercises} exercises, {proof.checks} checks "
        f"| stubs {proof.stub_points:g} points | reference full on {proof.seeds} seeds "
        f"| wrong {proof.caught}/{proof.wrong} caught, {proof.named}/{proof.files} named "
        f"| correct {proof.passed}/{proof.correct} passed | hostile {proof.contained}/{proof.hostile} contained "
        f"| separation >= {_floor(least)}"
    )
    return "\n".join(lines) + "\n"


def as_json(proof: Proof) -> str:
    """Everything found, as JSON."""
    return json.dumps(asdict(proof), indent=2, default=str) + "\n"


def _floor(ratio: float) -> str:
    """Two digits, rounded down: what is claimed holds."""
    if not 0 < ratio < math.inf:
        return f"{ratio:g}"
    scale = 10.0 ** (math.floor(math.log10(ratio)) - 1)
    return f"{math.floor(ratio / scale) * scale:.3g}"
