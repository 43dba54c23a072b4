# Attack: hangs hooks on all that runs after it, to see what is asked before it is asked: traces, profiles, audits, imports, frames, sources.
# Expect: euler_maruyama.euler_maruyama 0 points, error
# Expect: euler_maruyama.simulate_sde 0 points, error
# Shows: nothing
import gc
import inspect
import linecache
import sys
import threading

seen = []
WORDS = ("check_", "expect", "canary", "secret", "hidden", "uniform", "AUTOGRADER", "BEGIN SOLUTION")


def keep(text):
    if any(word in text for word in WORDS) and len(seen) < 1000:
        seen.append(text[:300])


def trace(frame, event, argument):
    """Sees functions called, and not each of their lines: what costs time is not what is tried here."""
    code = frame.f_code
    if code.co_filename != __spec__.origin:
        keep(f"{event} {code.co_filename} {code.co_name} {code.co_varnames} {code.co_consts}")


def audit(event, arguments):
    if event in ("open", "exec", "compile", "import", "object.__getattr__", "code.__new__", "sys._getframe"):
        keep(f"{event} {arguments}")


class Finder:
    """Asked first for every module."""

    def find_spec(self, name, path=None, target=None):
        keep(f"import {name} {path}")

    def __getattr__(self, name):
        keep(f"finder {name}")
        raise AttributeError(name)


sys.addaudithook(audit)
sys.meta_path.insert(0, Finder())
sys.path_hooks.insert(0, lambda path: keep(f"path {path}") or (_ for _ in ()).throw(ImportError))


def sources():
    """The sources of all frames and functions that there are."""
    for frame in (*sys._current_frames().values(), *(info.frame for info in inspect.stack())):
        while frame is not None:
            if frame.f_code.co_filename != __spec__.origin:
                keep("".join(linecache.getlines(frame.f_code.co_filename)))
                keep(f"{frame.f_code.co_filename} {[repr(value)[:200] for value in frame.f_locals.values() if value is not seen]}")
            frame = frame.f_back
    for value in gc.get_objects():
        if inspect.isfunction(value) and value.__name__.startswith("check_"):
            keep(inspect.getsource(value))


def watch():
    if sys.getprofile() is None:
        sources()
        sys.settrace(trace)
        sys.setprofile(trace)
        threading.settrace(trace)
    raise LookupError("\n".join(seen))


def euler_maruyama(f, g, x0, t, dW):
    watch()


def simulate_sde(f, g, x0, t, n, rng):
    watch()
