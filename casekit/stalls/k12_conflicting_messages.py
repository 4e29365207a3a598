"""K12, conflicting messages: the resident is told two things about the same item that cannot both hold.

From two organisations, or from one that does not say which message is corrected. A later message of the same
organisation that replies to the earlier one, or depends on it, corrects it; an advice beside a decision is
no conflict, nor is a value that was said after the earlier one had expired or changed. The same pair of
values said again is the same conflict until somebody settles it.

Values are compared as yes or no, as amounts (1 euro apart is the same), as moments, or as words; values of
different sorts are not compared.

Sources: Kafkabrigade; the ombudsmen's norm of good information; methods K12.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from casekit.asks import Sure, only_spoken, validity
from casekit.norms import threshold
from casekit.stalls.evidence import Evidence
from casekit.stalls.kind import Kind
from casekit.stalls.stall import Stall
from casekit.story import Step
from casekit.when import Span, parse_moment

__all__ = ["KIND", "Value", "find", "read_value"]

_YES = frozenset({"ja", "yes", "true", "wel"})
_NO = frozenset({"nee", "no", "false", "niet"})
_AMOUNT = re.compile(r"(?:€|eur|euro)?\s*(-?\d[\d.,\s]*?)(?:,-)?\s*(?:€|eur|euro)?", re.I)
_TOLERANCE = threshold("K12_amount")


@dataclass(frozen=True, slots=True)
class Value:
    """What was said about an item: yes or no, an amount, a moment, or words."""

    sort: str
    text: str
    span: Span

    def differs(self, other: Value) -> bool:
        """Whether two values of one sort cannot both hold."""
        if self.sort != other.sort:
            return False
        if self.sort == "words":
            return self.text != other.text
        margin = _TOLERANCE if self.sort == "amount" else 0
        return self.span.lo - other.span.hi > margin or other.span.lo - self.span.hi > margin


def read_value(text: str) -> Value:
    """A value as typed, in the sort it can be compared in.

    >>> [read_value(text).sort for text in ("Nee", "€ 1.050,50", "2021-03", "de gemeente")]
    ['yes_no', 'amount', 'moment', 'words']
    >>> read_value("€ 1.050,50").span
    Span(lo=1050.5, hi=1050.5)
    """
    plain = " ".join(text.split()).casefold()
    if plain in _YES | _NO:
        return Value("yes_no", plain, Span(plain in _YES, plain in _YES))
    moment = parse_moment(plain)
    if moment is not None and moment.absolute and not re.fullmatch(r"\d{1,4}", plain):
        return Value("moment", plain, moment.span)
    amount = _AMOUNT.fullmatch(plain)
    if amount is not None:
        number = _number(amount.group(1))
        return Value("amount", plain, Span(number, number))
    return Value("words", plain, Span(0, 0))


def _number(text: str) -> float:
    """A number with Dutch or English signs: the last sign before one or two digits is the decimal one."""
    found = re.fullmatch(r"(-?)([\d.,\s]*?)(?:[.,](\d{1,2}))?", text.strip())
    assert found is not None
    whole = re.sub(r"\D", "", found.group(2)) or "0"
    return float(f"{found.group(1)}{whole}.{found.group(3) or 0}")


def find(e: Evidence) -> Iterator[Stall]:
    """The messages to the resident that contradict one that still stood.

    >>> from casekit.notation import case_of
    >>> case = case_of('''
    ... a: gemeente > inwoner  bericht @0  says.voorschot=ja
    ... b: uwv > inwoner       bericht @10 says.voorschot=nee
    ... ''')
    >>> [(stall.at, stall.touchpoints) for stall in find(Evidence(case))]
    [('b', ('a', 'b'))]
    """
    listed = {item.id for item in e.case.items}
    told: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for step in e.story.steps:
        if step.to_client and not step.from_client:
            for item in step.t.says:
                # An item outside the list may mean something else under another issue.
                told[item, "" if item in listed else step.issue].append(step)
    pairs: dict[tuple[str, str], list[_Conflict]] = defaultdict(list)
    for (item, _), messages in told.items():
        for found in _conflicts(e, item, messages) if len(messages) > 1 else ():
            pairs[found.first.id, found.second.id].append(found)
    for conflicts in pairs.values():
        yield _stall(e, conflicts)


@dataclass(frozen=True, slots=True)
class _Conflict:
    """One item about which the second message contradicts the first, and what settled it."""

    item: str
    first: Step
    second: Step
    sure: Sure
    settled: Step | None


def _conflicts(e: Evidence, item: str, messages: list[Step]) -> Iterator[_Conflict]:
    values = {step.id: read_value(step.t.says[item]) for step in messages}
    standing: dict[str, Step] = {}
    unsettled: set[frozenset[str]] = set()
    for place, step in enumerate(messages):
        own = standing.get(step.sender)
        if own is not None and _refers(step, own):
            del standing[step.sender]  # a correction: what it corrects no longer stands
            unsettled = {pair for pair in unsettled if values[own.id].text not in pair}
        settles = step.kind == "decision" and bool(unsettled)
        rivals = [
            (other, sure)
            for other in (() if settles else standing.values())
            if values[step.id].differs(values[other.id])
            and (step.kind == "advice") == (other.kind == "advice")
            and (sure := validity(e.story, other, step, item)) is not None
        ]
        if rivals:
            rival, sure = max(rivals, key=lambda pair: pair[0].place)
            pair = frozenset((values[rival.id].text, values[step.id].text))
            if pair not in unsettled:
                unsettled.add(pair)
                yield _Conflict(item, rival, step, sure, _settled(messages[place + 1 :], rival, step))
        if settles:
            standing, unsettled = {}, set()
        standing[step.sender] = step


def _refers(step: Step, earlier: Step) -> bool:
    return earlier.id in (*step.t.responds_to, *step.t.depends_on)


def _settled(later: list[Step], first: Step, second: Step) -> Step | None:
    """What settled it: a decision on the item, or a message of either party that refers to one of the two."""
    return next(
        (
            step
            for step in later
            if step.kind == "decision"
            or (step.sender in (first.sender, second.sender) and (_refers(step, first) or _refers(step, second)))
        ),
        None,
    )


def _stall(e: Evidence, conflicts: list[_Conflict]) -> Stall:
    first, second = conflicts[0].first, conflicts[0].second
    ids = (first.id, second.id)
    settled = [found.settled for found in conflicts if found.settled is not None]
    end = max(settled, key=lambda step: step.place).span if len(settled) == len(conflicts) else second.span
    recalled = _recalled(e, first) or _recalled(e, second)
    certain = not recalled and any(found.sure == "certain" for found in conflicts)
    tags = ("recalled",) if recalled else ()
    labels = e.story.item_labels
    return Stall(
        kind="K12",
        verdict="certain" if certain else "possible",
        at=second.id,
        touchpoints=ids,
        actors=e.story.actors_of(ids),
        issue=second.issue,
        start=second.span,
        end=end,
        days=e.net(second.span, end, second.issue, second.sender),
        clock=second.sender,
        tags=(*tags, "settled") if len(settled) == len(conflicts) else tags,
        details={
            "item": ", ".join(labels.get(found.item, found.item) for found in conflicts),
            "first": ", ".join(first.t.says[found.item] for found in conflicts),
            "second": ", ".join(second.t.says[found.item] for found in conflicts),
        },
    )


def _recalled(e: Evidence, step: Step) -> bool:
    """Whether a message was spoken, and nothing written shows it."""
    written = {source.id for source in e.case.sources if source.kind in ("file", "document")}
    return only_spoken(step) and not written & set(step.t.source)


def _missing(e: Evidence) -> tuple[str, ...]:
    return () if any(step.t.says for step in e.story.steps) else ("says",)


def _opportunity(e: Evidence) -> bool:
    said = [item for step in e.story.steps if step.to_client and not step.from_client for item in step.t.says]
    return len(said) > len(set(said))


KIND = Kind(
    code="K12",
    group="information",
    find=find,
    opportunity=_opportunity,
    missing=_missing,
)
