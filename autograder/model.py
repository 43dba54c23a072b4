"""The nouns of the course: frozen data that flows one way, from course.toml and a submission to a report."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec


class Data(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Immutable record; an unknown key in a file is an error."""


class Limits(Data, frozen=True):
    """What one submission may use. Enforced by the grader's side, from outside the student's process."""

    cpu_seconds: float = 1.0  # per call [s of CPU]; an exercise may ask for more
    wall_factor: float = 10.0  # wall clock allowed per second of CPU, for sleepers
    submission_seconds: float = 120.0  # wall clock of all calls of one submission [s]
    memory_mib: int = 1024  # address space beyond the libraries' own [MiB]
    tmp_mib: int = 64  # a child's private /tmp [MiB]
    processes: int = 64  # threads of one child
    reply_mib: int = 16  # one returned value on the wire [MiB]
    printed_kib: int = 64  # what is kept of what student code prints [KiB]
    source_kib: int = 1024  # one submitted file [KiB]


class Exercise(Data, frozen=True):
    """One function to write."""

    name: str
    points: float
    minutes: int  # a student's time, for planning
    hints: tuple[str, ...]  # a ladder: each rung gives away a little more
    needs: tuple[str, ...] = ()  # "unit.exercise" worth doing first; decides display and `next`, never what is run
    random: bool = False  # draws its own randomness: mistakes are recognised by which claims fail, not by values
    draws: bool = False  # draws on Axes
    weights: Mapping[str, float] = {}  # claim -> relative weight; 1 for the claims not listed
    hidden_weight: Annotated[float, msgspec.Meta(ge=0)] = 0.0  # in a student's kit: of the claims that are not in it
    cpu_seconds: float | None = None  # per call, where the course's own limit is too small


class Written(Data, frozen=True):
    """One question that is answered in words and marked by hand, in nbgrader; `check` and `grade` leave it out."""

    name: str  # as in the head of its cell in the lesson: # %% [markdown] written="<name>"
    title: str
    points: float  # of its mark scheme, one for each line
    minutes: int


class Unit(Data, frozen=True):
    """One lesson: a module of the same name in exercises/ and reference/."""

    name: str
    title: str
    libraries: str  # the nursery that serves it: "numpy" or "torch"
    exercises: tuple[Exercise, ...]
    written: tuple[Written, ...] = ()
    due: datetime | None = None  # with its time zone; later is late


class Late(Data, frozen=True):
    """What lateness costs, in shares of the points that were earned."""

    per_day: float  # for each day that has begun
    most: float  # however late it is


class Course(Data, frozen=True):
    """course.toml as data."""

    format: int
    title: str
    version: str
    units: tuple[Unit, ...]
    limits: Limits = Limits()
    late: Late | None = None  # without it lateness costs nothing

    def exercises(self) -> list[tuple[str, Unit, Exercise]]:
        """unit.exercise, and both, in the course's order."""
        return [(f"{unit.name}.{exercise.name}", unit, exercise) for unit in self.units for exercise in unit.exercises]


class Submission(Data, frozen=True):
    """Files handed in: bytes of each unit that could be read, and a line for each that could not."""

    name: str
    sources: Mapping[str, bytes]
    unreadable: Mapping[str, str]  # unit -> one line naming file, place and remedy
    sha256: str
    commit: str | None = None
    cells: Mapping[str, tuple[int, ...]] = {}  # of a unit that is a notebook: the line on which each code cell begins
    assignment: str = ""  # the one unit that it answers, as nbgrader collects them; "" for the whole course


class Collected(Data, frozen=True):
    """What was collected from one student's repository, and what was wrong with it in words for the instructor."""

    student: str
    folder: str
    repository: str
    commit: str = ""  # "" where nothing was ever collected
    committed: str = ""  # the commit's own date, its author's word: 2026-12-01T23:59:00Z
    sha256: Mapping[str, str] = {}  # unit -> of the file that was written
    unreadable: Mapping[str, str] = {}  # unit -> one line naming file and remedy
    remarks: tuple[str, ...] = ()
    rewritten: tuple[str, ...] = ()  # commits that its branch had at an earlier time, and has no longer
    problem: str = ""  # why nothing new could be collected; what was collected before stands


class Outcome(StrEnum):
    """How a check ended. Only `passed` earns points; `grader_error` is our fault and never costs any."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    TIMED_OUT = "timed_out"
    CRASHED = "crashed"
    NOT_ATTEMPTED = "not_attempted"
    BLOCKED = "blocked"
    MANUAL = "manual"
    GRADER_ERROR = "grader_error"


class CheckResult(Data, frozen=True):
    """One claim, judged."""

    id: str  # unit.exercise.claim
    claim: str  # the sentence a student reads
    visibility: str  # "public" or "hidden"
    outcome: Outcome
    points: float
    max_points: float
    message: str = ""  # for the student
    detail: str = ""  # for staff
    hint: str = ""  # what to look at next
    misconception: str | None = None  # name of the recognised mistake
    seconds: float = 0.0
    line: int | None = None  # of the unit's own file, where the error came from; from 1


class ExerciseResult(Data, frozen=True):
    """The claims about one exercise, judged."""

    name: str
    score: float
    max_score: float
    checks: tuple[CheckResult, ...]
    line: int | None = None  # of its `def` in the unit's file, from 1; None in a notebook


class UnitResult(Data, frozen=True):
    """The exercises of one unit, judged."""

    name: str
    score: float
    max_score: float
    exercises: tuple[ExerciseResult, ...]
    remarks: tuple[str, ...] = ()  # what was left out of a notebook, and cells that did not run to their end


class Report(Data, frozen=True):
    """What is said about one submission, and how far to trust it."""

    submission: str
    submission_sha256: str
    commit: str | None
    trust: str  # "authoritative" or "advisory"
    isolation: str  # as shown by a trial, never as asked for: "bubblewrap", "uid+confine", "confine" or "none"
    complete: bool  # False when a fault of ours left a claim unjudged
    score: float
    max_score: float
    course: str
    course_version: str
    checks_sha256: str
    seed_fingerprint: str
    versions: Mapping[str, str]
    seconds: float
    units: tuple[UnitResult, ...]


class Reports(Data, frozen=True):
    """What the command line writes as JSON."""

    reports: tuple[Report, ...]
    format: int = 1
