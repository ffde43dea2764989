"""What the readers keep of real files, beside pdftotext and pandoc; skips where these or the files are absent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.fidelity import RUNS, WORDS, Fidelity, fidelity, files, runs, share, tokens, unaccounted
from tenderscan.errors import TenderscanError
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.read import read_bytes
from tests.sources.hard_pages import columns

ROOT = Path(__file__).parents[2]
FILES = files(ROOT.parent / "shared" / "corpus" / "documents")


def explained() -> dict[str, tuple[float, float]]:
    """The shares of words and runs that docs/reading.md gives for the files it explains."""
    rows = re.findall(
        r"^\| (\S.*?) \| ([\d.]+) % \| ([\d.]+) % \|", (ROOT / "docs/reading.md").read_text("utf-8"), re.M
    )
    return {name: (float(words) / 100, float(found) / 100) for name, words, found in rows}


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_file_keeps_its_words_and_their_order(path: Path) -> None:
    try:
        found = fidelity(path)
    except TenderscanError:
        pytest.skip("not read at all, and said so")
    words, wanted = explained().get(path.name, (WORDS, RUNS))
    assert found.words is None or found.words >= min(WORDS, words) - 0.0006, found.lacking
    assert found.runs is None or found.runs >= min(RUNS, wanted) - 0.0006
    assert found.unaccounted == 0


@pytest.mark.parametrize("path", sorted((ROOT / "corpus/documents").rglob("*.*")), ids=lambda path: path.name)
def test_every_letter_of_our_own_tenders_is_in_a_block_or_set_aside_with_a_reason(path: Path) -> None:
    assert unaccounted(read_bytes(path.read_bytes(), path.name, ReadOptions(ocr="never"))) == 0


def test_words_are_joined_at_a_broken_line_and_compared_as_a_multiset() -> None:
    assert tokens("mi-\nlieu en\nMILIEU") == ["milieu", "en", "milieu"]
    assert share(runs(["a"] * 6), runs(["a"] * 5)) == 0.5
    assert share(runs([]), runs([])) == 1.0


@pytest.mark.skipif(not FILES, reason="pdftotext, pandoc or the corpus is absent")
def test_the_comparison_sees_words_that_lack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.pdf"
    path.write_bytes(columns(1)[0])
    whole: Fidelity = fidelity(path)
    assert whole.words == 1.0 and whole.runs is not None and whole.runs > 0.98
    read = read_bytes

    def half(data: bytes, name: str, options: ReadOptions) -> object:
        from dataclasses import replace

        document = read(data, name, options)
        return replace(document, elements=document.elements[::2])

    monkeypatch.setattr("benchmarks.fidelity.read_bytes", half)
    assert (fidelity(path).words or 1) < 0.7
