"""What a folder or ZIP may hold that is no plain file: links, odd names, encrypted and wordless members."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from tenderscan.sources.dossier.assemble import Collected, collect


def zipped(path: Path, *members: tuple[str, bytes]) -> Path:
    """A ZIP with those members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def names(collected: Collected) -> list[str]:
    return [file.name for file in collected.files]


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="links need rights on Windows")
def test_a_link_out_of_the_folder_is_not_followed_but_named(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    (tmp_path / "geheim.txt").write_text("geheim", encoding="utf-8")
    (folder / "bestek.txt").write_text("bestek", encoding="utf-8")
    (folder / "uit.txt").symlink_to(tmp_path / "geheim.txt")
    (folder / "lus").symlink_to(folder)
    found = collect([folder])
    assert names(found) == ["bestek.txt"]
    assert [(r.path, r.named, r.may_hold_text) for r in found.rejected] == [("uit.txt", False, True)]


def test_a_new_name_never_takes_that_of_another_file(tmp_path: Path) -> None:
    for folder, name in (("a", "f.txt"), ("b", "f.txt"), ("c", "f (2).txt")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(folder, encoding="utf-8")
    found = collect([tmp_path / "a", tmp_path / "b", tmp_path / "c"])
    assert sorted(names(found)) == ["f (2).txt", "f (3).txt", "f.txt"]
    assert len({file.read() for file in found.files}) == 3


def test_members_without_clauses_are_not_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "t.zip", ("plan.dwg", b"x"), ("foto.jpg", b"x"), ("bestek.txt", b"x"))
    found = collect([path])
    assert names(found) == ["bestek.txt", "foto.jpg"]
    assert [(r.path, r.may_hold_text) for r in found.rejected] == [("plan.dwg", False)]


def test_junk_in_a_zip_is_skipped_silently(tmp_path: Path) -> None:
    junk = ("__MACOSX/._a.txt", ".DS_Store", "map/Thumbs.db", "~$a.docx")
    path = zipped(tmp_path / "t.zip", *((name, b"x") for name in junk), ("a.txt", b"x"))
    found = collect([path])
    assert names(found) == ["a.txt"] and not found.rejected


def test_a_member_name_in_utf_8_that_does_not_say_so(tmp_path: Path) -> None:
    path = zipped(tmp_path / "t.zip", ("XXX.txt", b"x"))
    raw = path.read_bytes().replace(b"XXX.txt", "é1.txt".encode())
    path.write_bytes(raw)
    assert names(collect([path])) == ["é1.txt"]


def test_an_encrypted_member_is_named_and_the_others_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "t.zip", ("a.txt", b"x"), ("b.txt", b"y"))
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1  # the flag in the directory says "encrypted"
    path.write_bytes(raw)
    found = collect([path])
    assert names(found) == ["b.txt"]
    assert [r.path for r in found.rejected] == ["a.txt"] and "encrypted" in found.rejected[0].reason


def test_a_word_file_that_is_called_zip_is_one_document(tmp_path: Path) -> None:
    path = zipped(tmp_path / "t.zip", ("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>"))
    assert names(collect([path])) == ["t.zip"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04cut off"])
def test_a_broken_zip_is_rejected_as_the_user_named_it(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "t.zip"
    path.write_bytes(data)
    found = collect([path])
    assert not found.files and [r.named for r in found.rejected] == [True]


def test_the_third_zip_within_zips_is_not_opened(tmp_path: Path) -> None:
    data = b"diep"
    for depth in range(4):
        memory = io.BytesIO()
        with zipfile.ZipFile(memory, "w") as archive:
            archive.writestr("diep.txt" if depth == 0 else "in.zip", data)
        data = memory.getvalue()
    path = tmp_path / "t.zip"
    path.write_bytes(data)
    assert names(collect([path])) == ["in.zip/in.zip/in.zip"]
