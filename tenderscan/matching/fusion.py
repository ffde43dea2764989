"""Two readers joined: claims that words found and what the learned reader recognised, each checked by the other.

(1) A passage of the words' that the reader is sure speaks of something else is a near miss, and says so.
(2) A passage that only the reader recognised goes through the same engine of force, waiver, situation and lots.
(3) What it half recognised is a near miss. (4) Of a criterion that nothing speaks of, the passages that come nearest
are kept, so that "why missing?" has an answer.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from tenderscan.lexicon.search import Span
from tenderscan.matching.learned import Model, Recognised
from tenderscan.matching.recognition import Shown, shown
from tenderscan.matching.words.expressions import Bound, Found
from tenderscan.matching.words.fragment import beginning_in
from tenderscan.matching.words.passages import hanging_from
from tenderscan.matching.words.reading import DocumentReading
from tenderscan.model.match import Claim, Cue, Place, Stance
from tenderscan.model.rule import Criterion, Fusion
from tenderscan.model.signal import Signal

UNSURE, RESEMBLES = "unsure", "resembles"
"""Reasons of near misses: only half recognised; the nearest there is."""

RECOGNISED = "learned"
"""The concept and the alternative of a passage that no words found."""

DENIALS = (
    Signal.WAIVER,
    Signal.NEGATION,
    Signal.NEGATING_ARTICLE,
    Signal.REFUSAL,
    Signal.WITHOUT,
    Signal.NO_ANSWER,
)
"""Signals of which a passage that is heard as a waiver must hold one."""

WEAKER = (
    (Signal.POLICY, "buyer-policy"),
    (Signal.LAW_ONLY, "law-only"),
    (Signal.WEAKENER, "not-binding"),
    (Signal.PERMISSION, "not-binding"),
)
"""Signals that tell why a passage that is heard as weak is so; else it is vague."""

CHOSEN = frozenset(
    {Signal.WISH_LABEL, Signal.WISH_LABEL_LETTER, Signal.NOT_APPLICABLE_LABEL, Signal.NO_ANSWER, Signal.NOT_TICKED}
)
"""Labels, answers and boxes by which a buyer says how hard a row binds: no tone of its words says otherwise."""

HEARD = 0.7
"""Strength of a demand that only the learned reader hears as one."""

SHORTEST = 3
"""Words, at least, in which a passage that was recognised is held to say what it says."""


@dataclass(frozen=True)
class Recognition:
    """One document as the learned reader sees it: what it was shown, and what it made of each."""

    reading: DocumentReading
    units: tuple[Shown, ...]
    seen: Recognised
    model: Model

    def around(self, places: Iterable[Place]) -> list[int]:
        """Units that share a sentence with one of the places, whole paragraphs among them."""
        found: list[int] = []
        for place in places:
            known = self._by_block.get(place.block)
            if known is not None:
                found += known.touched(place.start, place.end)
        return found

    @cached_property
    def _by_block(self) -> Mapping[int, _Units]:
        """Units by the block that holds them."""
        grouped: dict[int, _Units] = defaultdict(_Units)
        for at, unit in enumerate(self.units):
            grouped[unit.fragment.block.id].add(at, unit)
        return dict(grouped)


class _Units:
    """The units of one block: its sentences in order, and the whole of it."""

    def __init__(self) -> None:
        self._at: list[int] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._whole: list[int] = []

    def add(self, at: int, unit: Shown) -> None:
        """The next unit of the block, by its number."""
        if unit.whole:
            self._whole.append(at)
            return
        start, end = unit.fragment.chars(*unit.span)
        self._at.append(at)
        self._starts.append(start)
        self._ends.append(end)

    def touched(self, start: int, end: int) -> list[int]:
        """The units that share a letter with a range of the block's text; sentences do not overlap."""
        return self._at[bisect_right(self._ends, start) : bisect_left(self._starts, end)] + self._whole


