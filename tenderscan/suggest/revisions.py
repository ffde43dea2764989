"""Tracked changes in a Word file: text struck run by run, text and paragraphs put in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from tenderscan.containers.ooxml.comments import child_of
from tenderscan.containers.ooxml.elements import SPACE, clone, element, paragraph_properties, run, set_mark
from tenderscan.containers.ooxml.words import GONE, W
from tenderscan.containers.ooxml.words import name as local
from tenderscan.word.alignment import Stretch
from tenderscan.word.runs import cut

_LEFT_ALONE = frozenset({"commentReference", "annotationRef", "drawing", "pict", "object", "AlternateContent"})
_NOT_COPIED = ("ins", "del", "moveFrom", "moveTo", "rPrChange")
_LOCKS = ("contentLocked", "sdtContentLocked")


@dataclass(frozen=True, slots=True)
class Struck:
    """What a strike left: the children of the paragraph that hold it, and how its text was set."""

    paragraph: etree._Element
    first: etree._Element
    last: etree._Element
    marks: etree._Element | None


class Revisions:
    """Makes tracked changes of one author, dated only where that was asked: the same input gives the same bytes."""

    def __init__(self, document: etree._Element, author: str, date: str = "") -> None:
        self._author, self._date = author, date
        used = (str(node.get(f"{W}id", "")) for node in document.iter(etree.Element))
        self._next = max((int(value) for value in used if value.isdecimal()), default=0) + 1

    def change(self, tag: str) -> etree._Element:
        """An empty tracked change: `ins` or `del`."""
        node = element(tag, id=str(self._next), author=self._author)
        self._next += 1
        if self._date:
            node.set(f"{W}date", self._date)
        return node

    def inserted(self, runs: Sequence[etree._Element]) -> etree._Element:
        """Runs as an insertion."""
        made = self.change("ins")
        made.extend(runs)
        return made

    def strike(self, stretch: Stretch) -> Struck:
        """Strike a part of a paragraph; runs are split where it begins and ends and keep how they are set."""
        last = stretch.tail.run
        cut(stretch.tail, stretch.end)
        first = stretch.head.run
        after = cut(stretch.head, stretch.start)
        if after is not None:
            if last is first:
                last = after
            first = after
        runs = list(_between(stretch.paragraph, first, _with_notes(last)))
        marks = first.find(f"{W}rPr")
        wrappers = [self._strike_run(each) for each in runs]
        return Struck(
            stretch.paragraph,
            child_of(stretch.paragraph, wrappers[0]),
            child_of(stretch.paragraph, wrappers[-1]),
            clone(marks) if marks is not None else None,
        )

    def strike_mark(self, paragraph: etree._Element) -> None:
        """Strike the end of a paragraph that is struck as a whole, so that no empty one is left."""
        set_mark(paragraph, self.change("del"))

    def strike_row(self, row: etree._Element) -> None:
        """Strike a table's row; its cells' text is struck apart."""
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = element("trPr")
            before = [node for node in row if local(node) == "tblPrEx"]
            row.insert(len(before), properties)
        later = [node for node in properties if local(node) == "trPrChange"]
        if later:
            later[0].addprevious(self.change("del"))
        else:
            properties.append(self.change("del"))
        for paragraph in row.iter(f"{W}p"):
            self.strike_mark(paragraph)

    def insert_row(self, row: etree._Element) -> None:
        """Record a table's row as new; its cells' text is put in apart."""
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = element("trPr")
            row.insert(len([node for node in row if local(node) == "tblPrEx"]), properties)
        for old in [node for node in properties if local(node) in (*_NOT_COPIED, "trPrChange")]:
            properties.remove(old)
        properties.append(self.change("ins"))

    def put_after(self, after: etree._Element, paragraphs: Sequence[etree._Element], *, alike: bool = False) -> None:
        """Put new paragraphs after a block.

        Where nothing follows it, and where the last of them is to look as the block does (`alike`), the block's own
        end is what is new, as when someone types on from there: a document's last paragraph cannot go when a change is
        rejected, and LibreOffice would give the paragraph behind the look of what went.
        """
        closing = after if local(after) == "p" and (alike or not _followed(after)) and _may_run_on(after) else None
        place = after
        for paragraph in paragraphs:
            place.addnext(paragraph)
            place = paragraph
        if closing is None:
            for paragraph in paragraphs:
                set_mark(paragraph, self.change("ins"))
            return
        _take_properties(paragraphs[-1], closing)
        for paragraph in (closing, *paragraphs[:-1]):
            set_mark(paragraph, self.change("ins"))

    def _strike_run(self, node: etree._Element) -> etree._Element:
        wrapper = self.change("del")
        node.addprevious(wrapper)
        wrapper.append(node)
        for text in node.iter(f"{W}t", f"{W}instrText"):
            text.tag = f"{W}delText" if local(text) == "t" else f"{W}delInstrText"
            if text.text and text.text != text.text.strip():
                text.set(SPACE, "preserve")
        return wrapper


def _with_notes(last: etree._Element) -> etree._Element:
    """The run of the footnote that is cited right behind a run: it goes with the words it explains."""
    following = last.getnext()
    while following is not None and local(following) == "r":
        held = [local(node) for node in following if local(node) != "rPr"]
        if any(kind not in ("footnoteReference", "endnoteReference") for kind in held):
            break
        last, following = following, following.getnext()
    return last


def can_strike(stretch: Stretch) -> bool:
    """Whether a part of a paragraph can be struck: outside text boxes and locked controls, and with whole fields."""
    for parent in stretch.paragraph.iterancestors():
        if local(parent) == "txbxContent" or _locked(parent):
            return False
    depth = 0
    runs = list(_between(stretch.paragraph, stretch.head.run, stretch.tail.run))
    if not runs or any(_locked(parent) for node in runs for parent in node.iterancestors(f"{W}sdt")):
        return False
    for node in runs:
        for mark in node.iter(f"{W}fldChar"):
            depth += {"begin": 1, "end": -1}.get(str(mark.get(f"{W}fldCharType")), 0)
            if depth < 0:
                return False
    return depth == 0


def is_emptied(paragraph: etree._Element) -> bool:
    """Whether nothing of a paragraph is left once all changes are accepted."""
    shown = ("t", "sym", "drawing", "pict", "object", "footnoteReference", "endnoteReference")
    for node in paragraph.iter(*(f"{W}{tag}" for tag in shown)):
        if local(node) == "t" and not (node.text or "").strip():
            continue
        if not any(local(parent) in GONE for parent in node.iterancestors()):
            return False
    return True


def mark_can_go(paragraph: etree._Element) -> bool:
    """Whether a paragraph may run on into the next: one follows, and no section ends here."""
    following = next((node for node in paragraph.itersiblings() if local(node) in ("p", "tbl", "sdt", "sectPr")), None)
    return following is not None and local(following) == "p" and paragraph.find(f"{W}pPr/{W}sectPr") is None


def _locked(node: etree._Element) -> bool:
    lock = node.find(f"{W}sdtPr/{W}lock") if local(node) == "sdt" else None
    return lock is not None and lock.get(f"{W}val") in _LOCKS


def _followed(block: etree._Element) -> bool:
    return any(local(node) in ("p", "tbl", "sdt", "altChunk") for node in block.itersiblings())


def _may_run_on(paragraph: etree._Element) -> bool:
    """Whether a paragraph's end may be recorded as new: none was recorded there yet, and no section ends with it."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return True
    recorded = (f"{W}sectPr", f"{W}framePr", f"{W}pPrChange", *(f"{W}rPr/{W}{tag}" for tag in _NOT_COPIED))
    return all(properties.find(path) is None for path in recorded)


