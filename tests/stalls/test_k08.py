"""K08, no man's land: the issue is open and nobody is at turn (methods section 5)."""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.k08_nobody_at_turn import KIND, OBJECTION_DAYS, find
from casekit.stalls.run import analyse
from casekit.stalls.stall import Stall
from casekit.when import Span

REFUSED = "a: gemeente > inwoner afwijzing @0 issue=huur\n"


def unowned(text: str, **blocks: object) -> list[Stall]:
    return list(find(Evidence(case_of(text, **blocks))))


def test_after_a_refusal_nobody_is_at_turn_until_somebody_takes_it_up() -> None:
    (stall,) = unowned(REFUSED + "b: wijkteam > inwoner gesprek @30 issue=huur")
    assert (stall.kind, stall.verdict, stall.at, stall.touchpoints) == ("K08", "certain", "a", ("a", "b"))
    assert (stall.start, stall.end, stall.days) == (Span(0, 0), Span(30, 30), Span(30, 30))
    assert (stall.norm.id, stall.norm.allowed, stall.tags) == ("default:K08", Span(14, 14), ("absence",))
    assert (stall.issue, stall.actors) == ("huur", ("gemeente", "inwoner"))


@pytest.mark.parametrize(("day", "count"), [(14, 0), (15, 1)])
def test_14_days_of_grace_are_allowed_and_one_more_is_not(day: int, count: int) -> None:
    assert len(unowned(f"{REFUSED}b: wijkteam > inwoner gesprek @{day} issue=huur")) == count


@pytest.mark.parametrize("ended", [
    "wijkteam > inwoner afsluiting",
    "wijkteam > schuldhulp overdracht",
    "toegang > schulden overdracht",
])  # fmt: skip
def test_so_is_a_closure_and_a_handover_that_nobody_accepted(ended: str) -> None:
    text = (
        f"actor toegang of gemeente\nactor schulden of gemeente\na: {ended} @0\nb: schuldhulp > inwoner gesprek @30"
    )
    assert [stall.at for stall in unowned(text)] == ["a"]


def test_a_handover_that_is_accepted_in_time_is_none() -> None:
    assert unowned("a: wijkteam > schuldhulp overdracht @0\nb: schuldhulp > wijkteam acceptatie @10 re=a") == []


def test_it_lasts_until_the_end_of_what_was_observed() -> None:
    (stall,) = unowned("observed @0..@40\n" + REFUSED)
    assert (stall.days, stall.touchpoints, stall.tags) == (Span(40, 40), ("a",), ("absence", "censored"))


def test_the_resident_who_goes_on_alone_does_not_own_it() -> None:
    (stall,) = unowned(
        REFUSED + "b: inwoner > voedselbank bericht @5 issue=huur\nc: wijkteam > inwoner gesprek @30 issue=huur"
    )
    assert stall.touchpoints == ("a", "c")


def test_when_each_says_that_it_is_the_others_it_is_nobodys() -> None:
    text = """
        a: gemeente > inwoner bericht @0  issue=huur says.eigenaar=wijkteam
        b: wijkteam > inwoner bericht @5  issue=huur says.eigenaar=gemeente
        c: wijkteam > inwoner gesprek @30 issue=huur
    """
    (stall,) = unowned(text)
    assert (stall.at, stall.touchpoints, stall.days) == ("b", ("b", "c"), Span(25, 25))
    assert unowned(text.replace("b: wijkteam > inwoner bericht @5  issue=huur says.eigenaar=gemeente", "")) == []


# -- not a stall


@pytest.mark.parametrize("end", ["gemeente > inwoner opgelost", "inwoner > gemeente intrekking"])
def test_solved_or_dropped_by_the_resident_is_none(end: str) -> None:
    assert unowned(f"observed @0..@90\n{REFUSED}b: {end} @30 issue=huur") == []


def test_a_coordinator_who_took_it_is_at_turn() -> None:
    assert unowned("observed @0..@90\n" + REFUSED + "b: wijkteam > inwoner toezegging @10 issue=huur") == []


def test_a_new_application_puts_somebody_at_turn() -> None:
    assert unowned("observed @0..@90\n" + REFUSED + "b: inwoner > gemeente bezwaar @10 issue=huur") == []


def test_a_referral_that_is_not_accepted_yet_is_shared() -> None:
    assert unowned("observed @0..@90\na: wijkteam > schuldhulp verwijzing @0") == []


