"""Saving what people coded and what a room voted, beside the case; what was typed in a file, comments too, stays."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from casekit.coding import Coded, Coding
from casekit.errors import InputRefused, Problem, shown
from casekit.part import Part
from casekit.read.beside import beside
from casekit.read.cause_file import known_causes
from casekit.read.coding_file import FOLDER, read_coding
from casekit.read.safe.guard import read_yaml
from casekit.read.safe.naming import found_as, is_folder_name
from casekit.read.safe.opening import read_file
from casekit.read.shapes import without_nulls
from casekit.read.votes_file import FOLDER as VOTES
from casekit.read.votes_file import read_votes
from casekit.taxonomy import Cause, find_cause
from casekit.votes import Votes
from casekit.write.atomic import save_bytes, save_text
from casekit.write.case_file import block
from casekit.write.edit.edit import edited
from casekit.write.lock import locked

__all__ = ["part_text", "save_codes", "save_coding", "save_votes"]

MOST_BYTES = 1_000_000


def part_text(part: Part, *without: str) -> str:
    """A part as the text of its file, without what follows from the name of the file.

    >>> print(part_text(Votes(session="a", present=4, counts={"t1": 3}), "session"), end="")
    present: 4
    counts:
      t1: 3
    """
    return block(fields_of(part, *without))


def fields_of(part: Part, *without: str) -> dict[str, Any]:
    """The filled-in fields of a part, as a file holds them."""
    data: dict[str, Any] = part.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={*without})
    return data


def save_coding(case_file: str | Path, coding: Coding) -> Path:
    """Save a whole coding beside its case, and return the file. What its file says else, comments too, stays.

    Raises InputRefused for a coder that no file can be called after, and what reading it back raises.
    """
    path = _path(case_file, coding.coder)
    known = known_causes(case_file)
    wanted = fields_of(coding, "coder")
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path):
        if path.exists():
            content = _text(path).encode("utf-8")
            before, _ = read_coding(content, str(path), known)
            wanted = _as_typed(coding, before, read_yaml(content, str(path)).data)
            text = edited(content.decode("utf-8"), wanted, str(path))
        else:
            text = block(wanted)
        save_bytes(path, text.encode("utf-8"), lambda content: read_coding(content, str(path), known))
    return path


def save_codes(
    case_file: str | Path, coder: str, rows: Iterable[Coded], *, extend: bool = False, **about: Any
) -> Path:
    """Add rows to the coding of a coder, which is made when it is not there yet; a row that is there is replaced.

    A row is the same when it is about the same stall and cause; what the new one leaves open stays. With `extend`
    its evidence and rivals come behind those that are there. `about` are fields of the coding itself (role,
    coded_on, decided_by, ...). Raises as `save_coding` does.
    """
    path = _path(case_file, coder)
    known = known_causes(case_file)
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path):
        text = _text(path) if path.exists() else ""
        if text.strip():
            read_coding(text.encode("utf-8"), str(path), known)  # what is wrong there is told, not built on
        data: dict[str, Any] = read_yaml(text.encode("utf-8"), str(path)).data if text.strip() else {}
        codes = list(data.get("codes") or [])
        for row in rows:
            new = fields_of(row)
            place = next((n for n, old in enumerate(codes) if _about(old, known) == (row.stall, row.cause)), None)
            if place is None:
                codes.append(new)
            else:
                codes[place] = {**codes[place], **(_behind(codes[place], row, new) if extend else new)}
        given = {name: list(value) if isinstance(value, tuple) else value for name, value in about.items()}
        data = {**data, **{name: value for name, value in given.items() if value not in (None, [])}, "codes": codes}
        text = edited(text, data, str(path)) if text.strip() else block(data)
        save_bytes(path, text.encode("utf-8"), lambda content: read_coding(content, str(path), known))
    return path


def save_votes(case_file: str | Path, votes: Votes, touchpoints: Iterable[str]) -> Path:
    """Save what a room voted, beside its case, and return the file. Votes that are there are never replaced.

    Raises InputRefused for a session that has votes already, and what reading them back raises.
    """
    path = beside(case_file, VOTES, votes.session)
    if not is_folder_name(votes.session):
        raise InputRefused([Problem("session_name", str(path.parent), values={"value": shown(votes.session)})])
    if found_as(path) is not None:
        raise InputRefused([Problem("votes_there", str(path), values={"value": shown(votes.session)})])
    known = tuple(touchpoints)
    return save_text(path, part_text(votes, "session"), lambda content: read_votes(content, str(path), known))


def _as_typed(new: Part, old: Part, raw: dict[str, Any]) -> dict[str, Any]:
    """The fields of a part as a file holds them; what still means the same stays as it was typed there."""
    fields = fields_of(new, "coder") if isinstance(new, Coding) else fields_of(new)
    kept = {}
    for name in {**raw, **fields}:
        now, before = getattr(new, name, None), getattr(old, name, None)
        if name in raw and now == before:
            kept[name] = raw[name]
        elif (
            name in fields
            and isinstance(now, tuple)
            and isinstance(before, tuple)
            and isinstance(raw.get(name), list)
        ):
            kept[name] = [
                _twin(one, before, raw[name]) or whole for one, whole in zip(now, fields[name], strict=True)
            ]
        elif name in fields:
            kept[name] = fields[name]
    return kept


def _twin(one: Any, old: tuple[Any, ...], raw: list[Any]) -> dict[str, Any] | None:
    """How a row was typed: the same row, or else the one about the same stall and cause with what changed in it."""
    pairs = [(before, typed) for before, typed in zip(old, raw, strict=True) if isinstance(typed, dict)]
    same = next((typed for before, typed in pairs if before == one), None)
    if same is not None or not isinstance(one, Coded):
        return same
    about = (one.stall, one.cause)
    near = next(((before, typed) for before, typed in pairs if (before.stall, before.cause) == about), None)
    return _as_typed(one, *near) if near else None


def _about(row: dict[str, Any], known: Iterable[Cause]) -> tuple[Any, Any]:
    """What a row of a file is about, with the cause as its code however it was typed."""
    typed = row.get("cause")
    found = find_cause(typed, known) if isinstance(typed, str) else None
    return row.get("stall"), found.code if found else typed


def _behind(old: dict[str, Any], row: Coded, new: dict[str, Any]) -> dict[str, Any]:
    """The new fields of a row, with what is a list of parts behind the list that is there; nothing comes twice."""
    there = Coded.model_validate(without_nulls({**old, "cause": row.cause}))
    lists: dict[str, list[Any]] = {}
    for name in ("evidence", "rivals"):
        more = [
            part
            for part, one in zip(new.get(name, ()), getattr(row, name), strict=True)
            if one not in getattr(there, name)
        ]
        if name in new:
            lists[name] = [*(old.get(name) or ()), *more]
    return {**new, **lists}


def _path(case_file: str | Path, coder: str) -> Path:
    if not is_folder_name(coder):
        values = {"value": shown(coder)}
        raise InputRefused([Problem("coder_name", str(beside(case_file, FOLDER, "x").parent), values=values)])
    return beside(case_file, FOLDER, coder)


def _text(path: Path) -> str:
    return read_file(path, MOST_BYTES, absent="no_such_file").decode("utf-8")
