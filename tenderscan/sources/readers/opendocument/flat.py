"""Documents in one XML: OpenDocument's flat files (.fodt, .fods), and Word's (Flat OPC)."""

from __future__ import annotations

import base64
import binascii
import io
import zipfile

from lxml import etree

from tenderscan.containers.odf import OFFICE, OdfPackage
from tenderscan.containers.xml import parse
from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.opendocument.read import text_document
from tenderscan.sources.readers.sheet.read import sheet_document
from tenderscan.sources.readers.word.read import read_docx

_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"


def read_flat(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read a document in one XML. Raises UnreadableError where it is broken or of a kind that is not read."""
    root = parse(data, path)
    if root.tag == f"{_PACKAGE}package":
        return read_docx(_zipped(root, path), path, options)
    package = OdfPackage.flat(root, path)
    if root.find(f"{OFFICE}body/{OFFICE}spreadsheet") is not None:
        return sheet_document(package, data, path)
    return text_document(package, data, path)


def _zipped(root: etree._Element, path: str) -> bytes:
    """The parts of a Flat OPC file as the ZIP that Word would have written."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in root.iterchildren(f"{_PACKAGE}part"):
            xml, binary = part.find(f"{_PACKAGE}xmlData"), part.find(f"{_PACKAGE}binaryData")
            name = str(part.get(f"{_PACKAGE}name", "")).lstrip("/")
            if xml is not None and len(xml):
                archive.writestr(name, etree.tostring(xml[0]))
            elif binary is not None:
                try:
                    archive.writestr(name, base64.b64decode(binary.text or ""))
                except (binascii.Error, ValueError) as error:
                    raise UnreadableError(f"{path} is broken.", "Open it and save it anew.") from error
    return memory.getvalue()
