"""A student's kit, as it is released, in a fresh clone that is set up without a network; and a terminal in it."""

import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pexpect  # type: ignore[import-untyped]
import small

from autograder import course, leaks, release, reset

PROMPT = "READY> "
_ESCAPE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")


_scratch: list[Any] = []  # folders that live as long as this process


@functools.cache
def secrets(root: Path) -> leaks.Secrets:
    """What a course keeps to itself, and two seeds."""
    return leaks.secrets(root, [b"0123456789abcdef0123456789ABCDEF", b"no lucky number"])


@functools.cache
def files(root: Path) -> dict[str, bytes]:
    """The kit of a course: content by path. Takes 15 s for the small one."""
    return release.kit(root, course.load(root), secrets(root))


@functools.cache
def released(root: Path) -> Path:
    """The kit as a repository, made once."""
    _scratch.append(tempfile.TemporaryDirectory())
    kit = Path(_scratch[-1].name) / "kit"
    release.release(files(root), kit)
    name = ["-c", "user.name=A. Teacher", "-c", "user.email=teacher@example.org"]
    for words in (["init", "-q"], ["add", "."], [*name, "commit", "-q", "-m", "The kit"]):
        subprocess.run(["git", *words], cwd=kit, check=True)
    return kit


def cloned(root: Path, folder: Path) -> Path:
    """A fresh clone of a course's kit in a new folder."""
    subprocess.run(["git", "clone", "-q", str(released(root)), str(folder)], check=True)
    return folder


def clone(folder: Path) -> Path:
    """The same of the small course's, set up: its .venv is this environment's."""
    cloned(small.root(), folder)
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name, module in (("autograder", "autograder"), ("pytest", "pytest")):
        text = f'#!/bin/sh\nPYTHONPATH={path(folder)} exec {sys.executable} -S -m {module} "$@"\n'
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    (folder / ".venv" / ".ready").touch()
    return folder


def path(folder: Path) -> str:
    """The PYTHONPATH of a kit. With -S this course, installed in the same place, is not in it."""
    return os.pathsep.join([str(folder), *(each for each in sys.path if each.endswith("site-packages"))])


def environment(**more: str) -> dict[str, str]:
    """The environment of a command: nothing of it bears on what is printed but what is given."""
    unwanted = ("AUTOGRADER_SEED", "COLUMNS", "FORCE_COLOR", "MAKEFLAGS", "MAKELEVEL", "NO_COLOR", "TTY_COMPATIBLE")
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return kept | {"TERM": "xterm", "PS1": PROMPT, "PYTHONSAFEPATH": "1"} | more


class Terminal:
    """A shell in a terminal of 40 rows and 90 columns."""

    def __init__(self, folder: Path, timeout: float = 60, **env: str) -> None:
        shell = shutil.which("bash") or "sh"
        words = ["--norc", "--noprofile", "--noediting"] if shell.endswith("bash") else []
        self.shell = pexpect.spawn(
            shell, words, cwd=folder, env=environment(**env), timeout=timeout, encoding="utf-8", dimensions=(40, 90)
        )
        self.shell.expect_exact(PROMPT)

    def type(self, line: str) -> None:
        """Type a line; what it prints comes with `read`."""
        self.shell.sendline(line)
        self.shell.expect_exact(line)

    def read(self, until: str = PROMPT) -> str:
        """What is printed up to a text, as a terminal shows it."""
        self.shell.expect_exact(until)
        return _ESCAPE.sub("", self.shell.before).replace("\r\n", "\n").replace("\r", "").lstrip("\n")

    def run(self, line: str) -> str:
        """What a command prints."""
        self.type(line)
        return self.read()

    def interrupt(self) -> None:
        """Ctrl-C."""
        self.shell.sendintr()

    def clean(self) -> None:
        """Assert that the terminal is as a shell wants it, and that nothing runs in it but the shell."""
        settings = self.run("stty -a").split()
        assert {"echo", "icanon", "isig", "opost"} <= set(settings), settings
        self.nothing_left()

    def nothing_left(self) -> None:
        """Assert that no process of this terminal's goes on; one that was told to end gets a moment."""
        for _ in range(50):
            left = self.run("ps -o comm= -g $$ | sort -u | tr '\\n' ' '").split()
            if {"bash", "sh", "ps", "sort", "tr"}.issuperset(left):
                return
        raise AssertionError(left)

    def close(self) -> None:
        """End it."""
        self.shell.close(force=True)


def paste(folder: Path, exercise: str, source: str | None = None) -> None:
    """Put a function into a student's file, in the place of the present one: the reference's unless another is given."""
    unit, _, name = exercise.partition(".")
    path = folder / "exercises" / f"{unit}.py"
    text = source if source is not None else (small.ROOT / "reference" / path.name).read_text()
    path.write_text(reset.with_function(path.read_text(), text, name))
