"""What a plotting function has left on its Axes, as plain data: points, names and scales; no pixels, colours or styles.

`describe` runs in the student's process, right after the student's function. Whatever shows points is listed alike,
however it was made: lines and markers of `plot`, `step`, `stem`, `errorbar`; offsets of `scatter`; a LineCollection.

    {artists: [{kind, xy, label, numbers, data, visible}],
     more, xlabel, ylabel, title, xscale, yscale, xlim, ylim, legend, has_legend}

`kind` is "line", "points" or "segments"; `xy` has shape (n, 2); `data` is True in data coordinates (False for axhline
and the like); `label` is the name that the legend gives, "" for none, and `numbers` those in it; `more` counts what is
not listed.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

ARTISTS = 64  # listed per drawing, and lines of a legend; a figure with more can no longer be read
POINTS = 10_000  # listed per artist
TEXT = (
    100  # characters kept of a label: 64 labels and a legend of them fit into a frame's header, whatever the alphabet
)
NUMBERS = 8  # listed per label
FINE = 200  # a curve of so many points is smooth to the eye, and `sketch` knows it by its ends
NOTHING = ("None", "none", "", " ", None)  # line styles and markers that draw nothing
NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def axes() -> Any:
    """New Axes on the Agg backend which are not the current ones: what is drawn on plt.gca() is not drawn here."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    _, ax = plt.subplots()
    plt.figure()
    return ax


def warm_up() -> None:
    """Draw once, so that fonts, styles and tickers are there before a process draws for the first time: 14 ms of it."""
    import matplotlib.pyplot as plt

    ax = axes()
    ax.plot([0.0, 1.0], [0.0, 1.0], "o-", label="h = 1")
    ax.set_xlabel("x")
    ax.legend()
    describe(ax)
    plt.close("all")


def describe(ax: Any) -> dict[str, Any]:
    """The drawing on these Axes. An artist that cannot be read is left out; nothing a student can draw raises here."""
    shown = [*_read(lambda: list(ax.lines), []), *_read(lambda: list(ax.collections), [])]
    legends = _read(
        lambda: [one for one in (ax.get_legend(), *ax.figure.legends, *ax.artists) if hasattr(one, "get_texts")], []
    )
    pairs = _read(
        lambda: [list(zip(one.legend_handles, one.get_texts(), strict=False)) for one in legends[:ARTISTS]], []
    )
    entries = [pair for legend in pairs for pair in legend][:ARTISTS]
    names: dict[Any, str] = {}  # by identity for parts of a stem or an errorbar, by look for labels given to legend()
    for handle, text in entries:
        names.setdefault(_look(handle), _text(text, "get_text"))
    for container in _read(lambda: list(ax.containers), [])[:ARTISTS]:
        label = _text(container, "get_label")
        for part in _read(partial(list, container), [])[:3]:
            if label and not label.startswith("_"):
                names[id(part)] = label
    artists = [artist for artist in (_artist(one, ax, names) for one in shown[:ARTISTS]) if artist is not None]
    texts = {name: _text(ax, f"get_{name}") for name in ("xlabel", "ylabel", "title", "xscale", "yscale")}
    return {
        "artists": artists,
        "more": len(shown) - len(artists),
        **texts,
        "xlim": _read(lambda: [float(x) for x in ax.get_xlim()][:2], []),
        "ylim": _read(lambda: [float(y) for y in ax.get_ylim()][:2], []),
        "legend": [_text(text, "get_text") for _, text in entries],
        "has_legend": bool(legends),
    }


def numbers(text: str) -> list[float]:
    """The first eight numbers in a label, without signs: 'Euler, h = 0.50' -> [0.5]."""
    return [float(number) for number in NUMBER.findall(text)[:NUMBERS]]


def sketch(drawing: Any) -> dict[str, Any]:
    """What a drawing shows, apart from taste: two drawings that make the same mistake have the same sketch.

    Wording, order, colours and the sampling of smooth curves drop out; points, numbers in labels and scales stay.
    """
    try:  # a student's process sends anything: no more is read of it than `describe` lists
        curves: dict[tuple[float, ...], tuple[set[float], np.ndarray]] = {}
        for artist in drawing["artists"][:ARTISTS]:
            xy = artist["xy"][:POINTS]
            if xy.shape[1:] != (2,):
                return {}
            xy = np.asarray(xy, dtype=float)
            if artist["data"] and artist["visible"] and len(xy):
                xy = xy[np.argsort(xy[:, 0], kind="stable")]
                xy = xy[[0, -1]] if len(xy) >= FINE else xy
                labels, _ = curves.setdefault(tuple(np.round(xy, 6).ravel().tolist()), (set(), xy))
                labels.update(float(number) for number in artist["numbers"][:NUMBERS])
        return {
            "curves": [{"label": sorted(curves[key][0]), "xy": curves[key][1]} for key in sorted(curves)],
            "legend": [
                bool(drawing["has_legend"]),
                *sorted(x for text in drawing["legend"][:ARTISTS] for x in numbers(text)),
            ],
            "named": [bool(str.strip(drawing[name])) for name in ("xlabel", "ylabel")],
            "logarithmic": [str.strip(drawing[name]) == "log" for name in ("xscale", "yscale")],
        }
    except (TypeError, LookupError, ValueError, AttributeError, ArithmeticError):
        return {}


def _artist(artist: Any, ax: Any, names: dict[Any, str]) -> dict[str, Any] | None:
    try:
        if hasattr(artist, "get_xydata"):
            kind, xy, transform = "line", artist.get_xydata(), artist.get_transform()
            visible = artist.get_linestyle() not in NOTHING or artist.get_marker() not in NOTHING
        elif hasattr(artist, "get_segments"):
            kind, xy, transform, visible = "segments", _joined(artist.get_segments()), artist.get_transform(), True
        else:
            kind, xy, transform, visible = "points", artist.get_offsets(), artist.get_offset_transform(), True
        points = np.array(np.ma.filled(xy[:POINTS], np.nan), dtype=np.float64).reshape(-1, 2)
        label = _text(artist, "get_label")
        if not label or label.startswith("_"):
            label = names.get(id(artist)) or names.get(_look(artist), "")
        return {
            "kind": kind,
            "xy": points,
            "label": label,
            "numbers": numbers(label),
            "data": transform is ax.transData,  # `==` compares matrices, which are alike by chance on axes from 0 to 1
            "visible": bool(visible and artist.get_visible() and artist.get_alpha() != 0),
        }
    except Exception:  # an artist of the student's own making
        return None


def _joined(segments: list[Any]) -> np.ndarray:
    return np.concatenate([np.asarray(segment)[:POINTS] for segment in segments[:POINTS]] or [np.zeros((0, 2))])


def _look(artist: Any) -> tuple[str, ...]:
    """By what the eye would find an artist in the legend."""
    line = ("get_color", "get_linestyle", "get_marker")
    style = line if _read(lambda: hasattr(artist, "get_marker"), False) else ("get_facecolor", "get_edgecolor")
    return tuple(_read(partial(_shown, artist, name), "") for name in style)


def _shown(artist: Any, name: str) -> str:
    return repr(getattr(artist, name)())[:TEXT]


def _text(owner: Any, name: str) -> str:
    text = _read(lambda: getattr(owner, name)(), "")
    return text[:TEXT] if type(text) is str else ""


def _read(read: Callable[[], Any], default: Any) -> Any:
    try:
        return read()
    except Exception:  # student code can have replaced any part of the figure
        return default
