"""What is fuzzed: one small function per reader, and what to start from.

To add a reader: write a function from bytes that calls it, and put it in HARNESSES with a few whole inputs. Only
InputRefused may come out, and each of its problems must have its sentence in both languages. `fuzz.py` runs one
for as long as you like, `test_fuzz.py` all of them for a moment.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from casekit.errors import InputRefused

CASES = Path(__file__).parents[2] / "cases"


def yaml(content: bytes) -> None:
    """A case file, all the way to a case."""
    from casekit.read.case_file import parse_case
    from casekit.read.guard import read_yaml

    parse_case(read_yaml(content, "case.yaml"))


def chronology(content: bytes) -> None:
    """A chronology in JSON, as far as it is read before its rows are."""
    from casekit.read.json_guard import parse_json

    parse_json(content, "c.json")


def package(content: bytes) -> None:
    """A zip file: the table of contents, and every member that it lets through."""
    from casekit.read.package import open_package

    opened = open_package(content, "c.zip", kind="backup")
    for name in opened.names:
        opened.read(name)


def xml(content: bytes) -> None:
    """XML, as a tree and element by element."""
    from casekit.read.xml import iter_xml, parse_xml

    for _ in iter_xml(content, "c.xml", tags=frozenset({"a"})):
        pass
    parse_xml(content, "c.xml")


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(zipfile.ZipInfo("c/case.yaml"), "id: c\n" * 20)
        packed.writestr(zipfile.ZipInfo("manifest.json"), "{}")
    return buffer.getvalue()


HARNESSES: Mapping[str, tuple[Callable[[bytes], None], tuple[bytes, ...]]] = {
    "yaml": (yaml, tuple(path.read_bytes()[:3000] for path in sorted(CASES.glob("*/case.yaml")))),
    "chronology": (
        chronology,
        (b'{"id": "c", "actors": [{"id": "a"}], "touchpoints": [{"id": "t1", "to": ["a"]}]}',),
    ),
    "package": (package, (_zip(),)),
    "xml": (xml, ('<?xml version="1.0" encoding="UTF-8"?><s xmlns="u"><a b="c">é&amp;</a></s>'.encode(),)),
}


def one(name: str, content: bytes) -> bool:
    """Give one input to a reader, and say whether it was read. Anything but InputRefused comes out."""
    reader, _ = HARNESSES[name]
    told = None
    try:
        reader(content)
    except InputRefused as refused:
        told = [problem.sentence(lang) for problem in refused.problems for lang in ("nl", "en")]
    assert told is None or (told and all(told))
    return told is None
