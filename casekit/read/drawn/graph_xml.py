"""GraphML and GEXF as a drawing: whatever program wrote them, every value as text.

Read here rather than by networkx, which makes one edge of two with the same id, turns texts into numbers, and
stops with an error of its own at the first thing that it does not expect. Names are compared without their namespace,
since programs differ in its version. Nodes within nodes (groups in yEd) are read as nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from casekit.errors import InputRefused, Problem, shown
from casekit.read.drawn.drawing import STORED, Drawing, Edge, Node, Value
from casekit.read.safe.guard import strange_sign
from casekit.read.safe.xml import parse_xml

__all__ = ["read_gexf", "read_graphml"]


def read_graphml(content: bytes, file: str) -> Drawing:
    """The drawing in a GraphML file (graphml.graphdrawing.org, 1.0; the labels of yEd too).

    Raises InputRefused when it is no GraphML, or when data belong to a key that nothing declares.
    """
    root = _root(content, file, "graphml")
    keys: dict[str, str] = {}
    defaults: dict[str, dict[str, Value]] = {"node": {}, "edge": {}}
    for key in _all(root, "key"):
        name: str = key.get("attr.name") or key.get("id") or ""
        keys[key.get("id", "")] = name
        preset = next((_text(one) for one in key if _name(one) == "default"), "")
        for part in ("node", "edge"):
            if preset and key.get("for", "all") in (part, "all"):
                defaults[part][name] = preset
    unknown: set[str] = set()

    def values(element: Element, part: str) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for data in (one for one in element if _name(one) == "data"):
            key = data.get("key", "")
            if key not in keys:
                unknown.add(key)
            elif len(data):  # a shape of yEd: of that only the words on it are read
                words = (_text(one) for one in data.iter() if _name(one) in ("NodeLabel", "EdgeLabel"))
                drawn_label = next(words, "")
                if drawn_label:
                    found["label"] = drawn_label
            elif _text(data):
                found.setdefault(keys[key], _text(data))
        return {**defaults.get(part, {}), **found}

    graphs = list(_all(root, "graph"))
    whole = {name: value for graph in graphs for name, value in values(graph, "graph").items()}
    nodes = [Node(node.get("id", ""), values(node, "node")) for node in _all(root, "node")]
    edges = []
    for graph in graphs:
        as_given = graph.get("edgedefault") != "undirected"
        for edge in graph:
            if _name(edge) == "edge":
                ends = edge.get("source", ""), edge.get("target", "")
                directed = {"true": True, "false": False}.get(edge.get("directed", ""), as_given)
                edges.append(Edge(edge.get("id", ""), *ends, values(edge, "edge"), directed))
    if unknown:
        raise InputRefused(
            [Problem("graph_unknown_key", file, values={"value": shown(key)}) for key in sorted(unknown)]
        )
    return _drawing(nodes, edges, whole)


def read_gexf(content: bytes, file: str) -> Drawing:
    """The drawing in a GEXF file (gexf.net, 1.1 to 1.3).

    Raises InputRefused when it is no GEXF, or when a value belongs to an attribute that nothing declares.
    """
    root = _root(content, file, "gexf")
    titles: dict[tuple[str, str], str] = {}
    defaults: dict[str, dict[str, Value]] = {"node": {}, "edge": {}}
    for block in _all(root, "attributes"):
        part = block.get("class", "")
        for one in _all(block, "attribute"):
            titles[part, one.get("id", "")] = one.get("title") or one.get("id") or ""
            for preset in _all(one, "default"):
                if part in defaults and _text(preset):
                    defaults[part][titles[part, one.get("id", "")]] = _text(preset)
    unknown: set[str] = set()

    def values(element: Element, part: str) -> dict[str, Value]:
        found = dict(defaults[part])
        for block in element:
            for value in block if _name(block) == "attvalues" else ():
                key: str = value.get("for") or value.get("id") or ""
                if (part, key) not in titles:
                    unknown.add(key)
                elif value.get("value"):
                    found[titles[part, key]] = value.get("value", "")
        label = element.get("label")
        return {**found, "label": label} if label else found

    nodes = [Node(node.get("id", ""), values(node, "node")) for node in _all(root, "node")]
    as_given = any(graph.get("defaultedgetype") == "directed" for graph in _all(root, "graph"))
    edges = [
        Edge(
            edge.get("id", ""), edge.get("source", ""), edge.get("target", ""), values(edge, "edge"),
            edge.get("type", "directed" if as_given else "undirected") == "directed",
        )
        for edge in _all(root, "edge")
    ]  # fmt: skip
    if unknown:
        raise InputRefused(
            [Problem("graph_unknown_key", file, values={"value": shown(key)}) for key in sorted(unknown)]
        )
    return _drawing(nodes, edges, {})


def _refuse(unknown: set[str], file: str) -> None:
    if unknown:
        problems = [Problem("graph_unknown_key", file, values={"value": shown(key)}) for key in sorted(unknown)]
        raise InputRefused(problems)


def _root(content: bytes, file: str, name: str) -> Element:
    root = parse_xml(content, file, name)
    if _name(root) != name or next(_all(root, "graph"), None) is None:
        raise InputRefused([Problem("not_a_graph", file, values={"form": name})])
    texts = (text for element in root.iter() for text in (element.text, *element.attrib.values()))
    signs = dict.fromkeys(sign for text in texts if text and (sign := strange_sign(text)))
    if signs:
        raise InputRefused([Problem("control_character", file, values={"character": sign}) for sign in signs])
    return root


def _drawing(nodes: list[Node], edges: list[Edge], whole: dict[str, Value]) -> Drawing:
    """The nodes and edges, with the case that goes along, whether the graph or a node carries it."""
    stored = [str(found) for values in (whole, *(n.values for n in nodes)) if (found := values.pop(STORED, None))]
    return Drawing(tuple(nodes), tuple(edges), stored[0] if stored else None, str(whole.get("title", "")))


def _all(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if _name(element) == name)


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: Element) -> str:
    text = element.text or ""
    return text if text.strip() else ""
