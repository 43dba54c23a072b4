"""course.toml as a teacher writes it: what is read, and the one line said about each slip."""

import re
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder import course as courses
from autograder.course import CourseError
from autograder.model import Course, Late

GOOD = """\
format = 1
title = "Dynamics"
version = "0.1.0"

[[units]]
name = "euler_stability"
title = "Euler's method"
libraries = "numpy"

[[units.exercises]]
name = "euler"
points = 6
minutes = 15
hints = ["slope", "step"]

[[units.exercises]]
name = "max_step"
points = 4
minutes = 15
needs = ["euler_stability.euler"]
hints = ["eigenvalues", "disc"]

[[units]]
name = "sgd_noise"
title = "Noise"
libraries = "torch"

[[units.exercises]]
name = "temperature"
points = 2.5
minutes = 10
needs = ["euler_stability.max_step"]
hints = ["variance", "rate"]
weights = {scales_with_the_rate = 2}
cpu_seconds = 3
"""
NAMING = "cannot name a function; write letters, digits and single underscores"
LADDER = "not a ladder; write two to four hints, none of them empty"
FIRST_DAY = datetime(1, 1, 1, tzinfo=UTC)
TWICE = "already; change one of them"
WEIGHT = "write a number above 0"
CUT = "take one of these away"
EULER, STEP, RATE = "euler_stability.euler", "euler_stability.max_step", "sgd_noise.temperature"
FIRST, SECOND, THIRD = "units[0].exercises[0]", "units[0].exercises[1]", "units[1].exercises[0]"


def complaint(root: Path, text: str) -> str:
    """What `load` says about this course.toml."""
    (root / "course.toml").write_bytes(text.encode())
    with pytest.raises(CourseError) as caught:
        courses.load(root)
    return str(caught.value)


@pytest.fixture
def good(tmp_path: Path) -> Course:
    (tmp_path / "course.toml").write_text(GOOD)
    return courses.load(tmp_path)


def test_a_course_is_read_as_written(good: Course) -> None:
    assert ["euler_stability", "sgd_noise"] == [unit.name for unit in good.units]
    (exercise,) = good.units[1].exercises
    assert (2.5, {"scales_with_the_rate": 2.0}) == (exercise.points, exercise.weights)
    assert 1.0 == good.limits.cpu_seconds


@pytest.mark.parametrize("prefix, newline", [("\ufeff", "\n"), ("", "\r\n")])
def test_the_marks_of_other_editors_do_no_harm(tmp_path: Path, prefix: str, newline: str, good: Course) -> None:
    (tmp_path / "course.toml").write_bytes((prefix + GOOD.replace("\n", newline)).encode())
    assert good == courses.load(tmp_path)


def test_this_repository_has_a_course() -> None:
    course = courses.load(courses.find_root(Path(__file__)))
    due = [unit.due for unit in course.units]
    assert due and due == sorted(due, key=lambda moment: moment or FIRST_DAY)


DUE = 'title = "Noise"\ndue = {}\n'
WRITTEN = GOOD + '\n[[units.written]]\nname = "why"\ntitle = "Why"\npoints = 4\nminutes = 10\n'
LATE = "[late]\nper_day = 0.1\nmost = 0.5\n\n[[units]]"


def test_what_is_written_in_words_and_what_is_late_is_read_too(tmp_path: Path) -> None:
    text = WRITTEN.replace('title = "Noise"\n', DUE.format("2027-02-07T23:59:00+01:00")).replace("[[units]]", LATE, 1)
    (tmp_path / "course.toml").write_text(text)
    course = courses.load(tmp_path)
    (question,) = course.units[1].written
    assert ("why", "Why", 4.0, 10) == (question.name, question.title, question.points, question.minutes)
    assert Late(per_day=0.1, most=0.5) == course.late
    assert [None, datetime(2027, 2, 7, 22, 59, tzinfo=UTC)] == [unit.due for unit in course.units]


