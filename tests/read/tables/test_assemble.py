"""Tables become a case, and every problem is told in its cell."""

from __future__ import annotations

from typing import Any

import pytest

from casekit.errors import Cell, InputRefused, Problem
from casekit.read.imported import Imported
from casekit.read.tables.assemble import assemble
from casekit.sheets.rows import case_tables, column_letters
from casekit.sheets.table import Row, Table

ACTORS = [["id", "soort"], ["inwoner", "inwoner"], ["gemeente", "gemeente"]]
HEADERS = ["id", "wanneer", "van", "naar", "soort"]
ASKED = ["t1", "5 maart 2021", "inwoner", "gemeente", "vraag"]
ANSWERED = ["t2", "", "gemeente", "inwoner", "antwoord"]


def table(name: str, rows: list[list[Any]], number: int = 0) -> Table:
    headers, *body = rows
    letters = tuple(column_letters(place) for place in range(len(headers)))
    filled = tuple(Row(place, tuple(row)) for place, row in enumerate(body, 2))
    return Table(name, tuple(headers), letters, filled, 1, number)


def read(
    *touchpoints: list[Any], headers: list[str] = HEADERS, more: tuple[Table, ...] = (), **options: Any
) -> Imported:
    tables = [table("Actoren", ACTORS), table("Contactmomenten", [headers, *touchpoints], 1), *more]
    return assemble(tables, "boek.xlsx", case_id="c", **options)


def refused(*touchpoints: list[Any], **options: Any) -> list[tuple[str, str]]:
    with pytest.raises(InputRefused) as error:
        read(*touchpoints, **options)
    return [(problem.code, where(problem)) for problem in error.value.problems]


def where(problem: Problem) -> str:
    return f"{problem.line.sheet}!{problem.line}" if isinstance(problem.line, Cell) else ""


def test_rows_become_touchpoints_in_the_words_of_the_user() -> None:
    case = read(ASKED, ANSWERED).case
    assert [(t.id, t.when, t.kind) for t in case.touchpoint_list] == [
        ("t1", "2021-03-05", "question"),
        ("t2", None, "answer"),
    ]
    assert case.id == "c"


def test_columns_may_stand_in_any_order_and_in_either_language() -> None:
    case = read(["vraag", "gemeente", "inwoner", "t1"], headers=["Kind", "TO", "van *", "id"]).case
    assert (case.touchpoint_list[0].from_, case.touchpoint_list[0].to) == ("inwoner", ("gemeente",))


def test_a_column_that_the_kit_does_not_know_is_kept_and_told() -> None:
    imported = read([*ASKED, "rood"], headers=[*HEADERS, "kleur"])
    assert imported.case.touchpoint_list[0].model_extra == {"kleur": "rood"}
    assert [(p.code, where(p)) for p in imported.report] == [("extra_column", "Contactmomenten!F1")]


def test_a_column_that_is_nearly_known_is_kept_and_its_like_is_named() -> None:
    imported = read([*ASKED, "x"], headers=[*HEADERS, "kanaaal"])
    assert "kanaal" in imported.report[0].sentence("nl")


def test_all_problems_come_at_once_each_in_its_cell() -> None:
    problems = refused(
        ["t1", "30-02-2021", "inwoner", "gemeente", "zwaaien"],
        ["t2", "", "inwoner", "", "vraag"],
        ["t1", "", "niemand", "gemeente", "vraag"],
    )
    assert problems == [
        ("no_such_date", "Contactmomenten!B2"),
        ("column_words", "Contactmomenten!E2"),
        ("missing_field", "Contactmomenten!D3"),
        ("double_id", "Contactmomenten!A4"),
        ("unknown_actor", "Contactmomenten!C4"),
    ]


def test_a_message_about_a_cell_names_sheet_and_cell_in_words() -> None:
    with pytest.raises(InputRefused) as error:
        read(["t1", "", "inwoner", "gemeente", "zwaaien"])
    assert error.value.problems[0].sentence("nl").startswith("boek.xlsx, blad Contactmomenten, cel E2: ")


def test_a_message_about_a_cell_calls_a_field_as_its_column_is_called() -> None:
    with pytest.raises(InputRefused) as error:
        read(["t2", "", "gemeente", "", "vraag"])
    assert "ontbreekt het veld 'naar'" in error.value.problems[0].sentence("nl")
    assert "the field 'to' is missing" in error.value.problems[0].sentence("en")


def test_a_date_with_slashes_is_asked_about_once_and_read_as_the_user_says() -> None:
    rows = [["t1", "01/02/2021", *ASKED[2:]], ["t2", "03/02/2021", *ANSWERED[2:]]]
    assert refused(*rows) == [("slash_date", "Contactmomenten!B2")]
    assert [t.when for t in read(*rows, accept={"day_first"}).case.touchpoint_list] == ["2021-02-01", "2021-02-03"]
    assert [t.when for t in read(*rows, accept={"month_first"}).case.touchpoint_list] == ["2021-01-02", "2021-03-02"]


