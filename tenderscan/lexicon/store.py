"""A compiled lexicon as bytes and back, so that forms are expanded once and kept between runs."""

from __future__ import annotations

import msgpack

from tenderscan.cache import cached
from tenderscan.lexicon.compiled import Lexicon
from tenderscan.lexicon.syntax import Root
from tenderscan.model.rule import Rulebook

FORMAT = 5
"""Raised when the bytes change their meaning; it is part of the cache's key."""


def pack(lexicon: Lexicon) -> bytes:
    """The lexicon as msgpack: plain lists and maps, never code."""
    return bytes(
        msgpack.packb(
            {
                "language": lexicon.language,
                "keys": lexicon.keys,
                "singles": lexicon.singles,
                "phrases": lexicon.phrases,
                "lengths": lexicon.lengths,
                "roots": lexicon.roots,
                "meanings": lexicon.meanings,
                "chains": lexicon.chains,
                "targets": lexicon.targets,
            }
        )
    )


def unpack(data: bytes) -> Lexicon:
    """The lexicon that `pack` packed; raises ValueError or KeyError for other bytes."""
    raw = msgpack.unpackb(data, strict_map_key=False, use_list=False)
    return Lexicon(
        raw["language"],
        raw["keys"],
        raw["singles"],
        raw["phrases"],
        raw["lengths"],
        tuple((Root(*root), piece) for root, piece in raw["roots"]),
        raw["meanings"],
        raw["chains"],
        raw["targets"],
    )


def lexicon(rulebook: Rulebook, language: str) -> Lexicon:
    """The compiled lexicon of a language, from the cache where it is kept; a spoilt one is made anew."""
    key = f"lexicon-{FORMAT}-{language}"
    data = cached(rulebook.sha256, key, lambda: pack(_compile(rulebook, language)))
    try:
        return unpack(data)
    except (ValueError, KeyError, TypeError, msgpack.UnpackException):
        return _compile(rulebook, language)


def _compile(rulebook: Rulebook, language: str) -> Lexicon:
    # Late: the tables of forms cost seconds, and a run with a cache never needs them.
    from tenderscan.lexicon.compile import compile_lexicon

    return compile_lexicon(rulebook, language)
