"""Saving what people agreed to, in `private/` beside the case; what was typed in the file, comments too, stays."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from casekit.consent import Consent
from casekit.read.consent_file import consent_path, read_consent
from casekit.read.safe.guard import read_yaml
from casekit.read.safe.opening import MEGABYTE, read_file
from casekit.write.atomic import save_bytes
from casekit.write.case_file import block
from casekit.write.edit.edit import edited
from casekit.write.lock import locked

__all__ = ["consent_text", "save_consent"]


def consent_text(consent: Consent) -> str:
    """What people agreed to as the text of its file.

    >>> print(consent_text(Consent(sources=[{"source": "gesprek", "level": "A"}], retention="2029-01-01")), end="")
    sources:
      - source: gesprek
        level: A
    retention: 2029-01-01
    """
    return block(_fields(consent))


def save_consent(case_file: str | Path, consent: Consent) -> Path:
    """Save what people agreed to beside its case, and return the file.

    What stays the same stays as it was typed there, comments included. Raises InputRefused when what is there is
    not in order, or cannot be edited safely; OSError as every save does.
    """
    path = consent_path(case_file)
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path):
        wanted = _fields(consent)
        if os.path.lexists(path):
            content = read_file(path, MEGABYTE)
            before, _ = read_consent(content, str(path))
            typed = read_yaml(content, str(path)).data
            text = edited(content.decode("utf-8"), _as_typed(wanted, _fields(before), typed), str(path))
        else:
            text = block(wanted)
        save_bytes(path, text.encode("utf-8"), lambda saved: read_consent(saved, str(path)))
    return path


def _fields(consent: Consent) -> dict[str, Any]:
    data: dict[str, Any] = consent.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return data


def _as_typed(wanted: Mapping[str, Any], before: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """The wanted fields, each as it was typed where it still says the same; rows are told apart by what they say."""
    made: dict[str, Any] = {}
    for name in [*(name for name in typed if name in wanted), *(name for name in wanted if name not in typed)]:
        value, old, raw = wanted[name], before.get(name), typed.get(name)
        if name in typed and value == old:
            made[name] = raw
        elif isinstance(value, list) and isinstance(old, list) and isinstance(raw, list) and len(old) == len(raw):
            made[name] = [next((raw[at] for at, row in enumerate(old) if row == one), one) for one in value]
        else:
            made[name] = value
    return made
