"""Editing the text of a case file: the part that was meant changes, all else stays byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from casekit.changes import changes
from casekit.errors import InputRefused
from casekit.examples import example
from casekit.read.case_file import parse_case
from casekit.read.safe.guard import read_yaml
from casekit.write.edit.edit import add_row, edited, remove_row, rewritten, set_field, unset_field
from tests.few import few_examples

CASE_TEXTS = {
    path.parent.name: path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[3] / "cases").glob("*/case.yaml"))
}
WHEN = ("touchpoints", "t1", "when")
ROW = """\
# boven alles
id: c
touchpoints:
  # boven t1
  - id: t1
    when: 2021  # ongeveer
    # over t1

  # boven t2
  - {id: t2, when: 2022}   # achter t2
# onder alles
"""


def test_a_value_changes_and_the_comment_behind_it_stays() -> None:
    assert set_field(ROW, WHEN, "2021-03-05") == ROW.replace("2021 ", "2021-03-05 ")


def test_a_new_field_follows_the_fields_that_come_before_it() -> None:
    row = set_field(ROW, ("touchpoints", "t1", "to"), ["a", "b"])
    assert row == ROW.replace("id: t1\n", "id: t1\n    to: [a, b]\n")
    assert set_field(ROW, ("touchpoints", "t2", "to"), "b") == ROW.replace("id: t2,", "id: t2, to: b,")
    assert set_field(ROW, ("title",), "Een titel") == ROW.replace("id: c\n", "id: c\ntitle: Een titel\n")


def test_an_emptied_field_is_gone_and_its_comment_is_not() -> None:
    assert unset_field(ROW, WHEN) == ROW.replace("    when: 2021  # ongeveer\n", "    # ongeveer\n")
    assert unset_field(ROW, ("touchpoints", "t2", "when")) == ROW.replace(", when: 2022", "")


def test_a_new_row_comes_behind_the_last_in_the_same_style() -> None:
    row = {"id": "t3", "note": "a, b"}
    assert add_row(ROW, ("touchpoints",), row) == ROW.replace(
        "# achter t2\n", "# achter t2\n  - {id: t3, note: 'a, b'}\n"
    )
    block = "rijen:\n- id: a\n  x: 1\n# klaar\n"
    assert add_row(block, ("rijen",), {"id": "b", "x": "2"}) == block.replace("# klaar", "- id: b\n  x: 2\n# klaar")


def test_a_list_that_is_not_there_yet_is_made() -> None:
    assert (
        add_row("id: c", ("actors",), {"id": "a", "kind": "inwoner"})
        == "id: c\nactors:\n  - id: a\n    kind: inwoner"
    )
    assert add_row("actors: []\nid: c\n", ("actors",), {"id": "a"}) == "actors:\n  - id: a\nid: c\n"
    assert add_row("actors:\n# nog niemand\nid: c\n", ("actors",), {"id": "a"}).startswith(
        "actors:\n  - id: a\n# nog"
    )


def test_a_removed_row_leaves_its_comments_and_the_comment_above_the_next_row_stays_there() -> None:
    assert (
        remove_row(ROW, ("touchpoints", "t1"))
        == """\
# boven alles
id: c
touchpoints:
  # boven t1
  # ongeveer
  # over t1

  # boven t2
  - {id: t2, when: 2022}   # achter t2
