"""What crosses between grader and student comes out as it went in; all else is refused, and only by `WireError`."""

import datetime
import math
import os
import re
import socket
import struct
import threading
import tracemalloc
from dataclasses import fields
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder import systems
from autograder.sandbox import wire

IDENT = bytes(range(16))
NAMES = sorted(wire.DTYPES)

quick = settings(deadline=None, max_examples=60)


def parts(value: Any) -> tuple[bytes, bytearray]:
    """The header and the payload of a frame with this body."""
    sizes, header, *payload = wire.frame(IDENT, "kind", value)
    joined = bytearray(b"".join(payload))
    assert (len(header), len(joined)) == struct.unpack("<II", sizes)
    return bytes(header), joined


def crossed(value: Any, *, trusted: bool) -> Any:
    """The value as the other side gets it."""
    ident, kind, body = wire.unframe(*parts(value), trusted=trusted)
    assert (IDENT, "kind") == (ident, kind)
    return body


def raw(tree: Any) -> bytes:
    """A header whose body is this tree, whatever it is."""
    return msgspec.msgpack.encode([IDENT, "kind", tree])


def spelled(body: bytes) -> bytes:
    """A header whose body is these bytes of msgpack."""
    return b"\x93\xc4\x10" + IDENT + b"\xa4kind" + body


def told(value: Any) -> Any:
    """A value in a form that `==` compares: types, shapes, dtypes, NaN, signs of zero, order of keys."""
    if isinstance(value, np.ndarray):
        little = value.astype(value.dtype.newbyteorder("<"))
        return "array", little.dtype.str, value.shape, little.tobytes()
    if isinstance(value, list | tuple):
        return type(value).__name__, [told(item) for item in value]
    if isinstance(value, dict):
        return "dict", [(key, told(item)) for key, item in value.items()]
    if isinstance(value, systems.System):
        return type(value).__name__, told(value.parameters())
    return type(value).__name__, repr(value)


def nested(depth: int) -> Any:
    """A number inside `depth` lists."""
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


def in_tags(depth: int) -> Any:
    """The tree of `nested(depth)`."""
    tree: Any = 1
    for _ in range(depth):
        tree = ["l", [tree]]
    return tree


@st.composite
def arrays(draw: Any) -> np.ndarray:
    """Arrays of every listed dtype, in both byte orders, empty and 0-d ones included, in any layout."""
    dtype = np.dtype(draw(st.sampled_from("<>")) + draw(st.sampled_from(NAMES)))
    array = draw(hnp.arrays(dtype, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)))
    layouts = [array, np.asfortranarray(array), array.T]
    if array.ndim:
        layouts += [array[::-1], array[..., ::2], np.broadcast_to(array, (2, *array.shape))]
    return draw(st.sampled_from(layouts))


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.complex_numbers()
    | st.text(max_size=20)
    | st.binary(max_size=20)
)
VALUES = st.recursive(
    SCALARS | arrays(),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.lists(inner, max_size=5).map(tuple)
        | st.dictionaries(st.text(max_size=5), inner, max_size=5)
    ),
    max_leaves=12,
)


@quick
@given(VALUES, st.booleans())
def test_plain_data_comes_out_as_it_went_in(value: Any, trusted: bool) -> None:
    assert told(value) == told(crossed(value, trusted=trusted))


@quick
@given(arrays())
def test_an_array_arrives_as_a_writable_one_of_its_own(array: np.ndarray) -> None:
    arrived = crossed(array, trusted=False)
    assert arrived.flags.writeable and arrived.flags.c_contiguous and arrived.dtype.isnative
    assert arrived.flags.owndata


@quick
@given(st.lists(arrays(), max_size=6))
def test_every_array_of_a_frame_starts_at_a_multiple_of_eight(several: list[np.ndarray]) -> None:
    _, _, *payload = wire.frame(IDENT, "kind", several)
    taken = 0
    for number, piece in enumerate(payload):
        assert number % 2 or taken % 8 == 0
        taken += len(piece)
    assert taken % 8 == 0


