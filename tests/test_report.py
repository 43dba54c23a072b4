"""Reports are readable at 80 columns without colour, valid as JSON, and say nothing that student code could forge."""

import io
import json
import re
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console, RenderableType

from autograder.model import CheckResult, ExerciseResult, Outcome, Report, Reports, UnitResult
from autograder.report import json as as_json
from autograder.report import terminal
from autograder.report.plain import FIRST, LAST, LONGEST, one_line, plain

VALIDATOR = jsonschema.Draft202012Validator(as_json.schema())
HALVES = "y' = -y from 1 with steps of 1/2 gives 1, 1/2, 1/4: you can check it by hand."
MULTIPLIES = "For y' = A y each step multiplies the state by I + h A, h being that step's own length."


def check(outcome: str = "passed", claim: str = HALVES, points: float = 2.0, **fields: Any) -> CheckResult:
    """One judged claim."""
    earned = points if outcome == "passed" else 0.0
    given = {"id": "unit.exercise.claim", "visibility": "public", **fields}
    return CheckResult(outcome=Outcome(outcome), claim=claim, points=earned, max_points=points, **given)


def exercise(name: str, *checks: CheckResult, line: int | None = None) -> ExerciseResult:
    """One exercise whose points are those of its claims."""
    score, full = sum(each.points for each in checks), sum(each.max_points for each in checks)
    return ExerciseResult(name=name, score=score, max_score=full, checks=checks, line=line)


def report(units: dict[str, list[ExerciseResult]], **fields: Any) -> Report:
    """One report, authoritative unless said otherwise."""
    results = tuple(
        UnitResult(
            name=name,
            score=sum(each.score for each in exercises),
            max_score=sum(each.max_score for each in exercises),
            exercises=tuple(exercises),
        )
        for name, exercises in units.items()
    )
    given: dict[str, Any] = {
        "submission": "bob",
        "submission_sha256": "9f86d081884c7d659a2feaa0c55ad015",
        "commit": None,
        "trust": "authoritative",
        "isolation": "bubblewrap",
        "complete": True,
        "score": sum(each.score for each in results),
        "max_score": sum(each.max_score for each in results),
        "course": "The dynamics of deep learning",
        "course_version": "0.1.0",
        "checks_sha256": "ab12",
        "seed_fingerprint": "5d41402abc4b2a76b9719d911017c592",
        "versions": {"numpy": "2.4.6"},
        "seconds": 0.4,
        "units": results,
    }
    return Report(**{**given, **fields})


def printed(page: RenderableType, columns: int = 80) -> str:
    """What a file receives."""
    file = io.StringIO()
    Console(file=file, width=columns).print(page)
    return file.getvalue()


def shown(*args: Any, **fields: Any) -> str:
    """One report as `check` would print it."""
    return printed(terminal.render(report(*args, **fields), scope="public checks only"))


def recognised() -> dict[str, list[ExerciseResult]]:
    """Euler's method with a known mistake; its plot untouched; Newton's method waiting for something else."""
    wrong = check(
        "failed",
        MULTIPLIES,
        message="expected 3.149217 at index (2, 0) within 3e-09 (a few sums and products of doubles)\ngot 3.412",
        misconception="euler__first_step_for_all",
        hint="Your step never changes, but the grid does: compute t[k+1] - t[k] inside the loop.",
    )
    waits = check("blocked", message="it called euler_stability.euler, which is still a stub")
    return {
        "euler_stability": [exercise("euler", check(), wrong), exercise("plot_step_sizes", check("not_attempted"))],
        "fixed_points": [exercise("newton", waits, check("blocked", points=2 / 3))],
    }


GOLDEN = """\
bob

euler_stability
  to fix     euler            claims: 1 of 2                               2 / 4
  to do      plot_step_sizes                                               0 / 2
fixed_points
  waits      newton           it called euler_stability.euler, which i…  0 / 2.7
total                         public checks only                         2 / 8.7

Worth fixing first: euler_stability.euler
This does not hold yet:
    For y' = A y each step multiplies the state by I + h A, h being that step's
    own length.

What came out:
    expected 3.149217 at index (2, 0) within 3e-09 (a few sums and products of
    doubles)
    got 3.412

This looks like a known mistake, first step for all:
    Your step never changes, but the grid does: compute t[k+1] - t[k] inside the
    loop.

For a hint: make hint U=euler_stability.euler

authoritative, isolation bubblewrap, seed 5d41402abc4b, submission 9f86d081884c
"""


def test_a_report_says_what_isolation_without_namespaces_changes() -> None:
    lower = shown(recognised(), isolation="uid+confine")
    assert lower.endswith(
        "\nThis was judged without namespaces: there, code that writes files ends in an\nerror.\n\n"
        "authoritative, isolation uid+confine, seed 5d41402abc4b, submission 9f86d081884c\n"
    )


