"""A file written wholly or not at all, whatever interrupts it."""

import os
import shutil
from pathlib import Path


def replace(path: Path, data: bytes) -> None:
    """Give a file new content; until that is complete the old one stands. Raises OSError."""
    new = path.with_name(f".{path.name.lstrip('.')}.{os.getpid()}")
    try:
        new.write_bytes(data)
        if path.exists():
            shutil.copymode(path, new)
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)
