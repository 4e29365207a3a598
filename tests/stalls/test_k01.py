"""K01: the unanswered request."""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.k01_unanswered_request import KIND, find
from casekit.stalls.run import analyse
from casekit.stalls.stall import Stall
from casekit.when import Span

NORM = [{"id": "eigen", "days": 14, "basis": "policy", "organisations": ["gemeente"]}]
DESKS = "actor balie of gemeente\nactor consulent of gemeente\n"


def open_requests(lines: str, **blocks: object) -> list[Stall]:
    return list(find(Evidence(case_of(lines, **{"norms": NORM, **blocks}))))


# -- with a norm ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["vraag", "aanvraag", "melding"])
def test_a_request_that_nobody_answers_within_the_norm_is_a_stall(kind: str) -> None:
    (stall,) = open_requests(f"a: inwoner > gemeente {kind} @0\nobserved @0..@15")
    assert (stall.kind, stall.verdict, stall.at, stall.touchpoints) == ("K01", "certain", "a", ("a",))
    assert (stall.start, stall.end, stall.days) == (Span(0, 0), Span(15, 15), Span(15, 15))
    assert stall.norm is not None
    assert (stall.norm.id, stall.norm.rung, stall.norm.allowed) == ("eigen", 2, Span(14, 14))
    assert (stall.tags, stall.details) == (("absence", "censored"), {"repeats": 0})
    assert stall.actors == ("inwoner", "gemeente")


def test_a_request_that_is_still_within_the_norm_is_running() -> None:
    assert open_requests("a: inwoner > gemeente vraag @0\nobserved @0..@14") == []


def test_a_request_with_a_due_date_of_its_own_needs_no_other_norm() -> None:
    lines = "a: inwoner > wijkteam vraag @0 due=7\nobserved @0..@{}"
    assert open_requests(lines.format(7)) == []
    (stall,) = open_requests(lines.format(8))
    assert stall.norm is not None
    assert (stall.norm.id, stall.norm.rung) == ("due:a", 1)


def test_no_norm_no_stall() -> None:
    lines = "a: inwoner > wijkteam vraag @0\nobserved @0..@900"
    assert open_requests(lines) == []
    (status,) = (kind for kind in analyse(case_of(lines)).kinds if kind.kind == "K01")
    assert (status.status, status.missing) == ("not_assessable", ("norm",))


def test_an_undated_request_is_no_stall_by_the_length_of_the_observed_period() -> None:
    lines = "a: inwoner > gemeente vraag\n{}observed @0..@200"
    assert open_requests(lines.format("")) == []
    (stall,) = open_requests(lines.format("b: inwoner > gemeente navraag re=a\n"))
    assert (stall.verdict, stall.tags) == ("possible", ("order",))
    (stall,) = open_requests("z: gemeente > inwoner bericht @0\na: inwoner > gemeente vraag\n"
                             "b: inwoner > wijkteam bericht @9\nobserved @0..@200")  # fmt: skip
    assert (stall.verdict, stall.days) == ("certain", Span(191, 200))


@pytest.mark.parametrize("kind", ["antwoord", "besluit", "levering", "afwijzing"])
def test_an_answer_closes_the_request_however_late(kind: str) -> None:
    assert (
        open_requests(f"a: inwoner > gemeente aanvraag @0\nb: gemeente > inwoner {kind} @50 re=a\nobserved @0..@90")
        == []
    )


def test_a_receipt_is_no_answer() -> None:
    lines = "a: inwoner > gemeente vraag @0\nb: gemeente > inwoner {} @3 re=a\nobserved @0..@90"
    assert len(open_requests(lines.format("ontvangst"))) == 1
    assert len(open_requests(lines.format("bericht"))) == 1


def test_a_talk_answers_a_question_but_an_application_asks_for_a_decision() -> None:
    lines = "a: inwoner > gemeente {} @0\nb: gemeente > inwoner gesprek @3 re=a\nobserved @0..@90"
    assert open_requests(lines.format("vraag")) == []
    assert len(open_requests(lines.format("aanvraag"))) == 1


def test_an_answer_to_the_receipt_or_the_documents_counts() -> None:
    assert not open_requests("""
        a: inwoner > gemeente vraag     @0
        b: gemeente > inwoner ontvangst @3  re=a
        c: gemeente > inwoner antwoord  @50 re=b
        observed @0..@90
        """)
    assert not open_requests("""
        a: inwoner > gemeente aanvraag        @0
        b: gemeente > inwoner verzoek_stukken @3  re=a
        c: inwoner > gemeente levering        @9  re=b
        d: gemeente > inwoner besluit         @50 re=c
        observed @0..@90
        """)


