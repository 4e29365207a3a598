"""What may never leave, and every place in which a file can hide it. All values are invented, or test numbers."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tests.privacy.hiding_office import office_files

SECRETS = {
    "postcode": ("woont op 1234 AB", "1234 AB"),
    "phone": ("bel 06-12345678", "12345678"),
    "email": ("mail jan@voorbeeld.example", "jan@voorbeeld"),
    "birth_date": ("geboren op 03-04-1980", "03-04-1980"),
    "iban": ("rekening NL91 ABNA 0417 1643 00", "0417 1643"),
    "case_number": ("zaaknummer 2021-12345", "2021-12345"),
    "ecli": ("ECLI:NL:RVS:2020:1234", "RVS:2020"),
    "plate": ("kenteken XX-999-X", "999-X"),
    "bsn": ("BSN 111222333", "111222333"),
}
"""Of each kind a text that holds it, and the part of it that may stand in no message."""

Hide = Callable[[Path, str], None]

CASE = """\
{comment}
id: casus
title: {title}
{extra}
actors:
  - {{id: inwoner, kind: resident}}
  - {{id: {actor}, kind: municipality, label: {label}}}
touchpoints:
  - id: t1
    from: inwoner
    to: {actor}
    kind: application
    when: 2021-03-05
    summary: {summary}{after}
"""
_USUAL = {
    "comment": "#", "title": "Een aanvraag", "extra": "question: Waar wacht het?\nstatus: fictional",
    "actor": "balie",
    "label": "de balie", "summary": "de inwoner vraagt iets aan", "after": "",
}  # fmt: skip


def case_text(**slots: str) -> str:
    """A case file, with something else in some places."""
    return CASE.format(**{**_USUAL, **slots})


def write(folder: Path, name: str, content: str | bytes) -> None:
    """A file in a folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


def _case(**slots: str) -> Hide:
    """Hidden in a case file; `@` is where."""
    return lambda folder, text: write(
        folder, "case.yaml", case_text(**{name: slot.replace("@", text) for name, slot in slots.items()})
    )


def _file(name: str, content: str, change: Callable[[str], str] = str) -> Hide:
    """Hidden in another file; `@` is where."""
    return lambda folder, text: write(folder, name, content.replace("@", change(text)))


def _escaped(text: str) -> str:
    return "".join(f"\\u{ord(sign):04x}" for sign in text)


def _png(kind: bytes, content: Callable[[bytes], bytes]) -> Hide:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    def hide(folder: Path, text: str) -> None:
        head = chunk(b"IHDR", struct.pack(">2I5B", 1, 1, 8, 0, 0, 0, 0))
        body = chunk(kind, content(text.encode()))
        write(folder, "beeld.png", b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b""))

    return hide


def _jpeg(marker: int, before: bytes, encoding: str) -> Hide:
    def hide(folder: Path, text: str) -> None:
        data = before + text.encode(encoding)
        write(
            folder,
            "beeld.jpg",
            b"\xff\xd8\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data + b"\xff\xd9",
        )

    return hide


def _notebook(**slots: object) -> Hide:
    def hide(folder: Path, text: str) -> None:
        cell = {
            "cell_type": "code",
            "metadata": {},
            "source": ["x = 1\n", "x"],
            "outputs": [],
            "execution_count": None,
        }
        book = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{**cell, **slots}]}
        write(folder, "boek.ipynb", json.dumps(book).replace("@", json.dumps(text)[1:-1]))

    return hide


def _markup(name: str, content: str) -> Hide:
    return lambda folder, text: write(
        folder, name, content.replace('"@"', quoteattr(text)).replace("@", escape(text))
    )


def _bytes(name: str, encoding: str, before: bytes = b"") -> Hide:
    return lambda folder, text: write(folder, name, before + f"café: {text}\n".encode(encoding))


_SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
_GRAPHML = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{}</graphml>'

