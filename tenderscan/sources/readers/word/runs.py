"""The text of a Word paragraph: what its runs hold once all changes are accepted."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tenderscan.containers.ooxml.words import GONE, W14, W, attribute, child, children, content, name, setting, whole
from tenderscan.sources.elements.symbols import CROSSED, EMPTY, sign, translated
from tenderscan.sources.readers.word.styles import Style, Styles

_SKIPPED = frozenset(
    {"txbxContent", "pPr", "rPr", "instrText", "delText", "sectPr", "footnoteRef", "endnoteRef", "tbl", "p"}
)
_BLANKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad", "ptab": "\t"}
_PAGE_BREAKS = frozenset({"page", "column"})
_PALE = ("", "background1", "light1")
_GROUNDS = frozenset({"tbl", "txbxContent", "background"})
TINY = 3
"""Half points up to which nobody reads print."""

_DRAWN = frozenset({"drawing", "pict", "object"})


class Runs:
    """Reads runs; remembers whether anything was struck, or is not seen."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.struck = self.unseen = False

    def text(self, paragraph: etree._Element, style: Style | None = None) -> str:
        """The paragraph's final text; tick boxes as ☐ and ☒; the marks of notes and text boxes left out."""
        own = style if style is not None else self._styles.of(paragraph)
        return "".join(self._parts(paragraph, own))

    def all_bold(self, paragraph: etree._Element, style: Style) -> bool:
        """Whether every run with letters is set bold, by itself or by a style."""
        runs = [run for run in paragraph.iter(f"{W}r") if any((t.text or "").strip() for t in children(run, "t"))]
        return bool(runs) and all(self._on(run, "b", style.bold, "bold") for run in runs)

    def _on(self, run: etree._Element, tag: str, inherited: bool | None, key: str) -> bool:
        """A property of a run: its own word, else its character style's, else its paragraph's."""
        marks = child(run, "rPr")
        own = setting(marks, tag)
        if own is not None:
            return own
        named = child(marks, "rStyle") if marks is not None else None
        if named is not None:
            said = getattr(self._styles.named(attribute(named, "val")), key)
            if said is not None:
                return bool(said)
        return bool(inherited)

    def _parts(self, node: etree._Element, style: Style) -> Iterator[str]:
        for item in node:
            kind = name(item)
            if kind in GONE or kind in _SKIPPED or not kind:
                continue
            elif kind == "r":
                yield from self._run(item, style)
            elif kind == "sdt":
                yield from self._control(item, style)
            else:
                chosen = content(item)
                if chosen is not None:
                    yield from self._parts(chosen, style)

    def _run(self, run: etree._Element, style: Style) -> Iterator[str]:
        if self._on(run, "strike", style.struck, "struck") or self._on(run, "dstrike", False, "struck"):
            self.struck = self.struck or any((t.text or "").strip() for t in children(run, "t"))
            return
        marks = child(run, "rPr")
        if self._on(run, "vanish", style.hidden, "hidden") or _is_tiny(marks) or _is_white(marks, run):
            self.unseen = self.unseen or any((t.text or "").strip() for t in children(run, "t"))
            return
        if setting(marks, "webHidden"):
            return
        yield from self._inside(run, _font(run))

    def _inside(self, run: etree._Element, font: str) -> Iterator[str]:
        for item in run:
            kind = name(item)
            if kind == "t":
                yield translated(item.text or "", font)
            elif kind in _BLANKS:
                yield " " if attribute(item, "type") in _PAGE_BREAKS else _BLANKS[kind]
            elif kind == "sym":
                yield _symbol(item)
            elif kind == "fldChar":
                yield from _form_box(item)
            elif kind == "AlternateContent":
                chosen = content(item)
                if chosen is not None and not any(name(inner) in _DRAWN for inner in chosen):
                    yield from self._inside(chosen, font)

    def _control(self, control: etree._Element, style: Style) -> Iterator[str]:
        box = control.find(f"{W}sdtPr/{W14}checkbox")
        if box is not None:
            state = box.find(f"{W14}checked")
            yield CROSSED if state is not None and state.get(f"{W14}val") in ("1", "true") else EMPTY
            return
        held = content(control)
        if held is not None:
            yield from self._parts(held, style)


def _is_tiny(marks: etree._Element | None) -> bool:
    size = child(marks, "sz") if marks is not None else None
    return size is not None and 0 < whole(size, "val", 99) <= TINY


def _is_white(marks: etree._Element | None, run: etree._Element) -> bool:
    """Whether a run is written white on no ground of its own; what a table's style lies under it is not known."""
    color = child(marks, "color") if marks is not None else None
    if color is None or attribute(color, "val").upper() != "FFFFFF" or attribute(color, "themeColor") not in _PALE:
        return False
    if _has_ground(marks):
        return False
    return not any(name(outer) in _GROUNDS or _has_ground(_properties(outer)) for outer in run.iterancestors())


def _properties(node: etree._Element) -> etree._Element | None:
    return child(node, f"{name(node)}Pr") if isinstance(node.tag, str) else None


def _has_ground(properties: etree._Element | None) -> bool:
    """Whether shading or a marker pen lies under what has these properties."""
    if properties is None:
        return False
    fill = attribute(child(properties, "shd"), "fill").upper()
    return fill not in ("", "AUTO", "FFFFFF") or child(properties, "highlight") is not None


def _font(run: etree._Element) -> str:
    marks = child(run, "rPr")
    fonts = child(marks, "rFonts") if marks is not None else None
    return attribute(fonts, "ascii") or attribute(fonts, "hAnsi")


def _symbol(node: etree._Element) -> str:
    try:
        code = int(attribute(node, "char"), 16)
    except ValueError:
        return ""
    return sign(code, attribute(node, "font") or "wingdings")


def _form_box(mark: etree._Element) -> Iterator[str]:
    """The tick box of an old form field."""
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return
    state = setting(box, "checked")
    if state is None:
        state = setting(box, "default")
    yield f"{CROSSED} " if state else f"{EMPTY} "
