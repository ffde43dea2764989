"""A rulebook of a few words, so that matching is tested without the real rules."""

from __future__ import annotations

from tenderscan.model.document import Document, Element, ElementKind
from tenderscan.model.rule import Alternative, Applies, Concept, Criterion, Expression, Rulebook, Word
from tenderscan.model.section import Block, BlockKind, Section, Segment, StructuredDocument
from tenderscan.rulebook.load.rulebook import load_rulebook


def words(*texts: str) -> tuple[Word, ...]:
    """Words as an author writes them: "=" exact, "*" wildcards, else a phrase."""
    return tuple(_word(text) for text in texts)


def _word(text: str) -> Word:
    if text.startswith("=="):
        return Word(text[2:], "cased")
    if text.startswith("="):
        return Word(text[1:], "exact")
    if " " not in text and text.startswith("*") and text.endswith("*"):
        return Word(text.strip("*"), "contains")
    return Word(text)


SIGNALS = {
    "obligation": words("moet", "=verplicht"),
    "weakener": words("bij voorkeur", "waar mogelijk"),
    "permission": words("=kan", "=mag"),
    "waiver": words("is geen voorwaarde", "vervalt", "geldt niet"),
    "negation": words("=niet", "=geen"),
    "negating-article": words("=geen"),
    "demand": words("vereist", "gevraagd", "=verplicht"),
    "refusal": words("geweigerd", "niet aanvaard"),
    "without": words("=zonder"),
    "free-of": words("vrij van"),
    "buyer": words("de stad", "het bestuur"),
    "contractor": words("opdrachtnemer", "leverancier", "inschrijver"),
    "policy": words("engageert zich", "onderschrijft", "hecht belang aan"),
    "law-only": words("zoals de wet oplegt"),
    "acknowledge": words("neemt kennis van"),
    "proof": words("attest", "auditverslag", "legt ... voor"),
    "sanction": words("boete", "straf"),
    "check": words("onafhankelijke derde"),
    "definition": words("wordt verstaan"),
    "unit": words("=punten", "=uren"),
    "scoring": words("=punten", "gunningscriterium"),
    "no-answer": words("=neen"),
    "yes-answer": words("=ja"),
    "anaphora": words("deze conventies"),
}


def concept(name: str, *texts: str, **more: object) -> Concept:
    """A Dutch concept."""
    return Concept(name, {"nl": words(*texts)}, **more)  # type: ignore[arg-type]


CONCEPTS = (
    concept(
        "ilo",
        "IAO-conventie",
        "IAO-basisnorm",
        "fundamentele arbeidsnorm",
        "geen arbeid die een kind later kan schaden",
    ),
    concept("ilo-server", "HPE iLO", "IAO-conventie van de server", takes=("ilo",)),
    concept("child-labour", "*kinderarbeid*"),
    concept("goods", "product", "levering"),
    concept("worker", "arbeider", "werknemer"),
    concept("school-age", "schoolplichtige leeftijd"),
    concept("medical", "ziekenhuis"),
    concept("green", "milieuprestatie"),
    concept("standard", includes=("ilo",)),
)


def criterion(name: str, *evidence: Alternative, **more: object) -> Criterion:
    """A criterion with nothing but its logic."""
    texts = {"nl": name}
    applies = Applies(always=True)
    return Criterion(name, name.split(".")[0], texts, texts, texts, (), (), applies, evidence, **more)  # type: ignore[arg-type]


def both(*names: str, **more: object) -> Expression:
    """All of some concepts."""
    return Expression(all_of=tuple(Expression(concept=n) for n in names), **more)  # type: ignore[arg-type]


CRITERIA = (
    criterion("labour.ilo", Alternative("named", Expression(concept="ilo")), not_when=("medical",)),
    criterion(
        "labour.no-child-labour",
        Alternative("banned", both("child-labour", "goods"), "needs-proof", "banned"),
        Alternative("plain", both("worker", "school-age", within="block")),
    ),
    criterion("environment.award", Alternative("award", Expression(concept="green")), nature="award"),
)

RULEBOOK = Rulebook(
    "test", "0" * 64, {c.id: c for c in CONCEPTS}, {"nl": SIGNALS}, CRITERIA, {}, {"nl": {"abbreviation": ("art",)}},
    {}, scopes=load_rulebook().scopes,
)  # fmt: skip


def document(*texts: str, **more: object) -> StructuredDocument:
    """A document of Dutch paragraphs in one section; "- …" is a list item led in by the block before."""
    elements = tuple(Element(text, ElementKind.PARAGRAPH) for text in texts)
    source = Document("t.txt", "0" * 64, "text/plain", elements)
    blocks: list[Block] = []
    leader: int | None = None
    for number, text in enumerate(texts):
        item = text.startswith("- ")
        leader = leader if item else (number if text.endswith(":") else None)
        kind = BlockKind.LIST_ITEM if item else BlockKind.PARAGRAPH
        segments = (Segment(0, len(text), source.starts[number], number),)
        blocks.append(Block(number, kind, text, segments, 0, "nl", number + 1, lead_in=leader if item else None))
    return StructuredDocument(source, "specification", ("nl",), (Section(0, **more),), tuple(blocks))  # type: ignore[arg-type]
