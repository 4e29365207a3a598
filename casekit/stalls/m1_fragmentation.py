"""M1, fragmentation: many parties around one household, none of which holds most of the contacts.

A marker that says where to look; never a stall, and never a ranking: a complex case has more parties, and a
warm handover lowers the indices too. Shown from four contacts on, for the whole case, and only where that
does not show it, per issue.

The rule is the kit's own, and strict, because a marker that is always there says nothing. At the level of
organisations (several workers of one desk are a handover, K09), either

- spread: at least four parties, with two contacts each or more on average, and COC below 0.25. Two contacts
  each because with fewer any row looks spread; 0.25 because then no party has as much as about half;
- hopping: SECON lies below COC, further than in 95 of 100 orders of the same contacts.

Possible when one of the two shows it, certain when both do. It bites where the last new party came in.

Sources: Bice & Boxerman 1977; Haggerty et al. 2003; methods 3.3 and M1.
"""

from __future__ import annotations

from collections.abc import Iterator

from casekit.continuity import Contact, contacts, continuity, order_p
from casekit.norms import threshold
from casekit.stalls.evidence import Evidence
from casekit.stalls.kind import Kind
from casekit.stalls.stall import Stall

__all__ = ["KIND", "find"]

PARTIES = 4
CONTACTS_EACH = 2
COC = 0.25
CHANCE = 0.05


def find(e: Evidence) -> Iterator[Stall]:
    r"""The whole case if it is fragmented, else each issue that is.

    >>> from casekit.notation import case_of
    >>> lines = "\n".join(f"t{n}: inwoner > org{n % 4} vraag @{n}" for n in range(8))
    >>> case = case_of(lines, organisations=[{"id": "org0"}])
    >>> [(stall.at, stall.details["parties"]) for stall in find(Evidence(case))]
    [('t3', 4)]
    """
    if _missing(e):
        return
    whole = _fragmented(e, None)
    if whole is not None:
        yield whole
    elif not e.story.one_issue:
        for issue in e.story.by_issue:
            found = _fragmented(e, issue) if issue else None
            if found is not None:
                yield found


def _fragmented(e: Evidence, issue: str | None) -> Stall | None:
    row = contacts(e.story, "organisation", issue)
    tags = _marks([contact.who for contact in row])
    if not tags:
        return None
    faces = _first_of_each(row)
    last = faces[-1].step
    ids = tuple(dict.fromkeys(face.step.id for face in faces))
    people = {contact.who for contact in contacts(e.story, "person", issue)}
    return Stall(
        kind="M1",
        verdict="certain" if len(tags) == 2 else "possible",
        at=last.id,
        touchpoints=ids,
        actors=e.story.actors_of(ids),
        issue=issue or "",
        start=row[0].step.span,
        end=row[-1].step.span,
        days=e.story.wait(row[0].step.span, row[-1].step.span),
        tags=tags,
        details={"parties": len(faces), "people": len(people), "contacts": len(row)},
    )


def _marks(row: list[str]) -> tuple[str, ...]:
    """What the indices show: "spread", "hops", both, or nothing."""
    index = continuity(row)
    if index.coc is None or index.order is None or index.n < threshold("M1"):
        return ()
    spread = index.m >= PARTIES and index.n >= CONTACTS_EACH * index.m and index.coc < COC
    hops = index.order < 0 and (order_p(row) or 1) <= CHANCE
    return tuple(name for name, shown in (("spread", spread), ("hops", hops)) if shown)


def _first_of_each(row: list[Contact]) -> list[Contact]:
    """The first contact with each party, in order."""
    first: dict[str, Contact] = {}
    for contact in row:
        first.setdefault(contact.who, contact)
    return list(first.values())


def _missing(e: Evidence) -> tuple[str, ...]:
    """Where nobody says which desks are one organisation, many faces may be one body."""
    known = e.case.organisations or any(actor.organisation for actor in e.case.actor_list)
    return () if known else ("organisation",)


KIND = Kind(
    code="M1",
    group="marker",
    find=find,
    opportunity=lambda e: len(contacts(e.story)) >= threshold("M1"),
    missing=_missing,
)
