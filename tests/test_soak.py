"""Long repeats: what the quick tests say once, over many more bytes, seeds and rounds. Run by `make soak`."""

import contextlib
import math
import multiprocessing
import os
import random
import secrets
import time
import tracemalloc
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import outer
import pytest
import test_wire as small
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder import course as courses
from autograder import diagnose, expect, grade, hostile, verify
from autograder.sandbox import bubblewrap, wire

pytestmark = pytest.mark.soak
ROOT = Path(__file__).parents[1]
HOSTILE = sorted((ROOT / "tests" / "submissions" / "hostile").glob("*.py"))
COURSE = courses.load(ROOT)
MEMORY = 16 * 2**20  # for reading one frame: what test_wire allows for the worst header
FUZZ = settings(deadline=None, max_examples=20_000, suppress_health_check=list(HealthCheck))
FRESH = 200  # seeds of every law, for right answers
FURTHER = range(verify.WRONG_SEEDS, verify.WRONG_SEEDS + 50)  # seeds of every misconception
NEW = st.binary(min_size=1, max_size=1) | st.binary(max_size=5)  # for one byte of a header


def read(header: bytes, payload: bytes) -> None:
    """Read a frame: it is one or a WireError, and takes little memory."""
    tracemalloc.start()
    try:
        with contextlib.suppress(wire.WireError):
            wire.unframe(header, bytearray(payload), trusted=False)
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < MEMORY


@FUZZ
@given(st.binary(max_size=999) | st.binary(max_size=999).map(small.spelled) | small.MSGPACK.map(small.raw), st.binary())
def test_arbitrary_bytes_are_a_frame_or_a_wire_error_in_little_memory(header: bytes, payload: bytes) -> None:
    read(header, payload)


@FUZZ
@given(small.arrays() | small.VALUES, st.lists(st.tuples(st.integers(0, 2**16), NEW), min_size=1, max_size=4))
def test_a_mutated_frame_is_a_frame_or_a_wire_error_in_little_memory(value: Any, changes: Any) -> None:
    header, payload = small.parts(value)
    for place, new in changes:
        at = place % (len(header) + 1)
        header = header[:at] + new + header[at + 1 :]
    read(header, payload)


def left(got: float, low: float, high: float, **_: Any) -> float:
    """How far a limit still is, as a share of the way to it; one at infinity or near 0 is none to come near."""
    one_sided = 1 - got / high if math.isfinite(high) else got / low - 1
    return min(got - low, high - got) / (high - low) * 2 if high / 1000 < low < high < math.inf else one_sided


@pytest.mark.parametrize("exercise", ["brownian_increments", "simulate_sde"])
def test_right_answers_stay_inside_every_law_under_fresh_seeds(monkeypatch: pytest.MonkeyPatch, exercise: str) -> None:
    own = grade.checks(courses.select(COURSE, [f"euler_maruyama.{exercise}"]))
    reference = verify.loaded((ROOT / "reference" / "euler_maruyama.py").read_bytes(), "euler_maruyama", exercise)
    law, first, seen = expect.law, secrets.randbelow(2**60), []
    monkeypatch.setattr(expect, "law", lambda **its: seen.append(left(**its)) or law(**its))
    print(f"\n{FRESH} seeds from {first}: the least share of the way to a limit that was left")
    for check in own:
        seen.clear()
        failed = [n for n in range(first, first + FRESH) if verify.trial([check], reference, n).failed]
        print(f"  {min(seen):.3f}  {check.claim}" if seen else f"  exact  {check.claim}")
        assert not failed, f"{check.claim} fails the reference under seeds {failed}"


def never_right(unit: str, exercise: str, name: str) -> tuple[str, set[str]]:
    """A misconception, and the claims that it fails under every further seed."""
    always = grade.checks(courses.select(COURSE, [f"{unit}.{exercise}"]))
    for number in FURTHER:
        failed = verify.trial(always, diagnose.mistakes(unit, exercise)[name], number).failed
        always = [check for check in always if check.id in failed]
    return name, {check.claim for check in always}


def test_every_misconception_fails_the_same_claim_under_further_seeds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    exercises = ((unit.name, exercise.name) for unit in COURSE.units for exercise in unit.exercises)
    jobs = [(*where, name) for where in exercises for name in diagnose.mistakes(*where)]
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        claims = dict(pool.map(never_right, *zip(*jobs, strict=True)))
    print(f"\n{len(claims)} misconceptions under {len(FURTHER)} further seeds")
    assert len(claims) == len(jobs) and not [name for name, always in claims.items() if not always]


@pytest.mark.parametrize("number", range(3))
def test_every_hostile_file_is_contained_under_the_real_limits(number: int) -> None:
    """As root the second time as a user without rights."""
    other = number == 1 and os.geteuid() == 0 and bubblewrap.may_become(outer.USER)
    user = outer.USER if other else None
    began = time.monotonic()
    contained, faults = hostile.contain(ROOT, COURSE, HOSTILE, real_limits=True, user=user)
    assert contained == len(HOSTILE) and not faults, "\n".join(faults)
    print(f"\n{len(HOSTILE)} hostile files under the real limits: {time.monotonic() - began:.0f} s")


@pytest.mark.parametrize("level", ["uid+confine", "confine"])
def test_every_hostile_file_is_contained_without_namespaces(level: str) -> None:
    """Root arranges both; another user has the second where there is no bubblewrap."""
    if os.geteuid() != 0:
        pytest.skip("only root can arrange both levels")
    began = time.monotonic()
    user = None if level == "uid+confine" else outer.USER
    contained, faults = hostile.contain(ROOT, COURSE, HOSTILE, real_limits=True, level=level, user=user)
    assert contained == len(HOSTILE) and not faults, "\n".join(faults)
    print(f"\n{len(HOSTILE)} hostile files at level {level}: {time.monotonic() - began:.0f} s")


def test_every_hostile_file_is_contained_as_a_notebook() -> None:
    contained, faults = hostile.contain(ROOT, COURSE, HOSTILE, notebooks=True)
    assert contained == len(HOSTILE) and not faults, "\n".join(faults)


def test_150_random_hostile_submissions_leave_one_nursery_as_it_was() -> None:
    seed = secrets.randbelow(2**60)
    print(f"\n150 hostile submissions chosen by {seed}")
    chosen = random.Random(seed).choices(HOSTILE, k=150)
    contained, faults = hostile.contain(ROOT, COURSE, chosen)
    assert contained == len(chosen) and not faults, "\n".join(faults)
