"""What is fuzzed: one small function per reader, and what to start from.

To add a reader: write a function from bytes that calls it, and put it in HARNESSES with a few whole inputs; one that
needs more has a file of its own. Only
InputRefused may come out, and each of its problems must have its sentence in both languages. `fuzz.py` runs one
for as long as you like, `test_fuzz.py` all of them for a moment.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casekit.errors import InputRefused
from tests.fuzz import coded, narratives, workbooks

CASES = Path(__file__).parents[2] / "cases"


def yaml(content: bytes) -> None:
    """A case file, all the way to a case."""
    from casekit.read.case_file import parse_case
    from casekit.read.safe.guard import read_yaml

    parse_case(read_yaml(content, "case.yaml"))


def chronology(content: bytes) -> None:
    """A chronology in JSON, as far as it is read before its rows are."""
    from casekit.read.safe.json_guard import parse_json

    parse_json(content, "c.json")


def package(content: bytes) -> None:
    """A zip file: the table of contents, and every member that it lets through."""
    from casekit.read.safe.package import open_package

    opened = open_package(content, "c.zip", kind="backup")
    for name in opened.names:
        opened.read(name)


def xml(content: bytes) -> None:
    """XML, as a tree and element by element."""
    from casekit.read.safe.xml import iter_xml, parse_xml

    for _ in iter_xml(content, "c.xml", tags=frozenset({"a"})):
        pass
    parse_xml(content, "c.xml")


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(zipfile.ZipInfo("c/case.yaml"), "id: c\n" * 20)
        packed.writestr(zipfile.ZipInfo("manifest.json"), "{}")
    return buffer.getvalue()


def exchange(content: bytes) -> None:
    """A drawing of a case that comes back; the first byte says in which form."""
    from casekit.read.drawn.exchange import read_exchange

    read_exchange(content[1:], ("x.json", "kumu.json", "x.graphml", "x.gexf")[content[0] % 4 if content else 0])


def _exchanges() -> list[bytes]:
    import casekit as ck
    from casekit.notation import case_of

    case = case_of("t1: inwoner > gemeente  vraag @2021-03-05")
    forms = (ck.to_case_json(case), ck.to_kumu(case), ck.to_graphml(case), ck.to_gexf(case))
    return [bytes([place]) + form for place, form in enumerate(forms)]


def csv(content: bytes) -> None:
    """A CSV file, all the way to a case."""
    from casekit.read.tables.assemble import assemble
    from casekit.read.tables.csv_tables import csv_rows, table_of

    rows, _ = csv_rows(content, "x.csv")
    assemble([table_of(rows, "x.csv", 0)], "x.csv", case_id="casus")


@dataclass(frozen=True)
class Harness:
    """A reader to fuzz: the function, what to start from, and how often in the short form."""

    read: Callable[[bytes], None]
    seeds: Callable[[], Sequence[bytes]]
    runs: int = 3000


def _cut_cases() -> list[bytes]:
    return [path.read_bytes()[:3000] for path in sorted(CASES.glob("*/case.yaml"))]


_CHRONOLOGY = b'{"id": "c", "actors": [{"id": "a"}], "touchpoints": [{"id": "t1", "to": ["a"]}]}'
_XML = '<?xml version="1.0" encoding="UTF-8"?><s xmlns="u"><a b="c">é&amp;</a></s>'.encode()
_CSV = b"datum;van;naar;soort\r\n5-3-2021;inwoner;gemeente;vraag\r\n"

HARNESSES: Mapping[str, Harness] = {
    "yaml": Harness(yaml, _cut_cases),
    "chronology": Harness(chronology, lambda: [_CHRONOLOGY]),
    "package": Harness(package, lambda: [_zip()]),
    "xml": Harness(xml, lambda: [_XML]),
    "csv": Harness(csv, lambda: [_CSV]),
    "exchange": Harness(exchange, _exchanges, 600),
    "workbook": Harness(workbooks.try_one, workbooks.seeds, 600),
    "coded": Harness(coded.try_one, coded.seeds, 300),
    "narrative": Harness(narratives.try_one, narratives.seeds, 300),
}


def one(name: str, content: bytes) -> bool:
    """Give one input to a reader, and say whether it was read. Anything but InputRefused comes out."""
    told = None
    try:
        HARNESSES[name].read(content)
    except InputRefused as refused:
        told = [problem.sentence(lang) for problem in refused.problems for lang in ("nl", "en")]
    assert told is None or (told and all(told))
    return told is None
