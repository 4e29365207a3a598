"""G3: dropping out after waiting."""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.g3_dropping_out import KIND, find
from casekit.stalls.run import analyse
from casekit.stalls.stall import Stall
from casekit.when import Span


def drops(lines: str, **blocks: object) -> list[Stall]:
    return list(find(Evidence(case_of(lines, **blocks))))


def whole(lines: str, **blocks: object) -> list[Stall]:
    return [stall for stall in analyse(case_of(lines, **blocks)).stalls if stall.kind == "G3"]


BURDEN = """
a: inwoner > gemeente vraag    @0
b: inwoner > gemeente levering @10
c: inwoner > gemeente levering @20
"""
LATE = """
a: inwoner > gemeente vraag    @0 due=14
b: gemeente > inwoner antwoord @30 re=a
"""


# -- after many acts -----------------------------------------------------------------------------------


def test_withdrawn_after_three_acts_in_an_open_request() -> None:
    (stall,) = drops(f"{BURDEN}\nz: inwoner > gemeente intrekking @30")
    assert (stall.verdict, stall.at, stall.touchpoints) == ("certain", "z", ("a", "b", "c", "z"))
    assert (stall.start, stall.end, stall.days) == (Span(0, 0), Span(30, 30), Span(30, 30))
    assert (stall.tags, stall.details, stall.norm) == (("burden",), {"actions": 3}, None)
    assert stall.actors == ("inwoner", "gemeente")


def test_two_acts_are_few() -> None:
    assert (
        drops("a: inwoner > gemeente vraag\nb: inwoner > gemeente levering\nz: inwoner > gemeente intrekking") == []
    )


def test_acts_on_another_issue_or_before_the_request_do_not_count() -> None:
    other = BURDEN.replace("levering @10", "levering @10 issue=x") + "z: inwoner > gemeente intrekking @30"
    assert drops(other) == []
    before = "b: inwoner > gemeente levering\nc: inwoner > gemeente levering\na: inwoner > gemeente vraag"
    assert drops(f"{before}\nz: inwoner > gemeente intrekking") == []


def test_by_order_alone_it_is_possible() -> None:
    undated = BURDEN.replace("@10", "").replace("@20", "").replace("@0", "")
    assert [stall.verdict for stall in drops(f"{undated}\nz: inwoner > gemeente intrekking")] == ["possible"]


def test_when_the_last_act_may_have_come_later_it_is_possible() -> None:
    lines = f"{BURDEN.replace('@20', '@20/30')}\nz: inwoner > gemeente intrekking"
    assert [stall.verdict for stall in drops(f"{lines} @30/35")] == ["certain"]
    assert [stall.verdict for stall in drops(f"{lines} @29/35")] == ["possible"]


def test_a_request_that_was_answered_is_open_no_more() -> None:
    assert drops(f"{BURDEN}\nd: gemeente > inwoner antwoord @25 re=a\nz: inwoner > gemeente intrekking @30") == []
    assert drops(f"{BURDEN}\nz: inwoner > gemeente intrekking @30\nd: gemeente > inwoner antwoord @35 re=a")


def test_acts_count_from_the_first_time_that_it_was_asked() -> None:
    lines = """
    a: inwoner > gemeente vraag @0
    b: inwoner > gemeente vraag @10 re=a
    c: inwoner > gemeente vraag @20 re=b
    z: inwoner > gemeente intrekking @30
    """
    assert [stall.touchpoints for stall in drops(lines)] == [("a", "b", "c", "z")]


def test_without_any_request_there_is_nothing_to_drop_out_of() -> None:
    assert (
        drops("a: inwoner > gemeente bericht\nb: inwoner > gemeente bericht\nz: inwoner > gemeente intrekking") == []
    )


# -- after a long wait ---------------------------------------------------------------------------------


def wait(until: str) -> str:
    return f"a: inwoner > gemeente vraag @0 due=14\nz: inwoner > gemeente intrekking @{until}"


def test_withdrawn_while_the_request_waited_longer_than_its_norm() -> None:
    (stall,) = drops(wait("15"))
    assert (stall.verdict, stall.touchpoints, stall.tags) == ("certain", ("a", "z"), ("wait",))
    assert stall.norm is not None
    assert stall.norm.allowed == Span(14, 14)


def test_withdrawn_on_the_last_day_of_the_norm_is_in_time() -> None:
    assert drops(wait("14")) == []


def test_an_uncertain_day_makes_it_possible() -> None:
    assert [stall.verdict for stall in drops(wait("10/20"))] == ["possible"]


