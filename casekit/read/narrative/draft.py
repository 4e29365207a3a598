"""A plain narrative as a first table of touchpoints, for a person to complete.

Nothing is made up: a cell is filled in only from words that stand there, and every filled cell is a proposal that
names them. What is no touchpoint is kept as rest: everything that is read is a row or rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from casekit.errors import InputRefused, Problem
from casekit.read.narrative.parties import Cast, cast_of, is_legend
from casekit.read.narrative.text import MAX_LINES, MAX_SIGNS, Piece, is_english, pieces_of_text, sentences
from casekit.read.narrative.times import CLOCK, Context, Time, about_the_text, dated_heading, due_in, follow, time_in
from casekit.read.narrative.who import Seen
from casekit.read.narrative.words import known_words, look
from casekit.sheets.cells import CellWrong, from_cell
from casekit.sheets.dates import Slash
from casekit.sheets.plan import header_field, sheet
from casekit.when.words import MONTHS, WEEKDAYS

__all__ = ["Draft", "DraftRow", "Mark", "Rest", "draft", "draft_of_pieces"]

MAX_PIECE = 3_000
"""Signs of one paragraph; a longer one is no telling of an event, and would take long to look through."""
_ADVICE = {".doc": "draft_old_word", ".odt": "draft_other_word", ".rtf": "draft_other_word", ".pdf": "draft_pdf"}
_MONEY = re.compile(
    r"(?:€|\beur(?:o)?\b)\s*(?P<a>\d[\d.,]*\d|\d)|(?<![\w.,])(?P<b>\d[\d.,]*\d|\d)\s*(?:€|eur(?:o|os)?\b)",
    re.IGNORECASE,
)
_COLUMNS = {
    "when": ("datum", "date", "wanneer", "when", "dag", "tijd"),
    "from": ("van", "wie", "from", "who", "door wie"),
    "to": ("naar", "aan", "aan wie", "to", "bij wie", "met wie"),
    "summary": ("wat", "gebeurtenis", "wat gebeurde er", "what", "event", "omschrijving", "what happened"),
}
"""Headers that people give a table of their own, besides those of the kit."""
_PHONE = re.compile(r"(?<![\w.])(?:\+31|0031|0)[\s-]?\d(?:[\s-]?\d){8}(?!\w)|\b[\w.+-]+@[\w-]+\.\w+|\b\d{9}\b")
_DAY = re.compile(r"\b\d{1,2}[-/.]\d{1,2}[-/.]\d{4}\b")
_NAME = re.compile(r"(?<=[^\W\d_,] )[A-ZÀ-Þ][a-zà-ÿ]{2,}")


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a cell holds what it does, or is left open: the very words, and why (`draft.mark.<basis>`)."""

    field: str
    basis: str
    words: str = ""


@dataclass(slots=True)
class DraftRow:
    """One proposed touchpoint: where it stands in the narrative, its values as a case file has them, and why."""

    id: str
    place: int
    text: str
    values: dict[str, Any] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)

    def put(self, name: str, value: Any, basis: str, words: str) -> None:
        """Fill in a cell, with the words that it rests on."""
        self.values[name] = value
        self.marks.append(Mark(name, basis, words))


