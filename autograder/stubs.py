"""Lesson -> stub: what a student edits is the reference with its solutions cut out. Owns exercises/, never work in it.

reference/<unit>.py    ### BEGIN SOLUTION ... ### END SOLUTION
                       # === BEGIN MARK SCHEME === ... # === END MARK SCHEME ===
exercises/<unit>.py    raise NotImplementedError("<unit>.<function>"), and of a mark scheme nothing
"""

import ast
import re
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from autograder.model import Course, Unit
from autograder.submission import FOLDER

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
BEGIN_SCHEME, END_SCHEME = "# === BEGIN MARK SCHEME ===", "# === END MARK SCHEME ==="  # as nbgrader wants them
WRITTEN, PLACE = '# %% [markdown] written="{}"', "*Your answer:*"
# Also misspelt ones, which would leak a solution.
_MARKER = re.compile(r"#\s*(begin|end)\s+solution", re.IGNORECASE)
_SCHEME_MARKER = re.compile(r"\b(begin|end)\W*mark(ing)?\W*scheme", re.IGNORECASE)
_CELL = "# %%"
_WRITTEN = re.compile(re.escape(WRITTEN).replace(r"\{\}", r"(\w+)"))
_ANSWER = re.compile(rf"^# {re.escape(PLACE)}(.*(?:\n#(?! %%).*)*)", re.MULTILINE)
_UNSOLVED = re.compile(r"raise NotImplementedError(\(.*\))?")


class StubError(Exception):
    """Why a lesson yields no stub: one line with file, line and remedy."""


class Scheme(NamedTuple):
    """The mark scheme of a written exercise: its first line and its last, from 0, which are the markers."""

    name: str
    begin: int
    end: int


class _Cut(NamedTuple):
    """Lines that are taken out, from 0, both included; and what is there instead."""

    begin: int
    end: int
    left: list[str]


def stub(source: str, unit: str) -> str:
    """The lesson as a student first sees it: outside of solutions and mark schemes the same, byte for byte."""
    file, lines = f"reference/{unit}.py", source.split("\n")
    tree = _parsed(source, file)
    cuts = [_unsolved(lines, tree, unit, *region) for region in solutions(source, unit)]
    for _, begin, end in schemes(source, unit):  # with the empty line that parts it from the question
        cuts.append(_Cut(begin - (lines[begin - 1].strip() == "#"), end, []))
    for begin, end, left in sorted(cuts, reverse=True):
        lines[begin : end + 1] = left
        _parsed("\n".join(lines), file, "not Python without this solution", begin + 1)
    return "\n".join(lines)


def solutions(source: str, unit: str) -> list[tuple[int, int]]:
    """First line and last, from 0, of each solution of a lesson; they are the markers."""
    return _regions(source.split("\n"), f"reference/{unit}.py", _MARKER, (BEGIN, END), "solution")


def schemes(source: str, unit: str) -> list[Scheme]:
    """The mark schemes of a lesson, each in a written exercise that has a place to answer below it."""
    file, lines = f"reference/{unit}.py", source.split("\n")
    cells = [k for k, line in enumerate(lines) if line.startswith(_CELL)]
    found = []
    for begin, end in _regions(lines, file, _SCHEME_MARKER, (BEGIN_SCHEME, END_SCHEME), "mark scheme"):
        head = max((k for k in cells if k < begin), default=0)
        named = _WRITTEN.fullmatch(lines[head].rstrip())
        if not named or not all(
            line.startswith("#") and k not in cells for k, line in enumerate(lines[begin:end], begin)
        ):
            own = WRITTEN.format("...")
            raise StubError(
                f"{file}:{begin + 1}: a mark scheme outside of a written exercise; begin its cell with {own}"
            )
        below = next((k for k in cells if k > end), len(lines))
        if [line.rstrip() for line in lines[below : below + 2]] != ["# %% [markdown]", f"# {PLACE}"]:
            raise StubError(
                f"{file}:{end + 1}: no place to answer below this mark scheme; add a markdown cell: {PLACE}"
            )
        found.append(Scheme(named[1], begin, end))
    return found


def write(root: Path, course: Course) -> list[Path]:
    """Write each stub that is missing or outdated, and say which. Begun work is kept: `stale` still names it after."""
    files = _generated(root, course)
    (root / FOLDER).mkdir(exist_ok=True)
    written = [path for path, text in files.items() if not path.exists() or _unbegun(path.read_bytes(), text)]
    for path in written:
        path.write_bytes(files[path])
    return written


def stale(root: Path, course: Course) -> list[str]:
    """Names of the files in exercises/ that are missing, or are not what would be generated now."""
    return [p.stem for p, text in _generated(root, course).items() if not p.exists() or p.read_bytes() != text]


