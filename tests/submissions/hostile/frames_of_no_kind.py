# Attack: sends frames with tags and types that are none of a student's: systems, extensions, timestamps, sizes below 0 or not a number.
# Expect: euler_maruyama.euler_maruyama 0 points, crashed or blocked
# Expect: euler_maruyama.simulate_sde 0 points, crashed or blocked
# Shows: nothing
import datetime
import os
import struct
import sys

msgspec = sys.modules["msgspec"]
SOCKET = 3
NAN = float("nan")


def asked():
    """The id of the question, from the frame that waits for the answer."""
    frame = sys._getframe()
    while "ident" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["ident"]


def send(*trees):
    header = msgspec.msgpack.encode([asked(), "value", {"value": ["l", list(trees)], "changed": ["l", []]}])
    os.write(SOCKET, struct.pack("<II", len(header), 8) + header + bytes(8))


def euler_maruyama(f, g, x0, t, dW):
    now = datetime.datetime.now(datetime.timezone.utc)
    send(["s", "Linear", {"A": 1.0}], ["r", 1], ["O", "x"], msgspec.msgpack.Ext(1, b"x"), now, {1: 2}, [], [[]])


def simulate_sde(f, g, x0, t, n, rng):
    send(["n", "f8", [-1]], ["n", "f8", [NAN]], ["b", -8], ["b", NAN], ["n", "f8", [True]], ["n", "O", [1]], ["c", NAN, "x"])
