"""Two people, or two programs, in one file: one at a time, and no version disappears without a word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from casekit.errors import InputRefused, Problem
from casekit.read.copies import free_name
from casekit.read.safe.guard import MAX_BYTES
from casekit.read.safe.opening import read_file
from casekit.write.atomic import save_bytes

__all__ = ["LOCK_SUFFIX", "change_file", "content_hash", "kept_beside", "locked"]

LOCK_SUFFIX = ".lock"
TIMEOUT = 10.0
"""Seconds to wait for another program; a save takes less than one."""
_POLL = 0.01


def content_hash(content: bytes) -> str:
    """What tells one content from another: SHA-256, as 64 hexadecimal signs.

    >>> content_hash(b"")[:8]
    'e3b0c442'
    """
    return sha256(content).hexdigest()


@contextmanager
def locked(path: str | Path, timeout: float = TIMEOUT) -> Iterator[None]:
    """Nobody else who locks this file gets in, until the end of the `with`; not even this program itself.

    The lock is a hidden file beside it that stays: taking it away could let two in at once. The system ends the
    lock of a program that dies. Raises InputRefused when another has it for longer than `timeout` seconds, and
    OSError when there can be no lock beside the file.
    """
    from filelock import FileLock, Timeout

    path = Path(path)
    lock = FileLock(path.with_name(f".{path.name}{LOCK_SUFFIX}"), timeout=timeout, poll_interval=_POLL)
    try:
        lock.acquire()
    except Timeout:
        raise InputRefused([Problem("in_use", str(path))]) from None
    except OSError as error:
        error.filename = str(path)
        raise
    try:
        yield
    finally:
        lock.release()


def change_file(path: str | Path, change: Callable[[bytes], bytes], expected: str | None = None) -> bytes:
    """Read a file, change its content and save it, while nobody else does; gives the new content.

    `expected` is the `content_hash` of what the caller saw when deciding on the change. When the file has become
    something else since then, it is left alone: the new content is kept beside it (`case.conflict-1.yaml`), and
    InputRefused names both. Raises what reading and saving raise; then nothing was changed.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = save_bytes(f"{folder}/f.txt", b"een")
    ...     change_file(file, lambda content: content + b" twee")
    b'een twee'
    """
    path = Path(path)
    if not path.parent.is_dir():
        raise InputRefused([Problem("no_file", str(path))])
    with locked(path):
        before = read_file(path, MAX_BYTES, absent="no_file")
        after = change(before)
        if after == before:
            return before
        if expected is not None and content_hash(before) != expected:
            raise kept_beside(path, after)
        save_bytes(path, after)
    return after


def kept_beside(path: Path, content: bytes) -> InputRefused:
    """Keep a version of a file that somebody else changed meanwhile (`case.conflict-1.yaml`); gives what to raise."""
    kept = save_bytes(free_name(path, "conflict"), content)
    values = {"kept": str(kept), "name": path.name}
    return InputRefused([Problem("changed_meanwhile", str(path), values=values)])
