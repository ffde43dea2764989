"""eForms: the fields that hold text in the notice's own language, named by their business terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from lxml import etree

from tenderscan.model.document import DeclaredCriterion, Element, ElementKind, Lot, NoticeFacts, Origin
from tenderscan.sources.elements.lines import elements as plain_elements
from tenderscan.sources.readers.notice.strategic import declarations
from tenderscan.sources.readers.web.html import unmarked

ROOTS = frozenset({"ContractNotice", "PriorInformationNotice", "ContractAwardNotice"})

_CAC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
_CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
_EFAC = "{http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1}"
_EFBC = "{http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1}"
LANGUAGES = {"NLD": "nl", "FRA": "fr", "ENG": "en", "DEU": "de", "NL": "nl", "FR": "fr", "EN": "en", "DE": "de"}

COUNTRIES = {
    "BEL": "be", "NLD": "nl", "FRA": "fr", "DEU": "de", "LUX": "lu", "AUT": "at", "IRL": "ie", "GBR": "uk", "CHE": "ch",
    "BGR": "bg", "HRV": "hr", "CYP": "cy", "CZE": "cz", "DNK": "dk", "EST": "ee", "FIN": "fi", "GRC": "gr", "HUN": "hu",
    "ISL": "is", "ITA": "it", "LVA": "lv", "LIE": "li", "LTU": "lt", "MLT": "mt", "NOR": "no", "POL": "pl", "PRT": "pt",
    "ROU": "ro", "SVK": "sk", "SVN": "si", "ESP": "es", "SWE": "se",
}  # fmt: skip

_STRATEGIC = "strategic-procurement"
_ADDITIONAL = {_STRATEGIC: "BT-777", "accessibility": "BT-755"}
"""Free text beside a code, by the list that the code is from."""

_CONDITIONS = {"conditions": "BT-70"}
_OTHER_CONDITION = "other-terms"
LONGEST_NAME = 120
"""Letters of a description that can stand for an award criterion's name."""

_NOT_USED = "not-used"
"""What a selection criterion says of itself that the form lists and the buyer does not ask."""

_PER_CENT = "per-"
_ORDER = "ord-"


CHANGES = "What this notice says of its changes was left out: its own fields hold what counts now."
"""Said where a notice describes what it changes, old values among them (BT-141, BT-762)."""


def changed(root: etree._Element) -> bool:
    """Whether a notice describes what it changes in an earlier one."""
    described = (f"{_EFBC}ChangeDescription", f"{_EFBC}ReasonDescription")
    changes = (node for node in root.iter(f"{_EFAC}Changes"))
    return any((text.text or "").strip() for node in changes for text in node.iter(*described))


def read_eforms(root: etree._Element) -> tuple[list[Element], NoticeFacts]:
    """The texts and facts of an eForms notice; codes, empty elements and other languages are left out."""
    code = (root.findtext(f"{_CBC}NoticeLanguageCode") or "").strip()
    more = (node.text or "" for node in root.findall(f"{_CAC}AdditionalNoticeLanguage/{_CBC}ID"))
    reader = _Reader([code, *(other.strip() for other in more)])
    main = root.find(f"{_CAC}ProcurementProject")
    facts = NoticeFacts(
        authority=reader.authority(root),
        subject=reader.text(main, f"{_CBC}Name"),
        published=(root.findtext(f"{_CBC}IssueDate") or "")[:10] or None,
        cpv=_cpv(main) if main is not None else (),
        lots=tuple(reader.lots(root)),
        language=LANGUAGES.get(code.upper()),
        country=reader.country(root),
        region=reader.region(root),
        award=tuple(reader.award_criteria(root)),
        declares=tuple(declarations(root)),
        strategic=root.tag.endswith("}ContractNotice"),
        result=root.tag.endswith("}ContractAwardNotice"),
    )
    return list(reader.elements(root)), facts


