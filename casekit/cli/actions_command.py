"""`casekit actions`: questions beside a stall, from what was tried elsewhere and what members added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from casekit.cli.frame import Command, json_option, show, show_json, wrapped
from casekit.cli.lines import print_case
from casekit.cli.named import named_causes
from casekit.text import capital, plural, say

if TYPE_CHECKING:
    from casekit.action import Action
    from casekit.stalls.run import Analysis

__all__ = ["command"]

FIRST = 3
"""Questions shown at a kind of stall: more are not read at a table, and `--stall` shows them all."""
FILE = "casekit actions --cause"
"""Where a cause stands that is none."""
_OF_ADDING = ("question", "fits", "who", "where", "source", "note", "by", "on")


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def actions(
        given: tuple[str, ...],
        stall: tuple[str, ...],
        cause: tuple[str, ...],
        add: str | None,
        as_json: bool,
        **typed: Any,
    ) -> int:
        if len(given) > 1:
            raise _usage(say("cli.actions.one_case", lang))
        case = given[0] if given else None
        if add is not None:
            if stall:
                raise _usage(say("cli.actions.not_both", lang))
            return _add(case, add, cause, typed, lang, as_json)
        for word in _OF_ADDING:
            if typed[word]:
                raise _usage(say("cli.actions.only_add", lang, option=f"--{word}"))
        return _whole_list(stall, cause, lang, as_json) if case is None else _case(case, stall, cause, lang, as_json)

    many, metavars = ("stall", "cause", "fits"), {"add": "TEXT", "by": "ROLE", "on": "DATE", "source": "URL"}
    shown = {**metavars, "stall": "KEY", "cause": "CODE", "fits": "KIND", "who": "WHO"}
    options: list[click.Parameter] = [
        click.Argument(["given"], nargs=-1, metavar=say("cli.actions.case", lang)),
        *(
            click.Option(
                [f"--{word}"],
                multiple=word in many,
                metavar=shown.get(word, "TEXT"),
                help=say(f"cli.actions.{word}", lang),
            )
            for word in ("stall", "cause", "add", *_OF_ADDING)
        ),
        json_option(lang),
    ]
    return Command("actions", lang, actions, options)


def _usage(text: str) -> click.UsageError:
    return click.UsageError(text, click.get_current_context())


def _add(
    case: str | None, label: str, causes: tuple[str, ...], typed: dict[str, Any], lang: str, as_json: bool
) -> int:
    """Put an option of members beside the case."""
    from casekit.causes.actions import add_action, option_data
    from casekit.read.action_file import FILE_NAME
    from casekit.read.case_file import case_path

    if case is None:
        raise _usage(say("cli.actions.no_case", lang))
    if not (label.strip() and (typed["question"] or "").strip() and typed["fits"]):
        raise _usage(say("cli.actions.incomplete", lang))
    words = {word: typed[word] for word in ("who", "where", "by", "source", "note")}
    day = typed["on"] or _today()
    added = add_action(case, label, typed["question"], typed["fits"], causes=causes, on=day, **words)
    file = str(case_path(case).parent / FILE_NAME)
    if as_json:
        show_json({"added": option_data(added, lang), "file": file})
    else:
        click.echo(say("actions.added", lang, id=added.id, file=file))
    return 0


def _today() -> str:
    from datetime import date

    return date.today().isoformat()


def _whole_list(stalls: tuple[str, ...], causes: tuple[str, ...], lang: str, as_json: bool) -> int:
    """The options that come with the kit; only those that fit what is asked."""
    from casekit.action import stall_kinds
    from casekit.causes.actions import actions, option_data
    from casekit.taxonomy import causes as all_causes

    kinds = [_word(word.partition("-")[0], stall_kinds(), lang) for word in stalls]
    named = named_causes(causes, all_causes(), FILE)
    found = [
        option
        for option in actions()
        if (not kinds or any(map(option.fits, kinds))) and (not named or not set(named).isdisjoint(option.causes))
    ]
    if as_json:
        show_json({"options": [option_data(option, lang) for option in found]})
        return 0
    click.echo(say("actions.title", lang) + "\n")
    _print_options(found, lang, (), "", whole=True)
    if not found:
        _print_how(None, kinds[0] if kinds else "K06", lang)
    _close(lang)
    return 0


def _case(case: str, stalls: tuple[str, ...], causes: tuple[str, ...], lang: str, as_json: bool) -> int:
    """The options beside the stalls of a case."""
    from casekit.causes.actions import as_data, causes_at, known_actions
    from casekit.causes.book import open_book

    book = open_book(case)
    options, about_options = known_actions(case)
    show([*book.warnings, *about_options], lang)
    named = named_causes(causes, book.causes, FILE)
    keys = _keys(stalls, book.analysis, lang)
    at = {} if named else causes_at(book)  # who names a cause wants that one first
    if as_json:
        show_json(as_data(book.analysis, options, named, lang, keys, at))
        return 0
    print_case(book.case, lang)
    click.echo(say("actions.title", lang) + "\n")
    _print_kinds(book.analysis, keys, options, named, at, case, lang, whole=bool(stalls))
    _close(lang)
    return 0


def _keys(asked: tuple[str, ...], analysis: Analysis, lang: str) -> list[str]:
    """The keys of the stalls that are asked for, by key or by kind; all when nothing is."""
    from casekit.action import stall_kinds

    known = [stall.key for stall in analysis.stalls]
    if not asked:
        return known
    found: set[str] = set()
    for word in asked:
        if word not in known:
            kind = _word(word, (*stall_kinds(), *known), lang)
            found |= {stall.key for stall in analysis.stalls if kind in (stall.kind, stall.kind[:3])}
        else:
            found.add(word)
    return [key for key in known if key in found]


def _word(word: str, known: Iterable[str], lang: str) -> str:
    """A kind of stall as it is known, whatever the capitals."""
    from casekit.errors import closest, shown

    among = tuple(known)
    kind = word[:1].upper() + word[1:].lower()
    if kind not in among:
        near = closest(kind, among)[lang]
        raise _usage(say("cli.actions.no_such_stall", lang, value=shown(word), near=near).rstrip())
    return kind


def _print_kinds(
    analysis: Analysis,
    keys: list[str],
    options: tuple[Action, ...],
    causes: list[str],
    at: dict[str, tuple[str, ...]],
    case: str,
    lang: str,
    *,
    whole: bool,
) -> None:
    """The questions by kind of stall, with the stalls of that kind: alike stalls have the same questions."""
    from casekit.causes.actions import actions_for
    from casekit.stalls.statement import name

    kinds: dict[str, list[str]] = {}
    for stall in analysis.stalls:
        if stall.key in keys:
            kinds.setdefault(stall.kind, []).append(stall.key)
    if not kinds:
        click.echo(say("actions.no_stalls", lang) + "\n")
    for kind, here in kinds.items():
        wrapped(f"{kind} {name(kind, lang)}: {', '.join(here)}", "    ")
        also = list(dict.fromkeys([*causes, *(code for key in here for code in at.get(key, ()))]))
        found = actions_for(kind, also, options)
        shown = found if whole else found[:FIRST]
        _print_options(shown, lang, also, "   ", whole=False)
        for code in causes:
            if not any(code in option.causes for option in found):
                wrapped(say("actions.none_cause", lang, cause=code), "   ", "   ")
        if not found:
            click.echo("   " + say("actions.none", lang))
            _print_how(case, kind[:3], lang)
        if more := len(found) - len(shown):
            click.echo(f"   {plural('actions.more', more, lang)} casekit actions {case} --stall {kind}")
        click.echo()


def _print_how(case: str | None, kind: str, lang: str) -> None:
    wrapped(say("actions.how", lang, case=case or say("actions.how_case", lang), kind=kind), "      ", "   ")


def _print_options(options: Iterable[Action], lang: str, causes: Iterable[str], indent: str, *, whole: bool) -> None:
    """Options as numbered questions, each with where it was tried, its source and who decides."""
    for number, option in enumerate(options, 1):
        first, rest = f"{indent}{number}. ", indent + "   "
        wrapped(option.question(lang), rest, first)
        for line in _about(option, lang, causes, whole=whole):
            wrapped(line, rest, rest)
        if whole:
            click.echo()


def _about(option: Action, lang: str, causes: Iterable[str], *, whole: bool) -> list[str]:
    """What stands below a question."""
    from casekit.vocabulary import label

    lines = [capital(option.label(lang)) + "."]
    if option.tried_where(lang):
        lines.append(say("actions.tried", lang, where=option.tried_where(lang)))
    if option.changer:
        lines.append(say("actions.changer", lang, who=label("changer", option.changer, lang)))
    if whole:
        lines.append(say("actions.fits", lang, kinds=", ".join(option.stalls)))
        lines.append(say("actions.causes", lang, causes=", ".join(option.causes)))
    elif also := [code for code in causes if code in option.causes]:
        lines.append(say("actions.also", lang, causes=", ".join(also)))
    if option.source_url and option.confidence:
        how = say(f"actions.confidence.{option.confidence}", lang)
        lines.append(say("actions.source", lang, how=how, url=option.source_url))
    elif option.source_url:
        lines.append(say("actions.own_source", lang, url=option.source_url))
    if option.own and (option.added_by or option.added_on):
        key = "by_on" if option.added_by and option.added_on else "by" if option.added_by else "on"
        lines.append(say(f"actions.{key}", lang, who=option.added_by, day=option.added_on))
    if option.note(lang):
        lines.append(say("actions.note", lang, text=option.note(lang)))
    return lines


def _close(lang: str) -> None:
    wrapped(say("actions.closing", lang))
