# Attack: waits for a lock of its own while it is imported, and holds the one that imports take.
# Expect: gradient_flow.grad_ab 0 points, timed_out or blocked
# Shows: nothing
import _imp
import threading

_imp.acquire_lock()
lock = threading.Lock()
lock.acquire()
lock.acquire()


def grad_ab(z):
    return z
