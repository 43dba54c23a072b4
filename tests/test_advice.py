"""What is said first, what has changed since last time, and what comes next."""

import pytest
from test_report import check, exercise, printed, report

from autograder.model import CheckResult, Outcome, Report
from autograder.report import next, terminal
from autograder.report.advice import since


def told(*results: CheckResult) -> Report:
    """A report on two exercises of one unit, the last claim being the second one's."""
    return report({"unit": [exercise("one", *results[:-1]), exercise("two", results[-1])]})


def claim(number: int, outcome: str = "passed", points: float = 2.0) -> CheckResult:
    return check(outcome, id=f"unit.exercise.claim{number}", points=points)


def before(**outcomes: str) -> dict[str, Outcome]:
    return {f"unit.exercise.{name}": Outcome(outcome) for name, outcome in outcomes.items()}


NOW = told(claim(1), claim(2), claim(3, "failed"))


@pytest.mark.parametrize(
    "then, want",
    [
        ({}, ""),
        ({"claim1": "passed", "claim2": "passed", "claim3": "failed"}, "Nothing has changed since last time."),
        ({"claim1": "passed", "claim2": "passed", "claim3": "error"}, "Nothing has changed since last time."),
        (
            {"claim1": "failed", "claim2": "passed", "claim3": "failed"},
            "Points: 4, last time 2. 1 more claim holds (one).",
        ),
        (
            {"claim1": "failed", "claim2": "blocked", "claim3": "passed"},
            "Points: 4, last time 2. 2 more claims hold (one), 1 claim no longer holds (two).",
        ),
        ({"claim3": "passed"}, "Points: 4, last time 2. 1 claim no longer holds (two)."),
    ],
)
def test_what_has_changed_is_a_line(then: dict[str, str], want: str) -> None:
    assert want == since(NOW, before(**then))


def test_a_fault_of_ours_is_no_change() -> None:
    lost = told(claim(1), claim(2), claim(3, "grader_error"))
    then = before(claim1="passed", claim2="passed", claim3="passed")
    assert "Nothing has changed since last time." == since(lost, then)


def test_many_exercises_are_counted_not_listed() -> None:
    names = [f"e{number}" for number in range(5)]
    results = [exercise(name, check("passed", id=f"unit.{name}.c")) for name in names]
    then = {f"unit.{name}.c": Outcome.FAILED for name in names}
    assert since(report({"unit": results}), then).endswith("5 more claims hold (e0, e1, e2 and 2 more).")


FILE = [
    ("importing unit.py raised SyntaxError: '(' was never closed\n  unit.py, line 2", "This is not Python yet"),
    ("importing unit.py raised TabError: mixed", "This is not Python yet"),
    ("importing unit.py raised ValueError: no\n  unit.py, line 2", "This file cannot be imported"),
    ("unit.py: line 1 is not UTF-8", "This file cannot be read"),
]


@pytest.mark.parametrize("message, lead", FILE)
def test_what_is_wrong_with_a_whole_file_is_said_of_the_file(message: str, lead: str) -> None:
    said = printed(terminal.render(told(*[check("error", message=message)] * 3), scope="all"))
    assert f"Worth fixing first: unit.py\n{lead}, so nothing in it is checked yet:\n    {message[:9]}" in said
    assert "make hint" not in said


@pytest.mark.parametrize("message", ["calling one raised ValueError: importing unit.py raised", "another.py: x"])
def test_an_exception_in_an_exercise_is_said_of_the_exercise(message: str) -> None:
    said = printed(terminal.render(told(*[check("error", message=message)] * 3), scope="all"))
    assert "Worth fixing first: unit.one\nYour code raised an exception" in said


def test_a_breakpoint_that_was_forgotten_is_named() -> None:
    said = printed(terminal.render(told(*[check("error", message="calling one raised BdbQuit")] * 3), scope="all"))
    assert "There is a breakpoint() in your code." in said and "make check U=unit.one DEBUG=1" in said


def test_a_glance_shows_time_change_advice_and_points_of_all() -> None:
    said = printed(terminal.glance(NOW, 0.1234, ["Changed."], 7.5, 20, "09:30:00"))
    lines = said.splitlines()
    assert ["09:30:00 checked in 0.12 s: unit", "Changed.", "", "Worth fixing first: unit.two"] == lines[:4]
    assert "total" in said and "7.5 / 20" in said and "Ctrl-C ends watching." == lines[-1]


STEP = next.Step(
    name="unit.two",
    lesson="A lesson",
    minutes=15,
    file="exercises/unit.py",
    line=7,
    hold=2,
    claims=5,
    begun=False,
    needs=("unit.one",),
    opens=("later.three",),
)


def test_the_next_step_says_why_where_and_how() -> None:
    said = next.render(STEP)
    assert said.startswith("Next: unit.two\n")
    for words in (
        "A lesson",
        "about 15 minutes",
        "exercises/unit.py:7",
        "make check U=unit.two",
        "make hint U=unit.two",
    ):
        assert words in said
    why = " ".join(said.split())
    assert "It is next in the course. It builds on unit.one, which is done. It opens later.three." in why
    assert "You have begun it: 2 of 5 claims hold." in next.render(STEP._replace(begun=True))
    two = next.render(STEP._replace(needs=("unit.one", "unit.zero")))
    assert "unit.one, unit.zero, which are done." in " ".join(two.split())
    assert 80 >= max(map(len, next.render(STEP._replace(opens=["a_long_unit.a_long_exercise"] * 9)).splitlines()))
