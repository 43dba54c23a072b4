"""The student's kit, as fixtures; see kits.py."""

from pathlib import Path

import kits
import pytest

from autograder import leaks, release


@pytest.fixture(scope="session")
def secrets() -> leaks.Secrets:
    """What this course keeps to itself, and two seeds."""
    return kits.secrets()


@pytest.fixture(scope="session")
def kit_files() -> dict[str, bytes]:
    """The kit of this course: content by path."""
    return kits.files()


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """The kit of this course as a folder."""
    release.release(kits.files(), tmp_path / "kit")
    return tmp_path / "kit"
