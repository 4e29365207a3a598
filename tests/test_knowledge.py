"""Who had which item when, and who could have."""

from __future__ import annotations

import pytest

from casekit.knowledge import could_know, documented, knowledge, outdated
from casekit.notation import case_of
from casekit.story import Story, tell
from casekit.when import Span


def story(lines: str, **blocks: object) -> Story:
    return tell(case_of(lines, **blocks))


def day(told: Story, actor: str, rule: str, *, by_party: bool = False) -> float | None:
    found = could_know(told, rule, by_party=by_party).get((actor, "inkomen"))  # type: ignore[arg-type]
    return found.day if found else None


def test_sender_and_receivers_have_what_is_shared() -> None:
    learned = documented(story("a: inwoner > school,wijkteam bericht shares=inkomen"))
    assert sorted(learned) == [("inwoner", "inkomen"), ("school", "inkomen"), ("wijkteam", "inkomen")]
    assert [step.id for step in learned["school", "inkomen"]] == ["a"]


def test_an_organisation_may_be_taken_as_one() -> None:
    lines = """
    actor balie   of gemeente
    actor inkomen of gemeente
    a: balie > inkomen bericht shares=inkomen
    """
    learned = documented(story(lines), by_party=True)
    assert {key: len(steps) for key, steps in learned.items()} == {("gemeente", "inkomen"): 1}


def test_what_was_sent_back_reached_nobody_and_what_missed_its_goal_showed_nothing() -> None:
    assert sorted(documented(story("a: inwoner > school levering shares=x outcome=rejected"))) == [("inwoner", "x")]
    told = story("a: school > inwoner niet_bereikt @1 shares=inkomen")
    assert documented(told) == {}
    assert could_know(told, "loose") == {}


def test_a_shared_system_counts_only_where_a_lookup_is_recorded() -> None:
    lines = """
    a: inwoner > systeem   bericht    shares=inkomen
    b: gemeente > systeem  raadplegen asks=inkomen {}
    """
    assert ("gemeente", "inkomen") in documented(story(lines.format("")))
    assert ("gemeente", "inkomen") not in documented(story(lines.format("outcome=rejected")))
    assert ("gemeente", "inkomen") not in documented(story("a: inwoner > systeem bericht shares=inkomen"))


SAME_DAY = """
    a: inwoner > school    bericht @5  shares=inkomen
    b: school  > wijkteam  bericht @5
    c: school  > wijkteam  bericht @40
    """


def test_heard_today_can_be_passed_on_tomorrow_or_by_the_loose_rule_today() -> None:
    told = story(SAME_DAY)
    assert (day(told, "wijkteam", "strict"), day(told, "wijkteam", "loose")) == (40, 5)


def test_by_the_loose_rule_the_order_within_a_day_is_open() -> None:
    turned = "a: school > wijkteam bericht @5\nb: inwoner > school bericht @5 shares=inkomen"
    assert day(story(turned), "wijkteam", "loose") == 5
    numbered = "a: school > wijkteam bericht @5 order=1\nb: inwoner > school bericht @5 order={} shares=inkomen"
    assert [day(story(numbered.format(order)), "wijkteam", "loose") for order in (1, 2)] == [5, None]
    assert day(story(turned.replace("shares", "re=a shares")), "wijkteam", "loose") is None
    assert day(story(turned.replace("shares", "depends_on=a shares")), "wijkteam", "loose") is None
    assert day(story(turned.replace("school bericht @5 ", "school bericht @6 ")), "wijkteam", "loose") is None


def test_knowledge_follows_time_and_not_the_network() -> None:
    lines = """
    a: school  > wijkteam bericht @3
    b: inwoner > school   bericht @5 shares=inkomen
    c: wijkteam > gemeente bericht @9
    """
    assert day(story(lines), "gemeente", "loose") is None
    assert day(story(lines + "d: school > wijkteam bericht @8"), "gemeente", "strict") == 9


@pytest.mark.parametrize(
    ("first", "second", "strict", "loose"),
    [("0/4", "5/9", 9, 5), ("0/5", "5/9", None, 5), ("3", "4", 4, 4), ("", "", None, -float("inf"))],
)
def test_uncertain_days_are_read_at_their_latest_for_sure_and_earliest_for_possible(
    first: str, second: str, strict: float | None, loose: float
) -> None:
    told = story(
        f"""
        a: inwoner > school   bericht {"@" + first if first else ""} shares=inkomen
        b: school  > wijkteam bericht {"@" + second if second else ""}
        """
    )
    assert (day(told, "wijkteam", "strict"), day(told, "wijkteam", "loose")) == (strict, loose)


def test_a_call_works_both_ways_and_a_letter_one() -> None:
    lines = "a: inwoner > school bericht @1 shares=inkomen\nb: wijkteam > school vraag @5 channel={}"
    for channel, found in (("telefoon", 5), ("bezoek", 5), ("balie", 5), ("overleg", 5), ("brief", None)):
        assert day(story(lines.format(channel)), "wijkteam", "strict") == found