@dataclass(frozen=True, slots=True)
class Rest:
    """A piece that is no touchpoint: where it stands, its text, and why (`draft.rest.<reason>`)."""

    place: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a narrative gives: rows, the parties in them (id, kind), the rest, and what to tell."""

    rows: tuple[DraftRow, ...]
    parties: tuple[tuple[str, str | None], ...]
    rest: tuple[Rest, ...]
    report: tuple[Problem, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    """How the narrative names a party, by its id."""

    @property
    def read(self) -> int:
        """How many pieces were read: every one is a row or rest."""
        return len(self.rows) + len(self.rest)


def draft(path: str | Path, *, slash: Slash | None = None) -> Draft:
    """The first table of a narrative in a .md, .txt or .docx file.

    Raises InputRefused for another kind of file, and for one that cannot be read safely.

    >>> import pathlib, tempfile
    >>> story = pathlib.Path(tempfile.mkdtemp()) / "verhaal.txt"
    >>> _ = story.write_text("5 maart 2021: moeder belt de gemeente", encoding="utf-8")
    >>> draft(story).rows[0].values["when"]
    '2021-03-05'
    """
    from casekit.read.safe.opening import read_file

    file, suffix = str(path), Path(path).suffix.lower()
    if suffix in _ADVICE:
        raise InputRefused([Problem(_ADVICE[suffix], file)])
    if suffix not in (".md", ".txt", ".docx", ".markdown"):
        raise InputRefused([Problem("draft_other", file)])
    content = read_file(path, 4_000_000 if suffix == ".docx" else 4 * MAX_SIGNS)
    left_out: dict[str, int] = {}
    if suffix == ".docx":
        from casekit.read.narrative.word_file import word_pieces

        pieces, left_out = word_pieces(content, file)
    else:
        pieces = pieces_of_text(content, file)
    lines = sum(len(sentences(piece.text)) if len(piece.text) <= MAX_PIECE else 1 for piece in pieces)
    if lines > MAX_LINES or sum(len(piece.text) for piece in pieces) > MAX_SIGNS:
        raise InputRefused([Problem("draft_too_many", file, values={"n": MAX_LINES})])
    made = draft_of_pieces(pieces, slash=slash)
    report = [
        Problem("draft_left_out", file, None, "warning", {"n": n, "what": _left_out_name(what)})
        for what, n in left_out.items()
    ]
    return replace(made, report=(*report, *_told(pieces, made, file)))


def _left_out_name(what: str) -> dict[str, str]:
    from casekit.text import LANGUAGES, say

    return {lang: say(f"draft.left_out.{what}", lang) for lang in LANGUAGES}


def draft_of_pieces(pieces: list[Piece], *, slash: Slash | None = None) -> Draft:
    """The rows and the rest that pieces of a narrative give.

    >>> made = draft_of_pieces([Piece("item", "5 maart 2021: moeder belt de gemeente", 1)])
    >>> made.rows[0].values["when"], made.rows[0].values["from"], made.rows[0].values.get("kind")
    ('2021-03-05', 'moeder', None)
    """
    cast = cast_of("\n".join(piece.text for piece in pieces))
    context, rows, rest = Context(slash, english=is_english(pieces)), list[DraftRow](), list[Rest]()
    columns: tuple[str | None, ...] = ()
    for piece in pieces:
        if len(piece.text) > MAX_PIECE:
            rest.append(Rest(piece.place, piece.text, "too_long"))
        elif piece.kind == "row":
            if piece.first:
                columns = _columns(piece.cells)
                if any(columns):
                    rest.append(Rest(piece.place, piece.text, "table_head"))
                    continue
            _row_of_table(piece, columns, context, cast, rows, rest)
        elif piece.kind == "heading" or _only_a_date(piece.text, context):
            dated_heading(piece.text, context)
            rest.append(Rest(piece.place, piece.text, "heading"))
        elif is_legend(piece.text) or about_the_text(piece.text, context):
            rest.append(Rest(piece.place, piece.text, "no_touchpoint"))
        else:
            _units(piece, context, cast, rows, rest)
    names = dict.fromkeys(name for row in rows for part in ("from", "to") for name in _many(row.values.get(part)))
    return Draft(tuple(rows), tuple((name, cast.kinds.get(name)) for name in names), tuple(rest), labels=cast.labels)


def _many(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def _only_a_date(text: str, context: Context) -> bool:
    """Whether a line is nothing but a date, which then stands above what follows."""
    return len(text) <= 40 and dated_heading(text, replace(context), whole=True)


def _units(piece: Piece, context: Context, cast: Cast, rows: list[DraftRow], rest: list[Rest]) -> None:
    """One piece as one row, or more where another date comes or another party plainly acts."""
    listed = piece.kind == "item"
    held: list[str] = []
    time: Time | None = None
    actor: str | None = None
    kind: str | None = None

    def done() -> None:
        if held:
            _row_or_rest(" ".join(held), piece, time, listed, context, cast, rows, rest)
        held.clear()

    for sentence in sentences(piece.text):
        previous = _next_id(rows, -1 + bool(held)) if rows or held else None
        own = time_in(sentence, context, previous, listed=not held)
        seen = _look(sentence, own, cast)
        acts = seen.from_.value if seen.from_ else None
        does = seen.kind.value if seen.kind else None
        dated = own is not None and (own.moment is not None or own.basis == "unclear")
        other = _another(sentence, seen, actor, kind)
        if held and (dated or other):
            done()
            time, actor, kind = own, acts, does
        else:
            time, actor, kind = time or own, actor or acts, kind or does
        if own is not None and own.moment:
            follow(own.moment, context)
        held.append(sentence)
    done()


def _another(sentence: str, seen: Seen, actor: str | None, kind: str | None) -> bool:
    """Whether a sentence tells of something else than the one before it: another acts, or another act is seen."""
    acts = seen.from_.value if seen.from_ and not seen.generic else None
    does = seen.kind.value if seen.kind else None
    if acts and actor and acts != actor:
        return True
    points = re.match(r"(?:die|deze)\s", sentence, re.IGNORECASE) and "pronoun" in seen.why
    return does == "silence" or bool(does and kind and does != kind) or bool(points and seen.act and actor)


def _next_id(rows: list[DraftRow], ahead: int = 0) -> str:
    return f"t{len(rows) + 1 + ahead}"


def _look(text: str, time: Time | None, cast: Cast) -> Seen:
    """What a sentence shows behind the date or distance that it opens with."""
    start = text.find(time.words) if time is not None and time.leads else -1
    if time is None or start < 0:
        return look(text, cast=cast)
    rest = text[start + len(time.words) :]
    if clock := CLOCK.match(rest):
        return look(rest[clock.end() :], cast=cast)
    return look(
        re.sub(r"^[\s:,;.|\u2013\u2014-]+", "", rest),
        turned=re.match(r"\s*[:|\t\u2013\u2014-]", rest) is None,
        cast=cast,
    )


def _row_or_rest(
    text: str,
    piece: Piece,
    time: Time | None,
    listed: bool,
    context: Context,
    cast: Cast,
    rows: list[DraftRow],
    rest: list[Rest],
) -> None:
    first, *others = sentences(text)
    looks = [_look(first, time, cast), *(look(other, cast=cast) for other in others)]
    acted = any(seen.act or "several_acts" in seen.why for seen in looks)
    named = any(seen.parties for seen in looks)
    when = time is not None and (time.moment is not None or time.basis in ("unclear", "several"))
    if not (
        when
        or (acted and named)
        or (listed and (acted or named))
        or any(seen.kind or (seen.from_ and seen.to and not seen.generic) for seen in looks)
    ):
        rest.append(Rest(piece.place, text, "no_touchpoint"))
        return
    row = DraftRow(_next_id(rows), piece.place, text)
    _fill_time(row, time, context)
    _fill_act(row, looks)
    _fill_rest(row, text, context)
    rows.append(row)


def _fill_time(row: DraftRow, time: Time | None, context: Context) -> None:
    if time is None and context.day:
        row.put("when", context.day, "heading_day", context.words)
    elif time is not None and time.moment:
        row.put("when", time.moment, time.basis, time.words)
        if time.basis == "previous":
            row.put("link_basis", "inferred", "previous", time.words)
    elif time is not None:
        row.marks.append(Mark("when", time.code or f"open_{time.basis}", time.words))


def _fill_act(row: DraftRow, looks: list[Seen]) -> None:
    """Kind, channel and parties, as far as all sentences of the row say the same."""
    kinds = {seen.kind.value: seen for seen in looks if seen.kind}
    channels = {seen.channel.value: seen.channel for seen in looks if seen.channel}
    why = list(dict.fromkeys(reason for seen in looks for reason in seen.why))
    told = next((s for s in looks if s.kind), next((s for s in looks if s.act), looks[0]))
    if len(kinds) > 1 or ("silence" in kinds and any(seen.act and not seen.kind for seen in looks)):
        row.marks.append(Mark("kind", "several_acts"))
        told = next((s for s in looks if s.act and not s.kind), Seen()) if len(kinds) == 1 else Seen()
    elif told.kind:
        row.put("kind", told.kind.value, "seen", told.kind.words)
    elif reasons := [
        reason
        for reason in why
        if reason in ("several_acts", "denied", "may_be", "reported", "not_theirs", "what_asked")
    ]:
        row.marks.append(Mark("kind", reasons[0]))
    if told.from_:
        row.put("from", told.from_.value, "seen", told.from_.words)
    elif reasons := [reason for reason in told.why if reason in ("pronoun", "who_acts", "passive")]:
        row.marks.append(Mark("from", reasons[0]))
    if told.to:
        row.put("to", (told.to.value,), "seen", told.to.words)
    elif "several_receivers" in told.why:
        row.marks.append(Mark("to", "several_receivers"))
    if len(channels) == 1:
        ((code, found),) = channels.items()
        row.put("channel", code, "seen", found.words)
    elif len(channels) > 1 or "several_channels" in why:
        row.marks.append(Mark("channel", "several_channels"))


def _fill_rest(row: DraftRow, text: str, context: Context) -> None:
    amounts = list(_MONEY.finditer(text))
    if len(amounts) == 1:
        try:
            amount = from_cell(sheet("touchpoints").field("amount"), amounts[0]["a"] or amounts[0]["b"])
            row.put("amount", float(amount), "seen", amounts[0][0].strip())
        except (CellWrong, TypeError, ValueError):
            row.marks.append(Mark("amount", "open_amount", amounts[0][0].strip()))
    elif amounts:
        row.marks.append(Mark("amount", "several_amounts"))
    promised = row.values.get("kind") == "promise"
    if promised:
        row.values["promise"] = True
    due = due_in(text, context, row.id)
    if due:
        row.put("promise.due" if promised else "due", due[0], "seen", due[1])
    row.values["summary"] = text


def _columns(cells: tuple[str, ...]) -> tuple[str | None, ...]:
    """What the columns of a table are, by their headers; none where the first row is no row of headers."""
    touchpoints = sheet("touchpoints")
    found: list[str | None] = []
    for cell in cells:
        word = " ".join(cell.lower().strip("?: *").split())
        name = next((name for name, words in _COLUMNS.items() if word in words), None)
        known = header_field(touchpoints, cell) if cell.strip() and name is None else None
        found.append(name or (known.name if known is not None else None))
    return tuple(None if name in found[:place] else name for place, name in enumerate(found))


def _row_of_table(
    piece: Piece,
    columns: tuple[str | None, ...],
    context: Context,
    cast: Cast,
    rows: list[DraftRow],
    rest: list[Rest],
) -> None:
    cells = dict(zip(columns, piece.cells, strict=False)) if any(columns) else {}
    dated = cells.get("when") or next((cell for cell in piece.cells if _is_date(cell, context)), "")
    told = [
        c for name, c in zip((*columns, *[None] * len(piece.cells)), piece.cells, strict=False) if c and c != dated
    ]
    texts = [cells["summary"]] if cells.get("summary") else told
    time = time_in(f"{dated}: ", context, _next_id(rows, -1) if rows else None, listed=True) if dated else None
    if time is not None and time.moment:
        follow(time.moment, context)
    looks = [look(sentence, cast=cast) for text in texts for sentence in sentences(text)] or [Seen()]
    if not (dated or cells.get("from") or any(seen.act or seen.parties for seen in looks)) or not told:
        rest.append(Rest(piece.place, piece.text, "no_touchpoint"))
        return
    row = DraftRow(_next_id(rows), piece.place, piece.text)
    if dated and time is None:
        time = Time(None, dated, "unclear", "not_read")
    _fill_time(row, time, context)
    _fill_act(row, looks)
    for name in ("from", "to"):
        if cells.get(name):
            row.marks = [mark for mark in row.marks if mark.field != name]
            party = cast.named(cells[name]) or cells[name]
            row.put(name, party if name == "from" else (party,), "column", cells[name])
    _fill_rest(row, " | ".join(texts), context)
    others = [c for name, c in zip(columns, piece.cells, strict=False) if c and name not in ("when", "from", "to")]
    row.values["summary"] = " | ".join(others) if any(columns) else " | ".join(told)
    rows.append(row)


def _is_date(cell: str, context: Context) -> bool:
    found = time_in(f"{cell}: ", context, None, listed=True)
    return found is not None and found.leads and len(cell) <= 40


def _told(pieces: list[Piece], made: Draft, file: str) -> Iterator[Problem]:
    """What the writer should know: what was made, and how much looks like a name or an address; never which."""
    text = "\n".join(piece.text for piece in pieces)
    known = known_words() | {word for words in (MONTHS, WEEKDAYS) for word in words}
    names = {word for word in _NAME.findall(text) if word.lower() not in known}
    if not made.rows:
        yield Problem("draft_no_rows", file, None, "warning")
    if names:
        yield Problem("draft_names", file, None, "warning", {"n": len(names)})
    if addresses := len(_PHONE.findall(_DAY.sub(" / ", text))):
        yield Problem("draft_addresses", file, None, "warning", {"n": addresses})
