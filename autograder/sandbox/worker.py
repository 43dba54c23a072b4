"""The student's side: load one unit from bytes, call its functions, send back plain data.

This module runs in the same process as the student's code, so nothing it says is evidence: the grader judges the values that
arrive and nothing else. Requests (trusted) and replies, as `wire` frames:

    try   {files, memory_mib, tmp_mib}           tried {attempt: what it got}      of a child that serves no student
    load  {unit, sources, libraries, cells}      loaded {[left_out: [[unit, line], ...]], [broken: [raised, ...]]} | raised {...}
    call  {function, mode, args, more}           value {value, changed} | missing {near} | signature {theirs, problem}
                                                 | raised {...} | broken {...} | unfit {what}

`raised` is {type, text, lines: [[unit, line], ...], offset}: the lines of the student's own files, outermost first.
`cells` has, for each unit that is a notebook, the line on which each code cell begins. The cells run one after another, and one
that raises does not stop the next; `broken` says what it raised, also in the place of a function that it should have defined.
"""

import builtins
import contextlib
import difflib
import importlib.abc
import importlib.machinery
import inspect
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import CodeType, ModuleType
from typing import Any

import numpy as np

from autograder.sandbox import canary, gradients, probes, wire

TEXT_LIMIT = 500  # characters of an exception's text that are sent
PACKAGE = "exercises"
REMARKS = 8  # lines left out, and cells that broke, that are told of
# What IPython reads and Python does not: %magics, !commands, help?, and names given to what these return.
IPYTHON = re.compile(r"(?P<kept>\s*(?:\w+\s*=\s*)?)[%!]|(?P<help>\s*)(?:\?|[\w.]+\?\??\s*$)")
RUN_ALL_THE_SAME = re.compile(
    r"%%(?:time|timeit|capture|prun)\b"
)  # magics of a whole cell, which is Python none the less
Reply = tuple[str, dict[str, Any]]
# What a student's file and its first call have in common with every other: see `rehearse`.
REHEARSAL = {
    "numpy": b"""
import numpy as np

def step(y, h):
    y = np.asarray(y, dtype=float)
    return y + h * np.linalg.norm(y) / (1 + np.abs(y).max())
""",
    "torch": b"""
import torch

def step(y, h):
    with torch.enable_grad():
        y = y.detach().clone().requires_grad_(True)
        (slope,) = torch.autograd.grad((y @ y.expand(2, 2)).tanh().sum(), y)
    return (y + h * slope).detach()
""",
}


