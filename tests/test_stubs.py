"""Solutions are cut out of lessons and nothing else is; what a student has begun is never overwritten."""

import ast
import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder import stubs
from autograder.course import find_root
from autograder.model import Course, Exercise, Unit, Written
from autograder.stubs import BEGIN, BEGIN_SCHEME, END, END_SCHEME, PLACE, StubError, stub

LESSON = f'''\
# %% [markdown]
# # Euler's method
import numpy as np

STEPS = 3


def slope(y):
    """Given."""
    return -y


def euler(y):
    """One step.

    >>> euler(1.0)
    0.5
    """
    # TODO: which slope?
    {BEGIN}
    h = 0.5

    return y + h * slope(y)
    {END}


def heun(y):
    """One better step."""
    h = 0.5
    {BEGIN}
    return y + h * (slope(y) + slope(euler(y))) / 2
    {END}
'''
STUB = '''\
# %% [markdown]
# # Euler's method
import numpy as np

STEPS = 3


def slope(y):
    """Given."""
    return -y


def euler(y):
    """One step.

    >>> euler(1.0)
    0.5
    """
    # TODO: which slope?
    raise NotImplementedError("decay.euler")


def heun(y):
    """One better step."""
    h = 0.5
    raise NotImplementedError("decay.heun")
'''


QUESTION = f"""
# %% [markdown] written="why"
# ## Why does it decay?
#
# Say it in words.
#
{BEGIN_SCHEME}
# 1. Because of the sign.
#
# 2. At every time.
{END_SCHEME}

# %% [markdown]
# {PLACE}
"""
ASKED = f"""
# %% [markdown] written="why"
# ## Why does it decay?
#
# Say it in words.

# %% [markdown]
# {PLACE}
"""


def course(*exercises: str, written: tuple[str, ...] = ()) -> Course:
    """A course of one unit, decay."""
    made = tuple(Exercise(name=name, points=1, minutes=1, hints=("a", "b")) for name in exercises)
    asked = tuple(Written(name=name, title="", points=2, minutes=1) for name in written)
    unit = Unit(name="decay", title="", libraries="numpy", exercises=made, written=asked)
    return Course(format=1, title="", version="", units=(unit,))


COURSE = course("euler", "heun")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course's folder with a lesson and no exercises."""
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "decay.py").write_text(LESSON)
    return tmp_path


@pytest.fixture
def file(root: Path) -> Path:
    """Where the stub of the lesson belongs."""
    (root / "exercises").mkdir()
    (root / "exercises" / "__init__.py").touch()
    return root / "exercises" / "decay.py"


def complaint(source: str) -> str:
    """What `stub` says about this lesson."""
    with pytest.raises(StubError) as caught:
        stub(source, "decay")
    return str(caught.value)


def test_solutions_are_cut_out_and_nothing_else() -> None:
    assert STUB == stub(LESSON, "decay")


def test_a_stub_is_its_own_stub() -> None:
    assert STUB == stub(STUB, "decay")


def test_a_stub_asks_for_the_exercise_by_name() -> None:
    module: dict[str, object] = {}
    exec(compile(STUB.replace("import numpy as np", ""), "decay.py", "exec"), module)
    with pytest.raises(NotImplementedError, match=r"^decay\.heun$"):
        module["heun"](1.0)  # type: ignore[operator]


def test_helpers_inside_a_solution_are_cut_out_with_it() -> None:
    nested = '    def inner(y):\n        """Inner."""\n        return y\n    return inner(1)\n'
    source = f'def f():\n    """Doc."""\n    {BEGIN}\n{nested}    {END}\n'
    assert 'def f():\n    """Doc."""\n    raise NotImplementedError("decay.f")\n' == stub(source, "decay")


def test_a_decorated_neighbour_keeps_its_decorator() -> None:
    after = '@np.vectorize\ndef g(y):\n    """Doc."""\n    return y\n'
    source = f'def f():\n    """Doc."""\n    {BEGIN}\n    pass\n    {END}\n{after}'
    assert f'def f():\n    """Doc."""\n    raise NotImplementedError("decay.f")\n{after}' == stub(source, "decay")


