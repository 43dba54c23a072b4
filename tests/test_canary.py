"""The canary gets nothing in the sandbox, and notices when a protection is taken away.

Its attempts do no harm, but where protections are missing they reach far: these run in an outer pid namespace, see outer.py.
"""

import json
import os

import outer
import pytest
from test_sandbox import refusal, started

from autograder.sandbox import canary, client, local, nursery

SCRIPT = """
import json, sys
import pytest
from test_sandbox import LIMITS
from autograder.sandbox import bubblewrap, client, local

tried = {}
for name, (libraries, inside, outside) in json.loads(sys.argv[1]).items():
    before = dict(vars(bubblewrap)), dict(vars(local))
    exec(outside)
    local.START = local.START.replace("nursery.main()", inside + "\\nnursery.main()")
    with bubblewrap.sandbox(LIMITS) as sandbox:
        started = client.Nursery(sandbox.launch, libraries, LIMITS, sandbox.isolation)
    tried[name] = started.trial()
    started.close()
    vars(bubblewrap).update(before[0])
    vars(local).update(before[1])
print(json.dumps(tried))
"""
BARE = """
import json, os, time
os.environ["AUTOGRADER_SEED"] = "x"
kept = [open(os.devnull), open(os.devnull)]
if os.fork() == 0:  # process 2, which it may reach, and which ends with the namespace
    time.sleep(60)
    os._exit(0)
import numpy
from autograder.sandbox import canary
print(json.dumps(canary.run(["/etc/passwd"], 16, 1)))
"""
# What is taken from the nursery's side before it starts, and what must be noticed. nursery.libc is its handle on the C library.
LEAN = "nursery.PRELOAD['numpy'] = ('numpy',)\n"  # for a quicker start
SKIP = "skip = lambda real, first: lambda *given: 0 if given[0] == first else real(*given)\n"
NO_FILTER = "nursery.filter.install = lambda _: None\n"
TAKEN = {
    "no filter": (
        NO_FILTER,
        {
            "start processes": "a process",
            "run programs": "in its own place, beside it",
            "open sockets": "internet, internet 6, local, kernel, a pair",
            "keep memory in nameless files": "a file",
            "leave shared memory or queues": "shared memory, semaphores, a queue",
            "leave keys": "a keyring",
            "call the kernel unfiltered": "no filter of system calls",
        },
    ),
    "capabilities kept": (
        "nursery.libc.capset = lambda *_: 0",
        {"have capabilities": "effective, permitted"},
    ),
    "a nursery that can be read": (
        SKIP + "nursery.libc.prctl = skip(nursery.libc.prctl, nursery.PR_SET_DUMPABLE)",
        {"read memory of other processes": "the nursery's"},
    ),
    "no pid namespace": (
        NO_FILTER
        + "fork = nursery.fork\nnursery.fork = lambda orders, given, own, rules: fork(orders, given, -1, rules)",
        {"signal other processes": "its parent, by descriptor", "limit or slow other processes": "limits"},
    ),
    "no session": ("nursery.os.setsid = lambda: 0", {"signal other processes": "its group"}),
    "no limits": (
        "nursery.limit = lambda *_: None",
        {"take more memory than its limit": "private, shared", "fill the disk": "one file", "raise its limits": "CPU"},
    ),
    "open descriptors": ("nursery.os.closerange = lambda *_: None", {"use descriptors of others": "4"}),
    "an open /proc": (
        SKIP + "nursery.mount_tmpfs = skip(nursery.mount_tmpfs, '/proc')",
        {"see processes": "1"},
    ),
    "one folder for all": (
        "real = nursery.mount_tmpfs\n"  # the child's, which is the one that runs nothing
        "nursery.mount_tmpfs = lambda *given: 0 if given[1] == nursery.MS_NOEXEC else real(*given)",
        {"fill the disk": "16 MiB"},
    ),
    "writable devices": ("nursery.DEVICES = ()", {"change devices": "/dev/null"}),
}
# What is done on the grader's side: the child is given too much.
GIVEN = {
    "the network": (
        "bubblewrap.NAMESPACES = tuple(set(bubblewrap.NAMESPACES) - {'net'})",
        {"share the grader's namespaces": "net"},
    ),
    "the grader's environment": (
        "given = local.environment()\nlocal.environment = lambda: given | {'AUTOGRADER_SEED': 'x'}",
        {"see the grader's environment": "AUTOGRADER_SEED"},
    ),
    "the grader's modules": (
        "bubblewrap.WORKER_SIDE += ('grade.py',)",
        {"import the grader's modules": "autograder.grade"},
    ),
    "the machine's files": (
        "given = bubblewrap.runtime()\nbubblewrap.runtime = lambda: [*given, '/etc/passwd']",
        {"read the grader's files": "/etc/passwd"},
    ),
    "a root to write in": (
        "given = bubblewrap.arguments\n"
        "bubblewrap.arguments = lambda size: ' '.join(given(size)).replace(' --remount-ro / ', ' ').split()",
        {"write outside its folder": "/, "},
    ),
}


