"""The filter of system calls: its verdict on every call of two architectures, what is refused to a child, and what still works."""

import ctypes.util
import errno
import itertools
import os
import struct
import sys
import textwrap
from collections.abc import Iterator
from typing import Any

import pytest
from test_sandbox import started

from autograder.model import Limits
from autograder.sandbox import client, filter

try:
    import pyseccomp as seccomp
except (ImportError, RuntimeError):
    pytest.skip("there is no libseccomp here", allow_module_level=True)

ALLOW, KILL, EPERM, ENOSYS = seccomp.ALLOW, seccomp.KILL_PROCESS, *map(seccomp.ERRNO, (errno.EPERM, errno.ENOSYS))
MACHINES = {"x86_64": seccomp.Arch.X86_64, "aarch64": seccomp.Arch.AARCH64}
NUMBERS = range(600)  # the newest is about 470
CHANGES = " ".join(filter.CHANGES).split()
LISTS = {
    "allowed": [*" ".join(filter.ALLOWED).split(), *CHANGES, "openat"],
    "refused": " ".join(filter.REFUSED).split(),
}
WITH = {call: (argument, values) for call, argument, values in filter.ALLOWED_WITH}
ANY = [0, 1, 2, 2**31, 2**32 - 1, 2**32 + 1, 2**64 - 1]  # of an argument: 0, 1, -1 and what looks like them in 32 bits


# The program, run here step by step.


def verdict(program: bytes, machine: int, number: int, *arguments: int) -> int:
    """What the kernel would do with a call. Raises KeyError at an instruction that libseccomp was not seen to write."""
    data = struct.pack("<IIQ6Q", number, machine, 0, *arguments, *[0] * (6 - len(arguments)))
    at, value = 0, 0
    while True:
        code, true, false, k = struct.unpack_from("HBBI", program, 8 * at)
        at += 1
        if code == 0x06:  # return
            return int(k)
        if code == 0x20:  # load
            (value,) = struct.unpack_from("<I", data, k)
        elif code == 0x54:
            value &= k
        elif code == 0x05:
            at += k
        else:
            test = {0x15: value == k, 0x25: value > k, 0x35: value >= k, 0x45: bool(value & k)}[code]
            at += true if test else false


def names(machine: int) -> dict[int, str]:
    """The calls that libseccomp knows, by number."""
    found = {}
    for number in NUMBERS:
        try:
            found[number] = seccomp.resolve_syscall(machine, number).decode()
        except ValueError:
            continue
    return found


def test_every_name_is_known_and_stands_in_one_list() -> None:
    listed = [*LISTS["allowed"], *LISTS["refused"], *WITH, "clone"]
    assert [] == [call for call in listed if seccomp.resolve_syscall(seccomp.Arch.NATIVE, call) == filter.UNKNOWN]
    assert len(set(listed)) == len(listed)


@pytest.mark.parametrize("machine", MACHINES)
def test_the_verdict_on_every_number_is_that_of_the_lists(machine: str) -> None:
    program, known = filter.build(machine), names(MACHINES[machine])
    assert len(known) > 280 and len(program) <= 8 * 4096
    for number in NUMBERS:
        call = known.get(number, "")
        want = ALLOW if call in LISTS["allowed"] else EPERM if call in LISTS["refused"] else ENOSYS
        if call != "clone" and call not in WITH:
            for arguments in ((0,) * 6, (2**64 - 1,) * 6):
                assert want == verdict(program, MACHINES[machine], number, *arguments), call


