"""Files of office programs with something hidden in one of the many places that they have."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

Hide = Callable[[Path, str], None]

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DRAW = "http://schemas.openxmlformats.org/drawingml/2006/main"

WORKBOOK = {
    "[Content_Types].xml": "<Types><Default Extension='xml' ContentType='application/xml'/></Types>",
    "xl/workbook.xml": f"<workbook xmlns='{_MAIN}' xmlns:r='{_REL}'><sheets>"
    f"<sheet name={{sheet}} sheetId='1' r:id='r1'/>"
    "<sheet name='Weg' sheetId='2' state='veryHidden' r:id='r2'/></sheets>"
    "<definedNames><definedName name='x'>{defined_name}</definedName></definedNames></workbook>",
    "xl/_rels/workbook.xml.rels": "<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/>"
    "<Relationship Id='r2' Target='worksheets/sheet2.xml'/></Relationships>",
    "xl/sharedStrings.xml": f"<sst xmlns='{_MAIN}'><si><t>dag</t></si><si><t>{{shared}}</t></si>"
    "<si><r><t>x </t></r>{rich}</si><si><t>{unused}</t></si></sst>",
    "xl/worksheets/sheet1.xml": f"<worksheet xmlns='{_MAIN}'><!-- {{remark}} --><cols>"
    f"<col min='4' max='5' hidden='1'/></cols>"
    "<sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='inlineStr'><is><t>tekst</t></is></c></row>"
    "<row r='14'><c r='B14' t='s'><v>1</v></c><c r='C14' t='s'><v>2</v></c>"
    "<c r='D14' t='inlineStr'><is><t>{hidden_column}</t></is></c></row>"
    "<row r='15' hidden='1'><c r='A15' t='inlineStr'><is><t>{hidden_row}</t></is></c></row>"
    "<row r='16'><c r='A16' t='inlineStr'><is><t>{inline}</t></is></c><c r='B16' t='str'><f>{formula}</f><v>x"
    "</v></c></row>"
    "</sheetData><dataValidations><dataValidation prompt={validation} sqref='A1'><formula1>{choices}</formula1>"
    "</dataValidation></dataValidations><headerFooter><oddHeader>{header}</oddHeader></headerFooter></worksheet>",
    "xl/worksheets/_rels/sheet1.xml.rels": "<Relationships><Relationship Id='c' Target='../comments1.xml'/>"
    "<Relationship Id='d' Target='../drawings/drawing1.xml'/></Relationships>",
    "xl/worksheets/sheet2.xml": f"<worksheet xmlns='{_MAIN}'><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>"
    "{hidden_sheet}</t></is></c></row></sheetData></worksheet>",
    "xl/comments1.xml": f"<comments xmlns='{_MAIN}'><authors><author>{{author}}</author></authors><commentList>"
    "<comment ref='B14' authorId='0'><text><r><t>{comment}</t></r></text></comment></commentList></comments>",
    "xl/threadedComments/threadedComment1.xml": "<ThreadedComments><threadedComment ref='B14'><text>{threaded}</text>"
    "</threadedComment></ThreadedComments>",
    "xl/persons/person.xml": "<personList><person displayName={person} id='1'/></personList>",
    "xl/drawings/drawing1.xml": f"<wsDr xmlns:a='{_DRAW}'><sp><cNvPr id='2' name='x' descr={{alt}}/><txBody>"
    f"<a:p><a:r><a:t>"
    "{text_box}</a:t></a:r></a:p></txBody></sp></wsDr>",
    "xl/externalLinks/_rels/externalLink1.xml.rels": "<Relationships><Relationship Id='r' Target={link} "
    "TargetMode='External'/></Relationships>",
    "docProps/core.xml": "<coreProperties xmlns:dc='dc'><dc:creator>{creator}</dc:creator><lastModifiedBy>{last}"
    "</lastModifiedBy><dc:title>{title}</dc:title></coreProperties>",
    "docProps/app.xml": "<Properties><Company>{company}</Company></Properties>",
    "docProps/custom.xml": "<Properties><property name='x'><lpwstr>{custom}</lpwstr></property></Properties>",
    "customXml/item1.xml": "<a b={own_attribute}>{own_part}</a>",
}  # fmt: skip
DOCUMENT = {
    "word/document.xml": f"<w:document xmlns:w='{_WORD}' xmlns:a='{_DRAW}'><w:body><w:p><w:r><w:t>x </w:t>"
    f"</w:r>{{runs}}"
    "</w:p><w:p><w:del w:author={deleted_by}><w:r><w:delText>{deleted}</w:delText></w:r></w:del></w:p>"
    "<w:p><docPr id='1' name='x' descr={alt}/></w:p></w:body></w:document>",
    "word/comments.xml": f"<w:comments xmlns:w='{_WORD}'>"
    f"<w:comment w:id='0' w:author={{author}} w:initials='x'><w:p><w:r>"
    "<w:t>{comment}</w:t></w:r></w:p></w:comment></w:comments>",
    "word/header1.xml": f"<w:hdr xmlns:w='{_WORD}'><w:p><w:r><w:t>{{header}}</w:t></w:r></w:p></w:hdr>",
    "word/footnotes.xml": f"<w:footnotes xmlns:w='{_WORD}'><w:footnote><w:p><w:r><w:t>{{note}}</w:t></w:r></w:p>"
    "</w:footnote></w:footnotes>",
    "word/_rels/document.xml.rels": "<Relationships><Relationship Id='r' Target={link} TargetMode='External'/>"
    "</Relationships>",
    "docProps/core.xml": "<coreProperties xmlns:dc='dc'><dc:creator>{creator}</dc:creator></coreProperties>",
}
SLIDES = {
    "ppt/slides/slide1.xml": f"<p:sld xmlns:p='p' xmlns:a='{_DRAW}'><p:cNvPr id='2' name='x' descr={{alt}}/>"
    f"<a:p><a:r><a:t>x </a:t>"
    "</a:r>{runs_a}</a:p></p:sld>",
    "ppt/notesSlides/notesSlide1.xml": f"<p:notes xmlns:p='p' xmlns:a='{_DRAW}'><a:p><a:r><a:t>{{note}}</a:t>"
    f"</a:r></a:p></p:notes>",
    "ppt/commentAuthors.xml": "<p:cmAuthorLst xmlns:p='p'><p:cmAuthor id='0' name={author}/></p:cmAuthorLst>",
    "docProps/app.xml": "<Properties><Manager>{manager}</Manager></Properties>",
}  # fmt: skip
OPEN_TEXT = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "content.xml": "<office:document-content xmlns:office='o' xmlns:text='t' xmlns:dc='dc'><office:body>"
    "<text:p>x<text:s/>{runs_o}"
    "</text:p><office:annotation><dc:creator>{author}</dc:creator><text:p>{comment}</text:p></office:annotation>"
    "</office:body></office:document-content>",
    "meta.xml": "<office:document-meta xmlns:office='o' xmlns:meta='m'><meta:initial-creator>{creator}"
    "</meta:initial-creator><meta:user-defined meta:name='x'>{custom}</meta:user-defined></office:document-meta>",
}
SORTS = {"xlsx": WORKBOOK, "docx": DOCUMENT, "pptx": SLIDES, "odt": OPEN_TEXT, "ods": OPEN_TEXT}
_IN_QUOTES = {"sheet", "validation", "person", "alt", "link", "own_attribute", "deleted_by"}


def package(parts: dict[str, str], slot: str, text: str) -> bytes:
    """A zip file of these parts with a text in one of their slots."""

    def filled(part: str) -> str:
        made = part
        for name in _slots(part):
            said = text if name == slot else "niets"
            runs = {
                "rich": "<r><t>{}</t></r>",
                "runs": "<w:r><w:t>{}</w:t></w:r>",
                "runs_a": "<a:r><a:t>{}</a:t></a:r>",
            }
            runs["runs_o"] = "<text:span>{}</text:span>"
            if name in runs:
                value = "".join(runs[name].format(escape(sign)) for sign in said)
            else:
                attribute = name in _IN_QUOTES or f"={{{name}}}" in part
                value = quoteattr(said) if attribute else escape(said)
            made = made.replace(f"{{{name}}}", value)
        return made

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, filled(part))
    return out.getvalue()


def _slots(part: str) -> list[str]:
    return [piece.partition("}")[0] for piece in part.split("{")[1:]]


def _hide(suffix: str, parts: dict[str, str], slot: str) -> Hide:
    def hide(folder: Path, text: str) -> None:
        (folder / f"bestand.{suffix}").write_bytes(package(parts, slot, text))

    return hide


def office_files() -> dict[str, Hide]:
    """Every slot of every sort of file, by name."""
    made: dict[str, Hide] = {}
    for suffix, parts in SORTS.items():
        for slot in dict.fromkeys(slot for part in parts.values() for slot in _slots(part)):
            made[f"{suffix}: {slot}"] = _hide(suffix, parts, slot)
    return made
