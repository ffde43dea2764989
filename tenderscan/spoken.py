"""What a dossier says: takes documents that were read, gives them structured and matched, less what is set aside."""

from __future__ import annotations

from dataclasses import replace

from tenderscan.errors import CollectionError
from tenderscan.matching.match import Matcher
from tenderscan.model.completeness import DossierKind
from tenderscan.model.document import Dossier
from tenderscan.structure import (
    StructureWords,
    award_lists,
    cited_but_absent,
    completeness,
    languages_of,
    structure,
    twins,
)
from tenderscan.verdicts import Spoken, Uncounted, uncounted, unjudged


def spoken(dossier: Dossier, words: StructureWords, matcher: Matcher) -> tuple[Spoken, tuple[Uncounted, ...]]:
    """What the documents of a dossier say, and the documents that say it a second time and are set aside.

    Raises CollectionError for a gazette or another dossier that holds many tenders.
    """
    structured = tuple(structure(document, words) for document in dossier.documents)
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
