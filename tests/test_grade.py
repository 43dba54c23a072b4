"""How claims end, and what each ending costs: outcomes do not blur, and no exercise feels another.

The claims here are written for the purpose and stand in the place of those of a real unit.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FunctionType
from typing import Any

import msgspec
import numpy as np
import pytest

from autograder import expect, grade
from autograder.checks.hidden import check_euler_stability as hidden
from autograder.checks.public import check_euler_stability as public
from autograder.grade import PUBLIC, Seed
from autograder.model import CheckResult, Course, Exercise, Limits, Outcome, Report, Submission, Unit
from autograder.sandbox import bubblewrap, client, local

SECRET = Seed(b"secret")
LIMITS = Limits(cpu_seconds=0.1, wall_factor=10.0)  # a call of these functions takes microseconds
TODO = 'def {0}():\n    raise NotImplementedError("euler_stability.{0}")\n'
WRITTEN = "def first():\n    return 1\n\ndef second():\n    return 2\n"
HALF = WRITTEN + TODO.format("second")  # the later definition counts


def first__is_one(student: Any, rng: np.random.Generator) -> None:
    """first() is 1."""
    expect.label(got=student.first(), want=1)


def first__is_one_again(student: Any, rng: np.random.Generator) -> None:
    """first() is 1 at the second call, too."""
    student.first()
    expect.label(got=student.first(), want=1)


def first__is_one_in_secret(student: Any, rng: np.random.Generator) -> None:
    """first() is 1, on a day that nobody knows."""
    expect.label(got=student.first(), want=1)


def first__echoes(student: Any, rng: np.random.Generator) -> None:
    """first(x) is x."""
    x = rng.uniform(1, 2, 3)
    expect.close(got=student.first(x), want=x, why="no arithmetic")


def second__is_two(student: Any, rng: np.random.Generator) -> None:
    """second() is 2."""
    expect.label(got=student.second(), want=2)


def broken(student: Any, rng: np.random.Generator) -> None:
    """Whatever."""
    student.second()
    raise ValueError("a slip of ours")


Claims = Callable[..., Course]


@pytest.fixture
def claims(monkeypatch: pytest.MonkeyPatch) -> Claims:
    """Put claims in the place of those of euler_stability; the course that has just these."""

    def install(*functions: Any, course: Course | None = None, **secret: Any) -> Course:
        for function in functions:
            _stand_in(monkeypatch, public, function.__name__, function)
        for name, function in secret.items():
            _stand_in(monkeypatch, hidden, name, function)
        return course or of(*dict.fromkeys(name.split("__")[0] for name in [*(f.__name__ for f in functions), *secret]))

    return install


def _stand_in(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, function: Any) -> None:
    """A copy of the function, named as if the module had defined it."""
    copy = FunctionType(function.__code__, function.__globals__, f"check_{name}")
    copy.__module__, copy.__doc__ = module.__name__, function.__doc__
    monkeypatch.setattr(module, copy.__name__, copy, raising=False)


def of(*exercises: str | Exercise, limits: Limits = LIMITS) -> Course:
    """A course of one unit; each exercise gives 3 points unless it says otherwise."""
    made = tuple(exercise(each) if isinstance(each, str) else each for each in exercises)
    unit = Unit(name="euler_stability", title="Euler", libraries="numpy", exercises=made)
    return Course(format=1, title="Dynamics", version="1", units=(unit,), limits=limits)


def exercise(name: str, points: float = 3.0, **fields: Any) -> Exercise:
    """One exercise."""
    return Exercise(name=name, points=points, minutes=1, hints=("a", "b"), **fields)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[client.Sandbox]:
    """Processes without isolation; what is graded here does no harm."""
    with local.sandbox(LIMITS) as made:
        yield made


def handed_in(text: str) -> Submission:
    """A submission of one file."""
    return Submission(name="alice", sources={"euler_stability": text.encode()}, unreadable={}, sha256="0" * 64)


def results(report: Report) -> dict[str, CheckResult]:
    """exercise.claim -> result."""
    own = [check for unit in report.units for each in unit.exercises for check in each.checks]
    return {check.id.removeprefix("euler_stability."): check for check in own}


def outcomes(report: Report) -> dict[str, str]:
    """exercise.claim -> outcome."""
    return {name: str(check.outcome) for name, check in results(report).items()}


# Points


def test_points_add_up_to_those_of_the_exercise(claims: Claims, sandbox: client.Sandbox) -> None:
    course = claims(first__is_one, first__is_one_again, first__is_one_in_secret, course=of(exercise("first", 1.0)))
    report = grade.grade(course, handed_in(WRITTEN), sandbox, SECRET)
    assert 1.0 == report.score == report.max_score  # three thirds
    assert [1 / 3] * 3 == [check.points for check in results(report).values()]


def test_weights_share_the_points_out(claims: Claims, sandbox: client.Sandbox) -> None:
    weights = {"is_one": 4.0, "is_one_again": 0.0}
    course = claims(
        first__is_one, first__is_one_again, first__is_one_in_secret, course=of(exercise("first", 10.0, weights=weights))
    )
    report = grade.grade(course, handed_in(WRITTEN), sandbox, SECRET)
    assert [8.0, 0.0, 2.0] == [check.max_points for check in results(report).values()]
    assert 10.0 == report.score


def test_public_claims_alone_are_worth_their_part_of_the_whole(claims: Claims, sandbox: client.Sandbox) -> None:
    course = claims(first__is_one, first__is_one_again, first__is_one_in_secret=first__is_one_in_secret)
    report = grade.grade(course, handed_in(WRITTEN), sandbox, PUBLIC, ["public"])
    assert (2.0, 2.0) == (report.score, report.max_score)
    assert ["public", "public"] == [check.visibility for check in results(report).values()]


def test_public_claims_come_first_and_hidden_ones_say_so(claims: Claims, sandbox: client.Sandbox) -> None:
    course = claims(first__is_one, second__is_two, first__is_one_in_secret=first__is_one_in_secret)
    report = grade.grade(course, handed_in(WRITTEN), sandbox, SECRET)
    shown = {name: check.visibility for name, check in results(report).items()}
    assert ["first.is_one", "first.is_one_in_secret", "second.is_two"] == list(shown)
    assert ["public", "hidden", "public"] == list(shown.values())


# Outcomes


def test_a_stub_is_not_attempted_and_earns_nothing(claims: Claims, sandbox: client.Sandbox) -> None:
    report = grade.grade(claims(first__is_one), handed_in(TODO.format("first")), sandbox, SECRET)
    (result,) = results(report).values()
    assert (Outcome.NOT_ATTEMPTED, 0.0) == (result.outcome, report.score)
    assert "euler_stability.first is not written yet" == result.message
    assert report.complete


def test_a_missing_file_is_not_attempted(claims: Claims, sandbox: client.Sandbox) -> None:
    nothing = Submission(name="alice", sources={}, unreadable={}, sha256="0" * 64)
    (result,) = results(grade.grade(claims(first__is_one), nothing, sandbox, SECRET)).values()
    assert (Outcome.NOT_ATTEMPTED, "euler_stability.py was not handed in") == (result.outcome, result.message)


def test_an_unreadable_file_is_an_error_with_its_line(claims: Claims, sandbox: client.Sandbox) -> None:
    line = "euler_stability.py: line 3 is not UTF-8 (byte 0xe9); save the file as UTF-8"
    bad = Submission(name="alice", sources={}, unreadable={"euler_stability": line}, sha256="0" * 64)
    (result,) = results(grade.grade(claims(first__is_one), bad, sandbox, SECRET)).values()
    assert (Outcome.ERROR, line) == (result.outcome, result.message)


def test_calling_another_exercise_s_stub_blocks_by_name(claims: Claims, sandbox: client.Sandbox) -> None:
    text = TODO.format("first") + "\ndef second():\n    return first() + 1\n"
    report = grade.grade(claims(first__is_one, second__is_two), handed_in(text), sandbox, SECRET)
    assert {"first.is_one": "not_attempted", "second.is_two": "blocked"} == outcomes(report)
    said = results(report)["second.is_two"].message
    assert "it calls euler_stability.first, which is not written yet: write that one first" == said


def test_another_not_implemented_error_is_the_student_s_own(claims: Claims, sandbox: client.Sandbox) -> None:
    text = 'def first():\n    raise NotImplementedError("not today")\n'
    assert {"first.is_one": "error"} == outcomes(grade.grade(claims(first__is_one), handed_in(text), sandbox, SECRET))


def test_a_time_out_blocks_later_claims_of_its_exercise_only(claims: Claims, sandbox: client.Sandbox) -> None:
    text = "def first():\n    while True:\n        pass\n\ndef second():\n    return 2\n"
    report = grade.grade(claims(first__is_one, first__is_one_again, second__is_two), handed_in(text), sandbox, SECRET)
    ended = {"first.is_one": "timed_out", "first.is_one_again": "blocked", "second.is_two": "passed"}
    assert ended == outcomes(report)
    assert "expected an answer within 0.1 s of computing" in results(report)["first.is_one"].message
    said = results(report)["first.is_one_again"].message
    assert "not tried: an earlier claim of this exercise ran out of time" == said
    assert report.complete


def test_sleeping_is_ended_by_the_wall_clock(claims: Claims, sandbox: client.Sandbox) -> None:
    text = "import time\n\ndef first():\n    time.sleep(1e6)\n"
    report = grade.grade(claims(first__is_one), handed_in(text), sandbox, SECRET)
    assert {"first.is_one": "timed_out"} == outcomes(report)
    assert "1 s of waiting" in results(report)["first.is_one"].message


def test_an_ended_process_is_crashed_and_blocks_like_a_time_out(claims: Claims, sandbox: client.Sandbox) -> None:
    text = "import os\n\ndef first():\n    os._exit(0)\n\ndef second():\n    return 2\n"
    report = grade.grade(claims(first__is_one, first__is_one_again, second__is_two), handed_in(text), sandbox, SECRET)
    ended = {"first.is_one": "crashed", "first.is_one_again": "blocked", "second.is_two": "passed"}
    assert ended == outcomes(report)


@pytest.mark.parametrize("word", ["SystemExit(0)", "KeyboardInterrupt", "BaseException('over')", "GeneratorExit"])
def test_whatever_is_raised_is_an_error(claims: Claims, sandbox: client.Sandbox, word: str) -> None:
    text = f"def first():\n    raise {word}\n\ndef second():\n    return 2\n"
    report = grade.grade(claims(first__is_one, second__is_two), handed_in(text), sandbox, SECRET)
    assert {"first.is_one": "error", "second.is_two": "passed"} == outcomes(report)


def test_an_exception_blocks_no_later_claim(claims: Claims, sandbox: client.Sandbox) -> None:
    text = "again = []\n\ndef first():\n    if not again:\n        again.append(1)\n        1 / 0\n    return 1\n"
    report = grade.grade(claims(first__is_one, first__is_one_again), handed_in(text), sandbox, SECRET)
    assert {"first.is_one": "error", "first.is_one_again": "passed"} == outcomes(report)


@pytest.mark.parametrize("line", ["1 / 0", "def", "import nowhere", "raise SystemExit", "open('gone.txt')"])
def test_a_failed_import_is_an_error_of_each_exercise(claims: Claims, sandbox: client.Sandbox, line: str) -> None:
    course = claims(first__is_one, second__is_two, first__is_one_in_secret=first__is_one_in_secret)
    report = grade.grade(course, handed_in(f"{WRITTEN}\n{line}\n"), sandbox, SECRET)
    assert {"error"} == set(outcomes(report).values())
    assert {"first", "second"} == {name.split(".")[0] for name in outcomes(report)}
    for check in results(report).values():
        assert check.message.startswith("importing euler_stability.py raised ")


@pytest.mark.parametrize("line", ["1 / 0", "while True: pass", "import os; os._exit(0)"])
def test_a_failed_import_is_tried_once(claims: Claims, sandbox: client.Sandbox, tmp_path: Path, line: str) -> None:
    text = f"open({str(tmp_path / 'tries')!r}, 'a').write('x')\n{WRITTEN}\n{line}\n"
    grade.grade(claims(first__is_one, first__is_one_again, second__is_two), handed_in(text), sandbox, SECRET)
    assert "x" == (tmp_path / "tries").read_text()


def test_the_next_exercise_is_imported_while_this_one_is_judged(
    claims: Claims, sandbox: client.Sandbox, tmp_path: Path
) -> None:
    marks = tmp_path / "imports"
    text = f"""
