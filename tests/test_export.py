"""`autograder export`: reports become files that other programs read, and nothing of an instructor's is lost or overwritten."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_report import check, exercise, recognised, report
from typer.testing import CliRunner, Result

from autograder import cli, reports
from autograder.model import Outcome, Report, Reports
from autograder.report import canvas, gradescope, junit, moodle
from autograder.report import json as as_json

# What the schema of xunit2 has in each element: attributes (True: required), and children.
SUITE = {"name": True, "tests": True, "failures": True, "errors": True, "skipped": False, "time": False}
SCHEMA: dict[str, tuple[dict[str, bool], set[str]]] = {
    "testsuites": ({"name": False, "time": False, "tests": False, "failures": False, "errors": False}, {"testsuite"}),
    "testsuite": (SUITE, {"properties", "testcase"}),
    "properties": ({}, {"property"}),
    "property": ({"name": True, "value": True}, set()),
    "testcase": ({"name": True, "classname": False, "time": False}, {"failure", "error", "skipped"}),
    "failure": ({"type": False, "message": False}, set()),
    "error": ({"type": False, "message": False}, set()),
    "skipped": ({"type": False, "message": False}, set()),
}
GRADEBOOK = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Euler (4711),Newton (4712),Final (old) Score,Current Score\r\n"
    ",,,,,Manual Posting,,,\r\n"
    "    Points Possible,,,,,4.00,10,(read only),(read only)\r\n"
    '"Lovelace, Ada",17,s1815,ada,"one ""A"", two",,3.5,=1+1,1.0\r\n'
    "Bob,018,s2,bob,  2 ,1.00,,,\r\n"
    '"Eve\r\nOther",19,,eve,,EX,,,\r\n'
    "Mallory,20,s4,mallory,,,,,\r\n"
    '"Student, Test",21,,,,,,,\r\n'
)
THREE = [exercise("euler", check(), check("failed", points=1.25), check(points=0.75))]


def of(name: str, **fields: Any) -> Report:
    """A report of 2.75 points out of 4."""
    return report({"euler_stability": THREE}, submission=name, **fields)


def valid(text: str) -> ElementTree.Element:
    """A document that the schema of xunit2 allows."""
    root = ElementTree.fromstring(text.encode())
    assert root.tag == "testsuites"
    for element in root.iter():
        attributes, children = SCHEMA[element.tag]
        assert {name for name, needed in attributes.items() if needed} <= set(element.attrib) <= set(attributes)
        assert {child.tag for child in element} <= children
        assert all(re.fullmatch(r"\d+", element.get(name, "0")) for name in ("tests", "failures", "errors", "skipped"))
        assert re.fullmatch(r"\d*(\.\d{0,3})?", element.get("time", ""))
    for suite in root:
        kinds = [child.tag for case in suite.iter("testcase") for child in case]
        assert int(suite.attrib["tests"]) == len(list(suite.iter("testcase")))
        assert [int(suite.attrib[f"{kind}s"]) for kind in ("failure", "error")] == [
            kinds.count("failure"),
            kinds.count("error"),
        ]
        assert int(suite.attrib["skipped"]) == kinds.count("skipped")
    return root


def export(folder: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    """`autograder export` in a folder."""
    monkeypatch.chdir(folder)
    return CliRunner().invoke(cli.app, ["export", *words])


def written(folder: Path, *made: Report, name: str = "report.json") -> Path:
    """Reports as the command line writes them."""
    (folder / name).write_bytes(as_json.render(Reports(reports=made)))
    return folder / name


def complaint(said: Result) -> str:
    """The one line of an export that could not be made."""
    assert (said.exit_code, said.stdout) == (2, "")
    (line,) = said.stderr.splitlines()
    return line.removeprefix("autograder: ")


# JUnit


@pytest.mark.parametrize(
    ("outcome", "element"),
    [
        ("failed", "failure"),
        ("error", "error"),
        ("timed_out", "error"),
        ("crashed", "error"),
        ("grader_error", "error"),
        ("not_attempted", "skipped"),
        ("blocked", "skipped"),
        ("manual", "skipped"),
    ],
)
def test_each_outcome_is_what_junit_calls_it(outcome: str, element: str) -> None:
    one = check(outcome, id="u.e.sums_rectangles", message="expected 1\ngot 2", hint="Look there.")
    (case,) = valid(junit.render([report({"u": [exercise("e", one)]})])).iter("testcase")
    assert (case.attrib["classname"], case.attrib["name"]) == ("u.e", "sums_rectangles")
    assert (case[0].tag, case[0].attrib["type"], case[0].attrib["message"]) == (element, outcome, one.claim)
    assert "expected 1\ngot 2" in str(case[0].text) and "Look there." in str(case[0].text)
    assert ("our fault" in str(case[0].text)) == (outcome == "grader_error")


def test_a_claim_that_holds_is_a_case_without_more_and_its_points_are_properties() -> None:
    root = valid(junit.render([of("ada")]))
    assert [len(case) for case in root.iter("testcase")] == [0, 1, 0]
    told = {each.attrib["name"]: each.attrib["value"] for each in root.iter("property")}
    assert (told["points"], told["max_points"], told["trust"]) == ("2.75", "4", "authoritative")
    assert told["points.claim"] == "0.75 of 0.75"


def test_every_outcome_together_is_counted() -> None:
    root = valid(junit.render([report({"u": [exercise("e", *(check(outcome) for outcome in Outcome))]})]))
    assert root.attrib == {"tests": "9", "failures": "1", "errors": "4"}


def test_suites_of_a_class_say_whose_they_are_and_no_attachment_is_named() -> None:
    text = junit.render([of("ada"), of("[[ATTACHMENT|/etc/passwd]]")])
    assert [suite.attrib["name"] for suite in valid(text)] == [
        "ada: euler_stability.euler",
        "[[ATTACHMENT|/etc/passwd]]: euler_stability.euler",
    ]
    assert "system-out" not in text  # the only place where GitLab reads paths of files to show


# Gradescope


def test_hidden_claims_are_not_told_before_grades_are_published() -> None:
    secret = check(
        "failed", "A sentence that gives it away.", visibility="hidden", hint="Its hint.", message="Its word."
    )
    results = json.loads(gradescope.render(report({"u": [exercise("e", check(), secret)]})))
    public, hidden = results["tests"]
    assert (public["visibility"], public["score"], public["max_score"]) == ("visible", 2.0, 2.0)
    assert (hidden["visibility"], hidden["score"], hidden["status"]) == ("after_published", 0.0, "failed")
    assert "gives it away" in hidden["output"]
    visible = json.dumps([public, results["output"]])
    assert not re.search("gives it away|Its hint|Its word|2 / 4", visible)
    assert "when your grades are published" in results["output"]
    assert results["score"] == 2.0


def test_a_fault_of_ours_is_told_at_once_wherever_it_is() -> None:
    ours = check("grader_error", visibility="hidden", message="the check itself went wrong")
    results = json.loads(gradescope.render(report({"u": [exercise("e", check(), ours)]}, complete=False)))
    assert results["output"].startswith("This is our fault, not yours: not all could be judged, and no points are lost")
    assert "our fault" in results["tests"][1]["output"]


def test_what_was_said_of_one_claim_is_not_said_again() -> None:
    twice = [check("failed", f"Claim {n}.", message="got none of that name", hint="Write it.") for n in (1, 2)]
    (test,) = json.loads(gradescope.render(report({"u": [exercise("e", *twice)]})))["tests"]
    assert test["output"].count("got none of that name") == test["output"].count("Write it.") == 1
    assert "Claim 1." in test["output"] and "Claim 2." in test["output"]


def test_points_that_add_up_in_the_report_add_up_in_gradescope() -> None:
    thirds = [check("passed", points=2 / 3, visibility=each) for each in ("public", "public", "hidden")]
    results = json.loads(gradescope.render(report({"u": [exercise("e", *thirds)]})))
    assert sum(test["score"] for test in results["tests"]) == results["score"] == 2.0


# Canvas


def test_one_column_is_filled_and_every_other_byte_stays() -> None:
    found = canvas.render([of("ada"), of("s2"), of("eve"), of("nobody")], GRADEBOOK, "Euler (4711)")
    expected = GRADEBOOK.replace('two",,3.5', 'two",2.75,3.5').replace("1.00", "2.75")
    assert found.text == expected
    assert found.notes == (
        "students without a report, left as they were: 2",
        "reports of nobody in this gradebook: nobody",
        "left as they were, for there is EX or N/A: eve",
    )


@pytest.mark.parametrize("name", ["018", "s2", "bob", "bob/euler_stability"])
def test_a_student_is_found_by_each_id_and_by_no_number_that_is_only_equal(name: str) -> None:
    assert "bob,  2 ,2.75," in canvas.render([of(name)], GRADEBOOK, "Euler").text
    assert canvas.render([of("18")], GRADEBOOK, "Euler").text == GRADEBOOK


def test_a_report_with_a_fault_of_ours_changes_no_grade() -> None:
    assert canvas.render([of("bob", complete=False)], GRADEBOOK, "Euler").text == GRADEBOOK


def test_other_points_in_canvas_are_said_and_not_scaled() -> None:
    found = canvas.render([of("bob")], GRADEBOOK, "Newton")
    assert "bob,  2 ,1.00,2.75,," in found.text
    assert "Canvas has 10 points for all of it, the course has 4; points are not scaled" in found.notes


def test_a_gradebook_of_a_country_with_decimal_commas_is_filled_in_its_way() -> None:
    book = "Student;ID;Section;Euler (1)\n    Points Possible;;;4,00\nBob;1;x;\n"
    assert canvas.render([of("1")], book, "Euler").text == book.replace("x;", 'x;"2,75"')


def test_a_gradebook_with_names_in_two_columns_and_without_sis_ids_is_filled() -> None:
    book = "LastName,FirstName,ID,SIS Login ID,Section,Euler (1)\n    Points Possible,,,,,4.00\nO,Bob,1,bob,x,\n\n"
    assert canvas.render([of("bob")], book, "Euler").text == book.replace("bob,x,", "bob,x,2.75")


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("Eul", r"'Eul': no column to be filled has this name; there are: 'Euler \(4711\)', 'Newton \(4712\)'"),
        ("Current Score", "no column to be filled"),
        ("Section", "no column to be filled"),
        ("Final (old) Score", "no column to be filled"),
    ],
)
def test_a_column_that_may_not_be_filled_is_refused(column: str, said: str) -> None:
    with pytest.raises(canvas.NotAGradebook, match=said):
        canvas.render([of("bob")], GRADEBOOK, column)


@pytest.mark.parametrize(
    ("book", "said"),
    [
        ("", "it is empty"),
        ("name,grade\nBob,1\n", "line 1: there is no column ID, SIS User ID or SIS Login ID"),
        ("Student,ID,Euler (1)\nBob,1,\n", 'no row "Points Possible"'),
        ("Student,ID,Euler (1)\n    Points Possible,\n", "line 2: it has fewer cells than the header"),
        ('Student,ID,Euler (1)\n    Points Possible,,4\n"Bob"x,1,\n', "line 3: a quoted cell does not end"),
        ('Student,ID,Euler (1)\n    Points Possible,,4\n"Bob,1,\n', "line 3: a quoted cell does not end"),
        ("Student,ID,Euler (1),Euler (2)\n    Points Possible,,4,4\n", "'Euler': more than one column"),
        (
            "Student,ID,SIS Login ID,Euler (1)\n    Points Possible,,,4\nA,bob,x,\nB,2,bob,\n",
            "bob: rows 3 and 4 both have this ID",
        ),
    ],
)
def test_what_is_no_gradebook_gets_a_line_that_says_where_and_what_to_do(book: str, said: str) -> None:
    with pytest.raises(canvas.NotAGradebook, match=re.escape(said).replace("\\ ", " ")):
        canvas.render([of("bob")], book, "Euler")


def test_two_reports_about_one_student_are_refused() -> None:
    with pytest.raises(canvas.NotAGradebook, match="bob/a and bob/b: two reports about one student"):
        canvas.render([of("bob/a"), of("bob/b")], GRADEBOOK, "Euler")


CELLS = st.text(st.sampled_from('ab;,"\r\n =\t\u00e9'), max_size=6)


@settings(deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=4))
def test_cells_are_told_apart_as_other_programs_do(rows: list[list[str]]) -> None:
    """Whatever stands in other cells: they are the same before and after, for Python's own reader of CSV as well."""
    file = io.StringIO()
    table = csv.writer(file)
    table.writerow(["Student", "Notes", "More", "ID", "Euler (1)", "Last"])
    table.writerow(["    Points Possible", "", "", "", "4", ""])
    table.writerows([*row, f"id{n}", "", "end"] for n, row in enumerate(rows))
    filled = canvas.render([of(f"id{n}") for n in range(len(rows))], file.getvalue(), "Euler").text
    before, after = (list(csv.reader(io.StringIO(text, newline=""))) for text in (file.getvalue(), filled))
    assert [[*row[:4], row[5]] for row in before] == [[*row[:4], row[5]] for row in after]
    assert [row[4] for row in after[2:]] == ["2.75"] * len(rows)


