"""How much of a narrative `casekit draft` fills in, and how much of that is right: `python benchmarks/drafting.py`.

The narratives stand in `tests/read/narrative/narratives`, each with what a careful reader would fill in. A field can
be right, wrong, or left open; what a careful reader cannot fill in either must stay open, and counts as wrong when it
is not.
"""

from __future__ import annotations

import tempfile
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from casekit.read.narrative.draft import Draft, DraftRow, draft

__all__ = ["FIELDS", "NARRATIVES", "drafted", "measured", "word_file"]

NARRATIVES = Path(__file__).parents[1] / "tests" / "read" / "narrative" / "narratives"
FIELDS = ("when", "from", "to", "kind", "channel")


def word_file(rows: dict[str, Any], path: Path) -> Path:
    """A Word file with a line of text, a table, and a line of text."""
    import docx

    document = docx.Document()
    document.add_heading("Tijdlijn", 1)
    document.add_paragraph(rows["before"])
    table = document.add_table(rows=0, cols=len(rows["row"][0]))
    for row in rows["row"]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph(rows["after"])
    document.save(str(path))
    return path


def drafted(name: str, folder: Path) -> tuple[Draft, list[dict[str, str]]]:
    """The draft of a narrative, and the events that a careful reader sees in it."""
    gold = tomllib.loads((NARRATIVES / f"{name}.toml").read_text(encoding="utf-8"))
    file = next((p for p in NARRATIVES.glob(f"{name}.*") if p.suffix != ".toml"), None)
    return draft(file or word_file(gold, folder / f"{name}.docx")), gold["event"]


def found(made: Draft, words: str) -> DraftRow | None:
    """The row that tells of an event."""
    return next((row for row in made.rows if words in row.text), None)


def measured(name: str, folder: Path) -> dict[str, Counter[str]]:
    """Per field, how often it was right, wrong, open, or rightly left open; and how the events were cut."""
    made, events = drafted(name, folder)
    counts = {field: Counter[str]() for field in ("rows", *FIELDS)}
    rows = [found(made, event["words"]) for event in events]
    for event, row in zip(events, rows, strict=True):
        alone = row is not None and [one for one in rows if one is not None].count(row) == 1
        counts["rows"]["right" if alone else "wrong" if row else "open"] += 1
        for field in FIELDS:
            value = row.values.get(field) if row else None
            value = ", ".join(value) if isinstance(value, tuple) else value
            expected = event.get(field)
            if value is None:
                counts[field]["open" if expected else "rightly open"] += 1
            else:
                counts[field]["right" if value == expected else "wrong"] += 1
    return counts


def main() -> None:
    """Print a table per narrative, and of all of them."""
    total = {field: Counter[str]() for field in ("rows", *FIELDS)}
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(NARRATIVES.glob("*.toml")):
            counts = measured(path.stem, Path(folder))
            print(
                f"{path.stem:12}",
                *(
                    f"{f} {c['right']}/{c['right'] + c['open'] + c['wrong']}, wrong {c['wrong']};"
                    for f, c in counts.items()
                ),
            )
            for field, counter in counts.items():
                total[field] += counter
    print(f"\n{'field':10}{'right':>8}{'wrong':>8}{'open':>8}{'share right':>14}{'right of filled':>18}")
    for field, counter in total.items():
        given, filled = counter["right"] + counter["wrong"] + counter["open"], counter["right"] + counter["wrong"]
        shares = f"{100 * counter['right'] / given:13.0f}%{100 * counter['right'] / filled:17.0f}%"
        print(f"{field:10}{counter['right']:8}{counter['wrong']:8}{counter['open']:8}{shares}")


if __name__ == "__main__":
    main()
