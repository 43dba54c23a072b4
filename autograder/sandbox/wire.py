"""The codec and the frames between grader and student process. Everything that crosses is data; nothing is ever executed.

A frame is

    header size (u32 LE) | payload size (u32 LE) | header: msgpack [id, kind, body] | payload: the arrays' bytes, each padded to 8

with a header of at most 64 KiB and a payload of at most the receiver's limit, both known before anything is allocated. In the
body, a value that msgpack does not have is a list that begins with a tag:

    ["l", items]  list      ["t", items]  tuple       ["c", re, im]  complex
    ["b", size]  long bytes: the next of the payload
    ["n", dtype, shape]  array: the next bytes of the payload      ["T", dtype, shape]  tensor, likewise; an array to the grader
    ["s", family, {field: value}]  system              ["r", seed]  generator    (the last two to the student only)

This module is what reads bytes that a student wrote: it raises `WireError` and nothing else, whatever they are.
"""

import math
import os
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np

from autograder import systems

HEADER_LIMIT = 64 * 1024  # 16 MB of empty containers decode to 1.2 GB: structure is kept small, bulk travels as arrays
DEPTH_LIMIT = 16
PAYLOAD_LIMIT = 2**32 - 1
AXES_LIMIT = 8
DTYPES = {"f4", "f8", "c8", "c16", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1"}
LONG_BYTES = 1024  # longer ones, such as a submission's files, travel beside the arrays
JOINED = 64 * 1024  # a smaller frame is written at once: each write wakes the other side, which costs 20 us
_PADS = [bytes(n) for n in range(8)]
LONG_LIST = 32  # a longer list of plain numbers crosses as the array that it denotes
_SIZES = struct.Struct("<II")
_PLAIN = {type(None), bool, float, str}
_DTYPE = {name: np.dtype("<" + name) for name in DTYPES}
_NAME = {dtype: name for name, dtype in _DTYPE.items()}

Wait = Callable[[int, bool], None]  # (file descriptor, for writing): returns when ready, raises when the time is up


class WireError(Exception):
    """Bytes that are not a frame of ours, or a value that may not cross."""


class Closed(WireError):
    """The other side has gone."""


class Unfit(WireError):
    """A value that is no plain data; its text says what it is."""


@dataclass(frozen=True, eq=False)
class Tensor:
    """An array that is a torch tensor on the student's side."""

    values: np.ndarray


def encode(value: Any, arrays: list[np.ndarray], depth: int = 0, *, plain: bool = False) -> Any:
    """The tree of plain msgpack values for `value`; arrays are appended to `arrays` in the order of their tags.

    With `plain`, systems and generators are unfit: the student's side may not send them.
    """
    if depth > DEPTH_LIMIT:
        raise Unfit(f"something nested more than {DEPTH_LIMIT} deep")
    # First what messages are mostly made of: a call of a small function costs 0.15 ms, a good part of it here.
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is np.ndarray:
        return _encode_array("n", value, arrays)
    if isinstance(value, (list, tuple)):
        dense = _as_array(value) if len(value) > LONG_LIST else None
        if dense is not None:
            return _encode_array("n", dense, arrays)
        items = [encode(item, arrays, depth + 1, plain=plain) for item in value]
        return ["t" if isinstance(value, tuple) else "l", items]
    if isinstance(value, dict):
        if set(map(type, value)) != {str} and not all(isinstance(key, str) for key in value):
            raise Unfit("a dict whose keys are not all strings")
        return {str(key): encode(item, arrays, depth + 1, plain=plain) for key, item in value.items()}
    if isinstance(value, systems.System) and not plain:
        return ["s", kind.__name__, encode(value.parameters(), arrays, depth + 1)]
    if isinstance(value, systems.Rng) and not plain:
        return ["r", value.seed]
    return _encode_scalar(value.item() if isinstance(value, np.generic) else value, arrays)


def _encode_scalar(value: Any, arrays: list[np.ndarray]) -> Any:
    """What has no parts; and arrays and tensors, which are listed beside the tree."""
    if isinstance(value, bytes) and len(value) > LONG_BYTES:
        arrays.append(np.frombuffer(value, dtype=np.uint8))
        return ["b", len(value)]
    if value is None or isinstance(value, bool | float | str | bytes):
        return value
    if isinstance(value, int):
        if not -(2**63) <= value < 2**64:
            raise Unfit("an integer of more than 64 bits")
        return int(value)
    if isinstance(value, complex):
        return ["c", value.real, value.imag]
    if isinstance(value, Tensor):
        return _encode_array("T", value.values, arrays)
    if isinstance(value, np.ndarray):
        return _encode_array("n", value, arrays)
    return _encode_array("T", _tensor_values(value), arrays)


def _as_array(items: Any) -> np.ndarray | None:
    try:
        array = np.asarray(items)
    except Exception:  # items of any kind, their __array__ included
        return None
    return array if array.dtype.kind in "fib" else None


def _tensor_values(value: Any) -> np.ndarray:
    torch = sys.modules.get("torch")
    if torch is None or not isinstance(value, torch.Tensor):
        raise Unfit(f"a {type(value).__name__}"[:80])
    try:
        return value.detach().resolve_conj().resolve_neg().cpu().numpy()
    except (RuntimeError, TypeError, ValueError):
        raise Unfit(f"a tensor of {value.dtype}") from None


def _encode_array(tag: str, array: np.ndarray, arrays: list[np.ndarray]) -> list[Any]:
    array = np.asarray(array)
    if array.dtype not in _NAME or not array.flags.c_contiguous:
        array = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<")).reshape(array.shape)
    name = _NAME.get(array.dtype)
    if name is None:
        raise Unfit(f"an array of {array.dtype}"[:80])
    if array.ndim > AXES_LIMIT or max(array.shape, default=0) >= 2**32:
        raise Unfit(f"an array of shape {array.shape}"[:80])
    arrays.append(array)
    return [tag, name, list(array.shape)]


def frame(
    ident: bytes, kind: str, body: Any, limit: int = PAYLOAD_LIMIT, *, plain: bool = False
) -> list[bytes | memoryview]:
    """The pieces of one frame of at most `limit` payload bytes, to be written one after another."""
    arrays: list[np.ndarray] = []
    tree = encode(body, arrays, plain=plain)
    try:
        header = msgspec.msgpack.encode([ident, kind, tree])
    except (UnicodeEncodeError, ValueError, OverflowError, TypeError) as error:
        raise Unfit(f"something that cannot be written down ({type(error).__name__})") from None
    if len(header) > HEADER_LIMIT:
        raise Unfit(f"more than {HEADER_LIMIT // 1024} KiB of nested values (return one array instead)")
    pieces: list[bytes | memoryview] = [b"", header]
    size = 0
    for array in arrays:
        nbytes = array.nbytes
        size += nbytes + -nbytes % 8
        if nbytes:  # a small array is copied sooner than looked at
            pieces.append(array.tobytes() if nbytes < LONG_BYTES else array.reshape(-1).view(np.uint8).data)
            pieces.append(_PADS[-nbytes % 8])
    if size > limit:
        raise Unfit(f"more than {limit / 2**20:.0f} MiB of numbers")
    pieces[0] = _SIZES.pack(len(header), size)
    return pieces


class _Payload:
    """The payload of a received frame, taken array by array."""

    def __init__(self, data: bytearray) -> None:
        self.data = data
        self.taken = 0

    def array(self, name: Any, shape: Any) -> np.ndarray:
        if type(name) is not str or name not in _DTYPE:
            raise WireError("unknown dtype")
        if type(shape) is not list or len(shape) > AXES_LIMIT:
            raise WireError("bad shape")
        for n in shape:
            if type(n) is not int or not 0 <= n < 2**32:
                raise WireError("bad shape")
        dtype = _DTYPE[name]
        size = math.prod(shape) * dtype.itemsize
        if size > len(self.data) - self.taken:
            raise WireError("array longer than the payload")
        begin, self.taken = self.taken, self.taken + size + -size % 8
        if name == "b1" and size and np.frombuffer(self.data, np.uint8, size, begin).max() > 1:
            raise WireError("bytes that are no truth values")
        try:
            return np.ndarray(shape, dtype, self.data, begin).copy() if size else np.empty(shape, dtype)
        except ValueError:
            raise WireError("bad shape") from None


def decode(tree: Any, payload: _Payload, *, trusted: bool, depth: int = 0) -> Any:
    """The value of a tree; systems and generators are made only from a trusted sender's frame."""
    if depth > DEPTH_LIMIT:
        raise WireError("nested too deep")
    kind = type(tree)
    if kind in _PLAIN or kind is int or kind is bytes:
        return tree
    if kind is dict:
        if tree and set(map(type, tree)) != {str}:
            raise WireError("a key that is no text")
        return {key: decode(item, payload, trusted=trusted, depth=depth + 1) for key, item in tree.items()}
    if kind is not list or not tree or type(tree[0]) is not str:
        raise WireError("no value of ours")
    return _decode_tagged(tree, payload, trusted=trusted, depth=depth)


def _decode_tagged(tree: list[Any], payload: _Payload, *, trusted: bool, depth: int) -> Any:
    """The value of a list that begins with a tag. By hand: `match` on lists takes thrice the time."""
    tag, *fields = tree
    kinds = [type(field) for field in fields]
    if len(fields) == 2 and (tag == "n" or tag == "T"):
        values = payload.array(*fields)
        return sys.modules["torch"].from_numpy(values) if tag == "T" and trusted else values
    if kinds == [list] and (tag == "l" or tag == "t"):
        parts = [decode(item, payload, trusted=trusted, depth=depth + 1) for item in fields[0]]
        return parts if tag == "l" else tuple(parts)
    if kinds == [float, float] and tag == "c":
        return complex(*fields)
    if len(fields) == 1 and tag == "b":
        return payload.array("u1", fields).tobytes()
    if trusted and kinds == [str, dict] and tag == "s" and fields[0] in systems.FAMILIES:
        return systems.FAMILIES[fields[0]](**decode(fields[1], payload, trusted=True, depth=depth + 1))
    if trusted and kinds == [int] and tag == "r":
        return np.random.default_rng(fields[0])
    raise WireError("unknown tag")


def unframe(header: bytes | bytearray, payload: bytearray, *, trusted: bool) -> tuple[bytes, str, Any]:
    """(id, kind, body) of a frame's two parts."""
    try:
        message = msgspec.msgpack.decode(header)
    except (msgspec.MsgspecError, ValueError, TypeError, RecursionError, OverflowError, MemoryError):
        raise WireError("not msgpack") from None
    if type(message) is not list or len(message) != 3:
        raise WireError("no message of ours")
    ident, kind, tree = message
    if type(ident) is not bytes or type(kind) is not str:
        raise WireError("no message of ours")
    rest = _Payload(payload)
    body = decode(tree, rest, trusted=trusted)
    if rest.taken != len(payload):
        raise WireError("payload left over")
    return ident, kind, body


def block(descriptor: int, writing: bool) -> None:
    """Wait for ever: the student's side, whose descriptor blocks by itself."""


def send(
    descriptor: int,
    ident: bytes,
    kind: str,
    body: Any,
    wait: Wait = block,
    *,
    limit: int = PAYLOAD_LIMIT,
    plain: bool = False,
) -> None:
    """Write one frame; `wait` is asked whenever the other side has not taken all."""
    pieces = frame(ident, kind, body, limit, plain=plain)
    if sum(map(len, pieces)) <= JOINED:
        pieces = [b"".join(pieces)]
    for piece in pieces:
        view = memoryview(piece)
        while view:
            try:
                view = view[os.write(descriptor, view) :]
            except BlockingIOError:
                pass
            except OSError:
                raise Closed("the other side has gone") from None
            if view:
                wait(descriptor, True)


def receive(descriptor: int, limit: int, wait: Wait = block, *, trusted: bool = False) -> tuple[bytes, str, Any]:
    """Read one frame of at most `limit` payload bytes: (id, kind, body)."""
    header_size, payload_size = _SIZES.unpack(_read(descriptor, _SIZES.size, wait))
    if header_size > HEADER_LIMIT or payload_size > limit:
        raise WireError("a frame larger than allowed")
    header = _read(descriptor, header_size, wait)
    return unframe(header, _read(descriptor, payload_size, wait), trusted=trusted)


def _read(descriptor: int, size: int, wait: Wait) -> bytearray:
    data = bytearray(size)
    view = memoryview(data)
    while view:
        try:
            count = os.readv(descriptor, [view])
            if count == 0:
                raise Closed("the other side has gone")
            view = view[count:]
        except BlockingIOError:
            pass
        except OSError:
            raise Closed("the other side has gone") from None
        if view:
            wait(descriptor, False)  # even if more is there: bytes that drip fast enough would never let the time be up
    return data
