"""K09: something was lost after a change of worker."""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls import k03_broken_promise, k10_asking_again, k12_conflicting_messages, k16_restart
from casekit.stalls.evidence import Evidence
from casekit.stalls.k09_handover_loss import KIND, changes, find
from casekit.stalls.run import analyse
from casekit.stalls.stall import Stall
from casekit.when import Span

WORKERS = """
    actor anna   of gemeente level=worker
    actor bert   of gemeente level=worker
    actor cor    of gemeente level=worker
    actor team   of gemeente level=team
    """
GIVEN = "a: inwoner > anna levering @0 issue=hulp shares=loonstrook\n"


def evidence(lines: str, **blocks: object) -> Evidence:
    e = Evidence(case_of(WORKERS + lines, **blocks))
    for kind in (k10_asking_again, k16_restart, k03_broken_promise, k12_conflicting_messages):
        e.found[kind.KIND.code] = list(kind.find(e))
    return e


def losses(lines: str, **blocks: object) -> list[Stall]:
    return list(find(evidence(lines, **blocks)))


def pairs(lines: str) -> list[tuple[str, str]]:
    return [(change.old, change.new) for change in changes(evidence(lines), "hulp")]


# -- the change of worker -----------------------------------------------------------------------------


def test_another_worker_who_takes_the_place_of_one_is_a_change() -> None:
    lines = "a: anna > inwoner gesprek @0 issue=hulp\nb: bert > inwoner gesprek @20 issue=hulp"
    (change,) = changes(evidence(lines), "hulp")
    assert (change.old, change.new, change.last.id, change.first.id) == ("anna", "bert", "a", "b")
    assert (change.handover, change.sure) == (None, True)
    assert list(changes(evidence(lines), "huur")) == []


@pytest.mark.parametrize(("back", "found"), [("14", False), ("15", True), ("10/20", True)])
def test_replacement_during_short_leave_is_no_change(back: str, found: bool) -> None:
    lines = f"""
    a: anna > inwoner gesprek @0      issue=hulp
    b: bert > inwoner gesprek @5      issue=hulp
    c: anna > inwoner gesprek @{back} issue=hulp
    """
    known = list(changes(evidence(lines), "hulp"))
    assert bool(known) is found
    assert [change.sure for change in known] == ([back == "15"] if found else [])


def test_each_new_worker_is_one_change() -> None:
    lines = """
    a: anna > inwoner gesprek issue=hulp
    b: anna > inwoner gesprek issue=hulp
    c: bert > inwoner gesprek issue=hulp
    d: cor  > inwoner gesprek issue=hulp
    """
    assert pairs(lines) == [("anna", "bert"), ("bert", "cor")]


def test_desks_teams_systems_and_the_resident_are_no_workers() -> None:
    lines = """
    actor systeem of gemeente kind=system
    actor moeder of gemeente acts_for=inwoner
    a: anna > inwoner    gesprek issue=hulp
    b: team > inwoner    bericht issue=hulp
    c: systeem > inwoner bericht issue=hulp
    d: inwoner > anna    vraag   issue=hulp
    e: school > inwoner  bericht issue=hulp
    f: moeder > inwoner  bericht issue=hulp
    """
    assert pairs(lines.replace("acts_for=inwoner", "")) == [("anna", "moeder")]
    e = evidence(lines.replace("actor moeder of gemeente acts_for=inwoner", ""))
    assert list(changes(e, "hulp")) == []


def test_who_acts_for_the_resident_is_no_worker() -> None:
    actors = [{"id": "inwoner", "kind": "resident"}]
    actors += [{"id": n, "organisation": "gemeente"} for n in ("anna",)]
    actors += [{"id": "moeder", "organisation": "gemeente", "acts_for": ["inwoner"]}]
    rows = [
        {"id": "a", "from": "anna", "to": "inwoner", "kind": "message"},
        {"id": "b", "from": "moeder", "to": "anna", "kind": "message"},
    ]
    e = Evidence(case_of("", actors=actors, touchpoints=rows))
    assert list(changes(e, "")) == []


