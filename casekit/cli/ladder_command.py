"""`casekit ladder`: how well supported each system cause is that people named, and what the next grade needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from casekit.cli.check_command import cases_argument
from casekit.cli.frame import Command, json_option, show, show_json, wrapped
from casekit.cli.named import named_causes
from casekit.text import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from casekit.causes.book import Book
    from casekit.causes.contrary import Situation
    from casekit.causes.ladder import Claim
    from casekit.compare.run import Comparison

__all__ = ["command"]

INDENT = "   "


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def ladder(cases: tuple[str, ...], cause: tuple[str, ...], as_json: bool) -> int:
        from casekit.causes.claims_data import as_data
        from casekit.causes.ladder import claims
        from casekit.compare.run import compare_books, open_books

        comparison = compare_books(*open_books(cases))
        show(comparison.warnings, lang)
        only = _codes(cause, comparison.books) if cause else None
        found = claims(comparison.books, only)
        if as_json:
            show_json(as_data(comparison.books, found, lang))
            return 0
        _print_head(comparison, lang)
        if not found and only is None:
            wrapped(say("ladder.nothing", lang))
            return 0
        _print_overview(found, lang)
        for claim in found:
            if claim.grade or only:
                _print_claim(claim, lang)
        for code in only or ():
            if all(claim.code != code for claim in found):
                wrapped(say("ladder.not_coded", lang, cause=code))
        if only is None and any(not claim.grade for claim in found):
            _print_suspicions([claim for claim in found if not claim.grade], lang)
        wrapped(say("ladder.closing", lang))
        return 0

    options: list[click.Parameter] = [
        cases_argument(lang),
        click.Option(["--cause"], multiple=True, metavar="CODE", help=say("cli.ladder.cause", lang)),
        json_option(lang),
    ]
    return Command("ladder", lang, ladder, options)


def _codes(words: Iterable[str], books: Iterable[Book]) -> list[str]:
    """The codes of the causes that were typed; "unknown" and "other" are no claim."""
    from casekit.causes.book import known_in
    from casekit.taxonomy import NEEDS_WORDS

    known = [one for one in known_in(books).values() if one.code not in NEEDS_WORDS]
    return named_causes(words, known, "casekit ladder --cause")


def _print_head(comparison: Comparison, lang: str) -> None:
    from casekit.compare.words import selection

    cases = ", ".join(sorted(comparison.cases))
    wrapped(plural("ladder.over", len(comparison.cases), lang) + ": " + cases)
    for status in sorted({book.case.status for book in comparison.books if book.case.status}):
        click.echo(say(f"word.{status}", lang))
    wrapped(selection(comparison, lang))
    click.echo()


def _print_overview(found: Iterable[Claim], lang: str) -> None:
    from casekit.causes.claim_words import row_in_words

    for claim in found:
        wrapped(row_in_words(claim, lang), INDENT + "   ", INDENT)
    click.echo()


def _print_claim(claim: Claim, lang: str) -> None:
    from casekit.causes import claim_words as words
    from casekit.vocabulary import label

    click.echo(words.title_of(claim, lang))
    lines = [words.grade_in_words(claim.grade, lang), *words.carried_in_words(claim, lang)]
    lines.append(words.evidence_in_words(claim, lang))
    if claim.cause.level:
        lines.append(say("ladder.level", lang, level=label("cause_level", claim.cause.level, lang)))
    for line in lines:
        wrapped(line, INDENT, INDENT)
    _print_list(words.systemic_in_words(claim.systemic, lang), words.four_tests_in_words(claim.systemic, lang))
    if saved := words.saved_in_words(claim, lang):
        wrapped(saved, INDENT, INDENT)
    if claim.contrary:
        _print_situations("contrary", claim.contrary, lang)
    else:
        wrapped(say("ladder.no_contrary", lang), INDENT, INDENT)
    _print_situations("negative", claim.negative, lang)
    _print_situations("set_aside", claim.set_aside, lang)
    for line in words.who_in_words(claim, lang):
        wrapped(line, INDENT, INDENT)
    if claim.partial:
        _print_list(say("ladder.partial", lang), words.partial_in_words(claim, lang))
    if claim.missing:
        needs = (words.need_in_words(need, lang) for need in claim.missing)
        _print_list(say("ladder.next", lang, n=claim.grade + 1), needs)
    elif claim.grade == words.TOP:
        wrapped(say("ladder.top", lang), INDENT, INDENT)
    click.echo()


def _print_suspicions(found: Iterable[Claim], lang: str) -> None:
    """What nobody has shown yet: the shortest way to a first whole thread. More of one with `--cause`."""
    from casekit.causes import claim_words as words

    wrapped(say("ladder.suspicions", lang))
    for claim in found:
        needs = [words.need_in_words(need, lang) for need in claim.missing]
        wrapped(f"{words.title_of(claim, lang)}: {' '.join(needs)}", INDENT + "  ", INDENT + "- ")
        if claim.contrary:
            wrapped(plural("ladder.contrary_too", len(claim.contrary), lang), INDENT + "  ", INDENT + "  ")
    click.echo()


def _print_situations(key: str, found: tuple[Situation, ...], lang: str) -> None:
    from casekit.causes.claim_words import situation_in_words

    if found:
        _print_list(say(f"ladder.{key}", lang), (situation_in_words(one, lang) for one in found))


def _print_list(title: str, lines: Iterable[str]) -> None:
    wrapped(title, INDENT, INDENT)
    for line in lines:
        wrapped(line, INDENT + "     ", INDENT + "   - ")
