"""Before and after a change, and what only exploring shows, as text in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from casekit.cli.compare_text import rows_of
from casekit.cli.frame import wrapped
from casekit.text import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from casekit.compare.change import Change, Difference
    from casekit.compare.explore import Bundles, Explored
    from casekit.compare.prevalence import Prevalence
    from casekit.compare.run import Comparison

__all__ = ["print_bundles", "print_change", "print_table"]

MOST_BUNDLES = 10


# -- before and after -----------------------------------------------------------------------------------------


def print_change(comparison: Comparison, found: Change, selection: str | None, lang: str) -> None:
    """Before and after, with what it does not say."""
    from casekit.compare.words import kind_name, listed
    from casekit.compare.words import selection as chosen

    click.echo(say("compare.change.title", lang) + (f": {found.day}" if found.day else ""))
    wrapped(chosen(comparison, lang, selection))
    wrapped(say("compare.change.sets", lang, before=listed(found.before) or "-", after=listed(found.after) or "-"))
    for key in ("across", "undated"):
        if getattr(found, key):
            wrapped(say(f"compare.change.{key}", lang, cases=listed(getattr(found, key))))
    click.echo()
    for one in found.kinds:
        if not (one.before.yes or one.after.yes or one.before.possible or one.after.possible):
            continue
        ends = {"lo": "", "hi": ""}
        if one.interval:
            ends = {"lo": f"{100 * one.interval.low:+.0f}", "hi": f"{100 * one.interval.high:+.0f}"}
        shares = {
            side: say("compare.change.share", lang, yes=had.yes, n=had.n)
            for side, had in (("before", one.before), ("after", one.after))
        }
        verdict = say(f"compare.change.verdict.{one.verdict}", lang, **ends)
        _rows([say("compare.change.row", lang, name=kind_name(one.kind, lang), verdict=verdict, **shares) + "."])
    _print_medians(found, lang)
    click.echo("\n" + say("compare.change.caveats", lang))
    _rows(say(f"compare.change.caveat.{one}", lang) for one in found.caveats)


def _print_medians(found: Change, lang: str) -> None:
    from casekit.compare.words import days
    from casekit.vocabulary import label

    after = {one.act: one for one in found.waits_after}
    for one in found.waits_before:
        other = after.get(one.act)
        if one.curve is None or other is None or other.curve is None:
            continue
        first, second = one.curve.median(), other.curve.median()
        before, later = ("-" if middle is None else days(middle, lang) for middle in (first, second))
        act = label("kind", one.act, lang)
        _rows([say("compare.change.waits", lang, act=act, before=before, after=later)])


# -- exploring ------------------------------------------------------------------------------------------------


def print_table(comparison: Comparison, found: Explored, output: str | None, lang: str) -> None:
    """A truth table with all its rows, and how often chance gives a recipe."""
    from casekit.compare.words import column, listed, percent

    def setting(pairs: Iterable[tuple[str, bool]]) -> str:
        key = {True: "compare.explore.there", False: "compare.explore.not_there"}
        return ", ".join(say(key[there], lang, name=name) for name, there in pairs)

    table = found.table
    wrapped(say("compare.explore.label", lang))
    names = " + ".join(column(comparison, name, lang) for name in table.conditions)
    wrapped(say("compare.explore.table", lang, outcome=column(comparison, found.outcome, lang), conditions=names))
    wrapped(say("compare.explore.reason", lang, text=found.reason))
    for hinder in table.hinders:
        wrapped(say(f"compare.explore.{hinder}", lang, n=table.n))
    for row in table.rows:
        there = setting(zip(table.conditions, row.setting, strict=True))
        cases = listed(found.cases[place] for place in row.cases)
        verdict = say(f"compare.explore.verdict.{row.verdict}", lang)
        _rows([say("compare.explore.row", lang, setting=there, verdict=verdict, cases=cases or "-")])
    for recipe in table.recipes:
        needed = setting((table.conditions[place], there) for place, there in recipe.literals)
        shares = {"coverage": percent(recipe.coverage), "stability": percent(recipe.stability)}
        wrapped(say("compare.explore.recipe", lang, setting=needed, **shares))
    if table.rows and not table.recipes:
        wrapped(say("compare.explore.recipes_none", lang))
    if table.left_out:
        wrapped(say("compare.explore.left_out", lang, cases=listed(found.cases[place] for place in table.left_out)))
    if table.rows:
        wrapped(say("compare.explore.noise", lang, share=percent(found.noise)))
    if output:
        click.echo(say("compare.explore.saved", lang, file=output))


def print_bundles(comparison: Comparison, found: Bundles, lang: str) -> None:
    """Bundles of kinds, the most stable first, and how many chance gives."""
    from casekit.compare.words import decimal, kind_name, listed, percent

    wrapped(say("compare.explore.label", lang))
    wrapped(say("compare.explore.bundles", lang))
    _rows(
        say(
            "compare.explore.bundle",
            lang,
            kinds=" + ".join(kind_name(found.kinds[place], lang) for place in one.kinds),
            cases=listed(found.cases[place] for place in one.cases),
            stability=percent(one.stability),
        )
        for one in found.concepts[:MOST_BARS]
    ) or _rows([say("compare.explore.bundles_none", lang)])
    wrapped(say("compare.explore.bundles_noise", lang, shown=decimal(found.noise.shown, lang, 1)))
