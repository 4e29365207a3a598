"""The evidence ladder: how well the claim that a cause is at work is supported by the cases, 0 to 4.

| Grade | Word | Needs |
| --- | --- | --- |
| 0 | vermoeden | somebody named it; no whole thread |
| 1 | aanwijzing | one case with a whole thread |
| 2 | patroon | whole threads in three cases, or at two organisations |
| 3 | aannemelijk | 2, and: a document, rule or data for the cause; rival explanations tested; what-if days |
| 4 | sterk | 3, and: a rule or decision that prescribes the stall; a negative case |

How "no contradicting case hidden" is read: contrary cases do not lower a grade, and a claim always carries them.
How "rivals tested" is read: the threads of which every rival explanation was put to a hoop test and rejected are by
themselves a pattern, and in no thread that counts does a rival still stand. So only a case with a rival that stands
can lower a grade when it is added.

A grade says how well a claim is supported, not how bad it is. Source: methods 7.4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from casekit.causes.book import Book, known_in
from casekit.causes.contrary import Situation, contrary, kind_of, negative
from casekit.causes.systemic import CASES, Systemic, WithoutIt, ground_for, organisations_in, recurs, saved_days
from casekit.causes.systemic import systemic as four_tests
from casekit.causes.systemic import without_it as what_ifs
from casekit.causes.threads import INDEPENDENT, INFERRED, STRENGTH, Thread
from casekit.cost.amount import Amount
from casekit.stalls.statement import weakest
from casekit.taxonomy import Cause
from casekit.whatif import Ground

__all__ = ["Claim", "Need", "claims", "rivals_tested", "smoking_gun"]

PATTERN = 2
_STRICT = ("hoop", "doubly_decisive")
"""Tests that an explanation has to pass to stay: a doubly decisive test is a hoop test that proves as well."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that is missing for the next grade, and where: something to do.

    Codes: those of `Thread.missing` (values `case`, `stall`); "more_cases" (`n`: how many more, or one with another
    organisation); "independent_source"; "rivals" (`case`, `stall`), "rival_stands" (`case`, `stall`);
    "whatif_days"; "not_shorter" (all days are known: it was not shorter); "smoking_gun"; "negative_case".
    "stall_grade" has `weak` too: what makes the stall uncertain, with its score.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Claim:
    """What all cases together carry of one cause.

    `threads` are whole and count; `partial` do not. `cases`: ids of the cases that count; `organisations`: the least
    number that the threads lie with. `contrary` and `negative` count; `set_aside` were meant as one of these and do
    not count. `missing`: what is needed for the next grade. `evidence_level`: the best kind of evidence for the
    cause link of the whole threads, or of all where none is. `saved`: days that the counted cases together would have
    been shorter without these stalls, worked out from grade 2 on; `saved_at_least` where some of those days are not
    known. `changers`, `leverages`, `locations`, `preconditions`: what people coded, of the same threads.
    """

    cause: Cause
    grade: int
    threads: tuple[Thread, ...]
    partial: tuple[Thread, ...]
    cases: tuple[str, ...]
    organisations: int
    contrary: tuple[Situation, ...]
    negative: tuple[Situation, ...]
    set_aside: tuple[Situation, ...]
    systemic: Systemic
    missing: tuple[Need, ...]
    evidence_level: str
    saved: Amount | None
    saved_at_least: bool
    changers: tuple[str, ...]
    leverages: tuple[str, ...]
    locations: tuple[str, ...]
    preconditions: tuple[str, ...]

    @property
    def code(self) -> str:
        """The code of the cause."""
        return self.cause.code

    @property
    def inferred_only(self) -> bool:
        """Whether nothing but inference carries the cause in any thread."""
        return self.evidence_level == INFERRED

    @property
    def no_evidence(self) -> bool:
        """Whether no thread has any evidence for the cause: not even inference."""
        return all(one.no_evidence for one in self.threads or self.partial)

    @property
    def all_cases(self) -> tuple[str, ...]:
        """Every case in which somebody named the cause."""
        return tuple(sorted({one.case for one in (*self.threads, *self.partial)}))


