"""Importing a chronology: every field is kept, nothing is invented, and what is wrong is said."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from casekit.read.chronology import Imported
from casekit.vocabulary import codes, label
from casekit.when import Span, timeline
from casekit.write.case_file import case_text

from .chronologies import chronology, row

DOCS = Path(__file__).parents[2] / "docs"
TABLE = tomllib.loads(files("casekit.read").joinpath("chronology.toml").read_text(encoding="utf-8"))
KINDS = (
    "request",
    "application",
    "referral",
    "appointment",
    "decision",
    "signal",
    "information_request",
    "information_provided",
    "promise",
    "payment",
    "letter",
    "call",
    "complaint",
    "objection",
    "enforcement",
    "waiting",
    "help",
    "rejection",
    "closure",
    "other",
)


def reported(imported: Imported) -> list[tuple[str, str]]:
    return [(p.code, str(p.values.get("field", p.values.get("id")))) for p in imported.report]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_the_format_has_a_row_in_the_table(read: Any, kind: str) -> None:
    (touchpoint,) = read(chronology(row("t1", "r", "g", kind))).case.touchpoint_list
    assert touchpoint.kind in codes("kind")


@pytest.mark.parametrize("kind", ["letter", "call", "complaint", "objection", "signal", "help"])
def test_what_asks_an_organisation_for_an_answer_is_marked_as_inferred(read: Any, kind: str) -> None:
    case = read(chronology(row("t1", "r", "g", kind), row("t2", "g", "r", kind))).case
    to_organisation, to_resident = case.touchpoint_list
    assert to_organisation.link_basis == "inferred"
    assert to_organisation.kind in ("question", "registration", "escalation", "objection")
    assert to_resident.link_basis is None or kind in ("complaint", "objection")


@pytest.mark.parametrize("kind", ["request", "application", "decision", "payment", "referral", "waiting", "other"])
def test_what_the_source_itself_says_is_not_marked_as_inferred(read: Any, kind: str) -> None:
    assert read(chronology(row("t1", "r", "g", kind))).case.touchpoint_list[0].link_basis is None


def test_waiting_becomes_a_record_of_silence(read: Any) -> None:
    assert read(chronology(row("t1", "g", "r", "waiting"))).case.touchpoint_list[0].kind == "silence"


def test_help_is_given_by_an_organisation_and_asked_by_the_resident(read: Any) -> None:
    case = read(chronology(row("t1", "r", "g", "help"), row("t2", "g", "r", "help"))).case
    assert [t.kind for t in case.touchpoint_list] == ["question", "delivery"]


def test_a_call_back_to_who_asked_is_an_answer(read: Any) -> None:
    case = read(chronology(row("t1", "g", "k", "request"), row("t2", "k", "g", "call", responds_to="t1"))).case
    assert case.touchpoint_list[1].kind == "answer"


def test_who_acts_for_the_resident_counts_as_the_resident(read: Any) -> None:
    data = chronology(row("t1", "h", "g", "help"))
    data["actors"].append({"id": "h", "acts_for": ["r"]})
    assert read(data).case.touchpoint_list[0].kind == "question"


def test_every_field_has_its_place_or_stands_in_a_note_that_is_reported(read: Any) -> None:
    data = chronology(
        row(
            "t1",
            "r",
            "g",
            "request",
            date="2020-01-02",
            summary="S",
            outcome="partial",
            due="2020-02-01",
            channel="phone",
            amount=12.5,
            experience=-1,
            weather="rain",
            tags=["a", "b"],
            note="N",
        ),
        row("t2", "g", "r", "promise", date="2020-01", due="2020-03-01", promise=True, responds_to="t1"),
        source={"publisher": "P", "reference": "R", "url": "U", "year": 2014, "page": 7},
        summary="Sum",
        question="Q",
        extra={"x": 1},
    )
    data["actors"][0] |= {"label": "L", "role": "aanvrager", "age": 40}
    data["actors"][1]["kind"] = "spaceship"
    imported = read(data)
    case, (first, second) = imported.case, imported.case.touchpoint_list
    assert (case.id, case.title, case.language, case.summary, case.question) == ("c", "T", "nl", "Sum", "Q")
    assert case.provenance == "P, R, 2014"
    assert case.sources[0].model_dump(exclude_defaults=True) == {
        "id": "bron",
        "publisher": "P",
        "reference": "R",
        "url": "U",
        "year": "2014",
    }
    assert (first.when, first.order, first.summary, first.outcome, first.due) == (
        "2020-01-02",
        1,
        "S",
        "partial",
        "2020-02-01",
    )
    assert (first.channel, first.amount, first.experience) == ("phone", 12.5, -1)
    assert first.note == 'weather: rain; tags: ["a", "b"]; note: N'
    assert second.promise is not None
    assert (second.promise.due, second.responds_to, second.when) == ("2020-03-01", ("t1",), "2020-01")
    assert case.actor_list[0].label == "L"
    assert case.actor_list[0].role == "aanvrager"
    assert case.actor_list[0].note == "age: 40"
    assert (case.actor_list[1].kind, case.actor_list[1].note) == ("other", "kind: spaceship")
    assert case.note == 'source.page: 7; extra: {"x": 1}'
    kept = {field for code, field in reported(imported) if code == "kept_in_note"}
    assert kept == {"weather", "tags", "note", "age", "kind", "source.page", "extra"}


def test_findings_and_notes_are_left_out_and_that_is_reported(read: Any) -> None:
    imported = read(chronology(row("t1", "r", "g", "request"), findings=[{"what": "geheim"}], notes="geheim"))
    assert reported(imported) == [("left_out", "findings"), ("left_out", "notes")]
    assert "geheim" not in case_text(imported.case)


def test_nothing_is_said_that_the_source_does_not_say(read: Any) -> None:
    case = read(chronology(row("t1", "r", "g", "request"), row("t2", "g", "r", "decision"))).case
    said = {name for t in case.touchpoint_list for name in t.model_fields_set}
    assert said == {"id", "order", "from_", "to", "kind"}
    assert case.model_fields_set == {"id", "title", "language", "actor_list", "touchpoint_list"}


def test_a_duration_in_words_becomes_an_elapsed_time_with_its_words(read: Any) -> None:
    imported = read(
        chronology(
            row("t1", "r", "g", "application", date="2020-01-10"),
            row("t2", "g", "r", "decision", responds_to="t1", summary="Na vijf maanden komt het besluit."),
        )
    )
    touchpoint = imported.case.touchpoint_list[1]
    assert (touchpoint.when, touchpoint.link_basis) == ("t1 + ~5 months", "inferred")
    assert touchpoint.note == 'when: "Na vijf maanden"'
    assert reported(imported) == [("when_from_words", "t2")]


def test_without_a_reply_a_duration_counts_from_the_row_before_in_the_known_order(read: Any) -> None:
    rows = [row("t1", "r", "g", "request"), row("t2", "g", "r", "waiting", summary="Drie weken stilte.")]
    assert read(chronology(*rows)).case.touchpoint_list[1].when == "t1 + ~3 weeks"
    assert read(chronology(*reversed(rows))).case.touchpoint_list[0].when is None
    rows[0]["order"] = 9
    assert read(chronology(*rows)).case.touchpoint_list[1].when is None


def test_a_stated_duration_that_cannot_be_true_beside_the_dates_is_not_used(read: Any) -> None:
    imported = read(
        chronology(
            row("t1", "r", "g", "application", date="2020-01-10"),
            row("t2", "g", "r", "waiting", responds_to="t1", summary="Vijf maanden stilte."),
            row("t3", "g", "r", "decision", date="2020-02-01", responds_to="t1"),
            row("t4", "g", "r", "waiting", responds_to="t3", summary="Twee weken stilte."),
        )
    )
    assert [t.when for t in imported.case.touchpoint_list] == ["2020-01-10", None, "2020-02-01", "t3 + ~2 weeks"]
    assert imported.case.touchpoint_list[1].note == 'when: "Vijf maanden"'
    assert ("time_not_used", "t2") in reported(imported)


def test_a_vague_promise_gets_an_interval_in_which_it_falls_due_with_its_words(read: Any) -> None:
    imported = read(
        chronology(row("t1", "g", "r", "promise", date="2020-01-10", summary="Belt volgende week terug."))
    )
    (touchpoint,) = imported.case.touchpoint_list
    assert touchpoint.promise is not None
    assert touchpoint.promise.due == "t1 + 1-13 days"
    assert timeline(imported.case).place(touchpoint.promise.due) == Span(1, 13)
    assert (touchpoint.link_basis, touchpoint.note) == ("inferred", 'due: "volgende week"')
    assert reported(imported) == [("due_from_words", "t1")]


def test_only_a_promise_gets_a_due_moment_from_words_and_only_where_it_has_none(read: Any) -> None:
    imported = read(
        chronology(
            row("t1", "r", "g", "request", summary="Vraagt om volgende week te bellen."),
            row("t2", "g", "r", "promise", due="2020-02-01", summary="Belt met spoed."),
            row("t3", "g", "r", "promise", summary="Belt terug."),
        )
    )
    dues = [t.promise.due if t.promise else t.due for t in imported.case.touchpoint_list]
    assert dues == [None, "2020-02-01", None]
    assert imported.report == ()


@pytest.mark.parametrize(("page", "lang"), [("nl/importeren.md", "nl"), ("en/importing.md", "en")])
def test_the_table_of_kinds_in_the_docs_is_the_table_of_the_kit(page: str, lang: str) -> None:
    def word(code: str | None) -> str:
        return label("kind", code, lang) if code else ""

    text = (DOCS / page).read_text(encoding="utf-8")
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| `")
    ]
    shown = {re.sub("`", "", line[0]): line[1:] for line in cells}
    yes = {"nl": "ja", "en": "yes"}[lang]
    assert shown == {
        kind: [
            word(entry["kind"]),
            word(entry.get("to_client")),
            word(entry.get("from_client")),
            word(entry.get("reply")),
            yes if entry.get("asks") or entry.get("asks_from_client") else "",
        ]
        for kind, entry in TABLE.items()
    }
