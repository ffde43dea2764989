"""The normal form in which words are compared: no capitals, no diacritics."""

from __future__ import annotations

from tenderscan.model.lexicon import WORD_PATTERN, fold, fold_word

__all__ = ["WORD_PATTERN", "fold", "fold_word"]
