"""A Word file as a package: parts read and replaced, all other parts kept byte for byte."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib

from lxml import etree

from tenderscan.containers.ooxml.elements import NAMESPACE
from tenderscan.errors import UnreadableError

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_KINDS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PROLOG = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\?>\s*")
_BREAKAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    RuntimeError,
    KeyError,
)

MOST_BYTES = 200_000_000
"""Unpacked size of one part beyond which a file is taken for a bomb."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day that new members carry: the same input gives the same bytes."""


class WordFile:
    """A .docx in memory. Raises UnreadableError where it is broken or no Word file."""

    def __init__(self, data: bytes, path: str) -> None:
        self._path = path
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self._infos = list({info.filename: info for info in archive.infolist()}.values())
                if any(info.file_size > MOST_BYTES for info in self._infos):
                    raise UnreadableError(f"{path} is too large unpacked.", "Check where it comes from.")
                self._parts = {info.filename: archive.read(info) for info in self._infos}
        except _BREAKAGE as error:
            raise UnreadableError(f"{path} is broken or no Word file.", "Open it in Word and save it anew.") from error
        self.main = self._main()
        self.strict = _STRICT in self._parts[self.main][:4096]
        self.document = self._parse(self.main)

    def part(self, kind: str) -> str | None:
        """The name of the part that the document names as its comments, styles or the like; None where it has none."""
        found = (target for relation, target in self._related(self.main) if relation == kind)
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
            body = body.replace(NAMESPACE.encode(), _STRICT)
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
        data = self._parts[name]
        if b"<!ENTITY" in data[:65536]:
            raise UnreadableError(
                f"{self._path} defines XML entities.", "Such files are not read; save it without them."
            )
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            # Word's strict form differs by its namespaces only.
            return etree.fromstring(data.replace(_STRICT, NAMESPACE.encode()), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableError(f"{self._path} is broken XML.", "Open it in Word and save it anew.") from error

    def _main(self) -> str:
        for relation, target in self._related(""):
            if relation == "officeDocument" and target in self._parts:
                return target
        found = sorted(n for n in self._parts if n.startswith("word/document") and n.endswith(".xml"))
        if not found:
            raise UnreadableError(f"{self._path} holds no Word document.", "Open it in Word and save it anew.")
        return found[0]

    def _related(self, part: str) -> list[tuple[str, str]]:
        name = _relations_of(part)
        if name not in self._parts:
            return []
        folder = posixpath.dirname(part)
        found = []
        for node in self._parse(name):
            if node.get("TargetMode") != "External" and node.get("Type"):
                target = str(node.get("Target", ""))
                where = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found.append((str(node.get("Type")).rsplit("/", 1)[-1], posixpath.normpath(where)))
        return found

    def _declare(self, name: str, content_type: str) -> None:
        types = "[Content_Types].xml"
        root = self._parse(types) if types in self._parts else _root("Types", _TYPES)
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=content_type)
        self.replace(types, root)

    def _relate(self, name: str, kind: str) -> None:
        file = _relations_of(self.main)
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


def _relations_of(part: str) -> str:
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


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
