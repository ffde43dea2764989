"""TED's older notices (R2.0.8, R2.0.9): the form in its original language, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from lxml import etree

from tenderscan.model.document import Declaration, DeclaredCriterion, Element, ElementKind, Lot, NoticeFacts, Origin
from tenderscan.sources.elements.lines import elements as plain_elements
from tenderscan.sources.readers.notice.eforms import COUNTRIES, LANGUAGES
from tenderscan.sources.readers.web.html import unmarked

_FIELDS = {
    "TITLE": "title",
    "TITLE_CONTRACT": "title",
    "SHORT_DESCR": "short-description",
    "SHORT_CONTRACT_DESCRIPTION": "short-description",
    "TOTAL_QUANTITY_OR_SCOPE": "description",
    "MAIN_FEATURES_AWARD": "award-criterion",
    "PERFORMANCE_CONDITIONS": "performance-conditions",
    "EXISTENCE_OTHER_PARTICULAR_CONDITIONS": "performance-conditions",
    "PARTICULAR_CONDITIONS": "performance-conditions",
    "SUITABILITY": "selection-criterion",
    "ECONOMIC_FINANCIAL_INFO": "selection-criterion",
    "ECONOMIC_FINANCIAL_MIN_LEVEL": "selection-criterion",
    "TECHNICAL_PROFESSIONAL_INFO": "selection-criterion",
    "TECHNICAL_PROFESSIONAL_MIN_LEVEL": "selection-criterion",
    "RULES_CRITERIA": "selection-criterion",
    "CRITERIA_SELECTION": "selection-criterion",
    "CRITERIA_CANDIDATE": "selection-criterion",
    "QUALIFICATION": "selection-criterion",
    "ECONOMIC_OPERATORS_PERSONAL_SITUATION": "selection-criterion",
    "ECONOMIC_OPERATOR_FINANCIAL_CAPACITY": "selection-criterion",
    "TECHNICAL_CAPACITY": "selection-criterion",
    "REFERENCE_TO_LAW": "profession",
    "JUSTIFICATION": "justification",
    "D_JUSTIFICATION": "justification",
    "INFO_ADD": "additional",
    "ADDITIONAL_INFORMATION": "additional",
    "OPTIONS_DESCR": "additional",
    "RENEWAL_DESCR": "additional",
    "EU_PROGR_RELATED": "additional",
}
_OTHER = "other"
"""Free text of the form in a field that is not named above."""

_SKIPPED = frozenset(
    {"CONTRACTING_BODY", "CONTRACTING_AUTHORITY_INFORMATION", "LINKS_SECTION", "CPV_MAIN", "CONTRACTORS", "MAIN_SITE"}
    | {"ADDRESS_REVIEW_BODY", "ADDRESS_REVIEW_INFO", "ADDRESS_MEDIATION_BODY", "APPEALS", "REVIEW_PROCEDURE"}
    | {"LOT_COMBINING_CONTRACT_RIGHT", "ESTIMATED_TIMING", "OPENING_CONDITION", "PROCEDURES_FOR_APPEAL"}
)
_REPLACED = frozenset({"OLD_VALUE", "INSTEAD_OF", "TEXT_TO_BE_DELETED", "TEXT_TO_DELETE"})
"""What a correction says that stood there before, and stands there no longer."""

REPLACED = "The old values that this correction replaces were left out."

_LOTS = frozenset({"OBJECT_DESCR", "F_LOT", "LOT_INFORMATION", "AWARD_CONTRACT"})
_AWARD = frozenset({"AC_QUALITY", "AC_COST", "AC_PRICE", "CRITERIA_DEFINITION"})
_CRITERION = "AC_CRITERION"
_RESERVED = {
    "RESTRICTED_SHELTERED_WORKSHOP": "res-ws",
    "RESTRICTED_SHELTERED_PROGRAM": "res-ws",
    "RESTRICTED_TO_SHELTERED_WORKSHOPS": "res-ws",
    "RESERVED_ORGANISATIONS_SERVICE_MISSION": "res-pub-ser",
}
"""Elements that reserve the contract by being there, and what BT-71 calls it."""

_RESULTS = frozenset({"7", "V", "J"})
"""Kinds of notice that report a result: contract award, voluntary ex ante transparency, concession award."""

_AWARDED = frozenset({"AWARD_CONTRACT", "AWARD_OF_CONTRACT", "AWARDED_CONTRACT"})

_NO_DIVISION = "NO_LOT_DIVISION"
_COUNTRIES = {country.upper(): country for country in COUNTRIES.values()}


def read_ted(root: etree._Element) -> tuple[list[Element], NoticeFacts]:
    """The texts and facts of a TED notice; titles in other languages and form defaults are left out.

    A notice that was published in two languages of its own is read in both; the facts are those of the first.
    """
    forms = _forms(root)
    elements = [element for form in forms for element in _form_elements(form)]
    first = forms[0] if forms else None
    facts = NoticeFacts(
        authority=_first(first, "OFFICIALNAME"),
        subject=_first(first, "TITLE") or _first(first, "TITLE_CONTRACT"),
        published=_day(_first(root, "DATE_PUB")),
        cpv=_cpv(first if first is not None else root),
        lots=tuple(_lots(first)) if first is not None else (),
        language=_language(first),
        country=_country(first),
        region=_region(first),
        award=tuple(_criteria(first)) if first is not None else (),
        declares=tuple(_reserved(first)) if first is not None else (),
        result=_is_result(root, first),
    )
    return elements, facts


def _is_result(root: etree._Element, form: etree._Element | None) -> bool:
    """Whether a notice says how a procedure ended: by the code of its kind, or by what was awarded in its form."""
    kinds = {node.get("CODE") for node in root.iter() if _name(node) == "TD_DOCUMENT_TYPE"}
    awarded = form is not None and any(_name(node) in _AWARDED for node in form.iter())
    return bool(kinds & _RESULTS) or awarded


def replaced(root: etree._Element) -> bool:
    """Whether a notice says what its corrections replace."""
    return any(_name(node) in _REPLACED and _text(node) for node in root.iter())


def _country(form: etree._Element | None) -> str | None:
    """The country of the first address in the form, which is the buyer's."""
    for node in form.iter() if form is not None else ():
        if _name(node) == "COUNTRY" and node.get("VALUE"):
            return _COUNTRIES.get(str(node.get("VALUE")).upper())
    return None


