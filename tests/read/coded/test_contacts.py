"""Which code belongs to which touchpoint, on segments that can be drawn on one line."""

from __future__ import annotations

import pytest

from casekit.read.coded.contacts import contacts_of
from casekit.read.coded.rows import CodedRows, coded_rows
from casekit.read.coded.segments import Segment


def seg(start: int, end: int, *codes: str, document: int = 1, memo: str = "") -> Segment:
    return Segment(document, tuple((code,) for code in codes), start, end, memos=(memo,) if memo else ())


def coded(*segments: Segment) -> CodedRows:
    return coded_rows(contacts_of(segments))


def table(rows: CodedRows, name: str = "touchpoints") -> list[dict[str, object]]:
    one = next(table for table in rows.tables if table.name == name)
    made = [dict(zip(one.headers, row.values, strict=True)) for row in one.rows]
    return [{key: value for key, value in row.items() if value is not None} for row in made]


def reasons(rows: CodedRows) -> list[tuple[str, str]]:
    return [(aside.reason, aside.values["code"]) for aside in rows.aside.values()]


WHOLE = ("tp", "van:inwoner", "naar:gemeente", "soort:vraag")


def test_codes_on_one_segment_are_one_row() -> None:
    rows = coded(seg(0, 10, *WHOLE, "kanaal:telefoon"))
    assert table(rows) == [
        {"id": "T1", "from": "inwoner", "to": "gemeente", "kind": "vraag", "channel": "telefoon",
         "note": "document 1, 0-10"}
    ]  # fmt: skip
    assert [row["id"] for row in table(rows, "actors")] == ["inwoner", "gemeente"]
    assert rows.aside == {}


def test_a_code_that_overlaps_one_touchpoint_belongs_to_it() -> None:
    rows = coded(seg(0, 10, "tp", "van:inwoner"), seg(9, 12, "naar:gemeente"), seg(2, 4, "soort:vraag"))
    assert (table(rows)[0]["to"], table(rows)[0]["kind"]) == ("gemeente", "vraag")


def test_a_code_that_only_touches_the_end_does_not() -> None:
    rows = coded(seg(0, 10, *WHOLE), seg(10, 12, "kwestie:huur"), seg(0, 10, "kwestie:huur", document=2))
    assert reasons(rows) == [("coded_no_touchpoint", "kwestie:huur")] * 2


def test_a_code_over_two_touchpoints_is_given_to_neither() -> None:
    rows = coded(seg(0, 10, *WHOLE), seg(20, 30, *WHOLE), seg(5, 25, "kwestie:huur", "wantrouwen", memo="let op"))
    assert reasons(rows) == [("coded_two_touchpoints", "kwestie:huur")]
    assert [aside.values["id"] for aside in rows.aside.values()] == ["T1, T2"]
    assert [row["note"] for row in table(rows)] == [
        "document 1, 0-10; codes: wantrouwen; let op",
        "document 1, 20-30; codes: wantrouwen; let op",
    ]


def test_a_code_on_exactly_the_same_place_belongs_there_even_if_another_overlaps() -> None:
    rows = coded(seg(0, 10, *WHOLE), seg(8, 20, *WHOLE), seg(0, 10, "kwestie:huur"))
    assert [row.get("issue") for row in table(rows)] == ["huur", None]


def test_two_values_for_one_field_are_not_chosen_between() -> None:
    rows = coded(seg(0, 10, *WHOLE, "kanaal:brief", "kanaal:telefoon"))
    assert "channel" not in table(rows)[0]
    assert reasons(rows) == [("coded_two_values", "kanaal:brief"), ("coded_two_values", "kanaal:telefoon")]


def test_the_same_value_twice_is_one_value_and_a_list_takes_more() -> None:
    rows = coded(seg(0, 10, *WHOLE, "naar:wijkteam"), seg(0, 5, "soort:vraag", "naar:Gemeente"))
    assert table(rows)[0]["to"] == "gemeente; wijkteam"
    assert rows.spellings == [("gemeente", "Gemeente")]
    assert rows.aside == {}


def test_what_was_promised_includes_that_it_was_promised() -> None:
    row = table(coded(seg(0, 10, *WHOLE, "toezegging:terugbellen", "toezegging:dag55")))[0]
    assert (row["promise"], row["promise.due"]) == ("terugbellen", "55")


def test_ids_are_the_coded_ones_else_the_place_in_the_documents() -> None:
    segments = [
        seg(50, 60, *WHOLE), seg(0, 10, *WHOLE, "id:T07"), seg(20, 30, *WHOLE, document=2), seg(70, 80, "tp:T2"),
    ]  # fmt: skip
    assert [row["id"] for row in table(coded(*segments))] == ["T07", "T5", "T2", "T4"]


def test_one_id_for_two_touchpoints_is_given_to_neither() -> None:
    rows = coded(seg(0, 10, *WHOLE, "id:A"), seg(20, 30, *WHOLE, "id:a"))
    assert [row["id"] for row in table(rows)] == ["T1", "T2"]
    assert reasons(rows) == [("coded_same_id", "id:A"), ("coded_same_id", "id:a")]


def test_an_id_that_means_something_else_in_a_workbook_is_not_taken() -> None:
    rows = coded(seg(0, 10, *WHOLE, "id:(voorbeeld) 1"))
    assert [row["id"] for row in table(rows)] == ["T1"]
    assert reasons(rows) == [("coded_unreadable", "id:(voorbeeld) 1")]


def test_a_link_to_nothing_or_to_what_waits_itself_waits() -> None:
    rows = coded(
        seg(0, 10, *WHOLE, "antwoordt:T2", "antwoordt:T9", "antwoordt:t3"),
        seg(20, 30, "tp", "van:inwoner"),
        seg(40, 50, *WHOLE, "uiterlijk:T2 + 2 weken"),
    )
    assert rows.lacking == {"T2": ("to", "kind")}
    assert {row["id"]: row.get("responds to", row.get("responds_to")) for row in table(rows)}["T1"] == "T3"
    assert reasons(rows) == [
        ("coded_link", "antwoordt:T2"), ("coded_link", "antwoordt:T9"), ("coded_link", "uiterlijk:T2 + 2 weken"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [
        (["datum:2021-05"], ["datum:2021-03"], ["T2", "T1"]),
        (["datum:2021-03"], [], ["T1", "T2"]),
        ([], [], ["T1", "T2"]),
        (["antwoordt:T2"], [], ["T2", "T1"]),
        (["dag:T2 + 3 dagen"], ["dag:10"], ["T2", "T1"]),
    ],
)
def test_rows_stand_in_the_order_of_their_dates_and_replies(
    first: list[str], second: list[str], order: list[str]
) -> None:
    rows = coded(seg(0, 10, *WHOLE, *first), seg(20, 30, *WHOLE, *second))
    assert [row["id"] for row in table(rows)] == order


def test_the_memo_of_the_touchpoint_is_its_summary_and_another_memo_stands_in_the_note() -> None:
    rows = coded(seg(0, 10, *WHOLE, memo="vraagt hulp"), seg(0, 10, "kwestie:huur", memo="achterstand"))
    assert table(rows)[0]["summary"] == "vraagt hulp"
    assert table(rows)[0]["note"] == "document 1, 0-10; achterstand"


def test_other_codes_away_from_touchpoints_are_counted_and_are_no_task() -> None:
    found = contacts_of([seg(0, 10, *WHOLE), seg(50, 60, "wantrouwen")])
    assert coded_rows(found).aside == {}
    assert (found.others, found.left_out) == ({("wantrouwen",): 1}, 1)
