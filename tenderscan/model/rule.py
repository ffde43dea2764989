"""The rulebook as the stages use it: criteria, concepts, signals and profiles, already checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tenderscan.model.place import Act, Place
from tenderscan.model.scope import CueScope
from tenderscan.model.texts import Texts

LANGUAGES = ("nl", "fr", "en", "de")

Scope = Literal["sentence", "near", "block", "section"]
Strength = Literal["concrete", "needs-proof", "hint"]
Polarity = Literal["wanted", "banned"]
Nature = Literal["", "works", "supplies", "materials", "services"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase of a concept, and how it may vary.

    `mode` is `phrase` (inflected), `exact` (as it stands, capitals ignored), `cased` (as it stands,
    capitals too), or `contains`, `prefix`, `suffix` (one word type; `unless` lists types it skips).
    """

    text: str
    mode: Literal["phrase", "exact", "cased", "contains", "prefix", "suffix"] = "phrase"
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing a tender may speak of, with its words by language ("any" counts in all).

    `includes` are concepts whose hits count as this one's. `takes` are concepts that lose their
    hits to this one (a look-alike): within the same words, the sentence or the block.
    A concept of what is bought also has a `nature` and the CPV codes, as prefixes, that stand for it (`cpv`, less
    `not_cpv`); `materials` are supplies that works bring in too.
    """

    id: str
    words: dict[str, tuple[Word, ...]]
    includes: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    takes_within: Literal["overlap", "sentence", "block", "section"] = "overlap"
    nature: Nature = ""
    cpv: tuple[str, ...] = ()
    not_cpv: tuple[str, ...] = ()


CITED = "cited:"
"""Before a concept's name: it stands in the article that the passage cites by its number."""


REFERENCE = "reference:"
"""Before the id of a law, standard or label: how it is told from a concept among hits."""


@dataclass(frozen=True, slots=True)
class Expression:
    """Boolean and proximity logic over concepts.

    Exactly one of `concept`, `all_of`, `any_of` is set. `within` bounds the parts of `all_of`; `near`
    is the greatest number of tokens between them when `within` is "near"; `none_of` are concepts
    that must be absent in the same bound.
    """

    concept: str = ""
    all_of: tuple[Expression, ...] = ()
    any_of: tuple[Expression, ...] = ()
    none_of: tuple[str, ...] = ()
    within: Scope = "sentence"
    near: int = 0

    def concepts(self) -> frozenset[str]:
        """All concepts that the expression names, `none_of` included."""
        own = {self.concept} if self.concept else set()
        parts = [part.concepts() for part in (*self.all_of, *self.any_of)]
        return frozenset(own.union(self.none_of, *parts))


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way in which a passage can speak of the criterion.

    `concrete`: a binding passage is met. `needs-proof`: a binding passage is met only with proof, threshold, check
    or sanction near by, else weak. `hint`: never more than weak. `banned`: the concepts are what must not
    be, so "free of", "no" and "forbidden" ask, and nothing is waived by them. `law`: citing the law is what it is
    about; `right`: it gives a right ("may visit"), so words of permission do not weaken it; `waives`: saying it
    lifts the duty. `unnamed`: no word names the thing, the passage was recognised as a whole, so that a "no" or a
    refusal in it may be the demand itself.
    """

    id: str
    expression: Expression
    strength: Strength = "concrete"
    polarity: Polarity = "wanted"
    provisions: tuple[str, ...] = ()
    law: bool = False
    right: bool = False
    waives: bool = False
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Applies:
    """When a criterion is a fair thing to ask: always, by what is bought, or with other criteria.

    `bought` concepts count in title, subject and inventory only; `named` ones in any demand. `not_named` are concepts
    that show that it is no fair thing to ask, wherever they stand (the law of another country).
    """

    always: bool = False
    cpv: tuple[str, ...] = ()
    not_cpv: tuple[str, ...] = ()
    bought: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    not_named: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    when_verdicts: tuple[str, ...] = ("met", "weak")


DECIDES = 4.0
"""The weight of a law that a tender cites, as evidence of the place that it is from."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a criterion rests on; `checked` is the day its text was read, or empty.

    `valid_from` and `valid_to` are the first and last day on which it holds (YYYY-MM-DD), or empty. A
    jurisdiction is eu, int, a country (be, nl, fr, de) or a part of one (be-vlg). `act` is the id of the act that it
    names, if any; `titles` and `articles` are what is cited by language, where languages differ.
    """

    title: str
    article: str = ""
    checked: str = ""
    url: str = ""
    jurisdiction: str = "eu"
    valid_from: str = ""
    valid_to: str = ""
    act: str = ""
    titles: dict[str, str] = field(default_factory=dict)
    articles: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClauseVariant:
    """A clause for some places (ids) or for some of works, supplies and services; none of either means all."""

    places: tuple[str, ...]
    natures: tuple[str, ...]
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Reference:
    """A law, standard or label that tenders cite by name, and the days between which it holds.

    `valid_from` and `valid_to` are its first and last day (YYYY-MM-DD), or empty. `replaced_by` is the id of the
    reference to cite instead; `advice` says in the reader's language what to do where nothing replaces it word
    for word. `words` are written as those of a concept. `weight` says how much a citation tells of the place that a
    tender is from, in points; `federal` that it shows a buyer of the whole country rather than of one of its regions.
    """

    id: str
    title: dict[str, str]
    words: dict[str, tuple[Word, ...]]
    jurisdiction: str
    valid_from: str = ""
    valid_to: str = ""
    replaced_by: str = ""
    advice: dict[str, str] = field(default_factory=dict)
    source: str = ""
    weight: float = DECIDES
    federal: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A text with the verdict the criterion must give it; `todo` marks a gap that is known."""

    language: str
    expect: str
    text: str
    reasons: tuple[str, ...] = ()
    todo: bool = False
    also: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a sustainable tender asks, as its rule file says it.

    `clause` is the text to paste, `ambitious` one that asks more; both are offered only in the languages that are
    `complete`. `variants` are clauses for some places or kinds of contract, to offer instead. `clashes` are concepts of
    things that the clause rules out: a line that asks for one contradicts it once it is put in. `step` is a step of the
    proof chain: whoever asks one of the duties for which the criterion applies, with that step, asks it too.
    """

    id: str
    theme: str
    title: dict[str, str]
    why: dict[str, str]
    where: dict[str, str]
    sources: tuple[Source, ...]
    provisions: tuple[str, ...]
    applies: Applies
    evidence: tuple[Alternative, ...]
    not_when: tuple[str, ...] = ()
    statutory: bool = False
    nature: Literal["duty", "award", "label-equivalence"] = "duty"
    clause: dict[str, str] = field(default_factory=dict)
    ambitious: dict[str, str] = field(default_factory=dict)
    complete: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    lacks: dict[str, dict[str, str]] = field(default_factory=dict)
    variants: tuple[ClauseVariant, ...] = ()
    clashes: tuple[str, ...] = ()
    step: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """Which criteria a buyer expects, for whom and on what authority."""

    name: str
    title: dict[str, str]
    description: dict[str, str]
    required: tuple[str, ...]
    recommended: tuple[str, ...] = ()
    source: str = ""
    extends: str = ""


@dataclass(frozen=True, slots=True)
class OwnRule:
    """What a user's own folder adds: a criterion, concept, profile or reference; `overrides` a built-in one or not."""

    kind: Literal["criterion", "concept", "profile", "reference"]
    id: str
    file: str
    overrides: bool


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities of the learned reader's at which something follows, where both readers see `seen` criteria or more.

    Below `doubt` a find of the words' counts no more, if the reader is sure of something else; from `applies` on a
    passage that no words found becomes a claim where its criterion applies, from `otherwise` on where nothing shows it.
    """

    seen: int = 0
    doubt: float = 0.0
    applies: float = 1.01
    otherwise: float = 1.01


@dataclass(frozen=True, slots=True)
class Fusion:
    """How words and the learned reader are joined; probabilities from 0 to 1 (rules/readers/fusion.yaml).

    `assumed` holds where the user says that a criterion applies, `company` in tenders, by how many other criteria both
    readers see there, the fewest first. `stance` is the share from which the reader may hear what it alone recognised
    as weak, waived or asked, `hears` that for passages of the words'.
    """

    sure: float = 1.0
    assumed: Thresholds = Thresholds()
    company: tuple[Thresholds, ...] = (Thresholds(),)
    near: float = 1.01
    agree: float = 1.01
    stance: float = 1.01
    hears: float = 1.01
    nearest: int = 0
    resembles: float = 1.01

    def among(self, ground: str, seen: int) -> Thresholds:
        """What holds for a criterion by the ground on which it applies and the others that both readers see."""
        if ground == "assumed":
            return self.assumed
        return [own for own in self.company if own.seen <= seen][-1]

    @property
    def doubt(self) -> float:
        """The probability from which on no find of the words' is doubted on any ground."""
        return max(own.doubt for own in (self.assumed, *self.company))

    @property
    def lowest(self) -> float:
        """The probability below which no passage becomes a claim on any ground."""
        return min(min(own.applies, own.otherwise) for own in (self.assumed, *self.company))


