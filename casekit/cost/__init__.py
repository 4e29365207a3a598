"""What stalls cost in time: the as-built critical path, the lead time in parts, and the case without them."""

from casekit.cost.amount import Amount
from casekit.cost.run import DRAWS, SEED, Cost, StallCost, cost_of, stall_costs
from casekit.cost.table import cost_table
from casekit.cost.waterfall import CATEGORIES, Part

__all__ = [
    "CATEGORIES",
    "DRAWS",
    "SEED",
    "Amount",
    "Cost",
    "Part",
    "StallCost",
    "cost_of",
    "cost_table",
    "stall_costs",
]
