"""The words of a claim in the original text: a sentence, or the part of a table's row that decides."""

from __future__ import annotations

import re

from tenderscan.model.match import Claim
from tenderscan.model.section import Block, BlockKind, StructuredDocument
from tenderscan.model.signal import Signal

_DECIDE = (
    Signal.WAIVER,
    Signal.NEGATION,
    Signal.DEMAND,
    Signal.REFUSAL,
    Signal.NOT_TICKED,
    Signal.WITHOUT,
    Signal.EXCEPTION,
)
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s|$)[^.!?]*)*[.!?]?\s*")


def passage(claim: Claim, structured: StructuredDocument, *, keep_label: bool = False) -> tuple[int, int]:
    """Half-open offsets in the document's text of what a change of this claim's passage would strike.

    Of a row that lists goods or demands only the sentences that waive: the rest of the row stands for itself. A row of
    questions and answers is one passage. `keep_label` leaves a typed number or dash in front of an item where it is.
    """
    block = structured.blocks[claim.place.block]
    start, end = claim.place.start, claim.place.end
    if (
        block.kind is BlockKind.TABLE_ROW
        and structured.role != "clarification"
        and not (block.question or block.answer)
    ):
        start, end = _narrowed(claim, block)
    if keep_label and block.label and start == 0 and block.text.startswith(block.label):
        start = len(block.label)
    text = block.text[start:end]
    begin = start + len(text) - len(text.lstrip())
    return block.original(begin, max(begin, end - (len(text) - len(text.rstrip()))))


def _narrowed(claim: Claim, block: Block) -> tuple[int, int]:
    """The sentence of the one cell in which the words stand that decided; the whole passage where they are spread."""
    words = [cue.text.casefold() for cue in claim.cues if cue.signal in _DECIDE and cue.text.strip()]
    own = (claim.place.start, claim.place.end)
    cells = [cell for cell in block.cells if cell[0] < own[1] and cell[1] > own[0] and cell[1] > cell[0]]
    holding = [cell for cell in cells if words and all(word in block.text[slice(*cell)].casefold() for word in words)]
    if len(holding) != 1:
        return own
    begin, end = holding[0]
    parts = [(begin + found.start(), begin + found.end()) for found in _SENTENCE.finditer(block.text[begin:end])]
    telling = [part for part in parts if all(word in block.text[slice(*part)].casefold() for word in words)]
    return telling[0] if len(telling) == 1 else (begin, end)
