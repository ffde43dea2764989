"""Pages of a document without pages of its own, by the letters of each page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tenderscan.check import Checker, CheckOptions
from tenderscan.model.document import Dossier
from tenderscan.sources.readers.text.plain import read_text
from tenderscan.sources.readers.word.rendered import page_texts
from tenderscan.structure import paged

PAINT = "De aannemer schildert de traphal."
TEXT = f"Bestek\n\n{PAINT}\n\n2.\n\nDe aannemer ruimt de werf op.\n\n{PAINT}"


def pages_of(checker: Checker, *pages: str) -> list[int | None]:
    structured = checker.check_dossier(Dossier("x", (read_text(TEXT, "x.txt"),))).structured[0]
    letters = ["".join(letter for letter in page if letter.isalnum()) for page in pages]
    return [block.page for block in paged(structured, letters).blocks]


def test_blocks_are_found_in_order_and_short_ones_follow(checker: Checker) -> None:
    one = "Stad Gent 1 Bestek De aannemer schildert de trap-hal."
    two = "Stad Gent 2 2. De aannemer ruimt de werf op."
    three = "Stad Gent 3 De aannemer schildert de traphal."
    assert pages_of(checker, one, two, three) == [1, 1, 1, 2, 3][: len(pages_of(checker, one, two, three))]


def test_what_is_not_found_stands_where_the_block_before_it_does(checker: Checker) -> None:
    assert set(pages_of(checker, "nothing of this", "nor of that")) == {1}
    assert set(pages_of(checker)) == {None}


def test_a_renderer_that_is_absent_or_fails_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenderscan.sources.readers.word.rendered.office", lambda: None)
    assert page_texts(b"", "x", lambda _, make: make()) == ()
    monkeypatch.setattr("tenderscan.sources.readers.word.rendered.office", lambda: "/no/such/program")
    assert page_texts(b"", "x", lambda _, make: make()) == ()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not at hand")
def test_word_tenders_get_pages_and_the_same_verdicts(corpus: Path) -> None:
    path = corpus / "documents" / "nl-koffie.docx"
    with Checker(CheckOptions(language="nl")) as plain, Checker(CheckOptions(language="nl", pages=True)) as set_:
        before, after = plain.check_paths([path]).report, set_.check_paths([path]).report
    assert [f.verdict for f in before.findings] == [f.verdict for f in after.findings]
    found = [evidence for finding in after.findings for evidence in finding.evidence]
    assert found and all(evidence.page is not None for evidence in found)
    assert max(evidence.page or 0 for evidence in found) > 1
    places = [finding.advice.place for finding in after.findings if finding.advice and finding.advice.place]
    assert any(", p. " in place for place in places)
