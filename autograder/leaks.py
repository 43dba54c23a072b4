"""What a student must never receive, and whether it is somewhere: hidden checks, answers, mark schemes, the secret seed.

Code is compared as syntax trees in which names, docstrings, comments and annotations do not count: a secret is found where its
statements stand in a row in any body. It is looked for besides in files of every kind, line by line as it is written (in a
README, a notebook, a comment), and as this Python compiles it.
"""

import ast
import builtins
import copy
import io
import json
import os
import re
import subprocess
import tarfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import msgspec

from autograder import stubs

KINDS = {  # what the functions are -> the files of a course and of its tests that hold them
    "hidden check": "autograder/checks/hidden/*.py",
    "solution": "reference/*.py",
    "known mistake": "reference/misconceptions/*.py",
    "other answer": "tests/submissions/*/*/*__*.py",
}
SCHEME = "mark scheme"
SEED_BYTES = 8  # a shorter one stands in some file by chance
CODE_BYTES = 40  # of a function, compiled; what is shorter is alike by chance
NODES = (
    12  # of a tree, likewise; from 16 on none of this course stood in 1946 files of numpy, scipy, sympy and matplotlib
)
NOT_PYTHON = (SyntaxError, ValueError, RecursionError, MemoryError)
_BUILTIN = frozenset(dir(builtins))
_FRAME = re.compile(
    r"""^[\s>#"']+|["',\s]+$"""
)  # what stands around a line of code in a comment, quotation or notebook

Outline = tuple[tuple[str, int], ...]


class LeakError(Exception):
    """Why it cannot be told whether something leaks: one line with the remedy."""


class Find(NamedTuple):
    """file:line, and the secret that is there."""

    place: str
    what: str


