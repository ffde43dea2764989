"""Structure: clean text in blocks and sections, with language, lots and what each section speaks as."""

from tenderscan.structure.award.lists import as_document, award_groups
from tenderscan.structure.build import structure
from tenderscan.structure.dossier.annexes import cited_but_absent
from tenderscan.structure.dossier.twins import twins
from tenderscan.structure.words import StructureWords

__all__ = ["StructureWords", "as_document", "award_groups", "cited_but_absent", "structure", "twins"]