def _take_properties(paragraph: etree._Element, other: etree._Element) -> None:
    """Set a paragraph as another: what is left of both, should the change be rejected, must look like the other."""
    own, given = paragraph.find(f"{W}pPr"), other.find(f"{W}pPr")
    if own is not None:
        paragraph.remove(own)
    if given is not None:
        paragraph.insert(0, clone(given))


def _between(paragraph: etree._Element, first: etree._Element, last: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph from one to another that can be struck; one that carries a picture or comment cannot."""
    inside = False
    for node in paragraph.iter(f"{W}r"):
        inside = inside or node is first
        if inside and _is_own(node, paragraph) and not any(local(held) in _LEFT_ALONE for held in node):
            yield node
        if node is last:
            return


def _is_own(node: etree._Element, paragraph: etree._Element) -> bool:
    for parent in node.iterancestors():
        if parent is paragraph:
            return True
        if local(parent) in GONE or local(parent) in ("txbxContent", "Fallback"):
            return False
    return False


def new_paragraph(
    model: etree._Element | None, content: Sequence[etree._Element], keep: Sequence[str]
) -> etree._Element:
    """A paragraph set as another one (only the properties named in `keep`), with that content."""
    made = element("p")
    given = model.find(f"{W}pPr") if model is not None else None
    if given is not None:
        own = paragraph_properties(made)
        for node in given:
            if local(node) in keep:
                own.append(clone(node))
    made.extend(content)
    return made


def run_like(text: str, model: etree._Element | None, drop: Sequence[str] = ()) -> etree._Element:
    """A run set as another one's rPr, without the properties named in `drop`."""
    made = run(text, model)
    marks = made.find(f"{W}rPr")
    if marks is not None:
        for node in list(marks):
            if local(node) in (*_NOT_COPIED, *drop):
                marks.remove(node)
        if not len(marks):
            made.remove(marks)
    return made
