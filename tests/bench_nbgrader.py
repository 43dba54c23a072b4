"""What one more submission costs `nbgrader autograde`: stock, with verdicts of this course, and with verdicts made before.

Stock nbgrader runs the same checks, as code of the grade cells, in a kernel for each notebook.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat

from autograder import cache, notebooks
from autograder.model import Course

CLASS, ROUNDS = 30, 3
UNIT = "fixed_points"
# Of a grade cell: the functions of the kernel under each check of an exercise. pytest isn't imported, nothing is isolated.
CELL = """\
from importlib import import_module
import numpy as np
from autograder import course, student
from autograder.model import Limits
from autograder.sandbox import local
_course = course.select(course.here()[1], ["{unit}.{exercise}"])
_unit, _limits = _course.units[0], Limits(submission_seconds=600)
_score = _count = 0
for _visibility in ("public", "hidden"):
    for _name, _check in vars(import_module("autograder.checks." + _visibility + ".check_{unit}")).items():
        if _name.startswith("check_{exercise}__"):
            _attempt = student.Attempt(
                _unit, _unit.exercises[0], _limits, lambda: local.InProcess(globals()), student.Budget.of(_limits)
            )
            _count += 1
            try:
                _check(student.Student(_attempt), np.random.default_rng())
                _score += 1
            except Exception as _error:
                print(_error)
{points} * _score / _count
"""


def nbgrader(folder: Path, *words: str) -> float:
    """Seconds that a command of nbgrader takes."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "nbgrader", *words],
        cwd=folder,
        env=os.environ | {"PATH": path, "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        check=True,
    )
    return time.perf_counter() - began


def stock(files: dict[str, bytes], course: Course) -> dict[str, bytes]:
    """The same course for nbgrader as it comes."""
    name = f"source/{UNIT}/{UNIT}.ipynb"
    notebook = nbformat.reads(files[name].decode(), as_version=4)
    (unit,) = (unit for unit in course.units if unit.name == UNIT)
    for exercise in unit.exercises:
        (cell,) = (cell for cell in notebook.cells if cell.id == f"check-{exercise.name}")
        cell.source = CELL.format(unit=UNIT, exercise=exercise.name, points=exercise.points)
    return {name: nbformat.writes(notebook).encode(), "nbgrader_config.py": b"c = get_config()\n"}


def hand_in(folder: Path) -> None:
    """A class of right answers, each with a remark of its own, so that no two are the same."""
    nbgrader(folder, "generate_assignment", UNIT)
    notebook = nbformat.read(folder / "release" / UNIT / f"{UNIT}.ipynb", as_version=4)
    solved = nbformat.read(folder / "source" / UNIT / f"{UNIT}.ipynb", as_version=4)
    answers = {cell.id: cell.source for cell in solved.cells if cell.metadata.get("nbgrader", {}).get("solution")}
    for number in range(CLASS):
        for cell in notebook.cells:
            if cell.id in answers:
                cell.source = f"# {number}\n{answers[cell.id]}"
        place = folder / "submitted" / f"student{number:02}" / UNIT
        place.mkdir(parents=True)
        nbformat.write(notebook, place / f"{UNIT}.ipynb")


def marginal(folder: Path) -> float:
    """Seconds for one more submission: a whole class against one student."""
    one = nbgrader(folder, "autograde", UNIT, "--student", "student00", "--force")
    return (nbgrader(folder, "autograde", UNIT, "--force") - one) / (CLASS - 1)


def rows(root: Path, course: Course, scratch: Path) -> Iterator[tuple[str, str, str]]:
    """What, measured, aimed at."""
    files = notebooks.build(root, course)
    ours, theirs = scratch / "ours", scratch / "stock"
    notebooks.write(files, ours)
    notebooks.write(stock(files, course), theirs)
    for folder in (ours, theirs):
        hand_in(folder)
    reports = root / cache.FOLDER
    kept = scratch / "reports"
    if reports.exists():
        shutil.move(reports, kept)  # whatever was judged before stays out of this
    taken: dict[str, list[float]] = {"stock": [], "plain": [], "known": []}
    try:
        for _ in range(ROUNDS):  # side by side, since the machine's speed wanders
            taken["stock"].append(marginal(theirs))
            taken["plain"].append(nothing_known(ours, reports))
            taken["known"].append(graded_before(root, ours))
    finally:
        shutil.rmtree(reports, ignore_errors=True)
        if kept.exists():
            shutil.move(kept, reports)
    base, plain, known = map(statistics.median, taken.values())
    yield f"nbgrader autograde, one more of {CLASS} ({UNIT}), stock", f"{base:.2f} s", ""
    yield "the same with this course's verdicts", f"{plain:.2f} s, {base / plain:.1f} x less", ">= 5 x less"
    yield "the same after autograder grade submitted/", f"{known:.2f} s, {base / known:.1f} x less", ">= 10 x less"


def graded_before(root: Path, folder: Path) -> float:
    """The same where `autograder grade` has judged the class."""
    command = [sys.executable, "-m", "autograder", "grade", str(folder / "submitted")]
    subprocess.run(command, cwd=root, capture_output=True, check=True)
    return marginal(folder)


def nothing_known(folder: Path, reports: Path) -> float:
    """The same where no report was made before."""
    shutil.rmtree(reports, ignore_errors=True)
    one = nbgrader(folder, "autograde", UNIT, "--student", "student00", "--force")
    shutil.rmtree(reports)
    return (nbgrader(folder, "autograde", UNIT, "--force") - one) / (CLASS - 1)