# Moodle


def test_moodle_gets_grade_and_feedback_together() -> None:
    one = report(recognised(), submission="bob@example.org")
    header, row = csv.reader(io.StringIO(moodle.render([one])))
    assert header == ["Email address", "Grade", "Feedback"]
    assert row[:2] == ["bob@example.org", "2.00"]
    assert row[2].startswith("Points: 2 of 8.7. Worth fixing first: euler_stability.euler")
    assert "first step for all" in row[2] and "\n" not in row[2]


def test_moodle_is_not_told_of_what_could_not_be_judged() -> None:
    made = list(csv.reader(io.StringIO(moodle.render([of("17"), of("18", complete=False)]))))
    assert [row[0] for row in made] == ["ID number", "17"]


def test_names_that_are_not_of_one_kind_are_refused() -> None:
    with pytest.raises(moodle.NotForMoodle, match="17 is no email address and a@b is one"):
        moodle.render([of("a@b"), of("17")])
    with pytest.raises(moodle.NotForMoodle, match="bob: there is more than one report"):
        moodle.render([of("bob/a"), of("bob/b")])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "a;=1", "a; =1", "\uff1d1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert not re.search(r"(^|;)\s*[=+\-@\uff1d]", moodle.harmless(text))


def test_a_sentence_stays_as_it_is() -> None:
    assert moodle.harmless("expected -0.5, got 1e-3; not = 2") == "expected -0.5, got 1e-3; not = 2"


