"""A case as GraphML, for yEd, Gephi and Cytoscape.

Form: GraphML 1.0 (graphml.graphdrawing.org, primer and `graphml.xsd`): keys with a type first, then one directed
graph of nodes and edges. networkx writes it; the address of the schema, which no reader needs, is left out. The
whole case goes along as the datum `casekit` of the graph.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from casekit.case import Case
from casekit.read.drawn.drawing import STORED, Drawing, drawing

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["as_graph", "to_graphml"]


def to_graphml(case: Case, lang: str = "nl") -> bytes:
    """The GraphML file of a case: actors are nodes, touchpoints edges, with every field as an attribute.

    Attributes are called as the fields of a case file; `label`, `kind_name` and `side` are words in the language,
    `day_lo` and `day_hi` days since day 0. The same case gives the same bytes; `casekit.import_exchange` gives
    the same case back.

    >>> import casekit as ck
    >>> ck.to_graphml(ck.example("twaalf-regels"))[:38]
    b"<?xml version='1.0' encoding='utf-8'?>"
    """
    from networkx.readwrite.graphml import GraphMLWriter

    made = drawing(case, lang)
    graph = as_graph(made)
    graph.graph.update({"title": made.title, STORED: made.stored})
    writer = GraphMLWriter(graph)
    writer.xml.attrib = {"xmlns": writer.NS_GRAPHML}
    file = BytesIO()
    writer.dump(file)
    return file.getvalue() + b"\n"


def as_graph(made: Drawing) -> nx.MultiDiGraph[str]:
    """A drawing as a graph of networkx, with the ids of the edges as keys."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in made.nodes:
        graph.add_node(node.id, **node.values)
    for edge in made.edges:
        graph.add_edge(edge.source, edge.target, edge.id)
        graph.edges[edge.source, edge.target, edge.id].update(edge.values)
    return graph
