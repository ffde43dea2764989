"""Blocks, sections, lists, tables, languages and lots, out of elements made by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenderscan.model.document import Box, Document, Element, ElementKind
from tenderscan.model.rule import words_by_language
from tenderscan.model.section import BlockKind, Provision, SectionKind, StructuredDocument
from tenderscan.rulebook.load.rulebook import load_rulebook
from tenderscan.sources.readers.text.plain import read_text
from tenderscan.structure import StructureWords, structure

WORDS = StructureWords.of(load_rulebook().structure)


def line(text: str, page: int, top: float, x0: float = 70, x1: float = 500, **more: object) -> Element:
    return Element(text, page=page, box=Box(page, x0, top, x1, top + 12), size=11, **more)  # type: ignore[arg-type]


def pdf(elements: list[Element], pages: int) -> StructuredDocument:
    source = Document("t.pdf", "0" * 64, "application/pdf", tuple(elements), pages, page_sizes=((595, 842),) * pages)
    return structure(source, WORDS)


def texts(structured: StructuredDocument) -> list[str]:
    return [block.text for block in structured.blocks]


def test_running_heads_and_page_numbers_are_set_aside_with_their_reason() -> None:
    elements = []
    for page in range(1, 6):
        elements += [
            line("Gemeente Hazelbeke – bestek", page, 30),
            line(f"De inhoud van bladzijde {page} staat hier.", page, 300),
            line(f"Pagina {page} van 5", page, 800),
        ]
    structured = pdf(elements, 5)
    assert len(structured.blocks) == 5
    assert {d.reason for d in structured.dropped} == {"running head or foot"}
    assert len(structured.dropped) == 10


def test_a_lone_page_number_is_set_aside() -> None:
    structured = pdf([line("Een zin die hier staat.", 1, 300), line("- 1 -", 1, 800)], 1)
    assert texts(structured) == ["Een zin die hier staat."]
    assert structured.dropped[0].reason == "page number"


def test_a_sentence_that_runs_over_a_page_is_one_block() -> None:
    structured = pdf(
        [line("De opdrachtnemer leeft de normen van de", 1, 700), line("internationale arbeidsorganisatie na.", 2, 90)],
        2,
    )
    assert texts(structured) == ["De opdrachtnemer leeft de normen van de internationale arbeidsorganisatie na."]
    assert [box.page for box in structured.blocks[0].boxes(structured.document, 0, 75)] == [1, 2]


def test_two_columns_are_read_one_after_the_other() -> None:
    rows = []
    for n in range(12):
        rows.append(line(f"links regel {n} met genoeg woorden om te vullen", 1, 100 + 14 * n, 60, 285))
        rows.append(line(f"rechts regel {n} met genoeg woorden om te vullen", 1, 100 + 14 * n, 310, 535))
    text = " ".join(texts(pdf(rows, 1)))
    assert text.index("links regel 11") < text.index("rechts regel 0")


def test_a_form_is_no_page_of_two_columns() -> None:
    rows = []
    for n in range(12):
        rows.append(line(f"Veld {n}", 1, 100 + 14 * n, 60, 120))
        rows.append(line("in te vullen", 1, 100 + 14 * n, 310, 380))
    text = " ".join(texts(pdf(rows, 1)))
    assert text.index("Veld 1") > text.index("in te vullen")


def test_headings_make_a_tree_that_tells_provisions() -> None:
    structured = structure(
        read_text(
            "Deel II\n\n4 Gunningscriteria\n\nDe prijs telt voor 60 punten.\n\n"
            "4.1 Kwaliteit\n\nHet plan telt voor 40 punten.",
            "t",
        ),
        WORDS,
    )
    last = structured.blocks[-1]
    assert structured.sections[last.section].provision is Provision.AWARD
    assert structured.heading(last.section) == "4.1 Kwaliteit"


def test_a_numbered_clause_is_no_heading() -> None:
    structured = structure(read_text("3.2 De aannemer leeft de wet na en bewijst dat elk jaar.", "t"), WORDS)
    assert structured.blocks[0].kind is BlockKind.PARAGRAPH


def test_list_items_know_their_lead_in() -> None:
    structured = structure(
        read_text("De leverancier:\n- legt een attest voor;\n- meldt inbreuken.\nEinde.", "t"), WORDS
    )
    assert [b.lead_in for b in structured.blocks] == [None, 0, 0, None]


def test_rows_know_their_header_and_their_cells() -> None:
    structured = structure(read_text("Eis | Bewijs\nBio 40 % | attest\nFair 100 % | licentie", "t"), WORDS)
    row = structured.blocks[2]
    assert row.kind is BlockKind.TABLE_ROW and row.header == ("Eis", "Bewijs")
    assert [row.text[s:e] for s, e in row.cells] == ["Fair 100 %", "licentie"]


def test_questions_and_answers_belong_together() -> None:
    structured = structure(read_text("Vraag 3: Moet dat?\nAntwoord: Neen.", "t"), WORDS)
    question, answer = structured.blocks
    assert question.question and answer.answer and answer.answers == question.id


@pytest.mark.parametrize(("mark", "ticked"), [("☐", False), ("☒", True), ("[ ]", False), ("[x]", True)])
def test_tick_boxes(mark: str, ticked: bool) -> None:
    assert structure(read_text(f"{mark} van toepassing", "t"), WORDS).blocks[0].ticked is ticked


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "De stoelen zijn van hout en worden gratis aan de school geleverd."),
        ("fr", "Les chaises sont en bois et sont livrées gratuitement à l'école."),
        ("en", "The chairs are made of wood and shall be delivered to the school."),
        ("de", "Die Stühle sind aus Holz und werden kostenlos an die Schule geliefert."),
    ],
)
def test_one_sentence_tells_its_language(language: str, text: str) -> None:
    assert structure(read_text(text, "t"), WORDS).blocks[0].language == language


def test_lots_are_told_by_their_headings() -> None:
    text = "Perceel 1: Koffie\n\nDe koffie is eerlijk.\n\nPerceel 2: Catering\n\nDe soep is warm en vers bereid."
    structured = structure(read_text(text, "t"), WORDS)
    assert [lot.id for lot in structured.lots] == ["1", "2"]
    assert structured.sections[structured.blocks[-1].section].lots == ("2",)


def test_a_contents_page_is_known() -> None:
    structured = pdf(
        [line("1 Voorwerp ........................ 3", 1, 200), line("2 Gunning ....................... 5", 1, 220)], 1
    )
    assert {b.kind for b in structured.blocks} == {BlockKind.CONTENTS_ENTRY}
    assert SectionKind.CONTENTS.value == "contents"


@pytest.mark.parametrize("title", ["Table des matières", "Sommaire", "Inhoudsopgave", "Table of contents"])
def test_the_title_of_a_table_of_contents_is_of_the_table_and_takes_nothing_after_it(title: str) -> None:
    lines = [title, "Les bancs ........ 12", "Annexes ........ 14", "Les bancs sont en bois recyclé."]
    found = structure(read_text("\n\n".join(lines), "t.txt"), WORDS)
    assert [block.kind for block in found.blocks] == [BlockKind.CONTENTS_ENTRY] * 3 + [BlockKind.PARAGRAPH]
    assert found.sections[found.blocks[-1].section].kind is SectionKind.PLAIN
    alone = structure(read_text(f"{title}\n\nLes bancs sont en bois recyclé.", "t.txt"), WORDS)
    assert BlockKind.CONTENTS_ENTRY not in {block.kind for block in alone.blocks}


@settings(max_examples=60)
@given(st.lists(st.text(alphabet="abc DE.,:;-1 ", min_size=1, max_size=40), min_size=1, max_size=12))
def test_no_word_is_lost(raw: list[str]) -> None:
    elements = [Element(text, ElementKind.PARAGRAPH) for text in raw]
    source = Document("t.txt", "0" * 64, "text/plain", tuple(elements))
    structured = structure(source, WORDS)
    kept = sum(ch.isalnum() for b in structured.blocks for ch in b.text)
    kept += sum(ch.isalnum() for d in structured.dropped for ch in d.text)
    assert kept == sum(ch.isalnum() for ch in source.text)


def test_a_table_of_contents_ends_at_the_next_heading_whatever_its_level() -> None:
    elements = (
        Element("Inhaltsverzeichnis", kind=ElementKind.HEADING, level=1),
        Element("Preise 2", kind=ElementKind.PARAGRAPH),
        Element("Preise", kind=ElementKind.HEADING, level=2),
        Element("Die Preise sind fest.", kind=ElementKind.PARAGRAPH),
    )
    structured = structure(Document("t.docx", "0" * 64, "application/x", elements, None), WORDS)
    kinds = {s.title: s.kind for s in structured.sections}
    assert kinds["Inhaltsverzeichnis"] is SectionKind.CONTENTS
    assert kinds["Preise"] is SectionKind.PLAIN


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("FSC-gecertificeerd hout geniet de voorkeur.", "nl"),
        ("Bois certifié FSC de préférence.", "fr"),
        ("Timber certified FSC preferred.", "en"),
        ("Holz mit FSC-Zertifikat bevorzugt.", "de"),
    ],
)
def test_a_lone_sentence_of_few_stop_words_is_told_by_the_words_of_the_rules(text: str, language: str) -> None:
    rulebook = load_rulebook()
    words = StructureWords.of(rulebook.structure, lambda: words_by_language(rulebook))
    assert structure(read_text(text, "t.txt"), words).languages == (language,)
