"""K03, a broken promise (methods section 5)."""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.k01_unanswered_request import find as unanswered
from casekit.stalls.k03_broken_promise import MAX_MOVES, find
from casekit.stalls.run import analyse
from casekit.stalls.stall import Stall
from casekit.stalls.statement import what
from casekit.when import Span


def broken(text: str, **blocks: object) -> list[Stall]:
    return list(find(Evidence(case_of(text, **blocks))))


def status(text: str) -> str:
    return next(kind.status for kind in analyse(case_of(text)).kinds if kind.kind == "K03")


# -- positives


def test_what_came_after_the_promised_day_came_late() -> None:
    (stall,) = broken("""
        a: gemeente > inwoner toezegging @0  promise.due=7
        b: gemeente > inwoner levering   @10 re=a
    """)
    assert (stall.verdict, stall.at, stall.touchpoints) == ("certain", "a", ("a", "b"))
    assert (stall.start, stall.end, stall.days) == (Span(7, 7), Span(10, 10), Span(3, 3))
    assert (stall.norm.id, stall.norm.rung, stall.norm.allowed) == ("promise:a", 1, Span(0, 0))
    assert stall.tags == ()
    assert stall.actors == ("gemeente", "inwoner")


@pytest.mark.parametrize(("day", "count"), [(7, 0), (8, 1)])
def test_the_promised_day_itself_is_in_time_and_one_day_over_is_not(day: int, count: int) -> None:
    assert (
        len(broken(f"a: gemeente > inwoner toezegging @0 promise.due=7\nb: gemeente > inwoner levering @{day} re=a"))
        == count
    )


def test_what_never_came_is_broken_until_the_end_of_what_was_observed() -> None:
    (stall,) = broken("observed @0..@50\na: gemeente > inwoner toezegging @0 promise.due=10")
    assert (stall.verdict, stall.days, stall.touchpoints) == ("certain", Span(40, 40), ("a",))
    assert stall.tags == ("absence", "censored")


def test_kept_late_and_not_kept_at_all_are_worded_differently() -> None:
    late = "a: gemeente > inwoner toezegging @0 promise.due=7\nb: gemeente > inwoner levering @10 re=a"
    never = "observed @0..@50\na: gemeente > inwoner toezegging @0 promise.due=10"
    words = []
    for text in (late, never):
        evidence = Evidence(case_of(text))
        words += [what(stall, evidence.story, lang) for stall in find(evidence) for lang in ("nl", "en")]
    assert words == [
        "de toezegging werd 3 dagen te laat nagekomen",
        "the promise was kept 3 days late",
        "de toezegging was 40 dagen na de afgesproken dag nog niet nagekomen",
        "the promise was not yet kept 40 days after the agreed day",
    ]


def test_a_promise_inside_another_act_binds_as_well() -> None:
    assert broken("""
        a: gemeente > inwoner gesprek  @0  promise.due=7
        b: gemeente > inwoner levering @10 re=a
    """)


def test_an_acknowledgement_with_a_date_is_a_promise_and_one_without_is_not() -> None:
    assert broken("observed @0..@50\na: gemeente > inwoner ontvangst @0 due=14")
    assert not broken("observed @0..@50\na: gemeente > inwoner ontvangst @0")


def test_a_due_date_of_the_touchpoint_itself_is_the_promised_day() -> None:
    (stall,) = broken("observed @0..@50\na: gemeente > inwoner toezegging @0 due=14")
    assert stall.days == Span(36, 36)


def test_the_promise_of_a_desk_is_kept_by_a_colleague() -> None:
    assert not broken("""
        actor balie of gemeente
        actor uitvoering of gemeente
        a: balie > inwoner      toezegging @0 promise.due=7
        b: uitvoering > inwoner levering   @6 re=a
    """)


def test_a_fulfilment_by_another_organisation_keeps_nothing() -> None:
    assert broken("""
        observed @0..@50
        a: gemeente > inwoner  toezegging @0 promise.due=7
        b: voedselbank > inwoner levering @6 re=a
    """)


def test_something_else_that_the_promiser_sends_keeps_nothing() -> None:
    assert broken("""
        observed @0..@50
        a: gemeente > inwoner toezegging @0 promise.due=7
        b: gemeente > inwoner ontvangst  @5 re=a
        c: gemeente > inwoner bericht    @6
    """)


