"""Suggestions: one per stall, nothing ranked or chosen, only what is in the case, and what it cannot show is told."""

from __future__ import annotations

import ast
import copy
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import casekit as ck
from casekit.case import Case
from casekit.causes import sharing, signs_chain, signs_execution, signs_system
from casekit.causes.signs import SIGNS
from casekit.causes.suggest import as_data, not_visible, sign_in_words, suggest, why_not_visible
from casekit.notation import case_of
from casekit.stalls.run import analyse
from casekit.taxonomy import NEEDS_WORDS, causes
from tests.stalls.made import case_data

WITHIN = case_of("""
a: inwoner > gemeente  aanvraag        @0  issue=i due=20 shares=loon
b: gemeente > inwoner  verzoek_stukken @30 issue=i asks=loon
c: inwoner > gemeente  levering        @40 issue=i re=b shares=loon
d: gemeente > inwoner  besluit         @90 issue=i re=a
""")


def found(case: Case) -> dict[str, dict[str, Any]]:
    """By stall and cause, the suggested cause."""
    return {one.stall.key: {row.cause.code: row for row in one.causes} for one in suggest(analyse(case))}


def test_every_cause_of_the_list_has_its_line_and_no_other() -> None:
    assert list(SIGNS) == [one.code for one in causes() if one.code not in NEEDS_WORDS]


def test_there_is_one_suggestion_per_stall_worst_first() -> None:
    analysis = analyse(ck.example("bijstand-aanvraag"))
    assert [one.stall for one in suggest(analysis)] == list(analysis.stalls)


def test_a_stall_within_another_is_a_sign_there_too_and_says_so() -> None:
    rows = found(WITHIN)
    inner, outer = rows["K10-a-b"]["U4"], rows["K02-a-d"]["U4"]
    assert (inner.scope, inner.signs[0].via) == ("stall", None)
    assert (outer.scope, {sign.via for sign in outer.signs}) == ("within", {"K10-a-b", "K14a-a-b"})
    assert "K10-a-b" in sign_in_words(outer.signs[0], "en")


def test_what_is_nearest_to_the_stall_is_told_and_what_is_farther_is_not() -> None:
    for rows in found(ck.example("kinderarmoede")).values():
        assert all(len({sign.scope for sign in row.signs}) == 1 for row in rows.values())


def test_the_short_list_goes_first_in_the_order_of_the_taxonomy_whatever_was_found() -> None:
    order = {one.code: (not one.short, place) for place, one in enumerate(causes())}
    for name in ("bijstand-aanvraag", "kinderarmoede", "twaalf-regels"):
        for one in suggest(analyse(ck.example(name))):
            shown = [order[row.cause.code] for row in one.causes]
            assert shown == sorted(shown)


def test_a_case_without_stalls_has_no_suggestions() -> None:
    analysis = analyse(case_of("a: inwoner > gemeente vraag @0\nb: gemeente > inwoner antwoord @1 re=a"))
    assert suggest(analysis) == ()
    assert as_data(analysis)["suggestions"] == []


def test_what_a_case_cannot_show_is_told_with_what_it_lacks() -> None:
    lacking = {one.cause.code: one for one in not_visible(analyse(ck.example("twaalf-regels")))}
    assert lacking["U3"].missing == ("when",)
    assert lacking["S8"].missing == ("holds",)
    assert (lacking["S9"].missing, why_not_visible(lacking["S9"])) == (
        (),
        "geen teken dat de kit kan zien; vraag het na.",
    )
    assert {"O3", "U5", "S4", "S5"}.isdisjoint(lacking)
    whole = not_visible(analyse(ck.example("bijstand-aanvraag")))
    assert [one.cause.code for one in whole] == ["S9"]


def test_a_cause_with_a_sign_is_not_called_invisible() -> None:
    for name in ("bijstand-aanvraag", "kinderarmoede", "twaalf-regels"):
        analysis = analyse(ck.example(name))
        there = {row.cause.code for one in suggest(analysis) for row in one.causes}
        assert there.isdisjoint(one.cause.code for one in not_visible(analysis))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_json_has_codes_words_and_touchpoints_and_says_who_chooses(lang: str) -> None:
    data = json.loads(json.dumps(as_data(analyse(ck.example("twaalf-regels")), lang)))
    assert list(data) == ["case", "status", "suggestions", "not_visible", "assumptions", "chosen_by"]
    assert data["chosen_by"] == "people"
    loop = next(one for one in data["suggestions"] if one["kind"] == "K07")
    (cause,) = loop["causes"]
    assert (cause["code"], cause["name"], cause["level"]) == ("O3", "failed_handover", "organisation_chain")
    assert (cause["touchpoints"], cause["scope"]) == (["t5", "t7", "t9"], "stall")
    assert cause["sign"] == " ".join(sign["text"] for sign in cause["signs"])


