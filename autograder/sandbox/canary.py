"""What a child tries before any student's code runs: the attacks that the boundary is there to stop.

It runs in a fresh child, exactly as a student's code would, and what it gets decides the isolation that a report names.
Each attempt does no harm where it succeeds: it looks, asks for what it has already, or undoes at once what it did.
"""

import ctypes
import errno
import importlib.util
import mmap
import os
import resource
import socket
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

BLOCKED = "blocked"
REMEDY = "the boundary holds less on this machine than it must: grade on another one, and please report it"
TEXT_LIMIT = 200  # characters of what an attempt got
# What a child's environment may hold: what the sandbox gives, and what bwrap adds.
GIVEN = {"HOME", "TMPDIR", "PWD", "PATH", "LANG", "PYTHONHASHSEED", "MPLBACKEND"}
GIVEN |= {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"}
STARTED_WITH = frozenset(os.environ)  # before the libraries add theirs: torch has TORCHINDUCTOR_CACHE_DIR
GRADERS = ("autograder.grade", "autograder.checks", "autograder.sandbox.client", "reference", "exercises", "pytest")
FOLDERS = "/ /dev /dev/shm /tmp /usr /usr/lib /run /var /etc /proc /course /course/site".split()
SETTINGS = "kernel/core_pattern kernel/pid_max kernel/msgmni vm/overcommit_memory user/max_user_namespaces".split()
DEVICES = "tty console kmsg mem kvm fuse net/tun loop0 sda vda nvme0".split()
DESCRIPTORS = range(4, 4096)  # a child has output, error output, an empty input and its socket

# From <sched.h>, <sys/prctl.h>, <sys/mount.h>, <sys/ipc.h>, <linux/capability.h>, <linux/keyctl.h>; the same everywhere
CLONE_NEWNS, CLONE_NEWUSER = 0x00020000, 0x10000000
PR_GET_DUMPABLE, PR_GET_SECCOMP, PR_GET_NO_NEW_PRIVS = 3, 21, 39
MS_PRIVATE, MS_SHARED = 1 << 18, 1 << 20
IPC_PRIVATE, IPC_CREAT, IPC_RMID = 0, 0o1000, 0
CAPABILITY_VERSION_3 = 0x20080522
KEYCTL_GET_KEYRING_ID, KEY_SPEC_SESSION_KEYRING = 0, -3
PTRACE_SEIZE = 0x4206  # unlike ATTACH, it does not stop the process
MAP_NORESERVE = 0x4000
# Calls that not every C library or Python has a function for, by machine.
NUMBERS = {
    "x86_64": {"keyctl": 250, "perf_event_open": 298, "memfd_create": 319, "bpf": 321, "userfaultfd": 323},
    "aarch64": {"keyctl": 219, "perf_event_open": 241, "memfd_create": 279, "bpf": 280, "userfaultfd": 282},
}.get(os.uname().machine, {}) | {"io_uring_setup": 425, "pidfd_open": 434, "pidfd_getfd": 438}

libc = ctypes.CDLL(None, use_errno=True)


def run(files: Sequence[str], memory_mib: int, tmp_mib: int) -> dict[str, str]:
    """{attempt: "blocked" or what it got}.

    files are the grader's and exist there; memory_mib and tmp_mib are the child's limits [MiB].
    """
    attempts: dict[str, Callable[[], Iterable[str]]] = {
        "read the grader's files": lambda: openable(files, os.O_RDONLY),
        "find what an earlier child left": lambda: os.listdir("."),
        "see processes": lambda: sorted(os.listdir("/proc")),
        "see the grader's environment": strange_variables,
        "import the grader's modules": importable,
        "write outside its folder": writable_folders,
        "change installed code": installed_code,
        "change devices": changeable_devices,
        "change kernel settings": lambda: openable([f"/proc/sys/{name}" for name in SETTINGS], os.O_WRONLY),
        "reach a terminal or device": lambda: openable([f"/dev/{name}" for name in DEVICES], os.O_RDONLY),
        "use descriptors of others": open_descriptors,
        "signal other processes": signals,
        "limit or slow other processes": others_limits,
        "read memory of other processes": others_memory,
        "start processes": processes,
        "run programs": programs,
        "open sockets": sockets,
        "see network interfaces": interfaces,
        "keep memory in nameless files": memory_files,
        "leave shared memory or queues": shared_objects,
        "leave keys": keys,
        "take more memory than its limit": lambda: more_memory(memory_mib),
        "fill the disk": lambda: more_disk(tmp_mib),
        "raise its limits": raised_limits,
        "have capabilities": capabilities,
        "be or become root": root,
        "gain rights from programs": new_privileges,
        "call the kernel unfiltered": unfiltered,
        "reach rare parts of the kernel": kernel_parts,
        "change what is mounted": mounts,
        "make namespaces": new_namespaces,  # the last one: success would change what it is
    }
    return {name: outcome(attempt) for name, attempt in attempts.items()}


def outcome(attempt: Callable[[], Iterable[str]]) -> str:
    """What one attempt got. An attempt that goes wrong itself has shown nothing, so it is not `blocked`."""
    try:
        got = ", ".join(attempt())
    except OSError:
        return BLOCKED
    except Exception as error:
        got = f"could not be tried: {type(error).__name__}: {error}"
    return got[:TEXT_LIMIT] or BLOCKED


def system(name: str, *arguments: Any) -> int:
    """The result of a libc function, or of a system call that it has no function for. Raises OSError."""
    if name in NUMBERS:
        name, arguments = "syscall", (NUMBERS[name], *arguments)
    result = int(getattr(libc, name)(*arguments))
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result


def answer(question: Callable[[], Any]) -> Any:
    """What the kernel tells it about itself. A refusal shows nothing, so it must not count as `blocked`."""
    try:
        return question()
    except OSError as error:
        raise LookupError(f"there was no answer: {error}") from None


def successes(trials: dict[str, Callable[[], object]]) -> list[str]:
    """The names of those that do not end in an OSError."""
    found = []
    for name, trial in trials.items():
        try:
            trial()
        except OSError:
            continue
        found.append(name)
    return found


def permitted(trials: dict[str, Callable[[], object]]) -> list[str]:
    """The names of those that are not refused as such; each is made so that it then fails for another reason."""
    found = []
    for name, trial in trials.items():
        try:
            trial()
        except OSError as error:
            if error.errno in (errno.EPERM, errno.EACCES, errno.ENOSYS):
                continue
        found.append(name)
    return found


def stranger() -> int:
    """A process that a child must not reach: its parent, where it can be seen at all."""
    return os.getppid() or 2


def openable(paths: Iterable[str], mode: int) -> list[str]:
    """Paths that can be opened; nothing is read or written."""
    return successes(
        {path: lambda path=path: os.close(os.open(path, mode | os.O_NONBLOCK | os.O_NOCTTY)) for path in paths}  # type: ignore[misc]
    )


def strange_variables() -> list[str]:
    """Names in the environment, as the nursery found it, that the sandbox does not give."""
    return sorted(STARTED_WITH - GIVEN)


def importable() -> list[str]:
    """Modules of the grader's side that are here or can be found."""

    def there(name: str) -> bool:
        try:
            return name in sys.modules or importlib.util.find_spec(name) is not None
        except ModuleNotFoundError:  # of a package on the way
            return False

    return [name for name in GRADERS if there(name)]


def writable_folders() -> list[str]:
    """Folders outside the child's own in which a file can be made; it is removed at once."""

    def make(folder: str) -> None:
        path = os.path.join(folder, f".canary-{os.urandom(8).hex()}")
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        os.unlink(path)

    folders = [*FOLDERS, *(os.path.dirname(path) for path in installed_files())]
    return successes({folder: lambda folder=folder: make(folder) for folder in folders})  # type: ignore[misc]


def installed_code() -> list[str]:
    """Files of the interpreter, the libraries and the worker that can be opened for writing."""
    return openable(installed_files(), os.O_WRONLY)


def changeable_devices() -> list[str]:
    """Devices of the whole machine that can be touched: their time becomes now."""
    paths = [f"/dev/{name}" for name in ("null", "zero", "full", "random", "urandom")]
    return successes({path: lambda path=path: os.utime(path) for path in paths})  # type: ignore[misc]


def installed_files() -> list[str]:
    """The interpreter, and a module each of the standard library, the libraries and the worker's side."""
    return [sys.executable, os.__file__, str(sys.modules["numpy"].__file__), __file__]


def open_descriptors() -> list[str]:
    """Numbers of open descriptors beyond the child's own."""
    return successes({str(number): lambda number=number: os.fstat(number) for number in DESCRIPTORS})  # type: ignore[misc]


def signals() -> list[str]:
    """Ways to send a signal to others: signal 0, which arrives nowhere, and the owner of a pipe that signals nobody yet."""
    import fcntl

    reading, writing = os.pipe()
    try:
        found = successes(
            {
                "everyone": lambda: os.kill(-1, 0),
                "its parent": lambda: os.kill(stranger(), 0),
                "by descriptor": lambda: os.close(system("pidfd_open", stranger(), 0)),
                "through a pipe": lambda: fcntl.fcntl(reading, fcntl.F_SETOWN, stranger()),
            }
        )
    finally:
        os.close(reading)
        os.close(writing)
    alone = os.getpgrp() == os.getsid(0) == os.getpid()
    return found + ([] if alone else ["its group"])


def others_limits() -> list[str]:
    """Properties of another process that can be set: each to the value that it has."""
    other = stranger()

    def limit() -> None:
        resource.prlimit(other, resource.RLIMIT_NOFILE, resource.prlimit(other, resource.RLIMIT_NOFILE))

    return successes(
        {
            "limits": limit,
            "priority": lambda: os.setpriority(os.PRIO_PROCESS, other, os.getpriority(os.PRIO_PROCESS, other)),
            "processors": lambda: os.sched_setaffinity(other, os.sched_getaffinity(other)),
        }
    )


def others_memory() -> list[str]:
    """Ways into the memory of another process; the nursery's is closed by its flag, which a child inherits."""
    here, there = ctypes.create_string_buffer(8), id(None)  # an address that a parent has, too
    local, remote = (ctypes.c_size_t * 2)(ctypes.addressof(here), 8), (ctypes.c_size_t * 2)(there, 8)
    found = successes(
        {
            "by reading it": lambda: system("process_vm_readv", stranger(), local, 1, remote, 1, 0),
            "by tracing it": lambda: system("ptrace", PTRACE_SEIZE, stranger(), None, None),
            "by its descriptors": lambda: os.close(system("pidfd_getfd", system("pidfd_open", stranger(), 0), 0, 0)),
        }
    )
    return found + ["the nursery's"] * (answer(lambda: system("prctl", PR_GET_DUMPABLE, 0, 0, 0, 0)) > 0)


def processes() -> list[str]:
    """A process of its own, which ends at once."""
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return ["a process"]


def programs() -> list[str]:
    """Whether another program could take this one's place, or be started: there is none at this path."""
    nowhere = "/nowhere/program"
    return permitted(
        {
            "in its own place": lambda: os.execv(nowhere, [nowhere]),
            "beside it": lambda: os.posix_spawn(nowhere, [nowhere], {}),
        }
    )


def sockets() -> list[str]:
    """Sockets of each kind, bound and connected to nothing."""

    def kind(*arguments: int) -> None:
        socket.socket(*arguments).close()

    def pair() -> None:
        for end in socket.socketpair():
            end.close()

    return successes(
        {
            "internet": lambda: kind(socket.AF_INET),
            "internet 6": lambda: kind(socket.AF_INET6),
            "local": lambda: kind(socket.AF_UNIX),
            "kernel": lambda: kind(socket.AF_NETLINK, socket.SOCK_RAW),
            "a pair": pair,
        }
    )


def interfaces() -> list[str]:
    """Network interfaces but the loopback."""
    return [name for _, name in socket.if_nameindex() if name != "lo"]


def memory_files() -> list[str]:
    """A file in memory that counts to no limit."""
    os.close(system("memfd_create", b"canary", 0))
    return ["a file"]


def shared_objects() -> list[str]:
    """System V's objects, which outlive their maker; each is removed at once."""
    key, flags = IPC_PRIVATE, IPC_CREAT | 0o600
    return successes(
        {
            "shared memory": lambda: system("shmctl", system("shmget", key, 4096, flags), IPC_RMID, None),
            "semaphores": lambda: system("semctl", system("semget", key, 1, flags), 0, IPC_RMID),
            "a queue": lambda: system("msgctl", system("msgget", key, flags), IPC_RMID, None),
        }
    )


def keys() -> list[str]:
    """The session's keyring, which no namespace divides."""
    system("keyctl", KEYCTL_GET_KEYRING_ID, KEY_SPEC_SESSION_KEYRING, 0)
    return ["a keyring"]


def more_memory(memory_mib: int) -> list[str]:
    """Kinds of memory of which more can be had than the limit; none of it is touched."""
    size = (memory_mib + 64) * 2**20  # what the libraries give back meanwhile is less than the 64
    return successes(
        {
            name: lambda flags=flags: mmap.mmap(-1, size, flags | mmap.MAP_ANONYMOUS | MAP_NORESERVE).close()  # type: ignore[misc]
            for name, flags in {"private": mmap.MAP_PRIVATE, "shared": mmap.MAP_SHARED}.items()
        }
    )


def more_disk(tmp_mib: int) -> list[str]:
    """What the child's folder gives beyond its limits: the file system says its sizes itself. Nothing, where it is not its own."""
    path = f".canary-{os.urandom(8).hex()}"
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    os.unlink(path)
    here, found = answer(lambda: os.statvfs(".")), []
    if not 0 < here.f_blocks * here.f_frsize <= tmp_mib * 2**20:
        found.append(f"{here.f_blocks * here.f_frsize >> 20} MiB")
    if not 0 < here.f_files <= 4096:
        found.append(f"{here.f_files} files")
    largest = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    return found + ["one file of any size"] * (largest == resource.RLIM_INFINITY)


def raised_limits() -> list[str]:
    """Limits that are not set, or can be raised."""
    found = []
    for name in ("CPU", "AS", "CORE", "NOFILE", "NPROC", "MEMLOCK", "MSGQUEUE", "SIGPENDING"):
        which = getattr(resource, f"RLIMIT_{name}")
        hard = resource.getrlimit(which)[1]
        try:
            if hard != resource.RLIM_INFINITY:
                resource.setrlimit(which, (hard + 1, hard + 1))
            found.append(name)
        except (OSError, ValueError):
            pass
    return found


def capabilities() -> list[str]:
    """Sets of capabilities that are not empty."""
    header, sets = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0), (ctypes.c_uint32 * 6)()
    answer(lambda: system("capget", header, sets))
    return [name for n, name in enumerate(("effective", "permitted", "inheritable")) if sets[n] or sets[n + 3]]


