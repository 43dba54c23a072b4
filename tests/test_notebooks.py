"""An nbgrader course comes out of the lessons: valid, the same each time, and without answers once nbgrader has released it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
import small
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config
from typer.testing import CliRunner

import autograder
from autograder import cli, notebooks, release
from autograder.model import Course, Exercise, Unit, Written
from autograder.notebooks import NotebookError

ROOT = Path(__file__).parents[1]
COURSE = small.course()
UNITS = [unit.name for unit in COURSE.units]
EULER = '''\
def euler(y):
    """One step. Stuck? make hint U=decay.euler"""
    ### BEGIN SOLUTION
    return y / 2
    ### END SOLUTION
'''
HEUN = EULER.replace("euler", "heun").replace("y / 2", "y * 5 / 8")
LESSON = f"""\
# %% [markdown]
# # Decay
#
# It decays.

# %%
import numpy as np


# %%
{EULER}

# %%
STEPS = 3

# %%
STEPS = 3


# %%
{HEUN}

# %% [markdown] written="why"
# ## Why?
#
# === BEGIN MARK SCHEME ===
# 1. The sign.
# === END MARK SCHEME ===

# %% [markdown]
# *Your answer:*
"""


def made(root: Path, lesson: str, *exercises: str) -> list[Any]:
    """The cells of a lesson's notebook."""
    (root / "reference").mkdir(exist_ok=True)
    (root / "reference" / "decay.py").write_text(lesson)
    listed = tuple(Exercise(name=name, points=2.5, minutes=1, hints=("a", "b")) for name in exercises)
    asked = tuple(Written(name=name, title="", points=4, minutes=1) for name in ["why"] if "written=" in lesson)
    unit = Unit(name="decay", title="", libraries="numpy", exercises=listed, written=asked)
    files = notebooks.build(root, Course(format=1, title="", version="", units=(unit,)))
    return nbformat.reads(files["source/decay/decay.ipynb"].decode(), as_version=4).cells


@pytest.fixture
def cells(tmp_path: Path) -> list[Any]:
    return made(tmp_path, LESSON, "euler", "heun")


@pytest.fixture(scope="session")
def built() -> dict[str, bytes]:
    return notebooks.build(small.root(), COURSE)


def marks(cell: Any) -> tuple[str, ...]:
    """What of a cell nbgrader may act on, and its points."""
    own = cell.metadata.nbgrader
    on = [key for key in ("grade", "locked", "solution", "task") if own[key]]
    return own.grade_id, *on, *([own.points] if "points" in own else [])


def test_the_same_lessons_give_the_same_bytes(built: dict[str, bytes]) -> None:
    assert built == notebooks.build(small.root(), COURSE)
    assert built.keys() == {"nbgrader_config.py", *(f"source/{name}/{name}.ipynb" for name in UNITS)}
    assert not [path for path, data in built.items() if str(ROOT).encode() in data]


@pytest.mark.parametrize("name", UNITS)
def test_every_notebook_is_one_for_jupyter_and_for_nbgrader(name: str, built: dict[str, bytes]) -> None:
    data = json.loads(built[f"source/{name}/{name}.ipynb"])
    assert (4, 5, "python3") == (data["nbformat"], data["nbformat_minor"], data["metadata"]["kernelspec"]["name"])
    nbformat.validate(data)
    notebook = nbformat.from_dict(data)
    MetadataValidator().validate_nb(notebook)
    unit = next(unit for unit in COURSE.units if unit.name == name)
    points = {
        cell.metadata.nbgrader.grade_id: cell.metadata.nbgrader.points for cell in notebook.cells if points_of(cell)
    }
    assert points == {
        **{f"check-{one.name}": one.points for one in unit.exercises},
        **{f"written-{one.name}": one.points for one in unit.written},
    }


def points_of(cell: Any) -> bool:
    """Whether a cell is worth points."""
    return "points" in cell.metadata.get("nbgrader", {})


def test_first_comes_what_checks(cells: list[Any]) -> None:
    assert "from autograder.kernel import check, hint" == cells[0].source
    assert ("setup", "locked") == marks(cells[0])


def test_an_exercise_is_a_cell_to_write_in_and_a_locked_one_with_its_points(cells: list[Any]) -> None:
    place = next(k for k, cell in enumerate(cells) if cell.id == "euler")
    here = EULER.strip().replace("make hint U=decay.euler", 'hint("decay.euler")')
    assert (here, ("euler", "solution")) == (cells[place].source, marks(cells[place]))
    assert 'check("decay.euler")' == cells[place + 1].source
    assert ("check-euler", "grade", "locked", 2.5) == marks(cells[place + 1])


def test_a_question_is_a_locked_task_with_a_place_to_answer_below(cells: list[Any]) -> None:
    question, answer = cells[-2:]
    assert ("written-why", "locked", "task", 4) == marks(question)
    assert "## Why?\n\n=== BEGIN MARK SCHEME ===\n1. The sign.\n\n=== END MARK SCHEME ===" == question.source
    assert ("answer-why", "*Your answer:*", {}) == (answer.id, answer.source, answer.metadata)


def test_text_and_what_is_given_are_no_business_of_nbgrader(cells: list[Any]) -> None:
    plain = [(cell.cell_type, cell.source) for cell in cells[:-1] if "nbgrader" not in cell.metadata]
    given = [("code", "STEPS = 3")] * 2
    assert [("markdown", "# Decay\n\nIt decays."), ("code", "import numpy as np"), *given] == plain


@pytest.mark.parametrize("old, new", [("It decays", "It grows"), ("y / 2", "y / 3"), ("import numpy", "import scipy")])
def test_a_change_of_one_cell_changes_no_other_id(tmp_path: Path, cells: list[Any], old: str, new: str) -> None:
    changed = made(tmp_path, LESSON.replace(old, new), "euler", "heun")
    assert len(changed) == len(cells)
    for before, after in zip(cells, changed, strict=True):
        assert before.id == after.id or before.source != after.source


def test_cells_that_are_alike_have_ids_that_are_not(cells: list[Any]) -> None:
    one, other = (cell.id for cell in cells if cell.source == "STEPS = 3")
    assert other == f"{one}-2"


TOGETHER = LESSON.replace(HEUN, "").replace(EULER, EULER + "\n\n" + HEUN)


@pytest.mark.parametrize(
    "lesson, exercises, line",
    [
        (TOGETHER, ["euler", "heun"], "20: heun is solved in the cell of euler; put # %% between them"),
        (
            LESSON,
            ["euler"],
            "28: heun is no exercise of course.toml; "
            "describe it there in decay, or take the markers of its solution away",
        ),
    ],
)
def test_a_lesson_without_a_notebook_is_told_the_line(
    tmp_path: Path, lesson: str, exercises: list[str], line: str
) -> None:
    with pytest.raises(NotebookError) as caught:
        made(tmp_path, lesson, *exercises)
    assert f"reference/decay.py:{line}" == str(caught.value)


def test_an_exercise_without_a_cell_is_missed(tmp_path: Path) -> None:
    with pytest.raises(notebooks.stubs.StubError, match="no solution of rk4 to cut out"):
        made(tmp_path, LESSON, "euler", "heun", "rk4")


@pytest.mark.parametrize(
    "title, name",
    [
        ("The dynamics of deep learning", "the-dynamics-of-deep-learning"),
        ("  \u00c9tudes: 1 & 2!", "etudes-1-2"),
        ("\u6df1\u5c64", "course"),
    ],
)
def test_a_title_becomes_a_name_for_folders(title: str, name: str) -> None:
    assert name == notebooks.slug(title)


# The settings


def settings(text: str) -> Config:
    """The settings that nbgrader reads."""
    config = Config()
    exec(text, {"get_config": lambda: config})
    return config


def names(classes: list[Any]) -> list[str]:
    return [each.__name__ for each in classes]


def last(listed: list[str]) -> list[str]:
    return [each.rpartition(".")[2] for each in listed]


