"""From a file with a designed route to the route, with every problem at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import networkx as nx
from pydantic import ValidationError

from casekit.designed import CLIENT_SIDE, Designed, DesignedStep
from casekit.errors import InputRefused, Problem, closest, did_you_mean, place_order, shown, spot
from casekit.read.safe.guard import Document, read_yaml
from casekit.read.safe.opening import MEGABYTE, read_file
from casekit.read.shapes import invalid, unknown_fields, without_nulls
from casekit.text import LANGUAGES, say
from casekit.vocabulary import codes, suggest

__all__ = ["MOST_STEPS", "load_route", "read_route"]

MOST_STEPS = 15
"""The search for the best alignment looks at every set of steps; and a picture of more boxes is not read."""


def load_route(path: str | Path, norms: Collection[str]) -> tuple[Designed, list[Problem]]:
    """The route in a file, and the warnings about it; `norms` are the ids that a step may name.

    Raises InputRefused with everything that is wrong.
    """
    content = read_file(path, MEGABYTE, absent="no_such_file")
    return read_route(content, str(path), norms)


def read_route(content: bytes, file: str, norms: Collection[str]) -> tuple[Designed, list[Problem]]:
    """The route that a text describes, and the warnings about it. Raises InputRefused as `load_route` does.

    >>> route, warnings = read_route(b"steps: [{id: a}, {id: b, after: a}]", "klein.yaml", ())
    >>> route.id, [step.after for step in route.steps], warnings
    ('klein', [(), ('a',)], [])
    """
    document = read_yaml(content, file)
    if not isinstance(document.data, dict):
        raise InputRefused([Problem("not_a_route", file, 1)])
    data = {"id": Path(file).stem, **without_nulls(document.data)}
    try:
        route = Designed.model_validate(data)
        broken: list[Problem] = []
    except ValidationError as error:
        broken = invalid(error, document, "route.the_route")
        route = _the_rest(error, data)
    problems = list(broken)
    if len(route.steps) > MOST_STEPS:  # and no more: nobody reads what is wrong between thousands of steps
        values: dict[str, object] = {"n": len(route.steps), "most": MOST_STEPS}
        problems.append(Problem("route_too_long", file, document.line("steps"), values=values))
    else:
        problems += [*_double(route, document), *_order(route, document), *_terms(route, document, norms)]
    if not route.steps and not broken:
        values = {"field": "steps", "id": {lang: say("route.the_route", lang) for lang in LANGUAGES}}
        problems.append(Problem("missing_field", file, 1, values=values))
    if problems:
        raise InputRefused(sorted(problems, key=place_order))
    warnings = [*unknown_fields(route, document, whole="route.the_route"), *_sides(route, document)]
    return route, sorted(warnings, key=place_order)


def _the_rest(error: ValidationError, data: dict[str, Any]) -> Designed:
    """The route without what cannot be read, so that all problems come at once; no steps where that says nothing."""
    steps = [dict(row) if isinstance(row, dict) else {} for row in _rows(data.get("steps"))]
    for one in error.errors(include_url=False):
        name, *path = one["loc"]
        if name == "steps" and len(path) > 1 and isinstance(path[0], int):
            steps[path[0]].pop(str(path[1]), None)
    if not all("id" in row for row in steps):
        return Designed()  # which step is meant elsewhere cannot be told
    try:
        return Designed.model_validate({"steps": steps})
    except ValidationError:
        return Designed()


def _rows(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _double(route: Designed, document: Document) -> Iterator[Problem]:
    """Steps with the same id."""
    counts = Counter(step.id for step in route.steps)
    first: dict[str, int] = {}
    for place, step in enumerate(route.steps):
        if counts[step.id] > 1 and step.id in first:
            values = {"id": shown(step.id), "line": spot(document.line("steps", first[step.id]) or 0)}
            yield Problem("double_id", document.file, document.line("steps", place, "id"), values=values)
        first.setdefault(step.id, place)


def _order(route: Designed, document: Document) -> Iterator[Problem]:
    """Steps that the order names and the route does not have, and steps that wait for each other in a circle."""
    known = sorted({step.id for step in route.steps})
    graph: nx.DiGraph[str] = nx.DiGraph()
    for place, step in enumerate(route.steps):
        for field, names in (("after", step.after), ("since", (step.since,) if step.since else ())):
            for name in names:
                if name not in known:
                    where = {"value": shown(name), "field": field, "id": shown(step.id)}
                    values = {**where, "near": closest(name, known)}
                    yield Problem("unknown_step", document.file, document.line("steps", place, field), values=values)
                elif field == "after":
                    graph.add_edge(name, step.id)
    for ring in sorted(nx.strongly_connected_components(graph), key=sorted):
        if len(ring) > 1 or any(graph.has_edge(one, one) for one in ring):
            place = next(n for n, step in enumerate(route.steps) if step.id in ring)
            values = {"steps": ", ".join(shown(step.id) for step in route.steps if step.id in ring)}
            yield Problem("route_circle", document.file, document.line("steps", place, "after"), values=values)


def _terms(route: Designed, document: Document, norms: Collection[str]) -> Iterator[Problem]:
    """Norms that the library and the case do not have, and norms of which nobody says from when they count."""
    for place, step in enumerate(route.steps):
        where = document.line("steps", place, "norm")
        for name in step.norm:
            if name not in norms:
                values = {"value": shown(name), "id": shown(step.id), "near": closest(name, norms)}
                yield Problem("unknown_norm", document.file, where, values=values)
        if step.norm and (step.clock is None or step.clock == step.id):
            yield Problem("route_no_clock", document.file, where, values={"id": shown(step.id)})


def _sides(route: Designed, document: Document) -> Iterator[Problem]:
    """Words of a role that look like a kind of actor with a slip in it."""
    known = {*codes("actor_kind"), CLIENT_SIDE}
    for place, step in enumerate(route.steps):
        for field, word in _words(step):
            near = None if word in known else suggest("actor_kind", word)
            if near:
                values = {"value": shown(word), "field": field, "id": shown(step.id), "near": did_you_mean(near)}
                where = document.line("steps", place, field)
                yield Problem("route_role_word", document.file, where, "warning", values)


def _words(step: DesignedStep) -> Iterator[tuple[str, str]]:
    yield from (("from", word) for word in step.from_)
    yield from (("to", word) for word in step.to)
