"""What to do next and why, as `next` says it. Pure: names and numbers in, text out."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

WIDTH, INDENT = 80, 14  # columns

FINISHED = "All is done: every claim that was checked holds. For the points: make check"


class Step(NamedTuple):
    """The next exercise, and all that speaks for it."""

    name: str  # unit.exercise
    lesson: str  # the unit's title
    minutes: int
    file: str
    line: int | None  # where it begins; None where the file has nothing of that name
    hold: int  # claims of it that hold already
    claims: int  # claims about it; 0 where it was never checked
    begun: bool
    needs: Sequence[str]  # all done
    opens: Sequence[str]  # what needs it


def render(step: Step) -> str:
    """Which exercise, why, where it is written and how it is checked."""
    why = f"You have begun it: {step.hold} of {step.claims} claims hold." if step.begun else "It is next in the course."
    if step.needs:
        why += f" It builds on {', '.join(step.needs)}, which {'is' if len(step.needs) == 1 else 'are'} done."
    if step.opens:
        why += f" It opens {', '.join(step.opens)}."
    rows = {
        "Lesson": step.lesson,
        "Time": f"about {step.minutes} minutes",
        "Why": why,
        "Write it": f"{step.file}:{step.line}" if step.line else step.file,
        "Check it": f"make check U={step.name}",
        "Get a hint": f"make hint U={step.name}",
    }
    return "\n".join([f"Next: {step.name}", "", *(_row(key, said) for key, said in rows.items())])


def lost(step: Step) -> str:
    """What is said where the exercise's function is no longer in its file."""
    function = step.name.partition(".")[2]
    return f"There is no {function} in {step.file}. To have its stub again:\n  make reset U={step.name}"


def outdated(units: Sequence[str]) -> Iterator[str]:
    """A line for each unit that has changed since it was checked."""
    for unit in units:
        yield f"{unit}.py has changed since it was checked. To bring this up to date:\n  make check U={unit}"


def _row(key: str, said: str) -> str:
    lines = textwrap.wrap(said, WIDTH - INDENT, break_on_hyphens=False)
    return f"  {key:<{INDENT - 2}}" + f"\n{'':{INDENT}}".join(lines)
