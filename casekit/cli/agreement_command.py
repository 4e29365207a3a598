"""`casekit agreement`: how far coders agree, and the differences as the start of a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from casekit.cli.check_command import cases_argument
from casekit.cli.frame import Command, json_option, show, show_json, wrapped
from casekit.cli.lines import stall_line
from casekit.text import plural, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from casekit.causes.agreement import Agreement
    from casekit.causes.book import Book
    from casekit.causes.conversations import Conversation, Settled

__all__ = ["command"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def agreement(cases: tuple[str, ...], as_json: bool) -> int:
        from casekit.causes.agreement_words import as_data
        from casekit.compare.run import compare_books, open_books

        comparison = compare_books(*open_books(cases))
        show(comparison.warnings, lang)
        books = comparison.books
        if as_json:
            show_json(as_data(books, lang))
        else:
            _print(books, lang)
        return 0

    return Command("agreement", lang, agreement, [cases_argument(lang), json_option(lang)])


def _print(books: Sequence[Book], lang: str) -> None:
    from casekit.causes.agreement import agreement

    found = agreement(books)
    click.echo(say("cli.agreement.title", lang) + "\n")
    if not found.coders:
        wrapped(say("cli.agreement.nobody", lang, cases=", ".join(book.case.id for book in books)))
    elif len(found.coders) == 1:
        wrapped(say("cli.agreement.one_coder", lang, who=found.coders[0]))
    else:
        _print_numbers(found, books, lang)
    if found.units:
        _print_conversations(books, lang)
    _print_settled(books, lang)


def _print_numbers(found: Agreement, books: Sequence[Book], lang: str) -> None:
    from casekit.causes.agreement import FRAGILE_BELOW
    from casekit.causes.agreement_words import measured, named, pairs, short

    coders = f"{plural('agreement.coders', len(found.coders), lang)} ({', '.join(found.coders)})"
    units = plural("agreement.units", found.units, lang)
    wrapped(say("cli.agreement.head", lang, coders=coders, units=units))
    if found.once:
        wrapped(plural("cli.agreement.once", found.once, lang))
    if found.not_blind:
        wrapped(say("cli.agreement.not_blind", lang, who=", ".join(found.not_blind)))
    click.echo()
    for name, one in (("cause", found.cause), ("level", found.level)):
        wrapped(f"{say(f'cli.agreement.{name}', lang)}: {measured(one, lang)}", "   ")
    if found.per_cause:
        click.echo(f"{say('cli.agreement.per_cause', lang)}:")
        for code, one in found.per_cause.items():
            book = next((book for book in books if book.label(code, lang) != code), books[0])
            words = "; ".join([pairs(one, lang), short(one, lang)] if one.alpha is not None else [pairs(one, lang)])
            wrapped(f"   {named(code, book, lang)}: {words}", "      ")
    wrapped(say("cli.agreement.meaning", lang))
    if found.cause.fragile:
        wrapped(say("cli.agreement.fragile", lang, n=FRAGILE_BELOW))
    click.echo()


def _print_conversations(books: Sequence[Book], lang: str) -> None:
    from casekit.causes.agreement_words import asked, distance
    from casekit.causes.conversations import conversations

    talks = conversations(books)
    if not talks:
        wrapped(say("cli.agreement.no_talk", lang))
        click.echo()
        return
    click.echo(say("cli.agreement.talk", lang, n=len(talks)) + "\n")
    for place, one in enumerate(talks, 1):
        wrapped(f"{place}. {_where(one, len(books) > 1, lang)}", "   ")
        wrapped(asked(one, lang), "   ", "   ")
        for coder, rows in one.said.items():
            text = rows[0].rationale or say("cli.agreement.no_rationale", lang)
            wrapped(say("cli.agreement.says", lang, who=coder, text=" ".join(text.split())), "     ", "   - ")
        wrapped(distance(one, lang), "   ", "   ")
        click.echo()


def _print_settled(books: Sequence[Book], lang: str) -> None:
    from casekit.causes.agreement_words import decided
    from casekit.causes.conversations import settled

    together = settled(books)
    if together:
        click.echo(say("cli.agreement.settled", lang, n=len(together)) + "\n")
    for one in together:
        wrapped(_where(one, len(books) > 1, lang), "     ", "   ")
        wrapped(decided(one, lang), "     ", "     ")


def _where(one: Conversation | Settled, many: bool, lang: str) -> str:
    line = stall_line(one.stall, one.book.analysis.story, lang)
    return f"{one.book.case.id}, {line}" if many else line