# The command


def test_every_format_is_written_to_standard_output_and_into_a_new_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, of("bob"))
    (tmp_path / "grades.csv").write_bytes(GRADEBOOK.encode())
    more = {"canvas": ["--gradebook", "grades.csv", "--column", "Euler"]}
    for format in ("junit", "gradescope", "canvas", "moodle"):
        words = [format, str(path), *more.get(format, [])]
        said = export(tmp_path, monkeypatch, *words)
        assert said.exit_code == 0, said.stderr
        assert export(tmp_path, monkeypatch, *words, "--out", f"{format}.out").stdout == ""
        assert (tmp_path / f"{format}.out").read_bytes() == said.stdout_bytes
        line = complaint(export(tmp_path, monkeypatch, *words, "--out", f"{format}.out"))
        assert line.startswith(f"{format}.out: there is something already; name a new file")
    assert (tmp_path / "grades.csv").read_bytes() == GRADEBOOK.encode()


def test_the_folder_of_a_class_is_read_by_name(tmp_path: Path) -> None:
    written(tmp_path, of("bob"), name="b.json")
    written(tmp_path, of("ada"), name="a.json")
    assert [each.submission for each in reports.read([tmp_path])] == ["ada", "bob"]


def test_a_gradebook_is_told_what_is_not_certain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, of("ada", complete=False), of("bob", trust="advisory"))
    said = export(tmp_path, monkeypatch, "moodle", str(path))
    assert said.exit_code == 0
    assert said.stderr.splitlines() == [
        "left out, for a fault of ours is in the report; grade these again: ada",
        "advisory, so no more certain than whoever made the report: bob",
    ]


