"""OCDS: a release, a release package or a record package as JSON, as the plain text of the notice's own language.

Texts that a publisher gives beside by language (`description_fr`) are read in that language. Titles in other languages,
labels of codes, awards, contracts and lists of documents are left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from tenderscan.errors import UnreadableError
from tenderscan.model.document import DeclaredCriterion, Document, Element, ElementKind, Lot, NoticeFacts, Origin
from tenderscan.sources.elements.encoding import decode
from tenderscan.sources.elements.lines import elements as plain_elements
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.notice.eforms import LONGEST_NAME
from tenderscan.sources.readers.notice.goals import declarations
from tenderscan.sources.readers.notice.ocds_nodes import Node, lot_id, node, nodes, text
from tenderscan.sources.readers.notice.ocds_releases import merged, releases, tells_result
from tenderscan.sources.readers.notice.ocds_results import results
from tenderscan.sources.readers.web.html import unmarked

_LANGUAGES = frozenset({"nl", "fr", "en", "de"})
_OWN_FORMAT = "Name the tender's own documents, or an OCDS release."

_TEXTS = (
    ("description", "description"),
    ("awardCriteriaDetails", "award-criterion"),
    ("eligibilityCriteria", "selection-criterion"),
    ("submissionMethodDetails", "other"),
    ("options.description", "additional"),
    ("renewal.description", "additional"),
    ("techniques.frameworkAgreement.description", "additional"),
    ("contractTerms.performanceTerms", "performance-conditions"),
    ("contractTerms.socialStandards", "performance-conditions"),
    ("contractTerms.financialTerms", "other"),
    ("contractTerms.otherTerms", "other"),
    ("otherRequirements.qualificationSystemConditions", "selection-criterion"),
)
"""Free text of a tender or a lot: where it stands, and what it speaks as."""

_CRITERIA = (("selectionCriteria", "selection-criterion"), ("exclusionGrounds", "exclusion-ground"))


def read_json(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read an OCDS notice, also of the stages that report a result.

    Raises UnreadableError where the file is broken, is no OCDS, or holds neither one tender nor a result.
    """
    del options
    release, result = _release(data, path)
    tender = node(release, "tender")
    if not tender and not result:
        raise UnreadableError(f"{path} holds no tender: it is of another stage.", _OWN_FORMAT)
    reader = _Reader(tender, _language(release))
    elements = (*reader.elements(), *(results(release, reader.language) if result else ()))
    if not elements:
        raise UnreadableError(f"{path} holds no text.", "Download the notice anew.")
    facts = NoticeFacts(
        authority=_buyer(release, tender),
        subject=text(tender.get("title")) or next((e.text for e in elements if e.field == "title"), None),
        published=text(release.get("date"))[:10] or None,
        cpv=_cpv(tender, None),
        lots=tuple(reader.lots()),
        language=reader.language,
        award=tuple(reader.award()),
        declares=tuple(declarations(tender, [(lot_id(lot), lot) for lot in nodes(tender, "lots")])),
        result=result,
        strategic=any("sustainability" in n or "hasSustainability" in n for n in (tender, *nodes(tender, "lots"))),
    )
    digest = hashlib.sha256(data).hexdigest()
    return Document(path, digest, "application/json", elements, title=facts.subject, notice=facts)


def _release(data: bytes, path: str) -> tuple[Node, bool]:
    """The one release that the file's releases make, and whether they tell a result."""
    try:
        found = json.loads(decode(data))
    except ValueError as error:
        raise UnreadableError(f"{path} is broken or no JSON.", "Download it again.") from error
    held = releases(found)
    if not held:
        raise UnreadableError(f"{path} is JSON, but no OCDS notice.", _OWN_FORMAT)
    tenders = {text(release.get("ocid")) for release in held}
    if len(tenders) > 1:
        raise UnreadableError(f"{path} holds {len(tenders)} tenders.", "Save each as a file of its own.")
    return merged(held, path), tells_result(held)


