"""One way to save: no module but those named here puts anything on disk, and a process that works is watched."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from casekit.cli.frame import COMMANDS

ROOT = Path(__file__).parents[2]

MAY: dict[str, str] = {
    "casekit/write/atomic.py": "the one way to save",
    "casekit/write/backup.py": "takes away what a restored backup does not hold, once that is in a backup itself",
}

_OF_A_PATH = {
    "write_text", "write_bytes", "touch", "rename", "unlink", "rmdir", "symlink_to", "hardlink_to", "link_to",
    "to_csv", "to_excel", "to_parquet", "to_pickle", "to_feather", "to_hdf", "to_stata", "tofile", "extractall",
}  # fmt: skip
_OF_A_ROOM = {
    "os": {
        "open",
        "replace",
        "rename",
        "remove",
        "unlink",
        "link",
        "symlink",
        "truncate",
        "mkfifo",
        "mknod",
        "rmdir",
    },
    "shutil": {"copy", "copy2", "copyfile", "copytree", "move", "rmtree", "make_archive", "unpack_archive"},
    "tempfile": {"mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryDirectory", "TemporaryFile"},
}
_INTO: dict[str, int] = {
    "savefig": 0, "imsave": 0, "Workbook": 0, "ZipFile": 0, "to_json": 0, "to_html": 0, "write_graphml": 1,
    "write_graphml_xml": 1, "write_gexf": 1, "write_gml": 1,
}  # fmt: skip
"""Calls that write to what they are given, and which word that is: something in memory, or it is no good."""
_READS = {"O_RDONLY", "O_NONBLOCK", "O_NOFOLLOW", "O_BINARY", "O_CLOEXEC", "O_NOCTTY"}


def writes(source: str) -> Iterator[tuple[int, str]]:
    """Line and words of every call that would put something on disk by itself."""
    tree = ast.parse(source)
    memory = {
        ast.unparse(target)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func) in ("BytesIO", "StringIO")
        for target in node.targets
    } | {"BytesIO()", "StringIO()"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _puts_on_disk(node, memory):
            yield node.lineno, ast.unparse(node)


def _puts_on_disk(call: ast.Call, memory: set[str]) -> bool:
    name = ast.unparse(call.func)
    owner, _, last = name.rpartition(".")
    if last == "open" and owner != "os":
        mode = [*call.args[(0 if owner and owner not in ("io", "builtins") else 1) :]][:1]
        mode += [word.value for word in call.keywords if word.arg == "mode"]
        return any(not isinstance(m, ast.Constant) or bool(set("wax+") & set(str(m.value))) for m in mode)
    if owner in _OF_A_ROOM:
        return last in _OF_A_ROOM[owner] and not _only_reads(call)
    if last in _INTO:
        given = [ast.unparse(word) for word in call.args[_INTO[last] : _INTO[last] + 1]]
        in_memory = all(word in memory or word.startswith("BytesIO(") for word in given)
        return not in_memory or any(word.arg in ("path_or_buf", "fname", "file") for word in call.keywords)
    return last in _OF_A_PATH and bool(owner)


def _only_reads(call: ast.Call) -> bool:
    """Whether `os.open` is given words of which none asks to write, or opens what swallows everything."""
    if ast.unparse(call.func) != "os.open":
        return False
    flags = {node.attr for word in call.args[1:] for node in ast.walk(word) if isinstance(node, ast.Attribute)}
    return ast.unparse(call.args[0]) == "os.devnull" or ("O_RDONLY" in flags and flags <= _READS)


def test_only_the_one_way_to_save_puts_anything_on_disk() -> None:
    found = {
        f"{name}:{line}: {call}"
        for path in sorted((ROOT / "casekit").rglob("*.py"))
        if (name := path.relative_to(ROOT).as_posix()) not in MAY
        for line, call in writes(path.read_text(encoding="utf-8"))
    }
    assert sorted(found) == []


@pytest.mark.parametrize("name", MAY)
def test_every_exception_is_still_needed(name: str) -> None:
    assert list(writes((ROOT / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "source",
    [
        'open(path, "w")', 'open(path, mode="ab")', "open(path, how)", 'path.open("r+")', 'io.open(path, "x")',
        "path.write_text(text)", "Path(a).write_bytes(b)", "figure.savefig(path)", 'figure.savefig("f.svg")',
        "frame.to_csv(path)", "frame.to_json(path)", "nx.write_gexf(graph, path)", "os.replace(a, b)",
        "shutil.copy(a, b)", "tempfile.mkstemp()", "xlsxwriter.Workbook(path)", "ZipFile(path)", "path.touch()",
        "os.open(path, os.O_WRONLY)", "os.open(path, flags)", "archive.extractall()", "path.rename(other)",
        "figure.savefig(fname=path)",
    ],
)  # fmt: skip
def test_a_call_that_writes_is_found(source: str) -> None:
    assert list(writes(source))


@pytest.mark.parametrize(
    "source",
    [
        "open(path)", 'open(path, "rb")', 'path.open("r", encoding="utf-8")', "path.read_text()", "frame.to_json()",
        'out = BytesIO()\nfigure.savefig(out, format="svg")', "ZipFile(BytesIO(content))", 'text.replace("a", "b")',
        "os.open(path, os.O_RDONLY)", "os.open(os.devnull, os.O_WRONLY)", "save_text(path, text)",
    ],
)  # fmt: skip
def test_a_call_that_reads_or_stays_in_memory_is_fine(source: str) -> None:
    assert list(writes(source)) == []


# A process in which every command is typed, and that tells what was opened for writing below its own folder, and
# whether anything asked for a network or for another program.
WATCHED = """
import json, os, sys
from pathlib import Path

