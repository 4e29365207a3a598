"""Saving what people coded: nothing that was typed disappears, and what a file says else stays as it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given

from casekit.coding import Coded, Coding
from casekit.errors import InputRefused
from casekit.notation import case_of
from casekit.read.coding_file import load_codings, read_coding
from casekit.taxonomy import causes
from casekit.write.case_file import case_text
from casekit.write.coding_file import part_text, save_codes, save_coding
from casekit.write.coding_join import joined
from tests.few import few
from tests.write.codings import codings

TYPED = """\
# Van de eerste bijeenkomst.
role: docent
blind: ja
codes:
  - stall: K01-a
    cause: overdracht mislukt   # zie het verslag
    changer: ketenoverleg
    evidence:
      - {link: hapering, kind: document, source: dossier}
  - {stall: K02-b, cause: U3, weer: mooi}
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "case.yaml").write_text(case_text(case_of("a: inwoner > gemeente vraag @0")), encoding="utf-8")
    return tmp_path


@pytest.fixture
def file(case: Path) -> Path:
    (case / "codings").mkdir()
    path = case / "codings" / "codeur-a.yaml"
    path.write_text(TYPED, encoding="utf-8")
    return path


def row(**fields: object) -> Coded:
    return Coded.model_validate({"stall": "K01-a", "cause": "O3", **fields})


def read(case: Path) -> Coding:
    return load_codings(case)[0][0]


@given(coding=codings())
@few(10, suppress_health_check=list(HealthCheck))
def test_any_coding_reads_back_from_its_text(coding: Coding) -> None:
    assert read_coding(part_text(coding, "coder").encode(), "codeur-a.yaml", causes())[0] == coding


def test_a_new_coder_gets_a_file(case: Path) -> None:
    path = save_codes(case, "codeur-b", [row()], role="sociaal werker", blind=True)
    assert path == case / "codings" / "codeur-b.yaml"
    assert (read(case).role, read(case).blind, read(case).codes[0].cause) == ("sociaal werker", True, "O3")


def test_saving_what_is_there_already_changes_no_letter(case: Path, file: Path) -> None:
    save_coding(case, read(case))
    assert file.read_text(encoding="utf-8") == TYPED


def test_a_change_touches_only_what_changed(case: Path, file: Path) -> None:
    there = read(case)
    first = there.codes[0].model_copy(update={"changer": "team"})
    save_coding(case, there.model_copy(update={"codes": (first, *there.codes[1:])}))
    assert file.read_text(encoding="utf-8") == TYPED.replace("ketenoverleg", "team")


def test_a_row_of_the_same_stall_and_cause_is_the_same_row_however_it_was_typed(case: Path, file: Path) -> None:
    save_codes(case, "codeur-a", [row(rationale="Nieuw.")])
    assert [one.cause for one in read(case).codes] == ["O3", "U3"]
    assert (read(case).codes[0].rationale, read(case).codes[0].changer) == ("Nieuw.", "chain_table")
    assert "# zie het verslag" in file.read_text(encoding="utf-8")


def test_extending_puts_evidence_behind_what_is_there_and_nothing_twice(case: Path, file: Path) -> None:
    old = {"link": "stall", "kind": "document", "source": "dossier"}
    more = row(evidence=[old, {"kind": "data"}], rivals=[{"explanation": "vakantie"}])
    save_codes(case, "codeur-a", [more], extend=True)
    save_codes(case, "codeur-a", [more], extend=True)
    assert [one.kind for one in read(case).codes[0].evidence] == ["document", "data"]
    assert len(read(case).codes[0].rivals) == 1


def test_a_file_that_is_wrong_is_told_and_not_built_on(case: Path, file: Path) -> None:
    file.write_text("codes: [een, twee]", encoding="utf-8")
    with pytest.raises(InputRefused):
        save_codes(case, "codeur-a", [row()])
    assert file.read_text(encoding="utf-8") == "codes: [een, twee]"


def test_a_coder_that_no_file_can_be_called_after_is_refused(case: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        save_codes(case, "../elders", [row()])
    assert [problem.code for problem in refused.value.problems] == ["coder_name"]


# --- What a workbook says, put together with what stands in the file


@given(coding=codings(), other=codings())
@few(15, suppress_health_check=list(HealthCheck))
def test_joined_with_a_workbook_nothing_of_the_file_is_gone(coding: Coding, other: Coding) -> None:
    both = joined(coding, other).coding
    keys = {(one.stall, one.cause) for one in (*coding.codes, *other.codes)}
    assert {(one.stall, one.cause) for one in both.codes} == keys
    assert joined(coding, coding).coding == coding
    assert joined(coding, coding).clashes == joined(coding, coding).stays == ()
    again = joined(both, other)
    assert (again.coding, again.clashes) == (both, ())


def test_the_first_row_of_a_stall_in_the_workbook_is_its_main_cause() -> None:
    there = Coding(coder="a", codes=(row(), row(stall="K02-b"), row(cause="U3")))
    book = Coding(coder="a", codes=(row(cause="U3"), row(), row(cause="O1")))
    found = joined(there, book)
    assert [(one.stall, one.cause) for one in found.coding.codes] == [
        ("K01-a", "U3"), ("K02-b", "O3"), ("K01-a", "O3"), ("K01-a", "O1"),
    ]  # fmt: skip
    assert found.stays == (("K02-b", "O3"),)


def test_what_both_fill_in_with_something_else_clashes_and_what_only_one_has_stays() -> None:
    there = Coding(coder="a", codes=(row(rationale="Dit.", note="x", evidence=[{"kind": "data", "says": "een"}]),))
    book = Coding(
        coder="a", codes=(row(rationale="Dat.", changer="team", evidence=[{"kind": "data", "says": "twee"}]),)
    )
    found = joined(there, book)
    assert [one.field for one in found.clashes] == ["rationale", "evidence"]
    assert (found.coding.codes[0].note, found.coding.codes[0].changer) == ("x", "team")
    assert [one.says for one in found.coding.codes[0].evidence] == ["twee"]
