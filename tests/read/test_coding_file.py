"""The file of a coder is read with every problem at once, on its line, and never with a guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.errors import InputRefused
from casekit.notation import case_of
from casekit.read.coding_file import load_codings, read_coding
from casekit.taxonomy import causes
from casekit.write.case_file import case_text

CAUSES = causes()


def problems(text: str, file: str = "codeur-a.yaml") -> list[tuple[str, object]]:
    with pytest.raises(InputRefused) as refused:
        read_coding(text.encode(), file, CAUSES)
    for problem in refused.value.problems:
        assert problem.sentence("nl") != problem.sentence("en")
    return [(problem.code, problem.line) for problem in refused.value.problems]


def test_a_cause_may_be_named_by_code_name_or_label() -> None:
    named = ("o3", "Handover failed", "delay")
    text = "codes:\n" + "".join(f"- {{stall: K0{n}-a, cause: {cause}}}\n" for n, cause in enumerate(named, 1))
    coding, warnings = read_coding(text.encode(), "map/docent.yaml", CAUSES)
    assert (coding.coder, [row.cause for row in coding.codes], warnings) == ("docent", ["O3", "O3", "U3"], [])


def test_everything_that_is_wrong_is_told_at_once_each_on_its_line() -> None:
    text = """\
codes:
  - {stall: K01-a, cause: O33}
  - {stall: K02-b, cause: O3}
  - {stall: K02-b, cause: overdracht mislukt}
  - {stall: K03-c, cause: unknown, changer: de buurman}
seen:
  - {cause: O3, kind: K99, present: nee}
"""
    assert problems(text) == [
        ("unknown_cause", 2),
        ("coding_twice", 4),
        ("code_word", 5),
        ("coding_reason", 5),
        ("coding_kind", 7),
    ]


def test_a_mistyped_cause_gets_the_nearest_code_as_a_hint() -> None:
    with pytest.raises(InputRefused) as refused:
        read_coding(b"codes: [{stall: K01-a, cause: O33}]", "codeur-a.yaml", CAUSES)
    assert "Bedoelt u 'O3'?" in refused.value.problems[0].sentence("nl")


def test_unknown_and_other_are_fine_with_a_reason() -> None:
    text = b"codes: [{stall: K01-a, cause: anders, rationale: De post was kwijt.}]"
    assert read_coding(text, "codeur-a.yaml", CAUSES)[0].codes[0].cause == "other"


def test_a_word_that_is_not_in_its_list_is_told_with_the_list() -> None:
    with pytest.raises(InputRefused) as refused:
        read_coding(b"codes: [{stall: K01-a, cause: O3, precondition: Snelheid}]", "codeur-a.yaml", CAUSES)
    said = refused.value.problems[0].sentence("nl")
    assert "te weinig tijd, " in said
    assert "Bedoelt u" not in said
    assert "casekit new" not in said


def test_words_of_the_axes_are_checked_too() -> None:
    assert problems("codes: [{stall: K01-a, cause: O3, changer: burgemeester}]") == [("code_word", 1)]


def test_a_file_that_is_a_list_or_is_called_after_no_possible_name_is_refused() -> None:
    assert problems("- a") == [("not_a_coding", 1)]
    assert problems("codes: []", "con.yaml") == [("coder_name", None)]


def test_what_people_decided_together_says_who_decided() -> None:
    assert problems("codes: []", "consensus.yaml") == [("coding_decided", 1)]
    text = b"decided_by: [docent, ervaringsdeskundige]\ncodes: []"
    assert read_coding(text, "consensus.yaml", CAUSES)[0].is_consensus


def test_a_field_that_nobody_knows_is_kept_and_told() -> None:
    coding, warnings = read_coding(b"codes: [{stall: K01-a, cause: O3, chnager: team}]", "a.yaml", CAUSES)
    assert (coding.codes[0].model_extra, [one.code for one in warnings]) == ({"chnager": "team"}, ["unknown_field"])
    assert "changer" in warnings[0].sentence("nl")


def test_all_files_beside_a_case_are_read_and_all_that_are_wrong_are_told(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(case_text(case_of("a: inwoner > gemeente vraag @0")), encoding="utf-8")
    folder = tmp_path / "codings"
    folder.mkdir()
    (folder / "a.yaml").write_text("codes: [{stall: K01-a, cause: O3}]", encoding="utf-8")
    assert [coding.coder for coding in load_codings(tmp_path)[0]] == ["a"]
    for name in ("b", "c"):
        (folder / f"{name}.yaml").write_text("codes: [{stall: K01-a, cause: O99}]", encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        load_codings(tmp_path)
    assert [Path(problem.file).name for problem in refused.value.problems] == ["b.yaml", "c.yaml"]
