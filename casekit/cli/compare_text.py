"""A comparison of cases as text in the terminal, part by part."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import click

from casekit.cli.frame import wrapped
from casekit.text import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from casekit.compare.change import Change
    from casekit.compare.explore import Bundles, Explored
    from casekit.compare.run import Comparison
    from casekit.compare.waits import Waiting

__all__ = ["print_bundles", "print_change", "print_comparison", "print_table"]

MOST_BARS = 10


def print_comparison(comparison: Comparison, selection: str | None, lang: str) -> None:
    """Everything that these cases show together."""
    _print_head(comparison, selection, lang)
    _print_kinds(comparison, lang)
    _print_rates(comparison, lang)
    _print_together(comparison, lang)
    _print_chains(comparison, lang)
    _print_interfaces(comparison, lang)
    _print_waits(comparison.waiting, lang)
    _print_places(comparison, lang)
    _print_unknown(comparison, lang)


def _print_head(comparison: Comparison, selection: str | None, lang: str) -> None:
    from casekit.compare.words import listed
    from casekit.compare.words import selection as chosen

    click.echo(plural("compare.title", len(comparison.books), lang))
    wrapped(listed(comparison.cases))
    wrapped(chosen(comparison, lang, selection))
    wrapped(say("compare.not_survey", lang))


def _title(key: str, lang: str) -> None:
    click.echo("\n" + say(f"compare.{key}", lang))


def _rows(rows: Iterable[str]) -> int:
    """Print rows, and say how many there were."""
    count = 0
    for row in rows:
        wrapped(row, "     ", "   ")
        count += 1
    return count


def _print_kinds(comparison: Comparison, lang: str) -> None:
    from casekit.compare.words import beside, in_cases, kind_name

    table = comparison.matrix
    _title("kinds", lang)
    shown = table.shown()
    if not shown:
        wrapped(say("compare.kinds_none", lang), "     ", "   ")
    found = {kind: table.prevalence(kind) for kind in shown}
    for kind in sorted(shown, key=lambda kind: (-found[kind].yes, -found[kind].possible, kind)):
        cases = [case for case in table.cases if table.cells[case, kind].stalls]
        aside = beside(found[kind], lang)
        text = f"{kind_name(kind, lang)}: {in_cases(found[kind], cases, lang)}"
        _rows([f"{text} ({aside})." if aside else f"{text}."])
    never = [kind for kind in table.kinds if kind not in shown]
    if never and shown:
        _rows([say("compare.not_seen", lang, kinds=", ".join(never))])


def _print_rates(comparison: Comparison, lang: str) -> None:
    from casekit.compare.words import decimal, kind_name

    rows = []
    for one in comparison.often:
        rate = one.rate
        if rate.rate is None or not rate.stalls:
            continue
        text = say(
            "compare.rate",
            lang,
            name=kind_name(one.kind, lang),
            rate=decimal(rate.rate, lang, 1),
            per=rate.per,
            occasion=say(f"compare.occasion.{one.occasion}", lang),
            stalls=rate.stalls,
            occasions=rate.opportunities,
            cases=plural("compare.cases", rate.cases, lang),
        )
        if rate.interval:
            ends = {"lo": decimal(rate.interval.low, lang, 1), "hi": decimal(rate.interval.high, lang, 1)}
            text += "; " + say("compare.rate_interval", lang, **ends)
        rows.append(text + ".")
    if rows:
        _title("rates", lang)
        _rows(rows)


def _print_together(comparison: Comparison, lang: str) -> None:
    from casekit.compare.words import decimal, kind_name, listed

    _title("together", lang)
    chance = comparison.chance
    if chance.threshold is None:
        _rows([say("compare.pairs_nothing", lang)])
        return
    pairs = [
        say(
            "compare.pair",
            lang,
            a=kind_name(pair.kinds[0], lang),
            b=kind_name(pair.kinds[1], lang),
            n=plural("compare.cases", len(pair.cases), lang),
            cases=listed(pair.cases),
            jaccard=decimal(pair.jaccard, lang),
        )
        for pair in comparison.shared
    ]
    _rows(pairs or [say("compare.pairs_impossible" if chance.threshold >= 1 else "compare.pairs_none", lang)])
    _rows([say("compare.pairs_tried", lang, tried=chance.tried, threshold=decimal(chance.threshold, lang))])


def _print_chains(comparison: Comparison, lang: str) -> None:
    from casekit.causes.threads import threads
    from casekit.compare.words import cause_label, kind_name, listed
    from casekit.vocabulary import label

    chains: dict[tuple[str, str, str], dict[str, None]] = defaultdict(dict)
    for book in comparison.books:
        for thread in threads(book):
            if thread.whole and thread.precondition:
                chains[thread.stall.kind[:3], thread.precondition, thread.cause][book.case.id] = None
    _title("chains", lang)
    ordered = sorted(chains.items(), key=lambda one: (-len(one[1]), one[0]))
    _rows(
        say(
            "compare.chain",
            lang,
            stall=kind_name(stall, lang),
            precondition=label("precondition", precondition, lang),
            cause=cause_label(comparison, cause, lang),
            n=plural("compare.cases", len(cases), lang),
            cases=listed(cases),
        )
        for (stall, precondition, cause), cases in ordered
    ) or _rows([say("compare.chains_none", lang)])
    left = sum(comparison.layers.left_out.values())
    if left:
        _rows([plural("compare.chains_left", left, lang)])
    if comparison.claims:
        _title("grades", lang)
        _rows(
            say(
                "compare.grade",
                lang,
                cause=cause_label(comparison, claim.code, lang),
                grade=claim.grade,
                word=say(f"ladder.grade.{claim.grade}", lang),
                cases=listed(claim.cases or claim.all_cases),
            )
            for claim in comparison.claims
        )


def _print_interfaces(comparison: Comparison, lang: str) -> None:
    from casekit.compare.words import actor, days, listed, place
    from casekit.cost.words import in_days

    found = comparison.pareto
    _title("interfaces", lang)
    _rows(
        say(
            "compare.interface",
            lang,
            place=place(bar.interface, lang),
            days=in_days(bar.days, lang),
            cases=plural("compare.cases", len(bar.cases), lang),
            range=days(bar.range[1], lang)
            if round(bar.range[0]) == round(bar.range[1])
            else f"{bar.range[0]:.0f}-{days(bar.range[1], lang)}",
        )
        + "."
        for bar in found.bars[:MOST_BARS]
    ) or _rows([say("compare.interfaces_none", lang)])
    for key in ("undetermined", "at_least"):
        cases = getattr(found, key)
        if cases:
            _rows([say(f"compare.{key}", lang, cases=listed(cases))])
    if comparison.bottlenecks:
        _title("bottlenecks", lang)
        _rows(
            say(
                "compare.bottleneck",
                lang,
                role=actor(one.role, lang),
                days=f"{one.days:.0f}",
                of_days=f"{one.of_days:.0f}",
                n=len(one.cases),
                cases=listed(one.cases),
            )
            for one in comparison.bottlenecks
        )


def _print_waits(found: Sequence[Waiting], lang: str) -> None:
    from casekit.compare.words import waits_in_words

    if not found:
        return
    _title("waits", lang)
    _rows(waits_in_words(one, lang) + "." for one in found)
    _rows([say("compare.waits_note", lang)])


def _print_places(comparison: Comparison, lang: str) -> None:
    from casekit.compare.words import cause_label, kind_name, listed

    found = comparison.places
    _title("places", lang)
    if not found.places:
        _rows([say("compare.places_none", lang)])
        return
    _rows([say(f"compare.places_setting.{found.setting}", lang, n=len(found.places))])
    total = len(found.places)
    rows = []
    for kind in sorted(comparison.matrix.shown(), key=lambda kind: (-found.with_kind(kind), kind)):
        where = [place.name for place in found.places if place.kinds[kind][0]]
        if where:
            values = {"name": kind_name(kind, lang), "k": len(where), "n": total, "places": listed(where)}
            rows.append(say("compare.place_kind", lang, **values))
    for cause in found.causes:
        where = [place.name for place in found.places if place.causes.get(cause)]
        values = {"name": cause_label(comparison, cause, lang), "k": len(where), "n": total, "places": listed(where)}
        rows.append(say("compare.place_cause", lang, **values))
    if found.unknown:
        rows.append(say("compare.places_unknown", lang, cases=listed(found.unknown)))
    _rows(rows)


def _print_unknown(comparison: Comparison, lang: str) -> None:
    from casekit.compare.words import kind_name, listed
    from casekit.sheets.titles import field_titles

    table = comparison.matrix
    _title("unknown", lang)
    rows = []
    for kind in table.kinds:
        unseen = [case for case in table.cases if table.value(case, kind) == "not_observable"]
        if not unseen:
            continue
        fields = dict.fromkeys(field for case in unseen for field in table.cells[case, kind].missing)
        values = {"name": kind_name(kind, lang), "cases": listed(unseen), "fields": field_titles(fields, lang)}
        rows.append(say("compare.unknown_cells" if fields else "compare.unknown_cells_sources", lang, **values))
    if not rows:
        rows.append(say("compare.unknown_none", lang))
    uncoded = [book.case.id for book in comparison.books if not book.codings]
    if uncoded:
        rows.append(say("compare.unknown_coding", lang, cases=listed(uncoded)))
    left = sum(len(book.uncoded) for book in comparison.books if book.codings)
    if left:
        rows.append(say("compare.unknown_uncoded", lang, n=left))
    _rows(rows)


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
