"""The figures in README and SECURITY.md, measured here and now: `make bench`. Medians; no figure is a test."""

import datetime
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import bench_nbgrader
import kits
import numpy as np
import small
from rich.console import Console
from rich.table import Table

from autograder import course, grade, hostile, submission, systems
from autograder.model import CheckResult, Course, Report, Submission
from autograder.sandbox import bubblewrap, client

ROOT = Path(__file__).parents[1]
SOURCE = b"def euler(f, y0, t):\n    return y0\n"
CALL = {"function": "euler", "mode": "value", "args": [systems.zero(), np.ones(1), np.array([0.0, 1.0])]}
MIB = 2**20
Row = tuple[str, str, str]  # what, measured, aimed at


def times(action: Callable[[], object], count: int) -> list[float]:
    """Wall times of an action [s]."""
    taken = []
    for _ in range(count):
        began = time.perf_counter()
        action()
        taken.append(time.perf_counter() - began)
    return taken


def ready_and_gone(nursery: client.Nursery, count: int) -> tuple[list[float], list[float]]:
    """Seconds from the order for a child until it says hello, and from its end until it is reaped, while nothing else runs."""
    ready, gone = [], []
    for _ in range(count):
        nursery.alive()  # all that was asked for is done
        began = time.perf_counter()
        spare = nursery.child()  # orders the one that is timed
        timed = nursery.child()
        timed.hello()
        ready.append(time.perf_counter() - began)
        spare.end()
        nursery.alive()
        began = time.perf_counter()
        timed.end()
        nursery.alive()
        gone.append(time.perf_counter() - began)
    return ready, gone


def spread(taken: list[float]) -> str:
    """Median and 95th percentile, in ms."""
    return f"{1e3 * statistics.median(taken):.1f} ms, p95 {1e3 * statistics.quantiles(taken, n=20)[-1]:.1f}"


