"""A truth table as a CSV file for the programs that QCA is really done in (R: QCA, SetMethods, cna).

Commas and decimal points, as those programs read: this file is not for a double click.
"""

from __future__ import annotations

import csv
from io import StringIO

from casekit.compare.explore import Explored
from casekit.compare.truthtable import csv_heads, csv_rows

__all__ = ["truth_table_csv"]


def truth_table_csv(found: Explored) -> bytes:
    """One row per combination: 1 or 0 per condition, OUT (1, 0, C contradictory, ? empty), n, incl, cov, cases.

    Only the heads where there is no table: too few cases, or an outcome that does not vary.
    """
    text = StringIO()
    writer = csv.DictWriter(text, csv_heads(found.table), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(csv_rows(found.table, found.cases))
    return text.getvalue().encode("utf-8")
