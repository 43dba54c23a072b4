"""What is handed in, in all its shapes: nothing is followed or run, and what cannot be read is named in one line."""

import json
import os
import resource
import signal
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import submission
from autograder.model import Course, Exercise, Submission, Unit

SOURCE = b"def euler(f, y0, t):\n    return 1\n"
NOBODY = 65534


def unit(name: str) -> Unit:
    """A unit of one exercise."""
    exercise = Exercise(name="euler", points=1, minutes=1, hints=("a", "b"))
    return Unit(name=name, title=name, libraries="numpy", exercises=(exercise,))


NAMES = "euler_stability.py, fixed_points.py"
EXPECTED = f"expected one of {NAMES}, or a notebook of such a name, a folder with some of them"
COURSE = Course(format=1, title="Dynamics", version="1", units=(unit("euler_stability"), unit("fixed_points")))


def only(path: Path) -> Submission:
    """The one submission at a path."""
    (found,) = submission.find(path, COURSE)
    return found


def complaint(path: Path) -> str:
    """The one line said about a path with nothing to grade."""
    with pytest.raises(submission.NoSubmission) as caught:
        submission.find(path, COURSE)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def unreadable(folder: Path) -> str:
    """The one line said about euler_stability, the only unit that could not be read."""
    found = only(folder)
    assert {"euler_stability"} == found.unreadable.keys() and "euler_stability" not in found.sources
    assert "\n" not in found.unreadable["euler_stability"]
    return found.unreadable["euler_stability"]


@pytest.fixture
def alice(tmp_path: Path) -> Path:
    """A folder with one unit."""
    folder = tmp_path / "alice"
    folder.mkdir()
    (folder / "euler_stability.py").write_bytes(SOURCE)
    return folder


