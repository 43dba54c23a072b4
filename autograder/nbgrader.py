"""What this course puts in the place of nbgrader's own steps, by configuration alone (`notebooks` writes it).

    generate_assignment   ClearSolutions, SetDueDate
    autograde, sanitize   Mend                         whatever a student did to a notebook's metadata
    autograde, grade      Grade, SaveGrades            in the place of Execute and SaveAutoGrades: no kernel is started
    late submissions      LatePenalty

A grade cell's result is what nbgrader records: a number among its outputs. It is 0 until a report says more.
"""

import atexit
import gc
import uuid
from typing import Any

import msgspec
import nbformat
from nbformat import NotebookNode, v4
from nbgrader import preprocessors, utils
from nbgrader.api import BaseCell, Gradebook
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.plugins import LateSubmissionPlugin

from autograder import cache, grade, secret, submission
from autograder import course as courses
from autograder.model import Outcome, Report
from autograder.report import notebook as shown
from autograder.sandbox import client, isolation

CHECK = "check-"  # a grade cell's id: this and the exercise
OURS = "autograder"  # our key in a cell's metadata
DAY = 86400.0  # seconds
BY_HAND = "This could not be judged, which is our fault, not yours: your instructor will grade it by hand."
Step = tuple[NotebookNode, Any]

_sandbox: client.Sandbox | None = None  # one for all submissions of a process


class ClearSolutions(preprocessors.ClearSolutions):
    """Leaves a stub that is known for one when it is graded."""

    def preprocess_cell(self, cell: NotebookNode, resources: Any, cell_index: int) -> Step:
        """Cut the solution out of a cell."""
        exercise = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        self.code_stub = {"python": f'raise NotImplementedError("{resources["nbgrader"]["notebook"]}.{exercise}")'}
        return super().preprocess_cell(cell, resources, cell_index)


class SetDueDate(preprocessors.NbGraderPreprocessor):
    """Writes a unit's due date into the gradebook."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> Step:
        """Leave the notebook as it is."""
        names = resources["nbgrader"]
        _, course = courses.here()
        due = {unit.name: unit.due for unit in course.units}.get(names["assignment"])
        if due is not None:
            with Gradebook(names["db_url"]) as gradebook:
                gradebook.update_or_create_assignment(names["assignment"], duedate=due)
        return nb, resources


class Mend(preprocessors.NbGraderPreprocessor):
    """Makes the course's own cells what the gradebook has, and all others the student's; puts deleted ones back.

    In the place of DeduplicateIds, OverwriteKernelspec and OverwriteCells, each of which opens the gradebook anew (6 ms).
    nbgrader refuses a whole submission for one cell without a source, points that are a text or an old schema, and its own
    way to put cells back (OverwriteCells.add_missing_cells) ends in a KeyError where an exercise and its check are both gone.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> Step:
        """The notebook as the course meant it, with the student's sources."""
        names = resources["nbgrader"]
        with Gradebook(names["db_url"]) as gradebook:
            notebook = gradebook.find_notebook(names["notebook"], names["assignment"])
            known, kernel = _known(notebook), notebook.kernelspec
        if kernel:
            nb.metadata["kernelspec"] = nbformat.from_dict(msgspec.json.decode(kernel))
        nb.cells = [_sound(cell) for cell in nb.cells]
        for index, cell in enumerate(nb.cells):
            marks = cell.metadata.pop("nbgrader", None)
            cell.metadata.pop(OURS, None)
            name = marks.get("grade_id") if isinstance(marks, dict) else None
            own = known.pop(name, None) if isinstance(name, str) else None  # of several, the first is the one
            if own is None:
                continue
            if own.metadata["nbgrader"]["locked"]:
                nb.cells[index] = own
                continue
            cell.metadata["nbgrader"] = own.metadata["nbgrader"]
            if cell.cell_type != own.cell_type:
                nb.cells[index] = _cell(own.cell_type, cell.source, cell.id, cell.metadata)
        for name, own in known.items():
            if own.metadata["nbgrader"]["grade"] or own.metadata["nbgrader"]["task"]:
                self.log.warning("%s: the cell was deleted and is put back at the end", name)
                nb.cells.append(own)
        return nb, resources


