"""Hostile files: each says at its head what must become of it; here it is graded among neighbours, and held to that.

They run only in the sandbox, and that in namespaces of its own, where nothing that they kill is ours, on a copy of the course,
where nothing that they leave is missed:

    contain   copies the course, and starts the next in new pid, mount and ipc namespaces
    arrange   in these, process 1: opens the way for the user who is to grade, and starts the next as that one
    siege     the grader: a class of three for each file, and a look around after it; a line of JSON for each
"""

import ast
import contextlib
import functools
import io
import itertools
import json
import math
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Console

from autograder import cells, grade
from autograder import course as courses
from autograder.model import Course, Outcome, Report, Reports, Submission
from autograder.report import json as as_json
from autograder.report import terminal
from autograder.sandbox import bubblewrap, client, isolation, nursery

OUTER = ["-fpmi", "--mount-proc", "--kill-child"]  # unshare(1): the outer namespaces
COPIED = ("autograder", "reference", "exercises", "course.toml")
SHORT = {
    "cpu_seconds": 0.5,
    "wall_factor": 3.0,
    "submission_seconds": 20.0,
}  # for all files but those with `# Limits: real`
START_SECONDS = 300.0  # for both nurseries on a cold, busy disk, and what else is not a submission's


class Unavailable(Exception):
    """Nothing here makes a pid namespace; the text says why."""


@dataclass(frozen=True)
class Expectation:
    """What a hostile file says about itself in its first lines: it is handed in as every unit that it names, and judged in
    the exercises that it names."""

    exercises: dict[tuple[str, str], tuple[float, frozenset[str]]]  # (unit, exercise) -> points, allowed outcomes
    real_limits: bool
    writes: bool = False  # files: an error where a child has no folder, as without namespaces

    @property
    def units(self) -> list[str]:
        """The units that it names."""
        return sorted({unit for unit, _ in self.exercises})

    @property
    def targets(self) -> list[str]:
        """The exercises that it names."""
        return [".".join(name) for name in self.exercises]


EXPECT = re.compile(r"^# Expect: (\w+)\.(\w+) ([\d.]+) points, ([\w ]+)$", re.MULTILINE)
WRITES = re.compile(r"^# Writes: files$", re.MULTILINE)
REAL = re.compile(r"^# Limits: real$", re.MULTILINE)


def expectation(source: str) -> Expectation:
    """The expectation written at the head of a hostile file."""
    found = EXPECT.findall(source)
    assert found, "a hostile file begins with its `# Expect:` lines"
    exercises = {
        (unit, exercise): (float(points), frozenset(outcomes.split(" or ")))
        for unit, exercise, points, outcomes in found
    }
    return Expectation(exercises, REAL.search(source) is not None, WRITES.search(source) is not None)


def as_notebook(source: bytes) -> bytes:
    """A file as a notebook with a code cell for each of its statements, and for what stands above it."""
    lines = source.decode().split("\n")
    ends = [node.end_lineno or 0 for node in ast.parse(source).body]
    texts = ["\n".join(lines[begin:end]) for begin, end in itertools.pairwise([0, *ends[:-1], len(lines)])]
    return msgspec.json.encode({"nbformat": 4, "cells": [{"cell_type": "code", "source": text} for text in texts]})


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


