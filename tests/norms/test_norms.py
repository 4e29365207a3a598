"""The library of norms: complete and dated, applied by date, chosen by the ladder, with three results."""

import re
from datetime import date
from math import inf
from typing import Any

import pytest

from casekit.case import Case, Norm
from casekit.norms import (
    find_norm,
    in_force,
    library,
    norms_for,
    result,
    rung,
    threshold,
    thresholds,
)
from casekit.vocabulary import codes
from casekit.when import ANYTIME, Span
from casekit.when.timeline import HEAP_MARGIN

IN_2019, IN_2021 = date(2019, 3, 5), date(2021, 3, 5)
DAY = Span(0, 0)
BY_ID = {norm.id: norm for norm in library()}


def find(norms: tuple[Norm, ...] = library(), /, **asked: Any) -> str | None:
    """The id of the norm for an application to a municipality in 2021, but for what is asked."""
    usual: dict[str, Any] = {
        "act": "application",
        "procedure": None,
        "organisation": None,
        "organisation_kind": "municipality",
        "when": DAY,
        "day0": IN_2021,
        "stall": "K02",
    }
    found = find_norm(norms, **(usual | asked))
    return found.id if found else None


# --- the library


def test_every_row_of_the_norms_table_that_is_a_term_is_there() -> None:
    expected = """
        wgs-first-talk wgs-first-talk-signal wgs-crisis wgs-decision wgs-local-target wgs-moratorium
        awb-decision awb-penalty awb-objection-in awb-objection-dec
        pw-term pw-under27 pw-advance pw-suspend
        nvvk-first-talk nvvk-120 msnp-18 wsnp-18 wsnp-36
        zvw-ladder-2 zvw-ladder-4 zvw-ladder-6 wmo-6-2-research wmo-6-2-decision
    """
    assert set(expected.split()) <= set(BY_ID)
    assert len(BY_ID) == len(library())


@pytest.mark.parametrize(
    ("id", "days", "unit"),
    [
        ("wgs-first-talk", 4, "weeks"),
        ("wgs-first-talk-signal", 4, "weeks"),
        ("wgs-crisis", 3, "working_days"),
        ("wgs-decision", 8, "weeks"),
        ("wgs-moratorium", 6, "months"),
        ("awb-decision", 8, "weeks"),
        ("awb-penalty", 2, "weeks"),
        ("awb-penalty-max", 42, "days"),
        ("awb-objection-in", 6, "weeks"),
        ("awb-objection-dec", 6, "weeks"),
        ("pw-under27", 4, "weeks"),
        ("pw-advance", 4, "weeks"),
        ("pw-suspend", 8, "weeks"),
        ("nvvk-first-talk", 4, "weeks"),
        ("nvvk-first-talk-crisis", 3, "days"),
        ("nvvk-120", 120, "days"),
        ("wsnp-18", 18, "months"),
        ("wsnp-36", 36, "months"),
        ("zvw-ladder-6", 6, "months"),
        ("wmo-6-2-decision", 2, "weeks"),
    ],
)
def test_a_term_is_as_long_as_its_source_says(id: str, days: int, unit: str) -> None:
    assert (BY_ID[id].days, BY_ID[id].unit) == (days, unit)


@pytest.mark.parametrize("norm", library(), ids=lambda norm: norm.id)
def test_every_norm_says_where_it_comes_from_and_uses_known_words(norm: Norm) -> None:
    assert not norm.model_extra
    assert norm.label
    assert norm.label_en
    assert norm.note
    assert norm.note_en
    assert norm.article
    assert norm.stalls
    assert date.fromisoformat(norm.checked_on or "") >= date(2026, 11, 21)
    assert {*norm.starts_with, *norm.ends_with} <= set(codes("kind"))
    assert set(norm.procedures) <= set(codes("procedure"))
    assert set(norm.organisation_kinds) <= set(codes("actor_kind"))
    assert all(re.fullmatch(r"[KG]\d\d?|term|hold|context", stall) for stall in norm.stalls)
    assert rung(norm) in (2, 3)


