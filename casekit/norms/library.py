"""The library of norms, which of them hold for a case, and which one an act is held against."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from math import inf
from typing import Any, Literal, Protocol

from casekit.case import Case, Norm
from casekit.vocabulary import find_code
from casekit.when import Moment, Span, parse_moment

__all__ = [
    "Result",
    "Threshold",
    "find_norm",
    "in_force",
    "library",
    "norms_for",
    "result",
    "rung",
    "threshold",
    "thresholds",
]

Result = Literal["within", "outside", "undetermined"]

# methods 4.3. A habit or what a worker says is a rule is no norm: it can be a cause, not a yardstick.
_RUNGS = {"promise": 1, "law": 2, "policy": 2, "service": 3, "reference": 4}

_LIST_OF = {
    "starts_with": "kind",
    "ends_with": "kind",
    "procedures": "procedure",
    "organisation_kinds": "actor_kind",
}

_NOT_AN_ANSWER = frozenset({"hold", "context"})

_ROUGH_DAYS = {"days": 1.0, "weeks": 7.0, "months": 30.0, "working_days": 1.4}


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number of the kit itself: what it is, in which unit, where it comes from, in both languages."""

    key: str
    value: int
    unit: str
    source: str
    checked_on: str
    nl: str
    en: str


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(files("casekit.norms").joinpath(name).read_text(encoding="utf-8"))


@cache
def library() -> tuple[Norm, ...]:
    """Every norm that comes with the kit, in the order of `norms.toml`, those that are off included.

    >>> next(norm.article for norm in library() if norm.id == "awb-decision")
    'Awb 4:13'
    """
    return tuple(Norm.model_validate(row) for row in _file("norms.toml")["norm"])


@cache
def thresholds() -> dict[str, Threshold]:
    """The kit's own thresholds by key (methods 5.0 and 5.1): proposals, not law."""
    return {key: Threshold(key, **row) for key, row in _file("thresholds.toml").items()}


def threshold(key: str) -> int:
    """The value of one of the kit's own thresholds. Raises KeyError for an unknown one.

    >>> threshold("K06")
    28
    """
    return thresholds()[key].value


def norms_for(case: Case) -> tuple[Norm, ...]:
    """The norms that a case is held against: its own first, then the library.

    A norm of the case with the id of one in the library replaces it; one that is off is left out, so
    that a case can also switch a norm of the library off. Words that people typed are codes here.

    >>> case = Case.model_validate({"id": "c", "norms": [{"id": "awb-decision", "days": 30}]})
    >>> [norm.days for norm in norms_for(case) if norm.id == "awb-decision"]
    [30]
    """
    own = {norm.id for norm in case.norms}
    everything = (*map(_in_codes, case.norms), *(norm for norm in library() if norm.id not in own))
    return tuple(norm for norm in everything if norm.enabled)


def _in_codes(norm: Norm) -> Norm:
    """A local norm with its words as codes; a word that is not in the list stays, and matches nothing."""
    words = {field: getattr(norm, field) for field in _LIST_OF}
    codes = {f: tuple(find_code(_LIST_OF[f], word) or word for word in given) for f, given in words.items()}
    return norm.model_copy(update=codes)


def rung(norm: Norm) -> int | None:
    """The rung of the ladder (methods 4.3) a norm stands on, 1 the strongest; None if on none.

    1 promise or agreement; 2 law, ordinance or council policy; 3 service norm; 4 reference. A habit
    (`practice`) and what a worker says is a rule (`claim`) stand on none.

    >>> [rung(Norm(id="x", basis=basis)) for basis in ("law", "service", "claim")]
    [2, 3, None]
    """
    return _RUNGS.get(norm.basis)


@lru_cache(maxsize=1024)
def _moment(text: str) -> Moment | None:
    return parse_moment(text)


def _boundary(text: str | None, day0: date | None) -> Span | None:
    """The days of `valid_from` or `valid_until` since day 0; None where the case has no such calendar."""
    moment = _moment(text or "")
    if moment is None or moment.form in ("order", "elapsed"):
        return None
    if not moment.absolute:
        return moment.span
    return moment.span.shift(-day0.toordinal()) if day0 else None


