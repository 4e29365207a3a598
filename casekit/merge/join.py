"""Joining the timelines of several organisations into one case."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Any

import networkx as nx

from casekit.case import Case
from casekit.check import NAMES
from casekit.errors import InputRefused, Problem, shown
from casekit.merge.alike import Proposal, proposals
from casekit.merge.views import View, as_views
from casekit.read.case_file import parse_case
from casekit.read.safe.guard import Document
from casekit.sheets.plan import find_sheet
from casekit.text import say
from casekit.values import FORMAT, many

__all__ = ["Contradiction", "Merged", "header_of", "merge"]

THINGS = ("issues", "stages", "organisations", "actors", "items", "debts", "traits")
"""Lists in which the same id in two cases is the same thing."""
EVENTS = ("requirements", "holds", "norms", "coverage", "sources", "life_events", "results")
SCALARS = (
    "summary", "question", "status", "language", "selection", "municipality", "region_households",
    "release", "retention",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One field about which the views do not agree: the row it is in, and what each view says."""

    path: tuple[str, ...]
    said: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """The joined case, which rows may be the same event, what the views contradict each other about, and warnings.

    In the case a contradiction keeps what the first view says; what the others say stands in a note.
    """

    case: Case
    proposals: tuple[Proposal, ...]
    contradictions: tuple[Contradiction, ...]
    warnings: tuple[Problem, ...]
    renamed: dict[str, dict[str, str]]
    """Per view the touchpoints that got another id because two cases used the same one."""


def merge(cases: Sequence[Case], case_id: str, same: Iterable[tuple[str, str]] = (), lang: str = "nl") -> Merged:
    """One case of the timelines of several; `same` holds pairs of touchpoints that the user says are one event.

    Within a timeline the order stays known; between two only dates and links count (`Touchpoint.view`). An
    actor, organisation, issue, item or debt with the same id is the same; anything else with the same id gets
    the name of its case behind it. Touchpoints are never taken to be the same: they are proposed.

    Raises InputRefused when days cannot be laid side by side, when a pair of `same` cannot be one event, and for
    everything that keeps the joined case from being read.

    >>> from casekit.notation import case_of
    >>> a, b = case_of("t1: inwoner > gemeente  vraag"), case_of("t1: gemeente > inwoner  antwoord")
    >>> merged = merge([a, b.model_copy(update={"id": "wijkteam"})], "samen")
    >>> [t.id for t in merged.case.touchpoint_list]
    ['t1-test', 't1-wijkteam']
    """
    views = as_views(cases)
    told: list[Contradiction] = []
    data: dict[str, Any] = {"format": FORMAT, "id": case_id, **_scalars(views, told)}
    for name in THINGS:
        if rows := _things(name, views, told):
            data[name] = rows
    for name in EVENTS:
        rows = [row for view in views for row in view.data.get(name, [])]
        if rows := [row for place, row in enumerate(rows) if row not in rows[:place]]:
            data[name] = rows
    rows, one = _joined([row for view in views for row in view.data["touchpoints"]], list(same), told)
    data["touchpoints"] = _in_order(rows, one, views)
    data |= {field: one.get(data[field], data[field]) for field in NAMES["case"] if field in data}
    if links := _answers(views, one, told):
        data["links"] = links
    _name_all(data)
    _keep_beside(data, told, lang)
    case, warnings = parse_case(Document(case_id, data))
    renamed = {view.name: view.renamed for view in views if view.renamed}
    return Merged(case, tuple(proposals(case)), tuple(told), tuple(warnings), renamed)


