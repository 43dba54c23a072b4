"""Every message that a student can meet, provoked in a kit and collected on one page: tests/golden/messages.txt.

Read the page as a student would: short, kind, concrete, the next step in it. UPDATE_GOLDEN=1 writes it anew.
"""

import ast
import json
import os
import re
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import kits
import pytest
import small
from kits import Terminal, clone, environment, paste, released

from autograder import expect

GOLDEN = small.ROOT / "tests" / "golden" / "messages.txt"
UPDATE = "UPDATE_GOLDEN"
EULER, PLOT, GRAD = "euler_stability.euler", "euler_stability.plot_step_sizes", "gradient_flow.grad_ab"
NEWTON, SDE, ADJOINT = "fixed_points.newton", "euler_maruyama.simulate_sde", "adjoint_gradients.adjoint_gradients"
ONE, OTHER = "exercises/euler_stability.py", "exercises/gradient_flow.py"
MEMORY, COURSE = ".progress.json", "course.toml"
Content = str | bytes | None


class Scene(NamedTuple):
    """What a student does, and the command that follows."""

    title: str
    words: str  # after `make`, as they are typed
    files: Mapping[str, Content] = MappingProxyType({})  # path -> content, None: taken away; "path/": an empty folder
    part: str = "advice"  # of a report: "whole"; without its table; or "outcome", only what came out


def lines(head: str, *body: str) -> str:
    """A unit's file with one function."""
    return "\n".join(["import numpy as np", "", "", head, *(f"    {line}" for line in body), ""])


def euler(*body: str) -> str:
    """A file with `euler`."""
    return lines("def euler(f, y0, t):", *body)


