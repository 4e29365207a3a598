"""K12: conflicting messages to the resident."""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.k12_conflicting_messages import KIND, find, read_value
from casekit.stalls.run import analyse
from casekit.stalls.stall import Stall
from casekit.when import Span

LISTED = [{"id": "voorschot", "label": "recht op een voorschot"}]


def conflicts(lines: str, **blocks: object) -> list[Stall]:
    return list(find(Evidence(case_of(lines, **blocks))))


def two(first: str, second: str, who: str = "uwv", more: str = "", **blocks: object) -> list[Stall]:
    return conflicts(
        f"""
        a: gemeente > inwoner bericht @0 "says.voorschot={first}"
        b: {who} > inwoner bericht @10 "says.voorschot={second}" {more}
        """,
        **blocks,
    )


def test_two_organisations_that_say_yes_and_no_conflict() -> None:
    (stall,) = two("ja", "nee", items=LISTED)
    assert (stall.kind, stall.verdict, stall.at, stall.touchpoints) == ("K12", "certain", "b", ("a", "b"))
    assert (stall.start, stall.end, stall.days, stall.tags) == (Span(10, 10), Span(10, 10), Span(0, 0), ())
    assert stall.details == {"item": "recht op een voorschot", "first": "ja", "second": "nee"}
    assert stall.actors == ("gemeente", "inwoner", "uwv")


def test_one_organisation_that_corrects_nothing_conflicts_with_itself() -> None:
    assert two("ja", "nee", "gemeente")


def test_a_correction_is_no_conflict() -> None:
    assert two("ja", "nee", "gemeente", "re=a") == []
    assert two("ja", "nee", "gemeente", "depends_on=a") == []


def test_only_the_own_organisation_corrects() -> None:
    assert two("ja", "nee", "uwv", "re=a")


def test_the_same_said_twice_is_no_conflict() -> None:
    assert two("ja", "Ja") == []
    assert two("ja", "yes") == []


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        ("900 euro", "€ 901", False),
        ("900", "901,50", True),
        ("€ 1.050,50", "1050.50", False),
        ("1.050", "1050", False),
        ("€ 50,-", "-50", True),
        ("901,50", "900", True),
        ("2021-03", "2021-03-05", False),
        ("2021-03-05", "2021-03-06", True),
        ("de gemeente", "De  Gemeente", False),
        ("de gemeente", "het uwv", True),
        ("900 euro", "nog niet bekend", False),
        ("ja", "900", False),
    ],
)
def test_values_are_compared_in_their_own_sort(first: str, second: str, conflict: bool) -> None:
    assert bool(two(first, second)) is conflict


def test_values_are_read_as_people_type_them() -> None:
    assert read_value("€ 1 050").span == Span(1050, 1050)
    assert read_value("-12,5 euro").span == Span(-12.5, -12.5)
    assert read_value("1,234.56").span == Span(1234.56, 1234.56)
    assert read_value("2024").sort == "amount"
    assert read_value("NEE").span == Span(0, 0)


@pytest.mark.parametrize(("day", "verdict"), [("30", "certain"), ("31", None), ("20/40", "possible")])
def test_successive_validity_is_no_conflict(day: str, verdict: str | None) -> None:
    found = conflicts(
        f"""
        a: gemeente > inwoner bericht @0     says.bedrag=900
        b: uwv > inwoner      bericht @{day} says.bedrag=950
        """,
        items=[{"id": "bedrag", "valid_days": 30}],
    )
    assert [stall.verdict for stall in found] == ([verdict] if verdict else [])


def test_a_value_that_changed_in_between_is_no_conflict() -> None:
    assert two("ja", "nee", life_events=[{"id": "werk", "when": "5", "changes": ["voorschot"]}]) == []


def test_advice_beside_a_decision_is_no_conflict() -> None:
    lines = """
    a: raadsman > inwoner advies @0 says.voorschot=ja
    b: gemeente > inwoner besluit @5 says.voorschot=nee
    """
    assert conflicts(lines) == []
    assert conflicts(lines.replace("besluit", "advies"))


def test_both_messages_have_to_reach_the_resident() -> None:
    assert (
        conflicts(
            """
            a: gemeente > uwv     bericht says.voorschot=ja
            b: uwv > inwoner      bericht says.voorschot=nee
            c: inwoner > gemeente vraag   says.voorschot=ja
            """
        )
        == []
    )


def test_a_message_to_a_representative_reached_the_resident() -> None:
    found = conflicts(
        """
        a: gemeente > bewind bericht says.voorschot=ja
        b: uwv > inwoner     bericht says.voorschot=nee
        """,
        actors=[{"id": "inwoner", "kind": "resident"}]
        + [{"id": "bewind", "acts_for": ["inwoner"]}]
        + [{"id": name} for name in ("gemeente", "uwv")],
    )
    assert [stall.touchpoints for stall in found] == [("a", "b")]


def test_an_item_outside_the_list_may_mean_something_else_under_another_issue() -> None:
    lines = """
    a: gemeente > inwoner bericht issue=bijstand  says.voorschot=ja
    b: uwv > inwoner      bericht issue=toeslagen says.voorschot=nee
    """
    assert conflicts(lines) == []
    (stall,) = conflicts(lines, items=LISTED)
    assert stall.issue == "toeslagen"


