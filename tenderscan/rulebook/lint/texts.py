"""Lints of what people read: each text in its language, nothing unverified, no example that repeats another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator

from tenderscan.lexicon.fold import WORD_PATTERN, fold
from tenderscan.model.rule import Criterion
from tenderscan.rulebook.lint.finding import LintFinding, LintGround
from tenderscan.rulebook.load.files import RuleFile

RUN, MOST_SHARED = 5, 0.6
"""Words of a run, and the share of runs that two examples of one language may have in common."""

FEWEST, MARGIN = 3, 2
"""Stop words of another language, and how many times the text's own, before it is taken for that language."""

Keys = tuple[Hashable, ...]


def in_its_language(ground: LintGround) -> Iterator[LintFinding]:
    """Texts that the stop words of another language speak for."""
    stops = {
        language: frozenset(fold(word) for word in lists.get("stop-words", ()))
        for language, lists in ground.rulebook.structure.items()
    }
    for file, keys, language, text in _texts(ground):
        votes = _votes(text, stops)
        best = max(votes, key=lambda name: (votes[name], name == language))
        if best != language and votes[best] >= max(FEWEST, MARGIN * votes[language] + 1):
            what = f"a text that should be {language} reads like {best}."
            yield from ground.finding(file, keys, what, "Put it under its own language, or translate it.")


def _votes(text: str, stops: dict[str, frozenset[str]]) -> Counter[str]:
    tokens = [fold(token) for token in WORD_PATTERN.findall(text)]
    return Counter({language: sum(token in words for token in tokens) for language, words in stops.items()})


def unverified(ground: LintGround) -> Iterator[LintFinding]:
    """Texts that show a mark of doubt that belongs in a fact sheet."""
    for file, keys, _, text in _texts(ground):
        if "unverified" in text.lower():
            yield from ground.finding(file, keys, 'a text says "unverified".', "Check the fact, or leave it out.")
    for criterion in ground.rulebook.criteria:
        for number, source in enumerate(criterion.sources):
            if "unverified" in f"{source.title} {source.article}".lower():
                file = ground.criterion_file(criterion.id)
                what = 'a source says "unverified".'
                yield from ground.finding(file, ("sources", number), what, "Check it, or leave it out.")


def _texts(ground: LintGround) -> Iterator[tuple[RuleFile, Keys, str, str]]:
    """Every text that a reader may see, with the file and keys where it stands and its language."""
    for criterion in ground.rulebook.criteria:
        file = ground.criterion_file(criterion.id)
        for name in ("title", "why", "where", "clause", "ambitious"):
            for language, text in getattr(criterion, name).items():
                yield file, (name, language), language, text
        for language, lacks in criterion.lacks.items():
            yield from ((file, ("lacks", language, key), language, text) for key, text in lacks.items())
        for number, example in enumerate(criterion.examples):
            yield file, ("examples", number), example.language, example.text
    for file in ground.kinds["profiles"]:
        for name in ("title", "description"):
            for language, text in file.data[name].items():
                yield file, (name, language), language, text
    for file in ground.kinds["references"]:
        for reference, raw in file.data["references"].items():
            for name in ("title", "advice"):
                for language, text in raw.get(name, {}).items():
                    yield file, ("references", reference, name, language), language, text


def repeated(ground: LintGround) -> Iterator[LintFinding]:
    """Examples that share too many runs of five words with another of their language, or are a clause."""
    by_language: dict[str, list[tuple[Criterion, int, tuple[str, ...]]]] = defaultdict(list)
    clauses: dict[tuple[str, ...], str] = {}
    for criterion in ground.rulebook.criteria:
        for texts in (criterion.clause, criterion.ambitious):
            clauses.update({_words(text): criterion.id for text in texts.values()})
        for number, example in enumerate(criterion.examples):
            by_language[example.language].append((criterion, number, _words(example.text)))
    for examples in by_language.values():
        for criterion, number, words in examples:
            if words in clauses:
                what = f"an example is the clause of {clauses[words]}."
                file = ground.criterion_file(criterion.id)
                yield from ground.finding(file, ("examples", number), what, "Write one of its own.")
        yield from _alike(ground, examples)


def _alike(ground: LintGround, examples: list[tuple[Criterion, int, tuple[str, ...]]]) -> Iterator[LintFinding]:
    runs = [_runs(words) for _, _, words in examples]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, own in enumerate(runs):
        shared: Counter[int] = Counter(other for run in own for other in holders[run])
        for other, count in sorted(shared.items()):
            if count > MOST_SHARED * min(len(own), len(runs[other])):
                criterion, number, _ = examples[at]
                first, twin, _ = examples[other]
                what = f"an example repeats example {twin + 1} of {first.id} almost word for word."
                file = ground.criterion_file(criterion.id)
                yield from ground.finding(file, ("examples", number), what, "Write one of its own.")
        for run in own:
            holders[run].append(at)


def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(token) for token in WORD_PATTERN.findall(text) if token.isalnum())


def _runs(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """The runs of five words; a shorter text is one run."""
    return frozenset(words[at : at + RUN] for at in range(max(1, len(words) - RUN + 1)))


CHECKS = (in_its_language, unverified, repeated)
"""The lints of this module."""
