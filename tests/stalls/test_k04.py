"""K04, a dormant issue (methods section 5)."""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.k04_dormant_issue import KIND, find
from casekit.stalls.run import analyse
from casekit.stalls.stall import Stall
from casekit.when import Span


def dormant(text: str, **blocks: object) -> list[Stall]:
    return list(find(Evidence(case_of(text, **blocks))))


def in_full(text: str, **blocks: object) -> list[Stall]:
    """What is left after the other kinds have taken theirs."""
    return [stall for stall in analyse(case_of(text, **blocks)).stalls if stall.kind == "K04"]


def gap(days: int | str, rest: str = "", **blocks: object) -> list[Stall]:
    return dormant(f"""
        a: inwoner > gemeente vraag   @0 issue=huur
        z: gemeente > inwoner bericht @{days} issue=huur
        {rest}
    """, **blocks)  # fmt: skip


# -- positives


def test_an_open_issue_on_which_nothing_happens_for_long_is_dormant() -> None:
    (stall,) = gap(60)
    assert (stall.kind, stall.verdict, stall.at, stall.touchpoints) == ("K04", "certain", "a", ("a", "z"))
    assert (stall.start, stall.end, stall.days) == (Span(0, 0), Span(60, 60), Span(60, 60))
    assert (stall.norm.id, stall.norm.rung, stall.norm.allowed) == ("default:K04", 3, Span(42, 42))
    assert (stall.issue, stall.actors, stall.tags) == ("huur", ("inwoner", "gemeente"), ("absence",))


@pytest.mark.parametrize(("days", "count"), [(42, 0), (43, 1)])
def test_42_days_are_allowed_and_one_more_is_not(days: int, count: int) -> None:
    assert len(gap(days)) == count


def test_uncertain_days_make_it_possible() -> None:
    assert [stall.verdict for stall in gap("40/45")] == ["possible"]
    assert [stall.verdict for stall in gap("43/50")] == ["certain"]
    assert gap("40/42") == []


def test_every_gap_on_an_issue_is_one() -> None:
    stalls = gap(60, "y: inwoner > gemeente vraag @130 issue=huur")
    assert [stall.touchpoints for stall in stalls] == [("a", "z"), ("z", "y")]
    assert [stall.at for stall in stalls] == ["a", "z"]


def test_a_referral_that_nobody_accepted_lies_still_too() -> None:
    (stall,) = dormant("""
        a: wijkteam > schuldhulp verwijzing @0  issue=huur
        z: schuldhulp > inwoner  gesprek    @60 issue=huur
    """)
    assert stall.at == "a"


# -- not a stall


@pytest.mark.parametrize(
    "basis", ["law", "suspension", "client_choice", "client_turn", "agreed_pause", "process_time"]
)
def test_a_legitimate_wait_is_taken_off(basis: str) -> None:
    assert gap(60, f"hold {basis} @10..@28") == []
    (stall,) = gap(60, f"hold {basis} @10..@27")
    assert stall.days == Span(43, 43)


@pytest.mark.parametrize("basis", ["calendar", "capacity", "privacy_refusal"])
def test_a_rhythm_or_a_waiting_list_is_not(basis: str) -> None:
    assert gap(60, f"hold {basis} @10..@50")


def test_a_pause_ends_at_its_review_date() -> None:
    (stall,) = gap(100, "hold agreed_pause @0..@50")
    assert stall.days == Span(50, 50)


STAGES = [{"id": "beheer", "attention_days": 90}, {"id": "intake"}]


def test_a_stage_has_its_own_rhythm() -> None:
    text = "a: inwoner > gemeente vraag @0 issue=huur stage=beheer\nz: gemeente > inwoner bericht @{} issue=huur"
    assert dormant(text.format(90), stages=STAGES) == []
    (stall,) = dormant(text.format(91), stages=STAGES)
    assert (stall.norm.id, stall.norm.rung, stall.norm.allowed) == ("stage:beheer", 3, Span(90, 90))


def test_a_stage_lasts_until_another_is_named_and_one_without_rhythm_has_the_default() -> None:
    text = """
        a: inwoner > gemeente vraag @0 issue=huur stage=beheer
        b: inwoner > gemeente vraag @5 issue=huur
        c: inwoner > gemeente vraag @90 issue=huur stage=intake
        d: inwoner > gemeente vraag @150 issue=huur
    """
    (stall,) = dormant(text, stages=STAGES)
    assert (stall.touchpoints, stall.norm.id) == (("c", "d"), "default:K04")


