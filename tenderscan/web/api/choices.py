"""What can be chosen, over HTTP: countries, profiles, CPV codes by word, formats, and the words of the page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Query, Request

from tenderscan import __version__
from tenderscan.lexicon.fold import fold
from tenderscan.model.rule import LANGUAGES
from tenderscan.model.texts import in_language
from tenderscan.reports.registry import FORMATS
from tenderscan.rulebook.load.cpv import cpv_names
from tenderscan.rulebook.load.profiles import NO_PLACES
from tenderscan.web.access import Owner
from tenderscan.web.api.problems import problems
from tenderscan.web.api.schema import Choice, Choices, Code, Language
from tenderscan.web.work import Work

router = APIRouter(prefix="/api", tags=["choices"])

MOST_CODES = 20
"""CPV codes that one search gives."""

_NAMES = {"nl": "Nederlands", "fr": "Français", "en": "English", "de": "Deutsch"}
_SHOWN = ("web.", "verdict.", "level.", "report.", "chain.", "theme.", "diff.", "change.", "near-miss.", "audit.")
"""Texts of the catalogue that the page says."""


@router.get("/choices", responses=problems(422))
def list_choices(request: Request, owner: Owner, language: Language = "en") -> Choices:
    """What can be chosen, and the words of the page, in one language."""
    app = request.app.state
    work: Work = app.work
    rulebook, limits = work.rulebook, app.limits
    texts = rulebook.texts_in(language)
    places = [place for place in rulebook.places.values() if place.id not in NO_PLACES]
    return Choices(
        version=__version__,
        rulebook=rulebook.version,
        language=language,
        languages=[Choice(id=name, title=_NAMES[name]) for name in LANGUAGES],
        countries=_sorted((place.id, in_language(place.title, language)) for place in places),
        profiles=_sorted((each.name, in_language(each.title, language)) for each in rulebook.profiles.values()),
        formats=[Choice(id=name, title=texts.say(f"web.format.{name}")) for name in FORMATS],
        criteria=[Choice(id=each.id, title=in_language(each.title, language)) for each in rulebook.criteria],
        limits={"files": limits.files, "bytes": limits.dossier, "text": limits.text},
        words={key: text for key, text in texts.items() if key.startswith(_SHOWN)},
        review=app.review is not None,
        local=app.stop is not None,
    )


@router.get("/cpv", responses=problems(422))
def find_codes(
    request: Request,
    owner: Owner,
    q: Annotated[str, Query(max_length=100)],
    language: Language = "en",
) -> list[Code]:
    """CPV codes (2008) by word in any of the four languages, or by the digits they begin with; the broadest first."""
    words = fold(q).split()
    if not words:
        return []
    names = cpv_names(language)
    if q.strip().isascii() and q.strip()[:8].isdecimal():
        codes = [code for code in names if code.startswith(q.strip()[:8])]
    else:
        codes = [code for code, text in _folded().items() if all(word in text for word in words)]
    own = {code: fold(names[code]) for code in codes}

    def order(code: str) -> tuple[bool, int, str]:
        # A name that begins with the word, in the reader's language, is what was meant most often.
        return not own[code].startswith(words[0]), -(len(code) - len(code.rstrip("0"))), code

    return [Code(code=code, name=names[code]) for code in sorted(codes, key=order)[:MOST_CODES]]


@cache
def _folded() -> dict[str, str]:
    """The names of every code in all languages, folded."""
    every = [cpv_names(language) for language in LANGUAGES]
    return {code: " | ".join(fold(names[code]) for names in every) for code in every[0]}


def _sorted(pairs: Iterable[tuple[str, str]]) -> list[Choice]:
    found = [Choice(id=name, title=title) for name, title in pairs]
    return sorted(found, key=lambda choice: choice.title.casefold())
