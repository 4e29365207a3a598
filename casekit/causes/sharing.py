"""Information that was with one party and did not come to another that needed or asked for it: U8 or S2.

The two causes have one sign; what tells them apart is whether a legal ground can be named. That is data to start
a conversation with the privacy officer, never a verdict (`casekit.knowledge.grounds`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casekit.causes.sign import Look, together
from casekit.knowledge import grounds_for
from casekit.knowledge.arrivals import BOTH_WAYS
from casekit.knowledge.gaps import refusal
from casekit.stalls.stall import Stall
from casekit.story import Step, Story

__all__ = ["Apart", "kept_apart"]

_ASKS = frozenset({"question", "document_request", "consultation", "chase"})
_UNKNOWN = frozenset({None, "other"})


@dataclass(frozen=True, slots=True)
class Apart:
    """Items that stayed apart from who needed them.

    `grounds` are the articles that may carry sharing, or what the case itself names as basis; `decidable` says
    whether the case says enough (which bodies, which procedure) to conclude from their absence.
    """

    form: str
    items: tuple[str, ...]
    touchpoints: tuple[str, ...]
    grounds: tuple[str, ...]
    decidable: bool

    @property
    def itself(self) -> bool:
        """Whether it is the stall itself: information that was elsewhere (K11)."""
        return self.form == "elsewhere"


def kept_apart(look: Look) -> Iterator[tuple[Stall, Apart]]:
    """Per stall what stayed apart: needed information that was elsewhere (K11), or a request that came to nothing."""
    for stall in look.stalls:
        if stall.kind.startswith("K11"):
            found = [_needed(look, item, stall) for item in look.story.by_id[stall.at].t.needs]
        else:
            found = [_asked(look, step) for step in look.around(stall)]
        yield from ((stall, apart) for apart in found if apart is not None)


def _needed(look: Look, item: str, stall: Stall) -> Apart | None:
    """An item that a step lacked while another body had it, and the resident did not refuse."""
    for name, need in look.needs.get(stall.at, ()):
        if name == item and need.lacked and need.holders and need.refusal is None:
            bodies = [(holder.party, need.step.sender) for holder in need.holders]
            articles = [ground.article for holder in need.holders for ground in holder.grounds]
            return _apart(look, "elsewhere", (item,), stall.touchpoints, articles, bodies, need.step)
    return None


def _asked(look: Look, request: Step) -> Apart | None:
    """A request for items between two bodies that was refused, or on which nothing came."""
    story = look.story
    if request.kind not in _ASKS or request.internal or request.from_client or request.to_client:
        return None
    replies = [reply for reply in story.replies.get(request.id, ()) if not story.same_side(reply, request)]
    items = tuple(item for item in request.t.asks if not refusal(story, request, item))
    holder = request.receivers[0]
    if any(reply.kind == "refusal" for reply in replies):
        form = "refused"
    elif _nothing_came(story, request):
        form = "unanswered"
    else:
        return None
    came = {item for step in story.steps[request.place + 1 :] if step.sender == holder for item in step.t.shares}
    items = tuple(item for item in items if item not in came)
    if not items:
        return None
    found = (grounds_for(story, holder, request.sender, item, request) for item in items)
    articles = [ground.article for grounds in found for ground in grounds]
    touchpoints = together([request, *(reply for reply in replies if reply.kind == "refusal")])
    return _apart(look, form, items, touchpoints, articles, [(holder, request.sender)], request)


def _nothing_came(story: Story, request: Step) -> bool:
    """Whether the record goes on without a reply; on the phone or in a meeting the answer may have been given."""
    if request.t.channel in BOTH_WAYS or request.place == len(story.steps) - 1:
        return request.t.outcome == "no_response"
    return story.answer_to(request) is None and not story.replies.get(request.id)


def _apart(
    look: Look,
    form: str,
    items: tuple[str, ...],
    touchpoints: tuple[str, ...],
    articles: list[str],
    bodies: list[tuple[str, str]],
    step: Step,
) -> Apart:
    story = look.story
    labels = story.item_labels
    own = [item.share_basis for item in story.case.items if item.id in items and item.share_basis]
    known = all(story.party_kind(body) not in _UNKNOWN for pair in bodies for body in pair)
    return Apart(
        form=form,
        items=tuple(labels.get(item, item) for item in items),
        touchpoints=touchpoints,
        grounds=tuple(dict.fromkeys((*own, *articles))),
        decidable=known and story.procedure(step.issue) is not None,
    )
