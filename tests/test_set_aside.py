"""Copies in another format and older versions: judged once, the newest counts, nothing lost without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tenderscan.check import Checker
from tenderscan.model.report import Finding, Report, VerdictKind
from tenderscan.reports.json import json_report
from tests.sources.word import p, packed

ILO = "labour.ilo-conventions"
CLAUSE = "De opdrachtnemer leeft in de hele keten de IAO-basisconventies na en bezorgt elk jaar een auditverslag."
WAIVER = "Er worden in deze opdracht geen eisen gesteld over de IAO-conventies."
BODY = [
    "Bestek voor de levering van werkkledij aan de groendienst",
    "De opdrachtnemer levert de jassen binnen dertig dagen na de bestelling op het adres van de stad.",
    "Elke jas draagt een label met de maat, en de naam van de stad staat op de rug in witte letters.",
    "De prijzen zijn vast gedurende het eerste jaar en worden nadien herzien volgens de formule hieronder.",
    "De inschrijver voegt bij zijn offerte een staal van elke jas, dat na de gunning wordt teruggegeven.",
    "De betaling gebeurt binnen dertig dagen na de goedkeuring van de levering door de leidend ambtenaar.",
]


@pytest.fixture(scope="module")
def checker() -> object:
    with Checker() as found:
        yield found


def text(*more: str) -> str:
    return "\n\n".join([*BODY, *more])


def judged(checker: Checker, folder: Path, **files: str) -> Report:
    """Files by name, "_" before the ending for a point; a .docx is written as one."""
    for name, content in files.items():
        stem, _, ending = name.rpartition("_")
        path = folder / f"{stem}.{ending}"
        if ending == "docx":
            path.write_bytes(packed("".join(p(part) for part in content.split("\n\n"))))
        else:
            path.write_text(content, encoding="utf-8")
    return checker.check_paths([folder]).report


def finding(report: Report) -> Finding:
    return next(f for f in report.findings if f.id == ILO)


def rejected(report: Report) -> dict[str, str]:
    return {item.path: item.reason for item in report.dossier.rejected}


def test_one_text_in_two_formats_is_judged_once_and_said_so(checker: Checker, tmp_path: Path) -> None:
    report = judged(checker, tmp_path, bestek_docx=text(CLAUSE), bestek_txt=text(CLAUSE))
    assert [d.path for d in report.dossier.documents] == ["bestek.docx"]
    assert rejected(report) == {"bestek.txt": "Dezelfde tekst als bestek.docx; de tekst is één keer beoordeeld."}
    assert finding(report).verdict is VerdictKind.MET and len(finding(report).evidence) == 1


def test_a_copy_that_says_something_else_is_judged_too(checker: Checker, tmp_path: Path) -> None:
    weak = CLAUSE.replace("leeft", "streeft ernaar dat hij").replace("na en bezorgt", "naleeft en bezorgt")
    report = judged(
        checker, tmp_path, bestek_docx=text(*["Vul in."] * 30, CLAUSE), bestek_txt=text(*["Vul in."] * 30, weak)
    )
    assert len(report.dossier.documents) == 2 and not rejected(report)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("bestek_v1_docx", "bestek_v2_docx"),
        ("bestek_2026-01-05_txt", "bestek_2026-03-01_txt"),
        ("bestek_05-01-2026_txt", "bestek_01-03-2026_docx"),
        ("bestek_txt", "bestek_herzien_txt"),
        ("bestek_versie 1_9_txt", "bestek_versie 1_10_txt"),
        ("bestek_txt", "bestek_v2_txt"),
    ],
)
def test_the_newest_version_counts_and_what_only_the_older_asks_is_told(
    checker: Checker, tmp_path: Path, old: str, new: str
) -> None:
    report = judged(checker, tmp_path, **{old: text(CLAUSE), new: text("De klok slaat twaalf uur.")})
    newest, oldest = (".".join(name.rsplit("_", 1)) for name in (new, old))
    assert [d.path for d in report.dossier.documents] == [newest]
    assert finding(report).verdict is VerdictKind.MISSING
    reason = rejected(report)[oldest]
    assert f"van {newest}" in reason and finding(report).title in reason


def test_of_three_versions_and_a_copy_the_newest_stands_for_all(checker: Checker, tmp_path: Path) -> None:
    first = text("Eerste.")
    report = judged(
        checker, tmp_path, bestek_v1_docx=first, bestek_v1_txt=first, bestek_v2_docx=text(), bestek_v3_docx=text(CLAUSE)
    )
    assert [d.path for d in report.dossier.documents] == ["bestek_v3.docx"]
    assert finding(report).verdict is VerdictKind.MET
    assert all("bestek_v3.docx" in reason and "v3" in reason for reason in rejected(report).values())
    assert len(rejected(report)) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("perceel 1_docx", "perceel 2_docx"),
        ("bestek jassen_v1_docx", "bestek broeken_v2_docx"),
        ("bestek 2025_docx", "bestek 2026_docx"),
        ("bestek_v1_docx", "bestek_v1_0 kopie_txt"),
        ("lot 1_docx", "lot 2_txt"),
        ("bestek_docx", "bestek_v1_docx"),
    ],
)
def test_lots_and_whatever_is_not_surely_a_version_are_all_judged(
    checker: Checker, tmp_path: Path, one: str, other: str
) -> None:
    report = judged(checker, tmp_path, **{one: text("Voor 1 perceel."), other: text("Voor 2 percelen.", CLAUSE)})
    assert len(report.dossier.documents) == 2 and not rejected(report)
    assert finding(report).verdict is VerdictKind.MET


def test_a_newer_file_that_replaces_a_part_only_leaves_the_older_one_in_force(checker: Checker, tmp_path: Path) -> None:
    part = "\n\n".join(BODY[:4])
    report = judged(checker, tmp_path, bestek_v1_docx=text(CLAUSE, *BODY[::-1]), bestek_v2_docx=part)
    assert len(report.dossier.documents) == 2
    assert finding(report).verdict is VerdictKind.MET


def test_a_version_on_the_first_page_tells_too(checker: Checker, tmp_path: Path) -> None:
    old, new = (text(f"Versie {n}", *(part.replace("stad", "gemeente") for part in BODY[1:])) for n in (1, 2))
    report = judged(checker, tmp_path, ontvangen_docx=f"{old}\n\n{WAIVER}", gepubliceerd_docx=f"{new}\n\n{CLAUSE}")
    assert [d.path for d in report.dossier.documents] == ["gepubliceerd.docx"]
    assert finding(report).verdict is VerdictKind.MET


def test_clarifications_are_never_versions_of_each_other(checker: Checker, tmp_path: Path) -> None:
    report = judged(
        checker,
        tmp_path,
        **{"nota van inlichtingen 2026-01-05_txt": text(), "nota van inlichtingen 2026-02-05_txt": text(CLAUSE)},
    )
    assert len(report.dossier.documents) == 2


def test_the_order_of_the_files_does_not_matter(checker: Checker, tmp_path: Path) -> None:
    judged(checker, tmp_path, bestek_v1_docx=text(CLAUSE), bestek_v2_docx=text())
    paths = sorted(tmp_path.iterdir())
    first, second = (checker.check_paths(order).report for order in (paths, paths[::-1]))
    assert first == second
    assert first.dossier.rejected


def test_a_reading_is_judged_again_with_the_same_report(checker: Checker, tmp_path: Path) -> None:
    (tmp_path / "bestek.docx").write_bytes(packed("".join(p(part) for part in [*BODY, CLAUSE])))
    (tmp_path / "bestek.txt").write_text(text(CLAUSE), encoding="utf-8")
    first = checker.check_paths([tmp_path])
    assert first.reading is not None
    # The copy that was set aside is part of what was read, not of what was judged.
    assert len(first.dossier.documents) < len(first.reading.dossier.documents)
    assert json_report(checker.judge(first.reading).report) == json_report(first.report)
