"""eForms: the fields that hold text in the notice's own language, named by their business terms."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tenderscan.model.document import Element, ElementKind, Lot, NoticeFacts, Origin

ROOTS = frozenset({"ContractNotice", "PriorInformationNotice", "ContractAwardNotice"})

_CAC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
_CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
_EFAC = "{http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1}"
_EFBC = "{http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1}"
LANGUAGES = {"NLD": "nl", "FRA": "fr", "ENG": "en", "DEU": "de", "NL": "nl", "FR": "fr", "EN": "en", "DE": "de"}


def read_eforms(root: etree._Element) -> tuple[list[Element], NoticeFacts]:
    """The texts and facts of an eForms notice; codes, empty elements and other languages are left out."""
    code = (root.findtext(f"{_CBC}NoticeLanguageCode") or "").strip()
    reader = _Reader(code)
    elements = list(reader.elements(root))
    lots = tuple(reader.lots(root))
    main = root.find(f"{_CAC}ProcurementProject")
    issued = (root.findtext(f"{_CBC}IssueDate") or "")[:10] or None
    facts = NoticeFacts(
        authority=reader.authority(root),
        subject=reader.text(main, f"{_CBC}Name") if main is not None else None,
        published=issued,
        cpv=_cpv(main) if main is not None else (),
        lots=lots,
        language=LANGUAGES.get(code.upper()),
    )
    return elements, facts


class _Reader:
    """Reads texts in one language; a text without a language is taken too."""

    def __init__(self, code: str) -> None:
        self._code = code.upper()
        self._language = LANGUAGES.get(self._code)

    def text(self, node: etree._Element | None, path: str) -> str | None:
        """The first text at a path in the notice's language, or None."""
        return next(iter(self._texts(node, path)), None)

    def _texts(self, node: etree._Element | None, path: str) -> list[str]:
        if node is None:
            return []
        found = []
        for item in node.findall(path):
            own = (item.get("languageID") or self._code).upper()
            text = " ".join((item.text or "").split())
            if text and own == self._code:
                found.append(text)
        return found

    def elements(self, root: etree._Element) -> Iterator[Element]:
        """Texts in the order of the notice: the whole, then lot by lot."""
        main = root.find(f"{_CAC}ProcurementProject")
        yield from self._project(main, None)
        yield from self._terms(root.find(f"{_CAC}TenderingTerms"), None)
        for lot in self._lot_nodes(root):
            number = lot.findtext(f"{_CBC}ID")
            yield from self._project(lot.find(f"{_CAC}ProcurementProject"), number)
            yield from self._terms(lot.find(f"{_CAC}TenderingTerms"), number)

    def _lot_nodes(self, root: etree._Element) -> list[etree._Element]:
        nodes = root.findall(f"{_CAC}ProcurementProjectLot")
        return [n for n in nodes if (n.find(f"{_CBC}ID") is not None)]

    def _project(self, node: etree._Element | None, lot: str | None) -> Iterator[Element]:
        if node is None:
            return
        for text in self._texts(node, f"{_CBC}Name"):
            yield self._element(text, "BT-21", lot, ElementKind.HEADING if lot is None else ElementKind.PARAGRAPH)
        for text in self._texts(node, f"{_CBC}Description"):
            yield from self._paragraphs(text, "BT-24", lot)
        for text in self._texts(node, f"{_CBC}Note"):
            yield from self._paragraphs(text, "BT-300", lot)
        for extra in node.findall(f"{_CAC}ProcurementAdditionalType"):
            for text in self._texts(extra, f"{_CBC}ProcurementType"):
                yield self._element(text, "BT-777", lot)

    def _terms(self, node: etree._Element | None, lot: str | None) -> Iterator[Element]:
        if node is None:
            return
        for request in node.findall(f"{_CAC}TendererQualificationRequest/{_CAC}SpecificTendererRequirement"):
            for text in self._texts(request, f"{_CBC}Description"):
                yield self._element(text, "BT-67", lot)
        for criterion in node.iter(f"{_EFAC}SelectionCriteria"):
            for path in (f"{_CBC}Name", f"{_CBC}Description"):
                for text in self._texts(criterion, path):
                    yield from self._paragraphs(text, "BT-750", lot)
        for requirement in node.findall(f"{_CAC}ContractExecutionRequirement"):
            for text in self._texts(requirement, f"{_CBC}Description"):
                yield from self._paragraphs(text, "BT-70", lot)
        for criterion in node.iter(f"{_CAC}SubordinateAwardingCriterion"):
            yield from self._award(criterion, lot)

    def _award(self, criterion: etree._Element, lot: str | None) -> Iterator[Element]:
        name = self.text(criterion, f"{_CBC}Name") or ""
        description = self.text(criterion, f"{_CBC}Description") or ""
        weight = next((n.text for n in criterion.iter(f"{_EFBC}ParameterNumeric") if n.text), "")
        kinds = [n.text or "" for n in criterion.iter(f"{_EFBC}ParameterCode") if n.get("listName") == "number-weight"]
        unit = " %" if any(kind.startswith("per-") for kind in kinds) else ""
        cells = tuple(cell for cell in (name, description, f"{weight}{unit}" if weight else "") if cell)
        if name or description:
            yield Element(
                " | ".join(cells),
                ElementKind.TABLE_ROW,
                Origin.NOTICE,
                cells=cells,
                lot=lot,
                language=self._language,
                field="award-criterion",
            )

    def _paragraphs(self, text: str, field: str, lot: str | None) -> Iterator[Element]:
        yield self._element(text, field, lot)

    def _element(self, text: str, field: str, lot: str | None, kind: ElementKind = ElementKind.PARAGRAPH) -> Element:
        return Element(text, kind, Origin.NOTICE, lot=lot, language=self._language, field=field, level=1)

    def lots(self, root: etree._Element) -> Iterator[Lot]:
        """The lots with their titles and codes; a single lot is no division."""
        nodes = self._lot_nodes(root)
        for node in nodes if len(nodes) > 1 else ():
            project = node.find(f"{_CAC}ProcurementProject")
            number = node.findtext(f"{_CBC}ID") or ""
            title = self.text(project, f"{_CBC}Name") or ""
            yield Lot(number, title, _cpv(project) if project is not None else ())

    def authority(self, root: etree._Element) -> str | None:
        """The buyer's name."""
        buyer = root.findtext(f"{_CAC}ContractingParty/{_CAC}Party/{_CAC}PartyIdentification/{_CBC}ID")
        for company in root.iter(f"{_EFAC}Company"):
            if company.findtext(f"{_CAC}PartyIdentification/{_CBC}ID") == buyer:
                return self.text(company, f"{_CAC}PartyName/{_CBC}Name")
        return None


def _cpv(project: etree._Element) -> tuple[str, ...]:
    """Main code first, then the others."""
    codes = [
        node.findtext(f"{_CBC}ItemClassificationCode") or ""
        for kind in ("MainCommodityClassification", "AdditionalCommodityClassification")
        for node in project.findall(f"{_CAC}{kind}")
    ]
    return tuple(dict.fromkeys(code.strip() for code in codes if code.strip()))
