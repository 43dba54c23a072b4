"""A process that has imported one set of libraries and forks a fresh child for each exercise. Runs inside the sandbox.

Started as `python -c "... nursery.main()"` with one JSON argument (`Orders`). The grader speaks to it over one socket, a line of
JSON each way and descriptors beside it, and may ask on before it is answered; the nursery never reads a byte from a child.

    ready   {versions}                               once the libraries are in
    fork    + student socket, output pipe       ->   {pid} + pidfd (where the system has them)
    end     {pid}                               ->   {}               killed and reaped
    draw    {}                                  ->   {}               have matplotlib, before the children that draw
    count   {}                                  ->   {children}       how many have not been ended

With isolation `bubblewrap`, each child is process 1 of a pid namespace of its own, with mount and ipc namespaces, /tmp and limits
of its own, no capabilities and nothing of the nursery's but its memory image. With `uid+confine` and `confine` there are no
namespaces: the kernel's Landlock and the filter keep it from what is there, and with the first it is a user of its own.
"""

import base64
import ctypes
import gc
import importlib
import json
import os
import resource
import select
import signal
import socket
import sys
import time
from collections import deque
from collections.abc import Sequence
from importlib import metadata
from typing import Any

from autograder.sandbox import filter, landlock, probes, wire, worker

CHILD_SOCKET = 3
KILL_SECONDS = 5.0  # an address space of 3 GB takes 0.3 s to free
PRELOAD = {
    "numpy": ("numpy", "scipy.integrate", "scipy.linalg", "scipy.optimize"),
    "torch": ("numpy", "scipy.linalg", "torch"),
}
DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
DISTRIBUTIONS = ("numpy", "scipy", "torch", "matplotlib")

# From <sched.h>, <sys/prctl.h>, <sys/mount.h>, <linux/capability.h>, <linux/keyctl.h>, <sys/mman.h>
CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWPID = 0x00020000, 0x08000000, 0x20000000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_READ, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = (
    1,
    4,
    23,
    24,
    38,
    47,
)
PR_CAP_AMBIENT_CLEAR_ALL = 4
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND = 1, 2, 4, 8, 32, 4096
CAPABILITY_VERSION_3 = 0x20080522
KEYCTL_JOIN_SESSION_KEYRING = 1
MADV_COLLAPSE, HUGE = 25, 2**21  # bytes of a huge page
SYS_KEYCTL = {"x86_64": 250, "aarch64": 219}
FIRST_USER, USERS = 64_200, 1_300  # a child's uid with `uid+confine`, by its pid; no distribution hands these out
THREADS = 4096  # at most, of all that the grader's user runs, with `confine`
NAMESPACES = ("user", "pid", "mnt", "ipc", "net", "uts")

libc = ctypes.CDLL(None, use_errno=True)


class Link:
    """Lines of JSON over one socket, and descriptors beside them: between the grader and a nursery, which trust each other."""

    def __init__(self, end: socket.socket) -> None:
        self.end = end
        self.lines: deque[bytes] = deque()
        self.descriptors: deque[int] = deque()
        self._rest = b""

    def send(self, message: dict[str, Any], descriptors: Sequence[int] = ()) -> None:
        """Send one message."""
        socket.send_fds(self.end, [json.dumps(message).encode() + b"\n"], descriptors)

    def receive(self) -> dict[str, Any] | None:
        """The next message, None once the other side has gone; what came beside it is in `descriptors`, in order."""
        while not self.lines:
            data, descriptors, _, _ = socket.recv_fds(self.end, 65536, 16)
            if not data:
                return None
            self.descriptors += descriptors
            *lines, self._rest = (self._rest + data).split(b"\n")
            self.lines += lines
        message: dict[str, Any] = json.loads(self.lines.popleft())
        return message


def must(result: int, doing: str) -> int:
    """The result of a libc call; a failed one ends this process's attempt, so that no child runs with less than was meant."""
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{doing}: {os.strerror(code)}")
    return result


def mount_tmpfs(target: str, flags: int, options: str) -> None:
    """Cover a folder with an empty file system in memory."""
    must(
        libc.mount(b"tmpfs", target.encode(), b"tmpfs", MS_NOSUID | MS_NODEV | flags, options.encode()),
        f"mount {target}",
    )


def namespaces() -> dict[str, str]:
    """The identity of each namespace of this process."""
    return {name: os.readlink(f"/proc/self/ns/{name}") for name in NAMESPACES}


