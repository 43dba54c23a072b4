"""Files handed in -> Submission. Student paths and bytes are read here: nothing is followed, run or trusted."""

import hashlib
import os
import re
import resource
import stat
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from autograder import cells
from autograder.model import Collected, Course, Submission

FOLDER, NOTEBOOK = "exercises", ".ipynb"
RECORDS, LIST = ".collected", "collected.csv"  # what `collect` keeps in the folder of a class, beside the submissions
SUFFIXES = (".py", NOTEBOOK)
Read = TypeVar("Read")
RECORD_BYTES = 2**20
GIT_SECONDS, GIT_BYTES = 2, 2**29  # rev-parse takes 3 ms and 20 MB


class NoSubmission(Exception):
    """A path that holds nothing to grade: one line saying what was expected there."""


def find(path: Path, course: Course) -> list[Submission]:
    """The submissions at `path`: a unit's file, a folder of units, a class with one submission in each child folder, or
    what nbgrader collects, <student>/<assignment>/<unit>.ipynb, with a submission for each assignment.
    """
    names = [unit.name for unit in course.units]
    files = ", ".join(f"{name}.py" for name in names)
    expected = f"expected one of {files}, or a notebook of such a name, a folder with some of them, or a folder of such folders"
    if not os.path.lexists(path):
        raise NoSubmission(f"{path}: there is no such file or folder")
    if os.path.islink(path):
        raise NoSubmission(f"{path}: this is a symbolic link, which is not followed; name the folder itself")
    if not os.path.isdir(path):
        if path.suffix not in SUFFIXES or path.stem not in names:
            raise NoSubmission(f"{path}: no unit of the course has this name; {expected}")
        assignment = path.stem if path.suffix == NOTEBOOK else ""
        return [_read(path.parent, {path.stem: [path.parent]}, course, path.name, assignment)]
    try:
        entries = _entries(path)
    except OSError:
        raise NoSubmission(f"{path}: cannot be read; check its rights") from None
    if path.name in names and any(entry.suffix == NOTEBOOK for entry in entries):
        return [_assignment(path.parent, path.name, course)]
    if found := _submissions(path, course):
        return found
    children = [entry for entry in entries if _may_be_submission(entry)]
    if not children:
        raise NoSubmission(f"{path}: nothing to grade in it; {expected}")
    every = [each for child in children for each in _submissions(child, course) or [read(child, course)]]
    return [_of_record(each, record, course) if (record := collected(path / each.name)) else each for each in every]


def left_out(path: Path, course: Course) -> list[str]:
    """The names of files that lie beside the submissions of a class: `find`, which has been there, takes none of them."""
    names = [unit.name for unit in course.units]
    if not os.path.isdir(path) or path.name in names or _is_submission(path, names) or _assignments(path, names):
        return []
    ours = {LIST} if os.path.isdir(path / RECORDS) else set()
    return [entry.name for entry in _entries(path) if not _may_be_submission(entry) and entry.name not in ours]


def read(folder: Path, course: Course, name: str = "") -> Submission:
    """One submission: the bytes of each of the course's units, or one line on why they cannot be had."""
    within = [folder, folder / FOLDER] if os.path.isdir(folder / FOLDER) else [folder]
    return _read(folder, {unit.name: within for unit in course.units}, course, name)


