"""Mail addresses, also as people write them to escape a machine; accounts and pages of a person."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

from casekit.privacy.rules.rule import EDGE, OPEN, Rule, before, matching

__all__ = ["RULES"]

_PUBLIC = tuple(tomllib.loads((files("casekit.privacy.rules") / "hosts.toml").read_text("utf-8"))["public"]["hosts"])

_END = (
    r"(?:nl|com|be|de|eu|org|net|info|nu|fr|uk|pl|tr|sr|ma|es|it|pt|ro|bg|ru|"
    r"cw|aw|me|io|biz|amsterdam|frl|gent|example|test|invalid)"
)
_HOSTS = (
    r"(?:gmail|googlemail|hotmail|outlook|live|yahoo|icloud|ziggo|kpnmail|kpnplanet|"
    r"planet|xs4all|home|upcmail|casema|quicknet|hetnet|online|telfort|tele2|"
    r"proton|protonmail|gmx|msn|me|solcon|zeelandnet)"
)
_WORD = r"[^\W_][\w+\-]{0,40}+"
_PUNT = r"(?:[ ]?(?:\[|\(|\{|<)[ ]?(?:punt|dot|\.)[ ]?(?:\]|\)|\}|>)[ ]?|[ ](?:punt|dot)[ ]|[ ]?\.[ ]?)"
_SPOKEN_IN_NAME = (
    r"(?:[ ](?:punt|dot)[ ]|[ ](?:streepje|min|dash|underscore|laag streepje|"
    r"liggend streepje)[ ]|\.|[ ]?[\[(](?:punt|dot)[\])][ ]?)"
)
_NAME = rf"{_WORD}(?:{_SPOKEN_IN_NAME}{_WORD}){{0,4}}+"
_AT_SIGN = (
    r"(?:[ ]?(?:\[|\(|\{|<)[ ]?(?:at|apen?staart|apen?staartje|@|a)[ ]?(?:\]|\)|"
    r"\}|>)[ ]?|[ ]?-?(?:apen?staartje|apen?staart)-?[ ]?|[ ]@[ ]|[ ]@|@[ ])"
)
_AT_WORD = r"[ ](?:at|ad|bij)[ ]"
_HOST = rf"{_WORD}(?:{_PUNT}{_WORD}){{0,2}}"

_LEFT = re.compile(r"[^\s@,;:<>()\[\]{}\"'|\\/=]")
_RIGHT = re.compile(r"\[?(?:[^\W_][\w\-]{0,62}+\.){1,5}(?:[^\W\d_][\w\-]{1,24}+|[0-9]{1,3})\]?")


def _mails(text: str) -> Iterator[tuple[int, int]]:
    """From every @ to the left and to the right: no pattern can be led astray by what is in front of it."""
    at = text.find("@")
    while at >= 0:
        start = at
        while start > max(0, at - 64) and _LEFT.match(text[start - 1]):
            start -= 1
        while start < at and not text[start].isalnum() and text[start] not in "_+":
            start += 1
        right = _RIGHT.match(text, at + 1, at + 300)
        if start < at and right:
            yield start, right.end()
        at = text.find("@", at + 1)


def _public(match: re.Match[str]) -> bool:
    return any(
        (host := match["host"].lower()) == known or host.endswith("." + known) for known in _PUBLIC
    ) and not re.search(r"/(?:in|@|people|medewerkers?|persoon|profile?)/", match["value"], re.IGNORECASE)


def _personal(match: re.Match[str]) -> bool:
    return not _public(match)


def _no_mail(match: re.Match[str]) -> bool:
    return not re.search(r"[\w.]$", before(match, 1))


def _an_account(match: re.Match[str]) -> bool:
    value = match["value"]
    return bool(re.search(r"[0-9_.@]", value)) or bool(re.search(r"[:=@]\W*$", before(match, 6)))


_SITES = (
    r"linkedin|facebook|fb|instagram|insta|ig|twitter|x\.com|tiktok|snapchat|"
    r"snap|discord|telegram|skype|youtube|pinterest|marktplaats|vinted|strava|"
    r"threads|bluesky|mastodon"
)

_AT_BITS = ("@", "apenst", "apest", "at]", "at)", "at}", "at>", "at ]", "at )", "[a]", "(a)")
_SITE_BITS = (*_SITES.replace("\\", "").split("|"), "gamertag", "name", "naam")

RULES = (
    Rule("email", "BLOCK", _mails, glue=True),
    Rule(
        "email",
        "BLOCK",
        matching(rf"{OPEN}(?P<value>{_NAME}{_AT_SIGN}{_HOST}{_PUNT}{_END}){EDGE}", needs=_AT_BITS, digits=0),
        glue=True,
    ),
    Rule(
        "email",
        "BLOCK",
        matching(rf"{OPEN}(?P<value>{_NAME}{_AT_SIGN}{_HOSTS}(?:{_PUNT}{_END})?){EDGE}", needs=_AT_BITS, digits=0),
    ),
    Rule(
        "email",
        "BLOCK",
        matching(
            rf"{OPEN}(?P<value>{_NAME}{_AT_WORD}{_WORD}{_PUNT}{_END}){EDGE}(?![.][^\W_])",
            lambda match: not re.search(r"\. ", match["value"]),
            needs=(" at ", " ad ", " bij "),
            digits=0,
        ),
    ),
    Rule(
        "url",
        "CONFIRM",
        matching(
            rf"{OPEN}(?P<value>(?:[a-z]{{2,10}}://|www\.)(?P<host>[\w\-.]{{1,120}}+)(?::[0-9]{{1,"
            rf"5}})?(?:[/?#][^\s<>\"']{{0,300}}+)?)(?<![.,;:)])",
            _personal,
            needs=("://", "www."),
            digits=0,
        ),
        glue=True,
    ),
    Rule(
        "url",
        "CONFIRM",
        matching(
            rf"{OPEN}(?P<value>(?P<host>(?:[\w\-]{{1,40}}+\.){{1,3}}+{_END})/[^\s<>\"']{{1,"
            rf"300}}+)(?<![.,;:)])",
            _personal,
            needs=("/",),
            digits=0,
        ),
    ),
    Rule(
        "handle",
        "CONFIRM",
        matching(
            r"(?P<value>@[^\W\d](?:\w{1,40}+(?:[.\-]\w{1,40}+){0,4}+|(?:[.\-]\w{1,40}+){1,4}+))",
            _no_mail,
            needs=("@",),
            digits=0,
        ),
    ),
    Rule(
        "handle",
        "CONFIRM",
        matching(
            rf"{OPEN}(?:{_SITES}|gamertag|username|gebruikersnaam|inlognaam|accountnaam|"
            rf"profielnaam)(?:[ -]?(?:account|naam|profiel|pagina))?[ ]?(?:[:=]|is|heet|"
            rf"onder)?[ ]?\"?(?P<value>@?[^\W_]\w{{2,40}}+(?:[.\-]\w{{1,40}}+){{0,4}}+)",
            _an_account,
            needs=_SITE_BITS,
            digits=0,
        ),
    ),
    # A slip of the pen in what comes after the @, or nothing at all.
    Rule(
        "email",
        "CONFIRM",
        matching(
            rf"{OPEN}(?P<value>[\w.+\-]{{1,64}}@[^\W\d_][\w\-]{{1,60}}+(?:,(?:com|nl|be|org))?)",
            needs=("@",),
            digits=0,
        ),
    ),
)