BROKEN: dict[str, bytes] = {
    "text": b"not JSON",
    "other": b'{"a": 1}',
    "binary": b"\xff\xfe",
    "deep": b"[" * 100_000,
    "list": b"[]",
    "newer": b'{"format": 7, "reports": []}',
    "more": b'{"format": 1, "reports": [], "\\u001b[31m": 1}',
    "none": b'{"format": 1, "reports": []}',
}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("text", "this is no report"),
        ("other", "this is no report"),
        ("binary", "this is no report"),
        ("deep", "this is no report"),
        ("list", "this is no report"),
        ("newer", "a newer program wrote this (format 7); use that one"),
        ("more", "this is no report"),
        ("none", "there is no report in it"),
        ("absent", "No such file or directory"),
        ("folder", "there is no report in this folder"),
    ],
)
def test_what_is_no_report_gets_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str) -> None:
    (tmp_path / "folder").mkdir()
    if name in BROKEN:
        (tmp_path / name).write_bytes(BROKEN[name])
    line = complaint(export(tmp_path, monkeypatch, "junit", name))
    assert line.startswith(f"{name}: {said}") and "\x1b" not in line


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["format", "reports", "units", "score", "x"]), inner)
    ),
    max_leaves=10,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary() | JSON.map(lambda data: json.dumps(data).encode()))
