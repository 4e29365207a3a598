"""`casekit compare`: many cases beside each other, with what may and may not be said about them together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from casekit.cli.check_command import cases_argument
from casekit.cli.compare_explored import print_bundles, print_change, print_table
from casekit.cli.compare_text import print_comparison
from casekit.cli.frame import Command, json_option, show, show_json
from casekit.errors import InputRefused, Problem, closest, shown
from casekit.text import say

if TYPE_CHECKING:
    from casekit.compare.change import Change
    from casekit.compare.explore import Explored
    from casekit.compare.run import Comparison

__all__ = ["command"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def compare(
        cases: tuple[str, ...],
        selection: str | None,
        before: tuple[str, ...],
        since: str | None,
        outcome: str | None,
        condition: tuple[str, ...],
        because: str | None,
        bundles: bool,
        output: str | None,
        as_json: bool,
    ) -> int:
        _refuse_wrong_usage(before, since, outcome, condition, because, output, lang)
        from casekit.compare.as_data import as_data, bundles_data, change_data, table_data
        from casekit.compare.explore import bundles as bundles_of
        from casekit.compare.run import compare as compare_cases

        comparison = compare_cases(cases)
        show(comparison.warnings, lang)
        table = _explored(comparison, outcome, condition, because or "") if outcome else None
        found = bundles_of(comparison) if bundles else None
        change = _change(comparison, before, since, lang)
        if table and output and table.table.rows:
            _save(table, output)
        if as_json:
            data: dict[str, Any] = as_data(comparison, lang, selection)
            data |= {"truth_table": table_data(table)} if table else {}
            data |= {"bundles": bundles_data(found)} if found else {}
            data |= {"change": change_data(change)} if change else {}
            show_json(data)
            return 0
        if table or found:  # who explores did so on purpose, and looks at that
            if table:
                print_table(comparison, table, output, lang)
            if found:
                print_bundles(comparison, found, lang)
        elif change:
            print_change(comparison, change, selection, lang)
        else:
            print_comparison(comparison, selection, lang)
        return 0

    options = [
        click.Option(["--selection"], metavar="TEXT", help=say("cli.compare.selection", lang)),
        click.Option(
            ["--before"], multiple=True, metavar=say("cli.case", lang), help=say("cli.compare.before", lang)
        ),
        click.Option(["--since"], metavar="YYYY-MM-DD", help=say("cli.compare.since", lang)),
        click.Option(["--outcome"], metavar="CODE", help=say("cli.compare.outcome", lang)),
        click.Option(["--condition"], multiple=True, metavar="CODE", help=say("cli.compare.condition", lang)),
        click.Option(["--because"], metavar="TEXT", help=say("cli.compare.because", lang)),
        click.Option(["--bundles"], is_flag=True, help=say("cli.compare.bundles", lang)),
        click.Option(["-o", "--output"], metavar=say("cli.file", lang), help=say("cli.compare.output", lang)),
    ]
    return Command("compare", lang, compare, [cases_argument(lang), *options, json_option(lang)])


def _refuse_wrong_usage(
    before: tuple[str, ...],
    since: str | None,
    outcome: str | None,
    condition: tuple[str, ...],
    because: str | None,
    output: str | None,
    lang: str,
) -> None:
    from casekit.when import parse_moment

    def wrong(key: str) -> click.UsageError:
        return click.UsageError(say(f"cli.compare.{key}", lang), click.get_current_context())

    if before and since:
        raise wrong("not_both")
    moment = parse_moment(since) if since else None
    if since is not None and (moment is None or moment.form != "day"):
        raise wrong("bad_since")
    asked = (outcome is not None, bool(condition), because is not None)
    if any(asked) and not (all(asked) and (because or "").strip() and len(condition) <= 4):
        raise wrong("table_needs")
    if len({outcome, *condition}) <= len(condition):
        raise wrong("table_twice")
    if output is not None and outcome is None:
        raise wrong("table_only")


def _explored(comparison: Comparison, outcome: str, conditions: tuple[str, ...], because: str) -> Explored:
    from casekit.compare.explore import columns, explore

    known = columns(comparison)
    unknown = [name for name in (outcome, *conditions) if name not in known]
    if unknown:
        values = ({"value": shown(name), "near": closest(name, known)} for name in unknown)
        raise InputRefused([Problem("compare_column", "casekit compare", values=one) for one in values])
    return explore(comparison, outcome, conditions, because)


def _change(comparison: Comparison, before: tuple[str, ...], since: str | None, lang: str) -> Change | None:
    """Before and after, where somebody asked for it."""
    from dataclasses import replace

    from casekit.compare.change import change, split_at
    from casekit.compare.run import compare_books, open_books

    if since:
        first, second, across, undated = split_at(comparison.books, since)
        ids = (tuple(book.case.id for book in books) for books in (across, undated))
        return replace(change(first, second), day=since, across=next(ids), undated=next(ids))
    if before:
        books, warnings = open_books(before)
        show(warnings, lang)
        compare_books([*books, *comparison.books])  # no case may stand on both sides
        return change(books, comparison.books)
    return None


def _save(table: Explored, output: str) -> None:
    from casekit.export.truth_table import truth_table_csv
    from casekit.write.atomic import save_bytes

    save_bytes(output, truth_table_csv(table))
