"""Rosters: what is wrong is said all at once, by line, and no cell of one becomes a path, an option or a program."""

import tempfile
from pathlib import Path

import pytest
import small
from hypothesis import given
from hypothesis import strategies as st

from autograder import roster

ADA = "ada,https://example.org/ada/course.git"


def read(folder: Path, text: str | bytes) -> list[roster.Entry]:
    path = folder / "roster.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return roster.read(path, small.course())


def complaints(folder: Path, text: str | bytes) -> list[str]:
    """What is said of a roster, without the path."""
    with pytest.raises(roster.RosterError) as caught:
        read(folder, text)
    return [line.removeprefix(f"{folder / 'roster.csv'}") for line in str(caught.value).splitlines()]


def of_student(folder: Path, name: str) -> str:
    (said,) = complaints(folder, f'student,repository\n"{name}",https://example.org/a\n')
    return said


def of_repository(folder: Path, address: str) -> str:
    (said,) = complaints(folder, f'student,repository\nada,"{address}"\n')
    return said


def test_students_come_in_the_order_of_the_roster(tmp_path: Path) -> None:
    found = read(tmp_path, f"student,repository\nzoe,git@example.org:zoe/course.git\n{ADA}\n")
    assert [("zoe", ""), ("ada", "")] == [(one.student, one.branch) for one in found]


def test_other_columns_blank_lines_a_byte_order_mark_and_capitals_do_no_harm(tmp_path: Path) -> None:
    (ada,) = read(tmp_path, f"\ufeffMail,Branch,Repository,Student\r\n\r\na@example.org,trunk,{ADA[4:]},ada\r\n")
    assert ("ada", "trunk", ADA[4:]) == (ada.student, ada.branch, ada.repository)


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Ada Lovelace", "Ada Lovelace"),
        ("Ada  \u00a0Lovelace", "Ada Lovelace"),
        ("Émile", "Émile"),
        ("E\u0301mile", "\u00c9mile"),
        ("王小明", "王小明"),
        ("-rf", "_rf"),
        (".git", "_git"),
    ],
)
def test_a_name_becomes_a_folder_neither_hidden_nor_like_an_option(tmp_path: Path, name: str, folder: str) -> None:
    (found,) = read(tmp_path, f'student,repository\n"{name}",https://example.org/a\n')
    assert folder == found.folder


@pytest.mark.parametrize("name", ["../x", "/etc", "a/b", "a\\b", "C:", "a\x00b", "a\u202eb", "a\nb", "x" * 201])
def test_a_name_that_is_a_path_or_has_what_cannot_be_seen_is_refused(tmp_path: Path, name: str) -> None:
    said = of_student(tmp_path, name)
    assert said.startswith(', line 2: student "') and said.endswith("; write another name")


@pytest.mark.parametrize(
    "name", ["..", "exercises", "Collected.csv", "euler_stability", "fixed_points.py", "FIXED_POINTS.ipynb"]
)
def test_a_name_that_grade_would_take_for_something_else_is_refused(tmp_path: Path, name: str) -> None:
    assert "cannot be a folder's name among submissions" in of_student(tmp_path, name)


@pytest.mark.parametrize(
    "address",
    [
        "-oProxyCommand=touch x",
        "--upload-pack=touch x",
        "ext::sh -c touch% x",
        "fd::3",
        "file:///srv/course",
        "http://example.org/ada",
        "/srv/course",
        "../course",
        "https:example.org/ada",
        "https://",
        "https://example.org",
        "https://-x/ada",
        "ssh://-oProxyCommand=x/ada",
        "ssh://-x@example.org/ada",
        "git@-x:ada",
        "git@example.org:-x",
        "git@example.org::x",
        "https://example.org/a b",
        "https://example.org/a%0ahost=evil.example",
        "https://example.org/a\x00b",
        "https://[::1/ada",
        "https://example.org:http/ada",
        "https://example.org/ada#readme",
        "https://example.org/ada?tab=code",
    ],
)
def test_an_address_that_is_none_is_refused_with_an_example(tmp_path: Path, address: str) -> None:
    said = of_repository(tmp_path, address)
    assert said.startswith(', line 2: repository "') and said.endswith(roster.AS_IN)