COMMENTS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0")).filter(
    lambda text: "solution" not in text.lower()  # else it may be a marker
)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@settings(deadline=None)
@given(
    above=st.lists(COMMENTS),
    below=st.lists(COMMENTS),
    solution=st.lists(st.sampled_from(["y = 1", "", "# why", "return 2", "if y:\n    y = 2", "'''\ntext\n'''"])),
    levels=st.integers(0, 3),
    indent=st.sampled_from([" ", "    ", "\t", "  "]),
)
def test_what_surrounds_a_solution_stays_byte_for_byte(
    newline: str, above: list[str], below: list[str], solution: list[str], levels: int, indent: str
) -> None:
    deep = indent * (levels + 1)
    head = [f"# {line}" for line in above] + ["def f(y):", f'{indent}"""Doc."""']
    head += [f"{indent * (level + 1)}if y:" for level in range(levels)]
    cut = textwrap.indent("\n".join(["pass", *solution]), deep).split("\n")
    tail = [f"# {line}" for line in below] + [f"{indent}return y  # given", "", "z = '\f\x1c\u2028'", ""]
    made = stub(newline.join([*head, deep + BEGIN, *cut, deep + END, *tail]), "decay")
    assert newline.join([*head, f'{deep}raise NotImplementedError("decay.f")', *tail]) == made
    ast.parse(made)


OUTSIDE = "a solution outside of a function; move both its markers into one"
SILENT = "no docstring above this solution; say in one what f returns"
DUE = "is due; write that, alone on its line"
EMPTY = "expected an indented block after 'if' statement on line 3; correct it"
F = 'def f():\n    """Doc."""\n'


@pytest.mark.parametrize(
    "source, line",
    [
        (f"{F}    {BEGIN}\n    pass\n", f"3: a solution without end; put {END} below it"),
        (f"{F}    pass\n    {END}\n", f"4: '{END}' where {BEGIN} {DUE}"),
        (f"{F}    {BEGIN}\n    {BEGIN}\n", f"4: '{BEGIN}' where {END} {DUE}"),
        (f"{F}    # begin solution\n", f"3: '# begin solution' where {BEGIN} {DUE}"),
        (f"{F}    {BEGIN}\n    ## End  Solution\n", f"4: '## End  Solution' where {END} {DUE}"),
        (f"{F}    x = 1  {BEGIN}\n", f"3: 'x = 1  {BEGIN}' where {BEGIN} {DUE}"),
        (f"{BEGIN}\nx = 1\n{END}\n", f"1: {OUTSIDE}"),
        (f"{F}{BEGIN}\n    pass\n{END}\n", f"3: {OUTSIDE}"),
        (f"if 1:\n    {BEGIN}\n    x = 1\n    {END}\n", f"2: {OUTSIDE}"),
        (f"    {BEGIN}\n{F}    {END}\n", f"1: {OUTSIDE}"),
        (f"{F}    {BEGIN}\n    pass\ndef g():\n    {END}\n    pass\n", f"3: {OUTSIDE}"),
        (f"class A:\n    def f():\n        {BEGIN}\n        pass\n        {END}\n", f"3: {OUTSIDE}"),
        (f"def f():\n    {BEGIN}\n    pass\n    {END}\n", f"2: {SILENT}"),
        (f"def f():\n    pass\n    {BEGIN}\n    pass\n    {END}\n", f"3: {SILENT}"),
        (f'def f():\n    {BEGIN}\n    """Doc."""\n    {END}\n', f"2: {SILENT}"),
        (f"{F}    if 1:\n    {BEGIN}\n        pass\n    {END}\n", f"4: not Python without this solution: {EMPTY}"),
        (f"{F}    x = (1\n", "3: not Python: '(' was never closed; correct it"),
    ],
)  # fmt: skip
def test_a_lesson_without_a_stub_is_told_the_line(source: str, line: str) -> None:
    assert f"reference/decay.py:{line}" == complaint(source)


def test_a_mark_scheme_is_cut_out_and_the_question_stays() -> None:
    assert STUB + ASKED == stub(LESSON + QUESTION, "decay")
    assert ASKED + STUB == stub(QUESTION + LESSON, "decay")
    assert ASKED.replace("\n", "\r\n") == stub(QUESTION.replace("\n", "\r\n"), "decay")
    assert STUB + ASKED == stub(STUB + ASKED, "decay")


DUE_SCHEME, DUE_END = (f"where {marker} is due; write that, alone on its line" for marker in (BEGIN_SCHEME, END_SCHEME))
ALONE = 'a mark scheme outside of a written exercise; begin its cell with # %% [markdown] written="..."'
NOWHERE = f"no place to answer below this mark scheme; add a markdown cell: {PLACE}"