def test_a_recorded_handover_is_a_change_to_who_accepts_it() -> None:
    lines = """
    a: anna > team       overdracht issue=hulp
    b: bert > team       acceptatie issue=hulp re=a
    c: bert > inwoner    gesprek    issue=hulp
    """
    (change,) = changes(evidence(lines), "hulp")
    assert (change.old, change.new, change.last.id, change.first.id) == ("anna", "bert", "a", "b")
    assert change.handover is change.last


def test_without_an_acceptance_who_takes_it_up_is_the_new_one() -> None:
    assert pairs("a: anna > bert overdracht issue=hulp\nb: bert > inwoner gesprek issue=hulp") == [("anna", "bert")]
    assert pairs("a: anna > team overdracht issue=hulp\nb: cor > inwoner gesprek issue=hulp") == [("anna", "cor")]
    assert pairs("a: anna > school overdracht issue=hulp\nb: school > inwoner gesprek issue=hulp") == [
        ("anna", "school")
    ]


def test_a_handover_that_nobody_takes_up_is_no_change() -> None:
    assert pairs("a: anna > bert overdracht issue=hulp\nb: anna > inwoner gesprek issue=hulp") == []
    assert pairs("a: anna > school overdracht issue=hulp\nb: anna > inwoner gesprek issue=hulp") == []
    assert pairs("a: inwoner > bert overdracht issue=hulp\nb: bert > inwoner gesprek issue=hulp") == []
    assert pairs("a: anna > inwoner overdracht issue=hulp\nb: inwoner > anna vraag issue=hulp") == []


# -- the losses ---------------------------------------------------------------------------------------


def test_the_new_worker_asks_again_for_what_was_there() -> None:
    (stall,) = losses(
        GIVEN
        + """
        b: anna > bert    overdracht      @5  issue=hulp
        c: bert > inwoner bericht         @15 issue=hulp
        d: bert > inwoner verzoek_stukken @20 issue=hulp asks=loonstrook
        e: inwoner > bert levering        @24 issue=hulp re=d
        """
    )
    assert (stall.kind, stall.verdict, stall.at) == ("K09", "certain", "b")
    assert (stall.touchpoints, stall.issue) == (("b", "c", "d"), "hulp")
    assert stall.actors == ("anna", "bert", "inwoner")
    # Ten days between the workers, four until it was given again.
    assert (stall.start, stall.end, stall.days) == (Span(5, 5), Span(15, 15), Span(14, 14))
    assert (stall.norm, stall.tags, stall.details) == (None, (), {"losses": "K10"})


@pytest.mark.parametrize(
    ("day", "verdict"), [("52", "certain"), ("53", None), ("40/60", "possible"), ("53/60", None)]
)
def test_a_loss_counts_for_forty_two_days(day: str, verdict: str | None) -> None:
    found = losses(
        GIVEN
        + f"""
        b: bert > inwoner bericht         @10    issue=hulp
        c: bert > inwoner verzoek_stukken @{day} issue=hulp asks=loonstrook
        """
    )
    assert [stall.verdict for stall in found] == ([verdict] if verdict else [])


CHANGED = """
    x: anna > inwoner bericht         @2  issue=hulp
    b: bert > inwoner bericht         @10 issue=hulp
    """
AGAIN = "c: {} > inwoner verzoek_stukken @20 issue=hulp asks=loonstrook\n"


def test_without_a_handover_it_bites_where_the_new_worker_began() -> None:
    (stall,) = losses(GIVEN + CHANGED + AGAIN.format("bert"))
    assert (stall.at, stall.touchpoints, stall.start, stall.end) == (
        "b",
        ("x", "b", "c"),
        Span(2, 2),
        Span(10, 10),
    )


def test_the_first_act_of_the_new_worker_may_be_the_loss() -> None:
    (stall,) = losses(GIVEN + "x: anna > inwoner bericht @2 issue=hulp\n" + AGAIN.format("bert"))
    assert (stall.at, stall.touchpoints) == ("c", ("x", "c"))


