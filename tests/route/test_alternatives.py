"""A guess does not choose between alternatives that the case does not tell apart; counted by hand."""

from __future__ import annotations

from typing import Any

from casekit.designed import Designed
from casekit.notation import case_of
from casekit.route.as_data import as_data
from casekit.route.compare import Comparison, Walked, compare
from casekit.route.library import routes
from casekit.route.told import guess_in_words, step_in_words

OPENING = "actor gemeente kind=municipality\n"
ASKED = "a: inwoner > gemeente aanvraag @0\n"
DECIDED = "b: gemeente > inwoner besluit @10\n"
REFUSED = "c: gemeente > inwoner afwijzing @20\n"


def walked(lines: str) -> Comparison:
    return compare(case_of(OPENING + lines), routes()["bijstand"])


def step(found: Comparison, name: str) -> Walked:
    return next(one for one in found.steps if one.step.id == name)


def test_a_bare_decision_is_one_of_its_group_and_nobody_says_which() -> None:
    found = walked(ASKED + DECIDED)
    for name in ("toekenning", "afwijzing"):
        one = step(found, name)
        assert (one.status, one.verdict, one.touchpoints, one.perhaps) == ("undecided", "possible", (), ("b",))
        assert step_in_words(found, one).startswith(
            "vermoedelijk één van de groep 'besluit' (b?); welke, zegt de casus niet"
        )
        assert not one.one_final
    assert found.names("undecided") == ("besluit",)
    assert [(one.step, one.may_be) for one in found.lived] == [
        ("aanvraag", ()),
        ("besluit", ("toekenning", "afwijzing")),
    ]
    assert "vermoedelijk één van de groep 'besluit'" in guess_in_words(found, found.lived[1])
    assert "toegekend" not in guess_in_words(found, found.lived[1])
    assert found.cost == 8 + 2  # the registration, and two guesses: a guess of a group costs what a guess costs


def test_a_refusal_and_a_decision_that_came_to_nothing_say_which_they_are() -> None:
    for line in (REFUSED, "c: gemeente > inwoner besluit @20 outcome=rejected"):
        found = walked(ASKED + line)
        assert (step(found, "afwijzing").touchpoints, step(found, "afwijzing").perhaps) == (("c",), ())
        assert step(found, "toekenning").status == "other_way"
        assert not step(found, "afwijzing").one_final


def test_a_step_that_the_case_names_is_that_step() -> None:
    found = walked(ASKED + "b: gemeente > inwoner besluit @10 step=toekenning")
    assert (step(found, "toekenning").status, step(found, "toekenning").verdict) == ("done", "certain")
    assert step(found, "afwijzing").status == "other_way"


def test_of_two_of_a_group_only_one_can_be_the_final_one_and_that_is_said() -> None:
    found = walked(ASKED + DECIDED + REFUSED)
    granted, refused = step(found, "toekenning"), step(found, "afwijzing")
    assert (granted.status, granted.perhaps) == ("undecided", ("b",))
    assert (refused.status, refused.touchpoints, refused.perhaps) == ("done", ("c",), ("b",))
    assert granted.one_final
    assert refused.one_final
    for one in (granted, refused):
        assert "van deze groep kan er maar één de laatste zijn" in step_in_words(found, one)
    named = walked(ASKED + DECIDED.strip() + " step=toekenning\n" + REFUSED.strip() + " step=afwijzing")
    assert not any(one.one_final for one in named.steps)  # that is what the case states


def test_what_came_after_a_decision_of_which_the_kind_is_unknown_names_the_group() -> None:
    found = walked(ASKED + DECIDED + "d: inwoner > gemeente levering @20")
    told = step_in_words(found, step(found, "stukken_geleverd"))
    assert "kwam vermoedelijk na een stap die erna hoort: besluit" in told
    assert "toegekend" not in told


def test_a_term_is_not_sure_while_an_earlier_decision_may_have_ended_it() -> None:
    registered = "m: inwoner > gemeente melding @0 step=melding\n"
    named = registered + ASKED.strip() + " step=aanvraag\n"
    later = "d: gemeente > inwoner besluit @100 step=toekenning"
    for lines, verdict in ((named + later, "certain"), (named + DECIDED + later, "possible")):
        term = step(walked(lines), "toekenning").term
        assert term is not None
        assert (term.at, term.verdict) == ("d", verdict)


def test_in_a_route_of_one_s_own_a_touchpoint_that_fits_two_of_a_group_is_neither() -> None:
    steps: list[dict[str, Any]] = [
        {"id": "brief", "kinds": "bericht", "alternatives": "contact"},
        {"id": "sms", "kinds": "bericht", "alternatives": "contact"},
        {"id": "gesprek", "kinds": "gesprek", "alternatives": "contact"},
    ]
    found = compare(case_of("a: gemeente > inwoner bericht"), Designed(steps=steps))
    assert [one.status for one in found.steps] == ["undecided", "undecided", "other_way"]
    data = as_data(found)
    assert data["touchpoints"][0]["step"] is None
    assert data["touchpoints"][0]["may_be"] == ["brief", "sms"]
    assert [row["perhaps"] for row in data["steps"]] == [["a"], ["a"], []]