def test_an_unlinked_fulfilment_counts_and_says_that_the_link_is_inferred() -> None:
    (stall,) = broken("""
        a: gemeente > inwoner toezegging @0  promise.due=7
        b: gemeente > gemeente besluit   @8
        c: gemeente > inwoner levering   @10
    """)
    assert (stall.touchpoints, stall.tags) == (("a", "c"), ("inferred_link",))


def test_what_answers_a_reminder_about_the_promise_keeps_it() -> None:
    (stall,) = broken("""
        a: gemeente > inwoner toezegging @0  promise.due=7
        b: inwoner > gemeente navraag    @20 re=a
        c: gemeente > inwoner levering   @25 re=b
    """)
    assert (stall.touchpoints, stall.days) == (("a", "c"), Span(18, 18))


def test_the_first_fulfilment_counts() -> None:
    (stall,) = broken("""
        a: gemeente > inwoner toezegging @0  promise.due=7
        b: gemeente > inwoner levering   @30 re=a
        c: gemeente > inwoner antwoord   @10 re=a
    """)
    assert stall.days == Span(3, 3)


def test_a_legitimate_wait_after_the_day_does_not_count() -> None:
    (stall,) = broken("""
        hold law @10..@20
        a: gemeente > inwoner toezegging @0  promise.due=7
        b: gemeente > inwoner levering   @30 re=a
    """)
    assert stall.days == Span(13, 13)


# -- not a stall


def test_moved_in_time_and_accepted_is_no_stall() -> None:
    assert not broken("""
        a: gemeente > inwoner toezegging @0  promise.due=10
        b: gemeente > inwoner toezegging @8  promise.due=20 re=a
        c: inwoner > gemeente acceptatie @9  re=b
        d: gemeente > inwoner levering   @19 re=b
    """)


def test_moved_in_time_but_not_accepted_is_possible_only() -> None:
    (stall,) = broken("""
        a: gemeente > inwoner toezegging @0  promise.due=10
        b: gemeente > inwoner toezegging @8  promise.due=20 re=a
        d: gemeente > inwoner levering   @19 re=b
    """)
    assert (stall.at, stall.verdict, stall.touchpoints, stall.days) == ("a", "possible", ("a", "d"), Span(9, 9))


def test_moved_after_the_day_had_passed_does_not_help() -> None:
    stalls = broken("""
        a: gemeente > inwoner toezegging @0  promise.due=10
        b: gemeente > inwoner bericht    @11 due=20 re=a
        c: inwoner > gemeente acceptatie @12 re=b
        d: gemeente > inwoner levering   @19 re=a
    """)
    assert [(stall.at, stall.verdict, stall.days) for stall in stalls] == [("a", "certain", Span(9, 9))]


def test_moved_on_the_day_itself_is_in_time() -> None:
    assert not broken("""
        a: gemeente > inwoner toezegging @0  promise.due=10
        b: gemeente > inwoner bericht    @10 due=20 re=a
        c: inwoner > gemeente acceptatie @12 re=b
        d: gemeente > inwoner levering   @20 re=a
    """)


def test_an_accepted_new_day_binds_in_its_turn() -> None:
    (by_message,) = broken("""
        a: gemeente > inwoner toezegging @0  promise.due=10
        b: gemeente > inwoner bericht    @8  due=20 re=a
        c: inwoner > gemeente antwoord   @9  re=b
        d: gemeente > inwoner levering   @25 re=b
    """)
    assert (by_message.at, by_message.verdict, by_message.days) == ("a", "certain", Span(5, 5))
    (by_promise,) = broken("""
        a: gemeente > inwoner toezegging @0  promise.due=10
        b: gemeente > inwoner toezegging @8  promise.due=20 re=a
        c: inwoner > gemeente acceptatie @9  re=b
        d: gemeente > inwoner levering   @25 re=b
    """)
    assert (by_promise.at, by_promise.days) == ("b", Span(5, 5))


def test_an_answer_of_the_promiser_itself_accepts_nothing() -> None:
    (stall,) = broken("""
        a: gemeente > inwoner toezegging @0  promise.due=10
        b: gemeente > inwoner bericht    @8  due=20 re=a
        c: gemeente > inwoner antwoord   @15 re=b
    """)
    assert (stall.verdict, stall.days) == ("possible", Span(5, 5))