def contain(
    root: Path,
    course: Course,
    files: list[Path],
    *,
    real_limits: bool = False,
    user: int | None = None,
    notebooks: bool = False,
    level: str = isolation.BEST,
) -> tuple[int, list[str]]:
    """Grade each file in the middle of a class of three: how many are contained, and what falls short.

    Root may have another `user` grade. The limits are short ones, unless a file or the caller asks for the course's own.
    As `notebooks` all are handed in, a cell for each statement. `level`: the isolation, see `sandbox.isolation`.
    """
    try:
        outer = outer_namespace()
    except Unavailable as error:
        return 0, [f"there is no pid namespace to run them in: {error}"]
    with tempfile.TemporaryDirectory() as folder:
        place, seed = Path(folder), f"canary-seed-{secrets.token_hex(16)}"
        _furnish(place, root, files, user)
        place.chmod(
            0o711 if level == "uid+confine" else 0o700
        )  # whoever runs student code must come to the worker's modules
        orders = {"place": folder, "real_limits": real_limits, "user": user, "notebooks": notebooks, "level": level}
        own = {
            "AUTOGRADER_SEED": seed,
            "HOME": f"{folder}/home",
            "TMPDIR": f"{folder}/tmp",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        command = [*outer, sys.executable, "-m", "autograder.hostile", "arrange", json.dumps(orders)]
        seconds = START_SECONDS + len(files) * 2 * course.limits.submission_seconds
        try:
            ran = subprocess.run(
                command,
                cwd=place / "course",
                env=os.environ | own,
                capture_output=True,
                text=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return 0, [f"the grader did not end in {seconds:.0f} s"]
    faults: dict[str, list[str]] = dict(json.loads(line) for line in ran.stdout.splitlines())
    shortfalls = [f"the grader ended with {ran.returncode}: {ran.stderr[-500:]}"] if ran.returncode != 0 else []
    shortfalls += ["the secret seed shows in what the grader said"] if seed in ran.stdout + ran.stderr else []
    for name in (path.name for path in _copies(place, files)):
        shortfalls += [f"{name}: {fault}" for fault in faults.get(name, ["there is no report"])]
    return sum(found == [] for found in faults.values()), shortfalls


def _furnish(place: Path, root: Path, files: list[Path], user: int | None) -> None:
    """A copy of the course with a seed in it, the files, and folders for what the grader writes; all are the user's."""
    for name in ("course", "files", "home", "tmp"):
        (place / name).mkdir()
    for path in (root / name for name in COPIED):
        target = place / "course" / path.name
        if path.is_dir():
            shutil.copytree(path, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(path, target)
    shutil.copyfile(root / "tests" / "submissions" / "probe.py", place / "probe.py")
    (place / "course" / ".course-seed").write_text(f"canary-file-{secrets.token_hex(16)}\n")
    (place / "course" / ".course-seed").chmod(0o600)
    for path, copy in zip(files, _copies(place, files), strict=True):
        shutil.copyfile(path, copy)
    if user is not None:
        for path in (place, *place.rglob("*")):
            os.chown(path, user, user)


def _copies(place: Path, files: list[Path]) -> list[Path]:
    """Where the files are when they are graded; one may be there several times."""
    return [place / "files" / f"{number:03}_{path.name}" for number, path in enumerate(files)]


def arrange(orders: dict[str, Any]) -> int:
    """In the outer namespaces: make folders that nobody else writes to, open the way, and let the user grade."""
    _mount("-t", "tmpfs", "tmpfs", "/dev/shm")
    who: dict[str, Any] = {}
    if orders["user"] is not None or orders["level"] == "uid+confine":
        open_way()
    if orders["user"] is not None:
        who = {"user": orders["user"], "group": orders["user"], "extra_groups": []}
    command = [sys.executable, "-m", "autograder.hostile", "siege", json.dumps(orders)]
    return subprocess.run(command, check=False, **who).returncode


def open_way() -> None:
    """Let every user come to the interpreter, in this mount namespace: a closed folder above is covered, it is put back."""
    python = Path(sys.executable).resolve().parents[1]
    needed = [Path(sys.prefix), Path(sys.base_prefix), python, *bubblewrap.site_folders()]
    closed = [folder for path in needed for folder in reversed(path.parents) if not folder.stat().st_mode & 0o001]
    for cover in dict.fromkeys(closed):
        inside = [path for path in dict.fromkeys(needed) if path.is_relative_to(cover)]
        with tempfile.TemporaryDirectory() as aside:
            for number, path in enumerate(inside):
                (Path(aside) / str(number)).mkdir()
                _mount("--bind", str(path), f"{aside}/{number}")
            _mount("-t", "tmpfs", "-o", "mode=0755", "tmpfs", str(cover))
            for number, path in enumerate(inside):
                path.mkdir(parents=True, exist_ok=True)
                _mount("--move", f"{aside}/{number}", str(path))


def _mount(*options: str) -> None:
    subprocess.run(["mount", *options], check=True)


def siege(orders: dict[str, Any]) -> int:
    """Grade every file between neighbours; say of each what falls short."""
    place = Path(orders["place"])
    root = place / "course"
    sys.path.insert(0, str(root))
    course = courses.load(root)
    with isolation.sandbox(course.limits, orders["level"]) as sandbox:
        ground = Ground(root, course, sandbox, orders["real_limits"], orders["notebooks"])
        for path in sorted((place / "files").iterdir()):
            print(json.dumps([path.name, list(ground.faults(path))]), flush=True)
    return 0


class Ground:
    """The sandbox that all files are graded in, and how it is when nobody is there."""

    def __init__(self, root: Path, course: Course, sandbox: client.Sandbox, real_limits: bool, notebooks: bool) -> None:
        self.root, self.course, self.sandbox, self.notebooks = root, course, sandbox, notebooks
        limits = course.limits if real_limits else msgspec.structs.replace(course.limits, **SHORT)
        self.short = msgspec.structs.replace(course, limits=limits)
        self.seed = grade.Seed(os.environ["AUTOGRADER_SEED"].encode())
        self.mark = f"canary-neighbour-{secrets.token_hex(16)}"
        self.canaries = {
            os.environ["AUTOGRADER_SEED"],
            (root / ".course-seed").read_text().strip(),
            self.mark,
            *_hidden_lines(root),
        }
        self.right = {
            unit.name: (root / "reference" / f"{unit.name}.py").read_bytes() + f"\n# {self.mark}\n".encode()
            for unit in course.units
        }
        self.libraries = sorted({unit.libraries for unit in course.units})
        first = self.graded(course, "first", self.right, [])
        assert first.score == first.max_score, f"a right submission scores {first.score} of {first.max_score}"
        self.calm = self.look()  # now that the nurseries have all that they load

    def faults(self, path: Path) -> Iterator[str]:
        """What falls short when this file is graded after a neighbour, the last one's, and before another."""
        source = path.read_bytes()
        wanted = expectation(source.decode())
        course = self.course if wanted.real_limits else self.short
        own = self.graded(course, path.stem, dict.fromkeys(wanted.units, source), wanted.targets)
        right = {unit: self.right[unit] for unit in wanted.units}
        after = self.graded(self.course, self.mark, right, wanted.targets)
        yield from _misses(wanted, own, wanted.writes and self.sandbox.isolation != isolation.BEST)
        if after.score != after.max_score:
            yield f"the next submission scored {after.score} of {after.max_score}"
        if own.seconds > course.limits.submission_seconds:
            yield f"it took {own.seconds:.1f} s"
        yield from self._shown(own)
        now = self.look()
        for what, there in now.items():
            for change, changed in (("new", there - self.calm[what]), ("gone", self.calm[what] - there)):
                yield from (f"{what}, {change}: {thing}" for thing in sorted(changed)[:3])
        self.calm = now

    def graded(self, course: Course, name: str, sources: dict[str, bytes], targets: list[str]) -> Report:
        """The report on one submission to these exercises, all if none is named."""
        read = {unit: cells.read(as_notebook(source)) for unit, source in sources.items()} if self.notebooks else {}
        handed_in = Submission(
            name=name,
            sources=sources | {unit: each.text for unit, each in read.items()},
            unreadable={},
            sha256=secrets.token_hex(32),
            cells={unit: each.cells for unit, each in read.items()},
        )
        return grade.grade(courses.select(course, targets), handed_in, self.sandbox, self.seed)

    def _shown(self, report: Report) -> Iterator[str]:
        """Faults in the text of a report, in either format."""
        page = io.StringIO()
        console = Console(file=page, width=80)
        console.print(terminal.render(report, scope="all checks"))
        console.print(terminal.render_class([report, report]))
        text = as_json.render(Reports(reports=(report,))).decode()
        yield from (
            f"a canary shows in its report: {each[:60]!r}" for each in self.canaries if each in text + page.getvalue()
        )
        checks = [check for unit in report.units for exercise in unit.exercises for check in exercise.checks]
        fields = [field for check in checks for field in (check.message, check.detail, check.hint)]
        for where, shown in (("the terminal", [page.getvalue()]), ("a field", fields), ("the JSON", [text])):
            if steering := {character for each in shown for character in each if _steers(character)}:
                yield f"characters that steer a terminal reach {where}: {steering}"
        for where, written in (("the terminal", page.getvalue()), ("the JSON", text)):
            if commands := _COMMAND.findall(written):
                yield f"commands for the runner of a workflow reach {where}: {commands[:3]}"

    def look(self) -> dict[str, Counter[str]]:
        """All that a submission could leave behind: outside the sandbox, and as a fresh child sees it from inside."""
        found: dict[str, Counter[str]] = {"nurseries": Counter(), "things inside": Counter()}
        for libraries in self.libraries:
            found["nurseries"][f"{libraries}: process {self.sandbox.nursery(libraries).process.pid}"] += 1
            found["things inside"].update(f"{libraries}: {line}" for line in self._probed(libraries))
            assert self.sandbox.nursery(libraries).alive(), "it cannot go on"
        found["processes"] = Counter(_processes())
        found["mounts"] = Counter(Path("/proc/self/mountinfo").read_text().splitlines())
        found["IPC objects"] = Counter(
            line for name in ("shm", "sem", "msg") for line in _lines(f"/proc/sysvipc/{name}")
        )
        found["descriptors"] = Counter(_descriptors())
        found["files"] = Counter(_files(self.root, self.root.parent / "tmp", Path("/dev/shm")))
        return found

    def _probed(self, which: str) -> list[str]:
        """What a benign submission finds in a fresh child."""
        child = self.sandbox.child(which)
        try:
            sources = {"probe": (self.root.parent / "probe.py").read_bytes()}
            libraries = list(nursery.DISTRIBUTIONS)
            child.call("load", {"unit": "probe", "sources": sources, "libraries": libraries, "cells": {}}, 10, 30)
            reply, answer = child.call("call", {"function": "probe", "mode": "value", "args": []}, 10, 30)
            assert reply == "value", answer
            lines = bytes(answer["value"]).decode().splitlines()
            return (
                lines if self.sandbox.isolation == isolation.BEST else [line for line in lines if not _OWN.match(line)]
            )
        finally:
            child.end()


_OWN = re.compile(r"\('get(pid|pgrp|uid|gid)', ")  # without namespaces they differ from child to child
_COMMAND = re.compile(r"^\s*::[A-Za-z].*|##[A-Za-z]*\[.*", re.MULTILINE)


def _steers(character: str) -> bool:
    return character != "\n" and unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines()


def _processes() -> Iterator[str]:
    """Each process in this namespace: its name and its parent. The spare child of a nursery has a new number each time."""
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            name, _, rest = Path(f"/proc/{pid}/stat").read_text().partition(" ")[2].rpartition(")")
            yield f"{name}) below {rest.split()[1]}" + (", a zombie" if rest.split()[0] == "Z" else "")


def _descriptors() -> Iterator[str]:
    """What this process has open; numbers change with every child."""
    for name in os.listdir("/proc/self/fd"):
        with contextlib.suppress(OSError):
            yield re.sub(r"\d+", "N", os.readlink(f"/proc/self/fd/{name}"))


def _files(*folders: Path) -> Iterator[str]:
    for folder in folders:
        for path in folder.rglob("*"):
            with contextlib.suppress(OSError):
                status = path.lstat()
                yield f"{path} of {status.st_size} bytes, {status.st_mtime_ns}"


def _hidden_lines(root: Path) -> Iterable[str]:
    """Lines of code of the hidden checks: none may show in a report."""
    for path in (root / "autograder" / "checks" / "hidden").glob("check_*.py"):
        for line in path.read_text().splitlines():
            if line.startswith("    ") and len(line) > 50 and '"' not in line:
                yield line.strip()


def _misses(wanted: Expectation, report: Report, no_folder: bool) -> Iterator[str]:
    exercises = {(unit.name, exercise.name): exercise for unit in report.units for exercise in unit.exercises}
    for name, (points, outcomes) in wanted.exercises.items():
        got = {str(check.outcome) for check in exercises[name].checks}
        for check in exercises[name].checks:
            if check.outcome is Outcome.GRADER_ERROR:
                yield f"{check.id} went wrong itself: {check.detail[-300:]}"
        score = exercises[name].score
        if no_folder and "error" in got and score <= points:
            continue
        if not math.isclose(score, points, abs_tol=1e-6) or not got <= outcomes:
            yield f"{'.'.join(name)} has {score} points and is {sorted(got)}, not {points} and {sorted(outcomes)}"


if __name__ == "__main__":
    sys.exit({"arrange": arrange, "siege": siege}[sys.argv[1]](json.loads(sys.argv[2])))
