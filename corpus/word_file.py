"""A source as a Word file as an office makes it: styles, numbered headings, contents, footnotes, tick boxes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as FilePart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

if TYPE_CHECKING:
    from part import Part

FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
UNNUMBERED = re.compile(r"(Bijlage|Annexe|Appendix|Anlage)\b")
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
LANGUAGE_TAG = {"nl": "nl-BE", "fr": "fr-BE", "en": "en-IE", "de": "de-DE"}


class WordFile:
    """One Word file being written."""

    def __init__(self, meta: dict[str, Any]) -> None:
        self.meta = meta
        self.document = Document()
        self.notes: list[str] = []
        self.counts = [0, 0, 0]
        self._styles()
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.header.paragraphs[0].text = f"{meta['authority']} – {meta['title']}"
        foot = section.footer.paragraphs[0]
        foot.add_run(f"{meta['authority']}\t\t")
        _field(foot, "PAGE", "1")

    def _styles(self) -> None:
        document = self.document
        document.core_properties.title = self.meta["title"]
        document.core_properties.author = self.meta["authority"]
        document.core_properties.language = LANGUAGE_TAG[self.meta["language"]]
        normal = document.styles["Normal"]
        normal.font.size = Pt(11)
        normal.paragraph_format.line_spacing = 1.3
        document.styles["Heading 1"].paragraph_format.page_break_before = True
        for level in (1, 2):
            style = document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = normal
            style.paragraph_format.left_indent = Cm(0.6 * (level - 1))
            style.paragraph_format.tab_stops.add_tab_stop(Cm(15))
        note = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
        note.base_style = normal
        note.font.size = Pt(9)
        if self.meta.get("numbered"):
            self._number_headings()

    def _number_headings(self) -> None:
        """Ties one multilevel list to the heading styles: the numbers stand in no text, as in most office files."""
        levels = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{n + 1}"/>'
            f'<w:lvlText w:val="{".".join(f"%{i + 1}" for i in range(n + 1))}"/><w:lvlJc w:val="left"/></w:lvl>'
            for n in range(3)
        )
        numbering = self.document.part.numbering_part.element
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>{levels}'
            "</w:abstractNum>"
        )
        numbering.insert(0, abstract)
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
        for level in range(3):
            style = self.document.styles[f"Heading {level + 1}"]
            _put_number(style.element.get_or_add_pPr(), 90, level)

    def add(self, part: Part, parts: Sequence[Part]) -> None:
        """Adds one part of the source."""
        if part.kind == "heading":
            heading = self.document.add_heading(part.text, level=part.level)
            if self.meta.get("numbered") and UNNUMBERED.match(part.text):
                _put_number(heading._p.get_or_add_pPr(), 0, 0)
        elif part.kind == "table":
            self._table(part)
        elif part.kind == "contents":
            self._contents(parts)
        else:
            style = {"item": "List Bullet", "title": "Title"}.get(part.kind)
            if part.box:
                style = None
            paragraph = self.document.add_paragraph(style=style)
            if part.box:
                paragraph._p.append(_tick_box(part.box == "x"))
                paragraph.add_run(" ")
            self._text(paragraph, part.text)

    def _text(self, paragraph: Any, text: str) -> None:
        for at, piece in enumerate(re.split(r"\^\[([^\]]*)\]", text)):
            if at % 2 == 0:
                paragraph.add_run(piece)
                continue
            self.notes.append(piece)
            run = paragraph.add_run()
            run.font.superscript = True
            run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{len(self.notes)}"/>'))

    def _table(self, part: Part) -> None:
        table = self.document.add_table(rows=0, cols=len(part.rows[0]), style="Table Grid")
        longest = [min(70, max(14, *(len(row[at]) for row in part.rows))) for at in range(len(part.rows[0]))]
        widths = [Cm(15.2 * share / sum(longest)) for share in longest]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for number, row in enumerate(part.rows):
            cells = table.add_row().cells
            for cell, text, width in zip(cells, row, widths, strict=True):
                cell.width = width
                self._text(cell.paragraphs[0], text)
                for run in cell.paragraphs[0].runs:
                    run.bold = number == 0
        table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        self.document.add_paragraph()

    def _contents(self, parts: Sequence[Part]) -> None:
        """A contents field with the entries that Word would have filled in; page numbers are near enough."""
        headings = [p for p in parts if p.kind == "heading" and p.level <= 2]
        page, counts = 2, [0, 0]
        for at, part in enumerate(headings):
            page += part.level == 1
            number = "" if UNNUMBERED.match(part.text) else _next(counts, part.level)
            paragraph = self.document.add_paragraph(style=f"toc {part.level}")
            if at == 0:
                for kind, text in (("begin", ""), ("", ' TOC \\o "1-2" '), ("separate", "")):
                    paragraph._p.append(_field_run(kind, text))
            paragraph.add_run(f"{number} {part.text}\t{page}".strip())
            if at == len(headings) - 1:
                paragraph._p.append(_field_run("end", ""))

    def save(self, target: Path) -> None:
        """Writes the file; the same source gives the same bytes on one version of python-docx."""
        if self.notes:
            self._footnotes()
        self.document.save(str(target))
        _without_dates(target)

    def _footnotes(self) -> None:
        separators = "".join(
            f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
            for kind, n, mark in (
                ("separator", -1, "separator"),
                ("continuationSeparator", 0, "continuationSeparator"),
            )
        )
        note = self.document.styles["footnote text"]
        notes = "".join(
            f'<w:footnote w:id="{n}"><w:p><w:pPr><w:pStyle w:val="{note.style_id}"/></w:pPr>'
            f'<w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
            for n, text in enumerate(self.notes, 1)
        )
        xml = f"<w:footnotes {nsdecls('w')}>{separators}{notes}</w:footnotes>"
        main = self.document.part
        part = FilePart(PackURI("/word/footnotes.xml"), FOOTNOTES, xml.encode("utf-8"), main.package)
        main.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def write_word(meta: dict[str, Any], parts: Sequence[Part], target: Path) -> None:
    """Writes the Word file of a source."""
    file = WordFile(meta)
    for part in parts:
        file.add(part, parts)
    file.save(target)


def _put_number(properties: Any, number: int, level: int) -> None:
    place = properties.get_or_add_numPr()
    place.get_or_add_ilvl().val = level
    place.get_or_add_numId().val = number


def _next(counts: list[int], level: int) -> str:
    counts[level - 1] += 1
    counts[level:] = [0] * (len(counts) - level)
    return ".".join(str(n) for n in counts[:level])


def _field_run(kind: str, text: str) -> Any:
    inner = (
        f'<w:fldChar w:fldCharType="{kind}"/>' if kind else f'<w:instrText xml:space="preserve">{text}</w:instrText>'
    )
    return parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>")


def _field(paragraph: Any, code: str, shown: str) -> None:
    for kind, text in (("begin", ""), ("", f" {code} "), ("separate", "")):
        paragraph._p.append(_field_run(kind, text))
    paragraph.add_run(shown)
    paragraph._p.append(_field_run("end", ""))


def _tick_box(ticked: bool) -> Any:
    """Word's own tick box, a content control whose glyph shows its state."""
    glyph = "☒" if ticked else "☐"
    return parse_xml(
        f'<w:sdt {nsdecls("w")} xmlns:w14="{W14}"><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(ticked)}"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>'
        f"</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>{glyph}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def _without_dates(target: Path) -> None:
    """Packs the ZIP again with one fixed date, so that a rebuild changes nothing."""
    with zipfile.ZipFile(target) as packed:
        members = [(info.filename, packed.read(info)) for info in packed.infolist()]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members:
            packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
