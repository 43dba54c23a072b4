"""What fuzz.py does to the codec: any bytes, dripped into the socket that the grader reads, are a frame or a WireError.

An input is a byte for the pace and the bytes of a frame. What is read crosses again and stays what it is.
"""

import math
import os
import random
import socket
import struct
from typing import Any

import msgspec
import test_wire as small

from autograder.sandbox import wire

LIMIT = 2**20  # bytes of payload that are accepted
GROWTH = 64 * 2**10  # KiB more for one input: the worst header takes 16 MiB
CHANGES = 4  # to a frame, at most
INTEGERS = [0, 1, -1, 2, 7, 8, 33, 2**31, 2**32 - 1, 2**32, 2**63, 2**64 - 1, -(2**63)]
NUMBERS = [*INTEGERS, 0.0, -0.0, 1.5, math.nan, math.inf]
LEAVES = [*NUMBERS, *small.NAMES, *"ltcbnTsr", "", "Linear", "V8", "\0", None, True, False, b"", b"x" * 1025]
TAGGED = [["l", []], ["t", []], ["c", 0.0, 1.0], ["b", 1], ["n", "f8", [2]], ["n", "b1", []], ["T", "f4", [0, 3]]]
STATUS = os.open("/proc/self/status", os.O_RDONLY | os.O_CLOEXEC)
FORGED = [["s", "Linear", {"A": 1.0}], ["r", 1], {}, {"a": 1.0}, []]


class Silent(Exception):
    """The sender stays and says nothing more: the grader's deadline."""


def one_input(data: bytes) -> None:
    """Read the frame; raises AssertionError where the codec does not keep its word."""
    before = peak()
    try:
        body = received(data[1:], data[0] if data else 0)[2]
    except (wire.WireError, Silent):
        return
    finally:
        assert peak() - before < GROWTH
    try:
        again = small.crossed(body, trusted=False)  # a long list of numbers has become the array that it denotes
    except wire.Unfit as error:
        assert "more than" in str(error)  # such an array may be larger
        return
    assert small.told(again) == small.told(small.crossed(again, trusted=False))


def peak() -> int:
    """KiB that this process has had at most; what getrusage says begins with its parent's."""
    return int(os.pread(STATUS, 4096, 0).partition(b"VmHWM:")[2].split(maxsplit=1)[0])


def received(data: bytes, pace: int) -> tuple[bytes, str, Any]:
    """What the grader reads when `data` comes in pieces; with an odd pace the sender goes after the last of them."""
    ours, theirs = socket.socketpair()
    step = max(1 + pace**2, len(data) // 64)
    pieces = [data[k : k + step] for k in range(0, len(data), step)][::-1]

    def wait(descriptor: int, writing: bool) -> None:
        if pieces:
            theirs.sendall(pieces.pop())
        elif pace % 2:
            theirs.close()
        else:
            raise Silent

    with ours, theirs:
        ours.setblocking(False)
        return wire.receive(ours.fileno(), LIMIT, wait)


def mutate(data: bytes, longest: int, seed: int) -> bytes:
    """An input like this one: its tree or its bytes changed."""
    import atheris

    draw = random.Random(seed)
    parts = taken_apart(data)
    if parts is None or draw.random() < 0.3:
        return bytes(atheris.Mutate(data, longest))
    message, payload = parts
    for _ in range(draw.randint(1, CHANGES)):
        message = changed(message, draw)
    size = payload_size(message) if draw.random() < 0.9 else draw.choice([0, 8, len(payload), len(payload) + 8])
    size = min(max(size, 0), 4096)
    payload = (payload + draw.choice([b"\0", b"\1", b"\2", b"\xff"]) * size)[:size]
    try:
        header = msgspec.msgpack.encode(message)
    except (ValueError, OverflowError, RecursionError):
        return bytes(atheris.Mutate(data, longest))
    return (data[:1] + struct.pack("<II", len(header), len(payload)) + header + payload)[:longest]


def taken_apart(data: bytes) -> tuple[Any, bytes] | None:
    """The message and the payload of an input; None where it is none."""
    if len(data) < 9:
        return None
    size = min(struct.unpack_from("<I", data, 1)[0], len(data))
    try:
        return msgspec.msgpack.decode(data[9 : 9 + size]), data[9 + size :]
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def changed(tree: Any, draw: random.Random) -> Any:
    """The tree with one node changed."""
    if isinstance(tree, list) and tree and draw.random() < 0.8:
        at = draw.randrange(len(tree))
        new = changed(tree[at], draw)
        many = 1 if isinstance(new, list | dict) else draw.choice([0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 40])
        return tree[:at] + [new] * many + tree[at + 1 :]
    if isinstance(tree, dict) and tree and draw.random() < 0.8:
        key = draw.choice(list(tree))
        return tree | {draw.choice([key, key, "a", "value", 1]): changed(tree[key], draw)}
    return draw.choice(
        [draw.choice(LEAVES), draw.choice(TAGGED + FORGED), ["l", [tree]], ["t", [tree, tree]], {"a": tree}]
    )


def payload_size(tree: Any) -> int:
    """Bytes that the arrays of a tree need, as far as it is one of ours."""
    match tree:
        case ["n" | "T", str(name), list(shape)] if name in wire.DTYPES and all(type(n) is int for n in shape):
            size = math.prod(shape) * int(name[1:])
            return size + -size % 8
        case ["b", int(size)]:
            return size + -size % 8
        case list():
            return sum(map(payload_size, tree))
        case dict():
            return sum(map(payload_size, tree.values()))
    return 0
