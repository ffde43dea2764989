"""The words of one language made ready for searching: plain tables, so that a kept lexicon is used as it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tenderscan.lexicon.syntax import Root

Keys = tuple[int, ...]


class Meaning(NamedTuple):
    """What a piece stands for by itself: targets, and the text that must stand letter for letter (or none).

    A target is a concept's id, `signal:<name>` or `reference:<id>`.
    """

    targets: tuple[str, ...]
    cased: str = ""


class Chain(NamedTuple):
    """A writing of several pieces: those after the first, and the most tokens that each of them may leave out."""

    pieces: tuple[int, ...]
    gaps: tuple[int, ...]
    meaning: Meaning


@dataclass(frozen=True)
class Lexicon:
    """The words of one language, compiled.

    Every folded form has one key for the set of vocabulary words that it may be a form of (`keys`). A piece is a
    number for what stands at one place: a word (`singles`, by its key), words next to one another (`phrases`, by
    their keys) or a root (`roots`). `lengths` tells for two keys how many keys the phrases have that begin with
    them. `meanings` are the writings of one piece, `chains` those of several, by their first piece.
    """

    language: str
    keys: dict[str, int]
    singles: dict[int, tuple[int, ...]]
    phrases: dict[Keys, tuple[int, ...]]
    lengths: dict[Keys, tuple[int, ...]]
    roots: tuple[tuple[Root, int], ...]
    meanings: dict[int, tuple[Meaning, ...]]
    chains: dict[int, tuple[Chain, ...]]
