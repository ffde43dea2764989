"""Good files to begin from: one text in every format, and what the project's own corpus holds."""

from __future__ import annotations

import io
import json
import random
import zipfile
from email.message import EmailMessage
from pathlib import Path

from PIL import Image
from pypdf import PdfReader, PdfWriter

from tests.sources import one_text
from tests.sources.outlook import message
from tests.sources.readers import test_notice as notices
from tests.sources.readers import test_notice_ocds as ocds
from tests.sources.readers.test_html_notice import EFORMS, TED

CORPUS = Path(__file__).parents[2] / "corpus"
FAULTS = Path(__file__).parents[1] / "faults" / "files"
LARGEST = 400_000

ENDINGS = {
    "pdf": (".pdf",), "docx": (".docx",), "odt": (".odt",), "rtf": (".rtf",), "xlsx": (".xlsx",), "ods": (".ods",),
    "csv": (".csv",), "eml": (".eml",), "msg": (".msg",), "html": (".html",), "xml": (".xml",), "markdown": (".md",),
    "text": (".txt",), "flat": (".fodt",), "json": (".json",), "zip": (".zip",), "image": (".png", ".tif", ".jpg"),
    "locked": (".p7m", ".docx"),
}  # fmt: skip
"""The readers, and the endings of the files that are made for each."""


def seeds(reader: str) -> list[tuple[str, bytes]]:
    """(ending, bytes) of good files for a reader, always in the same order."""
    made = [(Path(name).suffix, make()) for name, make in one_text.FORMATS.items() if _is_for(reader, name)]
    held = (*CORPUS.rglob("*"), *FAULTS.iterdir())
    paths = sorted(p for p in held if p.is_file() and p.stat().st_size <= LARGEST)
    made += [(p.suffix, p.read_bytes()) for p in paths if p.suffix in ENDINGS[reader] and reader != "locked"]
    return made + _others(reader)


def _is_for(reader: str, name: str) -> bool:
    return Path(name).suffix in ENDINGS[reader] and reader not in ("locked", "image")


def _others(reader: str) -> list[tuple[str, bytes]]:
    if reader == "pdf":
        return [(".pdf", _with_form()), (".pdf", one_text.scan())]
    if reader == "image":
        return [(f".{form.lower()[:3]}", _picture(form)) for form in ("PNG", "TIFF", "JPEG")]
    if reader == "xml":
        award = notices.award("per-exa", "20")
        lots = f"<cac:ProcurementProjectLot><cbc:ID>LOT-0001</cbc:ID>{award}</cac:ProcurementProjectLot>"
        weighed = f"<ContractNotice {notices.NAMES}>{notices.project('Steen')}{lots}</ContractNotice>"
        return [(".xml", text.encode()) for text in (EFORMS, TED, weighed, "<a><b>Bestek</b><c>Eis</c></a>")]
    if reader == "json":
        packed = {"releases": [ocds.release(), ocds.release(id="r2", date="2026-04-01T10:00:00Z", tag=["award"])]}
        return [(".json", json.dumps(made).encode()) for made in (ocds.release(), packed)]
    if reader == "msg":
        return [(".msg", message("Bestek", "\r\n".join(one_text.LIVE), {"a.txt": b"Bijlage"}))]
    if reader == "locked":
        return [(".p7m", signed(one_text.pdf()))]
    if reader == "eml":
        return [(".eml", _nested_mail())]
    if reader == "zip":
        return [(".zip", _zip_of_zips())]
    return []


def _with_form() -> bytes:
    """A PDF with a file embedded and an annotation, whose objects are not packed: mutations reach them."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(one_text.pdf())))
    writer.add_attachment("bijlage.txt", b"Bijlage A")
    writer.add_metadata({"/Title": "Bestek voor het marktplein"})
    for page in writer.pages:
        page.get_contents()
    memory = io.BytesIO()
    writer.write(memory)
    return memory.getvalue()


def _picture(form: str) -> bytes:
    memory = io.BytesIO()
    image = Image.open(io.BytesIO(one_text.picture()))
    image.resize((200, 280)).save(memory, form)
    return memory.getvalue()


def signed(inner: bytes) -> bytes:
    """What a signer would send: the bytes in a CMS message, without signatures."""
    from asn1crypto import cms

    content = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [],
            "encap_content_info": {"content_type": "data", "content": inner},
            "signer_infos": [],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": content}).dump())


def _nested_mail() -> bytes:
    outer, inner = EmailMessage(), EmailMessage()
    inner["Subject"] = "Binnen"
    inner.set_content("<p>Eis</p>", subtype="html")
    outer["Subject"] = "Buiten"
    outer.set_content(one_text.ASKED)
    outer.add_attachment(inner)
    return bytes(outer)


def _zip_of_zips() -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("in.zip", one_text.zipped())
        archive.writestr("../weg.txt", one_text.ASKED)
    return memory.getvalue()


def chosen(reader: str, chance: random.Random) -> tuple[str, bytes]:
    """One of the good files."""
    return chance.choice(seeds_once(reader))


_KNOWN: dict[str, list[tuple[str, bytes]]] = {}


def seeds_once(reader: str) -> list[tuple[str, bytes]]:
    """The good files of a reader, made once."""
    if reader not in _KNOWN:
        _KNOWN[reader] = seeds(reader)
    return _KNOWN[reader]