open({str(marks)!r}, "a").write("x")
wanted = [1, 2, 2]

def first():
    number = wanted.pop(0)
    while len(open({str(marks)!r}).read()) < number:
        pass
    return 1

def second():
    return 2
"""
    course = claims(first__is_one, first__is_one_again, second__is_two)
    report = grade.grade(course, handed_in(text), sandbox, SECRET)
    assert {"passed"} == set(outcomes(report).values())


def test_an_import_ahead_has_no_more_time_than_another(claims: Claims, sandbox: client.Sandbox, tmp_path: Path) -> None:
    marks, ended = str(tmp_path / "imports"), str(tmp_path / "ended")
    text = f"""
import os, time
with open({marks!r}, "a+") as file:
    file.write("x")
    file.seek(0)
    ahead = len(file.read()) == 2
while ahead and time.process_time() < 5 * 0.1 + 0.3:
    pass
open({ended!r}, "w").close() if ahead else None
calls = []

def first():
    calls.append(1)
    while len(calls) == 2 and not os.path.exists({ended!r}):
        time.sleep(0.001)
    return 1

def second():
    return 2
"""
    limits = msgspec.structs.replace(LIMITS, wall_factor=100.0)
    course = claims(first__is_one, first__is_one_again, second__is_two, course=of("first", "second", limits=limits))
    found = outcomes(grade.grade(course, handed_in(text), sandbox, SECRET))
    assert {"first.is_one": "passed", "first.is_one_again": "passed", "second.is_two": "timed_out"} == found


def test_an_import_that_fails_ahead_costs_its_own_exercise_only(
    claims: Claims, sandbox: client.Sandbox, tmp_path: Path
) -> None:
    marks = tmp_path / "imports"
    text = f"file = open({str(marks)!r}, 'a+')\nfile.write('x')\nfile.seek(0)\nassert len(file.read()) < 2\n{WRITTEN}"
    course = claims(first__is_one, first__is_one_again, second__is_two)
    found = outcomes(grade.grade(course, handed_in(text), sandbox, SECRET))
    assert {"first.is_one": "passed", "first.is_one_again": "passed", "second.is_two": "error"} == found


def test_the_submission_s_whole_time_is_bounded(claims: Claims) -> None:
    limits = Limits(cpu_seconds=60.0, submission_seconds=0.5)
    text = "import time\n\ndef first():\n    time.sleep(1e6)\n\ndef second():\n    return 2\n"
    with local.sandbox(limits) as sandbox:
        sandbox.nursery("numpy")  # its start is no part of the submission's time
        course = claims(first__is_one, second__is_two, course=of("first", "second", limits=limits))
        report = grade.grade(course, handed_in(text), sandbox, SECRET)
    assert {"first.is_one": "timed_out", "second.is_two": "timed_out"} == outcomes(report)
    assert report.seconds < 30


def test_changing_an_argument_in_place_fails_and_is_named(claims: Claims, sandbox: client.Sandbox) -> None:
    text = "def first(x):\n    x *= 1.5\n    return x\n"
    report = grade.grade(claims(first__echoes), handed_in(text), sandbox, SECRET)
    (result,) = results(report).values()
    message = "expected the arguments left as they were\ngot x changed in place"
    assert (Outcome.FAILED, message) == (result.outcome, result.message)


# Faults of ours


def faulty(claims: Claims) -> Course:
    """A course with a claim that raises whatever the student does."""
    broken.__name__ = "second__is_broken"
    return claims(first__is_one, second__is_two, broken)


def test_a_fault_of_ours_is_said_and_costs_no_other_claim(claims: Claims, sandbox: client.Sandbox) -> None:
    report = grade.grade(faulty(claims), handed_in(WRITTEN), sandbox, SECRET)
    assert {"first.is_one": "passed", "second.is_two": "passed", "second.is_broken": "grader_error"} == outcomes(report)
    fault = results(report)["second.is_broken"]
    assert "the check itself went wrong" == fault.message and "ValueError: a slip of ours" in fault.detail
    assert not report.complete


def test_a_fault_of_ours_needs_the_call_before_it(claims: Claims, sandbox: client.Sandbox) -> None:
    report = grade.grade(faulty(claims), handed_in(HALF), sandbox, SECRET)
    assert "not_attempted" == outcomes(report)["second.is_broken"]
    assert report.complete


def test_a_fault_of_ours_in_one_submission_is_none_in_the_next(claims: Claims, sandbox: client.Sandbox) -> None:
    course = faulty(claims)
    assert [False, True] == [grade.grade(course, handed_in(text), sandbox, SECRET).complete for text in (WRITTEN, HALF)]


# What is said


RAISES = 'def helper(x):\n    return 1 // x  # divides\n\n\ndef first():\n    secret = "42"\n    return helper(0)\n'


def test_an_exception_is_shown_with_text_and_lines(claims: Claims, sandbox: client.Sandbox) -> None:
    (result,) = results(grade.grade(claims(first__is_one), handed_in(RAISES), sandbox, SECRET)).values()
    assert [
        "calling first raised ZeroDivisionError: integer division or modulo by zero",
        "  euler_stability.py, line 7",
        "    return helper(0)",
        "  euler_stability.py, line 2",
        "    return 1 // x  # divides",
    ] == result.message.splitlines()
    assert 2 == result.line


def test_an_exercise_says_where_it_is_written_and_a_claim_where_an_exception_came_from(
    claims: Claims, sandbox: client.Sandbox
) -> None:
    text = "\ndef second():\n    return 2\n\ndef first():\n    return second() // 0\n"
    course = claims(first__is_one, second__is_two)
    report = grade.grade(course, handed_in(text), sandbox, SECRET)
    assert {"first": 5, "second": 2} == {each.name: each.line for each in report.units[0].exercises}
    assert {"first.is_one": 6, "second.is_two": None} == {name: each.line for name, each in results(report).items()}
    report = grade.grade(course, handed_in(text + "\ndef second(:\n"), sandbox, SECRET)
    assert {"first": 5, "second": 8} == {each.name: each.line for each in report.units[0].exercises}
    assert {8} == {each.line for each in results(report).values()}


def test_an_exception_in_a_hidden_claim_shows_type_and_line_only(claims: Claims, sandbox: client.Sandbox) -> None:
    leak = "def first():\n    raise ValueError('the input was 42')\n"
    course = claims(first__is_one_in_secret=first__is_one_in_secret)
    (result,) = results(grade.grade(course, handed_in(leak), sandbox, SECRET)).values()
    assert (Outcome.ERROR, "hidden") == (result.outcome, result.visibility)
    assert "calling first raised ValueError at euler_stability.py, line 2" == result.message
    assert "42" in result.detail  # staff may know


FORGED = """
import sys
answer = {"type": "ValueError", "text": "", "lines": [["euler_stability", 70412]], "offset": 0}
sys.modules["autograder.sandbox.worker"].Worker.call = lambda self, **question: ("raised", answer)
def first(x): pass
"""
LEAKS = {
    "the type of an exception": "def first(x): raise type('X_70412', (Exception,), {})",
    "another exercise that is blamed": "def first(x): raise NotImplementedError('x_70' + '412.y')",
    "an argument": "def first(x_70412): x_70412[0] = 7",
    "a signature": "def first(x_70412, y): return x_70412",
    "a function of nearly that name": "def first_70412(x): return x",
    "the type of a value": "def first(x): return type('X_70412', (), {})()",
    "a line that there is not": FORGED,
}


@pytest.mark.parametrize("channel", LEAKS)
def test_a_hidden_claim_says_nothing_that_student_code_made_up(
    channel: str, claims: Claims, sandbox: client.Sandbox
) -> None:
    course = claims(first__echoes, first__echoes_in_secret=first__echoes)
    shown, hidden = results(grade.grade(course, handed_in(LEAKS[channel]), sandbox, SECRET)).values()
    assert ("public", "hidden", 0.0) == (shown.visibility, hidden.visibility, hidden.points)
    assert "70412" in shown.message or channel == "a line that there is not"
    assert not shown.message.startswith("importing")
    assert "70412" not in f"{hidden.message} {hidden.hint} {hidden.line}"
    assert len(hidden.message) > 20


def test_a_traceback_names_the_student_s_own_lines_only(claims: Claims, sandbox: client.Sandbox) -> None:
    text = "import numpy as np\n\ndef first():\n    return np.linalg.inv(np.zeros((2, 2)))\n"
    (result,) = results(grade.grade(claims(first__is_one), handed_in(text), sandbox, SECRET)).values()
    assert "calling first raised LinAlgError: Singular matrix" in result.message
    assert "euler_stability.py, line 4" in result.message
    assert "linalg.py" not in result.message


def test_what_is_printed_is_for_staff_and_changes_nothing(claims: Claims, sandbox: client.Sandbox) -> None:
    text = "def first():\n    print('score: 100')\n    return 1\n"
    (result,) = results(grade.grade(claims(first__is_one), handed_in(text), sandbox, SECRET)).values()
    assert (Outcome.PASSED, "", "printed: score: 100") == (result.outcome, result.message, result.detail)


def test_a_claim_is_the_first_paragraph_of_its_docstring_on_one_line(claims: Claims, sandbox: client.Sandbox) -> None:
    def first__is_long(student: Any, rng: np.random.Generator) -> None:
        """first() is 1,
        always.

        Kills nothing alone.
        """
        student.first()

    (result,) = results(grade.grade(claims(first__is_long), handed_in(WRITTEN), sandbox, SECRET)).values()
    assert "first() is 1, always." == result.claim


# Independence


SPIES = """\
import builtins, os, sys
seen = [getattr(builtins, "seen", 0), os.environ.get("SEEN", 0), getattr(sys, "seen", 0), __name__ in globals()]
builtins.seen = sys.seen = 1
os.environ["SEEN"] = "1"
globals()[__name__] = 1