class _Reader:
    """Reads texts in the notice's language; a text without a language is taken for one in it.

    A field that is filled in only in another official language of the notice is read in that one.
    """

    def __init__(self, official: Sequence[str]) -> None:
        self._official = [code.upper() for code in official]

    def text(self, node: etree._Element | None, path: str) -> str | None:
        """The first text at a path in the notice's language on one line, or None."""
        return next((" ".join(text.split()) for text, _ in self._texts(node, path)), None)

    def elements(self, root: etree._Element) -> Iterator[Element]:
        """Texts in the order of the notice: the whole, then lot by lot.

        A single lot is no division: it carries no number, and what it only repeats of the whole is read once.
        """
        main = list(self._project(root.find(f"{_CAC}ProcurementProject"), None))
        yield from main
        yield from self._terms(root.find(f"{_CAC}TenderingTerms"), None)
        yield from self._process(root.find(f"{_CAC}TenderingProcess"), None)
        nodes = _lot_nodes(root)
        said = {(element.field, element.text) for element in main} if len(nodes) == 1 else set()
        for node in nodes:
            number = node.findtext(f"{_CBC}ID") if len(nodes) > 1 else None
            for element in self._lot(node, number):
                if (element.field, element.text) not in said:
                    yield element

    def lots(self, root: etree._Element) -> Iterator[Lot]:
        """The lots with their titles and codes; a single lot is no division."""
        nodes = _lot_nodes(root)
        for node in nodes if len(nodes) > 1 else ():
            project = node.find(f"{_CAC}ProcurementProject")
            number = node.findtext(f"{_CBC}ID") or ""
            title = self.text(project, f"{_CBC}Name") or ""
            yield Lot(number, title, _cpv(project) if project is not None else ())

    def award_criteria(self, root: etree._Element) -> Iterator[DeclaredCriterion]:
        """The award criteria of each lot as data; a single lot carries no number."""
        nodes = _lot_nodes(root)
        for node in nodes:
            lot = (node.findtext(f"{_CBC}ID") or "") if len(nodes) > 1 else ""
            for criterion in node.iter(f"{_CAC}SubordinateAwardingCriterion"):
                value, unit = _number(criterion)
                kind = (criterion.findtext(f"{_CBC}AwardingCriterionTypeCode") or "").strip()
                description = self.text(criterion, f"{_CBC}Description") or ""
                name = self.text(criterion, f"{_CBC}Name") or (description if len(description) <= LONGEST_NAME else "")
                if name or kind or description:
                    yield DeclaredCriterion(lot, kind, name, value, unit, description)

    def authority(self, root: etree._Element) -> str | None:
        """The buyer's name."""
        return self.text(_buyer(root), f"{_CAC}PartyName/{_CBC}Name")

    def country(self, root: etree._Element) -> str | None:
        """The buyer's country in two small letters, or None where it is none that is known."""
        buyer = _buyer(root)
        code = f"{_CAC}PostalAddress/{_CAC}Country/{_CBC}IdentificationCode"
        return COUNTRIES.get((buyer.findtext(code) or "").strip()) if buyer is not None else None

    def region(self, root: etree._Element) -> str | None:
        """The NUTS code of the buyer's address."""
        buyer = _buyer(root)
        code = f"{_CAC}PostalAddress/{_CBC}CountrySubentityCode"
        return (buyer.findtext(code) or "").strip() or None if buyer is not None else None

    def _texts(self, node: etree._Element | None, path: str) -> list[tuple[str, str | None]]:
        """The texts at a path with their language: those of the first official language that has any."""
        found: dict[str, list[str]] = {}
        for item in node.findall(path) if node is not None else ():
            text = unmarked("".join(map(str, item.itertext()))).strip()
            if text:
                found.setdefault((item.get("languageID") or self._official[0]).upper(), []).append(text)
        chosen = next((code for code in self._official if code in found), "")
        return [(text, LANGUAGES.get(chosen)) for text in found.get(chosen, ())]

    def _lot(self, node: etree._Element, lot: str | None) -> Iterator[Element]:
        yield from self._project(node.find(f"{_CAC}ProcurementProject"), lot)
        yield from self._terms(node.find(f"{_CAC}TenderingTerms"), lot)
        yield from self._process(node.find(f"{_CAC}TenderingProcess"), lot)

    def _project(self, node: etree._Element | None, lot: str | None) -> Iterator[Element]:
        if node is None:
            return
        for text, language in self._texts(node, f"{_CBC}Name"):
            kind = ElementKind.HEADING if lot is None else ElementKind.PARAGRAPH
            yield _element(" ".join(text.split()), "BT-21", lot, kind, language)
        yield from self._all(node, f"{_CBC}Description", "BT-24", lot)
        yield from self._all(node, f"{_CBC}Note", "BT-300", lot)
        for extra in node.findall(f"{_CAC}ProcurementAdditionalType"):
            code = extra.find(f"{_CBC}ProcurementTypeCode")
            listed = code.get("listName", _STRATEGIC) if code is not None else _STRATEGIC
            yield from self._all(extra, f"{_CBC}ProcurementType", _ADDITIONAL.get(listed, "BT-777"), lot)
        extension = node.find(f"{_CAC}ContractExtension")
        yield from self._all(extension, f"{_CBC}OptionsDescription", "BT-54", lot)
        yield from self._all(extension, f"{_CAC}Renewal/{_CAC}Period/{_CBC}Description", "BT-57", lot)

    def _terms(self, node: etree._Element | None, lot: str | None) -> Iterator[Element]:
        if node is None:
            return
        ground = f"{_CAC}TendererQualificationRequest/{_CAC}SpecificTendererRequirement/{_CBC}Description"
        yield from self._all(node, ground, "BT-67", lot)
        for criterion in node.iter(f"{_EFAC}SelectionCriteria"):
            if criterion.findtext(f"{_CBC}CalculationExpressionCode") == _NOT_USED:
                continue
            for path in (f"{_CBC}Name", f"{_CBC}Description"):
                yield from self._all(criterion, path, "BT-750", lot)
        for requirement in node.findall(f"{_CAC}ContractExecutionRequirement"):
            code = requirement.find(f"{_CBC}ExecutionRequirementCode")
            listed = code.get("listName", "conditions") if code is not None else "conditions"
            field = _CONDITIONS.get(listed, _OTHER_CONDITION)
            yield from self._all(requirement, f"{_CBC}Description", field, lot)
        for criterion in node.iter(f"{_CAC}SubordinateAwardingCriterion"):
            yield from self._award(criterion, lot)
        for criterion in node.findall(f"{_CAC}AwardingTerms/{_CAC}AwardingCriterion"):
            yield from self._all(criterion, f"{_CBC}Description", "award-criterion", lot)

    def _process(self, node: etree._Element | None, lot: str | None) -> Iterator[Element]:
        yield from self._all(node, f"{_CBC}Description", "BT-88", lot)

    def _award(self, criterion: etree._Element, lot: str | None) -> Iterator[Element]:
        name = self.text(criterion, f"{_CBC}Name") or ""
        description = self.text(criterion, f"{_CBC}Description") or ""
        cells = tuple(cell for cell in (name, description, _weight(criterion)) if cell)
        if name or description:
            told = (*self._texts(criterion, f"{_CBC}Name"), *self._texts(criterion, f"{_CBC}Description"))
            language = told[0][1]
            yield Element(
                " | ".join(cells),
                ElementKind.TABLE_ROW,
                Origin.NOTICE,
                cells=cells,
                lot=lot,
                language=language,
                field="award-criterion",
            )

    def _all(self, node: etree._Element | None, path: str, field: str, lot: str | None) -> Iterator[Element]:
        """All texts at a path, paragraph by paragraph, items of their lists apart."""
        for text, language in self._texts(node, path):
            for part in plain_elements(text.splitlines()):
                kind = ElementKind.LIST_ITEM if part.kind is ElementKind.LIST_ITEM else ElementKind.PARAGRAPH
                yield _element(part.text, field, lot, kind, language, part.label)


