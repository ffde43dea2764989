"""tenderscan as a spaCy pipeline: takes a text, gives a Doc with its concepts and signals in `doc.spans`.

For people who know spaCy (docs/pipeline.md). Reading a dossier does not pass through here: the same search then
runs on the block's tokens without a Doc, and finds the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from tenderscan.errors import UsageError
from tenderscan.lexicon.fold import WORD_PATTERN, fold
from tenderscan.lexicon.search import Finder, Hit, Span
from tenderscan.lexicon.sentences import sentences
from tenderscan.lexicon.store import lexicon
from tenderscan.lexicon.tokens import Tokens, tokenize
from tenderscan.matching.words.spans import CONCEPTS, REFERENCES, SIGNALS, sentences_of, write_spans
from tenderscan.model.rule import LANGUAGES
from tenderscan.rulebook.load.rulebook import load_rulebook

TOKENIZER = "tenderscan.Tokenizer.v1"
"""Our tokenizer's name in spaCy's registry."""

COMPONENTS = ("tenderscan_sentences", "tenderscan_concepts", "tenderscan_signals", "tenderscan_references")
"""Our components in order; spaCy allows no dot in the name of a factory."""

_LONGEST = 100_000_000
"""Characters that a text may have; spaCy's own limit is for models that we do not use."""


def pipeline(language: str, rules: Sequence[Path] = ()) -> Language:
    """A spaCy pipeline with our tokenizer and components for the words of one language (nl, fr, en or de).

    `rules` are folders of rules beside the built-in ones. Raises UsageError for another language and RuleError for
    a rule file that is wrong.
    """
    if language not in LANGUAGES:
        raise UsageError(f"{language} is no language of the rules.", f"Choose one of: {', '.join(LANGUAGES)}.")
    # Not spacy.blank(language): French alone takes seconds for tables of exceptions that our tokenizer does not use.
    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.max_length = _LONGEST
    for name in COMPONENTS:
        nlp.add_pipe(name, config={"language": language, "rules": [str(folder) for folder in rules]})
    return nlp


class Tokenizer:
    """Cuts a text as tenderscan does: words, numbers with their decimals, and single marks; `doc.text` is the text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A Doc in which each further blank after a word's own is part of a token of blanks."""
        words: list[str] = []
        spaces: list[bool] = []
        end = 0
        for found in WORD_PATTERN.finditer(text):
            _add_blanks(text[end : found.start()], words, spaces)
            words.append(found.group())
            spaces.append(False)
            end = found.end()
        _add_blanks(text[end:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: object) -> bytes:
        """Nothing: the tokenizer has no settings."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> Tokenizer:
        """Itself: the tokenizer has no settings."""
        return self

    def to_disk(self, _path: object, **_: object) -> None:
        """Write nothing: the tokenizer has no settings."""

    def from_disk(self, _path: object, **_: object) -> Tokenizer:
        """Itself: the tokenizer has no settings."""
        return self


def _add_blanks(blanks: str, words: list[str], spaces: list[bool]) -> None:
    if words and blanks.startswith(" "):
        spaces[-1] = True
        blanks = blanks[1:]
    if blanks:
        words.append(blanks)
        spaces.append(False)


def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """What spaCy calls to make the tokenizer of a pipeline."""
    return lambda nlp: Tokenizer(nlp.vocab)


registry.tokenizers.register(TOKENIZER, func=make_tokenizer)


class _Words:
    """The words of one language; the hits of the last text are kept, because three components ask for them in turn."""

    def __init__(self, language: str, rules: tuple[str, ...]) -> None:
        rulebook = load_rulebook([Path(folder) for folder in rules])
        self._short = frozenset(map(fold, rulebook.structure[language].get("abbreviation", ())))
        self._ordered = frozenset(map(fold, rulebook.structure[language].get("ordered-noun", ())))
        self._finder = Finder(lexicon(rulebook, language))
        self._last: tuple[str, tuple[Span, ...], Tokens, tuple[Hit, ...]] = ("", (), tokenize(""), ())

    def sentences(self, tokens: Tokens) -> tuple[Span, ...]:
        """The sentences of a text in this language."""
        return sentences(tokens, self._short, self._ordered)

    def hits(self, doc: Doc) -> tuple[Tokens, tuple[Hit, ...]]:
        """The tokens of a doc's text, and the hits within its sentences, or within our own where it has none."""
        tokens = self._last[2] if self._last[0] == doc.text else tokenize(doc.text)
        known = doc.has_annotation("SENT_START")
        bounds = sentences_of(doc, tokens) if known else self.sentences(tokens)
        if self._last[:2] != (doc.text, bounds):
            self._last = (doc.text, bounds, tokens, self._finder.find(tokens, bounds))
        return tokens, self._last[3]


@lru_cache(maxsize=8)
def _words(language: str, rules: tuple[str, ...]) -> _Words:
    return _Words(language, rules)


class _Component:
    """A component on the words of one language, which are loaded when the first doc comes."""

    def __init__(self, nlp: Language, name: str, language: str, rules: Iterable[str]) -> None:
        self.name = name
        self._language = language or nlp.lang
        if self._language not in LANGUAGES:
            what = f'the component "{name}" does not know whose words to look for.'
            raise UsageError(what, f'Give config={{"language": …}}, one of: {", ".join(LANGUAGES)}.')
        self._rules = tuple(rules)

    @property
    def words(self) -> _Words:
        """The words, shared by all components on the same language and rules."""
        return _words(self._language, self._rules)


class _Sentences(_Component):
    """Marks where sentences begin, unless the doc has sentences already."""

    def __call__(self, doc: Doc) -> Doc:
        if len(doc) > 1 and doc.has_annotation("SENT_START"):
            return doc
        tokens = tokenize(doc.text)
        begins = {tokens.starts[start] for start, _ in self.words.sentences(tokens)}
        for token in doc:
            token.is_sent_start = token.i == 0 or token.idx in begins
        return doc


class _Group(_Component):
    """Writes one group of spans."""

    def __init__(self, nlp: Language, name: str, language: str, rules: Iterable[str], group: str) -> None:
        super().__init__(nlp, name, language, rules)
        self._group = group

    def __call__(self, doc: Doc) -> Doc:
        write_spans(doc, *self.words.hits(doc), self._group)
        return doc


_CONFIG: dict[str, Any] = {"language": "", "rules": []}


@Language.factory("tenderscan_sentences", default_config=_CONFIG, assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str, language: str, rules: list[str]) -> Callable[[Doc], Doc]:
    """The component that marks sentences. `language` is whose words (default: the pipeline's), `rules` are folders."""
    return _Sentences(nlp, name, language, rules)


@Language.factory("tenderscan_concepts", default_config=_CONFIG, assigns=["doc.spans"])
def make_concepts(nlp: Language, name: str, language: str, rules: list[str]) -> Callable[[Doc], Doc]:
    """The component that writes `doc.spans["concepts"]`."""
    return _Group(nlp, name, language, rules, CONCEPTS)


@Language.factory("tenderscan_signals", default_config=_CONFIG, assigns=["doc.spans"])
def make_signals(nlp: Language, name: str, language: str, rules: list[str]) -> Callable[[Doc], Doc]:
    """The component that writes `doc.spans["signals"]`."""
    return _Group(nlp, name, language, rules, SIGNALS)


@Language.factory("tenderscan_references", default_config=_CONFIG, assigns=["doc.spans"])
def make_references(nlp: Language, name: str, language: str, rules: list[str]) -> Callable[[Doc], Doc]:
    """The component that writes `doc.spans["references"]`."""
    return _Group(nlp, name, language, rules, REFERENCES)
