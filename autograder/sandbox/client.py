"""The grader's side of the sandbox: start a nursery, have a child forked, call it under limits, end it.

The grader never blocks on a student: every wait has a deadline, every size a cap, and time is taken from the kernel's account
of the child, not from its word.
"""

import contextlib
import os
import select
import signal
import socket
import subprocess
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from autograder.model import Limits
from autograder.sandbox import canary, cgroup, wire
from autograder.sandbox.nursery import Link

START_SECONDS = 120.0  # importing torch on a cold, busy disk
TRIAL_SECONDS = 10.0  # it takes 0.02 s
ANSWER_SECONDS = 10.0  # a nursery's answer; it kills within 5 s
SPIN_SECONDS = 200e-6  # a quick answer is awaited awake: to sleep and be woken costs it another 30 us
POLL_MS = 20  # how often the clock is read while a call runs
COPIED_MIB = 512  # what children may copy of the nursery's own memory, torch's 311 MiB at most, and the kernel's part
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
        self._cpu_end: float | None = None
        self._begun = self._wall_end = 0.0
        self._asked = b""
        self._seconds = (0.0, 0.0)
        link.setblocking(False)
        os.set_blocking(output, False)

    def call(self, kind: str, body: Any, cpu_seconds: float, wall_seconds: float) -> tuple[str, Any]:
        """The reply (kind, body) to one request. Raises TimedOut or Crashed; the child is of no use after either."""
        self._send(kind, body, cpu_seconds, wall_seconds)
        return self._reply()

    def post(self, kind: str, body: Any, cpu_seconds: float, wall_seconds: float) -> None:
        """Send one request for whose reply `answer` will ask, before any other is sent."""
        end = self._cpu() + cpu_seconds
        self._send(kind, body, cpu_seconds, wall_seconds)
        self._cpu_end = end

    def answer(self) -> tuple[str, Any]:
        """The reply to what was posted. Its computing counts from then; its waiting from now, as nobody took what it printed."""
        self._wall_end = time.monotonic() + self._seconds[1]
        reply = self._reply()
        self._in_time()
        return reply

    def _send(self, kind: str, body: Any, cpu_seconds: float, wall_seconds: float) -> None:
        self._begin(cpu_seconds, wall_seconds)
        self._asked = os.urandom(16)
        with self._understood():
            wire.send(self.link.fileno(), self._asked, kind, body, self._wait)

    def _reply(self) -> tuple[str, Any]:
        try:
            with self._understood():
                echo, reply, answer = self.receive()
        finally:
            if self._talks:
                self.drain()  # a reply that is there at once is read without a wait, which would have taken this in
        if echo != self._asked:
            raise Crashed("it sent a reply that was not asked for")
        return reply, answer

    @contextlib.contextmanager
    def _understood(self) -> Iterator[None]:
        """What the wire says of a child, in the grader's words."""
        try:
            yield
        except wire.Unfit:  # our own request: not the child's fault
            raise
        except wire.Closed:
            self.nursery.ask({"do": "count"})  # NurseryDied, if the child died with it
            raise Crashed("its process ended before it answered") from None
        except wire.WireError as error:
            raise Crashed(f"it sent something that is no reply: {error}") from None

    def receive(self) -> tuple[bytes, str, Any]:
        """The next frame, under the running call's deadlines."""
        return wire.receive(self.link.fileno(), self.limits.reply_mib * 2**20, self._wait)

    def hello(self) -> dict[str, str]:
        """The namespaces that a new child says it is in; nothing of a student's has run yet."""
        self._begin(START_SECONDS, START_SECONDS)
        try:
            return dict(self.receive()[2]["namespaces"])
        except wire.WireError:
            self.drain()
            raise NurseryDied(f"a child did not start: {self.printed.decode(errors='replace').strip()}") from None

    def end(self) -> None:
        """Kill the child. The nursery sees to it that it and all it made is gone, while the grader goes on."""
        if self.watch >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.watch, signal.SIGKILL)
        self.release()
        self.nursery.post({"do": "end", "pid": self.pid})

    def release(self) -> None:
        """Let go of all that the grader holds of the child."""
        self.link.close()
        for descriptor in (self.output, self.watch, self._stat):
            if descriptor >= 0:
                os.close(descriptor)

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

    def _begin(self, cpu_seconds: float, wall_seconds: float) -> None:
        self._begun, self._cpu_end = time.monotonic(), None
        self._wall_end = self._begun + wall_seconds
        self._seconds = (cpu_seconds, wall_seconds)

    def _wait(self, descriptor: int, writing: bool) -> None:
        poll = select.poll()
        poll.register(descriptor, select.POLLOUT if writing else select.POLLIN)
        if self._talks:
            poll.register(self.output, select.POLLIN)
        spin = time.perf_counter() + SPIN_SECONDS
        ready = dict(poll.poll(0))
        while not ready and time.perf_counter() < spin:
            ready = dict(poll.poll(0))
        if self._cpu_end is None and (not ready or time.monotonic() > self._begun + SPIN_SECONDS):
            self._cpu_end = self._cpu() + self._seconds[0]  # so quick calls, the most, never read it: it ticks in 10 ms
        ready = ready or dict(poll.poll(POLL_MS))
        if self.output in ready:
            self.drain()
        now = time.monotonic()
        if now > self._wall_end:
            raise TimedOut(f"{self._seconds[1]:g} s of waiting")
        self._in_time()

    def _in_time(self) -> None:
        if self._cpu_end is not None and self._cpu() > self._cpu_end:
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

    def __init__(self, launch: Launch, libraries: str, limits: Limits, isolation: str) -> None:
        ours, theirs = socket.socketpair()
        self.limits, self.isolation, self.link = limits, isolation, Link(ours)
        self.draws = False
        orders = {
            "libraries": libraries,
            "isolation": isolation,
            "control": theirs.fileno(),
            # A child's whole life: the kernel's backstop behind the grader's clock.
            "cpu_seconds": int(limits.submission_seconds) + 1,
        } | {name: getattr(limits, name) for name in ("tmp_mib", "memory_mib", "processes", "reply_mib")}
        self._owed: deque[Callable[[dict[str, Any]], None] | None] = deque()  # of each request without an answer
        self._spare: list[Child] = []  # the next child, or none yet
        self._whole: bool | None = True  # None: asked for, and not known yet
        self.complaints = tempfile.TemporaryFile()
        with theirs:
            self.process = launch(libraries, theirs.fileno(), orders, self.complaints)
        self.cgroup: Path | None = None
        try:
            self.versions = dict(self._answer(START_SECONDS)["versions"])
            if isolation != "none":
                limit = (2 * (limits.memory_mib + limits.tmp_mib) + COPIED_MIB) * 2**20  # one works, the next imports
                self.cgroup = cgroup.around(self.process.pid, limit)
            self._fork()
        except BaseException:  # Ctrl-C while torch is imported, too
            self.close()
            raise

    def post(
        self,
        request: dict[str, Any],
        then: Callable[[dict[str, Any]], None] | None = None,
        descriptors: Sequence[int] = (),
    ) -> None:
        """Send a request without waiting; `then` gets the answer when its turn comes, before that of any later request."""
        try:
            self.link.send(request, descriptors)
        except OSError as error:
            raise NurseryDied(str(error)) from None
        self._owed.append(then)

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The nursery's answer to one request, once it has done all that was asked before."""
        answers: list[dict[str, Any]] = []
        self.post(request, answers.append)
        while self._owed:
            self._take()
        return answers[0]

    def child(self) -> Child:
        """A fresh child, ready for its first request. The one after it is made while this one works."""
        while not self._spare:
            self._take()
        child = self._spare.pop()
        self._fork()
        return child

    def trial(self) -> dict[str, str]:
        """What a fresh child gets of what it must not have: {attempt: canary.BLOCKED or what it got}."""
        child = self.child()
        spaces = child.hello()
        shared = [name for name, own in spaces.items() if own == os.readlink(f"/proc/self/ns/{name}")]
        limits = {name: getattr(self.limits, name) for name in ("memory_mib", "tmp_mib")}
        with tempfile.NamedTemporaryFile() as secret:
            os.fchmod(secret.fileno(), 0o644)
            try:
                _, tried = child.call(
                    "try", {"files": [secret.name, *_private()]} | limits, TRIAL_SECONDS, TRIAL_SECONDS
                )
            except (Crashed, TimedOut) as error:
                raise NurseryDied(f"the trial child gave no answer: {error}") from None
        child.end()
        if self.isolation == "bubblewrap":
            tried = {
                "share the grader's namespaces": ", ".join(shared) or (canary.BLOCKED if spaces else "all"),
                **tried,
            }
        return dict(tried)

    def prepare_drawing(self) -> None:
        """Have matplotlib in the nursery from now on: 30 MiB that only exercises which draw need."""
        if not self.draws:
            self.ask({"do": "draw"})
            self.draws = True
            self.child().end()  # the spare one, made without it

    def alive(self) -> bool:
        """Whether it answers, with no child left over but the spare one."""
        try:
            return self.ask({"do": "count"})["children"] == len(self._spare)
        except NurseryDied:
            return False

    def settle(self) -> None:
        """Ask whether a child is left over, without waiting: `whole` knows."""
        if self._whole is None:  # asked before, and not used since
            return
        self._whole = None

        def counted(answer: dict[str, Any]) -> None:
            self._whole = answer.get("children") == len(self._spare)

        try:
            self.post({"do": "count"}, counted)
        except NurseryDied:
            self._whole = False

    def whole(self) -> bool:
        """Whether it answered when it was asked to settle, with no child left over but the spare one."""
        try:
            while self._whole is None:
                self._take()
        except NurseryDied:
            self._whole = False
        return self._whole

    def close(self) -> None:
        """End it and everything in it."""
        for then in filter(None, self._owed):
            then({"pid": 0})  # what will not come: a child's descriptors go with the rest
        for child in self._spare:
            child.release()
        self.link.end.close()
        self.process.kill()
        self.process.wait()
        self.complaints.close()
        if self.cgroup is not None:
            cgroup.remove(self.cgroup)

    def _fork(self) -> None:
        ours, theirs = socket.socketpair()
        reading, writing = os.pipe()

        def born(answer: dict[str, Any]) -> None:
            watch = self.link.descriptors.popleft() if self.link.descriptors else -1
            self._spare.append(Child(self, answer["pid"], watch, ours, reading, self.limits))

        with theirs:
            try:
                self.post({"do": "fork"}, born, [theirs.fileno(), writing])
            finally:
                os.close(writing)

    def _take(self) -> None:
        answer, then = self._answer(ANSWER_SECONDS), self._owed.popleft()
        if then is not None:
            then(answer)

    def _answer(self, seconds: float) -> dict[str, Any]:
        """What it says next."""
        self.link.end.settimeout(seconds)
        try:
            answer = self.link.receive()
        except OSError as error:
            raise NurseryDied(str(error)) from None
        if answer is None:
            self.process.wait()
            self.complaints.seek(0)
            said = self.complaints.read(20000).decode(errors="replace").strip()
            raise NurseryDied(said.splitlines()[-1] if said else "it ended without a word")
        return answer


