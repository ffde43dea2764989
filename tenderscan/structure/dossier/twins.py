"""Documents of a dossier that are one text in two formats or two versions, recognised by their content first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from zlib import crc32

from tenderscan.lexicon.fold import fold
from tenderscan.model.document import Origin
from tenderscan.model.section import StructuredDocument
from tenderscan.model.twin import OLDER, SAME_TEXT, Twin
from tenderscan.structure.dossier.revisions import Revision, newer, revision_in_name, revision_in_text
from tenderscan.structure.words import StructureWords

FEWEST = 60
"""Words from which a document's text can be told from another's."""

RUN = 5
"""Words of a run by which texts are compared."""

SAME_NAME, OTHER_NAME = 0.03, 0.01
"""Share of words that may differ between two formats of one text: of one name, and of two."""

KEPT_BY_NAME, KEPT_BY_TITLE = 0.6, 0.85
"""Share of an older version's runs that the newer holds: recognised by the files' names, or by their first pages."""

SHORTER = 0.7
"""A newer version has at least this share of the older one's words; a shorter one replaces a part of it."""

SKETCH, ALIKE = 60, 0.2
"""Runs by which two texts are first compared, and the share of them that they must have in common."""

_WORD = re.compile(r"[^\W_]+")
_NO_VERSIONS = frozenset({"notice", "clarification", "award-report"})
_FORMATS = ("docx", "odt", "rtf", "doc", "pdf")
"""Endings in the order in which formats tell most of the structure; others come after."""


def twins(documents: Sequence[StructuredDocument], words: StructureWords) -> tuple[Twin, ...]:
    """Each document that another of the dossier stands for: first the same texts, then older versions of what is left.

    A version is told only where names or titles are the same without it, and the newer holds most of the older.
    """
    texts = [_Text(number, document, words) for number, document in enumerate(documents)]
    found: dict[int, Twin] = {}
    for one, other in combinations(sorted(texts, key=_Text.preference), 2):
        if one.number not in found and other.number not in found and _same(one, other):
            found[other.number] = Twin(SAME_TEXT, other.number, one.number)
    left = [text for text in texts if text.number not in found]
    for one, other in combinations(left, 2):
        twin = _older(one, other)
        if twin is not None and twin.document not in found:
            found[twin.document] = twin
    return tuple(_followed(found[number], found) for number in sorted(found))


def _followed(twin: Twin, found: dict[int, Twin]) -> Twin:
    """What stands for an older version is the newest one, not one between; a copy of an older version is one too."""
    last = twin
    while last.other in found:
        last = found[last.other]
    own = twin.own or found[twin.other].own if twin.other in found else twin.own
    return Twin(last.kind, twin.document, last.other, own, last.newer)


@dataclass(frozen=True)
class _Text:
    """A document's words as they are compared."""

    number: int
    document: StructuredDocument
    words: StructureWords

    def preference(self) -> tuple[int, int, str]:
        """The best copy first: read in full, of the format that tells most, then by name."""
        source = self.document.document
        unread = len(source.unread) + len(source.doubtful_pages)
        ending = self.ending
        return unread, _FORMATS.index(ending) if ending in _FORMATS else len(_FORMATS), source.path

    @property
    def ending(self) -> str:
        """The file name's ending."""
        return self.document.document.path.rsplit(".", 1)[-1].lower()

    @cached_property
    def list(self) -> tuple[str, ...]:
        """All words in order, without heads, feet and comments."""
        aside = (Origin.HEADER, Origin.FOOTER, Origin.COMMENT)
        blocks = (block.text for block in self.document.blocks if block.origin not in aside)
        return tuple(_WORD.findall(fold(" ".join(blocks))))

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word stands in it."""
        return Counter(self.list)

    @cached_property
    def runs(self) -> frozenset[int]:
        """The runs of five words, as numbers."""
        last = len(self.list) - RUN + 1
        return frozenset(crc32(" ".join(self.list[at : at + RUN]).encode()) for at in range(max(0, last)))

    @cached_property
    def sketch(self) -> frozenset[int]:
        """The runs with the smallest numbers: texts that are alike have most of them in common."""
        return frozenset(sorted(self.runs)[:SKETCH])

    @cached_property
    def by_name(self) -> Revision:
        """The version in the file's name."""
        return revision_in_name(self.document, self.words)

    @cached_property
    def by_title(self) -> Revision:
        """The version on the first page."""
        return revision_in_text(self.document, self.words)


def _comparable(one: _Text, other: _Text) -> bool:
    sizes = sorted((len(one.list), len(other.list)))
    if sizes[0] < FEWEST or sizes[0] < 0.4 * sizes[1]:
        return False
    return len(one.sketch & other.sketch) >= ALIKE * SKETCH or len(one.runs) < 2 * SKETCH


def _same(one: _Text, other: _Text) -> bool:
    """Whether two documents of different formats are one text; two of one format are never taken for it."""
    notices = {one.document.role, other.document.role} & {"notice"}
    if one.ending == other.ending or notices or not _comparable(one, other):
        return False
    differing = (one.counts - other.counts) + (other.counts - one.counts)
    share = sum(differing.values()) / max(1, len(one.list) + len(other.list))
    if one.by_name.stem == other.by_name.stem:
        return share <= SAME_NAME and one.by_name.number == other.by_name.number
    return share <= OTHER_NAME and not any(word.isdigit() for word in differing)


def _older(one: _Text, other: _Text) -> Twin | None:
    first, second = one.document, other.document
    if first.role != second.role or first.role in _NO_VERSIONS or first.languages[:1] != second.languages[:1]:
        return None
    for a, b, kept in ((one.by_name, other.by_name, KEPT_BY_NAME), (one.by_title, other.by_title, KEPT_BY_TITLE)):
        order = newer(a, b) if a.stem and a.stem == b.stem else None
        if order is None:
            continue
        new, old = (one, other) if order else (other, one)
        if not _comparable(one, other) or not _holds(new, old, kept):
            return None
        told = (b, a) if order else (a, b)
        return Twin(OLDER, old.number, new.number, told[0].said or _name(old), told[1].said or _name(new))
    return None


def _holds(new: _Text, old: _Text, share: float) -> bool:
    """Whether a newer text is as long as an older one, more or less, and holds most of it."""
    if len(new.list) < SHORTER * len(old.list) or not old.runs:
        return False
    return len(old.runs & new.runs) >= share * len(old.runs)


def _name(text: _Text) -> str:
    return text.document.document.path.rsplit("/", 1)[-1]
