"""Bytes of a notebook -> the source of one unit: its code cells one after another. Student bytes: read as data, never run.

What a cell holds is read in the sandbox only (`sandbox.worker`), IPython's own lines included; here a cell is a text.
"""

from typing import NamedTuple

import msgspec

LARGEST = 64 * 2**20  # bytes of a notebook: pictures of a long training weigh tens of MB
MOST = 8 * 2**20  # bytes of JSON that hold code: a list of short lines takes ten times as much memory as JSON
NUL = "\0"


class NotANotebook(Exception):
    """Why these bytes are no notebook: what is wrong and what to do, for a line that begins with the file's name."""


class Source(NamedTuple):
    """The code cells of a notebook, joined by line ends, and the line on which each begins, from 1."""

    text: bytes
    cells: tuple[int, ...]


class _Cell(msgspec.Struct, gc=False):  # what is not asked for here, such as outputs, is skipped without taking memory
    cell_type: str
    source: msgspec.Raw = msgspec.Raw(b'""')
    input: msgspec.Raw = msgspec.Raw(b'""')  # format 3
    metadata: msgspec.Raw = msgspec.Raw(b"{}")


class _Sheet(msgspec.Struct):
    cells: list[_Cell] = []


class _Notebook(msgspec.Struct):
    nbformat: int
    cells: list[_Cell] | None = None
    worksheets: list[_Sheet] = []  # format 3


class _Marks(msgspec.Struct):
    locked: bool = False
    solution: bool = False
    cell_type: str = ""


class _Metadata(msgspec.Struct):
    nbgrader: _Marks = msgspec.field(default_factory=_Marks)


def read(data: bytes) -> Source:
    """The student's code cells, in order; locked ones are the course's own. Raises NotANotebook."""
    try:
        notebook = msgspec.json.decode(data, type=_Notebook)
        sheets = [_Sheet(notebook.cells)] if notebook.cells is not None else notebook.worksheets
        code = [cell for sheet in sheets for cell in sheet.cells if _is_code(cell)]
        if sum(len(bytes(cell.source)) + len(bytes(cell.input)) for cell in code) > MOST:
            raise NotANotebook("has too much code; hand in the exercises only")
        texts = [_text(cell.source) or _text(cell.input) for cell in code]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotANotebook(f"is not a notebook ({_said(error)}); save it from Jupyter again and hand that in") from None
    if not texts:
        raise NotANotebook("has no code cell to grade; hand in the notebook with your answers")
    for number, text in enumerate(texts, 1):
        if NUL in text:
            raise NotANotebook(f"has a NUL character in code cell {number}; type that cell anew")
    starts, lines = [], 1
    for text in texts:
        starts.append(lines)
        lines += text.count("\n") + 1
    return Source("\n".join(texts).encode(errors="replace"), tuple(starts))


def place(cells: tuple[int, ...], line: int) -> tuple[int, int]:
    """The code cell that a line of the joined source is in, and the line within that cell; both from 1."""
    number = max(sum(start <= line for start in cells), 1)
    return number, line - cells[number - 1] + 1


def _text(raw: msgspec.Raw) -> str:
    """A cell's text, which is a string or a list of its lines."""
    source = msgspec.json.decode(raw, type=str | list[str])
    text = source if isinstance(source, str) else "".join(source)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_code(cell: _Cell) -> bool:
    """Whether it is a student's code cell, or was one before it was made text; metadata of another shape say nothing."""
    try:
        marks = msgspec.json.decode(cell.metadata, type=_Metadata).nbgrader
    except (msgspec.DecodeError, RecursionError):
        marks = _Marks()
    return not marks.locked and (cell.cell_type == "code" or (marks.solution and marks.cell_type == "code"))


def _said(error: Exception) -> str:
    return "its text is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
