"""Reset: one function as it came, everything else byte for byte as the student has it, and a copy of all of it."""

import ast
from pathlib import Path

import pytest
import small
from hypothesis import given
from hypothesis import strategies as st

from autograder import reset, stubs, submission
from autograder.model import Course, Unit

COURSE = small.course()
STUBS = {unit.name: stubs.read(small.root(), unit) for unit in COURSE.units}
EULER = COURSE.units[0]
NAMES = [(unit, exercise.name) for unit in COURSE.units for exercise in unit.exercises]
NEWLINES = ["\n", "\r\n"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course with nothing in exercises/."""
    (tmp_path / "exercises").mkdir()
    (tmp_path / "reference").symlink_to(small.root() / "reference")
    return tmp_path


def file(root: Path, unit: Unit = EULER) -> Path:
    return root / "exercises" / f"{unit.name}.py"


def copies(root: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted((root / "exercises" / ".backup").glob("*"))]


def functions(text: str) -> dict[str, str]:
    tree = ast.parse(text.removeprefix("\ufeff"))
    return {node.name: ast.unparse(node) for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("newline", NEWLINES)
@pytest.mark.parametrize("unit, name", NAMES, ids=lambda value: getattr(value, "name", value))
def test_one_exercise_is_a_stub_again_and_the_others_stay_solved(
    root: Path, unit: Unit, name: str, newline: str
) -> None:
    solved = (small.root() / "reference" / f"{unit.name}.py").read_text()
    work = (solved + f"\n\ndef mine():\n    return '{name}'\n").replace("\n", newline).encode()
    file(root, unit).write_bytes(work)
    reset.restore(root, unit, name)
    after = file(root, unit).read_bytes().decode()
    assert functions(after) == functions(work.decode()) | {name: functions(STUBS[unit.name])[name]}
    assert newline == "\n" or "\n" not in after.replace("\r\n", "")
    assert [work] == copies(root)


@pytest.mark.parametrize("unit, name", NAMES, ids=lambda value: getattr(value, "name", value))
def test_what_was_pasted_over_a_stub_is_taken_back_byte_for_byte(root: Path, unit: Unit, name: str) -> None:
    other = (small.root() / "reference" / f"{unit.name}.py").read_text()
    file(root, unit).write_text(reset.with_function(STUBS[unit.name], other, name))
    reset.restore(root, unit, name)
    assert STUBS[unit.name] == file(root, unit).read_text()
    assert "nothing was changed" in reset.restore(root, unit, name) and 1 == len(copies(root))


ODD = {
    "half written": "def euler(f, y0, t):\n    return (y0 +\n",
    "half written, with more": "@decorated\ndef euler(f, y0, t):\n    '''one\ntwo'''\n    return (y0 +\n\n\n",
    "a decorator": "@decorated\n@again\ndef euler(f, y0, t): return 1\n",
    "written twice": "def euler(f, y0, t):\n    return 1\n\n\ndef euler(f, y0, t):\n    return 2\n",
    "a class": "class euler:\n    pass\n",
    "a coroutine": "async def euler(f, y0, t):\n    return 1\n",
    "another name": "def eulers(f, y0, t):\n    return 1\n",
    "no newline at the end": "def euler(f, y0, t):\n    return 1",
    "a form feed": "x = 1\n\x0c\ndef euler(f, y0, t):\n    return 1\n",
    "a byte order mark": "\ufeffdef euler(f, y0, t):\n    return 1\n",
    "old line ends": "x = 1\rdef euler(f, y0, t):\r    return 1\r",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_of_an_odd_file_the_function_becomes_the_stub_and_what_follows_stays(root: Path, text: str) -> None:
    after = "# %% my own\ndef plot_step_sizes(ax, hs):\n    return 1\n"
    file(root).write_bytes((text + ("" if text.endswith(("\n", "\r")) else "\n") + after).encode())
    reset.restore(root, EULER, "euler")
    now = functions(file(root).read_bytes().decode())
    assert now["euler"] == functions(STUBS["euler_stability"])["euler"]
    assert "return 1" in now["plot_step_sizes"]


@given(st.binary(max_size=200))
def test_no_content_is_lost_whatever_it_is(data: bytes) -> None:
    text = data.decode(errors="surrogateescape")
    after = reset.with_function(text, STUBS["euler_stability"], "euler")
    assert after.startswith(text) or "euler" in text  # nothing of that name: it comes after all else


def test_a_copy_never_replaces_another(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reset.time, "strftime", lambda _: "now")
    works = [f"def euler(f, y0, t):\n    return {number}\n".encode() for number in range(3)]
    for work in works:
        file(root).write_bytes(work)
        reset.restore(root, EULER, "euler")
    assert sorted(works) == sorted(copies(root))


@pytest.mark.parametrize("text", [None, "", " \n"])
def test_a_file_that_is_missing_or_empty_comes_back_whole(root: Path, text: str | None) -> None:
    if text is not None:
        file(root).write_text(text)
    reset.restore(root, EULER, "")
    assert STUBS["euler_stability"] == file(root).read_text() and not copies(root)


def test_the_mode_of_a_file_stays(root: Path) -> None:
    file(root).write_text("def euler(f, y0, t):\n    return 1\n")
    file(root).chmod(0o640)
    reset.restore(root, EULER, "euler")
    assert 0o640 == file(root).stat().st_mode & 0o777


@pytest.mark.parametrize("kind", ["link", "folder", "work in a unit", "no room"])
def test_what_cannot_be_restored_is_left_alone(root: Path, kind: str) -> None:
    exercise = "" if kind == "work in a unit" else "euler"
    if kind == "link":
        (root / "elsewhere.py").write_text("x = 1\n")
        file(root).symlink_to(root / "elsewhere.py")
    elif kind == "folder":
        file(root).mkdir()
    else:
        file(root).write_text("x = 1\n")
        (root / "exercises" / ".backup").touch()
    with pytest.raises(reset.ResetError):
        reset.restore(root, EULER, exercise)
    assert file(root).is_dir() or "x = 1\n" == file(root).read_text()


def missing(root: Path, whole: Course = COURSE) -> list[str]:
    handed_in = submission.read(root, whole)
    return list(reset.missing(root, whole, handed_in))


def test_files_that_are_missing_empty_or_renamed_are_told_apart(root: Path) -> None:
    for name, text in STUBS.items():
        (root / "exercises" / f"{name}.py").write_text(text)
    assert [] == missing(root)
    file(root, COURSE.units[1]).unlink()
    file(root, COURSE.units[2]).write_text("")
    file(root).rename(root / "exercises" / "my first try.py")
    lines = missing(root)
    assert "Was it renamed? Then back:\n  mv 'exercises/my first try.py' exercises/euler_stability.py" in lines[0]
    assert "is not there." in lines[1] and "is empty." in lines[2] and 3 == len(lines)


def test_the_line_of_a_function_is_that_of_its_def() -> None:
    text = STUBS["euler_stability"]
    line = reset.line(text.encode(), "plot_step_sizes")
    assert line and text.splitlines()[line - 1].startswith("def plot_step_sizes(")
    assert reset.line(b"", "euler") is None and 2 == reset.line(b"\xff\ndef euler(", "euler")