@dataclass
class Secrets:
    """All that is looked for, by how it is recognised."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys((SCHEME, *KINDS), 0))
    imported: set[str] = field(default_factory=set)  # names that count
    trees: dict[str, str] = field(default_factory=dict)  # normalised statements -> what they are
    outlines: dict[tuple[str, int], set[Outline]] = field(default_factory=dict)  # of the same, by that of the first one
    lines: dict[str, list[tuple[list[str], str]]] = field(default_factory=dict)  # by the first line
    compiled: dict[bytes, str] = field(default_factory=dict)
    seeds: list[bytes] = field(default_factory=list)
    short: int = 0  # too short to be looked for


def secrets(root: Path, seeds: Sequence[bytes]) -> Secrets:
    """What a course has to keep to itself; raises LeakError for a file or a seed by which nothing can be recognised."""
    found = Secrets()
    paths = {path: kind for kind, glob in KINDS.items() for path in sorted(root.glob(glob))}
    try:
        texts = {path: path.read_text() for path in paths}
        trees = {path: plain(text) for path, text in texts.items()}
        found.imported = {name for tree in trees.values() for name in _imported(tree)}
        for path, kind in paths.items():
            codes = compile(texts[path], path.name, "exec", dont_inherit=True).co_consts
            compiled = {code.co_name: code.co_code for code in codes if isinstance(code, CodeType)}
            for function, run in _runs(kind, path.stem, trees[path], texts[path]):
                what = f"{kind} {path.relative_to(root)}:{run[0].lineno}, {function}"
                _add(found, run, texts[path], compiled[function], what)
                found.counts[kind] += 1
            if kind == "solution":
                _add_schemes(found, texts[path], path.stem)
    except (OSError, stubs.StubError, *NOT_PYTHON) as error:
        raise LeakError(f"a file of {', '.join(KINDS.values())} cannot be read ({error}); correct it") from None
    for seed in seeds:
        if len(seed) < SEED_BYTES:
            raise LeakError(f"the secret seed has {len(seed)} bytes, too few to be looked for; choose a longer one")
        found.seeds += [seed, seed.hex().encode()]
        found.seeds += [bytes.fromhex(seed.decode())] if re.fullmatch(rb"([0-9a-fA-F]{2})+", seed) else []
    return found


def _runs(kind: str, stem: str, tree: ast.Module, text: str) -> Iterator[tuple[str, list[ast.stmt]]]:
    """Name and secret statements of the functions of a file: what is between the markers of a lesson, else the whole body."""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    if kind == "solution":
        lines = text.split("\n")
        begins, ends = ([k for k, line in enumerate(lines, 1) if mark in line] for mark in (stubs.BEGIN, stubs.END))
        for begin, end in zip(begins, ends, strict=True):
            for function in (each for each in functions if each.lineno < begin <= (each.end_lineno or 0)):
                inside = ([each for each in body if begin < each.lineno < end] for body in _bodies(function))
                yield from [(function.name, run) for run in inside if run][:1]  # the outermost body comes first
    else:  # beside an answer there are helpers, which are given to everyone
        only = stem.partition("__")[0] if kind == "other answer" else ""
        yield from ((each.name, each.body) for each in functions if only in ("", each.name))


def _add(found: Secrets, run: list[ast.stmt], text: str, compiled: bytes, what: str) -> None:
    outline = tuple(map(_outline, run))
    if sum(nodes for _, nodes in outline) < NODES:
        found.short += 1
        return
    found.outlines.setdefault(outline[0], set()).add(outline)
    found.trees.setdefault(_normalised(run, found.imported), what)
    lines = [line for _, line in _lines("\n".join(text.split("\n")[run[0].lineno - 1 : run[-1].end_lineno]))]
    found.lines.setdefault(lines[0], []).append((lines, what))
    if len(compiled) >= CODE_BYTES:
        found.compiled.setdefault(compiled, what)


def _add_schemes(found: Secrets, text: str, stem: str) -> None:
    """Each point of a mark scheme is a secret of its own, as it is written in a lesson and as JSON has it, in a notebook."""
    for name, begin, end in stubs.schemes(text, stem):
        found.counts[SCHEME] += 1
        inside = "\n".join(line.removeprefix("#") for line in text.split("\n")[begin + 1 : end])
        for point in re.split(r"(?m)^(?= *\d+\. )", inside):
            for spelt in (point, json.dumps(point, ensure_ascii=False)):
                if lines := [line for _, line in _lines(spelt)]:
                    found.lines.setdefault(lines[0], []).append(
                        (lines, f"{SCHEME} reference/{stem}.py:{begin + 1}, {name}")
                    )


def prove(known: Secrets, folder: Path) -> tuple[list[Find], str]:
    """The secrets in a kit, its history and its installation, and a line on what was compared with what; raises LeakError."""
    found, held, kept = set[Find](), 0, 0
    try:
        for name, data in files(folder):
            held += 1
            found |= set(find(known, name, data))
    except OSError as error:
        raise LeakError(f"{error.filename}: {error.strerror}; a kit must be readable as a whole") from None
    for name, data in history(folder):
        kept += 1
        found |= set(find(known, name, data))
    looked = ", ".join(f"{count} {kind}s" for kind, count in known.counts.items())
    looked += f" (but {known.short} that are too short)" if known.short else ""
    seeds = "the secret seed" if known.seeds else "no secret seed, for there is none yet"
    where = f"{held} files and {kept} objects of history" if kept else f"{held} files; there is no history"
    verdict = f"{len(found)} finds" if found else "nothing found"
    return sorted(found), f"{folder}: {verdict}, looking for {looked} and {seeds} in {where}"


def find(known: Secrets, name: str, data: bytes) -> list[Find]:
    """The secrets in a file, each once; what an archive holds is looked at too."""
    found = {Find(name, "the secret seed") for seed in known.seeds if seed in data or seed in data.lower()}
    text = data.decode(errors="replace")
    found |= {Find(f"{name}:{number}", what) for number, what in chain(_in_tree(known, text), _in_lines(known, text))}
    if b"\0" in data:
        found |= {Find(name, f"{what}, compiled") for code, what in known.compiled.items() if code in data}
    for member, content in _unpacked(name, data):
        found |= set(find(known, f"{name}/{member}", content))
    return sorted(found)


def _in_tree(known: Secrets, text: str) -> Iterator[tuple[int, str]]:
    """Line and secret wherever one's statements stand in a row."""
    try:
        for body in _bodies(plain(text)):
            outlines = tuple(map(_outline, body))
            for start, first in enumerate(outlines):
                for outline in known.outlines.get(first, ()):
                    run = body[start : start + len(outline)]
                    if outlines[start : start + len(outline)] == outline:
                        what = known.trees.get(_normalised(run, known.imported))
                        yield from [(run[0].lineno, what)] if what else []
    except NOT_PYTHON:
        return


