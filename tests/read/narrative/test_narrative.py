"""A narrative becomes a first table: only what stands there in words, every guess with its words, nothing dropped."""

from __future__ import annotations

import re
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.drafting import FIELDS, NARRATIVES, drafted, measured
from casekit.errors import InputRefused
from casekit.read.narrative.draft import Draft, draft, draft_of_pieces
from casekit.read.narrative.text import pieces_of_text
from casekit.when import parse_moment

NAMES = sorted(path.stem for path in NARRATIVES.glob("*.toml"))


def made(text: str) -> Draft:
    return draft_of_pieces(pieces_of_text(text.encode(), "verhaal.md"))


def values(text: str) -> dict[str, object]:
    (row,) = made(text).rows
    return row.values


def test_a_dated_line_gives_date_parties_and_channel_but_no_kind_that_is_not_there() -> None:
    assert values("5 maart 2021: moeder belt de gemeente") == {
        "when": "2021-03-05",
        "from": "moeder",
        "to": ("gemeente",),
        "channel": "phone",
        "summary": "5 maart 2021: moeder belt de gemeente",
    }


@pytest.mark.parametrize("name", NAMES)
def test_in_a_whole_narrative_no_kind_channel_or_party_is_wrong(name: str, tmp_path: Path) -> None:
    counts = measured(name, tmp_path)
    assert {field: counts[field]["wrong"] for field in FIELDS} == dict.fromkeys(FIELDS, 0)
    assert counts["rows"]["open"] == 0


def test_over_all_narratives_most_dates_and_kinds_are_filled_in(tmp_path: Path) -> None:
    counts = [measured(name, tmp_path) for name in NAMES]
    for field, share in {"when": 0.9, "kind": 0.8, "from": 0.8, "to": 0.4}.items():
        right, given = (
            sum(c[field][key] for c in counts for key in keys) for keys in (("right",), ("right", "open"))
        )
        assert right >= share * given, field


@pytest.mark.parametrize("name", NAMES)
def test_every_filled_cell_names_words_that_stand_in_the_narrative(name: str, tmp_path: Path) -> None:
    table, _ = drafted(name, tmp_path)
    texts = " ".join([*(row.text for row in table.rows), *(rest.text for rest in table.rest)])
    for row in table.rows:
        marked = {mark.field for mark in row.marks}
        assert set(row.values) - {"summary", "promise"} <= marked
        assert all(mark.words in texts for mark in row.marks)


@pytest.mark.parametrize("path", sorted(p for p in NARRATIVES.iterdir() if p.suffix != ".toml"), ids=lambda p: p.stem)
def test_every_word_of_a_narrative_is_in_a_row_or_in_the_rest(path: Path) -> None:
    table = draft(path)
    kept = sorted([(r.place, r.text) for r in table.rows] + [(r.place, r.text) for r in table.rest])
    said = re.sub(r"^\s*(?:[-#]+|\d{1,2}\.)\s", "", path.read_text(encoding="utf-8"), flags=re.M)
    assert sorted(" ".join(text for _, text in kept).split()) == sorted(said.split())
    assert table.read == len(table.rows) + len(table.rest)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("- De gemeente wijst de aanvraag niet af.", "denied"),
        ("- Moeder moet de aanvraag intrekken; vader wil betaalt de huur.", "may_be"),
        ("- De gemeente zegt dat de aanvraag is afgewezen.", "reported"),
        ("- Moeder vraagt bijstand aan en de gemeente wijst de aanvraag af.", "several_acts"),
        ("- Vader wijst de aanvraag toe aan de buurvrouw.", "not_theirs"),
    ],
)  # fmt: skip
def test_a_kind_that_did_not_plainly_happen_stays_open_with_the_reason(line: str, why: str) -> None:
    (row,) = made(line).rows
    assert "kind" not in row.values
    assert why in [mark.basis for mark in row.marks if mark.field == "kind"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("- Zij belt de gemeente.", "pronoun"),
        ("- Een medewerker belt moeder.", "who_acts"),
        ("- Moeder en vader bellen de gemeente.", "who_acts"),
        ("- De aanvraag wordt afgewezen; dat meldt de gemeente.", "passive"),
    ],
)
def test_who_acts_stays_open_where_the_words_do_not_say_it(line: str, why: str) -> None:
    (row,) = made(line).rows
    assert "from" not in row.values
    assert why in [mark.basis for mark in row.marks if mark.field == "from"]


def test_no_answer_is_a_silence_of_the_one_who_did_not_answer() -> None:
    row = values("- Moeder krijgt geen antwoord van de gemeente.")
    assert (row["kind"], row["from"], row["to"]) == ("silence", "gemeente", ("moeder",))


