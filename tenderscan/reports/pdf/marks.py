"""Highlights on the pages of a PDF, with what the report says of the passage as their note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tenderscan.model.document import Box
from tenderscan.model.report import Evidence, Finding, VerdictKind
from tenderscan.reports.material import FAILING, Material, asked

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter
    from pypdf.generic import ArrayObject, IndirectObject

COLORS = {
    VerdictKind.MET: (0.62, 0.87, 0.62),
    VerdictKind.WEAK: (1.0, 0.87, 0.35),
    VerdictKind.CONTRADICTED: (1.0, 0.62, 0.58),
}
"""Colours of highlights, light enough to read black letters through (red, green, blue from 0 to 1)."""

_OTHER = (0.75, 0.82, 0.95)
_ORDER = (*FAILING, VerdictKind.MET, VerdictKind.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Mark:
    """Lines of one page (numbered from 1 in its document) to highlight, their colour and their note."""

    document: str
    page: int
    boxes: tuple[Box, ...]
    color: tuple[float, float, float]
    note: str


def marks(material: Material, paths: Sequence[str]) -> Iterator[Mark]:
    """One mark for each passage and page; criteria that rest on the same lines share it."""
    together: dict[tuple[str, tuple[Box, ...]], list[tuple[Finding, Evidence]]] = {}
    for finding in asked(material.report):
        for passage in finding.evidence:
            if passage.document in paths and passage.boxes:
                together.setdefault((passage.document, passage.boxes), []).append((finding, passage))
    for (document, boxes), pairs in together.items():
        ordered = sorted(pairs, key=lambda pair: _ORDER.index(pair[0].verdict))
        color = COLORS.get(ordered[0][0].verdict, _OTHER)
        note = "\n\n".join(_note(material, finding, passage) for finding, passage in ordered)
        for page in dict.fromkeys(box.page for box in boxes):
            yield Mark(document, page, tuple(box for box in boxes if box.page == page), color, note)


def _note(material: Material, finding: Finding, passage: Evidence) -> str:
    verdict = material.say(f"verdict.{finding.verdict.value}")
    lines = [f"{verdict}{material.say('report.colon')} {finding.title} ({finding.id})", finding.why]
    lines.append(f"{material.label('report.passage')} {material.say(f'stance.{passage.stance}')}")
    return "\n".join((*lines, *material.comments(finding)))


def user_point(page: PageObject, size: tuple[float, float], x: float, top: float) -> tuple[float, float]:
    """The page's own coordinates of a point given in points from the top left of the page as shown.

    `size` is the page's width and height as shown, after rotation and within its crop box.
    """
    width, height = size
    left, bottom = float(page.cropbox.left), float(page.cropbox.bottom)
    turned = page.rotation % 360
    if turned == 90:
        return left + top, bottom + x
    if turned == 180:
        return left + width - x, bottom + top
    if turned == 270:
        return left + height - top, bottom + width - x
    return left + x, bottom + height - top


def add_mark(writer: PdfWriter, page: PageObject, mark: Mark, size: tuple[float, float]) -> None:
    """Put a highlight on a page, with an appearance of its own so that every viewer shows the same."""
    from pypdf.generic import (
        ArrayObject,
        DictionaryObject,
        FloatObject,
        NameObject,
        NumberObject,
        TextStringObject,
    )

    quads = [_corners(page, size, box) for box in mark.boxes]
    xs = [x for quad in quads for x, _ in quad]
    ys = [y for quad in quads for _, y in quad]
    rect = [min(xs), min(ys), max(xs), max(ys)]
    points = [value for quad in quads for corner in quad for value in corner]
    annotation = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Highlight"),
            NameObject("/Rect"): ArrayObject([FloatObject(round(value, 2)) for value in rect]),
            NameObject("/QuadPoints"): ArrayObject([FloatObject(round(value, 2)) for value in points]),
            NameObject("/C"): ArrayObject([FloatObject(part) for part in mark.color]),
            NameObject("/F"): NumberObject(4),
            NameObject("/T"): TextStringObject("tenderscan"),
            NameObject("/Contents"): TextStringObject(mark.note.encode("utf-16", "replace").decode("utf-16")),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): _appearance(writer, quads, rect, mark.color)}),
        }
    )
    held = page.get("/Annots")
    annotations = held.get_object() if held is not None else None
    if not isinstance(annotations, ArrayObject):
        annotations = ArrayObject()
        page[NameObject("/Annots")] = annotations
    annotations.append(_reference(writer, annotation))


def _corners(page: PageObject, size: tuple[float, float], box: Box) -> list[tuple[float, float]]:
    """Upper left, upper right, lower left, lower right of the lines as they are read, in the page's own points."""
    shown = ((box.x0, box.top), (box.x1, box.top), (box.x0, box.bottom), (box.x1, box.bottom))
    return [user_point(page, size, x, top) for x, top in shown]


def _appearance(
    writer: PdfWriter,
    quads: Sequence[Sequence[tuple[float, float]]],
    rect: Sequence[float],
    color: tuple[float, float, float],
) -> IndirectObject:
    """A drawing of the highlight that lies under the letters, as a felt pen's does."""
    from pypdf.generic import DictionaryObject, NameObject, StreamObject

    lines = ["/ts gs", f"{color[0]} {color[1]} {color[2]} rg"]
    for one, two, three, four in quads:
        path = " ".join(f"{x:.2f} {y:.2f} {'m' if n == 0 else 'l'}" for n, (x, y) in enumerate((one, two, four, three)))
        lines.append(f"{path} h f")
    state = DictionaryObject(
        {NameObject("/Type"): NameObject("/ExtGState"), NameObject("/BM"): NameObject("/Multiply")}
    )
    resources = DictionaryObject(
        {NameObject("/ExtGState"): DictionaryObject({NameObject("/ts"): _reference(writer, state)})}
    )
    form = StreamObject()
    form.set_data("\n".join(lines).encode("ascii"))
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = _numbers(rect)
    form[NameObject("/Group")] = DictionaryObject(
        {NameObject("/S"): NameObject("/Transparency"), NameObject("/Type"): NameObject("/Group")}
    )
    form[NameObject("/Resources")] = resources
    return _reference(writer, form)


def _numbers(values: Sequence[float]) -> ArrayObject:
    from pypdf.generic import ArrayObject, FloatObject

    return ArrayObject([FloatObject(round(value, 2)) for value in values])


def _reference(writer: PdfWriter, made: object) -> IndirectObject:
    return writer._add_object(made)  # type: ignore[arg-type]  # pypdf has no public way to add an object
