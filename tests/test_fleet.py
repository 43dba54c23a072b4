"""A class is judged on several processes as on one, in order, and nothing is judged twice."""

from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import msgspec
import pytest
import small

from autograder import cache, fleet, grade
from autograder import course as courses
from autograder.model import Course, Report, Submission
from autograder.sandbox import bubblewrap, client

ROOT = Path(__file__).parents[1]
COURSE = small.course()
UNIT = "fixed_points"
RIGHT = (ROOT / "reference" / f"{UNIT}.py").read_bytes()
SEED = grade.Seed(b"fleet")


def handed_in(name: str, text: bytes, assignment: str = UNIT) -> Submission:
    sha256 = f"{hash(text):064x}"[-64:]
    return Submission(name=name, sources={UNIT: text}, unreadable={}, sha256=sha256, assignment=assignment)


CLASS = [
    handed_in("ada", RIGHT),
    handed_in("bob", b"def newton(f, jac, x0, tol=1e-10, max_iter=50):\n    return x0, True, 0\n"),
    handed_in("cyd", RIGHT),
    handed_in("dan", b"def newton(:\n"),
]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[client.Sandbox]:
    with bubblewrap.sandbox(COURSE.limits) as opened:
        yield opened


def nobody(course: Course, one: Submission) -> Report:
    raise AssertionError(f"{one.name} was judged again")


def outcomes(report: Report) -> list[Any]:
    return [check.outcome for unit in report.units for exercise in unit.exercises for check in exercise.checks]


def test_two_processes_judge_as_one_does_and_then_no_one_needs_to(tmp_path: Path, sandbox: client.Sandbox) -> None:
    judged: list[str] = []

    def judge(course: Course, one: Submission) -> Report:
        judged.append(one.name)
        return grade.grade(course, one, sandbox, SEED)

    one = list(fleet.grade_all(tmp_path, COURSE, CLASS, SEED, 1, judge, "bubblewrap"))
    assert judged == ["ada", "bob", "dan"]  # cyd handed in what ada did
    assert list(fleet.grade_all(tmp_path, COURSE, CLASS, SEED, 2, nobody, "bubblewrap")) == one  # all were made before
    for path in (tmp_path / cache.FOLDER).iterdir():
        path.unlink()
    two = list(fleet.grade_all(tmp_path, COURSE, CLASS, SEED, 2, nobody, "bubblewrap"))
    for reports in (one, two):
        assert [report.submission for report in reports] == ["ada", "bob", "cyd", "dan"]
        assert [report.score for report in reports] == [8, 0, 8, 0]
        assert {report.trust for report in reports} == {"authoritative"}
    assert [outcomes(report) for report in one] == [outcomes(report) for report in two]


def test_where_a_process_is_killed_the_rest_are_judged_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed:
        def __init__(self, *_: Any) -> None:
            pass

        def map(self, _: Any, left: Any, seeds: Any) -> Iterator[Report]:
            yield made("of the pool")
            raise BrokenProcessPool

        def shutdown(self, **_: Any) -> None:
            pass

    monkeypatch.setattr(fleet, "ProcessPoolExecutor", Killed)
    reports = list(fleet.grade_all(tmp_path, COURSE, CLASS, SEED, 2, lambda _, one: made("here"), "bubblewrap"))
    assert [report.course for report in reports] == ["of the pool", "here", "of the pool", "here"]


def made(course: str, **fields: Any) -> Report:
    nothing = grade.grade(COURSE, Submission(name="", sources={}, unreadable={}, sha256=""), None, SEED)
    return msgspec.structs.replace(nothing, course=course, **fields)


def test_only_what_can_be_trusted_is_kept(tmp_path: Path) -> None:
    for fields in ({"trust": "advisory"}, {"trust": "authoritative", "complete": False}):
        cache.save(tmp_path, "name", made("x", **fields))
        assert cache.load(tmp_path, "name") is None
    kept = made("x", trust="authoritative")
    cache.save(tmp_path, "name", kept)
    assert cache.load(tmp_path, "name") == kept
    (tmp_path / cache.FOLDER / "name.json").write_bytes(b"{")
    assert cache.load(tmp_path, "name") is None
    assert (tmp_path / cache.FOLDER).stat().st_mode & 0o777 == 0o700


def test_whatever_decides_a_report_decides_its_name(tmp_path: Path) -> None:
    ada, unit = CLASS[0], courses.select(COURSE, [UNIT])
    poorer = msgspec.structs.replace(unit, limits=msgspec.structs.replace(unit.limits, cpu_seconds=2.0))
    names = {
        cache.key(small.root(), unit, ada, SEED, "bubblewrap"),
        cache.key(small.root(), unit, ada, grade.Seed(b"another"), "bubblewrap"),
        cache.key(small.root(), unit, msgspec.structs.replace(ada, sha256="f" * 64), SEED, "bubblewrap"),
        cache.key(small.root(), unit, msgspec.structs.replace(ada, unreadable={UNIT: "why"}), SEED, "bubblewrap"),
        cache.key(small.root(), COURSE, ada, SEED, "bubblewrap"),
        cache.key(small.root(), poorer, ada, SEED, "bubblewrap"),
        cache.key(small.root(), unit, ada, SEED, "confine"),
        cache.key(tmp_path, unit, ada, SEED, "bubblewrap"),  # without the known mistakes
    }
    assert len(names) == 8
    assert (
        cache.key(small.root(), unit, msgspec.structs.replace(ada, name="x", commit="y"), SEED, "bubblewrap") in names
    )
