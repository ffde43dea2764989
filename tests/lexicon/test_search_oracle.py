"""The search by dictionary finds what spaCy's PhraseMatcher finds, and roots what a look at every root finds."""

from __future__ import annotations

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from tenderscan.lexicon.compile import compile_lexicon
from tenderscan.lexicon.roots import RootIndex
from tenderscan.lexicon.search import Finder
from tenderscan.lexicon.syntax import Root
from tenderscan.lexicon.tokens import tokenize
from tenderscan.model.rule import Concept, Rulebook, Word

VOCAB = spacy.blank("xx").vocab
WORDS = ["aap", "noot", "mies", "wim", "zus"]
PHRASES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(tuple), max_size=8, unique=True)


@settings(deadline=None, max_examples=60)
@given(PHRASES, st.lists(st.sampled_from([*WORDS, "jet"]), max_size=14))
def test_phrases(phrases: list[tuple[str, ...]], text: list[str]) -> None:
    concepts = {" ".join(p): Concept(" ".join(p), {"nl": (Word(" ".join(p), "exact"),)}) for p in phrases}
    rulebook = Rulebook("t", "0" * 64, concepts, {"nl": {}}, (), {}, {"nl": {}}, {})
    tokens = tokenize(" ".join(text))
    found = Finder(compile_lexicon(rulebook, "nl")).find(tokens, [(0, len(tokens))])

    matcher = PhraseMatcher(VOCAB)
    for phrase in phrases:
        matcher.add(" ".join(phrase), [Doc(VOCAB, words=list(phrase))])
    doc = Doc(VOCAB, words=text)
    expected = {(start, end, VOCAB.strings[name]) for name, start, end in matcher(doc)}
    assert {tuple(hit) for hit in found} == expected


ROOTS = st.builds(
    Root,
    st.sampled_from(["contains", "prefix", "suffix"]),
    st.text("abc", min_size=1, max_size=5),
    st.lists(st.text("abc", min_size=1, max_size=3), max_size=1).map(tuple),
)


@given(st.lists(ROOTS, max_size=8), st.text("abc", max_size=9))
def test_roots(roots: list[Root], word: str) -> None:
    found = set(RootIndex((root, piece) for piece, root in enumerate(roots)).pieces(word))
    assert found == {piece for piece, root in enumerate(roots) if len(word) > 2 and root.matches(word)}