class _Reader:
    """Reads one tender in its own language."""

    def __init__(self, tender: Node, language: str | None) -> None:
        self._tender, self.language = tender, language
        self._lots = nodes(tender, "lots")
        self._several = len(self._lots) > 1

    def elements(self) -> Iterator[Element]:
        """The whole, then lot by lot; what a single lot only repeats of the whole is read once."""
        title = text(self._tender.get("title"))
        if title:
            yield self._element(" ".join(title.split()), "title", None, ElementKind.HEADING)
        main = [*self._part(self._tender, None), *self._items(None)]
        yield from main
        said = {(element.field, element.text) for element in main} | {("title", " ".join(title.split()))}
        for lot in self._lots:
            number = lot_id(lot) if self._several else None
            for element in (*self._title(lot, number), *self._part(lot, number), *self._items(lot_id(lot))):
                if self._several or (element.field, element.text) not in said:
                    yield element

    def lots(self) -> Iterator[Lot]:
        """The lots with titles and codes; a single lot is no division."""
        for lot in self._lots if self._several else ():
            yield Lot(lot_id(lot), text(lot.get("title")), _cpv(self._tender, lot_id(lot)))

    def award(self) -> Iterator[DeclaredCriterion]:
        """The award criteria of the tender and its lots as data."""
        for owner, lot in self._owners():
            for criterion in nodes(node(owner, "awardCriteria"), "criteria"):
                value, unit = _weight(criterion)
                kind = text(criterion.get("type"))
                name, said = text(criterion.get("name")), text(criterion.get("description"))
                if name or said or kind:
                    short = name or (said if len(said) <= LONGEST_NAME else "")
                    measure: Literal["percent", "points", ""] = "points" if value is not None else ""
                    measure = "percent" if unit == "%" else measure
                    yield DeclaredCriterion(lot, kind, short, value, measure, said)

    def _owners(self) -> Iterator[tuple[Node, str]]:
        yield self._tender, ""
        for lot in self._lots:
            yield lot, lot_id(lot) if self._several else ""

    def _title(self, lot: Node, number: str | None) -> Iterator[Element]:
        title = " ".join(text(lot.get("title")).split())
        if title:
            yield self._element(title, "title", number, ElementKind.PARAGRAPH)

    def _part(self, owner: Node, lot: str | None) -> Iterator[Element]:
        for where, field in _TEXTS:
            for said, language in self._at(owner, where):
                yield from self._paragraphs(said, field, lot, language)
        for key, field in _CRITERIA:
            for criterion in nodes(node(owner, key), "criteria"):
                for name in ("name", "description", "minimum"):
                    yield from self._said(criterion, name, field, lot)
        for criterion in nodes(node(owner, "awardCriteria"), "criteria"):
            yield from self._award_row(criterion, lot)
        for criterion in nodes(owner, "criteria"):
            yield from self._requirements(criterion, lot)
        for goal in nodes(owner, "sustainability"):
            yield from self._said(goal, "description", "strategic", lot)

    def _award_row(self, criterion: Node, lot: str | None) -> Iterator[Element]:
        value, unit = _weight(criterion)
        weight = f"{value:g} {unit}".strip() if value is not None else ""
        cells = tuple(filter(None, (text(criterion.get("name")), text(criterion.get("description")), weight)))
        if cells and cells != (weight,):
            row = " | ".join(" ".join(cell.split()) for cell in cells)
            yield Element(
                row,
                ElementKind.TABLE_ROW,
                Origin.NOTICE,
                cells=cells,
                lot=lot,
                language=self.language,
                field="award-criterion",
            )

    def _requirements(self, criterion: Node, lot: str | None) -> Iterator[Element]:
        """Requirements of the tenderer are selection criteria; those of an item describe what is bought."""
        field = "selection-criterion" if text(criterion.get("relatesTo")) in ("tenderer", "") else "description"
        for name in ("title", "description"):
            yield from self._said(criterion, name, field, lot)
        for group in nodes(criterion, "requirementGroups"):
            for requirement in nodes(group, "requirements"):
                for name in ("title", "description"):
                    yield from self._said(requirement, name, field, lot)

    def _items(self, lot: str | None) -> Iterator[Element]:
        number = lot if self._several else None
        for item in nodes(self._tender, "items"):
            said = text(item.get("description"))
            if (text(item.get("relatedLot")) or None) == lot and said != _label(item):
                yield from self._paragraphs(said, "description", number)

    def _said(self, owner: Node, where: str, field: str, lot: str | None) -> Iterator[Element]:
        for said, language in self._at(owner, where):
            yield from self._paragraphs(said, field, lot, language)

    def _at(self, owner: Node, where: str) -> Iterator[tuple[str, str | None]]:
        """The texts at a place with their languages: the notice's own, and those beside it by language."""
        *folders, last = where.split(".")
        for folder in folders:
            owner = node(owner, folder)
        told: set[str] = set()
        for key, value in owner.items():
            language = _beside(key, last)
            if key != last and language is None:
                continue
            for said in map(text, value if isinstance(value, list) else [value]):
                if said and said not in told:
                    told.add(said)
                    yield said, language or self.language

    def _paragraphs(self, said: str, field: str, lot: str | None, language: str | None = None) -> Iterator[Element]:
        for part in plain_elements(unmarked(said).splitlines()):
            kind = ElementKind.LIST_ITEM if part.kind is ElementKind.LIST_ITEM else ElementKind.PARAGRAPH
            element = self._element(part.text, field, lot, kind, part.label)
            yield replace(element, language=language) if language else element

    def _element(self, said: str, field: str, lot: str | None, kind: ElementKind, label: str = "") -> Element:
        return Element(said, kind, Origin.NOTICE, lot=lot, language=self.language, field=field, level=1, label=label)