@pytest.mark.parametrize("machine", MACHINES)
def test_without_a_folder_no_file_is_changed_nor_looked_for(machine: str) -> None:
    program, numbers = filter.build(machine, changes=False), {call: n for n, call in names(MACHINES[machine]).items()}
    for call in set(CHANGES) & numbers.keys():
        assert EPERM == verdict(program, MACHINES[machine], numbers[call])
    for flags in (os.O_RDONLY, os.O_RDWR | os.O_CREAT, os.O_DIRECTORY):
        assert ALLOW == verdict(program, MACHINES[machine], numbers["openat"], 2**64 - 100, 0, flags)
        assert EPERM == verdict(program, MACHINES[machine], numbers["openat"], 2**64 - 100, 0, flags | filter.O_PATH)
    assert ALLOW == verdict(program, MACHINES[machine], numbers["read"])


@pytest.mark.parametrize("machine", MACHINES)
def test_an_argument_decides_where_the_list_says_so(machine: str) -> None:
    program, numbers = filter.build(machine), {call: number for number, call in names(MACHINES[machine]).items()}
    for call, (argument, values) in WITH.items():
        commands = {"fcntl": range(1100), "prctl": range(80), "ioctl": [*range(0x5400, 0x5500), 0x40049409]}
        for value in {*ANY, *commands.get(call, ()), *values}:
            arguments = [2**64 - 1] * 6
            arguments[argument] = value
            got = verdict(program, MACHINES[machine], numbers[call], *arguments)
            outside = not min(values) <= value <= max(values)
            assert got == (ALLOW if value in values else EPERM if outside else ENOSYS), (call, value)


@pytest.mark.parametrize("machine", MACHINES)
def test_clone_starts_threads_and_nothing_else(machine: str) -> None:
    program, numbers = filter.build(machine), {call: number for number, call in names(MACHINES[machine]).items()}
    glibc, musl, fork, vfork = 0x3D0F00, 0x7D0F00, 0x01200011, 0x4111
    spaces = [0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000]
    wants = {glibc: ALLOW, musl: ALLOW, fork: EPERM, vfork: EPERM, 0: EPERM, filter.CLONE_VM: EPERM}
    wants |= {filter.CLONE_THREAD: ENOSYS} | {glibc | space: ENOSYS for space in spaces}
    for (flags, want), high in itertools.product(wants.items(), (0, 1 << 32)):
        assert want == verdict(program, MACHINES[machine], numbers["clone"], flags | high, *[2**64 - 1] * 5), hex(flags)


@pytest.mark.parametrize("machine", MACHINES)
def test_calls_by_another_convention_end_the_process(machine: str) -> None:
    program = filter.build(machine)
    others = {seccomp.Arch.X86, seccomp.Arch.ARM, *MACHINES.values()} - {MACHINES[machine]}
    assert {KILL} == {verdict(program, other, number) for other in others for number in NUMBERS}
    if machine == "x86_64":
        assert {KILL} == {verdict(program, MACHINES[machine], 0x40000000 + number) for number in NUMBERS}


# A child of a nursery.


@pytest.fixture(scope="module")
def bubble() -> Iterator[client.Sandbox]:
    with started("bubblewrap", Limits()) as sandbox:
        yield sandbox


PRELUDE = """
import ctypes, errno, fcntl, os, resource, signal, socket, subprocess, sys
libc = ctypes.CDLL(None, use_errno=True)

def call(number, *arguments):
    if libc.syscall(number, *arguments) == -1:
        raise OSError(ctypes.get_errno(), 'refused')
"""


def ask(bubble: client.Sandbox, body: str, *args: Any, libraries: str = "numpy") -> tuple[str, Any]:
    """The reply to `f(*args)` with this body, from a child of its own."""
    source = PRELUDE + "def f(*args):\n" + textwrap.indent(textwrap.dedent(body), "    ") + "\n"
    child = bubble.child(libraries, ["matplotlib.pyplot"] if "matplotlib" in body else [])
    allowed = ["numpy", "scipy", "torch", "matplotlib"]
    try:
        load = child.call(
            "load", {"unit": "unit", "sources": {"unit": source.encode()}, "libraries": allowed, "cells": {}}, 60, 120
        )
        assert ("loaded", {}) == load
        return child.call("call", {"function": "f", "mode": "value", "args": list(args)}, 60, 120)
    finally:
        child.end()