# onder alles
"""
    )
    left = remove_row(ROW, ("touchpoints", "t2"))
    assert left.endswith("    # over t1\n\n  # boven t2\n  # achter t2\n# onder alles\n")


def test_the_last_row_can_go_too() -> None:
    assert remove_row("actors:\n  # wie\n  - id: a\nid: c\n", ("actors", "a")) == "# wie\nactors: []\nid: c\n"
    assert remove_row("actors: [a]\nid: c\n", ("actors", "a")) == "actors: []\nid: c\n"


@pytest.mark.parametrize(
    "value",
    ["# vooraan", "een #twee", "een: twee", "'aan'", '"halen"', "- streep", "regel\nregel", "x\n", "ja", "012",
     "null", "", "[haak", "{krul}", "a, b", "@team", "lang " * 60, "&en", "*ster", "!nee", "| pijp", "%",
     "\u00e9", "a\tb"],
)  # fmt: skip
@pytest.mark.parametrize(
    "text", ["note: x  # c\n", "note:   # c\n", "{note: x} # c", 'note: "x" #c\n', "note: |\n  x\n"]
)
def test_any_text_can_take_the_place_of_a_value(text: str, value: str) -> None:
    result = set_field(text, ("note",), value)
    assert read_yaml(result.encode(), "f").data == {"note": value}
    assert ("c" in result) or "c" not in text


@pytest.mark.parametrize("old", ["x", "'x'", '"x"', "|\n  een\n  twee", ">-\n  een\n\n", "een\n  twee", "[a, b]",
                                 "\n  - a\n  - b", "{a: b}", "\n  a: b", "", "~", "|+\n  een\n\n\n"])  # fmt: skip
@pytest.mark.parametrize("new", ["kort", "een\ntwee", ["a", "c"], {"a": "c"}, [{"a": "b"}], []])
def test_every_form_of_value_can_become_every_other(old: str, new: object) -> None:
    around = "id: c\nx: {}\n\n# boven\nnote: z\n"
    text = around.replace("{}", old)
    result = set_field(text, ("x",), new)
    assert read_yaml(result.encode(), "f").data == {"id": "c", "x": new, "note": "z"}
    assert result.startswith("id: c\nx:")
    assert result.endswith("# boven\nnote: z\n")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    "edit",
    [
        lambda text: set_field(text, WHEN, "2020"),
        lambda text: set_field(text, ("touchpoints", "t2", "summary"), "een\ntwee"),
        lambda text: add_row(text, ("touchpoints",), {"id": "t3", "summary": "een\ntwee"}),
        lambda text: remove_row(text, ("touchpoints", "t2")),
        lambda text: unset_field(text, WHEN),
    ],
)
def test_line_ends_the_end_of_the_file_and_its_mark_stay(
    edit: Callable[[str], str], mark: str, last: str, newline: str
) -> None:
    text = mark + (ROW.removesuffix("\n") + last).replace("\n", newline)
    result = edit(text)
    assert result.startswith(mark + "# boven alles")
    assert result.endswith("onder alles" + last.replace("\n", newline))
    assert result.count("\n") == result.count(newline)


@pytest.mark.parametrize("sign", ["|", "|+", ">", "|-"])
def test_lines_of_text_at_the_end_of_a_file_without_an_end_of_line_keep_their_value(sign: str) -> None:
    text = f"id: c\nlist:\n  - id: a\n    note: {sign}\n      slot"
    result = add_row(text, ("list",), {"id": "b"})
    assert read_yaml(result.encode(), "f").data["list"] == [{"id": "a", "note": "slot"}, {"id": "b"}]


def test_an_edit_that_changes_nothing_gives_the_same_bytes() -> None:
    assert set_field(ROW, WHEN, "2021") == ROW
    assert edited(ROW, read_yaml(ROW.encode(), "f").data) == ROW


def test_a_row_that_is_one_word_becomes_a_row_with_fields() -> None:
    text = "issues: [huur, bijstand]  # twee\nstages:\n  - een # 1\n  - twee\n"
    result = set_field(text, ("issues", "huur", "label"), "de huur")
    result = set_field(result, ("stages", "een", "label"), "begin")
    assert result == (
        "issues: [{id: huur, label: de huur}, bijstand]  # twee\nstages:\n  - {id: een, label: begin} # 1\n  - twee\n"
    )


def test_a_row_over_several_lines_between_brackets_keeps_its_lines() -> None:
    text = "rij:\n  - {id: a,  # wie\n     x: 1,\n     # over y\n     y: 2}  # klaar\n"
    assert set_field(text, ("rij", "a", "y"), "3") == text.replace("y: 2", "y: 3")
    assert set_field(text, ("rij", "a", "z"), "3") == text.replace("y: 2", "y: 2,\n     z: 3")
    assert unset_field(text, ("rij", "a", "x")) == "rij:\n  # wie\n  # over y\n  - {id: a,\n     y: 2}  # klaar\n"


def test_names_with_a_question_mark_are_written_anew_and_a_file_of_them_is_left_to_people() -> None:
    text = "a:\n  ? x\n  : 1\nid: c\n"
    assert set_field(text, ("a", "x"), "2") == "a: {x: 2}\nid: c\n"
    with pytest.raises(InputRefused) as refused:
        set_field("? a\n: 1\n", ("a",), "2")
    assert [problem.code for problem in refused.value.problems] == ["edit_by_hand"]


def test_a_text_that_is_no_case_file_is_refused() -> None:
    for text in ("- a\n", "a: b: c\n", "a: 1\na: 2\n", ""):
        with pytest.raises(InputRefused):
            set_field(text, ("x",), "1")


def test_a_row_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        set_field(ROW, ("touchpoints", "t9", "when"), "2021")
    with pytest.raises(KeyError):
        remove_row(ROW, ("touchpoints", "t9"))


@pytest.mark.parametrize("name", few_examples())
def test_a_case_of_the_kit_can_become_another_and_come_back_with_its_comments(name: str) -> None:
    case = example(name)
    text = CASE_TEXTS[name]
    rows = case.touchpoint_list
    told = rows[1].model_copy(update={"summary": "Een andere tekst.", "outcome": "done", "note": "a\nb"})
    new = case.model_copy(
        update={
            "touchpoint_list": (rows[0], told, *rows[2:]),
            "actor_list": (case.actor_list[-1], *case.actor_list[:-1]),
            "title": "Anders",
            "note": "x",
        }
    )
    there = rewritten(text, case, new)
    assert parse_case(read_yaml(there.encode(), name))[0] == new
    back = rewritten(there, new, case)
    assert parse_case(read_yaml(back.encode(), name))[0] == case
    assert [line for line in back.splitlines() if "#" in line] == [line for line in text.splitlines() if "#" in line]
    assert changes(case, new)


def test_a_case_that_is_not_the_one_in_the_text_is_never_written() -> None:
    case = example("twaalf-regels")
    with pytest.raises((InputRefused, KeyError)):
        rewritten(CASE_TEXTS["bijstand-aanvraag"], case, case.model_copy(update={"title": "x"}))
