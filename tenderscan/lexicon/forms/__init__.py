"""The forms that a word may take: takes words of one language, gives their inflected forms, folded.

Used when a rulebook is compiled, never while a tender is read.
"""

from tenderscan.lexicon.forms.families import Inflections

__all__ = ["Inflections"]
