"""The pages are true: commands and Python run, tables agree with the engine, links resolve."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib as mpl
import pytest
import yaml

import casekit as ck
from casekit.cli.frame import COMMANDS, run
from casekit.norms import thresholds
from casekit.sheets.plan import header_field, sheet
from casekit.stalls.kinds import KINDS
from casekit.stalls.stall import Stall
from casekit.stalls.statement import days_in_words, name
from casekit.text import say
from casekit.vocabulary import find_code
from casekit.when import parse_moment
from tests.counterparts import COUNTERPARTS
from tests.few import analysed as analysis_of
from tests.few import mostly_slow
from tests.pages import blocks, codes, prose_of, rows, sections, slug, text_of

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
CASES = ("bijstand-aanvraag", "kinderarmoede", "twaalf-regels")

LANGUAGE_PAIRS = [
    pytest.param(DOCS / "nl" / f"{dutch}.md", DOCS / "en" / f"{english}.md", id=dutch)
    for dutch, english in COUNTERPARTS.items()
]
FILES = sorted(DOCS.glob("[ne][ln]/*.md"))
PAGES = [pytest.param(page, id=f"{page.parent.name}/{page.stem}") for page in FILES]
TWINS = {
    "action-options", "agreement", "coding", "commands", "comparing", "continuity", "critical-path",
    "evidence-ladder", "excel", "exchange", "figures", "knowledge", "library", "merging", "privacy", "python",
    "release", "route", "signal", "system-causes", "votes", "what-if",
}  # fmt: skip
"""English pages that do in seconds what their Dutch counterpart does every day; `.ci/run` plays them."""
PLAYED = mostly_slow(FILES, *(page for page in FILES if page.parent.name == "nl" or page.stem not in TWINS))
STARTS = [DOCS / "nl" / "beginnen.md", DOCS / "en" / "getting-started.md"]
KIND_PAGES = {"nl": DOCS / "nl" / "haperingen.md", "en": DOCS / "en" / "stalls.md"}
OF_MANY = ("agenda", "agreement", "compare", "ladder", "library")
"""Commands over all cases of the kit; the page of each plays them."""
TAKES_SECONDS = {
    "en/commands": (*OF_MANY, "ask", "cost", "demo", "figure", "knowledge", "merge", "route", "whatif"),
    "en/figures": ("figure",),
    "en/getting-started": ("demo", "figure"),
    "en/what-if": ("figure",),
    "nl/beginnen": ("demo",),
    "nl/figuren": ("figure",),
    "nl/kritieke-weg": ("figure",),
    "nl/opdrachten": (*OF_MANY, "demo", "figure"),
    "nl/route": ("figure",),
    "nl/wat-als": ("figure",),
}
"""What is typed in `.ci/run` only; the Dutch page for beginners draws its figures every day."""
COMMAND_PAGES = [DOCS / "nl" / "opdrachten.md", DOCS / "en" / "commands.md"]


# --- Playing a page as a reader would


def play(page: Path, folder: Path, *, without: Sequence[str] = ()) -> None:
    """Write the files that a page shows, type its commands but some, and run its Python, from top to bottom."""
    known: dict[str, Any] = {}
    printed = ""
    for block in blocks(page):
        if block.language == "python":
            printed = run_python(block.text, known, page)
        elif block.language == "bash":
            lines = [line for line in block.text.splitlines() if not {*line.split()[1:2]} & {*without}]
            printed = "".join(type_in(line, folder) for line in lines)
        elif REFUSED.search(block.text) and block.language == "text":
            refused(block.text, folder, page)
        elif block.title and block.language == "text":
            same = OutputChecker().check_output(block.text, printed, ELLIPSIS | NORMALIZE_WHITESPACE)
            assert same, f"{page.name} shows\n{block.text}\nbut this was printed:\n{printed}"
        elif block.title:
            (folder / block.title).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.title).write_text(block.text, encoding="utf-8")


def type_in(line: str, folder: Path) -> str:
    """What a command line prints; other programs than casekit are left to the reader."""
    words = shlex.split(line, comments=True)
    if not words or words[0] != "casekit":
        return ""
    typed = [
        name
        for word in words[1:]
        for name in (sorted(str(p.relative_to(folder)) for p in folder.glob(word)) if "*" in word else [word])
    ]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(typed)
    assert code == 0, f"`{line}` ended with {code}:\n{err.getvalue()}"
    assert out.getvalue(), f"`{line}` printed nothing"
    return out.getvalue()


REFUSED = re.compile(r"\Acasekit .*\n(?:Fout|Error): ")


def refused(text: str, folder: Path, page: Path) -> None:
    """A command line with how it is refused: it ends with 1, and each message that is shown is among what it says."""
    line, _, shown = text.partition("\n")
    err = io.StringIO()
    with contextlib.redirect_stderr(err):
        assert run([*shlex.split(line)[1:], "--lang", page.parent.name]) == 1, line
    for message in re.split(r"\n(?=\w+(?: \w+)?: )", shown.strip()):
        same = OutputChecker().check_output(f"...{message}...\n", err.getvalue(), ELLIPSIS | NORMALIZE_WHITESPACE)
        assert same, f"{page.name} shows\n{message}\nbut the command says\n{err.getvalue()}"


def run_python(text: str, known: dict[str, Any], page: Path) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(text, str(page), "exec"), known)
    return out.getvalue()


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the cases of the kit, in which a reader types; figures are closed afterwards."""
    shutil.copytree(ROOT / "cases", tmp_path / "cases")
    monkeypatch.chdir(tmp_path)
    with mpl.rc_context({"backend": "agg"}):
        import matplotlib.pyplot as plt

        yield tmp_path
        plt.close("all")


