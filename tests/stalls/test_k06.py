"""K06, a referral loop that stays open: not landed, landed late, or not reported back on (methods section 5)."""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.k06_open_referral import KIND, find
from casekit.stalls.run import analyse
from casekit.stalls.stall import Stall
from casekit.when import Span

REFERRAL = "a: wijkteam > schuldhulp verwijzing @0 issue=schuld\n"


def found(text: str, **blocks: object) -> list[Stall]:
    return list(find(Evidence(case_of(text, **blocks))))


def kinds(text: str, **blocks: object) -> list[str]:
    return [stall.kind for stall in found(text, **blocks)]


# -- K06a, not landed


def test_a_referral_that_leads_to_no_contact_has_not_landed() -> None:
    (stall,) = found("observed @0..@60\n" + REFERRAL)
    assert (stall.kind, stall.verdict, stall.at, stall.touchpoints) == ("K06a", "certain", "a", ("a",))
    assert (stall.start, stall.end, stall.days) == (Span(0, 0), Span(60, 60), Span(60, 60))
    assert (stall.norm.id, stall.norm.allowed, stall.issue) == ("default:K06", Span(28, 28), "schuld")
    assert (stall.tags, stall.actors) == (("absence", "censored"), ("wijkteam", "schuldhulp"))


@pytest.mark.parametrize(("end", "expected"), [(28, []), (29, ["K06a"])])
def test_28_days_are_allowed_to_land_and_one_more_is_not(end: int, expected: list[str]) -> None:
    assert kinds(f"observed @0..@{end}\n" + REFERRAL) == expected


def test_a_due_date_of_the_referral_itself_goes_before_the_default() -> None:
    (stall,) = found("observed @0..@60\na: wijkteam > schuldhulp verwijzing @0 due=10")
    assert (stall.norm.id, stall.norm.allowed) == ("due:a", Span(10, 10))


def test_acceptance_without_contact_is_not_landing() -> None:
    assert kinds("observed @0..@60\n" + REFERRAL + "b: schuldhulp > wijkteam acceptatie @3 issue=schuld re=a") == [
        "K06a"
    ]


@pytest.mark.parametrize("act", [
    "schuldhulp > inwoner niet_bereikt",
    "inwoner > schuldhulp niet_verschenen",
    "schuldhulp > inwoner stilte",
    "inwoner > schuldhulp vraag",
    "gemeente > inwoner gesprek",
    "inwoner > gemeente gesprek",
])  # fmt: skip
def test_trying_knocking_and_contact_with_others_is_not_landing(act: str) -> None:
    assert kinds(f"observed @0..@60\n{REFERRAL}b: {act} @3 issue=schuld") == ["K06a"]


def test_contact_on_another_issue_is_not_landing() -> None:
    assert kinds("observed @0..@60\n" + REFERRAL + "b: schuldhulp > inwoner gesprek @3 issue=huur") == ["K06a"]


def test_each_organisation_that_it_goes_to_has_to_make_contact() -> None:
    text = "observed @0..@60\na: wijkteam > schuldhulp,gemeente verwijzing @0\nb: gemeente > inwoner gesprek @3"
    assert [(stall.kind, stall.at) for stall in found(text)] == [("K06a", "a")]


def test_who_came_back_on_it_is_cited() -> None:
    for back in ("wijkteam > schuldhulp navraag @40", "inwoner > schuldhulp escalatie @40",
                 "wijkteam > schuldhulp verwijzing @40 outcome=gedaan",
                 "inwoner > wijkteam navraag @40 re=a"):  # fmt: skip
        (stall,) = found(f"observed @0..@60\n{REFERRAL}b: {back} issue=schuld")
        assert stall.touchpoints == ("a", "b"), back
    for other in (
        "gemeente > schuldhulp navraag @40",
        "wijkteam > gemeente navraag @40",
        "wijkteam > schuldhulp bericht @40",
    ):
        (stall,) = found(f"observed @0..@60\n{REFERRAL}b: {other} issue=schuld")
        assert stall.touchpoints == ("a",), other


