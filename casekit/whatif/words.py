"""A what-if in words: what was asked, what it would have saved, and what that rests on."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.cost.words import in_days
from casekit.scenario import Scenario
from casekit.stalls.run import Analysis
from casekit.stalls.statement import label, moment_in_words, name
from casekit.text import plural, say
from casekit.whatif.run import WhatIf

__all__ = ["actions_in_words", "answer_in_words", "assumptions_in_words", "question_in_words", "saved_in_words"]


def question_in_words(scenario: Scenario, analysis: Analysis, lang: str = "nl") -> str:
    """What is taken to be different, as one question.

    >>> import casekit as ck
    >>> question_in_words(Scenario(norms={"default:K06": 14}), ck.analyse(ck.example("twaalf-regels")))
    'Wat als: de termijn default:K06 14 dagen was, en werd gehaald?'
    """
    return say("whatif.asked", lang, what=say("whatif.part.and", lang).join(_parts(scenario, analysis, lang)))


def _parts(scenario: Scenario, analysis: Analysis, lang: str) -> Iterator[str]:
    kinds = {stall.key: stall.kind for stall in analysis.stalls}
    items = analysis.story.item_labels
    if len(scenario.without) > 1:
        yield say("whatif.part.without_more", lang, n=len(scenario.without), stalls=", ".join(scenario.without))
    for key in scenario.without if len(scenario.without) == 1 else ():
        called = name(kinds[key], lang) if key in kinds else say("whatif.unknown_stall", lang)
        yield say("whatif.part.without", lang, name=called, stall=key)
    for norm, days in scenario.norms.items():
        yield say("whatif.part.norm", lang, norm=norm, days=plural("word.day", days, lang))
    for share in scenario.share:
        values = {"item": items.get(share.item, share.item), "actor": label(analysis.story, share.actor)}
        span = analysis.story.time.place(share.day)
        day = moment_in_words(span, analysis.story, lang) if span.exact else share.day
        yield say("whatif.part.share", lang, day=day, **values)
    if scenario.coordinator is not None:
        yield say("whatif.part.coordinator", lang, actor=label(analysis.story, scenario.coordinator))


def saved_in_words(found: WhatIf, lang: str = "nl") -> str:
    """The days that it would have saved; "at least" where the case does not show all."""
    if found.saved is None:
        return say("whatif.undetermined", lang) + " " + say(f"whatif.reason.{found.reason}", lang)
    if found.saved.hi <= 0:
        none = (
            "saved_none_yet" if found.unfinished else "saved_none" if found.status == "known" else "saved_none_known"
        )
        return say(f"whatif.{none}", lang)
    days = in_days(found.saved, lang, at_least=found.status == "at_least")
    return say("whatif.saved_open" if found.unfinished else "whatif.saved", lang, days=days)


def actions_in_words(found: WhatIf, lang: str = "nl") -> str:
    """The acts of the resident's side that were not needed, from surely to at most."""
    lo, hi = len(found.actions.surely), len(found.actions.at_most)
    exact, between = ("order_exact", "order") if found.saved is None else ("exact", "range")
    key = exact if lo == hi else between
    return say(f"whatif.actions.{key}", lang, lo=lo, hi=hi)


def assumptions_in_words(found: WhatIf, lang: str = "nl") -> list[str]:
    """What the answer rests on, a sentence each (methods 6.5)."""
    return [say(f"whatif.assumption.{code}", lang) for code in found.assumptions]


def answer_in_words(found: WhatIf, lang: str = "nl") -> Iterator[str]:
    """The whole answer, a paragraph at a time; what it assumes stands beside it in `assumptions_in_words`."""
    if found.missing:
        yield plural("whatif.missing", found.missing, lang)
    yield " ".join(_days(found, lang))
    yield " ".join(_acts(found, lang))
    yield from _changes(found, lang)


def _days(found: WhatIf, lang: str) -> Iterator[str]:
    least = found.status == "at_least"
    yield saved_in_words(found, lang)
    if found.saved is None:
        yield say("whatif.order", lang, path=" → ".join(found.order))
        return
    before, after = (in_days(one, lang, at_least=least) for one in (found.lead, found.lead_after))
    yield say("whatif.lead", lang, before=before, after=after)
    if found.issue:
        yield say("whatif.issue", lang, issue=found.analysis.story.issue_label(found.issue))
    yield say("whatif.additive", lang, days=in_days(found.additive, lang, at_least=least))
    if found.fragile:
        yield say("whatif.fragile", lang)
    if found.draws:
        yield say("whatif.draws", lang, n=found.draws, seed=found.seed)


def _acts(found: WhatIf, lang: str) -> Iterator[str]:
    yield actions_in_words(found, lang)
    surely = found.actions.surely
    maybe = [one for one in found.actions.at_most if one not in surely]
    if surely:
        yield say("whatif.actions.surely", lang, ids=", ".join(surely))
    if maybe:
        yield say("whatif.actions.maybe", lang, ids=", ".join(maybe))


def _changes(found: WhatIf, lang: str) -> Iterator[str]:
    for part, keys in (("gone", found.gone), ("shortened", found.shortened), ("dayless", found.dayless)):
        if keys:
            yield say(f"whatif.{part}", lang, keys=", ".join(keys))
    if found.elsewhere:
        yield say("whatif.elsewhere", lang, keys=", ".join(found.elsewhere))
    if found.dropped:
        yield say("whatif.dropped", lang, ids=", ".join(found.dropped))
    if found.rerouted:
        known = found.analysis.story.by_id
        path = [one.leg.last for one in found.after if one.leg.last in known]
        yield say("whatif.rerouted", lang, path=" → ".join(path))
