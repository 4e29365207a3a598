"""The battery of bad inputs: refused with a message, fast, in little memory, and nothing is changed."""

from __future__ import annotations

import io
import json
import os
import pickle
import sys
import warnings
import zipfile
from pathlib import Path

import pytest

from .battery import Happened, Row, contents, run_rows

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the battery forks, which Windows does not")

ROWS = "actors: [{id: a, kind: inwoner}, {id: b}]\ntouchpoints:\n- {id: t1, from: a, to: b, kind: vraag}\n"
BOMB = "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{'*' + chr(97 + n)}, x]\n" for n in range(9))


def yaml_with(line: str) -> bytes:
    return f"id: c\ntitle: x\n{line}\n{ROWS}".encode()


REFUSED: dict[str, tuple[bytes, str]] = {
    "Y01 empty": (b"", "leeg"),
    "Y01 spaces": (b" \n\n", "leeg"),
    "Y01 comments": (b"# niets\n", "leeg"),
    "Y03 alias bomb": (BOMB.encode(), "verwijzing"),
    "Y03 alias": (yaml_with("a: &x b\nc: *x"), "regel 3"),
    "Y03 merge": (yaml_with("<<: {a: b}"), "<<"),
    "Y05 lists": (b"a: " + b"[" * 100_000, "20 niveaus"),
    "Y05 closed lists": (b"a: " + b"[" * 100_000 + b"]" * 100_000, "20 niveaus"),
    "Y05 fields": (b"{a: " * 100_000, "20 niveaus"),
    "Y05 dashes": (b"- " * 100_000, "20 niveaus"),
    "Y05 keys": (b"? " * 100_000, "20 niveaus"),
    "Y05 indents": ("".join(" " * n + "a:\n" for n in range(1000)).encode(), "20 niveaus"),
    "Y07 6 MB": (b"a: " + b"x" * 6_000_000, "5 MB"),
    "Y07 nodes": (b"a: [" + b"[]," * 1_600_000 + b"]", "50.000 contactmomenten"),
    "Y07 lines": (b"- a\n" * 1_200_000, "50.000 contactmomenten"),
    "Y07 names": (b"".join(b"a%d: b\n" % n for n in range(300_000)), "50.000 contactmomenten"),
    "Y07 line ends": (b"a: b" + b"\n" * 4_900_000, "50.000 contactmomenten"),
    "Y07 log": (
        yaml_with("") + b"".join(b"- {id: t%d, from: a, to: b, kind: vraag}\n" % n for n in range(50_001)),
        "contactmomenten",
    ),
    "Y09 own tag": (yaml_with("a: !Eigen tekst"), "tag"),
    "Y09 python": (yaml_with('a: !!python/object/apply:os.system ["true"]'), "tag"),
    "Y09 directives": (b"%TAG !a! b\n" * 100_000 + b"---\nid: c\n", "regel 1"),
    "Y11 cut": (yaml_with("note: schuld #3 loopt op"), "regel 3"),
    "Y11 cut item": (yaml_with("issues:\n  - schuld #3"), "regel 4"),
    "Y11 cut empty item": (yaml_with("issues:\n  - #3 loopt op"), "regel 4"),
    "Y11 cut between brackets": (yaml_with("issues: [a, #b, c\n  d]"), "regel 3"),
    "Y11 cut name": (yaml_with("note #3: x"), "regel 3"),
    "Y11 cut below": (yaml_with("note: de brief\n  #3 is kwijt"), "regel 4"),
    "Y11 cut after bar": (yaml_with("note: | #3\n  x"), "regel 3"),
    "Y13 at": (yaml_with("note: @wijkteam belt"), "@"),
    "Y13 percent": (yaml_with("note: %korting"), "%"),
    "Y13 backtick": (yaml_with("note: `x`"), "`"),
    "Y13 greater": (yaml_with("note: > 3 dagen te laat"), ">"),
    "Y13 bracket": (yaml_with("note: [brief] kwijt"), "regel 3"),
    "Y13 quote": (yaml_with('note: "nee" zei zij'), "regel 3"),
    "Y13 escape": (yaml_with('note: "C:\\Users"'), "backslash"),
    "Y15 tab": (yaml_with("note: a\tb"), "tab"),
    "Y15 tab before": (yaml_with("note:\n\t- a"), "tab"),
    "Y19 date": (yaml_with("day_zero: 2020-13-45"), "regel 3"),
    "Y19 long number": (yaml_with(f"format: {'9' * 5000}"), "regel 3"),
    "Y21 two": (b"id: c\n---\nid: d\n", "document"),
    "Y23 list": (b"id: c\nactors: {id: a}\ntouchpoints: []\n", "regel 2"),
    "Y23 fields": (b"- id: c\n", "geen casus"),
    "Y23 text": (b"zomaar tekst\n", "geen casus"),
    "Y23 actor": (yaml_with("debts: [x]"), "regel 3"),
    "Y double": (yaml_with("title: y"), "twee keer"),
    "Y utf16": ("id: c".encode("utf-16"), "UTF-8"),
    "Y latin": ("id: c\ntitle: café".encode("latin-1"), "regel 2"),
    "Y nul": (b"id: c\0", "tekstbestand"),
    "Y bell": (b"id: c\ntitle: a\x07b", "U+0007"),
    "Y bidi": ("id: c\ntitle: a\u202eb".encode(), "U+202E"),
    "Y next line": ("id: c\ntitle: a\u0085b".encode(), "U+0085"),
    "Y line separator": ("id: c\ntitle: a\u2028b".encode(), "U+2028"),
    "Y second mark": ("\ufeff\ufeffid: c".encode(), "U+FEFF"),
    "Y newer": (yaml_with("format: 2"), "Werk casekit bij"),
    "Y no format": (yaml_with("format: nieuw"), "versie"),
    "U09 no-break": (ROWS.replace("id: t1", 'id: "\u00a0"').encode(), "ontbreekt"),
    "U09 no width": (ROWS.replace("from: a", 'from: "\u200b"').encode(), "ontbreekt"),
    "P02 long": (ROWS.replace("t1", "t" * 201).encode(), "200 tekens"),
    "P02 newline": (ROWS.replace("id: t1", 'id: "a\\nb"').encode(), "regel"),
    **{
        f"P02 {name}": (f"id: {name!r}\n{ROWS}".replace("'", '"').encode(), "map")
        for name in ("a/b", "..", ".", "/etc", "con", "NUL.txt", "casus.", "-rf", "~", "x" * 101, "a:b", "ｃａｓｕｓ")
    },
    "P08 zip": (b"PK\x03\x04" + b"\0" * 100, "tekstbestand"),
    "P10 pickle": (pickle.dumps({"id": "c"}), "casus"),
    "P10 notebook": (json.dumps({"cells": [], "nbformat": 4}).encode(), "actors"),
    "P10 program": (b"import os\nos.system('true')\n", "casus"),
    "L02 none": (b"id: c\nactors: [{id: a}]\ntouchpoints: []\n", "touchpoints"),
    "D02 us": (ROWS.replace("vraag", "vraag, when: 12/31/2020").encode(), "tijdstip"),
    "A02 endless": (ROWS.replace("vraag", "vraag, amount: .inf").encode(), "amount"),
    "A02 nan": (ROWS.replace("vraag", "vraag, amount: NaN").encode(), "amount"),
    "A02 words": (ROWS.replace("vraag", 'vraag, amount: "1 250"').encode(), "amount"),
}

