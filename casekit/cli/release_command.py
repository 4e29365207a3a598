"""`casekit release`: a case made safe to share at a level, with its receipt; or everything that stands in the way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from casekit.cli.frame import Command, json_option, problem_data, show, show_json, wrapped
from casekit.text import say
from casekit.vocabulary import codes

if TYPE_CHECKING:
    from casekit.release.run import Released

__all__ = ["command"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def release(
        case: str,
        level: str,
        present: str | None,
        output: str | None,
        to: tuple[str, ...],
        second_reader: str | None,
        without_text: bool,
        levels: str | None,
        library: str | None,
        on: str | None,
        checklist: bool,
        as_json: bool,
    ) -> int:
        from casekit.release.run import Asked, release

        if checklist:
            return _checklist(case, level, lang, as_json)
        day = _day(on, lang)
        asked = Asked(level, day, present, to, levels, not without_text, library, second_reader)
        done = release(case, output or f"releases/{level}", asked)
        show(done.ready.warnings, lang)
        if as_json:
            show_json(_as_data(done, lang))
        else:
            _print(done, lang)
        return 0

    return Command(
        "release",
        lang,
        release,
        [
            click.Argument(["case"], metavar=say("cli.case", lang)),
            click.Option(
                ["--level"],
                type=click.Choice(codes("release_level")),
                required=True,
                help=say("cli.release.level", lang),
            ),
            click.Option(["--present"], metavar="FILE", help=say("cli.release.present", lang)),
            click.Option(["-o", "--output"], metavar="DIR", help=say("cli.release.output", lang)),
            click.Option(["--to"], multiple=True, metavar="TEXT", help=say("cli.release.to", lang)),
            click.Option(["--second-reader"], metavar="ROLE", help=say("cli.release.second_reader", lang)),
            click.Option(["--without-text"], is_flag=True, help=say("cli.release.without_text", lang)),
            click.Option(["--levels"], metavar="FILE", help=say("cli.release.levels", lang)),
            click.Option(["--library"], metavar="DIR", help=say("cli.release.library", lang)),
            click.Option(["--on"], metavar="DATE", help=say("cli.release.on", lang)),
            click.Option(["--checklist"], is_flag=True, help=say("cli.release.checklist", lang)),
            json_option(lang),
        ],
    )


def _day(on: str | None, lang: str) -> date:
    """The day of the release: today, unless another is given."""
    if on is None:
        return date.today()
    try:
        return date.fromisoformat(on)
    except ValueError:
        raise click.UsageError(say("cli.release.no_day", lang)) from None


def _checklist(case: str, level: str, lang: str, as_json: bool) -> int:
    from casekit.read.case_file import load_case
    from casekit.release.checklist import checklist

    found, warnings = load_case(case)
    show(warnings, lang)
    points = checklist(found, level, lang)
    if as_json:
        show_json({"case": found.id, "level": level, "points": list(points)})
        return 0
    click.echo(say("release.checklist.title", lang, case=found.id, level=level) + "\n")
    for point in points:
        wrapped(f"[ ] {point}", "    ")
    click.echo()
    wrapped(say("release.checklist.sign", lang, case=case, level=level))
    return 0


def _print(done: Released, lang: str) -> None:
    from casekit.release.population import in_words
    from casekit.release.together import in_words as singled_in_words

    ready, level = done.ready, done.ready.receipt["level"]
    wrapped(say("release.done", lang, case=ready.case.id, level=level, folder=done.folder))
    wrapped(ready.receipt["what_this_is"][lang], "   ", "   ")
    click.echo()
    click.echo(say("release.checks", lang))
    for one in ready.receipt["checks"]:
        outcome = say(f"release.outcome.{one['outcome']}", lang)
        name = say(f"release.check.{one['check']}", lang)
        wrapped(f"{name}: {outcome}", "     ", "   ")
    click.echo()
    if ready.expected is not None:
        for line in in_words(ready.expected, lang):
            wrapped(line, "   ", "   ")
        click.echo()
    for line in singled_in_words(ready.singled, level, lang):
        wrapped(line, "   ", "   ")
    click.echo()
    wrapped(say("release.receipt", lang, file=done.folder / "receipt.yaml"))
    if done.kept is not None:
        wrapped(say("release.kept", lang, file=done.kept))
    wrapped(say("release.cannot_see", lang))


def _as_data(done: Released, lang: str) -> dict[str, Any]:
    ready = done.ready
    return {
        **ready.receipt,
        "folder": str(done.folder),
        "receipt": str(done.folder / "receipt.yaml"),
        "kept": str(done.kept) if done.kept else None,
        "problems": [problem_data(one, lang) for one in ready.warnings],
    }
