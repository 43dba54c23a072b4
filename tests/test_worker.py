"""The student's side: a unit is loaded from bytes, called, and whatever becomes of it is told as plain data."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder import course as courses
from autograder import diagnose, systems
from autograder.model import Exercise, Limits, Outcome, Unit
from autograder.sandbox import local, wire, worker
from autograder.student import Attempt, Budget, Ended, Student

LIBRARIES = ["numpy", "scipy", "torch"]


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """The worker changes how this process imports: put that back."""
    finders, modules = list(sys.meta_path), set(sys.modules)
    yield
    sys.meta_path[:] = finders
    for name in [
        name for name in sys.modules if name not in modules and name.split(".")[0] in ("exercises", "unit", "other")
    ]:
        del sys.modules[name]


def load(source: str | bytes, **others: str) -> tuple[local.InProcess, str, Any]:
    """A worker that was given this file as unit.py, and what it said."""
    child = local.InProcess()
    sources = {
        "unit": source if isinstance(source, bytes) else source.encode(),
        **{name: text.encode() for name, text in others.items()},
    }
    return child, *child.call("load", {"unit": "unit", "sources": sources, "libraries": LIBRARIES, "cells": {}}, 1, 1)


def ask(source: str | bytes, *args: Any, name: str = "f", mode: str = "value", **others: str) -> tuple[str, Any]:
    """What a call of the function `name` of unit.py ends in."""
    child, reply, answer = load(source, **others)
    assert ("loaded", {}) == (reply, answer)
    return child.call("call", {"function": name, "mode": mode, "args": list(args)}, 1, 1)


def value(source: str | bytes, *args: Any, **others: str) -> Any:
    """The value that f of unit.py returns; its arguments must have been left alone."""
    reply, answer = ask(source, *args, **others)
    assert ("value", []) == (reply, answer["changed"])
    return answer["value"]


def changed(source: str, *args: Any) -> list[str]:
    """The arguments that are said to have been changed."""
    reply, answer = ask(source, *args)
    assert "value" == reply
    return list(answer["changed"])


def refused(source: str | bytes, **others: str) -> dict[str, Any]:
    """The exception that ends the import of unit.py."""
    _, reply, answer = load(source, **others)
    assert "raised" == reply
    return dict(answer)


def raised(source: str, *args: Any, **others: str) -> dict[str, Any]:
    """The exception that ends the call of f."""
    reply, answer = ask(source, *args, **others)
    assert "raised" == reply
    return dict(answer)


def test_a_function_is_called_on_what_crossed() -> None:
    field = systems.Linear(np.array([[0.0, 1.0], [-1.0, 0.0]]))
    got = value("def f(field, y, n):\n    return field(0.0, y) * n, {'name': 'x'}", field, np.array([1.0, 2.0]), 3)
    assert [6.0, -3.0] == got[0].tolist() and {"name": "x"} == got[1]


def test_a_byte_order_mark_and_foreign_line_ends_are_accepted() -> None:
    assert 1 == value(b"\xef\xbb\xbfdef f():\r\n    return 1\r\n")


def test_a_declared_encoding_is_honoured() -> None:
    assert "é" == value("# -*- coding: latin-1 -*-\ndef f():\n    return 'é'".encode("latin-1"))


def test_a_syntax_error_is_placed() -> None:
    answer = refused("x = 1\ndef f(:\n    return 1\n")
    assert ("SyntaxError", "invalid syntax", [["unit", 2]], 7) == tuple(
        answer[key] for key in ("type", "text", "lines", "offset")
    )


def test_an_indentation_error_is_a_syntax_error_with_its_line() -> None:
    answer = refused("def f():\nreturn 1\n")
    assert ("IndentationError", [["unit", 2]]) == (answer["type"], answer["lines"])


@pytest.mark.parametrize("source, said", [(b"x = 1\0", "null bytes"), (b"x = '\xff'", "'utf-8' codec")])
def test_bytes_that_are_no_text_are_a_syntax_error(source: bytes, said: str) -> None:
    answer = refused(source)
    kinds = ("SyntaxError", "ValueError")  # the second for null bytes, before Python 3.11.4
    assert answer["type"] in kinds and said in answer["text"]


@pytest.mark.parametrize(
    "statement", ["import pandas", "from pandas.core import frame", "import hypothesis", "import autograder.expect"]
)
def test_a_module_that_will_not_be_there_is_refused_even_where_it_is_installed(statement: str) -> None:
    answer = refused(f"x = 1\n{statement}\n")
    assert ("ModuleNotFoundError", [["unit", 2]]) == (answer["type"], answer["lines"])
    assert answer["text"].endswith(
        "is not available to the exercises: use the standard library and the course's libraries"
    )


@pytest.mark.parametrize(
    "statement, said",
    [
        ("import numpy.nope", "No module named 'numpy.nope'"),
        ("from exercises.missing import f", "No module named 'exercises.missing'"),
        ("from .missing import f", "No module named 'exercises.missing'"),
        ("from numpy import nope", "cannot import name 'nope' from 'numpy'"),
        ("from .other import nope", "cannot import name 'nope' from 'exercises.other'"),
    ],
)
def test_a_name_that_is_not_in_a_library_is_told_as_python_tells_it(statement: str, said: str) -> None:
    answer = refused(f"{statement}\n", other="")
    assert answer["text"].startswith(said) and [["unit", 1]] == answer["lines"]


@pytest.mark.parametrize(
    "statement",
    [
        "from exercises.other import g",
        "from .other import g",
        "from other import g",
        "from exercises import other; g = other.g",
    ],
)
def test_another_unit_of_the_submission_is_imported(statement: str) -> None:
    assert 7 == value(f"{statement}\ndef f():\n    return g()", other="def g():\n    return 7")


def test_a_fault_in_another_unit_is_told_with_both_places() -> None:
    assert [["unit", 2], ["other", 1]] == refused("\nfrom .other import g", other="def g(:\n")["lines"]
    assert [["unit", 3], ["other", 2]] == raised(
        "from .other import g\ndef f():\n    return g()", other="def g():\n    return 1 / 0"
    )["lines"]


def test_the_file_of_the_next_load_replaces_the_last() -> None:
    child, _, _ = load("from .other import g\ndef f():\n    return g()", other="def g():\n    return 1")
    sources = {"unit": b"from .other import g\ndef f():\n    return g()", "other": b"def g():\n    return 2"}
    child.call("load", {"unit": "unit", "sources": sources, "libraries": LIBRARIES, "cells": {}}, 1, 1)
    assert 2 == child.call("call", {"function": "f", "mode": "value", "args": []}, 1, 1)[1]["value"]


def test_a_missing_function_comes_with_the_nearest_name() -> None:
    assert ("missing", {"near": ["eulr"]}) == ask("def eulr():\n    return 1\ndef other():\n    return 2", name="euler")
    assert ("missing", {"near": []}) == ask("x = 1", name="euler")


def test_a_name_that_is_no_function_is_missing() -> None:
    assert ("missing", {"near": []}) == ask("euler = 3", name="euler")


CALLABLE = "{0}\nclass C:\n    def __call__(self, x):\n        return x + 1\nf = C()"


@pytest.mark.parametrize(
    "kind",
    [
        "f = lambda x: x + 1",
        "def f(*a):\n    return a[0] + 1",
        CALLABLE.format(""),
        CALLABLE.format("from dataclasses import dataclass\n@dataclass"),
    ],
)
def test_whatever_can_be_called_is_a_function(kind: str) -> None:
    assert 4 == value(kind, 3)


@pytest.mark.parametrize(
    "parameters, problem",
    [
        ("", "too many positional arguments"),
        ("a, b, c", "missing a required argument: 'c'"),
        ("a, *, b", "too many positional arguments"),
        ("a, b, *, c", "missing a required argument: 'c'"),
    ],
)
def test_a_function_of_other_arguments_is_told_before_it_is_called(parameters: str, problem: str) -> None:
    reply, answer = ask(f"def f({parameters}):\n    raise SystemExit", 1, 2)
    assert ("signature", f"({parameters})", problem) == (reply, answer["theirs"], answer["problem"])


@pytest.mark.parametrize("parameters", ["a", "a, b=3", "a, *, c=3", "a, *rest, **more"])
def test_further_arguments_with_defaults_are_accepted(parameters: str) -> None:
    assert 5 == value(f"def f({parameters}):\n    return a", 5)


@pytest.mark.parametrize(
    "statement",
    [
        "y[0] = 9",
        "y += 1",
        "y.sort()",
        "y.fill(9)",
        "y.resize(3, refcheck=False)",
        "y.shape = (2, 1)",
        "y.view('u1')[0] = 3",
    ],
)
def test_an_array_that_was_changed_is_named(statement: str) -> None:
    source = f"def f(x, y):\n    {statement}\n    return x"
    assert ["y"] == changed(source, np.array([2.0, 1.0]), np.array([2.0, 1.0]))


@pytest.mark.parametrize(
    "given, statement",
    [
        ([np.zeros(2), np.zeros(2)], "a[1][0] = 9"),
        ((np.zeros(2), np.zeros(2)), "a[1][0] = 9"),
        ([(np.zeros(2), [np.zeros(2)])], "a[0][1][0][0] = 9"),
        ([np.zeros(2)], "a.clear()"),
        ([np.zeros(2)], "a.append(1)"),
        ([np.zeros(2)], "a[0] = a[0] + 1"),
        (np.array([np.nan, 1.0]), "a[1] = np.nan"),
        (np.zeros(2), "a *= -1.0"),
    ],
)
def test_a_change_inside_a_list_or_tuple_or_to_nan_or_a_sign_is_seen(given: Any, statement: str) -> None:
    assert ["a"] == changed(f"import numpy as np\ndef f(a):\n    {statement}", given)


@pytest.mark.parametrize(
    "given, statement",
    [
        ([1.0, 2.0], "a[0] = 9.0"),
        ([2.0, 1.0], "a.sort()"),
        ([np.zeros(2)], "a[0] = 9.0"),
        ([1.0, np.zeros(2)], "a.reverse()"),
        ({"k": np.zeros(2)}, "a['k'][0] = 9"),
    ],
)
def test_a_list_whose_items_were_replaced_is_named(given: Any, statement: str) -> None:
    assert ["a"] == changed(f"def f(a):\n    {statement}", given)


@pytest.mark.parametrize(
    "given", [np.array([np.nan, -0.0]), [np.array([np.nan])], [np.nan, "x", None], (1, [2.0]), {"k": np.zeros(1)}]
)
def test_arguments_left_alone_are_not_named(given: Any) -> None:
    assert [] == changed("def f(a):\n    b = a.copy() if hasattr(a, 'copy') else list(a)\n    return len(b)", given)


def test_a_change_through_starred_arguments_is_named_by_its_place() -> None:
    assert ["argument 2"] == changed("def f(*args):\n    args[1][0] = 9", np.zeros(1), np.zeros(1))


def test_tensors_are_guarded_like_arrays() -> None:
    import torch  # noqa: F401, the worker finds it imported

    tensor = wire.Tensor(np.array([1.0, 2.0]))
    assert ["b"] == changed("def f(a, b):\n    b.mul_(2)", tensor, tensor)
    assert ["a"] == changed("def f(a):\n    a[0].zero_()", [tensor])
    assert [] == changed("def f(a):\n    return (a.detach().requires_grad_() ** 2).sum()", tensor)


@pytest.mark.parametrize(
    "statement",
    [
        "a.requires_grad_()",
        "b[0].requires_grad = True",
        "a.requires_grad_().sum().backward(); a.requires_grad_(False)",
    ],
)
def test_a_tensor_that_autograd_was_told_to_follow_is_named(statement: str) -> None:
    import torch  # noqa: F401, the worker finds it imported

    tensor = wire.Tensor(np.array([1.0, 2.0]))
    assert [f"{statement[0]} (requires_grad)"] == changed(f"def f(a, b):\n    {statement}", tensor, (tensor,))


def test_a_tensor_with_nan_that_was_left_alone_is_not_named() -> None:
    import torch  # noqa: F401, the worker finds it imported

    assert [] == changed("def f(a):\n    return 1", wire.Tensor(np.array([np.nan, 1.0])))


def test_only_lines_of_the_students_files_are_told() -> None:
    source = "import numpy as np\ndef g(a):\n    return np.linalg.inv(a)\n\ndef f(a):\n    return list(map(g, [a]))"
    answer = raised(source, np.zeros((2, 2)))
    assert ("LinAlgError", "Singular matrix", [["unit", 6], ["unit", 3]]) == (
        answer["type"],
        answer["text"],
        answer["lines"],
    )


def test_an_exception_from_a_field_of_ours_is_placed_where_the_student_called_it() -> None:
    answer = raised("def f(field):\n    return field([1.0], 0.0)", systems.Linear(np.eye(2)))
    assert "ValueError" == answer["type"] and [["unit", 2]] == answer["lines"]


def test_an_endless_recursion_is_told_by_its_ends() -> None:
    answer = raised("def f(n):\n    return f(n + 1)", 0)
    assert ("RecursionError", [["unit", 2]] * 6) == (answer["type"], answer["lines"])


@pytest.mark.parametrize(
    "how",
    [
        "SystemExit(0)",
        "KeyboardInterrupt",
        "GeneratorExit",
        "MemoryError",
        "NotImplementedError('unit.f')",
        "BaseException('x')",
    ],
)
def test_no_exception_of_student_code_ends_the_worker(how: str) -> None:
    assert how.split("(")[0] == refused(f"raise {how}")["type"]
    child, _, _ = load(f"def f():\n    raise {how}\ndef g():\n    return 1")
    reply, answer = child.call("call", {"function": "f", "mode": "value", "args": []}, 1, 1)
    assert ("raised", how.split("(")[0], [["unit", 2]]) == (reply, answer["type"], answer["lines"])
    assert 1 == child.call("call", {"function": "g", "mode": "value", "args": []}, 1, 1)[1]["value"]


@pytest.mark.parametrize("body", ["raise ValueError", "return 3", "raise SystemExit", "return self.x"])
def test_an_exception_whose_text_cannot_be_made_is_still_told(body: str) -> None:
    answer = raised(f"class Odd(Exception):\n    def __str__(self):\n        {body}\ndef f():\n    raise Odd")
    assert ("Odd", "(its text could not be made)", [["unit", 5]]) == (answer["type"], answer["text"], answer["lines"])


def test_a_long_text_and_a_long_name_are_cut() -> None:
    answer = raised("class E(Exception):\n    pass\nE.__name__ = 'E' * 9999\ndef f():\n    raise E('x' * 10**6)")
    assert ("E" * 100, "x" * 500) == (answer["type"], answer["text"])


@pytest.mark.parametrize(
    "returned, what",
    [
        ("{1, 2}", "a set"),
        ("lambda: 0", "a function"),
        ("(x for x in [])", "a generator"),
        ("np.random.default_rng(0)", "a Generator"),
        ("np.array([None])", "an array of object"),
        ("np.zeros(3, dtype=np.float16)", "an array of float16"),
        ("{1: 2}", "a dict whose keys are not all strings"),
        ("10 ** 100", "an integer of more than 64 bits"),
        ("'\\ud800'", "something that cannot be written down (UnicodeEncodeError)"),
        ("'x' * 70000", "more than 64 KiB of nested values (return one array instead)"),
        ("[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]", "something nested more than 16 deep"),
    ],
)
def test_a_value_that_is_no_plain_data_is_unfit(returned: str, what: str) -> None:
    assert ("unfit", {"what": what}) == ask(f"import numpy as np\ndef f():\n    return {returned}")


@pytest.mark.parametrize("returned", ["field", "[field]", "np.zeros((1,) * 9)", "np.zeros((2**32, 0))"])
def test_a_system_or_an_array_that_may_not_come_back_is_unfit(returned: str) -> None:
    reply, _ = ask(f"import numpy as np\ndef f(field):\n    return {returned}", systems.Linear(np.eye(2)))
    assert "unfit" == reply


def test_a_file_as_large_as_may_be_handed_in_is_loaded() -> None:
    assert 1 == value("def f():\n    return 1\n" + "#" * (2**20 - 30))


def test_a_drawing_comes_back_as_what_it_shows() -> None:
    reply, answer = ask("def f(ax, x):\n    ax.plot(x, 2 * x, label='h = 0.5')", np.arange(3.0), mode="drawn")
    assert "value" == reply
    (line,) = answer["value"]["artists"]
    assert ([[0, 0], [1, 2], [2, 4]], "h = 0.5") == (line["xy"].tolist(), line["label"])


def test_a_drawing_function_is_called_with_axes_first() -> None:
    assert "signature" == ask("def f(x):\n    return x", np.zeros(1), mode="drawn")[0]
    reply, answer = ask("def f(ax, x):\n    x[0] = 9", np.zeros(1), mode="drawn")
    assert ("value", ["x"]) == (reply, answer["changed"])


@pytest.mark.parametrize(
    "line, refused",
    [
        ("raise ValueError('x')", True),
        ("import numpy as np; np.linalg.cholesky(-np.eye(2))", True),
        ("return 1", False),
        ("return {'refused': True}", False),
    ],
)
def test_whether_an_input_is_refused_is_told(line: str, refused: bool) -> None:
    reply, answer = ask(f"def f(x):\n    {line}", np.zeros(1), mode="refused")
    assert ("value", {"refused": refused}) == (reply, answer["value"])


def test_what_raises_something_else_refuses_nothing() -> None:
    reply, answer = ask("def f(x):\n    raise TypeError('x')", np.zeros(1), mode="refused")
    assert ("raised", "TypeError") == (reply, answer["type"])


def followed(
    source: str, *args: Any, weights: Any = (1.0, 1.0), by: Any = (0,), mode: str = "differentiated"
) -> tuple[str, Any]:
    """What f of unit.py ends in, for tensors where arrays are given, when the gradients of sum(weights * value) are asked for."""
    import torch  # noqa: F401, the worker finds it imported

    child, reply, _ = load(source)
    assert "loaded" == reply
    tensors = [wire.Tensor(np.array(x)) if isinstance(x, np.ndarray) else x for x in args]
    more = {"cotangent": wire.Tensor(np.array(weights)), "by": list(by)}
    return child.call("call", {"function": "f", "mode": mode, "args": tensors, "more": more}, 1, 1)


X, Y = np.array([2.0, 3.0]), np.array([5.0, 7.0])


def test_gradients_of_a_weighted_sum_come_beside_the_value_and_like_the_arguments() -> None:
    pair = (wire.Tensor(Y), wire.Tensor(X), 3)
    reply, answer = followed(
        "def f(x, n, pair):\n    return n * x * pair[0]", X, 10, pair, weights=(1.0, -1.0), by=(0, 2)
    )
    assert ("value", []) == (reply, answer["changed"])
    by_x, (by_y, by_unused, by_number) = answer["value"]["gradients"]
    assert [100.0, 210.0] == answer["value"]["value"].tolist()
    assert [[50.0, -70.0], [20.0, -30.0]] == [by_x.tolist(), by_y.tolist()] and by_unused is by_number is None


def test_only_what_is_asked_for_is_followed() -> None:
    _, answer = followed("def f(x, y):\n    y.numpy()\n    return x * y", X, Y)
    assert [[5.0, 7.0]] == [by.tolist() for by in answer["value"]["gradients"]]


@pytest.mark.parametrize(
    "returned", ["(x * x).detach()", "x.sum()", "None", "'x'", "[x.sum()]", "x.tolist()", "[x[0], x]", "{'x': x}", "[]"]
)
def test_a_value_that_leads_nowhere_has_no_gradients(returned: str) -> None:
    reply, answer = followed(f"def f(x):\n    return {returned}", X)
    assert ("value", [None]) == (reply, answer["value"]["gradients"])


def test_a_list_of_rows_is_followed_as_the_tensor_that_it_denotes() -> None:
    _, answer = followed("def f(x):\n    return [x, 2 * x]", X, weights=[X, Y])
    assert [12.0, 17.0] == answer["value"]["gradients"][0].tolist()


@pytest.mark.parametrize("mode", ["differentiated", "measured"])
@pytest.mark.parametrize(
    "line, named",
    [
        ("pass", []),
        ("y.mul_(2)", ["y"]),
        ("x.detach().mul_(2)", ["x"]),
        ("x.data.zero_()", ["x"]),
        ("(x * x).sum().backward()", ["x (requires_grad)"]),
        ("y.requires_grad_()", ["y (requires_grad)"]),
    ],
)
def test_arguments_that_are_followed_must_come_out_as_they_went_in(mode: str, line: str, named: list[str]) -> None:
    reply, answer = followed(f"def f(x, y):\n    {line}\n    return x * 1.0", X, Y, mode=mode)
    assert ("value", named) == (reply, answer["changed"])


FUNCTION = """
import torch

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return 2 * x

    @staticmethod
    def backward(ctx, grad):
        {0}

