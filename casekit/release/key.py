"""What only the researcher knows about a release: from which day its quarters are counted.

`private/key.yaml` beside the case. Drawn once per case, so that two releases of one case cut time in the same places:
with other cuts, laying the two side by side would give days back.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from casekit.errors import InputRefused, Problem
from casekit.read.beside import beside
from casekit.read.consent_file import FOLDER
from casekit.read.safe.guard import read_yaml
from casekit.read.safe.opening import MEGABYTE, read_file
from casekit.stalls.travelled import QUARTER
from casekit.write.atomic import save_text
from casekit.write.lock import locked

__all__ = ["offset_of"]

NAME = "key"


def offset_of(case_file: str | Path) -> int:
    """The days before the first touchpoint on which its first quarter begins: 0 to 90, drawn when there is none yet.

    Raises InputRefused when the file does not hold such a number, and OSError when it cannot be written.
    """
    path = beside(case_file, FOLDER, NAME)
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path):
        if not os.path.lexists(path):
            save_text(path, f"offset: {secrets.randbelow(QUARTER)}\n")
        data = read_yaml(read_file(path, MEGABYTE), str(path)).data
    given = data.get("offset") if isinstance(data, dict) else None
    if not (isinstance(given, str) and given.isdecimal() and len(given) < 3 and int(given) < QUARTER):
        raise InputRefused([Problem("release_key", str(path), values={"most": QUARTER - 1})])
    return int(given)