def test_a_change_without_a_loss_is_no_stall() -> None:
    assert losses(GIVEN + CHANGED) == []


def test_a_loss_by_somebody_else_is_not_of_this_change() -> None:
    assert losses(GIVEN + CHANGED + AGAIN.format("team")) == []


def test_what_the_new_worker_got_was_not_lost_in_the_change() -> None:
    own = "y: inwoner > bert levering @12 issue=hulp shares=loonstrook\n"
    assert losses(CHANGED + own + AGAIN.format("bert")) == []
    both = "a: inwoner > anna,bert levering @0 issue=hulp shares=loonstrook\n"
    assert losses(both + CHANGED + AGAIN.format("bert")) == []


def test_what_another_desk_got_after_the_change_was_not_with_the_one_before() -> None:
    other = "y: inwoner > team levering @12 issue=hulp shares=loonstrook\n"
    assert losses(CHANGED + other + AGAIN.format("bert")) == []


def test_a_possible_loss_makes_it_possible() -> None:
    items = [{"id": "loonstrook", "valid_days": 15}]
    (stall,) = losses(
        GIVEN.replace("@0", "@0/8").replace("issue", "order=1 issue") + CHANGED + AGAIN.format("bert"),
        items=items,
    )
    assert stall.verdict == "possible"


def test_a_fresh_start_that_the_resident_asked_for_is_no_loss() -> None:
    lines = GIVEN + CHANGED + AGAIN.format("bert")
    assert losses(lines + "hold client_choice @5..@12 issue=hulp") == []
    assert losses(lines + "hold client_choice @20..@30") == []
    assert losses(lines + "hold client_choice @-5..@2") == []
    assert losses(lines + "hold client_choice @5..@12 issue=huur")
    assert losses(lines + "hold client_choice @21..@30")


def test_a_warm_handover_is_possible_at_most() -> None:
    def met(who: str, to: str) -> str:
        return losses(GIVEN + f"x: {who} > {to} gesprek @5 issue=hulp\n" + AGAIN.format("bert"))[0].verdict

    assert met("anna", "bert,inwoner") == "possible"
    assert met("anna", "bert") == "certain"
    assert met("anna", "inwoner") == "certain"


def test_a_worker_who_is_only_guessed_is_an_inferred_link() -> None:
    lines = GIVEN + CHANGED.replace("@10", "@10 link_basis=inferred") + AGAIN.format("bert")
    assert losses(lines)[0].tags == ("inferred_link",)


def test_the_new_worker_takes_the_issue_back_to_an_earlier_stage() -> None:
    lines = """
    a: anna > inwoner bericht @0  issue=hulp stage=intake
    b: anna > inwoner bericht @5  issue=hulp stage=plan
    c: {} > inwoner   bericht @20 issue=hulp stage=intake
    d: {} > inwoner   bericht @50 issue=hulp stage=plan
    """
    (stall,) = losses(lines.format("bert", "bert"), stages=["intake", "plan"])
    assert (stall.details, stall.touchpoints, stall.days) == ({"losses": "K16"}, ("b", "c"), Span(45, 45))
    assert losses(lines.format("anna", "anna"), stages=["intake", "plan"]) == []


def test_the_new_worker_contradicts_the_one_before() -> None:
    lines = """
    a: anna > inwoner bericht @0  issue=hulp says.recht=ja
    b: bert > inwoner bericht @10 issue=hulp says.recht=nee
    """
    (stall,) = losses(lines)
    assert (stall.at, stall.details) == ("b", {"losses": "K12"})
    assert (
        losses(
            "x: anna > inwoner bericht @-1 issue=hulp\n"
            + lines.replace("anna > inwoner bericht @0", "team > inwoner bericht @0")
        )
        == []
    )


PROMISE = """
    a: anna > inwoner toezegging @0     issue=hulp promise.due=30
    b: bert > inwoner bericht    @{day} issue=hulp
    c: bert > inwoner levering   @60    issue=hulp re=a
    """


