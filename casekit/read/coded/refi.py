"""A REFI-QDA project (.qdpx): the coded segments of QualCoder, ATLAS.ti, MAXQDA, NVivo and others.

A zip with one `.qde` (XML: codebook, sources with selections, notes, links) and the sources beside it. Programs
differ in the version of the namespace, so that only local names are compared; in where a comment stands (in the
selection, in a note, in a note behind a link); and in what they count as a sign. Source: REFI-QDA Standard 1.5
(qdasoftware.org) and the public code of programs that read and write it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from casekit.errors import InputRefused, Problem
from casekit.read.coded.offsets import counted, excerpts
from casekit.read.coded.segments import Code, Coded, Segment
from casekit.read.safe.package import Package, open_package
from casekit.read.safe.xml import parse_xml

__all__ = ["refi_segments"]

_PROJECT = ".qde"
_GUID_START = 8
_BEHIND_TEXT = ("Transcript", "Representation")
"""Texts that belong to a source of another kind: what was said in a recording, what stands in a PDF."""
_NO_TEXT = ("PDFSource", "PictureSource", "AudioSource", "VideoSource")


@dataclass(slots=True)
class _Project:
    """What the parts of a project say about each other."""

    package: Package
    codes: dict[str, Code] = field(default_factory=dict)
    cases: set[str] = field(default_factory=set)
    notes: dict[str, str] = field(default_factory=dict)
    linked: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[int, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    case_text: int = 0
    lost_codes: int = 0
    without_text: int = 0


def refi_segments(content: bytes, file: str) -> Coded:
    """The coded segments of a project, and its annotations as segments without codes.

    Raises InputRefused for what is no project, for a project that could hurt, and for selections that do not fit
    the texts.
    """
    package = open_package(content, file, kind="qdpx")
    named = [name for name in package.names if name.casefold().endswith(_PROJECT) and not {*"/\\"} & {*name}]
    if len(named) != 1:
        raise InputRefused([Problem("coded_no_project", file, values={"n": len(named)})])
    root = parse_xml(package.read(named[0]), file, named[0])
    if _name(root) != "Project":
        raise InputRefused([Problem("coded_no_project", file, values={"n": 0})])
    project = _Project(package)
    _know(root, project)
    segments = list(_segments(root, project, file))
    in_text = [segment for segment in segments if not segment.spot]
    spans = [(s.document, s.start, s.end) for s in in_text if s.start is not None and s.end is not None]
    texts = counted(project.texts, spans, file)
    segments = [_without_text(segment, texts) for segment in segments]
    return Coded(tuple(segments), tuple(_report(project, segments, file)))


def _name(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _inner(element: Element, *names: str) -> Iterator[Element]:
    return (inner for inner in element if _name(inner) in names)


def _guid(text: str | None) -> str:
    return (text or "").strip().strip("{}").upper()


def _targets(element: Element, *names: str) -> list[str]:
    return [guid for inner in _inner(element, *names) if (guid := _guid(inner.get("targetGUID")))]


def _know(root: Element, project: _Project) -> None:
    """Read what the sources refer to: codes, cases, notes, and links between notes and selections."""
    for book in _inner(root, "CodeBook"):
        for codes in (book, *_inner(book, "Codes")):
            _know_codes(codes, (), project.codes)
    for cases in _inner(root, "Cases"):
        project.cases |= {_guid(case.get("guid")) for case in _inner(cases, "Case")}
    for notes in _inner(root, "Notes"):
        for note in _inner(notes, "Note"):
            project.notes[_guid(note.get("guid"))] = _text(note, project) or ""
    for links in _inner(root, "Links"):
        for link in _inner(links, "Link"):
            ends = [_guid(link.get("originGUID")), _guid(link.get("targetGUID"))]
            for one, other in (ends, ends[::-1]):
                if one in project.notes:
                    project.linked[other].append(project.notes[one])


def _know_codes(element: Element, above: Code, codes: dict[str, Code]) -> None:
    for code in _inner(element, "Code"):
        path = (*above, " ".join((code.get("name") or "").split()) or "?")
        codes[_guid(code.get("guid"))] = path
        _know_codes(code, path, codes)


def _text(element: Element, project: _Project) -> str | None:
    """The text of a source or a note: in the element itself, or in a file inside the project."""
    for inner in _inner(element, "PlainTextContent"):
        return "".join(inner.itertext())
    if (inline := element.get("plainTextContent")) is not None:
        return inline
    path = (element.get("plainTextPath") or "").replace("\\", "/")
    wanted = path.rpartition("://")[2].rpartition("/")[2].casefold()
    for name in project.package.names:
        if wanted and name.replace("\\", "/").rpartition("/")[2].casefold() == wanted:
            content = project.package.read(name)
            for encoding in ("utf-8-sig", "utf-16") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
                try:
                    return content.decode(encoding)
                except UnicodeDecodeError:
                    continue
    return None


def _segments(root: Element, project: _Project, file: str) -> Iterator[Segment]:
    number = 0
    annotations = {_guid(note.get("guid")): note for notes in _inner(root, "Notes") for note in _inner(notes, "Note")}
    for sources in _inner(root, "Sources"):
        for source in sources:
            if not _name(source).endswith("Source"):
                continue
            number += 1
            yield from _of_source(source, number, project, file)
            for guid in _targets(source, "NoteRef"):
                if guid in annotations:
                    for selection in _inner(annotations[guid], "PlainTextSelection"):
                        segment = _selection(selection, source, number, project, file)
                        yield replace(segment, memos=(*segment.memos, project.notes[guid].strip()))


def _of_source(source: Element, number: int, project: _Project, file: str) -> Iterator[Segment]:
    """The segments of one source, and of the text that belongs to a recording or a PDF."""
    key = _guid(source.get("guid"))[:_GUID_START].lower()
    whole = Segment(number, tuple(_codes(source, project)), spot="document", key=key)
    if whole.codes:
        yield whole
    for holder in (source, *_inner(source, *_BEHIND_TEXT)):
        selections = [inner for inner in holder if _name(inner).endswith("Selection")]
        if any(_name(one) in ("PlainTextSelection", "TranscriptSelection") for one in selections):
            text = _text(holder, project)
            if text is None:
                project.unread.append(f"document {number}")
            else:
                project.texts[number] = text
        for selection in selections:
            yield _selection(selection, source, number, project, file, holder)


def _selection(
    selection: Element, source: Element, number: int, project: _Project, file: str, holder: Element | None = None
) -> Segment:
    key = _guid(source.get("guid"))[:_GUID_START].lower()
    memos = [_words(inner) for inner in _inner(selection, "Description")]
    memos += [project.notes.get(guid, "") for guid in _targets(selection, "NoteRef")]
    memos += project.linked.get(_guid(selection.get("guid")), [])
    for coding in _inner(selection, "Coding"):
        memos += [_words(inner) for inner in _inner(coding, "Description")]
        memos += [project.notes.get(guid, "") for guid in _targets(coding, "NoteRef")]
    start, end, spot = _place(selection, holder if holder is not None else source, file)
    if start is None and _name(source) in _NO_TEXT:
        project.without_text += 1
    return Segment(
        number,
        tuple(_codes(selection, project)),
        start,
        end,
        spot,
        key,
        tuple(dict.fromkeys(" ".join(memo.split()) for memo in memos if memo.strip())),
    )


def _words(element: Element) -> str:
    return "".join(element.itertext())


def _codes(element: Element, project: _Project) -> Iterator[Code]:
    """The codes of a selection or a whole source; a coding with a case only says whose words they are."""
    for coding in _inner(element, "Coding"):
        if _guid(coding.get("guid")) in project.cases:
            project.case_text += 1
            continue
        for guid in _targets(coding, "CodeRef"):
            if guid in project.cases:
                project.case_text += 1
            elif guid in project.codes:
                yield project.codes[guid]
            else:
                project.lost_codes += 1


def _place(selection: Element, holder: Element, file: str) -> tuple[int | None, int | None, str]:
    """From and until where, and what that counts; for a part of a page or a picture only where it is."""
    name = _name(selection)
    if name == "PlainTextSelection":
        return _span(selection.get("startPosition"), selection.get("endPosition"), file, "")
    if name == "TranscriptSelection":
        points = {_guid(point.get("guid")): point for point in _inner(holder, "SyncPoint")}
        ends = [points.get(_guid(selection.get(side))) for side in ("fromSyncPoint", "toSyncPoint")]
        for attribute, spot in (("position", ""), ("timeStamp", "ms")):
            told = [point.get(attribute) for point in ends if point is not None]
            if len(told) == 2 and None not in told:
                return _span(told[0], told[1], file, spot)
        return None, None, "transcript " + (_guid(selection.get("guid"))[:_GUID_START].lower() or "?")
    if selection.get("begin") is not None and selection.get("end") is not None:
        return _span(selection.get("begin"), selection.get("end"), file, "ms")
    corners = [selection.get(corner, "?") for corner in ("firstX", "firstY", "secondX", "secondY")]
    page = f"page {selection.get('page')} " if selection.get("page") else ""
    return None, None, f"{page}({','.join(corners)})"


def _span(start: str | None, end: str | None, file: str, spot: str) -> tuple[int, int, str]:
    try:
        first, last = int(start or ""), int(end or "")
    except ValueError:
        first, last = -1, -1
    if not 0 <= first <= last < 10**12:
        raise InputRefused([Problem("coded_no_place", file)])
    return first, last, spot


def _without_text(segment: Segment, texts: dict[int, str]) -> Segment:
    """The segment without memos that only repeat what was selected: that is the text of the source."""
    if not segment.memos or segment.spot or segment.start is None or segment.end is None:
        return segment
    selected = " ".join(excerpts(texts.get(segment.document, ""), segment.start, segment.end).split()).casefold()
    return replace(segment, memos=tuple(memo for memo in segment.memos if memo.casefold() != selected))


def _report(project: _Project, segments: list[Segment], file: str) -> Iterator[Problem]:
    told = {
        "coded_case_text": project.case_text,
        "coded_lost_code": project.lost_codes,
        "coded_without_text": project.without_text,
    }
    for code, n in told.items():
        if n:
            yield Problem(code, file, severity="warning", values={"n": n})
    if project.unread:
        places = ", ".join(dict.fromkeys(project.unread))
        yield Problem("coded_text_not_read", file, severity="warning", values={"places": places})
    bare = sum(not segment.codes and not segment.memos for segment in segments)
    if bare:
        yield Problem("coded_bare", file, severity="warning", values={"n": bare})