def root() -> list[str]:
    """Whether it is root in its namespace, or can be."""
    if os.getuid() != 0:
        os.setresuid(0, 0, 0)
    return ["root"]


def new_privileges() -> list[str]:
    """Whether a program with special rights would have them."""
    return [] if answer(lambda: system("prctl", PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0)) else ["nothing forbids it"]


def unfiltered() -> list[str]:
    """Whether system calls pass unseen; a filter may deny this question, which answers it."""
    return [] if system("prctl", PR_GET_SECCOMP, 0, 0, 0, 0) else ["no filter of system calls"]


def kernel_parts() -> list[str]:
    """Calls of much power and many faults; each is made with arguments that mean nothing."""
    zeros = ctypes.create_string_buffer(8)
    return permitted(
        {
            "io_uring": lambda: system("io_uring_setup", 0, None),
            "userfaultfd": lambda: system("userfaultfd", -1),
            "bpf": lambda: system("bpf", -1, zeros, 8),
            "perf_event": lambda: system("perf_event_open", None, -1, -1, -1, -1),
        }
    )


def mounts() -> list[str]:
    """Whether mounts could be changed: the flags contradict each other, which is found out after the rights."""
    return permitted({"mounts": lambda: system("mount", None, b"/", None, MS_PRIVATE | MS_SHARED, None)}) + successes(
        {"its root": lambda: os.chroot("/")}
    )


def new_namespaces() -> list[str]:
    """Namespaces that it can make."""
    return successes(
        {
            "mounts": lambda: system("unshare", CLONE_NEWNS),
            "users": lambda: system("unshare", CLONE_NEWUSER),
        }
    )