def test_order_alone_shows_it_when_the_record_says_so_or_somebody_came_back() -> None:
    (said,) = found("a: wijkteam > schuldhulp verwijzing outcome='geen reactie'\nb: schuldhulp > inwoner gesprek")
    assert (said.kind, said.verdict, said.tags, said.norm, said.touchpoints) == (
        "K06a",
        "possible",
        ("order",),
        None,
        ("a",),
    )
    (back,) = found("a: wijkteam > schuldhulp verwijzing\nb: wijkteam > schuldhulp navraag re=a")
    assert (back.kind, back.verdict, back.tags, back.touchpoints) == ("K06a", "possible", ("order",), ("a", "b"))
    assert found("a: wijkteam > schuldhulp verwijzing\nb: wijkteam > schuldhulp bericht re=a") == []


def test_a_record_of_no_response_is_held_to_the_clock_first() -> None:
    (stall,) = found("observed @0..@60\na: wijkteam > schuldhulp verwijzing @0 outcome='geen reactie'")
    assert (stall.verdict, stall.tags) == ("certain", ("absence", "censored"))
    (early,) = found("observed @0..@20\na: wijkteam > schuldhulp verwijzing @0 outcome='geen reactie'")
    assert (early.verdict, early.tags) == ("possible", ("order",))


def test_a_rejection_after_the_norm_came_too_late() -> None:
    for answer in (
        "schuldhulp > wijkteam afwijzing @{} re=a",
        "schuldhulp > inwoner afwijzing @{}",
        "schuldhulp > wijkteam afwijzing @{}",
    ):
        assert found(REFERRAL + f"b: {answer.format(28)} issue=schuld") == []
        (stall,) = found(REFERRAL + f"b: {answer.format(29)} issue=schuld")
        assert (stall.kind, stall.verdict, stall.touchpoints, stall.days, stall.tags) == (
            "K06a", "certain", ("a", "b"), Span(29, 29), (),
        )  # fmt: skip


def test_a_refusal_to_somebody_else_is_no_rejection() -> None:
    assert kinds("observed @0..@60\n" + REFERRAL + "b: schuldhulp > gemeente afwijzing @3 issue=schuld") == ["K06a"]


def test_sending_it_on_ends_it_for_who_sent_it_on() -> None:
    text = "observed @0..@60\n" + REFERRAL + "b: schuldhulp > gemeente verwijzing @3 issue=schuld"
    assert [stall.at for stall in found(text + " re=a")] == ["b"]
    assert [stall.at for stall in found(text)] == ["a", "b"]


# -- K06b, landed late


@pytest.mark.parametrize(("day", "expected"), [(28, []), (29, ["K06b"])])
def test_a_first_contact_after_the_norm_is_late(day: int, expected: list[str]) -> None:
    assert kinds(REFERRAL + f"b: schuldhulp > inwoner gesprek @{day} issue=schuld re=a") == expected


def test_landing_late_cites_the_first_contact() -> None:
    (stall,) = found(
        REFERRAL
        + """
        b: schuldhulp > inwoner gesprek @40 issue=schuld re=a
        c: schuldhulp > inwoner gesprek @90 issue=schuld
    """
    )
    assert (stall.verdict, stall.at, stall.touchpoints, stall.end, stall.days, stall.tags) == (
        "certain", "a", ("a", "b"), Span(40, 40), Span(40, 40), (),
    )  # fmt: skip


def test_contact_with_the_residents_representative_lands() -> None:
    text = "observed @0..@60\n" + REFERRAL + "b: schuldhulp > bewind gesprek @3 issue=schuld"
    assert kinds(text) == ["K06a"]
    assert kinds("actor bewind acts_for=inwoner\n" + text) == []


