"""The course proves itself: known wrong answers fail and are named, right ones pass, attacks are contained.

Trusted code (reference, misconceptions, the wrong and correct files of tests/submissions) runs in this process, through the codec;
hostile files run only in the sandbox, and that in a pid namespace of its own.
"""

import json
import math
import multiprocessing
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from autograder import course as courses
from autograder import diagnose, expect, grade, stubs
from autograder.model import Course, Limits, Outcome
from autograder.sandbox import local, nursery
from autograder.student import Ended, Exchange

SEEDS = 20  # instances on which the reference must be right, and each wrong answer wrong
NAMING_SEEDS = 3  # instances on which a mistake must be given its name
SEPARATION = 100.0  # least error of a wrong answer over the worst of a right one
NAMED = 0.9  # share of the independently written wrong files that must be given their name
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
        began = time.perf_counter()
        with expect.recording() as record:
            result.errors[check.id], result.exchanges[check.id] = diagnose.run(check, function, rng(check.id))
        result.slowest = max(result.slowest, time.perf_counter() - began)
        if record.margins:
            result.margins[check.id] = max(record.margins)
    return result


def loaded(source: bytes, unit: str, exercise: str) -> Callable[..., Any]:
    """An exercise's function from the bytes of a trusted file."""
    child = local.InProcess()
    reply, answer = child.call(
        "load", {"unit": unit, "sources": {unit: source}, "libraries": list(nursery.DISTRIBUTIONS)}, 0, 0
    )
    if reply != "loaded":
        raise RuntimeError(f"a file of {unit}.{exercise} cannot be imported: {answer}")
    function = child.worker.functions[exercise]
    assert callable(function)
    return function


def prove_exercise(root: Path, unit: str, exercise: str) -> Proof:
    """Everything about one exercise but the hostile files."""
    course = courses.select(courses.load(root), [f"{unit}.{exercise}"])
    own = grade.checks(course)
    proof = Proof(exercises=1, checks=len(own))
    complain = proof.shortfalls.append
    name = f"{unit}.{exercise}"
    source = (root / "reference" / f"{unit}.py").read_text()

    stub = trial(own, loaded(stubs.stub(source, unit).encode(), unit, exercise), 0)
    if set(stub.outcomes.values()) != {Outcome.NOT_ATTEMPTED}:
        complain(
            f"{name}: the stub is {sorted({outcome.value for outcome in stub.outcomes.values()})}, not not_attempted throughout"
        )
    worth = grade.points(own)
    proof.stub_points = sum(worth[check] for check, outcome in stub.outcomes.items() if outcome is Outcome.PASSED)

    right: dict[str, float] = {}
    reference = loaded(source.encode(), unit, exercise)
    candidates = {"reference": reference} | {
        path.stem: loaded(path.read_bytes(), unit, exercise) for path in _files(root, "correct", unit, exercise)
    }
    proof.correct = len(candidates) - 1
    for label, function in candidates.items():
        bad = _sweep_right(own, function, right, complain if label == "reference" else None)
        proof.passed += label != "reference" and not bad
        if bad:
            complain(f"{name}: the right answer {label} fails {', '.join(sorted(bad))}")

    wrong: dict[str, float] = {}
    proof.kills = {check.id: [] for check in own}
    public = {check.id for check in own if check.visibility == "public"}
    alone: set[str] = set()
    mistakes = diagnose.mistakes(unit, exercise)
    known = {
        mistake: [trial(own, function, number) for number in range(NAMING_SEEDS)]
        for mistake, function in mistakes.items()
    }
    for mistake, function in mistakes.items():
        killers = _sweep_wrong(own, function, wrong, SEEDS)
        proof.wrong += 1
        proof.caught += bool(killers)
        for killer in killers:
            proof.kills[killer].append(mistake)
        if len(killers) == 1:
            alone |= killers
        if not killers:
            complain(f"{name}: {mistake} is not caught under every seed")
        elif not killers & public and "(hidden only)" not in (function.__doc__ or ""):
            complain(f"{name}: {mistake} is caught by hidden checks only, and does not say so")
        if killers and _recognised(own, known[mistake], known) != mistake:
            complain(f"{name}: {mistake} is not recognised as itself")
    if not mistakes:
        complain(f"{name}: no wrong answers in reference/misconceptions/{unit}.py")

    for path in _files(root, "wrong", unit, exercise):
        function = loaded(path.read_bytes(), unit, exercise)
        meant = "__".join(path.stem.split("__")[:2])
        killers = _sweep_wrong(own, function, wrong, NAMING_SEEDS)
        proof.wrong += 1
        proof.files += 1
        proof.caught += bool(killers)
        if not killers:
            complain(f"{name}: the wrong file {path.name} is not caught")
            continue
        given = _recognised(own, [trial(own, function, number) for number in range(NAMING_SEEDS)], known)
        proof.named += given == meant
        if given not in (meant, None):
            complain(f"{name}: the wrong file {path.name} is taken for {given}")
        elif given is None:
            proof.unnamed.append(f"{name}: {path.name}")

    for check in own:
        text = check.function.__doc__ or ""
        if not proof.kills[check.id]:
            complain(f"{check.id}: kills no wrong answer")
        elif check.id not in alone and "Kills nothing alone:" not in text:
            complain(f"{check.id}: kills nothing alone, and its docstring does not say why it stays")
        if check.id in wrong and right.get(check.id):
            proof.separation[check.id] = wrong[check.id] / right[check.id]
            if proof.separation[check.id] < SEPARATION and "Separation:" not in text:
                complain(f"{check.id}: separation {proof.separation[check.id]:.3g} is below {SEPARATION:g}")
    for label, value in JUNK.items():
        for judged, error in trial(own, lambda *_, value=value: value, 0).errors.items():
            if not isinstance(error, expect.Failed | Ended):
                complain(
                    f"{judged}: an answer of {label} {f'ends in {error!r}' if error else 'passes'}, and should fail"
                )
    return proof


