"""The CI of a student's fork: its files are valid and ask for little, and in a fresh clone each step does what it says.

A server's runner is played here: its shells, its variables, its rules on which step runs after a failure.
"""

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import kits
import pytest
import small
import yaml
from test_github import commands, shown

from autograder import reports
from autograder.model import Report

ROOT = Path(__file__).parents[1]
GITHUB = [ROOT / "autograder/kit/check.yml"]
GITLAB = [ROOT / "autograder/kit/gitlab-ci.yml"]
FAILED = 2  # what make makes of a recipe that ended with 1
WRONG = (ROOT / "tests/submissions/wrong/euler_stability/euler__clock_time_as_step.py").read_text()


def read(path: Path) -> dict[Any, Any]:
    return yaml.safe_load(path.read_text())


def jobs(path: Path) -> Iterator[dict[str, Any]]:
    yield from read(path)["jobs"].values()


# What the files say


def test_a_fork_needs_no_right_and_no_secret_and_ends_in_time() -> None:
    (path,), (gitlab,) = GITHUB, GITLAB
    assert read(path)["permissions"] == {}
    assert [job["permissions"] for job in jobs(path)] == [{"contents": "read"}]
    assert all(job["timeout-minutes"] <= 30 for job in jobs(path))
    assert read(gitlab)["check"]["timeout"] == "20 minutes" and read(gitlab)["check"]["interruptible"]
    for each in (path, gitlab):
        assert not re.search(r"secrets\.|_TOKEN|https?://", each.read_text())


# What they do: a runner


class Ran(NamedTuple):
    """How a job ended, what is in its log, and what is on its page."""

    code: int
    log: str
    page: str


# What the expressions of the files are worth in a push, by their text; an unknown one is an error of this test.
VALUES = {"vars.PIP_EXTRA_INDEX_URL": ""}
PUSH = "github.event_name == 'push' || github.event.pull_request.head.repo.full_name != github.repository"
CONDITIONS: dict[str, Callable[[bool], bool]] = {
    "success()": lambda well: well,
    "!cancelled()": lambda well: True,
    PUSH: lambda well: well,
}
SHELLS = {"": ["bash", "-e"], "bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail"]}


def expanded(variables: Mapping[str, Any]) -> dict[str, str]:
    """Variables, their expressions replaced by what these are worth."""
    return {
        name: re.sub(r"\$\{\{ *(.*?) *\}\}", lambda found: VALUES[found[1]], str(value))
        for name, value in variables.items()
    }


def holds(condition: str, well: bool) -> bool:
    bare = re.sub(r"^\$\{\{ *(.*?) *\}\}$", r"\1", condition)
    return CONDITIONS[bare](well)


def machine(clone: Path, **more: str) -> dict[str, str]:
    """The environment of a runner: little more than what it sets itself."""
    home = clone.parent / "home"
    home.mkdir(exist_ok=True)
    return {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "CI": "true", **more}


def on_github(clone: Path, path: Path = GITHUB[0], **more: str) -> Ran:
    """Run the steps of the one job as GitHub's runner does; actions of others are passed over."""
    (job,) = jobs(path)
    assert holds(job["if"], True)
    scratch = clone.parent / "runner"
    scratch.mkdir()
    page, log, code = scratch / "summary", "", 0
    files = {name: str(scratch / name) for name in ("GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STATE")}
    ours = {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(clone), "GITHUB_STEP_SUMMARY": str(page), **files}
    env = machine(clone, **ours, RUNNER_OS="Linux", RUNNER_ARCH="X64", RUNNER_TEMP=str(scratch))
    for number, step in enumerate(job["steps"]):
        if "uses" in step or not holds(step.get("if", "success()"), code == 0):
            continue
        assert "${{" not in step["run"], "an expression in a script is an injection"
        script = scratch / f"{number}.sh"
        script.write_text(step["run"])
        given = {**env, **expanded(job.get("env", {})), **expanded(step.get("env", {})), **more}
        words = [*SHELLS[step.get("shell", "")], str(script)]
        ran = subprocess.run(words, cwd=clone, env=given, stdout=-1, stderr=subprocess.STDOUT, timeout=120)
        log += ran.stdout.decode()
        code = code or ran.returncode
    return Ran(code, log, page.read_text() if page.exists() else "")


def on_gitlab(clone: Path, path: Path = GITLAB[0]) -> Ran:
    """Run the one job as GitLab's runner does: one shell for the script; another after it, whose end does not count."""
    job = read(path)["check"]
    ours = {"GITLAB_CI": "true", "CI_PROJECT_DIR": str(clone), "CI_COMMIT_BRANCH": "main", "CI_JOB_STAGE": "test"}
    exports = "".join(f'export {name}="{value}"\n' for name, value in job["variables"].items())
    log, codes = "", []
    for part in ("script", "after_script"):
        script = exports + "\n".join(job[part])
        ran = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script],
            cwd=clone,
            env=machine(clone, **ours),
            stdout=-1,
            stderr=subprocess.STDOUT,
            timeout=120,
        )
        log += ran.stdout.decode()
        codes.append(ran.returncode)
    return Ran(codes[0], log, "")


def printed(ran: Ran) -> list[dict[str, str]]:
    """The workflow commands in a log; no line of `make check` is one."""
    return commands("".join(line for line in ran.log.splitlines(keepends=True) if line.lstrip().startswith("::")))


