"""Reading case files: every problem at once, each with its line, and never a word of what was told in confidence."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import casekit as ck
from casekit.errors import InputRefused, Problem
from casekit.read.case_file import load_case, parse_case
from casekit.read.safe.guard import read_yaml

HEAD = """\
id: c
actors:
  - {id: inwoner, kind: inwoner}
  - {id: gemeente, kind: gemeente, organisation: stad}
touchpoints:
"""
FIRST = "id: t1, from: inwoner, to: gemeente, kind: aanvraag"


def case_with(*rows: str, after: str = "") -> str:
    """A case file whose first touchpoint stands on line 6."""
    return HEAD + "".join(f"  - {{{row}}}\n" for row in rows) + after


def warnings(text: str) -> list[Problem]:
    return parse_case(read_yaml(text.encode(), "case.yaml"))[1]


def problems(text: str) -> list[Problem]:
    with pytest.raises(InputRefused) as refused:
        parse_case(read_yaml(text.encode(), "case.yaml"))
    return list(refused.value.problems)


def found(text: str) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.line) for problem in problems(text)]


def reply(kind: str = "antwoord", **fields: str) -> str:
    more = "".join(f", {key}: {value}" for key, value in fields.items())
    return f"id: t2, from: gemeente, to: inwoner, kind: {kind}{more}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (case_with("id: t1, from: inwonr, to: [gemeente, gemente], kind: vraag"), [("unknown_actor", 6)] * 2),
        (case_with(FIRST, FIRST), [("double_id", 7)]),
        (case_with("id: t1, from: inwoner, to: gemeente, kind: aanvrag"), [("unknown_word", 6)]),
        (case_with(FIRST + ", responds_to: t2", reply()), [("reply_to_later", 6)]),
        (case_with(FIRST + ", responds_to: t9"), [("unknown_touchpoint", 6)]),
        (case_with(FIRST + ", responds_to: t1"), [("reply_circle", 6)]),
        (case_with(FIRST + ", when: 2021-05-01, due: 2021-04-30"), [("due_before_start", 6)]),
        (case_with(FIRST + ", promise: {due: 2021-04-30}, when: 2021-05-01"), [("due_before_start", 6)]),
        (case_with(FIRST + ", order: 1, when: 5", reply(order="2", when="3")), [("contradiction", 6)]),
        (case_with(FIRST + ", when: t2 + 5 months", reply(when="t1 + 3 days")), [("when_circle", 6)]),
        (case_with(FIRST + ", when: t1 + 5 months"), [("when_circle", 6)]),
        (case_with(FIRST + ", when: t7 + 5 months"), [("unknown_touchpoint", 6)]),
        (case_with(FIRST + ", due: t7 + 5 months"), [("unknown_touchpoint", 6)]),
        (case_with(FIRST + ", when: 12", reply(when="2021-05-01")), [("mixed_days", 7)]),
        (case_with(FIRST + ", when: 12", reply(when="2021")), [("mixed_days", 7)]),
        (case_with(FIRST + ", when: 12", after="observed: {from: 2021-01-01}\n"), [("mixed_days", 7)]),
        (case_with(FIRST + ", when: 12, due: 2021-01-01"), [("mixed_days", 6)]),
        (case_with(FIRST + ", when: 12", after="day_zero: 2021-05\n"), [("day_zero_no_day", 7)]),
        (case_with(FIRST + ", when: 2020-13-45"), [("not_a_moment", 6)]),
        (case_with(FIRST + ", when: 05-03-2021"), [("not_a_moment", 6)]),
        (case_with(FIRST + ", when: 9999-12-31"), [("not_a_moment", 6)]),
        (case_with(FIRST + ", when: 0001-01-01~"), [("not_a_moment", 6)]),
        (case_with(FIRST, after="holds: [{id: h, basis: law, from: 9, until: 5}]\n"), [("period_reversed", 7)]),
        (case_with("from: inwoner, to: gemeente, kind: vraag"), [("missing_field", 6)]),
        (case_with("id: '  ', from: inwoner, to: gemeente, kind: vraag"), [("missing_field", 6)]),
        (case_with("id: t1, from: inwoner, to: [], kind: vraag"), [("missing_field", 6)]),
        (case_with("id: t1"), [("missing_field", 6)] * 3),
        (case_with("id: t1, from: inwoner, to: gemeente, kind: [vraag]"), [("not_text", 6)]),
        (case_with("id: t1, from: {a: b}, to: gemeente, kind: vraag"), [("not_text", 6)]),
        (case_with(FIRST + ", amount: veel"), [("not_a_number", 6)]),
        (case_with(FIRST + ", amount: nan"), [("not_a_number", 6)]),
        (case_with(FIRST + ", order: 1e999"), [("not_a_number", 6)]),
        (case_with(FIRST + ", experience: 5"), [("wrong_value", 6)]),
        (case_with(FIRST + ", turning_point: soms"), [("not_yes_no", 6)]),
        (case_with(FIRST + ", says: tekst"), [("not_fields", 6)]),
        (case_with(FIRST + ", debt: d", after="debts: [{id: e}]\n"), [("unknown_debt", 6)]),
        (case_with(FIRST + ", promise: {by: niemand}"), [("unknown_actor", 6)]),
        (case_with(FIRST, after="coverage: [{source: s, actor: niemand}]\n"), [("unknown_actor", 7)]),
        ("id: c\n", [("no_actors", 1), ("no_touchpoints", 1)]),
        ("id: c\nactors: [{id: a, kind: inwoner}]\ntouchpoints:\n", [("no_touchpoints", 3)]),
        ("id: c\ntouchpoints:\n  - {id: t, from: a, to: b, kind: vraag}\n", [("no_actors", 1)]),
        ("[1, 2]", [("not_a_case", 1)]),
        ("- id: c\n- id: d\n", [("not_a_case", 1)]),
        ("zomaar een tekst", [("not_a_case", 1)]),
        ("id: c\nactors: inwoner\ntouchpoints: {id: t1}\n", [("not_a_list", 2), ("not_a_list", 3)]),
        (HEAD + "  - t1\n  - [t2]\n  -\n", [("not_fields", 6), ("not_fields", 7), ("not_fields", 8)]),
    ],
)  # fmt: skip
def test_each_thing_that_is_wrong_has_one_message_on_its_line(text: str, expected: list[tuple[str, int]]) -> None:
    assert found(text) == expected


def test_what_is_wrong_in_many_places_comes_at_once_from_top_to_bottom() -> None:
    text = case_with(
        "id: t1, from: inwonr, to: gemeente, kind: aanvrag",
        "id: t2, from: inwoner, to: gemeent, kind: vraag, when: ooit",
        "id: t2, from: inwoner, to: gemeente, kind: vraag, responds_to: t8",
        after="holds:\n  - {id: h, basis: zomaar}\n",
    )
    assert sorted(found(text)) == sorted(
        [
            ("unknown_word", 6), ("unknown_actor", 6), ("unknown_actor", 7), ("not_a_moment", 7),
            ("double_id", 8), ("unknown_touchpoint", 8), ("unknown_word", 10),
        ]
    )  # fmt: skip
    lines = [problem.line for problem in problems(text)]
    assert lines == sorted(lines, key=lambda line: line or 0)


def test_a_row_that_lost_its_id_does_not_make_what_names_it_wrong() -> None:
    text = case_with("from: inwoner, to: gemeente, kind: vraag", reply(responds_to="t1") + ", from_: x")
    assert found(text) == [("missing_field", 6)]


def test_broken_actors_do_not_make_every_touchpoint_wrong() -> None:
    text = "id: c\nactors: inwoner\ntouchpoints:\n  - {id: t, from: inwoner, to: x, kind: vraag, responds_to: u}\n"
    assert found(text) == [("not_a_list", 2), ("unknown_touchpoint", 4)]


@pytest.mark.parametrize(
    ("typed", "nl", "en"),
    [
        ("kind: aanvrag", "Bedoelt u 'aanvraag'?", "Did you mean 'application'?"),
        ("kind: aplication", "Bedoelt u 'aanvraag'?", "Did you mean 'application'?"),
        ("kind: vraag, channel: telefon", "Bedoelt u 'telefoon'?", "Did you mean 'phone'?"),
    ],
)
def test_a_mistyped_word_gets_the_nearest_in_the_language_of_the_reader(typed: str, nl: str, en: str) -> None:
    (problem,) = problems(case_with(f"id: t1, from: inwoner, to: gemeente, {typed}"))
    assert nl in problem.part("found", "nl")
    assert en in problem.part("found", "en")


def test_a_word_that_looks_like_nothing_gets_no_hint() -> None:
    (problem,) = problems(case_with("id: t1, from: inwoner, to: gemeente, kind: xyzzyx"))
    assert "Bedoelt" not in problem.sentence("nl")
    assert "  " not in problem.sentence("nl")


def test_a_mistyped_actor_gets_the_nearest_id() -> None:
    (problem,) = problems(case_with("id: t1, from: inwoner, to: gemeete, kind: vraag"))
    assert "Bedoelt u 'gemeente'?" in problem.part("found", "nl")


def test_contradicting_times_name_all_that_takes_part() -> None:
    text = case_with(
        FIRST + ", when: 2021-05-01", reply(when="t1 + 5 months"), "id: t3, from: inwoner, to: gemeente, kind: vraag,"
        " when: 2021-06-01, responds_to: t2",
    )  # fmt: skip
    (problem,) = problems(text)
    assert problem.code == "contradiction"
    assert problem.values["ids"] == "t1, t2, t3"


@pytest.mark.parametrize("day", ["2021-05-01", "2021-05-20"])
def test_with_day_zero_day_numbers_and_dates_go_together(day: str) -> None:
    text = case_with(FIRST + f", when: {day}", reply(when="30"), after="day_zero: 2021-05-01\n")
    case, _ = parse_case(read_yaml(text.encode(), "f"))
    assert list(case.touchpoints["lo"]) == [0 if day.endswith("01") else 19, 30]


@pytest.mark.parametrize("pair", [("1800", "2199"), ("1799", "2200"), ("0", "12/19"), ("-3", "99999")])
def test_a_number_from_1800_to_2199_is_a_year_and_any_other_a_day(pair: tuple[str, str]) -> None:
    case, _ = parse_case(read_yaml(case_with(FIRST + f", when: {pair[0]}", reply(when=pair[1])).encode(), "f"))
    assert case.touchpoints["hi"].notna().all()


@pytest.mark.parametrize("year", ["1800", "2199"])
def test_a_year_beside_a_day_number_is_a_mixture(year: str) -> None:
    assert found(case_with(FIRST + ", when: 1799", reply(when=year))) == [("mixed_days", 7)]


SECRET = "mevrouw El Amrani belde huilend op over de huur van april"


@pytest.mark.parametrize(
    "text",
    [
        SECRET,
        f"id: c\ntitle: {SECRET}\nactors: []\n",
        f"id: c\nactors: {SECRET}\n",
        f"- {SECRET}\n",
        f'id: c\ntitle: "{SECRET}\n',
        f"id: c\ntitle: {SECRET} #en meer\n",
        f"id: c\n{SECRET}: x\n{SECRET}: y\n",
        case_with(f"id: t1, from: inwoner, to: gemeente, kind: {SECRET}"),
        case_with(f"id: t1, from: inwoner, to: {SECRET}, kind: vraag"),
        case_with(FIRST + f", when: {SECRET}"),
        case_with(FIRST + f", amount: {SECRET}"),
        case_with(FIRST + f", outcome: {SECRET}, channel: [{SECRET}]"),
        case_with(FIRST + f", summary: [{SECRET}], promise: [{SECRET}]"),
        case_with(FIRST + f", summary: {SECRET}, kind: vrag"),
        case_with(f"id: {SECRET}, from: inwoner, kind: vraag"),
    ],
)
def test_no_message_repeats_what_was_told(text: str) -> None:
    for problem in problems(text):
        for lang in ("nl", "en"):
            assert "Amrani" not in problem.sentence(lang)
            assert "huilend" not in problem.sentence(lang)


def test_an_unknown_field_is_a_warning_with_the_nearest_known_one() -> None:
    text = case_with(FIRST + f", summry: {SECRET}, {SECRET}: x, status: s", after="obseved: {from: 1}\n")
    told = {str(p.values["field"]): p for p in warnings(text) if p.code == "unknown_field"}
    assert set(told) == {"summry", "…", "status", "obseved"}
    assert all(p.severity == "warning" for p in told.values())
    assert [told["summry"].line, told["obseved"].line] == [6, 7]
    assert "Bedoelt u 'summary'?" in told["summry"].part("found", "nl")
    assert "Did you mean 'observed'?" in told["obseved"].part("found", "en")
    assert "(de casus)" in told["obseved"].part("found", "nl")


def test_unknown_fields_are_found_at_every_depth() -> None:
    text = case_with(FIRST + ", promise: {whta: iets}", after="issues: [{id: i, stages: [{id: s, lable: x}]}]\n")
    assert {p.values["field"] for p in warnings(text) if p.code == "unknown_field"} == {"whta", "lable"}


def test_rows_whose_dates_run_back_are_a_warning() -> None:
    told = warnings(case_with(FIRST + ", when: 2021-05-01", reply(when="2021-04-01")))
    assert [(p.code, p.line) for p in told] == [("not_in_date_order", 7)]


def test_what_lies_outside_the_observed_period_is_a_warning() -> None:
    told = warnings(case_with(FIRST + ", when: 50", after="observed: {from: 0, until: 20}\n"))
    assert [(p.code, p.line) for p in told] == [("outside_observed", 6)]


def test_a_case_without_a_resident_is_a_warning() -> None:
    text = "actors: [{id: a}, {id: b}]\ntouchpoints: [{id: t, from: a, to: b, kind: vraag}]\n"
    assert [p.code for p in warnings("id: c\n" + text)] == ["no_resident"]


def test_a_case_is_a_file_or_a_folder_and_without_an_id_it_is_called_after_its_place(tmp_path: Path) -> None:
    file = tmp_path / "huis" / "case.yaml"
    file.parent.mkdir()
    file.write_text(case_with(FIRST), encoding="utf-8")
    assert ck.read_case(file) == ck.read_case(tmp_path / "huis")
    file.write_text(case_with(FIRST).removeprefix("id: c\n"), encoding="utf-8")
    assert ck.read_case(tmp_path / "huis").id == "huis"
    other = file.rename(tmp_path / "huis" / "ander.yaml")
    assert ck.read_case(other).id == "ander"


def test_no_file_and_a_folder_without_a_case_are_said_to_be_so(tmp_path: Path) -> None:
    for path, code in ((tmp_path, "no_case_in_folder"), (tmp_path / "x.yaml", "no_file")):
        with pytest.raises(InputRefused) as refused:
            load_case(path)
        assert [p.code for p in refused.value.problems] == [code]
        assert refused.value.problems[0].file == str(path)


def test_the_exception_says_all_in_english_for_who_reads_a_traceback() -> None:
    with pytest.raises(InputRefused, match=r"case\.yaml, line 6: .*does not exist") as refused:
        parse_case(read_yaml(case_with("id: t1, from: inwoner, to: niemand, kind: vraag").encode(), "case.yaml"))
    assert len(refused.value.problems) == 1


def test_more_than_fifty_thousand_touchpoints_is_an_event_log() -> None:
    rows = "".join(f"- {{id: t{n}, from: a, to: b, kind: vraag}}\n" for n in range(50_001))
    text = "actors: [{id: a, kind: inwoner}, {id: b}]\nid: c\ntouchpoints:\n" + rows
    (problem,) = problems(text)
    assert problem.code == "event_log"
    assert "50001" in problem.part("found", "nl")


LINES = case_with(
    FIRST + ", when: 2021-05-01, summary: iets", reply(when="2021-06", responds_to="t1"),
    "id: t3, from: gemeente, to: [inwoner], kind: toezegging, promise: {due: t2 + 5 days}, when: t2 + ~2 weeks",
    after="observed: {from: 2021-01-01, until: 2021-12-31}\nholds: [{id: h, basis: law, actors: gemeente}]\n",
)  # fmt: skip
WORDS = (
    "t1",
    "t2",
    "t9",
    "inwoner",
    "2021-05-01",
    "12",
    "t3 + 5 months",
    "vraag",
    "~",
    "[]",
    "{}",
    "nee",
    "1e9",
    "''",
)


@given(st.integers(0, 2**32), st.integers(1, 4))
def test_any_values_in_any_places_are_read_or_refused(seed: int, times: int) -> None:
    dice = random.Random(seed)
    text = LINES
    for _ in range(times):
        old = dice.choice([word for word in WORDS if word in text] or ["t1"])
        places = [at for at in range(len(text)) if text.startswith(old, at)]
        at = dice.choice(places or [0])
        text = text[:at] + dice.choice(WORDS) + text[at + len(old) :]
    try:
        case, told = parse_case(read_yaml(text.encode(), "f"))
    except InputRefused as refused:
        told = list(refused.problems)
    else:
        assert case.touchpoint_list
    for problem in told:
        assert problem.sentence("nl")
        assert problem.sentence("en")
