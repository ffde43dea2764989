"""Laws, standards and labels that a tender cites, on the day of whose law the report speaks: do they hold?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tenderscan.model.match import Citation, Claim, Place
from tenderscan.model.report import CitedReference
from tenderscan.model.rule import Reference
from tenderscan.model.section import StructuredDocument
from tenderscan.verdicts.advice import Reader

OUTDATED, NOT_YET = "outdated", "not-yet"

UNTOUCHED = frozenset({"award-report"})
"""Kinds of document in which a law of the past is no mistake."""


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A citation of what does not hold, as the report states it, and the place where it stands."""

    place: Place
    told: CitedReference


def lapsed(
    citations: Sequence[Citation],
    references: Mapping[str, Reference],
    documents: Sequence[StructuredDocument],
    reader: Reader,
) -> tuple[Lapsed, ...]:
    """What is cited and does not hold on the reader's day; nothing where no day is known.

    Sentences that say themselves that a law is past do not count. Each law is reported once for each document.
    """
    if reader.as_of is None:
        return ()
    found = []
    for citation in citations:
        reference = references[citation.reference]
        status = standing(reference, reader.as_of)
        document = documents[citation.place.document]
        if status and not citation.settled and document.role not in UNTOUCHED:
            found.append(Lapsed(citation.place, _told(citation, reference, references, status, document, reader)))
    return tuple(found)


def once(found: Iterable[Lapsed]) -> tuple[CitedReference, ...]:
    """The first citation of each law in each document."""
    first: dict[tuple[str, str], CitedReference] = {}
    for item in found:
        first.setdefault((item.told.document, item.told.id), item.told)
    return tuple(first.values())


def undated(citations: Iterable[Citation], references: Mapping[str, Reference]) -> bool:
    """Whether a citation names a reference that the rulebook gives a first or a last day of validity."""
    return any(references[c.reference].valid_to or references[c.reference].valid_from for c in citations)


def standing(reference: Reference, day: str) -> str:
    """`outdated` after its last day, `not-yet` before its first, else an empty text."""
    if reference.valid_to and day > reference.valid_to:
        return OUTDATED
    return NOT_YET if reference.valid_from and day < reference.valid_from else ""


def outdated_message(claims: Iterable[Claim], found: Iterable[Lapsed]) -> str | None:
    """What is said of the first outdated law that one of the passages cites, or None."""
    places = [claim.place for claim in claims]
    for item in found:
        if item.told.status == OUTDATED and any(_overlap(item.place, place) for place in places):
            return item.told.message
    return None


def _overlap(one: Place, other: Place) -> bool:
    same = (one.document, one.block) == (other.document, other.block)
    return same and one.start < other.end and other.start < one.end


def _told(
    citation: Citation,
    reference: Reference,
    references: Mapping[str, Reference],
    status: str,
    document: StructuredDocument,
    reader: Reader,
) -> CitedReference:
    day = reference.valid_from if status == NOT_YET else _next(reference.valid_to)
    message = reader.say(f"reference.{status}", title=reader.of(reference.title), day=day)
    successor = references.get(reference.replaced_by)
    if status == OUTDATED and successor is not None:
        message += " " + reader.say("reference.instead", title=reader.of(successor.title))
    if status == OUTDATED and reference.advice:
        message += " " + reader.of(reference.advice)
    block = document.blocks[citation.place.block]
    boxes = block.boxes(document.document, citation.place.start, citation.place.end)
    return CitedReference(
        reference.id,
        status,
        day,
        message,
        document.document.path,
        boxes[0].page if boxes else block.page,
        document.heading(block.section),
        block.text[citation.place.start : citation.place.end].strip(),
    )


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
