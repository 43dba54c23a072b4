"""What `probes.describe` says of a figure, and that no artist can make it raise or grow."""

import contextlib
import time
import tracemalloc

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import msgspec
import numpy as np
import pytest
from matplotlib.collections import LineCollection

from autograder import expect
from autograder.sandbox import probes, wire

X, Y = np.arange(4.0), np.array([0.0, 1.0, 4.0, 9.0])


@pytest.fixture
def ax():
    yield probes.axes()
    plt.close("all")


def stacked(ax):
    ax.add_collection(LineCollection([np.column_stack([X, Y])], label="n = 2"))


WAYS = {
    "plot": lambda ax: ax.plot(X, Y, label="n = 2"),
    "markers": lambda ax: ax.plot(X, Y, "o", label="n = 2"),
    "backward": lambda ax: ax.plot(X[::-1], Y[::-1], label="n = 2"),
    "step": lambda ax: ax.step(X, Y, label="n = 2"),
    "scatter": lambda ax: ax.scatter(X, Y, label="n = 2"),
    "stem": lambda ax: ax.stem(X, Y, label="n = 2"),
    "errorbar": lambda ax: ax.errorbar(X, Y, yerr=1.0, label="n = 2"),
    "collection": stacked,
    "with gaps": lambda ax: ax.plot([*X, np.nan], [*Y, np.nan], label="n = 2"),
    "masked": lambda ax: ax.plot(np.ma.masked_greater([*X, 99], 50), [*Y, 0], label="n = 2"),
    "named by the legend": lambda ax: ax.legend(ax.plot(X, Y), ["n = 2"]),
    "named by the figure": lambda ax: ax.figure.legend(ax.plot(X, Y, "s"), ["n = 2"]),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_drawing_points_gives_the_same_points_and_name(ax, way):
    WAYS[way](ax)
    expect.drawn(probes.describe(ax), points=np.column_stack([X, Y]), named=2, what="y")
    assert 2.0 in [number for artist in expect.drawing(probes.describe(ax))["artists"] for number in artist["numbers"]]


@pytest.mark.parametrize(
    "draw",
    [
        lambda ax: None,
        lambda ax: ax.axhline(1.0),
        lambda ax: ax.axvline(1.0),
        lambda ax: ax.plot(X, Y, " "),
        lambda ax: ax.plot(X, Y, alpha=0),
        lambda ax: ax.plot(X, Y, visible=False),
        lambda ax: ax.plot(X, Y, transform=ax.transAxes),
        lambda ax: ax.fill_between(X, Y),
        lambda ax: plt.plot(X, Y),
        lambda ax: ax.plot([], []),
        lambda ax: ax.plot([np.nan], [1.0]),
    ],
)
def test_what_shows_no_points_in_data_coordinates_is_no_drawing(ax, draw):
    draw(ax)
    with pytest.raises(expect.Failed, match="nothing drawn there"):
        expect.drawing(probes.describe(ax))


MALFORMED = [None, 3, "x", [], {}, {"artists": 1}, {"artists": [1]}, {"artists": [{}]}, np.zeros(3)]


@pytest.mark.parametrize("got", MALFORMED)
def test_what_is_no_drawing_fails_and_has_an_empty_sketch(got):
    with pytest.raises(expect.Failed):
        expect.drawing(got)
    assert probes.sketch(got) == {}


LINE = {"xy": np.ones((3, 2)), "data": True, "visible": True, "numbers": [1.0]}
AXES = dict.fromkeys(("xlabel", "ylabel", "title", "xscale", "yscale"), "") | {"has_legend": True}
DRAWING = {"artists": [LINE], "legend": ["h = 1"], **AXES}
HUGE = np.zeros((7,) * 8, dtype=np.uint8)  # 6 MB; numpy would write it down in full, which takes 3 s


@pytest.mark.parametrize(
    "part",
    [
        {"xlabel": HUGE},
        {"yscale": HUGE},
        {"legend": HUGE},
        {"legend": [HUGE] * 2},
        {"title": [HUGE]},
        {"artists": [LINE | {"xy": HUGE.reshape(-1, 7)}]},
        {"artists": [LINE | {"xy": HUGE.reshape(7, -1, 7)}]},
        {"artists": [LINE | {"xy": HUGE.reshape(-1)[1:].reshape(-1, 2)}]},
        {"artists": [LINE | {"numbers": HUGE.reshape(-1)}]},
        {"artists": [LINE | {"xy": np.random.default_rng(k).choice([-1.0, -2.0], (99, 2))} for k in range(999)]},
    ],
    ids=lambda part: str(list(part)),
)
def test_a_drawing_larger_than_any_is_read_in_little_time_and_memory(part):
    assert probes.sketch(DRAWING)["curves"] and expect.drawing(DRAWING)["legend"] == ["h = 1"]
    began = time.process_time()
    tracemalloc.start()
    try:
        sketch = probes.sketch(DRAWING | part)
        with contextlib.suppress(expect.Failed):
            assert all(type(text) is str for text in expect.drawing(DRAWING | part)["legend"])
        assert len(sketch.get("curves", [])) <= probes.ARTISTS
        assert tracemalloc.get_traced_memory()[1] < 16 * 2**20
    finally:
        tracemalloc.stop()
    assert time.process_time() - began < 0.5  # -1 and -2 have the same hash, and so have lists of them


def refuse():
    """An answer to every question."""
    raise RuntimeError("no")


@pytest.mark.parametrize("question", ["get_xydata", "get_transform", "get_linestyle", "get_visible", "get_alpha"])
def test_an_artist_that_cannot_be_read_is_left_out_and_counted(ax, question):
    ax.plot(X, Y)
    (stubborn,) = ax.plot(X, Y)
    setattr(stubborn, question, refuse)
    drawing = probes.describe(ax)
    assert len(drawing["artists"]) == drawing["more"] == 1


def test_the_description_is_bounded_and_crosses_the_wire(ax):
    for _ in range(100):
        ax.plot(np.zeros(20_000), label="1 " * 8 + "\N{MATHEMATICAL BOLD SMALL X}" * 10_000)
    ax.set_title("t" * 10**5)
    ax.legend()
    ax.lines[0].get_xydata = lambda: np.zeros((10**6, 2))
    ax.lines[1].get_label = lambda: ["no text"]
    drawing = probes.describe(ax)
    assert len(drawing["artists"]) == len(drawing["legend"]) == probes.ARTISTS
    assert drawing["more"] == 100 - probes.ARTISTS
    assert {len(artist["xy"]) for artist in drawing["artists"]} == {probes.POINTS}
    assert max(len(artist["label"]) for artist in drawing["artists"]) == len(drawing["title"]) == probes.TEXT
    answer = {"value": drawing, "changed": []}
    assert len(msgspec.msgpack.encode([1, "value", wire.encode(answer, [])])) < wire.HEADER_LIMIT


PARTS = ["lines", "collections", "containers", "artists", "get_legend", "get_xlabel", "transData", "figure"]


@pytest.mark.parametrize("name", PARTS)
def test_a_replaced_part_of_the_axes_raises_nothing(ax, name):
    ax.plot(X, Y, label="y")
    ax.legend()

    class Hollow:
        def __getattr__(self, wanted):
            if wanted == name:
                raise RuntimeError("gone")
            return getattr(ax, wanted)

    wire.encode(probes.describe(Hollow()), [])


def test_show_does_no_harm_and_the_axes_are_not_the_current_ones(ax):
    assert plt.gca() is not ax
    plt.sca(ax)
    plt.plot(X, Y)
    plt.show()
    assert len(probes.describe(ax)["artists"]) == 1


def sketched(draw):
    ax = probes.axes()
    draw(ax)
    ax.set(xlabel="t", ylabel="y")
    drawing = probes.describe(ax)
    plt.close("all")
    return str(probes.sketch(drawing))


def test_a_sketch_keeps_the_mathematics_and_drops_the_taste():
    fine, finer = np.linspace(0, 1, 200), np.linspace(0, 1, 500)

    def one(ax):
        ax.plot(X, Y, "r--", label="n = 2")
        ax.plot(fine, fine**2, label="exact")
        ax.legend()

    def other(ax):
        ax.plot(finer, finer**2)
        ax.scatter(X, Y, s=3)
        ax.plot(X, Y, lw=0.5)
        ax.axhline(0)
        ax.legend(["the parabola", "two: 2.0"])
        ax.set_title("Squares")

    def wrong(ax):
        ax.plot(X, -Y, label="n = 2")
        ax.plot(fine, fine**2, label="exact")
        ax.legend()

    assert sketched(one) == sketched(other)
    assert sketched(one) != sketched(wrong)
