"""Files handed in -> Submission. Student paths and bytes are read here: nothing is followed, run or trusted."""

import hashlib
import os
import stat
import subprocess
from collections.abc import Iterable
from pathlib import Path

from autograder.model import Course, Submission

FOLDER = "exercises"


class NoSubmission(Exception):
    """A path that holds nothing to grade: one line saying what was expected there."""


def find(path: Path, course: Course) -> list[Submission]:
    """The submissions at `path`: a unit's file, a folder of units, or a class with one submission in each child folder."""
    names = [unit.name for unit in course.units]
    expected = f"expected one of {', '.join(f'{name}.py' for name in names)}, a folder with some of them, or a folder of such folders"
    if not path.exists() and not path.is_symlink():
        raise NoSubmission(f"{path}: there is no such file or folder")
    if path.is_symlink():
        raise NoSubmission(f"{path}: this is a symbolic link, which is not followed; name the folder itself")
    if path.is_file():
        if path.suffix != ".py" or path.stem not in names:
            raise NoSubmission(f"{path}: no unit of the course has this name; {expected}")
        return [read(path.parent, [path.stem], course, name=path.name)]
    if _is_submission(path, names):
        return [read(path, names, course)]
    children = sorted(child for child in path.iterdir() if not child.name.startswith(".") and (child.is_dir() or child.is_symlink()))
    if not children:
        raise NoSubmission(f"{path}: nothing to grade in it; {expected}")
    return [read(child, names, course) for child in children]


def read(folder: Path, names: Iterable[str], course: Course, name: str = "") -> Submission:
    """One submission: each unit's bytes, or one line on why they cannot be had."""
    sources: dict[str, bytes] = {}
    unreadable: dict[str, str] = {}
    place = folder / FOLDER if (folder / FOLDER).is_dir() and not (folder / FOLDER).is_symlink() else folder
    for unit in names:
        try:
            data = b"" if folder.is_symlink() else _bytes(place / f"{unit}.py", course.limits.source_kib * 1024)
        except FileNotFoundError:
            continue
        except _Unreadable as error:
            unreadable[unit] = f"{unit}.py: {error}"
            continue
        if folder.is_symlink():
            unreadable[unit] = f"{folder.name}: a symbolic link is not followed; hand in the folder itself"
        else:
            sources[unit] = data
    digest = hashlib.sha256()
    for unit, data in sorted(sources.items()):
        digest.update(f"{unit} {len(data)}\n".encode() + data)
    label = name or (folder.resolve().name if not folder.is_symlink() else folder.name)
    return Submission(name=label, sources=sources, unreadable=unreadable, sha256=digest.hexdigest(), commit=_commit(folder))


class _Unreadable(Exception):
    pass


def _is_submission(folder: Path, names: list[str]) -> bool:
    return (folder / FOLDER).is_dir() or any(os.path.lexists(folder / f"{name}.py") for name in names)


def _bytes(path: Path, limit: int) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise
    except OSError:
        what = "is a symbolic link, which is not followed; hand in the file itself" if path.is_symlink() else "cannot be opened; check its rights"
        raise _Unreadable(what) from None
    with os.fdopen(descriptor, "rb") as file:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise _Unreadable("is a folder; hand in a file" if stat.S_ISDIR(mode) else "is no regular file; hand in a file")
        data = file.read(limit + 1)
    if len(data) > limit:
        raise _Unreadable(f"is larger than {limit // 1024} KiB; hand in source code only")
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise _Unreadable(f"line {line} has a NUL byte; save the file as plain text")
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _Unreadable(f"line {line} is not UTF-8 (byte 0x{data[error.start]:02x}); save the file as UTF-8") from None
    return data


def _commit(folder: Path) -> str | None:
    """The commit that a submission's own repository stands at. git reads nothing above the folder and runs nothing in it."""
    if folder.is_symlink() or not (folder / ".git").is_dir() or (folder / ".git").is_symlink():
        return None
    command = ["git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "rev-parse", "--verify", "--quiet", "HEAD"]
    try:
        ran = subprocess.run(command, cwd=folder, capture_output=True, timeout=10, env={"PATH": os.environ.get("PATH", ""), "HOME": "/"})
    except (OSError, subprocess.TimeoutExpired):
        return None
    said = ran.stdout.decode(errors="replace").strip()
    return said if ran.returncode == 0 and said.isalnum() else None