def test_a_referral_goes_to_the_one_who_is_named_behind_naar() -> None:
    row = values("- Het wijkteam verwijst moeder door naar de schuldhulp.")
    assert (row["from"], row["to"]) == ("wijkteam", ("schuldhulp",))


def test_a_heading_gives_the_year_below_it_and_that_is_marked_as_a_guess() -> None:
    table = made("# 2021\n\n- 5 maart: moeder belt de gemeente\n\n## April 2021\n\n- de 5e belt moeder de gemeente")
    assert [row.values["when"] for row in table.rows] == ["2021-03-05", "2021-04-05"]
    assert [row.marks[0].basis for row in table.rows] == ["heading", "heading"]
    assert [rest.reason for rest in table.rest] == ["heading", "heading"]


def test_a_date_without_a_year_takes_that_of_the_date_before_it_unless_the_year_may_have_turned() -> None:
    rows = made("- 5 maart 2021: moeder belt\n- 12 maart: moeder belt\n- 3 januari: moeder belt").rows
    assert [row.values.get("when") for row in rows] == ["2021-03-05", "2021-03-12", None]
    assert [row.marks[0].basis for row in rows] == ["seen", "before", "no_year"]


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("Een week later", "t1 + 1 week"), ("drie dagen daarna", "t1 + 3 dagen"),
        ("Na vijf maanden", "t1 + 5 maanden"),
        ("Ongeveer twee weken later", "t1 + ~2 weken"), ("De volgende dag", "t1 + 1 dag"),
        ("A year later", "t1 + 1 jaar"),
        ("Twee weken eerder", "t1 - 2 weken"), ("Een half jaar later", "t1 + ~6 maanden"),
    ],
)  # fmt: skip
def test_a_distance_is_counted_from_the_row_before_and_is_inferred(words: str, moment: str) -> None:
    row = made(f"- 5 maart 2021: moeder belt de gemeente\n- {words} belt moeder de gemeente").rows[1]
    assert (row.values["when"], row.values["link_basis"]) == (moment, "inferred")
    assert parse_moment(moment) is not None


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("De gemeente vraagt moeder om papieren voor 1 april 2021.", "2021-03-31"),
        ("De gemeente vraagt moeder om papieren, uiterlijk 1 april 2021.", "2021-04-01"),
        ("De gemeente vraagt moeder om papieren binnen drie weken.", "t1 + 3 weken"),
    ],
)
def test_a_term_is_when_it_must_be_done_and_not_when_it_happened(line: str, due: str) -> None:
    row = values(line)
    assert (row["due"], "when" in row) == (due, False)


def test_the_date_of_a_letter_that_is_talked_about_is_not_when_it_happened() -> None:
    assert values("- 9 maart 2021: moeder krijgt de brief van 5 maart 2021")["when"] == "2021-03-09"
    assert "when" not in values("- Moeder krijgt de brief van 5 maart 2021 van de gemeente")


def test_a_date_that_is_not_clear_stays_open_until_the_user_says_how_it_is_written() -> None:
    text = b"- 01/02/2021: moeder belt de gemeente"
    (asked,) = draft_of_pieces(pieces_of_text(text, "v.md")).rows
    assert "when" not in asked.values
    assert asked.marks[0].basis == "slash_date"
    (told,) = draft_of_pieces(pieces_of_text(text, "v.md"), slash="day").rows
    assert told.values["when"] == "2021-02-01"


def test_one_paragraph_is_split_where_another_plainly_acts() -> None:
    rows = made("Op 5 maart 2021 belt moeder de gemeente. De gemeente verwijst moeder naar het wijkteam.").rows
    assert [(row.values["from"], row.values.get("when")) for row in rows] == [
        ("moeder", "2021-03-05"),
        ("gemeente", None),
    ]


def test_an_amount_is_read_in_dutch_and_two_stay_open() -> None:
    assert values("- De gemeente betaalt moeder € 1.250,50.")["amount"] == 1250.5
    assert "amount" not in values("- De gemeente betaalt moeder 10 euro en 20 euro.")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("v.pdf", b"%PDF", "draft_pdf"), ("v.doc", b"x", "draft_old_word"), ("v.odt", b"x", "draft_other_word"),
        ("v.xlsx", b"x", "draft_other"), ("v.md", b" \n", "draft_empty"), ("v.txt", b"a\0b", "draft_not_text"),
        ("v.txt", b"caf\xe9", "not_utf8"), ("v.md", "a\u202eb".encode(), "control_character"),
        ("w.md", None, "no_such_file"),
        ("v.docx", b"geen zip", "not_a_package"),
    ],
)  # fmt: skip
def test_what_is_no_narrative_is_refused_with_advice(
    name: str, content: bytes | None, code: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputRefused) as refused:
        draft(tmp_path / name)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert refused.value.problems[0].part("do")


