"""From touchpoints with their codes to the tables that every road into a case uses; what is unclear is set aside."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf

import networkx as nx

from casekit.check import NAMES
from casekit.read.coded.contacts import Coding, Contact, Contacts
from casekit.read.coded.convention import MANY, field_of, understood
from casekit.read.imported import Aside
from casekit.sheets.cells import to_cell
from casekit.sheets.plan import sheet
from casekit.sheets.table import Raw, Row, Table, column_letters
from casekit.when.edtf import Moment, parse_moment

__all__ = ["CodedRows", "coded_rows"]

_LISTED = {"issue": "issues", "source": "sources"}
"""Lists of a case that the codes of touchpoints name, beside the actors."""
_SEPARATORS = ";,\n"


@dataclass(slots=True)
class CodedRows:
    """The tables; what was set aside per coding; which ids lack what; and names that were spelled in two ways."""

    tables: tuple[Table, ...]
    aside: dict[Coding, Aside]
    lacking: dict[str, tuple[str, ...]]
    spellings: list[tuple[str, str]]
    undated: list[str] = field(default_factory=list)


def coded_rows(found: Contacts) -> CodedRows:
    """The tables of touchpoints, actors, issues and sources that the codes describe."""
    aside = dict(found.aside)
    spelling = _Spelling()
    for contact in found.contacts:
        spelling.one("touchpoint", contact.id)
    filled = {contact.id: _filled(contact, spelling, aside) for contact in found.contacts}
    needed = [one.name for one in sheet("touchpoints").fields if one.required and one.name != "id"]
    lacking = {id: tuple(name for name in needed if not values.get(name)) for id, values in filled.items()}
    lacking = {id: names for id, names in lacking.items() if names}
    whole = {_same(id): id for id in filled if id not in lacking}
    for contact in found.contacts:
        _links_that_hold(contact, filled[contact.id], whole, aside)
    rows = {contact.id: _cells(contact, filled[contact.id]) for contact in found.contacts}
    order = _in_time(found.contacts, filled)
    headers = [one.name for one in sheet("touchpoints").fields if any(one.name in row for row in rows.values())]
    headers += [name for name in needed if name not in headers]  # so that the row says what it lacks
    actors = [name for row in filled.values() for side in ("from", "to") for name in row.get(side, ())]
    tables = [
        _ids_table("actors", dict.fromkeys(actors)),
        _table("touchpoints", headers, [[rows[id].get(name) for name in headers] for id in order]),
    ]
    for name, title in _LISTED.items():
        ids = dict.fromkeys(one for row in filled.values() for one in row.get(name, ()))
        tables += [_ids_table(title, ids)] if ids else []
    undated = [id for id in order if id not in lacking and not {"when", "order"} & filled[id].keys()]
    return CodedRows(tuple(tables), aside, lacking, spelling.differing, undated)


class _Spelling:
    """One spelling per name: the first, for names that differ in capitals only."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], str] = {}
        self.differing: list[tuple[str, str]] = []

    def one(self, what: str, name: str) -> str:
        plain = unicodedata.normalize("NFC", " ".join(name.split()))
        first = self.known.setdefault((what, plain.casefold()), plain)
        if first != plain and (first, plain) not in self.differing:
            self.differing.append((first, plain))
        return first


def _filled(contact: Contact, spelling: _Spelling, aside: dict[Coding, Aside]) -> dict[str, list[str]]:
    """The values of every field, as far as they can be read and do not contradict each other."""
    filled: dict[str, list[str]] = {}
    for name, given in contact.given.items():
        one = field_of(name)
        values: dict[str, list[Coding]] = defaultdict(list)
        for typed, coding in given:
            value = understood(one, typed)
            if value is None:
                aside[coding] = coding.aside("coded_unreadable", id=contact.id)
                continue
            parts = _parts(value) if one.kind == "names" else [value]
            for part in parts:
                what = NAMES["touchpoints"].get(name)
                values[spelling.one(what, part) if what else part].append(coding)
        if name == "promise" and len(values) > 1:
            values.pop("ja", None)  # what was promised says that something was
        if len(values) > 1 and one.kind not in MANY:
            for coding in (coding for codings in values.values() for coding in codings):
                aside[coding] = coding.aside("coded_two_values", id=contact.id)
        elif values:
            filled[name] = list(values)
    return filled


