"""Structure: clean text in blocks and sections, with language, lots and what each section speaks as."""

from tenderscan.structure.build import structure
from tenderscan.structure.words import StructureWords

__all__ = ["StructureWords", "structure"]