def test_an_uncertain_day_is_possible_and_order_alone_is_not() -> None:
    late = REFERRAL + "b: schuldhulp > inwoner gesprek @20/40 issue=schuld"
    assert [(stall.kind, stall.verdict) for stall in found(late)] == [("K06b", "possible")]
    assert found(REFERRAL + "b: schuldhulp > inwoner gesprek issue=schuld\nc: inwoner > gemeente bericht @90") == []
    assert found("a: wijkteam > schuldhulp verwijzing\nb: schuldhulp > inwoner gesprek @90\n") == []


def test_dates_around_undated_touchpoints_can_make_it_certain() -> None:
    (stall,) = found("""
        x: inwoner > wijkteam bericht @0
        a: wijkteam > schuldhulp verwijzing
        y: inwoner > wijkteam bericht @5
        z: inwoner > wijkteam bericht @40
        b: schuldhulp > inwoner gesprek
    """)
    assert (stall.kind, stall.verdict) == ("K06b", "certain")


def test_a_resident_who_comes_by_another_route_has_landed_outside_the_referral() -> None:
    for answered in ("b: inwoner > schuldhulp vraag @40 issue=schuld\n"
     "c: schuldhulp > inwoner antwoord @41 issue=schuld re=b",
                     "b: inwoner > schuldhulp vraag @40 issue=schuld outcome=gedaan",
                     "b: inwoner > schuldhulp gesprek @40 issue=schuld"):  # fmt: skip
        (stall,) = found("observed @0..@90\n" + REFERRAL + answered)
        assert (stall.kind, stall.touchpoints, stall.tags) == ("K06b", ("a", "b"), ("inferred_link", "other_route"))
    for knocked in (
        "c: schuldhulp > inwoner stilte @41 issue=schuld re=b",
        "c: gemeente > inwoner antwoord @41 issue=huur re=b",
    ):
        assert kinds(
            "observed @0..@90\n" + REFERRAL + "b: inwoner > schuldhulp vraag @40 issue=schuld\n" + knocked
        ) == ["K06a"]


def test_an_unlinked_contact_of_the_organisation_has_an_inferred_link() -> None:
    (stall,) = found(REFERRAL + "b: schuldhulp > inwoner gesprek @40 issue=schuld")
    assert stall.tags == ("inferred_link",)


def test_legitimate_waits_do_not_count() -> None:
    assert found(REFERRAL + "hold client_choice @1..@13\nb: schuldhulp > inwoner gesprek @40 issue=schuld") == []
    assert found(REFERRAL + "hold client_choice @1..@12\nb: schuldhulp > inwoner gesprek @40 issue=schuld")


# -- K06c, landed, nothing reported back

STAYS = (
    REFERRAL
    + """
    b: schuldhulp > inwoner gesprek @10 issue=schuld re=a
    c: wijkteam > inwoner   gesprek @20 issue=schuld
"""
)


def test_who_stays_involved_and_hears_nothing_misses_a_report_back() -> None:
    (stall,) = found("observed @0..@60" + "\n" + STAYS)
    assert (stall.kind, stall.verdict, stall.at, stall.touchpoints) == ("K06c", "certain", "a", ("a", "b", "c"))
    assert (stall.start, stall.end, stall.days) == (Span(10, 10), Span(60, 60), Span(50, 50))
    assert stall.tags == ("absence", "censored")


@pytest.mark.parametrize(("end", "expected"), [(38, []), (39, ["K06c"])])
def test_28_days_after_landing_are_allowed_to_report_back(end: int, expected: list[str]) -> None:
    assert kinds(f"observed @0..@{end}\n" + STAYS) == expected
    assert (
        kinds("observed @0..@90\n" + STAYS + f"d: schuldhulp > wijkteam terugkoppeling @{end} issue=schuld")
        == expected
    )