def become_init() -> None:
    """Move into a pid namespace that this user namespace owns, so that children can be given theirs and this one restored.

    The parent that stays behind waits with nothing open, invisible to the children.
    """
    must(libc.unshare(CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC), "unshare")
    pid = os.fork()
    if pid:
        os.closerange(0, 256)
        os.waitpid(pid, 0)
        os._exit(0)
    must(libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "prctl")
    mount_tmpfs("/tmp/w", 0, "size=16m,mode=0700")
    for path in DEVICES:  # the machine's own: root's nursery could change their modes, anyone's their times
        flags = MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NOEXEC
        must(libc.mount(None, path.encode(), None, flags, None), f"remount {path}")
    # Refused where the sandbox's own /proc is read-only for host root: then the outer one serves, and children see neither.
    libc.mount(b"proc", b"/proc", b"proc", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, None)


def separate(orders: dict[str, Any]) -> dict[str, str]:
    """Give this child a view of its own; what namespaces it is in, before /proc is gone."""
    must(libc.unshare(CLONE_NEWNS | CLONE_NEWIPC), "unshare")
    own = namespaces()
    mount_tmpfs("/tmp/w", MS_NOEXEC, f"size={orders['tmp_mib']}m,nr_inodes=4096,mode=0700")
    mount_tmpfs("/proc", MS_RDONLY, "size=4k,nr_inodes=1")
    os.chdir("/tmp/w")
    return own


def strip(isolation: str) -> None:
    """Take all rights from this child, and the way to any; with `uid+confine` it becomes a user of its own."""
    for capability in range(64 if isolation == "bubblewrap" else 0):  # root's own go with its uid
        if libc.prctl(PR_CAPBSET_READ, capability, 0, 0, 0) == 1:
            must(libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0), "prctl")
    if isolation == "uid+confine":
        user = FIRST_USER + os.getpid() % USERS
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
        must(libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "prctl")  # it was cleared with the rights
    must(libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0), "prctl")
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    must(libc.capset(header, (ctypes.c_uint32 * 6)()), "capset")
    must(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl")


def limit(orders: dict[str, Any]) -> None:
    """The kernel's own limits: the backstop behind the grader's clock."""
    with open("/proc/self/statm") as file:
        present = int(file.read().split()[0]) * resource.getpagesize()
    hard: dict[int, int] = {
        resource.RLIMIT_CPU: orders["cpu_seconds"],
        resource.RLIMIT_AS: present + orders["memory_mib"] * 2**20,
        resource.RLIMIT_FSIZE: orders["tmp_mib"] * 2**20,
        resource.RLIMIT_CORE: 0,
    }
    if orders["isolation"] != "none":
        # As one of the grader's user its threads are counted with all else that the user runs: memory bounds them then.
        allowed = resource.getrlimit(resource.RLIMIT_NPROC)[1]
        processes = THREADS if allowed == resource.RLIM_INFINITY else min(THREADS, allowed)
        hard |= {
            resource.RLIMIT_NOFILE: 128,
            resource.RLIMIT_NPROC: processes if orders["isolation"] == "confine" else orders["processes"],
            resource.RLIMIT_MEMLOCK: 0,
            resource.RLIMIT_MSGQUEUE: 0,
            resource.RLIMIT_SIGPENDING: 64,
        }
    for which, value in hard.items():
        resource.setrlimit(which, (value, value))


def child(orders: dict[str, Any], rules: int, student: int, output: int) -> None:
    """Everything a child does, from fork to end."""
    isolation = orders["isolation"]
    if sys.platform == "linux":
        must(libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "prctl")
    os.setsid()
    # The student's socket becomes descriptor 3, the pipe 1 and 2, Landlock's rules 4; first all go out of the way of those.
    student, output, *held = map(os.dup, (student, output, *([rules] if rules >= 0 else [])))
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.dup2(student, CHILD_SOCKET)
    held = [os.dup2(each, CHILD_SOCKET + 1) for each in held]
    os.closerange(CHILD_SOCKET + 1 + len(held), 4096)
    # Python's own were made for what the nursery has there: they would look for the file's end, which a pipe has not.
    sys.stdout = open(1, "w", closefd=False)
    sys.stderr = open(2, "w", errors="backslashreplace", buffering=1, closefd=False)
    if sys.platform == "linux":
        limit(orders)
    spaces = separate(orders) if isolation == "bubblewrap" else {}
    if isolation != "none":
        strip(isolation)
        for each in held:
            landlock.restrict(each)
            os.close(each)
        filter.install(base64.b64decode(orders["filter"]))
    wire.send(CHILD_SOCKET, bytes(16), "hello", {"namespaces": spaces})
    worker.rehearse(orders["libraries"])
    worker.serve(CHILD_SOCKET, orders["reply_mib"] * 2**20)


def fork(orders: dict[str, Any], descriptors: list[int], own_pids: int, rules: int) -> int:
    """A child that serves the student's socket; its pid as the nursery sees it."""
    if own_pids >= 0:
        must(libc.unshare(CLONE_NEWPID), "unshare")
    pid = os.fork()
    if pid == 0:
        try:
            child(orders, rules, *descriptors)
        except BaseException as error:
            print(f"the child could not be set up: {error}", file=sys.stderr, flush=True)
        finally:
            os._exit(1)
    if own_pids >= 0:
        must(libc.setns(own_pids, CLONE_NEWPID), "setns")
    return pid


def end(pid: int, watch: int) -> None:
    """Kill a child and reap it; never a wait without an end."""
    deadline = time.monotonic() + KILL_SECONDS
    os.kill(pid, signal.SIGKILL)
    if watch >= 0:
        select.select([watch], [], [], KILL_SECONDS)
        os.close(watch)
    while not os.waitpid(pid, os.WNOHANG)[0]:
        if time.monotonic() > deadline:
            raise TimeoutError(f"child {pid} did not end in {KILL_SECONDS} s")
        time.sleep(0.001)


def warm_up(libraries: str) -> dict[str, str]:
    """Import the libraries and run once what is slow the first time; their versions."""
    for module in PRELOAD[libraries]:
        importlib.import_module(module)
    if libraries == "torch":
        torch = sys.modules["torch"]
        torch.set_num_threads(1)
        torch.func.jacrev(torch.sin)(torch.ones(2, dtype=torch.float64))
    worker.rehearse(libraries)
    return {name: metadata.version(name) for name in DISTRIBUTIONS if name in sys.modules}


def collapse() -> None:
    """Gather the memory that libraries have allocated into huge pages, whose page table a fork copies 512 entries at a time.

    A child with torch is forked and freed in 4 ms then, without in 14; one with numpy in 3, without in 5. Linux 6.1 or later;
    where the kernel refuses, it stays as it was.
    """
    with open("/proc/self/maps") as file:
        for line in file:
            extent, permissions, _, _, inode, *name = line.split()
            if permissions == "rw-p" and inode == "0" and (not name or name == ["[heap]"]):
                start, end = (int(address, 16) for address in extent.split("-"))
                start, end = -(-start // HUGE) * HUGE, end // HUGE * HUGE
                if start < end:
                    libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), MADV_COLLAPSE)


