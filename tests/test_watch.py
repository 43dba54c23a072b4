"""Watching without a sandbox: which units are checked again, and when."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import small
from test_report import check, exercise, report

from autograder import course, watch
from autograder.model import Course, Report, Submission

COURSE = small.course()


def judge(part: Course, handed_in: Submission) -> Report:
    """Full points for every unit that is there."""
    units = {}
    for unit in part.units:
        outcome = "passed" if unit.name in handed_in.sources else "not_attempted"
        units[unit.name] = [exercise(e.name, check(outcome, id=f"{unit.name}.{e.name}.c")) for e in unit.exercises]
    return report(units)


def names(seen: watch.Seen) -> list[str]:
    return [unit.name for unit in seen.report.units]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "exercises").mkdir()
    for unit in COURSE.units:
        (tmp_path / "exercises" / f"{unit.name}.py").write_text("x = 1\n")
    return tmp_path


def deaf(*_: Any, **__: Any) -> Iterator[Any]:
    """No file system that tells anything."""
    raise OSError("too many watches")
    yield


@pytest.fixture(params=["told", "deaf"])
def seen(request: pytest.FixtureRequest, root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[watch.Seen]:
    if request.param == "deaf":
        monkeypatch.setattr(watch.watchfiles, "watch", deaf)
        monkeypatch.setattr(watch, "LOOK_MS", 20)
    return watch.watch(root, COURSE, COURSE, judge)


def test_everything_first_then_what_changes(root: Path, seen: Iterator[watch.Seen]) -> None:
    folder = root / "exercises"
    first = next(seen)
    assert [unit.name for unit in COURSE.units] == names(first) and first.score == first.max_score
    (folder / "newton.py").write_text("def newton(): pass\n")  # no unit
    (folder / "fixed_points.py").write_text("x = 2\n")
    assert ["fixed_points"] == names(next(seen))
    (folder / "gradient_flow.py").unlink()
    gone = next(seen)
    assert ["gradient_flow"] == names(gone) and gone.score < gone.max_score
    assert any("exercises/gradient_flow.py is not there" in line for line in gone.remarks)
    (folder / "gradient_flow.py").write_text("")
    assert any("exercises/gradient_flow.py is empty" in line for line in next(seen).remarks)


def test_what_is_saved_while_all_is_checked_is_not_missed(root: Path) -> None:
    def slow(part: Course, handed_in: Submission) -> Report:
        if len(part.units) > 1:
            (root / "exercises" / "fixed_points.py").write_text("x = 2\n")
        return judge(part, handed_in)

    seen = watch.watch(root, COURSE, COURSE, slow)
    next(seen)
    assert ["fixed_points"] == names(next(seen))


def test_a_save_that_changes_nothing_is_checked_where_it_is_told(root: Path) -> None:
    seen = watch.watch(root, COURSE, COURSE, judge)
    next(seen)
    path = root / "exercises" / "fixed_points.py"
    for text in ("x = 2\n", "x = 3\n", "x = 3\n"):
        path.write_text(text)
        assert ["fixed_points"] == names(next(seen))


def test_units_that_were_not_asked_for_are_not_checked(root: Path) -> None:
    part = course.select(COURSE, ["fixed_points"])
    seen = watch.watch(root, COURSE, part, judge)
    assert ["fixed_points"] == names(next(seen))
    (root / "exercises" / "gradient_flow.py").write_text("x = 2\n")
    (root / "exercises" / "fixed_points.py").write_text("x = 2\n")
    assert ["fixed_points"] == names(next(seen))
