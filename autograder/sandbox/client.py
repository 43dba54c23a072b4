"""The grader's side of the sandbox: start a nursery, have a child forked, call it under limits, end it.

The grader never blocks on a student: every wait has a deadline, every size a cap, and time is taken from the kernel's account
of the child, not from its word.
"""

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from typing import Any

from autograder.model import Limits
from autograder.sandbox import wire

START_SECONDS = 120.0  # importing torch on a cold, busy disk
ANSWER_SECONDS = 10.0  # a nursery's answer; it kills within 5 s
SPIN_SECONDS = 200e-6  # a quick answer is awaited awake: to sleep and be woken costs it another 30 us
POLL_MS = 20  # how often the clock is read while a call runs
TICK = os.sysconf("SC_CLK_TCK")

Launch = Callable[[str, int, dict[str, Any], Any], subprocess.Popen[bytes]]


class Unavailable(Exception):
    """This sandbox cannot be had on this machine; the text says why, and what to do."""


class NurseryDied(Exception):
    """The nursery is gone: the fault of whoever ran in it, or ours."""


class TimedOut(Exception):
    """A call used up its time."""


class Crashed(Exception):
    """The child ended, or sent something that is no reply."""


class Child:
    """One process of student code, reached over one socket."""

    def __init__(
        self, nursery: "Nursery", pid: int, watch: int, link: socket.socket, output: int, limits: Limits
    ) -> None:
        self.nursery, self.pid, self.watch, self.link, self.output, self.limits = (
            nursery,
            pid,
            watch,
            link,
            output,
            limits,
        )
        self.printed = bytearray()
        self.dropped = 0
        self._talks = True  # until its end of the pipe is closed
        # Kept open: a call costs one read of it. Without /proc (macOS) the wall clock alone decides.
        self._stat = os.open(f"/proc/{_host_pid(watch)}/stat", os.O_RDONLY | os.O_CLOEXEC) if watch >= 0 else -1
        self._cpu_end = self._wall_end = 0.0
        self._seconds = (0.0, 0.0)
        link.setblocking(False)
        os.set_blocking(output, False)

    def call(self, kind: str, body: Any, cpu_seconds: float, wall_seconds: float) -> tuple[str, Any]:
        """The reply (kind, body) to one request. Raises TimedOut or Crashed; the child is of no use after either."""
        self._cpu_end, self._wall_end = self._cpu() + cpu_seconds, time.monotonic() + wall_seconds
        self._seconds = (cpu_seconds, wall_seconds)
        ident = os.urandom(16)
        try:
            wire.send(self.link.fileno(), ident, kind, body, self._wait)
            echo, reply, answer = self.receive()
            if echo != ident:
                raise Crashed("it sent a reply that was not asked for")
        except wire.Unfit:  # our own request: not the child's fault
            raise
        except wire.Closed:
            self.nursery.ask({"do": "count"})  # NurseryDied, if the child died with it
            raise Crashed("its process ended before it answered") from None
        except wire.WireError as error:
            raise Crashed(f"it sent something that is no reply: {error}") from None
        finally:
            if self._talks:
                self.drain()  # a reply that is there at once is read without a wait, which would have taken this in
        return reply, answer

    def receive(self) -> tuple[bytes, str, Any]:
        """The next frame, under the running call's deadlines."""
        return wire.receive(self.link.fileno(), self.limits.reply_mib * 2**20, self._wait)

    def hello(self) -> dict[str, str]:
        """The namespaces that a new child says it is in; nothing of a student's has run yet."""
        self._cpu_end, self._wall_end = self._cpu() + START_SECONDS, time.monotonic() + START_SECONDS
        self._seconds = (START_SECONDS, START_SECONDS)
        try:
            return dict(self.receive()[2]["namespaces"])
        except wire.WireError:
            self.drain()
            raise NurseryDied(f"a child did not start: {self.printed.decode(errors='replace').strip()}") from None

    def end(self) -> int:
        """Kill the child, wait until it and all it made is gone; its exit status."""
        if self.watch >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.watch, signal.SIGKILL)
            os.close(self.watch)
            os.close(self._stat)
        self.link.close()
        try:
            return int(self.nursery.ask({"do": "end", "pid": self.pid})["status"])
        finally:
            self.drain()
            os.close(self.output)

    def drain(self) -> None:
        """Take what the child has printed; the first part is kept, the rest is counted."""
        room = self.limits.printed_kib * 1024
        for _ in range(64):  # bounded: a flood is taken in again at the next look
            try:
                data = os.read(self.output, 65536)
            except BlockingIOError:
                return
            if not data:
                self._talks = False
                return
            kept = data[: max(0, room - len(self.printed))]
            self.printed += kept
            self.dropped += len(data) - len(kept)

    def _wait(self, descriptor: int, writing: bool) -> None:
        poll = select.poll()
        poll.register(descriptor, select.POLLOUT if writing else select.POLLIN)
        if self._talks:
            poll.register(self.output, select.POLLIN)
        spin = time.perf_counter() + SPIN_SECONDS
        ready = dict(poll.poll(0))
        while not ready and time.perf_counter() < spin:
            ready = dict(poll.poll(0))
        ready = ready or dict(poll.poll(POLL_MS))
        if self.output in ready:
            self.drain()
        now = time.monotonic()
        if now > self._wall_end:
            raise TimedOut(f"{self._seconds[1]:g} s of waiting")
        if descriptor not in ready and self._cpu() > self._cpu_end:
            raise TimedOut(f"{self._seconds[0]:g} s of computing")

    def _cpu(self) -> float:
        """CPU seconds of all threads of the child so far, in ticks of 10 ms; 0 where there is no /proc."""
        try:
            fields = os.pread(self._stat, 1024, 0).rpartition(b")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / TICK


class Nursery:
    """One running nursery."""

    def __init__(self, launch: Launch, libraries: str, limits: Limits, isolated: bool) -> None:
        ours, theirs = socket.socketpair()
        self.limits, self.link = limits, ours
        self.loaded: set[str] = set()
        orders = {
            "libraries": libraries,
            "isolated": isolated,
            "control": theirs.fileno(),
            # A child's whole life: the kernel's backstop behind the grader's clock.
            "cpu_seconds": int(limits.submission_seconds) + 1,
        } | {name: getattr(limits, name) for name in ("tmp_mib", "memory_mib", "processes", "reply_mib")}
        self.complaints = tempfile.TemporaryFile()
        with theirs:
            self.process = launch(libraries, theirs.fileno(), orders, self.complaints)
        try:
            self.versions = dict(self._answer(START_SECONDS)["versions"])
        except NurseryDied:
            self.close()
            raise

    def ask(self, request: dict[str, Any], descriptors: Sequence[int] = ()) -> dict[str, Any]:
        """The nursery's answer to one request; `descriptor` holds the pidfd that came with it, or -1."""
        try:
            socket.send_fds(self.link, [json.dumps(request).encode()], descriptors)
        except OSError as error:
            raise NurseryDied(str(error)) from None
        return self._answer(ANSWER_SECONDS)

    def child(self) -> Child:
        """A fresh child, ready for its first request."""
        ours, theirs = socket.socketpair()
        reading, writing = os.pipe()
        with theirs:
            try:
                answer = self.ask({"do": "fork"}, [theirs.fileno(), writing])
            finally:
                os.close(writing)
        return Child(self, answer["pid"], answer["descriptor"], ours, reading, self.limits)

    def load(self, modules: Sequence[str]) -> None:
        """Import modules into the nursery, once: what only some exercises need."""
        wanted = [module for module in modules if module not in self.loaded]
        if wanted:
            self.ask({"do": "load", "modules": wanted})
            self.loaded.update(wanted)

    def alive(self) -> bool:
        """Whether it answers, with no child left over."""
        try:
            return self.ask({"do": "count"})["children"] == 0
        except NurseryDied:
            return False

    def close(self) -> None:
        """End it and everything in it."""
        self.link.close()
        self.process.kill()
        self.process.wait()
        self.complaints.close()

    def _answer(self, seconds: float) -> dict[str, Any]:
        self.link.settimeout(seconds)
        try:
            message, descriptors, _, _ = socket.recv_fds(self.link, 4096, 1)
        except OSError as error:
            raise NurseryDied(str(error)) from None
        if not message:
            self.process.wait()
            self.complaints.seek(0)
            said = self.complaints.read(20000).decode(errors="replace").strip()
            raise NurseryDied(said.splitlines()[-1] if said else "it ended without a word")
        return {"descriptor": descriptors[0] if descriptors else -1, **json.loads(message)}


class Sandbox:
    """The nurseries of one isolation level, each started when first needed."""

    def __init__(self, isolation: str, launch: Launch, limits: Limits) -> None:
        self.isolation, self.launch, self.limits = isolation, launch, limits
        self._nurseries: dict[str, Nursery] = {}

    def child(self, libraries: str, also: Sequence[str] = ()) -> Child:
        """A fresh child that has the libraries, and the modules that it needs besides."""
        nursery = self.nursery(libraries)
        nursery.load(also)
        child = nursery.child()
        child.hello()
        return child

    def nursery(self, libraries: str) -> Nursery:
        """The nursery that has the libraries, tried with one child before it serves any student."""
        if libraries not in self._nurseries:
            isolated = self.isolation != "none"
            nursery = Nursery(self.launch, libraries, self.limits, isolated)
            try:
                trial = nursery.child()
                spaces = trial.hello()
                trial.end()
                if isolated:
                    shared = [name for name, ident in spaces.items() if ident == os.readlink(f"/proc/self/ns/{name}")]
                    if shared or not spaces:
                        raise Unavailable(
                            f"a trial child shared the {', '.join(shared) or 'same'} namespace(s) with the grader"
                        )
            except BaseException:
                nursery.close()
                raise
            self._nurseries[libraries] = nursery
        return self._nurseries[libraries]

    def versions(self) -> dict[str, str]:
        """Versions of the libraries that student code ran with."""
        return {name: version for nursery in self._nurseries.values() for name, version in nursery.versions.items()}

    def settle(self) -> None:
        """Between submissions: a nursery that does not answer, or has a child left, is replaced."""
        for libraries, nursery in list(self._nurseries.items()):
            if not nursery.alive():
                nursery.close()
                del self._nurseries[libraries]

    def close(self) -> None:
        """End every nursery."""
        for nursery in self._nurseries.values():
            nursery.close()
        self._nurseries.clear()

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _host_pid(watch: int) -> int:
    """The pid, in the grader's own namespace, of the process behind a pidfd."""
    with open(f"/proc/self/fdinfo/{watch}") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("Pid:"))
