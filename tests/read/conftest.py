"""What the tests of reading share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casekit.read.chronology import Imported, import_chronology


@pytest.fixture
def read(tmp_path: Path) -> Any:
    def read(data: Any) -> Imported:
        path = tmp_path / "c.json"
        path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
        return import_chronology(path)

    return read
