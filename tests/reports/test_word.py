"""The report in Word: comments in the tender itself, or a document of its own."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from lxml import etree

from tenderscan.check import Checker
from tenderscan.model.report import Level, VerdictKind
from tenderscan.reports.material import asked
from tenderscan.reports.word import OWN_ID, write
from tests.conftest import ROOT
from tests.reports.test_pdf import material
from tests.suggest.changes import SPACE, W, canonical, document, paragraphs
from tests.suggest.tender import ILO, r, tender, text, written


def commented(data: bytes) -> dict[str, tuple[str, str]]:
    """(words the comment stands around, its text) by its number."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/comments.xml"))
    notes = {node.get(f"{W}id"): "\n".join(paragraphs(node)) for node in root}
    around: dict[str, str] = {}
    opened: set[str] = set()
    for node in document(data).iter():
        if node.tag == f"{W}commentRangeStart":
            opened.add(node.get(f"{W}id"))
        elif node.tag == f"{W}commentRangeEnd":
            opened.discard(node.get(f"{W}id"))
        elif node.tag == f"{W}t":
            for number in opened:
                around[number] = around.get(number, "") + (node.text or "")
    return {number: (around.get(number, ""), note) for number, note in notes.items()}


def without_comments(data: bytes) -> bytes:
    root = document(data)
    for node in list(root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd")):
        node.getparent().remove(node)
    for node in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        if node.get(f"{W}id") == OWN_ID:
            node.getparent().remove(node)
    for node in list(root.iter(f"{W}commentReference")):
        node.getparent().getparent().remove(node.getparent())
    for node in root.iter(f"{W}t"):
        node.attrib.pop(SPACE, None)
    return canonical(root)


@pytest.mark.parametrize("path", sorted((ROOT / "corpus" / "documents").rglob("*.docx")), ids=lambda path: path.name)
def test_every_passage_has_its_comment(checker: Checker, path: Path) -> None:
    result = checker.check_paths([path])
    data = write(material(result))
    notes = list(commented(data).values())
    for finding in asked(result.report):
        for passage in finding.evidence:
            squeezed = "".join(passage.quote.replace("|", "").split())
            own = ["".join(words.split()) for words, note in notes if finding.title in note]
            if finding.id in notes[0][1]:
                continue  # a footnote, told at the beginning
            # An automatic number is in the quote and not in the runs.
            assert any(words and (squeezed in words or words == squeezed[-len(words) :]) for words in own), finding.id
        if finding.verdict is VerdictKind.MISSING:
            assert finding.id in notes[0][1]
    assert without_comments(data) == without_comments(path.read_bytes())
    assert write(material(result)) == data
    assert docx.Document(io.BytesIO(data)).paragraphs


def test_a_comment_stands_around_its_sentence_alone(checker: Checker, tmp_path: Path) -> None:
    runs = (
        r("De aannemer werkt proper. De naleving van de "),
        r("IAO-conventies", "<w:b/>"),
        r(" wordt voor deze opdracht niet gevraagd. De steigers staan er kort."),
    )
    body = f"<w:p>{''.join(runs)}</w:p>"
    held = '<w:comment w:id="0" w:author="Jan"><w:p><w:r><w:t>Klopt dit?</w:t></w:r></w:p></w:comment>'
    path = written(tmp_path, tender(body), {"comments": held})
    notes = commented(write(material(checker.check_paths([path]))))
    assert notes["0"] == ("", "Klopt dit?")
    assert [words for words, note in notes.values() if note.startswith("Tegengesproken")] == [ILO]


def test_other_tenders_get_a_document_of_their_own(checker: Checker, corpus: Path) -> None:
    result = checker.check_paths([corpus / "documents" / "nl-marktplein.pdf"])
    everything = replace(material(result), everything=True)
    data = write(everything)
    assert data == write(everything)
    said = "\n".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)
    for finding in asked(result.report):
        if finding.verdict is VerdictKind.MISSING:
            assert finding.title in said and finding.advice is not None and finding.advice.clause in said
        if finding.verdict is VerdictKind.MET:
            assert finding.title in said


def test_a_document_of_its_own_begins_with_one_page_and_ends_there(checker: Checker, corpus: Path) -> None:
    result = checker.check_paths([corpus / "documents" / "nl-marktplein.pdf"])
    said = "\n".join(p.text for p in docx.Document(io.BytesIO(write(material(result)))).paragraphs)
    for finding in asked(result.report):
        shown = finding.level is Level.REQUIRED and finding.verdict not in (VerdictKind.MET, VerdictKind.NOT_APPLICABLE)
        assert (finding.title in said) is shown
        if shown and finding.verdict is VerdictKind.MISSING:
            assert finding.advice is not None and finding.advice.clause in said and finding.advice.place in said


def test_a_comment_carries_the_level_and_the_clause(checker: Checker, tmp_path: Path) -> None:
    result = checker.check_paths([written(tmp_path, tender(text(ILO)))])
    finding = next(f for f in result.report.findings if f.id == "labour.ilo-conventions")
    note = next(note for words, note in commented(write(material(result))).values() if words == ILO)
    texts = result.rulebook.texts_in(result.report.language)
    assert f"({texts.say(f'level.{finding.level.value}')})" in note.splitlines()[0]
    assert finding.advice is not None and finding.advice.clause in note


def test_two_word_files_give_one_document(checker: Checker, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one = written(tmp_path / "a", tender(text(ILO)))
    two = written(tmp_path / "b", tender(text("De aannemer meldt elke vertraging binnen de dag.")))
    data = write(replace(material(checker.check_paths([one, two])), everything=True))
    assert any(ILO in p.text for p in docx.Document(io.BytesIO(data)).paragraphs)


def test_a_file_that_changed_gives_a_document(checker: Checker, tmp_path: Path) -> None:
    path = written(tmp_path, tender(text(ILO)))
    result = checker.check_paths([path])
    gone = replace(material(result), originals={"bestek.docx": lambda: b"other"}, everything=True)
    assert any(ILO in p.text for p in docx.Document(io.BytesIO(write(gone))).paragraphs)
