"""`casekit fragmentation`: how many helpers, the measures with their formulas, the resident as courier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from casekit.cli.frame import Command, json_option, show, show_json, wrapped
from casekit.cli.lines import print_case
from casekit.text import number, plural, say

if TYPE_CHECKING:
    from casekit.courier import Errand
    from casekit.headcount import Headcount, Month
    from casekit.story import Story
    from casekit.when import Span

__all__ = ["command"]

FORMULAS = ("m", "coc", "secon", "order", "p")
SHOWN = ("coc", "secon", "order", "p")


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def fragmentation(path: str, as_json: bool) -> int:
        from casekit.headcount import headcount
        from casekit.read.case_file import load_case
        from casekit.story import tell

        case, warnings = load_case(path)
        show(warnings, lang)
        story = tell(case)
        if as_json:
            show_json(_data(story, lang))
            return 0
        print_case(case, lang)
        click.echo()
        _print_count(headcount(story), story, lang)
        _print_measures(story, lang)
        _print_courier(story, lang)
        wrapped(say("fragmentation.reading", lang))
        return 0

    case = click.Argument(["path"], metavar=say("cli.case", lang))
    return Command("fragmentation", lang, fragmentation, [case, json_option(lang)])


# -- as text ----------------------------------------------------------------------------------------------


def _print_count(count: Headcount, story: Story, lang: str) -> None:
    from casekit.headcount import party_names

    names = party_names(story.case)
    if not count.organisations:
        wrapped(say("fragmentation.nobody", lang))
    else:
        people = plural("fragmentation.people", count.people, lang)
        organisations = plural("fragmentation.organisations", count.organisations, lang)
        wrapped(say("fragmentation.headline", lang, people=people, organisations=organisations))
    if count.organisations_at_once is not None and count.people_at_once is not None:
        organisations = _counted("organisations", count.organisations_at_once, lang)
        people = _counted("people", count.people_at_once, lang)
        wrapped(say("fragmentation.at_once", lang, organisations=organisations, people=people))
    elif count.organisations:
        came = ", ".join(names.get(arrival.who, arrival.who) for arrival in count.arrivals)
        wrapped(say("fragmentation.no_dates", lang, names=came))
    if count.months:
        busiest = max(count.months, key=lambda month: (month.organisations.hi, month.organisations.lo, -month.start))
        organisations = _counted("organisations", busiest.organisations, lang)
        month = _month_name(busiest, story, lang)
        wrapped(say("fragmentation.busiest", lang, month=month, organisations=organisations))
    if count.months and count.undated:
        wrapped(say("fragmentation.undated", lang, n=count.undated))
    if count.others:
        wrapped(say("fragmentation.others", lang, names=", ".join(names.get(who, who) for who in count.others)))
    click.echo()


def _counted(what: str, span: Span, lang: str) -> str:
    if span.exact:
        return plural(f"fragmentation.{what}", int(span.lo), lang)
    n = say("fragmentation.range", lang, lo=int(span.lo), hi=int(span.hi))
    return say(f"fragmentation.{what}.many", lang, n=n)


def _month_name(month: Month, story: Story, lang: str) -> str:
    first = story.time.date_of(month.start)
    if first is None:
        return say("fragmentation.block", lang, first=int(month.start), last=int(month.until) - 1)
    return f"{say(f'month.{first.month}', lang)} {first.year}"


def _print_measures(story: Story, lang: str) -> None:
    from casekit.norms import threshold

    click.echo(say("fragmentation.measures", lang))
    few: list[str] = []
    before = None
    for row in _rows(story):
        issue = story.issues.get(row["issue"])
        name = (issue.label if issue else None) or row["issue"] or say("fragmentation.whole", lang)
        if row["coc"] is None:
            few += [f"{name} (N {row['contacts']}, M {row['distinct']})"] if row["level"] == "organisation" else []
            continue
        if name != before:
            click.echo(f"  {name}")
            before = name
        level = say(f"fragmentation.{row['level']}", lang)
        given = {"level": level, "n": row["contacts"], "m": row["distinct"]}
        text = say("fragmentation.row", lang, **given, **{name: _share(row[name], name, lang) for name in SHOWN})
        wrapped(text, "      ", "    ")
    if few:
        wrapped(say("fragmentation.few", lang, names="; ".join(few), least=threshold("M1")), "    ", "  ")
    click.echo()
    click.echo(say("fragmentation.formulas", lang))
    for name in FORMULAS:
        wrapped(say(f"fragmentation.formula.{name}", lang), "    ", "  ")
    click.echo()


def _share(value: float, name: str, lang: str) -> str:
    sign = "+" if name == "order" and not f"{value:.2f}".startswith("-") else ""
    return sign + number(value, lang, 3 if name == "p" else 2)


def _print_courier(story: Story, lang: str) -> None:
    from casekit.courier import courier
    from casekit.sheets.titles import field_titles

    found = courier(story)
    click.echo(say("fragmentation.courier", lang))
    n = len(found.errands)
    sure = any(errand.verdict == "certain" for errand in found.errands)
    told = plural("fragmentation.errands" if sure else "fragmentation.maybe_errands", n, lang) if n else None
    wrapped(told or say("fragmentation.no_errands", lang), "    ", "  ")
    for errand in found.errands:
        wrapped(_in_words(errand, story, lang), "      ", "    ")
    if found.missing:
        wrapped(say("fragmentation.unseen", lang, fields=field_titles(found.missing, lang)), "    ", "  ")
    click.echo()


def _in_words(errand: Errand, story: Story, lang: str) -> str:
    from casekit.headcount import party_names

    names = party_names(story.case)
    labels = story.item_labels
    return say(
        f"fragmentation.errand.{errand.what}",
        lang,
        at=errand.at,
        verdict=say(f"word.{errand.verdict}", lang),
        source=names.get(errand.source, errand.source),
        target=names.get(errand.target, errand.target),
        items=", ".join(labels.get(item, item) for item in errand.items),
        ids=", ".join(errand.touchpoints),
    )


# -- as data ----------------------------------------------------------------------------------------------


def _data(story: Story, lang: str) -> dict[str, Any]:
    from casekit.courier import courier
    from casekit.headcount import headcount
    from casekit.stalls.as_data import span

    count, found = headcount(story), courier(story)
    case, day0 = story.case, story.time.day0
    return {
        "case": case.id,
        "status": case.status,
        "day0": day0.isoformat() if day0 else None,
        "headline": {
            "people": count.people,
            "organisations": count.organisations,
            "others": list(count.others),
            "contacts": count.contacts,
            "undated": count.undated,
            "people_at_once": span(count.people_at_once),
            "organisations_at_once": span(count.organisations_at_once),
        },
        "arrivals": [{"who": a.who, "at": a.at, "day": span(a.span)} for a in count.arrivals],
        "months": [
            {
                "start": month.start,
                "until": month.until,
                "people": span(month.people),
                "organisations": span(month.organisations),
                "involved": span(month.involved),
                "known": span(month.known),
            }
            for month in count.months
        ],
        "continuity": [row | {"issue": row["issue"] or None} for row in _rows(story)],
        "formulas": {name: say(f"fragmentation.formula.{name}", lang) for name in FORMULAS},
        "courier": {
            "count": len(found.errands),
            "missing": list(found.missing),
            "errands": [
                {
                    "what": errand.what,
                    "at": errand.at,
                    "source": errand.source,
                    "target": errand.target,
                    "items": list(errand.items),
                    "issue": errand.issue or None,
                    "touchpoints": list(errand.touchpoints),
                    "verdict": errand.verdict,
                    "text": _in_words(errand, story, lang),
                }
                for errand in found.errands
            ],
        },
        "reading": say("fragmentation.reading", lang),
    }


def _rows(story: Story) -> list[dict[str, Any]]:
    """What the table of continuity says of the case and its issues; None where it says nothing."""
    from casekit.continuity import continuity_table

    rows = continuity_table(story.case).to_dict("records")
    return [
        {name: row[name] for name in ("issue", "level", "contacts", "distinct")}
        | {name: None if row[name] != row[name] else round(row[name], 4) for name in SHOWN}
        for row in rows
    ]
