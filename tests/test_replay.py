"""The replay test: what follows its order replays clean, and what came too early is found."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import casekit as ck
from casekit.check import check_links
from casekit.notation import case_of
from casekit.read.safe.guard import Document
from casekit.replay import replay, replay_problems
from casekit.story import tell
from tests.few import few, few_examples


def found(text: str, **blocks: Any) -> list[tuple[str, str, str, bool]]:
    return [(early.before, early.after, early.basis, early.certain) for early in replay(case_of(text, **blocks))]


@pytest.mark.parametrize("name", few_examples())
def test_the_cases_of_the_kit_replay_clean(name: str) -> None:
    assert replay(ck.example(name)) == ()


@few(20)
@given(st.data())
def test_a_case_whose_links_follow_its_order_replays_clean(data: st.DataObject) -> None:
    days = sorted(data.draw(st.lists(st.none() | st.integers(0, 50), min_size=2, max_size=8)), key=lambda d: d or 0)
    lines, links = [], []
    for n, day in enumerate(days):
        when = f"@{day}" if day is not None else ""
        earlier = data.draw(st.lists(st.integers(0, n - 1), max_size=2)) if n else []
        field = data.draw(st.sampled_from(["re", "depends_on", "links"]))
        said = f"{field}={','.join(f't{k}' for k in earlier)}" if earlier and field != "links" else ""
        if field == "links":
            links += [{"before": f"t{k}", "after": f"t{n}", "needed": "ja"} for k in set(earlier)]
        lines.append(f"t{n}: inwoner > gemeente bericht {when} {said}")
    assert found("\n".join(lines), links=links) == []


@pytest.mark.parametrize(("link", "basis"), [("re=b", "responds_to"), ("depends_on=b", "depends_on")])
def test_what_happened_before_its_prerequisite_is_found(link: str, basis: str) -> None:
    assert found(f"a: gemeente > inwoner besluit @3 {link}\nb: inwoner > gemeente levering @9") == [
        ("b", "a", basis, True)
    ]


EARLY = "a: gemeente > inwoner besluit {}\nb: inwoner > gemeente levering {}"


def test_an_answer_makes_a_prerequisite_and_another_answer_takes_it_away() -> None:
    text = EARLY.format("@3", "@9")
    assert found(text) == []
    assert found(text, links=[{"before": "b", "after": "a", "needed": "ja"}]) == [("b", "a", "answer", True)]
    text = EARLY.format("@3 re=b", "@9")
    assert found(text, links=[{"before": "b", "after": "a", "needed": "nee"}]) == []
    assert found(text, links=[{"before": "b", "after": "a", "needed": "weet niet"}]) != []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("", "", [True]),
        ("view=p", "view=q", []),
        ("@3 view=p", "@4/9 view=q", [True]),
        ("@3/5 view=p", "@4/9 view=q", [False]),
        ("@3/9 view=p", "@3/9 view=q", []),
        ("@4/9 view=p", "@3/5 view=q", []),
        ("@3/5", "@4/9", [True]),
        ("order=2 @3/5", "order=1 @4/9", []),
    ],
)
def test_it_is_certain_by_days_or_order_and_possible_where_days_make_it_likelier(
    first: str, second: str, expected: list[bool]
) -> None:
    assert [certain for *_, certain in found(EARLY.format(f"re=b {first}", second))] == expected


def test_an_act_that_went_ahead_without_what_it_needed_is_no_fault_in_the_order() -> None:
    assert found("a: gemeente > inwoner besluit @3 needs=x\nb: inwoner > gemeente levering @9 shares=x") == []


def test_a_case_that_was_read_leaves_no_certainty_that_a_link_is_wrong() -> None:
    for first, second in (("@3 re=b", "@9"), ("re=b", ""), ("@3 re=b view=p", "@4/9 view=q")):
        problems = check_links(case_of(EARLY.format(first, second)), Document("f", {}))
        assert "error" in {problem.severity for problem in problems}


def test_a_warning_names_both_and_what_makes_it_a_prerequisite() -> None:
    story = tell(case_of(EARLY.format("@3/5 view=p re=b", "@4/9 view=q")))
    (problem,) = replay_problems(story, "case.yaml")
    assert problem.severity == "warning"
    assert "a gebeurde vóór b" in problem.sentence("nl")
    assert "possible" in problem.sentence("en")