def _in_lines(known: Secrets, text: str) -> Iterator[tuple[int, str]]:
    """Line and secret wherever one's lines stand below each other."""
    lines = _lines(text)
    for start, (number, line) in enumerate(lines):
        for secret, what in known.lines.get(line, ()):
            if [each for _, each in lines[start : start + len(secret)]] == secret:
                yield number, what


def _lines(text: str) -> list[tuple[int, str]]:
    """Number and content, without what frames it, of each line that is not empty; JSON has several on one."""
    parts = ((k, part) for k, line in enumerate(text.split("\n"), 1) for part in line.replace('\\"', '"').split("\\n"))
    return [(k, bare) for k, part in parts if (bare := _FRAME.sub("", part))]


class _Plain(ast.NodeTransformer):
    """Takes docstrings and annotations away."""

    def visit(self, node: ast.AST) -> Any:
        if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if ast.get_docstring(node) is not None:
                node.body = node.body[1:] or [ast.copy_location(ast.Pass(), node.body[0])]
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.returns = None
        if isinstance(node, ast.arg):
            node.annotation = None
        if isinstance(node, ast.AnnAssign) and node.value is not None:
            return self.visit(ast.copy_location(ast.Assign([node.target], node.value), node))
        return self.generic_visit(node)


class _Renamed(ast.NodeTransformer):
    """Numbers names in the order in which they come, but for those that count."""

    def __init__(self, kept: set[str]) -> None:
        self.kept, self.names = kept | _BUILTIN, dict[str, str]()

    def visit(self, node: ast.AST) -> Any:
        for key in ("id", "arg", "name"):
            if isinstance(node, ast.Name | ast.arg | ast.FunctionDef | ast.ExceptHandler) and hasattr(node, key):
                name = getattr(node, key)
                if name is not None and name not in self.kept:
                    setattr(node, key, self.names.setdefault(name, f"_{len(self.names)}"))
        return self.generic_visit(node)


def plain(text: str) -> ast.Module:
    """The tree of a module, as far as it counts; raises one of NOT_PYTHON."""
    tree: ast.Module = _Plain().visit(ast.parse(text))
    return tree


def _normalised(run: list[ast.stmt], imported: set[str]) -> str:
    renamed = _Renamed(imported)
    return "\n".join(ast.dump(renamed.visit(copy.deepcopy(statement))) for statement in run)


def _outline(statement: ast.stmt) -> tuple[str, int]:
    """What is alike in statements that differ in names only: kind and number of nodes. Cheap to compare first."""
    return type(statement).__name__, sum(1 for _ in ast.walk(statement))


def _bodies(tree: ast.AST) -> Iterator[list[ast.stmt]]:
    """All lists of statements in a tree, the outer ones first."""
    for node in ast.walk(tree):
        for _, value in ast.iter_fields(node):
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                yield value


def _imported(tree: ast.AST) -> set[str]:
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom))
    return {(alias.asname or alias.name).partition(".")[0] for node in nodes for alias in node.names}


