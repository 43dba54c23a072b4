"""Forks collected over git from servers on this machine: what is taken, what is refused in words, and what is never touched."""

import csv
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, NamedTuple

import forks
import msgspec
import psutil  # type: ignore[import-untyped]
import pytest
import small
from forks import LINK, PROGRAM, SUBMODULE, bare, push
from typer.testing import CliRunner

from autograder import cli, collect, reset, roster, submission
from autograder import repository as module
from autograder.model import Collected
from autograder.repository import Bounds

UNIT, PATH = "euler_stability", "exercises/euler_stability.py"
EARLY, LATER, LATE = "2026-11-20T12:00Z", "2026-11-30T12:00Z", "2026-12-02T12:00Z"
AT = collect.parsed("2026-12-01T23:59Z")
WORK = b"def euler(f, y0, t):\n    return y0\n"
BIG = os.urandom(3 * 2**20)
BOUNDS = Bounds(seconds=6, mib=2, depths=(4, 16, 64), schemes=("git", "http"))
CLASS = collect.Class(course="Dynamics", roster="roster.csv")


class Fork(NamedTuple):
    """Where it is, and what is to become of it."""

    address: str
    units: dict[str, bytes] | None = None  # what is collected; None: nothing can be
    said: str = ""  # part of what is said of it
    branch: str = ""