def f(x):
    return F.apply(x)
"""


def test_a_way_back_of_ones_own_is_gone_and_its_faults_are_placed() -> None:
    _, answer = followed(FUNCTION.format("return 7 * grad"), X, weights=Y)
    assert [35.0, 49.0] == answer["value"]["gradients"][0].tolist()
    reply, answer = followed(FUNCTION.format("raise ValueError('x')"), X)
    assert ("raised", "ValueError", [["unit", 11]]) == (reply, answer["type"], answer["lines"])


@pytest.mark.parametrize("mode", ["differentiated", "measured"])
def test_what_the_gradients_are_asked_with_is_no_argument_of_the_function(mode: str) -> None:
    assert "signature" == followed("def f(x, y):\n    return x", X, mode=mode)[0]


CHAIN = "def f(x, n):\n    for _ in range(n):\n        x = x.sin()\n    return x"
STASH = """
import torch

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, n):
        rows = [x]
        for _ in range(n):
            rows.append(rows[-1].sin())
        ctx.rows = rows
        return 1.0 * rows[-1]

    @staticmethod
    def backward(ctx, grad):
        for x in ctx.rows[-2::-1]:
            grad = grad * x.cos()
        return grad, None

def f(x, n):
    return F.apply(x, n)
"""
AGAIN = """
from torch.utils.checkpoint import checkpoint

