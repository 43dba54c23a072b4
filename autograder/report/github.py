"""One report for GitHub Actions: `render` is what a step prints, `summary` the Markdown for $GITHUB_STEP_SUMMARY.

Annotations stand at lines of the student's files; two notices give the points to GitHub Classroom. Whatever may come from a
student passes through `plain`, and then is escaped so that it cannot leave its place.
"""

import html
import re
import string
from collections.abc import Iterator

from autograder.model import Outcome, Report
from autograder.report.advice import MAKE, Fault, Paragraph, advice, faults, number
from autograder.report.plain import one_line, plain
from autograder.report.terminal import word

FOLDER = "exercises"
ERRORS = 10  # GitHub shows this many of a step, and drops the rest in silence
MESSAGE, TITLE = 4000, 200  # bytes, characters: GitHub keeps 4 KiB of a message, 255 characters of a title
SUMMARY = 1_000_000  # bytes; above 1 MiB GitHub shows nothing of a step's summary
CUT = "\nThe rest is left out, as a summary has a limit: make check U=unit.exercise shows it.\n"
OURS = "A fault of ours, not yours: not all could be judged. It costs no points; please run this again."
ADVISORY = (
    "This report is advisory: it is there for you to learn from. "
    "Grades are made elsewhere, with more checks, from what you pushed."
)

_LINKS = re.compile(r"@|:(?=//)|www(?=\.)", re.IGNORECASE)  # where GitHub finds mentions and addresses in plain text
_SIGNS = str.maketrans({sign: f"&#{ord(sign)};" for sign in string.punctuation})


def render(report: Report) -> str:
    """Workflow commands, one a line: the first fault of each exercise, ten at most, then the notices with the points."""
    found = list(faults(report, MAKE))
    lines = [_annotation(fault) for fault in found[:ERRORS]]
    if more := [fault.title for fault in found[ERRORS:]]:
        names = ", ".join(more)
        said = f"{len(more)} more to mend than GitHub shows at once: {names}. The summary of this run has them all."
        lines.append(_command("warning", said, title="More to mend"))
    if not report.complete:
        lines.append(_command("warning", OURS, title="Not judged"))
    score, full = number(report.score), number(report.max_score)
    lines.append(_command("notice", f"Points {score}/{full}", title="Autograding complete"))
    counted = f'{{"totalPoints":{score},"maxPoints":{full}}}'
    lines.append(_command("notice", counted, title="Autograding report"))
    return "".join(f"{line}\n" for line in lines)


def summary(report: Report) -> str:
    """Markdown: the points, a table of the exercises, what to mend, and how far to trust it; at most SUMMARY bytes."""
    end = "".join(_closing(report))
    kept, room = [], SUMMARY - len((CUT + end).encode())
    for part in (*_table(report), *_told(report)):
        room -= len(part.encode())
        if room < 0:
            kept.append(CUT)
            break
        kept.append(part)
    return "".join([*kept, end])


def _annotation(fault: Fault) -> str:
    """An error at the line that an exception came from, else at the function's `def`, else at the top of the file."""
    line = fault.check.line or fault.exercise.line or 1
    title = f"{fault.title}: {fault.mistake or word(fault.exercise)}"
    said = "\n".join(_lines(fault.said))
    return _command("error", said, file=f"{FOLDER}/{fault.file}", line=str(line), title=title)


def _lines(paragraphs: list[Paragraph]) -> Iterator[str]:
    for text, quoted, _ in paragraphs:
        yield text
        yield from (f"    {line}" for line in plain(quoted).splitlines())


def _command(name: str, message: str, **properties: str) -> str:
    """A workflow command: nothing in a message ends its line, nothing in a property ends the property."""
    if len(message.encode()) > MESSAGE:
        message = message.encode()[: MESSAGE - 3].decode(errors="ignore") + "..."
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {given}::{_data(message)}"


def _property(text: str) -> str:
    return _data(text[:TITLE]).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _table(report: Report) -> Iterator[str]:
    """The points, and a row for each exercise."""
    yield f"## Points: {number(report.score)} / {number(report.max_score)}\n\n"
    yield "| state | exercise | claims that hold | points |\n| --- | --- | ---: | ---: |\n"
    for unit in report.units:
        for exercise in unit.exercises:
            hold = sum(check.outcome is Outcome.PASSED for check in exercise.checks)
            name = f"<code>{_inline(f'{unit.name}.{exercise.name}')}</code>"
            points = f"{number(exercise.score)} / {number(exercise.max_score)}"
            yield f"| {word(exercise)} | {name} | {hold} of {len(exercise.checks)} | {points} |\n"


def _told(report: Report) -> Iterator[str]:
    """What to do first, in full, then the other faults."""
    said = advice(report, MAKE)
    for fault in list(faults(report, MAKE))[1:]:
        said += [Paragraph(f"Then: {fault.title}", heading=True), *fault.said]
    for text, quoted, heading in said:
        yield f"\n{'### ' if heading else ''}{_inline(text)}\n"
        if quoted:
            yield f"\n<pre>{html.escape(plain(quoted))}\n</pre>\n"


def _closing(report: Report) -> Iterator[str]:
    """How far to trust it."""
    if report.trust != "authoritative":
        yield f"\n{ADVISORY}\n"
    seal = f"{report.trust}, isolation {report.isolation}, submission {report.submission_sha256[:12]}"
    yield f"\n<code>{_inline(seal)}</code>\n"


def _inline(text: str) -> str:
    """Text within a line of Markdown: a reference to a sign is never Markdown, and a break keeps addresses from being links."""
    return _LINKS.sub("\\g<0>\u200b", one_line(text)).translate(_SIGNS)