def settle() -> None:
    """Make ready to fork: one thread, and memory that stays shared."""
    if sys.platform == "linux" and len(os.listdir("/proc/self/task")) != 1:
        raise RuntimeError("a library started a thread: a fork would lose it")
    gc.collect()
    gc.freeze()
    if sys.platform == "linux":
        collapse()


def main() -> None:
    """Serve the grader until its end of the socket closes."""
    orders = json.loads(sys.argv[1])
    control, isolation = orders["control"], orders["isolation"]
    if isolation != "none" and os.uname().machine in SYS_KEYCTL:  # a session keyring of its own, not the grader's
        libc.syscall(SYS_KEYCTL[os.uname().machine], KEYCTL_JOIN_SESSION_KEYRING, None)
    if isolation == "bubblewrap":
        become_init()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    own_pids = os.open("/proc/self/ns/pid", os.O_RDONLY) if isolation == "bubblewrap" else -1
    rules = landlock.ruleset(orders["readable"], DEVICES[:1]) if "confine" in isolation else -1
    link = Link(socket.socket(fileno=control))
    versions = warm_up(orders["libraries"])
    if sys.platform == "linux":
        must(libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), "prctl")
    settle()
    link.send({"versions": versions})
    watches: dict[int, int] = {}
    while (request := link.receive()) is not None:
        if request["do"] == "fork":
            given = [link.descriptors.popleft() for _ in range(2)]
            pid = fork(orders, given, own_pids, rules)
            for descriptor in given:
                os.close(descriptor)
            watches[pid] = os.pidfd_open(pid) if hasattr(os, "pidfd_open") else -1
            link.send({"pid": pid}, [watches[pid]] if watches[pid] >= 0 else [])
        elif request["do"] == "end":
            end(request["pid"], watches.pop(request["pid"]))
            link.send({})
        elif request["do"] == "draw":
            probes.warm_up()
            settle()
            link.send({})
        else:
            link.send({"children": len(watches)})
