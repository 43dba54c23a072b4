"""The course -> the repository that students fork: what a student needs, and nothing that gives an answer away.

`kit` is all of it, bytes by path, the same from the same course. Its record says what it was given, for `update`.
"""

import ast
import hashlib
import json
import multiprocessing
import os
import shutil
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from autograder import course as courses
from autograder import diagnose, grade, leaks, stubs
from autograder.model import Course, Data, Exercise, Unit
from autograder.sandbox import bubblewrap, nursery

PACKAGE = Path(__file__).parent
# A kit has these of the package and nothing else of it.
MODULES = (
    "__init__ __main__ cells cli course debug diagnose expect files grade kernel model progress reports reset student"
    " submission systems watch"
)
SHIPPED = (
    *(f"{name}.py" for name in MODULES.split()),
    "checks/*.py",
    "checks/public/*.py",
    "report/*.*",
    "sandbox/*.py",
)
STAFF = ("report/canvas.py", "report/gradescope.py", "report/moodle.py")  # a student has no use for them
OWN = {
    "Makefile": "Makefile",
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "pyproject.toml": "pyproject.toml",
    "check.yml": ".github/workflows/check.yml",
    "gitlab-ci.yml": ".gitlab-ci.yml",
}
RECORD, FORMAT = "autograder/kit.json", 1
UPDATE = ", or bring this one up to date with --update"
JUDGES = ("expect.py", "systems.py", "checks/problems.py", "sandbox/gradients.py", "sandbox/probes.py")


class ReleaseError(Exception):
    """Why nothing was written: what is wrong, and the remedy."""


class Asked(Data, frozen=True):
    """What an exercise was when it was released."""

    points: float
    task: str  # digest of its stub
    claims: str  # digest of what decides it: its checks, hidden ones too, their weights, its limits


class Record(Data, frozen=True):
    """autograder/kit.json: what a kit was given."""

    version: str
    files: Mapping[str, str]  # path -> SHA-256
    exercises: Mapping[str, Asked]
    judges: Mapping[str, str]  # what decides every exercise -> digest
    format: int = FORMAT


def kit(
    root: Path, course: Course, known: leaks.Secrets, step: Callable[[str], None] = lambda _: None
) -> dict[str, bytes]:
    """All files of a course's kit, content by path; raises ReleaseError, and StubError, rather than give a secret away."""
    files = {f"autograder/{path}": (PACKAGE / path).read_bytes() for path in _shipped()}
    files |= {target: (PACKAGE / "kit" / name).read_bytes() for name, target in OWN.items()}
    try:
        files |= {"LICENSE": (root / "LICENSE").read_bytes(), "constraints.txt": _pins(root)}
    except OSError as error:
        raise ReleaseError(f"{error.filename}: {error.strerror}; a kit needs it") from None
    files |= {"course.toml": toml(_public(course)).encode(), "exercises/__init__.py": b""}
    for unit in course.units:
        files |= dict.fromkeys(
            (f"exercises/{unit.name}.py", f"autograder/pristine/{unit.name}.py"), stubs.read(root, unit).encode()
        )
    files |= {f"autograder/transcripts/{name}.msgpack": data for name, data in _transcripts(root, course, step).items()}
    files[RECORD] = msgspec.json.format(msgspec.json.encode(_record(course, files)), indent=1) + b"\n"
    if found := [find for path, data in files.items() for find in leaks.find(known, path, data)]:
        lines = "".join(f"\n  {find.place}: {find.what}" for find in found)
        raise ReleaseError(f"the kit would give this away, so nothing was written; take it out:{lines}")
    return dict(sorted(files.items()))


def release(files: Mapping[str, bytes], dest: Path, or_else: str = UPDATE) -> None:
    """Make a new folder of files, whole or not at all; raises ReleaseError."""
    new_folder(dest, or_else)
    dest = dest.resolve()
    try:
        dest.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=f".{dest.name}-", dir=dest.parent))
        try:
            for path, data in files.items():
                (scratch / "kit" / path).parent.mkdir(parents=True, exist_ok=True)
                (scratch / "kit" / path).write_bytes(data)
            (scratch / "kit").rename(dest)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    except OSError as error:
        raise ReleaseError(f"{dest}: {error.strerror}; name a folder that can be written") from None


def new_folder(dest: Path, or_else: str = UPDATE) -> None:
    """Raise ReleaseError where something would be overwritten; `or_else` is what else can be done than naming another."""
    if os.path.lexists(dest) and not dest.is_dir():
        raise ReleaseError(f"{dest}: this is no folder; name a new one")
    if dest.is_dir() and any(dest.iterdir()):
        raise ReleaseError(f"{dest}: there is something in it; name a new folder{or_else}")


def record(dest: Path) -> Record:
    """What a kit was given; raises ReleaseError where `dest` is no kit."""
    if not dest.is_dir():
        raise ReleaseError(f"{dest}: there is no such folder; name that of a kit")
    try:
        data = (dest / RECORD).read_bytes()
        if (number := msgspec.json.decode(data, type=dict).get("format")) != FORMAT:
            raise ReleaseError(f"{dest}: a newer program made this kit ({RECORD}: format {number}); use that one")
        found = parsed(data)
    except OSError as error:
        raise ReleaseError(f"{dest}: this is no kit ({RECORD}: {error.strerror}); name the folder of one") from None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise ReleaseError(f"{dest}: {RECORD} is damaged; `git checkout {RECORD}` there restores it") from None
    if any(path.startswith("/") or ".." in path.split("/") for path in found.files):
        raise ReleaseError(
            f"{dest}: {RECORD} names files outside of the kit; `git checkout {RECORD}` there restores it"
        )
    return found


