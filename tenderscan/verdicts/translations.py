"""Language versions of one clause: a passage and its translation are one passage, unless they differ in force."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tenderscan.model.match import Claim, Stance
from tenderscan.model.section import Block, StructuredDocument

NEAR = 3
"""Blocks between a clause and its translation beside it or under it."""

LONGER = 2.5
"""How many times as long as its original a translation may be."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


class Translations:
    """Tells translations among the claims on one criterion."""

    def __init__(self, documents: Sequence[StructuredDocument]) -> None:
        self._documents = documents

    def differing(self, claims: Iterable[Claim]) -> tuple[tuple[Claim, Claim], ...]:
        """Pairs of a clause that asks and its version in another language that does not bind, or waives."""
        live = [claim for claim in claims if not claim.dropped]
        if self._one_language(live):
            return ()
        return tuple(
            (asks, other)
            for asks in live
            if asks.stance is Stance.ASKS
            for other in live
            if _softer(other) and self.translates(asks, other, live)
        )

    def once(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """The claims without those that only say in another language what one before them says as strongly."""
        kept: list[Claim] = []
        every = tuple(claims)
        if self._one_language(every):
            return every
        for claim in every:
            if not any(claim.stance is other.stance and self.translates(other, claim, every) for other in kept):
                kept.append(claim)
        return tuple(kept)

    def _one_language(self, claims: Sequence[Claim]) -> bool:
        return len({self._block(claim).language for claim in claims}) < 2

    def translates(self, one: Claim, other: Claim, claims: Sequence[Claim]) -> bool:
        """Whether two claims are one clause in two languages: side by side, under one number, or in step.

        "In step" is for two documents in different languages that speak of the criterion equally often.
        """
        first, second = self._block(one), self._block(other)
        if first.language == second.language or not _alike(self._quote(one), self._quote(other)):
            return False
        if one.place.document == other.place.document:
            beside = first.section == second.section and abs(first.id - second.id) <= NEAR
            return beside or self._same_label(one, other)
        return self._same_label(one, other) or self._in_step(one, other, claims)

    def _same_label(self, one: Claim, other: Claim) -> bool:
        label, other_label = (self._section(claim) for claim in (one, other))
        return bool(label) and label == other_label and one.place != other.place

    def _section(self, claim: Claim) -> str:
        document = self._documents[claim.place.document]
        label = document.sections[self._block(claim).section].label
        return re.sub(r"^[^\d]*(?=\d)", "", label).rstrip(".") if any(ch.isdigit() for ch in label) else ""

    def _in_step(self, one: Claim, other: Claim, claims: Sequence[Claim]) -> bool:
        a, b = one.place.document, other.place.document
        if not _main_language(self._documents[a]) or _main_language(self._documents[a]) == _main_language(
            self._documents[b]
        ):
            return False
        own = sorted(c.place for c in claims if c.place.document == a)
        others = sorted(c.place for c in claims if c.place.document == b)
        return len(own) == len(others) and own.index(one.place) == others.index(other.place)

    def _block(self, claim: Claim) -> Block:
        return self._documents[claim.place.document].blocks[claim.place.block]

    def _quote(self, claim: Claim) -> str:
        return self._block(claim).text[claim.place.start : claim.place.end]


def _main_language(document: StructuredDocument) -> str:
    return document.languages[0] if document.languages else ""


def _softer(claim: Claim) -> bool:
    return claim.stance is Stance.WAIVES or (claim.stance is Stance.WEAKENS and "not-binding" in claim.reasons)


def _alike(one: str, other: str) -> bool:
    """Whether two quotes can be each other's translation: of like length, with a number in common if both have some."""
    sizes = sorted((len(one.split()), len(other.split())))
    numbers = [set(_NUMBER.findall(text)) for text in (one, other)]
    shared = bool(numbers[0] & numbers[1]) or not (numbers[0] and numbers[1])
    return sizes[1] <= LONGER * max(1, sizes[0]) and shared