here, opened, reached = os.getcwd(), [], []
ELSEWHERE = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "urllib.", "http.")
def watch(event, words):
    if event == "open" and isinstance(words[0], (str, bytes, os.PathLike)):
        path, flags = os.path.abspath(os.fsdecode(words[0])), words[2] if isinstance(words[2], int) else 0
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and path.startswith(here):
            opened.append(path[len(here) + 1:])
    elif event.startswith(ELSEWHERE):
        reached.append(event)
        raise OSError("there is no network here")
sys.addaudithook(watch)
from casekit.cli import main
codes = []
for line in sys.stdin.read().splitlines():
    codes.append(main([str(next(Path().glob(word))) if "*" in word else word for word in line.split()]))
print(json.dumps([codes, opened, reached]), file=sys.stderr)
"""
TYPED = """\
demo -o uit
new start --output begin
new start --excel --output begin
draft verhaal.md -o tabel.xlsx
draft verhaal.md -o tabel.csv
import bron.json --output nieuw
check cases/twaalf-regels
edit cases/twaalf-regels --set title=Anders
diff cases/twaalf-regels nieuw/c
merge cases/twaalf-regels nieuw/c -o samen --id s
privacy cases/twaalf-regels --json
privacy privaat --keep case.yaml:2:16 --reason verzonnen --by docent
privacy privaat --replace case.yaml:2:16 --with iemand --reason verzonnen --by docent
stalls cases/twaalf-regels --json
ask cases/twaalf-regels --answer t8,t10=ja --by onderzoeker --on 2026-11-01
cost cases/twaalf-regels
whatif cases/twaalf-regels --without K01-t1 --save antwoord
route cases/twaalf-regels --against bijstand
figure route cases/twaalf-regels --against bijstand -o r.svg
fragmentation cases/twaalf-regels --json
causes cases/twaalf-regels
suggest cases/twaalf-regels --json
code cases/twaalf-regels --coder a --stall K01-t1 --cause U3 --why Niets
code cases/twaalf-regels --coder a --workbook codes.xlsx
code cases/twaalf-regels --from codes.xlsx
agreement cases/twaalf-regels
votes cases/twaalf-regels --save sessie-1 --present 4 --dots t3=4
figure agreement cases/bijstand-aanvraag -o o.svg
actions cases/twaalf-regels --add Samen --question Hoe? --fits K06 --by docent
ladder cases/twaalf-regels --json
figure causes cases/twaalf-regels -o oorzaken.svg
compare cases/twaalf-regels --outcome K01 --condition K02 --because x -o waarheidstabel.csv
agenda cases/twaalf-regels -o signaal.html
library cases
library gedeeld --add cases/twaalf-regels
figure timeline cases/twaalf-regels -o f.svg
figure network cases/twaalf-regels -o f.png
figure matrix cases/twaalf-regels cases/warme-overdracht -o m.svg
knowledge cases/twaalf-regels
figure knowledge cases/twaalf-regels -o k.png
export cases/twaalf-regels --excel -o e.xlsx
export cases/twaalf-regels --csv -o tabellen
export cases/twaalf-regels --json-case -o e.json
export cases/twaalf-regels --graphml -o e.graphml
export cases/twaalf-regels --gexf -o e.gexf
export cases/twaalf-regels --kumu -o k.json
export cases/twaalf-regels --prsm -o p.xlsx
export cases/twaalf-regels --causal-map -o m.xlsx
import e.xlsx --output uit-excel
release cases/twaalf-regels --level A -o vrij
composite cases/energie-signaal cases/huur-verwijzing-kwijt cases/bijstand-aanvraag --id les -o samengesteld
composite --plan samengesteld/les/private/plan.yaml -o samengesteld
backup cases/twaalf-regels
restore backups/twaalf-regels-*.zip --output terug
upgrade cases/twaalf-regels -o oud/twaalf-regels/case.yaml
schema -o s.json
"""
SOURCE = {
    "id": "c",
    "actors": [{"id": "r", "kind": "resident"}, {"id": "g", "kind": "municipality"}],
    "touchpoints": [{"id": "t1", "order": 1, "from": "r", "to": "g", "kind": "letter"}],
}


def test_a_process_writes_only_temporary_files_and_asks_nothing_of_a_network(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "cases", tmp_path / "cases")
    (tmp_path / "bron.json").write_text(json.dumps(SOURCE), encoding="utf-8")
    named = json.dumps({**SOURCE, "id": "privaat"}).replace("letter", "message")
    (tmp_path / "privaat").mkdir()
    (tmp_path / "privaat" / "case.yaml").write_text(f"# zie\n# even mevrouw Pietersen\n{named}", encoding="utf-8")
    (tmp_path / "verhaal.md").write_text("5 maart 2021: moeder belt de gemeente.\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", WATCHED], cwd=tmp_path, input=TYPED, capture_output=True, text=True, check=True,
        env=environment,
    )  # fmt: skip
    codes, opened, reached = json.loads(done.stderr.splitlines()[-1])
    assert [line for line, code in zip(TYPED.splitlines(), codes, strict=True) if code] == []
    assert reached == []
    assert len(opened) > len(TYPED.splitlines())
    # Besides a temporary file: the lock of the file that is changed, in which nothing is written.
    ours = re.compile(r"\.casekit-.*|\..*\.lock")
    assert [path for path in opened if not any(ours.fullmatch(part) for part in Path(path).parts)] == []
    assert list(tmp_path.rglob(".casekit-*")) == []


def test_every_command_is_watched() -> None:
    assert {line.split()[0] for line in TYPED.splitlines()} == set(COMMANDS)