def read(root: Path, unit: Unit) -> str:
    """The stub of a unit, made from its lesson; raises StubError."""
    file = f"reference/{unit.name}.py"
    try:
        lesson = (root / file).read_bytes().decode()
        text = stub(lesson, unit.name)
    except (OSError, UnicodeDecodeError):
        raise StubError(f"{file}: missing, or not UTF-8; write the lesson, or take it from course.toml") from None
    for name in (exercise.name for exercise in unit.exercises):
        if f"raise NotImplementedError('{unit.name}.{name}')" not in dict(_bodies(text)).get(name, ""):
            raise StubError(f"{file}: no solution of {name} to cut out; put it between {BEGIN} and {END}")
    named, known = [scheme.name for scheme in schemes(lesson, unit.name)], [written.name for written in unit.written]
    for name in known:
        if named.count(name) != 1:
            raise StubError(
                f"{file}: {named.count(name)} mark schemes of {name}; write one, in a cell that begins with "
                f"{WRITTEN.format(name)}, between {BEGIN_SCHEME} and {END_SCHEME}"
            )
    for k, line in enumerate(lesson.split("\n"), 1):
        if (cell := _WRITTEN.match(line)) and cell[1] not in known:
            raise StubError(
                f"{file}:{k}: course.toml has no such written exercise; add [[units.written]] {cell[1]} there"
            )
    return text


def _generated(root: Path, course: Course) -> dict[Path, bytes]:
    stubs = {root / FOLDER / f"{unit.name}.py": read(root, unit).encode() for unit in course.units}
    return {root / FOLDER / "__init__.py": b"", **stubs}


def _unbegun(present: bytes, text: bytes) -> bool:
    """Whether a file differs from `text`, and has stubs, given functions and empty answers only (or nothing at all)."""
    try:
        found, lesson = _bodies(present.decode()), dict(_bodies(text.decode()))
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # whatever a student has written is work
        return False
    given = {name for name, body in lesson.items() if not _UNSOLVED.search(body)}
    own = [_UNSOLVED.fullmatch(body) or body == lesson.get(name) for name, body in found if name not in given]
    unbegun = not present.strip() or (own != [] and all(own) and not _answered(present.decode()))
    return present != text and unbegun


def _bodies(text: str) -> list[tuple[str, str]]:
    """Name and normalised code, without docstring, of each function and class at the top of a module."""
    nodes = [n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
    return [(n.name, ast.unparse(ast.Module(n.body[ast.get_docstring(n) is not None :], []))) for n in nodes]


def _answered(text: str) -> bool:
    """Whether there is something in a place to answer, or in its stead."""
    places = _ANSWER.findall(text)
    return any(place.replace("#", "").strip() for place in places) or len(places) < len(_WRITTEN.findall(text))


def _unsolved(lines: list[str], tree: ast.Module, unit: str, begin: int, end: int) -> _Cut:
    """What a solution leaves behind."""
    at, indent = f"reference/{unit}.py:{begin + 1}", lines[begin].partition(BEGIN)[0]
    function = next((node for node in reversed(tree.body) if node.lineno <= end + 1), None)
    if not indent or not isinstance(function, ast.FunctionDef) or function.lineno > begin:
        raise StubError(f"{at}: a solution outside of a function; move both its markers into one")
    if not ast.get_docstring(function) or (function.body[0].end_lineno or 0) > begin:
        raise StubError(f"{at}: no docstring above this solution; say in one what {function.name} returns")
    tail = lines[end].partition(END)[2]
    return _Cut(begin, end, [f'{indent}raise NotImplementedError("{unit}.{function.name}"){tail}'])


def _regions(
    lines: list[str], file: str, marker: re.Pattern[str], markers: tuple[str, str], what: str
) -> list[tuple[int, int]]:
    found = [k for k, line in enumerate(lines) if marker.search(line)]
    for k, due in zip(found, cycle(markers), strict=False):
        if (said := lines[k].strip()) != due:
            raise StubError(f"{file}:{k + 1}: {said!r} where {due} is due; write that, alone on its line")
    if len(found) % 2:
        raise StubError(f"{file}:{found[-1] + 1}: a {what} without end; put {markers[1]} below it")
    return list(zip(found[::2], found[1::2], strict=True))


def _parsed(text: str, file: str, what: str = "not Python", line: int | None = None) -> ast.Module:
    try:
        return ast.parse(text)
    except SyntaxError as error:
        raise StubError(f"{file}:{line or error.lineno}: {what}: {error.msg}; correct it") from None
