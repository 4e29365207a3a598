"""How words are wrapped and shortened."""

from __future__ import annotations

from casekit.figures.lettering import shorten, width, wrap


def test_a_text_of_thousands_of_words_is_wrapped_in_a_moment() -> None:
    lines = wrap("hapering " * 3000, 100, 7, 5000)
    assert sum(line.split().count("hapering") for line in lines) == 3000
    assert all(width(line, 7) <= 100 for line in lines)


def test_as_many_words_as_fit_are_kept() -> None:
    text = "een twee drie vier vijf zes"
    short = shorten(text, width("een twee drie…", 8), 8)
    assert short == "een twee drie…"
