"""PyYAML has a fast parser and a slow one; where the fast one is missing, the same is read and the same refused."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from casekit.errors import InputRefused
from casekit.read.safe import guard
from tests.few import few


def answer(content: bytes, loader: Any, patch: pytest.MonkeyPatch) -> Any:
    patch.setattr(guard, "LOADER", loader)
    try:
        return guard.read_yaml(content, "f").data
    except InputRefused:
        return InputRefused


@few(100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text("ab:-#[]{},'\"|> \n\t", max_size=12).map("id: c\nnote: ".__add__))
def test_both_parsers_read_and_refuse_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answer(text.encode(), yaml.CSafeLoader, monkeypatch) == answer(text.encode(), yaml.SafeLoader, monkeypatch)


@pytest.mark.parametrize(
    "line",
    ["a\tb", '"a\\qb"', '"\\U00110000"', "|\n  a\n b", "|\n     \n  b", "[a #b, c]", "x" * 2000 + ": y", "? a", ">#"],
)
def test_both_parsers_agree_on_what_they_are_known_to_read_differently(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"id: c\nnote: {line}\n".encode()
    assert answer(text, yaml.CSafeLoader, monkeypatch) == answer(text, yaml.SafeLoader, monkeypatch)
