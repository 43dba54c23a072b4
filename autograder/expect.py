"""The words that checks are written in. Each one either returns, or raises `Failed` with what was expected and what came.

Kind, length, shape, dtype and finiteness are preconditions inside these words, never claims of their own.
"""

import math
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import numpy as np

NARROW = (np.float16, np.float32, np.complex64)
FLOAT32_RTOL = 1e-5  # measured float32 error of the lessons' recurrences: 1e-7 at 8 steps, 3e-6 at 10^4


class Failed(Exception):
    """A claim does not hold: what was expected, what came instead, and where to look."""

    def __init__(self, *, expected: str, got: str, hint: str = "") -> None:
        super().__init__(f"expected {expected}; got {got}")
        self.expected = expected
        self.got = got
        self.hint = hint


@dataclass
class Record:
    """What the words saw while one check ran: error over tolerance of each comparison, and remarks that cost nothing."""

    margins: list[float] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


_record: ContextVar[Record | None] = ContextVar("record", default=None)


@contextmanager
def recording() -> Any:
    """Collect margins and notices of the checks run inside the block."""
    record = Record()
    token = _record.set(record)
    try:
        yield record
    finally:
        _record.reset(token)


def _note(margin: float | None = None, notice: str = "") -> None:
    record = _record.get()
    if record is not None:
        if margin is not None:
            record.margins.append(margin)
        if notice and notice not in record.notices:
            record.notices.append(notice)


def kind(value: Any) -> str:
    """How a value is called in a message: 'None', 'a str', 'an array of shape (3, 2)'."""
    if value is None:
        return "None"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    name = type(value).__name__
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def has_text(value: Any) -> bool:
    """Whether there is a text anywhere in nested lists and tuples."""
    return isinstance(value, str | bytes) or (isinstance(value, list | tuple) and any(map(has_text, value)))


def parts(got: Any, names: Sequence[str]) -> tuple[Any, ...]:
    """The returned tuple, one part per name."""
    listing = ", ".join(names)
    if not isinstance(got, tuple | list):
        hint = "Is there a return?" if got is None else ""
        raise Failed(expected=f"a tuple ({listing})", got=kind(got), hint=hint)
    if len(got) != len(names):
        raise Failed(expected=f"{len(names)} values ({listing})", got=f"{len(got)}")
    return tuple(got)


def array(
    got: Any, *, shape: tuple[int, ...], what: str = "", float32: bool = True, numbers: type = float
) -> np.ndarray:
    """The returned value as finite numbers, real or complex, of the shape asked for; scalars, lists and tuples count as arrays."""
    name = f"{what} as an array" if what else "an array"
    if isinstance(got, str | bytes | dict) or got is None:
        hint = "Is there a return?" if got is None and not what else ""
        raise Failed(
            expected=f"{name} of shape {shape}" if shape else f"{what or 'a number'}", got=kind(got), hint=hint
        )
    if has_text(got):  # numpy would give every number the room of the longest text
        raise Failed(expected=f"{name} of numbers", got=f"a {type(got).__name__} of other things")
    try:
        values = np.asarray(got)
    except ValueError:
        raise Failed(expected=f"{name} of shape {shape}", got="rows of unlike lengths") from None
    if values.dtype.kind not in "fiubc":
        raise Failed(expected=f"{name} of numbers", got=f"a {type(got).__name__} of other things")
    if values.shape != shape:
        hint = "Are rows and columns exchanged?" if values.ndim > 1 and values.T.shape == shape else ""
        prefix = f"{what} of " if what else ""
        raise Failed(expected=f"{prefix}shape {shape}", got=f"shape {values.shape}", hint=hint)
    if values.dtype.kind == "c" and numbers is not complex:
        raise Failed(expected=f"{name} of real numbers", got="complex numbers")
    if values.dtype in NARROW:
        if not float32:
            raise Failed(
                expected=f"{name} in float64",
                got=str(values.dtype),
                hint="The inputs are float64; something narrowed them.",
            )
        _note(notice=f"{values.dtype} was accepted; the course computes in float64")
    if not np.all(np.isfinite(values)):
        index = tuple(int(i) for i in np.argwhere(~np.isfinite(values))[0])
        raise Failed(expected=f"{name} of finite numbers", got=f"{values[index]} at index {_at(index)}")
    return values.astype(numbers)


