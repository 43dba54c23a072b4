"""A small course, cut out of this one: five units, seven exercises. Tests of everything but the course itself run in it.

They take no longer, and what they expect stays true, when the course grows. That the whole is sound is what `verify` proves.
"""

import ast
import functools
import json
import re
import tempfile
from pathlib import Path

from autograder import course as courses
from autograder import stubs
from autograder.model import Course

ROOT = Path(__file__).parents[1]
EXERCISES = {
    "euler_stability": {"euler", "plot_step_sizes"},
    "fixed_points": {"newton"},
    "gradient_flow": {"grad_ab"},
    "euler_maruyama": {"euler_maruyama", "simulate_sde"},
    "adjoint_gradients": {"adjoint_gradients"},
}
KEPT = {f"{unit}.{exercise}" for unit, exercises in EXERCISES.items() for exercise in exercises}
WHOLE = ("autograder", "tests", "LICENSE", "constraints.txt", "pyproject.toml")  # as they are


@functools.cache
def root() -> Path:
    """Its folder, made once."""
    scratch = tempfile.TemporaryDirectory()
    root.scratch = scratch  # type: ignore[attr-defined]  # lives as long as this process
    folder = Path(scratch.name).resolve() / "course"
    (folder / "reference").mkdir(parents=True)
    for name in WHOLE:
        (folder / name).symlink_to(ROOT / name)
    (folder / "reference" / "misconceptions").mkdir()
    for package in ("reference", "reference/misconceptions"):
        (folder / package / "__init__.py").touch()
    for unit in EXERCISES:
        (folder / "reference" / f"{unit}.py").write_text(lesson(unit))
        (folder / "reference" / "misconceptions" / f"{unit}.py").write_text(mistakes(unit))
    (folder / "course.toml").write_text(settings())
    stubs.write(folder, courses.load(folder))
    return folder


def course() -> Course:
    """What its course.toml says."""
    return courses.load(root())


def lesson(unit: str) -> str:
    """A unit's lesson, without the code cells of other exercises."""
    cells = re.split(r"^(?=# %%)", (ROOT / "reference" / f"{unit}.py").read_text(), flags=re.MULTILINE)
    return "".join(cell for cell in cells if stubs.BEGIN not in cell or EXERCISES[unit].intersection(_functions(cell)))


def mistakes(unit: str) -> str:
    """A unit's known wrong answers, without those to other exercises, and without what these take from the lesson."""
    text = (ROOT / "reference" / "misconceptions" / f"{unit}.py").read_text()
    lines, tree = text.splitlines(keepends=True), ast.parse(text)
    for node in reversed(tree.body):
        start, stop = node.lineno - 1, node.end_lineno
        if isinstance(node, ast.FunctionDef) and "__" in node.name.lstrip("_"):
            if node.name.partition("__")[0] not in EXERCISES[unit]:
                del lines[start:stop]
        elif isinstance(node, ast.ImportFrom) and node.module == f"reference.{unit}":
            names = [alias.name for alias in node.names if alias.name in {*EXERCISES[unit], *_functions(lesson(unit))}]
            lines[start:stop] = [f"from {node.module} import {', '.join(names)}\n"] if names else []
    return "".join(lines)


def settings() -> str:
    """course.toml, without other exercises."""
    kept, unit = "", ""
    for block in re.split(r"^(?=\[)", (ROOT / "course.toml").read_text(), flags=re.MULTILINE):
        name = "".join(re.findall(r'^name = "(\w+)"', block, re.MULTILINE)[:1])
        unit = name if block.startswith("[[units]]") else unit
        others = unit and unit not in EXERCISES
        if not others and (not block.startswith("[[units.exercises]]") or name in EXERCISES[unit]):
            kept += re.sub(r"^needs = \[(.*)\]$", _needs, block, flags=re.MULTILINE)
    return kept


def _needs(line: re.Match[str]) -> str:
    """Of what an exercise needs, that which there is."""
    kept = [each for each in re.findall(r"[\w.]+", line[1]) if each in KEPT]
    return f"needs = {json.dumps(kept)}"


def _functions(cell: str) -> list[str]:
    return re.findall(r"^def (\w+)", cell, re.MULTILINE)
