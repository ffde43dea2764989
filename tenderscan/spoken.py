"""What a dossier says: takes documents that were read, gives them structured and matched, less what is set aside."""

from __future__ import annotations

from dataclasses import replace

from tenderscan.errors import CollectionError
from tenderscan.matching.match import Matcher
from tenderscan.model.completeness import DossierKind
from tenderscan.model.document import Dossier
from tenderscan.model.section import StructuredDocument
from tenderscan.structure import (
    StructureWords,
    award_groups,
    award_lists,
    cited_but_absent,
    completeness,
    languages_of,
    structure,
    twins,
)
from tenderscan.verdicts import Spoken, Uncounted, uncounted, unjudged

MANY = 4
"""Buyers with purchases of their own, or documents that weigh award criteria of their own, that no one tender has."""


def spoken(dossier: Dossier, words: StructureWords, matcher: Matcher) -> tuple[Spoken, tuple[Uncounted, ...]]:
    """What the documents of a dossier say, and the documents that say it a second time and are set aside.

    Raises CollectionError for a gazette, a folder of tenders or another dossier that holds many of them.
    """
    _one_tender(_buyers(dossier), dossier)
    structured = tuple(structure(document, words) for document in dossier.documents)
    _one_tender(_awards(structured, words), dossier)
    matches = matcher.match(structured)
    aside = uncounted(twins(structured, words), structured, matches.claims)
    if aside:
        # The numbers of the documents change, and with them the place of each claim: what is left is matched anew.
        gone = {item.twin.document for item in aside}
        structured = tuple(document for number, document in enumerate(structured) if number not in gone)
        matches = matcher.match(structured)
    structured = unjudged(structured, matches.left)
    whole = completeness(structured, words)
    if whole.kind is DossierKind.COLLECTION:
        raise CollectionError(f"{dossier.name} holds many tenders.", "Save each as a file of its own, or use audit.")
    languages = languages_of(structured)
    award = award_lists(structured, words, languages[0] if languages else "en")
    if award.spoken is not None:
        matches = replace(matches, award=matcher.match([award.spoken], learned=False).claims)
    return Spoken(structured, languages, matches, award, cited_but_absent(structured, words), whole), aside


def _one_tender(found: int, dossier: Dossier) -> None:
    """Raises CollectionError where as many signs of tenders of their own were found as no one tender has."""
    if found >= MANY:
        entries = {document.path.split("/")[0] for document in dossier.documents}
        count = len(entries) if len(entries) > 1 else len(dossier.documents)
        raise CollectionError(f"these look like {count} tenders.", "Check them one by one with --each, or use audit.")


def _buyers(dossier: Dossier) -> int:
    """Buyers in notices, each with another purchase: one notice in several languages has one CPV code."""
    notices = [d.notice for d in dossier.documents if d.notice is not None and d.notice.authority and d.notice.cpv]
    return min(len({notice.authority for notice in notices}), len({notice.cpv[0] for notice in notices}))


def _awards(structured: tuple[StructuredDocument, ...], words: StructureWords) -> int:
    """Documents with a title of their own that weigh award criteria of their own."""
    weighed = [each for each in structured if each.document.notice is None and _weighs(each, words)]
    return len({each.title.casefold() for each in weighed if each.title})


def _weighs(document: StructuredDocument, words: StructureWords) -> bool:
    groups = award_groups(document, words)
    return any(sum(item.value is not None for item in group.items) > 1 for group in groups)