def close(
    *,
    got: Any,
    want: Any,
    rtol: float = 1e-9,
    atol: float = 1e-12,
    why: str,
    what: str = "",
    hint: str = "",
    float32: bool = True,
) -> None:
    """Equal within atol + rtol |want|, entry by entry; complex numbers where the truth is. `why` tells the tolerance's origin."""
    numbers = complex if np.iscomplexobj(want) else float
    want = np.asarray(want, dtype=numbers)
    values = array(got, shape=want.shape, what=what, float32=float32, numbers=numbers)
    if getattr(np.asarray(got), "dtype", None) in NARROW:
        rtol, atol = max(rtol, FLOAT32_RTOL), max(atol, FLOAT32_RTOL * float(np.max(np.abs(want), initial=0.0)))
    if want.size == 0:
        return
    error = np.abs(values - want)
    allowed = atol + rtol * np.abs(want)
    ratio = error / allowed
    worst = float(np.max(ratio))
    # Rounding of the truth itself is the least error that can be told apart.
    _note(margin=max(worst, float(np.max(np.spacing(np.abs(want)) / allowed))))
    if not worst <= 1.0:  # not a number where a truth that is built on the student's own values overflows with them
        index = np.unravel_index(int(np.argmax(ratio)), want.shape)
        place = f" at index {_at(index)}" if want.ndim else ""
        name = f"{what} = " if what else ""
        raise Failed(
            expected=f"{name}{want[index]:.10g}{place} within {float(allowed[index]):.1g} ({why})",
            got=f"{values[index]:.10g} (off by {float(error[index]):.3g})",
            hint=hint,
        )


def points(*, got: Any, want: Any, atol: float, why: str, what: str, hint: str = "") -> None:
    """The same points, rows of an array (k, d), in any order: each within atol of its own, and as many."""
    want = np.asarray(want, dtype=float)
    rows = len(got) if isinstance(got, list | tuple) or (isinstance(got, np.ndarray) and got.ndim) else len(want)
    if rows != len(want):
        raise Failed(expected=f"{len(want)} {what}", got=f"{rows}", hint=hint)
    values = array(got, shape=want.shape, what=what)
    if len(want):
        values = values[np.argmin(np.max(np.abs(values[:, None] - want), axis=-1), axis=0)]
    close(got=values, want=want, rtol=0, atol=atol, why=why, what=what, hint=hint)


def order(*, h: Any, errors: Any, want: float, tol: float = 0.1, hint: str = "") -> None:
    """Errors shrink like h^want: the least-squares slope in log-log is within tol."""
    steps, sizes = np.asarray(h, dtype=float), np.asarray(errors, dtype=float)
    if np.any(sizes <= 0):
        raise Failed(
            expected=f"error ~ h^{want:g}", got=f"an error of exactly 0 at h = {steps[np.argmin(sizes)]:g}", hint=hint
        )
    slope = float(np.polyfit(np.log(steps), np.log(sizes), 1)[0])
    if not abs(slope - want) <= tol:
        raise Failed(expected=f"error ~ h^{want:g} (slope {want:g} +- {tol:g})", got=f"slope {slope:.2f}", hint=hint)


def label(
    *,
    got: Any,
    want: bool | str | int,
    what: str = "",
    hint: str = "",
    synonyms: Mapping[str, str] = {},
    coarser: Mapping[str, str] = {},
) -> None:
    """The same word, truth value or whole number; a synonym is the word it stands for, a coarser word has a hint of its own."""
    name = f"{what} = " if what else ""
    value = got.item() if isinstance(got, np.ndarray) and got.ndim == 0 else got
    if isinstance(want, bool) and type(value) in (int, float) and value in (0, 1):
        value = bool(value)
    wanted: bool | str | int = want
    if isinstance(want, str) and isinstance(value, str):
        wanted = _words(want)
        forms = (_words(value), _words(value).removesuffix("s"))
        value = next((_words(synonyms[form]) for form in forms if form in synonyms), forms[forms[1] == wanted])
        hint = coarser.get(value, hint)
    if type(value) is float and type(want) is int and value.is_integer():
        value = int(value)
    if type(value) is not type(wanted) or value != wanted:
        shown = repr(got) if isinstance(got, bool | int | float | str) else kind(got)
        raise Failed(expected=f"{name}{want!r}", got=f"{name}{shown[:80]}", hint=hint)


def _words(text: str) -> str:
    return " ".join(text.lower().replace("-", " ").replace("_", " ").split())


def law(*, got: float, low: float, high: float, what: str, false_fail: float, hint: str = "") -> None:
    """A statistic lies where its exact law puts it, but for a stated probability of at most 1e-9."""
    assert false_fail <= 1e-9, "a statistical claim fails correct work with probability at most 1e-9"
    if not (math.isfinite(got) and low <= got <= high):
        raise Failed(expected=f"{what} between {low:.4g} and {high:.4g}", got=f"{got:.4g}", hint=hint)


def holds(condition: bool, *, expected: str, got: str, hint: str = "") -> None:
    """A property that is neither a number nor a label."""
    if not condition:
        raise Failed(expected=expected, got=got, hint=hint)


