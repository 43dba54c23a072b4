"""A student's day, played through in a real terminal in a fresh clone of the kit."""

import json
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import small
from kits import Terminal, clone, cloned, environment, paste

from autograder import course

MISTAKE = '''\
def euler(f, y0, t):
    """My Euler."""
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        y.append(y[-1] + stop * f(start, y[-1]))
    return np.stack(y)
'''
MENDED = MISTAKE.replace("+ stop *", "+ (stop - start) *")
SEED = 20261122  # of the moments at which Ctrl-C is pressed


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    return clone(tmp_path / "kit")


@pytest.fixture
def terminal(kit: Path) -> Iterator[Terminal]:
    terminal = Terminal(kit)
    yield terminal
    terminal.close()


def total(said: str) -> tuple[float, float]:
    """The points in the last line of the table, and of how many."""
    (found,) = re.findall(r"^total .* ([\d.]+) / ([\d.]+)$", said, re.MULTILINE)
    return float(found[0]), float(found[1])


def upcoming(said: str) -> str:
    """The exercise that `make next` names."""
    return re.findall(r"^Next: (\S+)$", said, re.MULTILINE)[0]


def test_a_first_session_from_the_first_run_to_full_points_in_one_unit(kit: Path, terminal: Terminal) -> None:
    said = terminal.run("make check")
    assert (0.0, "Next: euler_stability.euler") == (total(said)[0], re.findall("^Next: .*$", said, re.MULTILINE)[0])
    said = terminal.run("make next")
    place = re.search(r"exercises/euler_stability.py:(\d+)", said)
    lines = (kit / "exercises" / "euler_stability.py").read_text().splitlines()
    assert place and lines[int(place[1]) - 1] == "def euler(f, y0, t):"
    assert "about 15 minutes" in said and "It is next in the course." in said and "fixed_points.newton" in said

    paste(kit, "euler_stability.euler", MISTAKE)
    said = terminal.run("make check U=euler_stability")
    assert "This looks like a known mistake, clock time as step:" in said and "1 more claim holds" in said
    assert "You have begun it: 1 of 7 claims hold." in terminal.run("make next")
    rungs = [terminal.run("make hint U=euler_stability.euler") for _ in range(4)]
    assert ["Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3", "Hint 3 of 3"] == [said[:11] for said in rungs]

    paste(kit, "euler_stability.euler", MENDED)
    said = terminal.run("make check U=euler_stability")
    assert "6 more claims hold (euler)." in said and "Next: euler_stability.plot_step_sizes" in said
    assert "My Euler." in (kit / "exercises" / "euler_stability.py").read_text()
    said = terminal.run("make next")
    assert "euler_stability.plot_step_sizes" == upcoming(said)
    assert "It builds on euler_stability.euler, which is done." in " ".join(said.split())
    paste(kit, "euler_stability.plot_step_sizes")
    said = terminal.run("make check U=euler_stability")
    score, full = total(said)
    assert score == full and "All that was checked holds. Well done." in said
    terminal.clean()


def go_through(kit: Path, terminal: Terminal, exercises: list[str]) -> None:
    """The whole course, in the order that `make next` gives, each exercise solved by pasting the reference's."""
    score, full, done = 0.0, 0.0, list[str]()
    while (said := terminal.run("make next")).startswith("Next: "):
        name = upcoming(said)
        assert name not in done
        paste(kit, name)
        before, (score, full), done = score, total(terminal.run("make check")), [*done, name]
        assert before < score
    assert "All is done" in said and sorted(done) == sorted(exercises) and score == full
    assert "Nothing has changed since last time." in terminal.run("make check")


def test_the_whole_course_is_gone_through_as_next_says_and_the_score_rises_each_time(
    kit: Path, terminal: Terminal
) -> None:
    go_through(kit, terminal, [name for name, _, _ in small.course().exercises()])


@pytest.mark.soak
def test_a_fresh_clone_of_the_whole_course_sets_itself_up_and_goes_to_full_points(tmp_path: Path) -> None:
    kit = cloned(small.ROOT, tmp_path / "kit")
    exercises = [name for name, _, _ in course.load(small.ROOT).exercises()]
    terminal = Terminal(kit, timeout=3600)
    said = terminal.run("make check")
    assert said.startswith("Setting up .venv, once") and f"Next: {exercises[0]}" in said
    go_through(kit, terminal, exercises)
    assert " passed" in terminal.run(".venv/bin/pytest -q -k euler").splitlines()[-1]
    terminal.close()
    shutil.rmtree(kit / ".venv")  # 1.5 GB


