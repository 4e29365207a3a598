"""Putting an imported case in its folder: a new one, or onto the case that is there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from casekit.changes import Change, changes
from casekit.errors import InputRefused, Problem
from casekit.read.case_file import FILE_NAME as CASE_FILE
from casekit.read.case_file import load_case
from casekit.read.copies import free_name
from casekit.read.imported import Imported
from casekit.read.safe.naming import found_as
from casekit.values import FORMAT
from casekit.write.atomic import save_folder, save_text
from casekit.write.case_file import case_text, case_version
from casekit.write.edit.edit import rewritten
from casekit.write.lock import change_file, kept_beside
from casekit.write.to_do import FILE_NAME as TO_DO_FILE
from casekit.write.to_do import to_do_csv

__all__ = ["Arrived", "arrive"]

LAST = ".last-import.json"
"""Beside a case: which version the last import made of it, so that edits since then are seen."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """Where the case went, where the list of things to do, and what changed in a case that was there already."""

    file: str
    to_do: str | None = None
    changes: tuple[Change, ...] | None = None


def arrive(
    imported: Imported, folder: str | Path, *, update: bool = False, remember: bool = False, lang: str = "nl"
) -> Arrived:
    """Save an imported case as `folder/<id>/case.yaml`, and beside it what still has to be done.

    With `update` a case that is there already gets the changes; the layout and comments of what did not change
    stay as they are. When it has become another case since the import was made from it, nothing is
    overwritten: the imported version is kept beside it. What does not know from which version it was made (a
    merge) is held against what it made last, if it asked to `remember` that.

    Raises InputRefused when the case is there already (without `update`), or has changed meanwhile.
    """
    case = imported.case
    target = Path(folder) / case.id / CASE_FILE
    there = found_as(target.parent)
    if there is not None and not (update and there.name == case.id):
        raise InputRefused([Problem("import_there", str(there / CASE_FILE))])
    made = _onto(target, imported) if there is not None and target.exists() else None
    if there is None:
        _new(target, case_text(case))
    elif made is None:
        save_text(target, case_text(case))
    if (imported.version is not None and made) or remember:
        after = {"format": FORMAT, "version": case_version(load_case(target)[0]), "from": imported.version}
        save_text(target.with_name(LAST), json.dumps(after))
    to_do = None
    if imported.to_do:
        to_do = target.with_name(TO_DO_FILE[lang])
        to_do = free_name(to_do, "2") if to_do.exists() else to_do
        save_text(to_do, to_do_csv(imported.to_do, lang))
    return Arrived(str(target), str(to_do) if to_do else None, made)


def _new(target: Path, text: str) -> None:
    """Save a case that is not there yet, its folder and all at once: also when two do so at the same moment.

    Raises InputRefused when another was first.
    """
    try:
        save_folder(target.parent, {target.name: text.encode("utf-8")})
    except OSError:
        if not target.exists():
            raise
        raise InputRefused([Problem("import_there", str(target))]) from None


def _onto(target: Path, imported: Imported) -> tuple[Change, ...]:
    """Bring the case in a file to what was imported, keeping its layout and comments; gives what changed."""
    made: list[Change] = []

    def change(content: bytes) -> bytes:
        old, _ = load_case(target)
        new = imported.case
        if new == old:
            return content
        if _changed_since(target, imported.version, case_version(old)):
            raise kept_beside(target, case_text(new).encode("utf-8"))
        made.extend(changes(old, new))
        return rewritten(content.decode("utf-8"), old, new, str(target)).encode("utf-8")

    change_file(target, change)
    return tuple(made)


def _changed_since(target: Path, version: str | None, now: str) -> bool:
    """Whether the case, which is at version `now`, was changed by somebody since what is imported was made.

    `version` is what the import says that it was made from. It may bring changes again and again: then the case is
    as the last import from that same version left it. What says nothing is held against the last import.
    """
    try:
        told = json.loads(target.with_name(LAST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        told = None
    last, base = (told.get("version"), told.get("from")) if isinstance(told, dict) else (None, None)
    if version is None:
        return last is not None and last != now
    return version != now and (last, base) != (now, version)
