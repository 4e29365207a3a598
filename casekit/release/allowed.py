"""Whether a case may go out at a level: consent per source, how long it may be kept, and the member check.

A fictional case needs no consent, nor does a published source. A composite needs none of its own: its parts were
checked when it was composed. A case that does not say what it is counts as a reconstruction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from casekit.case import Case, Source
from casekit.check import LISTS
from casekit.coding import Coding
from casekit.consent import Consent, MemberCheck, reaches
from casekit.errors import Problem, shown
from casekit.text import LANGUAGES, say
from casekit.when import parse_moment

__all__ = ["FILE", "Rests", "consent_problems", "published", "reading_problems", "what_rests_on"]

FILE = "private/consent.yaml"
MOST_NAMED = 20
"""Ids that a message names of each list; `what_rests_on` gives them all."""


@dataclass(frozen=True, slots=True)
class Rests:
    """What rests on one source: per list of the case the ids, touchpoints with no other source, and coded stalls.

    `codings` are pairs of a coder and a stall for which that coder names the source as evidence.
    """

    source: str
    parts: Mapping[str, tuple[str, ...]]
    alone: tuple[str, ...] = ()
    codings: tuple[tuple[str, str], ...] = ()

    def in_words(self, lang: str = "nl") -> str:
        """The list on one line.

        >>> Rests("brieven", {"touchpoints": ("t1", "t4")}, alone=("t4",)).in_words()
        'contactmomenten t1, t4 (alleen hierop: t4)'
        """
        words = []
        for name, ids in self.parts.items():
            alone = (
                say("consent.alone", lang, ids=_ids(self.alone, lang)) if name == "touchpoints" and self.alone else ""
            )
            words.append(say(f"consent.rests.{name}", lang, ids=_ids(ids, lang)) + alone)
        if self.codings:
            coded = tuple(f"{coder}/{stall}" for coder, stall in self.codings)
            words.append(say("consent.rests.codings", lang, ids=_ids(coded, lang)))
        return "; ".join(words) or say("consent.rests.nothing", lang)


def what_rests_on(case: Case, source: str, codings: Iterable[Coding] = ()) -> Rests:
    r"""Everything in a case, and in what people coded, that names a source.

    >>> from casekit.notation import case_of
    >>> case = case_of("t1: inwoner > gemeente vraag source=brieven\nt2: gemeente > inwoner antwoord source=dossier")
    >>> what_rests_on(case, "brieven").parts
    {'touchpoints': ('t1',)}
    """
    parts = {}
    for name, attribute in {**LISTS, "coverage": "coverage"}.items():
        found = [getattr(row, "id", None) or row.actor for row in getattr(case, attribute) if source in _named(row)]
        if found and name != "sources":
            parts[name] = tuple(dict.fromkeys(found))
    alone = tuple(row.id for row in case.touchpoint_list if {*row.source} == {source})
    return Rests(source, parts, alone, tuple(dict.fromkeys(_coded_on(source, codings))))


def _named(row: object) -> tuple[str, ...]:
    """The sources that a row names, in a field of the kit or in one of its own."""
    given = getattr(row, "source", None) or (getattr(row, "model_extra", None) or {}).get("source")
    if isinstance(given, str):
        return (given, *(one.strip() for one in given.split(",")))
    return tuple(given) if isinstance(given, list | tuple) else ()


def _coded_on(source: str, codings: Iterable[Coding]) -> Iterator[tuple[str, str]]:
    for coding in codings:
        rows = [(row.stall, row.evidence) for row in coding.codes] + [(row.kind, row.evidence) for row in coding.seen]
        for name, evidence in rows:
            if any(one.source == source for one in evidence):
                yield coding.coder, name


def published(source: Source) -> bool:
    """Whether a source is public by itself: somebody published it, or it stands on a page."""
    return bool(source.publisher or source.url)


def consent_problems(
    case: Case,
    consent: Consent | None,
    level: str,
    on: date,
    codings: Iterable[Coding] = (),
    file: str = FILE,
) -> list[Problem]:
    """What stands in the way of a release at a level ("O", "A" or "W") on a day, and what deserves attention.

    `consent`: what stands beside the case, None when nothing does. Per source that is not published: no row, too low
    a level, given later than this day, or withdrawn is an error that lists what rests on it.

    >>> from casekit.notation import case_of
    >>> case = case_of("t1: inwoner > gemeente vraag source=a", status="reconstruction", sources=[{"id": "a"}])
    >>> [problem.code for problem in consent_problems(case, None, "O", date(2026, 1, 1))]
    ['consent_missing', 'retention_missing']
    """
    if case.status in ("fictional", "composite"):
        return []
    given, coded = consent or Consent(), tuple(codings)
    problems = list(_sources(case, given, level, on, coded, file))
    problems += _retention(case, given, on, file)
    problems += _member_check(given, level, on, file)
    return problems


def _sources(
    case: Case, given: Consent, level: str, on: date, codings: tuple[Coding, ...], file: str
) -> Iterator[Problem]:
    if not case.sources:
        yield Problem("consent_no_sources", file)
        return
    for source in case.sources:
        row = given.of(source.id)
        code = None
        if row is not None and row.withdrawn:
            code = "consent_withdrawn"
        elif published(source):
            continue
        elif row is None or row.level is None:
            code = "consent_missing"
        elif not reaches(row.level, level):
            code = "consent_too_low"
        elif (first := _days(row.obtained)) and first[0] > on.toordinal():
            code = "consent_later"
        if code:
            rests = what_rests_on(case, source.id, codings)
            said: dict[str, object] = {
                "source": shown(source.id),
                "rests": {lang: rests.in_words(lang) for lang in LANGUAGES},
                "level": level,
                "given": (row.level if row else None) or "-",
            }
            yield Problem(code, file, values=said)
    bare = tuple(t.id for t in case.touchpoint_list if not t.source)
    if bare:
        values: dict[str, object] = {"n": len(bare), "ids": _in_languages(lambda lang: _ids(bare, lang))}
        yield Problem("consent_unsourced", file, severity="warning", values=values)


def _retention(case: Case, given: Consent, on: date, file: str) -> Iterator[Problem]:
    """The earliest last day counts, whether it stands with the consent or in the case."""
    ends = [days[1] for text in (given.retention, case.retention) if (days := _days(text))]
    if not ends:
        yield Problem("retention_missing", file, severity="warning")
    elif min(ends) < on.toordinal():
        yield Problem("retention_passed", file, values={"day": on.isoformat()})


def _member_check(given: Consent, level: str, on: date, file: str) -> Iterator[Problem]:
    """The last word of each counts: an objection stands until the same one agrees."""
    done = [row for row in given.member_check if not ((days := _days(row.on)) and days[0] > on.toordinal())]
    last: dict[str, MemberCheck] = {}
    for row in sorted(done, key=_when):
        last[row.with_] = row
    for row in last.values():
        if row.result == "objected":
            yield Problem("member_check_objected", file, values={"with": _said("consulted", row.with_)})
    asked = [row for row in last.values() if row.result != "not_possible" or row.why]
    if not asked and level != "O":
        yield Problem("member_check_missing", file, severity="error" if level == "W" else "warning")


def reading_problems(case: Case, consent: Consent | None, level: str, on: date, file: str = FILE) -> list[Problem]:
    """Whether a second reader went through the checklist for this level (or a wider one) before this day.

    Needed at A and W for everything but a fictional case: no rule finds what is only recognisable in its context.
    """
    if case.status == "fictional" or level == "O":
        return []
    for row in (consent or Consent()).readings:
        days = _days(row.on)
        if row.checked and row.by and reaches(row.level, level) and days and days[0] <= on.toordinal():
            return []
    return [Problem("reading_missing", file, values={"level": level})]


def _when(row: MemberCheck) -> float:
    """Rows without a day come first, in the order of the file."""
    days = _days(row.on)
    return days[1] if days else 0


def _days(text: str | None) -> tuple[float, float] | None:
    """First and last ordinal day that a typed date can stand for; None when it is no date."""
    moment = parse_moment(text)
    return (moment.span.lo, moment.span.hi) if moment and moment.absolute else None


def _said(words: str, code: str) -> dict[str, str]:
    return _in_languages(lambda lang: say(f"consent.{words}.{code}", lang))


def _in_languages(make: Callable[[str], str]) -> dict[str, str]:
    return {lang: make(lang) for lang in LANGUAGES}


def _ids(ids: Iterable[str], lang: str) -> str:
    named = tuple(ids)
    text = ", ".join(shown(one) for one in named[:MOST_NAMED])
    return text + (say("consent.more", lang, n=len(named) - MOST_NAMED) if len(named) > MOST_NAMED else "")
