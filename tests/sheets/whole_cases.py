"""Random cases that use every part and field of a case, with text that is hard on tables."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from casekit.case import Case
from casekit.sheets.plan import Field, sheet, sheets
from casekit.vocabulary import codes

# All that people can type: not the signs that the reader refuses.
TYPED = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn"), exclude_characters="\ufeff"
                  "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", include_characters="\n\t"),
    min_size=1, max_size=12,
).filter(lambda text: bool(text.strip()))  # fmt: skip
HARD = st.sampled_from(
    (
        "=1+1", "-2", "+31", "@x", "'t", "'=x", "json:x", 'json:"x"', "_x0041_", "a\rb", "a\x85b", "a\u2028b",
        " a ", "1.250", "12,5", "(3)", "ja", "nee", "a; b", "a, b", "a = b", "regel\nregel",
        "\t a", '"a"', "012", "1e3", "2021-03-05",
        "NA", "None", "null", "-", "#N/A", "wanneer", "extra: van", "(voorbeelden)", "\U0001f600", "e\u0301",
    )
)  # fmt: skip
TEXT = HARD | TYPED
NAMES = ("gemeente", "t 1", "a,b", "a;b", "-x", "=y", "x = y", "é", "12", "(4)", "ja", "wijkteam 'Zuid'")
MOMENTS = st.sampled_from(("2021-03-05", "2021-03", "2021~", "2021-03-01/2021-03-09", "../2022"))
"""All of these can be the same day, so that no two contradict each other."""


@st.composite
def whole_cases(draw: Any) -> Case:
    """A case as reading accepts it."""
    ids = {one.name: draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)) for one in sheets()}
    data: dict[str, Any] = {"id": "casus"}
    for one in sheets():
        if one.name in ("case", "stages", "alternatives"):
            continue
        names = ids[one.name] if one.name in ("actors", "touchpoints") or draw(st.booleans()) else []
        rows = [draw(_row(one.name, ids)) | ({"id": name} if one.field("id") else {}) for name in names]
        data[one.name] = rows
    for row in data["issues"]:
        row["stages"] = draw(st.lists(_row("stages", ids), max_size=2, unique_by=lambda row: row["id"]))
    for row in data["requirements"]:
        row["alternatives"] = draw(st.lists(_row("alternatives", ids), max_size=2))
    stages = draw(st.lists(_row("stages", ids), max_size=2, unique_by=lambda row: row["id"]))
    data |= draw(_row("case", ids)) | {"day_zero": "2021-03-05", "stages": stages, "id": "casus"}
    _let_names_be_known(data, ids)
    return Case.model_validate(data)


@st.composite
def _row(draw: Any, name: str, ids: dict[str, list[str]]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for field in sheet(name).fields:
        if field.name == sheet(name).owner or field.name in ("id", "format"):
            continue
        if not field.required and draw(st.integers(0, 2)) != 0:
            continue
        value = draw(_value(field, ids))
        outer, _, inner = field.name.partition(".")
        if not inner:
            row[outer] = value
        elif isinstance(row.get(outer, {}), dict):
            row.setdefault(outer, {})[inner] = value
    if sheet(name).field("id"):
        row["id"] = draw(st.sampled_from(NAMES))
    unknown = draw(st.dictionaries(TEXT | st.sampled_from(("van", "wanneer", "eigen veld")), _unknown(), max_size=2))
    known = {field.name for field in sheet(name).fields} | set(Case.model_fields) | set(row)
    known |= {"from_", "actors", "touchpoints", "observed", "promise", "alternatives", "stages"}
    return row | {key: value for key, value in unknown.items() if key not in known}


def _unknown() -> st.SearchStrategy[Any]:
    return TEXT | st.lists(TEXT, min_size=1, max_size=2) | st.dictionaries(TEXT, TEXT, min_size=1, max_size=2)


def _value(field: Field, ids: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    if field.options:
        return st.sampled_from(field.options).map(lambda one: int(one) if field.kind == "number" else one)
    if (field.part, field.name) == ("Result", "kind"):
        return st.sampled_from(("K01", "K06a", "G2", "M1"))
    if field.words:
        return st.sampled_from(codes(field.words))
    if field.kind == "moment":
        return MOMENTS
    if field.kind == "yes_no":
        return st.booleans()
    if field.kind == "number":
        days = field.name.endswith("days")
        if field.name == "share":
            return st.floats(0.001, 1)
        if field.name == "region_households":
            return st.integers(1, 10**6)
        return st.integers(1, 400) if days else st.floats(-1e6, 1e20, allow_nan=False) | st.integers(0, 9)
    if field.kind == "pairs":
        return st.dictionaries(TEXT, TEXT, min_size=1, max_size=2)
    if field.kind == "promise":
        said = st.fixed_dictionaries({"what": TEXT}) | st.just({}) | st.fixed_dictionaries({"eigen": TEXT})
        return said
    if field.refers:
        names = st.sampled_from(ids[field.refers])
        return st.lists(names, min_size=1, max_size=2, unique=True) if field.kind == "names" else names
    if field.kind == "names":
        return st.lists(st.sampled_from(NAMES), min_size=1, max_size=2)
    return st.sampled_from(NAMES) if field.name in ("goal", "municipality") else TEXT


def _let_names_be_known(data: dict[str, Any], ids: dict[str, list[str]]) -> None:
    """What is referred to exists, and no touchpoint answers, or needs, itself or a later one."""
    place = {name: number for number, name in enumerate(ids["touchpoints"])}
    for row in data["touchpoints"]:
        row.pop("order", None) if len(place) > 1 else None
        for field in ("responds_to", "depends_on"):
            row[field] = [name for name in row.get(field, ()) if place[name] < place[row["id"]]]
            if not row[field]:
                del row[field]
        row.pop("stage", None)
    answers = {(row["before"], row["after"]): row for row in data["links"] if row["before"] != row["after"]}
    data["links"] = list(answers.values())
    for row in data["links"]:
        if place[row["before"]] > place[row["after"]]:
            row["needed"] = "no"