def test_an_answer_of_a_colleague_counts() -> None:
    assert (
        open_requests(DESKS + "a: inwoner > balie vraag @0\nb: consulent > inwoner antwoord @20\nobserved @0..@90")
        == []
    )


def test_an_answer_to_the_representative_of_the_resident_counts() -> None:
    lines = "a: inwoner > gemeente vraag @0\nb: gemeente > bewind antwoord @20\nobserved @0..@90"
    assert open_requests("actor bewind kind=administrator acts_for=inwoner\n" + lines) == []
    assert len(open_requests(lines)) == 1


def test_an_answer_of_another_organisation_does_not_count() -> None:
    assert len(open_requests("a: inwoner > gemeente vraag @0\nb: uwv > inwoner antwoord @5\nobserved @0..@90")) == 1


def test_an_answer_on_another_issue_does_not_count() -> None:
    lines = """
    a: inwoner > gemeente vraag    @0 issue=huur
    b: gemeente > inwoner antwoord @5 issue={}
    observed @0..@90
    """
    assert open_requests(lines.format("huur")) == []
    assert len(open_requests(lines.format("zorg"))) == 1


@pytest.mark.parametrize("kind", ["intrekking", "opgelost"])
def test_a_request_that_was_withdrawn_or_solved_is_no_stall(kind: str) -> None:
    lines = "a: inwoner > gemeente vraag @0 issue=huur\nb: {} > gemeente {} @5 issue={}\nobserved @0..@90"
    assert open_requests(lines.format("inwoner", kind, "huur")) == []
    assert len(open_requests(lines.format("inwoner", kind, "zorg"))) == 1
    assert len(open_requests(lines.format("uwv", kind, "huur"))) == 1


def test_asked_anew_the_clock_starts_again_and_the_first_request_stays_the_origin() -> None:
    lines = "a: inwoner > gemeente vraag @0\nb: inwoner > gemeente vraag @20 re=a\nobserved @0..@{}"
    assert open_requests(lines.format(34)) == []
    (stall,) = open_requests(lines.format(35))
    assert (stall.at, stall.touchpoints, stall.days) == ("a", ("a", "b"), Span(15, 15))
    assert (stall.start, stall.details) == (Span(20, 20), {"repeats": 1})


def test_a_chase_does_not_start_the_clock_again() -> None:
    (stall,) = open_requests(
        "a: inwoner > gemeente vraag @0\nb: inwoner > gemeente navraag @20 re=a\nobserved @0..@34"
    )
    assert (stall.touchpoints, stall.days) == (("a", "b"), Span(34, 34))


def test_an_answer_to_the_repeat_answers_the_request() -> None:
    assert not open_requests("""
        a: inwoner > gemeente vraag    @0
        b: inwoner > gemeente vraag    @20 re=a
        c: gemeente > inwoner antwoord @60 re=b
        observed @0..@90
        """)


def test_what_is_asked_again_after_an_answer_is_a_request_of_its_own() -> None:
    found = open_requests("""
    a: inwoner > gemeente vraag    @0
    b: gemeente > inwoner antwoord @10 re=a
    c: inwoner > gemeente vraag    @20 re=a
    observed @0..@90
    """)
    assert [stall.at for stall in found] == ["c"]


def test_each_of_several_receivers_owes_an_answer() -> None:
    two = [*NORM, {"id": "ander", "days": 30, "basis": "policy", "organisations": ["uwv"]}]
    lines = "a: inwoner > gemeente,uwv vraag @0\n{}\nobserved @0..@90"
    assert len(open_requests(lines.format(""), norms=two)) == 2
    (stall,) = open_requests(lines.format("b: gemeente > inwoner antwoord @5 re=a"), norms=two)
    assert stall.days == Span(90, 90)


def test_one_answer_is_enough_for_a_shared_box() -> None:
    assert (
        open_requests(
            DESKS + "a: inwoner > balie,consulent vraag @0\nb: balie > inwoner antwoord @5 re=a\nobserved @0..@90"
        )
        == []
    )


def test_a_copy_to_the_resident_asks_the_resident_nothing() -> None:
    (stall,) = open_requests("a: wijkteam > gemeente,inwoner vraag @0\nobserved @0..@90")
    assert stall.norm is not None
    assert stall.norm.id == "eigen"


