"""A case as GEXF, for Gephi, with time.

Form: GEXF 1.3 (gexf.net, `1.3/gexf.xsd` and `dynamics.xsd`; Gephi 0.9.3 and later): directed, `mode="dynamic"`.
An edge lasts from the first to the last day on which the touchpoint can have taken place: dates
(`timeformat="date"`), or days since day 0 (`double`) in a case without a calendar. networkx writes it; the day of
writing, the maker and the address of the schema are left out. GEXF has no attributes of the graph, so the whole case
goes along as the attribute `casekit` of the first node: Gephi keeps that one when it saves.
"""

from __future__ import annotations

from io import BytesIO
from xml.etree.ElementTree import Element, SubElement

from casekit.case import Case
from casekit.export.graphml import as_graph
from casekit.read.drawn.drawing import STORED, Drawing, Value, drawing
from casekit.text import say

__all__ = ["to_gexf"]


def to_gexf(case: Case, lang: str = "nl") -> bytes:
    """The GEXF file of a case: as `to_graphml`, and every edge has the days between which it took place.

    >>> import casekit as ck
    >>> b'timeformat="date"' in ck.to_gexf(ck.example("bijstand-aanvraag"))
    True
    """
    from networkx.readwrite.gexf import GEXFWriter

    made = drawing(case, lang)
    graph = as_graph(made)
    for number, name in enumerate(graph):
        if number == 0 and made.stored is not None:
            graph.nodes[name][STORED] = made.stored
    for edge in made.edges:
        graph.edges[edge.source, edge.target, edge.id].update(id=edge.id, **_lasts(edge.values, _calendar(made)))
    writer = GEXFWriter(graph, version="1.3")
    writer.xml.attrib = {"xmlns": writer.NS_GEXF, "version": "1.3"}
    meta = writer.xml.find("meta")
    if meta is not None:
        meta.clear()
        if case.status:
            SubElement(meta, "description").text = say(f"word.{case.status}", lang)
    writer.graph_element.attrib.pop("name", None)
    _without_keys(writer.graph_element)
    file = BytesIO()
    writer.write(file)
    return file.getvalue() + b"\n"


def _without_keys(graph: Element) -> None:
    """The keys of edges that networkx writes as an attribute; they are the ids, which stand there already."""
    for block in graph.findall("attributes"):
        keys = [one for one in block if one.get("title") == "networkx_key"]
        for one in keys:
            block.remove(one)
            for values in graph.iter("attvalues"):
                for value in values.findall(f"attvalue[@for='{one.get('id')}']"):
                    values.remove(value)


def _calendar(made: Drawing) -> bool:
    """Whether the days of this case have dates."""
    return any("date_lo" in edge.values or "date_hi" in edge.values for edge in made.edges)


def _lasts(values: dict[str, Value], calendar: bool) -> dict[str, str | float]:
    """Start and end of an edge, as far as they are known."""
    name = "date" if calendar else "day"
    ends = {"start": values.get(f"{name}_lo"), "end": values.get(f"{name}_hi")}
    return {key: str(day) if calendar else float(day) for key, day in ends.items() if day is not None}