def value(bubble: client.Sandbox, body: str, *args: Any, libraries: str = "numpy") -> Any:
    """The value of `f(*args)` with this body."""
    reply, answer = ask(bubble, body, *args, libraries=libraries)
    assert reply == "value", answer
    return answer["value"]


def numbers() -> dict[str, int]:
    return {call: number for number, call in names(seccomp.system_arch()).items()}


def test_a_child_is_held_to_both_lists(bubble: client.Sandbox) -> None:
    body = """
    got = {}
    for name, number in args[0].items():
        ctypes.set_errno(0)
        got[name] = ctypes.get_errno() if libc.syscall(number, 0, 0, 0, 0, 0, 0) == -1 else 0
    return got"""
    here = numbers()
    refused = {call: here[call] for call in LISTS["refused"] if call in here}
    assert {call: errno.EPERM for call in refused} == value(bubble, body, refused)
    listed = {*LISTS["allowed"], *LISTS["refused"], *WITH, "clone"}
    unlisted = {call: number for call, number in here.items() if call not in listed} | {"the future's": 600}
    assert "clone3" in unlisted and {call: errno.ENOSYS for call in unlisted} == value(bubble, body, unlisted)


# Each would do something without the filter, if only to itself, or be refused for another reason.
ATTEMPTS = {
    "fork": "os.fork() or os._exit(0)",
    "fork by number": "call(N['clone'], signal.SIGCHLD, 0, 0, 0, 0) or os._exit(0)",
    "vfork": "subprocess._USE_POSIX_SPAWN = False; subprocess.run([sys.executable, '-V'])",
    "clone3": "call(N['clone3'], (ctypes.c_uint64 * 11)(0, 0, 0, 0, signal.SIGCHLD), 88) or os._exit(0)",
    "run a program": "os.execv(sys.executable, [sys.executable, '-S', '-c', ''])",
    "spawn a program": "os.posix_spawn(sys.executable, [sys.executable, '-V'], {})",
    "a network socket": "socket.socket()",
    "a local socket": "socket.socket(socket.AF_UNIX)",
    "a netlink socket": "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "a pair of sockets": "socket.socketpair()",
    "send a descriptor to the grader": "socket.send_fds(socket.socket(fileno=3), [b'x'], [0])",
    "urgent data to the grader": "call(N['sendto'], 3, b'x', 1, socket.MSG_OOB, None, 0)",
    "a nameless file": "os.memfd_create('x')",
    "shared memory": "call(N['shmget'], 0, 4096, 0o1600)",
    "semaphores": "call(N['semget'], 0, 1, 0o1600)",
    "a queue": "call(N['msgget'], 0, 0o1600)",
    "a POSIX queue": "call(N['mq_open'], b'x', os.O_CREAT | os.O_RDWR, 0o600, None)",
    "a key": "call(N['add_key'], b'user', b'left', b'x', 1, -3)",
    "the keyring": "call(N['keyctl'], 0, -3, 0)",
    "trace": "call(N['ptrace'], 0, 0, 0, 0)",
    "read its own memory as another's": "call(N['process_vm_readv'], 1, None, 0, None, 0, 0)",
    "a descriptor of itself": "os.pidfd_open(1)",
    "a user namespace": "call(N['unshare'], 0x10000000)",
    "a namespace of files": "call(N['unshare'], 0x00000400)",  # CLONE_FILES: anyone may
    "mount": "call(N['mount'], b'tmpfs', b'/tmp/w', b'tmpfs', 0, None)",
    "signal its group": "os.kill(0, 0)",
    "signal everyone": "os.kill(-1, 0)",
    "signal another": "os.kill(2, 0)",
    "signal a thread of another": "call(N['tgkill'], 2, 2, 0)",
    "signal a thread by the old call": "call(N['tkill'], 1, 0)",
    "limits of another": "resource.prlimit(2, resource.RLIMIT_NOFILE)",
    "processors of another": "os.sched_setaffinity(2, {0})",
    "its own priority": "os.setpriority(os.PRIO_PROCESS, 0, 19)",
    "its group's priority": "os.setpriority(os.PRIO_PGRP, 0, 19)",
    "its priority on the disk": "call(N['ioprio_set'], 1, 0, 3 << 13)",
    "its scheduler": "os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))",
    "a pipe with an owner": "fcntl.fcntl(os.pipe()[0], fcntl.F_SETOWN, 1)",
    "a pipe with a signal": "fcntl.fcntl(os.pipe()[0], 10, signal.SIGUSR1)",
    "a larger pipe": "fcntl.fcntl(os.pipe()[0], fcntl.F_SETPIPE_SZ, 2**18)",
    "a lease": "fcntl.fcntl(os.open('x', os.O_CREAT), fcntl.F_SETLEASE, fcntl.F_RDLCK)",
    "a lock on a library's file": "fcntl.flock(os.open(os.__file__, os.O_RDONLY), fcntl.LOCK_EX)",
    "a notice of a folder": "fcntl.fcntl(os.open('.', os.O_RDONLY), fcntl.F_NOTIFY, 1)",
    "type on a terminal": "fcntl.ioctl(0, 0x5412, b'x')",
    "be dumped": "call(N['prctl'], 4, 1, 0, 0, 0)",
    "outlive its parent": "call(N['prctl'], 1, 0, 0, 0, 0)",
    "another personality": "call(N['personality'], 0x0040000)",  # without address randomisation
    "io_uring": "call(N['io_uring_setup'], 1, ctypes.create_string_buffer(120))",
    "asynchronous I/O": "call(N['io_setup'], 1, ctypes.create_string_buffer(8))",
    "userfaultfd": "call(N['userfaultfd'], 1)",
    "perf": "call(N['perf_event_open'], ctypes.create_string_buffer(128), 0, -1, -1, 0)",
    "bpf": "call(N['bpf'], 0, ctypes.create_string_buffer(128), 128)",
    "watch a folder": "call(N['inotify_init1'], 0)",
    "a filter of its own": "call(N['seccomp'], 1, 0, (ctypes.c_uint64 * 2)())",
    "a mount by handle": "call(N['name_to_handle_at'], -100, b'/tmp/w', ctypes.create_string_buffer(140), None, 0)",
    "another root": "os.chroot('.')",
    "a device": "os.mknod('x', 0o20600, os.makedev(1, 3))",
    "a pipe with a name": "os.mkfifo('x')",
    "another owner": "os.chown('.', -1, -1)",
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_child_is_refused(bubble: client.Sandbox, attempt: str) -> None:
    body = f"""
    N = args[0]
    try:
        {ATTEMPTS[attempt]}
    except OSError as error:
        return error.errno
    return 0"""
    assert value(bubble, body, numbers()) in (errno.EPERM, errno.ENOSYS)


@pytest.mark.parametrize(
    "body",
    [
        "os.fork()",
        "subprocess.run(['ls'])",
        "import multiprocessing\nmultiprocessing.Process(target=print).start()",
        "import asyncio\nasync def nothing(): pass\nasyncio.run(nothing())",
        "import urllib.request\nurllib.request.urlopen('http://127.0.0.1')",
        "os.kill(2, 9)",
    ],
)
def test_a_student_reads_that_it_is_not_permitted(bubble: client.Sandbox, body: str) -> None:
    reply, answer = ask(bubble, body)
    assert "raised" == reply and "Operation not permitted" in answer["text"], answer


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="other conventions of x86-64")
@pytest.mark.parametrize(
    "body",
    [
        "libc.syscall(0x40000000 + 39)",  # x32's getpid
        # mov eax, 20 (getpid); int 0x80; ret
        """
        import mmap
        page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        page.write(bytes.fromhex('b814000000cd80c3'))
        ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()""",
    ],
    ids=["x32", "32 bits"],
)
def test_a_call_by_another_convention_ends_the_child(bubble: client.Sandbox, body: str) -> None:
    with pytest.raises(client.Crashed, match="ended before it answered"):
        ask(bubble, textwrap.dedent(body) + "\nreturn 1")


