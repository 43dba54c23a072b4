"""Many submissions -> a report of each, in their order: those made before, and the others on several processes of this machine.

Each process is a grader of its own, with a sandbox of its own: checks run in it, student code doesn't.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import util
from pathlib import Path

import msgspec

from autograder import cache, course, grade
from autograder.model import Course, Limits, Report, Submission
from autograder.sandbox import client
from autograder.sandbox import isolation as levels

Judge = Callable[[Course, Submission], Report]

_sandbox: client.Sandbox | None = None  # of a process of the pool


def grade_all(
    root: Path,
    whole: Course,
    handed_in: Sequence[Submission],
    seed: grade.Seed,
    jobs: int,
    judge: Judge,
    isolation: str,
) -> Iterator[Report]:
    """Reports of isolated submissions, in order. With one job, or one submission to judge, `judge` does it in this
    process; else each process has a sandbox of this isolation.
    """
    of = [(asked(whole, one), one) for one in handed_in]
    names = [cache.key(root, each, one, seed, isolation) for each, one in of]
    made = {name: report for name in names if (report := cache.load(root, name))}
    left: dict[str, tuple[Course, Submission]] = {}
    for name, each in zip(names, of, strict=True):
        if name not in made:
            left.setdefault(name, each)
    fresh = _judged(root, whole.limits, list(left.values()), seed, min(jobs, len(left)), judge, isolation)
    for name, one in zip(names, handed_in, strict=True):
        if name not in made:  # the same file handed in twice is judged once
            made[name] = next(fresh)
            cache.save(root, name, made[name])
        yield msgspec.structs.replace(made[name], submission=one.name, commit=one.commit)


def asked(whole: Course, handed_in: Submission) -> Course:
    """What of the course a submission answers."""
    return course.select(whole, [handed_in.assignment] if handed_in.assignment else [])


def _judged(
    root: Path,
    limits: Limits,
    left: list[tuple[Course, Submission]],
    seed: grade.Seed,
    jobs: int,
    judge: Judge,
    isolation: str,
) -> Iterator[Report]:
    done = 0
    if jobs > 1:
        context = multiprocessing.get_context("spawn")  # a fork would share the sandbox's sockets
        pool = ProcessPoolExecutor(jobs, context, _start, (root, limits, isolation))
        try:
            for report in pool.map(_grade, left, [seed] * len(left)):
                done += 1
                yield report
        except BrokenProcessPool:
            pass  # a process of ours was killed, for want of memory perhaps: the rest one at a time
        except BaseException:
            for process in multiprocessing.active_children():
                process.terminate()
            raise
        finally:
            pool.shutdown(cancel_futures=True)
    for each, one in left[done:]:
        yield judge(each, one)


def _start(root: Path, limits: Limits, isolation: str) -> None:
    """Make a process of the pool ready: Ctrl-C is the first process's to answer, and no sandbox outlives this one."""
    global _sandbox
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.path.insert(0, str(root))
    _sandbox = levels.sandbox(limits, isolation)
    util.Finalize(None, _sandbox.close, exitpriority=1)


def _grade(asked: tuple[Course, Submission], seed: grade.Seed) -> Report:
    return grade.grade(*asked, _sandbox, seed)


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