def _scalars(views: Sequence[View], told: list[Contradiction]) -> dict[str, Any]:
    """The fields of the case itself: the first that says something; the period from the first day to the last."""
    made: dict[str, Any] = {}
    titles = [str(view.data["title"]) for view in views if view.data.get("title")]
    if titles:
        made["title"] = " + ".join(dict.fromkeys(titles))
    for name in SCALARS:
        _agree((name,), [(view.name, view.data.get(name)) for view in views], made, name, told)
    origins = [str(view.data["provenance"]) for view in views if view.data.get("provenance")]
    made |= {"provenance": "; ".join(dict.fromkeys(origins))} if origins else {}
    notes = [str(view.data["note"]) for view in views if view.data.get("note")]
    made |= {"note": "; ".join(dict.fromkeys(notes))} if notes else {}
    periods = [view.data.get("observed") for view in views]
    if all(isinstance(period, dict) for period in periods):
        made["observed"] = _period([period for period in periods if isinstance(period, dict)])
    known = {"id", "format", "title", "provenance", "note", "observed", "day_zero", "touchpoints", *SCALARS}
    for name in dict.fromkeys(key for view in views for key in view.data):
        if name not in known | set(THINGS) | set(EVENTS) | {"links"}:
            _agree((name,), [(view.name, view.data.get(name)) for view in views], made, name, told)
    return made


def _period(periods: list[dict[str, Any]]) -> dict[str, Any]:
    """From the earliest to the latest; ISO dates stand in the order of time as text too."""
    made = {}
    for field, pick in (("from", min), ("until", max)):
        ends = [str(period[field]) for period in periods if period.get(field)]
        if len(ends) == len(periods):
            made[field] = pick(ends)
    return made


def _agree(
    path: tuple[str, ...], said: list[tuple[str, Any]], row: dict[str, Any], field: str, told: list[Contradiction]
) -> None:
    """Fill in what the first one says, and tell when another says something else."""
    filled = [(name, value) for name, value in said if value not in (None, "", [], {})]
    if not filled:
        return
    row[field] = filled[0][1]
    if any(value != filled[0][1] for _, value in filled):
        told.append(Contradiction(path, tuple(filled)))


def _things(name: str, views: Sequence[View], told: list[Contradiction]) -> list[dict[str, Any]]:
    """Every thing once, with what each view says of it."""
    said: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for view in views:
        for row in view.data.get(name, []):
            said.setdefault(str(row["id"]), []).append((view.name, row))
    made = []
    for key, versions in said.items():
        thing: dict[str, Any] = {}
        for field in dict.fromkeys(field for _, version in versions for field in version):
            values = [(view, version.get(field)) for view, version in versions]
            _agree((name, key, field), values, thing, field, told)
        made.append(thing)
    return made


def _name_all(data: dict[str, Any]) -> None:
    """A case without a list may use any name; beside one that has the list, its names must be in it too."""
    for name, fields in NAMES.items():
        for field, what in fields.items():
            listed = f"{what}s"
            if listed not in ("issues", "items", "sources", "debts", "organisations") or listed not in data:
                continue
            known = {row["id"] for row in data[listed]}
            used = [one for row in data.get(name, []) for one in many(row.get(field)) if one not in known]
            data[listed] += [{"id": one} for one in dict.fromkeys(used)]


def _keep_beside(data: dict[str, Any], told: list[Contradiction], lang: str) -> None:
    """Put what the other views say in the note of the row, or of the case where a row has none."""
    for one in told:
        rows = data.get(one.path[0]) if one.path[0] in ("actors", "touchpoints") else None
        row = next((row for row in rows if row["id"] == one.path[1]), data) if rows else data
        place = "" if row is not data or len(one.path) == 1 else f"{one.path[1]}: "
        for view, value in one.said[1:]:
            if value != one.said[0][1]:
                shown_value = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
                text = say("merge.note", lang, view=view, field=place + header_of(one.path, lang), value=shown_value)
                row["note"] = f"{row['note']}; {text}" if row.get("note") else text


def header_of(path: tuple[str, ...], lang: str) -> str:
    """What a field is called on the sheets; its own name where it is on none."""
    sheet = find_sheet(path[0]) if len(path) > 1 else find_sheet("case")
    field = sheet.field(path[-1]) if sheet is not None else None
    return field.header(lang) if field is not None else path[-1]