STEP = "    y.append(y[-1] + (b - a) * f(a, y[-1]))"
LOOP = ("y = [np.array(y0, dtype=float)]", "for a, b in zip(t[:-1], t[1:]):", STEP)
RIGHT, MISTAKE = (
    euler(*LOOP, "return np.stack(y)"),
    euler(*LOOP[:2], STEP.replace("(b - a)", "b"), "return np.stack(y)"),
)
FIGURE = (
    "for h in hs:",
    "    k = np.arange(round(12 / h) + 1)",
    "    ax.plot(k * h, (1 - h) ** k, label=f'h = {h}')",
    "ax.plot(np.linspace(0, 12, 300), np.exp(-np.linspace(0, 12, 300)))",
    "ax.legend()",
    "ax.set_xlabel('t'), ax.set_ylabel('y')",
)
DONE = RIGHT + "\n\n" + "\n".join(["def plot_step_sizes(ax, hs):", *(f"    {line}" for line in FIGURE), ""])
RETURNED = {
    "nothing": "None",
    "a number": "1.0",
    "another shape": "np.stack(y)[:, 0]",
    "rows and columns exchanged": "np.stack(y).T",
    "rows of unlike lengths": "[[1.0], [0.5, 0.5], [0.25]]",
    "text": "'1 0.5 0.25'",
    "a list of texts": "[['1'], ['0.5'], ['0.25']]",
    "objects in a list": "[[None], [None], [None]]",
    "a dict": "{'y': y}",
    "a set": "{1.0}",
    "an iterator": "iter(y)",
    "objects": "np.array([[{}]] * 3)",
    "long integers": "[[1.0], [10**400], [1.0]]",
    "a deep list": "[" * 40 + "]" * 40,
    "not a number": "np.stack(y) * np.nan",
    "complex numbers": "np.stack(y) + 0j",
    "17 MiB": "np.zeros((3, 800_000))",
    "rows and columns exchanged, and more": "np.stack(y).T + 1e-3",
    "what no known mistake does": "np.stack(y) + 1e-3",
}
BROKEN: dict[str, str | bytes] = {
    "the function is gone": "x = 1\n",
    "the function has another name": RIGHT.replace("euler", "eulers"),
    "it takes fewer arguments": "def euler(f, y0):\n    return 1\n",
    "it takes more arguments": "def euler(f, y0, t, h):\n    return 1\n",
    "the arguments of f are exchanged": euler("return f(y0, t[0])"),
    "it raises": "def euler(f, y0, t):\n    return helper(y0)\n\n\ndef helper(y):\n    return y[7]\n",
    "it calls itself for ever": euler("return euler(f, y0, t)"),
    "it changes its arguments": euler("y0 += 1", "return y0"),
    "it leaves": euler("raise SystemExit"),
    "it asks": euler("return input()"),
    "a breakpoint was forgotten": euler("breakpoint()", "return y0"),
    "it is not Python": "def euler(f, y0, t):\n    return (y0 + \n",
    "it is indented with tabs and spaces": "def euler(f, y0, t):\n    if t:\n\treturn 1\n",
    "it imports another library": "import pandas\n",
    "it imports what is not there": "import scipy.nowhere\n",
    "it imports the checks": "import autograder.expect\n",
    "it never ends": euler("while True:", "    pass"),
    "it sleeps": euler("import time", "time.sleep(60)"),
    "its import never ends": "while True:\n    pass\n",
    "its process dies": euler("import os", "os._exit(3)"),
    "it takes all memory": euler("return bytearray(2**40)"),
    "it calls what is not written": euler('raise NotImplementedError("fixed_points.newton")'),
    "it is not UTF-8": b"# caf\xe9\n",
    "it has a NUL byte": b"x = 1\n\x00\n",
    "it is too large": b"#" * 2**21,
}
FIGURES = {
    "nothing drawn": ("pass",),
    "a point missing": (FIGURE[0], FIGURE[1].replace(" + 1", ""), *FIGURE[2:]),
    "another line": (*FIGURE[:2], FIGURE[2].replace("(1 - h) ** k", "(1 + h) ** -k"), *FIGURE[3:]),
    "no labels": (*FIGURE[:2], "    ax.plot(k * h, (1 - h) ** k)", *FIGURE[3:]),
    "no legend": (*FIGURE[:4], FIGURE[5]),
    "no exact curve": (*FIGURE[:3], *FIGURE[4:]),
    "another curve": (*FIGURE[:3], FIGURE[3].replace("np.exp(-", "np.exp(-0.5 * "), *FIGURE[4:]),
    "no names on the axes": FIGURE[:5],
    "a logarithmic axis": (*FIGURE, "ax.set_yscale('log')"),
}
OTHERS = {
    NEWTON: {
        "Newton returns nothing": lines("def newton(f, jac, x0, tol, max_iter):", "pass"),
        "Newton returns two values": lines("def newton(f, jac, x0, tol, max_iter):", "return x0, True"),
        "Newton stays": lines("def newton(f, jac, x0, tol, max_iter):", "return x0, False, 0"),
    },
    GRAD: {"A gradient that is the same everywhere": lines("def grad_ab(z):", "return 0 * np.asarray(z) + [0, 1.0]")},
    SDE: {
        "Paths that stand still": lines(
            "def simulate_sde(f, g, x0, t, n, rng):", "return np.full((len(t), n), float(x0))"
        ),
        "Paths of another law": lines(
            "def simulate_sde(f, g, x0, t, n, rng):",
            "dW = rng.normal(size=(len(t) - 1, n))",
            "return x0 + np.vstack([np.zeros(n), dW.cumsum(axis=0)])",
        ),
    },
    ADJOINT: {
        "Gradients that are missing": lines(
            "def adjoint_gradients(f, z_T, grad_zT, params, t):", "return z_T, grad_zT, []"
        )
    },
}
NOTEBOOK = "exercises/euler_stability.ipynb"
CELLS = (
    "%matplotlib inline\nimport numpy as np",
    "%%bash\nls",
    "history[0]",
    RIGHT.removeprefix("import numpy as np\n"),
)
BROKEN_CELLS = ("import numpy as np", "def euler(f, y0, t):\n    return (y0 +")
# What a kernel shows: cells, the last of which are of the course.
KERNELS = {
    "In a notebook: a mistake that is known": (MISTAKE, f'check("{EULER}")'),
    "In a notebook: it is right": (RIGHT, f'check("{EULER}")'),
    "In a notebook: hints": (f'hint("{EULER}")',) * 2,
    "In a notebook: the function is not there": (f'check("{EULER}")',),
    "In a notebook: it is interrupted": (euler("raise KeyboardInterrupt"), f'check("{EULER}")'),
    "In a notebook: a name that is no exercise": ('check("euler_stability.eulr")',),
    "In a notebook: a unit's name": ('check("euler_stability")',),
    "In a notebook: a hint that is not there": (f'hint("{EULER}", 9)',),
    "In a notebook: where only a kernel is asked for a grade": (
        'import os; os.environ["NBGRADER_EXECUTION"] = "autograde"',
        f'check("{EULER}")',
    ),
}
SOLVED = {f"exercises/{path.name}": path.read_text() for path in sorted((small.root() / "reference").glob("*_*.py"))}
# Where an earlier claim would fail first, the words of a claim are asked for directly.
WORDS: dict[str, Callable[[], object]] = {
    "An order that is not the one": lambda: expect.order(h=[0.1, 0.01], errors=[0.1, 0.1], want=1),
    "An error of 0": lambda: expect.order(h=[0.1, 0.01], errors=[0.1, 0.0], want=1),
    "A truth value": lambda: expect.label(got="yes", want=True, what="converged"),
    "A list for a truth value": lambda: expect.label(got=[1], want=True, what="converged"),
    "A statistic": lambda: expect.law(got=0.5, low=0.9, high=1.1, what="variance", false_fail=0),
    "Single precision where that is too coarse": lambda: expect.array(
        expect.np.ones(1, dtype="float32"), shape=(1,), float32=False
    ),
    "Nothing, where there are several answers": lambda: expect.array(None, shape=(2,), what="x"),
    "No drawing": lambda: expect.drawing(1),
    "An answer where none is possible": lambda: expect.refused({"refused": False}, what="a matrix of no inverse"),
}


