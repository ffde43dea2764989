# ruff: noqa: E501  # XML reads worse when it is folded
"""HTML pages and notices: what is shown, in the notice's own language."""

from __future__ import annotations

import pytest

from tenderscan.errors import UnreadableError
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.notice.read import read_notice
from tenderscan.sources.readers.web.html import read_html

HTML = """<html><head><title>Bestek</title><script>x</script></head><body><h2>Voorwerp</h2>
<p>Een <b>zin</b> met <del>niets</del> iets.</p><ol start="3"><li>drie<ul><li>sub</li></ul></li><li>vier</li></ol>
<table><tr><th>Eis</th><th>Bewijs</th></tr><tr><td>Bio</td><td>attest</td></tr></table>
<p><input type="checkbox" checked> ja</p></body></html>"""

TED = """<TED_EXPORT><CODED_DATA_SECTION><REF_OJS><DATE_PUB>20210304</DATE_PUB></REF_OJS></CODED_DATA_SECTION>
<TRANSLATION_SECTION><TI_TEXT><P>Cleaning services</P></TI_TEXT></TRANSLATION_SECTION>
<FORM_SECTION><F02_2014 CATEGORY="TRANSLATION" LG="EN"><OBJECT_CONTRACT><TITLE><P>Cleaning</P></TITLE></OBJECT_CONTRACT></F02_2014>
<F02_2014 CATEGORY="ORIGINAL" LG="FR"><CONTRACTING_BODY><OFFICIALNAME>Ville</OFFICIALNAME></CONTRACTING_BODY>
<OBJECT_CONTRACT><TITLE><P>Nettoyage</P></TITLE><CPV_MAIN><CPV_CODE CODE="90910000"/></CPV_MAIN>
<SHORT_DESCR><P>Des bâtiments.</P></SHORT_DESCR><OBJECT_DESCR ITEM="1"><LOT_NO>2</LOT_NO><TITLE><P>Vitres</P></TITLE>
<AC><AC_QUALITY><AC_CRITERION>Environnement</AC_CRITERION><AC_WEIGHTING>20</AC_WEIGHTING></AC_QUALITY></AC></OBJECT_DESCR>
</OBJECT_CONTRACT><LEFTI><PERFORMANCE_CONDITIONS><P>Clause sociale.</P></PERFORMANCE_CONDITIONS></LEFTI></F02_2014></FORM_SECTION></TED_EXPORT>"""

EFORMS = """<ContractNotice xmlns="urn:oasis:names:specification:ubl:schema:xsd:ContractNotice-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:IssueDate>2026-03-01Z</cbc:IssueDate><cbc:NoticeLanguageCode>NLD</cbc:NoticeLanguageCode>
<cac:ProcurementProject><cbc:Name languageID="NLD">Werkkledij</cbc:Name><cbc:Name languageID="FRA">Habits</cbc:Name>
<cac:MainCommodityClassification><cbc:ItemClassificationCode listName="cpv">18110000</cbc:ItemClassificationCode></cac:MainCommodityClassification>
</cac:ProcurementProject>
<cac:ProcurementProjectLot><cbc:ID schemeName="Lot">LOT-0001</cbc:ID><cac:TenderingTerms><cac:ContractExecutionRequirement>
<cbc:ExecutionRequirementCode listName="conditions">x</cbc:ExecutionRequirementCode><cbc:Description languageID="NLD">De sociale clausule geldt.</cbc:Description>
</cac:ContractExecutionRequirement></cac:TenderingTerms></cac:ProcurementProjectLot></ContractNotice>"""


def test_html() -> None:
    document = read_html(HTML.encode(), "t.html", ReadOptions())
    assert [e.text for e in document.elements] == [
        "Voorwerp",
        "Een zin met iets.",
        "3. drie",
        "• sub",
        "4. vier",
        "Eis | Bewijs",
        "Bio | attest",
        "☒ ja",
    ]
    assert document.elements[6].header == ("Eis", "Bewijs")


def test_ted_gives_the_original_language_only() -> None:
    document = read_notice(TED.encode(), "t.xml", ReadOptions())
    facts = document.notice
    assert facts is not None
    assert (facts.language, facts.subject, facts.published, facts.cpv) == (
        "fr",
        "Nettoyage",
        "2021-03-04",
        ("90910000",),
    )
    found = {e.field: (e.text, e.lot) for e in document.elements}
    assert found["performance-conditions"] == ("Clause sociale.", None)
    assert found["award-criterion"] == ("Environnement | 20 %", "2")
    assert "Cleaning" not in document.text


def test_eforms_gives_texts_by_business_term_and_no_codes() -> None:
    document = read_notice(EFORMS.encode(), "t.xml", ReadOptions())
    facts = document.notice
    assert facts is not None and facts.cpv == ("18110000",) and facts.published == "2026-03-01"
    assert [(e.field, e.text, e.lot) for e in document.elements] == [
        ("BT-21", "Werkkledij", None),
        ("BT-70", "De sociale clausule geldt.", None),
    ]


def test_unknown_xml_is_read_as_bare_text_and_said_so() -> None:
    document = read_notice(b"<a><b>Tekst</b></a>", "t.xml", ReadOptions())
    assert document.text == "Tekst" and document.warnings


@pytest.mark.parametrize("data", [b"<a>", b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", b"<a/>"])
def test_broken_empty_and_harmful_xml(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_notice(data, "t.xml", ReadOptions())
