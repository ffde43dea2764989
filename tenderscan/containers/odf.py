"""The parts of an OpenDocument file, read with limits, and the words of its XML."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from tenderscan.containers.package import BREAKAGE, part_bytes, part_root
from tenderscan.containers.zip import open_zip
from tenderscan.errors import UnreadableError

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
HREF = "{http://www.w3.org/1999/xlink}href"
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"

MOST_OBJECTS = 100
"""Documents within one document that are read."""

_BREAKAGE = (*BREAKAGE, ValueError)


class OdfPackage:
    """Content, styles and title of an OpenDocument file.

    Raises UnreadableError where it is broken, encrypted, too large or holds no content.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self._path = path
        try:
            with open_zip(data) as archive:
                manifest = part_root(archive, "META-INF/manifest.xml", path)
                if manifest is not None and any("encryption-data" in str(n.tag) for n in manifest.iter()):
                    raise UnreadableError(f"{path} is protected by a password.", "Take the password off and save it.")
                content = part_root(archive, "content.xml", path)
                self.styles = part_root(archive, "styles.xml", path)
                meta = part_root(archive, "meta.xml", path)
                self.objects = {**_objects(archive, path), **_foreign(archive, content, path)}
        except _BREAKAGE as error:
            raise UnreadableError(f"{path} is broken or cut off.", "Open it and save it anew.") from error
        if content is None:
            raise UnreadableError(f"{path} holds no document.", "Open it and save it anew.")
        self.content: etree._Element = content
        self.title = _title(meta)

    @classmethod
    def flat(cls, root: etree._Element, path: str) -> OdfPackage:
        """A file that holds all its parts in one XML (.fodt, .fods)."""
        package = cls.__new__(cls)
        package._path, package.content, package.title, package.objects = path, root, _title(root), {}
        # Styles stand in the root itself, where those of the content are looked for anyway.
        package.styles = root.find(f"{OFFICE}master-styles")
        return package

    def body(self, kind: str) -> etree._Element:
        """The body of a kind: text or spreadsheet. Raises UnreadableError where the file is of another one."""
        found = self.content.find(f"{OFFICE}body/{OFFICE}{kind}")
        if found is None:
            raise UnreadableError(f"{self._path} holds no {kind}.", "Open it and save it anew.")
        return found


def _title(meta: etree._Element | None) -> str:
    found = next(meta.iter(_DC_TITLE), None) if meta is not None else None
    return " ".join((found.text or "").split()) if found is not None else ""


def _objects(archive: zipfile.ZipFile, path: str) -> dict[str, bytes]:
    """Documents within the document ("Object 1/content.xml"), each packed as a file of its own, by its folder."""
    found: dict[str, bytes] = {}
    for part in sorted(archive.namelist()):
        folder, _, file = part.rpartition("/")
        if file == "content.xml" and folder and len(found) < MOST_OBJECTS:
            content = part_bytes(archive, part, path)
            kind = next((kind for kind in ("spreadsheet", "text") if f"<office:{kind}".encode() in content), "")
            if kind:
                found[f"{folder}.{'odt' if kind == 'text' else 'ods'}"] = _packed(content, kind)
    return found


def _foreign(archive: zipfile.ZipFile, content: etree._Element | None, path: str) -> dict[str, bytes]:
    """Objects of other programs, as their parts hold them, by the name of the part."""
    nodes = content.iter(f"{DRAW}object-ole", f"{DRAW}object") if content is not None else ()
    hrefs = dict.fromkeys(str(node.get(HREF, "")).removeprefix("./").rstrip("/") for node in nodes)
    held = frozenset(archive.namelist())
    return {href: part_bytes(archive, href, path) for href in list(hrefs)[:MOST_OBJECTS] if href in held}


def _packed(content: bytes, kind: str) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", content)
    return memory.getvalue()


def name(node: etree._Element) -> str:
    """The tag of a node without its namespace; empty for comments and instructions."""
    return node.tag.rsplit("}", 1)[-1] if isinstance(node.tag, str) else ""


def whole(node: etree._Element, key: str, default: int) -> int:
    """An attribute as a whole number, or the default where it is none."""
    value = str(node.get(key, ""))
    return int(value) if value.isdecimal() and len(value) < 11 else default
