"""A newer course -> a kit in which a student has worked. What the student wrote stays; what would replace it lies beside."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder import files
from autograder.release import RECORD, Record, ReleaseError, digest

OURS = "autograder/"  # replaced whatever a student did to it; what a student added stays there too


@dataclass
class Plan:
    """What is to be done, and what is said about it."""

    writes: dict[str, bytes] = field(default_factory=dict)
    removals: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def update(dest: Path, then: Record, new: Mapping[str, bytes], now: Record) -> list[str]:
    """Bring a kit's new files into `dest`, which was given `then`: lines on what changed, the last on grades.

    Raises ReleaseError; nothing is written then, or what was is whole, and the next call does the rest.
    """
    if _numbers(then.version) > _numbers(now.version):
        older = f"{dest}: this kit is of version {then.version}, and this course is {now.version}"
        raise ReleaseError(f"{older}; update the course first")
    if then.exercises.keys().isdisjoint(now.exercises):
        raise ReleaseError(
            f"{dest}: this is the kit of another course, for no exercise of it is in this one; name another"
        )
    try:
        plan = _plan(dest, then, new)
        for path in sorted(plan.writes, key=lambda path: path == RECORD):  # which says that all else was done
            (dest / path).parent.mkdir(parents=True, exist_ok=True)
            files.replace(dest / path, plan.writes[path])
        for path in plan.removals:
            (dest / path).unlink()
    except OSError as error:
        raise ReleaseError(f"{error.filename}: {error.strerror}; mend that, and update again") from None
    if not plan.writes and not plan.removals:
        return [*plan.said, f"nothing to do: the kit has this version, {now.version}, already"]
    version = [f"version {now.version}, before {then.version}"] if now.version != then.version else []
    return [*version, *plan.said, *_ours(plan, then), *_exercises(then, now), _grades(then, now)]


def _plan(dest: Path, then: Record, new: Mapping[str, bytes]) -> Plan:
    plan = Plan()
    for path, data in new.items():
        present, was = _present(dest, path), then.files.get(path)
        if present == data:
            continue
        begun = present is not None and digest(present) != was
        if begun and not path.startswith(OURS):
            if digest(data) != was:  # else only the student has changed it
                _beside(plan, dest, path, data, was)
            continue
        plan.writes[path] = data
        if path.startswith(OURS):
            plan.said += [f"{path}: replaced, with what you changed in it"] if begun and path != RECORD else []
        else:
            plan.said.append(
                f"{path}: " + ("replaced; you had changed nothing in it" if present is not None else "new")
            )
    for path in sorted(then.files.keys() - new.keys()):
        present = _present(dest, path)
        if present is not None and (path.startswith(OURS) or digest(present) == then.files[path]):
            plan.removals.append(path)
            plan.said += [] if path.startswith(OURS) else [f"{path}: taken away; the course no longer has it"]
        elif present is not None:
            plan.said.append(f"{path}: yours stays, though the course no longer has it")
    return plan


def _beside(plan: Plan, dest: Path, path: str, data: bytes, was: str | None) -> None:
    """Lay what is new beside what the student has; what another update laid there is replaced."""
    beside = f"{path}.new"
    there = _present(dest, beside)
    if there is not None and there != data and digest(there) != was:
        raise ReleaseError(f"{dest / beside}: there is something of yours; move it away, and update again")
    plan.writes |= {beside: data} if there != data else {}
    plan.said.append(f"{path}: yours is kept; the new one is {beside}: compare, and take over what you need")


def _present(dest: Path, path: str) -> bytes | None:
    """A file's content, None where there is none; what has another kind, or leads elsewhere, is not touched."""
    for parent in reversed([*(dest / path).relative_to(dest).parents][:-1]):
        if (dest / parent).is_symlink() or ((dest / parent).exists() and not (dest / parent).is_dir()):
            raise ReleaseError(f"{dest / parent}: a folder is needed here, and this is none; move it away")
    if (dest / path).is_symlink() or (dest / path).is_dir():
        raise ReleaseError(f"{dest / path}: a file is needed here, and this is a link or a folder; move it away")
    return (dest / path).read_bytes() if (dest / path).exists() else None


def _ours(plan: Plan, then: Record) -> Iterator[str]:
    paths = [path for path in plan.writes if path.startswith(OURS) and path != RECORD]
    new = sum(path not in then.files for path in paths)
    gone = sum(path.startswith(OURS) for path in plan.removals)
    if paths or gone:
        yield f"{OURS}: {len(paths) - new} files replaced, {new} new, {gone} taken away"


def _exercises(then: Record, now: Record) -> Iterator[str]:
    """A line for each exercise that is not what it was."""
    for name, one in now.exercises.items():
        if (old := then.exercises.get(name)) is None:
            yield f"{name}: new, {one.points:g} points"
        else:
            points = f"{one.points:g} points, before {old.points:g}" if one.points != old.points else ""
            text = "another text" if one.task != old.task else ""
            checks = "other checks" if one.claims != old.claims else ""
            if what := ", ".join(filter(None, (points, text, checks))):
                yield f"{name}: {what}"
    yield from (f"{name}: no longer in the course" for name in then.exercises if name not in now.exercises)


def _grades(then: Record, now: Record) -> str:
    names = [name for name in {**then.exercises, **now.exercises} if _weighs(then, name) != _weighs(now, name)]
    names += [what for what in {**then.judges, **now.judges} if then.judges.get(what) != now.judges.get(what)]
    return f"A grade can change, by {', '.join(names)}." if names else "No grade can change."


def _weighs(record: Record, name: str) -> tuple[float, str] | None:
    one = record.exercises.get(name)
    return None if one is None else (one.points, one.claims)


def _numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]
