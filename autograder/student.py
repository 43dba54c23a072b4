"""The proxy that a check calls: `student.euler(f, y0, t)` runs in the student's process, plain data comes back.

In a torch unit arrays arrive there as tensors, and tensors come back here as arrays.
"""

import builtins
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from autograder import cells
from autograder.model import Exercise, Limits, Outcome, Unit
from autograder.sandbox import client, wire

LOAD_FACTOR = 5.0  # importing a unit may take five calls' time: a first import of scipy.stats costs 0.6 s
KNOWN = {name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, Exception)}
KNOWN |= {"LinAlgError"}  # types that a hidden claim may name; one that a student made up could be named after an input
KEPT = 2**20  # bytes of a value in a transcript: a submission makes 133 calls, right answers have 0.3 MB at most


class Ended(Exception):
    """A call gave no value: how it ended, a message for the student, and what of it a hidden claim may say."""

    def __init__(self, outcome: Outcome, message: str, brief: str = "", line: int | None = None) -> None:
        super().__init__(message)
        self.outcome, self.message, self.brief = outcome, message, brief or message
        self.line = line  # of the unit's own file, the innermost that an exception came through


class Child(Protocol):
    """What the proxy needs of a process: `sandbox.client.Child`, or `sandbox.local.InProcess`."""

    printed: bytearray
    dropped: int

    def call(self, kind: str, body: Any, cpu_seconds: float, wall_seconds: float) -> tuple[str, Any]:
        """The reply (kind, body) to one request."""

    def post(self, kind: str, body: Any, cpu_seconds: float, wall_seconds: float) -> None:
        """Send a request of which `answer` will ask."""

    def answer(self) -> tuple[str, Any]:
        """The reply (kind, body) to the request that was posted."""

    def end(self) -> None:
        """End the process."""


@dataclass(frozen=True)
class Exchange:
    """How one call of a check ended: a value, or the type of what was raised. A check's next question follows from it."""

    function: str
    mode: str
    value: Any = None
    changed: tuple[str, ...] = ()
    raised: str = ""


@dataclass
class Budget:
    """Wall clock for all calls of a submission."""

    end: float

    @classmethod
    def of(cls, limits: Limits) -> "Budget":
        """A budget that starts now."""
        return cls(time.monotonic() + limits.submission_seconds)

    def left(self) -> float:
        """Seconds left, never negative."""
        return max(0.0, self.end - time.monotonic())