@pytest.mark.parametrize("norm", library(), ids=lambda norm: norm.id)
def test_what_nobody_could_confirm_is_present_but_off(norm: Norm) -> None:
    assert norm.enabled is (norm.confidence != "low" and norm.days is not None)
    if norm.enabled:
        assert norm.source_url
        assert norm.source_url.startswith("https://")


@pytest.mark.parametrize("norm", library(), ids=lambda norm: norm.id)
def test_covenants_and_built_in_waits_do_not_run_on_over_a_weekend(norm: Norm) -> None:
    if norm.basis != "law" or ("hold" in norm.stalls and norm.enabled) or norm.unit == "working_days":
        assert not norm.roll_over


# --- which norms a case is held against


def case(*norms: dict[str, Any]) -> Case:
    return Case.model_validate({"id": "c", "norms": list(norms)})


def test_a_case_without_norms_has_those_of_the_library_that_are_on() -> None:
    ids = [norm.id for norm in norms_for(case())]
    assert ids == [norm.id for norm in library() if norm.enabled]
    assert "nvvk-120" not in ids


def test_local_norms_come_first_and_replace_those_with_the_same_id() -> None:
    norms = norms_for(case({"id": "wgs-decision", "days": 42}, {"id": "ours", "days": 10}))
    assert [norm.id for norm in norms][:2] == ["wgs-decision", "ours"]
    assert [norm.days for norm in norms if norm.id == "wgs-decision"] == [42]


def test_a_case_can_switch_a_norm_on_or_off() -> None:
    ids = {
        norm.id for norm in norms_for(case({"id": "awb-decision", "enabled": False}, {"id": "nvvk-120", "days": 120}))
    }
    assert "awb-decision" not in ids
    assert "nvvk-120" in ids


# --- dates


def test_a_2021_case_gets_the_law_of_2021_and_a_2019_case_does_not() -> None:
    asked = {"act": "conversation", "procedure": "debt_assistance", "stall": "term"}
    assert find(**asked, day0=IN_2021) == "wgs-decision"
    assert find(**asked, day0=IN_2019) is None
    signal = {"act": "registration", "procedure": "early_signal", "stall": "K15"}
    assert find(**signal, day0=IN_2021) == "wgs-first-talk-signal"
    assert find(**signal, day0=IN_2019) is None
    assert find(act="registration", procedure="debt_assistance", day0=IN_2019) == "wgs-first-talk"
    assert find(act="registration", procedure="debt_assistance", day0=date(2012, 6, 30)) is None
    assert find(act="registration", procedure="debt_assistance", day0=date(2012, 7, 1)) == "wgs-first-talk"


def test_the_wsnp_takes_18_months_from_1_july_2023_and_36_before() -> None:
    asked = {"act": "decision", "procedure": "debt_assistance", "organisation_kind": "court", "stall": "hold"}
    wsnp = tuple(norm for norm in library() if norm.id.startswith("wsnp"))
    assert find(wsnp, **asked, day0=date(2023, 6, 30)) == "wsnp-36"
    assert find(wsnp, **asked, day0=date(2023, 7, 1)) == "wsnp-18"


def test_the_days_of_a_change_are_sharp() -> None:
    wgs4a, old = BY_ID["wgs-decision"], BY_ID["wsnp-36"]
    assert in_force(wgs4a, DAY, date(2021, 1, 1)) is True
    assert in_force(wgs4a, DAY, date(2020, 12, 31)) is False
    assert in_force(old, DAY, date(2023, 6, 30)) is True
    assert in_force(old, DAY, date(2023, 7, 1)) is False


def test_when_it_cannot_be_told_the_norm_is_used_and_says_so() -> None:
    wgs4a = BY_ID["wgs-decision"]
    asked = {"act": "conversation", "procedure": "debt_assistance", "stall": "term"}
    for when, day0 in ((Span(-100, 0), IN_2021), (ANYTIME, IN_2021), (DAY, None)):
        assert in_force(wgs4a, when, day0) is None
        assert find(**asked, when=when, day0=day0) == "wgs-decision"


def test_a_norm_without_dates_holds_always() -> None:
    assert in_force(BY_ID["awb-decision"], ANYTIME, None) is True


