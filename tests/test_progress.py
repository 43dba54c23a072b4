"""What is remembered between runs survives what happens to files, and says what comes next."""

import json
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest
import small
from hypothesis import given
from hypothesis import strategies as st

from autograder import course, files, progress
from autograder.model import Outcome, Report, Submission, Unit
from autograder.progress import Progress

COURSE = small.course()
NAMES = [name for name, _, _ in COURSE.exercises()]


def handed_in(**sources: bytes) -> Submission:
    return Submission(name="exercises", sources=sources, unreadable={}, sha256="")


def remembered(*done: str, begun: str = "", sources: dict[str, str] | None = None) -> Progress:
    """Progress in which all was checked once: some exercises done, one begun, the others to do."""
    outcomes = {f"{name}.first": Outcome.PASSED if name in done else Outcome.NOT_ATTEMPTED for name in NAMES}
    if begun:
        outcomes |= {f"{begun}.first": Outcome.PASSED, f"{begun}.second": Outcome.FAILED}
    return Progress(outcomes=outcomes, sources=sources or dict.fromkeys(NAMES, "0"))


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    told = progress.shown(remembered(NAMES[0]), NAMES[0], 2)
    assert "" == progress.save(tmp_path, told) and (told, "") == progress.load(tmp_path)
    assert [progress.FILE] == os.listdir(tmp_path)
    assert (Progress(), "") == progress.load(tmp_path / "nowhere")


KEYS = st.sampled_from(["format", "outcomes", "sources", "hints", "another"])
JSON = st.recursive(st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(KEYS, x))


@given(st.binary(max_size=100) | JSON.map(lambda value: json.dumps(value).encode()))
def test_damage_never_raises_and_what_was_there_is_kept(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("root")
    (folder / progress.FILE).write_bytes(data)
    found, said = progress.load(folder)
    aside = folder / f"{progress.FILE}.broken"
    assert isinstance(found, Progress) and (aside.exists() == bool(said))
    assert data == (aside if said else folder / progress.FILE).read_bytes()


def test_a_write_that_fails_half_way_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    files.replace(path, b"old")

    def full(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(KeyboardInterrupt):
        files.replace(path, b"new")
    assert b"old" == path.read_bytes() and ["a.json"] == os.listdir(tmp_path)


def test_where_it_cannot_be_written_it_is_said(tmp_path: Path) -> None:
    (tmp_path / progress.FILE).mkdir()
    assert "is not remembered" in progress.save(tmp_path, Progress())
    assert "cannot be read" in progress.load(tmp_path)[1]


def test_a_hint_of_an_earlier_rung_does_not_count_back() -> None:
    told = progress.shown(progress.shown(Progress(), "a.b", 3), "a.b", 1)
    assert {"a.b": 3} == told.hints


def test_what_was_not_asked_for_keeps_what_it_had_and_what_is_gone_goes() -> None:
    before = remembered(*NAMES)
    part = course.select(COURSE, [NAMES[0]])
    empty = Report(
        submission="", submission_sha256="", commit=None, trust="advisory", isolation="none", complete=True,
        score=0, max_score=0, course="", course_version="", checks_sha256="", seed_fingerprint="", versions={},
        seconds=0, units=(),
    )  # fmt: skip
    after = progress.after(before, part, empty, handed_in(euler_stability=b"x = 1\n"))
    assert after.outcomes == {name: value for name, value in before.outcomes.items() if NAMES[0] not in name}
    assert after.sources != before.sources and after.sources.keys() == before.sources.keys()


@pytest.mark.parametrize("units", [COURSE.units, COURSE.units[::-1]], ids=["in order", "reversed"])
def test_next_is_the_first_that_is_not_done_and_needs_nothing_that_is_not(units: tuple[Unit, ...]) -> None:
    whole, done = msgspec.structs.replace(COURSE, units=units), list[str]()
    needs = {name: exercise.needs for name, _, exercise in whole.exercises()}
    while found := progress.upcoming(whole, remembered(*done)):
        assert set(needs[found[0]]) <= set(done) and found[0] not in done
        earlier = [name for name in list(needs)[: list(needs).index(found[0])] if name not in done]
        assert all(set(needs[name]) - set(done) for name in earlier)
        done.append(found[0])
    assert sorted(NAMES) == sorted(done)


def test_one_that_was_never_checked_is_next_and_one_without_claims_is_not() -> None:
    first, second = NAMES[:2]
    nothing = Progress()
    assert first == (progress.upcoming(COURSE, nothing) or [""])[0]
    unclaimed = Progress(sources={first: "0"})
    assert second == (progress.upcoming(COURSE, unclaimed) or [""])[0]


def test_a_step_says_what_speaks_for_it() -> None:
    source = b"import numpy\n\n\ndef euler(f, y0, t):\n    return 1\n"
    step = progress.step(COURSE, remembered(begun=NAMES[0]), handed_in(euler_stability=source))
    assert step and (step.name, step.file, step.line) == (NAMES[0], "exercises/euler_stability.py", 4)
    assert (1, 2, True) == (step.hold, step.claims, step.begun) and "fixed_points.newton" in step.opens
    assert progress.step(COURSE, remembered(*NAMES), handed_in()) is None


def test_a_unit_is_outdated_when_its_file_is_not_as_it_was_checked() -> None:
    now = handed_in(euler_stability=b"x = 1\n")
    seen = {name: progress.digest(now, name.partition(".")[0]) for name in NAMES}
    assert [] == progress.outdated(COURSE, remembered(sources=seen), now)
    assert ["euler_stability"] == progress.outdated(COURSE, remembered(sources=seen), handed_in(euler_stability=b"y\n"))
    assert [] == progress.outdated(COURSE, Progress(), now)
