"""The whole analysis: caps by assumption, statuses of kinds, worst first, sensitivity."""

from __future__ import annotations

from casekit.notation import case_of
from casekit.stalls.run import analyse, sensitivity, stall_table

LATE = """
a: inwoner > gemeente  vraag     @0  due=14  issue=huur
b: gemeente > inwoner  antwoord  @30 re=a    issue=huur
"""
COVERED = {
    "coverage": [{"source": "dossier", "actor": "gemeente", "from": "0", "until": "100"}],
    "observed": {"from": "0", "until": "100"},
}


def status(case_text: str, kind: str, **blocks: object) -> tuple[str, tuple[str, ...]]:
    found = next(k for k in analyse(case_of(case_text, **blocks)).kinds if k.kind == kind)
    return found.status, found.missing


def test_a_case_that_says_everything_rests_on_no_assumption() -> None:
    assert analyse(case_of(LATE, **COVERED)).assumptions == ("weekday_unknown",)


def test_a_late_answer_needs_no_assumption_and_stays_certain() -> None:
    assert [(s.kind, s.verdict) for s in analyse(case_of(LATE)).stalls if s.kind == "K02"] == [("K02", "certain")]


def test_what_rests_on_silence_is_possible_at_most_without_coverage() -> None:
    silent = "a: inwoner > gemeente vraag @0 due=14 issue=huur\nz: inwoner > wijkteam bericht @90 issue=huur"
    observed = {"observed": COVERED["observed"]}
    assert [s.verdict for s in analyse(case_of(silent, **observed)).stalls if s.kind == "K01"] == ["possible"]
    assert [s.verdict for s in analyse(case_of(silent, **COVERED)).stalls if s.kind == "K01"] == ["certain"]


def test_what_is_still_open_is_possible_at_most_when_the_end_of_the_observation_is_assumed() -> None:
    silent = "a: inwoner > gemeente vraag @0 due=14 issue=huur\nz: inwoner > wijkteam bericht @90 issue=huur"
    coverage = {"coverage": COVERED["coverage"]}
    assert [s.verdict for s in analyse(case_of(silent, **coverage)).stalls if s.kind == "K01"] == ["possible"]


def test_a_kind_per_issue_is_possible_at_most_in_a_case_without_issues() -> None:
    refused = "a: gemeente > inwoner afwijzing @0\nb: wijkteam > inwoner gesprek @40"
    labelled = refused.replace("@0", "@0 issue=huur").replace("@40", "@40 issue=huur")
    assert [s.verdict for s in analyse(case_of(refused, **COVERED)).stalls if s.kind == "K08"] == ["possible"]
    assert [s.verdict for s in analyse(case_of(labelled, **COVERED)).stalls if s.kind == "K08"] == ["certain"]


def test_a_kind_without_any_occasion_had_no_opportunity() -> None:
    assert status(LATE, "K06") == ("no_opportunity", ())


def test_a_kind_that_was_looked_for_and_not_found_is_none() -> None:
    assert status(LATE.replace("@30", "@3"), "K02") == ("none", ())


def test_a_kind_whose_fields_are_not_coded_names_them() -> None:
    found, missing = status(LATE, "K13")
    assert found == "not_assessable"
    assert missing == ("requirements",)


def test_silence_that_no_source_could_have_recorded_is_not_observable() -> None:
    elsewhere = {"coverage": [{"source": "s", "actor": "wijkteam", "from": "0", "until": "9"}]}
    text = "a: inwoner > gemeente vraag @0 due=14\nz: inwoner > wijkteam bericht @90"
    assert status(text, "K01", **elsewhere) == ("not_observable", ())


def test_certain_stalls_come_before_possible_ones_and_longer_before_shorter() -> None:
    case = case_of("""
    a: inwoner > gemeente vraag    @0  due=14
    b: gemeente > inwoner antwoord @30 re=a
    c: inwoner > school   vraag    @0  due=14
    d: school > inwoner   antwoord @90 re=c
    e: inwoner > zorg     vraag    @80 due=94
    f: zorg > inwoner     antwoord @82/300 re=e
    """)
    assert [stall.at for stall in analyse(case).stalls if stall.kind == "K02"] == ["c", "a", "e"]


def test_sensitivity_counts_the_stalls_at_shorter_and_longer_norms() -> None:
    case = case_of("a: inwoner > gemeente vraag @0 due=20\nb: gemeente > inwoner antwoord @25 re=a")
    assert sensitivity(case) == {0.75: 1, 1.0: 1, 1.5: 0}


def test_a_stall_that_a_norm_half_as_long_again_would_remove_is_borderline() -> None:
    case = case_of("a: inwoner > gemeente vraag @0 due=20\nb: gemeente > inwoner antwoord @25 re=a")
    analysis = analyse(case)
    assert analysis.borderline == {"K02-a-b"}
    assert "Grensgeval" in stall_table(case)["statement"].iloc[0]


def test_a_table_without_stalls_still_has_its_columns() -> None:
    table = stall_table(case_of("a: inwoner > gemeente bericht"))
    assert len(table) == 0
    assert "verdict" in table.columns
