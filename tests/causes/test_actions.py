"""Action options: every kind and every cause has one, all are questions with a source, and the order helps."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.action import Action, stall_kinds
from casekit.causes.actions import actions, actions_for, add_action, as_data, causes_at, known_actions
from casekit.causes.book import book_of
from casekit.coding import Coding
from casekit.errors import InputRefused
from casekit.notation import case_of
from casekit.stalls.kinds import KINDS
from casekit.stalls.run import analyse
from casekit.taxonomy import NEEDS_WORDS, causes
from casekit.text import LANGUAGES, has
from casekit.vocabulary import codes

ROOT = Path(__file__).parents[2]
CODES = [cause.code for cause in causes() if cause.code not in NEEDS_WORDS]
OPTIONS = [pytest.param(option, id=option.id) for option in actions()]
PROMISE = re.compile(r"\b(moet|moeten|bewezen|must|should|proven|altijd werkt|works)\b")
"""Words that would make a question an order, or a try a proof."""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "cases" / "twaalf-regels", tmp_path / "cases" / "twaalf-regels"))


@pytest.mark.parametrize("kind", [f"K{number:02}" for number in range(1, 17)])
def test_every_kind_of_stall_has_an_option(kind: str) -> None:
    assert actions_for(kind)


@pytest.mark.parametrize("code", CODES)
def test_every_cause_of_the_kit_has_an_option(code: str) -> None:
    assert [option.id for option in actions() if code in option.causes]


def test_there_are_26_causes_to_fit() -> None:
    assert len(CODES) == 26


@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_names_only_kinds_causes_and_deciders_that_exist(option: Action) -> None:
    assert set(option.stalls) <= set(KINDS)
    assert set(option.causes) <= set(CODES)
    assert option.changer in codes("changer")
    assert len(set(option.stalls)) == len(option.stalls)
    assert len(set(option.causes)) == len(option.causes)


@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_has_a_source_a_day_and_what_is_uncertain(option: Action) -> None:
    assert option.source_url is not None
    assert option.source_url.startswith(("https://", "http://"))
    assert re.fullmatch(r"2026-\d\d-\d\d", option.checked_on or "")
    assert option.confidence in ("high", "medium", "low")
    assert not option.own
    for lang in LANGUAGES:
        assert option.tried_where(lang)
        assert option.note(lang).endswith(".")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_is_a_question_and_never_an_order(option: Action, lang: str) -> None:
    assert option.question(lang).endswith("?")
    assert option.question(lang).count("?") == 1
    assert not PROMISE.search(option.question(lang))
    assert option.label(lang)


def test_what_is_our_own_inference_says_so() -> None:
    for option in actions():
        if option.confidence == "low":
            assert "gevolgtrekking" in option.note("nl")
            assert "inference" in option.note("en")


def test_no_two_options_share_a_label_or_a_question() -> None:
    for lang in LANGUAGES:
        assert len({option.label(lang) for option in actions()}) == len(actions())
        assert len({option.question(lang) for option in actions()}) == len(actions())


def test_the_kinds_that_an_option_can_fit_are_those_of_the_kit_and_their_variants() -> None:
    assert {kind for kind in stall_kinds() if len(kind) < 4} == set(KINDS)
    assert {kind[:3] for kind in stall_kinds() if len(kind) == 4} <= set(KINDS)
    assert all(has(f"kind.{kind}.name") for kind in stall_kinds())


def test_what_also_fits_a_cause_comes_first() -> None:
    plain = [option.id for option in actions_for("K06a")]
    first = [option.id for option in actions_for("K06a", ["U9"])]
    assert sorted(plain) == sorted(first)
    assert first[:3] == ["closed_loop", "signal_followup", "count_and_look_back"]
    assert plain[0] == "warm_handover"


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(stall_kinds()), st.sets(st.sampled_from(CODES), max_size=4))
def test_causes_only_change_the_order(kind: str, named: set[str]) -> None:
    found = actions_for(kind, named)
    assert set(found) == set(actions_for(kind)) == {option for option in actions() if option.fits(kind)}
    also = [not named.isdisjoint(option.causes) for option in found]
    assert also == sorted(also, reverse=True)


def test_an_unknown_kind_has_no_options() -> None:
    assert actions_for("K99") == ()


def test_each_stall_of_a_case_gets_its_options_as_data() -> None:
    analysis = analyse(
        case_of("t1: inwoner > gemeente  vraag @0\nt2: inwoner > gemeente  navraag @90 re=t1\nt3: a > b overleg @120")
    )
    data = as_data(analysis, causes=["O1"], lang="en")
    assert [row["stall"] for row in data["stalls"]] == [stall.key for stall in analysis.stalls]
    assert data["stalls"]
    for row in data["stalls"]:
        assert [option["id"] for option in row["options"]] == [one.id for one in actions_for(row["kind"], ["O1"])]
    key = analysis.stalls[0].key
    assert [row["stall"] for row in as_data(analysis, kept=[key])["stalls"]] == [key]


def test_coded_causes_go_before_signs_and_set_the_order_of_their_own_stall_only() -> None:
    case = case_of(
        "t1: a > b verwijzing @0\nt2: b > a verwijzing @9\n"
        "t3: inwoner > b vraag @10\nt4: b > inwoner antwoord @200 re=t3"
    )
    signs = causes_at(book_of(case))
    key = next(key for key in signs if key.startswith("K07"))
    assert "O3" in signs[key]
    coding = Coding.model_validate({"coder": "a", "codes": [{"stall": key, "cause": "S6"}]})
    at = causes_at(book_of(case, coding))
    assert at == {**signs, key: ("S6",)}
    analysis = analyse(case)
    for row in as_data(analysis, at=at)["stalls"]:
        wanted = actions_for(row["kind"], at[row["stall"]])
        assert [option["id"] for option in row["options"]] == [option.id for option in wanted]
    assert wanted


def test_an_option_that_members_add_stands_above_those_of_the_kit(case: Path) -> None:
    added = add_action(
        case, "Samen lopen", "Wie liep er mee?", ["k06"], causes=["o3"], who="ketenoverleg", where="wijkteam",
        by="sociaal werker", on="2026-11-22",
    )  # fmt: skip
    options, warnings = known_actions(case)
    assert warnings == []
    assert options == (added, *actions())
    assert (added.id, added.stalls, added.causes, added.changer) == ("samen-lopen", ("K06",), ("O3",), "chain_table")
    assert (added.own, added.added_by, added.added_on) == (True, "sociaal werker", "2026-11-22")
    assert actions_for("K06b", among=options)[0] == added


def test_a_label_that_is_there_is_refused_and_another_label_gets_its_own_id(case: Path) -> None:
    first = add_action(case, "Samen lopen", "Wie liep er mee?", ["K06"])
    before = (case / "actions.yaml").read_bytes()
    for label in ("samen lopen ", actions()[0].label_nl, actions()[0].label_en):
        with pytest.raises(InputRefused) as refused:
            add_action(case, label, "Wie?", ["K06"])
        assert [problem.code for problem in refused.value.problems] == ["action_there"]
    assert (case / "actions.yaml").read_bytes() == before
    second = add_action(case, "Samen: lopen!", "Wie liep er mee?", ["K06"])
    assert (first.id, second.id) == ("samen-lopen", "samen-lopen-2")


def test_all_that_is_wrong_with_a_new_option_is_told_at_once_and_nothing_is_written(case: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        add_action(case, "Samen", "Ga samen.", ["K66"], causes=["Q1"], who="de baas", on="gisteren")
    assert {problem.code for problem in refused.value.problems} == {
        "action_no_question",
        "action_kind",
        "action_cause",
        "action_who",
        "not_a_moment",
    }
    assert not (case / "actions.yaml").exists()


MINE = """\
# Onze opties, begonnen in maart   (niet weghalen)

