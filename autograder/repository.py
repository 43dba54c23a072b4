"""A student's repository, fetched over git within bounds and read as data.

Nothing is ever checked out: commits, trees and files are read out of a bare repository, so that no hook, filter, link, submodule or
setting of a student's has a say. git sees settings of ours alone, and of the environment what reaching a private repository takes.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from autograder import files
from autograder.model import Data
from autograder.report.plain import one_line
from autograder.roster import SCHEMES

HEAD, SEEN = "refs/collect/head", "refs/collect/seen"
CONFIG = b"[core]\n\trepositoryformatversion = 0\n\tbare = true\n"
# What is passed on: where programs and a user's keys are, the way to the network, and how the user answers for a password.
PASSED = re.compile(
    "PATH|HOME|USER|LOGNAME|TMPDIR|SSH_AUTH_SOCK|GIT_SSH|GIT_SSH_COMMAND|GIT_SSH_VARIANT|GIT_ASKPASS|GIT_SSL_CAINFO|SSL_CERT_FILE"
    "|SSL_CERT_DIR|GIT_CONFIG_COUNT|GIT_CONFIG_(?:KEY|VALUE)_[0-9]+|(?:https?|all|no)_proxy|(?:HTTPS|ALL|NO)_PROXY"
)
SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.bigFileThreshold=1m",  # larger files are never held in memory
    "protocol.ext.allow=never",
    "fetch.fsckObjects=true",
    "transfer.unpackLimit=1",  # always one pack: a limit on a file's size is then one on what is received
    "transfer.bundleURI=false",
    "submodule.recurse=false",
    "gc.auto=0",
    "pack.threads=1",
    "http.followRedirects=false",  # a user's name and token go to the host in the roster, and to no other
    "http.lowSpeedLimit=1000",  # bytes per second ...
    "http.lowSpeedTime=30",  # ... for as many seconds
)
MEMORY_KIB = 2**20  # address space of each git process; 64 MiB are enough for 3 MB of history
# A shell sets the limits, since code of Python's between fork and exec could hang where there are threads.
LIMITED = 'ulimit -c 0; ulimit -f "$1"; ulimit -v "$2" 2>/dev/null; shift 2; exec "$@"'
PRINTED = 8 * 2**20  # bytes that a git command may print; 20 000 commits are 1 MB
GLANCE = 0.1  # how long an order to stop may wait [s]

# What git and the hosts say -> what we say, and whether the fault is on the way there: then what we have is kept.
_SAID: tuple[tuple[str, str], ...] = (
    (
        "unable to update url base from redirection|returned error: 30",
        "it has moved; write its new address in the roster",
    ),
    ("couldn't find remote ref HEAD", "nothing was ever pushed to its default branch"),
    ("couldn't find remote ref", "it has no branch of the name in the roster"),
    (
        "could not read Username|could not read Password|Authentication failed|terminal prompts disabled|Permission denied",
        "it is private, or not there: see `autograder collect --help` on private repositories",
    ),
    ("Host key verification failed", "the host's key is not known here; connect to it once with ssh"),
    ("Could not resolve|unable to look up|not known", "no host of this name can be found"),
    ("not found|does not exist|not exported|not appear to be a git repository", "there is no such repository"),
    (
        "unable to connect|Failed to connect|onnection refused|unreachable|timed out|too slow",
        "the host cannot be reached",
    ),
    ("SSL certificate|server certificate|issuer certificate", "the host's certificate is not trusted here"),
    ("not allowed", "it is not reached over " + ", ".join(SCHEMES)),
    ("ut of memory|annot allocate memory", "it takes more memory than is allowed"),
    ("fsck error|hash mismatch|not a valid object", "git finds that its history is damaged"),
    ("ould not read from remote|early EOF|hung up|unexpected disconnect", "the host ended the connection"),
)


class RepositoryError(Exception):
    """Why there is nothing new from a repository: in words, for the instructor."""


class Bounds(Data, frozen=True):
    """What one repository may use of a run."""

    seconds: float = 120.0  # wall clock of all that is done about it
    mib: int = 100  # of what is received at once, and of what is kept
    source_kib: int = 1024  # larger files are not even received where the server can leave them out
    depths: tuple[int, ...] = (50, 1000, 20_000)  # of the history that is asked for, one after the other
    schemes: tuple[str, ...] = SCHEMES


class Commit(NamedTuple):
    """A commit of a branch."""

    id: str
    committed: datetime  # as the commit itself says, so its author's word
    rewritten: str = ""  # the branch's head of the last time, where that is no longer in its history


class File(NamedTuple):
    """What a tree has under a name."""

    mode: str  # "100644", "100755", "120000" a symbolic link, "160000" a submodule, "040000" a folder
    id: str


class Repository:
    """What is kept of one repository between runs: a bare one of ours, which may be deleted at any time."""

    def __init__(self, path: Path, bounds: Bounds, stop: threading.Event) -> None:
        self.path, self.bounds, self.stop = path, bounds, stop
        self.ends = time.monotonic() + bounds.seconds

    def fetch(self, url: str, branch: str, at: datetime, known: str = "") -> Commit:
        """The last commit of a branch, along first parents, whose committer date is not after `at`; raises RepositoryError.

        `known` is a commit that the branch once had, by which a rewritten history shows where nothing else is kept of it.
        First parents are what the branch itself was: what came in by a merge may be dated before, and was not on it then.
        """
        self._prepare()
        before = self._history()
        seen = before[0][1] if before else known
        ladder = [depth for depth in self.bounds.depths if depth >= len(before)] or [self.bounds.depths[-1]]
        for depth in ladder:
            self._fetch(url, branch, depth)
            history = self._history()
            found = next(((when, commit) for when, commit in history if when <= at.timestamp()), None)
            kept = not seen or seen in {commit for _, commit in history}
            if (found and kept) or len(history) < depth:
                break
        if not found:
            searched = "has no commit" if len(history) < depth else f"has none among the last {depth} commits"
            raise RepositoryError(f"the branch {searched} dated {shown(at)} or before")
        lost = not kept and self._lost(seen, history[0][1])
        return Commit(found[1], datetime.fromtimestamp(found[0], UTC), seen if lost else "")

    def tree(self, commit: str, folder: str = "") -> dict[str, File]:
        """What a folder of a commit has, by name, as the tree spells it; nothing where it is no folder."""
        within = ["--", f"{folder}/"] if folder else []
        listed = self._git(["ls-tree", "-z", "--full-tree", commit, *within])
        found = {}
        for entry in listed.split(b"\0")[:-1]:
            about, _, path = entry.partition(b"\t")
            mode, _, id = about.decode().split(" ")
            found[os.fsdecode(path).rpartition("/")[2]] = File(mode, id)
        return found

    def sizes(self, ids: Sequence[str]) -> dict[str, int]:
        """Bytes of each of these files; those that the server left out for their size are left out here."""
        if not ids:
            return {}
        lines = self._git(["cat-file", "--batch-check"], "".join(f"{id}\n" for id in ids)).decode().splitlines()
        return {id: int(size) for id, kind, size in (line.split() for line in lines if line.count(" ") == 2)}

    def content(self, id: str) -> bytes:
        """A file's bytes, as they were committed."""
        return self._git(["cat-file", "blob", id])

    def _prepare(self) -> None:
        """An empty repository, or the one of last time without what an interrupted run left in it."""
        if self.path.exists() and _bytes(self.path) > self.bounds.mib * 2**20:
            shutil.rmtree(self.path)
        if not (self.path / "HEAD").exists():
            self.path.mkdir(parents=True, exist_ok=True)
            self._git(["init", "--quiet", "--bare", "--template=", "--initial-branch=main"])
        for left in [*self.path.rglob("*.lock"), *self.path.glob("objects/pack/tmp_*")]:
            left.unlink(missing_ok=True)

    def _fetch(self, url: str, branch: str, depth: int) -> None:
        ref = f"refs/heads/{branch}" if branch else "HEAD"
        words = ["fetch", "--quiet", "--force", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance"]
        words += [
            "--no-recurse-submodules",
            f"--depth={depth}",
            f"--filter=blob:limit={self.bounds.source_kib * 1024 + 1}",
        ]
        address = [f"remote.origin.url={url}"]
        self._git([*words, "--", "origin", f"+{ref}:{HEAD}"], settings=address, limit=self.bounds.mib * 2**20)
        # git has noted that it may ask the server later for what it left out. It shall not: reading is offline.
        files.replace(self.path / "config", CONFIG)

    def _history(self) -> list[tuple[int, str]]:
        """Seconds since 1970 and id of the commits that were fetched, from the head along first parents."""
        if not (self.path / HEAD).exists():
            return []
        most = f"--max-count={self.bounds.depths[-1]}"
        lines = self._git(["rev-list", "--first-parent", "--timestamp", most, HEAD]).decode().splitlines()
        return [(int(when), commit) for when, _, commit in (line.partition(" ") for line in lines)]

    def _lost(self, seen: str, head: str) -> bool:
        """Whether the branch no longer has a commit, not even by a merge; a ref keeps it then, if it is still here."""
        if not self._git(["cat-file", "--batch-check"], f"{seen}\n").endswith(b" missing\n"):
            if not self._git(["rev-list", "--max-count=1", seen, f"^{head}"]):
                return False
            self._git(["update-ref", f"{SEEN}/{seen}", seen])
        return True

    def _git(
        self, words: Sequence[str], said: str = "", settings: Sequence[str] = (), limit: int | None = None
    ) -> bytes:
        """What a git command prints. It and its children end with it, with our time, or when we are told to stop.

        `limit` is the size of any file that it writes [B], and of what it prints.
        """
        limit = limit or max(PRINTED, self.bounds.source_kib * 1024 + 512)
        prefix = ["sh", "-c", LIMITED, "sh", str(limit // 512), str(MEMORY_KIB)]
        pairs = [part for setting in (*SETTINGS, *settings) for part in ("-c", setting)]
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
            given.write(said.encode())
            given.seek(0)
            running = subprocess.Popen(
                [*prefix, "git", f"--git-dir={self.path.resolve()}", *pairs, *words],
                cwd=self.path,
                env=_environment(self.bounds.schemes),
                stdin=given,
                stdout=out,
                stderr=errors,
                start_new_session=True,  # no terminal to ask at, and one group to kill
            )
            try:
                self._wait(running)
            finally:
                _kill(running)
            if running.returncode and out.seek(0, os.SEEK_END) >= limit // 512 * 512:
                raise RepositoryError("it has more files in a folder, or a longer history, than can be read")
            if running.returncode:
                errors.seek(max(0, errors.seek(0, os.SEEK_END) - 4096))
                raise RepositoryError(self._why(errors.read().decode(errors="replace")))
            out.seek(0)
            return out.read()

    def _wait(self, running: "subprocess.Popen[bytes]") -> None:
        while True:
            try:
                running.wait(max(0.0, min(GLANCE, self.ends - time.monotonic())))
                return
            except subprocess.TimeoutExpired:
                if self.stop.is_set():
                    raise RepositoryError("it was interrupted") from None
                if time.monotonic() >= self.ends:
                    raise RepositoryError(f"it did not end within {self.bounds.seconds:g} s") from None

    def _why(self, errors: str) -> str:
        """A failure in our words; what the server itself printed ("remote: ...") counts for nothing."""
        limit = self.bounds.mib * 2**20
        if any(part.stat().st_size >= limit for part in self.path.glob("objects/pack/tmp_*")):
            shutil.rmtree(self.path, ignore_errors=True)
            return f"it is larger than {self.bounds.mib} MiB"
        lines = [line for line in errors.splitlines() if line.strip() and not line.startswith("remote:")]
        text = "\n".join(lines)
        for pattern, words in _SAID:
            if re.search(pattern, text):
                return words
        shutil.rmtree(self.path, ignore_errors=True)  # perhaps it is ours that is damaged
        last = [line for line in lines if line.startswith(("fatal:", "error:"))] or lines or ["it said nothing"]
        return f"git failed: {one_line(last[-1])[:120]}"


def shown(moment: datetime) -> str:
    """A moment as it is written everywhere: 2026-12-01T23:59:00Z."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _environment(schemes: Sequence[str]) -> Mapping[str, str]:
    own = {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": ":".join(schemes),
        "GIT_PROTOCOL_FROM_USER": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "LC_ALL": "C",
    }
    passed = {name: value for name, value in os.environ.items() if PASSED.fullmatch(name)}
    if not {"GIT_SSH", "GIT_SSH_COMMAND"} & passed.keys():
        own["GIT_SSH_COMMAND"] = "ssh -a -x -o ClearAllForwardings=yes -o BatchMode=yes -o ConnectTimeout=20"
    return passed | own


def _kill(running: "subprocess.Popen[bytes]") -> None:
    """End a process and all of its group: a transport may outlive the git that began it."""
    try:
        os.killpg(running.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # macOS says the second of a group that has ended
        pass
    running.wait()


def _bytes(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*"))
