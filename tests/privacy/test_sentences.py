"""How much is found in invented sentences in the style of case notes, and how little is disturbed."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from casekit.privacy.rules import RULES
from casekit.privacy.words import KINDS
from casekit.text import LANGUAGES, has

ROOT = Path(__file__).parents[2]
STYLES = Path(__file__).with_name("styles.yaml")


@pytest.fixture(scope="module")
def measure() -> ModuleType:
    """The benchmark as a module: the same count as a person gets who runs it."""
    spec = importlib.util.spec_from_file_location("benchmark_privacy", ROOT / "benchmarks" / "privacy.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_set_is_large_enough_to_say_something(measure: ModuleType) -> None:
    every = [sentence for lines in measure.lists(measure.SENTENCES).values() for sentence in lines]
    assert len(every) >= 300
    assert sum(not sentence.marks for sentence in every) >= 130


@pytest.mark.parametrize("name", ["first", "second", "third", "fourth"])
def test_nearly_all_identifiers_are_found_and_clean_sentences_are_left_alone(measure: ModuleType, name: str) -> None:
    total = measure.score(measure.lists(measure.SENTENCES)[name])
    shown = "\n".join([*measure.report(name, total), *total.wrong])
    assert total.flagged >= 0.97 * total.with_marks, shown
    assert total.found["name"] >= 0.97 * total.marks["name"], shown
    assert total.disturbed <= 0.03 * total.clean, shown


@pytest.mark.parametrize("name", ["plans", "notes", "care", "houses", "last", "mixed"])
def test_other_styles_of_writing_are_read_as_well(measure: ModuleType, name: str) -> None:
    total = measure.score(measure.lists(STYLES)[name])
    shown = "\n".join([*measure.report(name, total), *total.wrong])
    assert total.flagged >= 0.97 * total.with_marks, shown
    assert total.found["name"] >= 0.97 * total.marks["name"], shown
    assert total.disturbed <= 0.03 * total.clean, shown


def test_most_names_are_found_as_they_are_typed_and_under_their_own_kind(measure: ModuleType) -> None:
    total = measure.score([one for lines in measure.lists(measure.SENTENCES).values() for one in lines])
    for kind in ("name", "place", "organisation", "child_age", "date"):
        assert total.whole[kind] >= 0.85 * total.marks[kind], kind
        assert total.named[kind] >= 0.7 * total.marks[kind], kind


def test_a_mark_is_read_and_left_out_of_the_text(measure: ModuleType) -> None:
    one = measure.marked("Dan belt [[Sem|name]] uit [[Tiel|place]].")
    assert one.text == "Dan belt Sem uit Tiel."
    assert [(kind, one.text[start:end]) for kind, start, end in one.marks] == [("name", "Sem"), ("place", "Tiel")]


EVERY = sorted({*KINDS, *(rule.kind for family in RULES.values() for rule in family), "second_opinion"})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_has_a_name_and_something_to_write_instead(lang: str) -> None:
    assert [kind for kind in EVERY if not has(f"privacy.kind.{kind}", lang)] == []
    assert [kind for kind in EVERY if not has(f"privacy.instead.{kind}", lang)] == []
