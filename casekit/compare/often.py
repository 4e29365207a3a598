"""How often it goes wrong per occasion: stalls per ten referrals, requests or promises.

Only for kinds of which the occasions can be counted in a case. What the resident's side had to do is no occasion
for a stall of the system, so requests to the resident do not count. Nor do the occasions of a case in which the kind
cannot be seen or judged: that nothing was found there says nothing.

Source: methods 7.1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from casekit.causes.book import Book
from casekit.compare.rates import Rate, rate_per
from casekit.story import CLIENT, Step, Story

__all__ = ["OCCASIONS", "Often", "often"]


def _request(story: Story, step: Step) -> bool:
    return story.is_request(step) and story.origin(step) is step and CLIENT not in step.receivers


OCCASIONS: dict[str, tuple[str, Callable[[Story, Step], bool]]] = {
    "K01": ("request", _request),
    "K02": ("request", _request),
    "K03": ("promise", lambda story, step: step.kind == "promise" and not step.from_client),
    "K06": ("referral", lambda story, step: step.kind == "referral"),
    "K10": ("document_request", lambda story, step: step.kind == "document_request"),
}
"""Per kind what an occasion is called, and which touchpoints are one."""


UNSEEN = ("not_observable", "not_assessable")
"""What an analysis says of a kind of which it cannot say "none"."""


@dataclass(frozen=True, slots=True)
class Often:
    """The rate of one kind; `occasion` says per what."""

    kind: str
    occasion: str
    rate: Rate


def often(books: Sequence[Book]) -> tuple[Often, ...]:
    """Per kind with countable occasions, stalls per ten of them over these cases.

    An occasion at which several stalls of the kind bite counts once, and a stall counts whether it is certain or
    possible.
    """
    found = []
    for kind, (name, is_one) in OCCASIONS.items():
        stalls, occasions = [], []
        for book in books:
            if any(one.kind == kind and one.status in UNSEEN for one in book.analysis.kinds):
                continue
            story = book.analysis.story
            chances = {step.id for step in story.steps if is_one(story, step)}
            bitten = {stall.at for stall in book.analysis.stalls if stall.kind[:3] == kind}
            stalls.append(len(bitten & chances))
            occasions.append(len(chances))
        found.append(Often(kind, name, rate_per(stalls, occasions)))
    return tuple(found)
