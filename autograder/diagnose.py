"""Which known mistake is this? The one misconception whose answers, on all failed claims of an exercise, are the student's.

The course asks its misconceptions themselves. A student's kit has none of their code, but transcripts of what they answer to
the public claims' public instances: one file a unit, {exercise: {mistake: Transcript}} as msgpack.
"""

import importlib
import io
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType
from typing import Any

import msgspec
import numpy as np

from autograder import expect
from autograder.model import Data, Limits, Outcome
from autograder.sandbox import local, probes, wire
from autograder.student import Attempt, Budget, Exchange, Student

TRANSCRIPTS = Path(__file__).parent / "transcripts"
RTOL = 1e-6  # the same mistake written otherwise differs by rounding only: measured <= 1e-9
WRONG = (Outcome.FAILED, Outcome.ERROR)
Answers = Callable[[str, Any], tuple[object, list[Exchange]]]  # (mistake, check) -> (true where it fails, its answers)


def mistakes(unit: str, exercise: str) -> dict[str, Callable[..., Any]]:
    """Name -> function of the known wrong answers to an exercise; none where the course came without them."""
    try:
        module = importlib.import_module(f"reference.misconceptions.{unit}")
    except ModuleNotFoundError as error:
        if not f"reference.misconceptions.{unit}".startswith(str(error.name)):
            raise
        return {}
    functions = {name: value for name, value in vars(module).items() if isinstance(value, FunctionType)}
    return {name: value for name, value in functions.items() if name.startswith(f"{exercise}__")}


class Transcript(Data, frozen=True):
    """What is known of a mistake without its code: a tutor's words, and its answers where a claim fails, as frames."""

    words: str
    failed: dict[str, list[tuple[bytes, bytes]]]  # check -> header and payload of each exchange


@dataclass(frozen=True)
class Known:
    """The known mistakes of an exercise."""

    words: Mapping[str, str]  # mistake -> what a tutor would say
    answers: Answers


def known(unit: str, exercise: str, rng: Callable[[str], np.random.Generator]) -> Known:
    """The mistakes of an exercise, from their code where that is, else from their transcripts; `rng` is by a check's id."""
    if functions := mistakes(unit, exercise):
        words = {name: tutor(function) for name, function in functions.items()}
        return Known(words, lambda mistake, check: run(check, functions[mistake], rng(check.id)))
    try:
        file = (TRANSCRIPTS / f"{unit}.msgpack").read_bytes()
        told = msgspec.msgpack.decode(file, type=dict[str, dict[str, Transcript]]).get(exercise, {})
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        told = {}  # not even a broken file takes the verdict from a student: only the mistake's name is missing

    def answers(mistake: str, check: Any) -> tuple[object, list[Exchange]]:
        failed = told[mistake].failed
        return check.id in failed, unpacked(failed.get(check.id, ()))

    return Known({name: transcript.words for name, transcript in told.items()}, answers)


def transcripts(own: Sequence[Any], rng: Callable[[str], np.random.Generator]) -> dict[str, Transcript]:
    """Mistake -> transcript, of the checks of one exercise; of a random one, known by which claims fail, without values."""
    found, values = {}, not own[0].exercise.random
    for name, function in mistakes(own[0].unit.name, own[0].exercise.name).items():
        told = {check.id: run(check, function, rng(check.id)) for check in own}
        failed = {check: packed(calls) if values else [] for check, (error, calls) in told.items() if error}
        found[name] = Transcript(words=tutor(function), failed=failed)
    return found


def packed(exchanges: Iterable[Exchange]) -> list[tuple[bytes, bytes]]:
    """Exchanges as frames of the codec."""
    frames = [wire.frame(b"", each.mode, vars(each), plain=True) for each in exchanges]
    return [(bytes(header), b"".join(payload)) for _, header, *payload in frames]


def unpacked(frames: Iterable[tuple[bytes, bytes]]) -> list[Exchange]:
    """The exchanges of `packed`; raises wire.WireError where they are none."""
    bodies = [wire.unframe(header, bytearray(payload), trusted=False)[2] for header, payload in frames]
    return [Exchange(**body) for body in bodies]


