"""GraphML and GEXF: what stands in them, by the rules of their schemas, and that networkx reads it."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

import casekit as ck
from casekit.case import Case
from casekit.notation import case_of
from tests.export.exchanged import HARD, case_saying, counted
from tests.few import few_examples, kit

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://gexf.net/1.3}"
FORMS = {"graphml": ck.to_graphml, "gexf": ck.to_gexf}


def graphml(case: Case) -> nx.MultiDiGraph[str]:
    return nx.parse_graphml(ck.to_graphml(case).decode(), force_multigraph=True)


def gexf(case: Case) -> ET.Element:
    return ET.fromstring(ck.to_gexf(case))


def test_actors_are_nodes_and_every_receiver_of_a_touchpoint_has_an_edge() -> None:
    graph = graphml(counted())
    assert set(graph) == {"inwoner", "balie", "wijkteam"}
    assert {key: (source, target) for source, target, key in graph.edges(keys=True)} == {
        "t1": ("inwoner", "balie"),
        "t2": ("balie", "inwoner"),
        "t2#2": ("balie", "wijkteam"),
        "t3": ("wijkteam", "inwoner"),
    }


def test_an_edge_carries_every_field_of_its_touchpoint_with_its_type() -> None:
    edge = graphml(counted()).edges["balie", "wijkteam", "t2#2"]
    expected = {"touchpoint": "t2", "kind": "message", "when": "2021-03-09/2021-03-11", "responds_to": "t1"}
    assert expected.items() <= edge.items()
    assert (edge["to"], edge["experience"], edge["place"]) == ("inwoner; wijkteam", -1, 1)
    assert (edge["date_lo"], edge["date_hi"], edge["day_lo"], edge["day_hi"]) == ("2021-03-09", "2021-03-11", 4, 6)
    promise = graphml(counted()).edges["wijkteam", "inwoner", "t3"]
    assert (promise["promise.due"], promise["turning_point"]) == ("2021-04-01", True)


def test_words_are_in_the_language_and_codes_are_not() -> None:
    for lang, kind, side in (("nl", "aanvraag", "inwoner"), ("en", "application", "resident")):
        graph = nx.parse_graphml(ck.to_graphml(counted(), lang).decode(), force_multigraph=True)
        edge = graph.edges["inwoner", "balie", "t1"]
        assert (edge["label"], edge["kind"]) == (kind, "application")
        assert graph.nodes["inwoner"]["side"] == side


def test_gephi_sees_from_which_day_to_which_day_a_touchpoint_can_have_been() -> None:
    root = gexf(counted())
    graph = root[1]
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    lasts = {edge.get("id"): (edge.get("start"), edge.get("end")) for edge in root.iter(f"{GEXF}edge")}
    assert lasts["t1"] == ("2021-03-05", "2021-03-05")
    assert lasts["t2#2"] == ("2021-03-09", "2021-03-11")


def test_without_a_calendar_time_is_days_and_without_time_there_is_none() -> None:
    days = gexf(case_of("a: inwoner > gemeente vraag @3"))[1]
    assert (days.get("timeformat"), next(days.iter(f"{GEXF}edge")).get("start")) == ("double", "3.0")
    assert gexf(case_of("a: inwoner > gemeente vraag"))[1].get("mode") == "static"


def test_networkx_reads_the_gexf_with_the_same_nodes_and_edges() -> None:
    graph = nx.read_gexf(BytesIO(ck.to_gexf(counted())), version="1.3")
    assert {data["id"] for _, _, data in graph.edges(data=True)} == {"t1", "t2", "t2#2", "t3"}
    assert graph.nodes["balie"]["organisation"] == "gemeente"


@pytest.mark.parametrize("case", few_examples())
def test_graphml_keeps_to_its_schema(case: str) -> None:
    root = ET.fromstring(ck.to_graphml(kit(case)))
    tags = [child.tag.removeprefix(GRAPHML) for child in root]
    assert tags == sorted(tags, key=("key", "graph").index)
    keys = {key.get("id"): key for key in root.iter(f"{GRAPHML}key")}
    assert {key.get("attr.type") for key in keys.values()} <= {"boolean", "int", "long", "float", "double", "string"}
    assert {key.get("for") for key in keys.values()} <= {"graph", "node", "edge"}
    assert {data.get("key") for data in root.iter(f"{GRAPHML}data")} == set(keys)
    nodes = {node.get("id") for node in root.iter(f"{GRAPHML}node")}
    ids = [edge.get("id") for edge in root.iter(f"{GRAPHML}edge")]
    assert len(ids) == len(set(ids))
    assert {edge.get(end) for edge in root.iter(f"{GRAPHML}edge") for end in ("source", "target")} <= nodes


@pytest.mark.parametrize("case", few_examples())
def test_gexf_keeps_to_its_schema(case: str) -> None:
    root = gexf(kit(case))
    assert [child.tag for child in root] == [f"{GEXF}meta", f"{GEXF}graph"]
    assert root.attrib == {"version": "1.3"}
    assert set(root[1].attrib) <= {"defaultedgetype", "mode", "timeformat"}
    assert {child.tag.removeprefix(GEXF) for child in root[1]} == {"attributes", "nodes", "edges"}
    declared = {(block.get("class"), one.get("id")) for block in root.iter(f"{GEXF}attributes") for one in block}
    types = {one.get("type") for one in root.iter(f"{GEXF}attribute")}
    assert types <= {"integer", "long", "double", "float", "boolean", "string"}
    for part in ("node", "edge"):
        used = {value.get("for") for one in root.iter(f"{GEXF}{part}") for value in one.iter(f"{GEXF}attvalue")}
        assert {(part, key) for key in used} == {pair for pair in declared if pair[0] == part}
    for edge in root.iter(f"{GEXF}edge"):
        assert set(edge.attrib) <= {"id", "source", "target", "label", "start", "end"}
        assert (edge.get("start") or "") <= (edge.get("end") or "9")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", few_examples())
def test_the_same_case_gives_the_same_bytes(form: str, case: str) -> None:
    assert FORMS[form](kit(case)) == FORMS[form](kit(case))


@pytest.mark.parametrize("form", FORMS)
def test_nothing_in_it_asks_for_another_place_on_the_internet(form: str) -> None:
    assert "http" not in re.sub(r'xmlns="[^"]*"', "", FORMS[form](counted()).decode())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", HARD)
def test_hard_text_stays_text(form: str, text: str) -> None:
    root = ET.fromstring(FORMS[form](case_saying(text)))
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= {
        *("graphml", "key", "graph", "data", "node", "edge"),
        *("gexf", "meta", "description", "attributes", "attribute", "nodes", "attvalues", "attvalue", "edges"),
    }


@pytest.mark.parametrize("form", FORMS)
def test_signs_for_which_xml_has_no_room_do_not_break_the_file(form: str) -> None:
    ET.fromstring(FORMS[form](case_saying("a\x00b\x1f\ufffe")))
