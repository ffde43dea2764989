"""How a page's own styles show its text: what they strike, what they hide, and what a reader opens with a click.

A small part of CSS: rules of a page's style elements and style attributes, by tag, class, id and ancestors; the more
special rule wins, then the later one. Files that a page loads are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from lxml import etree

MOST_LETTERS, MOST_RULES = 300_000, 2_000
"""Letters of a page's style elements that are read, and rules that concern us."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACES = re.compile(r"([{};])")
_PART = re.compile(r"([.#]?)(-?[A-Za-z_][\w-]*)")
_PLAIN = re.compile(r"(?:\*|[\w.#-])+")
_AWAY = re.compile(r"-\s*\d{4,}(?:\.\d+)?(?:px|em|pt|rem)?\b")
_WHITE = re.compile(r"^(?:white|#fff|#ffff|#ffffff|#ffffffff|transparent|rgba?\(255,255,255.*|rgba\(.*,0?\.?0+\))$")
_NIL = re.compile(r"^0*\.?0+(?:px|em|pt|rem|%)?$")
_ID = re.compile(r"[\w-]+")
_OPENS = re.compile(r"accordion|collaps|expand|toggle|tab-?pane|tab-?content|tab-?panel|foldable|spoiler|faq", re.I)
_CONTROLS = ("aria-controls", "data-target", "data-bs-target", "data-toggle", "data-open", "href", "onclick", "for")
_OURS = frozenset(
    {"text-decoration", "text-decoration-line", "display", "visibility", "opacity", "font-size", "color", "background"}
    | {"background-color", "background-image", "left", "top", "text-indent", "content-visibility"}
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """One selector, as compounds from the outermost to the node itself, its weight, and what it says."""

    compounds: tuple[tuple[tuple[str, str], ...], ...]
    weight: tuple[int, int, int, int]
    says: Mapping[str, str]


class Looks:
    """What the styles of one page say of its nodes."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        texts = (node.text or "" for node in root.iter("style"))
        self._rules: dict[tuple[str, str], list[_Rule]] = {}
        for rule in islice(_rules("\n".join(texts)[:MOST_LETTERS]), MOST_RULES):
            own = rule.compounds[-1]
            # By its most special part: a node is held against the rules that may fit it, and no others.
            key = max(own, key=lambda part: ("", ".", "#").index(part[0]), default=("", "*"))
            self._rules.setdefault(key, []).append(rule)

    def struck(self, node: etree._Element) -> bool:
        """Whether the node's text is struck through."""
        said = self._said(node)
        return "line-through" in f"{said.get('text-decoration', '')} {said.get('text-decoration-line', '')}"

    def hidden(self, node: etree._Element) -> bool:
        """Whether a browser shows nothing of the node, or nothing that a reader sees."""
        if node.get("hidden") is not None:
            return True
        said = self._said(node)
        return bool(said) and (
            said.get("display") == "none"
            or said.get("visibility") in ("hidden", "collapse")
            or bool(_NIL.match(said.get("opacity", "")))
            or bool(_NIL.match(said.get("font-size", "")))
            or any(_AWAY.search(said.get(key, "")) for key in ("left", "top", "text-indent"))
            or (bool(_WHITE.match(said.get("color", "").replace(" ", ""))) and not self._on_ground(node))
        )

    def opens(self, node: etree._Element) -> bool:
        """Whether a reader of the page can open a hidden node: a panel of an accordion, a tab, a block to unfold."""
        if node.get("hidden") == "until-found" or node.get("role") == "tabpanel":
            return True
        if node.get("id") in self._controlled or _OPENS.search(node.get("class") or ""):
            return True
        before = node.getprevious()
        while before is not None and not isinstance(before.tag, str):
            before = before.getprevious()
        if before is None:
            return False
        heads = [before, *before.iter("button")] if before.tag not in ("button", "summary") else [before]
        return any(
            head.tag in ("button", "summary")
            or head.get("aria-expanded") is not None
            or head.get("onclick") is not None
            for head in heads
        )

    @cached_property
    def _controlled(self) -> frozenset[str]:
        """The ids that some control of the page names."""
        found: set[str] = set()
        for node in self._root.iter():
            if isinstance(node.tag, str):
                for key in _CONTROLS:
                    if value := node.get(key):
                        found.update(_ID.findall(value[:500]))
        return frozenset(found)

    def _said(self, node: etree._Element) -> Mapping[str, str]:
        style = node.get("style")
        if not style and not self._rules:
            return {}
        found: dict[str, str] = {}
        classes = (node.get("class") or "").split()
        keys = [("", "*"), ("", node.tag), ("#", node.get("id") or ""), *((".", name) for name in classes)]
        near = [rule for key in keys for rule in self._rules.get(key, ())]
        for rule in sorted((r for r in near if _fits(node, r)), key=lambda r: r.weight):
            found.update(rule.says)
        found.update(_declared(style or ""))
        return found

    def _on_ground(self, node: etree._Element) -> bool:
        """Whether white text stands on a ground of its own, or of what it stands in."""
        for each in (node, *node.iterancestors()):
            said = self._said(each)
            if said.get("background-image") or each.get("bgcolor"):
                return True
            ground = (said.get("background-color") or said.get("background") or "").replace(" ", "")
            if ground and not _WHITE.match(ground) and ground not in ("none", "inherit", "initial"):
                return True
        return False


def _declared(text: str) -> dict[str, str]:
    found = {}
    for part in text.split(";"):
        key, _, value = part.partition(":")
        key = key.strip().lower()
        if key in _OURS:
            found[key] = value.replace("!important", "").strip().lower()
    return found


def _rules(text: str) -> Iterator[_Rule]:
    """The rules of a style sheet that say something of ours; those for paper alone are left out."""
    before, open_ = "", list[str]()
    body: list[str] = []
    for number, part in enumerate(_BRACES.split(_COMMENT.sub("", text))):
        if part == "{":
            open_.append(before.strip())
            before, body = "", []
        elif part == "}":
            head = open_.pop() if open_ else ""
            if head and not head.startswith("@") and not any(_on_paper(outer) for outer in open_):
                yield from _of(head, "".join([*body, before]), number)
            before, body = "", []
        elif part == ";":
            body += [before, ";"]
            before = ""
        else:
            before = part


def _on_paper(head: str) -> bool:
    kind = head.lower()
    return kind.startswith("@") and (not kind.startswith(("@media", "@supports", "@layer")) or "print" in kind)


def _of(head: str, body: str, number: int) -> Iterator[_Rule]:
    says = _declared(body)
    for selector in head.split(",") if says else ():
        words = selector.replace(">", " ").split()
        if not words or not all(_PLAIN.fullmatch(word) for word in words):
            continue
        compounds = tuple(tuple(_PART.findall(word.replace("*", ""))) for word in words)
        kinds = [kind for compound in compounds for kind, _ in compound]
        yield _Rule(compounds, (kinds.count("#"), kinds.count("."), kinds.count(""), number), says)


def _fits(node: etree._Element, rule: _Rule) -> bool:
    if not _is(node, rule.compounds[-1]):
        return False
    wanted = list(rule.compounds[:-1])
    for outer in node.iterancestors():
        if not wanted:
            break
        if _is(outer, wanted[-1]):
            wanted.pop()
    return not wanted


def _is(node: etree._Element, compound: tuple[tuple[str, str], ...]) -> bool:
    classes = (node.get("class") or "").split()
    return all(
        name in classes if kind == "." else name == node.get("id") if kind == "#" else name.lower() == node.tag
        for kind, name in compound
    )