def test_a_local_norm_may_be_valid_for_years_or_in_relative_days() -> None:
    years = Norm(id="x", days=8, valid_from="2020", valid_until="2021")
    assert in_force(years, DAY, date(2020, 1, 1)) is True
    assert in_force(years, DAY, date(2021, 12, 31)) is True
    assert in_force(years, DAY, date(2022, 1, 1)) is False
    relative = Norm(id="x", days=8, valid_from="10", valid_until="20")
    assert [in_force(relative, Span(day, day), None) for day in (9, 10, 20, 21)] == [False, True, True, False]
    assert in_force(relative, Span(5, 12), None) is None
    assert in_force(Norm(id="x", days=8, valid_from="t1 + 2 weeks"), DAY, IN_2021) is None


# --- the ladder


def test_an_application_to_an_administrative_body_has_eight_weeks() -> None:
    assert [find(organisation_kind=kind) for kind in ("municipality", "benefits_agency", "tax_authority")] == [
        "awb-decision"
    ] * 3
    assert find(organisation_kind="creditor") is None
    assert find(organisation_kind=None) is None
    assert find(act="question") is None


def test_the_procedure_decides_which_term_holds() -> None:
    assert find(procedure="social_assistance") == "pw-term"
    assert find(procedure="special_assistance") == "awb-decision"
    assert find(procedure="advance") == "pw-advance"
    assert find(act="registration", procedure="threatening", organisation_kind="debt_service") == "wgs-crisis"
    assert find(act="registration") is None


def test_a_question_for_help_has_a_term_to_the_first_conversation_only() -> None:
    asked = {"act": "question", "procedure": "debt_assistance", "organisation_kind": "debt_service"}
    assert find(**asked, stall="K15") == "wgs-first-talk-question"
    assert find(**asked, stall="K02") is None


def test_a_hold_or_context_is_found_only_by_name() -> None:
    search = {"act": "registration", "procedure": "social_assistance"}
    assert find(**search, stall="hold") == "pw-under27"
    assert find(**search, stall="K01") is None
    assert find(**search, stall=None) is None
    assert find(act="escalation", stall=None) is None
    assert find(act="escalation", stall="context") == "awb-penalty"
    assert find(stall=None) == "awb-decision"


def test_the_strongest_rung_wins_even_when_it_is_longer() -> None:
    norms = (
        Norm(id="usual", days=5, basis="reference"),
        Norm(id="service", days=10, basis="service"),
        Norm(id="law", days=56, basis="law"),
        Norm(id="habit", days=1, basis="practice"),
        Norm(id="hearsay", days=1, basis="claim"),
    )
    assert find(norms) == "law"
    assert find(norms[:2]) == "service"
    assert find(norms[:1]) == "usual"
    assert find(norms[3:]) is None
    assert find((*norms, Norm(id="promise", days=90, basis="promise"))) == "promise"


def test_the_covenant_steps_in_only_where_the_law_was_not_yet_there() -> None:
    asked = {"act": "registration", "procedure": "debt_assistance", "organisation_kind": "debt_service"}
    assert find(**asked, day0=IN_2021) == "wgs-first-talk"
    assert find(**asked, day0=date(2011, 1, 1)) == "nvvk-first-talk"


def test_within_a_rung_the_most_specific_norm_wins_and_then_the_shortest() -> None:
    any_ = Norm(id="any", days=5)
    act = Norm(id="act", days=10, starts_with=["application"])
    kind = Norm(id="kind", days=15, organisation_kinds=["municipality"])
    procedure = Norm(id="procedure", days=20, procedures=["wmo"])
    body = Norm(id="body", days=25, organisations=["town"])
    everything = (any_, act, kind, procedure, body)
    asked = {"procedure": "wmo", "organisation": "town"}
    assert [find(everything[:n], **asked) for n in range(1, 6)] == ["any", "act", "kind", "procedure", "body"]
    assert find((any_, Norm(id="weeks", days=1, unit="weeks"))) == "any"
    assert find((any_, Norm(id="work", days=3, unit="working_days"))) == "work"
    assert find((Norm(id="b", days=5), Norm(id="a", days=5))) == "a"