@pytest.mark.parametrize(
    "scalar", [np.float64(0.1), np.float32(0.5), np.int8(-3), np.bool_(True), np.complex64(1 + 2j), np.str_("é")]
)
def test_a_numpy_scalar_arrives_as_pythons_own(scalar: Any) -> None:
    assert told(scalar.item()) == told(crossed(scalar, trusted=False))


def test_an_index_of_any_kind_arrives_as_a_plain_whole_number() -> None:
    class Index(int):
        pass

    assert told([3]) == told(crossed([Index(3)], trusted=False))


@pytest.mark.parametrize(
    "items, dtype",
    [
        ([float(k) for k in range(100)], "<f8"),
        (tuple(range(33)), "<i8"),
        ([k % 2 == 0 for k in range(33)], "|b1"),
        ([[1.0, 2.0]] * 40, "<f8"),
        ([np.ones((2, 2), dtype=np.float32)] * 33, "<f4"),
    ],
)
def test_a_long_list_of_numbers_arrives_as_the_array_that_it_denotes(items: Any, dtype: str) -> None:
    assert told(np.asarray(items, dtype=dtype)) == told(crossed(items, trusted=False))


@pytest.mark.parametrize("items", [[0.5] * 32, ["a"] * 100, [None] * 40, [1.0] * 39 + [None], [[1.0], [2.0, 3.0]] * 20])
def test_a_short_or_uneven_list_stays_a_list(items: list[Any]) -> None:
    assert told(items) == told(crossed(items, trusted=False))


def sample(kind: Any) -> Any:
    """A value for a system's field of this type."""
    if kind is np.ndarray:
        return np.arange(4.0).reshape(2, 2)
    return {float: 1.5, bool: True, int: 3}.get(kind, systems.Linear(np.eye(2)))


@pytest.mark.parametrize("family", systems.FAMILIES.values(), ids=list(systems.FAMILIES))
def test_a_system_of_every_family_is_rebuilt_for_the_student(family: type[systems.System]) -> None:
    system = family(**{field.name: sample(field.type) for field in fields(family)})
    arrived = crossed([system], trusted=True)[0]
    assert type(arrived) is family and told(system) == told(arrived)


@given(
    hnp.arrays(np.float64, (3, 3), elements=st.floats(-9, 9)), hnp.arrays(np.float64, (2, 3), elements=st.floats(-9, 9))
)
def test_a_nested_system_computes_the_same_on_the_other_side(A: np.ndarray, y: np.ndarray) -> None:
    system = systems.Autonomous(systems.Conjugate(systems.Trigonometric(A, 2.0, A[0]), A, A.T, A[1]))
    assert told(system(y)) == told(crossed(system, trusted=True)(y))


@given(st.integers(0, 2**64 - 1))
def test_a_seed_arrives_as_its_generator(seed: int) -> None:
    arrived = crossed(systems.Rng(seed), trusted=True)
    assert told(np.random.default_rng(seed).normal(size=3)) == told(arrived.normal(size=3))


def test_tensors_cross_as_tensors_to_the_student_and_as_arrays_to_the_grader() -> None:
    import torch

    for name in ("f4", "f8", "c8", "c16", "i1", "i2", "i4", "i8", "u1", "b1"):
        for shape in ((), (0, 3), (2, 3)):
            values = np.ones(shape, dtype=name)
            arrived = crossed(wire.Tensor(values), trusted=True)
            assert isinstance(arrived, torch.Tensor) and told(values) == told(arrived.numpy())
            arrived.zero_()  # the student's own memory
            assert told(arrived.numpy()) == told(crossed([arrived], trusted=False)[0])
    z = torch.tensor([[1 + 2j, 3 - 1j], [0j, 2j]], dtype=torch.complex128, requires_grad=True)
    for tensor in (z, z.T, z.conj(), z.conj().imag, z[:, ::2], torch.nn.Parameter(torch.ones(2))):
        want = tensor.detach().resolve_conj().resolve_neg().numpy()
        assert told(want) == told(crossed(tensor, trusted=False))
    for unfit in (
        torch.ones(2, dtype=torch.bfloat16),
        torch.ones(2, dtype=torch.half),
        torch.eye(2).to_sparse(),
        torch.ones(2, device="meta"),
    ):
        with pytest.raises(wire.Unfit, match=r"^an? (tensor|array) of "):
            wire.frame(IDENT, "kind", unfit)