def test_an_example_row_is_set_aside_and_counted() -> None:
    imported = read(["(voorbeeld)", *ASKED[1:]], ASKED)
    (tally,) = [tally for tally in imported.tally if tally.sheet == "Contactmomenten"]
    assert (tally.read, tally.kept) == (2, 1)
    assert [(aside.reason, str(aside.place)) for aside in tally.aside] == [("example", "A2")]


def test_a_sheet_that_is_nearly_known_waits_for_the_user() -> None:
    tables = [table("Actoren", ACTORS), table("Contactmoment", [HEADERS, ASKED])]
    with pytest.raises(InputRefused) as error:
        assemble(tables, "boek.xlsx", case_id="c")
    assert [(p.code, p.severity) for p in error.value.problems] == [("sheet_almost", "confirm")]
    assert "--accept sheet_almost" in error.value.problems[0].sentence("nl")
    assert assemble(tables, "boek.xlsx", case_id="c", accept={"sheet_almost"}).case.touchpoint_list[0].id == "t1"


def test_an_error_cannot_be_accepted_away() -> None:
    assert ("column_twice", "Contactmomenten!B1") in refused(
        [*ASKED, ""], headers=[*HEADERS, "when"], accept={"column_twice", "no_such_date"}
    )


def test_a_sheet_that_is_not_known_is_set_aside_row_by_row_and_told() -> None:
    imported = read(ASKED, more=(table("Boodschappen", [["wat"], ["melk"], ["brood"]], 2),))
    (tally,) = [tally for tally in imported.tally if tally.sheet == "Boodschappen"]
    assert (tally.read, tally.kept, len(tally.aside)) == (2, 0, 2)
    assert [problem.code for problem in imported.report] == ["unknown_sheet"]


def test_a_sheet_that_is_missing_or_there_twice_is_refused() -> None:
    with pytest.raises(InputRefused) as error:
        assemble([table("Actors", ACTORS), table("Actoren", ACTORS, 1)], "boek.xlsx")
    assert {problem.code for problem in error.value.problems} >= {"sheet_twice", "no_sheet"}


def test_a_column_twice_and_a_missing_column_are_refused() -> None:
    assert ("column_twice", "Contactmomenten!B1") in refused([*ASKED, ""], headers=[*HEADERS, "when"])
    assert ("no_column", "Contactmomenten!A1") in refused(ASKED[:4], headers=HEADERS[:4])


def test_the_sheet_of_the_case_has_a_row_per_field() -> None:
    rows = [["veld", "waarde"], ["titel", "Huur"], ["gezien van", "1-3-2021"], ["Eigen veld", "x"], ["vraag", ""]]
    case = read(ASKED, more=(table("Casus", rows, 2),)).case
    assert (case.title, case.question, case.model_extra) == ("Huur", None, {"Eigen veld": "x"})
    assert case.observed is not None
    assert case.observed.from_ == "2021-03-01"


def test_a_field_of_the_case_twice_or_a_value_without_a_field_is_refused() -> None:
    rows = [["veld", "waarde"], ["titel", "a"], ["Title", "b"], ["", "c"]]
    found = refused(ASKED, more=(table("Casus", rows, 2),))
    assert ("field_twice", "Casus!A3") in found
    assert ("value_without_field", "Casus!B4") in found


def test_stages_go_into_their_issue_and_an_unknown_issue_is_told() -> None:
    issues = table("Kwesties", [["id"], ["huur"]], 2)
    good = table("Fasen", [["kwestie", "id"], ["huur", "melding"], ["", "los"]], 3)
    case = read(ASKED, more=(issues, good)).case
    assert [stage.id for stage in case.issues[0].stages] == ["melding"]
    assert [stage.id for stage in case.stages] == ["los"]
    bad = table("Fasen", [["kwestie", "id"], ["huurr", "melding"]], 3)
    assert ("unknown_owner", "Fasen!A2") in refused(ASKED, more=(issues, bad))


@pytest.mark.parametrize(
    ("headers", "values", "promise"),
    [
        (["toezegging"], ["ja"], {}),
        (["toezegging"], ["we bellen"], {"what": "we bellen"}),
        (["toezegging", "toegezegd voor"], ["", "12-3-2021"], {"due": "2021-03-12"}),
        (["toegezegd voor", "toezegging"], ["12-3-2021", "we bellen"], {"due": "2021-03-12", "what": "we bellen"}),
        (["toezegging", "voorwaarde vervuld"], ["ja", "nee"], {"condition_met": False}),
    ],
)
def test_a_promise_is_told_in_one_column_or_in_more(
    headers: list[str], values: list[str], promise: dict[str, Any]
) -> None:
    made = read([*ASKED, *values], headers=[*HEADERS, *headers]).case.touchpoint_list[0].promise
    assert made is not None
    assert made.model_dump(exclude_none=True) == promise


