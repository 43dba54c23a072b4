"""The stubs as they came: which files are missing, and how one is restored in a student's file after a copy was kept."""

import ast
import io
import itertools
import re
import shlex
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from autograder import files
from autograder.model import Course, Submission, Unit
from autograder.report.plain import one_line
from autograder.submission import FOLDER

BACKUP = ".backup"
PRISTINE = Path(__file__).parent / "pristine"  # in a student's kit; a course makes them from reference/
_NEXT = re.compile(
    r"# %%|@|(async\s+)?def\b|class\b|if __name__\b"
)  # begins something else, in a file that is not Python


class ResetError(Exception):
    """Why nothing was restored: one line with the remedy."""


def missing(root: Path, course: Course, handed_in: Submission) -> Iterator[str]:
    """What to say of each file that is not there or empty, with the remedy on a line of its own."""
    for unit in course.units:
        file, source = f"{FOLDER}/{unit.name}.py", handed_in.sources.get(unit.name)
        if unit.name in handed_in.unreadable or (source is not None and source.strip()):
            continue
        if source is None and (other := _renamed(root, course, unit)):
            yield f"{file} is not there. Was it renamed? Then back:\n  mv {shlex.quote(other)} {file}"
        else:
            what = "is not there" if source is None else "is empty"
            yield f"{file} {what}. To have its stubs again:\n  make reset U={unit.name}"


def restore(root: Path, unit: Unit, exercise: str) -> str:
    """Put an exercise's stub in the place of what the student has, or a whole file where it is missing or empty.

    Returns what was done; raises ResetError. What was there is copied first, under a name that no other copy has.
    """
    path, pristine = root / FOLDER / f"{unit.name}.py", _pristine(root, unit)
    file = f"{FOLDER}/{path.name}"
    try:
        if path.is_symlink() or path.is_dir():
            raise ResetError(f"{file} is a link or a folder, not a file; move it away first")
        present = path.read_bytes() if path.exists() else b""
        if not present.strip():
            was = "empty" if path.exists() else "not there"
            path.parent.mkdir(exist_ok=True)
            files.replace(path, pristine.encode())
            return f"{file} was {was}; its stubs are there again."
        if not exercise:
            one = f"{unit.name}.{unit.exercises[0].name}"
            raise ResetError(f"there is work in {file}: name one exercise, as in make reset U={one}")
        text = present.decode(errors="surrogateescape")
        restored = with_function(text, pristine, exercise)
        if restored == text:
            return f"{file}: {exercise} is the stub that it was; nothing was changed."
        copy = f"{FOLDER}/{BACKUP}/{_keep(path, present).name}"
        files.replace(path, restored.encode(errors="surrogateescape"))
    except OSError as error:
        where = str(error.filename).replace(f"{root}/", "")
        raise ResetError(f"{file} is left as it was; {where}: {error.strerror}") from None
    return f"{file}: {exercise} is a stub again, all else is as you left it.\nYour work is kept in {copy}"


def line(source: bytes, function: str) -> int | None:
    """The line at which a function begins, from 1."""
    region = _region(_lines(source.decode(errors="surrogateescape")), function)
    return None if region is None else region[0] + 1


def _pristine(root: Path, unit: Unit) -> str:
    if (PRISTINE / f"{unit.name}.py").exists():
        return (PRISTINE / f"{unit.name}.py").read_bytes().decode()
    try:
        from autograder import stubs
    except ImportError:
        raise ResetError(f"there is no stub of {unit.name} in autograder/pristine: git checkout autograder") from None
    try:
        return stubs.read(root, unit)
    except stubs.StubError as error:
        raise ResetError(str(error)) from None


def with_function(text: str, other: str, name: str) -> str:
    """The text with one function as in `other`; where the text has none of that name, it is added at the end."""
    lines, original = _lines(text), _lines(other)
    region, new = _region(lines, name), original[slice(*(_region(original, name) or (0, 0)))]
    new = [each.rstrip("\r\n") for each in new]
    newline = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    if region is None:
        gap = "" if text.endswith(("\n", "\r")) else newline
        return text + gap + newline.join(["", "", "# %%", *new, ""])
    if [each.rstrip("\r\n") for each in lines[slice(*region)]] == new:
        return text
    return "".join([*lines[: region[0]], *(each + newline for each in new), *lines[region[1] :]])


def _region(lines: list[str], function: str) -> tuple[int, int] | None:
    """First line, from 0, and the one after the last of the function of that name that counts, decorators included."""
    try:
        tree = ast.parse("".join(lines).removeprefix("\ufeff"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return _region_by_sight(lines, function)
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    for node in reversed(tree.body):
        if isinstance(node, kinds) and node.name == function:
            return min(
                [node.lineno, *(each.lineno for each in node.decorator_list)]
            ) - 1, node.end_lineno or node.lineno
    return None


def _region_by_sight(lines: list[str], function: str) -> tuple[int, int] | None:
    """The same in what is not Python yet: from `def` to where something else begins at the margin."""
    begins = [k for k, each in enumerate(lines) if re.match(rf"(async\s+)?def\s+{function}\b", each)]
    if not begins:
        return None
    begin, end = begins[-1], begins[-1] + 1
    while end < len(lines) and not _NEXT.match(lines[end]):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    while begin and lines[begin - 1].startswith("@"):
        begin -= 1
    return begin, end


def _lines(text: str) -> list[str]:
    """The lines as Python counts them, each with its end."""
    return io.StringIO(text, newline="").readlines()


def _keep(path: Path, data: bytes) -> Path:
    """A copy under a name that no other has."""
    folder = path.parent / BACKUP
    folder.mkdir(exist_ok=True)
    name = f"{path.stem}-{time.strftime('%Y%m%d-%H%M%S')}"
    for number in itertools.count(1):
        copy = folder / (name + (f"-{number}" if number > 1 else "") + ".py")
        with suppress(FileExistsError), open(copy, "xb") as file:
            file.write(data)
            break
    return copy


def _renamed(root: Path, course: Course, unit: Unit) -> str:
    """A file beside it that holds a function of the unit; empty if there is none."""
    units = {each.name for each in course.units}
    for path in sorted((root / FOLDER).glob("*.py")):
        if path.stem not in units and path.is_file():
            data = path.read_bytes()
            if any(line(data, each.name) for each in unit.exercises):
                return f"{FOLDER}/{one_line(path.name)}"
    return ""
