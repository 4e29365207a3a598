"""What was found in a text: what sort of thing, how grave, and where; never the thing itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["SEVERITIES", "Finding", "Severity"]

Severity = Literal["BLOCK", "CONFIRM", "NOTE"]
SEVERITIES: tuple[Severity, ...] = ("BLOCK", "CONFIRM", "NOTE")
"""From grave to light. BLOCK: may not leave, whoever says so. CONFIRM: the author decides, once per word.
NOTE: only recognisable together with what people know; for a human reader."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a text that may point to a person.

    `kind` is a code ("bsn", "name", ...), with its wording under `privacy.kind.<code>`; `start` and `end` are
    characters (code points) of the text as it was typed, `end` exclusive. What was found is not kept: a finding can
    be printed and logged.
    """

    kind: str
    severity: Severity
    start: int
    end: int
