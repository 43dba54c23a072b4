"""One limit on all the memory that a nursery's children make, where a cgroup is ours to divide.

Without it a child is bounded by its address space, its own /tmp and a pipe, each for itself, since it cannot fork. The cgroup
counts what the kernel keeps for it as well, page tables and buffers. Version 2 where the grader's cgroup is delegated to it and
holds nothing else (`systemd-run --user --scope -p Delegate=yes ...`), version 1 where its folder can be written, as by root.
"""

import contextlib
import itertools
import os
import time
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
PREFIX = "autograder-"
GONE_SECONDS = 2.0  # until the processes of a killed nursery have left: 20 ms here
_numbers = itertools.count()


def make(limit: int, root: Path = ROOT, membership: str = "") -> Path | None:
    """A cgroup whose processes get at most `limit` further bytes together; None where there is none to be had."""
    for line in (membership or Path("/proc/self/cgroup").read_text()).splitlines():
        _, controllers, path = line.split(":", 2)
        with contextlib.suppress(OSError):
            if "memory" in controllers.split(","):
                return _below(root / "memory" / path.lstrip("/"), "memory.limit_in_bytes", limit)
            if not controllers and (root / "cgroup.controllers").exists():
                parent = root / path.lstrip("/")
                _divide(parent)
                return _below(parent, "memory.max", limit)
    return None


def around(pid: int, limit: int) -> Path | None:
    """A cgroup for a process and all below it, as `make` and `put` have it; None where that is not to be had."""
    folder = make(limit)
    if folder is not None:
        try:
            put(folder, pid)
        except OSError:  # the right to make one is not yet the right to move there
            remove(folder)
            return None
    return folder


def put(folder: Path, pid: int) -> None:
    """Move a process and all below it into the cgroup: what they have already is not counted, what they make is."""
    waiting = [pid]
    while waiting:
        pid = waiting.pop()
        (folder / "cgroup.procs").write_text(str(pid))
        waiting += [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def remove(folder: Path) -> None:
    """Take the cgroup away once its processes have gone; one that stays is taken away by the next `make`."""
    end = time.monotonic() + GONE_SECONDS
    while time.monotonic() < end:
        try:
            return folder.rmdir()
        except OSError:
            time.sleep(0.005)


def _divide(parent: Path) -> None:
    """Let cgroups below the grader's own have memory limits: version 2 asks that no process be in the divided one itself."""
    if "memory" not in (parent / "cgroup.subtree_control").read_text().split():
        own = parent / f"{PREFIX}grader"
        own.mkdir(exist_ok=True)
        (own / "cgroup.procs").write_text(str(os.getpid()))
        (parent / "cgroup.subtree_control").write_text("+memory")


def _below(parent: Path, name: str, limit: int) -> Path:
    for left in parent.glob(f"{PREFIX}nursery-*"):
        with contextlib.suppress(OSError):  # one with processes in it is somebody's
            left.rmdir()
    folder = parent / f"{PREFIX}nursery-{os.getpid()}-{next(_numbers)}"
    folder.mkdir()
    try:
        (folder / name).write_text(str(limit))
    except OSError:
        folder.rmdir()
        raise
    return folder