@pytest.mark.parametrize(
    "old, new, line",
    [
        (f"{END_SCHEME}\n", "", f"7: a mark scheme without end; put {END_SCHEME} below it"),
        (f"{BEGIN_SCHEME}\n", "", f"10: '{END_SCHEME}' {DUE_SCHEME}"),
        (END_SCHEME, BEGIN_SCHEME, f"11: '{BEGIN_SCHEME}' {DUE_END}"),
        (BEGIN_SCHEME, "# == begin mark scheme", f"7: '# == begin mark scheme' {DUE_SCHEME}"),
        (END_SCHEME, "# === END MARKING-SCHEME ===", f"11: '# === END MARKING-SCHEME ===' {DUE_END}"),
        (BEGIN_SCHEME, f"# The scheme: {BEGIN_SCHEME}", f"7: '# The scheme: {BEGIN_SCHEME}' {DUE_SCHEME}"),
        (' written="why"', "", f"7: {ALONE}"),
        (' written="why"', " written=why", f"7: {ALONE}"),
        ("# 1. Because of the sign.", "sign = -1", f"7: {ALONE}"),
        ("# 1. Because of the sign.", "# %% [markdown]", f"7: {ALONE}"),
        (f"# {PLACE}\n", "", f"11: {NOWHERE}"),
        ("\n# %% [markdown]\n#", "\n# %%\n#", f"11: {NOWHERE}"),
    ],
)  # fmt: skip
def test_a_mark_scheme_that_would_show_is_told_the_line(old: str, new: str, line: str) -> None:
    assert old in QUESTION
    assert f"reference/decay.py:{line}" == complaint(QUESTION.replace(old, new, 1))


@settings(deadline=None)
@given(st.lists(st.sampled_from([*QUESTION.splitlines(keepends=True), f"    {BEGIN}\n", f"    {END}\n", "x = 1\n"])))
def test_no_mark_scheme_is_left_in_any_stub(lines: list[str]) -> None:
    try:
        made = stub("".join(lines), "decay")
    except StubError:
        return
    assert "MARK SCHEME" not in made


@settings(deadline=None)
@given(st.lists(st.sampled_from([BEGIN, END, "def f():", '"""Doc."""', "pass", "if 1:", "    ", "\n    ", "\n"])))
def test_any_lesson_gives_a_stub_that_compiles_or_one_line(pieces: list[str]) -> None:
    try:
        ast.parse(stub("".join(pieces), "decay"))
    except StubError as error:
        assert re.match(r"reference/decay\.py:\d+: ", str(error))
        assert 1 == len(str(error).splitlines())


def test_missing_stubs_are_written(root: Path) -> None:
    assert ["__init__", "decay"] == stubs.stale(root, COURSE)
    assert [root / "exercises" / "__init__.py", root / "exercises" / "decay.py"] == stubs.write(root, COURSE)
    assert STUB == (root / "exercises" / "decay.py").read_text()
    assert b"" == (root / "exercises" / "__init__.py").read_bytes()
    assert [] == stubs.stale(root, COURSE)
    assert [] == stubs.write(root, COURSE)


UNBEGUN = {
    "an older lesson": STUB.replace("# Euler's method", "# Euler"),
    "an older docstring": STUB.replace("One step.", "A step."),
    "an older helper": STUB.replace("return -y", "return -2 * y"),
    "an exercise since renamed": STUB.replace("heun", "rk2").replace("    h = 0.5\n", ""),
    "an exercise fewer": STUB[: STUB.index("def heun")],
    "an empty file": "\n",
}
BEGUN = {
    "a solution": STUB.replace('raise NotImplementedError("decay.euler")', "return y / 2"),
    "a line before the error": STUB.replace("    raise", "    h = 1\n    raise", 1),
    "the error taken out": STUB.replace('    raise NotImplementedError("decay.euler")\n', ""),
    "a function of the student's own": STUB + "\n\ndef mine(y):\n    return y\n",
    "a class of the student's own": STUB + "\n\nclass Mine:\n    y = 1\n",
    "a solution above the stub": "def euler(y):\n    return y / 2\n" + STUB,
    "a slip of syntax": STUB.replace("def euler(y):", "def euler(y:"),
    "not text": STUB.replace("Euler", "\xe9"),
    "notes alone": "# think first\n",
    "code without functions": "print(1)\n",
    "given functions alone": STUB[: STUB.index("def euler")] + "print(slope(1))\n",
    "nesting deeper than Python parses": "x = " + "-" * 100_000 + "1\n",
    "nesting deeper than Python prints": STUB + "\n\ndef mine(y):\n    return y" + ".T" * 2000 + "\n",
}