@pytest.mark.parametrize("address", ["https://ada:secret@example.org/a", "https://secret@example.org/a"])
def test_a_password_in_an_address_is_refused_and_not_shown(tmp_path: Path, address: str) -> None:
    said = of_repository(tmp_path, address)
    assert "has a name or password in it" in said and "secret" not in said


@pytest.mark.parametrize(
    "branch", ["-x", "a..b", "a b", "refs/../x", "a:b", "a*", "x.lock", "@{-1}", "a~1", "a/", ".a"]
)
def test_a_branch_that_is_none_is_refused(tmp_path: Path, branch: str) -> None:
    (said,) = complaints(tmp_path, f"student,repository,branch\n{ADA},{branch}\n")
    assert f'line 2: branch "{branch}" cannot be a branch\'s name' in said


@pytest.mark.parametrize("branch", ["main", "feature/a-b", "größe", "v1.0"])
def test_a_branch_may_have_any_name_that_git_allows(tmp_path: Path, branch: str) -> None:
    assert [branch] == [one.branch for one in read(tmp_path, f"student,repository,branch\n{ADA},{branch}\n")]


def test_all_that_is_wrong_is_said_at_once_by_line(tmp_path: Path) -> None:
    text = f'student,repository\n{ADA}\n,https://example.org/b\nbob,\n{ADA}\n"ADA ",{ADA[4:]}\neve,ext::x,y\n'
    assert [
        ", line 3: student is empty; fill it in, or take the line out",
        ", line 4: repository is empty; fill it in, or take the line out",
        ', line 5: student "ada" stands in line 2 already; each needs a name of its own',
        ', line 6: student "ADA" stands in line 2 already; each needs a name of its own',
        ", line 7: 3 cells, where the header has 2; put quotes around one with a comma",
    ] == complaints(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ": there is no student in it; write a line for each"),
        ("student,repository\n", ": there is no student in it; write a line for each"),
        ("student,url\na,b\n", ", line 1: there is no column repository; name the columns student, repository"),
        ("a,b\n", ", line 1: there is no column student or repository"),
        ("student;repository\na;b\n", ", line 1: columns are separated by semicolons; save the file with commas"),
        ("student,student,repository\n", ", line 1: there are two columns student; rename one"),
        (
            f'student,repository\n{ADA}\n"bob,x\n',
            ", line 3: unexpected end of data; is there a quote that does not end?",
        ),
        (f"student,repository\n{ADA}\n".encode("utf-16"), ", line 1: this is not UTF-8; save the file as CSV in UTF-8"),
        ("student,repository\nÉmile,x\n".encode("latin-1"), ", line 2: this is not UTF-8"),
    ],
)
def test_what_is_no_roster_is_one_line(tmp_path: Path, text: str | bytes, said: str) -> None:
    (line,) = complaints(tmp_path, text)
    assert line.startswith(said)


def test_a_missing_roster_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(roster.RosterError, match=r"roster.csv: No such file or directory; name a CSV file"):
        roster.read(tmp_path / "roster.csv", small.course())


@given(st.text())
def test_any_name_makes_one_plain_folder_or_is_refused(name: str) -> None:
    if not roster._no_folder(name, small.course()):
        folder = roster._folder(name)
        assert folder == "" or (Path(folder).name == folder and folder[0] not in ".-" and folder.isprintable())


@given(st.one_of(st.text(), st.text("-:/@ \nabext%0").map("https://a/{}".format), st.text("-:/@ \nabext%0")))
def test_any_address_that_is_taken_is_one_word_of_a_known_scheme(address: str) -> None:
    if not roster._no_address(address, roster.SCHEMES):
        assert address.isprintable() and " " not in address and "::" not in address.partition("/")[0]
        assert address.lower().startswith(("https://", "ssh://", "git://")) or "@" in address.partition(":")[0]


@given(st.binary())
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.csv"
        path.write_bytes(b"student,repository\n" + data)
        try:
            roster.read(path, small.course())
        except roster.RosterError as error:
            assert all(line.startswith(str(path)) for line in str(error).splitlines())
