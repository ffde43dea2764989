"""What an eForms notice declares of strategic procurement: BT-06, 774-776, 805, 754, 717 and reserved contracts."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tenderscan.model.document import Declaration

_CAC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
_CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
_EFAC = "{http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1}"
_EFBC = "{http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1}"

_FIELDS = {
    "strategic-procurement": "BT-06",
    "environmental-impact": "BT-774",
    "social-objective": "BT-775",
    "innovative-acquisition": "BT-776",
    "gpp-criteria": "BT-805",
    "accessibility": "BT-754",
}
"""Business terms by the code list that a type of procurement is from."""

_NOTHING = frozenset({"", "none", "n-inc", "n-inc-just", "false"})
"""Codes by which a notice says that it does not."""

_RESERVED = "reserved-procurement"


def declarations(root: etree._Element) -> Iterator[Declaration]:
    """The codes in the order of the notice, each once a lot; those that say "none" are left out."""
    seen: set[Declaration] = set()
    for node in (root, *root.iter(f"{_CAC}ProcurementProjectLot")):
        lot = node.findtext(f"{_CBC}ID") or "" if node is not root else ""
        for found in _of(node, lot):
            if found not in seen:
                seen.add(found)
                yield found


def _of(node: etree._Element, lot: str) -> Iterator[Declaration]:
    for extra in node.findall(f"{_CAC}ProcurementProject/{_CAC}ProcurementAdditionalType"):
        code = extra.find(f"{_CBC}ProcurementTypeCode")
        field = _FIELDS.get(code.get("listName", "")) if code is not None else None
        value = (code.text or "").strip() if code is not None else ""
        if field and value not in _NOTHING:
            yield Declaration(field, value, lot)
    terms = node.find(f"{_CAC}TenderingTerms")
    if terms is None:
        return
    for basis in terms.iter(f"{_EFBC}ApplicableLegalBasis"):
        if basis.get("listName") == "cvd-scope" and (basis.text or "").strip() == "true":
            yield Declaration("BT-717", "cvd-scope", lot)
    for request in terms.findall(f"{_CAC}TendererQualificationRequest/{_CAC}SpecificTendererRequirement"):
        code = request.find(f"{_CBC}TendererRequirementTypeCode")
        value = (code.text or "").strip() if code is not None else ""
        if code is not None and code.get("listName") == _RESERVED and value not in _NOTHING:
            yield Declaration("BT-71", value, lot)
