"""From a drawing that comes back, or that somebody made elsewhere, to a case.

A drawing of the kit carries the case that it was drawn from. What stands in the drawing as the kit drew it is
taken from there, exactly; what is different or new is taken over and reported. What is no longer in the drawing is
reported too, and stays in the case: programs leave out what they do not know, and what a filter hides.

A drawing without a case becomes one: nodes are actors, edges are touchpoints. An edge that does not say what kind
of act it is waits on the list of things to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from casekit.case import Case
from casekit.errors import InputRefused, Problem, shown
from casekit.read.case_file import parse_case
from casekit.read.drawn.drawing import SHOWN, Drawing, Edge, Value, drawing
from casekit.read.drawn.rows import LOOKS, Record, actor_record, as_table, cells, contact_record
from casekit.read.imported import Imported, Tally
from casekit.read.safe.guard import Document
from casekit.read.safe.json_guard import parse_json
from casekit.read.tables.assemble import assemble
from casekit.sheets.cells import to_cell
from casekit.sheets.plan import sheet
from casekit.sheets.rows import Filled, case_tables
from casekit.sheets.table import Raw, Table
from casekit.text import LANGUAGES

__all__ = ["from_drawing"]

_MOST_NAMED = 10


def from_drawing(drawn: Drawing, file: str, name: str) -> Imported:
    """The case of a drawing; `name` is its id where the drawing carries none.

    Raises InputRefused when the drawing cannot be a case.
    """
    if drawn.stored is None:
        return _foreign(drawn, file, name)
    case, lang, warnings = _stored(drawn.stored, file)
    expected = drawing(case, lang)
    report: list[Problem] = []
    actors = _changed_nodes(drawn, expected, file, report)
    acts = _changed_edges(drawn, expected, file, report)
    if not actors and not acts:
        tally = (Tally("actors", len(case.actor_list)), Tally("touchpoints", len(case.touchpoint_list)))
        return Imported(case, tuple(report), tuple(warnings), tally)
    tables = []
    for filled in case_tables(case, "en"):
        edits = {"actors": actors, "touchpoints": acts}.get(filled.sheet.name)
        tables.append(filled.table if edits is None else _edited(filled, edits))
    return _assembled(tables, file, name, report)


def _stored(text: str, file: str) -> tuple[Case, str, list[Problem]]:
    """The case that goes along, the language it was drawn in, and the warnings about it."""
    data = parse_json(text.encode("utf-8", "surrogatepass"), file)
    inside = data.get("case") if isinstance(data, dict) else None
    if not isinstance(inside, dict):
        raise InputRefused([Problem("drawing_without_case", file)])
    case, warnings = parse_case(Document(file, inside))
    return case, data["lang"] if data.get("lang") in LANGUAGES else LANGUAGES[0], warnings


def _changed_nodes(drawn: Drawing, expected: Drawing, file: str, report: list[Problem]) -> dict[str, Record]:
    there = {node.id: node for node in expected.nodes}
    changes: dict[str, Record] = {}
    for node in drawn.nodes:
        old = there.get(node.id)
        if old is None:
            changes[node.id] = actor_record(node)
        elif new := _differing(node.values, old.values, set()):
            changes[node.id] = cells("actors", new)
    _tell(report, file, "actors", [n for n in changes if n in there], [n for n in changes if n not in there])
    _tell_gone(report, file, "actors", [name for name in there if name not in {n.id for n in drawn.nodes}])
    return changes


def _changed_edges(drawn: Drawing, expected: Drawing, file: str, report: list[Problem]) -> dict[str, Record]:
    there = {edge.id: edge for edge in expected.edges}
    taken = {str(edge.values["touchpoint"]) for edge in expected.edges}
    changes: dict[str, Record] = {}
    added: list[str] = []
    clashes: list[Problem] = []
    for number, edge in enumerate(drawn.edges, 1):
        old = there.get(edge.id)
        if old is None:
            name, record = contact_record(edge, number)
            while name in taken:  # a line that was copied in the program still carries the id of the first
                name += "+"
            taken.add(name)
            added.append(name)
            changes[name] = {**record, "id": name}
            continue
        name = str(old.values["touchpoint"])
        new = cells("touchpoints", _differing(edge.values, old.values, {"label"}))
        new |= {"from": edge.source} if edge.source != old.source else {}
        known = changes.setdefault(name, {})
        clashes += [_clash(file, name, key) for key in new if key in known and known[key] != new[key]]
        known.update(new)
    for name, receivers in _receivers(drawn, expected).items():
        changes.setdefault(name, {})["to"] = receivers
    if clashes:
        raise InputRefused(clashes)
    changes = {name: change for name, change in changes.items() if change}
    _tell(report, file, "touchpoints", [name for name in changes if name not in added], added)
    kept = {edge.id for edge in drawn.edges}
    _tell_gone(report, file, "touchpoints", [name for name in there if name not in kept])
    return changes


def _receivers(drawn: Drawing, expected: Drawing) -> dict[str, Raw]:
    """The receivers of the touchpoints of which a line now ends elsewhere."""
    ends = {edge.id: edge.target for edge in drawn.edges}
    found: dict[str, list[str]] = {}
    for edge in expected.edges:
        found.setdefault(str(edge.values["touchpoint"]), []).append(ends.get(edge.id, edge.target))
    moved = {str(e.values["touchpoint"]) for e in expected.edges if ends.get(e.id, e.target) != e.target}
    to = sheet("touchpoints").field("to")
    return {name: to_cell(to, tuple(dict.fromkeys(found[name]))) for name in moved}


def _clash(file: str, name: str, field: str) -> Problem:
    return Problem("drawing_clash", file, values={"id": shown(name), "field": field})


def _differing(values: dict[str, Value], old: dict[str, Value], besides: set[str]) -> dict[str, Value]:
    """The values that are other than the kit drew them; not what only the drawing shows."""
    skipped = SHOWN | besides | LOOKS
    return {key: value for key, value in values.items() if key not in skipped and not _same(value, old.get(key))}


def _same(value: Value, old: Value | None) -> bool:
    """Whether a value that went through a program is still what it was: `1` is `1.0`, `True` is `true`."""
    if old is None:
        return False
    if isinstance(old, bool):
        return str(value).casefold() == str(old).casefold()
    if isinstance(old, int | float):
        try:
            return float(value) == float(old)
        except ValueError:
            return False
    return str(value) == old


def _edited(filled: Filled, edits: dict[str, Record]) -> Table:
    """A sheet with the changes in their rows, and the new rows below."""
    columns = zip(filled.fields, filled.table.headers, strict=True)
    names = [one.name if one is not None else header for one, header in columns]
    records = [dict(zip(names, row.values, strict=True)) for row in filled.table.rows]
    known = {str(record["id"]): record for record in records}
    for name, change in edits.items():
        if name in known:
            known[name].update(change)
        else:
            records.append({"id": name, **change})
    return as_table(filled.sheet.name, records)


def _foreign(drawn: Drawing, file: str, name: str) -> Imported:
    report: list[Problem] = []
    actors = [actor_record(node) for node in drawn.nodes]
    acts: dict[str, Record] = {}
    placed = sorted(enumerate(drawn.edges, 1), key=lambda pair: _place(pair[1]))
    for number, edge in placed:
        key, record = contact_record(edge, number)
        if "touchpoint" not in edge.values:
            while key in acts:
                key += "+"
            record["id"] = key
        acts.setdefault(key, record)
    both_ways = sum(not edge.directed for edge in drawn.edges)
    if both_ways:
        report.append(Problem("drawing_undirected", file, severity="warning", values={"n": both_ways}))
    if not actors:
        report.append(Problem("drawing_empty", file))
        raise InputRefused(report)
    needed: Record = {"id": None, "from": None, "to": None, "kind": None}
    rows = [{**needed, **record} for record in acts.values()]
    tables = [as_table("actors", actors), as_table("touchpoints", rows or [needed])]
    return _assembled(tables, file, name, report)


def _place(edge: Edge) -> float:
    """The place in the known order, of our own edges; the others stay where they stand, after those."""
    try:
        return float(edge.values["place"]) if "touchpoint" in edge.values else float("inf")
    except (KeyError, ValueError):
        return float("inf")


def _assembled(tables: list[Table], file: str, name: str, report: list[Problem]) -> Imported:
    """The case of the tables; in a drawing nobody has cells, so problems tell the id only."""
    try:
        made = assemble(tables, file, lenient=True, case_id=name)
    except InputRefused as refused:
        problems = list(_without_cells(refused.problems))
        raise InputRefused(p for n, p in enumerate(problems) if p not in problems[:n]) from None
    tally = tuple(replace(one, aside=tuple(replace(row, place=None) for row in one.aside)) for one in made.tally)
    told = (*report, *_without_cells(made.report))
    return replace(made, report=told, warnings=tuple(_without_cells(made.warnings)), tally=tally)


def _without_cells(problems: Any) -> Iterator[Problem]:
    return (replace(problem, line=None) for problem in problems)


def _tell(report: list[Problem], file: str, part: str, changed: list[str], added: list[str]) -> None:
    for code, ids in (("drawing_changed", changed), ("drawing_added", added)):
        if ids:
            report.append(Problem(code, file, severity="warning", values=_named(part, ids)))


def _tell_gone(report: list[Problem], file: str, part: str, ids: list[str]) -> None:
    if ids:
        report.append(Problem("drawing_gone", file, severity="warning", values=_named(part, ids)))


def _named(part: str, ids: list[str]) -> dict[str, object]:
    more = ["…"] if len(ids) > _MOST_NAMED else []
    title = sheet(part)
    return {
        "part": {"nl": title.nl.casefold(), "en": title.en.casefold()},
        "n": len(ids),
        "ids": ", ".join([*map(shown, ids[:_MOST_NAMED]), *more]),
    }
