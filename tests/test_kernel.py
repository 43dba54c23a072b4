"""`check` and `hint` as a notebook calls them: on its own functions, shown as text and HTML, and nothing hidden."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
import small
from jupyter_client.manager import KernelManager, start_new_kernel

from autograder import kernel, notebooks
from autograder.sandbox import client

ROOT = Path(__file__).parents[1]
RIGHT = (ROOT / "reference" / "euler_stability.py").read_text()
LATER = """
import numpy as np

def euler(f, y0, t):
    y = [np.array(y0, dtype=float)]
    for k in range(len(t) - 1):
        y.append(y[-1] + (t[k + 1] - t[k]) * f(t[k + 1], y[-1]))
    return np.array(y)
"""
CALL = 'from autograder.kernel import check, hint\ncheck("euler_stability.euler")'


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "_seen", Counter())
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def run(*cells: str) -> str:
        space: dict[str, Any] = {"__name__": "__main__"}
        for cell in cells:
            exec(cell, space)
        return capsys.readouterr().out

    return run


def test_the_notebooks_own_function_is_judged(said: Callable[..., str]) -> None:
    assert "passed     euler  claims: 7 of 7" in said(RIGHT, CALL)


def test_a_mistake_is_named_and_the_next_step_is_one_of_a_notebook(said: Callable[..., str]) -> None:
    page = said(LATER, CALL)
    assert "This looks like a known mistake" in page and "public checks only" in page
    assert 'For a hint: hint("euler_stability.euler")' in page and "make" not in page


def test_a_function_that_is_not_there_yet(said: Callable[..., str]) -> None:
    assert "expected euler to be a function of this notebook" in said(CALL)


def test_a_stub_is_to_do(said: Callable[..., str]) -> None:
    stub = 'def euler(f, y0, t):\n    raise NotImplementedError("euler_stability.euler")'
    assert "to do      euler" in said(stub, CALL)


def test_hints_go_on(said: Callable[..., str]) -> None:
    page = said(CALL.splitlines()[0], *['hint("euler_stability.euler")'] * 5, 'hint("euler_stability.euler", 1)')
    assert [line[:11] for line in page.splitlines() if line.startswith("Hint")] == [
        f"Hint {n} of 3" for n in (1, 2, 3, 3, 3, 1)
    ]


@pytest.mark.parametrize(
    ("call", "why"),
    [
        ('check("euler_stability.euller")', "did you mean 'euler_stability.euler'"),
        ('check("euler_stability")', "name one exercise, such as euler_stability.euler"),
        ('hint("euler_stability.euler", 9)', "there are hints 1 to 3, not 9"),
    ],
)
def test_a_wrong_name_is_told(said: Callable[..., str], call: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        said(CALL.splitlines()[0], call)


def test_where_it_is_validated_a_claim_that_fails_ends_the_cell(
    said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    assert "7 of 7" in said(RIGHT, CALL)
    with pytest.raises(kernel.NotYet, match="known mistake") as caught:
        said(LATER, CALL)
    assert caught.value._render_traceback_() == [str(caught.value)]


def test_where_a_kernel_is_to_grade_the_cell_fails(said: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    with pytest.raises(RuntimeError, match="nothing is graded in a kernel"):
        said(RIGHT, CALL)


def test_an_interrupt_ends_the_exercise() -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    here = kernel.Here({"euler": stopped})
    with pytest.raises(client.TimedOut, match="your interrupt"):
        here.call("call", {"function": "euler", "mode": "value", "args": []}, 1, 1)


# In a kernel


class Real:
    """A kernel in a process of its own, in a folder far from the course; it uses nothing of the user's."""

    def __init__(self, manager: KernelManager, channels: Any) -> None:
        self.manager, self.channels = manager, channels

    def run(self, cell: str, stop_at: str = "") -> list[Any]:
        """What a cell shows and how it ends; interrupted where it shows `stop_at`."""
        shown = []

        def see(message: Any) -> None:
            if stop_at and stop_at in str(message["content"].get("data")):
                self.manager.interrupt_kernel()
            elif message["msg_type"] in ("stream", "display_data", "execute_result", "error"):
                shown.append(message["content"])

        reply = self.channels.execute_interactive(cell, timeout=60, output_hook=see)
        return [*(content.get("data", content) for content in shown), reply["content"]["status"]]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Real]:
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("JUPYTER", "IPYTHON", "XDG", "NBGRADER"))]:
            patch.delenv(name)
        patch.setenv("HOME", str(home))  # of this process, too: it writes the file that a kernel is reached by
        patch.setenv("PYTHONPATH", str(ROOT))
        manager, channels = start_new_kernel(kernel_name="python3", cwd=str(home))
    try:
        yield Real(manager, channels)
    finally:
        channels.stop_channels()
        manager.shutdown_kernel(now=True)


def test_a_notebook_shows_text_and_html(real: Real) -> None:
    files = notebooks.build(small.root(), small.course())
    lesson = nbformat.reads(files["source/euler_stability/euler_stability.ipynb"].decode(), as_version=4)
    cells = {cell.id: cell.source for cell in lesson.cells if cell.cell_type == "code"}
    *given, check = list(cells)[: list(cells).index("check-euler") + 1]
    assert ["ok"] * len(given) == [status for name in given for status in real.run(cells[name])]
    shown, status = real.run(cells[check])
    assert {"text/plain", "text/html"} == shown.keys()
    assert "claims: 7 of 7" in shown["text/plain"]
    assert "All that was checked holds" in shown["text/html"]
    assert "\x1b" not in shown["text/plain"]
    assert shown["text/plain"].endswith("\n\nadvisory, isolation none, seed public\n")
    assert "ok" == status


def test_an_interrupt_of_an_endless_loop_ends_the_check_and_nothing_else(real: Real) -> None:
    loop = """
        def euler(f, y0, t):
            display("it loops")
            while True:
                pass
    """
    assert ["ok"] == real.run(loop)
    shown, status = real.run(CALL, stop_at="it loops")
    assert "got none (stopped after your interrupt)" in shown["text/plain"]
    assert "Claims not tried until this is mended: 6." in shown["text/plain"]
    assert "ok" == status
    assert "claims: 7 of 7" in real.run(RIGHT + CALL)[0]["text/plain"]
