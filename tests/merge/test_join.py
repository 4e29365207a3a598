"""Joining timelines: nothing is lost, nothing is taken to be the same, and no order is claimed that nobody knows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import Phase, given

from casekit.case import Case
from casekit.errors import InputRefused
from casekit.merge.join import Merged, merge
from casekit.stalls.run import analyse
from casekit.when import timeline
from tests.few import few
from tests.sheets.whole_cases import whole_cases

ACTORS = [
    {"id": "inwoner", "kind": "inwoner"},
    {"id": "gemeente", "kind": "gemeente"},
    {"id": "corporatie", "kind": "corporatie"},
]


def view(name: str, *rows: dict[str, Any], **fields: Any) -> Case:
    touchpoints = [{"from": "inwoner", "to": "gemeente", "kind": "vraag", **row} for row in rows]
    return Case.model_validate({"id": name, "actors": ACTORS, "touchpoints": touchpoints, **fields})


def codes(error: pytest.ExceptionInfo[InputRefused]) -> set[str]:
    return {problem.code for problem in error.value.problems}


def ids(merged: Merged) -> list[str]:
    return [t.id for t in merged.case.touchpoint_list]


def pairs(merged: Merged) -> list[set[str]]:
    return [{one.first, one.second} for one in merged.proposals]


def test_every_row_keeps_its_own_place_and_names_the_timeline_it_is_from() -> None:
    merged = merge([view("a", {"id": "a1"}, {"id": "a2"}), view("b", {"id": "b1", "kind": "klacht"})], "c")
    assert {t.id: (t.view, t.source) for t in merged.case.touchpoint_list} == {
        "a1": (("a",), ("a",)),
        "a2": (("a",), ("a",)),
        "b1": (("b",), ("b",)),
    }
    assert [source.id for source in merged.case.sources] == ["a", "b"]


def test_the_same_id_in_two_timelines_is_two_rows_and_links_follow_the_new_names() -> None:
    one = view("a", {"id": "t1"}, {"id": "t2", "kind": "antwoord", "responds_to": "t1", "when": "t1 + 3 days"})
    merged = merge([one, view("b", {"id": "t1", "kind": "klacht"})], "c")
    rows = {t.id: t for t in merged.case.touchpoint_list}
    assert set(rows) == {"t1-a", "t2", "t1-b"}
    assert rows["t2"].responds_to == ("t1-a",)
    assert rows["t2"].when == "t1-a + 3 days"
    assert merged.renamed == {"a": {"t1": "t1-a"}, "b": {"t1": "t1-b"}}


def test_the_order_between_two_timelines_is_not_known_without_dates() -> None:
    dated = view("a", {"id": "a1", "when": "2021-03-01"}, {"id": "a2", "when": "2021-03-09"})
    undated = view("b", {"id": "b1", "kind": "klacht"}, {"id": "b2", "kind": "klacht", "when": "2021-03-05"})
    spans = timeline(merge([dated, undated], "c").case).spans
    assert spans["b1"].hi == spans["b2"].lo == 4
    assert spans["b1"].lo == float("-inf")


def test_the_rows_stand_by_date_where_dates_are_known() -> None:
    one = view("a", {"id": "a1", "when": "2021-03-01"}, {"id": "a2", "when": "2021-05-01"})
    other = view("b", {"id": "b1", "when": "2021-04", "kind": "klacht"})
    assert ids(merge([one, other], "c")) == ["a1", "b1", "a2"]


def test_a_stall_over_two_timelines_without_dates_is_at_most_possible() -> None:
    steps: list[dict[str, Any]] = [
        {"id": "a1", "from": "gemeente", "to": "corporatie", "kind": "verwijzing"},
        {"id": "a2", "from": "corporatie", "to": "gemeente", "kind": "verwijzing"},
        {"id": "a3", "from": "gemeente", "to": "corporatie", "kind": "verwijzing"},
    ]
    whole = analyse(view("a", *steps, issues=["huur"], observed={"until": "2022"}))
    split = analyse(merge([view("a", *steps[:2], issues=["huur"]), view("b", steps[2], issues=["huur"])], "c").case)
    assert "views" in split.assumptions
    assert "views" not in whole.assumptions
    assert all(stall.verdict == "possible" for stall in split.stalls)


def test_what_may_be_the_same_event_is_proposed_and_not_assumed() -> None:
    one = view("a", {"id": "a1", "when": "2021-03-01", "summary": "Vraagt bijzondere bijstand"})
    other = view(
        "b", {"id": "b1", "when": "2021-03-08", "summary": "Aanvraag bijzondere bijstand", "kind": "aanvraag"}
    )
    merged = merge([one, other], "c")
    assert ids(merged) == ["a1", "b1"]
    (proposal,) = merged.proposals
    assert proposal.why == ("same_parties", "close_days", "like_kind", "like_words")
    assert ("when", "2021-03-01", "2021-03-08") in proposal.differ


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"when": "2021-03-16"}, "fifteen days on"),
        ({"when": "2021-03-01", "from": "corporatie"}, "another sender"),
        ({"when": "2021-03-01", "to": "corporatie"}, "another receiver"),
        ({"when": "2021-03-01", "kind": "betaling"}, "something else was done"),
        ({"kind": "antwoord"}, "no day and another kind"),
    ],
)
def test_what_is_unlike_is_not_proposed(row: dict[str, Any], reason: str) -> None:
    merged = merge([view("a", {"id": "a1", "when": "2021-03-01"}), view("b", {"id": "b1", **row})], "c")
    assert pairs(merged) == [], reason


def test_rows_fourteen_days_apart_or_without_a_day_are_proposed() -> None:
    one = view("a", {"id": "a1", "when": "2021-03-01"})
    assert pairs(merge([one, view("b", {"id": "b1", "when": "2021-03-15"})], "c")) == [{"a1", "b1"}]
    assert pairs(merge([one, view("b", {"id": "b1"})], "c")) == [{"a1", "b1"}]


def test_the_strongest_proposal_stands_first_and_rows_of_one_timeline_are_never_proposed() -> None:
    one = view("a", {"id": "a1", "when": "2021-03-01"}, {"id": "a2", "when": "2021-03-01"})
    other = view("b", {"id": "b1", "when": "2021-03-09"}, {"id": "b2", "when": "2021-03-01"})
    found = pairs(merge([one, other], "c"))
    assert found[:2] in ([{"a1", "b2"}, {"a2", "b2"}], [{"a2", "b2"}, {"a1", "b2"}])
    assert {"a1", "a2"} not in found


def test_a_pair_that_the_user_confirms_becomes_one_row_and_nothing_of_it_is_lost() -> None:
    one = view("a", {"id": "a1", "when": "2021-03-01", "summary": "Vraagt hulp", "source": "dossier"}, {"id": "a2"})
    answer = {"id": "b2", "kind": "antwoord", "from": "gemeente", "to": "inwoner", "responds_to": "b1"}
    other = view("b", {"id": "b1", "when": "2021-03-04", "channel": "telefoon"}, answer)
    merged = merge([one, other], "c", [("a1", "b1")])
    row = {t.id: t for t in merged.case.touchpoint_list}["a1"]
    assert set(ids(merged)) == {"a1", "a2", "b2"}
    assert (row.when, row.channel, row.source, row.view) == ("2021-03-01", "phone", ("dossier", "b"), ("a", "b"))
    assert row.note == "volgens b: wanneer 2021-03-04"
    assert {t.id: t for t in merged.case.touchpoint_list}["b2"].responds_to == ("a1",)
    assert [(c.path, c.said) for c in merged.contradictions] == [
        (("touchpoints", "a1", "when"), (("a", "2021-03-01"), ("b", "2021-03-04")))
    ]


def test_three_rows_can_be_one_event() -> None:
    cases = [view(name, {"id": f"{name}1", "when": "2021-03-01"}) for name in "abc"]
    assert ids(merge(cases, "d", [("b1", "c1"), ("a1", "b1")])) == ["a1"]
    assert ids(merge(cases, "d", [("a1", "b1"), ("b1", "c1"), ("c1", "a1")])) == ["a1"]


def test_a_joined_row_keeps_the_order_of_both_timelines() -> None:
    one = view("a", {"id": "a1"}, {"id": "a2", "kind": "klacht"}, {"id": "a3"})
    other = view("b", {"id": "b1"}, {"id": "b2", "kind": "klacht"}, {"id": "b3"})
    order = ids(merge([one, other], "c", [("a2", "b2")]))
    assert order.index("a1") < order.index("a2") < order.index("a3")
    assert order.index("b1") < order.index("a2") < order.index("b3")


def test_pairs_that_cannot_be_one_event_are_refused() -> None:
    cases = [view("a", {"id": "a1"}, {"id": "a2"}), view("b", {"id": "b1"}, {"id": "b2"})]
    with pytest.raises(InputRefused) as one_view:
        merge(cases, "c", [("a1", "a2"), ("a1", "x")])
    assert codes(one_view) == {"merge_one_view", "merge_unknown_row"}
    with pytest.raises(InputRefused) as circle:
        merge(cases, "c", [("a1", "b2"), ("a2", "b1")])
    assert codes(circle) == {"merge_circle"}


def test_the_same_thing_with_other_words_stands_once_and_both_words_are_kept() -> None:
    one = view("a", {"id": "a1"}, issues=[{"id": "huur", "label": "huurschuld"}], question="Wat?")
    other = view("b", {"id": "b1"}, issues=[{"id": "huur", "label": "achterstand"}], question="Wie?")
    merged = merge([one, other], "c")
    assert [issue.label for issue in merged.case.issues] == ["huurschuld"]
    assert merged.case.note == "volgens b: vraag Wie?; volgens b: huur: naam in beeld achterstand"
    assert {c.path for c in merged.contradictions} == {("question",), ("issues", "huur", "label")}


def test_the_period_runs_from_the_first_day_to_the_last_and_only_if_all_have_one() -> None:
    one = view("a", {"id": "a1"}, observed={"from": "2021-03-01", "until": "2021-06-01"})
    other = view("b", {"id": "b1"}, observed={"from": "2021-02-01", "until": "2021-05-01"})
    period = merge([one, other], "c").case.observed
    assert period is not None
    assert (period.from_, period.until) == ("2021-02-01", "2021-06-01")
    assert merge([one, view("b", {"id": "b1"})], "c").case.observed is None


def test_days_that_are_counted_become_dates_and_without_day_zero_they_are_refused() -> None:
    counted = view("a", {"id": "a1", "when": "12/14", "due": "20"}, day_zero="2021-03-01")
    other = view("b", {"id": "b1", "when": "2021-03-20", "kind": "klacht"})
    rows = {t.id: t for t in merge([counted, other], "c").case.touchpoint_list}
    assert (rows["a1"].when, rows["a1"].due) == ("2021-03-13/2021-03-15", "2021-03-21")
    with pytest.raises(InputRefused) as refused:
        merge([view("a", {"id": "a1", "when": "12"}), other], "c")
    assert codes(refused) == {"merge_no_day_zero"}


def test_two_cases_of_the_same_name_are_two_timelines() -> None:
    merged = merge([view("a", {"id": "t1"}), view("a", {"id": "t1", "kind": "klacht"})], "c")
    assert ids(merged) == ["t1-a", "t1-a-2"]


@given(whole_cases())
@few(6, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_a_case_beside_a_copy_of_itself_keeps_every_row_and_field(case: Case) -> None:
    copy = case.model_copy(update={"id": "ander"})
    merged = merge([case, copy], "samen").case
    assert len(merged.touchpoint_list) == 2 * len(case.touchpoint_list)
    names = {"id", "from_", "to", "kind", "view", "source", "order", "responds_to", "depends_on", "promise"}
    names |= {"holds", "imposed_at", "waived_at"}
    for t in case.touchpoint_list:
        (found,) = [one for one in merged.touchpoint_list if one.id == f"{t.id}-casus"]
        for field in set(type(t).model_fields) - names:
            assert getattr(found, field) == getattr(t, field)
        assert found.model_extra == t.model_extra
    assert merged.items == case.items
    assert merged.actor_list == case.actor_list


def test_answers_about_links_follow_the_new_names_and_so_does_the_lead_time() -> None:
    rows = ({"id": "t1"}, {"id": "t2", "kind": "antwoord", "not_before": "t1 + 3 days"})
    answered = view("a", *rows, links=[{"before": "t1", "after": "t2", "needed": "ja"}], start_event="t1")
    case = merge([answered, view("b", {"id": "t1", "kind": "klacht"})], "c").case
    assert [(one.before, one.after, one.needed) for one in case.links] == [("t1-a", "t2", "yes")]
    assert case.start_event == "t1-a"
    assert {t.id: t.not_before for t in case.touchpoint_list}["t2"] == "t1-a + 3 days"


def test_two_answers_to_what_became_one_question_keep_the_first_and_tell_the_other() -> None:
    def answered(name: str, needed: str) -> Case:
        rows = ({"id": f"{name}1"}, {"id": f"{name}2", "kind": "antwoord"})
        return view(name, *rows, links=[{"before": f"{name}1", "after": f"{name}2", "needed": needed}])

    same = [("a1", "b1"), ("a2", "b2")]
    merged = merge([answered("a", "ja"), answered("b", "nee")], "c", same)
    assert [(one.before, one.after, one.needed) for one in merged.case.links] == [("a1", "a2", "yes")]
    assert [(one.path[0], one.said) for one in merged.contradictions if one.path[0] == "links"] == [
        ("links", (("a", "yes"), ("b", "no")))
    ]
    assert "b" in (merged.case.note or "")


def test_an_answer_about_two_contacts_that_are_one_event_is_no_longer_a_question() -> None:
    one = view("a", {"id": "a1"})
    two = view("b", {"id": "b1"}, {"id": "b2"}, links=[{"before": "b1", "after": "b2", "needed": "nee"}])
    assert merge([one, two], "c", [("a1", "b1")]).case.links[0].before == "a1"
    assert merge([two, one], "c", [("b1", "a1"), ("b2", "a1")][:1]).case.links[0].after == "b2"
