"""The parts of a Word file: found by their relations, read with limits."""

from __future__ import annotations

import posixpath
import re
import zipfile

from lxml import etree

from tenderscan.containers.ooxml.markup import has_changes, reject
from tenderscan.containers.ooxml.relations import by_id, main_part, outside, relations, word_root
from tenderscan.containers.package import part_bytes

_CORE_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_SHORTEST_TITLE = 8


class Package:
    """The XML parts of a Word file. Raises UnreadableError where there is no document in it.

    `original` gives the parts as they were before the tracked changes; `tracked` says whether a part that was read
    has any.
    """

    def __init__(self, archive: zipfile.ZipFile, path: str, *, original: bool = False) -> None:
        self._archive, self._path, self._original = archive, path, original
        self.tracked = False
        self._names = frozenset(archive.namelist())
        self._main = main_part(self._names, self._xml, path)
        self._related = relations(self._main, self._xml)

    def document(self) -> etree._Element | None:
        """The root of the main part."""
        return self._xml(self._main)

    def part(self, kind: str) -> etree._Element | None:
        """The root of the part that the document names as its styles, numbering, comments or the like, or None."""
        return next(iter(self.parts(kind)), None)

    def parts(self, kind: str) -> list[etree._Element]:
        """The roots of all parts of a kind (header, footer …), in the order of their names."""
        named = [part for relation, part in self._related if relation == kind and part in self._names]
        if not self._related:
            usual = re.compile(rf"{re.escape(posixpath.dirname(self._main))}/{kind}\d*\.xml")
            named = [part for part in self._names if usual.fullmatch(part)]
        found = (self._xml(part) for part in sorted(set(named)))
        return [root for root in found if root is not None]

    def has(self, kind: str) -> bool:
        """Whether the document names a part of that kind."""
        return any(relation == kind for relation, _ in self._related)

    def targets(self, kind: str) -> list[str]:
        """The names of the parts of a kind that the main part names and the file holds, in order."""
        return sorted({part for relation, part in self._related if relation == kind and part in self._names})

    def mentions(self, word: bytes) -> bool:
        """Whether the main part holds these bytes: a cheap look before it is walked once more."""
        return word in self.content(self._main)

    def links(self, kind: str) -> list[str]:
        """What the main part names of a kind outside the file, in order."""
        return [target for relation, target in outside(self._main, self._xml) if relation == kind]

    def content(self, part: str) -> bytes:
        """The bytes of a part. Raises UnreadableError where it is too large."""
        return part_bytes(self._archive, part, self._path)

    def related(self, identity: str) -> etree._Element | None:
        """The root of the part that the main part names by an id (rId5), or None."""
        part = by_id(self._main, self._xml).get(identity)
        return self._xml(part) if part is not None else None

    def title(self) -> str | None:
        """The title in the file's properties, unless it is too short to be one."""
        core = self._xml("docProps/core.xml")
        found = core.find(_CORE_TITLE) if core is not None else None
        title = " ".join((found.text or "").split()) if found is not None else ""
        return title if len(title) >= _SHORTEST_TITLE else None

    def _xml(self, part: str) -> etree._Element | None:
        if part not in self._names:
            return None
        root = word_root(part_bytes(self._archive, part, self._path), self._path)
        if has_changes(root):
            self.tracked = True
            if self._original:
                reject(root)
        return root
