"""Adding an option to `actions.yaml` beside a case: behind what is there, which stays as it was typed."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from casekit.action import Action
from casekit.errors import InputRefused, Problem, shown
from casekit.read.action_file import FILE_NAME, action_id, only_comments, own_actions, read_actions
from casekit.read.case_file import case_path
from casekit.read.cause_file import known_causes
from casekit.read.safe.guard import read_yaml
from casekit.read.safe.opening import MEGABYTE, read_file
from casekit.write.atomic import save_text
from casekit.write.case_file import block
from casekit.write.edit.edit import edited
from casekit.write.lock import locked

__all__ = ["save_action"]

_ADDRESS = re.compile(r"https?://[^\s/.]+(\.[^\s/.]+)+(/\S*)?", re.IGNORECASE)


def save_action(case_file: str | Path, row: Mapping[str, Any], kit: Collection[Action] = ()) -> Action:
    """Add an option to the file beside a case, and return it with the id that it got.

    `row` has the fields of the file, without an id: that is made from the label. `kit` are the options that it comes
    beside. Comments and layout of what is there stay, and no option is replaced. Raises InputRefused when the row
    or the file is not in order, or an option with this label is there; OSError as every save does.
    """
    path = case_path(case_file).parent / FILE_NAME
    source = row.get("source_url")
    if source and not _ADDRESS.fullmatch(str(source).strip()):
        raise InputRefused([Problem("action_source", str(path))])
    known = known_causes(case_file)
    with locked(path):
        there, _ = own_actions(case_file, kit)
        label = str(row.get("label", "")).strip()
        for option in (*there, *kit):
            if label.casefold() in (option.label_nl.casefold(), option.label_en.casefold()):
                raise InputRefused([Problem("action_there", str(path), values={"value": shown(option.id)})])
        name = action_id(label, [option.id for option in (*there, *kit)])
        new = {"id": name, **{field: value for field, value in row.items() if value not in (None, "", [], ())}}
        # What is wrong with the row alone is told without lines: it does not stand in the file.
        try:
            (action,), _ = read_actions(block({"actions": [new]}).encode("utf-8"), str(path), known)
        except InputRefused as refused:
            raise InputRefused(
                [Problem(p.code, p.file, None, p.severity, p.values) for p in refused.problems]
            ) from None
        text = _with_row(path, new)
        save_text(path, text, lambda content: read_actions(content, str(path), known, [one.id for one in kit]))
    return action


def _with_row(path: Path, new: dict[str, Any]) -> str:
    """The text of the file with one row more."""
    if not os.path.lexists(path):
        return block({"actions": [new]})
    content = read_file(path, MEGABYTE)
    text = content.decode("utf-8")
    if only_comments(content):
        return text + ("" if not text or text.endswith("\n") else "\n") + block({"actions": [new]})
    data = read_yaml(content, str(path)).data
    return edited(text, {**data, "actions": [*(data["actions"] or ()), new]}, str(path))
