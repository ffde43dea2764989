"""A recount in one Word file: numbers written anew and a line for the new criterion, as tracked changes."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tenderscan.containers.ooxml.elements import clone, element, set_mark
from tenderscan.containers.ooxml.words import W
from tenderscan.containers.ooxml.words import name as local
from tenderscan.model.section import StructuredDocument
from tenderscan.suggest.look import EMPHASIS, ITEM, Looks
from tenderscan.suggest.model import Edited, NewRow, Recount
from tenderscan.suggest.revisions import Revisions, Struck, can_strike, new_paragraph, run_like
from tenderscan.word.alignment import Alignment, Stretch
from tenderscan.word.runs import cut

_LINE = (*ITEM, "keepNext", "keepLines", "pBdr", "shd")


class Counted:
    """Makes the changes of recounts in one document."""

    def __init__(
        self, structured: StructuredDocument, alignment: Alignment, looks: Looks, revisions: Revisions
    ) -> None:
        self._structured, self._alignment = structured, alignment
        self._looks, self._revisions = looks, revisions

    def can_recount(self, recount: Recount) -> bool:
        """Whether every number was found in the file, and the list can take one more line there."""
        edits = [self.stretch(each.block, each.start, each.end) for each in recount.edits]
        if any(each is None or not can_strike(each) for each in edits):
            return False
        block = self._structured.blocks[recount.row.after]
        paragraph = self._looks.paragraph(block)
        if paragraph is None:
            return False
        if recount.row.within is not None:
            return self.stretch(block.id, recount.row.within - 1, recount.row.within) is not None
        if not block.cells:
            return next(paragraph.iterancestors(f"{W}tc"), None) is None
        row = next(paragraph.iterancestors(f"{W}tr"), None)
        return row is not None and len(_cells(row, recount.row)) == len(recount.row.texts)

    def stretch(self, block: int, start: int, end: int) -> Stretch | None:
        """The part of one paragraph that holds a block's clean characters; None where it was not found as one."""
        found = self._alignment.stretches(*self._structured.blocks[block].original(start, end))
        return found[0] if len(found) == 1 else None

    def rewrite(self, edit: Edited) -> tuple[Struck, etree._Element]:
        """Strike a number and put the new one behind it."""
        stretch = self.stretch(edit.block, edit.start, edit.end)
        assert stretch is not None
        struck = self._revisions.strike(stretch)
        new = self._revisions.inserted([run_like(edit.text, struck.marks)])
        struck.last.addnext(new)
        return struck, new

    def add(self, row: NewRow) -> None:
        """The new line, after that of the last criterion; in a sentence behind that criterion's number."""
        paragraph = self._looks.paragraph(self._structured.blocks[row.after])
        assert paragraph is not None
        if row.within is not None:
            self._into_sentence(row)
        elif self._structured.blocks[row.after].cells:
            own = next(paragraph.iterancestors(f"{W}tr"))
            own.addnext(self._row(own, row))
        else:
            runs = self._revisions.inserted([run_like(row.texts[0], _marks(paragraph), EMPHASIS)])
            self._revisions.put_after(paragraph, [new_paragraph(paragraph, [runs], _LINE)], alike=True)

    def _into_sentence(self, row: NewRow) -> None:
        stretch = self.stretch(row.after, (row.within or 1) - 1, row.within or 1)
        assert stretch is not None
        cut(stretch.tail, stretch.end)
        made = self._revisions.inserted([run_like(row.texts[0], stretch.tail.run.find(f"{W}rPr"))])
        stretch.tail.run.addnext(made)

    def _row(self, own: etree._Element, row: NewRow) -> etree._Element:
        """A row set as another, with a text for each cell, recorded as new."""
        made = element("tr")
        for tag in ("tblPrEx", "trPr"):
            given = own.find(f"{W}{tag}")
            if given is not None:
                made.append(clone(given))
        self._revisions.insert_row(made)
        for cell, text in zip(_cells(own, row), row.texts, strict=True):
            made.append(self._cell(cell, text))
        return made

    def _cell(self, cell: etree._Element, text: str) -> etree._Element:
        made = element("tc")
        properties = cell.find(f"{W}tcPr")
        if properties is not None:
            made.append(clone(properties))
        model = next(cell.iter(f"{W}p"))
        runs = [self._revisions.inserted([run_like(text, _marks(model))])] if text else []
        paragraph = new_paragraph(model, runs, _LINE)
        set_mark(paragraph, self._revisions.change("ins"))
        made.append(paragraph)
        return made


def _cells(row: etree._Element, new: NewRow) -> Sequence[etree._Element]:
    """The cells of a row; none where one goes on from a row above or over several columns."""
    cells = [node for node in row if local(node) == "tc"]
    joined = any(cell.find(f"{W}tcPr/{W}vMerge") is not None for cell in cells)
    return [] if joined or any(next(cell.iter(f"{W}p"), None) is None for cell in cells) else cells


def _marks(paragraph: etree._Element) -> etree._Element | None:
    run = next((node for node in paragraph.iter(f"{W}r") if node.find(f"{W}t") is not None), None)
    return run.find(f"{W}rPr") if run is not None else None