def claims(books: Iterable[Book], only: Iterable[str] | None = None) -> tuple[Claim, ...]:
    r"""What the cases carry of every cause that was coded: highest grade first, then more cases, then the taxonomy.

    `only`: codes of causes to tell about. The order of the books changes nothing.

    >>> from casekit.causes.book import book_of
    >>> from casekit.coding import Coding
    >>> from casekit.notation import case_of
    >>> case = case_of("a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @30 re=a")
    >>> coding = Coding(coder="codeur-a", codes=[{"stall": "K02-a-b", "cause": "U3"}])
    >>> [(claim.code, claim.grade, claim.cases) for claim in claims([book_of(case, coding)])]
    [('U3', 0, ())]
    """
    ordered = sorted(books, key=lambda book: (book.case.id, str(book.path or "")))
    per_book = [(book, book.threads) for book in ordered]
    named = {one.cause for _, found in per_book for one in found}
    kept = named if only is None else named & frozenset(only)
    known = known_in(ordered)
    grounds: dict[int, Ground] = {}

    def ground(book: Book) -> Ground:
        """Worked out once for a book, whatever the number of claims that count it."""
        if id(book) not in grounds:
            grounds[id(book)] = ground_for(book)
        return grounds[id(book)]

    found = [
        _claim(known.get(code) or Cause(code=code, name=code, nl=code, en=code, own=True), ordered, per_book, ground)
        for code in sorted(kept)
    ]
    places = {code: place for place, code in enumerate(known)}
    return tuple(
        sorted(found, key=lambda one: (-one.grade, -len(one.cases), places.get(one.code, len(places)), one.code))
    )


PerBook = Sequence[tuple[Book, tuple[Thread, ...]]]


def _claim(cause: Cause, books: Sequence[Book], per_book: PerBook, ground: Callable[[Book], Ground]) -> Claim:
    mine = [(book, [one for one in found if one.cause == cause.code]) for book, found in per_book]
    whole = [one for _, found in mine for one in found if one.whole]
    partial = [one for _, found in mine for one in found if not one.whole]
    counted = [(book, there) for book, found in mine if (there := [one for one in found if one.whole])]
    without = what_ifs(counted, ground) if recurs(whole) else None
    against = contrary(cause.code, books, [*whole, *partial])
    absent = negative(cause.code, books, {kind_of(one.stall.kind) for one in whole} if whole else None)
    free = [one for one in absent if one.counts]
    grade = _grade(whole, without, free)
    speak = whole or [one for one in partial if one.agreed] or partial
    return Claim(
        cause=cause,
        grade=grade,
        threads=tuple(whole),
        partial=tuple(partial),
        cases=tuple(sorted({one.case for one in whole})),
        organisations=organisations_in(whole),
        contrary=tuple(one for one in against if one.counts),
        negative=tuple(free),
        set_aside=tuple(one for one in (*against, *absent) if not one.counts),
        systemic=four_tests(whole, partial, without),
        missing=tuple(_missing(grade, whole, partial, without, free)),
        evidence_level=min((one.evidence_level for one in speak), key=STRENGTH.index, default=INFERRED),
        saved=saved_days(without or ()),
        saved_at_least=any(found.status != "known" for _, found in without or ()),
        changers=_told(speak, "changer"),
        leverages=_told(speak, "leverage"),
        locations=_told(speak, "location"),
        preconditions=tuple(dict.fromkeys(one.precondition for one in speak if one.precondition)),
    )


def _told(found: Sequence[Thread], field: str) -> tuple[str, ...]:
    """What was filled in, what most threads say first."""
    given = [value for one in found for value in one.told(field)]
    return tuple(sorted(dict.fromkeys(given), key=lambda value: (-given.count(value), value)))