def test_a_known_mistake_is_explained_in_full() -> None:
    assert shown(recognised()) == GOLDEN


def test_narrow_and_wide_terminals_are_served() -> None:
    page = terminal.render(report(recognised()), scope="public checks only")
    assert max(map(len, printed(page, 50).splitlines())) <= 50
    assert printed(page, 200) == GOLDEN


def test_colour_is_used_only_where_the_console_has_it() -> None:
    file = io.StringIO()
    page = terminal.render(report(recognised()), scope="public checks only")
    Console(file=file, width=80, force_terminal=True, color_system="standard").print(page)
    assert "\x1b[31m" in file.getvalue()
    assert "\x1b" not in printed(page)


def test_an_exception_keeps_the_shape_of_its_traceback() -> None:
    trace = "NameError: name 'nq' is not defined\n  File \"euler.py\", line 41, in euler\n    nq.array(y0)\n    ^^"
    text = shown({"u": [exercise("e", check("error", message=trace), check("blocked"))]})
    assert "Your code raised an exception while this was checked:\n    y' = -y" in text
    assert "".join(f"    {line}\n" for line in trace.splitlines()) in text
    assert "Claims not tried until this is mended: 1." in text


@pytest.mark.parametrize(
    ("outcome", "word", "sentence"),
    [
        ("failed", "to fix", "This does not hold yet:"),
        ("error", "error", "Your code raised an exception while this was checked:"),
        ("timed_out", "too slow", "Your code ran longer than it may and was stopped while this was checked:"),
        ("crashed", "crashed", "The process that runs your code died while this was checked:"),
        ("not_attempted", "to do", "Next: u.e"),
        ("blocked", "waits", "Next: u.e\nIt waits for something else:\n    called u.f"),
        (
            "grader_error",
            "our fault",
            "This is our fault, not yours; it costs no points.\nWe could not judge all of u.e.",
        ),
        ("manual", "by hand", ""),
        ("passed", "passed", "All that was checked holds. Well done."),
    ],
)
def test_every_outcome_has_a_word_and_a_sentence(outcome: str, word: str, sentence: str) -> None:
    text = shown({"u": [exercise("e", check(outcome, message="called u.f"))]})
    assert f"\n  {word:<9}  e" in text
    assert sentence in text
    assert ("Worth fixing first: u.e" in text) == (outcome in ("failed", "error", "timed_out", "crashed"))


def test_every_outcome_is_known_to_the_terminal() -> None:
    assert set(terminal._WORDS) == set(Outcome)


def test_a_fault_comes_before_what_is_not_attempted_and_the_course_gives_the_order() -> None:
    text = shown(
        {"a": [exercise("e", check("not_attempted")), exercise("f", check(), check("failed"), check("error"))]}
    )
    assert "Worth fixing first: a.f\nThis does not hold yet:" in text
    assert "Next:" not in text


def test_the_next_step_is_to_write_before_it_is_to_wait() -> None:
    text = shown({"a": [exercise("e", check("blocked")), exercise("f", check("not_attempted"))]})
    assert "Next: a.f\nFor a hint: make hint U=a.f\n" in text.replace("\n\n", "\n")


def test_where_all_that_was_asked_for_waits_the_next_step_is_what_it_calls() -> None:
    message = "it calls a.f, which is not written yet: write that one first"
    text = shown({"u": [exercise("e", check("blocked", message=message))]})
    assert f"Next: a.f\nu.e waits for it:\n    {message}\nFor a hint: make hint U=a.f\n" in text.replace("\n\n", "\n")


def test_the_mistake_is_found_though_a_later_claim_names_it() -> None:
    known = check("failed", misconception="e__right_endpoint", hint="Use the slope at the start.")
    text = shown({"u": [exercise("e", check("failed"), known)]})
    assert "a known mistake, right endpoint:\n    Use the slope at the start.\n" in text


def test_a_hint_without_a_known_mistake_is_shown() -> None:
    assert "Where to look:\n    Time comes first." in shown(
        {"u": [exercise("e", check("failed", hint="Time comes first."))]}
    )


def test_our_fault_is_named_though_no_claim_shows_it() -> None:
    text = shown({"u": [exercise("e", check())]}, complete=False)
    assert "We could not judge all of this submission." in text
    assert "--json" in text


def test_a_report_without_claims_praises_nothing() -> None:
    assert "holds" not in shown({}) + shown({"u": [exercise("e")]})


def test_the_commit_that_was_judged_stands_at_the_head_where_it_is_known() -> None:
    page = {"unit": [exercise("euler", check())]}
    heads = [
        printed(terminal.render(report(page, **fields), scope="all checks")).splitlines()[0]
        for fields in ({"commit": "a1" * 20}, {"commit": None}, {"commit": "a1" * 20, "trust": "advisory"})
    ]
    assert ["bob, commit a1a1a1a1a1a1", "bob", "bob"] == heads