@pytest.mark.parametrize("text", UNBEGUN.values(), ids=UNBEGUN)
def test_a_stub_of_an_older_lesson_is_brought_up_to_date(root: Path, file: Path, text: str) -> None:
    file.write_text(text)
    assert ["decay"] == stubs.stale(root, COURSE)
    assert [file] == stubs.write(root, COURSE)
    assert STUB == file.read_text()


@pytest.mark.parametrize("text", BEGUN.values(), ids=BEGUN)
def test_work_is_kept_and_named(root: Path, file: Path, text: str) -> None:
    file.write_text(text, encoding="latin-1")
    assert [] == stubs.write(root, COURSE)
    assert text == file.read_text(encoding="latin-1")
    assert ["decay"] == stubs.stale(root, COURSE)


def test_work_on_one_exercise_is_kept_when_another_is_selected(root: Path, file: Path) -> None:
    file.write_text(BEGUN["a solution"])
    assert [] == stubs.write(root, course("heun"))


def test_an_exercise_whose_solution_would_show_is_refused(root: Path) -> None:
    with pytest.raises(StubError) as caught:
        stubs.write(root, course("euler", "slope"))
    line = f"reference/decay.py: no solution of slope to cut out; put it between {BEGIN} and {END}"
    assert line == str(caught.value)
    assert not (root / "exercises").exists()


HEAD, SCHEME = '# %% [markdown] written="why"', f"between {BEGIN_SCHEME} and {END_SCHEME}"


@pytest.mark.parametrize(
    "question, written, line",
    [
        ("", "why", f": 0 mark schemes of why; write one, in a cell that begins with {HEAD}, {SCHEME}"),
        (ASKED, "why", f": 0 mark schemes of why; write one, in a cell that begins with {HEAD}, {SCHEME}"),
        (QUESTION * 2, "why", f": 2 mark schemes of why; write one, in a cell that begins with {HEAD}, {SCHEME}"),
        (QUESTION, "", ":34: course.toml has no such written exercise; add [[units.written]] why there"),
        (ASKED, "", ":34: course.toml has no such written exercise; add [[units.written]] why there"),
    ],
)
def test_course_and_lesson_ask_the_same_questions(root: Path, question: str, written: str, line: str) -> None:
    (root / "reference" / "decay.py").write_text(LESSON + question)
    with pytest.raises(StubError) as caught:
        stubs.write(root, course("euler", "heun", written=tuple(written.split())))
    assert f"reference/decay.py{line}" == str(caught.value)
    assert not (root / "exercises").exists()


@pytest.mark.parametrize(
    "answer, kept",
    [
        (f"# {PLACE}", False),
        (f"# {PLACE}\n#\n#", False),
        (f"# {PLACE} the sign", True),
        (f"# {PLACE}\n#\n# The sign.", True),
        ("# The sign.", True),
    ],
)
def test_an_answer_in_words_is_kept(root: Path, file: Path, answer: str, kept: bool) -> None:
    (root / "reference" / "decay.py").write_text(LESSON + QUESTION)
    text = STUB.replace("# Euler's method", "# Euler") + ASKED.replace(f"# {PLACE}", answer)
    file.write_text(text)
    stubs.write(root, course("euler", "heun", written=("why",)))
    assert (text if kept else STUB + ASKED) == file.read_text()


@pytest.mark.parametrize("content", [None, b"\xff"])
def test_a_lesson_that_cannot_be_read_is_named(root: Path, content: bytes | None) -> None:
    lesson = root / "reference" / "decay.py"
    lesson.unlink() if content is None else lesson.write_bytes(content)
    line = "reference/decay.py: missing, or not UTF-8; write the lesson, or take it from course.toml"
    with pytest.raises(StubError, match=f"^{re.escape(line)}$"):
        stubs.stale(root, COURSE)


LESSONS = sorted(path for path in (find_root(Path(__file__)) / "reference").glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.stem)
def test_every_lesson_of_this_course_has_a_stub_without_solutions(lesson: Path) -> None:
    made = stub(lesson.read_bytes().decode(), lesson.stem)
    assert f'raise NotImplementedError("{lesson.stem}.' in made
    assert BEGIN not in made and "MARK SCHEME" not in made
