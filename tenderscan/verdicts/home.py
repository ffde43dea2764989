"""Under whose law a tender stands: its country and region, recognised by notices, laws cited, numbers and organs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from tenderscan.model.document import Document, Dossier
from tenderscan.model.match import Citation
from tenderscan.model.place import Act, Place
from tenderscan.model.report import HomeSummary
from tenderscan.model.rule import DECIDES, Reference, Rulebook
from tenderscan.model.section import StructuredDocument
from tenderscan.model.texts import Texts, in_language

STRONG = 3.0
"""Points of one piece of evidence that a place must have: a law, general conditions, a telephone number."""

LEAD = 2.0
"""Points by which a country must lead another one."""

MORE, MOST = 0.25, 4
"""Points for each further wording of the same evidence, and how many of them count."""

LANGUAGE = 0.75
"""Points that a region has for being the one whose language all documents are in."""

HEAD = 40_000
"""Characters at the head of each document in which numbers and addresses are looked for: the buyer's stand there."""

OPENING = 25
"""Blocks at the head of a document in which a federal body is the buyer; further on it may be any authority."""

SHOWN = 4
"""Pieces of evidence that a report names."""

_TITLE_LANGUAGES = ("nl", "fr", "en", "de")


@dataclass(frozen=True)
class Home:
    """The place of a tender, and the country that it lies in; both None where the country is not known.

    `country` is the code of one that is known though the rules have no place for it. `acts` are those that sources
    name, by id.
    """

    place: Place | None = None
    wider: Place | None = None
    country: str | None = None
    shown_by: tuple[str, ...] = ()
    chosen: bool = False
    concession: bool = False
    acts: Mapping[str, Act] = field(default_factory=dict)

    @property
    def places(self) -> tuple[Place, ...]:
        """The place, and then the country that it lies in."""
        return tuple(place for place in (self.place, self.wider) if place is not None)

    @property
    def union(self) -> bool:
        """Whether the law of the Union binds there; so it is taken where the country is not known."""
        return self.place.union if self.place is not None else True

    def summary(self, texts: Texts, language: str) -> HomeSummary:
        """The home as a report states it to a reader of a language."""
        region = self.place.id if self.place is not None and self.place.within else None
        return HomeSummary(
            self.country, region, self.shown_by, self._told(texts, language), self.chosen, self.concession
        )

    def _told(self, texts: Texts, language: str) -> str:
        if self.country is None:
            return texts.say("report.country-unknown")
        titles = [in_language(place.title, language) for place in reversed(self.places)]
        place = ", ".join(titles) or self.country.upper()
        if self.chosen:
            return texts.say("report.country-chosen", place=place)
        shown = ", ".join(self.shown_by)
        told = texts.say("report.country-shown", place=place, shown=shown) if shown else place
        # Without law of its own a place is only told apart: who reads the report must know what is not cited.
        lawless = self.place is None or not any(place.law for place in self.places)
        return f"{told}; {texts.say('report.country-without-law')}" if lawless else told


def find_place(code: str, places: Mapping[str, Place]) -> Place | None:
    """The place of a code, in capitals or not: its own id, or another code for it."""
    folded = code.strip().lower()
    if folded in places:
        return places[folded]
    return next((place for place in places.values() if folded in place.codes), None)


def home_of(
    dossier: Dossier,
    structured: Sequence[StructuredDocument],
    citations: Sequence[Citation],
    languages: Sequence[str],
    rules: Rulebook,
    chosen: str | None,
) -> Home:
    """The home of a dossier: what the user chose, else the buyer's country in a notice, else what the texts show.

    Numbers and addresses are looked for at the head of each document. A region is told only within its country.
    """
    concession = _concession(dossier, structured, rules)
    if chosen:
        place = find_place(chosen, rules.places)
        return _home(place, chosen.strip().lower(), (), rules, chosen=True, concession=concession)
    evidence = _Evidence(rules.places)
    evidence.cite(citations, rules.references)
    for document in structured:
        if document.document.notice is None:
            evidence.look(document.document)
    country, shown = _declared(dossier)
    if country is None:
        country, shown = evidence.country()
    if country is None:
        return Home(concession=concession, acts=rules.acts)
    place = find_place(country, rules.places)
    region = evidence.region(country, _nuts(dossier), languages)
    if region is not None:
        shown = (*shown, *evidence.shown(region))
        place = rules.places[region]
    return _home(place, country, tuple(dict.fromkeys(shown))[:SHOWN], rules, concession=concession)


def _home(
    place: Place | None,
    country: str,
    shown: tuple[str, ...],
    rules: Rulebook,
    *,
    chosen: bool = False,
    concession: bool = False,
) -> Home:
    wider = rules.places.get(place.within) if place is not None and place.within else None
    code = (wider or place).id if place is not None else country
    return Home(place, wider, code, shown, chosen, concession, rules.acts)


