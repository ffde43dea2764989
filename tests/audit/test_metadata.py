# ruff: noqa: E501  # notices are as their makers write them
"""Metadata: out of notices and names, as a sheet and back; company numbers with their check digits."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tenderscan.audit.metadata.names import company_number, name_facts
from tenderscan.audit.metadata.notice import notice_facts
from tenderscan.audit.metadata.sheet import exported, gaps, imported
from tenderscan.audit.run import RunOptions, run
from tenderscan.audit.store.open import Store
from tenderscan.audit.worklist import dossiers
from tenderscan.errors import UsageError
from tests.audit.conftest import Here

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
EFORMS = f"""<ContractNotice xmlns="{UBL}ContractNotice-2" xmlns:cac="{UBL}CommonAggregateComponents-2"
 xmlns:cbc="{UBL}CommonBasicComponents-2" xmlns:efac="http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1">
<efac:Company><cac:PartyIdentification><cbc:ID>ORG-2</cbc:ID></cac:PartyIdentification>
<cac:PartyName><cbc:Name>Een ander</cbc:Name></cac:PartyName></efac:Company>
<efac:Company><cac:PartyIdentification><cbc:ID>ORG-1</cbc:ID></cac:PartyIdentification>
<cac:PartyName><cbc:Name>Stad  Merelveld</cbc:Name></cac:PartyName>
<cac:PartyLegalEntity><cbc:CompanyID>0207.437.468</cbc:CompanyID></cac:PartyLegalEntity></efac:Company>
<cbc:ContractFolderID>2024-7</cbc:ContractFolderID><cbc:IssueDate>2024-03-02+01:00</cbc:IssueDate>
<cac:ContractingParty><cac:Party><cac:PartyIdentification><cbc:ID>ORG-1</cbc:ID></cac:PartyIdentification></cac:Party></cac:ContractingParty>
<cac:TenderingProcess><cbc:ProcedureCode>open</cbc:ProcedureCode></cac:TenderingProcess>
<cac:ProcurementProject><cac:RequestedTenderTotal><cbc:EstimatedOverallContractAmount currencyID="EUR">75000</cbc:EstimatedOverallContractAmount>
</cac:RequestedTenderTotal></cac:ProcurementProject></ContractNotice>"""
TED = """<TED_EXPORT xmlns="http://publications.europa.eu/TED_schema/Export"><FORM_SECTION><F02_2014>
<CONTRACTING_BODY><ADDRESS_CONTRACTING_BODY><OFFICIALNAME>Ville de Val</OFFICIALNAME><NATIONALID>73282932000074</NATIONALID>
<COUNTRY VALUE="FR"/></ADDRESS_CONTRACTING_BODY></CONTRACTING_BODY><OBJECT_CONTRACT><CPV_MAIN><CPV_CODE CODE="15860000"/></CPV_MAIN>
<VAL_ESTIMATED_TOTAL CURRENCY="EUR">5000</VAL_ESTIMATED_TOTAL></OBJECT_CONTRACT>
<COMPLEMENTARY_INFO><DATE_DISPATCH_NOTICE>2018-04-05</DATE_DISPATCH_NOTICE></COMPLEMENTARY_INFO></F02_2014></FORM_SECTION></TED_EXPORT>"""
OCDS = """{"ocid": "ocds-1", "date": "2022-01-02T00:00:00Z", "buyer": {"id": "b", "name": "Council"}, "parties": [{"id": "b",
"identifier": {"id": "GB-1"}, "address": {"countryName": "UK"}}], "tender": {"title": "Tea", "procurementMethod": "open",
"value": {"amount": 12.5, "currency": "GBP"}, "items": [{"classification": {"id": "15860000"}}]}}"""


def test_notices_of_three_standards_tell_the_same_fields() -> None:
    assert notice_facts(EFORMS.encode(), "a.xml") == {
        "authority": "Stad Merelveld", "company_number": "0207437468", "date": "2024-03-02", "procedure": "open",
        "value": "75000", "currency": "EUR", "reference": "2024-7",
    }  # fmt: skip
    assert notice_facts(TED.encode(), "a.xml") == {
        "authority": "Ville de Val", "company_number": "73282932000074", "date": "2018-04-05", "value": "5000",
        "currency": "EUR", "cpv": "15860000", "country": "FR",
    }  # fmt: skip
    assert notice_facts(OCDS.encode(), "a.json") == {
        "authority": "Council", "company_number": "GB-1", "date": "2022-01-02", "procedure": "open", "value": "12.5",
        "currency": "GBP", "cpv": "15860000", "country": "UK", "subject": "Tea", "reference": "ocds-1",
    }  # fmt: skip
    for no_notice in (b"", b"<html/>", b"<broken", b"{}", b'{"ocid": broken', b"\x00\x01"):
        assert notice_facts(no_notice, "x.xml") == {}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("BE 0207.437.468", "0207437468"),
        ("0207437468", "0207437468"),
        ("0207437469", ""),
        ("siret 73282932000074", "73282932000074"),
        ("73282932000075", ""),
        ("KVK 12345678", "12345678"),
        ("12345678", ""),
    ],
)
def test_a_company_number_is_known_by_its_check_digits(text: str, number: str) -> None:
    assert company_number(text) == number


def test_a_name_tells_its_day_or_year_and_what_a_pattern_says() -> None:
    assert name_facts("bestek 2019-05-31 koffie.pdf") == {"date": "2019-05-31"}
    assert name_facts("20190531_bestek") == {"date": "2019-05-31"}
    assert name_facts("bestek 2019") == {"date": "2019"}
    assert name_facts("bestek 2019-2023") == {}
    assert name_facts("perceel 45233262") == {}
    pattern = "{authority} - {date} - *"
    assert name_facts("Stad Gent - 2020 - koffie #1.pdf", pattern) == {"authority": "Stad Gent", "date": "2020"}
    with pytest.raises(UsageError, match="does not know"):
        name_facts("x", "{colour}")


@pytest.fixture
def audited(store: Store, folder: Path, here: Here) -> Store:
    run(store, dossiers(str(folder)), RunOptions(names="{authority} - {date} - *"), lambda: here)
    return store


def sheet(store: Store) -> list[dict[str, str]]:
    return list(csv.DictReader(exported(store).splitlines()))


def test_a_sheet_goes_out_and_comes_back_and_outranks_all(audited: Store, tmp_path: Path) -> None:
    rows = sheet(audited)
    assert len(rows) == 4 and rows[0]["authority"] == "Stad Gent" and rows[0]["authority_source"] == "name"
    path = tmp_path / "sheet.csv"
    path.write_text("\ufeff" + exported(audited), encoding="utf-8")
    assert imported(audited, path).facts == 0
    path.write_text('dossier;authority;date\n"Stad Gent - 2019 - koffie #1.txt";Gent;2019-03-04\n', encoding="utf-8")
    found = imported(audited, path)
    assert (found.dossiers, found.facts) == (1, 2)
    assert (sheet(audited)[0]["authority"], sheet(audited)[0]["date_source"]) == ("Gent", "sheet")
    # An emptied cell takes back what the sheet said; what the name says is known again.
    path.write_text('dossier,authority\n"Stad Gent - 2019 - koffie #1.txt",\n', encoding="utf-8")
    imported(audited, path)
    assert sheet(audited)[0]["authority"] == "Stad Gent"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,date\na,2019\n", "no sheet"),
        ("dossier,date\nkapot.pdf,31/5/2019\n", "as the date"),
        ("dossier,cpv\nkapot.pdf,stone\n", "CPV"),
        ("dossier,date\nwho?,2019\n", "does not have"),
    ],
)
def test_a_wrong_sheet_changes_nothing(audited: Store, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(text, encoding="utf-8")
    before = exported(audited)
    with pytest.raises(UsageError) as error:
        imported(audited, path)
    assert said in error.value.sentence()
    assert exported(audited) == before


def test_gaps_are_listed_by_field(audited: Store) -> None:
    found = gaps(audited)
    assert ("authority", "kapot.pdf") in found and ("authority", "Stad Gent - 2019 - koffie #1.txt") not in found
