"""Award criteria as a text: takes the documents of a dossier, gives its lists, and their names as a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tenderscan.model.award import AwardItem, AwardLists
from tenderscan.model.document import Document
from tenderscan.model.section import Block, BlockKind, Provision, Section, Segment, StructuredDocument
from tenderscan.structure.award.lists import award_groups
from tenderscan.structure.words import StructureWords

LONGEST_SAID = 600
"""Letters of a description by which the subject of an award criterion is told."""


def award_lists(structured: Sequence[StructuredDocument], words: StructureWords, language: str) -> AwardLists:
    """All lists of award criteria of a dossier; names whose language is not told are taken to be in `language`."""
    groups = tuple(group for document in structured for group in award_groups(document, words))
    items = tuple(dict.fromkeys(item for group in groups for item in group.items))
    if not items:
        return AwardLists()
    return AwardLists(groups, items, _spoken([replace(item, language=item.language or language) for item in items]))


def _spoken(items: Sequence[AwardItem]) -> StructuredDocument:
    """Names of award criteria as a document of their own, each in a section that speaks of the award."""
    sections = (Section(0), *(Section(n + 1, level=1, parent=0, provision=Provision.AWARD) for n in range(len(items))))
    blocks = []
    for number, item in enumerate(items):
        text = " ".join((item.said or item.name).split())[:LONGEST_SAID]
        segment = Segment(0, len(text), 0, 0)
        blocks.append(Block(number, BlockKind.PARAGRAPH, text, (segment,), number + 1, item.language, number + 1))
    document = Document("award", "", "text/plain", ())
    return StructuredDocument(document, "specification", (), sections, tuple(blocks))
