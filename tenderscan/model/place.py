"""Places: the countries and regions under whose law a tender stands, with their acts, words and marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Act:
    """A law or guide on which criteria rest: its title by language, and the place whose act it is.

    `concession` is the act to cite instead where a concession is awarded; `articles` give that act's articles for
    those of this one, and articles that are not among them are left out.
    """

    id: str
    title: dict[str, str]
    jurisdiction: str
    concession: str = ""
    articles: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sign:
    """A regular expression for what a word list cannot hold (telephone and company numbers), and its weight."""

    weight: float
    pattern: str


@dataclass(frozen=True, slots=True)
class Place:
    """A country or a region of one: its default profile, its law by provision, and its words.

    `law` gives for each provision the acts (with articles) to cite where a criterion names none of this place.
    `terms` are pairs by language: a wording of the clauses, and what stands for it here. `names` are laws and
    institutions of this place that no text for another one may name. `nuts` are prefixes of its NUTS codes; `codes`
    other codes for it. `language` is that of a region's buyers where they have one. The words by which a tender shows
    that it is from here are references with this place as their jurisdiction (`Reference.weight`).
    """

    id: str
    title: dict[str, str]
    profile: str
    union: bool = True
    within: str = ""
    codes: tuple[str, ...] = ()
    nuts: tuple[str, ...] = ()
    language: str = ""
    law: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    terms: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    signs: tuple[Sign, ...] = ()


def in_words_of(text: str, terms: tuple[tuple[str, str], ...]) -> str:
    """The text with each term for which a place has another one replaced, a capital at its head kept.

    Each stretch of text is replaced once at most, by the longest term that stands there; a term of one letter stands
    for that letter anywhere.
    """
    whole = {written.lower(): here for written, here in terms if len(written) > 1}
    if whole:
        text = _search(tuple(whole)).sub(lambda found: _like(found[0], whole[found[0].lower()]), text)
    for written, here in terms:
        if len(written) == 1:
            text = text.replace(written, here)
    return text


def _like(written: str, here: str) -> str:
    return here[0].upper() + here[1:] if written[0].isupper() and not written.isupper() else here


@lru_cache(maxsize=64)
def _search(written: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(written, key=lambda term: (-len(term), term))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
