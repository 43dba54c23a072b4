"""ROSTER.csv -> who hands in from which repository. What is wrong with it is said all at once, before anything is fetched."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from autograder.model import Course, Data
from autograder.report.plain import one_line

SCHEMES = ("https", "ssh", "git")
NEEDED, OPTIONAL = ("student", "repository"), "branch"
AS_IN = "write what `git clone` takes, as in https://example.org/ada/course.git"
TAKEN = ("exercises", "collected.csv")  # what stands for something else in the folder of a class
LONGEST = 200  # bytes of a folder's name: a file's has 255 at most, and a report's ends in .json

_FORBIDDEN = '/\\:*?"<>|'  # each means something in a path, here or on another system
_SSH = re.compile(r"[A-Za-z0-9_][\w.-]*@[A-Za-z0-9][A-Za-z0-9.-]*:(?![-/:])\S+", re.ASCII)
_BRANCH = re.compile(r"(?![-/])(?!.*(?:\.\.|//|/\.|@\{|\.lock(?:/|$)))(?!\.)[^\x00-\x20\x7f~^:?*\[\\]+(?<![/.])")


class RosterError(Exception):
    """All that is wrong with a roster: a line for each, with file, line and remedy."""


class Entry(Data, frozen=True):
    """One student's line."""

    student: str
    folder: str  # named after the student, and safe to be a folder's name
    repository: str
    branch: str = ""  # "": the repository's own default


def read(path: Path, course: Course, schemes: Sequence[str] = SCHEMES) -> list[Entry]:
    """The students of a roster, in its order; raises RosterError. `schemes` are the ways a repository may be reached."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise RosterError(f"{path}: {error.strerror}; name a CSV file with the columns {_columns()}") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise RosterError(f"{path}, line {line}: this is not UTF-8; save the file as CSV in UTF-8") from None
    entries, seen, complaints = [], dict[str, int](), []
    for line, cells in _rows(path, text):
        if isinstance(cells, str):
            complaints.append(f"{path}, line {line}: {cells}")
            continue
        found = [*_wrong(cells, course, schemes)]
        key = _folder(cells["student"]).casefold()  # two names may be one where case does not count, as on macOS
        if not found and line != (first := seen.setdefault(key, line)):
            found = [f"student {_shown(cells['student'])} stands in line {first} already; each needs a name of its own"]
        complaints += [f"{path}, line {line}: {each}" for each in found]
        if not found:
            entries.append(Entry(folder=_folder(cells["student"]), **cells))
    if not entries and not complaints:
        complaints = [f"{path}: there is no student in it; write a line for each below {_columns()}"]
    if complaints:
        raise RosterError("\n".join(complaints))
    return entries


def _rows(path: Path, text: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    """The line on which each row begins, and its cells by column, or what is wrong with it."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    begins = 1
    try:
        for row in rows:
            line, begins = begins, rows.line_num + 1
            cells = [unicodedata.normalize("NFC", cell.strip()) for cell in row]
            if not any(cells):
                continue
            if header is None:
                header = [cell.lower() for cell in cells]
                _check(path, line, header)
            elif len(cells) != len(header):
                yield (
                    line,
                    f"{_counted(len(cells), 'cell')}, where the header has {len(header)}; put quotes around one with a comma",
                )
            else:
                named = dict(zip(header, cells, strict=True))
                yield line, {name: named[name] for name in (*NEEDED, OPTIONAL) if name in named}
    except csv.Error as error:
        yield begins, f"{error}; is there a quote that does not end?"


def _check(path: Path, line: int, header: Sequence[str]) -> None:
    """Raise RosterError for a header that lacks a column, or has one twice."""
    missing = [name for name in NEEDED if name not in header]
    if missing and len(header) == 1 and ";" in header[0]:
        raise RosterError(f"{path}, line {line}: columns are separated by semicolons; save the file with commas")
    if missing:
        raise RosterError(
            f"{path}, line {line}: there is no column {' or '.join(missing)}; name the columns {_columns()}"
        )
    for name in (*NEEDED, OPTIONAL):
        if header.count(name) > 1:
            raise RosterError(f"{path}, line {line}: there are two columns {name}; rename one")