def _parts(value: str) -> list[str]:
    for sign in _SEPARATORS:
        value = value.replace(sign, ";")
    return [part.strip() for part in value.split(";") if part.strip()]


def _links_that_hold(
    contact: Contact, row: dict[str, list[str]], whole: dict[str, str], aside: dict[Coding, Aside]
) -> None:
    """Set aside what names a touchpoint that is not there, or that itself waits in the to-do list."""
    for name in [name for name, what in NAMES["touchpoints"].items() if what == "touchpoint" and name in row]:
        for value in [value for value in row[name] if _same(value) not in whole]:
            row[name].remove(value)
            _wait(contact, name, value, aside)
    for name in [name for name in row if field_of(name).kind == "moment"]:
        moment = parse_moment(row[name][0])
        if moment is None or moment.base is None:
            continue
        known = whole.get(_same(moment.base))
        if known is None:
            del row[name]
            _wait(contact, name, None, aside)
        else:
            row[name] = [row[name][0].replace(moment.base, known, 1)]


def _wait(contact: Contact, name: str, value: str | None, aside: dict[Coding, Aside]) -> None:
    """Set aside the codes that gave a field its value; of a list, those that gave it this one."""
    for typed, coding in contact.given[name]:
        if value is None or _same(value) in map(_same, _parts(typed)):
            aside[coding] = coding.aside("coded_link", id=contact.id)


def _same(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def _cells(contact: Contact, filled: dict[str, list[str]]) -> dict[str, Raw]:
    """One row by field: the coded values, the researcher's own words, and where it stands in which document."""
    cells: dict[str, Raw] = {name: "; ".join(values) for name, values in filled.items() if values}
    cells["id"] = to_cell(field_of("id"), contact.id)
    if contact.summary:
        words = [*filled.get("summary", ()), *dict.fromkeys(contact.summary)]
        cells["summary"] = to_cell(field_of("summary"), " ".join(words))
    note = [*filled.get("note", ()), contact.segment.where]
    if contact.others:
        note.append("codes: " + ", ".join(dict.fromkeys(contact.others)))
    cells["note"] = to_cell(field_of("note"), "; ".join([*note, *dict.fromkeys(contact.memos)]))
    return cells


def _in_time(contacts: list[Contact], filled: dict[str, dict[str, list[str]]]) -> list[str]:
    """The ids as they stand in the documents, but what is dated by its date, and a reply after what it replies to.

    In an interview people go back in time; the place in the list of a case says what came after what.
    """
    moments = {contact.id: parse_moment(next(iter(filled[contact.id].get("when", ())), None)) for contact in contacts}
    days = _days(contacts, moments)
    by_day = sorted(moments, key=days.__getitem__)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(by_day)
    links = [name for name, what in NAMES["touchpoints"].items() if what == "touchpoint"]
    graph.add_edges_from((e, id) for id, row in filled.items() for n in links for e in row.get(n, ()) if e in filled)
    graph.add_edges_from((m.base, id) for id, m in moments.items() if m and m.base in filled and m.span.lo >= 0)
    places = {id: place for place, id in enumerate(by_day)}
    try:
        return list(nx.lexicographical_topological_sort(graph, key=places.__getitem__))
    except nx.NetworkXUnfeasible:  # replies in a circle: the check of the case says so
        return by_day


def _days(contacts: list[Contact], moments: dict[str, Moment | None]) -> dict[str, float]:
    """A day for every row; one without takes that of the row before it in its document, else of the one after it."""
    days: dict[str, float] = {}
    for rows in (contacts, contacts[::-1]):
        nearest: dict[int, float] = {}
        for contact in rows:
            moment = moments[contact.id]
            if moment is not None and moment.form not in ("order", "elapsed"):
                days[contact.id] = moment.span.lo
            if contact.id in days:
                nearest[contact.segment.document] = days[contact.id]
            elif contact.segment.document in nearest:
                days[contact.id] = nearest[contact.segment.document]
    return {contact.id: days.get(contact.id, inf) for contact in contacts}


def _ids_table(name: str, ids: Iterable[str]) -> Table:
    return _table(name, ["id"], [[id] for id in ids])


def _table(name: str, headers: list[str], rows: list[list[Raw]]) -> Table:
    columns = tuple(column_letters(place) for place in range(len(headers)))
    filled = tuple(Row(number, tuple(row)) for number, row in enumerate(rows, 2))
    return Table(name, tuple(headers), columns, filled)
