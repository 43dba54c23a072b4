"""Check what is saved, as it is saved. What makes that quick is the caller's: a sandbox that stays, its libraries imported once."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import watchfiles

from autograder import progress, reset, submission
from autograder.model import Course, Report, Submission, UnitResult

QUIET_MS = 10  # a save may be several events: this long without another, and it is read
LONGEST_MS = 100  # but never wait longer than this for quiet
LOOK_MS = 200  # some file systems tell nothing (shared folders, containers): so all files are looked at this often

Judge = Callable[[Course, Submission], Report]


class Seen(NamedTuple):
    """What one look came to."""

    report: Report  # on the units that were saved
    seconds: float  # from being told of the save to the verdict
    remarks: list[str]  # what has changed since last time, files that are missing, ...
    score: float  # of all units that are watched
    max_score: float


def watch(root: Path, whole: Course, course: Course, judge: Judge) -> Iterator[Seen]:
    """Check the course's units once, then each again whenever its file changes, without end."""
    latest: dict[str, UnitResult] = {}
    before: dict[str, tuple[int, ...]] = {}
    for told in _events(root / submission.FOLDER):
        began = time.monotonic()
        now = {unit.name: _mark(root / submission.FOLDER / f"{unit.name}.py") for unit in course.units}
        units = [unit for unit in course.units if unit.name in told or before.get(unit.name) != now[unit.name]]
        before = now  # from before the files are read: what is saved meanwhile is seen at the next look
        if not units:
            continue
        handed_in = submission.read(root, whole, name=submission.FOLDER)  # all of them: one may import another
        part = msgspec.structs.replace(course, units=tuple(units))
        report = judge(part, handed_in)
        seconds = time.monotonic() - began
        latest |= {unit.name: unit for unit in report.units}
        remarks = [*progress.remember(root, part, report, handed_in), *reset.missing(root, part, handed_in)]
        score, full = (sum(getattr(unit, key) for unit in latest.values()) for key in ("score", "max_score"))
        yield Seen(report, seconds, remarks, score, full)


def _events(folder: Path) -> Iterator[set[str]]:
    """At every event and at every look: the units, by the names of their files, that something happened to."""
    try:
        for changes in watchfiles.watch(
            folder,
            recursive=False,
            watch_filter=None,
            step=QUIET_MS,
            debounce=LONGEST_MS,
            rust_timeout=LOOK_MS,
            yield_on_timeout=True,
        ):
            yield {Path(path).stem for _, path in changes if path.endswith(".py")}
    except (OSError, RuntimeError):  # no folder, or no more watches on this machine
        while True:
            yield set()
            time.sleep(LOOK_MS / 1000)


def _mark(path: Path) -> tuple[int, ...]:
    """What tells one state of a file from another without reading it; nothing where there is none."""
    try:
        found = path.lstat()
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns
