"""A class graded with nbgrader's own commands: the scores are `autograder grade`'s, and no notebook harms another."""

import copy
import csv
import html
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from ast import literal_eval
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import outer
import pytest
import small
from nbgrader.api import Gradebook
from test_sandbox import refusal

from autograder import hostile

ROOT = Path(__file__).parents[1]
UNIT, EULER, PLOT, WORDS = "euler_stability", "check-euler", "check-plot_step_sizes", "written-euler_at_two"
DUE = datetime(2099, 1, 24, 23, 59, tzinfo=UTC)
IN_TIME = DUE - timedelta(days=3)
SUBMISSIONS = ROOT / "tests" / "submissions"
WRONG = (SUBMISSIONS / "wrong" / UNIT / "euler__right_endpoint.py").read_text()
SEED = "a seed that no page may show"
COURSE = "the-dynamics-of-deep-learning"
Notebook = dict[str, Any]
Score = tuple[float | None, float | None]  # of euler and of plot_step_sizes
FULL: Score = (6, 4)
REFUSED: Score = (None, None)  # by nbgrader, before anything of ours is asked


@pytest.fixture(autouse=True, scope="module")
def able() -> None:
    if reason := refusal():
        pytest.skip(f"bubblewrap cannot run here: {reason}")


# Notebooks as students leave them


def cell(notebook: Notebook, grade_id: str) -> dict[str, Any]:
    """The cell that nbgrader knows by this id."""
    return next(each for each in notebook["cells"] if each["metadata"].get("nbgrader", {}).get("grade_id") == grade_id)


def code(source: str, **more: Any) -> dict[str, Any]:
    """A code cell of a student's own."""
    return {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [], "source": source} | more


def put(notebook: Notebook, source: str) -> None:
    """A further cell, after the first."""
    notebook["cells"].insert(1, code(source))


