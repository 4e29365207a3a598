"""The same case gives the same bytes wherever and whenever they are written, and no page runs what people typed.

All that the kit writes, in both languages: by two processes that differ in everything but the case.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from casekit.export.page import page
from tests.house.outputs import (
    AT_NIGHT,
    HOSTILE,
    RAN,
    Written,
    addresses,
    drawing_lines,
    export_lines,
    other_lines,
    parts,
    telling,
    written,
)

_NAMED = ("figure", "export", "agenda", "code", "compare", "schema", "report")
"""The commands whose file says nothing of the name that it is given."""


def everything(out: str = "uit/") -> list[list[str]]:
    """Every command that writes what leaves; the file goes where `out` says."""
    lines = [*other_lines(), *other_lines(AT_NIGHT), *drawing_lines(".svg"), *drawing_lines(".png", ".pdf")[:6]]
    lines += [*export_lines("nl"), *export_lines("en")]
    return [[word.replace("uit/", out) if line[0] in _NAMED else word for word in line] for line in lines]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("geheim")
    return written(folder, everything(), PYTHONHASHSEED="1", TZ="America/New_York", LANG="C", LC_ALL="C")


@pytest.mark.slow
def test_another_process_in_another_place_and_time_zone_writes_the_same_bytes(here: Written, tmp_path: Path) -> None:
    around = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "nl_NL.UTF-8", "SOURCE_DATE_EPOCH": "1"}
    there = written(tmp_path / "een andere map", everything("uit/diep/anders-"), **around)
    assert [line for made in (here, there) for line, code in made.codes.items() if code] == []
    assert here.reached == there.reached == []
    files = {name.removeprefix("diep/anders-"): content for name, content in there.files.items()}
    # The name of a backup has the day of whoever makes it.
    alike = {name: content for name, content in here.files.items() if not name.startswith("backups/")}
    assert len(alike) > 75
    assert [name for name, content in alike.items() if files[name] != content] == []
    backups = [[c for name, c in one.items() if name.startswith("backups/")] for one in (here.files, files)]
    assert backups[0] == backups[1] != []


@pytest.mark.slow
def test_none_of_it_tells_who_wrote_it_or_asks_for_another_address(here: Written) -> None:
    words = telling()
    for file, content in here.files.items():
        for name, inside in parts(file, content):
            assert [word for word in words if word in inside] == [], name
            if not name.endswith((".png", ".pdf", ".zip", ".xlsx")):
                assert addresses(inside.decode("utf-8", "replace")) == [], name


@pytest.mark.slow
@pytest.mark.parametrize("shift", range(1, len(HOSTILE), 4))
def test_every_hostile_text_in_every_field_can_be_written(tmp_path: Path, shift: int) -> None:
    done = written(tmp_path, [*drawing_lines(".svg"), *export_lines(), *other_lines()], shift)
    assert [line for line, code in done.codes.items() if code] == []
    for name, content in done.files.items():
        assert name.endswith((".zip", ".xlsx")) or addresses(content.decode("utf-8")) == [], name


Opened = Callable[[Path], str]


@pytest.fixture
def opened(program: Callable[[str], str], tmp_path: Path) -> Opened:
    """What a page has become once a browser showed it: its whole content, scripts run, nothing reachable."""
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-quic", "--dump-dom"]
    flags += ["--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={tmp_path / 'profile'}"]
    browser = program("chromium")

    def show(path: Path) -> str:
        done = subprocess.run(
            [browser, *flags, path.as_uri()], capture_output=True, check=True, timeout=120, encoding="utf-8"
        )
        return done.stdout

    return show


def ran(shown: str) -> bool:
    """Whether a script gave the page its mark."""
    head = shown[: shown.index(">", max(shown.find("<html"), shown.find("<svg"), 0))]
    return f'{RAN}="1"' in head


@pytest.mark.browser
def test_a_script_that_runs_is_seen_and_the_frame_of_a_page_stops_it(opened: Opened, tmp_path: Path) -> None:
    bare, framed = tmp_path / "a.html", tmp_path / "b.html"
    bare.write_text(f"<!doctype html><html><body>{HOSTILE[0]}</body></html>", encoding="utf-8")
    framed.write_text(page("x", HOSTILE[0] + HOSTILE[1], "", "nl", "console.log(1)"), encoding="utf-8")
    assert ran(opened(bare))
    assert not ran(opened(framed))


@pytest.mark.browser
def test_no_page_and_no_drawing_runs_what_people_typed(opened: Opened, tmp_path: Path) -> None:
    lines = [*drawing_lines(".svg"), *other_lines()]
    files = written(tmp_path / "x", lines).files
    shown = [name for name in files if name.endswith((".html", ".svg"))]
    assert len(shown) > 15
    for name in shown:
        path = tmp_path / name
        path.write_bytes(files[name])
        became = opened(path)
        assert "<svg" in became or "<main>" in became, name
        assert not ran(became), name


@pytest.mark.browser
def test_the_link_from_a_drawing_to_its_card_still_works_in_the_report(opened: Opened, tmp_path: Path) -> None:
    files = written(tmp_path / "x", other_lines()[:1]).files
    click = "document.querySelector('g[id^=\"stall-\"]').dispatchEvent(new Event('click'));"
    mark = f"if (location.hash.startsWith('#to-stall-')) document.documentElement.setAttribute('{RAN}','1');"
    text = files["verslag.html"].decode("utf-8")
    own = text[text.index("<script>") + 8 : text.rindex("</script>")]
    assert json.dumps(own) != json.dumps("")
    path = tmp_path / "verslag.html"
    path.write_text(
        page("x", text[text.index("<main>") : text.index("</main>")], "", "nl", own + click + mark), encoding="utf-8"
    )
    assert ran(opened(path))
