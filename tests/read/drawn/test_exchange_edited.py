"""Drawings that were changed in another program, and drawings that casekit never saw."""

from __future__ import annotations

import json
from typing import Any

import networkx as nx
import pytest

import casekit as ck
from casekit.read.drawn.exchange import read_exchange
from casekit.read.imported import Imported
from tests.export.exchanged import counted


def codes(read: Imported) -> list[str]:
    return [problem.code for problem in read.report]


def edited(old: str, new: str) -> Imported:
    content = ck.to_graphml(counted()).decode()
    assert old in content
    return read_exchange(content.replace(old, new).encode(), "x.graphml")


def kumu(change: Any) -> Imported:
    data = json.loads(ck.to_kumu(counted()))
    change(data)
    return read_exchange(json.dumps(data).encode(), "kumu.json")


# --- Changed in Gephi, yEd or Kumu


def test_a_new_label_is_taken_over_and_told() -> None:
    content = ck.to_gexf(counted()).decode().replace('label="balie"', 'label="het loket"')
    read = read_exchange(content.encode(), "x.gexf")
    assert {a.id: a.label for a in read.case.actor_list} == {"inwoner": None, "balie": "het loket", "wijkteam": None}
    assert codes(read) == ["drawing_changed"]
    assert read.report[0].values["ids"] == "balie"
    assert read.case.touchpoint_list == counted().touchpoint_list


def test_a_label_typed_on_a_node_of_yed_counts() -> None:
    drawn = (
        '<y:ShapeNode xmlns:y="http://www.yworks.com/xml/graphml"><y:Geometry x="1" y="2"/>'
        "<y:NodeLabel>het loket</y:NodeLabel></y:ShapeNode>"
    )
    content = ck.to_graphml(counted()).decode()
    content = content.replace('<key id="d0"', '<key id="d99" for="node" yfiles.type="nodegraphics"/><key id="d0"')
    content = content.replace('<node id="balie">', f'<node id="balie"><data key="d99">{drawn}</data>')
    read = read_exchange(content.encode(), "x.graphml")
    assert read.case.actor_list[1].label == "het loket"


def test_positions_and_colours_change_nothing() -> None:
    viz = '<viz:position xmlns:viz="http://gexf.net/1.3/viz" x="1" y="2"/></node>'
    content = ck.to_gexf(counted()).decode().replace("</node>", viz)
    read = read_exchange(content.encode(), "x.gexf")
    assert read.case == counted()
    assert read.report == ()


def test_a_changed_field_of_a_touchpoint_is_taken_over() -> None:
    read = edited(">2021-03-09/2021-03-11<", ">2021-03-10<")
    assert [t.when for t in read.case.touchpoint_list] == ["2021-03-05", "2021-03-10", None]
    assert codes(read) == ["drawing_changed"]


def test_what_a_program_left_out_stays_in_the_case_and_is_told() -> None:
    content = ck.to_gexf(counted()).decode()
    start = content.index('<edge source="wijkteam"')
    cut = content[:start] + content[content.index("</edge>", start) + len("</edge>") :]
    read = read_exchange(cut.encode(), "x.gexf")
    assert read.case == counted()
    assert [(p.code, p.values["ids"]) for p in read.report] == [("drawing_gone", "t3")]


def test_attributes_that_a_program_dropped_stay_in_the_case() -> None:
    graph = nx.parse_graphml(ck.to_graphml(counted()).decode(), force_multigraph=True)
    for *_, data in graph.edges(data=True):
        for name in ("kind", "when", "issue", "from", "to"):
            data.pop(name, None)
    assert read_exchange("\n".join(nx.generate_graphml(graph)).encode(), "x.graphml").case == counted()


def test_a_new_node_and_a_new_edge_join_the_case() -> None:
    graph = nx.parse_graphml(ck.to_graphml(counted()).decode(), force_multigraph=True)
    graph.add_node("school", label="de school")
    graph.add_edge("school", "wijkteam", key="e9", kind="verwijzing", summary="De school belt.")
    read = read_exchange("\n".join(nx.generate_graphml(graph)).encode(), "x.graphml")
    assert read.case.actor_list[-1].label == "de school"
    last = read.case.touchpoint_list[-1]
    assert (last.id, last.from_, last.to, last.kind, last.summary) == (
        "e9", "school", ("wijkteam",), "referral", "De school belt.",
    )  # fmt: skip
    assert codes(read) == ["drawing_added", "drawing_added"]


def test_a_new_edge_that_does_not_say_its_kind_waits_on_the_list_of_things_to_do() -> None:
    graph = nx.parse_graphml(ck.to_graphml(counted()).decode(), force_multigraph=True)
    graph.add_edge("balie", "wijkteam", key="e9")
    read = read_exchange("\n".join(nx.generate_graphml(graph)).encode(), "x.graphml")
    assert read.case.touchpoint_list == counted().touchpoint_list
    assert [(row.values["id"], row.missing) for row in read.to_do] == [("e9", ("kind",))]