def _element(
    text: str, field: str, lot: str | None, kind: ElementKind, language: str | None, label: str = ""
) -> Element:
    return Element(text, kind, Origin.NOTICE, lot=lot, language=language, field=field, level=1, label=label)


def _buyer(root: etree._Element) -> etree._Element | None:
    buyer = root.findtext(f"{_CAC}ContractingParty/{_CAC}Party/{_CAC}PartyIdentification/{_CBC}ID")
    for company in root.iter(f"{_EFAC}Company"):
        if company.findtext(f"{_CAC}PartyIdentification/{_CBC}ID") == buyer:
            return company
    return None


def _number(criterion: etree._Element) -> tuple[float | None, Literal["percent", "points", ""]]:
    """The weight of an award criterion as a number; an order of importance is none."""
    raw = _weight(criterion)
    try:
        value = float(raw.removesuffix("%").strip().replace(",", "."))
    except ValueError:
        return None, ""
    return value, "percent" if raw.endswith("%") else "points"


def _lot_nodes(root: etree._Element) -> list[etree._Element]:
    """The lots, and the parts of a planning notice; groups of lots are none."""
    nodes = root.findall(f"{_CAC}ProcurementProjectLot")
    numbered = [(node, node.find(f"{_CBC}ID")) for node in nodes]
    return [node for node, number in numbered if number is not None and number.get("schemeName") != "LotsGroup"]


def _weight(criterion: etree._Element) -> str:
    """The weight as published, with its per cent sign; an order of importance is no weight."""
    for parameter in criterion.iter(f"{_EFAC}AwardCriterionParameter"):
        kind = next((node.text or "" for node in parameter.iter(f"{_EFBC}ParameterCode")), "")
        number = next((node.text or "" for node in parameter.iter(f"{_EFBC}ParameterNumeric")), "").strip()
        if number and not kind.startswith(_ORDER):
            return f"{number} %" if kind.startswith(_PER_CENT) else number
    return ""


def _cpv(project: etree._Element) -> tuple[str, ...]:
    """Main code first, then the others."""
    codes = [
        node.findtext(f"{_CBC}ItemClassificationCode") or ""
        for kind in ("MainCommodityClassification", "AdditionalCommodityClassification")
        for node in project.findall(f"{_CAC}{kind}")
    ]
    return tuple(dict.fromkeys(code.strip() for code in codes if code.strip()))