def made(repositories: Path, git: str, web: str) -> dict[str, Fork]:
    """The forks on the servers that behave."""

    def fork(name: str, *commits: tuple[str, dict[str, Any]], head: str = "main", **settings: str) -> str:
        folder = bare(repositories / name, head, **settings)
        if commits:
            push(folder, commits, head)
        return f"{git}/{name}"

    fine = {UNIT: WORK}
    found = {
        "fine": Fork(fork("fine", (EARLY, {PATH: b"x\n"}), (LATER, {PATH: WORK, "exercises/other.py": b"x"})), fine),
        "over the web": Fork(fork("web", (EARLY, {PATH: WORK})).replace(git, web), fine),
        "moved": Fork(f"{web}/moved/web", fine),
        "a program": Fork(fork("program", (EARLY, {PATH: (PROGRAM, WORK)})), fine),
        "empty": Fork(fork("empty"), None, "nothing was ever pushed to its default branch"),
        "deleted": Fork(f"{git}/deleted", None, "there is no such repository"),
        "deleted from the web": Fork(f"{web}/deleted", None, "there is no such repository"),
        "private": Fork(f"{web}/private/web", None, "it is private, or not there"),
        "forged workflow": Fork(
            fork("workflow", (EARLY, {PATH: WORK, ".github/workflows/check.yml": b"on: push\njobs: {}\n"})), fine
        ),
        "tampered autograder": Fork(
            fork(
                "tampered", (EARLY, {PATH: WORK, "autograder/grade.py": b"raise SystemExit(0)\n", "course.toml": b"x"})
            ),
            fine,
        ),
        "late work": Fork(fork("late", (EARLY, {PATH: WORK}), *[(LATE, {PATH: b"%d" % n}) for n in range(20)]), fine),
        "huge history": Fork(
            fork("huge", (EARLY, {PATH: WORK}), *[(LATE, {PATH: b"%d" % n}) for n in range(100)]),
            None,
            "the branch has none among the last 64 commits dated 2026-12-01T23:59:00Z or before",
        ),
        "late only": Fork(
            fork("only", (LATE, {PATH: WORK})), None, "the branch has no commit dated 2026-12-01T23:59:00Z"
        ),
        "big file": Fork(fork("big", (EARLY, {PATH: WORK, "data.bin": BIG})), fine),
        "big file, whole": Fork(
            fork("whole", (EARLY, {PATH: WORK, "data.bin": BIG}), **{"uploadpack.allowFilter": "false"}),
            None,
            "it is larger than 2 MiB",
        ),
        "5 MB exercise": Fork(fork("5mb", (EARLY, {PATH: b"#" * 5_000_000})), {}, f"{PATH} is larger than 1024 KiB"),
        "1.5 MB exercise, whole": Fork(
            fork("1mb", (EARLY, {PATH: b"#" * 1_500_000}), **{"uploadpack.allowFilter": "false"}),
            {},
            f"{PATH} is larger than 1024 KiB",
        ),
        "no exercises": Fork(fork("none", (EARLY, {"README.md": b"x"})), {}, "there is no folder exercises"),
        "Exercises": Fork(
            fork("case", (EARLY, {"Exercises/euler_stability.py": WORK})), {}, "exercises, but Exercises"
        ),
        "Euler": Fork(
            fork("case2", (EARLY, {"exercises/Euler_Stability.py": WORK})),
            {},
            "exercises/Euler_Stability.py is not euler_stability.py; rename it",
        ),
        "both cases": Fork(fork("case3", (EARLY, {"exercises/EULER_STABILITY.py": b"x", PATH: WORK})), fine),
        "symlink": Fork(
            fork("link", (EARLY, {PATH: (LINK, b"/etc/passwd"), "exercises/fixed_points.py": b"x\n"})),
            {"fixed_points": b"x\n"},
            f"{PATH} is a symbolic link",
        ),
        "symlinked folder": Fork(
            fork("links", (EARLY, {"exercises": (LINK, b"../../class"), "work/euler_stability.py": WORK})),
            {},
            "exercises is a symbolic link, no folder",
        ),
        "submodule": Fork(
            fork(
                "module", (EARLY, {PATH: (SUBMODULE, b""), ".gitmodules": b'[submodule "a"]\npath=a\nurl=ssh://x/y\n'})
            ),
            {},
            f"{PATH} is a submodule",
        ),
        "a folder": Fork(fork("folder", (EARLY, {f"{PATH}/a": b"x"})), {}, f"{PATH} is a folder"),
        "LFS": Fork(
            fork("lfs", (EARLY, {PATH: collect.LFS + b"v1\noid sha256:1\nsize 9\n"})), {}, f"{PATH} is in Git LFS"
        ),
        "forged clock": Fork(fork("clock", (LATE, {PATH: b"late\n"}), (EARLY, {PATH: WORK})), fine),
        "branch": Fork(fork("branch", (EARLY, {PATH: b"x"})), fine, branch="hand-in/größe"),
        "no branch": Fork(f"{git}/fine", None, "it has no branch of the name in the roster", branch="nope"),
        "trunk": Fork(fork("trunk", (EARLY, {PATH: WORK}), head="trunk"), fine),
        "tags only": Fork(fork("tags"), None, "nothing was ever pushed to its default branch"),
        "hooks": Fork(
            fork(
                "hooks",
                (
                    EARLY,
                    {
                        PATH: WORK,
                        ".gitattributes": b"* filter=evil ident export-subst text eol=crlf working-tree-encoding=UTF-16\n",
                        ".lfsconfig": b"[lfs]\nurl=http://evil.example\n",
                        "hooks/post-checkout": (PROGRAM, b"#!/bin/sh\ntouch /tmp/evil\n"),
                        "config": b"[core]\nfsmonitor=touch evil\n",
                    },
                ),
            ),
            fine,
        ),
        "merged": Fork(fork("merged", (EARLY, {PATH: WORK})), fine),
        "damaged": Fork(fork("damaged", (EARLY, {PATH: WORK})), None, "git finds that its history is damaged"),
        "Ada  Lovelace": Fork(f"{git}/fine", fine),
        "王小明": Fork(f"{git}/fine", fine),
        "-rf": Fork(f"{git}/fine", fine),
    }
    push(repositories / "branch", [(EARLY, {PATH: WORK})], "hand-in/größe")
    push(repositories / "tags", [(EARLY, {PATH: WORK})], "gone")
    forks.git(repositories / "tags", "tag", "v1", "gone")
    forks.git(repositories / "tags", "branch", "-D", "gone")
    _merge(repositories / "merged")
    _damage(repositories / "damaged")
    return found


def _merge(folder: Path) -> None:
    """After the deadline, what the course brought before it: dated later than the student's own work."""
    own = forks.git(folder, "rev-parse", "main")
    theirs = push(folder, [(LATER, {PATH: b"raise NotImplementedError\n"})], "course")
    when = f"committer A <a@example.org> {forks.stamp(LATE)} +0000\n"
    stream = f"commit refs/heads/main\n{when}data 1\nx\nfrom {own}\nmerge {theirs}\n"
    forks.git(folder, "fast-import", "--quiet", said=stream.encode())


def _damage(folder: Path) -> None:
    """A commit whose date is no date."""
    tree = forks.git(folder, "rev-parse", "main^{tree}")
    text = f"tree {tree}\nauthor A <a@example.org> then +0000\ncommitter A <a@example.org> then +0000\n\nx\n"
    id = forks.git(folder, "hash-object", "-t", "commit", "-w", "--literally", "--stdin", said=text.encode())
    (folder / "refs/heads/main").write_text(id + "\n")