class Sandbox:
    """The nurseries of one isolation level, each started when first needed."""

    def __init__(self, isolation: str, launch: Launch, limits: Limits) -> None:
        self.isolation, self.launch, self.limits = isolation, launch, limits
        self._nurseries: dict[str, Nursery] = {}

    def child(self, libraries: str, draws: bool = False) -> Child:
        """A fresh child that has the libraries, and matplotlib if it draws."""
        nursery = self.nursery(libraries)
        if draws:
            nursery.prepare_drawing()
        child = nursery.child()
        child.hello()
        return child

    def nursery(self, libraries: str) -> Nursery:
        """The nursery that has the libraries, tried with one child before it serves any student.

        Raises Unavailable where that child is not held, NurseryDied where there is none.
        """
        if libraries in self._nurseries and not self._nurseries[libraries].whole():
            self._nurseries.pop(libraries).close()
        if libraries not in self._nurseries:
            nursery = Nursery(self.launch, libraries, self.limits, self.isolation)
            try:
                tried = nursery.trial() if self.isolation != "none" else {}
                if got := [f"{name} ({what})" for name, what in tried.items() if what != canary.BLOCKED]:
                    raise Unavailable(f"in a trial, student code could {'; '.join(got)}: {canary.REMEDY}")
            except BaseException:
                nursery.close()
                raise
            self._nurseries[libraries] = nursery
        return self._nurseries[libraries]

    def versions(self) -> dict[str, str]:
        """Versions of the libraries that student code ran with."""
        return {name: version for nursery in self._nurseries.values() for name, version in nursery.versions.items()}

    def settle(self) -> None:
        """Between submissions: a nursery that does not answer, or has a child left, is replaced before it serves again.

        The last children die meanwhile, 8 ms of it with torch, while the grader writes its report and begins the next.
        """
        for nursery in self._nurseries.values():
            nursery.settle()

    def close(self) -> None:
        """End every nursery."""
        for nursery in self._nurseries.values():
            nursery.close()
        self._nurseries.clear()

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _private() -> list[str]:
    """Files of the grader's side, of the course, its teacher and the machine, as far as they are here."""
    package, here = Path(__file__).parents[1], Path.cwd()
    named = [folder / name for folder in (here, *here.parents) for name in ("course.toml", ".course-seed", "reference")]
    named += [package / name for name in ("grade.py", "checks", "checks/hidden", "sandbox/client.py")]
    named += [Path(os.path.expanduser("~")) / name for name in (".bashrc", ".profile", ".ssh", ".gitconfig")]
    named += [Path("/etc/passwd"), Path("/etc/hostname"), Path("/sys"), Path("/var/log")]
    return [str(path) for path in named if os.path.lexists(path)]


def _host_pid(watch: int) -> int:
    """The pid, in the grader's own namespace, of the process behind a pidfd."""
    with open(f"/proc/self/fdinfo/{watch}") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("Pid:"))
