"""Asked here and waived there: over documents, lots, clarifications; and clauses that differ by language."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document as Word

from tenderscan.check import Checker
from tenderscan.model.report import Finding

ASKS = "De opdrachtnemer leeft de IAO-basisconventies na in de hele keten en legt jaarlijks een auditverslag voor."
WAIVES = "De naleving van de IAO-conventies wordt niet gevraagd voor deze opdracht."
SPEC = "Bestek schoonmaak\n\nUitvoeringsvoorwaarden\n\n"
NOTE = "Nota van inlichtingen\n\nVraag 1: Moet de opdrachtnemer de IAO-basisconventies naleven?\n\nAntwoord: "
NO, YES = "Neen, dat wordt niet gevraagd.", "Ja, de opdrachtnemer leeft de IAO-basisconventies na."


def found(checker: Checker, folder: Path, **files: str) -> Finding:
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    report = checker.check_paths([folder]).report
    return next(f for f in report.findings if f.id == "labour.ilo-conventions")


def test_one_finding_with_both_passages_the_waiver_first(checker: Checker, tmp_path: Path) -> None:
    finding = found(checker, tmp_path, bestek=SPEC + ASKS, deel2=f"Technisch deel\n\nAlgemeen\n\n{WAIVES}")
    assert finding.verdict == "contradicted"
    assert [(e.stance, e.document) for e in finding.evidence] == [("waives", "deel2.txt"), ("asks", "bestek.txt")]


@pytest.mark.parametrize(
    ("files", "verdict"),
    [
        ({"bestek": SPEC + ASKS, "nota van inlichtingen": NOTE + NO}, "contradicted"),
        ({"bestek": SPEC + WAIVES, "nota van inlichtingen": NOTE + YES}, "met"),
        ({"bestek": SPEC + ASKS, "nota van inlichtingen 1": NOTE + NO, "nota van inlichtingen 2": NOTE + YES}, "met"),
        (
            {"bestek": SPEC + ASKS, "nota van inlichtingen 1": NOTE + YES, "nota van inlichtingen 2": NOTE + NO},
            "contradicted",
        ),
        (
            {"bestek": SPEC, "2026-03-09 inlichtingen": NOTE + YES, "2026-02-27 inlichtingen": NOTE + NO},
            "met",
        ),
        ({"bestek": SPEC, "gunningsverslag": f"Gunningsverslag\n\nOnderzoek\n\n{ASKS}"}, "missing"),
    ],
)  # fmt: skip
def test_clarifications_outrank_and_the_last_one_counts(
    checker: Checker, tmp_path: Path, files: dict[str, str], verdict: str
) -> None:
    assert found(checker, tmp_path, **files).verdict == verdict


def test_a_waiver_for_one_lot_contradicts_there_only(checker: Checker, tmp_path: Path) -> None:
    lots = "\n\nPerceel 1: ramen\n\nDe ramen worden elke maand gewassen.\n\nPerceel 2: vloeren\n\nDe vloeren elke dag."
    waiver = "Nota\n\nRechtzetting\n\nVoor perceel 2 wordt naleving van de IAO-conventies niet gevraagd."
    finding = found(checker, tmp_path, bestek=SPEC + ASKS + lots, rechtzettingsbericht=waiver)
    assert finding.by_lot == {"1": "met", "2": "contradicted"}


DUTCH = "De opdrachtnemer moet de IAO-basisconventies naleven en legt elk jaar een auditverslag voor."
FRENCH_MAY = "L'adjudicataire peut respecter les conventions fondamentales de l'OIT et remettre un rapport annuel."
FRENCH_MUST = "L'adjudicataire doit respecter les conventions fondamentales de l'OIT et remettre un rapport annuel."


def bilingual(folder: Path, dutch: str, french: str) -> Path:
    word = Word()
    word.add_heading("Bestek / Cahier des charges", 0)
    table = word.add_table(rows=0, cols=2)
    for left, right in (
        (
            "De stad koopt de schoonmaak van haar gebouwen.",
            "La ville achète le nettoyage de ses bâtiments.",
        ),
        (dutch, french),
        ("De prijzen zijn vast gedurende het eerste jaar.", "Les prix sont fermes pendant la première année."),
    ):
        row = table.add_row().cells
        row[0].text, row[1].text = left, right
    path = folder / "bestek.docx"
    word.save(str(path))
    return path


def test_columns_that_differ_in_force_are_a_gap_with_both_quotes(checker: Checker, tmp_path: Path) -> None:
    bilingual(tmp_path, DUTCH, FRENCH_MAY)
    finding = found(checker, tmp_path)
    assert finding.verdict == "met"
    assert "language-versions-differ" in finding.gaps
    assert "weakened-elsewhere" not in finding.gaps
    assert [e.language for e in finding.evidence] == ["nl", "fr"]


def test_columns_that_agree_are_one_passage(checker: Checker, tmp_path: Path) -> None:
    bilingual(tmp_path, DUTCH, FRENCH_MUST)
    finding = found(checker, tmp_path)
    assert finding.verdict == "met"
    assert "language-versions-differ" not in finding.gaps
    assert len(finding.evidence) == 1


def test_two_documents_that_differ_in_force(checker: Checker, tmp_path: Path) -> None:
    finding = found(
        checker,
        tmp_path,
        bestek=f"Bestek\n\n5.2 Uitvoeringsvoorwaarden\n\n{DUTCH}\n\nDe stad betaalt binnen dertig dagen.",
        cahier=f"Cahier des charges\n\n5.2 Conditions d'exécution\n\n{FRENCH_MAY}\n\nLa ville paie.",
    )
    assert "language-versions-differ" in finding.gaps
    assert {e.document for e in finding.evidence} == {"bestek.txt", "cahier.txt"}
