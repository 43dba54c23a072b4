"""course.toml -> Course. Owns where a course is found and all complaints about its file: one line, place and remedy."""

import functools
import math
import re
import sys
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher, get_close_matches
from graphlib import CycleError, TopologicalSorter
from keyword import iskeyword
from pathlib import Path

import msgspec

from autograder.model import Course, Data, Exercise, Late, Limits, Unit, Written

FILE, FORMAT, LIBRARIES = "course.toml", 1, ("numpy", "torch")
_TABLES: dict[str, type[Data]] = {
    "": Course,
    "limits": Limits,
    "late": Late,
    "units": Unit,
    "units.exercises": Exercise,
    "units.written": Written,
}
_MOMENT = "a time with its zone, such as 2027-02-07T23:59:00Z"
_KINDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "a string",
    "array": "a list",
    "object": "a table",
    "datetime": _MOMENT,
}
_BLOCKS = {"units": "[[units]]", "units.exercises": "[[units.exercises]]", "units.written": "[[units.written]]"}
_INDEX = r"\[\d+\]"


class CourseError(Exception):
    """What is wrong with the course, or with a name looked up in it: one line with file, key and remedy."""


def find_root(start: Path) -> Path:
    """The folder of the nearest course.toml, at `start` or above it."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / FILE).is_file():
            return folder
    raise _error(f"not found in {str(start)!r} or above it; go to the folder of the course")


def nearest(start: Path) -> Path:
    """The same, else the folder that this package was installed from: a notebook may lie anywhere. Raises CourseError."""
    try:
        return find_root(start)
    except CourseError:
        return find_root(Path(__file__).parents[1])


def here() -> tuple[Path, Course]:
    """The nearest course and its root, which is made importable: diagnosis finds the known mistakes there."""
    root = nearest(Path.cwd())
    if str(root) not in sys.path:
        sys.path.append(str(root))  # last: what is in the folder of a notebook shadows nothing
    state = (root / FILE).stat()
    return root, _loaded(root, state.st_mtime_ns, state.st_size)


@functools.lru_cache(maxsize=1)  # 8 ms, for each notebook of a class
def _loaded(root: Path, changed: int, size: int) -> Course:
    return load(root)


def load(root: Path) -> Course:
    """The course described by course.toml in `root`; raises CourseError with the first complaint."""
    try:
        text = (root / FILE).read_bytes().decode("utf-8-sig")
        if msgspec.toml.decode(text).get("format", FORMAT) != FORMAT:  # first: it makes other complaints moot
            raise _error(f"only {FORMAT} can be read here; write {FORMAT}, or update the program", "format")
        course = msgspec.toml.decode(text, type=Course)
    except OSError as error:
        raise _error(f"{error.strerror} in {str(root)!r}; go to the folder of the course") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _error("not UTF-8; save the file in that encoding", f"line {line}") from None
    except msgspec.ValidationError as error:
        raise _mistyped(str(error)) from None
    except (ValueError, RecursionError) as error:  # without a place: numbers or nesting beyond Python's own limits
        said, _, place = " ".join(str(error).split()).partition(" (at ")
        place = place.replace("end of document)", f"line {text.rstrip().count(chr(10)) + 1}, at the end")
        raise _error(f"not TOML: {said}; correct it", place.partition(",")[0]) from None
    for key, complaint in _complaints(course):
        raise _error(complaint, key)
    return course


def select(course: Course, targets: Sequence[str]) -> Course:
    """The course restricted to UNIT or UNIT.EXERCISE targets, in its own order; the whole of it without any."""
    names = [*(u.name for u in course.units), *_placed(course)]
    for target in targets:
        if target not in names:
            raise CourseError(_no_target(course, target))
    wanted, units = set(targets or names), []
    for u in course.units:
        if kept := tuple(e for e in u.exercises if wanted & {u.name, f"{u.name}.{e.name}"}):
            units.append(msgspec.structs.replace(u, exercises=kept))
    return msgspec.structs.replace(course, units=tuple(units))


def _no_target(course: Course, target: str) -> str:
    """What is said of a target that names nothing: the name that may have been meant, else the names there are."""
    asked = target.rpartition("/")[2].removesuffix(".py").lower()  # a file's path is often what comes to mind
    unit, _, last = asked.rpartition(".")
    units = {u.name: u.name for u in course.units}
    full = [(u.name, e.name, f"{u.name}.{e.name}") for u in course.units for e in u.exercises]
    own = {name: whole for of, name, whole in full if of == unit}
    known = own or {name: whole for _, name, whole in full} | units
    near = get_close_matches(last, known, n=1)
    remedy = f"did you mean {known[near[0]]!r}?" if near else f"there are: {', '.join((own or units).values())}"
    return f"{target!r} is no unit or exercise of this course; {remedy}"


def _mistyped(said: str) -> CourseError:
    """Our words for those of msgspec, such as 'Expected `int`, got `str` - at `$.units[0].name`'."""
    what, path = re.fullmatch(r"(.*?)(?: - at `\$\.?([^`]*)`)?", said, re.DOTALL).groups("")  # type: ignore[union-attr]
    block = re.sub(_INDEX, "", path)
    if unknown := re.fullmatch("Object contains unknown field `(.*)`", what, re.DOTALL):
        return _error(_unknown(unknown[1], "key", _TABLES.get(block, Course).__struct_fields__), path)
    if missing := re.fullmatch("Object missing required field `(.*)`", what):
        key = f"{path}.{missing[1]}".lstrip(".")
        return _error(f"missing; add {_BLOCKS.get(re.sub(_INDEX, '', key), f'{missing[1]} = ...')}", key)
    if kinds := re.fullmatch(r"Expected `(\w+)(?: \| null)?`, got `(\w+)`", what):
        want, got = (_KINDS.get(kind, f"a {kind}") for kind in kinds.groups())
        return _error(f"is {got}; write {_BLOCKS.get(block, want)}", path.replace("[...]", ".<claim>"))
    return _error(f"{what[:1].lower()}{what[1:]}; write another value", path)


def _complaints(course: Course) -> Iterator[tuple[str, str]]:
    """Key and complaint of all that is well typed yet wrong."""
    yield from _none_or_misnamed("units", course.units)
    for i, u in enumerate(course.units):
        yield from _none_or_misnamed(f"units[{i}].exercises", u.exercises)
        yield from _misnamed(f"units[{i}].written", u.written)
        for j, question in enumerate(u.written):
            yield from _not_positive(f"units[{i}].written[{j}]", question, ("points", "minutes"))
        if u.due and u.due.tzinfo is None:
            yield f"units[{i}].due", f"has no time zone; write {_MOMENT}"
        if u.libraries not in LIBRARIES:
            yield f"units[{i}].libraries", _unknown(u.libraries, "set of libraries", LIBRARIES)
    placed = _placed(course)
    for at, exercise in placed.values():
        yield from _not_positive(at, exercise, ("points", "minutes", "cpu_seconds"))
        if not (2 <= len(exercise.hints) <= 4 and all(hint.strip() for hint in exercise.hints)):
            yield f"{at}.hints", "not a ladder; write two to four hints, none of them empty"
        for need in (need for need in exercise.needs if need not in placed):
            yield f"{at}.needs", _unknown(need, "exercise", list(placed))
        for claim, weight in exercise.weights.items():
            if not 0 < weight < math.inf:
                yield f"{at}.weights", f"{claim!r} weighs {weight}; write a number above 0"
    yield from _not_positive("limits", course.limits, course.limits.__struct_fields__)
    for key in course.late.__struct_fields__ if course.late else ():
        if not 0 <= (share := getattr(course.late, key)) <= 1:
            yield f"late.{key}", f"is {share}; write a share of the points, 0 to 1"
    try:
        TopologicalSorter({name: exercise.needs for name, (_, exercise) in placed.items()}).prepare()
    except CycleError as error:
        ring = error.args[1][::-1]  # each needs the next
        yield f"{placed[ring[0]][0]}.needs", f"needs itself: {' -> '.join(ring)}; take one of these away"


def _none_or_misnamed(at: str, named: Sequence[Unit] | Sequence[Exercise]) -> Iterator[tuple[str, str]]:
    if not named:
        yield at, f"empty; add {_BLOCKS[re.sub(_INDEX, '', at)]}"
    yield from _misnamed(at, named)


def _misnamed(at: str, named: Sequence[Unit] | Sequence[Exercise] | Sequence[Written]) -> Iterator[tuple[str, str]]:
    names = [item.name for item in named]
    for i, name in enumerate(names):
        if not (name.isascii() and name.isidentifier()) or iskeyword(name) or "__" in name:  # `__` parts file names
            yield f"{at}[{i}].name", f"{name!r} cannot name a function; write letters, digits and single underscores"
        if names.index(name) < i:
            yield f"{at}[{i}].name", f"{name!r} is the name of {at}[{names.index(name)}] already; change one of them"


def _not_positive(at: str, record: Data, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    for key in keys:
        if (value := getattr(record, key)) is not None and not 0 < value < math.inf:
            yield f"{at}.{key}", f"is {value}; write a number above 0"


def _placed(course: Course) -> dict[str, tuple[str, Exercise]]:
    """Each exercise with its key in the file, by its full name."""
    indexed = [(i, u, j, e) for i, u in enumerate(course.units) for j, e in enumerate(u.exercises)]
    return {f"{u.name}.{e.name}": (f"units[{i}].exercises[{j}]", e) for i, u, j, e in indexed}


def _unknown(name: str, noun: str, names: Sequence[str]) -> str:
    def likeness(known: str) -> float:  # as a whole, or without its unit
        return max(SequenceMatcher(None, name, part).ratio() for part in (known, known.rpartition(".")[2]))

    return f"{name!r} is no {noun}; the nearest is {max(names, key=likeness)!r}"


def _error(complaint: str, key: str = "") -> CourseError:
    return CourseError(": ".join(filter(None, (FILE, key, complaint))))
