# Attack: sends its reply a byte at a time: one that costs computing time and never ends, and one that ends and is nothing.
# Expect: euler_stability.euler 0 points, timed_out or blocked
# Expect: euler_stability.plot_step_sizes 0 points, failed
# Shows: nothing
import os
import struct
import sys
import time

SOCKET = 3
wire = sys.modules["autograder.sandbox.wire"]


def euler(f, y0, t):
    os.write(SOCKET, struct.pack("<II", 64, 2**23))
    while True:
        os.write(SOCKET, b"\0")
        until = time.process_time() + 1e-3
        while time.process_time() < until:
            pass


def plot_step_sizes(ax, hs):
    """Every byte of the reply by itself, some of them awaited."""

    def send(descriptor, ident, kind, body, *args, **options):
        for number, byte in enumerate(b"".join(bytes(piece) for piece in wire.frame(ident, kind, body))):
            os.write(descriptor, bytes([byte]))
            if number % 64 == 0:
                time.sleep(1e-3)

    wire.send = send