def test_a_report_that_came_too_late_is_cited() -> None:
    (stall,) = found("observed @0..@90\n" + STAYS + "d: schuldhulp > wijkteam bericht @50 issue=schuld")
    assert (stall.touchpoints, stall.days, stall.tags) == (("a", "b", "c", "d"), Span(40, 40), ())


def test_a_word_before_the_landing_is_a_word() -> None:
    assert found("observed @0..@90\n" + STAYS + "d: schuldhulp > wijkteam acceptatie @2 issue=schuld") == []


@pytest.mark.parametrize("line", [
    "c: gemeente > inwoner gesprek @20 issue=schuld",
    "c: wijkteam > inwoner afsluiting @20 issue=schuld",
    "c: wijkteam > inwoner afsluiting @5 issue=schuld\nd: wijkteam > inwoner gesprek @20 issue=schuld",
    "c: wijkteam > inwoner gesprek @5 issue=schuld",
])  # fmt: skip
def test_who_is_not_or_no_longer_involved_need_not_know(line: str) -> None:
    assert (
        found("observed @0..@90\n" + REFERRAL + "b: schuldhulp > inwoner gesprek @10 issue=schuld re=a\n" + line)
        == []
    )


def test_a_referral_by_the_residents_side_asks_for_no_report_back() -> None:
    assert (
        found(
            "observed @0..@90\na: inwoner > schuldhulp verwijzing @0\n"
            "b: schuldhulp > inwoner gesprek @9\nc: inwoner > wijkteam bericht @20"
        )
        == []
    )


def test_order_alone_does_not_show_how_long_a_report_was_missing() -> None:
    assert (
        found(
            "observed @0..@90\na: wijkteam > schuldhulp verwijzing\n"
            "b: schuldhulp > inwoner gesprek\nc: wijkteam > inwoner gesprek"
        )
        == []
    )
    assert (
        found("a: wijkteam > schuldhulp verwijzing\nb: schuldhulp > inwoner gesprek\nc: wijkteam > inwoner gesprek")
        == []
    )
    assert found(STAYS.replace(" @10", "") + "d: schuldhulp > wijkteam bericht @45 issue=schuld") == []
    assert [
        stall.verdict for stall in found("observed @0..@60\n" + STAYS.replace("@10", "@10/35").replace("@20", "@40"))
    ] == ["possible", "possible"]


def test_an_undated_report_back_shows_nothing() -> None:
    assert found("observed @0..@90\n" + STAYS + "d: schuldhulp > wijkteam bericht issue=schuld") == []
    (stall,) = found("observed @0..@90\n" + STAYS + "d: schuldhulp > wijkteam bericht @20/60 issue=schuld")
    assert (stall.kind, stall.verdict) == ("K06c", "possible")


def test_without_issue_labels_everything_is_possible_at_most() -> None:
    text = ("observed @0..@60\n" + STAYS).replace(" issue=schuld", "")
    assert [(s.kind, s.verdict) for s in analyse(case_of(text)).stalls if s.kind[:3] == "K06"] == [
        ("K06c", "possible")
    ]


# -- not a stall


@pytest.mark.parametrize("end", [
    "b: inwoner > schuldhulp intrekking @9 issue=schuld re=a",
    "b: inwoner > wijkteam afwijzing @9 issue=schuld re=a",
    "b: inwoner > schuldhulp niet_verschenen @9 issue=schuld re=a",
    "b: schuldhulp > wijkteam ontvangst @9 issue=schuld re=a due=80",
    "b: schuldhulp > wijkteam toezegging @9 issue=schuld re=a promise.due=80",
])  # fmt: skip
def test_a_referral_that_was_declined_or_became_a_promise_is_none(end: str) -> None:
    assert found("observed @0..@90\n" + REFERRAL + end) == []


