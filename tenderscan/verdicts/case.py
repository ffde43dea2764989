"""A case: all that the verdicts on one dossier may rest on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tenderscan.model.annex import CitedAnnex
from tenderscan.model.award import AwardLists
from tenderscan.model.completeness import Completeness, DossierKind, Lack
from tenderscan.model.document import Dossier, Lot
from tenderscan.model.match import Matches
from tenderscan.model.report import DossierSummary, Level
from tenderscan.model.rule import Criterion, Fusion, Profile, Rulebook
from tenderscan.model.section import StructuredDocument
from tenderscan.verdicts.advice import Reader
from tenderscan.verdicts.coverage import Blind, absent_annexes, blind_spots
from tenderscan.verdicts.dossier import dossier_summary, lots_of, purchase
from tenderscan.verdicts.fitting import fitted
from tenderscan.verdicts.home import home_of
from tenderscan.verdicts.purchase import Purchase
from tenderscan.verdicts.references import Lapsed, lapsed

Expected = Callable[[str | None], tuple[Profile, Mapping[str, Level]]]
"""The profile by which a tender of a place is judged, and the level of each criterion in it."""

_NOTICE_CODE = "notice-code."


@dataclass(frozen=True)
class Terms:
    """With what a dossier is judged: the rules, what is expected of a place, and what the user said.

    `expected` gives the profile and the level of each criterion for a place's id, or for a place that is not known.
    `country` is the place that the user named. `cpv` are codes that the user gave, `language` that of the report (else
    the dossier's), `as_of` the day of whose law it speaks (YYYY-MM-DD; else that of the notice), `applicable` the
    criteria that are taken to apply.
    """

    rulebook: Rulebook
    expected: Expected
    cpv: tuple[str, ...] = ()
    language: str | None = None
    as_of: str | None = None
    applicable: frozenset[str] = frozenset()
    country: str | None = None


@dataclass(frozen=True)
class Spoken:
    """What the documents of a dossier say: their structure, their languages, what was found in them, what they cite."""

    documents: tuple[StructuredDocument, ...]
    languages: tuple[str, ...]
    matches: Matches
    award: AwardLists = field(default_factory=AwardLists)
    annexes: tuple[CitedAnnex, ...] = ()
    completeness: Completeness = field(default_factory=Completeness)


@dataclass(frozen=True)
class Case:
    """All that a verdict may rest on: the documents, what they say, what is bought, what was not read.

    `criteria` are those of the rulebook, with the clauses and sources of the tender's own place.
    """

    documents: tuple[StructuredDocument, ...]
    matches: Matches
    purchase: Purchase
    blind: tuple[Blind, ...]
    lots: tuple[Lot, ...]
    levels: Mapping[str, Level]
    reader: Reader
    summary: DossierSummary
    award: AwardLists = field(default_factory=AwardLists)
    annexes: tuple[CitedAnnex, ...] = ()
    matters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    lapsed: tuple[Lapsed, ...] = ()
    profile: Profile | None = None
    criteria: tuple[Criterion, ...] = ()
    fusion: Fusion = field(default_factory=Fusion)
    completeness: Completeness = field(default_factory=Completeness)

    @property
    def judges(self) -> bool:
        """Whether the dossier can be judged: a result notice asks nothing any more."""
        return self.completeness.kind is not DossierKind.AWARD_NOTICE

    def unread(self, criterion: Criterion) -> tuple[Blind, ...]:
        """What was not read and may hold the criterion: pages, files, absent annexes."""
        return self.blind + absent_annexes(self.annexes, criterion, self.matters)

    def lacks(self, criterion: Criterion) -> tuple[Lack, ...]:
        """Why the dossier, being no whole tender, cannot be expected to hold the criterion.

        One that is taken to apply is asked of the text as it stands.
        """
        if criterion.id in self.purchase.assumed:
            return ()
        return self.completeness.may_stand_elsewhere(criterion.provisions[0] if criterion.provisions else "")


def case_of(dossier: Dossier, spoken: Spoken, terms: Terms) -> Case:
    """The case of a dossier: what is bought, by whom, in which lots, for which reader, and what was not read."""
    rules, documents, matches = terms.rulebook, spoken.documents, spoken.matches
    home = home_of(dossier, documents, matches.references, spoken.languages, rules, terms.country)
    main = spoken.languages[0] if spoken.languages else "en"
    language = terms.language or main
    told = home.summary(rules.texts_in(language), language)
    summary = dossier_summary(dossier, documents, terms.cpv, spoken.languages, spoken.annexes, told)
    as_of = terms.as_of or summary.published
    reader = Reader(language, main, rules.texts_in(language), as_of, rules.texts_in(main))
    bought = purchase(summary, matches, terms.applicable, rules)
    profile, levels = terms.expected(home.place.id if home.place else None)
    spoken_in = dict.fromkeys((main, *spoken.languages))
    return Case(
        documents,
        matches,
        bought,
        blind_spots(dossier.documents, dossier.rejected),
        lots_of(documents),
        levels,
        reader,
        summary,
        spoken.award,
        spoken.annexes,
        _matters(rules.structure.get(main, {})),
        lapsed(matches.references, rules.references, documents, reader),
        profile,
        tuple(fitted(criterion, home, bought.natures, spoken_in) for criterion in rules.criteria),
        rules.fusion,
        spoken.completeness,
    )


def _matters(lists: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The criteria that a code of eForms is about, by the code."""
    return {key.removeprefix(_NOTICE_CODE): patterns for key, patterns in lists.items() if key.startswith(_NOTICE_CODE)}
