"""Action options: what could be asked beside a stall, from what was tried elsewhere and what members added."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casekit.action import Action
from casekit.causes.suggest import suggest
from casekit.errors import Problem
from casekit.read.action_file import own_actions
from casekit.stalls.run import Analysis
from casekit.write.action_file import save_action

if TYPE_CHECKING:
    from casekit.causes.book import Book

__all__ = [
    "Action",
    "actions",
    "actions_for",
    "add_action",
    "as_data",
    "causes_at",
    "known_actions",
    "option_data",
]


@cache
def actions() -> tuple[Action, ...]:
    """The options that come with the kit, each from a published source.

    >>> option = actions()[0]
    >>> option.id, option.changer, option.question("en")[:29]
    ('warm_handover', 'professional', 'What would have gone differen')
    """
    text = files("casekit.causes").joinpath("actions.toml").read_text(encoding="utf-8")
    return tuple(
        Action.model_validate({"id": name, **row, "checked_on": str(row["checked_on"])})
        for name, row in tomllib.loads(text).items()
    )


def known_actions(case_file: str | Path) -> tuple[tuple[Action, ...], list[Problem]]:
    """The options that hold for a case, those of members first, and the warnings about their files.

    Own options stand in `actions.yaml` beside the case or in the folder with the cases. Raises InputRefused with
    everything that is wrong with those files.
    """
    own, warnings = own_actions(case_file, actions())
    return (*own, *actions()), warnings


def actions_for(
    stall_kind: str, causes: Iterable[str] = (), among: Iterable[Action] | None = None
) -> tuple[Action, ...]:
    """The options that fit a kind of stall; those that also fit one of the causes first.

    `causes` are codes that people coded, or that the signs of a case suggest; `among` the options to choose from,
    those of the kit when absent. None fits: an empty tuple.

    >>> [option.id for option in actions_for("K03")]
    ['agreed_date', 'conduct_norms']
    >>> [option.id for option in actions_for("K03", ["U6"])]
    ['conduct_norms', 'agreed_date']
    """
    named = frozenset(causes)
    fitting = [option for option in (actions() if among is None else among) if option.fits(stall_kind)]
    return tuple(sorted(fitting, key=lambda option: named.isdisjoint(option.causes)))


def causes_at(book: Book) -> dict[str, tuple[str, ...]]:
    r"""Per key of a stall the causes that options may fit too: those that people coded there.

    Where nobody coded, those that show a sign at the stall itself: enough to put a question first, no more.

    >>> from casekit.causes.book import book_of
    >>> from casekit.notation import case_of
    >>> referred = "b: gemeente > wijkteam verwijzing\nc: wijkteam > gemeente verwijzing"
    >>> causes_at(book_of(case_of(referred)))
    {'K07-b-c': ('O3',)}
    """
    found: dict[str, tuple[str, ...]] = {
        one.stall.key: tuple(row.cause.code for row in one.causes if row.scope == "stall")
        for one in suggest(book.analysis)
    }
    coded: dict[str, list[str]] = {}
    for said in book.said:
        coded.setdefault(said.stall.key, []).append(said.cause)
    return {**found, **{key: tuple(named) for key, named in coded.items()}}


def add_action(
    case_file: str | Path,
    label: str,
    question: str,
    fits: Iterable[str],
    *,
    causes: Iterable[str] = (),
    who: str | None = None,
    where: str | None = None,
    by: str | None = None,
    on: str | None = None,
    source: str | None = None,
    note: str | None = None,
) -> Action:
    """Add an option of members to `actions.yaml` beside a case, and return it.

    `fits` are kinds of stall, `causes` codes or labels of causes, `who` decides about it, `where` it was tried, `by`
    a role, never a name, `on` a day. What stands in the file stays as it was typed. Raises InputRefused when
    something is not in order or an option with this label is there; OSError as every save does.
    """
    row: dict[str, Any] = {
        "label": label.strip(),
        "question": question.strip(),
        "tried_where": where,
        "source_url": source,
        "note": note,
        "stalls": list(fits),
        "causes": list(causes),
        "changer": who,
        "added_by": by,
        "added_on": on,
    }
    return save_action(case_file, row, actions())


def as_data(
    analysis: Analysis,
    among: Iterable[Action] | None = None,
    causes: Iterable[str] = (),
    lang: str = "nl",
    kept: Iterable[str] | None = None,
    at: Mapping[str, Iterable[str]] | None = None,
) -> dict[str, Any]:
    """The options beside each stall of a case as plain data, in the form that `casekit actions --json` promises.

    What fits one of the `causes`, or one of those `at` the key of the stall, comes first. `kept` are the keys of the
    stalls to tell about, all of them when absent.
    """
    options, named = tuple(actions() if among is None else among), tuple(causes)
    keys, local = None if kept is None else frozenset(kept), at or {}
    return {
        "case": analysis.case.id,
        "stalls": [
            {
                "stall": stall.key,
                "kind": stall.kind,
                "options": [
                    option_data(option, lang)
                    for option in actions_for(stall.kind, (*named, *local.get(stall.key, ())), options)
                ],
            }
            for stall in analysis.stalls
            if keys is None or stall.key in keys
        ],
    }


def option_data(option: Action, lang: str = "nl") -> dict[str, Any]:
    """One option as plain data; codes are English in any language, what is not known is None.

    >>> sorted(option_data(actions()[0]))[:6]
    ['added_by', 'added_on', 'causes', 'changer', 'checked_on', 'confidence']
    """
    return {
        "id": option.id,
        "label": option.label(lang),
        "question": option.question(lang),
        "tried_where": option.tried_where(lang) or None,
        "source": option.source_url,
        "checked_on": option.checked_on,
        "confidence": option.confidence,
        "note": option.note(lang) or None,
        "fits": list(option.stalls),
        "causes": list(option.causes),
        "changer": option.changer,
        "own": option.own,
        "added_by": option.added_by,
        "added_on": option.added_on,
    }