def recognised(readings: Sequence[DocumentReading], model: Model) -> tuple[Recognition, ...]:
    """Every document of a dossier as the learned reader sees it."""
    units = [tuple(shown(reading)) for reading in readings]
    seen = model.read([unit.passage for own in units for unit in own])
    found, at = [], 0
    for reading, own in zip(readings, units, strict=True):
        rows = slice(at, at + len(own))
        part = Recognised(seen.criteria, seen.probability[rows], seen.share[rows], seen.nothing[rows])
        found.append(Recognition(reading, own, part, model))
        at += len(own)
    return tuple(found)


def checked(claims: Iterable[Claim], recognition: Recognition, fusion: Fusion) -> Iterator[Claim]:
    """The words' claims on a document with what the reader makes of each.

    Where it is sure that a passage speaks of something else, the claim names that (`rival`); where it is sure that a
    passage binds otherwise than the engine of force makes of it (`hears`), the claim follows it.
    """
    seen = recognition.seen
    column = {name: at for at, name in enumerate(seen.criteria)}
    found: list[Claim] = []
    asked: list[tuple[int, int]] = []
    for claim in claims:
        rows = recognition.around((claim.place, *claim.extra))
        if not rows or claim.criterion not in column:
            found.append(claim)
            continue
        own = column[claim.criterion]
        probability = float(seen.probability[rows, own].max())
        claim = replace(claim, probability=probability, reader="both" if probability >= fusion.agree else "words")
        if not claim.dropped and claim.stance is not Stance.MENTIONS:
            asked.append((len(found), rows[0]))
            if probability < fusion.doubt:
                rival, share = _rival(seen, rows, own)
                claim = replace(claim, rival=rival if share >= fusion.sure else "")
        found.append(claim)
    opinions = recognition.model.stance([recognition.units[row].passage for _, row in asked])
    for (at, row), (stance, share) in zip(asked, opinions, strict=True):
        if share >= fusion.hears:
            found[at] = reheard(found[at], recognition.reading, recognition.units[row], stance)
    yield from found


def _rival(seen: Recognised, rows: Sequence[int], own: int) -> tuple[str, float]:
    """What else the passage speaks of by the reader's greatest share, at the least of its rows."""
    shares = np.concatenate([seen.share[rows], seen.nothing[rows][:, None]], axis=1)
    shares[:, own] = 0.0
    least = shares.max(axis=1).argmin()
    best = int(shares[least].argmax())
    return (seen.criteria[best] if best < len(seen.criteria) else "none"), float(shares[least, best])


def proposed(recognition: Recognition, said: Iterable[Claim], fusion: Fusion) -> Iterator[tuple[str, Shown, float]]:
    """Passages that may count and that the words did not find: criterion, passage, probability.

    Of a paragraph its sentences that are sure enough; where none is, the paragraph as a whole, if that is; else what
    comes nearest in it. Where the words found a passage of it, the whole adds nothing.
    """
    spoken: dict[str, set[int]] = defaultdict(set)
    blocks: dict[str, set[int]] = defaultdict(set)
    for claim in said:
        spoken[claim.criterion].update(recognition.around((claim.place, *claim.extra)))
        blocks[claim.criterion].update(place.block for place in (claim.place, *claim.extra))
    probability, units = recognition.seen.probability, recognition.units
    grouped: dict[tuple[int, int], list[int]] = defaultdict(list)
    rows, columns = np.nonzero(probability >= min(fusion.near, fusion.lowest))
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        name, unit = recognition.seen.criteria[column], units[row]
        if row not in spoken[name] and not (unit.whole and unit.fragment.block.id in blocks[name]):
            grouped[column, unit.fragment.block.id].append(row)
    for (column, _), own in sorted(grouped.items()):
        sure = [row for row in own if probability[row, column] >= fusion.lowest]
        chosen = [row for row in sure if not units[row].whole] or sure[:1]
        for row in chosen or [max(own, key=lambda at: (probability[at, column], -at))]:
            yield recognition.seen.criteria[column], units[row], float(probability[row, column])


