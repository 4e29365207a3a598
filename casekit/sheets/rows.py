"""A case as filled sheets: the rows that a workbook and CSV files show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from casekit.case import Case, Promise
from casekit.check import LISTS
from casekit.part import Part
from casekit.sheets.cells import as_json, to_cell
from casekit.sheets.plan import CASE_HEADERS, Field, Sheet, header_field, sheets
from casekit.sheets.table import Raw, Row, Table, column_letters
from casekit.values import promise_form

__all__ = ["EXTRA", "VERSION", "Filled", "case_tables"]

VERSION = {"nl": "gemaakt uit versie", "en": "made from version"}
"""The row of the case sheet that says from which version of a case it was made, so that nobody's edit is undone."""
EXTRA = "extra:"
"""Before the name of an unknown field that would otherwise be taken for a known one."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A sheet with the rows of a case.

    `fields` says what each column is, or None for a field that the kit does not know. The sheet of the case
    itself has one row per field; there `fields` goes by row.
    """

    sheet: Sheet
    fields: tuple[Field | None, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class _Record:
    """One part of a case: its values by column, and what the kit does not know by name."""

    values: dict[str, Any] = field(default_factory=dict)
    unknown: dict[str, Any] = field(default_factory=dict)


def case_tables(case: Case, lang: str = "nl", version: str | None = None) -> tuple[Filled, ...]:
    """All sheets of a case, also the empty ones, with headers and words in a language.

    `casekit.read.assemble.assemble` makes an equal case of their tables. `version` is what tells this
    version of the case from later ones; it stands on the sheet of the case.

    >>> from casekit.notation import case_of
    >>> touchpoints = case_tables(case_of("a: inwoner > gemeente  vraag @2021-03-05"))[2].table
    >>> dict(zip(touchpoints.headers, touchpoints.rows[0].values))["soort"]
    'vraag'
    """
    made = []
    for number, sheet in enumerate(sheets()):
        if sheet.name == "case":
            made.append(_case_sheet(sheet, _record(case, sheet), lang, number, version))
        else:
            made.append(_list_sheet(sheet, list(_records(case, sheet)), lang, number))
    return tuple(made)


def _case_sheet(sheet: Sheet, record: _Record, lang: str, number: int, version: str | None) -> Filled:
    pairs = [(one.header(lang), _cell(record, one, lang)) for one in sheet.fields]
    pairs += [(_unknown_header(sheet, key), to_cell(None, value, lang)) for key, value in record.unknown.items()]
    pairs += [(VERSION[lang], version)] if version else []
    rows = tuple(Row(place, pair) for place, pair in enumerate(pairs, 2))
    fields = (*sheet.fields, *(None for _ in pairs[len(sheet.fields) :]))
    return Filled(sheet, fields, Table(sheet.title(lang), CASE_HEADERS[lang][:2], ("A", "B"), rows, 1, number))


def _list_sheet(sheet: Sheet, records: list[_Record], lang: str, number: int) -> Filled:
    unknown = list(dict.fromkeys(key for record in records for key in record.unknown))
    headers = [one.header(lang) for one in sheet.fields] + [_unknown_header(sheet, key) for key in unknown]
    rows = []
    for place, record in enumerate(records, 1):
        values: list[Raw] = []
        for one in sheet.fields:
            in_place = one.name == "order" and "order" not in record.values
            values.append(f"({place})" if in_place else _cell(record, one, lang))
        values += [to_cell(None, record.unknown[key], lang) if key in record.unknown else None for key in unknown]
        rows.append(Row(place + 1, tuple(values)))
    columns = tuple(column_letters(place) for place in range(len(headers)))
    table = Table(sheet.title(lang), tuple(headers), columns, tuple(rows), 1, number)
    return Filled(sheet, (*sheet.fields, *(None for _ in unknown)), table)


def _unknown_header(sheet: Sheet, key: str) -> str:
    """The header of an unknown field; said to be one where it would be taken for another."""
    shown = str(to_cell(None, key)) if key == key.strip() else as_json(key)
    taken = header_field(sheet, key) is not None or key.startswith(EXTRA) or key in VERSION.values()
    plain = shown == key and not taken
    return key if plain else f"{EXTRA} {shown}"


def _cell(record: _Record, one: Field, lang: str) -> Raw:
    value = record.values.get(one.name)
    return None if value is None or value in ((), {}) else to_cell(one, value, lang)


def _records(case: Case, sheet: Sheet) -> Iterator[_Record]:
    if sheet.name == "stages":
        yield from (_record(stage, sheet) for stage in case.stages)
        yield from (_record(stage, sheet, i.id) for i in case.issues for stage in i.stages)
    elif sheet.name == "alternatives":
        yield from (_record(way, sheet, r.id) for r in case.requirements for way in r.alternatives)
    else:
        yield from (_record(part, sheet) for part in getattr(case, LISTS.get(sheet.name, sheet.name)))


def _record(part: Part, sheet: Sheet, owner: str | None = None) -> _Record:
    made = _Record({sheet.owner: owner} if sheet.owner and owner is not None else {}, dict(part.model_extra or {}))
    for name, info in type(part).model_fields.items():
        key, value = info.alias or name, getattr(part, name)
        if value is None or (name not in part.model_fields_set and key != "format"):
            continue
        if isinstance(value, Promise):
            made.values.update(_promise(value))
        elif isinstance(value, Part):
            _inner(key, value, made)
        elif sheet.field(key) is not None:
            made.values[key] = value
    return made


def _filled(part: Part) -> dict[str, Any]:
    values = {info.alias or name: getattr(part, name) for name, info in type(part).model_fields.items()}
    return {key: value for key, value in values.items() if value is not None}


def _inner(key: str, part: Part, made: _Record) -> None:
    """A part within the case as rows of its own; as one whole where those cannot say it."""
    values = _filled(part)
    if values and not part.model_extra:
        made.values.update({f"{key}.{name}": value for name, value in values.items()})
    else:
        made.unknown[key] = values | (part.model_extra or {})


def _promise(promise: Promise) -> dict[str, Any]:
    """A promise as columns: what was promised, or just that it was; as one whole where those cannot say it."""
    values = _filled(promise)
    what = values.pop("what", None)
    if promise.model_extra or (what is not None and promise_form(what) != {"what": what}):
        return {"promise": _filled(promise) | (promise.model_extra or {})}
    return {"promise": True if what is None else what} | {f"promise.{name}": value for name, value in values.items()}