def report(clone: Path) -> Report:
    (one,) = reports.read([clone / "report.json"])
    return one


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A fork as it is cloned, its libraries installed."""
    return kits.clone(tmp_path / "fork")


def begun(folder: Path) -> Path:
    """The same with one right answer, one wrong, and one that raises."""
    fork = kits.clone(folder / "fork")
    kits.paste(fork, "fixed_points.newton")
    kits.paste(fork, "euler_stability.euler", WRONG)
    kits.paste(fork, "gradient_flow.grad_ab", "def grad_ab(theta):\n    c = 2 * theta\n    return c / nothing\n")
    return fork


@pytest.fixture(scope="module")
def github(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """A fork that was begun, and what became of it on GitHub."""
    fork = begun(tmp_path_factory.mktemp("github"))
    return fork, on_github(fork)


@pytest.fixture(scope="module")
def gitlab(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """The same on GitLab."""
    fork = begun(tmp_path_factory.mktemp("gitlab"))
    return fork, on_gitlab(fork)


def test_stubs_alone_are_green_on_github(clone: Path) -> None:
    ran = on_github(clone)
    assert ran.code == 0, ran.log
    assert "Next: euler_stability.euler" in ran.log and "advisory, isolation none" in ran.log
    complete, counted = printed(ran)
    assert complete["message"] == f"Points 0/{report(clone).max_score:.1f}"
    assert json.loads(counted["message"])["totalPoints"] == 0
    page = shown(ran.page)
    assert page.startswith("## Points: 0 / ") and page.count("\n| to do | ") == 7
    assert "This report is advisory" in page
    assert report(clone).trust == "advisory" and re.fullmatch("[0-9a-f]{40}", report(clone).commit or "")


def test_what_is_wrong_is_shown_at_its_line_on_github(github: tuple[Path, Ran]) -> None:
    fork, ran = github
    assert ran.code == FAILED
    assert "Worth fixing first: euler_stability.euler" in ran.log
    wrong, broken, *_ = printed(ran)
    lines = {each["file"]: (fork / each["file"]).read_text().splitlines() for each in (wrong, broken)}
    assert (wrong["file"], broken["file"]) == ("exercises/euler_stability.py", "exercises/gradient_flow.py")
    assert lines[wrong["file"]][int(wrong["line"]) - 1].startswith("def euler(")
    assert lines[broken["file"]][int(broken["line"]) - 1] == "    return c / nothing"
    assert wrong["title"] == "euler_stability.euler: clock time as step"
    assert "You multiplied by the time on the clock" in wrong["message"]
    assert "name 'nothing' is not defined" in broken["message"]


def test_the_points_are_those_of_what_holds_and_so_is_the_page(github: tuple[Path, Ran]) -> None:
    fork, ran = github
    *_, complete, counted = printed(ran)
    earned = {each.name: each for unit in report(fork).units for each in unit.exercises}
    right = earned["newton"].score
    assert right == earned["newton"].max_score > 0 and 0 < earned["euler"].score < earned["euler"].max_score
    total, full = right + earned["euler"].score, sum(each.max_score for each in earned.values())
    assert complete["message"] == f"Points {total:.1f}/{full:.1f}"
    assert json.loads(counted["message"]) == {"totalPoints": round(total, 1), "maxPoints": round(full, 1)}
    assert re.search(rf"^total +public checks only +{total:.1f} / {full:.1f}$", ran.log, re.MULTILINE)

    page = shown(ran.page)
    assert f"| passed | fixed_points.newton | 10 of 10 | {right:.1f} / {right:.1f} |" in page
    assert "| to fix | euler_stability.euler | 1 of 7 | " in page and "| error | gradient_flow.grad_ab | " in page
    assert "### Worth fixing first: euler_stability.euler" in page and "### Then: gradient_flow.grad_ab" in page


def test_where_the_set_up_fails_its_last_lines_are_shown_and_nothing_else(tmp_path: Path) -> None:
    fork = kits.cloned(small.root(), tmp_path / "fork")
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\n[ "$1" = -c ] || { echo "No space left on device"; exit 1; }\n')
    python.chmod(0o755)
    ran = on_github(fork, PYTHON=str(python))
    assert ran.code == 1 and "No space left on device" in ran.log
    assert "autograder" not in ran.log and not printed(ran) and not ran.page


def test_stubs_alone_are_green_on_gitlab(clone: Path) -> None:
    ran = on_gitlab(clone)
    assert ran.code == 0, ran.log
    assert "Next: euler_stability.euler" in ran.log and "advisory, isolation none" in ran.log


def test_what_is_wrong_is_red_on_gitlab(gitlab: tuple[Path, Ran]) -> None:
    fork, ran = gitlab
    assert ran.code == FAILED
    assert "Worth fixing first: euler_stability.euler" in ran.log
    assert report(fork).trust == "advisory" and 0 < report(fork).score < report(fork).max_score


def test_the_claims_are_under_gitlab_s_tests(gitlab: tuple[Path, Ran]) -> None:
    fork, _ = gitlab
    job = read(GITLAB[0])["check"]
    assert job["artifacts"]["when"] == "always"
    suites = ElementTree.parse(fork / job["artifacts"]["reports"]["junit"]).getroot()
    claims = [check for unit in report(fork).units for each in unit.exercises for check in each.checks]
    assert len(list(suites.iter("testcase"))) == len(claims)


def test_what_a_run_leaves_is_not_committed(github: tuple[Path, Ran]) -> None:
    fork, _ = github
    (fork / ".pip-cache").mkdir()
    (fork / ".pip-cache" / "wheel").touch()
    (fork / "junit.xml").touch()
    said = subprocess.run(["git", "status", "--porcelain"], cwd=fork, capture_output=True, text=True, check=True)
    changed = {f" M exercises/{name}.py" for name in ("euler_stability", "fixed_points", "gradient_flow")}
    assert set(said.stdout.splitlines()) == changed