@dataclass(frozen=True)
class Rulebook:
    """Everything in `rules/`, checked, in a stable order.

    `signals` maps language to signal to words, `scopes` language to name to how far cues reach; `texts` maps language
    to key to what a reader sees; `structure` maps language to the lists that tell headings, roles and running text
    apart. `own` is what the user's folders add or override.
    """

    version: str
    sha256: str
    concepts: dict[str, Concept]
    signals: dict[str, dict[str, tuple[Word, ...]]]
    criteria: tuple[Criterion, ...]
    profiles: dict[str, Profile]
    structure: dict[str, dict[str, tuple[str, ...]]]
    texts: dict[str, dict[str, str]]
    references: dict[str, Reference] = field(default_factory=dict)
    own: tuple[OwnRule, ...] = ()
    places: dict[str, Place] = field(default_factory=dict)
    acts: dict[str, Act] = field(default_factory=dict)
    fusion: Fusion = Fusion()
    scopes: dict[str, dict[str, CueScope]] = field(default_factory=dict)

    def texts_in(self, language: str) -> Texts:
        """What reports say in a language; empty for one that the rulebook has no texts of."""
        return Texts(self.texts.get(language))


def every_language(rulebook: Rulebook, key: str) -> tuple[str, ...]:
    """The items of a structure list in all languages, each once, in the order of the rules."""
    return tuple(dict.fromkeys(item for lists in rulebook.structure.values() for item in lists.get(key, ())))


def words_by_language(rulebook: Rulebook) -> dict[str, list[str]]:
    """All words and phrases of concepts and signals, as the rules write them, by language."""
    found: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    signals = {name: lists for name, lists in rulebook.signals.items() if name in found}
    for language, texts in found.items():
        for concept in rulebook.concepts.values():
            texts += [word.text for word in concept.words.get(language, ())]
        for words in signals.get(language, {}).values():
            texts += [word.text for word in words]
    return found
