"""Passages with their hits marked by hand, so that logic is tested without rules, a search or a checker.

    "De leverancier {moet:obligation} de {normen:NORM} naleven."

Lower-case names are signals, upper-case ones concepts; `{…:a+b}` is both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from tenderscan.lexicon.search import Span
from tenderscan.lexicon.sentences import sentences
from tenderscan.lexicon.tokens import tokenize
from tenderscan.matching.qualifiers.situation import Situation, situation
from tenderscan.matching.words.expressions import Bound, Found
from tenderscan.matching.words.fragment import Fragment
from tenderscan.matching.words.reading import DocumentReading
from tenderscan.model.section import BlockKind, SectionKind
from tenderscan.model.signal import Signal
from tests.matching.small_rulebook import RULEBOOK, document

_MARK = re.compile(r"\{([^{}:]+):([A-Za-z+-]+)\}")


def target(name: str) -> str:
    """The name among hits of a mark: a signal, which must be one that the code reads, or a concept."""
    return name.lower() if name.isupper() else Signal(name).target


def fragment(marked: str, number: int = 0) -> Fragment:
    """A paragraph with the hits that its marks name."""
    text, spots = "", []
    rest = 0
    for mark in _MARK.finditer(marked):
        text += marked[rest : mark.start()]
        spots.append((len(text), len(text) + len(mark[1]), mark[2].split("+")))
        text += mark[1]
        rest = mark.end()
    text += marked[rest:]
    tokens = tokenize(text)
    hits: dict[str, list[Span]] = defaultdict(list)
    for begin, stop, names in spots:
        span = tokens.starts.index(begin), tokens.ends.index(stop) + 1
        for name in names:
            hits[target(name)].append(span)
    block = replace(document(*[text] * (number + 1)).blocks[number], kind=BlockKind.PARAGRAPH)
    return Fragment(
        0, block, tokens, sentences(tokens, frozenset()), {name: tuple(spans) for name, spans in hits.items()}
    )


def bound(marked: str, number: int = 0) -> Bound:
    """A whole paragraph to look in."""
    found = fragment(marked, number)
    return Bound(found, 0, len(found.tokens))


def passage(
    *marked: str, thing: str = "thing", lead_in: str = "", section: SectionKind = SectionKind.PLAIN, **block: object
) -> Situation:
    """The sentence of the first paragraph that holds the thing (`{…:THING}`), in a section of these paragraphs.

    It hangs from `lead_in`, where one is given. `block` are fields of its block that differ from a plain paragraph's.
    """
    fragments = tuple(fragment(text, number) for number, text in enumerate(marked))
    fragments = tuple(
        replace(found, block=replace(found.block, **block)) if thing in found.hits else found  # type: ignore[arg-type]
        for found in fragments
    )
    structured = document(*(found.tokens.text for found in fragments))
    structured = replace(structured, sections=tuple(replace(each, kind=section) for each in structured.sections))
    reading = DocumentReading(0, structured, fragments, {}, scopes=RULEBOOK.scopes)
    home = next(found for found in fragments if thing in found.hits)
    start, end = home.hits[thing][0]
    context = (bound(lead_in, len(marked)),) if lead_in else ()
    return situation(reading, home, home.sentence_at(start), (Found(home, start, end, thing),), context)