class Grade(preprocessors.NbGraderPreprocessor):
    """Judges the student's code in the sandbox and writes the verdict into the grade cells."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> Step:
        """The notebook with the outputs of its grade cells; no other cell has any."""
        names = resources["nbgrader"]
        own = {}
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
                if utils.is_grade(cell) and cell.metadata.nbgrader.grade_id.startswith(CHECK):
                    own[cell.metadata.nbgrader.grade_id.removeprefix(CHECK)] = cell
                    cell.outputs = [_result(0.0)]
        try:
            report = _judged(nb, names["assignment"], names["student"], self.log)
            for number, (exercise, cell) in enumerate(own.items()):
                _write(cell, report, names["assignment"], exercise, first=number == 0)
        except Exception as error:  # one that leaves here would take all of this student's grades away
            self.log.error("%s/%s: %s", names["student"], names["assignment"], error, exc_info=True)
            for cell in own.values():
                cell.metadata[OURS] = {"fault": True}
                cell.outputs = [_display({"text/plain": BY_HAND}), _result(0.0)]
        return nb, resources


class SaveGrades(preprocessors.SaveAutoGrades):
    """Records no score where a fault of ours left something unjudged: nbgrader then asks for one by hand.

    It asks again for a question that was marked before, since its answer may be another one now. nbgrader does so for all
    marks that were given by hand but those of tasks.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> Step:
        """Record all cells of a notebook at once: as nbgrader does it, each costs two queries and a commit (20 ms of seven)."""
        names = resources["nbgrader"]
        self.notebook_id, self.assignment_id, self.student_id = (
            names[each] for each in ("notebook", "assignment", "student")
        )
        with Gradebook(names["db_url"]) as gradebook:
            self.gradebook = _Rows(gradebook, self.notebook_id, self.assignment_id, self.student_id)
            for index, cell in enumerate(nb.cells):
                nb.cells[index], resources = self.preprocess_cell(cell, resources, index)
            gradebook.db.commit()
        return nb, resources

    def preprocess_cell(self, cell: NotebookNode, resources: Any, cell_index: int) -> Step:
        """Record what a cell is worth."""
        if utils.is_task(cell):
            self._ask(cell)
        return super().preprocess_cell(cell, resources, cell_index)

    def _add_score(self, cell: NotebookNode, resources: Any) -> None:
        super()._add_score(cell, resources)
        if cell.metadata.get(OURS, {}).get("fault"):
            self._ask(cell)

    def _ask(self, cell: NotebookNode) -> None:
        found = self.gradebook.find_grade(
            cell.metadata["nbgrader"]["grade_id"], self.notebook_id, self.assignment_id, self.student_id
        )
        if found.auto_score is not None or not found.needs_manual_grade:
            found.auto_score, found.needs_manual_grade = None, True
            self.gradebook.db.commit()


class _Rows:
    """What SaveAutoGrades asks of a gradebook, for one submitted notebook: grades and comments by their cells' names."""

    def __init__(self, gradebook: Gradebook, *names: str) -> None:
        found = gradebook.find_submission_notebook(*names)
        self.cells = (
            gradebook.db.query(BaseCell).filter(BaseCell.notebook_id == found.notebook_id).all()
        )  # for the names
        self.grades = {row.name: row for row in found.grades}
        self.comments = {row.name: row for row in found.comments}
        self.db = self

    def find_grade(self, name: str, *_: str) -> Any:
        """The grade of a cell."""
        return self.grades[name]

    def find_comment(self, name: str, *_: str) -> Any:
        """The comment on a cell."""
        return self.comments[name]

    def commit(self) -> None:
        """Nothing yet: the notebook is recorded as a whole."""


