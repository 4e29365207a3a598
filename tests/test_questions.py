"""The questions that decide the critical path: few, never twice, that on which most days hang first."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import casekit as ck
from casekit.case import Case
from casekit.errors import InputRefused
from casekit.notation import case_of
from casekit.questions import Question, driving_path, questions
from casekit.questions.answers import Answer, save_answers
from casekit.questions.words import asked, why
from casekit.story import tell
from casekit.when import Span
from tests.few import few_examples
from tests.stalls.made import case_data

CASES = Path(__file__).parents[1] / "cases"

FOUR = """
a: inwoner > gemeente vraag      @0
b: gemeente > inwoner ontvangst  @5
c: gemeente > inwoner antwoord   @33
d: inwoner > school   vraag      @40 issue=x
e: school > inwoner   antwoord   @43 issue=x re=d
"""


def link(before: str, after: str, needed: str = "ja") -> dict[str, str]:
    return {"before": before, "after": after, "needed": needed}


def pairs(text: str, *links: dict[str, str], **blocks: Any) -> list[tuple[str, str, str]]:
    found = questions(tell(case_of(text, links=list(links), **blocks)))
    return [(one.before, one.after, one.why) for one in found]


# -- which questions --------------------------------------------------------------------------------


def test_only_assumed_links_on_the_path_are_asked_about_most_days_first() -> None:
    text = FOUR.partition("d:")[0]
    found = questions(tell(case_of(text)))
    assert [(one.before, one.after, one.days) for one in found] == [("b", "c", Span(28, 28)), ("a", "b", Span(5, 5))]
    assert pairs("a: inwoner > gemeente vraag @0\nb: gemeente > inwoner antwoord @33 re=a") == []


def test_the_lead_time_that_the_case_names_is_what_is_asked_about() -> None:
    assert pairs(FOUR, start_event="a", end_event="b") == [("a", "b", "assumed")]
    assert pairs(FOUR, start_event="d", end_event="e") == []


@pytest.mark.parametrize("needed", ["ja", "nee", "weet niet"])
@pytest.mark.parametrize("ends", [("b", "c"), ("c", "b")])
def test_what_was_answered_is_never_asked_again_in_either_direction(ends: tuple[str, str], needed: str) -> None:
    if ends == ("c", "b") and needed == "ja":
        return  # the case refuses that
    asked_now = pairs(FOUR, link(*ends, needed), start_event="a", end_event="c")
    assert not {("b", "c"), ("c", "b")} & {(before, after) for before, after, _ in asked_now}


def test_no_opens_the_next_question_until_there_is_nothing_left_to_ask() -> None:
    text, events = FOUR, {"start_event": "a", "end_event": "c"}
    first = link("b", "c", "nee")
    assert pairs(text, first, **events) == [("a", "c", "assumed")]
    assert pairs(text, first, link("a", "c", "nee"), **events) == []


def test_where_the_path_breaks_off_the_latest_contact_of_who_acts_is_asked_then_the_one_before() -> None:
    text = """
    a: inwoner > gemeente vraag    @0
    b: gemeente > inwoner antwoord @10 re=a
    c: inwoner > gemeente bericht  @20
    d: school > wijkteam  bericht  @25
    e: gemeente > inwoner bericht  @90
    """
    events = {"start_event": "a", "end_event": "e"}
    assert pairs(text, **events) == [("c", "e", "broken")]
    (question,) = questions(tell(case_of(text, **events)))
    assert question.days == Span(90, 90)
    assert pairs(text, link("c", "e", "nee"), **events) == [("b", "e", "broken")]
    assert pairs(text, link("c", "e", "weet niet"), **events) == [("b", "e", "broken")]
    assert pairs(text, link("b", "e"), **events) == []
    denied = [link(one, "e", "nee") for one in "abc"]
    assert pairs(text, *denied, **events) == []


def test_uncertain_dates_are_looked_at_from_both_ends() -> None:
    text = """
    a: inwoner > gemeente vraag    @0     order=1 issue=x
    p: inwoner > school   vraag    @0     order=1 issue=y
    b: gemeente > inwoner bericht  @5/20  order=2 issue=x
    c: school > inwoner   bericht  @10/12 order=2 issue=y
    d: gemeente > inwoner antwoord @40    order=3 issue=x depends_on=b,c
    """
    found = {(one.before, one.after): one.days for one in questions(tell(case_of(text, start_event="a")))}
    assert found == {("p", "c"): Span(10, 10), ("a", "b"): Span(12, 20)}


def test_a_case_without_days_is_asked_along_its_order() -> None:
    (question,) = questions(tell(case_of("a: inwoner > gemeente vraag\nb: gemeente > inwoner antwoord")))
    assert question == Question("a", "b", "assumed", None)
    assert questions(tell(Case.model_validate({"id": "leeg"}))) == ()


@settings(max_examples=25, deadline=None)
@given(st.data(), case_data())
def test_answering_comes_to_an_end_and_no_question_comes_twice(data: st.DataObject, made: Any) -> None:
    case = Case.model_validate(made)
    seen: set[frozenset[str]] = set()
    for _ in range(200):
        found = questions(tell(case))
        assert len(found) <= 10
        assert all(tell(case).by_id[one.before].place < tell(case).by_id[one.after].place for one in found)
        assert list(found) == sorted(found, key=lambda one: -one.days.hi if one.days else 0)
        if not found:
            return
        pair = frozenset((found[0].before, found[0].after))
        assert pair not in seen
        seen.add(pair)
        one = {"before": found[0].before, "after": found[0].after}
        answered = {**one, "needed": data.draw(st.sampled_from(["yes", "no", "unknown"]))}
        links = [*(known.model_dump() for known in case.links), answered]
        case = Case.model_validate({**made, "links": links})
    raise AssertionError("the questions did not end")


@pytest.mark.parametrize("name", few_examples())
def test_the_cases_of_the_kit_have_few_questions(name: str) -> None:
    assert 0 < len(questions(ck.analyse(ck.example(name)))) <= 5


# -- in words ---------------------------------------------------------------------------------------


def test_a_question_names_both_contacts_with_who_when_and_what_and_what_hangs_on_it() -> None:
    case = case_of(
        "a: inwoner > gemeente vraag @2021-03-05\nb: gemeente > inwoner antwoord @2021-04-02 summary='Een brief.'"
    )
    story = tell(case)
    (question,) = questions(story)
    assert asked(question, story) == (
        "a (vraag, 5 maart 2021), van inwoner naar gemeente.",
        "b (antwoord, 2 april 2021), van gemeente naar inwoner. Een brief.",
        "Moest a (vraag) gebeuren voordat b (antwoord) kon?",
        "Hier hangt aan: 28 dagen. De kit neemt dit verband aan; de casus noemt het niet.",
    )
    assert "28 days" in why(question, story, "en")


def test_the_table_for_a_notebook_holds_one_question_per_row() -> None:
    table = ck.ask(case_of(FOUR, start_event="a", end_event="c"))
    assert table[["before", "after", "days_lo", "days_hi"]].values.tolist() == [["b", "c", 28, 28], ["a", "b", 5, 5]]
    assert list(ck.ask(Case.model_validate({"id": "leeg"})).columns) == list(table.columns)
    assert ck.ask(case_of("a: inwoner > gemeente vraag\nb: gemeente > inwoner antwoord"))["days_lo"].isna().all()


# -- answers ----------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(CASES / "bijstand-aanvraag", tmp_path / "bijstand-aanvraag")


def test_an_answer_is_kept_in_the_case_with_who_and_when_and_the_rest_stays(folder: Path) -> None:
    before = (folder / "case.yaml").read_text(encoding="utf-8")
    first = ck.ask(folder).iloc[0]
    case = ck.answer(folder, first["before"], first["after"], "ja", by="onderzoeker", on=date(2026, 11, 1))
    kept = case.links[0]
    assert (kept.before, kept.after, kept.needed) == (first["before"], first["after"], "yes")
    assert (kept.answered_by, kept.answered_on) == ("onderzoeker", "2026-11-01")
    after = (folder / "case.yaml").read_text(encoding="utf-8")
    assert after.replace(after[after.index("links:") :], "") in before + "\n"
    assert first["after"] not in set(ck.ask(folder)["after"])


def test_the_same_answer_again_changes_nothing(folder: Path) -> None:
    ck.answer(folder, "t31", "t34", "ja", by="onderzoeker", on="2026-11-01")
    before = (folder / "case.yaml").read_bytes()
    ck.answer(folder, "t31", "t34", "yes", by="iemand anders", on="2026-11-02")
    assert (folder / "case.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("answers", "by", "on", "codes"),
    [
        ([("t31", "t99", "ja")], "x", "2026-11-01", ["unknown_touchpoint"]),
        ([("t34", "t31", "ja")], "x", "2026-11-01", ["answer_order"]),
        ([("t31", "t31", "ja")], "x", "2026-11-01", ["answer_order"]),
        ([("t31", "t34", "misschien")], "x", "2026-11-01", ["answer_word"]),
        ([("t31", "t34", "ja"), ("t31", "t34", "nee")], "x", "2026-11-01", ["answer_given"]),
        ([("t31", "t34", "ja")], " ", "2026", ["answer_role", "answer_day"]),
        ([("t31", "t34", "ja")], "een regel\nen nog een", "2026-11-01", ["answer_role"]),
    ],
)
def test_what_cannot_be_is_refused_all_at_once_and_nothing_is_saved(
    folder: Path, answers: list[tuple[str, str, str]], by: str, on: str, codes: list[str]
) -> None:
    before = (folder / "case.yaml").read_bytes()
    with pytest.raises(InputRefused) as refused:
        save_answers(folder, [Answer(*one) for one in answers], by=by, on=on)
    assert [problem.code for problem in refused.value.problems] == codes
    assert (folder / "case.yaml").read_bytes() == before


def test_another_answer_to_a_question_that_was_answered_is_refused(folder: Path) -> None:
    ck.answer(folder, "t31", "t34", "ja", by="onderzoeker", on="2026-11-01")
    with pytest.raises(InputRefused) as refused:
        ck.answer(folder, "t31", "t34", "nee", by="onderzoeker", on="2026-11-02")
    assert [problem.code for problem in refused.value.problems] == ["answer_given"]
    assert "al beantwoord: ja" in refused.value.problems[0].sentence("nl")


@pytest.mark.parametrize("name", ["a,b", "x = y", "t 1", "12"])
@pytest.mark.parametrize("by", ["onderzoeker, lector", "a=b", "#1", "ja"])
def test_names_and_roles_with_hard_signs_are_kept_as_they_are(tmp_path: Path, name: str, by: str) -> None:
    file = tmp_path / "c" / "case.yaml"
    file.parent.mkdir()
    file.write_text(
        f"id: c\nactors: [{{id: i, kind: inwoner}}, {{id: g}}]\ntouchpoints:\n"
        f"  - {{id: '{name}', from: i, to: g, kind: vraag}}\n  - {{id: z, from: g, to: i, kind: antwoord}}\n",
        encoding="utf-8",
    )
    (kept,) = ck.answer(file, name, "z", "weet niet", by=by, on="2026-11-01").links
    assert (kept.before, kept.needed, kept.answered_by) == (name, "unknown", by)


def test_the_path_follows_the_answers() -> None:
    events = {"start_event": "a", "end_event": "c"}
    assert driving_path(tell(case_of(FOUR, **events))) == ("a", "b", "c")
    assert driving_path(tell(case_of(FOUR, links=[link("b", "c", "nee")], **events))) == ("a", "c")


def test_the_lead_time_of_another_issue_has_questions_of_its_own() -> None:
    text = """
    a: inwoner  > gemeente vraag    @0  issue=huur
    b: gemeente > inwoner  antwoord @30 issue=huur re=a
    c: inwoner  > school   vraag    @40 issue=laptop
    d: school   > inwoner  bericht  @90 issue=laptop
    """
    story = tell(case_of(text))
    assert questions(story) == ()
    assert [(one.before, one.after) for one in questions(story, "laptop")] == [("c", "d")]
    assert driving_path(story, "laptop") == ("c", "d")