@dataclass
class Attempt:
    """One exercise of a submission: the process that serves it, started at the first call, and what ended it."""

    unit: Unit
    exercise: Exercise
    limits: Limits
    start: Callable[[], Child]
    budget: Budget
    sources: Mapping[str, bytes] = field(default_factory=dict)
    libraries: Sequence[str] = ()
    cells: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    child: Child | None = None
    ended: Ended | None = None  # the time-out, crash or failed import after which nothing more is tried
    loading: bool = False  # asked to
    loaded: bool = False
    remarks: tuple[str, ...] = ()  # of the import of a notebook

    def call(self, kind: str, body: Any) -> tuple[str, Any]:
        """The process's reply to one request; the first time-out or crash ends the attempt."""
        with self._limited(1.0) as (child, cpu, wall):
            return child.call(kind, body, cpu, wall)

    def prepare(self) -> None:
        """Start the process and have it import the unit while the grader does something else; `load` waits for it."""
        if self.loading or not self.libraries:  # trusted functions need no import
            return
        body = {
            "unit": self.unit.name,
            "sources": dict(self.sources),
            "libraries": list(self.libraries),
            "cells": {name: list(starts) for name, starts in self.cells.items()},
        }
        with self._limited(LOAD_FACTOR) as (child, cpu, wall):
            child.post("load", body, cpu, wall)
        self.loading = True

    def load(self) -> None:
        """Import the unit, once."""
        if self.ended:
            raise Ended(*self._after())
        self.prepare()
        if self.loaded or not self.loading:
            return
        with self._limited(LOAD_FACTOR) as (child, _, _):
            reply, answer = child.answer()
        if reply != "loaded":
            self.ended = self.raised(answer, f"importing {self.unit.name}.py")
            raise self.ended
        self.loaded = True
        self.remarks = tuple(self._remarked(answer)) if self.cells else ()

    @contextmanager
    def _limited(self, factor: float) -> Iterator[tuple[Child, float, float]]:
        """The process, and the CPU and wall seconds that it has for one request."""
        if self.child is None:
            self.child = self.start()
        cpu = factor * (self.exercise.cpu_seconds or self.limits.cpu_seconds)
        try:
            wall = min(cpu * self.limits.wall_factor, self.budget.left())
            if wall <= 0:
                raise client.TimedOut("the submission's whole time")
            yield self.child, cpu, wall
        except client.TimedOut as error:
            message = f"expected an answer within {cpu:g} s of computing\ngot none (stopped after {error})"
            self.ended = Ended(Outcome.TIMED_OUT, message)
            raise self.ended from None
        except client.Crashed as error:
            message = f"expected a returned value\ngot none: {error}"
            self.ended = Ended(Outcome.CRASHED, message)
            raise self.ended from None

    def _remarked(self, answer: Any) -> Iterator[str]:
        """What an instructor and a student should know of how a notebook was run."""
        for line in _field(answer, "left_out", list)[:8]:
            if _is_line(line, self.sources):
                unit, number = line
                text = self._excerpt(unit, number, 0)[0].strip()
                yield f"{self.place(unit, number)}: left out, as IPython reads it and Python does not: {text}"
        for broken in _field(answer, "broken", list)[:8]:
            said, *places = self.raised(broken, "this cell").message.splitlines()
            yield ": ".join([*(line.strip() for line in places[:1]), f"{said}; the cells after it were run"])

    def serves(self, unit: Unit, exercise: Exercise) -> bool:
        """Whether this is the attempt at an exercise."""
        return (self.unit, self.exercise) == (unit, exercise)

    @property
    def file(self) -> str:
        """What the unit is handed in as."""
        if not self.libraries:
            return "this notebook"  # whose functions are there already
        return self.unit.name + (".ipynb" if self.unit.name in self.cells else ".py")

    def place(self, unit: str, line: int) -> str:
        """Where a line of a unit is, as its author counts."""
        if unit not in self.cells:
            return f"{unit}.py, line {line}"
        cell, within = cells.place(self.cells[unit], line)
        return f"{unit}.ipynb, code cell {cell}, line {within}"

    def _after(self) -> tuple[Outcome, str, str, int | None]:
        assert self.ended is not None
        if self.ended.outcome in (Outcome.TIMED_OUT, Outcome.CRASHED):
            return (
                Outcome.BLOCKED,
                f"not tried: an earlier claim of this exercise {_VERBS[self.ended.outcome]}",
                "",
                None,
            )
        return self.ended.outcome, self.ended.message, self.ended.brief, self.ended.line

    def close(self) -> None:
        """End the process."""
        child, self.child = self.child, None  # never ended twice, not even where its nursery is gone
        if child is not None:
            child.end()

    def raised(self, answer: Any, doing: str) -> Ended:
        """What an exception of the student's code means."""
        kind = _field(answer, "type", str)
        if not (kind.isidentifier() and len(kind) <= 40):
            kind = "an exception"
        text, lines = _field(answer, "text", str), _field(answer, "lines", list)
        name = f"{self.unit.name}.{self.exercise.name}"
        if kind == "NotImplementedError" and text == name:
            return Ended(Outcome.NOT_ATTEMPTED, f"{name} is not written yet")
        if kind == "NotImplementedError" and _is_stub(text, self.sources):
            return Ended(Outcome.BLOCKED, f"it calls {text}, which is not written yet: write that one first")
        shown = [f"{doing} raised {kind}: {text}" if text else f"{doing} raised {kind}"]
        places: list[str] = []
        line = None
        for unit, number in (line for line in lines[:6] if _is_line(line, self.sources)):  # the worker sends no more
            places.append(self.place(unit, number))
            line = number if unit == self.unit.name and unit not in self.cells else line
            shown += [
                f"  {places[-1]}",
                *self._excerpt(unit, number, _field(answer, "offset", int) if kind == "SyntaxError" else 0),
            ]
        brief = f"{doing} raised {kind if kind in KNOWN else 'an exception'}" + (f" at {places[-1]}" if places else "")
        return Ended(Outcome.ERROR, "\n".join(shown), brief, line)

    def _excerpt(self, unit: str, number: int, offset: int) -> list[str]:
        line = b"".join(self.sources[unit].splitlines()[number - 1 : number]).decode(errors="replace")
        indent = len(line) - len(line.lstrip())
        caret = ["    " + " " * (offset - 1 - indent) + "^"] if 0 < offset - indent <= 100 else []
        return ["    " + printable(line.strip())[:100], *caret]


_VERBS = {Outcome.TIMED_OUT: "ran out of time", Outcome.CRASHED: "ended its process"}


