"""Matching: which passages speak of which criteria, who is bound, how hard, and what is waived."""

from __future__ import annotations


def warm_up() -> None:
    """Import spaCy now, so that it loads while the reader process reads."""
    from tenderscan.matching.tokens import pipeline

    pipeline()