@contextmanager
def without_rights() -> Iterator[None]:
    """As a user who owns nothing, where the tests run as root: root may read whatever the mode says."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that a user without rights may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name)


@pytest.fixture
def patience() -> Iterator[None]:
    """A test that hangs fails."""

    def over(*_: object) -> None:
        pytest.fail("it hangs")

    before = signal.signal(signal.SIGALRM, over)
    signal.alarm(10)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


# Where to look


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    assert f"{tmp_path}/nobody: there is no such file or folder" == complaint(tmp_path / "nobody")


def test_a_path_too_long_for_a_file_is_missing(tmp_path: Path) -> None:
    assert "there is no such file or folder" in complaint(tmp_path / ("x" * 300))


def test_an_empty_folder_says_what_was_expected(tmp_path: Path) -> None:
    assert f"nothing to grade in it; {EXPECTED}" in complaint(tmp_path)


def test_a_file_of_another_name_says_which_names_there_are(tmp_path: Path) -> None:
    (tmp_path / "euler.py").write_bytes(SOURCE)
    said = complaint(tmp_path / "euler.py")
    assert f"euler.py: no unit of the course has this name; expected one of {NAMES}" in said


def test_a_pipe_is_no_submission(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "pipe: no unit of the course has this name" in complaint(tmp_path / "pipe")


def test_a_folder_that_may_not_be_listed_is_named(reachable: Path) -> None:
    (reachable / "class").mkdir(mode=0o311)
    with without_rights():
        assert "class: cannot be read; check its rights" in complaint(reachable / "class")


@pytest.mark.parametrize("target", ["alice", "alice/euler_stability.py"])
def test_a_symbolic_link_is_not_followed(alice: Path, tmp_path: Path, target: str) -> None:
    link = tmp_path / "euler_stability.py"
    link.symlink_to(tmp_path / target)
    assert f"{link}: this is a symbolic link, which is not followed" in complaint(link)


# One submission


def test_a_folder_is_a_submission_of_the_units_in_it(alice: Path) -> None:
    found = only(alice)
    assert ("alice", {"euler_stability": SOURCE}, {}) == (found.name, found.sources, found.unreadable)


def test_a_file_is_a_submission_of_one_unit(alice: Path) -> None:
    (alice / "fixed_points.py").write_bytes(SOURCE)
    found = only(alice / "euler_stability.py")
    assert ("euler_stability.py", {"euler_stability": SOURCE}) == (found.name, found.sources)


def test_the_file_that_was_named_is_the_one_that_is_read(alice: Path) -> None:
    (alice / "exercises").mkdir()
    (alice / "exercises" / "euler_stability.py").write_bytes(b"another = 1\n")
    assert {"euler_stability": SOURCE} == only(alice / "euler_stability.py").sources


def test_a_file_is_found_from_its_own_folder(alice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(alice)
    assert {"euler_stability": SOURCE} == only(Path("euler_stability.py")).sources


def test_the_present_folder_has_its_own_name(alice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(alice)
    assert "alice" == only(Path(".")).name


def test_a_repository_is_read_from_its_exercises(alice: Path) -> None:
    (alice / "exercises").mkdir()
    (alice / "exercises" / "fixed_points.py").write_bytes(SOURCE)
    assert {"fixed_points": SOURCE} == only(alice).sources


def test_a_unit_that_is_not_there_is_no_complaint(alice: Path) -> None:
    found = only(alice)
    assert "fixed_points" not in found.sources and "fixed_points" not in found.unreadable


def test_other_files_are_left_alone(alice: Path) -> None:
    (alice / "notes.txt").write_bytes(b"\xff\0")
    (alice / "helpers.py").write_bytes(b"\xff\0")
    assert ({"euler_stability": SOURCE}, {}) == (only(alice).sources, only(alice).unreadable)


# One file


def test_a_byte_order_mark_is_accepted(alice: Path) -> None:
    (alice / "euler_stability.py").write_bytes(b"\xef\xbb\xbf" + SOURCE)
    assert only(alice).sources["euler_stability"].endswith(SOURCE) and not only(alice).unreadable


@pytest.mark.parametrize(
    "data, line",
    [
        (b"# caf\xe9\n", "line 1 is not UTF-8 (byte 0xe9); save the file as UTF-8"),
        (b"import numpy\n\n# caf\xe9\n", "line 3 is not UTF-8 (byte 0xe9); save the file as UTF-8"),
        (b"\xef\xbb\xbf# \xef\xbb\xbf\n# \xff\n", "line 2 is not UTF-8 (byte 0xff); save the file as UTF-8"),
        ("# größer\n".encode("utf-16"), "line 1 has a NUL byte; save the file as plain text"),
        (b"x = 1\ny = 2\0\n", "line 2 has a NUL byte; save the file as plain text"),
        (b"#" * (2**20 + 1), "is larger than 1024 KiB; hand in source code only"),
    ],
)
def test_what_is_no_source_is_named_with_its_line(alice: Path, data: bytes, line: str) -> None:
    (alice / "euler_stability.py").write_bytes(data)
    assert f"euler_stability.py: {line}" == unreadable(alice)


def test_a_file_of_just_the_limit_is_read(alice: Path) -> None:
    (alice / "euler_stability.py").write_bytes(b"#" * 2**20)
    assert 2**20 == len(only(alice).sources["euler_stability"])


def test_an_empty_file_is_read(alice: Path) -> None:
    (alice / "euler_stability.py").write_bytes(b"")
    assert {"euler_stability": b""} == only(alice).sources


def test_one_bad_file_costs_no_other(alice: Path) -> None:
    (alice / "fixed_points.py").write_bytes(b"\xff")
    found = only(alice)
    assert ({"euler_stability": SOURCE}, ["fixed_points"]) == (found.sources, list(found.unreadable))


def test_a_linked_file_is_not_followed(alice: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.py"
    (alice / "euler_stability.py").rename(secret)
    (alice / "euler_stability.py").symlink_to(secret)
    assert "euler_stability.py: is a symbolic link, which is not followed; hand in the file itself" == unreadable(alice)


def test_a_link_to_nowhere_is_named_as_a_link(alice: Path) -> None:
    (alice / "euler_stability.py").unlink()
    (alice / "euler_stability.py").symlink_to("nowhere.py")
    assert "is a symbolic link" in unreadable(alice)


def test_linked_exercises_are_not_followed(alice: Path, tmp_path: Path) -> None:
    bob = tmp_path / "bob"
    bob.mkdir()
    (bob / "exercises").symlink_to(alice)
    found = only(bob)
    assert not found.sources
    assert "exercises: a symbolic link is not followed; hand in the folder itself" in found.unreadable.values()


def test_a_folder_named_like_a_unit_is_named_as_a_folder(alice: Path) -> None:
    (alice / "euler_stability.py").unlink()
    (alice / "euler_stability.py").mkdir()
    assert "euler_stability.py: is a folder; hand in a file" == unreadable(alice)


@pytest.mark.usefixtures("patience")
def test_a_pipe_named_like_a_unit_does_not_hang(alice: Path) -> None:
    (alice / "euler_stability.py").unlink()
    os.mkfifo(alice / "euler_stability.py")
    line = "euler_stability.py: is no regular file; hand in a file"
    assert line == unreadable(alice) == unreadable(alice / "euler_stability.py")


def test_a_file_without_rights_is_named(reachable: Path) -> None:
    (reachable / "euler_stability.py").write_bytes(SOURCE)
    (reachable / "euler_stability.py").chmod(0)
    with without_rights():
        assert "euler_stability.py: cannot be opened; check its rights" == unreadable(reachable)


# A class


def test_a_folder_of_folders_is_a_class_in_the_order_of_names(alice: Path, tmp_path: Path) -> None:
    for name in ("bob", "carol"):
        (tmp_path / name / "exercises").mkdir(parents=True)
    (tmp_path / "bob" / "exercises" / "fixed_points.py").write_bytes(SOURCE)
    (tmp_path / ".cache").mkdir()
    (tmp_path / "roster.csv").write_text("alice, bob, carol\n")
    found = {one.name: list(one.sources) for one in submission.find(tmp_path, COURSE)}
    assert [("alice", ["euler_stability"]), ("bob", ["fixed_points"]), ("carol", [])] == list(found.items())
    assert ["roster.csv"] == submission.left_out(tmp_path, COURSE)


def test_nothing_is_left_out_of_a_submission(alice: Path) -> None:
    (alice / "notes.txt").write_text("done\n")
    for path in (alice, alice / "euler_stability.py"):
        assert [] == submission.left_out(path, COURSE)


def test_a_linked_child_of_a_class_is_named_and_not_followed(alice: Path, tmp_path: Path) -> None:
    (tmp_path / "bob").symlink_to(alice)
    _, bob = submission.find(tmp_path, COURSE)
    assert ("bob", {}) == (bob.name, bob.sources)
    assert "bob: a symbolic link is not followed; hand in the folder itself" == bob.unreadable["euler_stability"]


def test_a_child_without_rights_costs_no_other(reachable: Path) -> None:
    for name in ("alice", "bob", "carol"):
        (reachable / name).mkdir()
        (reachable / name / "euler_stability.py").write_bytes(SOURCE)
    (reachable / "bob").chmod(0)
    with without_rights():
        alice, bob, carol = submission.find(reachable, COURSE)
    assert {"euler_stability": SOURCE} == alice.sources == carol.sources
    assert "cannot be opened; check its rights" in bob.unreadable["euler_stability"]


ODD_NAMES = ["two words", "größe ☃", "-rf", "--out=x", "a\nb", "$(id)", "a:b", "x" * 255, os.fsdecode(b"\xff")]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_folder_may_have_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "euler_stability.py").write_bytes(SOURCE)
    repository(folder)
    monkeypatch.chdir(tmp_path)
    found = only(Path(name))
    assert (name, {"euler_stability": SOURCE}) == (found.name, found.sources)
    assert found.commit


# What it is called


FILES = st.dictionaries(st.sampled_from([u.name for u in COURSE.units]), st.text("\n 1abc").map(str.encode))


@given(FILES, FILES)
def test_only_equal_submissions_have_equal_hashes(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    assert (one == other) == (sha256(one) == sha256(other))


def test_every_byte_changes_the_hash() -> None:
    changed = [SOURCE, *(SOURCE[:place] + b"#" + SOURCE[place + 1 :] for place in range(len(SOURCE))), SOURCE + b"\n"]
    assert len(changed) == len({sha256({"euler_stability": source}) for source in changed})


def test_the_name_of_a_unit_changes_the_hash() -> None:
    assert sha256({"euler_stability": SOURCE}) != sha256({"fixed_points": SOURCE})


def test_where_one_file_ends_and_the_next_begins_changes_the_hash() -> None:
    moved = {"euler_stability": SOURCE + b"fixed_points 1\nx", "fixed_points": b""}
    assert sha256({"euler_stability": SOURCE, "fixed_points": b"x"}) != sha256(moved)


def test_the_name_and_place_of_a_folder_do_not_change_the_hash(alice: Path, tmp_path: Path) -> None:
    before = only(alice)
    alice.rename(tmp_path / "bob")
    assert before.sha256 == only(tmp_path / "bob").sha256


def sha256(sources: dict[str, bytes]) -> str:
    """The hash of a submission of these files."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in sources.items():
            (Path(folder) / f"{name}.py").write_bytes(data)
        return submission.read(Path(folder), COURSE).sha256


