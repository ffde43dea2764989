"""The language of each block: a vote of stop words and letters, else what its neighbours speak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tenderscan.lexicon.fold import WORD_PATTERN, fold_word
from tenderscan.structure.words import StructureWords

FEWEST, MARGIN = 3, 2.0
"""Votes a block needs, and how many times those of the next language, to speak for itself."""

OWN_SHARE, OWN_WORDS = 0.03, 40
"""Share and number of words from which a language is one of the document's."""


def languages(
    texts: Sequence[str], hints: Sequence[str | None], words: StructureWords
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The language of each text, and the document's languages, the main one first."""
    votes = [_votes(text, words) for text in texts]
    total: Counter[str] = Counter()
    for vote in votes:
        total.update(vote)
    hinted = Counter(hint for hint in hints if hint)
    if not hinted and _winner(total) is None:
        # A sentence or two: the words of the rules tell, where too few stop words do.
        votes = [vote + _told_by_rules(text, words) for text, vote in zip(texts, votes, strict=True)]
        total = sum(votes, Counter())
    main = _main(total, hinted)
    told = [hint or _winner(vote) for vote, hint in zip(votes, hints, strict=True)]
    found = _inherit(told, votes, main)
    return tuple(found), _own(texts, found, main)


def told(text: str, words: StructureWords) -> str | None:
    """The language that a text tells by itself, or None where its words do not decide."""
    return _winner(_votes(text, words))


def _votes(text: str, words: StructureWords) -> Counter[str]:
    stops = words.languages_of_stops
    counts = Counter(
        language for token in map(fold_word, WORD_PATTERN.findall(text)) for language in stops.get(token, ())
    )
    vote: Counter[str] = Counter()
    for language in words.stop_words:
        count = counts[language]
        cues = sum(text.count(cue) for cue in words.cues.get(language, ()))
        if count or cues:
            vote[language] = 2 * count + cues
    return vote


def _told_by_rules(text: str, words: StructureWords) -> Counter[str]:
    tokens = {fold_word(token) for token in WORD_PATTERN.findall(text)}
    return Counter({language: len(tokens & telling) for language, telling in words.telling.items()})


def _winner(vote: Counter[str]) -> str | None:
    ranked = vote.most_common(2)
    if not ranked or ranked[0][1] < 2 * FEWEST:
        return None
    if len(ranked) > 1 and ranked[0][1] < MARGIN * ranked[1][1]:
        return None
    return ranked[0][0]


def _main(total: Counter[str], hinted: Counter[str]) -> str:
    if hinted:
        return min(hinted, key=lambda language: (-hinted[language], language))
    if total:
        return min(total, key=lambda language: (-total[language], language))
    return "en"


def _inherit(told: Sequence[str | None], votes: Sequence[Counter[str]], main: str) -> list[str]:
    """Blocks too short to tell take the language of the block before, else after, where it has votes there."""
    found: list[str] = []
    following = _following(told, main)
    for at, language in enumerate(told):
        if language is None:
            near = [found[-1] if found else following[at], following[at], main]
            best = votes[at].most_common(1)
            high = best[0][1] if best else 0
            language = next((n for n in near if votes[at][n] == high), best[0][0] if high > 2 else near[0])
        found.append(language)
    return found


def _following(told: Sequence[str | None], main: str) -> list[str]:
    found = [main] * len(told)
    current = main
    for at in range(len(told) - 1, -1, -1):
        current = told[at] or current
        found[at] = current
    return found


def _own(texts: Sequence[str], found: Sequence[str], main: str) -> tuple[str, ...]:
    size: Counter[str] = Counter()
    for text, language in zip(texts, found, strict=True):
        size[language] += text.count(" ") + 1
    total = sum(size.values()) or 1
    others = [
        language
        for language, count in sorted(size.items(), key=lambda item: (-item[1], item[0]))
        if language != main and count >= OWN_WORDS and count >= OWN_SHARE * total
    ]
    return (main, *others)