def memory(nursery: client.Nursery) -> float:
    """Resident memory of a nursery's largest process [MiB]."""
    sizes, waiting = [0.0], [nursery.process.pid]
    while waiting:
        pid = waiting.pop()
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        sizes.append(pages * os.sysconf("SC_PAGE_SIZE") / MIB)
        waiting += [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return max(sizes)


def children(sandbox: client.Sandbox) -> Iterator[Row]:
    """What a call and a child cost, and a nursery's memory."""
    child = sandbox.child("numpy")
    child.call("load", {"unit": "bench", "sources": {"bench": SOURCE}, "libraries": [], "cells": {}}, 10, 10)
    call = 1e3 * statistics.median(times(lambda: child.call("call", CALL, 1, 10), 2000))
    child.end()
    yield "a sandboxed call", f"{call:.3f} ms", "<= 0.15 ms"
    for libraries, soon, size in (("numpy", 10, 120), ("torch", 30, 450)):
        nursery = sandbox.nursery(libraries)
        ready, gone = ready_and_gone(nursery, 100)
        yield f"a child ready ({libraries})", spread(ready), f"<= {soon} ms"
        yield f"a child gone ({libraries})", spread(gone), ""
        yield f"a nursery ({libraries})", f"{memory(nursery):.0f} MiB", f"<= {size} MiB"


def solved(root: Path, loaded: Course) -> Submission:
    """The reference's solutions, handed in."""
    with tempfile.TemporaryDirectory() as folder:
        for unit in loaded.units:
            (Path(folder) / f"{unit.name}.py").write_bytes((root / "reference" / f"{unit.name}.py").read_bytes())
        (handed_in,) = submission.find(Path(folder), loaded)
    return handed_in


def submissions(sandbox: client.Sandbox) -> Iterator[Row]:
    """One more submission of seven exercises, and how much of it is the sandbox's and the proxy's share."""
    loaded, seed = small.course(), grade.Seed(os.urandom(16))
    handed_in = solved(small.root(), loaded)
    boxed, bare = [], []
    for _ in range(12):  # side by side, since the machine's speed wanders
        boxed += times(lambda: grade.grade(loaded, handed_in, sandbox, seed), 1)
        bare += times(lambda: grade.grade(loaded, handed_in, None, seed), 1)
    whole, within = statistics.median(boxed[2:]), statistics.median(bare[2:])
    yield f"one more submission ({len(loaded.exercises())} exercises, all right), warm", f"{whole:.2f} s", "<= 0.5 s"
    yield "the same checks in the grader's own process", f"{within:.2f} s", ""
    yield "the share of sandbox and proxy", f"{1 - within / whole:.0%}", "<= 25 %"
    yield "a nursery (numpy), having drawn", f"{memory(sandbox.nursery('numpy')):.0f} MiB", "<= 120 MiB"


def whole(loaded: Course) -> Iterator[Row]:
    """One more submission of the whole course on a single core, and its slowest claim."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        handed_in, seed = solved(ROOT, loaded), grade.Seed(os.urandom(16))
        with bubblewrap.sandbox(loaded.limits) as sandbox:
            reports = [grade.grade(loaded, handed_in, sandbox, seed) for _ in range(6)][1:]
    finally:
        os.sched_setaffinity(0, cores)
    claims = list(zip(*([check.seconds for check in _checks(report)] for report in reports), strict=True))
    took, slowest = statistics.median(report.seconds for report in reports), max(map(statistics.median, claims))
    size = f"{len(loaded.units)} units, {len(loaded.exercises())} exercises"
    yield f"one more submission ({size}) on one core, warm", f"{took:.2f} s", "<= 4 s"
    yield f"the slowest of its {len(claims)} claims", f"{slowest:.2f} s", "<= 0.5 s"


def _checks(report: Report) -> Iterator[CheckResult]:
    for unit in report.units:
        for exercise in unit.exercises:
            yield from exercise.checks


def commands(loaded: Course) -> Iterator[Row]:
    """What a student and an instructor wait for."""
    command = [sys.executable, "-m", "autograder", "check", "fixed_points"]
    took = statistics.median(times(lambda: subprocess.run(command, cwd=ROOT, capture_output=True, check=False), 7))
    yield "make check U=fixed_points, from cold", f"{took:.2f} s", "<= 1.5 s"
    files = sorted((ROOT / "tests" / "submissions" / "hostile").glob("*.py"))
    (took,) = times(lambda: hostile.contain(ROOT, loaded, files), 1)
    yield f"a class of {len(files)} hostile files, each between two that are right", f"{took:.0f} s", ""


def days() -> Iterator[Row]:
    """What a student waits for under `make watch` in a kit: from a save to the verdict on the screen, wrong or right."""
    with tempfile.TemporaryDirectory() as scratch:
        terminal = kits.Terminal(kit := kits.clone(Path(scratch) / "kit"))
        terminal.type("make watch")
        terminal.read(seen := "Ctrl-C ends watching.")
        for libraries, unit, most in (("numpy", "euler_stability", 0.3), ("torch", "adjoint_gradients", 0.5)):
            wrong = sorted((ROOT / "tests" / "submissions" / "wrong" / unit).glob("*.py"))[:10]
            texts = [path.read_text() for path in wrong for path in (path, ROOT / "reference" / f"{unit}.py")]
            taken = []
            for text in texts:
                (kit / "exercises" / f"{unit}.py").write_text(text)
                taken += times(lambda: terminal.read(seen), 1)
            yield f"make watch: from save to verdict ({libraries})", spread(taken), f"<= {1e3 * most:.0f} ms"
        terminal.close()


def measure() -> Iterator[Row]:
    """All figures."""
    loaded = course.load(ROOT)
    with bubblewrap.sandbox(loaded.limits) as sandbox:
        yield from children(sandbox)
        yield from submissions(sandbox)
    yield from whole(loaded)
    yield from commands(loaded)
    yield from days()
    with tempfile.TemporaryDirectory() as scratch:
        yield from bench_nbgrader.rows(ROOT, loaded, Path(scratch))


def main() -> None:
    """Print the table, with date and machine."""
    system = f"{platform.machine()}, {os.cpu_count()} cores, Linux {platform.release().split('-')[0]}"
    where = f"{datetime.date.today()}, {system}, Python {platform.python_version()}"
    table = Table("what", "median", "aim", title=where, title_justify="left", box=None)
    for row in measure():
        table.add_row(*row)
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
