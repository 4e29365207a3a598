"""The JSON Schema of a case file, for editors: the fields of `case`, explained by `vocabulary/fields.toml`.

`casekit/case.schema.json` is the shipped form. After a change of the fields, write it again with
`casekit schema -o casekit/case.schema.json`.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from casekit.case import Case
from casekit.vocabulary import closed_lists, entries

__all__ = ["FILE_NAME", "case_schema", "field_texts", "schema_text"]

FILE_NAME = "case.schema.json"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_Schema = dict[str, Any]

# A file is read as text, so an editor that sees a number, a yes or a date where text may stand is not wrong.
_TEXT = ["string", "number", "boolean"]
_YES_NO = ["ja", "nee", "yes", "no"]


class _Typed(yaml.SafeLoader):
    """YAML as editors read it: numbers and true or false, but a date stays text."""


_Typed.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@cache
def field_texts() -> dict[str, dict[str, Any]]:
    """What each part and field means: `[part]["nl"|"en"]` and `[part][field]["nl"|"en"|"example"]`.

    Fields stand under the name they have in a file; an example is YAML text.

    >>> field_texts()["Touchpoint"]["when"]["example"]
    '2021-03~'
    """
    text = files("casekit.vocabulary").joinpath("fields.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def case_schema() -> _Schema:
    """The JSON Schema (draft 2020-12) of a case file, with each field explained in Dutch and English.

    It accepts what reading accepts: words of a closed list in either language, one value where a list may
    stand, and fields that the kit does not know. It does not look at what only a whole case can show,
    such as an unknown actor: `casekit check` does.

    >>> case_schema()["$defs"]["Touchpoint"]["required"]
    ['id', 'from', 'to', 'kind']
    """
    schema = Case.model_json_schema(by_alias=True)
    parts = {"Case": schema, **schema["$defs"]}
    for name, part in parts.items():
        _explain(part, field_texts()[name])
        part.pop("title", None)
        part["properties"] = {field: _explained(name, field, s) for field, s in part["properties"].items()}
    return {"$schema": _DRAFT, "$id": FILE_NAME, "title": "casekit case", **schema}


def _explain(schema: _Schema, texts: dict[str, Any]) -> None:
    schema["description"] = f"{texts['nl']}\n\n{texts['en']}"


def _explained(part: str, field: str, schema: _Schema) -> _Schema:
    texts = field_texts()[part][field]
    # What stands in a file is typed by people; the defaults of the kit are not theirs to type.
    told = _as_typed({key: value for key, value in schema.items() if key not in ("title", "default")})
    _explain(told, texts)
    told["examples"] = [yaml.load(texts["example"], _Typed)]
    return told


def _as_typed(schema: _Schema) -> _Schema:
    """The schema of a field, widened to all forms in which reading accepts it."""
    forms = [form for option in schema.get("anyOf", [schema]) for form in _forms(option)]
    return forms[0] if len(forms) == 1 else {"anyOf": forms}


def _forms(schema: _Schema) -> list[_Schema]:
    """All forms in which a value of this schema may be typed."""
    if "enum" in schema and schema.get("type") == "string":
        return _word_forms(schema)
    match schema.get("type"):
        case "string":
            return [{**schema, "type": _TEXT}]
        case "boolean":
            return [schema, {"enum": _YES_NO}]
        case "array":
            one = _forms(schema["items"])
            many = {**schema, "items": _as_typed(schema["items"])}
            if schema["items"].get("type") != "string":
                return [many]
            return [many, *one] if "minItems" in schema else [many, *one, {"type": "null"}]
        case "object":
            return [{**schema, "additionalProperties": {"type": _TEXT}}]
    match schema.get("$ref", "").rpartition("/")[2]:
        case "Promise":
            return [schema, {"type": ["string", "boolean"]}]
        case "Issue" | "Stage":
            return [schema, {"type": "string"}]
    return [schema]


def _word_forms(schema: _Schema) -> list[_Schema]:
    """The codes of a closed list, and every other word that reading accepts for them."""
    found = next((entries(name) for name in closed_lists() if list(entries(name)) == schema["enum"]), None)
    if found is None:
        return [schema]
    others = {form: None for entry in found.values() for word in _words(entry) for form in _spellings(word)}
    return [schema, {"enum": [word for word in others if word not in found]}]


def _words(entry: dict[str, Any]) -> tuple[str, ...]:
    return (entry["nl"], entry["en"], *entry.get("also", ()))


def _spellings(word: str) -> tuple[str, ...]:
    """Reading sees no difference between these, nor in capitals; a schema cannot say the last."""
    return (word, word.lower(), word.lower().replace(" ", "_"))


def schema_text() -> str:
    """The schema as it is shipped: JSON, indented by two, with an end of line."""
    return json.dumps(case_schema(), ensure_ascii=False, indent=2) + "\n"