@pytest.mark.parametrize("page", PLAYED, ids=[param.id for param in PAGES])
def test_what_a_page_tells_the_reader_to_type_works(page: Path, reader: Path) -> None:
    play(page, reader, without=TAKES_SECONDS.get(f"{page.parent.name}/{page.stem}", ()))


@pytest.mark.slow
@pytest.mark.parametrize("name", TAKES_SECONDS)
def test_what_takes_seconds_works_too(name: str, reader: Path) -> None:
    play(DOCS / f"{name}.md", reader)


def test_every_command_is_explained_with_an_example_that_is_run() -> None:
    for page in COMMAND_PAGES:
        typed = {
            line.split()[1] for block in blocks(page) if block.language == "bash" for line in block.text.splitlines()
        }
        assert set(COMMANDS) <= typed, page


# --- The page about the kinds


class Shown(NamedTuple):
    """A row of the page about kinds: a case, the kind and where it bites, the evidence, verdict with days."""

    section: str
    case: str
    kind: str
    at: str
    touchpoints: tuple[str, ...]
    verdict: str


def kind_sections(lang: str) -> dict[str, str]:
    found = {heading.split()[1]: text for heading, text in sections(KIND_PAGES[lang]) if heading.startswith("### ")}
    assert list(found) == list(KINDS)
    return found


def shown(lang: str) -> list[Shown]:
    found = []
    for code, text in kind_sections(lang).items():
        for case, place, verdict, _ in (row for row in rows(text) if len(row) == 4):
            here, *evidence = codes(place)
            found.append(Shown(code, case, *here.split(), tuple(evidence), verdict))
    return found


def look_alikes(lang: str) -> list[tuple[str, str, list[str]]]:
    return [
        (code, row[0], codes(row[1]))
        for code, text in kind_sections(lang).items()
        for row in rows(text)
        if len(row) == 3
    ]