def test_a_legitimate_wait_does_not_count() -> None:
    landed = "\nb: wijkteam > inwoner gesprek @40 issue=huur"
    assert unowned("hold law @0..@26 issue=huur\n" + REFUSED + landed) == []
    (stall,) = unowned("hold law @0..@25 issue=huur\n" + REFUSED + landed)
    assert stall.days == Span(15, 15)


# -- the time to object


def objecting(day: int | str, advice: str, refusal: str = REFUSED) -> list[Stall]:
    return unowned(f"{refusal}x: {advice}\nb: wijkteam > inwoner gesprek @{day} issue=huur")


ADVICE = "wijkteam > inwoner advies @3 issue=huur"


def test_the_time_to_object_is_a_legitimate_wait_once_the_resident_was_advised() -> None:
    assert OBJECTION_DAYS == 42
    assert objecting(56, ADVICE) == []
    (stall,) = objecting(57, ADVICE)
    assert (stall.verdict, stall.days) == ("certain", Span(15, 15))


def test_it_does_not_count_twice_with_a_recorded_wait() -> None:
    assert objecting(66, "wijkteam > inwoner advies @3 issue=huur\nhold law @30..@52 issue=huur") == []
    (stall,) = objecting(67, "wijkteam > inwoner advies @3 issue=huur\nhold law @30..@52 issue=huur")
    assert stall.days == Span(15, 15)


def test_an_uncertain_refusal_makes_the_time_to_object_uncertain() -> None:
    refusal = "a: gemeente > inwoner afwijzing @0/4 issue=huur\n"
    advice = "wijkteam > inwoner advies @5 issue=huur"
    assert objecting(56, advice, refusal) == []
    (possible,) = objecting(57, advice, refusal)
    assert (possible.verdict, possible.days) == ("possible", Span(11, 15))
    assert [stall.verdict for stall in objecting(61, advice, refusal)] == ["certain"]


@pytest.mark.parametrize("advice", [
    "wijkteam > gemeente advies @3 issue=huur",
    "wijkteam > inwoner bericht @3 issue=inkomen",
    "wijkteam > inwoner advies @45 issue=huur",
])  # fmt: skip
def test_without_advice_to_the_resident_in_that_time_it_counts(advice: str) -> None:
    assert [stall.days.lo > 14 for stall in objecting(40, advice)] == [True]


def test_after_a_closure_there_is_nothing_to_object_to() -> None:
    assert objecting(40, ADVICE, REFUSED.replace("afwijzing", "afsluiting"))


def test_advice_counts_while_it_is_still_nobodys_at_the_end() -> None:
    assert unowned("observed @0..@50\n" + REFUSED + "x: " + ADVICE) == []
    assert unowned("observed @0..@50\n" + REFUSED + "x: wijkteam > gemeente advies @3 issue=huur")


# -- uncertain, and not to be seen


def test_an_unknown_day_of_acceptance_makes_it_possible() -> None:
    (stall,) = unowned("a: wijkteam > schuldhulp overdracht @0\nb: schuldhulp > wijkteam acceptatie re=a")
    assert (stall.verdict, stall.days.lo) == ("possible", 0)
    assert [s.verdict for s in unowned(REFUSED + "b: wijkteam > inwoner gesprek @10/20 issue=huur")] == ["possible"]


def test_nobody_can_be_missed_where_no_source_looks() -> None:
    coverage = [{"source": "s", "actor": "schuldhulp", "from": "0", "until": "90"}]
    evidence = Evidence(case_of("observed @0..@90\n" + REFUSED, coverage=coverage))
    assert list(find(evidence)) == []
    assert "K08" in evidence.unseen


def test_without_issue_labels_it_is_possible_at_most() -> None:
    text = "observed @0..@90\na: gemeente > inwoner afwijzing @0\nb: wijkteam > inwoner gesprek @60"
    assert [stall.verdict for stall in unowned(text)] == ["certain"]
    assert [stall.verdict for stall in analyse(case_of(text)).stalls if stall.kind == "K08"] == ["possible"]


def test_without_an_end_of_ownership_there_was_no_opportunity() -> None:
    def status(text: str) -> str:
        return next(kind.status for kind in analyse(case_of(text)).kinds if kind.kind == "K08")

    assert status("a: inwoner > gemeente vraag @0") == "no_opportunity"
    assert status(REFUSED + "b: wijkteam > inwoner gesprek @10 issue=huur") == "none"
    assert (KIND.by_issue, KIND.precedence) == (True, 4)
