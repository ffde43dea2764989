"""What counts now: takes a store, gives a row for each dossier and criterion; what people judged wins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from sqlalchemy import Connection, text

from tenderscan.audit.report.masks import Masks
from tenderscan.audit.store.open import Store

_QUERY = """
SELECT d.name AS dossier, f.authority, f.company_number, f.date, f.cpv AS fact_cpv, r.cpv, f.country, f.procedure,
  f.value, f.currency, r.subject, r.language, p.held, p.criterion, p.theme, p.level, p.verdict, p.tool_verdict,
  p.judged_by, p.confidence, p.reasons, p.gaps, r.as_of, r.rulebook, r.tool, r.inputs, p.result_id, p.dossier_id,
  r.authority AS read_authority, r.published, r.country AS read_country,
  (SELECT COUNT(*) FROM evidence e WHERE e.result_id = p.result_id AND e.criterion = p.criterion
   AND e.kind = 'evidence') AS passages,
  e.document, e.page, e.section, e.quote
FROM published p
JOIN dossiers d ON d.id = p.dossier_id
JOIN results r ON r.id = p.result_id
JOIN dossier_facts f ON f.dossier_id = p.dossier_id
LEFT JOIN evidence e ON e.result_id = p.result_id AND e.criterion = p.criterion AND e.kind = 'evidence' AND e.rank = 1
{where}
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """One criterion's verdict on one dossier as it is published, with the dossier's facts and its first passage.

    `verdict` is what counts, `tool_verdict` what tenderscan said, `judged_by` who decided: tool, one-reader,
    two-readers, adjudicated, or readers-differ (then the tool's stands). `inputs` is the digest of all it rests on.
    """

    dossier: str
    authority: str
    company_number: str
    date: str
    year: str
    cpv: str
    cpv_division: str
    country: str
    procedure: str
    value: str
    currency: str
    subject: str
    language: str
    held: str
    criterion: str
    theme: str
    level: str
    verdict: str
    tool_verdict: str
    judged_by: str
    confidence: float
    reasons: str
    gaps: str
    passages: int
    document: str
    page: int | None
    section: str
    quote: str
    as_of: str
    rulebook: str
    tool: str
    inputs: str


COLUMNS = tuple(field.name for field in fields(Standing))


def standings(store: Store, masks: Masks) -> Iterator[Standing]:
    """All rows in the order of dossier and criterion (by the letters' codes, the same on every store)."""
    with store.reading() as connection:
        yield from _standings(connection, masks)


def _standings(connection: Connection, masks: Masks) -> Iterator[Standing]:
    # Sorted here, dossier by dossier: databases sort letters by rules of their own.
    names = connection.execute(text("SELECT d.name, d.id FROM dossiers d")).all()
    query = text(_QUERY.format(where="WHERE p.dossier_id = :dossier"))
    for _, dossier in sorted(names, key=lambda row: str(row[0])):
        found = connection.execute(query, {"dossier": dossier}).mappings().all()
        for row in sorted(found, key=lambda row: str(row["criterion"])):
            yield _standing(dict(row), masks)


def _standing(row: dict[str, object], masks: Masks) -> Standing:
    def said(*names: str) -> str:
        return next((str(row[name]) for name in names if row[name]), "")

    day, cpv = said("date", "published"), said("fact_cpv", "cpv")
    own = {"dossier", "criterion", "theme", "level", "verdict", "tool_verdict", "judged_by", "held", "reasons", "gaps"}
    page, confidence, passages = row["page"], row["confidence"], row["passages"]
    return Standing(
        **{name: str(row[name]) for name in own},
        authority=said("authority", "read_authority"),
        company_number=said("company_number"),
        date=day,
        year=day[:4],
        cpv=cpv,
        cpv_division=cpv[:2],
        country=said("country", "read_country").lower(),
        procedure=said("procedure"),
        value=said("value"),
        currency=said("currency"),
        subject=said("subject"),
        language=said("language"),
        confidence=float(str(confidence)),
        passages=int(str(passages)),
        document=said("document"),
        page=int(str(page)) if page is not None else None,
        section=masks.masked(said("section")),
        quote=masks.masked(said("quote")),
        as_of=said("as_of"),
        rulebook=said("rulebook"),
        tool=said("tool"),
        inputs=said("inputs"),
    )
