"""`casekit code`: which cause people see behind which stall: how far they are, one more, or a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from casekit.cli.frame import Command, json_option, show, show_json, wrapped
from casekit.cli.lines import print_case
from casekit.text import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from casekit.causes.book import Book
    from casekit.coding import Coding

__all__ = ["command"]

_ROW = (
    "why", "precondition", "precondition_note", "evidence", "rival", "barrier", "effect", "stress", "conduct",
    "changer", "leverage", "location", "owner", "substitution", "substitution_note",
)  # fmt: skip
"""Options of one coded cause."""
_ABOUT = ("role", "on", "blind", "decided_by")
_MANY = ("evidence", "rival", "effect", "conduct", "decided_by")
_SHOWN = {"coder": "CODER", "stall": "KEY", "cause": "CODE", "role": "ROLE", "on": "DATE", "decided_by": "ROLE",
          "evidence": "LINK=…", "rival": "TEXT|…", "workbook": "FILE.xlsx", "from_file": "FILE.xlsx"}  # fmt: skip


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def code(case: str, as_json: bool, **typed: Any) -> int:
        _usage_of(typed, lang)
        if typed["consensus"]:
            typed["coder"] = "consensus"
        if typed["workbook"]:
            return _write_book(case, typed, lang, as_json)
        if typed["from_file"]:
            return _take_book(case, typed, lang, as_json)
        return _add(case, typed, lang, as_json) if typed["stall"] else _state(case, typed, lang, as_json)

    flags = ("consensus", "blind", "peek")
    names = ("coder", "stall", "cause", *_ROW[:1], *_ABOUT[:3], "peek", "consensus", "decided_by", *_ROW[1:])
    options: list[click.Parameter] = [
        click.Argument(["case"], metavar=say("cli.case", lang)),
        *(_option(name, lang, flag=name in flags) for name in (*names, "workbook", "from_file")),
        json_option(lang),
    ]
    return Command("code", lang, code, options)


def _option(name: str, lang: str, *, flag: bool) -> click.Option:
    typed = "--from" if name == "from_file" else _dashed(name)
    words: dict[str, Any] = {"is_flag": True} if flag else {"metavar": _SHOWN.get(name, "TEXT")}
    return click.Option([typed, name], multiple=name in _MANY, help=say(f"cli.code.{name}", lang), **words)


def _dashed(name: str) -> str:
    return "--from" if name == "from_file" else "--" + name.replace("_", "-")


def _usage_of(typed: dict[str, Any], lang: str) -> None:
    """Refuse options that do not go together."""

    def wrong(key: str, **values: str) -> click.UsageError:
        return click.UsageError(say(f"cli.code.{key}", lang, **values), click.get_current_context())

    one_of = [name for name in ("stall", "workbook", "from_file") if typed[name]]
    for pair in (
        one_of[:2],
        [n for n in ("coder", "consensus") if typed[n]],
        [n for n in ("blind", "peek") if typed[n]],
    ):
        if len(pair) == 2:
            raise wrong("not_both", option=_dashed(pair[0]), other=_dashed(pair[1]))
    for first, second in (("stall", "cause"), ("cause", "stall")):
        if typed[first] and not typed[second]:
            raise wrong("needs", option=_dashed(first), other=_dashed(second))
    if (typed["stall"] or typed["workbook"]) and not (typed["coder"] or typed["consensus"]):
        raise wrong("needs", option=_dashed(one_of[0]), other="--coder")
    if typed["decided_by"] and not (typed["consensus"] or typed["coder"] == "consensus"):
        raise wrong("needs", option="--decided-by", other="--consensus")
    if not typed["stall"]:
        for name in (*_ROW, *_ABOUT):
            if typed[name]:
                raise wrong("only_add", option=_dashed(name))


def _add(case: str, typed: dict[str, Any], lang: str, as_json: bool) -> int:
    """Write down one cause; what others coded is shown only to who asks."""
    from casekit.causes.about_codes import problems_of
    from casekit.causes.book import open_book
    from casekit.causes.code import code, coding_of
    from casekit.causes.code_state import only, row_data
    from casekit.read.safe.naming import is_folder_name

    coder = typed["coder"]
    before = coding_of(case, coder) if is_folder_name(coder) else None
    day = typed["on"] or _day(before, typed)
    file = code(
        case, coder, typed["stall"], typed["cause"], typed["why"], role=typed["role"], on=day,
        blind=typed["blind"] or None, decided_by=typed["decided_by"], evidence=typed["evidence"],
        rivals=typed["rival"], **{name: typed[name] for name in _ROW if name not in ("why", "evidence", "rival")},
    )  # fmt: skip
    book = open_book(case)
    own = only(book, coder)
    row = next(row for row in _coded(own, typed["stall"]) if row.cause == _cause(book, typed["cause"]))
    show([problem for problem in problems_of(own) if problem.values.get("stall") in (None, row.stall)], lang)
    data = {"file": str(file), "coder": coder, "stall": row.stall, "row": row_data(book, row, lang)}
    if typed["peek"]:
        others = [coding for coding in book.codings if coding.coder != coder and coding.of(row.stall)]
        data["others"] = {one.coder: [row_data(book, r, lang) for r in one.of(row.stall)] for one in others}
    if as_json:
        show_json(data)
        return 0
    click.echo(say("code.state.saved", lang, file=file))
    _print_row(data["row"], lang)
    old = next((r for r in before.of(row.stall) if r.cause == row.cause), None) if before else None
    _print_replaced(row_data(book, old, lang) if old else {}, data["row"], lang)
    earlier = [r.cause for r in before.of(row.stall)] if before and before.is_consensus and old is None else []
    if earlier:
        wrapped(say("code.state.comes_with", lang, there=", ".join(earlier), cause=row.cause, file=file), "   ")
    if typed["peek"]:
        click.echo(say("code.state.others" if data["others"] else "code.state.no_others", lang))
        for name, rows in data["others"].items():
            wrapped(_said(name, rows, lang), "     ", "   ")
    return 0


def _day(before: Coding | None, typed: dict[str, Any]) -> str | None:
    """Today, unless a day stands there already; what people decide together has a day of its own each time."""
    from datetime import date

    stays = before is not None and bool(before.coded_on or before.decided_on)
    if before is not None and before.is_consensus:
        stays = not typed["decided_by"] and bool(before.of(typed["stall"]))
    return None if stays else date.today().isoformat()


def _coded(book: Book, stall: str) -> tuple[Any, ...]:
    return tuple(row for coding in book.codings for row in coding.of(stall))


def _cause(book: Book, word: str) -> str:
    from casekit.taxonomy import find_cause

    found = find_cause(word, book.causes)
    return found.code if found else word


def _print_row(row: dict[str, Any], lang: str) -> None:
    """The own row, field by field as the file has it, in words."""
    click.echo(f"   {_named(row)}")
    for name, value in row.items():
        if name not in ("cause", "label"):
            wrapped(f"{_title(name, lang)}: {_in_words(name, value, lang)}", "        ", "      ")


def _print_replaced(old: dict[str, Any], new: dict[str, Any], lang: str) -> None:
    """What stood there before, so that nothing that was typed is gone."""
    for name, value in old.items():
        if name not in ("evidence", "rivals") and new.get(name) != value:
            told = say("code.state.was", lang, field=_title(name, lang), old=_in_words(name, value, lang))
            wrapped(told, "        ", "      ")


def _title(name: str, lang: str) -> str:
    from casekit.sheets.coding_plan import field_title

    return field_title(name, lang)


def _in_words(name: str, value: Any, lang: str) -> str:
    """A value as people read it: labels for words of a list, the parts of evidence one after another."""
    from casekit.causes.code import AXES
    from casekit.sheets.coding_plan import kind_cell
    from casekit.vocabulary import label

    if name == "evidence":
        return "; ".join(
            " ".join(
                [
                    ", ".join(label("chain_link", link, lang) for link in one.get("link", ["cause"])) + ":",
                    kind_cell(one["kind"], one.get("prescribes", False), lang),
                    *([one["source"]] if one.get("source") else []),
                    *([f"({', '.join(one['touchpoints'])})"] if one.get("touchpoints") else []),
                ]
            )
            for one in value
        )
    if name == "rivals":
        result = [label("rival_result", one.get("result", "open"), lang) for one in value]
        return "; ".join(f"{one['explanation']} ({how})" for one, how in zip(value, result, strict=True))
    if isinstance(value, bool):
        return say("word.yes" if value else "word.no", lang)
    words = value if isinstance(value, list) else [value]
    return ", ".join(label(AXES[name], word, lang) if name in AXES else str(word) for word in words)


def _write_book(case: str, typed: dict[str, Any], lang: str, as_json: bool) -> int:
    from casekit.causes.code_book import write_workbook

    file = write_workbook(case, typed["coder"], typed["workbook"], lang)
    if as_json:
        show_json({"coder": typed["coder"], "workbook": str(file)})
    else:
        wrapped(say("code.state.book", lang, file=file, case=case))
    return 0


def _take_book(case: str, typed: dict[str, Any], lang: str, as_json: bool) -> int:
    from casekit.causes.code_book import take_workbook

    taken = take_workbook(case, typed["from_file"], typed["coder"])
    show(taken.warnings, lang)
    n = len(taken.coding.codes)
    if as_json:
        show_json({"coder": taken.coding.coder, "file": str(taken.file), "codes": n})
    else:
        click.echo(say("code.state.taken.one" if n == 1 else "code.state.taken.many", lang, n=n, file=taken.file))
    return 0


def _state(case: str, typed: dict[str, Any], lang: str, as_json: bool) -> int:
    """How far the coding is; with only a coder, as that coder may see it."""
    from casekit.causes.about_codes import problems_of
    from casekit.causes.book import open_book
    from casekit.causes.code_state import next_steps, only, state_data

    book = open_book(case)
    coder = typed["coder"]
    if coder and not typed["peek"]:
        book = only(book, coder)
    show([*book.warnings, *(one for one in problems_of(book) if one.code != "code_orphaned")], lang)
    data = state_data(book, lang)
    if as_json:
        show_json(data)
        return 0
    print_case(book.case, lang)
    _print_coders(book, data, lang)
    if coder and not typed["peek"]:
        click.echo(say("code.state.own", lang, coder=coder))
    _print_stalls(book, data, lang)
    _print_rest(book, data, lang)
    if steps := next_steps(book):
        click.echo("\n" + say("code.state.next", lang))
        for name in steps:
            wrapped(say(f"code.next.{name}", lang, case=case), "     ", "   - ")
    return 0


def _print_coders(book: Book, data: dict[str, Any], lang: str) -> None:
    click.echo("\n" + say("code.state.coders", lang))
    for one in data["coders"]:
        blind = {True: say("code.state.blind", lang), False: say("code.state.not_blind", lang)}.get(one["blind"])
        about = ", ".join(str(word) for word in (one["role"], one["coded_on"], blind) if word)
        click.echo(f"   - {one['coder']}{': ' + about if about else ''}")
    together = book.consensus
    if together:
        rows = [together.decided(row) for row in together.codes] or [(together.decided_by, together.decided_on)]
        for by, on in dict.fromkeys(rows):
            wrapped(f"{_who_decided(by, on, lang)}.", "     ", "   - ")
    if not data["coders"] and not together:
        click.echo("   " + say("code.state.none", lang))


def _who_decided(by: Iterable[str], on: str | None, lang: str) -> str:
    """Who decided something and when; one role alone decided nothing together."""
    roles = list(by)
    day = say("code.state.on", lang, day=on) if on else ""
    key = "code.state.together" if len(roles) > 1 else "code.state.by_one"
    return say(key, lang, who=", ".join(roles), on=day)


def _print_stalls(book: Book, data: dict[str, Any], lang: str) -> None:
    coded = [one for one in data["stalls"] if one["codes"] or one["consensus"]]
    if not coded:
        return
    click.echo("\n" + say("code.state.stalls", lang))
    alone = len(book.coders) < 2
    for number, one in enumerate(coded, 1):
        wrapped(f"{one['stall']} {_clause(book, one['stall'], lang)}", "   ", f"{number}. ")
        for coder, rows in one["codes"].items():
            wrapped(_said(coder, rows, lang), "        ", "      ")
        if one["consensus"]:
            decisions: dict[str, list[str]] = {}
            for row in one["consensus"]:
                who = _who_decided(row["decided_by"], row["decided_on"], lang)
                decisions.setdefault(who, []).append(_named(row))
            for who, names_of in decisions.items():
                wrapped(f"{who}: {'; '.join(names_of)}.", "        ", "      ")
        elif not alone and len(one["codes"]) == 1:
            click.echo("      " + say("code.state.single", lang, coder=next(iter(one["codes"]))))
        elif len(one["codes"]) > 1:
            for key in ("agreed", "disputed"):
                if one[key]:
                    names = "; ".join(f"{code} {book.label(code, lang)}" for code in one[key])
                    wrapped(say(f"code.state.{key}", lang, causes=names), "        ", "      ")


def _print_rest(book: Book, data: dict[str, Any], lang: str) -> None:
    """What nobody coded, and what was coded about stalls that are not there."""
    if data["uncoded"]:
        click.echo("\n" + plural("code.state.uncoded", len(data["uncoded"]), lang))
        for key in data["uncoded"]:
            wrapped(f"{key} {_clause(book, key, lang)}", "     ", "   - ")
    if data["orphaned"]:
        click.echo("\n" + say("code.state.orphaned", lang))
        for one in data["orphaned"]:
            near = say("code.state.nearest", lang, stall=one["nearest"]) if one["nearest"] else ""
            told = say("code.state.orphan", lang, stall=one["stall"], coders=", ".join(one["coders"]), near=near)
            wrapped(told, "     ", "   - ")


def _clause(book: Book, key: str, lang: str) -> str:
    from casekit.stalls.statement import what

    stall = book.stalls[key]
    sure = "" if stall.verdict == "certain" else f"({say('word.possible', lang)}) "
    return sure + what(stall, book.analysis.story, lang)


def _named(row: dict[str, Any]) -> str:
    return f"{row['cause']} {row['label']}" if row["label"] != row["cause"] else str(row["cause"])


def _said(coder: str, rows: list[dict[str, Any]], lang: str) -> str:
    first, *rest = map(_named, rows)
    also = say("code.state.also", lang, causes="; ".join(rest)) if rest else ""
    return say("code.state.said", lang, coder=coder, causes=first) + also