def _wrong(cells: Mapping[str, str], course: Course, schemes: Sequence[str]) -> Iterator[str]:
    """What is wrong with a row."""
    for name in NEEDED:
        if not cells[name]:
            yield f"{name} is empty; fill it in, or take the line out"
    if cells["student"] and (what := _no_folder(cells["student"], course)):
        yield f"student {_shown(cells['student'])} {what}; write another name"
    if cells["repository"] and (what := _no_address(cells["repository"], schemes)):
        yield f"repository {_shown(cells['repository'])} {what}"
    branch = cells.get(OPTIONAL, "")
    if branch and not _BRANCH.fullmatch(branch):
        yield f"branch {_shown(branch)} cannot be a branch's name; write it as `git branch` does, or leave it empty"


def _folder(student: str) -> str:
    """A folder's name for a student: with single spaces, and neither hidden nor like an option."""
    name = " ".join(student.split())
    return f"_{name[1:]}" if name.startswith((".", "-")) else name


def _no_folder(student: str, course: Course) -> str:
    """Why a student's name cannot name a folder; "" if it can."""
    folder, units = _folder(student), {unit.name for unit in course.units}
    if any(unicodedata.category(character)[0] == "C" for character in student):
        return "has a character that cannot be seen"
    if used := [character for character in student if character in _FORBIDDEN]:
        return f"has {used[0]} in it, which a folder's name cannot have"
    if len(folder.encode()) > LONGEST:
        return f"has more than {LONGEST} bytes"
    if folder.casefold() in TAKEN or Path(folder.casefold()).stem in units or folder.rstrip(". ") != folder:
        return "cannot be a folder's name among submissions"
    return ""


def _no_address(repository: str, schemes: Sequence[str]) -> str:
    """Why git shall not be asked for a repository; "" if it may. What it shows has no password in it."""
    if _SSH.fullmatch(repository):
        return (
            "" if "ssh" in schemes and _harmless(repository) else f"is reached over ssh, which is not allowed; {AS_IN}"
        )
    try:
        url = urlsplit(repository)
        known = url.scheme in schemes and f"{url.scheme}://" == repository[: len(url.scheme) + 3].lower()
        _ = url.port  # may raise ValueError
    except ValueError:
        return f"is no address; {AS_IN}"
    if not known:
        return f"does not begin with {', '.join(f'{each}://' for each in schemes)}; {AS_IN}"
    if url.password is not None or (url.username and url.scheme != "ssh"):
        return "has a name or password in it, which would be shown; leave it out: `autograder collect --help` says how else"
    return "" if _complete(url) and _harmless(repository) else f"is no address of a repository; {AS_IN}"


def _complete(url: SplitResult) -> bool:
    user, host = url.username or "", url.hostname or ""
    named = url.scheme == "file" or bool(host)
    return (
        named and len(url.path) > 1 and not (url.query or url.fragment) and not host.startswith("-") and user[:1] != "-"
    )


def _harmless(repository: str) -> bool:
    """Without anything that a shell's word, an option or a second line could be made of."""
    text = unquote(repository)
    return not repository.startswith("-") and "/-" not in text and all(c.isprintable() and c != " " for c in text)


def _shown(cell: str) -> str:
    """A cell in quotes, on one line, without a password."""
    cell = one_line(re.sub(r"//[^/@]*@", "//...@", cell))
    return f'"{cell if len(cell) <= 60 else cell[:57] + "..."}"'


def _columns() -> str:
    return ", ".join(NEEDED) + f" and, if you like, {OPTIONAL}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" + ("s" if number != 1 else "")
