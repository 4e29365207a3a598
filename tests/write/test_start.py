"""A case file to start from says all there is to say, and stays right whatever is taken from behind its `#`."""

from __future__ import annotations

import re

import pytest

from casekit.case import Case
from casekit.check import NAMES
from casekit.part import Part
from casekit.read.case_file import parse_case
from casekit.read.safe.guard import read_yaml
from casekit.schema import field_texts
from casekit.stalls.run import analyse
from casekit.text import LANGUAGES
from casekit.write.start import start_case, start_fields, start_text

FIELD = re.compile(r"^( *)#(?=[^# ])", re.M)


def read(text: str) -> tuple[Case, list[str]]:
    case, problems = parse_case(read_yaml(text.encode("utf-8"), "case.yaml"))
    return case, [problem.code for problem in problems]


def blocks(lang: str) -> list[str]:
    return start_text("huur", lang).split("\n\n")


def used_fields(part: Part) -> dict[str, set[str]]:
    """Per part the fields that are filled in, everywhere inside this one."""
    found: dict[str, set[str]] = {type(part).__name__: set()}
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        if name in part.model_fields_set and value not in (None, (), {}):
            found[type(part).__name__].add(info.alias or name)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Part):
                for other, fields in used_fields(inner).items():
                    found.setdefault(other, set()).update(fields)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_filled_in_passes_without_a_word_and_gives_stalls_at_once(lang: str) -> None:
    case, problems = read(start_text("huur-en-toeslag", lang))
    assert problems == []
    assert case.id == "huur-en-toeslag"
    assert len(case.touchpoint_list) == 3
    assert next(stall.kind for stall in analyse(case).stalls) == "K01"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_uncommented_at_once_is_the_whole_example(lang: str) -> None:
    case, problems = read(FIELD.sub(r"\1", start_text("casus", lang)))
    assert problems == []
    assert case == start_case(lang).model_copy(update={"format": 1, "id": "casus"})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_block_may_be_uncommented_alone(lang: str) -> None:
    texts = blocks(lang)
    places = [place for place, text in enumerate(texts) if FIELD.search(text)]
    assert len(places) > 15
    for place in places:
        text = "\n\n".join([*texts[:place], FIELD.sub(r"\1", texts[place]), *texts[place + 1 :]])
        assert read(text)[1] == [], texts[place]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_uses_every_field_that_there_is(lang: str) -> None:
    case = start_case(lang)
    known = {
        part: {name for name, text in texts.items() if isinstance(text, dict)}
        for part, texts in field_texts().items()
    }
    known["Case"] -= {"format", "id"}  # the kit fills these in
    found = used_fields(case)
    assert {part: sorted(fields - found.get(part, set())) for part, fields in known.items()} == {
        part: [] for part in known
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_field_is_explained_in_the_language_and_each_line_fits(lang: str) -> None:
    text = " ".join(line.strip(" #") for line in start_text("casus", lang).splitlines())
    for part, texts in field_texts().items():
        for name, told in texts.items():
            if isinstance(told, dict):
                assert told[lang] in text, (part, name)
    explained = [line for line in start_text("casus", lang).splitlines() if line.lstrip().startswith("# ")]
    assert max(map(len, explained)) <= 112


def test_both_languages_fill_in_the_same_fields() -> None:
    def shape(value: object) -> object:
        if isinstance(value, dict):
            return {key: shape(inner) for key, inner in value.items() if key != "says"}
        return [shape(inner) for inner in value] if isinstance(value, list) else None

    assert shape(start_fields("nl")) == shape(start_fields("en"))


def test_the_names_in_the_example_are_names_of_the_example() -> None:
    assert set(NAMES) <= set(start_fields("nl")[1]) | {"touchpoints", "actors", "case"}
