# ruff: noqa: E501  # XML reads worse when it is folded
"""Notices: weights, lots, lists and the texts that stand in less usual fields."""

from __future__ import annotations

import pytest

from tenderscan.model.document import Declaration, Document, ElementKind
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.notice.read import read_notice

NAMES = (
    'xmlns="urn:oasis:names:specification:ubl:schema:xsd:ContractNotice-2"'
    ' xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"'
    ' xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"'
    ' xmlns:efac="http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1"'
    ' xmlns:efbc="http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1"'
)


def eforms(*lots: str, main: str = "") -> Document:
    held = "".join(
        f'<cac:ProcurementProjectLot><cbc:ID schemeName="Lot">LOT-000{at}</cbc:ID>{lot}</cac:ProcurementProjectLot>'
        for at, lot in enumerate(lots, 1)
    )
    project = f'<cac:ProcurementProject><cbc:Name languageID="NLD">Schoonmaak</cbc:Name>{main}</cac:ProcurementProject>'
    xml = (
        f"<ContractNotice {NAMES}><cbc:NoticeLanguageCode>NLD</cbc:NoticeLanguageCode>{project}{held}</ContractNotice>"
    )
    return read_notice(xml.encode(), "n.xml", ReadOptions())


def project(text: str) -> str:
    return (
        f'<cac:ProcurementProject><cbc:Description languageID="NLD">{text}</cbc:Description></cac:ProcurementProject>'
    )


def award(kind: str, number: str) -> str:
    parameter = f'<efac:AwardCriterionParameter><efbc:ParameterCode listName="number-weight">{kind}</efbc:ParameterCode><efbc:ParameterNumeric>{number}</efbc:ParameterNumeric></efac:AwardCriterionParameter>'
    return f'<cac:TenderingTerms><cac:AwardingTerms><cac:AwardingCriterion><cac:SubordinateAwardingCriterion>{parameter}<cbc:Name languageID="NLD">Milieu</cbc:Name></cac:SubordinateAwardingCriterion></cac:AwardingCriterion></cac:AwardingTerms></cac:TenderingTerms>'


@pytest.mark.parametrize(
    ("kind", "cells"),
    [("per-exa", ("Milieu", "20 %")), ("poi-exa", ("Milieu", "20")), ("ord-imp", ("Milieu",))],
)
def test_a_weight_is_told_by_its_kind_and_an_order_is_none(kind: str, cells: tuple[str, ...]) -> None:
    found = [e for e in eforms(award(kind, "20")).elements if e.field == "award-criterion"]
    assert [(e.kind, e.cells) for e in found] == [(ElementKind.TABLE_ROW, cells)]


def test_a_single_lot_has_no_number_and_repeats_nothing() -> None:
    same = '<cbc:Description languageID="NLD">Ramen.</cbc:Description>'
    document = eforms(project("Ramen."), main=same)
    assert [(e.text, e.lot) for e in document.elements] == [("Schoonmaak", None), ("Ramen.", None)]
    assert document.notice is not None and document.notice.lots == ()


def test_two_lots_keep_their_numbers_even_if_they_say_the_same() -> None:
    document = eforms(project("Ramen."), project("Ramen."))
    assert [(e.text, e.lot) for e in document.elements[1:]] == [("Ramen.", "LOT-0001"), ("Ramen.", "LOT-0002")]
    assert document.notice is not None and [lot.id for lot in document.notice.lots] == ["LOT-0001", "LOT-0002"]


def test_lines_of_a_field_are_paragraphs_and_items() -> None:
    document = eforms(project("De dienstverlener:\n- doet a;\n- doet b.\n\nDaarna niets."))
    assert [(e.kind, e.field) for e in document.elements[1:]] == [
        (ElementKind.PARAGRAPH, "BT-24"),
        (ElementKind.LIST_ITEM, "BT-24"),
        (ElementKind.LIST_ITEM, "BT-24"),
        (ElementKind.PARAGRAPH, "BT-24"),
    ]


def test_free_text_is_named_by_the_code_it_stands_beside() -> None:
    def extra(listed: str, text: str) -> str:
        return f'<cac:ProcurementAdditionalType><cbc:ProcurementTypeCode listName="{listed}">x</cbc:ProcurementTypeCode><cbc:ProcurementType languageID="NLD">{text}</cbc:ProcurementType></cac:ProcurementAdditionalType>'

    document = eforms(
        main=extra("strategic-procurement", "Minder uitstoot.") + extra("accessibility", "Niet voor publiek.")
    )
    assert [(e.field, e.text) for e in document.elements[1:]] == [
        ("BT-777", "Minder uitstoot."),
        ("BT-755", "Niet voor publiek."),
    ]


