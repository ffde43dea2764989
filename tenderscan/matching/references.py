"""Laws, standards and labels that sentences cite by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tenderscan.lexicon.search import Span
from tenderscan.matching.words.fragment import Fragment
from tenderscan.matching.words.reading import DocumentReading
from tenderscan.model.match import Citation, Place
from tenderscan.model.rule import REFERENCE, Rulebook
from tenderscan.model.section import BlockKind
from tenderscan.model.signal import Signal

_REPEAL = Signal.REPEAL.target


def references(readings: Sequence[DocumentReading], rulebook: Rulebook) -> tuple[Citation, ...]:
    """Every citation of a reference, in order of place; a sentence that also cites what replaces a law is settled."""
    found = [
        citation
        for reading in readings
        for fragment in reading.fragments
        if fragment.block.kind is not BlockKind.CONTENTS_ENTRY
        for citation in _in(fragment, rulebook)
    ]
    return tuple(sorted(found, key=lambda c: (c.place, c.reference)))


def _in(fragment: Fragment, rulebook: Rulebook) -> Iterator[Citation]:
    cited = {name: spans for name, spans in fragment.hits.items() if name.startswith(REFERENCE)}
    for target, spans in cited.items():
        name = target.removeprefix(REFERENCE)
        reference = rulebook.references[name]
        sentences: dict[Span, Span] = {}
        for span in spans:
            # A German date ("15. Juni") may look like the end of a sentence: all that the words touch is one.
            sentence = fragment.sentence_at(span[0])[0], fragment.sentence_at(span[1] - 1)[1]
            sentences.setdefault(sentence, span)
        for sentence, span in sentences.items():
            settled = _stands(fragment, _REPEAL, sentence) or (
                bool(reference.replaced_by) and _stands(fragment, REFERENCE + reference.replaced_by, sentence)
            )
            start, end = fragment.chars(*sentence)
            place = Place(fragment.document, fragment.block.id, start, end)
            yield Citation(name, place, fragment.words(span), settled)


def _stands(fragment: Fragment, name: str, sentence: Span) -> bool:
    return any(sentence[0] <= start < sentence[1] for start, _ in fragment.hits.get(name, ()))