def name(value: Any) -> str:
    """A test's name: the same in every process, wherever the value lies in memory."""
    return re.sub(r" at 0x\w+", "", str(value)[:60])


class Odd:
    """No data at all, however much it pretends."""

    def __array__(self, *_: Any, **__: Any) -> np.ndarray:
        raise RuntimeError("no")


@pytest.mark.parametrize(
    "value, what",
    [
        (nested(17), "something nested more than 16 deep"),
        ({"a": nested(16)}, "something nested more than 16 deep"),
        (2**64, "an integer of more than 64 bits"),
        ([-(2**63) - 1], "an integer of more than 64 bits"),
        ({1: 2}, "a dict whose keys are not all strings"),
        ({("a", "b"): 2}, "a dict whose keys are not all strings"),
        ({b"a": 2}, "a dict whose keys are not all strings"),
        (np.array([1, "a"], dtype=object), "an array of object"),
        (np.array(["a"]), "an array of <U1"),
        (np.zeros(2, dtype=np.float16), "an array of float16"),
        (np.zeros(2, dtype=np.longdouble), "an array of "),
        (np.zeros(2, dtype="M8[s]"), r"an array of datetime64\[s\]"),
        (np.zeros(2, dtype=[("a", "f8")]), r"an array of \[\('a', '<f8'\)\]"),
        (np.longdouble(1), "a longdouble"),
        ({1, 2}, "a set"),
        (range(3), "a range"),
        (iter([]), "a list_iterator"),
        (lambda: 0, "a function"),
        (len, "a builtin_function_or_method"),
        (math, "a module"),
        (Odd(), "a Odd"),
        ([Odd()] * 40, "a Odd"),
        (np.random.default_rng(0), "a Generator"),
        (bytearray(b"a"), "a bytearray"),
        (datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC), "a datetime"),
        ("\ud800", "something that cannot be written down"),
        ({"\udfff": 1}, "something that cannot be written down"),
        ("a" * 2**16, "more than 64 KiB of nested values"),
        ([["a"] * 1000] * 40, "more than 64 KiB of nested values"),
        (type("x" * 1000, (), {})(), "^a x{78}$"),
    ],
    ids=name,
)  # fmt: skip
def test_what_is_no_plain_data_is_refused_by_what_it_is(value: Any, what: str) -> None:
    with pytest.raises(wire.Unfit, match=what):
        wire.frame(IDENT, "kind", value)


def test_a_list_that_holds_itself_is_refused() -> None:
    endless: list[Any] = []
    endless.append(endless)
    longer: list[Any] = [1.0] * 40
    longer.append(longer)
    for value in (endless, longer):
        with pytest.raises(wire.Unfit):
            wire.frame(IDENT, "kind", value)


def test_sixteen_levels_and_sixty_four_bits_are_allowed() -> None:
    for value in (nested(16), 2**64 - 1, -(2**63)):
        assert told(value) == told(crossed(value, trusted=False))


@pytest.mark.parametrize("shape", [(1,) * 9, (2**32, 0)])
def test_an_array_with_a_shape_that_cannot_arrive_is_refused_where_it_starts(shape: tuple[int, ...]) -> None:
    with pytest.raises(wire.Unfit):
        wire.frame(IDENT, "kind", np.zeros(shape))


