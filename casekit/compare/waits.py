"""How long answers took over all cases, with what was never answered counted as still waiting.

Requests are taken together by the act that asks (a question, an application; a referral is none). What an
organisation asked of the resident is not among them: how long the resident took is no wait of this sort. Days are
net: legitimate waits are taken off. A request without an answer waits until the end of what was observed. A
withdrawal is no answer: the wait was open until then, whatever is still sent afterwards. Nor is an escalation one:
it is a request, and the first one waits on.

Sources: Kaplan and Meier 1958; methods 3.6 and 4.2.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isinf

from casekit.causes.book import Book
from casekit.compare.survival import CURVE_FROM, Band, Curve, kaplan_meier, waits_between
from casekit.story import CLIENT, Step, Story
from casekit.when import Span

__all__ = ["Wait", "Waiting", "waiting", "waits_of"]


@dataclass(frozen=True, slots=True)
class Wait:
    """One request: the act, its case and touchpoint, its net days, and how it ended.

    `ending`: "answered", "withdrawn", or "open" when the observation ended. `days` is not bounded above where a
    date has no bound; such a wait takes no part in a curve.
    """

    act: str
    case: str
    touchpoint: str
    days: Span
    ending: str


@dataclass(frozen=True)
class Waiting:
    """The waits of one act. `curve` is on the middle of each range, `band` on all of it; both None below 8 waits.

    `endings` counts answered, withdrawn and open; `undated` waits have no days.
    """

    act: str
    waits: tuple[Wait, ...]
    curve: Curve | None
    band: Band | None
    endings: dict[str, int]
    undated: int
    cases: int


def waits_of(book: Book) -> Iterator[Wait]:
    r"""Every request of a case to another party than the resident, with how long it waited.

    >>> from casekit.causes.book import book_of
    >>> from casekit.notation import case_of
    >>> case = case_of("a: inwoner > gemeente vraag @0\nb: gemeente > inwoner antwoord @30 re=a")
    >>> [(wait.act, wait.days.lo, wait.ending) for wait in waits_of(book_of(case))]
    [('question', 30, 'answered')]
    """
    evidence = book.analysis.evidence
    story = evidence.story
    for step in story.steps:
        if not story.is_request(step) or CLIENT in step.receivers or story.origin(step).id != step.id:
            continue  # who asks again still waits for the first
        answer, withdrawn = story.answer_to(step), _withdrawal(story, step)
        if answer and withdrawn and withdrawn.place < answer.place:
            answer = None
        party = next((one for one in step.receivers if one != step.sender), None)
        until = answer or withdrawn  # an answer that came goes before what was withdrawn later
        end = until.span if until else Span(story.end, story.end)
        days = evidence.waits.net(step.span, end, step.issue, party)
        ending = "answered" if answer else "withdrawn" if withdrawn else "open"
        yield Wait(step.kind, book.case.id, step.id, days, ending)


def _withdrawal(story: Story, step: Step) -> Step | None:
    """Where the side that asked took it back: this request, or all that it asked on the issue."""
    own = {step.id, *(one.id for one in story.repeats(step)), *(one.id for one in story.replies.get(step.id, ()))}
    for one in story.later(step):
        named = one.t.responds_to
        if one.kind == "withdrawal" and story.same_side(one, step) and not (named and own.isdisjoint(named)):
            return one
    return None


def waiting(books: Sequence[Book]) -> tuple[Waiting, ...]:
    """The waits of these cases by act, the act with most waits first."""
    found: dict[str, list[Wait]] = defaultdict(list)
    for book in books:
        for wait in waits_of(book):
            found[wait.act].append(wait)
    return tuple(_told(act, found[act]) for act in sorted(found, key=lambda one: (-len(found[one]), one)))


def _told(act: str, waits: list[Wait]) -> Waiting:
    dated = [wait for wait in waits if not isinf(wait.days.hi) and not isinf(wait.days.lo)]
    enough = len(dated) >= CURVE_FROM
    middle = [((wait.days.lo + wait.days.hi) / 2, wait.ending == "answered") for wait in dated]
    ends = [(wait.days.lo, wait.days.hi, wait.ending == "answered") for wait in dated]
    return Waiting(
        act=act,
        waits=tuple(waits),
        curve=kaplan_meier(middle) if enough else None,
        band=waits_between(ends) if enough else None,
        endings=dict(Counter(wait.ending for wait in waits)),
        undated=len(waits) - len(dated),
        cases=len({wait.case for wait in waits}),
    )