def test_the_length_of_a_wait_is_not_shown_by_order_alone() -> None:
    assert drops("a: inwoner > gemeente vraag due=14\nz: inwoner > gemeente intrekking @30") == []
    assert drops("a: inwoner > gemeente vraag @0 due=14\nz: inwoner > gemeente intrekking") == []


# -- after a stall -------------------------------------------------------------------------------------


def test_withdrawn_after_a_late_answer() -> None:
    (stall,) = whole(f"{LATE}\nz: inwoner > gemeente intrekking @40")
    assert (stall.verdict, stall.at, stall.touchpoints, stall.tags) == (
        "certain",
        "z",
        ("a", "z"),
        ("stall",),
    )
    assert stall.owned_days == 0
    assert stall.mechanism_of == ()


def test_a_possible_stall_makes_a_possible_drop_out() -> None:
    late = LATE.replace("@30", "@10/30")
    assert [stall.verdict for stall in whole(f"{late}\nz: inwoner > gemeente intrekking @40")] == ["possible"]


def test_a_stall_on_another_issue_is_not_before_it() -> None:
    late = LATE.replace("due=14", "due=14 issue=x").replace("re=a", "re=a issue=x")
    assert whole(f"{late}\nz: inwoner > gemeente intrekking @40 issue=y") == []


def test_a_stall_that_came_later_is_not_before_it() -> None:
    late = LATE.replace("@0", "@50").replace("due=14", "due=64").replace("@30", "@80")
    assert whole(f"z: inwoner > gemeente intrekking @40\n{late}") == []


def test_of_several_stalls_the_last_one_before_it_is_cited() -> None:
    second = "c: inwoner > gemeente vraag @32 due=40\nd: gemeente > inwoner antwoord @60 re=c"
    (stall,) = whole(f"{LATE}\n{second}\nz: inwoner > gemeente intrekking @70")
    assert stall.touchpoints == ("c", "z")


def test_a_certain_stall_goes_before_a_later_possible_one() -> None:
    second = "c: inwoner > gemeente vraag @32 due=40\nd: gemeente > inwoner antwoord @36/60 re=c"
    (stall,) = whole(f"{LATE}\n{second}\nz: inwoner > gemeente intrekking @70")
    assert (stall.verdict, stall.touchpoints) == ("certain", ("a", "z"))


@pytest.mark.parametrize("act", ["vraag", "aanvraag", "melding", "bezwaar"])
def test_any_request_can_be_dropped_out_of(act: str) -> None:
    lines = BURDEN.replace("vraag", act) + "z: inwoner > gemeente intrekking @30"
    assert [stall.tags for stall in drops(lines)] == [("burden",)]


# -- what dropping out is ------------------------------------------------------------------------------


def test_a_no_show_after_which_nothing_more_comes() -> None:
    assert [stall.at for stall in drops(f"{BURDEN}\nz: inwoner > gemeente niet_verschenen @30")] == ["z"]


def test_a_no_show_after_which_the_resident_goes_on_is_none() -> None:
    lines = f"{BURDEN}\nz: inwoner > gemeente niet_verschenen @30\ny: inwoner > gemeente bericht @35"
    assert drops(lines) == []


def test_a_withdrawal_is_one_also_when_the_resident_comes_back_later() -> None:
    lines = f"{BURDEN}\nz: inwoner > gemeente intrekking @30\ny: inwoner > gemeente vraag @90"
    assert [stall.at for stall in drops(lines)] == ["z"]


def test_an_organisation_that_withdraws_or_stays_away_does_not_make_the_resident_drop_out() -> None:
    assert drops(f"{BURDEN}\nz: gemeente > inwoner intrekking @30") == []
    assert drops(f"{BURDEN}\nz: gemeente > inwoner niet_verschenen @30") == []


def test_recorded_silence_counts_while_the_resident_is_at_turn() -> None:
    at_turn = f"{BURDEN}\nd: gemeente > inwoner verzoek_stukken @25\nz: inwoner > gemeente stilte @60"
    assert [stall.at for stall in drops(at_turn)] == ["z"]


def test_a_resident_who_is_silent_while_others_are_at_turn_is_waiting() -> None:
    assert drops(f"{BURDEN}\nz: inwoner > gemeente stilte @60") == []
    assert drops("z: inwoner > gemeente stilte") == []


# -- another reason ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reason", ["d: wijkteam > inwoner opgelost @25", "d: inwoner > inwoner levensgebeurtenis @25"]
)
def test_solved_elsewhere_or_a_life_event_is_another_reason(reason: str) -> None:
    assert drops(f"{BURDEN}\n{reason}\nz: inwoner > gemeente intrekking @30") == []