def refused(got: Any, *, what: str, hint: str = "") -> None:
    """A call of `student.refused` ended in a ValueError; `what` names the input that has to be refused."""
    if not (isinstance(got, dict) and got.get("refused") is True):
        raise Failed(expected=f"a ValueError for {what}", got="a returned value", hint=hint)


def _at(index: Sequence[Any]) -> str:
    numbers = [int(i) for i in index]
    return str(numbers[0]) if len(numbers) == 1 else str(tuple(numbers))


# Drawings, as `sandbox.probes.describe` gives them.

PLOT_RTOL = 1e-5  # of the largest value drawn: float32 passes (measured 3e-7), and no eye or printer resolves it

ARTISTS, POINTS, NUMBERS = 64, 10_000, 8  # the probe lists no more; a reply that does is not the probe's


def drawing(got: Any) -> dict[str, Any]:
    """The drawing on the Axes: names, scales, legend, and as `artists` those that show points in data coordinates."""
    try:
        shown = [artist for artist in got["artists"][:ARTISTS] if artist["data"] and artist["visible"]]
        artists = []
        for artist in shown:
            xy = artist["xy"][:POINTS]
            if xy.shape[1:] != (2,):
                raise ValueError
            xy = np.asarray(xy, dtype=float)
            xy = xy[np.all(np.isfinite(xy), axis=1)]
            numbers = [float(number) for number in artist["numbers"][:NUMBERS]]
            if len(xy):
                artists.append({"xy": xy[np.argsort(xy[:, 0], kind="stable")], "numbers": numbers})
        texts = {name: _text(got[name]).strip() for name in ("xlabel", "ylabel", "title", "xscale", "yscale")}
        legend = [_text(text) for text in got["legend"][:ARTISTS]]
    except (TypeError, LookupError, ValueError, AttributeError, ArithmeticError):
        raise Failed(expected="a drawing on the Axes that were given", got=kind(got)) from None
    if not artists:
        raise Failed(expected="lines or points on the Axes that were given", got="nothing drawn there")
    return {"artists": artists, "legend": legend, **texts}


def _text(value: Any) -> str:
    if not isinstance(value, str):  # to write down an array of many axes takes half a minute
        raise TypeError
    return value[:200]


def drawn(got: Any, *, points: Any, what: str, named: float | None = None, hint: str = "") -> None:
    """Some artist shows just these points (n, 2), in any order; if any has `named` in its label, one of those."""
    want = np.asarray(points, dtype=float)
    want = want[np.argsort(want[:, 0], kind="stable")]
    artists = drawing(got)["artists"]
    called = [] if named is None else [one for one in artists if np.isclose(one["numbers"], named, rtol=1e-3).any()]
    curves = [artist["xy"] for artist in called or artists]
    near = min(curves, key=lambda xy: (abs(len(xy) - len(want)), _off(xy, want)))
    expected = f"{what}: {len(want)} points from x = {want[0, 0]:g} to {want[-1, 0]:g}"
    if len(near) != len(want):
        raise Failed(expected=expected, got=f"{len(near)} points from x = {near[0, 0]:g} to {near[-1, 0]:g}", hint=hint)
    worst = _off(near, want)
    _note(margin=max(worst, np.finfo(float).eps / PLOT_RTOL))
    if not worst <= 1.0:
        index = int(np.argmax(np.max(np.abs(near - want), axis=1)))
        place = f"the point ({want[index, 0]:.6g}, {want[index, 1]:.6g})"
        raise Failed(expected=f"{what} through {place}", got=f"({near[index, 0]:.6g}, {near[index, 1]:.6g})", hint=hint)


def drawn_curve(got: Any, *, curve: Any, start: float, stop: float, at_least: int, what: str, hint: str = "") -> None:
    """Some artist shows y = curve(x) from start to stop at no fewer than `at_least` points, wherever they lie."""
    best, tolerance = math.inf, PLOT_RTOL * (stop - start)
    for artist in drawing(got)["artists"]:
        x = artist["xy"][:, 0]
        if len(x) >= at_least and abs(x[0] - start) <= tolerance and abs(x[-1] - stop) <= tolerance:
            best = min(best, _off(artist["xy"], np.column_stack([x, curve(x)])))
    if math.isfinite(best):
        _note(margin=max(best, np.finfo(float).eps / PLOT_RTOL))
    if not best <= 1.0:
        raise Failed(
            expected=f"{what}, at {at_least} points or more from x = {start:g} to {stop:g}",
            got="one that is off" if math.isfinite(best) else "no such curve",
            hint=hint,
        )


def _off(xy: np.ndarray, want: np.ndarray) -> float:
    """Largest distance over what is allowed, each axis in its own scale."""
    if xy.shape != want.shape:
        return math.inf
    return float(np.max(np.abs(xy - want) / (PLOT_RTOL * np.maximum(1.0, np.max(np.abs(want), axis=0)))))