def _region(form: etree._Element | None) -> str | None:
    """The NUTS code of the first address in the form, which is the buyer's."""
    for node in form.iter() if form is not None else ():
        if _name(node) == "NUTS" and node.get("CODE"):
            return str(node.get("CODE"))
    return None


def _forms(root: etree._Element) -> list[etree._Element]:
    """The forms in the languages they were written in."""
    section = next((n for n in root.iter() if _name(n) == "FORM_SECTION"), None)
    forms = [n for n in section if isinstance(n.tag, str) and n.get("LG")] if section is not None else []
    return [n for n in forms if n.get("CATEGORY") == "ORIGINAL"] or forms[:1]


def _language(form: etree._Element | None) -> str | None:
    return LANGUAGES.get(str(form.get("LG", "")).upper()) if form is not None else None


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _form_elements(form: etree._Element) -> Iterator[Element]:
    yield from _elements(form, _language(form), None)


def _elements(node: etree._Element, language: str | None, lot: str | None) -> Iterator[Element]:
    for item in node:
        name = _name(item)
        if not name or name in _SKIPPED or name in _REPLACED:
            continue
        if name in _LOTS:
            yield from _elements(item, language, _lot_number(item) or lot)
        elif name in _AWARD or (name == _CRITERION and not len(item)):
            yield from _award(item, language, lot)
        elif name in _FIELDS:
            yield from _field(item, _FIELDS[name], language, lot)
        elif name == "P":
            yield from _paragraph(item, _OTHER, language, lot)
        else:
            yield from _elements(item, language, lot)


def _field(item: etree._Element, field: str, language: str | None, lot: str | None) -> Iterator[Element]:
    for paragraph in [n for n in item.iter() if _name(n) == "P"] or [item]:
        yield from _paragraph(paragraph, field, language, lot)


def _paragraph(node: etree._Element, field: str, language: str | None, lot: str | None) -> Iterator[Element]:
    text = _text(node)
    if not text:
        return
    own = next(iter(plain_elements([text])), None)
    label = own.label if own is not None and field != "title" else ""
    kind = ElementKind.LIST_ITEM if label else ElementKind.PARAGRAPH
    if field == "title" and lot is None and not _awarded(node):
        kind = ElementKind.HEADING
    yield Element(text, kind, Origin.NOTICE, level=1, lot=lot, language=language, field=field, label=label)