def sines(x, n):
    for _ in range(n):
        x = x.sin()
    return x

def f(x, n):
    return checkpoint(sines, x, n, use_reentrant=False)
"""
LEAN = "import torch\ndef f(x, n):\n    torch.func.vjp(torch.sin, x)[1](x)\n    return n * x"
LOOP = "def f(x, n):\n    for _ in range(n):\n        a = [x * 1]\n        a.append(a)\n    return n * x"


@pytest.mark.parametrize(
    "source, kept, peak",
    [(CHAIN, 16, 16), (STASH, 16, 16), (AGAIN, 0, 16), (LEAN, 0, 0)],
    ids=["a graph", "a list", "a graph on the way back", "nothing"],
)
def test_memory_that_grows_with_the_steps_is_counted(source: str, kept: int, peak: int) -> None:
    """Two numbers of 8 bytes for each step that is remembered; the same at every call."""
    counts = []
    for steps in (4, 10, 10):
        _, answer = followed(source, X, steps, mode="measured")
        counts.append([answer["value"][count] for count in ("kept_bytes", "peak_bytes")])
    assert counts[1] == counts[2]
    assert [kept, peak] == [(later - early) / 6 for early, later in zip(*counts[:2], strict=True)]


def test_what_only_a_cycle_of_references_holds_is_not_kept() -> None:
    assert 0 == followed(LOOP, X, 9, mode="measured")[1]["value"]["kept_bytes"]


def test_the_arguments_and_the_value_are_not_counted_as_kept() -> None:
    source = "def f(x, y):\n    return [2 * x, x.view(1, 2)[0] + y]"
    reply, answer = followed(source, X, Y, weights=[X, Y], mode="measured")
    assert ("value", 8 * 0) == (reply, answer["value"]["kept_bytes"])
    assert [9.0, 13.0] == answer["value"]["gradients"][0].tolist()


def proxy(reply: Any) -> Student:
    """What a check sees of a process that answers every call so, or of a function."""
    limits = Limits()
    exercise = Exercise(name="f", points=1, minutes=1, hints=("a", "b"))
    unit = Unit(name="unit", title="", libraries="torch", exercises=(exercise,))
    child = local.InProcess({"f": reply if callable(reply) else lambda *args: reply})
    return Student(Attempt(unit, exercise, limits, lambda: child, Budget.of(limits)))


def test_a_check_gets_values_and_gradients_as_arrays() -> None:
    import torch  # noqa: F401, the worker finds it imported

    value, (by_x, by_pair) = proxy(lambda x, pair: x * pair[1]).differentiated("f", Y, X, (X, Y), by=(0, 1))
    assert [[10.0, 21.0], [25.0, 49.0]] == [value.tolist(), by_x.tolist()]
    assert (None, [10.0, 21.0]) == (by_pair[0], by_pair[1].tolist()) and type(value) is np.ndarray
    value, (by_x,), counts = proxy(lambda x: x * 3).measured("f", Y, X, by=(0,))
    assert [[6.0, 9.0], [15.0, 21.0]] == [value.tolist(), by_x.tolist()]
    assert {"kept_bytes", "peak_bytes"} == set(counts) and all(type(count) is int for count in counts.values())


def test_a_change_of_a_followed_argument_ends_the_claim() -> None:
    import torch  # noqa: F401, the worker finds it imported

    with pytest.raises(Ended) as ended:
        proxy(lambda x: x.data.zero_()).differentiated("f", Y, X, by=(0,))
    assert ended.value.outcome is Outcome.FAILED and "changed in place" in ended.value.message


@pytest.mark.parametrize("value", [None, 3.0, "x", [], {"x": 1}])
def test_a_reply_that_is_no_worker_s_has_no_parts(value: Any) -> None:
    class Forger(local.InProcess):
        def call(self, *asked: Any) -> tuple[str, Any]:
            return "value", {"value": value, "changed": []}

    student = proxy(None)
    student._attempt.child = Forger()
    assert (None, None) == student.differentiated("f", Y, X, by=(0,))
    assert (None, None, {"kept_bytes": None, "peak_bytes": None}) == student.measured("f", Y, X, by=(0,))
    assert diagnose.agree(student.exchanges, student.exchanges)


def test_the_same_mistake_may_take_other_bytes() -> None:
    import torch  # noqa: F401, the worker finds it imported

    one, other, wrong = (proxy(f) for f in (lambda x: 2 * x, lambda x: x.exp() + 2 * x - x.exp(), lambda x: 3 * x))
    for student in (one, other, wrong):
        student.measured("f", Y, X, by=(0,))
    assert one.exchanges[0].value["kept_bytes"] != other.exchanges[0].value["kept_bytes"]
    assert diagnose.agree(one.exchanges, other.exchanges) and not diagnose.agree(one.exchanges, wrong.exchanges)


def test_no_exercise_is_named_like_a_word_of_the_proxy() -> None:
    named = {exercise.name for unit in courses.load(Path(__file__).parents[1]).units for exercise in unit.exercises}
    assert not named & set(vars(Student))


def test_trusted_functions_need_no_load() -> None:
    child = local.InProcess({"f": lambda x: x + 1})
    assert 3 == child.call("call", {"function": "f", "mode": "value", "args": [2]}, 1, 1)[1]["value"]


@pytest.mark.parametrize("libraries", ["numpy", "torch"])
def test_a_rehearsal_leaves_nothing_of_itself_behind(libraries: str) -> None:
    finders, random = list(sys.meta_path), np.random.get_state()[1].tobytes()
    worker.rehearse(libraries)
    assert sys.meta_path == finders
    assert not [name for name in sys.modules if name.split(".")[0] in ("exercises", "rehearsal")]
    assert np.random.get_state()[1].tobytes() == random


def run_cells(*texts: str) -> tuple[local.InProcess, Any]:
    """A worker that was given a notebook of these code cells, and what it told."""
    starts = [1 + sum(text.count("\n") + 1 for text in texts[:number]) for number in range(len(texts))]
    child, sources = local.InProcess(), {"unit": "\n".join(texts).encode()}
    body = {"unit": "unit", "sources": sources, "libraries": LIBRARIES, "cells": {"unit": starts}}
    reply, answer = child.call("load", body, 1, 1)
    assert reply == "loaded"
    return child, answer


def called(child: local.InProcess, *args: Any) -> tuple[str, Any]:
    return child.call("call", {"function": "f", "mode": "value", "args": list(args)}, 1, 1)


def test_a_cell_that_raises_does_not_stop_the_next() -> None:
    child, told = run_cells("a = 2", "1 / 0", "raise SystemExit", "def f(x):\n    return a * x")
    assert called(child, 3)[1]["value"] == 6
    assert [(each["type"], each["lines"]) for each in told["broken"]] == [
        ("ZeroDivisionError", [["unit", 2]]),
        ("SystemExit", [["unit", 3]]),
    ]


def test_the_last_definition_counts_as_in_a_kernel() -> None:
    child, told = run_cells("def f():\n    return 1", "def f():\n    return 2", "def f(:")
    assert called(child)[1]["value"] == 2 and told["broken"][0]["type"] == "SyntaxError"


@pytest.mark.parametrize("cell", ["x = (\ndef f():\n    pass", "1 / 0\ndef f(): pass", "1 / 0\nf = max"])
def test_a_function_whose_cell_broke_is_told_with_what_broke_it(cell: str) -> None:
    child, _ = run_cells("a = 1", cell)
    reply, answer = called(child)
    assert reply == "broken" and answer["type"] in ("SyntaxError", "ZeroDivisionError")
    assert answer["lines"][0][1] == 2


@pytest.mark.parametrize(
    "line",
    ["%matplotlib inline", "!pip install x", "files = !ls", "t = %timeit -o 1", "?print", "np.array?", "  %time f()"],
)
def test_what_only_ipython_reads_is_left_out_and_told(line: str) -> None:
    body = f"if True:\n{line}" if line.startswith(" ") else line
    child, told = run_cells(f"{body}\ndef f():\n    return 7")
    assert called(child)[1]["value"] == 7
    assert told == {"left_out": [["unit", body.count("\n") + 1]]}


def test_magics_of_a_whole_cell() -> None:
    child, told = run_cells(
        "%%time\ndef f():\n    return 7", "%%bash\nrm -rf /", "%%writefile a.py\ndef f():\n    return 8"
    )
    assert called(child)[1]["value"] == 7
    assert told == {"left_out": [["unit", 1], ["unit", 4], ["unit", 6]]}


def test_python_that_looks_like_a_magic_is_python() -> None:
    child, told = run_cells('def f(x=7):\n    return ("%d"\n% x, """\n%time\n!ls\nhelp?\n""")')
    assert called(child)[1]["value"] == ("7", "\n%time\n!ls\nhelp?\n")
    assert told == {}


def test_a_notebook_may_call_what_a_kernel_has() -> None:
    child, told = run_cells('check("unit.f")\ndisplay(1)\ndef f():\n    return 7')
    assert called(child)[1]["value"] == 7 and told == {}


def test_little_is_told_of_many_lines_and_cells() -> None:
    _, told = run_cells("\n".join(["%time"] * 50), *["1 / 0"] * 50)
    assert len(told["left_out"]) == len(told["broken"]) == 8


def test_a_notebook_may_have_many_cells() -> None:
    child, told = run_cells(*["x = 1"] * 500, "1 / 0", "%time", "def f():\n    return x")
    assert called(child)[1]["value"] == 1
    assert told["left_out"] == [["unit", 502]] and told["broken"][0]["lines"] == [["unit", 501]]
