"""E-mails: what is said and what is attached, without whom it came from."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from tenderscan.check import check_paths
from tenderscan.errors import UnreadableError
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.read import read_bytes
from tests.sources.one_text import ASKED, word
from tests.sources.outlook import message


def mail(*attached: tuple[str, bytes], html: str = "") -> bytes:
    made = EmailMessage()
    made["Subject"], made["From"], made["To"] = "Nota van inlichtingen", "jan@stad.example", "an@firma.example"
    if html:
        made.set_content(html, subtype="html")
    else:
        made.set_content("Geachte,\n\nDe termijn wordt verlengd tot 3 maart.\n")
    for name, data in attached:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(made)


def test_subject_and_body_without_addresses() -> None:
    document = read_bytes(mail(), "nota.eml", ReadOptions())
    assert [e.text for e in document.elements] == [
        "Nota van inlichtingen",
        "Geachte,",
        "De termijn wordt verlengd tot 3 maart.",
    ]
    assert "example" not in document.text


def test_a_body_in_html() -> None:
    document = read_bytes(mail(html="<p>Een <b>vet</b> woord.</p>"), "nota.eml", ReadOptions())
    assert "Een vet woord." in document.text


def test_an_outlook_message_with_its_attachment() -> None:
    attached = word()
    data = message("Het bestek", "In bijlage.", {"bestek.docx": attached})
    document = read_bytes(data, "post.msg", ReadOptions())
    assert [e.text for e in document.elements] == ["Het bestek", "In bijlage."]
    assert [a.name for a in document.attachments] == ["bestek.docx"]
    assert document.attachments[0].data == attached


def test_a_stream_that_claims_more_than_the_file_holds_is_refused() -> None:
    data = bytearray(message("Het bestek", "In bijlage.", {}))
    at = data.index("__substg1.0_1000001F".encode("utf-16-le"))
    data[at + 120 : at + 124] = (0x7FFF_FFFF).to_bytes(4, "little")
    with pytest.raises(UnreadableError, match="broken"):
        read_bytes(bytes(data), "post.msg", ReadOptions())


def test_what_is_attached_is_judged_and_named_under_its_mail(tmp_path: Path) -> None:
    path = tmp_path / "post.msg"
    path.write_bytes(message("Het bestek", "In bijlage.", {"map/bestek.docx": word(), "plan.dwg": b"x"}))
    report = check_paths([path]).report
    assert [d.path for d in report.dossier.documents] == ["post.msg", "post.msg/attached/bestek.docx"]
    assert [r.path for r in report.dossier.rejected] == ["post.msg/attached/plan.dwg"]
    found = next(f for f in report.findings if f.id == "labour.ilo-conventions")
    assert found.evidence[0].quote == ASKED


def test_mails_within_mails_end_somewhere(tmp_path: Path) -> None:
    inner = mail(("bestek.docx", word()))
    for _ in range(6):
        inner = mail(("door.eml", inner))
    path = tmp_path / "keten.eml"
    path.write_bytes(inner)
    rejected = check_paths([path]).report.dossier.rejected
    assert [r.reason for r in rejected] == ["It is attached too deeply. Save it as a file of its own."]


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"__properties_version1.0".ljust(600)])
def test_a_broken_message_is_answered_in_a_sentence(data: bytes) -> None:
    broken = data.replace(b"__properties_version1.0", "__properties_version1.0".encode("utf-16-le"))
    with pytest.raises(UnreadableError, match="broken e-mail"):
        read_bytes(broken, "post.msg", ReadOptions())
