"""A case as a workbook for Causal Map.

Form: guide.causalmap.app ("Standard format Excel", "Uploading only links", "Roundtripping"; read in 2026): sheets
`links`, `statements` and `sources`, names and headers in small letters. A link has `from_label`, `to_label`,
`statement_id`, `quote` (an exact part of the text of the statement) and `source_id`; a statement `statement_id`,
`text` and `source_id`; a source `source_id`. Other columns are allowed and can be filtered by. An empty column is not
written, as the guide asks. `;` in a label makes levels, on which Causal Map zooms.

What the links are. Causal Map asks "what leads to what, and who says so". casekit knows what answers what, and where
it stalls; not what causes what. So a link says only: this came after that, as the case states it (`basis` says
"antwoord op" or "kon pas na"), or: between these touchpoints casekit sees this stall, and with it this
consequence ("casekit ziet"). Causes are for people to code, beside these links.
"""

from __future__ import annotations

from collections.abc import Iterator

from casekit.case import Case
from casekit.export.plain_book import plain_book
from casekit.stalls.run import Analysis, analyse
from casekit.stalls.stall import Stall
from casekit.stalls.statement import between, label, moment_in_words, name, statement
from casekit.story import Story
from casekit.text import say
from casekit.vocabulary import label as word

__all__ = ["to_causal_map"]

_LINKS = (
    "from_label", "to_label", "statement_id", "quote", "source_id", "basis", "touchpoint", "stall", "verdict",
    "explanation", "case_status",
)  # fmt: skip
_STATEMENTS = ("statement_id", "text", "source_id", "touchpoint", "moment", "issue", "case_status")
_SOURCES = ("source_id", "title", "publisher", "year", "perspective")

Row = dict[str, str | int | float | bool]


def to_causal_map(case: Case, lang: str = "nl") -> bytes:
    """The workbook of a case: what came after what, and where it stalls between whom, with the summary as quote.

    A factor that is a touchpoint is called `who; kind; id`: on level 1 Causal Map shows who follows whom, on
    level 3 the touchpoints themselves. A stall is called `Hapering; kind; from – to`, so that equal stalls
    between the same two come together and are counted.

    >>> import casekit as ck
    >>> ck.to_causal_map(ck.example("twaalf-regels"))[:2]
    b'PK'
    """
    analysis = analyse(case)
    said = _statements(analysis.story, lang)
    statements = [row for rows in said.values() for row in rows]
    links = [*_after(analysis.story, said, lang), *_sees(analysis, said, lang)]
    for row in (*links, *statements):
        row["case_status"] = say(f"word.{case.status}", lang) if case.status else ""
    return plain_book(
        case.id,
        {
            "links": (_LINKS, [_filled(link) for link in links]),
            "statements": (_STATEMENTS, [_filled(row) for row in statements]),
            "sources": (_SOURCES, [_filled(row) for row in _sources(case, statements)]),
        },
    )


def _statements(story: Story, lang: str) -> dict[str, list[Row]]:
    """Per touchpoint its summary, once for every source that tells it: Causal Map counts sources."""
    said: dict[str, list[Row]] = {}
    number = 0
    for step in story.steps:
        said[step.id] = []
        when = moment_in_words(step.span, story, lang)
        receivers = ", ".join(label(story, one) for one in step.t.to)
        names = {"sender": label(story, step.t.from_), "receiver": receivers, "kind": word("kind", step.kind, lang)}
        text = (step.t.summary or "").strip() or say("exchange.told", lang, when=when, **names)
        row: Row = {"text": text, "touchpoint": step.id, "moment": when, "issue": step.t.issue or ""}
        for source in step.t.source or (say("causal_map.no_source", lang),):
            number += 1
            said[step.id].append({"statement_id": number, "source_id": source, **row})
    return said


def _factor(story: Story, touchpoint: str, lang: str) -> str:
    step = story.by_id[touchpoint]
    parts = (label(story, step.t.from_), word("kind", step.kind, lang), touchpoint)
    return "; ".join(part.replace(";", ",") for part in parts)


def _after(story: Story, said: dict[str, list[Row]], lang: str) -> list[Row]:
    """What the case itself says came of what; the quote is that of the later touchpoint."""
    links: list[Row] = []
    for step in story.steps:
        for basis in ("responds_to", "depends_on"):
            for earlier in getattr(step.t, basis):
                if earlier in said:
                    ends = _factor(story, earlier, lang), _factor(story, step.id, lang)
                    links += _links(*ends, said[step.id], say(f"causal_map.{basis}", lang))
    return links


def _sees(analysis: Analysis, said: dict[str, list[Row]], lang: str) -> list[Row]:
    """Where casekit sees a stall: what leads up to it, what came after it, and the consequence it sees there.

    An arrow never runs against the known order. A consequence is linked to the stall at the very obligation that
    it is a consequence of: one that bites at a touchpoint of its own evidence, not after it.
    """
    links: list[Row] = []
    story = analysis.story
    place = {step.id: step.place for step in story.steps}
    for stall in analysis.stalls:
        told: Row = {"stall": stall.kind, "verdict": say(f"word.{stall.verdict}", lang)}
        told["explanation"] = statement(stall, analysis, lang)
        here = _stall_factor(stall, story, lang)
        for touchpoint in stall.touchpoints:
            factor = _factor(story, touchpoint, lang)
            ends = (here, factor) if place[touchpoint] > place[stall.at] else (factor, here)
            links += _links(*ends, said[touchpoint], say("causal_map.sees", lang), told)
        for other in analysis.stalls if _is_signal(stall) else ():
            before = other.at in stall.touchpoints and place[other.at] <= place[stall.at]
            if before and not _is_signal(other):
                from_stall = _stall_factor(other, story, lang)
                links += _links(from_stall, here, said[other.at], say("causal_map.sees_after", lang), told)
    return links


def _is_signal(stall: Stall) -> bool:
    """Whether it is a consequence of stalls rather than a stall (methods, G1 to G3)."""
    return stall.kind.startswith("G")


def _stall_factor(stall: Stall, story: Story, lang: str) -> str:
    key = "causal_map.signal" if _is_signal(stall) else "causal_map.stall"
    sender, receiver = (side.replace(";", ",") for side in between(stall, story))
    return say(key, lang, kind=name(stall.kind, lang), sender=sender, receiver=receiver)


def _links(start: str, end: str, said: list[Row], basis: str, told: Row | None = None) -> Iterator[Row]:
    """One link for every source that tells the touchpoint of the quote."""
    for row in said:
        same = {key: row[key] for key in ("statement_id", "source_id", "touchpoint")}
        yield {"from_label": start, "to_label": end, "quote": row["text"], "basis": basis, **same, **(told or {})}


def _sources(case: Case, statements: list[Row]) -> list[Row]:
    """The sources that statements name."""
    known = {source.id: source for source in case.sources}
    rows: list[Row] = []
    for key in dict.fromkeys(str(row["source_id"]) for row in statements):
        source = known.get(key)
        row: Row = {"source_id": key, "title": (source.label if source else None) or key}
        if source is not None:
            rest = {"publisher": source.publisher, "year": source.year, "perspective": source.perspective}
            row |= {name: value for name, value in rest.items() if value}
        rows.append(row)
    return rows


def _filled(row: Row) -> Row:
    return {key: value for key, value in row.items() if value != ""}