def test_the_stages_of_the_issue_itself_go_first() -> None:
    issues = [{"id": "huur", "stages": [{"id": "beheer", "attention_days": 30}]}]
    text = "a: inwoner > gemeente vraag @0 issue=huur stage=beheer\nz: gemeente > inwoner bericht @31 issue=huur"
    (stall,) = dormant(text, stages=STAGES, issues=issues)
    assert stall.norm.allowed == Span(30, 30)


def test_norms_stretch_with_the_factor_of_sensitivity() -> None:
    text = "a: inwoner > gemeente vraag @0 issue=huur stage=beheer\nz: gemeente > inwoner bericht @120 issue=huur"
    assert not list(find(Evidence(case_of(text, stages=STAGES), 1.5)))
    assert list(find(Evidence(case_of(text, stages=STAGES), 1.0)))


@pytest.mark.parametrize("act", [
    "gemeente > inwoner antwoord @1 re=a",
    "inwoner > gemeente intrekking @1",
    "gemeente > inwoner verzoek_stukken @1 re=a",
    "gemeente > inwoner afwijzing @1 re=a",
])  # fmt: skip
def test_what_is_answered_dropped_with_the_resident_or_nobodys_is_not_dormant(act: str) -> None:
    assert (
        dormant(
            f"a: inwoner > gemeente vraag @0 issue=huur\n"
            f"b: {act} issue=huur\nz: gemeente > inwoner bericht @90 issue=huur"
        )
        == []
    )


def test_the_days_to_the_end_of_what_was_observed_are_no_gap() -> None:
    assert dormant("observed @0..@200\na: inwoner > gemeente vraag @100 issue=huur") == []


def test_a_gap_counts_as_far_as_the_sources_cover_it() -> None:
    def covered(until: int, actor: str = "gemeente") -> list[Stall]:
        coverage = [{"source": "dossier", "actor": actor, "from": "0", "until": str(until)}]
        return gap(60, coverage=coverage)

    assert covered(42) == []
    assert [(stall.days, stall.end) for stall in covered(43)] == [(Span(43, 43), Span(43, 43))]
    assert [stall.days for stall in covered(90)] == [Span(60, 60)]
    assert [stall.days for stall in covered(90, "inwoner")] == [Span(60, 60)]


def test_a_gap_that_no_source_covers_is_not_observable() -> None:
    coverage = [{"source": "dossier", "actor": "wijkteam", "from": "0", "until": "90"}]
    evidence = Evidence(
        case_of("a: inwoner > gemeente vraag @0\nz: gemeente > inwoner bericht @60", coverage=coverage)
    )
    assert not list(find(evidence))
    assert "K04" in evidence.unseen


def test_it_is_the_record_of_who_is_at_turn_that_counts() -> None:
    coverage = [
        {"source": "dossier", "actor": "gemeente", "from": "0", "until": "50"},
        {"source": "inwoner", "actor": "inwoner", "from": "0", "until": "90"},
    ]
    text = "a: gemeente > inwoner toezegging @0\nz: inwoner > gemeente vraag @60"
    assert [stall.days for stall in dormant(text, coverage=coverage)] == [Span(50, 50)]


# -- edges


def test_an_undated_touchpoint_inside_makes_it_possible_and_is_cited() -> None:
    (stall,) = dormant("""
        a: inwoner > gemeente vraag   @0  issue=huur
        b: gemeente > inwoner bericht     issue=huur
        z: gemeente > inwoner bericht @60 issue=huur
    """)
    assert (stall.verdict, stall.touchpoints) == ("possible", ("a", "b", "z"))


def test_an_undated_question_inside_is_where_it_bites_when_nothing_was_open_before() -> None:
    (stall,) = dormant("""
        a: gemeente > inwoner bericht @0  issue=huur
        b: inwoner > gemeente vraag       issue=huur
        z: gemeente > inwoner bericht @60 issue=huur
    """)
    assert (stall.at, stall.verdict) == ("b", "possible")


def test_an_undated_answer_inside_ends_the_turn() -> None:
    assert dormant("""
        a: inwoner > gemeente vraag    @0  issue=huur
        b: gemeente > inwoner antwoord     issue=huur re=a
        z: gemeente > inwoner bericht  @60 issue=huur
    """) == []  # fmt: skip


def test_undated_touchpoints_before_the_first_dated_one_are_in_no_gap() -> None:
    (stall,) = dormant("""
        y: inwoner > gemeente bericht      issue=huur
        a: inwoner > gemeente vraag   @0   issue=huur
        z: gemeente > inwoner bericht @60  issue=huur
    """)
    assert (stall.verdict, stall.touchpoints) == ("certain", ("a", "z"))