def course(kit: Path) -> str:
    """The text of the kit's course."""
    return (kit / COURSE).read_text()


def notebook(*sources: str) -> str:
    """A notebook of these code cells."""
    cells = [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []} for source in sources]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})


def kept(unit: str) -> bytes:
    """A unit's file as it came."""
    return (released(small.root()) / "exercises" / f"{unit}.py").read_bytes()


def day(kit: Path) -> list[Scene]:
    """What goes well and what goes wrong, in order: each scene finds what the ones before have left."""
    check = f"check U={EULER}"
    return [
        Scene("The first run", "check", part="whole"),
        Scene("What comes next", "next"),
        Scene("A mistake that is known", check, {ONE: MISTAKE}, "whole"),
        Scene("Once more", check),
        Scene("The exercise is begun", "next"),
        *(Scene(f"Hint {number}", f"hint U={EULER}") for number in ("one", "two", "three", "four")),
        Scene("A hint that is picked", f"hint U={EULER} N=2"),
        Scene("It is mended", check, {ONE: RIGHT}),
        Scene("It is broken again", check, {ONE: MISTAKE}),
        Scene("It is broken more", check, {ONE: euler("pass")}),
        Scene("The unit is done", "check U=euler_stability", {ONE: DONE}, "whole"),
        Scene("The exercise after it", "next", {ONE: DONE + "\n"}),
        Scene("Single precision", check, {ONE: RIGHT.replace("np.stack(y)", "np.stack(y).astype('f')")}, "whole"),
        Scene("Reset", f"reset U={EULER}"),
        Scene("Reset again", f"reset U={EULER}"),
        Scene("An exercise needs a stub", f"check U={PLOT}", {ONE: DONE[len(RIGHT) :].replace("for", "euler()\n    for", 1)
              + '\n\ndef euler():\n    raise NotImplementedError("euler_stability.euler")\n'}),
        Scene("A file is gone", "check U=gradient_flow", {OTHER: None}),
        Scene("A file has another name", "check U=gradient_flow", {"exercises/gradients.py": "def grad_ab(z):\n    pass\n"}),
        Scene("A file is gone, and what comes next", "next", {"exercises/gradients.py": None}),
        Scene("A file is gone: reset", "reset U=gradient_flow"),
        Scene("A file is empty", "check U=gradient_flow", {OTHER: ""}),
        Scene("A file is empty: reset", "reset U=gradient_flow"),
        Scene("A function is gone, and what comes next", "next", {ONE: "import numpy as np\n", MEMORY: None}),
        Scene("A function is gone: reset", f"reset U={EULER}"),
        Scene("A folder in the place of a file", "check U=gradient_flow", {f"{OTHER}/": ""}),
        Scene("A folder in the place of a file: reset", f"reset U={GRAD}"),
        Scene("Reset a unit", "reset U=euler_stability", {OTHER: kept("gradient_flow")}),
        Scene("No room for a copy", f"reset U={EULER}", {ONE: RIGHT, "exercises/.backup": ""}),
        Scene("The stub is gone", f"reset U={EULER}", {"autograder/pristine/euler_stability.py": None}),
        Scene("The memory is damaged", f"hint U={EULER}", {MEMORY: "{"}),
        Scene("The memory cannot be written", check, {ONE: kept("euler_stability"), f"{MEMORY}/": ""}),
        Scene("The memory cannot be moved", "next", {MEMORY: "{", f"{MEMORY}.broken/": ""}),
        Scene("A notebook in the place of a file", check, {MEMORY: None, f"{MEMORY}.broken": None, ONE: None,
              NOTEBOOK: notebook(*CELLS)}, "whole"),
        Scene("A notebook whose cell is broken", check, {NOTEBOOK: notebook(*BROKEN_CELLS)}, "whole"),
        Scene("A notebook that is none", check, {NOTEBOOK: "{"}),
        Scene("A notebook that is not UTF-8", check, {NOTEBOOK: notebook("caf").encode().replace(b"caf", b"caf\xe9")}),
        Scene("A notebook without code", check, {NOTEBOOK: notebook()}),
        Scene("A notebook with a NUL character", check, {NOTEBOOK: notebook("x = 1", "y = '\0'")}),
        Scene("A notebook beside a file", check, {NOTEBOOK: notebook(RIGHT), ONE: RIGHT}),
        Scene("A name that is no exercise", "check U=euler_stability.eulr",
              {NOTEBOOK: None, ONE: kept("euler_stability"), MEMORY: None}),
        Scene("A name that is nothing", "check U=dragons"),
        Scene("A file's name", f"check U={ONE}"),
        Scene("No name", "hint"),
        Scene("No name", "reset"),
        Scene("A unit's name", "hint U=euler_stability"),
        Scene("A hint that is not there", f"hint U={EULER} N=7"),
        Scene("A hint that is no number", f"hint U={EULER} N=two"),
        Scene("Points that a student has raised", check, {COURSE: course(kit).replace("= 6.0", "= 600.0", 1)}, "whole"),
        Scene("Everything is done", "check", {COURSE: course(kit), **SOLVED}, "whole"),
        Scene("Nothing comes next", "next"),
        Scene("A course with a wrong key", "check", {COURSE: course(kit).replace("points", "pionts", 1)}),
        Scene("A course that is not TOML", "check", {COURSE: course(kit) + "\n[["}),
        Scene("A course that is empty", "check", {COURSE: ""}),
        Scene("A course that is gone", "check", {COURSE: None}),
        Scene("An exercise without a claim", "check U=adjoint_gradients.more", {COURSE: course(kit) + textwrap.dedent("""
            [[units.exercises]]
            name = "more"
            points = 1.0
            minutes = 5
            hints = ["one", "two"]
            """)}),
    ]  # fmt: skip


