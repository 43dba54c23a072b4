"""Reports for people: one submission with the first thing worth fixing, or a class with a line for each submission.

Pure: a report in, a rich renderable out; the caller owns the console. Nothing is parsed as markup, and whatever may
come from a student passes through `plain`.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from autograder.model import ExerciseResult, Outcome, Report
from autograder.report.advice import MAKE, Commands, advice, claims, mistake, number
from autograder.report.plain import one_line, plain

WIDTH = 80  # columns at most, on wider terminals too

# The word and style of an exercise; where its claims differ, the first of these outcomes that occurs decides.
_WORDS = {
    Outcome.CRASHED: ("crashed", "red"),
    Outcome.TIMED_OUT: ("too slow", "red"),
    Outcome.ERROR: ("error", "red"),
    Outcome.FAILED: ("to fix", "red"),
    Outcome.GRADER_ERROR: ("our fault", "magenta"),
    Outcome.BLOCKED: ("waits", "yellow"),
    Outcome.NOT_ATTEMPTED: ("to do", ""),
    Outcome.MANUAL: ("by hand", "cyan"),
    Outcome.PASSED: ("passed", "green"),
}


def render(
    report: Report, *, scope: str, remarks: Sequence[str] = (), commands: Commands = MAKE, width: int = WIDTH
) -> RenderableType:
    """One submission: a line for each exercise, the total of `scope` ("public checks only"), what to do first."""
    seal = f"{report.trust}, isolation {report.isolation}, seed {report.seed_fingerprint[:12]}"
    if report.submission_sha256:  # a kernel has none
        seal += f", submission {report.submission_sha256[:12]}"
    name = report.submission
    if report.commit and report.trust == "authoritative":  # on a student's machine the files may be later than it
        name += f", commit {report.commit[:12]}"
    table = _table(report)
    table.add_row(Text("total", "bold"), Text(one_line(scope)), Text(_points(report), "bold"))
    told = [Text(one_line(remark)) for unit in report.units for remark in unit.remarks]
    top = [_cut(name, "bold"), *map(Text, remarks), *told, Text()]
    return _Page([*top, table, Text(), *_advised(report, commands), _cut(seal, "dim")], width)


def glance(
    report: Report, seconds: float, remarks: Sequence[str], score: float, max_score: float, clock: str
) -> RenderableType:
    """What `watch` shows of the units that were saved: what changed, the one thing to do, points of these and of all."""
    names = ", ".join(one_line(unit.name) for unit in report.units)
    table = _table(report)
    table.add_row(Text("total", "bold"), Text("public checks only"), Text(_of(score, max_score), "bold"))
    top = [_cut(f"{clock}  checked in {seconds:.2f} s: {names}", "dim"), *map(Text, remarks), Text()]
    return _Page([*top, *_advised(report, MAKE), table, Text(), Text("Ctrl-C ends watching.", "dim")], WIDTH)


def _table(report: Report) -> Table:
    """A line for each exercise, with its state, the claims that hold and points."""
    table = _grid("left", "left", "right")
    for unit in report.units:
        table.add_row(Text(one_line(unit.name), "bold"))
        for exercise in unit.exercises:
            word, style = _WORDS[_status(exercise)]
            name = Text.assemble("  ", (f"{word:<9}", style), "  ", one_line(exercise.name))
            table.add_row(name, Text(_remark(exercise), "dim"), Text(_points(exercise)))
    return table


def _advised(report: Report, commands: Commands) -> Iterator[RenderableType]:
    """The advice, each paragraph with an empty line after it."""
    for text, quoted, heading in advice(report, commands):
        yield Text(text, "bold" if heading else "")
        if quoted:
            yield Padding(Text(plain(quoted)), (0, 0, 0, 4))
        if not heading:
            yield Text()


def render_class(reports: Sequence[Report], *, width: int = WIDTH) -> RenderableType:
    """Several submissions: of each its name, what stands out, its isolation and points; then a summary."""
    table = _grid("left", "left", "left", "right")
    table.columns[0].max_width = 28
    for report in reports:
        name, flags = Text(one_line(report.submission)), Text("; ".join(_flags(report)), "yellow")
        table.add_row(name, flags, Text(one_line(report.isolation), "dim"), Text(_points(report)))
    full = sum(report.score >= report.max_score for report in reports)
    sealed = sum(report.trust == "authoritative" for report in reports)
    broken = sum(not report.complete for report in reports)
    summary = f"submissions: {len(reports)}, with full points: {full}, authoritative: {sealed}, incomplete: {broken}"
    return _Page([table, Text(), Text(summary, "bold")], width)


def _flags(report: Report) -> Iterator[str]:
    """What an instructor should notice, in a few words each."""
    outcomes = {check.outcome for _, _, check in claims(report)}
    if report.trust != "authoritative":
        yield one_line(report.trust)
    if not report.complete:
        yield "incomplete"
    yield from (_WORDS[each][0] for each in (Outcome.CRASHED, Outcome.TIMED_OUT, Outcome.ERROR) if each in outcomes)
    if outcomes == {Outcome.NOT_ATTEMPTED}:
        yield "nothing attempted"
    known = [(exercise, check) for _, exercise, check in claims(report) if check.misconception]
    yield from (f"{one_line(exercise.name)}: {mistake(check)}" for exercise, check in known[:1])


def word(exercise: ExerciseResult) -> str:
    """The state of an exercise, in a word or two."""
    return _WORDS[_status(exercise)][0]


def _status(exercise: ExerciseResult) -> Outcome:
    outcomes = {check.outcome for check in exercise.checks}
    return next((each for each in _WORDS if each in outcomes), Outcome.MANUAL)


def _remark(exercise: ExerciseResult) -> str:
    match _status(exercise):
        case Outcome.NOT_ATTEMPTED:
            return ""
        case Outcome.BLOCKED:
            return one_line(next(check.message for check in exercise.checks if check.outcome is Outcome.BLOCKED))
    passed = sum(check.outcome is Outcome.PASSED for check in exercise.checks)
    return f"claims: {passed} of {len(exercise.checks)}"


def _points(result: Report | ExerciseResult) -> str:
    return _of(result.score, result.max_score)


def _of(score: float, full: float) -> str:
    return f"{number(score)} / {number(full)}"


def _cut(text: str, style: str) -> Text:
    return Text(one_line(text), style, no_wrap=True, overflow="ellipsis")


def _grid(*sides: Literal["left", "right"]) -> Table:
    """A table without rules, one line a row, whose second column takes the room that the others leave."""
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for column, side in enumerate(sides):
        grid.add_column(justify=side, no_wrap=True, overflow="ellipsis", ratio=1 if column == 1 else None)
    return grid


class _Page:
    """The parts one under another, at most `width` columns wide, without spaces at the ends of lines."""

    def __init__(self, parts: Sequence[RenderableType], width: int) -> None:
        self.parts, self.width = Group(*parts), width

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        narrower = options.update_width(min(self.width, options.max_width))
        for line in console.render_lines(self.parts, narrower, pad=False):
            while line and not line[-1].text.strip():
                line.pop()
            yield from line[:-1]
            yield from (Segment(segment.text.rstrip(), segment.style) for segment in line[-1:])
            yield Segment.line()
