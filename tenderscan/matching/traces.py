"""Signs of what the tender buys: concepts in its title, subject, inventory and specification."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tenderscan.matching.reading import DocumentReading, Fragment
from tenderscan.model.match import Place, Trace
from tenderscan.model.rule import Rulebook
from tenderscan.model.section import BlockKind, Provision, SectionKind

_SILENT_SECTIONS = frozenset(
    {SectionKind.CONTENTS, SectionKind.DEFINITIONS, SectionKind.LEGISLATION, SectionKind.ANNEX_LIST}
)


def traces(readings: Sequence[DocumentReading], rulebook: Rulebook) -> tuple[Trace, ...]:
    """Every place where a concept stands on which some criterion's applicability hangs."""
    wanted = {c for criterion in rulebook.criteria for c in (*criterion.applies.bought, *criterion.applies.named)}
    return tuple(trace for reading in readings for trace in _traces(reading, wanted))


def _traces(reading: DocumentReading, wanted: set[str]) -> Iterator[Trace]:
    if reading.structured.role == "award-report":
        return
    if reading.title is not None:
        yield from _of(reading.title, wanted, "title")
    for fragment in reading.fragments:
        where = _where(reading, fragment)
        if where:
            yield from _of(fragment, wanted, where)


def _where(reading: DocumentReading, fragment: Fragment) -> str:
    section = reading.section(fragment)
    provision = fragment.block.provision or section.provision
    if fragment.block.kind is BlockKind.TITLE:
        return "title"
    if section.kind in _SILENT_SECTIONS or fragment.block.kind is BlockKind.CONTENTS_ENTRY:
        return ""
    if section.kind is SectionKind.INVENTORY or reading.structured.role == "inventory":
        return "inventory"
    if provision is Provision.SUBJECT:
        return "subject"
    if provision is Provision.TECHNICAL or fragment.block.kind is BlockKind.HEADING:
        return "specification"
    return "demand"


def _of(fragment: Fragment, wanted: set[str], where: str) -> Iterator[Trace]:
    for concept in sorted(wanted & fragment.hits.keys()):
        for start, end in fragment.hits[concept]:
            place = Place(fragment.document, fragment.block.id, *fragment.chars(start, end))
            yield Trace(concept, where, place, fragment.words((start, end)))
