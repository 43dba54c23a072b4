"""Isolation where no namespaces can be had, as in many containers: Landlock, the filter of system calls, and limits.

    uid+confine   the grader is root: every child is a user of its own
    confine       it is not: a child is the grader's user, and could read its files but for Landlock

A child has no folder of its own: it can write nowhere. What it may read is what it sees with bubblewrap, at the same places or
by links in a folder that the grader makes:

    LAYOUT/site            the distributions that student code may use, and what they need
    LAYOUT/autograder      the worker's modules
    LAYOUT/home            the nursery's; no child can open it
"""

import base64
import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from autograder.model import Limits
from autograder.sandbox import bubblewrap, client, filter, landlock, local, nursery

LANDLOCK = 3  # its first version in which a file that may only be read cannot be emptied
NO_LANDLOCK = (
    "the kernel has no Landlock that serves, or it is not in use (Linux 6.2 or later, with landlock in its lsm= list)"
)


def sandbox(limits: Limits) -> client.Sandbox:
    """The best level without namespaces; Unavailable where it cannot be. What a trial child shows decides."""
    if landlock.version() < LANDLOCK:
        raise client.Unavailable(NO_LANDLOCK)
    root = os.geteuid() == 0
    if root and (reason := _stays_root()):
        raise client.Unavailable(reason)
    ctypes.CDLL(None).prctl(nursery.PR_SET_DUMPABLE, 0, 0, 0, 0)  # nothing may read this process's memory
    place = Path(tempfile.mkdtemp(prefix="autograder-"))
    made = client.Sandbox("uid+confine" if root else "confine", partial(_launch, place), limits)
    weakref.finalize(made, shutil.rmtree, place, ignore_errors=True)
    _lay_out(place)
    return made


def _stays_root() -> str:
    """Why root's children cannot be users of their own; empty where they can."""
    users = (nursery.FIRST_USER, nursery.FIRST_USER + nursery.USERS - 1)
    if not all(bubblewrap.may_become(user) for user in users):
        return "root here may not become another user, as in a user namespace that knows no other: grade as an ordinary user"
    if closed := bubblewrap.closed_to(users[0], *bubblewrap.needed()):
        return (
            f"Python or the course lies below {closed}, closed to the users that run student code: have them elsewhere"
        )
    entries = [*bubblewrap.distributions(), *(bubblewrap.PACKAGE / name for name in bubblewrap.WORKER_SIDE)]
    if shut := next((path for path in entries if not path.stat().st_mode & 0o004), None):
        return f"{shut} can be read by its owner only, not by the users that run student code: chmod -R go+rX {shut}"
    return ""


def _launch(
    place: Path, libraries: str, control: int, orders: dict[str, Any], complaints: Any
) -> subprocess.Popen[bytes]:
    try:
        program = filter.build(changes=False)
    except filter.NoFilter as error:
        raise client.Unavailable(str(error)) from None
    orders = orders | {"filter": base64.b64encode(program).decode(), "readable": readable(place)}
    start = local.START.format(paths=[str(place), str(place / "site")])
    return subprocess.Popen(
        [os.path.realpath(sys.executable), "-s", "-S", "-P", "-B", "-c", start, json.dumps(orders)],
        env=local.environment() | {"HOME": str(place / "home"), "TMPDIR": str(place / "home")},
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=complaints,
        pass_fds=[control],
        start_new_session=True,
    )


def _lay_out(place: Path) -> None:
    """Fill the folder that the nursery imports from: nothing else of the machine's packages can be imported."""
    for name in ("site", "home", "autograder/sandbox"):
        (place / name).mkdir(parents=True)
    for entry in bubblewrap.distributions():
        (place / "site" / entry.name).symlink_to(entry.resolve())
    for name in bubblewrap.WORKER_SIDE:
        (place / "autograder" / name).symlink_to(bubblewrap.PACKAGE / name)
    for folder in (place, place / "site", place / "autograder", place / "autograder" / "sandbox"):
        folder.chmod(0o755)


def readable(place: Path) -> list[str]:
    """All that a child may open: interpreter and libraries, without folders in which the course itself may be installed."""
    covered = [os.path.realpath(path) for path in bubblewrap.covered()]
    paths = [os.path.realpath(path) for path in bubblewrap.runtime()]
    paths += [str(entry.resolve()) for entry in bubblewrap.distributions()]
    paths += [str((bubblewrap.PACKAGE / name).resolve()) for name in bubblewrap.WORKER_SIDE]
    paths += [str(place / "site"), str(place / "autograder"), *nursery.DEVICES]
    return sorted({path for each in paths for path in _without(each, covered)})


def _without(path: str, covered: Sequence[str]) -> Iterator[str]:
    """The path, or what is in it, so that no covered folder is among it."""
    if path in covered:
        return
    if not any(Path(each).is_relative_to(path) for each in covered):
        yield path
        return
    entries: Iterable[os.DirEntry[str]] = os.scandir(path)
    for entry in entries:
        if not entry.is_symlink():
            yield from _without(entry.path, covered)
