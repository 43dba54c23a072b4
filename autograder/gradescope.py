"""The course -> the zip that an instructor uploads to Gradescope, the same bytes from the same course. Not for students.

setup.sh              builds the image: system packages, venv/, the libraries
run_autograder        grades one submission
course/               course.toml, constraints.txt, requirements.txt, LICENSE; wheels.txt, where PyTorch's are, if that was named
course/autograder/    the package; of checks, and of reference/, what is about the units of the archive
course/.course-seed   a secret seed made from the course's own, mode 0600: nobody can go back from it, and Gradescope's
                      instances are not those of `grade` here. The same course has the same one, so a new archive
                      grades as the last one did.
"""

import hashlib
import hmac
import io
import os
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from autograder import release, secret
from autograder.grade import Seed
from autograder.model import Course, Unit
from autograder.sandbox import bubblewrap

PACKAGE = Path(__file__).parent
PROGRAMS = ("setup.sh", "run_autograder")
THERE = "{}: there is something already; name a new file, so that nothing is overwritten"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first time that a zip can say


class NoArchive(Exception):
    """Why no archive was written: one line with the remedy."""


def build(root: Path, course: Course, seed: Seed, index: str = "") -> dict[str, bytes]:
    """All files of the archive of a course, or of some of its units, content by path; raises NoArchive.

    `index`: where pip finds PyTorch's build without CUDA, as PIP_EXTRA_INDEX_URL names it; written only if a unit wants torch.
    """
    try:
        files = {name: (PACKAGE / "archive" / name).read_bytes() for name in PROGRAMS}
        files |= {f"course/{path}": (root / path).read_bytes() for path in ("constraints.txt", "LICENSE")}
        files |= {f"course/{path}": data for path, data in _sources(root, course)}
        files["course/requirements.txt"] = _requirements(root, course)
    except OSError as error:
        raise NoArchive(f"{error.filename}: {error.strerror}; an archive needs it") from None
    if index and wants_torch(course):
        files["course/wheels.txt"] = f"{index}\n".encode()
    files["course/course.toml"] = release.toml(_alone(course)).encode()
    own = hmac.new(seed.secret, b"gradescope", hashlib.sha256).hexdigest()
    files[f"course/{secret.FILE}"] = f"{own}\n".encode()
    return dict(sorted(files.items()))


def write(files: Mapping[str, bytes], dest: Path) -> None:
    """Write the zip, for its owner's eyes only; raises NoArchive rather than overwrite anything."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, whose modes the next line has
            entry.external_attr = (0o100000 | _mode(path)) << 16
            archive.writestr(entry, content)
    try:
        with open(dest, "xb", opener=_private) as file:
            file.write(data.getvalue())
    except FileExistsError:
        raise NoArchive(THERE.format(dest)) from None
    except OSError as error:
        raise NoArchive(f"{dest}: {error.strerror}; name a file in a folder that can be written") from None


def wants_torch(course: Course) -> bool:
    """Whether a unit of it needs PyTorch."""
    return any(unit.libraries == "torch" for unit in course.units)


def _sources(root: Path, course: Course) -> Iterator[tuple[str, bytes]]:
    """The package and the lessons, without what is about other units: what is not there cannot be read there."""
    units = {unit.name for unit in course.units}
    for path in [*PACKAGE.rglob("*.py"), PACKAGE / "report" / "schema.json"]:
        if not path.name.startswith("check_") or path.stem.removeprefix("check_") in units:
            yield f"autograder/{path.relative_to(PACKAGE).as_posix()}", path.read_bytes()
    for folder in (root / "reference", root / "reference" / "misconceptions"):
        for path in folder.glob("*.py"):
            if path.stem in units or path.name == "__init__.py":
                yield path.relative_to(root).as_posix(), path.read_bytes()


def _requirements(root: Path, course: Course) -> bytes:
    """What setup.sh installs: the project's own requirements, without PyTorch where no unit wants it."""
    listed = tomllib.loads((root / "pyproject.toml").read_text())["project"]["dependencies"]
    if not wants_torch(course):
        listed = [line for line in listed if bubblewrap.distribution_name(line) != "torch"]
    return "".join(f"{line}\n" for line in listed).encode()


def _alone(course: Course) -> Course:
    """The course without a word about exercises that are not in it."""
    names = {name for name, _, _ in course.exercises()}

    def unit_of(unit: Unit) -> Unit:
        exercises = (
            msgspec.structs.replace(one, needs=tuple(need for need in one.needs if need in names))
            for one in unit.exercises
        )
        return msgspec.structs.replace(unit, exercises=tuple(exercises))

    return msgspec.structs.replace(course, units=tuple(map(unit_of, course.units)))


def _mode(path: str) -> int:
    """Programs may be run; what would help a submission is for root alone; the rest may be read, as the sandbox must."""
    if path in PROGRAMS:
        return 0o755
    return 0o600 if path.endswith(secret.FILE) or "/hidden/" in path or "/reference/" in path else 0o644


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
