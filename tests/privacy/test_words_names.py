"""Names of persons, places and organisations, each as it is typed and no more."""

from __future__ import annotations

import pytest

from casekit.privacy.words import findings


def got(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in findings(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mevrouw Yilmaz belt.", "Yilmaz"),
        ("Mw. Y. is ziek.", "Y."),
        ("Dhr. J.P. de Vries wacht.", "J.P. de Vries"),
        ("De familie Van den Berg wacht.", "Van den Berg"),
        ("mevr jansen wil niet", "jansen"),
        ("heer el idrissi belt", "el idrissi"),
        ("zijn zoontje sem slaapt", "sem"),
        ("mw w. dijkstra belt", "w. dijkstra"),
        ("Toen kwam Jan van 't Hof langs.", "Jan van 't Hof"),
        ("Dochter Lisa-Marie is ziek.", "Lisa-Marie"),
        ("Meneer Ó Briain wacht.", "Ó Briain"),
        ("SANNE DE WIT NIET BEREIKT", "SANNE DE WIT"),
        ("Morgen komt Fatima El Amrani-Bos langs.", "Fatima El Amrani-Bos"),
        ("Cliënt S. wil geen bewind.", "S."),
        ("Naam: Bakker", "Bakker"),
        ("Wojtek is zijn baan kwijt.", "Wojtek"),
        ("sem belt dat hij komt", "sem"),
        ("gesproken met wojtek, hij werkt", "wojtek"),
        ("S. belt vandaag.", "S."),
        ("mijn naam is marjolein", "marjolein"),
        ("Mw. van B. wacht.", "van B."),
    ],
)
def test_a_person_is_found_whole_without_the_title(text: str, name: str) -> None:
    assert got(text) == [("name", name)]


def test_whose_it_is_belongs_not_to_the_name() -> None:
    assert got("Sanne's fiets is weg.") == [("name", "Sanne")]
    assert got("Ik sprak Fatima's zoon.") == [("name", "Fatima")]


@pytest.mark.parametrize("word", ["Roos", "Bloem", "Can", "Sterk", "Wil", "Mark", "Iris"])
def test_an_ordinary_word_is_a_name_when_it_does_what_a_person_does(word: str) -> None:
    assert got(f"{word} belt dat het niet lukt.") == [("name", word)]
    assert got(f"Dat zei {word} gisteren.") == [("capital", word)]
    assert got(f"Dat zei een {word.lower()} gisteren.") == []


def test_two_names_are_two_findings() -> None:
    assert [name for _, name in got("Fatma en Hüseyin komen.")] == ["Fatma", "Hüseyin"]


def test_a_capital_that_nobody_can_place_is_asked_about() -> None:
    assert got("Hij noemde Qwestra nog.") == [("capital", "Qwestra")]


def test_a_word_in_a_script_without_capitals_is_asked_about() -> None:
    assert got("Zij schreef مريم op.") == [("capital", "مريم")]


def test_a_word_of_two_alphabets_is_asked_about() -> None:
    assert ("mixed_script", "wijktяam") in got("Het wijktяam belt.")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Zij woont in Zutphen.", "Zutphen"),
        ("De gemeente Het Hogeland wees af.", "Het Hogeland"),
        ("In de wijk De Hoogte is geen arts.", "De Hoogte"),
        ("Verhuisd naar de Lindelaan.", "Lindelaan"),
        ("Hij komt uit Bergen op Zoom.", "Bergen op Zoom"),
        ("hij woont in deventer bij een vriend", "deventer"),
        ("ze staat in de kerkstraat te wachten", "kerkstraat"),
        ("Het loket in 's-Hertogenbosch is dicht.", "'s-Hertogenbosch"),
        ("In Tiel kreeg zij hulp.", "Tiel"),
        ("Zij loopt door de Vogelbuurt.", "Vogelbuurt"),
    ],
)
def test_a_place_is_found_without_what_sort_of_place(text: str, place: str) -> None:
    assert got(text) == [("place", place)]


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("Zij gaat naar basisschool De Regenboog.", "De Regenboog"),
        ("Hij speelt bij voetbalclub VV Vooruit.", "VV Vooruit"),
        ("De moskee El Fath hielp.", "El Fath"),
        ("Huisartsenpraktijk De Linde verwees.", "De Linde"),
        ("Woningcorporatie Woonvast dreigt.", "Woonvast"),
        ("Werkt bij bakkerij Van Dam.", "Van Dam"),
        ("ze zit op basisschool de regenboog", "de regenboog"),
        ("Hij werkt bij Jansma B.V. in de nacht.", "Jansma"),
        ("De mentor van het Dollard College belde.", "Dollard College"),
    ],
)
def test_an_organisation_is_found_without_what_sort_it_is(text: str, organisation: str) -> None:
    assert got(text) == [("organisation", organisation)]


@pytest.mark.parametrize(
    "text",
    [
        "De Participatiewet, de Awb en de Wgs zeggen iets anders.",
        "UWV, SVB en Belastingdienst wachten op elkaar.",
        "Raad voor de Kinderbescherming en Veilig Thuis zijn er niet.",
        "Zij spreekt Turks, Pools en Arabisch; de Marokkaanse tolk belt.",
        "In Maart en op Maandag was er niets.",
        "De Klantmanager en de Bewindvoerder praten met het Wijkteam.",
        "Afdeling Werk en Inkomen, team Vroegsignalering.",
        "Plan van Aanpak: Wonen, Werk en Inkomen",
        "Hij logt in met DigiD en appt met WhatsApp.",
        "K06 en t12 staan in het dossier.",
        "LET OP: INWONER BELT NIET TERUG",
        '"Niemand belde." - Moeder zucht. * Vader ook.',
        "De jongen heeft een roos, de bloem bloeit sterk in mei.",
        "She called the municipality. Nobody answered.",
        "mevrouw geeft aan dat meneer niet komt; heer en mevrouw wachten",
        "Toen, daarna, vervolgens: niets. Huurschuld. Intake. Afspraak.",
        "Moeder's fiets en foto's zijn weg.",
        "Keuring gehad. Rabobank en Zilveren Kruis schreven.",
        "Ex-partner en Wmo-consulent komen langs.",
    ],
)
def test_words_that_are_the_same_for_everybody_are_left_alone(text: str) -> None:
    assert got(text) == []
