"""The student's kit, as fixtures; see kits.py."""

from pathlib import Path

import kits
import pytest
import small

from autograder import leaks, release


@pytest.fixture(scope="session")
def secrets() -> leaks.Secrets:
    """What the small course keeps to itself, and two seeds."""
    return kits.secrets(small.root())


@pytest.fixture(scope="session")
def kit_files() -> dict[str, bytes]:
    """The kit of the small course: content by path."""
    return kits.files(small.root())


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """The kit of the small course as a folder."""
    release.release(kits.files(small.root()), tmp_path / "kit")
    return tmp_path / "kit"
