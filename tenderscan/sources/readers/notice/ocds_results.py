"""OCDS of the stages after the award: takes a release, gives what it says was awarded, to whom, as elements."""

from __future__ import annotations

from collections.abc import Iterator

from tenderscan.model.document import Element, ElementKind, Origin
from tenderscan.sources.readers.notice.ocds_nodes import Node, node, nodes, text
from tenderscan.sources.readers.web.html import unmarked

_STAGES = ("awards", "contracts")


def results(release: Node, language: str | None) -> Iterator[Element]:
    """Titles, descriptions, things and suppliers of awards and contracts; the number of the procedure where none is."""
    told = dict.fromkeys(told for stage in _STAGES for owner in nodes(release, stage) for told in _of(owner))
    for field, said in told or {("title", text(release.get("ocid"))): None}:
        kind = ElementKind.HEADING if field == "title" else ElementKind.PARAGRAPH
        yield Element(said, kind, Origin.NOTICE, language=language, field=field, level=1)


def _of(owner: Node) -> Iterator[tuple[str, str]]:
    items = (text(item.get("description")) for item in nodes(owner, "items"))
    suppliers = (text(supplier.get("name")) for supplier in nodes(owner, "suppliers"))
    found = (
        ("title", text(owner.get("title"))),
        ("description", text(owner.get("description"))),
        *(("description", said) for said in items),
        *(("award", said) for said in suppliers),
        ("award", text(node(owner, "amendment").get("description"))),
    )
    for field, said in found:
        plain = " ".join(unmarked(said).split())
        if plain:
            yield field, plain
