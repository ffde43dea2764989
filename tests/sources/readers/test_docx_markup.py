"""Tracked changes of a Word file: accepted or rejected, in runs, paragraphs, tables, notes and properties."""

from __future__ import annotations

import pytest

from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.word.read import read_docx
from tests.sources.word import p, packed, r, row, table, texts, word


def both(body: str, **parts: str) -> tuple[list[str], list[str]]:
    data = packed(body, **parts)
    final, original = (read_docx(data, "t.docx", ReadOptions(markup=markup)) for markup in ("final", "original"))
    assert final.tracked and original.tracked
    assert final.warnings != original.warnings
    return texts(final), texts(original)


def came(inner: str) -> str:
    return f"<w:ins w:id='1'>{inner}</w:ins>"


def went(text: str) -> str:
    return f"<w:del w:id='2'><w:r><w:delText xml:space='preserve'>{text}</w:delText></w:r></w:del>"


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


@pytest.mark.parametrize(
    ("body", "final", "original"),
    [
        (
            paragraph(r("De aannemer ") + came(r("moet ")) + went("mag ") + r("leveren.")),
            ["De aannemer moet leveren."],
            ["De aannemer mag leveren."],
        ),
        (
            paragraph(r("Wij ") + "<w:moveFrom w:id='3'>" + r("hier ") + "</w:moveFrom>" + r("en ")
                      + "<w:moveTo w:id='4'>" + r("daar") + "</w:moveTo>" + r(".")),
            ["Wij en daar."],
            ["Wij hier en ."],
        ),
        (paragraph(came(r("Nieuw") + went("Nooit"))) + p("Oud"), ["Nieuw", "Oud"], ["Oud"]),
        # A mark that came split one paragraph in two; a mark that went joined two.
        (p("Eerste", "<w:rPr><w:ins w:id='1'/></w:rPr>") + p("tweede."), ["Eerste", "tweede."], ["Eerste tweede."]),
        (p("Eerste", "<w:rPr><w:del w:id='1'/></w:rPr>") + p("tweede."), ["Eerste tweede."], ["Eerste", "tweede."]),
        (
            table(row("A", "B"), row("C", "D", properties="<w:ins w:id='1'/>"),
                  row("E", "F", properties="<w:del w:id='1'/>")),
            ["A | B", "C | D"],
            ["A | B", "E | F"],
        ),
        (
            p("Doorstreept", marks="<w:strike/><w:rPrChange w:id='1'><w:rPr/></w:rPrChange>") + p("Rest"),
            ["Rest"],
            ["Doorstreept", "Rest"],
        ),
        (
            p("Hersteld", marks="<w:rPrChange w:id='1'><w:rPr><w:strike/></w:rPr></w:rPrChange>") + p("Rest"),
            ["Hersteld", "Rest"],
            ["Rest"],
        ),
    ],
)  # fmt: skip
def test_what_a_file_reads_with_its_changes_accepted_and_rejected(
    body: str, final: list[str], original: list[str]
) -> None:
    assert both(body) == (final, original)


def test_notes_have_changes_of_their_own() -> None:
    cited = paragraph(r("Tekst.") + "<w:r><w:footnoteReference w:id='2'/></w:r>")
    final, original = both(
        cited, footnotes=f"<w:footnote w:id='2'>{paragraph(went('Mag.') + came(r('Moet.')))}</w:footnote>"
    )
    assert (final, original) == (["Tekst.", "Moet."], ["Tekst.", "Mag."])


def test_a_file_without_changes_reads_the_same() -> None:
    data = packed(p("Een") + p("Twee", "<w:pPrChange w:id='1'><w:pPr/></w:pPrChange>"))
    read = [read_docx(data, "t.docx", ReadOptions(markup=markup)) for markup in ("final", "original")]
    assert read[0] == read[1] and not read[0].tracked
    assert not word(p("Een")).warnings
