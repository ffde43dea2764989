"""What a dossier is: takes its documents, gives their kind together, and what of a tender they cannot hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tenderscan.model.completeness import Completeness, DossierKind, Lack
from tenderscan.model.document import Origin
from tenderscan.model.section import Block, BlockKind, SectionKind, StructuredDocument
from tenderscan.structure.words import StructureWords, holds, plain

FEWEST_WORDS = 12
"""Words below which a dossier is a fragment, whatever they say."""

LONGEST_FRAGMENT, SIGNS = 400, 2
"""Words up to which a dossier is a fragment where fewer different words of tenders than SIGNS stand in it."""

FRONT = 60
"""Blocks at the head of a document in which the phrases of a notice or a result stand."""

TITLE_BLOCKS = 4
"""Blocks at the head of a document in which it may say what it is."""

FEWEST_NOTICES = 3
"""Buyers, and subjects or closing dates, that a collection of tenders labels."""

_IN_MODEL = ("technical-specification", "award-criterion", "selection-criterion", "subject-matter")
_BY_ROLE = {
    "notice": DossierKind.NOTICE,
    "award-report": DossierKind.AWARD_NOTICE,
    "tender-form": DossierKind.FORM,
    "espd": DossierKind.FORM,
    "inventory": DossierKind.FORM,
    "clarification": DossierKind.ANSWERS,
    "contract": DossierKind.CONDITIONS,
    "specification": DossierKind.SPECIFICATION,
    "technical-part": DossierKind.SPECIFICATION,
}
_PRECEDENCE = (
    DossierKind.SPECIFICATION,
    DossierKind.CONDITIONS,
    DossierKind.MODEL,
    DossierKind.NOTICE,
    DossierKind.AWARD_NOTICE,
    DossierKind.ANSWERS,
    DossierKind.FORM,
)
"""The kind that a dossier of several documents has: the first of these that one of them has."""

_ALL_LACKING = frozenset({DossierKind.NOTICE, DossierKind.FORM, DossierKind.ANSWERS, DossierKind.FRAGMENT})
_SENTENCE = re.compile(r"(?<=[.;!?])\s+|\n")
_SILENT = frozenset({SectionKind.CONTENTS, SectionKind.DEFINITIONS})


def completeness(documents: Sequence[StructuredDocument], words: StructureWords) -> Completeness:
    """The kind of a dossier and its lacks, with the words of `rules/structure/` (`kind.*`, `cited-document.*`)."""
    if documents and all(_holds_many(document, words) for document in documents):
        return Completeness(DossierKind.COLLECTION)
    kind = _kind(documents, words)
    lacks: list[Lack] = []
    if kind in _ALL_LACKING:
        lacks.append(Lack("kind"))
    elif kind is DossierKind.MODEL:
        lacks.append(Lack("kind", provisions=_IN_MODEL))
    if kind is not DossierKind.AWARD_NOTICE:
        said = _sentences(documents)
        lacks += [*_not_yet(said, words), *_pointed_to(documents, said, words)]
    return Completeness(kind, tuple(lacks))


def _kind(documents: Sequence[StructuredDocument], words: StructureWords) -> DossierKind:
    texts = [block.text for document in documents for block in document.blocks]
    count = sum(len(text.split()) for text in texts)
    noticed = any(document.document.notice is not None for document in documents)
    if not noticed and (count < FEWEST_WORDS or (count <= LONGEST_FRAGMENT and _signs(texts, words) < SIGNS)):
        return DossierKind.FRAGMENT
    kinds = {_of_document(document, words) for document in documents}
    return next((kind for kind in _PRECEDENCE if kind in kinds), DossierKind.FRAGMENT)


def _signs(texts: Sequence[str], words: StructureWords) -> int:
    """How many different words of tenders the texts hold."""
    whole = f" {plain(' '.join(texts))} "
    return sum(holds(whole, word) for word in words.get("kind.tender-word"))


def _of_document(document: StructuredDocument, words: StructureWords) -> DossierKind | None:
    """The kind of one document: by its data, what it calls itself, the phrases at its head, or its role."""
    notice = document.document.notice
    if notice is not None:
        return DossierKind.AWARD_NOTICE if notice.result else DossierKind.NOTICE
    own = f" {plain(' '.join((document.title, *(b.text for b in document.blocks[:TITLE_BLOCKS] if _short(b)))))} "
    named = next((name for name in ("award-notice", "model", "form", "notice") if _called(own, name, words)), "")
    if named:
        return DossierKind(named)
    head = f" {plain(' '.join(block.text for block in document.blocks[:FRONT]))} "
    for name in ("award-notice", "notice"):
        if sum(holds(head, phrase) for phrase in words.get(f"kind.{name}.phrase")) >= SIGNS:
            return DossierKind(name)
    return _BY_ROLE.get(document.role)


def _called(own: str, name: str, words: StructureWords) -> bool:
    return any(holds(own, word) for word in words.get(f"kind.{name}"))


def _short(block: Block) -> bool:
    """Whether a block may be part of a title: a heading, or a line that is no sentence."""
    return block.kind is BlockKind.HEADING or (len(block.text.split()) <= 12 and not block.text.rstrip().endswith("."))


# A collection of many tenders.


def _holds_many(document: StructuredDocument, words: StructureWords) -> bool:
    """Whether a document labels several buyers, each with a subject or a closing date of its own."""
    buyers, others = set[str](), Counter[str]()
    for block in document.blocks:
        label, colon, rest = block.text.partition(":")
        folded = plain(label)
        if not colon or len(folded.split()) > 5:
            continue
        if folded in words.get("kind.collection.buyer"):
            buyers.add(plain(rest))
        elif folded in words.get("kind.collection.subject"):
            others[folded] += 1
    return len(buyers) >= FEWEST_NOTICES and max(others.values(), default=0) >= FEWEST_NOTICES


# Documents that the text points to, and texts that are still to come.


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence as the document writes it, and folded."""

    text: str
    folded: str


def _not_yet(said: Sequence[_Said], words: StructureWords) -> Iterator[Lack]:
    """A sentence that says that specifications do not exist yet."""
    things, still = words.get("kind.not-yet.thing"), words.get("kind.not-yet")
    for each in said:
        if any(holds(each.folded, cue) for cue in still) and any(holds(each.folded, thing) for thing in things):
            yield Lack("not-yet", each.text)
            return


def _pointed_to(
    documents: Sequence[StructuredDocument], said: Sequence[_Said], words: StructureWords
) -> Iterator[Lack]:
    """The documents that the text points to by their kind, where none of the dossier calls itself so."""
    for name, cues in sorted(words.under("cited-document").items()):
        if any(_is_itself(document, cues, words) for document in documents):
            continue
        for each in said:
            cue = next((cue for cue in cues if holds(each.folded, cue)), "")
            if cue and _points(each.folded, words):
                yield Lack("absent", _as_written(each.text, cue), () if name == "all" else tuple(name.split("+")))
                break


def _points(folded: str, words: StructureWords) -> bool:
    """Whether a sentence says that another document holds clauses, and not that it is the tenderer's or does not."""
    if any(holds(folded, word) for word in words.get("kind.points.not")):
        return False
    return any(holds(folded, word) for word in words.get("kind.points"))


def _is_itself(document: StructuredDocument, cues: Sequence[str], words: StructureWords) -> bool:
    """Whether a document calls itself by one of the cues: in its name, its title, a heading, or as "this …"."""
    name = document.document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0].replace("_", " ").replace("-", " ")
    headings = (block.text for block in document.blocks if block.kind is BlockKind.HEADING)
    heads = (block.text for block in document.blocks[:TITLE_BLOCKS] if _short(block))
    bare = {cue.split(" ", 1)[-1] for cue in cues} | set(cues)
    own = [f" {plain(text)} " for text in (name, document.title, *headings, *heads)]
    if any(holds(text, cue) for text in own for cue in bare):
        return True
    these = [f"{word} {cue}" for word in words.get("kind.this") for cue in bare]
    return any(holds(f" {plain(block.text)} ", said) for block in document.blocks for said in these)


def _sentences(documents: Sequence[StructuredDocument]) -> list[_Said]:
    found = []
    for document in documents:
        for block in document.blocks:
            if block.origin is Origin.COMMENT or block.question or document.sections[block.section].kind in _SILENT:
                continue
            sentences = (sentence.strip() for sentence in _SENTENCE.split(block.text))
            found += [_Said(sentence, f" {plain(sentence)} ") for sentence in sentences if sentence]
    return found


def _as_written(sentence: str, cue: str) -> str:
    """The cue as the sentence writes it, where its letters can be told."""
    at = sentence.casefold().find(cue)
    return sentence[at : at + len(cue)] if at >= 0 else cue