def _beside(key: str, name: str) -> str | None:
    """The language in which a key gives a text beside another ("description_nl", "description_fr-BE"), or None."""
    if not key.startswith(f"{name}_"):
        return None
    code = key[len(name) + 1 :].lower().replace("_", "-").split("-")[0]
    return code if code in _LANGUAGES else None


def _label(item: Node) -> str:
    """The label of an item's code, which some publishers repeat as its description."""
    return text(node(item, "classification").get("description"))


def _weight(criterion: Node) -> tuple[float | None, str]:
    """The weight of an award criterion and its sign; an order of importance and a threshold are none."""
    for number in nodes(criterion, "numbers"):
        kind, value = text(number.get("weight")), number.get("number")
        if kind and kind != "order" and not kind.startswith("order") and isinstance(value, int | float):
            return float(value), "%" if kind.startswith("percentage") else ""
    return None, ""


def _language(release: Node) -> str | None:
    code = text(release.get("language")).lower()[:2]
    return code if code in _LANGUAGES else None


def _buyer(release: Node, tender: Node) -> str | None:
    named = text(node(release, "buyer").get("name")) or text(node(tender, "procuringEntity").get("name"))
    buyers = (p for p in nodes(release, "parties") if "buyer" in (p.get("roles") or ()))
    return named or next((text(p.get("name")) for p in buyers), "") or None


def _cpv(tender: Node, lot: str | None) -> tuple[str, ...]:
    """The CPV codes of the tender, or of the items of one lot; the main ones first."""
    items = [i for i in nodes(tender, "items") if lot is None or text(i.get("relatedLot")) == lot]
    owners = [*([tender] if lot is None else []), *items]
    main = [node(owner, "classification") for owner in owners]
    more = [code for owner in owners for code in nodes(owner, "additionalClassifications")]
    codes = (str(c.get("id", "")).strip() for c in (*main, *more) if text(c.get("scheme")).upper() == "CPV")
    return tuple(dict.fromkeys(code for code in codes if code))
