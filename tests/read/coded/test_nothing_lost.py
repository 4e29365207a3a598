"""Whatever somebody codes: every code is in the case, in the to-do list or in the report, and no text is anywhere."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.errors import InputRefused
from casekit.read.coded.contacts import contacts_of
from casekit.read.coded.convention import code_text, meaning
from casekit.read.coded.importing import coded_tables
from casekit.read.coded.rows import CodedRows, coded_rows
from casekit.read.coded.segments import Segment
from casekit.read.tables.assemble import assemble

CODES = (
    "tp", "tp:T3", "id:T3", "id:x", "van:inwoner", "van:gemeente", "naar:gemeente", "naar:Gemeente", "naar:wijkteam",
    "soort:vraag", "soort:zwaaien", "dag:3", "dag:5..9", "dag:T3 + 2 dagen", "datum:ooit", "antwoordt:T1",
    "antwoordt:T3", "antwoordt:T9", "toezegging", "toezegging:dag9", "kwestie:huur", "kwestie:bijstand",
    "bron:client", "keerpunt", "soor:vraag", "wantrouwen", "hoop",
)  # fmt: skip
SEGMENTS = st.lists(
    st.builds(
        lambda document, start, length, codes: Segment(
            document, tuple((code,) for code in codes), start, start + length
        ),
        st.integers(1, 2), st.integers(0, 30), st.integers(0, 20),
        st.lists(st.sampled_from(CODES), max_size=6, unique=True),
    ),
    min_size=1,
    max_size=9,
)  # fmt: skip


@given(SEGMENTS)
def test_every_code_is_in_a_row_or_set_aside_with_its_place(segments: list[Segment]) -> None:
    found = contacts_of(segments)
    rows = coded_rows(found)
    by_convention = Counter((s.where, code) for s in segments for code in s.codes if meaning(code))
    assert Counter((c.segment.where, c.code) for c in found.codings) == by_convention
    for coding, aside in rows.aside.items():
        assert aside.values["place"] == coding.segment.where
        assert aside.values["code"] == code_text(coding.code)
        assert aside.missing
    touchpoints = next(table for table in rows.tables if table.name == "touchpoints")
    cells = " ".join(str(value) for row in touchpoints.rows for value in row.values)
    for coding in found.codings:
        value = coding.code[-1].partition(":")[2].removeprefix("dag").replace("..", "/").casefold()
        assert coding in rows.aside or value in cells.casefold()
    others = Counter(code_text(c) for s in segments for c in s.codes if not meaning(c))
    assert Counter({code_text(code): n for code, n in found.others.items()}) == others
    in_notes = sum(len(contact.others) for contact in found.contacts)
    assert in_notes + found.left_out >= others.total()


@given(SEGMENTS)
def test_a_segment_that_marks_a_touchpoint_is_one_row(segments: list[Segment]) -> None:
    found = contacts_of(segments)
    marked = {s.place for s in segments if any(("", "") in meaning(code) for code in s.codes)}
    touchpoints = next((t for t in coded_rows(found).tables if t.name == "touchpoints"), None)
    assert touchpoints is not None
    assert len(touchpoints.rows) == len(marked)
    ids = [row.values[touchpoints.headers.index("id")] for row in touchpoints.rows]
    assert len({str(id).casefold() for id in ids}) == len(ids)


@given(SEGMENTS)
def test_the_tables_become_a_case_or_the_refusal_names_touchpoints(segments: list[Segment]) -> None:
    found = contacts_of(segments)
    rows = coded_rows(found)
    if not found.contacts or len(rows.lacking) == len(found.contacts):
        return
    assert problems_of(rows) <= CLASHES
    if not problems_of(rows):
        made = assemble(rows.tables, "p.qdpx", lenient=True, case_id="casus")
        assert len(made.case.touchpoint_list) == len(found.contacts) - len(rows.lacking)
        assert {row.values["id"] for row in made.to_do} == set(rows.lacking)


CLASHES = {"reply_circle", "reply_to_later", "contradiction", "when_circle", "due_before_start"}
"""What codes can say that cannot be true together: the check of the case names the touchpoints."""


def problems_of(rows: CodedRows) -> set[str]:
    try:
        assemble(rows.tables, "p.qdpx", lenient=True, case_id="casus")
    except InputRefused as refused:
        return {problem.code for problem in refused.problems}
    return set()


def test_what_a_case_cannot_be_made_of_says_what_each_touchpoint_lacks(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("id,document,tag,content\n7,a,tp,b\n7,a,van:inwoner,b\n", encoding="utf-8")
    with pytest.raises(InputRefused) as error:
        coded_tables(path)
    assert [problem.code for problem in error.value.problems] == ["coded_lacks", "coded_none_whole"]
    assert "T1 (document 1, highlight 7) mist: naar, soort." in error.value.problems[0].sentence("nl")
