"""`casekit cost`: where the lead time went, what each stall cost, and the path that decided it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from casekit.cli.frame import Command, json_option, show_json, wrapped
from casekit.cli.lines import print_case
from casekit.cli.named import between_options, check_names, draw_options
from casekit.text import plural, say

if TYPE_CHECKING:
    from casekit.cost import Cost, StallCost
    from casekit.stalls.stall import Stall

__all__ = ["command", "print_assumptions", "print_head"]

STALLS_WITH_MONEY = 4
"""Stalls that are shown with what grew during them; all stand in `--json`."""


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def cost(
        case: str, issue: str | None, start: str | None, end: str | None, draws: int, seed: int, as_json: bool
    ) -> int:
        from casekit.cost import cost_of
        from casekit.cost.as_data import as_data
        from casekit.money import money_data, money_lines
        from casekit.read.case_file import read_case
        from casekit.stalls.run import analyse

        analysis = analyse(read_case(case))
        check_names(analysis.story, case, issue, (start, end))
        found = cost_of(analysis, start=start, end=end, issue=issue, draws=draws, seed=seed)
        if as_json:
            show_json({**as_data(found, lang), "money": money_data(analysis, lang)})
            return 0
        _print(found, money_lines(analysis, lang, most=STALLS_WITH_MONEY), lang)
        return 0

    argument = click.Argument(["case"], metavar=say("cli.case", lang))
    return Command("cost", lang, cost, [argument, *between_options(lang), *draw_options(lang), json_option(lang)])


def _print(cost: Cost, money: list[str], lang: str) -> None:
    print_head(cost, lang)
    if cost.status == "undetermined":
        wrapped(say(f"cost.reason.{cost.reason}", lang))
        wrapped(say("cost.order", lang, path=" → ".join(cost.order)))
        wrapped(plural("word.stalls", len(cost.stalls), lang) + ". " + say("cost.counts_only", lang))
        print_assumptions(cost, lang)
        return
    _print_waterfall(cost, lang)
    _print_stalls(cost, lang)
    _print_path(cost, lang)
    if money:
        click.echo("\n" + say("cost.money", lang))
        for line in money:
            wrapped(line, "   ", "   ")
    print_assumptions(cost, lang)


def print_head(cost: Cost, lang: str) -> None:
    """The case, its lead time, and from where to where that runs."""
    from casekit.cost.words import in_days
    from casekit.stalls.statement import moment_in_words

    story, case = cost.analysis.story, cost.analysis.case
    print_case(case, lang)
    first, last = (
        f"{name} ({moment_in_words(story.by_id[name].span, story, lang)})" if name else say("cost.observed_end", lang)
        for name in (cost.start, cost.end)
    )
    issue = story.issues[cost.issue].label or cost.issue if cost.issue in story.issues else cost.issue
    days = in_days(cost.lead, lang, at_least=cost.status == "at_least")
    text = say("cost.lead", lang, days=days, first=first, last=last)
    wrapped(text + (" " + say("cost.about", lang, issue=issue) if issue else ""))
    others = [name for name in story.by_issue if name and name != cost.issue]
    if issue and others:
        wrapped(say("cost.other_issues", lang, issues=", ".join(others)))


def _print_waterfall(cost: Cost, lang: str) -> None:
    from casekit.cost.words import in_days

    click.echo("\n" + say("cost.waterfall", lang))
    for part in cost.waterfall:
        beside = "" if part.range.exact else "   " + in_days(part.range, lang, unit=False)
        if part.category == "unexplained" and cost.within_norm:
            beside += "   " + say("cost.within_norm", lang, n=cost.within_norm)
        click.echo(f"   {say(f'cost.category.{part.category}', lang):<24}{part.days:>6}{beside}")
    click.echo(f"   {say('cost.sum', lang):<24}{sum(part.days for part in cost.waterfall):>6}")
    if cost.draws:
        wrapped(say("cost.middle", lang, n=cost.draws, seed=cost.seed))
    if cost.drawing == "sequential":
        wrapped(say("cost.sequential", lang, percent=_percent(cost.fallback)))


def _percent(share: float) -> str:
    """A share of draws that is never told as none or all where it is not."""
    return "< 1" if 0 < share < 0.01 else "> 99" if 0.99 < share < 1 else f"{share:.0%}".rstrip("%")


def _print_stalls(cost: Cost, lang: str) -> None:
    from casekit.cost.words import in_days

    stalls = {stall.key: stall for stall in cost.analysis.stalls}
    least = cost.status == "at_least"
    counted = [one for one in cost.stalls if one.over is not None and one.alone is not None]
    on_path = [one for one in counted if any(a is not None and a.hi > 0 for a in (one.alone, one.last, one.shapley))]
    on_path.sort(key=lambda one: -one.shapley.value if one.shapley else 0)
    beside = [one for one in counted if one not in on_path]
    click.echo("\n" + say("cost.stalls", lang))
    for number, one in enumerate(on_path, 1):
        stall = stalls[one.key]
        wrapped(f"{number}. {_called(stall, cost, lang)}", "      ", "   ")
        values = {
            "over": _over(one, stall, lang),
            "alone": in_days(one.alone, lang, at_least=least, unit=False),
            "last": in_days(one.last, lang, at_least=least, unit=False),
            "shapley": in_days(one.shapley, lang, at_least=least, unit=False),
        }
        wrapped(say("cost.figures", lang, **values), "      ", "      ")
    if not on_path:
        click.echo("   " + say("cost.none_on_path", lang))
    else:
        wrapped(say("cost.together", lang, days=in_days(cost.together, lang, at_least=least)), "   ", "   ")
    stalled = next(part.days for part in cost.waterfall if part.category == "stalled")
    if cost.together is not None and stalled > cost.together.hi:
        wrapped(say("cost.shared", lang, n=stalled), "   ", "   ")
    if beside:
        click.echo()
        wrapped(say("cost.beside_open" if cost.unfinished else "cost.beside", lang))
        for one in beside:
            stall = stalls[one.key]
            slack = say("cost.slack", lang, n=round(one.slack)) if one.slack else ""
            wrapped(f"- {_called(stall, cost, lang)}: {_over(one, stall, lang)}{slack}", "     ", "   ")
    without = [stalls[one.key] for one in cost.stalls if one.over is None]
    if without:
        names = "; ".join(f"{stall.kind} {stall.at}" for stall in without)
        click.echo()
        wrapped(say("cost.no_days", lang, stalls=names))


def _over(one: StallCost, stall: Stall, lang: str) -> str:
    """How late it was, by its norm; how long it took, where the kind has none."""
    from casekit.cost.words import in_days

    days = in_days(one.over, lang, at_least="censored" in stall.tags)
    return say("cost.over" if stall.norm else "cost.took", lang, days=days)


def _called(stall: Stall, cost: Cost, lang: str) -> str:
    from casekit.stalls.statement import between, name

    sender, receiver = between(stall, cost.analysis.story)
    sure = "" if stall.verdict == "certain" else f", {say(f'word.{stall.verdict}', lang)}"
    return f"{name(stall.kind, lang).capitalize()} ({stall.kind}{sure}), {sender} → {receiver} [{stall.key}]"


def _print_path(cost: Cost, lang: str) -> None:
    click.echo("\n" + say("cost.path", lang))
    known = cost.analysis.story.by_id
    steps = []
    for leg, _ in cost.legs:
        last = leg.last if leg.last in known else say("cost.observed_end", lang)
        mark = "?" if (leg.first, leg.last) in cost.assumed else ""
        steps.append(f"{last} (+{leg.lag:g}{mark})")
    first = cost.legs[0][0].first if cost.legs else cost.start
    wrapped(" → ".join([first or say("cost.break", lang), *steps]), "   ", "   ")
    if cost.assumed:
        wrapped(plural("cost.assumed", len(cost.assumed), lang), "   ", "   ")
    unsure = {name: share for name, share in cost.criticality.items() if 0.005 < share < 0.995}
    if unsure:
        shares = ", ".join(f"{name} {_percent(share)} %" for name, share in unsure.items())
        wrapped(say("cost.criticality", lang, shares=shares), "   ", "   ")


def print_assumptions(cost: Cost, lang: str) -> None:
    """What the figures rest on."""
    if cost.assumptions:
        click.echo()
    for code in cost.assumptions:
        wrapped(f"{say('word.assumption', lang)}: {say(f'assumption.{code}', lang)}", "   ")