def parsed(data: bytes) -> Record:
    """A record from its file."""
    return msgspec.json.decode(data, type=Record)


def _shipped() -> list[str]:
    paths = (path for glob in SHIPPED for path in PACKAGE.glob(glob))
    names = {path.relative_to(PACKAGE).as_posix() for path in paths if path.suffix in (".py", ".json")}
    return sorted(names.difference(STAFF))


def _public(course: Course) -> Course:
    """The course as a kit has it: the weights of hidden claims as one number, so that public ones keep their points."""
    listed = grade.checks(course)

    def exercise(unit: Unit, one: Exercise) -> Exercise:
        own = [check for check in listed if check.of == f"{unit.name}.{one.name}"]
        public = {check.claim for check in own if check.visibility == "public"}
        hidden = [one.weights.get(check.claim, 1.0) for check in own if check.claim not in public]
        weights = {claim: weight for claim, weight in one.weights.items() if claim in public}
        return msgspec.structs.replace(one, weights=weights, hidden_weight=float(sum(hidden)))

    units = (
        msgspec.structs.replace(unit, exercises=tuple(exercise(unit, one) for one in unit.exercises))
        for unit in course.units
    )
    return msgspec.structs.replace(course, units=tuple(units))


def toml(course: Course) -> str:
    """course.toml of a course, without the comments that it had."""
    parts = [
        _table("", course),
        _table("[limits]", course.limits),
        _table("[late]", course.late) if course.late else "",
    ]
    for unit in course.units:
        parts.append(_table("[[units]]", unit))
        parts += [_table("[[units.exercises]]", exercise) for exercise in unit.exercises]
        parts += [_table("[[units.written]]", question) for question in unit.written]
    return "\n".join(filter(None, parts))


def _table(head: str, data: Data) -> str:
    """A table of what differs from the defaults, without the tables in it; empty where nothing does."""
    lines = []
    for each in msgspec.structs.fields(data):
        value = getattr(data, each.name)
        if value != each.default and not isinstance(value, Data) and each.name not in ("units", "exercises", "written"):
            lines.append(f"{each.name} = {_value(value)}\n")
    return "".join([f"{head}\n" if head else "", *lines]) if lines else ""


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_value(key)} = {_value(item)}" for key, item in sorted(value.items())) + " }"
    if isinstance(value, tuple):
        return "[\n" + "".join(f"    {_value(item)},\n" for item in value) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _pins(root: Path) -> bytes:
    """The lines of constraints.txt that are about what a kit installs."""
    project = tomllib.loads((PACKAGE / "kit" / "pyproject.toml").read_text())["project"]
    wanted = bubblewrap.required(project["dependencies"])
    lines = (root / "constraints.txt").read_text().splitlines()
    return "".join(
        f"{line}\n" for line in lines if line.startswith("#") or bubblewrap.distribution_name(line) in wanted
    ).encode()


def _transcripts(root: Path, course: Course, step: Callable[[str], None]) -> dict[str, bytes]:
    """Unit -> what its known mistakes answer on the public instances, for `diagnose`."""
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # sums in one order: the same bytes
    found: dict[str, dict[str, Any]] = {unit.name: {} for unit in course.units}
    names = [name for name, _, _ in course.exercises()]
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        for name, told in zip(names, pool.map(partial(_told, root), names), strict=True):
            unit, _, exercise = name.partition(".")
            found[unit][exercise] = told
            step(name)
    return {unit: msgspec.msgpack.encode(told, order="sorted") for unit, told in found.items()}


def _told(root: Path, name: str) -> dict[str, diagnose.Transcript]:
    own = grade.checks(courses.select(courses.load(root), [name]), ["public"])
    return diagnose.transcripts(own, lambda check_id: grade.PUBLIC.rng(check_id, "")) if own else {}


def _record(course: Course, files: Mapping[str, bytes]) -> Record:
    exercises = {}
    for unit in course.units:
        tasks = {
            node.name: node
            for node in ast.parse(files[f"exercises/{unit.name}.py"]).body
            if isinstance(node, ast.FunctionDef)
        }
        for one in unit.exercises:
            task, decides = ast.unparse(tasks[one.name]), "".join(_decides(unit, one))
            exercises[f"{unit.name}.{one.name}"] = Asked(points=one.points, task=digest(task), claims=digest(decides))
    pins = files["constraints.txt"].decode().splitlines()
    judges = {
        "how checks judge": "".join(ast.unparse(leaks.plain(files[f"autograder/{name}"].decode())) for name in JUDGES),
        "the limits": msgspec.json.encode(course.limits).decode(),
        "the libraries' versions": "".join(
            pin for pin in pins if bubblewrap.distribution_name(pin) in nursery.DISTRIBUTIONS
        ),
    }
    return Record(
        version=course.version,
        files={path: digest(data) for path, data in files.items()},
        exercises=exercises,
        judges={what: digest(text) for what, text in judges.items()},
    )


def _decides(unit: Unit, exercise: Exercise) -> Iterator[str]:
    """Texts of all that decides an exercise's verdicts, and the share that each check has in its points."""
    yield msgspec.json.encode(
        msgspec.structs.replace(exercise, points=0.0, minutes=0, hints=(), needs=()), order="sorted"
    ).decode()
    for visibility in ("public", "hidden"):
        path = grade.CHECKS / visibility / f"check_{unit.name}.py"
        tree = leaks.plain(path.read_text()) if path.exists() else ast.Module([], [])
        for node in tree.body:
            name = getattr(node, "name", "")
            if not name.startswith("check_") or name.startswith(f"check_{exercise.name}__"):
                yield ast.unparse(node)


def digest(data: bytes | str) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()
