"""Landlock: what a process may open, decided by the process itself and for good. No right is needed for it.

What is not listed cannot be read, written, made or removed; nor emptied, from version 3 on (Linux 6.2). It says nothing of a
file's name, size and dates, which `stat` shows, nor of its mode and times, which the filter of system calls keeps as they are.
"""

import ctypes
import os
import stat
import struct
from collections.abc import Iterable

# From <linux/landlock.h>; the numbers of these calls are the same on every machine
SYS_CREATE_RULESET, SYS_ADD_RULE, SYS_RESTRICT_SELF = 444, 445, 446
CREATE_RULESET_VERSION, RULE_PATH_BENEATH = 1, 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR, TRUNCATE = 1, 2, 4, 8, 1 << 14
FILES = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}  # version -> all that it handles
NETWORK = {4: 3}  # TCP: bind and connect
SCOPES = {6: 3}  # abstract sockets, signals

libc = ctypes.CDLL(None, use_errno=True)


def version() -> int:
    """The kernel's version of Landlock; 0 where it has none, or does not use it."""
    return max(0, libc.syscall(SYS_CREATE_RULESET, None, 0, CREATE_RULESET_VERSION))


def ruleset(readable: Iterable[str], writable: Iterable[str] = ()) -> int:
    """A descriptor of the rules: these files and folders can be read, with all that is in them, these files written, too.

    Raises OSError.
    """
    here = version()
    handled = struct.pack("QQQ", *(_known(table, here) for table in (FILES, NETWORK, SCOPES)))
    size = 24 if here >= 6 else 16 if here >= 4 else 8
    rules = _must(libc.syscall(SYS_CREATE_RULESET, handled, size, 0), "make rules")
    for paths, access in ((readable, 0), (writable, WRITE_FILE | TRUNCATE & _known(FILES, here))):
        for path in paths:
            _allow(rules, path, access)
    return rules


def restrict(rules: int) -> None:
    """Hold this thread, and all that it starts, to the rules. PR_SET_NO_NEW_PRIVS must have been set."""
    _must(libc.syscall(SYS_RESTRICT_SELF, rules, 0), "restrict")


def _allow(rules: int, path: str, access: int) -> None:
    file = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        access |= EXECUTE | READ_FILE | (READ_DIR if stat.S_ISDIR(os.fstat(file).st_mode) else 0)
        _must(libc.syscall(SYS_ADD_RULE, rules, RULE_PATH_BENEATH, struct.pack("=Qi", access, file), 0), path)
    finally:
        os.close(file)


def _known(table: dict[int, int], here: int) -> int:
    """The entry of the newest version that this kernel has."""
    return max((bits for since, bits in table.items() if since <= here), default=0)


def _must(result: int, doing: str) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"Landlock, {doing}: {os.strerror(code)}")
    return result
