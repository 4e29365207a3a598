"""A copy of an older case file in the present form, with its comments and its layout."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casekit.case import Case
from casekit.changes import Change, applied
from casekit.errors import InputRefused, Problem
from casekit.read.case_file import case_path, named, parse_case
from casekit.read.safe.guard import MAX_BYTES, Document, read_yaml
from casekit.read.safe.opening import read_file
from casekit.read.upgrade import upgraded, version
from casekit.values import FORMAT
from casekit.write.atomic import save_bytes
from casekit.write.edit.edit import edited

__all__ = ["Upgraded", "upgraded_copy"]


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What was upgraded: from which form to which, and the copy; None when there was nothing to do."""

    source: Path
    file: Path | None
    old: int
    new: int = FORMAT


def upgraded_copy(path: str | Path, target: str | Path) -> Upgraded:
    """Write a copy of a case file in the present form; the file itself is not touched.

    A file that has the present form already is not copied. Raises InputRefused when the case is not in order, when
    the target exists, or when the layout is one that cannot be edited safely.
    """
    source, target = case_path(path), Path(target)
    content = read_file(source, MAX_BYTES, absent="no_file")
    case, document = _read(content, source)
    old = version(document)
    if old == FORMAT:
        return Upgraded(source, None, old)
    if target.exists() or target.is_symlink():
        raise InputRefused([Problem("file_there", str(target))])
    data = {key: value for key, value in upgraded(document).data.items() if key != "format" or key in document.data}
    text = edited(content.decode("utf-8"), applied(data, [Change(("format",), None, FORMAT)]), str(source))
    again, _ = _read(text.encode("utf-8"), source)
    if again != case:
        raise InputRefused([Problem("edit_by_hand", str(source))])
    return Upgraded(source, save_bytes(target, text.encode("utf-8")), old)


def _read(content: bytes, source: Path) -> tuple[Case, Document]:
    document = read_yaml(content, str(source))
    case, _ = parse_case(named(Document(document.file, document.data, document.lines), source))
    return case, document