def test_one_stall_can_be_asked_for() -> None:
    data = as_data(analyse(ck.example("twaalf-regels")), stall="K01-t1")
    assert [one["stall"] for one in data["suggestions"]] == ["K01-t1"]


def test_every_sign_with_wording_stands_in_the_code() -> None:
    words = {
        node.value
        for module in (signs_execution, signs_chain, signs_system, sharing)
        for node in ast.walk(ast.parse(Path(module.__file__).read_text("utf-8")))
        if isinstance(node, ast.Constant)
    }
    wording = Path(ck.__file__).with_name("text") / "nl-causes.toml"
    texts = tomllib.loads(wording.read_text("utf-8"))["sign"]
    assert set(texts) == {code for code, sign in SIGNS.items() if sign.find}
    assert [form for forms in texts.values() for form in forms if form not in words] == []


# -- what holds for every case --------------------------------------------------------------------------

RICH = {
    "issues": [{"id": "i", "procedure": "special_assistance"}, {"id": "j", "procedure": "early_signal"}],
    "debts": [{"id": "d", "creditor": "balie", "issue": "j"}, {"id": "e", "creditor": "klantmanager"}],
}


@st.composite
def rich_cases(draw: st.DrawFn) -> dict[str, Any]:
    """A random case with procedures, channels, experience, requirements, waits and debts as well."""
    data = {**draw(case_data()), **copy.deepcopy(RICH)}
    for row in data["touchpoints"]:
        row["channel"] = draw(st.sampled_from(["letter", "phone", "automatic"]))
        row["experience"] = draw(st.sampled_from([-1, 0, 1]))
    bases = st.sampled_from(["practice", "claim", "policy", "law"])
    data["requirements"] = [
        {"id": f"e{n}", "goal": f"g{n}", "alternatives": [{"needs": [f"g{1 - n}"]}], "imposed_at": f"t{n}"}
        | {"basis": draw(bases)}
        for n in range(2)
    ]
    data["holds"] = [{"id": "h", "basis": draw(st.sampled_from(["law", "capacity"])), "from": "5", "until": "200"}]
    return data


@settings(max_examples=60)
@given(rich_cases())
def test_a_suggestion_cites_only_what_is_in_the_case_and_can_be_said(data: dict[str, Any]) -> None:
    analysis = analyse(Case.model_validate(data))
    places = {step.id: step.place for step in analysis.story.steps}
    keys = {stall.key for stall in analysis.stalls}
    for one in suggest(analysis):
        for row in one.causes:
            for sign in row.signs:
                assert sign.stall == one.stall.key
                assert sign.cause == row.cause.code
                assert set(sign.touchpoints) <= set(places)
                assert (sign.via in keys) if sign.scope == "within" else sign.via is None
                assert sign_in_words(sign, "nl") != sign_in_words(sign, "en")
                if not sign.itself and sign.scope != "within":
                    assert list(sign.touchpoints) == sorted(sign.touchpoints, key=places.__getitem__)


@settings(max_examples=40)
@given(rich_cases())
def test_a_contact_of_others_about_something_else_takes_no_sign_of_a_stall_away(data: dict[str, Any]) -> None:
    more = copy.deepcopy(data)
    more["actors"] += [{"id": "x", "kind": "other"}, {"id": "y", "kind": "other"}]
    more["touchpoints"].append(
        {"id": "los", "order": 99, "from": "x", "to": ["y"], "kind": "message", "issue": "los", "when": "330"}
    )
    more["issues"].append({"id": "los"})
    before, after = found(Case.model_validate(data)), found(Case.model_validate(more))
    for key, rows in before.items():
        near = {code for code, row in rows.items() if row.scope == "stall"}
        assert near <= set(after.get(key, near))
