"""`casekit compare`: what it prints and what it refuses, every problem at once, nothing but JSON on stdout."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from casekit.cli import main
from casekit.cli.compare_text import print_comparison
from casekit.compare.run import compare as compare_cases
from casekit.text import LANGUAGES
from casekit.write.case_file import case_text
from tests.compare.referred import Book, late, lost, on_time
from tests.compare.test_run import TOP, both, sorted_all_through

CASES = Path(__file__).parents[2] / "cases"
TABLE = ("--outcome", "K02", "--condition", "K06", "--because", "wachten gaat voor")


@pytest.fixture
def compare(capsys: pytest.CaptureFixture[str]) -> Any:
    def compare(*words: str | Path) -> tuple[int, Any, str]:
        code = main(["compare", *map(str, words)])
        shown = capsys.readouterr()
        return code, json.loads(shown.out) if "--json" in words else shown.out, " ".join(shown.err.split())

    return compare


def saved(folder: Path, *books: Book) -> Path:
    """Books as a folder of cases."""
    for book in books:
        (folder / book.case.id).mkdir(parents=True)
        (folder / book.case.id / "case.yaml").write_text(case_text(book.case), encoding="utf-8")
    return folder


def five(folder: Path) -> Path:
    return saved(folder, late("a"), late("b", 40), on_time("c"), on_time("d"), lost("e"), late("f", 20))


# -- what it says --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed() -> dict[str, str]:
    """What it says of the cases of the kit, in both languages."""
    cases = compare_cases(CASES)
    texts = {}
    for lang in LANGUAGES:
        with contextlib.redirect_stdout(io.StringIO()) as out:
            print_comparison(cases, None, lang)
        texts[lang] = out.getvalue()
    return texts


def test_the_cases_of_the_kit_are_compared_part_by_part(printed: dict[str, str]) -> None:
    text = " ".join(printed["nl"].split())
    assert text.startswith("12 casussen naast elkaar bewind-in-de-wacht, bijstand-aanvraag,")
    assert "Hoe gekozen: Verzonnen, en gekozen omdat er iets vastliep" in text
    assert "Hoe vaak iets bij andere huishoudens gebeurt, volgt hier niet uit." in text
    titles = [
        "Welke haperingen, in hoeveel casussen",
        "Hoe vaak per gelegenheid (zeker of mogelijk)",
        "Samen gezien",
        "Van hapering naar oorzaak: draden die in één casus heel zijn",
        "Hoe sterk de oorzaken onderbouwd zijn (casekit ladder zegt wat ontbreekt)",
        "Tussen welke rollen de meeste dagen verloren gingen",
        "Poortwachters in drie casussen of meer",
        "Hoe lang het wachten op antwoord duurde",
        "Per gemeente (schuilnaam)",
        "Wat we niet weten",
    ]
    assert [line for line in printed["nl"].splitlines() if line in titles] == titles


def test_both_languages_have_the_same_parts_and_rows(printed: dict[str, str]) -> None:
    starts = [
        re.findall(r"^   (?:([KGUOS]\d+)\b|(\d+))?", text.replace("\n     ", " "), re.M) for text in printed.values()
    ]
    assert starts[0] == starts[1]


def test_every_percentage_of_kinds_stands_with_five_cases_or_more(printed: dict[str, str]) -> None:
    for lang, of in (("nl", r"van de (\d+) onderzochte"), ("en", r"of the (\d+) cases studied")):
        rows = printed[lang].replace("\n     ", " ").splitlines()
        told = [(int(found.group(1)), "%" in row) for row in rows if (found := re.search(of, row))]
        assert told
        assert all(shown == (n >= 5) for n, shown in told)
        assert not [row for row in rows if "%" in row and not re.search(of, row)]


def test_the_words_blame_nobody_and_name_no_organisation(printed: dict[str, str]) -> None:
    # from the title of the roles to that of the waits
    dutch = printed["nl"].split("Tussen welke rollen")[1].split("Hoe lang het wachten")[0]
    assert "inwoner → gemeente" in dutch
    assert "niet door wie" in dutch
    for word in ("schuld van", "fout van", "verwijtbaar", "nalatig", "faalt"):
        assert word not in printed["nl"]


def test_four_cases_have_no_percentage_anywhere(compare: Any, tmp_path: Path) -> None:
    folder = saved(tmp_path / "alle", late("a"), late("b"), on_time("c"), lost("d"))
    for lang in LANGUAGES:
        code, text, _ = compare(folder, "--lang", lang)
        assert code == 0
        assert not re.search(r"\d\s*%|procent|per cent", text.replace("percentage", ""))


def test_one_case_is_compared_with_nothing_and_still_told(compare: Any) -> None:
    code, text, _ = compare(CASES / "twaalf-regels")
    assert code == 0
    assert text.startswith("1 casus\n")
    assert "Er is niets om te vergelijken" in text


def test_how_they_were_chosen_can_be_given_and_is_missed_where_nobody_said_so(compare: Any, tmp_path: Path) -> None:
    folder = five(tmp_path / "alle")
    assert "staat nergens" in " ".join(compare(folder)[1].split())
    assert "Hoe gekozen: door loting" in compare(folder, "--selection", "door loting")[1]
    assert compare(folder, "--selection", "door loting", "--json")[1]["selection"] == "door loting"


# -- json ----------------------------------------------------------------------------------------------------


def test_the_json_has_its_parts_and_more_only_when_asked(compare: Any, tmp_path: Path) -> None:
    folder = five(tmp_path / "alle")
    assert set(compare(folder, "--json")[1]) == TOP
    asked = compare(folder, "--json", "--bundles", "--since", "2024-01-01", *TABLE)[1]
    assert set(asked) - TOP == {"bundles", "change", "truth_table"}
    assert set(asked["change"]) == {
        "day", "before", "after", "across", "undated", "kinds", "waits_before", "waits_after", "chosen", "caveats",
    }  # fmt: skip
    assert set(asked["truth_table"]) == {
        "exploratory", "outcome", "conditions", "reason", "n", "left_out", "hinders", "rows", "recipes", "noise",
    }  # fmt: skip


def test_codes_in_the_json_are_english_in_both_languages(compare: Any, tmp_path: Path) -> None:
    folder = five(tmp_path / "alle")
    dutch, english = (compare(folder, "--json", "--lang", lang)[1] for lang in LANGUAGES)
    for data in (dutch, english):
        for kind in data["kinds"]:
            del kind["name"]
    assert dutch == english


def test_the_order_of_the_paths_changes_no_count(compare: Any, tmp_path: Path) -> None:
    names = sorted(five(tmp_path / "alle").iterdir())
    first, second = (compare(*paths, "--json")[1] for paths in (names, names[::-1]))
    assert [one["case"] for one in first["cases"]] == [one["case"] for one in second["cases"]][::-1]
    assert sorted_all_through(first) == sorted_all_through(second)


# -- before and after ----------------------------------------------------------------------------------------


def test_two_folders_stand_before_and_after(compare: Any, tmp_path: Path) -> None:
    before = saved(tmp_path / "voor", *(late(f"v{n}") for n in range(6)))
    after = saved(tmp_path / "na", *(on_time(f"n{n}") for n in range(6)))
    code, text, _ = compare(after, "--before", before)
    flat = " ".join(text.split())
    assert code == 0
    assert "K02 te late reactie: ervoor 6 van de 6, erna 0 van de 6; minder;" in flat
    assert "Wat u hiermee niet kunt zeggen:" in flat
    assert "19 soorten vergeleken" in flat
    data = compare(after, "--before", before, "--json")[1]["change"]
    assert (data["before"][0], data["after"][0], data["day"]) == ("v0", "n0", None)


def test_a_day_splits_the_cases_and_tells_of_those_on_neither_side(compare: Any) -> None:
    code, text, _ = compare(CASES, "--since", "2024-01-01")
    flat = " ".join(text.split())
    assert code == 0
    assert flat.startswith("Voor en na: 2024-01-01")
    assert "tellen in geen van beide: bijstand-aanvraag." in flat
    assert "Niet te zeggen aan welke kant van de dag: twaalf-regels." in flat
    assert "%" not in flat


def test_a_case_cannot_stand_on_both_sides(compare: Any, tmp_path: Path) -> None:
    folder = five(tmp_path / "alle")
    code, out, err = compare(folder, "--before", folder / "a")
    assert (code, out) == (1, "")
    assert "meer dan één casus met id 'a'" in err


# -- exploring -----------------------------------------------------------------------------------------------


def test_a_table_of_too_few_cases_is_none_and_says_so(compare: Any, tmp_path: Path) -> None:
    code, text, _ = compare(five(tmp_path / "alle"), *TABLE)
    flat = " ".join(text.split())
    assert code == 0
    assert flat.startswith("VERKENNEND. Dit vindt ook patronen waar er geen zijn.")
    assert "Geen tabel" in flat
    assert "minstens 12 nodig" in flat


def test_a_table_is_printed_with_its_noise_and_saved_for_r(compare: Any, tmp_path: Path) -> None:
    folder = saved(tmp_path / "alle", *(late(f"a{n:02}") for n in range(6)), *(on_time(f"b{n:02}") for n in range(6)))
    output = tmp_path / "tabel.csv"
    words = ("--outcome", "K02", "--condition", "K04", "--because", "test", "-o", output)
    code, text, _ = compare(folder, *words)
    flat = " ".join(text.split())
    assert code == 0
    assert "niet K04: soms wel en soms niet (a00," in flat
    assert "K04: geen casus" in flat
    assert "Bij toeval (evenveel casussen en voorwaarden" in flat
    assert f"Bewaard: {output}" in text
    assert [row["OUT"] for row in csv.DictReader(output.read_text(encoding="utf-8").splitlines())] == ["?", "C"]


def test_bundles_come_with_how_many_chance_gives(compare: Any) -> None:
    code, text, _ = compare(CASES, "--bundles")
    flat = " ".join(text.split())
    assert code == 0
    assert flat.startswith("VERKENNEND.")
    assert re.search(r"Aantal bundels hier: \d+\. In een toevallige tabel van dezelfde grootte", flat)
    assert "%" not in flat


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("--outcome", "K06a", "--condition", "K02"), "'K06'"),
        (("--outcome", "K02", "--condition", "k06"), "'K06'"),
    ],
)
def test_a_column_that_is_not_there_is_refused_with_the_nearest(
    compare: Any, words: tuple[str, ...], near: str
) -> None:
    code, out, err = compare(CASES / "twaalf-regels", *words, "--because", "test")
    assert (code, out) == (1, "")
    assert "geen soort hapering" in err
    assert near in err


def test_all_columns_that_are_not_there_are_told_at_once(compare: Any) -> None:
    words = ("--outcome", "X1", "--condition", "X2", "--because", "test", "--json")
    code, data, _ = compare(CASES / "twaalf-regels", *words)
    assert (code, [one["code"] for one in data["problems"]]) == (1, ["compare_column", "compare_column"])


# -- wrong usage ---------------------------------------------------------------------------------------------

FIVE = [word for n in range(1, 6) for word in ("--condition", f"K0{n}")]


@pytest.mark.parametrize(
    "words",
    [
        ["--outcome", "K06", *FIVE, "--because", "x"],
        ["--outcome", "K06", "--because", "x"],
        ["--outcome", "K06", "--condition", "K02"],
        ["--outcome", "K06", "--condition", "K02", "--because", " "],
        ["--condition", "K02", "--because", "x"],
        ["--outcome", "K06", "--condition", "K02", "--condition", "K02", "--because", "x"],
        ["--outcome", "K06", "--condition", "K06", "--because", "x"],
        ["--since", "2024-01"],
        ["--since", "2024-02-30"],
        ["--since", "gisteren"],
        ["--since", "2024-01-01", "--before", "cases"],
        ["-o", "tabel.csv"],
        [],
    ],
)
def test_wrong_usage_is_two_and_prints_nothing(compare: Any, words: list[str]) -> None:
    given = [CASES / "twaalf-regels", *words] if words else []
    code, out, err = compare(*given)
    assert (code, out) == (2, "")
    assert "casekit compare --help" in err


# -- refused input -------------------------------------------------------------------------------------------


def test_a_broken_case_among_good_ones_stops_all_with_every_problem_at_once(compare: Any, tmp_path: Path) -> None:
    folder = five(tmp_path / "alle")
    for name in ("a", "c"):
        (folder / name / "case.yaml").write_text("touchpoints: 3", encoding="utf-8")
    code, out, err = compare(folder)
    assert (code, out) == (1, "")
    assert err.count(str(folder / "a" / "case.yaml")) >= 1
    assert err.count(str(folder / "c" / "case.yaml")) >= 1
    code, data, _ = compare(folder, "--json")
    assert code == 1
    assert set(data) == {"problems"}
    assert {Path(one["file"]).parent.name for one in data["problems"]} == {"a", "c"}


def test_the_same_id_in_two_folders_is_refused_with_both_places(compare: Any, tmp_path: Path) -> None:
    one = five(tmp_path / "een")
    shutil.copytree(one / "a", tmp_path / "twee" / "a")
    code, data, _ = compare(one, tmp_path / "twee", "--json")
    assert code == 1
    assert [(problem["code"], Path(problem["file"]).parent.name) for problem in data["problems"]] == [
        ("same_case_id", "een"),
        ("same_case_id", "twee"),
    ]


@pytest.mark.parametrize("name", ["weg", "leeg", "tekst.txt"])
def test_a_path_without_cases_is_refused(compare: Any, tmp_path: Path, name: str) -> None:
    (tmp_path / "leeg").mkdir()
    (tmp_path / "tekst.txt").write_text("Niets.", encoding="utf-8")
    code, out, err = compare(tmp_path / name)
    assert (code, out) == (1, "")
    assert name in err
    code, data, _ = compare(five(tmp_path / "alle"), tmp_path / name, "--json")
    assert (code, set(data)) == (1, {"problems"})


def test_a_link_among_the_cases_is_refused_and_not_passed_over(compare: Any, tmp_path: Path) -> None:
    folder = five(tmp_path / "alle")
    (folder / "z").symlink_to(saved(tmp_path / "elders", late("z")) / "z", target_is_directory=True)
    code, out, err = compare(folder)
    assert (code, out) == (1, "")
    assert str(folder / "z") in err


def test_warnings_of_all_cases_are_on_stderr_and_do_not_stop_it(compare: Any, tmp_path: Path) -> None:
    folder = five(tmp_path / "alle")
    (folder / "causes.yaml").write_text(
        "causes: [{code: E1, label: Eigen, level: system, soort: x}]", encoding="utf-8"
    )
    code, data, err = compare(folder, "--json")
    assert (code, data["n"]) == (0, 6)
    assert "causes.yaml" in err


def test_what_stands_out_is_shown_with_what_it_had_to_beat(compare: Any, tmp_path: Path) -> None:
    folder = saved(tmp_path / "alle", *(both(f"c{n:02}", n < 6) for n in range(16)))
    flat = " ".join(compare(folder)[1].split())
    assert "K02 te late reactie en K06 open verwijslus: samen in 6 casussen (c00, c01," in flat
    assert "Samen gezien is nog geen oorzaak." in flat
