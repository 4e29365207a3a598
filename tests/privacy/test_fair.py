"""Fair: no group of names is found more than five points worse than another, however they are typed.

The names are put together by a generator with a seed, from first names that occur in a group and surnames made of
syllables that do. They are of nobody. The rules know no names; this measures whether that holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

import pytest

from casekit.privacy.words import findings

COUNT = 300
WORST, APART = 0.95, 0.05

FIRST = {
    "Dutch": (
"Sem Daan Bram Sanne Lotte Femke Roos Wil Mark Jan Bloem Joop Hanneke Thijs Merel "
"Iris Gerrit Bart Joke Ton"
),
    "Turkish": (
"Emre Can Zeynep Elif Mehmet Büşra Deniz Ayşe Hüseyin Özlem Umut Kübra Ömer Selin "
"Ali Tuğba Esra Yusuf İrem Ece"
),
    "Moroccan": (
"Youssef Fatima Bouchra Hind Naïma Ilias Soufiane Khadija Said Noor Zakaria Salma "
"Achraf Hafida Rachid Ikram Amine Hanane Samir Meryem"
),
    "Polish": (
"Wojciech Agnieszka Paweł Ewa Zbigniew Kasia Łukasz Małgorzata Piotr Grażyna Marek "
"Iwona Jan Zofia Krzysztof Ola Tomasz Beata Wiesław Magda"
),
    "Surinamese": (
"Shanti Ricardo Anil Sherida Winston Radjesh Mireille Orlando Priya Sheila Glenn Vishal "
"Chandra Romano Hillegonda Percy Devika Cheyenne Dewi Soerin"
),
}  # fmt: skip

LAST = {
    "Dutch": (
        ("De ", "Van den ", "Ter ", "", "", "", "Van der ",),
        ("Brink", "Hoek", "Vel", "Oster", "Hend", "Jan", "Wou", "Dijk", "Klein", "Groen"),
        ("stra", "sma", "riks", "sen", "man", "huis", "ters", "veld"),
    ),
    "Turkish": (
        ("",),
        ("Yıl", "Öz", "Kara", "Çel", "Şa", "Dem", "Ak", "Koç", "Gün", "Ars"),
        ("maz", "türk", "ca", "ik", "hin", "irci", "soy", "oğlu", "eş", "lan"),
    ),
    "Moroccan": (
        ("El ", "Ait ", "Ben ", "", "Bou", "Ould ",),
        ("Idri", "Amra", "Khat", "Azzou", "Harr", "Moun", "Ziya", "Bakk", "Tahi", "Mess"),
        ("ssi", "ni", "tabi", "zi", "ak", "ir", "ni", "ali", "ri", "aoudi"),
    ),
    "Polish": (
        ("",),
        ("Kowal", "Wiś", "Nowa", "Zieli", "Szym", "Kacz", "Woźn", "Mazu", "Krawcz", "Dąbr"),
        ("ski", "niewska", "kowski", "ński", "ańska", "marek", "iak", "rek", "yk", "owski"),
    ),
    "Surinamese": (
        ("",),
        ("Ram", "Pin", "Kromo", "Bhag", "Jager", "Tjin", "Land", "Soe", "Wong", "Mahab"),
        ("din", "as", "soeto", "wandin", "nath", "akon", "veld", "karjo", "so", "ier"),
    ),
}  # fmt: skip

TEMPLATES = (
    "Mevrouw {last} belt over de huurachterstand.",
    "Dhr. {initial} {last} heeft de stukken ingeleverd.",
    "Gisteren is {first} {last} op gesprek geweest.",
    "{first} belt dat de brief niet is aangekomen.",
    "{first} {last} wil graag een nieuwe afspraak.",
    "Volgens {first} klopt de berekening niet.",
    "{first}'s uitkering is stopgezet.",
    "Afspraak met de zoon van {first} is verzet.",
    "mevr {lower_last} wil teruggebeld worden",
    "haar zoontje {lower_first} slaapt slecht",
    "heer {lower_last} komt morgen langs",
    "MEVROUW {upper_last} NIET BEREIKT",
    "Huisbezoek bij {first}, woning is vochtig.",
    "Moeder zegt dat {first} niet naar school durft.",
    "Cliënt {first} heeft drie schulden.",
    "Overgedragen aan collega {first} {last}.",
)


def made(group: str, random: Random) -> tuple[str, str]:
    """A first name and a surname."""
    before, middle, end = LAST[group]
    prefix = random.choice(before)
    word = random.choice(middle)
    last = prefix + (word if prefix.endswith(" ") or not prefix else word.lower()) + random.choice(end)
    return random.choice(FIRST[group].split()), last


def typed(group: str) -> Iterator[tuple[str, str]]:
    """Sentences, each with the name as it stands there."""
    random = Random(f"fair {group}")
    for number in range(COUNT):
        first, last = made(group, random)
        template = TEMPLATES[number % len(TEMPLATES)]
        parts = {
            "first": first,
            "last": last,
            "initial": f"{first[0]}.",
            "lower_last": last.lower(),
            "lower_first": first.lower(),
            "upper_last": last.upper(),
        }
        yield template.format(**parts), parts[re.findall(r"{(\w+)}", template)[-1]]


def found(sentence: str, name: str) -> bool:
    """Whether every part of the name that is longer than a small word is under a finding."""
    at = sentence.index(name)
    under = {place for one in findings(sentence) for place in range(one.start, one.end)}
    start = at + name.rfind(" ") + 1
    return all(place in under for place in range(start, at + len(name)))


def recall(group: str) -> float:
    """The share of names of a group that is found."""
    pairs = list(typed(group))
    return sum(found(sentence, name) for sentence, name in pairs) / len(pairs)


@pytest.fixture(scope="module")
def recalls() -> dict[str, float]:
    return {group: recall(group) for group in FIRST}


def test_every_group_of_names_is_found(recalls: dict[str, float]) -> None:
    print({group: f"{share:.1%}" for group, share in recalls.items()})
    assert {group: share for group, share in recalls.items() if share < WORST} == {}


def test_no_group_is_found_five_points_worse_than_another(recalls: dict[str, float]) -> None:
    assert max(recalls.values()) - min(recalls.values()) <= APART


def test_the_generator_makes_the_same_names_each_time_and_many_of_them() -> None:
    assert list(typed("Turkish")) == list(typed("Turkish"))
    assert all(len({name for _, name in typed(group)}) > 50 for group in FIRST)
