"""What a notice says of the procedure as data: the buyer's number, the day, the procedure, the value.

eForms (UBL), TED's older XML and OCDS JSON. The names of fields are those of the standards.
"""

from __future__ import annotations

import json
from typing import Any

from lxml import etree

from tenderscan.audit.metadata.names import company_number
from tenderscan.containers.xml import parse
from tenderscan.errors import UnreadableError

_EFORMS = frozenset({"ContractNotice", "PriorInformationNotice", "ContractAwardNotice"})


def notice_facts(data: bytes, name: str) -> dict[str, str]:
    """Facts by field out of a notice; none where the file is no notice."""
    head = data[:400].lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith(b"<"):
        try:
            root = parse(data, name)
        except UnreadableError:
            return {}
        found = _eforms(root) if _local(root) in _EFORMS else _ted(root) if "TED_EXPORT" in _local(root) else {}
    elif head.startswith(b"{") and b"ocid" in data[:20_000]:
        found = _ocds(data)
    else:
        found = {}
    told = {field: " ".join(value.split()) for field, value in found.items() if value and value.strip()}
    if "company_number" in told:
        # Written with points by one notice and without by the next: one authority, one number.
        told["company_number"] = company_number(told["company_number"]) or told["company_number"]
    return told


def _local(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _find(node: etree._Element | None, path: str) -> etree._Element | None:
    """The first node at a path of local names, each a child of the one before; "//" in front looks at all depths."""
    if node is None:
        return None
    steps = "/".join(f"*[local-name()='{step}']" for step in path.strip("/").split("/"))
    found = node.xpath(f".//{steps}" if path.startswith("//") else f"./{steps}")
    return found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else None


def _text(node: etree._Element | None, path: str) -> str:
    found = _find(node, path)
    return (found.text or "") if found is not None else ""


def _eforms(root: etree._Element) -> dict[str, str]:
    wanted = _text(root, "ContractingParty/Party/PartyIdentification/ID")
    companies = [node for node in root.iter() if _local(node) == "Company"]
    buyer = next((c for c in companies if _text(c, "PartyIdentification/ID") == wanted), None)
    amount = _find(root, "ProcurementProject/RequestedTenderTotal/EstimatedOverallContractAmount")
    if amount is None:
        amount = _find(
            root, "ProcurementProjectLot/ProcurementProject/RequestedTenderTotal/EstimatedOverallContractAmount"
        )
    reference = _text(root, "ContractFolderID")
    return {
        "authority": _text(buyer, "PartyName/Name"),
        "company_number": _text(buyer, "PartyLegalEntity/CompanyID"),
        "date": _text(root, "IssueDate")[:10],
        "procedure": _text(root, "TenderingProcess/ProcedureCode"),
        "value": amount.text or "" if amount is not None else "",
        "currency": amount.get("currencyID") or "" if amount is not None else "",
        "cpv": _text(root, "ProcurementProject/MainCommodityClassification/ItemClassificationCode"),
        "country": _text(buyer, "PostalAddress/Country/IdentificationCode"),
        "subject": _text(root, "ProcurementProject/Name"),
        "reference": reference,
    }


def _ted(root: etree._Element) -> dict[str, str]:
    bodies = (_find(root, f"//{name}") for name in ("CONTRACTING_BODY", "CONTRACTING_AUTHORITY"))
    body = next((found for found in bodies if found is not None), None)
    value = _find(root, "//OBJECT_CONTRACT/VAL_ESTIMATED_TOTAL")
    cpv = _find(root, "//CPV_MAIN/CPV_CODE")
    country = _find(body, "//COUNTRY")
    kind = _find(root, "//PR_PROC")
    day = _text(root, "//DATE_DISPATCH_NOTICE") or _text(root, "//DATE_PUB")
    return {
        "authority": _text(body, "//OFFICIALNAME"),
        "company_number": _text(body, "//NATIONALID"),
        "date": f"{day[:4]}-{day[4:6]}-{day[6:8]}" if len(day) == 8 and day.isdigit() else day[:10],
        "procedure": kind.text or kind.get("CODE") or "" if kind is not None else "",
        "value": value.text or "" if value is not None else "",
        "currency": value.get("CURRENCY") or "" if value is not None else "",
        "cpv": cpv.get("CODE") or "" if cpv is not None else "",
        "country": country.get("VALUE") or "" if country is not None else "",
        "reference": _text(root, "//REFERENCE_NUMBER"),
    }


def _ocds(data: bytes) -> dict[str, str]:
    try:
        raw = json.loads(data)
    except ValueError:
        return {}
    release = _release(raw)
    tender = _dict(release.get("tender"))
    buyer = _dict(release.get("buyer"))
    named = [p for p in _list(release.get("parties")) if p.get("id") == buyer.get("id") and buyer.get("id")]
    party = named[0] if named else buyer
    value = _dict(tender.get("value"))
    items = _list(tender.get("items"))
    codes = [_dict(item.get("classification")).get("id") for item in items]
    return {
        "authority": str(buyer.get("name") or party.get("name") or ""),
        "company_number": str(_dict(party.get("identifier")).get("id") or ""),
        "date": str(release.get("date") or "")[:10],
        "procedure": str(tender.get("procurementMethodDetails") or tender.get("procurementMethod") or ""),
        "value": str(value.get("amount") if value.get("amount") is not None else ""),
        "currency": str(value.get("currency") or ""),
        "cpv": str(next(filter(None, codes), "")),
        "country": str(_dict(party.get("address")).get("countryName") or ""),
        "subject": str(tender.get("title") or ""),
        "reference": str(release.get("ocid") or ""),
    }


def _release(raw: Any) -> dict[str, Any]:
    """The newest release in a file of OCDS: a release itself, a package, or a record's compiled one."""
    found = _dict(raw)
    records = _list(found.get("records"))
    if records:
        return _dict(records[-1].get("compiledRelease"))
    releases = _list(found.get("releases"))
    return max(releases, key=lambda release: str(release.get("date") or "")) if releases else found


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
