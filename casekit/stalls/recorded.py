"""What the record itself says went undone: an outcome, or a record of silence, that needs no clock."""

from __future__ import annotations

from casekit.stalls.evidence import Evidence
from casekit.story import Step

__all__ = ["nothing_came", "only_part", "silent_after"]

_OWN_RULES = frozenset({"promise", "referral", "appointment", "silence", "not_reached", "no_show", "measure"})
_ANSWERED_IN_PART = frozenset(
    {"answer", "decision", "delivery", "payment", "message", "feedback", "advice", "appointment", "conversation"}
)
_OUTSIDE_THE_CHAIN = frozenset({"ombudsman", "court"})
"""They look at the case from outside: that they got only part of an answer is no stall of the chain."""


def nothing_came(e: Evidence, step: Step) -> bool:
    """Whether the record says that nothing came of a step that somebody else had to act on.

    Promises, referrals and appointments have rules of their own; that the resident did not answer an
    organisation is no stall.
    """
    if step.kind in _OWN_RULES or (step.kind == "document_request" and step.to_client):
        return False
    return step.t.outcome == "no_response" or silent_after(e, step)


def silent_after(e: Evidence, step: Step) -> bool:
    """Whether a record of silence is linked to a step."""
    return any(reply.kind == "silence" for reply in e.story.replies.get(step.id, ()))


def only_part(e: Evidence, step: Step, needed: set[str]) -> bool:
    """Whether the record says that an organisation did only part of what was asked or due.

    A part that let the case go on (a later step depends on it: its id is in `needed`) does not count.
    """
    if step.t.outcome != "partial" or step.from_client or step.kind not in _ANSWERED_IN_PART:
        return False
    outside = e.story.actors[step.t.from_].kind in _OUTSIDE_THE_CHAIN if step.t.from_ in e.story.actors else False
    return not outside and step.id not in needed
