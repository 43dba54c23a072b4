"""Reports that were made before. Owns .reports/ beside course.toml: one JSON file for each thing that was judged.

A report is found again by all that decides it: the submission's hash, the course, the checks, the known mistakes, the seed and the
versions. Only complete and authoritative ones are kept.
"""

import functools
import hashlib
import platform
from importlib import metadata
from pathlib import Path

import msgspec

from autograder import files, grade
from autograder.model import Course, Report, Submission
from autograder.sandbox import nursery

FOLDER = ".reports"


@functools.cache  # 6 ms
def _versions() -> dict[str, str]:
    found = {name: _version(name) for name in nursery.DISTRIBUTIONS}
    return found | {"python": platform.python_version()}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:  # PyTorch, where no unit wants it
        return ""


def key(root: Path, course: Course, handed_in: Submission, seed: grade.Seed, isolation: str) -> str:
    """The name under which the report of a submission is kept."""
    mistakes = sorted((root / "reference" / "misconceptions").glob("*.py"))
    parts = [
        handed_in.sha256,
        sorted(handed_in.unreadable.items()),
        msgspec.to_builtins(course),
        grade.checks_sha256(),
        [hashlib.sha256(path.read_bytes()).hexdigest() for path in mistakes],
        seed.fingerprint,
        isolation,
        _versions(),
    ]
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


def load(root: Path, name: str) -> Report | None:
    """The report of that name; None where there is none that can be read."""
    try:
        return msgspec.json.decode((root / FOLDER / f"{name}.json").read_bytes(), type=Report)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def save(root: Path, name: str, report: Report) -> None:
    """Keep a report, unless a fault of ours or a lack of isolation is in it."""
    if report.complete and report.trust == "authoritative":
        (root / FOLDER).mkdir(mode=0o700, exist_ok=True)
        files.replace(root / FOLDER / f"{name}.json", msgspec.json.encode(report))
