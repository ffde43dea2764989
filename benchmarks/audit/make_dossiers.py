"""Makes dossiers by the thousand out of the project's own tenders: other authorities, years and clauses, seeded.

    python -m benchmarks.audit.make_dossiers FOLDER --number 1000 --seed 1

Each takes one of corpus/sources, names an invented authority and year, leaves out some of its paragraphs, and is
written as a PDF or a Word file: alone, in a folder with a notice (eForms), or as a ZIP. One in fifty is broken.
"""

from __future__ import annotations

import argparse
import random
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "corpus"))

from build import Part, parse
from pdf_file import write_pdf
from word_file import write_word

PLACES = (
    "Hazelbeke", "Merelveld", "Sint-Amandsdorp", "Wilgenhout", "Zavelgem", "Val-d'Orne", "Saint-Éloi-sur-Lys",
    "Bruyères-le-Pont", "Grünheim", "Oberlinden", "Castleford Mere", "Northmoor", "Eikenrode", "Lindeghem #2",
    "Ålsgård",
)  # fmt: skip
YEARS = range(2015, 2027)
KINDS = {"nl": "Gemeente", "fr": "Ville de", "de": "Stadt", "en": "Council of"}

_NOTICE = """<?xml version="1.0" encoding="UTF-8"?>
<ContractNotice xmlns="urn:oasis:names:specification:ubl:schema:xsd:ContractNotice-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
 xmlns:efac="http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1"
 xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2">
 <ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><efac:Organizations><efac:Organization><efac:Company>
  <cac:PartyIdentification><cbc:ID>ORG-0001</cbc:ID></cac:PartyIdentification>
  <cac:PartyName><cbc:Name languageID="{code}">{authority}</cbc:Name></cac:PartyName>
  <cac:PostalAddress><cac:Country><cbc:IdentificationCode>BEL</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
  <cac:PartyLegalEntity><cbc:CompanyID>{number}</cbc:CompanyID></cac:PartyLegalEntity>
 </efac:Company></efac:Organization></efac:Organizations></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>
 <cbc:ContractFolderID>{folder}</cbc:ContractFolderID>
 <cbc:IssueDate>{day}+01:00</cbc:IssueDate>
 <cbc:NoticeLanguageCode>{code}</cbc:NoticeLanguageCode>
 <cac:ContractingParty><cac:Party><cac:PartyIdentification><cbc:ID>ORG-0001</cbc:ID></cac:PartyIdentification></cac:Party></cac:ContractingParty>
 <cac:TenderingProcess><cbc:ProcedureCode listName="procurement-procedure-type">open</cbc:ProcedureCode></cac:TenderingProcess>
 <cac:ProcurementProject><cbc:Name languageID="{code}">{title}</cbc:Name>
  <cac:RequestedTenderTotal><cbc:EstimatedOverallContractAmount currencyID="EUR">{value}</cbc:EstimatedOverallContractAmount></cac:RequestedTenderTotal>
  <cac:MainCommodityClassification><cbc:ItemClassificationCode listName="cpv">{cpv}</cbc:ItemClassificationCode></cac:MainCommodityClassification>
 </cac:ProcurementProject>
</ContractNotice>
"""  # noqa: E501
_CODES = {"nl": "NLD", "fr": "FRA", "de": "DEU", "en": "ENG"}


@dataclass(frozen=True)
class Made:
    """A tender as it is varied: its sources and the code of what it buys."""

    name: str
    sources: tuple[Path, ...]
    cpv: str


def tenders() -> list[Made]:
    """The project's tenders, each with its sources."""
    found = []
    for path in sorted((ROOT / "corpus" / "sources").iterdir()):
        sources = tuple(sorted(path.glob("*.md"))) if path.is_dir() else (path,)
        label = (ROOT / "corpus" / "labels" / f"{path.stem}.yaml").read_text(encoding="utf-8")
        cpv = label.split("cpv: [", 1)[1].split("]", 1)[0].split(",")[0].strip(' "')
        found.append(Made(path.stem, sources, cpv))
    return found


def make(folder: Path, number: int, seed: int) -> None:
    """Make so many dossiers in a folder; the same seed makes the same ones."""
    chance = random.Random(seed)
    known = tenders()
    parsed = {source: parse(source) for tender in known for source in tender.sources}
    folder.mkdir(parents=True, exist_ok=True)
    for count in range(number):
        _one(folder, count, chance, chance.choice(known), parsed)


def _one(
    folder: Path, count: int, chance: random.Random, tender: Made, parsed: dict[Path, tuple[dict[str, Any], list[Part]]]
) -> None:
    place, year = chance.choice(PLACES), chance.choice(YEARS)
    language = parsed[tender.sources[0]][0]["language"]
    authority = f"{KINDS[language]} {place}"
    name = f"{authority} - {year} - {tender.name} {count:05}"
    if count % 50 == 49:
        (folder / f"{name}.pdf").write_bytes(b"%PDF-1.4 and no more")
        return
    shape = chance.choice(("file", "file", "folder", "folder", "zip"))
    into = folder if shape == "file" and len(tender.sources) == 1 else folder / name
    into.mkdir(exist_ok=True)
    title = ""
    for source in tender.sources:
        meta, parts = parsed[source]
        title = str(meta["title"]).replace("2026", str(year))
        kept = [part for part in parts if part.kind in ("heading", "title", "contents") or chance.random() > 0.25]
        varied = {**meta, "title": title, "authority": authority}
        stem = name if into == folder else source.stem
        write = write_word if meta["format"] == "docx" else write_pdf
        write(varied, kept, into / f"{stem}.{meta['format']}")
    if into != folder:
        day = f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        number = _kbo(sum(ord(sign) for sign in authority) * 977 % 900_000 + 2_000_000)
        facts = {
            "authority": escape(authority),
            "number": number,
            "day": day,
            "title": escape(title),
            "cpv": tender.cpv,
        }
        value = chance.randint(10, 900) * 1000
        notice = _NOTICE.format(code=_CODES[language], folder=f"{year}-{count:05}", value=value, **facts)
        if chance.random() < 0.7:
            (into / "notice.xml").write_text(notice, encoding="utf-8")
        if chance.random() < 0.05:
            for file in [*into.glob("*.pdf"), *into.glob("*.docx")]:
                file.unlink()
            (into / "notice.xml").write_text(notice, encoding="utf-8")
    if shape == "zip" and into != folder:
        with zipfile.ZipFile(folder / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as packed:
            for file in sorted(into.iterdir()):
                packed.write(file, file.name)
                file.unlink()
        into.rmdir()


def _kbo(first: int) -> str:
    """A Belgian company number with right check digits out of its first eight digits."""
    eight = f"{first:08}"[:8]
    return f"{eight}{97 - int(eight) % 97:02}"


def main() -> None:
    """Make the dossiers that the command line asks for."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--number", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    make(asked.folder, asked.number, asked.seed)


if __name__ == "__main__":
    main()