def in_words(stall: Stall, lang: str) -> str:
    """Verdict and days of a stall as the page writes them; a stall without days has a verdict only."""
    verdict = say(f"word.{stall.verdict}", lang)
    lasted = round(stall.days.lo) or stall.days.hi >= 0.5
    return f"{verdict}, {days_in_words(stall.days, lang)}" if lasted else verdict


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_each_stall_on_the_page_is_found_there_with_that_evidence(lang: str) -> None:
    wrong = []
    for row in shown(lang):
        stalls = [s for s in analysis_of(row.case).stalls if s.kind == row.kind and s.at == row.at]
        expected = [(s.touchpoints, in_words(s, lang)) for s in stalls]
        if (row.touchpoints, row.verdict) not in expected:
            wrong.append(f"{row.case} {row.kind} {row.at}: the page has {row[4:]}, the engine {expected}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_each_kind_that_occurs_in_the_cases_is_shown_on_them(lang: str) -> None:
    occurring = {stall.kind for case in CASES for stall in analysis_of(case).stalls}
    assert occurring == {row.kind for row in shown(lang)}
    assert all(row.kind.startswith(row.section) for row in shown(lang))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_what_only_looks_like_a_stall_is_not_found_as_one(lang: str) -> None:
    for kind, case, touchpoints in look_alikes(lang):
        analysis = analysis_of(case)
        assert set(touchpoints) <= set(analysis.story.by_id), (kind, case, touchpoints)
        bites = {stall.at for stall in analysis.stalls if stall.kind.startswith(kind)}
        assert touchpoints[0] not in bites, f"{kind} does bite at {touchpoints[0]} of {case}"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_each_kind_has_its_name_and_its_thresholds(lang: str) -> None:
    headings = [heading for heading, _ in sections(KIND_PAGES[lang]) if heading.startswith("### ")]
    assert [heading[4:].casefold() for heading in headings] == [f"{c} {name(c, lang)}".casefold() for c in KINDS]
    for code, text in kind_sections(lang).items():
        for threshold in thresholds().values():
            if threshold.key.split("_")[0] == code:
                assert re.search(rf"\b{threshold.value}\b", text), f"{code} does not say {threshold.value}"


def test_both_languages_show_the_same_stalls_and_look_alikes() -> None:
    assert [row[:5] for row in shown("nl")] == [row[:5] for row in shown("en")]
    assert look_alikes("nl") == look_alikes("en")


# --- Getting started


def typed_cases(page: Path) -> list[dict[str, Any]]:
    """The case file of the page as it grows; every value is kept as typed."""
    return [yaml.load(b.text, yaml.BaseLoader) for b in blocks(page) if b.title.endswith("case.yaml")]


def without(case: dict[str, Any], fields: list[str]) -> ck.Case:
    """A case from which some fields are taken out again."""
    kept = [{key: value for key, value in t.items() if key not in fields} for t in case["touchpoints"]]
    top = {
        key: value for key, value in case.items() if key not in fields and (key != "issues" or "issue" not in fields)
    }
    return ck.Case.model_validate({**top, "touchpoints": kept})


@pytest.mark.parametrize("page", STARTS, ids=["nl", "en"])
def test_the_twelve_lines_are_those_of_the_case_that_comes_with_the_kit(page: Path) -> None:
    kit = [t.kind for t in ck.example("twaalf-regels").touchpoint_list]
    assert [find_code("kind", t["kind"]) for t in typed_cases(page)[1]["touchpoints"]] == kit


@pytest.mark.parametrize("page", STARTS, ids=["nl", "en"])
def test_each_step_gives_what_the_page_says(page: Path) -> None:
    fields, lang = ["when", "responds_to", "issue", "observed"], page.parent.name
    steps = [row for row in rows(text_of(page)) if re.search(r"`[KGM]\d+\w? t\d+`", row[-1])]
    assert len(steps) == len(fields) + 1
    for place, (label, findings) in enumerate(steps):
        assert codes(label) == fields[place - 1 : place]
        found = ck.analyse(without(typed_cases(page)[-1], fields[place:])).stalls
        expected = ", ".join(f"`{s.kind} {s.at}` {say(f'word.{s.verdict}', lang)}" for s in found)
        assert findings == expected, label


@pytest.mark.parametrize("page", STARTS, ids=["nl", "en"])
def test_the_page_says_which_field_makes_which_kind_assessable(page: Path) -> None:
    said = {tuple(codes(row[0])): set(re.findall(r"\b[KGM]\d+\b", row[1])) for row in rows(text_of(page))}
    needed: dict[tuple[str, ...], set[str]] = {}
    for kind in analysis_of("twaalf-regels").kinds:
        for field in set(kind.missing) - {"cases"}:
            needed.setdefault((field,), set()).add(kind.kind)
    assert needed.items() <= said.items()


# --- Time, JSON, numbers, languages, links


@pytest.mark.parametrize("page", [DOCS / "nl" / "importeren.md", DOCS / "en" / "importing.md"], ids=["nl", "en"])
def test_the_page_names_headers_that_mean_those_columns(page: Path) -> None:
    touchpoints = sheet("touchpoints")
    _, own_table = list(sections(page))[1]
    for column, others in rows(own_table):
        meant = {header_field(touchpoints, other) for other in (column, *others.split(", "))}
        assert len(meant - {None}) == len(meant) == 1, column


@pytest.mark.parametrize("page", [DOCS / "nl" / "tijd.md", DOCS / "en" / "time.md"], ids=["nl", "en"])
def test_each_form_of_time_stands_for_the_days_that_the_page_says(page: Path) -> None:
    forms = [row for row in rows(text_of(page)) if " – " in row[-1]]
    seen = set()
    for typed, _, days in forms:
        moment = parse_moment((codes(typed) or [""])[0])
        assert moment is not None, typed
        seen.add(moment.form)
        ends = []
        for day in (moment.span.lo, moment.span.hi):
            if abs(day) == float("inf"):
                ends.append("…")
            elif moment.absolute:
                ends.append(f"`{date.fromordinal(int(day)).isoformat()}`")
            elif moment.form == "elapsed":
                ends.append(f"`{moment.base} {'+' if day >= 0 else '-'} {abs(day):.0f}`")
            else:
                ends.append(f"`{day:.0f}`")
        assert days == " – ".join(ends), typed
    assert seen == {"day", "part", "interval", "relative", "elapsed", "order"}


@pytest.mark.parametrize("page", COMMAND_PAGES, ids=["nl", "en"])
def test_the_page_names_every_field_of_the_json(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stalls", str(ROOT / "cases" / "bijstand-aanvraag"), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    named = {code for row in rows(text_of(page)) for code in codes(row[0])}
    assert named == set(data) | set(data["stalls"][0])
    inside = {code for row in rows(text_of(page)) for code in codes(row[1])}
    assert set(data["stalls"][0]["severity"]) <= inside


MEASURED = re.compile(
    r"\b\d[\d.,]*\s*(?:haperingen|stalls|secon\w+|s\b|ms\b|minut\w+|MB|tests|mutan\w+|findings|bevindingen)\b(?![^|\n]*`)",
    re.I,
)
GIVES = re.compile(r"^(?:casekit|python|mutmut|time) |<!-- figures: (?:casekit|python|mutmut)", re.M)


@pytest.mark.parametrize("page", PAGES)
def test_no_measured_number_stands_without_the_command_that_gives_it(page: Path) -> None:
    for heading, text in sections(page):
        prose = re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)
        numbers = [found.group() for found in MEASURED.finditer(prose)]
        assert not numbers or GIVES.search(text), f"{heading}: {numbers} without a command"


@pytest.mark.parametrize(("dutch", "english"), LANGUAGE_PAIRS)
def test_each_dutch_page_has_a_complete_english_counterpart(dutch: Path, english: Path) -> None:
    assert dutch.is_file()
    assert english.is_file()
    dutch_levels, english_levels = (
        [heading.split()[0] for heading, _ in sections(page)] for page in (dutch, english)
    )
    assert dutch_levels == english_levels
    assert len(rows(text_of(dutch))) == len(rows(text_of(english)))
    assert [block.language for block in blocks(dutch)] == [block.language for block in blocks(english)]


def test_no_page_stands_alone_in_its_language() -> None:
    written = [{page.stem for page in (DOCS / lang).glob("*.md")} for lang in ("nl", "en")]
    assert written == [set(COUNTERPARTS), set(COUNTERPARTS.values())]


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_resolve(page: Path) -> None:
    generated = {"velden", "woorden", "normen", "fields", "words", "norms"}
    for target in re.findall(r"\]\(([^)\s]+)\)", prose_of(page)):
        file, _, anchor = target.partition("#")
        if re.match(r"\w+:", file):
            continue
        to = (page.parent / file).resolve() if file else page
        if to.parent.name in ("referentie", "reference"):
            assert to.stem in generated, target
            continue
        assert to.is_file(), target
        assert not anchor or anchor in {slug(heading) for heading, _ in sections(to)}, target