def test_rows_that_were_sorted_otherwise_come_back_in_the_order_of_the_list() -> None:
    headers = [*HEADERS, "volgorde"]
    rows = [["t2", *ANSWERED[1:], "(2)"], ["nieuw", *ASKED[1:], ""], ["t1", *ASKED[1:], "(1)"]]
    case = read(*rows, headers=headers).case
    assert [(t.id, t.order) for t in case.touchpoint_list] == [("t1", None), ("t2", None), ("nieuw", None)]


def test_places_beside_orders_of_the_user_stay_as_they_stand_and_that_is_told() -> None:
    rows = [["t2", *ANSWERED[1:], "(2)"], ["t1", *ASKED[1:], "(1)"], ["t3", *ASKED[1:], 7]]
    imported = read(*rows, headers=[*HEADERS, "volgorde"])
    assert [(t.id, t.order) for t in imported.case.touchpoint_list] == [("t2", None), ("t1", None), ("t3", 7)]
    assert [problem.code for problem in imported.report] == ["order_mixed"]


def test_leniently_a_row_that_lacks_something_waits_with_what_refers_to_it() -> None:
    headers = [*HEADERS, "antwoord op"]
    rows = [
        [*ASKED, ""],
        ["t2", "", "gemeente", "inwoner", "", "t1"],
        ["t3", "t2 + 3 days", "gemeente", "inwoner", "besluit", "t1; t2"],
    ]
    imported = read(*rows, headers=headers, lenient=True)
    assert [(t.id, t.when, t.responds_to) for t in imported.case.touchpoint_list] == [
        ("t1", "2021-03-05", ()),
        ("t3", None, ("t1",)),
    ]
    (waiting,) = imported.to_do
    assert (waiting.missing, waiting.values["id"], str(waiting.place)) == (("kind",), "t2", "A3")
    assert [(p.code, where(p)) for p in imported.report] == [
        ("link_set_aside", "Contactmomenten!F4"),
        ("link_set_aside", "Contactmomenten!B4"),
    ]
    (tally,) = [tally for tally in imported.tally if tally.sheet == "Contactmomenten"]
    assert (tally.read, tally.kept) == (3, 2)


def test_strictly_the_same_row_is_refused() -> None:
    assert refused(["t2", "", "gemeente", "inwoner", ""]) == [("missing_field", "Contactmomenten!E2")]


def test_the_version_that_a_table_was_made_from_comes_along_and_is_no_field() -> None:
    case = read(ASKED).case
    again = assemble([filled.table for filled in case_tables(case, "en", "abc")], "x")
    assert (again.version, again.case) == ("abc", case)


def test_a_sheet_of_ones_own_is_known_by_its_headers() -> None:
    headers = ["Datum", "Wie", "Aan wie", "Soort", "Omschrijving"]
    rows = [headers, ["5-3-2021", "De inwoner", "gemeente", "vraag", "Belt."]]
    imported = assemble([table("Blad1", rows)], "boek.xlsx", case_id="c")
    (row,) = imported.case.touchpoint_list
    assert (row.id, row.when, row.from_, row.to) == ("t1", "2021-03-05", "De inwoner", ("gemeente",))
    assert row.summary == "Belt."
    assert [(actor.id, actor.kind) for actor in imported.case.actor_list] == [
        ("De inwoner", "resident"),
        ("gemeente", "municipality"),
    ]
    assert [problem.code for problem in imported.report] == ["sheet_by_headers", "ids_given", "actors_given"]


def test_rows_are_counted_only_where_none_has_an_id() -> None:
    assert refused(["", *ASKED[1:]], ["t2", *ASKED[1:]]) == [("missing_field", "Contactmomenten!A2")]


def test_actors_are_taken_from_the_touchpoints_only_without_a_sheet_for_them() -> None:
    assert ("unknown_actor", "Contactmomenten!C2") in refused(["t1", "", "niemand", "gemeente", "vraag"])
    with pytest.raises(InputRefused) as error:
        assemble([table("Contactmomenten", [HEADERS])], "boek.xlsx", case_id="c")
    assert {problem.code for problem in error.value.problems} == {"no_actors", "no_touchpoints"}


def test_actors_of_a_sheet_of_ones_own_that_differ_in_a_hyphen_are_told() -> None:
    rows = [
        ["Wie", "Aan wie", "Datum", "Soort"],
        ["inwoner", "Wmo-loket", "", "vraag"],
        ["wmo loket", "inwoner", "", "antwoord"],
    ]
    told = {problem.code: problem for problem in assemble([table("Blad1", rows)], "boek.xlsx", case_id="c").report}
    assert (told["actors_alike"].values["value"], told["actors_alike"].values["other"]) == ("wmo loket", "Wmo-loket")
    assert str(told["actors_alike"].line) == "A3"
