"""A clause that fits: takes a criterion, gives it with the clause and the sources of the tender's own place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tenderscan.model.place import in_words_of
from tenderscan.model.rule import ClauseVariant, Criterion, Source
from tenderscan.verdicts.home import Home

INTERNATIONAL, UNION = "int", "eu"


def fitted(criterion: Criterion, home: Home, natures: frozenset[str], languages: Iterable[str]) -> Criterion:
    """The criterion with clauses in the words of its place and for what is bought, and with that place's sources.

    `natures` are works, supplies or services; none where that is not known. Clauses of other languages stay as they
    are.
    """
    clause = dict(criterion.clause)
    ambitious = dict(criterion.ambitious)
    for language in languages:
        if language in clause:
            clause[language] = _worded(_chosen(criterion, home, natures, language), home, language)
        if language in ambitious:
            ambitious[language] = _worded(ambitious[language], home, language)
    return replace(criterion, clause=clause, ambitious=ambitious, sources=sources_of(criterion, home))


def sources_of(criterion: Criterion, home: Home) -> tuple[Source, ...]:
    """The sources that a tender from there may rest on: international ones, the Union's law, its own law.

    Where a criterion names none of the place's own, those of the provision to which its clause belongs stand in. In
    a concession, acts on procurement give way to those on concessions.
    """
    own = {place.id for place in home.places}
    allowed = {INTERNATIONAL, *own} | ({UNION} if home.union else set())
    kept = [source for source in criterion.sources if source.jurisdiction in allowed]
    if not any(source.jurisdiction in own for source in kept) and criterion.provisions:
        kept = [*_law(criterion.provisions[0], home), *kept]
    if home.concession:
        kept = [_of_concession(source, home) for source in kept]
    ordered = sorted(kept, key=lambda source: source.jurisdiction not in own)
    return tuple({(source.act or source.title, source.article): source for source in ordered}.values())


def _law(provision: str, home: Home) -> Iterator[Source]:
    for place in home.places:
        for act, article in place.law.get(provision, ()):
            yield _source(home, act, article)


def _source(home: Home, act: str, article: str) -> Source:
    found = home.acts[act]
    return Source(found.title["en"], article, jurisdiction=found.jurisdiction, act=act, titles=found.title)


def _of_concession(source: Source, home: Home) -> Source:
    act = home.acts.get(source.act)
    if act is None or not act.concession:
        return source
    return _source(home, act.concession, act.articles.get(source.article, ""))


def _chosen(criterion: Criterion, home: Home, natures: frozenset[str], language: str) -> str:
    """The clause of the variant that says most of this place and purchase, else the clause for all."""
    fitting = [
        (fit, -number, variant.texts[language])
        for number, variant in enumerate(criterion.variants)
        if language in variant.texts and (fit := _fit(variant, home, natures))
    ]
    return max(fitting)[2] if fitting else criterion.clause[language]


def _fit(variant: ClauseVariant, home: Home, natures: frozenset[str]) -> int:
    """How closely a variant fits; 0 where it does not."""
    by_place = 0
    if variant.places:
        own = [place.id for place in home.places]
        by_place = max((2 * (len(own) - own.index(name)) for name in variant.places if name in own), default=-1)
    by_nature = 0
    if variant.natures:
        by_nature = 1 if natures and natures <= set(variant.natures) else -1
    return 0 if by_place < 0 or by_nature < 0 else by_place + by_nature


def _worded(text: str, home: Home, language: str) -> str:
    terms = [pair for place in home.places for pair in place.terms.get(language, ())]
    return in_words_of(text, tuple(dict(reversed(terms)).items())) if terms else text