@pytest.mark.parametrize(
    "tree, payload",
    [
        (in_tags(17), b""),
        ([], b""),
        ([1, 2], b""),
        ([["l", []]], b""),
        (["x", 1], b""),
        (["l"], b""),
        (["l", 3], b""),
        (["t", [1], [2]], b""),
        (["l", {"a": 1}], b""),
        (["c", 1.0], b""),
        (["c", 1, 2], b""),
        (["c", "nan", 0.0], b""),
        ({1: 2}, b""),
        ({None: 2}, b""),
        ({b"a": 2}, b""),
        ({"a": {1.5: 1}}, b""),
        (["n", "f8"], b""),
        (["n", "f8", [1], 0], bytes(8)),
        *((["n", name, [1]], bytes(8)) for name in ("f2", "g", "O", "V8", "U2", "S8", "M8", "<f8", "float64", "")),
        *((["n", name, [1]], bytes(8)) for name in (8, None, b"f8", ["f8"])),
        (["n", "V2147483647", [0]], b""),
        *((["n", "f8", shape], bytes(8)) for shape in (None, 1, "1", {"a": 1}, [None], ["1"], [[1]], [True])),
        *((["n", "f8", [n]], bytes(8)) for n in (-1, 1.0, math.nan, math.inf, 2, 2**32, 2**63, 2**64 - 1)),
        (["n", "f8", [-1, -1]], bytes(8)),
        (["n", "f8", [2**31, 2**31]], bytes(8)),
        (["n", "f8", [2**32 - 1] * 8], bytes(8)),
        (["n", "f8", [2**32 - 1] * 7 + [0]], b""),
        (["n", "f8", [1] * 9], bytes(8)),
        (["n", "f8", [1]], b""),
        (["n", "f8", [1]], bytes(7)),
        (["n", "f8", [1]], bytes(9)),
        (["n", "f8", [1]], bytes(16)),
        (["n", "f4", [1]], bytes(4)),
        (["n", "f8", [0]], bytes(8)),
        (None, bytes(8)),
        (["l", [["n", "f8", [1]], ["n", "f8", [1]]]], bytes(8)),
        (["n", "b1", [8]], b"\0\1\0\1\0\1\0\2"),
        (["n", "b1", [1]], b"\xff" + bytes(7)),
        (["T", "b1", [1]], b"\2" + bytes(7)),
        (["s", "Linear", {"A": 1}], b""),
        (["s", "ParametricLinear", {}], b""),
        (["r", 1], b""),
        (msgspec.msgpack.Ext(5, b"abc"), b""),
        (["l", [msgspec.msgpack.Ext(-1, bytes(4))]], b""),
        (datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC), b""),
    ],
    ids=name,
)  # fmt: skip
def test_a_body_that_is_none_of_ours_is_refused(tree: Any, payload: bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.unframe(raw(tree), bytearray(payload), trusted=False)


@pytest.mark.parametrize(
    "tree",
    [["s", "Path", {}], ["s", "System", {}], ["s", "__class__", {}], ["s", 1, {}], ["r", 1.0], ["r", "1"]],
    ids=str,
)
def test_even_a_trusted_sender_gets_no_other_object_made(tree: Any) -> None:
    with pytest.raises(wire.WireError):
        wire.unframe(raw(tree), bytearray(), trusted=True)


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"\xc1",
        raw(1) + b"\0",
        raw(1)[:-1],
        msgspec.msgpack.encode({"a": 1}),
        msgspec.msgpack.encode([IDENT, "kind"]),
        msgspec.msgpack.encode([IDENT, "kind", 1, 2]),
        msgspec.msgpack.encode(["ident", "kind", 1]),
        msgspec.msgpack.encode([IDENT, b"kind", 1]),
        msgspec.msgpack.encode([IDENT, None, 1]),
        spelled(b"\xa3\xed\xa0\x80"),  # a surrogate, as UTF-8 would write it
        spelled(b"\xa1\xff"),
        spelled(b"\xd6\xff\0\0\0\0"),  # a timestamp
        spelled(b"\xc7\xff\x05" + bytes(255)),  # an extension
        spelled(b"\x81\x80\x01"),  # a map as a key
        spelled(b"\x81\x90\x01"),  # a list as a key
        spelled(b"\x91" * 60_000 + b"\1"),
        spelled(b"\xdd\xff\xff\xff\xff"),
        spelled(b"\xdf\xff\xff\xff\xff"),
        spelled(b"\xdb\xff\xff\xff\xff"),
        spelled(b"\xc6\xff\xff\xff\xff"),
    ],
    ids=lambda header: header[:40].hex(),
)
def test_a_header_that_is_none_of_ours_is_refused(header: bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.unframe(header, bytearray(), trusted=False)


MSGPACK = st.recursive(
    SCALARS.filter(lambda value: not isinstance(value, complex))
    | st.sampled_from(["l", "t", "c", "n", "T", "s", "r", *NAMES])
    | st.integers(-9, 9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=2) | st.integers(0, 9), inner, max_size=3)
        | st.tuples(st.sampled_from("lt"), st.lists(inner, max_size=4))
        | st.tuples(st.sampled_from("nT"), st.sampled_from(NAMES), st.lists(st.integers(-1, 5), max_size=9))
    ),
    max_leaves=15,
)


