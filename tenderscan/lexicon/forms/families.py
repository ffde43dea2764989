"""Families of forms, from simplemma's tables turned round and from each language's regular endings.

For compounds the last part that the tables know gives the forms (Lieferkettensorgfalts-pflicht, -pflichten), for
words that they do not know a few regular endings do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from tenderscan.lexicon.fold import fold
from tenderscan.lexicon.forms import de, en, fr, nl

SHORTEST = 4
"""Letters under which a word is taken as it stands: the tables of short words are full of accidents."""

LARGEST_FAMILY = 60
"""Forms beyond which a lemma gathers unrelated words, and is not used."""

FIRST_PART = 3
"""Letters that the first part of a compound has at least."""

STEM_VOWELS = frozenset("aeiouy")
"""First letters that strong verbs exchange (eten, at; essen, isst), so that they count as one."""

_LANGUAGES = {"nl": nl, "fr": fr, "en": en, "de": de}

Table = dict[str, frozenset[str]]


class Inflections:
    """The forms of a list of words of one language (nl, fr, en or de), folded.

    `overrides` maps a folded form to forms that belong with it whatever the tables say. Only the families of the
    listed words are kept: the whole tables cost seconds and hundreds of megabytes.
    """

    def __init__(
        self, language: str, words: Iterable[str], overrides: dict[str, tuple[str, ...]] | None = None
    ) -> None:
        self._rules = _LANGUAGES[language]
        self._overrides = overrides or {}
        self._lemmas, self._families = _tables(language, self._looked_up(words))

    def forms(self, word: str) -> frozenset[str]:
        """All folded forms that the word may take, itself included."""
        folded = fold(word)
        given = {folded, *self._overrides.get(folded, ())}
        if len(folded) < SHORTEST or folded[0].isdigit():
            return frozenset(given)
        known = self._known(folded)
        if known:
            return frozenset(given | known | self._by_ending(folded, known=True))
        return frozenset(given | self._by_last_part(folded) | self._by_ending(folded, known=False))

    def _looked_up(self, words: Iterable[str]) -> frozenset[str]:
        """The words, folded, and in languages that compound every ending that may be a last part."""
        found: set[str] = set()
        for word in words:
            folded = fold(word)
            found.add(folded)
            if self._rules.COMPOUNDS:
                found.update(folded[cut:] for cut in _cuts(folded))
        return frozenset(found)

    def _known(self, folded: str) -> frozenset[str]:
        lemmas = self._lemmas.get(folded, frozenset()) | ({folded} & self._families.keys())
        families = [
            self._families.get(lemma, frozenset())
            for lemma in lemmas
            # "Waren" (goods) must not become "sind", nor "avoirs" (assets) "a": only "sein" and "avoir" do.
            if lemma == folded or not _joins_stems(lemma, self._families.get(lemma, frozenset()))
        ]
        return frozenset(form for f in families if len(f) <= LARGEST_FAMILY for form in f if len(form) > 1)

    def _by_last_part(self, folded: str) -> frozenset[str]:
        if not self._rules.COMPOUNDS:
            return frozenset()
        for cut in _cuts(folded):
            known = self._known(folded[cut:])
            if known:
                # A form of the last part begins as it does: "recht" gives "rechten", not "gerecht".
                kept = (form for form in known if form[:2] == folded[cut : cut + 2])
                return frozenset(folded[:cut] + form for form in kept)
        return frozenset()

    def _by_ending(self, folded: str, *, known: bool) -> frozenset[str]:
        # What is left of a short word when its ending goes is another word (Ware, war).
        return frozenset(form for form in self._rules.endings(folded, known=known) if len(form) >= SHORTEST)


def _cuts(folded: str) -> range:
    """Where a compound may be cut, the longest last part first."""
    return range(FIRST_PART, len(folded) - SHORTEST + 1)


def _joins_stems(lemma: str, family: frozenset[str]) -> bool:
    """Whether a family joins words that do not begin alike: those of the auxiliaries do (sein, ist, war)."""
    return len({_initial(form) for form in (*family, lemma)}) > 1


def _initial(form: str) -> str:
    """The first letter of a form's stem: without the "ge" of Dutch and German participles."""
    stem = form[2:] if form.startswith("ge") and len(form) > SHORTEST else form
    return "a" if stem[0] in STEM_VOWELS else stem[0]


def _tables(language: str, wanted: frozenset[str]) -> tuple[Table, Table]:
    """From wanted folded form to its folded lemmas, and from such a lemma to its folded forms."""
    if not wanted:
        return {}, {}
    lemmas: dict[str, set[str]] = defaultdict(set)
    families: dict[str, set[str]] = defaultdict(set)
    pairs = [(fold(form), fold(lemma)) for form, lemma in DefaultDictionaryFactory().get_dictionary(language).items()]
    for form, lemma in pairs:
        if form in wanted:
            lemmas[form].add(lemma)
    roots = wanted.union(*lemmas.values())
    for form, lemma in pairs:
        if lemma in roots:
            families[lemma].update((form, lemma))
    return {k: frozenset(v) for k, v in lemmas.items()}, {k: frozenset(v) for k, v in families.items()}