def outcomes() -> list[Scene]:
    """Bad answers of every kind."""
    made = [(EULER, f"Euler returns {what}", euler(*LOOP, f"return {text}")) for what, text in RETURNED.items()]
    made += [(EULER, f"Euler: {what}", text) for what, text in BROKEN.items()]
    head = "def plot_step_sizes(ax, hs):"
    made += [(PLOT, f"A figure: {what}", lines(head, *body)) for what, body in FIGURES.items()]
    made += [(name, title, text) for name, titled in OTHERS.items() for title, text in titled.items()]
    return [
        Scene(title, f"check U={name}", {f"exercises/{name.partition('.')[0]}.py": text}, "outcome")
        for name, title, text in made
    ]


# Plays scenes in a kit, all in one process: reads them from standard input, prints a line of JSON for each.
DRIVER = """
import json, pathlib, shutil, sys
from typer.testing import CliRunner
from autograder import cli
scenes = json.load(sys.stdin)
for words, files in scenes:
    for name, data in files.items():
        path = pathlib.Path(name)
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        if name.endswith("/"):
            path.mkdir()
        elif data is not None:
            path.write_bytes(data.encode("latin-1"))
    said = CliRunner().invoke(cli.app, words, prog_name="autograder")
    if said.exception and not isinstance(said.exception, SystemExit):
        raise said.exception
    print("SAID", json.dumps(said.output), flush=True)
"""


