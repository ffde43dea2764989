"""Lints of the vocabulary: no concept that no rule needs, no words that another always covers."""

from __future__ import annotations

from collections.abc import Iterator

from tenderscan.lexicon.fold import fold
from tenderscan.lexicon.forms import Inflections
from tenderscan.lexicon.syntax import Reading, Root, Run, readings
from tenderscan.model.rule import LANGUAGES, Concept, Word
from tenderscan.rulebook.lint.finding import LintFinding, LintGround
from tenderscan.rulebook.lint.use import needed

Slot = str | Root | None
"""A folded word of a phrase, a root that a word holds, or a gap."""


def dead_concepts(ground: LintGround) -> Iterator[LintFinding]:
    """Concepts that no criterion needs."""
    for name in sorted(set(ground.rulebook.concepts) - needed(ground.rulebook)):
        what = f'no criterion needs the concept "{name}", so its words are never used.'
        yield from ground.finding(ground.concept_file(name), ("concepts", name), what, "Use it or take it out.")


def languages(ground: LintGround) -> Iterator[LintFinding]:
    """Concepts that have words in some languages and none in others."""
    for concept in ground.rulebook.concepts.values():
        lacking = [language for language in LANGUAGES if language not in concept.words]
        if lacking and not concept.words.get("any") and not concept.includes:
            what = f'the concept "{concept.id}" has no words in {", ".join(lacking)}.'
            file = ground.concept_file(concept.id)
            yield from ground.finding(file, ("concepts", concept.id), what, "Add them, or names under any.")


def twice(ground: LintGround) -> Iterator[LintFinding]:
    """Words that stand twice in one list."""
    for concept in ground.rulebook.concepts.values():
        for language, words in concept.words.items():
            seen: set[tuple[str, str]] = set()
            for number, word in enumerate(words):
                key = (word.text.lower(), word.mode)
                if key in seen:
                    keys = ("concepts", concept.id, language, number)
                    what = f'"{word.text}" stands twice in the concept "{concept.id}".'
                    yield from ground.finding(ground.concept_file(concept.id), keys, what, "Keep one.")
                seen.add(key)


def shadowed(ground: LintGround) -> Iterator[LintFinding]:
    """Words that never count because shorter words of the same concept are always found in them.

    Concepts that take words from others or lose words to them are left out: there a longer phrase has a task of
    its own, it keeps its words or takes more.
    """
    taken = {victim for concept in ground.rulebook.concepts.values() for victim in concept.takes}
    # Forms are dear to make: a user's folder is looked at alone.
    judged = [c for c in ground.rulebook.concepts.values() if ground.concept_file(c.id).name in ground.judged]
    chosen = [c for c in judged if not c.takes and c.id not in taken]
    tables = {language: _inflections(chosen, language) for language in LANGUAGES}
    for concept in chosen:
        for language, words in concept.words.items():
            spoken = LANGUAGES if language == "any" else (language,)
            for number, word in enumerate(words):
                covers = [_cover(word, concept, spoken_in, tables[spoken_in]) for spoken_in in spoken]
                if all(covers):
                    what = f'"{word.text}" never counts in "{concept.id}": "{covers[0]}" covers it.'
                    keys = ("concepts", concept.id, language, number)
                    yield from ground.finding(ground.concept_file(concept.id), keys, what, "Take it out.")


def _inflections(concepts: list[Concept], language: str) -> Inflections:
    written = {
        token
        for concept in concepts
        for key in (language, "any")
        for word in concept.words.get(key, ())
        for reading in readings(word)
        for piece in reading.pieces
        if isinstance(piece, Run)
        for token in piece.words
    }
    return Inflections(language, written)


def _cover(word: Word, concept: Concept, language: str, inflections: Inflections) -> str:
    """Another word of the concept that is found wherever this one is, or an empty text."""
    variants = [_slots(reading) for reading in readings(word)]
    for other in (*concept.words.get(language, ()), *concept.words.get("any", ())):
        if other == word:
            continue
        others = [_slots(reading) for reading in readings(other) if not any(reading.gaps)]
        if all(any(_within(short, long, other, word, inflections) for short in others) for long in variants):
            return other.text
    return ""


def _slots(reading: Reading) -> list[Slot]:
    """The words and roots of a reading in order; None stands for a gap."""
    found: list[Slot] = []
    for piece, gap in zip(reading.pieces, (0, *reading.gaps), strict=True):
        if gap:
            found.append(None)
        found += [piece] if isinstance(piece, Root) else map(fold, piece.words)
    return found


def _within(short: list[Slot], long: list[Slot], other: Word, word: Word, inflections: Inflections) -> bool:
    """Whether the shorter phrase stands in the longer one whatever form its words take."""
    if not short or len(short) > len(long) or other.unless or (other.mode == "cased" and word.mode != "cased"):
        return False
    if short == long and (other.mode, word.mode) != ("phrase", "exact"):
        return False
    for at in range(len(long) - len(short) + 1):
        pairs = zip(short, long[at : at + len(short)], strict=True)
        if all(a is not None and b is not None and _covers(a, b, other, word, inflections) for a, b in pairs):
            return True
    return False


def _covers(a: str | Root, b: str | Root, other: Word, word: Word, inflections: Inflections) -> bool:
    if isinstance(a, str):
        varies = word.mode == "phrase" and other.mode != "phrase"
        return a == b and not varies
    if isinstance(b, str):
        forms = inflections.forms(b) if word.mode == "phrase" else {b}
        return all(a.stands_in(form) for form in forms)
    return (a.mode == "contains" and a.text in b.text) or (a.mode == b.mode and a.stands_in(b.text))


CHECKS = (dead_concepts, languages, twice, shadowed)
"""The lints of this module."""