def _unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of the files in an archive, such as a wheel, or of the texts in transcripts."""
    stream = io.BytesIO(data)
    try:
        if name.endswith(".msgpack"):
            yield from ((f"text {k}", text.encode()) for k, text in enumerate(_texts(data)))
        elif zipfile.is_zipfile(stream):
            with zipfile.ZipFile(stream) as wheel:
                yield from ((member, wheel.read(member)) for member in wheel.namelist())
        elif re.search(r"\.(tar(\.\w+)?|tgz)$", name):
            stream.seek(0)
            with tarfile.open(fileobj=stream) as archive:
                for member in archive:
                    if (file := archive.extractfile(member)) is not None:
                        yield member.name, file.read()
    except (zipfile.BadZipFile, tarfile.TarError, msgspec.MsgspecError, *NOT_PYTHON, RuntimeError, OSError, EOFError):
        return  # no archive, or one that nobody can open


def _texts(value: Any) -> Iterator[str]:
    """Every text in decoded msgpack, in the frames within it too."""
    match value:
        case str():
            yield value
        case bytes():
            with suppress(msgspec.MsgspecError):
                yield from _texts(msgspec.msgpack.decode(value))
        case list() | dict():
            yield from chain.from_iterable(map(_texts, [*value, *(value.values() if isinstance(value, dict) else ())]))


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of the files of a kit; of an environment only what is installed of this program."""
    for place, folders, names in os.walk(folder):
        here = Path(place)
        if "pyvenv.cfg" in names:
            folders.clear()
            yield from _installed(folder, here)
            continue
        if here == folder / ".git":
            folders.remove("objects")  # see `history`
        folders.sort()
        yield from _read(folder, (here / name for name in sorted(names)))


def _installed(folder: Path, environment: Path) -> Iterator[tuple[str, bytes]]:
    """What an environment has of this program, and what of it is elsewhere, where an installation points to."""
    for site in sorted(environment.glob("lib/python*/site-packages")):
        yield from _read(folder, sorted({*site.glob("*autograder*"), *site.glob("*autograder*/**/*")}))
        for pointer in sorted(site.glob("autograder-*.dist-info/direct_url.json")):
            target = Path(unquote(urlsplit(json.loads(pointer.read_bytes())["url"]).path))
            if target.resolve() != folder.resolve():
                yield from _read(Path("/"), sorted({*target.glob("autograder/**/*"), *target.glob("reference/**/*")}))


def _read(folder: Path, paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    return ((str(path.relative_to(folder)), path.read_bytes()) for path in paths if path.is_file())


def history(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of all that git keeps of a kit, what no branch leads to included; nothing where it keeps nothing."""
    if not (folder / ".git").exists():
        return
    lines = (
        line.split(b" ", 1) for line in _git(folder, "rev-list", "--objects", "--all").split(b"\n") if b" " in line
    )
    names = {ident: os.fsdecode(name) for ident, name in lines}
    rest = memoryview(_git(folder, "cat-file", "--batch-all-objects", "--batch", "--unordered"))
    while rest:
        head = bytes(rest[:200]).split(b"\n", 1)[0]
        ident, kind, size = head.split(b" ")
        begin = len(head) + 1
        data, rest = bytes(rest[begin : begin + int(size)]), rest[begin + int(size) + 1 :]
        if kind != b"tree":
            yield f"history {ident[:12].decode()} {names.get(ident, kind.decode())}", data


def _git(folder: Path, *arguments: str) -> bytes:
    """What git says of a folder's own repository; it runs nothing that is in it."""
    command = ["git", "--git-dir=.git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", *arguments]
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": "/"}
    try:
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True).stdout
    except FileNotFoundError:
        raise LeakError("git is not installed, so the kit's history cannot be looked at; install git") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().split("\n")[0]
        raise LeakError(f"git cannot read the kit's history ({said}); mend it, or clone the kit afresh") from None
