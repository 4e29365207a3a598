"""Whatever stands in an exchange file: a case comes out, or the file is refused with messages; never a traceback."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import casekit as ck
from casekit.case import Case
from casekit.errors import Problem
from casekit.read.drawn.exchange import read_exchange
from tests.export.exchanged import counted

FILES = {
    "x.json": ck.to_case_json(counted()),
    "kumu.json": ck.to_kumu(counted()),
    "x.graphml": ck.to_graphml(counted()),
    "x.gexf": ck.to_gexf(counted()),
}
NAMES = st.sampled_from(("id", "label", "from", "to", "type", "attributes", "direction", "tags", "casekit", "case"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)
PIECES = (b"", b"<", b'"', b"0", b"null", b"[]", b"\xff")
TYPED = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_characters='<&"'), max_size=6)
FIELDS = (
    "id",
    "source",
    "target",
    "kind",
    "when",
    "place",
    "touchpoint",
    "promise.due",
    "label",
    "to",
    "responds_to",
)
WORDS = ("", "a", "b", "t1", "vraag", "2021-03-05", "t1 + 3 days", "9", "0")


def outcome(content: bytes, name: str) -> tuple[Case | None, list[Problem]]:
    try:
        read = read_exchange(content, name)
    except ck.InputRefused as refused:
        return None, list(refused.problems)
    return read.case, [*read.report, *read.warnings]


def survives(content: bytes, name: str) -> None:
    case, problems = outcome(content, name)
    assert case is not None or problems
    assert all(problem.sentence(lang) for problem in problems for lang in ("nl", "en"))


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
def test_a_file_that_was_cut_turned_or_overwritten_never_ends_in_a_traceback(name: str, data: Any) -> None:
    content = bytearray(FILES[name])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        size = data.draw(st.integers(0, 40))
        other = data.draw(st.integers(0, len(content) - 1))
        piece = data.draw(st.sampled_from((*PIECES, bytes(content[other : other + size]))))
        content[place : place + size] = piece
        if not content:
            break
    survives(bytes(content), name)


@given(elements=st.lists(VALUES, max_size=3), connections=st.lists(VALUES, max_size=3) | VALUES, stored=VALUES)
def test_a_blueprint_of_anything_never_ends_in_a_traceback(elements: Any, connections: Any, stored: Any) -> None:
    data = {"elements": elements, "connections": connections, "casekit": stored}
    survives(json.dumps(data).encode(), "kumu.json")


@given(
    nodes=st.lists(st.dictionaries(st.sampled_from(("id", "label", "kind", "from_", "acts_for")), TYPED), max_size=3),
    edges=st.lists(st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(WORDS), max_size=8), max_size=4),
)
def test_a_network_of_anything_never_ends_in_a_traceback(nodes: Any, edges: Any) -> None:
    keys = {name for part in (*nodes, *edges) for name in part} - {"id", "source", "target"}
    text = "".join(f'<key id="{key}" for="all" attr.name="{key}"/>' for key in sorted(keys))
    for tag, parts, own in (("node", nodes, ("id",)), ("edge", edges, ("id", "source", "target"))):
        for part in parts:
            head = " ".join(f'{key}="{part[key]}"' for key in own if key in part)
            data = "".join(f'<data key="{key}">{value}</data>' for key, value in part.items() if key not in own)
            text += f"<{tag} {head}>{data}</{tag}>"
    survives(f"<graphml><graph>{text}</graph></graphml>".encode(), "x.graphml")
