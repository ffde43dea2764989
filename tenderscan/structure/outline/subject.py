"""Where a document says what is bought: its title, its cover, its subject sentences, the codes it prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tenderscan.model.document import Origin
from tenderscan.model.section import Block, BlockKind, Provision, Section, SectionKind
from tenderscan.structure.outline.roles import furniture
from tenderscan.structure.phrases import Phrases
from tenderscan.structure.words import StructureWords, plain

COVER = 15
"""Blocks at the head of a document that may be its cover."""

COVER_WORDS = 40
"""A line of a cover has no more words than this."""

RUNNING_WORDS = 12
"""A sentence with more words than this is running text, and ends the cover."""

OPENING = 80
"""Blocks from the start in which a sentence may tell what the contract is about."""

MOST_UNDER = 12
"""Blocks under a heading "Subject of the contract" that are read as telling it."""

TITLE_WORDS = 24

_CPV = re.compile(r"(?<![\d./-])(\d{8})(?:-\d)?(?![\d/])")
_SILENT = frozenset(
    {SectionKind.CONTENTS, SectionKind.DEFINITIONS, SectionKind.LEGISLATION, SectionKind.POLICY, SectionKind.ANNEX_LIST}
)
_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.TABLE_ROW})


def subject(blocks: Sequence[Block], sections: Sequence[Section], words: StructureWords) -> frozenset[int]:
    """Ids of the blocks that show what is bought, those led in by one of them included.

    A notice names its own fields; elsewhere it is what stands on the cover, under a heading that names the subject,
    or in a sentence near the start that says what the contract is about.
    """
    if any(block.origin is Origin.NOTICE for block in blocks):
        return frozenset(block.id for block in blocks if block.provision is Provision.SUBJECT)
    found = {*_cover(blocks, sections), *_headed(blocks, sections), *_said(blocks, sections, words)}
    return frozenset(found | {block.id for block in blocks if block.lead_in in found})


def _cover(blocks: Sequence[Block], sections: Sequence[Section]) -> Iterator[int]:
    """Lines before the table of contents or the first sentence that is longer than a line of a cover."""
    for block in blocks[:COVER]:
        kind = sections[block.section].kind
        if block.kind is BlockKind.CONTENTS_ENTRY or kind is SectionKind.CONTENTS or block.page not in (None, 1):
            return
        if len(block.text.split()) > (RUNNING_WORDS if _sentence(block.text) else COVER_WORDS):
            return
        if block.kind in _KINDS and kind not in _SILENT and not _sentence(block.text):
            yield block.id


def _headed(blocks: Sequence[Block], sections: Sequence[Section]) -> Iterator[int]:
    seen: dict[int, int] = {}
    for block in blocks:
        section = sections[block.section]
        if block.kind is BlockKind.HEADING and _names_lot(section, sections):
            yield block.id
        if section.provision is not Provision.SUBJECT or block.kind not in _KINDS:
            continue
        seen[section.id] = seen.get(section.id, 0) + 1
        if seen[section.id] <= MOST_UNDER:
            yield block.id


def _names_lot(section: Section, sections: Sequence[Section]) -> bool:
    """Whether a section's own heading names a lot, as no heading above it does."""
    above = sections[section.parent].lots if section.parent is not None else ()
    return bool(section.lots) and section.lots != above


def _said(blocks: Sequence[Block], sections: Sequence[Section], words: StructureWords) -> Iterator[int]:
    for block in blocks[:OPENING]:
        if block.kind not in _KINDS or sections[block.section].kind in _SILENT:
            continue
        if words.held("subject-cue", block.text):
            yield block.id


def _sentence(text: str) -> bool:
    stripped = text.strip()
    return stripped.endswith((".", "!", "?")) and len(stripped.split()) > 3


def printed_codes(texts: Iterable[str], words: StructureWords) -> tuple[str, ...]:
    """The CPV codes, eight digits, that a document prints in a line that also says CPV; each once, in order."""
    cues = Phrases(words.get("cpv-word") or ("cpv",))
    texts = list(texts)
    if not any(_CPV.search(text) for text in texts):
        return ()
    found: dict[str, None] = {}
    near = False
    for text in texts:
        named = any(cues.held(f" {plain(text)} "))
        # A list or a column of codes goes on under the line that names it.
        if named or (near and _CPV.match(text.strip())):
            codes = _CPV.findall(text)
            found.update(dict.fromkeys(codes))
            near = bool(codes) or named
        else:
            near = False
    return tuple(code for code in found if code[:2] >= "03")


def first_line(blocks: Sequence[Block], words: StructureWords) -> str:
    """The first line of a plain text that could be its title: short, with words, and no sentence."""
    for block in blocks[:3]:
        if furniture(block.text, words):
            continue
        count = len(block.text.split())
        if 3 <= count <= TITLE_WORDS and not _sentence(block.text) and not block.text.rstrip().endswith((":", ",")):
            return block.text.strip()
    return ""
