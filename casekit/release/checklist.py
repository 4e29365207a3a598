"""What a person looks at before a release, since no rule can: the fixed questions, and those of this case."""

from __future__ import annotations

from collections import Counter

from casekit.case import Case
from casekit.text import plural, say
from casekit.vocabulary import label

__all__ = ["checklist"]

_ALWAYS = (
    "aloud",
    "ids",
    "rare",
    "public",
    "third",
    "quotes",
    "staff",
    "room",
    "resident",
    "beside",
    "drill",
    "after",
)


def checklist(case: Case, level: str, lang: str = "nl") -> tuple[str, ...]:
    """The points that a second reader ticks off, in words: first what is particular about this case.

    >>> from casekit.examples import example
    >>> len(checklist(example("twaalf-regels"), "A")) > 10
    True
    """
    points = []
    texts = sum(bool(row.summary) for row in case.touchpoint_list)
    if texts and level != "O":
        points.append(plural("release.checklist.texts", texts, lang))
    turning = [row.id for row in case.touchpoint_list if row.turning_point]
    if turning:
        points.append(say("release.checklist.turning", lang, ids=", ".join(turning)))
    kinds = Counter(row.kind for row in case.actor_list if not row.client_side)
    single = [label("actor_kind", kind, lang) for kind, n in kinds.items() if n == 1]
    if single:
        points.append(say("release.checklist.single", lang, kinds=", ".join(single)))
    if case.life_events:
        points.append(plural("release.checklist.life", len(case.life_events), lang))
    return (*points, *(say(f"release.checklist.{name}", lang) for name in _ALWAYS))
