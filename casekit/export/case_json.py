"""A case as JSON, for programs of your own: the names of a case file, without loss."""

from __future__ import annotations

import json

from casekit.case import Case
from casekit.filled import case_data

__all__ = ["to_case_json"]


def to_case_json(case: Case, lang: str = "nl") -> bytes:
    """The JSON file of a case. Closed lists are codes in any language, so `lang` changes nothing.

    >>> import casekit as ck, json
    >>> json.loads(ck.to_case_json(ck.example("twaalf-regels")))["format"]
    1
    """
    return (json.dumps(case_data(case), ensure_ascii=False, indent=2) + "\n").encode("utf-8", "surrogatepass")
