"""No isolation: the student's own machine. A nursery as a plain subprocess, or everything in this process."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograder.model import Limits
from autograder.sandbox import client, wire, worker

START = "import sys; sys.path[:0] = {paths!r}; from autograder.sandbox import nursery; nursery.main()"
# OPENBLAS_*: some processors need another kernel than the one OpenBLAS picks; the student's numbers must match the grader's.
KEPT = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


def environment() -> dict[str, str]:
    """What student code finds in its environment: nothing of the grader's."""
    fixed = {"PYTHONHASHSEED": "0", "MPLBACKEND": "Agg", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return fixed | threads | {name: os.environ[name] for name in KEPT if name in os.environ}


def sandbox(limits: Limits) -> client.Sandbox:
    """A child per exercise without isolation: for one's own code only."""
    return client.Sandbox("none", _launch, limits)


def _launch(libraries: str, control: int, orders: dict[str, Any], complaints: Any) -> subprocess.Popen[bytes]:
    paths = [str(Path(__file__).parents[2]), *(path for path in sys.path if path.endswith("site-packages"))]
    return subprocess.Popen(
        [sys.executable, "-s", "-S", "-P", "-B", "-c", START.format(paths=paths), json.dumps(orders)],
        env=environment() | {name: os.environ[name] for name in ("HOME", "TMPDIR") if name in os.environ},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=complaints,
        pass_fds=[control],
    )


class InProcess:
    """A child's calls without a process: for trusted code, and for `check --debug`. The codec is crossed all the same."""

    def __init__(self, functions: Mapping[str, Any] | None = None) -> None:
        self.worker = worker.Worker(functions)
        self.replies: list[tuple[str, Any]] = []
        self.printed = bytearray()
        self.dropped = 0

    def call(self, kind: str, body: Any, cpu_seconds: float, wall_seconds: float) -> tuple[str, Any]:
        """The reply (kind, body) to one request; there are no limits here."""
        reply, answer = self.worker.handle(*_cross(kind, body, trusted=True))
        try:
            return _cross(reply, answer, trusted=False)
        except wire.Unfit as error:
            return "unfit", {"what": str(error)}

    def post(self, kind: str, body: Any, cpu_seconds: float, wall_seconds: float) -> None:
        """Answer one request; `answer` gives the reply."""
        self.replies.append(self.call(kind, body, cpu_seconds, wall_seconds))

    def answer(self) -> tuple[str, Any]:
        """The reply to what was posted."""
        return self.replies.pop()

    def end(self) -> None:
        """Nothing to end."""


def _cross(kind: str, body: Any, *, trusted: bool) -> tuple[str, Any]:
    sizes, header, *payload = wire.frame(bytes(16), kind, body, plain=not trusted)
    del sizes
    _, kind, body = wire.unframe(bytes(header), bytearray(b"".join(payload)), trusted=trusted)
    return kind, body
