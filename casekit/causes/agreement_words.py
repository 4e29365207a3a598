"""How far coders agree, in words and as plain data: a number with what it rests on, never a grade."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from casekit.causes.agreement import Reliability, agreement
from casekit.causes.book import Book
from casekit.causes.conversations import Conversation, Decision, Settled, conversations, one_role, settled
from casekit.coding import Coded
from casekit.stalls.as_data import span
from casekit.text import capital, number, plural, say
from casekit.vocabulary import label

__all__ = ["as_data", "asked", "decided", "distance", "measured", "named", "pairs", "short"]


def measured(found: Reliability, lang: str = "nl") -> str:
    """Alpha with its margin or why there is none, the pairs that said the same, and what it all rests on."""
    parts = [short(found, lang)]
    if found.interval:
        parts[0] += " " + say("agreement.interval", lang, **_ends(found.interval, lang))
    elif found.alpha is not None:
        parts[0] += " " + say("agreement.no_interval", lang)
    if found.pairs:
        parts.append(pairs(found, lang))
    parts.append(plural("agreement.units", found.units, lang) + ", " + plural("agreement.coders", found.coders, lang))
    return "; ".join(parts) + "."


def short(found: Reliability, lang: str = "nl") -> str:
    """Alpha alone, or why there is none."""
    if found.alpha is None:
        return say("agreement.no_alpha", lang, why=say(f"agreement.reason.{found.reason}", lang))
    return say("agreement.alpha", lang, value=number(found.alpha, lang))


def pairs(found: Reliability, lang: str = "nl") -> str:
    """How many of the pairs said the same; in per cent too where there are enough to say so.

    >>> pairs(Reliability(3, 2, 3, 2)), pairs(Reliability(8, 2, 8, 6))
    ('2 van de 3 paren gelijk', '6 van de 8 paren gelijk (75%)')
    """
    text = say("agreement.pairs", lang, same=found.same, n=found.pairs)
    return text if found.percent is None else f"{text} ({found.percent:.0f}%)"


def _ends(interval: tuple[float, float], lang: str) -> dict[str, str]:
    return {"low": number(interval[0], lang), "high": number(interval[1], lang)}


def named(cause: str, book: Book, lang: str = "nl") -> str:
    """A cause with its code.

    >>> from casekit.causes.book import book_of
    >>> from casekit.notation import case_of
    >>> named("O3", book_of(case_of("a: inwoner > gemeente vraag")))
    "'Overdracht mislukt' (O3)"
    """
    words = book.label(cause, lang)
    return f"'{words}' ({cause})" if words != cause else f"'{cause}'"


def asked(one: Conversation, lang: str = "nl") -> str:
    """Who sees what, and an open question to all of them; nobody is right here."""
    if one.about == "main":
        sees = [_sees(cause, coders, one.book, lang) for cause, coders in one.sides]
        text = capital(", ".join(sees)) + "."
    else:
        rows = one.said.values()
        main = next(iter(rows))[0].cause
        shared = set.intersection(*({row.cause for row in given} for given in rows))
        text = say("agreement.all_see", lang, cause=named(main, one.book, lang))
        for coder, given in one.said.items():
            more = [named(row.cause, one.book, lang) for row in given if row.cause not in shared]
            if more:
                text += " " + say("agreement.also", lang, who=capital(coder), causes=_and(more, lang))
    return f"{text} {say('agreement.question', lang)}"


def _sees(cause: str, coders: Sequence[str], book: Book, lang: str) -> str:
    number_of = "one" if len(coders) == 1 else "many"
    way = cause if cause in ("unknown", "other") else "cause"
    values = {"cause": named(cause, book, lang)} if way == "cause" else {}
    return say(f"agreement.sees_{way}.{number_of}", lang, who=_and(coders, lang), **values)


def distance(one: Conversation, lang: str = "nl") -> str:
    """How far apart the causes are, in levels."""
    levels = {cause.code: cause.level for cause in one.book.causes}
    codes = dict.fromkeys(
        row.cause for rows in one.said.values() for row in (rows[:1] if one.about == "main" else rows)
    )
    here = dict.fromkeys(level for code in codes if (level := levels.get(code)))
    words = ", ".join(label("cause_level", level, lang) for level in here)
    return say(f"agreement.distance.{one.distance}", lang, levels=words)


def decided(one: Settled, lang: str = "nl") -> str:
    """What was settled, per cause where they differ in it by whom and when, and whether coders had differed."""
    parts = [_decision(decision, one.book, lang) for decision in one.decisions]
    if len(one.said) > 1:
        parts.append(say("agreement.differed" if one.differed else "agreement.same_before", lang))
    return " ".join(parts)


def _decision(one: Decision, book: Book, lang: str) -> str:
    """One cause or more, with who settled them: "together" only where more than one role did."""
    causes = _and([named(row.cause, book, lang) for row in one.rows], lang)
    way = "nobody" if not one.by else "one_role" if one_role(one.by) else "together"
    who = say(f"agreement.by.{way}", lang, **({"who": _and(one.by, lang)} if one.by else {}))
    key = "agreement.decided_on" if one.on else "agreement.decided"
    return say(key, lang, causes=causes, who=who, **({"day": one.on} if one.on else {}))


def _and(words: Sequence[str], lang: str) -> str:
    """Words in a row, the last after "and"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {say('word.and', lang)} {words[-1]}"


