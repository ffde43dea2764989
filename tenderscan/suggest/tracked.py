"""A plan's changes in one Word file: tracked changes with comments, nothing else touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from lxml import etree

from tenderscan.containers.ooxml.comments import Comments, anchor, ends, reference
from tenderscan.containers.ooxml.elements import element
from tenderscan.containers.ooxml.file import WordFile
from tenderscan.containers.ooxml.words import W
from tenderscan.containers.ooxml.words import name as local
from tenderscan.model.section import Block, StructuredDocument
from tenderscan.suggest.counted import Counted
from tenderscan.suggest.look import EMPHASIS, Look, Looks, outermost
from tenderscan.suggest.model import AUTHOR, Amendment, Clash, Edited, Insertion, Plan, Recount
from tenderscan.suggest.passage import passage
from tenderscan.suggest.remarks import Remarks
from tenderscan.suggest.revisions import Revisions, can_strike, is_emptied, mark_can_go, new_paragraph, run_like
from tenderscan.verdicts import Spot
from tenderscan.word.alignment import Alignment, Stretch


@dataclass
class _Pending:
    """New paragraphs that go after one block, and the comments that stand around some of them."""

    after: etree._Element
    paragraphs: list[etree._Element] = field(default_factory=list)
    comments: list[tuple[etree._Element, Sequence[str]]] = field(default_factory=list)
    headings: int = 0
    model: etree._Element | None = None


class TrackedDocument:
    """One Word file of the dossier, while it is changed."""

    def __init__(self, data: bytes, structured: StructuredDocument, stamp: str, remarks: Remarks) -> None:
        self._structured = structured
        self._file = WordFile(data, structured.document.path)
        body = self._file.document.find(f"{W}body")
        self._body = body if body is not None else self._file.document
        self._alignment = Alignment(structured.document, self._body)
        self._looks = Looks(structured, self._alignment)
        self._revisions = Revisions(self._file.document, AUTHOR, stamp)
        self._comments = Comments(self._file, AUTHOR, stamp)
        self._remarks = remarks
        self._touched: list[etree._Element] = []
        self._rows: list[tuple[etree._Element, Amendment]] = []
        self._counted = Counted(structured, self._alignment, self._looks, self._revisions)

    def can_amend(self, amendment: Amendment) -> bool:
        """Whether the passage stands in the file in a way that can be struck."""
        stretches = self._stretches(amendment)
        return bool(stretches) and all(can_strike(stretch) for stretch in stretches)

    def can_insert(self, spot: Spot) -> bool:
        """Whether the spot was found in the file."""
        return self._looks.paragraph(spot.after) is not None

    def can_recount(self, recount: Recount) -> bool:
        """Whether the list of award criteria can be changed in the file."""
        return self._counted.can_recount(recount)

    def content(self, plan: Plan, number: int) -> bytes:
        """The file with all changes made that a plan has for document `number`.

        New paragraphs come first: their neighbours' look must be what it was.
        """
        insertions = [each for each in plan.insertions if each.spot.document == number]
        amendments = [each for each in plan.amendments if each.claim.place.document == number]
        recounts = [each for each in plan.recounts if each.document == number]
        pending: dict[int, _Pending] = {}
        for insertion in insertions:
            self._prepare(insertion, pending, alone=_alone(insertion, insertions))
        for each in pending.values():
            self._revisions.put_after(each.after, each.paragraphs, alike=each.model is each.after)
            for paragraph, lines in each.comments:
                self._comment_on(paragraph, lines)
        for recount in recounts:
            if recount.row.within is None:
                self._counted.add(recount.row)
        steps = [((a.claim.place.block, a.claim.place.start), partial(self._amend, a)) for a in amendments]
        for recount in recounts:
            steps += [((e.block, e.start), partial(self._recount, e, recount)) for e in recount.edits]
            if recount.row.within is not None:
                steps.append(((recount.row.after, recount.row.within), partial(self._counted.add, recount.row)))
        steps += [
            ((clash.place.block, clash.place.start), partial(self._flag, clash))
            for clash in plan.clashes
            if clash.place.document == number
        ]
        # From the end backwards: a strike splits runs, and what stands before it stays where it was.
        for _, step in sorted(steps, key=lambda pair: pair[0], reverse=True):
            step()
        self._close()
        self._comment_on_rows()
        self._comments.save()
        return self._file.content()

    def _prepare(self, insertion: Insertion, pending: dict[int, _Pending], *, alone: bool) -> None:
        spot, clause = insertion.spot, insertion.clause
        held = pending.get(spot.after.id)
        if held is None:
            held = pending[spot.after.id] = _Pending(self._after(spot.after))
        text, title = self._looks.text(spot), clause.need.criterion.title[self._remarks.language_of(clause)]
        heading = self._looks.heading(spot.like)
        lead = ""
        if spot.title:
            if not held.headings:
                held.paragraphs.append(self._heading(spot, spot.title, heading, held))
            lead = title
        elif spot.like is not None and heading is not None:
            held.paragraphs.append(self._heading(spot, title, heading, held))
        elif not alone:
            lead = title
        for number, part in enumerate(part for part in clause.text.split("\n") if part.strip()):
            runs = [self._bold(f"{lead}. ", text)] if lead and not number else []
            runs.append(run_like(part.strip(), text.marks, EMPHASIS))
            paragraph = new_paragraph(text.model, [self._revisions.inserted(runs)], text.keep)
            held.paragraphs.append(paragraph)
            held.model = text.model
            if not number:
                held.comments.append((paragraph, self._remarks.inserted(clause)))

    def _heading(self, spot: Spot, title: str, look: Look | None, held: _Pending) -> etree._Element:
        number = self._looks.next_number(spot.like, held.headings) if spot.like is not None else ""
        held.headings += 1
        run = run_like(f"{number}{title}", look.marks if look else None)
        return new_paragraph(look.model if look else None, [self._revisions.inserted([run])], look.keep if look else ())

    def _bold(self, text: str, look: Look) -> etree._Element:
        run = run_like(text, look.marks, EMPHASIS)
        marks = run.find(f"{W}rPr")
        if marks is None:
            marks = etree.SubElement(run, f"{W}rPr")
            run.insert(0, marks)
        after = [node for node in marks if local(node) in ("rStyle", "rFonts")]
        marks.insert(len(after), etree.Element(f"{W}b"))
        return run

    def _after(self, block: Block) -> etree._Element:
        """The block of the file after which new paragraphs go: outside a table that ends with this section."""
        node = self._looks.paragraph(block)
        assert node is not None
        later = (b for b in self._structured.blocks if b.id > block.id and b.section != block.section)
        others = [found for b in later if (found := self._looks.paragraph(b)) is not None]
        chosen = outermost(node, others)
        # A paragraph whose end was deleted before runs on into the next; one that ends a page layout ends its section.
        while local(chosen) == "p" and chosen.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            following = chosen.getnext()
            if following is None or local(following) != "p":
                break
            chosen = following
        return chosen

    def _recount(self, edit: Edited, recount: Recount) -> None:
        struck, new = self._counted.rewrite(edit)
        if edit is recount.edits[0]:
            self._anchor(self._remarks.recounted(recount), struck.first, new)

    def _flag(self, clash: Clash) -> None:
        """A comment around the passage; where none of it was found in the file it is told on the screen alone."""
        block = self._structured.blocks[clash.place.block]
        found = self._alignment.paragraphs(*block.original(clash.place.start, clash.place.end))
        if found:
            self._comment_on(found[0], self._remarks.clashing(clash))

    def _comment_on(self, paragraph: etree._Element, lines: Sequence[str]) -> None:
        found = ends(paragraph)
        if found is not None:
            self._anchor(lines, *found)

    def _stretches(self, amendment: Amendment) -> list[Stretch]:
        start, end = passage(amendment.claim, self._structured, keep_label=amendment.clause is not None)
        return self._alignment.stretches(start, end)

    def _amend(self, amendment: Amendment) -> None:
        stretches = self._stretches(amendment)
        struck = [self._revisions.strike(self._with_blank(stretch, amendment)) for stretch in stretches]
        last = struck[-1].last
        if amendment.clause is not None:
            new = self._revisions.inserted([run_like(amendment.clause.text, struck[0].marks, EMPHASIS)])
            struck[0].last.addnext(new)
            last = new if len(struck) == 1 else last
        self._touched += [each.paragraph for each in struck]
        row = _emptied_row(struck[0].paragraph)
        if row is not None:
            self._rows.append((row, amendment))
        elif amendment.clause is None and is_emptied(struck[0].paragraph) and mark_can_go(struck[0].paragraph):
            # Before the words, so that they and the paragraph's end go together (LibreOffice keeps the end otherwise).
            number = self._comments.add(self._remarks.amended(amendment))
            place = [element(tag, id=number) for tag in ("commentRangeStart", "commentRangeEnd")]
            for node in (*place, self._revisions.inserted([reference(number)])):
                struck[0].first.addprevious(node)
        else:
            self._anchor(self._remarks.amended(amendment), struck[0].first, last)

    def _comment_on_rows(self) -> None:
        """Comments on rows that go, on the nearest row above that stays: in one that goes, a comment would keep it."""
        for row, amendment in reversed(self._rows):
            above = next(
                (each for each in row.itersiblings(f"{W}tr", preceding=True) if not _is_emptied_row(each)), None
            )
            beside = _last_words(above) if above is not None else ends(next(row.iter(f"{W}p")))
            if beside is not None:
                self._anchor(self._remarks.amended(amendment, row=above is not None), *beside)

    def _anchor(self, lines: Sequence[str], first: etree._Element, last: etree._Element) -> None:
        number = self._comments.add(lines)
        anchor(number, first, last, self._revisions.inserted([reference(number)]))

    def _with_blank(self, stretch: Stretch, amendment: Amendment) -> Stretch:
        """A sentence struck for good takes the blank after it (or, at the end, before it) along."""
        text = stretch.tail.text
        if amendment.clause is None and stretch.end < len(text) and text[stretch.end].isspace():
            return Stretch(stretch.paragraph, stretch.head, stretch.start, stretch.tail, stretch.end + 1)
        before = stretch.head.text[: stretch.start]
        if amendment.clause is None and before and before[-1].isspace() and before.strip():
            return Stretch(stretch.paragraph, stretch.head, stretch.start - 1, stretch.tail, stretch.end)
        return stretch

    def _close(self) -> None:
        """Strike the rows and the ends of paragraphs of which nothing is left."""
        touched = list(dict.fromkeys(self._touched))
        for paragraph in touched:
            if not is_emptied(paragraph):
                continue
            if (row := _emptied_row(paragraph)) is not None:
                if row.find(f"{W}trPr/{W}del") is None:
                    self._revisions.strike_row(row)
            elif mark_can_go(paragraph):
                self._revisions.strike_mark(paragraph)


def _emptied_row(paragraph: etree._Element) -> etree._Element | None:
    """The row around a paragraph, if nothing of it is left once all changes are accepted."""
    row = next(paragraph.iterancestors(f"{W}tr"), None)
    return row if row is not None and _is_emptied_row(row) else None


def _is_emptied_row(row: etree._Element) -> bool:
    return all(is_emptied(each) for each in row.iter(f"{W}p"))


def _last_words(row: etree._Element) -> tuple[etree._Element, etree._Element] | None:
    """What a comment on a row may stand around: its last paragraph that holds anything."""
    found = [held for paragraph in row.iter(f"{W}p") if (held := ends(paragraph)) is not None]
    return found[-1] if found else None


def _alone(insertion: Insertion, all_of_them: Sequence[Insertion]) -> bool:
    return sum(1 for each in all_of_them if each.spot.after.id == insertion.spot.after.id) == 1
