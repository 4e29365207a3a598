"""Opening a file that somebody gave: only an ordinary file, not too large, and never one that could hang.

A link is refused, wherever it points: what a case says must not depend on a file that somebody can swap. That
holds for the last part of a path only; the folders above it may well be links (`/tmp` on a Mac is one).
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from casekit.errors import InputRefused, Problem

__all__ = ["MEGABYTE", "is_link", "read_file"]

MEGABYTE = 1_000_000
# What Windows and macOS set on a file that is still in the cloud; reading it would wait for a network.
_WINDOWS_AWAY = 0x1000 | 0x40000 | 0x400000
_APPLE_AWAY = 0x40000000
_REPARSE_LINKS = (0xA0000003, 0xA000000C)
"""A junction and a symbolic link of Windows."""
_ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL)
_FLAGS = ("O_NONBLOCK", "O_NOFOLLOW", "O_BINARY", "O_CLOEXEC", "O_NOCTTY")


def read_file(path: str | Path, max_bytes: int, *, absent: str = "no_such_file") -> bytes:
    """All bytes of an ordinary file of at most `max_bytes`.

    Raises InputRefused for a folder, a link, a pipe or a device, the lock file of an office program, a file that
    is still in the cloud, is too large, may not be read, or is not there (told as the problem `absent`).

    >>> import casekit
    >>> read_file(casekit.__file__, 100_000)[3:10]
    b'casekit'
    """
    try:
        before = os.lstat(path)
    except (OSError, ValueError) as error:
        raise InputRefused([_failed(error, path, absent)]) from None
    code = _not_ordinary(before, Path(path).name)
    if code:
        raise InputRefused([Problem(code, str(path))])
    try:
        flags = sum(getattr(os, name, 0) for name in _FLAGS)
        with open(os.open(path, os.O_RDONLY | flags), "rb") as file:
            # Looked at again once it is open: somebody may have put something else there in between.
            code = _not_ordinary(os.fstat(file.fileno()), Path(path).name)
            content = b"" if code else file.read(max_bytes + 1)
    except OSError as error:
        raise InputRefused([_failed(error, path, absent)]) from None
    if code:
        raise InputRefused([Problem(code, str(path))])
    if len(content) > max_bytes:
        raise InputRefused([Problem("too_large", str(path), values={"megabytes": max_bytes // MEGABYTE})])
    return content


def is_link(path: str | Path) -> bool:
    """Whether the last part of a path is a link, or a junction of Windows."""
    try:
        return _link(os.lstat(path))
    except (OSError, ValueError):
        return False


def _link(info: os.stat_result) -> bool:
    return stat.S_ISLNK(info.st_mode) or getattr(info, "st_reparse_tag", 0) in _REPARSE_LINKS


def _not_ordinary(info: os.stat_result, name: str) -> str | None:
    """Why a file is not one to read; None when it is."""
    if _link(info):
        return "link"
    if stat.S_ISDIR(info.st_mode):
        return "folder"
    if not stat.S_ISREG(info.st_mode):
        return "device"
    if name.startswith(("~$", ".~lock.")):
        return "lock_file"
    if getattr(info, "st_file_attributes", 0) & _WINDOWS_AWAY or getattr(info, "st_flags", 0) & _APPLE_AWAY:
        return "in_the_cloud"
    return None


def _failed(error: Exception, path: str | Path, absent: str) -> Problem:
    number = getattr(error, "errno", None)
    if number == errno.ELOOP:
        return Problem("link", str(path))
    if number in _ABSENT or isinstance(error, ValueError):  # a ValueError is a NUL in the path
        return Problem(absent, str(path))
    return Problem("unreadable", str(path))
