"""WordprocessingML as it is written: names, elements, the order that its schema wants."""

from __future__ import annotations

import copy
import re

from lxml import etree

from tenderscan.containers.ooxml.words import W, name

NAMESPACE = W.strip("{}")
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKS_FIRST = ("ins", "del", "moveFrom", "moveTo")


def element(tag: str, **attributes: str) -> etree._Element:
    """A new element in Word's namespace with attributes in it."""
    node = etree.Element(f"{W}{tag}", nsmap={"w": NAMESPACE})
    for key, value in attributes.items():
        node.set(f"{W}{key}", value)
    return node


def clone(node: etree._Element) -> etree._Element:
    """A deep copy of a node without the text that follows it."""
    made = copy.deepcopy(node)
    made.tail = None
    return made


def paragraph_properties(paragraph: etree._Element) -> etree._Element:
    """The paragraph's pPr, made where it has none."""
    found = paragraph.find(f"{W}pPr")
    if found is None:
        found = element("pPr")
        paragraph.insert(0, found)
    return found


def set_mark(paragraph: etree._Element, change: etree._Element) -> None:
    """Record a tracked change of the paragraph's mark, where the schema wants it."""
    properties = paragraph_properties(paragraph)
    marks = properties.find(f"{W}rPr")
    if marks is None:
        marks = element("rPr")
        after = [n for n in properties if name(n) in ("sectPr", "pPrChange")]
        if after:
            after[0].addprevious(marks)
        else:
            properties.append(marks)
    before = [n for n in marks if name(n) in _MARKS_FIRST[: _MARKS_FIRST.index(name(change))]]
    marks.insert(len(before), change)


def text_node(text: str, tag: str = "t") -> etree._Element:
    """A text element that keeps its spaces."""
    node = element(tag)
    # A damaged file's letters may be none that XML can hold.
    text = _ILLEGAL.sub("\ufffd", text)
    node.text = text
    if text != text.strip():
        node.set(SPACE, "preserve")
    return node


def run(text: str, marks: etree._Element | None = None) -> etree._Element:
    """A run of one text, set as `marks` (an rPr, which is copied) says."""
    made = element("r")
    if marks is not None:
        made.append(clone(marks))
    made.append(text_node(text))
    return made
