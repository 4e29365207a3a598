"""A backup holds all of a case, counts only after it was opened and compared, and is never trusted on its word."""

from __future__ import annotations

import io
import json
import os
import random
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.errors import InputRefused
from casekit.read.backups import INSIDE, MANIFEST, SEAL, Backup, backups_of, open_backup, seal
from casekit.write.atomic import save_bytes, save_folder
from casekit.write.backup import make_backup, restore_backup

DAY = "2026-03-05"
FILES = {"case.yaml": b"id: casus\n", "bron/brief.txt": b"tekst\r\n", "leeg.txt": b""}

NAME = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("aA.-_ ()[]{}'&#%@=+,;!~$é\u0301ßŁ中\U0001f600")),
    min_size=1, max_size=12,
).filter(lambda name: len(name.encode()) < 200)  # fmt: skip
PATHS = st.lists(NAME, min_size=1, max_size=3).map("/".join)


def case_in(folder: Path, files: dict[str, bytes] = FILES) -> Path:
    return save_folder(folder / "casus", files)


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(".lock")
    }


def codes(refused: pytest.ExceptionInfo[InputRefused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_a_backup_is_named_after_the_case_the_day_and_the_content_and_any_zip_program_opens_it(
    tmp_path: Path,
) -> None:
    made = make_backup(case_in(tmp_path), tmp_path / "b", DAY)
    assert made.new
    assert re.fullmatch(r"casus-2026-03-05-[0-9a-f]{8}\.zip", made.path.name)
    with zipfile.ZipFile(made.path) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist() if name != MANIFEST} == {
            INSIDE + name: content for name, content in FILES.items()
        }
        manifest = json.loads(archive.read(MANIFEST))
    assert (manifest["format"], manifest["case"]) == (1, "casus")
    assert [(row["path"], row["size"]) for row in manifest["files"]] == [
        ("bron/brief.txt", 7), ("case.yaml", 10), ("leeg.txt", 0),
    ]  # fmt: skip


def test_the_same_content_gives_the_same_bytes_and_no_second_backup(tmp_path: Path) -> None:
    case = case_in(tmp_path)
    first = make_backup(case, tmp_path / "b", DAY)
    before = first.path.stat()
    again = make_backup(case / "case.yaml", tmp_path / "b", "2026-03-06")
    assert (again.path, again.new) == (first.path, False)
    assert (first.path.stat().st_mtime_ns, len(os.listdir(tmp_path / "b"))) == (before.st_mtime_ns, 1)
    other = make_backup(case, tmp_path / "c", DAY)
    assert other.path.read_bytes() == first.path.read_bytes()
    save_bytes(case / "case.yaml", b"id: casus\ntitle: nieuw\n")
    assert make_backup(case, tmp_path / "b", "2026-03-06").new
    assert [path.name[6:16] for path in backups_of("casus", tmp_path / "b")] == ["2026-03-06", DAY]


def test_an_equal_backup_that_has_been_damaged_does_not_count(tmp_path: Path) -> None:
    case = case_in(tmp_path)
    first = make_backup(case, tmp_path / "b", DAY)
    whole = first.path.read_bytes()
    first.path.write_bytes(whole[:-10])
    again = make_backup(case, tmp_path / "b", DAY)
    assert again.new
    assert again.path.read_bytes() == whole


def test_links_temporary_files_locks_and_other_backups_do_not_go_along(tmp_path: Path) -> None:
    case = case_in(tmp_path)
    for name in (".casekit-abc.tmp", ".case.yaml.lock", "~$bron.xlsx", ".~lock.bron.ods#", "backups/x.zip"):
        save_bytes(case / name, b"x")
    (tmp_path / "geheim.txt").write_text("buiten")
    (case / "link.txt").symlink_to(tmp_path / "geheim.txt")
    (case / "map").symlink_to(tmp_path)
    os.mkfifo(case / "pijp")
    made = make_backup(case, case / "mijn reservekopieen", DAY)
    assert made.backup.files == FILES
    assert [(Path(w.file).name, w.severity) for w in made.warnings] == [
        ("link.txt", "warning"), ("map", "warning"), ("pijp", "warning"),
    ]  # fmt: skip
    assert not make_backup(case, case / "mijn reservekopieen", DAY).new


def test_files_of_other_programs_go_along_as_they_are(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("xl/workbook.xml", "x")
    files = FILES | {"bron.xlsx": inner.getvalue(), "scan.pdf": random.Random(1).randbytes(100_000)}
    made = make_backup(case_in(tmp_path, files), tmp_path / "b", DAY)
    assert open_backup(made.path).files == files


@pytest.mark.parametrize(
    "name", ["a:b.txt", "punt.", "spatie ", "nul", "COM1.txt", "a\\b", "a\nb", "links\u202e.txt"]
)
def test_a_name_that_cannot_exist_everywhere_is_refused_before_anything_is_written(name: str, tmp_path: Path) -> None:
    case = case_in(tmp_path)
    (case / name).write_bytes(b"x")
    with pytest.raises(InputRefused) as refused:
        make_backup(case, tmp_path / "b", DAY)
    assert codes(refused) == ["backup_name"]
    assert not (tmp_path / "b").exists()


def test_two_names_that_are_one_on_another_computer_are_refused(tmp_path: Path) -> None:
    case = case_in(tmp_path, FILES | {"Bron.txt": b"a", "bron.TXT": b"b"})
    with pytest.raises(InputRefused) as refused:
        make_backup(case, tmp_path / "b", DAY)
    assert codes(refused) == ["backup_name"]


def test_a_file_that_changes_while_the_backup_is_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = case_in(tmp_path)
    flushed = os.fsync

    def work_on(descriptor: int) -> None:
        flushed(descriptor)
        (case / "case.yaml").write_bytes(b"id: anders\n")

    monkeypatch.setattr(os, "fsync", work_on)
    with pytest.raises(InputRefused) as refused:
        make_backup(case, tmp_path / "b", DAY)
    assert codes(refused) == ["backup_changing"]
    assert not (tmp_path / "b").exists()


@given(st.dictionaries(PATHS, st.binary(max_size=200), max_size=6))
def test_whatever_the_names_and_contents_a_backup_gives_them_back_or_is_refused_at_once(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
) -> None:
    folder = tmp_path_factory.mktemp("ronde")
    case = case_in(folder)
    for name, content in files.items():
        try:
            (case / name).parent.mkdir(parents=True, exist_ok=True)
            if (case / name).resolve().is_relative_to(case.resolve()):
                (case / name).write_bytes(content)
        except (OSError, ValueError):
            continue  # this disk cannot have such a name
    there = files_of(case)
    if refused := names_refused(case, folder / "b"):
        assert refused == {"backup_name"}
        assert not (folder / "b").exists()
        return
    made = make_backup(case, folder / "b", DAY)
    back = restore_backup(made.path, folder / "terug", DAY)
    kept = {name for name in there if not name.split("/")[-1].startswith((".casekit-", "~$", ".~lock."))}
    assert files_of(back.folder) == {name: there[name] for name in kept} == dict(made.backup.files)
    assert not make_backup(back.folder, folder / "b", DAY).new


def names_refused(case: Path, output: Path) -> set[str]:
    try:
        make_backup(case, output, DAY)
    except InputRefused as refused:
        return {problem.code for problem in refused.problems}
    return set()


# --- What is offered as a backup


def sealed(members: list[tuple[str, bytes]]) -> bytes:
    """A zip file with a right seal, whatever is in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content)
        archive.comment = b"0" * SEAL
    content = out.getvalue()[:-SEAL]
    return content + seal(content)


def members(**more: bytes) -> list[tuple[str, bytes]]:
    backup = Backup("casus", FILES)
    return [
        (MANIFEST, backup.manifest),
        *((INSIDE + name, content) for name, content in FILES.items()),
        *more.items(),
    ]


def manifest(**changes: object) -> bytes:
    return json.dumps(json.loads(Backup("casus", FILES).manifest) | changes).encode()


def with_manifest(content: bytes) -> bytes:
    return sealed([(MANIFEST, content), *members()[1:]])


def row(path: object, content: bytes = b"x") -> dict[str, object]:
    return {"path": path, "size": len(content), "sha256": "0" * 64}


BAD = {
    "empty": b"",
    "text": b"geen zip",
    "extra member": sealed([*members(), ("case/extra.yaml", b"x")]),
    "extra member outside": sealed([*members(), ("extra.yaml", b"x")]),
    "no manifest": sealed(members()[1:]),
    "missing member": sealed(members()[:-1]),
    "other content": sealed([*members()[:-1], (INSIDE + "leeg.txt", b"vol")]),
    "dots": sealed([*members(), ("case/../../weg.txt", b"x")]),
    "absolute": sealed([*members(), ("/weg.txt", b"x")]),
    "backslash": sealed([*members(), ("case\\..\\weg.txt", b"x")]),
    "drive": sealed([*members(), ("C:weg.txt", b"x")]),
    "newer": with_manifest(manifest(format=2)),
    "format as text": with_manifest(manifest(format="1")),
    "format true": with_manifest(manifest(format=True)),
    "case leads out": with_manifest(manifest(case="../weg")),
    "case is a device": with_manifest(manifest(case="nul")),
    "case is no text": with_manifest(manifest(case=["casus"])),
    "path twice": with_manifest(manifest(files=[row("case.yaml"), row("case.yaml")])),
    "path is no text": with_manifest(manifest(files=[row(1)])),
    "files is no list": with_manifest(manifest(files=7)),
    "manifest is a list": with_manifest(b"[1]"),
    "manifest is deep": with_manifest(b"[" * 100_000),
    "manifest is no text": with_manifest(b"\xff\xfe{"),
    "long number": with_manifest(b'{"format": ' + b"9" * 5000 + b"}"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_whole_backup_is_refused_in_words_with_nothing_on_disk(name: str, tmp_path: Path) -> None:
    path = save_bytes(tmp_path / "b.zip", BAD[name])
    with pytest.raises(InputRefused) as refused:
        restore_backup(path, tmp_path / "uit", DAY)
    for problem in refused.value.problems:
        assert problem.sentence("nl").startswith(f"{path}: ")
        assert problem.part("do", "en")
    assert ("backup_newer" in codes(refused)) == (name == "newer")
    assert os.listdir(tmp_path) == ["b.zip"]


def test_a_member_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = sealed([*members(), (INSIDE + "case.yaml", b"anders")])
    with pytest.raises(InputRefused):
        restore_backup(save_bytes(tmp_path / "b.zip", content), tmp_path / "uit", DAY)
    assert os.listdir(tmp_path) == ["b.zip"]


def test_the_bad_ones_are_bad_for_one_reason_since_the_good_one_passes(tmp_path: Path) -> None:
    path = save_bytes(tmp_path / "b.zip", sealed(members()))
    assert files_of(restore_backup(path, tmp_path / "uit", DAY).folder) == FILES


@pytest.mark.slow
def test_any_byte_that_changes_and_any_length_that_is_cut_is_noticed(tmp_path: Path) -> None:
    whole = make_backup(case_in(tmp_path), tmp_path, DAY).path.read_bytes()
    path = tmp_path / "b.zip"
    dice = random.Random(1)
    damaged = [whole[:place] + bytes([whole[place] ^ 1 << dice.randrange(8)]) + whole[place + 1 :]
               for place in range(len(whole))]  # fmt: skip
    damaged += [whole[: dice.randrange(len(whole))] for _ in range(50)] + [whole + b"\0", b"x" + whole]
    for content in damaged:
        path.write_bytes(content)
        with pytest.raises(InputRefused):
            restore_backup(path, tmp_path / "uit", DAY)
    assert not (tmp_path / "uit").exists()