# What students' code does all the same. Each returns True.
WORKS = {
    "threads": """
        import queue, threading
        done = queue.Queue()
        threads = [threading.Thread(target=done.put, args=(k,)) for k in range(16)]
        for thread in threads: thread.start()
        for thread in threads: thread.join(10)
        return sorted(done.get(timeout=1) for _ in threads) == list(range(16))""",
    "a pool of threads": """
        from concurrent.futures import ThreadPoolExecutor
        with ThreadPoolExecutor(4) as pool:
            return sum(pool.map(lambda x: x * x, range(10))) == 285""",
    "numpy": """
        import numpy as np
        a = np.random.default_rng(0).normal(size=(300, 300))
        a = a @ a.T + np.eye(300)
        np.linalg.svd(a), np.linalg.eigh(a), np.linalg.inv(a), np.fft.fft(a)
        np.save('a.npy', a), np.savez('b.npz', a=a), np.savetxt('c.txt', a), a.tofile('d')
        same = np.array_equal(np.load('a.npy', mmap_mode='r'), np.load('b.npz')['a'])
        return bool(same and np.allclose(a @ np.linalg.solve(a, a[0]), a[0]) and np.loadtxt('c.txt').shape == (300, 300))""",
    "scipy": """
        import numpy as np
        from scipy import fft, integrate, interpolate, linalg, optimize, signal, sparse, spatial, special, stats
        from scipy.sparse import linalg as sparse_linalg
        for method in ('RK45', 'BDF', 'LSODA'):
            integrate.solve_ivp(lambda t, y: -y, (0, 1), [1.0], method=method)
        integrate.quad(np.sin, 0, 1), integrate.odeint(lambda y, t: -y, 1.0, [0, 1])
        optimize.root(lambda x: x**2 - 2, 1.0), optimize.linprog([1], A_ub=[[-1]], b_ub=[-1])
        optimize.differential_evolution(optimize.rosen, [(0, 2)] * 2, seed=0, maxiter=3)
        stats.norm.fit(np.arange(9.0)), stats.kstest([0.1, 0.2], 'norm'), stats.qmc.Sobol(2, seed=0).random(4)
        linalg.expm(np.eye(3)), sparse_linalg.eigsh(sparse.eye(50, format='csc') * 2.0, k=2), fft.fft(np.ones(99), workers=2)
        sparse_linalg.spsolve(sparse.diags([1.0, 2.0]).tocsc(), np.ones(2)), signal.lfilter([1], [1], np.ones(3))
        spatial.cKDTree(np.ones((50, 2))).query([[0, 0]], workers=2), interpolate.CubicSpline([0, 1, 2], [0, 1, 2])(0.5)
        return bool(np.allclose(optimize.minimize(optimize.rosen, [1.3, 0.7]).x, 1, atol=1e-3))""",
    "a figure": """
        import matplotlib
        from matplotlib import pyplot as plt
        figure, axes = plt.subplots()
        axes.plot([1, 2]), axes.set_title('$x^2$')
        for name in ('a.png', 'a.pdf', 'a.svg'):
            figure.savefig('/tmp/w/' + name)
        return min(os.path.getsize(name) for name in ('a.png', 'a.pdf', 'a.svg')) > 1000""",
    "files": """
        import gzip, pathlib, shutil, sqlite3, tempfile, zipfile
        with tempfile.TemporaryFile() as file, tempfile.NamedTemporaryFile() as named:
            file.write(b'x'), named.write(b'x')
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / 'a').write_text('x'), (folder / 'b').touch(), (folder / 'c').mkdir()
            os.rename(folder / 'a', folder / 'c' / 'a'), os.replace(folder / 'b', folder / 'd')
            shutil.copy2(folder / 'd', folder / 'e'), shutil.copytree(folder, 'tree'), shutil.move('tree', 'forest')
            os.chmod(folder / 'd', 0o600), os.truncate(folder / 'd', 10), os.unlink(folder / 'd'), os.access(folder, os.W_OK)
            os.stat(folder), os.listdir(folder), list(folder.rglob('*')), folder.resolve(), shutil.disk_usage(folder)
        shutil.rmtree('forest'), os.chdir('/tmp'), os.chdir('w'), os.umask(0o22)
        with gzip.open('g', 'wt') as file:
            file.write('x')
        with zipfile.ZipFile('z', 'w') as file:
            file.write('g')
        with zipfile.ZipFile('z') as file:
            file.extractall('out')
        return sqlite3.connect(':memory:').execute('select 1').fetchone() == (1,) and os.listdir('out') == ['g']""",
    "the time": """
        import datetime, time, zoneinfo
        time.sleep(0.01), time.time(), time.monotonic(), time.process_time(), time.thread_time(), time.localtime()
        return str(datetime.datetime(2020, 1, 1, tzinfo=zoneinfo.ZoneInfo('Europe/Berlin'))).endswith('+01:00')""",
    "signals to itself": """
        import faulthandler, threading, time
        seen = []
        for number in (signal.SIGALRM, signal.SIGUSR1):
            signal.signal(number, lambda number, frame: seen.append(number))
        signal.setitimer(signal.ITIMER_REAL, 0.01), signal.pause(), signal.alarm(9), signal.alarm(0)
        os.kill(os.getpid(), signal.SIGUSR1), signal.raise_signal(signal.SIGUSR1)
        signal.pthread_kill(threading.get_ident(), signal.SIGUSR1)
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1]), signal.raise_signal(signal.SIGUSR1)
        signal.sigpending(), signal.sigwait([signal.SIGUSR1]), signal.sigtimedwait([signal.SIGUSR1], 0)
        faulthandler.enable(), faulthandler.dump_traceback(), faulthandler.dump_traceback_later(9)
        faulthandler.cancel_dump_traceback_later()
        return seen == [signal.SIGALRM, *[signal.SIGUSR1] * 3]""",
    "waiting for pipes": """
        import select, selectors
        reading, writing = os.pipe()
        os.write(writing, b'x'), os.set_blocking(reading, False), os.set_inheritable(reading, True), os.isatty(reading)
        os.dup2(os.dup(reading), 50)
        poll, epoll = select.poll(), select.epoll()
        poll.register(reading), epoll.register(reading), poll.poll(0), epoll.poll(0)
        chosen = selectors.DefaultSelector()
        chosen.register(reading, selectors.EVENT_READ)
        return bool(select.select([reading], [], [], 0)[0] and chosen.select(0))""",
    "the standard library": """
        import decimal, getpass, hashlib, logging, mmap, platform, random, secrets, shutil, tracemalloc, uuid
        os.urandom(8), random.random(), secrets.token_hex(), uuid.uuid4(), hashlib.sha256(b'').digest()
        decimal.getcontext().prec = 50
        decimal.Decimal(2).sqrt(), mmap.mmap(-1, 4096).close(), mmap.mmap(-1, 4096, mmap.MAP_SHARED).close()
        os.cpu_count(), os.sched_setaffinity(0, os.sched_getaffinity(0)), os.times(), os.getppid(), os.getgroups()
        platform.platform(), shutil.get_terminal_size(), socket.gethostname(), os.sysconf('SC_PHYS_PAGES')
        resource.getrusage(resource.RUSAGE_SELF), resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        logging.getLogger().warning('said'), tracemalloc.start(), tracemalloc.stop()
        return ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(lambda x: x + 1)(1) == 2""",
    "memory's end": """
        try:
            return not [bytearray(2**20) for _ in range(8192)]
        except MemoryError:
            return True""",
}
WORKS_IN_TORCH = {
    "training": """
        import torch
        torch.manual_seed(0), torch.set_num_threads(2)
        model = torch.nn.Sequential(torch.nn.Linear(10, 64), torch.nn.Tanh(), torch.nn.Linear(64, 1)).double()
        x = torch.randn(2048, 10, dtype=torch.float64)
        data = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x), batch_size=512, shuffle=True)
        optimizer, losses = torch.optim.Adam(model.parameters(), lr=1e-2), []
        for _ in range(10):
            for (batch,) in data:
                optimizer.zero_grad()
                loss = (model(batch) - batch.sum(1, keepdim=True)).pow(2).mean()
                loss.backward(), optimizer.step(), losses.append(loss.item())
        torch.save(model.state_dict(), 'model'), model.load_state_dict(torch.load('model'))
        return losses[-1] < losses[0]""",
    "derivatives and algebra on two threads": """
        import torch
        torch.set_num_threads(2)
        a = torch.randn(500, 500, dtype=torch.float64)
        torch.linalg.svd(a), torch.linalg.solve(a, a), torch.matrix_exp(a / 100), torch.fft.fft(a)
        torch.func.vmap(torch.func.hessian(lambda y: (y**3).sum()))(a[:3, :9]), torch.autograd.functional.jacobian(torch.tanh, a[0])
        return torch.allclose(torch.func.jacrev(torch.sin)(a[0]), torch.diag(a[0].cos()))""",
    "gradients in threads": """
        import threading, torch
        def work():
            x = torch.ones(1000, requires_grad=True)
            (2 * x).sum().backward()
            done.append(x.grad.sum().item())
        done = []
        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads: thread.start()
        for thread in threads: thread.join(10)
        return done == [2000.0] * 4""",
    "compiled and profiled": """
        import torch
        scripted, traced = torch.jit.script(torch.nn.Linear(3, 3)), torch.jit.trace(torch.sin, torch.ones(3))
        with torch.profiler.profile():
            for _ in range(5):
                scripted(torch.ones(3)), traced(torch.ones(3))
        return torch.jit.wait(torch.jit.fork(lambda: torch.ones(1))).item() == 1""",
}


