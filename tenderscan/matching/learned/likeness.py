"""A passage in, the labelled passages that it resembles most out: what makes the reader think so."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path

from tenderscan.lexicon.tokens import tokenize
from tenderscan.matching.learned.features import Passage, bucket, passage
from tenderscan.matching.learned.model import Model
from tenderscan.model.match import Like

FILE = "passages.json"
STEM = 6
"""Letters of a word that are compared: what follows is mostly its ending."""

LEAST = 0.12
"""Likeness below which two passages have nothing in common but small words."""

Kept = Mapping[str, Mapping[str, Sequence[tuple[str, str, str]]]]
"""By criterion and language the labelled passages: id, verdict and text."""


class Likeness:
    """Finds the labelled passages of a criterion that a passage resembles most, in its own language."""

    def __init__(self, kept: Kept, model: Model) -> None:
        self._kept, self._model = kept, model
        self._known: dict[tuple[str, str], _Labelled] = {}

    def nearest(self, read: Passage, criterion: str, language: str, most: int = 2) -> tuple[Like, ...]:
        """The nearest ones first; none that has next to nothing in common with the passage.

        Likeness is the cosine over the first letters of words, each weighed by how few passages hold the word.
        """
        own = self._weighed(read)
        size = _square(own)
        found = []
        for like, common, length in self._of(criterion, language).sharing(own):
            # The square of the cosine, in whole numbers as far as they go: no order of sums can change a bit.
            if common and common * common >= LEAST * LEAST * size * length:
                found.append((-(common * common) / length, like.id, like))
        return tuple(like for _, _, like in sorted(found)[:most])

    def _of(self, criterion: str, language: str) -> _Labelled:
        key = (criterion, language)
        if key not in self._known:
            self._known[key] = _Labelled()
            for name, verdict, text in self._kept.get(criterion, {}).get(language, ()):
                weighed = self._weighed(passage(tokenize(text).folded))
                self._known[key].add(Like(name, verdict, text), weighed)
        return self._known[key]

    def _weighed(self, read: Passage) -> dict[str, int]:
        found: dict[str, int] = {}
        for word in read.words:
            found[word[:STEM]] = int(self._model.telling[bucket(f"w{word}")])
        return found


class _Labelled:
    """The labelled passages of one criterion in one language, by the stems that they hold."""

    def __init__(self) -> None:
        self._likes: list[tuple[Like, int]] = []
        self._holding: dict[str, list[tuple[int, int]]] = defaultdict(list)

    def add(self, like: Like, weighed: Mapping[str, int]) -> None:
        """One more passage with the weight of each stem."""
        for stem, value in weighed.items():
            self._holding[stem].append((len(self._likes), value))
        self._likes.append((like, _square(weighed)))

    def sharing(self, own: Mapping[str, int]) -> Iterator[tuple[Like, int, int]]:
        """The passages that share a stem with `own`: the sum of what they share, and their length."""
        common: dict[int, int] = defaultdict(int)
        for stem, value in own.items():
            for at, other in self._holding.get(stem, ()):
                common[at] += value * other
        for at, shared in common.items():
            like, length = self._likes[at]
            yield like, shared, length


def _square(weighed: Mapping[str, int]) -> int:
    return sum(value * value for value in weighed.values())


def write_likeness(kept: Kept, path: Path) -> None:
    """Write the labelled passages that ship, in a stable order."""
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


@lru_cache(maxsize=2)
def kept_passages() -> Kept:
    """The labelled passages that ship with the package; none where none were taught."""
    path = Path(str(resources.files("tenderscan.matching.learned"))) / FILE
    found: Kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found