PLACES: dict[str, Hide] = {
    "yaml: comment": _case(comment="# @"),
    "yaml: comment over two lines": _case(comment="# eerst dit\n# @"),
    "yaml: comment after a value": _case(after="  # @"),
    "yaml: summary": _case(summary="de inwoner zei @"),
    "yaml: in quotes": _case(summary='"@"'),
    "yaml: in single quotes": _case(title="'@'"),
    "yaml: escapes": lambda folder, text: write(folder, "case.yaml", case_text(title=f'"{_escaped(text)}"')),
    "yaml: folded": _case(summary=">-\n      de inwoner zei\n      @"),
    "yaml: lines": _case(summary="|\n      eerst\n      @"),
    "yaml: unknown field": _case(extra="eigen_veld: {deel: ['@']}"),
    "yaml: unknown key": _case(extra='"@": ja'),
    "yaml: id": lambda folder, text: write(folder, "case.yaml", case_text(actor='"' + text.replace(" ", "_") + '"')),
    "yaml: label": _case(label="'@'"),
    "yaml: broken": _file("case.yaml", "id: [\n  @\n"),
    "yaml: coding": _file("codings/codeur-a.yaml", "codes: [{stall: K01-t1, cause: O3, rationale: '@'}]"),
    "yaml: votes": _file("votes/sessie-1.yaml", "present: 4\ncounts: {t1: 3}\nnote: '@'"),
    "yaml: scenario": _file("scenarios/sneller.yaml", "# @\nnorms: {default:K06: 14}"),
    "yaml: own causes": _file("causes.yaml", "causes: [{code: X1, name: x, nl: '@', en: x}]"),
    "yaml: private": _file("private/consent.yaml", "sources: [{id: a, note: '@'}]"),
    "json: value": _file("a.json", '{"x": [{"y": "@"}]}'),
    "json: key": _file("a.json", '{"x": {"@": 1}}'),
    "json: escapes": _file("a.json", '{"x": "@"}', _escaped),
    "json: twice the same key": _file("a.json", '{"x": "@", "x": ""}'),
    "json: broken": _file("a.json", '{"x": "@"'),
    "notebook: text": _notebook(cell_type="markdown", source=["# Kop\n", "@"]),
    "notebook: comment in code": _notebook(source="x = 1  # @"),
    "notebook: text in code": _notebook(source="x = '@'"),
    "notebook: output": _notebook(outputs=[{"output_type": "stream", "text": ["regel\n", "@\n"]}]),
    "notebook: shown": _notebook(outputs=[{"output_type": "display_data", "data": {"text/html": ["<b>@</b>"]}}]),
    "notebook: metadata": _notebook(metadata={"tags": ["@"]}),
    "csv: cell": _file("a.csv", 'dag;tekst\n1;"een\n@"\n'),
    "csv: header": _file("a.csv", "dag;@\n1;x\n"),
    "tsv: cell": _file("a.tsv", "dag\ttekst\n1\t@\n"),
    "text": _file("a.txt", "Eerste regel\n@\n"),
    "markdown": _file("README.md", "# Kop\n\n- een\n- @\n"),
    "markdown: comment": _file("README.md", "# Kop\n\n<!-- @ -->\n"),
    "log": _file("a.log", "2021-03-05 12:00 INFO @\n"),
    "python": _file("a.py", 'x = """@"""\n'),
    "no suffix": _file("aantekening", "@\n"),
    "calendar": _file("a.ics", "BEGIN:VEVENT\nSUMMARY:@\nEND:VEVENT\n", lambda text: f"{text[:-3]}\n {text[-3:]}"),
    "utf-16": _bytes("a.txt", "utf-16"),
    "windows": _bytes("a.txt", "cp1252"),
    "bom": _bytes("a.txt", "utf-8", b"\xef\xbb\xbf"),
    "svg: text": _markup("a.svg", _SVG.format("<text><tspan>x </tspan><tspan>@</tspan></text>")),
    "svg: runs": lambda folder, text: write(
        folder, "a.svg", _SVG.format("<text>" + "".join(f"<tspan>{sign}</tspan>" for sign in text) + "</text>")
    ),
    "svg: comment": _markup("a.svg", _SVG.format("<!-- @ -->")),
    "svg: title": _markup("a.svg", _SVG.format("<g><title>@</title></g>")),
    "svg: desc": _markup("a.svg", _SVG.format("<desc>@</desc>")),
    "svg: attribute": _markup("a.svg", _SVG.format('<g aria-label="@"/>')),
    "svg: id": _markup("a.svg", _SVG.format('<g id="@"/>')),
    "svg: cdata": _markup("a.svg", _SVG.format("<text><![CDATA[@]]></text>")),
    "svg: style": _markup("a.svg", _SVG.format("<style>/* @ */</style>")),
    "svg: script": _markup("a.svg", _SVG.format("<script>// @\n</script>")),
    "svg: instruction": _markup("a.svg", "<?x @?>" + _SVG.format("")),
    "svg: metadata": _markup("a.svg", _SVG.format("<metadata><creator>@</creator></metadata>")),
    "svg: broken": _markup("a.svg", "<svg><text>@</tekst>"),
    "html: text": _markup("a.html", "<p>x<br>@"),
    "html: meta": _markup("a.html", '<meta name="author" content="@">'),
    "html: alt": _markup("a.html", '<img alt="@">'),
    "html: comment": _markup("a.html", "<!-- @ --><p>x</p>"),
    "html: script": _markup("a.html", "<script>var x = '@'</script>"),
    "html: data": _markup("a.html", '<script type="application/json">{"x": "@"}</script>'),
    "html: style": _markup("a.html", "<style>p::before {content: '@'}</style>"),
    "html: entities": lambda folder, text: write(
        folder, "a.html", "<p>" + "".join(f"&#{ord(sign)};" for sign in text) + "</p>"
    ),
    "graphml: data": _markup(
        "a.graphml", _GRAPHML.format('<graph><node id="n"><data key="k">@</data></node></graph>')
    ),
    "graphml: id": _markup("a.graphml", _GRAPHML.format('<graph><node id="@"/></graph>')),
    "gexf: label": _markup("a.gexf", '<gexf><graph><nodes><node id="n" label="@"/></nodes></graph></gexf>'),
    "gexf: description": _markup("a.gexf", "<gexf><meta><description>@</description></meta></gexf>"),
    "xml: comment": _markup("a.xml", "<a><!--@--></a>"),
    "png: text": _png(b"tEXt", lambda text: b"Comment\0" + text),
    "png: packed text": _png(b"zTXt", lambda text: b"Comment\0\0" + zlib.compress(text)),
    "png: text of the world": _png(b"iTXt", lambda text: b"Title\0\0\0nl\0\0" + text),
    "png: exif": _png(b"eXIf", lambda text: b"MM\0*\0\0\0\x08" + text + b"\0"),
    "jpeg: comment": _jpeg(0xFE, b"", "utf-8"),
    "jpeg: exif": _jpeg(0xE1, b"Exif\0\0MM\0*\0\0", "utf-8"),
    "jpeg: wide exif": _jpeg(0xE1, b"Exif\0\0II*\0\0\0", "utf-16-le"),
    "name of a file": lambda folder, text: write(folder, f"{text}.txt", "x"),
    "name of a folder": lambda folder, text: write(folder, f"{text}/a.txt", "x"),
    "name with lines": lambda folder, text: write(folder, f"{text.replace(' ', '_')}.csv", "a;b\n1;2\n"),
    **office_files(),
}
