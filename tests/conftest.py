"""The student's kit, made once for all tests that need one."""

from pathlib import Path

import pytest

from autograder import course, leaks, release

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def secrets() -> leaks.Secrets:
    """What this course keeps to itself, and two seeds."""
    return leaks.secrets(ROOT, [b"0123456789abcdef0123456789ABCDEF", b"no lucky number"])


@pytest.fixture(scope="session")
def kit_files(secrets: leaks.Secrets) -> dict[str, bytes]:
    """The kit of this course: content by path. Takes 15 s."""
    return release.kit(ROOT, course.load(ROOT), secrets)


@pytest.fixture
def kit(kit_files: dict[str, bytes], tmp_path: Path) -> Path:
    """The kit of this course as a folder."""
    release.release(kit_files, tmp_path / "kit")
    return tmp_path / "kit"
