"""A typed key means one field of one row, or it is refused with what is near or how to be exact."""

from __future__ import annotations

from typing import Any

import pytest

from casekit.errors import Problem
from casekit.write.edit.keys import fields_typed, find_list, find_path, value_typed

DATA: dict[str, Any] = {
    "id": "c",
    "eigen": "x",
    "actors": [{"id": "gemeente", "kleur": "rood"}, {"id": "t1"}],
    "touchpoints": [{"id": "t1"}, {"id": "t1.promise"}, {"id": "t2"}, {"id": "a.b"}],
    "issues": ["huur", {"id": "bijstand", "stages": ["melding"]}],
    "coverage": [{"source": "dossier", "actor": "gemeente"}],
}


def path(key: str, *, row: bool = False) -> str:
    """The path that a key means, or the code of what is wrong with it."""
    found = find_path(key, DATA, "f", row=row)
    return found.code if isinstance(found, Problem) else "/".join(found)


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("title", "title"),
        ("Titel", "title"),
        ("observed.from", "observed/from"),
        ("gezien van", "observed/from"),
        ("eigen", "eigen"),
        ("t2.when", "touchpoints/t2/when"),
        ("t2.Antwoord op", "touchpoints/t2/responds_to"),
        ("t2.responds_to", "touchpoints/t2/responds_to"),
        ("t2.promise", "touchpoints/t2/promise"),
        ("t2.promise.due", "touchpoints/t2/promise/due"),
        ("t2.promise.what", "touchpoints/t2/promise/what"),
        ("t2.toezegging.toegezegd voor", "touchpoints/t2/promise/due"),
        ("t2.toegezegd voor", "touchpoints/t2/promise/due"),
        ("t2.says.hoogte.per maand", "touchpoints/t2/says/hoogte.per maand"),
        ("a.b.when", "touchpoints/a.b/when"),
        ('"a.b".when', "touchpoints/a.b/when"),
        ("gemeente.label", "actors/gemeente/label"),
        ("gemeente.kleur", "actors/gemeente/kleur"),
        ("actoren.t1.soort", "actors/t1/kind"),
        ("t1.channel", "touchpoints/t1/channel"),
        ('"t1.promise".due', "touchpoints/t1.promise/due"),
        ('contactmomenten."t1".promise.due', "touchpoints/t1/promise/due"),
        ("huur.label", "issues/huur/label"),
        ("bijstand.stages.melding.label", "issues/bijstand/stages/melding/label"),
        ("coverage.dossier / gemeente.until", "coverage/dossier / gemeente/until"),
    ],
)
def test_a_key_means_a_field_in_either_language_with_or_without_its_list(key: str, meant: str) -> None:
    assert path(key) == meant


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("t1.kind", "key_ambiguous"),
        ("t1.promise.due", "key_ambiguous"),
        ("t9.when", "key_no_row"),
        ("actors.t2.label", "key_no_row"),
        ("t2.wannee", "key_no_field"),
        ("tittel", "key_no_field"),
        ("format", "key_no_field"),
        ("t2", "key_no_field"),
        ("touchpoints", "key_is_list"),
        ("Actoren", "key_is_list"),
        ("", "key_no_field"),
        (".", "key_no_field"),
        ('""', "key_no_field"),
        ("t2.", "key_no_field"),
    ],
)
def test_a_key_that_means_nothing_or_too_much_is_refused(key: str, code: str) -> None:
    assert path(key) == code


def test_what_is_refused_says_what_is_near_and_how_to_be_exact() -> None:
    def found(key: str, lang: str = "nl") -> str:
        problem = find_path(key, DATA, "f")
        assert isinstance(problem, Problem)
        return problem.part("found", lang)

    assert found("t1.kind") == "'t1.kind' kan meer dan één ding zijn: actors.t1.kind of touchpoints.t1.kind."
    assert found("t1.promise.due", "en").endswith('touchpoints."t1".promise.due or touchpoints."t1.promise".due.')
    assert "Bedoelt u 'wanneer'?" in found("t2.wannee")
    assert "Did you mean 'title'?" in found("tittel", "en")
    assert "Bedoelt u 'gemeente'?" in found("gemente.label")


