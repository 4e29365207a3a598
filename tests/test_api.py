"""What `import casekit as ck` promises."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import networkx as nx
import pandas as pd
import pydantic
import pytest

import casekit as ck


def test_a_case_file_is_read_and_its_tables_carry_the_same_ids() -> None:
    case = ck.example("bijstand-aanvraag")
    assert isinstance(case.touchpoints, pd.DataFrame)
    assert list(case.touchpoints["id"]) == [t.id for t in case.touchpoint_list]
    assert list(case.actors["id"]) == [a.id for a in case.actor_list]


def test_the_graphs_are_those_of_networkx() -> None:
    case = ck.example("bijstand-aanvraag")
    actors = ck.actor_graph(case)
    assert isinstance(actors, nx.MultiDiGraph)
    assert set(actors) == set(case.actors["id"])
    assert {key for _, _, key in actors.edges(keys=True)} <= set(case.touchpoints["id"])
    assert set(ck.event_graph(case)) == set(case.touchpoints["id"])
    assert isinstance(ck.requirement_graph(case), nx.DiGraph)


def test_stalls_is_a_table_whatever_was_imported_before() -> None:
    code = (
        "import casekit.stalls.stall, casekit.stalls.run, casekit as ck\n"
        "print(type(ck.stalls(ck.example('twaalf-regels'))).__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "DataFrame"


def test_a_case_is_frozen() -> None:
    case = ck.example("twaalf-regels")
    with pytest.raises(pydantic.ValidationError):
        case.title = "anders"


def test_changing_a_table_leaves_the_case_as_it_was() -> None:
    case = ck.example("twaalf-regels")
    table = case.touchpoints
    table.loc[0, "kind"] = "anders"
    assert case.touchpoints.loc[0, "kind"] == case.touchpoint_list[0].kind


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nope"):
        _ = ck.nope


def test_a_case_that_cannot_be_used_names_every_problem(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("actors: [{id: a}]\ntouchpoints:\n  - {id: t1, from: a, to: b, kind: vraagg}\n", encoding="utf-8")
    with pytest.raises(ck.InputRefused) as refused:
        ck.read_case(path)
    assert [problem.code for problem in refused.value.problems] == ["unknown_word", "unknown_actor"]


def test_importing_casekit_loads_nothing_heavy() -> None:
    heavy = {"pandas", "matplotlib", "networkx", "pydantic"}
    code = f"import sys, casekit, casekit.cli.frame; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
