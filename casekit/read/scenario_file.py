"""From the files beside a case to its scenarios, with every problem at once."""

from __future__ import annotations

from pathlib import Path

from casekit.errors import InputRefused, Problem, closest, shown
from casekit.read.beside import files_beside, part_in, read_beside
from casekit.read.case_file import case_path
from casekit.read.safe.guard import read_yaml
from casekit.read.safe.naming import is_folder_name
from casekit.read.safe.opening import MEGABYTE, read_file
from casekit.scenario import Scenario
from casekit.text import LANGUAGES, say

__all__ = ["FOLDER", "find_scenario", "load_scenario", "load_scenarios", "read_scenario", "scenario_files"]

FOLDER = "scenarios"
WHOLE = "whatif.the_scenario"


def scenario_files(case_file: str | Path) -> dict[str, Path]:
    """The files with scenarios in the folder of a case, by name."""
    return files_beside(case_file, FOLDER)


def load_scenarios(case_file: str | Path) -> tuple[tuple[Scenario, ...], list[Problem]]:
    """All scenarios beside a case, and the warnings. Raises InputRefused with what is wrong in all of them."""
    return read_beside(case_file, FOLDER, load_scenario)


def find_scenario(case_file: str | Path, name: str) -> tuple[Scenario, list[Problem]]:
    """The scenario of a name beside a case, and the warnings. Raises InputRefused where there is none."""
    there = scenario_files(case_file)
    if name in there:
        return load_scenario(there[name])
    listed = ", ".join(map(shown, there))
    values = {
        "value": shown(name),
        "near": closest(name, there),
        "there": {
            lang: say("whatif.one_of" if there else "whatif.none_there", lang, names=listed) for lang in LANGUAGES
        },
    }
    raise InputRefused([Problem("unknown_scenario", str(case_path(case_file)), values=values)])


def load_scenario(path: str | Path) -> tuple[Scenario, list[Problem]]:
    """The scenario in a file, and the warnings about it. Raises InputRefused with everything that is wrong."""
    return read_scenario(read_file(Path(path), MEGABYTE, absent="no_such_file"), str(path))


def read_scenario(content: bytes, file: str) -> tuple[Scenario, list[Problem]]:
    """The scenario that a text describes, called as its file; raises as `load_scenario` does.

    >>> scenario, warnings = read_scenario(b"norms: {default:K06: 14}", "sneller.yaml")
    >>> scenario.name, dict(scenario.norms), warnings
    ('sneller', {'default:K06': 14}, [])
    """
    document = read_yaml(content, file)
    if not isinstance(document.data, dict):
        raise InputRefused([Problem("not_a_scenario", file, 1)])
    name = Path(file).stem
    if not is_folder_name(name):
        raise InputRefused([Problem("scenario_name", file, values={"value": shown(name)})])
    scenario, warnings = part_in(document, Scenario, WHOLE, name=name)
    if scenario.is_empty:
        raise InputRefused([Problem("scenario_empty", file)])
    return scenario, warnings