def test_what_was_solved_on_another_issue_is_no_reason() -> None:
    lines = f"{BURDEN}\nd: wijkteam > inwoner opgelost @25 issue=x\nz: inwoner > gemeente intrekking @30"
    assert len(drops(lines)) == 1


def test_what_happened_before_the_request_is_no_reason() -> None:
    lines = f"d: inwoner > inwoner levensgebeurtenis @-5\n{BURDEN}\nz: inwoner > gemeente intrekking @30"
    assert [stall.at for stall in drops(lines.replace("@-5", "order=-1"))] == ["z"]


@pytest.mark.parametrize(("when", "found"), [("0", 0), ("15", 0), ("30", 0), ("31", 1), (None, 1)])
def test_a_life_event_of_the_case_since_the_request_is_another_reason(when: str | None, found: int) -> None:
    moved = [{"id": "verhuisd", "when": when}]
    assert len(drops(f"{BURDEN}\nz: inwoner > gemeente intrekking @30", life_events=moved)) == found


def test_a_withdrawal_because_it_is_done_is_no_drop_out() -> None:
    assert drops(f"{BURDEN}\nz: inwoner > gemeente intrekking @30 outcome=done") == []


# -- lasting silence -----------------------------------------------------------------------------------


def silent(until: int, asked: str = "@30", more: str = "") -> str:
    return f"{BURDEN}\nd: gemeente > inwoner verzoek_stukken {asked}\n{more}\nobserved @0..@{until}"


def test_silence_at_turn_until_the_end_of_the_period_for_more_than_six_weeks() -> None:
    (stall,) = drops(silent(73))
    assert (stall.verdict, stall.at, stall.touchpoints) == ("certain", "d", ("a", "b", "c", "d"))
    assert (stall.end, stall.tags) == (Span(73, 73), ("burden", "absence", "censored"))
    assert [stall.verdict for stall in whole(silent(73))] == ["possible"]  # nobody says what the sources cover


def test_six_weeks_of_silence_is_not_lasting() -> None:
    assert drops(silent(72)) == []


def test_an_uncertain_start_of_the_silence_makes_it_possible() -> None:
    assert [stall.verdict for stall in drops(silent(73, "@25/32"))] == ["possible"]


def test_an_undated_start_shows_no_length() -> None:
    assert drops(silent(200, "")) == []


def test_without_a_stated_end_of_the_period_silence_shows_nothing() -> None:
    assert (
        drops(f"{BURDEN}\nd: gemeente > inwoner verzoek_stukken @30\ne: gemeente > school overleg @200 issue=x") == []
    )


def test_who_did_something_or_was_recorded_as_silent_is_not_counted_here() -> None:
    assert drops(silent(200, more="e: inwoner > gemeente bericht @40")) == []
    assert [stall.at for stall in drops(silent(200, more="e: inwoner > gemeente stilte @90"))] == ["e"]


def test_a_resident_whose_side_has_no_record_cannot_be_seen_to_be_silent() -> None:
    assert drops(silent(200), coverage=[{"source": "s", "actor": "school", "from": "0", "until": "200"}]) == []


def test_silence_without_burden_or_with_another_reason_is_none() -> None:
    few = "a: inwoner > gemeente vraag @0\nd: gemeente > inwoner verzoek_stukken @30\nobserved @0..@200"
    assert drops(few) == []
    assert (
        drops(silent(200, more="e: wijkteam > inwoner levensgebeurtenis @50\nf: wijkteam > inwoner bericht @60"))
        == []
    )


def test_an_issue_in_which_nobody_was_ever_at_turn_is_silent_for_nobody() -> None:
    assert drops("a: gemeente > inwoner bericht @0\nobserved @0..@200") == []
    assert drops("a: gemeente > inwoner verzoek_stukken @0\nobserved @0..@200") == []


# -- what the kind says of itself ----------------------------------------------------------------------


@pytest.mark.parametrize("act", ["intrekking", "niet_verschenen", "stilte"])
def test_the_opportunity_is_any_stop_of_the_resident(act: str) -> None:
    assert KIND.opportunity(Evidence(case_of(f"a: inwoner > gemeente {act}")))
    assert not KIND.opportunity(Evidence(case_of(f"a: gemeente > inwoner {act}")))


def test_a_case_that_ends_with_the_resident_at_turn_is_an_opportunity_too() -> None:
    assert KIND.opportunity(Evidence(case_of("a: gemeente > inwoner verzoek_stukken")))
    assert not KIND.opportunity(Evidence(case_of("a: inwoner > gemeente vraag")))
    assert KIND.missing(Evidence(case_of("a: inwoner > gemeente vraag"))) == ()