def nearest(
    recognitions: Sequence[Recognition], silent: Iterable[Criterion], fusion: Fusion
) -> Iterator[tuple[Criterion, Recognition, Shown, float]]:
    """For each criterion of which nothing speaks, the sentences that come nearest to it, the nearest first."""
    for criterion in silent:
        found = []
        for recognition in recognitions:
            if criterion.id not in recognition.seen.criteria:
                continue
            values = recognition.seen.probability[:, recognition.seen.criteria.index(criterion.id)]
            rows = np.nonzero(values >= fusion.resembles)[0]
            found += [(float(values[at]), recognition, recognition.units[at]) for at in rows.tolist()]
        found.sort(key=lambda item: (-item[0], item[1].reading.index, item[2].fragment.block.id, item[2].span))
        blocks: set[tuple[int, int]] = set()
        for value, recognition, unit in found:
            block = (recognition.reading.index, unit.fragment.block.id)
            if block not in blocks and len(blocks) < fusion.nearest:
                blocks.add(block)
                yield criterion, recognition, unit, value


def reheard(claim: Claim, reading: DocumentReading, unit: Shown, stance: str) -> Claim:
    """What a passage says of a criterion, as the reader hears it: asks, weakens, or waives where a word denies.

    What is weak in plain words ("thinks about", "would welcome") holds none of the cues, and a "no" may be the demand
    itself ("no gas connection"). A passage is never lifted by its tone alone.
    """
    said = (Bound(unit.fragment, *unit.span), *hanging_from(reading, unit.fragment))
    if stance == "contradicted" and claim.stance is Stance.ASKS:
        denial = next((cue for signal in DENIALS for cue in _cues(said, signal)), None)
        if denial is not None:
            return replace(claim, stance=Stance.WAIVES, cues=(*claim.cues, denial), gaps=(), chain=())
    if stance == "weak" and claim.stance is Stance.ASKS:
        reason = next((reason for signal, reason in WEAKER if any(_cues(said, signal))), "vague")
        return replace(claim, stance=Stance.WEAKENS, reasons=(reason,))
    chosen = any(cue.signal in CHOSEN for cue in claim.cues)
    if stance == "met" and claim.stance in (Stance.WEAKENS, Stance.WAIVES) and not chosen:
        return replace(claim, stance=Stance.ASKS, reasons=(), strength=min(claim.strength, HEARD))
    return claim


def _cues(said: Iterable[Bound], signal: Signal) -> Iterator[Cue]:
    """The words of a signal in a passage and what it hangs from."""
    for bound in said:
        hits = bound.fragment.hits.get(signal.target) or ()
        for hit in beginning_in(hits, bound.start, bound.end) if hits else ():
            yield Cue(signal, bound.fragment.words(hit))


def telling(recognition: Recognition, unit: Shown, criterion: str) -> Found:
    """The words of a passage that speak most for a criterion, as what words find: a run of them, at least three.

    Of all runs the one whose words together say most above the passage's mean (largest sum, Bentley 1984).
    """
    begin, end = unit.span
    folded = unit.fragment.tokens.folded
    places = [at for at in range(begin, end) if folded[at][0].isalnum()]
    worth = recognition.model.contributions(unit.passage, criterion)
    first, last = _run(worth)
    while last - first < min(SHORTEST, len(worth)):
        first, last = (first - 1, last) if first else (first, last + 1)
    if len(places) != len(worth):
        return Found(unit.fragment, begin, end, RECOGNISED)
    return Found(unit.fragment, places[first], places[last - 1] + 1, RECOGNISED)


def _run(worth: Sequence[int]) -> Span:
    """The run of numbers with the largest sum above their mean, as a half-open range."""
    total, count = sum(worth), len(worth)
    best, chosen, sum_here, start = None, (0, count), 0, 0
    for at, value in enumerate(worth):
        if sum_here <= 0:
            sum_here, start = 0, at
        sum_here += value * count - total
        if best is None or sum_here > best:
            best, chosen = sum_here, (start, at + 1)
    return chosen
