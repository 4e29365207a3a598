"""Backups of a case: what a good one looks like, and whether one can help when a case file is empty or cut off.

A backup is a zip file that any program opens: the files of the case folder under `case/`, unpacked as they are,
and `backup.json` with the size and SHA-256 of each. Its last 64 signs are the SHA-256 of all that stands before
them, so that no byte of it can change unseen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from casekit.errors import InputRefused, Problem, shown
from casekit.read.safe.naming import is_folder_name
from casekit.read.safe.opening import read_file
from casekit.read.safe.package import MAX_SIZE, Package, open_package

__all__ = [
    "BACKUPS",
    "FORMAT",
    "INSIDE",
    "MANIFEST",
    "SEAL",
    "Backup",
    "advice",
    "backups_of",
    "checked_backup",
    "open_backup",
    "seal",
]

FORMAT = 1
"""The version of the form of a backup; a newer one is refused."""
BACKUPS = "backups"
"""The folder where backups go unless another is named."""
MANIFEST = "backup.json"
INSIDE = "case/"
SEAL = 64
_LOOKED_AT = 5
"""How many backups are opened to find a whole one."""
_NOTHING = b"\0 \t\r\n"
"""What is left of a file of which the system wrote down the length and not the content."""


@dataclass(frozen=True)
class Backup:
    """What a backup holds: the id of the case, and the content of each file by its path in the case folder."""

    case: str
    files: Mapping[str, bytes]

    @cached_property
    def manifest(self) -> bytes:
        """The manifest, as it stands in the backup. The same files give the same bytes."""
        rows = [
            {"path": path, "size": len(content), "sha256": sha256(content).hexdigest()}
            for path, content in sorted(self.files.items())
        ]
        data = {"format": FORMAT, "case": self.case, "files": rows}
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")

    def file_name(self, day: str) -> str:
        """What the backup is called when it is made on a day: the case, the day, the content."""
        return f"{self.case}-{day}-{sha256(self.manifest).hexdigest()[:8]}.zip"


def seal(content: bytes) -> bytes:
    """What must stand at the end of a backup that begins like this."""
    return sha256(content).hexdigest().encode("ascii")


def open_backup(path: str | Path) -> Backup:
    """Read a backup and check all of it. Raises InputRefused when anything in it is not as it was made."""
    return checked_backup(read_file(path, MAX_SIZE), str(path))


def checked_backup(content: bytes, file: str) -> Backup:
    """`open_backup` for bytes that were read already."""
    package = open_package(content, file, kind="backup")
    case, rows = _manifest(package)
    if content[-SEAL:] != seal(content[:-SEAL]):
        raise InputRefused([Problem("backup_damaged", file)])
    if set(package.names) != {MANIFEST, *(INSIDE + path for path in rows)}:
        raise InputRefused([Problem("backup_other_files", file)])
    files = {path: package.read(INSIDE + path) for path in rows}
    backup = Backup(case, files)
    if package.read(MANIFEST) != backup.manifest:
        raise InputRefused([Problem("backup_damaged", file)])
    return backup


def _manifest(package: Package) -> tuple[str, list[str]]:
    """The case and the paths in it, as the manifest says."""
    if MANIFEST not in package:
        raise InputRefused([Problem("backup_no_manifest", package.file, values={"name": MANIFEST})])
    try:
        data: Any = json.loads(package.read(MANIFEST).decode("utf-8"))
        version, case, rows = data["format"], data["case"], [row["path"] for row in data["files"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InputRefused([Problem("backup_damaged", package.file)]) from None
    if type(version) is not int or version < 1:
        raise InputRefused([Problem("backup_damaged", package.file)])
    if version > FORMAT:
        values = {"format": shown(version), "known": FORMAT}
        raise InputRefused([Problem("backup_newer", package.file, values=values)])
    if not isinstance(case, str) or not is_folder_name(case):
        raise InputRefused([Problem("not_a_folder_name", package.file, values={"value": shown(case)})])
    if not all(isinstance(path, str) for path in rows) or len(set(rows)) != len(rows):
        raise InputRefused([Problem("backup_damaged", package.file)])
    return case, rows


def backups_of(case: str, folder: Path, found: str = "[0-9a-f]{8}") -> list[Path]:
    """The backups of a case in a folder, by name, the newest first; `found` narrows to those of some content."""
    name = re.compile(rf"{re.escape(case)}-(\d{{4}}-\d\d-\d\d)-{found}\.zip")
    try:
        paths = [(match[1], path) for path in folder.iterdir() if (match := name.fullmatch(path.name))]
        return [path for _, path in sorted(paths, key=lambda one: (one[0], one[1].stat().st_mtime), reverse=True)]
    except OSError:
        return []


def advice(file: Path, content: bytes, problems: Sequence[Problem]) -> Iterator[Problem]:
    """A word about the newest good backup that is longer, when a case file that was read is empty or cut off."""
    folder = file.absolute().parent
    refused = any(problem.severity == "error" for problem in problems)
    places = (folder.parent / BACKUPS, folder / BACKUPS, folder.parent.parent / BACKUPS)
    for path in [path for place in places for path in backups_of(folder.name, place)][:_LOOKED_AT]:
        try:
            whole = open_backup(path).files.get(file.name, b"")
        except InputRefused:
            continue
        if whole == content and not refused:
            return  # it was meant to be so
        if len(whole.strip(_NOTHING)) > len(content.strip(_NOTHING)) and _cut_off(content, whole, problems):
            command = f"casekit restore {_typed(path)} --output {_typed(folder.parent)} --replace"
            values = {"backup": path.name, "command": command}
            yield Problem("backup_can_help", str(file), severity="warning", values=values)
            return


def _cut_off(content: bytes, whole: bytes, problems: Sequence[Problem]) -> bool:
    """Whether nothing is left, or the beginning of what there was, or the fault is where the file ends."""
    if not content.strip(_NOTHING) or whole.startswith(content):
        return True
    last = content.rstrip(_NOTHING).count(b"\n") + 1
    lines = [problem.line for problem in problems if problem.severity == "error"]
    return any(isinstance(line, int) and line >= last for line in lines)


def _typed(path: Path) -> str:
    """A path as one types it in a command."""
    here = Path.cwd()
    text = str(path.relative_to(here) if path.is_relative_to(here) else path)
    return f'"{text}"' if " " in text else text
