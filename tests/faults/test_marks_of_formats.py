"""Quotes without the marks of their format: replies, drawn tables, admonitions, tags and entities in notices."""

from __future__ import annotations

import json
from email.message import EmailMessage
from html import escape

import pytest

from tenderscan.model.completeness import DossierKind
from tests.faults.asked import AROUND, CLAUSE, FLOW_DOWN, quotes, said, verdict
from tests.faults.conftest import Judge
from tests.sources.readers.test_notice import NAMES

C = CLAUSE["nl"]
HALVES = (C[:53], C[54:])


def message(body: str, kind: str = "") -> bytes:
    head = f"From: a@b.be\nSubject: Bestek\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8{kind}\n"
    return f"{head}Content-Transfer-Encoding: 8bit\n\n{AROUND['nl']}\n\n{body}\n".encode()


REPLIES = [
    "> Vraag over de eisen:\n> " + "\n> ".join(HALVES),
    ">> Oud\n>> " + "\n>> ".join(HALVES) + "\n> Ja.",
    "> > Oud\n> > " + "\n> > ".join(HALVES),
]


@pytest.mark.parametrize("body", REPLIES)
def test_the_marks_of_replies_are_no_text(judge: Judge, body: str) -> None:
    for name, data in (
        ("a.eml", message(body)),
        ("a.txt", f"{AROUND['nl']}\n\n{body}".encode()),
        ("a.md", body.encode()),
    ):
        result = judge(name, data)
        assert verdict(result) == verdict(result, FLOW_DOWN) == "met", name
        assert not any(">" in quote for quote in quotes(result)), name


def test_a_comparison_is_no_reply(judge: Judge) -> None:
    result = judge("a.txt", f"{C}\n\n> 50 % gerecycleerd\n\n> 3 jaar\n")
    assert "> 50 % gerecycleerd" in [block.text for block in result.structured[0].blocks]


FLOWED = {
    "within a word": ("; format=flowed; delsp=yes", " \n".join(C[at : at + 41] for at in range(0, len(C), 41))),
    "between words": ("; format=flowed", " \n".join(C.split()).replace(" \n", " ", 3)),
    "in a reply": ("; format=flowed; delsp=yes", " \n> ".join(["> Zie ook:\n> " + C[:47], C[47:90], C[90:]])),
}


@pytest.mark.parametrize("name", FLOWED)
def test_lines_that_were_folded_to_be_sent_are_one(judge: Judge, name: str) -> None:
    kind, body = FLOWED[name]
    result = judge("a.eml", message(body, kind))
    assert verdict(result) == verdict(result, FLOW_DOWN) == "met"


def test_a_message_in_quoted_printable_is_read(judge: Judge) -> None:
    mail = EmailMessage()
    mail["Subject"] = "Bestek"
    mail.set_content(f"{AROUND['nl']}\n\n{C}\n", cte="quoted-printable")
    assert verdict(judge("a.eml", bytes(mail))) == "met"


def grid(head: bool) -> str:
    line, mark = "+-----+" + "-" * 58 + "+", "+=====+" + "=" * 58 + "+"
    rows = [f"| {'Nr.':3} | {'Eis':56} |", mark] if head else []
    rows += [f"| {number:3} | {half:56} |" for number, half in zip(("1", ""), HALVES, strict=True)]
    return "\n".join([line, *rows, line])


TABLES = {
    "drawn": grid(True),
    "drawn without a head": grid(False),
    "set over several lines": "\n".join(
        [
            "-" * 66,
            "Nr.   Eis",
            "----- " + "-" * 60,
            f"1     {HALVES[0]}",
            f"      {HALVES[1]}",
            "",
            "2     Niets",
            "-" * 66,
        ]
    ),
    "set": "\n".join(["Nr.   Eis", "----- " + "-" * 120, f"1     {C}", ""]),
    "piped": f"| Nr. | Eis |\n|-----|-----|\n| 1 | {C} |",
}
OTHERS = {
    "admonition": f'!!! warning "Let op"\n\n    {HALVES[0]}\n    {HALVES[1]}\n',
    "folded": f"??? note\n    {C}\n",
    "fenced": f"::: {{.warning}}\n{C}\n:::\n",
    "alert": f"> [!IMPORTANT]\n> {HALVES[0]}\n> {HALVES[1]}\n",
    "note's mark": C.replace("conventies", "conventies[^1]") + "\n\n[^1]: Zie bijlage.\n",
    "attributes": f"{C} {{: .lead #x}}\n",
    "emphasis": C.replace("acht", "**acht**").replace("keten", "[keten](x.html)"),
    "tags": C.replace("acht", "<b>acht</b>").replace("keten", "<span class='x'>keten</span>"),
}