def ted(*forms: tuple[str, str]) -> Document:
    held = "".join(f'<F02_2014 CATEGORY="ORIGINAL" LG="{language}">{inner}</F02_2014>' for language, inner in forms)
    return read_notice(f"<TED_EXPORT><FORM_SECTION>{held}</FORM_SECTION></TED_EXPORT>".encode(), "n.xml", ReadOptions())


def test_a_ted_notice_with_two_languages_of_its_own_is_read_in_both() -> None:
    document = ted(("FR", "<TITLE><P>Nettoyage</P></TITLE>"), ("NL", "<TITLE><P>Schoonmaak</P></TITLE>"))
    assert [(e.text, e.language) for e in document.elements] == [("Nettoyage", "fr"), ("Schoonmaak", "nl")]
    assert document.notice is not None and (document.notice.subject, document.notice.language) == ("Nettoyage", "fr")


def test_ted_reads_reasons_features_and_other_text_but_no_addresses() -> None:
    document = ted(
        (
            "NL",
            "<CONTRACTING_BODY><CA_TYPE_OTHER>x</CA_TYPE_OTHER></CONTRACTING_BODY><PROCEDURE><FRAMEWORK><JUSTIFICATION><P>Reden.</P></JUSTIFICATION></FRAMEWORK>"
            "<MAIN_FEATURES_AWARD><P>— Milieu 20 %</P></MAIN_FEATURES_AWARD><DATE_RECEIPT_TENDERS>2021-01-01</DATE_RECEIPT_TENDERS></PROCEDURE>"
            "<LEFTI><DEPOSIT_GUARANTEE_REQUIRED><P>Borgtocht 5 %.</P></DEPOSIT_GUARANTEE_REQUIRED></LEFTI>"
            "<COMPLEMENTARY_INFO><REVIEW_PROCEDURE><P>Beroep.</P></REVIEW_PROCEDURE></COMPLEMENTARY_INFO>",
        )
    )
    assert [(e.field, e.text) for e in document.elements] == [
        ("justification", "Reden."),
        ("award-criterion", "— Milieu 20 %"),
        ("other", "Borgtocht 5 %."),
    ]


def test_a_ted_form_without_division_has_no_lots() -> None:
    document = ted(
        (
            "NL",
            "<OBJECT_CONTRACT><NO_LOT_DIVISION/><OBJECT_DESCR><LOT_NO>1</LOT_NO><SHORT_DESCR><P>Ramen.</P></SHORT_DESCR></OBJECT_DESCR></OBJECT_CONTRACT>",
        )
    )
    assert [(e.text, e.lot) for e in document.elements] == [("Ramen.", None)]


def selection(usage: str, text: str) -> str:
    return f'<cac:TenderingTerms><efac:SelectionCriteria><cbc:CalculationExpressionCode listName="usage">{usage}</cbc:CalculationExpressionCode><cbc:Description languageID="NLD">{text}</cbc:Description></efac:SelectionCriteria></cac:TenderingTerms>'


def test_a_selection_criterion_that_is_not_used_is_a_default_of_the_form() -> None:
    document = eforms(selection("used", "Drie referenties."), selection("not-used", "Milieuzorgsysteem."))
    assert [e.text for e in document.elements[1:]] == ["Drie referenties."]


@pytest.mark.parametrize(
    ("root", "subtype", "scheme"),
    [
        ("PriorInformationNotice", "4", "Part"),
        ("PriorInformationNotice", "7", "Lot"),
        ("PriorInformationNotice", "10", "Lot"),
        ("ContractNotice", "15", "Lot"),
        ("ContractNotice", "16", "Lot"),
        ("ContractNotice", "21", "Lot"),
        ("ContractNotice", "24", "Lot"),
    ],
)
def test_every_kind_of_competition_gives_its_lots_and_conditions(root: str, subtype: str, scheme: str) -> None:
    lots = "".join(
        f'<cac:ProcurementProjectLot><cbc:ID schemeName="{kind}">{number}</cbc:ID><cac:ProcurementProject><cbc:Name languageID="NLD">{number}</cbc:Name>'
        '<cac:ProcurementAdditionalType><cbc:ProcurementTypeCode listName="social-objective">hum-right</cbc:ProcurementTypeCode></cac:ProcurementAdditionalType></cac:ProcurementProject>'
        f'<cac:TenderingTerms><cac:ContractExecutionRequirement><cbc:Description languageID="NLD">Clausule {number}.</cbc:Description></cac:ContractExecutionRequirement></cac:TenderingTerms></cac:ProcurementProjectLot>'
        for number, kind in (("X-1", scheme), ("X-2", scheme), ("G-1", "LotsGroup"))
    )
    xml = f'<{root} {NAMES}><cbc:NoticeLanguageCode>NLD</cbc:NoticeLanguageCode><cbc:SubTypeCode listName="notice-subtype">{subtype}</cbc:SubTypeCode>{lots}</{root}>'
    document = read_notice(xml.encode(), "n.xml", ReadOptions())
    assert [(e.lot, e.text) for e in document.elements if e.field == "BT-70"] == [
        ("X-1", "Clausule X-1."),
        ("X-2", "Clausule X-2."),
    ]
    assert document.notice is not None and [lot.id for lot in document.notice.lots] == ["X-1", "X-2"]
    assert Declaration("BT-775", "hum-right", "X-1") in document.notice.declares


