"""Sums of a table's rows for many passages at once: words that were met keep theirs, all else is added up in one go.

Every sum is of whole numbers: it is the same however the passages are put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from tenderscan.matching.learned.features import AROUND, PAIR, Passage, bucket, pairs, rows_of_word

MOST_KEPT = 20_000
"""Words whose sums are kept (5 MB); a reader that has met more forgets them and begins anew."""

MOST_TOGETHER = 10_000
"""Words of passages that are added up together, which bounds the memory."""

Whole = NDArray[np.int64]


class RowSums:
    """Sums of the weights of passages, and their lengths; `weights` and `telling` are those of a model."""

    def __init__(self, weights: NDArray[np.int8], telling: NDArray[np.uint8]) -> None:
        self._weights, self._telling = weights, telling.astype(np.int32)
        self._learning = Lock()
        self._place: dict[str, int] = {}
        self._sums = np.zeros((0, weights.shape[1]), dtype=np.int32)
        self._lengths = np.zeros(0, dtype=np.int64)

    def of_passages(self, passages: Sequence[Passage]) -> tuple[Whole, Whole]:
        """For each passage the sum of its weighed rows, and its length as a sum of squares."""
        counts = [len(read.words) for read in passages]
        sums, lengths = self.of_words([word for read in passages for word in read.words])
        total, length = _by_passage(sums, counts), _by_passage(lengths[:, None], counts)[:, 0]
        beside = [pairs(read.words) for read in passages]
        counts = [len(rows) for rows in beside]
        sums, lengths = self._of_rows([row for rows in beside for row in rows], PAIR)
        total += _by_passage(sums, counts)
        length += _by_passage(lengths[:, None], counts)[:, 0]
        around = self._of_surroundings(part for read in passages for part in read.around)
        for number, read in enumerate(passages):
            for part in read.around:
                total[number] += around[part][0]
                length[number] += around[part][1]
        return total, length

    def of_words(self, words: Sequence[str]) -> tuple[NDArray[np.int32], Whole]:
        """For each word the sum of the rows of all its pieces, and the part of the length that it makes."""
        # A model that ships is shared by all threads of a server.
        with self._learning:
            self._learn(words)
            own = np.array([self._place[word] for word in words], dtype=np.int64)
            return self._sums[own], self._lengths[own]

    def _learn(self, words: Iterable[str]) -> None:
        new = [word for word in dict.fromkeys(words) if word not in self._place]
        if not new:
            return
        if len(self._place) + len(new) > MOST_KEPT:
            self._place, new = {}, list(dict.fromkeys(words))
            self._sums, self._lengths = self._sums[:0], self._lengths[:0]
        found = [rows_of_word(word) for word in new]
        counts = [len(rows) for rows in found]
        flat = np.array([row for rows in found for row, _ in rows], dtype=np.int64)
        value = np.array([times for rows in found for _, times in rows], dtype=np.int32) * self._telling[flat]
        sums = _by_passage(self._weights[flat] * value[:, None], counts).astype(np.int32)
        self._sums = np.concatenate([self._sums, sums])
        self._lengths = np.concatenate([self._lengths, _by_passage((value * value)[:, None], counts)[:, 0]])
        first = len(self._place)
        self._place.update((word, first + at) for at, word in enumerate(new))

    def _of_rows(self, rows: Sequence[int], times: int) -> tuple[NDArray[np.int32], Whole]:
        """Each row weighed by what its bucket tells, and its square."""
        at = np.array(rows, dtype=np.int64)
        value = self._telling[at] * np.int32(times)
        return self._weights[at] * value[:, None], (value * value).astype(np.int64)

    def _of_surroundings(
        self, parts: Iterable[tuple[str, tuple[str, ...]]]
    ) -> Mapping[tuple[str, tuple[str, ...]], tuple[Whole, int]]:
        """The sum and the length of each different heading, lead-in, header or question."""
        found = {}
        for part in dict.fromkeys(parts):
            name, words = part
            sums, lengths = self._of_rows([bucket(f"{name}:{word}") for word in words], AROUND)
            found[part] = sums.sum(axis=0, dtype=np.int64), int(lengths.sum())
        return found


def together(passages: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    """The passages in runs of no more words than are added up together."""
    begin = words = 0
    for at, read in enumerate(passages):
        if at > begin and words + len(read.words) > MOST_TOGETHER:
            yield passages[begin:at]
            begin, words = at, 0
        words += len(read.words)
    if begin < len(passages):
        yield passages[begin:]


def _by_passage(rows: NDArray[np.int32] | Whole, counts: Sequence[int]) -> Whole:
    """The sums of `counts` rows each, in order."""
    sizes = np.array(counts, dtype=np.int64)
    out = np.zeros((len(sizes), rows.shape[1]), dtype=np.int64)
    filled = sizes > 0
    if len(rows):
        out[filled] = np.add.reduceat(rows, (np.cumsum(sizes) - sizes)[filled], axis=0, dtype=np.int64)
    return out
