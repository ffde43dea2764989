"""The parts of an OpenDocument file, read with limits, and the words of its XML."""

from __future__ import annotations

from lxml import etree

from tenderscan.containers.package import BREAKAGE, part_root
from tenderscan.containers.zip import open_zip
from tenderscan.errors import UnreadableError

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"

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
        except _BREAKAGE as error:
            raise UnreadableError(f"{path} is broken or cut off.", "Open it and save it anew.") from error
        if content is None:
            raise UnreadableError(f"{path} holds no document.", "Open it and save it anew.")
        self.content: etree._Element = content
        found = next(meta.iter(_DC_TITLE), None) if meta is not None else None
        self.title = " ".join((found.text or "").split()) if found is not None else ""

    def body(self, kind: str) -> etree._Element:
        """The body of a kind: text or spreadsheet. Raises UnreadableError where the file is of another one."""
        found = self.content.find(f"{OFFICE}body/{OFFICE}{kind}")
        if found is None:
            raise UnreadableError(f"{self._path} holds no {kind}.", "Open it and save it anew.")
        return found


def name(node: etree._Element) -> str:
    """The tag of a node without its namespace; empty for comments and instructions."""
    return node.tag.rsplit("}", 1)[-1] if isinstance(node.tag, str) else ""


def whole(node: etree._Element, key: str, default: int) -> int:
    """An attribute as a whole number, or the default where it is none."""
    value = str(node.get(key, ""))
    return int(value) if value.isdecimal() and len(value) < 11 else default
