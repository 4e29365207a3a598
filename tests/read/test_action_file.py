"""`actions.yaml`: what is read, where it is found, and that everything wrong is told at once, on its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from casekit.errors import InputRefused
from casekit.read.action_file import action_files, action_id, own_actions, read_actions
from casekit.taxonomy import Cause

ROOT = Path(__file__).parents[2]
ONE = "actions: [{label: %s, question: Hoe?, stalls: K06}]\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "cases" / "twaalf-regels", tmp_path / "cases" / "twaalf-regels"))


def refused(content: str, taken: tuple[str, ...] = ()) -> list[tuple[str, object]]:
    with pytest.raises(InputRefused) as found:
        read_actions(content.encode(), "actions.yaml", None, taken)
    assert all(problem.sentence(lang) for problem in found.value.problems for lang in ("nl", "en"))
    return [(problem.code, problem.line) for problem in found.value.problems]


def test_every_field_is_read_and_words_of_either_language_become_codes() -> None:
    (found,), warnings = read_actions(
        b"actions:\n"
        b"- {id: bellen, label: Bellen, label_en: Calling, question: Wie belt?, question_en: Who calls?,\n"
        b"   tried_where: wijk, source_url: 'https://voorbeeld.nl', note: niet gemeten,\n"
        b"   stalls: [k06a, G2], causes: [o3, Gebrek aan regie],\n"
        b"   changer: Chain table, added_by: docent, added_on: 2026-03}\n",
        "actions.yaml",
    )
    assert warnings == []
    assert (found.id, found.label("nl"), found.label("en")) == ("bellen", "Bellen", "Calling")
    assert (found.question("en"), found.tried_where("en"), found.note("en")) == ("Who calls?", "wijk", "niet gemeten")
    assert (found.stalls, found.causes, found.changer) == (("K06a", "G2"), ("O3", "O1"), "chain_table")
    assert (found.own, found.confidence, found.added_on) == (True, None, "2026-03")
    assert found.fits("K06a")
    assert not found.fits("K06b")


def test_everything_that_is_wrong_is_told_at_once_on_its_line() -> None:
    text = (
        "actions:\n"
        "  - label: Bellen\n"
        "    question: Ga bellen.\n"
        "    stalls:\n"
        "      - K06\n"
        "      - K66\n"
        "    causes: [Gebrek aan regi]\n"
        "    changer: teem\n"
        "  - label: bellen\n"
        "    question: Wie?\n"
        "    stalls: [K01]\n"
        "    added_on: gisteren\n"
        "  - question: Wie?\n"
        "  - id: van-de-kit\n"
        "    label: X\n"
        "    question: Wie?\n"
        "    stalls: [K01]\n"
    )
    assert refused(text, ("van-de-kit",)) == [
        ("action_no_question", 3),
        ("action_kind", 6),
        ("action_cause", 7),
        ("action_who", 8),
        ("action_twice", 9),
        ("not_a_moment", 12),
        ("missing_field", 13),
        ("missing_field", 13),
        ("action_of_kit", 14),
    ]


def test_a_mistyped_word_gets_the_nearest_and_the_free_text_is_not_repeated() -> None:
    with pytest.raises(InputRefused) as found:
        read_actions(
            b"actions: [{label: A, question: mevrouw huilde toen ze belde, stalls: K06aa,\n"
            b"  causes: [gebrek aan regi], changer: teem}]",
            "actions.yaml",
        )
    told = " ".join(problem.sentence("nl") for problem in found.value.problems)
    for near in ("'K06a'", "'Gebrek aan regie'", "'team'", "ketenoverleg"):
        assert near in told
    assert "mevrouw" not in told


@pytest.mark.parametrize("text", ["- a\n", "los\n", "opties: []\n"])
def test_a_file_without_a_list_of_options_is_told(text: str) -> None:
    assert refused(text) == [("not_actions", 1)]


@pytest.mark.parametrize(
    "text",
    ["actions: [a]\n", "actions: {a: b}\n", "actions: [{label: [a], question: Q?, stalls: K06}]\n", "actions: [[]]"],
)
def test_another_shape_is_told_in_words(text: str) -> None:
    assert refused(text)


def test_a_field_that_is_not_known_is_kept_out_with_a_warning() -> None:
    _, (warning,) = read_actions(b"actions: [{label: A, question: Q?, stalls: K06, laebl_en: B}]", "actions.yaml")
    assert (warning.code, warning.severity) == ("unknown_field", "warning")
    assert "label_en" in warning.sentence("en")


def test_an_own_cause_may_be_named() -> None:
    own = Cause(code="L1", name="local", nl="Losse formulieren", en="Loose forms", own=True)
    (found,), _ = read_actions(b"actions: [{label: A, question: Q?, stalls: K06, causes: L1}]", "a.yaml", [own])
    assert found.causes == ("L1",)


def test_the_file_beside_the_case_goes_before_that_of_the_folder(case: Path) -> None:
    (case / "actions.yaml").write_text(ONE % "Bellen", encoding="utf-8")
    (case.parent / "actions.yaml").write_text(
        "actions: [{label: bellen, question: Wie?, stalls: K01}, {label: Lopen, question: Wie?, stalls: K01}]\n",
        encoding="utf-8",
    )
    found, (warning,) = own_actions(case)
    assert action_files(case) == (case / "actions.yaml", case.parent / "actions.yaml")
    assert [(option.id, option.label_nl) for option in found] == [("bellen", "Bellen"), ("lopen", "Lopen")]
    assert (warning.code, warning.file) == ("action_again", str(case.parent / "actions.yaml"))


def test_what_is_wrong_in_both_files_comes_together(case: Path) -> None:
    for folder in (case, case.parent):
        (folder / "actions.yaml").write_text("actions: [{label: A}]\n", encoding="utf-8")
    with pytest.raises(InputRefused) as found:
        own_actions(case)
    assert len({problem.file for problem in found.value.problems}) == 2


def test_without_a_file_there_are_no_own_options(case: Path) -> None:
    assert own_actions(case) == ((), [])


@pytest.mark.parametrize(
    ("label", "name"), [("Één keer vragen", "een-keer-vragen"), ("???", "optie"), ("A" * 90, "a" * 40)]
)
def test_an_id_is_short_and_plain(label: str, name: str) -> None:
    assert action_id(label) == name
    assert action_id(label, [name.upper(), f"{name}-2"]) == f"{name}-3"