def test_a_question_to_the_resident_or_inside_an_organisation_is_no_request() -> None:
    assert open_requests("a: gemeente > inwoner vraag @0\nobserved @0..@90") == []
    assert open_requests(DESKS + "a: balie > consulent vraag @0\nobserved @0..@90") == []


def test_a_legitimate_wait_does_not_count() -> None:
    lines = "a: inwoner > gemeente vraag @0\nobserved @0..@34\nhold suspension @10..@{}"
    assert open_requests(lines.format(30)) == []
    (stall,) = open_requests(lines.format(29))
    assert stall.days == Span(15, 15)


def test_a_rough_date_makes_it_possible() -> None:
    (stall,) = open_requests("a: inwoner > gemeente vraag @0/10\nobserved @0..@20")
    assert (stall.verdict, stall.days) == ("possible", Span(10, 20))


# -- what the sources could have seen ---------------------------------------------------------------


def test_it_runs_until_the_last_day_that_is_covered_for_the_receiver() -> None:
    lines = "a: inwoner > gemeente vraag @0\nobserved @0..@90"
    cover = {"source": "s", "actor": "gemeente", "from": "0", "until": "14"}
    assert open_requests(lines, coverage=[cover]) == []
    (stall,) = open_requests(lines, coverage=[{**cover, "until": "15"}])
    assert stall.days == Span(15, 15)


def test_what_nobody_could_have_seen_is_not_observable() -> None:
    case = case_of(
        "a: inwoner > gemeente vraag @0\nobserved @0..@90",
        norms=NORM,
        coverage=[{"source": "s", "actor": "uwv", "from": "0", "until": "90"}],
    )
    e = Evidence(case)
    assert list(find(e)) == []
    assert e.unseen == {"K01"}


def test_without_coverage_or_an_observed_period_it_is_at_most_possible() -> None:
    lines = "a: inwoner > gemeente vraag @0\nx: inwoner > uwv bericht @90\n"
    for more in ("", "observed @0..@90"):
        (stall,) = [s for s in analyse(case_of(lines + more, norms=NORM)).stalls if s.kind == "K01"]
        assert stall.verdict == "possible"
    cover = [{"source": "s", "actor": "gemeente", "from": "0", "until": "90"}]
    (stall,) = [
        s for s in analyse(case_of(lines + "observed @0..@90", norms=NORM, coverage=cover)).stalls if s.kind == "K01"
    ]
    assert stall.verdict == "certain"


# -- by order alone -------------------------------------------------------------------------------


def by_order(lines: str) -> list[tuple[str, tuple[str, ...]]]:
    found = open_requests(lines, norms=[])
    assert all((s.verdict, s.tags, s.norm) == ("possible", ("order",), None) for s in found)
    return [(stall.at, stall.touchpoints) for stall in found]


def test_a_request_that_nobody_comes_back_to_shows_nothing_by_order() -> None:
    assert by_order("a: inwoner > gemeente vraag") == []


@pytest.mark.parametrize("kind", ["vraag", "navraag", "escalatie"])
def test_a_sender_who_has_to_come_back_shows_that_nothing_came(kind: str) -> None:
    assert by_order(f"a: inwoner > gemeente vraag\nb: inwoner > gemeente {kind} re=a") == [("a", ("a", "b"))]


def test_a_chase_on_the_issue_that_replies_to_nothing_shows_it_too() -> None:
    assert by_order("a: inwoner > gemeente vraag\nb: inwoner > gemeente navraag")[0][0] == "a"
    assert by_order("a: inwoner > gemeente vraag issue=huur\nb: inwoner > gemeente navraag issue=zorg") == []


def test_a_chase_after_the_answer_shows_nothing_about_the_request() -> None:
    found = by_order(
        "a: inwoner > gemeente vraag\nb: gemeente > inwoner antwoord re=a\nc: inwoner > gemeente navraag"
    )
    assert "a" not in [at for at, _ in found]


def test_an_outcome_that_says_no_response_shows_it() -> None:
    assert by_order("a: inwoner > gemeente vraag outcome=no_response") == [("a", ("a",))]
    assert by_order("a: inwoner > gemeente vraag outcome=done") == []


def test_a_record_of_silence_shows_it() -> None:
    assert by_order("a: inwoner > gemeente vraag\nb: gemeente > inwoner stilte re=a")[0][0] == "a"


