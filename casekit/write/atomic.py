"""Saving a file so that it is either there as it was, or there as it should be."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

__all__ = ["save_bytes", "save_text"]


def save_bytes(path: str | Path, content: bytes) -> Path:
    """Write beside the target, flush to disk, then put it in place. Raises OSError when that fails."""
    path = Path(path)
    try:
        return _put(path, content)
    except OSError as error:
        error.filename = str(path)  # not the temporary file beside it, which nobody asked for
        raise


def _put(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path


def save_text(path: str | Path, text: str) -> Path:
    """`save_bytes` for text, in UTF-8."""
    return save_bytes(path, text.encode("utf-8"))