def repository(folder: Path) -> str:
    """Make a repository of a folder; the commit that it stands at."""
    git(folder, "init")
    git(
        folder,
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@b",
        "commit",
        "--no-gpg-sign",
        "--allow-empty",
        "--message=work",
    )
    return git(folder, "rev-parse", "HEAD").strip()


def git(folder: Path, *words: str) -> str:
    """What git says in a folder."""
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True).stdout.decode(errors="replace")


def test_the_commit_is_that_of_the_submission_s_own_repository(alice: Path) -> None:
    commit = repository(alice)
    assert commit == only(alice).commit == only(alice / "euler_stability.py").commit


def test_a_repository_around_a_submission_is_not_its_own(alice: Path, tmp_path: Path) -> None:
    repository(tmp_path)
    assert only(alice).commit is None


@pytest.mark.parametrize("content", ["nothing", "broken"])
def test_a_broken_repository_does_not_pass_for_the_one_around_it(alice: Path, tmp_path: Path, content: str) -> None:
    repository(tmp_path)
    (alice / ".git").mkdir()
    if content == "broken":
        (alice / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    assert only(alice).commit is None


def test_a_linked_repository_is_not_the_submission_s_own(alice: Path, tmp_path: Path) -> None:
    repository(tmp_path)
    (alice / ".git").symlink_to(tmp_path / ".git")
    assert only(alice).commit is None


def test_a_repository_without_commits_has_none(alice: Path) -> None:
    git(alice, "init")
    assert only(alice).commit is None


def test_a_repository_that_never_ends_is_not_read_to_the_end(alice: Path) -> None:
    repository(alice)
    branch = alice / ".git" / (alice / ".git" / "HEAD").read_text().removeprefix("ref: ").strip()
    branch.unlink()
    branch.symlink_to("/dev/zero")
    (alice / ".git" / "packed-refs").unlink(missing_ok=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss  # of the largest child so far [KiB]
    assert only(alice).commit is None
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss <= max(before, 600_000)


def test_a_repository_s_own_settings_run_nothing(alice: Path, tmp_path: Path) -> None:
    commit, trap, sprung = repository(alice), tmp_path / "trap", tmp_path / "sprung"
    trap.write_text(f"#!/bin/sh\ntouch '{sprung}'\n")
    trap.chmod(trap.stat().st_mode | stat.S_IXUSR)
    for key in ("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.hooksPath", "pager.rev-parse"):
        git(alice, "config", key, str(trap))
    git(alice, "config", "alias.rev-parse", f"!{trap}")
    assert commit == only(alice).commit
    assert not sprung.exists()


CODE = "def euler(f, y0, t):\n    return 1"


def notebook(folder: Path, unit: str = "euler_stability", source: str = CODE) -> Path:
    """A notebook of one code cell in that folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{unit}.ipynb"
    path.write_text(json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": source, "metadata": {}}]}))
    return path


def test_a_notebook_alone_is_a_submission_for_its_unit(tmp_path: Path) -> None:
    found = only(notebook(tmp_path))
    assert found.sources == {"euler_stability": CODE.encode()}
    assert (found.cells, found.assignment) == ({"euler_stability": (1,)}, "euler_stability")


def test_what_nbgrader_collects_is_a_submission_for_each_assignment(tmp_path: Path) -> None:
    for student, unit in (("ada", "euler_stability"), ("ada", "fixed_points"), ("bob", "fixed_points")):
        notebook(tmp_path / student / unit, unit)
        (tmp_path / student / unit / "timestamp.txt").write_text("2027-01-01 12:00:00 UTC")
    names = ["ada/euler_stability", "ada/fixed_points", "bob/fixed_points"]
    assert [one.name for one in submission.find(tmp_path, COURSE)] == names
    assert [one.name for one in submission.find(tmp_path / "ada", COURSE)] == names[:2]
    assert [one.name for one in submission.find(tmp_path / "bob" / "fixed_points", COURSE)] == names[2:]
    assert submission.left_out(tmp_path, COURSE) == []


def test_the_same_notebook_has_the_same_hash_wherever_it_lies(tmp_path: Path) -> None:
    alone = only(notebook(tmp_path / "a"))
    (collected,) = submission.find(notebook(tmp_path / "class" / "ada" / "euler_stability").parents[2], COURSE)
    data = notebook(tmp_path / "b").read_bytes()
    assert alone.sha256 == collected.sha256 == submission.of_notebook(data, "euler_stability", COURSE, "x").sha256
    assert alone.sha256 != only(notebook(tmp_path / "c", source=CODE + " + 1")).sha256


def test_where_cells_end_is_part_of_the_hash(tmp_path: Path) -> None:
    path = notebook(tmp_path)
    before = only(path).sha256
    halves = [{"cell_type": "code", "source": half} for half in CODE.split("\n")]
    path.write_text(json.dumps({"nbformat": 4, "cells": halves}))
    assert only(path).sources["euler_stability"] == CODE.encode() and only(path).sha256 != before


def test_notebooks_of_several_units_in_one_folder_are_one_submission(tmp_path: Path) -> None:
    notebook(tmp_path), notebook(tmp_path, "fixed_points")
    assert only(tmp_path).sources.keys() == {"euler_stability", "fixed_points"} and only(tmp_path).assignment == ""


def test_a_file_and_a_notebook_of_one_unit_are_one_too_many(tmp_path: Path) -> None:
    notebook(tmp_path)
    (tmp_path / "euler_stability.py").write_bytes(SOURCE)
    said = "euler_stability.ipynb: there is euler_stability.py beside it; hand in one of the two"
    assert unreadable(tmp_path) == said


def test_a_notebook_of_another_name_is_named(tmp_path: Path) -> None:
    notebook(tmp_path / "ada" / "euler_stability").rename(tmp_path / "ada" / "euler_stability" / "euler (1).ipynb")
    assert unreadable(tmp_path) == "euler (1).ipynb: there is no euler_stability.ipynb beside it; give it that name"


def test_an_assignment_without_a_notebook_is_not_attempted(tmp_path: Path) -> None:
    (tmp_path / "ada" / "euler_stability").mkdir(parents=True)
    found = only(tmp_path)
    assert (found.sources, found.unreadable, found.assignment) == ({}, {}, "euler_stability")


def test_a_notebook_that_is_none_is_said_to_be_none(tmp_path: Path) -> None:
    notebook(tmp_path).write_text("{")
    assert unreadable(tmp_path).startswith("euler_stability.ipynb: is not a notebook (")
    (tmp_path / "euler_stability.ipynb").write_bytes(b" " * (64 * 2**20 + 1))
    assert "is larger than 65536 KiB; hand in a notebook without its outputs" in unreadable(tmp_path)


def test_a_notebook_of_too_much_code_is_refused(tmp_path: Path) -> None:
    notebook(tmp_path, source="#" * (1024 * 1024 + 1))
    assert unreadable(tmp_path) == "euler_stability.ipynb: has more than 1024 KiB of code; hand in the exercises only"


def test_links_to_students_assignments_and_notebooks_are_not_followed(tmp_path: Path) -> None:
    secret = notebook(tmp_path / "elsewhere" / "euler_stability")
    for number, target in enumerate((secret.parents[1], secret.parent, secret)):
        folder = tmp_path / f"class{number}"
        link = folder / ("ada", "ada/euler_stability", "ada/euler_stability/euler_stability.ipynb")[number]
        link.parent.mkdir(parents=True)
        link.symlink_to(target)
        (found,) = submission.find(folder, COURSE)
        assert found.sources == {} and "symbolic link" in found.unreadable["euler_stability"]


# Where functions are


def of(source: bytes, **fields: Any) -> dict[str, int]:
    """The lines of the functions in a unit's file."""
    handed_in = Submission(name="ada", sources={"euler_stability": source}, unreadable={}, sha256="", **fields)
    return submission.lines(handed_in, "euler_stability")


def test_the_line_is_that_of_the_def_that_counts() -> None:
    assert of(b"def euler():\n    pass\n@cached\n@again\ndef euler():\n    pass\n") == {"euler": 5}
    assert of(b"\xef\xbb\xbfdef newton(\r\n):\r\n    pass\r\nasync def euler(): pass\r\n") == {"newton": 1, "euler": 4}
    assert of(b"class A:\n    def euler(self): pass\n") == {}


def test_a_notebook_or_what_is_no_python_has_no_lines() -> None:
    assert of(SOURCE) == {"euler": 1}
    assert of(SOURCE, cells={"euler_stability": (1,)}) == {}
    assert submission.lines(Submission(name="", sources={}, unreadable={}, sha256=""), "euler_stability") == {}
    for source in (b"(" * 10**5, b"a" + b".a" * 60_000, b"\xff", b"\0", b"def \xff()"):
        assert of(source) == {}
