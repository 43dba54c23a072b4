"""The hostile files and what grades them: each says what must become of it, and what falls short is told."""

import os
import re
import shutil
from pathlib import Path

import outer
import pytest
import small
from test_sandbox import refusal

from autograder import cells, hostile
from autograder.sandbox import bubblewrap

ROOT = Path(__file__).parents[1]
COURSE = small.course()
FILES = sorted((ROOT / "tests" / "submissions" / "hostile").glob("*.py"))
HEADER = re.compile(
    r"# Attack: .+\n"
    r"(# Expect: \w+\.\w+ [\d.]+ points, \w+( or \w+)*\n)+"
    r"(# Limits: real\n)?"
    r"(# Writes: files\n)?"
    r"# Shows: nothing\n"
)
RIGHT = "# Expect: gradient_flow.grad_ab 0 points, failed\n"  # above an answer that is right
PRINTS = 'print("\\x1b[2J", flush=True)\n'
SHOWS_ALL = """def printable(value: Any, longest: int = 500) -> str:
    import os

    return str(value) + os.environ["AUTOGRADER_SEED"]
    # The rest is not reached.
"""


@pytest.fixture(autouse=True, scope="module")
def able() -> None:
    outer.prefix()
    if reason := refusal():
        pytest.skip(f"bubblewrap cannot run here: {reason}")


def test_every_file_begins_with_its_expectation() -> None:
    assert len(FILES) >= 60
    assert [path.name for path in FILES if not HEADER.match(path.read_text())] == []
    assert sum("# Limits: real\n" in path.read_text() for path in FILES) == 2


def test_an_expectation_is_of_every_unit_that_it_names() -> None:
    found = hostile.expectation(
        "# Expect: a.f 0 points, failed or timed_out\n# Expect: b.g 1.5 points, passed\n# Limits: real\n"
    )
    assert found.exercises == {("a", "f"): (0, {"failed", "timed_out"}), ("b", "g"): (1.5, {"passed"})}
    assert (["a", "b"], True) == (found.units, found.real_limits)


def test_every_file_is_contained_where_an_unprivileged_user_grades() -> None:
    """`make verify` grades them as whoever calls it."""
    if os.geteuid() != 0 or not bubblewrap.may_become(outer.USER):
        pytest.skip("only root can become another user: the files are graded as oneself, by make verify")
    contained, faults = hostile.contain(small.root(), COURSE, FILES, user=outer.USER)
    assert contained == len(FILES) and not faults, "\n".join(faults)


def test_files_are_contained_as_notebooks_too() -> None:
    """A cell that ends does not end the next ones, so more of a file runs. All of them are tried by `make soak`."""
    contained, faults = hostile.contain(small.root(), COURSE, FILES[::8], notebooks=True)
    assert contained == len(FILES[::8]) and not faults, "\n".join(faults)


def test_a_notebook_has_a_cell_for_each_statement() -> None:
    source = b'# Attack\nimport os\n\nx = """\n\n"""\n\n\ndef f():\n    pass\n# end\n'
    read = cells.read(hostile.as_notebook(source))
    assert (source, (1, 3, 7)) == read


def sabotaged(folder: Path, **changes: tuple[str, str]) -> Path:
    """A course whose modules are weaker: of each, a text is replaced."""
    for name in hostile.COPIED:
        path = small.root() / name
        (shutil.copytree if path.is_dir() else shutil.copyfile)(path, folder / name)
    (folder / "tests" / "submissions").mkdir(parents=True)
    shutil.copyfile(ROOT / "tests" / "submissions" / "probe.py", folder / "tests" / "submissions" / "probe.py")
    for module, (old, new) in changes.items():
        path = folder / "autograder" / f"{module.replace('__', '/')}.py"
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))
    return folder


def test_what_is_not_contained_is_told(tmp_path: Path) -> None:
    """A grader that shows all, and leaves a process, a file, shared memory and a descriptor after each submission."""
    leave = """
        import ctypes, os, pathlib, subprocess
        subprocess.Popen(["sleep", "1000"])
        pathlib.Path("left").write_text("x" * len(self.results))
        ctypes.CDLL(None).shmget(0, 4096, 0o1666)
        os.dup(0)
"""
    outlives = '"""No process outlives the session."""'
    root = sabotaged(
        tmp_path,
        grade=(outlives, outlives + leave),
        student=("def printable(value: Any, longest: int = 500) -> str:\n", SHOWS_ALL),
    )
    right = tmp_path / "right.py"
    right.write_text(RIGHT + PRINTS + (ROOT / "reference" / "gradient_flow.py").read_text())
    contained, faults = hostile.contain(root, COURSE, [right])
    assert contained == 0
    for told in (
        "grad_ab has 5.0 points and is ['passed'], not 0.0 and ['failed']",
        "a canary shows in its report: 'canary-seed-",
        "characters that steer a terminal reach a field: {'\\x1b'}",
        "processes, new: (sleep) below ",
        "files, gone: ",
        "IPC objects, new: ",
        "descriptors, new: /dev/null",
    ):
        assert any(told in fault for fault in faults), (told, faults)


def test_harm_to_neighbours_and_to_the_nursery_is_told(tmp_path: Path) -> None:
    """A grader that gives each submission other nurseries, passes a change on to the next, and judges nobody after it."""
    root = sabotaged(
        tmp_path,
        sandbox__client=("            nursery.settle()\n", "            nursery._whole = False\n"),
        sandbox__nursery=(
            "    os.setsid()\n",
            "    os.setsid()\n    os.umask(int(time.monotonic()) % 64)\n",
        ),
        grade=(
            "    began = time.monotonic()\n",
            '    handed_in.name.startswith("canary") and handed_in.sources.clear()\n    began = 0.0\n',
        ),
    )
    quiet = tmp_path / "quiet.py"
    quiet.write_text("# Expect: gradient_flow.grad_ab 0 points, error\nraise ValueError\n")
    contained, faults = hostile.contain(root, COURSE, [quiet])
    assert contained == 0
    for told in (
        "nurseries, new: numpy: process ",
        "things inside, new: numpy: ('umask', ",
        "the next submission scored 0.0 of 5.0",
        "it took ",
    ):
        assert any(told in fault for fault in faults), (told, faults)
