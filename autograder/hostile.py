"""Hostile files: each says at its head what must become of it; here it is graded among neighbours, and held to that.

They run only in the sandbox, and that in a pid namespace of its own, where nothing that they kill is ours.
"""

import functools
import json
import math
import os
import re
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.model import Course, Outcome

OUTER = ["-fpm", "--mount-proc", "--kill-child"]  # unshare(1): the outer pid namespace


class Unavailable(Exception):
    """Nothing here makes a pid namespace; the text says why."""


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


@functools.cache
def outer_namespace() -> list[str]:
    """A command prefix that gives a command a pid namespace of its own, where hostile code cannot reach this machine."""
    command = ["unshare", *OUTER] if os.geteuid() == 0 else ["unshare", "-Ur", *OUTER]
    shows_its_pid = [*command, sys.executable, "-S", "-c", "import os; print(os.getpid())"]
    try:
        trial = subprocess.run(shows_its_pid, capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(str(error)) from None
    if trial.stdout != "1\n":
        raise Unavailable(trial.stderr.strip() or "unshare made no pid namespace")
    return command


def contain(root: Path, course: Course, files: list[Path]) -> tuple[int, list[str]]:
    """Grade each file in the middle of a class of three: how many are contained, and what falls short."""
    try:
        outer = outer_namespace()
    except Unavailable as error:
        return 0, [f"there is no pid namespace to run them in: {error}"]
    canary = f"canary-{secrets.token_hex(16)}"
    units = {unit.name for unit in course.units}
    right = {unit: (root / "reference" / f"{unit}.py").read_text() for unit in sorted(units)}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for number, path in enumerate(files):
            source = path.read_text()
            _hand_in(place / f"{number:03}a", right)
            _hand_in(place / f"{number:03}b_{path.stem}", {expectation(source).unit: source})
        _hand_in(place / f"{len(files):03}a", right)
        command = [*outer, sys.executable, "-m", "autograder", "grade", str(place), "--json"]
        environment = os.environ | {"AUTOGRADER_SEED": canary}
        ran = subprocess.run(command, cwd=root, capture_output=True, text=True, env=environment, check=False)
    contained, shortfalls = 0, []
    if ran.returncode != 0:
        shortfalls.append(f"grade ended with {ran.returncode}: {ran.stderr[-500:]}")
    for leak in (text for text in (canary, *_hidden_lines(root, units)) if text in ran.stdout or text in ran.stderr):
        shortfalls.append(f"a canary shows in a report: {leak[:60]!r}")
    reports = {report["submission"]: report for report in json.loads(ran.stdout or '{"reports": []}')["reports"]}
    for number, path in enumerate(files):
        own, after = reports.get(f"{number:03}b_{path.stem}"), reports.get(f"{number + 1:03}a")
        faults = ["there is no report"] if own is None or after is None else _faults(path, own, after, units)
        shortfalls += [f"{path.name}: {fault}" for fault in faults]
        contained += not faults
    return contained, shortfalls


def _faults(path: Path, own: dict[str, Any], after: dict[str, Any], units: set[str]) -> list[str]:
    """Where a hostile file's report, or the next submission's, is not what it should be."""
    faults = list(_misses(expectation(path.read_text()), own))
    for unit in (unit for unit in after["units"] if unit["name"] in units and unit["score"] != unit["max_score"]):
        faults.append(f"the next submission scored {unit['score']} of {unit['max_score']} in {unit['name']}")
    return faults


def _hand_in(folder: Path, sources: dict[str, str]) -> None:
    folder.mkdir()
    for unit, source in sources.items():
        (folder / f"{unit}.py").write_text(source)


def _hidden_lines(root: Path, units: set[str]) -> Iterable[str]:
    """Lines of code of the hidden checks: none may show in a report."""
    for unit in units:
        path = root / "autograder" / "checks" / "hidden" / f"check_{unit}.py"
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
