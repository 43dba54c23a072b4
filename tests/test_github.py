"""What GitHub shows of a report: annotations where they belong, points as Classroom reads them, a summary that holds still."""

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from test_report import HOSTILE, check, exercise, recognised, report
from typer.testing import CliRunner

from autograder import cli
from autograder.model import Report, Reports
from autograder.report import github
from autograder.report import json as as_json

COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-z]+=[^:,\n]*,?)+)::(.*)")
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def commands(text: str) -> list[dict[str, str]]:
    """The workflow commands in a step's output, read as a runner reads them; any other line is a fault."""
    found = []
    for line in text.splitlines():
        match = COMMAND.fullmatch(line)
        assert match, line
        given = dict(each.split("=", 1) for each in match[2].split(","))
        said = {key: decoded(value).replace("%3A", ":").replace("%2C", ",") for key, value in given.items()}
        found.append({"command": match[1], "message": decoded(match[3]), **said})
    return found


def decoded(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def shown(page: str) -> str:
    """The text of a summary, as a reader sees it."""
    return html.unescape(re.sub("<[^>]+>", "", page))


def faulty(number: int, **fields: Any) -> Report:
    """A report with as many exercises at fault, each with two claims that do not hold."""
    return report({"u": [exercise(f"e{k}", check("failed"), check("error"), **fields) for k in range(number)]})


# Annotations


def test_a_fault_stands_at_the_def_and_is_told_in_full() -> None:
    units = recognised()
    units["euler_stability"][0] = exercise("euler", *units["euler_stability"][0].checks, line=12)
    error, *notices = commands(github.render(report(units)))
    assert (error["command"], error["file"], error["line"]) == ("error", "exercises/euler_stability.py", "12")
    assert error["title"] == "euler_stability.euler: first step for all"
    assert error["message"] == (
        "This does not hold yet:\n"
        "    For y' = A y each step multiplies the state by I + h A, h being that step's own length.\n"
        "What came out:\n"
        "    expected 3.149217 at index (2, 0) within 3e-09 (a few sums and products of doubles)\n"
        "    got 3.412\n"
        "This looks like a known mistake, first step for all:\n"
        "    Your step never changes, but the grid does: compute t[k+1] - t[k] inside the loop.\n"
        "For a hint: make hint U=euler_stability.euler"
    )
    assert [notice["command"] for notice in notices] == ["notice", "notice"]


def test_an_exception_stands_at_the_line_that_it_came_from() -> None:
    units = {"u": [exercise("e", check(), check("error", line=7), check("error", line=9), line=3)]}
    error, *_ = commands(github.render(report(units)))
    assert (error["line"], error["title"]) == ("7", "u.e: error")


def test_where_no_line_is_known_the_top_of_the_file_is_named() -> None:
    error, *_ = commands(github.render(faulty(1)))
    assert (error["file"], error["line"]) == ("exercises/u.py", "1")


def test_a_file_that_cannot_be_imported_is_told_of_once() -> None:
    broken = check("error", message="importing u.py raised SyntaxError: '(' was never closed", line=4)
    found = commands(github.render(report({"u": [exercise("e", broken), exercise("f", broken)]})))
    assert [(each["command"], each.get("line")) for each in found] == [
        ("error", "4"),
        ("notice", None),
        ("notice", None),
    ]
    assert found[0]["title"] == "u.py: error"


def test_what_is_not_begun_waits_or_holds_is_no_error() -> None:
    units = {"u": [exercise(name, check(name)) for name in ("not_attempted", "blocked", "manual", "passed")]}
    assert {each["command"] for each in commands(github.render(report(units)))} == {"notice"}


def test_the_first_ten_are_shown_and_the_others_named() -> None:
    *errors, warning, _, _ = commands(github.render(faulty(13)))
    assert [each["title"] for each in errors] == [f"u.e{k}: error" for k in range(10)]
    assert warning["command"] == "warning"
    assert warning["message"].startswith("3 more to mend than GitHub shows at once: u.e10, u.e11, u.e12.")
    assert len(commands(github.render(faulty(10)))) == 12


def test_a_long_message_is_cut_where_github_would_cut_it() -> None:
    long = check("failed", message="\n".join(["ä" * 400] * 30))
    error, *_ = commands(github.render(report({"u": [exercise("e", long)]})))
    assert 3900 < len(error["message"].encode()) <= github.MESSAGE
    assert error["message"].endswith("ä...")


def test_a_fault_of_ours_is_a_warning() -> None:
    lost = report({"u": [exercise("e", check("grader_error", points=0.0))]}, complete=False)
    warning, *_ = commands(github.render(lost))
    assert warning["command"] == "warning" and "ours, not yours" in warning["message"]
    assert "This is our fault, not yours" in shown(github.summary(lost))


# Points


@pytest.mark.parametrize(
    ("score", "full", "said"), [(8.0, 10.0, "8/10"), (3.4, 41.7, "3.4/41.7"), (1 / 3, 1.0, "0.3/1")]
)
def test_classroom_is_told_the_points(score: float, full: float, said: str) -> None:
    done = report({"u": [exercise("e", check())]}, score=score, max_score=full)
    complete, counted = github.render(done).splitlines()
    assert complete == f"::notice title=Autograding complete::Points {said}"
    points, most = said.split("/")
    assert counted == f'::notice title=Autograding report::{{"totalPoints":{points},"maxPoints":{most}}}'
    assert json.loads(counted.partition("report::")[2]) == {"totalPoints": float(points), "maxPoints": float(most)}


# The summary


SUMMARY = """\
Points: 2 / 8.7

| state | exercise | claims that hold | points |
| --- | --- | ---: | ---: |
| to fix | euler_stability.euler | 1 of 2 | 2 / 4 |
| to do | euler_stability.plot_step_sizes | 0 of 1 | 0 / 2 |
| waits | fixed_points.newton | 0 of 2 | 0 / 2.7 |

### Worth fixing first: euler_stability.euler
"""


def test_the_summary_has_a_table_what_to_mend_and_how_far_to_trust_it() -> None:
    page = shown(github.summary(report(recognised(), trust="advisory", isolation="none")))
    assert page.startswith(f"## {SUMMARY}")
    assert "\nYour step never changes, but the grid does:" in page
    assert f"\n{github.ADVISORY}\n\nadvisory, isolation none, submission 9f86d081884c\n" in page
    assert github.ADVISORY not in github.summary(report(recognised()))


def test_the_summary_tells_of_every_fault_and_of_the_next_step_where_there_is_none() -> None:
    page = shown(github.summary(faulty(13)))
    assert re.findall(r"^### (.*)$", page, re.MULTILINE) == [
        "Worth fixing first: u.e0",
        *(f"Then: u.e{k}" for k in range(1, 13)),
    ]
    assert "### Next: u.e\n" in shown(github.summary(report({"u": [exercise("e", check("not_attempted"))]})))


def test_a_summary_is_cut_before_github_shows_nothing_of_it() -> None:
    long = check("failed", message="\n".join(["<&" * 200] * 40))
    page = github.summary(report({"u": [exercise(f"e{k}", long) for k in range(40)]}, trust="advisory"))
    assert github.SUMMARY - 10**5 < len(page.encode()) <= github.SUMMARY
    assert github.CUT in page and github.ADVISORY in page
    assert page.count("<pre>") == page.count("</pre>")


# What nothing may get through


MARKUP = "</pre> </code> <!-- ![a](b) @ada https://x.io www.x.io a@b.cd ``` ` * _ ~ | # 1. - &lt; \\ ::error:: ##[error] %0A , :"
SIGNS = st.lists(st.sampled_from(["<img src=x>", *MARKUP.split(), " ", "\n", "\n\n", "x"])).map("".join)
TEXT = st.one_of(HOSTILE, SIGNS)


def hostile(text: str, other: str, line: int | None) -> Report:
    """A report of which everything that is text is hostile, as it is where somebody wrote the file by hand."""
    first = check("error", f"c{text}", message=f"m{other}", hint=f"h{text}", misconception=f"e__{text}", line=line)
    waits = check("blocked", message=f"it calls www.{other}, which is not written yet: write that one first")
    units = {f"u{text}": [exercise(f"e{other}", first)], f"v{other}": [exercise("f", waits, line=line)]}
    return report(units, submission=other, trust=text, isolation=other, submission_sha256=text)


class Page(HTMLParser):
    """The tags of a page, and its text that is outside of <pre> and <code>, where GitHub makes links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text, self.open = "", 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: Any) -> None:
        self.tags.append(tag)
        self.open += tag in ("pre", "code")

    def handle_endtag(self, tag: str) -> None:
        self.open -= tag in ("pre", "code")

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_data(self, data: str) -> None:
        self.text += "" if self.open else data


@settings(deadline=None)  # a loaded machine is no failure
@given(TEXT, TEXT, st.one_of(st.none(), st.integers()))
def test_no_text_leaves_its_place_in_a_command(text: str, other: str, line: int | None) -> None:
    given, plain = github.render(hostile(text, other, line)), github.render(hostile("a", "b", None))
    assert [each.keys() for each in commands(given)] == [each.keys() for each in commands(plain)]
    assert not re.search(r"##[A-Za-z]*\[", given)


@settings(deadline=None)  # a loaded machine is no failure
@given(TEXT, TEXT)
def test_no_text_is_markup_in_a_summary(text: str, other: str) -> None:
    page = Page(MARKDOWN.render(github.summary(hostile(text, other, None))))
    plain = Page(MARKDOWN.render(github.summary(hostile("a", "b", None))))
    assert page.tags == plain.tags
    assert not re.search(r"@\w|://|www\.", page.text, re.IGNORECASE)
    assert page.open == 0


# As it is typed


def written(folder: Path, *given: Report) -> Path:
    """The file of reports."""
    path = folder / "report.json"
    path.write_bytes(as_json.render(Reports(reports=given)))
    return path


def export(*words: str | Path, page: Path | None = None) -> tuple[int, str]:
    done = CliRunner().invoke(cli.app, ["export", *map(str, words)], env={"GITHUB_STEP_SUMMARY": str(page or "")})
    return done.exit_code, done.output


def test_the_summary_is_added_to_what_the_step_has(tmp_path: Path) -> None:
    page, one = tmp_path / "summary.md", report(recognised())
    page.write_text("before\n")
    assert export("github", written(tmp_path, one), page=page) == (0, github.render(one))
    assert page.read_text() == "before\n" + github.summary(one)
    assert export("github", written(tmp_path, one)) == (0, github.render(one))


def test_what_cannot_be_exported_is_named_in_a_line(tmp_path: Path) -> None:
    one = report(recognised())
    broken, empty = tmp_path / "broken.json", tmp_path / "empty"
    empty.mkdir()
    for words, said in (
        (("github", tmp_path / "none.json"), "none.json: No such file or directory; name a file that check --report"),
        (("github", empty), "there is no report in this folder; name a file"),
        (("gitlab", written(tmp_path, one)), "'gitlab' is no format; there are: github, junit"),
        (("github", written(tmp_path, one, one)), "github takes one submission at a time, and here are 2"),
    ):
        code, line = export(*words)
        assert code == 2 and said in line and line.startswith("autograder: ") and line.count("\n") == 1
    for data in (b"", b"{", b"[]", b"\xff", b'{"\x1b[31m\xc2\x9b": 1}', b"[" * 10**5):
        broken.write_bytes(data)
        code, line = export("github", broken)
        assert code == 2 and "broken.json: this is no report (" in line and line.count("\n") == 1 and "\x1b" not in line
    code, line = export("github", written(tmp_path, one), page=tmp_path / "none" / "summary.md")
    assert code == 2 and "GITHUB_STEP_SUMMARY" in line
