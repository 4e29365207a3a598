"""Making a backup of a case, and putting one back."""

from __future__ import annotations

import errno
import os
import unicodedata
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from casekit.errors import InputRefused, Problem
from casekit.read.backups import (
    BACKUPS,
    INSIDE,
    MANIFEST,
    SEAL,
    Backup,
    backups_of,
    checked_backup,
    open_backup,
    seal,
)
from casekit.read.case_file import FILE_NAME, case_path
from casekit.read.safe.naming import found_as, is_folder_name
from casekit.read.safe.opening import is_link, read_file
from casekit.read.safe.package import MAX_MEMBERS, MAX_SIZE, leads_elsewhere
from casekit.write.atomic import TEMPORARY, save_bytes, save_folder
from casekit.write.lock import LOCK_SUFFIX, locked

__all__ = ["Made", "Restored", "make_backup", "restore_backup"]

_OLD = (1980, 1, 1, 0, 0, 0)
"""One time for every file: the same content gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was opened and compared; `new` is False when one of the same content was there already."""

    path: Path
    backup: Backup
    new: bool
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """A case that was put back: its folder, what is in it, and the backup of what stood there before, if anything."""

    folder: Path
    backup: Backup
    changed: bool
    before: Made | None


def make_backup(case: str | Path, output: str | Path, day: str) -> Made:
    """Make a backup of a case folder in the folder `output`, named after the case, the day and the content.

    It counts only now that it was read back from disk, opened, and compared with the case folder. When an equal
    one is there, that one is checked and given. Links are left out, with a warning. Raises InputRefused when the
    case cannot be read whole or changes meanwhile, and OSError when the backup cannot be written.
    """
    file = case_path(case)
    if file.name != FILE_NAME:
        raise InputRefused([Problem("backup_of_folder", str(file), values={"name": FILE_NAME})])
    return _made(file.parent, Path(output), day)


def _made(folder: Path, output: Path, day: str) -> Made:
    name = folder.resolve().name
    if not is_folder_name(name):
        raise InputRefused([Problem("not_a_folder_name", str(folder), values={"value": "…"})])
    files, warnings = _files(folder, output)
    backup = Backup(name, files)
    target = output / backup.file_name(day)
    for path in backups_of(name, output, target.stem[-8:]):
        with suppress(InputRefused):
            if open_backup(path) == backup:
                return Made(path, backup, False, tuple(warnings))

    def compare(content: bytes) -> None:
        if checked_backup(content, str(target)).files != _files(folder, output)[0]:
            raise InputRefused([Problem("backup_changing", str(folder))])

    save_bytes(target, _zip(backup), compare)
    return Made(target, backup, True, tuple(warnings))


def _zip(backup: Backup) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        members = {MANIFEST: backup.manifest} | {INSIDE + path: backup.files[path] for path in sorted(backup.files)}
        for name, content in members.items():
            info = zipfile.ZipInfo(name, _OLD)
            info.create_system, info.external_attr = 3, 0o100600 << 16  # as on Linux, on every system
            archive.writestr(info, content)
        archive.comment = b"0" * SEAL
    content = out.getvalue()[:-SEAL]
    return content + seal(content)


def _files(folder: Path, output: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """The content of every file of a case, by path, and a warning for what is no file. Reads each file whole."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    room = MAX_SIZE - 2_000_000  # what else stands in the zip
    for path, ordinary in _paths(folder, output):
        name = path.relative_to(folder).as_posix()
        if not ordinary:
            problems.append(Problem("backup_left_out", str(path), severity="warning"))
            continue
        other = seen.setdefault(unicodedata.normalize("NFKC", name).casefold(), name)
        if leads_elsewhere(name) or other != name:
            problems.append(Problem("backup_name", str(path)))
            continue
        try:
            files[name] = read_file(path, max(room, 0))
            room -= len(files[name])
        except InputRefused as refused:
            problems += refused.problems
    if len(files) >= MAX_MEMBERS:
        problems.append(Problem("backup_too_many", str(folder), values={"most": MAX_MEMBERS - 1}))
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise InputRefused(errors)
    return files, problems


def _paths(folder: Path, output: Path) -> list[tuple[Path, bool]]:
    """What lies in a case folder and below, and whether it is a file; not what only a running program needs."""
    found = []
    for path in sorted(folder.iterdir()):
        name = path.name
        if name.startswith((TEMPORARY, "~$", ".~lock.")) or (name.startswith(".") and name.endswith(LOCK_SUFFIX)):
            continue
        if not is_link(path) and path.is_dir():
            if name != BACKUPS and not (output.exists() and path.samefile(output)):
                found += _paths(path, output)
        else:
            found.append((path, path.is_file() and not is_link(path)))
    return found


def restore_backup(path: str | Path, output: str | Path, day: str, *, replace: bool = False) -> Restored:
    """Put the case of a backup back as a folder in `output`.

    All of the backup is checked before anything is written. A case that is there already stays as it is, unless
    `replace`; then a backup of it is made first, beside the one that is put back. Raises InputRefused and OSError;
    a new folder is then not there, and what was replaced is in the backup.
    """
    backup = open_backup(path)
    folder = Path(output) / backup.case
    if found_as(folder) is None:
        save_folder(folder, backup.files)
        return Restored(folder, backup, True, None)
    if is_link(folder) or not folder.is_dir() or folder.name not in os.listdir(folder.parent):
        raise InputRefused([Problem("already_there", str(folder))])
    present = _files(folder, Path(path).parent)[0]
    if present == backup.files:
        return Restored(folder, backup, False, None)
    if not replace:
        raise InputRefused([Problem("restore_there", str(folder))])
    before = _made(folder, Path(path).parent, day)
    with locked(folder / FILE_NAME):
        if _files(folder, Path(path).parent)[0] != before.backup.files:
            raise InputRefused([Problem("backup_changing", str(folder))])
        _put_back(folder, before.backup.files.keys() - backup.files.keys(), backup)
    if _files(folder, Path(path).parent)[0] != backup.files:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(folder))
    return Restored(folder, backup, True, before)


def _put_back(folder: Path, superfluous: set[str], backup: Backup) -> None:
    for name in superfluous:  # first: one of them may stand where a folder must come
        (folder / name).unlink()
        for above in (folder / name).relative_to(folder).parents:
            with suppress(OSError):
                if above != Path():
                    (folder / above).rmdir()
    for name, content in backup.files.items():
        save_bytes(folder / name, content)
