"""Making cases fit for one file: other things get other names, days become dates, order becomes places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import isinf
from typing import Any

from casekit.case import Case
from casekit.check import NAMES
from casekit.errors import InputRefused, Problem
from casekit.filled import filled
from casekit.values import many
from casekit.when import parse_moment, timeline

__all__ = ["View", "as_views"]

EVENTS = ("touchpoints", "holds", "norms", "requirements", "life_events", "sources", "results")
"""Lists in which the same id in two cases is two different rows. In the others it is the same thing."""
_TIMES = {
    "touchpoints": ("when", "not_before", "due"), "holds": ("from", "until"), "coverage": ("from", "until"),
    "life_events": ("when",), "debts": ("since",), "norms": (),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """One case as data for a file, with the names that it has in the joined case."""

    name: str
    data: dict[str, Any]
    days: dict[str, float]
    """Per touchpoint the first day on which it can have been (`date.toordinal`, -inf where unbounded)."""
    renamed: dict[str, str]
    """The touchpoints that got another id: old to new."""


def as_views(cases: Sequence[Case]) -> list[View]:
    """The cases as views with names of their own. Raises InputRefused when their days cannot be laid side by side."""
    names = _unique([case.id for case in cases])
    problems = [p for case, name in zip(cases, names, strict=True) for p in _without_calendar(case, name, len(cases))]
    if problems:
        raise InputRefused(problems)
    data = [_ordered(filled(case)) for case in cases]
    dated = [_with_dates(one, case) for one, case in zip(data, cases, strict=True)]
    new = _new_names(names, dated)
    return [_view(*view) for view in zip(names, dated, cases, new, strict=True)]


def _unique(names: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    made = []
    for name in names:
        seen[name] += 1
        made.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return made


def _without_calendar(case: Case, name: str, n: int) -> Iterator[Problem]:
    """Day numbers can only be laid beside the times of another case when it is known which date day 0 is."""
    counted = [t.id for t in case.touchpoint_list if (m := parse_moment(t.when)) and m.form == "relative"]
    if counted and case.day_zero is None and n > 1:
        yield Problem("merge_no_day_zero", name, values={"id": counted[0]})


def _ordered(data: dict[str, Any]) -> dict[str, Any]:
    """The rows in their known order; numbers stay only where two rows have the same one."""
    rows = data.get("touchpoints", [])
    orders = [row.get("order", place) for place, row in enumerate(rows, 1)]
    rows = [row for _, row in sorted(zip(orders, rows, strict=True), key=lambda pair: pair[0])]
    if len(set(orders)) == len(orders):
        rows = [{key: value for key, value in row.items() if key != "order"} for row in rows]
    return {**data, "touchpoints": rows}


def _with_dates(data: dict[str, Any], case: Case) -> dict[str, Any]:
    """Day numbers as dates, where the case says which date day 0 is."""
    zero = parse_moment(case.day_zero)
    if zero is None or zero.form != "day":
        return data
    start = date.fromordinal(int(zero.span.lo))
    made = {key: value for key, value in data.items() if key != "day_zero"}
    for name, fields in _TIMES.items():
        made[name] = [_dated(row, fields, start) for row in data.get(name, [])]
    if isinstance(data.get("observed"), dict):
        made["observed"] = _dated(data["observed"], ("from", "until"), start)
    return {key: value for key, value in made.items() if value != []}


def _dated(row: dict[str, Any], fields: tuple[str, ...], start: date) -> dict[str, Any]:
    made = {key: _date(value, start) if key in fields else value for key, value in row.items()}
    if isinstance(row.get("promise"), dict) and "due" in row["promise"]:
        made["promise"] = {**row["promise"], "due": _date(row["promise"]["due"], start)}
    return made


def _date(text: str, start: date) -> str:
    moment = parse_moment(text)
    if moment is None or moment.form != "relative":
        return text
    span = moment.span
    ends = ["" if isinf(end) else (start + timedelta(int(end))).isoformat() for end in (span.lo, span.hi)]
    return ends[0] if ends[0] == ends[1] else "/".join(end or ".." for end in ends)


def _new_names(names: list[str], data: Sequence[dict[str, Any]]) -> list[dict[str, dict[str, str]]]:
    """Per view and list of events the new names of the ids that mean another row in another view."""
    made: list[dict[str, dict[str, str]]] = [{} for _ in names]
    for one in EVENTS:
        versions: dict[str, list[Any]] = {}
        for place, view in enumerate(data):
            for row in view.get(one, []):
                # A row that names a touchpoint is another row once that touchpoint has another name.
                versions.setdefault(str(row.get("id")), []).append(_renamed(row, one, made[place]))
        clashes = {
            name
            for name, rows in versions.items()
            if len(rows) > 1 and (one == "touchpoints" or any(row != rows[0] for row in rows))
        }
        for place, name in enumerate(names):
            made[place][one] = {old: f"{old}-{name}" for old in clashes}
    return made


def _view(name: str, data: dict[str, Any], case: Case, new: dict[str, dict[str, str]]) -> View:
    """The rows under the names of the joined case, and every row marked with its view."""
    made = {**data, **_renamed({field: data[field] for field in NAMES["case"] if field in data}, "case", new)}
    for one in (*EVENTS, "coverage", "debts", "links"):
        if one in data:
            made[one] = [_renamed(row, one, new) for row in data[one]]
    time = timeline(case)
    zero = time.day0.toordinal() if time.day0 is not None else 0
    days = {new["touchpoints"].get(t, t): span.lo + zero for t, span in time.spans.items()}
    rows = []
    for row in made.get("touchpoints", []):
        source = many(row.get("source"))
        rows.append({**row, "view": [*many(row.get("view")), name], "source": list(source) or [name]})
    made["touchpoints"] = rows
    if any(row["source"] == [name] for row in rows) and all(s.get("id") != name for s in made.get("sources", [])):
        made["sources"] = [*made.get("sources", []), {"id": name, **({"label": case.title} if case.title else {})}]
    return View(name, made, days, new["touchpoints"])


def _renamed(row: dict[str, Any], one: str, new: dict[str, dict[str, str]]) -> dict[str, Any]:
    made = dict(row)
    if one in new and "id" in row:
        made["id"] = new[one].get(row["id"], row["id"])
    for field, what in NAMES.get(one, {}).items():
        names = new.get(f"{what}s", {})
        if field in row and names:
            value = row[field]
            made[field] = names.get(value, value) if isinstance(value, str) else [names.get(v, v) for v in value]
    if one == "touchpoints":
        for field in _TIMES[one]:
            if field in row:
                made[field] = _based(row[field], new.get("touchpoints", {}))
        if isinstance(row.get("promise"), dict) and "due" in row["promise"]:
            made["promise"] = {**row["promise"], "due": _based(row["promise"]["due"], new.get("touchpoints", {}))}
    elif one in _TIMES:
        for field in _TIMES[one]:
            if field in row:
                made[field] = _based(row[field], new.get("touchpoints", {}))
    return made


def _based(text: str, names: dict[str, str]) -> str:
    """A time told from another touchpoint, with the name that it has now."""
    moment = parse_moment(text)
    if moment is None or moment.base is None or moment.base not in names:
        return text
    return names[moment.base] + text.strip()[len(moment.base) :]
