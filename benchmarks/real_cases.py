"""How often the kit locates what an independent body found, on real reconstructed cases.

    python benchmarks/real_cases.py FOLDER

FOLDER holds chronology JSON files with `findings`. Per case and in all: the share of findings located (a
stall's `at` is one of the finding's touchpoints), the share of stalls that are on a finding, both again for
as many touchpoints drawn at random (the mean of 2,000 draws with a fixed seed), and the stalls per case;
once as the cases are, once with `outcome` hidden and `waiting` removed, since those carry part of the answer.
The package itself never reads findings: only this script does.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from pathlib import Path
from statistics import mean
from typing import Any

from casekit.read.chronology import import_chronology
from casekit.stalls.run import analyse

DRAWS = 2000


def without_outcomes(data: dict[str, Any]) -> dict[str, Any]:
    """The chronology with `outcome` hidden and `waiting` removed; replies to that move up."""
    above = {t["id"]: t.get("responds_to") for t in data["touchpoints"] if t["kind"] == "waiting"}
    rows = []
    for t in data["touchpoints"]:
        if t["kind"] == "waiting":
            continue
        reply = t.get("responds_to")
        while reply in above:
            reply = above[reply]
        rows.append({**{key: value for key, value in t.items() if key != "outcome"}, "responds_to": reply})
    return {**data, "touchpoints": rows}


def places(data: dict[str, Any]) -> list[str]:
    """The touchpoint of every stall that the kit finds in a chronology."""
    shown = {key: value for key, value in data.items() if key not in ("findings", "notes")}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.json"
        path.write_text(json.dumps(shown), encoding="utf-8")
        return [stall.at for stall in analyse(import_chronology(path).case).stalls if stall.kind[0] != "M"]


def score(at: list[str], findings: list[set[str]]) -> tuple[int, int]:
    """How many findings have a stall on them, and how many stalls are on a finding."""
    anywhere = set().union(*findings) if findings else set()
    return sum(bool(set(at) & finding) for finding in findings), sum(name in anywhere for name in at)


def measure(data: dict[str, Any]) -> dict[str, float]:
    """The figures of one case."""
    ids = {t["id"] for t in data["touchpoints"]}
    findings = [set(f["touchpoints"]) & ids for f in data.get("findings", ())]
    findings = [finding for finding in findings if finding]
    at = places(data)
    located, on = score(at, findings)
    dice = random.Random(20261122)
    pool = sorted(ids)
    draws = [score([dice.choice(pool) for _ in at], findings) for _ in range(DRAWS)]
    return {
        "findings": len(findings),
        "located": located,
        "stalls": len(at),
        "on": on,
        "chance_located": mean(draw[0] for draw in draws),
        "chance_on": mean(draw[1] for draw in draws),
    }


def line(name: str, total: dict[str, float]) -> str:
    """One line of the table."""
    findings, stalls = total["findings"] or 1, total["stalls"] or 1
    return (
        f"{name:<40} located {total['located'] / findings:.2f} (chance {total['chance_located'] / findings:.2f})"
        f"  on a finding {total['on'] / stalls:.2f} (chance {total['chance_on'] / stalls:.2f})"
        f"  stalls {total['stalls']:.0f}"
    )


def main(folder: Path) -> int:
    """Print both tables."""
    files = sorted(folder.glob("*.json"))
    if not files:
        print(f"no chronologies in {folder}")
        return 1
    for title, change in (("as is", dict), ("outcome hidden, waiting removed", without_outcomes)):
        print(f"\n{title}")
        results = []
        for file in files:
            data = change(json.loads(file.read_text(encoding="utf-8")))
            results.append(measure(data))
            print(line(file.stem, results[-1]))
        total = {key: sum(result[key] for result in results) for key in results[0]}
        print(line("all", total) + f"  ({total['stalls'] / len(files):.1f} per case)")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
