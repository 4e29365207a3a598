"""A chronology that is wrong is refused, each thing with its message."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.errors import InputRefused
from casekit.read.chronology import import_chronology
from casekit.write.case_file import case_text

from .chronologies import chronology, row


def refused(read: Any, data: Any) -> list[str]:
    with pytest.raises(InputRefused) as error:
        read(data)
    for problem in error.value.problems:
        assert problem.sentence("nl") != problem.sentence("en")
        assert problem.severity == "error"
    return [problem.code for problem in error.value.problems]


@pytest.mark.parametrize(
    "name", ["a/b", "a\\b", "..", ".", ".x", "a\nb", "", " ", "x" * 101, "con", "NUL.txt", "a:b", 5, ["a"]]
)
def test_an_id_that_cannot_be_the_name_of_a_folder_is_refused(read: Any, name: Any) -> None:
    assert refused(read, chronology(row("t1", "r", "g", "request"), id=name))[0] in (
        "not_a_folder_name",
        "not_an_id",
        "missing_field",
    )


@pytest.mark.parametrize("name", ["casus-1", "orr.2014", "\u00e9\u00e9n", "a b", "x"])
def test_ordinary_ids_are_kept(read: Any, name: str) -> None:
    assert read(chronology(row("t1", "r", "g", "request"), id=name)).case.id == name


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (b"", ["empty_chronology"]),
        (b"  \n", ["empty_chronology"]),
        (b"{", ["not_json"]),
        (b"id: c", ["not_json"]),
        (b'{"id": NaN}', ["not_json"]),
        (b'{"id": ' + b"9" * 5000 + b"}", ["not_json"]),
        (b'{"id": 1, "id": 2}', ["duplicate_key"]),
        (b"[" * 100_000, ["too_deep"]),
        (b'{"touchpoints": ' + b"[" * 30 + b"]" * 30 + b"}", ["too_deep"]),
        (b"[]", ["not_a_chronology"]),
        (b"{}", ["not_a_chronology"]),
        (b'"x"', ["not_a_chronology"]),
        (b'{"touchpoints": {}}', ["not_a_chronology"]),
        (b'{"touchpoints": []}', ["missing_field", "not_a_list"]),
        ('{"id": "caf\u00e9"}'.encode("latin-1"), ["not_utf8"]),
        ('{"id": "c"}'.encode("utf-16"), ["not_utf8"]),
        (b'{"id": "a\\u202eb"}', ["control_character"]),
        (b'{"id": "a\\ud800b"}', ["control_character"]),
        (b'{"id": "a\\u0000b"}', ["control_character"]),
    ],
)
def test_what_is_no_chronology_is_refused_with_one_message(read: Any, content: bytes, codes: list[str]) -> None:
    assert refused(read, content) == codes


def test_what_is_not_json_is_refused_at_its_line(read: Any) -> None:
    with pytest.raises(InputRefused) as error:
        read(b'{\n"id": "c",\n"title" "x"\n}')
    assert [problem.line for problem in error.value.problems] == [3]


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([row("t1", "r", "g", "lettre")], ["unknown_word"]),
        ([row("t1", "r", "g", "")], ["missing_field"]),
        ([{"id": "t1"}], ["missing_field"] * 3),
        ([row("t1", "r", "niemand", "request")], ["unknown_actor"]),
        ([row("t1", "r", "g", "request")] * 2, ["double_id"]),
        ([row("t1", "r", "g", "request", responds_to="t9")], ["unknown_touchpoint"]),
        ([row("t1", "r", "g", "request", responds_to={"a": "b"})], ["not_text"]),
        ([row("t1", "r", "g", "request", date="2020-13-01")], ["not_a_moment"]),
        ([row("t1", "r", "g", "request", date=["2020"])], ["not_text"]),
        ([row("t1", "r", "g", "request", outcome="weird")], ["unknown_word"]),
        ([row("t1", ["r"], "g", {"a": 1})], ["not_text", "not_text"]),
        ([row("t1", "r", {"a": 1}, "request")], ["not_text"]),
        (["t1", 5], ["not_fields", "not_fields"]),
        (
            [row("t1", "r", "g", "request", date="12"), row("t2", "g", "r", "decision", date="2020-01-01")],
            ["mixed_days"],
        ),
    ],
)
def test_rows_that_are_wrong_are_refused_each_with_its_message(read: Any, rows: list[Any], codes: list[str]) -> None:
    assert refused(read, chronology(*rows)) == codes


def test_a_mistyped_kind_gets_the_nearest(read: Any) -> None:
    with pytest.raises(InputRefused, match="Did you mean 'letter'"):
        read(chronology(row("t1", "r", "g", "lettre")))


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "x.json", "no_chronology"), (tmp_path, "folder")):
        with pytest.raises(InputRefused) as error:
            import_chronology(path)
        assert [problem.code for problem in error.value.problems] == [code]


def test_more_than_fifty_thousand_touchpoints_is_an_event_log(read: Any) -> None:
    assert refused(read, chronology(*[{}] * 50_001)) == ["event_log"]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 2021)
    | st.sampled_from(("", "t1", "r", "g", "2020-01", "letter", "12", "t1 + 2 weeks")),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(("id", "due", "x")), inner, max_size=2)
    ),
    max_leaves=4,
)
FIELDS = (
    "id",
    "date",
    "order",
    "from",
    "to",
    "kind",
    "due",
    "responds_to",
    "promise",
    "summary",
    "amount",
    "note",
    "x",
)


@given(
    st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=4),
    st.dictionaries(st.sampled_from(("id", "title", "source", "actors", "language", "y")), VALUES, max_size=2),
)
def test_any_values_are_imported_or_refused(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, Any], top: dict[str, Any]
) -> None:
    path = tmp_path_factory.mktemp("import") / "c.json"
    path.write_text(
        json.dumps(chronology(row("t1", "r", "g", "request") | fields, row("t2", "g", "r", "promise")) | top)
    )
    try:
        imported = import_chronology(path)
    except InputRefused as error:
        told = error.problems
    else:
        told = imported.report
        assert case_text(imported.case)
    assert all(problem.sentence("nl") and problem.sentence("en") for problem in told)
