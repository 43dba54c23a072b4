"""What fuzzing is kept from finding again: every seed, and what a hostile reply may cost the grader. See fuzz.py."""

import contextlib
import os
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from typing import Any

import fuzz_answers
import fuzz_wire
import numpy as np
import pytest
import test_wire as small
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder import grade
from autograder.model import Outcome
from autograder.student import KEPT, Ended, Student

HERE = Path(__file__).parent
SEEDS = sorted((HERE / "fuzz_seeds").glob("*/*"))
TARGETS: dict[str, Callable[[bytes], None]] = {"wire": fuzz_wire.one_input, "answers": fuzz_answers.one_input}
PURE = [check for check in fuzz_answers.CHECKS if not check.exercise.draws]
EXTREMES = [1.7e308, -1.7e308, 1e200, np.inf, -np.inf, np.nan]
CONSTANT = {"same_generator_same_paths", "same_generator_same_increments"}  # hold for whatever is the same twice
CPU_SECONDS = float(os.environ.get("SOAK_CPU_SECONDS", "3600"))  # of coverage-guided fuzzing, over all targets
FUZZ = settings(deadline=None, suppress_health_check=list(HealthCheck))
EXAMPLES = [60, pytest.param(20_000, marks=pytest.mark.soak)]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_seed_is_an_input_like_any_other(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("examples", EXAMPLES)
def test_a_frame_that_comes_in_pieces_is_the_same_frame(examples: int) -> None:
    @settings(FUZZ, max_examples=examples)
    @given(small.VALUES, st.integers(0, 255))
    def holds(value: Any, pace: int) -> None:
        header, payload = small.parts(value)
        _, _, body = fuzz_wire.received(struct.pack("<II", len(header), len(payload)) + header + payload, pace)
        assert small.told(body) == small.told(small.crossed(value, trusted=False))

    holds()


@pytest.mark.parametrize("examples", EXAMPLES)
def test_bytes_that_come_in_pieces_are_a_frame_or_a_wire_error(examples: int) -> None:
    @settings(FUZZ, max_examples=examples)
    @given(st.binary(max_size=99) | small.MSGPACK.map(small.raw), st.binary(max_size=32), st.integers(0, 255))
    def holds(header: bytes, payload: bytes, pace: int) -> None:
        fuzz_wire.one_input(bytes([pace]) + struct.pack("<II", len(header), len(payload)) + header + payload)

    holds()


@pytest.mark.parametrize("examples", EXAMPLES)
def test_whatever_a_process_replies_the_outcome_is_never_ours(examples: int) -> None:
    settings(FUZZ, max_examples=examples)(given(st.binary(max_size=40))(fuzz_answers.one_input))()


def places(value: Any) -> Iterator[tuple[Any, ...]]:
    """The way to each part of a reply; of a drawing's artists, the first two."""
    yield ()
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list | tuple) else ():
        yield from ((key, *place) for place in places(value[key]) if not (isinstance(key, int) and key > 1 and place))


def put(value: Any, place: tuple[Any, ...], part: Any) -> Any:
    """The reply with another part at this place."""
    if not place:
        return part
    if isinstance(value, dict):
        return value | {place[0]: put(value[place[0]], place[1:], part)}
    return type(value)(put(item, place[1:], part) if n == place[0] else item for n, item in enumerate(value))


@pytest.mark.soak
@pytest.mark.parametrize("check", fuzz_answers.CHECKS, ids=lambda check: check.id)
def test_any_part_of_any_reply_may_be_anything(check: grade.Check) -> None:
    calls = len(fuzz_answers.RIGHT[check.id])
    for kind, number in [*(("value", n) for n in range(calls)), *((kind, 0) for kind in set(fuzz_answers.KINDS))]:
        answer = fuzz_answers.body(kind, check, fuzz_answers.RIGHT[check.id][number].value)
        for place, part in product(places(answer), fuzz_answers.LEAVES):
            replies = [
                ("value", fuzz_answers.body("value", check, each.value)) for each in fuzz_answers.RIGHT[check.id]
            ]
            replies[number] = kind, put(answer, place, part)
            rest = iter([("loaded", {}), *replies])
            fuzz_answers.judged(check, lambda asked, value, rest=rest: next(rest))


@pytest.mark.soak
def test_coverage_guided_fuzzing_finds_nothing() -> None:
    pytest.importorskip("atheris", reason="atheris has no wheel for this Python")
    command = [sys.executable, str(HERE / "fuzz.py")]

    def fuzz(name: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, name, str(CPU_SECONDS / len(TARGETS))],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    with ThreadPoolExecutor(2) as pool:
        for done in pool.map(fuzz, TARGETS):
            lines = done.stdout.splitlines()
            assert done.returncode == 0, "\n".join([lines[0], *lines[-40:]])
            print(f"\n{lines[-1]}\n{next(line for line in reversed(lines) if ' cov: ' in line)}")


def has_numbers(value: Any) -> bool:
    """Whether an answer is made of numbers, and not of names."""
    if isinstance(value, list | tuple):
        return any(map(has_numbers, value))
    return has_numbers(list(value.values())) if isinstance(value, dict) else isinstance(value, np.ndarray | int | float)


def filled(value: Any, number: float) -> Any:
    """The answer with this number in the place of all of its own."""
    if isinstance(value, np.ndarray):
        return np.full(value.shape, number)
    if isinstance(value, list | tuple):
        return type(value)(filled(item, number) for item in value)
    if isinstance(value, dict):
        return {key: filled(item, number) for key, item in value.items()}
    return number if isinstance(value, int | float) else value


NUMERIC = [check for check in PURE if any(has_numbers(each.value) for each in fuzz_answers.RIGHT[check.id])]


@pytest.mark.parametrize("number", EXTREMES)
@pytest.mark.parametrize("check", NUMERIC, ids=lambda check: check.id)
def test_no_claim_holds_for_numbers_that_overflow(check: grade.Check, number: float) -> None:
    def respond(asked: str, value: Any) -> tuple[str, Any]:
        return ("loaded", {}) if asked == "load" else ("value", {"value": filled(value, number), "changed": []})

    outcome = fuzz_answers.judged(check, respond).outcome
    assert outcome is Outcome.FAILED or (check.claim in CONSTANT and np.isfinite(number))


def exchanged(answer: Any) -> tuple[float, Any]:
    """CPU seconds of a call that is answered so, and what the transcript has of it."""
    attempt = fuzz_answers.attempted(PURE[0], lambda asked, _: ("value", answer) if asked == "call" else ("loaded", {}))
    began, student = time.process_time(), Student(attempt)
    with contextlib.suppress(Ended):
        getattr(student, PURE[0].exercise.name)()
    return time.process_time() - began, student.exchanges[0]


def test_a_transcript_keeps_no_large_value_and_writes_none_down() -> None:
    for value in (np.zeros(KEPT, dtype=np.uint8), [{} for _ in range(KEPT // 100)], {"a": [b"x" * KEPT]}):
        assert exchanged({"value": value, "changed": []})[1].value == "a value too large to be kept"
    for value in (np.zeros(KEPT // 9), 1.0, None):
        assert exchanged({"value": value, "changed": []})[1].value is value
    seconds, exchange = exchanged({"value": None, "changed": [fuzz_answers.BIG, "\x1b[2Jy0", 1]})
    assert exchange.changed == ("an argument", "?[2Jy0", "an argument") and seconds < 0.5