def test_without_dates_and_questions_a_course_has_none(good: Course) -> None:
    assert good.late is None
    assert [(None, ()), (None, ())] == [(unit.due, unit.written) for unit in good.units]
    assert () == courses.select(good, ["euler_stability"]).units[0].written


MOMENT = "a time with its zone, such as 2027-02-07T23:59:00Z"


@pytest.mark.parametrize(
    "old, new, line",
    [
        ('title = "Noise"\n', DUE.format("2027-02-07T23:59:00"), f"units[1].due: has no time zone; write {MOMENT}"),
        ('title = "Noise"\n', DUE.format("2027-02-07"), f"units[1].due: is a date; write {MOMENT}"),
        ('title = "Noise"\n', DUE.format('"2027-02-07"'), f"units[1].due: is a string; write {MOMENT}"),
        ('title = "Noise"\n', 'title = "Noise"\nduo = 1\n', "units[1]: 'duo' is no key; the nearest is 'due'"),
        ("[[units]]", LATE.replace("0.1", "1.5"), "late.per_day: is 1.5; write a share of the points, 0 to 1"),
        ("[[units]]", LATE.replace("0.5", "-1"), "late.most: is -1.0; write a share of the points, 0 to 1"),
        ("[[units]]", LATE.replace("0.5", "nan"), "late.most: is nan; write a share of the points, 0 to 1"),
        ("[[units]]", LATE.replace("most", "max"), "late: 'max' is no key; the nearest is 'most'"),
        ("[[units]]", "[late]\nmost = 1\n[[units]]", "late.per_day: missing; add per_day = ..."),
        ("[[units]]", "late = 1\n[[units]]", "late: is a whole number; write a table"),
        ('"why"', '"why not"', f"units[1].written[0].name: 'why not' {NAMING}"),
        ("points = 4\nminutes = 10\n", "minutes = 10\n", "units[1].written[0].points: missing; add points = ..."),
        ("points = 4\nminutes = 10\n", "points = 4\nminutes = 0\n", f"units[1].written[0].minutes: is 0; {WEIGHT}"),
        ("[[units.written]]", "[units.written]", "units[1].written: is a table; write [[units.written]]"),
        ('title = "Why"', 'titel = "Why"', "units[1].written[0]: 'titel' is no key; the nearest is 'title'"),
    ],
)  # fmt: skip
def test_a_slip_in_what_is_due_late_or_written_is_named(tmp_path: Path, old: str, new: str, line: str) -> None:
    head, mark, tail = WRITTEN.rpartition(old) if "minutes" in old else WRITTEN.partition(old)
    assert mark
    assert f"course.toml: {line}" == complaint(tmp_path, head + new + tail)


