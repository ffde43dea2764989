"""What a dossier is: takes its documents, gives their kind together, and what of a tender they cannot hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tenderscan.model.completeness import Completeness, DossierKind, Lack
from tenderscan.model.document import Origin
from tenderscan.model.section import Block, BlockKind, SectionKind, StructuredDocument
from tenderscan.structure.words import StructureWords, plain

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
_NEVER = re.compile("(?!)")
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
    kinds = {_of_document(document, words) for document in documents}
    told = kinds - {DossierKind.SPECIFICATION, None}
    if not told and (count < FEWEST_WORDS or (count <= LONGEST_FRAGMENT and _signs(texts, words) < SIGNS)):
        return DossierKind.FRAGMENT
    return next((kind for kind in _PRECEDENCE if kind in kinds), DossierKind.FRAGMENT)


def _signs(texts: Sequence[str], words: StructureWords) -> int:
    """How many different words of tenders the texts hold."""
    return len(set(_any(words.get("kind.tender-word")).findall(plain(" ".join(texts)))))


@lru_cache(maxsize=256)
def _any(cues: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the folded cues as whole words, the longest first."""
    ordered = sorted(cues, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)") if cues else _NEVER


def _of_document(document: StructuredDocument, words: StructureWords) -> DossierKind | None:
    """The kind of one document: by its data, what it calls itself, the phrases at its head, or its role."""
    notice = document.document.notice
    if notice is not None:
        return DossierKind.AWARD_NOTICE if notice.result else DossierKind.NOTICE
    own = plain(" ".join((document.title, *(b.text for b in document.blocks[:TITLE_BLOCKS] if _short(b)))))
    for name in ("award-notice", "model", "form", "notice"):
        if _any(words.get(f"kind.{name}")).search(own):
            return DossierKind(name)
    head = plain(" ".join(block.text for block in document.blocks[:FRONT]))
    for name in ("award-notice", "notice"):
        if len(set(_any(words.get(f"kind.{name}.phrase")).findall(head))) >= SIGNS:
            return DossierKind(name)
    return _BY_ROLE.get(document.role)


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
    things, still = _any(words.get("kind.not-yet.thing")), _any(words.get("kind.not-yet"))
    for each in _with_any(words.get("kind.not-yet"), said):
        if still.search(each.folded) and things.search(each.folded):
            yield Lack("not-yet", each.text)
            return


def _pointed_to(
    documents: Sequence[StructuredDocument], said: Sequence[_Said], words: StructureWords
) -> Iterator[Lack]:
    """The documents that the text points to by their kind, where none of the dossier calls itself so.

    A sentence that says that they are the tenderer's, or do not apply, points to none.
    """
    points, denies = _any(words.get("kind.points")), _any(words.get("kind.points.not"))
    names = [plain(name) for document in documents for name in _names(document)]
    for name, cues in sorted(words.under("cited-document").items()):
        cited = _any(cues)
        citing = [(each, found) for each in _with_any(cues, said) if (found := cited.search(each.folded))]
        if not citing or _is_held(cues, names, said, words):
            continue
        for each, found in citing:
            if points.search(each.folded) and not denies.search(each.folded):
                yield Lack("absent", _as_written(each.text, found.group()), () if name == "all" else (name,))
                break


def _is_held(cues: Sequence[str], names: Sequence[str], said: Sequence[_Said], words: StructureWords) -> bool:
    """Whether a document of the dossier calls itself by one of the cues: in a name or heading, or as "this …"."""
    bare = tuple(dict.fromkeys((*cues, *(cue.split(" ", 1)[-1] for cue in cues))))
    own = tuple(f"{word} {cue}" for word in words.get("kind.this") for cue in bare)
    return any(_any(bare).search(name) for name in names) or any(
        _any(own).search(each.folded) for each in _with_any(own, said)
    )


def _with_any(cues: Sequence[str], said: Sequence[_Said]) -> list[_Said]:
    """The sentences in which the letters of a cue stand, be it within a word: few, and soon found."""
    return [each for each in said if any(cue in each.folded for cue in cues)]


def _names(document: StructuredDocument) -> Iterator[str]:
    """What a document calls itself: its file's name, its title, its headings and the lines at its head."""
    yield document.document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0].replace("_", " ").replace("-", " ")
    yield document.title
    yield from (b.text for b in document.blocks if b.kind is BlockKind.HEADING)
    yield from (b.text for b in document.blocks[:TITLE_BLOCKS] if _short(b))


def _sentences(documents: Sequence[StructuredDocument]) -> list[_Said]:
    found = []
    for document in documents:
        for block in document.blocks:
            if block.origin is Origin.COMMENT or block.question or document.sections[block.section].kind in _SILENT:
                continue
            sentences = (sentence.strip() for sentence in _SENTENCE.split(block.text))
            found += [_Said(sentence, plain(sentence)) for sentence in sentences if sentence]
    return found


def _as_written(sentence: str, cue: str) -> str:
    """The cue as the sentence writes it, where its letters can be known."""
    at = sentence.casefold().find(cue)
    return sentence[at : at + len(cue)] if at >= 0 else cue
