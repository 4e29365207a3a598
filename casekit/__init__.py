"""casekit: finds where the system stalls in a reconstructed case of a household in poverty or debt.

>>> import casekit as ck
>>> case = ck.example("twaalf-regels")
>>> table = ck.stalls(case)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casekit.case import Case as Case
    from casekit.causes.agreement import agreement as agreement
    from casekit.causes.book import open_book as open_book
    from casekit.causes.code import code as code
    from casekit.causes.sidebyside import side_by_side as side_by_side
    from casekit.causes.suggest import suggest as suggest
    from casekit.changes import changes as diff
    from casekit.compare.run import compare as compare
    from casekit.compare.table import claim_table as claim_table
    from casekit.compare.table import kind_table as kind_table
    from casekit.compare.table import matrix_table as matrix_table
    from casekit.cost import cost_of as cost_of
    from casekit.cost import cost_table as cost_table
    from casekit.errors import InputRefused as InputRefused
    from casekit.examples import example as example
    from casekit.export.case_json import to_case_json as to_case_json
    from casekit.export.causal_map import to_causal_map as to_causal_map
    from casekit.export.draft import draft_book as draft_to_excel
    from casekit.export.gexf import to_gexf as to_gexf
    from casekit.export.graphml import to_graphml as to_graphml
    from casekit.export.kumu import to_kumu as to_kumu
    from casekit.export.prsm import to_prsm as to_prsm
    from casekit.graph import actor_graph as actor_graph
    from casekit.graph import event_graph as event_graph
    from casekit.graph import requirement_graph as requirement_graph
    from casekit.merge.join import merge as merge_cases
    from casekit.privacy.look import look as look
    from casekit.privacy.text import findings as privacy_findings
    from casekit.questions.answers import answer as answer
    from casekit.questions.table import ask as ask
    from casekit.read.case_file import read_case as read_case
    from casekit.read.drawn.exchange import import_exchange as import_exchange
    from casekit.read.narrative.draft import draft as draft
    from casekit.read.roads import import_case as import_case
    from casekit.release.run import Asked as Asked
    from casekit.release.run import release as release
    from casekit.route.run import route_of as route
    from casekit.stalls.run import analyse as analyse
    from casekit.stalls.run import stall_table as stalls
    from casekit.whatif.run import what_if as what_if
    from casekit.write.book.workbook import case_workbook as to_excel

# Loaded on first use: the command line must answer at once, and pandas alone takes longer than that.
_HOME = {
    "Asked": "casekit.release.run",
    "Case": "casekit.case",
    "InputRefused": "casekit.errors",
    "actor_graph": "casekit.graph",
    "agreement": "casekit.causes.agreement",
    "analyse": "casekit.stalls.run",
    "answer": "casekit.questions.answers",
    "ask": "casekit.questions.table",
    "claim_table": "casekit.compare.table",
    "code": "casekit.causes.code",
    "compare": "casekit.compare.run",
    "cost_of": "casekit.cost",
    "cost_table": "casekit.cost",
    "diff": "casekit.changes:changes",
    "draft": "casekit.read.narrative.draft",
    "draft_to_excel": "casekit.export.draft:draft_book",
    "event_graph": "casekit.graph",
    "example": "casekit.examples",
    "import_case": "casekit.read.roads",
    "import_exchange": "casekit.read.drawn.exchange",
    "kind_table": "casekit.compare.table",
    "look": "casekit.privacy.look",
    "matrix_table": "casekit.compare.table",
    "merge_cases": "casekit.merge.join:merge",
    "open_book": "casekit.causes.book",
    "privacy_findings": "casekit.privacy.text:findings",
    "read_case": "casekit.read.case_file",
    "release": "casekit.release.run",
    "requirement_graph": "casekit.graph",
    "route": "casekit.route.run:route_of",
    "side_by_side": "casekit.causes.sidebyside",
    "stalls": "casekit.stalls.run:stall_table",
    "suggest": "casekit.causes.suggest",
    "to_case_json": "casekit.export.case_json",
    "to_causal_map": "casekit.export.causal_map",
    "to_excel": "casekit.write.book.workbook:case_workbook",
    "to_gexf": "casekit.export.gexf",
    "to_graphml": "casekit.export.graphml",
    "to_kumu": "casekit.export.kumu",
    "to_prsm": "casekit.export.prsm",
    "what_if": "casekit.whatif.run",
}

__version__ = "0.1.0"
__all__ = [
    "Asked",
    "Case",
    "InputRefused",
    "__version__",
    "actor_graph",
    "agreement",
    "analyse",
    "answer",
    "ask",
    "claim_table",
    "code",
    "compare",
    "cost_of",
    "cost_table",
    "diff",
    "draft",
    "draft_to_excel",
    "event_graph",
    "example",
    "import_case",
    "import_exchange",
    "kind_table",
    "look",
    "matrix_table",
    "merge_cases",
    "open_book",
    "privacy_findings",
    "read_case",
    "release",
    "requirement_graph",
    "route",
    "side_by_side",
    "stalls",
    "suggest",
    "to_case_json",
    "to_causal_map",
    "to_excel",
    "to_gexf",
    "to_graphml",
    "to_kumu",
    "to_prsm",
    "what_if",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'casekit' has no attribute {name!r}")
    module, _, attribute = _HOME[name].partition(":")
    value = getattr(import_module(module), attribute or name)
    globals()[name] = value
    return value
