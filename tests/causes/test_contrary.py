"""What does not fit a cause is always found, and what was meant as such and does not count says why."""

from __future__ import annotations

import pytest

from casekit.causes.contrary import Situation, contrary, kind_of, negative
from casekit.coding import CONSENSUS
from tests.causes.claimed import KEY, coding, late, on_time, row

PROOF = [{"kind": "document", "says": "gezien"}]


def seen(present: str, kind: str = "K02", proof: list[dict[str, str]] | None = None, coder: str = "codeur-a"):  # type: ignore[no-untyped-def]
    row = {"cause": "O5", "kind": kind, "present": present, "evidence": PROOF if proof is None else proof}
    return coding(coder=coder, seen=[row])


def told(found: tuple[Situation, ...]) -> list[tuple[str, str, str | None]]:
    return [(one.case, one.how, one.why) for one in found]


def test_the_cause_was_there_and_it_did_not_stall() -> None:
    assert told(contrary("O5", [on_time("goed", seen("yes"))])) == [("goed", "present_no_stall", None)]
    assert negative("O5", [on_time("goed", seen("yes"))]) == ()


def test_the_cause_was_not_there_and_it_did_not_stall() -> None:
    assert told(negative("O5", [on_time("goed", seen("no"))])) == [("goed", "absent_no_stall", None)]
    assert contrary("O5", [on_time("goed", seen("no"))]) == ()


def test_it_stalled_and_people_agree_on_another_cause() -> None:
    books = [late("een", coding(row("O5"))), late("twee", coding(row("S1")))]
    (found,) = contrary("O5", books)
    assert (found.case, found.how, found.stall, found.counts) == ("twee", "absent_stall", KEY, True)


def test_a_stall_that_nobody_coded_or_that_people_dispute_is_neither() -> None:
    mine = late("een", coding(row("O5")))
    disputed = late("twee", coding(row("S1")), coding(row("O3"), coder="codeur-b"))
    unknown = late("drie", coding(row("unknown", rationale="?")))
    assert contrary("O5", [mine, disputed, unknown, late("vier")]) == ()


def test_a_stall_that_somebody_does_see_the_cause_behind_is_not_contrary_until_all_decide() -> None:
    mine = late("een", coding(row("O5")))
    both = (coding(row("S1"), row("O5")), coding(row("S1"), coder="codeur-b"))
    assert contrary("O5", [mine, late("twee", *both)]) == ()
    decided = late("twee", *both, coding(row("S1"), coder=CONSENSUS))
    assert told(contrary("O5", [mine, decided])) == [("twee", "absent_stall", None)]


@pytest.mark.parametrize(
    ("kind", "why"), [("K06", "no_opportunity"), ("K05", "not_assessable"), ("K99", "no_such_kind"), ("K02", None)]
)
def test_without_the_same_occasion_it_does_not_count(kind: str, why: str | None) -> None:
    book = on_time("goed", seen("no", kind))
    assert [one.why for one in negative("O5", [book])] == [why]
    assert [one.why for one in contrary("O5", [on_time("goed", seen("yes", kind))])] == [why]


def test_where_it_did_stall_nothing_was_seen_to_go_well() -> None:
    assert [one.why for one in contrary("O5", [late("een", seen("yes"))])] == ["found"]


def test_that_a_cause_was_absent_has_to_be_shown_but_nothing_contrary_is_hidden() -> None:
    inferred = [{"kind": "inferred"}]
    assert [one.why for one in negative("O5", [on_time("goed", seen("no", proof=inferred))])] == ["inferred"]
    assert [one.why for one in negative("O5", [on_time("goed", seen("no", proof=[]))])] == ["inferred"]
    assert [one.why for one in contrary("O5", [on_time("goed", seen("yes", proof=inferred))])] == [None]


def test_what_people_see_differently_does_not_count_until_they_decide() -> None:
    book = on_time("goed", seen("yes"), seen("no", coder="codeur-b"))
    assert told(contrary("O5", [book])) == [("goed", "present_no_stall", "disputed")]
    assert told(negative("O5", [book])) == [("goed", "absent_no_stall", "disputed")]
    decided = on_time("goed", seen("yes"), seen("no", coder="codeur-b"), seen("no", coder=CONSENSUS, proof=[]))
    assert (contrary("O5", [decided]), told(negative("O5", [decided]))) == ((), [("goed", "absent_no_stall", None)])


def test_a_negative_case_is_about_a_kind_that_the_claim_has_threads_of() -> None:
    book = on_time("goed", seen("no"))
    assert [one.why for one in negative("O5", [book], {"K06"})] == ["other_kind"]
    assert [one.why for one in negative("O5", [book], {"K02"})] == [None]


def test_a_variant_is_of_its_kind() -> None:
    assert [kind_of(code) for code in ("K06a", "K02", "G1", "M2")] == ["K06", "K02", "G1", "M2"]


def test_what_shows_that_a_cause_was_absent_has_to_be_in_the_case() -> None:
    away = [{"kind": "document", "source": "niet_bestaand"}]
    assert [one.why for one in negative("O5", [on_time("goed", seen("no", proof=away))])] == ["evidence_unknown"]
    assert [one.why for one in negative("O5", [on_time("goed", seen("no", proof=[*away, *PROOF]))])] == [None]
    assert [one.evidence_level for one in contrary("O5", [on_time("goed", seen("yes", proof=away))])] == ["inferred"]
