"""`casekit causes`: the system causes that people may name, what each means, its sign and its source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from casekit.cli.frame import Command, json_option, show, show_json, wrapped
from casekit.text import plural, say
from casekit.vocabulary import codes, label, labels

if TYPE_CHECKING:
    from casekit.taxonomy import Cause

__all__ = ["AXES", "command"]

AXES = (
    "cause_level", "barrier", "effect", "conduct_norm", "evidence_kind", "changer", "leverage", "location",
    "precondition",
)  # fmt: skip
"""What is coded beside a cause, each with its own closed list; never a part of the cause itself."""


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def causes(path: str | None, show_all: bool, axes: bool, as_json: bool) -> int:
        from casekit.read.cause_file import own_causes
        from casekit.taxonomy import causes as of_the_kit

        own, warnings = own_causes(path) if path else ((), [])
        show(warnings, lang)
        known = (*of_the_kit(), *own)
        if as_json:
            data: dict[str, Any] = {"causes": [found.model_dump() for found in known]}
            show_json(data | ({"axes": [_axis(name) for name in AXES]} if axes else {}))
        elif axes:
            _print_axes(lang)
        else:
            _print_causes(known, show_all, lang)
        return 0

    options: list[click.Parameter] = [
        click.Argument(["path"], required=False, metavar=say("cli.causes.case", lang)),
        click.Option(["--all", "show_all"], is_flag=True, help=say("cli.causes.all", lang)),
        click.Option(["--axes"], is_flag=True, help=say("cli.causes.axes", lang)),
        json_option(lang),
    ]
    return Command("causes", lang, causes, options)


def _axis(name: str) -> dict[str, Any]:
    """One axis as data, with what its words are called in both languages."""
    words = [{"code": code, "nl": label(name, code), "en": label(name, code, "en")} for code in codes(name)]
    about = {language: say(f"axis.{name}.about", language) for language in ("nl", "en")}
    return {"axis": name, "about": about, "words": words}


def _print_causes(known: Iterable[Cause], show_all: bool, lang: str) -> None:
    """Per level the short list first; "unknown" and "other" always, for they are an answer too."""
    from casekit.taxonomy import LEVELS

    found = tuple(known)
    click.echo(say("causes.title", lang) + "\n")
    for level in (*LEVELS, None):
        here = [one for one in found if one.level == level]
        first = [one for one in here if one.short or level is None]
        more = [one for one in here if one not in first]
        click.echo(label("cause_level", level, lang).capitalize() if level else say("causes.always", lang))
        for one in (*first, *(more if show_all else ())):
            _print_cause(one, lang)
        if more and not show_all:
            names = ", ".join(f"{one.code} {one.label(lang)}" for one in more)
            wrapped(say("causes.more", lang, names=names), "      ", "   ")
        click.echo()
    if not show_all and any(not one.short and one.level for one in found):
        wrapped(say("causes.show_more", lang))
    wrapped(say("causes.reading", lang))


def _print_cause(one: Cause, lang: str) -> None:
    own = f" ({say('causes.own', lang)})" if one.own else ""
    wrapped(f"{one.code} {one.label(lang)}{own}", "      ", "   ")
    lines = {"sign": one.sign(lang), "note": one.note(lang), "source": _sources(one, lang)}
    for text in (one.about(lang), *(say(f"causes.{key}", lang, text=text) for key, text in lines.items() if text)):
        if text:
            wrapped(text, "      ", "      ")


def _sources(one: Cause, lang: str) -> str:
    """The sources, with when they were looked at and how well they carry it."""
    if not one.source_url:
        return ""
    checked = say("causes.checked", lang, day=one.checked_on) if one.checked_on else ""
    sure = say(f"causes.confidence.{one.confidence}", lang) if one.confidence else ""
    urls = " ; ".join(one.source_url)
    return urls + "".join(f" ({text})" for text in (", ".join(filter(None, (checked, sure))),) if text)


def _print_axes(lang: str) -> None:
    click.echo(say("causes.axes_title", lang) + "\n")
    for name in AXES:
        words = ", ".join(labels(name, lang))
        click.echo(f"{say(f'axis.{name}.title', lang)} ({plural('causes.words', len(codes(name)), lang)})")
        wrapped(say(f"axis.{name}.about", lang), "   ", "   ")
        wrapped(words + ".", "   ", "   ")
        click.echo()
    wrapped(say("causes.axes_reading", lang))
