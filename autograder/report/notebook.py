"""A report as a notebook shows it: `bundle` gives text and HTML of the same content, for a cell's output.

Whatever may come from a student passes through `plain`, and jinja2 escapes it.
"""

import io
from collections.abc import Sequence

import msgspec
from jinja2 import Environment
from rich.console import Console

from autograder.model import Outcome, Report
from autograder.report import terminal
from autograder.report.advice import Commands, advice, mistake, number
from autograder.report.plain import one_line, plain

HERE = Commands(hint='hint("{}")')
MARKS = {
    Outcome.PASSED: "&#10003;",
    Outcome.NOT_ATTEMPTED: "&#183;",
    Outcome.BLOCKED: "&#183;",
    Outcome.MANUAL: "&#9998;",
}
PAGE = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string("""\
<div style="border-left: 4px solid {{ 'seagreen' if full else 'darkorange' }}; padding: 0.2em 1em">
<p><strong>{{ title }}</strong> &nbsp; {{ points }} <small>({{ scope }})</small></p>
{% for text in remarks %}
<p>{{ text }}</p>
{% endfor %}
{% for text, quoted, heading in paragraphs %}
<p>{% if heading %}<strong>{{ text }}</strong>{% else %}{{ text }}{% endif %}</p>
{% if quoted %}
<pre style="white-space: pre-wrap; margin: 0.5em 0 1em 1em">{{ quoted }}</pre>
{% endif %}
{% endfor %}
<details><summary style="display: list-item; cursor: pointer">all claims</summary>
<table>
{% for mark, claim, points in claims %}
<tr>
<td style="padding: 0.2em 0.5em">{{ mark | safe }}</td>
<td style="padding: 0.2em 0.5em; text-align: left">{{ claim }}</td>
<td style="padding: 0.2em 0.5em; white-space: nowrap">{{ points }}</td>
</tr>
{% endfor %}
</table>
</details>
</div>
""")


def bundle(report: Report, scope: str, remarks: Sequence[str] = ()) -> dict[str, str]:
    """Output data of a cell: {"text/plain": ..., "text/html": ...}."""
    said = [one_line(remark) for remark in remarks]
    screen = Console(
        file=io.StringIO(), width=terminal.WIDTH, force_terminal=False, force_jupyter=False, highlight=False
    )
    with screen.capture() as captured:
        screen.print(terminal.render(report, scope=scope, remarks=said, commands=HERE))
    return {"text/plain": captured.get(), "text/html": _html(report, scope, said)}


def only(report: Report, unit: str, exercise: str) -> Report:
    """The part of a report that is about one exercise."""
    units = []
    for each in report.units:
        if own := tuple(one for one in each.exercises if (each.name, one.name) == (unit, exercise)):
            score, full = own[0].score, own[0].max_score
            units.append(msgspec.structs.replace(each, exercises=own, score=score, max_score=full, remarks=()))
    score, full = sum(each.score for each in units), sum(each.max_score for each in units)
    return msgspec.structs.replace(report, units=tuple(units), score=score, max_score=full)


def _html(report: Report, scope: str, remarks: Sequence[str]) -> str:
    exercises = [(unit.name, exercise) for unit in report.units for exercise in unit.exercises]
    return PAGE.render(
        full=report.score >= report.max_score,
        title=", ".join(one_line(f"{unit}.{exercise.name}") for unit, exercise in exercises),
        points=f"{number(report.score)} / {number(report.max_score)}",
        scope=scope,
        remarks=remarks,
        paragraphs=[(text, plain(quoted), heading) for text, quoted, heading in advice(report, HERE)],
        claims=[
            (
                MARKS.get(check.outcome, "&#10007;"),
                one_line(check.claim) + (f" ({mistake(check)})" if check.misconception else ""),
                f"{number(check.points)} / {number(check.max_points)}",
            )
            for _, exercise in exercises
            for check in exercise.checks
        ],
    )
