"""Edits as people ask for them in a shell (`t3.wanneer=2021-03-05`), made in a case file, or refused all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casekit.case import Case
from casekit.changes import AT_THE_END, Change, applied, changes
from casekit.errors import InputRefused, Problem, did_you_mean, shown
from casekit.read.case_file import case_path, named, parse_case
from casekit.read.safe.guard import MAX_BYTES, Document, read_yaml
from casekit.read.safe.opening import read_file
from casekit.sheets.plan import nearest, plain_header, sheets
from casekit.write.edit.edit import edited
from casekit.write.edit.keys import fields_typed, find_list, find_path, value_typed
from casekit.write.edit.places import BREAK
from casekit.write.lock import change_file

__all__ = ["Asked", "Edited", "edit_case"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What to do: fields to fill in, fields to empty, rows to add (list and fields), rows to remove."""

    fill: tuple[tuple[str, str], ...] = ()
    empty: tuple[str, ...] = ()
    add: tuple[tuple[str, str], ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(slots=True)
class Edited:
    """What came of it: the file, whether it was saved, what changed, and what deserves attention now."""

    file: Path
    saved: bool = False
    changes: tuple[Change, ...] = ()
    warnings: list[Problem] = field(default_factory=list)


def edit_case(path: str | Path, asked: Asked, *, save: bool = True) -> Edited:
    """Make edits in the case at a path, while nobody else does; what is not touched stays byte for byte.

    Raises InputRefused with everything that is wrong with what was asked, or with what the case would become; then
    nothing was written.
    """
    done = Edited(case_path(path))

    def change(content: bytes) -> bytes:
        new = _changed(content, asked, done)
        done.saved = save and new != content
        return new

    if save:
        change_file(done.file, change)
    else:
        change(read_file(done.file, MAX_BYTES, absent="no_file"))
    return done


def _changed(content: bytes, asked: Asked, done: Edited) -> bytes:
    file = str(done.file)
    document = read_yaml(content, file)
    if not isinstance(document.data, dict):
        raise InputRefused([Problem("not_a_case", file, 1)])
    wanted, data, problems = _wanted(document.data, asked, file)
    if problems:  # and what the rest would make of the case, so that all problems come at once
        raise InputRefused([*problems, *_refused(data, done.file)])
    text = content.decode("utf-8")
    if refused := _refused(data, done.file):
        raise InputRefused(refused)
    new_text = edited(text, data, file)
    old_case, old_warnings = _before(content, done.file)
    new_case, warnings = parse_case(named(read_yaml(new_text.encode("utf-8"), file), done.file))
    done.changes = tuple(wanted) if old_case is None else changes(old_case, new_case)
    if old_case is not None and not done.changes:
        new_text = text  # another way to type the same is no reason to touch the file
    known = {(warning.code, str(warning.values)) for warning in old_warnings}
    done.warnings = [warning for warning in warnings if (warning.code, str(warning.values)) not in known]
    done.warnings += _comments_moved(text, new_text, file)
    return new_text.encode("utf-8")


def _refused(data: dict[str, Any], path: Path) -> list[Problem]:
    """What would be wrong with the case; without lines, since they are not those of the file."""
    try:
        parse_case(named(Document(str(path), data), path))
    except InputRefused as refused:
        return list(refused.problems)
    return []


def _before(content: bytes, path: Path) -> tuple[Case | None, list[Problem]]:
    """The case as it was; None when it was not in order, which the edit may be there to mend."""
    try:
        return parse_case(named(read_yaml(content, str(path)), path))
    except InputRefused:
        return None, []


def _wanted(data: dict[str, Any], asked: Asked, file: str) -> tuple[list[Change], dict[str, Any], list[Problem]]:
    """The changes that were asked for, what the file then holds, and what cannot be done."""
    problems: list[Problem] = []
    added = list(_added(asked.add, file, problems))
    data = applied(data, added)  # a field of a new row can be filled in too
    removed: list[Change] = []
    for key in asked.remove:
        row = find_path(key, data, file, row=True)
        if isinstance(row, Problem):
            problems.append(row)
        else:
            removed.append(Change(row, None, None, "removed"))
    fields: dict[tuple[str, ...], Change] = {}
    for key, text in _fields(asked):
        path = find_path(key, data, file)
        if isinstance(path, Problem):
            problems.append(path)
            continue
        value = None if text is None else value_typed(path, text, file)
        if isinstance(value, Problem):
            problems.append(value)
            continue
        if path in fields:
            problems.append(Problem("key_twice", file, values={"value": shown(key)}))
        fields[path] = Change(path, None, value)
    changed = [*fields.values(), *dict.fromkeys(removed)]
    return [*added, *changed], applied(data, changed), problems


def _fields(asked: Asked) -> Iterator[tuple[str, str | None]]:
    """Each key with what must stand there; None for nothing."""
    yield from asked.fill
    yield from ((key, None) for key in asked.empty)


def _added(rows: Iterable[tuple[str, str]], file: str, problems: list[Problem]) -> Iterator[Change]:
    for word, text in rows:
        name = find_list(word)
        if name is None:
            known = {plain_header(one): one for sheet in sheets()[1:] for one in (sheet.name, sheet.nl, sheet.en)}
            near = did_you_mean(nearest(word, known))
            problems.append(Problem("no_such_list", file, values={"value": shown(word), "near": near}))
            continue
        row, wrong = fields_typed(text, name, file)
        problems += wrong
        yield Change((name, str(row.get("id", "-"))), None, row, "added", AT_THE_END)


def _comments_moved(old: str, new: str, file: str) -> list[Problem]:
    """A warning for comments that stood inside what was replaced or removed, and have a line of their own now."""
    before, after = (
        [line.strip() for line in BREAK.split(text)]
        for text in (old.removeprefix("\ufeff"), new.removeprefix("\ufeff"))
    )
    more = Counter(line for line in after if line.startswith("#"))
    more -= Counter(line for line in before if line.startswith("#"))
    if not more:
        return []
    line = next(number for number, text in enumerate(after, 1) if text in more)
    return [Problem("comment_moved", file, line, "warning", {"n": sum(more.values())})]