class Dated(Protocol):
    """What holds from a first until a last day, as far as they are known."""

    @property
    def valid_from(self) -> str | None: ...
    @property
    def valid_until(self) -> str | None: ...


def in_force(norm: Dated, when: Span, day0: date | None) -> bool | None:
    """Whether a norm (or a ground) held at a moment, in days since `day0`; None where that cannot be told.

    `valid_from` and `valid_until` are the first and the last day. None: the moment straddles a change,
    or there are no dates to compare with. A norm without such days holds always.

    >>> norm = Norm(id="x", days=8, valid_from="2021-01-01")
    >>> [in_force(norm, Span(lo, hi), date(2020, 12, 31)) for lo, hi in ((1, 1), (0, 0), (0, 1))]
    [True, False, None]
    """
    if not norm.valid_from and not norm.valid_until:
        return True
    first, last = _boundary(norm.valid_from, day0), _boundary(norm.valid_until, day0)
    if (norm.valid_from and first is None) or (norm.valid_until and last is None):
        return None
    lo, hi = first.lo if first else -inf, last.hi if last else inf
    if when.hi < lo or when.lo > hi:
        return False
    return True if when.lo >= lo and when.hi <= hi else None


def _serves(norm: Norm, stall: str | None) -> bool:
    """Whether a norm is meant for this use; a hold or context is only used by who asks for it by name."""
    if stall in norm.stalls:
        return True
    if stall in _NOT_AN_ANSWER:
        return False
    return not norm.stalls or (stall is None and not _NOT_AN_ANSWER.issuperset(norm.stalls))


def find_norm(
    case_norms: tuple[Norm, ...],
    *,
    act: str,
    procedure: str | None,
    organisation: str | None,
    organisation_kind: str | None,
    when: Span,
    day0: date | None,
    stall: str | None = None,
) -> Norm | None:
    """The norm that an act is held against, or None: no norm, no stall.

    `case_norms` are those of `norms_for`; `act` is the speech act that starts the clock; `organisation`
    and `organisation_kind` are those of the body that has the term; `when` is the moment of the act in
    days since `day0`; `stall` is the kind that asks ("K02"), or "term" or "hold" (see `norms.toml`).

    An empty list in a norm means any; a list that is given must hold what is asked. Norms that were not
    in force are passed over; where that cannot be told they are used, and `in_force` says so. A norm
    without a number of days is passed over too. Of what is left the strongest rung wins (methods 4.3);
    within a rung the most specific (organisation, then procedure, then kind of body, then act), then the
    shortest, then the first by id.

    >>> found = find_norm(library(), act="application", procedure="special_assistance", organisation=None,
    ...     organisation_kind="municipality", when=Span(0, 0), day0=date(2021, 3, 5), stall="K02")
    >>> found.id
    'awb-decision'
    """
    best: tuple[tuple[float | bool | str, ...], Norm] | None = None
    for norm in case_norms:
        step = rung(norm)
        if step is None or norm.days is None or not norm.enabled or not _serves(norm, stall):
            continue
        asked = (act, procedure, organisation, organisation_kind)
        given = (norm.starts_with, norm.procedures, norm.organisations, norm.organisation_kinds)
        if any(words and word not in words for word, words in zip(asked, given, strict=True)):
            continue
        if in_force(norm, when, day0) is False:
            continue
        key = (
            step,
            not norm.organisations,
            not norm.procedures,
            not norm.organisation_kinds,
            not norm.starts_with,
            norm.days * _ROUGH_DAYS[norm.unit],
            norm.id,
        )
        if best is None or key < best[0]:
            best = (key, norm)
    return best[1] if best else None


def result(net: Span, allowed: Span) -> Result:
    """Whether a net wait stayed within what the norm allowed, both in days.

    >>> result(Span(57, 60), Span(56, 56)), result(Span(50, 60), Span(56, 56))
    ('outside', 'undetermined')
    """
    if net.lo > allowed.hi:
        return "outside"
    return "within" if net.hi <= allowed.lo else "undetermined"
