# Attack: forks a crowd of processes in sessions of their own, and starts as many threads, to leave no room for the next.
# Expect: gradient_flow.grad_ab 0 points, failed or timed_out or blocked
# Shows: nothing
import contextlib
import os
import signal
import threading

CROWD = 100  # each forks once more: more than a child may have, and few enough where nobody counts


def grad_ab(z):
    made = 0
    with contextlib.suppress(OSError):
        for made in range(CROWD):
            if os.fork() == 0:
                with contextlib.suppress(OSError):
                    os.setsid()
                    os.fork()
                while True:
                    signal.pause()
    with contextlib.suppress(RuntimeError):
        for _ in range(CROWD):
            threading.Thread(target=threading.Event().wait, daemon=True).start()
    print(f"{made} processes, {threading.active_count()} threads", flush=True)
    return z
