"""Between which roles the days are left: the longest bar first, roles and never organisations."""

from __future__ import annotations

import pytest
from matplotlib.axes import Axes

from casekit.causes.book import book_of
from casekit.compare.run import Comparison, compare_books
from casekit.figures import pareto
from casekit.figures.pareto import MOST
from casekit.notation import case_of
from casekit.vocabulary import codes
from tests.few import mostly_slow
from tests.figures.boxes import names, off_the_page, touching
from tests.figures.manymade import made_up_set

LATE = "actor {who} kind={kind}\na: inwoner > {who} vraag @0 due=14\nb: {who} > inwoner antwoord @{day} re=a"


def late(*cases: tuple[str, str, str]) -> Comparison:
    """Cases in which somebody of a kind answers on a day, where fourteen days were promised."""
    texts = [LATE.format(who=who, kind=kind, day=day) for who, kind, day in cases]
    return compare_books([book_of(case_of(text, id=f"c{n}")) for n, text in enumerate(texts)])


def words(ax: Axes) -> str:
    return " | ".join(text.get_text() for text in ax.texts)


def said(ax: Axes, gid: str) -> str:
    return next(text.get_text() for text in ax.texts if text.get_gid() == gid)


def lengths(ax: Axes) -> list[float]:
    bars = {int(p.get_gid()[4:]): p for p in ax.patches if (p.get_gid() or "").startswith("bar-")}  # type: ignore[index]
    return [bars[n].get_width() for n in sorted(bars)]  # type: ignore[attr-defined]


def test_the_days_of_three_late_answers_by_role() -> None:
    ax = pareto(late(("duin", "municipality", "30"), ("zee", "municipality", "24"), ("bank", "creditor", "18")))
    assert said(ax, "roles-1") == "inwoner → gemeente"
    assert said(ax, "days-1") == "26 dagen"
    assert names(ax, "share-") == []
    assert said(ax, "cases-1") == "2 casussen; per casus 10 tot 16 dagen"
    assert (said(ax, "roles-2"), said(ax, "days-2")) == ("inwoner → schuldeiser", "4 dagen")
    assert said(ax, "cases-2") == "1 casus"
    assert lengths(ax)[0] / lengths(ax)[1] == pytest.approx(26 / 4)


def test_from_five_cases_on_the_share_of_all_days_up_to_there_is_told() -> None:
    four = [("duin", "municipality", "30"), ("zee", "municipality", "24"), ("bank", "creditor", "18")]
    ax = pareto(late(*four, ("kerk", "welfare", "15"), ("school", "school", "15")))
    assert (said(ax, "share-1"), said(ax, "days-1")) == ("81%", "26 dagen")
    assert said(ax, f"share-{len(names(ax, 'share-'))}") == "100%"


def test_no_organisation_is_named() -> None:
    ax = pareto(late(("duinstad", "municipality", "30"), ("zeebank", "creditor", "18")), lang="en")
    assert "duinstad" not in words(ax)
    assert "zeebank" not in words(ax)
    assert said(ax, "roles-1") == "resident → municipality"


def test_uncertain_dates_have_a_whisker_and_a_range() -> None:
    ax = pareto(late(("g", "municipality", "24/54")))
    assert names(ax, "range-") == ["1"]
    low, high = said(ax, "days-1").split("(")[1].rstrip(")").split(" tot ")
    assert 10 <= int(low) < int(high) <= 40
    assert names(pareto(late(("g", "municipality", "30"))), "range-") == []


def test_cases_without_dates_are_named_below_and_running_ones_say_at_least() -> None:
    order = "a: inwoner > gemeente vraag due=14\nb: gemeente > inwoner antwoord re=a"
    running = "a: inwoner > gemeente vraag @0 due=14\nobserved @0..@200"
    books = [book_of(case_of(text, id=name)) for name, text in {"volgorde": order, "loopt": running}.items()]
    ax = pareto(compare_books(books))
    assert "Dagen niet te bepalen in: volgorde." in words(ax)
    assert "minstens dit: loopt." in words(ax)
    assert said(ax, "days-1").startswith("minstens 186 dagen")


def test_the_bars_are_the_days_from_most_to_least_and_the_shares_add_up() -> None:
    found = made_up_set(12)
    ax = pareto(found, lang="en")
    bars = found.pareto.bars
    assert lengths(ax) == sorted(lengths(ax), reverse=True)
    scale = lengths(ax)[0] / bars[0].days.value
    assert lengths(ax) == pytest.approx([bar.days.value * scale for bar in bars[:MOST]])
    assert said(ax, f"share-{len(bars)}") == "100%"


def test_at_most_fifteen_bars_and_the_rest_in_one_line() -> None:
    kinds = [kind for kind in codes("actor_kind") if kind not in ("resident", "household")][: MOST + 2]
    found = late(*((f"p{n}", kind, str(40 + n)) for n, kind in enumerate(kinds)))
    ax = pareto(found)
    assert len(lengths(ax)) == MOST
    assert "… en 2 andere, samen 53 dagen." in words(ax)
    assert said(ax, f"share-{MOST}") != "100%"
    assert touching(ax) == []


def test_without_days_it_says_so() -> None:
    ax = pareto(late(("g", "municipality", "9")))
    assert "Van geen enkele casus zijn dagen bekend" in words(ax)
    assert len(ax.lines) == 0


def test_how_the_cases_were_chosen_stands_there() -> None:
    assert "Hoe deze casussen gekozen zijn, staat nergens" in words(pareto(made_up_set(3)))
    assert "How chosen: by lot" in words(pareto(made_up_set(3), lang="en", selection="by lot"))


@pytest.mark.parametrize(("lang", "paper"), mostly_slow([("nl", "a4"), ("en", "a3")], ("nl", "a4")))
@pytest.mark.parametrize("count", mostly_slow([3, 12, 50], 12))
def test_no_texts_touch_with_few_and_with_many_cases(count: int, lang: str, paper: str) -> None:
    ax = pareto(made_up_set(count), lang=lang, paper=paper)
    assert touching(ax) == []
    assert off_the_page(ax) == []
