"""The agenda in words: for a reader who has one page and no time, and who can change something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from casekit.compare.agenda import Agenda, Point
from casekit.compare.places import FEWEST_SHOWN
from casekit.compare.prevalence import Prevalence
from casekit.compare.words import percent
from casekit.cost.words import in_days
from casekit.stalls.statement import name
from casekit.text import plural, say
from casekit.vocabulary import label

__all__ = ["Block", "blocks"]


class Block(NamedTuple):
    """One piece of the page: "title", "lead", "point" (a heading), "text", "item" or "foot"."""

    form: str
    text: str


def blocks(found: Agenda, chosen: str | None = None, lang: str = "nl") -> Iterator[Block]:
    """The page from top to bottom; `chosen`: how the cases were chosen, for this page: no words of a case leave."""
    yield Block("title", say(f"agenda.title.{found.audience or 'all'}", lang))
    how = say("compare.selection", lang, text=chosen) if chosen else say("agenda.chosen", lang)
    yield Block("lead", plural("agenda.lead", found.cases, lang) + " " + how)
    if found.made_up:
        key = "agenda.fictional" if found.made_up == found.cases else "agenda.made_up"
        yield Block("lead", say(key, lang, n=found.made_up, of=found.cases))
    elif found.reconstructed == found.cases:
        yield Block("lead", say("agenda.reconstructed", lang))
    if not found.points:
        yield Block("text", say("agenda.few" if found.cases < FEWEST_SHOWN else "agenda.none", lang))
    for place, point in enumerate(found.points, start=1):
        yield Block("point", f"{place}. {_called(point, lang)}")
        yield from _point(point, lang)
    if found.more:
        yield Block("text", plural("agenda.more", found.more, lang))
    yield Block("point", say("agenda.unknown.title", lang))
    yield from (Block("item", text) for text in _unknown(found, lang))
    own = " " + say("agenda.foot_own", lang) if chosen else ""
    yield Block("foot", say("agenda.foot", lang) + own)


def _called(point: Point, lang: str) -> str:
    """What a cause is called; one that people added goes by its code: nobody checked what its words give away."""
    cause = point.cause
    if not cause.own:
        return cause.label(lang)
    return say("agenda.own_cause", lang, code=cause.code, level=label("cause_level", cause.level or "", lang))


def _point(point: Point, lang: str) -> Iterator[Block]:
    if not point.cause.own and point.cause.about(lang):
        yield Block("text", point.cause.about(lang))
    kinds = "; ".join(f"{name(kind, lang)} {_in_cases(had, lang)}" for kind, had in point.kinds.items())
    yield Block("text", _seen(point, lang) + " " + say("agenda.kinds", lang, kinds=kinds))
    best = label("evidence_kind", point.evidence_level, lang) if point.evidence_level else None
    strength = {
        "n": point.grade,
        "word": say(f"ladder.word.{point.grade}", lang),
        "means": say(f"agenda.means.{point.grade}", lang),
        "best": best or say("agenda.none_yet", lang),
    }
    yield Block("text", say("agenda.strength", lang, **strength) + " " + _contrary(point, lang))
    text = say(f"agenda.systemic.{point.systemic}", lang)
    if point.saved and point.saved.hi > 0:
        text += " " + say("agenda.saved", lang, days=in_days(point.saved, lang, at_least=point.saved_at_least))
    yield Block("text", text)
    who = ", ".join(label("changer", one, lang) for one in point.changers) or say("agenda.nobody", lang)
    what = ", ".join(label("leverage", one, lang) for one in point.leverages)
    yield Block(
        "text", say("agenda.who", lang, who=who) + (" " + say("agenda.what", lang, what=what) if what else "")
    )
    if point.questions:
        yield Block("text", say("agenda.questions", lang))
    yield from (Block("item", one.question(lang)) for one in point.questions)
    if point.needs:
        needs = "; ".join(say(f"agenda.need.{code}", lang) for code in point.needs)
        yield Block("text", say("agenda.needs", lang, needs=needs))


def _seen(point: Point, lang: str) -> str:
    cases = say("agenda.few_cases", lang) if point.cases is None else plural("agenda.cases", point.cases, lang)
    if point.cases == 0:
        return say("agenda.no_thread", lang)
    text = say("agenda.seen", lang, cases=cases)
    if point.municipalities is not None and point.municipalities >= FEWEST_SHOWN:
        text += " " + say("agenda.municipalities", lang, n=point.municipalities)
    return text


def _in_cases(found: Prevalence, lang: str) -> str:
    """In how many of the cases, with small numbers covered."""
    most = found.yes + found.possible
    if most < FEWEST_SHOWN:
        return say("agenda.few_of", lang, n=found.n) if found.n >= FEWEST_SHOWN else say("agenda.few_judged", lang)
    if 0 < found.yes < FEWEST_SHOWN or 0 < found.possible < FEWEST_SHOWN:
        return say("agenda.at_most", lang, k=most, n=found.n)
    number = str(found.yes) if not found.possible else f"{found.yes}-{most}"
    text = say("agenda.of", lang, k=number, n=found.n)
    low, high = found.lower_interval, found.upper_interval
    if found.percentages and low and high:
        text += " " + say("agenda.fits", lang, lo=percent(low.low), hi=percent(high.high))
    return text


def _contrary(point: Point, lang: str) -> str:
    if point.contrary == 0:
        return say("agenda.contrary_none", lang)
    return (
        say("agenda.contrary_few", lang) if point.contrary is None else say("agenda.contrary", lang, n=point.contrary)
    )


def _unknown(found: Agenda, lang: str) -> Iterator[str]:
    yield say("agenda.unknown.others", lang)
    if found.unseen:
        yield say("agenda.unknown.unseen", lang, kinds=", ".join(name(kind, lang) for kind in found.unseen))
    for name_of, count in (("uncoded", found.uncoded), ("disputed", found.disputed), ("below", found.below)):
        if count:
            number = say("agenda.fewer", lang) if count < FEWEST_SHOWN else str(count)
            yield say(f"agenda.unknown.{name_of}", lang, n=number)
