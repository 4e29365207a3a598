"""What leaves as a file tells nothing but the case: no maker, no machine, no moment, no other address, and no tricks.

Every figure and every form of export is written of a case full of hostile text, by a process without a network.
"""

from __future__ import annotations

import csv
import json
import re
import zipfile
from datetime import datetime
from html.parser import HTMLParser
from importlib import import_module
from io import BytesIO, StringIO
from pathlib import PurePath
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from casekit.cli.drawings import FIGURES, OF_MANY
from casekit.cli.export_command import FORMS
from casekit.cli.frame import COMMANDS
from casekit.figures.save import FORMATS
from tests.house.outputs import (
    AT_NIGHT,
    EVERY_DAY,
    HOSTILE,
    Written,
    addresses,
    drawing_lines,
    export_lines,
    other_lines,
    parts,
    telling,
    written,
)

pytestmark = pytest.mark.slow
"""Every drawing and every form of export is made: too long for every day, and all of it is in `.ci/run`."""

SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = {
    f"{SVG}{tag}"
    for tag in ("svg", "g", "path", "text", "tspan", "use", "defs", "style", "clipPath", "rect", "pattern")
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Written:
    lines = [*drawing_lines(".svg"), *drawing_lines(".png", ".pdf")[2:4], *export_lines(), *other_lines()]
    return written(tmp_path_factory.mktemp("geheim"), lines, PYTHONHASHSEED="1", TZ="UTC", LANG="C.UTF-8")


def of(made: Written, *suffixes: str) -> dict[str, bytes]:
    """The files of these kinds; there is at least one of each."""
    assert all(any(name.endswith(one) for name in made.files) for one in suffixes)
    return {name: content for name, content in made.files.items() if name.endswith(suffixes)}


def test_every_command_writes_its_file_and_asks_nothing_of_a_network_or_another_program(made: Written) -> None:
    assert {line: code for line, code in made.codes.items() if code} == {}
    assert made.reached == []
    assert {f"nl-{name}.svg" for name in FIGURES} <= set(made.files)
    for form, suffix in FORMS.items():
        assert f"nl-{form}{suffix}" in made.files if suffix else f"nl-{form}/Casus.csv" in made.files
    kinds = {PurePath(name).suffix for name in made.files}
    assert kinds >= {*FORMATS, *filter(None, FORMS.values()), ".html", ".zip"}


ELSEWHERE = {
    "import": "a case to work on, which stays",
    "merge": "a case to work on, which stays",
    "upgrade": "a case to work on, which stays",
    "restore": "what was in a backup, byte for byte",
    "release": "a case folder, held by its own tests",
    "composite": "a case folder, held by its own tests",
}
"""Commands with a file to write that are not looked into here, and why."""


def test_every_command_that_writes_where_it_is_told_is_looked_into() -> None:
    commands = {name: import_module(f"casekit.cli.{name}_command").command("nl") for name in COMMANDS}
    asking = {name for name, one in commands.items() if {"output", "workbook"} & {given.name for given in one.params}}
    looked_into = {line.split()[0] for line in (EVERY_DAY + AT_NIGHT).splitlines()} | {"figure", "export"}
    assert asking - looked_into - set(ELSEWHERE) == set()


def test_no_byte_names_the_maker_the_machine_the_programs_or_the_day(made: Written) -> None:
    words = telling()
    found = {
        (name, word)
        for file, content in made.files.items()
        for name, inside in parts(file, content)
        for word in words
        if word in inside
    }
    assert found == set()


def test_nothing_asks_for_another_address(made: Written) -> None:
    for file, content in made.files.items():
        for name, inside in parts(file, content):
            if not name.endswith((".png", ".pdf", ".zip", ".xlsx")):
                assert addresses(inside.decode("utf-8", "replace")) == [], name
            assert b"TargetMode" not in inside
            assert b"/URI" not in inside, name


@pytest.mark.parametrize(
    "asks", ['<img src="//x.nl/a">', "<a href='https://x.nl'>", "@import url(//x.nl)", '<script src="data:a">']
)
def test_an_address_is_found(asks: str) -> None:
    assert addresses(asks)


def test_no_file_says_who_made_it_with_what_or_when(made: Written) -> None:
    for name, content in of(made, ".svg").items():
        assert b"<!DOCTYPE" not in content, name
        assert b"<metadata" not in content, name
    for content in of(made, ".png").values():
        kinds = re.findall(rb"(IHDR|PLTE|IDAT|IEND|pHYs|tEXt|iTXt|zTXt|tIME|eXIf|gAMA|iCCP)", content[:200])
        assert set(kinds) <= {b"IHDR", b"pHYs", b"IDAT"}
    for content in of(made, ".pdf").values():
        assert not re.search(rb"/(?:Creator|Producer|Author|Title|CreationDate|ModDate|ID)\b", content)
    for name, content in of(made, ".xlsx", ".zip").items():
        assert {info.date_time for info in zipfile.ZipFile(BytesIO(content)).infolist()} == {(1980, 1, 1, 0, 0, 0)}, (
            name
        )
    for name, content in of(made, ".xlsx").items():
        about = openpyxl.load_workbook(BytesIO(content)).properties
        assert (about.creator, about.lastModifiedBy, about.title, about.keywords) == (None,) * 4, name
        assert about.created == about.modified == datetime(2000, 1, 1), name
        app = zipfile.ZipFile(BytesIO(content)).read("docProps/app.xml").decode()
        assert "<Company></Company>" in app
        assert "<Manager>" not in app


class Page(HTMLParser):
    """The tags, attributes and words of a page."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words = ""
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_a_page_holds_only_what_the_kit_put_there_and_forbids_the_rest(made: Written) -> None:
    for name, content in of(made, ".html").items():
        page = Page(content)
        assert not {"img", "i", "b", "iframe", "object", "embed", "link", "base", "form", "a:href"} & set(page.tags)
        assert page.tags.count("script") == (name == "verslag.html")
        assert [key for key, _ in page.attributes if key.startswith("on") or key in ("src", "srcset", "action")] == []
        links = [value for key, value in page.attributes if key.endswith("href")]
        assert all(link.startswith("#") for link in links)
        policy = next(value for _, value in page.attributes if "default-src" in value)
        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'")
        assert ("script-src 'sha256-" in policy) == (name == "verslag.html")
        assert "unsafe-inline" not in policy.partition("script-src")[2]


def test_what_people_typed_stands_in_the_report_as_they_typed_it(made: Written) -> None:
    words = " ".join(Page(made.files["verslag.html"]).words.split())
    case = json.loads(made.files["nl-json_case.json"])
    shown = [case["title"], case["summary"], case["question"], *(t["summary"] for t in case["touchpoints"])]
    shown += [actor.get("label", actor["id"]) for actor in case["actors"] if actor["id"] != "ondersteuner"]
    for text in shown:
        assert " ".join(text.split()) in words


def test_a_drawing_holds_only_shapes_and_words(made: Written) -> None:
    for name, content in of(made, ".svg").items():
        root = ET.fromstring(content)
        assert {one.tag for one in root.iter()} <= _DRAWN, name
        for one in root.iter():
            for key, value in one.attrib.items():
                assert not key.startswith("on"), name
                assert not key.endswith("href") or value.startswith("#"), name
                assert "url(" not in value or "url(#" in value, name
        assert all("url(" not in (style.text or "") for style in root.iter(f"{SVG}style"))


@pytest.mark.parametrize("name", [one for one in FIGURES if one not in OF_MANY])
def test_the_title_of_a_figure_is_what_people_typed(made: Written, name: str) -> None:
    words = " ".join(
        "".join(one.itertext()) for one in ET.fromstring(made.files[f"nl-{name}.svg"]).iter(f"{SVG}text")
    )
    assert HOSTILE[0].split('"')[0] in words


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_says_in_a_corner_what_sort_of_case_it_shows(made: Written, name: str) -> None:
    stamp = ET.fromstring(made.files[f"nl-{name}.svg"]).find(f".//{SVG}g[@id='stamp']")
    assert stamp is not None
    expected = "Fictief of samengesteld: 2 van de 3" if name in OF_MANY else "Samengestelde casus"
    assert "".join(stamp.itertext()).strip() == expected


def test_every_document_says_what_sort_of_case_it_shows(made: Written) -> None:
    sort = "Samengestelde casus"
    assert f'<p class="banner">{sort}</p>' in made.files["verslag.html"].decode()
    assert "2 van de 3 casussen zijn verzonnen of samengesteld" in made.files["signaal.html"].decode()
    for name in ("nl-excel.xlsx", "nl-prsm.xlsx", "nl-causal_map.xlsx", "coderen.xlsx"):
        first = openpyxl.load_workbook(BytesIO(made.files[name])).worksheets[0]
        assert any(sort in str(cell) for row in first.iter_rows(values_only=True) for cell in row), name
    for name in ("nl-gexf.gexf", "nl-graphml.graphml", "nl-kumu.json"):
        assert sort in made.files[name].decode(), name
    assert json.loads(made.files["nl-json_case.json"])["status"] == "composite"
    assert "status;samengesteld" in made.files["nl-csv/Casus.csv"].decode()


def test_a_workbook_has_no_formula_no_link_and_nothing_that_runs(made: Written) -> None:
    for name, content in of(made, ".xlsx").items():
        archive = zipfile.ZipFile(BytesIO(content))
        assert not [p for p in archive.namelist() if re.search(r"external|vba|comment|drawing|custom|hyper", p, re.I)]
        book = openpyxl.load_workbook(BytesIO(content))
        cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
        assert [cell for cell in cells if cell.data_type == "f" or cell.hyperlink] == [], name
        live = [
            c for c in cells if isinstance(c.value, str) and c.value.startswith(tuple("=+-@")) and c.value in HOSTILE
        ]
        assert all(cell.quotePrefix for cell in live), name
        assert live or name in ("start.xlsx", "tabel.xlsx"), name


def test_a_table_begins_no_cell_with_what_a_spreadsheet_runs(made: Written) -> None:
    for name, content in of(made, ".csv").items():
        text = content.decode("utf-8-sig")
        rows = csv.reader(StringIO(text, newline=""), delimiter="," if name == "waarheidstabel.csv" else ";")
        for row in rows:
            assert not [
                cell for cell in row if cell[:1] in tuple("=+-@\t\r") and not re.fullmatch(r"-?[\d,]+", cell)
            ], name


def test_what_people_typed_comes_out_of_the_forms_for_programs_as_it_was(made: Written) -> None:
    case = made.files["nl-json_case.json"].decode()
    typed = [text for text in HOSTILE if json.dumps(text, ensure_ascii=False) in case]
    assert len(typed) == len(HOSTILE)
    whole = [json.loads(made.files["nl-kumu.json"])["casekit"]["case"]]
    for name in ("nl-gexf.gexf", "nl-graphml.graphml"):
        root = ET.fromstring(made.files[name])
        texts = [text for one in root.iter() for text in (one.text, one.get("value")) if text and '"case":' in text]
        whole.append(json.loads(texts[0])["case"])
    assert whole == [json.loads(case)] * 3


def test_markdown_in_a_description_for_kumu_stays_words(made: Written) -> None:
    parts_of = json.loads(made.files["nl-kumu.json"])
    described = [
        one["description"] for kind in ("elements", "connections") for one in parts_of[kind] if "description" in one
    ]
    assert described
    assert [text for text in described if re.search(r"[<\[\]*`]", text)] == []