def test_points_have_one_decimal_at_most() -> None:
    text = shown(
        {"u": [exercise("e", check(points=1 / 3), check("failed", points=2 / 3))]}, score=12.25, max_score=30.0
    )
    assert " 0.3 / 1\n" in text
    assert " 12.2 / 30\n" in text


CLASS = """\
ada                                                            bubblewrap  4 / 4
bob      euler: first step for all                             bubblewrap  2 / 8
mallory  incomplete; crashed                                   bubblewrap  0 / 2
zoe      advisory; nothing attempted                           none        0 / 2

submissions: 4, with full points: 1, authoritative: 3, incomplete: 1
"""


def test_a_class_has_a_line_for_each_submission() -> None:
    crashed = {"u": [exercise("e", check("crashed"), check("grader_error", points=0.0))]}
    untouched = {"u": [exercise("e", check("not_attempted"))]}
    reports = [
        report({"u": [exercise("e", check(), check())]}, submission="ada"),
        report(recognised(), max_score=8.0),
        report(crashed, submission="mallory", complete=False),
        report(untouched, submission="zoe", trust="advisory", isolation="none"),
    ]
    assert printed(terminal.render_class(reports)) == CLASS


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("\x1b[31mred\x1b[0m \x9b1mbold\x1b]0;title\x07\x1b]8;;x\x1b\\ \x1bPq\x1b\\end\x1bc", "red bold end"),
        ("unfinished \x1b[3", "unfinished 3"),
        ("a\0b\x7fc\x9dd\ufeff\u200be\ud800", "abcde"),
        ("50%\r100%\r\nx\x85y\u2028z\vw", "50%\n100%\nx\ny\nz\nw"),
        ("good \u202edab\u2066 \u061c", "good dab "),
        ("a\tb", "a   b"),
        ("\n\n  first\nlast\n\n", "  first\nlast"),
        ("e" + "\u0301\u200d" * 9, "e\u0301\u0301"),
        ("x" * LONGEST, "x" * LONGEST),
        ("[red]stays[/red] :smile:", "[red]stays[/red] :smile:"),
        ("e\u0301e" + "\u0301" * 99, "e\u0301e\u0301\u0301"),
        ("∂x/∂t = ±x, Zürich, 数", "∂x/∂t = ±x, Zürich, 数"),
    ],
)
def test_plain_keeps_what_can_be_seen(text: str, want: str) -> None:
    assert plain(text) == want


def test_plain_bounds_long_lines_and_long_texts() -> None:
    assert plain("x" * 10**6) == "x" * (LONGEST - 3) + "..."
    lines = plain("\n".join(map(str, range(1000)))).splitlines()
    assert lines == [*map(str, range(FIRST)), "... (960 lines left out)", *map(str, range(1000 - LAST, 1000))]


HOSTILE = st.text(
    st.one_of(st.characters(), st.sampled_from("\x1b[]()m;0\x07\x9b\x00\r\n\t\u202e\u0301[/red]:")), max_size=300
)


