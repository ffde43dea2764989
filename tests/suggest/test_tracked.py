# ruff: noqa: E501  # XML reads worse when it is folded
"""Tracked changes in Word files that already hold what Word files hold."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from tenderscan.check import Checker
from tenderscan.model.report import VerdictKind
from tenderscan.suggest.model import Suggestion, SuggestOptions
from tenderscan.suggest.suggest import suggest
from tests.sources.word import row, table
from tests.suggest.changes import W, accept_all, canonical, document, empty, paragraphs, reject_all
from tests.suggest.tender import ILO, h, p, r, tender, text, written

SPLIT = (
    "<w:p><w:pPr><w:jc w:val='both'/></w:pPr>"
    + r("De aannemer werkt proper. De naleving van de ")
    + r("IAO-", "<w:b/>")
    + r("conventies", "<w:b/><w:i/>")
    + r(" wordt voor deze opdracht ")
    + r("niet", "<w:u w:val='single'/>")
    + r(" gevraagd. De steigers staan na de werken niet langer dan twee dagen.")
    + "</w:p>"
)
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> REF _a \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
ONLY = SuggestOptions(only=("labour.ilo-conventions",))


def suggested(checker: Checker, path: Path, options: SuggestOptions = ONLY) -> tuple[bytes, bytes, Suggestion]:
    """The original, the file that came of it, and the suggestion; the laws that hold for all are checked."""
    _, suggestion = suggest(checker, [path], options)
    assert list(suggestion.files) == [path.name]
    original, data = path.read_bytes(), suggestion.files[path.name]
    assert canonical(reject_all(data, "tenderscan")) == canonical(document(original))
    assert empty(accept_all(data)) <= empty(accept_all(original))
    with zipfile.ZipFile(io.BytesIO(original)) as before, zipfile.ZipFile(io.BytesIO(data)) as after:
        kept = set(before.namelist()) - {
            "word/document.xml",
            "word/comments.xml",
            "word/_rels/document.xml.rels",
            "[Content_Types].xml",
        }
        assert all(before.read(name) == after.read(name) for name in kept)
    return original, data, suggestion


def verdict(checker: Checker, path: Path, criterion: str) -> VerdictKind:
    report = checker.check_paths([path]).report
    return next(finding.verdict for finding in report.findings if finding.id == criterion)


def comments(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/comments.xml"))
    return ["\n".join(paragraphs(comment)) for comment in root]


def test_a_clause_goes_to_the_end_of_its_section_in_the_look_of_its_text(checker: Checker, tmp_path: Path) -> None:
    body = p(
        "De aannemer meldt elke vertraging binnen de dag aan de leidend ambtenaar.",
        '<w:spacing w:after="80"/><w:jc w:val="both"/>',
        '<w:sz w:val="21"/><w:highlight w:val="yellow"/>',
    )
    _, data, _ = suggested(checker, written(tmp_path, tender(body)))
    after = accept_all(data)
    said = paragraphs(after)
    at = next(n for n, words in enumerate(said) if "tien fundamentele conventies" in words)
    assert said[at + 1] == "Offerteformulier" and said[at - 1].startswith("De aannemer meldt")
    new = list(after.iter(f"{W}p"))[at]
    assert [etree.QName(n).localname for n in new.find(f"{W}pPr")] == ["spacing", "jc"]
    assert [etree.QName(n).localname for n in new.find(f"{W}r/{W}rPr")] == ["sz"]
    assert (
        "tenderscan" in etree.tostring(document(data)).decode()
        and "w:date" not in etree.tostring(document(data)).decode()
    )
    assert len(comments(data)) == 1 and "Bron:" in comments(data)[0]


def test_subsections_get_a_heading_with_the_next_number(checker: Checker, tmp_path: Path) -> None:
    body = (
        h("7.1 Termijn", 2)
        + text("De werken duren hoogstens dertig kalenderdagen, verlof van de aannemer inbegrepen.")
        + h("7.2 Werfinrichting", 2)
        + text("De aannemer richt een afgesloten werf in en houdt de trap vrij voor bezoekers.")
    )
    _, data, _ = suggested(checker, written(tmp_path, tender(body)))
    said = paragraphs(accept_all(data))
    assert "7.3 Fundamentele arbeidsnormen (IAO)" in said


def test_a_waiver_is_struck_run_by_run(checker: Checker, tmp_path: Path) -> None:
    path = written(tmp_path, tender(SPLIT))
    assert verdict(checker, path, "labour.ilo-conventions") is VerdictKind.CONTRADICTED
    _, data, suggestion = suggested(checker, path)
    struck = "".join(t.text or "" for t in document(data).iter(f"{W}delText"))
    assert struck.strip() == ILO
    marks = [
        [etree.QName(n).localname for n in run.find(f"{W}rPr")]
        for run in document(data).iter(f"{W}r")
        if run.find(f"{W}delText") is not None and run.find(f"{W}rPr") is not None
    ]
    assert ["b"] in marks and ["b", "i"] in marks and ["u"] in marks
    assert any("De aannemer werkt proper. De opdrachtnemer leeft" in words for words in paragraphs(accept_all(data)))
    assert not suggestion.unmet and not suggestion.worse


def test_a_waiver_of_what_is_asked_elsewhere_is_only_struck(checker: Checker, tmp_path: Path) -> None:
    asked = text(
        "De opdrachtnemer leeft de tien fundamentele conventies van de IAO na en legt jaarlijks een auditverslag voor."
    )
    _, data, suggestion = suggested(checker, written(tmp_path, tender(asked + text(ILO))))
    assert [amendment.clause for amendment in suggestion.plan.amendments] == [None] and not suggestion.plan.insertions
    assert not any(ILO in words for words in paragraphs(accept_all(data)))


@pytest.mark.parametrize(
    "waiver",
    [
        pytest.param(f'<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>{text(ILO)}</w:sdtContent></w:sdt>', id="content control"),
        pytest.param(f'<w:p><w:ins w:id="3" w:author="Jan" w:date="2026-01-05T10:00:00Z">{r(ILO)}</w:ins><w:del w:id="4" w:author="Jan"><w:r><w:delText xml:space="preserve"> oud </w:delText></w:r></w:del></w:p>', id="another's insertion"),
        pytest.param(f'<w:p><w:bookmarkStart w:id="9" w:name="_a"/>{r(ILO)}<w:bookmarkEnd w:id="9"/></w:p>', id="bookmark"),
        pytest.param(f"<w:p>{r('De naleving van de IAO-conventies (zie ')}{FIELD.format(r('artikel 4'))}{r(') wordt voor deze opdracht niet gevraagd.')}</w:p>", id="field"),
        pytest.param(f'<w:p><w:commentRangeStart w:id="0"/>{r(ILO)}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>', id="comment"),
        pytest.param(f'<w:p><w:r><w:t>{ILO[:19]}</w:t><w:br/><w:t xml:space="preserve">{ILO[19:]}</w:t></w:r></w:p>', id="line break"),
    ],
)  # fmt: skip
def test_what_the_file_already_holds_survives(checker: Checker, tmp_path: Path, waiver: str) -> None:
    held = '<w:comment w:id="0" w:author="Jan"><w:p><w:r><w:t>Klopt dit?</w:t></w:r></w:p></w:comment>'
    closing = text("De aannemer voert het afval af en levert de lokalen bezemschoon op aan het bestuur.")
    path = written(tmp_path, tender(waiver + closing), {"comments": held})
    assert verdict(checker, path, "labour.ilo-conventions") is VerdictKind.CONTRADICTED
    original, data, suggestion = suggested(checker, path)
    assert not suggestion.unmet and not suggestion.worse and suggestion.plan.amendments
    assert comments(data)[0] == "Klopt dit?" and len(comments(data)) == 2
    assert canonical(reject_all(data)) == canonical(reject_all(original))
    ids = [node.get(f"{W}id") for node in document(data).iter(f"{W}ins", f"{W}del")]
    assert len(ids) == len(set(ids))
    again = tmp_path / "again.docx"
    again.write_bytes(data)
    assert verdict(checker, again, "labour.ilo-conventions") is VerdictKind.MET


def test_a_waiver_in_a_row_of_demands_is_struck_in_its_cell(checker: Checker, tmp_path: Path) -> None:
    rows = table(
        row("Nr.", "Post", "Opmerking"),
        row("1", "Muurverf, 400 m²", ILO),
        row("2", "Lakverf, 60 m²", "Kleur te kiezen."),
    )
    path = written(
        tmp_path,
        tender(text("De aannemer levert en verwerkt de onderstaande producten volgens de regels van de kunst.") + rows),
    )
    assert verdict(checker, path, "labour.ilo-conventions") is VerdictKind.CONTRADICTED
    _, data, _ = suggested(checker, path)
    after = accept_all(data)
    cells = [[" ".join(paragraphs(cell)) for cell in each.iter(f"{W}tc")] for each in after.iter(f"{W}tr")]
    assert cells == [
        ["Nr.", "Post", "Opmerking"],
        ["1", "Muurverf, 400 m²", ""],
        ["2", "Lakverf, 60 m²", "Kleur te kiezen."],
    ]


def test_what_goes_whole_holds_no_comment_that_would_keep_it(checker: Checker, tmp_path: Path) -> None:
    """LibreOffice keeps a struck row, and the end of a struck paragraph, in which a comment was put in."""
    asked = text("De opdrachtnemer leeft de IAO-conventies na en legt jaarlijks een onafhankelijk auditverslag voor.")
    answers = table(
        row("Nr.", "Vraag", "Antwoord"),
        row("1", "Geldt de eis over de IAO-conventies?", ILO),
        row("2", "Geldt ook de eis over de IAO-normen?", ILO),
        row("3", "Wanneer is het plaatsbezoek?", "Op dinsdag 3 maart om tien uur."),
    )
    body = tender(asked + text(ILO) + text("De aannemer voert het afval af en levert alle lokalen bezemschoon op."))
    path = written(tmp_path, body.replace(h("Offerteformulier"), h("Vragen en antwoorden") + answers))
    assert verdict(checker, path, "labour.ilo-conventions") is VerdictKind.CONTRADICTED
    _, data, suggestion = suggested(checker, path)
    assert len(suggestion.plan.amendments) == len(comments(data)) > 1
    for marked in document(data).iter(f"{W}tr"):
        if marked.find(f"{W}trPr/{W}del") is not None:
            assert marked.find(f".//{W}commentReference") is None
    struck = next(x for x in document(data).iter(f"{W}p") if x.find(f"{W}pPr/{W}rPr/{W}del") is not None)
    order = [etree.QName(node).localname for node in struck]
    assert order == ["pPr", "commentRangeStart", "commentRangeEnd", "ins", "del"]


def test_a_typed_number_stays_before_what_is_replaced(checker: Checker, tmp_path: Path) -> None:
    items = p(f"4.1. {ILO}") + p("4.2. De aannemer voert het afval af en levert alle lokalen bezemschoon op.")
    _, data, suggestion = suggested(checker, written(tmp_path, tender(items)))
    assert suggestion.plan.amendments[0].clause is not None
    assert any(words.startswith("4.1. De opdrachtnemer leeft") for words in paragraphs(accept_all(data)))


def test_a_table_at_the_end_of_the_section_is_left_whole(checker: Checker, tmp_path: Path) -> None:
    rows = table(row("Dag", "Uur"), row("Maandag tot vrijdag", "Van acht tot zestien uur"))
    _, data, _ = suggested(
        checker,
        written(tmp_path, tender(text("De aannemer werkt alleen op de dagen en de uren van deze tabel.") + rows)),
    )
    body = accept_all(data).find(f"{W}body")
    kinds = [etree.QName(node).localname for node in body]
    at = kinds.index("tbl")
    assert "tien fundamentele conventies" in "".join(body[at + 1].itertext())


def test_the_end_of_the_document_leaves_no_empty_paragraph(checker: Checker, tmp_path: Path) -> None:
    body = h("Bestek 2026-18: schilderwerken") + text(
        "De gemeente laat de gevel van de school schilderen door een aannemer."
    )
    body += h("Uitvoeringsvoorwaarden") + p(
        "De aannemer werkt buiten de schooluren en ruimt elke dag de speelplaats op.",
        "<w:keepLines/><w:jc w:val='both'/>",
    )
    path = written(tmp_path, body + '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>')
    _, data, _ = suggested(checker, path)
    assert empty(reject_all(data)) == 0
    assert "tien fundamentele conventies" in paragraphs(accept_all(data))[-1]


def test_a_locked_control_is_not_touched_and_said(checker: Checker, tmp_path: Path) -> None:
    locked = (
        f'<w:sdt><w:sdtPr><w:lock w:val="sdtContentLocked"/></w:sdtPr><w:sdtContent>{text(ILO)}</w:sdtContent></w:sdt>'
    )
    path = written(
        tmp_path, tender(locked + text("De aannemer voert het afval af en levert alle lokalen bezemschoon op."))
    )
    _, suggestion = suggest(checker, [path], ONLY)
    assert [a.claim.criterion for a in suggestion.plan.unstruck] == ["labour.ilo-conventions"]
    assert suggestion.annex is not None


def test_strict_files_stay_strict(checker: Checker, tmp_path: Path) -> None:
    path = written(
        tmp_path, tender(text("De aannemer meldt elke vertraging binnen de dag aan het bestuur.")), strict=True
    )
    _, suggestion = suggest(checker, [path], ONLY)
    with zipfile.ZipFile(io.BytesIO(suggestion.files["bestek.docx"])) as archive:
        assert all(b"purl.oclc.org" in archive.read(f"word/{name}.xml") for name in ("document", "comments"))
        assert b"schemas.openxmlformats.org/wordprocessingml" not in archive.read("word/document.xml")
    again = tmp_path / "again.docx"
    again.write_bytes(suggestion.files["bestek.docx"])
    assert verdict(checker, again, "labour.ilo-conventions") is VerdictKind.MET


def test_a_date_is_written_where_it_is_asked(checker: Checker, tmp_path: Path) -> None:
    path = written(tmp_path, tender(text("De aannemer meldt elke vertraging binnen de dag aan het bestuur.")))
    options = SuggestOptions(only=ONLY.only, date=date(2026, 11, 25))
    _, data, _ = suggested(checker, path, options)
    assert {node.get(f"{W}date") for node in document(data).iter(f"{W}ins")} == {"2026-11-25T00:00:00Z"}