def test_an_ordinance_is_on_the_rung_of_the_law_and_wins_by_naming_the_body() -> None:
    local = Norm(id="ours", days=42, basis="policy", organisations=["town"], starts_with=["conversation"])
    asked = {"act": "conversation", "procedure": "debt_assistance", "stall": "term"}
    assert find((local, *library()), **asked, organisation="town") == "ours"
    assert find((local, *library()), **asked, organisation="elsewhere") == "wgs-decision"
    assert find((local, *library()), **asked, organisation=None) == "wgs-decision"


def test_a_local_norm_may_be_written_in_dutch() -> None:
    local = norms_for(
        case(
            {
                "id": "ours",
                "days": 14,
                "starts_with": "Aanvraag",
                "ends_with": ["beschikking", "afwijzing", "rooksignaal"],
                "procedures": "bijzondere bijstand",
                "organisation_kinds": "gemeente",
            }
        )
    )
    assert local[0].ends_with == ("decision", "refusal", "rooksignaal")
    assert find(local, procedure="special_assistance") == "ours"
    assert find(local, procedure="social_assistance") == "pw-term"
    assert find(local, procedure="special_assistance", act="question") is None


def test_a_norm_that_is_off_or_has_no_number_is_passed_over() -> None:
    assert find((Norm(id="off", days=5, enabled=False), Norm(id="empty"))) is None


def test_a_local_norm_without_stalls_serves_every_kind_but_is_no_hold() -> None:
    local = (Norm(id="ours", days=5),)
    assert [find(local, stall=stall) for stall in ("K01", "K15", "term", None)] == ["ours"] * 4
    assert [find(local, stall=stall) for stall in ("hold", "context")] == [None, None]


# --- three results


@pytest.mark.parametrize(
    ("net", "allowed", "expected"),
    [
        (Span(56, 56), Span(56, 56), "within"),
        (Span(57, 57), Span(56, 56), "outside"),
        (Span(50, 60), Span(56, 56), "undetermined"),
        (Span(57, inf), Span(56, 56), "outside"),
        (Span(0, inf), Span(56, 56), "undetermined"),
        (Span(30, 30), Span(28, 32), "undetermined"),
        (Span(28, 28), Span(28, 32), "within"),
        (Span(33, 33), Span(28, 32), "outside"),
        (Span(1, 400), Span(0, inf), "undetermined"),
    ],
)
def test_there_are_three_results(net: Span, allowed: Span, expected: str) -> None:
    assert result(net, allowed) == expected


# --- thresholds


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("K03_rescheduled", 3),
        ("K04", 42),
        ("K05", 14),
        ("K06", 28),
        ("K07_warm_transfer", 2),
        ("K08", 14),
        ("K09", 42),
        ("K09_leave", 14),
        ("K12_amount", 1),
        ("K14_late_ask", 50),
        ("K14_repair", 7),
        ("K15", 0),
        ("G1", 14),
        ("G1_polite", 2),
        ("G3_actions", 3),
        ("M1", 4),
        ("M2_cases", 3),
        ("M2_share", 3),
        ("reference_waits", 10),
        ("reference_quantile", 75),
        ("sensitivity_low", 75),
        ("sensitivity_high", 150),
        ("heap_days", 10),
        ("heap_share", 30),
        ("heap_month", 4),
        ("heap_margin", HEAP_MARGIN),
        ("objection", 42),
    ],
)
def test_the_thresholds_are_those_of_the_methods(key: str, value: int) -> None:
    assert threshold(key) == value


def test_every_threshold_says_what_it_means_and_where_it_comes_from() -> None:
    assert list(thresholds())
    for each in thresholds().values():
        assert each.source.startswith("methods ")
        assert date.fromisoformat(each.checked_on) >= date(2026, 11, 21)
        assert each.nl.endswith(".")
        assert each.en.endswith(".")


def test_an_unknown_threshold_is_an_error() -> None:
    with pytest.raises(KeyError):
        threshold("K99")
