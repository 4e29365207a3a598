"""What a code says: the words of the convention, the headers of the columns, in both languages, under codes."""

from __future__ import annotations

import pytest

from casekit.read.coded.convention import MARK, almost, field_of, meaning, understood
from casekit.sheets.plan import sheet


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("tp", [(MARK, "")]),
        ("Contactmoment", [(MARK, "")]),
        ("touchpoint", [(MARK, "")]),
        ("tp:T07", [(MARK, ""), ("id", "T07")]),
        ("id:T07", [("id", "T07")]),
        ("van:inwoner", [("from", "inwoner")]),
        ("from: resident", [("from", "resident")]),
        ("naar:gemeente", [("to", "gemeente")]),
        ("soort:verwijzing", [("kind", "verwijzing")]),
        ("kind:referral", [("kind", "referral")]),
        ("soort/verwijzing", [("kind", "verwijzing")]),
        ("soort > verwijzing", [("kind", "verwijzing")]),
        ("dag:41", [("when", "41")]),
        ("day:38..45", [("when", "38..45")]),
        ("datum:2021-03", [("when", "2021-03")]),
        ("antwoordt:T07", [("responds_to", "T07")]),
        ("answers:T07", [("responds_to", "T07")]),
        ("antwoord op:T07", [("responds_to", "T07")]),
        ("responds_to:T07", [("responds_to", "T07")]),
        ("toezegging", [("promise", "ja")]),
        ("toezegging:terugbellen", [("promise", "terugbellen")]),
        ("toezegging:dag55", [("promise", "ja"), ("promise.due", "dag55")]),
        ("promise:2021-05-01", [("promise", "ja"), ("promise.due", "2021-05-01")]),
        ("vraagt:bankafschrift", [("asks", "bankafschrift")]),
        ("deelt:bankafschrift", [("shares", "bankafschrift")]),
        ("nodig:bankafschrift", [("needs", "bankafschrift")]),
        ("kwestie:huur", [("issue", "huur")]),
        ("bron:client", [("source", "client")]),
        ("keerpunt", [("turning_point", "ja")]),
        ("kanaal:brief", [("channel", "brief")]),
        ("wantrouwen", []),
        ("soort", []),
        ("soort:", []),
        ("dag na:41", []),
    ],
)
def test_a_code_says(code: str, says: list[tuple[str, str]]) -> None:
    assert list(meaning((code,))) == says


@pytest.mark.parametrize(
    ("path", "says"),
    [
        (("soort", "verwijzing"), [("kind", "verwijzing")]),
        (("contact", "soort", "verwijzing"), [("kind", "verwijzing")]),
        (("soort", "toezegging"), [("kind", "toezegging")]),
        (("groep", "van:inwoner"), [("from", "inwoner")]),
        (("soort", "van:inwoner"), [("from", "inwoner")]),
        (("groep", "tp"), [(MARK, "")]),
        (("groep", "wantrouwen"), []),
    ],
)
def test_a_code_under_another_takes_its_field_from_there_unless_it_names_one(
    path: tuple[str, ...], says: list[tuple[str, str]]
) -> None:
    assert list(meaning(path)) == says


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_column_of_touchpoints_can_be_coded_by_its_header(lang: str) -> None:
    for one in sheet("touchpoints").fields:
        assert meaning((f"{one.header(lang)}: 12",))[-1][0].split(".")[0] == one.name.split(".")[0]


@pytest.mark.parametrize(
    ("field", "typed", "cell"),
    [
        ("when", "38..45", "38/45"),
        ("when", "dag 41", "41"),
        ("when", "2021-03", "2021-03"),
        ("when", "T07 + 2 weken", "T07 + 2 weken"),
        ("when", "ooit", None),
        ("kind", "verwijzing", "verwijzing"),
        ("kind", "zwaaien", None),
        ("amount", "1.250,50", "1.250,50"),
        ("amount", "veel", None),
        ("experience", "-1", "-1"),
        ("experience", "5", None),
        ("turning_point", "ja", "ja"),
        ("turning_point", "misschien", None),
        ("from", 'json:{"a": 1}', None),
    ],
)
def test_a_value_is_read_as_its_field_asks_or_not_at_all(field: str, typed: str, cell: str | None) -> None:
    assert understood(field_of(field), typed) == cell


def test_a_slip_in_the_name_of_a_code_is_seen() -> None:
    assert almost(("soor:vraag",)) == "soort"
    assert almost(("emotie:boos",)) is None
    assert almost(("wantrouwen",)) is None
