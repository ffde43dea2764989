"""The same tender in every format gives the same verdicts and quotes."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tenderscan.check import Checker, CheckOptions
from tenderscan.sources.readers.scan import ocr
from tenderscan.sources.readers.wrapped.old_office import office
from tests.sources import one_text
from tests.sources.one_text import EXPECTED, FORMATS, RECOGNISED


@pytest.fixture(scope="module")
def applying() -> Checker:
    return Checker(CheckOptions(applicable=frozenset(EXPECTED)))


def judged(checker: Checker, path: Path) -> dict[str, tuple[str, str]]:
    """Verdict and quote by criterion; a label and the bars of a table are no words."""
    found = {f.id: f for f in checker.check_paths([path]).report.findings}
    return {
        name: (found[name].verdict.value, _bare(found[name].evidence[0].quote) if found[name].evidence else "")
        for name in EXPECTED
    }


def _bare(quote: str) -> str:
    return " ".join(quote.split(" | ")[-1].split())


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same(applying: Checker, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FORMATS[name]())
    assert judged(applying, path) == EXPECTED


@pytest.mark.parametrize("name", RECOGNISED)
@pytest.mark.skipif(ocr.engine() is None, reason="Tesseract with our languages is not installed")
def test_a_scan_gives_the_same(applying: Checker, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TENDERSCAN_CACHE", str(tmp_path / "cache"))
    path = tmp_path / name
    path.write_bytes(RECOGNISED[name]())
    assert judged(applying, path) == EXPECTED


@pytest.mark.slow
@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("source", "target"), [("odt", "doc"), ("xlsx", "xls")])
def test_old_office_files_give_the_same(applying: Checker, tmp_path: Path, source: str, target: str) -> None:
    makers: dict[str, Callable[[], bytes]] = {"odt": one_text.word, "xlsx": one_text.xlsx}
    first = tmp_path / ("t.docx" if source == "odt" else "t.xlsx")
    first.write_bytes(makers[source]())
    program = office()
    assert program is not None
    profile = (tmp_path / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", target, "--outdir"]
    subprocess.run([*command, str(tmp_path), str(first)], check=True, capture_output=True, timeout=120)
    assert judged(applying, tmp_path / f"t.{target}") == EXPECTED


def test_without_libreoffice_an_old_file_is_answered_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tenderscan.errors import UnreadableError
    from tenderscan.sources.options import ReadOptions
    from tenderscan.sources.readers.read import read_bytes

    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.delenv("TENDERSCAN_SOFFICE", raising=False)
    monkeypatch.setattr("tenderscan.sources.readers.wrapped.old_office._PLACES", ())
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    with pytest.raises(UnreadableError, match="needs LibreOffice"):
        read_bytes(data, "oud.doc", ReadOptions())
