"""Workbooks made to hurt are refused in a second and in 200 MB, in words; large ones that are fine are read.

Each one is opened in a process of its own, which would be stopped at once if it asked for much more memory.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .workbooks import MAIN, by_hand, cell, packed, read_one, refused, relations, worksheet

CHILD = """
import json, os, resource, sys, time
from pathlib import Path
from casekit.errors import InputRefused
from casekit.read.tables.workbook import workbook_tables
import openpyxl.styles.numbers, openpyxl.utils.datetime, defusedxml.ElementTree

def used():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

def opened(path):
    content = Path(path).read_bytes()
    before, start = used(), time.process_time()
    try:
        outcome, problems = "read", workbook_tables(content, "casus.xlsx").report
    except InputRefused as refused:
        outcome, problems = "refused", refused.problems
    seconds = time.process_time() - start
    return [outcome, [problem.code for problem in problems], seconds, used() - before]

resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
for path in sys.argv[1:]:
    if os.fork() == 0:
        os.write(1, (json.dumps([Path(path).stem, *opened(path)]) + chr(10)).encode())
        os._exit(0)
    os.wait()
"""
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{f"&{below};" * 10}">' for below, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def opened(folder: Path, **contents: bytes) -> dict[str, tuple[str, list[str], float, int]]:
    """What happens to workbooks: read or refused, the codes, the seconds and the megabytes that it took."""
    paths = [folder / f"{name}.xlsx" for name in contents]
    for path in paths:
        path.write_bytes(contents[path.stem])
    done = subprocess.run([sys.executable, "-c", CHILD, *paths], capture_output=True, timeout=300, check=True)
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return {name: (outcome, codes, seconds, megabytes) for name, outcome, codes, seconds, megabytes in lines}


def rows(n: int, form: str) -> str:
    """Rows of one form, from the second to the last but one of so many."""
    return "".join(form.format(row) for row in range(2, n))


def many(n: int, form: str) -> str:
    """A sheet with rows of one form below its header."""
    return worksheet('<row r="1"><c r="A1" t="str"><v>id</v></c></row>' + rows(n, form))


def in_one_row(cells: str) -> bytes:
    return by_hand(sheet=worksheet(f"<row>{cells}</row>"))


def merged(n: int) -> bytes:
    cells = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, n))
    return by_hand(after=f"<mergeCells>{cells}</mergeCells>")


def many_sheets(n: int) -> bytes:
    one = f'<sheet name="x" xmlns:r="{MAIN}"/>'
    return by_hand(book=f"<sheets>{one * n}</sheets>")


def long_row(inside: str) -> bytes:
    return by_hand(f'<row r="2"{inside}><c r="A2"><v>1</v></c></row>')


HEADS = "<row>" + "".join(f'<c t="str"><v>kop {n}</v></c>' for n in range(300)) + "</row>"
VALUE, FORMULA = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>', '<row r="{0}"><c r="A{0}"><f>A1+{0}</f></c></row>'
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "far cell": (lambda: by_hand(cell("XFD1048576", 1)), "workbook_far"),
    "spaces in styles": (lambda: by_hand(more={"xl/styles.xml": b" " * 60_000_000}), "package_swells"),
    "rows": (lambda: by_hand(sheet=many(510_000, VALUE)), "workbook_much"),
    "cells in one row": (lambda: in_one_row("<c><v>1</v></c>" * 600_000), "workbook_much"),
    "empty cells in one row": (lambda: in_one_row("<c/>" * 400_000), "workbook_broken_cell"),
    "too many empty cells": (lambda: in_one_row("<c/>" * 3_000_000), "package_swells"),
    "formulas": (lambda: by_hand(sheet=many(60_000, FORMULA)), "workbook_formula"),
    "merged cells": (lambda: merged(100_000), "workbook_merged"),
    "a table with holes": (lambda: by_hand(sheet=worksheet(HEADS + rows(7_000, VALUE))), "workbook_much"),
    "one long text": (lambda: by_hand(cell("A2", "x" * 9_000_000, "str")), "workbook_long_text"),
    "many shared texts": (lambda: by_hand(strings=["<t>x</t>"] * 510_000), "workbook_much"),
    "one long attribute": (lambda: long_row(f' x="{random.Random(1).randbytes(2_000_000).hex()}"'), "xml_broken"),
    "one long comment": (lambda: long_row(f"><!--{random.Random(1).randbytes(2_000_000).hex()}--"), "xml_broken"),
    "nested": (lambda: by_hand(sheet=b"<a>" * 300_000), "xml_deep"),
    "billion laughs": (lambda: by_hand(sheet=f"{LAUGHS}]>{worksheet('&i;')}"), "xml_entities"),
    "sheets": (lambda: many_sheets(20_000), "workbook_much"),
    "relations": (lambda: by_hand(sheet_relations=relations(*[("r1", "comments", "x")] * 60_000)), "workbook_much"),
    "formats": (lambda: by_hand(forms=["dd-mm-yyyy"] * 101_000), "workbook_much"),
    "members": (lambda: packed({f"x{n}": "" for n in range(2_100)}), "package_many"),
}


@pytest.mark.slow
def test_a_workbook_made_to_hurt_is_refused_in_a_second_and_200_mb(tmp_path: Path) -> None:
    found = opened(tmp_path, **{name: make() for name, (make, _) in HOSTILE.items()})
    assert {name: (outcome, codes[0]) for name, (outcome, codes, _, _) in found.items()} == {
        name: ("refused", code) for name, (_, code) in HOSTILE.items()
    }
    assert [(name, seconds) for name, (_, _, seconds, _) in found.items() if seconds >= 1] == []
    assert [(name, megabytes) for name, (_, _, _, megabytes) in found.items() if megabytes >= 200] == []


@pytest.mark.slow
def test_formats_down_to_the_last_row_cost_little_and_are_told(tmp_path: Path) -> None:
    row = '<row r="{0}" spans="1:3" ht="15" customHeight="1"><c r="A{0}" s="1"/><c r="B{0}" s="1"/></row>'
    found = opened(tmp_path, formats=by_hand(sheet=many(1_048_577, row)))
    outcome, codes, seconds, megabytes = found["formats"]
    assert (outcome, codes) == ("read", ["workbook_formatted"])
    assert seconds < 5
    assert megabytes < 250


def test_a_cell_at_the_end_of_a_formatted_sheet_is_not_overlooked() -> None:
    cells = "".join(f'<c r="{letter}{{0}}" s="1"/>' for letter in "ABC")
    empty = "".join(f'<row r="{n}">{cells.format(n)}</row>' for n in range(3, 50_000))
    content = by_hand(cell("A2", "t1", "str") + empty + cell("C70000", "ver weg", "str"))
    assert [(problem.code, str(problem.line)) for problem in refused(content)] == [("workbook_far", "C70000")]


def test_rows_without_a_number_do_not_move_when_formats_are_skipped() -> None:
    for row in ('<row><c t="str" r="A3"><v>t1</v></c></row>', '<row r="3"><c/><c t="str"><v>t1</v></c></row>'):
        (only,) = read_one(by_hand('<row r="2"/>' + row)).rows
        assert (only.number, [value for value in only.values if value]) == (3, ["t1"])


@pytest.mark.slow
def test_2000_touchpoints_of_30_columns_take_less_than_two_seconds_and_250_mb(tmp_path: Path) -> None:
    names = [f"{letter}{other}" for letter in ("", "A") for other in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"][:30]
    head = "".join(f'<c r="{name}1" t="str"><v>kop {name}</v></c>' for name in names)
    text = '<c r="{0}{1}" t="inlineStr"><is><t>de tekst van {1} en {0}</t></is></c>'
    rows = "".join(f'<row r="{n}">{"".join(text.format(name, n) for name in names)}</row>' for n in range(2, 2_002))
    content = by_hand(sheet=worksheet(f'<row r="1">{head}</row>{rows}'))
    outcome, codes, seconds, megabytes = opened(tmp_path, large=content)["large"]
    assert (outcome, codes) == ("read", [])
    assert seconds < 2
    assert megabytes < 250