@pytest.mark.parametrize(("day", "found"), [(10, True), (30, True), (31, False)])
def test_a_running_promise_lapses_after_the_change(day: int, found: bool) -> None:
    stalls = losses(PROMISE.format(day=day))
    assert bool(stalls) is found
    if found:
        # The promise's own days are K03's; here count only those between the workers.
        assert (stalls[0].details, stalls[0].days) == ({"losses": "K03"}, Span(day, day))
        assert stalls[0].touchpoints == ("a", "b")


def test_a_promise_of_another_party_or_of_the_new_worker_is_not_lost() -> None:
    assert (
        losses(PROMISE.format(day=10).replace("a: anna", "x: anna > inwoner bericht @-1 issue=hulp\n a: school"))
        == []
    )
    assert (
        losses("x: anna > inwoner bericht @-1 issue=hulp\n" + PROMISE.format(day=10).replace("a: anna", "a: bert"))
        == []
    )


def test_more_losses_after_one_change_are_one_stall() -> None:
    (stall,) = losses(
        GIVEN
        + """
        x: anna > inwoner bericht         @2  issue=hulp says.recht=ja
        b: bert > inwoner bericht         @10 issue=hulp says.recht=nee
        c: bert > inwoner verzoek_stukken @20 issue=hulp asks=loonstrook
        """
    )
    assert (stall.details, stall.touchpoints) == ({"losses": "K10, K12"}, ("x", "b", "c"))


def test_a_loss_belongs_to_the_last_change_before_it() -> None:
    (stall,) = losses(
        GIVEN
        + """
        x: anna > inwoner bericht    @2  issue=hulp
        b: bert > inwoner bericht    @10 issue=hulp
        c: anna > bert    overdracht @11 issue=hulp
        d: bert > inwoner bericht    @12 issue=hulp
        e: bert > inwoner verzoek_stukken @20 issue=hulp asks=loonstrook
        """
    )
    assert (stall.at, stall.touchpoints) == ("c", ("c", "d", "e"))


# -- what it needs ------------------------------------------------------------------------------------


def status(lines: str) -> tuple[str, tuple[str, ...]]:
    found = next(kind for kind in analyse(case_of(lines)).kinds if kind.kind == "K09")
    return found.status, found.missing


def test_workers_have_to_be_told_apart() -> None:
    assert status("a: gemeente > inwoner bericht") == ("not_assessable", ("organisation",))
    one = WORKERS + "a: anna > inwoner bericht\nb: anna > inwoner bericht"
    assert status(one) == ("not_assessable", ("organisation",))
    assert status(WORKERS + "a: anna > inwoner bericht\nb: bert > inwoner bericht") == ("none", ())
    apart = "a: anna > inwoner bericht issue=x\nb: bert > inwoner bericht issue=y"
    assert status(WORKERS + apart) == ("no_opportunity", ())
    assert status("a: gemeente > school overdracht") == ("no_opportunity", ())


def test_in_a_case_without_issues_it_is_possible_at_most() -> None:
    lines = (GIVEN + CHANGED + AGAIN.format("bert")).replace("issue=hulp", "")
    stalls = analyse(case_of(WORKERS + lines)).stalls
    assert [stall.verdict for stall in stalls if stall.kind == "K09"] == ["possible"]
    assert KIND.by_issue


def test_after_a_handover_to_another_party_a_colleague_is_not_the_new_one() -> None:
    assert pairs("a: anna > school overdracht issue=hulp\nb: team > inwoner gesprek issue=hulp") == []


def test_a_promise_lapses_in_the_last_change_before_its_day_however_that_was_recorded() -> None:
    (stall,) = losses(
        """
        a: anna > inwoner toezegging @0  issue=hulp promise.due=30
        b: bert > inwoner bericht    @5  issue=hulp
        c: anna > cor     overdracht @20 issue=hulp
        d: cor > inwoner  bericht    @22 issue=hulp
        e: anna > inwoner bericht    @29 issue=hulp
        f: cor > inwoner  levering   @60 issue=hulp re=a
        """
    )
    assert (stall.at, stall.touchpoints) == ("c", ("a", "c", "d"))
