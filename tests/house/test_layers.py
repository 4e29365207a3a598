"""The house: an import goes down only, wherever it stands in a file, and this is its picture."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import networkx as nx
import pytest

ROOT = Path(__file__).parents[2]

HOUSE: dict[str, tuple[str, ...]] = {
    "door": ("__main__", "__init__"),
    "face": ("cli",),
    "outcome": ("release", "figures", "export"),
    "reasoning": (
        "compare",
        "causes",
        "whatif",
        "route",
        "questions",
        "cost",
        "stalls",
        "knowledge",
        "continuity",
        "headcount",
        "courier",
        "money",
    ),
    "ground": ("merge", "turns", "waits", "asks", "story", "graph", "critical", "replay", "norms"),
    "truth": (
        "examples",
        "privacy",
        "write",
        "changes",
        "filled",
        "read",
        "sheets",
        "check",
        "designed",
        "scenario",
        "action",
        "coding",
        "votes",
        "consent",
        "notation",
        "schema",
        "tables",
        "case",
        "part",
        "values",
        "when",
    ),
    "words": ("taxonomy", "errors", "vocabulary", "text"),
}
"""From top to bottom. Within a layer, rooms may use each other but not in a circle."""

CIRCLES: dict[tuple[str, str], str] = {
    ("when", "case"): "a timeline is that of a case: the types only, nothing is loaded",
    ("case", "tables"): "case.touchpoints is asked of the case; pandas is loaded when somebody asks",
}
"""The only imports that may close a circle, each with its reason. They stand in a function or for types."""

FLOOR = {room: floor for floor, rooms in enumerate(HOUSE.values()) for room in rooms}


def room_of(module: str) -> str:
    """The room that a dotted module lives in; the package itself is its front door."""
    return module.split(".")[1] if "." in module else "__init__"


@cache
def rooms_used(source: str, rooms: frozenset[str], package: str = "casekit") -> list[tuple[int, str, bool]]:
    """Line, room, and whether it is loaded with the module, of every import of casekit in a source text."""
    tree, found = ast.parse(source), []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: package.count(".") + 2 - node.level] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            # `from casekit import story` enters the room `story`; another name comes through the front door.
            names = [f"{base}.{a.name}" if (base, a.name in rooms) == ("casekit", True) else base for a in node.names]
        else:
            continue
        for name in names:
            if name.split(".")[0] == "casekit":
                found.append((node.lineno, room_of(name), node in tree.body))
    return found


def complaints(room: str, file: str, source: str, package: str = "casekit") -> Iterator[str]:
    """What is wrong with the imports of one file in a room."""
    for line, used, at_once in rooms_used(source, frozenset(FLOOR), package):
        where = f"{file}:{line}"
        if used not in FLOOR:
            yield f"{where}: the room {used!r} is not in the picture of the house"
        elif FLOOR[used] < FLOOR[room]:
            yield f"{where}: {room} may not look up to {used}"
        elif (room, used) in CIRCLES and at_once:
            yield f"{where}: {room} -> {used} is a circle; import it in a function or for types only"


def circles(links: set[tuple[str, str]]) -> list[list[str]]:
    """The rooms that use each other in a circle."""
    return [sorted(rooms) for rooms in nx.strongly_connected_components(nx.DiGraph(links)) if len(rooms) > 1]


def files() -> list[tuple[str, str, Path]]:
    """Room, package and path of every module of casekit."""
    found = []
    for path in sorted((ROOT / "casekit").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found.append((parts[1], ".".join(parts[:-1]), path))
    return found


def test_imports_go_down_only() -> None:
    wrong = [
        complaint
        for room, package, path in files()
        if room in FLOOR
        for complaint in complaints(room, str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"), package)
    ]
    assert wrong == []


def test_every_room_has_its_place_in_the_picture() -> None:
    assert sorted({room for room, _, _ in files()} - set(FLOOR)) == []


def test_the_picture_shows_no_room_that_is_not_there() -> None:
    assert sorted(set(FLOOR) - {room for room, _, _ in files()}) == []


def links_of_the_house() -> set[tuple[str, str]]:
    return {
        (room, used)
        for room, package, path in files()
        for _, used, _ in rooms_used(path.read_text(encoding="utf-8"), frozenset(FLOOR), package)
        if used != room
    }


def test_no_rooms_use_each_other_in_a_circle() -> None:
    assert circles(links_of_the_house() - set(CIRCLES)) == []


def test_every_exception_is_still_needed() -> None:
    links = links_of_the_house()
    for link in CIRCLES:
        assert link in links
        assert circles(links - (set(CIRCLES) - {link}))


@pytest.mark.parametrize(
    "source",
    [
        "from casekit.figures.paper import sheet",
        "import casekit.figures",
        "from casekit import figures",
        "import casekit as ck",
        "def f():\n    from casekit.cli import main",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from casekit.stalls.stall import Stall",
        "from ..figures import paper",
        "from .. import figures",
    ],
)
def test_an_import_that_looks_up_is_found_wherever_it_stands(source: str) -> None:
    assert list(complaints("when", "x.py", source, "casekit.when"))


@pytest.mark.parametrize(
    "source",
    [
        "from casekit.text import say",
        "from casekit import text",
        "from . import edtf",
        "import networkx as nx",
    ],
)
def test_an_import_that_looks_down_or_outside_is_fine(source: str) -> None:
    assert list(complaints("when", "x.py", source, "casekit.when")) == []


def test_an_unknown_room_and_a_circle_that_is_loaded_at_once_are_found() -> None:
    assert list(complaints("when", "x.py", "from casekit.attic import box"))
    assert list(complaints("when", "x.py", "from casekit.case import Case"))


def test_a_circle_of_three_rooms_is_found() -> None:
    assert circles({("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")}) == [["a", "b", "c"]]
    assert circles({("a", "b"), ("b", "c"), ("a", "c")}) == []
