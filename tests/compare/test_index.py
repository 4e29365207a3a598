"""A folder of cases: all of them listed, filtered and searched, and a broken one hides no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casekit.cli import main
from casekit.compare.index import index, kept, wanted
from casekit.errors import InputRefused

CASE = """\
id: {id}
title: {title}
status: fictional
municipality: {place}
issues: [{{id: q, procedure: {procedure}}}]
actors: [{{id: inwoner}}, {{id: loket, kind: municipality, label: Loket één}}]
touchpoints:
- {{id: a, when: 2021-03-01, from: inwoner, to: loket, kind: vraag, issue: q, due: 2021-03-10}}
- {{id: b, when: {answer}, from: loket, to: inwoner, kind: antwoord, issue: q, responds_to: a}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "casussen"
    rows = {
        "laat": ("Te laat antwoord", "gemeente-1", "bijstand", "2021-05-01"),
        "vlot": ("Vlot geholpen", "gemeente-2", "schuldhulp", "2021-03-03"),
    }
    for name, (title, place, procedure, answer) in rows.items():
        (made / name).mkdir(parents=True)
        text = CASE.format(id=name, title=title, place=place, procedure=procedure, answer=answer)
        (made / name / "case.yaml").write_text(text, encoding="utf-8")
    (made / "laat" / "codings").mkdir()
    coding = "codes: [{stall: K02-a-b, cause: U3, rationale: Er was geen plek.}]"
    (made / "laat" / "codings" / "codeur-a.yaml").write_text(coding, encoding="utf-8")
    return made


def ids(folder: Path, **asked: object) -> list[str]:
    return [entry.id for entry in kept(index(folder), wanted(**asked))]  # type: ignore[arg-type]


def test_every_case_is_listed_with_its_stalls_and_what_was_coded(folder: Path) -> None:
    late, quick = index(folder).entries
    assert (late.id, late.kinds, late.causes, late.coders, late.municipality) == (
        "laat", ("K02",), ("U3",), 1, "gemeente-1",
    )  # fmt: skip
    assert (quick.stalls, quick.causes, quick.procedures) == (0, (), ("debt_assistance",))


def test_filters_take_words_of_both_languages_and_all_must_hold(folder: Path) -> None:
    assert ids(folder, kinds=["k02"]) == ["laat"]
    assert ids(folder, causes=["termijn overschreden of stilstand"]) == ["laat"]
    assert ids(folder, procedure="schuldhulp") == ids(folder, procedure="debt_assistance") == ["vlot"]
    assert ids(folder, municipality="gemeente-1", kinds=["K06"]) == []
    assert ids(folder, status="fictief") == ["laat", "vlot"]


def test_search_looks_at_words_whatever_their_capitals_and_accents(folder: Path) -> None:
    assert ids(folder, words=["VLOT"]) == ["vlot"]
    assert ids(folder, words=["loket een"]) == ["laat", "vlot"]
    assert ids(folder, words=["laat", "vlot"]) == []


def test_filters_that_mean_nothing_are_refused_together() -> None:
    with pytest.raises(InputRefused) as refused:
        wanted(kinds=["K99"], procedure="toverij", status="waar")
    assert [problem.values["field"] for problem in refused.value.problems] == ["kind", "procedure", "status"]


def test_a_broken_case_is_told_and_hides_no_other(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "stuk").mkdir()
    (folder / "stuk" / "case.yaml").write_text("touchpoints: [{id: a}]", encoding="utf-8")
    assert main(["library", str(folder), "--json"]) == 0
    said = capsys.readouterr()
    data = json.loads(said.out)
    assert [row["case"] for row in data["cases"]] == ["laat", "vlot"]
    assert [Path(name).name for name in data["broken"]] == ["stuk"]
    assert "stuk" in said.err


def test_a_folder_without_cases_is_refused_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["library", str(tmp_path)]) == 1
    assert "case.yaml" in capsys.readouterr().err


@pytest.mark.parametrize(("lang", "count"), [("nl", "1 van de 2 casussen"), ("en", "1 of the 2 cases")])
def test_the_list_is_readable_in_both_languages(
    folder: Path, capsys: pytest.CaptureFixture[str], lang: str, count: str
) -> None:
    assert main(["library", str(folder), "--kind", "K02", "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert count in out
    assert "laat: Te laat antwoord" in out
    assert "vlot" not in out