def test_two_lines_of_one_touchpoint_that_were_changed_differently_are_refused() -> None:
    graph = nx.parse_graphml(ck.to_graphml(counted()).decode(), force_multigraph=True)
    graph.edges["balie", "inwoner", "t2"]["when"] = "2021-03-10"
    read = read_exchange("\n".join(nx.generate_graphml(graph)).encode(), "x.graphml")
    assert read.case.touchpoint_list[1].when == "2021-03-10"
    graph.edges["balie", "wijkteam", "t2#2"]["when"] = "2021-03-11"
    with pytest.raises(ck.InputRefused) as refused:
        read_exchange("\n".join(nx.generate_graphml(graph)).encode(), "x.graphml")
    assert [(p.code, p.values["id"], p.values["field"]) for p in refused.value.problems] == [
        ("drawing_clash", "t2", "when")
    ]


def test_a_line_that_was_bent_to_another_actor_changes_that_receiver_only() -> None:
    content = ck.to_gexf(counted()).decode()
    content = content.replace('target="wijkteam" id="t2#2"', 'target="balie" id="t2#2"')
    read = read_exchange(content.encode(), "x.gexf")
    assert read.case.touchpoint_list[1].to == ("inwoner", "balie")
    assert codes(read) == ["drawing_changed"]


def test_a_line_that_was_copied_is_a_new_touchpoint() -> None:
    content = ck.to_gexf(counted()).decode()
    start = content.index('<edge source="wijkteam"')
    copy = content[start : content.index("</edge>", start) + len("</edge>")]
    content = content.replace("</edges>", copy.replace('id="t3"', 'id="99"') + "</edges>")
    read = read_exchange(content.encode(), "x.gexf")
    assert [t.id for t in read.case.touchpoint_list] == ["t1", "t2", "t3", "t3+"]
    assert codes(read) == ["drawing_added"]


def test_a_type_a_label_and_a_description_changed_in_kumu_are_taken_over() -> None:
    def change(data: dict[str, Any]) -> None:
        data["elements"][1].update(label="het loket", description="Eerste hulp < bij geld")
        data["connections"][0]["type"] = "vraag"
        data["connections"][0]["description"] = "Nieuwe tekst"

    read = kumu(change)
    assert (read.case.actor_list[1].label, read.case.actor_list[1].role) == ("het loket", "Eerste hulp < bij geld")
    assert (read.case.touchpoint_list[0].kind, read.case.touchpoint_list[0].summary) == ("question", "Nieuwe tekst")


def test_a_damaged_case_inside_is_refused_not_guessed() -> None:
    with pytest.raises(ck.InputRefused) as refused:
        kumu(lambda data: data["casekit"].pop("case"))
    assert [problem.code for problem in refused.value.problems] == ["drawing_without_case"]


def test_without_the_case_inside_the_drawing_itself_is_read() -> None:
    read = kumu(lambda data: data.pop("casekit"))
    assert [a.id for a in read.case.actor_list] == ["inwoner", "balie", "wijkteam"]
    assert [(t.id, t.from_, t.to, t.kind, t.when) for t in read.case.touchpoint_list] == [
        (t.id, t.from_, t.to, t.kind, t.when) for t in counted().touchpoint_list
    ]
    assert read.case.touchpoint_list[2].promise is not None


@pytest.mark.parametrize("name", ["x.graphml", "x.gexf"])
def test_a_drawing_that_lost_its_case_still_gives_actors_and_touchpoints_in_their_order(name: str) -> None:
    content = (ck.to_graphml if name.endswith("ml") else ck.to_gexf)(counted()).decode().replace("casekit", "iets")
    read = read_exchange(content.encode(), name)
    assert [(t.id, t.from_, t.to, t.kind) for t in read.case.touchpoint_list] == [
        (t.id, t.from_, t.to, t.kind) for t in counted().touchpoint_list
    ]
    assert [a.kind for a in read.case.actor_list] == ["resident", "municipality", "other"]


# --- Drawn elsewhere


def test_a_foreign_kumu_map_becomes_actors_and_contacts_and_a_list_of_things_to_do() -> None:
    data = {
        "elements": [
            {"label": "Inwoner", "type": "inwoner", "Favorite colour": "blauw"},
            {"label": "Gemeente", "type": "gemeente", "description": "Een loket.", "tags": ["keten", "geld"]},
        ],
        "connections": [
            {"from": "Inwoner", "to": "Gemeente", "type": "aanvraag", "description": "Vraagt bijstand."},
            {"from": "Gemeente", "to": "Inwoner", "type": "hindert"},
        ],
    }
    read = read_exchange(json.dumps(data).encode(), "kaart.json")
    assert [(a.id, a.kind, a.note) for a in read.case.actor_list] == [
        ("Inwoner", "resident", None),
        ("Gemeente", "municipality", "Een loket."),
    ]
    assert read.case.actor_list[0].model_extra == {"Favorite colour": "blauw"}
    assert [(t.kind, t.summary) for t in read.case.touchpoint_list] == [("application", "Vraagt bijstand.")]
    assert [(row.missing, row.values["drawn_type"]) for row in read.to_do] == [(("kind",), "hindert")]


