"""A claim in words: its grade, what carries it, what does not fit, and what the next grade asks people to do."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.causes.contrary import Situation
from casekit.causes.ladder import Claim, Need
from casekit.causes.systemic import Answered, Systemic
from casekit.cost.words import in_days
from casekit.stalls.statement import name, weak_in_words
from casekit.text import plural, say
from casekit.vocabulary import label

__all__ = [
    "carried_in_words", "evidence_in_words", "four_tests_in_words", "grade_in_words", "need_in_words",
    "partial_in_words", "row_in_words", "saved_in_words", "situation_in_words", "systemic_in_words", "title_of",
    "who_in_words",
]  # fmt: skip

TOP = 4


def title_of(claim: Claim, lang: str = "nl") -> str:
    """The cause with its code."""
    return say("ladder.title", lang, cause=claim.cause.label(lang), code=claim.code)


def grade_in_words(grade: int, lang: str = "nl") -> str:
    """The grade and its word.

    >>> grade_in_words(2), grade_in_words(4, "en")
    ('Trede 2 van 4: patroon.', 'Grade 4 of 4: strong.')
    """
    return say("ladder.grade", lang, n=grade, word=say(f"ladder.word.{grade}", lang))


def evidence_in_words(claim: Claim, lang: str = "nl") -> str:
    """The best kind of evidence; a cause that nothing but inference carries reads very differently."""
    if claim.inferred_only:
        return say("ladder.no_evidence" if claim.no_evidence else "ladder.inferred", lang)
    return say("ladder.evidence", lang, kind=label("evidence_kind", claim.evidence_level, lang))


def row_in_words(claim: Claim, lang: str = "nl") -> str:
    """A claim in one line: grade, cases, the best evidence, and how much does not fit."""
    key = "ladder.in_cases"
    whole = plural(key, len(claim.cases), lang)
    named = say("ladder.row_none", lang, cases=plural(key, len(claim.all_cases), lang))
    best = label("evidence_kind", claim.evidence_level, lang)
    bare = say("ladder.row_no_evidence" if claim.no_evidence else "ladder.row_inferred", lang)
    parts = [bare if claim.inferred_only else best]
    parts += [say("ladder.row_contrary", lang, n=len(claim.contrary))] if claim.contrary else []
    return say(
        "ladder.row",
        lang,
        title=title_of(claim, lang),
        n=claim.grade,
        word=say(f"ladder.word.{claim.grade}", lang),
        cases=whole if claim.cases else named,
        evidence="; ".join(parts),
    )


def carried_in_words(claim: Claim, lang: str = "nl") -> Iterator[str]:
    """What the grade means, in which cases, and with how many organisations."""
    yield say(f"ladder.means.{claim.grade}", lang)
    if claim.threads:
        yield say("ladder.counted", lang, cases=", ".join(claim.cases))
        yield say(
            "ladder.counts.one" if len(claim.threads) == 1 else "ladder.counts.many",
            lang,
            threads=plural("ladder.threads", len(claim.threads), lang),
            cases=plural("ladder.in_cases", len(claim.cases), lang),
            organisations=plural("ladder.organisations", claim.organisations, lang),
        )


def partial_in_words(claim: Claim, lang: str = "nl") -> Iterator[str]:
    """The threads that do not count yet, each with what it lacks."""
    for one in claim.partial:
        why = ", ".join(say(f"ladder.missing.{code}", lang) for code in one.missing)
        yield say("ladder.partial_stall", lang, stall=one.stall.key, case=one.case, why=why)


def saved_in_words(claim: Claim, lang: str = "nl") -> str | None:
    """The days of the what-ifs; None below a pattern, where none were worked out."""
    if claim.systemic.counterfactual.reason in ("no_thread", "not_worked_out"):
        return None
    if claim.saved is None:
        return say("ladder.saved_unknown", lang)
    if claim.saved.hi <= 0:
        return say("ladder.saved_none", lang)
    return say("ladder.saved", lang, days=in_days(claim.saved, lang, at_least=claim.saved_at_least))


def who_in_words(claim: Claim, lang: str = "nl") -> Iterator[str]:
    """Who can change it and what kind of change that is, as people coded it."""
    who = ", ".join(label("changer", code, lang) for code in claim.changers)
    yield say("ladder.changers", lang, who=who) if who else say("ladder.no_changers", lang)
    what = ", ".join(label("leverage", code, lang) for code in claim.leverages)
    if what:
        yield say("ladder.leverages", lang, what=what)


def systemic_in_words(systemic: Systemic, lang: str = "nl") -> str:
    """Whether all four tests are yes."""
    key = {"yes": "holds", "no": "fails", "unknown": "open"}[systemic.answer]
    return say("ladder.test.title", lang) + " " + say(f"ladder.test.{key}", lang)


def four_tests_in_words(systemic: Systemic, lang: str = "nl") -> Iterator[str]:
    """The four tests, each with its answer and why."""
    for test, one in systemic.tests.items():
        values = {"name": say(f"ladder.test.{test}", lang), "answer": say(f"ladder.test.{one.answer}", lang)}
        yield say("ladder.test.line", lang, reason=_reason(one, lang), **values)


def situation_in_words(one: Situation, lang: str = "nl") -> str:
    """A contrary or negative case, or why what was meant as one does not count."""
    meant = "meant_present" if one.how == "present_no_stall" else "meant_absent"
    key = one.how if one.counts else meant
    values = {"case": one.case, "stall": one.stall, "kind": f"{one.kind} ({_named(one.kind, lang)})"}
    text = say(f"ladder.situation.{key}", lang, **values)
    if one.why is not None:
        return f"{text} {say(f'ladder.situation.why.{one.why}', lang)}"
    if one.stall is None and one.evidence_level == "inferred":
        return f"{text} {say('ladder.situation.only_inferred', lang)}"
    return text


def need_in_words(need: Need, lang: str = "nl") -> str:
    """Something to do."""
    if need.code == "more_cases":
        return plural("ladder.do.more_cases", int(str(need.values["n"])), lang)
    values = dict(need.values)
    if isinstance(weak := values.pop("weak", None), dict):
        values["why"] = weak_in_words(weak, lang)
    return say(f"ladder.do.{need.code}", lang, **values)


def _reason(one: Answered, lang: str) -> str:
    values = {key: ", ".join(value) if isinstance(value, list) else value for key, value in one.values.items()}
    return say(f"ladder.test.reason.{one.reason}", lang, **values)


def _named(kind: str, lang: str) -> str:
    """The name of a kind; a code that is none is its own name."""
    try:
        return name(kind, lang)
    except KeyError:
        return kind