def test_the_resident_carries_nothing_between_organisations() -> None:
    lines = """
    a: school  > inwoner bericht @1 shares=inkomen
    b: inwoner > gemeente bericht @5
    """
    assert day(story(lines), "gemeente", "strict") == 5
    assert day(story(lines), "gemeente", "strict", by_party=True) is None
    assert (
        day(
            story(lines + "c: inwoner > gemeente bericht @9 shares=inkomen"),
            "gemeente",
            "strict",
            by_party=True,
        )
        == 9
    )


def test_an_arrival_tells_its_contact_and_its_origin() -> None:
    arrival = could_know(story(SAME_DAY), "strict")["wijkteam", "inkomen"]
    assert (arrival.step.id, arrival.origin.id) == ("c", "a")


def test_a_surer_arrival_replaces_a_later_one() -> None:
    told = story(
        """
        a: inwoner > school   bericht @0/50 shares=inkomen
        b: inwoner > school   bericht @3    shares=inkomen order=3
        """
    )
    assert day(told, "school", "strict") == 3


# -- out of date --------------------------------------------------------------------------------------


def views(lines: str, **blocks: object) -> list[tuple[str, str | None, str | None, Span | None]]:
    return [
        (
            view.step.id,
            view.had.id if view.had else None,
            view.newest.id if view.newest else None,
            view.behind,
        )
        for view in outdated(story(lines, **blocks))
    ]


def test_a_newer_version_elsewhere_makes_a_view_out_of_date() -> None:
    lines = """
    a: inwoner  > gemeente levering @0  shares=inkomen
    b: inwoner  > school   bericht  @30 shares=inkomen
    c: gemeente > inwoner  besluit  @50 needs=inkomen
    """
    assert views(lines) == [("c", "a", "b", Span(30, 30))]
    assert views(lines.replace("@50", "@20")) == []


def test_who_had_nothing_of_it_has_no_age() -> None:
    lines = "a: inwoner > school bericht @0 shares=inkomen\nc: gemeente > inwoner besluit @9 needs=inkomen"
    assert views(lines) == [("c", None, "a", None)]


def test_passing_on_keeps_the_version() -> None:
    lines = """
    a: inwoner  > school   bericht @0  shares=inkomen
    b: school   > gemeente bericht @30 shares=inkomen
    c: gemeente > inwoner  besluit @50 needs=inkomen
    """
    assert views(lines) == []


def test_what_changed_or_expired_since_is_a_new_version() -> None:
    lines = """
    a: werkgever > inwoner  bericht @0  shares=inkomen
    b: inwoner   > gemeente bericht @5  shares=inkomen
    c: inwoner   > school   bericht @30 shares=inkomen
    d: gemeente  > inwoner  besluit @50 needs=inkomen
    """
    assert views(lines) == []
    assert views(lines, life_events=[{"id": "werk", "when": "20"}]) == [("d", "a", "c", Span(30, 30))]
    assert views(lines, items=[{"id": "inkomen", "valid_days": 29}]) == [("d", "a", "c", Span(30, 30))]


def test_a_lookup_gives_the_newest_there_is() -> None:
    lines = """
    a: inwoner  > gemeente levering   @0  shares=inkomen
    b: inwoner  > school   bericht    @30 shares=inkomen
    c: gemeente > systeem  raadplegen @40 asks=inkomen
    d: gemeente > inwoner  besluit    @50 needs=inkomen
    """
    assert views(lines) == []
    only = "c: gemeente > systeem raadplegen @40 asks=inkomen\nd: gemeente > inwoner besluit @50 needs=inkomen"
    assert views(only) == []


def test_an_old_version_does_not_replace_a_newer_one() -> None:
    lines = """
    a: inwoner  > school   bericht  @0  shares=inkomen
    b: inwoner  > gemeente levering @30 shares=inkomen
    c: school   > gemeente bericht  @40 shares=inkomen
    d: gemeente > inwoner  besluit  @50 needs=inkomen
    """
    assert views(lines) == []


def test_what_the_resident_needs_and_what_nobody_had_are_no_views() -> None:
    assert views("a: inwoner > school vraag needs=inkomen shares=x") == []
    assert views("a: gemeente > inwoner besluit needs=inkomen") == []


# -- the table ----------------------------------------------------------------------------------------


def test_the_table_shows_what_is_documented_beside_what_was_possible() -> None:
    table = knowledge(case_of(SAME_DAY)).set_index("actor")
    assert list(table.columns) == [
        "item",
        "documented_lo",
        "documented_hi",
        "touchpoint",
        "could_strict",
        "could_loose",
    ]
    assert table.loc["school", ["documented_lo", "documented_hi", "touchpoint"]].tolist() == [5, 5, "a"]
    assert table["documented_lo"].isna().tolist() == [False, False, True]
    assert table.loc["wijkteam", ["could_strict", "could_loose"]].tolist() == [40, 5]


def test_the_table_leaves_unknown_days_empty() -> None:
    table = knowledge(case_of("a: inwoner > school bericht shares=inkomen"))
    assert table[["documented_lo", "documented_hi", "could_strict", "could_loose"]].isna().all().all()
    assert table["touchpoint"].tolist() == ["a", "a"]


def test_a_case_without_items_has_an_empty_table() -> None:
    assert knowledge(case_of("a: inwoner > school bericht")).empty


def test_a_case_without_touchpoints_knows_nothing() -> None:
    assert could_know(story("actor school")) == {}
