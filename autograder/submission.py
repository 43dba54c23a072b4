"""Files handed in -> Submission. Student paths and bytes are read here: nothing is followed, run or trusted."""

import hashlib
import os
import resource
import stat
import subprocess
from collections.abc import Iterable
from pathlib import Path

from autograder.model import Course, Submission

FOLDER = "exercises"
GIT_SECONDS, GIT_BYTES = 2, 2**29  # rev-parse takes 3 ms and 20 MB


class NoSubmission(Exception):
    """A path that holds nothing to grade: one line saying what was expected there."""


def find(path: Path, course: Course) -> list[Submission]:
    """The submissions at `path`: a unit's file, a folder of units, or a class with one submission in each child folder."""
    names = [unit.name for unit in course.units]
    files = ", ".join(f"{name}.py" for name in names)
    expected = f"expected one of {files}, a folder with some of them, or a folder of such folders"
    if not os.path.lexists(path):
        raise NoSubmission(f"{path}: there is no such file or folder")
    if os.path.islink(path):
        raise NoSubmission(f"{path}: this is a symbolic link, which is not followed; name the folder itself")
    if not os.path.isdir(path):
        if path.suffix != ".py" or path.stem not in names:
            raise NoSubmission(f"{path}: no unit of the course has this name; {expected}")
        return [_read(path.parent, path.parent, [path.stem], course, path.name)]
    try:
        entries = _entries(path)
    except OSError:
        raise NoSubmission(f"{path}: cannot be read; check its rights") from None
    if _is_submission(path, names):
        return [read(path, course)]
    children = [entry for entry in entries if _may_be_submission(entry)]
    if not children:
        raise NoSubmission(f"{path}: nothing to grade in it; {expected}")
    return [read(child, course) for child in children]


def left_out(path: Path, course: Course) -> list[str]:
    """The names of files that lie beside the submissions of a class: `find`, which has been there, takes none of them."""
    if not os.path.isdir(path) or _is_submission(path, [unit.name for unit in course.units]):
        return []
    return [entry.name for entry in _entries(path) if not _may_be_submission(entry)]


def read(folder: Path, course: Course, name: str = "") -> Submission:
    """One submission: the bytes of each of the course's units, or one line on why they cannot be had."""
    place = folder / FOLDER if os.path.isdir(folder / FOLDER) else folder
    return _read(folder, place, [unit.name for unit in course.units], course, name)


def _read(folder: Path, place: Path, names: Iterable[str], course: Course, name: str) -> Submission:
    sources: dict[str, bytes] = {}
    unreadable: dict[str, str] = {}
    link = next((each for each in (folder, place) if os.path.islink(each)), None)
    for unit in names:
        if link is not None:
            unreadable[unit] = f"{link.name}: a symbolic link is not followed; hand in the folder itself"
            continue
        try:
            sources[unit] = _bytes(place / f"{unit}.py", course.limits.source_kib * 1024)
        except FileNotFoundError:
            continue
        except _Unreadable as error:
            unreadable[unit] = f"{unit}.py: {error}"
    digest = hashlib.sha256()
    for unit, data in sorted(sources.items()):
        digest.update(f"{unit} {len(data)}\n".encode() + data)
    label = name or (folder.resolve().name if not folder.is_symlink() else folder.name)
    return Submission(
        name=label, sources=sources, unreadable=unreadable, sha256=digest.hexdigest(), commit=_commit(folder)
    )


class _Unreadable(Exception):
    pass


def _is_submission(folder: Path, names: list[str]) -> bool:
    return os.path.isdir(folder / FOLDER) or any(os.path.lexists(folder / f"{name}.py") for name in names)


def _entries(folder: Path) -> list[Path]:
    return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))


def _may_be_submission(entry: Path) -> bool:
    return os.path.isdir(entry) or entry.is_symlink()  # a link is not followed, and said to be one


def _bytes(path: Path, limit: int) -> bytes:
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
        raise _Unreadable(f"is larger than {limit // 1024} KiB; hand in source code only")
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
