"""Lesson -> stub: what a student edits is the reference with its solutions cut out. Owns exercises/, never work in it.

reference/<unit>.py    ### BEGIN SOLUTION ... ### END SOLUTION
exercises/<unit>.py    raise NotImplementedError("<unit>.<function>")
"""

import ast
import re
from itertools import cycle
from pathlib import Path

from autograder.model import Course, Unit
from autograder.submission import FOLDER

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
_MARKER = re.compile(r"#\s*(begin|end)\s+solution", re.IGNORECASE)  # also misspelt ones, which would leak a solution
_UNSOLVED = re.compile(r"raise NotImplementedError(\(.*\))?")


class StubError(Exception):
    """Why a lesson yields no stub: one line with file, line and remedy."""


def stub(source: str, unit: str) -> str:
    """The lesson as a student first sees it: outside of the solutions the same, byte for byte."""
    file, lines = f"reference/{unit}.py", source.split("\n")
    tree = _parsed(source, file)
    for begin, end in reversed(_regions(lines, file)):
        at, indent, tail = f"{file}:{begin + 1}", lines[begin].partition(BEGIN)[0], lines[end].partition(END)[2]
        function = next((node for node in reversed(tree.body) if node.lineno <= end + 1), None)
        if not indent or not isinstance(function, ast.FunctionDef) or function.lineno > begin:
            raise StubError(f"{at}: a solution outside of a function; move both its markers into one")
        if not ast.get_docstring(function) or (function.body[0].end_lineno or 0) > begin:
            raise StubError(f"{at}: no docstring above this solution; say in one what {function.name} returns")
        lines[begin : end + 1] = [f'{indent}raise NotImplementedError("{unit}.{function.name}"){tail}']
        _parsed("\n".join(lines), file, "not Python without this solution", begin + 1)
    return "\n".join(lines)


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
        text = stub((root / file).read_bytes().decode(), unit.name)
    except (OSError, UnicodeDecodeError):
        raise StubError(f"{file}: missing, or not UTF-8; write the lesson, or take it from course.toml") from None
    for name in (exercise.name for exercise in unit.exercises):
        if f"raise NotImplementedError('{unit.name}.{name}')" not in dict(_bodies(text)).get(name, ""):
            raise StubError(f"{file}: no solution of {name} to cut out; put it between {BEGIN} and {END}")
    return text


def _generated(root: Path, course: Course) -> dict[Path, bytes]:
    stubs = {root / FOLDER / f"{unit.name}.py": read(root, unit).encode() for unit in course.units}
    return {root / FOLDER / "__init__.py": b"", **stubs}


def _unbegun(present: bytes, text: bytes) -> bool:
    """Whether a file differs from `text`, and has stubs and given functions only (or nothing at all)."""
    try:
        found, lesson = _bodies(present.decode()), dict(_bodies(text.decode()))
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # whatever a student has written is work
        return False
    given = {name for name, body in lesson.items() if not _UNSOLVED.search(body)}
    own = [_UNSOLVED.fullmatch(body) or body == lesson.get(name) for name, body in found if name not in given]
    return present != text and (not present.strip() or (own != [] and all(own)))


def _bodies(text: str) -> list[tuple[str, str]]:
    """Name and normalised code, without docstring, of each function and class at the top of a module."""
    nodes = [n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
    return [(n.name, ast.unparse(ast.Module(n.body[ast.get_docstring(n) is not None :], []))) for n in nodes]


def _regions(lines: list[str], file: str) -> list[tuple[int, int]]:
    found = [k for k, line in enumerate(lines) if _MARKER.search(line)]
    for k, due in zip(found, cycle((BEGIN, END)), strict=False):
        if (said := lines[k].strip()) != due:
            raise StubError(f"{file}:{k + 1}: {said!r} where {due} is due; write that, alone on its line")
    if len(found) % 2:
        raise StubError(f"{file}:{found[-1] + 1}: a solution without end; put {END} below it")
    return list(zip(found[::2], found[1::2], strict=True))


def _parsed(text: str, file: str, what: str = "not Python", line: int | None = None) -> ast.Module:
    try:
        return ast.parse(text)
    except SyntaxError as error:
        raise StubError(f"{file}:{line or error.lineno}: {what}: {error.msg}; correct it") from None
