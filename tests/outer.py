"""Where tests run code that kills: in a pid namespace of its own, since `kill(-1)` outside one can end the machine."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from autograder import hostile

USER = 64_124  # who grades where root need not: neither root nor who root's nursery is


def prefix() -> list[str]:
    """What to put before a command line; skips the test where there is nothing that serves."""
    try:
        return hostile.outer_namespace()
    except hostile.Unavailable as reason:
        pytest.skip(f"no pid namespace to run attacks in: {reason}")


OPENED = """
import subprocess, sys
from autograder import hostile
hostile.open_way()
user = int(sys.argv[1])
who = {"user": user, "group": user, "extra_groups": []} if user else {}
sys.exit(subprocess.run(sys.argv[2:], **who).returncode)
"""


def opened(user: int, *command: str, **options: Any) -> "subprocess.CompletedProcess[str]":
    """A command as another user, or as root (0), in namespaces where every user can come to the interpreter and the course."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user, and open the way to a closed interpreter")
    line = [*prefix(), sys.executable, "-c", OPENED, str(user), *command]
    return subprocess.run(line, capture_output=True, text=True, timeout=300, **options)


def python(script: str, *arguments: str, within: list[str] | None = None) -> Any:
    """What a Python script prints as JSON in its last line, run under the prefix (or another) from this folder."""
    done = subprocess.run(
        [*(within or prefix()), sys.executable, "-c", script, *arguments],
        cwd=os.path.dirname(__file__),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, f"exit status {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return json.loads(done.stdout.splitlines()[-1])