def collected(folder: Path) -> Collected | None:
    """What `collect` noted of a student's folder; None if nothing. It lies beside the folder: what is in there is the student's."""
    folder = Path(os.path.abspath(folder))
    records = folder.parent / RECORDS
    try:
        if os.path.islink(records):
            return None
        return msgspec.json.decode(_bytes(records / f"{folder.name}.json", RECORD_BYTES, ""), type=Collected)
    except (OSError, _Unreadable, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _of_record(found: Submission, record: Collected, course: Course) -> Submission:
    """With the commit that was collected, unless a file is another one now, and with what could not be collected."""
    now = {unit: hashlib.sha256(data).hexdigest() for unit, data in found.sources.items()}
    then = {unit: digest for unit, digest in record.sha256.items() if unit not in found.unreadable}
    same = now == then and not found.cells
    lacking = {unit.name for unit in course.units} - found.sources.keys()
    missing = {unit: line for unit, line in record.unreadable.items() if unit in lacking}
    return msgspec.structs.replace(
        found, commit=record.commit if same and record.commit else None, unreadable={**missing, **found.unreadable}
    )


def lines(handed_in: Submission, unit: str) -> dict[str, int]:
    """Name -> line of the `def`, from 1, of the functions of a unit's file; of several of one name the last, which counts.

    Nothing of a notebook. The grader looks for lines that begin so, and doesn't parse what a student wrote.
    """
    data = b"" if unit in handed_in.cells else handed_in.sources.get(unit, b"")
    found = (re.match(rb"(?:async\s+)?def\s+(\w+)", line) for line in data.removeprefix(b"\xef\xbb\xbf").splitlines())
    return {match[1].decode(): number for number, match in enumerate(found, 1) if match}


def _submissions(folder: Path, course: Course) -> list[Submission]:
    """The one submission of a folder of units, or those of a student's folder of assignments; none where it is neither."""
    names = [unit.name for unit in course.units]
    if _is_submission(folder, names):
        return [read(folder, course)]
    return [_assignment(folder, name, course) for name in _assignments(folder, names)]


def _assignment(student: Path, unit: str, course: Course) -> Submission:
    """What a student handed in for one unit, in the folder that nbgrader names after it."""
    name = f"{student.resolve().name}/{unit}"
    return _read(student / unit, {unit: [student, student / unit]}, course, name, unit)


def of_notebook(data: bytes, unit: str, course: Course, name: str) -> Submission:
    """One notebook that was read already, as a submission for its unit."""
    try:
        text, starts = _cells(data, course.limits.source_kib)
    except (_Unreadable, cells.NotANotebook) as error:
        return _made(name, {}, {unit: f"{unit}{NOTEBOOK}: {error}"}, {}, None, unit)
    return _made(name, {unit: text}, {}, {unit: starts}, None, unit)


def _read(
    folder: Path, places: Mapping[str, Sequence[Path]], course: Course, name: str, assignment: str = ""
) -> Submission:
    """The units' files, each in the last of its folders; a link among these is not followed."""
    sources: dict[str, bytes] = {}
    begins: dict[str, tuple[int, ...]] = {}
    unreadable: dict[str, str] = {}
    for unit, within in places.items():
        link = next((each for each in within if os.path.islink(each)), None)
        if link is not None:
            unreadable[unit] = f"{link.name}: a symbolic link is not followed; hand in the folder itself"
            continue
        try:
            sources[unit], starts = _unit(within[-1], unit, course.limits.source_kib, bool(assignment))
        except FileNotFoundError:
            continue
        except _Unreadable as error:
            unreadable[unit] = str(error)
            continue
        if starts is not None:
            begins[unit] = starts
    label = name or (folder.resolve().name if not folder.is_symlink() else folder.name)
    return _made(label, sources, unreadable, begins, _commit(folder), assignment)


def _made(
    name: str,
    sources: Mapping[str, bytes],
    unreadable: Mapping[str, str],
    begins: Mapping[str, tuple[int, ...]],
    commit: str | None,
    assignment: str,
) -> Submission:
    """A submission, and the hash of what is judged in it."""
    digest = hashlib.sha256()
    for unit, data in sorted(sources.items()):
        digest.update(f"{unit} {len(data)}\n".encode() + data)
    for unit, starts in sorted(begins.items()):
        digest.update(f"{unit} {starts}\n".encode())
    return Submission(
        name=name,
        sources=sources,
        unreadable=unreadable,
        sha256=digest.hexdigest(),
        commit=commit,
        cells=begins,
        assignment=assignment,
    )


class _Unreadable(Exception):
    pass


def _is_submission(folder: Path, names: Sequence[str]) -> bool:
    files = [f"{name}{suffix}" for name in names for suffix in SUFFIXES]
    return os.path.isdir(folder / FOLDER) or any(os.path.lexists(folder / file) for file in files)


def _assignments(folder: Path, names: Sequence[str]) -> list[str]:
    """The units after which a student's folder has folders of notebooks."""
    if folder.is_symlink():
        return []
    return [
        name for name in names if os.path.isdir(folder / name) and not os.path.lexists(folder / name / f"{name}.py")
    ]


def _entries(folder: Path) -> list[Path]:
    return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))