@pytest.mark.parametrize("no_end", [
    "b: inwoner > schuldhulp bericht @9 issue=huur re=a",
    "b: schuldhulp > wijkteam ontvangst @9 issue=schuld re=a",
    "b: gemeente > wijkteam toezegging @9 issue=schuld re=a promise.due=80",
    "b: schuldhulp > wijkteam bericht @9 issue=schuld re=a due=80",
])  # fmt: skip
def test_other_replies_leave_it_open(no_end: str) -> None:
    assert kinds("observed @0..@90\n" + REFERRAL + no_end) == ["K06a"]


@pytest.mark.parametrize("outcome", ["gedaan", "afgewezen", "doorverwezen"])
def test_a_record_that_says_what_came_of_it_ends_it(outcome: str) -> None:
    assert found(f"observed @0..@90\na: wijkteam > schuldhulp verwijzing @0 outcome={outcome}") == []


def test_advice_to_call_somebody_is_no_referral_and_neither_is_one_to_the_resident_alone() -> None:
    assert found("observed @0..@90\na: wijkteam > inwoner advies @0") == []
    assert found("observed @0..@90\na: wijkteam > inwoner verwijzing @0") == []


# -- teams of one organisation

TEAMS = "actor toegang of gemeente\nactor schulden of gemeente\nactor balie of gemeente\n"


def test_between_teams_of_one_organisation_it_is_the_team_that_makes_contact() -> None:
    text = "observed @0..@60\n" + TEAMS + "a: toegang > schulden verwijzing @0\n"
    assert kinds(text) == ["K06a"]
    assert kinds(text + "b: balie > inwoner bericht @5") == ["K06a"]
    assert kinds(text + "b: schulden > inwoner gesprek @5") == []
    assert kinds(text + "b: inwoner > schulden gesprek @40") == ["K06b"]
    assert kinds(text + "b: inwoner > balie gesprek @40") == ["K06a"]


def test_between_teams_it_is_the_team_that_hears_back() -> None:
    text = "observed @0..@60\n" + TEAMS + "a: toegang > schulden verwijzing @0\nb: schulden > inwoner gesprek @5\n"
    assert kinds(text + "c: toegang > inwoner gesprek @9") == ["K06c"]
    assert kinds(text + "c: toegang > inwoner gesprek @9\nd: schulden > toegang bericht @20") == []
    assert kinds(text + "c: toegang > inwoner gesprek @9\nd: schulden > balie bericht @20") == ["K06c"]
    assert kinds(text + "c: balie > inwoner gesprek @9") == []


# -- what could be seen


def test_the_record_of_who_was_referred_to_decides_until_when() -> None:
    def covered(actor: str, until: int) -> list[Span]:
        coverage = [{"source": "s", "actor": actor, "from": "0", "until": str(until)}]
        return [
            stall.days
            for stall in found(f"observed @0..@90\n{REFERRAL}\nz: inwoner > school bericht @1", coverage=coverage)
        ]

    assert covered("schuldhulp", 28) == []
    assert covered("schuldhulp", 40) == [Span(40, 40)]
    assert covered("inwoner", 50) == [Span(50, 50)]
    assert covered("wijkteam", 50) == []  # who referred does not see whether those two met


def test_what_no_source_covers_is_not_observable() -> None:
    coverage = [{"source": "s", "actor": "gemeente", "from": "0", "until": "90"}]
    text = "observed @0..@90\n" + REFERRAL + "b: wijkteam > schuldhulp navraag @40 issue=schuld"
    evidence = Evidence(case_of(text, coverage=coverage))
    assert list(find(evidence)) == []
    assert "K06" in evidence.unseen
    assert kinds("observed @0..@60\n" + STAYS, coverage=coverage) == []


def test_without_a_referral_there_was_no_opportunity() -> None:
    def status(text: str) -> str:
        return next(kind.status for kind in analyse(case_of(text)).kinds if kind.kind == "K06")

    assert status("a: inwoner > gemeente vraag @0") == "no_opportunity"
    assert status(REFERRAL + "b: schuldhulp > inwoner gesprek @9 issue=schuld") == "none"
    assert (KIND.by_issue, KIND.precedence) == (True, 3)