class Submitted(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports a submission's units from bytes, as `exercises.<unit>` and as `<unit>`."""

    def __init__(self, sources: Mapping[str, bytes], libraries: list[str], cells: Mapping[str, Sequence[int]]) -> None:
        self.sources, self.cells = sources, cells
        self.left_out: list[list[Any]] = []  # [unit, line]
        self.broken: list[tuple[str, BaseException]] = []  # a cell's text, and what it ended in
        self.allowed = set(sys.stdlib_module_names) | set(libraries) | set(sources) | {PACKAGE}

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        """A spec for the package and its units; None for every other module."""
        if name == PACKAGE or self.unit(name) in self.sources:
            return importlib.machinery.ModuleSpec(
                name, self, origin=f"{self.unit(name)}.py", is_package=name == PACKAGE
            )
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Run the unit's source; only the standard library, the course's libraries and the units can be imported by it."""
        unit = self.unit(module.__name__)
        if module.__name__ == PACKAGE:
            return
        module.__dict__["__builtins__"] = {**vars(builtins), "__import__": self.guarded_import}
        if unit not in self.cells:
            exec(compile(self.sources[unit], f"{unit}.py", "exec", dont_inherit=True), module.__dict__)
            return
        vars(module).update(dict.fromkeys(("check", "display"), lambda *given, **named: None))  # a kernel has them
        for line, text in self.texts(unit):
            try:
                exec(self.compiled(unit, line, text), module.__dict__)
            except BaseException as error:
                self.broken.append((text, error))

    def texts(self, unit: str) -> Iterator[tuple[int, str]]:
        """The cells of a notebook, each after the line on which it begins."""
        lines, starts = self.sources[unit].decode().split("\n"), self.cells[unit]
        for start, end in zip(starts, [*starts[1:], len(lines) + 1], strict=True):
            yield start, "\n".join(lines[start - 1 : end - 1])

    def compiled(self, unit: str, line: int, text: str) -> CodeType:
        """A cell's code, without the lines which IPython reads and Python does not."""
        lines = text.split("\n")
        if lines[0].startswith("%%"):
            self.left_out.append([unit, line])
            lines = ["", *lines[1:]] if RUN_ALL_THE_SAME.match(lines[0]) else []
        while True:
            try:
                return compile("\n" * (line - 1) + "\n".join(lines), f"{unit}.py", "exec", dont_inherit=True)
            except SyntaxError as error:
                at = (error.lineno or 0) - line
                found = IPYTHON.match(lines[at]) if 0 <= at < len(lines) else None
                if found is None:
                    raise
                named = found["kept"] or ""
                lines[at] = named + "None" if named.strip() else (found["help"] or named) + "pass"
                self.left_out.append([unit, line + at])

    def unit(self, module_name: str) -> str:
        """The unit that a module name stands for."""
        return module_name.removeprefix(f"{PACKAGE}.")

    def guarded_import(
        self, name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0
    ) -> Any:
        """`__import__` of student code: a courtesy that says early what will not be there; the sandbox is what keeps it out."""
        if level == 0 and name.split(".")[0] not in self.allowed:
            raise ModuleNotFoundError(
                f"'{name}' is not available to the exercises: use the standard library and the course's libraries"
            )
        return builtins.__import__(name, globals, locals, fromlist, level)


class Worker:
    """One unit and what can be asked of it."""

    def __init__(self, functions: Mapping[str, Any] | None = None) -> None:
        self.functions: Mapping[str, Any] = functions or {}
        self.units: set[str] = set()
        self.broken: list[tuple[str, dict[str, Any]]] = []  # a cell's text, and what it raised
        self.fitting: set[tuple[str, int]] = set()  # (function, number of arguments) that go together
        self.signatures: dict[int, inspect.Signature | None] = {}

    def handle(self, kind: str, body: dict[str, Any]) -> Reply:
        """The reply to one request."""
        if kind == "try":
            return "tried", canary.run(**body)
        return self.load(**body) if kind == "load" else self.call(**body)

    def load(
        self, unit: str, sources: Mapping[str, bytes], libraries: list[str], cells: Mapping[str, Sequence[int]]
    ) -> Reply:
        """Import the unit from its bytes."""
        self.forget()
        self.units = set(sources)
        submitted = Submitted(sources, libraries, cells)
        sys.meta_path.insert(0, submitted)
        try:
            self.functions = vars(importlib.import_module(f"{PACKAGE}.{unit}"))
        except BaseException as error:  # whatever an import of student code ends in, SystemExit included
            return self.raised(error)
        self.broken = [(text, self.raised(error)[1]) for text, error in submitted.broken]
        told = {"left_out": submitted.left_out[:REMARKS], "broken": [answer for _, answer in self.broken[:REMARKS]]}
        return "loaded", {name: told[name] for name in told if told[name]}

    def forget(self) -> None:
        """Let go of the units that are loaded, whichever way they were imported."""
        for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE or name in self.units]:
            del sys.modules[name]
        sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, Submitted)]

    def call(self, function: str, mode: str, args: list[Any], more: Mapping[str, Any] | None = None) -> Reply:
        """Call a function of the unit on arguments that must come out as they went in; `more` is what a mode wants besides."""
        chosen = self.functions.get(function)
        if not callable(chosen):
            meant = re.compile(rf"^\s*(?:def|class)\s+{re.escape(function)}\b|^{re.escape(function)}\s*=", re.MULTILINE)
            for text, answer in self.broken:
                if meant.search(text):
                    return "broken", answer
            names = [name for name, value in self.functions.items() if inspect.isfunction(value)]
            return "missing", {"near": difflib.get_close_matches(function, names, n=1, cutoff=0.5)}
        given = [None, *args] if mode == "drawn" else args
        signature = self.signature(chosen)
        if signature is not None and (function, len(given)) not in self.fitting:
            try:
                signature.bind(*given)
            except TypeError as error:
                return "signature", {"theirs": str(signature)[:TEXT_LIMIT], "problem": str(error)[:TEXT_LIMIT]}
            self.fitting.add((function, len(given)))
        before = [_copy(argument) for argument in args]
        try:
            result = MODES[mode](chosen, args, **(more or {}))
        except BaseException as error:  # the student's code ended in it
            return self.raised(error)
        changed = [index for index, (old, new) in enumerate(zip(before, args, strict=True)) if not _same(old, new)]
        names = list(signature.parameters if signature else ())[len(given) - len(args) :]
        called = [names[i] if i < len(names) else f"argument {i + 1}" for i in range(len(args))]
        return "value", {
            "value": result,
            "changed": [called[i] + " (requires_grad)" * _marked(args[i]) for i in changed],
        }

    def signature(self, function: Callable[..., Any]) -> inspect.Signature | None:
        """A function's signature, looked up once; None where Python cannot tell."""
        if id(function) not in self.signatures:
            try:
                self.signatures[id(function)] = inspect.signature(function)
            except (TypeError, ValueError):
                self.signatures[id(function)] = None
        return self.signatures[id(function)]

    def raised(self, error: BaseException) -> Reply:
        """An exception as data: its type, its text, and where in the student's files it came from."""
        own = {f"{unit}.py": unit for unit in self.units}
        lines, trace = [], error.__traceback__
        while trace is not None:
            unit = own.get(trace.tb_frame.f_code.co_filename)
            if unit is not None:
                lines.append([unit, trace.tb_lineno])
            trace = trace.tb_next
        offset = 0
        if isinstance(error, SyntaxError) and error.filename in own:
            lines.append([own[error.filename], error.lineno or 0])
            offset = error.offset or 0
        text = error.msg if isinstance(error, SyntaxError) else _text(error)
        return "raised", {
            "type": type(error).__name__[:100],
            "text": str(text)[:TEXT_LIMIT],
            "lines": lines[:3] + lines[3:][-3:],
            "offset": int(offset),
        }


