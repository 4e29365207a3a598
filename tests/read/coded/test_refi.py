"""REFI-QDA projects: four programs give one case, and what is particular about each is read or told."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.errors import InputRefused
from casekit.read.coded import import_coded
from casekit.read.coded.refi import refi_segments
from casekit.read.coded.segments import Coded
from casekit.read.imported import Imported
from tests.read.coded.interview import SEGMENTS
from tests.read.coded.projects import PROGRAMS, codebook, guid, project, selection, source, zipped

BOOK = codebook(["tp", "van:inwoner", "naar:gemeente", "soort:vraag"])
ALL = ["tp", "van:inwoner", "naar:gemeente", "soort:vraag"]
TEXT = {f"Sources/{guid('text 1')}.txt": "wij vroegen hulp aan de gemeente"}


def read(xml: str, files: dict[str, str | bytes] | None = None) -> Coded:
    return refi_segments(zipped(xml, files if files is not None else dict(TEXT)), "p.qdpx")


def told(coded: Coded) -> dict[str, object]:
    return {problem.code: next(iter(problem.values.values()), None) for problem in coded.report}


def refused(xml: str, files: dict[str, str | bytes] | None = None) -> list[str]:
    with pytest.raises(InputRefused) as error:
        read(xml, files)
    return [problem.code for problem in error.value.problems]


def imported(folder: Path, content: bytes) -> Imported:
    (folder / "interviews.qdpx").write_bytes(content)
    return import_coded(folder / "interviews.qdpx")


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_program_gives_the_same_case(program: str, tmp_path: Path) -> None:
    made = imported(tmp_path, PROGRAMS[program]())
    assert made.case.id == "interviews"
    assert [(t.id, t.from_, t.to, t.kind, t.when, t.responds_to) for t in made.case.touchpoint_list] == [
        ("T07", "inwoner", ("gemeente",), "application", "2021-03", ()),
        ("T2", "inwoner", ("gemeente",), "chase", None, ()),
        ("T3", "gemeente", ("inwoner",), "refusal", None, ("T07",)),
    ]
    assert [(a.id, a.kind) for a in made.case.actor_list] == [
        ("inwoner", "resident"), ("gemeente", "municipality"), ("wijkteam", "welfare"),
    ]  # fmt: skip
    assert [(aside.reason, aside.missing) for aside in made.to_do] == [
        ("incomplete", ("kind",)), ("coded_no_touchpoint", ("kind",)),
    ]  # fmt: skip
    assert made.tally[-1].read == sum(len(codes) for *_, codes in SEGMENTS) - 2  # two are no convention


@pytest.mark.parametrize("program", ["MAXQDA", "NVivo"])
def test_an_annotation_without_a_code_goes_to_the_note(program: str, tmp_path: Path) -> None:
    first = imported(tmp_path, PROGRAMS[program]()).case.touchpoint_list[0]
    assert str(first.note).endswith("; zelf gezegd")
    assert first.summary is None


def test_who_said_it_is_no_code_and_its_name_stays_behind(tmp_path: Path) -> None:
    made = imported(tmp_path, PROGRAMS["NVivo"]())
    assert "coded_case_text" in [problem.code for problem in made.report]
    assert "Iemand" not in repr(made)


def test_a_comment_on_the_touchpoint_becomes_the_summary_unless_it_repeats_the_text(tmp_path: Path) -> None:
    def summary(words: str) -> str | None:
        chosen = selection(0, 16, ALL, f"<Description>{words}</Description>")
        made = imported(tmp_path, zipped(project(BOOK, source(1, chosen)), dict(TEXT)))
        return made.case.touchpoint_list[0].summary

    assert summary("vraagt om hulp") == "vraagt om hulp"
    assert summary("Wij vroegen\n hulp") is None


def test_a_note_by_reference_is_a_memo_and_an_annotation_may_stand_in_the_note() -> None:
    note = guid("note")
    notes = f'<Notes><Note guid="{note}"><PlainTextContent>let op</PlainTextContent>%s</Note></Notes>'
    pointed = selection(0, 16, ALL, f'<NoteRef targetGUID="{note}"/>')
    assert read(project(BOOK, source(1, pointed), notes % "")).segments[0].memos == ("let op",)
    inside = f'{selection(0, 16, ALL)}<NoteRef targetGUID="{note}"/>'
    segments = read(project(BOOK, source(1, inside), notes % selection(4, 11))).segments
    assert [(s.start, s.end, s.memos) for s in segments] == [(0, 16, ()), (4, 11, ("let op",))]


@pytest.mark.parametrize(
    ("path", "member"),
    [
        ("internal://{0}.txt", "Sources/{0}.txt"),
        ("internal://{0}.txt", "SOURCES/{0}.TXT"),
        ("internal://sources\\{0}.txt", "sources/{0}.txt"),
        ("internal:///{0}.txt", "{0}.txt"),
        ("internal://{0}.txt", "Sources\\{0}.txt"),
    ],
)
def test_a_text_is_found_whatever_the_folder_is_called(path: str, member: str) -> None:
    name = guid("text 1")
    xml = project(BOOK, source(1, selection(0, 16, ALL), path.format(name)))
    assert told(read(xml, {member.format(name): "wij vroegen hulp"})) == {}


def test_a_text_may_stand_in_the_project_itself() -> None:
    content = "<PlainTextContent>wij vroegen hulp</PlainTextContent>"
    assert told(read(project(BOOK, source(1, content + selection(0, 16, ALL), "")), {})) == {}
    assert refused(project(BOOK, source(1, content + selection(0, 17, ALL), "")), {}) == ["coded_outside"]


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b"\x80 hulp"])
def test_without_the_text_the_places_are_used_and_that_is_told(content: bytes | None) -> None:
    files: dict[str, str | bytes] = {} if content is None else {f"sources/{guid('text 1')}.txt": content}
    coded = read(project(BOOK, source(1, selection(0, 16, ALL))), files)
    assert coded.segments[0].place == (1, "", 0, 16)
    assert told(coded) == {"coded_text_not_read": "document 1"}


@pytest.mark.parametrize("version", ["0:4", "1.0", "2.0"])
def test_the_version_of_the_namespace_does_not_matter(version: str) -> None:
    assert len(read(project(BOOK, source(1, selection(0, 16, ALL)), version=version)).segments[0].codes) == 4


def test_ids_with_braces_and_capitals_are_the_same_ids() -> None:
    xml = project(BOOK, source(1, selection(0, 16, ALL))).replace(
        f'"{guid("tp")}" name', f'"{{{guid("tp").upper()}}}" name'
    )
    assert told(read(xml)) == {}


def test_a_code_on_a_whole_document_and_one_that_is_not_in_the_codebook_are_not_lost() -> None:
    whole = f'<Coding guid="{guid("w")}"><CodeRef targetGUID="{guid("van:inwoner")}"/></Coding>'
    coded = read(project(BOOK, source(1, whole + selection(0, 16, ["tp", "naar:wijkteam"]))))
    assert [(s.where.split(", ")[1], s.codes) for s in coded.segments] == [
        ("document", (("van:inwoner",),)), ("0-16", (("tp",),)),
    ]  # fmt: skip
    assert told(coded) == {"coded_lost_code": 1}


def test_a_part_of_a_page_goes_with_codes_on_the_same_part_only() -> None:
    codings = "".join(f'<Coding><CodeRef targetGUID="{guid(one)}"/></Coding>' for one in ALL)
    corners = 'firstX="1" firstY="2" secondY="4" page="3"'
    parts = "".join(f'<PDFSelection {corners} secondX="{x}">{codings}</PDFSelection>' for x in ("8", "9"))
    coded = read(
        project(BOOK, f'<PDFSource guid="{guid("pdf")}" name="brief" path="internal://x.pdf">{parts}</PDFSource>')
    )
    assert [segment.spot for segment in coded.segments] == ["page 3 (1,2,8,4)", "page 3 (1,2,9,4)"]
    assert told(coded) == {"coded_without_text": 2}


def test_the_text_of_a_pdf_and_of_a_recording_is_read_and_time_overlaps_time() -> None:
    name = guid("text 1")
    codings = "".join(f'<Coding><CodeRef targetGUID="{guid(one)}"/></Coding>' for one in ALL)
    pdf = (
        f'<PDFSource guid="{guid("pdf")}"><Representation plainTextPath="internal://{name}.txt">'
        f"{selection(0, 16, ALL)}</Representation></PDFSource>"
    )
    points = "".join(f'<SyncPoint guid="{guid(x)}" position="{x}" timeStamp="{x}000"/>' for x in ("4", "11"))
    audio = (
        f'<AudioSource guid="{guid("audio")}"><AudioSelection begin="0" end="4100">{codings}</AudioSelection>'
        f'<Transcript plainTextPath="internal://{name}.txt">{points}<TranscriptSelection fromSyncPoint="{guid("4")}"'
        f' toSyncPoint="{guid("11")}">{codings}</TranscriptSelection></Transcript></AudioSource>'
    )
    places = [segment.place for segment in read(project(BOOK, pdf + audio)).segments]
    assert places == [(1, "", 0, 16), (2, "ms", 0, 4100), (2, "", 4, 11)]


def test_a_quotation_without_code_or_comment_is_told() -> None:
    assert told(read(project(BOOK, source(1, selection(0, 3) + selection(0, 16, ALL))))) == {"coded_bare": 1}


@pytest.mark.parametrize("place", ['startPosition="x"', 'startPosition="-1"', 'startPosition="17"', ""])
def test_a_selection_without_a_place_is_refused(place: str) -> None:
    xml = project(BOOK, source(1, selection(0, 16, ALL))).replace('startPosition="0"', place)
    assert refused(xml) == ["coded_no_place"]


def test_what_is_no_project_is_refused() -> None:
    assert refused('<CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>') == ["coded_no_project"]
    assert refused(project(BOOK, ""), {"other.qde": project(BOOK, "")}) == ["coded_no_project"]


HOSTILE = {
    "entities": ('<!DOCTYPE Project [<!ENTITY a "aaaa">]><Project>&a;</Project>', "xml_entities"),
    "an outside file": ('<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/hostname">]><p>&a;</p>', "xml_entities"),
    "nested without end": ("<Project>" + "<Code>" * 5000, "xml_deep"),
    "cut off": ("<Project><CodeBook>", "xml_broken"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_project_that_could_hurt_is_refused(what: str) -> None:
    xml, code = HOSTILE[what]
    assert refused(xml) == [code]


def test_a_zip_that_could_hurt_is_refused() -> None:
    bomb = zipped(project(BOOK, ""), {"Sources/x.txt": b"\0" * 130_000_000})
    with pytest.raises(InputRefused) as error:
        refi_segments(bomb, "p.qdpx")
    assert {problem.code for problem in error.value.problems} & {"package_large", "package_swells"}
    with pytest.raises(InputRefused):
        refi_segments(zipped(project(BOOK, ""), {"../x.txt": "x"}), "p.qdpx")