def as_data(books: Sequence[Book], lang: str = "nl") -> dict[str, Any]:
    """All of it as plain data, in the form that `casekit agreement --json` promises; not known is None."""
    found = agreement(books)
    return {
        "cases": [book.case.id for book in books],
        "coders": list(found.coders),
        "units": found.units,
        "coded_once": found.once,
        "not_blind": list(found.not_blind),
        "cause": _reliability(found.cause),
        "level": _reliability(found.level),
        "per_cause": [
            {"cause": code, "label": _label(code, books, lang), **_reliability(one)}
            for code, one in found.per_cause.items()
        ],
        "disagreements": [_conversation(one, lang) for one in conversations(books)],
        "settled": [_settled(one) for one in settled(books)],
    }


def _label(code: str, books: Iterable[Book], lang: str) -> str:
    """What a cause is called in the first case that knows it."""
    return next((words for book in books if (words := book.label(code, lang)) != code), code)


def _reliability(found: Reliability) -> dict[str, Any]:
    return {
        "alpha": None if found.alpha is None else round(found.alpha, 3),
        "interval": [round(end, 3) for end in found.interval] if found.interval else None,
        "percent": None if found.percent is None else round(found.percent, 1),
        "same": found.same,
        "pairs": found.pairs,
        "units": found.units,
        "coders": found.coders,
        "fragile": found.fragile,
        "reason": found.reason,
    }


def _conversation(one: Conversation, lang: str) -> dict[str, Any]:
    return {
        "case": one.book.case.id,
        "stall": one.stall.key,
        "kind": one.stall.kind,
        "at": one.stall.at,
        "days": span(one.stall.days),
        "about": one.about,
        "distance": one.distance,
        "said": _said(one.said),
        "question": asked(one, lang),
    }


def _said(said: dict[str, tuple[Coded, ...]]) -> list[dict[str, Any]]:
    return [
        {
            "coder": coder,
            "cause": rows[0].cause,
            "causes": [row.cause for row in rows],
            "rationale": rows[0].rationale,
        }
        for coder, rows in said.items()
    ]


def _settled(one: Settled) -> dict[str, Any]:
    return {
        "case": one.book.case.id,
        "stall": one.stall.key,
        "cause": one.rows[0].cause,
        "causes": [row.cause for row in one.rows],
        "rationale": one.rows[0].rationale,
        "decided_by": list(one.decisions[0].by),
        "decided_on": one.decisions[0].on,
        "decisions": [
            {"causes": [row.cause for row in made.rows], "decided_by": list(made.by), "decided_on": made.on}
            for made in one.decisions
        ],
        "differed": one.differed,
        "said": _said(one.said),
    }
