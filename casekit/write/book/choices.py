"""What helps while filling in a workbook: lists to choose from, explanations, and colours for what is missing.

A list is never a cage: where several values may stand, or a name that is not there yet, it is only offered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from casekit.check import NAMES
from casekit.schema import field_texts
from casekit.sheets.cells import to_cell
from casekit.sheets.plan import Field, Sheet, sheets
from casekit.sheets.table import column_letters
from casekit.text import say
from casekit.vocabulary import labels
from casekit.write.book.look import COLOURS, Formats

__all__ = ["colour_what_is_missing", "explanation", "ids_cells", "lists_sheet", "offer"]

_LONGEST_TITLE, _LONGEST_TEXT = 32, 255
"""What a workbook allows in the message beside a cell."""


def explanation(field: Field, lang: str) -> str:
    """What a field means, in a few sentences.

    >>> from casekit.sheets.plan import sheet
    >>> explanation(sheet("touchpoints").field("to"), "en")
    'Who the contact went to. There may be more than one.'
    """
    texts = field_texts()
    if not field.field:
        return say(f"book.belongs_to.{field.refers}", lang)
    text: str = texts[field.part][field.field][lang]
    outer, _, inner = field.name.partition(".")
    if inner and field.part == "Period":  # "the start" says nothing without what it is the start of
        text = f"{texts['Case'][outer][lang]} {text}"
    return text


def lists_sheet(book: Any, lang: str, last: int) -> None:
    """The hidden sheet with the closed lists, and the names by which the other sheets know them."""
    title = say("book.lists", lang)
    page = book.add_worksheet(title)
    used = dict.fromkeys(field.words for one in sheets() for field in one.fields if field.words)
    for column, name in enumerate(used):
        words = labels(name, lang)
        page.write_string(0, column, name)
        for row, word in enumerate(words, 1):
            page.write_string(row, column, word)
        letters = column_letters(column)
        book.define_name(f"kit_{name}", f"='{title}'!${letters}$2:${letters}${len(words) + 1}")
    for sheet_name, cells in ids_cells(lang, last).items():
        book.define_name(f"kit_ids_{sheet_name}", _filled(cells))
    page.hide()


def ids_cells(lang: str, last: int) -> dict[str, str]:
    """Per sheet the cells in which its ids stand.

    >>> ids_cells("nl", 500)["actors"]
    "'Actoren'!$A$2:$A$500"
    """
    found = {}
    for one in sheets():
        if one.name != "case" and one.field("id") is not None:
            letters = column_letters([field.name for field in one.fields].index("id"))
            found[one.name] = f"'{one.title(lang)}'!${letters}$2:${letters}${last}"
    return found


def _filled(cells: str) -> str:
    """Those that are filled: a list with empty places would take any word for right."""
    first = cells.partition(":")[0]
    return f"=OFFSET({first},0,0,MAX(1,COUNTA({cells})),1)"


def offer(
    page: Any, cells: tuple[int, int, int, int], field: Field | None, header: str, example: object, lang: str
) -> None:
    """The explanation and the list of one column."""
    options: dict[str, Any] = {"validate": "any", "input_title": header[:_LONGEST_TITLE]}
    if field is None:
        options["input_message"] = say("book.extra", lang)
    else:
        text = explanation(field, lang)
        shown = say("book.for_example", lang, example=example) if example not in (None, "") else ""
        full = f"{text}\n{shown}" if shown and len(text) + len(shown) < _LONGEST_TEXT else text
        options["input_message"] = full[:_LONGEST_TEXT]
        options |= _choice(field, lang)
    page.data_validation(*cells, options)


def _choice(field: Field, lang: str) -> dict[str, Any]:
    refused = {"error_title": say("book.choose", lang), "error_message": say("book.choose_text", lang)}
    if field.words:
        return {"validate": "list", "source": f"=kit_{field.words}", "error_type": "stop", **refused}
    if field.kind == "yes_no":
        words = [to_cell(field, value, lang) for value in (True, False)]
        return {"validate": "list", "source": words, "error_type": "stop", **refused}
    if field.options:
        return {"validate": "list", "source": list(field.options), "error_type": "stop", **refused}
    if field.refers:
        return {"validate": "list", "source": f"=kit_ids_{field.refers}", "show_error": False}
    return {}


def colour_what_is_missing(
    page: Any, one: Sheet, fields: Sequence[Field | None], last: int, make: Formats, ids: Mapping[str, str]
) -> None:
    """Colours that go away by themselves when a row is complete. Row 2 stands for every row."""
    missing, unsure = make({"bg_color": COLOURS["missing"]}), make({"bg_color": COLOURS["unsure"]})
    end = column_letters(len(fields) - 1)
    for column, field in enumerate(fields):
        if field is None:
            continue
        letters = column_letters(column)
        cell, where = f"${letters}2", (1, column, last - 1, column)
        if field.required:
            rule = f"=AND(LEN(TRIM({cell}))=0,COUNTA($A2:${end}2)>0)"
            page.conditional_format(*where, {"type": "formula", "criteria": rule, "format": missing})
        if field.name == "id":
            rule = f"=AND(LEN({cell})>0,COUNTIF(${letters}$2:${letters}${last},{cell})>1)"
            page.conditional_format(*where, {"type": "formula", "criteria": rule, "format": unsure})
        if field.refers:
            rule = _unknown(one, field, cell, ids)
            page.conditional_format(*where, {"type": "formula", "criteria": rule, "format": unsure})
        if field.kind == "moment":
            rule = f"=AND(LEN({cell})>0,OR(AND({_no_digit(cell)}),{_slashes(cell)}=2))"
            page.conditional_format(*where, {"type": "formula", "criteria": rule, "format": unsure})


def _unknown(one: Sheet, field: Field, cell: str, ids: Mapping[str, str]) -> str:
    """One name that stands in none of the lists it may come from; the example row is left alone."""
    places = [ids[field.refers or ""]]
    if NAMES.get(one.name, {}).get(field.name) == "party" or field.name == "promise.by":
        places.append(ids["organisations"])
    known = "+".join(f"COUNTIF({place},{cell})" for place in places)
    several = f'LEN({cell})-LEN(SUBSTITUTE(SUBSTITUTE({cell},";",""),",",""))'
    return f'=AND(LEN({cell})>0,{several}=0,LEFT($A2,1)<>"(",COUNTA({places[0]})>0,{known}=0)'


def _no_digit(cell: str) -> str:
    return ",".join(f'ISERROR(FIND("{digit}",{cell}))' for digit in range(10))


def _slashes(cell: str) -> str:
    """05/03/2021 can be read in two ways; a period has one slash."""
    return f'LEN({cell})-LEN(SUBSTITUTE({cell},"/",""))'
