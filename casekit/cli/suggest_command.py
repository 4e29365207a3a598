"""`casekit suggest`: for each stall the system causes whose signs are present. People choose; the kit does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from casekit.cli.frame import Command, json_option, show, show_json, wrapped
from casekit.cli.lines import print_case
from casekit.text import plural, say

if TYPE_CHECKING:
    from casekit.causes.suggest import NotVisible, Suggested, Suggestion
    from casekit.stalls.run import Analysis

__all__ = ["command"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def suggest(path: str, stall: str | None, show_all: bool, as_json: bool) -> int:
        from casekit.causes.suggest import as_data, asked_for, not_visible
        from casekit.causes.suggest import suggest as suggestions
        from casekit.read.case_file import case_path, load_case
        from casekit.stalls.run import analyse

        case, warnings = load_case(path)
        show(warnings, lang)
        analysis = analyse(case)
        _check(stall, analysis, str(case_path(path)))
        if as_json:
            show_json(as_data(analysis, lang, stall))
            return 0
        found = suggestions(analysis)
        print_case(case, lang)
        click.echo()
        if not found:
            click.echo(say("suggest.no_stalls", lang) + "\n")
        elif not any(asked_for(one.stall, stall) for one in found):
            click.echo(say("suggest.no_such_kind", lang, kind=stall) + "\n")
        for number, one in enumerate(found, 1):
            if asked_for(one.stall, stall):
                _print_stall(number, one, analysis, show_all, lang)
        _print_not_visible(not_visible(analysis, found), show_all, lang)
        for name in analysis.assumptions:
            wrapped(f"{say('word.assumption', lang)}: {say(f'assumption.{name}', lang)}")
        wrapped(say("suggest.choose", lang))
        return 0

    options: list[click.Parameter] = [
        click.Argument(["path"], metavar=say("cli.case", lang)),
        click.Option(["--stall"], metavar="KEY", help=say("cli.suggest.stall", lang)),
        click.Option(["--all", "show_all"], is_flag=True, help=say("cli.suggest.all", lang)),
        json_option(lang),
    ]
    return Command("suggest", lang, suggest, options)


def _check(stall: str | None, analysis: Analysis, file: str) -> None:
    """Refuse what is no kind of stall, nor the key of one that is there."""
    from casekit.action import stall_kinds
    from casekit.causes.suggest import asked_for
    from casekit.errors import InputRefused, Problem, closest, shown

    keys = [one.key for one in analysis.stalls]
    known = any(asked_for(one, stall) for one in analysis.stalls)
    if stall is not None and not known and stall.upper() not in map(str.upper, stall_kinds()):
        values = {"value": shown(stall), "near": closest(stall, keys)}
        raise InputRefused([Problem("suggest_no_stall", file, values=values)])


def _print_stall(number: int, one: Suggestion, analysis: Analysis, show_all: bool, lang: str) -> None:
    from casekit.stalls.statement import name

    stall = one.stall
    issue = analysis.story.issue_label(stall.issue)
    key = stall.key if stall.verdict == "certain" else f"{stall.key}, {say(f'word.{stall.verdict}', lang)}"
    head = f"{number}. {stall.kind} {name(stall.kind, lang)} ({key})" + (f", {issue}" if issue else "")
    wrapped(head, "   ")
    shown = [row for row in one.causes if show_all or row.cause.short]
    for row in shown:
        _print_cause(row, lang)
    others = [row.cause.code for row in one.causes if row not in shown]
    if others:
        wrapped(say("suggest.also", lang, codes=", ".join(others)), "   ", "   ")
    if not one.causes:
        wrapped(say("suggest.nothing", lang), "   ", "   ")
    click.echo()


def _print_cause(row: Suggested, lang: str) -> None:
    from casekit.causes.suggest import sign_in_words

    for sign in row.signs:
        evidence = say("suggest.evidence", lang, ids=", ".join(sign.touchpoints)) if sign.touchpoints else ""
        text = f"{row.cause.code} {row.cause.label(lang)}: {sign_in_words(sign, lang)} {evidence}"
        wrapped(text.rstrip(), "      ", "   ")


def _print_not_visible(found: tuple[NotVisible, ...], show_all: bool, lang: str) -> None:
    from casekit.causes.suggest import why_not_visible

    if not show_all:
        wrapped(plural("suggest.not_visible_short", len(found), lang))
        return
    click.echo(say("suggest.not_visible", lang))
    for one in found:
        wrapped(f"{one.cause.code} {one.cause.label(lang)}: {why_not_visible(one, lang)}", "      ", "   ")
    click.echo()
