"""Parts of a file that are easily overlooked: read, or else named and nothing is said to be missing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from xml.sax.saxutils import escape

import docx
import openpyxl
import pypdf
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf.generic import ArrayObject, ByteStringObject, DecodedStreamObject, DictionaryObject, NameObject
from reportlab.pdfgen.canvas import Canvas

from tests.faults.asked import AROUND, CLAUSE, said, verdict
from tests.faults.conftest import Judge
from tests.faults.test_held_parts import NAMES, odt

C = CLAUSE["nl"]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def paper() -> docx.document.Document:
    made = docx.Document()
    made.add_paragraph(AROUND["nl"])
    return made


def saved(made: docx.document.Document) -> bytes:
    memory = io.BytesIO()
    made.save(memory)
    return memory.getvalue()


def clause_word() -> bytes:
    made = docx.Document()
    made.add_paragraph(C)
    return saved(made)


def clause_sheet() -> bytes:
    book = openpyxl.Workbook()
    book.active.append([C])
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def clause_pdf() -> bytes:
    memory = io.BytesIO()
    canvas = Canvas(memory)
    canvas.setFont("Helvetica", 7)
    canvas.drawString(50, 700, C)
    canvas.save()
    return memory.getvalue()


def with_part(name: str, media: str, data: bytes, kind: str, node: str) -> bytes:
    """A Word file with a part of its own, and the node in its body that points there (`{rid}`)."""
    made = paper()
    rid = made.part.relate_to(Part(PackURI(name), media, data, made.part.package), kind)
    made.element.body.insert(1, parse_xml(node.replace("{rid}", rid).replace("<w:p>", f"<w:p {nsdecls('w', 'r')}>")))
    return saved(made)


def chunk(name: str, media: str, data: bytes) -> bytes:
    node = f'<w:altChunk {nsdecls("w", "r")} r:id="{{rid}}"/>'
    return with_part(f"/word/{name}", media, data, f"{R}/aFChunk", node)


def embedded(name: str, media: str, data: bytes, kind: str = f"{R}/package") -> bytes:
    ole = "xmlns:o='urn:schemas-microsoft-com:office:office'"
    node = f"<o:OLEObject {ole} Type='Embed' ProgID='Word.Document.12' r:id='{{rid}}'/>"
    node = f"<w:p><w:r><w:object>{node}</w:object></w:r></w:p>"
    return with_part(f"/word/embeddings/{name}", media, data, kind, node)


DIAGRAM = (
    "<dgm:dataModel xmlns:dgm='http://schemas.openxmlformats.org/drawingml/2006/diagram' "
    "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><dgm:ptLst><dgm:pt modelId='1'><dgm:t><a:bodyPr/>"
    f"<a:p><a:r><a:t>{C}</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
).encode()


def smart_art() -> bytes:
    node = (
        "<w:p><w:r><w:drawing><wp:inline xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'>"
        "<a:graphic xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><a:graphicData "
        "uri='http://schemas.openxmlformats.org/drawingml/2006/diagram'><dgm:relIds "
        "xmlns:dgm='http://schemas.openxmlformats.org/drawingml/2006/diagram' r:dm='{rid}'/></a:graphicData>"
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    media = "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"
    return with_part("/word/diagrams/data1.xml", media, DIAGRAM, f"{R}/diagramData", node)


def body(xml: str) -> bytes:
    made = paper()
    made.element.body.insert(1, parse_xml(xml.replace("<w:p>", f"<w:p {nsdecls('w', 'r')}>", 1)))
    return saved(made)


def drawn_box() -> bytes:
    spaces = (
        "xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing' "
        "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' "
        "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"
    )
    return body(
        f"<w:p><w:r><w:drawing><wp:inline {spaces}><a:graphic><a:graphicData uri='x'><wps:wsp><wps:txbx><w:txbxContent>"
        f"<w:p><w:r><w:t>{C}</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></w:r></w:p>"
    )


def old_box() -> bytes:
    return body(
        "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
        f"<w:p><w:r><w:t>{C}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )


def controlled() -> bytes:
    return body(f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>{C}</w:t></w:r></w:p></w:sdtContent></w:sdt>")


def linked() -> bytes:
    made = paper()
    rid = made.part.relate_to("deel2.docx", f"{R}/subDocument", is_external=True)
    made.element.body.insert(1, parse_xml(f'<w:p {nsdecls("w", "r")}><w:subDoc r:id="{rid}"/></w:p>'))
    return saved(made)


def included() -> bytes:
    return body(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT "C:\\\\deel2.docx"'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def linked_object() -> bytes:
    made = paper()
    rid = made.part.relate_to("file:///deel2.xlsx", f"{R}/oleObject", is_external=True)
    ole = "xmlns:o='urn:schemas-microsoft-com:office:office'"
    node = (
        f"<w:p {nsdecls('w', 'r')}><w:r><w:object><o:OLEObject {ole} Type='Link' r:id='{rid}'/></w:object></w:r></w:p>"
    )
    made.element.body.insert(1, parse_xml(node))
    return saved(made)


def flat_word() -> bytes:
    parts = []
    with zipfile.ZipFile(io.BytesIO(clause_and_around())) as archive:
        types = {"/word/document.xml": f"{WORD}.main+xml"}
        for name in ("_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml", "word/styles.xml"):
            held = archive.read(name).decode().split("?>", 1)[-1]
            media = types.get(f"/{name}", "application/vnd.openxmlformats-package.relationships+xml")
            parts.append(
                f'<pkg:part pkg:name="/{name}" pkg:contentType="{media}"><pkg:xmlData>{held}</pkg:xmlData></pkg:part>'
            )
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    return (
        f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="{space}">'
        f"{''.join(parts)}</pkg:package>"
    ).encode()


def clause_and_around() -> bytes:
    made = paper()
    made.add_paragraph(C)
    return saved(made)


def page(inner: str) -> str:
    head = "<html lang=nl><head><meta charset=utf-8><title>Bestek</title></head>"
    return f"{head}<body><p>{AROUND['nl']}</p>{inner}</body></html>"


def mht(kind: str = "related") -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Bestek"
    mail.set_content(page(f"<p>{C}</p>"), subtype="html", cte="quoted-printable")
    if kind == "related":
        mail.add_related(b"\x89PNG\r\n", "image", "png", cid="<a>")
    return bytes(mail)


def framed() -> bytes:
    mail = EmailMessage()
    mail.set_content(page("<iframe src='cid:deel'></iframe>"), subtype="html")
    mail.add_related(f"<html><body><p>{C}</p></body></html>".encode(), "text", "html", cid="<deel>")
    return bytes(mail)


WORDS: dict[str, Callable[[], bytes]] = {
    "a piece of HTML": lambda: chunk("a.html", "text/html", page(f"<p>{C}</p>").encode()),
    "a piece of Word": lambda: chunk("a.docx", f"{WORD}.main+xml", clause_word()),
    "a piece of text": lambda: chunk("a.txt", "text/plain", C.encode()),
    "a piece of RTF": lambda: chunk("a.rtf", "application/rtf", b"{\\rtf1 " + C.encode() + b"}"),
    "a piece of a web archive": lambda: chunk("a.mht", "message/rfc822", mht()),
    "an embedded Word file": lambda: embedded("a.docx", WORD, clause_word()),
    "an embedded sheet": lambda: embedded("a.xlsx", SHEET, clause_sheet()),
    "an embedded PDF": lambda: embedded("a.pdf", "application/pdf", clause_pdf()),
    "an embedded OLE object": lambda: embedded(
        "a.bin", "application/vnd.openxmlformats-officedocument.oleObject", OLE + bytes(2000), f"{R}/oleObject"
    ),
    "SmartArt": smart_art,
    "a box": drawn_box,
    "an old box": old_box,
    "a content control": controlled,
    "a linked part": linked,
    "an included file": included,
    "a linked object": linked_object,
}


@pytest.mark.parametrize("name", WORDS)
def test_a_part_of_a_word_file_is_read_or_named(judge: Judge, name: str) -> None:
    result = judge("a.docx", WORDS[name]())
    read = verdict(result) == "met"
    assert read or (verdict(result) == "undecided" and said(result)), verdict(result)
    assert read or name in ("an embedded OLE object", "a linked part", "an included file", "a linked object")


def test_a_picture_or_sheet_of_styles_leaves_nothing_undecided(judge: Judge) -> None:
    assert verdict(judge("a.docx", saved(paper()))) == "missing"


@pytest.mark.parametrize("name", ["a.xml", "a.docx"])
def test_a_word_file_as_one_xml_is_read(judge: Judge, name: str) -> None:
    assert verdict(judge(name, flat_word())) == "met"


@pytest.mark.parametrize("name", ["a.mht", "a.mhtml", "a.eml"])
def test_a_web_archive_is_read(judge: Judge, name: str) -> None:
    for made in (mht(), mht("alone"), framed()):
        assert verdict(judge(name, made)) == "met"


def package(parts: dict[str, bytes], content: str) -> bytes:
    memory = io.BytesIO()
    draw = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    made = (
        f'<?xml version="1.0"?><office:document-content {NAMES} {draw}><office:body><office:text><text:p>'
        f"{escape(AROUND['nl'])}</text:p>{content}</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", made)
        for name, data in parts.items():
            archive.writestr(name, data)
    return memory.getvalue()


def inner(flat: bool = False) -> bytes:
    with zipfile.ZipFile(io.BytesIO(odt(f"<text:p>{C}</text:p>"))) as archive:
        return archive.read("content.xml")


FRAME = '<text:p><draw:frame draw:name="x">{}</draw:frame></text:p>'
OPEN: dict[str, tuple[Callable[[], bytes], bool]] = {
    "an object in its folder": (
        lambda: package({"Object 1/content.xml": inner()}, FRAME.format('<draw:object xlink:href="./Object 1"/>')),
        True,
    ),
    "an object of another program": (
        lambda: package({"Object 1": OLE + bytes(900)}, FRAME.format('<draw:object-ole xlink:href="./Object 1"/>')),
        False,
    ),
    "an embedded Word file": (
        lambda: package({"Object 1": clause_word()}, FRAME.format('<draw:object-ole xlink:href="./Object 1"/>')),
        True,
    ),
    "a linked section": (
        lambda: package(
            {}, '<text:section text:name="a"><text:section-source xlink:href="../deel2.odt"/></text:section>'
        ),
        False,
    ),
    "a linked section with its text": (
        lambda: package(
            {},
            '<text:section text:name="a"><text:section-source xlink:href="../deel2.odt"/>'
            f"<text:p>{C}</text:p></text:section>",
        ),
        True,
    ),
    "a box": (lambda: package({}, FRAME.format(f"<draw:text-box><text:p>{C}</text:p></draw:text-box>")), True),
    "a shape": (
        lambda: package({}, f"<text:p><draw:custom-shape><text:p>{C}</text:p></draw:custom-shape></text:p>"),
        True,
    ),
    "a note": (
        lambda: package(
            {},
            '<text:p>Zie<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
            f"<text:note-body><text:p>{C}</text:p></text:note-body></text:note>.</text:p>",
        ),
        True,
    ),
}


@pytest.mark.parametrize("name", OPEN)
def test_a_part_of_an_open_document_is_read_or_named(judge: Judge, name: str) -> None:
    make, read = OPEN[name]
    result = judge("a.odt", make())
    assert verdict(result) == ("met" if read else "undecided")
    assert read or said(result)


def with_sheet(parts: dict[str, bytes], relations: str = "", sheet: str = "", more: str = "") -> bytes:
    """A workbook with parts of its own, its one sheet pointing to them."""
    book = openpyxl.Workbook()
    book.active.append([AROUND["nl"]])
    memory, made = io.BytesIO(), io.BytesIO()
    book.save(memory)
    with zipfile.ZipFile(memory) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                data = data.replace(b"</worksheet>", sheet.encode() + b"</worksheet>")
            if info.filename == "[Content_Types].xml":
                data = data.replace(b"</Types>", more.encode() + b"</Types>")
            new.writestr(info.filename, data)
        for name, data in parts.items():
            new.writestr(name, data)
        if relations:
            space = "http://schemas.openxmlformats.org/package/2006/relationships"
            new.writestr(
                "xl/worksheets/_rels/sheet1.xml.rels", f'<Relationships xmlns="{space}">{relations}</Relationships>'
            )
    return made.getvalue()


def sheet_object() -> bytes:
    relation = f'<Relationship Id="rId1" Type="{R}/package" Target="../embeddings/a.docx"/>'
    node = f'<oleObjects><oleObject xmlns:r="{R}" progId="Word.Document.12" shapeId="1" r:id="rId1"/></oleObjects>'
    return with_sheet({"xl/embeddings/a.docx": clause_word()}, relation, node)


def sheet_with(how: str) -> bytes:
    book = openpyxl.Workbook()
    cells = book.active
    cells.append([AROUND["nl"]])
    if how == "note":
        from openpyxl.comments import Comment

        cells["A1"].comment = Comment(C, "x")
    elif how == "foot":
        cells.oddFooter.center.text = C
    elif how == "filtered":
        cells.append([C])
        cells.auto_filter.ref = "A1:A2"
        cells.row_dimensions[2].hidden = True
    elif how == "grouped":
        cells.append([C])
        cells.row_dimensions.group(2, 2, hidden=True)
    elif how == "narrow":
        cells["B1"] = C
        cells.column_dimensions["B"].width = 4
    elif how == "flat row":
        cells["A2"] = C
        cells.row_dimensions[2].height = 4
    elif how == "chart sheet":
        from openpyxl.chart import BarChart

        chart = BarChart()
        chart.title = C
        cells.add_chart(chart, "B2")
    memory, made = io.BytesIO(), io.BytesIO()
    book.save(memory)
    with zipfile.ZipFile(memory) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            # openpyxl itself writes no height or width of nothing.
            data = old.read(name).replace(b'ht="4"', b'ht="0"').replace(b'width="4"', b'width="0"')
            new.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize("how", ["filtered", "grouped", "narrow", "flat row"])
def test_what_a_sheet_does_not_show_is_read_and_named(judge: Judge, how: str) -> None:
    result = judge("a.xlsx", sheet_with(how))
    assert verdict(result) == "met" and "idden" in said(result)


def test_a_document_within_a_sheet_is_read(judge: Judge) -> None:
    assert verdict(judge("a.xlsx", sheet_object())) in ("met", "undecided")


@pytest.mark.parametrize("how", ["foot", "chart sheet"])
def test_words_beside_the_cells_are_read(judge: Judge, how: str) -> None:
    assert verdict(judge("a.xlsx", sheet_with(how))) in ("met", "undecided")


def spread(content: str, parts: dict[str, bytes] | None = None) -> bytes:
    names = NAMES + ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    draw = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    first = f"<table:table-row><table:table-cell><text:p>{AROUND['nl']}</text:p></table:table-cell></table:table-row>"
    made = (
        f'<?xml version="1.0"?><office:document-content {names} {draw}><office:body><office:spreadsheet>'
        f'<table:table table:name="Blad">{first}{content}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", made)
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return memory.getvalue()


CELL = f"<table:table-cell><text:p>{C}</text:p></table:table-cell>"
SPREAD: dict[str, tuple[str, str, str]] = {
    "a hidden row": (f'<table:table-row table:visibility="collapse">{CELL}</table:table-row>', "met", "Hidden"),
    "a filtered row": (f'<table:table-row table:visibility="filter">{CELL}</table:table-row>', "met", "Hidden"),
    "a box": (
        f"<table:shapes><draw:frame><draw:text-box><text:p>{C}</text:p></draw:text-box></draw:frame></table:shapes>",
        "met",
        "",
    ),
    "a formula without its value": (
        '<table:table-row><table:table-cell table:formula=\'of:=IF([.A1]="";"";&quot;'
        f"{C}&quot;)' office:value-type='string'/></table:table-row>",
        "undecided",
        "ormula",
    ),
    "a formula with its value": (
        f"<table:table-row><table:table-cell table:formula='of:=[.A1]'><text:p>{C}</text:p></table:table-cell>"
        "</table:table-row>",
        "met",
        "",
    ),
}


@pytest.mark.parametrize("name", SPREAD)
def test_a_sheet_of_open_document_is_read_or_named(judge: Judge, name: str) -> None:
    content, right, told = SPREAD[name]
    result = judge("a.ods", spread(content))
    assert verdict(result) == right and told in said(result)


def attached(name: str, data: bytes, main: str, sub: str) -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Bestek"
    mail.set_content(AROUND["nl"])
    mail.add_attachment(data, main, sub, filename=name)
    return bytes(mail)


def forwarded() -> bytes:
    within = EmailMessage()
    within["Subject"] = "Eisen"
    within.set_content(C)
    mail = EmailMessage()
    mail["Subject"] = "Bestek"
    mail.set_content(AROUND["nl"])
    mail.add_attachment(within)
    return bytes(mail)


def two_ways() -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Bestek"
    mail.set_content("Uw programma toont geen HTML.")
    mail.add_alternative(page(f"<p>{C}</p>"), subtype="html")
    return bytes(mail)


MAILS: dict[str, tuple[Callable[[], bytes], tuple[str, ...]]] = {
    "a Word file": (lambda: attached("a.docx", clause_word(), "application", "octet-stream"), ("met",)),
    "a PDF without a name": (lambda: attached("", clause_pdf(), "application", "pdf"), ("met", "undecided")),
    "another message": (forwarded, ("met",)),
    "words in HTML alone": (two_ways, ("met",)),
    "a packet of Outlook": (
        lambda: attached("winmail.dat", b"\x78\x9f\x3e\x22" + bytes(400), "application", "ms-tnef"),
        ("undecided",),
    ),
}


@pytest.mark.parametrize("name", MAILS)
def test_what_comes_with_a_message_is_read_or_named(judge: Judge, name: str) -> None:
    make, right = MAILS[name]
    assert verdict(judge("a.eml", make())) in right


def pdf(*texts: str) -> pypdf.PdfWriter:
    memory = io.BytesIO()
    canvas = Canvas(memory)
    canvas.setFont("Helvetica", 7)
    for number, text in enumerate((AROUND["nl"], *texts)):
        canvas.drawString(50, 760 - 14 * number, text)
    canvas.save()
    return pypdf.PdfWriter(clone_from=pypdf.PdfReader(memory))


def written(writer: pypdf.PdfWriter) -> bytes:
    memory = io.BytesIO()
    writer.write(memory)
    return memory.getvalue()


def xfa(pieces: bool, static: bool) -> bytes:
    template = (
        "<template xmlns='http://www.xfa.org/schema/xfa-template/3.3/'><subform><draw><value><text>"
        f"{C}</text></value></draw><field name='a'><value><text>Naam</text></value></field></subform></template>"
    )
    head, foot = "<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'>", "</xdp:xdp>"
    writer = (
        pdf(C) if static else pdf("Please wait... If this message is not eventually replaced, open it in Adobe Reader.")
    )

    def stream(text: str) -> DecodedStreamObject:
        made = DecodedStreamObject()
        made.set_data(text.encode())
        return made

    held: object
    if pieces:
        held = ArrayObject()
        for name, text in (("preamble", head), ("template", template), ("postamble", foot)):
            held.append(ByteStringObject(name.encode()))
            held.append(writer._add_object(stream(text)))
    else:
        held = writer._add_object(stream(head + template + foot))
    form = DictionaryObject({NameObject("/Fields"): ArrayObject(), NameObject("/XFA"): held})  # type: ignore[dict-item]
    writer._root_object[NameObject("/AcroForm")] = writer._add_object(form)
    return written(writer)


@pytest.mark.parametrize("pieces", [False, True])
@pytest.mark.parametrize("static", [False, True])
def test_a_form_of_xfa_is_read(judge: Judge, pieces: bool, static: bool) -> None:
    assert verdict(judge("a.pdf", xfa(pieces, static))) in ("met", "undecided")


def free_text() -> bytes:
    from pypdf.annotations import FreeText

    writer = pdf()
    writer.add_annotation(0, FreeText(text=C, rect=(50, 500, 550, 560), font_size="10pt"))
    return written(writer)


def attachment() -> bytes:
    writer = pdf()
    writer.add_attachment("eisen.docx", clause_word())
    return written(writer)


def layered(off: bool, by: str) -> bytes:
    """A clause in a layer, shown or not, by the list of layers that are off, by what holds at first, or by use."""
    writer = pdf(C)
    layer = DictionaryObject({NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): ByteStringObject(b"x")})
    held = writer._add_object(layer)
    config = DictionaryObject({NameObject("/Order"): ArrayObject([held])})
    if off and by == "list":
        config[NameObject("/OFF")] = ArrayObject([held])
    elif by == "base":
        config[NameObject("/BaseState")] = NameObject("/OFF" if off else "/ON")
    writer._root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([held]), NameObject("/D"): config}
    )
    page_ = writer.pages[0]
    resources = page_["/Resources"].get_object()
    resources[NameObject("/Properties")] = DictionaryObject({NameObject("/L1"): held})  # type: ignore[index]
    data = page_.get_contents().get_data()  # type: ignore[union-attr]
    at = data.rindex(b"BT")
    made = DecodedStreamObject()
    made.set_data(data[:at] + b"/OC /L1 BDC\n" + data[at:] + b"\nEMC\n")
    page_[NameObject("/Contents")] = writer._add_object(made)
    return written(writer)


@pytest.mark.parametrize("by", ["list", "base"])
def test_a_layer_counts_where_it_is_shown(judge: Judge, by: str) -> None:
    assert verdict(judge("a.pdf", layered(off=False, by=by))) == "met"
    assert verdict(judge("a.pdf", layered(off=True, by=by))) in ("missing", "undecided")


@pytest.mark.parametrize("make", [free_text, attachment])
def test_what_a_pdf_carries_is_read_or_named(judge: Judge, make: Callable[[], bytes]) -> None:
    assert verdict(judge("a.pdf", make())) in ("met", "undecided")


RTF = {
    "hidden": ("{\\v " + C + "}", "missing"),
    "struck": ("{\\strike " + C + "}", "missing"),
    "struck twice": ("{\\striked1 " + C + "}", "missing"),
    "deleted": ("{\\deleted " + C + "}", "missing"),
    "a box": ("{\\shp{\\*\\shpinst{\\shptxt \\pard " + C + "\\par}}}", "met"),
    "an object": ("{\\object\\objemb{\\*\\objclass Word.Document.12}{\\*\\objdata 0105}{\\result Zie}}", "undecided"),
    "a note": ("Zie{\\footnote " + C + "}.", "met"),
}


@pytest.mark.parametrize("name", RTF)
def test_rtf_is_read_as_it_is_seen(judge: Judge, name: str) -> None:
    inner_, right = RTF[name]
    made = "{\\rtf1\\ansi " + AROUND["nl"] + "\\par " + inner_ + "\\par}"
    assert verdict(judge("a.rtf", made)) == right
