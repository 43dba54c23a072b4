"""A notebook is read as data: its code cells in order, whatever else it holds; what is no notebook is named in one line."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import cells

LOCKED = {"nbgrader": {"locked": True, "grade": True}}


def code(source: Any, metadata: Any = None) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "metadata": metadata or {}, "outputs": [], "execution_count": None}


def notebook(*those: Any, **fields: Any) -> bytes:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(those)} | fields).encode()


def test_code_cells_are_joined_in_order_and_others_left_out() -> None:
    data = notebook(code(["a = 1\n", "b = 2"]), {"cell_type": "markdown", "source": "text"}, code(""), code("c = 3"))
    assert cells.read(data) == (b"a = 1\nb = 2\n\nc = 3", (1, 3, 4))


def test_locked_cells_are_the_courses_own() -> None:
    assert cells.read(notebook(code("check('a.b')", LOCKED), code("x = 1"))).text == b"x = 1"


@pytest.mark.parametrize("marks", [3, [], {"locked": "yes"}, {"locked": [True]}, None], ids=repr)
def test_metadata_of_another_shape_lock_nothing(marks: Any) -> None:
    assert cells.read(notebook(code("x = 1", {"nbgrader": marks}))).text == b"x = 1"


def test_a_notebook_of_format_3_is_read() -> None:
    old = {
        "nbformat": 3,
        "worksheets": [{"cells": [{"cell_type": "code", "input": ["x = 1\n", "y = 2"], "outputs": []}]}],
    }
    assert cells.read(json.dumps(old).encode()) == (b"x = 1\ny = 2", (1,))


def test_line_ends_of_every_kind_are_one_kind() -> None:
    assert cells.read(notebook(code("a\r\nb\rc\x0c\u2028"))).text == "a\nb\nc\x0c\u2028".encode()


def test_outputs_of_any_size_do_not_matter() -> None:
    fat = code("x = 1") | {"outputs": [{"output_type": "stream", "text": "z" * 10_000_000, "deep": [[[]]]}]}
    assert cells.read(notebook(fat)).text == b"x = 1"


NOT_JSON = [
    b"",
    b"[]",
    b"null",
    b"{}",
    b"\xff",
    b"a = 1\n",
    b"[" * 100_000,
    b'{"nbformat": 4, "cells": [' + b"[" * 100_000,
]
NO_CELLS = [notebook(cells="no"), notebook(cells=[1]), notebook(code({"a": 1})), notebook(nbformat="four")]
JSON = st.recursive(st.none() | st.text() | st.integers(), st.lists)


@pytest.mark.parametrize("data", NOT_JSON + NO_CELLS, ids=lambda data: repr(data[:40]))
def test_what_is_no_notebook_is_said_in_one_line(data: bytes) -> None:
    with pytest.raises(cells.NotANotebook, match=r"^is not a notebook \([^\n]+\); save it from Jupyter again"):
        cells.read(data)


def test_a_nul_character_is_placed() -> None:
    with pytest.raises(cells.NotANotebook, match="NUL character in code cell 2"):
        cells.read(notebook(code("a"), code("b\0")))


@pytest.mark.parametrize("data", [notebook(), notebook(code("x", LOCKED)), b'{"nbformat": 4}'], ids=repr)
def test_a_notebook_without_code_is_said_to_have_none(data: bytes) -> None:
    with pytest.raises(
        cells.NotANotebook, match=r"^has no code cell to grade; hand in the notebook with your answers$"
    ):
        cells.read(data)


def test_an_exercise_in_a_cell_that_was_made_text_is_code() -> None:
    marks = {"nbgrader": {"solution": True, "locked": False, "cell_type": "code"}}
    made_text = {"cell_type": "markdown", "source": "x = 1", "metadata": marks}
    assert cells.read(notebook(code("a"), made_text)).text == b"a\nx = 1"
    assert cells.read(notebook(code("a"), made_text | {"metadata": {}})).text == b"a"


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"])), max_size=3),
        min_size=1,
        max_size=5,
    )
)
def test_every_line_is_found_in_its_cell(sources: list[list[str]]) -> None:
    texts = ["".join(source) for source in sources]
    read = cells.read(notebook(*map(code, sources)))
    lines = read.text.decode().split("\n")
    for number, text in enumerate(texts, 1):
        for line, content in enumerate(text.split("\n"), 1):
            at = read.cells[number - 1] + line - 1
            assert lines[at - 1] == content
            assert cells.place(read.cells, at) == (number, line)


@given(
    st.binary(max_size=200)
    | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(lambda x: json.dumps(x).encode())
)
def test_any_bytes_are_a_notebook_or_not(data: bytes) -> None:
    try:
        cells.read(data)
    except cells.NotANotebook as error:
        assert "\n" not in str(error)


def test_lines_beyond_number_are_refused_before_they_take_memory() -> None:
    data = b'{"nbformat":4,"cells":[{"cell_type":"code","source":[' + b'"x",' * 2**22 + b'""]}]}'
    with pytest.raises(cells.NotANotebook, match="has too much code; hand in the exercises only"):
        cells.read(data)