def played(kit: Path, scenes: list[Scene]) -> list[str]:
    """What each scene prints."""
    told = []
    for scene in scenes:
        words = [word.removeprefix("U=").removeprefix("N=") for word in scene.words.split()]
        told.append((words, {path: text and _bytewise(text) for path, text in scene.files.items()}))
    env = environment(PYTHONPATH=kits.path(kit))
    command = [sys.executable, "-S", "-c", DRIVER]
    ran = subprocess.run(command, cwd=kit, input=json.dumps(told), capture_output=True, text=True, env=env)
    assert 0 == ran.returncode, ran.stderr[-3000:]
    return [json.loads(line.removeprefix("SAID ")) for line in ran.stdout.splitlines() if line.startswith("SAID ")]


def _bytewise(text: str | bytes) -> str:
    return (text.encode() if isinstance(text, str) else text).decode("latin-1")


def shown(scene: Scene, said: str) -> str:
    """The page's part for one scene."""
    if scene.part != "whole" and re.search("^total ", said, re.MULTILINE):
        above, _, rest = said.partition("\n\n")
        below = re.split(r"^total .*\n", rest, flags=re.MULTILINE)[1]
        below = re.sub(r"\nadvisory, .*\n", "", below).strip()
        if scene.part == "outcome":
            lead, _, told = below.partition("What came out:\n")
            lead = lead.splitlines()[1] + "\n" if told and "This does not hold yet:" not in lead else ""
            told = re.sub(r"\n\nFor a hint: .*", "", told or below)
            return f"## {scene.title}\n{lead}{told}\n"
        said = above.removeprefix("exercises").strip() + "\n\n" + below
    return f"## {scene.title}\n$ make {scene.words}\n{said.strip()}\n"


def word(ask: Callable[[], object]) -> str:
    """What a word of a check says of an answer."""
    with pytest.raises(expect.Failed) as failed:
        ask()
    where = f"\nWhere to look:\n    {failed.value.hint}\n" if failed.value.hint else ""
    return f"    expected {failed.value.expected}\n    got {failed.value.got}\n{where}"


def at_a_terminal(kit: Path) -> str:
    """What is said by `watch`, by the debugger, where the fault is ours, on Ctrl-C, and by `make` before there is a .venv."""
    said, terminal = [], Terminal(kit, PIP_NO_INDEX="1")

    def note(title: str, text: str, line: str = "") -> None:
        text = re.sub(r"^make: \*\*\* .*\n?", "", text.replace("^C", ""), flags=re.MULTILINE)
        said.append(f"## {title}\n" + (f"$ {line}\n" if line else "") + text.strip() + "\n")

    def run(title: str, line: str, until: str = kits.PROMPT) -> None:
        terminal.type(f"{line} 2>/dev/null" if title == "A fault of ours" else line)  # the bar of its progress
        note(title, terminal.read(until), line)

    run("Watching", "make watch U=gradient_flow", "Ctrl-C ends watching.")
    paste(kit, GRAD, "def grad_ab(z):\n    return z\n")
    note("Watching: a file is saved", terminal.read("Ctrl-C ends watching."))
    terminal.interrupt()
    note("Watching: Ctrl-C", terminal.read())
    paste(kit, GRAD, "def grad_ab(z):\n    breakpoint()\n    return z\n")
    terminal.type("make check U=gradient_flow DEBUG=1")
    terminal.read("(Pdb) ")
    run("The debugger is left", "q")
    checks = kit / "autograder" / "checks" / "public" / "check_gradient_flow.py"
    text = checks.read_text()
    paste(kit, GRAD)
    before, name, after = text.partition("def check_grad_ab__")
    after = re.sub(r"^(    got = )", r"    None.no\n\1", after, count=1, flags=re.MULTILINE)
    checks.write_text(before + name + after)
    run("A fault of ours", "make check U=gradient_flow")
    checks.write_text(text)
    paste(kit, GRAD, "def grad_ab(z):\n    import time\n    time.sleep(60)\n")
    terminal.type("make check U=gradient_flow")
    time.sleep(3)
    terminal.interrupt()
    note("Ctrl-C", re.sub(r"^make: .*\n|.*━.*", "", terminal.read(), flags=re.MULTILINE), "make check U=gradient_flow")
    terminal.run("rm -r .venv")
    run("No such Python", "make check PYTHON=python4")
    run("No network", "make check")
    terminal.close()
    return "\n".join(said)


