"""Isolation without namespaces: what Landlock allows, who runs student code, and which level is used where."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import outer
import pytest
import small
from typer.testing import CliRunner

from autograder import cli, hostile
from autograder.model import Limits
from autograder.sandbox import bubblewrap, client, confine, isolation, landlock

FILES = sorted((Path(__file__).parent / "submissions" / "hostile").glob("*.py"))
# One for each part of the boundary that is another one here: signals, memory, files, descriptors, what is left, what is right.
CHOSEN = (
    "ends_in_every_way forks leaves_settings leaves_things_behind lying_arrays odd_but_right "
    "reads_the_machine reads_the_disk makes_processes kills_everything traces_others"
).split()
NONE = "there is no bwrap here"

TRIED = """
import json, os
from autograder.model import Limits
from autograder.sandbox import client, isolation

LOOK = b"import os\\n\\ndef look():\\n    return [os.getuid(), os.getgid(), len(os.getgroups()), os.listdir('/proc/self')]\\n"
USER = b"import os\\n\\ndef look():\\n    return [os.getuid(), os.getgid(), len(os.getgroups())]\\n"
found = {"tried": {}, "users": []}
with isolation.sandbox(Limits(), "LEVEL") as sandbox:
    for libraries in ("numpy", "torch"):
        nursery = client.Nursery(sandbox.launch, libraries, Limits(), sandbox.isolation)
        found["tried"] |= {f"{libraries}: {name}": got for name, got in nursery.trial().items()}
        nursery.close()
    for source in (USER, USER, LOOK):
        child = sandbox.child("numpy")
        child.call("load", {"unit": "u", "sources": {"u": source}, "libraries": [], "cells": {}}, 5, 50)
        found["users"].append(child.call("call", {"function": "look", "mode": "value", "args": []}, 5, 50))
        child.end()
print(json.dumps(found))
"""

HELD = """
import json, os, sys
from pathlib import Path
from autograder.sandbox import landlock

folder = Path(sys.argv[1])
rules = landlock.ruleset([str(folder / "open"), str(folder / "alone.txt")], [str(folder / "written.txt")])
landlock.libc.prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS
landlock.restrict(rules)
os.close(rules)

def tried(do):
    try:
        do()
        return "done"
    except PermissionError:
        return "refused"

