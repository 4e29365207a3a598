"""Changes in the text of a case file: what is not touched stays as it was typed, comments included.

Each function gives the new text. It is read back before it is given: a text that would say something else than was
meant, or that would have lost a comment, is refused, and then the text is for a person to edit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import yaml

from casekit.case import Case
from casekit.changes import AT_THE_END, Change, Path, applied, changes
from casekit.errors import InputRefused, Problem
from casekit.read.case_file import parse_case
from casekit.read.safe.guard import Document, read_yaml
from casekit.write.case_file import CaseDumper
from casekit.write.edit.places import BREAK, Places, Unfit
from casekit.write.edit.refit import refit

__all__ = ["add_row", "case_in", "changed", "edited", "remove_row", "rewritten", "set_field", "unset_field"]

FILE = "case.yaml"
_BOM = "\ufeff"


def set_field(text: str, path: Path, value: Any, file: str = FILE) -> str:
    r"""Fill in a field: `("title",)`, `("touchpoints", "t3", "promise", "due")`.

    Raises InputRefused when the text is not that of a case, and KeyError when it has no such row.

    >>> print(set_field("touchpoints:\n- {id: t1, from: a}  # zie p. 3\n", ("touchpoints", "t1", "to"), ["b", "c"]))
    touchpoints:
    - {id: t1, from: a, to: [b, c]}  # zie p. 3
    """
    return changed(text, [Change(path, None, value)], file)


def unset_field(text: str, path: Path, file: str = FILE) -> str:
    r"""Empty a field. Raises as `set_field` does.

    >>> unset_field("id: a\ntitle: b  # nog kiezen\nstatus: fictief", ("title",))
    'id: a\n# nog kiezen\nstatus: fictief'
    """
    return changed(text, [Change(path, None, None)], file)


def add_row(text: str, path: Path, row: Mapping[str, Any], file: str = FILE) -> str:
    """Add a row to the end of a list, which is made when it is not there yet: `("touchpoints",)`.

    >>> print(add_row("actors: [{id: inwoner}]", ("actors",), {"id": "gemeente", "team": "balie, loket"}))
    actors: [{id: inwoner}, {id: gemeente, team: 'balie, loket'}]
    """
    return changed(text, [Change((*path, ""), None, dict(row), "added", AT_THE_END)], file)


def remove_row(text: str, path: Path, file: str = FILE) -> str:
    """Remove a row; its comments stay: `("touchpoints", "t3")`. Raises as `set_field` does."""
    return changed(text, [Change(path, None, None, "removed")], file)


def rewritten(text: str, old: Case, new: Case, file: str = FILE) -> str:
    """The text of the case `old` made to say `new`; layout and comments of what did not change stay.

    Raises InputRefused when that cannot be done safely; nothing else than `new` is ever given.
    """
    result = changed(text, changes(old, new), file)
    back, _ = case_in(read_yaml(result.encode("utf-8", "surrogatepass"), file), old.id)
    if back != new:
        raise InputRefused([Problem("edit_by_hand", file)])
    return result


def changed(text: str, wanted: Iterable[Change], file: str = FILE) -> str:
    """The text with changes made in it. Raises InputRefused, and KeyError for a row that is not there."""
    data = read_yaml(text.encode("utf-8", "surrogatepass"), file).data
    if not isinstance(data, dict):
        raise InputRefused([Problem("not_a_case", file, 1)])
    return edited(text, applied(data, wanted), file)


def case_in(document: Document, case_id: str) -> tuple[Case, list[Problem]]:
    """The case of a document, and warnings; `case_id` for a file that leaves it to the name of its folder."""
    if isinstance(document.data, dict) and not document.data.get("id"):
        document = replace(document, data={"id": case_id, **{k: v for k, v in document.data.items() if k != "id"}})
    return parse_case(document)


def edited(text: str, data: dict[str, Any], file: str = FILE) -> str:
    """The text made to hold `data`, which is what a file holds: text, lists and parts.

    Raises InputRefused when the text is refused, or cannot be edited safely.
    """
    mark = _BOM if text.startswith(_BOM) else ""
    text = text.removeprefix(_BOM)
    before = read_yaml(text.encode("utf-8", "surrogatepass"), file).data
    wanted = _as_read(data)
    if before == wanted:
        return mark + text
    places = Places(text)
    comments = Counter(places.comments())
    for base, quoted in product((places, _without_last_end(places)), (False, True)):
        if base is None:
            continue
        try:
            result = refit(base, before, data, quoted=quoted)
            back = read_yaml(result.encode("utf-8", "surrogatepass"), file).data
        except (Unfit, InputRefused):
            continue
        if back == wanted and Counter(Places(result).comments()) == comments:
            return mark + result
    raise InputRefused([Problem("edit_by_hand", file)])


def _without_last_end(places: Places) -> Places | None:
    """The same case, of which the last lines of text no longer lean on the file ending without an end of line."""
    last = places.scalars()[-1]
    header = BREAK.split(places.text[last.start_mark.index :], maxsplit=1)[0]
    if last.style not in ("|", ">") or "-" in header or BREAK.fullmatch(places.text[-1:]):
        return None
    place = last.start_mark.index + 1
    return Places(f"{places.text[:place]}-{places.text[place:].removeprefix('+')}")


def _as_read(value: Any) -> Any:
    """A value as it is read back from a file, where everything is text."""
    if isinstance(value, dict):
        return {str(key): _as_read(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_as_read(one) for one in value]
    if value is None or isinstance(value, str):
        return value
    return str(yaml.dump([value], Dumper=CaseDumper, default_flow_style=True)).strip()[1:-1]