def in_a_kernel(kit: Path) -> str:
    """What `check` and `hint` show in a notebook; each title has a kernel of its own."""
    said = []
    for title, cells in KERNELS.items():
        script = "from autograder.kernel import check, hint\n" + "\n".join(cells)
        command = [sys.executable, "-S", "-c", script]
        env = environment(PYTHONPATH=kits.path(kit))
        ran = subprocess.run(command, cwd=kit, capture_output=True, text=True, env=env)
        raised = ran.stderr.strip().splitlines()[-1:]
        said.append(f"## {title}\n" + "\n".join([ran.stdout.strip(), *raised]).strip() + "\n")
    return "\n".join(said)


def fixed(text: str, *kits: Path) -> str:
    """The text without what differs from run to run."""
    text = re.sub(r"submission [0-9a-f]{12}", "submission 0123456789ab", text)
    text = re.sub(r"-\d{8}-\d{6}", "-20261122-093000", text)
    text = re.sub(r"\d\d:\d\d:\d\d checked in [\d.]+ s", "09:30:00 checked in 0.12 s", text)
    for kit in kits:
        text = text.replace(str(kit), "/home/you/course")
    return text


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page as it is now."""
    folders = [clone(tmp_path_factory.mktemp("messages") / "kit") for _ in range(4)]
    parts = []
    for scenes, folder in ((day(folders[0]), folders[0]), (outcomes(), folders[1])):
        parts += [shown(scene, said) for scene, said in zip(scenes, played(folder, scenes), strict=True)]
    parts += [
        at_a_terminal(folders[2]),
        in_a_kernel(folders[3]),
        *(f"## {title}\n{word(ask)}" for title, ask in WORDS.items()),
    ]
    text = fixed("\n".join(parts), *folders)
    if os.environ.get(UPDATE):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text)
    return text


def test_every_message_is_as_it_was_read(page: str) -> None:
    assert GOLDEN.read_text() == page, f"read the new words, then {UPDATE}=1 pytest tests/test_messages.py"


def test_no_line_is_too_long_and_none_names_what_is_ours(page: str) -> None:
    assert not re.search(r"Traceback|worker|nursery|wire|pytest|/root|/tmp|site-packages", page)
    said = [line for line in page.splitlines() if not line.startswith(("$", "autograder: ", "ValueError: "))]
    assert 100 >= max(map(len, said))


# Modules that speak to students -> what of theirs is not on the page, and why.
SPEAKERS = {
    "report/advice.py": [
        "It waits for something else:",  # of a report that another program wrote
        "This was judged without namespaces: there, code that writes files ends in an error.",  # see test_report
        "make hint U={}",
    ],
    "report/next.py": [],
    "reset.py": [],
    "progress.py": [],
    "watch.py": [],
    "debug.py": [],
    "kernel.py": [],
    "cells.py": ["has too much code; hand in the exercises only"],  # 8 MiB of it
    "student.py": [
        "got none: its process sent something else",  # to an attack
        "the submission's whole time",  # of 120 s, after other exercises that took as long
        "not tried: an earlier claim of this exercise",  # said of the earlier claim; this is for --json
        "ran out of time",
        "ended its process",
        "one of them",  # of a hidden claim
        "this check may call",  # to an author
        "a value too large to be kept",  # a placeholder
    ],
    "expect.py": [
        "a statistical claim fails correct work with probability at most 1e-9",  # to an author
        "was accepted; the course computes in float64",  # of a claim that holds, in --json
    ],
}


@pytest.mark.parametrize("speaker", SPEAKERS)
def test_the_page_has_all_that_a_module_says(page: str, speaker: str) -> None:
    tree = ast.parse((small.ROOT / "autograder" / speaker).read_text())
    notes = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, DOCUMENTED)}
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    said = {
        " ".join(line.split()) for text in texts if text not in notes and "\\" not in text for line in text.split("\n")
    }
    there = " ".join(page.split())
    assert sorted(SPEAKERS[speaker]) == sorted(text for text in said if text.count(" ") >= 2 and text not in there)


DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef
