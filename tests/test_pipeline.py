"""The spaCy pipeline: the same hits as the plain search, and a pipeline that others can build on."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from tenderscan.check import Checker
from tenderscan.errors import UsageError
from tenderscan.lexicon.search import Finder
from tenderscan.lexicon.store import lexicon
from tenderscan.lexicon.tokens import tokenize
from tenderscan.matching.words.read import Reader
from tenderscan.matching.words.spans import CONCEPTS, REFERENCES, SIGNALS, PipelineFinder, sentences_of
from tenderscan.model.rule import LANGUAGES
from tenderscan.pipeline import COMPONENTS, Tokenizer, pipeline
from tenderscan.rulebook.load.rulebook import load_rulebook

VOCAB = spacy.blank("xx").vocab

DUTY = "De opdrachtnemer moet de IAO-conventies naleven (Richtlijn 2014/24/EU). Hij bezorgt elk jaar een attest."


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline("nl")


def labels(doc: Doc, group: str) -> set[str]:
    return {span.label_ for span in doc.spans[group]}


def test_a_doc_holds_concepts_signals_and_references(nlp: Language) -> None:
    doc = nlp(DUTY)
    assert doc.text == DUTY
    assert "ilo-convention" in labels(doc, CONCEPTS)
    assert {"contractor", "obligation", "proof"} <= labels(doc, SIGNALS)
    assert "directive-2014-24" in labels(doc, REFERENCES)
    assert [sentence.text[:12] for sentence in doc.sents] == ["De opdrachtn", "Hij bezorgt "]
    convention = next(span for span in doc.spans[CONCEPTS] if span.label_ == "ilo-convention")
    assert convention.text == "IAO-conventies"


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_the_tokenizer_loses_no_character(text: str) -> None:
    doc = Tokenizer(VOCAB)(text)
    assert doc.text == text
    ours = [(token.idx, token.text) for token in doc if not token.is_space]
    tokens = tokenize(text)
    assert {(start, text[start:end]) for start, end in zip(tokens.starts, tokens.ends, strict=True)} <= set(ours)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_doc_a_block_finds_what_the_plain_search_finds(checker: Checker, corpus: Path, language: str) -> None:
    """Every block of the project's own tenders in that language, and the clauses of all criteria."""
    rulebook = load_rulebook()
    paths = sorted((corpus / "documents").glob(f"{language}-*"))[:1]
    documents = [document for path in paths for document in checker.check_paths([path]).structured]
    clauses = "\n\n".join(c.clause[language] for c in rulebook.criteria if language in c.clause)
    documents += checker.check_text(clauses).structured
    plain, piped = Finder(lexicon(rulebook, language)), PipelineFinder(pipeline(language))
    blocks = 0
    for reading in Reader(rulebook).read(documents, {language: plain}):
        for fragment in reading.fragments:
            if fragment.block.language == language:
                blocks += 1
                found = plain.find(fragment.tokens, fragment.bounds)
                assert piped.find(fragment.tokens, fragment.bounds) == found, fragment.tokens.text
    assert blocks > 50


def test_displacy_draws_the_spans(nlp: Language) -> None:
    html = displacy.render(nlp(DUTY), style="span", options={"spans_key": SIGNALS}, jupyter=False)
    assert {"obligation", "contractor", "proof"} <= set(re.findall(r">\s*([a-z-]+)\s*</span>", html))


def test_a_span_ruler_adds_to_our_spans() -> None:
    nlp = pipeline("nl")
    ruler = nlp.add_pipe("span_ruler", config={"spans_key": CONCEPTS, "overwrite": False})
    ruler.add_patterns([{"label": "ilo-convention", "pattern": [{"LOWER": "arbeidshandvest"}]}])
    doc = nlp("De opdrachtnemer leeft het Arbeidshandvest na.")
    assert ("Arbeidshandvest", "ilo-convention") in {(span.text, span.label_) for span in doc.spans[CONCEPTS]}
    assert "respects" in labels(doc, CONCEPTS)


@Language.component("test_house_charter")
def house_charter(doc: Doc) -> Doc:
    """A component of a user's own: a house name for the conventions."""
    hits = [token.i for token in doc if token.text == "Havencode"]
    doc.spans[CONCEPTS] = [*doc.spans[CONCEPTS], *(Span(doc, i, i + 1, label="ilo-convention") for i in hits)]
    return doc


def test_what_a_users_component_adds_counts_in_the_verdict() -> None:
    text = "De opdrachtnemer leeft de Havencode na en legt elk jaar een auditverslag van een onafhankelijke derde voor."
    nlp = pipeline("nl")
    nlp.add_pipe("test_house_charter", last=True)
    applicable = frozenset({"labour.ilo-conventions"})
    verdicts = []
    with Checker() as checker:
        for use in (False, True):
            if use:
                checker.use("nl", nlp)
            findings = checker.check_text(text, applicable=applicable).report.findings
            verdicts.append(next(f.verdict for f in findings if f.id == "labour.ilo-conventions"))
    assert [verdict.value for verdict in verdicts] == ["missing", "met"]


def test_components_stand_in_any_pipeline_and_keep_its_tokens_and_sentences() -> None:
    nlp = spacy.blank("nl")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("tenderscan_signals")
    doc = nlp("De opdrachtnemer moet de IAO-conventies naleven. Hij legt ze voor.")
    assert {"contractor", "obligation"} <= labels(doc, SIGNALS)
    assert sentences_of(doc, tokenize(doc.text)) == ((0, 8), (8, 13))


def test_a_pipeline_is_saved_and_read_again(nlp: Language) -> None:
    with tempfile.TemporaryDirectory() as folder:
        nlp.to_disk(folder)
        again = spacy.load(folder)
    assert again.pipe_names == list(COMPONENTS)
    before, after = nlp(DUTY), again(DUTY)
    assert [span.text for span in after.spans[SIGNALS]] == [span.text for span in before.spans[SIGNALS]]


def test_a_language_that_the_rules_do_not_speak_is_refused() -> None:
    with pytest.raises(UsageError, match="no language of the rules"):
        pipeline("it")
    with pytest.raises(UsageError, match="whose words"):
        spacy.blank("xx").add_pipe("tenderscan_concepts")


@pytest.mark.slow
def test_a_check_loads_no_spacy() -> None:
    code = (
        "import sys; from tenderscan.check import check_text;"
        f"print(check_text({DUTY!r}).claims != (), sorted({{'spacy', 'requests'}} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True []\n"
