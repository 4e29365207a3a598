"""The contract of the graphs: attributes as promised in code and docs, in every format and environment."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from casekit import graph as graph_module
from casekit.case import Case
from casekit.examples import examples
from casekit.graph import (
    CONTRACT,
    access_graph,
    actor_graph,
    contact_graph,
    event_graph,
    requirement_graph,
)
from casekit.notation import case_of
from tests.few import EVERY_DAY, few_examples, kit

MAKERS: dict[str, Callable[[Case], nx.Graph[str]]] = {
    "actor_graph": actor_graph,
    "event_graph": event_graph,
    "requirement_graph": requirement_graph,
    "access_graph": access_graph,
    "contact_graph": contact_graph,
}


# -- the contract -----------------------------------------------------------------------------------


def parts(graph: nx.Graph[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from (("node", data) for _, data in graph.nodes(data=True))
    yield from (("edge", data) for *_, data in graph.edges(data=True))


@pytest.mark.parametrize("name", few_examples())
@pytest.mark.parametrize("maker", MAKERS)
def test_nodes_and_edges_carry_what_the_contract_says(maker: str, name: str) -> None:
    for part, data in parts(MAKERS[maker](kit(name))):
        promised = CONTRACT[maker][part]
        assert set(data) <= set(promised)
        assert {attribute for attribute, row in promised.items() if row.always} <= set(data)
        assert all(type(value) is promised[attribute].type for attribute, value in data.items())


@pytest.mark.parametrize("maker", MAKERS)
def test_every_promised_attribute_occurs_somewhere(maker: str) -> None:
    needing = case_of("a: inwoner > gemeente levering shares=x\nb: gemeente > inwoner besluit needs=x")
    cases = [needing, *map(kit, examples())]
    for part, promised in CONTRACT[maker].items():
        seen = {
            attribute
            for case in cases
            for kind, data in parts(MAKERS[maker](case))
            if kind == part
            for attribute in data
        }
        assert seen == set(promised)


@pytest.mark.parametrize("maker", MAKERS)
def test_the_docstring_says_the_same_as_the_contract(maker: str) -> None:
    told: dict[str, dict[str, tuple[str, str]]] = {"node": {}, "edge": {}}
    part = ""
    for line in (inspect.getdoc(getattr(graph_module, maker)) or "").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[0] in told:
            part = cells[0]
        elif line.startswith("|") and not cells[0].startswith("---"):
            told[part] |= {name.strip(): (cells[1], cells[2]) for name in cells[0].split(",")}
    promised = {
        part: {
            name: (row.type.__name__ + ("" if row.always else ", if known"), row.meaning)
            for name, row in rows.items()
        }
        for part, rows in CONTRACT[maker].items()
    }
    assert told == promised


@pytest.mark.parametrize("name", few_examples())
@pytest.mark.parametrize("maker", MAKERS)
def test_every_graph_survives_graphml(maker: str, name: str, tmp_path: Path) -> None:
    graph = MAKERS[maker](kit(name))
    nx.write_graphml(graph, tmp_path / "graph.graphml")
    back = nx.read_graphml(tmp_path / "graph.graphml", force_multigraph=graph.is_multigraph())
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(back.edges(data=True)) == list(graph.edges(data=True))


def test_unknown_days_are_left_out_and_dates_are_text() -> None:
    undated = actor_graph(case_of("a: inwoner > gemeente vraag")).edges["inwoner", "gemeente", "a"]
    assert {"day_lo", "day_hi", "date_lo", "date_hi"}.isdisjoint(undated)
    numbered = actor_graph(case_of("a: inwoner > gemeente vraag @3")).edges["inwoner", "gemeente", "a"]
    assert (numbered["day_lo"], numbered["day_hi"], "date_lo" in numbered) == (3, 3, False)
    dated = actor_graph(case_of("a: inwoner > gemeente vraag @2021-03")).edges["inwoner", "gemeente", "a"]
    assert (dated["date_lo"], dated["date_hi"]) == ("2021-03-01", "2021-03-31")


# -- with and without numpy ---------------------------------------------------------------------------

RESULTS = """
import json, sys
if sys.argv[1] == "without":
    sys.modules["numpy"] = sys.modules["scipy"] = None
import networkx as nx
import casekit as ck
from casekit.continuity import contacts, continuity, order_p
from casekit.graph import *
from casekit.stalls.m2_bottleneck import gatekeepers
from casekit.story import tell
found = {}
for name in sys.argv[2:]:
    case = ck.example(name)
    row = [contact.who for contact in contacts(tell(case))]
    makers = (actor_graph, event_graph, requirement_graph, access_graph, contact_graph)
    found[name] = {
        "graphs": [list(nx.generate_graphml(make(case))) for make in makers],
        "constraint": constraint(contact_graph(case)),
        "continuity": [repr(continuity(row)), order_p(row), order_p(row * 9)],
        "gatekeepers": gatekeepers(case),
    }
assert sys.argv[1] == "with" or sys.modules["numpy"] is None
if sys.argv[1] == "with":
    import numpy
print(json.dumps(found))
"""


def results(which: str, names: Sequence[str]) -> Any:
    command = [sys.executable, "-c", RESULTS, which, *names]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


@pytest.mark.parametrize("names", [EVERY_DAY, pytest.param(examples(), marks=pytest.mark.slow)], ids=["few", "all"])
def test_results_are_the_same_with_and_without_numpy_and_scipy(names: Sequence[str]) -> None:
    without = results("without", names)
    assert set(without) == set(names)
    assert without == results("with", names)


# -- the pages in the docs ------------------------------------------------------------------------------

DOCS = Path(__file__).parents[1] / "docs"
PAGES = ["nl/grafen.md", "en/graphs.md"]


@pytest.mark.parametrize("page", PAGES)
def test_the_docs_name_every_attribute_of_every_graph(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    for maker, promised in CONTRACT.items():
        section = text.split(f"`{maker}`", 2)[2].split("\n## ")[0]
        named = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
        assert named == [*promised["node"], *promised["edge"]]


@pytest.mark.parametrize("page", [*PAGES, "nl/continuiteit.md", "en/continuity.md"])
def test_the_example_in_the_docs_runs(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code = (DOCS / page).read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    exec(compile(code, page, "exec"), {})
