"""One small tender in every format that is read, with a struck clause that must never count."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import docx
import openpyxl
from openpyxl.styles import Font
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

HEADING = "2 Uitvoeringsvoorwaarden"
ASKED = "De opdrachtnemer leeft de fundamentele conventies van de IAO na en legt jaarlijks een auditverslag voor."
WISHED = "De inschrijver beschikt bij voorkeur over een milieuzorgsysteem volgens ISO 14001 of gelijkwaardig."
WAIVED = "Een bewijs van leefbaar loon wordt niet gevraagd."
STRUCK = "Alle hout is FSC-gecertificeerd of gelijkwaardig; het certificaat gaat bij de levering."
LIVE = (ASKED, WISHED, WAIVED)
EXPECTED = {
    "labour.ilo-conventions": ("met", ASKED),
    "environment.management-system": ("weak", WISHED),
    "labour.living-wage": ("contradicted", WAIVED),
    "timber.certified": ("missing", ""),
}
"""What every format must give: the verdict and the quote."""


def txt() -> bytes:
    return "\n\n".join((HEADING, *LIVE)).encode("utf-8")


def markdown() -> bytes:
    return "\n\n".join((f"## {HEADING}", *LIVE, f"~~{STRUCK}~~")).encode("utf-8")


def html() -> bytes:
    body = "".join(f"<p>{text}</p>" for text in LIVE)
    return f"<html><body><h2>{HEADING}</h2>{body}<p><del>{STRUCK}</del></p></body></html>".encode()


def word() -> bytes:
    document = docx.Document()
    document.add_heading(HEADING, 1)
    for text in LIVE:
        document.add_paragraph(text)
    document.add_paragraph().add_run(STRUCK).font.strike = True
    memory = io.BytesIO()
    document.save(memory)
    return memory.getvalue()


def odt() -> bytes:
    paragraphs = "".join(f"<text:p>{text}</text:p>" for text in LIVE)
    content = f"""<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
      xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
      xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">
      <office:automatic-styles><style:style style:name="S" style:family="text">
      <style:text-properties style:text-line-through-style="solid"/></style:style></office:automatic-styles>
      <office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>{STRUCK}</text:p>
      </text:deletion></text:changed-region></text:tracked-changes>
      <text:h text:outline-level="1">{HEADING}</text:h>{paragraphs}
      <text:p><text:span text:style-name="S">{STRUCK}</text:span></text:p></office:text></office:body>
      </office:document-content>"""
    return _zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def ods() -> bytes:
    rows = "".join(
        f"<table:table-row><table:table-cell><text:p>{at}</text:p></table:table-cell>"
        f"<table:table-cell><text:p>{text}</text:p></table:table-cell></table:table-row>"
        for at, text in enumerate(LIVE, 1)
    )
    content = f"""<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
      xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
      xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>
      <table:table table:name="{HEADING}">{rows}</table:table></office:spreadsheet></office:body>
      </office:document-content>"""
    return _zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = HEADING
    for at, text in enumerate((*LIVE, STRUCK), 1):
        sheet.append([at, text])
    sheet["B4"].font = Font(strike=True)
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def csv() -> bytes:
    return "\n".join(f'{at};"{text}"' for at, text in enumerate(LIVE, 1)).encode("utf-8")


def rtf() -> bytes:
    live = "".join(f"{text}\\par\n" for text in LIVE)
    return (
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\stylesheet{\\s1 heading 1;}}"
        f"\\pard\\s1\\b {HEADING}\\b0\\par\\pard\\plain {live}{{\\strike {STRUCK}\\par}}{{\\deleted {STRUCK}\\par}}}}"
    ).encode("cp1252")


def pdf() -> bytes:
    memory = io.BytesIO()
    _drawn(memory)
    return memory.getvalue()


def eml() -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "Bestek groendienst", "dienst@stad.example"
    message.set_content("\n\n".join(LIVE))
    return bytes(message)


def eml_with_word() -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "Het bestek", "dienst@stad.example"
    message.set_content("In bijlage het bestek.")
    message.add_attachment(word(), maintype="application", subtype="octet-stream", filename="bestek.docx")
    return bytes(message)


def picture() -> bytes:
    import pypdfium2

    image = pypdfium2.PdfDocument(pdf())[0].render(scale=200 / 72).to_pil().convert("L")
    memory = io.BytesIO()
    image.save(memory, "PNG", dpi=(200, 200))
    return memory.getvalue()


def scan() -> bytes:
    memory = io.BytesIO()
    Image.open(io.BytesIO(picture())).save(memory, "PDF", resolution=200)
    return memory.getvalue()


def zipped() -> bytes:
    return _zipped({"map/bestek.docx": word()})


FORMATS = {
    "t.txt": txt, "t.md": markdown, "t.html": html, "t.docx": word, "t.odt": odt, "t.ods": ods, "t.xlsx": xlsx,
    "t.csv": csv, "t.rtf": rtf, "t.pdf": pdf, "t.eml": eml, "attached.eml": eml_with_word, "t.zip": zipped,
}  # fmt: skip
RECOGNISED = {"t.png": picture, "scan.pdf": scan}


def _drawn(memory: io.BytesIO) -> None:
    canvas = Canvas(memory, invariant=1)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(60, 780, HEADING)
    canvas.setFont("Helvetica", 10)
    for at, text in enumerate(LIVE):
        canvas.drawString(60, 750 - 30 * at, text)
    canvas.save()


def _zipped(parts: dict[str, str | bytes]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return memory.getvalue()