@pytest.mark.parametrize("name", {**TABLES, **OTHERS})
def test_markdown_of_every_dialect_is_its_words(judge: Judge, name: str) -> None:
    result = judge("a.md", f"# Bestek\n\n{AROUND['nl']}\n\n{ {**TABLES, **OTHERS}[name] }\n\nEinde van de tekst.\n")
    assert verdict(result) == verdict(result, FLOW_DOWN) == "met"
    assert quotes(result)[0].removeprefix("1 | ") == C


def eforms(text: str) -> str:
    terms = f"<cac:TenderingTerms><cac:ContractExecutionRequirement><cbc:Description>{text}</cbc:Description>"
    lot = f"<cac:ProcurementProjectLot><cbc:ID schemeName='Lot'>LOT-0001</cbc:ID>{terms}"
    project = f"<cac:ProcurementProject><cbc:Name>Kledij</cbc:Name><cbc:Description>{AROUND['nl']}</cbc:Description>"
    ends = "</cac:ContractExecutionRequirement></cac:TenderingTerms></cac:ProcurementProjectLot>"
    code = "<cbc:NoticeLanguageCode>NLD</cbc:NoticeLanguageCode>"
    return f"<ContractNotice {NAMES}>{code}{project}</cac:ProcurementProject>{lot}{ends}</ContractNotice>"


MARKED = C.replace("opdrachtnemer", "opdr<b>acht</b>nemer").replace("keten", "keten&nbsp;")
NOTICES = {
    "tags": escape(f"<p>{MARKED}</p>"),
    "tags escaped twice": escape(escape(f"<p>{MARKED}</p>")),
    "a list": escape(f"<ul><li>{MARKED}</li><li>Levering &lt; 30 dagen</li></ul>"),
    "entities alone": escape(C.replace(" acht ", " acht&nbsp;").replace("jaarlijks", "jaarlijks&#160;")),
    "nodes": f"<p xmlns='http://www.w3.org/1999/xhtml'>{C}</p>",
}


@pytest.mark.parametrize("name", NOTICES)
def test_mark_up_within_a_notice_is_no_text(judge: Judge, name: str) -> None:
    result = judge("a.xml", eforms(NOTICES[name]))
    assert verdict(result) == verdict(result, FLOW_DOWN) == "met"
    assert not any(sign in quote for quote in quotes(result) for sign in "<>&;")


def test_angles_that_are_text_stay(judge: Judge) -> None:
    result = judge("a.xml", eforms(escape(f"{C} Dikte a < b en <naam keurmerk> en R&D.")))
    assert any("a < b en <naam keurmerk> en R&D" in block.text for block in result.structured[0].blocks)


OCDS = {"ocid": "x-1", "id": "1", "date": "2026-01-01T00:00:00Z", "tag": ["tender"], "language": "nl"}


@pytest.mark.parametrize(
    ("language", "tender"),
    [
        ("nl", {"description": AROUND["nl"], "description_nl": C}),
        ("fr", {"description": AROUND["fr"], "description_nl-BE": C}),
        (None, {"contractTerms": {"performanceTerms_nl": C}}),
        ("nl", {"lots": [{"id": "1", "description_nl": f"<p>{C}</p>"}]}),
        ("nl", {"selectionCriteria": {"criteria": [{"description_nl": C}]}}),
    ],
)
def test_texts_by_language_are_read(judge: Judge, language: str | None, tender: dict[str, object]) -> None:
    data = {**OCDS, "language": language, "tender": {"id": "1", "title": "Kledij", **tender}}
    result = judge("a.json", json.dumps(data))
    assert any(C in block.text and block.language == "nl" for block in result.structured[0].blocks)