def moved(times: int) -> str:
    lines = ["a0: gemeente > inwoner toezegging @0 promise.due=10"]
    for n in range(1, times + 1):
        lines.append(f"a{n}: gemeente > inwoner bericht @{10 * n - 1} due={10 * n + 10} re=a{n - 1}")
        lines.append(f"b{n}: inwoner > gemeente acceptatie @{10 * n} re=a{n}")
    lines.append(f"z: gemeente > inwoner levering @{10 * times + 9} re=a{times}")
    return "\n".join(lines)


def test_the_third_time_it_is_moved_it_is_broken_agreed_or_not() -> None:
    assert MAX_MOVES == 3
    assert not broken(moved(2))
    (stall,) = broken(moved(3))
    assert (stall.verdict, stall.at, stall.tags) == ("certain", "a0", ("moved",))
    assert stall.touchpoints == ("a0", "a1", "a2", "a3", "z")
    assert (stall.start, stall.end, stall.days) == (Span(10, 10), Span(29, 29), Span(19, 19))
    assert stall.norm is None


def test_a_promise_without_a_day_that_is_given_a_third_new_day_is_broken_too() -> None:
    (stall,) = broken(moved(3).replace(" promise.due=10", ""))
    assert (stall.at, stall.start, stall.tags) == ("a0", Span(0, 0), ("moved",))


def test_a_condition_that_was_not_met_lifts_the_promise_and_one_that_is_unknown_leaves_it_possible() -> None:
    text = "observed @0..@50\na: gemeente > inwoner toezegging @0 promise.due=10 promise.condition=paspoort"
    assert not broken(text + " promise.condition_met=nee")
    assert [stall.verdict for stall in broken(text)] == ["possible"]
    assert [stall.verdict for stall in broken(text + " promise.condition_met=ja")] == ["certain"]


@pytest.mark.parametrize(("act", "count"), [
    ("inwoner > gemeente niet_verschenen @5", 0),
    ("inwoner > gemeente niet_verschenen @10", 0),
    ("inwoner > gemeente niet_verschenen @11", 1),
    ("inwoner > wijkteam niet_verschenen @5", 1),
    ("inwoner > wijkteam intrekking @5", 0),
    ("gemeente > inwoner intrekking @5", 1),
])  # fmt: skip
def test_the_resident_can_prevent_it_up_to_the_day_and_only_with_the_promiser(act: str, count: int) -> None:
    assert len(broken(f"observed @0..@50\na: gemeente > inwoner toezegging @0 promise.due=10\nb: {act}")) == count


def test_what_the_resident_did_before_the_promise_prevents_nothing() -> None:
    assert broken(
        "observed @0..@50\nb: inwoner > gemeente niet_verschenen @0\n"
        "a: gemeente > inwoner toezegging @2 promise.due=10"
    )


def test_a_promise_of_the_resident_is_not_the_systems() -> None:
    text = "observed @0..@50\na: inwoner > gemeente toezegging @0 promise.due=10"
    assert not broken(text)
    assert status(text) == "no_opportunity"


# -- edges


def test_a_vague_promise_is_mostly_possible() -> None:
    text = "a: gemeente > inwoner toezegging @0 promise.due='a + 1-13 days'\nb: gemeente > inwoner levering @{} re=a"
    assert [stall.verdict for stall in broken(text.format(13))] == ["possible"]
    assert [stall.verdict for stall in broken(text.format(14))] == ["certain"]
    assert not broken(text.format(1))


def test_an_uncertain_day_of_fulfilment_is_possible() -> None:
    (stall,) = broken("a: gemeente > inwoner toezegging @0 promise.due=10\nb: gemeente > inwoner levering @5/20 re=a")
    assert (stall.verdict, stall.days) == ("possible", Span(0, 10))


def test_kept_somewhere_after_is_possible_and_kept_before_a_known_day_is_not() -> None:
    assert [
        s.verdict
        for s in broken("a: gemeente > inwoner toezegging @0 promise.due=10\nb: gemeente > inwoner levering re=a")
    ] == ["possible"]


