"""The forms a word may take, from simplemma's tables turned round and from endings kept as data.

Used when the rulebook is compiled, never while a tender is read. For compounds the last part that the tables know
gives the forms (Lieferkettensorgfalts-pflicht, -pflichten), for words they do not know a few regular endings do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from tenderscan.model.lexicon import fold

SHORTEST = 4
"""Shorter words are taken as they stand: their tables are full of accidents."""

LONGEST_FAMILY = 60
"""A lemma with more forms than this gathers unrelated words, and is not used."""

COMPOUNDING = ("nl", "de")
"""Languages that write compounds as one word."""

FIRST_CUT = 3
"""Letters that the first part of a compound has at least."""

VOWELS = "aeiou"

STEMLESS = frozenset("aeiouy")
"""First letters that strong verbs exchange (eten, at; essen, isst), so that they count as one."""


class Inflections:
    """The forms of a list of words of one language (nl, fr, en or de), folded.

    Only the families of these words are kept: the whole tables cost seconds and hundreds of megabytes.
    """

    def __init__(
        self, language: str, words: Iterable[str], overrides: dict[str, tuple[str, ...]] | None = None
    ) -> None:
        self.language = language
        self._overrides = overrides or {}
        self._lemmas, self._families = _tables(language, _parts(language, words))

    def forms(self, word: str) -> frozenset[str]:
        """All folded forms that the word may take, itself included."""
        folded = fold(word)
        own = {folded, *self._overrides.get(folded, ())}
        if len(folded) < SHORTEST or folded[0].isdigit():
            return frozenset(own)
        known = self._known(folded)
        if known:
            return frozenset(own | known | self._regular(folded, thrifty=True))
        return frozenset(own | self._by_last_part(folded) | self._regular(folded, thrifty=False))

    def _known(self, folded: str) -> frozenset[str]:
        lemmas = self._lemmas.get(folded, frozenset()) | ({folded} & self._families.keys())
        families = [
            self._families.get(lemma, frozenset())
            for lemma in lemmas
            # "Waren" (goods) must not become "sind", nor "avoirs" (assets) "a": only "sein" and "avoir" do.
            if lemma == folded or not _gathers_stems(lemma, self._families.get(lemma, frozenset()))
        ]
        return frozenset(form for f in families if len(f) <= LONGEST_FAMILY for form in f if len(form) > 1)

    def _by_last_part(self, folded: str) -> frozenset[str]:
        if self.language not in COMPOUNDING:
            return frozenset()
        for cut in range(FIRST_CUT, len(folded) - SHORTEST + 1):
            known = self._known(folded[cut:])
            if known:
                kept = (f for f in known if f[:2] == folded[cut : cut + 2])
                return frozenset(folded[:cut] + form for form in kept)
        return frozenset()

    def _regular(self, folded: str, *, thrifty: bool) -> frozenset[str]:
        endings = {"nl": _dutch, "fr": _french, "en": _english, "de": _german}[self.language]
        # What is left of a short word when its ending goes is another word (Ware, war).
        return frozenset(form for form in endings(folded, thrifty) if len(form) >= SHORTEST)


def _gathers_stems(lemma: str, family: frozenset[str]) -> bool:
    """Whether a family joins words that do not begin alike: those of the auxiliaries do (sein, ist, war)."""
    return len({_initial(form) for form in (*family, lemma)}) > 1


def _initial(form: str) -> str:
    """The first letter that a form has of its stem: without the "ge" of Dutch and German participles."""
    stem = form[2:] if form.startswith("ge") and len(form) > SHORTEST else form
    return "a" if stem[0] in STEMLESS else stem[0]


def _dutch(word: str, thrifty: bool) -> set[str]:
    forms = {word + "s", word + "en"}
    if len(word) > 4 and word[-1] not in VOWELS and word[-2] in VOWELS:
        if word[-3] == word[-2]:
            forms |= {word[:-2] + word[-1] + e for e in ("en", "e")}
        elif word[-3] not in VOWELS:
            forms |= {word + word[-1] + e for e in ("en", "e")}
    if word.endswith("f"):
        forms.add(word[:-1] + "ven")
    if word.endswith("s"):
        forms |= {word[:-1] + "zen"}
    if word.endswith("e"):
        forms |= {word + "n", word[:-1]}
    elif not thrifty:
        forms.add(word + "e")
    if word.endswith("heid"):
        forms.add(word[:-4] + "heden")
    if word.endswith("en") and not thrifty:
        forms.add(word[:-2])
    return forms


def _french(word: str, thrifty: bool) -> set[str]:
    forms = {word + "s", word + "e", word + "es"}
    if word.endswith("al"):
        forms |= {word[:-1] + "ux"}
    if word.endswith("s"):
        forms |= {word[:-1], word[:-1] + "e"}
    if word.endswith("er") and not thrifty:
        forms |= {word[:-2] + e for e in ("e", "ent", "ee", "es", "ees", "ant", "era", "eront")}
    return forms


def _english(word: str, thrifty: bool) -> set[str]:
    forms = {word + "s"}
    if word.endswith("y") and word[-2] not in VOWELS:
        forms.add(word[:-1] + "ies")
    if word.endswith(("s", "x", "ch", "sh")):
        forms.add(word + "es")
    if word.endswith("s") and not word.endswith("ss"):
        forms.add(word[:-1])
    if not thrifty:
        stem = word.removesuffix("e")
        forms |= {stem + "ed", stem + "ing"}
    return forms


def _german(word: str, thrifty: bool) -> set[str]:
    forms = {word + e for e in ("e", "n", "en", "s", "es")}
    if not thrifty:
        forms |= {word + e for e in ("er", "em")}
    if word.endswith("e"):
        forms |= {word[:-1], word + "r", word + "s", word + "m"}
    if word.endswith("en"):
        forms |= {word[:-1], word[:-2], word[:-2] + "t"}
    return forms


Lemmas = dict[str, frozenset[str]]


def _parts(language: str, words: Iterable[str]) -> frozenset[str]:
    """The words, folded, and in languages that compound what may be their last part."""
    parts: set[str] = set()
    for word in words:
        folded = fold(word)
        parts.add(folded)
        if language in COMPOUNDING:
            parts.update(folded[cut:] for cut in range(FIRST_CUT, len(folded) - SHORTEST + 1))
    return frozenset(parts)


def _tables(language: str, wanted: frozenset[str]) -> tuple[Lemmas, Lemmas]:
    """From wanted folded form to its folded lemmas, and from such a lemma to its folded forms."""
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
