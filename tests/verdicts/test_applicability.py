"""What applies: told by codes, title, subject and inventory; never by boilerplate; by lot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenderscan.check import Checker, CheckOptions
from tenderscan.model.match import Place, Trace
from tenderscan.model.report import Finding, VerdictKind
from tenderscan.model.rule import Alternative, Applies, Concept, Criterion, Expression
from tenderscan.verdicts.applicability import applicability, in_order
from tenderscan.verdicts.purchase import Purchase, begins, nature_of

V = VerdictKind
NOT = V.NOT_APPLICABLE


@pytest.fixture(scope="module")
def checker() -> Iterator[Checker]:
    with Checker() as checker:
        yield checker


def findings(checker: Checker, text: str) -> dict[str, Finding]:
    return {finding.id: finding for finding in checker.check_text(text).report.findings}


def applying(checker: Checker, text: str) -> set[str]:
    """The criteria that apply to a text, those that always do left out."""
    always = {c.id for c in checker.rulebook.criteria if c.applies.always}
    return {name for name, finding in findings(checker, text).items() if finding.verdict is not NOT} - always


# Codes and signs, without the real rules.


def criterion(name: str, **applies: object) -> Criterion:
    way = Alternative("w", Expression(concept="c"))
    return Criterion(name, "t", {}, {}, {}, (), (), Applies(**applies), (way,))  # type: ignore[arg-type]


def group(name: str, nature: str, *cpv: str, **more: object) -> Concept:
    return Concept(name, {}, nature=nature, cpv=cpv, **more)  # type: ignore[arg-type]


GROUPS = {
    g.id: g
    for g in (
        group("stone", "materials", "449"),
        group("chairs", "supplies", "391", not_cpv=("39199",)),
        group("works", "works", "45"),
        group("cleaning", "services", "909"),
        group("goods", "supplies", includes=("chairs",)),
    )
}


def trace(concept: str, where: str, act: str = "", lots: tuple[str, ...] = (), block: int = 0) -> Trace:
    return Trace(concept, where, Place(0, block, 0, 5), concept, lots, act)


def shown(name: str, cpv: tuple[str, ...] = (), *traces: Trace, **more: object) -> str:
    purchase = Purchase(cpv, ("nl",), traces, groups=GROUPS, **more)  # type: ignore[arg-type]
    return applicability(criterion("x.y", bought=(name,)), purchase, {}).ground


@pytest.mark.parametrize(
    ("name", "cpv", "traces", "ground"),
    [
        ("chairs", ("39113000",), (), "cpv"),
        ("chairs", ("39199000",), (), "none"),
        ("goods", ("39113000",), (), "cpv"),
        ("cleaning", ("90911000",), (), "cpv"),
        ("cleaning", ("92520000",), (), "none"),
        # A code of goods beside a service needs words that name them.
        ("chairs", ("55900000", "39113000"), (), "none"),
        ("chairs", ("55900000", "39113000"), (trace("chairs", "title", "supply"),), "cpv"),
        ("chairs", ("55900000", "39113000"), (trace("chairs", "title", "service"),), "none"),
        ("chairs", ("45210000", "39113000"), (), "cpv"),
        # Words.
        ("chairs", (), (trace("chairs", "title"),), "bought"),
        ("chairs", (), (trace("chairs", "title", "service"),), "none"),
        ("chairs", (), (trace("chairs", "title", "aside"),), "none"),
        ("chairs", (), (trace("chairs", "subject"),), "none"),
        ("chairs", (), (trace("chairs", "subject", "supply"),), "bought"),
        ("chairs", (), (trace("chairs", "item"),), "bought"),
        ("chairs", (), (trace("chairs", "inventory"),), "none"),
        ("chairs", (), tuple(trace("chairs", "inventory", block=n) for n in range(2)), "bought"),
        ("chairs", (), tuple(trace("chairs", "demand", block=n) for n in range(30)), "none"),
        ("chairs", (), tuple(trace("chairs", "specification", block=n) for n in range(30)), "none"),
        # Codes that know of no works outrank words that speak of them.
        ("works", ("90911000",), (trace("works", "subject"),), "none"),
        ("works", (), (trace("works", "subject"),), "bought"),
        # Works bring materials in.
        ("stone", ("45233000",), (trace("stone", "subject"),), "bought"),
        ("stone", ("79100000",), (trace("stone", "subject"),), "none"),
    ],
)
def test_signs(name: str, cpv: tuple[str, ...], traces: tuple[Trace, ...], ground: str) -> None:
    assert shown(name, cpv, *traces) == ground


def test_prefixes_keep_their_division() -> None:
    assert begins("90911000", ("90",))
    assert not begins("92520000", ("90",))
    assert begins("45233222", ("45230000",))
    assert [nature_of(code) for code in ("45000000", "48000000", "72000000", "15000000")] == [
        "works",
        "services",
        "services",
        "supplies",
    ]


def test_a_statutory_baseline_raises_no_other() -> None:
    dependent = criterion("x.y", when=("a.*",))
    assert applicability(dependent, Purchase(), {"a.b": V.MET}).ground == "when"
    assert applicability(dependent, Purchase(), {"a.b": V.MET}, frozenset({"a.b"})).ground == "none"
    assert applicability(dependent, Purchase(), {"a.b": V.MISSING}).ground == "none"


def test_the_law_of_another_country_and_other_languages() -> None:
    own = criterion("x.y", always=True, languages=("fr",), not_named=("swiss",))
    assert applicability(own, Purchase(languages=("fr",)), {}).applies
    assert not applicability(own, Purchase(languages=("nl",)), {}).applies
    assert not applicability(own, Purchase(languages=("fr",), traces=(trace("swiss", "demand"),)), {}).applies


def test_only_the_lots_that_buy_the_thing() -> None:
    lots = {"1": ("45233000",), "2": ("39113000",), "3": ()}
    purchase = Purchase(("45233000", "39113000"), ("nl",), (), groups=GROUPS, lot_cpv=lots)
    found = applicability(criterion("x.y", bought=("chairs",)), purchase, {})
    assert found.lots == {"2", "3"}, "a lot of which nothing is known is not left out"
    assert [found.covers(lot) for lot in "123"] == [False, True, True]


def test_those_on_which_others_depend_come_first() -> None:
    first, second = criterion("z.z", always=True), criterion("a.a", when=("z.*",))
    assert [c.id for c in in_order([second, first])] == ["z.z", "a.a"]
    cycle = criterion("z.z", when=("a.a",))
    assert {c.id for c in in_order([second, cycle])} == {"a.a", "z.z"}


# Small tenders with the real rules.

TENDERS = {
    "workwear": (
        {
            "nl": "Levering van werkkledij voor de groendienst",
            "fr": "Fourniture de vêtements de travail pour le service technique",
            "en": "Supply of workwear for the parks department",
            "de": "Lieferung von Arbeitskleidung für den Bauhof",
        },
        {"workwear.social-verification", "labour.living-wage", "circularity.take-back"},
        {"environment.site-nuisance", "ict.social-label", "labour.social-dumping", "circularity.material-assessment"},
    ),
    "laptops": (
        {
            "nl": "Aankoop van laptops en beeldschermen voor de scholen",
            "fr": "Acquisition d'ordinateurs portables pour les écoles",
            "en": "Purchase of laptops for schools",
            "de": "Beschaffung von Notebooks für die Schulen",
        },
        {"ict.social-label", "ict.electronics-watch", "ict.conflict-minerals", "environment.energy-efficiency"},
        {"workwear.social-verification", "labour.social-employment", "environment.biodiversity"},
    ),
    "software": (
        {
            "nl": "Ontwikkeling en onderhoud van een softwarepakket voor de burgerzaken",
            "fr": "Développement et maintenance d'un logiciel de gestion de la population",
            "en": "Development and maintenance of software for the registry office",
            "de": "Entwicklung und Pflege einer Software für das Standesamt",
        },
        set(),
        {"ict.social-label", "circularity.take-back", "circularity.repair", "environment.packaging"},
    ),
    "laptop maintenance": (
        {
            "nl": "Onderhoud en herstelling van laptops",
            "fr": "Maintenance et réparation d'ordinateurs portables",
            "en": "Repair and maintenance of laptops",
            "de": "Wartung und Reparatur von Notebooks",
        },
        set(),
        {"ict.social-label", "ict.conflict-minerals", "circularity.take-back", "environment.packaging"},
    ),
    "batteries": (
        {
            "nl": "Levering van batterijen voor laptops",
            "fr": "Fourniture de batteries rechargeables pour ordinateurs portables",
            "en": "Supply of batteries for laptops",
            "de": "Lieferung von Batterien für Notebooks",
        },
        {"ict.conflict-minerals", "circularity.take-back"},
        {"ict.social-label", "ict.sustainability-label"},
    ),
    "coffee machine": (
        {
            "nl": "Levering van koffiemachines",
            "fr": "Fourniture de machines à café",
            "en": "Supply of coffee machines",
            "de": "Lieferung von Kaffeevollautomaten",
        },
        {"environment.energy-efficiency", "circularity.repair"},
        {"fair-trade.food-and-drink", "food.organic", "timber.deforestation-free"},
    ),
    "coffee": (
        {
            "nl": "Levering van koffie en thee",
            "fr": "Fourniture de café et de thé",
            "en": "Supply of coffee and tea",
            "de": "Lieferung von Kaffee und Tee",
        },
        {
            "fair-trade.food-and-drink",
            "food.organic",
            "timber.deforestation-free",
            "human-rights.forced-labour-products",
        },
        {"environment.energy-efficiency", "circularity.repair", "circularity.take-back"},
    ),
    "cleaning": (
        {
            "nl": "Schoonmaak van de gemeentelijke gebouwen",
            "fr": "Nettoyage des bâtiments communaux",
            "en": "Cleaning services for the town hall",
            "de": "Gebäudereinigung der Verwaltungsgebäude",
        },
        {"environment.cleaning-products", "labour.social-dumping", "labour.social-employment"},
        {"environment.site-nuisance", "circularity.material-assessment", "environment.furniture", "labour.living-wage"},
    ),
    "road works": (
        {
            "nl": "Wegenwerken: heraanleg van de Molenstraat",
            "fr": "Travaux de voirie : réaménagement de la rue du Moulin",
            "en": "Road works in Mill Street",
            "de": "Straßenbauarbeiten in der Mühlenstraße",
        },
        {"environment.site-nuisance", "labour.social-dumping", "environment.management-system", "climate.machinery"},
        {"trustone.due-diligence", "circularity.take-back", "circularity.disassembly", "climate.delivery"},
    ),
    "insurance": (
        {
            "nl": "Verzekeringsdiensten: verzekering van de voertuigen en gebouwen",
            "fr": "Services d'assurance : assurance des véhicules et bâtiments",
            "en": "Insurance services: insurance of vehicles and buildings",
            "de": "Versicherungsleistungen: Versicherung der Fahrzeuge und Gebäude",
        },
        {"finance.ethical-exclusions"},
        {"climate.clean-vehicles", "circularity.repair", "environment.site-nuisance", "labour.social-dumping"},
    ),
    "banners": (
        {
            "nl": "Drukken van spandoeken",
            "fr": "Impression de banderoles",
            "en": "Printing of banners",
            "de": "Druck von Bannern",
        },
        set(),
        {"climate.fossil-advertising", "finance.transparency", "workwear.social-verification"},
    ),
    "buyer's name": (
        {
            "nl": "Dienst Duurzame Gebouwen, Wegen en Voertuigen",
            "fr": "Direction des bâtiments et des véhicules durables",
            "en": "Department of Sustainable Transport and Environment",
            "de": "Amt für Umwelt und Mobilität",
        },
        set(),
        {"environment.site-nuisance", "labour.social-dumping", "environment.management-system"},
    ),
}
CASES = [(kind, language) for kind, (titles, _, _) in TENDERS.items() for language in titles]

BODY = {
    "nl": "De opdracht duurt vier jaar. Inschrijvers dienen hun offerte in via het platform.",
    "fr": "Le marché dure quatre ans. Les soumissionnaires remettent leur offre sur la plateforme.",
    "en": "The contract lasts four years. Tenderers shall submit their tender on the platform.",
    "de": "Der Auftrag läuft vier Jahre. Die Bieter reichen ihr Angebot auf der Plattform ein.",
}
BOILERPLATE = {
    "nl": (
        "Het personeel van de opdrachtnemer draagt herkenbare werkkledij en veiligheidsschoenen.",
        "De gemeente kocht vorig jaar elektrische voertuigen en laptops en engageert zich voor duurzaam aankopen.",
        "Leveringen gebeuren met een vrachtwagen; de chauffeur meldt zich aan in het gebouw.",
        "Beleid van het bestuur: koffie, papier en meubilair worden duurzaam gekocht waar mogelijk.",
    ),
    "fr": (
        "Le personnel du prestataire porte des vêtements de travail et des chaussures de sécurité.",
        "La commune a acheté des véhicules électriques et des ordinateurs et s'engage pour les achats durables.",
        "Les livraisons se font par camion ; le chauffeur se présente au bâtiment.",
    ),
    "en": (
        "The contractor's staff wear workwear and safety shoes.",
        "Last year the authority bought electric vehicles and laptops; it is committed to sustainable procurement.",
        "Deliveries are made by lorry; the driver reports to the building.",
    ),
    "de": (
        "Das Personal des Auftragnehmers trägt Arbeitskleidung und Sicherheitsschuhe.",
        "Die Stadt hat letztes Jahr Elektrofahrzeuge und Notebooks gekauft und bekennt sich zur Nachhaltigkeit.",
        "Die Anlieferung erfolgt mit dem Lkw; der Fahrer meldet sich im Gebäude.",
    ),
}


def tender(kind: str, language: str, *more: str) -> str:
    return "\n\n".join((TENDERS[kind][0][language], BODY[language], *more))


@pytest.mark.parametrize(("kind", "language"), CASES)
def test_small_tenders(checker: Checker, kind: str, language: str) -> None:
    found = applying(checker, tender(kind, language))
    _, wanted, unwanted = TENDERS[kind]
    assert wanted - found == set()
    assert unwanted & found == set()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.sampled_from(CASES), st.data())
def test_boilerplate_never_changes_what_applies(checker: Checker, case: tuple[str, str], data: st.DataObject) -> None:
    kind, language = case
    added = data.draw(st.lists(st.sampled_from(BOILERPLATE[language]), min_size=1, max_size=6))
    dependent = {c.id for c in checker.rulebook.criteria if c.applies.when}
    before, after = applying(checker, tender(kind, language)), findings(checker, tender(kind, language, *added))
    grown = {name for name in before ^ {n for n, f in after.items() if f.verdict is not NOT} if name in before}
    assert grown == set()
    missing = {name for name, finding in after.items() if finding.verdict is V.MISSING} - dependent
    always = {c.id for c in checker.rulebook.criteria if c.applies.always}
    assert missing - before - always == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "Bestek 2026/14\n\nCPV 39113000-7\n\nDe opdracht duurt vier jaar. De prijs is vast tijdens de opdracht.",
            "39113000",
        ),
        ("Cahier des charges\n\nCode CPV : 39113000\n\nLe marché dure quatre ans.", "39113000"),
    ],
)
def test_a_printed_code_tells(checker: Checker, text: str, code: str) -> None:
    finding = findings(checker, text)["environment.furniture"]
    assert finding.verdict is V.MISSING
    assert code in finding.applies_because


def test_a_subject_sentence_tells_where_the_title_does_not(checker: Checker) -> None:
    text = (
        "Gemeente Hazelbeke\n\nBestek 2026/15\n\n"
        "Voorwerp van de opdracht: het leveren van bureaustoelen en kasten.\n\nDe opdracht duurt vier jaar."
    )
    finding = findings(checker, text)["environment.furniture"]
    assert finding.verdict is V.MISSING
    assert "bureaustoelen" in finding.applies_because


def test_codes_of_the_user_come_first() -> None:
    with Checker(CheckOptions(cpv=("45233222",))) as checker:
        found = findings(
            checker, "Bestek 2026/16\n\nDe opdracht duurt vier jaar. De prijs is vast tijdens de opdracht."
        )
    assert found["environment.site-nuisance"].verdict is V.MISSING
    assert found["environment.furniture"].verdict is NOT


def test_lots_of_a_notice_are_told_apart(checker: Checker, tmp_path: Path) -> None:
    lots = [
        ("1", "Wegenwerken", "45233140"),
        ("2", "Levering van kasseien in natuursteen", "44912400"),
        ("3", "Groenaanleg", "45112710"),
    ]
    parts = "".join(
        f"<OBJECT_DESCR ITEM='{n}'><TITLE><P>{title}</P></TITLE><LOT_NO>{n}</LOT_NO>"
        f"<CPV_ADDITIONAL><CPV_CODE CODE='{code}'/></CPV_ADDITIONAL>"
        f"<SHORT_DESCR><P>{title} in de dorpskern.</P></SHORT_DESCR></OBJECT_DESCR>"
        for n, title, code in lots
    )
    xml = (
        "<TED_EXPORT xmlns='http://publications.europa.eu/resource/schema/ted/R2.0.9/publication'>"
        "<FORM_SECTION><F02_2014 CATEGORY='ORIGINAL' LG='NL' FORM='F02'><OBJECT_CONTRACT>"
        "<TITLE><P>Heraanleg van de dorpskern</P></TITLE>"
        "<CPV_MAIN><CPV_CODE CODE='45233140'/></CPV_MAIN>"
        "<SHORT_DESCR><P>Heraanleg van de dorpskern in drie percelen.</P></SHORT_DESCR>"
        f"{parts}</OBJECT_CONTRACT></F02_2014></FORM_SECTION></TED_EXPORT>"
    )
    path = tmp_path / "notice.xml"
    path.write_text(xml, encoding="utf-8")
    found = {f.id: f for f in checker.check_paths([path]).report.findings}
    stone = found["trustone.due-diligence"]
    # A notice cannot be expected to hold it.
    assert stone.verdict is V.UNDECIDED and stone.incomplete
    assert stone.by_lot == {"2": V.UNDECIDED}
    assert set(found["environment.site-nuisance"].by_lot or {}) == {"1", "3"}
    assert found["labour.ilo-conventions"].by_lot is None