def test_a_field_that_only_another_official_language_fills_is_read_in_it_and_no_other_twice() -> None:
    both = '<cbc:Description languageID="FRA">Nettoyage des vitres.</cbc:Description><cbc:Description languageID="NLD">Ramen wassen.</cbc:Description>'
    other = '<cbc:Description languageID="FRA">Clause sociale.</cbc:Description><cbc:Description languageID="ENG">Social clause.</cbc:Description>'
    xml = (
        f"<ContractNotice {NAMES}><cbc:NoticeLanguageCode>NLD</cbc:NoticeLanguageCode>"
        "<cac:AdditionalNoticeLanguage><cbc:ID>FRA</cbc:ID></cac:AdditionalNoticeLanguage>"
        f'<cac:ProcurementProjectLot><cbc:ID schemeName="Lot">LOT-0001</cbc:ID><cac:ProcurementProject>{both}</cac:ProcurementProject>'
        f"<cac:TenderingTerms><cac:ContractExecutionRequirement>{other}</cac:ContractExecutionRequirement></cac:TenderingTerms></cac:ProcurementProjectLot></ContractNotice>"
    )
    document = read_notice(xml.encode(), "n.xml", ReadOptions())
    assert [(e.text, e.language) for e in document.elements] == [("Ramen wassen.", "nl"), ("Clause sociale.", "fr")]


@pytest.mark.parametrize(
    ("element", "code"),
    [
        ("RESTRICTED_SHELTERED_WORKSHOP", "res-ws"),
        ("RESTRICTED_SHELTERED_PROGRAM", "res-ws"),
        ("RESTRICTED_TO_SHELTERED_WORKSHOPS", "res-ws"),
        ("RESERVED_ORGANISATIONS_SERVICE_MISSION", "res-pub-ser"),
    ],
)
def test_a_ted_form_reserves_by_an_element_that_is_a_declaration_and_no_text(element: str, code: str) -> None:
    document = ted(("NL", f"<TITLE><P>Groen</P></TITLE><LEFTI><{element}/></LEFTI>"))
    assert document.notice is not None and document.notice.declares == (Declaration("BT-71", code),)
    assert document.text == "Groen"


def test_the_older_ted_form_gives_lots_conditions_and_weights() -> None:
    lots = "".join(
        f"<F_LOT><LOT_NUMBER>{n}</LOT_NUMBER><LOT_TITLE>L{n}</LOT_TITLE><LOT_DESCRIPTION><P>Deel {n}.</P></LOT_DESCRIPTION></F_LOT>"
        for n in (1, 2)
    )
    inner = (
        f"<OBJECT><TITLE_CONTRACT><P>Linnen</P></TITLE_CONTRACT>{lots}</OBJECT>"
        "<EXISTENCE_OTHER_PARTICULAR_CONDITIONS><P>Clausule.</P></EXISTENCE_OTHER_PARTICULAR_CONDITIONS>"
        "<CRITERIA_DEFINITION><ORDER_C>1</ORDER_C><CRITERIA>Milieu</CRITERIA><WEIGHTING>30</WEIGHTING></CRITERIA_DEFINITION>"
    )
    xml = f'<TED_EXPORT><FORM_SECTION><CONTRACT CATEGORY="TRANSLATION" LG="EN"><OBJECT><TITLE_CONTRACT><P>Linen</P></TITLE_CONTRACT></OBJECT></CONTRACT><CONTRACT CATEGORY="ORIGINAL" LG="NL">{inner}</CONTRACT></FORM_SECTION></TED_EXPORT>'
    document = read_notice(xml.encode(), "n.xml", ReadOptions())
    assert document.notice is not None and [lot.id for lot in document.notice.lots] == ["1", "2"]
    assert [(e.field, e.text) for e in document.elements if e.lot is None] == [
        ("title", "Linnen"),
        ("performance-conditions", "Clausule."),
        ("award-criterion", "Milieu | 30 %"),
    ]
    assert [c.value for c in document.notice.award] == [30.0]


def test_award_criteria_within_one_another_are_one() -> None:
    inner = "<AC_CRITERION>Milieu</AC_CRITERION><AC_WEIGHTING>40</AC_WEIGHTING>"
    document = ted(("NL", f"<OBJECT_DESCR>{'<AC_QUALITY>' * 200}{inner}{'</AC_QUALITY>' * 200}</OBJECT_DESCR>"))
    assert document.notice is not None
    assert [(c.name, c.value) for c in document.notice.award] == [("Milieu", 40.0)]