class Collection(NamedTuple):
    """A class that was collected once."""

    repositories: Path
    dest: Path
    forks: dict[str, Fork]
    rows: dict[str, Collected]
    seconds: float


def entries(found: dict[str, Fork]) -> list[roster.Entry]:
    """The roster of some forks; that its names and addresses are read so is tested elsewhere."""
    return [
        roster.Entry(student=name, folder=roster._folder(name), repository=fork.address, branch=fork.branch)
        for name, fork in found.items()
    ]


def run(found: dict[str, Fork], dest: Path, bounds: Bounds = BOUNDS) -> dict[str, Collected]:
    return {row.student: row for row in collect.collect(small.course(), entries(found), CLASS, AT, dest, bounds)}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str, str]]:
    """A folder of repositories, and where git's daemon and the web serve it."""
    folder = tmp_path_factory.mktemp("repositories")
    with forks.daemon(folder) as git, forks.web(folder) as web:
        yield folder, git, web


@pytest.fixture(scope="module")
def collection(served: tuple[Path, str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    """All forks, fine and bad, in one run."""
    folder = served[0] / "class"
    folder.mkdir()
    found = made(folder, f"{served[1]}/class", f"{served[2]}/class")
    found["moved"] = Fork(f"{served[2]}/moved/class/web", None, "it has moved; write its new address in the roster")
    found["private"] = found["private"]._replace(address=f"{served[2]}/private/class/web")
    dest = tmp_path_factory.mktemp("collected") / "class"
    with ExitStack() as stack:
        for name, act, said in [
            ("slow", forks.drip, "it did not end within 6 s"),
            ("silent", forks.silence, "it did not end within 6 s"),
            ("flood", forks.flood, "it "),
            ("nonsense", forks.nonsense, "git failed: fatal: remote error: "),
        ]:
            found[name] = Fork(f"{stack.enter_context(forks.misbehaving(act))}/{name}", None, said)
        closed = stack.enter_context(socket.socket())
        closed.bind(("127.0.0.1", 0))  # and never listens
        found["unreachable"] = Fork(f"git://127.0.0.1:{closed.getsockname()[1]}/x", None, "the host cannot be reached")
        found["unknown host"] = Fork("git://nobody.invalid/x", None, "no host of this name can be found")
        began = time.monotonic()
        rows = run(found, dest)
        yield Collection(folder, dest, found, rows, time.monotonic() - began)


def test_every_fork_gets_its_line_whatever_the_others_do(collection: Collection) -> None:
    assert list(collection.forks) == list(collection.rows) and len(collection.forks) >= 40
    wrong = {}
    for name, fork in collection.forks.items():
        row, said = collection.rows[name], "; ".join(collect.wrong(collection.rows[name]))
        folder = collection.dest / row.folder
        units = {path.stem: path.read_bytes() for path in folder.iterdir()} if folder.exists() else None
        if (
            (units, bool(row.problem)) != (fork.units, fork.units is None)
            or fork.said not in said
            or bool(said) != bool(fork.said)
        ):
            wrong[name] = (fork, units, said)
    assert not wrong


def test_slow_servers_wait_beside_the_others(collection: Collection) -> None:
    assert collection.seconds < 3 * BOUNDS.seconds


def test_the_list_says_the_same_and_no_cell_of_it_is_a_formula(collection: Collection) -> None:
    with open(collection.dest / "collected.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(collection.rows) == len(rows)
    fine = next(row for row in rows if row["student"] == "fine")
    head = forks.git(collection.repositories / "fine", "rev-parse", "main")
    assert (head, "2026-11-30T12:00:00Z", UNIT, "") == tuple(fine.values())[2:]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert "'-rf" in [row["student"] for row in rows]


def test_what_is_received_stays_below_the_bound(collection: Collection) -> None:
    kept = [*(collection.dest / ".collected/repositories").iterdir()]
    sizes = {folder.name: sum(path.lstat().st_size for path in folder.rglob("*")) for folder in kept}
    assert len(sizes) > 30 and max(sizes.values()) < 2 * 2**20, sizes


def test_nothing_is_checked_out_and_no_program_of_theirs_is_kept(collection: Collection) -> None:
    names = {path.name for path in (collection.dest / ".collected").rglob("*")}
    assert not names & {"post-checkout", "hooks", "index", ".gitattributes", "passwd", "data.bin"}
    assert not any(path.is_symlink() for path in collection.dest.rglob("*"))
    assert {0o644} == {path.stat().st_mode & 0o777 for path in collection.dest.glob("*/*.py")}


# A second run


@pytest.fixture
def ada(served: tuple[Path, str, str], tmp_path: Path) -> Fork:
    """A fork of one commit, and nobody else's."""
    name = hashlib.sha256(str(tmp_path).encode()).hexdigest()[:12]
    push(bare(served[0] / name), [(EARLY, {PATH: WORK})])
    return Fork(f"{served[1]}/{name}")


def repository(served: tuple[Path, str, str], fork: Fork) -> Path:
    return served[0] / fork.address.rpartition("/")[2]


def packs(dest: Path) -> dict[str, int]:
    """Bytes of each pack that was received."""
    return {path.name: path.stat().st_size for path in (dest / ".collected/repositories").glob("*/objects/pack/*.pack")}


def test_a_second_run_receives_only_what_is_new(served: Any, ada: Fork, tmp_path: Path) -> None:
    source = repository(served, ada)
    push(source, [(EARLY, {f"notes/{n}.md": os.urandom(500)}) for n in range(30)])
    run({"ada": ada}, tmp_path / "class")
    first = packs(tmp_path / "class")
    run({"ada": ada}, tmp_path / "class")
    unchanged = packs(tmp_path / "class")
    head = push(source, [(LATER, {PATH: b"new\n"})])
    row = run({"ada": ada}, tmp_path / "class")["ada"]
    changed = packs(tmp_path / "class")
    empty = 32  # bytes of a pack without objects
    assert sum(unchanged.values()) - sum(first.values()) <= empty
    assert sum(changed.values()) - sum(unchanged.values()) < 1000 < sum(first.values()) / 10
    assert head == row.commit and b"new\n" == (tmp_path / "class/ada/euler_stability.py").read_bytes()


def test_a_server_that_is_gone_leaves_what_was_collected(served: Any, ada: Fork, tmp_path: Path) -> None:
    then = run({"ada": ada}, tmp_path / "class")["ada"]
    repository(served, ada).rename(tmp_path / "away")
    now = run({"ada": ada}, tmp_path / "class")["ada"]
    assert ["there is no such repository; what was collected before is kept"] == collect.wrong(now)
    assert (then.commit, WORK) == (now.commit, (tmp_path / "class/ada/euler_stability.py").read_bytes())
    (handed_in,) = submission.find(tmp_path / "class", small.course())
    assert then.commit == handed_in.commit


def test_a_history_that_was_rewritten_is_said_and_the_old_one_kept(served: Any, ada: Fork, tmp_path: Path) -> None:
    before = run({"ada": ada}, tmp_path / "class")["ada"]
    after = push(repository(served, ada), [(EARLY, {PATH: b"forced\n"})], force=True)
    row = run({"ada": ada}, tmp_path / "class")["ada"]
    assert (after, "") == (row.commit, row.problem)
    said = f"its history was rewritten: {before.commit[:12]} was in it when it was collected before"
    assert [said] == collect.wrong(row)
    (kept,) = (tmp_path / "class/.collected/repositories").iterdir()
    assert WORK.decode().strip() == forks.git(kept, "show", f"{before.commit}:{PATH}")
    assert [said] == collect.wrong(run({"ada": ada}, tmp_path / "class")["ada"])


def test_a_rewritten_history_is_noticed_behind_many_commits_and_where_nothing_is_kept(
    served: Any, ada: Fork, tmp_path: Path
) -> None:
    before = run({"ada": ada}, tmp_path / "class")["ada"]
    push(repository(served, ada), [(EARLY, {PATH: b"%d\n" % n}) for n in range(60)], force=True)
    shutil.rmtree(tmp_path / "class/.collected/repositories")
    assert (before.commit,) == run({"ada": ada}, tmp_path / "class")["ada"].rewritten


def test_a_history_that_only_grew_is_not_called_rewritten(served: Any, ada: Fork, tmp_path: Path) -> None:
    run({"ada": ada}, tmp_path / "class")
    push(repository(served, ada), [(LATER, {PATH: b"%d\n" % n}) for n in range(30)])
    assert [] == collect.wrong(run({"ada": ada}, tmp_path / "class")["ada"])


def test_work_that_was_pushed_over_by_late_work_is_kept(served: Any, ada: Fork, tmp_path: Path) -> None:
    before = run({"ada": ada}, tmp_path / "class")["ada"]
    push(repository(served, ada), [(LATE, {PATH: b"late\n"})], force=True)
    row = run({"ada": ada}, tmp_path / "class")["ada"]
    assert "the branch has no commit dated" in row.problem and before.commit == row.commit
    assert WORK == (tmp_path / "class/ada/euler_stability.py").read_bytes()


def test_what_an_interrupted_run_left_does_not_stop_the_next(served: Any, ada: Fork, tmp_path: Path) -> None:
    run({"ada": ada}, tmp_path / "class")
    (kept,) = (tmp_path / "class/.collected/repositories").iterdir()
    for name in ("shallow.lock", "config.lock", "refs/collect/head.lock", "objects/pack/tmp_pack_x"):
        (kept / name).touch()
    head = push(repository(served, ada), [(LATER, {PATH: b"new\n"})])
    assert head == run({"ada": ada}, tmp_path / "class")["ada"].commit


def test_a_damaged_cache_is_made_anew(served: Any, ada: Fork, tmp_path: Path) -> None:
    run({"ada": ada}, tmp_path / "class")
    for pack in (tmp_path / "class").rglob("*.pack"):
        pack.chmod(0o644)
        pack.write_bytes(b"nothing")
    push(repository(served, ada), [(LATER, {PATH: b"new\n"})])
    assert run({"ada": ada}, tmp_path / "class")["ada"].problem
    assert [] == collect.wrong(run({"ada": ada}, tmp_path / "class")["ada"])


def test_another_address_of_a_student_is_another_repository(served: Any, ada: Fork, tmp_path: Path) -> None:
    run({"ada": ada}, tmp_path / "class")
    push(bare(served[0] / f"{tmp_path.name}-2"), [(EARLY, {PATH: b"moved\n"})])
    row = run({"ada": Fork(f"{served[1]}/{tmp_path.name}-2")}, tmp_path / "class")["ada"]
    assert [] == collect.wrong(row) and b"moved\n" == (tmp_path / "class/ada/euler_stability.py").read_bytes()


def test_a_folder_without_end_is_not_read(
    served: Any, ada: Fork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PRINTED", 2**16)
    push(repository(served, ada), [(LATER, {f"exercises/{n:0100}.py": b"" for n in range(500)})])
    row = run({"ada": ada}, tmp_path / "class", msgspec.structs.replace(BOUNDS, source_kib=1))["ada"]
    assert "it has more files in a folder, or a longer history, than can be read" == row.problem


def test_a_file_that_is_gone_from_the_fork_is_gone_from_the_class(served: Any, ada: Fork, tmp_path: Path) -> None:
    run({"ada": ada}, tmp_path / "class")
    push(repository(served, ada), [(LATER, {"exercises/fixed_points.py": b"x\n"})], force=True)
    run({"ada": ada}, tmp_path / "class")
    assert ["fixed_points.py"] == os.listdir(tmp_path / "class/ada")


# What is an instructor's


def test_who_left_the_roster_stays_in_the_class(ada: Fork, tmp_path: Path) -> None:
    run({"ada": ada, "bob": ada}, tmp_path / "class")
    rows = run({"bob": ada}, tmp_path / "class")
    assert ["no longer in roster.csv; what was collected is kept"] == collect.wrong(rows["ada"])
    assert not rows["ada"].problem and WORK == (tmp_path / "class/ada/euler_stability.py").read_bytes()


@pytest.mark.parametrize("what", ["changed", "added", "linked", "own"])
def test_a_folder_with_something_else_in_it_is_not_touched(what: str, served: Any, ada: Fork, tmp_path: Path) -> None:
    folder = tmp_path / "class/ada"
    run({"ada": ada, "bob": ada} if what != "own" else {"bob": ada}, tmp_path / "class")
    if what == "changed":
        (folder / "euler_stability.py").write_bytes(b"mine\n")
    elif what == "added":
        (folder / "notes.txt").write_bytes(b"mine\n")
    elif what == "linked":
        folder.rename(tmp_path / "elsewhere")
        folder.symlink_to(tmp_path / "elsewhere")
    else:
        folder.mkdir()
        (folder / "euler_stability.py").write_bytes(b"mine\n")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    push(repository(served, ada), [(LATER, {PATH: b"new\n"})])
    rows = run({"ada": ada, "bob": ada}, tmp_path / "class")
    assert f"{folder} has other files than were collected into it; move it away" in rows["ada"].problem
    assert before == {path: path.read_bytes() for path in folder.iterdir()} and "" == rows["bob"].problem


def test_a_fault_of_ours_with_one_student_does_not_stop_the_others(ada: Fork, tmp_path: Path) -> None:
    (tmp_path / "class/.collected/ada.json").mkdir(parents=True)
    (tmp_path / "class/.collected/class").write_bytes(msgspec.json.encode(CLASS))
    rows = run({"ada": ada, "bob": ada}, tmp_path / "class")
    assert rows["ada"].problem.startswith("a fault of ours: ") and [] == collect.wrong(rows["bob"])


def refusal(found: dict[str, Fork], dest: Path, of: collect.Class = CLASS) -> str:
    with pytest.raises(collect.CollectError) as caught:
        collect.collect(small.course(), entries(found), of, AT, dest, BOUNDS)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_folder_of_something_else_is_refused(ada: Fork, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    assert f"{tmp_path}: there is something in it that was not collected" in refusal({"ada": ada}, tmp_path)
    assert "this is no folder; name a new one" in refusal({"ada": ada}, tmp_path / "mine.txt")
    assert ["mine.txt"] == os.listdir(tmp_path)


def test_the_folder_of_another_course_or_roster_is_refused(ada: Fork, tmp_path: Path) -> None:
    run({"ada": ada}, tmp_path / "class")
    for other in (
        collect.Class(course="Dynamics", roster="spring.csv"),
        collect.Class(course="Algebra", roster="roster.csv"),
    ):
        said = refusal({"ada": ada}, tmp_path / "class", other)
        assert f'this is of roster.csv in the course "Dynamics"; name a new folder for {other.roster}' in said


def test_a_folder_that_somebody_is_collecting_into_is_refused(ada: Fork, tmp_path: Path) -> None:
    def act(send: Any, ended: threading.Event) -> None:
        busy.set()
        ended.wait()

    busy = threading.Event()
    with forks.misbehaving(act) as address:
        first = threading.Thread(target=run, args=({"bob": Fork(f"{address}/x")}, tmp_path / "class"))
        first.start()
        assert busy.wait(10)
        assert "somebody is collecting into it already" in refusal({"ada": ada}, tmp_path / "class")
    first.join()


# Private repositories


def test_a_token_of_the_environment_is_sent_to_its_host_alone(
    served: Any, ada: Fork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = Fork(ada.address.replace(served[1], f"{served[2]}/private"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "http.http://another.example/.extraHeader")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", f"Authorization: {forks.TOKEN}")
    assert "it is private, or not there" in run({"ada": private}, tmp_path / "class")["ada"].problem
    monkeypatch.setenv("GIT_CONFIG_KEY_0", f"http.{served[2]}/.extraHeader")
    assert [] == collect.wrong(run({"ada": private}, tmp_path / "class")["ada"])


def test_a_program_of_the_environment_may_answer_for_a_password(
    served: Any, ada: Fork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "answer"
    program.write_text('#!/bin/sh\ncase "$1" in User*) echo let me in;; *) echo please;; esac\n')
    program.chmod(0o755)
    monkeypatch.setenv("GIT_ASKPASS", str(program))
    private = Fork(ada.address.replace(served[1], f"{served[2]}/private"))
    assert [] == collect.wrong(run({"ada": private}, tmp_path / "class")["ada"])


def test_ssh_is_reached_as_the_environment_says(
    served: Any, ada: Fork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "to_host"
    program.write_text('#!/bin/sh\necho "$@" >> "$0.log"\neval "$2"\n')  # the host and what it shall run, as ssh has it
    program.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(program))
    for address in (f"git@host:{repository(served, ada)}", f"ssh://git@host{repository(served, ada)}"):
        over = {"ada": Fork(address)}
        bounds = Bounds(seconds=6, schemes=roster.SCHEMES)
        assert [] == collect.wrong(run(over, tmp_path / "class", bounds)["ada"])
    assert 2 == (tmp_path / "to_host.log").read_text().count("\ngit@host git-upload-pack '")


def test_a_transport_that_hangs_ends_with_its_time(ada: Fork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "to_host"
    program.write_text('#!/bin/sh\ncase "$1" in -G) ;; *) echo $$ > "$0.pid"; exec sleep 1000;; esac\n')
    program.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(program))
    row = run({"ada": Fork("git@host:x")}, tmp_path / "class", Bounds(seconds=1))["ada"]
    assert "it did not end within 1 s" == row.problem
    with suppress(psutil.NoSuchProcess):
        psutil.Process(int((tmp_path / "to_host.pid").read_text())).wait(5)


def test_a_scheme_that_is_not_allowed_is_refused_by_git_too(served: Any, ada: Fork, tmp_path: Path) -> None:
    for address in (f"file://{repository(served, ada)}", str(repository(served, ada)), "ext::touch /tmp/evil"):
        assert (
            "it is not reached over https, ssh, git" == run({"ada": Fork(address)}, tmp_path / "class")["ada"].problem
        )


def test_settings_of_the_user_and_of_the_environment_are_not_read(
    served: Any, ada: Fork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".gitconfig").write_text(
        f'[url "{served[1]}/nowhere"]\ninsteadOf = {ada.address}\n[core]\nsshCommand = touch evil\n'
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_TEMPLATE_DIR", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(tmp_path / "nowhere"))
    assert [] == collect.wrong(run({"ada": ada}, tmp_path / "class")["ada"])


# What grade makes of it


def test_a_forged_record_in_a_hand_in_counts_for_nothing(ada: Fork, tmp_path: Path) -> None:
    run({"ada": ada, "bob": ada}, tmp_path / "class")
    forged = (tmp_path / "class/.collected/ada.json").read_bytes().replace(b'"commit":"', b'"commit":"feed')
    for folder in (tmp_path / "class/bob", tmp_path / "class/bob/exercises"):
        (folder / ".collected").mkdir(parents=True)
        for name in ("ada", "bob", "exercises"):
            (folder / ".collected" / f"{name}.json").write_bytes(forged)
    (tmp_path / "class/bob/euler_stability.py").rename(tmp_path / "class/bob/exercises/euler_stability.py")
    for path in (tmp_path / "class", tmp_path / "class/bob", tmp_path / "class/bob/exercises"):
        for found in submission.find(path, small.course()):
            assert not (found.commit or "").startswith("feed")


def test_a_file_that_was_changed_since_has_no_commit(ada: Fork, tmp_path: Path) -> None:
    row = run({"ada": ada}, tmp_path / "class")["ada"]
    (found,) = submission.find(tmp_path / "class", small.course())
    assert row.commit == found.commit
    (alone,) = submission.find(tmp_path / "class/ada", small.course())
    assert alone.commit is None  # what lies beside a folder that is handed in may be a student's, too
    (tmp_path / "class/ada/euler_stability.py").write_bytes(b"mine\n")
    (found,) = submission.find(tmp_path / "class", small.course())
    assert found.commit is None


def autograder(*words: str, **env: str) -> "subprocess.CompletedProcess[str]":
    """The command line in the small course."""
    environment = os.environ | {"PYTHONPATH": str(small.ROOT), "AUTOGRADER_SEED": "a number of ours", **env}
    command = [sys.executable, "-m", "autograder", *words]
    return subprocess.run(command, cwd=small.root(), env=environment, capture_output=True, text=True, timeout=120)


def write_roster(path: Path, found: dict[str, Fork]) -> str:
    lines = [f'"{name}",{fork.address},{fork.branch}' for name, fork in found.items()]
    path.write_text("\n".join(["student,repository,branch", *lines]))
    return str(path)


def test_what_was_collected_is_graded_with_its_commit(served: Any, tmp_path: Path) -> None:
    root = served[0] / "graded"
    root.mkdir()
    stub = (small.root() / PATH).read_text()
    right = reset.with_function(stub, (small.ROOT / "reference/euler_stability.py").read_text(), "euler").encode()
    cheat = {"autograder/grade.py": b"raise SystemExit(0)\n", "course.toml": b"x", "autograder/__init__.py": b"1/0"}
    heads = {
        "Ada Lovelace": push(bare(root / "ada"), [(EARLY, {PATH: right}), (LATE, {PATH: b"x\n"})]),
        "eve": push(bare(root / "eve"), [(EARLY, {PATH: stub.encode(), **cheat})]),
        "mallory": push(bare(root / "mallory"), [(EARLY, {PATH: (LINK, b"../../Ada Lovelace/euler_stability.py")})]),
    }
    forks.git(root / "ada", "symbolic-ref", "HEAD", "refs/heads/main")
    heads["Ada Lovelace"] = forks.git(root / "ada", "rev-parse", "main~1")
    found = {name: Fork(f"{served[1]}/graded/{name.split()[0].lower()}") for name in heads}
    found["gone"] = Fork(f"{served[1]}/graded/gone")
    words = ["--at", "2026-12-01T23:59Z", "--out", str(tmp_path / "class")]
    said = autograder("collect", write_roster(tmp_path / "roster.csv", found), *words)
    assert (1, "") == (said.returncode, said.stderr)
    assert "collected: 3 of 4" in said.stdout and "there is no such" in said.stdout

    said = autograder("grade", str(tmp_path / "class"), "--json", "--jobs", "1")
    assert (0, "") == (said.returncode, said.stderr)
    reports = {report["submission"]: report for report in json.loads(said.stdout)["reports"]}
    assert heads == {name: report["commit"] for name, report in reports.items()}
    assert {("authoritative", "bubblewrap")} == {(each["trust"], each["isolation"]) for each in reports.values()}
    scores = {name: report["units"][0]["exercises"][0]["score"] for name, report in reports.items()}
    assert {"Ada Lovelace": 6.0, "eve": 0.0, "mallory": 0.0} == scores
    link = reports["mallory"]["units"][0]["exercises"][0]["checks"][0]
    assert "is a symbolic link, which is not followed; commit the file itself" in link["message"] + link["detail"]


# The command line


@pytest.fixture
def inside(monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.chdir(small.root())
    return CliRunner()


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("tomorrow", "--at tomorrow: this is no time; write it as in 2026-12-01T23:59Z"),
        ("2026-12-01", "--at 2026-12-01: name the time and its zone, as in 2026-12-01T23:59Z"),
        ("2026-12-01T23:59", "--at 2026-12-01T23:59: name the time and its zone"),
        ("2026-13-01T23:59Z", "--at 2026-13-01T23:59Z: this is no time"),
        ("9999-12-31T23:59-12:00", "--at 9999-12-31T23:59-12:00: this is no time"),
    ],
)
def test_a_deadline_without_a_zone_is_one_line(inside: CliRunner, tmp_path: Path, at: str, said: str) -> None:
    ran = inside.invoke(cli.app, ["collect", "roster.csv", "--at", at, "--out", str(tmp_path / "class")])
    assert 2 == ran.exit_code and ran.stderr.startswith(f"autograder: {said}") and 1 == ran.stderr.count("\n")
    assert not (tmp_path / "class").exists()


def test_a_bad_roster_is_2_and_nothing_is_fetched_or_made(inside: CliRunner, tmp_path: Path, ada: Fork) -> None:
    path = write_roster(tmp_path / "roster.csv", {"ada": ada, "../x": ada, "": ada})
    ran = inside.invoke(cli.app, ["collect", path, "--at", "2026-12-01T23:59Z", "--out", str(tmp_path / "class")])
    assert 2 == ran.exit_code and 2 == ran.stderr.count(f"{path}, line ") and not (tmp_path / "class").exists()


def test_all_collected_is_0(inside: CliRunner, tmp_path: Path, ada: Fork) -> None:
    path = write_roster(tmp_path / "roster.csv", {"ada": ada})
    ran = inside.invoke(cli.app, ["collect", path, "--at", "2026-12-01T23:59+01:00", "--out", str(tmp_path / "class")])
    assert (0, "") == (ran.exit_code, ran.stderr)
    assert "2026-11-20T12:00:00Z  1 unit" in ran.stdout and ran.stdout.endswith("collected: 1 of 1\n")


def test_ctrl_c_ends_it_at_once_with_all_it_began(tmp_path: Path) -> None:
    def act(send: Any, ended: threading.Event) -> None:
        busy.set()
        forks.drip(send, ended)

    busy = threading.Event()
    with forks.misbehaving(act) as address:
        path = write_roster(tmp_path / "roster.csv", {f"student {n}": Fork(f"{address}/{n}") for n in range(20)})
        command = [sys.executable, "-m", "autograder", "collect", path, "--at", "2026-12-01T23:59Z"]
        environment = os.environ | {"PYTHONPATH": str(small.ROOT)}
        running = subprocess.Popen(
            [*command, "--out", str(tmp_path / "class")], cwd=small.root(), env=environment, stderr=subprocess.PIPE
        )
        try:
            assert busy.wait(20)
            began = psutil.Process(running.pid).children(recursive=True)
            running.send_signal(signal.SIGINT)
            _, errors = running.communicate(timeout=5)
        finally:
            running.kill()
    assert b"Traceback" not in errors and running.returncode not in (0, 1)
    psutil.wait_procs(began, timeout=5)
    assert began and not [each for each in began if each.is_running()]
