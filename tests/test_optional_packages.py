"""Every result is the same with and without what pandas, networkx and numpy use when it happens to be there."""

from __future__ import annotations

import subprocess
import sys

import pytest

OPTIONAL = ("scipy", "numba", "numexpr", "bottleneck", "pyarrow", "sympy", "IPython", "dask", "duckdb", "docx")

RESULTS = """
import json, sys
for name in sys.argv[1:]:
    sys.modules[name] = None
import casekit as ck
from casekit.cost import cost_of
from casekit.cost.as_data import as_data as cost_data
from casekit.knowledge import knowledge
from casekit.stalls.as_data import as_data
from casekit.continuity import continuity_table
for name in ("bijstand-aanvraag", "twaalf-regels", "kinderarmoede"):
    analysis = ck.analyse(ck.example(name))
    print(json.dumps(as_data(analysis)), json.dumps(cost_data(cost_of(analysis, draws=200))))
    print(knowledge(analysis.case).to_csv(), continuity_table(analysis.case).to_csv())
"""


def results(*without: str) -> str:
    command = [sys.executable, "-c", RESULTS, *without]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


@pytest.mark.slow
def test_stalls_cost_knowledge_and_continuity_do_not_hang_on_optional_packages() -> None:
    found = results(*OPTIONAL)
    assert found.count('"lead_time"') == 3
    assert found == results()
