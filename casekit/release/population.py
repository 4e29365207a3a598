"""How many households one may expect to look like the one in a case: the region times published shares.

A library of thirty cases holds no two alike, so what can be recognised is measured against the population: below 10
households a release is refused, below 100 it warns (the thresholds CBS uses for microdata and for percentages). The
shares are multiplied as if the traits had nothing to do with each other. They do; that assumption is always printed,
and where a publication gives the share within the type of household, that one is used.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import prod
from typing import Any, Literal

from casekit.case import Case, Trait
from casekit.errors import Problem, shown
from casekit.release.bands import coarser_word, trait_band
from casekit.text import LANGUAGES, number, say
from casekit.vocabulary import label

__all__ = [
    "ENOUGH",
    "TOO_FEW",
    "Expected",
    "Factor",
    "Gain",
    "expected",
    "in_words",
    "population_problems",
    "published_shares",
]

TOO_FEW = 10
ENOUGH = 100


@dataclass(frozen=True, slots=True)
class Factor:
    """One trait as the release shows it, and which share of the households has it.

    `share` is None when nobody knows it. `own`: the share stands in the case; `finer`: it is that of the value as
    typed, which is part of what is shown, so that the real share is larger.
    """

    trait: str
    attribute: str
    shown: str
    share: float | None
    source: str | None = None
    own: bool = False
    finer: bool = False


@dataclass(frozen=True, slots=True)
class Gain:
    """What coarsening one trait brings: what it would become (None: left out), and how many households then."""

    trait: str
    attribute: str
    coarser: str | None
    households: float


@dataclass(frozen=True, slots=True)
class Expected:
    """The estimate for one level; `households` is None when the region is not known.

    `missing`: traits of which no share is known: then there are at most so many households. `hidden`: traits that a
    level leaves out. `gains`: the largest first.
    """

    region: int | None
    level: str | None
    factors: tuple[Factor, ...]
    hidden: tuple[str, ...] = ()
    gains: tuple[Gain, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The traits of which no share is known."""
        return tuple(one.trait for one in self.factors if one.share is None)

    @property
    def households(self) -> float | None:
        """The region times all shares that are known."""
        shares = prod(one.share for one in self.factors if one.share is not None)
        return None if self.region is None else self.region * shares

    @property
    def verdict(self) -> Literal["too_few", "few", "enough", "unknown"]:
        """Below 10, below 100, or more; "unknown" without a region, or when there are at most a hundred or more."""
        if self.households is None:
            return "unknown"
        if self.households < TOO_FEW:
            return "too_few"
        if self.households < ENOUGH:
            return "few"
        return "unknown" if self.missing else "enough"

    @property
    def shown(self) -> Mapping[str, str]:
        """What goes along, by the id of the trait. At W all of it or nothing: only when enough households have it."""
        if self.level == "W" and self.verdict != "enough":
            return {}
        return {one.trait: one.shown for one in self.factors}


def published_shares() -> tuple[Mapping[str, Any], ...]:
    """The published shares, each with its source, year, the day it was checked, and what is uncertain."""
    return _published()


@cache
def _published() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(files("casekit.release").joinpath("shares.toml").read_text(encoding="utf-8"))["share"])


def expected(region: int | None, traits: Iterable[Trait], level: str | None, lang: str = "nl") -> Expected:
    """How many households one may expect with the traits as a level shows them (None: as they are typed).

    A share of the case itself holds for its value as typed; for a wider band the published one is taken.

    >>> traits = [Trait(id="a", attribute="household", value="eenoudergezin", share=0.08),
    ...           Trait(id="b", attribute="children", value="4+", share=0.03),
    ...           Trait(id="c", attribute="age", value="27-39", share=0.10)]
    >>> found = expected(55_000, traits, None)
    >>> round(found.households), found.verdict, found.gains[0].trait
    (13, 'few', 'b')
    """
    rows = tuple(traits)
    steps: dict[str, str | None] = dict.fromkeys((row.id for row in rows), level)
    factors, hidden = _factors(rows, steps, lang)
    found = Expected(region, level, factors, hidden)
    gains = []
    for row in rows:
        now = next((one for one in factors if one.trait == row.id), None)
        if now is None:
            continue
        found_steps = []
        for step in _coarser(level):
            others, _ = _factors(rows, {**steps, row.id: step}, lang)
            after = next((one for one in others if one.trait == row.id), None)
            if after is not None and (after.shown == now.shown or after.share is None or after.finer):
                continue
            then = Expected(region, level, others).households
            if then is not None and then > (found.households or 0):
                found_steps.append(Gain(row.id, row.attribute, after.shown if after else None, then))
        if found_steps:  # the smallest step that is enough, else the one that brings most
            enough = [gain for gain in found_steps if gain.households >= ENOUGH]
            gains.append(enough[0] if enough else max(found_steps, key=lambda gain: gain.households))
    gains.sort(key=lambda gain: -gain.households)
    return Expected(region, level, factors, hidden, tuple(gains))


_OUT = "out"


def _coarser(level: str | None) -> tuple[str, ...]:
    """The next steps for one trait, the smallest first; the last is to leave it out."""
    return {None: ("O", "A", _OUT), "O": ("A", _OUT)}.get(level, (_OUT,))