def _drawn(chosen: Callable[..., Any], args: list[Any]) -> dict[str, Any]:
    """What a plotting function leaves on the Axes that it is given."""
    import matplotlib.pyplot as plt

    try:
        axes = probes.axes()
        chosen(axes, *args)
        return probes.describe(axes)
    finally:
        plt.close("all")


def _refused(chosen: Callable[..., Any], args: list[Any]) -> dict[str, bool]:
    """Whether it raises ValueError, LinAlgError being one of its kinds."""
    try:
        chosen(*args)
    except ValueError:
        return {"refused": True}
    return {"refused": False}


# How a function is called, and what of it is sent back.
MODES: dict[str, Callable[..., Any]] = {
    "value": lambda chosen, args: chosen(*args),
    "drawn": _drawn,
    "refused": _refused,
    "differentiated": gradients.differentiated,
    "measured": gradients.measured,
}


def _text(error: BaseException) -> str:
    """The exception's text. Its __str__ may be the student's own and may do anything; time and memory limits end it."""
    try:
        return str(error).encode(errors="replace").decode()
    except BaseException:
        return "(its text could not be made)"


def _copy(value: Any) -> Any:
    """The argument as it is now: what can be changed in place is copied, the rest is kept."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, list | tuple):
        return [_copy(item) for item in value]
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return value.detach().clone() if gradients.is_tensor(value) else value


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, np.ndarray):
        return isinstance(new, np.ndarray) and old.shape == new.shape and old.tobytes() == new.tobytes()
    if isinstance(old, list):
        return isinstance(new, list | tuple) and len(old) == len(new) and all(map(_same, old, new))
    if isinstance(old, dict):
        return (
            isinstance(new, dict)
            and old.keys() == new.keys()
            and all(_same(item, new[key]) for key, item in old.items())
        )
    if gradients.is_tensor(old):
        return gradients.is_tensor(new) and not _marked(new) and _same(old.numpy(), new.detach().numpy())
    return new is old


def _marked(value: Any) -> bool:
    """Whether autograd follows a tensor, or one of several, or left a gradient there: none arrives so."""
    items = value if isinstance(value, list | tuple) else [value]
    return any(gradients.is_tensor(item) and (item.requires_grad or item.grad is not None) for item in items)


def rehearse(libraries: str) -> None:
    """Load a small unit and call it, as the grader will do with a student's.

    A process pays a first time for whatever it touches, and a forked one for its own copy of it: 600 page faults and 3 ms of a
    first call with numpy, 1500 and 8 ms with torch. A child pays while the one before it is at work.
    """
    worker = Worker()
    worker.load("rehearsal", {"rehearsal": REHEARSAL[libraries]}, list(REHEARSAL), {})
    state = np.ones(2) if libraries == "numpy" else wire.Tensor(np.ones(2))
    request = {"function": "step", "mode": "value", "args": [state, 0.5]}
    for _ in range(2):
        _, header, *payload = wire.frame(bytes(16), "call", request)
        _, kind, body = wire.unframe(bytes(header), bytearray(b"".join(payload)), trusted=True)
        reply, answer = worker.handle(kind, body)
        if reply != "value":
            raise RuntimeError(f"the rehearsal failed: {answer}")
        wire.frame(bytes(16), reply, answer, plain=True)
    worker.forget()


def serve(descriptor: int, limit: int) -> None:
    """Answer requests until the grader goes away. Replies are at most `limit` bytes of payload."""
    worker = Worker()
    while True:
        try:
            ident, kind, body = wire.receive(descriptor, wire.PAYLOAD_LIMIT, trusted=True)
        except wire.Closed:
            os._exit(0)
        reply, answer = worker.handle(kind, body)
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):  # student code may have closed or replaced them
                stream.flush()
        try:
            wire.send(descriptor, ident, reply, answer, limit=limit, plain=True)
        except wire.Closed:
            os._exit(0)
        except Exception as error:  # nothing is written before the whole value is; it may be of the student's own kind
            what = str(error) if isinstance(error, wire.Unfit) else f"a value that raises {type(error).__name__}"
            wire.send(descriptor, ident, "unfit", {"what": what[:TEXT_LIMIT]})
