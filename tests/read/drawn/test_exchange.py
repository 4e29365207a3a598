"""What the kit hands to other programs comes back as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import casekit as ck
from casekit.case import Case
from casekit.read.drawn.exchange import is_case_json, read_exchange
from casekit.read.imported import Imported
from casekit.read.safe.guard import strange_sign
from tests.export.exchanged import HARD, case_saying, counted
from tests.few import few, few_examples, kit
from tests.sheets.whole_cases import whole_cases

Writer = Callable[..., bytes]
FORMS: dict[str, tuple[str, Writer]] = {
    "json": ("casus.json", ck.to_case_json),
    "graphml": ("casus.graphml", ck.to_graphml),
    "gexf": ("casus.gexf", ck.to_gexf),
    "kumu": ("casus.json", ck.to_kumu),
}


def back(form: str, case: Case, lang: str = "nl") -> Imported:
    name, write = FORMS[form]
    return read_exchange(write(case, lang), name)


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", few_examples())
def test_the_cases_of_the_kit_come_back_identical_with_nothing_to_report(form: str, case: str, lang: str) -> None:
    read = back(form, kit(case), lang)
    assert read.case == kit(case)
    assert read.report == ()


@given(case=whole_cases())
@few(6)
def test_any_case_comes_back_identical_from_every_form(case: Case) -> None:
    for form in FORMS:
        read = back(form, case)
        assert read.case == case
        assert read.report == ()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", HARD)
def test_hard_text_comes_back_as_it_was(form: str, text: str) -> None:
    assert back(form, case_saying(text)).case == case_saying(text)


@given(text=st.text(min_size=1).filter(str.strip))
def test_any_text_comes_back_or_is_refused_and_is_never_changed(text: str) -> None:
    for form in FORMS:
        if strange_sign(text):
            with pytest.raises(ck.InputRefused, match="U\\+"):
                back(form, case_saying(text))
        else:
            assert back(form, case_saying(text)).case == case_saying(text)


@pytest.mark.parametrize("form", ["json", "graphml", "gexf", "kumu"])
def test_empty_text_comes_back_as_not_filled_in(form: str) -> None:
    case = counted().model_copy(update={"title": "", "note": ""})
    read = back(form, case).case
    assert (read.title, read.note) == (None, None)
    assert read.touchpoint_list == case.touchpoint_list


def test_an_actor_whose_label_is_its_id_keeps_that_label() -> None:
    for form in FORMS:
        labels = [actor.label for actor in back(form, case_saying("x")).case.actor_list]
        assert labels == ["x", "b"]


def test_the_json_has_the_names_of_the_case_file_and_says_its_form() -> None:
    data = json.loads(ck.to_case_json(counted()))
    assert data["format"] == 1
    assert data["touchpoints"][0] == {
        "id": "t1", "from": "inwoner", "to": ["balie"], "kind": "application", "when": "2021-03-05",
        "issue": "bijstand",
    }  # fmt: skip
    assert is_case_json(data)
    assert not is_case_json({"id": "a", "touchpoints": []})
    assert not is_case_json([data])


def test_networkx_may_read_and_write_it_in_between() -> None:
    graph = nx.parse_graphml(ck.to_graphml(counted()).decode(), force_multigraph=True)
    for name, content in (("x.graphml", "\n".join(nx.generate_graphml(graph))), ("x.gexf", _gexf_again())):
        read = read_exchange(content.encode(), name)
        assert read.case == counted()
        assert read.report == ()


def _gexf_again() -> str:
    graph = nx.read_gexf(BytesIO(ck.to_gexf(counted())), version="1.3")
    return "\n".join(nx.generate_gexf(graph))


def test_the_tally_counts_what_was_read() -> None:
    assert [(t.sheet, t.read, t.kept) for t in back("gexf", counted()).tally] == [
        ("actors", 3, 3),
        ("touchpoints", 3, 3),
    ]
