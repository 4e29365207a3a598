"""What must hold between the parts of a case: ids, references and time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, Protocol

from casekit.errors import Place, Problem, closest, did_you_mean, place_order, shown, spot
from casekit.when import Timeline, parse_moment, timeline

if TYPE_CHECKING:
    from casekit.case import Case, Coverage, Hold, Link, Period, Touchpoint

__all__ = ["LISTS", "NAMES", "check_links", "named"]

MOST_HINTS = 20
"""How many mistyped ids get a hint: to look for what is nearest in a long list takes long."""


class Lines(Protocol):
    """Where the parts of a case stand in a file."""

    file: str

    def line(self, *path: str | int) -> Place | None:
        """The line of a part."""


def check_links(case: Case, lines: Lines) -> Iterator[Problem]:
    """Everything that is wrong between the parts of a case, then what deserves attention."""
    found = [*_double_ids(case, lines), *_references(case, lines), *_replies(case, lines)]
    found += [*_answers(case, lines), *_days(case, lines), *_circles_of_time(case, lines), *_observed(case, lines)]
    yield from found
    if any(problem.severity == "error" for problem in found):
        return  # time cannot be judged while the links are wrong
    time = timeline(case)
    yield from _contradictions(case, time, lines)
    yield from _due_dates(case, time, lines)
    yield from _lead_time(case, time, lines)
    yield from _order_of_dates(case, time, lines)
    yield from _outside_observed(case, time, lines)


def _observed(case: Case, lines: Lines) -> Iterator[Problem]:
    """An observed period that ends before it starts: nothing could lie in it."""
    ends = (case.observed.from_, case.observed.until) if case.observed else (None, None)
    first, last = (parse_moment(text) for text in ends)
    if first and last and first.absolute == last.absolute and last.span.hi < first.span.lo:
        values = {"list": "observed", "id": case.id}
        yield Problem("period_reversed", lines.file, lines.line("observed"), values=values)


LISTS = {
    "issues": "issues",
    "stages": "stages",
    "organisations": "organisations",
    "actors": "actor_list",
    "touchpoints": "touchpoint_list",
    "items": "items",
    "requirements": "requirements",
    "holds": "holds",
    "norms": "norms",
    "sources": "sources",
    "life_events": "life_events",
    "debts": "debts",
    "traits": "traits",
    "results": "results",
}


def _double_ids(case: Case, lines: Lines) -> Iterator[Problem]:
    for name, attribute in LISTS.items():
        rows = getattr(case, attribute)
        counts = Counter(row.id for row in rows)
        first: dict[str, int] = {}
        for place, row in enumerate(rows):
            if counts[row.id] > 1 and row.id in first:
                values = {"id": row.id, "list": name, "line": spot(lines.line(name, first[row.id]) or 0)}
                yield Problem("double_id", lines.file, lines.line(name, place, "id"), values=values)
            first.setdefault(row.id, place)
    if not case.actor_list:
        yield Problem("no_actors", lines.file, lines.line("actors"))
    elif not any(actor.client_side for actor in case.actor_list):
        yield Problem("no_resident", lines.file, lines.line("actors"), "warning")
    if not case.touchpoint_list:
        yield Problem("no_touchpoints", lines.file, lines.line("touchpoints"))


def _references(case: Case, lines: Lines) -> Iterator[Problem]:
    """Every id that names something which is not in the case."""
    actors = {a.id for a in case.actor_list}
    known = {
        "actor": actors,
        "party": actors
        | {o.id for o in case.organisations}
        | {a.organisation for a in case.actor_list if a.organisation},
        "organisation": {o.id for o in case.organisations},
        "touchpoint": {t.id for t in case.touchpoint_list},
        "issue": {i.id for i in case.issues},
        "item": {i.id for i in case.items},
        "source": {s.id for s in case.sources},
        "stage": {s.id for s in case.stages} | {s.id for i in case.issues for s in i.stages},
        "debt": {d.id for d in case.debts},
    }
    hints = MOST_HINTS
    for what, name, path in named(case):
        # A list that the case does not have is not missed: then the names stand for themselves.
        missed = known[what] or what == "touchpoint"
        if missed and name not in known[what]:
            near = closest(name, known[what]) if hints > 0 else did_you_mean(None)
            hints -= 1
            values = {"value": shown(name), "near": near, "field": path[-1]}
            yield Problem(
                f"unknown_{'actor' if what == 'party' else what}", lines.file, lines.line(*path), values=values
            )


Named = tuple[str, str, tuple[str | int, ...]]
"""What kind of thing is named, by which id, and where."""

NAMES: dict[str, dict[str, str]] = {
    "actors": {"organisation": "organisation", "acts_for": "actor"},
    "touchpoints": {
        "from": "actor", "to": "actor", "responds_to": "touchpoint", "depends_on": "touchpoint", "issue": "issue",
        "asks": "item", "shares": "item", "needs": "item", "source": "source", "stage": "stage", "debt": "debt",
    },
    "requirements": {"imposed_at": "touchpoint", "waived_at": "touchpoint", "imposed_by": "party", "issue": "issue"},
    "holds": {"actors": "party", "issue": "issue", "items": "item", "chosen_by": "party"},
    "coverage": {"actor": "party", "source": "source"},
    "sources": {"perspective": "party"},
    "life_events": {"actor": "actor"},
    "debts": {"creditor": "party", "issue": "issue"},
    "results": {"at": "touchpoint", "touchpoints": "touchpoint", "actors": "actor", "issue": "issue"},
    "links": {"before": "touchpoint", "after": "touchpoint"},
    "case": {"start_event": "touchpoint", "end_event": "touchpoint"},
}  # fmt: skip
"""Which fields hold the id of something else, and of what: of the rows of a list, and of the case itself."""


def named(case: Case) -> Iterator[Named]:
    """Every id by which one part of a case names another: of what, the id, and where it stands."""
    for field, what in NAMES["case"].items():
        if (event := getattr(case, field)) is not None:
            yield what, event, (field,)
    for name, fields in NAMES.items():
        for place, row in enumerate(getattr(case, LISTS.get(name, name)) if name != "case" else ()):
            for field, what in fields.items():
                value = getattr(row, "from_" if field == "from" else field)
                for one in (value,) if isinstance(value, str) else value or ():
                    yield what, one, (name, place, field)
    for text, path in _moments(case):
        moment = parse_moment(text)
        if moment is not None and moment.base is not None:
            yield "touchpoint", moment.base, path
    for place, t in enumerate(case.touchpoint_list):
        if t.promise is not None and t.promise.by is not None:
            yield "party", t.promise.by, ("touchpoints", place, "promise", "by")


def _moments(case: Case) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Every moment of the case that lies on its own line of time, and where it stands."""
    for place, t in enumerate(case.touchpoint_list):
        row: tuple[str | int, ...] = ("touchpoints", place)
        promised = t.promise.due if t.promise is not None else None
        for text, path in (
            (t.when, (*row, "when")),
            (t.not_before, (*row, "not_before")),
            (t.due, (*row, "due")),
            (promised, (*row, "promise", "due")),
        ):
            if text is not None:
                yield text, path
    periods: list[tuple[Period | Hold | Coverage, tuple[str | int, ...]]] = []
    if case.observed is not None:
        periods.append((case.observed, ("observed",)))
    periods += [(hold, ("holds", place)) for place, hold in enumerate(case.holds)]
    periods += [(seen, ("coverage", place)) for place, seen in enumerate(case.coverage)]
    for period, where in periods:
        for field, text in (("from", period.from_), ("until", period.until)):
            if text is not None:
                yield text, (*where, field)
    for place, event in enumerate(case.life_events):
        if event.when is not None:
            yield event.when, ("life_events", place, "when")


