"""`casekit privacy`: what points to a person in all that a case or file holds; what may stay, what is replaced."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casekit.cli.frame import Command, json_option, show, show_json, wrapped
from casekit.errors import InputRefused, Problem
from casekit.text import LANGUAGES, say

if TYPE_CHECKING:
    from casekit.privacy.look import Found, Hit, Look

__all__ = ["command"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def privacy(
        paths: tuple[str, ...],
        lines: str | None,
        gate: str | None,
        keep: tuple[str, ...],
        replace: str | None,
        text: str | None,
        reason: tuple[str, ...],
        by: str | None,
        on: str | None,
        second_opinion: bool,
        as_json: bool,
    ) -> int:
        _check_usage(paths, lines, gate, keep, replace, text, reason, by, lang)
        if lines is not None:
            return _lines(lines, as_json, lang)
        day = on or date.today().isoformat()
        if keep:
            return _keep(paths[0], keep, reason, by or "", day, as_json, lang)
        if replace is not None:
            return _replace(paths[0], replace, text or "", reason[0], by or "", day, as_json, lang)
        from casekit.privacy.look import look

        looks = [look(path, second=second_opinion) for path in paths]
        problems = _at_gate(looks, gate)
        if as_json:
            made = [_as_data(one, lang) for one in looks]
            data: dict[str, Any] = made[0] if len(made) == 1 else {"cases": made}
            if gate is not None:
                data["gate"] = {"name": gate, "refused": _refuses(problems)}
            show_json(data)
        else:
            for one in looks:
                _print(one, lang)
            wrapped(say("privacy.blind", lang))
        if gate is not None:
            show(problems, lang)
            if not as_json:
                click.echo(
                    say("cli.privacy.refused" if _refuses(problems) else "cli.privacy.passed", lang, gate=gate)
                )
        return 1 if gate is not None and _refuses(problems) else 0

    def option(*names: str, **more: Any) -> click.Option:
        key = names[0].lstrip("-").replace("-", "_")
        return click.Option(list(names), help=say(f"cli.privacy.{key}", lang), **more)

    return Command(
        "privacy",
        lang,
        privacy,
        [
            click.Argument(["paths"], nargs=-1, metavar=say("cli.privacy.paths", lang)),
            option("--lines", metavar=say("cli.file", lang)),
            option("--gate", type=click.Choice(("library", "release"))),
            option("--keep", multiple=True, metavar=say("cli.privacy.place", lang)),
            option("--replace", metavar=say("cli.privacy.place", lang)),
            option("--with", "text", metavar="TEXT"),
            option("--reason", multiple=True, metavar="TEXT"),
            option("--by", metavar=say("cli.privacy.role", lang)),
            option("--on", metavar="YYYY-MM-DD"),
            option("--second-opinion", is_flag=True),
            json_option(lang),
        ],
    )


def _check_usage(
    paths: tuple[str, ...],
    lines: str | None,
    gate: str | None,
    keep: tuple[str, ...],
    replace: str | None,
    text: str | None,
    reason: tuple[str, ...],
    by: str | None,
    lang: str,
) -> None:
    """Wrong usage is told before anything is read or written."""
    given = {
        "--lines": lines is not None,
        "--keep": bool(keep),
        "--replace": replace is not None,
        "--gate": bool(gate),
    }
    chosen = [name for name, there in given.items() if there]
    told = ""
    if len(chosen) > 1 or (lines is not None and paths):
        told = say("cli.privacy.together", lang, options=", ".join([*chosen, *paths[:1]]))
    elif not paths and lines is None:
        told = say("cli.privacy.nothing", lang)
    elif keep or replace is not None:
        needed = {"--with": replace is None or bool(text), "--reason": bool(reason), "--by": bool(by)}
        missing = [name for name, there in needed.items() if not there]
        if missing:
            told = say("cli.privacy.needs", lang, option=chosen[0], missing=", ".join(missing))
        elif len(paths) > 1:
            told = say("cli.privacy.one_path", lang)
        elif len(reason) not in (1, len(keep or "1")):
            told = say("cli.privacy.reasons", lang)
    if told:
        raise click.UsageError(told, click.get_current_context())


# --- Looking


def _at_gate(looks: Sequence[Look], gate: str | None) -> list[Problem]:
    from casekit.privacy.gate import problems_of

    if gate not in ("library", "release"):
        return []
    return [problem for one in looks for problem in problems_of(one, "library" if gate == "library" else "release")]


def _refuses(problems: Sequence[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def _print(seen: Look, lang: str) -> None:
    click.echo(seen.called)
    for file, rows in groupby(sorted(seen.found, key=lambda one: one.file), key=lambda one: one.file):
        click.echo(f"\n{file or seen.called}")
        for one in sorted(rows, key=lambda one: ("BLOCK", "CONFIRM", "NOTE").index(one.severity)):
            wrapped(_row(one, lang), "     ", "   ")
    if not seen.found:
        click.echo(say("privacy.clean", lang))
    if seen.unread:
        click.echo(f"\n{say('privacy.unread', lang)}")
        for gone in seen.unread:
            name = f"{gone.file} ({gone.part})" if gone.part else gone.file
            reason = say(f"privacy.reason.{gone.reason}", lang)
            wrapped(say("privacy.unread_row", lang, file=name, reason=reason), "     ", "   ")
    counts = seen.counts()
    asked = sum(one.severity == "CONFIRM" for one in seen.open)
    values = {"block": counts["BLOCK"], "confirm": asked, "decided": counts["decided"], "note": counts["NOTE"]}
    click.echo("\n" + say("privacy.counts", lang, **values))
    if asked and seen.case:
        wrapped(say("privacy.keep", lang, path=seen.called))


def _row(one: Found, lang: str) -> str:
    from casekit.privacy.gate import instead_of, kind_name

    instead = (
        say("privacy.decided", lang)
        if one.decided
        else say("privacy.instead_row", lang, instead=instead_of(one.kind, lang))
    )
    severity = say(f"privacy.severity.{one.severity}", lang)
    where = _where(one, lang)
    place = f"{one.place} ({where})" if where else one.place
    kind, mask = kind_name(one.kind, lang), one.mask.told(lang)
    return say("privacy.row", lang, place=place, severity=severity, kind=kind, mask=mask, instead=instead)


def _where(one: Found, lang: str) -> str:
    """The field, or what else it is: a comment, the name of a file, a hidden sheet."""
    parts = []
    if one.where.path == ("#",):
        parts.append(say("privacy.at.comment", lang))
    elif one.where.path == ("file_name",):
        parts.append(say("privacy.at.file_name", lang))
    elif one.where.path and one.where.line:
        parts.append(" ".join(one.where.path))
    if one.where.hidden:
        parts.append(say("privacy.at.hidden", lang))
    return ", ".join(parts)


def _as_data(seen: Look, lang: str) -> dict[str, Any]:
    from casekit.privacy.gate import instead_of

    return {
        "case" if seen.case else "file": seen.called,
        "findings": [
            {
                "kind": one.kind,
                "severity": one.severity,
                "file": one.file,
                "line": one.where.line,
                "column": one.where.column,
                "cell": f"{one.where.sheet}!{one.where.cell}" if one.where.sheet is not None else one.where.cell,
                "path": ".".join(one.where.path) or None,
                "hidden": one.where.hidden,
                "place": one.place,
                "mask": one.mask.told(lang),
                "suggestion": instead_of(one.kind, lang),
                "decided": one.decided,
                "start": one.finding.start,
                "end": one.finding.end,
            }
            for one in seen.found
        ],
        "unread": [
            {"file": one.file, "part": one.part or None, "reason": one.reason, "whole": one.whole}
            for one in seen.unread
        ],
        "counts": seen.counts(),
    }


# --- Line by line


def _lines(file: str, as_json: bool, lang: str) -> int:
    from casekit.privacy.gate import kind_name
    from casekit.privacy.inside.files import MAX_TEXT
    from casekit.privacy.text import findings
    from casekit.read.safe.opening import read_file

    content = read_file(file, MAX_TEXT)
    try:
        rows = content.decode("utf-8").split("\n")
        if len(rows) > 1 and not rows[-1]:
            rows.pop()  # the line end of the last line starts no line of its own
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputRefused([Problem("privacy_lines", file, line)]) from None
    found = [(number, findings(row)) for number, row in enumerate(rows, 1)]
    if as_json:
        data = [
            {
                "line": number,
                "findings": [
                    {"kind": one.kind, "severity": one.severity, "start": one.start, "end": one.end}
                    for one in of_line
                ],
            }
            for number, of_line in found
        ]
        show_json({"lines": data})
        return 0
    for number, of_line in found:
        for one in of_line:
            severity = say(f"privacy.severity.{one.severity}", lang)
            kind = kind_name(one.kind, lang)
            where = {"line": number, "start": one.start, "end": one.end}
            click.echo(say("privacy.line", lang, severity=severity, kind=kind, **where))
    if not any(of_line for _, of_line in found):
        click.echo(say("privacy.clean", lang))
    wrapped(say("privacy.blind", lang))
    return 0


# --- Deciding and replacing


def _case_folder(path: str) -> Path:
    from casekit.read.case_file import FILE_NAME, case_path

    file = case_path(path)
    if file.name != FILE_NAME:
        raise InputRefused([Problem("privacy_no_case", str(file))])
    return file.parent


def _named(folder: Path, places: Sequence[str]) -> list[Hit]:
    """What was found at the places that were typed. Raises InputRefused for every place where there is nothing."""
    from casekit.privacy.look import hits

    found = {hit.found.place: hit for hit in hits(folder)[0]}
    gone = [place for place in places if place not in found]
    if gone:
        raise InputRefused(Problem("privacy_no_place", str(folder), values={"place": place}) for place in gone)
    return [found[place] for place in places]


def _refuse_what_says_it(hit: Hit, said: dict[str, str], folder: Path) -> list[Problem]:
    """A reason, a role or a replacement that gives the word away, or something else that may not be written down."""
    from casekit.privacy.replace import says_the_word
    from casekit.privacy.text import findings

    return [
        Problem("privacy_says_it", str(folder), values={"option": option})
        for option, text in said.items()
        if says_the_word(text, hit.word) or any(one.severity == "BLOCK" for one in findings(text))
    ]


def _keep(
    path: str, places: tuple[str, ...], reasons: tuple[str, ...], by: str, on: str, as_json: bool, lang: str
) -> int:
    from casekit.privacy.decided import save_decisions
    from casekit.privacy.gate import instead_of, kind_name

    folder = _case_folder(path)
    chosen = _named(folder, places)
    given = reasons * len(chosen) if len(reasons) == 1 else reasons
    refused: list[Problem] = []
    for hit, reason in zip(chosen, given, strict=True):
        if hit.found.severity == "BLOCK":
            values: dict[str, object] = {
                "kind": {one: kind_name(hit.found.kind, one) for one in LANGUAGES},
                "mask": {one: hit.found.mask.told(one) for one in LANGUAGES},
                "instead": {one: instead_of(hit.found.kind, one) for one in LANGUAGES},
            }
            refused.append(
                Problem("privacy_never", str(folder / hit.found.file), hit.found.where.line, values=values)
            )
        refused += _refuse_what_says_it(hit, {"--reason": reason, "--by": by}, folder)
    if refused:
        raise InputRefused(refused)
    words = [(hit.word, hit.found.kind, reason) for hit, reason in zip(chosen, given, strict=True)]
    file = save_decisions(folder, words, by=by, on=on, lang=lang)
    if as_json:
        show_json({"case": str(folder), "kept": list(places), "file": str(file)})
    else:
        wrapped(say(f"cli.privacy.kept.{'one' if len(words) == 1 else 'many'}", lang, n=len(words), file=file))
    return 0


def _replace(path: str, place: str, text: str, reason: str, by: str, on: str, as_json: bool, lang: str) -> int:
    from casekit.privacy.replace import replace_word

    folder = _case_folder(path)
    (hit,) = _named(folder, [place])
    if refused := _refuse_what_says_it(hit, {"--with": text, "--reason": reason, "--by": by}, folder):
        raise InputRefused(refused)
    done = replace_word(folder, hit, text, reason=reason, by=by, on=on, lang=lang)
    if as_json:
        data = {"replaced": done.counts, "backup": str(done.backup.path), "log": str(done.log)}
        show_json({"case": str(folder), **data})
        return 0
    for file, n in done.counts.items():
        click.echo(say("cli.privacy.replaced", lang, file=file, n=n))
    for key, file_made in (("backup", done.backup.path), ("logged", done.log)):
        wrapped(say(f"cli.privacy.{key}", lang, file=file_made))
    wrapped(say("cli.privacy.renamed", lang))
    return 0