def test_a_backup_of_a_kumu_project_is_read_too() -> None:
    data = {
        "elements": [
            {"_id": "elem-1", "attributes": {"label": "Inwoner", "element type": "mens"}},
            {"_id": "elem-2", "attributes": {"label": "Gemeente"}},
        ],
        "connections": [
            {
                "_id": "conn-1",
                "from": "elem-1",
                "to": "elem-2",
                "attributes": {"label": "vraag"},
                "direction": "mutual",
            }
        ],
    }
    read = read_exchange(json.dumps(data).encode(), "project.json")
    assert [(a.id, a.label) for a in read.case.actor_list] == [("elem-1", "Inwoner"), ("elem-2", "Gemeente")]
    assert [(t.id, t.from_, t.kind) for t in read.case.touchpoint_list] == [("conn-1", "elem-1", "question")]
    assert "drawing_undirected" in codes(read)


def test_two_edges_with_the_same_id_or_none_are_two_touchpoints() -> None:
    content = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed">
    <key id="k" for="edge" attr.name="kind" attr.type="string"/><node id="a"/><node id="b"/>
    <edge id="e" source="a" target="b"><data key="k">vraag</data></edge>
    <edge id="e" source="a" target="b"><data key="k">navraag</data></edge>
    <edge source="b" target="a"><data key="k">antwoord</data></edge></graph></graphml>"""
    read = read_exchange(content.encode(), "x.graphml")
    assert [t.kind for t in read.case.touchpoint_list] == ["question", "chase", "answer"]
    assert read.case.id == "x"


def test_a_word_that_no_closed_list_knows_is_kept_as_a_field_of_its_own() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("a", kind="buurman", level="hoog")
    graph.add_node("b")
    graph.add_edge("a", "b", kind="vraag", amount="veel", when="ooit eens")
    read = read_exchange("\n".join(nx.generate_graphml(graph)).encode(), "x.graphml")
    assert read.case.actor_list[0].model_extra == {"drawn_kind": "buurman", "drawn_level": "hoog"}
    assert read.case.touchpoint_list[0].model_extra == {"drawn_amount": "veel", "drawn_when": "ooit eens"}


def test_words_on_the_shapes_of_yed_are_labels_and_kinds() -> None:
    shape = '<data key="g"><y:ShapeNode><y:NodeLabel>{}</y:NodeLabel></y:ShapeNode></data>'
    line = '<data key="l"><y:PolyLineEdge><y:EdgeLabel>{}</y:EdgeLabel></y:PolyLineEdge></data>'
    content = f"""<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
    <key id="g" for="node" yfiles.type="nodegraphics"/><key id="l" for="edge" yfiles.type="edgegraphics"/>
    <graph edgedefault="directed"><node id="n0">{shape.format("inwoner")}</node>
    <node id="n1">{shape.format("Het loket")}</node>
    <edge id="e0" source="n0" target="n1">{line.format("aanvraag")}</edge>
    <edge id="e1" source="n1" target="n0">{line.format("laat niets horen")}</edge></graph></graphml>"""
    read = read_exchange(content.encode(), "x.graphml")
    assert [(a.id, a.label, a.kind) for a in read.case.actor_list] == [
        ("n0", "inwoner", "resident"),
        ("n1", "Het loket", "other"),
    ]
    assert [(t.id, t.kind) for t in read.case.touchpoint_list] == [("e0", "application")]
    assert [(row.missing, row.values["summary"]) for row in read.to_do] == [(("kind",), "laat niets horen")]


# --- Refused


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("x.graphml", "", "exchange_empty"),
        ("x.graphml", "<html><body/></html>", "not_a_graph"),
        ("x.gexf", "<gexf/>", "not_a_graph"),
        ("x.graphml", "<graphml><graph>", "xml_broken"),
        ("x.graphml", '<!DOCTYPE a [<!ENTITY b "c">]><graphml><graph/></graphml>', "xml_entities"),
        ("x.graphml", "<graphml><graph><node><data key='k'>1</data></node></graph></graphml>", "graph_unknown_key"),
        ("x.gexf", "<gexf><graph><node><attvalues><attvalue for='9' value='1'/></attvalues></node></graph></gexf>",
         "graph_unknown_key"),
        ("x.graphml", "<graphml><graph/></graphml>", "drawing_empty"),
        ("x.graphml", "<graphml><graph><node id='a&#x202e;'/></graph></graphml>", "control_character"),
        ("x.json", "[1, 2]", "not_exchange"),
        ("x.json", '{"a": 1, "a": 2}', "duplicate_key"),
        ("x.json", '{"elements": [1]}', "not_fields"),
        ("x.json", '{"elements": [], "connections": 3}', "not_a_list"),
        ("x.json", '{"format": 1, "actors": "a"}', "not_a_list"),
        ("x.txt", "tekst", "not_exchange"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_one_clear_message(name: str, content: str, code: str) -> None:
    with pytest.raises(ck.InputRefused) as refused:
        read_exchange(content.encode(), name)
    assert code in [problem.code for problem in refused.value.problems]
    assert all(problem.sentence("nl") for problem in refused.value.problems)