def _factors(
    traits: tuple[Trait, ...], steps: Mapping[str, str | None], lang: str
) -> tuple[tuple[Factor, ...], tuple[str, ...]]:
    """The factors of all traits, each at its own step of coarseness, and the traits that are not shown."""
    codes = {row.id: _code(row, steps[row.id]) for row in traits}
    household = next((codes[row.id] for row in traits if row.attribute == "household"), None)
    made, hidden = [], []
    for row in traits:
        code = codes[row.id]
        if code is None:
            hidden.append(row.id)
            continue
        typed = _code(row, None)
        entry = _entry(row.attribute, code, household)
        words = entry[lang] if entry and row.attribute not in ("age", "children") else code
        if row.share is not None and (code == typed or entry is None):
            made.append(Factor(row.id, row.attribute, words, row.share, row.source, True, code != typed))
        elif entry is not None:
            own = row.share is not None and row.share > entry["share"]  # a part is never larger than its whole
            share = row.share if own else entry["share"]
            source = row.source if own else f"{entry['source']} ({entry['year']})" if entry["source"] else None
            made.append(Factor(row.id, row.attribute, words, share, source, own, own))
        else:
            made.append(Factor(row.id, row.attribute, words, None))
    return tuple(made), tuple(hidden)


def _code(row: Trait, step: str | None) -> str | None:
    """What a trait is at a step: a code of `shares.toml`, a band, or the text as typed; None when it is left out."""
    text = " ".join((row.value or "").split())
    if step == _OUT or not text:
        return None
    if row.attribute in ("age", "children"):
        band = trait_band(row.attribute, text, step) if step else None
        return band if step == "A" or step == "W" else band or text
    known = _known(row.attribute, text)
    if step in (None, "O"):
        return known or text
    return coarser_word(row.attribute, known) if known else None


def _known(attribute: str, text: str) -> str | None:
    """The code that a typed word stands for."""
    plain = _plain(text)
    for entry in _published():
        words = (entry["code"], entry["nl"], entry["en"], *entry.get("also", ()))
        if entry["attribute"] == attribute and plain in map(_plain, words):
            code: str = entry["code"]
            return code
    return None


def _plain(word: str) -> str:
    return " ".join(word.casefold().replace("_", " ").replace("-", " ").split())


def _entry(attribute: str, code: str, household: str | None) -> Mapping[str, Any] | None:
    """The published share of a code: within the type of household when that is there, else among all."""
    rows = [one for one in _published() if (one["attribute"], one["code"]) == (attribute, code)]
    within = [one for one in rows if one.get("given") is not None and one["given"] == household]
    return next(iter(within or [one for one in rows if "given" not in one]), None)


def in_words(found: Expected, lang: str = "nl") -> list[str]:
    """The estimate as sentences: the region, each share with its source, the assumption, and what to do first."""
    if found.region is None:
        return [say("population.no_region", lang)]
    lines = [say("population.region", lang, n=_whole(found.region, lang))]
    for one in found.factors:
        what = label("attribute", one.attribute, lang)
        if one.share is None:
            lines.append(say("population.no_share", lang, what=what, shown=shown(one.shown)))
            continue
        source = one.source or say("population.own" if one.own else "population.by_definition", lang)
        share = number(one.share * 100, lang, 1)
        line = say("population.share", lang, what=what, shown=shown(one.shown), share=share, source=source)
        lines.append(line + (" " + say("population.finer", lang) if one.finer else ""))
    lines.append(say("population.independence", lang))
    many = "population.at_most" if found.missing else "population.about"
    lines.append(say(many, lang, n=_whole(found.households or 0, lang)))
    if found.gains and found.verdict in ("too_few", "few"):
        lines.append(_first_step(found, lang))
    return lines


def _first_step(found: Expected, lang: str) -> str:
    first = found.gains[0]
    about = say("population.word_at_most" if found.missing else "population.word_about", lang)
    what, then = label("attribute", first.attribute, lang), f"{about} {_whole(first.households, lang)}"
    if first.coarser is None:
        return say("population.leave_out", lang, what=what, id=shown(first.trait), n=then)
    return say("population.coarsen", lang, what=what, id=shown(first.trait), coarser=shown(first.coarser), n=then)


def _whole(households: float, lang: str) -> str:
    """A number of households, with a digit behind the comma where it is small."""
    if households >= TOO_FEW:
        return f"{households:,.0f}".replace(",", "." if lang == "nl" else ",")
    return number(households, lang, 1)


def population_problems(case: Case, level: str, file: str) -> list[Problem]:
    """What the estimate means for a release: refused below 10 households, a warning below 100 or when it is unknown.

    A fictional case has no household that could be found, and a composite is no household.

    >>> from casekit.notation import case_of
    >>> case = case_of("t: inwoner > gemeente vraag", status="reconstruction", region_households=1000,
    ...                traits=[{"id": "a", "attribute": "other", "value": "x", "share": 0.005}])
    >>> [problem.code for problem in population_problems(case, "O", "case.yaml")]
    ['population_too_few']
    """
    if case.status in ("fictional", "composite"):
        return []
    found = expected(case.region_households, case.traits, level)
    if not case.traits:
        return [Problem("population_no_traits", file, severity="warning")]
    if found.households is None:
        return [Problem("population_no_region", file, severity="warning")]
    values: dict[str, object] = {
        "n": {lang: _whole(found.households or 0, lang) for lang in LANGUAGES},
        "at_most": {
            lang: say("population.word_at_most" if found.missing else "population.word_about", lang)
            for lang in LANGUAGES
        },
        "step": {lang: _first_step(found, lang) if found.gains else "" for lang in LANGUAGES},
        "missing": {lang: ", ".join(map(shown, found.missing)) for lang in LANGUAGES},
    }
    problems = []
    if found.verdict == "too_few":
        problems.append(Problem("population_too_few", file, values=values))
    elif found.verdict == "few":
        problems.append(Problem("population_few", file, severity="warning", values=values))
    if found.missing:
        problems.append(Problem("population_missing", file, severity="warning", values=values))
    return problems
