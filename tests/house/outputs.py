"""A case that is as hard as it can be on what is made of it, and every kind of file that the kit writes, made of it.

Which figures and forms there are comes from the code: what is added there is written, and looked into, by itself.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from casekit.cli.drawings import FIGURES, OF_MANY
from casekit.cli.export_command import FORMS
from casekit.filled import case_data
from casekit.sheets.plan import sheets
from casekit.write.start import start_case

__all__ = [
    "AT_NIGHT",
    "EVERY_DAY",
    "HOSTILE",
    "MAKER",
    "RAN",
    "STALL",
    "STATUSES",
    "Written",
    "addresses",
    "drawing_lines",
    "export_lines",
    "hostile_data",
    "other_lines",
    "parts",
    "telling",
    "written",
]


RAN = "data-er-liep-iets"
"""The attribute of the page that a script gives it, if one ever runs."""
_RUN = f"document.documentElement.setAttribute('{RAN}','1')"
HOSTILE = (
    f'<img src=x onerror="{_RUN}">',
    f"</script><script>{_RUN}</script>",
    f"javascript:{_RUN}",
    "$\\frac{$ en $x$",
    '=HYPERLINK("http://voorbeeld.invalid/","klik")',
    "R&D &amp; \"dubbel\" 'enkel'",
    f"]]></style></title></svg><svg onload={_RUN}>",
    "![plaatje](http://voorbeeld.invalid/x.png) *ster*",
    "regel een\nregel twee",
    "@SOM(1)",
    "+31 en -x",
    "%s {0} \\u0041 %00 ../../weg",
)
"""What a person may type, and what a program may take for something else than text."""
MAKER = "maker-die-niemand-kent"
"""The user, the home folder and the working folder of whoever writes the files."""

_NEW_IDS = {"gemeente": '<i>"g"&', "t2": "t2'><script>"}
STALL = "K01-t1-t3"
"""A stall that is in each of the cases."""
_CODING = {
    "coded_on": "2026-03-04",
    "codes": [
        {
            "stall": STALL, "cause": "O5", "rationale": HOSTILE[0], "precondition": "waiting_list",
            "precondition_note": HOSTILE[1], "changer": "management", "leverage": "term_or_capacity",
            "evidence": [{"link": ["stall", "cause"], "kind": "document", "source": "dossier", "says": HOSTILE[6]}],
            "rivals": [{"explanation": HOSTILE[4], "expected": HOSTILE[3], "found": HOSTILE[5]}],
        },
        {"stall": STALL, "cause": "X1", "rationale": HOSTILE[4]},
    ],
}  # fmt: skip
_OWN_CAUSE = {"causes": [{"code": "X1", "level": "execution", "label": HOSTILE[0], "about": HOSTILE[1]}]}
STATUSES = ("composite", "fictional", "reconstruction")


def hostile_data(status: str = "composite", shift: int = 0) -> dict[str, Any]:
    """A case that uses every field, something hostile wherever a text can stand; `shift` turns which is where."""
    texts = {one.name: {f.name for f in one.fields if f.kind == "text" and not f.options} for one in sheets()}
    number = iter(range(shift, 10_000))

    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: renamed(one) for key, one in value.items()}
        return [renamed(one) for one in value] if isinstance(value, list) else _NEW_IDS.get(value, value)

    def spoiled(row: dict[str, Any], name: str) -> dict[str, Any]:
        made = {**row}
        for key, value in row.items():
            if isinstance(value, list) and key in texts and isinstance(value[0], dict):
                made[key] = [spoiled(one, key) for one in value]
            elif key == "promise" and isinstance(value, dict):
                made[key] = {**value, "what": HOSTILE[next(number) % len(HOSTILE)]}
            elif key == "says":
                made[key] = {_hostile(number): _hostile(number)}
            elif key in texts[name] and not key.startswith(("language", "municipality", "release", "source_url")):
                made[key] = _hostile(number)
        return made

    data = case_data(start_case())
    data.pop("results", None)  # with these, the stalls are told rather than found
    return {**spoiled(renamed(data), "case"), "id": "casus", "status": status}


def _hostile(number: Iterator[int]) -> str:
    return HOSTILE[next(number) % len(HOSTILE)]


def _write_cases(folder: Path, shift: int = 0) -> None:
    """Three cases, in `folder/cases`; what people added to the first lies beside it."""
    for place, status in enumerate(STATUSES):
        case = folder / "cases" / status
        (case / "codings").mkdir(parents=True)
        data = hostile_data(status, shift + place) | {"id": status}
        (case / "case.yaml").write_text(json.dumps(data), encoding="utf-8")
        (case / "causes.yaml").write_text(json.dumps(_OWN_CAUSE), encoding="utf-8")
        for coder in ("codeur-a", "codeur-b"):
            (case / "codings" / f"{coder}.yaml").write_text(json.dumps(_CODING), encoding="utf-8")
    (folder / "verhaal.md").write_text(f"5 maart 2021: moeder belt de gemeente. {HOSTILE[0]}\n", encoding="utf-8")


_NEEDS = {"route": ["--against", "bijstand"], "whatif": ["--without", STALL]}
"""What a figure must be asked for, beside a case."""


def drawing_lines(*suffixes: str, lang: str = "nl") -> list[list[str]]:
    """A command for every figure that there is, in these formats."""
    cases = [f"cases/{status}" for status in STATUSES]
    options = ["--lang", lang, "-o"]
    return [
        ["figure", name, *(cases if name in OF_MANY else cases[:1]), *_NEEDS.get(name, ()), *options, file]
        for name in FIGURES
        for file in (f"uit/{lang}-{name}{suffix}" for suffix in suffixes)
    ]


def export_lines(lang: str = "nl", of: str = STATUSES[0]) -> list[list[str]]:
    """A command for every form that a case can be written in."""
    return [
        ["export", f"cases/{of}", f"--{form.replace('_', '-')}", "--lang", lang, "-o", f"uit/{lang}-{form}{suffix}"]
        for form, suffix in FORMS.items()
    ]


EVERY_DAY = """\
report cases/composite uit/verslag.html
new start --excel --output uit
draft verhaal.md -o uit/tabel.csv
code cases/composite --coder codeur-a --workbook uit/coderen.xlsx
agenda cases/composite cases/fictional cases/reconstruction --grade 1 -o uit/signaal.html
compare cases/composite cases/fictional --outcome K01 --condition K02 --because x -o uit/waarheidstabel.csv
backup cases/composite -o uit/backups
"""
AT_NIGHT = """\
demo -o uit/demo
new start --output uit
draft verhaal.md -o uit/tabel.xlsx
schema -o uit/schema.json
"""


def other_lines(lines: str = EVERY_DAY) -> list[list[str]]:
    """A command for every other file that leaves: the report, templates, drafts, pages, backups."""
    return [line.split() for line in lines.splitlines()]


class Written(NamedTuple):
    """The files by path, what each command gave, and what was asked of the network or the system."""

    files: dict[str, bytes]
    codes: dict[str, int]
    reached: list[str]


_WRITES = """
import json, sys
reached = []
ELSEWHERE = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "urllib.", "http.")
def alone(event, words):
    if event.startswith(ELSEWHERE):
        reached.append(event)
        raise OSError("there is no network here")
