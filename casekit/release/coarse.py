"""A part of a case as one level of release tells it: field by field what the table says, and nothing else.

What the table does not name does not go along, nor a field that the kit does not know: nobody can say what is in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from casekit.case import Case, Source, Touchpoint, Trait
from casekit.check import LISTS, NAMES
from casekit.part import Part
from casekit.release.allowed import published
from casekit.release.bands import amount_band
from casekit.release.groups import group_of
from casekit.release.lens import NUMBERED, Lens
from casekit.release.moments import Moments
from casekit.values import many
from casekit.vocabulary import codes

__all__ = ["coarsened", "in_order"]

PARTIES = ("actor", "party", "organisation")
_ALSO = {"Touchpoint": {"view": "actor"}, "Norm": {"organisations": "organisation"}, "Promise": {"by": "actor"},
         "Evidence": {"source": "source"}, "Alternative": {"needs": "item"},
         "LifeEvent": {"actor": "actor", "changes": "item"}}  # fmt: skip
"""Fields that hold the id of something else and that reading a case does not check."""
_WORDS = {"Actor.kind": "actor_kind", "Organisation.kind": "actor_kind", "Norm.organisation_kinds": "actor_kind"}
"""Which closed list a word that is grouped comes from; touchpoints and norms speak of kinds of touchpoint."""


@cache
def _refers() -> dict[str, dict[str, str]]:
    """By part and field: of what it holds the id."""
    parts = {
        name: Case.model_fields[attribute].annotation
        for name, attribute in {**LISTS, "coverage": "coverage", "links": "links"}.items()
    }
    named = {_part_of(annotation): NAMES[name] for name, annotation in parts.items() if name in NAMES}
    for part, fields in _ALSO.items():
        named[part] = {**named.get(part, {}), **fields}
    return named


def _part_of(annotation: Any) -> str:
    """The name of the part that a list holds, however its type is wrapped."""
    while not (isinstance(annotation, type) and issubclass(annotation, Part)):
        annotation = annotation.__args__[0] if hasattr(annotation, "__args__") else annotation.__origin__
    return annotation.__name__


def coarsened(part: Part, lens: Lens) -> dict[str, Any]:
    """The fields of a part under their names in a file, each as this release tells it."""
    kind, data = type(part).__name__, {}
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        if name not in part.model_fields_set or value is None:
            continue
        known = info.alias or name
        action = lens.action(kind, known)
        if action == "none":
            continue
        told = _told(value, action, part, known, lens)
        if told is not None:
            data["amount_band" if known == "amount" and action in ("band", "wide") else known] = told
    if "label" in type(part).model_fields and lens.action(kind, "label") != "keep" and not lens.made_up:
        word = lens.labels.get(f"{kind}.{getattr(part, 'id', '')}")
        if word is not None:
            data["label"] = word
    return data


def _told(value: Any, action: str, part: Part, name: str, lens: Lens) -> Any:
    """A value as an action tells it; None where nothing of it goes along."""
    if isinstance(value, Part):
        return coarsened(value, lens)
    if isinstance(value, tuple) and value and isinstance(value[0], Part):
        rows = [row for one in value if _goes(one, lens) and _whole(row := coarsened(one, lens), one)]
        return rows or None
    if action == "published":
        return value if (published(part) if isinstance(part, Source) else lens.published) else None
    if action == "group":
        words = _WORDS.get(f"{type(part).__name__}.{name}", "kind")
        return _grouped(value, words)
    if action in ("days", "quarters") and name != "lasted":
        return lens.moments.in_days(value) if action == "days" else lens.moments.in_quarters(value)
    if isinstance(part, Trait) and name == "value":
        return lens.traits.get(part.id)
    if action in ("band", "wide"):
        return amount_band(value, lens.level)
    return _renamed(value, part, name, action, lens)


def _renamed(value: Any, part: Part, name: str, action: str, lens: Lens) -> Any:
    """An id, or what refers to one, under the name it has in this release; any other value as it is."""
    what = _refers().get(type(part).__name__, {}).get(name)
    if isinstance(part, Source) and name == "id":
        return lens.sources.get(value, value) if action == "number" else value
    if name == "id" and action == "number":
        what, _ = NUMBERED.get(type(part).__name__, (None, None))
    if what is not None and what in lens.ids:
        return _each(value, lambda one: lens.ids[what].get(one, one))
    if isinstance(part, Touchpoint) and name == "says":
        return {lens.ids.get("item", {}).get(one, one): said for one, said in value.items()}
    if what == "source":
        return _each(value, lambda one: lens.sources.get(one, one)) if action == "number" else value
    if what in PARTIES or action == "role":
        return _each(value, lambda one: lens.names.get(one, one))
    return value


def _grouped(value: Any, words: str) -> Any:
    """The groups of words; one that is not in the list does not go along, as it can be anything."""
    known = [group_of(words, code) for code in many(value) if code in codes(words)]
    return known[0] if isinstance(value, str) and known else [*dict.fromkeys(known)] or None


def _each(value: Any, change: Any) -> Any:
    return change(value) if isinstance(value, str) else [change(one) for one in many(value)]


def _goes(part: Part, lens: Lens) -> bool:
    """Whether a row goes along at all: a trait that may not be told leaves no empty row behind."""
    return not isinstance(part, Trait) or part.id in lens.traits


def _whole(row: Mapping[str, Any], part: Part) -> bool:
    """Whether a row still has all that it cannot do without."""
    needed = [info.alias or name for name, info in type(part).model_fields.items() if info.is_required()]
    return all(name in row for name in needed)


def in_order(case: Case, moments: Moments) -> Case:
    """The same case with its touchpoints in the order in which they happened, which then travels without any day.

    What happened on one day has one place in that order: which of the two came first, nobody said.
    """
    place = {name: number for number, name in enumerate(moments.time.order)}
    rows = sorted(case.touchpoint_list, key=lambda row: place[row.id])
    days = [moments.time.spans[row.id] for row in rows]
    ranks = [1]
    for before, after in pairwise(days):
        ranks.append(ranks[-1] if before.exact and before == after else ranks[-1] + 1)
    if len({*ranks}) == len(rows):
        return case.model_copy(update={"touchpoint_list": tuple(_without_order(row) for row in rows)})
    ordered = (row.model_copy(update={"order": float(rank)}) for row, rank in zip(rows, ranks, strict=False))
    return case.model_copy(update={"touchpoint_list": tuple(ordered)})


def _without_order(row: Touchpoint) -> Touchpoint:
    return row.model_copy(update={"order": None}) if row.order is not None else row
