"""The learned reader: passages in, for each the probability that it speaks of each criterion out.

It knows hashed pieces of words and small whole numbers only, so that it gives the same bytes on every machine.
"""

from tenderscan.matching.learned.features import Passage
from tenderscan.matching.learned.likeness import Likeness, kept_passages
from tenderscan.matching.learned.model import Model, Recognised, chosen_model

__all__ = ["Likeness", "Model", "Passage", "Recognised", "chosen_model", "kept_passages"]
