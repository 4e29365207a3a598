"""The system causes that people may name behind a stall, as data: what they mean, their sign, their source.

The kit never chooses one. What a case shows of their signs is in `casekit.causes`; what people chose stands in
codings beside the case.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

__all__ = ["LEVELS", "NEEDS_WORDS", "Cause", "cause", "causes", "find_cause", "short_list", "typed_as"]

LEVELS = ("execution", "organisation_chain", "system")
"""From the desk to the law."""

NEEDS_WORDS = frozenset({"unknown", "other"})
"""Codes that say nothing without a rationale."""


class Cause(BaseModel):
    """One system cause. `level` is None for "unknown" and "other" only; `own` ones were added by people.

    >>> cause("O3").label("en"), cause("O3").level
    ('Handover failed', 'organisation_chain')
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    name: str
    level: Literal["execution", "organisation_chain", "system"] | None = None
    nl: str
    en: str
    about_nl: str = ""
    about_en: str = ""
    sign_nl: str = ""
    sign_en: str = ""
    source_url: tuple[str, ...] = ()
    checked_on: str | None = None
    confidence: Literal["high", "medium", "low"] | None = None
    note_nl: str = ""
    note_en: str = ""
    short: bool = False
    own: bool = False

    def label(self, lang: str = "nl") -> str:
        """What people call it."""
        return self.en if lang == "en" else self.nl

    def about(self, lang: str = "nl") -> str:
        """What it means, in one sentence; an own cause may say nothing."""
        return self.about_en if lang == "en" else self.about_nl

    def sign(self, lang: str = "nl") -> str:
        """What in the contacts of a case may point to it."""
        return self.sign_en if lang == "en" else self.sign_nl

    def note(self, lang: str = "nl") -> str:
        """What is uncertain about it."""
        return self.note_en if lang == "en" else self.note_nl


@cache
def causes() -> tuple[Cause, ...]:
    """Every cause that comes with the kit: execution, organisation and chain, system; then "unknown" and "other".

    >>> len(causes()), [found.code for found in causes()][-2:]
    (28, ['unknown', 'other'])
    """
    text = files("casekit.taxonomy").joinpath("causes.toml").read_text(encoding="utf-8")
    return tuple(Cause.model_validate(row) for row in tomllib.loads(text)["cause"])


def cause(code: str) -> Cause:
    """The cause of the kit with a code. Raises KeyError when the kit has none.

    >>> cause("U1").name
    'access_threshold'
    """
    return _by_code()[code]


@cache
def _by_code() -> dict[str, Cause]:
    return {found.code: found for found in causes()}


def short_list() -> tuple[Cause, ...]:
    """The ten that are shown first.

    >>> [found.code for found in short_list()]
    ['U1', 'U3', 'U4', 'U8', 'O1', 'O3', 'O4', 'O5', 'S1', 'S5']
    """
    return tuple(found for found in causes() if found.short)


def find_cause(word: str, among: Iterable[Cause] | None = None) -> Cause | None:
    """The cause that a typed word stands for: its code, its name or its label in either language, any capitals.

    `among`: the causes to look through, those of the kit when absent; a code goes before a label.

    >>> [find_cause(word).code for word in ("o3", "Handover failed", "gebrek aan regie", "non-take-up")]
    ['O3', 'O3', 'O1', 'S3']
    >>> find_cause("het weer") is None
    True
    """
    known = causes() if among is None else tuple(among)
    plain = _plain(word)
    by_code = (found for found in known if _plain(found.code) == plain)
    by_label = (found for found in known if plain in map(_plain, (found.name, found.nl, found.en)))
    return next(by_code, None) or next(by_label, None)


def typed_as(among: Iterable[Cause]) -> list[str]:
    """What people may type for these causes: codes and labels, to find the one that a mistyped word looks like.

    >>> typed_as([cause("O3")])
    ['O3', 'Overdracht mislukt', 'Handover failed']
    """
    return [word for one in among for word in (one.code, one.nl, one.en)]


def _plain(word: str) -> str:
    return " ".join(word.replace("_", " ").replace("-", " ").casefold().split())