@pytest.fixture(scope="module")
def got() -> dict[str, dict[str, str]]:
    """What the canary gets beyond `blocked`, in the sandbox as it is and where something was done to it."""
    within = outer.prefix()
    if reason := refusal():
        pytest.skip(f"bubblewrap cannot run here: {reason}")
    whole = {libraries: (libraries, "", "") for libraries in nursery.PRELOAD}
    taken = {name: ("numpy", LEAN + code, "") for name, (code, _) in TAKEN.items()}
    given = {name: ("numpy", LEAN, code) for name, (code, _) in GIVEN.items()}
    tried = outer.python(SCRIPT, json.dumps(whole | taken | given), within=within)
    assert all(len(each) > 30 for each in tried.values())
    return {
        name: {attempt: what for attempt, what in each.items() if what != canary.BLOCKED}
        for name, each in tried.items()
    }


@pytest.mark.parametrize("libraries", nursery.PRELOAD)
def test_everything_is_blocked_in_the_sandbox(got: dict[str, dict[str, str]], libraries: str) -> None:
    assert {} == got[libraries]


@pytest.mark.parametrize("name", [*TAKEN, *GIVEN])
def test_what_is_taken_away_or_given_too_much_is_noticed(got: dict[str, dict[str, str]], name: str) -> None:
    _, noticed = (TAKEN | GIVEN)[name]
    assert noticed == {attempt: what for attempt, what in noticed.items() if what in got[name].get(attempt, "")}, got[
        name
    ]


def test_every_attempt_gets_something_where_nothing_is_in_its_way() -> None:
    blocked = {name for name, what in outer.python(BARE).items() if what == canary.BLOCKED}
    if os.geteuid() == 0 and canary.unfiltered():  # a user, or a container's root, may not do all of it anyway
        assert set() == blocked
    assert not blocked & {"read the grader's files", "see processes", "see the grader's environment", "start processes"}


def test_an_attempt_that_goes_wrong_itself_has_shown_nothing() -> None:
    def refused() -> list[str]:
        raise PermissionError

    def broken() -> list[str]:
        raise ValueError("a slip of ours")

    assert (canary.BLOCKED, canary.BLOCKED) == (canary.outcome(refused), canary.outcome(list))

    def unanswered() -> list[str]:
        return [canary.answer(refused)]

    assert "could not be tried: ValueError: a slip of ours" == canary.outcome(broken)
    assert canary.outcome(unanswered).startswith("could not be tried: LookupError")


def test_a_level_that_does_not_hold_is_not_to_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "START", local.START.replace("nursery.main()", "nursery.DEVICES = ()\nnursery.main()"))
    with started("bubblewrap") as sandbox, pytest.raises(client.Unavailable) as caught:
        sandbox.child("numpy")
    said = str(caught.value)
    assert "in a trial, student code could change devices (/dev/null" in said and canary.REMEDY in said