sys.addaudithook(alone)
from casekit.cli import main
def run(line):
    if line[0] != "report":
        return main(line)
    from casekit.export.report import write_report
    from casekit.read.case_file import read_case
    from casekit.stalls.run import analyse
    write_report(analyse(read_case(line[1])), line[2])
    return 0
codes = {" ".join(line): run(line) for line in json.load(sys.stdin)}
print(json.dumps([codes, reached]), file=sys.stderr)
"""


def written(folder: Path, commands: list[list[str]], shift: int = 0, **environment: str) -> Written:
    """Run the commands in a process of their own, in a working folder with a telling name, without a network."""
    from matplotlib import get_cachedir

    here = folder / MAKER
    _write_cases(here, shift)
    around = {"PATH": os.environ["PATH"], "MPLCONFIGDIR": get_cachedir(), "HOME": str(here), "USER": MAKER}
    around |= {"LOGNAME": MAKER, "HOSTNAME": MAKER, "PYTHONDONTWRITEBYTECODE": "1", **environment}
    done = subprocess.run(
        [sys.executable, "-c", _WRITES], cwd=here, input=json.dumps(commands), capture_output=True, text=True,
        env=around, check=True, encoding="utf-8",
    )  # fmt: skip
    codes, reached = json.loads(done.stderr.splitlines()[-1])
    files = {path.relative_to(here / "uit").as_posix(): path for path in (here / "uit").rglob("*") if path.is_file()}
    return Written({name: files[name].read_bytes() for name in sorted(files)}, codes, reached)


_ADDRESS = re.compile(
    r"(?<![\w:])(?:https?|ftps?|file|mailto|data|blob|wss?):[^\s\"'<>]*|(?<=[\"'(])//\w[^\s\"'<>]*", re.I
)
_NAMES_A_FORM = re.compile(r"""xmlns(?::\w+)?="[^"]*"|(?:Type|ContentType)="[^"]*"|"\$(?:schema|id)": "[^"]*\"""")
_OWN = re.compile(
    r"https?://(?:www\.voorbeeld\.nl|www\.example\.org|voorbeeld\.invalid|wetten\.overheid\.nl)/|https?:[^\s\"'<>]*…"
)
"""Addresses that the case itself holds: published sources, one that was typed, and words cut short."""


def parts(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file as it lies there, and what is packed in it."""
    yield name, content
    if zipfile.is_zipfile(BytesIO(content)):
        archive = zipfile.ZipFile(BytesIO(content))
        for info in archive.infolist():
            yield f"{name}/{info.filename}", archive.read(info)
    if name.endswith(".pdf"):
        for place, stream in enumerate(re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.S)):
            yield f"{name}/{place}", zlib.decompressobj().decompress(stream)


def addresses(text: str) -> list[str]:
    """What in a text a program may go to, or fetch: not the names of forms, and not what the case itself holds."""
    return _ADDRESS.findall(_OWN.sub("", _NAMES_A_FORM.sub("", text)))


def telling() -> list[bytes]:
    """What would tell who wrote a file, where, when, or with which programs."""
    words = [MAKER, "geheim", date.today().isoformat(), f"{datetime.now():%Y%m%d}", "atplotlib", "xlsxwriter"]
    words += [str(Path.home()), "/tmp/"] + [name for name in [socket.gethostname()] if len(name) > 4]
    return [word.encode() for word in words]
