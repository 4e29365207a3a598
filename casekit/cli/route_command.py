"""`casekit route`: the route of a case as lived, beside a route as it was designed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from casekit.cli.frame import Command, json_option, show, show_json, wrapped
from casekit.cli.lines import print_case
from casekit.cli.named import unknown_names
from casekit.errors import InputRefused, Problem, closest, shown
from casekit.text import plural, say

if TYPE_CHECKING:
    from casekit.case import Case
    from casekit.designed import Designed
    from casekit.route.compare import Comparison

__all__ = ["command", "compared"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def route(case: str, against: str | None, issue: tuple[str, ...], as_json: bool) -> int:
        from casekit.read.case_file import load_case

        read, warnings = load_case(case)
        show(warnings, lang)
        if against is None:
            _list(read, case, lang, as_json)
            return 0
        found, warnings = compared(read, case, against, issue)
        show(warnings, lang)
        if as_json:
            from casekit.route.as_data import as_data

            show_json(as_data(found, lang))
        else:
            _print(found, lang)
        return 0

    return Command(
        "route",
        lang,
        route,
        [
            click.Argument(["case"], metavar=say("cli.case", lang)),
            click.Option(["--against"], metavar="ROUTE", help=say("cli.route.against", lang)),
            click.Option(["--issue"], multiple=True, metavar="ID", help=say("cli.route.issue", lang)),
            json_option(lang),
        ],
    )


def compared(
    case: Case, case_file: str, against: str, issues: Sequence[str] = ()
) -> tuple[Comparison, list[Problem]]:
    """The comparison that was asked for, and the warnings about the route and the steps that the case names.

    Raises InputRefused for a route or an issue that cannot be used, all of it at once.
    """
    from casekit.route.compare import compare
    from casekit.route.library import find_route, routes
    from casekit.story import tell

    problems = list(unknown_names(tell(case), case_file, issues, without_contact=True))
    try:
        route, warnings = find_route(against, case, case_file)
    except InputRefused as refused:
        raise InputRefused([*refused.problems, *problems]) from None
    if problems:
        raise InputRefused(problems)
    own = [*_beside(case, case_file), route]
    elsewhere = {step.id for other in (*routes().values(), *own) for step in other.steps}
    found = compare(case, route, issues or None, elsewhere)
    for t in case.touchpoint_list:
        if t.step and t.step not in elsewhere:
            values = {"value": shown(t.step), "id": shown(t.id), "near": closest(t.step, elsewhere)}
            warnings.append(Problem("step_on_no_route", case_file, severity="warning", values=values))
    return found, warnings


def _beside(case: Case, case_file: str) -> list[Designed]:
    """The routes beside the case that can be read: one that cannot is only told of when it is asked for."""
    from casekit.route.library import beside, find_route

    found = []
    for name in beside(case_file):
        try:
            found.append(find_route(name, case, case_file)[0])
        except InputRefused:
            continue
    return found


def _list(case: Case, case_file: str, lang: str, as_json: bool) -> None:
    """The routes there are, those beside the case first, and which issues of the case follow each."""
    from casekit.designed import called
    from casekit.route.as_data import routes_as_data
    from casekit.route.fit import on_route
    from casekit.route.library import beside, find_route, routes
    from casekit.story import tell

    own = [find_route(name, case, case_file) for name in beside(case_file)]
    for _, warnings in own:
        show(warnings, lang)
    there = {route.id: route for route, _ in own}
    there |= {name: route for name, route in routes().items() if name not in there}
    story = tell(case)
    if as_json:
        show_json(routes_as_data(there.values(), story, lang))
        return
    click.echo(say("route.list", lang))
    for name, route in there.items():
        issues = ", ".join(on_route(route, story))
        fits = say("route.fits", lang, issues=issues) if issues else say("route.fits_none", lang)
        wrapped(f"{name}: {called(route, lang)} ({fits})", "      ", "   ")


def _print(found: Comparison, lang: str) -> None:
    from casekit.designed import called, noted
    from casekit.route.told import act_in_words, cost_in_words, guess_in_words, scope, step_in_words

    case, route = found.case, found.route
    print_case(case, lang)
    wrapped(say("route.about", lang, route=called(route, lang)))
    if route.sources and route.checked_on:
        sources = "; ".join(source.article for source in route.sources)
        wrapped(say("route.read_in", lang, sources=sources, day=route.checked_on))
    wrapped(" ".join(scope(found, lang)))
    click.echo(f"\n{say('route.steps', lang)}:")
    for number, walked in enumerate(found.steps, 1):
        wrapped(f"{number}. {called(walked.step, lang)}: {step_in_words(found, walked, lang)}", "      ", "   ")
    guesses = [one for one in found.lived if one.step and not one.stated]
    if guesses:
        click.echo("\n" + plural("route.guesses", len(guesses), lang))
        for one in guesses:
            wrapped(guess_in_words(found, one, lang), "      ", "   ")
    added = [one for one in found.lived if one.role == "added"]
    if added:
        click.echo("\n" + plural("route.added", len(added), lang))
        wrapped(" · ".join(act_in_words(found, one, lang) for one in added), "   ", "   ")
    click.echo()
    wrapped(cost_in_words(found, lang))
    if noted(route, lang):
        wrapped(f"{say('route.uncertain', lang)}: {noted(route, lang)}")
