"""Figures of one case, and over many cases. They show what they are given, and compute nothing about a case."""

from casekit.figures.agreement import agreement_sheets, agreement_table
from casekit.figures.causetree import cause_tree
from casekit.figures.costs import costs
from casekit.figures.criticalpath import critical_path
from casekit.figures.headcount import helpers
from casekit.figures.knowledge import knowledge_map
from casekit.figures.layers import layers
from casekit.figures.matrix import matrix, matrix_sheets
from casekit.figures.network import network
from casekit.figures.pareto import pareto
from casekit.figures.prevalence import prevalence
from casekit.figures.route import route, route_sheets
from casekit.figures.save import save
from casekit.figures.timeline import sheets, timeline
from casekit.figures.waterfall import waterfall
from casekit.figures.whatif import whatif

__all__ = [
    "agreement_sheets",
    "agreement_table",
    "cause_tree",
    "costs",
    "critical_path",
    "helpers",
    "knowledge_map",
    "layers",
    "matrix",
    "matrix_sheets",
    "network",
    "pareto",
    "prevalence",
    "route",
    "route_sheets",
    "save",
    "sheets",
    "timeline",
    "waterfall",
    "whatif",
]