def test_whatever_a_file_holds_there_is_one_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "r.json").write_bytes(data)
    with pytest.raises(reports.NoReport) as caught:
        reports.read([tmp_path / "r.json"])
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "'' is no format; there are: "),
        (["pdf", "r.json"], "'pdf' is no format; there are: "),
        (["junit"], "name reports, as in autograder export junit report.json"),
        (["junit", "r.json", "--column", "x"], "--gradebook and --column are for canvas"),
        (["canvas", "r.json"], "canvas: name your export and its column"),
        (["canvas", "r.json", "--gradebook", "absent.csv", "--column", "x"], "absent.csv: No such file or directory"),
        (["canvas", "r.json", "--gradebook", "latin.csv", "--column", "x"], "latin.csv: line 2 is not UTF-8"),
        (["gradescope", "r.json", "r.json"], "gradescope takes one submission at a time, and here are 2"),
        (["junit", "r.json", "--out", "no/such/folder"], "no/such/folder: No such file or directory"),
    ],
)
def test_wrong_words_get_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str) -> None:
    written(tmp_path, of("bob"), name="r.json")
    (tmp_path / "latin.csv").write_bytes(b"Student\nJos\xe9\n")
    assert complaint(export(tmp_path, monkeypatch, *words)).startswith(said)


def test_reports_on_two_courses_are_not_mixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, of("ada"), name="a.json")
    written(tmp_path, of("bob", course_version="0.2.0"), name="b.json")
    line = complaint(export(tmp_path, monkeypatch, "junit", "a.json", "b.json"))
    assert line.startswith(
        "b.json: a report on another course: a.json is about 'The dynamics of deep learning' '0.1.0'"
    )


def test_a_course_without_a_platform_does_not_offer_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "junit.py").touch()
    monkeypatch.setattr(cli, "__file__", str(tmp_path / "cli.py"))
    assert complaint(export(tmp_path, monkeypatch, "canvas", "r.json")) == "'canvas' is no format; there are: junit"


def test_what_grade_writes_is_what_export_reads(tmp_path: Path) -> None:
    made = Reports(reports=(report(recognised(), commit="0badcafe"),))
    path = written(tmp_path, *made.reports)
    assert reports.read([path]) == list(made.reports)
    assert msgspec.json.decode(path.read_bytes())["format"] == reports.FORMAT
