"""What is installed: conda and pip users get the same, and the pinned file names no place to get it from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONDA: dict[str, Any] = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
PINS = (ROOT / "constraints.txt").read_text(encoding="utf-8")

_NAME = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(\[[^\]]*\])?(.*)$")
_PIN = re.compile(r"[a-z0-9-]+==[\w.+!]+( ; [\w.'\"()=<>! *-]+)?")


def bounds(requirements: list[str]) -> dict[str, str]:
    """Normal name and bound of each requirement."""
    found = {}
    for requirement in requirements:
        match = _NAME.match(requirement)
        assert match, requirement
        found[re.sub(r"[-_.]+", "-", match[1]).lower()] = match[3].replace(" ", "")
    return found


def pip_bounds(*extras: str) -> dict[str, str]:
    optional = PROJECT["optional-dependencies"]
    return bounds([*PROJECT["dependencies"], *(row for extra in extras for row in optional[extra])])


def wrong_pins(text: str) -> list[str]:
    """Lines of a constraints file that are anything else than a name, a version and a marker."""
    return [line for line in text.splitlines() if not _PIN.fullmatch(line)]


def test_conda_and_pip_ask_for_the_same_names_and_bounds() -> None:
    asked = bounds([row for row in CONDA["dependencies"] if isinstance(row, str)])
    assert asked.pop("python") == PROJECT["requires-python"]
    assert asked.pop("pip") == ""
    assert asked == pip_bounds("lab", "test")


def test_conda_takes_everything_from_conda_forge_and_only_casekit_from_the_folder() -> None:
    assert CONDA["channels"] == ["conda-forge"]
    assert [row for row in CONDA["dependencies"] if not isinstance(row, str)] == [{"pip": ["-e ."]}]


def test_every_requirement_of_every_extra_is_pinned() -> None:
    pinned = {line.partition("==")[0] for line in PINS.splitlines()}
    assert set(pip_bounds("lab", "logs", "scale", "test")) - pinned == set()


def test_the_pinned_file_holds_names_versions_and_markers_only() -> None:
    assert len(PINS.splitlines()) > 50
    assert wrong_pins(PINS) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://index.example/simple",
        "numpy @ file:///somewhere/numpy.whl",
        "dask[distributed]==2026.8.0",
        "numpy>=2",
        "numpy==2.4.6 --hash=sha256:00",
        "# made by hand",
    ],
)
def test_a_host_a_path_an_extra_or_a_loose_bound_is_found_in_a_pinned_file(line: str) -> None:
    assert wrong_pins(f"click==8.5.1\n{line}\n") == [line]


def test_a_different_bound_is_a_difference() -> None:
    assert bounds(["types-PyYAML>=6", "dask[distributed]>=2"]) == {"types-pyyaml": ">=6", "dask": ">=2"}
    assert bounds(["click>=8.2"]) != bounds(["click>=8.3"])