def _days(case: Case, lines: Lines) -> Iterator[Problem]:
    """Day numbers beside dates, when nothing says which date is day 0."""
    zero = parse_moment(case.day_zero)
    if zero is not None and zero.form not in ("order", "day"):
        yield Problem("day_zero_no_day", lines.file, lines.line("day_zero"))
    if case.day_zero is not None:
        return
    first: dict[str, tuple[str, tuple[str | int, ...]]] = {}
    for text, path in _moments(case):
        moment = parse_moment(text)
        if moment is not None and (moment.absolute or moment.form == "relative"):
            first.setdefault("absolute" if moment.absolute else "relative", (text, path))
    if len(first) == 2:
        values = {form: text for form, (text, _) in first.items()}
        found = [Problem("mixed_days", lines.file, lines.line(*path), values=values) for _, path in first.values()]
        yield max(found, key=place_order)


def _circles_of_time(case: Case, lines: Lines) -> Iterator[Problem]:
    """Touchpoints whose times are told as a distance from each other, round in a circle."""
    rows = {t.id: place for place, t in enumerate(case.touchpoint_list)}
    since = {t.id: m.base for t in case.touchpoint_list if (m := parse_moment(t.when)) and m.base is not None}
    done: set[str] = set()
    for start in since:
        path: list[str] = []
        name: str | None = start
        while name in since and name not in done:
            done.add(name)
            path.append(name)
            name = since[name]
        if name in path:
            ring = sorted(path[path.index(name) :], key=rows.__getitem__)
            line = lines.line("touchpoints", rows[ring[0]], "when")
            yield Problem("when_circle", lines.file, line, values={"ids": _listed(ring)})


