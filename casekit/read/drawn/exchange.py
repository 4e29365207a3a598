"""Reading back what the kit exchanges with other programs: JSON, GraphML, GEXF and Kumu."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from casekit.errors import InputRefused, Problem
from casekit.read.case_file import parse_case
from casekit.read.drawn.back import from_drawing
from casekit.read.drawn.graph_xml import read_gexf, read_graphml
from casekit.read.drawn.kumu import is_kumu, read_kumu
from casekit.read.imported import Imported, Tally
from casekit.read.safe.guard import Document
from casekit.read.safe.json_guard import parse_json
from casekit.read.safe.opening import read_file

__all__ = ["SUFFIXES", "import_exchange", "is_case_json", "is_exchange_json", "read_exchange"]

SUFFIXES = (".json", ".graphml", ".gexf")
MAX_BYTES = 20_000_000


def import_exchange(path: str | Path) -> Imported:
    """The case in a JSON, GraphML, GEXF or Kumu file, with what is said about it.

    What the kit wrote itself comes back as it was. A file of another program, or one that was changed there, is
    read as far as it goes (`casekit.read.drawn.back`). Raises InputRefused with everything that is wrong.

    >>> import casekit as ck, pathlib, tempfile
    >>> case = ck.example("twaalf-regels")
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "casus.graphml"
    >>> _ = path.write_bytes(ck.to_graphml(case))
    >>> ck.import_exchange(path).case == case
    True
    """
    path = Path(path)
    return read_exchange(read_file(path, MAX_BYTES), str(path))


def read_exchange(content: bytes, file: str) -> Imported:
    """`import_exchange` for what was read already."""
    suffix, name = Path(file).suffix.lower(), Path(file).stem
    if suffix not in SUFFIXES:
        raise InputRefused([Problem("not_exchange", file)])
    if not content.strip():
        raise InputRefused([Problem("exchange_empty", file)])
    if suffix != ".json":
        drawn = read_graphml(content, file) if suffix == ".graphml" else read_gexf(content, file)
        return from_drawing(drawn, file, name)
    data = parse_json(content, file)
    if is_case_json(data):
        return _case(data, file)
    if is_kumu(data):
        return from_drawing(read_kumu(data, file), file, name)
    raise InputRefused([Problem("not_exchange", file)])


def is_case_json(data: Any) -> bool:
    """Whether JSON is a case of the kit: only that says which `format` it has.

    >>> is_case_json({"format": 1, "id": "a"}), is_case_json({"id": "a", "touchpoints": []})
    (True, False)
    """
    return isinstance(data, dict) and "format" in data and not is_kumu(data)


def is_exchange_json(data: Any) -> bool:
    """Whether JSON is for this road rather than a chronology."""
    return is_case_json(data) or is_kumu(data)


def _case(data: dict[str, Any], file: str) -> Imported:
    case, warnings = parse_case(Document(file, data))
    tally = (Tally("actors", len(case.actor_list)), Tally("touchpoints", len(case.touchpoint_list)))
    return Imported(case, (), tuple(warnings), tally)