def run(
    check: Any, function: Callable[..., Any], rng: np.random.Generator
) -> tuple[BaseException | None, list[Exchange]]:
    """One check of a trusted function in this process: what it raised, and the calls."""
    limits = Limits(cpu_seconds=600, submission_seconds=600)
    child = local.InProcess({check.exercise.name: function})
    student = Student(Attempt(check.unit, check.exercise, limits, lambda: child, Budget.of(limits)))
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()):  # a wrong answer may overflow, or print
        warnings.simplefilter("ignore")
        try:
            check.function(student, rng)
        except Exception as error:
            return error, student.exchanges
    return None, student.exchanges


def recognise(
    own: Sequence[Any],
    outcomes: Mapping[str, Outcome],
    exchanges: Mapping[str, list[Exchange]],
    names: Iterable[str],
    answers: Answers,
) -> str | None:
    """The one of the known mistakes that explains all failed claims of an exercise; None if there is none, or more than one."""
    failed = [check for check in own if outcomes[check.id] in WRONG]
    asked = any(exchanges[check.id] for check in failed)  # nothing was, where the import failed: it says nothing
    if not asked or any(outcomes[check.id] not in (*WRONG, Outcome.PASSED) for check in own):
        return None
    candidates = list(names)
    if own[0].exercise.random:
        # Two runs of it never give the same values: it is known by which claims fail.
        for check in own:
            candidates = [name for name in candidates if bool(answers(name, check)[0]) == (check in failed)]
    else:
        for check in failed:  # a mistake that passes a claim does not explain why it fails, however near its values
            told = {name: answers(name, check) for name in candidates}
            candidates = [name for name, (error, calls) in told.items() if error and agree(calls, exchanges[check.id])]
        for check in (check for check in own if check not in failed):
            candidates = [name for name in candidates if not answers(name, check)[0]]
    return candidates[0] if len(candidates) == 1 else None


def tutor(function: Callable[..., Any]) -> str:
    """What a tutor would say to the student who made this mistake."""
    return " ".join((function.__doc__ or "").replace("(hidden only)", "").split())


def agree(one: Sequence[Exchange], other: Sequence[Exchange]) -> bool:
    """Whether two transcripts are of the same answers; so were the questions, which follow from the answers before."""
    return len(one) == len(other) and all(
        (a.function, a.mode, a.raised, a.changed) == (b.function, b.mode, b.raised, b.changed)
        and same(_shown(a), _shown(b))
        for a, b in zip(one, other, strict=True)
    )


def _shown(exchange: Exchange) -> Any:
    """What of a value two ways of making the same mistake have in common."""
    if exchange.mode == "drawn":
        return probes.sketch(exchange.value)
    if exchange.mode == "measured" and isinstance(exchange.value, dict):  # bytes differ with every way of writing it
        return {name: part for name, part in exchange.value.items() if name in ("value", "gradients")}
    return exchange.value


def same(a: Any, b: Any) -> bool:
    """The same data but for rounding; an array is the list that it denotes."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, tuple) and isinstance(b, tuple):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    if hasattr(a, "parameters") and hasattr(b, "parameters"):
        return type(a) is type(b) and same(a.parameters(), b.parameters())
    if isinstance(a, str | bytes | None) or isinstance(b, str | bytes | None):
        return type(a) is type(b) and bool(a == b)
    try:
        if expect.has_text(a) or expect.has_text(b):  # numpy would give every number the room of the longest text
            raise TypeError
        x, y = np.asarray(a), np.asarray(b)
        scale = float(np.max(np.abs(x[np.isfinite(x)]), initial=0.0)) if x.dtype.kind in "fiubc" else 0.0
        return x.shape == y.shape and bool(np.allclose(x, y, rtol=RTOL, atol=RTOL * 1e-3 * scale, equal_nan=True))
    except (TypeError, ValueError):
        return (
            isinstance(a, list | tuple)
            and isinstance(b, list | tuple)
            and len(a) == len(b)
            and all(same(x, y) for x, y in zip(a, b, strict=True))
        )
