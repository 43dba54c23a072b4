"""What fuzz.py does to the checks: whatever a student's process replies, each claim ends in an outcome that is the student's own.

An input is a number of a check and then changes to the replies that right answers would have been, in the order of the
check's calls; where it ends, replies are right. They go through the proxy, the check, its words, diagnosis and the report.
"""

import importlib
import math
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from fuzz_wire import peak

from autograder import course as courses
from autograder import diagnose, expect, grade
from autograder.model import CheckResult, ExerciseResult, Outcome, Report, Reports, Submission, UnitResult
from autograder.report import json
from autograder.report.advice import MAKE, advice
from autograder.report.plain import one_line
from autograder.student import Attempt, Budget, Exchange, Student, _size

ROOT = Path(__file__).parents[1]
COURSE = courses.load(ROOT)
CHECKS = grade.checks(COURSE)
SECONDS = 2.0  # of CPU for one claim: the costliest reply known takes 0.35
GROWTH = 768 * 2**10  # KiB more for one input: 16 MB of numbers, promoted to complex and compared, take 520 MiB
LONG = 2**24 - 2**16  # bytes of a reply
BIG = np.zeros((7,) * 8, "u1")  # to write it down takes 3 s: numpy leaves out nothing of an axis of 7
MIXED = [*[np.zeros(2**17, "u1")] * 60, np.zeros(2**17, "c16")]  # one array of it is 16 times as long
INTEGERS = [0, 1, -1, 2**63, 2**64 - 1, -(2**63)]
NUMBERS = [*INTEGERS, 0.0, -0.0, 1.7e308, -1.7e308, 5e-324, math.nan, math.inf, -math.inf, 1j, True]
LEAVES: list[Any] = [
    *(None, b"", b"x" * 2000, *NUMBERS),
    *("", "x", "1", "nan", "\x1b[2J", "\u202e", "1e5 " * 100, "x" * 60_000, "\n" * 999),
    *("a.b", "euler_stability.euler", "ValueError", "SyntaxError"),
    *(np.zeros(0), np.array(1.0), np.zeros((2**31, 0, 2)), np.zeros(LONG, "u1"), np.ones((2, 2), "c8"), BIG),
    *([], (), {}, [None], [{}] * 99, [1.0, "x"], [[1.0], [1.0, 2.0]], [[[[[[[[[[[[0]]]]]]]]]]]], {"a": [1]}, [1, b"x"]),
    *(MIXED, [np.zeros((2, 3)), np.zeros((2, 4))], [np.zeros((2**30, 0), "u1")] * 40, [BIG], [BIG[0]] * 6),
]
MANY = 10_000  # numbers that a header has room for
DTYPES = ["f4", "f8", "c8", "c16", "i1", "i8", "u1", "u8", "b1"]
KINDS = ["value"] * 11 + ["raised", "missing", "signature", "unfit", "loaded"]


def right_answers() -> dict[str, list[Exchange]]:
    """The transcript of each check's right answer."""
    found = {}
    for check in CHECKS:
        function = getattr(importlib.import_module(f"reference.{check.unit.name}"), check.exercise.name)
        error, found[check.id] = diagnose.run(check, function, grade.PUBLIC.rng(check.id, ""))
        assert error is None, check.id
    return found


RIGHT = right_answers()
SOURCES = {unit.name: (ROOT / "reference" / f"{unit.name}.py").read_bytes() for unit in COURSE.units}
HANDED_IN = Submission(name="any", sources=SOURCES, unreadable={}, sha256="")
REPORT = grade._report(COURSE, HANDED_IN, None, grade.PUBLIC, [], {}, 0.0)
GRADING = grade.Grading(COURSE, HANDED_IN, None, grade.PUBLIC, CHECKS)


def body(kind: str, check: grade.Check, value: Any) -> dict[str, Any]:
    """A reply of this kind as the worker would write it."""
    bodies: dict[str, dict[str, Any]] = {
        "value": {"value": value, "changed": []},
        "raised": {"type": "NotImplementedError", "text": "no", "lines": [[check.unit.name, 3]], "offset": 2},
        "missing": {"near": ["euler"]},
        "signature": {"theirs": "(f, y0)", "problem": "too many"},
        "unfit": {"what": "a set"},
        "loaded": {},
    }
    return bodies[kind]


Respond = Callable[[str, Any], tuple[str, Any]]  # (what was asked, the right value) -> reply


