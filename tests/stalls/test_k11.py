"""K11: needed information existed elsewhere."""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.k11_missed_knowledge import KIND, find
from casekit.stalls.run import analyse
from casekit.stalls.stall import Stall
from casekit.when import Span

MAY_SHARE = [{"id": "loonstrook", "label": "de loonstrook", "share_basis": "Wet SUWI"}]

KNOWN = """
    a: werkgever > uwv    bericht   @0  shares=loonstrook
    {contact}
    d: gemeente > inwoner afwijzing @20 issue=bijstand needs=loonstrook
    """


def gaps(lines: str, **blocks: object) -> list[Stall]:
    return list(find(Evidence(case_of(lines, **blocks))))


def known(contact: str = "", **blocks: object) -> list[Stall]:
    return gaps(KNOWN.format(contact=contact), **({"items": MAY_SHARE} | blocks))


def test_a_contact_existed_and_the_item_did_not_come_along() -> None:
    (stall,) = known("b: uwv > gemeente bericht @10")
    assert (stall.kind, stall.verdict, stall.at, stall.touchpoints) == (
        "K11a",
        "certain",
        "d",
        ("a", "b", "d"),
    )
    assert (stall.start, stall.end, stall.days, stall.issue) == (
        Span(20, 20),
        Span(20, 20),
        Span(0, 0),
        "bijstand",
    )
    assert (stall.tags, stall.details, stall.norm) == (("absence",), {"items": "de loonstrook"}, None)
    assert stall.actors == ("werkgever", "uwv", "gemeente", "inwoner")


def test_a_chain_over_a_third_party_is_a_contact_too() -> None:
    (stall,) = known("b: uwv > school bericht @5\nc: school > gemeente bericht @10")
    assert (stall.kind, stall.touchpoints) == ("K11a", ("a", "c", "d"))


def test_without_a_contact_there_was_no_connection() -> None:
    (stall,) = known()
    assert (stall.kind, stall.verdict, stall.touchpoints) == ("K11b", "certain", ("a", "d"))


def test_a_contact_before_it_was_known_brings_nothing() -> None:
    assert known("b: uwv > gemeente bericht @-5")[0].kind == "K11b"


def test_a_contact_after_the_step_came_too_late() -> None:
    assert known("b: uwv > gemeente bericht @30")[0].kind == "K11b"


def test_a_letter_the_other_way_brings_nothing_and_a_call_does() -> None:
    assert known("b: gemeente > uwv bericht @10 channel=brief")[0].kind == "K11b"
    assert known("b: gemeente > uwv bericht @10 channel=telefoon")[0].kind == "K11a"


def test_the_resident_is_no_chain() -> None:
    assert known("b: uwv > inwoner bericht @5\nc: inwoner > gemeente bericht @10")[0].kind == "K11b"


@pytest.mark.parametrize(
    ("day", "verdict"),
    [("10", "certain"), ("0", "possible"), ("0/10", "possible"), ("20", "possible"), ("1/19", "certain")],
)
def test_a_contact_on_the_same_day_is_possible_only(day: str, verdict: str) -> None:
    (stall,) = known(f"b: uwv > gemeente bericht @{day}")
    assert (stall.kind, stall.verdict) == ("K11a", verdict)


def test_order_alone_makes_a_missed_contact_possible() -> None:
    (stall,) = gaps(
        """
        a: werkgever > uwv    bericht   shares=loonstrook
        b: uwv > gemeente     bericht
        d: gemeente > inwoner afwijzing needs=loonstrook
        """,
        items=MAY_SHARE,
    )
    assert (stall.kind, stall.verdict) == ("K11a", "possible")


def test_who_knew_already_missed_nothing() -> None:
    assert known("b: inwoner > gemeente levering @10 shares=loonstrook") == []
    assert known("b: gemeente > bank raadplegen @10 shares=loonstrook") == []
    assert known("b: gemeente > bank raadplegen @10 asks=loonstrook") == []
    assert gaps(KNOWN.format(contact="").replace("needs=", "shares=loonstrook needs=")) == []


def test_a_lookup_that_gave_nothing_is_no_knowledge() -> None:
    assert known("b: gemeente > bank raadplegen @10 asks=loonstrook outcome=no_response")


def test_what_nobody_had_could_not_be_known() -> None:
    assert gaps("d: gemeente > inwoner afwijzing needs=loonstrook") == []


