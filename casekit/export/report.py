"""The report of a case: one HTML page that needs nothing beside it, for reading on screen or on paper."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from matplotlib.axes import Axes

from casekit.case import Touchpoint
from casekit.cost import cost_of
from casekit.export.page import page
from casekit.export.page import text as escape
from casekit.figures import costs, network, timeline, waterfall
from casekit.figures.save import svg_text
from casekit.sheets.titles import field_titles
from casekit.stalls.kinds import KINDS
from casekit.stalls.run import Analysis
from casekit.stalls.stall import Confidence, Stall
from casekit.stalls.statement import (
    DIMENSIONS,
    between,
    cost,
    days_in_words,
    label,
    moment_in_words,
    name,
    norm_in_words,
    question,
    refuted_by,
    sources_in_words,
    what,
)
from casekit.text import plural, say
from casekit.vocabulary import label as word
from casekit.write.atomic import save_text

__all__ = ["report", "write_report"]

# From a bar or arrow in a figure to its card or row; without it everything still reads from top to bottom.
_SCRIPT = """
document.querySelectorAll('g[id^="stall-"], g[id^="touchpoint-"]').forEach(function (mark) {
  mark.addEventListener('click', function () { location.hash = 'to-' + mark.id; });
});
"""


def write_report(analysis: Analysis, path: str | Path, lang: str = "nl") -> Path:
    """Write the report and return its path. Raises OSError where it cannot be written."""
    return save_text(path, report(analysis, lang))


def report(analysis: Analysis, lang: str = "nl") -> str:
    """The page as text.

    >>> import casekit as ck
    >>> "</html>" in report(ck.analyse(ck.example("twaalf-regels")))
    True
    """
    case = analysis.case
    style = files("casekit.export").joinpath("report.css").read_text(encoding="utf-8")
    body = "\n".join(
        (
            _head(analysis, lang),
            _figures(analysis, lang),
            _section("stalls", lang, "".join(_cards(analysis, lang)) or _p(say("report.no_stalls", lang))),
            _cost(analysis, lang),
            _section("unknown", lang, _unknown(analysis, lang)),
            _section("waits", lang, _waits(analysis, lang)),
            _section("touchpoints", lang, _table(analysis, lang)),
            f'<p class="soft">{escape(say("report.foot", lang))}</p>',
        )
    )
    return page(case.title or case.id, body, style, lang, _SCRIPT)


def _p(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _section(key: str, lang: str, inner: str) -> str:
    return f'<section id="{key}"><h2>{escape(say(f"report.{key}", lang))}</h2>\n{inner}</section>'


def _list(items: Iterable[str]) -> str:
    rows = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{rows}</ul>" if rows else ""


def _head(analysis: Analysis, lang: str) -> str:
    case = analysis.case
    parts = []
    if case.status:
        parts.append(f'<p class="banner">{escape(say(f"word.{case.status}", lang))}</p>')
    parts.append(f"<h1>{escape(case.title or case.id)}</h1>")
    parts += [_p(text) for text in (case.summary, case.question) if text]
    certain = sum(stall.verdict == "certain" for stall in analysis.stalls)
    counts = plural("word.stalls", len(analysis.stalls), lang)
    parts.append(
        _p(say("report.short", lang, stalls=counts, certain=certain, possible=len(analysis.stalls) - certain))
    )
    worst = [
        f'<a href="#to-stall-{escape(stall.key)}">{escape(name(stall.kind, lang))}</a>: '
        f"{escape(' → '.join(between(stall, analysis.story)))}"
        for stall in analysis.stalls[:3]
    ]
    parts.append(_list(worst))
    return "\n".join(parts)


def _figures(analysis: Analysis, lang: str) -> str:
    case, stalls = analysis.case, analysis.stalls
    drawn = (
        (timeline(case, stalls, lang=lang, paper="a3"), "timeline"),
        (network(case, stalls, lang=lang, paper="a4"), "network"),
    )
    return "\n".join(_section(key, lang, _figure(ax, key, lang)) for ax, key in drawn)


def _figure(ax: Axes, key: str, lang: str) -> str:
    return f"<figure>{svg_text(ax)}<figcaption>{escape(say(f'report.{key}_caption', lang))}</figcaption></figure>"


def _cost(analysis: Analysis, lang: str) -> str:
    """Where the time went and what each stall took of it; nothing where days cannot be told."""
    cost = cost_of(analysis)
    if cost.status == "undetermined":
        return _section("time", lang, _p(say(f"cost.reason.{cost.reason}", lang)))
    drawn = ((waterfall(cost, lang=lang), "waterfall"), (costs(cost, lang=lang), "costs"))
    return _section("time", lang, "\n".join(_figure(ax, key, lang) for ax, key in drawn))


def _cards(analysis: Analysis, lang: str) -> Iterable[str]:
    for number, stall in enumerate(analysis.stalls, 1):
        yield _card(number, stall, analysis, lang)


def _card(number: int, stall: Stall, analysis: Analysis, lang: str) -> str:
    story = analysis.story
    group = KINDS[stall.kind[:3]].group
    issue = story.issue_label(stall.issue)
    sender, receiver = between(stall, story)
    start, end = (moment_in_words(moment, story, lang) for moment in (stall.start, stall.end))
    rows = [
        ("where", escape(f"{sender} → {receiver}" + (f" · {issue}" if issue else ""))),
        ("when", escape(start if start == end else f"{start} – {end}")),
        ("norm", escape(norm_in_words(stall, lang) or say("report.no_norm", lang))),
        (
            "evidence",
            ", ".join(f'<a href="#to-touchpoint-{escape(t)}">{escape(t)}</a>' for t in stall.touchpoints),
        ),
        ("sources", escape(sources_in_words(stall, story, lang))),
        ("cost", escape(cost(stall, lang) or say("report.no_cost", lang))),
        ("confidence", _dots(stall.confidence, lang)),
        ("refuted", escape(refuted_by(stall, lang))),
        ("question", escape(question(stall, lang))),
    ]
    if stall.key in analysis.borderline:
        rows.insert(3, ("borderline", escape(say("statement.borderline", lang))))
    cells = "".join(f"<dt>{escape(say(f'report.row.{key}', lang))}</dt><dd>{value}</dd>" for key, value in rows)
    chip = f'<span class="chip {stall.verdict}">{escape(say(f"word.{stall.verdict}", lang))}</span>'
    heading = escape(f"{number}. {name(stall.kind, lang).capitalize()}")
    return (
        f'<article class="card {stall.verdict}" style="--c: var(--{group})" id="to-stall-{escape(stall.key)}">'
        f'<h3>{heading} <span class="soft">{escape(stall.kind)}</span> {chip}</h3>'
        f"<p>{escape(what(stall, story, lang).capitalize())}.</p><dl>{cells}</dl></article>\n"
    )


def _dots(confidence: Confidence | None, lang: str) -> str:
    if confidence is None:
        return ""
    rows = []
    for dimension in DIMENSIONS:
        value = getattr(confidence, dimension)
        rows.append(
            f'<span class="dots">{"●" * value}{"○" * (2 - value)}</span> '
            + escape(say(f"dimension.{dimension}.{value}", lang))
        )
    return f"{confidence.grade}<br>" + "<br>".join(rows)


def _unknown(analysis: Analysis, lang: str) -> str:
    parts = []
    for status in ("none", "no_opportunity", "not_observable", "not_assessable"):
        kinds = [kind for kind in analysis.kinds if kind.status == status]
        if kinds:
            items = [
                escape(
                    f"{kind.kind} {name(kind.kind, lang)}"
                    + (say("status.missing", lang, fields=field_titles(kind.missing, lang)) if kind.missing else "")
                )
                for kind in kinds
            ]
            parts.append(f"<h3>{escape(say(f'status.{status}', lang))}</h3>{_list(items)}")
    if analysis.assumptions:
        texts = [escape(say(f"assumption.{code}", lang)) for code in analysis.assumptions]
        parts.append(f"<h3>{escape(say('report.assumptions', lang))}</h3>{_list(texts)}")
    counts = ", ".join(f"× {factor:g}: {n}" for factor, n in analysis.sensitivity.items())
    parts.append(_p(say("cli.sensitivity", lang, counts=counts)))
    return "\n".join(parts)


def _waits(analysis: Analysis, lang: str) -> str:
    holds = {hold.id: hold for hold in analysis.case.holds}
    items = []
    for seen in analysis.observations:
        if seen.kind == "hold" and seen.hold is not None:
            hold = holds[seen.hold]
            text = (
                f"{hold.label or hold.id}: {word('hold_basis', hold.basis, lang)}, {days_in_words(seen.days, lang)}"
            )
            items.append(escape(text))
        else:
            ids = ", ".join(f'<a href="#to-touchpoint-{escape(t)}">{escape(t)}</a>' for t in seen.touchpoints)
            items.append(f"{escape(say('report.long_wait', lang, days=days_in_words(seen.days, lang)))} ({ids})")
    return _list(items) or _p(say("report.no_waits", lang))


def _table(analysis: Analysis, lang: str) -> str:
    heads = "".join(
        f"<th>{escape(say(f'report.column.{key}', lang))}</th>" for key in ("id", "when", "who", "act", "summary")
    )
    rows = "".join(_row(step.t, analysis, lang) for step in analysis.story.steps)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _row(t: Touchpoint, analysis: Analysis, lang: str) -> str:
    story = analysis.story
    who = f"{label(story, t.from_)} → {', '.join(label(story, actor) for actor in t.to)}"
    mark = say("report.turning_point", lang) + " " if t.turning_point else ""
    cells = (
        t.id,
        moment_in_words(story.time.spans[t.id], story, lang),
        who,
        word("kind", t.kind, lang),
        mark + (t.summary or ""),
    )
    return (
        f'<tr id="to-touchpoint-{escape(t.id)}">' + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>\n"
    )