@pytest.mark.parametrize(
    "old, new, line",
    [
        ("format = 1", "format = 2", "format: only 1 can be read here; write 1, or update the program"),
        ("format = 1", 'format = "1"', "format: only 1 can be read here; write 1, or update the program"),
        ("format = 1", "format = true", "format: is a bool; write a whole number"),
        ("format = 1\n", "", "format: missing; add format = ..."),
        ("title", "tilte", "'tilte' is no key; the nearest is 'title'"),
        ("points = 6", "pionts = 6", f"{FIRST}: 'pionts' is no key; the nearest is 'points'"),
        ("points = 6", '"poi\\nts` at `$.c" = 6', f"{FIRST}: 'poi\\nts` at `$.c' is no key; the nearest is 'points'"),
        ("libraries", "library", "units[0]: 'library' is no key; the nearest is 'libraries'"),
        ("points = 6\n", "", f"{FIRST}.points: missing; add points = ..."),
        ("points = 6", "points = '6'", f"{FIRST}.points: is a string; write a number"),
        ("points = 6", "points = 2020-01-01", f"{FIRST}.points: is a date; write a number"),
        ("points = 6", "points = 0", f"{FIRST}.points: is 0.0; write a number above 0"),
        ("points = 6", "points = nan", f"{FIRST}.points: is nan; write a number above 0"),
        ("points = 6", "points = inf", f"{FIRST}.points: is inf; write a number above 0"),
        ("points = 6", f"points = 1{'0' * 400}", f"{FIRST}.points: number out of range; write another value"),
        ("minutes = 15", "minutes = 15.5", f"{FIRST}.minutes: is a number; write a whole number"),
        ("minutes = 15", "minutes = -1", f"{FIRST}.minutes: is -1; write a number above 0"),
        ("cpu_seconds = 3", "cpu_seconds = 0", f"{THIRD}.cpu_seconds: is 0.0; write a number above 0"),
        ("cpu_seconds = 3", "cpu_seconds = ''", f"{THIRD}.cpu_seconds: is a string; write a number"),
        ('"euler"', '"2nd"', f"{FIRST}.name: '2nd' {NAMING}"),
        ('"euler"', '"try"', f"{FIRST}.name: 'try' {NAMING}"),
        ('"sgd_noise"', '"../x"', f"units[1].name: '../x' {NAMING}"),
        ('"euler"', '"\u00e9uler"', f"{FIRST}.name: '\u00e9uler' {NAMING}"),
        ('"euler"', '"e__r"', f"{FIRST}.name: 'e__r' {NAMING}"),
        ('"sgd_noise"', '"euler_stability"', f"units[1].name: 'euler_stability' is the name of units[0] {TWICE}"),
        ('"max_step"', '"euler"', f"{SECOND}.name: 'euler' is the name of {FIRST} {TWICE}"),
        ('"torch"', '"pytorch"', "units[1].libraries: 'pytorch' is no set of libraries; the nearest is 'torch'"),
        ('["slope", "step"]', '["slope"]', f"{FIRST}.hints: {LADDER}"),
        ('["slope", "step"]', '["a","b","c","d","e"]', f"{FIRST}.hints: {LADDER}"),
        ('["slope", "step"]', '["slope", " "]', f"{FIRST}.hints: {LADDER}"),
        ('["slope", "step"]', '["slope", 2]', f"{FIRST}.hints[1]: is a whole number; write a string"),
        ('["slope", "step"]', '"slope"', f"{FIRST}.hints: is a string; write a list"),
        (f'["{EULER}"]', '["eulr"]', f"{SECOND}.needs: 'eulr' is no exercise; the nearest is '{EULER}'"),
        (f'["{EULER}"]', '["euler"]', f"{SECOND}.needs: 'euler' is no exercise; the nearest is '{EULER}'"),
        (f'["{EULER}"]', f'["{STEP}"]', f"{SECOND}.needs: needs itself: {STEP} -> {STEP}; {CUT}"),
        (f'["{EULER}"]', f'["{RATE}"]', f"{SECOND}.needs: needs itself: {STEP} -> {RATE} -> {STEP}; {CUT}"),
        ("= 2}", "= -1}", f"{THIRD}.weights: 'scales_with_the_rate' weighs -1.0; {WEIGHT}"),
        ("= 2}", "= nan}", f"{THIRD}.weights: 'scales_with_the_rate' weighs nan; {WEIGHT}"),
        ("= 2}", "= '2'}", f"{THIRD}.weights.<claim>: is a string; write a number"),
        ("[[units]]", "[limits]\nmemory_mib = 0\n[[units]]", "limits.memory_mib: is 0; write a number above 0"),
        ("[[units]]", "[limits]\nwall_factor = inf\n[[units]]", "limits.wall_factor: is inf; write a number above 0"),
        ("[[units]]", "[limits]\nmemory = 1\n[[units]]", "limits: 'memory' is no key; the nearest is 'memory_mib'"),
        ("[[units]]", "limits = 1\n[[units]]", "limits: is a whole number; write a table"),
        ("format = 1", "format 1", "line 1: not TOML: Expected '=' after a key in a key/value pair; correct it"),
        ("cpu_seconds = 3", "cpu_seconds =", "line 35: not TOML: Invalid value; correct it"),
        ("cpu_seconds = 3\n", "hints = []\n\n\n", "line 35: not TOML: Cannot overwrite a value; correct it"),
    ],
)  # fmt: skip
def test_a_slip_is_named_with_its_place_and_remedy(tmp_path: Path, old: str, new: str, line: str) -> None:
    assert old in GOOD
    assert f"course.toml: {line}" == complaint(tmp_path, GOOD.replace(old, new, 1))