class LatePenalty(LateSubmissionPlugin):
    """A share of the score for each day begun after the due date, as course.toml has it."""

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float | None:
        """Points to take away; None for none."""
        _, course = courses.here()
        if course.late is None or total_seconds_late <= 0:
            return None
        return score * min(course.late.per_day * -(-total_seconds_late // DAY), course.late.most)


def _sound(cell: NotebookNode) -> NotebookNode:
    """A cell with what counts of the student's: kind, text and metadata."""
    kind = cell.get("cell_type") if cell.get("cell_type") in ("code", "markdown") else "raw"
    new = _cell(kind, cell.get("source", ""), cell.get("id") or uuid.uuid4().hex[:8], cell.get("metadata", {}))
    if "attachments" in cell:
        new["attachments"] = cell["attachments"]
    return new


def _cell(kind: str, source: str, name: str, metadata: Any) -> NotebookNode:
    """A new cell. nbformat's own way validates each, 0.5 ms of it, and nbconvert all of them once more."""
    more: dict[str, Any] = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return nbformat.from_dict({"cell_type": kind, "id": name, "metadata": metadata, "source": source} | more)


def _known(notebook: Any) -> dict[str, NotebookNode]:
    """The cells of an assignment as the gradebook has them, by their ids."""
    points = {cell.name: cell.max_score for cell in [*notebook.grade_cells, *notebook.task_cells]}
    grades, tasks = {cell.name for cell in notebook.grade_cells}, {cell.name for cell in notebook.task_cells}
    solutions = {cell.name for cell in notebook.solution_cells}
    known = {}
    for source in notebook.source_cells:
        name = source.name
        marks = {
            "schema_version": MetadataValidator.schema_version,
            "grade_id": name,
            "grade": name in grades,
            "solution": name in solutions,
            "task": name in tasks,
            "locked": bool(source.locked),
            "checksum": source.checksum,
            "cell_type": source.cell_type,
        }
        if name in points:
            marks["points"] = points[name]
        known[name] = _cell(source.cell_type, source.source, name, {"nbgrader": marks})
    return known


def _judged(nb: NotebookNode, unit: str, student: str, log: Any) -> Report:
    """The report of a notebook: one that was made before, or a new one."""
    global _sandbox
    root, whole = courses.here()  # nbgrader goes to the folder of its own course first
    course = courses.select(whole, [unit])
    handed_in = submission.of_notebook(nbformat.writes(nb).encode(errors="replace"), unit, course, f"{student}/{unit}")
    seed, _ = secret.seed(root)
    if _sandbox is None:
        gc.freeze()  # nbgrader's modules: to look through them again and again is a tenth of what a notebook takes
        _sandbox = isolation.sandbox(course.limits)
        atexit.register(_sandbox.close)
        if _sandbox.isolation != isolation.BEST:
            log.warning("isolation is %s, not %s: %s", _sandbox.isolation, isolation.BEST, isolation.refused())
    name = cache.key(root, course, handed_in, seed, _sandbox.isolation)
    if (report := cache.load(root, name)) is None:
        report = grade.grade(course, handed_in, _sandbox, seed)
        cache.save(root, name, report)
    return msgspec.structs.replace(report, submission=handed_in.name)


def _write(cell: NotebookNode, report: Report, unit: str, exercise: str, first: bool) -> None:
    """Show an exercise's part of the report in its grade cell, and give its points: never more than the cell has."""
    part = shown.only(report, unit, exercise)
    remarks = [remark for each in report.units for remark in each.remarks] if first else []
    cell.outputs = [
        _display(shown.bundle(part, "all checks", remarks)),
        _result(min(max(part.score, 0.0), float(cell.metadata.nbgrader.points))),
    ]
    if any(
        check.outcome is Outcome.GRADER_ERROR for each in part.units for one in each.exercises for check in one.checks
    ):
        cell.metadata[OURS] = {"fault": True}


def _display(data: dict[str, str]) -> NotebookNode:
    return v4.new_output("display_data", data=data)


def _result(points: float) -> NotebookNode:
    """What nbgrader takes for the score."""
    return v4.new_output("execute_result", data={"text/plain": repr(float(points))})
