"""Notices as XML: eForms and TED, as the plain text of the notice's own language; other XML as bare text."""

from __future__ import annotations

import hashlib

from lxml import etree

from tenderscan.containers.xml import parse
from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document, Element, ElementKind, NoticeFacts
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.notice.eforms import CHANGES, ROOTS, changed, read_eforms
from tenderscan.sources.readers.notice.ted import REPLACED, read_ted, replaced


def read_notice(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read an XML file. Raises UnreadableError where it is broken or holds no text."""
    del options
    root = parse(data, path)
    tag = etree.QName(root).localname
    facts: NoticeFacts | None = None
    warnings: tuple[str, ...] = ()
    if tag in ROOTS:
        elements, facts = read_eforms(root)
        warnings = (CHANGES,) if changed(root) else ()
    elif tag == "TED_EXPORT":
        elements, facts = read_ted(root)
        warnings = (REPLACED,) if replaced(root) else ()
    else:
        elements = _bare(root)
        warnings = ("This XML is no notice that is known; its bare text was read.",)
    if not elements:
        raise UnreadableError(f"{path} holds no text.", "Download the notice anew.")
    return Document(
        path,
        hashlib.sha256(data).hexdigest(),
        "application/xml",
        tuple(elements),
        warnings=warnings,
        title=facts.subject if facts else None,
        notice=facts,
    )


def _bare(root: etree._Element) -> list[Element]:
    """The text of every node that has some, in order."""
    found = []
    for node in root.iter():
        text = " ".join((node.text or "").split()) if isinstance(node.tag, str) else ""
        if text:
            found.append(Element(text, ElementKind.PARAGRAPH))
    return found
