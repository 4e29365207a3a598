"""What came on top in a case, in euros: the costs of measures, and debts that were said to be more than before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from casekit.case import Debt
from casekit.norms.collection_costs import Scale, scale_on
from casekit.sheets.cells import CellWrong, from_cell
from casekit.sheets.plan import sheet
from casekit.stalls.g2_harm_while_waiting import against_household
from casekit.story import Step, Story
from casekit.when import Span

__all__ = ["Basis", "Growth", "growths"]

Basis = Literal["documented", "scale", "unknown"]


@dataclass(frozen=True, slots=True)
class Growth:
    """One amount that came on top: what shows it, on which debt, on which basis, between which days.

    `at` is the touchpoint; `what` "measure" (its costs) or "debt" (said to be more than before, since the
    touchpoint `since`, or since the debt began). `amount` is None where the basis is "unknown"; `why` says then
    why the scale gives nothing: "no_debt", "no_principal", "public", "before", "once" or "documented".
    """

    at: str
    what: Literal["measure", "debt"]
    debt: str | None
    basis: Basis
    amount: float | None
    span: Span
    since: str | None = None
    scale: Scale | None = None
    why: str | None = None


def growths(story: Story) -> tuple[Growth, ...]:
    """Every amount that came on top in a case, in order.

    >>> from casekit.notation import case_of
    >>> from casekit.story import tell
    >>> story = tell(case_of('''
    ... a: verhuurder > inwoner maatregel @10 debt=huur
    ... b: energie > inwoner    maatregel @20 amount=60
    ... ''', debts=[{"id": "huur", "creditor": "verhuurder", "amount": 900}]))
    >>> [(growth.at, growth.basis, growth.amount) for growth in growths(story)]
    [('a', 'scale', 135.0), ('b', 'documented', 60.0)]
    """
    measures = [step for step in story.by_kind["measure"] if against_household(step)]
    found = list(_of_measures(story, measures))
    for debt in story.case.debts:
        found += _of_debt(story, debt, [growth for growth in found if growth.debt == debt.id])
    return tuple(sorted(found, key=lambda growth: story.by_id[growth.at].place))


def _of_measures(story: Story, measures: Sequence[Step]) -> Iterator[Growth]:
    debts = {step.id: _debt_of(story, step) for step in measures}
    documented = {debts[step.id] for step in measures if step.t.amount is not None} - {None}
    scaled: set[str] = set()
    for step in measures:
        debt = debts[step.id]
        if step.t.amount is not None:
            if step.t.amount > 0:
                yield Growth(step.id, "measure", debt, "documented", step.t.amount, step.span)
            continue
        scale, principal, why = _by_scale(story, step, debt, documented, scaled)
        if scale is None or debt is None or principal is None:
            yield Growth(step.id, "measure", debt, "unknown", None, step.span, why=why)
            continue
        scaled.add(debt)
        yield Growth(step.id, "measure", debt, "scale", float(scale.costs(principal)), step.span, scale=scale)


def _debt_of(story: Story, step: Step) -> str | None:
    """The debt that a measure is about: as stated, else the only one of its issue."""
    if step.t.debt is not None:
        return step.t.debt
    same = [debt.id for debt in story.case.debts if debt.issue and debt.issue == step.issue]
    return same[0] if len(same) == 1 else None


def _by_scale(
    story: Story, step: Step, name: str | None, documented: set[str | None], scaled: set[str]
) -> tuple[Scale | None, Decimal | None, str | None]:
    """The scale and the principal it is taken of, or why it says nothing."""
    debt = next((debt for debt in story.case.debts if debt.id == name), None)
    if debt is None:
        return None, None, "no_debt"
    if debt.id in documented:
        return None, None, "documented"  # the costs that are documented may be these
    if debt.id in scaled:
        return None, None, "once"
    if debt.amount is None or debt.amount <= 0:
        return None, None, "no_principal"
    scale = _in_force(story, step)
    if scale is None:
        return None, None, "before"
    owed_to = story.party(debt.creditor) if debt.creditor else step.sender
    creditor = story.actors.get(debt.creditor or step.t.from_)
    kinds = {story.party_kind(owed_to), creditor.kind if creditor else None}
    if kinds & scale.not_for:
        return None, None, "public"
    return scale, Decimal(str(debt.amount)), None


def _in_force(story: Story, step: Step) -> Scale | None:
    """The scale of both ends of the days that a step can have; where no date is known, the newest."""
    first, last = (scale_on(story.time.date_of(day)) for day in (step.span.lo, step.span.hi))
    return first if first == last else None


def _of_debt(story: Story, debt: Debt, measures: list[Growth]) -> Iterator[Growth]:
    """The times that a debt was said to be more than before, apart from the measures on it in between."""
    before: tuple[float, Step | None] | None = None
    if debt.amount is not None:
        before = (debt.amount, None)
    for step in story.steps:
        now = _said(step, debt.id)
        if now is None:
            continue
        if before is not None:
            amount, since = before
            start = since.place if since is not None else -1
            between = (g.amount or 0 for g in measures if start < story.by_id[g.at].place <= step.place)
            more = round(now - amount - sum(between), 2)
            began = since.span if since is not None else story.time.place(debt.since)
            if more > 0:
                span = Span(began.lo, step.span.hi)
                yield Growth(step.id, "debt", debt.id, "documented", more, span, since=since.id if since else None)
        before = (now, step)


def _said(step: Step, debt: str) -> float | None:
    """The amount that a touchpoint says a debt is; None where it says none that can be read."""
    text = step.t.says.get(debt)
    try:
        amount = from_cell(sheet("touchpoints").field("amount"), text)
    except CellWrong:
        return None
    return float(amount) if isinstance(amount, int | float) else None