@pytest.mark.parametrize("quiet", [
    "gemeente > inwoner bericht @30 issue=inkomen",
    "gemeente > inwoner bericht @30 issue=huur channel=automatisch",
    "gemeente > inwoner stilte @30 issue=huur",
])  # fmt: skip
def test_other_issues_automatic_letters_and_records_of_silence_do_not_break_it(quiet: str) -> None:
    (stall,) = gap(60, f"q: {quiet}")
    assert (stall.days, stall.touchpoints) == (Span(60, 60), ("a", "z"))


def test_any_other_contact_on_the_issue_breaks_it() -> None:
    assert gap(60, "q: gemeente > inwoner bericht @30 issue=huur") == []


def test_order_alone_never_shows_it() -> None:
    assert dormant("a: inwoner > gemeente vraag\nz: gemeente > inwoner bericht") == []
    assert dormant("observed @0..@99\na: inwoner > gemeente vraag @0\nz: gemeente > inwoner bericht") == []
    assert dormant("a: inwoner > gemeente vraag @../5\nz: gemeente > inwoner bericht @60/..") == []


def test_without_issue_labels_one_issue_is_assumed_and_where_others_have_one_the_rest_is_left_out() -> None:
    text = "a: inwoner > gemeente vraag @0\nz: gemeente > inwoner bericht @60\n"
    assert [stall.verdict for stall in in_full(text)] == ["possible"]
    assert dormant(text + "y: gemeente > inwoner bericht @90 issue=huur") == []


# -- what is left over


def test_days_that_another_kind_owns_are_not_left_over() -> None:
    text = """
        a: wijkteam > schuldhulp verwijzing @0  issue=huur
        z: schuldhulp > inwoner  gesprek    @100 issue=huur
    """
    assert in_full(text) == []


def test_days_before_another_kind_owns_them_count_up_to_the_attention_norm() -> None:
    def left(due: int) -> list[tuple[str, Span]]:
        text = f"""
            b: inwoner > gemeente vraag      @0   issue=huur
            a: gemeente > inwoner bericht    @20  issue=huur
            p: gemeente > inwoner toezegging @0   issue=huur promise.due={due}
            z: gemeente > inwoner levering   @100 issue=huur re=p
            c: inwoner > gemeente vraag      @101 issue=inkomen
        """
        return [(stall.at, stall.days) for stall in in_full(text)]

    assert left(62) == []
    assert left(63) == [("a", Span(43, 43))]


def test_an_obligation_that_another_kind_reports_is_not_reported_twice() -> None:
    text = """
        observed @0..@200
        a: inwoner > gemeente vraag   @0  issue=huur due=60
        z: inwoner > gemeente bericht @90 issue=huur
    """
    assert in_full(text) == []
    assert dormant(text)


def test_a_stall_without_a_norm_takes_no_days_of_others() -> None:
    text = """
        a: inwoner > gemeente vraag   @0   issue=huur outcome='geen reactie'
        b: inwoner > gemeente bericht @10  issue=huur
        c: inwoner > gemeente bericht @100 issue=huur
    """
    assert [(stall.at, stall.days) for stall in in_full(text)] == [("b", Span(90, 90))]


# -- what can be said


def status(text: str) -> str:
    return next(kind.status for kind in analyse(case_of(text)).kinds if kind.kind == "K04")


def test_it_needs_two_dates_and_somebody_at_turn() -> None:
    assert status("a: inwoner > gemeente vraag @0\nz: gemeente > inwoner bericht") == "not_assessable"
    assert status("a: inwoner > gemeente vraag @0\nz: gemeente > inwoner bericht @5") == "none"
    assert status("a: gemeente > inwoner bericht @0\nz: gemeente > inwoner bericht @60") == "no_opportunity"
    assert (KIND.by_issue, KIND.precedence) == (True, 8)


def rough_gap(first: str, last: str, undated: int = 0) -> list[str]:
    inside = "\n".join(f"u{n}: gemeente > inwoner bericht issue=huur" for n in range(undated))
    start, end = f"a: inwoner > gemeente vraag {first}", f"b: gemeente > inwoner bericht {last}"
    text = f"{start} issue=huur\n{inside}\n{end} issue=huur"
    return [stall.verdict for stall in find(Evidence(case_of(text)))]


def test_a_gap_that_rough_dates_make_long_only_by_a_small_chance_is_not_reported() -> None:
    assert rough_gap("@0/29", "@30/60") == []
    assert rough_gap("@0", "@30/60") == ["possible"]


def test_one_undated_touchpoint_in_a_long_gap_leaves_it_possible_and_many_do_not() -> None:
    assert rough_gap("@0", "@80", undated=1) == ["possible"]
    assert rough_gap("@0", "@80", undated=9) == []
    assert rough_gap("@0", "@400", undated=2) == ["possible"]