def test_names_and_addresses_are_counted_and_never_shown(tmp_path: Path) -> None:
    (tmp_path / "v.md").write_text("5 maart 2021: moeder belt met Fatima, 06-12345678.", encoding="utf-8")
    report = draft(tmp_path / "v.md").report
    assert [(problem.code, problem.values["n"]) for problem in report] == [("draft_names", 1), ("draft_addresses", 1)]
    assert not any("Fatima" in problem.sentence() or "1234" in problem.sentence() for problem in report)


def test_a_text_that_explains_its_short_forms_is_read_with_them() -> None:
    table = made("Afkortingen: MW = maatschappelijk werker, SHV = schuldhulp.\n\n- 5 maart 2021 09.15 u MW belt SHV.")
    (row,) = table.rows
    assert (row.values["from"], row.values["to"]) == ("maatschappelijk-werker", ("schuldhulp",))
    assert dict(table.parties) == {"maatschappelijk-werker": "welfare", "schuldhulp": "debt_service"}
    assert table.labels["maatschappelijk-werker"] == "maatschappelijk werker"
    assert "from" not in made("- 5 maart 2021: MW belt de gemeente.").rows[0].values  # MW is not mw.


def test_parties_are_called_by_the_first_word_of_the_narrative_and_units_are_in_its_language() -> None:
    table = made("- 5 March 2021: The tenant asks the council for help.\n- Two weeks later the council refuses.")
    assert [row.values["from"] for row in table.rows] == ["tenant", "council"]
    assert table.rows[1].values["when"] == "t1 + 2 weeks"


def test_the_teller_is_one_party() -> None:
    row = values("- Ik vraag bijstand aan bij de gemeente.")
    assert (row["from"], row["to"], row["kind"]) == ("ik", ("gemeente",), "application")


def test_who_does_what_only_people_do_is_a_party_without_a_known_kind() -> None:
    table = made("- De buschauffeur belt moeder.\n- Moeder mailt de buschauffeur.\n- De website vraagt om een code.")
    assert [row.values.get("from") for row in table.rows] == ["buschauffeur", "moeder", None]
    assert dict(table.parties)["buschauffeur"] is None


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("- De gemeente vraagt moeder om haar sleutels.", "what_asked"),
        ("- Niemand betaalt de huur aan de gemeente.", "denied"),
        ("- Gesprek gepland met de gemeente.", "may_be"), ("- De gemeente verwijst naar de brief.", None),
        ("- De corporatie past in overleg met moeder de regeling aan.", None),
        ("- De gemeente stuurt het besluit.", None),
    ],
)  # fmt: skip
def test_a_word_that_only_looks_like_an_act_gives_no_kind(line: str, why: str | None) -> None:
    (row,) = made(line).rows
    assert "kind" not in row.values
    assert why is None or why in [mark.basis for mark in row.marks if mark.field == "kind"]


@pytest.mark.parametrize(
    "text",
    ["a\n" * 20_000, "- a\n" * 2_001, ("Moeder belt. " * 100 + "\n\n") * 21, ("moeder belt, " * 200 + "\n\n") * 100],
)
def test_a_text_that_is_too_long_is_refused_before_it_is_read(text: str, tmp_path: Path) -> None:
    (tmp_path / "v.md").write_text(text, encoding="utf-8")
    started = perf_counter()
    with pytest.raises(InputRefused) as refused:
        draft(tmp_path / "v.md")
    assert [problem.code for problem in refused.value.problems] == ["draft_too_many"]
    assert perf_counter() - started < 3


@pytest.mark.parametrize("words", ["moeder belt, ", "5 maart ", "mw. ", "vraagt aan ", "|a"])
def test_endless_text_without_a_break_is_kept_as_rest_and_takes_no_time(words: str) -> None:
    (rest,) = made(words * 9_000).rest
    assert rest.reason == "too_long"


LINES = st.lists(
    st.sampled_from(
        ["5 maart 2021: moeder belt de gemeente", "", "# 2021", "- een week later: brief", "| a | 5-3-2021 | c |",
         "1. Zij vraagt bijstand aan. De gemeente wijst dat af", "niets", "op de 5e",
         "30 februari 2021", "€ 12", "binnen 3 weken"]
    ) | st.text(max_size=30),
    max_size=8,
)  # fmt: skip


@given(LINES)
def test_any_text_gives_rows_with_moments_that_can_be_read_or_a_refusal(lines: list[str]) -> None:
    try:
        table = made("\n".join(lines))
    except (InputRefused, UnicodeEncodeError):
        return
    for row in table.rows:
        assert all(parse_moment(row.values[key]) for key in ("when", "due", "promise.due") if key in row.values)
    assert [row.id for row in table.rows] == [f"t{n}" for n in range(1, len(table.rows) + 1)]
