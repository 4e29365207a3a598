"""Own action options: what members add to the kit's list, from `actions.yaml`.

The file stands beside the case, or in the folder that holds the cases, where all of them share it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from casekit.action import Action, stall_kinds
from casekit.errors import InputRefused, Problem, closest, did_you_mean, each_of, place_order, shown
from casekit.part import Part
from casekit.read.beside import about, shared_files
from casekit.read.cause_file import known_causes
from casekit.read.safe.guard import Document, read_yaml
from casekit.read.safe.opening import MEGABYTE, read_file
from casekit.read.shapes import invalid, unknown_fields, without_nulls
from casekit.taxonomy import Cause, causes, find_cause, typed_as
from casekit.text import LANGUAGES
from casekit.values import Name, Names, When, many
from casekit.vocabulary import find_code, labels, suggest

__all__ = ["FILE_NAME", "action_files", "action_id", "only_comments", "own_actions", "read_actions"]

FILE_NAME = "actions.yaml"
WHOLE = "actions.the_file"
_LONGEST_ID = 40


class _Row(Part):
    """One own option as it stands in the file; what has no English says the Dutch."""

    id: Name | None = None
    label: str = Field(min_length=1)
    label_en: str | None = None
    question: str = Field(min_length=1)
    question_en: str | None = None
    tried_where: str = ""
    tried_where_en: str = ""
    source_url: str | None = None
    note: str = ""
    note_en: str = ""
    stalls: Names = Field(min_length=1)
    causes: Names = ()
    changer: str | None = None
    added_by: str | None = None
    added_on: When | None = None

    def action(self, known: Collection[Cause]) -> Action:
        """The option that the row describes."""
        named = [find_cause(word, known) for word in self.causes]
        return Action(
            id=self.id or action_id(self.label),
            label_nl=self.label,
            label_en=self.label_en or self.label,
            question_nl=self.question,
            question_en=self.question_en or self.question,
            tried_where_nl=self.tried_where,
            tried_where_en=self.tried_where_en or self.tried_where,
            source_url=self.source_url,
            note_nl=self.note,
            note_en=self.note_en or self.note,
            stalls=tuple(map(_kind, self.stalls)),
            causes=tuple(cause.code for cause in named if cause is not None),
            changer=find_code("changer", self.changer) if self.changer else None,
            own=True,
            added_by=self.added_by,
            added_on=self.added_on,
        )


class _File(Part):
    actions: tuple[_Row, ...] = ()


def action_id(label: str, taken: Collection[str] = ()) -> str:
    """An id made from a label, unlike any that is taken.

    >>> action_id("Samen bellen, vóór de verwijzing"), action_id("Samen bellen", ["samen-bellen"])
    ('samen-bellen-voor-de-verwijzing', 'samen-bellen-2')
    """
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().casefold()
    name = "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST_ID].strip("-") or "optie"
    used = {one.casefold() for one in taken}
    numbers = (name if n == 1 else f"{name}-{n}" for n in range(1, len(used) + 2))
    return next(found for found in numbers if found not in used)


def action_files(case_file: str | Path) -> tuple[Path, ...]:
    """The files with own options that hold for a case, its own first. Raises InputRefused when there is no case."""
    return shared_files(case_file, FILE_NAME)


def own_actions(case_file: str | Path, kit: Iterable[Action] = ()) -> tuple[tuple[Action, ...], list[Problem]]:
    """The own options that hold for a case, those beside it first, and the warnings; `kit`: those it comes beside.

    An id in both files: the one beside the case counts, with a warning. Raises InputRefused with everything that
    is wrong in all files.
    """
    known, taken = known_causes(case_file), [action.id for action in kit]

    def read_one(path: Path) -> tuple[Path, tuple[Action, ...], list[Problem]]:
        with about(WHOLE):
            content = read_file(path, MEGABYTE)
        return (path, (), []) if only_comments(content) else (path, *read_actions(content, str(path), known, taken))

    found: dict[str, Action] = {}
    warnings: list[Problem] = []
    for path, read, more in each_of(action_files(case_file), read_one):
        warnings += more
        for action in read:
            if action.id in found:
                warnings.append(Problem("action_again", str(path), None, "warning", {"value": shown(action.id)}))
            else:
                found[action.id] = action
    return tuple(found.values()), warnings


def only_comments(content: bytes) -> bool:
    """Whether a file holds no list yet: nothing, or comments alone.

    >>> only_comments(b"# onze opties"), only_comments(b"actions:")
    (True, False)
    """
    return all(not line.strip() or line.lstrip().startswith(b"#") for line in content.splitlines())


def read_actions(
    content: bytes, file: str, known: Collection[Cause] | None = None, taken: Collection[str] = ()
) -> tuple[tuple[Action, ...], list[Problem]]:
    """The options that a text describes, and the warnings. Raises InputRefused with everything that is wrong.

    `known` are the causes that an option may name, those of the kit when absent; `taken` ids are not free.

    >>> row = b"actions: [{label: Samen bellen, question: Wie belde er?, stalls: k06, causes: o3, changer: team}]"
    >>> (found,), warnings = read_actions(row, "actions.yaml")
    >>> found.id, found.stalls, found.causes, found.own, warnings
    ('samen-bellen', ('K06',), ('O3',), True, [])
    """
    with about(WHOLE):
        document = read_yaml(content, file)
    if not isinstance(document.data, dict) or "actions" not in document.data:
        raise InputRefused([Problem("not_actions", file, 1)])
    document.data = without_nulls(document.data)
    known = causes() if known is None else known
    problems = list(_wrong(document, known, taken))
    try:
        read = _File.model_validate(document.data)
    except ValidationError as error:
        raise InputRefused(sorted([*invalid(error, document, WHOLE), *problems], key=place_order)) from None
    if problems:
        raise InputRefused(sorted(problems, key=place_order))
    warnings = sorted(unknown_fields(read, document, whole=WHOLE), key=place_order)
    return tuple(row.action(known) for row in read.actions), warnings


def _kind(word: str) -> str:
    """A kind of stall as its code: letters and figures may be typed in any case."""
    return word[:1].upper() + word[1:].lower()


def _wrong(document: Document, known: Collection[Cause], taken: Collection[str]) -> Iterator[Problem]:
    """What the shape of a row does not tell: words that stand for nothing, and ids that are not free."""
    rows = document.data.get("actions")
    seen: dict[str, int] = {}
    for place, row in enumerate(rows if isinstance(rows, list) else ()):
        if not isinstance(row, dict):
            continue
        here = ("actions", place)
        words = {field: row[field] for field in ("id", "label", "question", "changer") if _is_text(row.get(field))}
        name = words.get("id") or (action_id(words["label"]) if "label" in words else None)
        if name is not None:
            line = document.line(*here, "id" if "id" in words else "label")
            if name.casefold() in map(str.casefold, taken):
                yield Problem("action_of_kit", document.file, line, values={"value": shown(name)})
            elif name.casefold() in seen:
                yield Problem("action_twice", document.file, line, values={"value": shown(name)})
            seen[name.casefold()] = place
        if "question" in words and not words["question"].rstrip().endswith("?"):
            yield Problem("action_no_question", document.file, document.line(*here, "question"))
        if "changer" in words and find_code("changer", words["changer"]) is None:
            yield Problem("action_who", document.file, document.line(*here, "changer"), values=_who(words["changer"]))
        for field, code in (("stalls", "action_kind"), ("causes", "action_cause")):
            for number, word in enumerate(_words(row.get(field))):
                if (_kind(word) in stall_kinds()) if field == "stalls" else (find_cause(word, known) is not None):
                    continue
                among = stall_kinds() if field == "stalls" else typed_as(known)
                near = closest(_kind(word) if field == "stalls" else word, among)
                line = document.line(*here, field, number)
                yield Problem(code, document.file, line, values={"value": shown(word), "near": near})


def _who(word: str) -> dict[str, object]:
    """What a message about an unknown word for who decides needs."""
    near = did_you_mean({lang: suggest("changer", word, lang) for lang in LANGUAGES})
    listed = {lang: ", ".join(labels("changer", lang)) for lang in LANGUAGES}
    return {"value": shown(word), "near": near, "there": listed}


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _words(value: Any) -> list[str]:
    return [word for word in many(value) if isinstance(word, str)] if isinstance(value, list | str) else []