def _awarded(node: etree._Element) -> bool:
    """Whether a title is that of an awarded contract, which heads nothing."""
    return any(_name(parent) == "AWARD_CONTRACT" for parent in node.iterancestors())


def _award(item: etree._Element, language: str | None, lot: str | None) -> Iterator[Element]:
    criterion = _first(item, _CRITERION) or _first(item, "CRITERIA") or ""
    weight = _first(item, "AC_WEIGHTING") or _first(item, "WEIGHTING") or ""
    cells = tuple(cell for cell in (criterion, _percent(weight)) if cell)
    if criterion:
        yield Element(
            " | ".join(cells),
            ElementKind.TABLE_ROW,
            Origin.NOTICE,
            cells=cells,
            lot=lot,
            language=language,
            field="award-criterion",
        )


_KINDS = {"AC_PRICE": "price", "AC_COST": "cost"}


def _criteria(form: etree._Element) -> Iterator[DeclaredCriterion]:
    """The award criteria as data; TED means percent where it gives a bare number."""
    numbers: dict[etree._Element, str | None] = {}
    for item in form.iter():
        name = _name(item)
        alone = name == _CRITERION and not len(item)
        # What lies within a criterion is its own; a damaged notice may nest hundreds of them.
        if (name not in _AWARD and not alone) or any(_name(n) in _AWARD for n in item.iterancestors()):
            continue
        holder = next((n for n in item.iterancestors() if _name(n) in _LOTS), None)
        if holder is not None and holder not in numbers:
            numbers[holder] = _lot_number(holder)
        lot = numbers[holder] if holder is not None else None
        criterion = _first(item, _CRITERION) or _first(item, "CRITERIA") or ""
        value = _value(_first(item, "AC_WEIGHTING") or _first(item, "WEIGHTING") or "")
        unit: Literal["percent", ""] = "percent" if value is not None else ""
        yield DeclaredCriterion(lot or "", _KINDS.get(name, "quality"), criterion, value, unit)


def _reserved(form: etree._Element) -> Iterator[Declaration]:
    """For whom the contract is reserved, which the form says by elements without text; each once a lot."""
    seen: set[Declaration] = set()
    for item in form.iter():
        code = _RESERVED.get(_name(item))
        if code is not None:
            holder = next((n for n in item.iterancestors() if _name(n) in _LOTS), None)
            found = Declaration("BT-71", code, (_lot_number(holder) or "") if holder is not None else "")
            if found not in seen:
                seen.add(found)
                yield found


def _value(weight: str) -> float | None:
    """The number in a weight such as "40", "40 %" or "40,5"; None where it is told otherwise."""
    try:
        return float(weight.replace("%", "").replace(",", ".").strip())
    except ValueError:
        return None


def _percent(weight: str) -> str:
    """A weight as printed; TED means percent where it gives a bare number."""
    return f"{weight} %" if weight.replace(",", "").replace(".", "").isdigit() else weight


def _text(node: etree._Element) -> str:
    return " ".join(unmarked("".join(str(part) for part in node.itertext())).split())


def _first(node: etree._Element | None, name: str) -> str | None:
    """The text of the first node of that name, the node itself included, or None."""
    if node is None:
        return None
    found = next((n for n in node.iter() if _name(n) == name), None)
    return (_text(found) or None) if found is not None else None


def _day(raw: str | None) -> str | None:
    digits = (raw or "").strip()
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}" if len(digits) == 8 and digits.isdigit() else None


def _cpv(node: etree._Element) -> tuple[str, ...]:
    codes = [str(n.get("CODE", "")) for n in node.iter() if _name(n) in ("CPV_CODE", "ORIGINAL_CPV")]
    return tuple(dict.fromkeys(code for code in codes if code))


def _lot_number(item: etree._Element) -> str | None:
    """The lot's number; nothing where the tender is not divided."""
    if item.getroottree().find(f".//{{*}}{_NO_DIVISION}") is not None:
        return None
    return _first(item, "LOT_NO") or _first(item, "LOT_NUMBER")


def _lots(form: etree._Element) -> Iterator[Lot]:
    """The lots that the form divides the tender into; a single one is no division."""
    parts = [n for n in form.iter() if _name(n) in ("OBJECT_DESCR", "F_LOT", "LOT_INFORMATION")]
    numbered = [(part, _lot_number(part)) for part in parts]
    for part, number in numbered if len(numbered) > 1 else ():
        if number:
            yield Lot(number, _first(part, "TITLE") or "", _cpv(part))
