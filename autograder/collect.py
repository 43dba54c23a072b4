"""A roster -> the folder of a class, which `grade` takes: each student's exercises at the last commit before a deadline.

Owns `.collected/` in that folder: what was collected of whom, and the repositories, so that the next run fetches only what is new.
"""

import csv
import fcntl
import hashlib
import io
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from autograder import files
from autograder.model import Collected, Course, Data
from autograder.report.plain import harmless, one_line
from autograder.repository import GLANCE, Bounds, File, Repository, RepositoryError, shown
from autograder.roster import Entry
from autograder.submission import FOLDER, LIST, RECORDS, collected

CLASS, REPOSITORIES = "class", "repositories"  # in .collected: no folder's name + ".json" is one of these
LFS = b"version https://git-lfs.github.com/spec/"
_NO_FILE = {
    "120000": "is a symbolic link, which is not followed; commit the file itself",
    "160000": "is a submodule, which is not fetched; commit the file itself",
    "040000": "is a folder; commit a file of this name",
}


class CollectError(Exception):
    """Why nothing is collected: one line that names the folder and the remedy."""


class Class(Data, frozen=True):
    """Whose folder this is."""

    course: str
    roster: str  # the file's name


def parsed(text: str) -> datetime:
    """A deadline such as 2026-12-01T23:59Z; raises CollectError."""
    try:
        at = datetime.fromisoformat(text)
        at.astimezone(UTC)  # not of the year 1 or 9999
    except (ValueError, OverflowError):
        raise CollectError(f"--at {text}: this is no time; write it as in 2026-12-01T23:59Z") from None
    if at.tzinfo is None:
        raise CollectError(
            f"--at {text}: name the time and its zone, as in 2026-12-01T23:59Z or 2026-12-01T23:59+01:00"
        )
    return at


def collect(
    course: Course,
    entries: Sequence[Entry],
    of: Class,
    at: datetime,
    dest: Path,
    bounds: Bounds = Bounds(),  # noqa: B008 frozen
    jobs: int = 8,
    step: Callable[[str], None] = lambda _: None,
) -> list[Collected]:
    """Bring a folder up to date and say what became of each student, in the roster's order; then of those no longer in it.

    Raises CollectError where the folder is not this class's.
    """
    stop = threading.Event()
    with _opened(dest, of), ThreadPoolExecutor(jobs) as pool:
        try:
            waiting = [pool.submit(_one, course, entry, at, dest, bounds, stop) for entry in entries]
            found = []
            for entry, each in zip(entries, waiting, strict=True):
                while not each.done():
                    wait([each], GLANCE)  # without a timeout Ctrl-C was not heard, one time in ten
                found.append(each.result())
                step(entry.student)
        except BaseException:
            stop.set()
            pool.shutdown(cancel_futures=True)
            raise
        found += _gone(dest, {entry.folder for entry in entries}, of)
        files.replace(dest / LIST, as_csv(found).encode())
    return found


def as_csv(rows: Sequence[Collected]) -> str:
    """collected.csv: a line for each student. What a spreadsheet would take for a formula begins with an apostrophe."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["student", "repository", "commit", "committed at", "units", "what was wrong"])
    for row in rows:
        cells = [
            row.student,
            row.repository,
            row.commit,
            row.committed,
            " ".join(sorted(row.sha256)),
            "; ".join(wrong(row)),
        ]
        writer.writerow(map(harmless, cells))
    return text.getvalue()


def wrong(row: Collected) -> list[str]:
    """All that an instructor should know of a student's line."""
    kept = f"{row.problem}; what was collected before is kept" if row.commit else row.problem
    lost = [
        f"its history was rewritten: {commit[:12]} was in it when it was collected before" for commit in row.rewritten
    ]
    return [*([kept] if row.problem else []), *lost, *row.remarks, *row.unreadable.values()]


