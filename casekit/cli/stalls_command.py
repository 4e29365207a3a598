"""`casekit stalls`: where cases stall, worst first, with the evidence; and what could not be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from casekit.cli.check_command import cases_argument
from casekit.cli.frame import Command, json_option, show, show_json, wrapped
from casekit.cli.lines import print_case
from casekit.errors import InputRefused, Problem
from casekit.text import plural, say

if TYPE_CHECKING:
    from casekit.stalls.run import Analysis

__all__ = ["command", "print_analysis"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def stalls(cases: tuple[str, ...], as_json: bool) -> int:
        from casekit.cli.gate_line import warn_in_one_line
        from casekit.read.case_file import load_case
        from casekit.stalls.as_data import as_data
        from casekit.stalls.run import analyse

        refused: list[Problem] = []
        analyses = []
        for path in cases:
            try:
                case, warnings = load_case(path)
            except InputRefused as error:
                refused += error.problems
                continue
            show(warnings, lang)
            analyses.append(analyse(case))
        if refused:
            raise InputRefused(refused)
        warn_in_one_line(cases, lang)
        if as_json:
            found = [as_data(analysis, lang) for analysis in analyses]
            show_json(found[0] if len(found) == 1 else {"cases": found})
            return 0
        for place, analysis in enumerate(analyses):
            if place:
                click.echo()
            print_analysis(analysis, lang)
        return 0

    return Command("stalls", lang, stalls, [cases_argument(lang), json_option(lang)])


def print_analysis(analysis: Analysis, lang: str) -> None:
    """The stalls of a case and what stands beside them, as text."""
    from casekit.stalls.statement import refuted_by, statement

    case = analysis.case
    print_case(case, lang)
    click.echo(plural("word.stalls", len(analysis.stalls), lang) + "\n")
    for number, stall in enumerate(analysis.stalls, 1):
        wrapped(f"{number}. {statement(stall, analysis, lang)}", "   ")
        wrapped(say("cli.refuted_by", lang, text=refuted_by(stall, lang)), "   ", first="   ")
        click.echo()
    _print_kinds(analysis, lang)
    for name in analysis.assumptions:
        wrapped(f"{say('word.assumption', lang)}: {say(f'assumption.{name}', lang)}", "   ")
    counts = ", ".join(f"× {factor:g}: {n}" for factor, n in analysis.sensitivity.items())
    click.echo(say("cli.sensitivity", lang, counts=counts))


def _print_kinds(analysis: Analysis, lang: str) -> None:
    from casekit.sheets.titles import field_titles
    from casekit.stalls.statement import name

    for status in ("none", "no_opportunity", "not_observable", "not_assessable"):
        kinds = [kind for kind in analysis.kinds if kind.status == status]
        if not kinds:
            continue
        click.echo(f"{say(f'status.{status}', lang)}:")
        for kind in kinds:
            missing = say("status.missing", lang, fields=field_titles(kind.missing, lang)) if kind.missing else ""
            wrapped(f"   {kind.kind} {name(kind.kind, lang)}{missing}", "       ")
        click.echo()