def _may_be_submission(entry: Path) -> bool:
    return os.path.isdir(entry) or entry.is_symlink()  # a link is not followed, and said to be one


def _unit(folder: Path, unit: str, source_kib: int, collected: bool) -> tuple[bytes, tuple[int, ...] | None]:
    """A unit's source, and of a notebook where its cells begin; FileNotFoundError where there is neither file."""
    file, notebook = folder / f"{unit}.py", folder / f"{unit}{NOTEBOOK}"
    if not os.path.lexists(notebook):
        others = sorted(path.name for path in folder.glob(f"*{NOTEBOOK}")) if collected else []
        if others:
            raise _Unreadable(f"{others[0]}: there is no {notebook.name} beside it; give it that name")
        return _named(file, lambda data: (_text(data), None), source_kib * 1024, "source code only")
    if os.path.lexists(file):
        raise _Unreadable(f"{notebook.name}: there is {file.name} beside it; hand in one of the two")
    return _named(notebook, lambda data: _cells(data, source_kib), cells.LARGEST, "a notebook without its outputs")


def _cells(data: bytes, source_kib: int) -> cells.Source:
    """A notebook's code, if it is not too much."""
    source = cells.read(data)
    if len(source.text) > source_kib * 1024:
        raise _Unreadable(f"has more than {source_kib} KiB of code; hand in the exercises only")
    return source


def _named(path: Path, of: Callable[[bytes], Read], limit: int, only: str) -> Read:
    """What is made of a file's bytes; a complaint begins with the file's name."""
    try:
        return of(_bytes(path, limit, only))
    except (_Unreadable, cells.NotANotebook) as error:
        raise _Unreadable(f"{path.name}: {error}") from None


def _bytes(path: Path, limit: int, only: str) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise
    except OSError:
        what = (
            "is a symbolic link, which is not followed; hand in the file itself"
            if os.path.islink(path)
            else "cannot be opened; check its rights"
        )
        raise _Unreadable(what) from None
    try:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise _Unreadable(
                "is a folder; hand in a file" if stat.S_ISDIR(mode) else "is no regular file; hand in a file"
            )
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            data = file.read(limit + 1)
    finally:
        os.close(descriptor)
    if len(data) > limit:
        raise _Unreadable(f"is larger than {limit // 1024} KiB; hand in {only}")
    return data


def _text(data: bytes) -> bytes:
    """The same bytes, if they are text in UTF-8."""
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise _Unreadable(f"line {line} has a NUL byte; save the file as plain text")
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1  # of what follows a byte order mark
        raise _Unreadable(
            f"line {line} is not UTF-8 (byte 0x{error.object[error.start]:02x}); save the file as UTF-8"
        ) from None
    return data


def _bounded() -> None:
    """A ref that is a link to /dev/zero would be read without end: 3 GB in 6 s."""
    resource.setrlimit(resource.RLIMIT_AS, (GIT_BYTES, GIT_BYTES))


def _commit(folder: Path) -> str | None:
    """The commit that a submission's own repository stands at. git reads nothing above the folder and runs nothing in it."""
    if folder.is_symlink() or not os.path.isdir(folder / ".git") or os.path.islink(folder / ".git"):
        return None
    command = [
        "git",
        "--git-dir=.git",
        "-c",
        "core.fsmonitor=false",
        "-c",
        "core.hooksPath=/dev/null",
        "rev-parse",
        "--verify",
        "--quiet",
        "HEAD",
    ]
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": "/"}
    try:
        ran = subprocess.run(
            command, cwd=folder, capture_output=True, timeout=GIT_SECONDS, env=environment, preexec_fn=_bounded
        )
    except (OSError, subprocess.SubprocessError):
        return None
    said = ran.stdout.decode(errors="replace").strip()
    return said if ran.returncode == 0 and said.isalnum() else None