HEAD = 'format = 1\ntitle = "t"\nversion = "0"\n'
UNIT = '[[units]]\nname = "u"\ntitle = "t"\nlibraries = "numpy"\n'


@pytest.mark.parametrize(
    "text, line",
    [
        ("", "format: missing; add format = ..."),
        ("x = [\n\n", "line 1: not TOML: Invalid value; correct it"),
        (HEAD, "units: missing; add [[units]]"),
        (HEAD + "units = []", "units: empty; add [[units]]"),
        (HEAD + UNIT, "units[0].exercises: missing; add [[units.exercises]]"),
        (HEAD + UNIT + "exercises = []", "units[0].exercises: empty; add [[units.exercises]]"),
        (HEAD + UNIT.replace("[[units]]", "[units]"), "units: is a table; write [[units]]"),
        (HEAD + UNIT + "[units.exercises]", "units[0].exercises: is a table; write [[units.exercises]]"),
        (HEAD + "units = [1]", "units[0]: is a whole number; write [[units]]"),
        ("x = " + "[" * 10_000, "not TOML: maximum recursion depth exceeded; correct it"),
    ],
)
def test_a_course_without_its_parts_is_told_which(tmp_path: Path, text: str, line: str) -> None:
    assert f"course.toml: {line}" == complaint(tmp_path, text)


def test_a_ring_of_needs_is_told_in_the_order_of_needing(tmp_path: Path) -> None:
    text = GOOD.replace("minutes = 15\n", f'minutes = 15\nneeds = ["{RATE}"]\n', 1)
    ring = f"{EULER} -> {RATE} -> {STEP} -> {EULER}"
    assert f"course.toml: {FIRST}.needs: needs itself: {ring}; {CUT}" == complaint(tmp_path, text)


def test_a_key_that_reads_like_a_place_is_a_complaint(tmp_path: Path) -> None:
    assert "is no key; the nearest is 'format'" in complaint(tmp_path, '"x` - at `$.y" = 1\n' + GOOD)


def test_a_number_beyond_the_digits_python_reads_is_a_complaint(tmp_path: Path) -> None:
    assert complaint(tmp_path, f"format = {'9' * 5000}").startswith("course.toml: not TOML: Exceeds the limit")


