"""Coding: one person names a cause behind a stall, with why. The kit writes it down, and chooses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from casekit.causes.about_codes import looks_like_a_name
from casekit.coding import CONSENSUS, Coded, Coding, Evidence, Rival
from casekit.errors import InputRefused, Problem, closest, did_you_mean, shown
from casekit.read.beside import beside
from casekit.read.case_file import load_case
from casekit.read.cause_file import known_causes
from casekit.read.coding_file import FOLDER, WORDS, load_coding
from casekit.read.safe.naming import is_folder_name
from casekit.sheets.coding_plan import evidence_kind
from casekit.stalls.run import Analysis, analyse
from casekit.taxonomy import NEEDS_WORDS, find_cause, typed_as
from casekit.text import LANGUAGES
from casekit.vocabulary import find_code, labels, suggest
from casekit.write.coding_file import save_codes

__all__ = ["AXES", "code", "coding_of", "evidence_in", "rival_in"]

AXES = {name: words for name, words in WORDS.items() if name in Coded.model_fields}
"""The fields of a row that hold a word of a closed list, with that list."""
_WORDS = frozenset({*AXES, "precondition_note", "substitution_note", "stress", "note"})
_MANY = ("effect", "conduct")
_YES = {"yes": True, "ja": True, "true": True, "no": False, "nee": False, "false": False}


def code(
    case_file: str | Path,
    coder: str,
    stall: str,
    cause: str,
    why: str | None = None,
    *,
    role: str | None = None,
    on: str | None = None,
    blind: bool | None = None,
    decided_by: Iterable[str] = (),
    evidence: Iterable[str | Mapping[str, Any] | Evidence] = (),
    rivals: Iterable[str | Mapping[str, Any] | Rival] = (),
    **axes: Any,
) -> Path:
    """Write down that a coder sees a cause behind a stall, and return the file of the coder.

    Args:
        case_file: the case, or the folder that it is in.
        coder: a letter or a role, never a name; "consensus" for what people decided together.
        stall: the key of a stall of the case, as `stalls` gives it.
        cause: a code, name or label of the list, or an own code from `causes.yaml`.
        why: the rationale; "unknown" and "other" need one.
        role: the role of the coder.
        on: the day of coding, or the day on which people decided together.
        blind: whether the coder had not seen what others coded.
        decided_by: the roles that decided together; of rows that others decided before, that stays as it is.
        evidence: each "LINK=KIND:SOURCE[:t8,t9]", or what a coding file has.
        rivals: each "explanation|test|expected|found|result", or what a coding file has.
        axes: `precondition`, `precondition_note`, `barrier`, `effect`, `stress`, `conduct`, `changer`, `leverage`,
            `location`, `owner`, `substitution`, `substitution_note`, `note`; words in Dutch or English.

    A row about the same stall and cause is extended: evidence and rivals come behind what is there, another field
    takes the place of what was there. Raises InputRefused with everything that is wrong at once, before anything
    is written, and OSError when the file cannot be saved. Method: methods 7.4.

    >>> import shutil, tempfile
    >>> from casekit.examples import example_path
    >>> from casekit.read.coding_file import load_codings
    >>> case = shutil.copytree(example_path("twaalf-regels"), tempfile.mkdtemp() + "/twaalf-regels")
    >>> file = code(case, "codeur-a", "K01-t1", "U3", "Er kwam niets.", changer="team", blind=True)
    >>> file.name, load_codings(case)[0][0].codes[0].cause
    ('codeur-a.yaml', 'U3')
    """
    case, _ = load_case(case_file)
    analysis = analyse(case)
    known = known_causes(case_file)
    file = str(beside(case_file, FOLDER, coder if is_folder_name(coder) else "?"))
    problems = [] if is_folder_name(coder) else [Problem("coder_name", file, values={"value": shown(coder)})]
    if not problems and looks_like_a_name(coder):
        problems.append(Problem("coder_person", str(beside(case_file, FOLDER, "x").parent)))
    if stall not in (keys := [one.key for one in analysis.stalls]):
        values = {"value": shown(stall), "near": closest(stall, keys)}
        problems.append(Problem("code_no_stall", file, values=values))
    found = find_cause(cause, known)
    if found is None:
        near = closest(cause, typed_as(known))
        problems.append(Problem("unknown_cause", file, values={"value": shown(cause), "near": near}))
    elif found.code in NEEDS_WORDS and not (why or "").strip() and not _has_why(case_file, coder, stall, found.code):
        problems.append(Problem("coding_reason", file, values={"cause": found.code}))
    fields, wrong = _axes(axes, file)
    proof, more = _parts(evidence, Evidence, lambda text: evidence_in(text, analysis, file), file)
    others, last = _parts(rivals, Rival, lambda text: rival_in(text, file), file)
    decided = tuple(role.strip() for role in decided_by if role.strip())
    problems += [*wrong, *more, *last, *_about(coder, on, decided, case_file, file)]
    if problems or found is None:
        raise InputRefused(problems)
    together = coder == CONSENSUS
    decision: dict[str, Any] = {"decided_by": decided, "decided_on": on} if together else {}
    row = Coded(stall=stall, cause=found.code, rationale=why, evidence=proof, rivals=others, **fields, **decision)
    about = {} if together else {"role": role, "coded_on": on, "blind": blind}
    if together and not ((there := coding_of(case_file, coder)) and there.decided_by):
        about = decision
    return save_codes(case_file, coder, [row], extend=True, **about)


def _has_why(case_file: str | Path, coder: str, stall: str, cause: str) -> bool:
    """Whether the row that is extended says why already."""
    there = coding_of(case_file, coder) if is_folder_name(coder) else None
    return there is not None and any(row.cause == cause and row.rationale for row in there.of(stall))


def _about(
    coder: str, on: str | None, decided: tuple[str, ...], case_file: str | Path, file: str
) -> Iterator[Problem]:
    """What is wrong with what is said about the coder and the day."""
    try:
        Coding(coder="x", coded_on=on, decided_by=decided)
    except ValidationError as error:
        for one in error.errors():
            if one["loc"][0] == "coded_on":
                yield Problem("code_day", file, values={"option": "on"})
            else:
                yield Problem("code_empty", file, values={"option": "decided-by"})
    if coder == CONSENSUS and not decided and not ((there := coding_of(case_file, coder)) and there.decided_by):
        yield Problem("coding_decided", file)


def coding_of(case_file: str | Path, coder: str) -> Coding | None:
    """What a coder coded so far, or None. Raises InputRefused with what is wrong with the file."""
    path = beside(case_file, FOLDER, coder)
    return load_coding(case_file, path)[0] if path.exists() else None


def _axes(axes: Mapping[str, Any], file: str) -> tuple[dict[str, Any], list[Problem]]:
    """The words of the axes as codes, and what is wrong with them. Raises TypeError for an axis nobody knows."""
    if unknown := sorted(set(axes) - _WORDS):
        raise TypeError(f"unknown: {', '.join(unknown)}; known: {', '.join(sorted(_WORDS))}")
    fields: dict[str, Any] = {}
    problems = []
    for name, given in axes.items():
        if given is None or given == () or given == "":
            continue
        if name == "stress":
            said = _YES.get(given.strip().casefold()) if isinstance(given, str) else bool(given)
            if said is None:
                values: dict[str, object] = {"field": "stress", "id": shown(given)}
                problems.append(Problem("not_yes_no", file, values=values))
            fields[name] = said
        elif name in AXES:
            words = [given] if isinstance(given, str) else list(given)
            for word in words:
                if find_code(AXES[name], word) is None:
                    problems.append(_unknown_word(name, AXES[name], word, file))
            meant = tuple(found for word in words if (found := find_code(AXES[name], word)))
            fields[name] = meant if name in _MANY else next(iter(meant), None)
        else:
            fields[name] = given
    return fields, problems


def _unknown_word(field: str, words: str, typed: str, file: str) -> Problem:
    near = {lang: suggest(words, typed, lang) for lang in LANGUAGES}
    values = {"value": shown(typed), "field": field, "near": did_you_mean(near)}
    return Problem("code_word", file, values={**values, "words": _words(words)})


def _words(name: str) -> dict[str, str]:
    return {lang: ", ".join(labels(name, lang)) for lang in LANGUAGES}


def _parts(given: Iterable[Any], model: Any, read: Any, file: str) -> tuple[tuple[Any, ...], list[Problem]]:
    """Evidence or rivals as they are kept, from text or from fields, and what is wrong with them."""
    made: list[Any] = []
    problems: list[Problem] = []
    for one in given:
        fields: Any = one
        if isinstance(one, str):
            try:
                fields = read(one)
            except InputRefused as refused:
                problems += refused.problems
                continue
        try:
            made.append(model.model_validate(fields))
        except ValidationError as error:
            fields_wrong = {str(wrong["loc"][0]) if wrong["loc"] else "?" for wrong in error.errors()}
            problems += [Problem("code_part", file, values={"field": field}) for field in sorted(fields_wrong)]
    return tuple(made), problems


def evidence_in(text: str, analysis: Analysis, file: str = "") -> dict[str, Any]:
    """The evidence that "LINK=KIND:SOURCE[:t8,t9]" says; several links with a comma, a source may be left out.

    Raises InputRefused with everything that is wrong with it.

    >>> from casekit.notation import case_of
    >>> evidence_in("hapering, oorzaak=document:dossier:a", analyse(case_of("a: inwoner > gemeente vraag")))
    {'link': ['stall', 'cause'], 'kind': 'document', 'prescribes': False, 'source': 'dossier', 'touchpoints': ['a']}
    """
    links, sign, rest = text.partition("=")
    kind, _, where = rest.partition(":")
    source, _, points = where.rpartition(":") if ":" in where else (where, "", "")
    if not (sign and links.strip() and kind.strip()):
        raise InputRefused([Problem("code_evidence", file)])
    problems = []
    carries = [(word.strip(), find_code("chain_link", word)) for word in links.split(",")]
    problems += [_unknown_word("link", "chain_link", word, file) for word, found in carries if found is None]
    found_kind, prescribes = evidence_kind(kind)
    if find_code("evidence_kind", found_kind) is None:
        problems.append(_unknown_word("kind", "evidence_kind", kind.strip(), file))
    touchpoints = [one.strip() for one in points.split(",") if one.strip()]
    for one in touchpoints:
        if one not in analysis.story.by_id:
            near = closest(one, analysis.story.by_id)
            problems.append(Problem("code_no_touchpoint", file, values={"value": shown(one), "near": near}))
    if problems:
        raise InputRefused(problems)
    said = {"link": [found for _, found in carries], "kind": found_kind, "prescribes": prescribes}
    return said | ({"source": source.strip()} if source.strip() else {}) | {"touchpoints": touchpoints}


def rival_in(text: str, file: str = "") -> dict[str, Any]:
    """The other explanation that "explanation|test|expected|found|result" says; only the first is needed.

    >>> rival_in("het was druk|hoop||ook in rustige weken|afgevallen")
    {'explanation': 'het was druk', 'test': 'hoop', 'found': 'ook in rustige weken', 'result': 'rejected'}
    """
    parts = [part.strip() for part in text.split("|")]
    if not parts[0] or len(parts) > 5:
        raise InputRefused([Problem("code_rival", file)])
    said: dict[str, Any] = dict(zip(("explanation", "test", "expected", "found", "result"), parts, strict=False))
    problems = []
    for name, words in (("test", "rival_test"), ("result", "rival_result")):
        if said.get(name):
            found = find_code(words, said[name])
            if found is None:
                problems.append(_unknown_word(name, words, said[name], file))
            said[name] = found
    if problems:
        raise InputRefused(problems)
    return {name: value for name, value in said.items() if value}
