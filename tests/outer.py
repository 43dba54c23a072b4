"""Where tests run code that kills: in a pid namespace of its own, since `kill(-1)` outside one can end the machine."""

import functools
import json
import os
import subprocess
import sys
from typing import Any

import pytest

OPTIONS = ["-fpm", "--mount-proc", "--kill-child"]


@functools.cache
def _found() -> tuple[list[str], str]:
    """The prefix, or none and why: what a trial shows."""
    command = ["unshare", *OPTIONS] if os.geteuid() == 0 else ["unshare", "-Ur", *OPTIONS]
    shows_its_pid = [*command, sys.executable, "-S", "-c", "import os; print(os.getpid())"]
    try:
        trial = subprocess.run(shows_its_pid, capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired) as error:
        return [], str(error)
    return (command, "") if trial.stdout == "1\n" else ([], trial.stderr.strip() or "it made no pid namespace")


def prefix() -> list[str]:
    """What to put before a command line; skips the test where there is nothing that serves."""
    command, reason = _found()
    if not command:
        pytest.skip(f"no pid namespace to run attacks in: {reason}")
    return command


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
