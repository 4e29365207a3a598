"""The process that deduce runs in: texts come in as JSON, places go out as JSON, and nothing is written anywhere.

Made for deduce 3.0.6. Its lists of streets, of healthcare institutions and of diseases that are named after a doctor
are left out: they take nearly all the time, and hardly add anything (without the last, it asks about a "Parkinson"
more). Lists that it stored before are not read back: they are pickles.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

__all__ = ["main"]

LEFT_OUT = ("lst_street", "lst_healthcare_institution", "lst_eponymous_disease")


def _reader() -> Callable[[str], Any]:
    """Deduce with short lists, that it keeps to itself."""
    logging.getLogger().addHandler(logging.NullHandler())  # or deduce has the root logger print all it does
    lists: Any = import_module("deduce.lookup_structs")
    deduce: Any = import_module("deduce")
    read = lists.load_raw_itemset

    def short(path: Path) -> set[str]:
        return set() if path.name in LEFT_OUT else set(read(path))

    lists.load_raw_itemset = short
    lists.cache_lookup_structs = lambda *args, **kwargs: None
    engine = deduce.Deduce(build_lookup_structs=True)
    return lambda text: engine.deidentify(text).annotations


def main() -> None:
    """Read texts from the standard input; write where something was found in each, as [start, end], in its order."""
    texts = json.load(sys.stdin.buffer)
    out, sys.stdout = sys.stdout, sys.stderr
    read = _reader()
    told = [sorted([one.start_char, one.end_char] for one in read(text)) for text in texts]
    out.write(json.dumps(told))


if __name__ == "__main__":
    main()