def _joined(
    rows: list[dict[str, Any]], same: list[tuple[str, str]], told: list[Contradiction]
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The rows, with those that are one event as one row, and which rows went into which.

    Lists come together; of what contradicts, the first stays and both are told.
    """
    by_id = {str(row["id"]): dict(row) for row in rows}
    problems = []
    for pair in same:
        unknown = [name for name in pair if name not in by_id]
        problems += [Problem("merge_unknown_row", shown(name), values={"id": shown(name)}) for name in unknown]
        if not unknown and set(by_id[pair[0]]["view"]) & set(by_id[pair[1]]["view"]):
            values = {"first": pair[0], "second": pair[1]}
            problems.append(Problem("merge_one_view", by_id[pair[0]]["view"][0], values=values))
    if problems:
        raise InputRefused(problems)
    one: dict[str, str] = {}
    for first, second in same:
        first, second = one.get(first, first), one.get(second, second)
        if first == second:
            continue
        _into(by_id[first], by_id.pop(second), told)
        one = {name: first if target == second else target for name, target in one.items()} | {second: first}
    return [_pointed(row, one) for row in by_id.values()], one


def _into(first: dict[str, Any], second: dict[str, Any], told: list[Contradiction]) -> None:
    """Put the second row into the first."""
    path = ("touchpoints", str(first["id"]))
    views = tuple(", ".join(row["view"]) for row in (first, second))
    lists = ("to", "responds_to", "depends_on", "asks", "shares", "needs", "source", "view")
    for field in lists:
        values = list(dict.fromkeys((*many(first.get(field)), *many(second.get(field)))))
        if values:
            first[field] = values
    for field in dict.fromkeys((*first, *second)):
        if field not in (*lists, "id"):
            said = [(views[0], first.get(field)), (views[1], second.get(field))]
            _agree((*path, field), said, first, field, told)
    first.pop("order", None)


def _pointed(row: dict[str, Any], one: dict[str, str]) -> dict[str, Any]:
    """A row whose links point to the rows that are left."""
    made = dict(row)
    for field in ("responds_to", "depends_on"):
        if field in made:
            made[field] = list(dict.fromkeys(one.get(name, name) for name in many(made[field])))
    for field in ("when", "not_before", "due"):
        base, _, rest = str(made.get(field, "")).partition(" ")
        if base in one and rest:
            made[field] = f"{one[base]} {rest}"
    return made


def _answers(views: Sequence[View], one: dict[str, str], told: list[Contradiction]) -> list[dict[str, Any]]:
    """What was answered about the rows that are left, each question once; where views differ the first stays."""
    said: dict[tuple[str, str], list[tuple[str, dict[str, Any]]]] = {}
    for view in views:
        for row in view.data.get("links", []):
            before, after = (one.get(row[end], row[end]) for end in ("before", "after"))
            if before != after:
                said.setdefault((before, after), []).append((view.name, {**row, "before": before, "after": after}))
    for (before, after), rows in said.items():
        answers = [(view, row["needed"]) for view, row in rows]
        _agree(("links", f"{before} / {after}", "needed"), answers, {}, "needed", told)
    return [rows[0][1] for rows in said.values()]


def _in_order(rows: list[dict[str, Any]], one: dict[str, str], views: Sequence[View]) -> list[dict[str, Any]]:
    """The rows in a list in which the order of every view holds, by day where the days are known."""
    by_id = {str(row["id"]): row for row in rows}
    days = {name: day for view in views for name, day in view.days.items()}
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(by_id)
    for view in views:
        mine = [one.get(str(row["id"]), str(row["id"])) for row in view.data["touchpoints"]]
        graph.add_edges_from(pairwise(mine))
    place = {name: number for number, name in enumerate(by_id)}
    try:
        order = list(nx.lexicographical_topological_sort(graph, key=lambda name: (days.get(name, -inf), place[name])))
    except nx.NetworkXUnfeasible:
        ring = [name for name, _ in nx.find_cycle(graph)]
        joined = [name for name in ring if len(by_id[name]["view"]) > 1] or ring
        raise InputRefused([Problem("merge_circle", ", ".join(joined), values={"ids": ", ".join(ring)})]) from None
    return [by_id[name] for name in order]
