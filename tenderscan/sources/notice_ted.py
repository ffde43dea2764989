"""TED's older notices (R2.0.8, R2.0.9): the form in its original language, field by field."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tenderscan.model.document import Element, ElementKind, Lot, NoticeFacts, Origin
from tenderscan.sources.notice_eforms import LANGUAGES

_FIELDS = {
    "TITLE": "title",
    "TITLE_CONTRACT": "title",
    "SHORT_DESCR": "short-description",
    "SHORT_CONTRACT_DESCRIPTION": "short-description",
    "TOTAL_QUANTITY_OR_SCOPE": "description",
    "PERFORMANCE_CONDITIONS": "performance-conditions",
    "EXISTENCE_OTHER_PARTICULAR_CONDITIONS": "performance-conditions",
    "PARTICULAR_CONDITIONS": "performance-conditions",
    "SUITABILITY": "selection-criterion",
    "ECONOMIC_FINANCIAL_INFO": "selection-criterion",
    "ECONOMIC_FINANCIAL_MIN_LEVEL": "selection-criterion",
    "TECHNICAL_PROFESSIONAL_INFO": "selection-criterion",
    "TECHNICAL_PROFESSIONAL_MIN_LEVEL": "selection-criterion",
    "RULES_CRITERIA": "selection-criterion",
    "ECONOMIC_OPERATORS_PERSONAL_SITUATION": "selection-criterion",
    "ECONOMIC_OPERATOR_FINANCIAL_CAPACITY": "selection-criterion",
    "TECHNICAL_CAPACITY": "selection-criterion",
    "RESTRICTED_SHELTERED_WORKSHOP": "reserved",
    "INFO_ADD": "additional",
    "ADDITIONAL_INFORMATION": "additional",
    "OPTIONS_DESCR": "additional",
    "RENEWAL_DESCR": "additional",
}
_SKIPPED = frozenset(
    {"CONTRACTING_BODY", "CONTRACTING_AUTHORITY_INFORMATION", "PROCEDURE", "LINKS_SECTION", "CPV_MAIN"}
    | {"ADDRESS_REVIEW_BODY", "ADDRESS_REVIEW_INFO", "ADDRESS_MEDIATION_BODY", "APPEALS", "REVIEW_PROCEDURE"}
)
_AWARD = frozenset({"AC_QUALITY", "AC_COST", "AC_PRICE"})
_CRITERIA = frozenset({"CRITERIA_DEFINITION"})


def read_ted(root: etree._Element) -> tuple[list[Element], NoticeFacts]:
    """The texts and facts of a TED notice; titles in other languages and form defaults are left out."""
    form = _form(root)
    code = str(form.get("LG", "")) if form is not None else ""
    language = LANGUAGES.get(code.upper())
    elements = list(_elements(form, language, None)) if form is not None else []
    facts = NoticeFacts(
        authority=_first(form, "OFFICIALNAME"),
        subject=_subject(form),
        published=_day(_first(root, "DATE_PUB")),
        cpv=_cpv(form if form is not None else root),
        lots=tuple(_lots(form)) if form is not None else (),
        language=language,
    )
    return elements, facts


def _form(root: etree._Element) -> etree._Element | None:
    """The form in the language it was written in."""
    section = next((n for n in root.iter() if _name(n) == "FORM_SECTION"), None)
    forms = [n for n in section if isinstance(n.tag, str)] if section is not None else []
    original = [n for n in forms if n.get("CATEGORY") == "ORIGINAL"]
    return (original or forms or [None])[0]  # type: ignore[list-item]


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _elements(node: etree._Element, language: str | None, lot: str | None) -> Iterator[Element]:
    for item in node:
        name = _name(item)
        if not name or name in _SKIPPED:
            continue
        if name in ("OBJECT_DESCR", "F_LOT", "LOT_INFORMATION"):
            yield from _elements(item, language, _lot_number(item) or lot)
        elif name in _AWARD or name in _CRITERIA:
            yield from _award(item, language, lot)
        elif name in _FIELDS:
            yield from _field(item, _FIELDS[name], language, lot)
        else:
            yield from _elements(item, language, lot)


def _field(item: etree._Element, field: str, language: str | None, lot: str | None) -> Iterator[Element]:
    paragraphs = [n for n in item.iter() if _name(n) == "P"] or [item]
    for paragraph in paragraphs:
        text = " ".join("".join(str(part) for part in paragraph.itertext()).split())
        if text:
            heading = field == "title" and lot is None
            kind = ElementKind.HEADING if heading else ElementKind.PARAGRAPH
            yield Element(
                text, kind, Origin.NOTICE, level=1, lot=lot, language=language, field=field, label=_label(text)
            )


def _label(text: str) -> str:
    head = text.split(" ", 1)[0]
    return head if head in ("-", "•", "–") else ""


def _award(item: etree._Element, language: str | None, lot: str | None) -> Iterator[Element]:
    criterion = " ".join((_first(item, "AC_CRITERION") or _first(item, "CRITERIA") or "").split())
    weight = (_first(item, "AC_WEIGHTING") or _first(item, "WEIGHTING") or "").strip()
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


def _percent(weight: str) -> str:
    """A weight as printed; TED means percent where it gives a bare number."""
    return f"{weight} %" if weight.replace(",", "").replace(".", "").isdigit() else weight


def _first(node: etree._Element | None, name: str) -> str | None:
    if node is None:
        return None
    found = next((n for n in node.iter() if _name(n) == name), None)
    text = " ".join("".join(str(part) for part in found.itertext()).split()) if found is not None else ""
    return text or None


def _subject(form: etree._Element | None) -> str | None:
    return _first(form, "TITLE") or _first(form, "TITLE_CONTRACT")


def _day(raw: str | None) -> str | None:
    digits = (raw or "").strip()
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}" if len(digits) == 8 and digits.isdigit() else None


def _cpv(node: etree._Element) -> tuple[str, ...]:
    codes = [str(n.get("CODE", "")) for n in node.iter() if _name(n) in ("CPV_CODE", "ORIGINAL_CPV")]
    return tuple(dict.fromkeys(code for code in codes if code))


def _lot_number(item: etree._Element) -> str | None:
    number = _first(item, "LOT_NO") or _first(item, "LOT_NUMBER")
    return number or None


def _lots(form: etree._Element) -> Iterator[Lot]:
    parts = [n for n in form.iter() if _name(n) in ("OBJECT_DESCR", "LOT_INFORMATION")]
    numbered = [(part, _lot_number(part)) for part in parts]
    for part, number in numbered if len(numbered) > 1 else ():
        if number:
            yield Lot(number, _first(part, "TITLE") or "", _cpv(part))