READ: dict[str, bytes] = {
    "Y17 zeros": yaml_with("retention: 012\nrelease: 0123"),
    "Y27 windows": yaml_with("note: x").replace(b"\n", b"\r\n").rstrip(),
    "Y mark": b"\xef\xbb\xbf" + yaml_with("note: x"),
    "Y comment": yaml_with("note: x # een toelichting"),
    "U03 soft hyphen": yaml_with("note: huur\u00adschuld\u200b"),
    "U05 script": ROWS.replace("id: b}", "id: b}, {id: wijkte\u0430m}").encode(),
    "U07 emoji": yaml_with("note: 🙂 שלום ⵣ مرحبا"),
    "U01 accents": ROWS.replace("id: b", "id: cafe\u0301").replace("to: b", "to: caf\u00e9").encode(),
    "L02 one": ROWS.encode(),
}

JSON: dict[str, bytes] = {
    "deep": b"[" * 100_000,
    "nodes": b'{"touchpoints": [' + b"[]," * 1_600_000 + b"[]]}",
    "large": b'"' + b"x" * 6_000_000 + b'"',
    "double": b'{"id": 1, "id": 2}',
    "half": b'{"id": "c", "touch',
    "nan": b'{"id": NaN}',
    "program": b"import os\nos.system('true')\n",
    "pickle": pickle.dumps({"id": "c"}),
}


@pytest.fixture(scope="module")
def happened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Happened, bool]]:
    """What happened to every row, and whether its folder is as it was."""
    rows, folders = [], {}
    for name, content in {**{n: c for n, (c, _) in REFUSED.items()}, **READ}.items():
        folder = tmp_path_factory.mktemp("case") / "c"
        folder.mkdir()
        (folder / "case.yaml").write_bytes(content)
        folders[name] = folder
        rows.append(Row(name, ["check", str(folder)]))
        rows.append(Row(f"{name} en", ["check", str(folder), "--lang", "en"]))
    for suffix in (".json", ".py", ".ipynb", ".pkl", ".zip", ".yaml"):
        for name, content in JSON.items():
            folder = tmp_path_factory.mktemp("import")
            (folder / f"c{suffix}").write_bytes(content)
            row = f"{name}{suffix}"
            folders[row] = folder
            rows.append(Row(row, ["import", str(folder / f"c{suffix}"), "--output", str(folder / "out")]))
    before = {name: contents(folder) for name, folder in folders.items()}
    found = run_rows(rows)
    after = {name: contents(folder) for name, folder in folders.items()}
    return {name: (one, before[n] == after[n]) for name, one in found.items() if (n := name.removesuffix(" en"))}


