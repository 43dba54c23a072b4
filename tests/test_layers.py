"""Who may import whom: the table of the design, held by the syntax trees of the files."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "autograder"
WORKER = {
    "sandbox.wire",
    "sandbox.worker",
    "sandbox.nursery",
    "sandbox.probes",
    "sandbox.canary",
    "sandbox.filter",
    "sandbox.gradients",
    "sandbox.landlock",
    "systems",
}
SIDES = {
    *(
        "sandbox.cgroup",
        "sandbox.client",
        "sandbox.bubblewrap",
        "sandbox.confine",
        "sandbox.isolation",
        "sandbox.local",
    ),
    *WORKER,
}
GRADER = {"cells", "course", "diagnose", "expect", "grade", "model", "student", "submission"} | SIDES

ALLOWED: dict[str, set[str]] = {
    "model": set(),
    "systems": set(),
    "expect": {"model"},
    "course": {"model"},
    "cells": set(),
    "submission": {"cells", "model"},
    "roster": {"model", "report.plain"},
    "repository": {"files", "model", "report.plain", "roster"},
    "collect": {"files", "model", "report.plain", "repository", "roster", "submission"},
    "stubs": {"model", "submission"},
    "files": set(),
    "debug": set(),
    "reset": {"files", "model", "report.plain", "stubs", "submission"},
    "progress": {"files", "model", "reset", "report.advice", "report.next", "submission"},
    "watch": {"model", "progress", "reset", "submission"},
    "sandbox.wire": {"systems"},
    "sandbox.probes": set(),
    "sandbox.canary": set(),
    "sandbox.cgroup": set(),
    "sandbox.filter": set(),
    "sandbox.gradients": set(),
    "sandbox.landlock": set(),
    "sandbox.worker": {"sandbox.canary", "sandbox.gradients", "sandbox.wire", "sandbox.probes"},
    "sandbox.nursery": {"sandbox.filter", "sandbox.landlock", "sandbox.probes", "sandbox.wire", "sandbox.worker"},
    "sandbox.client": {"model", "sandbox.canary", "sandbox.cgroup", "sandbox.nursery", "sandbox.wire"},
    "sandbox.local": {"model", "sandbox.client", "sandbox.wire", "sandbox.worker"},
    "sandbox.bubblewrap": {"model", "sandbox.client", "sandbox.filter", "sandbox.local", "sandbox.nursery"},
    "sandbox.confine": {
        "model",
        "sandbox.bubblewrap",
        "sandbox.client",
        "sandbox.filter",
        "sandbox.landlock",
        "sandbox.local",
        "sandbox.nursery",
    },
    "sandbox.isolation": {"model", "sandbox.bubblewrap", "sandbox.client", "sandbox.confine"},
    "student": {"cells", "model", "sandbox.client", "sandbox.wire"},
    "diagnose": {"expect", "model", "student", "sandbox.local", "sandbox.probes", "sandbox.wire"},
    "grade": {
        "course",
        "diagnose",
        "expect",
        "model",
        "student",
        "submission",
        "sandbox.client",
        "sandbox.local",
        "sandbox.nursery",
    },
    "hostile": {
        "cells",
        "course",
        "grade",
        "model",
        "report.json",
        "report.terminal",
        "sandbox.bubblewrap",
        "sandbox.client",
        "sandbox.isolation",
        "sandbox.nursery",
    },
    "doctor": {"course", "model"} | SIDES,
    "verify": GRADER | {"stubs", "hostile"},
    "leaks": {"stubs"},
    "release": GRADER | {"leaks", "stubs"},
    "update": {"files", "release"},
    "reports": {"model", "report.plain"},
    "gradescope": GRADER | {"release", "secret"},
    "notebooks": {"model", "release", "stubs"},
    "checks.problems": {"expect", "systems"},
    "checks.conftest": {"grade"},
    "cache": GRADER | {"files"},
    "fleet": GRADER | {"cache"},
    "secret": {"course", "grade"},
    "kernel": GRADER | {"report.notebook", "report.terminal"},
    "nbgrader": GRADER | {"cache", "report.notebook", "secret"},
    "report.github": {"model", "report.advice", "report.plain", "report.terminal"},
    "report.notebook": {"model", "report.advice", "report.plain", "report.terminal"},
    "cli": GRADER
    | {"fleet", "secret"}
    | {"debug", "doctor", "files", "progress", "reset", "stubs", "verify", "watch"}
    | {"gradescope", "leaks", "notebooks", "release", "reports", "update"}
    | {"collect", "repository", "roster"}
    | {"report.canvas", "report.github", "report.gradescope", "report.junit", "report.moodle"}
    | {"report.json", "report.next", "report.plain", "report.terminal"},
    "__main__": {"cli"},
}
REPORT = {"model", "report.plain", "report.advice"}
CHECK = {"expect", "systems", "checks.problems"}
ONLY_IN = {
    "pytest": {"grade", "checks.conftest"},
    "matplotlib": {"sandbox.worker", "sandbox.probes"},  # inside functions: only a drawing exercise pays for it
    "nbgrader (installed)": {"nbgrader", "notebooks"},
    "jupytext": {"notebooks"},
    "distributed": {"fleet"},
}


def files() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def imports(path: Path) -> set[str]:
    """Modules imported anywhere in a file: ours without the package's name, others by their first name."""
    found: set[str] = set()
    modules = {name_of(other) for other in files()}
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner.removeprefix("autograder.") in modules else str(node.module))
    others = {name.split(".")[0] for name in found if not name.startswith("autograder")}
    ours = {name.removeprefix("autograder.") for name in found if name.startswith("autograder.")}
    return ours | {f"{name} (installed)" if name in modules else name for name in others}


def allowed(name: str) -> set[str]:
    if name.startswith("report.") and name not in ALLOWED:
        return REPORT
    if name.startswith("checks.public."):
        return CHECK
    if name.startswith("checks.hidden."):
        return CHECK | {"reference", name.replace("hidden", "public")}
    return ALLOWED[name]


@pytest.mark.parametrize("path", files(), ids=name_of)
def test_a_module_imports_only_what_its_layer_may(path: Path) -> None:
    name = name_of(path)
    ours = {name_of(other) for other in files()}
    found = imports(path)
    assert found & (ours | {"reference", "exercises", "tests"}) <= allowed(name)
    for library, places in ONLY_IN.items():
        assert library not in found or name in places, f"{name} imports {library}"


def test_the_student_side_never_imports_checks_reference_or_pytest() -> None:
    for module in WORKER:
        found = imports(PACKAGE / Path(*module.split(".")).with_suffix(".py"))
        assert not found & {"checks.problems", "reference", "pytest", "expect", "grade"}
        assert not any(name.startswith("checks.") for name in found)


@pytest.mark.parametrize("folder", ["exercises", "reference"])
def test_lessons_import_libraries_and_each_other_only(folder: str) -> None:
    for path in sorted((ROOT / folder).glob("*.py")):
        assert "autograder" not in path.read_text().replace("autograder hint", ""), path