actions:
- label: "Koffie eerst"   # van de vrijwilligers
  question: 'Wat als er eerst koffie was?'
  stalls: [K15,   G3]     # twee soorten

  # hieronder komt de rest
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_a_person_typed_survives_comments_included(case: Path, end: str) -> None:
    file = case / "actions.yaml"
    file.write_bytes(MINE.replace("\n", end).encode())
    add_action(case, "Samen lopen", "Wie liep er mee: de één, of de ander?", ["K06"], note="# geen opmerking")
    text = file.read_bytes().decode()
    for line in filter(None, MINE.splitlines()):
        assert line in text.split(end)
    options, _ = known_actions(case)
    assert [option.id for option in options if option.own] == ["koffie-eerst", "samen-lopen"]
    assert options[1].note() == "# geen opmerking"


@pytest.mark.parametrize("typed", ["", "# nog niets\n", "# nog niets", "actions:\n", "actions: []  # leeg\n"])
def test_a_file_without_options_yet_keeps_its_comments(case: Path, typed: str) -> None:
    (case / "actions.yaml").write_text(typed, encoding="utf-8")
    assert known_actions(case) == (actions(), [])
    add_action(case, "Samen lopen", "Wie liep er mee?", ["K06"])
    text = (case / "actions.yaml").read_text(encoding="utf-8")
    assert typed.partition("#")[2].strip() in text
    assert [option.id for option in known_actions(case)[0] if option.own] == ["samen-lopen"]


def test_a_file_that_is_not_in_order_is_told_and_left_alone(case: Path) -> None:
    (case / "actions.yaml").write_text("actions: [{label: Half}]\n", encoding="utf-8")
    with pytest.raises(InputRefused):
        add_action(case, "Samen lopen", "Wie liep er mee?", ["K06"])
    assert (case / "actions.yaml").read_text(encoding="utf-8") == "actions: [{label: Half}]\n"


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text("ab cé-'\"#:?\n", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=3))
def test_whatever_the_labels_no_option_replaces_another(labels: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here = Path(shutil.copytree(ROOT / "cases" / "twaalf-regels", Path(folder) / "c" / "twaalf-regels"))
        added: list[Action] = []
        for label in labels:
            there = {option.label_nl.casefold() for option in added}
            if label.strip().casefold() in there:
                with pytest.raises(InputRefused):
                    add_action(here, label, "Wie dan?", ["K06"])
            else:
                added.append(add_action(here, label, "Wie dan?", ["K06"]))
        assert [option for option in known_actions(here)[0] if option.own] == added