def test_bytes_that_are_not_utf8_are_found_by_their_line(tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_bytes(b'format = 1\ntitle = "\xe9tude"\n')
    with pytest.raises(CourseError, match=re.escape("course.toml: line 2: not UTF-8; save the file in that encoding")):
        courses.load(tmp_path)


def test_a_missing_file_is_a_complaint(tmp_path: Path) -> None:
    line = f"course.toml: No such file or directory in '{tmp_path}'; go to the folder of the course"
    with pytest.raises(CourseError, match=f"^{re.escape(line)}$"):
        courses.load(tmp_path)


def test_the_nearest_course_above_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "inner" / "exercises"
    inner.mkdir(parents=True)
    (tmp_path / "course.toml").touch()
    assert tmp_path == courses.find_root(inner / "euler.py")
    (tmp_path / "inner" / "course.toml").touch()
    assert tmp_path / "inner" == courses.find_root(inner)


def test_no_course_above_is_a_complaint(tmp_path: Path) -> None:
    line = f"course.toml: not found in '{tmp_path}' or above it; go to the folder of the course"
    with pytest.raises(CourseError, match=f"^{re.escape(line)}$"):
        courses.find_root(tmp_path)


@pytest.mark.parametrize(
    "targets, kept",
    [
        ([], ["euler_stability.euler", "euler_stability.max_step", "sgd_noise.temperature"]),
        (["sgd_noise"], ["sgd_noise.temperature"]),
        (["sgd_noise", "euler_stability.max_step"], ["euler_stability.max_step", "sgd_noise.temperature"]),
        (["euler_stability", "euler_stability.euler"], ["euler_stability.euler", "euler_stability.max_step"]),
    ],
)
def test_targets_restrict_a_course_in_its_own_order(good: Course, targets: list[str], kept: list[str]) -> None:
    chosen = courses.select(good, targets)
    assert kept == [f"{unit.name}.{exercise.name}" for unit in chosen.units for exercise in unit.exercises]


UNITS = "there are: euler_stability, sgd_noise"


@pytest.mark.parametrize(
    "target, remedy",
    [
        ("euler", "did you mean 'euler_stability.euler'?"),
        ("euler_stabilty", "did you mean 'euler_stability'?"),
        ("sgd_noise.temprature", "did you mean 'sgd_noise.temperature'?"),
        ("sgd_nose.temperature", "did you mean 'sgd_noise.temperature'?"),
        ("exercises/sgd_noise.py", "did you mean 'sgd_noise'?"),
        ("SGD-noise", "did you mean 'sgd_noise'?"),
        ("sgd_noise.foo", "there are: sgd_noise.temperature"),
        ("euler_stability.temperature", "there are: euler_stability.euler, euler_stability.max_step"),
        ("foo", UNITS),
        ("foo.bar", UNITS),
        ("", UNITS),
    ],
)
def test_an_unknown_target_is_answered_with_a_name_like_it_or_with_all(good: Course, target: str, remedy: str) -> None:
    with pytest.raises(CourseError) as caught:
        courses.select(good, ["sgd_noise", target])
    assert f"{target!r} is no unit or exercise of this course; {remedy}" == str(caught.value)


def test_a_unit_and_its_exercise_may_share_a_name(good: Course) -> None:
    namesake = msgspec.structs.replace(good.units[1].exercises[0], name="sgd_noise")
    unit = msgspec.structs.replace(good.units[1], exercises=(namesake,))
    course = msgspec.structs.replace(good, units=(*good.units[:1], unit))
    for target, meant in (("sgd_nois", "sgd_noise"), ("sgd_noise.sgd_nois", "sgd_noise.sgd_noise")):
        with pytest.raises(CourseError, match=f"did you mean '{meant}'"):
            courses.select(course, [target])


KEYS = st.sampled_from(sorted(set(re.findall(r"^\w+", GOOD, re.MULTILINE)))) | st.text(max_size=5)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("euler_stability.euler"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=5,
)


def toml(value: object) -> str:
    """A value in TOML's inline form; None, which it lacks, as a slip."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(key)} = {toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(letter):08x}" for letter in value) + '"'
    return str(value).lower()


def says_one_line_or_nothing(root: Path, text: str) -> None:
    """Load what may be a course."""
    (root / "course.toml").write_bytes(text.encode())
    try:
        courses.load(root)
    except CourseError as error:
        assert str(error).startswith("course.toml: ")
        assert 1 == len(str(error).splitlines())


@given(text=st.text(alphabet=st.sampled_from('aeuntis=[]{}"."\\ \n\r\t#01-:+_\0é')) | st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_is_a_course_or_one_line(tmp_path: Path, text: str) -> None:
    says_one_line_or_nothing(tmp_path, text)


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
def test_a_course_with_any_line_replaced_is_a_course_or_one_line(tmp_path: Path, data: st.DataObject) -> None:
    lines = GOOD.splitlines()
    k = data.draw(st.integers(0, len(lines) - 1))
    key = data.draw(st.just(lines[k].partition(" =")[0]) | KEYS.map(toml))
    lines[k] = f"{key} = {toml(data.draw(VALUES))}"
    says_one_line_or_nothing(tmp_path, "\n".join(lines))
