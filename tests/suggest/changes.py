"""Accepting and rejecting tracked changes on a Word file's XML, written apart from the code that makes them.

What Word does to insertions and deletions of text, paragraph marks and rows; moves and changed formats stay.
"""

from __future__ import annotations

import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def tag(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def document(data: bytes) -> etree._Element:
    """The root of the document's part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def with_document(data: bytes, root: etree._Element) -> bytes:
    """The file with another document part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, etree.tostring(root) if name == "word/document.xml" else source.read(name))
    return out.getvalue()


def reject_all(data: bytes, author: str | None = None) -> etree._Element:
    """The document without what was inserted, with what was deleted; of one author where one is named."""
    return _settle(document(data), gone="ins", kept="del", author=author)


def accept_all(data: bytes, author: str | None = None) -> etree._Element:
    """The document with what was inserted, without what was deleted."""
    return _settle(document(data), gone="del", kept="ins", author=author)


def _settle(root: etree._Element, gone: str, kept: str, author: str | None) -> etree._Element:
    def changes(kind: str) -> list[etree._Element]:
        found = root.iter(f"{W}{kind}")
        return [node for node in found if author is None or node.get(f"{W}author") == author]

    for node in changes(gone):
        if node.getparent() is not None and tag(node.getparent()) not in ("rPr", "trPr"):
            _drop_comments(root, node)
            node.getparent().remove(node)
    for node in changes(kept):
        parent = node.getparent()
        if tag(parent) in ("rPr", "trPr"):
            parent.remove(node)
            continue
        for text in node.iter(f"{W}delText", f"{W}delInstrText"):
            text.tag = f"{W}t" if tag(text) == "delText" else f"{W}instrText"
        for inner in list(node):
            node.addprevious(inner)
        parent.remove(node)
    for mark in changes(gone):
        if tag(mark.getparent()) == "trPr":
            row = mark.getparent().getparent()
            row.getparent().remove(row)
    # Marks from the end: a paragraph runs on into the one behind it, whose look is kept.
    for mark in reversed([node for node in changes(gone) if tag(node.getparent()) == "rPr"]):
        _join(mark.getparent().getparent().getparent(), mark)
    return root


def _join(paragraph: etree._Element, mark: etree._Element) -> None:
    mark.getparent().remove(mark)
    following = paragraph.getnext()
    between = []
    while following is not None and tag(following) in ("bookmarkStart", "bookmarkEnd", "commentRangeEnd"):
        between.append(following)
        following = following.getnext()
    content = [node for node in paragraph if tag(node) != "pPr"]
    if following is not None and tag(following) == "p":
        at = 1 if len(following) and tag(following[0]) == "pPr" else 0
        for node in reversed(content):
            following.insert(at, node)
        paragraph.getparent().remove(paragraph)
    elif not content and following is not None and tag(following) == "tbl":
        paragraph.getparent().remove(paragraph)
    # Else it stays: Word cannot take away the last paragraph of a cell or a document.


def _drop_comments(root: etree._Element, node: etree._Element) -> None:
    """A comment goes with its mark."""
    ids = {reference.get(f"{W}id") for reference in node.iter(f"{W}commentReference")}
    for kind in ("commentRangeStart", "commentRangeEnd"):
        for other in list(root.iter(f"{W}{kind}")):
            if other.get(f"{W}id") in ids:
                other.getparent().remove(other)


def canonical(root: etree._Element) -> bytes:
    """The document as it reads: runs set alike are one, texts side by side are one, empty properties are none."""
    root = etree.fromstring(etree.tostring(root))
    for node in list(root.iter(f"{W}rPr", f"{W}pPr", f"{W}trPr")):
        if not len(node) and not node.attrib and tag(node) == "rPr":
            node.getparent().remove(node)
    for node in list(root.iter(f"{W}pPr", f"{W}trPr")):
        if not len(node):
            node.getparent().remove(node)
    for run in list(root.iter(f"{W}r")):
        before = run.getprevious()
        if before is None or tag(before) != "r" or _look(before) != _look(run):
            continue
        for node in list(run):
            if tag(node) != "rPr":
                before.append(node)
        run.getparent().remove(run)
    for text in list(root.iter(f"{W}t")):
        text.attrib.pop(SPACE, None)
        before = text.getprevious()
        if before is not None and tag(before) == "t":
            before.text = (before.text or "") + (text.text or "")
            text.getparent().remove(text)
    return etree.tostring(root, method="c14n")


def _look(run: etree._Element) -> bytes:
    marks = run.find(f"{W}rPr")
    own = b"" if marks is None or not len(marks) else etree.tostring(marks, method="c14n")
    return own + repr(sorted(run.attrib.items())).encode()


def paragraphs(root: etree._Element) -> list[str]:
    """The text of every paragraph."""
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]


def empty(root: etree._Element) -> int:
    """How many rows, and paragraphs that are not all of a cell, say nothing."""
    rows = [row for row in root.iter(f"{W}tr") if not "".join(t.text or "" for t in row.iter(f"{W}t")).strip()]
    found = [p for p in root.iter(f"{W}p") if not "".join(t.text or "" for t in p.iter(f"{W}t")).strip()]
    alone = [p for p in found if tag(p.getparent()) == "tc" and len(p.getparent().findall(f"{W}p")) == 1]
    return len(found) - len(alone) + len(rows)
