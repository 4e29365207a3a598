"""Who knew what when, as far as the case shows, and who could have: documented, possible, and lacked."""

from casekit.knowledge.about import About, Holder, Known, Need, about, items_of
from casekit.knowledge.arrivals import Arrival, Learned, Rule, could_know, documented
from casekit.knowledge.as_data import as_data
from casekit.knowledge.gaps import Gaps, Way
from casekit.knowledge.grounds import Ground, grounds, grounds_for
from casekit.knowledge.table import knowledge, needs
from casekit.knowledge.versions import View, outdated

__all__ = [
    "About",
    "Arrival",
    "Gaps",
    "Ground",
    "Holder",
    "Known",
    "Learned",
    "Need",
    "Rule",
    "View",
    "Way",
    "about",
    "as_data",
    "could_know",
    "documented",
    "grounds",
    "grounds_for",
    "items_of",
    "knowledge",
    "needs",
    "outdated",
]