def _listed(ids: list[str]) -> str:
    """The names in a circle or a contradiction; of very many the first few."""
    return ", ".join(ids[:MOST_HINTS]) + (", …" if len(ids) > MOST_HINTS else "")


def _replies(case: Case, lines: Lines) -> Iterator[Problem]:
    """Replies to themselves or in a circle, and replies to a touchpoint that stands later in the known order."""
    import networkx as nx

    rows = {t.id: (place, t) for place, t in enumerate(case.touchpoint_list)}
    graph: nx.DiGraph[str] = nx.DiGraph()
    for t in case.touchpoint_list:
        graph.add_edges_from((e, t.id) for e in (*t.responds_to, *t.depends_on) if e in rows)
    graph.add_edges_from((one.before, one.after) for _, one in _needed(case, rows))
    for ring in nx.strongly_connected_components(graph):
        name = min(ring)
        if len(ring) > 1 or graph.has_edge(name, name):
            ids = _listed(sorted(ring))
            line = lines.line("touchpoints", rows[name][0], "responds_to")
            yield Problem("reply_circle", lines.file, line, values={"ids": ids})
            return
    for place, t in enumerate(case.touchpoint_list):
        for field in ("responds_to", "depends_on"):
            for earlier in getattr(t, field):
                if earlier in rows and _stands_later(case, rows[earlier], (place, t)):
                    line = lines.line("touchpoints", place, field)
                    yield Problem("reply_to_later", lines.file, line, values={"id": t.id, "earlier": earlier})

    for place, one in _needed(case, rows):
        if _stands_later(case, rows[one.before], rows[one.after]):
            values = {"id": one.after, "earlier": one.before}
            yield Problem("link_to_later", lines.file, lines.line("links", place), values=values)


def _needed(case: Case, rows: Container[str]) -> Iterator[tuple[int, Link]]:
    """The answers that one touchpoint had to come before another, as far as both are in the case."""
    for place, one in enumerate(case.links):
        if one.needed == "yes" and one.before in rows and one.after in rows and one.before != one.after:
            yield place, one


def _answers(case: Case, lines: Lines) -> Iterator[Problem]:
    """Answers about a touchpoint and itself, and answers to one question that do not agree."""
    given: dict[tuple[str, str], tuple[int, str]] = {}
    for place, one in enumerate(case.links):
        ids = {"before": one.before, "after": one.after}
        if one.before == one.after:
            yield Problem("link_to_itself", lines.file, lines.line("links", place), values=ids)
            continue
        first, needed = given.setdefault((one.before, one.after), (place, one.needed))
        if needed != one.needed:
            values = {**ids, "line": spot(lines.line("links", first) or 0)}
            yield Problem("link_answered_twice", lines.file, lines.line("links", place), values=values)


