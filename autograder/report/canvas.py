"""Reports -> one column of the gradebook that an instructor exported from Canvas. Every other byte of it stays as it is.

    Student,ID,SIS User ID,SIS Login ID,Section,Euler (4711),Current Score     the header, in whatever order it was exported
    ,,,,,Manual Posting,                                                       not always there
        Points Possible,,,,,48.00,(read only)
    "Lovelace, Ada",17,s1815,ada,1,,

Canvas finds an assignment by the number in its column's name, and makes a new one of a name that it does not know.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from autograder.model import Report
from autograder.report.advice import student
from autograder.report.plain import one_line

IDS = ("ID", "SIS User ID", "SIS Login ID")
KEPT = ("EX", "N/A")  # excused; not theirs to do: a number would undo it
_ASSIGNMENT = re.compile(r"(.*) \(\d+\)", re.DOTALL)
_READ_ONLY = "(read only)"


class NotAGradebook(Exception):
    """Why a column cannot be filled: one line with place and remedy."""


class Filled(NamedTuple):
    """The gradebook, and lines for the instructor on what is not in it."""

    text: str
    notes: tuple[str, ...]


class _Book(NamedTuple):
    header: list[str]
    possible: list[str]  # the row "Points Possible"
    rows: list[list[str]]  # cells as they are written, quotes and all
    first: int  # of the rows of students
    separator: str


def render(reports: Sequence[Report], gradebook: str, column: str) -> Filled:
    """The gradebook with the points of each report in `column`, but of those whose judging is incomplete; NotAGradebook.

    A student is found by ID, SIS User ID or SIS Login ID, one of which is the name of the submission's folder.
    """
    book = _read(gradebook)
    place = _column(book, column)
    given, lost = _matched(reports, _students(book))
    kept = []
    for row, report in given.items():
        if _value(book.rows[row][place]).strip() in KEPT:
            kept.append(report.submission)
        elif report.complete:
            book.rows[row][place] = _like(book.rows[row][place], _number(report.score, book.possible[place]))
    students = {row for row in range(book.first, len(book.rows)) if len(book.rows[row]) > len(book.header)}
    without = len(students - given.keys())
    notes = [f"students without a report, left as they were: {without}"] if without else []
    notes += _named("reports of nobody in this gradebook", lost)
    notes += _named(f"left as they were, for there is {' or '.join(KEPT)}", kept)
    notes += _worth(book.possible[place], given)
    return Filled("".join(_line(row, book.separator) for row in book.rows), tuple(notes))


def _matched(reports: Sequence[Report], whose: Mapping[str, Sequence[int]]) -> tuple[dict[int, Report], list[str]]:
    """Rows with their reports, and the names of reports that have no row."""
    given: dict[int, Report] = {}
    lost = []
    for report in reports:
        name = student(report)
        found = whose.get(name, [])
        if len(found) > 1:
            lines = " and ".join(str(number + 1) for number in found)
            raise NotAGradebook(
                f"{one_line(name)}: rows {lines} both have this ID; name the folder after another of theirs"
            )
        if not found:
            lost.append(report.submission)
        elif found[0] in given:
            both = f"{one_line(given[found[0]].submission)} and {one_line(report.submission)}"
            raise NotAGradebook(f"{both}: two reports about one student; export one assignment")
        else:
            given[found[0]] = report
    return given, lost


def _read(text: str) -> _Book:
    if not text.strip("\ufeff\r\n"):
        raise NotAGradebook("it is empty; export the gradebook from Canvas again")
    separator = ";" if re.match("\ufeff?[^,\r\n]*;", text) else ","
    rows = _rows(text, separator)
    header = [_value(cell) for cell in rows[0][:-1]]
    header[0] = header[0].removeprefix("\ufeff").strip('"')
    if not set(IDS) & set(header):
        raise NotAGradebook(
            f"line 1: there is no column {', '.join(IDS[:-1])} or {IDS[-1]}; export it from Canvas again"
        )
    found = [n for n, row in enumerate(rows[:4]) if _value(row[0]).strip() == "Points Possible"]
    if not found:
        raise NotAGradebook('there is no row "Points Possible" below the header; export it from Canvas again')
    possible = [_value(cell) for cell in rows[found[0]][:-1]]
    if len(possible) < len(header):
        raise NotAGradebook(f"line {found[0] + 1}: it has fewer cells than the header; export it from Canvas again")
    return _Book(header, possible, rows, found[0] + 1, separator)


def _rows(text: str, separator: str) -> list[list[str]]:
    """The cells of each row as they are written, and last the row's end."""
    cell = re.compile(rf'((?:\ufeff?"(?:[^"]|"")*")|(?!\ufeff?")[^{separator}\r\n]*)({separator}|\r\n|\r|\n|\Z)')
    rows: list[list[str]] = []
    row: list[str] = []
    at = 0
    while at < len(text) or row:
        found = cell.match(text, at)
        if found is None:
            line = text.count("\n", 0, at) + 1
            raise NotAGradebook(f"line {line}: a quoted cell does not end where it should; export it from Canvas again")
        row.append(found[1])
        at = found.end()
        if found[2] != separator:
            rows.append([*row, found[2]])
            row = []
    return rows


def _column(book: _Book, asked: str) -> int:
    """The place of the one column that is meant, by its whole name or by the part that an instructor gave it."""
    names = {n: match[1] for n, name in enumerate(book.header) if (match := _ASSIGNMENT.fullmatch(name))}
    can = {n: name for n, name in names.items() if book.possible[n].strip() != _READ_ONLY}
    there = ", ".join(repr(one_line(book.header[n])) for n in can) or "none"
    whole = [n for n in can if book.header[n] == asked]
    found = whole or [n for n, name in can.items() if name == asked]
    if len(found) == 1:
        return found[0]
    what = "more than one column has this name" if found else "no column to be filled has this name"
    raise NotAGradebook(f"{one_line(asked)!r}: {what}; there are: {there}")


def _students(book: _Book) -> Mapping[str, list[int]]:
    """The rows that have an ID, by that."""
    places = [n for n, name in enumerate(book.header) if name in IDS]
    found: dict[str, list[int]] = {}
    for number, row in enumerate(book.rows[book.first :], book.first):
        if len(row) <= len(book.header):
            continue  # an empty line at the end; a cut one has no cell to fill
        for key in {_value(row[place]).strip() for place in places} - {""}:
            found.setdefault(key, []).append(number)
    return found


def _value(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if cell.startswith('"') else cell


def _like(cell: str, number: str) -> str:
    return f'"{number}"' if cell.startswith('"') or "," in number else number


def _number(score: float, possible: str) -> str:
    """Two decimals, as Canvas has them, after the sign that its export has."""
    text = f"{score:.2f}"
    return text.replace(".", ",") if "," in possible and "." not in possible else text


def _worth(possible: str, given: Mapping[int, Report]) -> list[str]:
    """A line where Canvas has other points for the whole than the course."""
    full = sorted({report.max_score for report in given.values()})
    try:
        here = float(possible.replace(",", "."))
    except ValueError:
        return []
    other = [one for one in full if abs(one - here) > 0.01]
    return (
        [f"Canvas has {here:g} points for all of it, the course has {other[0]:g}; points are not scaled"]
        if other
        else []
    )


def _named(what: str, names: Sequence[str]) -> list[str]:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return [f"{what}: {', '.join(map(one_line, names[:5]))}{more}"] if names else []


def _line(row: Sequence[str], separator: str) -> str:
    return separator.join(row[:-1]) + row[-1]