@settings(quick, max_examples=150)
@given(st.binary(max_size=200) | MSGPACK.map(raw), st.binary(max_size=64))
def test_arbitrary_bytes_are_a_frame_or_a_wire_error(header: bytes, payload: bytes) -> None:
    try:
        wire.unframe(header, bytearray(payload), trusted=False)
    except wire.WireError:
        pass


@settings(quick, max_examples=150)
@given(st.data())
def test_a_damaged_frame_is_a_frame_or_a_wire_error(data: st.DataObject) -> None:
    frame = bytearray(b"".join(wire.frame(IDENT, "kind", data.draw(VALUES))))
    for _ in range(data.draw(st.integers(1, 4))):
        frame[data.draw(st.integers(0, len(frame) - 1))] = data.draw(st.integers(0, 255))
    frame = frame[: data.draw(st.integers(0, len(frame)))] if data.draw(st.booleans()) else frame
    reading, writing = os.pipe()
    try:
        os.write(writing, frame)
        os.close(writing)
        wire.receive(reading, 4096)
    except wire.WireError:
        pass
    finally:
        os.close(reading)


def received(sent: bytes, limit: int) -> tuple[bytes, str, Any]:
    """What `receive` makes of these bytes, after which the sender is gone."""
    reading, writing = os.pipe()
    try:
        os.write(writing, sent)
        os.close(writing)
        return wire.receive(reading, limit)
    finally:
        os.close(reading)


@pytest.mark.parametrize("header, payload", [(2**16 + 1, 0), (2**32 - 1, 0), (10, 2**20 + 1), (10, 2**32 - 1)])
def test_a_frame_over_the_limit_is_refused_before_memory_is_taken(header: int, payload: int) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(wire.WireError, match="larger than allowed"):
            received(struct.pack("<II", header, payload) + bytes(100), limit=2**20)
        assert tracemalloc.get_traced_memory()[1] < 2**20
    finally:
        tracemalloc.stop()


def test_a_payload_of_just_the_limit_is_taken() -> None:
    frame = b"".join(wire.frame(IDENT, "kind", np.arange(512.0)))
    assert told(np.arange(512.0)) == told(received(frame, limit=4096)[2])
    with pytest.raises(wire.WireError, match="larger than allowed"):
        received(frame, limit=4095)


@pytest.mark.parametrize("kept", [0, 4, 8, 20, -1])
def test_a_sender_who_goes_in_the_middle_is_noticed(kept: int) -> None:
    frame = b"".join(wire.frame(IDENT, "kind", np.arange(5.0)))
    with pytest.raises(wire.Closed):
        received(frame[:kept], limit=4096)


