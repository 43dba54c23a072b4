# Attack: sends frames that announce other sizes than they have: bytes left over for the next question, an array of 2^62 numbers.
# Expect: euler_stability.euler 0 points, failed or crashed or blocked
# Expect: euler_stability.plot_step_sizes 0 points, crashed or blocked
# Shows: nothing
import os
import struct
import sys

msgpack = sys.modules["msgspec"].msgpack
SOCKET = 3


def asked():
    """The id of the question, from the frame that waits for the answer."""
    frame = sys._getframe()
    while "ident" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["ident"]


def send(tree, payload=b"", header_more=0, payload_more=0):
    header = msgpack.encode([asked(), "value", {"value": tree, "changed": ["l", []]}])
    os.write(SOCKET, struct.pack("<II", len(header) + header_more, len(payload) + payload_more) + header + payload)


def euler(f, y0, t):
    """A whole reply, and of the one after it a part that is its end."""
    send(["n", "f8", [3]], bytes(24))
    os.write(SOCKET, struct.pack("<II", 5, 2**32 - 1) + b"\xc1" * 5)
    return True


def plot_step_sizes(ax, hs):
    send(["n", "f8", [2**31, 2**31]], bytes(16), payload_more=-8)
    return True
