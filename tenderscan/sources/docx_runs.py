"""The text of a Word paragraph: what its runs hold once all changes are accepted."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_GONE = frozenset({"del", "moveFrom"})
_SKIPPED = frozenset({"Fallback", "txbxContent", "pPr", "rPr", "instrText", "delText", "sectPr"})
_TICKS = {"F06F": "☐", "F0A8": "☐", "F071": "☐", "F0FE": "☒", "F0FD": "☒", "F078": "☒", "F052": "☑", "F0FC": "✓"}
_BLANKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad", "ptab": "\t"}


def name(node: etree._Element) -> str:
    """The tag of a node without its namespace."""
    tag = node.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def child(node: etree._Element, tag: str) -> etree._Element | None:
    """The first child of that name in Word's namespace."""
    return node.find(f"{W}{tag}")


def children(node: etree._Element, tag: str) -> list[etree._Element]:
    """The children of that name in Word's namespace."""
    return list(node.findall(f"{W}{tag}"))


def attribute(node: etree._Element | None, key: str) -> str:
    """An attribute in Word's namespace, or an empty text."""
    return str(node.get(f"{W}{key}", "")) if node is not None else ""


def has(properties: etree._Element, tag: str) -> bool:
    """Whether a property is set and not switched off."""
    found = child(properties, tag)
    return found is not None and attribute(found, "val") not in ("0", "false", "off", "none")


class Runs:
    """Reads runs; remembers whether anything was struck or tracked."""

    def __init__(self) -> None:
        self.struck = False
        self.tracked = False

    def text(self, paragraph: etree._Element) -> str:
        """The paragraph's final text; tick boxes as ☐ and ☒; the marks of notes left out."""
        return "".join(self._parts(paragraph))

    def all_bold(self, paragraph: etree._Element) -> bool:
        """Whether every run with letters is set bold."""
        runs = [run for run in paragraph.iter(f"{W}r") if any(t.text for t in children(run, "t"))]
        marks = [child(run, "rPr") for run in runs]
        return bool(marks) and all(mark is not None and has(mark, "b") for mark in marks)

    def is_gone(self, node: etree._Element) -> bool:
        """Whether a node stands in deleted or moved-away text."""
        return any(name(parent) in _GONE for parent in node.iterancestors())

    def _parts(self, node: etree._Element) -> Iterator[str]:
        for item in node:
            kind = name(item)
            if kind in _GONE:
                self.tracked = True
            elif kind in _SKIPPED:
                continue
            elif kind == "r":
                yield from self._run(item)
            elif kind == "sdt":
                yield from self._control(item)
            elif kind:
                self.tracked = self.tracked or kind in ("ins", "moveTo")
                yield from self._parts(item)

    def _run(self, run: etree._Element) -> Iterator[str]:
        marks = child(run, "rPr")
        if marks is not None and (has(marks, "strike") or has(marks, "dstrike")):
            self.struck = self.struck or any(t.text for t in children(run, "t"))
            return
        if marks is not None and (has(marks, "vanish") or has(marks, "webHidden")):
            return
        for item in run:
            kind = name(item)
            if kind == "t":
                yield item.text or ""
            elif kind in _BLANKS:
                yield " " if attribute(item, "type") == "page" else _BLANKS[kind]
            elif kind == "sym":
                yield _TICKS.get(attribute(item, "char").upper(), "•")
            elif kind == "fldChar":
                yield from self._form_box(item)
            elif kind == "AlternateContent":
                continue

    def _form_box(self, mark: etree._Element) -> Iterator[str]:
        """The tick box of an old form field."""
        box = mark.find(f"{W}ffData/{W}checkBox")
        if box is None:
            return
        state = child(box, "checked")
        if state is None:
            state = child(box, "default")
        ticked = state is not None and attribute(state, "val") not in ("0", "false")
        yield "☒ " if ticked else "☐ "

    def _control(self, control: etree._Element) -> Iterator[str]:
        content = child(control, "sdtContent")
        box = control.find(f"{W}sdtPr/{_W14}checkbox")
        if box is not None:
            state = box.find(f"{_W14}checked")
            yield "☒" if state is not None and state.get(f"{_W14}val") in ("1", "true") else "☐"
        elif content is not None:
            yield from self._parts(content)
