"""A report made by hand, in Dutch, with every verdict."""

from __future__ import annotations

from dataclasses import replace

from tenderscan.model.document import Box, Lot, Rejection
from tenderscan.model.report import (
    Advice,
    CitedReference,
    DocumentSummary,
    DossierSummary,
    Evidence,
    Finding,
    Level,
    NearMiss,
    Report,
    VerdictKind,
)

PASSAGE = Evidence(
    "bestek.pdf", 12, "8.1 Arbeidsrechten", "performance-condition", "asks", "nl", (),
    "De aannemer leeft de IAO-conventies na.", 100, 139, None, (Box(12, 70.04, 100, 500, 112.26),), ("obligation",),
)  # fmt: skip
WISH = Evidence(
    "bestek.pdf", 3, "1 Inleiding", None, "weakens", "nl", (),
    "De stad hecht belang aan mensenrechten.", 10, 49, None, (), ("policy",),
)  # fmt: skip
FOREIGN = "Deze tekst steunt mede op recht of richtlijnen van Frankrijk: ga na wat in uw land geldt."
OLD_LAW = CitedReference(
    "be-law-2006", "outdated", "2017-06-30", "Wet van 15 juni 2006: geldt niet meer sinds 2017-06-30.",
    "bestek.pdf", 4, "1.2 Wetgeving", "De wet van 15 juni 2006 is van toepassing.",
)  # fmt: skip
ADVICE = Advice("In de uitvoeringsvoorwaarden.", "De opdrachtnemer eerbiedigt de mensenrechten.", "UVRM, 1948", "nl")
NO_CLAUSE = Advice("In de uitvoeringsvoorwaarden.", "", "UVRM, 1948", "nl", "In deze taal is er geen tekst.")


def finding(name: str, verdict: VerdictKind, level: Level = Level.REQUIRED, **more: object) -> Finding:
    values: dict[str, object] = {
        "why": f"Omdat {verdict.value}.",
        "matters": "Dit doet ertoe.",
        "confidence": 0.9,
        "fingerprint": "0" * 16,
        **more,
    }
    return Finding(name, name.split(".")[0], f"Titel van {name}", level, verdict, **values)  # type: ignore[arg-type]


def report() -> Report:
    """One finding of each verdict, and an optional one that is absent."""
    documents = (
        DocumentSummary(
            "bestek.pdf", "a" * 64, "application/pdf", "specification", ("nl",), 20, 5000, (7,), (), ("let op",)
        ),
    )
    dossier = DossierSummary(
        "bestek.pdf", "Heraanleg van de markt", "Gemeente", None, ("45233262",), ("nl",), (Lot("1"),), documents,
        (Rejection("plan.dwg", "plan.dwg cannot be read."),), (),
    )  # fmt: skip
    findings = (
        finding("labour.met", VerdictKind.MET, evidence=(PASSAGE,),
                gaps=("no-sanction", "outdated-reference"), outdated="Lijst van acht: geldt niet meer."),
        finding("human-rights.weak", VerdictKind.WEAK, reasons=("buyer-policy",), evidence=(WISH,), advice=ADVICE),
        finding("trustone.missing", VerdictKind.MISSING, advice=replace(ADVICE, note=FOREIGN), near_misses=(
            NearMiss("bestek.pdf", 2, "Natuursteen", "heading"),)),
        finding("trustone.waived", VerdictKind.CONTRADICTED, Level.RECOMMENDED, evidence=(PASSAGE,), advice=ADVICE),
        finding("labour.unread", VerdictKind.UNDECIDED, advice=NO_CLAUSE),
        finding("fair-trade.away", VerdictKind.NOT_APPLICABLE),
        finding("environment.optional", VerdictKind.MISSING, Level.OPTIONAL, advice=ADVICE),
        finding("labour.lots", VerdictKind.WEAK, by_lot={"1": VerdictKind.MET, "2": VerdictKind.WEAK}),
    )  # fmt: skip
    return Report("0.1.0", "2026.1", "b" * 64, "flemish-municipality", "nl", dossier, findings,
                  as_of="2026-11-23", references=(OLD_LAW,))  # fmt: skip
