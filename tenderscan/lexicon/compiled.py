"""The words of one language made ready for searching: plain tables, so that a kept lexicon is used as it is read."""

from __future__ import annotations

from dataclasses import dataclass

from tenderscan.lexicon.syntax import Root

Keys = tuple[int, ...]


Meaning = tuple[int, str]
"""What a writing stands for: the number of its targets, and the text that must stand letter for letter (or none)."""

Chain = tuple[Keys, Keys, Meaning]
"""A writing of several pieces: those after its second, the most tokens left out before each but the first, meaning."""


@dataclass(frozen=True)
class Lexicon:
    """The words of one language, compiled: plain tuples and maps, because every run reads tens of thousands of them.

    Every folded form has one key for the set of vocabulary words that it may be a form of (`keys`). A piece is a
    number for what stands at one place: a word (`singles`, by its key), words next to one another (`phrases`, by
    their keys) or a root (`roots`). `lengths` gives for two keys how many keys the phrases have that begin with
    them. `meanings` are the writings of one piece, `chains` those of several, by their first and second piece.
    `targets` are what meanings stand for: ids of concepts, `signal:<name>`, `reference:<id>`.
    """

    language: str
    keys: dict[str, int]
    singles: dict[int, tuple[int, ...]]
    phrases: dict[Keys, tuple[int, ...]]
    lengths: dict[Keys, tuple[int, ...]]
    roots: tuple[tuple[Root, int], ...]
    meanings: dict[int, tuple[Meaning, ...]]
    chains: dict[int, dict[int, tuple[Chain, ...]]]
    targets: tuple[tuple[str, ...], ...]
