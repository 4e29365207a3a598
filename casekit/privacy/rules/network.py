"""Addresses of machines, and points on a map."""

from __future__ import annotations

import re

from casekit.privacy.rules.rule import EDGE, OPEN, Rule, before, matching

__all__ = ["RULES"]

_VERSION = re.compile(
    r"(?:versie|version|release|paragraaf|hoofdstuk|bijlage|sectie|§|(?<![^\W_])v)\.? ?$", re.IGNORECASE
)


def _octets(match: re.Match[str]) -> bool:
    parts = match["value"].split(".")
    return all(int(part) < 256 for part in parts) and any(len(part) > 1 for part in parts)


def _no_version(match: re.Match[str]) -> bool:
    return not _VERSION.search(before(match, 14))


def _pairs(match: re.Match[str]) -> bool:
    return bool(re.search("[0-9]", match["value"]))


def _long_enough(match: re.Match[str]) -> bool:
    groups = [group for group in match["value"].split(":") if group]
    return (
        len(groups) >= 3 and (len(groups) == 8 or "::" in match["value"]) and any(len(group) > 2 for group in groups)
    )


def _in_the_world(match: re.Match[str]) -> bool:
    lat, lon = (abs(float(re.sub(",", ".", match[part]))) for part in ("lat", "lon"))
    return lat <= 90 and lon <= 180


RULES = (
    Rule(
        "ip",
        "BLOCK",
        matching(
            rf"{OPEN}(?<![0-9]\.)(?P<value>[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{3}}){EDGE}(?!\.[0-9])",
            _octets,
            _no_version,
            needs=(".",),
            digits=4,
        ),
    ),
    Rule(
        "ip",
        "BLOCK",
        matching(
            rf"{OPEN}(?<!:)(?P<value>[0-9a-f]{{1,4}}(?:::?[0-9a-f]{{1,4}}){{2,7}}(?:::)?){EDGE}(?!:)",
            _long_enough,
            needs=(":",),
        ),
    ),
    Rule(
        "mac",
        "BLOCK",
        matching(
            rf"{OPEN}(?<![:\-])(?P<value>[0-9a-f]{{2}}(?::[0-9a-f]{{2}}){{5}}|[0-9a-f]{{2}}(?:-[0-9a-f]{{2"
            rf"}}){{5}}|[0-9a-f]{{4}}(?:\.[0-9a-f]{{4}}){{2}}){EDGE}(?![:\-][0-9a-f])",
            _pairs,
            needs=("-", ":", "."),
        ),
    ),
    Rule(
        "coordinates",
        "BLOCK",
        matching(
            rf"(?<![0-9.,\w])(?P<value>(?P<lat>[+\-]?[0-9]{{1,2}}[.,][0-9]{{4,15}})°?[ ]?[NZS]?(?:[ ]?[,;/]"
            rf"[ ]?|[ ]{{1,2}})(?P<lon>[+\-]?[0-9]{{1,3}}[.,][0-9]{{4,15}})°?(?:[ ]?[OEW])?){EDGE}",
            _in_the_world,
            digits=5,
        ),
    ),
    Rule(
        "coordinates",
        "BLOCK",
        matching(
            rf"(?<![0-9])(?P<value>[0-9]{{1,2}}°[ ]?[0-9]{{1,2}}['][ ]?(?:[0-9]{{1,2}}(?:[.,][0-9]{{1,"
            rf"6}})?[\"'][ '\"]?)?[ ]?[NZS][ ,]{{0,3}}[0-9]{{1,3}}°[ ]?[0-9]{{1,2}}['][ ]?(?:[0-9]{{1,"
            rf"2}}(?:[.,][0-9]{{1,6}})?[\"'][ '\"]?)?[ ]?[OEW]){EDGE}",
            needs=("°",),
        ),
    ),
)
