"""XML is read without document type, entities, endless nesting or endless numbers of elements."""

from __future__ import annotations

import pytest

from casekit.errors import InputRefused
from casekit.read.safe.xml import iter_xml, parse_xml

LAUGHS = '<!DOCTYPE a [<!ENTITY x "lol"><!ENTITY y "&x;&x;">]><a>&y;</a>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "xml_broken"),
        (b"<a><b>", "xml_broken"),
        (b"<a>\0</a>", "xml_broken"),
        (b"<a>&x;</a>", "xml_broken"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "xml_broken"),
        (b"<!DOCTYPE a><a/>", "xml_entities"),
        (LAUGHS.encode(), "xml_entities"),
        (LAUGHS.encode("utf-16"), "xml_entities"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hosts">]><a>&x;</a>', "xml_entities"),
        (b"<a>" * 100_000, "xml_deep"),
        (b"<a>" + b"<b/>" * 1_100_000, "xml_many"),
    ],
)
def test_what_is_unsafe_or_not_whole_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        parse_xml(content, "f.xlsx", "xl/workbook.xml")
    assert [problem.code for problem in refused.value.problems] == [code]
    assert "xl/workbook.xml" in refused.value.problems[0].sentence()


def test_a_tree_and_its_elements_one_by_one_say_the_same() -> None:
    content = b"<s a='1'>" + b"<r><c>x</c><c/></r>" * 1000 + b"</s>"
    assert parse_xml(content, "f").get("a") == "1"
    rows = [[cell.text for cell in row] for row in iter_xml(content, "f", tags=frozenset({"r"}))]
    assert rows == [["x", None]] * 1000 == [[cell.text for cell in row] for row in parse_xml(content, "f")]


def test_what_breaks_off_is_told_after_what_came_before_it() -> None:
    given = iter_xml(b"<s><r>1</r><r>2</r><r>", "f", tags=frozenset({"r"}))
    with pytest.raises(InputRefused):
        list(given)