def assert_refused(found: Happened) -> None:
    assert found.code == 1, found.err
    assert "Traceback" not in found.err
    assert found.err.strip()
    assert found.seconds < 1.5  # of the processor; a crowded machine counts more than a quiet one
    assert found.megabytes < 200


@pytest.mark.slow
@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_case_is_refused_in_both_languages(name: str, happened: dict[str, tuple[Happened, bool]]) -> None:
    dutch, unchanged = happened[name]
    english, _ = happened[f"{name} en"]
    assert_refused(dutch)
    assert_refused(english)
    assert REFUSED[name][1] in dutch.err
    assert "case.yaml" in dutch.err
    assert dutch.err != english.err
    assert len(dutch.err.splitlines()) < 40
    assert unchanged


@pytest.mark.slow
@pytest.mark.parametrize("name", READ)
def test_what_only_looks_odd_is_read(name: str, happened: dict[str, tuple[Happened, bool]]) -> None:
    found, unchanged = happened[name]
    assert found.code == 0, found.err
    assert unchanged
    expected = {"U03 soft hyphen": "zonder breedte", "U05 script": "schriften", "U01 accents": "accent"}.get(name, "")
    assert expected in found.err


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".json", ".py", ".ipynb", ".pkl", ".zip", ".yaml"])
@pytest.mark.parametrize("name", JSON)
def test_a_bad_file_is_not_imported_and_never_run(
    name: str, suffix: str, happened: dict[str, tuple[Happened, bool]]
) -> None:
    found, unchanged = happened[f"{name}{suffix}"]
    assert_refused(found)
    assert unchanged


@pytest.mark.slow
def test_what_is_no_ordinary_file_is_refused_without_waiting(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (real / "case.yaml").write_text("id: real\n" + ROWS, encoding="utf-8")
    odd = {
        name: tmp_path / name / "case.yaml" for name in ("outside", "dangling", "loop", "pipe", "folder", "device")
    }
    for path in odd.values():
        path.parent.mkdir()
    odd["outside"].symlink_to(real / "case.yaml")
    odd["dangling"].symlink_to(tmp_path / "nergens.yaml")
    odd["loop"].symlink_to(odd["loop"])
    os.mkfifo(odd["pipe"])
    odd["folder"].mkdir()
    odd["device"] = Path("/dev/zero")
    (tmp_path / "linked").symlink_to(real)
    odd["linked folder"] = tmp_path / "linked"
    odd["lock"] = real / "~$case.yaml"
    odd["lock"].write_text("x", encoding="utf-8")
    odd["absent"] = tmp_path / "nergens.yaml"
    odd["nul"] = Path("a\0b.yaml")
    rows = [Row(name, ["check", str(path)]) for name, path in odd.items()]
    rows += [
        Row(f"{name} import", ["import", str(path), "--output", str(tmp_path / "o")]) for name, path in odd.items()
    ]
    found = run_rows(rows)
    for row in rows:
        assert_refused(found[row.name])
    assert "koppeling" in found["outside"].err
    assert "koppeling" in found["linked folder"].err
    assert not (tmp_path / "o").exists()


@pytest.mark.slow
def test_a_zip_of_cases_is_refused_as_import_and_as_case(tmp_path: Path) -> None:
    made = {
        "dots": [("../c/case.yaml", ROWS)],
        "absolute": [("/c/case.yaml", ROWS)],
        "double": [("c/case.yaml", ROWS), ("c/case.yaml", "")],
        "many": [(f"c{n}/case.yaml", "") for n in range(10_000)],
        "nested": [("c.zip", "PK")],
    }
    rows = []
    for name, members in made.items():
        path = tmp_path / f"{name}.zip"
        buffer = io.BytesIO()
        with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as packed:
            warnings.simplefilter("ignore")  # a name that is there twice is what one of these is about
            for member, text in members:
                packed.writestr(member, text)
        path.write_bytes(buffer.getvalue())
        rows.append(Row(name, ["import", str(path), "--output", str(tmp_path / "out")]))
        rows.append(Row(f"{name} check", ["check", str(path)]))
        rows.append(Row(f"{name} restore", ["restore", str(path), "--output", str(tmp_path / "out")]))
    found = run_rows(rows)
    for row in rows:
        assert found[row.name].code in ((1, 2) if "restore" in row.name else (1,)), found[row.name].err
        assert "Traceback" not in found[row.name].err
    assert not (tmp_path / "out").exists()