@pytest.mark.parametrize("work", WORKS)
def test_a_child_can_use(bubble: client.Sandbox, work: str) -> None:
    assert value(bubble, WORKS[work])


@pytest.mark.parametrize("work", WORKS_IN_TORCH)
def test_a_child_can_use_torch_for(bubble: client.Sandbox, work: str) -> None:
    assert value(bubble, WORKS_IN_TORCH[work], libraries="torch")


# Where there is no filter, nothing is graded.


@pytest.mark.parametrize("missing", ["package", "library"])
def test_a_machine_without_libseccomp_is_told_the_remedy(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    if missing == "package":
        monkeypatch.setitem(sys.modules, "pyseccomp", None)
    else:
        monkeypatch.delitem(sys.modules, "pyseccomp")
        monkeypatch.setattr(ctypes.util, "find_library", lambda _: None)
    with (
        started("bubblewrap") as sandbox,
        pytest.raises(client.Unavailable, match=r"install libseccomp2 .*pip install pyseccomp"),
    ):
        sandbox.child("numpy")


def test_an_unknown_architecture_has_no_filter() -> None:
    with pytest.raises(filter.NoFilter, match="x86_64 and aarch64, not for riscv64"):
        filter.build("riscv64")


def test_a_child_that_cannot_be_filtered_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filter, "build", lambda: bytes(8))
    with (
        started("bubblewrap") as sandbox,
        pytest.raises(client.NurseryDied, match="the filter of system calls: Invalid argument"),
    ):
        sandbox.child("numpy")