class Replies:
    """A child that a function speaks for."""

    printed = bytearray(b"printed \xff\x1b[2J")
    dropped = 1

    def __init__(self, check: grade.Check, respond: Respond) -> None:
        self.respond, self.values = respond, iter([exchange.value for exchange in RIGHT[check.id]])

    def call(self, kind: str, body: Any, cpu_seconds: float, wall_seconds: float) -> tuple[str, Any]:
        """The next reply."""
        return self.respond(kind, next(self.values, None) if kind == "call" else None)

    def post(self, kind: str, body: Any, cpu_seconds: float, wall_seconds: float) -> None:
        """Hear a request, whose reply is the next."""
        self.asked = kind

    def answer(self) -> tuple[str, Any]:
        """The reply to it."""
        return self.call(self.asked, {}, 0, 0)

    def end(self) -> None:
        """Nothing to end."""


def changed(value: Any, data: Iterator[int]) -> Any:
    """The value with one part changed."""
    how, which = next(data, 0), next(data, 0)
    if how % 8 < 6 and isinstance(value, dict) and value:
        key = list(value)[which % len(value)]
        return value | {key: changed(value[key], data)}
    if how % 8 < 4 and isinstance(value, list | tuple) and value:
        items = list(value)
        items[which % len(items)] = changed(items[which % len(items)], data)
        return type(value)(items)
    if how % 8 < 6 and isinstance(value, np.ndarray):
        return changed_array(value, how // 8, which)
    if how % 8 == 6 and isinstance(value, list | tuple):
        return [value[:-1], value * 2, value[::-1], [value], list(value), tuple(value)][which % 6]
    return LEAVES[which % len(LEAVES)]


def changed_array(array: np.ndarray, how: int, which: int) -> Any:
    """The array with a number, its shape or its dtype changed."""
    number = NUMBERS[which % len(NUMBERS)]
    with np.errstate(all="ignore"):
        if how % 4 == 0 and array.dtype.kind in "fc" and isinstance(number, float):
            return np.full_like(array, number)
        if how % 4 == 1 and array.dtype.kind in "fc" and array.size and isinstance(number, float):
            array = array.copy()
            array.flat[which % array.size] = number
            return array
        if how % 4 == 2 and array.size < MANY:
            return array.astype(DTYPES[which % len(DTYPES)])
    shapes = (
        [array.T, array[None], array.reshape(-1), array[..., None], array[..., :0]] if array.ndim else [array[None]]
    )
    if 0 < array.size < MANY:
        shapes += [array.tolist(), np.array([array] * 2), [array] * 2]
    return shapes[which % len(shapes)]


def reported(result: CheckResult) -> Report:
    """A report of nothing but this result."""
    points = {"score": result.points, "max_score": result.max_points}
    exercise = ExerciseResult(name="any", checks=(result,), **points)
    return msgspec.structs.replace(REPORT, units=(UnitResult(name="any", exercises=(exercise,), **points),))


def one_input(data: bytes) -> None:
    """Judge a claim on replies changed as the input says."""
    rest = iter(data)
    check = CHECKS[next(rest, 0) % len(CHECKS)]

    def respond(asked: str, value: Any) -> tuple[str, Any]:
        reply = KINDS[next(rest, 0) % len(KINDS)] if asked == "call" or next(rest, 0) == 1 else "loaded"
        answer: Any = body(reply, check, value)
        for _ in range(next(rest, 0) % 4):
            other = changed(answer, rest)
            answer = other if _size(other) < LONG + 100 * MANY else answer
        return reply, answer

    judged(check, respond)


def attempted(check: grade.Check, respond: Respond) -> Attempt:
    """An attempt at the check's exercise whose process is `respond`."""
    limits = COURSE.limits
    return Attempt(
        check.unit, check.exercise, limits, lambda: Replies(check, respond), Budget.of(limits), SOURCES, ["numpy"]
    )


def judged(check: grade.Check, respond: Respond) -> CheckResult:
    """The result of a claim; raises AssertionError where it is a fault of ours, or time or memory are used up."""
    before = peak()
    began = time.process_time()
    attempt = attempted(check, respond)
    student, error = Student(attempt), None
    with expect.recording() as record, np.errstate(all="ignore"):
        try:
            check.function(student, grade.PUBLIC.rng(check.id, ""))
        except Exception as raised:
            error = raised
    GRADING.attempt, GRADING.notices = attempt, record.notices
    result = GRADING.judge(check, error, 0.0)
    assert result.outcome is not Outcome.GRADER_ERROR, result.detail
    for one, other in ((student.exchanges, RIGHT[check.id]), (RIGHT[check.id], student.exchanges)):
        assert diagnose.agree(one, other) in (True, False)
    report = reported(result)
    assert json.render(Reports(reports=(report,)))
    assert [one_line(paragraph.quoted) for paragraph in advice(report, MAKE)]
    assert time.process_time() - began < SECONDS
    assert peak() - before < GROWTH
    return result