def test_a_clone_holds_nothing_of_the_answers_and_git_sees_only_the_exercises(kit: Path, terminal: Terminal) -> None:
    assert not any((kit / name).exists() for name in ("reference", "autograder/checks/hidden", "autograder/stubs.py"))
    paste(kit, "euler_stability.euler", MISTAKE)
    terminal.run("make check; make hint U=euler_stability.euler; make reset U=euler_stability.euler")
    paste(kit, "euler_stability.euler", MENDED)
    assert " M exercises/euler_stability.py\n" == terminal.run("git status --short")


def test_a_stub_is_restored_and_the_work_is_kept(kit: Path, terminal: Terminal) -> None:
    file = kit / "exercises" / "euler_stability.py"
    stub = file.read_text()
    file.write_text(stub + "\n\ndef my_helper():\n    return 1\n")
    paste(kit, "euler_stability.euler", MISTAKE)
    work = file.read_text()
    said = [terminal.run("make reset U=euler_stability.euler") for _ in range(2)]
    assert stub + "\n\ndef my_helper():\n    return 1\n" == file.read_text()
    copy = re.search(r"Your work is kept in (exercises/\.backup/\S+)", said[0])
    assert copy and work == (kit / copy[1]).read_text()
    assert "euler is the stub that it was" in said[1]
    assert 1 == len(list((kit / "exercises" / ".backup").iterdir()))


def test_debug_stops_at_a_breakpoint_with_the_source_in_sight(kit: Path, terminal: Terminal) -> None:
    paste(kit, "euler_stability.euler", MENDED.replace("    return", "    breakpoint()\n    return"))
    terminal.type("make check U=euler_stability.euler DEBUG=1")
    assert "-> return np.stack(y)" in terminal.read("(Pdb) ")
    terminal.shell.sendline("p len(y)")
    terminal.shell.expect_exact("3")
    terminal.shell.sendline("q")
    assert "The check was ended; nothing is judged or remembered." in terminal.read()
    terminal.clean()


@pytest.mark.parametrize(
    "command, passed, failed",
    [
        (".venv/bin/pytest -q autograder/checks/public -k euler_stability", 7, 6),
        (".venv/bin/pytest -q -k 'integer and starts'", 1, 0),
        ("cd exercises; ../.venv/bin/pytest -q ../autograder/checks/public/check_euler_stability.py; cd ..", 7, 6),
    ],
)
def test_plain_pytest_runs_the_same_checks(
    kit: Path, terminal: Terminal, command: str, passed: int, failed: int
) -> None:
    paste(kit, "euler_stability.euler", MENDED)
    last = terminal.run(command).strip().splitlines()[-1]
    assert [passed, failed] == [sum(map(int, re.findall(rf"(\d+) {word}", last))) for word in ("passed", "failed")], (
        last
    )


def test_an_editors_test_panel_finds_every_claim_from_the_root(kit: Path, terminal: Terminal) -> None:
    found = terminal.run(".venv/bin/pytest --collect-only -q")
    claims = sorted((kit / "autograder" / "checks" / "public").glob("check_*.py"))
    for path in claims:
        own = "|".join(small.EXERCISES[path.stem.removeprefix("check_")])
        names = re.findall(rf"^def (check_(?:{own})__\w+)", path.read_text(), re.MULTILINE)
        assert names and all(f"{path.name}::{name}" in found for name in names)


# Watching


@pytest.fixture
def watched(kit: Path) -> Iterator[tuple[Path, Terminal]]:
    terminal = Terminal(kit)
    terminal.type("make watch U='euler_stability fixed_points gradient_flow'")
    page(terminal)
    yield kit, terminal
    terminal.close()


def page(terminal: Terminal) -> str:
    """The next page."""
    return terminal.read("Ctrl-C ends watching.")


def test_what_is_saved_is_checked_in_units_of_every_kind(kit: Path, terminal: Terminal) -> None:
    terminal.type("make watch")
    page(terminal)
    paste(kit, "euler_stability.euler", MISTAKE)
    said = page(terminal)
    assert "This looks like a known mistake, clock time as step:" in said
    paste(kit, "euler_stability.euler", MENDED)
    assert "6 more claims hold" in page(terminal)
    paste(kit, "adjoint_gradients.adjoint_gradients")
    said = page(terminal)
    assert "checked in" in said and "adjoint_gradients" in said and "newton" not in said
    terminal.interrupt()
    terminal.read()
    assert total(said) == total(terminal.run("make check"))
    terminal.clean()


def test_an_editor_that_saves_by_renaming_is_followed(watched: tuple[Path, Terminal]) -> None:
    kit, terminal = watched
    file = kit / "exercises" / "gradient_flow.py"
    for answer in ("0 * z", "z"):
        new = file.with_name("gradient_flow.py~new")
        new.write_text(f"def grad_ab(z):\n    return {answer}\n")
        new.replace(file)
        assert "Worth fixing first: gradient_flow.grad_ab" in page(terminal)


