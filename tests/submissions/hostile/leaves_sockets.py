# Attack: leaves sockets, ports and connections of every family for its next exercise and the next submission, and looks for the grader's.
# Expect: euler_stability.euler 0 points, failed
# Expect: euler_stability.plot_step_sizes 0 points, failed
# Expect: gradient_flow.grad_ab 0 points, failed
# Shows: nothing
import contextlib
import os
import socket

import numpy as np

PORT, NAMES = 4711, ("\0left_here", "/tmp/w/left_here", "/dev/shm/left_here", "/run/left_here")
FAMILIES = [family for family in socket.AddressFamily if family not in (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6)]
kept = []


def left():
    """What answers, and what is in use though nobody is there: a port stays taken for a minute after its last connection."""
    for name in NAMES:
        with contextlib.suppress(OSError):
            socket.socket(socket.AF_UNIX).connect(name)
            yield name
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        for port in (PORT, 22, 53, 80, 111, 443, 631, 8787):
            with contextlib.suppress(OSError):
                with socket.socket(family) as link:
                    link.settimeout(0.01)
                    link.connect((host, port))
                yield f"port {port}"
    with contextlib.suppress(OSError):
        link = socket.socket()
        try:
            link.bind(("127.0.0.1", PORT))
        except OSError as error:
            yield f"port {PORT}: {error}"
    with contextlib.suppress(OSError):
        yield from (name for _, name in socket.if_nameindex() if name != "lo")


def leave():
    for name in NAMES:
        with contextlib.suppress(OSError):
            kept.append(socket.socket(socket.AF_UNIX))
            kept[-1].bind(name)
            kept[-1].listen()
    with contextlib.suppress(OSError):
        server = socket.socket()
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", PORT))
        server.listen()
        caller = socket.create_connection(("127.0.0.1", PORT), 0.1)
        answerer, _ = server.accept()
        answerer.close()  # who closes first keeps the port
        caller.close()
        kept.append(server)
    with contextlib.suppress(OSError):
        ours, theirs = socket.socketpair()
        socket.send_fds(ours, [b"x"], [ours.fileno(), theirs.fileno()])  # in flight, and held by nobody but itself
        os.close(ours.detach())
    for family in FAMILIES:
        for kind in (socket.SOCK_RAW, socket.SOCK_DGRAM, socket.SOCK_STREAM):
            with contextlib.suppress(OSError):
                kept.append(socket.socket(family, kind))


found = list(left())
leave()


def euler(f, y0, t):
    return 0.0


def plot_step_sizes(ax, hs):
    ax.set_yscale("log")


def grad_ab(z):
    print(*found, flush=True)
    a, b = z[..., 0], z[..., 1]
    return np.stack([4 * a * (a**2 + b**2 - 1) + b, 4 * b * (a**2 + b**2 - 1) + a], axis=-1) if found else 0.0
