"""`check` and `hint` as a notebook calls them: on its own functions, shown as text and HTML, and nothing hidden."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder import kernel
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
    assert [line[:11] for line in page.splitlines()] == [f"Hint {n} of 3" for n in (1, 2, 3, 3, 3, 1)]


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
