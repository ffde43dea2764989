"""Annexes that the text cites: which of them the dossier holds, and what the text says of those that it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tenderscan.model.annex import CitedAnnex
from tenderscan.model.document import Origin
from tenderscan.model.section import Block, BlockKind, SectionKind, StructuredDocument
from tenderscan.structure.words import StructureWords, plain

REACH = 90
"""Letters around a citation in the same sentence that show what the annex is."""

LONGEST_TITLE, LONGEST_LINE = 12, 16
"""Words of an annex's title, and of the line that heads it."""

_LABEL = r"(?:[A-Z](?:[-.]?\d{1,2})?[a-z]?|\d{1,2}(?:\.\d{1,2})?[a-z]?|[IVX]{1,5})"
_TITLE = re.compile(r"^\s*(?:[:–—-]\s*|\(\s*)(?P<title>[^;.()|:]{4,120})")
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-ZÀ-Ý])|\n")


@dataclass
class _Known:
    """What the dossier says of one annex."""

    name: str
    order: int
    titles: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    legal: bool = True


def cited_but_absent(documents: Sequence[StructuredDocument], words: StructureWords) -> tuple[CitedAnnex, ...]:
    """The annexes that some document cites and none is or holds, in the order of the first citation.

    An annex is held where a file's name, a title, a running head or a heading says that it is that annex; a list of
    annexes holds none of them. Annexes of laws and standards are no part of a dossier.
    """
    search = _Search(words)
    known: dict[str, _Known] = {}
    for document in documents:
        for block in document.blocks:
            if block.origin is not Origin.COMMENT and not block.question:
                search.cite(block, known)
    held = {label for document in documents for label in search.held(document)}
    names = [plain(f"{_stem(d.document.path)} {d.title}") for d in documents]
    absent = [
        (entry, label)
        for label, entry in known.items()
        if label not in held and not entry.legal and not _named(entry.titles, names)
    ]
    return tuple(search.told(entry) for entry, _ in sorted(absent, key=lambda pair: pair[0].order))


