"""The YAML guard: what is typed comes through as typed, and what could hurt or be lost is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casekit.errors import InputRefused, Problem
from casekit.read.safe.guard import Document, read_yaml

CASES = Path(__file__).parents[3] / "cases"
FILES = [path.read_bytes() for path in sorted(CASES.glob("*/case.yaml"))]


def refusals(content: bytes | str) -> list[tuple[str, int | None]]:
    """The codes and lines of what is refused."""
    given = content.encode() if isinstance(content, str) else content
    with pytest.raises(InputRefused) as refused:
        read_yaml(given, "case.yaml")
    return [(problem.code, problem.line) for problem in refused.value.problems]


@pytest.mark.parametrize(
    "typed", ["012", "1.0", "no", "nee", "true", "2021-03-05", "0x1F", "1e3", ".inf", "12:30:00", "=", "<<"]
)
def test_every_value_stays_the_text_that_was_typed(typed: str) -> None:
    assert read_yaml(f"code: {typed}".encode(), "f").data == {"code": typed}


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL"])
def test_an_empty_value_is_no_value_unless_it_stands_between_quotes(typed: str) -> None:
    assert read_yaml(f"code: {typed}".encode(), "f").data == {"code": None}
    assert read_yaml(f'code: "{typed}"'.encode(), "f").data == {"code": typed}


def test_every_part_knows_its_line() -> None:
    document = read_yaml(b"id: c\ntouchpoints:\n  - id: t1\n    to: [a,\n      b]\n", "f")
    assert document.line("touchpoints", 0, "to") == 4
    assert document.line("touchpoints", 0, "to", 1) == 5
    assert document.line("touchpoints", 0, "summary") == 3  # the nearest part around it
    assert document.line() == 1


def test_windows_line_ends_a_byte_order_mark_and_a_missing_last_newline_are_fine() -> None:
    assert read_yaml(b"\xef\xbb\xbfid: c\r\ntitle: x", "f").data == {"id": "c", "title": "x"}


@pytest.mark.parametrize("content", ["", "   \n\n", "# only a comment\n", "\ufeff", "---\n"])
def test_an_empty_file_is_said_to_be_empty(content: str) -> None:
    if content == "---\n":
        assert read_yaml(content.encode(), "f").data is None  # a document, with nothing in it
    else:
        assert refusals(content) == [("empty", None)]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("id: c\nactors:\n\t- {id: a}\n", ("tab", 3)),
        ('id: c\ntitle: "open\nactors: []\n', ("open_quote", 2)),
        ("id: c\ntitle: 'open\n", ("open_quote", 2)),
        ("id: c\ntitle: @wijkteam belt\n", ("bare_sign", 2)),
        ("id: c\ntitle: `x`\n", ("bare_sign", 2)),
        ("id: c\ntitle: huur: te laat\n", ("bare_colon", 2)),
        ("id: c\nactors: [a, b\n", ("not_yaml", 3)),
        ("- a\nb: c\n", ("not_yaml", 2)),
        ("a: b\n- c\n", ("not_yaml", 2)),
        ("id: c\n---\nid: d\n", ("second_document", 2)),
        ("id: &x c\n", ("anchor", 1)),
        ("id: c\n? [a, b]\n: x\n", ("key_not_text", 2)),
        ("id: c\n~: x\n", ("key_not_text", 2)),
        ('id: c\n" ": x\n', ("key_not_text", 2)),
        ("id: !python/object:os.system x\n", ("tag", 1)),
        ("id: !Eigen tekst\n", ("tag", 1)),
        ("id: c\nid: d\n", ("duplicate_key", 2)),
        ("id: c\ntitle: schuld #3 loopt op\n", ("cut_off", 2)),
        ("id: c\ntitle: #3 loopt op\n", ("cut_off", 2)),
        ("a:\n  - b\n  - schuld #3\n", ("cut_off", 3)),
        ("a: op twee\n  regels #3\n", ("cut_off", 2)),
        ("id: c\ntitle: a\x07b\n", ("control_character", 2)),
        ("id: c\ntitle: a\u202eb\n", ("control_character", 2)),
        ('id: c\ntitle: "a\\u202eb"\n', ("control_character", 2)),
        ('id: c\ntitle: "a\\0b"\n', ("control_character", 2)),
        ("id: c\ntitle: " + "[" * 100_000, ("too_deep", 2)),
        ("a: " + "{b: " * 30, ("too_deep", 1)),
    ],
)  # fmt: skip
def test_each_slip_has_its_own_message_on_its_own_line(content: str, found: tuple[str, int]) -> None:
    assert refusals(content)[0] == found


def test_a_comment_after_a_space_is_a_comment() -> None:
    document = read_yaml(
        b"# boven\nid: c # de casus\ntitle: a#b\nlijst: # drie dingen\n  - x\ntekst: 'x' #los\n", "f"
    )
    assert document.data == {"id": "c", "title": "a#b", "lijst": ["x"], "tekst": "x"}


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_every_line_end_counts_as_one(end: str) -> None:
    assert refusals(f"id: c{end}title: schuld #3{end}")[0] == ("cut_off", 2)


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_a_line_end_that_no_editor_shows_is_refused_but_an_escaped_one_is_text(sign: str) -> None:
    assert refusals(f"id: c\ntitle: een{sign}twee\n") == [("control_character", 2)]
    assert read_yaml(f'title: "\\u{ord(sign):04x}"'.encode(), "f").data == {"title": sign}


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (bytes(range(256)), "binary"),
        (b"PK\x03\x04\x14\x00\x06\x00", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00", "binary"),
        ("id: c".encode("utf-16"), "not_utf8"),
        ("id: c".encode("utf-16-le"), "binary"),
        ("id: c\ntitle: caf\u00e9".encode("latin-1"), "not_utf8"),
    ],
)
def test_what_is_no_utf8_text_is_named_for_what_it_is(content: bytes, found: str) -> None:
    assert [code for code, _ in refusals(content)] == [found]


def test_a_file_in_another_encoding_is_refused_at_the_line_of_the_first_strange_byte() -> None:
    assert refusals("id: c\ntitle: caf\u00e9".encode("latin-1")) == [("not_utf8", 2)]


def test_a_file_of_more_than_five_megabytes_is_refused_unread() -> None:
    assert refusals(b"#" * 5_000_001) == [("too_large", None)]
    assert refusals(b"#" * 5_000_000) == [("empty", None)]


def test_all_that_is_refused_comes_at_once() -> None:
    content = "id: &a c\ntitle: !x y\nsummary: schuld #3\nnote: *a\n---\nid: d\n"
    assert refusals(content) == [
        ("anchor", 1), ("tag", 2), ("cut_off", 3), ("anchor", 4), ("second_document", 5),
    ]  # fmt: skip


def only_refused_or_read(content: bytes) -> None:
    told: tuple[Problem, ...] | None = None
    try:
        document = read_yaml(content, "case.yaml")
    except InputRefused as refused:
        told = refused.problems
    if told is None:
        assert isinstance(document, Document)
    else:
        assert told
        assert all(problem.sentence(lang) for problem in told for lang in ("nl", "en"))


@given(st.text(st.characters(codec="utf-8")) | st.text("abc:-#[]{},&*!|>'\"%@`?~ \t\r\n\x85\u2028\ufeff\\"))
@example("a: b\u2028c #d")
@example("\ufeff\ufeff")
@example("a: |\n  b\n #c")
def test_random_text_is_read_or_refused(text: str) -> None:
    only_refused_or_read(text.encode())


@given(st.binary())
def test_random_bytes_are_read_or_refused(content: bytes) -> None:
    only_refused_or_read(content)


@given(st.sampled_from(FILES), st.data())
def test_a_case_file_with_some_bytes_changed_is_read_or_refused(content: bytes, data: st.DataObject) -> None:
    changed = bytearray(content[: data.draw(st.integers(100, 4000))])
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(changed) - 1))
        sign = data.draw(st.sampled_from("\t\n :-#[]{}&*!'\"\\x\u2028\ufeff"))
        changed[at : at + data.draw(st.integers(0, 3))] = sign.encode()
    only_refused_or_read(bytes(changed))
