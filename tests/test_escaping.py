"""Whatever text a student gets into a report, each format parses back, and nothing of it is obeyed where that format is read.

A format is one line of FORMATS: how a report is rendered, and what must be true of the result. Add a line for a new one.
"""

import csv
import html.parser
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_export import GRADEBOOK, valid
from test_report import check, exercise, printed, report

from autograder.model import Outcome, Report, Reports
from autograder.report import canvas, github, gradescope, junit, moodle, notebook, terminal
from autograder.report import json as as_json

ATTACKS = [
    *(
        "]]>",
        "<![CDATA[",
        "<!--",
        "-->",
        "<script>alert(1)</script>",
        "<img src=x onerror=a()>",
        "&lt;b&gt;",
        "&#60;b>",
    ),
    *("::error::x", "::set-output name=a::b", "::add-mask::0", "##[error]x", "##vso[task.complete]", "##teamcity[x]"),
    *("=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "a;=1+1", "\uff1d1", '"', '","=1', "'", ",", ";", "|"),
    *("\x1b[31m", "\x1b]8;;x\x07", "\x9b2J", "\x00", "\x08", "\x7f", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"),
    *(
        "\u202e",
        "\u200b",
        "\ufeff",
        "\ufffe",
        "\uffff",
        "\ud800",
        "\udcff",
        "\U000e0041",
        "\U0010ffff",
        "e" + "\u0301" * 9,
    ),
    *(
        "[link](http://x)",
        "![i](x)",
        "| a |",
        "`",
        "```",
        "$(id)",
        "`id`",
        "{{ 1 }}",
        "{% x %}",
        "[bold]x[/bold]",
        "\\n",
    ),
    *("[[ATTACHMENT|/etc/passwd]]", "\n", "\r", "\r\n", "\n\n::error::x", "\n=1", " "),
]
TEXT = st.lists(st.sampled_from(ATTACKS) | st.text(max_size=8), max_size=6).map("".join)
KEPT_BACK = "KEPT BACK"  # what hidden claims end with
HIDDEN = TEXT.map(lambda text: text + KEPT_BACK)
OUTCOMES = st.sampled_from(list(Outcome))
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202e\ufeff\U000e0041\ud800-\udfff]")


@st.composite
def hostile(draw: st.DrawFn) -> Report:
    """A report with arbitrary text wherever a student has a say, and in names that an instructor takes from one."""
    claims = []
    for _ in range(draw(st.integers(1, 3))):
        visibility = draw(st.sampled_from(["public", "hidden"]))
        told = HIDDEN if visibility == "hidden" else TEXT
        claims.append(
            check(
                draw(OUTCOMES).value,
                claim=draw(told),
                id=f"u.e.{draw(told)}",
                visibility=visibility,
                message=draw(told),
                detail=draw(told),
                hint=draw(told),
                misconception=draw(st.none() | told.map("euler__{}".format)),
            )
        )
    made = report(
        {draw(TEXT): [exercise(draw(TEXT), *claims)]},
        submission=draw(TEXT),
        commit=draw(st.none() | TEXT),
        trust=draw(TEXT),
        isolation=draw(TEXT),
        complete=draw(st.booleans()),
        submission_sha256=draw(TEXT),
        seed_fingerprint=draw(TEXT),
        versions={draw(TEXT): draw(TEXT)},
    )
    (unit,) = made.units
    return msgspec.structs.replace(made, units=(msgspec.structs.replace(unit, remarks=(draw(TEXT),)),))


def harmless(text: str) -> None:
    """No reader of lines obeys it: a terminal, or what runs a workflow."""
    assert not STEERING.search(text), ascii(STEERING.search(text))
    assert not re.search(r"^\s*::[A-Za-z]", text, re.MULTILINE)
    assert not re.search(r"##[A-Za-z]*\[", text)


def as_terminal(made: Report) -> None:
    for page in (terminal.render(made, scope="all checks"), terminal.render_class([made, made])):
        harmless(printed(page))


def as_file(made: Report) -> None:
    text = as_json.render(Reports(reports=(made,))).decode()
    harmless(text)
    assert msgspec.json.decode(text, type=Reports).reports[0].score == made.score


class Page(html.parser.HTMLParser):
    """The tags and attributes of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment", ()))

    def handle_decl(self, decl: str) -> None:
        self.tags.append(("declaration", ()))

    unknown_decl = handle_pi = handle_decl


def as_notebook(made: Report) -> None:
    shown = notebook.bundle(made, "public checks", ["remark"])
    harmless(shown["text/plain"])
    harmless(shown["text/html"])
    tags = {("div", ("style",)), ("p", ()), ("strong", ()), ("small", ()), ("pre", ("style",)), ("details", ())}
    tags |= {("summary", ("style",)), ("table", ()), ("tr", ()), ("td", ("style",))}
    assert set(Page(shown["text/html"]).tags) <= tags


def as_junit(made: Report) -> None:
    text = junit.render([made, made])
    harmless(text)
    claims = sum(len(one.checks) for unit in made.units for one in unit.exercises)
    assert len(list(valid(text).iter("testcase"))) == 2 * claims
    assert not re.search(r"<!|]]>|<\?(?!xml)", text)
    assert all(_one_line(value) for element in ElementTree.fromstring(text).iter() for value in element.attrib.values())


def _one_line(text: str) -> bool:
    return len(text.splitlines()) <= 1


def as_gradescope(made: Report) -> None:
    text = gradescope.render(made)
    harmless(text)
    results = json.loads(text)
    assert results["output_format"] == "text"
    assert all((test["name_format"], test["output_format"]) == ("text", "text") for test in results["tests"])
    for said in texts(results):
        harmless(said)
    shown = [test["output"] for test in results["tests"] if test["visibility"] == "visible"]
    assert KEPT_BACK not in "".join([results["output"], *shown])


def texts(data: Any) -> Iterator[str]:
    """All strings in JSON."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from (key, *texts(value))
    elif isinstance(data, list):
        for value in data:
            yield from texts(value)


def as_canvas(made: Report) -> None:
    """A report's one number gets into the file, and no text."""
    whose = msgspec.structs.replace(made, submission="bob", complete=True)
    filled = canvas.render([whose, made], GRADEBOOK, "Euler")
    assert filled.text == GRADEBOOK.replace(",1.00,", f",{made.score:.2f},")
    for note in filled.notes:
        harmless(note)
        assert _one_line(note)


def as_moodle(made: Report) -> None:
    text = moodle.render([made])
    harmless(text.replace("\r\n", "\n"))
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert [len(row) for row in rows] == [3] * (2 if made.complete else 1)
    for name, grade, feedback in rows[1:]:
        assert grade == f"{made.score:.2f}"
        assert not Page(feedback).tags
        for cell in (name, feedback):
            assert _one_line(cell)
            for part in cell.split(";"):  # as a spreadsheet whose columns are parted by semicolons takes it
                assert unicodedata.normalize("NFKC", part.strip()[:1]) not in ("=", "+", "-", "@")


def as_github(made: Report) -> None:
    lines = github.render(made).splitlines()
    assert all(
        re.fullmatch(r"::(error|warning|notice) [a-z]+=[^:,]*(,[a-z]+=[^:,]*)*::[^\r\n]*", line) for line in lines
    )
    assert "::notice title=Autograding complete::Points" in lines[-2]
    page = github.summary(made)
    harmless(page.replace("\u200b", ""))  # our own, within addresses
    assert {tag for tag, _ in Page(page).tags} <= {"code", "pre"} and not any(given for _, given in Page(page).tags)


FORMATS: dict[str, Callable[[Report], None]] = {
    "terminal": as_terminal,
    "json": as_file,
    "notebook": as_notebook,
    "github": as_github,
    "junit": as_junit,
    "gradescope": as_gradescope,
    "canvas": as_canvas,
    "moodle": as_moodle,
}


@pytest.mark.parametrize("format", FORMATS)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(made=hostile())
def test_no_text_of_a_student_is_obeyed_anywhere(format: str, made: Report) -> None:
    FORMATS[format](made)


@pytest.mark.parametrize("attack", ATTACKS, ids=ascii)
def test_each_attack_alone_in_every_field(attack: str) -> None:
    claims = [
        check(
            outcome,
            claim=attack,
            id=f"u.e.{attack}",
            visibility=each,
            message=attack,
            hint=attack,
            misconception=attack,
        )
        for outcome in ("failed", "error", "grader_error", "passed")
        for each in ("public", "hidden")
    ]
    made = report({attack: [exercise(attack, *claims)]}, submission=attack, trust=attack, isolation=attack)
    for shown in FORMATS.values():
        shown(made)