def test_the_settings_are_those_of_nbgrader_but_for_what_is_ours(built: dict[str, bytes]) -> None:
    config = settings(built["nbgrader_config.py"].decode())
    generated = last(config.GenerateAssignment.preprocessors)
    first, then = last(config.Autograde.sanitize_preprocessors), last(config.Autograde.autograde_preprocessors)
    assert [*names(GenerateAssignment().preprocessors), "SetDueDate"] == generated
    mended = {"ClearOutput", "DeduplicateIds", "OverwriteKernelspec", "OverwriteCells"}
    assert ["Mend", *(name for name in names(Autograde().sanitize_preprocessors) if name not in mended)] == first
    instead = {"Execute": "Grade", "SaveAutoGrades": "SaveGrades"}
    assert [instead.get(name, name) for name in names(Autograde().autograde_preprocessors)[:-1]] == then
    assert "CheckCellMetadata" == names(Autograde().autograde_preprocessors)[-1] == first[-1]  # once is enough
    assert "the-dynamics-of-deep-learning" == config.CourseDirectory.course_id
    assert "Exchange" not in config
    ours = [each for each in config.Autograde.autograde_preprocessors if each.startswith("autograder.")]
    assert ["autograder.nbgrader.Grade", "autograder.nbgrader.SaveGrades"] == ours


def test_nbgrader_takes_the_settings(built: dict[str, bytes]) -> None:
    config = settings(built["nbgrader_config.py"].decode())
    assert config.Autograde.autograde_preprocessors == Autograde(config=config).autograde_preprocessors
    assert config.Autograde.sanitize_preprocessors == Autograde(config=config).sanitize_preprocessors
    assert config.GenerateAssignment.preprocessors == GenerateAssignment(config=config).preprocessors
    assert AssignLatePenalties(config=config).plugin_class.__name__.startswith("Late")


def nbgrader(folder: Path, *words: str) -> None:
    """A command of nbgrader; it looks for alembic on the PATH."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {"PATH": path, "HOME": str(folder.parent), "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *words], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_nbgrader_releases_a_notebook_without_answers_and_keeps_them_for_staff(
    tmp_path: Path, built: dict[str, bytes]
) -> None:
    folder, unit = tmp_path / "nb", "euler_stability"
    notebooks.write(built, folder)
    nbgrader(folder, "generate_assignment", unit)
    released = nbformat.read(folder / "release" / unit / f"{unit}.ipynb", as_version=4)
    text = "\n".join(cell.source for cell in released.cells)
    assert 2 == text.count("raise NotImplementedError(")
    assert not [word for word in ("SOLUTION", "MARK SCHEME", "np.stack", "period two, neither") if word in text]
    assert "*Your answer:*" in text

    handed_in = folder / "submitted" / "ada" / unit / f"{unit}.ipynb"
    handed_in.parent.mkdir(parents=True)
    for cell in released.cells:
        cell.source = cell.source.replace("*Your answer:*", "*Your answer:* by the factor")
    nbformat.write(released, handed_in)
    nbgrader(folder, "autograde", unit)
    marked = nbformat.read(folder / "autograded" / "ada" / unit / f"{unit}.ipynb", as_version=4).cells
    question = next(k for k, cell in enumerate(marked) if cell.id == "written-euler_at_two")
    assert "=== BEGIN MARK SCHEME ===" in marked[question].source
    assert "*Your answer:* by the factor" == marked[question + 1].source


# The command


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli.app, ["notebooks", *words])
    return done.exit_code, done.output


def test_the_command_makes_a_new_folder_and_overwrites_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, built: dict[str, bytes]
) -> None:
    monkeypatch.chdir(small.root())
    dest = tmp_path / "nb"
    said = f"wrote {dest}: {len(UNITS)} notebooks, for `nbgrader generate_assignment` in that folder\n"
    assert (0, said) == run(str(dest))
    assert built == {str(path.relative_to(dest)): path.read_bytes() for path in dest.rglob("*") if path.is_file()}
    assert (2, f"autograder: {dest}: there is something in it; name a new folder\n") == run(str(dest))


def test_the_command_says_what_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small.root())
    monkeypatch.delattr(autograder, "notebooks")
    monkeypatch.delitem(sys.modules, "autograder.notebooks")
    monkeypatch.setitem(sys.modules, "jupytext", None)
    line = "autograder: jupytext is not installed; `make notebooks DEST=nb` installs what this needs first\n"
    assert (2, line) == run("nb")


def test_an_interrupted_build_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(release.ReleaseError):
        notebooks.write({"one": b"", "one/two": b""}, tmp_path / "nb")
    assert [] == list(tmp_path.iterdir())