def test_an_answer_to_this_very_request_shows_that_one_came() -> None:
    found = by_order("""
    a: inwoner > gemeente vraag
    b: gemeente > inwoner antwoord re=a
    c: inwoner > gemeente vraag    re=a
    """)
    assert found == []


def test_an_answer_that_states_no_link_came_before_the_chase() -> None:
    lines = """
    a: inwoner > gemeente vraag
    x: inwoner > gemeente bericht
    b: gemeente > inwoner antwoord
    y: inwoner > gemeente navraag
    """
    assert "a" not in [at for at, _ in by_order(lines)]


def test_what_others_chase_or_what_replies_to_something_else_shows_nothing() -> None:
    lines = "a: inwoner > gemeente vraag\nx: inwoner > gemeente bericht\nb: {}"
    assert "a" not in [at for at, _ in by_order(lines.format("uwv > gemeente navraag"))]
    assert "a" not in [at for at, _ in by_order(lines.format("inwoner > gemeente navraag re=x"))]


def test_a_request_that_was_answered_only_when_asked_again_is_possible() -> None:
    assert by_order("""
    a: inwoner > gemeente vraag
    b: inwoner > gemeente vraag    re=a
    c: gemeente > inwoner antwoord re=b
    """) == [("a", ("a", "b"))]


# -- the kind itself ------------------------------------------------------------------------------


def test_without_a_request_there_is_no_opportunity() -> None:
    for line, asked in (("a: gemeente > inwoner bericht", False), ("a: inwoner > gemeente vraag", True)):
        e = Evidence(case_of(line))
        assert KIND.opportunity(e) is asked
        assert KIND.missing(e) == (("norm",) if asked else ())


def test_the_same_asked_again_on_a_named_issue_takes_the_place_of_the_first_without_any_link() -> None:
    asked = "a: inwoner > gemeente vraag @0 due=14 issue=huur\nb: inwoner > gemeente vraag @20 due=34 issue=huur"
    answer = "\nc: gemeente > inwoner antwoord @25 re=b issue=huur\nz: inwoner > school bericht @90 issue=huur"
    assert list(find(Evidence(case_of(asked + answer)))) == []
    (stall,) = find(Evidence(case_of(asked + "\nz: inwoner > school bericht @90 issue=huur")))
    assert (stall.at, stall.touchpoints, stall.start.lo) == ("a", ("a", "b"), 20)


def test_the_same_asked_again_without_named_issues_only_shows_that_the_sender_came_back() -> None:
    stalls = find(Evidence(case_of("a: inwoner > gemeente vraag\nb: inwoner > gemeente vraag")))
    assert [(stall.at, stall.verdict) for stall in stalls] == [("a", "possible")]


def test_another_kind_of_request_or_another_party_is_not_the_same_asked_again() -> None:
    for again in ("inwoner > school vraag", "inwoner > gemeente melding"):
        assert list(find(Evidence(case_of(f"a: inwoner > gemeente vraag\nb: {again}")))) == []


def test_what_was_asked_again_after_an_answer_is_a_request_of_its_own() -> None:
    lines = "a: inwoner > gemeente vraag\nb: gemeente > inwoner antwoord re=a\nc: inwoner > gemeente vraag"
    assert list(find(Evidence(case_of(lines)))) == []


def test_an_answer_to_somebody_who_does_not_represent_the_resident_is_no_answer() -> None:
    asked = "a: inwoner > gemeente vraag @0 due=14\nb: gemeente > school antwoord @5 re=a"
    lines = asked + "\nz: inwoner > school bericht @90"
    assert [stall.at for stall in find(Evidence(case_of(lines)))] == ["a"]
    represented = "actor school acts_for=inwoner\n" + lines
    assert list(find(Evidence(case_of(represented)))) == []


def test_an_acknowledgement_with_a_date_is_a_promise_and_leaves_the_request_to_that() -> None:
    asked = "a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner ontvangst @2 re=a due=40"
    assert list(find(Evidence(case_of(asked + "\nz: inwoner > x bericht @90")))) == []


def test_an_undated_request_with_a_due_date_is_certainly_late_once_that_date_has_long_passed() -> None:
    lines = "a: inwoner > gemeente vraag order=1 due=30\nb: inwoner > school bericht @300 order=2\nobserved @0..@330"
    (stall,) = find(Evidence(case_of(lines)))
    assert stall.verdict == "certain"
    assert stall.norm is not None
    assert stall.norm.days == Span(0, 30)