def _stands_later(case: Case, asked: tuple[int, Touchpoint], reply: tuple[int, Touchpoint]) -> bool:
    """Whether what was replied to came after the reply, as far as both are known."""
    (place_asked, first), (place_reply, second) = asked, reply
    one_line = bool(set(first.view or ("",)) & set(second.view or ("",)))
    a, b = parse_moment(first.when), parse_moment(second.when)
    if a and b and a.form == b.form == "day":
        return a.span.lo > b.span.lo
    both_dated = bool(a and b and a.absolute and b.absolute)
    if one_line and (first.order is not None or second.order is not None or not both_dated):
        one = first.order if first.order is not None else place_asked + 1
        two = second.order if second.order is not None else place_reply + 1
        return one > two
    return bool(a and b and a.absolute and b.absolute and a.span.lo > b.span.hi)


def _contradictions(case: Case, time: Timeline, lines: Lines) -> Iterator[Problem]:
    rows = {t.id: (place, t) for place, t in enumerate(case.touchpoint_list)}
    for clash in time.contradictions:
        bases = [parse_moment(rows[name][1].when) for name in clash]
        ids = sorted({*clash, *(m.base for m in bases if m and m.base)}, key=lambda name: rows[name][0])
        line = lines.line("touchpoints", rows[ids[0]][0], "when") if ids else None
        yield Problem("contradiction", lines.file, line, values={"ids": _listed(ids)})


def _due_dates(case: Case, time: Timeline, lines: Lines) -> Iterator[Problem]:
    """A due date that lies wholly before the touchpoint that sets it, and periods that end before they start."""
    for place, t in enumerate(case.touchpoint_list):
        for field, text in (("due", t.due), ("promise", t.promise.due if t.promise else None)):
            if text and time.place(text).hi < time.spans[t.id].lo:
                line = lines.line("touchpoints", place, field)
                yield Problem("due_before_start", lines.file, line, values={"id": t.id, "value": text})
    for name in ("holds", "coverage"):
        for place, period in enumerate(getattr(case, name)):
            if time.place(period.until).hi < time.place(period.from_).lo:
                values = {"list": name, "id": getattr(period, "id", place + 1)}
                yield Problem("period_reversed", lines.file, lines.line(name, place), values=values)


def _lead_time(case: Case, time: Timeline, lines: Lines) -> Iterator[Problem]:
    """A lead time that ends before it starts, and what happened before the day on which it first could."""
    first, last = case.start_event, case.end_event
    if first is not None and last is not None and time.spans[last].hi < time.spans[first].lo:
        values = {"start": first, "end": last}
        yield Problem("lead_time_reversed", lines.file, lines.line("end_event"), values=values)
    for place, t in enumerate(case.touchpoint_list):
        if t.not_before and time.place(t.not_before).lo > time.spans[t.id].hi:
            line = lines.line("touchpoints", place, "not_before")
            yield Problem("before_it_could", lines.file, line, "warning", {"id": t.id, "value": t.not_before})


def _order_of_dates(case: Case, time: Timeline, lines: Lines) -> Iterator[Problem]:
    """Rows dated to the day that stand in another order than their dates: the dates count, but it may be a slip."""
    latest: dict[tuple[str, ...], tuple[float, str]] = {}
    for place, t in enumerate(case.touchpoint_list):
        moment = parse_moment(t.when)
        if moment is None or moment.form != "day" or t.order is not None:
            continue
        before = latest.get(t.view)
        if before and moment.span.lo < before[0]:
            line = lines.line("touchpoints", place, "when")
            yield Problem("not_in_date_order", lines.file, line, "warning", {"id": t.id, "earlier": before[1]})
        else:
            latest[t.view] = (moment.span.lo, t.id)


def _outside_observed(case: Case, time: Timeline, lines: Lines) -> Iterator[Problem]:
    if case.observed is None:
        return
    for place, t in enumerate(case.touchpoint_list):
        span = time.spans[t.id]
        if span.hi < time.observed.lo or span.lo > time.observed.hi:
            line = lines.line("touchpoints", place, "when")
            yield Problem("outside_observed", lines.file, line, "warning", {"id": t.id})
