"""Files that `check --report`, `grade --json` and `grade --out` wrote -> reports. They may be a student's: read as data only."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from autograder.model import Report, Reports
from autograder.report.plain import one_line

FORMAT = Reports(reports=()).format
REMEDY = "name a file that check --report or grade --json wrote, or the folder of grade --out"


class NoReport(Exception):
    """Why there is nothing to export: one line with file and remedy."""


def read(paths: Sequence[Path]) -> list[Report]:
    """All reports at these paths, in their order; of a folder those of its files by name. Raises NoReport."""
    found = []
    for path in paths:
        files = sorted(path.glob("*.json")) if path.is_dir() else [path]
        if not files:
            raise NoReport(f"{path}: there is no report in this folder; {REMEDY}")
        for file in files:
            found += [(file, report) for report in _file(file)]
    if not found:
        raise NoReport(f"{paths[0]}: there is no report in it; {REMEDY}")
    first, one = found[0]
    for file, report in found:
        if _course(report) != _course(one):
            other = f"{first} is about {_course(one)}, this about {_course(report)}"
            raise NoReport(f"{file}: a report on another course: {other}; export them one at a time")
    return [report for _, report in found]


def _file(path: Path) -> tuple[Report, ...]:
    try:
        data = path.read_bytes()
        number = msgspec.json.decode(data, type=dict[str, msgspec.Raw]).get("format", msgspec.Raw(b"0"))
        if bytes(number).isdigit() and int(bytes(number)[:9]) > FORMAT:
            raise NoReport(f"{path}: a newer program wrote this (format {bytes(number)[:9].decode()}); use that one")
        return msgspec.json.decode(data, type=Reports).reports
    except OSError as error:
        raise NoReport(f"{path}: {error.strerror}; {REMEDY}") from None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        said = one_line(str(error)) if isinstance(error, msgspec.MsgspecError) else "nothing that can be read"
        raise NoReport(f"{path}: this is no report ({said}); {REMEDY}") from None


def _course(report: Report) -> str:
    return f"{report.course!a} {report.course_version!a}"  # quoted: whatever stands there
