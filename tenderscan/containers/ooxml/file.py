"""A Word file as a package: parts read and replaced, all other parts kept byte for byte."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile

from lxml import etree

from tenderscan.containers.ooxml.relations import main_part, relations, relations_part, word_root
from tenderscan.containers.ooxml.words import STRICT_WORD, TRANSITIONAL_WORD
from tenderscan.containers.package import BREAKAGE, part_bytes
from tenderscan.containers.zip import open_zip
from tenderscan.errors import UnreadableError

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_KINDS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PROLOG = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\?>\s*")
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day that new members carry: the same input gives the same bytes."""


class WordFile:
    """A .docx in memory. Raises UnreadableError where it is broken or no Word file."""

    def __init__(self, data: bytes, path: str) -> None:
        self._path = path
        try:
            with open_zip(data) as archive:
                self._infos = list({info.filename: info for info in archive.infolist()}.values())
                self._parts = {info.filename: part_bytes(archive, info, path) for info in self._infos}
        except BREAKAGE as error:
            raise UnreadableError(f"{path} is broken or no Word file.", "Open it in Word and save it anew.") from error
        self.main = main_part(self._parts, self._known, path)
        self.strict = STRICT_WORD in self._parts[self.main][:4096]
        self.document = self._parse(self.main)

    def part(self, kind: str) -> str | None:
        """The name of the part that the document names as its comments, styles or the like; None where it has none."""
        found = (target for relation, target in relations(self.main, self._known) if relation == kind)
        return next((name for name in found if name in self._parts), None)

    def root(self, name: str) -> etree._Element:
        """The root of a part."""
        return self._parse(name)

    def add(self, kind: str, content_type: str, root: etree._Element) -> str:
        """A new part of a kind beside the document, named in the relations and the content types."""
        folder = posixpath.dirname(self.main)
        number = 0
        name = posixpath.join(folder, f"{kind}.xml")
        while name in self._parts:
            number += 1
            name = posixpath.join(folder, f"{kind}{number}.xml")
        self.replace(name, root)
        self._declare(name, content_type)
        self._relate(name, kind)
        return name

    def replace(self, name: str, root: etree._Element) -> None:
        """Give a part a new content; its XML declaration stays as it was."""
        body = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
        if self.strict:
            body = body.replace(TRANSITIONAL_WORD, STRICT_WORD)
        found = _PROLOG.match(self._parts.get(name, b""))
        prolog = found.group() if found and b"utf-8" in found.group().lower() else b""
        self._parts[name] = (prolog or b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n') + body

    def content(self) -> bytes:
        """The file: the document's part as it now is, all others as they were."""
        self.replace(self.main, self.document)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            known = set()
            for info in self._infos:
                known.add(info.filename)
                archive.writestr(_like(info), self._parts[info.filename])
            for name in sorted(self._parts.keys() - known):
                archive.writestr(_new(name), self._parts[name])
        return out.getvalue()

    def _parse(self, name: str) -> etree._Element:
        return word_root(self._parts[name], self._path)

    def _known(self, name: str) -> etree._Element | None:
        return self._parse(name) if name in self._parts else None

    def _declare(self, name: str, content_type: str) -> None:
        types = "[Content_Types].xml"
        root = self._parse(types) if types in self._parts else _root("Types", _TYPES)
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=content_type)
        self.replace(types, root)

    def _relate(self, name: str, kind: str) -> None:
        file = relations_part(self.main)
        root = self._parse(file) if file in self._parts else _root("Relationships", _RELATIONS)
        taken = {str(node.get("Id")) for node in root}
        number = next(n for n in range(1, len(taken) + 2) if f"rIdTs{n}" not in taken)
        base = _STRICT_KINDS if self.strict else _KINDS
        etree.SubElement(
            root,
            f"{{{_RELATIONS}}}Relationship",
            Id=f"rIdTs{number}",
            Type=f"{base}/{kind}",
            Target=posixpath.relpath(name, posixpath.dirname(self.main) or "."),
        )
        self.replace(file, root)


def _root(tag: str, namespace: str) -> etree._Element:
    return etree.fromstring(f'<{tag} xmlns="{namespace}"/>')


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """A member as the original has it: name, day, rights, way of packing (packed where that is unusual)."""
    made = zipfile.ZipInfo(info.filename, info.date_time)
    made.external_attr, made.create_system = info.external_attr, info.create_system
    usual = info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    made.compress_type = info.compress_type if usual else zipfile.ZIP_DEFLATED
    return made


def _new(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, EPOCH)
    made.compress_type = zipfile.ZIP_DEFLATED
    made.create_system = 0
    return made


def settled(data: bytes) -> bytes:
    """A ZIP with all members dated EPOCH, so that making it again gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            target.writestr(_new(info.filename), source.read(info))
    return out.getvalue()
