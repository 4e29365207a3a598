"""A composite: what of the cases stands in it, and what can no longer be found there."""

from __future__ import annotations

import json
import re
import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.notation import case_of
from casekit.read.case_file import read_case
from casekit.release.composite.plan import is_stub, load_plan
from casekit.release.composite.run import made_from, plan_at, propose_plan
from casekit.release.composite.weeks import in_weeks
from tests.release.three import ON, TEXTS, cases, changed, composed, proposed, save

OLD = re.compile(
    r"zaak_|vrouw_a|man_b|gezin_c|balie_|hulp_zuid|les_west|stad_|k_\w+|st_brief|niemand|20\d\d\b|2345|[abc]\d\b"
)
"""Every id, year, amount and text that the three cases hold."""


def test_nothing_of_a_case_but_kinds_and_order_stands_in_the_composite(tmp_path: Path) -> None:
    made = composed(tmp_path)
    assert OLD.findall(made.file.read_text(encoding="utf-8")) == []
    others = {path.name: path for path in made.file.parent.iterdir() if path.name not in ("case.yaml", "private")}
    assert [name for name in others if OLD.search(name)] == []
    assert set(json.loads(others.pop(".last-import.json").read_text(encoding="utf-8"))) == {
        "format",
        "version",
        "from",
    }
    assert others == {}


def test_it_says_that_it_is_composite_and_of_how_many_cases(tmp_path: Path) -> None:
    case = read_case(composed(tmp_path).file)
    assert case.status == "composite"
    assert case.provenance == "Samengesteld uit 3 fragmenten van 3 casussen. Dit huishouden bestaat niet."
    assert (case.sources, case.note, case.municipality, case.day_zero) == ((), None, None, None)


def test_residents_are_one_and_parties_of_a_kind_are_one(tmp_path: Path) -> None:
    case = composed(tmp_path).composed.case
    assert [(row.id, row.kind) for row in case.actor_list] == [
        ("inwoner", "resident"),
        ("gemeente", "municipality"),
        ("welzijn", "welfare"),
        ("school", "school"),
    ]


def test_the_stalls_of_the_fragments_come_back(tmp_path: Path) -> None:
    made = composed(tmp_path)
    assert {stall.kind for stall in made.stalls.kept} >= {"K02", "K06b", "K01"}
    assert made.stalls.gone == ()


def test_every_day_within_a_fragment_is_a_whole_number_of_weeks_from_the_others(tmp_path: Path) -> None:
    made = composed(tmp_path)
    days = {row.id: int(row.when or 0) for row in made.composed.case.touchpoint_list}
    for piece in made.composed.pieces:
        own = [days[new] for (fragment, _), new in made.composed.ids.items() if fragment == piece.fragment.id]
        assert {(later - first) % 7 for first, later in pairwise(own)} <= {0}


def test_touchpoints_are_numbered_in_the_order_in_which_they_now_happen(tmp_path: Path) -> None:
    rows = composed(tmp_path).composed.case.touchpoint_list
    assert [row.id for row in rows] == [f"t{n}" for n in range(1, len(rows) + 1)]
    assert [int(row.when or 0) for row in rows] == sorted(int(row.when or 0) for row in rows)


def test_an_amount_is_told_in_a_band(tmp_path: Path) -> None:
    rows = composed(tmp_path).composed.case.touchpoint_list
    assert {(row.amount, row.amount_band) for row in rows} == {(None, None), (None, "1000-20000")}


def test_a_text_is_that_of_the_plan(tmp_path: Path) -> None:
    file = proposed(tmp_path)
    text = file.read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if "text:" in line)
    file.write_text(text.replace(first, "        text: de inwoner belt over geld", 1), encoding="utf-8")
    made = made_from(file, tmp_path / "uit", ON)
    assert [row.summary for row in made.composed.case.touchpoint_list if not is_stub(row.summary)] == [
        "de inwoner belt over geld"
    ]


def test_an_own_term_comes_back_as_the_last_day_for_the_request(tmp_path: Path) -> None:
    own = {"id": "handvest", "label": "ons handvest", "starts_with": ["message"], "days": 14, "basis": "service"}
    text = TEXTS["zaak_charlie"].replace(" due=2023-09-18", "")
    norm = {**own, "starts_with": ["question"], "stalls": ["K01"]}
    paths = cases(tmp_path)
    save(tmp_path, "zaak_eigen", case_of(text, id="zaak_eigen", norms=[norm]))
    file = propose_plan([*paths[:2], str(tmp_path / "zaak_eigen")], "les", tmp_path / "plan.yaml", ON).file
    made = made_from(file, tmp_path / "uit", ON)
    assert made.composed.case.norms == ()
    assert "K01" in {stall.kind for stall in made.stalls.kept}
    assert "handvest" not in made.file.read_text(encoding="utf-8")


def test_what_was_said_differs_still_and_is_not_told(tmp_path: Path) -> None:
    said = """
    x: school > inwoner bericht @0 says.recht=ja issue=k
    y: bank > inwoner bericht @9 says.recht=nee issue=k
    z: inwoner > bank vraag @12 issue=k
    """
    paths = [*cases(tmp_path)[:2], save(tmp_path, "zaak_d", case_of(said, id="zaak_d"))]
    made = made_from(propose_plan(paths, "les", tmp_path / "plan.yaml", ON).file, tmp_path / "uit", ON)
    told = [dict(row.says) for row in made.composed.case.touchpoint_list if row.says]
    assert told == [{"gegeven-1": "versie 1"}, {"gegeven-1": "versie 2"}]
    assert "K12" in {stall.kind for stall in made.stalls.kept}


