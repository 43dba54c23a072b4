"""The figures in README, measured here and now: `make bench`. Medians; no figure is a test."""

import datetime
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from autograder import course, grade, submission, systems
from autograder.sandbox import bubblewrap, client

ROOT = Path(__file__).parents[1]
SOURCE = b"def euler(f, y0, t):\n    return y0\n"
CALL = {"function": "euler", "mode": "value", "args": [systems.zero(), np.ones(1), np.array([0.0, 1.0])]}
MIB = 2**20


def milliseconds(action: Callable[[], object], times: int) -> float:
    """Median wall time of an action."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        taken.append(time.perf_counter() - began)
    return 1e3 * statistics.median(taken)


def start_and_end(sandbox: client.Sandbox, libraries: str, times: int) -> tuple[float, float]:
    """Median milliseconds until a child is ready, and until it is gone."""
    ready, gone = [], []
    for _ in range(times):
        began = time.perf_counter()
        child = sandbox.child(libraries)
        middle = time.perf_counter()
        child.end()
        ready.append(middle - began)
        gone.append(time.perf_counter() - middle)
    return 1e3 * statistics.median(ready), 1e3 * statistics.median(gone)


def memory(nursery: client.Nursery) -> float:
    """Resident memory of a nursery's largest process [MiB]."""
    sizes, waiting = [0.0], [nursery.process.pid]
    while waiting:
        pid = waiting.pop()
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        sizes.append(pages * os.sysconf("SC_PAGE_SIZE") / MIB)
        waiting += [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return max(sizes)


def measure() -> list[tuple[str, str, str]]:
    """(what, measured, aimed at)."""
    rows = []
    loaded = course.load(ROOT)
    with bubblewrap.sandbox(loaded.limits) as sandbox:
        for libraries, aim in (("numpy", 10), ("torch", 30)):
            sandbox.child(libraries).end()
            ready, gone = start_and_end(sandbox, libraries, 50)
            rows.append((f"a child ready ({libraries})", f"{ready:.1f} ms", f"<= {aim} ms"))
            rows.append((f"a child gone ({libraries})", f"{gone:.1f} ms", ""))
        for libraries, aim in (("numpy", 120), ("torch", 450)):
            rows.append((f"a nursery ({libraries})", f"{memory(sandbox.nursery(libraries)):.0f} MiB", f"<= {aim} MiB"))
        child = sandbox.child("numpy")
        child.call("load", {"unit": "bench", "sources": {"bench": SOURCE}, "libraries": []}, 10, 10)
        rows.insert(
            0,
            ("a sandboxed call", f"{milliseconds(lambda: child.call('call', CALL, 1, 10), 1000):.3f} ms", "<= 0.15 ms"),
        )
        child.end()
        with tempfile.TemporaryDirectory() as folder:
            for unit in loaded.units:
                (Path(folder) / f"{unit.name}.py").write_bytes((ROOT / "reference" / f"{unit.name}.py").read_bytes())
            (handed_in,) = submission.find(Path(folder), loaded)
            seed = grade.Seed(os.urandom(16))
            grade.grade(loaded, handed_in, sandbox, seed)
            took = milliseconds(lambda: grade.grade(loaded, handed_in, sandbox, seed), 9)
        rows.append(
            (f"one more submission ({len(loaded.units)} units, all right), warm", f"{took / 1e3:.2f} s", "<= 0.5 s")
        )
        rows.append(("a nursery (numpy), having drawn", f"{memory(sandbox.nursery('numpy')):.0f} MiB", "<= 120 MiB"))
    command = [sys.executable, "-m", "autograder", "check", "fixed_points"]
    took = milliseconds(lambda: subprocess.run(command, cwd=ROOT, capture_output=True, check=False), 7)
    rows.append(("make check U=fixed_points, from cold", f"{took / 1e3:.2f} s", "<= 1.5 s"))
    return rows


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