def test_a_file_that_is_half_written_gets_a_line_and_then_its_verdict(watched: tuple[Path, Terminal]) -> None:
    kit, terminal = watched
    with open(kit / "exercises" / "gradient_flow.py", "w") as file:
        file.write("def grad_ab(z):\n    return (z *")
        file.flush()
        said = page(terminal)
        assert "This is not Python yet, so nothing in it is checked yet:" in said and "'(' was never closed" in said
        file.write(" 0)\n")
    assert "Worth fixing first: gradient_flow.grad_ab" in page(terminal)


def test_files_that_go_and_come_are_named(watched: tuple[Path, Terminal]) -> None:
    kit, terminal = watched
    folder = kit / "exercises"
    text = (folder / "fixed_points.py").read_text()
    (folder / "fixed_points.py").rename(folder / "newton.py")
    said = page(terminal)
    assert "exercises/fixed_points.py is not there. Was it renamed? Then back:" in said
    assert "mv exercises/newton.py exercises/fixed_points.py" in said
    (folder / "newton.py").rename(folder / "fixed_points.py")
    assert "is not there" not in page(terminal)
    (folder / "fixed_points.py").unlink()
    assert "To have its stubs again:\n  make reset U=fixed_points" in page(terminal)
    (folder / "fixed_points.py").write_text("")
    assert "exercises/fixed_points.py is empty." in page(terminal)
    (folder / "fixed_points.py").write_text(text)
    assert "is empty" not in page(terminal)


def test_the_whole_folder_may_go_and_come(watched: tuple[Path, Terminal]) -> None:
    kit, terminal = watched
    (kit / "exercises").rename(kit / "elsewhere")
    assert "exercises/gradient_flow.py is not there" in page(terminal)
    (kit / "elsewhere").rename(kit / "exercises")
    assert "is not there" not in page(terminal)
    time.sleep(0.1)
    (kit / "exercises" / "gradient_flow.py").write_text("def grad_ab(z):\n    return z\n")
    while "Worth fixing first: gradient_flow.grad_ab" not in page(terminal):
        pass


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_whatever_ends_watching_no_process_is_left(kit: Path, end: signal.Signals) -> None:
    command = [kit / ".venv" / "bin" / "autograder", "watch", "euler_stability"]
    with subprocess.Popen(
        command, cwd=kit, stdout=subprocess.PIPE, env=environment(), start_new_session=True
    ) as watching:
        assert watching.stdout is not None
        while b"Ctrl-C" not in watching.stdout.readline().replace(b"Everything", b""):
            pass
        assert len(session(watching.pid)) > 1
        watching.send_signal(end)
        watching.wait(10)
        for _ in range(100):
            if not session(watching.pid):
                break
            time.sleep(0.05)
        assert not session(watching.pid)


def session(number: int) -> list[int]:
    """The processes that descend from a session's leader: a nursery's children have sessions of their own."""
    table = subprocess.run(["ps", "-eo", "pid=,ppid=,sess="], capture_output=True, text=True, check=True).stdout
    rows = [tuple(map(int, line.split())) for line in table.splitlines()]
    found = {pid for pid, _, own in rows if own == number}
    for _ in range(3):
        found |= {pid for pid, parent, _ in rows if parent in found}
    return sorted(found)


def test_watching_ends_with_zero(kit: Path, terminal: Terminal) -> None:
    terminal.type(".venv/bin/autograder watch euler_stability")
    page(terminal)
    terminal.interrupt()
    assert "Watching has ended." in terminal.read()
    assert "0" == terminal.run("echo $?").strip()
    terminal.clean()


# Ctrl-C at any moment


def state(kit: Path) -> dict[str, bytes]:
    """A student's files."""
    return {path.name: path.read_bytes() for path in (kit / "exercises").glob("*.py")}