def _sweep_right(
    own: list[grade.Check],
    function: Callable[..., Any],
    right: dict[str, float],
    complain: Callable[[str], None] | None,
) -> set[str]:
    """Checks that a right answer fails under some seed; the worst error over tolerance is kept in `right`."""
    bad: set[str] = set()
    slowest = []
    for number in range(SEEDS):
        result = trial(own, function, number)
        bad |= result.failed
        slowest.append(result.slowest)
        for check, margin in result.margins.items():
            right[check] = max(right.get(check, 0.0), margin)
    allowed = own[0].exercise.cpu_seconds or Limits().cpu_seconds
    if complain and 10 * sorted(slowest)[len(slowest) // 2] > allowed:
        complain(
            f"{own[0].of}: needs cpu_seconds of at least {10 * sorted(slowest)[len(slowest) // 2]:.1f} in course.toml"
        )
    return bad


def _sweep_wrong(own: list[grade.Check], function: Callable[..., Any], wrong: dict[str, float], seeds: int) -> set[str]:
    """Checks that a wrong answer fails under every seed; its least error over tolerance there is kept in `wrong`."""
    always = {check.id for check in own}
    for number in range(seeds):
        result = trial([check for check in own if check.id in always], function, number)
        always = result.failed
        for check in result.failed:
            margin = result.margins.get(check, 0.0)
            if isinstance(result.errors[check], expect.Failed) and math.isfinite(margin) and margin > 1:
                wrong[check] = min(wrong.get(check, math.inf), margin)
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


def _files(root: Path, kind: str, unit: str, exercise: str) -> list[Path]:
    return sorted((root / "tests" / "submissions" / kind / unit).glob(f"{exercise}__*.py"))


# Hostile files


@dataclass(frozen=True)
class Expectation:
    """What a hostile file says about itself in its first lines."""

    unit: str
    exercises: dict[str, tuple[float, frozenset[str]]]  # exercise -> (points, allowed outcomes)


EXPECT = re.compile(r"^# Expect: (\w+)\.(\w+) ([\d.]+) points, ([\w ]+)$", re.MULTILINE)


def expectation(source: str) -> Expectation:
    """The expectation written at the head of a hostile file."""
    found = EXPECT.findall(source)
    assert found, "a hostile file begins with its `# Expect:` lines"
    exercises = {
        exercise: (float(points), frozenset(outcomes.split(" or "))) for _, exercise, points, outcomes in found
    }
    return Expectation(found[0][0], exercises)


def outer_namespace() -> list[str]:
    """A command prefix that gives a command a pid namespace of its own, where hostile code cannot reach this machine."""
    flags = ["-fpm", "--mount-proc", "--kill-child"]
    for prefix in (["unshare", *flags], ["unshare", "-Ur", *flags]):
        if shutil.which("unshare") and subprocess.run([*prefix, "true"], capture_output=True).returncode == 0:
            return prefix
    raise RuntimeError("hostile files need a pid namespace of their own, and unshare cannot make one here")


def prove_hostile(root: Path, course: Course, files: list[Path], step: Callable[[str], None]) -> Proof:
    """Grade each hostile file in the middle of a class of three; its neighbours must not notice."""
    proof = Proof(hostile=len(files))
    canary = f"canary-{secrets.token_hex(16)}"
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        neighbours = {path.stem for path in (root / "reference").glob("*.py")} & {unit.name for unit in course.units}
        for number, path in enumerate(files):
            _hand_in(
                place / f"{number:03}a", {unit: (root / "reference" / f"{unit}.py").read_text() for unit in neighbours}
            )
            source = path.read_text()
            _hand_in(place / f"{number:03}b_{path.stem}", {expectation(source).unit: source})
        last = f"{len(files):03}a"
        _hand_in(place / last, {unit: (root / "reference" / f"{unit}.py").read_text() for unit in neighbours})
        command = [*outer_namespace(), sys.executable, "-m", "autograder", "grade", str(place), "--json"]
        ran = subprocess.run(
            command, cwd=root, capture_output=True, text=True, env=os.environ | {"AUTOGRADER_SEED": canary}, check=False
        )
    if ran.returncode != 0:
        proof.shortfalls.append(f"hostile: grade ended with {ran.returncode}: {ran.stderr[-500:]}")
    if not ran.stdout:
        return proof
    shown = [canary, *_hidden_lines(root, course)]
    for leak in (text for text in shown if text in ran.stdout or text in ran.stderr):
        proof.shortfalls.append(f"hostile: a canary shows in a report: {leak[:60]!r}")
    reports = {report["submission"]: report for report in json.loads(ran.stdout)["reports"]}
    for number, path in enumerate(files):
        faults = list(_misses(expectation(path.read_text()), reports[f"{number:03}b_{path.stem}"]))
        after = reports[f"{number + 1:03}a"]
        for unit in (
            unit for unit in after["units"] if unit["name"] in neighbours and unit["score"] != unit["max_score"]
        ):
            faults.append(f"the next submission scored {unit['score']} of {unit['max_score']} in {unit['name']}")
        proof.contained += not faults
        proof.shortfalls += [f"hostile: {path.name}: {fault}" for fault in faults]
        step(path.stem)
    return proof


def _hand_in(folder: Path, sources: dict[str, str]) -> None:
    folder.mkdir()
    for unit, source in sources.items():
        (folder / f"{unit}.py").write_text(source)


def _hidden_lines(root: Path, course: Course) -> Iterable[str]:
    """Lines of code of the hidden checks: none may show in a report."""
    for unit in course.units:
        path = root / "autograder" / "checks" / "hidden" / f"check_{unit.name}.py"
        for line in path.read_text().splitlines() if path.exists() else ():
            if line.startswith("    ") and len(line) > 50 and '"' not in line:
                yield line.strip()


def _misses(wanted: Expectation, report: dict[str, Any]) -> Iterable[str]:
    exercises = {e["name"]: e for unit in report["units"] if unit["name"] == wanted.unit for e in unit["exercises"]}
    if wanted.exercises.keys() != exercises.keys():
        yield f"its header speaks of {sorted(wanted.exercises)}, the unit has {sorted(exercises)}"
    for name, (points, outcomes) in wanted.exercises.items():
        if name in exercises:
            got = {check["outcome"] for check in exercises[name]["checks"]}
            for check in exercises[name]["checks"]:
                if check["outcome"] == Outcome.GRADER_ERROR:
                    yield f"{check['id']} went wrong itself: {check['detail'][-300:]}"
            if not math.isclose(exercises[name]["score"], points, abs_tol=1e-6) or not got <= outcomes:
                yield f"{name} has {exercises[name]['score']} points and is {sorted(got)}, not {points} and {sorted(outcomes)}"


# All together


def verify(root: Path, course: Course, start: Callable[[int], None], step: Callable[[str], None]) -> Proof:
    """Prove every exercise of the course, several at a time, and then the hostile files."""
    exercises = [(unit.name, exercise.name) for unit in course.units for exercise in unit.exercises]
    units = {unit.name for unit in course.units}
    hostile = sorted((root / "tests" / "submissions" / "hostile").glob("*.py"))
    hostile = [path for path in hostile if expectation(path.read_text()).unit in units]
    start(len(exercises) + len(hostile))
    total = Proof(units=len(course.units))
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
    with ProcessPoolExecutor(os.cpu_count(), mp_context=multiprocessing.get_context("spawn")) as pool:
        waiting = {
            pool.submit(prove_exercise, root, unit, exercise): f"{unit}.{exercise}" for unit, exercise in exercises
        }
        for future in as_completed(waiting):
            total.add(future.result())
            step(waiting[future])
    if hostile:
        total.add(prove_hostile(root, course, hostile, step))
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
        f"verify: {proof.units} units, {proof.exercises} exercises, {proof.checks} checks | stubs {proof.stub_points:g} points "
        f"| reference full on {proof.seeds} seeds | wrong {proof.caught}/{proof.wrong} caught, {proof.named}/{proof.files} named "
        f"| correct {proof.passed}/{proof.correct} passed | hostile {proof.contained}/{proof.hostile} contained | separation >= {_floor(least)}"
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