def test_each_way_to_be_exact_is_a_key_that_works() -> None:
    for key in ("t1.kind", "t1.promise.due"):
        problem = find_path(key, DATA, "f")
        assert isinstance(problem, Problem)
        ways = problem.values["ways"]
        assert isinstance(ways, dict)
        for way in ways["nl"].split(" of "):
            assert path(way).replace("/", ".") == way.replace('"', ""), way


@pytest.mark.parametrize(
    ("key", "meant"),
    [("t2", "touchpoints/t2"), ("actors.t1", "actors/t1"), ("a.b", "touchpoints/a.b"), ("t1", "key_ambiguous"),
     ("t9", "key_no_row"), ("bijstand.stages.melding", "issues/bijstand/stages/melding")],
)  # fmt: skip
def test_a_row_is_named_by_its_id(key: str, meant: str) -> None:
    assert path(key, row=True) == meant


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("t2.when", "5 maart 2021", "2021-03-05"),
        ("t2.when", "2021-03~", "2021-03~"),
        ("t2.to", "gemeente; wijkteam", ["gemeente", "wijkteam"]),
        ("t2.to", "gemeente", "gemeente"),
        ("t2.kind", " vraag ", "vraag"),
        ("t2.amount", "€ 1.250,50", 1250.5),
        ("t2.summary", "belt; vraagt", "belt; vraagt"),
        ("t2.says.bedrag", "100; 200", "100; 200"),
        ("t2.says", "bedrag = 100; duur = 3", {"bedrag": "100", "duur": "3"}),
        ("t2.turning_point", "ja", "ja"),
        ("t2.promise", "ja", "ja"),
    ],
)
def test_a_value_is_read_as_in_a_cell_of_a_workbook(key: str, typed: str, value: object) -> None:
    where = find_path(key, DATA, "f")
    assert not isinstance(where, Problem)
    assert value_typed(where, typed, "f") == value


@pytest.mark.parametrize(
    ("key", "typed", "code"),
    [
        ("t2.when", "morgen", "cell_no_moment"),
        ("t2.amount", "veel", "not_a_number"),
        ("t2.note", "  ", "key_no_value"),
        ("t2.note", "a\x07b", "control_character"),
        ("t2.says", "honderd", "cell_not_pairs"),
    ],
)
def test_a_value_that_cannot_stand_in_its_field_is_refused(key: str, typed: str, code: str) -> None:
    where = find_path(key, DATA, "f")
    assert not isinstance(where, Problem)
    problem = value_typed(where, typed, "f")
    assert isinstance(problem, Problem)
    assert problem.code == code
    assert problem.sentence("nl")
    assert problem.sentence("en")


def test_a_row_is_typed_as_fields_with_commas_between() -> None:
    row, problems = fields_typed("id=t13, from = inwoner,to=gemeente; wijkteam, kind=vraag", "touchpoints", "f")
    assert row == {"id": "t13", "from": "inwoner", "to": ["gemeente", "wijkteam"], "kind": "vraag"}
    assert problems == []
    row, _ = fields_typed('id=t1, summary=belt, vraagt, note="wil, x=3", toegezegd voor=2021', "touchpoints", "f")
    assert row == {"id": "t1", "summary": "belt, vraagt", "note": "wil, x=3", "promise": {"due": "2021"}}


@pytest.mark.parametrize(
    ("text", "codes"),
    [("id=t1, knd=vraag, when=morgen", ["key_no_field", "cell_no_moment"]), ("id=t1, id=t2", ["duplicate_key"]),
     ("zomaar", ["row_not_fields"]), ("id=t1, note=", ["key_no_value"]), ("id=t1,,", []), ("=x", ["row_not_fields"])],
)  # fmt: skip
def test_all_that_is_wrong_with_a_typed_row_is_told(text: str, codes: list[str]) -> None:
    assert [problem.code for problem in fields_typed(text, "touchpoints", "f")[1]] == codes


def test_a_list_is_known_by_its_sheet() -> None:
    assert [find_list(word) for word in ("Contactmomenten", "life_events", "case", "boodschappen")] == [
        "touchpoints", "life_events", None, None,
    ]  # fmt: skip
