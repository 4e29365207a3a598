"""Saving a file so that it is either there as it was, or there as it should be: the one way in which the kit writes.

The content goes to a temporary file in the same folder, to disk, is read back and compared, and only then takes
the place of the old version, in one step. Until that step the old version is untouched. Somebody else's right to
read a file follows from the file that was there; a temporary file is for its maker alone, since it holds a case.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from casekit.errors import InputRefused, Problem
from casekit.read.copies import free_name
from casekit.read.safe.opening import is_link

__all__ = ["TEMPORARY", "save_bytes", "save_folder", "save_text"]

TEMPORARY = ".casekit-"
"""How the name of a temporary file begins."""
_STRAY_AFTER = 60.0
"""Seconds after which a temporary file is one of a save that died: a living one takes less than a second."""
_HELD = (5, 32, 33)
"""What Windows says while Excel, a virus scanner or OneDrive holds a file: access denied, sharing, lock."""
_PAUSES = (0.05, 0.1, 0.15, 0.25, 0.4, 0.65, 0.9)
"""Seconds between the attempts to replace a file that is held: 2.5 in all."""


def save_bytes(path: str | Path, content: bytes, verify: Callable[[bytes], object] | None = None) -> Path:
    """Save bytes under a name, and return the path; folders above it are made.

    `verify` gets what was read back from disk, before it takes the place of the old version; what it raises ends
    the save. Raises OSError when the file cannot be written, and InputRefused when another program holds it: the
    content then lies beside it. Whatever is raised, the old version is there as it was.

    A link is not followed and not replaced: that is an OSError, as for a device or a folder.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_bytes(f"{folder}/nieuw/f.txt", b"x").read_bytes()
    b'x'
    """
    path = Path(path)
    with _as_it_was(path):
        _save(path, content, verify)
    return path


def save_text(path: str | Path, text: str, verify: Callable[[bytes], object] | None = None) -> Path:
    """`save_bytes` for text, in UTF-8, with the line ends that it has."""
    return save_bytes(path, text.encode("utf-8"), verify)


def save_folder(path: str | Path, files: Mapping[str, bytes]) -> Path:
    """Save a new folder with all its files, by path in it: it is there whole, or not at all.

    Raises OSError when something has that name already, or when it cannot be written.
    """
    path = Path(path)
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    with _as_it_was(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_strays(path.parent)
        temporary = Path(tempfile.mkdtemp(dir=path.parent, prefix=TEMPORARY, suffix=".tmp"))
        try:
            for name, content in files.items():
                save_bytes(temporary / name, content)
            with suppress(OSError):
                os.chmod(temporary, 0o777 & ~_mask())
            os.rename(temporary, path)
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise
    _flush_folder(path.parent)
    return path


@contextmanager
def _as_it_was(path: Path) -> Iterator[None]:
    """When saving fails, the folders that were made for it go, and the error names what was to be saved."""
    made = [folder for folder in path.parents if not folder.exists()]
    try:
        yield
    except BaseException as error:
        for folder in made:
            with suppress(OSError):
                folder.rmdir()
        if isinstance(error, OSError):
            error.filename = str(path)  # not the temporary file beside it, which nobody asked for
        raise


def _save(path: Path, content: bytes, verify: Callable[[bytes], object] | None) -> None:
    before = _to_replace(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove_strays(path.parent)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=TEMPORARY, suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        there = temporary.read_bytes()
        if there != content:
            raise OSError(errno.EIO, "the disk gives back something else than was written")
        if verify is not None:
            verify(there)
        _give_rights(temporary, before)
        _put_in_place(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _flush_folder(path.parent)


def _to_replace(path: Path) -> os.stat_result | None:
    """The file that will be replaced, or None. Raises OSError when that is no file of one's own to replace."""
    try:
        before = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if is_link(path):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if stat.S_ISDIR(before.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(before.st_mode):
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))
    if not os.access(path, os.W_OK):  # replacing needs no right to the file itself, but who took it away meant it
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return before


def _give_rights(temporary: Path, before: os.stat_result | None) -> None:
    """The owner, group and rights of the file that was there; those of any new file when there was none.

    A memory stick may know no rights and refuse them all: that is no reason not to save.
    """
    if before is None:
        with suppress(OSError):
            os.chmod(temporary, 0o666 & ~_mask())
        return
    if hasattr(os, "chown"):
        for owner in (before.st_uid, -1):
            with suppress(OSError):
                os.chown(temporary, owner, before.st_gid)
                break
    with suppress(OSError):
        os.chmod(temporary, stat.S_IMODE(before.st_mode))


def _mask() -> int:
    """The rights that a new file does not get. Asking for them means setting them; strictly, for that moment."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _put_in_place(temporary: Path, path: Path) -> None:
    """Replace; again and again while another program holds the file. If that lasts, keep the content beside it."""
    for pause in (*_PAUSES, None):
        try:
            os.replace(temporary, path)
            return
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD:
                raise
            if pause is not None:
                time.sleep(pause)
    copy = free_name(path, "copy")
    os.rename(temporary, copy)
    raise InputRefused([Problem("held", str(path), values={"copy": copy.name})])


def _flush_folder(folder: Path) -> None:
    """The new name to disk too; Windows has no such thing, and some shared drives refuse it."""
    if os.name == "nt":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove_strays(folder: Path) -> None:
    """Temporary files and folders of saves that were killed: they hold the text of a case."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(TEMPORARY) and entry.name.endswith(".tmp"):
                with suppress(OSError):
                    if time.time() - entry.stat(follow_symlinks=False).st_mtime < _STRAY_AFTER:
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        shutil.rmtree(entry.path, ignore_errors=True)
                    else:
                        os.unlink(entry.path)
