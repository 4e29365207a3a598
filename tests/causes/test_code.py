"""A coding stays attached to its stall; what it is about and is not there any more is told, nothing deleted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from casekit.causes.about_codes import nearest_stall, problems_of
from casekit.causes.book import Book, book_of, open_book
from casekit.causes.code import code
from casekit.causes.code_state import next_steps, state_data
from casekit.coding import Coding
from casekit.errors import InputRefused, Problem
from casekit.notation import case_of
from casekit.write.case_file import case_text
from casekit.write.edit.edit import add_row

CASE = case_of(
    """
    a: inwoner > gemeente aanvraag @0 issue=bijstand
    b: gemeente > inwoner besluit @100 re=a issue=bijstand
    c: inwoner > gemeente vraag @20 issue=huur
    d: gemeente > inwoner antwoord @21 re=c issue=huur
    """
)
STALL = "K04-a-b"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(CASE), encoding="utf-8")
    return path


def edit(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def coding(coder: str = "codeur-a", **row: Any) -> Coding:
    return Coding.model_validate({"coder": coder, "codes": [{"stall": STALL, "cause": "U3", **row}]})


def told(*codings: Coding) -> list[Problem]:
    return problems_of(book_of(CASE, *codings))


def test_a_coding_survives_an_unrelated_touchpoint(file: Path) -> None:
    code(file, "codeur-a", STALL, "U3", "Het duurde lang.")
    row: Mapping[str, Any] = {"id": "e", "from": "inwoner", "to": ["gemeente"], "kind": "question", "issue": "huur"}
    edit(file, add_row(file.read_text(encoding="utf-8"), ("touchpoints",), {**row, "when": "22"}))
    book = open_book(file)
    assert "e" in book.analysis.story.by_id
    assert [(said.stall.key, said.cause) for said in book.said] == [(STALL, "U3")]
    assert book.orphaned == {}


def test_when_the_stall_disappears_the_coding_is_listed_as_orphaned_and_stays(file: Path) -> None:
    path = code(file, "codeur-a", STALL, "U3", "Het duurde lang.")
    before = path.read_bytes()
    row = {"id": "e", "from": "inwoner", "to": ["gemeente"], "kind": "question", "issue": "bijstand", "when": "50"}
    edit(file, add_row(file.read_text(encoding="utf-8"), ("touchpoints",), row))
    book = open_book(file)
    assert STALL not in book.stalls
    assert book.orphaned == {STALL: ("codeur-a",)}
    assert path.read_bytes() == before
    near = nearest_stall(book, STALL)
    assert near is not None
    assert book.stalls[near].kind == "K04"
    assert [problem.code for problem in problems_of(book)] == ["code_orphaned"]
    assert near in problems_of(book)[0].sentence("nl")
    assert state_data(book)["orphaned"] == [{"stall": STALL, "coders": ["codeur-a"], "nearest": near}]
    assert "orphaned" in next_steps(book)


def test_the_notebook_function_takes_words_and_fields_and_gives_the_file(file: Path) -> None:
    given = {"link": ["stall"], "kind": "document", "source": "dossier"}
    path = code(
        file, "docent", STALL, "U3", "x", evidence=[given, "oorzaak=data"], rivals=[{"explanation": "vakantie"}],
        effect=["niet kunnen", "not knowing"], stress=True, location="werkproces", owner="gemeente",
    )  # fmt: skip
    assert path == file.parent / "codings" / "docent.yaml"
    (row,) = open_book(file).codings[0].codes
    assert [one.kind for one in row.evidence] == ["document", "data"]
    assert (row.effect, row.location, row.owner) == (("not_able", "not_knowing"), "process", "municipality")


def test_an_axis_that_nobody_knows_is_a_mistake_of_who_types_the_code(file: Path) -> None:
    with pytest.raises(TypeError, match="chnager"):
        code(file, "docent", STALL, "U3", "x", chnager="team")


def test_all_that_is_wrong_is_refused_at_once(file: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        code(file, "a/b", "K02-a", "O33", evidence=[{"kind": "krant"}], conduct=["beleefdheid"])
    codes = {problem.code for problem in refused.value.problems}
    assert codes == {"coder_name", "code_no_stall", "unknown_cause", "code_word", "code_part"}
    assert not (file.parent / "codings").exists()


def test_unknown_needs_a_reason_unless_the_row_has_one(file: Path) -> None:
    with pytest.raises(InputRefused):
        code(file, "docent", STALL, "unknown")
    code(file, "docent", STALL, "unknown", "Niemand weet wie het dossier had.")
    code(file, "docent", STALL, "unknown", changer="team")
    assert open_book(file).codings[0].codes[0].changer == "team"


# --- What deserves a look


def test_a_coding_with_nothing_strange_gives_no_warning() -> None:
    assert told(coding(evidence=[{"kind": "document", "touchpoints": ["a"]}])) == []


def test_evidence_that_names_what_the_case_does_not_have_is_told_once_with_the_nearest() -> None:
    both = [{"kind": "document", "source": "dosier", "touchpoints": ["a", "z"]}, {"kind": "data", "source": "dosier"}]
    case = CASE.model_copy(update={"sources": case_of("a: x > y vraag", sources=[{"id": "dossier"}]).sources})
    found = problems_of(book_of(case, coding(evidence=both)))
    assert [problem.code for problem in found] == ["code_cites_touchpoint", "code_cites_source"]
    assert "'dossier'" in found[1].sentence("nl")


def test_a_cause_for_which_all_evidence_is_inferred_is_told() -> None:
    assert [p.code for p in told(coding(evidence=[{"kind": "afgeleid"}]))] == ["code_inferred"]
    assert told(coding(evidence=[{"kind": "afgeleid"}, {"kind": "data"}])) == []
    assert told(coding()) == []


@pytest.mark.parametrize(
    "coder",
    ["Voornaam-Achternaam", "Voornaam Achternaam", "Voornaam van Achternaam", "VoornaamAchternaam", "Één_Twee"],
)
def test_a_coder_that_looks_like_a_person_is_asked_for_a_role(coder: str) -> None:
    (problem,) = told(coding(coder))
    assert (problem.code, problem.severity) == ("code_person", "warning")
    assert coder not in problem.part("found") + problem.part("do")


@pytest.mark.parametrize("coder", ["codeur-a", "A", "docent-onderzoeker", "Docent", "Codeur-A", "consensus", "UWV-3"])
def test_a_letter_or_a_role_is_fine(coder: str) -> None:
    assert told(coding(coder)) == []


def test_what_is_left_to_do_follows_from_how_far_people_are() -> None:
    def steps(*codings: Coding) -> tuple[str, ...]:
        return next_steps(book_of(CASE, *codings))

    other = Coding.model_validate({"coder": "b", "codes": [{"stall": STALL, "cause": "O3"}]})
    everything = Book(analysis=book_of(CASE).analysis)
    assert len(everything.stalls) == 1
    assert steps() == ("nobody",)
    assert steps(coding()) == ("second", "ladder")
    assert steps(coding(), other) == ("disputed",)
    assert steps(coding(), coding("b")) == ("ladder",)
