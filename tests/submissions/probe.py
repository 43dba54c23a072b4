# Benign: tells what it finds around it. The answer must stay the same, whoever was here before.
import gc
import hashlib
import os
import random
import resource
import signal
import sys
import threading
import time

import numpy as np

FOLDERS = ("/", "/tmp", "/tmp/w", "/dev", "/dev/shm", "/dev/mqueue", "/proc", "/run", "/var/tmp", "/course", "/course/site", "/course/autograder/sandbox")


def tried(ask, *args):
    try:
        return ask(*args)
    except Exception as error:
        return type(error).__name__


def descriptors():
    for number in range(256):
        try:
            yield number, os.fstat(number).st_mode
        except OSError:
            pass


def things():
    """Pairs of a name and what is found under it."""
    yield from ((name, tried(getattr(os, name))) for name in ("getpid", "getppid", "getpgrp", "getcwd", "getuid", "getgid", "getgroups", "uname", "getloadavg") if name != "getloadavg")
    yield from (("environment", pair) for pair in sorted(os.environ.items()))
    yield from (("limit", (name, resource.getrlimit(getattr(resource, name)))) for name in dir(resource) if name.startswith("RLIMIT_") and name != "RLIMIT_AS")
    yield from (("signal", (int(number), str(tried(signal.getsignal, number)))) for number in sorted(signal.Signals))
    yield from (("folder", (folder, sorted(tried(os.listdir, folder)))) for folder in FOLDERS)
    yield from (("descriptor", each) for each in descriptors())
    yield from (("module", name) for name in sorted(sys.modules))
    yield from (("attributes", (name, hashlib.sha256(repr(sorted(vars(sys.modules[name]))).encode()).hexdigest())) for name in ("builtins", "sys", "os", "numpy", "autograder.sandbox.wire", "autograder.sandbox.worker"))
    for folder, _, names in os.walk("/course/autograder"):
        for path in (os.path.join(folder, name) for name in names):
            status = os.stat(path)
            yield "file", (path, status.st_mode, status.st_size, status.st_mtime_ns)
    yield "umask", os.umask(0o22)
    yield "blocked", sorted(signal.pthread_sigmask(signal.SIG_BLOCK, []))
    yield "priority", tried(os.getpriority, os.PRIO_PROCESS, 0)
    yield "processors", sorted(tried(os.sched_getaffinity, 0))
    yield "scheduler", tried(os.sched_getscheduler, 0)
    yield "threads", threading.active_count()
    yield "timers", signal.getitimer(signal.ITIMER_REAL)
    yield "recursion", sys.getrecursionlimit()
    yield "garbage", (gc.isenabled(), gc.get_threshold())
    yield "zone", time.tzname
    yield "numpy", (np.geterr(), np.get_printoptions(), (np.linspace(0, 1, 9) @ np.linspace(2, 3, 9)).hex(), np.random.random())
    yield "random", random.getstate()[1][0]


def probe():
    return "\n".join(repr(thing)[:2000] for thing in things()).encode()  # too long for a text
