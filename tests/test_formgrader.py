"""nbgrader's formgrader in a browser: what an instructor sees of graded notebooks, and marks by hand."""

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread, Timer

import nbformat
import psutil
import pytest
import small
from playwright.sync_api import BrowserContext, Locator, Page, expect, sync_playwright

from autograder import course, notebooks

ROOT = Path(__file__).parents[1]
UNIT = "euler_stability"
QUESTION = "written-euler_at_two"
LATE = """\
import numpy as np

def euler(f, y0, t):
    y = [np.array(y0, dtype=float)]
    for k in range(len(t) - 1):
        y.append(y[-1] + (t[k + 1] - t[k]) * f(t[k + 1], y[-1]))
    return np.array(y)
"""
CLASS = {"ada": "", "bob": LATE, "cyd": LATE + "    # in a hurry"}  # who wrote which euler; nothing: the right one
TOKEN = "formgrader"
FLAGS = [
    "--no-sandbox",  # it has none for root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=30_000)  # ms: on a busy machine


def environment(home: Path) -> dict[str, str]:
    """The environment of a command that reads and writes nothing of the user's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON", "XDG"))}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # nbgrader calls alembic by name
    return kept | {"HOME": str(home), "PATH": path, "PYTHONPATH": str(ROOT), "AUTOGRADER_SEED": "formgrader"}


def nbgrader(folder: Path, *words: str) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "nbgrader", *words]
    home = environment(folder.parent / "home")
    done = subprocess.run(command, cwd=folder, env=home, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def hand_in(folder: Path, student: str, euler: str) -> None:
    """A released notebook as a student hands it in, in nbgrader's folder for that."""
    solved = {
        cell.id: cell.source for cell in nbformat.read(folder / "source" / UNIT / f"{UNIT}.ipynb", as_version=4).cells
    }
    notebook = nbformat.read(folder / "release" / UNIT / f"{UNIT}.ipynb", as_version=4)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = (euler if cell.id == "euler" else "") or solved[cell.id]
        cell.source = cell.source.replace("*Your answer:*", f"*Your answer:* {student} says that it flips.")
    path = folder / "submitted" / student / UNIT / f"{UNIT}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An nbgrader course in which two of three notebooks are graded."""
    root = tmp_path_factory.mktemp("course")
    shutil.copyfile(small.root() / "course.toml", root / "course.toml")
    (root / "reference").symlink_to(small.root() / "reference")
    (root / "home").mkdir()
    folder = root / "nb"
    notebooks.write(notebooks.build(root, course.load(root)), folder)
    nbgrader(folder, "generate_assignment", UNIT)
    for student in ("ada", "bob"):
        hand_in(folder, student, CLASS[student])
    nbgrader(folder, "autograde", UNIT)
    hand_in(folder, "cyd", CLASS["cyd"])
    return folder


@contextmanager
def jupyter(folder: Path) -> Iterator[str]:
    """A Jupyter server in that folder, at an address that it says; in the end nothing is left of it."""
    words = ["--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0", f"--IdentityProvider.token={TOKEN}"]
    process = psutil.Popen(
        [sys.executable, "-m", "jupyter_server", *words],
        cwd=folder,
        env=environment(folder.parent / "home"),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    patience = Timer(60, process.kill)
    patience.start()
    said: list[str] = []
    try:
        for line in process.stderr:
            said.append(line)
            if address := re.search(r"http://127\.0\.0\.1:\d+", line):
                break
        else:
            raise AssertionError("".join(said))
        patience.cancel()
        Thread(target=said.extend, args=(process.stderr,), daemon=True).start()  # a full pipe would stop it
        yield address[0]
    finally:
        patience.cancel()
        started = [process, *process.children(recursive=True)] if process.is_running() else []
        process.terminate()
        _, left = psutil.wait_procs(started, timeout=20)
        for each in left:
            each.kill()
    assert not left, "".join(said)


@pytest.fixture(scope="module")
def chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    missing = "no Chromium is on the PATH"
    pytest.fail(missing) if os.environ.get("AUTOGRADER_BROWSER") == "required" else pytest.skip(missing)


@pytest.fixture(scope="module")
def browser(chromium: str, folder: Path) -> Iterator[BrowserContext]:
    """A browser that is logged in and reaches nothing but the server."""
    home = folder.parent / "home"
    with (
        jupyter(folder) as address,
        sync_playwright() as playwright,
        playwright.chromium.launch_persistent_context(
            home / "chromium",
            executable_path=chromium,
            args=FLAGS,
            env=environment(home),
            base_url=address,
            viewport={"width": 1200, "height": 900},
        ) as browser,
    ):
        browser.route(lambda url: not url.startswith(address), lambda route: route.abort())
        browser.new_page().goto(f"/formgrader?token={TOKEN}")
        yield browser


@pytest.fixture
def page(browser: BrowserContext, tmp_path: Path) -> Iterator[Page]:
    """The formgrader's first page; in the end, a picture of where one came to."""
    page = browser.new_page()
    page.goto("/formgrader")
    yield page
    page.screenshot(path=tmp_path / "page.png", full_page=True)
    page.close()


def open_submission(page: Page, student: str) -> None:
    """From any page, as a person finds it; nbgrader numbers submissions and shows names when asked."""
    page.get_by_role("link", name="Manual Grading").first.click()
    for _ in ("the assignment", "its notebook"):
        page.locator("td").get_by_role("link", name=UNIT).click()
    expect(page.get_by_role("link", name=re.compile("Submission #"))).not_to_have_count(0)
    page.get_by_role("button", name="Show All Names").click()
    page.locator("td").get_by_role("link", name=student).click()
    page.wait_for_url("**/submissions/*/")


def open_submissions(page: Page, student: str) -> Locator:
    """A student's row among the submissions of the assignment."""
    page.get_by_role("link", name="Manual Grading").first.click()  # a submission has no link to all pages
    page.get_by_role("link", name="Manage Assignments").click()
    page.get_by_role("row", name=UNIT).locator(".num-submissions a").click()
    return page.get_by_role("row", name=student)


def grade_cell(page: Page, name: str) -> Locator:
    return page.locator(".cell", has=page.locator(f"#{name}"))


def exported(folder: Path) -> dict[str, str]:
    """Score by student, as nbgrader exports it."""
    nbgrader(folder, "export")
    with (folder / "grades.csv").open() as file:
        return {row["student_id"]: row["score"] for row in csv.DictReader(file)}


def test_a_grade_cell_shows_score_claim_and_mistake(page: Page) -> None:
    expect(page.get_by_role("row", name=UNIT).locator(".duedate")).to_contain_text("2027-01-24")
    open_submission(page, "bob")
    cell = grade_cell(page, "check-euler")
    expect(cell.locator("#check-euler")).to_have_attribute("placeholder", "3.818182")
    for text in (
        "3.8 / 6",
        "For y' = t b Euler's method sums rectangles",
        "This looks like a known mistake, right endpoint:",
        "Euler uses the slope at the *start* of the step",
    ):
        expect(cell.get_by_text(text).first).to_be_visible()
    row = cell.get_by_role("row", name="0 / 1.1").first
    expect(row).not_to_be_visible()
    cell.get_by_text("all claims").click()
    expect(row).to_be_visible()
    expect(grade_cell(page, "check-plot_step_sizes")).to_contain_text("All that was checked holds")


def test_points_for_an_answer_in_words_are_exported_and_outlast_another_autograde(page: Page, folder: Path) -> None:
    open_submission(page, "ada")
    here = re.compile(re.escape(page.url))
    question = grade_cell(page, QUESTION)
    expect(question).to_contain_text("BEGIN MARK SCHEME")
    expect(question).to_contain_text("Four regimes with the boundaries 1 and 2")
    expect(question.locator("xpath=following-sibling::*[1]")).to_contain_text("ada says that it flips.")
    score = question.locator(f"#{QUESTION}")
    expect(score).to_have_class(re.compile("needs_manual_grade"))
    with page.expect_response(lambda answer: "/api/grade/" in answer.url) as saved:
        score.press_sequentially("3")
        score.press("Tab")
    assert saved.value.ok
    expect(score).not_to_have_class(re.compile("needs_manual_grade"))
    page.get_by_role("link", name="Next").click()
    expect(page).not_to_have_url(here)
    assert "13.0" == exported(folder)["ada"]

    row = open_submissions(page, "ada")
    expect(row).to_contain_text("13 / 14")
    row.locator(".autograde a").click()
    expect(page.get_by_role("heading", name="Success")).to_be_visible()
    page.get_by_role("button", name="OK").click()
    expect(row).to_contain_text("needs manual grading")  # the answer may be another one
    assert "13.0" == exported(folder)["ada"]
    open_submission(page, "ada")
    expect(score).to_have_value("3")
    question.get_by_role("button", name="Resolve").click()
    expect(score).not_to_have_class(re.compile("needs_manual_grade"))
    expect(open_submissions(page, "ada")).to_contain_text("graded")


def test_a_submission_is_graded_at_a_click(page: Page, folder: Path) -> None:
    row = open_submissions(page, "cyd")
    expect(row).to_contain_text("needs autograding")
    row.locator(".autograde a").click()
    expect(page.get_by_role("heading", name="Success")).to_be_visible()
    page.get_by_role("button", name="OK").click()
    expect(row).to_contain_text("7.82 / 14")
    open_submission(page, "cyd")
    expect(grade_cell(page, "check-euler")).to_contain_text("right endpoint")
