"""Before and after a change, and what only exploring shows, as text in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from casekit.cli.compare_text import rows_of
from casekit.cli.frame import wrapped
from casekit.text import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from casekit.compare.change import Change, Difference
    from casekit.compare.explore import Bundles, Explored
    from casekit.compare.prevalence import Prevalence
    from casekit.compare.run import Comparison

__all__ = ["print_bundles", "print_change", "print_table"]

MOST_BUNDLES = 10


# -- before and after -----------------------------------------------------------------------------------------


def print_change(comparison: Comparison, found: Change, selection: str | None, lang: str) -> None:
    """Before and after, with what it does not say."""
    from casekit.compare.words import kind_name, listed, selection_text
    from casekit.compare.words import selection as chosen

    click.echo(say("compare.change.title", lang) + (f": {found.day}" if found.day else ""))
    sides = {"before": found.chosen_before, "after": found.chosen_after}
    if selection or len({*map(frozenset, sides.values())}) == 1:
        wrapped(chosen(comparison, lang, selection))
    else:
        for side, texts in sides.items():
            text = selection_text(texts, lang) or say("compare.selection_missing", lang)
            wrapped(say(f"compare.change.chosen_{side}", lang, text=text))
    wrapped(say("compare.change.sets", lang, before=listed(found.before) or "-", after=listed(found.after) or "-"))
    for key in ("across", "undated"):
        if getattr(found, key):
            wrapped(say(f"compare.change.{key}", lang, cases=listed(getattr(found, key))))
    click.echo()
    seen = [one for one in found.kinds if any(had.yes + had.possible for had in (one.before, one.after))]
    rows_of(_difference(one, kind_name(one.kind, lang), lang) for one in seen if one.interval)
    few = [
        say(
            "compare.change.few_one",
            lang,
            kind=one.kind,
            before=_share(one.before, lang),
            after=_share(one.after, lang),
        )
        for one in seen
        if one.interval is None
    ]
    if few:
        rows_of([say("compare.change.few", lang, kinds="; ".join(few))])
    if not seen:
        rows_of([say("compare.change.nothing", lang)])
    rows_of(_medians(found, lang)) or rows_of([say("compare.change.waits_few", lang)])
    click.echo("\n" + say("compare.change.caveats", lang))
    rows_of(say(f"compare.change.caveat.{one}", lang, n=len(found.kinds)) for one in found.caveats)


def _difference(one: Difference, name: str, lang: str) -> str:
    assert one.interval is not None
    ends = {"lo": f"{100 * one.interval.low:+.0f}", "hi": f"{100 * one.interval.high:+.0f}"}
    shares = {"before": _share(one.before, lang), "after": _share(one.after, lang)}
    verdict = say(f"compare.change.verdict.{one.verdict}", lang, **ends)
    return say("compare.change.row", lang, name=name, verdict=verdict, **shares)


def _share(had: Prevalence, lang: str) -> str:
    if not had.n:
        return say("compare.change.share_none", lang)
    key = "compare.change.share_more" if had.possible else "compare.change.share"
    return say(key, lang, yes=had.yes, most=had.yes + had.possible, n=had.n)


def _medians(found: Change, lang: str) -> Iterator[str]:
    """How long it took until half had an answer, for acts with enough waits on both sides."""
    from casekit.compare.words import median_in_words
    from casekit.vocabulary import label

    after = {one.act: one for one in found.waits_after}
    for one in found.waits_before:
        other = after.get(one.act)
        if one.curve is None or other is None or other.curve is None:
            continue
        never = say("compare.change.never", lang)
        before, later = (median_in_words(had, lang) or never for had in (one, other))
        yield say("compare.change.waits", lang, act=label("kind", one.act, lang), before=before, after=later)


# -- exploring ------------------------------------------------------------------------------------------------


def print_table(comparison: Comparison, found: Explored, output: str | None, lang: str) -> None:
    """A truth table with all its rows, and how often chance gives a recipe."""
    from casekit.compare.words import column, listed, percent

    def setting(pairs: Iterable[tuple[str, bool]]) -> str:
        return ", ".join(
            name if there else say("compare.explore.not_there", lang, name=name) for name, there in pairs
        )

    def named(places: Iterable[int]) -> str:
        return listed(found.cases[place] for place in places)

    table = found.table
    wrapped(say("compare.explore.label", lang))
    names = " + ".join(column(comparison, name, lang) for name in table.conditions)
    wrapped(say("compare.explore.table", lang, outcome=column(comparison, found.outcome, lang), conditions=names))
    wrapped(say("compare.explore.reason", lang, text=found.reason))
    for hinder in table.hinders:
        wrapped(
            plural("compare.explore.few_cases", table.n, lang)
            if hinder == "few_cases"
            else say(f"compare.explore.{hinder}", lang)
        )
    for row in table.rows:
        there = setting(zip(table.conditions, row.setting, strict=True))
        verdict = say(f"compare.explore.verdict.{row.verdict}", lang)
        key = "compare.explore.row" if row.cases else "compare.explore.row_empty"
        rows_of([say(key, lang, setting=there, verdict=verdict, cases=named(row.cases))])
    ended = sum(row.yes for row in table.rows)
    for recipe in table.recipes:
        needed = setting((table.conditions[place], there) for place, there in recipe.literals)
        text = say("compare.explore.recipe", lang, setting=needed, k=len(recipe.cases), n=ended)
        wrapped(f"{text} {_without(named(recipe.hangs_on), 'recipe', lang)}")
    if table.rows and not table.recipes:
        wrapped(say("compare.explore.recipes_none", lang))
    if table.left_out:
        wrapped(say("compare.explore.left_out", lang, cases=named(table.left_out)))
    if table.rows:
        wrapped(say("compare.explore.noise", lang, share=percent(found.noise)))
    if output and table.rows:
        click.echo(say("compare.explore.saved", lang, file=output))


def _without(cases: str, what: str, lang: str) -> str:
    """Which cases something hangs on, in a sentence."""
    key = f"compare.explore.{what}_hangs" if cases else f"compare.explore.{what}_stays"
    return say(key, lang, cases=cases)


def print_bundles(comparison: Comparison, found: Bundles, lang: str) -> None:
    """Bundles of kinds, the most stable first, and how many chance gives."""
    from casekit.compare.words import kind_name, listed
    from casekit.cost.words import figure

    wrapped(say("compare.explore.label", lang))
    wrapped(say("compare.explore.bundles", lang))
    for one in found.concepts[:MOST_BUNDLES]:
        kinds = " + ".join(kind_name(found.kinds[place], lang) for place in one.kinds)
        cases, hangs_on = (listed(found.cases[place] for place in places) for places in (one.cases, one.hangs_on))
        rows_of([f"{kinds}: {cases}. {_without(hangs_on, 'bundle', lang)}"])
    if any(one.hangs_on for one in found.concepts[:MOST_BUNDLES]):
        wrapped(say("compare.explore.bundles_hang", lang))
    if not found.concepts:
        rows_of([say("compare.explore.bundles_none", lang)])
    shown = figure(found.noise.shown, lang)
    wrapped(say("compare.explore.bundles_noise", lang, n=len(found.concepts), shown=shown))
