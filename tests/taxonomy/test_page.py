"""The page about system causes lists the causes as they are in the taxonomy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casekit.taxonomy import causes
from casekit.vocabulary import label

DOCS = Path(__file__).parents[2] / "docs"
_ROW = re.compile(r"^\| (\w+) \| ([^|]+) \| (\**)([^|*]+)\** \|$", re.M)


@pytest.mark.parametrize(("lang", "page"), [("nl", "nl/systeemoorzaken.md"), ("en", "en/system-causes.md")])
def test_the_table_has_every_cause_with_its_level_and_label_and_the_short_list_in_bold(lang: str, page: str) -> None:
    rows = _ROW.findall((DOCS / page).read_text("utf-8"))
    found = [(code, level, bool(bold), name) for code, level, bold, name in rows if code != "Code"]
    without = {"nl": "met toelichting", "en": "with an explanation"}[lang]
    assert found == [
        (one.code, label("cause_level", one.level, lang) if one.level else without, one.short, one.label(lang))
        for one in causes()
    ]
