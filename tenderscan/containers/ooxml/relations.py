"""Relations between the parts of a Word file: where a part says that its styles, notes and comments are."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection

from lxml import etree

from tenderscan.containers.ooxml.words import STRICT_WORD, TRANSITIONAL_WORD, name
from tenderscan.containers.xml import parse
from tenderscan.errors import UnreadableError

Roots = Callable[[str], "etree._Element | None"]
"""Gives the root of a part by its name, or None where the file has no such part."""


def word_root(data: bytes, path: str) -> etree._Element:
    """The root of a part; a file in Word's strict form reads as one in the usual form. Raises UnreadableError."""
    # The two forms differ by their namespaces only.
    return parse(data.replace(STRICT_WORD, TRANSITIONAL_WORD), path)


def relations_part(part: str) -> str:
    """The name of the part that holds the relations of another; of the package's own for an empty name."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def relations(part: str, roots: Roots) -> list[tuple[str, str]]:
    """(kind, part) of all relations of a part within the file, in the order of the file."""
    folder = posixpath.dirname(part)
    root = roots(relations_part(part))
    found = []
    for node in root if root is not None else ():
        if name(node) == "Relationship" and node.get("TargetMode") != "External":
            target = str(node.get("Target", ""))
            where = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found.append((str(node.get("Type", "")).rsplit("/", 1)[-1], posixpath.normpath(where)))
    return found


def outside(part: str, roots: Roots) -> list[tuple[str, str]]:
    """(kind, address) of what a part names outside the file, in the order of the file."""
    root = roots(relations_part(part))
    nodes = [n for n in root if n.get("TargetMode") == "External"] if root is not None else []
    return [(str(n.get("Type", "")).rsplit("/", 1)[-1], str(n.get("Target", ""))) for n in nodes]


def by_id(part: str, roots: Roots) -> dict[str, str]:
    """The parts that a part names, by the id by which its text calls for them."""
    root = roots(relations_part(part))
    inner = (
        [n for n in root if name(n) == "Relationship" and n.get("TargetMode") != "External"] if root is not None else []
    )
    return {str(n.get("Id", "")): where for n, (_, where) in zip(inner, relations(part, roots), strict=True)}


def main_part(names: Collection[str], roots: Roots, path: str) -> str:
    """The name of the part that holds the document. Raises UnreadableError where there is none."""
    for relation, part in relations("", roots):
        if relation == "officeDocument" and part in names:
            return part
    found = sorted(n for n in names if n.startswith("word/document") and n.endswith(".xml"))
    if not found:
        raise UnreadableError(f"{path} holds no Word document.", "Open it in Word and save it anew.")
    return found[0]
