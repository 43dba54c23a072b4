"""A memory limit over all that a nursery's children make: real where the machine lets us, and the choice of place."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.model import Limits
from autograder.sandbox import bubblewrap, cgroup

MIB = 2**20
GROW = (
    "import sys; sys.stdin.readline(); held = bytearray(300 * 2**20); print('held', flush=True); sys.stdin.readline()"
)


@pytest.fixture
def place() -> Iterator[Path]:
    folder = cgroup.make(100 * MIB)
    if folder is None:
        pytest.skip("no cgroup of this process can be divided here")
    yield folder
    cgroup.remove(folder)
    assert not folder.exists()


def grows(place: Path | None) -> int:
    """The exit status of a process that takes 300 MiB once it is in its place."""
    with subprocess.Popen(
        [sys.executable, "-c", GROW], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as ran:
        if place is not None:
            cgroup.put(place, ran.pid)
        ran.communicate("\n\n")
    return ran.returncode


def test_who_takes_more_than_the_limit_is_killed(place: Path) -> None:
    assert grows(None) == 0
    assert grows(place) == -signal.SIGKILL


def test_a_nursery_and_its_children_are_in_the_cgroup_and_it_goes_with_them(place: Path) -> None:
    with bubblewrap.sandbox(Limits()) as sandbox:
        nursery = sandbox.nursery("numpy")
        folder = nursery.cgroup
        assert folder is not None and folder.parent == place.parent
        assert len((folder / "cgroup.procs").read_text().split()) >= 3  # bwrap's two, the nursery's, its spare child
    assert not folder.exists()


@pytest.fixture
def version_2(tmp_path: Path) -> Path:
    """The files of a delegated cgroup of version 2, as plain files: the choice of place, not the kernel's doing."""
    own = tmp_path / "user.slice" / "own.scope"
    own.mkdir(parents=True)
    (tmp_path / "cgroup.controllers").write_text("cpu memory pids\n")
    (own / "cgroup.subtree_control").write_text("\n")
    return own


def test_a_delegated_cgroup_of_version_2_is_divided_after_the_grader_has_left_it(version_2: Path) -> None:
    root = version_2.parents[1]
    folder = cgroup.make(5 * MIB, root, "0::/user.slice/own.scope\n")
    assert folder is not None and folder.parent == version_2
    assert (folder / "memory.max").read_text() == str(5 * MIB)
    assert (version_2 / "autograder-grader" / "cgroup.procs").read_text() == str(os.getpid())
    assert (version_2 / "cgroup.subtree_control").read_text() == "+memory"


def test_one_that_is_divided_already_is_left_as_it_is(version_2: Path) -> None:
    (version_2 / "cgroup.subtree_control").write_text("memory\n")
    assert cgroup.make(5 * MIB, version_2.parents[1], "0::/user.slice/own.scope\n") is not None
    assert not (version_2 / "autograder-grader").exists()


def test_where_nothing_is_delegated_there_is_none(tmp_path: Path) -> None:
    assert cgroup.make(5 * MIB, tmp_path, "0::/\n") is None
    assert cgroup.make(5 * MIB, tmp_path, "4:memory:/not/there\n") is None


def test_what_an_ended_grader_left_is_taken_away(version_2: Path) -> None:
    (version_2 / "autograder-nursery-1-0").mkdir()
    cgroup.make(5 * MIB, version_2.parents[1], "0::/user.slice/own.scope\n")
    assert not (version_2 / "autograder-nursery-1-0").exists()