def _declared(dossier: Dossier) -> tuple[str | None, tuple[str, ...]]:
    """The buyer's country in the first notice that has one, and the notice's name."""
    for document in dossier.documents:
        if document.notice is not None and document.notice.country:
            return document.notice.country, (document.path.rsplit("/", 1)[-1],)
    return None, ()


def _nuts(dossier: Dossier) -> tuple[str, ...]:
    return tuple(d.notice.region for d in dossier.documents if d.notice is not None and d.notice.region)


def _concession(dossier: Dossier, structured: Sequence[StructuredDocument], rules: Rulebook) -> bool:
    """Whether a title or subject names a concession, or a document cites a law of concessions as its own."""
    titles = [document.title for document in structured[:1]]
    titles += [d.notice.subject for d in dossier.documents if d.notice is not None and d.notice.subject]
    words = {word for language in _TITLE_LANGUAGES for word in rules.structure[language].get("concession", ())}
    return any(re.search(rf"\b{re.escape(word)}", title or "", re.IGNORECASE) for title in titles for word in words)


class _Evidence:
    """The points of every place, and the words that gave them."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = places
        self._points: dict[str, dict[str, float]] = defaultdict(dict)
        self._words: dict[str, Counter[str]] = defaultdict(Counter)
        self._federal = False
        self._laws: set[str] = set()

    def cite(self, citations: Sequence[Citation], references: Mapping[str, Reference]) -> None:
        """Laws and words of places that the documents name."""
        found: dict[str, set[str]] = defaultdict(set)
        for citation in citations:
            found[citation.reference].add(citation.text.casefold())
        for name, wordings in found.items():
            reference = references[name]
            if reference.jurisdiction in self._places and reference.jurisdiction not in ("eu", "int"):
                further = min(len(wordings) - 1, MOST)
                self._points[reference.jurisdiction][name] = reference.weight + MORE * further
                if reference.weight >= DECIDES:
                    self._laws.add(self._places[reference.jurisdiction].within or reference.jurisdiction)
        for citation in citations:
            reference = references[citation.reference]
            self._federal |= reference.federal and citation.place.block < OPENING
            if reference.weight >= STRONG:
                self._words[reference.jurisdiction][citation.text] += 1

    def look(self, document: Document) -> None:
        """Numbers and addresses at the head of a document."""
        head = "\n".join(_head(document))
        for place in self._places.values():
            for sign in place.signs:
                match = _pattern(sign.pattern).search(head)
                if match is not None:
                    self._points[place.id].setdefault(sign.pattern, sign.weight)
                    if sign.weight >= STRONG:
                        self._words[place.id][match[0].strip()] += 1

    def country(self) -> tuple[str | None, tuple[str, ...]]:
        """The country that leads clearly, with at least one strong piece of evidence, and its evidence.

        Where the law of one country alone is cited, that country need not lead clearly.
        """
        totals: dict[str, float] = defaultdict(float)
        strongest: dict[str, float] = defaultdict(float)
        for name, points in self._points.items():
            country = self._places[name].within or name
            totals[country] += sum(points.values())
            strongest[country] = max(strongest[country], *points.values())
        ordered = sorted(totals, key=lambda name: (-totals[name], name))
        if not ordered or strongest[ordered[0]] < STRONG:
            return None, ()
        lead = 0.0 if self._laws == {ordered[0]} else LEAD
        if len(ordered) > 1 and totals[ordered[0]] - totals[ordered[1]] < lead:
            return None, ()
        return ordered[0], self.shown(ordered[0])

    def region(self, country: str, nuts: Sequence[str], languages: Sequence[str]) -> str | None:
        """The region of a country, by NUTS code, words, and the language of all documents; None where open."""
        regions = [place for place in self._places.values() if place.within == country]
        for place in regions:
            if any(code.startswith(prefix) for code in nuts for prefix in place.nuts):
                return place.id
        spoken = languages[0] if len(languages) == 1 and not self._federal else None
        points = {}
        for place in regions:
            found = self._points[place.id].values()
            # A city's name alone is no region: ministries, courts and suppliers have their seats in capitals.
            told = max(found, default=0.0) >= STRONG or place.language == spoken
            points[place.id] = sum(found) + (LANGUAGE if place.language == spoken else 0.0) if told else 0.0
        ordered = sorted(points, key=lambda name: (-points[name], name))
        if not ordered or not points[ordered[0]]:
            return None
        return ordered[0] if len(ordered) == 1 or points[ordered[0]] > points[ordered[1]] else None

    def shown(self, place: str) -> tuple[str, ...]:
        """The words that speak most for a place."""
        return tuple(words for words, _ in self._words[place].most_common(SHOWN))


def _head(document: Document) -> Iterator[str]:
    length = 0
    for element in islice(document.elements, HEAD):
        yield element.text
        length += len(element.text)
        if length > HEAD:
            return


@lru_cache(maxsize=256)
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