def as_table(rows: Sequence[Collected]) -> RenderableType:
    """Of each student commit, its date, how many units there are, and what was wrong; then a summary."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for style in ("", "dim", "dim", "", "yellow"):
        table.add_column(style=style)
    table.columns[0].max_width = 28
    for row in rows:
        units = f"{len(row.sha256)} unit" + ("s" if len(row.sha256) != 1 else "") if row.commit else ""
        told = "\n".join(map(one_line, wrong(row)))
        table.add_row(*map(Text, (one_line(row.student), row.commit[:10] or "-", row.committed, units, told)))
    bad = sum(bool(row.problem) for row in rows)
    return Group(table, Text(), Text(f"collected: {len(rows) - bad} of {len(rows)}", "bold"))


@contextmanager
def _opened(dest: Path, of: Class) -> Iterator[None]:
    """The folder of a class, made if there is none, and nobody else at work in it."""
    records = dest / RECORDS
    try:
        if os.path.lexists(dest) and not dest.is_dir():
            raise CollectError(f"{dest}: this is no folder; name a new one")
        if dest.is_dir() and any(dest.iterdir()) and not (records / CLASS).is_file():
            raise CollectError(f"{dest}: there is something in it that was not collected; name a new folder")
        records.mkdir(parents=True, exist_ok=True)
        with open(records / "lock", "w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise CollectError(
                    f"{dest}: somebody is collecting into it already; wait until that has ended"
                ) from None
            if not (records / CLASS).exists():
                files.replace(records / CLASS, msgspec.json.encode(of))
            _same(dest, of)
            for left in records.glob("new-*/"):  # of a run that was killed
                shutil.rmtree(left, ignore_errors=True)
            yield
    except OSError as error:
        raise CollectError(f"{error.filename or dest}: {error.strerror}; name a folder that can be written") from None


def _same(dest: Path, of: Class) -> None:
    try:
        found = msgspec.json.decode((dest / RECORDS / CLASS).read_bytes(), type=Class)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise CollectError(f"{dest}: {RECORDS}/{CLASS} is damaged; name a new folder") from None
    if found != of:
        raise CollectError(
            f'{dest}: this is of {found.roster} in the course "{found.course}"; name a new folder for {of.roster}'
        )


def _one(course: Course, entry: Entry, at: datetime, dest: Path, bounds: Bounds, stop: threading.Event) -> Collected:
    """One student's folder, brought up to date; whatever goes wrong is said of this student alone."""
    last = collected(dest / entry.folder) or Collected(student="", folder="", repository="")
    last = msgspec.structs.replace(
        last, student=entry.student, folder=entry.folder, repository=entry.repository, remarks=(), problem=""
    )
    if stop.is_set():
        return last
    try:
        return _fetched(course, entry, at, dest, bounds, stop)
    except RepositoryError as error:
        return msgspec.structs.replace(last, problem=str(error))
    except Exception as error:  # a fault of ours, or a full disk, must not stop the others
        return msgspec.structs.replace(last, problem=f"a fault of ours: {type(error).__name__}: {error}")


def _fetched(
    course: Course, entry: Entry, at: datetime, dest: Path, bounds: Bounds, stop: threading.Event
) -> Collected:
    """Fetch, take the units and write them, for one student; raises RepositoryError."""
    where = hashlib.sha256(entry.repository.encode()).hexdigest()[:12]
    repository = Repository(dest / RECORDS / REPOSITORIES / f"{entry.folder}-{where}.git", bounds, stop)
    last = collected(dest / entry.folder)
    same = last if last and last.repository == entry.repository else None
    commit = repository.fetch(entry.repository, entry.branch, at, same.commit if same else "")
    rewritten = [*(same.rewritten if same else ()), *([commit.rewritten] if commit.rewritten else [])]
    remarks = []
    root = repository.tree(commit.id)
    sources, unreadable = _units(course, repository, repository.tree(commit.id, FOLDER))
    if FOLDER not in root or root[FOLDER].mode != "040000":
        remarks.append(_no_folder(root))
    made = Collected(
        student=entry.student,
        folder=entry.folder,
        repository=entry.repository,
        commit=commit.id,
        committed=shown(commit.committed),
        sha256={unit: hashlib.sha256(data).hexdigest() for unit, data in sources.items()},
        unreadable=unreadable,
        remarks=tuple(remarks),
        rewritten=tuple(dict.fromkeys(rewritten)),
    )
    _write(dest, made, sources)
    return made


