"""The workflows: valid, with least rights, and their own lines run as a runner would run them."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import forks
import pytest
import small
import yaml

ROOT = Path(__file__).parents[1]
GRADE = ROOT / ".github/workflows/grade.yml"
CHECK, GITLAB = (
    ROOT / "autograder/kit" / name for name in ("check.yml", "gitlab-ci.yml")
)  # a fork's, see test_fork_ci
WORKFLOWS = [GRADE, CHECK]
of_each = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def said(*words: object) -> "subprocess.CompletedProcess[str]":
    """What a program beside this Python says."""
    program = Path(sys.executable).with_name(str(words[0]))
    return subprocess.run([program, *map(str, words[1:])], capture_output=True, text=True, timeout=60)


def jobs(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text())["jobs"]


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(path).values() for step in job["steps"]]


@pytest.mark.parametrize("path", [*WORKFLOWS, GITLAB], ids=lambda path: path.name)
def test_a_workflow_keeps_to_the_schema(path: Path) -> None:
    schema = "vendor.gitlab-ci" if path == GITLAB else "vendor.github-workflows"
    checked = said("check-jsonschema", "--builtin-schema", schema, path)
    assert 0 == checked.returncode, checked.stdout + checked.stderr


@of_each
def test_zizmor_finds_nothing(path: Path) -> None:
    checked = said("zizmor", "--offline", "--no-config", "--persona", "pedantic", path)
    assert 0 == checked.returncode, checked.stdout + checked.stderr


@of_each
def test_each_action_is_pinned_by_commit_with_its_version_beside_it_or_says_why_not(path: Path) -> None:
    lines = [line.strip() for line in path.read_text().splitlines() if "uses:" in line]
    pinned = re.compile(r"(- )?uses: [\w-]+/[\w/-]+@([0-9a-f]{40} +# v\d+\.\d+\.\d+|v\d+  # .*by tag.*)")
    assert lines and not [line for line in lines if not pinned.fullmatch(line)]


@of_each
def test_a_workflow_has_no_rights_and_a_job_may_read_at_most(path: Path) -> None:
    assert {} == yaml.safe_load(path.read_text())["permissions"]
    for job in jobs(path).values():
        assert job.get("permissions", {}) in ({}, {"contents": "read"}) and "timeout-minutes" in job


@of_each
def test_what_comes_from_outside_reaches_a_script_by_its_environment_alone(path: Path) -> None:
    assert not [step["run"] for step in steps(path) if "${{" in step.get("run", "")]


def test_a_secret_is_in_the_environment_of_one_step_only() -> None:
    holders = [
        (found, step["name"])
        for step in steps(GRADE)
        for found in re.findall(r"secrets\.(\w+)", json.dumps(step, sort_keys=True))
    ]
    assert [("FORKS_TOKEN", "Collect"), ("AUTOGRADER_SEED", "Grade")] == holders
    assert 2 == GRADE.read_text().count("secrets.")


def test_doctor_comes_before_anything_is_collected_and_only_reports_are_published() -> None:
    names = [step.get("name", step.get("uses")) for step in steps(GRADE)]
    assert names.index("Can this machine grade?") < names.index("Collect") < names.index("Grade")
    published = [step["with"]["path"] for step in steps(GRADE) if "upload-artifact" in step.get("uses", "")]
    assert ["${{ runner.temp }}/reports"] == published


# Its lines, run


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The small course as it is on a runner that has set it up."""
    folder = tmp_path / "checkout"
    (folder / ".venv/bin").mkdir(parents=True)
    for path in small.root().iterdir():
        if not path.name.startswith("."):
            (folder / path.name).symlink_to(path)
    program = folder / ".venv/bin/autograder"
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m autograder "$@"\n')
    program.chmod(0o755)
    return folder


def run(checkout: Path, name: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """A step's lines, as a runner runs them: in `bash -e`, with its variables."""
    (lines,) = [step["run"] for step in steps(GRADE) if step.get("name") == name]
    (checkout.parent / "temp").mkdir(exist_ok=True)
    own = {
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_OUTPUT": str(checkout.parent / "output"),
        "RUNNER_TEMP": str(checkout.parent / "temp"),
    }
    kept = {name: value for name, value in os.environ.items() if name != "AUTOGRADER_SEED"}
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", lines]
    return subprocess.run(
        command, cwd=checkout, env=kept | own | environment, capture_output=True, text=True, timeout=120
    )


def test_a_class_is_collected_and_graded_and_the_missing_are_named(checkout: Path) -> None:
    head = forks.push(
        forks.bare(checkout.parent / "forks/ada"), [("2026-11-20T12:00Z", {"exercises/fixed_points.py": b"x = 1\n"})]
    )
    with forks.daemon(checkout.parent / "forks") as address:
        roster = checkout / "roster.csv"
        roster.write_text(f"student,repository\nada,{address}/ada\nbob,{address}/bob\n")
        about = {"ROSTER": "roster.csv", "AT": "2026-12-01T23:59Z", "FORKS_TOKEN": "secret token"}
        collected = run(checkout, "Collect", **about)
    assert (0, "code=1\n") == (collected.returncode, (checkout.parent / "output").read_text()), collected.stderr
    assert "there is no such" in collected.stdout and "collected: 1 of 2" in collected.stdout
    graded = run(checkout, "Grade", AUTOGRADER_SEED="a number of ours")
    assert 0 == graded.returncode, graded.stderr
    reports = checkout.parent / "temp/reports"
    assert ["ada.json"] == os.listdir(reports)
    (report,) = json.loads((reports / "ada.json").read_text())["reports"]
    assert ("authoritative", head) == (report["trust"], report["commit"])
    assert not any(
        "secret token" in text or "of ours" in text for text in (collected.stdout, (reports / "ada.json").read_text())
    )


def test_a_bad_roster_ends_the_job_and_what_is_missing_is_said(checkout: Path) -> None:
    ran = run(checkout, "Collect", ROSTER="nowhere.csv", AT="2026-12-01T23:59Z", FORKS_TOKEN="")
    assert 1 == ran.returncode and "nowhere.csv: No such file or directory" in ran.stderr
    assert "code=2\n" == (checkout.parent / "output").read_text()


def test_no_grade_is_given_on_a_seed_that_is_lost_with_the_machine(checkout: Path) -> None:
    ran = run(checkout, "Grade", AUTOGRADER_SEED="")
    assert (2, "The secret AUTOGRADER_SEED is not set.\n") == (ran.returncode, ran.stderr)
    assert not (checkout / ".course-seed").exists()


def test_what_this_machine_lacks_is_said_and_ends_the_job(checkout: Path) -> None:
    (checkout / ".venv/bin/autograder").write_text("#!/bin/sh\necho bubblewrap: missing\nexit 1\n")
    ran = run(checkout, "Can this machine grade?")
    assert (1, "bubblewrap: missing\n") == (ran.returncode, ran.stdout)


def test_a_fork_that_is_missing_fails_the_job_in_the_end(checkout: Path) -> None:
    ran = run(checkout, "Say whether all were collected")
    assert 1 == ran.returncode and "the table in the step Collect" in ran.stderr
