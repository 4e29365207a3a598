"""The group of a kind of touchpoint or party, as levels A and W show it; which and why stands in `groups.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from casekit.case import Case

__all__ = ["group_label", "group_of", "groups", "is_grouped"]


@cache
def _groups() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("casekit.release").joinpath("groups.toml").read_text(encoding="utf-8"))


@cache
def groups(words: str) -> Mapping[str, tuple[str, ...]]:
    """The groups of a closed list ("kind" or "actor_kind"): by head, which is a code of that list, what it holds.

    >>> groups("kind")["promise"]
    ('promise', 'appointment')
    """
    return {head: tuple(group["holds"]) for head, group in _groups()[words].items()}


@cache
def _heads(words: str) -> Mapping[str, str]:
    return {code: head for head, holds in groups(words).items() for code in holds}


def group_of(words: str, code: str) -> str:
    """The head of the group of a code. Raises KeyError for a code that is not in the list.

    >>> group_of("kind", "receipt"), group_of("actor_kind", "bailiff")
    ('message', 'creditor')
    """
    return _heads(words)[code]


def group_label(words: str, head: str, lang: str = "nl") -> str:
    """What people read for a group: more than the word of its head alone.

    >>> group_label("kind", "promise"), group_label("kind", "promise", "en")
    ('toezegging of afspraak', 'promise or appointment')
    """
    label: str = _groups()[words][head][lang]
    return label


def is_grouped(case: Case) -> bool:
    """Whether a case is a release in which kinds stand for their group.

    >>> from casekit.notation import case_of
    >>> is_grouped(case_of("t: inwoner > gemeente vraag"))
    False
    """
    return bool(case.results) and case.release in ("A", "W") and case.status != "composite"