TENDER = {"id": "1", "title": "Kledij", "description": C}
AWARDS = {"awards": [{"id": "a", "title": "Kledij", "description": C, "suppliers": [{"name": "Firma"}]}]}


@pytest.mark.parametrize(
    "release",
    [
        {"tag": ["award"], **AWARDS},
        {"tag": ["awardUpdate", "contract"], "awards": [{"id": "a"}]},
        {"tag": ["contract"], "contracts": [{"id": "c", "awardID": "a", "items": [{"id": "i", "description": C}]}]},
        {"tag": ["award"], "tender": TENDER, **AWARDS},
        {"tag": ["compiled"], **AWARDS},
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_release_that_tells_a_result_is_not_judged(judge: Judge, release: dict[str, object], packed: bool) -> None:
    data = {**OCDS, **release}
    report = judge("a.json", json.dumps({"releases": [data]} if packed else data)).report
    assert report.dossier.kind == DossierKind.AWARD_NOTICE and not report.findings
    assert not report.dossier.rejected


@pytest.mark.parametrize("tags", [["tender"], ["tender", "award"], ["tenderUpdate"], ["compiled"], []])
def test_a_tender_that_was_awarded_too_is_judged(judge: Judge, tags: list[str]) -> None:
    data = {**OCDS, "tag": tags, "tender": TENDER, **AWARDS}
    assert verdict(judge("a.json", json.dumps(data))) == "met"
    both = [{**OCDS, "tag": ["tender"], "tender": TENDER}, {**OCDS, "id": "2", "tag": ["award"], **AWARDS}]
    assert verdict(judge("b.json", json.dumps({"releases": both}))) == "met"


def described(text: str) -> str:
    return f"<efbc:ChangeDescription languageID='NLD'>{text}</efbc:ChangeDescription>"


def changes(told: str) -> str:
    extension = "<ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><efext:EformsExtension><efac:Changes>"
    ends = "</efac:Changes></efext:EformsExtension></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>"
    spaces = (
        "xmlns:ext='urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2' "
        "xmlns:efext='http://data.europa.eu/p27/eforms-ubl-extensions/1'"
    )
    notice = eforms("De levering gebeurt op werkdagen.").replace("<ContractNotice ", f"<ContractNotice {spaces} ", 1)
    at = notice.index(">") + 1
    return notice[:at] + extension + told + ends + notice[at:]


@pytest.mark.parametrize(
    "told",
    [
        f"<efac:Change>{described(f'In plaats van: {C}')}</efac:Change>",
        f"<efac:ChangeReason><efbc:ReasonDescription>{C}</efbc:ReasonDescription></efac:ChangeReason>",
        f"<efac:Change>{described(escape(f'<p>Oud: {C}</p><p>Nieuw: niets.</p>'))}</efac:Change>",
    ],
)
def test_what_a_notice_tells_of_its_changes_asks_nothing(judge: Judge, told: str) -> None:
    result = judge("a.xml", changes(told))
    assert verdict(result) in ("missing", "undecided") and "changes was left out" in said(result)
    assert "changes" not in said(judge("b.xml", eforms(C)))


def ted(changes: str) -> str:
    about = f"<TITLE><P>Kledij</P></TITLE><SHORT_DESCR><P>{AROUND['nl']}</P></SHORT_DESCR>"
    form = f"<F14_2014 CATEGORY='ORIGINAL' LG='NL'>{about}{changes}</F14_2014>"
    return f"<TED_EXPORT><FORM_SECTION>{form}</FORM_SECTION></TED_EXPORT>"


@pytest.mark.parametrize("old", ["OLD_VALUE", "INSTEAD_OF", "TEXT_TO_BE_DELETED"])
def test_what_a_correction_replaces_asks_nothing(judge: Judge, old: str) -> None:
    change = f"<CHANGES><CHANGE><{old}><TEXT><P>{C}</P></TEXT></{old}></CHANGE></CHANGES>"
    result = judge("a.xml", ted(change))
    assert verdict(result) in ("missing", "undecided") and "replaces" in said(result)
    assert verdict(judge("b.xml", ted(change.replace(old, "NEW_VALUE")))) == "met"
