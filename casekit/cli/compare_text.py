"""A comparison of cases as text in the terminal, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from casekit.cli.frame import wrapped
from casekit.text import number, plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from casekit.compare.run import Comparison
    from casekit.compare.waits import Waiting

__all__ = ["print_comparison", "rows_of"]

MOST_ROWS = 10
MOST_NAMED = 4
"""Cases that are named where something could not be seen; of more only the number."""


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


def rows_of(rows: Iterable[str]) -> int:
    """Print rows, and tell how many there were."""
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
        rows_of([f"{text} ({aside})." if aside else f"{text}."])
    never = [kind for kind in table.kinds if kind not in shown]
    if never and shown:
        rows_of([say("compare.not_seen", lang, kinds=", ".join(never))])
    if any(one.percentages for one in found.values()):
        rows_of([say("compare.kinds_note", lang)])


def _print_rates(comparison: Comparison, lang: str) -> None:
    from casekit.compare.words import kind_name

    rows = []
    for one in comparison.often:
        rate = one.rate
        if rate.rate is None or not rate.stalls:
            continue
        text = say(
            "compare.rate_few" if "few_cases" in rate.hinders else "compare.rate",
            lang,
            name=kind_name(one.kind, lang),
            rate=number(rate.rate, lang, 1),
            per=rate.per,
            occasion=say(f"compare.occasion.{one.occasion}", lang),
            stalls=rate.stalls,
            occasions=rate.opportunities,
            cases=plural("compare.cases", rate.cases, lang),
        )
        if rate.interval:
            ends = {"lo": number(rate.interval.low, lang, 1), "hi": number(rate.interval.high, lang, 1)}
            text += "; " + say("compare.rate_interval", lang, **ends)
        rows.append(text + ".")
    if rows:
        _title("rates", lang)
        rows_of(rows)


def _print_together(comparison: Comparison, lang: str) -> None:
    from casekit.compare.words import kind_name, listed

    _title("together", lang)
    chance = comparison.chance
    if chance.threshold is None:
        rows_of([say("compare.pairs_nothing", lang)])
        return
    pairs = [
        say(
            "compare.pair",
            lang,
            a=kind_name(pair.kinds[0], lang),
            b=kind_name(pair.kinds[1], lang),
            n=plural("compare.cases", len(pair.cases), lang),
            cases=listed(pair.cases),
            jaccard=number(pair.jaccard, lang),
        )
        for pair in comparison.shared[:MOST_ROWS]
    ]
    if chance.threshold >= 1:
        rows_of([say("compare.pairs_impossible", lang, tried=chance.tried)])
        return
    rows_of(pairs or [say("compare.pairs_none", lang)])
    if (more := len(comparison.shared) - MOST_ROWS) > 0:
        rows_of([plural("compare.pairs_more", more, lang)])
    rows_of([say("compare.pairs_tried", lang, tried=chance.tried, threshold=number(chance.threshold, lang))])
    if pairs:
        rows_of([say("compare.pairs_note", lang)])


def _print_chains(comparison: Comparison, lang: str) -> None:
    from casekit.compare.words import cause_label, kind_name, listed
    from casekit.vocabulary import label

    _title("chains", lang)
    rows_of(
        say(
            "compare.chain",
            lang,
            stall=kind_name(chain.stall.code, lang),
            precondition=label("precondition", chain.precondition.code, lang),
            cause=cause_label(comparison, chain.cause.code, lang),
            n=plural("compare.cases", len(chain.cases), lang),
            cases=listed(chain.cases),
        )
        for chain in comparison.layers.chains
    ) or rows_of([say("compare.chains_none", lang)])
    left = sum(comparison.layers.left_out.values())
    if left:
        rows_of([plural("compare.chains_left", left, lang)])
    if comparison.claims:
        _title("grades", lang)
        rows_of(
            say(
                "compare.grade",
                lang,
                cause=cause_label(comparison, claim.code, lang),
                grade=claim.grade,
                word=say(f"ladder.word.{claim.grade}", lang),
                cases=listed(claim.cases),
            )
            for claim in comparison.claims
            if claim.grade
        )
        named = [cause_label(comparison, claim.code, lang) for claim in comparison.claims if not claim.grade]
        if named:
            rows_of([say("compare.grade_none", lang, causes="; ".join(named))])


def _print_interfaces(comparison: Comparison, lang: str) -> None:
    from casekit.compare.words import actor, listed, place
    from casekit.cost.words import figure, in_days

    found = comparison.pareto
    _title("interfaces", lang)
    rows_of(
        say(
            "compare.interface",
            lang,
            place=place(bar.interface, lang),
            days=in_days(bar.days, lang, at_least=not set(found.at_least).isdisjoint(bar.cases)),
            cases=plural("compare.cases", len(bar.cases), lang),
        )
        + (
            "; " + say("compare.interface_range", lang, lo=figure(bar.range[0], lang), hi=figure(bar.range[1], lang))
            if len(bar.cases) > 1
            else ""
        )
        + "."
        for bar in found.bars[:MOST_ROWS]
    ) or rows_of([say("compare.interfaces_none", lang)])
    if (more := len(found.bars) - MOST_ROWS) > 0:
        rows_of([plural("compare.interfaces_more", more, lang)])
    for key in ("undetermined", "at_least"):
        cases = getattr(found, key)
        if cases:
            rows_of([say(f"compare.{key}", lang, cases=listed(cases))])
    if found.dayless:
        rows_of([say("compare.dayless", lang, n=found.dayless)])
    if found.bars:
        rows_of([say("compare.interfaces_note", lang)])
    if comparison.bottlenecks:
        _title("bottlenecks", lang)
        rows_of(
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
        rows_of([say("compare.bottlenecks_note", lang)])


def _print_waits(found: Sequence[Waiting], lang: str) -> None:
    from casekit.compare.words import waits_in_words

    if not found:
        return
    _title("waits", lang)
    rows_of(waits_in_words(one, lang) + "." for one in found)
    rows_of([say("compare.waits_note", lang)])


def _print_places(comparison: Comparison, lang: str) -> None:
    from casekit.compare.words import cause_label, kind_name, listed

    found = comparison.places
    _title("places", lang)
    if not found.places:
        rows_of([say("compare.places_none", lang)])
        return
    rows_of([say(f"compare.places_setting.{found.setting}", lang, n=len(found.places))])
    rows, once = [], []
    for kind in sorted(comparison.matrix.shown(), key=lambda kind: (-found.with_kind(kind), kind)):
        where = [place.name for place in found.places if place.kinds[kind][0]]
        values = {
            "name": kind_name(kind, lang),
            "k": len(where),
            "n": found.could_show(kind),
            "places": listed(where),
        }
        maybe = found.only_possible(kind)
        if len(where) > 1 and maybe:
            counts = {"sure": len(where) - maybe, "maybe": maybe}
            rows.append(say("compare.place_kind_maybe", lang, **counts, **values))
        elif len(where) > 1:
            rows.append(say("compare.place_kind", lang, **values))
        elif where:
            once.append(kind)
    for cause in found.causes:
        where = [place.name for place in found.places if place.causes.get(cause)]
        values = {"name": cause_label(comparison, cause, lang), "k": len(where), "places": listed(where)}
        if len(where) > 1:
            rows.append(say("compare.place_cause", lang, **values))
        else:
            once.append(cause)
    if once:
        rows.append(say("compare.places_once", lang, codes=", ".join(once)))
    if found.unknown:
        rows.append(say("compare.places_unknown", lang, cases=listed(found.unknown)))
    rows_of([*rows, say("compare.places_note", lang)])


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
        cases = listed(unseen)
        if len(unseen) > MOST_NAMED:
            cases = say("compare.unknown_many", lang, k=len(unseen), n=len(table.cases))
        values = {"name": kind_name(kind, lang), "cases": cases, "fields": field_titles(fields, lang)}
        rows.append(say("compare.unknown_cells" if fields else "compare.unknown_cells_sources", lang, **values))
    if not rows:
        rows.append(say("compare.unknown_none", lang))
    uncoded = [book.case.id for book in comparison.books if not book.codings]
    if uncoded:
        rows.append(say("compare.unknown_coding", lang, cases=listed(uncoded)))
    if comparison.uncoded:
        rows.append(say("compare.unknown_uncoded", lang, n=comparison.uncoded))
    rows_of(rows)
