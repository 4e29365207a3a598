"""Two invented conversations and how somebody coded them: hand-countable, for every kind of file."""

from __future__ import annotations

TEXTS = (
    "In maart vroeg ik bijstand aan bij de gemeente.\n"
    "Na zes weken belde ik \U0001f614 of er al iets was.\n"
    "Een week later kwam er een brief: afgewezen.",
    "De inwoner werd doorgestuurd naar het wijkteam.\n"
    "Daar hoorde zij niets meer van.",
)  # fmt: skip


def _of(number: int, words: str, *codes: str) -> tuple[int, int, int, tuple[str, ...]]:
    start = TEXTS[number - 1].index(words)
    return (number, start, start + len(words), codes)


SEGMENTS = (
    _of(1, "In maart vroeg ik bijstand aan bij de gemeente", "tp", "id:T07", "van:inwoner", "naar:gemeente",
        "soort:aanvraag", "datum:2021-03", "kwestie:bijstand", "bron:client"),
    _of(1, "belde ik \U0001f614 of er al iets was", "tp", "van:inwoner", "naar:gemeente", "soort/navraag",
        "dag na:onbekend", "wantrouwen"),
    _of(1, "kwam er een brief: afgewezen", "tp", "van:gemeente", "naar:inwoner", "soort:afwijzing", "antwoordt:T07"),
    _of(2, "werd doorgestuurd naar het wijkteam", "tp", "van:gemeente", "naar:wijkteam"),
    _of(2, "hoorde zij niets", "soort:stilte"),
)  # fmt: skip
"""Document, from, until, codes. T1 is called T07; the second and third are T2 and T3; the fourth lacks its kind."""
