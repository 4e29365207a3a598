"""A case in a few lines, for tests and examples: one touchpoint per line.

    # inwoner is the resident; what is not declared is an organisation by itself
    actor balie of gemeente
    a: inwoner > gemeente  aanvraag @0 issue=bijstand
    b: gemeente > inwoner  besluit  @70 re=a
    hold law @10..@20 issue=bijstand
    observed @0..@120

After the speech act: `@moment` (any form that `when` takes), `re=` what it replies to, and any field of a
touchpoint by its name (`due=14`, `asks=loonstrook,huurcontract`, `promise.due=55`, `says.bedrag=100`).
Blocks of the case that need more are given as keyword arguments, as they stand in a file.
"""

from __future__ import annotations

import shlex
from typing import Any

from casekit.case import Case

__all__ = ["case_of"]

_LISTS = ("asks", "shares", "needs", "responds_to", "depends_on", "source", "to", "actors", "items", "acts_for")
_CLIENTS = {"inwoner": "resident", "gezin": "household"}


def case_of(text: str, **blocks: Any) -> Case:
    """The case that the lines describe.

    >>> case = case_of("a: inwoner > gemeente  vraag @3")
    >>> case.touchpoint_list[0].kind, [actor.id for actor in case.actor_list]
    ('question', ['inwoner', 'gemeente'])
    """
    actors: dict[str, dict[str, Any]] = {}
    touchpoints: list[dict[str, Any]] = []
    holds: list[dict[str, Any]] = []
    data: dict[str, Any] = {"id": "test", "status": "fictional"}
    for line in text.strip().splitlines():
        words = shlex.split(line, comments=True)
        if not words:
            continue
        if words[0] == "actor":
            actors[words[1]] = _actor(words)
        elif words[0] == "hold":
            start, end = words[2].split("..")
            hold = {
                "id": f"h{len(holds) + 1}",
                "basis": words[1],
                "from": start.lstrip("@"),
                "until": end.lstrip("@"),
            }
            holds.append({**hold, **_fields(words[3:])})
        elif words[0] == "observed":
            start, end = words[1].split("..")
            data["observed"] = {"from": start.lstrip("@"), "until": end.lstrip("@")}
        else:
            touchpoints.append(_touchpoint(words))
    for t in touchpoints:
        for name in (t["from"], *t["to"]):
            actors.setdefault(name, {"id": name, "kind": _CLIENTS.get(name, "other")})
    data |= {"actors": list(actors.values()), "touchpoints": touchpoints, "holds": holds}
    return Case.model_validate(data | blocks)


def _actor(words: list[str]) -> dict[str, Any]:
    """`actor balie of gemeente kind=municipality`."""
    actor: dict[str, Any] = {"id": words[1], "kind": _CLIENTS.get(words[1], "other")}
    if "of" in words[2:]:
        actor["organisation"] = words[words.index("of") + 1]
    return actor | _fields([word for word in words[2:] if "=" in word])


def _touchpoint(words: list[str]) -> dict[str, Any]:
    name, sender, arrow, receivers, kind, *rest = words
    if not name.endswith(":") or arrow != ">":
        raise ValueError(f"expected 'id: from > to kind', found {' '.join(words)!r}")
    row: dict[str, Any] = {"id": name[:-1], "from": sender, "to": receivers.split(","), "kind": kind}
    when = [word[1:] for word in rest if word.startswith("@")]
    if when:
        row["when"] = when[0]
    return row | _fields([word for word in rest if not word.startswith("@")])


def _fields(words: list[str]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for word in words:
        key, value = word.split("=", 1)
        key = "responds_to" if key == "re" else key
        if "." in key:
            block, inner = key.split(".", 1)
            fields.setdefault(block, {})[inner] = value
        else:
            fields[key] = value.split(",") if key in _LISTS else value
    return fields
