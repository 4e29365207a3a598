"""Twelve groups of touchpoints and of parties: every code in one, every head a code, and what stays to be seen."""

from __future__ import annotations

import pytest

from casekit.case import Case
from casekit.examples import example, examples
from casekit.release.groups import group_label, group_of, groups
from casekit.stalls.run import analyse
from casekit.vocabulary import codes


@pytest.mark.parametrize("words", ["kind", "actor_kind"])
def test_every_code_is_in_one_group_whose_head_is_one_of_its_codes(words: str) -> None:
    found = groups(words)
    assert sorted(code for holds in found.values() for code in holds) == sorted(codes(words))
    assert all(head in holds for head, holds in found.items())
    assert len(found) <= 12
    assert [group_of(words, head) for head in found] == [*found]


def test_what_a_stall_is_made_of_stays_apart() -> None:
    apart = ["question", "application", "answer", "decision", "refusal", "referral", "promise", "message"]
    assert len({group_of("kind", code) for code in apart}) == len(apart)
    assert group_of("kind", "receipt") != group_of("kind", "answer")


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("words", ["kind", "actor_kind"])
def test_every_group_has_a_label_of_its_own(words: str, lang: str) -> None:
    labels = [group_label(words, head, lang) for head in groups(words)]
    assert len({*labels}) == len(labels)


def grouped(case: Case) -> Case:
    touchpoints = [row.model_copy(update={"kind": group_of("kind", row.kind)}) for row in case.touchpoint_list]
    actors = [row.model_copy(update={"kind": group_of("actor_kind", row.kind)}) for row in case.actor_list]
    bodies = [
        row.model_copy(update={"kind": group_of("actor_kind", row.kind or "other")}) for row in case.organisations
    ]
    lists = {"touchpoint_list": tuple(touchpoints), "actor_list": tuple(actors), "organisations": tuple(bodies)}
    return case.model_copy(update=lists)


@pytest.mark.slow
def test_most_stalls_of_the_kits_cases_are_found_again_in_groups_and_few_are_new() -> None:
    kept = lost = new = 0
    for name in examples():
        before = {stall.key for stall in analyse(example(name)).stalls}
        after = {stall.key for stall in analyse(grouped(example(name))).stalls}
        kept, lost, new = kept + len(before & after), lost + len(before - after), new + len(after - before)
    assert lost <= 0.2 * (kept + lost)
    assert new <= 0.1 * (kept + lost)
