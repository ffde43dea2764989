"""Structure: takes documents as elements, gives blocks and sections, with their language, lots and provisions."""

from tenderscan.structure.award.lists import award_groups
from tenderscan.structure.award.spoken import award_lists
from tenderscan.structure.build import structure
from tenderscan.structure.dossier.annexes import cited_but_absent
from tenderscan.structure.dossier.kind import completeness
from tenderscan.structure.dossier.languages import languages_of
from tenderscan.structure.dossier.twins import twins
from tenderscan.structure.paging import paged
from tenderscan.structure.words import StructureWords

__all__ = [
    "StructureWords",
    "award_groups",
    "award_lists",
    "cited_but_absent",
    "completeness",
    "languages_of",
    "paged",
    "structure",
    "twins",
]