print(json.dumps({
    "read what is listed": tried((folder / "alone.txt").read_bytes),
    "read what is in a listed folder": tried((folder / "open" / "in" / "it.txt").read_bytes),
    "list a listed folder": tried(lambda: os.listdir(folder / "open")),
    "write what may be written": tried(lambda: (folder / "written.txt").write_bytes(b"x")),
    "read what is not listed": tried((folder / "secret.txt").read_bytes),
    "list what is not listed": tried(lambda: os.listdir(folder)),
    "write what may be read": tried(lambda: (folder / "alone.txt").write_bytes(b"x")),
    "make a file": tried(lambda: (folder / "open" / "new.txt").write_bytes(b"x")),
    "make a folder": tried(lambda: (folder / "open" / "new").mkdir()),
    "remove": tried((folder / "open" / "in" / "it.txt").unlink),
    "rename": tried(lambda: (folder / "alone.txt").rename(folder / "other.txt")),
    "link": tried(lambda: os.link(folder / "secret.txt", folder / "open" / "secret.txt")),
    "go round by a link": tried((folder / "open" / "link.txt").read_bytes),
    "empty what may be read": tried(lambda: os.open(folder / "alone.txt", os.O_RDONLY | os.O_TRUNC)),
    "empty what is not listed": tried(lambda: os.open(folder / "secret.txt", 3 | os.O_TRUNC)),
    "see that it is there": tried((folder / "secret.txt").stat),
}))
"""


@pytest.fixture(autouse=True)
def anew() -> None:
    isolation.refused.cache_clear()


def landlocked() -> None:
    if landlock.version() < confine.LANDLOCK:
        pytest.skip(confine.NO_LANDLOCK)


def test_what_is_not_listed_cannot_be_opened_made_or_removed(tmp_path: Path) -> None:
    landlocked()
    (tmp_path / "open" / "in").mkdir(parents=True)
    for name in ("alone.txt", "written.txt", "secret.txt", "open/in/it.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "open" / "link.txt").symlink_to(tmp_path / "secret.txt")
    ran = subprocess.run([sys.executable, "-c", HELD, str(tmp_path)], capture_output=True, text=True, check=True)
    found = json.loads(ran.stdout)
    # Root keeps its rights over files under Landlock no more than others do.
    done = [name for name, what in found.items() if what == "done"]
    assert [*list(found)[:4], "see that it is there"] == done


def test_a_rule_about_nothing_is_an_error(tmp_path: Path) -> None:
    landlocked()
    with pytest.raises(FileNotFoundError):
        landlock.ruleset([str(tmp_path / "nowhere")])


@pytest.mark.parametrize(("level", "user"), [("uid+confine", 0), ("confine", outer.USER)])
def test_a_trial_child_gets_nothing_and_is_nobody(level: str, user: int, tmp_path: Path) -> None:
    landlocked()
    ran = outer.opened(user, sys.executable, "-c", TRIED.replace("LEVEL", level), cwd=Path(__file__).parents[1])
    assert 0 == ran.returncode, ran.stderr
    found = json.loads(ran.stdout)
    assert {"blocked"} == set(found["tried"].values()), found["tried"]
    (_, first), (_, second), (kind, _) = found["users"]
    assert "raised" == kind  # /proc cannot be listed
    (uid, gid, groups), (other, *_) = first["value"], second["value"]
    assert 0 == groups and gid == uid
    assert (uid == other == user) if user else (len({0, uid, other}) == 3)


@pytest.mark.parametrize(("level", "user"), [("uid+confine", None), ("confine", outer.USER)])
def test_hostile_files_are_contained_without_namespaces(level: str, user: int | None) -> None:
    """`make soak` grades all of them so."""
    landlocked()
    if os.geteuid() != 0:
        pytest.skip("only root can arrange both levels")
    files = [path for path in FILES if path.stem in CHOSEN]
    contained, faults = hostile.contain(small.root(), small.course(), files, level=level, user=user)
    assert contained == len(files) == len(CHOSEN) and not faults, "\n".join(faults)


def test_a_closed_interpreter_is_named_to_root(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    landlocked()
    (tmp_path / "closed" / "python").mkdir(parents=True)
    (tmp_path / "closed").chmod(0o700)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(bubblewrap, "may_become", lambda _: True)
    monkeypatch.setattr(bubblewrap, "needed", lambda: [tmp_path / "closed" / "python"])
    monkeypatch.setattr(
        bubblewrap, "_enters", lambda uid, folder: bool(folder.st_mode & 0o001) or folder.st_ino != inode
    )
    inode = (tmp_path / "closed").stat().st_ino
    with pytest.raises(client.Unavailable, match=f"lies below {tmp_path}/closed, closed to the users"):
        confine.sandbox(Limits())


def test_without_landlock_there_is_no_lower_level(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landlock, "version", lambda: 0)
    monkeypatch.setattr(isolation, "refused", lambda: NONE)
    with pytest.raises(client.Unavailable, match=f"^{NONE}; and without namespaces: the kernel has no Landlock"):
        isolation.sandbox(Limits())


def test_bubblewrap_is_taken_where_it_runs_and_what_it_lacks_is_said_where_not(monkeypatch: pytest.MonkeyPatch) -> None:
    made = client.Sandbox("confine", lambda *_: pytest.fail("nothing is started"), Limits())
    monkeypatch.setattr(confine, "sandbox", lambda _: made)
    monkeypatch.setattr(bubblewrap, "executable", lambda: "/bin/true")
    assert "bubblewrap" == isolation.sandbox(Limits()).isolation
    isolation.refused.cache_clear()
    monkeypatch.setattr(bubblewrap, "executable", lambda: "/bin/false")
    assert isolation.sandbox(Limits()) is made and isolation.refused().startswith("it ended with 1")
    assert isolation.sandbox(Limits(), "confine") is made
    for wanted, said in (
        ("uid+confine", "uid.confine is for root"),
        ("docker", "there is no isolation 'docker', but bubblewrap"),
    ):
        with pytest.raises(client.Unavailable, match=said):
            isolation.sandbox(Limits(), wanted)


def test_grade_says_which_lower_level_it_uses_and_why() -> None:
    landlocked()
    script = (
        "import sys\nfrom autograder.sandbox import bubblewrap, client\n"
        "def nowhere():\n    raise client.Unavailable('there is no bwrap here')\n"
        "bubblewrap.executable = nowhere\nfrom autograder.__main__ import main\nsys.argv[0] = 'autograder'\nmain()\n"
    )
    with tempfile.TemporaryDirectory() as folder:  # pytest's own are closed to other users
        place = Path(folder)
        shutil.copytree(small.root(), place / "course")
        shutil.copytree(small.root() / "reference", place / "ada")
        for path in (place, *place.rglob("*")):
            os.chown(path, outer.USER, outer.USER)
        ran = outer.opened(
            outer.USER, sys.executable, "-c", script, "grade", "--json", str(place / "ada" / "gradient_flow.py"),
            cwd=place / "course", env=os.environ | {"AUTOGRADER_SEED": "x", "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
    assert 0 == ran.returncode, ran.stderr
    assert "isolation is confine, not bubblewrap: there is no bwrap here\n" in ran.stderr
    (report,) = json.loads(ran.stdout)["reports"]
    assert ("authoritative", "confine", True) == (report["trust"], report["isolation"], report["complete"])
    assert {"gradient_flow": True} == {u["name"]: u["score"] == u["max_score"] for u in report["units"] if u["score"]}


def test_a_level_that_cannot_be_had_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small.root())
    said = CliRunner().invoke(cli.app, ["grade", "exercises", "--isolation", "docker"])
    assert (2, "") == (said.exit_code, said.stdout)
    assert "there is no isolation 'docker', but bubblewrap, uid+confine, confine" in said.stderr