def test_that_something_may_be_shared_goes_along_and_why_does_not(tmp_path: Path) -> None:
    asked = """
    actor een of e kind=municipality
    actor twee of t kind=municipality
    x: inwoner > een aanvraag @0 issue=k shares=st_brief
    y: twee > inwoner verzoek_stukken @9 issue=k asks=st_brief
    z: inwoner > twee vraag @12 issue=k
    """
    item = {"id": "st_brief", "label": "brief van niemand", "valid_days": 90, "share_basis": "convenant van niemand"}
    bodies = [{"id": name, "kind": "municipality"} for name in "et"]
    own = case_of(asked, id="zaak_d", items=[item], organisations=bodies)
    paths = [*cases(tmp_path)[:2], save(tmp_path, "zaak_d", own)]
    made = made_from(propose_plan(paths, "les", tmp_path / "plan.yaml", ON).file, tmp_path / "uit", ON)
    assert [(one.share_basis, one.valid_days) for one in made.composed.case.items if one.share_basis] == [
        ("er is een grondslag", 91)
    ]
    assert OLD.findall(made.file.read_text(encoding="utf-8")) == []
    assert "K10" in {stall.kind for stall in made.stalls.kept}


def test_a_case_without_days_keeps_its_order_only(tmp_path: Path) -> None:
    undated = "\n".join(re.sub(r" @\S+| due=\S+", "", line) for line in TEXTS["zaak_bravo"].splitlines())
    paths = cases(tmp_path)
    paths[1] = save(tmp_path, "zaak_zonder", case_of(undated, id="zaak_zonder"))
    made = made_from(propose_plan(paths, "les", tmp_path / "plan.yaml", ON).file, tmp_path / "uit", ON)
    ids = [new for (_, old), new in made.composed.ids.items() if old.startswith("b")]
    rows = {row.id: row for row in made.composed.case.touchpoint_list}
    assert ids == sorted(ids, key=lambda new: int(new[1:]))
    assert {rows[new].when for new in ids} == {None}


def test_the_plan_stays_in_private_and_finds_the_cases_from_there(tmp_path: Path) -> None:
    made = composed(tmp_path)
    kept = plan_at(tmp_path / "uit", "les")
    again = made_from(kept, tmp_path / "elders", ON)
    assert again.file.read_bytes() == made.file.read_bytes()
    assert load_plan(kept)[0].cases[0].case == "zaak_alfa"


def test_a_plan_in_which_somebody_wrote_is_not_replaced(tmp_path: Path) -> None:
    made = composed(tmp_path)
    kept = plan_at(tmp_path / "uit", "les")
    kept.write_text(kept.read_text(encoding="utf-8") + "# hier verder\n", encoding="utf-8")
    changed(tmp_path / "plan.yaml", title="een andere titel")
    made_from(tmp_path / "plan.yaml", tmp_path / "uit", ON, update=True)
    assert read_case(made.file).title == "een andere titel"
    assert kept.read_text(encoding="utf-8").endswith("# hier verder\n")


def test_making_it_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    file = proposed(tmp_path)
    first = made_from(file, tmp_path / "een", ON).file.read_bytes()
    assert made_from(file, tmp_path / "twee", ON).file.read_bytes() == first


@settings(max_examples=8)
@given(st.integers(1, 40), st.integers(0, 120), st.integers(0, 120), st.integers(0, 3000))
def test_whatever_the_days_are_none_is_left_and_late_stays_late(term: int, took: int, more: int, start: int) -> None:
    text = f"""
    actor vrouw_a kind=resident
    a1: vrouw_a > balie_noord vraag    @{start} issue=k_geld due={start + term}
    a2: balie_noord > vrouw_a antwoord @{start + took} issue=k_geld re=a1
    a3: vrouw_a > balie_noord bericht  @{start + took + more} issue=k_geld
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [save(folder, "zaak_d", case_of(text, id="zaak_d", day_zero="2019-05-07")), *cases(folder)[1:]]
        made = made_from(propose_plan(paths, "les", folder / "plan.yaml", ON).file, folder / "uit", ON)
        assert OLD.findall(made.file.read_text(encoding="utf-8")) == []
        late = {kind for _, kind, ids in made.stalls.gone if kind in ("K01", "K02")}
        assert late == set()
        piece = next(one for one in made.composed.pieces if one.source.name == "zaak_d")
        assert all(day % 7 == 0 for day in piece.told.values())


@given(st.lists(st.integers(0, 400), min_size=1, max_size=6), st.integers(0, 60))
def test_a_day_moves_a_week_at_most_and_none_changes_places(days: list[int], term: int) -> None:
    days = sorted(days)
    told, _ = in_weeks(
        days, len(days), lambda found: sum((one > term) != (day > term) for one, day in zip(found, days, strict=True))
    )
    assert all(abs(day - one) <= 7 and one % 7 == 0 for day, one in zip(days, told, strict=True))
    assert list(told) == sorted(told)


@pytest.mark.parametrize(("days", "term"), [(15, 14), (14, 14), (31, 30), (30, 30), (57, 56)])
def test_a_wait_stays_on_its_side_of_the_term(days: int, term: int) -> None:
    (_, told), left = in_weeks([0, days], 2, lambda found: int((found[1] > term) != (days > term)))
    assert (told > term, left) == (days > term, 0)
