"""The best isolation that a machine gives: bubblewrap's, and where no namespaces can be had that of Landlock and the filter."""

import functools
import os
import subprocess
import sys

from autograder.model import Limits
from autograder.sandbox import bubblewrap, client, confine

BEST = "bubblewrap"
LEVELS = (BEST, "uid+confine", "confine")
# What a nursery does first in the sandbox: namespaces of its own (pid, mount, ipc), and a file system in them.
NESTED = """
import ctypes
libc = ctypes.CDLL(None)
raise SystemExit(libc.unshare(0x28020000) or libc.mount(b"tmpfs", b"/tmp/w", b"tmpfs", 0, None))
"""


def sandbox(limits: Limits, wanted: str = "") -> client.Sandbox:
    """A sandbox of the best level, or of the one that is wanted. What a trial child shows decides at the first nursery.

    Raises client.Unavailable, which says why there is none.
    """
    if wanted and wanted not in LEVELS:
        raise client.Unavailable(f"there is no isolation {wanted!r}, but {', '.join(LEVELS)}")
    lacking = "" if wanted else refused()
    if wanted in ("", BEST) and not lacking:
        return bubblewrap.sandbox(limits)
    try:
        made = confine.sandbox(limits)
    except client.Unavailable as error:
        raise client.Unavailable(f"{lacking}; and without namespaces: {error}" if lacking else str(error)) from None
    if wanted not in ("", made.isolation):
        made.close()
        raise client.Unavailable(
            f"{wanted} is for {'root' if made.isolation == 'confine' else 'other users than root'}"
        )
    return made


@functools.cache
def refused() -> str:
    """Why bubblewrap does not run here; empty where it does. It is tried as a nursery starts it (30 ms)."""
    try:
        command = [bubblewrap.executable(), *bubblewrap.arguments(1), "--"]
    except client.Unavailable as error:
        return str(error)
    command += [os.path.realpath(sys.executable), "-I", "-S", "-c", NESTED]
    try:
        said = subprocess.run(
            command, env={}, capture_output=True, text=True, timeout=60, check=False, **bubblewrap.who()
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return (
        (said.stderr.strip() or f"it ended with {said.returncode}, and makes no namespaces") if said.returncode else ""
    )
