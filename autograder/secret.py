"""The secret seed of a course's instances: AUTOGRADER_SEED, or the file .course-seed beside course.toml."""

import os
import secrets
from pathlib import Path

from autograder.course import CourseError
from autograder.grade import Seed

FILE, VARIABLE = ".course-seed", "AUTOGRADER_SEED"
MADE = f"made {FILE}, the secret seed of this course's instances: keep it, and keep it to yourself"


def seed(root: Path) -> tuple[Seed, str]:
    """The seed, and a remark where it was made just now. Raises CourseError for an empty file."""
    if not known(root):
        try:
            descriptor = os.open(root / FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise CourseError(f"{FILE}: it is empty; delete it to have a new one made") from None
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32) + "\n")
        return Seed(known(root)[0]), MADE
    return Seed(known(root)[0]), ""


def known(root: Path) -> list[bytes]:
    """The secret seeds that there are, the one that counts first; none is made."""
    path, given = root / FILE, os.environ.get(VARIABLE)
    kept = path.read_text().strip() if path.exists() else ""
    return [text.encode() for text in (given, kept) if text]