@pytest.mark.parametrize(
    "body",
    [
        b"\xdd\x00\x00\xff\x00" + b"\x90" * 0xFF00,  # empty lists
        b"\xdd\x00\x00\xff\x00" + b"\x80" * 0xFF00,  # empty dicts
        b"\xdf\x00\x00\x7f\x00" + b"\x01\x80" * 0x7F00,
        b"\x92\xa1l\xdd\x00\x00\x1f\x00" + b"\x92\xa1l\x90" * 0x1F00,
        b"\x92\xa1l\xdd\x00\x00\x1c\x00" + b"\x93\xa1n\xa2f8\x91\x00" * 0x1C00,  # empty arrays
        b"\xdd\xff\xff\xff\xff",
        b"\xdf\xff\xff\xff\xff",
        b"\x92\xa1l\xdd\xff\xff\xff\xff",
        b"\xdd\xff\xff\xff\xff" * 13_000,
        b"\xdc\xff\xff" * 21_000,
        b"\xdf\xff\xff\xff\xff\xa1a" * 9000,
    ],
    ids=lambda body: body[:12].hex(),
)
def test_the_memory_for_any_header_stays_small(body: bytes) -> None:
    header = spelled(body)
    assert len(header) <= wire.HEADER_LIMIT
    tracemalloc.start()
    try:
        wire.unframe(header, bytearray(), trusted=False)
    except wire.WireError:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 16 * 2**20


def test_a_frame_larger_than_any_buffer_crosses_a_socket_piece_by_piece() -> None:
    big = np.random.default_rng(0).normal(size=2**20)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        sender = threading.Thread(target=wire.send, args=(theirs.fileno(), IDENT, "kind", {"big": big}))
        sender.start()
        ident, kind, body = wire.receive(ours.fileno(), big.nbytes)
        sender.join()
    assert (IDENT, "kind", told(big)) == (ident, kind, told(body["big"]))


def test_a_wait_for_either_side_can_be_cut_short() -> None:
    class TimeIsUp(Exception):
        pass

    def up(descriptor: int, writing: bool) -> None:
        raise TimeIsUp("writing" if writing else "reading")

    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setblocking(False)
        with pytest.raises(TimeIsUp, match="reading"):
            wire.receive(ours.fileno(), 100, up)
        with pytest.raises(TimeIsUp, match="writing"):
            wire.send(ours.fileno(), IDENT, "kind", np.zeros(2**20), up)


def test_the_time_runs_on_while_bytes_keep_coming_or_going(monkeypatch: pytest.MonkeyPatch) -> None:
    class TimeIsUp(Exception):
        pass

    def wait(descriptor: int, writing: bool) -> None:
        asked.append(writing)
        if len(asked) == 5:
            raise TimeIsUp

    read, write = os.readv, os.write
    monkeypatch.setattr(os, "readv", lambda descriptor, views: read(descriptor, [views[0][:1]]))  # always one is there
    monkeypatch.setattr(os, "write", lambda descriptor, view: write(descriptor, view[:1]))
    reading, writing = os.pipe()
    try:
        asked: list[bool] = []
        with pytest.raises(TimeIsUp):
            wire.send(writing, IDENT, "kind", np.arange(5.0), wait)
        assert asked == [True] * 5
        write(writing, b"".join(wire.frame(IDENT, "kind", np.arange(5.0))))
        asked.clear()
        with pytest.raises(TimeIsUp):
            wire.receive(reading, 4096, wait)
        assert asked == [False] * 5
    finally:
        os.close(reading)
        os.close(writing)


def test_sending_to_a_side_that_has_gone_is_closed() -> None:
    ours, theirs = socket.socketpair()
    theirs.close()
    with ours, pytest.raises(wire.Closed):
        wire.send(ours.fileno(), IDENT, "kind", 1)