def test_what_only_the_resident_had_is_another_matter() -> None:
    assert (
        gaps(
            """
            a: werkgever > inwoner bericht   shares=polis
            d: gemeente > inwoner  afwijzing needs=loonstrook
            x: inwoner > inwoner   bericht   shares=loonstrook
            """
        )
        == []
    )
    lines = "a: inwoner > inwoner bericht shares=loonstrook\nd: gemeente > inwoner afwijzing needs=loonstrook"
    assert gaps(lines) == []


def test_what_was_learned_after_the_step_could_not_be_known() -> None:
    assert gaps(KNOWN.format(contact="").replace("@0 ", "@30 ")) == []


def test_what_the_resident_needs_is_no_step_of_an_organisation() -> None:
    assert gaps(KNOWN.format(contact="").replace("gemeente > inwoner afwijzing", "inwoner > gemeente vraag")) == []


def test_no_consent_is_no_stall() -> None:
    assert known("hold privacy_refusal @0..@20") == []
    assert known("hold privacy_refusal @20..@30 issue=bijstand items=loonstrook") == []
    assert known("hold privacy_refusal @0..@19")
    assert known("hold privacy_refusal @21..@30")
    assert known("hold privacy_refusal @0..@20 items=polis")
    assert known("hold privacy_refusal @0..@20 issue=huur")
    assert known("hold law @0..@20")


def test_where_bases_are_named_an_item_without_one_may_not_be_shared() -> None:
    other = [{"id": "polis", "share_basis": "toestemming"}]
    assert known(items=other) == []
    assert known(items=[*other, {"id": "loonstrook"}]) == []


def test_where_no_basis_is_named_at_all_it_is_unknown() -> None:
    assert known(items=[])[0].tags == ("absence", "basis_unknown")


@pytest.mark.parametrize(("valid", "kind"), [(20, "K11b"), (19, None)])
def test_what_the_other_had_must_still_hold(valid: int, kind: str | None) -> None:
    found = known(items=[MAY_SHARE[0] | {"valid_days": valid}])
    assert [stall.kind for stall in found] == ([kind] if kind else [])


def test_what_the_other_had_may_still_hold() -> None:
    lines = KNOWN.format(contact="").replace("@0 ", "@0/5 ")
    assert gaps(lines, items=[MAY_SHARE[0] | {"valid_days": 18}])[0].verdict == "possible"


OLD = "x: inwoner > gemeente levering @{} shares=loonstrook\n"
VALID = [MAY_SHARE[0] | {"valid_days": 30}]


def test_a_newer_version_elsewhere_counts_when_the_own_one_had_expired() -> None:
    assert gaps(OLD.format(-9) + KNOWN.format(contact=""), items=VALID) == []  # 29 days old: it still held
    (stall,) = gaps(OLD.format(-40) + KNOWN.format(contact=""), items=VALID)
    assert (stall.kind, stall.verdict, stall.touchpoints) == ("K11b", "certain", ("a", "d"))
    (stall,) = gaps(OLD.format(-40) + KNOWN.format(contact="b: uwv > gemeente bericht @5"), items=VALID)
    assert (stall.kind, stall.verdict, stall.touchpoints) == ("K11a", "certain", ("a", "b", "d"))
    (stall,) = gaps(OLD.format(-40) + KNOWN.format(contact="b: uwv > gemeente bericht @0"), items=VALID)
    assert (stall.kind, stall.verdict) == ("K11a", "possible")
    (stall,) = gaps(OLD.format(-40) + KNOWN.format(contact="b: school > gemeente bericht @5"), items=VALID)
    assert stall.kind == "K11b"


def test_an_own_version_that_may_have_expired_makes_it_possible() -> None:
    (stall,) = gaps(OLD.format("-15/-5") + KNOWN.format(contact=""), items=VALID)
    assert stall.verdict == "possible"


def test_a_chain_that_began_with_an_expired_version_is_shown_by_who_had_the_new_one() -> None:
    lines = """
    x: werkgever > uwv    bericht   @-40 shares=loonstrook
    a: werkgever > uwv    bericht   @0   shares=loonstrook
    b: uwv > gemeente     bericht   @5
    d: gemeente > inwoner afwijzing @20  needs=loonstrook
    """
    (stall,) = gaps(lines, items=VALID)
    assert stall.touchpoints == ("a", "b", "d")


def test_it_lasts_until_the_item_came_after_all() -> None:
    later = """e: uwv > school       bericht @22 issue=bijstand shares=loonstrook
    f: inwoner > gemeente levering @27 issue=bijstand shares=loonstrook"""
    (stall,) = known(later)
    assert (stall.end, stall.days) == (Span(27, 27), Span(7, 7))


