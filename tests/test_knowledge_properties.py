"""What must hold of knowledge in every case (methods sections 3.2 and 9)."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from casekit.case import Case
from casekit.knowledge import about, as_data, could_know, documented
from casekit.story import Story, tell
from tests.few import few

ACTORS = ("inwoner", "school", "wijkteam", "gemeente", "uwv")
Rows = list[dict[str, Any]]
RULES = ("strict", "loose")

quick = few(20)


@st.composite
def contact(draw: st.DrawFn) -> dict[str, Any]:
    """A contact that replies to nothing, on a known day."""
    sender, receiver = draw(st.permutations(ACTORS))[:2]
    row: dict[str, Any] = {"from": sender, "to": [receiver], "kind": "message", "when": str(draw(st.integers(0, 9)))}
    row["channel"] = draw(st.sampled_from(("letter", "phone")))
    if draw(st.integers(0, 2)) == 0:
        row["shares"] = ["inkomen"]
    if draw(st.integers(0, 3)) == 0:
        row["needs"] = ["inkomen"]
    return row


@st.composite
def contacts(draw: st.DrawFn) -> Rows:
    rows = draw(st.lists(contact(), min_size=2, max_size=8))
    return [{"id": f"t{n}", **row} for n, row in enumerate(rows)]


@st.composite
def loosely_dated(draw: st.DrawFn) -> Rows:
    """The same, but with periods and rows without a day in between, in the order of the file."""
    rows = sorted(draw(contacts()), key=lambda row: int(row["when"]))
    for row in rows:
        form = draw(st.integers(0, 3))
        if form == 0:
            del row["when"]
        elif form == 1:
            row["when"] = f"{row['when']}/{int(row['when']) + draw(st.integers(0, 5))}"
    return rows


def told(rows: Rows) -> Story:
    kinds = {"inwoner": "resident"}
    actors = [{"id": name, "kind": kinds.get(name, "other")} for name in ACTORS]
    return tell(Case.model_validate({"id": "c", "actors": actors, "touchpoints": rows}))


def days(rows: Rows, rule: str) -> dict[str, float]:
    reach = could_know(told(rows), rule)  # type: ignore[arg-type]
    return {actor: arrival.day for (actor, _), arrival in reach.items()}


@quick
@given(loosely_dated())
def test_what_is_documented_could_have_been_there_no_later(rows: Rows) -> None:
    story = told(rows)
    loose, strict = could_know(story, "loose"), could_know(story, "strict")
    for key, steps in documented(story).items():
        assert loose[key].day <= steps[0].span.lo
        assert loose[key].step.place <= steps[0].place
        assert strict[key].day <= steps[0].span.hi


@quick
@given(loosely_dated())
def test_what_surely_could_is_never_before_what_perhaps_could(rows: Rows) -> None:
    strict, loose = days(rows, "strict"), days(rows, "loose")
    assert set(strict) <= set(loose)
    assert all(loose[actor] <= day for actor, day in strict.items())


@quick
@given(contacts(), contact())
def test_a_contact_more_never_makes_an_arrival_later_and_one_less_never_earlier(
    rows: Rows, more: dict[str, Any]
) -> None:
    for rule in RULES:
        before, after = days(rows, rule), days([*rows, {"id": "extra", **more}], rule)
        assert set(before) <= set(after)
        assert all(after[actor] <= day for actor, day in before.items())


@quick
@given(loosely_dated(), st.randoms(use_true_random=False))
def test_the_place_in_the_file_of_rows_with_an_order_says_nothing(rows: Rows, chance: Any) -> None:
    numbered = [{**row, "order": n} for n, row in enumerate(rows)]
    shuffled = list(numbered)
    chance.shuffle(shuffled)
    one, other = told(numbered), told(shuffled)
    assert as_data(one, about(one)) == as_data(other, about(other))


@quick
@given(contacts(), st.integers(1, 500))
def test_shifting_all_days_shifts_the_arrivals_by_as_much_and_nothing_else(rows: Rows, shift: int) -> None:
    later = [{**row, "when": str(int(row["when"]) + shift)} for row in rows]
    for rule in RULES:
        assert days(later, rule) == {actor: day + shift for actor, day in days(rows, rule).items()}
    assert [[(n.step.id, n.had, n.reach) for n in one.needs] for one in about(told(later))] == [
        [(n.step.id, n.had, n.reach) for n in one.needs] for one in about(told(rows))
    ]


@quick
@given(loosely_dated())
def test_every_chain_runs_from_who_had_it_through_contacts_in_order_to_who_got_it(rows: Rows) -> None:
    story = told(rows)
    for rule in RULES:
        for (actor, item), arrival in could_know(story, rule).items():  # type: ignore[arg-type]
            assert arrival.path[-1].who == actor
            assert item in arrival.origin.t.shares
            assert arrival.path[0].who in (arrival.origin.t.from_, *arrival.origin.t.to)
            for giver, taker in zip(arrival.path, arrival.path[1:], strict=False):
                assert taker.before is giver
                assert {giver.who, taker.who} <= {taker.step.t.from_, *taker.step.t.to}
                assert giver.day <= taker.day
                if rule == "strict":
                    assert giver.day < taker.step.span.lo


@quick
@given(loosely_dated())
def test_who_lacked_an_item_has_no_touchpoint_that_shows_it_before(rows: Rows) -> None:
    story = told(rows)
    learned = documented(story)
    for one in about(story):
        for need in one.needs:
            shown = any(step.place <= need.step.place for step in learned.get((need.actor, one.item.id), []))
            assert need.lacked is not shown
            assert (need.reach in ("certain", "possible")) <= bool(need.holders)
            assert bool(need.way) is (need.reach in ("certain", "possible"))
            assert all(step.place < need.step.place for step in need.way)
