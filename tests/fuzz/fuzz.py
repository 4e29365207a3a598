"""Fuzz one reader with atheris: `python tests/fuzz/fuzz.py yaml --seconds 600`, or `--runs 2000 --seed 1`.

An input that brings out anything but a refusal is written to the folder of `--keep` and ends the run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))


def main() -> None:
    """Read the options and hand over to atheris."""
    import atheris

    with atheris.instrument_imports(include=["casekit.read", "yaml", "json", "zipfile"]):
        from tests.fuzz.harnesses import HARNESSES, one

        for name, harness in HARNESSES.items():  # the readers are loaded on first use: while atheris looks on
            for seed in harness.seeds():
                one(name, seed)

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reader", choices=sorted(HARNESSES))
    parser.add_argument("--seconds", type=int, default=0)
    parser.add_argument("--runs", type=int, default=-1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", default=tempfile.gettempdir())
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(HARNESSES[chosen.reader].seeds()):
            (Path(folder) / f"seed-{number}").write_bytes(seed)
        options = [f"-max_total_time={chosen.seconds}", f"-runs={chosen.runs}", "-max_len=4096", "-timeout=10"]
        options += [f"-seed={chosen.seed}"] if chosen.seed else []
        options += [f"-artifact_prefix={chosen.keep}/{chosen.reader}-", "-print_final_stats=1", folder]
        atheris.Setup([sys.argv[0], *options], lambda content: one(chosen.reader, content) and None)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