def test_a_promise_without_any_day_is_no_k03_and_falls_to_k01() -> None:
    text = """
        observed @0..@90
        a: gemeente > inwoner toezegging @0
        b: inwoner > gemeente navraag    @50 re=a outcome=gedaan
    """
    evidence = Evidence(case_of(text))
    assert not list(find(evidence))
    (stall,) = unanswered(evidence)
    assert (stall.kind, stall.at, stall.verdict, stall.touchpoints) == ("K01", "a", "possible", ("a", "b"))
    assert stall.days == Span(50, 50)
    assert what(stall, evidence.story).startswith("op deze toezegging zonder datum volgde niets")
    assert status(text) == "not_assessable"


@pytest.mark.parametrize(("line", "count"), [
    ("a: gemeente > inwoner toezegging @0", 0),
    ("a: gemeente > inwoner toezegging @0 outcome='geen reactie'", 1),
    ("a: gemeente > inwoner toezegging @0 outcome=uitgesteld", 1),
    ("a: gemeente > inwoner toezegging @0\nb: gemeente > inwoner stilte @9 re=a", 1),
    ("a: gemeente > inwoner toezegging @0 promise.condition_met=nee outcome='geen reactie'", 0),
    ("a: gemeente > inwoner toezegging @0\nb: inwoner > gemeente navraag @9 re=a outcome=gedaan\n"
     "c: gemeente > inwoner levering @12 re=b", 0),
    (moved(3).replace(" promise.due=10", " outcome='geen reactie'"), 0),
])  # fmt: skip
def test_only_what_order_shows_makes_an_undated_promise_an_unanswered_one(line: str, count: int) -> None:
    assert len(list(unanswered(Evidence(case_of("observed @0..@90\n" + line))))) == count


def test_a_promise_about_what_somebody_else_will_do_binds_to_passing_it_on() -> None:
    promise = (
        "observed @0..@50\na: wijkteam > inwoner toezegging @0 promise.due=10 promise.by=gemeente\n"
        "z: gemeente > inwoner bericht @1\n"
    )
    assert not broken(promise + "b: wijkteam > gemeente bericht @5")
    assert not broken(promise + "b: wijkteam > gemeente bericht @5 re=a")
    assert [stall.at for stall in broken(promise)] == ["a"]
    own = promise.replace("promise.by=gemeente", "promise.by=wijkteam")
    assert broken(own + "b: wijkteam > gemeente bericht @5")


def test_an_appointment_that_was_put_off_is_a_promise_moved() -> None:
    (stall,) = broken("observed @0..@50\na: gemeente > inwoner afspraak @3 outcome=uitgesteld")
    assert (stall.verdict, stall.at, stall.tags, stall.norm) == ("possible", "a", ("put_off", "order"), None)


@pytest.mark.parametrize("text", [
    "a: gemeente > inwoner afspraak @3 outcome=gedaan",
    "a: gemeente > wijkteam afspraak @3 outcome=uitgesteld",
    "a: inwoner > gemeente afspraak @3 outcome=uitgesteld",
    "a: gemeente > inwoner afspraak @3 outcome=uitgesteld\nb: inwoner > gemeente bericht @2 re=a",
])  # fmt: skip
def test_other_appointments_are_none(text: str) -> None:
    assert not broken("observed @0..@50\n" + text)


def test_chasing_an_appointment_that_was_put_off_is_not_agreeing_to_it() -> None:
    assert broken(
        "observed @0..@50\na: gemeente > inwoner afspraak @3 outcome=uitgesteld\n"
        "b: inwoner > gemeente navraag @9 re=a"
    )


def test_an_appointment_with_a_promised_day_is_held_to_that_day() -> None:
    (stall,) = broken("observed @0..@50\na: gemeente > inwoner afspraak @3 outcome=uitgesteld promise.due=10")
    assert (stall.verdict, stall.days) == ("certain", Span(40, 40))


def test_replies_that_point_at_each_other_do_not_go_on_for_ever() -> None:
    assert len(broken("""
        a: gemeente > inwoner toezegging @0 promise.due=10 re=b
        b: gemeente > inwoner toezegging @0 promise.due=10 re=a
        c: gemeente > inwoner bericht    @60
    """)) == 2  # fmt: skip