def first():
    return 1 if not any(seen) else seen

def second():
    return 2 if not any(seen) else seen
"""


@pytest.mark.parametrize("order", [("first", "second"), ("second", "first"), ("first",), ("second",)])
def test_an_exercise_feels_neither_others_nor_their_order(
    claims: Claims, sandbox: client.Sandbox, order: tuple[str, ...]
) -> None:
    course = claims(first__is_one, second__is_two, course=of(*order))
    ended = outcomes(grade.grade(course, handed_in(SPIES), sandbox, SECRET))
    assert {"passed"} == set(ended.values()) and len(order) == len(ended)


@pytest.mark.parametrize("first", ["return 0", "while True: pass", "import os; os._exit(1)", "1 / 0"])
def test_the_verdict_on_one_exercise_is_that_without_the_other(
    claims: Claims, sandbox: client.Sandbox, first: str
) -> None:
    claims(first__is_one, second__is_two)
    text = handed_in(f"def first():\n    {first}\n\ndef second():\n    return 3\n")
    judged = [results(grade.grade(of(*order), text, sandbox, SECRET)) for order in (["first", "second"], ["second"])]
    one, other = (msgspec.structs.replace(each["second.is_two"], seconds=0.0) for each in judged)
    assert one == other and "expected 2\ngot 3" == one.message


def test_the_next_submission_feels_nothing_of_the_last(claims: Claims, sandbox: client.Sandbox) -> None:
    course = claims(first__is_one, second__is_two)
    for text in ("1 / 0", "import os\nos._exit(1)\n", SPIES, SPIES):
        last = grade.grade(course, handed_in(text), sandbox, SECRET)
    assert 6.0 == last.score


# Instances and trust


def shown(claims: Claims, sandbox: client.Sandbox, seed: Seed, sha256: str = "0" * 64) -> str:
    """The message of a claim that failed on a random instance."""
    wrong = msgspec.structs.replace(handed_in("def first(x):\n    return x + 1\n"), sha256=sha256)
    (result,) = results(grade.grade(claims(first__echoes), wrong, sandbox, seed)).values()
    assert Outcome.FAILED is result.outcome
    return result.message


def test_one_seed_gives_the_same_instances_again(claims: Claims, sandbox: client.Sandbox) -> None:
    assert shown(claims, sandbox, SECRET) == shown(claims, sandbox, Seed(b"secret"))


def test_another_seed_gives_others(claims: Claims, sandbox: client.Sandbox) -> None:
    assert shown(claims, sandbox, SECRET) != shown(claims, sandbox, Seed(b"other"))


def test_another_submission_gets_others_unless_they_are_public(claims: Claims, sandbox: client.Sandbox) -> None:
    assert shown(claims, sandbox, SECRET) != shown(claims, sandbox, SECRET, "1" * 64)
    assert shown(claims, sandbox, PUBLIC) == shown(claims, sandbox, PUBLIC, "1" * 64)


def test_each_claim_has_instances_of_its_own() -> None:
    numbers = {SECRET.rng(name, "0").random() for name in ("unit.first.a", "unit.first.b", "unit.second.a")}
    assert 3 == len(numbers)


def test_a_fingerprint_tells_seeds_apart_and_gives_none_away() -> None:
    one, other = SECRET.fingerprint, Seed(b"other").fingerprint
    assert one == Seed(b"secret").fingerprint != other
    assert "secret" not in one and b"secret".hex() not in one
    assert "public" == PUBLIC.fingerprint


def test_without_isolation_a_report_is_advisory(claims: Claims, sandbox: client.Sandbox) -> None:
    report = grade.grade(claims(first__is_one), handed_in(WRITTEN), sandbox, SECRET)
    assert ("advisory", "none") == (report.trust, report.isolation)


def test_only_secret_instances_in_isolation_are_authoritative(claims: Claims) -> None:
    course = claims(first__is_one, second__is_two)
    try:
        with bubblewrap.sandbox(LIMITS) as sandbox:
            sandbox.nursery("numpy")
            secret, known = (grade.grade(course, handed_in(SPIES), sandbox, seed) for seed in (SECRET, PUBLIC))
    except (client.Unavailable, client.NurseryDied) as error:
        pytest.skip(f"student code cannot be isolated here: {error}")
    assert ("authoritative", "bubblewrap", 6.0) == (secret.trust, secret.isolation, secret.score)
    assert ("advisory", "bubblewrap", 6.0) == (known.trust, known.isolation, known.score)


def test_a_report_names_the_versions_that_ran(claims: Claims, sandbox: client.Sandbox) -> None:
    versions: Mapping[str, str] = grade.grade(claims(first__is_one), handed_in(WRITTEN), sandbox, SECRET).versions
    assert np.__version__ == versions["numpy"]
    assert "torch" not in versions


# A nursery that dies


class Dying:
    """A sandbox whose nursery dies under the n-th children that it makes."""

    isolation = "bubblewrap"

    def __init__(self, real: client.Sandbox, *fatal: int) -> None:
        self.real, self.fatal, self.made = real, fatal, 0

    def child(self, *asked: Any) -> client.Child:
        """A child, or the end."""
        self.made += 1
        if self.made in self.fatal:
            raise client.NurseryDied("it ended without a word")
        return self.real.child(*asked)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


def test_a_submission_is_tried_again_in_a_fresh_nursery(claims: Claims, sandbox: client.Sandbox) -> None:
    dying: Any = Dying(sandbox, 2)
    report = grade.grade(claims(first__is_one, second__is_two), handed_in(WRITTEN), dying, SECRET)
    assert {"first.is_one": "passed", "second.is_two": "passed"} == outcomes(report)
    assert 3 == dying.made  # what was judged before stays judged


def test_after_three_deaths_what_is_unfinished_has_crashed(claims: Claims, sandbox: client.Sandbox) -> None:
    dying: Any = Dying(sandbox, 2, 3, 4)
    report = grade.grade(claims(first__is_one, second__is_two), handed_in(WRITTEN), dying, SECRET)
    assert {"first.is_one": "passed", "second.is_two": "crashed"} == outcomes(report)
    assert 4 == dying.made
    assert "the nursery died 3 times under this submission" in results(report)["second.is_two"].detail


class Broken(Dying):
    """A sandbox that no longer holds: once its nurseries have died, a fresh one fails its trial."""

    def child(self, *asked: Any) -> client.Child:
        """A child, until the last death."""
        if self.made >= max(self.fatal):
            self.nursery("numpy")
        return super().child(*asked)

    def nursery(self, libraries: str) -> client.Nursery:
        """None that can be used."""
        raise client.Unavailable(f"in a trial of {libraries}, student code could leave keys")


@pytest.mark.parametrize("deaths", [(2,), (2, 3, 4)])
def test_a_death_is_our_fault_where_no_fresh_nursery_holds(
    claims: Claims, sandbox: client.Sandbox, deaths: tuple[int, ...]
) -> None:
    broken: Any = Broken(sandbox, *deaths)
    report = grade.grade(claims(first__is_one, second__is_two), handed_in(WRITTEN), broken, SECRET)
    got = {"first.is_one": "passed", "second.is_two": "grader_error"}
    assert (got, False) == (outcomes(report), report.complete)
    assert "in a trial of numpy, student code could leave keys" == results(report)["second.is_two"].detail
