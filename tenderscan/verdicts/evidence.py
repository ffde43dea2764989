"""From a claim back to the page: the quote, its offsets in the original, its boxes and its section."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from tenderscan.lexicon.fold import WORD_PATTERN, fold
from tenderscan.model.match import Claim, Place
from tenderscan.model.report import Evidence, NearMiss
from tenderscan.model.section import Block, StructuredDocument

MOST_EVIDENCE, MOST_NEAR_MISSES = 6, 5
"""Passages shown for a criterion; a reader who wants all asks with --explain."""


def evidence(claim: Claim, documents: Sequence[StructuredDocument]) -> Evidence:
    """The passage of a claim as the report shows it; offsets are half-open, of the original text."""
    structured, block = _block(claim.place, documents)
    start, end = _trimmed(block, claim.place)
    original = block.original(start, end)
    boxes = block.boxes(structured.document, start, end)
    page = boxes[0].page if boxes else block.page
    return Evidence(
        document=structured.document.path,
        page=page,
        section=structured.heading(block.section),
        provision=claim.provision.value if claim.provision else None,
        stance=claim.stance.value,
        language=block.language,
        lots=claim.lots,
        quote=block.text[start:end],
        start=original[0],
        end=original[1],
        paragraph=None if page is not None else block.number,
        boxes=boxes,
        signals=tuple(dict.fromkeys(cue.signal for cue in claim.cues)),
        reader=claim.reader,
        probability=claim.probability,
        reads_like=claim.reads_like,
    )


def near_miss(claim: Claim, documents: Sequence[StructuredDocument]) -> NearMiss:
    """A passage that was considered and did not count, with the reason."""
    structured, block = _block(claim.place, documents)
    start, end = _trimmed(block, claim.place)
    boxes = block.boxes(structured.document, start, end)
    reason = claim.dropped or (claim.reasons[0] if claim.reasons else "hint")
    page = boxes[0].page if boxes else block.page
    return NearMiss(
        structured.document.path,
        page,
        block.text[start:end],
        reason,
        claim.reader,
        claim.probability,
        claim.rival,
        claim.reads_like,
    )


def shown(claims: Iterable[Claim], most: int) -> tuple[Claim, ...]:
    """The first claims, one for each passage; a translation or repetition of the same words counts once."""
    seen: set[Place] = set()
    found: list[Claim] = []
    for claim in claims:
        if claim.place not in seen and len(found) < most:
            seen.add(claim.place)
            found.append(claim)
    return tuple(found)


def fingerprint(criterion: str, quotes: Iterable[str]) -> str:
    """What stays the same while a text only moves: a digest of the criterion and the folded words of its passages.

    Spaces, line ends, capitals, and the order in which the passages stand do not count.
    """
    passages = sorted({" ".join(fold(word) for word in WORD_PATTERN.findall(quote)) for quote in quotes})
    return hashlib.sha256("\n".join([criterion, *passages]).encode("utf-8", "replace")).hexdigest()[:16]


def _block(place: Place, documents: Sequence[StructuredDocument]) -> tuple[StructuredDocument, Block]:
    structured = documents[place.document]
    return structured, structured.blocks[place.block]


def _trimmed(block: Block, place: Place) -> tuple[int, int]:
    text = block.text[place.start : place.end]
    start = place.start + len(text) - len(text.lstrip())
    return start, place.end - (len(text) - len(text.rstrip()))