class Student:
    """What a check sees of one exercise. Every call is written down, for diagnosis."""

    def __init__(self, attempt: Attempt) -> None:
        self._attempt = attempt
        self.exchanges: list[Exchange] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name != self._attempt.exercise.name:
            raise AttributeError(f"this check may call {self._attempt.exercise.name} only, not {name}")
        return lambda *args: self._ask(name, "value", args)

    def drawn(self, name: str, *args: Any) -> Any:
        """What the function leaves on the Axes that it is given before `args`."""
        return self._ask(name, "drawn", args)

    def refused(self, name: str, *args: Any) -> Any:
        """{"refused": whether it raised ValueError or a subclass}; any other exception is the student's error, as always."""
        return self._ask(name, "refused", args)

    def differentiated(self, name: str, cotangent: Any, *args: Any, by: Sequence[int]) -> tuple[Any, Any]:
        """What the function returns, and the gradients of sum(cotangent * that) by the arguments in the places `by`.

        A gradient is like its argument, a list for a tuple; None where autograd finds no way from the value to it.
        """
        got = self._ask(name, "differentiated", args, cotangent=_tensors(cotangent), by=list(by))
        return _part(got, "value"), _part(got, "gradients")

    def measured(self, name: str, cotangent: Any, *args: Any, by: Sequence[int]) -> tuple[Any, Any, dict[str, Any]]:
        """The same, and what memory it took: {kept_bytes, peak_bytes}, see `sandbox.gradients`.

        These two are the word of the student's process.
        """
        got = self._ask(name, "measured", args, cotangent=_tensors(cotangent), by=list(by))
        counts = {count: _part(got, count) for count in ("kept_bytes", "peak_bytes")}
        return _part(got, "value"), _part(got, "gradients"), counts

    def _ask(self, name: str, mode: str, args: tuple[Any, ...], **more: Any) -> Any:
        attempt = self._attempt
        attempt.load()
        sent = [_tensors(argument) if attempt.unit.libraries == "torch" else argument for argument in args]
        body = {"function": name, "mode": mode, "args": sent} | ({"more": more} if more else {})
        reply, answer = attempt.call("call", body)
        wanted = f"{name} to be a function of {attempt.file}"
        match reply:
            case "value" if isinstance(answer, dict) and isinstance(answer.get("changed"), list):
                value = answer.get("value")
                changed = tuple(printable(name)[:50] or "an argument" for name in answer["changed"][:8])
                kept = value if _size(value) <= KEPT else "a value too large to be kept"
                self.exchanges.append(Exchange(name, mode, kept, changed))
                if changed:
                    expected, got = "expected the arguments left as they were\ngot ", " changed in place"
                    raise Ended(Outcome.FAILED, expected + ", ".join(changed) + got, expected + "one of them" + got)
                return value
            case "raised":
                ended = attempt.raised(answer, f"calling {name}")
                self.exchanges.append(Exchange(name, mode, raised=_field(answer, "type", str)))
                raise ended
            case "broken":
                self.exchanges.append(Exchange(name, mode, raised=_field(answer, "type", str)))
                raise attempt.raised(answer, f"the cell of {name}")
            case "missing":
                near = _field(answer, "near", list)
                got = (
                    f"a function {near[0][:50]!r}: is it the one?"
                    if near and isinstance(near[0], str)
                    else "none of that name"
                )
                raise Ended(
                    Outcome.FAILED, f"expected {wanted}\ngot {got}", f"expected {wanted}\ngot none of that name"
                )
            case "signature":
                theirs, problem = _field(answer, "theirs", str), _field(answer, "problem", str)
                expected = f"expected {name} to take {len(args)} arguments in the order of the stub\ngot "
                raise Ended(Outcome.FAILED, f"{expected}{name}{theirs}: {problem}", f"{expected}another signature")
            case "unfit":
                self.exchanges.append(Exchange(name, mode, raised="unfit"))
                expected = "expected plain numbers, arrays, tuples or text\ngot "
                raise Ended(Outcome.FAILED, expected + _field(answer, "what", str), expected + "something else")
        attempt.ended = Ended(Outcome.CRASHED, "expected a returned value\ngot none: its process sent something else")
        raise attempt.ended


def _tensors(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return wire.Tensor(value)
    return type(value)(_tensors(item) for item in value) if isinstance(value, list | tuple) else value


def _part(got: Any, name: str) -> Any:
    """A part of a value that should be a dict; None where it is not there."""
    return got.get(name) if isinstance(got, dict) else None


def _field(answer: Any, name: str, kind: type) -> Any:
    """A field of a reply, which a student may have written: of the kind asked for, printable and short, or empty."""
    value = answer.get(name) if isinstance(answer, dict) else None
    if kind is str:
        return printable(value)
    return value if type(value) is kind else kind()


def printable(value: Any, longest: int = 500) -> str:
    """The beginning of a text, with ? for what could steer a terminal; of anything else nothing: a large array takes long."""
    text = value[:longest].replace("\t", " ") if isinstance(value, str) else ""
    return "".join(c if c.isprintable() or c == "\n" else "?" for c in text)


def _size(value: Any) -> int:
    """Bytes that a decoded value takes, nearly."""
    if isinstance(value, np.ndarray):
        return 200 + value.nbytes
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return 100 + sum(map(_size, items)) + (len(value) if isinstance(value, str | bytes) else 0)


def _is_stub(text: str, sources: Mapping[str, bytes]) -> bool:
    """Whether an exception's text is that of a stub, "unit.exercise": of any unit, but it stands in the submission."""
    unit, _, function = text.partition(".")
    named = unit.isidentifier() and function.isidentifier()
    return named and any(text.encode() in source for source in sources.values())


def _is_line(line: Any, sources: Mapping[str, bytes]) -> bool:
    """Whether this is [unit, number] of a line that there is, or of the end of the file after the last."""
    if type(line) is not list or [type(part) for part in line] != [str, int] or line[0] not in sources:
        return False
    return 1 <= line[1] <= len(sources[line[0]].splitlines()) + 1