def _no_folder(root: Mapping[str, File]) -> str:
    """What there is in the place of exercises/."""
    if FOLDER in root:
        return f"{FOLDER} {_NO_FILE.get(root[FOLDER].mode, 'is a file').split(',')[0].split(';')[0]}, no folder"
    alike = next((name for name in root if name.casefold() == FOLDER), "")
    return f"there is no folder {FOLDER}" + (f", but {alike}" if alike else "")


def _units(
    course: Course, repository: Repository, found: Mapping[str, File]
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Contents of the course's units, and a line for each that is no file of ordinary size. Other files are left alone."""
    sources, unreadable = {}, {}
    named = {unit.name: found[f"{unit.name}.py"] for unit in course.units if f"{unit.name}.py" in found}
    regular = {unit: file for unit, file in named.items() if file.mode in ("100644", "100755")}
    sizes = repository.sizes([file.id for file in regular.values()])
    for unit, file in named.items():
        path, limit = f"{FOLDER}/{unit}.py", course.limits.source_kib
        if unit not in regular:
            unreadable[unit] = f"{path} {_NO_FILE.get(file.mode, 'is no regular file; commit a file')}"
        elif sizes.get(file.id, limit * 1024 + 1) > limit * 1024:
            unreadable[unit] = f"{path} is larger than {limit} KiB; commit source code only"
        elif (data := repository.content(file.id)).startswith(LFS):
            unreadable[unit] = f"{path} is in Git LFS, which is not fetched; commit the file itself"
        else:
            sources[unit] = data
    for name in {unit.name for unit in course.units} - named.keys():
        if alike := [other for other in found if other.casefold() == f"{name}.py"]:
            unreadable[name] = f"{FOLDER}/{alike[0]} is not {name}.py; rename it"
    return sources, unreadable


def _write(dest: Path, made: Collected, sources: Mapping[str, bytes]) -> None:
    """Put a student's files in their place, all or none; raises RepositoryError where something else is there."""
    folder, records = dest / made.folder, dest / RECORDS
    now = _content(folder)
    wanted = {f"{unit}.py": data for unit, data in sources.items()}
    if now != wanted or not folder.exists():
        if os.path.lexists(folder) and not _ours(now, collected(folder)):
            raise RepositoryError(
                f"{folder} has other files than were collected into it; move it away, so that nothing is lost"
            )
        scratch = Path(tempfile.mkdtemp(prefix="new-", dir=records))
        try:
            (scratch / "new").mkdir()
            for name, data in wanted.items():
                (scratch / "new" / name).write_bytes(data)
            if folder.exists():
                folder.rename(scratch / "old")
            try:
                (scratch / "new").rename(folder)
            except OSError:
                (scratch / "old").rename(folder)
                raise
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    files.replace(records / f"{made.folder}.json", msgspec.json.encode(made))


def _content(folder: Path) -> dict[str, bytes | None]:
    """What is in a folder: bytes of each file by name, None for what is no file. Empty where there is no folder."""
    if folder.is_symlink() or not folder.is_dir():
        return {"": None} if os.path.lexists(folder) else {}
    return {
        path.name: path.read_bytes() if path.is_file() and not path.is_symlink() else None for path in folder.iterdir()
    }


def _ours(now: Mapping[str, bytes | None], record: Collected | None) -> bool:
    """Whether a folder has what was collected into it, and nothing else."""
    if record is None or None in now.values():
        return False
    return {name: hashlib.sha256(data or b"").hexdigest() for name, data in now.items()} == {
        f"{unit}.py": digest for unit, digest in record.sha256.items()
    }


def _gone(dest: Path, there: set[str], of: Class) -> Iterator[Collected]:
    """Those who were collected once and are not in the roster any more: what there is of them stays."""
    for path in sorted((dest / RECORDS).glob("*.json")):
        record = None if path.stem in there else collected(dest / path.stem)
        if record:
            yield msgspec.structs.replace(
                record, remarks=(f"no longer in {of.roster}; what was collected is kept",), problem="", unreadable={}
            )
