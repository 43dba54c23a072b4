"""Lessons -> the source of an nbgrader course, the same bytes from the same lessons. It holds the solutions: not for students.

nbgrader_config.py              what nbgrader does otherwise here than by default
source/<unit>/<unit>.ipynb      the whole lesson; `nbgrader generate_assignment <unit>` makes the students' release/ of it
"""

import ast
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupytext
import nbformat

from autograder import release, stubs
from autograder.model import Course, Exercise, Unit, Written

SETUP = "from autograder.kernel import check, hint"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
CONFIG = """\
# nbgrader's settings for this course, as `autograder notebooks` writes them; what is not here is nbgrader's default.
# Where students fetch and hand in is yours to say: c.Exchange.root = "..."

c = get_config()

# The course's name in the exchange and in the gradebook.
c.CourseDirectory.course_id = "{course_id}"

# generate_assignment: nbgrader's own steps, but a stub says which exercise it is, and due dates come from course.toml.
c.GenerateAssignment.preprocessors = [
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.InstantiateTests",
    "nbgrader.preprocessors.LockCells",
    "autograder.nbgrader.ClearSolutions",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
    "autograder.nbgrader.SetDueDate",
]

# autograde, first part: Mend makes of a submission what was released, with the student's answers in it. It is in the place
# of ClearOutput, DeduplicateIds, OverwriteKernelspec and OverwriteCells.
c.Autograde.sanitize_preprocessors = [
    "autograder.nbgrader.Mend",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# autograde, second part: Grade is in the place of nbgrader's Execute, which would run students' code as you. Without it
# in this list every exercise would earn full points. CheckCellMetadata has run; nothing after it changes what it looks at.
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader.Grade",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "autograder.nbgrader.SaveGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
]

# What lateness costs: [late] in course.toml.
c.AssignLatePenalties.plugin_class = "autograder.nbgrader.LatePenalty"
"""


class NotebookError(Exception):
    """Why a lesson yields no notebook: one line with file, line and remedy."""


def build(root: Path, course: Course) -> dict[str, bytes]:
    """All files of the nbgrader course, content by path; raises NotebookError, and StubError."""
    files = {"nbgrader_config.py": CONFIG.format(course_id=slug(course.title)).encode()}
    for unit in course.units:
        stubs.read(root, unit)  # complains of a lesson that has no stub
        source = (root / "reference" / f"{unit.name}.py").read_text("utf-8")
        files[f"source/{unit.name}/{unit.name}.ipynb"] = _notebook(source, unit)
    return files


def write(files: dict[str, bytes], dest: Path) -> None:
    """Make a new folder of these files, whole or not at all; raises ReleaseError."""
    release.release(files, dest, or_else="")


def slug(title: str) -> str:
    """A title as nbgrader and file systems like a name: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "course"


def _notebook(source: str, unit: Unit) -> bytes:
    cells = [_cell("code", SETUP, _nbgrader("setup", locked=True)), *_cells(source, unit)]
    seen = Counter[str]()
    for cell in cells:
        seen[cell["id"]] += 1
        if seen[cell["id"]] > 1:
            cell["id"] += f"-{seen[cell['id']]}"
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}
    return (nbformat.writes(nbformat.from_dict(notebook)) + "\n").encode()


def _cells(source: str, unit: Unit) -> Iterator[dict[str, Any]]:
    """The cells of a lesson, with those that nbgrader grades."""
    exercises, written = {one.name: one for one in unit.exercises}, {one.name: one for one in unit.written}
    solved, asked = _solved(source, unit), None
    for cell in jupytext.reads(source, fmt="py:percent").cells:
        own = [next(solved) for _ in range(cell.source.count(stubs.BEGIN))]
        question = written.get(cell.metadata.get("written", ""))
        if own:
            yield from _exercise(cell.source, unit, _one(own, unit, exercises))
        elif question:
            yield _task(cell.source, question)
        else:  # an answer stands right below its question
            digest = hashlib.sha256(cell.source.encode()).hexdigest()[:12]
            yield _cell(cell.cell_type, cell.source, ident=f"answer-{asked.name}" if asked else f"{unit.name}-{digest}")
        asked = question


def _solved(source: str, unit: Unit) -> Iterator[tuple[str, int]]:
    """Function and line of each solution in a lesson."""
    functions = ast.parse(source).body
    for begin, _ in stubs.solutions(source, unit.name):
        inside = next(node for node in reversed(functions) if node.lineno <= begin)
        yield getattr(inside, "name", ""), begin + 1


def _one(solved: list[tuple[str, int]], unit: Unit, exercises: dict[str, Exercise]) -> Exercise:
    """The one exercise that is solved in a cell."""
    (name, _), (other, line) = solved[0], solved[-1]
    if name != other:
        raise NotebookError(
            f"reference/{unit.name}.py:{line}: {other} is solved in the cell of {name}; put # %% between them"
        )
    if name not in exercises:
        raise NotebookError(
            f"reference/{unit.name}.py:{line}: {name} is no exercise of course.toml; "
            f"describe it there in {unit.name}, or take the markers of its solution away"
        )
    return exercises[name]


def _exercise(source: str, unit: Unit, exercise: Exercise) -> Iterator[dict[str, Any]]:
    """The cell to write in, and the one that shows what it is worth; what is judged, and how, is in neither."""
    name = f"{unit.name}.{exercise.name}"
    source = source.replace(f"make hint U={name}", f'hint("{name}")')
    yield _cell("code", source, _nbgrader(exercise.name, solution=True))
    check = _nbgrader(f"check-{exercise.name}", grade=True, locked=True, points=exercise.points)
    yield _cell("code", f'check("{name}")', check)


def _task(source: str, question: Written) -> dict[str, Any]:
    """A question that is marked by hand. Locked, so that autograde puts the mark scheme back for whoever marks it."""
    end = stubs.END_SCHEME.removeprefix("# ")
    source = source.replace(f"\n{end}", f"\n\n{end}")  # else Markdown takes it for the end of a list's last item
    return _cell(
        "markdown", source, _nbgrader(f"written-{question.name}", task=True, locked=True, points=question.points)
    )


def _nbgrader(grade_id: str, **fields: bool | float) -> dict[str, Any]:
    kinds = {"grade": False, "locked": False, "solution": False, "task": False}
    return {"schema_version": 3, "grade_id": grade_id, **kinds, **fields}


def _cell(kind: str, source: str, nbgrader: dict[str, Any] | None = None, ident: str = "") -> dict[str, Any]:
    """A cell; its id is the grade_id where it has one."""
    cell = {"cell_type": kind, "id": nbgrader["grade_id"] if nbgrader else ident, "source": source}
    cell["metadata"] = {"nbgrader": nbgrader} if nbgrader else {}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})