# -- the grade --------------------------------------------------------------------------------------


def _grade(whole: Sequence[Thread], without: WithoutIt | None, absent: Sequence[Situation]) -> int:
    if not whole:
        return 0
    if not recurs(whole):
        return 1
    if not (_independent(whole) and _rivals_settled(whole) and _shorter(without)):
        return 2
    return 4 if any(map(smoking_gun, whole)) and absent else 3


def _independent(whole: Sequence[Thread]) -> bool:
    """Whether a document, rule or data carries the cause somewhere, beside what people tell."""
    return any(one.evidence_level in INDEPENDENT for one in whole)


def _rivals_settled(whole: Sequence[Thread]) -> bool:
    standing = any(rival.result == "stands" for one in whole for rival in one.rivals)
    return not standing and recurs([one for one in whole if rivals_tested(one)])


def _shorter(without: WithoutIt | None) -> bool:
    saved = saved_days(without or ())
    return saved is not None and saved.value > 0


def _never(without: WithoutIt | None) -> bool:
    """Whether all days are known and none of these cases would have been shorter: more dates change nothing."""
    saved = saved_days(without or ())
    known = all(found.status == "known" for _, found in without or ())
    return saved is not None and saved.hi <= 0 and known


def rivals_tested(thread: Thread) -> bool:
    """Whether other explanations were put beside the cause, each with a hoop test, and none still stands."""
    return bool(thread.rivals) and all(one.test in _STRICT and one.result == "rejected" for one in thread.rivals)


def smoking_gun(thread: Thread) -> bool:
    """Whether a rule or document that carries the cause itself asks for the stall; an account of one is none."""
    return any(one.prescribes and one.kind in ("rule_text", "document") for one in thread.evidence_for("cause"))


# -- what is missing --------------------------------------------------------------------------------


def _missing(
    grade: int,
    whole: Sequence[Thread],
    partial: Sequence[Thread],
    without: WithoutIt | None,
    absent: Sequence[Situation],
) -> list[Need]:
    """What is needed for the next grade, the nearest first."""
    if grade < PATTERN:
        counted = {one.case for one in whole}
        elsewhere = [one for one in partial if one.case not in counted]
        more = [Need("more_cases", {"n": CASES - len(counted)})] if grade else []
        return [*more, *_nearest(elsewhere, 1 if grade == 0 else CASES - len(counted))]
    if grade == PATTERN:
        needs = [] if _independent(whole) else [Need("independent_source")]
        needs += [] if _rivals_settled(whole) else _rivals(whole)
        return needs if _shorter(without) else [*needs, Need("not_shorter" if _never(without) else "whatif_days")]
    needs = [] if any(map(smoking_gun, whole)) else [Need("smoking_gun")]
    needs += [] if absent else [Need("negative_case")]
    return needs if grade == PATTERN + 1 else []


def _nearest(partial: Sequence[Thread], cases: int) -> list[Need]:
    """What the threads that are nearest to whole lack, one thread per case."""
    best: dict[str, Thread] = {}
    for one in sorted(partial, key=lambda one: len(one.missing)):
        best.setdefault(one.case, one)
    return [Need(code, _where(one, code)) for one in list(best.values())[:cases] for code in one.missing]


def _rivals(whole: Sequence[Thread]) -> list[Need]:
    """The threads whose rival explanations are not settled; a rival that stands is another need than one untested."""
    found = []
    for one in whole:
        if not rivals_tested(one):
            stands = any(rival.result == "stands" for rival in one.rivals)
            found.append(Need("rival_stands" if stands else "rivals", _where(one)))
    return found


def _where(thread: Thread, code: str = "") -> dict[str, object]:
    where: dict[str, object] = {"case": thread.case, "stall": thread.stall.key}
    return where | ({"weak": weakest(thread.stall.confidence)} if code == "stall_grade" else {})