def test_yes_no_yes_is_one_conflict() -> None:
    found = conflicts(
        """
        a: gemeente > inwoner bericht says.voorschot=ja
        b: gemeente > inwoner bericht says.voorschot=nee
        c: gemeente > inwoner bericht says.voorschot=ja
        """
    )
    assert [stall.touchpoints for stall in found] == [("a", "b")]


def test_a_third_value_is_a_conflict_of_its_own() -> None:
    found = conflicts(
        """
        a: gemeente > inwoner bericht says.bedrag=100
        b: uwv > inwoner      bericht says.bedrag=200
        c: svb > inwoner      bericht says.bedrag=300
        """
    )
    assert [stall.touchpoints for stall in found] == [("a", "b"), ("b", "c")]


def test_it_lasts_until_the_message_is_corrected() -> None:
    (stall,) = conflicts(
        """
        a: gemeente > inwoner bericht  @0  says.voorschot=ja
        b: uwv > inwoner      bericht  @10 says.voorschot=nee
        c: svb > inwoner      bericht  @12 says.voorschot=ja re=a
        d: uwv > inwoner      bericht  @24 says.voorschot=ja re=b
        """
    )
    assert (stall.end, stall.days, stall.tags) == (Span(24, 24), Span(14, 14), ("settled",))


def test_a_decision_on_the_item_settles_it() -> None:
    found = conflicts(
        """
        a: gemeente > inwoner bericht @0  says.bedrag=100
        b: uwv > inwoner      bericht @10 says.bedrag=200
        c: gemeente > inwoner besluit @30 says.bedrag=150
        d: uwv > inwoner      bericht @40 says.bedrag=150
        """
    )
    assert [(stall.touchpoints, stall.days) for stall in found] == [(("a", "b"), Span(20, 20))]


def test_what_contradicts_a_decision_that_settled_it_is_a_new_conflict() -> None:
    found = conflicts(
        """
        a: gemeente > inwoner bericht says.bedrag=100
        b: uwv > inwoner      bericht says.bedrag=200
        c: gemeente > inwoner besluit says.bedrag=100
        d: uwv > inwoner      bericht says.bedrag=200
        """
    )
    assert [stall.touchpoints for stall in found] == [("a", "b"), ("c", "d")]


def test_a_first_decision_against_an_earlier_message_conflicts() -> None:
    found = conflicts(
        """
        a: gemeente > inwoner bericht says.voorschot=ja
        b: gemeente > inwoner besluit says.voorschot=nee
        """
    )
    assert [stall.at for stall in found] == ["b"]


def test_an_old_value_that_lives_on_elsewhere_after_the_correction_is_a_new_conflict() -> None:
    found = conflicts(
        """
        a: gemeente > inwoner bericht says.adres=straat
        b: uwv > inwoner      bericht says.adres=laan
        c: uwv > inwoner      bericht says.adres=straat re=b
        d: svb > inwoner      bericht says.adres=laan
        """
    )
    assert [stall.touchpoints for stall in found] == [("a", "b"), ("c", "d")]


def test_two_items_in_one_pair_of_messages_are_one_stall() -> None:
    (stall,) = conflicts(
        """
        a: gemeente > inwoner bericht @0 says.bedrag=100 says.recht=ja
        b: uwv > inwoner      bericht @9 says.bedrag=200 says.recht=nee
        c: uwv > inwoner      besluit @12 says.recht=nee
        """
    )
    assert stall.details == {"item": "bedrag, recht", "first": "100, ja", "second": "200, nee"}
    assert (stall.tags, stall.days) == ((), Span(0, 0))


def test_a_recollection_of_something_said_is_possible_at_most() -> None:
    sources = [{"id": "g", "kind": "interview"}, {"id": "d", "kind": "file"}]
    for more, verdict, tags in (
        ("channel=telefoon", "possible", ("recalled",)),
        ("channel=telefoon source=g", "possible", ("recalled",)),
        ("channel=telefoon source=g,d", "certain", ()),
        ("channel=telefoon note=verslag", "certain", ()),
        ("channel=brief source=g", "certain", ()),
    ):
        (stall,) = two("ja", "nee", more=more, sources=sources)
        assert (stall.verdict, stall.tags) == (verdict, tags)
    (stall,) = conflicts(
        """
        a: gemeente > inwoner bericht channel=balie says.voorschot=ja
        b: uwv > inwoner      bericht channel=brief says.voorschot=nee
        """
    )
    assert stall.verdict == "possible"


def status(lines: str) -> tuple[str, tuple[str, ...]]:
    found = next(kind for kind in analyse(case_of(lines)).kinds if kind.kind == "K12")
    return found.status, found.missing


def test_it_needs_what_was_said() -> None:
    assert status("a: gemeente > inwoner bericht") == ("not_assessable", ("says",))
    assert status("a: gemeente > inwoner bericht says.x=ja") == ("no_opportunity", ())
    twice = "a: gemeente > inwoner bericht says.x=ja\nb: gemeente > inwoner bericht says.x=ja"
    assert status(twice) == ("none", ())
    assert not KIND.opportunity(Evidence(case_of(twice.replace("b: gemeente > inwoner", "b: inwoner > gemeente"))))
