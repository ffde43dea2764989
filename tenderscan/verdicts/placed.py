"""Where in this tender a gap is mended: takes findings, gives them with the place beside their advice."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import replace

from tenderscan.model.report import Finding, Level, VerdictKind
from tenderscan.model.rule import Rulebook
from tenderscan.model.section import StructuredDocument
from tenderscan.verdicts.case import Case
from tenderscan.verdicts.place import Places, Spot, leading_documents, provision_words

LONGEST = 60
"""Letters of a heading by which a reader finds it."""

_POLICY = "buyer-policy"
_WRITTEN = (VerdictKind.WEAK, VerdictKind.CONTRADICTED)


def placed(findings: Sequence[Finding], case: Case, rulebook: Rulebook) -> tuple[Finding, ...]:
    """The findings, with the place in this tender where each that a profile expects is mended."""
    documents = leading_documents(case.documents)
    criteria = {criterion.id: criterion for criterion in rulebook.criteria}
    words = provision_words(rulebook.structure)
    places = Places(case.documents, case.matches.claims, criteria, words, documents)
    main = case.documents[documents[0]] if documents else None
    paths = {each.document.path: each for each in case.documents}

    def where(finding: Finding) -> str:
        # A statement of the buyer's own policy stays as it is: what binds the contractor stands elsewhere.
        if finding.verdict in _WRITTEN and finding.evidence and _POLICY not in finding.reasons:
            first = finding.evidence[0]
            return _told(case, "in", paths[first.document], first.section, first.page, main)
        spot = places.spot(criteria[finding.id], ())
        return _spot(case, spot, main) if spot is not None else ""

    return tuple(
        replace(finding, advice=replace(finding.advice, place=where(finding)))
        if finding.advice is not None and finding.level is not Level.OPTIONAL
        else finding
        for finding in findings
    )


def _spot(case: Case, spot: Spot, main: StructuredDocument | None) -> str:
    structured = case.documents[spot.document]
    key = "chapter" if spot.title else "after" if spot.like is not None else "in"
    section = spot.after.section if key == "after" else spot.section
    # The last subsection of a chapter may have parts of its own: the new one comes after all of it.
    if key == "after" and spot.like is not None:
        section = spot.like.section
    return _told(case, key, structured, structured.heading(section), spot.after.page, main)


def _told(
    case: Case,
    key: str,
    structured: StructuredDocument,
    heading: str,
    page: int | None,
    main: StructuredDocument | None,
) -> str:
    """A place such as "after III.4, p. 4", with the document where it is not `main`."""
    section = textwrap.shorten(heading, LONGEST, placeholder=" …")
    parts = (
        structured.document.path if structured is not main else "",
        case.reader.say(f"place.{key}", section=section) if section else "",
        case.reader.say("place.page", page=str(page)) if page is not None else "",
    )
    return ", ".join(part for part in parts if part) if any(parts[1:]) else ""