def test_two_items_of_one_step_are_one_stall_and_the_sure_one_leads() -> None:
    (stall,) = gaps(
        """
        a: werkgever > uwv    bericht   @0/20 shares=polis
        b: werkgever > uwv    bericht   @5    shares=loonstrook
        d: gemeente > inwoner afwijzing @20   needs=polis,loonstrook
        """,
        items=[{"id": "polis", "share_basis": "x", "valid_days": 17}, *MAY_SHARE],
    )
    assert (stall.kind, stall.verdict, stall.touchpoints) == ("K11b", "certain", ("a", "b", "d"))
    assert stall.details["items"] == "de loonstrook, polis"


INSIDE = """
    actor balie   of gemeente {balie}
    actor inkomen of gemeente {inkomen}
    a: inwoner > balie    levering  shares=loonstrook {more}
    {contact}
    d: inkomen > inwoner  {kind} needs=loonstrook
    """


def inside(
    kind: str = "afwijzing", balie: str = "", inkomen: str = "", contact: str = "", more: str = ""
) -> list[Stall]:
    return gaps(INSIDE.format(kind=kind, balie=balie, inkomen=inkomen, contact=contact, more=more))


def test_a_refusal_for_want_of_what_a_colleague_had_is_possible() -> None:
    (stall,) = inside()
    assert (stall.kind, stall.verdict, stall.tags) == ("K11a", "possible", ("absence", "internal"))
    assert stall.touchpoints == ("a", "d")
    assert inside("afsluiting")


def test_inside_one_organisation_only_what_stopped_for_want_of_it_counts() -> None:
    assert inside("besluit") == []
    assert inside(contact="b: balie > inkomen overdracht shares=loonstrook") == []
    assert inside(balie="team=werk", inkomen="team=werk") == []
    assert inside(balie="team=werk", inkomen="team=inkomen")


def test_a_team_is_of_its_own_organisation() -> None:
    lines = INSIDE.format(kind="afwijzing", balie="team=a", inkomen="team=b", contact="", more="")
    assert gaps("actor loket of uwv team=b\nx: inwoner > loket levering shares=loonstrook\n" + lines)


def test_absence_is_seen_only_where_a_source_looks() -> None:
    covered = [{"source": "s", "actor": "gemeente", "from": "0", "until": "30"}]
    elsewhere = [{"source": "s", "actor": "school", "from": "0", "until": "30"}]
    assert known(coverage=covered)
    e = Evidence(case_of(KNOWN.format(contact=""), items=MAY_SHARE, coverage=elsewhere))
    assert list(find(e)) == []
    assert e.unseen == {"K11"}


def test_without_coverage_it_is_possible_at_most() -> None:
    stalls = analyse(case_of(KNOWN.format(contact=""), items=MAY_SHARE)).stalls
    assert [stall.verdict for stall in stalls if stall.kind == "K11b"] == ["possible"]


def status(lines: str) -> tuple[str, tuple[str, ...]]:
    found = next(kind for kind in analyse(case_of(lines)).kinds if kind.kind == "K11")
    return found.status, found.missing


def test_it_needs_what_was_needed_and_what_was_shared() -> None:
    assert status("a: gemeente > inwoner afwijzing") == ("not_assessable", ("needs", "shares"))
    assert status("a: gemeente > inwoner afwijzing needs=x") == ("not_assessable", ("shares",))
    assert status("a: inwoner > gemeente vraag needs=x shares=y") == ("not_assessable", ("needs",))
    assert status("a: gemeente > inwoner afwijzing needs=x shares=y") == ("none", ())
    assert not KIND.opportunity(Evidence(case_of("a: inwoner > gemeente vraag needs=x")))


def test_what_only_a_volunteer_beside_the_resident_had_was_on_the_residents_side() -> None:
    def actors(kind: str) -> list[dict[str, object]]:
        return [
            {"id": "inwoner", "kind": "inwoner"},
            {"id": "maatje", "kind": kind, "acts_for": ["inwoner"]},
            {"id": "gemeente", "kind": "gemeente"},
        ]

    lines = "a: inwoner > maatje bericht @0 shares=loonstrook\nd: gemeente > inwoner besluit @20 needs=loonstrook"
    assert gaps(lines, actors=actors("vrijwilliger")) == []
    assert [stall.kind for stall in gaps(lines, actors=actors("bewindvoerder"))] == ["K11b"]
