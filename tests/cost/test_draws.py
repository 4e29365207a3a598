"""Days drawn for uncertain moments: within their spans, in their order, uniform where that can be."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import given

from casekit.case import Case
from casekit.cost.draws import draw_days
from casekit.graph import event_graph
from casekit.notation import case_of
from casekit.story import Story, tell
from tests.few import few
from tests.stalls.made import case_data


def story_of(text: str) -> Story:
    return tell(case_of(text))


def test_certain_days_are_not_drawn() -> None:
    drawn = draw_days(story_of("a: inwoner > gemeente vraag @0\nb: gemeente > inwoner antwoord @9 re=a"), [], 50, 1)
    assert drawn.days.tolist() == [[0], [9]]


def test_each_pair_of_days_in_order_is_as_likely_as_any_other() -> None:
    story = story_of("a: inwoner > gemeente vraag @0/3\nb: gemeente > inwoner antwoord @0/3 re=a")
    drawn = draw_days(story, [("a", "b")], 4000, 1)
    counts = Counter(map(tuple, drawn.days.T.tolist()))
    assert drawn.fallback == 0
    assert set(counts) == {(a, b) for a in range(4) for b in range(a, 4)}
    assert min(counts.values()) > 300  # 400 each on average


def test_an_elapsed_time_holds_in_every_draw() -> None:
    story = story_of("a: inwoner > gemeente vraag @0/20\nb: gemeente > inwoner antwoord @'a + 2 weeks' re=a")
    drawn = draw_days(story, [], 200, 1)
    assert set((drawn.days[1] - drawn.days[0]).tolist()) == {14}


def test_a_long_row_of_undated_touchpoints_is_drawn_one_by_one_and_says_so() -> None:
    rows = ["a: inwoner > gemeente vraag @0", *(f"t{n}: gemeente > inwoner bericht" for n in range(12))]
    drawn = draw_days(story_of("\n".join([*rows, "z: gemeente > inwoner antwoord @100"])), [], 100, 1)
    assert drawn.fallback > 0.9
    assert all((later >= earlier).all() for earlier, later in pairwise(drawn.days))


def test_the_same_seed_gives_the_same_days_and_another_seed_others() -> None:
    story = story_of("a: inwoner > gemeente vraag @0\nb: gemeente > inwoner antwoord @1/900 re=a")
    first, again, other = (draw_days(story, [], 20, seed).days for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()


def test_the_numbers_do_not_hang_on_the_version_of_numpy() -> None:
    story = story_of("a: inwoner > gemeente vraag @0\nb: gemeente > inwoner antwoord @0/999 re=a")
    assert draw_days(story, [], 5, 1).days[1].tolist() == SEEN


SEEN = [511, 950, 144, 948, 311]


@given(case_data())
@few(10)
def test_every_draw_keeps_to_spans_and_links(data: dict[str, Any]) -> None:
    story = tell(Case.model_validate(data))
    links = [*event_graph(story).edges]
    try:
        drawn = draw_days(story, links, 20, 1)
    except ValueError:
        return
    if story.time.contradictions:
        return
    place = {step.id: n for n, step in enumerate(story.steps)}
    for step in story.steps:
        days = drawn.days[place[step.id]]
        assert np.floor(step.span.lo) <= days.min()
        assert days.max() <= max(np.ceil(step.span.hi), days.min())
    for reply in story.steps:
        for earlier in reply.t.responds_to:
            if earlier in place:
                assert (drawn.days[place[earlier]] <= drawn.days[place[reply.id]]).all()
