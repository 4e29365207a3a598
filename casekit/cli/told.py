"""Changes in a case, in words and as JSON."""

from __future__ import annotations

from typing import Any

from casekit.changes import Change
from casekit.sheets.plan import Field, find_sheet
from casekit.text import say
from casekit.vocabulary import label
from casekit.write.edit.keys import field_of, sheet_at

__all__ = ["as_data", "short", "told"]

LONGEST = 60
"""Signs of a text that are shown in words; the rest stands in `--json`."""


def told(change: Change, lang: str = "nl") -> str:
    """A change in one line.

    >>> told(Change(("touchpoints", "t3", "when"), "2021-03", "2021-03-05"))
    't3: wanneer was 2021-03, is 2021-03-05'
    """
    if change.what in ("added", "removed"):
        row = change.new if change.what == "added" else change.old
        said = _row(row, change.path, lang)
        key = "change.added" if change.what == "added" else "change.removed"
        return say(key, lang, what=_place(change.path, lang), row=f" ({said})" if said else "")
    if change.what == "moved":
        what = _place(change.path, lang)
        return (
            say("change.moved", lang, what=what, after=change.after)
            if change.after
            else say("change.first", lang, what=what)
        )
    field, inside = _field(change.path)
    name = " ".join([field.header(lang) if field else change.path[-len(inside) - 1], *inside])
    around = change.path[: len(change.path) - len(inside) - (len(field.name.split(".")) if field else 1)]
    values = {"what": _place(around, lang), "field": name, "old": _value(field, change.old, lang, change.path)}
    values["new"] = _value(field, change.new, lang, change.path)
    if change.old is None:
        return say("change.set", lang, **values)
    return say("change.emptied" if change.new is None else "change.changed", lang, **values)


def as_data(change: Change, lang: str) -> dict[str, Any]:
    """A change as JSON, with whole values."""
    return {
        "what": change.what,
        "path": list(change.path),
        "old": change.old,
        "new": change.new,
        "after": change.after,
        "text": told(change, lang),
    }


def _field(path: tuple[str, ...]) -> tuple[Field | None, tuple[str, ...]]:
    """The field that a path leads to, and the names of what lies inside it."""
    for size in range(len(path), max(len(path) - 3, 0), -1):
        if (found := field_of(path[:size])) is not None:
            return found, path[size:]
    return None, ()


def _place(path: tuple[str, ...], lang: str) -> str:
    """A row as people call it: a contact by its id, another row with its list in front."""
    names = path[1:] if path[:1] == ("touchpoints",) else path
    titles = [found.title(lang) if (found := find_sheet(name)) and name in _LISTS else name for name in names]
    return ", ".join(titles) or say("word.the_case", lang)


_LISTS = (
    "actors", "organisations", "issues", "stages", "items", "requirements", "alternatives", "holds", "norms",
    "sources", "coverage", "life_events", "debts", "links", "traits", "results",
)  # fmt: skip


def _row(row: Any, path: tuple[str, ...], lang: str) -> str:
    """What a row holds, but its id."""
    if not isinstance(row, dict):
        return ""
    fields = sheet_at((*path[:-1], "?"))
    said = []
    for name, value in row.items():
        field = fields.field(name) if fields else None
        if name != "id":
            said.append(f"{field.header(lang) if field else name} {_value(field, value, lang, (*path, name))}")
    return "; ".join(said)


def _value(field: Field | None, value: Any, lang: str, path: tuple[str, ...]) -> str:
    if isinstance(value, bool):
        return say("word.yes" if value else "word.no", lang)
    if isinstance(value, list):
        return short(", ".join(_value(field, one, lang, path) for one in value))
    if isinstance(value, dict):
        inner = {name: field_of((*path, name)) for name in value}
        names = {name: one.header(lang) if one else name for name, one in inner.items()}
        return short(
            ", ".join(f"{names[name]} {_value(inner[name], one, lang, path)}" for name, one in value.items())
        )
    text = " ".join(str(value).split())
    return short(label(field.words, text, lang) if field is not None and field.words else text)


def short(text: str) -> str:
    """A text of one line on the screen, cut where it grows too long."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