def result(text: str) -> dict[str, Any]:
    """An output that nbgrader would take for a score."""
    return {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": text}}


def stub(notebook: Notebook, exercise: str = "euler") -> None:
    cell(notebook, exercise)["source"] = f'def {exercise}(*given):\n    raise NotImplementedError("{UNIT}.{exercise}")'


def mistaken(notebook: Notebook) -> None:
    cell(notebook, "euler")["source"] = WRONG
    stub(notebook, "plot_step_sizes")


def unsolved(notebook: Notebook) -> None:
    stub(notebook)
    stub(notebook, "plot_step_sizes")


def forged_outputs(notebook: Notebook) -> None:
    unsolved(notebook)
    for grade_id in (EULER, PLOT):
        cell(notebook, grade_id)["outputs"] = [result("4.0")]


def points_raised(notebook: Notebook) -> None:
    unsolved(notebook)
    for grade_id in (EULER, PLOT):
        cell(notebook, grade_id)["metadata"]["nbgrader"]["points"] = 100


def renamed(notebook: Notebook) -> None:
    for grade_id in ("euler", EULER, WORDS):
        cell(notebook, grade_id)["metadata"]["nbgrader"]["grade_id"] = f"my-{grade_id}"


def exchanged(notebook: Notebook) -> None:
    stub(notebook, "plot_step_sizes")
    one, other = (cell(notebook, name)["metadata"]["nbgrader"] for name in (EULER, PLOT))
    one["grade_id"], other["grade_id"] = PLOT, EULER


def a_score_for_a_check(notebook: Notebook) -> None:
    unsolved(notebook)
    cell(notebook, EULER)["source"] = "100"


def solved_in_the_check(notebook: Notebook) -> None:
    cell(notebook, EULER)["source"] = cell(notebook, "euler")["source"]
    stub(notebook)


def checks_deleted(notebook: Notebook) -> None:
    notebook["cells"] = [each for each in notebook["cells"] if "check(" not in each["source"]]


def all_locked_cells_deleted(notebook: Notebook) -> None:
    notebook["cells"] = [each for each in notebook["cells"] if not each["metadata"].get("nbgrader", {}).get("locked")]


def checks_doubled(notebook: Notebook) -> None:
    stub(notebook, "plot_step_sizes")
    notebook["cells"] += [copy.deepcopy(cell(notebook, name)) for name in (EULER, EULER, PLOT, WORDS)]


def solution_doubled(notebook: Notebook) -> None:
    again = copy.deepcopy(cell(notebook, "euler"))
    cell(notebook, "euler")["source"] = WRONG
    notebook["cells"].append(again)


def solution_deleted(notebook: Notebook) -> None:
    notebook["cells"].remove(cell(notebook, "plot_step_sizes"))


def exercise_deleted(notebook: Notebook) -> None:
    solution_deleted(notebook)
    notebook["cells"].remove(cell(notebook, PLOT))


def kernel_of_a_shell(notebook: Notebook) -> None:
    notebook["metadata"] = {
        "kernelspec": {"name": "bash", "display_name": "Bash", "language": "bash"},
        "language_info": {"name": "bash"},
    }


def kernel_of_nobody(notebook: Notebook) -> None:
    notebook["metadata"]["kernelspec"] = {"name": "nobody-s", "display_name": "", "language": "prolog"}


def no_kernel(notebook: Notebook) -> None:
    notebook["metadata"] = {}


def marked(key: str, value: Any) -> Callable[[Notebook], None]:
    """A change of what nbgrader's metadata say of every cell."""

    def change(notebook: Notebook) -> None:
        for each in notebook["cells"]:
            if "nbgrader" in each["metadata"]:
                each["metadata"]["nbgrader"][key] = value

    return change


def all_metadata(value: Any) -> Callable[[Notebook], None]:
    def change(notebook: Notebook) -> None:
        for each in notebook["cells"]:
            each["metadata"] = {"nbgrader": value} if "nbgrader" in each["metadata"] else {}

    return change


def schema_of_none(notebook: Notebook) -> None:
    for each in notebook["cells"]:
        each["metadata"].get("nbgrader", {}).pop("schema_version", None)


def format_3(notebook: Notebook) -> None:
    for each in notebook["cells"]:
        each.pop("id", None)
        each.pop("execution_count", None)
        if each["cell_type"] == "code":
            each["input"], each["language"], each["collapsed"] = each.pop("source"), "python", False
    notebook["worksheets"] = [{"cells": notebook.pop("cells"), "metadata": {}}]
    notebook["metadata"] = {"name": UNIT}
    notebook["nbformat"], notebook["nbformat_minor"] = 3, 0


def format_4_0(notebook: Notebook) -> None:
    for each in notebook["cells"]:
        each.pop("id", None)
    notebook["nbformat_minor"] = 0


def wrong_cells(notebook: Notebook) -> None:
    one, other = cell(notebook, "euler"), cell(notebook, "plot_step_sizes")
    one["source"], other["source"] = other["source"], one["source"]


def one_cell(notebook: Notebook) -> None:
    one, other = cell(notebook, "euler"), cell(notebook, "plot_step_sizes")
    one["source"], other["source"] = "", one["source"] + "\n\n" + other["source"]


def cell_of_text(notebook: Notebook) -> None:
    own = cell(notebook, "plot_step_sizes")
    own["cell_type"] = "markdown"
    del own["outputs"], own["execution_count"]


def syntax_error(notebook: Notebook) -> None:
    cell(notebook, "plot_step_sizes")["source"] = "def plot_step_sizes(ax, hs):\n    ax.plot((\n"


def shell_lines(notebook: Notebook) -> None:
    put(notebook, "%matplotlib inline\n!pip install numpy\nimport numpy\nnumpy.pi?")


def helper(notebook: Notebook) -> None:
    own = cell(notebook, "euler")
    own["source"] = own["source"].replace("stop - start", "length(start, stop)")
    put(notebook, "def length(start, stop):\n    return stop - start")


def raises(notebook: Notebook) -> None:
    put(notebook, "1 / 0")


def warns(notebook: Notebook) -> None:
    own = cell(notebook, "euler")
    loud = 'import sys, warnings\n    warnings.warn("steep")\n    print("steep", file=sys.stderr)\n    y = ['
    own["source"] = own["source"].replace("y = [", loud)
    own["outputs"] = [{"output_type": "stream", "name": "stderr", "text": "steep"}]


def unmarked(notebook: Notebook) -> None:
    for each in notebook["cells"]:
        each["metadata"] = {}


def no_source(notebook: Notebook) -> None:
    del cell(notebook, "plot_step_sizes")["source"]
    del notebook["cells"][3]["source"]


def odd_cells(notebook: Notebook) -> None:
    notebook["cells"].insert(1, {"cell_type": "heading", "metadata": {}, "source": "x", "level": 1})
    cell(notebook, "euler")["outputs"] = [{"output_type": "odd"}]
    del cell(notebook, "plot_step_sizes")["outputs"]


def no_cells(notebook: Notebook) -> None:
    del notebook["cells"]


def empty_cells(notebook: Notebook) -> None:
    notebook["cells"] = []


def numbers_for_cells(notebook: Notebook) -> None:
    notebook["cells"].insert(1, 3)


def lone_surrogate(notebook: Notebook) -> None:
    put(notebook, 'x = "\ud800"')


def large(notebook: Notebook) -> None:
    text = ("x" * 79 + "\n") * (50 * 2**20 // 80)
    cell(notebook, "euler")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": text}]


TRAPS: dict[str, tuple[Callable[[Notebook], None], Score, str]] = {  # and what the first check cell says
    "unsolved": (unsolved, (0, 0), "to do euler"),
    "forged-outputs": (forged_outputs, (0, 0), "to do euler"),
    "points-raised": (points_raised, (0, 0), "to do euler"),
    "renamed": (renamed, FULL, ""),
    "exchanged": (exchanged, (6, 0), ""),
    "a-score-for-a-check": (a_score_for_a_check, (0, 0), "to do euler"),
    "solved-in-the-check": (solved_in_the_check, (0, 0), "to do euler"),
    "checks-deleted": (checks_deleted, FULL, ""),
    "all-locked-cells-deleted": (all_locked_cells_deleted, FULL, ""),
    "checks-doubled": (checks_doubled, (6, 0), ""),
    "solution-doubled": (solution_doubled, FULL, ""),
    "solution-deleted": (solution_deleted, (6, 0), ""),
    "exercise-deleted": (exercise_deleted, (6, 0), ""),
    "kernel-of-a-shell": (kernel_of_a_shell, FULL, ""),
    "kernel-of-nobody": (kernel_of_nobody, FULL, ""),
    "no-kernel": (no_kernel, FULL, ""),
    "schema-old": (marked("schema_version", 1), FULL, ""),
    "schema-new": (marked("schema_version", 99), FULL, ""),
    "schema-of-none": (schema_of_none, FULL, ""),
    "format-3": (format_3, FULL, ""),
    "format-4-0": (format_4_0, FULL, ""),
    "wrong-cells": (wrong_cells, FULL, ""),
    "one-cell": (one_cell, FULL, ""),
    "cell-of-text": (cell_of_text, FULL, ""),
    "syntax-error": (
        syntax_error,
        (6, 0),
        "this cell raised SyntaxError",
    ),
    "shell-lines": (shell_lines, FULL, "left out, as IPython reads it and Python does not: !pip install numpy"),
    "helper": (helper, FULL, ""),
    "raises": (raises, FULL, "this cell raised ZeroDivisionError"),
    "warns": (warns, FULL, ""),
    "unmarked": (unmarked, FULL, "ModuleNotFoundError: 'autograder.kernel' is not available"),
    "marks-of-3": (all_metadata(3), FULL, ""),
    "points-of-many": (marked("points", "many"), FULL, ""),
    "ids-of-lists": (marked("grade_id", [1]), FULL, ""),
    "locked-of-texts": (marked("locked", "yes"), FULL, ""),
    "no-source": (no_source, (6, 0), ""),
    "odd-cells": (odd_cells, FULL, ""),
    "empty-cells": (empty_cells, (0, 0), f"{UNIT}.ipynb: has no code cell to grade"),
    "large": (large, FULL, ""),
}
BROKEN: dict[str, tuple[Callable[[Notebook], None] | bytes, str]] = {  # nbgrader refuses them; what `grade` says
    "no-json": (b"def euler(): pass", "is not a notebook (JSON is malformed: invalid character (byte 0))"),
    "half": (b'{"nbformat": 4, "cells": [{', "is not a notebook (Input data was truncated)"),
    "nothing": (b"", "is not a notebook (Input data was truncated)"),
    "array": (b"[]", "is not a notebook (Expected `object`, got `array`)"),
    "no-cells": (no_cells, "has no code cell to grade; hand in the notebook with your answers"),
    "numbers-for-cells": (numbers_for_cells, "is not a notebook (Expected `object`, got `int` - at `$.cells[1]`)"),
    "lone-surrogate": (lone_surrogate, "is not a notebook (JSON is malformed: unexpected end of "),
}


# The class


class Place(NamedTuple):
    """A course, its nbgrader course and an exchange."""

    root: Path
    nb: Path
    right: Notebook  # the reference's solutions in what students are given

    def run(self, *words: str, at: Path | None = None, status: int = 0, within: list[str] | None = None) -> str:
        """What a command says. The package lies apart from the course, as an installed one does."""
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        own = {"PATH": path, "HOME": str(self.root / "home"), "PYTHONPATH": str(self.root / "site")}
        own |= {"PYTHONWARNINGS": "ignore", "AUTOGRADER_SEED": SEED, "PYTHONSAFEPATH": "1"}
        done = subprocess.run(
            [*(within or []), sys.executable, "-m", *words], cwd=at or self.nb, env=own, capture_output=True, text=True
        )
        assert done.returncode == status, (done.returncode, done.stdout[-2000:], done.stderr[-4000:])
        return done.stdout + done.stderr

    def nbgrader(self, *words: str, at: Path | None = None, status: int = 0, within: list[str] | None = None) -> str:
        """What a command of nbgrader's says about the unit."""
        return self.run("nbgrader", words[0], UNIT, *words[1:], at=at, status=status, within=within)

    def changed(self, change: Callable[[Notebook], None]) -> Notebook:
        """The right notebook after a change."""
        notebook = copy.deepcopy(self.right)
        change(notebook)
        return notebook

    def inbound(self, student: str, when: datetime, notebook: Notebook | bytes) -> None:
        """Hand in through the exchange, as `nbgrader submit` does."""
        stamp = f"{when:%Y-%m-%d %H:%M:%S.%f} UTC"
        folder = self.root / "exchange" / COURSE / "inbound" / f"{student}+{UNIT}+{stamp}+c2VjcmV0"
        written(folder, notebook)
        (folder / "timestamp.txt").write_text(stamp)
        (folder / "submission_secret.txt").write_text(student * 9)

    def submitted(self, student: str, notebook: Notebook | bytes) -> None:
        """Put a notebook where nbgrader collects."""
        written(self.nb / "submitted" / student / UNIT, notebook)

    def outputs(self, student: str) -> str:
        """All text that the graded notebook shows."""
        notebook = json.loads((self.nb / "autograded" / student / UNIT / f"{UNIT}.ipynb").read_text())
        shown = (output for each in notebook["cells"] for output in each.get("outputs", []))
        return "".join("".join(each["data"]["text/plain"]) for each in shown)

    def gradebook(self) -> Gradebook:
        """nbgrader's own."""
        return Gradebook(f"sqlite:///{self.nb}/gradebook.db")

    def grades(self) -> dict[str, "Grades"]:
        """What the gradebook has of every student."""
        with self.gradebook() as gradebook:
            found = {}
            for one in gradebook.find_assignment(UNIT).submissions:
                (notebook,) = one.notebooks
                cells = {
                    each.name: (each.auto_score, each.manual_score, bool(each.needs_manual_grade))
                    for each in notebook.grades
                }
                penalty = one.late_submission_penalty or 0.0
                found[one.student.id] = Grades(cells, one.score - penalty, one.max_score, penalty)
        return found


class Grades(NamedTuple):
    """One student's: of each cell the scores by program and by hand, and whether one by hand is needed."""

    cells: dict[str, tuple[float | None, float | None, bool]]
    score: float
    most: float
    penalty: float

    @property
    def auto(self) -> Score:
        """The scores by program."""
        return self.cells[EULER][0], self.cells[PLOT][0]


def written(folder: Path, notebook: Notebook | bytes) -> None:
    folder.mkdir(parents=True)
    data = notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode()
    (folder / f"{UNIT}.ipynb").write_bytes(data)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The unit generated and released."""
    root = tmp_path_factory.mktemp("course")
    for folder in ("home", "exchange", "exercises"):
        (root / folder).mkdir()
    (root / "exchange").chmod(0o777)
    without = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "autograder", root / "site" / "autograder", ignore=without)
    shutil.copytree(small.root() / "reference", root / "reference", ignore=without)
    due = re.compile(r"^due = .*$", re.MULTILINE)
    (root / "course.toml").write_text(
        due.sub(f"due = {DUE:%Y-%m-%dT%H:%M:%SZ}", (small.root() / "course.toml").read_text())
    )
    place = Place(root, root / "nb", {})
    assert "5 notebooks" in place.run("autograder", "notebooks", "nb", at=root)
    with (place.nb / "nbgrader_config.py").open("a") as config:
        config.write(f'c.Exchange.root = "{root}/exchange"\nc.Exchange.cache = "{root}/home/cache"\n')
        config.write(f"c.FileNameCollectorPlugin.named_regexp = {NAMES!r}\n")
    place.nbgrader("generate_assignment")
    place.nbgrader("release_assignment")
    released, solved = (
        json.loads(json.dumps(nbformat.read(place.nb / step / UNIT / f"{UNIT}.ipynb", as_version=4)))
        for step in ("release", "source")
    )
    for exercise in ("euler", "plot_step_sizes"):
        cell(released, exercise)["source"] = cell(solved, exercise)["source"]
    return place._replace(right=released)


NAMES = r".*/[^/]*_(?P<student_id>\d+)_assignsubmission_file_(?P<file_id>\w+)"  # as Moodle has them


class Road(NamedTuple):
    """A class that was graded."""

    place: Place
    first: dict[str, Grades]
    said: str
    shown: str  # to ben, by nbgrader alone: no report was there before
    reports: dict[str, Any]  # of `autograder grade`


LATE = {"dan": timedelta(seconds=1), "eve": timedelta(hours=25), "fay": timedelta(days=30), "gus": timedelta(days=30)}
ANSWER = "By the factor 1 - h."


def answered(notebook: Notebook) -> None:
    question = notebook["cells"].index(cell(notebook, WORDS))
    notebook["cells"][question + 1]["source"] = ANSWER


@pytest.fixture(scope="module")
def road(place: Place) -> Road:
    """From the exchange, from an LMS and from traps into the gradebook, in one run each."""
    ada = place.root / "ada"
    ada.mkdir()
    shutil.copy(place.nb / "nbgrader_config.py", ada)
    place.nbgrader("fetch_assignment", at=ada)
    (ada / UNIT / f"{UNIT}.ipynb").write_text(json.dumps(place.changed(answered)))
    place.nbgrader("submit", "--student=ada", at=ada)
    place.inbound("ben", IN_TIME, place.changed(mistaken))
    place.inbound("cyd", IN_TIME, place.changed(unsolved))
    for student, lateness in LATE.items():
        place.inbound(student, DUE + lateness, place.right)
    place.nbgrader("collect")

    archive = place.nb / "downloaded" / UNIT / "archive"
    archive.mkdir(parents=True)
    with zipfile.ZipFile(archive / "all.zip", "w") as file:
        file.writestr(f"Ida Noether_4711_assignsubmission_file_{UNIT}.ipynb", json.dumps(place.right))
        file.writestr("Ida Noether_4711_assignsubmission_onlinetext.html", "<p>Here it is.</p>")
    (archive / f"Jon Lie_4712_assignsubmission_file_{UNIT}.ipynb").write_text(json.dumps(place.changed(mistaken)))
    place.nbgrader("zip_collect")

    for name, (change, _, _) in TRAPS.items():
        place.submitted(f"x-{name}", place.changed(change))
    for name, (bad, _) in BROKEN.items():
        place.submitted(f"x-{name}", bad if isinstance(bad, bytes) else place.changed(bad))
    place.submitted("x-wrong-name", place.right)
    own = place.nb / "submitted" / "x-wrong-name" / UNIT / f"{UNIT}.ipynb"
    own.rename(own.with_name("euler.ipynb"))
    for neighbour in ("x-m-neighbour", "zoe"):
        place.submitted(neighbour, place.changed(lambda notebook, name=neighbour: put(notebook, f"# {name}")))

    said = place.nbgrader("autograde", status=1)  # for BROKEN
    first, shown = place.grades(), place.outputs("ben")
    shutil.rmtree(place.root / ".reports")
    graded = place.run("autograder", "grade", str(place.nb / "submitted"), "--json", at=place.root)
    reports = json.loads(graded[: graded.rindex("}") + 1])["reports"]
    return Road(place, first, said, shown, {report["submission"].partition("/")[0]: report for report in reports})


def scores(report: dict[str, Any]) -> Score:
    euler, plot = (exercise["score"] for exercise in report["units"][0]["exercises"])
    return euler, plot


def test_the_gradebook_has_what_grade_says(road: Road) -> None:
    judged = {student: grades.auto for student, grades in road.first.items() if grades.auto != REFUSED}
    assert len(judged) == len(TRAPS) + 11
    for student, auto in judged.items():
        assert auto == pytest.approx(scores(road.reports[student]), abs=1e-6), student
    assert 0 < judged["ben"][0] < 6  # partial credit
    assert judged["4712"] == judged["ben"]  # on instances of the same submission
    assert FULL == judged["ada"] == judged["4711"]


def test_nbgrader_alone_recognises_a_mistake(road: Road) -> None:
    assert "This looks like a known mistake, right endpoint:" in road.shown


def test_whoever_was_graded_by_grade_before_is_only_recorded(road: Road) -> None:
    for student in ("ada", "ben", "cyd", "4711", "x-helper", "x-format-3"):
        assert road.reports[student]["submission_sha256"][:12] in road.place.outputs(student), student


@pytest.mark.parametrize("name", TRAPS)
def test_what_a_student_did_to_a_notebook_costs_and_earns_nothing(name: str, road: Road) -> None:
    _, score, said = TRAPS[name]
    grades = road.first[f"x-{name}"]
    assert (score, 14) == (grades.auto, grades.most)
    assert {EULER, PLOT, WORDS} == grades.cells.keys()
    assert said in plain(road.place.outputs(f"x-{name}"))


@pytest.mark.parametrize("name", BROKEN)
def test_what_nbgrader_refuses_is_told_by_grade(name: str, road: Road) -> None:
    told = road.reports[f"x-{name}"]["units"][0]["exercises"][0]["checks"][0]["message"]
    assert told.startswith(f"{UNIT}.ipynb: {BROKEN[name][1]}")
    assert f"There was an error processing assignment '{UNIT}' for student 'x-{name}'" in road.said


def test_what_nbgrader_refuses_is_left_to_be_graded_by_hand(road: Road) -> None:
    refused = {student for student, grades in road.first.items() if grades.auto == REFUSED}
    assert refused == {f"x-{name}" for name in [*BROKEN, "wrong-name"]}
    for student in refused:
        assert all(needed for _, _, needed in road.first[student].cells.values())
        assert not (road.place.nb / "autograded" / student / UNIT).exists()


def test_a_notebook_of_another_name_is_told_by_grade(road: Road) -> None:
    report = road.reports["x-wrong-name"]
    told = report["units"][0]["exercises"][0]["checks"][0]["message"]
    assert f"euler.ipynb: there is no {UNIT}.ipynb beside it; give it that name" == told


def test_no_neighbour_is_harmed(road: Road) -> None:
    for neighbour in ("ada", "x-m-neighbour", "zoe"):
        assert FULL == road.first[neighbour].auto


def test_a_written_answer_waits_for_a_person(road: Road) -> None:
    assert (None, None, True) == road.first["ada"].cells[WORDS]
    assert not any(needed for name, (_, _, needed) in road.first["ada"].cells.items() if name != WORDS)


def test_lateness_costs_a_share_for_each_day_begun_up_to_half(road: Road) -> None:
    assert (0, 10) == (road.first["ada"].penalty, road.first["ada"].score)
    assert {"dan": 1, "eve": 2, "fay": 5} == {name: road.first[name].penalty for name in ("dan", "eve", "fay")}
    assert {"dan": 9, "eve": 8, "fay": 5} == {name: road.first[name].score for name in ("dan", "eve", "fay")}


# Later: scores by hand, an extension, a resubmission; then feedback and the table of grades


@pytest.fixture(scope="module")
def later(road: Road) -> dict[str, Grades]:
    """The grades after a second run, of all."""
    place = road.place
    with place.gradebook() as gradebook:
        for student, name, score in (("ben", WORDS, 3), ("ben", EULER, 5), ("cyd", WORDS, 2)):
            gradebook.find_grade(name, UNIT, UNIT, student).manual_score = score
        gradebook.db.commit()
        gradebook.grant_extension(UNIT, "gus", days=30)
    place.inbound("cyd", IN_TIME + timedelta(hours=1), place.right)
    place.nbgrader("collect", "--update")
    kept = {path.name for path in (place.root / ".reports").iterdir()}
    place.nbgrader("autograde", "--force", "--student=[!x]*")
    new = {path.name for path in (place.root / ".reports").iterdir()} - kept
    assert not new  # what cyd hands in now is what others did before
    place.nbgrader("generate_feedback", "--student=[!x]*")
    place.nbgrader("release_feedback", "--student=[a-g]*")  # what came by zip has no secret to release it under
    place.run("nbgrader", "export")
    return place.grades()


def test_grading_again_keeps_scores_by_hand(road: Road, later: dict[str, Grades]) -> None:
    before, after = road.first["ben"], later["ben"]
    assert (before.auto, 5 + 3) == (after.auto, after.score)
    assert (before.cells[EULER][0], 5, True) == after.cells[EULER]
    assert 3 == after.cells[WORDS][1]


def test_a_resubmission_is_graded_anew(road: Road, later: dict[str, Grades]) -> None:
    assert ((0, 0), FULL) == (road.first["cyd"].auto, later["cyd"].auto)
    assert (2, 12) == (later["cyd"].cells[WORDS][1], later["cyd"].score)


def test_an_extension_takes_the_penalty_away(road: Road, later: dict[str, Grades]) -> None:
    assert (5, 0) == (road.first["gus"].penalty, later["gus"].penalty)
    assert (10, 5) == (later["gus"].score, later["fay"].score)


def test_the_exported_table_has_the_class(road: Road, later: dict[str, Grades]) -> None:
    with (road.place.nb / "grades.csv").open() as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file) if row["assignment"] == UNIT}
    assert later.keys() == rows.keys()
    for student, grades in later.items():
        row = rows[student]
        assert (grades.score, grades.penalty, 14) == pytest.approx(
            tuple(float(row[name]) for name in ("score", "late_submission_penalty", "max_score"))
        )
    assert f"{DUE:%Y-%m-%d %H:%M:%S}" == rows["ada"]["duedate"]


def text_of(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", page))


@pytest.fixture(scope="module")
def feedback(road: Road, later: dict[str, Grades]) -> str:
    """What ben reads."""
    return text_of((road.place.nb / "feedback" / "ben" / UNIT / f"{UNIT}.html").read_text())


def failed(road: Road) -> list[dict[str, Any]]:
    euler = road.reports["ben"]["units"][0]["exercises"][0]
    return [check for check in euler["checks"] if check["outcome"] == "failed"]


def plain(text: str) -> str:
    return " ".join(text.split())


def test_feedback_shows_claim_message_and_the_recognised_mistake(feedback: str, road: Road) -> None:
    first = failed(road)[0]
    assert (first["visibility"], first["misconception"]) == ("public", "euler__right_endpoint")
    for told in (first["claim"], *first["message"].splitlines(), first["hint"], "known mistake, right endpoint"):
        assert plain(told) in plain(feedback)


def test_feedback_shows_nothing_hidden(feedback: str, road: Road) -> None:
    hidden = [check for check in failed(road) if check["visibility"] == "hidden"]
    numbers = {number for check in hidden for number in re.findall(r"\d\.\d{4,}", check["detail"])}
    assert hidden and numbers
    solved = (ROOT / "reference" / f"{UNIT}.py").read_text().split("### BEGIN SOLUTION")[1:]
    reference = [line.strip() for each in solved for line in each.split("### END SOLUTION")[0].splitlines()]
    lines = {line for line in [*hostile._hidden_lines(ROOT), *reference] if len(line) > 30}
    assert len(lines) > 10
    assert not [each for each in [*numbers, *lines, SEED] if each in feedback]


def test_feedback_goes_back_to_its_student(road: Road, later: dict[str, Grades]) -> None:
    ada = road.place.root / "ada"
    road.place.nbgrader("fetch_feedback", at=ada)
    (page,) = (ada / UNIT / "feedback").rglob(f"{UNIT}.html")
    assert f"{UNIT}.euler 6 / 6 (all checks)" in plain(text_of(page.read_text())) and ANSWER in page.read_text()


# Faults of ours, and attacks

FAULTY = """
from pathlib import Path

import msgspec

import autograder.nbgrader as ours
from autograder import course
from autograder.sandbox import client

honest = ours._judged


def nowhere(*_):
    raise client.Unavailable("user namespaces are forbidden here")


def generous(given):
    if isinstance(given, dict):
        return {key: 100 if key in ("points", "score") else generous(value) for key, value in given.items()}
    return [generous(each) for each in given] if isinstance(given, list | tuple) else given


def judged(notebook, unit, student, log):
    before = [[each.data["text/plain"] for each in cell.outputs] for cell in notebook.cells if cell.cell_type == "code"]
    Path("before").write_text(repr([each for each in before if each]))
    if student == "broken":
        raise OSError("no space left")
    if student == "generous":
        return msgspec.convert(generous(msgspec.to_builtins(honest(notebook, unit, student, log))), ours.Report)
    if student == "homeless":
        kept, ours._sandbox = ours._sandbox, client.Sandbox("bubblewrap", nowhere, course.here()[1].limits)
        try:
            return honest(notebook, unit, student, log)
        finally:
            ours._sandbox = kept
    return honest(notebook, unit, student, log)


def shown(report, *others, **named):
    if report.submission.startswith("unshown"):
        raise ValueError("no template")
    return bundle(report, *others, **named)


bundle, ours.shown.bundle, ours._judged = ours.shown.bundle, shown, judged
"""
TOLD = "This could not be judged, which is our fault, not yours: your instructor will grade it by hand."


def another(place: Place, name: str, config: str = "") -> Place:
    """The same course with nothing handed in yet, and its own gradebook."""
    nb = place.root / name
    nb.mkdir()
    for step in ("source", "release"):
        shutil.copytree(place.nb / step, nb / step)
    (nb / "nbgrader_config.py").write_text((place.nb / "nbgrader_config.py").read_text() + config)
    with place.gradebook() as gradebook:
        gradebook.db.connection().connection.backup(sqlite3.connect(nb / "gradebook.db"))
    other = place._replace(nb=nb)
    with other.gradebook() as gradebook:
        for student in list(gradebook.students):
            gradebook.remove_student(student.id)
    return other


@pytest.fixture(scope="module")
def faulty(place: Place) -> tuple[Place, dict[str, Grades], str]:
    """A class that was graded while things broke, and what that said."""
    other = another(place, "faulty", FAULTY)
    for number, student in enumerate(("ada", "broken", "generous", "homeless", "unshown", "zoe")):
        half = place.changed(lambda notebook: stub(notebook, "plot_step_sizes"))
        put(half, f"# {number}")
        other.submitted(student, half)
    said = other.nbgrader("autograde")
    return other, other.grades(), said


@pytest.mark.parametrize(
    "student, told",
    [
        ("broken", TOLD),
        ("unshown", TOLD),
        ("homeless", "the sandbox failed, not this code"),
    ],
    ids=["broken", "unshown", "homeless"],
)
def test_what_could_not_be_judged_is_left_to_a_person(student: str, told: str, faulty: Any) -> None:
    place, grades, _ = faulty
    assert {(None, None, True)} == set(grades[student].cells.values())
    assert 0 == grades[student].score
    assert told in plain(place.outputs(student))
    assert 2 == place.outputs(student).count("0.0")


def test_staff_are_told_why(faulty: Any) -> None:
    assert f"broken/{UNIT}: no space left" in faulty[2] and f"unshown/{UNIT}: no template" in faulty[2]


def test_no_report_gives_more_points_than_a_cell_has(faulty: Any) -> None:
    assert FULL == faulty[1]["generous"].auto


def test_a_fault_costs_no_neighbour(faulty: Any) -> None:
    assert (6, 0) == faulty[1]["ada"].auto == faulty[1]["zoe"].auto


def test_before_there_is_a_verdict_a_grade_cell_holds_0(faulty: Any) -> None:
    assert [["0.0"], ["0.0"]] == literal_eval((faulty[0].nb / "before").read_text())


ATTACKS = [
    "ends_in_every_way",
    "exits_at_import",
    "fakes_reports",
    "forged_replies",
    "kills_everything",
    "patched_worker",
]


def test_attacks_are_contained_in_nbgrader(place: Place) -> None:
    within, other = outer.prefix(), another(place, "attacked")
    wanted = {}
    for name in ATTACKS:
        source = (SUBMISSIONS / "hostile" / f"{name}.py").read_text()
        exercises = hostile.expectation(source).exercises
        wanted[name] = tuple(exercises.get((UNIT, each), (0, ()))[0] for each in ("euler", "plot_step_sizes"))
        other.submitted(name, place.changed(lambda notebook, source=source: attack(notebook, source)))
    for neighbour in ("ada", "f-neighbour", "zoe"):
        other.submitted(neighbour, place.changed(lambda notebook, name=neighbour: put(notebook, f"# near {name}")))
    other.nbgrader("autograde", within=within)
    grades = other.grades()
    assert wanted == {name: grades[name].auto for name in ATTACKS}
    assert [FULL] * 3 == [grades[name].auto for name in ("ada", "f-neighbour", "zoe")]
    assert not [name for name in ATTACKS if SEED in other.outputs(name)]


def attack(notebook: Notebook, source: str) -> None:
    unsolved(notebook)
    notebook["cells"] = [each for each in notebook["cells"] if "NotImplementedError" not in each["source"]]
    put(notebook, source)