class _Search:
    """Finds citations with the words of `rules/structure/` (`annex` and keys that begin with `annex.`)."""

    def __init__(self, words: StructureWords) -> None:
        self._words = words
        names = "|".join(sorted(map(re.escape, words.get("annex")), key=len, reverse=True)) or "(?!)"
        ranges = "|".join(map(re.escape, sorted(words.ranges, key=len, reverse=True))) or "(?!)"
        join = "|".join(re.escape(word) for word in words.get("annex.join")) or ","
        one = rf"(?:n[r°o]\.?\s*)?{_LABEL}(?![\w/])"
        self._cited = re.compile(
            rf"\b(?P<word>(?i:{names}))\s+(?P<labels>{one}(?:\s*(?:,|&|/|(?i:\b(?:{join})\b)|–|-|(?i:{ranges}))\s*(?i:(?:{names})\s+)?{one})*)"
        )
        standards = "|".join(re.escape(word.upper()) for word in words.get("annex.standard")) or "(?!)"
        self._standard = re.compile(rf"\b(?:{standards})\b[\s\w.:-]{{0,20}}$")
        self._range = re.compile(rf"(?<=\d)\s*(?:{ranges}|–|-)\s*(?=\d)")
        self._own = re.compile(rf"^\W*(?P<word>(?i:{names}))\s+(?:n[r°o]\.?\s*)?(?P<label>{_LABEL})(?!\w)(?P<rest>.*)$")
        self._in_name = re.compile(rf"\b(?:{names})[\s_.-]*(?:n[ro]\.?\s*)?(?P<label>{_LABEL.lower()})\b")
        self._again = re.compile(rf"\b(?i:{names})\b")

    def cite(self, block: Block, known: dict[str, _Known]) -> None:
        """Add the block's citations to what is known."""
        if not self._again.search(block.text):
            return
        for sentence in _SENTENCE.split(block.text):
            for match in self._cited.finditer(sentence):
                for label in self._labels(match["labels"]):
                    name = f"{_singular(match['word'], block.language, self._words)} {label}"
                    entry = known.setdefault(label.upper(), _Known(name, len(known)))
                    self._learn(entry, sentence, match)

    def _learn(self, entry: _Known, sentence: str, match: re.Match[str]) -> None:
        before, after = sentence[: match.start()][-REACH:], sentence[match.end() :][:REACH]
        if self._is_legal(before, after):
            return
        entry.legal = False
        entry.said.append(f"{before} {self._again.split(after)[0]}")
        title = _TITLE.match(after)
        # In a list of annexes each name follows its label: "Annex A delivery form; annex B prices".
        listed = re.split(r"[;.]", after)[0] if self._own.match(sentence) else ""
        raw = title["title"] if title else listed
        words = self._again.split(raw)[0].split()
        if words and len(words) <= LONGEST_TITLE:
            entry.titles.append(" ".join(words).strip(" ,"))
        # What stands just before an annex in brackets is its title as well: "the application form (annex A-1)".
        if before.rstrip().endswith("("):
            entry.titles.append(" ".join(before.rstrip(" (").split()[-5:]))

    def _is_legal(self, before: str, after: str) -> bool:
        """Whether the annex is one of a law or a standard."""
        near = " ".join(after.split()[:8])
        return bool(self._standard.search(before)) or bool(self._words.held("annex.legal", near))

    def _labels(self, raw: str) -> Iterator[str]:
        joined = self._again.sub(" ", raw)
        for part in re.split(r"\s*(?:,|&|/)\s*|\s+[^\W\d_]{2,3}\s+(?=[A-Z\d])", joined):
            ends = self._range.split(part.strip())
            digits = [re.sub(r"^\D*", "", end) for end in ends]
            if len(ends) == 2 and all(d.isdecimal() for d in digits) and int(digits[0]) < int(digits[1]):
                yield from map(str, range(int(digits[0]), int(digits[1]) + 1))
            elif found := re.search(_LABEL, part):
                yield found.group()

    def held(self, document: StructuredDocument) -> Iterator[str]:
        """The labels of the annexes that a document is or holds."""
        for name in (_stem(document.document.path), document.title):
            for match in self._in_name.finditer(plain(name)):
                yield match["label"].upper()
        for dropped in document.dropped:
            headed = self._own.match(dropped.text)
            if headed:
                yield headed["label"].upper()
        own = {b.id: self._heads(b, document) for b in document.blocks}
        for block_id, label in own.items():
            beside = [own.get(block_id - 1), own.get(block_id + 1)]
            if label and not any(other and other != label for other in beside):
                yield label

    def _heads(self, block: Block, document: StructuredDocument) -> str:
        """The label of the annex that a line heads, or nothing."""
        match = self._own.match(block.text)
        kind = document.sections[block.section].kind
        short = len(block.text.split()) <= LONGEST_LINE and not self._again.search(match["rest"] if match else "")
        listing = kind in (SectionKind.CONTENTS, SectionKind.ANNEX_LIST) and block.kind is not BlockKind.HEADING
        heads = block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.TITLE) and not listing
        sentence = block.text.rstrip().endswith((".", ";", ",")) and block.kind is not BlockKind.HEADING
        return match["label"].upper() if match and short and heads and not sentence else ""

    def told(self, entry: _Known) -> CitedAnnex:
        """What the text says of an absent annex: its titles first, then the sentences that cite it."""
        title = entry.titles[0] if entry.titles else ""
        if any(self._form(text) for text in entry.titles):
            return CitedAnnex(entry.name, title)
        for texts in (entry.titles, [text for text in entry.said if not self._form(text)]):
            provisions = self._said(texts, "annex.holds")
            if provisions:
                return CitedAnnex(entry.name, title, provisions, self._said(texts, "annex.matter"))
        return CitedAnnex(entry.name, title)

    def _form(self, text: str) -> bool:
        return bool(self._words.held("annex.form", text))

    def _said(self, texts: Sequence[str], prefix: str) -> tuple[str, ...]:
        names = sorted(self._words.under(prefix))
        return tuple(name for name in names if any(self._words.held(f"{prefix}.{name}", text) for text in texts))


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0].replace("_", " ").replace("-", " ")


def _singular(word: str, language: str, words: StructureWords) -> str:
    """The annex word as a name begins with it: English "annexes" are each an annex, French ones an annexe."""
    folded = plain(word)
    if folded not in words.get("annex.plural"):
        return word.capitalize()
    stem = folded.removesuffix("ices") if folded.endswith("ices") else folded[:-2]
    singles = sorted(
        (w for w in words.get("annex") if w.startswith(stem) and w not in words.get("annex.plural")), key=len
    )
    return (singles[0 if language == "en" else -1] if singles else word).capitalize()


def _named(titles: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a file's name or title is the annex's own title."""
    return any(len(plain(t)) >= 6 and plain(t) in name for t in titles for name in names)