@pytest.mark.parametrize("verb", ["check", "watch", "next", "hint", "reset"])
def test_ctrl_c_leaves_a_clean_terminal_and_nothing_is_lost(kit: Path, terminal: Terminal, verb: str) -> None:
    moments, name = random.Random(f"{SEED} {verb}"), "euler_stability.euler"
    stub = state(kit)
    paste(kit, name, MISTAKE)
    terminal.run("make check U=euler_stability")
    begun = state(kit)
    for _ in range(5):
        terminal.type(f"make {verb}" + (f" U={name}" if verb in ("hint", "reset") else ""))
        time.sleep(moments.uniform(0, 2.5 if verb in ("check", "watch") else 0.6))
        terminal.interrupt()
        said = terminal.read()
        assert "our fault" not in said and "sandbox failed" not in said
        shown, hidden = (terminal.shell.before.rfind(f"\x1b[?25{which}") for which in "hl")
        assert shown >= hidden, "the cursor is hidden"
        terminal.run("")  # where the command was done before, there are two prompts
        terminal.clean()
        copies = [path.read_bytes() for path in (kit / "exercises" / ".backup").glob("*")]
        assert state(kit) == begun or (state(kit) == stub and begun["euler_stability.py"] in copies)
        paste(kit, name, MISTAKE)
        assert begun == state(kit)
        assert "passed" in json.loads((kit / ".progress.json").read_text())["outcomes"].values()
        left = {path.name for path in kit.iterdir() if path.name.startswith(".")}
        assert left <= {".git", ".github", ".gitignore", ".gitlab-ci.yml", ".venv", ".progress.json", ".pytest_cache"}


def test_ctrl_c_while_student_code_runs_ends_the_check(kit: Path, terminal: Terminal) -> None:
    paste(kit, "euler_stability.euler", "def euler(f, y0, t):\n    import time\n    time.sleep(60)\n")
    terminal.type("make check U=euler_stability.euler")
    time.sleep(3)
    terminal.interrupt()
    began = time.monotonic()
    assert "Stopped; nothing is lost." in terminal.read() and time.monotonic() < began + 3
    terminal.clean()


# Bad input


def test_a_course_that_a_student_edits_is_taken_as_it_is_and_the_report_says_advisory(
    kit: Path, terminal: Terminal
) -> None:
    file = kit / "course.toml"
    text = file.read_text()
    file.write_text(text.replace("points = 6.0", "points = 600.0", 1))
    said = terminal.run("make check U=euler_stability")
    assert total(said)[1] > 400 and "advisory" in said
    file.write_text(text.replace("points", "pionts", 1))
    said = terminal.run("make check")
    assert "autograder: course.toml: units[0].exercises[0]: 'pionts' is no key; the nearest is 'points'\n" in said
    file.write_text(text)
    assert total(terminal.run("make check U=euler_stability"))[1] < 10


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"\xff\x00", b"[]", b'{"hints": {"a": "b"}}', b'{"format": 1, "more": 2}', b"[" * 5000]
)
def test_a_damaged_memory_is_set_aside_and_said(kit: Path, terminal: Terminal, damage: bytes) -> None:
    (kit / ".progress.json").write_bytes(damage)
    said = terminal.run("make hint U=euler_stability.euler")
    assert ".progress.json was damaged and is now .progress.json.broken" in said and "Hint 1 of 3" in said
    assert damage == (kit / ".progress.json.broken").read_bytes()
    assert "Hint 2 of 3" == terminal.run("make hint U=euler_stability.euler")[:11]


def old_python(folder: Path, version: str) -> Path:
    """A program that says it is an old Python when it is asked."""
    program = folder / "python-old"
    numbers = ", ".join(version.split("."))
    program.write_text(
        f"#!{sys.executable}\nimport runpy, sys\nsys.version_info = ({numbers}, 0)\n"
        "if sys.argv[1] == '-c':\n    exec(sys.argv[2])\n"
        "else:\n    sys.path.insert(0, '.')\n    runpy.run_module(sys.argv[2], run_name='__main__')\n"
    )
    program.chmod(0o755)
    return program


def test_an_old_python_is_told_in_one_line(kit: Path, tmp_path: Path, terminal: Terminal) -> None:
    python = old_python(tmp_path, "3.9")
    terminal.run("rm -r .venv")
    said = terminal.run(f"make check PYTHON={python}").splitlines()
    assert (
        f"Python 3.11 or newer is needed, and {python} is 3.9. Name a newer one: make check PYTHON=python3.12"
        == said[0]
    )
    assert 2 == len(said) and said[1].startswith("make: *** ") and not (kit / ".venv").exists()
    said = terminal.run(f"{python} -m autograder check").splitlines()
    assert ["autograder: Python 3.11 or newer is needed, and this is 3.9"] == said
    said = terminal.run("make check PYTHON=python3.nowhere").splitlines()
    assert "There is no python3.nowhere here: install Python 3.11 or newer." == said[0]


def test_without_a_network_set_up_fails_in_one_line_and_leaves_nothing(kit: Path, tmp_path: Path) -> None:
    terminal = Terminal(kit, PIP_NO_INDEX="1")
    terminal.run("rm -r .venv")
    said = terminal.run("make check").splitlines()
    assert 3 == len(said) and "Is there a network?" in said[1] and not (kit / ".venv").exists()
    assert (kit / "setup.log").read_text()
    terminal.clean()
    terminal.close()
