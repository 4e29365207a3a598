"""Saving a scenario beside its case: what was asked, so that the answer is worked out anew every time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from casekit.errors import InputRefused, Problem, shown
from casekit.read.beside import beside
from casekit.read.safe.naming import found_as, is_folder_name
from casekit.read.scenario_file import FOLDER, read_scenario
from casekit.scenario import Scenario
from casekit.write.atomic import save_text
from casekit.write.case_file import block

__all__ = ["save_scenario", "scenario_text"]


def scenario_text(scenario: Scenario) -> str:
    """A scenario as the text of its file, without its name: that is the name of the file.

    >>> print(scenario_text(Scenario(name="a", label="Wat als?", without=["K02-t1-t2"])), end="")
    label: Wat als?
    without:
      - K02-t1-t2
    """
    data: dict[str, Any] = scenario.model_dump(mode="json", exclude_defaults=True, exclude={"name"})
    return block(data)


def save_scenario(case_file: str | Path, scenario: Scenario) -> Path:
    """Save a scenario beside a case under its name, and return the file. One that is there is not replaced.

    Raises InputRefused for a name that no file can have, or that another scenario has; OSError as every save does.
    """
    name = scenario.name or ""
    path = beside(case_file, FOLDER, name)
    if not is_folder_name(name):
        raise InputRefused([Problem("scenario_name", str(path.parent), values={"value": shown(name)})])
    if found_as(path) is not None:
        raise InputRefused([Problem("scenario_there", str(path), values={"value": shown(name)})])
    return save_text(path, scenario_text(scenario), lambda content: read_scenario(content, str(path)))