@settings(deadline=None)  # a loaded machine is no failure
@given(HOSTILE)
def test_plain_is_harmless_and_settled(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert all(len(line) <= LONGEST for line in once.splitlines())
    assert all(letter == "\n" or letter.isprintable() or letter.isspace() for letter in once)
    assert not set(once) & set("\x1b\x9b\x00\r\t\u202e\u200b\ud800")
    assert "\n" not in one_line(text)


@settings(deadline=None)  # a loaded machine is no failure
@given(HOSTILE, HOSTILE, HOSTILE)
def test_hostile_text_cannot_leave_its_place(message: str, name: str, hint: str) -> None:
    units = {"u": [exercise("e", check("error", message="x" + message, hint="y" + hint)), exercise("f", check())]}
    lines = shown(units, submission=name).splitlines()
    assert all(cell_len(line) <= 80 for line in lines)
    assert not any("\x1b" in line or "\r" in line for line in lines)
    ours = [line for line in lines[1:] if line and not line.startswith("    ")]
    assert ours == [
        "u",
        "  error      e  claims: 0 of 1                                             0 / 2",
        "  passed     f  claims: 1 of 1                                             2 / 2",
        "total           public checks only                                         2 / 4",
        "Worth fixing first: u.e",
        "Your code raised an exception while this was checked:",
        "What came out:",
        "Where to look:",
        "For a hint: make hint U=u.e",
        "authoritative, isolation bubblewrap, seed 5d41402abc4b, submission 9f86d081884c",
    ]


@settings(deadline=None)  # a loaded machine is no failure
@given(HOSTILE, HOSTILE)
def test_a_hostile_submission_has_one_line_in_its_class(name: str, message: str) -> None:
    hostile = report({"u": [exercise("e", check("blocked", message=message))]}, submission=name)
    lines = printed(terminal.render_class([hostile, report({})])).splitlines()
    assert len(lines) == 4
    assert all(cell_len(line) <= 80 for line in lines)
    assert lines[1].startswith("bob ")
    assert (
        len(
            shown({"u": [exercise("e", check("blocked", message=message))]}, submission=name)
            .split("\n\n")[1]
            .splitlines()
        )
        == 3
    )


COMMANDS = st.lists(
    st.sampled_from(
        [
            "::error::",
            "::add-mask::0",
            "##[error]",
            "##vso[task.complete]",
            ":",
            "#",
            "\u200b",
            "\xad\U000e0041",
            " ",
            "x" * 70,
            "\n",
        ]
    )
).map("".join)


@settings(deadline=None)  # a loaded machine is no failure
@given(COMMANDS, COMMANDS)
def test_no_report_commands_what_runs_a_workflow(message: str, name: str) -> None:
    units = {"u": [exercise("e", check("error", message="x" + message, hint=message))]}
    page = shown(units, submission="x" + name)
    assert not re.search(r"^\s*::[A-Za-z]", page, re.MULTILINE) and not re.search(r"##[A-Za-z]*\[", page)
    reports = Reports(reports=(report(units, submission=name),))
    written = as_json.render(reports)
    assert not re.search(rb"^\s*::|##[A-Za-z]*\[", written, re.MULTILINE)
    assert not set(written.decode()) & set("\xad\U000e0041")
    assert msgspec.json.decode(written, type=Reports) == reports


def test_a_slice_in_a_message_still_looks_like_one() -> None:
    assert plain("y[::2], y[::step] # no command") == "y[::2], y[∶:step] # no command"


def test_the_shipped_schema_is_current() -> None:
    assert as_json.SCHEMA.read_bytes() == as_json.schema_file(), "stale: python -m autograder.report.json"
    jsonschema.Draft202012Validator.check_schema(as_json.schema())


def test_json_is_valid_in_the_documented_order_and_comes_back_unchanged() -> None:
    everything = {"u": [exercise("e", *(check(outcome, message="é", detail="d") for outcome in Outcome))]}
    reports = Reports(reports=(report(recognised()), report(everything, commit="0badcafe")))
    written = as_json.render(reports)
    document = json.loads(written)
    VALIDATOR.validate(document)
    assert msgspec.json.decode(written, type=Reports) == reports
    assert written.endswith(b"}\n")
    assert list(document) == ["format", "reports"]
    assert document["format"] == 1
    assert " ".join(document["reports"][0]) == (
        "submission submission_sha256 commit trust isolation complete score max_score course course_version "
        "checks_sha256 seed_fingerprint versions seconds units"
    )
    claim = document["reports"][0]["units"][0]["exercises"][0]["checks"][0]
    assert list(document["reports"][0]["units"][0]) == ["name", "score", "max_score", "exercises", "remarks"]
    assert list(document["reports"][0]["units"][0]["exercises"][0]) == ["name", "score", "max_score", "checks", "line"]
    assert " ".join(claim) == (
        "id claim visibility outcome points max_points message detail hint misconception seconds line"
    )
    assert claim["misconception"] is None


def test_a_report_from_before_lines_were_told_is_read() -> None:
    reports = Reports(reports=(report(recognised()),))
    document = json.loads(as_json.render(reports))
    for unit in document["reports"][0]["units"]:
        for each in unit["exercises"]:
            del each["line"]
            for claim in each["checks"]:
                del claim["line"]
    assert msgspec.json.decode(json.dumps(document), type=Reports) == reports


@pytest.mark.parametrize("broken", [{"format": 2}, {"reports": [{}]}, {"more": 1}])
def test_the_schema_refuses_what_is_not_a_report(broken: dict[str, Any]) -> None:
    document = json.loads(as_json.render(Reports(reports=(report(recognised()),))))
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate({**document, **broken})


@settings(deadline=None)  # a loaded machine is no failure
@given(HOSTILE)
def test_json_of_any_text_is_valid_and_steers_no_terminal(text: str) -> None:
    reports = Reports(reports=(report({"u": [exercise("e", check("failed", message=text))]}),))
    written = as_json.render(reports)
    VALIDATOR.validate(json.loads(written))
    assert not set(written.decode()) & set("\x1b\x00\r\x7f\x9b\u202e\u2028")
    if text.isascii():
        assert msgspec.json.decode(written, type=Reports) == reports


def test_a_name_that_is_not_utf8_does_not_stop_a_report() -> None:
    written = as_json.render(Reports(reports=(report({}, submission="b\udcffb", versions={"\udcff": "1"}),)))
    assert json.loads(written)["reports"][0]["submission"] == "b?b"
